/* Renewals called, moved, noted, handed over. */
#include <string.h>
#include "app/renewal_internal.h"
#include "app/upkeep_internal.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/forecast.h"

/* --- the forecast --- */

static const char *const papers[] = {"none", "quoted", "verbal", "in legal", "signed"};

static bool is_paper(const char *text)
{
    return *text == '\0' || text_is_one_of_nocase(text, papers, COUNT_OF(papers));
}

static bool check_call(const struct renewal_call *call, struct error *err)
{
    if ((call->set & RENEWAL_CALL_CATEGORY) && *call->category &&
        forecast_category_of(call->category) == FORECAST_NOT_CALLED)
        return error_set(err, ERROR_USAGE,
            "%s: a forecast is commit, best case, at risk, expected loss or omitted",
            call->category);
    if ((call->set & RENEWAL_CALL_PROBABILITY) && call->probability > 1)
        return error_set(
            err, ERROR_USAGE, "a probability lies between 0 and 1, or 0 %% and 100 %%");
    if ((call->set & RENEWAL_CALL_PAPER) && !is_paper(call->paper))
        return error_set(err, ERROR_USAGE,
            "%s: its paper is none, quoted, verbal, in legal or signed", call->paper);
    if (((call->set & RENEWAL_CALL_AMOUNT) && call->amount != MONEY_NONE && call->amount < 0) ||
        ((call->set & RENEWAL_CALL_TARGET) && call->target != MONEY_NONE && call->target < 0))
        return error_set(err, ERROR_USAGE, "an amount is 0 or more");
    return call->set || error_set(err, ERROR_USAGE, "nothing was given to forecast");
}

static struct value text_or_none(const char *text)
{
    return *text ? value_text(text) : value_unknown();
}

static struct value money_or_none(int64_t amount)
{
    return amount == MONEY_NONE ? value_unknown() : value_integer(amount);
}

static void say(struct str *out, const char *words)
{
    str_addf(out, "%s%s", out->len ? ", " : "", words);
}

static void say_amount(struct renewal_draft *draft, struct str *out, const char *what, int64_t sum)
{
    char buffer[40];

    say(out, what);
    str_addf(
        out, " %s", sum == MONEY_NONE ? "-" : money_full(sum, draft->renewal.currency, buffer));
}

/* What was called, in words; and set. */
static void set_call(struct renewal_draft *draft, const struct renewal_call *call, struct str *out)
{
    char buffer[24];

    if (call->set & RENEWAL_CALL_CATEGORY) {
        const char *word =
            *call->category ? forecast_category_word(forecast_category_of(call->category)) : "";

        renewal_set(draft, renewal_category, text_or_none(word));
        say(out, *word ? word : _("not called"));
    }
    if (call->set & RENEWAL_CALL_AMOUNT) {
        renewal_set(draft, renewal_forecast, money_or_none(call->amount));
        say_amount(draft, out, _("amount"), call->amount);
    }
    if (call->set & RENEWAL_CALL_TARGET) {
        renewal_set(draft, renewal_target, money_or_none(call->target));
        say_amount(draft, out, _("target"), call->target);
    }
    if (call->set & RENEWAL_CALL_PROBABILITY) {
        bool set = call->probability >= 0;

        renewal_set(
            draft, renewal_probability, set ? value_real(call->probability) : value_unknown());
        say(out, "p ");
        str_addf(out, set ? "%lld%%" : "-", (long long)round_half_up(call->probability * 100));
    }
    if (call->set & RENEWAL_CALL_PAPER) {
        renewal_set(draft, renewal_paper, text_or_none(call->paper));
        say(out, "");
        str_addf(out, _("paper %s"), *call->paper ? call->paper : "-");
    }
    if (call->set & RENEWAL_CALL_TOLD) {
        renewal_set(draft, renewal_told, value_day(call->told_on));
        say(out, call->told_on == DAY_NONE ? _("price not told") : "");
        if (call->told_on != DAY_NONE)
            str_addf(
                out, _("price told %s"), day_short(call->told_on, draft->session->today, buffer));
    }
}

bool verb_renewal_call(struct session *session, struct renewal_key key,
    const struct renewal_call *call, struct outcome *ret_outcome, struct error *err)
{
    struct renewal_draft draft;
    struct str words = {0};
    bool ok = renewal_begin(&draft, session, key, err) && check_call(call, err);

    if (ok) {
        set_call(&draft, call, &words);
        change_summarize(
            &draft.change, "%s: forecast: %s", renewal_title(&draft), str_text(&words));
        ok = renewal_apply(&draft, ret_outcome, err);
    }
    str_fini(&words);
    renewal_fini(&draft);
    return ok;
}

/* --- another end --- */

static bool begin_end(struct renewal_draft *draft, struct session *session, struct renewal_key key,
    day_number ends, struct error *err)
{
    char buffer[24];

    if (!renewal_begin(draft, session, key, err))
        return false;
    if (draft->renewal.line.start != DAY_NONE && ends < draft->renewal.line.start)
        return error_set(err, ERROR_USAGE, "it cannot end before it begins");
    renewal_set_ends(draft, ends);
    change_summarize(&draft->change, "%s: ends %s", renewal_title(draft),
        day_short(ends, session->today, buffer));
    return true;
}

