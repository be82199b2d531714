/* The picture of a checklist: the line of days, the steps, and the step under the cursor. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "ui/chart.h"
#include "ui/views/checklist.h"

enum { TALL = 30, LOW = 16, NARROW = 60, WIDE = 100 };

/* --- head --- */

static void put_pace(
    struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int end, int y)
{
    const struct run_state *state = &checklist->run_case.state;
    struct str words = {0};
    enum role role = ROLE_GOOD;
    const char *shape = "●";

    switch (state->pace) {
    case RUN_BEHIND:
        role = ROLE_WATCH;
        shape = "▲";
        str_addf(
            &words, " %d %s behind", state->days_behind, state->days_behind == 1 ? "day" : "days");
        break;
    case RUN_STUCK:
    case RUN_BLOCKED:
        role = ROLE_RISK;
        shape = "■";
        str_addf(&words, " %s", run_pace_word(state->pace));
        if (state->blocked && *row_text(state->blocked, STEP_SIDE))
            str_addf(&words, " by %s", row_text(state->blocked, STEP_SIDE));
        break;
    case RUN_DONE:
        shape = "✓";
        str_add(&words, " done");
        break;
    case RUN_CANCELLED:
        shape = "○";
        role = ROLE_UNKNOWN;
        str_add(&words, " cancelled");
        break;
    case RUN_ON_TRACK: str_add(&words, " on track"); break;
    }
    if (state->target_days && canvas->columns >= NARROW)
        str_addf(&words, "   day %d of %d", state->day, state->target_days);
    canvas_spans_right(canvas, end, y, SPANS({role, shape}, {ROLE_TEXT, str_text(&words)}));
    str_fini(&words);
}

/* Where a day lies on the line of days. */
static int day_x(day_number day, day_number first, day_number last, struct area line)
{
    if (day <= first || last <= first)
        return line.x;
    if (day >= last)
        return line.x + line.columns - 1;
    return line.x + (int)((int64_t)(day - first) * (line.columns - 1) / (last - first));
}

/* One line of days: a dot a step done, the target, today. */
static void draw_days(
    struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int y)
{
    const struct row *run = checklist->run_case.ground.run;
    day_number today = ui_show(ui).today, first = row_day(run, RUN_ANCHOR),
               last = row_day(run, RUN_TARGET);
    struct area line = {9, y, canvas->columns - 20, 1};
    char day[24];

    if (first == DAY_NONE || last == DAY_NONE)
        return;
    if (checklist->run_case.state.ends != DAY_NONE && checklist->run_case.state.ends > last)
        last = checklist->run_case.state.ends;
    last = today > last ? today : last;
    canvas_put(canvas, 1, y, ROLE_MUTED, day_short(first, today, day));
    canvas_put_right(canvas, canvas->columns - 1, y, ROLE_MUTED, day_short(last, today, day));
    for (int x = line.x; x < line.x + line.columns; x++)
        canvas_put_glyph(canvas, x, y,
            x <= day_x(today, first, last, line) ? ROLE_CHART_1 : ROLE_TRACK,
            x <= day_x(today, first, last, line) ? 0x2501 : 0x2500);
    for (size_t i = 0; i < checklist->run_case.steps.count; i++) {
        const struct row *step = checklist->run_case.steps.items[i];

        if (row_is(step, STEP_STATUS, "done") && row_knows(step, STEP_DONE_ON))
            canvas_put(canvas, day_x(row_day(step, STEP_DONE_ON), first, last, line), y,
                ROLE_CHART_1, "●");
    }
    canvas_put(canvas, day_x(row_day(run, RUN_TARGET), first, last, line), y, ROLE_WATCH, "◆");
    canvas_put(canvas, day_x(today, first, last, line), y, ROLE_TITLE, "┃");
}

static int draw_head(struct ui *ui, const struct checklist *checklist, struct canvas *canvas)
{
    const struct run_case *run = &checklist->run_case;
    int y = canvas->rows >= TALL ? 2 : 1;
    int x = canvas_put_cut(
                canvas, 1, y, ROLE_TITLE, part_name(run->dossier.account), canvas->columns / 3) +
            3;

    x = canvas_put_cut(
            canvas, x, y, ROLE_TEXT, row_text(run->ground.run, RUN_TITLE), canvas->columns / 4) +
        3;
    if (canvas->columns >= NARROW) {
        x = canvas_putf(canvas, x, y, ROLE_TITLE, "%d", run->state.required_done);
        canvas_putf(canvas, x, y, ROLE_MUTED, " of %d required", run->state.required);
    }
    put_pace(ui, checklist, canvas, canvas->columns - 1, y++);
    if (canvas->columns >= NARROW && canvas->rows >= LOW)
        draw_days(ui, checklist, canvas, y++);
    canvas_rule(canvas, y);
    return y + 1;
}

