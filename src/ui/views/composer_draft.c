/* Drafts of the composer: what is typed is on disk within a second, and is found again. */
#include <stdio.h>
#include <string.h>
#include "app/drafts.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/views/composer.h"

enum { DRAFT_MS = 500, SYNC_MS = 900, LOOK_MS = 200, AGAIN_MS = 2000 };

static void draft_due(void *context);

static bool write_draft(struct ui *ui, struct composer *composer, bool sync)
{
    struct draft draft = {.name = composer->draft[0] ? composer->draft : NULL,
        .account = composer->account,
        .account_name = *composer->name ? composer->name : composer->lost_name,
        .note = composer->note,
        .rev = composer->rev,
        .kind = composer_kinds[composer->kind],
        .when = str_text(&composer->when.text),
        .sentiment = composer_moods[composer->mood],
        .attendees = str_text(&composer->with.text),
        .took = str_text(&composer->took.text),
        .template = composer->template,
        .state = composer->prepared ? "prepared" : NULL,
        .body = str_text(&composer->body.edit.text),
        .outside = composer->outside};
    struct arena arena = {0};
    struct error err;
    bool ok = drafts_save(ui_session(ui), &draft, sync, &arena, &err);

    if (!ok) {
        error_set(&err, err.code, "the draft is not on disk: %s", err.text);
        ui_fault(ui, &err);
        composer->dirty = true; /* and is tried again, also when no further key comes */
        ui_after(ui, AGAIN_MS, draft_due, ui);
    } else if (draft.name) {
        if (draft.name != composer->draft)
            snprintf(composer->draft, sizeof(composer->draft), "%s", draft.name);
        composer->dirty = false;
        composer->saved = session_now(ui_session(ui));
    }
    arena_fini(&arena);
    return ok;
}

static void sync_due(void *context);

/* Told after the disk answered; a failure is tried again with the whole draft. */
static void sync_look(void *context)
{
    struct ui *ui = context;
    struct composer *composer = composer_of(ui);
    struct error err;
    enum drafts_sync state = drafts_sync_state(&err);

    if (state == DRAFTS_SYNC_RUNS) {
        ui_after(ui, LOOK_MS, sync_look, ui);
    } else if (state == DRAFTS_SYNC_FAILED && composer && composer->open) {
        error_set(&err, err.code, "the draft is not on disk: %s", err.text);
        ui_fault(ui, &err);
        composer->dirty = true;
        ui_after(ui, AGAIN_MS, draft_due, ui);
    }
}

static void sync_due(void *context)
{
    struct ui *ui = context;
    struct composer *composer = composer_of(ui);

    if (!composer || !composer->open || composer_is_blank(composer) ||
        !write_draft(ui, composer, false))
        return;
    if (drafts_sync_begin(ui_session(ui), composer->draft))
        ui_after(ui, LOOK_MS, sync_look, ui);
    else
        ui_after(ui, LOOK_MS, sync_due, ui);
}

static void draft_due(void *context)
{
    struct ui *ui = context;
    struct composer *composer = composer_of(ui);

    if (!composer)
        return;
    composer->draft_awaited = false;
    if (!composer->open || !composer->dirty || composer_is_blank(composer))
        return;
    if (write_draft(ui, composer, false))
        ui_after(ui, SYNC_MS, sync_due, ui);
}

/* The first keystroke starts the clock; later ones do not push it off. After a failure the next one
 * starts it anew. */
void composer_typed(struct ui *ui, struct composer *composer)
{
    if (!composer->draft_awaited)
        ui_after(ui, DRAFT_MS, draft_due, ui);
    composer->draft_awaited = composer->dirty = true;
}

bool composer_keep(struct ui *ui)
{
    struct composer *composer = composer_of(ui);

    return !composer || !composer->open || (composer_is_blank(composer) && !composer->outside[0]) ||
           write_draft(ui, composer, true);
}

/* The demo keeps no drafts: there the one text in the composer is all there is of it. */
bool composer_make_room(struct ui *ui)
{
    struct composer *composer = composer_of(ui);

    if (!session_is_demo(ui_session(ui)) || !composer || !composer->open ||
        composer_is_blank(composer))
        return composer_keep(ui);
    ui_show_view(ui, VIEW_COMPOSER);
    ui_toast(ui, "this note is not saved yet; the demo keeps one at a time");
    return false;
}

