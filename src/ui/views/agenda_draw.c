/* The picture of the agenda: its head, and the days as rows. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/agenda.h"
#include "ui/ways.h"

enum {
    TWO_WEEKS = 45,
    DETAIL_LEAST = 85 /* of an item, for its kind or playbook */,
    ITEM_MOST = 132 /* columns of an item: what it is and whose stay near */
};

/* --- head --- */

/* `Nov 23 – Nov 29 2026`, `11-23 – 2026-11-29`, where days are shown so; false: as usual. */
static bool span_as_set(struct day_span span, struct str *out)
{
    enum { ANOTHER_YEAR = 400 };
    struct civil last = day_to_civil(span.last);
    char usual[24], text[24];

    text_format(usual, sizeof(usual), "%d %s", last.day, day_month_name(last.month));
    if (!strcmp(day_short(span.last, span.last, text), usual))
        return false;
    if (span.first != span.last)
        str_addf(out, "%s – ", day_short(span.first, span.last, text));
    str_add(out, day_short(span.last, span.last - ANOTHER_YEAR, text));
    return true;
}

/* `23–29 Nov 2026`, `30 Nov – 6 Dec 2026`. */
static void span_words(struct day_span span, struct str *out)
{
    struct civil first = day_to_civil(span.first), last = day_to_civil(span.last);

    if (span_as_set(span, out))
        return;
    str_addf(out, "%d", first.day);
    if (first.month != last.month)
        str_addf(out, " %s", day_month_name(first.month));
    if (first.year != last.year)
        str_addf(out, " %d", first.year);
    if (span.first != span.last)
        str_addf(out, first.month == last.month ? "–%d" : " – %d", last.day);
    str_addf(out, " %s %d", day_month_name(last.month), last.year);
}

static int64_t due_in_all(const struct agenda *agenda)
{
    struct civil month = agenda_month(agenda);
    int64_t due = 0;

    for (day_number day = agenda->span.first; day <= agenda->span.last; day++)
        if (!agenda->is_month || day_to_civil(day).month == month.month)
            due += agenda_count(agenda, day);
    return due;
}

static void draw_head(const struct agenda *agenda, struct canvas *canvas, int y)
{
    struct civil month = agenda_month(agenda);
    struct str words = {0};
    int x;

    if (agenda->is_month)
        str_addf(&words, "%s %d", day_month_name(month.month), month.year);
    else
        span_words(agenda->span, &words);
    x = canvas_put(canvas, 1, y, ROLE_TITLE, str_text(&words)) + 3;
    x = canvas_count(canvas, x, y, ROLE_TITLE, due_in_all(agenda));
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" due")) + 3;
    if (agenda->overdue) {
        x = canvas_put(canvas, x, y, ROLE_RISK, "■");
        x = canvas_count(canvas, x + 1, y, ROLE_TITLE, agenda->overdue);
        canvas_put(canvas, x, y, ROLE_MUTED, _(" overdue"));
    }
    if (canvas->columns >= SCREEN_NARROW)
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_HINT_KEY, "w"},
                {ROLE_HINT_TEXT, agenda->is_month ? _(" weeks   ") : _(" month   ")},
                {ROLE_HINT_KEY, "[ ]"},
                {ROLE_HINT_TEXT, agenda->is_month ? _(" month") : _(" week")}));
    str_fini(&words);
}

/* --- a row --- */

/* `Mon 23 Nov` once a day; a late one says how late. */
static void draw_day(
    struct ui *ui, const struct agenda *agenda, struct canvas *canvas, struct area line, int64_t at)
{
    const struct agenda_item *item = agenda_item_at(agenda, at);
    day_number day = agenda->lines.items[at].day, today = ui_show(ui).today;
    bool narrow = canvas->columns < SCREEN_NARROW;
    bool first = at == agenda->list.top || agenda->lines.items[at - 1].day != day;
    struct civil civil = day_to_civil(day);
    char short_day[24];
    enum role role = day == today ? ROLE_TITLE
                     : day_is_working(day, &session_settings(ui_session(ui))->calendar)
                         ? ROLE_TEXT
                         : ROLE_FAINT;

    day_short(day, day, short_day);
    if (day == today)
        canvas_put(canvas, line.x + (narrow ? 8 : 11), line.y, ROLE_TITLE, "┃");
    if (item && day < agenda->span.first)
        canvas_put_right(
            canvas, line.x + (narrow ? 9 : 11), line.y, ROLE_OVERDUE, part_due(day, today).text);
    else if (first && narrow)
        canvas_putf(canvas, line.x + 1, line.y, role, "%s %2d", day_weekday_name(day_weekday(day)),
            civil.day);
    else if (first)
        canvas_putf(canvas, line.x + 1, line.y, role, "%s %s%s", day_weekday_name(day_weekday(day)),
            civil.day < 10 && short_day[1] == ' ' ? " " : "", short_day);
}

