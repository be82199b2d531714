/* The picture of a stream: months, days, rows, and the kinds above it. */
#include "ui/views/timeline.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"

enum { SLIM = 44, MOST = 110 /* columns of the words */ };

/* Where the columns begin; 0: no room for it. */
struct timeline_columns {
    int name, kind, text;
};

static struct timeline_columns columns_of(int columns, bool named)
{
    int name = !named ? 0 : columns >= SCREEN_WIDE ? 24 : 16;

    if (columns < (named ? SCREEN_NARROW : SLIM) - 2)
        return (struct timeline_columns){0, 0, 8};
    return (struct timeline_columns){name ? 13 : 0, 13 + name, 23 + name};
}

int timeline_rows(const struct moment *moment, bool low)
{
    return !low && !text_blank(moment->text) && !text_blank(moment->quote) ? 2 : 1;
}

static void draw_quote(struct canvas *canvas, struct area area, const char *text)
{
    struct str quote = {0};

    str_addf(&quote, "“%s”", text);
    canvas_put_cut(canvas, area.x, area.y, ROLE_TEXT, str_text(&quote), area.columns);
    str_fini(&quote);
}

static void draw_day(struct canvas *canvas, const struct moment *moment,
    const struct timeline_line *line, struct timeline_columns at)
{
    char day[24];

    if (!line->show_day)
        return;
    if (at.kind)
        day_words(moment->place.day, line->today, day);
    else
        day_short(moment->place.day, line->today, day);
    canvas_put_cut(canvas, line->area.x, line->area.y, ROLE_MUTED, day, at.kind ? 12 : at.text - 1);
}

/* Where the columns are few, the name and the kind stand before the words. */
static int draw_lead(struct canvas *canvas, const struct moment *moment,
    const struct timeline_line *line, struct timeline_columns at)
{
    int x = line->area.x, y = line->area.y;

    if (at.kind) {
        if (at.name)
            canvas_put_cut(canvas, x + at.name, y, ROLE_TITLE, line->name, at.kind - at.name - 2);
        canvas_put_cut(canvas, x + at.kind, y, ROLE_TEXT, _(moment->what), at.text - at.kind - 1);
        return x + at.text;
    }
    x += at.text;
    if (line->name && *line->name)
        x = canvas_put_cut(canvas, x, y, ROLE_TITLE, line->name, 12) + 1;
    return canvas_put_cut(canvas, x, y, ROLE_TEXT, _(moment->what), 9) + 1;
}

void timeline_draw(
    struct canvas *canvas, const struct moment *moment, const struct timeline_line *line)
{
    struct timeline_columns at = columns_of(line->area.columns, line->name != NULL);
    int end = line->area.x + line->area.columns, x, y = line->area.y;
    bool quoted = !text_blank(moment->quote), said = !text_blank(moment->text);

    draw_day(canvas, moment, line, at);
    x = draw_lead(canvas, moment, line, at);
    if (end - x > MOST)
        end = x + MOST;
    if (said && !(line->low && quoted))
        canvas_put_cut(canvas, x, y++, ROLE_MUTED, moment->text, end - x);
    if (quoted)
        draw_quote(canvas, (struct area){x, y, end - x, 1}, moment->quote);
}

/* --- the list --- */

static int month_of(day_number day)
{
    struct civil civil = day_to_civil(day);

    return civil.year * 12 + civil.month - 1;
}

static bool begins_part(const struct moment_list *moments, int64_t index, int64_t top)
{
    const struct moment *here = &moments->items[index], *before = here - 1;

    return index == top || here->pinned != before->pinned ||
           (!here->pinned && month_of(here->place.day) != month_of(before->place.day));
}

static int height_at(const struct moment_list *moments, int64_t index, int64_t top, bool low)
{
    return timeline_rows(&moments->items[index], low) + begins_part(moments, index, top);
}

/* How many moments fit from this one on. */
static int fitting(const struct moment_list *moments, int64_t top, int rows, bool low)
{
    int count = 0;

    for (int64_t i = top; i < (int64_t)moments->count; i++, count++) {
        rows -= height_at(moments, i, top, low);
        if (rows < 0)
            break;
    }
    return count;
}

static void fit(const struct timeline_picture *picture, int rows, bool low)
{
    struct list *list = picture->list;
    int64_t count = (int64_t)picture->moments->count;
    int room = list->top < count ? fitting(picture->moments, list->top, rows, low) : 0;

    list_fit(list, count, room);
    while (list->top < list->selected &&
           list->selected >= list->top + fitting(picture->moments, list->top, rows, low))
        list->top++;
    list->room = fitting(picture->moments, list->top, rows, low);
}

