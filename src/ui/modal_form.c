/* A form: a few facts of one row, a line each, in one popup. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/left.h"
#include "ui/modal.h"
#include "ui/shell.h"
#include "ui/ways.h"

enum { LABEL_MOST = 18, ROWS_ABOVE = 2, ROWS_BELOW = 3 };

void modal_form_close(struct modal *modal)
{
    for (size_t i = 0; i < modal->form.count; i++)
        prompt_fini(&modal->prompts[i]);
    modal->form = (struct ui_form){0};
    modal->fields = NULL;
    modal->prompts = NULL;
    modal->field = 0;
    keys_clear(&modal->form_keys);
}

/* --- asking --- */

/* The words of the field that hold what was typed, all of them after one of them. */
static void complete_word(void *context, const char *text, size_t at, struct completion *completion)
{
    const struct ui_form_field *field = context;
    bool is_word = false;

    for (size_t i = 0; field->words[i]; i++)
        is_word = is_word || text_equal(field->words[i], text);
    completion->from = 0;
    for (size_t i = 0; field->words[i]; i++)
        if (is_word ? !text_equal(field->words[i], text)
                    : text_contains_folded(field->words[i], text))
            completion_add(completion, field->words[i]);
}

/* Is the line as it is to be? What is wrong is told only once one leaves it. */
static bool tell_line(struct ui *ui, size_t at, bool is_left)
{
    struct modal *modal = &ui->modal;
    const char *text = prompt_text(&modal->prompts[at]);
    struct str echo = {0};
    struct error err;
    bool ok = true;

    if (modal->fields[at].echo)
        modal->fields[at].echo(ui, text, &echo);
    if (modal->form.check)
        ok = modal->form.check(ui, at, text, modal->form.context, &echo, &err);
    prompt_tell(&modal->prompts[at], !ok && is_left, !ok && is_left ? err.text : str_text(&echo));
    str_fini(&echo);
    return ok;
}

static void tell_echo(struct ui *ui, size_t at)
{
    (void)tell_line(ui, at, false);
}

static struct ui_form_field *copy_fields(const struct ui_form *form, struct arena *arena)
{
    struct ui_form_field *fields = arena_alloc_array(arena, form->count + 1, sizeof(*fields));

    for (size_t i = 0; i < form->count; i++) {
        fields[i] = form->fields[i];
        fields[i].label = arena_copy_text(arena, _(form->fields[i].label));
        fields[i].initial = arena_copy_text(arena, form->fields[i].initial);
        fields[i].hint = arena_copy_text(arena, form->fields[i].hint);
    }
    return fields;
}

void ui_ask_form(struct ui *ui, const struct ui_form *form)
{
    struct arena arena = {0}; /* the texts may lie in the modal that asks */
    struct ui_form kept = *form;
    struct ui_form_field *fields = copy_fields(form, &arena);
    struct modal *modal;
    const char *text;

    kept.title = arena_copy_text(&arena, form->title);
    kept.fields = fields;
    modal = modal_begin(ui, MODAL_FORM);
    arena_fini(&modal->arena);
    modal->arena = arena;
    modal->list = (struct list){0};
    modal->form = kept;
    modal->fields = fields;
    modal->was_left = false;
    modal->prompts = arena_alloc_array(&modal->arena, form->count + 1, sizeof(*modal->prompts));
    for (size_t i = 0; i < form->count; i++) {
        modal->prompts[i] = (struct prompt){.context = &fields[i]};
        modal->prompts[i].complete = fields[i].words ? complete_word : NULL;
        text = left_text(ui, &kept, i);
        modal->was_left = modal->was_left || text;
        if (!text)
            text = fields[i].initial ? fields[i].initial : "";
        prompt_take(&modal->prompts[i], text);
        tell_echo(ui, i);
    }
}

/* --- filing --- */

static const char **take_texts(const struct modal *modal, struct arena *arena)
{
    const char **texts = arena_alloc_array(arena, modal->form.count + 1, sizeof(*texts));

    for (size_t i = 0; i < modal->form.count; i++)
        texts[i] = arena_copy_text(arena, prompt_text(&modal->prompts[i]));
    return texts;
}

