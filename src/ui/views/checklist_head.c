/* The head of a checklist: whose run, how far it is, how it keeps its days, and the line of days.
 */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/blocks.h"
#include "ui/views/checklist.h"

enum { LABELLED = 24 };

/* --- how it stands --- */

static void add_finish(const struct row *run, day_number today, struct str *words)
{
    day_number finished = row_day(run, RUN_FINISHED), anchor = row_day(run, RUN_ANCHOR);
    day_number target = row_day(run, RUN_TARGET);
    char day[24];

    if (finished == DAY_NONE)
        return;
    str_addf(words, " %s", day_words(finished, today, day));
    if (anchor != DAY_NONE && finished >= anchor)
        str_addf(
            words, words_plural("   %d day", "   %d days", finished - anchor), finished - anchor);
    if (anchor != DAY_NONE && target > anchor)
        str_addf(words, _(", target %d"), target - anchor);
}

static void add_days(const struct run_state *state, struct str *words)
{
    if (state->target_days && state->day >= 0)
        str_addf(words, _("   day %d of %d"), state->day, state->target_days);
    else if (state->target_days)
        str_addf(words, _("   begins in %dd"), -state->day);
}

/* Returns where it begins. */
static int put_pace(
    struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int end, int y)
{
    const struct run_state *state = &checklist->run_case.state;
    const struct row *run = checklist->run_case.ground.run;
    day_number since = state->blocked ? row_day(state->blocked, STEP_BLOCKED_ON) : DAY_NONE;
    struct str words = {0};
    enum role role;
    const char *shape = run_pace_shown(state, &words, &role);
    char day[24];
    int x;

    if (state->pace == RUN_BLOCKED && canvas->columns < SCREEN_WIDE) {
        str_clear(&words);
        str_add(&words, _(" blocked"));
    }
    if (state->pace == RUN_BLOCKED && since != DAY_NONE && canvas->columns >= SCREEN_WIDE)
        str_addf(&words, _(" since %s"), day_short(since, ui_show(ui).today, day));
    if (!row_is(run, RUN_STATUS, "open"))
        add_finish(run, ui_show(ui).today, &words);
    else if (canvas->columns >= SCREEN_NARROW)
        add_days(state, &words);
    x = canvas_spans_right(canvas, end, y, SPANS({role, shape}, {ROLE_TEXT, str_text(&words)}));
    str_fini(&words);
    return x;
}

/* Tier and money, where there is room; returns where they begin. */
static int put_account(
    struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int end, int y)
{
    const struct row *account = checklist->run_case.dossier.account;
    bool is_blocked = checklist->run_case.state.pace == RUN_BLOCKED;
    struct show show = ui_show(ui);

    if (canvas->columns < (is_blocked ? SCREEN_ROOMY : SCREEN_WIDE))
        return end;
    if (row_knows(account, ACCOUNT_ARR_NOW))
        end = part_arr(canvas, end, y, account, &show) - 3;
    return canvas_put_right(canvas, end, y, ROLE_MUTED, part_tier(account)) - 3;
}

static int count_done(const struct step_lines *lines)
{
    int count = 0;

    for (size_t i = 0; i < lines->count; i++)
        count += row_is(lines->items[i].step, STEP_STATUS, "done");
    return count;
}

