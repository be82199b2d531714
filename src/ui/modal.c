#include "ui/modal.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "ui/shell.h"

bool modal_takes_keys(const struct modal *modal)
{
    return modal->kind != MODAL_NONE && modal->kind != MODAL_PREFIX;
}

void modal_close(struct modal *modal)
{
    prompt_fini(&modal->prompt);
    memset(&modal->prompt, 0, sizeof(modal->prompt));
    picker_fini(&modal->picker);
    memset(&modal->picker, 0, sizeof(modal->picker));
    modal->kind = MODAL_NONE;
}

void modal_fini(struct modal *modal)
{
    modal_close(modal);
    arena_fini(&modal->arena);
}

/* Makes room for another one; what the last one said is gone. */
static struct modal *begin(struct ui *ui, enum modal_kind kind)
{
    modal_close(&ui->modal);
    arena_clear(&ui->modal.arena);
    ui->modal.kind = kind;
    ui->modal.again = 0;
    return &ui->modal;
}

void modal_show_prefix(struct ui *ui)
{
    ui->is_partial = false;
    if (ui->modal.kind == MODAL_NONE)
        ui->modal.kind = MODAL_PREFIX;
}

/* --- a question --- */

static void tell_echo(struct ui *ui)
{
    struct modal *modal = &ui->modal;
    struct str echo = {0};

    if (modal->question.echo)
        modal->question.echo(ui, prompt_text(&modal->prompt), &echo);
    prompt_tell(&modal->prompt, false, str_text(&echo));
    str_fini(&echo);
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
    modal = begin(ui, MODAL_QUESTION);
    arena_fini(&modal->arena);
    modal->arena = arena;
    modal->question = kept;
    modal->prompt.label = arena_format(&modal->arena, "%s ", kept.title);
    modal->prompt.complete = kept.complete;
    modal->prompt.context = kept.context;
    prompt_take(&modal->prompt, kept.initial ? kept.initial : "");
    modal->is_proposed = kept.picks != NULL;
    modal->picked = 0;
    modal->seen = modal->prompt.edit.changes;
    tell_echo(ui);
}

static void answer_question(struct ui *ui)
{
    struct ui_question question = ui->modal.question;
    char *text = mem_copy_text(prompt_text(&ui->modal.prompt));
    struct error err = {0};

    modal_close(&ui->modal); /* the answer may ask the next question */
    if (!question.accept(ui, text, question.context, &err)) {
        question.initial = text;
        ui_ask(ui, &question);
        prompt_tell(&ui->modal.prompt, true, err.text);
    }
    free(text);
}

/* A proposal gives way to what is typed. A digit takes one of the picks in its place, and a second
 * digit makes of both what was typed: 2 is the second pick, 26 the day. True: the key is used up.
 */
static bool take_pick(struct modal *modal, const struct key *key)
{
    const char *const *picks = modal->question.picks;
    char typed[2] = {modal->picked, '\0'};
    size_t count = 0;

    if (!modal->is_proposed)
        return false;
    modal->is_proposed = false;
    modal->picked = 0;
    if (key->code != KEYCAP_PASTE && (key->code < ' ' || key->code >= KEYCAP_FIRST))
        return false;
    while (picks[count])
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

static void question_key(struct ui *ui, const struct key *key)
{
    struct modal *modal = &ui->modal;
    struct ui_question question = modal->question;

    if (take_pick(modal, key)) {
        modal->seen = modal->prompt.edit.changes;
        tell_echo(ui);
        return;
    }
    switch (prompt_key(&modal->prompt, &ui->keymap, key)) {
    case PROMPT_ACCEPTED: answer_question(ui); return;
    case PROMPT_CANCELLED:
        modal_close(modal);
        if (question.cancelled)
            question.cancelled(ui, question.context);
        return;
    case PROMPT_GOES_ON:
        if (modal->seen == modal->prompt.edit.changes)
            return;
        modal->seen = modal->prompt.edit.changes;
        tell_echo(ui);
        if (question.changed)
            question.changed(ui, prompt_text(&modal->prompt), question.context);
        return;
    case PROMPT_OUTSIDE:
    case PROMPT_UNUSED: return;
    }
}

/* In the line above the hints, so that the rows behind stay in sight. */
static void draw_question(struct ui *ui, struct canvas *canvas)
{
    struct modal *modal = &ui->modal;
    struct area line = {1, canvas->rows - 2, canvas->columns - 2, 1};
    struct area both = {0, canvas->rows - 2, canvas->columns, 2};

    canvas_blank(canvas, both, GROUND_SCREEN);
    prompt_draw(&modal->prompt, canvas, line);
    if (modal->question.hint)
        canvas_put_cut(
            canvas, 1, canvas->rows - 1, ROLE_MUTED, modal->question.hint, canvas->columns - 32);
    canvas_spans_right(canvas, canvas->columns - 1, canvas->rows - 1,
        SPANS({ROLE_HINT_KEY, "Enter"}, {ROLE_HINT_TEXT, " do it   "}, {ROLE_HINT_KEY, "Esc"},
            {ROLE_HINT_TEXT, " leave"}));
}

/* --- a yes or no --- */

void ui_confirm(
    struct ui *ui, const char *text, void (*yes)(struct ui *ui, void *context), void *context)
{
    char *kept = mem_copy_text(text);
    struct modal *modal = begin(ui, MODAL_CONFIRM);

    modal->title = arena_copy_text(&modal->arena, kept);
    modal->yes = yes;
    modal->context = context;
    free(kept);
}

static void confirm_answer_key(struct ui *ui, const struct key *key)
{
    void (*yes)(struct ui *, void *) = ui->modal.yes;
    void *context = ui->modal.context;

    if (ui->modal.again && key->code == ui->modal.again) {
        modal_close(&ui->modal);
        yes(ui, context);
        return;
    }
    switch (confirm_key(key->code)) {
    case CONFIRM_YES:
        modal_close(&ui->modal);
        yes(ui, context);
        break;
    case CONFIRM_NO: modal_close(&ui->modal); break;
    case CONFIRM_WAITS: break;
    }
}

/* --- a list to choose from --- */

static void choice_row(void *context, size_t index, struct picker_row *ret_row)
{
    const struct modal *modal = context;

    *ret_row = (struct picker_row){
        modal->choices[index].text, modal->choices[index].detail, modal->choices[index].key};
}

void ui_choose(struct ui *ui, const char *title, const struct ui_choice *choices, size_t count,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context), void *context)
{
    struct modal *modal = begin(ui, MODAL_CHOICE);

    modal->choices = arena_alloc_array(&modal->arena, count + 1, sizeof(*modal->choices));
    for (size_t i = 0; i < count; i++)
        modal->choices[i] = (struct ui_choice){arena_copy_text(&modal->arena, choices[i].text),
            arena_copy_text(&modal->arena, choices[i].detail),
            arena_copy_text(&modal->arena, choices[i].key), choices[i].id};
    modal->chosen = chosen;
    modal->context = context;
    modal->picker.label = arena_format(&modal->arena, "%s ", title);
    modal->picker.count = count;
    modal->picker.context = modal;
    modal->picker.row = choice_row;
    picker_refresh(&modal->picker);
}

