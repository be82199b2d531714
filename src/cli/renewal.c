/* renewal: won, lost, called, moved, noted; one contract line or the one that an account implies.
 */
#include "app/renewal.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"

const char renewal_about[] = N_(
    "LINE is the id of a contract line (list contracts), or an ACCOUNT: then its line that "
    "decides.\n"
    "Amounts are annual, in the line's currency; 430k and 1.2m will do. A renewal belongs to the\n"
    "day on which its term was to end, early or late. A loss, and a renewal for less, needs its\n"
    "cause: no value seen, low adoption, product gap, quality, support, price or budget, champion\n"
    "lost, company change, competitor, poor fit at sale or other; the first word will do.\n"
    "list renewals shows what is decided, list movements what ARR did; undo takes any of it "
    "back.\n");

static bool find(struct cli *cli, struct renewal_case *ret_case, struct error *err)
{
    struct renewal_key key;

    return verb_renewal_find(cli->session, cli->words[0], &key, err) &&
           verb_renewal_load(cli->session, key, &cli->arena, ret_case, err);
}

static bool report(struct cli *cli, bool done, struct outcome *outcome)
{
    if (done)
        cli_report(cli, outcome);
    return done;
}

/* The id of what was made, alone; what it is, beside. */
static bool report_id(struct cli *cli, bool done, struct outcome *outcome, struct str *id)
{
    if (done) {
        out_clean(cli, str_text(id));
        out_text(cli, "\n");
        err_summary(outcome);
        outcome_fini(outcome);
    }
    str_fini(id);
    return done;
}

/* Money with k and m, in the line's currency; not given: MONEY_NONE. */
static bool amount_of(struct cli *cli, const struct renewal_case *renewal, const char *option,
    int64_t *ret_amount, struct error *err)
{
    const char *text = cli_value(cli, option);
    struct parse_context context = {
        session_settings(cli->session), session_today(cli->session), renewal->currency};
    struct value value = value_unknown();

    *ret_amount = MONEY_NONE;
    if (text && !field_parse(KIND_RENEWAL, RENEWAL_FINAL, text, &context, &cli->arena, &value, err))
        return false;
    if (value.type == VALUE_INTEGER)
        *ret_amount = value.integer;
    return true;
}

static bool day_of(struct cli *cli, const char *option, day_number *ret_day, struct error *err)
{
    const char *text = cli_value(cli, option);

    *ret_day = DAY_NONE;
    return !text || !*text || cli_day(cli, text, ret_day, err);
}

bool cli_renewal_won(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct renewal_won won = {.reason = cli_value(cli, "reason"), .why = cli_value(cli, "why")};
    struct outcome outcome = {0};
    struct str id = {0};
    long long months = 0;
    bool done = find(cli, &renewal, err) && amount_of(cli, &renewal, "amount", &won.final, err) &&
                amount_of(cli, &renewal, "uplift", &won.uplift, err) &&
                day_of(cli, "ends", &won.new_ends, err) &&
                (!cli_has(cli, "term") || cli_number(cli, "term", 1, &months, err));

    if (months > 1200)
        done = error_set(err, ERROR_USAGE, "--term counts months");
    won.term_months = (int)months;
    done = done && verb_renewal_won(cli->session, renewal.key, &won, &outcome, &id, err);
    return report_id(cli, done, &outcome, &id);
}

bool cli_renewal_lost(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct renewal_lost lost = {.reason = cli_value(cli, "reason"), .why = cli_value(cli, "why")};
    struct outcome outcome = {0};
    struct str id = {0};
    bool done = find(cli, &renewal, err) && day_of(cli, "last-day", &lost.last_day, err) &&
                verb_renewal_lost(cli->session, renewal.key, &lost, &outcome, &id, err);

    return report_id(cli, done, &outcome, &id);
}

/* --- the forecast --- */

