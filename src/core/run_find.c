/* Which step does a person mean? By number, id, or the beginning of its title. */
#include <string.h>
#include "base/text.h"
#include "core/run.h"

static bool starts_folded(const char *text, const char *prefix)
{
    struct arena arena = {0};
    bool starts = text_starts(text_fold_copy(&arena, text), text_fold_copy(&arena, prefix));
    arena_fini(&arena);
    return starts;
}

/* 3: number or id, 2: title, 1: beginning of the title, 0: no. */
static int closeness(const struct row *step, const char *text)
{
    long long number;
    if (text_to_int(text, &number))
        return row_integer(step, STEP_NUMBER) == number ? 3 : 0;
    if (text_equal_nocase(row_text(step, STEP_STEP), text))
        return 3;
    if (text_compare_folded(row_text(step, STEP_TITLE), text) == 0)
        return 2;
    return starts_folded(row_text(step, STEP_TITLE), text) ? 1 : 0;
}

static bool say_nearest(const struct run_ground *ground, const char *text, struct error *err)
{
    const struct row_list *steps = &ground->base.dossier->steps;
    const char *nearest = NULL;
    int64_t last = 0;
    int best = text[strspn(text, "0123456789")] ? 4 : 0; /* no id is meant by a number */
    for (size_t i = 0; i < steps->count; i++) {
        if (row_integer(steps->items[i], STEP_RUN) != ground->run->key)
            continue;
        const char *id = row_text(steps->items[i], STEP_STEP);
        last = row_integer(steps->items[i], STEP_NUMBER) > last
                   ? row_integer(steps->items[i], STEP_NUMBER)
                   : last;
        int distance = text_distance(id, text, 3);
        if (distance < best) {
            best = distance;
            nearest = id;
        }
    }
    const char *title = row_text(ground->run, RUN_TITLE);
    if (nearest)
        return error_set(err, ERROR_NOT_FOUND, "%s has no step \"%s\"; did you mean \"%s\"?", title,
            text, nearest);
    return error_set(err, ERROR_NOT_FOUND, "%s has no step \"%s\"; its steps are 1 to %lld", title,
        text, (long long)last);
}

bool run_find_step(const struct run_ground *ground, const char *text, const struct row **ret_step,
    struct error *err)
{
    const struct row_list *steps = &ground->base.dossier->steps;
    const struct row *found = NULL;
    const struct row *other = NULL;
    int best = 1;
    for (size_t i = 0; i < steps->count; i++) {
        const struct row *step = steps->items[i];
        int close = closeness(step, text);
        if (row_integer(step, STEP_RUN) != ground->run->key || close < best)
            continue;
        /* The later row of a repeated step is the one that counts. */
        bool same = found && text_equal(row_text(found, STEP_STEP), row_text(step, STEP_STEP));
        other = close > best || same ? NULL : found;
        found = step;
        best = close;
    }
    if (!found)
        return say_nearest(ground, text, err);
    if (other)
        return error_set(err, ERROR_AMBIGUOUS, "\"%s\" could be step %lld, %s, or step %lld, %s",
            text, (long long)row_integer(other, STEP_NUMBER), row_text(other, STEP_TITLE),
            (long long)row_integer(found, STEP_NUMBER), row_text(found, STEP_TITLE));
    *ret_step = found;
    return true;
}