static void choose_row(struct ui *ui, size_t index)
{
    struct modal *modal = &ui->modal;
    int64_t id = index == SIZE_MAX ? -1 : modal->choices[index].id;
    char *typed = mem_copy_text(picker_typed(&modal->picker));
    void (*chosen)(struct ui *, int64_t, const char *, void *) = modal->chosen;
    void *context = modal->context;

    modal_close(modal);
    chosen(ui, id, typed, context);
    free(typed);
}

static void choice_key(struct ui *ui, const struct key *key)
{
    struct modal *modal = &ui->modal;
    size_t index;

    if (key->code == KEYCAP_CLICK) {
        index = picker_at(&modal->picker, &ui->canvas, key->x, key->y);
        if (index != SIZE_MAX)
            choose_row(ui, index);
        return;
    }
    switch (picker_key(&modal->picker, &ui->keymap, key, &index)) {
    case PICKER_CHOSEN: choose_row(ui, index); break;
    case PICKER_CANCELLED: modal_close(modal); break;
    case PICKER_GOES_ON:
    case PICKER_UNUSED: break;
    }
}

/* --- a text to read --- */

struct wrapping {
    struct arena *arena;
    struct text_lines ARRAY_OF(const char *) lines;
};

static void add_wrapped(void *context, const char *start, size_t len)
{
    struct wrapping *wrapping = context;

    ARRAY_PUSH(&wrapping->lines, arena_copy_bytes(wrapping->arena, start, len));
}

enum { TEXT_COLUMNS = 84 };

static int text_popup_columns(const struct canvas *canvas)
{
    int columns = canvas->columns - 6;

    return columns > TEXT_COLUMNS ? TEXT_COLUMNS : columns;
}

/* What stands in two columns goes into two rows where one does not hold both. */
static void wrap_columns(struct wrapping *wrapping, const char *line, int columns)
{
    const char *tab = strchr(line, '\t');
    struct str right = {0};

    if (text_columns_bytes(line, (size_t)(tab - line)) + 3 + text_columns(tab + 1) <= columns) {
        ARRAY_PUSH(&wrapping->lines, line);
        return;
    }
    ARRAY_PUSH(&wrapping->lines, arena_copy_bytes(wrapping->arena, line, (size_t)(tab - line)));
    str_addf(&right, "\t%s", tab + 1);
    ARRAY_PUSH(&wrapping->lines, arena_copy_text(wrapping->arena, str_text(&right)));
    str_fini(&right);
}

/* Headings stay whole, and so do lines with a column of keys, which are cut; the rest is wrapped to
 * what the popup holds. */
static void wrap_text(struct wrapping *wrapping, const char *text, int columns)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_copy_bytes(wrapping->arena, text, len);

        if (strchr(line, '\t'))
            wrap_columns(wrapping, line, columns);
        else if (!len || text_starts(line, "# ") || strstr(line, "  "))
            ARRAY_PUSH(&wrapping->lines, line);
        else
            text_wrap(line, columns, add_wrapped, wrapping);
        text += len + (text[len] == '\n');
    }
}

