/* Signals: every rule is asked, what fires gets its severity, its evidence and its state. */
#include "core/signal.h"

#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "base/words.h"
#include "signal_internal.h"

const char *severity_word(enum severity severity)
{
    static const char *const words[] = {
        [SEVERITY_NONE] = N_("none"),
        [SEVERITY_LOW] = N_("low"),
        [SEVERITY_MEDIUM] = N_("medium"),
        [SEVERITY_HIGH] = N_("high"),
    };
    return words[severity];
}

const struct signal_rule signal_by_hand = {
    .id = "by-hand", .severity = SEVERITY_MEDIUM, .quiet_days = 7};

const char *signal_id(const struct signal *signal)
{
    if (signal->rule == &signal_by_hand && signal->state)
        return row_text(signal->state, SIGNAL_SIGNAL);
    return signal->rule->id;
}

bool signal_is_open_risk(const struct signal *signal)
{
    return !signal->rule->growth &&
           (signal->state == NULL || (row_integer(signal->state, SIGNAL_MUTED) == 0 &&
                                         !row_knows(signal->state, SIGNAL_OUTCOME)));
}

bool signal_pattern_has(const char *patterns, const char *signal)
{
    size_t len = strlen(signal);

    for (const char *at = patterns; at && *at; at += *at == '\n') {
        if (strncmp(at, signal, len) == 0 && at[len] == ' ')
            return true;
        at += strcspn(at, "\n");
    }
    return false;
}

bool signal_is_past(const struct row *signal)
{
    return row_integer(signal, SIGNAL_OPEN) == 0 && row_knows(signal, SIGNAL_OUTCOME);
}

struct row *signal_current(const struct row_list *signals, const char *id)
{
    struct row *current = NULL;

    for (size_t i = 0; i < signals->count; i++) {
        struct row *row = signals->items[i];

        if (strcmp(row_text(row, SIGNAL_SIGNAL), id) == 0 && !signal_is_past(row) &&
            (current == NULL || row->key > current->key))
            current = row;
    }
    return current;
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
    at->fact_count = 0;
    at->about = NULL;
    if (at->rule->when && !signal_is(at, "filter", at->tells ? signal_filter_values(at) : "",
                              at->rule->when_text, matches(at, at->rule->when)))
        return GRADE_NO;
    if (builtin)
        return builtin->fires(at);
    return at->rule->when && at->rule->rule == NULL ? GRADE_PLAIN : GRADE_NO;
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

/* What was set by a person and holds while the matter is the same. */
static void take_state(struct signal *signal, day_number today)
{
    const struct row *state = signal->state;

    if (state == NULL)
        return;
    bool same = is_same_matter(signal, row_text(state, SIGNAL_HANDLED_TEXT));
    day_number until = row_day(state, SIGNAL_QUIET_UNTIL);
    day_number look = row_day(state, SIGNAL_LOOK_ON);
    bool closed = row_knows(state, SIGNAL_OUTCOME);

    /* Closed as it was: what is worse, or about another thing, begins anew. */
    if (closed && !same) {
        signal->state = NULL;
        return;
    }
    signal->hidden = closed || row_integer(state, SIGNAL_MUTED) != 0 ||
                     (until != DAY_NONE && today <= until && same);
    signal->planned = look != DAY_NONE && today < look && same;
    signal->look = look != DAY_NONE && today >= look && !signal->hidden;
}

/* Nothing more is sold to an account that is red or not known. */
static const char *suggestion(const struct signal_case *at)
{
    enum health_band band = at->assessment->health.band;
    bool shaky = band == BAND_RED || band == BAND_UNKNOWN;

    if (text_blank(at->rule->suggests) || (at->rule->suggests_worse && at->grade != GRADE_WORSE))
        return NULL;
    return shaky && text_equal(at->rule->suggests, "expansion") ? NULL : at->rule->suggests;
}

struct signal signal_make(const struct signal_case *at, enum severity severity)
{
    const struct signal_rule *rule = at->rule;
    struct signal signal = {.rule = rule, .severity = severity};

