/* The comparisons of which conditions are made. Each is kept with its fact where somebody asks why;
 * while a book is scored only its answer is wanted. */
#include <ctype.h>
#include <string.h>
#include "base/str.h"
#include "signal_internal.h"

#define NAME_BYTES_MOST 40
#define CLOSE 1e-9 /* model.md, Formulas: doubles as near as this are equal */

static void keep(struct signal_case *at, struct signal_fact fact)
{
    if (at->tells && at->fact_count < SIGNAL_FACTS_MOST)
        at->facts[at->fact_count++] = fact;
}

static const char *figure_words(const struct signal_case *at, double value, enum signal_unit unit)
{
    switch (unit) {
    case FIGURE_COUNT: return words_number(at->arena, value);
    case FIGURE_DAYS: return arena_format(at->arena, "%sd", words_number(at->arena, value));
    case FIGURE_SHARE: return words_percent(at->arena, value);
    case FIGURE_CHANGE: return words_change(at->arena, value);
    case FIGURE_POINTS: return words_signed(at->arena, value);
    }
    return "";
}

static bool compare(double value, enum signal_comparison comparison, double limit)
{
    switch (comparison) {
    case AT_LEAST: return value + CLOSE >= limit;
    case AT_MOST: return value - CLOSE <= limit;
    case MORE_THAN: return value - CLOSE > limit;
    case LESS_THAN: return value + CLOSE < limit;
    }
    return false;
}

bool signal_compare(struct signal_case *at, struct signal_figure is,
    enum signal_comparison comparison, double limit)
{
    static const char *const words[] = {[AT_LEAST] = "at least",
        [AT_MOST] = "at most",
        [MORE_THAN] = "more than",
        [LESS_THAN] = "less than"};
    bool holds = compare(is.value, comparison, limit);

    if (at->tells)
        keep(at, (struct signal_fact){is.name, figure_words(at, is.value, is.unit),
                     arena_format(
                         at->arena, "%s %s", words[comparison], figure_words(at, limit, is.unit)),
                     holds});
    return holds;
}

bool signal_is(
    struct signal_case *at, const char *name, const char *value, const char *wanted, bool holds)
{
    keep(at, (struct signal_fact){name, value, wanted, holds});
    return holds;
}

bool signal_knows(struct signal_case *at, const char *name, bool known)
{
    if (!known)
        keep(at, (struct signal_fact){name, NULL, "known", false});
    return known;
}

bool signal_decides_within(struct signal_case *at, double days)
{
    const struct renewal_clock *clock = &at->assessment->contract.clock;
    const char *word = renewal_state_word(clock->state);

    switch (clock->state) {
    case RENEWAL_UNKNOWN: return signal_knows(at, "day of the decision", false);
    case RENEWAL_LOCKED_IN:
    case RENEWAL_LEAVING:
    case RENEWAL_GONE: return signal_is(at, "decision", word, "still to come", false);
    case RENEWAL_QUIET:
    case RENEWAL_PLAN:
    case RENEWAL_PREPARE:
    case RENEWAL_NEGOTIATE:
    case RENEWAL_CLOSE:
    case RENEWAL_SLIPPED: break;
    }
    return signal_knows(at, "day of the decision", clock->decision != DAY_NONE) &&
           signal_compare(at, (struct signal_figure){"decides in", clock->decides_in, FIGURE_DAYS},
               AT_MOST, days);
}

/* --- the filter of a rule --- */

static void add_value(const struct signal_case *at, const char *name, int field, struct str *text)
{
    const struct row *account = at->assessment->account;

    str_addf(text, "%s%s ", text->len > 0 ? ", " : "", name);
    if (row_knows(account, field))
        field_format_words(text, account, field, at->book->currency, at->today);
    else
        str_add(text, "not known");
}

/* Its words that are names of fields, each once. */
const char *signal_filter_values(const struct signal_case *at)
{
    struct str text = {0};
    uint64_t seen[4] = {0};

    for (const char *from = at->rule->when_text; from && *from;) {
        char name[NAME_BYTES_MOST] = "";
        size_t len = 0;

        while (isalnum((unsigned char)from[len]) || from[len] == '_')
            len++;
        if (len > 0 && len < sizeof(name))
            memcpy(name, from, len);
        from += len > 0 ? len : 1;
        int field = name[0] ? field_find(KIND_ACCOUNT, name) : -1;

        if (field < 0 || field >= 256 || (seen[field / 64] & UINT64_C(1) << (field % 64)))
            continue;
        seen[field / 64] |= UINT64_C(1) << (field % 64);
        add_value(at, name, field, &text);
    }
    const char *copy = arena_copy_text(at->arena, str_text(&text));
    str_fini(&text);
    return copy;
}
