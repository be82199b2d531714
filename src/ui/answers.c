#include "ui/answers.h"

#include <stdlib.h>
#include <string.h>
#include "app/kept.h"
#include "base/text.h"
#include "ui/shell.h"

enum { ANSWERS_MOST = 100, KEPT_A_PROMPT = 40 };

static bool is_same_prompt(const struct answer *answer, const struct ui_question *question)
{
    return answer->accept == question->accept;
}

static void add_once(const char **texts, size_t *count, const char *text)
{
    for (size_t i = 0; i < *count; i++)
        if (text_equal(texts[i], text)) { /* it moves to the newest */
            memmove(texts + i, texts + i + 1, (--*count - i) * sizeof(*texts));
            break;
        }
    texts[(*count)++] = text;
}

void answers_recall(struct ui *ui)
{
    struct modal *modal = &ui->modal;
    const char *recalls = modal->question.recalls;
    struct kept_lines kept = {0};
    struct error ignored;
    const char **texts;
    size_t count = 0;

    if (recalls)
        (void)!kept_read(ui->session, KEPT_ANSWERS, &modal->arena, &kept, &ignored);
    texts = arena_alloc_array(&modal->arena, kept.count + modal->answers.count + 1, sizeof(*texts));
    for (size_t i = 0; i < kept.count; i++)
        if (text_equal(kept.items[i].name, recalls))
            add_once(texts, &count, kept.items[i].text);
    for (size_t i = 0; i < modal->answers.count; i++)
        if (is_same_prompt(&modal->answers.items[i], &modal->question))
            add_once(texts, &count, modal->answers.items[i].text);
    modal->prompt.history = texts;
    modal->prompt.history_count = count;
    array_fini(&kept);
}

/* Another window may have added some meanwhile: the file is read again. */
static void keep(struct ui *ui, const char *name, const char *text)
{
    struct arena arena = {0};
    struct kept_lines kept = {0};
    struct error ignored;
    size_t count = 0, same = 0;

    if (kept_read(ui->session, KEPT_ANSWERS, &arena, &kept, &ignored)) {
        for (size_t i = 0; i < kept.count; i++)
            same += text_equal(kept.items[i].name, name);
        for (size_t i = 0; i < kept.count; i++) {
            bool is_of_it = text_equal(kept.items[i].name, name);
            bool goes = is_of_it && (same >= KEPT_A_PROMPT || text_equal(kept.items[i].text, text));

            same -= goes;
            if (!goes)
                kept.items[count++] = kept.items[i];
        }
        kept.count = count;
        ARRAY_PUSH(&kept, (struct kept_line){name, text});
        (void)!kept_write(ui->session, KEPT_ANSWERS, &kept, &ignored);
    }
    array_fini(&kept);
    arena_fini(&arena);
}

void answers_remember(struct ui *ui, const struct ui_question *question, const char *text)
{
    struct modal *modal = &ui->modal;
    struct answer answer = {question->accept, mem_copy_text(text)};

    if (modal->answers.count == ANSWERS_MOST) {
        free(modal->answers.items[0].text);
        modal->answers.count--;
        memmove(modal->answers.items, modal->answers.items + 1,
            modal->answers.count * sizeof(*modal->answers.items));
    }
    ARRAY_PUSH(&modal->answers, answer);
    if (question->recalls)
        keep(ui, question->recalls, text);
}
