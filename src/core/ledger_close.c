/* Renewals that are decided by an import, a person's edit of a line, or the clock (E1, E3, E6). */
#include "base/money.h"
#include "base/str.h"
#include "ledger_internal.h"

static bool is_closed(const struct ledger_book *book, const char *id, day_number ends)
{
    const struct row_list *rows = &book->ground->renewals;

    for (size_t i = 0; i < rows->count; i++)
        if (row_day(rows->items[i], RENEWAL_ENDS) == ends &&
            !row_is(rows->items[i], RENEWAL_STATUS, "open") &&
            text_equal(row_text(rows->items[i], RENEWAL_LINE), id))
            return true;
    return false;
}

/* Lost by a person since the customer gave notice, whatever day was said to be the last. */
static bool was_lost(const struct ledger_book *book, const struct ledger_entry *entry)
{
    const struct row_list *rows = &book->ground->renewals;

    for (size_t i = 0; i < rows->count; i++)
        if (row_is(rows->items[i], RENEWAL_STATUS, "lost") &&
            row_day(rows->items[i], RENEWAL_CLOSED_ON) >= entry->line.notice_given &&
            text_equal(row_text(rows->items[i], RENEWAL_LINE), entry->id))
            return true;
    return false;
}

static const char *source_of(const struct ledger_book *book)
{
    return ledger_source_word(book->ground->source);
}

/* --- touched --- */

/* E1: moved on by half a term or more. */
static bool begins_next_term(const struct ledger_past *past, const struct contract_line *line)
{
    int months = contract_term_months(line);
    day_number term;

    if (past->ends == DAY_NONE || line->ends == DAY_NONE || line->ends <= past->ends)
        return false;
    /* Where only the dates tell how long a term is, they tell it of both terms together. */
    if (line->term_months <= 0 && line->renewal_term_months <= 0)
        months = line->start != DAY_NONE && line->start <= past->ends
                     ? day_months_between(line->start, past->ends + 1)
                     : 12;
    term = day_add_months(past->ends + 1, months > 0 ? months : 12) - past->ends - 1;
    return 2 * (line->ends - past->ends) >= term;
}

static void close_won(
    struct ledger_book *book, const struct ledger_entry *entry, const struct ledger_past *past)
{
    const struct contract_line *line = &entry->line;
    double uplift = past->uplift > 0 ? past->uplift : line->uplift;
    int64_t target = past->arr, final = line->arr;
    bool less = target != MONEY_NONE && final != MONEY_NONE && final < target;

    ledger_add_close(
        book->change, &(struct ledger_close){.line = line,
                          .account = book->ground->account->key,
                          .won = true,
                          .ends = past->ends,
                          .target = target,
                          .final = final,
                          .uplift = target == MONEY_NONE || final == MONEY_NONE
                                        ? MONEY_NONE
                                        : ledger_uplift_part(target, final, uplift),
                          .closed_on = book->ground->today,
                          .source = source_of(book),
                          .reason = less && line->row ? row_text(line->row, CONTRACT_REASON) : NULL,
                          .new_ends = line->ends > past->ends ? line->ends : DAY_NONE});
    book->deeds->won++;
}

static void close_lost(
    struct ledger_book *book, const struct ledger_entry *entry, day_number ends, int64_t target)
{
    const struct contract_line *line = &entry->line;
    day_number today = book->ground->today;

    ledger_add_close(
        book->change, &(struct ledger_close){.line = line,
                          .account = book->ground->account->key,
                          .ends = ends,
                          .target = target,
                          .final = 0,
                          .closed_on = entry->past || ends >= today ? today : ends + 1,
                          .source = source_of(book),
                          .reason = line->row ? row_text(line->row, CONTRACT_REASON) : NULL,
                          .new_ends = DAY_NONE});
    book->deeds->lost++;
}

void ledger_close_touched(struct ledger_book *book, const struct ledger_entry *entry)
{
    const struct ledger_past *past = entry->past;
    enum line_status status = contract_line_status(&entry->line);
    bool imported = book->ground->source == LEDGER_IMPORT;

    if (!past->is_open || past->ends == DAY_NONE || is_closed(book, entry->id, past->ends))
        return;
    if (status == LINE_LOST && entry->line.row)
        close_lost(book, entry, past->ends, past->arr);
    else if (status == LINE_WON ||
             (status == LINE_OPEN && imported && begins_next_term(past, &entry->line)))
        close_won(book, entry, past);
}

