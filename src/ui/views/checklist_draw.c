/* The picture of a checklist: the line of days, the steps, and the step under the cursor. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "ui/chart.h"
#include "ui/views/blocks.h"
#include "ui/views/checklist.h"

enum { TALL = 30, LOW = 16, NARROW = 60, WIDE = 100, ROOMY = 14, TEXT_MOST = 84 };

/* --- head --- */

/* `▲ 4 days behind`; *ret_role and the shape returned go before it. */
static const char *pace_words(const struct run_state *state, struct str *words, enum role *ret_role)
{
    *ret_role = ROLE_GOOD;
    switch (state->pace) {
    case RUN_BEHIND:
        *ret_role = ROLE_WATCH;
        str_addf(
            words, " %d %s behind", state->days_behind, state->days_behind == 1 ? "day" : "days");
        return "▲";
    case RUN_STUCK:
    case RUN_BLOCKED:
        *ret_role = ROLE_RISK;
        str_addf(words, " %s", run_pace_word(state->pace));
        if (state->blocked && *row_text(state->blocked, STEP_SIDE))
            str_addf(words, " by %s", row_text(state->blocked, STEP_SIDE));
        return "■";
    case RUN_DONE: str_add(words, " done"); return "✓";
    case RUN_CANCELLED:
        *ret_role = ROLE_UNKNOWN;
        str_add(words, " cancelled");
        return "○";
    case RUN_ON_TRACK: break;
    }
    str_add(words, " on track");
    return "●";
}

