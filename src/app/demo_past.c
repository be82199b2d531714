/* What daybook would have kept of the demo book had it run all the time: the forecast of past days,
 * and the health of past weeks. */
#include <stdlib.h>
#include <string.h>
#include "app/demo_internal.h"
#include "base/order.h"
#include "app/forecast.h"
#include "store/forecast.h"

enum {
    FORECAST_DAYS = 460,
    EARLY = 120,
    LATE = 40,
    TERM_DAYS = 365,
    WEEKS = 26,
    WEEK = 7,
    DAILY = 8,
    MONTH = 30
};

/* A line from one day to the next on which it stands otherwise. */
struct phase {
    day_number from, until;
    struct due_line line;
};
struct phase_list ARRAY_OF(struct phase);

static void add_phase(struct phase_list *phases, const struct demo *demo, const struct phase *phase)
{
    struct phase kept = *phase;
    day_number first = demo->session->today - FORECAST_DAYS;

    kept.from = kept.from > first ? kept.from : first;
    if (kept.from >= kept.until)
        return;
    kept.line.value = forecast_value_of(&kept.line);
    ARRAY_PUSH(phases, kept);
}

/* --- terms that are over: quiet, then looked at, then called --- */

/* One in five losses came as a surprise. */
static bool is_surprise(const struct due_line *line)
{
    return line->state == DUE_LOST && line->account % 5 == 0;
}

static void call_late(struct due_line *then, const struct due_line *closed)
{
    bool less = closed->amount < closed->target;

    if (is_surprise(closed))
        return;
    if (less)
        then->called = FORECAST_AT_RISK;
    else if (closed->account % 4 != 0) /* the others were not sure of it to the end */
        then->called = FORECAST_COMMIT;
    if (closed->state == DUE_WON)
        then->amount = less ? (closed->amount + closed->target) / 2 : closed->amount;
}

static void add_closed(
    struct phase_list *phases, const struct demo *demo, const struct due_line *closed)
{
    struct phase phase = {.line = *closed};
    struct due_line *line = &phase.line;

    line->state = DUE_OPEN;
    line->renewal = 0;
    line->called = FORECAST_NOT_CALLED;
    line->probability = -1;
    line->amount = closed->target;
    phase.from = closed->ends - TERM_DAYS + 1;
    phase.until = closed->ends - EARLY;
    add_phase(phases, demo, &phase);
    line->called = FORECAST_BEST_CASE;
    phase.from = phase.until;
    phase.until = closed->ends - LATE;
    add_phase(phases, demo, &phase);
    call_late(line, closed);
    phase.from = phase.until;
    phase.until = closed->closed_on;
    add_phase(phases, demo, &phase);
}

/* --- the term that runs: as it stands, and as it was called before --- */

static void apply_call(struct due_line *line, const struct demo_call *call)
{
    line->called = call->category;
    line->amount = call->amount != MONEY_NONE ? call->amount : line->target;
    line->probability = call->probability;
}

static void add_open(struct phase_list *phases, const struct demo *demo,
    const struct due_line *open, day_number from)
{
    struct phase phase = {from, demo->session->today, *open};

    for (size_t i = 0; i < demo->calls.count; i++) {
        const struct demo_call *call = &demo->calls.items[i];

        if (!text_equal(call->line, open->id))
            continue;
        phase.until = call->day;
        if (i > 0 && text_equal(demo->calls.items[i - 1].line, open->id))
            apply_call(&phase.line, &demo->calls.items[i - 1]);
        else
            apply_call(&phase.line,
                &(struct demo_call){
                    .category = FORECAST_NOT_CALLED, .amount = MONEY_NONE, .probability = -1});
        add_phase(phases, demo, &phase);
        phase.from = call->day;
        apply_call(&phase.line, call);
    }
    phase.until = demo->session->today;
    add_phase(phases, demo, &phase);
}

/* --- an account --- */

/* The day from which the line stood open: its term before was closed, or it began. */
static bool open_since(const struct demo *demo, const struct due_list *lines,
    const struct due_line *open, day_number *ret_since, struct error *err)
{
    day_number since = demo->session->today - FORECAST_DAYS;
    struct arena arena = {0};
    struct row *contract = NULL;

    if (open->line > 0 &&
        !store_get_stored(demo->session->store, KIND_CONTRACT, open->line, &arena, &contract, err))
        return false;
    if (contract && row_knows(contract, CONTRACT_START))
        since = row_day(contract, CONTRACT_START);
    arena_fini(&arena);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].line == open->line && lines->items[i].renewal &&
            lines->items[i].closed_on != DAY_NONE && lines->items[i].closed_on > since)
            since = lines->items[i].closed_on;
    *ret_since = since;
    return true;
}