static bool read_share(struct cli *cli, double *ret_share, struct error *err)
{
    const char *text = cli_value(cli, "probability");
    struct parse_context context = {
        session_settings(cli->session), session_today(cli->session), NULL};
    struct value value = value_unknown();

    *ret_share = -1;
    if (!field_parse(KIND_CONTRACT, CONTRACT_PROBABILITY, text, &context, &cli->arena, &value, err))
        return false;
    if (value.type == VALUE_REAL)
        *ret_share = value.real;
    return true;
}

static bool apply_call(struct cli *cli, const struct renewal_case *renewal,
    const struct renewal_call *call, struct error *err)
{
    struct outcome outcome = {0};

    return report(
        cli, verb_renewal_call(cli->session, renewal->key, call, &outcome, err), &outcome);
}

bool cli_renewal_forecast(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct renewal_call call = {.category = cli_value(cli, "category")};

    call.set = (cli_has(cli, "category") ? RENEWAL_CALL_CATEGORY : 0) |
               (cli_has(cli, "amount") ? RENEWAL_CALL_AMOUNT : 0) |
               (cli_has(cli, "target") ? RENEWAL_CALL_TARGET : 0) |
               (cli_has(cli, "probability") ? RENEWAL_CALL_PROBABILITY : 0);
    if (!call.set)
        return error_set(err, ERROR_USAGE,
            "say what is expected: --category, --amount, --probability or --target");
    return find(cli, &renewal, err) && amount_of(cli, &renewal, "amount", &call.amount, err) &&
           amount_of(cli, &renewal, "target", &call.target, err) &&
           (!cli_has(cli, "probability") || read_share(cli, &call.probability, err)) &&
           apply_call(cli, &renewal, &call, err);
}

bool cli_renewal_paper(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct renewal_call call = {.paper = cli->word_count > 1 ? cli->words[1] : NULL};

    call.set =
        (call.paper ? RENEWAL_CALL_PAPER : 0) | (cli_has(cli, "told") ? RENEWAL_CALL_TOLD : 0);
    if (!call.set)
        return error_set(err, ERROR_USAGE,
            "say where its paper is (none, quoted, verbal, in legal, signed), or --told DATE");
    return find(cli, &renewal, err) && day_of(cli, "told", &call.told_on, err) &&
           apply_call(cli, &renewal, &call, err);
}

/* --- dates --- */

bool cli_renewal_end(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct outcome outcome = {0};
    struct str moves = {0};
    day_number ends;
    bool done = cli_day(cli, cli->words[1], &ends, err) && find(cli, &renewal, err) &&
                verb_renewal_end_moves(cli->session, renewal.key, ends, &moves, err);

    if (done)
        out_lines(cli, str_text(&moves), "");
    str_fini(&moves);
    if (!done || cli_has(cli, "dry-run"))
        return done;
    return report(cli, verb_renewal_end(cli->session, renewal.key, ends, &outcome, err), &outcome);
}

bool cli_renewal_notice(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct outcome outcome = {0};
    day_number given = session_today(cli->session);

    if (cli_has(cli, "withdrawn"))
        given = DAY_NONE;
    else if (cli->word_count > 1 && !cli_day(cli, cli->words[1], &given, err))
        return false;
    return find(cli, &renewal, err) &&
           report(
               cli, verb_renewal_notice(cli->session, renewal.key, given, &outcome, err), &outcome);
}

/* --- words, and another account --- */

bool cli_renewal_note(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct outcome outcome = {0};
    struct str id = {0}, text = {0};
    bool done;

    for (int i = 1; i < cli->word_count; i++)
        str_addf(&text, "%s%s", i > 1 ? " " : "", cli->words[i]);
    done = find(cli, &renewal, err) &&
           verb_renewal_note(cli->session, renewal.key, str_text(&text), &outcome, &id, err);
    str_fini(&text);
    return report_id(cli, done, &outcome, &id);
}

bool cli_renewal_transfer(struct cli *cli, struct error *err)
{
    struct renewal_case renewal;
    struct outcome outcome = {0};
    int64_t to;

    return verb_find_account(cli->session, cli->words[1], &to, err) && find(cli, &renewal, err) &&
           report(
               cli, verb_renewal_transfer(cli->session, renewal.key, to, &outcome, err), &outcome);
}
