#include "ui/modal.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "ui/shell.h"
#include "ui/tour.h"
#include "ui/ways.h"

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
    modal_form_close(modal);
    modal->choices = NULL;
    modal->typed = NULL;
    modal->settle = NULL;
    modal->looked_at = NULL;
    modal->kind = MODAL_NONE;
}

void modal_fini(struct modal *modal)
{
    modal_close(modal);
    arena_fini(&modal->arena);
    for (size_t i = 0; i < modal->answers.count; i++)
        free(modal->answers.items[i].text);
    array_fini(&modal->answers);
}

struct modal *modal_begin(struct ui *ui, enum modal_kind kind)
{
    modal_close(&ui->modal);
    arena_clear(&ui->modal.arena);
    ui->modal.kind = kind;
    ui->modal.again = 0;
    ui->modal.picker.has_numbers = ui->accessible;
    return &ui->modal;
}

void modal_show_prefix(struct ui *ui)
{
    ui->is_partial = false;
    if (ui->modal.kind == MODAL_NONE)
        ui->modal.kind = MODAL_PREFIX;
}

/* --- a yes or no --- */

void ui_confirm_else(struct ui *ui, const char *text, void (*yes)(struct ui *ui, void *context),
    void (*no)(struct ui *ui, void *context), void *context)
{
    char *kept = mem_copy_text(text);
    struct modal *modal = modal_begin(ui, MODAL_CONFIRM);

    modal->title = arena_copy_text(&modal->arena, kept);
    modal->yes = yes;
    modal->cancelled = no;
    modal->context = context;
    free(kept);
}

void ui_confirm(
    struct ui *ui, const char *text, void (*yes)(struct ui *ui, void *context), void *context)
{
    ui_confirm_else(ui, text, yes, NULL, context);
}

/* The popup goes first: what follows may show another. */
static void leave(struct ui *ui)
{
    void (*cancelled)(struct ui *, void *) = ui->modal.cancelled;
    void *context = ui->modal.context;

    modal_close(&ui->modal);
    if (cancelled)
        cancelled(ui, context);
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
    case CONFIRM_NO: leave(ui); break;
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

void ui_choose_from(struct ui *ui, const struct ui_choosing *choosing)
{
    struct modal *modal = modal_begin(ui, MODAL_CHOICE);
    const struct ui_choice *choices = choosing->choices;

    modal->choices = arena_alloc_array(&modal->arena, choosing->count + 1, sizeof(*choices));
    for (size_t i = 0; i < choosing->count; i++)
        modal->choices[i] = (struct ui_choice){arena_copy_text(&modal->arena, choices[i].text),
            arena_copy_text(&modal->arena, choices[i].detail),
            arena_copy_text(&modal->arena, choices[i].key), choices[i].id};
    modal->chosen = choosing->chosen;
    modal->cancelled = choosing->cancelled;
    modal->looked_at = choosing->looked_at;
    modal->context = choosing->context;
    modal->picker.label = arena_format(&modal->arena, "%s ", choosing->title);
    modal->picker.footer = arena_copy_text(&modal->arena, choosing->footer);
    modal->picker.count = choosing->count;
    modal->picker.context = modal;
    modal->picker.row = choice_row;
    picker_refresh(&modal->picker);
    if (picker_selected(&modal->picker) != SIZE_MAX)
        modal->picker.at = choosing->at < choosing->count ? choosing->at : 0;
}

void ui_choose(struct ui *ui, const char *title, const struct ui_choice *choices, size_t count,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context), void *context)
{
    ui_choose_from(ui, &(struct ui_choosing){.title = title,
                           .choices = choices,
                           .count = count,
                           .chosen = chosen,
                           .context = context});
}