bool verb_renewal_end(struct session *session, struct renewal_key key, day_number ends,
    struct outcome *ret_outcome, struct error *err)
{
    struct renewal_draft draft;
    bool ok = begin_end(&draft, session, key, ends, err) && renewal_apply(&draft, ret_outcome, err);

    renewal_fini(&draft);
    return ok;
}

static void add_move(
    struct str *out, const char *what, day_number from, day_number to, day_number today)
{
    char first[24], second[24];

    if (from == to)
        return;
    str_addf(out, _("%s %s to %s\n"), what, from == DAY_NONE ? "-" : day_short(from, today, first),
        to == DAY_NONE ? "-" : day_short(to, today, second));
}

static void add_clock(struct renewal_draft *draft, day_number ends, struct str *out)
{
    struct session *session = draft->session;
    const struct renewal_case *renewal = &draft->renewal;
    struct contract_line line = renewal->line;
    struct renewal_clock clock;

    line.ends = ends;
    clock = contract_clock(&line, &session->settings.calendar, session->today);
    add_move(out, "end", renewal->clock.ends, clock.ends, session->today);
    add_move(
        out, "notice date", renewal->clock.notice_deadline, clock.notice_deadline, session->today);
    add_move(out, "decision", renewal->clock.decision, clock.decision, session->today);
}

static bool add_steps(
    struct renewal_draft *draft, const struct change *moved, struct str *out, struct error *err)
{
    for (size_t i = 0; i < moved->rows.count; i++) {
        const struct change_row *row = &moved->rows.items[i];
        struct row *step = NULL;

        if (row->kind != KIND_STEP || !(row->mask & (UINT64_C(1) << STEP_DUE)))
            continue;
        if (!store_get(draft->session->store, KIND_STEP, row->key, &draft->arena, &step, err))
            return false;
        if (step)
            add_move(out, row_text(step, STEP_TITLE), row_day(step, STEP_DUE),
                row->values[STEP_DUE].type == VALUE_INTEGER
                    ? (day_number)row->values[STEP_DUE].integer
                    : DAY_NONE,
                draft->session->today);
    }
    return true;
}

/* Written, looked at, and taken back. */
static bool try_end(struct renewal_draft *draft, struct str *out, struct error *err)
{
    struct session *session = draft->session;
    struct change moved;
    size_t count = 0;
    bool ok;

    if (!store_begin(session->store, err))
        return false;
    change_init(&moved, session->actor);
    ok = store_entry_begin(session->store, &draft->change, err) &&
         store_entry_rows(session->store, &draft->change, NULL, err) &&
         upkeep_follow(session, draft->renewal.key.account, &moved, &count, err) &&
         add_steps(draft, &moved, out, err);
    store_rollback(session->store);
    change_fini(&moved);
    return ok;
}

bool verb_renewal_end_moves(struct session *session, struct renewal_key key, day_number ends,
    struct str *out, struct error *err)
{
    struct renewal_draft draft;
    bool ok = begin_end(&draft, session, key, ends, err);

    if (ok) {
        add_clock(&draft, ends, out);
        ok = session_is_read_only(session) || try_end(&draft, out, err);
    }
    renewal_fini(&draft);
    return ok;
}

/* --- words --- */

bool verb_renewal_note(struct session *session, struct renewal_key key, const char *text,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err)
{
    struct renewal_draft draft;
    bool ok = renewal_begin(&draft, session, key, err);

    if (ok && text_blank(text))
        ok = error_set(err, ERROR_USAGE, "the note is empty");
    if (ok) {
        const struct renewal_case *renewal = &draft.renewal;
        char buffer[24];
        struct note_draft note = {.account = key.account,
            .kind = "internal",
            .at = session_now(session),
            .body = arena_format(&draft.arena, "Renewal%s%s%s%s: %s", *renewal->id ? " of " : "",
                renewal->id, renewal->clock.ends == DAY_NONE ? "" : ", due ",
                day_iso(renewal->clock.ends, buffer), text)};

        ok = verb_note_log(session, &note, ret_outcome, ret_id, err);
    }
    renewal_fini(&draft);
    return ok;
}

/* --- to another account, to another owner --- */

static void move_line(struct renewal_draft *draft, const struct row *to)
{
    const struct renewal_case *renewal = &draft->renewal;
    struct ledger_move move = {.account = renewal->key.account,
        .date = draft->session->today,
        .kind = "transfer",
        .line = renewal->id,
        .product = renewal->line.product,
        .currency = renewal->line.currency,
        .amount = -renewal_arr_now(draft),
        .other = row_text(to, ACCOUNT_ID),
        .source = LEDGER_HAND};

    change_set_integer(&draft->change, draft->row, CONTRACT_ACCOUNT, to->key);
    change_mark_by_hand(&draft->change, draft->row, renewal->contract, CONTRACT_ACCOUNT);
    ledger_add_move(&draft->change, &move);
    move.account = to->key;
    move.amount = -move.amount;
    move.other = row_text(renewal->account, ACCOUNT_ID);
    ledger_add_move(&draft->change, &move);
}

