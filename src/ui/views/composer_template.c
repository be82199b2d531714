/* Templates: what a note starts from. A note that is prepared is filed at once, waits for its day,
 * and is logged when it took place. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/run.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/views/composer.h"
#include "ui/ways.h"

/* --- into the text --- */

static bool take_text(struct composer *composer, const struct str *text, struct error *err)
{
    struct edit *edit = &composer->body.edit;
    bool whole = composer_is_blank(composer);

    if (text->len + (whole ? 0 : edit->text.len) > NOTE_BYTES_MAX)
        return error_set(err, ERROR_REFUSED, "a note holds at most 4 MiB: it was not taken");
    if (whole) {
        editor_replace(&composer->body, str_text(text), text->len);
        composer->filled = arena_copy_text(&composer->arena, str_text(text));
    } else {
        edit_insert(edit, str_text(text), text->len);
    }
    return true;
}

bool composer_put_template(
    struct ui *ui, struct composer *composer, const struct template_order *order, struct error *err)
{
    struct str text = {0};
    bool ok =
        verb_template_fill(ui_session(ui), order, &text, err) && take_text(composer, &text, err);

    if (ok)
        composer->template = arena_copy_text(&composer->arena, order->name);
    str_fini(&text);
    return ok;
}

static bool is_of_kind(const char *template)
{
    for (size_t i = 0; i < COMPOSER_KINDS; i++)
        if (text_equal(composer_kinds[i], template))
            return true;
    return false;
}

void composer_begin_agenda(struct ui *ui, struct composer *composer)
{
    struct template_order order = {
        .name = composer_kinds[composer->kind], .account = composer->account};
    struct error err;

    if (!composer_put_template(ui, composer, &order, &err) && err.code != ERROR_NOT_FOUND)
        ui_fault(ui, &err);
}

/* A plain note stays empty: nothing stands in the way of who writes. */
void composer_kind_chosen(struct ui *ui, struct composer *composer)
{
    if (composer_is_blank(composer) && composer->template && is_of_kind(composer->template))
        composer_begin_agenda(ui, composer);
}

static void put_named(struct ui *ui, struct composer *composer, const char *name)
{
    struct template_order order = {.name = name, .account = composer->account};
    struct error err;

    if (!composer_put_template(ui, composer, &order, &err)) {
        ui_fault(ui, &err);
        return;
    }
    if (is_of_kind(name) && composer_is_blank(composer))
        composer->kind = composer_kind_index(name);
    composer->at = FIELD_BODY;
}

/* --- by name --- */

static bool read_names(
    struct ui *ui, struct arena *arena, const char *const **ret_names, struct error *err)
{
    return verb_template_names(ui_session(ui), false, arena, ret_names, err);
}

/* That of the kind at hand first, then by name. */
static void choose_name(struct ui *ui, const char *first,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    enum { NAMES_MOST = 100 };
    struct ui_choice choices[NAMES_MOST];
    struct arena arena = {0};
    const char *const *names;
    struct error err;
    size_t count = 0;

    if (!read_names(ui, &arena, &names, &err)) {
        ui_fault(ui, &err);
        arena_fini(&arena);
        return;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; names[i] && count < NAMES_MOST; i++)
            if (text_equal(names[i], first) == (pass == 0))
                choices[count++] = (struct ui_choice){
                    names[i], pass == 0 ? _("of this kind") : NULL, NULL, (int64_t)i};
    ui_choose_from(ui, &(struct ui_choosing){.title = _("Template"),
                           .footer = _("your own: notes/NAME.md in the settings folder"),
                           .choices = choices,
                           .count = count,
                           .chosen = chosen});
    arena_fini(&arena);
}

