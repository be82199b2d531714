/* The keys of the composer: fields above, the text below, names completed in both. */
#include <string.h>
#include "base/text.h"
#include "ui/feedback_form.h"
#include "ui/screen.h"
#include "ui/shell.h"
#include "ui/views/composer.h"

static void cycle(size_t *index, size_t count, int step)
{
    *index = (*index + count + (size_t)(step + (int)count)) % count;
}

static void choose(struct ui *ui, struct composer *composer, int step)
{
    if (composer->at == FIELD_MOOD) {
        cycle(&composer->mood, COUNT_OF(composer_moods), step);
        return;
    }
    cycle(&composer->kind, COUNT_OF(composer_kinds), step);
    composer_kind_chosen(ui, composer);
}

/* Up and down go through the fields; left and right choose a kind or a mood. */
static void field_command(struct ui *ui, struct composer *composer, const char *command)
{
    struct edit *edit = composer_edit_at(composer, composer->at);

    if (text_equal(command, "line-up"))
        composer->at -= composer->at > FIELD_WHEN;
    else if (text_equal(command, "line-down") || text_equal(command, "new-line"))
        composer->at++;
    else if (!edit && (text_equal(command, "char-forward") || text_equal(command, "complete")))
        choose(ui, composer, 1);
    else if (!edit && text_equal(command, "char-back"))
        choose(ui, composer, -1);
    else if (composer->at == FIELD_WITH && text_equal(command, "complete"))
        composer_complete_with(ui, composer);
    else if (edit)
        (void)edit_do(edit, edit_action_from_name(command));
}

static void copied(void *context, const char *text, size_t len)
{
    struct completion_asker *asker = context;

    if (!screen_copy(text, len))
        ui_toast(asker->ui, "too long for the clipboard; C-y puts it in here");
}

/* What is selected, or the line of the caret without its list mark. */
static void add_said(const struct composer *composer, struct str *out)
{
    const struct edit *edit = &composer->body.edit;
    const char *text = str_text(&edit->text);
    size_t from, to;

    if (!editor_selection(&composer->body, &from, &to)) {
        from = edit_line_start(edit, edit->at);
        to = from + strcspn(text + from, "\n");
        from += strspn(text + from, "-*> \t");
    }
    for (; from < to; from++)
        str_add_char(out, text[from] == '\n' ? ' ' : text[from]);
}

/* The first who is there asked for it, until somebody else is named. */
static void ask_feedback(struct ui *ui, const struct composer *composer)
{
    const char *with = str_text(&composer->with.text);
    struct str said = {0}, name = {0};

    add_said(composer, &said);
    str_add_bytes(&name, with, strcspn(with, ";,"));
    feedback_ask(ui,
        &(struct feedback_known){
            .account = composer->account, .text = str_text(&said), .asked_by = str_text(&name)});
    str_fini(&said);
    str_fini(&name);
}

static void run_command(struct ui *ui, struct composer *composer, const char *command)
{
    if (text_equal(command, "save"))
        composer_save(ui, composer);
    else if (text_equal(command, "keep-draft"))
        composer_leave(ui, composer);
    else if (text_equal(command, "template"))
        composer_choose_template(ui, composer);
    else if (text_equal(command, "feedback"))
        ask_feedback(ui, composer);
    else if (text_equal(command, "previous-field"))
        composer->at -= composer->at > FIELD_WHEN;
    else if (text_equal(command, "edit-outside"))
        (void)composer_edit_outside(ui, composer);
    else if (text_equal(command, "help") || text_equal(command, "redraw") ||
             text_equal(command, "suspend"))
        ui_run(ui, command);
    else if (composer->at != FIELD_BODY)
        field_command(ui, composer, command);
}

static unsigned changes_of(const struct composer *composer)
{
    return composer->body.edit.changes + composer->with.changes + composer->when.changes +
           composer->took.changes + (unsigned)composer->kind + (unsigned)composer->mood;
}

/* Up in the first row of the text goes to the fields above it. */
static bool leaves_upwards(
    struct ui *ui, const struct composer *composer, const struct key *key, size_t before)
{
    struct keymap_sections sections = {{"composer"}, 1};
    struct key_sequence pressed = {{key->code}, 1};
    const char *command = NULL;

    return keymap_find(&ui->keymap, &sections, &pressed, &command) == KEYMAP_COMMAND &&
           text_equal(command, "line-up") && composer->body.edit.at == before &&
           edit_line_start(&composer->body.edit, before) == 0;
}

static void say_unused(struct ui *ui, const struct key *key)
{
    char name[KEY_TEXT_ROOM];

    if (*key_text(key->code, name))
        ui_toast(ui, "%s does nothing while a note is written; F1 lists what does", name);
}

