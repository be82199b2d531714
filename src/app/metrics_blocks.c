/* Blocks of the whole book, and patterns in it. */
#include <stdlib.h>
#include <string.h>
#include "app/feedback.h"
#include "metrics_internal.h"

void metrics_bands(const struct metrics *metrics, day_number day, struct arena *arena,
    struct metric_bands *ret_bands)
{
    metric_bands_on(&metrics->ground, day, arena, ret_bands);
}

void metrics_walk(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_walk *ret_walk)
{
    metric_walk_of(&metrics->ground, span, arena, ret_walk);
}

void metrics_times(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_times *ret_times)
{
    metric_times_of(&metrics->ground, span, arena, ret_times);
}

void metrics_causes(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_causes *ret_causes)
{
    metric_causes_of(&metrics->ground, span, arena, ret_causes);
}

void metrics_means(
    const struct metrics *metrics, day_number day, struct metric_mean ret_means[METRIC_POINTS])
{
    struct arena arena = {0};

    for (int i = 0; i < METRIC_POINTS; i++) {
        int back = METRIC_POINTS - 1 - i;

        ret_means[i] =
            metric_mean_on(&metrics->ground, back ? metrics_month_end(day, back) : day, &arena);
        arena_clear(&arena);
    }
    arena_fini(&arena);
}

static bool is_wanted(const struct metrics *metrics, int64_t account)
{
    const struct metric_account *found = metric_find_account(&metrics->ground, account);

    return found && found->wanted;
}

/* --- themes --- */

static void take_voices(const struct metrics *metrics, const struct feedback_themes *themes,
    struct feedback_voices *voices)
{
    for (size_t i = 0; i < themes->count; i++)
        for (size_t k = 0; k < themes->items[i].voice_count; k++) {
            const struct feedback_voice *voice = &themes->items[i].voices[k];

            if (is_wanted(metrics, row_integer(voice->said, FEEDBACK_ACCOUNT)))
                ARRAY_PUSH(voices, *voice);
        }
}

static bool is_pattern(const struct feedback_theme *theme)
{
    return *theme->key && theme->asking.accounts >= 2 && !feedback_is_settled(theme->status);
}

/* Themes borrow their voices, which are copied for them. */
bool metrics_themes(const struct metrics *metrics, struct arena *arena,
    struct feedback_themes *ret_themes, struct error *err)
{
    struct feedback_voices voices = {0}, kept;
    struct feedback_themes themes = {0};
    size_t count = 0;

    if (!feedback_read(metrics->session, arena, &themes, err))
        return false;
    take_voices(metrics, &themes, &voices);
    kept = voices;
    kept.items = arena_alloc_array(arena, voices.count + 1, sizeof(*kept.items));
    if (voices.count)
        memcpy(kept.items, voices.items, voices.count * sizeof(*kept.items));
    array_fini(&voices);
    feedback_gather(&kept, metrics->ground.today, arena, &themes);
    for (size_t i = 0; i < themes.count; i++)
        if (is_pattern(&themes.items[i]))
            themes.items[count++] = themes.items[i];
    themes.count = count;
    *ret_themes = themes;
    return true;
}

/* --- steps at which runs stall --- */

struct stall_gathering {
    const struct metrics *metrics;
    struct arena *arena;
    struct outcome_list outcomes;
};

static bool take_standing(void *context, const struct run_standing *standing)
{
    struct stall_gathering *gathering = context;

    if (is_wanted(gathering->metrics, standing->account))
        outcome_add(
            &gathering->outcomes, standing, gathering->metrics->ground.today, gathering->arena);
    return true;
}

static const char *title_of(const struct playbook *playbook, const char *step)
{
    for (int i = 0; playbook && i < playbook->step_count; i++)
        if (text_equal(playbook->steps[i].id, step))
            return playbook->steps[i].title;
    return "";
}

static int compare_stalls(const void *left, const void *right)
{
    const struct metric_stall *a = left, *b = right;
    int order;

    if (a->stall.runs.count != b->stall.runs.count)
        return a->stall.runs.count > b->stall.runs.count ? -1 : 1;
    order = strcmp(a->playbook, b->playbook);
    return order ? order : a->stall.number - b->stall.number;
}

static void add_stalls(struct session *session, const struct playbook_outcome *outcome,
    struct metric_stalls *stalls, struct arena *arena)
{
    const struct playbook *playbook = NULL;
    struct error unknown;

    if (!verb_playbook_find(session, outcome->playbook, &playbook, &unknown))
        playbook = NULL;
    for (size_t i = 0; i < outcome->stalls.count; i++) {
        struct metric_stall stall = {.playbook = arena_copy_text(arena, outcome->playbook),
            .playbook_title = arena_copy_text(arena, playbook ? playbook->title : ""),
            .stall = outcome->stalls.items[i]};

        stall.stall.step = arena_copy_text(arena, stall.stall.step);
        stall.stall.title = arena_copy_text(arena, title_of(playbook, stall.stall.step));
        ARRAY_PUSH(stalls, stall);
    }
}

bool metrics_stalls(const struct metrics *metrics, struct arena *arena,
    struct metric_stalls *ret_stalls, struct error *err)
{
    struct stall_gathering gathering = {.metrics = metrics, .arena = arena};
    struct metric_stalls stalls = {0};

    if (!each_standing(metrics->session, take_standing, &gathering, err))
        return false;
    outcome_finish(&gathering.outcomes);
    for (size_t i = 0; i < gathering.outcomes.count; i++)
        add_stalls(metrics->session, &gathering.outcomes.items[i], &stalls, arena);
    if (stalls.count > 1)
        qsort(stalls.items, stalls.count, sizeof(*stalls.items), compare_stalls);
    *ret_stalls = stalls;
    ret_stalls->items = arena_alloc_array(arena, stalls.count + 1, sizeof(*stalls.items));
    if (stalls.count)
        memcpy(ret_stalls->items, stalls.items, stalls.count * sizeof(*stalls.items));
    array_fini(&stalls);
    return true;
}
