/* The renewal clock of one line and of an account: model.md E6. */
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "contract_internal.h"

enum line_status contract_line_status(const struct contract_line *line)
{
    const char *status = line->status;

    if (text_equal_nocase(status, "renewed") || text_equal_nocase(status, "reduced"))
        return LINE_WON;
    if (text_equal_nocase(status, "lost") || text_equal_nocase(status, "ended"))
        return LINE_LOST;
    return LINE_OPEN;
}

static bool is_leaving(const struct contract_line *line, day_number today)
{
    return line->notice_given != DAY_NONE && line->notice_given <= today;
}

/* The last day of the term that holds `day`: the first of those that end `first`, `first` + term,
 * ... months from `from`, on or after it. Counted from the original day, so that a month's end
 * clamps no later one. */
static day_number roll_to(day_number from, int first, int months, day_number day, int *rolled)
{
    day_number ends = day_add_months(from, first) - 1;

    *rolled = 0;
    if (ends >= day || months <= 0)
        return ends;
    *rolled = day_months_between(ends + 1, day) / months;
    while (day_add_months(from, first + *rolled * months) - 1 < day)
        (*rolled)++;
    return day_add_months(from, first + *rolled * months) - 1;
}

/* How long a renewed term is: as written, else the term, else what start and end make of it. */
int contract_term_months(const struct contract_line *line)
{
    if (line->renewal_term_months > 0)
        return line->renewal_term_months;
    if (line->term_months > 0 || line->start == DAY_NONE || line->ends == DAY_NONE)
        return line->term_months;
    int months = day_months_between(line->start, line->ends + 1);
    return day_add_months(line->start, months) == line->ends + 1 ? months : 0;
}

/* Where terms count from, and the months from there to the day after `ends`. */
static day_number origin_of(const struct contract_line *line, day_number ends, int *ret_first)
{
    int months;

    *ret_first = 0;
    if (line->start == DAY_NONE || line->start > ends)
        return ends + 1;
    months = day_months_between(line->start, ends + 1);
    for (int first = months; first <= months + 1; first++)
        if (day_add_months(line->start, first) == ends + 1) {
            *ret_first = first;
            return line->start;
        }
    return ends + 1;
}

day_number contract_term_end(
    const struct contract_line *line, day_number ends, int months, int count)
{
    int first;
    day_number origin = origin_of(line, ends, &first);

    return day_add_months(origin, first + months * count) - 1;
}

bool contract_is_term_end(const struct contract_line *line, day_number day)
{
    int months = contract_term_months(line), count;

    if (months <= 0 || line->ends == DAY_NONE || day >= line->ends)
        return false;
    count = (day_months_between(day + 1, line->ends + 1) + months - 1) / months;
    for (int back = count > 1 ? count - 1 : 1; back <= count + 1; back++)
        if (contract_term_end(line, line->ends, months, -back) == day ||
            contract_term_end(line, day, months, back) == line->ends)
            return true;
    return false;
}

/* The end as it stands on `today`: written, computed, rolled; DAY_NONE where nobody knows. */
static day_number end_of_term(
    const struct contract_line *line, day_number today, bool *ret_computed, int *ret_rolled)
{
    bool open = contract_line_status(line) == LINE_OPEN;
    /* Who left does so with the term in which they said so. */
    day_number day = is_leaving(line, today) ? line->notice_given : today;
    int rolled = 0;

    *ret_rolled = 0;
    *ret_computed = line->ends == DAY_NONE && line->start != DAY_NONE && line->term_months > 0;
    if (*ret_computed)
        return roll_to(
            line->start, line->term_months, open ? contract_term_months(line) : 0, day, &rolled);
    if (line->ends == DAY_NONE || !open || line->auto_renew != 1)
        return line->ends;
    int first;
    day_number origin = origin_of(line, line->ends, &first);
    return roll_to(origin, first, contract_term_months(line), day, ret_rolled);
}

static day_number notice_day(
    const struct contract_line *line, day_number ends, const struct calendar *calendar)
{
    if (line->notice < 0)
        return DAY_NONE;
    if (line->notice_unit == 'm')
        return day_add_months(ends, -line->notice);
    if (line->notice_unit == 'b')
        return day_add_working(ends, -line->notice, calendar);
    return ends - line->notice;
}

static enum renewal_state band_of_days(int days)
{
    if (days < 0)
        return RENEWAL_SLIPPED;
    if (days <= 30)
        return RENEWAL_CLOSE;
    if (days <= 60)
        return RENEWAL_NEGOTIATE;
    if (days <= 90)
        return RENEWAL_PREPARE;
    return days <= 120 ? RENEWAL_PLAN : RENEWAL_QUIET;
}

static enum renewal_state state_of(
    const struct contract_line *line, const struct renewal_clock *clock, day_number today)
{
    enum line_status status = contract_line_status(line);

    bool over = clock->ends != DAY_NONE && clock->ends < today;

    if (status == LINE_LOST || (status == LINE_WON && over))
        return RENEWAL_GONE;
    if (is_leaving(line, today))
        return over ? RENEWAL_GONE : RENEWAL_LEAVING;
    if (clock->ends == DAY_NONE)
        return RENEWAL_UNKNOWN;
    if (status == LINE_WON) /* signed already: nothing is left to decide until its end */
        return RENEWAL_LOCKED_IN;
    if (clock->by_notice && !clock->assumed && clock->decides_in < 0 && clock->ends >= today)
        return RENEWAL_LOCKED_IN;
    return band_of_days(clock->decides_in);
}

