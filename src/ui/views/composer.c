/* The composer: a note is written while the customer talks; what it leads to is read as it is
 * typed. */
#include "ui/views/composer.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/duration.h"
#include "ui/commands_internal.h"
#include "ui/views/views.h"

const char *const composer_kinds[COMPOSER_KINDS] = {
    "call", "email", "meeting", "training", "qbr", "ebr", "milestone", "internal", "no-show"};
const char *const composer_moods[COMPOSER_MOODS] = {"", "good", "mixed", "bad"};

struct composer *composer_of(struct ui *ui)
{
    return ui_state(ui, VIEW_COMPOSER);
}

static bool composer_open(struct ui *ui, void *state, struct error *err)
{
    return true;
}

static void composer_clear(struct composer *composer)
{
    edit_fini(&composer->when);
    edit_fini(&composer->took);
    edit_fini(&composer->with);
    str_fini(&composer->said_tags);
    editor_fini(&composer->body);
    arena_fini(&composer->arena);
    memset(composer, 0, sizeof(*composer));
    composer->at = FIELD_BODY;
}

static void composer_close(void *state)
{
    composer_clear(state);
}

bool composer_is_blank(const struct composer *composer)
{
    const char *text = str_text(&composer->body.edit.text);

    return text_blank(text) || (composer->filled && text_equal(text, composer->filled));
}

/* --- starting --- */

static size_t word_index(const char *const *words, size_t count, const char *word)
{
    size_t at = text_place_nocase(word, words, count);

    return at < count ? at : 0;
}

size_t composer_kind_index(const char *word)
{
    return word_index(composer_kinds, COMPOSER_KINDS, word);
}

size_t composer_mood_index(const char *word)
{
    return word_index(composer_moods, COMPOSER_MOODS, word);
}

static bool set_up(struct ui *ui, struct composer *composer, int64_t account)
{
    struct error err;

    composer_clear(composer);
    composer->account = account;
    composer->name = "";
    composer->open = true;
    if (!account)
        return true;
    if (!session_assess(ui_session(ui), account, &composer->arena, &composer->dossier,
            &composer->assessment, &err)) {
        ui_fault(ui, &err);
        return false;
    }
    composer->has_side = composer->dossier.account != NULL;
    if (composer->has_side)
        composer->name = part_name(composer->dossier.account);
    return true;
}

struct composer *composer_begin(struct ui *ui, int64_t account)
{
    struct composer *composer;

    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_COMPOSER);
    composer = composer_of(ui);
    return composer && set_up(ui, composer, account) ? composer : NULL;
}

void composer_set_text(struct edit *edit, const char *text)
{
    edit_set(edit, text ? text : "", text ? strlen(text) : 0);
}

void composer_set_body(struct composer *composer, const char *text)
{
    editor_take(&composer->body, text ? text : "", text ? strlen(text) : 0);
}

/* The one that waits for today; a call is anything one talks in. */
static const struct row *prepared_today(
    const struct composer *composer, struct ui *ui, const char *kind)
{
    const struct row_list *prepared = &composer->dossier.prepared;
    bool any = text_equal(kind, composer_kinds[0]);

    for (size_t i = 0; i < prepared->count; i++)
        if (minute_day(row_integer(prepared->items[i], NOTE_AT)) == session_today(ui_session(ui)) &&
            (any || row_is(prepared->items[i], NOTE_KIND, kind)))
            return prepared->items[i];
    return NULL;
}

static void begin_new(struct ui *ui, struct composer *composer, const char *kind, const char *text)
{
    char when[24];

    composer->kind = composer_kind_index(kind);
    composer_set_text(&composer->when, minute_iso(session_now(ui_session(ui)), when));
    composer->when.text.data[10] = ' ';
    composer_set_body(composer, text);
    composer->filled = arena_copy_text(&composer->arena, text);
}

void composer_start(struct ui *ui, int64_t account, const char *kind, const char *text)
{
    const struct row *prepared;
    struct composer *composer = composer_of(ui);

    if (composer && composer->open && composer->account == account && !composer->note &&
        !composer_is_blank(composer)) {
        ui_show_view(ui, VIEW_COMPOSER);
        return;
    }
    if (!composer_make_room(ui))
        return;
    composer = composer_begin(ui, account);
    if (!composer)
        return;
    prepared = prepared_today(composer, ui, kind);
    if (composer_take_left(ui, composer, account, 0) ||
        (prepared && composer_take_left(ui, composer, account, prepared->key)))
        ui_toast(ui, "the draft that was kept");
    else if (prepared)
        composer_take_note(ui, composer, prepared);
    else
        begin_new(ui, composer, kind, text);
}