/* What the list said; in the arena. */
static const char *name_at(struct ui *ui, int64_t id, const char *typed, struct arena *arena)
{
    const char *const *names;
    struct error ignored;

    if (id < 0 || !read_names(ui, arena, &names, &ignored))
        return arena_copy_text(arena, typed);
    for (int64_t i = 0; names[i]; i++)
        if (i == id)
            return names[i];
    return arena_copy_text(arena, typed);
}

static void put_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct composer *composer = composer_of(ui);
    struct arena arena = {0};

    if (composer && composer->open) {
        put_named(ui, composer, name_at(ui, id, typed, &arena));
        composer_typed(ui, composer);
    }
    arena_fini(&arena);
}

void composer_choose_template(struct ui *ui, struct composer *composer)
{
    choose_name(ui, composer_kinds[composer->kind], put_chosen);
}

static void start_named(struct ui *ui, const char *name)
{
    struct composer *composer;
    int64_t account = ui_account(ui);

    composer_start(ui, account, is_of_kind(name) ? name : "call", NULL);
    composer = composer_of(ui);
    if (composer && composer->open && composer->account == account) {
        put_named(ui, composer, name);
        composer_typed(ui, composer);
    }
}

static void start_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};

    start_named(ui, name_at(ui, id, typed, &arena));
    arena_fini(&arena);
}

void composer_run_template(struct ui *ui, const char *rest)
{
    if (!ui_account(ui))
        way_choose_account(ui);
    else if (*rest)
        start_named(ui, rest);
    else
        choose_name(ui, NULL, start_chosen);
}

/* --- prepared --- */

struct preparing {
    int64_t account;
    const char *kind, *template, *about; /* in the arena; about: the step or task, or NULL */
    minute_number at;
    bool any_kind;   /* none was named: what waits next will do */
    bool is_for_row; /* of that day, whatever else is prepared */
    struct arena arena;
};

static bool take_step(
    struct ui *ui, struct preparing *preparing, const struct row *step, struct error *err)
{
    struct run_case *run_case = arena_alloc(&preparing->arena, sizeof(*run_case));
    const struct playbook_step *rule;

    if (!verb_run_load(
            ui_session(ui), row_integer(step, STEP_RUN), &preparing->arena, run_case, err))
        return false;
    rule = run_playbook_step(run_case->ground.playbook, step);
    preparing->template = rule ? rule->template : NULL;
    return true;
}

/* Never for a day that is over: what is late is prepared for today. */
static minute_number planned_at(struct ui *ui, const struct row *row)
{
    bool step = row->kind == KIND_STEP;
    day_number due = row_day(row, step ? (int)STEP_DUE : (int)TASK_DUE);
    day_number today = session_today(ui_session(ui));

    if (due == DAY_NONE || due < today)
        return session_now(ui_session(ui));
    if (!step && row_knows(row, TASK_AT))
        return minute_make(due, (int)row_integer(row, TASK_AT));
    return due == today ? session_now(ui_session(ui)) : minute_make(due, 12 * 60);
}

static bool take_row(
    struct ui *ui, struct preparing *preparing, const struct row *row, struct error *err)
{
    bool step = row->kind == KIND_STEP;
    const char *kind = composer_kind_for(row_text(row, step ? (int)STEP_KIND : (int)TASK_KIND));

    preparing->about = row_text(row, step ? (int)STEP_TITLE : (int)TASK_TITLE);
    preparing->at = planned_at(ui, row);
    if (!preparing->kind)
        preparing->kind = kind;
    return !step || take_step(ui, preparing, row, err);
}

/* What it is for: the task or step under the cursor, else the next one of this kind on the account.
 */
static bool read_ground(struct ui *ui, struct preparing *preparing, struct touched_row target,
    struct dossier *dossier, struct error *err)
{
    struct store *store = session_store(ui_session(ui));
    const struct row *about;
    struct row *row = NULL;

