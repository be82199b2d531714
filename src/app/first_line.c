/* The first contract line of an account, added by hand. */
#include "app/app_internal.h"
#include "core/contract.h"

struct line {
    struct change *change;
    size_t index;
    const struct row *account;
};

static bool is_told(const struct line *line, int field)
{
    return (line->change->rows.items[line->index].mask & (UINT64_C(1) << field)) != 0;
}

static void take(const struct line *line, int field, int from)
{
    if (!is_told(line, field) && row_knows(line->account, from))
        change_set(line->change, line->index, field, line->account->values[from]);
}

static void take_notice(const struct line *line)
{
    int count;
    char unit;

    if (is_told(line, CONTRACT_NOTICE) ||
        !notice_parse(row_text(line->account, ACCOUNT_NOTICE_DAYS), &count, &unit))
        return;
    change_set_integer(line->change, line->index, CONTRACT_NOTICE, count);
    change_set_text(line->change, line->index, CONTRACT_NOTICE_UNIT,
        unit == 'm'   ? "months"
        : unit == 'b' ? "working days"
                      : "days");
}

static void take_all(const struct line *line)
{
    day_number renewal = row_day(line->account, ACCOUNT_RENEWAL);

    if (!is_told(line, CONTRACT_ARR))
        take(line, CONTRACT_CURRENCY, ACCOUNT_CURRENCY);
    take(line, CONTRACT_ARR, ACCOUNT_ARR);
    take(line, CONTRACT_START, ACCOUNT_START);
    if (!is_told(line, CONTRACT_ENDS) && renewal != DAY_NONE)
        change_set_day(line->change, line->index, CONTRACT_ENDS, renewal - 1);
    take(line, CONTRACT_TERM_MONTHS, ACCOUNT_TERM_MONTHS);
    take_notice(line);
    take(line, CONTRACT_NOTICE_GIVEN, ACCOUNT_NOTICE_GIVEN);
    take(line, CONTRACT_AUTO_RENEW, ACCOUNT_AUTO_RENEW);
    take(line, CONTRACT_SEATS, ACCOUNT_SEATS);
}

size_t change_add_implied(struct change *change, const struct row *account)
{
    struct line line = {change, change_insert(change, KIND_CONTRACT), account};

    change_set_integer(change, line.index, CONTRACT_ACCOUNT, account->key);
    change_set_text(change, line.index, CONTRACT_STATUS, "open");
    take_all(&line);
    return line.index;
}

bool change_finish_line(
    struct session *session, struct change *change, size_t index, struct error *err)
{
    struct line line = {change, index, NULL};
    struct row *account = NULL;
    struct row_list lines = {0};
    int64_t key = change->account;
    bool ok = !key ||
              (store_get(session->store, KIND_ACCOUNT, key, &change->arena, &account, err) &&
                  store_children(session->store, KIND_CONTRACT, key, &change->arena, &lines, err));

    line.account = account;
    if (ok && account && !lines.count)
        take_all(&line);
    return ok;
}
