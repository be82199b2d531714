/* The tabs of the screen Account. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "ui/views/account.h"
#include "ui/views/blocks.h"

enum { WIDE = 100, VERY_WIDE = 150 };

static struct subject subject_of(struct ui *ui, const struct account_view *view)
{
    return (struct subject){&view->dossier, &view->assessment, ui_show(ui)};
}

static void draw_events(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area, bool is_list)
{
    struct list *list = &view->lists[TAB_TIMELINE];
    struct list still = {0};
    day_number day = DAY_NONE;
    int y = area.y;

    if (!is_list)
        list = &still;
    list_fit(list, (int64_t)view->events.count, is_list ? area.rows / 2 : area.rows);
    for (size_t i = (size_t)list->top; i < view->events.count; i++) {
        const struct event *event = &view->events.items[i];
        int rows = timeline_rows(event);
        struct area line = {area.x, y, area.columns, rows};

        if (y + rows > area.y + area.rows)
            break;
        timeline_draw(canvas, line, event, event->day != day, ui_show(ui).today);
        if (is_list)
            ui_list_row(
                ui, canvas, list, (int64_t)i, (struct area){area.x - 1, y, area.columns + 1, rows});
        day = event->day;
        y += rows;
    }
}

static void draw_side(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {
        block_renewal, block_open, block_signals, block_people, block_goals};
    struct subject subject = subject_of(ui, view);

    blocks_draw(canvas, area, &subject, blocks, COUNT_OF(blocks));
}

static void draw_health_side(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    struct subject subject = subject_of(ui, view);
    struct week_scores weeks = {view->scores + ACCOUNT_WEEKS - 26, 26};
    int rows;

    if (area.rows >= 18) {
        rows = block_health_chart(canvas, area, &subject, &weeks);
        area_take_rows(&area, rows ? rows + 1 : 0);
    }
    rows = block_health_table(canvas, area, &subject);
    area_take_rows(&area, rows ? rows + 1 : 0);
    if (area.rows >= 3 && view->events.count) {
        char sum[32];

        snprintf(sum, sizeof(sum), "%zu in all", view->events.count);
        part_heading(canvas, area.x, area.y, area.x + area.columns, "Latest", sum);
        area_take_rows(&area, 1);
        draw_events(ui, (struct account_view *)(uintptr_t)view, canvas, area, false);
    }
}

static void draw_overview(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct area left, middle;
    int columns;

    if (area.columns < WIDE) {
        static const block_fn blocks[] = {block_renewal, block_open, block_pulls_down, block_people,
            block_goals, block_last_note};
        struct subject subject = subject_of(ui, view);

        blocks_draw(canvas, (struct area){1, area.y, area.columns - 2, area.rows}, &subject, blocks,
            COUNT_OF(blocks));
        return;
    }
    columns = area.columns >= VERY_WIDE ? area.columns * 43 / 100 : area.columns * 58 / 100;
    left = area_take_columns(&area, columns);
    canvas_pane_line(canvas, columns, left.y, left.rows);
    draw_health_side(
        ui, view, canvas, (struct area){left.x + 1, left.y, left.columns - 3, left.rows});
    if (area.columns >= 80) {
        middle = area_take_columns(&area, area.columns * 47 / 100);
        canvas_pane_line(canvas, area.x, middle.y, middle.rows);
        draw_side(ui, view, canvas,
            (struct area){middle.x + 2, middle.y, middle.columns - 4, middle.rows});
        area.x += 2;
        area.columns -= 3;
        part_heading(canvas, area.x, area.y, area.x + area.columns, "Timeline", NULL);
        area_take_rows(&area, 1);
        draw_events(ui, view, canvas, area, false);
        return;
    }
    draw_side(ui, view, canvas, (struct area){area.x + 2, area.y, area.columns - 3, area.rows});
}

static void draw_timeline(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    if (!view->events.count) {
        canvas_put(canvas, 1, area.y + 1, ROLE_TEXT, "Nothing has happened here yet.");
        canvas_spans(
            canvas, 1, area.y + 2, SPANS({ROLE_HINT_KEY, "c"}, {ROLE_HINT_TEXT, "  log a call"}));
        return;
    }
    draw_events(ui, view, canvas,
        (struct area){1, area.y, area.columns - 2 > 110 ? 110 : area.columns - 2, area.rows}, true);
}

static void draw_person(
    struct ui *ui, const struct row *person, struct canvas *canvas, struct area line)
{
    bool wide = line.columns >= 90;
    char day[24];

    canvas_put_cut(canvas, 2, line.y, ROLE_TITLE, row_text(person, CONTACT_NAME), 24);
    canvas_put_cut(canvas, 28, line.y, ROLE_TEXT, row_text(person, CONTACT_ROLE), 18);
    if (wide)
        canvas_put_cut(canvas, 48, line.y, ROLE_MUTED, row_text(person, CONTACT_TITLE), 18);
    if (line.columns >= 70)
        canvas_put_cut(canvas, wide ? 68 : 48, line.y, ROLE_MUTED, row_text(person, CONTACT_EMAIL),
            line.columns - (wide ? 68 : 48) - 16);
    if (row_is(person, CONTACT_STATUS, "left"))
        canvas_put_right(canvas, line.columns - 1, line.y, ROLE_TEXT, "left");
    else if (row_knows(person, CONTACT_LAST_TOUCH))
        canvas_put_right(canvas, line.columns - 1, line.y, ROLE_MUTED,
            day_words(row_day(person, CONTACT_LAST_TOUCH), ui_show(ui).today, day));
    else
        canvas_put_right(canvas, line.columns - 1, line.y, ROLE_MUTED, "never met");
}

static void draw_people(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct list *list = &view->lists[TAB_PEOPLE];
    const struct row_list *people = &view->dossier.contacts;

    if (!people->count) {
        canvas_put(canvas, 1, area.y + 1, ROLE_TEXT, "Nobody is recorded at this account.");
        canvas_spans(
            canvas, 1, area.y + 2, SPANS({ROLE_HINT_KEY, "a"}, {ROLE_HINT_TEXT, "  add a person"}));
        return;
    }
    canvas_put(canvas, 2, area.y, ROLE_MUTED, "name");
    canvas_put(canvas, 28, area.y, ROLE_MUTED, "role");
    canvas_put_right(canvas, area.columns - 1, area.y, ROLE_MUTED, "last touch");
    area_take_rows(&area, 1);
    list_fit(list, (int64_t)people->count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {0, area.y + (int)(i - list->top), area.columns, 1};

        draw_person(ui, people->items[i], canvas, line);
        ui_list_row(ui, canvas, list, i, line);
    }
}

static void draw_line_money(
    struct ui *ui, const struct contract_line *line, struct canvas *canvas, struct area area)
{
    struct renewal_clock clock =
        contract_clock(line, &session_settings(ui_session(ui))->calendar, ui_show(ui).today);
    char money[48], day[24];

    canvas_put_cut(canvas, 2, area.y, ROLE_TITLE,
        line->product && *line->product ? line->product : "whole contract", 22);
    canvas_put_right(
        canvas, 34, area.y, ROLE_MONEY, part_money_text(line->arr, line->currency, money));
    if (clock.ends != DAY_NONE)
        canvas_putf(canvas, 37, area.y, ROLE_TEXT, "ends %s",
            day_short(clock.ends, ui_show(ui).today, day));
    canvas_put(canvas, 55, area.y, ROLE_MUTED, renewal_state_word(clock.state));
    if (area.columns < 90)
        return;
    if (clock.notice_deadline != DAY_NONE)
        canvas_putf(canvas, 67, area.y, ROLE_MUTED, "notice by %s%s",
            day_short(clock.notice_deadline, ui_show(ui).today, day),
            clock.assumed ? ", assumed" : "");
    canvas_put_right(canvas, area.columns - 1, area.y, ROLE_MUTED,
        line->auto_renew == 1   ? "renews itself"
        : line->auto_renew == 0 ? "does not renew itself"
                                : "auto-renewal not known");
}

static void draw_money(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct contract_line lines[64];
    size_t count = contract_lines(&view->dossier, lines, COUNT_OF(lines));
    struct list *list = &view->lists[TAB_MONEY];

    if (!count) {
        canvas_put(canvas, 1, area.y + 1, ROLE_TEXT, "No contract is known.");
        canvas_spans(canvas, 1, area.y + 2,
            SPANS({ROLE_HINT_KEY, "m a"}, {ROLE_HINT_TEXT, "  set the ARR"}));
        return;
    }
    part_heading(canvas, 1, area.y, area.columns - 1, "Contract lines", NULL);
    area_take_rows(&area, 1);
    list_fit(list, (int64_t)(count < COUNT_OF(lines) ? count : COUNT_OF(lines)), area.rows);
    for (int64_t i = list->top; i < list_end(list); i++)
        draw_line_money(ui, &lines[i], canvas,
            (struct area){0, area.y + (int)(i - list->top), area.columns, 1});
}

static void draw_health(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct subject subject = subject_of(ui, view);
    struct week_scores weeks = {view->scores, ACCOUNT_WEEKS};
    int rows;

    area.x += 1;
    area.columns = area.columns - 2 > 118 ? 118 : area.columns - 2;
    if (area.rows >= 20) {
        rows = block_health_chart(canvas, area, &subject, &weeks);
        area_take_rows(&area, rows ? rows + 1 : 0);
    }
    rows = area.columns < 44 ? block_pulls_down(canvas, area, &subject)
                             : block_health_table(canvas, area, &subject);
    area_take_rows(&area, rows + 1 > area.rows ? area.rows : rows + 1);
    block_signals(canvas, area, &subject);
}

static void draw_facts(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct row *account = view->assessment.account;
    const struct kind_info *info = kind_info(KIND_ACCOUNT);
    struct list *list = &view->lists[TAB_FACTS];
    struct str text = {0};
    int64_t row = 0, known = 0;

    for (int f = 0; f < ACCOUNT_STORED; f++)
        known += row_knows(account, f) && !(info->fields[f].flags & FIELD_HIDDEN);
    list_fit(list, known + (int64_t)view->facts.count, area.rows);
    for (int64_t f = 0; f < ACCOUNT_STORED + (int64_t)view->facts.count; f++) {
        const struct row *fact = f < ACCOUNT_STORED ? NULL : view->facts.items[f - ACCOUNT_STORED];
        int y;

        if (!fact && (!row_knows(account, (int)f) || (info->fields[f].flags & FIELD_HIDDEN)))
            continue;
        y = area.y + (int)(row - list->top);
        if (!list_is_shown(list, row++))
            continue;
        str_clear(&text);
        if (!fact)
            field_format_words(&text, account, (int)f, row_currency(account, ui_show(ui).currency),
                ui_show(ui).today);
        canvas_put_cut(
            canvas, 2, y, ROLE_MUTED, fact ? row_text(fact, FACT_NAME) : info->fields[f].name, 22);
        canvas_put_cut(canvas, 26, y, ROLE_TEXT,
            fact ? row_text(fact, FACT_VALUE) : str_text(&text), area.columns - 28);
        ui_list_row(ui, canvas, list, row - 1, (struct area){0, y, area.columns, 1});
    }
    str_fini(&text);
}

void account_draw_tab(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    static void (*const draw[])(
        struct ui *, struct account_view *, struct canvas *, struct area) = {
        [TAB_OVERVIEW] = draw_overview,
        [TAB_TIMELINE] = draw_timeline,
        [TAB_PEOPLE] = draw_people,
        [TAB_MONEY] = draw_money,
        [TAB_HEALTH] = draw_health,
        [TAB_FACTS] = draw_facts,
    };

    draw[view->tab](ui, view, canvas, area);
}
