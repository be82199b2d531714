/* The figures of the book over a ground that was read once. */
#include "app/metrics.h"

#include "metrics_internal.h"

const char *metrics_keep_text(struct metrics_reading *reading, int sort, const char *text)
{
    const char **last = &reading->texts[sort];

    if (!*last || !text_equal(*last, text))
        *last = arena_copy_text(&reading->metrics->arena, text);
    return *last;
}

struct metric_account *metrics_account(struct metrics *metrics, int64_t key)
{
    const struct metric_ground ground = {
        .accounts = metrics->accounts.items, .account_count = metrics->accounts.count};
    const struct metric_account *found = metric_find_account(&ground, key);

    return found ? &metrics->accounts.items[found - metrics->accounts.items] : NULL;
}

static void lend(struct metrics *metrics)
{
    struct metric_ground *ground = &metrics->ground;

#define LEND(list, field, number)                                                                  \
    ground->field = metrics->list.items;                                                           \
    ground->number = metrics->list.count
    LEND(accounts, accounts, account_count);
    LEND(notes, notes, note_count);
    LEND(answers, answers, answer_count);
    LEND(usage, usage, usage_count);
    LEND(seats, seats, seats_count);
    LEND(scores, scores, score_count);
    LEND(risks, risks, risk_count);
    LEND(runs, runs, run_count);
    LEND(due, due, due_count);
#undef LEND
    ground->ledger = (struct arr_ledger){
        metrics->moves.items, metrics->moves.count, metrics->keys.items, metrics->keys.count};
}

/* What takes much memory for a while comes first, what stays last. */
static bool read_tables(struct metrics_reading *reading, struct error *err)
{
    return metrics_read_accounts(reading, err) && metrics_read_runs(reading, err) &&
           metrics_read_moves(reading, err) && metrics_read_contracts(reading, err) &&
           metrics_read_goals(reading, err) && metrics_read_rises(reading, err) &&
           metrics_read_history(reading, err) && metrics_read_risks(reading, err) &&
           metrics_read_readings(reading, err) && metrics_read_notes(reading, err);
}

static bool read_all(struct metrics_reading *reading, struct error *err)
{
    struct store *store = reading->metrics->session->store;
    bool ok = store_begin_read(store, err);

    if (!ok)
        return false;
    ok = read_tables(reading, err) && store_commit(store, err);
    if (!ok)
        store_rollback(store);
    return ok;
}

static bool read_filter(struct metrics_reading *reading, const char *where, struct error *err)
{
    struct metrics *metrics = reading->metrics;
    struct query *query = NULL;

    if (!where)
        return true;
    if (!query_parse(where, KIND_ACCOUNT, &metrics->settings, &metrics->arena, &query, err))
        return false;
    reading->query = query;
    metrics->ground.is_filtered = true;
    return true;
}

bool metrics_load(
    struct session *session, const char *where, struct metrics **ret_metrics, struct error *err)
{
    struct metrics *metrics = mem_alloc(sizeof(*metrics));
    struct metrics_reading reading = {.metrics = metrics};
    bool ok;

    metrics->session = session;
    metrics->settings = *session_settings(session);
    metrics->settings.currency = arena_copy_text(&metrics->arena, session_currency(session));
    metrics->ground.settings = &metrics->settings;
    metrics->ground.units = &metrics->units;
    metrics->ground.currency = metrics->settings.currency;
    metrics->ground.today = session_today(session);
    metrics->ground.by_product = text_equal(metrics->settings.netting, "product");
    ok = read_filter(&reading, where, err) && read_all(&reading, err);
    array_fini(&reading.called);
    arena_fini(&reading.scratch);
    if (!ok) {
        metrics_free(metrics);
        return false;
    }
    metrics_sort_notes(metrics);
    lend(metrics);
    *ret_metrics = metrics;
    return true;
}

void metrics_free(struct metrics *metrics)
{
    if (!metrics)
        return;
    array_fini(&metrics->accounts);
    array_fini(&metrics->keys);
    array_fini(&metrics->moves);
    array_fini(&metrics->notes);
    array_fini(&metrics->answers);
    array_fini(&metrics->usage);
    array_fini(&metrics->seats);
    array_fini(&metrics->scores);
    array_fini(&metrics->risks);
    array_fini(&metrics->runs);
    array_fini(&metrics->due);
    arena_fini(&metrics->units.arena);
    arena_fini(&metrics->arena);
    free(metrics);
}

const struct metric_ground *metrics_ground(const struct metrics *metrics)
{
    return &metrics->ground;
}

struct metric_span metrics_year(const struct session *session)
{
    day_number today = session_today(session);

    return (struct metric_span){day_add_months(today, -12), today};
}

void metrics_one(const struct metrics *metrics, enum metric_id id, struct metric_span span,
    struct arena *arena, struct metric_result *ret_result)
{
    metric_compute(&metrics->ground, id, span, arena, ret_result);
}

void metrics_all(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_results *ret_results)
{
    for (int id = 0; id < FIGURES; id++)
        metrics_one(metrics, (enum metric_id)id, span, arena, &ret_results->of[id]);
}

day_number metrics_month_end(day_number day, int back)
{
    struct civil civil = day_to_civil(day);
    day_number first = day_make(civil.year, civil.month, 1);

    return day_add_months(first, 1 - back) - 1;
}

/* Whole months stay whole months, else as many days. */
static day_number from_of(struct metric_span span, day_number to)
{
    int months = day_months_between(span.from, span.to);

    if (months > 0 && day_add_months(span.to, -months) == span.from)
        return day_add_months(to, -months);
    return to - (span.to - span.from);
}

struct metric_span metrics_point_span(struct metric_span span, int point)
{
    int back = METRIC_POINTS - 1 - point;
    struct metric_span at = span;

    if (back) {
        at.to = metrics_month_end(span.to, back);
        at.from = from_of(span, at.to);
    }
    return at;
}

struct metric_point metrics_point(
    const struct metrics *metrics, enum metric_id id, struct metric_span span)
{
    struct metric_result result;

    metric_compute_value(&metrics->ground, id, span, &result);
    return (struct metric_point){span, result.known, result.value};
}

void metrics_series(const struct metrics *metrics, enum metric_id id, struct metric_span span,
    struct metric_point ret_points[METRIC_POINTS])
{
    for (int i = 0; i < METRIC_POINTS; i++)
        ret_points[i] = metrics_point(metrics, id, metrics_point_span(span, i));
}
