/* The lines of an account beside their movements, and a line as it stood before a change. */
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "ledger_internal.h"

#define NO_LINE (-1) /* the account was touched, none of its lines */

int64_t ledger_arr_of(const struct ledger_book *book, const struct contract_line *line)
{
    if (!book->in_book || book->churned)
        return 0;
    if (line->arr == MONEY_NONE)
        return MONEY_NONE;
    return contract_is_live(line, book->ground->today) ? line->arr : 0;
}

static bool is_of(const struct ledger_book *book, const struct row *movement, const char *id,
    const char *currency)
{
    return text_equal(row_text(movement, MOVEMENT_LINE), id) &&
           text_equal_nocase(ledger_currency(book, row_text(movement, MOVEMENT_CURRENCY)),
               ledger_currency(book, currency));
}

static void add_up(const struct ledger_book *book, struct ledger_entry *entry)
{
    const struct row_list *rows = &book->ground->movements;

    entry->last = DAY_NONE;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];

        if (!is_of(book, row, entry->id, entry->line.currency))
            continue;
        entry->seen = true;
        (void)!money_add(&entry->recorded, row_money(row, MOVEMENT_AMOUNT));
        if (row_day(row, MOVEMENT_DATE) > entry->last)
            entry->last = row_day(row, MOVEMENT_DATE);
    }
}

bool ledger_first_of(const struct ledger_book *book, size_t at, int64_t *ret_sum)
{
    const struct row_list *rows = &book->ground->movements;
    const char *id = row_text(rows->items[at], MOVEMENT_LINE);
    const char *currency = row_text(rows->items[at], MOVEMENT_CURRENCY);

    for (size_t i = 0; i < at; i++)
        if (is_of(book, rows->items[i], id, currency))
            return false;
    for (size_t i = 0; i < book->count; i++)
        if (is_of(book, rows->items[at], book->entries[i].id, book->entries[i].line.currency))
            return false;
    *ret_sum = 0;
    for (size_t i = at; i < rows->count; i++)
        if (is_of(book, rows->items[i], id, currency))
            (void)!money_add(ret_sum, row_money(rows->items[i], MOVEMENT_AMOUNT));
    return true;
}

static const struct ledger_past *past_of_line(const struct ledger_ground *ground, int64_t key)
{
    for (size_t i = 0; i < ground->past_count; i++)
        if (!ground->pasts[i].is_new && ground->pasts[i].line == key)
            return &ground->pasts[i];
    return NULL;
}

static void read_entry(struct ledger_book *book, size_t at, const struct dossier *dossier)
{
    struct ledger_entry *entry = &book->entries[at];

    contract_line_get(dossier, at, &entry->line);
    entry->id = entry->line.row ? row_text(entry->line.row, CONTRACT_ID) : "";
    entry->past = past_of_line(book->ground, entry->line.key);
    entry->now = ledger_arr_of(book, &entry->line);
    add_up(book, entry);
    book->active |= entry->recorded != 0;
}

static void read_movements(struct ledger_book *book)
{
    const struct row_list *rows = &book->ground->movements;
    day_number last = DAY_NONE;

    book->since = DAY_NONE;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];
        day_number day = row_day(row, MOVEMENT_DATE);

        book->was_active |= row_money(row, MOVEMENT_AMOUNT) > 0;
        if (book->since == DAY_NONE || day < book->since)
            book->since = day;
        if (day < last)
            continue;
        last = day;
        book->was_out = row_is(row, MOVEMENT_KIND, "book_out");
    }
}

void ledger_read(const struct ledger_ground *ground, struct change *change,
    struct ledger_deeds *deeds, struct ledger_book *ret_book)
{
    struct dossier dossier = {.account = ground->account, .contracts = ground->contracts};
    int64_t gone;

    *ret_book = (struct ledger_book){.ground = ground,
        .change = change,
        .deeds = deeds,
        .count = contract_line_count(&dossier),
        .in_book = ledger_in_book(ground->account, ground->settings),
        .churned = row_is(ground->account, ACCOUNT_STAGE, "churned")};
    for (size_t i = 0; i < ground->past_count; i++)
        ret_book->has_new |= ground->pasts[i].is_new;
    ret_book->entries =
        arena_alloc_array(&change->arena, ret_book->count, sizeof(*ret_book->entries));
    read_movements(ret_book);
    for (size_t i = 0; i < ret_book->count; i++)
        read_entry(ret_book, i, &dossier);
    for (size_t i = 0; i < ground->movements.count; i++)
        if (ledger_first_of(ret_book, i, &gone))
            ret_book->active |= gone != 0;
}

/* --- before a change --- */

static const int of_account[] = {ACCOUNT_ARR, ACCOUNT_CURRENCY, ACCOUNT_START, ACCOUNT_RENEWAL,
    ACCOUNT_TERM_MONTHS, ACCOUNT_NOTICE_GIVEN, ACCOUNT_AUTO_RENEW};
static const int of_whole[] = {ACCOUNT_STAGE, ACCOUNT_OWNER}; /* all lines, and none of its own */
static const int of_line[] = {CONTRACT_ACCOUNT, CONTRACT_ID, CONTRACT_PRODUCT, CONTRACT_ARR,
    CONTRACT_CURRENCY, CONTRACT_START, CONTRACT_ENDS, CONTRACT_TERM_MONTHS, CONTRACT_NOTICE_GIVEN,
    CONTRACT_AUTO_RENEW, CONTRACT_STATUS};

static bool has_any(uint64_t mask, const int *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mask & (UINT64_C(1) << fields[i]))
            return true;
    return false;
}

bool ledger_is_moved_by(enum kind kind, uint64_t mask)
{
    if (kind == KIND_CONTRACT)
        return has_any(mask, of_line, COUNT_OF(of_line));
    return kind == KIND_ACCOUNT && (has_any(mask, of_account, COUNT_OF(of_account)) ||
                                       has_any(mask, of_whole, COUNT_OF(of_whole)));
}

bool ledger_past_of(const struct row *account, const struct row *contract, uint64_t mask,
    const struct ledger_ground *ground, struct ledger_past *ret_past)
{
    struct row *const rows[] = {(struct row *)(uintptr_t)contract};
    struct dossier dossier = {.account = account};
    struct ledger_book book = {.ground = ground,
        .in_book = ledger_in_book(account, ground->settings),
        .churned = row_is(account, ACCOUNT_STAGE, "churned")};
    struct contract_line line;

    *ret_past = (struct ledger_past){.account = account->key, .line = NO_LINE};
    if (!ledger_is_moved_by(contract ? KIND_CONTRACT : KIND_ACCOUNT, mask))
        return false;
    if (!contract && !has_any(mask, of_account, COUNT_OF(of_account)))
        return true;
    if (contract)
        dossier.contracts = (struct row_list){(struct row **)(uintptr_t)rows, 1, 1};
    contract_line_get(&dossier, 0, &line);
    *ret_past = (struct ledger_past){.account = account->key,
        .line = line.key,
        .is_open = contract_line_status(&line) == LINE_OPEN,
        .arr = ledger_arr_of(&book, &line),
        .ends = line.ends,
        .uplift = line.uplift};
    return true;
}
