/* The screen Metrics of a period, computed at once. */
#include "app/metrics_page.h"

#include <stdlib.h>
#include <string.h>
#include "app/feedback.h"
#include "app_internal.h"
#include "base/text.h"

enum { SEVERAL = 2 }; /* accounts that ask for the same */

/* --- months --- */

static day_number month_end(day_number day, int back)
{
    struct civil civil = day_to_civil(day);

    return day_add_months(day_make(civil.year, civil.month, 1), 1 - back) - 1;
}

static void make_means(const struct metric_ground *ground, struct metrics_page *page)
{
    struct arena arena = {0};

    for (int i = 0; i < METRIC_POINTS; i++) {
        int back = METRIC_POINTS - 1 - i;

        page->means[i] =
            metric_mean_on(ground, back ? month_end(page->span.to, back) : page->span.to, &arena);
        arena_clear(&arena);
    }
    arena_fini(&arena);
}

/* --- what several ask for, of the accounts that the filter leaves --- */

static bool is_wanted(const struct metric_ground *ground, int64_t account)
{
    const struct metric_account *found = metric_find_account(ground, account);

    return found && found->wanted;
}

static bool make_themes(struct session *session, const struct metric_ground *ground,
    struct metrics_page *page, struct error *err)
{
    struct feedback_themes all = {0}, themes = {0};
    struct feedback_voices voices = {0};
    size_t kept = 0;

    if (!feedback_read(session, &page->arena, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = 0; k < all.items[i].voice_count; k++)
            if (is_wanted(ground, row_integer(all.items[i].voices[k].said, FEEDBACK_ACCOUNT)))
                ARRAY_PUSH(&voices, all.items[i].voices[k]);
    feedback_gather(&voices, page->today, &page->arena, &themes);
    for (size_t i = 0; i < themes.count; i++)
        if (!feedback_is_settled(themes.items[i].status) && *themes.items[i].key &&
            themes.items[i].asking.accounts >= SEVERAL)
            themes.items[kept++] = themes.items[i];
    themes.count = kept;
    page->themes = themes;
    array_fini(&voices);
    return true;
}

/* --- steps at which runs stand still --- */

static struct metrics_stall *stall_of(struct metrics_page *page, const struct open_run *run)
{
    struct metrics_stalls *stalls = &page->stalls;

    for (size_t i = 0; i < stalls->count; i++)
        if (text_equal(stalls->items[i].step, run->next_title) &&
            text_equal(stalls->items[i].playbook, run->title))
            return &stalls->items[i];
    stalls->items[stalls->count] =
        (struct metrics_stall){.step = run->next_title, .playbook = run->title};
    return &stalls->items[stalls->count++];
}

static int most_first(const void *left, const void *right)
{
    const struct metrics_stall *a = left, *b = right;

    if (a->rows.count != b->rows.count)
        return a->rows.count > b->rows.count ? -1 : 1;
    return strcmp(a->step, b->step);
}

static bool is_stalled(const struct open_run *run)
{
    return run->state.pace == RUN_STUCK || run->state.pace == RUN_BLOCKED;
}

static void take_runs(
    const struct open_runs *runs, const struct metric_ground *ground, struct metrics_page *page)
{
    page->stalls.items =
        arena_alloc_array(&page->arena, runs->count + 1, sizeof(*page->stalls.items));
    for (size_t i = 0; i < runs->count; i++) {
        const struct open_run *run = &runs->items[i];
        struct metrics_stall *stall;

        if (!is_stalled(run) || !is_wanted(ground, run->account))
            continue;
        stall = stall_of(page, run);
        if (!stall->rows.items)
            stall->rows.items =
                arena_alloc_array(&page->arena, runs->count, sizeof(*stall->rows.items));
        stall->rows.items[stall->rows.count++] = (struct metric_row){.kind = KIND_RUN,
            .key = run->run,
            .account = run->account,
            .numerator = 1,
            .denominator = 1};
    }
    if (page->stalls.count > 1)
        qsort(page->stalls.items, page->stalls.count, sizeof(*page->stalls.items), most_first);
}

static bool make_stalls(struct session *session, const struct metric_ground *ground,
    struct metrics_page *page, struct error *err)
{
    struct runs_wanted wanted = {.limit = -1};
    struct open_runs runs;

