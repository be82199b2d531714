/* Risks and causes. */
#include "core/risk.h"

#include "base/array.h"
#include "base/money.h"
#include "base/str.h"
#include "base/words.h"

struct outcome_row {
    const char *word;
    bool needs_cause;
};
static const struct outcome_row outcomes[] = {
    [RISK_SAVED] = {N_("saved"), false},
    [RISK_PARTLY] = {N_("partly"), true},
    [RISK_LOST] = {N_("lost"), true},
    [RISK_PASSED] = {N_("passed"), false},
};
_Static_assert(COUNT_OF(outcomes) == RISK_OUTCOMES, "a row an outcome");

const char *risk_outcome_word(enum risk_outcome outcome)
{
    return outcomes[outcome].word;
}

bool risk_outcome_from_word(const char *word, enum risk_outcome *ret_outcome)
{
    for (size_t i = 0; i < COUNT_OF(outcomes); i++) {
        if (text_equal_nocase(word, outcomes[i].word)) {
            *ret_outcome = (enum risk_outcome)i;
            return true;
        }
    }
    return false;
}

bool risk_outcome_needs_cause(enum risk_outcome outcome)
{
    return outcomes[outcome].needs_cause;
}

bool risk_is(const struct row *signal)
{
    return row_is(signal, SIGNAL_KIND, "risk");
}

bool risk_is_open(const struct row *signal)
{
    return risk_is(signal) && row_integer(signal, SIGNAL_OPEN) != 0 &&
           row_integer(signal, SIGNAL_MUTED) == 0 && !row_knows(signal, SIGNAL_OUTCOME);
}

int64_t risk_exposed(const struct row *signal, int64_t account_arr)
{
    return row_knows(signal, SIGNAL_EXPOSED) ? row_money(signal, SIGNAL_EXPOSED) : account_arr;
}

/* --- causes --- */

static bool is_in(day_number day, struct risk_period period)
{
    return day != DAY_NONE && (period.from == DAY_NONE || day >= period.from) &&
           (period.to == DAY_NONE || day <= period.to);
}

static size_t place_of(const char *word)
{
    enum cause cause;

    if (text_blank(word))
        return CAUSE_COUNT;
    return cause_from_word(word, &cause) ? (size_t)cause : CAUSE_OTHER;
}

static void add_risk(struct cause_line *line, const struct row *row, struct risk_period period)
{
    enum risk_outcome outcome;

    if (risk_is_open(row))
        line->open++;
    else if (risk_outcome_from_word(row_text(row, SIGNAL_OUTCOME), &outcome) &&
             is_in(row_day(row, SIGNAL_CLOSED_ON), period))
        line->closed[outcome]++;
}

struct loss {
    int64_t *count, *sum;
    int64_t amount; /* positive; MONEY_NONE: not known */
    const char *currency;
};

static void add_loss(struct cause_line *line, struct loss loss, const struct settings *settings)
{
    int64_t own = 0;

    (*loss.count)++;
    if (loss.amount == MONEY_NONE)
        return;
    if (!settings_convert(settings, loss.amount, loss.currency, &own) || !money_add(loss.sum, own))
        line->without_rate++;
}

static void add_movement(struct cause_line *line, const struct row *row,
    const struct settings *settings, struct risk_period period)
{
    int64_t amount = row_money(row, MOVEMENT_AMOUNT);
    struct loss loss = {.amount = amount == MONEY_NONE || amount >= 0 ? amount : -amount,
        .currency = row_text(row, MOVEMENT_CURRENCY)};

    if (!is_in(row_day(row, MOVEMENT_DATE), period))
        return;
    if (row_is(row, MOVEMENT_KIND, "churn")) {
        loss.count = &line->churns;
        loss.sum = &line->churned;
    } else if (row_is(row, MOVEMENT_KIND, "contraction")) {
        loss.count = &line->contractions;
        loss.sum = &line->contracted;
    } else {
        return;
    }
    add_loss(line, loss, settings);
}

static void add_renewal(struct cause_line *line, const struct row *row,
    const struct settings *settings, struct risk_period period)
{
    int64_t target = row_money(row, RENEWAL_TARGET);
    int64_t final = row_is(row, RENEWAL_STATUS, "lost") ? 0 : row_money(row, RENEWAL_FINAL);
    bool lost = row_is(row, RENEWAL_STATUS, "lost");
    bool reduced = row_is(row, RENEWAL_STATUS, "won") && target != MONEY_NONE &&
                   final != MONEY_NONE && final < target;

    if ((!lost && !reduced) || !is_in(row_day(row, RENEWAL_CLOSED_ON), period))
        return;
    add_loss(line,
        (struct loss){.count = &line->renewals,
            .sum = &line->unrenewed,
            .amount = target == MONEY_NONE ? MONEY_NONE : target - final,
            .currency = row_text(row, RENEWAL_CURRENCY)},
        settings);
}

static void add_row(struct cause_line *line, const struct row *row, const struct settings *settings,
    struct risk_period period)
{
    if (row->kind == KIND_SIGNAL && risk_is(row))
        add_risk(line, row, period);
    else if (row->kind == KIND_MOVEMENT)
        add_movement(line, row, settings, period);
    else if (row->kind == KIND_RENEWAL)
        add_renewal(line, row, settings, period);
}

void cause_summary_add(struct cause_summary *summary, const struct row *row,
    const struct settings *settings, struct risk_period period)
{
    const char *word = "";

    if (row->kind == KIND_SIGNAL)
        word = row_text(row, SIGNAL_CAUSE);
    else if (row->kind == KIND_MOVEMENT)
        word = row_text(row, MOVEMENT_REASON);
    else if (row->kind == KIND_RENEWAL)
        word = row_text(row, RENEWAL_REASON);
    add_row(&summary->lines[place_of(word)], row, settings, period);
    add_row(&summary->all, row, settings, period);
}