    preparing->at = session_now(ui_session(ui));
    if (!store_dossier(store, preparing->account, session_today(ui_session(ui)), &preparing->arena,
            dossier, err))
        return false;
    if ((target.kind == KIND_TASK || target.kind == KIND_STEP) &&
        !store_get(store, target.kind, target.key, &preparing->arena, &row, err))
        return false;
    preparing->is_for_row = row != NULL;
    about = row ? row : composer_ahead(dossier, preparing->kind);
    return !about || take_row(ui, preparing, about, err);
}

static const struct row *prepared_already(
    const struct dossier *dossier, const struct preparing *preparing, day_number today)
{
    day_number day = minute_day(preparing->at);

    for (size_t i = 0; i < dossier->prepared.count; i++) {
        const struct row *note = dossier->prepared.items[i];

        if (((preparing->any_kind && !preparing->is_for_row) ||
                row_is(note, NOTE_KIND, preparing->kind)) &&
            (preparing->is_for_row ? minute_day(row_integer(note, NOTE_AT)) == day
                                   : minute_day(row_integer(note, NOTE_AT)) >= today))
            return note;
    }
    return NULL;
}

/* The note, filed with its agenda; a kind whose template is hidden starts empty. */
static bool file_prepared(struct ui *ui, struct preparing *preparing, struct str *text,
    int64_t *ret_note, struct error *err)
{
    struct template_order order = {
        .name = preparing->template ? preparing->template : preparing->kind,
        .account = preparing->account,
        .step = preparing->about};
    struct note_draft draft = {.account = preparing->account,
        .kind = preparing->kind,
        .at = preparing->at,
        .template = order.name,
        .prepared = true};
    struct outcome outcome;
    struct str id = {0};
    struct row *row = NULL;
    bool ok = verb_template_fill(ui_session(ui), &order, text, err) ||
              (err->code == ERROR_NOT_FOUND && !preparing->template);

    draft.body = str_text(text);
    ok = ok && verb_note_log(ui_session(ui), &draft, &outcome, &id, err);
    if (ok) {
        ui_done(ui, &outcome);
        ok = verb_find_row(ui_session(ui), KIND_NOTE, str_text(&id), &preparing->arena, &row, err);
    }
    if (ok)
        *ret_note = row->key;
    str_fini(&id);
    return ok;
}

static void open_prepared(struct ui *ui, int64_t note, const char *text)
{
    struct composer *composer;

    composer_edit(ui, note);
    composer = composer_of(ui);
    if (composer && composer->open && composer->note == note && !composer->was_left && text)
        composer->filled = arena_copy_text(&composer->arena, text);
    ui_toast(ui, "prepared, with what is known now; C-s logs it when it took place");
}

static bool prepare(struct ui *ui, struct preparing *preparing, struct error *err)
{
    struct touched_row target = bulk_row(ui);
    const struct row *already;
    struct dossier dossier;
    struct str text = {0};
    int64_t note = 0;
    bool ok = read_ground(ui, preparing, target, &dossier, err);

    if (!ok)
        return false;
    if (!preparing->kind)
        preparing->kind = "call";
    already = prepared_already(&dossier, preparing, session_today(ui_session(ui)));
    if (already) {
        composer_edit(ui, already->key);
        return true;
    }
    ok = file_prepared(ui, preparing, &text, &note, err);
    if (ok)
        open_prepared(ui, note, str_text(&text));
    str_fini(&text);
    return ok;
}

void composer_run_prepare(struct ui *ui, const char *rest)
{
    struct preparing preparing = {.account = ui_account(ui)};
    struct error err;

    if (!preparing.account) {
        way_choose_account(ui);
        return;
    }
    if (*rest && !composer_kind_for(rest)) {
        ui_toast(ui, "no kind of note is called '%s'", rest);
        return;
    }
    preparing.any_kind = !*rest;
    preparing.kind = *rest ? composer_kind_for(rest) : NULL;
    if (composer_make_room(ui) && !prepare(ui, &preparing, &err))
        ui_fault(ui, &err);
    arena_fini(&preparing.arena);
}
