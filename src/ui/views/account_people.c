/* The tab People of the screen Account: who reports to whom, how warm each is, what is lacking. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/growth.h"
#include "ui/sizes.h"
#include "ui/views/account.h"

enum { ROOMY = 20, MAP_MOST = 112, MAP_SHARE = 66 };

/* Where the columns begin; 0: no room. Strength ends at the list's right edge. */
struct columns {
    int name_end, role, influence, stance, title, strength, end;
};

static struct columns columns_of(int columns)
{
    int end = columns - 1;

    if (columns < SCREEN_NARROW)
        return (struct columns){.name_end = end - 13, .strength = end - 12, .end = end};
    if (columns < 72)
        return (struct columns){24, 26, 0, 45, 0, end - 13, end};
    if (columns < 76)
        return (struct columns){22, 24, 43, 49, 0, end - 13, end};
    if (columns < MAP_MOST)
        return (struct columns){25, 27, 46, 57, 0, end - 13, end};
    return (struct columns){34, 36, 78, 89, 55, end - 13, end};
}

/* Where no pane beside the map says them of the person under the cursor. */
static void put_hidden(struct canvas *canvas)
{
    struct columns at = columns_of(canvas->columns);

    if (canvas->rows >= SCREEN_LOW)
        part_hidden(canvas, canvas->rows - 2, !at.role + !at.title + !at.influence + !at.stance);
}

static void draw_heads(struct canvas *canvas, int y, const struct columns *at)
{
    canvas_put(canvas, 4, y, ROLE_MUTED, _("name"));
    if (at->role)
        canvas_put(canvas, at->role, y, ROLE_MUTED, _("role"));
    if (at->title)
        canvas_put(canvas, at->title, y, ROLE_MUTED, _("title"));
    if (at->influence)
        canvas_put(canvas, at->influence, y, ROLE_MUTED,
            at->stance - at->influence > 9 ? _("influence") : _("infl"));
    if (at->stance)
        canvas_put(canvas, at->stance, y, ROLE_MUTED, _("stance"));
    canvas_put(canvas, at->strength, y, ROLE_MUTED, _("contact"));
}

/* The lines that lead from the superior down to this name; the column after them. */
static int draw_branches(struct canvas *canvas, int x, int y, const struct person_place *place)
{
    for (int depth = 1; depth <= place->depth; depth++, x += 2) {
        bool goes_on = place->goes_on & (1U << depth);

        if (depth == place->depth)
            canvas_put(canvas, x, y, ROLE_BORDER, goes_on ? "├" : "└");
        else if (goes_on)
            canvas_put(canvas, x, y, ROLE_BORDER, "│");
    }
    return x;
}

static const char *short_influence(const char *word, bool is_narrow)
{
    return is_narrow && text_equal_nocase(word, "medium") ? _("med") : word;
}

/* `cooling   45d`, `never met`, `left 12 Nov`. */
static void draw_strength(struct canvas *canvas, int y, const struct person_place *place,
    day_number today, const struct columns *at)
{
    char day[24];

    if (place->has_left) {
        day_short(row_day(place->contact, CONTACT_LEFT_ON), today, day);
        canvas_putf_right(canvas, at->end, y, ROLE_MUTED, _("left%s%s"), *day ? " " : "", day);
        return;
    }
    canvas_put(canvas, at->strength, y, ROLE_TEXT, _(warmth_word(place->warmth)));
    if (place->warmth == WARMTH_NEVER)
        return;
    if (place->heard == today)
        canvas_put_right(canvas, at->end, y, ROLE_MUTED, _("today"));
    else
        canvas_putf_right(canvas, at->end, y, ROLE_MUTED, "%dd", today - place->heard);
}

static void draw_name(
    struct canvas *canvas, int y, const struct person_place *place, const struct columns *at)
{
    int x = draw_branches(canvas, 4, y, place);

    x = canvas_put_cut(canvas, x, y, place->has_left ? ROLE_MUTED : ROLE_TITLE,
            row_text(place->contact, CONTACT_NAME), at->name_end - x) +
        2;
    if (place->reports_to && x + 8 <= at->name_end) {
        x = canvas_put(canvas, x, y, ROLE_MUTED, _("under "));
        canvas_put_cut(canvas, x, y, ROLE_MUTED, place->reports_to, at->name_end - x);
    }
}

static void draw_person_line(
    struct canvas *canvas, struct area line, const struct person_place *place, day_number today)
{
    struct columns at = columns_of(line.columns);
    const struct row *person = place->contact;
    enum role role = place->has_left ? ROLE_MUTED : ROLE_TEXT;