    if (!verb_runs_open(session, &wanted, &page->arena, &runs, err))
        return false;
    take_runs(&runs, ground, page);
    return true;
}

/* --- all --- */

static void count_accounts(const struct metric_ground *ground, struct metrics_page *page)
{
    for (size_t i = 0; i < ground->account_count; i++) {
        page->all += !ground->accounts[i].churned && ground->accounts[i].mine;
        page->left += !ground->accounts[i].churned && ground->accounts[i].wanted;
    }
}

/* Only on a thread: keys that wait are nothing to who makes it at once. */
static bool is_given_up(const struct session *session)
{
    return session->is_beside && session->is_awaited(session->awaits);
}

static bool make_points(
    const struct session *session, const struct metrics *metrics, struct metrics_page *page)
{
    for (int i = 0; i < METRIC_POINTS - 1; i++) {
        struct metric_span span = metrics_point_span(page->span, i);

        for (int id = 0; id < FIGURES; id++) {
            if (is_given_up(session))
                return false;
            page->points[id][i] = metrics_point(metrics, (enum metric_id)id, span);
        }
    }
    return true;
}

/* After the points: what is made for this span stays, for the rows of who asks. The last point is
 * the figure itself. */
static bool make_results(
    const struct session *session, const struct metrics *metrics, struct metrics_page *page)
{
    const struct metric_ground *ground = metrics_ground(metrics);
    struct metric_span span = metrics_point_span(page->span, METRIC_POINTS - 1);

    for (int id = 0; id < FIGURES; id++) {
        struct metric_result *result = &page->results.of[id];

        if (is_given_up(session))
            return false;
        metric_compute_counted(ground, (enum metric_id)id, page->span, &page->arena, result);
        page->points[id][METRIC_POINTS - 1] =
            (struct metric_point){span, result->known, result->value};
    }
    return true;
}

static bool fill(struct session *session, const struct metrics *metrics, struct metrics_page *page,
    struct error *err)
{
    const struct metric_ground *ground = metrics_ground(metrics);

    page->history = ground->history;
    count_accounts(ground, page);
    if (!make_points(session, metrics, page) || !make_results(session, metrics, page))
        return error_set(err, ERROR_FOUND, "given up");
    metric_bands_on(ground, page->span.to, &page->arena, &page->bands);
    metric_walk_of(ground, page->span, &page->arena, &page->walk);
    metric_times_of(ground, page->span, &page->arena, &page->times);
    metric_causes_of(ground, page->span, &page->arena, &page->causes);
    make_means(ground, page);
    return make_themes(session, ground, page, err) && make_stalls(session, ground, page, err);
}

/* Texts of the results may lie in the ground: it stays with the page. */
struct kept_page {
    struct metrics_page page;
    struct metrics *metrics;
};

bool metrics_page_make(struct session *session, const struct metrics_wish *wish,
    struct metrics_page **ret_page, struct error *err)
{
    struct kept_page *kept = mem_alloc(sizeof(*kept));
    bool blank = text_blank(wish->where);

    *kept = (struct kept_page){
        .page = {.span = wish->span, .today = session_today(session), .where = ""}};
    if (!blank)
        kept->page.where = arena_copy_text(&kept->page.arena, wish->where);
    if (!metrics_load(session, blank ? NULL : wish->where, &kept->metrics, err) ||
        !fill(session, kept->metrics, &kept->page, err)) {
        metrics_page_free(&kept->page);
        return false;
    }
    *ret_page = &kept->page;
    return true;
}

const struct metric_rows *metrics_page_rows(struct metrics_page *page, enum metric_id id)
{
    const struct kept_page *kept = (struct kept_page *)page;
    struct metric_result *result = &page->results.of[id], again;

    if (result->rows.count && !result->rows.items) {
        metric_compute(metrics_ground(kept->metrics), id, page->span, &page->arena, &again);
        result->rows = again.rows;
    }
    return &result->rows;
}

void metrics_page_free(struct metrics_page *page)
{
    struct kept_page *kept = (struct kept_page *)page;

    if (!kept)
        return;
    metrics_free(kept->metrics);
    arena_fini(&kept->page.arena);
    free(kept);
}