/* --- steps --- */

static const char *step_shape(const struct row *step)
{
    if (row_is(step, STEP_STATUS, "done"))
        return "✓";
    if (row_is(step, STEP_STATUS, "skipped") || row_is(step, STEP_STATUS, "cancelled"))
        return "–";
    return row_is(step, STEP_STATUS, "blocked") ? "■" : "☐";
}

static void step_detail(const struct checklist *checklist, const struct row *step, struct str *out)
{
    if (row_is(step, STEP_STATUS, "blocked"))
        str_addf(out, "blocked by %s", row_text(step, STEP_SIDE));
    else if (row_is(step, STEP_STATUS, "skipped"))
        str_add(out, "skipped");
    else if (run_step_is_open(step) && !run_step_ready(step, &checklist->run_case.steps))
        str_add(out, "waits");
    else if (!row_is(step, STEP_NEED, "required"))
        str_add(out, row_text(step, STEP_NEED));
}

static void draw_step(struct ui *ui, const struct checklist *checklist, const struct row *step,
    struct canvas *canvas, struct area line)
{
    day_number today = ui_show(ui).today;
    bool open = run_step_is_open(step);
    struct due_words due =
        open ? part_due(row_day(step, STEP_DUE), today) : (struct due_words){.role = ROLE_MUTED};
    struct str detail = {0};
    int end = line.columns - 1;

    if (!open)
        day_short(row_day(step, STEP_DONE_ON), today, due.text);
    step_detail(checklist, step, &detail);
    canvas_put(canvas, 2, line.y, open ? ROLE_TEXT : ROLE_MUTED, step_shape(step));
    canvas_putf_right(
        canvas, 7, line.y, ROLE_MUTED, "%lld", (long long)row_integer(step, STEP_NUMBER));
    canvas_put_right(canvas, end, line.y, due.role, due.text);
    if (line.columns >= 50)
        canvas_put_cut(canvas, end - 24, line.y, ROLE_MUTED, str_text(&detail), 13);
    canvas_put_cut(canvas, 9, line.y, open ? ROLE_TEXT : ROLE_MUTED, row_text(step, STEP_TITLE),
        line.columns >= 50 ? end - 26 - 9 : end - 12 - 9);
    str_fini(&detail);
}

static void draw_steps(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    list_fit(&checklist->list, (int64_t)checklist->run_case.steps.count, area.rows);
    for (int64_t i = checklist->list.top; i < list_end(&checklist->list); i++) {
        struct area line = {area.x, area.y + (int)(i - checklist->list.top), area.columns, 1};

        draw_step(ui, checklist, checklist->run_case.steps.items[i], canvas, line);
        if (ui_list_row(ui, canvas, &checklist->list, i, line))
            checklist->selected = checklist->run_case.steps.items[i]->key;
    }
}

/* --- the step under the cursor --- */

static void draw_demands(
    struct checklist *checklist, const struct row *step, struct canvas *canvas, struct area *area)
{
    struct demand_list demands = {0};
    size_t met = 0;
    char sum[48];

    run_demands(&checklist->run_case.ground, step, NULL, &checklist->arena, &demands);
    for (size_t i = 0; i < demands.count; i++)
        met += demands.items[i].met;
    if (demands.count && area->rows > 1) {
        snprintf(sum, sizeof(sum), "%zu of %zu", met, demands.count);
        part_heading(
            canvas, area->x, area->y, area->x + area->columns, "Before it can be ticked", sum);
        area_take_rows(area, 1);
    }
    for (size_t i = 0; i < demands.count && area->rows > 0; i++) {
        canvas_put(canvas, area->x, area->y, demands.items[i].met ? ROLE_GOOD : ROLE_TEXT,
            demands.items[i].met ? "✓" : "☐");
        canvas_put_cut(
            canvas, area->x + 2, area->y, ROLE_TEXT, demands.items[i].words, area->columns - 2);
        area_take_rows(area, 1);
        if (demands.items[i].how && area->rows > 0) {
            canvas_put_cut(
                canvas, area->x + 2, area->y, ROLE_MUTED, demands.items[i].how, area->columns - 2);
            area_take_rows(area, 1);
        }
    }
    if (demands.count)
        area_take_rows(area, 1);
}