static bool is_all_blank(const struct ui_form *form, const char *const *texts)
{
    for (size_t i = 0; i < form->count; i++)
        if (!text_blank(texts[i]))
            return false;
    return true;
}

/* The first needed field that says nothing; count: none. */
static size_t first_lacking(const struct ui_form *form, const char *const *texts)
{
    size_t at = 0;

    if (form->may_be_blank && is_all_blank(form, texts))
        return form->count;
    while (at < form->count && (!form->fields[at].is_needed || !text_blank(texts[at])))
        at++;
    return at;
}

/* The first line that does not say what it should, all of them told; count: none. */
static size_t first_wrong(struct ui *ui)
{
    size_t count = ui->modal.form.count, first = count;

    for (size_t i = count; ui->modal.form.check && i-- > 0;)
        if (!tell_line(ui, i, true))
            first = i;
    return first;
}

/* The form again, as it was typed (left.h), with what is wrong at one of its lines. */
static void ask_again(struct ui *ui, const struct ui_form *form, size_t at, const char *fault)
{
    ui_ask_form(ui, form);
    ui->modal.was_left = false;
    ui->modal.field = at < form->count ? at : 0;
    prompt_tell(&ui->modal.prompts[ui->modal.field], true, fault);
}

/* The answer may ask the next question, so the popup is gone by then; its texts are not. */
static void file_form(struct ui *ui)
{
    struct modal *modal = &ui->modal;
    struct arena arena = {0};
    struct ui_form form = modal->form;
    const char **texts = take_texts(modal, &arena);
    size_t at = first_lacking(&form, texts), wrong = first_wrong(ui);
    unsigned left;
    struct error err;
    bool ok;

    if (at < form.count || wrong < form.count) {
        modal->field = at < form.count ? at : wrong;
        if (at < form.count)
            prompt_tell(&modal->prompts[at], true, _("this is needed"));
        arena_fini(&arena);
        return;
    }
    form.title = arena_copy_text(&arena, form.title);
    form.fields = copy_fields(&form, &arena);
    left = left_begin_filing(ui);
    modal_close(modal);
    at = 0;
    ok = form.accept(ui, texts, form.context, &at, &err);
    left_end_filing(ui, left, ok);
    if (!ok)
        ask_again(ui, &form, at, err.text);
    arena_fini(&arena);
}

static void leave_form(struct ui *ui)
{
    struct ui_form form = ui->modal.form;

    left_keep(ui);
    modal_close(&ui->modal);
    if (form.cancelled)
        form.cancelled(ui, form.context);
}

/* --- keys --- */

static void go_to(struct ui *ui, size_t field)
{
    struct modal *modal = &ui->modal;

    if (modal->form.check)
        (void)tell_line(ui, modal->field, true);
    modal->field = field < modal->form.count ? field : modal->form.count - 1;
}

/* A word of a list or a value: what is typed is meant in its place, not behind it. */
static bool is_replaced(const struct ui_form_field *field, const char *text)
{
    return text_equal(text, field->initial ? field->initial : "") &&
           ((field->words && *text) || modal_is_value(text));
}

static void replace(const struct ui_form_field *field, struct prompt *prompt, const char *was)
{
    struct str typed = {0};

    if (is_replaced(field, was) && text_starts(prompt_text(prompt), was)) {
        str_add(&typed, prompt_text(prompt) + strlen(was));
        prompt_take(prompt, str_text(&typed));
    }
    str_fini(&typed);
}

static void type_key(struct ui *ui, const struct key *key)
{
    struct modal *modal = &ui->modal;
    struct prompt *prompt = &modal->prompts[modal->field];
    enum prompt_answer answer;
    unsigned before = prompt->edit.changes;
    struct str was = {0};

    str_add(&was, prompt_text(prompt));
    answer = prompt_key(prompt, &ui->keymap, key);
    if (answer == PROMPT_CANCELLED) {
        leave_form(ui);
    } else if (before != prompt->edit.changes ||
               (answer == PROMPT_OUTSIDE && modal_edit_outside(ui, prompt))) {
        if (answer != PROMPT_OUTSIDE)
            replace(&modal->fields[modal->field], prompt, str_text(&was));
        tell_echo(ui, modal->field);
        left_typed(ui);
    }
    str_fini(&was);
}