/* The lines that either account only implies must not be lost or found with it: what the other one
 * implies becomes a row, what this one would imply without its last line is nothing. */
static bool settle_implied(struct renewal_draft *draft, const struct row *to, struct error *err)
{
    struct store *store = draft->session->store;
    const struct row *from = draft->renewal.account;
    struct row_list here = {0}, there = {0};

    if (!store_children(store, KIND_CONTRACT, from->key, &draft->arena, &here, err) ||
        !store_children(store, KIND_CONTRACT, to->key, &draft->arena, &there, err))
        return false;
    if (there.count == 0 && row_money(to, ACCOUNT_ARR) > 0)
        change_add_implied(&draft->change, to);
    if (here.count == 1 && row_money(from, ACCOUNT_ARR) > 0) {
        size_t at = change_update(&draft->change, KIND_ACCOUNT, from->key);

        change_set_integer(&draft->change, at, ACCOUNT_ARR, 0);
        change_mark_by_hand(&draft->change, at, from, ACCOUNT_ARR);
    }
    return true;
}

static bool write_transfer(struct renewal_draft *draft, int64_t to, struct error *err)
{
    struct row *other = NULL;

    if (to == draft->renewal.key.account)
        return error_set(err, ERROR_USAGE, "the line is there already");
    if (!store_get(draft->session->store, KIND_ACCOUNT, to, &draft->arena, &other, err))
        return false;
    if (!other)
        return error_set(err, ERROR_NOT_FOUND, "the other account is gone");
    if (row_is(other, ACCOUNT_STAGE, "churned"))
        return error_set(err, ERROR_USAGE,
            "%s has churned, and so would the line: set its stage first",
            row_text(other, ACCOUNT_NAME));
    move_line(draft, other);
    change_summarize(&draft->change, "%s: transferred to %s", renewal_title(draft),
        row_text(other, ACCOUNT_NAME));
    return settle_implied(draft, other, err);
}

static bool transfer_line(struct session *session, struct renewal_key key, int64_t to,
    struct outcome *ret_outcome, struct error *err)
{
    struct renewal_draft draft;
    bool ok = renewal_begin(&draft, session, key, err) && write_transfer(&draft, to, err) &&
              renewal_apply(&draft, ret_outcome, err);

    renewal_fini(&draft);
    return ok;
}

/* The line that an account only implies becomes a row, so that it can go. */
static bool make_row(struct session *session, int64_t account, int64_t *ret_line, struct error *err)
{
    struct change change;
    struct outcome outcome = {0};
    struct row *row = NULL;
    bool ok;

    change_init(&change, session->actor);
    change.account = account;
    ok = store_get(session->store, KIND_ACCOUNT, account, &change.arena, &row, err) &&
         (row || error_set(err, ERROR_NOT_FOUND, "this account is gone"));
    if (ok && row_money(row, ACCOUNT_ARR) <= 0)
        ok = error_set(err, ERROR_USAGE, "%s has no contract line and no ARR to transfer",
            row_text(row, ACCOUNT_NAME));
    if (ok) {
        size_t at = change_add_implied(&change, row);

        change_summarize(&change, "%s: its line by itself", row_text(row, ACCOUNT_NAME));
        ok = session_apply(session, &change, &outcome, err);
        *ret_line = change.rows.items[at].new_key;
    }
    outcome_fini(&outcome);
    change_fini(&change);
    return ok;
}

bool verb_renewal_transfer(struct session *session, struct renewal_key key, int64_t to,
    struct outcome *ret_outcome, struct error *err)
{
    struct outcome inner = {0};
    bool ok;

    if (key.line)
        return transfer_line(session, key, to, ret_outcome, err);
    if (!session_group_begin(session, err))
        return false;
    ok = make_row(session, key.account, &key.line, err) &&
         transfer_line(session, key, to, &inner, err);
    if (ok)
        ok = session_group_end(session, str_text(&inner.summary), ret_outcome, err);
    else
        session_group_drop(session);
    outcome_fini(&inner);
    return ok;
}

bool verb_account_hand_over(struct session *session, int64_t account, const char *owner,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct row *row = NULL;
    bool ok;

    change_init(&change, session->actor);
    ok = (!text_blank(owner) || error_set(err, ERROR_USAGE, "say who looks after it now")) &&
         store_get(session->store, KIND_ACCOUNT, account, &change.arena, &row, err) &&
         (row || error_set(err, ERROR_NOT_FOUND, "this account is gone"));
    if (ok) {
        size_t index = change_update(&change, KIND_ACCOUNT, account);

        change.account = account;
        change_set_text(&change, index, ACCOUNT_OWNER, owner);
        change_mark_by_hand(&change, index, row, ACCOUNT_OWNER);
        change_summarize(&change, "%s: handed over to %s", row_text(row, ACCOUNT_NAME), owner);
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    return ok;
}