/* Of a cancelled run all steps count: those that were called off are required no more. */
static void draw_title(
    struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int y)
{
    const struct run_case *run = &checklist->run_case;
    const struct row *account = run->dossier.account;
    int end = put_account(ui, checklist, canvas, canvas->columns - 1, y), x;
    struct str count = {0};

    end = put_pace(ui, checklist, canvas, end, y) - 2;
    x = canvas_put_cut(
        canvas, 1, y, ROLE_TITLE, part_name(account), end / 2 < 12 ? end - 1 : end / 2);
    x = canvas_put_cut(
            canvas, x + 3, y, ROLE_TEXT, row_text(run->ground.run, RUN_TITLE), end - x - 3) +
        3;
    if (run->state.pace == RUN_CANCELLED)
        str_addf(&count, _("%d of %zu"), count_done(&checklist->lines), checklist->lines.count);
    else
        str_addf(&count, _("%d of %d"), run->state.required_done, run->state.required);
    if (x + 8 < end)
        canvas_spans(canvas, x, y,
            SPANS({ROLE_TITLE, str_text(&count)},
                {ROLE_MUTED, x + 18 >= end                      ? ""
                             : run->state.pace == RUN_CANCELLED ? _(" done")
                                                                : _(" required")}));
    str_fini(&count);
}

/* --- the other runs of the account --- */

/* One word in a narrow terminal, else a tab for each. Returns the rows it took. */
static int draw_runs(struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int y)
{
    const struct run_briefs *briefs = &checklist->briefs;
    int x = 1, end = canvas->columns - 1;

    if (briefs->count < 2 || checklist_has_columns(ui, checklist, canvas))
        return 0;
    end = canvas_spans_right(canvas, end, y,
              SPANS({ROLE_HINT_KEY, "[ ]"}, {ROLE_HINT_TEXT, _(" its other runs")})) -
          2;
    if (canvas->columns < SCREEN_NARROW) {
        canvas_putf(
            canvas, x, y, ROLE_MUTED, _("run %zu of %zu"), checklist->brief_at + 1, briefs->count);
        return 1;
    }
    for (size_t i = 0; i < briefs->count && x + 12 < end; i++) {
        const struct run_brief *brief = &briefs->items[i];
        bool here = i == checklist->brief_at;
        struct str ignored = {0};
        enum role role;
        const char *shape = run_pace_shown(&brief->state, &ignored, &role);

        canvas_put(canvas, x, y, role, shape);
        x = canvas_put_cut(canvas, x + 2, y, here ? ROLE_TAB_ACTIVE : ROLE_TAB,
                row_text(brief->run, RUN_TITLE), end - x - 2) +
            3;
        str_fini(&ignored);
    }
    return 1;
}

/* --- the line of days --- */

struct days {
    day_number first, last, target, today;
    struct area line;
};

/* False: a day is missing, so there is no line. */
static bool days_of(struct ui *ui, const struct checklist *checklist, struct days *ret_days)
{
    const struct row *run = checklist->run_case.ground.run;
    day_number ends = checklist->run_case.state.ends;
    day_number started = row_day(run, RUN_STARTED);
    struct days days = {row_day(run, RUN_ANCHOR), row_day(run, RUN_TARGET),
        row_day(run, RUN_TARGET), ui_show(ui).today, {0}};

    if (days.first == DAY_NONE || days.last == DAY_NONE)
        return false;
    if (started != DAY_NONE && started < days.first)
        days.first = started;
    if (ends != DAY_NONE && ends > days.last)
        days.last = ends;
    if (row_knows(run, RUN_FINISHED))
        days.today = row_day(run, RUN_FINISHED);
    if (days.today > days.last)
        days.last = days.today;
    *ret_days = days;
    return true;
}

static int day_x(const struct days *days, day_number day)
{
    const struct area *line = &days->line;

    if (day <= days->first || days->last <= days->first)
        return line->x;
    if (day >= days->last)
        return line->x + line->columns - 1;
    return line->x +
           (int)((int64_t)(day - days->first) * (line->columns - 1) / (days->last - days->first));
}

