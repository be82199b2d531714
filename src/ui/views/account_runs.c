/* The tab Checklist of the screen Account: every run with its open steps. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/sizes.h"
#include "ui/views/account.h"
#include "ui/ways.h"

enum { BAR_FROM = 90, RUNS_MOST_COLUMNS = 110 };

void account_read_runs(struct ui *ui, struct account_view *view)
{
    run_briefs_make(&view->dossier, ui_show(ui).today, &view->arena, &view->briefs);
    array_clear(&view->run_rows);
    for (size_t i = 0; i < view->briefs.count; i++) {
        const struct run_brief *brief = &view->briefs.items[i];

        ARRAY_PUSH(&view->run_rows, (struct run_row){brief, NULL});
        for (size_t k = 0; k < brief->lines.count && row_is(brief->run, RUN_STATUS, "open"); k++)
            if (run_step_is_open(brief->lines.items[k].step))
                ARRAY_PUSH(&view->run_rows, (struct run_row){brief, &brief->lines.items[k]});
    }
}

/* `day 34 of 30`, or when it ended. */
static void add_clock(const struct run_brief *brief, day_number today, struct str *out)
{
    const struct run_state *state = &brief->state;
    char day[24];

    if (!row_is(brief->run, RUN_STATUS, "open"))
        str_addf(out, " %s", day_short(row_day(brief->run, RUN_FINISHED), today, day));
    else if (state->target_days && state->day >= 0)
        str_addf(out, _(", day %d of %d"), state->day, state->target_days);
    else if (state->target != DAY_NONE)
        str_addf(out, _(", to be done by %s"), day_short(state->target, today, day));
}

static void draw_run(
    struct ui *ui, const struct run_brief *brief, struct canvas *canvas, struct area line)
{
    const struct run_state *state = &brief->state;
    struct str words = {0};
    enum role role;
    const char *shape = run_pace_shown(state, &words, &role);
    int end = canvas_putf_right(canvas, line.x + line.columns - 1, line.y, ROLE_TITLE,
        _("%d of %d"), state->required_done, state->required);
    int at = line.columns >= SCREEN_NARROW ? 34 : 22;

    if (line.columns >= BAR_FROM) {
        chart_bar(canvas, end - 12, line.y, 10,
            state->required ? (double)state->required_done / state->required : 0, ROLE_CHART_1);
        end -= 12;
    }
    if (line.columns >= SCREEN_NARROW)
        add_clock(brief, ui_show(ui).today, &words);
    canvas_put(canvas, line.x + 2, line.y, role, shape);
    canvas_put_cut(canvas, line.x + 4, line.y, ROLE_TITLE, row_text(brief->run, RUN_TITLE), at - 6);
    canvas_put_cut(
        canvas, line.x + at, line.y, ROLE_MUTED, str_text(&words) + 1, end - 2 - (line.x + at));
    str_fini(&words);
}

void account_draw_runs(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct list *list = &view->lists[TAB_CHECKLIST];
    int columns = area.columns < RUNS_MOST_COLUMNS ? area.columns : RUNS_MOST_COLUMNS;

    list_fit(list, (int64_t)view->run_rows.count, area.rows);
    if (!view->run_rows.count) {
        canvas_put(canvas, 1, area.y + 1, ROLE_TEXT, _("No playbook ran on this account yet."));
        way_put(ui, canvas, 1, area.y + 2, "playbook", _("start one"));
    }
    for (int64_t i = list->top; i < list_end(list); i++) {
        const struct run_row *row = &view->run_rows.items[i];
        struct area line = {0, area.y + (int)(i - list->top), columns, 1};

        if (row->line)
            step_line_draw(row->line, &row->brief->lines, ui_show(ui).today, canvas,
                (struct area){2, line.y, columns - 2, 1});
        else
            draw_run(ui, row->brief, canvas, line);
        ui_list_row(ui, canvas, list, i, line);
    }
}

struct touched_row account_run_here(const struct account_view *view)
{
    int64_t at = view->lists[TAB_CHECKLIST].selected;
    const struct run_row *row =
        at < (int64_t)view->run_rows.count ? &view->run_rows.items[at] : NULL;

    if (!row)
        return (struct touched_row){KIND_RUN, 0};
    return row->line ? (struct touched_row){KIND_STEP, row->line->step->key}
                     : (struct touched_row){KIND_RUN, row->brief->run->key};
}
