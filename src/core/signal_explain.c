/* Why a signal fires, or does not: the rule is asked again, and tells its comparisons. */
#include <string.h>
#include "base/str.h"
#include "signal_internal.h"

const char *signal_standing_word(enum signal_standing standing)
{
    static const char *const words[] = {[SIGNAL_FIRES] = "fires",
        [SIGNAL_IS_QUIET] = "quiet",
        [SIGNAL_IS_MUTED] = "muted",
        [SIGNAL_IS_CLOSED] = "closed",
        [SIGNAL_RESTS] = "not true",
        [SIGNAL_LACKS] = "not known"};

    return words[standing];
}

static enum signal_standing standing_of(const struct signal *signal)
{
    if (!signal->hidden || signal->state == NULL)
        return SIGNAL_FIRES;
    if (row_knows(signal->state, SIGNAL_OUTCOME))
        return SIGNAL_IS_CLOSED;
    return row_integer(signal->state, SIGNAL_MUTED) != 0 ? SIGNAL_IS_MUTED : SIGNAL_IS_QUIET;
}

static void add_day(struct str *text, const char *word, day_number day, day_number today)
{
    char buffer[24];

    if (day != DAY_NONE)
        str_addf(text, "%s%s %s", text->len > 0 ? "; " : "", word, day_short(day, today, buffer));
}

static void add_words(struct str *text, const char *word, const char *words)
{
    if (!text_blank(words))
        str_addf(text, "%s%s%s", text->len > 0 ? "; " : "", word, words);
}

/* `since 12 Nov; handled 20 Nov; quiet until 30 Nov`. */
static const char *state_text(
    const struct row *state, bool fires, day_number today, struct arena *arena)
{
    struct str text = {0};

    if (state == NULL)
        return "";
    if (fires && row_integer(state, SIGNAL_OPEN) != 0)
        add_day(&text, "since", row_day(state, SIGNAL_SINCE), today);
    add_day(&text, "handled", row_day(state, SIGNAL_HANDLED_ON), today);
    if (row_day(state, SIGNAL_QUIET_UNTIL) >= today)
        add_day(&text, "quiet until", row_day(state, SIGNAL_QUIET_UNTIL), today);
    if (row_integer(state, SIGNAL_MUTED) != 0)
        add_words(&text, "muted: ",
            row_knows(state, SIGNAL_MUTE_WHY) ? row_text(state, SIGNAL_MUTE_WHY) : "no reason");
    add_day(&text, "look again", row_day(state, SIGNAL_LOOK_ON), today);
    add_words(&text, "cause: ", row_text(state, SIGNAL_CAUSE));
    add_words(&text, "outcome: ", row_text(state, SIGNAL_OUTCOME));
    add_words(&text, "", row_text(state, SIGNAL_WHY));
    const char *copy = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return copy;
}

static struct signal_fact_list facts_of(const struct signal_case *at)
{
    size_t count = (size_t)at->fact_count;
    struct signal_fact_list facts = {.count = count, .room = count};

    if (count == 0)
        return facts;
    facts.items = arena_alloc_array(at->arena, count, sizeof(*facts.items));
    memcpy(facts.items, at->facts, count * sizeof(*facts.items));
    return facts;
}

/* What is not known says more than what is not true. */
static const struct signal_fact *decisive(const struct signal_fact_list *facts)
{
    const struct signal_fact *failed = NULL;

    for (size_t i = 0; i < facts->count; i++) {
        if (facts->items[i].value == NULL)
            return &facts->items[i];
        if (!facts->items[i].holds && failed == NULL)
            failed = &facts->items[i];
    }
    return failed;
}

static void say_why_not(struct signal_explanation *explanation, struct arena *arena)
{
    const struct signal_fact *fact = decisive(&explanation->facts);

    explanation->standing = SIGNAL_RESTS;
    if (fact == NULL) {
        explanation->text = "its condition does not hold";
    } else if (fact->value == NULL) {
        explanation->standing = SIGNAL_LACKS;
        explanation->text = arena_format(arena, "not known: %s", fact->name);
    } else {
        explanation->text =
            arena_format(arena, "%s: %s, wanted %s", fact->name, fact->value, fact->wanted);
    }
}

static const char *condition_of(const struct signal_rule *rule, struct arena *arena)
{
    const struct signal_builtin *builtin = signal_builtin_find(rule->rule);

    if (builtin && rule->when)
        return arena_format(arena, "%s; and %s", builtin->words, rule->when_text);
    return builtin ? builtin->words : rule->when_text;
}

static struct signal_explanation explain(struct signal_case *at)
{
    enum severity severity = signal_ask(at);
    struct signal_explanation made = {.rule = at->rule,
        .severity = severity,
        .condition = condition_of(at->rule, at->arena),
        .facts = facts_of(at),
        .state = signal_current(&at->dossier->signals, at->rule->id)};