    signal.text = signal_text(at, rule->text ? rule->text : rule->id);
    signal.next = text_blank(rule->next) ? NULL : signal_text(at, rule->next);
    signal.suggests = suggestion(at);
    signal.facts =
        arena_format(at->arena, "%s %s", severity_word(severity), at->about ? at->about : "");
    signal.state = signal_current(&at->dossier->signals, rule->id);
    take_state(&signal, at->today);
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
    if (one->rule == &signal_by_hand && other->rule == &signal_by_hand)
        return one->state->key < other->state->key ? -1 : 1;
    if (one->rule == &signal_by_hand || other->rule == &signal_by_hand)
        return one->rule == &signal_by_hand ? -1 : 1;
    return one->rule < other->rule ? -1 : one->rule > other->rule;
}

enum severity signal_ask(struct signal_case *at)
{
    at->grade = ask(at);
    if (at->grade == GRADE_NO)
        return SEVERITY_NONE;
    enum severity severity = severity_of(at, at->grade);

    if (!at->rule->growth && severity > at->worst_risk)
        at->worst_risk = severity;
    return severity;
}

static void ask_all(struct signal_case *at, bool growth, struct signal_list *signals)
{
    const struct signal_rules *rules = at->rules->signals;

    for (int i = 0; rules && i < rules->count; i++) {
        at->rule = &rules->rules[i];
        if (at->rule->growth != growth)
            continue;
        enum severity severity = signal_ask(at);

        if (severity != SEVERITY_NONE)
            signals->items[signals->count++] = signal_make(at, severity);
    }
}

/* --- by hand --- */

static bool is_by_hand(const struct row *row)
{
    return row_integer(row, SIGNAL_BY_HAND) != 0 && row_integer(row, SIGNAL_OPEN) != 0 &&
           !row_knows(row, SIGNAL_OUTCOME);
}

static struct signal of_hand(const struct signal_case *at, const struct row *row)
{
    const char *word = row_text(row, SIGNAL_SEVERITY);
    struct signal signal = {.rule = &signal_by_hand,
        .severity = severity_from(word, strlen(word)),
        .text = row_text(row, SIGNAL_TEXT),
        .state = row};

    if (signal.severity == SEVERITY_NONE)
        signal.severity = signal_by_hand.severity;
    if (row_knows(row, SIGNAL_SUGGESTS))
        signal.suggests = row_text(row, SIGNAL_SUGGESTS);
    signal.facts = arena_format(
        at->arena, "%s %s", severity_word(signal.severity), row_text(row, SIGNAL_SIGNAL));
    take_state(&signal, at->today);
    return signal;
}

static void take_by_hand(struct signal_case *at, struct signal_list *signals)
{
    for (size_t i = 0; i < at->dossier->signals.count; i++) {
        const struct row *row = at->dossier->signals.items[i];

        if (!is_by_hand(row))
            continue;
        struct signal signal = of_hand(at, row);

        signals->items[signals->count++] = signal;
        if (signal.severity > at->worst_risk)
            at->worst_risk = signal.severity;
    }
}

void signal_case_init(
    struct signal_case *at, const struct signal_ground *ground, struct arena *arena)
{
    *at = (struct signal_case){.rules = ground->rules,
        .dossier = ground->dossier,
        .assessment = ground->assessment,
        .book = ground->book,
        .today = ground->today,
        .arena = arena};
    measures_read(at->dossier, at->today, &at->measures);
    at->trend = measures_trend(&at->measures);
    at->onboarding = onboarding_of(at->dossier, at->rules->settings, at->today);
}

void signal_evaluate(
    const struct signal_ground *ground, struct arena *arena, struct signal_list *ret_signals)
{
    const struct signal_rules *rules = ground->rules->signals;
    struct signal_list signals = {0};
    struct signal_case at;

    signal_case_init(&at, ground, arena);
    signals.room = (rules ? (size_t)rules->count : 0) + ground->dossier->signals.count;
    if (signals.room > 0)
        signals.items = arena_alloc_array(arena, signals.room, sizeof(*signals.items));
    take_by_hand(&at, &signals);
    ask_all(&at, false, &signals);
    ask_all(&at, true, &signals);
    if (signals.count > 0)
        qsort(signals.items, signals.count, sizeof(*signals.items), by_severity);
    *ret_signals = signals;
}