static void body_key(struct ui *ui, struct composer *composer, const struct key *key)
{
    struct completion_asker asker = {ui, composer};
    const char *command = NULL;
    size_t before = composer->body.edit.at;
    enum editor_answer answer;

    composer->body.context = &asker;
    composer->body.complete = composer_complete;
    composer->body.copied = copied;
    composer->body.limit = NOTE_BYTES_MAX;
    answer = editor_key(&composer->body, &ui->keymap, key, &command);
    composer->body.context = NULL;
    if (editor_is_full(&composer->body))
        ui_toast(ui, "a note holds at most 4 MiB: what is over was not taken");
    if (answer == EDITOR_COMMAND)
        run_command(ui, composer, command);
    else if (answer == EDITOR_UNUSED)
        say_unused(ui, key);
    else if (leaves_upwards(ui, composer, key, before))
        composer->at = FIELD_MOOD;
}

static void field_key(struct ui *ui, struct composer *composer, const struct key *key)
{
    struct keymap_sections sections = {{"composer"}, 1};
    const char *command = NULL;

    switch (keys_feed(&composer->keys, &ui->keymap, &sections, key->code, &command)) {
    case KEYMAP_COMMAND: run_command(ui, composer, command); return;
    case KEYMAP_PREFIX: return;
    case KEYMAP_NONE: break;
    }
    if (composer_edit_at(composer, composer->at))
        (void)edit_key(composer_edit_at(composer, composer->at), key, true);
}

/* A note keeps what it is given byte for byte, so bytes that are no text are not taken in another
 * form. */
static bool is_refused(struct ui *ui, const struct key *key)
{
    struct error err;

    if (key->code != KEYCAP_PASTE || !key->is_mended)
        return false;
    error_set(&err, ERROR_REFUSED, "what was pasted is not UTF-8, or holds a NUL: not taken");
    ui_fault(ui, &err);
    return true;
}

static void type_key(struct ui *ui, struct composer *composer, const struct key *key)
{
    if (composer->at == FIELD_BODY)
        body_key(ui, composer, key);
    else
        field_key(ui, composer, key);
}

/* ` 4`, where it is one of so many. */
static bool take_number(const char **at, size_t count, size_t *ret_number)
{
    size_t number = **at == ' ' ? (size_t)(*at)[1] - '0' : count;

    if (number >= count)
        return false;
    *at += 2;
    *ret_number = number;
    return true;
}

/* A word of a field, or the field; the text lies where no field does. A click may come before our
 * first picture: what another screen had there is none of ours. */
static void click(struct ui *ui, struct composer *composer, const struct key *key)
{
    const char *place = canvas_place_at(&ui->canvas, key->x, key->y);
    size_t field = FIELD_BODY, word;

    if (place && !text_starts(place, COMPOSER_PLACE))
        return;
    place = place ? place + strlen(COMPOSER_PLACE) : "";
    (void)take_number(&place, FIELD_BODY, &field);
    composer->at = (enum composer_field)field;
    if (field == FIELD_MOOD && take_number(&place, COMPOSER_MOODS, &word)) {
        composer->mood = word;
    } else if (field == FIELD_KIND && take_number(&place, COMPOSER_KINDS, &word)) {
        composer->kind = word;
        composer_kind_chosen(ui, composer);
    }
}

enum { WHEEL_LINES = 3 };

static void wheel(struct ui *ui, struct composer *composer, key_code way)
{
    for (int i = 0; i < WHEEL_LINES; i++) {
        composer->at = FIELD_BODY; /* up from the first line leads to the fields */
        body_key(ui, composer, &(struct key){.code = way});
    }
    composer->at = FIELD_BODY;
}

/* True: it was one of the mouse's. */
static bool take_mouse(struct ui *ui, struct composer *composer, const struct key *key)
{
    if (key->code == KEYCAP_CLICK)
        click(ui, composer, key);
    else if (key->code == KEYCAP_WHEEL_UP || key->code == KEYCAP_WHEEL_DOWN)
        wheel(ui, composer, key->code == KEYCAP_WHEEL_UP ? KEYCAP_UP : KEYCAP_DOWN);
    else
        return key->code == KEYCAP_RIGHT_CLICK || key->code == KEYCAP_MIDDLE_CLICK;
    return true;
}

bool composer_key(struct ui *ui, void *state, const struct key *key)
{
    struct composer *composer = state;
    unsigned before = changes_of(composer);

    if (!composer->open)
        return false;
    if (is_refused(ui, key))
        return true;
    if (!take_mouse(ui, composer, key))
        type_key(ui, composer, key);
    if (composer->open && before != changes_of(composer))
        composer_typed(ui, composer);
    return true;
}