void composer_log_with(struct ui *ui, int64_t account, const char *kind, const char *name)
{
    struct composer *composer;

    composer_start(ui, account, kind, NULL);
    composer = composer_of(ui);
    if (composer && composer->open && composer->account == account &&
        (!composer->note || composer->prepared) && !composer->with.text.len)
        composer_set_text(&composer->with, name);
}

void composer_begin_with(struct ui *ui, int64_t account, const char *text, size_t len)
{
    struct composer *composer;

    composer_start(ui, account, "call", NULL);
    composer = composer_of(ui);
    if (!composer || !composer->open || composer->account != account)
        return;
    if (composer->body.edit.text.len + len > NOTE_BYTES_MAX) {
        ui_toast(ui, "a note holds at most 4 MiB: it was not taken");
        return;
    }
    edit_insert(&composer->body.edit, text, len);
    composer_typed(ui, composer);
}

void composer_take_note(struct ui *ui, struct composer *composer, const struct row *row)
{
    char when[24];

    composer->prepared = row_is(row, NOTE_STATE, "prepared");
    if (*row_text(row, NOTE_TEMPLATE))
        composer->template = arena_copy_text(&composer->arena, row_text(row, NOTE_TEMPLATE));
    composer_set_text(&composer->took, duration_words(row_integer(row, NOTE_DURATION), when));

    composer->note = row->key;
    composer->rev = row->rev;
    composer->kind = composer_kind_index(row_text(row, NOTE_KIND));
    composer->mood = composer_mood_index(row_text(row, NOTE_SENTIMENT));
    composer_set_text(&composer->when, minute_iso(row_integer(row, NOTE_AT), when));
    composer->when.text.data[10] = ' ';
    composer_set_text(&composer->with, row_text(row, NOTE_ATTENDEES));
    composer_set_body(composer, row_text(row, NOTE_BODY));
    if (composer->prepared && text_blank(row_text(row, NOTE_BODY)))
        composer_begin_agenda(ui, composer);
}

void composer_edit(struct ui *ui, int64_t note)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct composer *composer = composer_of(ui);
    struct error err;

    if (composer && composer->open && composer->note == note) {
        ui_show_view(ui, VIEW_COMPOSER);
        return;
    }
    if (!composer_make_room(ui))
        return;
    if (!store_get(session_store(ui_session(ui)), KIND_NOTE, note, &arena, &row, &err)) {
        ui_fault(ui, &err);
    } else if (row && (composer = composer_begin(ui, row_integer(row, NOTE_ACCOUNT)))) {
        if (composer_take_left(ui, composer, composer->account, note))
            ui_toast(ui, "the draft that was kept");
        else
            composer_take_note(ui, composer, row);
    }
    arena_fini(&arena);
}

void composer_then(struct ui *ui, void (*filed)(struct ui *ui))
{
    struct composer *composer = composer_of(ui);

    if (composer && composer->open)
        composer->filed = filed;
}

void composer_end(struct ui *ui, struct composer *composer)
{
    composer_drop_draft(ui, composer);
    composer_clear(composer);
    ui_back(ui);
}

static bool is_changed(const struct composer *composer)
{
    return composer->dirty || composer->draft[0] || composer->was_left;
}

void composer_leave(struct ui *ui, struct composer *composer)
{
    if (composer->prepared && is_changed(composer) && composer_save_prepared(ui, composer))
        return;
    if (composer_is_blank(composer) || (composer->prepared && !is_changed(composer))) {
        composer_end(ui, composer);
        return;
    }
    composer->filed = NULL;
    ui_back(ui);
    if (composer_keep(ui)) /* else the fault is told; the text stays in memory */
        ui_toast(ui, session_is_demo(ui_session(ui))
                         ? N_("kept until you leave the demo; c goes on with it")
                         : N_("draft kept; c goes on with it"));
}

static int64_t composer_account(struct ui *ui, void *state)
{
    return ((struct composer *)state)->account;
}

struct edit *composer_edit_at(struct composer *composer, enum composer_field field)
{
    switch (field) {
    case FIELD_WHEN: return &composer->when;
    case FIELD_TOOK: return &composer->took;
    case FIELD_WITH: return &composer->with;
    case FIELD_KIND:
    case FIELD_MOOD:
    case FIELD_BODY: break;
    }
    return NULL;
}

static const struct view_hint hints[] = {
    {"save", N_("file it")},
    {"keep-draft", N_("keep for later")},
    {"template", N_("template")},
    {"complete", N_("complete @ #")},
    {"edit-outside", N_("editor")},
    {"line-up", N_("fields above")},
    {"undo-typing", N_("undo")},
};

const struct view view_composer = {
    .name = "composer",
    .title = N_("Note"),
    .edits = true,
    .state_size = sizeof(struct composer),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .open = composer_open,
    .close = composer_close,
    .draw = composer_draw,
    .key = composer_key,
    .account = composer_account,
};