void composer_drop_draft(struct ui *ui, struct composer *composer)
{
    struct error ignored;

    composer_forget_outside(composer);
    if (composer->draft[0])
        (void)!drafts_drop(ui_session(ui), composer->draft, &ignored);
    composer->draft[0] = '\0';
}

static void take_draft(struct composer *composer, const struct draft *draft)
{
    composer->note = draft->note;
    composer->rev = draft->rev;
    composer->kind = composer_kind_index(draft->kind ? draft->kind : "call");
    composer->mood = composer_mood_index(draft->sentiment ? draft->sentiment : "");
    composer_set_text(&composer->when, draft->when);
    composer_set_text(&composer->with, draft->attendees);
    composer_set_text(&composer->took, draft->took);
    composer->prepared = text_equal(draft->state, "prepared");
    composer->template = arena_copy_text(&composer->arena, draft->template);
    composer_set_body(composer, draft->body);
    snprintf(composer->draft, sizeof(composer->draft), "%s", draft->name);
    snprintf(
        composer->outside, sizeof(composer->outside), "%s", draft->outside ? draft->outside : "");
    composer->was_left = true;
    if (!*composer->name && draft->account_name)
        composer->lost_name = arena_copy_text(&composer->arena, draft->account_name);
}

bool composer_take_left(struct ui *ui, struct composer *composer, int64_t account, int64_t note)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error ignored;
    bool found = false;

    if (drafts_left(ui_session(ui), &arena, &drafts, &ignored))
        for (size_t i = 0; i < drafts.count && !found; i++)
            if (drafts.items[i].account == account && drafts.items[i].note == note) {
                take_draft(composer, &drafts.items[i]);
                found = true;
            }
    array_fini(&drafts);
    arena_fini(&arena);
    return found;
}

/* --- drafts that were left: notes, and forms (left.h) --- */

enum { CHOICES_MOST = 40, FIRST_FORM = 1000 /* ids of forms begin here */ };

/* `A draft is kept: Globex. :drafts goes on with it`. */
void drafts_offer(struct ui *ui)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error ignored;
    size_t forms = ui->left.list.count;
    const char *name = forms ? left_name(ui, 0, &arena) : NULL;

    if (drafts_left(ui_session(ui), &arena, &drafts, &ignored) && drafts.count)
        name = drafts.items[0].account_name ? drafts.items[0].account_name : _("no account");
    if (drafts.count + forms)
        ui_toast(ui,
            words_plural("A draft is kept: %s. :drafts goes on with it",
                "Drafts are kept, the last on %s. :drafts shows them",
                (long long)(drafts.count + forms)),
            name);
    array_fini(&drafts);
    arena_fini(&arena);
}

static void draft_chosen(struct ui *ui, int64_t id, const char *typed_text, void *context)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error err;
    struct composer *composer;

    if (id >= FIRST_FORM)
        left_go_on(ui, (size_t)id - FIRST_FORM);
    else if (id >= 0 && composer_make_room(ui) &&
             drafts_left(ui_session(ui), &arena, &drafts, &err) && (size_t)id < drafts.count &&
             (composer = composer_begin(ui, drafts.items[id].account)))
        take_draft(composer, &drafts.items[id]);
    array_fini(&drafts);
    arena_fini(&arena);
}

static size_t add_notes(const struct draft_list *drafts, struct ui_choice *choices, size_t most)
{
    size_t count = 0;

    for (; count < drafts->count && count < most; count++)
        choices[count] = (struct ui_choice){
            drafts->items[count].account_name ? drafts->items[count].account_name : _("no account"),
            drafts->items[count].body, NULL, (int64_t)count};
    return count;
}

void drafts_show(struct ui *ui)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error err;
    struct ui_choice choices[CHOICES_MOST];
    size_t count;

    (void)composer_keep(ui); /* it is the first of them, then and when one is chosen */
    if (!drafts_left(ui_session(ui), &arena, &drafts, &err))
        ui_fault(ui, &err);
    count = add_notes(&drafts, choices, COUNT_OF(choices) / 2);
    for (size_t i = 0; left_title(ui, i) && count < COUNT_OF(choices); i++)
        choices[count++] = (struct ui_choice){
            left_title(ui, i), left_words(ui, i, &arena), NULL, FIRST_FORM + (int64_t)i};
    if (count)
        ui_choose(ui, _("Draft"), choices, count, draft_chosen, NULL);
    else
        ui_toast(ui, "no draft is kept");
    array_fini(&drafts);
    arena_fini(&arena);
}