static void choose_row(struct ui *ui, size_t index)
{
    struct modal *modal = &ui->modal;
    int64_t id = index == SIZE_MAX ? -1
                 : modal->choices  ? modal->choices[index].id
                                   : (int64_t)index;
    char *typed = mem_copy_text(picker_typed(&modal->picker));
    void (*chosen)(struct ui *, int64_t, const char *, void *) = modal->chosen;
    void *context = modal->context;

    modal_close(modal);
    chosen(ui, id, typed, context);
    free(typed);
}

/* On another row than before, tells. */
static void tell_row(struct ui *ui, size_t before)
{
    struct modal *modal = &ui->modal;
    size_t now = picker_selected(&modal->picker);

    if (modal->looked_at && now != before && now != SIZE_MAX)
        modal->looked_at(ui, &modal->choices[now]);
}

/* Neither text nor the mouse: it may choose, or go about. */
static bool is_action(const struct key *key)
{
    return key->code >= KEYCAP_FIRST && key->code != KEYCAP_PASTE && !(key->code & KEYMOD_META) &&
           key->code != KEYCAP_CLICK && key->code != KEYCAP_BACKSPACE && key->code != KEYCAP_ESC;
}

static void choice_key(struct ui *ui, const struct key *key)
{
    struct modal *modal = &ui->modal;
    unsigned before = modal->picker.edit.changes;
    size_t index, row = picker_selected(&modal->picker);

    if (modal->settle && modal->picker.at == 0 && is_action(key))
        modal->settle(ui);
    if (key->code == KEYCAP_CLICK) {
        index = picker_at(&modal->picker, &ui->canvas, key->x, key->y);
        if (index != SIZE_MAX)
            choose_row(ui, index);
        return;
    }
    switch (picker_key(&modal->picker, &ui->keymap, key, &index)) {
    case PICKER_CHOSEN: choose_row(ui, index); break;
    case PICKER_CANCELLED: leave(ui); break;
    case PICKER_GOES_ON:
        if (modal->typed && before != modal->picker.edit.changes)
            modal->typed(ui, picker_typed(&modal->picker));
        tell_row(ui, row);
        break;
    case PICKER_UNUSED: break;
    }
}

/* --- all of them --- */

void modal_key(struct ui *ui, const struct key *key)
{
    switch (ui->modal.kind) {
    case MODAL_QUESTION: modal_question_key(ui, key); break;
    case MODAL_CHOICE: choice_key(ui, key); break;
    case MODAL_CONFIRM: confirm_answer_key(ui, key); break;
    case MODAL_FORM: modal_form_key(ui, key); break;
    case MODAL_TEXT: modal_text_key(ui, key); break;
    case MODAL_TOUR: tour_key(ui, key); break;
    case MODAL_NONE:
    case MODAL_PREFIX: break;
    }
}

static const char *about_command(void *context, const char *command)
{
    return shell_about(context, command);
}

static void draw_choice(struct ui *ui, struct canvas *canvas)
{
    char accept[WAY_ROOM], cancel[WAY_ROOM];

    ui->modal.picker.accept = way_key_in(ui, "picker", "accept", accept);
    ui->modal.picker.cancel = way_key_in(ui, "picker", "cancel", cancel);
    picker_draw(&ui->modal.picker, canvas);
    ui->modal.picker.accept = ui->modal.picker.cancel = NULL;
}

void modal_draw(struct ui *ui, struct canvas *canvas)
{
    struct keymap_sections sections = shell_sections(ui);
    struct keys_popup popup = {&ui->keys, &ui->keymap, &sections, about_command, ui};

    switch (ui->modal.kind) {
    case MODAL_QUESTION: modal_draw_question(ui, canvas); break;
    case MODAL_CHOICE: draw_choice(ui, canvas); break;
    case MODAL_CONFIRM: confirm_draw(canvas, ui->modal.title); break;
    case MODAL_FORM: modal_draw_form(ui, canvas); break;
    case MODAL_TEXT: modal_draw_text(ui, canvas); break;
    case MODAL_TOUR: tour_draw(ui, canvas); break;
    case MODAL_PREFIX: keys_draw(&popup, canvas); break;
    case MODAL_NONE: break;
    }
}