/* Returns where it begins. */
static int put_pace(const struct run_state *state, struct canvas *canvas, int end, int y)
{
    struct str words = {0};
    enum role role;
    const char *shape = pace_words(state, &words, &role);
    int x;

    if (state->target_days && canvas->columns >= NARROW)
        str_addf(&words, "   day %d of %d", state->day, state->target_days);
    x = canvas_spans_right(canvas, end, y, SPANS({role, shape}, {ROLE_TEXT, str_text(&words)}));
    str_fini(&words);
    return x;
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
    struct days days = {row_day(run, RUN_ANCHOR), row_day(run, RUN_TARGET),
        row_day(run, RUN_TARGET), ui_show(ui).today, {0}};

    if (days.first == DAY_NONE || days.last == DAY_NONE)
        return false;
    if (ends != DAY_NONE && ends > days.last)
        days.last = ends;
    days.last = days.today > days.last ? days.today : days.last;
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
static void draw_day_labels(const struct days *days, struct canvas *canvas, int y)
{
    int target = day_x(days, days->target), today = day_x(days, days->today);
    char day[24];
    struct str words = {0};

    str_addf(&words, "target %s", day_words(days->target, days->today, day));
    if (target <= today)
        canvas_put_right(canvas, target + 1, y, ROLE_MUTED, str_text(&words));
    else
        canvas_put(canvas, target, y, ROLE_MUTED, str_text(&words));
    if (target <= today && today + 6 < canvas->columns)
        canvas_put(canvas, today, y, ROLE_MUTED, "today");
    else if (today - 4 > 0)
        canvas_put_right(canvas, today + 1, y, ROLE_MUTED, "today");
    str_fini(&words);
}

/* One line of days: a dot a step done, the target, today. Returns the rows it took. */
static int draw_days(struct ui *ui, const struct checklist *checklist, struct canvas *canvas, int y)
{
    const struct row_list *steps = &checklist->run_case.steps;
    struct days days;
    char day[24];
    int end;

    if (!days_of(ui, checklist, &days))
        return 0;
    days.line.x = canvas_put(canvas, 1, y, ROLE_MUTED, day_short(days.first, days.today, day)) + 2;
    end = canvas_put_right(
        canvas, canvas->columns - 1, y, ROLE_MUTED, day_short(days.last, days.today, day));
    days.line.columns = end - 2 - days.line.x;
    for (int x = days.line.x; x < end - 2; x++) {
        bool gone = x <= day_x(&days, days.today);

        canvas_put_glyph(canvas, x, y, gone ? ROLE_CHART_1 : ROLE_TRACK, gone ? 0x2501 : 0x2500);
    }
    for (size_t i = 0; i < steps->count; i++)
        if (row_is(steps->items[i], STEP_STATUS, "done") &&
            row_knows(steps->items[i], STEP_DONE_ON))
            canvas_put(
                canvas, day_x(&days, row_day(steps->items[i], STEP_DONE_ON)), y, ROLE_CHART_1, "●");
    canvas_put(canvas, day_x(&days, days.target), y, ROLE_WATCH, "◆");
    canvas_put(canvas, day_x(&days, days.today), y, ROLE_TITLE, "┃");
    if (canvas->rows < TALL)
        return 1;
    draw_day_labels(&days, canvas, y + 1);
    return 2;
}

static int draw_head(struct ui *ui, const struct checklist *checklist, struct canvas *canvas)
{
    const struct run_case *run = &checklist->run_case;
    int y = canvas->rows >= TALL ? 2 : 1;
    int end = put_pace(&run->state, canvas, canvas->columns - 1, y) - 2;
    int x = canvas_put_cut(canvas, 1, y, ROLE_TITLE, part_name(run->dossier.account),
        end / 2 < 12 ? end - 1 : end / 2);
    char count[32];

    x = canvas_put_cut(
            canvas, x + 3, y, ROLE_TEXT, row_text(run->ground.run, RUN_TITLE), end - x - 3) +
        3;
    snprintf(count, sizeof(count), "%d of %d", run->state.required_done, run->state.required);
    if (x + 18 < end)
        canvas_spans(canvas, x, y, SPANS({ROLE_TITLE, count}, {ROLE_MUTED, " required"}));
    y++;
    if (canvas->columns >= NARROW && canvas->rows >= LOW)
        y += draw_days(ui, checklist, canvas, y);
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
        str_add(out, "blocked");
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
        canvas_put_cut(canvas, end - 21, line.y, ROLE_MUTED, str_text(&detail), 8);
    canvas_put_cut(canvas, 9, line.y, open ? ROLE_TEXT : ROLE_MUTED, row_text(step, STEP_TITLE),
        line.columns >= 50 ? end - 23 - 9 : end - 12 - 9);
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

/* In two rows at most, set in by the box before them. */
static void put_words(struct canvas *canvas, struct area *area, enum role role, const char *words)
{
    struct area text = {area->x + 2, area->y, area->columns - 2, area->rows < 2 ? area->rows : 2};

    int rows = text.rows > 0 ? canvas_put_wrapped(canvas, text, role, words) : 0;

    area_take_rows(area, rows);
}

static void draw_demands(
    struct checklist *checklist, const struct row *step, struct canvas *canvas, struct area *area)
{
    struct demand_list demands = {0};
    size_t met = 0;
    char sum[48];

    run_demands(&checklist->run_case.ground, step, NULL, &checklist->arena, &demands);
    for (size_t i = 0; i < demands.count; i++)
        met += demands.items[i].met;
    if (!demands.count || area->rows < 2)
        return;
    snprintf(sum, sizeof(sum), "%zu of %zu", met, demands.count);
    part_heading(canvas, area->x, area->y, area->x + area->columns, "Before it can be ticked", sum);
    area_take_rows(area, 1);
    for (size_t i = 0; i < demands.count && area->rows > 0; i++) {
        const struct demand_state *demand = &demands.items[i];

        canvas_put(
            canvas, area->x, area->y, demand->met ? ROLE_GOOD : ROLE_TEXT, demand->met ? "✓" : "☐");
        put_words(canvas, area, ROLE_TEXT, demand->words);
        if (demand->how && !demand->met)
            put_words(canvas, area, ROLE_MUTED, demand->how);
    }
    area_take_rows(area, 1);
}

static bool waits_for(const struct row *other, const char *id)
{
    return run_step_is_open(other) && row_has_tag(other, STEP_AFTER, id);
}

static void draw_followers(struct ui *ui, const struct checklist *checklist, const struct row *step,
    struct canvas *canvas, struct area *area)
{
    const struct row_list *steps = &checklist->run_case.steps;
    int rows = 0;

    for (size_t i = 0; i < steps->count && area->rows > 1; i++) {
        const struct row *other = steps->items[i];
        struct due_words due = part_due(row_day(other, STEP_DUE), ui_show(ui).today);
        int y;

        if (!waits_for(other, row_text(step, STEP_STEP)))
            continue;
        if (!rows++)
            canvas_put(canvas, area->x, area_take_rows(area, 1).y, ROLE_TITLE, "What waits for it");
        y = area_take_rows(area, 1).y;
        canvas_putf(
            canvas, area->x, y, ROLE_MUTED, "%2lld", (long long)row_integer(other, STEP_NUMBER));
        canvas_put_cut(
            canvas, area->x + 4, y, ROLE_TEXT, row_text(other, STEP_TITLE), area->columns - 18);
        canvas_put_right(canvas, area->x + area->columns, y, due.role, due.text);
    }
    area_take_rows(area, rows ? 1 : 0);
}

/* `due Thu 19 Nov   4d late`, and who blocks it and why. */
static void draw_step_when(
    struct ui *ui, const struct row *step, struct canvas *canvas, struct area line)
{
    day_number due = row_day(step, STEP_DUE), today = ui_show(ui).today;
    struct due_words words = part_due(due, today);
    char day[24];
    int x = line.x;

    if (!run_step_is_open(step))
        x = canvas_spans(canvas, x, line.y,
                SPANS({ROLE_MUTED, row_text(step, STEP_STATUS)}, {ROLE_MUTED, " "},
                    {ROLE_TEXT, day_words(row_day(step, STEP_DONE_ON), today, day)})) +
            3;
    else if (due != DAY_NONE)
        x = canvas_spans(canvas, x, line.y,
                SPANS({ROLE_MUTED, "due "}, {ROLE_TEXT, day_words(due, today, day)})) +
            3;
    if (run_step_is_open(step) && words.role == ROLE_OVERDUE)
        x = canvas_put(canvas, x, line.y, words.role, words.text) + 3;
    if (row_is(step, STEP_STATUS, "blocked"))
        x = canvas_spans(canvas, x, line.y,
                SPANS({ROLE_MUTED, "blocked by "}, {ROLE_TEXT, row_text(step, STEP_SIDE)})) +
            3;
    canvas_put_cut(
        canvas, x, line.y, ROLE_MUTED, row_text(step, STEP_WHY), line.x + line.columns - x);
}

/* Air between the parts goes first where there are few rows. */
static void draw_detail(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    const struct row *step = checklist_step(checklist);
    const struct playbook_step *text;
    struct subject subject = {&checklist->run_case.dossier, NULL, ui_show(ui)};
    struct area line = area_take_rows(&area, 1);
    int air = area.rows >= ROOMY, end;

    if (!step || area.rows < 3)
        return;
    text = run_playbook_step(checklist->run_case.ground.playbook, step);
    end = canvas_spans_right(canvas, line.x + line.columns, line.y,
        SPANS({ROLE_MUTED, row_text(step, STEP_KIND)}, {ROLE_MUTED, ", "},
            {ROLE_MUTED, row_text(step, STEP_NEED)}));
    canvas_putf(
        canvas, line.x, line.y, ROLE_MUTED, "%lld", (long long)row_integer(step, STEP_NUMBER));
    canvas_put_cut(
        canvas, line.x + 4, line.y, ROLE_TITLE, row_text(step, STEP_TITLE), end - 2 - line.x - 4);
    draw_step_when(ui, step, canvas, area_take_rows(&area, 1));
    area_take_rows(&area, air);
    if (text && text->guidance && area.rows > 0)
        area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, text->guidance) + air);
    if (run_step_is_open(step))
        draw_demands(checklist, step, canvas, &area);
    draw_followers(ui, checklist, step, canvas, &area);
    block_last_note(canvas, area, &subject);
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
        body.x += 2;
        body.columns = body.columns - 3 < TEXT_MOST ? body.columns - 3 : TEXT_MOST;
        draw_detail(ui, checklist, canvas, body);
    } else if (body.rows >= 15) {
        struct area detail = area_take_last_rows(&body, body.rows * 2 / 5);

        draw_steps(ui, checklist, canvas, body);
        canvas_rule(canvas, detail.y);
        if (list_end(&checklist->list) < checklist->list.count)
            canvas_putf_right(canvas, canvas->columns, detail.y, ROLE_MUTED, " %lld more below ",
                (long long)(checklist->list.count - list_end(&checklist->list)));
        draw_detail(ui, checklist, canvas,
            (struct area){1, detail.y + 1, detail.columns - 2, detail.rows - 1});
    } else {
        draw_steps(ui, checklist, canvas, body);
    }
}
