/* What has moved: each line's ARR of the day beside what its movements add up to (E1). */
#include "ledger_internal.h"
#include <string.h>
#include "base/money.h"
#include "base/str.h"

#define CATCH_UP_DAYS 31 /* so long after its day a new contract is still new to the keeping */

const char *ledger_currency(const struct ledger_book *book, const char *currency)
{
    return currency && *currency ? currency : book->ground->currency;
}

void ledger_move(
    struct ledger_book *book, const struct ledger_entry *entry, const struct ledger_move *move)
{
    struct ledger_move row = *move;

    if (row.amount == 0)
        return;
    row.account = book->ground->account->key;
    row.source = book->ground->source;
    row.line = entry->id;
    row.product = entry->line.product;
    row.currency = entry->line.currency;
    ledger_add_move(book->change, &row);
    book->deeds->moved++;
}

/* --- the day on which it moved --- */

static bool is_touched(const struct ledger_book *book, const struct ledger_entry *entry)
{
    return entry->past || (book->has_new && !entry->seen);
}

static day_number later(day_number day, day_number least)
{
    return least != DAY_NONE && day < least ? least : day;
}

/* What nobody touched moved by itself, on a day that the contract tells; a machine that was off
 * catches up. */
static day_number day_of_rise(const struct ledger_book *book, const struct ledger_entry *entry)
{
    day_number today = book->ground->today, start = entry->line.start;
    day_number known = later(row_day(book->ground->account, ACCOUNT_ENTERED), book->since);

    if (is_touched(book, entry) || start == DAY_NONE || start > today || start < known ||
        start < today - CATCH_UP_DAYS || (entry->seen && start <= entry->last))
        return today;
    return start;
}

static day_number day_of_fall(const struct ledger_book *book, const struct ledger_entry *entry)
{
    day_number today = book->ground->today;
    struct renewal_clock clock;

    if (is_touched(book, entry) || book->churned || !book->in_book)
        return today;
    clock = contract_clock(&entry->line, &book->ground->settings->calendar, today);
    if (clock.ends == DAY_NONE || clock.ends >= today)
        return today;
    return later(clock.ends + 1, entry->last);
}

/* --- one line --- */

/* E1: the first that is known of an account. */
static const char *kind_of_first(const struct ledger_book *book, const struct ledger_entry *entry)
{
    const struct ledger_ground *ground = book->ground;
    day_number start = entry->line.start;

    if (entry->past && !entry->past->is_new && entry->past->arr == 0)
        return "new";
    if (start != DAY_NONE && start >= ground->today - ground->new_days && start <= ground->today)
        return "new";
    return start != DAY_NONE && day_of_rise(book, entry) == start ? "new" : "book_in";
}

static const char *kind_of_rise(const struct ledger_book *book, const struct ledger_entry *entry)
{
    if (book->since == DAY_NONE)
        return kind_of_first(book, entry);
    if (book->replaced && !entry->seen)
        return "correction";
    if (book->was_out)
        return "book_in";
    if (book->active)
        return "expansion";
    return book->was_active ? "reactivation" : "new";
}

bool ledger_rose_lately(
    const struct ledger_book *book, const struct ledger_entry *entry, day_number day)
{
    const struct row_list *rows = &book->ground->movements;
    int months = contract_term_months(&entry->line);
    day_number since = day_add_months(day, -(months > 1 ? months / 2 : 6));

    for (size_t i = 0; i < rows->count; i++)
        if (row_is(rows->items[i], MOVEMENT_KIND, "uplift") &&
            text_equal(row_text(rows->items[i], MOVEMENT_LINE), entry->id) &&
            row_day(rows->items[i], MOVEMENT_DATE) > since)
            return true;
    return false;
}

static void move_up(struct ledger_book *book, const struct ledger_entry *entry)
{
    double uplift =
        entry->past && entry->past->uplift > 0 ? entry->past->uplift : entry->line.uplift;
    int64_t part = ledger_rose_lately(book, entry, book->ground->today)
                       ? 0
                       : ledger_uplift_part(entry->recorded, entry->now, uplift);
    struct ledger_move move = {.kind = "uplift", .amount = part, .date = book->ground->today};

    ledger_move(book, entry, &move);
    move.kind = "expansion";
    move.amount = entry->now - entry->recorded - part;
    ledger_move(book, entry, &move);
}

/* As the line says, else as the renewal that was lost. */
static const char *cause_of(const struct ledger_book *book, const struct ledger_entry *entry)
{
    const struct row_list *rows = &book->ground->renewals;

    if (entry->line.row && *row_text(entry->line.row, CONTRACT_REASON))
        return row_text(entry->line.row, CONTRACT_REASON);
    for (size_t i = rows->count; i-- > 0;)
        if (row_is(rows->items[i], RENEWAL_STATUS, "lost") &&
            text_equal(row_text(rows->items[i], RENEWAL_LINE), entry->id))
            return row_text(rows->items[i], RENEWAL_REASON);
    return NULL;
}

static bool move_out(struct ledger_book *book, const struct ledger_entry *entry)
{
    day_number start = entry->line.start;
    bool ahead = start != DAY_NONE && start > book->ground->today;
    const char *kind = !book->in_book ? "book_out" : ahead ? "correction" : "churn";
    bool churns = text_equal(kind, "churn");

    ledger_move(book, entry,
        &(struct ledger_move){.kind = kind,
            .amount = -entry->recorded,
            .date = day_of_fall(book, entry),
            .reason = churns ? cause_of(book, entry) : NULL});
    return churns;
}

