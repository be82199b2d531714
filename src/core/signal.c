/* Signals: every rule is asked, what fires gets its severity, its evidence and its state. */
#include "core/signal.h"

#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "signal_internal.h"

const char *severity_word(enum severity severity)
{
    static const char *const words[] = {
        [SEVERITY_NONE] = "none",
        [SEVERITY_LOW] = "low",
        [SEVERITY_MEDIUM] = "medium",
        [SEVERITY_HIGH] = "high",
    };
    return words[severity];
}

bool signal_decides_within(const struct signal_case *at, double days)
{
    const struct renewal_clock *clock = &at->assessment->contract.clock;

    switch (clock->state) {
    case RENEWAL_UNKNOWN:
    case RENEWAL_LOCKED_IN:
    case RENEWAL_LEAVING:
    case RENEWAL_GONE: return false;
    case RENEWAL_QUIET:
    case RENEWAL_PLAN:
    case RENEWAL_PREPARE:
    case RENEWAL_NEGOTIATE:
    case RENEWAL_CLOSE:
    case RENEWAL_SLIPPED: break;
    }
    return clock->decision != DAY_NONE && clock->decides_in <= days;
}

static bool matches(const struct signal_case *at, const struct query *when)
{
    return when && query_matches(when, at->assessment->account, at->rules->settings, at->today);
}

static enum severity severity_of(const struct signal_case *at, enum signal_grade grade)
{
    const struct signal_rule *rule = at->rule;

    if (matches(at, rule->high_when))
        return SEVERITY_HIGH;
    if (grade == GRADE_WORSE && rule->worse != SEVERITY_NONE)
        return rule->worse;
    if (matches(at, rule->medium_when))
        return SEVERITY_MEDIUM;
    if (matches(at, rule->low_when))
        return SEVERITY_LOW;
    return rule->severity;
}

/* The condition, with its evidence left in the case. */
static enum signal_grade ask(struct signal_case *at)
{
    const struct signal_builtin *builtin = signal_builtin_find(at->rule->rule);

    at->fill_count = 0;
    at->about = NULL;
    if (at->rule->when && !matches(at, at->rule->when))
        return GRADE_NO;
    if (builtin)
        return builtin->fires(at);
    return at->rule->when && at->rule->rule == NULL ? GRADE_PLAIN : GRADE_NO;
}

static const struct row *state_of(const struct dossier *dossier, const char *id)
{
    for (size_t i = 0; i < dossier->signals.count; i++) {
        if (strcmp(row_text(dossier->signals.items[i], SIGNAL_SIGNAL), id) == 0)
            return dossier->signals.items[i];
    }
    return NULL;
}

static enum severity severity_from(const char *text, size_t len)
{
    for (int i = SEVERITY_LOW; i <= SEVERITY_HIGH; i++) {
        const char *word = severity_word((enum severity)i);

        if (strlen(word) == len && strncmp(word, text, len) == 0)
            return (enum severity)i;
    }
    return SEVERITY_NONE;
}

/* Handled is handled until it is worse, or about another person, ticket or note. That days pass and
 * figures drift is no new fact. */
static bool is_same_matter(const struct signal *signal, const char *handled)
{
    size_t word = strcspn(handled, " ");
    enum severity then = severity_from(handled, word);

    if (text_blank(handled))
        return true;
    if (then != SEVERITY_NONE && signal->severity > then)
        return false;
    return text_equal(signal->facts + strcspn(signal->facts, " "), handled + word);
}

static bool is_hidden(const struct signal *signal, day_number today)
{
    const struct row *state = signal->state;

    if (state == NULL)
        return false;
    if (row_integer(state, SIGNAL_MUTED) != 0)
        return true;
    day_number until = row_day(state, SIGNAL_QUIET_UNTIL);

    return until != DAY_NONE && today <= until &&
           is_same_matter(signal, row_text(state, SIGNAL_HANDLED_TEXT));
}

/* Nothing more is sold to an account that is red or not known. */
static const char *suggestion(const struct signal_case *at)
{
    enum health_band band = at->assessment->health.band;
    bool shaky = band == BAND_RED || band == BAND_UNKNOWN;

    if (text_blank(at->rule->suggests))
        return NULL;
    return shaky && text_equal(at->rule->suggests, "expansion") ? NULL : at->rule->suggests;
}

static struct signal make(const struct signal_case *at, enum severity severity)
{
    const struct signal_rule *rule = at->rule;
    struct signal signal = {.rule = rule, .severity = severity};

    signal.text = signal_text(at, rule->text ? rule->text : rule->id);
    signal.next = text_blank(rule->next) ? NULL : signal_text(at, rule->next);
    signal.suggests = suggestion(at);
    signal.facts =
        arena_format(at->arena, "%s %s", severity_word(severity), at->about ? at->about : "");
    signal.state = state_of(at->dossier, rule->id);
    signal.hidden = is_hidden(&signal, at->today);
    return signal;
}

/* Worst first; a risk before growth, then the order of the file. */
static int by_severity(const void *a, const void *b)
{
    const struct signal *one = a;
    const struct signal *other = b;

    if (one->severity != other->severity)
        return one->severity > other->severity ? -1 : 1;
    if (one->rule->growth != other->rule->growth)
        return one->rule->growth ? 1 : -1;
    return one->rule < other->rule ? -1 : one->rule > other->rule;
}

static void ask_all(struct signal_case *at, bool growth, struct signal_list *signals)
{
    const struct signal_rules *rules = at->rules->signals;

    for (int i = 0; i < rules->count; i++) {
        at->rule = &rules->rules[i];
        if (at->rule->growth != growth)
            continue;
        enum signal_grade grade = ask(at);

        if (grade == GRADE_NO)
            continue;
        enum severity severity = severity_of(at, grade);

        signals->items[signals->count++] = make(at, severity);
        if (!growth && severity > at->worst_risk)
            at->worst_risk = severity;
    }
}

void signal_evaluate(const struct rules *rules, const struct dossier *dossier,
    const struct assessment *assessment, const struct book_facts *book, day_number today,
    struct arena *arena, struct signal_list *ret_signals)
{
    struct signal_list signals = {0};
    struct signal_case at = {.rules = rules,
        .dossier = dossier,
        .assessment = assessment,
        .book = book,
        .today = today,
        .arena = arena};

    *ret_signals = signals;
    if (rules->signals == NULL || rules->signals->count == 0)
        return;
    measures_read(dossier, today, &at.measures);
    at.trend = measures_trend(&at.measures);
    at.onboarding = onboarding_of(dossier, rules->settings, today);
    signals.room = (size_t)rules->signals->count;
    signals.items = arena_alloc_array(arena, signals.room, sizeof(*signals.items));
    ask_all(&at, false, &signals);
    ask_all(&at, true, &signals);
    qsort(signals.items, signals.count, sizeof(*signals.items), by_severity);
    *ret_signals = signals;
}