static bool waits_for(const struct row *other, const char *id)
{
    return run_step_is_open(other) && row_has_tag(other, STEP_AFTER, id);
}

static void draw_followers(struct ui *ui, const struct checklist *checklist, const struct row *step,
    struct canvas *canvas, struct area area)
{
    const struct row_list *steps = &checklist->run_case.steps;
    int rows = 1;

    for (size_t i = 0; i < steps->count && rows < area.rows; i++) {
        const struct row *other = steps->items[i];
        struct due_words due = part_due(row_day(other, STEP_DUE), ui_show(ui).today);

        if (!waits_for(other, row_text(step, STEP_STEP)))
            continue;
        canvas_put(canvas, area.x, area.y, ROLE_TITLE, "What waits for it");
        canvas_putf(canvas, area.x, area.y + rows, ROLE_MUTED, "%2lld",
            (long long)row_integer(other, STEP_NUMBER));
        canvas_put_cut(canvas, area.x + 4, area.y + rows, ROLE_TEXT, row_text(other, STEP_TITLE),
            area.columns - 18);
        canvas_put_right(canvas, area.x + area.columns, area.y + rows++, due.role, due.text);
    }
}

static void draw_detail(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    const struct row *step = checklist_step(checklist);
    const struct playbook_step *text;
    struct due_words due;

    if (!step || area.rows < 4)
        return;
    text = run_playbook_step(checklist->run_case.ground.playbook, step);
    due = part_due(row_day(step, STEP_DUE), ui_show(ui).today);
    canvas_spans_right(canvas, area.x + area.columns, area.y,
        SPANS({ROLE_MUTED, row_text(step, STEP_KIND)}, {ROLE_MUTED, ", "},
            {ROLE_MUTED, row_text(step, STEP_NEED)}));
    canvas_put_cut(
        canvas, area.x, area.y, ROLE_TITLE, row_text(step, STEP_TITLE), area.columns - 20);
    area_take_rows(&area, 1);
    if (due.text[0] && run_step_is_open(step))
        canvas_spans(canvas, area.x, area.y, SPANS({ROLE_MUTED, "due "}, {due.role, due.text}));
    if (*row_text(step, STEP_WHY))
        canvas_put_cut(
            canvas, area.x + 24, area.y, ROLE_MUTED, row_text(step, STEP_WHY), area.columns - 24);
    area_take_rows(&area, 2);
    if (text && text->guidance && area.rows > 0)
        area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, text->guidance) + 1);
    if (run_step_is_open(step))
        draw_demands(checklist, step, canvas, &area);
    draw_followers(ui, checklist, step, canvas, area);
}

void checklist_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct checklist *checklist = state;
    struct area body;
    int y;

    if (!checklist->loaded) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, "No playbook runs on this account.");
        canvas_spans(canvas, 1, 4, SPANS({ROLE_HINT_KEY, "p"}, {ROLE_HINT_TEXT, "  start one"}));
        return;
    }
    y = draw_head(ui, checklist, canvas);
    body = (struct area){0, y, canvas->columns, canvas->rows - y - (canvas->rows >= LOW ? 2 : 1)};
    if (canvas->columns >= WIDE) {
        struct area steps = area_take_columns(&body, canvas->columns * 57 / 100);

        canvas_pane_line(canvas, steps.columns, steps.y, steps.rows + 1);
        draw_steps(ui, checklist, canvas, steps);
        draw_detail(
            ui, checklist, canvas, (struct area){body.x + 2, body.y, body.columns - 3, body.rows});
    } else if (body.rows >= 15) {
        struct area detail = area_take_last_rows(&body, body.rows * 2 / 5);

        draw_steps(ui, checklist, canvas, body);
        canvas_rule(canvas, detail.y);
        draw_detail(ui, checklist, canvas,
            (struct area){1, detail.y + 1, detail.columns - 2, detail.rows - 1});
    } else {
        draw_steps(ui, checklist, canvas, body);
    }
}
