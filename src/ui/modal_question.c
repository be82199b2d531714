/* A question: one line of text in the row above the hints. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/answers.h"
#include "ui/left.h"
#include "ui/modal.h"
#include "ui/shell.h"
#include "ui/sizes.h"
#include "ui/ways.h"

void modal_question_tell(struct ui *ui)
{
    struct modal *modal = &ui->modal;
    const struct ui_question *question = &modal->question;
    const char *text = prompt_text(&modal->prompt);
    struct str echo = {0};

    modal->fault = (struct error){0};
    if (question->echo)
        question->echo(ui, text, &echo);
    if (question->judge)
        question->judge(ui, text, question->context, &echo, &modal->fault);
    prompt_tell(&modal->prompt, false, str_text(&echo));
    str_fini(&echo);
}

/* Whoever types means another one, not digits behind it. */
bool modal_is_value(const char *text)
{
    if (!text || !*text)
        return false;
    return text_equal(text, "today") ||
           (strchr("0123456789+-", text[0]) && text[strspn(text, "0123456789+-.,%dwmy")] == '\0');
}

/* What stands there at first. */
static void begin_with(struct ui *ui, const char *text)
{
    struct modal *modal = &ui->modal;

    prompt_take(&modal->prompt, text ? text : "");
    modal->is_proposed = modal->question.picks || modal_is_value(text);
    modal->picked = 0;
    modal->seen = modal->prompt.edit.changes;
    modal_question_tell(ui);
}

void ui_ask(struct ui *ui, const struct ui_question *question)
{
    struct ui_question kept = *question;
    struct modal *modal;
    struct arena arena = {0};

    /* The texts may lie in the modal that asks. */
    kept.title = arena_copy_text(&arena, question->title);
    kept.initial = arena_copy_text(&arena, question->initial);
    kept.hint = arena_copy_text(&arena, question->hint);
    kept.recalls = arena_copy_text(&arena, question->recalls);
    modal = modal_begin(ui, MODAL_QUESTION);
    arena_fini(&modal->arena);
    modal->arena = arena;
    modal->question = kept;
    modal->prompt.label = arena_format(&modal->arena, "%s ", kept.title);
    modal->prompt.complete = kept.complete;
    modal->prompt.context = kept.context;
    answers_recall(ui);
    begin_with(ui, left_line(ui, &kept) ? left_line(ui, &kept) : kept.initial);
}

/* Is the fault shown below the text, at its column? */
static bool points_at(const struct modal *modal)
{
    return modal->question.judge && modal->fault.code && modal->fault.column > 0;
}

static void answer_question(struct ui *ui)
{
    struct ui_question question = ui->modal.question;
    char *text = mem_copy_text(prompt_text(&ui->modal.prompt));
    struct error err = {0};
    struct arena arena = {0};

    question.title = arena_copy_text(&arena, question.title);
    question.recalls = arena_copy_text(&arena, question.recalls);
    modal_close(&ui->modal); /* the answer may ask the next question */
    if (!question.accept(ui, text, question.context, &err)) {
        ui_ask(ui, &question);
        begin_with(ui, text);
        ui->modal.fault = err;
        if (!points_at(&ui->modal))
            prompt_tell(&ui->modal.prompt, true, err.text);
        ui->modal.prompt.is_fault = true;
    } else {
        left_drop_line(ui, &question);
        if (!text_blank(text))
            answers_remember(ui, &question, text);
    }
    arena_fini(&arena);
    free(text);
}

static bool is_search(const struct ui *ui, const struct key *key)
{
    static const struct keymap_sections sections = {{"prompt"}, 1};
    const struct key_sequence sequence = {{key->code}, 1};
    const char *command;

    return keymap_find(&ui->keymap, &sections, &sequence, &command) == KEYMAP_COMMAND &&
           text_equal(command, "history-search");
}

/* A proposal gives way to what is typed. A digit takes one of the picks in its place, and a second
 * digit makes of both what was typed: 2 is the second pick, 26 the day. True: the key is used up.
 */
