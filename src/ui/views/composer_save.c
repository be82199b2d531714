/* A note saved: checked against what other terminals did to it, then logged. */
#include <string.h>
#include "base/attributes.h"
#include "base/str.h"
#include "base/words.h"
#include "core/duration.h"
#include "ui/commands_internal.h"
#include "ui/views/composer.h"

/* --- another terminal wrote the same note --- */

enum { KEEP_MINE, KEEP_THEIRS, KEEP_BOTH };

static void keep_both(struct composer *composer)
{
    struct str both = {0};

    str_addf(&both, _("%s\n\n--- saved meanwhile in another terminal ---\n%s"),
        str_text(&composer->body.edit.text), composer->theirs);
    editor_replace(&composer->body, str_text(&both), both.len);
    str_fini(&both);
}

/* Each can be taken back: the text by C-_, what was filed by undo. */
static void side_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct composer *composer = context;

    if (id < 0 || !composer->open || !composer->theirs)
        return;
    composer->rev = composer->theirs_rev;
    if (id == KEEP_MINE) {
        composer_save(ui, composer);
        return;
    }
    if (id == KEEP_THEIRS) {
        editor_replace(&composer->body, composer->theirs, strlen(composer->theirs));
        ui_toast(ui, "theirs stands here; C-_ brings yours back");
    } else {
        keep_both(composer);
        ui_toast(ui, "theirs stands below yours; C-s files both");
    }
    composer_typed(ui, composer);
}

static void ask_side(struct ui *ui, struct composer *composer)
{
    const struct ui_choice choices[] = {
        {_("mine"), _("file what stands here over theirs"), NULL, KEEP_MINE},
        {_("theirs"), _("take their text; C-_ brings mine back"), NULL, KEEP_THEIRS},
        {_("both"), _("theirs below mine, to look through and file"), NULL, KEEP_BOTH},
    };

    ui_choose(ui, _("Changed meanwhile: keep"), choices, COUNT_OF(choices), side_chosen, composer);
}

/* False: which text is to stay is asked, or err says what saving again will do. */
static bool meets_note(
    struct ui *ui, struct composer *composer, const struct row *row, struct error *err)
{
    if (!row) {
        composer->note = 0;
        return error_set(
            err, ERROR_NOT_FOUND, "this note was deleted meanwhile; saving again logs it anew");
    }
    if (row->rev == composer->rev ||
        text_equal(row_text(row, NOTE_BODY), str_text(&composer->body.edit.text)))
        return true;
    composer->theirs = arena_copy_text(&composer->arena, row_text(row, NOTE_BODY));
    composer->theirs_rev = row->rev;
    ask_side(ui, composer);
    return error_set(err, ERROR_BUSY, "changed meanwhile in another terminal");
}

/* --- its account was deleted --- */

static bool lose_account(struct composer *composer, struct error *err)
{
    composer->account = composer->note = 0;
    composer->has_side = false;
    if (*composer->name)
        composer->lost_name = composer->name;
    composer->name = "";
    return error_set(err, ERROR_NOT_FOUND,
        "its account was deleted meanwhile; saving again logs it under no account");
}

/* Is all there that it belongs to, and as it was? If not, it is told what saving again will do. */
static bool is_as_it_was(struct ui *ui, struct composer *composer, struct error *err)
{
    struct store *store = session_store(ui_session(ui));
    struct arena arena = {0};
    struct row *row = NULL;
    bool ok = true;

    if (composer->account)
        ok = store_get(store, KIND_ACCOUNT, composer->account, &arena, &row, err);
    if (ok && composer->account && !row)
        ok = lose_account(composer, err);
    else if (ok && composer->note)
        ok = store_get(store, KIND_NOTE, composer->note, &arena, &row, err) &&
             meets_note(ui, composer, row, err);
    arena_fini(&arena);
    return ok;
}

static bool read_when(
    struct ui *ui, struct composer *composer, minute_number *ret_at, struct error *err)
{
    struct session *session = ui_session(ui);
    day_number day;
    int minute;

    if (!day_parse_with_time(str_text(&composer->when.text), session_today(session),
            &session_settings(session)->calendar, &day, &minute, err)) {
        composer->at = FIELD_WHEN;
        return false;
    }
    *ret_at = minute_make(day, minute < 0 ? 12 * 60 : minute);
    return true;
}

/* The names as they are stored. */
static const char *names_of_draft(const struct composer *composer, struct arena *arena)
{
    struct str names = {0};
    const char *copy;

    composer_names(composer, &names);
    copy = arena_copy_text(arena, str_text(&names));
    str_fini(&names);
    return copy;
}

static bool read_took(struct composer *composer, int *ret_minutes, struct error *err)
{
    if (duration_parse(str_text(&composer->took.text), ret_minutes, err)) {
        if (!*ret_minutes && composer->note)
            *ret_minutes = -1; /* what was said before was taken away */
        return true;
    }
    composer->at = FIELD_TOOK;
    return false;
}

/* What was planned for a later day and is logged now took place now. */
static bool took_place(
    struct ui *ui, struct composer *composer, minute_number *at, struct error *err)
{
    day_number day = minute_day(*at);
    char words[24];

    if (day <= session_today(ui_session(ui)))
        return true;
    if (composer->prepared) {
        *at = session_now(ui_session(ui));
        return true;
    }
    composer->at = FIELD_WHEN;
    return error_set(err, ERROR_USAGE, "%s is still to come: say when it took place, as -3d",
        day_head(day, words));
}

static bool file_note(struct ui *ui, struct composer *composer, bool prepared,
    struct outcome *outcome, struct error *err)
{
    struct note_draft draft = {.prepared = prepared, .template = composer->template};
    struct arena arena = {0};
    bool ok = read_when(ui, composer, &draft.at, err) &&
              (prepared || took_place(ui, composer, &draft.at, err)) &&
              read_took(composer, &draft.minutes, err) && is_as_it_was(ui, composer, err);

    draft.account = composer->account;
    draft.note = composer->note;
    draft.kind = composer_kinds[composer->kind];
    draft.sentiment = composer_moods[composer->mood];
    draft.attendees = names_of_draft(composer, &arena);
    draft.body = str_text(&composer->body.edit.text);
    ok = ok && verb_note_log(ui_session(ui), &draft, outcome, NULL, err);
    arena_fini(&arena);
    return ok;
}

static bool save(struct ui *ui, struct composer *composer, bool prepared)
{
    struct outcome outcome;
    struct error err;
    void (*filed)(struct ui * ui);

    composer->theirs = NULL;
    if (!file_note(ui, composer, prepared, &outcome, &err)) {
        (void)composer_keep(ui);
        if (err.code != ERROR_BUSY || !composer->theirs)
            ui_fault(ui, &err);
        return false;
    }
    filed = prepared ? NULL : composer->filed;
    composer_end(ui, composer);
    ui_done(ui, &outcome);
    if (filed)
        filed(ui);
    return true;
}

void composer_save(struct ui *ui, struct composer *composer)
{
    (void)save(ui, composer, false);
}

bool composer_save_prepared(struct ui *ui, struct composer *composer)
{
    return save(ui, composer, true);
}