void ui_read(struct ui *ui, const char *title, const char *text)
{
    char *kept = mem_copy_text(title);
    struct modal *modal = begin(ui, MODAL_TEXT);
    struct wrapping wrapping = {.arena = &modal->arena};

    modal->title = arena_copy_text(&modal->arena, kept);
    wrap_text(&wrapping, text, text_popup_columns(&ui->canvas) - 2);
    modal->line_count = wrapping.lines.count;
    modal->lines = arena_alloc_array(&modal->arena, modal->line_count + 1, sizeof(*modal->lines));
    for (size_t i = 0; i < modal->line_count; i++)
        modal->lines[i] = wrapping.lines.items[i];
    array_fini(&wrapping.lines);
    modal->list = (struct list){0};
    free(kept);
}

static void draw_text_line(struct canvas *canvas, int y, int columns, const char *line)
{
    const char *tab = strchr(line, '\t');
    struct str left = {0};

    if (text_starts(line, "# ")) {
        canvas_put_cut(canvas, 1, y, ROLE_TITLE, line + 2, columns - 2);
        return;
    }
    str_add_bytes(&left, line, tab ? (size_t)(tab - line) : strlen(line));
    if (tab) {
        int end = canvas_put_right(canvas, columns - 1, y, ROLE_MUTED, tab + 1);

        canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&left), end - 3);
    } else {
        canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&left), columns - 2);
    }
    str_fini(&left);
}

static void draw_text(struct ui *ui, struct canvas *canvas)
{
    struct modal *modal = &ui->modal;
    int columns = text_popup_columns(canvas);
    struct popup popup = popup_open(canvas, columns, (int)modal->line_count + 3);
    struct area inside = canvas_area(canvas);

    canvas_put_cut(canvas, 1, 0, ROLE_TITLE, modal->title, inside.columns - 2);
    popup_divide(&popup, 1);
    list_fit(&modal->list, (int64_t)modal->line_count, inside.rows - 3);
    for (int64_t i = modal->list.top; i < list_end(&modal->list); i++)
        draw_text_line(canvas, 2 + (int)(i - modal->list.top), inside.columns, modal->lines[i]);
    canvas_spans(canvas, 1, inside.rows - 1,
        SPANS({ROLE_HINT_KEY, "Esc"}, {ROLE_HINT_TEXT, " close   "}, {ROLE_HINT_KEY, "j k"},
            {ROLE_HINT_TEXT, " scroll"}));
    if (list_end(&modal->list) < (int64_t)modal->line_count)
        canvas_putf_right(canvas, inside.columns - 1, inside.rows - 1, ROLE_MUTED, "%lld more",
            (long long)((int64_t)modal->line_count - list_end(&modal->list)));
    popup_close(&popup);
}

static void text_key(struct ui *ui, const struct key *key)
{
    struct keymap_sections sections = {{"list", "global"}, 2};
    struct key_sequence pressed = {{key->code}, 1};
    const char *command = NULL;

    if (key->code == KEYCAP_WHEEL_DOWN || key->code == KEYCAP_WHEEL_UP)
        (void)list_command(
            &ui->modal.list, key->code == KEYCAP_WHEEL_DOWN ? "scroll-down" : "scroll-up");
    else if (keymap_find(&ui->keymap, &sections, &pressed, &command) != KEYMAP_COMMAND)
        modal_close(&ui->modal);
    else if (text_equal(command, "next"))
        (void)list_command(&ui->modal.list, "line-down");
    else if (text_equal(command, "previous"))
        (void)list_command(&ui->modal.list, "line-up");
    else if (!list_command(&ui->modal.list, command))
        modal_close(&ui->modal);
}

/* --- all of them --- */

void modal_key(struct ui *ui, const struct key *key)
{
    switch (ui->modal.kind) {
    case MODAL_QUESTION: question_key(ui, key); break;
    case MODAL_CHOICE: choice_key(ui, key); break;
    case MODAL_CONFIRM: confirm_answer_key(ui, key); break;
    case MODAL_TEXT: text_key(ui, key); break;
    case MODAL_NONE:
    case MODAL_PREFIX: break;
    }
}

static const char *about_command(void *context, const char *command)
{
    return shell_about(context, command);
}

void modal_draw(struct ui *ui, struct canvas *canvas)
{
    struct keymap_sections sections = shell_sections(ui);
    struct keys_popup popup = {&ui->keys, &ui->keymap, &sections, about_command, ui};

    switch (ui->modal.kind) {
    case MODAL_QUESTION: draw_question(ui, canvas); break;
    case MODAL_CHOICE: picker_draw(&ui->modal.picker, canvas); break;
    case MODAL_CONFIRM: confirm_draw(canvas, ui->modal.title); break;
    case MODAL_TEXT: draw_text(ui, canvas); break;
    case MODAL_PREFIX: keys_draw(&popup, canvas); break;
    case MODAL_NONE: break;
    }
}