static bool take_pick(struct ui *ui, const struct key *key)
{
    struct modal *modal = &ui->modal;
    const char *const *picks = modal->question.picks;
    char typed[2] = {modal->picked, '\0'};
    size_t count = 0;

    if (!modal->is_proposed)
        return false;
    modal->is_proposed = false;
    modal->picked = 0;
    if (is_search(ui, key))
        prompt_take(&modal->prompt, ""); /* older answers need not have the proposal in them */
    if (key->code != KEYCAP_PASTE && (key->code < ' ' || key->code >= KEYCAP_FIRST))
        return false;
    while (picks && picks[count])
        count++;
    if (*typed || key->code <= '0' || key->code > '0' + count) {
        prompt_take(&modal->prompt, key->code >= '0' && key->code <= '9' ? typed : "");
        return false;
    }
    prompt_take(&modal->prompt, picks[key->code - '1']);
    modal->is_proposed = true;
    modal->picked = (char)key->code;
    return true;
}

/* The text is another: who listens hears it first, then it is told what was made of it. */
static void changed(struct ui *ui)
{
    struct modal *modal = &ui->modal;
    const char *message = modal->prompt.message;
    char kept[sizeof(modal->prompt.message)]; /* of a completion: 2 of 5 */

    memcpy(kept, message, sizeof(kept));
    modal->seen = modal->prompt.edit.changes;
    if (modal->question.changed)
        modal->question.changed(ui, prompt_text(&modal->prompt), modal->question.context);
    modal_question_tell(ui);
    left_typed(ui);
    if (!*modal->prompt.message)
        prompt_tell(&modal->prompt, false, kept);
}

enum { ANSWER_BYTES_MAX = 64 << 10 };

bool modal_edit_outside(struct ui *ui, struct prompt *prompt)
{
    struct ui_outside outside = {prompt_text(prompt), ANSWER_BYTES_MAX, NULL, NULL};
    struct str text = {0};
    struct error err;
    bool ok = ui_edit_text(ui, &outside, &text, &err);

    if (!ok) {
        prompt_tell(prompt, true, err.text);
    } else {
        for (size_t i = 0; i < text.len; i++)
            if (text.data[i] == '\n')
                text.data[i] = ' ';
        prompt_take(prompt, str_text(&text));
    }
    str_fini(&text);
    return ok;
}

/* Up brings back what was typed. */
static void leave_question(struct ui *ui)
{
    struct ui_question question = ui->modal.question;
    char *initial = mem_copy_text(question.initial ? question.initial : "");

    if (left_is_worth(&question, prompt_text(&ui->modal.prompt)))
        answers_remember(ui, &question, prompt_text(&ui->modal.prompt));
    left_drop_line(ui, &question);
    modal_close(&ui->modal);
    if (question.taken_back)
        question.taken_back(ui, initial, question.context);
    if (question.cancelled)
        question.cancelled(ui, question.context);
    free(initial);
}

void modal_question_key(struct ui *ui, const struct key *key)
{
    struct modal *modal = &ui->modal;

    modal->tells_keys = false;
    if (take_pick(ui, key)) {
        changed(ui);
        return;
    }
    switch (prompt_key(&modal->prompt, &ui->keymap, key)) {
    case PROMPT_ACCEPTED: answer_question(ui); return;
    case PROMPT_CANCELLED: leave_question(ui); return;
    case PROMPT_GOES_ON:
        if (modal->seen == modal->prompt.edit.changes)
            return;
        changed(ui);
        return;
    case PROMPT_OUTSIDE:
        if (modal_edit_outside(ui, &modal->prompt))
            changed(ui);
        return;
    case PROMPT_HELP: modal->tells_keys = true; return;
    case PROMPT_UNUSED: return;
    }
}

/* `     ^ no field "helth"; did you mean "health"?`: under the column, left of it where there is
 * more room. Returns the column after it. */
static int draw_fault(struct modal *modal, struct canvas *canvas, struct area line, int y)
{
    enum role role = modal->prompt.is_fault ? ROLE_ERROR : ROLE_MUTED;
    int x = prompt_column(&modal->prompt, canvas, line, modal->fault.column);
    int room = line.x + line.columns - x - 2;
    int columns = canvas_columns_of(canvas, modal->fault.text);

    if (columns > room && x - 1 - line.x > room) {
        canvas_put(canvas, x, y, role, "^");
        if (columns > x - 1 - line.x)
            columns = x - 1 - line.x;
        canvas_put_cut(canvas, x - 1 - columns, y, role, modal->fault.text, columns);
        return x + 1;
    }
    canvas_put(canvas, x, y, role, "^");
    return canvas_put_cut(canvas, x + 2, y, role, modal->fault.text, room);
}

