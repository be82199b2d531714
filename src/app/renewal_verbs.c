/* Renewals decided: won, lost, given notice of. */
#include "app/renewal_internal.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

static const char *amount_words(struct renewal_draft *draft, int64_t amount)
{
    char buffer[40];

    return arena_copy_text(&draft->arena, money_full(amount, draft->renewal.currency, buffer));
}

static const char *day_text(struct renewal_draft *draft, day_number day)
{
    char buffer[24];

    return arena_copy_text(&draft->arena, day_short(day, draft->session->today, buffer));
}

static bool apply_with_id(struct renewal_draft *draft, size_t row, struct outcome *ret_outcome,
    struct str *ret_id, struct error *err)
{
    const struct change_row *made = &draft->change.rows.items[row];

    return renewal_apply(draft, ret_outcome, err) &&
           (!ret_id || row_read_id(draft->session, KIND_RENEWAL,
                           made->op == CHANGE_INSERT ? made->new_key : made->key, ret_id, err));
}

static bool is_lost(const struct renewal_draft *draft)
{
    return draft->renewal.clock.state == RENEWAL_GONE &&
           (text_equal_nocase(draft->renewal.line.status, "lost") ||
               text_equal_nocase(draft->renewal.line.status, "ended"));
}

static bool has_due_day(const struct renewal_draft *draft, struct error *err)
{
    if (is_lost(draft))
        return error_set(err, ERROR_USAGE, "this line is %s already", draft->renewal.line.status);
    if (draft->renewal.clock.ends == DAY_NONE)
        return error_set(
            err, ERROR_USAGE, "nobody knows when it ends: give it its end first (renewal end)");
    return true;
}

/* --- won --- */

/* What was not told is as proposed. */
static bool settle_won(
    const struct renewal_draft *draft, struct renewal_won *won, struct error *err)
{
    const struct renewal_case *renewal = &draft->renewal;
    int months = won->term_months > 0 ? won->term_months : renewal->term_months;

    if (won->final == MONEY_NONE)
        won->final = renewal->final;
    if (won->final == MONEY_NONE)
        return error_set(err, ERROR_USAGE, "its ARR is not known: give the amount");
    if (won->final <= 0)
        return error_set(err, ERROR_USAGE, "an amount of 0 is a loss: say lost, and why");
    if (won->new_ends == DAY_NONE && months > 0)
        won->new_ends = contract_term_end(&renewal->line, renewal->clock.ends, months, 1);
    if (won->new_ends == DAY_NONE)
        return error_set(
            err, ERROR_USAGE, "its term is not known: give the new end, or the months of the term");
    if (won->new_ends <= renewal->clock.ends)
        return error_set(err, ERROR_USAGE, "the new term must end after the old one");
    if (won->uplift == MONEY_NONE)
        won->uplift = renewal->target == MONEY_NONE
                          ? 0
                          : ledger_uplift_part(renewal->target, won->final, renewal->line.uplift);
    if (won->uplift < 0 || won->uplift > won->final)
        return error_set(err, ERROR_USAGE, "the price rise is a part of the amount");
    if (renewal->target == MONEY_NONE || won->final >= renewal->target)
        won->reason = NULL;
    else
        return renewal_cause(won->reason, &won->reason, err);
    return true;
}

/* E1: uplift and expansion, or contraction, of what it was worth until now. */
static void move_arr(struct renewal_draft *draft, const struct renewal_won *won)
{
    const struct renewal_case *renewal = &draft->renewal;
    int64_t now = renewal_arr_now(draft), rise = won->final - now;
    int64_t uplift = rise <= 0 ? 0 : won->uplift < rise ? won->uplift : rise;
    struct ledger_move move = {.account = renewal->key.account,
        .date = draft->session->today,
        .line = renewal->id,
        .product = renewal->line.product,
        .currency = renewal->line.currency,
        .source = LEDGER_RENEWAL};

    if (now <= 0)
        return; /* it has none: what comes is told by the line itself */
    move.kind = "uplift";
    move.amount = uplift;
    ledger_add_move(&draft->change, &move);
    move.kind = rise < 0 ? "contraction" : "expansion";
    move.amount = rise - uplift;
    move.reason = won->reason;
    ledger_add_move(&draft->change, &move);
}

static void clear_call(struct renewal_draft *draft)
{
    const struct renewal_field fields[] = {renewal_category, renewal_forecast, renewal_probability,
        renewal_paper, renewal_told, renewal_target};
    const struct row *row =
        draft->renewal.contract ? draft->renewal.contract : draft->renewal.account;

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (renewal_knows(draft, fields[i]))
            change_set(&draft->change, draft->row,
                row->kind == KIND_CONTRACT ? fields[i].contract : fields[i].account,
                value_unknown());
}

/* The next term. These come with the next export too, and its news is welcome: they are not marked
 * as set by hand; an export from before the renewal is known by its end (ledger_is_stale). */