/* True: it is churn. */
static bool record_line(struct ledger_book *book, struct ledger_entry *entry)
{
    if (entry->now == MONEY_NONE || entry->now == entry->recorded)
        return false;
    if (entry->now == 0)
        return move_out(book, entry);
    if (entry->recorded == 0)
        ledger_move(book, entry,
            &(struct ledger_move){.kind = kind_of_rise(book, entry),
                .amount = entry->now,
                .date = day_of_rise(book, entry)});
    else if (!entry->past)
        return false; /* corrected by hand: not ours to undo */
    else if (entry->now > entry->recorded)
        move_up(book, entry);
    else
        ledger_move(book, entry,
            &(struct ledger_move){.kind = "contraction",
                .amount = entry->now - entry->recorded,
                .date = book->ground->today,
                .reason = cause_of(book, entry)});
    return false;
}

/* --- the account --- */

/* Known before the ledger was: what it had stands before what it has now. */
static void record_before(struct ledger_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        struct ledger_entry *entry = &book->entries[i];

        if (!entry->past || entry->past->is_new || entry->past->arr == MONEY_NONE ||
            entry->past->arr <= 0)
            continue;
        ledger_move(book, entry,
            &(struct ledger_move){
                .kind = "book_in", .amount = entry->past->arr, .date = book->ground->today});
        entry->recorded = entry->past->arr;
        entry->seen = book->active = book->was_active = true;
    }
    if (book->active)
        book->since = book->ground->today;
}

/* ARR of lines that are gone, or have another currency now: it never was (E1, correction). */
static void record_gone(struct ledger_book *book)
{
    const struct row_list *rows = &book->ground->movements;

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];
        struct ledger_entry gone = {.id = row_text(row, MOVEMENT_LINE)};
        int64_t sum = 0;

        if (!ledger_first_of(book, i, &sum) || sum == 0)
            continue;
        gone.line.product = row_text(row, MOVEMENT_PRODUCT);
        gone.line.currency = row_text(row, MOVEMENT_CURRENCY);
        ledger_move(book, &gone,
            &(struct ledger_move){
                .kind = "correction", .amount = -sum, .date = book->ground->today});
        book->replaced = true;
    }
}

static bool comes_back(const struct ledger_book *book, const struct ledger_entry *entry)
{
    struct contract_line line = entry->line;

    if (!line.row)
        line.status = "open"; /* it is lost by the stage alone */
    return is_touched(book, entry) && entry->recorded == 0 && line.arr != MONEY_NONE &&
           line.arr > 0 && contract_is_live(&line, book->ground->today);
}

/* A churned customer whose ARR the ledger saw end, and that has some again. */
static void look_for_return(struct ledger_book *book)
{
    bool back = false;

    if (!book->churned || book->active || !book->was_active)
        return;
    for (size_t i = 0; i < book->count; i++)
        back |= comes_back(book, &book->entries[i]);
    if (!back)
        return;
    change_set(book->change, change_update(book->change, KIND_ACCOUNT, book->ground->account->key),
        ACCOUNT_STAGE, value_unknown());
    book->churned = false;
    book->deeds->came_back = true;
    for (size_t i = 0; i < book->count; i++) {
        struct ledger_entry *entry = &book->entries[i];

        if (!entry->line.row)
            entry->line.status = "open";
        entry->now = ledger_arr_of(book, &entry->line);
    }
}

/* E1: ARR falling from > 0 to 0 sets the stage; always 0 does not. */
static void settle_stage(struct ledger_book *book, bool churns)
{
    if (!churns || book->churned || !book->in_book)
        return;
    for (size_t i = 0; i < book->count; i++)
        if (book->entries[i].now != 0)
            return;
    change_set_text(book->change,
        change_update(book->change, KIND_ACCOUNT, book->ground->account->key), ACCOUNT_STAGE,
        "churned");
    book->deeds->left = true;
}

static void record_lines(struct ledger_book *book)
{
    bool churns = false;

    for (size_t i = 0; i < book->count; i++) {
        struct ledger_entry *entry = &book->entries[i];

        if (entry->past)
            ledger_close_touched(book, entry);
        if (book->ground->source == LEDGER_CLOCK)
            ledger_roll(book, entry);
        if (record_line(book, entry)) {
            churns = true;
            if (!entry->past)
                ledger_close_left(book, entry);
        }
    }
    settle_stage(book, churns);
}

void ledger_record(
    const struct ledger_ground *ground, struct change *change, struct ledger_deeds *ret_deeds)
{
    struct ledger_book book;

    *ret_deeds = (struct ledger_deeds){0};
    ledger_read(ground, change, ret_deeds, &book);
    ret_deeds->first = book.since == DAY_NONE;
    if (!book.in_book && !book.active)
        return;
    if (book.since == DAY_NONE)
        record_before(&book);
    look_for_return(&book);
    record_gone(&book);
    record_lines(&book);
    ret_deeds->first = ret_deeds->first && ret_deeds->moved > 0;
}

void ledger_record_new(const struct row *account, int64_t name, const struct ledger_ground *ground,
    struct change *change)
{
    struct row named = *account;
    struct ledger_ground alone = *ground;
    struct ledger_past past = {.is_new = true};
    struct ledger_deeds deeds;

    named.key = name;
    alone.account = &named;
    alone.contracts = alone.movements = alone.renewals = (struct row_list){0};
    alone.pasts = &past;
    alone.past_count = 1;
    ledger_record(&alone, change, &deeds);
}