/* What is due, for whom, and of which kind or playbook. */
static void draw_item(const struct agenda_item *item, struct canvas *canvas, struct area area)
{
    int columns = area.columns < ITEM_MOST ? area.columns : ITEM_MOST;
    int end = area.x + columns - 1, x = area.x + 3, wide = columns >= DETAIL_LEAST, name;

    canvas_put(
        canvas, area.x, area.y, item->shape[0] == '!' ? ROLE_ACCENT : ROLE_MUTED, item->shape);
    if (wide) {
        canvas_put_cut(canvas, end - 18, area.y, ROLE_MUTED, item->detail, 18);
        end -= 20;
    }
    name = x + (end - x) * (columns < 50 ? 55 : 60) / 100;
    if (item->high)
        canvas_put(canvas, area.x + 1, area.y, ROLE_OVERDUE, "!");
    if (item->at_minute >= 0)
        x = canvas_putf(
            canvas, x, area.y, ROLE_TEXT, "%02d:%02d ", item->at_minute / 60, item->at_minute % 60);
    canvas_put_cut(canvas, x, area.y, ROLE_TEXT, item->title, name - 2 - x);
    canvas_put_cut(canvas, name, area.y, ROLE_TEXT, item->name, end - name);
}

/* Where the item of a day begins. */
static int item_left(const struct canvas *canvas)
{
    return canvas->columns < SCREEN_NARROW ? 10 : 13;
}

void agenda_draw_line(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area, int64_t line)
{
    struct agenda_item *item = agenda_item_at(agenda, line);
    day_number today = ui_show(ui).today;
    int left = agenda->is_month ? 1 : item_left(canvas);

    if (agenda->is_month && item && item->due < today && agenda->day == today) {
        canvas_put_right(canvas, area.x + 9, area.y, ROLE_OVERDUE, part_due(item->due, today).text);
        left = 11;
    } else if (agenda->is_month && agenda->day == today && agenda->overdue) {
        left = 11;
    }
    if (!agenda->is_month)
        draw_day(ui, agenda, canvas, area, line);
    area.x += left;
    area.columns -= left;
    if (item) {
        agenda_name_item(ui, agenda, item);
        draw_item(item, canvas, area);
    } else {
        canvas_put(canvas, area.x, area.y, ROLE_FAINT, "·");
    }
}

static void draw_week(struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area)
{
    struct list *list = &agenda->list;

    list_fit(list, (int64_t)agenda->lines.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {0, area.y + (int)(i - list->top), area.columns, 1};

        agenda_draw_line(ui, agenda, canvas, line, i);
        (void)ui_list_row(ui, canvas, list, i, line);
    }
}

/* A tall screen shows two weeks. */
static void fit_weeks(struct ui *ui, struct agenda *agenda, const struct canvas *canvas)
{
    int weeks = canvas->rows >= TWO_WEEKS ? 2 : 1;
    struct error err;

    if (agenda->weeks == weeks)
        return;
    agenda->weeks = weeks;
    if (!agenda->is_month && !agenda_load(ui, agenda, &err))
        ui_fault(ui, &err);
}

static bool has_items(struct agenda *agenda)
{
    for (size_t i = 0; i < agenda->lines.count; i++)
        if (agenda_item_at(agenda, (int64_t)i))
            return true;
    return false;
}

static void draw_none(struct ui *ui, struct canvas *canvas, int y)
{
    int x;

    canvas_put(canvas, 1, y, ROLE_TEXT, _("Nothing is due in these days."));
    x = way_put(ui, canvas, 1, y + 1, "tab-next", _("further on"));
    way_put(ui, canvas, x + 3, y + 1, "task", _("plan something"));
}

/* Below the weeks: which rows these are, and whether one has room for all. */
static void draw_foot(struct agenda *agenda, struct canvas *canvas)
{
    if (agenda->is_month || canvas->rows < SCREEN_LOW)
        return;
    if (agenda->list.room < agenda->list.count)
        part_range(canvas, 1, canvas->rows - 2, &agenda->list);
    if (has_items(agenda))
        part_hidden(canvas, canvas->rows - 2, canvas->columns - item_left(canvas) < DETAIL_LEAST);
}

void agenda_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct agenda *agenda = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    bool rule = agenda->is_month ? canvas->rows >= SCREEN_LOW : true;
    struct area area;

    fit_weeks(ui, agenda, canvas);
    draw_head(agenda, canvas, y);
    if (rule)
        canvas_rule(canvas, y + 1);
    y += rule ? 2 : 1;
    area = (struct area){0, y, canvas->columns, canvas->rows - y - foot};
    if (agenda->is_month)
        agenda_draw_month(ui, agenda, canvas, area);
    else
        draw_week(ui, agenda, canvas, area);
    if (!agenda->is_month && !has_items(agenda) && agenda->list.count + 3 <= area.rows)
        draw_none(ui, canvas, area.y + (int)agenda->list.count + 1);
    draw_foot(agenda, canvas);
}