    if (severity == SEVERITY_NONE) {
        say_why_not(&made, at->arena);
    } else {
        struct signal signal = signal_make(at, severity);

        made.state = signal.state;
        made.standing = standing_of(&signal);
        made.text = signal.text;
        made.suggests = signal.suggests;
    }
    made.state_text = state_text(made.state, severity != SEVERITY_NONE, at->today, at->arena);
    return made;
}

static void explain_rules(
    struct signal_case *at, bool growth, struct signal_explanation *explanations)
{
    const struct signal_rules *rules = at->rules->signals;

    for (int i = 0; rules && i < rules->count; i++) {
        at->rule = &rules->rules[i];
        if (at->rule->growth == growth)
            explanations[i] = explain(at);
    }
}

static void explain_by_hand(
    const struct signal_ground *ground, struct arena *arena, struct signal_explanations *made)
{
    const struct signal_list *signals = &ground->assessment->signals;

    for (size_t i = 0; i < signals->count; i++) {
        const struct signal *signal = &signals->items[i];

        if (signal->rule != &signal_by_hand)
            continue;
        made->items[made->count++] = (struct signal_explanation){.rule = signal->rule,
            .standing = standing_of(signal),
            .severity = signal->severity,
            .state = signal->state,
            .condition = "written by hand: no rule opens or shuts it",
            .text = signal->text,
            .suggests = signal->suggests,
            .state_text = state_text(signal->state, true, ground->today, arena)};
    }
}

const char *signal_explanation_id(const struct signal_explanation *explanation)
{
    if (explanation->rule == &signal_by_hand && explanation->state)
        return row_text(explanation->state, SIGNAL_SIGNAL);
    return explanation->rule->id;
}

void signal_explain(const struct signal_ground *ground, const char *id, struct arena *arena,
    struct signal_explanations *ret_explanations)
{
    const struct signal_rules *rules = ground->rules->signals;
    size_t count = rules ? (size_t)rules->count : 0;
    struct signal_explanations made = {.room = count + ground->assessment->signals.count + 1};
    struct signal_case at;
    size_t kept = 0;

    made.items = arena_alloc_array(arena, made.room, sizeof(*made.items));
    signal_case_init(&at, ground, arena);
    at.tells = true;
    made.count = count;
    explain_rules(&at, false, made.items);
    explain_by_hand(ground, arena, &made);
    for (size_t i = count; i < made.count; i++)
        at.worst_risk =
            made.items[i].severity > at.worst_risk ? made.items[i].severity : at.worst_risk;
    explain_rules(&at, true, made.items);
    for (size_t i = 0; i < made.count; i++)
        if (id == NULL || text_equal(id, signal_explanation_id(&made.items[i])))
            made.items[kept++] = made.items[i];
    made.count = kept;
    *ret_explanations = made;
}

/* --- as lines --- */

static void add_line(struct signal_line_list *lines, enum signal_line_kind kind, const char *text)
{
    if (!text_blank(text))
        lines->items[lines->count++] = (struct signal_line){kind, text};
}

static void add_fact(
    struct signal_line_list *lines, const struct signal_fact *fact, struct arena *arena)
{
    if (fact->value == NULL)
        add_line(lines, SIGNAL_LINE_UNKNOWN, arena_format(arena, "%s: not known", fact->name));
    else
        add_line(lines, fact->holds ? SIGNAL_LINE_TRUE : SIGNAL_LINE_FALSE,
            fact->wanted
                ? arena_format(arena, "%s: %s (wanted %s)", fact->name, fact->value, fact->wanted)
                : arena_format(arena, "%s: %s", fact->name, fact->value));
}

static const char *head_of(const struct signal_explanation *explanation, struct arena *arena)
{
    if (explanation->severity == SEVERITY_NONE)
        return arena_format(arena, "%s: %s", signal_explanation_id(explanation),
            signal_standing_word(explanation->standing));
    return arena_format(arena, "%s: %s, %s%s%s", signal_explanation_id(explanation),
        severity_word(explanation->severity), signal_standing_word(explanation->standing),
        explanation->suggests ? "; suggests " : "",
        explanation->suggests ? explanation->suggests : "");
}

void signal_explain_lines(const struct signal_explanations *explanations, struct arena *arena,
    struct signal_line_list *ret_lines)
{
    struct signal_line_list lines = {0};

    for (size_t i = 0; i < explanations->count; i++)
        lines.room += 4 + explanations->items[i].facts.count;
    lines.items = arena_alloc_array(arena, lines.room + 1, sizeof(*lines.items));
    for (size_t i = 0; i < explanations->count; i++) {
        const struct signal_explanation *one = &explanations->items[i];

        add_line(&lines, SIGNAL_LINE_HEAD, head_of(one, arena));
        add_line(&lines, SIGNAL_LINE_CONDITION, one->condition);
        add_line(&lines, SIGNAL_LINE_TEXT, one->text);
        for (size_t k = 0; k < one->facts.count; k++)
            add_fact(&lines, &one->facts.items[k], arena);
        add_line(&lines, SIGNAL_LINE_STATE, one->state_text);
    }
    *ret_lines = lines;
}