enum { KEYS_COLUMNS = 24, NARROW_KEYS_COLUMNS = 10 };

/* On a narrow screen what may be typed goes before the key that does it. */
static int keys_columns(const struct canvas *canvas)
{
    return canvas->columns < SCREEN_NARROW ? NARROW_KEYS_COLUMNS : KEYS_COLUMNS;
}

static void draw_keys(struct ui *ui, struct canvas *canvas)
{
    char accept[WAY_ROOM], cancel[WAY_ROOM];
    bool narrow = canvas->columns < SCREEN_NARROW;

    canvas_spans_right(canvas, canvas->columns - 1, canvas->rows - 1,
        SPANS({ROLE_HINT_KEY, narrow ? "" : way_key_in(ui, "prompt", "accept", accept)},
            {ROLE_HINT_TEXT, narrow ? "" : _(" do it   ")},
            {ROLE_HINT_KEY, way_key_in(ui, "prompt", "cancel", cancel)},
            {ROLE_HINT_TEXT, _(" leave")}));
}

/* The keys of such a line, as many as fit; returns the column after them. */
static int draw_editing_keys(struct ui *ui, struct canvas *canvas, int end)
{
    static const struct {
        const char *command, *words;
    } told[] = {{"complete", N_("complete")}, {"history-back", N_("what was answered before")},
        {"delete-to-start", N_("clear")}, {"delete-word-back", N_("a word back")},
        {"undo-typing", N_("undo")}, {"history-search", N_("search answers")},
        {"edit-outside", N_("in your editor")}};
    int x = 1;

    for (size_t i = 0; i < COUNT_OF(told); i++) {
        char key[WAY_ROOM];
        const char *words = _(told[i].words);

        if (!*way_key_in(ui, "prompt", told[i].command, key) ||
            x + text_columns(key) + 1 + text_columns(words) > end)
            continue;
        x = canvas_put(canvas, x, canvas->rows - 1, ROLE_HINT_KEY, key);
        x = canvas_put(canvas, x + 1, canvas->rows - 1, ROLE_HINT_TEXT, words) + 3;
    }
    return x;
}

/* A refusal says what to do at its end: where it would be cut, it has the row of the hint. */
static bool is_refusal_long(const struct prompt *prompt, struct canvas *canvas, int columns)
{
    return prompt->is_fault && canvas_columns_of(canvas, prompt->label) +
                                       canvas_columns_of(canvas, prompt_text(prompt)) +
                                       canvas_columns_of(canvas, prompt->message) + 4 >
                                   columns;
}

/* Returns the column after it. */
static int draw_refusal(struct prompt *prompt, struct canvas *canvas, struct area line)
{
    char message[sizeof(prompt->message)];

    memcpy(message, prompt->message, sizeof(message));
    prompt->message[0] = '\0';
    prompt_draw(prompt, canvas, line);
    memcpy(prompt->message, message, sizeof(message));
    return canvas_put_cut(canvas, 1, canvas->rows - 1, ROLE_ERROR, message, canvas->columns - 2);
}

/* In the line above the hints, so that the rows behind stay in sight. */
void modal_draw_question(struct ui *ui, struct canvas *canvas)
{
    struct modal *modal = &ui->modal;
    struct area line = {1, canvas->rows - 2, canvas->columns - 2, 1};
    struct area both = {0, canvas->rows - 2, canvas->columns, 2};
    bool is_long = !points_at(modal) && is_refusal_long(&modal->prompt, canvas, line.columns);
    int end = 1;

    canvas_blank(canvas, both, GROUND_SCREEN);
    if (is_long)
        end = draw_refusal(&modal->prompt, canvas, line);
    else
        prompt_draw(&modal->prompt, canvas, line);
    if (modal->tells_keys)
        end = draw_editing_keys(ui, canvas, canvas->columns - 1);
    else if (points_at(modal))
        end = draw_fault(modal, canvas, line, canvas->rows - 1);
    else if (!is_long && modal->question.hint)
        end = canvas_put_cut(canvas, 1, canvas->rows - 1, ROLE_MUTED, modal->question.hint,
            canvas->columns - keys_columns(canvas) - 3);
    if (end + keys_columns(canvas) < canvas->columns)
        draw_keys(ui, canvas);
}