static void begin_term(struct renewal_draft *draft, const struct renewal_won *won)
{
    struct change *change = &draft->change;
    const struct renewal_case *renewal = &draft->renewal;
    size_t row = draft->row;

    if (renewal->contract) {
        change_set_day(change, row, CONTRACT_ENDS, won->new_ends);
        change_set_integer(change, row, CONTRACT_ARR, won->final);
        change_set_text(change, row, CONTRACT_STATUS, "open");
        change_set(change, row, CONTRACT_NOTICE_GIVEN, value_unknown());
        change_set(change, row, CONTRACT_REASON, value_unknown());
        if (won->term_months > 0)
            change_set_integer(change, row, CONTRACT_TERM_MONTHS, won->term_months);
    } else {
        change_set_day(change, row, ACCOUNT_RENEWAL, won->new_ends + 1);
        change_set_integer(change, row, ACCOUNT_ARR, won->final);
        if (won->term_months > 0)
            change_set_integer(change, row, ACCOUNT_TERM_MONTHS, won->term_months);
    }
    clear_call(draft);
    if (row_knows(renewal->account, ACCOUNT_NOTICE_GIVEN))
        change_set(change,
            renewal->contract ? change_update(change, KIND_ACCOUNT, renewal->key.account) : row,
            ACCOUNT_NOTICE_GIVEN, value_unknown());
}

static void summarize_won(struct renewal_draft *draft, const struct renewal_won *won)
{
    const char *how = won->reason ? _("renewed for less") : _("renewed");

    change_summarize(&draft->change, "%s: %s, %s until %s%s%s", renewal_title(draft), how,
        amount_words(draft, won->final), day_text(draft, won->new_ends), won->reason ? "; " : "",
        won->reason ? won->reason : "");
}

static size_t write_won(struct renewal_draft *draft, const struct renewal_won *won)
{
    const struct renewal_case *renewal = &draft->renewal;
    size_t row = ledger_add_close(&draft->change, &(struct ledger_close){.line = &renewal->line,
                                                      .account = renewal->key.account,
                                                      .won = true,
                                                      .ends = renewal->clock.ends,
                                                      .target = renewal->target,
                                                      .final = won->final,
                                                      .uplift = won->uplift,
                                                      .closed_on = draft->session->today,
                                                      .source = "hand",
                                                      .reason = won->reason,
                                                      .why = won->why,
                                                      .new_ends = won->new_ends});

    move_arr(draft, won);
    begin_term(draft, won);
    summarize_won(draft, won);
    return row;
}

bool verb_renewal_won(struct session *session, struct renewal_key key,
    const struct renewal_won *won, struct outcome *ret_outcome, struct str *ret_id,
    struct error *err)
{
    struct renewal_draft draft;
    struct renewal_won settled = *won;
    bool ok = renewal_begin(&draft, session, key, err) && has_due_day(&draft, err) &&
              settle_won(&draft, &settled, err) &&
              apply_with_id(&draft, write_won(&draft, &settled), ret_outcome, ret_id, err);

    renewal_fini(&draft);
    return ok;
}

/* --- lost --- */

/* An account without lines leaves by its notice; one that is past its day, by its stage. */
static void end_implied(struct renewal_draft *draft, day_number last_day)
{
    struct change *change = &draft->change;
    const struct row *account = draft->renewal.account;
    day_number today = draft->session->today;

    if (last_day < today) {
        change_set_text(change, draft->row, ACCOUNT_STAGE, "churned");
        change_mark_by_hand(change, draft->row, account, ACCOUNT_STAGE);
        return;
    }
    if (!row_knows(account, ACCOUNT_NOTICE_GIVEN))
        renewal_set(draft, renewal_notice, value_day(today));
    renewal_set_ends(draft, last_day);
}

static void end_line(struct renewal_draft *draft, const char *cause, day_number last_day)
{
    struct change *change = &draft->change;
    const struct row *line = draft->renewal.contract;

    change_set_text(change, draft->row, CONTRACT_STATUS, "lost");
    change_mark_by_hand(change, draft->row, line, CONTRACT_STATUS);
    change_set_text(change, draft->row, CONTRACT_REASON, cause);
    change_mark_by_hand(change, draft->row, line, CONTRACT_REASON);
    renewal_set_ends(draft, last_day);
}

/* The loss of this very term that is recorded already: the line left on its day, and nobody had
 * said why. *ret_key 0: there is none. */
static bool find_loss(struct renewal_draft *draft, int64_t *ret_key, struct error *err)
{
    struct row_list renewals;

    *ret_key = 0;
    if (!store_children(draft->session->store, KIND_RENEWAL, draft->renewal.key.account,
            &draft->arena, &renewals, err))
        return false;
    for (size_t i = 0; i < renewals.count; i++)
        if (row_is(renewals.items[i], RENEWAL_STATUS, "lost") &&
            row_day(renewals.items[i], RENEWAL_ENDS) == draft->renewal.clock.ends &&
            text_equal(row_text(renewals.items[i], RENEWAL_LINE), draft->renewal.id))
            *ret_key = renewals.items[i]->key;
    return true;
}

static size_t say_why(struct renewal_draft *draft, int64_t key, const char *cause, const char *why)
{
    size_t row = change_update(&draft->change, KIND_RENEWAL, key);

    change_set_text(&draft->change, row, RENEWAL_REASON, cause);
    if (!text_blank(why))
        change_set_text(&draft->change, row, RENEWAL_WHY, why);
    return row;
}

