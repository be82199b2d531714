/* Why an account has a row in Today: causes on the scale of E12, worst first, each a fact with its
 * number (look/rules.md, Tone). */
#include <string.h>
#include "assess_internal.h"
#include "base/money.h"
#include "base/str.h"
#include "core/task.h"
#include "open_item_internal.h"

#define ITEMS_MOST 5       /* due items told one by one; of the rest only the number */
#define TOUCH_QUIET_DAYS 7 /* as the signal no-touch: after its row was cleared */

const char *reason_title(const char *title, struct arena *arena)
{
    char *line = arena_copy_text(arena, title);

    for (char *at = line; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
    return line;
}

/* --- signals --- */

bool signal_is_about(const struct signal *signal, const char *rule)
{
    return text_equal(signal->rule->rule, rule) || text_equal(signal->rule->id, rule);
}

static const struct signal *signal_shown(const struct signal_list *signals, const char *rule)
{
    for (size_t i = 0; i < signals->count; i++)
        if (!signals->items[i].hidden && signal_is_about(&signals->items[i], rule))
            return &signals->items[i];
    return NULL;
}

/* It began on a good part of the book in this week: one line of Today stands for all. */
static bool is_common(const struct assess_ground *ground, const struct signal *signal)
{
    day_number since = signal->state && row_integer(signal->state, SIGNAL_OPEN) != 0
                           ? row_day(signal->state, SIGNAL_SINCE)
                           : ground->today;

    return since > ground->today - SIGNAL_PATTERN_DAYS &&
           signal_pattern_has(ground->book->patterns, signal_id(signal));
}

/* A day to look again that came brings even a low one; one to come is a plan for it. */
static bool signal_lists(const struct assess_ground *ground, const struct signal *signal)
{
    return signal->look ||
           (signal->severity >= SEVERITY_MEDIUM && !signal->planned && !is_common(ground, signal));
}

static const char *signal_reason(const struct assess_ground *ground, const struct signal *signal)
{
    const char *text = reason_title(signal->text, ground->arena);

    return signal->look ? arena_format(ground->arena, "look again: %s", text) : text;
}

static void add_signals(const struct assess_ground *ground, const struct signal_list *signals,
    struct cause_list *causes)
{
    for (size_t i = 0; i < signals->count; i++) {
        const struct signal *signal = &signals->items[i];

        if (signal->hidden)
            continue;
        causes->items[causes->count++] = (struct cause){
            .reason = {.kind = REASON_SIGNAL,
                .severity = signal->severity,
                .id = signal_id(signal),
                .text = signal_reason(ground, signal)},
            .points = signal_factor(signal) * rank_term_weight(RANK_SIGNAL),
            .lists = signal_lists(ground, signal),
            .signal = signal,
        };
    }
}

/* --- what is due --- */

static bool is_promise(const struct row *row)
{
    return row->kind == KIND_TASK && row_is(row, TASK_KIND, "promise");
}

static const char *title_of(const struct open_item *item, struct arena *arena)
{
    bool task = item->row->kind == KIND_TASK;

    return reason_title(row_text(item->row, task ? TASK_TITLE : STEP_TITLE), arena);
}

/* `ask of product due today`, `chase product`, `chase product, 2d late`. */
static const char *when_to_chase(
    const struct assess_ground *ground, const struct row *ask, int late)
{
    const char *who = reason_title(row_text(ask, TASK_WAITING_ON), ground->arena);
    const char *days = late ? arena_format(ground->arena, "%dd late", late) : "due today";

    if (!row_knows(ask, TASK_CHASE))
        return arena_format(
            ground->arena, text_blank(who) ? "ask %s%s" : "ask of %s %s", who, days);
    who = text_blank(who) ? "it" : who;
    return late ? arena_format(ground->arena, "chase %s, %s", who, days)
                : arena_format(ground->arena, "chase %s", who);
}

/* `promise 4d late`, `due today`, `14:30`, `blocked by customer, 4d late`. */
static const char *when_of(const struct assess_ground *ground, const struct open_item *item)
{
    const struct row *row = item->row;
    int late = ground->today - item->due;
    const char *who = is_promise(row) ? "promise " : "";

    if (row->kind == KIND_TASK && late == 0 && row_knows(row, TASK_AT)) {
        int minute = (int)(row_integer(row, TASK_AT) % (24 * 60));

        return arena_format(ground->arena, "%s%02d:%02d", who, minute / 60, minute % 60);
    }
    if (row->kind == KIND_TASK && task_is_ask(row))
        return when_to_chase(ground, row, late);
    if (row->kind == KIND_STEP && row_is(row, STEP_STATUS, "blocked"))
        who = row_is(row, STEP_SIDE, "customer") ? "blocked by customer, " : "blocked by us, ";
    if (late == 0)
        return arena_format(ground->arena, "%sdue today", who);
    return arena_format(ground->arena, "%s%dd late", who, late);
}

static struct cause cause_of_item(const struct assess_ground *ground, const struct open_item *item)
{
    bool step = item->row->kind == KIND_STEP;
    int late = ground->today - item->due;
    bool high = late >= 7 || (late > 0 && !step && row_is(item->row, TASK_PRIORITY, "high"));

    return (struct cause){
        .reason = {.kind = step ? REASON_STEP : REASON_TASK,
            .severity = high       ? SEVERITY_HIGH
                        : late > 0 ? SEVERITY_MEDIUM
                                   : SEVERITY_LOW,
            .id = reason_title(row_text(item->row, step ? STEP_STEP : TASK_ID), ground->arena),
            .key = item->row->key,
            .text = arena_format(
                ground->arena, "%s: %s", when_of(ground, item), title_of(item, ground->arena))},
        .points = due_factor(item->due, ground->today) * rank_term_weight(RANK_DUE),
        .lists = true,
        .row = item->row,
        .run = item->run,
    };
}

/* Keeps the most urgent ones, earliest first. */
static int keep_item(struct open_item *kept, int count, const struct open_item *item)
{
    int at = count < ITEMS_MOST ? count : ITEMS_MOST;

    for (; at > 0 && kept[at - 1].due > item->due; at--)
        if (at < ITEMS_MOST)
            kept[at] = kept[at - 1];
    if (at < ITEMS_MOST)
        kept[at] = *item;
    return count + 1;
}

static bool is_due(
    const struct assess_ground *ground, const struct open_item *item, bool promises_told)
{
    if (item->due == DAY_NONE || item->due > ground->today || item->waits)
        return false;
    return !(promises_told && is_promise(item->row) && item->due < ground->today);
}

static void add_items(const struct assess_ground *ground, const struct assessment *assessment,
    struct cause_list *causes)
{
    bool promises_told = signal_shown(&assessment->signals, "promise-overdue") != NULL;
    struct open_item kept[ITEMS_MOST], item;
    struct open_item_walk walk = {0};
    int count = 0;

    while (open_item_next(ground->dossier, ground->today, &walk, &item))
        if (is_due(ground, &item, promises_told))
            count = keep_item(kept, count, &item);
    for (int i = 0; i < count && i < ITEMS_MOST; i++)
        causes->items[causes->count++] = cause_of_item(ground, &kept[i]);
    if (count > ITEMS_MOST)
        causes->items[causes->count++] = (struct cause){
            .reason = {.kind = REASON_TASK,
                .severity = SEVERITY_LOW,
                .id = "",
                .text = arena_format(ground->arena, "%d more due", count - ITEMS_MOST)}};
}

/* --- no touch --- */

/* A call or meeting that stands in the days ahead is the plan for it. */
static bool is_planned(const struct assess_ground *ground, int cadence_days)
{
    static const char *const kinds[] = {"call", "meeting", "email", "training", "qbr", "ebr"};
    const struct row_list *tasks = &ground->dossier->tasks;

    for (size_t i = 0; i < tasks->count; i++) {
        const struct row *task = tasks->items[i];
        day_number due = row_day(task, TASK_DUE);

        if (due <= ground->today || due > ground->today + cadence_days ||
            row_is(task, TASK_STATUS, "done") || row_is(task, TASK_STATUS, "cancelled"))
            continue;
        for (size_t n = 0; n < COUNT_OF(kinds); n++)
            if (row_is(task, TASK_KIND, kinds[n]))
                return true;
    }
    return false;
}

/* Its row was done not long ago (a snooze clears a row too, but only until its day), or its signal
 * is quiet or muted. */
static bool is_touch_quiet(const struct assess_ground *ground)
{
    const struct row_list *states = &ground->dossier->signals;
    const struct row *account = ground->dossier->account;
    day_number cleared = row_day(account, ACCOUNT_CLEARED_ON);
    bool snoozed = row_day(account, ACCOUNT_SNOOZED_UNTIL) > cleared;

    if (cleared != DAY_NONE && !snoozed && ground->today - cleared <= TOUCH_QUIET_DAYS)
        return true;
    for (size_t i = 0; i < states->count; i++)
        if (row_is(states->items[i], SIGNAL_SIGNAL, "no-touch"))
            return row_integer(states->items[i], SIGNAL_MUTED) != 0 ||
                   row_day(states->items[i], SIGNAL_QUIET_UNTIL) >= ground->today;
    return false;
}

static void add_touch(const struct assess_ground *ground, const struct assessment *assessment,
    struct cause_list *causes)
{
    const struct touch_state *touch = &assessment->touch;

    if (touch->next == DAY_NONE || touch->next >= ground->today ||
        signal_shown(&assessment->signals, "no-touch") || is_touch_quiet(ground) ||
        is_planned(ground, touch->cadence_days))
        return;
    causes->items[causes->count++] = (struct cause){
        .reason = {.kind = REASON_TOUCH,
            .severity = SEVERITY_LOW,
            .id = "",
            .text = arena_format(ground->arena, "no touch %s%dd, cadence %dd",
                touch->last == DAY_NONE ? "yet, " : "", ground->today - touch->counted_from,
                touch->cadence_days)},
        .points = assessment->rank.factor[RANK_TOUCH] * rank_term_weight(RANK_TOUCH),
        .lists = true,
    };
}

/* --- what only stands beside --- */

static void add_renewal(const struct assess_ground *ground, const struct assessment *assessment,
    struct cause_list *causes)
{
    static const char *const told[] = {"decision-uncalled", "renewal-not-green", "notice-received"};
    const struct renewal_clock *clock = &assessment->contract.clock;
    const char *by = clock->by_notice ? "notice" : "end of term";

    if (clock->state != RENEWAL_CLOSE && clock->state != RENEWAL_SLIPPED)
        return;
    for (size_t i = 0; i < COUNT_OF(told); i++)
        if (signal_shown(&assessment->signals, told[i]))
            return;
    causes->items[causes->count++] = (struct cause){
        .reason = {.kind = REASON_RENEWAL,
            .severity = SEVERITY_LOW,
            .id = "",
            .text =
                clock->decides_in < 0
                    ? arena_format(ground->arena, "%s %dd ago, not closed", by, -clock->decides_in)
                    : arena_format(ground->arena, "%s in %dd", by, clock->decides_in)},
    };
}

static void add_pin(const struct assess_ground *ground, struct cause_list *causes)
{
    if (row_integer(ground->dossier->account, ACCOUNT_PINNED) != 0)
        causes->items[causes->count++] = (struct cause){
            .reason = {.kind = REASON_PIN, .severity = SEVERITY_LOW, .id = "", .text = "pinned"},
            .points = -1, /* last: it says that, not why */
            .lists = true};
}

/* A playbook that can start, unless a signal told above suggests it. */
static void add_offers(const struct assess_ground *ground, const struct assessment *assessment,
    struct cause_list *causes)
{
    for (size_t i = 0; i < assessment->offers.count; i++) {
        const struct offer *offer = &assessment->offers.items[i];
        bool told = false;

        for (size_t k = 0; k < assessment->signals.count && !told; k++)
            told = !assessment->signals.items[k].hidden &&
                   text_equal(assessment->signals.items[k].suggests, offer->playbook->id);
        if (told)
            continue;
        causes->items[causes->count++] = (struct cause){
            .reason = {.kind = REASON_OFFER,
                .severity = SEVERITY_LOW,
                .id = offer->playbook->id,
                .text = reason_title(arena_format(ground->arena, "%s can start: %s",
                                         offer->playbook->title, offer->why),
                    ground->arena)},
        };
    }
}

/* Stable, so that equals stay in the order of their kinds. */
static void sort_causes(struct cause_list *causes)
{
    for (size_t i = 1; i < causes->count; i++) {
        struct cause cause = causes->items[i];
        size_t at = i;

        for (; at > 0 && causes->items[at - 1].points < cause.points; at--)
            causes->items[at] = causes->items[at - 1];
        causes->items[at] = cause;
    }
}

void causes_find(const struct assess_ground *ground, const struct assessment *assessment,
    struct cause_list *ret_causes)
{
    const size_t others = ITEMS_MOST + 4; /* the rest, touch, renewal, pin */

    *ret_causes = (struct cause_list){0};
    ret_causes->items = arena_alloc_array(ground->arena,
        assessment->signals.count + assessment->offers.count + others, sizeof(*ret_causes->items));
    add_signals(ground, &assessment->signals, ret_causes);
    add_items(ground, assessment, ret_causes);
    add_touch(ground, assessment, ret_causes);
    add_renewal(ground, assessment, ret_causes);
    add_offers(ground, assessment, ret_causes);
    add_pin(ground, ret_causes);
    sort_causes(ret_causes);
}

bool causes_list(const struct cause_list *causes)
{
    for (size_t i = 0; i < causes->count; i++)
        if (causes->items[i].lists)
            return true;
    return false;
}

static const char *kind_word(enum reason_kind kind)
{
    static const char *const words[] = {[REASON_SIGNAL] = "signal",
        [REASON_TASK] = "task",
        [REASON_STEP] = "step",
        [REASON_TOUCH] = "touch",
        [REASON_PIN] = "pin",
        [REASON_RENEWAL] = "renewal",
        [REASON_OFFER] = "offer"};

    return words[kind];
}

/* Five an account, for which a format is slow. */
static void add_reason(struct str *lines, const struct reason *reason)
{
    str_add(lines, severity_word(reason->severity));
    str_add_char(lines, '\t');
    str_add(lines, kind_word(reason->kind));
    str_add_char(lines, '\t');
    str_add(lines, reason->id);
    str_add_char(lines, '\t');
    str_add(lines, reason->text);
}

void reasons_fill(
    const struct assess_ground *ground, const struct cause_list *causes, struct assessment *made)
{
    struct str lines = {0};

    made->reasons = (struct reason_list){0};
    if (!causes_list(causes))
        return;
    made->reasons.items =
        arena_alloc_array(ground->arena, causes->count, sizeof(*made->reasons.items));
    for (size_t i = 0; i < causes->count; i++) {
        const struct reason *reason = &causes->items[i].reason;

        made->reasons.items[made->reasons.count++] = *reason;
        str_add(&lines, i > 0 ? "\n" : "");
        add_reason(&lines, reason);
    }
    row_set_text(made->account, ACCOUNT_REASONS, arena_copy_text(ground->arena, str_text(&lines)));
    str_fini(&lines);
}
