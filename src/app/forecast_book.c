/* The due lines of the book, read in three passes: contracts and renewals, then account by account.
 */
#include "app/forecast_internal.h"

#include <stdlib.h>
#include "base/order.h"
#include "core/ledger.h"
#include "core/query.h"

struct loading {
    struct session *session;
    const struct query *query; /* NULL: all */
    struct arena *arena;
    struct row_list contracts, renewals; /* by account */
    size_t next_contract, next_renewal;
    struct forecast_book *book;
};

static int64_t account_of(const struct row *row)
{
    return row_integer(row, row->kind == KIND_CONTRACT ? CONTRACT_ACCOUNT : RENEWAL_ACCOUNT);
}

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = *(const struct row *const *)left;
    const struct row *b = *(const struct row *const *)right;
    int64_t account_a = account_of(a), account_b = account_of(b);

    if (account_a != account_b)
        return account_a < account_b ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static bool take_child(void *context, const struct row *row)
{
    struct loading *loading = context;
    struct row_list *rows = row->kind == KIND_CONTRACT ? &loading->contracts : &loading->renewals;

    ARRAY_PUSH(rows, row_copy(loading->arena, row));
    return true;
}

static bool read_children(
    struct loading *loading, enum kind kind, struct row_list *rows, struct error *err)
{
    if (!store_each(session_store(loading->session), kind, take_child, loading, err))
        return false;
    if (rows->count > 1)
        qsort(rows->items, rows->count, sizeof(struct row *), compare_rows);
    return true;
}

/* The rows of this account; accounts come by key. */
static struct row_list take_group(const struct row_list *rows, size_t *next, int64_t account)
{
    struct row_list group = {0};

    while (*next < rows->count && account_of(rows->items[*next]) < account)
        (*next)++;
    if (*next == rows->count)
        return group;
    group.items = &rows->items[*next];
    while (*next < rows->count && account_of(rows->items[*next]) == account) {
        group.count++;
        (*next)++;
    }
    return group;
}

/* The account's row is lent: what its lines borrow from it is kept. */
static void keep_texts(struct loading *loading, size_t from, const struct row *row,
    const struct chosen_account *account)
{
    const char *currency = row_text(row, ACCOUNT_CURRENCY);
    const char *kept = currency[0] ? arena_copy_text(loading->arena, currency) : "";

    for (size_t i = from; i < loading->book->lines.count; i++) {
        struct due_line *line = &loading->book->lines.items[i];

        line->account_id = account->id;
        line->account_name = account->name;
        if (line->line == -row->key && line->renewal == 0)
            line->currency = kept;
    }
}

static void count_account(struct loading *loading, size_t from, const struct row *account)
{
    struct forecast_book *book = loading->book;
    bool unknown = false;

    if (forecast_is_at_risk(account)) {
        book->at_risk_arr += row_integer(account, ACCOUNT_ARR_NOW);
        book->at_risk_accounts++;
    }
    for (size_t i = from; i < book->lines.count; i++)
        unknown |= book->lines.items[i].unknown && due_is_open(book->lines.items[i].state);
    book->without_rate += unknown;
}

static bool take_account(void *context, const struct row *row)
{
    struct loading *loading = context;
    struct forecast_book *book = loading->book;
    const struct settings *settings = session_settings(loading->session);
    day_number today = session_today(loading->session);
    struct row_list contracts = take_group(&loading->contracts, &loading->next_contract, row->key);
    struct row_list renewals = take_group(&loading->renewals, &loading->next_renewal, row->key);
    struct due_ground ground = {row, &contracts, &renewals, settings, today};
    size_t from = book->lines.count;

    if (!ledger_in_book(row, settings))
        return true;
    if (loading->query) {
        struct arena arena = {0};
        struct row *settled = row_copy(&arena, row);

        row_settle(settled, settings, today);
        bool matches = query_matches(loading->query, settled, settings, today);
        arena_fini(&arena);
        if (!matches)
            return true;
    }
    struct chosen_account account = {row->key,
        arena_copy_text(loading->arena, row_text(row, ACCOUNT_ID)),
        arena_copy_text(loading->arena, row_text(row, ACCOUNT_NAME))};
    ARRAY_PUSH(&book->accounts, account);
    due_lines_of(&ground, &book->lines);
    keep_texts(loading, from, row, &account);
    count_account(loading, from, row);
    return true;
}

bool forecast_book_read(struct session *session, const char *where, struct arena *arena,
    struct forecast_book *ret_book, struct error *err)
{
    struct forecast_book book = {0};
    struct loading loading = {.session = session, .arena = arena, .book = &book};
    struct query *query = NULL;
    bool ok =
        !where || query_parse(where, KIND_ACCOUNT, session_settings(session), arena, &query, err);

    loading.query = query;
    ok = ok && read_children(&loading, KIND_CONTRACT, &loading.contracts, err) &&
         read_children(&loading, KIND_RENEWAL, &loading.renewals, err) &&
         store_each(session_store(session), KIND_ACCOUNT, take_account, &loading, err);
    array_fini(&loading.contracts);
    array_fini(&loading.renewals);
    if (ok)
        *ret_book = book;
    else
        forecast_book_fini(&book);
    return ok;
}

void forecast_book_fini(struct forecast_book *book)
{
    array_fini(&book->lines);
    array_fini(&book->accounts);
}

const struct chosen_account *forecast_book_find(const struct forecast_book *book, int64_t account)
{
    /* The key is the first of one. */
    return book->accounts.count ? bsearch(&account, book->accounts.items, book->accounts.count,
                                      sizeof(*book->accounts.items), order_integers)
                                : NULL;
}