/* The churn of the line that has no cause yet. */
static bool say_why_it_churned(struct renewal_draft *draft, const char *cause, struct error *err)
{
    struct row_list moves;

    if (!store_children(draft->session->store, KIND_MOVEMENT, draft->renewal.key.account,
            &draft->arena, &moves, err))
        return false;
    for (size_t i = 0; i < moves.count; i++)
        if (row_is(moves.items[i], MOVEMENT_KIND, "churn") &&
            !row_knows(moves.items[i], MOVEMENT_REASON) &&
            text_equal(row_text(moves.items[i], MOVEMENT_LINE), draft->renewal.id))
            change_set_text(&draft->change,
                change_update(&draft->change, KIND_MOVEMENT, moves.items[i]->key), MOVEMENT_REASON,
                cause);
    return true;
}

/* It is gone, and somebody says why: nothing else moves. */
static bool explain_loss(struct renewal_draft *draft, const struct renewal_lost *lost,
    const char *cause, size_t *ret_row, struct error *err)
{
    int64_t known;

    if (!find_loss(draft, &known, err))
        return false;
    if (!known)
        return error_set(err, ERROR_USAGE, "this line is %s already", draft->renewal.line.status);
    *ret_row = say_why(draft, known, cause, lost->why);
    if (draft->renewal.contract)
        change_set_text(&draft->change, draft->row, CONTRACT_REASON, cause);
    change_summarize(&draft->change, "%s: lost, %s", renewal_title(draft), cause);
    return say_why_it_churned(draft, cause, err);
}

static size_t add_loss(
    struct renewal_draft *draft, const struct renewal_lost *lost, const char *cause)
{
    const struct renewal_case *renewal = &draft->renewal;

    return ledger_add_close(&draft->change, &(struct ledger_close){.line = &renewal->line,
                                                .account = renewal->key.account,
                                                .ends = renewal->clock.ends,
                                                .target = renewal->target,
                                                .final = 0,
                                                .closed_on = draft->session->today,
                                                .source = "hand",
                                                .reason = cause,
                                                .why = lost->why,
                                                .new_ends = DAY_NONE});
}

static bool write_lost(struct renewal_draft *draft, const struct renewal_lost *lost,
    const char *cause, size_t *ret_row, struct error *err)
{
    const struct renewal_case *renewal = &draft->renewal;
    day_number last_day = lost->last_day != DAY_NONE ? lost->last_day : renewal->clock.ends;
    int64_t known;

    if (!find_loss(draft, &known, err))
        return false;
    *ret_row = known ? say_why(draft, known, cause, lost->why) : add_loss(draft, lost, cause);
    if (renewal->contract)
        end_line(draft, cause, last_day);
    else
        end_implied(draft, last_day);
    change_summarize(&draft->change, "%s: lost, %s; %s %s", renewal_title(draft), cause,
        last_day < draft->session->today ? _("ended") : _("its last day is"),
        day_text(draft, last_day));
    return true;
}

bool verb_renewal_lost(struct session *session, struct renewal_key key,
    const struct renewal_lost *lost, struct outcome *ret_outcome, struct str *ret_id,
    struct error *err)
{
    struct renewal_draft draft;
    const char *cause = NULL;
    size_t row = 0;
    bool ok = renewal_begin(&draft, session, key, err) &&
              (is_lost(&draft) || has_due_day(&draft, err)) &&
              renewal_cause(lost->reason, &cause, err) &&
              (is_lost(&draft) ? explain_loss(&draft, lost, cause, &row, err)
                               : write_lost(&draft, lost, cause, &row, err)) &&
              apply_with_id(&draft, row, ret_outcome, ret_id, err);

    renewal_fini(&draft);
    return ok;
}

/* --- notice --- */

bool verb_renewal_notice(struct session *session, struct renewal_key key, day_number given,
    struct outcome *ret_outcome, struct error *err)
{
    struct renewal_draft draft;
    bool ok = renewal_begin(&draft, session, key, err);

    if (ok && given != DAY_NONE && given > session->today)
        ok = error_set(err, ERROR_USAGE, "a notice is given today or before");
    if (ok) {
        const struct row *account = draft.renewal.account;

        renewal_set(&draft, renewal_notice, value_day(given));
        /* The account's own notice is of all its lines. */
        if (given == DAY_NONE && draft.renewal.contract && row_knows(account, ACCOUNT_NOTICE_GIVEN))
            change_set(&draft.change,
                change_update(&draft.change, KIND_ACCOUNT, draft.renewal.key.account),
                ACCOUNT_NOTICE_GIVEN, value_unknown());
        change_summarize(&draft.change, "%s: %s%s", renewal_title(&draft),
            given == DAY_NONE ? _("notice withdrawn") : _("notice received "),
            given == DAY_NONE ? "" : day_text(&draft, given));
        ok = renewal_apply(&draft, ret_outcome, err);
    }
    renewal_fini(&draft);
    return ok;
}