    if (!place->has_left)
        canvas_put(
            canvas, 2, line.y, part_warmth_role(place->warmth), part_warmth_shape(place->warmth));
    draw_name(canvas, line.y, place, &at);
    if (at.role)
        canvas_put_cut(canvas, at.role, line.y, role, row_text(person, CONTACT_ROLE), 17);
    if (at.title)
        canvas_put_cut(canvas, at.title, line.y, ROLE_MUTED, row_text(person, CONTACT_TITLE), 21);
    if (at.influence && !place->has_left)
        canvas_put_cut(canvas, at.influence, line.y, ROLE_TEXT,
            short_influence(row_text(person, CONTACT_INFLUENCE), at.stance - at.influence < 7),
            at.stance - at.influence - 1);
    if (at.stance && !place->has_left)
        canvas_put_cut(canvas, at.stance, line.y,
            row_is(person, CONTACT_STANCE, "against") ? ROLE_RISK : ROLE_TEXT,
            row_text(person, CONTACT_STANCE), 7);
    draw_strength(canvas, line.y, place, today, &at);
}

/* --- above the map --- */

static enum health_band lack_band(enum people_lack lack)
{
    return lack == PEOPLE_NONE ? BAND_RED : lack == PEOPLE_ROLE ? BAND_UNKNOWN : BAND_YELLOW;
}

static int lacks_shown(const struct account_view *view, int rows)
{
    int most = rows >= ROOMY ? view->lacks.count : rows >= 12 ? 2 : 1;

    return most < view->lacks.count ? most : view->lacks.count;
}

static void draw_lacks(const struct account_view *view, struct canvas *canvas, struct area *area)
{
    int shown = lacks_shown(view, area->rows);
    bool is_roomy = area->rows >= ROOMY;
    char number[48];

    for (int i = 0; i < shown; i++) {
        const struct people_sentence *sentence = &view->lacks.items[i];
        enum health_band band = lack_band(sentence->lack);
        int y = area_take_rows(area, 1).y, end = area->columns - 1;

        if (i + 1 == shown && shown < view->lacks.count)
            end = canvas_putf_right(canvas, end, y, ROLE_MUTED, _("%s more"),
                      number_whole(view->lacks.count - shown, number)) -
                  2;
        canvas_put(canvas, 2, y, part_band_role(band), part_band_shape(band));
        canvas_put_cut(canvas, 4, y, ROLE_TEXT, sentence->text, end - 4);
    }
    if (shown && is_roomy)
        area_take_rows(area, 1);
}

/* What they said for us, or were asked to. */
static void draw_references(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area *area)
{
    struct str words = {0};
    int x, y;

    reference_words(&view->dossier.references, ui_show(ui).today, &words);
    if (words.len && area->rows >= ROOMY) {
        y = area_take_rows(area, 2).y;
        x = canvas_put(canvas, 2, y, ROLE_MUTED, _("speaks for us  "));
        canvas_put_cut(canvas, x, y, ROLE_TEXT, str_text(&words), area->columns - x - 1);
    }
    str_fini(&words);
}

/* --- the map --- */

static size_t first_who_left(const struct account_view *view)
{
    size_t at = 0;

    while (at < view->people.count && !view->people.items[at].has_left)
        at++;
    return at;
}

/* The rows of the list, with a heading before those who left. */
static void draw_map(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct list *list = &view->lists[TAB_PEOPLE];
    size_t left = first_who_left(view);
    bool parts = left && left < view->people.count, is_roomy = area.rows >= ROOMY;
    struct columns at = columns_of(area.columns);

    draw_heads(canvas, area_take_rows(&area, 1).y, &at);
    list_fit(list, (int64_t)view->people.count, area.rows - (parts ? 1 + is_roomy : 0));
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line;

        if (parts && (size_t)i == left) {
            if (is_roomy)
                area_take_rows(&area, 1);
            part_heading(canvas, 2, area_take_rows(&area, 1).y, at.end, _("Left"), NULL);
        }
        line = (struct area){0, area_take_rows(&area, 1).y, area.columns, 1};
        draw_person_line(canvas, line, &view->people.items[i], ui_show(ui).today);
        ui_list_row(ui, canvas, list, i, line);
    }
}

void account_draw_people(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct area map;
    int columns;

    if (!view->people.count) {
        account_draw_nothing(canvas, area.y, _("Nobody is recorded here."), "a", _("add a person"));
        return;
    }
    if (ui_panes(ui, area.columns) == 1) {
        draw_lacks(view, canvas, &area);
        draw_references(ui, view, canvas, &area);
        draw_map(ui, view, canvas, area);
        put_hidden(canvas);
        return;
    }
    columns = area.columns * MAP_SHARE / 100;
    map = area_take_columns(&area, columns < MAP_MOST ? columns : MAP_MOST);
    canvas_pane_line(canvas, area.x, map.y, map.rows);
    draw_lacks(view, canvas, &map);
    draw_references(ui, view, canvas, &map);
    draw_map(ui, view, canvas, map);
    area = (struct area){area.x + 2, area.y, area.columns - 3, area.rows};
    account_draw_person(ui, view, canvas, area);
}

const struct person_place *account_person_here(const struct account_view *view)
{
    int64_t at = view->lists[TAB_PEOPLE].selected;

    return view->tab == TAB_PEOPLE && at >= 0 && (size_t)at < view->people.count
               ? &view->people.items[at]
               : NULL;
}