static void run(struct ui *ui, const char *command, const struct key *key)
{
    struct modal *modal = &ui->modal;
    struct prompt *prompt = &modal->prompts[modal->field];
    bool is_last = modal->field + 1 == modal->form.count;

    if (text_equal(command, "save") || (text_equal(command, "accept") && is_last))
        file_form(ui);
    else if (text_equal(command, "accept") || text_equal(command, "next-field") ||
             (text_equal(command, "complete") && !prompt->complete))
        go_to(ui, modal->field + 1);
    else if (text_equal(command, "previous-field"))
        go_to(ui, modal->field ? modal->field - 1 : 0);
    else
        type_key(ui, key);
}

/* The field at a row of the popup; count: none. */
static size_t field_at(const struct ui *ui, int y)
{
    const struct modal *modal = &ui->modal;
    struct area frame =
        popup_frame(&ui->canvas, POPUP_COLUMNS, (int)modal->form.count + ROWS_ABOVE + ROWS_BELOW);
    int row = y - frame.y - 1 - ROWS_ABOVE + (int)modal->list.top;

    return row >= 0 && (size_t)row < modal->form.count ? (size_t)row : modal->form.count;
}

void modal_form_key(struct ui *ui, const struct key *key)
{
    static const struct keymap_sections sections = {{"form"}, 1};
    struct modal *modal = &ui->modal;
    const char *command = NULL;

    if (key->code == KEYCAP_CLICK) {
        if (field_at(ui, key->y) < modal->form.count)
            go_to(ui, field_at(ui, key->y));
        return;
    }
    switch (keys_feed(&modal->form_keys, &ui->keymap, &sections, key->code, &command)) {
    case KEYMAP_COMMAND: run(ui, command, key); break;
    case KEYMAP_PREFIX: break;
    case KEYMAP_NONE: type_key(ui, key); break;
    }
}

/* --- drawing --- */

static int label_columns(struct modal *modal, struct canvas *canvas)
{
    int most = 0;

    for (size_t i = 0; i < modal->form.count; i++) {
        int columns = canvas_columns_of(canvas, modal->fields[i].label);

        most = columns > most ? columns : most;
    }
    return most < LABEL_MOST ? most : LABEL_MOST;
}

/* At the end of the line. Where it would leave no room to what is typed, a refusal is cut; what the
 * text was understood as stands alone. */
static void draw_told(const struct prompt *prompt, struct canvas *canvas, struct area *text)
{
    int columns = canvas_columns_of(canvas, prompt->message), room = text->columns;
    int typed = canvas_columns_of(canvas, prompt_text(prompt));
    int most = room - 2 - (typed < room / 2 ? typed : room / 2);

    if (!prompt->is_fault && columns > most)
        most = room + 1; /* and one of the two behind the label */
    if (columns > most)
        columns = most;
    if (columns <= 0)
        return;
    text->columns = columns + 2 < room ? room - columns - 2 : 0;
    canvas_put_cut(canvas, text->x + room - columns, text->y,
        prompt->is_fault ? ROLE_ERROR : ROLE_MUTED, prompt->message, columns);
}

static void draw_field(struct modal *modal, struct canvas *canvas, size_t at, struct area line)
{
    const struct ui_form_field *field = &modal->fields[at];
    struct prompt *prompt = &modal->prompts[at];
    int labels = label_columns(modal, canvas);
    struct area text = {line.x + labels + 2, line.y, line.columns - labels - 2, 1};

    canvas_put_cut(canvas, line.x, line.y, at == modal->field ? ROLE_ACCENT : ROLE_MUTED,
        field->label, labels);
    if (at == modal->field) {
        prompt_draw(prompt, canvas, text);
        return;
    }
    draw_told(prompt, canvas, &text);
    canvas_put_cut(canvas, text.x, text.y, ROLE_TEXT, prompt_text(prompt), text.columns);
    if (field->is_needed && text_blank(prompt_text(prompt)))
        canvas_put(canvas, text.x, text.y, ROLE_FAINT, _("needed"));
}

