/* Opportunities of growth, stage by stage. */
#include "app/app_internal.h"
#include "app/growth.h"
#include "app/signals.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

/* --- a new one --- */

static bool is_of_signal(const struct row *opportunity, const char *signal)
{
    return growth_is(opportunity) && row_is(opportunity, OPPORTUNITY_SIGNAL, signal) &&
           growth_stage_is_open(growth_stage_of(opportunity));
}

static bool is_new(struct session *session, const struct growth_draft *draft, struct arena *arena,
    struct error *err)
{
    struct row_list rows;

    if (!store_children(session->store, KIND_OPPORTUNITY, draft->account, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (is_of_signal(rows.items[i], draft->signal))
            return error_set(err, ERROR_USAGE, "%s came from %s already, and is open",
                row_text(rows.items[i], OPPORTUNITY_ID), draft->signal);
    return true;
}

static void fill_new(struct session *session, struct change *change,
    const struct growth_draft *draft, const char *name)
{
    size_t index = change_insert(change, KIND_OPPORTUNITY);

    change->account = draft->account;
    change_set_integer(change, index, OPPORTUNITY_ACCOUNT, draft->account);
    change_set_text(change, index, OPPORTUNITY_NAME, name);
    change_set_text(change, index, OPPORTUNITY_KIND, draft->kind ? draft->kind : "upsell");
    change_set_text(change, index, OPPORTUNITY_STAGE, growth_stage_word(GROWTH_SIGNAL));
    change_set_day(change, index, OPPORTUNITY_MADE_ON, session->today);
    if (draft->signal)
        change_set_text(change, index, OPPORTUNITY_SIGNAL, draft->signal);
    if (draft->amount != MONEY_NONE)
        change_set_integer(change, index, OPPORTUNITY_AMOUNT, draft->amount);
    if (draft->probability >= 0)
        change_set(change, index, OPPORTUNITY_PROBABILITY, value_real(draft->probability));
    if (draft->close != DAY_NONE)
        change_set_day(change, index, OPPORTUNITY_CLOSE, draft->close);
}

/* The signal it comes from: its words, and that it was answered. */
static bool take_signal(struct session *session, const struct growth_draft *draft,
    struct change *change, struct arena *arena, const char **ret_words, struct error *err)
{
    struct row *row = NULL;
    size_t index;

    if (!signals_find(session, draft->account, draft->signal, arena, &row, err) ||
        !is_new(session, draft, arena, err))
        return false;
    if (!row_is(row, SIGNAL_KIND, "growth"))
        return error_set(err, ERROR_USAGE, "%s is no signal of growth", draft->signal);
    *ret_words = row_text(row, SIGNAL_TEXT);
    index = change_update(change, KIND_SIGNAL, row->key);
    change_set_day(change, index, SIGNAL_HANDLED_ON, session->today);
    return true;
}

bool verb_growth_add(struct session *session, const struct growth_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err)
{
    struct arena arena = {0};
    struct change change;
    const char *account = "", *words = NULL;
    bool ok = account_name(session, draft->account, &arena, &account, err);

    change_init(&change, session->actor);
    if (ok && draft->name == NULL && draft->signal == NULL)
        ok = error_set(err, ERROR_USAGE, "an opportunity needs a name, or a signal it comes from");
    if (ok) {
        ok = draft->signal == NULL || take_signal(session, draft, &change, &arena, &words, err);
        words = text_blank(draft->name) ? words : draft->name;
    }
    if (ok) {
        fill_new(session, &change, draft, words);
        change_summarize(&change, "%s: opportunity: %s", account, words);
        ok = session_apply(session, &change, ret_outcome, err) &&
             (!ret_id || row_read_id(session, KIND_OPPORTUNITY,
                             change.rows.items[change.rows.count - 1].new_key, ret_id, err));
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

/* --- stages --- */

static bool check_step(const struct row *row, const struct growth_step *step, struct error *err)
{
    if (!growth_is(row))
        return error_set(err, ERROR_USAGE, "%s is a renewal or new business, no growth",
            row_text(row, OPPORTUNITY_ID));
    if (growth_stage_of(row) == step->stage)
        return error_set(err, ERROR_USAGE, "%s is %s already", row_text(row, OPPORTUNITY_ID),
            _(growth_stage_word(step->stage)));
    if (step->stage == GROWTH_QUALIFIED && step->amount == MONEY_NONE &&
        !row_knows(row, OPPORTUNITY_AMOUNT))
        return error_set(err, ERROR_USAGE, "what is qualified has an amount: --amount 20k");
    if (step->stage == GROWTH_HANDED_OVER && text_blank(step->to) &&
        !row_knows(row, OPPORTUNITY_HANDED_TO))
        return error_set(err, ERROR_USAGE, "say who has it now: --to NAME");
    return step->stage != GROWTH_LOST || !text_blank(step->why) ||
           error_set(err, ERROR_USAGE, "say why it was lost: --why");
}

static void fill_step(
    struct session *session, struct change *change, size_t index, const struct growth_step *step)
{
    bool open = growth_stage_is_open(step->stage);

    change_set_text(change, index, OPPORTUNITY_STAGE, growth_stage_word(step->stage));
    change_set_day(change, index, OPPORTUNITY_CLOSED_ON, open ? DAY_NONE : session->today);
    if (!text_blank(step->to))
        change_set_text(change, index, OPPORTUNITY_HANDED_TO, step->to);
    if (step->stage == GROWTH_HANDED_OVER)
        change_set_day(change, index, OPPORTUNITY_HANDED_ON, session->today);
    if (!text_blank(step->why))
        change_set_text(change, index, OPPORTUNITY_WHY, step->why);
    if (step->amount != MONEY_NONE)
        change_set_integer(change, index, OPPORTUNITY_AMOUNT, step->amount);
    if (step->probability >= 0)
        change_set(change, index, OPPORTUNITY_PROBABILITY, value_real(step->probability));
}

/* A later import of the vendor's file leaves the stage as it was set here. */
static void keep_by_hand(struct change *change, size_t index, const struct row *row)
{
    struct str hand = {0};

    str_add(&hand, row_text(row, OPPORTUNITY_HAND));
    if (!row_has_tag(row, OPPORTUNITY_HAND, "stage"))
        str_addf(&hand, "%sstage", hand.len > 0 ? ";" : "");
    change_set_text(change, index, OPPORTUNITY_HAND, str_text(&hand));
    str_fini(&hand);
}

bool verb_growth_step(struct session *session, int64_t key, const struct growth_step *step,
    struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct change change;
    struct row *row = NULL;
    const char *account = "";
    bool ok = store_get(session->store, KIND_OPPORTUNITY, key, &arena, &row, err);

    change_init(&change, session->actor);
    if (ok && row == NULL)
        ok = error_set(err, ERROR_NOT_FOUND, "this opportunity is gone");
    ok = ok && check_step(row, step, err) &&
         account_name(session, row_integer(row, OPPORTUNITY_ACCOUNT), &arena, &account, err);
    if (ok) {
        size_t index = change_update(&change, KIND_OPPORTUNITY, key);

        change.account = row_integer(row, OPPORTUNITY_ACCOUNT);
        fill_step(session, &change, index, step);
        keep_by_hand(&change, index, row);
        change_summarize(&change, "%s: %s %s", account, row_text(row, OPPORTUNITY_NAME),
            _(growth_stage_word(step->stage)));
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

bool growth_arr_moved(
    struct session *session, int64_t opportunity, bool *ret_moved, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct row_list movements;
    bool ok = store_get(session->store, KIND_OPPORTUNITY, opportunity, &arena, &row, err) &&
              (row || error_set(err, ERROR_NOT_FOUND, "this opportunity is gone")) &&
              store_children(session->store, KIND_MOVEMENT, row_integer(row, OPPORTUNITY_ACCOUNT),
                  &arena, &movements, err);

    if (ok) {
        *ret_moved = false;
        for (size_t i = 0; i < movements.count; i++)
            if (row_is(movements.items[i], MOVEMENT_KIND, "expansion") &&
                row_day(movements.items[i], MOVEMENT_DATE) >= row_day(row, OPPORTUNITY_MADE_ON))
                *ret_moved = true;
    }
    arena_fini(&arena);
    return ok;
}