static void draw_part_heading(struct canvas *canvas, struct area area, const struct moment *moment)
{
    struct civil civil = day_to_civil(moment->place.day);

    if (moment->pinned)
        canvas_put(canvas, area.x, area.y, ROLE_TITLE, _("Pinned"));
    else
        canvas_putf(
            canvas, area.x, area.y, ROLE_TITLE, "%s %d", day_month_name(civil.month), civil.year);
}

void timeline_draw_list(
    struct ui *ui, const struct timeline_picture *picture, struct canvas *canvas, struct area area)
{
    const struct moment_list *moments = picture->moments;
    struct list *list = picture->list;
    bool low = area.rows < SCREEN_LOW, head = true;
    day_number day = DAY_NONE;

    fit(picture, area.rows, low);
    for (int64_t i = list->top; i < list_end(list); i++) {
        const struct moment *moment = &moments->items[i];
        int rows = timeline_rows(moment, low);
        struct area line;

        head = begins_part(moments, i, list->top);
        if (head)
            draw_part_heading(
                canvas, (struct area){1, area_take_rows(&area, 1).y, area.columns - 2, 1}, moment);
        line = area_take_rows(&area, rows);
        timeline_draw(canvas, moment,
            &(struct timeline_line){{1, line.y, area.columns - 2, rows}, ui_show(ui).today,
                head || moment->place.day != day, low,
                picture->names ? names_of(picture->names, ui_session(ui), moment->account) : NULL});
        ui_list_row(ui, canvas, list, i, (struct area){0, line.y, area.columns, rows});
        day = moment->place.day;
    }
}

/* --- the kinds --- */

static int kinds_columns(int gap)
{
    int columns = text_columns("all");

    for (int kind = 0; kind < TIMELINE_KINDS; kind++)
        columns += gap + text_columns(_(timeline_kind_word((enum timeline_kind)kind)));
    return columns;
}

static void draw_few(struct canvas *canvas, int y, unsigned kinds)
{
    int x = 1;

    for (int kind = 0; kind < TIMELINE_KINDS && kinds; kind++)
        if (timeline_wants(kinds, (enum timeline_kind)kind))
            x = canvas_put(canvas, x, y, ROLE_TAB_ACTIVE,
                    _(timeline_kind_word((enum timeline_kind)kind))) +
                2;
    if (!kinds)
        x = canvas_put(canvas, x, y, ROLE_TAB_ACTIVE, _("all")) + 2;
    canvas_spans(canvas, x, y, SPANS({ROLE_HINT_KEY, "f"}, {ROLE_HINT_TEXT, _(" which")}));
}

void timeline_draw_kinds(struct canvas *canvas, int y, unsigned kinds)
{
    int gap = 3, x;

    while (gap > 0 && kinds_columns(gap) > canvas->columns - 2)
        gap--;
    if (!gap) {
        draw_few(canvas, y, kinds);
        return;
    }
    x = part_put_click(
        canvas, 1, y, &(struct span){kinds ? ROLE_TAB : ROLE_TAB_ACTIVE, N_("all")}, "show");
    for (int kind = 0; kind < TIMELINE_KINDS; kind++)
        x = part_put_click(canvas, x + gap, y,
            &(struct span){kinds & (1U << kind) ? ROLE_TAB_ACTIVE : ROLE_TAB,
                timeline_kind_word((enum timeline_kind)kind)},
            "show");
}

unsigned timeline_next_kinds(unsigned kinds, int step)
{
    int at = 0, count = TIMELINE_KINDS + 1;

    for (int kind = 0; kind < TIMELINE_KINDS && at == 0; kind++)
        if (kinds & (1U << kind))
            at = kind + 1;
    at = (at + step + count) % count;
    return at ? 1U << (at - 1) : 0;
}

bool timeline_show_kinds(struct ui *ui, const char *words, unsigned *kinds)
{
    struct error err;

    if (text_equal_nocase(words, "all")) {
        *kinds = 0;
        return true;
    }
    if (timeline_kinds_parse(words, kinds, &err))
        return true;
    ui_toast(ui, "%s", err.text);
    return false;
}

bool timeline_month(const struct moment_list *moments, struct list *list, int step)
{
    int64_t at = list->selected, count = (int64_t)moments->count, found = -1;
    int month;

    if (at >= count)
        return false;
    if (moments->items[at].pinned) /* above all months */
        month = step > 0 ? INT32_MAX : INT32_MIN;
    else
        month = month_of(moments->items[at].place.day);
    for (int64_t i = at; i >= 0 && i < count; i += step) {
        int here = month_of(moments->items[i].place.day);

        if (moments->items[i].pinned && step < 0)
            break;
        if (moments->items[i].pinned || here == month)
            continue;
        if (found >= 0 && here != month_of(moments->items[found].place.day))
            break;
        found = i; /* the top one of that month */
        if (step > 0)
            break;
    }
    if (found >= 0)
        list_select(list, found);
    return found >= 0;
}