static double factor_of(const struct renewal_clock *clock)
{
    switch (clock->state) {
    case RENEWAL_UNKNOWN:
    case RENEWAL_LOCKED_IN:
    case RENEWAL_GONE: return 0;
    case RENEWAL_LEAVING: return 1;
    case RENEWAL_QUIET:
    case RENEWAL_PLAN:
    case RENEWAL_PREPARE:
    case RENEWAL_NEGOTIATE:
    case RENEWAL_CLOSE:
    case RENEWAL_SLIPPED: break;
    }
    if (clock->decides_in <= 30)
        return 1;
    return clock->decides_in >= 180 ? 0 : (180 - clock->decides_in) / 150.0;
}

struct renewal_clock contract_clock(
    const struct contract_line *line, const struct calendar *calendar, day_number today)
{
    struct renewal_clock clock = {
        .notice_deadline = DAY_NONE, .decision = DAY_NONE, .act_by = DAY_NONE};

    clock.ends = end_of_term(line, today, &clock.computed, &clock.rolled);
    if (clock.ends != DAY_NONE) {
        clock.notice_deadline = notice_day(line, clock.ends, calendar);
        clock.by_notice = clock.notice_deadline != DAY_NONE && line->auto_renew != 0;
        clock.assumed = clock.by_notice && line->auto_renew < 0;
        clock.decision = clock.by_notice ? clock.notice_deadline : clock.ends;
        clock.act_by = day_roll_back(clock.decision, calendar);
        clock.decides_in = clock.decision - today;
    }
    clock.state = state_of(line, &clock, today);
    clock.renewal_factor = factor_of(&clock);
    return clock;
}

bool contract_is_live(const struct contract_line *line, day_number day)
{
    enum line_status status = contract_line_status(line);
    bool computed;
    int rolled;

    if (line->start != DAY_NONE && day < line->start)
        return false;
    if (status == LINE_OPEN && !is_leaving(line, day))
        return true;
    day_number ends = end_of_term(line, day, &computed, &rolled);
    return ends == DAY_NONE ? status != LINE_LOST : day <= ends;
}

/* Which lines come first when the account's clock is chosen. */
static int rank_of_state(enum renewal_state state)
{
    switch (state) {
    case RENEWAL_QUIET:
    case RENEWAL_PLAN:
    case RENEWAL_PREPARE:
    case RENEWAL_NEGOTIATE:
    case RENEWAL_CLOSE:
    case RENEWAL_SLIPPED: return 0;
    case RENEWAL_UNKNOWN: return 1;
    case RENEWAL_LEAVING: return 2;
    case RENEWAL_LOCKED_IN: return 3;
    case RENEWAL_GONE: break;
    }
    return 4;
}

/* A line with its clock and its ARR in the reporting currency. */
struct candidate {
    struct contract_line line;
    struct renewal_clock clock;
    int64_t arr;
};

static int compare_text_of(const struct row *a, const struct row *b)
{
    return a && b ? strcmp(row_text(a, CONTRACT_ID), row_text(b, CONTRACT_ID)) : 0;
}

/* E6: the earliest decision; ties: ends, larger ARR, id. DAY_NONE never meets a known day here. */
static bool decides_before(const struct candidate *a, const struct candidate *b)
{
    int rank_a = rank_of_state(a->clock.state), rank_b = rank_of_state(b->clock.state);

    if (rank_a != rank_b)
        return rank_a < rank_b;
    if (a->clock.decision != b->clock.decision)
        return rank_a < 4 ? a->clock.decision < b->clock.decision
                          : a->clock.decision > b->clock.decision;
    if (a->clock.ends != b->clock.ends)
        return a->clock.ends < b->clock.ends;
    if (a->arr != b->arr)
        return a->arr > b->arr;
    int order = compare_text_of(a->line.row, b->line.row);
    return order != 0 ? order < 0 : a->line.key < b->line.key;
}

/* Adds the line to the account's ARR of the day. */
static void add_arr(
    struct account_contract *contract, const struct candidate *line, bool live, bool has_rate)
{
    if (!live || line->line.arr == MONEY_NONE)
        return;
    if (!has_rate) {
        contract->without_rate = true;
        return;
    }
    if (contract->arr == MONEY_NONE)
        contract->arr = 0;
    if (!money_add(&contract->arr, line->arr))
        contract->without_rate = true; /* beyond counting: outside the totals too */
}

static void take_line(struct account_contract *contract, struct candidate *best,
    struct candidate *line, const struct settings *settings, day_number today)
{
    bool has_rate = line->line.arr != MONEY_NONE &&
                    settings_convert(settings, line->line.arr, line->line.currency, &line->arr);

    if (!has_rate)
        line->arr = MONEY_NONE;
    line->clock = contract_clock(&line->line, &settings->calendar, today);
    add_arr(contract, line, contract_is_live(&line->line, today), has_rate);
    if (!contract->has_line || decides_before(line, best))
        *best = *line;
    contract->has_line = true;
}

struct account_contract contract_of_account(
    const struct dossier *dossier, const struct settings *settings, day_number today)
{
    struct account_contract contract = {
        .arr = MONEY_NONE, .lines = (int)contract_line_count(dossier)};
    struct candidate best = {0}, line;
    bool knows_arr = false;

    for (size_t i = 0; i < contract_line_count(dossier); i++) {
        contract_line_get(dossier, i, &line.line);
        knows_arr |= line.line.arr != MONEY_NONE;
        take_line(&contract, &best, &line, settings, today);
    }
    /* Nothing live of what is known is no ARR; nothing known is not known. */
    if (contract.without_rate)
        contract.arr = MONEY_NONE;
    else if (row_is(dossier->account, ACCOUNT_STAGE, "churned") ||
             (contract.arr == MONEY_NONE && knows_arr))
        contract.arr = 0;
    contract.line = best.line;
    contract.clock = best.clock;
    return contract;
}
