/* Contract lines: what rows and the account's own cells say, and which of them counts on a day. */
#include "core/contract.h"

#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "base/words.h"
#include "contract_internal.h"

#define MOST_COUNT 1200 /* a century of months, three years of days */

static const char *const state_words[] = {
    [RENEWAL_UNKNOWN] = N_("unknown"),
    [RENEWAL_QUIET] = N_("quiet"),
    [RENEWAL_PLAN] = N_("plan"),
    [RENEWAL_PREPARE] = N_("prepare"),
    [RENEWAL_NEGOTIATE] = N_("negotiate"),
    [RENEWAL_CLOSE] = N_("close"),
    [RENEWAL_SLIPPED] = N_("slipped"),
    [RENEWAL_LOCKED_IN] = N_("locked in"),
    [RENEWAL_LEAVING] = N_("leaving"),
    [RENEWAL_GONE] = N_("gone"),
};

const char *renewal_state_word(enum renewal_state state)
{
    return state_words[state];
}

struct notice_word {
    const char *word;
    char unit;
    int days; /* of one, where the unit is counted in days */
};
static const struct notice_word notice_words[] = {{"", 'd', 1}, {"d", 'd', 1}, {"day", 'd', 1},
    {"days", 'd', 1}, {"w", 'd', 7}, {"week", 'd', 7}, {"weeks", 'd', 7}, {"m", 'm', 1},
    {"mo", 'm', 1}, {"month", 'm', 1}, {"months", 'm', 1}, {"b", 'b', 1}, {"bd", 'b', 1},
    {"wd", 'b', 1}, {"working day", 'b', 1}, {"working days", 'b', 1}, {"business day", 'b', 1},
    {"business days", 'b', 1}};

static const struct notice_word *notice_word_find(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(notice_words); i++)
        if (text_equal_nocase(word, notice_words[i].word))
            return &notice_words[i];
    return NULL;
}

bool notice_parse(const char *text, int *ret_count, char *ret_unit)
{
    int count = 0;
    const char *at = text + strspn(text, " ");
    const char *first = at;

    for (; *at >= '0' && *at <= '9'; at++)
        if ((count = count * 10 + (*at - '0')) > MOST_COUNT)
            return false;
    if (at == first)
        return false;
    const struct notice_word *unit = notice_word_find(at + strspn(at, " "));
    if (!unit)
        return false;
    *ret_count = count * unit->days;
    *ret_unit = unit->unit;
    return true;
}

static int tristate(const struct row *row, int field)
{
    return row_knows(row, field) ? row_integer(row, field) != 0 : -1;
}

/* A count of months or days that a contract may have; 0 where it is none. */
static int count_of(const struct row *row, int field)
{
    int64_t count = row_integer(row, field);

    return count > 0 && count <= MOST_COUNT ? (int)count : 0;
}

static double share(const struct row *row, int field)
{
    return row_knows(row, field) ? row_real(row, field) : -1;
}

static void set_notice(struct contract_line *line, const struct row *row)
{
    const struct notice_word *unit = notice_word_find(row_text(row, CONTRACT_NOTICE_UNIT));

    line->notice = -1;
    line->notice_unit = 'd';
    /* A number in a unit that nobody knows is no known notice. */
    if (!row_knows(row, CONTRACT_NOTICE) || !unit || row_integer(row, CONTRACT_NOTICE) < 0 ||
        row_integer(row, CONTRACT_NOTICE) > MOST_COUNT)
        return;
    line->notice = count_of(row, CONTRACT_NOTICE) * unit->days;
    line->notice_unit = unit->unit;
}