static bool freeze_day(const struct demo *demo, const struct phase_list *phases, int64_t account,
    day_number day, struct error *err)
{
    struct due_list lines = {0};
    bool good;

    for (size_t i = 0; i < phases->count; i++)
        if (phases->items[i].from <= day && day < phases->items[i].until)
            ARRAY_PUSH(&lines, phases->items[i].line);
    good = store_put_forecast(demo->session->store, account, day, &lines, err);
    array_fini(&lines);
    return good;
}

static bool freeze_account(
    const struct demo *demo, const struct phase_list *phases, int64_t account, struct error *err)
{
    struct day_list ARRAY_OF(day_number) days = {0};
    bool good = true;

    for (size_t i = 0; i < phases->count; i++) {
        ARRAY_PUSH(&days, phases->items[i].from);
        if (phases->items[i].until < demo->session->today)
            ARRAY_PUSH(&days, phases->items[i].until);
    }
    if (days.count)
        qsort(days.items, days.count, sizeof(*days.items), order_days);
    for (size_t i = 0; good && i < days.count; i++)
        if (i == 0 || days.items[i] != days.items[i - 1])
            good = freeze_day(demo, phases, account, days.items[i], err);
    array_fini(&days);
    return good;
}

static bool add_line(struct phase_list *phases, const struct demo *demo,
    const struct due_list *lines, const struct due_line *line, struct error *err)
{
    day_number since;

    if (line->outside)
        return true;
    if (line->renewal && line->closed_on != DAY_NONE && !line->unknown)
        add_closed(phases, demo, line);
    if (!due_is_open(line->state))
        return true;
    if (!open_since(demo, lines, line, &since, err))
        return false;
    add_open(phases, demo, line, since);
    return true;
}

static int compare_accounts(const void *a, const void *b)
{
    const struct due_line *left = a, *right = b;

    return left->account != right->account ? (left->account < right->account ? -1 : 1)
                                           : forecast_compare(a, b);
}

bool demo_forecasts(const struct demo *demo, struct error *err)
{
    struct arena arena = {0};
    struct due_list lines = {0};
    struct phase_list phases = {0};
    bool good = forecast_due_lines(demo->session, NULL, &arena, &lines, err);

    if (good && lines.count)
        qsort(lines.items, lines.count, sizeof(*lines.items), compare_accounts);
    for (size_t i = 0; good && i < lines.count; i++) {
        good = add_line(&phases, demo, &lines, &lines.items[i], err);
        if (!good)
            break;
        if (i + 1 < lines.count && lines.items[i + 1].account == lines.items[i].account)
            continue;
        good = freeze_account(demo, &phases, lines.items[i].account, err);
        array_clear(&phases);
    }
    array_fini(&phases);
    arena_fini(&arena);
    return good;
}

/* --- health --- */

static bool keep_day(struct session *session, const struct dossier *dossier, int ago,
    struct arena *arena, struct error *err)
{
    const struct assess_given past = {&session->rules, dossier, &session->facts};
    day_number day = session->today - ago;
    struct health health;
    struct snapshot snapshot;

    assess_health_on(&past, day, arena, &health);
    snapshot = health_snapshot(&health, session->rules.health, day);
    return health.score < 0 ||
           store_put_snapshot(session->store, dossier->account->key, &snapshot, err);
}

/* Weekly, and where signals look back: each of the last eight days, and the thirtieth. */
static bool is_kept(int ago)
{
    return ago <= DAILY || ago == MONTH || ago % WEEK == 0;
}

/* Of those whose score has a story (`kept yes`): all others are read from their rows when asked. */
static bool keep_days(
    struct session *session, int64_t account, struct arena *arena, struct error *err)
{
    struct dossier dossier;

    if (!store_dossier(session->store, account, session->today, arena, &dossier, err))
        return false;
    for (int ago = WEEKS * WEEK; ago > 0; ago--)
        if (is_kept(ago) && !keep_day(session, &dossier, ago, arena, err))
            return false;
    return true;
}

bool demo_health(const struct demo *demo, struct error *err)
{
    struct arena arena = {0};
    bool good = true;

    for (size_t i = 0; good && i < demo->kept.count; i++) {
        const struct change_row *account = &demo->rows.rows.items[demo->kept.items[i] - 1];

        arena_clear(&arena);
        good = keep_days(demo->session, account->new_key, &arena, err);
    }
    arena_fini(&arena);
    return good;
}