/* What the two marks are, in a row of their own. */
static void draw_day_labels(
    const struct days *days, const char *now, struct canvas *canvas, int y, day_number today_day)
{
    int target = day_x(days, days->target), today = day_x(days, days->today);
    int width = canvas_columns_of(canvas, now), left = canvas->columns, right = 0;
    bool fits_left, fits_right;
    char day[24];
    struct str words = {0};

    str_addf(&words, _("target %s"), day_words(days->target, today_day, day));
    fits_left = target + 1 > canvas_columns_of(canvas, str_text(&words));
    fits_right = target + canvas_columns_of(canvas, str_text(&words)) < canvas->columns;
    if (fits_left && (target <= today || !fits_right)) {
        left = canvas_put_right(canvas, target + 1, y, ROLE_MUTED, str_text(&words));
        right = target + 1;
    } else {
        left = target;
        right = canvas_put(canvas, target, y, ROLE_MUTED, str_text(&words));
    }
    if (today + width < canvas->columns && (today > right || today + width < left))
        canvas_put(canvas, today, y, ROLE_MUTED, now);
    else if (today + 1 - width > right)
        canvas_put_right(canvas, today + 1, y, ROLE_MUTED, now);
    str_fini(&words);
}

static void draw_done_days(
    const struct days *days, const struct row_list *steps, struct canvas *canvas, int y)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct row *step = steps->items[i];

        if (row_is(step, STEP_STATUS, "done") && row_knows(step, STEP_DONE_ON))
            canvas_put(canvas, day_x(days, row_day(step, STEP_DONE_ON)), y, ROLE_CHART_1, "●");
    }
}

/* One line of days: a dot a step done, the target, today. Returns the rows it took. */
static int draw_days(struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int y)
{
    bool is_open = row_is(checklist->run_case.ground.run, RUN_STATUS, "open");
    day_number today = ui_show(ui).today;
    struct days days;
    char day[24];
    int end;

    if (!days_of(ui, checklist, &days))
        return 0;
    days.line.x = canvas_put(canvas, 1, y, ROLE_MUTED, day_short(days.first, today, day)) + 2;
    end = canvas_put_right(
        canvas, canvas->columns - 1, y, ROLE_MUTED, day_short(days.last, today, day));
    days.line.columns = end - 2 - days.line.x;
    for (int x = days.line.x; x < end - 2; x++) {
        bool gone = x <= day_x(&days, days.today);

        canvas_put_glyph(canvas, x, y, gone ? ROLE_CHART_1 : ROLE_TRACK, gone ? 0x2501 : 0x2500);
    }
    draw_done_days(&days, &checklist->run_case.steps, canvas, y);
    canvas_put(canvas, day_x(&days, days.target), y, ROLE_WATCH, "◆");
    canvas_put(canvas, day_x(&days, days.today), y, ROLE_TITLE, "┃");
    if (canvas->rows < LABELLED)
        return 1;
    draw_day_labels(&days, is_open ? _("today") : _("ended"), canvas, y + 1, today);
    return 2;
}

/* --- what is quiet --- */

/* Returns the rows it took. */
static int draw_outdated(const struct checklist *checklist, struct canvas *canvas, int y)
{
    if (!checklist->is_outdated)
        return 0;
    if (canvas->columns < SCREEN_NARROW)
        canvas_spans(canvas, 1, y,
            SPANS({ROLE_MUTED, _("its playbook changed  ")}, {ROLE_HINT_KEY, "m p"},
                {ROLE_HINT_TEXT, _(" what")}));
    else
        canvas_spans(canvas, 1, y,
            SPANS({ROLE_MUTED, _("The playbook's file has changed since this run began.   ")},
                {ROLE_HINT_KEY, "m p"}, {ROLE_HINT_TEXT, _(" what changed")}));
    return 1;
}

int checklist_draw_head(struct ui *ui, const struct checklist *checklist, struct canvas *canvas)
{
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;

    draw_title(ui, checklist, canvas, y++);
    y += draw_runs(ui, checklist, canvas, y);
    if (canvas->columns >= SCREEN_NARROW && canvas->rows >= SCREEN_LOW)
        y += draw_days(ui, checklist, canvas, y);
    y += draw_outdated(checklist, canvas, y);
    canvas_rule(canvas, y);
    return y + 1;
}
