/* Due lines as rows, so that lists, expressions and JSON read them as any other. */
#include "app/forecast.h"

#include "base/money.h"

static struct value money(int64_t minor)
{
    return minor == MONEY_NONE ? value_unknown() : value_integer(minor);
}

static void set_words(struct row *row, int field, const char *words)
{
    if (words[0])
        row_set_text(row, field, words);
}

/* A line without an id of its own goes by its account's. */
static const char *id_of(const struct due_line *line)
{
    if (line->closed_by && row_text(line->closed_by, RENEWAL_ID)[0])
        return row_text(line->closed_by, RENEWAL_ID);
    return line->id[0] ? line->id : line->account_id;
}

static void fill_stored(const struct due_line *line, const char *currency, struct row *row)
{
    row_set_integer(row, RENEWAL_ACCOUNT, line->account);
    row_set_text(row, RENEWAL_ID, id_of(line));
    set_words(row, RENEWAL_LINE, line->id);
    set_words(row, RENEWAL_PRODUCT, line->product);
    row_set_day(row, RENEWAL_ENDS, line->ends);
    row_set_text(row, RENEWAL_STATUS,
        due_is_open(line->state) ? due_state_word(DUE_OPEN) : due_state_word(line->state));
    row_set(row, RENEWAL_TARGET, money(line->target));
    row_set_text(row, RENEWAL_CURRENCY, currency);
    if (due_is_open(line->state))
        return;
    row_set(row, RENEWAL_FINAL, money(line->amount));
    row_set(row, RENEWAL_UPLIFT, money(line->value.uplift));
    row_set_day(row, RENEWAL_CLOSED_ON, line->closed_on);
    set_words(row, RENEWAL_REASON, line->reason);
}

static void fill_clock(const struct due_line *line, day_number today, struct row *row)
{
    const struct renewal_clock *clock = &line->clock;

    row_set_text(row, RENEWAL_RENEWAL_STATE, renewal_state_word(clock->state));
    if (clock->decision == DAY_NONE)
        return;
    row_set_day(row, RENEWAL_DECIDES_ON, clock->decision);
    row_set_integer(row, RENEWAL_DECIDES_IN, clock->decision - today);
    row_set_text(row, RENEWAL_DECIDES_BY, clock->by_notice ? "notice" : "end");
    row_set_day(row, RENEWAL_ACT_BY, clock->act_by);
}

static void fill_value(const struct due_line *line, struct row *row)
{
    const struct forecast_value *value = &line->value;

    row_set_real(row, RENEWAL_PROBABILITY, value->p);
    if (line->unknown)
        return;
    row_set_integer(row, RENEWAL_ARR, line->arr);
    row_set_integer(row, RENEWAL_FORECAST, line->amount);
    row_set_integer(row, RENEWAL_RETAINED, value->retained);
    row_set_integer(row, RENEWAL_GROWTH, value->uplift + value->expansion);
    row_set_integer(row, RENEWAL_WEIGHTED, value->weighted);
    row_set_integer(row, RENEWAL_WEIGHTED_GROWTH, value->weighted_growth);
    row_set_integer(row, RENEWAL_LANDS, value->lands);
    if (due_is_open(line->state))
        row_set_integer(row, RENEWAL_RISK, value->risk);
}

struct row *due_line_row(
    const struct due_line *line, const char *currency, day_number today, struct arena *arena)
{
    struct row *row =
        line->closed_by ? row_copy(arena, line->closed_by) : row_new(arena, KIND_RENEWAL);

    fill_stored(line, currency, row);
    fill_value(line, row);
    if (due_is_open(line->state)) {
        fill_clock(line, today, row);
        row_set_text(row, RENEWAL_CATEGORY, forecast_category_word(line->value.category));
    } else {
        row_set_integer(row, RENEWAL_LATE, due_line_is_late(line));
    }
    if (line->health >= 0)
        row_set_integer(row, RENEWAL_HEALTH, line->health);
    row_set_text(row, RENEWAL_PLACE, due_place_word(line->place));
    row_set_text(row, RENEWAL_BAND, health_band_word(line->band));
    return row;
}