static void line_of_row(
    const struct dossier *dossier, const struct row *row, struct contract_line *ret_line)
{
    const struct row *account = dossier->account;
    day_number left = row_day(account, ACCOUNT_NOTICE_GIVEN);

    *ret_line = (struct contract_line){
        .row = row,
        .key = row->key,
        .product = row_text(row, CONTRACT_PRODUCT),
        .currency = row_text(row, CONTRACT_CURRENCY),
        .status = row_text(row, CONTRACT_STATUS),
        .category = row_text(row, CONTRACT_CATEGORY),
        .arr = row_money(row, CONTRACT_ARR),
        .start = row_day(row, CONTRACT_START),
        .ends = row_day(row, CONTRACT_ENDS),
        .notice_given = row_day(row, CONTRACT_NOTICE_GIVEN),
        .term_months = count_of(row, CONTRACT_TERM_MONTHS),
        .renewal_term_months = count_of(row, CONTRACT_RENEWAL_TERM_MONTHS),
        .auto_renew = tristate(row, CONTRACT_AUTO_RENEW),
        .uplift = share(row, CONTRACT_UPLIFT),
        .probability = share(row, CONTRACT_PROBABILITY),
        .has_forecast = row_knows(row, CONTRACT_FORECAST),
        .forecast = row_money(row, CONTRACT_FORECAST),
        .target = row_money(row, CONTRACT_TARGET),
        .paper = row_text(row, CONTRACT_PAPER),
        .told_on = row_day(row, CONTRACT_TOLD_ON),
    };
    set_notice(ret_line, row);
    if (ret_line->category[0] == '\0')
        ret_line->category = row_text(account, ACCOUNT_CATEGORY);
    /* A customer leaves with all its lines, but with none that began after they said so. */
    if (ret_line->notice_given == DAY_NONE && left != DAY_NONE && ret_line->start <= left)
        ret_line->notice_given = left;
}

static void line_implied(const struct row *account, struct contract_line *ret_line)
{
    day_number renewal = row_day(account, ACCOUNT_RENEWAL);

    *ret_line = (struct contract_line){
        .product = "",
        .currency = row_text(account, ACCOUNT_CURRENCY),
        .status = row_is(account, ACCOUNT_STAGE, "churned") ? "lost" : "open",
        .category = row_text(account, ACCOUNT_CATEGORY),
        .arr = row_money(account, ACCOUNT_ARR),
        .start = row_day(account, ACCOUNT_START),
        .ends = renewal == DAY_NONE ? DAY_NONE : renewal - 1,
        .notice_given = row_day(account, ACCOUNT_NOTICE_GIVEN),
        .term_months = count_of(account, ACCOUNT_TERM_MONTHS),
        .notice = -1,
        .notice_unit = 'd',
        .auto_renew = tristate(account, ACCOUNT_AUTO_RENEW),
        .uplift = -1,
        .probability = share(account, ACCOUNT_PROBABILITY),
        .has_forecast = row_knows(account, ACCOUNT_FORECAST),
        .forecast = row_money(account, ACCOUNT_FORECAST),
        .target = row_money(account, ACCOUNT_TARGET),
        .paper = row_text(account, ACCOUNT_PAPER),
        .told_on = row_day(account, ACCOUNT_TOLD_ON),
    };
    if (!notice_parse(
            row_text(account, ACCOUNT_NOTICE_DAYS), &ret_line->notice, &ret_line->notice_unit))
        ret_line->notice = -1;
}

size_t contract_line_count(const struct dossier *dossier)
{
    return dossier->contracts.count > 0 ? dossier->contracts.count : 1;
}

void contract_line_get(const struct dossier *dossier, size_t at, struct contract_line *ret_line)
{
    if (dossier->contracts.count > 0)
        line_of_row(dossier, dossier->contracts.items[at], ret_line);
    else
        line_implied(dossier->account, ret_line);
}

size_t contract_lines(const struct dossier *dossier, struct contract_line *lines, size_t room)
{
    size_t count = contract_line_count(dossier);

    for (size_t i = 0; i < count && i < room; i++)
        contract_line_get(dossier, i, &lines[i]);
    return count;
}

day_number contract_start(const struct dossier *dossier)
{
    day_number first = row_day(dossier->account, ACCOUNT_START);

    if (first != DAY_NONE)
        return first;
    for (size_t i = 0; i < dossier->contracts.count; i++) {
        day_number start = row_day(dossier->contracts.items[i], CONTRACT_START);

        if (start != DAY_NONE && (first == DAY_NONE || start < first))
            first = start;
    }
    return first;
}
