/* The rows of the ledger, and the small rules around them. */
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "ledger_internal.h"

static const char *const source_words[] = {
    [LEDGER_IMPORT] = "import",
    [LEDGER_RENEWAL] = "renewal",
    [LEDGER_HAND] = "hand",
    [LEDGER_CLOCK] = "clock",
};

const char *ledger_source_word(enum ledger_source source)
{
    return source_words[source];
}

static void set_text(struct change *change, size_t row, int field, const char *text)
{
    if (text && *text)
        change_set_text(change, row, field, text);
}

static void set_money(struct change *change, size_t row, int field, int64_t amount)
{
    if (amount != MONEY_NONE)
        change_set_integer(change, row, field, amount);
}

void ledger_add_move(struct change *change, const struct ledger_move *move)
{
    size_t row;

    if (move->amount == 0)
        return;
    row = change_insert(change, KIND_MOVEMENT);
    change_set_integer(change, row, MOVEMENT_ACCOUNT, move->account);
    change_set_day(change, row, MOVEMENT_DATE, move->date);
    change_set_text(change, row, MOVEMENT_KIND, move->kind);
    set_text(change, row, MOVEMENT_LINE, move->line);
    set_text(change, row, MOVEMENT_PRODUCT, move->product);
    change_set_integer(change, row, MOVEMENT_AMOUNT, move->amount);
    set_text(change, row, MOVEMENT_CURRENCY, move->currency);
    set_text(change, row, MOVEMENT_OTHER, move->other);
    set_text(change, row, MOVEMENT_REASON, move->reason);
    change_set_text(change, row, MOVEMENT_SOURCE, ledger_source_word(move->source));
}

size_t ledger_add_close(struct change *change, const struct ledger_close *close)
{
    const struct contract_line *line = close->line;
    size_t row = change_insert(change, KIND_RENEWAL);

    change_set_integer(change, row, RENEWAL_ACCOUNT, close->account);
    if (line->row)
        set_text(change, row, RENEWAL_LINE, row_text(line->row, CONTRACT_ID));
    set_text(change, row, RENEWAL_PRODUCT, line->product);
    change_set_day(change, row, RENEWAL_ENDS, close->ends);
    change_set_text(change, row, RENEWAL_STATUS, close->won ? "won" : "lost");
    set_money(change, row, RENEWAL_TARGET, close->target);
    set_money(change, row, RENEWAL_FINAL, close->final);
    if (close->won)
        set_money(change, row, RENEWAL_UPLIFT, close->uplift);
    set_text(change, row, RENEWAL_CURRENCY, line->currency);
    change_set_day(change, row, RENEWAL_CLOSED_ON, close->closed_on);
    change_set_text(change, row, RENEWAL_SOURCE, close->source);
    set_text(change, row, RENEWAL_REASON, close->reason);
    set_text(change, row, RENEWAL_WHY, close->why);
    if (close->won && close->new_ends != DAY_NONE)
        change_set_day(change, row, RENEWAL_NEW_ENDS, close->new_ends);
    if (line->term_months > 0)
        change_set_integer(change, row, RENEWAL_TERM_MONTHS, line->term_months);
    return row;
}

int64_t ledger_uplift_part(int64_t arr, int64_t now, double uplift)
{
    int64_t part;

    if (now <= arr || arr <= 0 || uplift <= 0)
        return 0;
    part = round_half_up((double)arr * uplift);
    return part < now - arr ? part : now - arr;
}

bool ledger_is_mine(const char *owner, const struct settings *settings)
{
    return text_blank(settings->owner) || text_blank(owner) ||
           text_equal_nocase(settings->owner, owner);
}

bool ledger_in_book(const struct row *account, const struct settings *settings)
{
    return ledger_is_mine(row_text(account, ACCOUNT_OWNER), settings);
}

bool ledger_is_stale(
    const struct row *stored, const struct row_list *renewals, day_number said_ends)
{
    struct row nobody = {.kind = KIND_ACCOUNT};
    struct value values[ACCOUNT_ALL] = {0};
    struct row *rows[] = {(struct row *)(uintptr_t)stored};
    struct dossier dossier = {.account = stored};
    const char *id = "";
    struct contract_line line;

    nobody.values = values;
    if (stored->kind == KIND_CONTRACT) {
        dossier.account = &nobody;
        dossier.contracts = (struct row_list){rows, 1, 1};
        id = row_text(stored, CONTRACT_ID);
    }
    contract_line_get(&dossier, 0, &line);
    if (line.ends == DAY_NONE || said_ends >= line.ends)
        return false;
    for (size_t i = 0; i < renewals->count; i++)
        if (row_is(renewals->items[i], RENEWAL_STATUS, "won") &&
            row_day(renewals->items[i], RENEWAL_ENDS) == said_ends &&
            text_equal(row_text(renewals->items[i], RENEWAL_LINE), id))
            return true;
    return line.auto_renew == 1 && contract_is_term_end(&line, said_ends);
}
