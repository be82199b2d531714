/* What the keys of the screen Growth do. */
#include <stdint.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/row_form.h"
#include "ui/views/growth.h"

static void run_next_page(struct ui *ui, void *state, const char *rest)
{
    struct growth_view *view = state;

    view->references = !view->references;
    view->list = (struct list){0};
    ui_changed(ui);
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct growth_entry *entry = growth_here(state);
    const struct row *reference = growth_reference_here(state);
    int64_t account = reference ? row_integer(reference, REFERENCE_ACCOUNT)
                      : entry   ? row_integer(entry->row, OPPORTUNITY_ACCOUNT)
                                : 0;

    if (account == 0)
        return;
    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
}

/* --- another stage --- */

/* The contract moves the ARR, and that alone: asked, so that it is not forgotten. */
static void arr_is_to_move(struct ui *ui, void *context)
{
    ui_run(ui, "modify arr");
}

static bool step_to(
    struct ui *ui, struct growth_view *view, struct growth_step *step, struct error *err)
{
    struct outcome outcome = {0};
    bool moved = true;

    step->stage = view->stage;
    step->probability = -1;
    if (!verb_growth_step(ui_session(ui), view->about, step, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    if (step->stage != GROWTH_WON)
        return true;
    if (!growth_arr_moved(ui_session(ui), view->about, &moved, err))
        return false;
    if (!moved)
        ui_confirm(ui, _("Did its ARR move? y sets it now; the expansion is recorded once"),
            arr_is_to_move, NULL);
    return true;
}

static bool answer(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct growth_view *view = context;
    struct growth_step step = {.amount = MONEY_NONE};
    bool ok = true;

    if (view->stage == GROWTH_QUALIFIED)
        ok = row_form_money(ui, KIND_OPPORTUNITY, OPPORTUNITY_AMOUNT, text, &step.amount, err);
    else if (view->stage == GROWTH_HANDED_OVER)
        step.to = text;
    else
        step.why = text;
    return ok && step_to(ui, view, &step, err);
}

static void ask(struct ui *ui, struct growth_view *view, enum growth_stage stage, const char *rest)
{
    static const char *const titles[] = {[GROWTH_SIGNAL] = "",
        [GROWTH_QUALIFIED] = N_("Worth a year"),
        [GROWTH_HANDED_OVER] = N_("Who has it now?"),
        [GROWTH_WON] = N_("Why it was won"),
        [GROWTH_LOST] = N_("Why it was lost")};
    const struct growth_entry *entry = growth_here(view);
    struct error err;

    if (entry == NULL) {
        ui_toast(ui, "no opportunity is under the cursor: a writes one down");
        return;
    }
    view->about = entry->row->key;
    view->stage = stage;
    if (text_blank(rest))
        ui_ask(ui, &(struct ui_question){.title = _(titles[stage]),
                       .hint = stage == GROWTH_QUALIFIED ? _("80k; empty: as it is") : NULL,
                       .accept = answer,
                       .context = view});
    else if (!answer(ui, rest, view, &err))
        ui_fault(ui, &err);
}

static void run_qualify(struct ui *ui, void *state, const char *rest)
{
    ask(ui, state, GROWTH_QUALIFIED, rest);
}

static void run_handover(struct ui *ui, void *state, const char *rest)
{
    ask(ui, state, GROWTH_HANDED_OVER, rest);
}

static void run_won(struct ui *ui, void *state, const char *rest)
{
    ask(ui, state, GROWTH_WON, rest);
}

static void run_lost(struct ui *ui, void *state, const char *rest)
{
    ask(ui, state, GROWTH_LOST, rest);
}

/* --- a new one --- */

enum { FORM_NAME, FORM_KIND, FORM_AMOUNT, FORM_CLOSE, FORM_FIELDS };

/* The account's key is all that the form is about: it goes as the context itself. */
static bool take(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct session *session = ui_session(ui);
    struct growth_draft draft = {.account = (int64_t)(intptr_t)context,
        .name = texts[FORM_NAME],
        .kind = text_blank(texts[FORM_KIND]) ? NULL : texts[FORM_KIND],
        .probability = -1,
        .close = DAY_NONE};
    struct outcome outcome = {0};
    bool ok;

    *ret_at = FORM_AMOUNT;
    ok = row_form_money(
        ui, KIND_OPPORTUNITY, OPPORTUNITY_AMOUNT, texts[FORM_AMOUNT], &draft.amount, err);
    if (ok && !text_blank(texts[FORM_CLOSE])) {
        *ret_at = FORM_CLOSE;
        ok = day_parse(texts[FORM_CLOSE], session_today(session),
            &session_settings(session)->calendar, &draft.close, err);
    }
    ok = ok && verb_growth_add(session, &draft, &outcome, NULL, err);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

static void ask_new(struct ui *ui, int64_t account)
{
    static const char *const kinds[] = {"upsell", "cross-sell", "seats", NULL};
    const struct ui_form_field fields[FORM_FIELDS] = {
        [FORM_NAME] = {.label = _("what"),
            .hint = _("seats for the second team"),
            .is_needed = true},
        [FORM_KIND] = {.label = _("kind"), .initial = "upsell", .words = kinds, .hint = "Tab"},
        [FORM_AMOUNT] = {.label = _("a year"), .hint = "80k"},
        [FORM_CLOSE] = {.label = _("closes"), .hint = _("+60d, 31 mar")},
    };

    ui_ask_form(ui, &(struct ui_form){.title = _("An opportunity"),
                        .fields = fields,
                        .count = FORM_FIELDS,
                        .about = account,
                        .accept = take,
                        .context = (void *)(intptr_t)account});
}

static bool take_reference(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    const struct reference_draft draft = {(int64_t)(intptr_t)context,
        text_blank(texts[0]) ? NULL : texts[0], text_blank(texts[1]) ? NULL : texts[1], texts[2]};
    struct outcome outcome = {0};

    *ret_at = 0;
    if (!verb_reference_ask(ui_session(ui), &draft, &outcome, NULL, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void ask_reference(struct ui *ui, int64_t account)
{
    static const char *const kinds[] = {
        "reference call", "case study", "quote", "review", "talk", "referral", NULL};
    const struct ui_form_field fields[] = {
        {.label = _("kind"), .initial = "reference call", .words = kinds, .hint = "Tab"},
        {.label = _("who"), .hint = _("empty: the promoter, or the main contact")},
        {.label = _("for"), .hint = _("for whom, or where it stands")},
    };

    ui_ask_form(ui, &(struct ui_form){.title = _("Asked to speak for us"),
                        .fields = fields,
                        .count = COUNT_OF(fields),
                        .about = account,
                        .accept = take_reference,
                        .context = (void *)(intptr_t)account});
}

static void growth_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id > 0)
        ask_new(ui, id);
}

static void reference_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id > 0)
        ask_reference(ui, id);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    const struct growth_view *view = state;

    if (view->references)
        accounts_choose(ui, _("Who is asked to speak for us?"), reference_chosen);
    else
        accounts_choose(ui, _("An opportunity with whom?"), growth_chosen);
}

/* --- who speaks for us --- */

static void set_reference(struct ui *ui, struct growth_view *view, const char *status)
{
    const struct row *reference = growth_reference_here(view);
    struct outcome outcome = {0};
    struct error err;

    if (reference == NULL)
        ui_toast(ui, "Tab shows who was asked to speak for us");
    else if (verb_reference_set(ui_session(ui), reference->key, status, NULL, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static void run_agreed(struct ui *ui, void *state, const char *rest)
{
    set_reference(ui, state, "agreed");
}

static void run_spoke(struct ui *ui, void *state, const char *rest)
{
    set_reference(ui, state, "given");
}

static void run_declined(struct ui *ui, void *state, const char *rest)
{
    set_reference(ui, state, "declined");
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    word_filter_run(ui, &((struct growth_view *)state)->filter, rest);
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    if (!word_filter_clear(ui, &((struct growth_view *)state)->filter))
        ui_back(ui);
}

const struct view_command growth_commands[GROWTH_COMMANDS] = {
    {"add", N_("an opportunity; on the other page: who was asked to speak for us"), run_add},
    {"agreed", N_("they will speak for us"), run_agreed},
    {"clear", N_("clear the filter, then back"), run_clear, true},
    {"declined", N_("they would rather not speak for us"), run_declined},
    {"filter", N_("rows by words of the account, the name, the stage"), run_filter, true},
    {"given", N_("they spoke for us, today"), run_spoke},
    {"handover", N_("it goes to a seller: handover NAME"), run_handover},
    {"lost", N_("it came to nothing, for a reason"), run_lost},
    {"open", N_("the account"), run_open},
    {"qualify", N_("the need is real, and has an amount: qualify 80k"), run_qualify},
    {"show-next", N_("opportunities, or who speaks for us"), run_next_page},
    {"won", N_("it was bought; the ARR moves with the contract"), run_won},
};
