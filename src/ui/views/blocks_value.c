/* What the customer wants, got and pays: goals, results, contract lines. */
#include <math.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/views/blocks.h"

/* Share of the way gone, 0-1; NAN where not known. */
static double goal_share(const struct row *goal)
{
    double from = row_real(goal, GOAL_BASELINE), to = row_real(goal, GOAL_TARGET);

    if (row_is(goal, GOAL_STATUS, "reached"))
        return 1;
    if (!row_knows(goal, GOAL_CURRENT) || !row_knows(goal, GOAL_TARGET) || fabs(to - from) < 1e-9)
        return (double)NAN;
    return fmin(1, fmax(0, (row_real(goal, GOAL_CURRENT) - from) / (to - from)));
}

static double goal_time_share(const struct row *goal, day_number today)
{
    day_number start = row_day(goal, GOAL_START), due = row_day(goal, GOAL_DUE);

    if (start == DAY_NONE || due == DAY_NONE || due <= start)
        return (double)NAN;
    return fmin(1, fmax(0, (double)(today - start) / (due - start)));
}

static void goal_line(
    struct canvas *canvas, struct area area, const struct row *goal, day_number today)
{
    double share = goal_share(goal), time = goal_time_share(goal, today);
    bool behind = !isnan(share) && !isnan(time) && share < time - 0.1 - 1e-9;
    enum health_band band = isnan(share) ? BAND_UNKNOWN : behind ? BAND_YELLOW : BAND_GREEN;
    int end = area.x + area.columns;

    canvas_put(canvas, area.x, area.y, part_band_role(band), part_band_shape(band));
    canvas_put_cut(
        canvas, area.x + 2, area.y, ROLE_TEXT, row_text(goal, GOAL_STATEMENT), area.columns - 20);
    chart_bar(canvas, end - 15, area.y, 10, share, ROLE_CHART_1);
    if (isnan(share))
        canvas_put_right(canvas, end, area.y, ROLE_MUTED, "--");
    else
        canvas_putf_right(
            canvas, end, area.y, ROLE_TEXT, "%.0f%%", floor(share * 100 + 0.5 + 1e-9));
}

int block_goals(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *goals = &subject->dossier->goals;
    int rows = 1;

    if (area.rows < 2 || !goals->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("Goals"), NULL);
    for (size_t i = 0; i < goals->count && rows < area.rows; i++)
        if (!row_is(goals->items[i], GOAL_STATUS, "dropped"))
            goal_line(canvas, (struct area){area.x, area.y + rows++, area.columns, 1},
                goals->items[i], subject->show.today);
    return rows;
}

/* Newest first; the dossier has them oldest first. */
int block_results(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *results = &subject->dossier->results;
    int rows = 1;
    char day[24];

    if (area.rows < 2 || !results->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("Value"), NULL);
    for (size_t i = results->count; i-- > 0 && rows < area.rows && rows <= 4; rows++) {
        const struct row *result = results->items[i];
        const char *who = row_text(result, RESULT_CONFIRMED_BY);
        int y = area.y + rows, end = area.x + area.columns;

        canvas_put(canvas, area.x, y, ROLE_MUTED,
            day_short(row_day(result, RESULT_DATE), subject->show.today, day));
        if (area.columns >= 44)
            end = canvas_put_right(canvas, end, y, ROLE_MUTED, who) - 2;
        canvas_put_cut(
            canvas, area.x + 12, y, ROLE_TEXT, row_text(result, RESULT_STORY), end - area.x - 12);
    }
    return rows;
}

int block_contract_lines(struct canvas *canvas, struct area area, const struct subject *subject)
{
    struct contract_line lines[8];
    size_t count = contract_lines(subject->dossier, lines, COUNT_OF(lines));
    int rows = 1, end = area.x + area.columns;
    char money[48], day[24];

    if (area.rows < 2 || count < 2)
        return 0;
    count = count < COUNT_OF(lines) ? count : COUNT_OF(lines);
    part_heading(canvas, area.x, area.y, end, _("Contract"), _("ARR"));
    for (size_t i = 0; i < count && rows < area.rows; i++, rows++) {
        int y = area.y + rows;

        canvas_put_cut(canvas, area.x, y, ROLE_TEXT, part_product(&lines[i]), area.columns - 26);
        if (lines[i].ends != DAY_NONE)
            canvas_putf_right(canvas, end - 9, y, ROLE_MUTED, _("to %s"),
                day_short(lines[i].ends, subject->show.today, day));
        canvas_put_right(canvas, end, y, ROLE_MONEY,
            part_line_money(&lines[i], lines[i].arr, &subject->show, money));
    }
    return rows;
}