/* What the field is about; what is wrong with it, where its own line cuts that short. */
static void draw_hint(struct modal *modal, struct canvas *canvas, int y)
{
    const struct prompt *prompt = &modal->prompts[modal->field];
    int room = canvas_area(canvas).columns - 2;
    int columns = label_columns(modal, canvas) + canvas_columns_of(canvas, prompt_text(prompt)) +
                  canvas_columns_of(canvas, prompt->message);

    if (prompt->is_fault && columns + 6 > room)
        canvas_put_cut(canvas, 1, y, ROLE_ERROR, prompt->message, room);
    else if (modal->fields[modal->field].hint)
        canvas_put_cut(canvas, 1, y, ROLE_MUTED, modal->fields[modal->field].hint, room);
}

/* `Enter next   C-s save`: whole ones, as many as there is room for. */
static void draw_hints(struct ui *ui, struct canvas *canvas, int y)
{
    struct modal *modal = &ui->modal;
    bool is_last = modal->field + 1 == modal->form.count;
    const struct {
        const char *section, *command, *words;
    } hints[] = {{"form", "accept", is_last ? _(" save   ") : _(" next   ")},
        {"form", "save", _(" save   ")}, {"prompt", "cancel", _(" leave   ")},
        {"form", modal->fields[modal->field].words ? "complete" : NULL, _(" choose")}};
    int x = 1, end = canvas_area(canvas).columns;

    draw_hint(modal, canvas, y - 1);
    for (size_t i = 0; i < COUNT_OF(hints) && hints[i].command; i++) {
        char key[WAY_ROOM], words[64];
        size_t len = strlen(text_format(words, sizeof(words), "%s", hints[i].words));

        while (len > 0 && words[len - 1] == ' ')
            len--;
        way_key_in(ui, hints[i].section, hints[i].command, key);
        if (x + canvas_columns_of(canvas, key) + text_columns_bytes(words, len) > end)
            break;
        x = canvas_put(canvas, x, y, ROLE_HINT_KEY, key);
        x = canvas_put(canvas, x, y, ROLE_HINT_TEXT, words);
    }
}

/* What came back is told, so that nobody files unawares what was typed long ago. */
static void draw_title(const struct modal *modal, struct canvas *canvas, int columns)
{
    const char *left = _("as you left it");
    int end = canvas_put_cut(canvas, 1, 0, ROLE_TITLE, modal->form.title, columns - 2);

    if (modal->was_left && end + 1 + canvas_columns_of(canvas, left) < columns)
        canvas_put_right(canvas, columns - 1, 0, ROLE_MUTED, left);
}

void modal_draw_form(struct ui *ui, struct canvas *canvas)
{
    struct modal *modal = &ui->modal;
    struct popup popup =
        popup_open(canvas, POPUP_COLUMNS, (int)modal->form.count + ROWS_ABOVE + ROWS_BELOW);
    struct area inside = canvas_area(canvas);

    draw_title(modal, canvas, inside.columns);
    popup_divide(&popup, 1);
    list_fit(&modal->list, (int64_t)modal->form.count, inside.rows - ROWS_ABOVE - ROWS_BELOW);
    list_select(&modal->list, (int64_t)modal->field);
    for (int64_t i = modal->list.top; i < list_end(&modal->list); i++)
        if (i != (int64_t)modal->field)
            draw_field(modal, canvas, (size_t)i,
                (struct area){1, ROWS_ABOVE + (int)(i - modal->list.top), inside.columns - 2, 1});
    draw_field(modal, canvas, modal->field,
        (struct area){
            1, ROWS_ABOVE + (int)((int64_t)modal->field - modal->list.top), inside.columns - 2, 1});
    draw_hints(ui, canvas, inside.rows - 1);
    popup_close(&popup);
}
