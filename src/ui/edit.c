#include "ui/edit.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/text.h"
#include "edit_internal.h"

#define STEP_BYTES_MOST (8u << 20)
#define STEPS_MOST 2000

/* -- steps of undo */

static void free_step(struct edit *edit, struct edit_step *step)
{
    edit->step_bytes -= step->removed_len + step->added_len;
    free(step->removed);
    free(step->added);
}

static void drop_steps_from(struct edit *edit, size_t first)
{
    while (edit->steps.count > first)
        free_step(edit, &edit->steps.items[--edit->steps.count]);
}

static void drop_oldest(struct edit *edit)
{
    struct edit_step *items = edit->steps.items;
    free_step(edit, &items[0]);
    edit->steps.count--;
    memmove(&items[0], &items[1], edit->steps.count * sizeof(*items));
    edit->step_at--;
}

static void add_step(struct edit *edit, struct edit_step step)
{
    ARRAY_PUSH(&edit->steps, step);
    edit->step_at = edit->steps.count;
    edit->step_bytes += step.removed_len + step.added_len;
    while (
        edit->step_at > 1 && (edit->step_bytes > STEP_BYTES_MOST || edit->steps.count > STEPS_MOST))
        drop_oldest(edit);
}

static struct edit_step *last_step(struct edit *edit)
{
    return edit->step_at > 0 ? &edit->steps.items[edit->step_at - 1] : NULL;
}

/* Letters join the word they go on with; the blank after it is still part, the next word is not. */
static bool join_typed(struct edit *edit, const char *bytes, size_t len)
{
    struct edit_step *last = last_step(edit);
    if (last == NULL)
        return false;
    if (last->run != EDIT_RUN_TYPED || last->at + last->added_len != edit->at || bytes[0] == '\n' ||
        (last->added_len > 0 && last->added[last->added_len - 1] == ' ' && bytes[0] != ' '))
        return false;
    last->added = mem_resize(last->added, last->added_len + len + 1, 1);
    memcpy(last->added + last->added_len, bytes, len);
    last->added_len += len;
    edit->step_bytes += len;
    return true;
}

/* Deletions, letter by letter, join those right before or behind them. */
static bool join_erased(struct edit *edit, size_t from, size_t to)
{
    struct edit_step *last = last_step(edit);
    size_t len = to - from;
    if (last == NULL || last->run != EDIT_RUN_ERASED || (to != last->at && from != last->at))
        return false;
    last->removed = mem_resize(last->removed, last->removed_len + len + 1, 1);
    if (to == last->at)
        memmove(last->removed + len, last->removed, last->removed_len);
    memcpy(last->removed + (to == last->at ? 0 : last->removed_len), str_text(&edit->text) + from,
        len);
    last->removed_len += len;
    last->at = from;
    edit->step_bytes += len;
    return true;
}

/* -- changing */

static void change_text(struct edit *edit, size_t at, size_t removed, const char *added, size_t len)
{
    str_remove(&edit->text, at, removed);
    str_insert(&edit->text, at, added, len);
    edit->at = at + len;
    edit->change.at = at;
    edit->change.removed_len = removed;
    edit->change.added_len = len;
    edit->changes++;
}

struct change {
    size_t from, to;
    const char *added;
    size_t len;
    enum edit_run run;
};

static bool join(struct edit *edit, const struct change *change)
{
    if (change->run == EDIT_RUN_TYPED && change->to == change->from)
        return join_typed(edit, change->added, change->len);
    return change->run == EDIT_RUN_ERASED && join_erased(edit, change->from, change->to);
}

static void apply(struct edit *edit, const struct change *change)
{
    size_t removed = change->to - change->from;
    if (removed == 0 && change->len == 0)
        return;
    drop_steps_from(edit, edit->step_at);
    if (!join(edit, change)) {
        const char *text = str_text(&edit->text);
        add_step(edit,
            (struct edit_step){change->from, mem_copy_bytes(text + change->from, removed),
                mem_copy_bytes(change->added, change->len), removed, change->len, change->run});
    }
    change_text(edit, change->from, removed, change->added, change->len);
}

void edit_fini(struct edit *edit)
{
    if (edit == NULL)
        return;
    drop_steps_from(edit, 0);
    array_fini(&edit->steps);
    str_fini(&edit->text);
    str_fini(&edit->killed);
    memset(edit, 0, sizeof(*edit));
}

void edit_set(struct edit *edit, const char *text, size_t len)
{
    drop_steps_from(edit, 0);
    edit->step_at = 0;
    change_text(edit, 0, edit->text.len, text, len);
}

void edit_insert(struct edit *edit, const char *bytes, size_t len)
{
    apply(edit, &(struct change){edit->at, edit->at, bytes, len, EDIT_RUN_NONE});
}

void edit_type(struct edit *edit, const char *bytes, size_t len)
{
    apply(edit, &(struct change){edit->at, edit->at, bytes, len, EDIT_RUN_TYPED});
}

void edit_remove(struct edit *edit, size_t from, size_t to)
{
    apply(edit, &(struct change){from, to, "", 0, EDIT_RUN_NONE});
}

void edit_erase(struct edit *edit, size_t from, size_t to)
{
    apply(edit, &(struct change){from, to, "", 0, EDIT_RUN_ERASED});
}

void edit_replace(struct edit *edit, size_t from, size_t to, const char *text)
{
    apply(edit, &(struct change){from, to, text, strlen(text), EDIT_RUN_NONE});
}

void edit_put(struct edit *edit, size_t from, size_t to, const char *bytes, size_t len)
{
    apply(edit, &(struct change){from, to, bytes, len, EDIT_RUN_NONE});
}

void edit_type_over(struct edit *edit, size_t from, size_t to, const char *bytes, size_t len)
{
    apply(edit, &(struct change){from, to, bytes, len, EDIT_RUN_TYPED});
}

void edit_move(struct edit *edit, size_t at)
{
    if (at != edit->at && edit->step_at > 0)
        edit->steps.items[edit->step_at - 1].run = EDIT_RUN_NONE;
    edit->at = at;
}

bool edit_undo(struct edit *edit)
{
    if (edit->step_at == 0)
        return false;
    struct edit_step *step = &edit->steps.items[--edit->step_at];
    step->run = EDIT_RUN_NONE;
    change_text(edit, step->at, step->added_len, step->removed, step->removed_len);
    return true;
}

bool edit_redo(struct edit *edit)
{
    if (edit->step_at == edit->steps.count)
        return false;
    struct edit_step *step = &edit->steps.items[edit->step_at++];
    change_text(edit, step->at, step->removed_len, step->added, step->added_len);
    return true;
}

static void insert_paste(struct edit *edit, const struct key *key, bool one_line)
{
    struct str text = {0};
    str_add_bytes(&text, key->text, key->len);
    /* A line end at the very end is the terminal's, not the text's. */
    while (one_line && text.len > 0 && text.data[text.len - 1] == '\n')
        str_remove(&text, text.len - 1, 1);
    for (size_t i = 0; one_line && i < text.len; i++)
        if (text.data[i] == '\n' || text.data[i] == '\t')
            text.data[i] = ' ';
    edit_insert(edit, str_text(&text), text.len);
    str_fini(&text);
}

bool edit_key(struct edit *edit, const struct key *key, bool one_line)
{
    char bytes[4];
    if (key->code == KEYCAP_PASTE) {
        insert_paste(edit, key, one_line);
        return true;
    }
    if (key->code < ' ' || key->code >= KEYCAP_FIRST)
        return false;
    edit_type(edit, bytes, text_encode(key->code, bytes));
    return true;
}
