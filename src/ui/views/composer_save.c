/* A note saved: checked against what other terminals did to it, then logged. */
#include "base/str.h"
#include "ui/commands_internal.h"
#include "ui/views/composer.h"

/* What the other terminal made of the note stands below, and is saved with it. */
static bool merge_note(struct composer *composer, const struct row *row, struct error *err)
{
    struct str both = {0};

    if (row && row->rev == composer->rev)
        return true;
    if (!row) {
        composer->note = 0;
        return error_set(
            err, ERROR_NOT_FOUND, "this note was deleted meanwhile; saving again logs it anew");
    }
    composer->rev = row->rev;
    str_addf(&both, "%s\n\n--- saved meanwhile in another terminal ---\n%s",
        str_text(&composer->body.edit.text), row_text(row, NOTE_BODY));
    composer_set_body(composer, str_text(&both));
    str_fini(&both);
    return error_set(err, ERROR_REFUSED,
        "changed meanwhile: the other text stands below yours; saving again keeps both");
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
    if (ok && composer->account && !row) {
        composer->account = composer->note = 0;
        composer->has_side = false;
        composer->name = "";
        ok = error_set(err, ERROR_NOT_FOUND,
            "its account was deleted meanwhile; saving again logs it under no account");
    } else if (ok && composer->note) {
        ok = store_get(store, KIND_NOTE, composer->note, &arena, &row, err) &&
             merge_note(composer, row, err);
    }
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

void composer_save(struct ui *ui, struct composer *composer)
{
    struct note_draft draft = {0};
    struct outcome outcome;
    struct error err;
    void (*filed)(struct ui * ui);
    bool ok = read_when(ui, composer, &draft.at, &err) && is_as_it_was(ui, composer, &err);

    draft.account = composer->account;
    draft.note = composer->note;
    draft.kind = composer_kinds[composer->kind];
    draft.sentiment = composer_moods[composer->mood];
    draft.attendees = str_text(&composer->with.text);
    draft.body = str_text(&composer->body.edit.text);
    if (!ok || !verb_note_log(ui_session(ui), &draft, &outcome, NULL, &err)) {
        (void)composer_keep(ui);
        ui_fault(ui, &err);
        return;
    }
    filed = composer->filed;
    composer_end(ui, composer);
    ui_done(ui, &outcome);
    if (filed)
        filed(ui);
}
