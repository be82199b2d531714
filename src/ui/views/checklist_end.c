/* What a run came to, once it is over. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/checklist.h"

static struct told *tell(struct telling *telling, enum role role, const char *text)
{
    ARRAY_PUSH(&telling->lines, (struct told){.role = role, .text = text});
    return &telling->lines.items[telling->lines.count - 1];
}

static const char *words_of(const struct telling *telling, day_number day)
{
    char buffer[24];

    return arena_copy_text(
        &telling->checklist->told_arena, day_words(day, ui_show(telling->ui).today, buffer));
}

static int count_status(const struct step_lines *lines, const char *status)
{
    int count = 0;

    for (size_t i = 0; i < lines->count; i++)
        count += row_is(lines->items[i].step, STEP_STATUS, status);
    return count;
}

/* `28 days, 2 before its target` */
static void tell_length(struct telling *telling, const struct row *run)
{
    struct arena *arena = &telling->checklist->told_arena;
    day_number anchor = row_day(run, RUN_ANCHOR), target = row_day(run, RUN_TARGET);
    day_number finished = row_day(run, RUN_FINISHED);
    int late = finished == DAY_NONE || target == DAY_NONE ? 0 : finished - target;
    const char *pace =
        !late ? _("on its target")
        : late < 0
            ? arena_format(arena,
                  words_plural("%d day before its target", "%d days before its target", late),
                  -late)
            : arena_format(arena,
                  words_plural("%d day after its target", "%d days after its target", late), late);

    if (finished == DAY_NONE || anchor == DAY_NONE || finished < anchor)
        return;
    tell(telling, ROLE_TEXT,
        target == DAY_NONE
            ? arena_format(
                  arena, words_plural("%d day", "%d days", finished - anchor), finished - anchor)
            : arena_format(arena, words_plural("%d day, %s", "%d days, %s", finished - anchor),
                  finished - anchor, pace));
}

static void tell_steps(struct telling *telling)
{
    const struct checklist *checklist = telling->checklist;
    const struct run_state *state = &checklist->run_case.state;
    int skipped = count_status(&checklist->lines, "skipped");
    int dropped = count_status(&checklist->lines, "cancelled");
    struct str words = {0};

    if (state->pace == RUN_CANCELLED)
        str_addf(&words, _("%d of %zu steps done"), count_status(&checklist->lines, "done"),
            checklist->lines.count);
    else
        str_addf(&words, _("%d of %d required steps done"), state->required_done, state->required);
    if (skipped)
        str_addf(&words, _(", %d skipped"), skipped);
    if (dropped)
        str_addf(&words, _(", %d dropped"), dropped);
    tell(telling, ROLE_TEXT, arena_copy_text(&telling->checklist->told_arena, str_text(&words)));
    str_fini(&words);
}

static bool is_within(const struct row *run, day_number day)
{
    day_number finished = row_day(run, RUN_FINISHED);

    return day != DAY_NONE && day >= row_day(run, RUN_STARTED) &&
           (finished == DAY_NONE || day <= finished);
}

/* Rows of a kind that came about while it ran, each in its own words. */
static void tell_rows(struct telling *telling, const struct row_list *rows, const char *heading,
    int day_field, int text_field)
{
    const struct row *run = telling->checklist->run_case.ground.run;
    bool any = false;

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];
        struct told *told;

        if (!is_within(run, row_day(row, day_field)))
            continue;
        if (!any) {
            tell(telling, ROLE_TEXT, "");
            tell(telling, ROLE_TITLE, heading);
        }
        any = true;
        told = tell(telling, ROLE_TEXT, row_text(row, text_field));
        told->right = words_of(telling, row_day(row, day_field));
    }
}

void checklist_tell_end(struct telling *telling)
{
    const struct checklist *checklist = telling->checklist;
    const struct row *run = checklist->run_case.ground.run;
    const struct dossier *dossier = &checklist->run_case.dossier;
    struct arena *arena = &telling->checklist->told_arena;

    tell(telling, ROLE_TITLE,
        arena_format(arena, "%s %s", row_text(run, RUN_TITLE),
            row_is(run, RUN_STATUS, "done") ? _("finished") : _("cancelled")))
        ->right = words_of(telling, row_day(run, RUN_FINISHED));
    if (!text_blank(row_text(run, RUN_WHY)))
        tell(telling, ROLE_TEXT, arena_format(arena, _("because %s"), row_text(run, RUN_WHY)));
    tell_length(telling, run);
    tell_steps(telling);
    if (row_knows(run, RUN_FIRST_VALUE))
        tell(telling, ROLE_TEXT,
            arena_format(
                arena, _("first value %s"), words_of(telling, row_day(run, RUN_FIRST_VALUE))));
    if (row_knows(run, RUN_SUCCEEDED))
        tell(telling, ROLE_TEXT,
            arena_format(
                arena, _("a success since %s"), words_of(telling, row_day(run, RUN_SUCCEEDED))));
    tell_rows(telling, &dossier->results, _("What they got"), RESULT_DATE, RESULT_STORY);
    tell_rows(telling, &dossier->goals, _("Goals"), GOAL_START, GOAL_STATEMENT);
    tell(telling, ROLE_TEXT, "");
}
