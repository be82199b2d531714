/* The tab Overview of the screen Account: one pane, two or three by the width. */
#include <stdio.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/account.h"

enum { AIRY = 40 /* rows from which on days stand apart */ };

/* What happened, newest first, as far as it goes. */
static void draw_stream(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    day_number day = view->moments.count ? view->moments.items[0].place.day : DAY_NONE;
    bool airy = area.rows >= AIRY, first = true;

    for (size_t i = 0; i < view->moments.count; i++) {
        const struct moment *moment = &view->moments.items[i];
        int rows = timeline_rows(moment, false);

        if (moment->place.day != day && airy)
            area_take_rows(&area, 1);
        if (rows > area.rows)
            return;
        timeline_draw(canvas, moment,
            &(struct timeline_line){.area = area_take_rows(&area, rows),
                .today = ui_show(ui).today,
                .show_day = first || moment->place.day != day});
        day = moment->place.day;
        first = false;
    }
}

static void draw_stream_headed(struct ui *ui, const struct account_view *view,
    struct canvas *canvas, struct area area, const char *heading)
{
    char sum[64];

    if (area.rows < 3 || !view->moments.count)
        return;
    text_format(sum, sizeof(sum), _("%zu in all"), view->moments.count);
    part_heading(canvas, area.x, area.y, area.x + area.columns, heading, sum);
    area_take_rows(&area, 1);
    draw_stream(ui, view, canvas, area);
}

static void draw_health_side(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    struct subject subject = account_subject(ui, view);
    struct week_scores weeks = {view->scores + ACCOUNT_WEEKS - 26, 26};
    int rows = 0;

    if (area.rows >= 18)
        rows = block_health_chart(canvas, area, &subject, &weeks);
    area_take_rows(&area, rows ? rows + 1 : 0);
    rows = block_health_table(canvas, area, &subject);
    area_take_rows(&area, rows ? rows + 1 : 0);
    if (ui_panes(ui, canvas->columns) > 2)
        block_signals(canvas, area, &subject);
    else
        draw_stream_headed(ui, view, canvas, area, _("Latest"));
}

static void draw_narrow(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {block_renewal, block_open, block_pulls_down, block_people,
        block_goals, block_last_note, block_signals};
    struct subject subject = account_subject(ui, view);

    area.x++;
    area.columns -= 2;
    blocks_draw(canvas, area, &subject, blocks, COUNT_OF(blocks));
}

/* Health and its story, what is open and who, what happened. */
static void draw_three(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {block_renewal, block_open, block_people, block_goals,
        block_contract_lines, block_results, block_last_note};
    struct subject subject = account_subject(ui, view);
    struct area left = area_take_columns(&area, area.columns * 43 / 100);
    struct area middle = area_take_columns(&area, area.columns * 47 / 100);

    canvas_pane_line(canvas, middle.x, left.y, left.rows);
    canvas_pane_line(canvas, area.x, left.y, left.rows);
    draw_health_side(
        ui, view, canvas, (struct area){left.x + 1, left.y, left.columns - 3, left.rows});
    middle = (struct area){middle.x + 2, middle.y, middle.columns - 4, middle.rows};
    blocks_draw(canvas, middle, &subject, blocks, COUNT_OF(blocks));
    area = (struct area){area.x + 2, area.y, area.columns - 3, area.rows};
    draw_stream_headed(ui, view, canvas, area, _("Timeline"));
}

void account_draw_overview(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {
        block_renewal, block_open, block_people, block_goals, block_signals, block_last_note};
    struct subject subject = account_subject(ui, view);
    struct area left;

    if (ui_panes(ui, area.columns) == 1) {
        draw_narrow(ui, view, canvas, area);
        return;
    }
    if (ui_panes(ui, area.columns) > 2) {
        draw_three(ui, view, canvas, area);
        return;
    }
    left = area_take_columns(&area, area.columns * 58 / 100);
    canvas_pane_line(canvas, area.x, left.y, left.rows);
    draw_health_side(
        ui, view, canvas, (struct area){left.x + 1, left.y, left.columns - 3, left.rows});
    area = (struct area){area.x + 2, area.y, area.columns - 3, area.rows};
    blocks_draw(canvas, area, &subject, blocks, COUNT_OF(blocks));
}
