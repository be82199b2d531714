/* Stages of an expansion, and what the pipeline comes to. */
#include "core/growth.h"

#include "base/array.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

struct stage {
    const char *word;
    double probability; /* where the row has none */
};
static const struct stage stages[] = {
    [GROWTH_SIGNAL] = {N_("signal"), .1},
    [GROWTH_QUALIFIED] = {N_("qualified"), .3},
    [GROWTH_HANDED_OVER] = {N_("handed over"), .5},
    [GROWTH_WON] = {N_("won"), 1},
    [GROWTH_LOST] = {N_("lost"), 0},
};
_Static_assert(COUNT_OF(stages) == GROWTH_STAGES, "a row a stage");

/* Parts of the words of vendors. The first that is in the word decides: `closed lost` before
 * `closed`. */
static const struct {
    const char *part;
    enum growth_stage stage;
} parts[] = {
    {"lost", GROWTH_LOST},
    {"disqualified", GROWTH_LOST},
    {"declined", GROWTH_LOST},
    {"abandoned", GROWTH_LOST},
    {"won", GROWTH_WON},
    {"signal", GROWTH_SIGNAL},
    {"prospect", GROWTH_SIGNAL},
    {"identified", GROWTH_SIGNAL},
    {"lead", GROWTH_SIGNAL},
    {"new", GROWTH_SIGNAL},
    {"hand", GROWTH_HANDED_OVER},
    {"propos", GROWTH_HANDED_OVER},
    {"quote", GROWTH_HANDED_OVER},
    {"negotiat", GROWTH_HANDED_OVER},
    {"contract", GROWTH_HANDED_OVER},
    {"commit", GROWTH_HANDED_OVER},
    {"decision", GROWTH_HANDED_OVER},
    {"presentation", GROWTH_HANDED_OVER},
    {"closed", GROWTH_WON},
};

const char *growth_stage_word(enum growth_stage stage)
{
    return stages[stage].word;
}

enum growth_stage growth_stage_of_word(const char *word)
{
    if (text_blank(word))
        return GROWTH_SIGNAL;
    for (size_t i = 0; i < COUNT_OF(stages); i++)
        if (text_equal_nocase(word, stages[i].word))
            return (enum growth_stage)i;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (text_contains_folded(word, parts[i].part))
            return parts[i].stage;
    return GROWTH_QUALIFIED;
}

enum growth_stage growth_stage_of(const struct row *opportunity)
{
    return growth_stage_of_word(row_text(opportunity, OPPORTUNITY_STAGE));
}

bool growth_stage_is_open(enum growth_stage stage)
{
    return stage == GROWTH_SIGNAL || stage == GROWTH_QUALIFIED || stage == GROWTH_HANDED_OVER;
}

bool growth_is(const struct row *opportunity)
{
    static const char *const others[] = {"renew", "new business", "new logo", "new customer"};
    const char *kind = row_text(opportunity, OPPORTUNITY_KIND);

    if (text_equal_nocase(kind, "new"))
        return false;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (text_contains_folded(kind, others[i]))
            return false;
    return true;
}

double growth_probability(const struct row *opportunity)
{
    enum growth_stage stage = growth_stage_of(opportunity);
    double own = row_real(opportunity, OPPORTUNITY_PROBABILITY);

    if (!growth_stage_is_open(stage) || !row_knows(opportunity, OPPORTUNITY_PROBABILITY))
        return stages[stage].probability;
    return own < 0 ? 0 : own > 1 ? 1 : own;
}

static void add_to(
    struct growth_line *line, const struct row *opportunity, const struct settings *settings)
{
    int64_t amount = row_money(opportunity, OPPORTUNITY_AMOUNT);
    int64_t own = 0;

    line->count++;
    if (amount == MONEY_NONE) {
        line->unknown++;
        return;
    }
    if (!settings_convert(settings, amount, row_text(opportunity, OPPORTUNITY_CURRENCY), &own)) {
        line->without_rate++;
        return;
    }
    int64_t weighed = round_half_up((double)own * growth_probability(opportunity));

    if (!money_add(&line->amount, own) || !money_add(&line->weighted, weighed))
        line->unknown++;
}

static day_number closes_on(const struct row *opportunity, enum growth_stage stage)
{
    if (!growth_stage_is_open(stage) && row_knows(opportunity, OPPORTUNITY_CLOSED_ON))
        return row_day(opportunity, OPPORTUNITY_CLOSED_ON);
    return row_day(opportunity, OPPORTUNITY_CLOSE);
}

static bool is_in(day_number day, struct growth_period period)
{
    return (period.from == DAY_NONE || day >= period.from) &&
           (period.to == DAY_NONE || day <= period.to);
}

void growth_totals(const struct row_list *opportunities, const struct settings *settings,
    struct growth_period period, struct growth_totals *ret_totals)
{
    bool bound = period.from != DAY_NONE || period.to != DAY_NONE;
    struct growth_totals totals = {0};

    for (size_t i = 0; i < opportunities->count; i++) {
        const struct row *row = opportunities->items[i];
        enum growth_stage stage = growth_stage_of(row);
        day_number day = closes_on(row, stage);

        if (!growth_is(row))
            continue;
        if (day == DAY_NONE && growth_stage_is_open(stage))
            add_to(&totals.undated, row, settings);
        if (bound && (day == DAY_NONE || !is_in(day, period)))
            continue;
        add_to(&totals.stages[stage], row, settings);
        if (growth_stage_is_open(stage))
            add_to(&totals.open, row, settings);
    }
    *ret_totals = totals;
}

/* --- advocacy --- */

static day_number reference_day(const struct row *reference)
{
    return row_knows(reference, REFERENCE_GIVEN_ON) ? row_day(reference, REFERENCE_GIVEN_ON)
                                                    : row_day(reference, REFERENCE_ASKED_ON);
}

void reference_words(const struct row_list *references, day_number today, struct str *out)
{
    const struct row *latest = NULL;
    char day[24];

    for (size_t i = 0; i < references->count; i++)
        if (latest == NULL || row_day(references->items[i], REFERENCE_ASKED_ON) >=
                                  row_day(latest, REFERENCE_ASKED_ON))
            latest = references->items[i];
    if (latest == NULL)
        return;
    const char *who = row_text(latest, REFERENCE_CONTACT);

    if (text_blank(who))
        str_add(out, row_text(latest, REFERENCE_KIND));
    else
        str_addf(out, _("%s of %s"), row_text(latest, REFERENCE_KIND), who);
    str_addf(out, ", %s", row_text(latest, REFERENCE_STATUS));
    if (reference_day(latest) != DAY_NONE)
        str_addf(out, " %s", day_short(reference_day(latest), today, day));
    if (references->count > 1)
        str_addf(out, _("; %zu more before"), references->count - 1);
}