/* --- by the clock --- */

void ledger_close_left(struct ledger_book *book, const struct ledger_entry *entry)
{
    day_number today = book->ground->today;
    const struct contract_line *line = &entry->line;
    struct renewal_clock clock = contract_clock(line, &book->ground->settings->calendar, today);

    if (book->ground->source != LEDGER_CLOCK || book->churned || line->notice_given == DAY_NONE ||
        contract_line_status(line) != LINE_OPEN || clock.ends == DAY_NONE)
        return;
    if (!is_closed(book, entry->id, clock.ends) && !was_lost(book, entry))
        close_lost(book, entry, clock.ends, entry->recorded);
    if (line->row)
        change_set_text(book->change, change_update(book->change, KIND_CONTRACT, line->key),
            CONTRACT_STATUS, "ended");
}

/* One term that ended silently: won for T x (1 + uplift). */
static void roll_once(
    struct ledger_book *book, struct ledger_entry *entry, day_number due, day_number new_ends)
{
    int64_t target = entry->line.arr, final = target;

    if (target != MONEY_NONE && entry->line.uplift > 0 && !ledger_rose_lately(book, entry, due))
        final = target + round_half_up((double)target * entry->line.uplift);
    ledger_add_close(book->change, &(struct ledger_close){.line = &entry->line,
                                       .account = book->ground->account->key,
                                       .won = true,
                                       .ends = due,
                                       .target = target,
                                       .final = final,
                                       .uplift = target == MONEY_NONE ? MONEY_NONE : final - target,
                                       .closed_on = due + 1,
                                       .source = source_of(book),
                                       .new_ends = new_ends});
    if (target != MONEY_NONE)
        ledger_move(book, entry,
            &(struct ledger_move){.kind = "uplift", .amount = final - target, .date = due + 1});
    if (entry->recorded != 0)
        entry->recorded += final - target;
    entry->line.arr = final;
    book->deeds->won++;
}

/* The next term is not called yet. */
static void begin_term(struct ledger_book *book, const struct ledger_entry *entry)
{
    static const int of_line[] = {CONTRACT_CATEGORY, CONTRACT_FORECAST, CONTRACT_PROBABILITY,
        CONTRACT_TARGET, CONTRACT_PAPER, CONTRACT_TOLD_ON};
    static const int of_account[] = {ACCOUNT_CATEGORY, ACCOUNT_FORECAST, ACCOUNT_PROBABILITY,
        ACCOUNT_TARGET, ACCOUNT_PAPER, ACCOUNT_TOLD_ON};
    const struct contract_line *line = &entry->line;
    const struct row *row = line->row ? line->row : book->ground->account;
    size_t at = change_update(book->change, row->kind, row->key);

    if (line->row) {
        change_set_day(book->change, at, CONTRACT_ENDS, line->ends);
        if (line->arr != MONEY_NONE && line->arr != row_money(row, CONTRACT_ARR))
            change_set_integer(book->change, at, CONTRACT_ARR, line->arr);
    } else {
        change_set_day(book->change, at, ACCOUNT_RENEWAL, line->ends + 1);
    }
    for (size_t i = 0; i < COUNT_OF(of_line); i++) {
        int field = line->row ? of_line[i] : of_account[i];

        if (row_knows(row, field))
            change_set(book->change, at, field, value_unknown());
    }
}

void ledger_roll(struct ledger_book *book, struct ledger_entry *entry)
{
    const struct contract_line *line = &entry->line;
    day_number written = line->ends, today = book->ground->today;
    struct renewal_clock clock = contract_clock(line, &book->ground->settings->calendar, today);
    int months = contract_term_months(line);
    bool any = false;

    if (clock.computed || clock.rolled == 0 || months <= 0 || book->churned || !book->in_book ||
        clock.state == RENEWAL_LEAVING || clock.state == RENEWAL_GONE || book->since == DAY_NONE)
        return;
    for (int term = 0; term < clock.rolled; term++) {
        day_number due = contract_term_end(line, written, months, term);

        if (due < book->since || is_closed(book, entry->id, due))
            continue; /* before anybody looked: nobody knows what it was worth */
        roll_once(book, entry, due, contract_term_end(line, written, months, term + 1));
        any = true;
    }
    if (!any)
        return;
    entry->line.ends = clock.ends;
    begin_term(book, entry);
    entry->now = ledger_arr_of(book, &entry->line);
}
