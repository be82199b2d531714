#include "ui/views/book_columns.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"

static void draw_health(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    part_state(canvas, cell.x, cell.y, account);
}

static void draw_change(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    part_change(canvas, cell.x, cell.y, account, ACCOUNT_HEALTH_CHANGE);
}

static void draw_trend(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    part_trend(canvas, cell.x, cell.y, account, ROLE_CHART_3);
}

static void draw_name(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    canvas_put_cut(canvas, cell.x, cell.y, ROLE_TEXT, part_name(account), cell.columns);
}

static void draw_tier(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    canvas_put_cut(canvas, cell.x, cell.y, ROLE_MUTED, part_tier(account), cell.columns);
}

static void draw_arr(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    part_arr(canvas, cell.x + cell.columns, cell.y, account, show);
}

static void draw_exposure(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    part_money(canvas, cell.x + cell.columns, cell.y, account, ACCOUNT_EXPOSURE, show);
}

/* `notice  8d`, `52d`, `slipped 4d`; the word goes where it does not fit. */
static void draw_decides(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    struct clock_words clock = part_decision(account, show->today);
    int end = cell.x + cell.columns;
    size_t word = strcspn(clock.label, " ");
    struct str label = {0};

    if (!clock.count[0]) {
        canvas_put_right(canvas, end, cell.y, ROLE_MUTED, clock.label);
        return;
    }
    end = canvas_put_right(canvas, end, cell.y, ROLE_DATE, clock.count);
    str_add_bytes(&label, clock.label, word);
    if (strcmp(clock.label, _("renews in")) && cell.x + text_columns(str_text(&label)) < end)
        canvas_put(canvas, cell.x, cell.y, ROLE_MUTED, str_text(&label));
    str_fini(&label);
}

static void draw_touch(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    day_number touch = row_day(account, ACCOUNT_LAST_TOUCH);
    day_number next = row_day(account, ACCOUNT_NEXT_TOUCH);
    bool late =
        next != DAY_NONE && next < show->today && !row_is(account, ACCOUNT_STAGE, "churned");
    int end = cell.x + cell.columns - 1;

    if (touch == DAY_NONE)
        canvas_put_right(canvas, end, cell.y, ROLE_MUTED, _("never"));
    else if (touch >= show->today)
        canvas_put_right(canvas, end, cell.y, ROLE_MUTED, _("today"));
    else
        canvas_putf_right(
            canvas, end, cell.y, late ? ROLE_TEXT : ROLE_MUTED, "%dd", show->today - touch);
    if (late)
        canvas_put(canvas, end, cell.y, ROLE_OVERDUE, "!");
}

static void draw_next(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    canvas_put_cut(
        canvas, cell.x, cell.y, ROLE_TEXT, row_text(account, ACCOUNT_NEXT), cell.columns);
}

static void draw_due(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    struct due_words due = part_due(row_day(account, ACCOUNT_NEXT_DUE), show->today);

    canvas_put_right(canvas, cell.x + cell.columns, cell.y, due.role, due.text);
}

#define TEXT_COLUMN(name, field)                                                                   \
    static void draw_##name(struct canvas *canvas, struct area cell, const struct row *account,    \
        const struct show *show)                                                                   \
    {                                                                                              \
        canvas_put_cut(                                                                            \
            canvas, cell.x, cell.y, ROLE_MUTED, row_text(account, field), cell.columns);           \
    }
TEXT_COLUMN(stage, ACCOUNT_STAGE)
TEXT_COLUMN(owner, ACCOUNT_OWNER)
TEXT_COLUMN(segment, ACCOUNT_SEGMENT)
TEXT_COLUMN(industry, ACCOUNT_INDUSTRY)
TEXT_COLUMN(id, ACCOUNT_ID)
TEXT_COLUMN(tags, ACCOUNT_TAGS)
#undef TEXT_COLUMN

static void draw_seats(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    if (row_knows(account, ACCOUNT_SEATS))
        canvas_count_right(
            canvas, cell.x + cell.columns, cell.y, ROLE_MUTED, row_integer(account, ACCOUNT_SEATS));
}

static void draw_change_30(
    struct canvas *canvas, struct area cell, const struct row *account, const struct show *show)
{
    part_change(canvas, cell.x, cell.y, account, ACCOUNT_HEALTH_CHANGE_30D);
}

/* In the order of the screen. A book is read by state, name, money, clock, next step. */
static const struct book_column columns[] = {
    {"health", N_("health"), ACCOUNT_HEALTH, 6, 6, false, 0, draw_health},
    {"change", " 7d", ACCOUNT_HEALTH_CHANGE, 3, 3, false, 4, draw_change},
    {"trend", N_("8 weeks"), ACCOUNT_TREND, 8, 8, false, 9, draw_trend},
    {"name", N_("account"), ACCOUNT_NAME, 30, 12, false, 0, draw_name},
    {"tier", N_("tier"), ACCOUNT_TIER, 4, 4, false, 8, draw_tier},
    {"arr", N_("ARR"), ACCOUNT_ARR_NOW, 6, 6, true, 2, draw_arr},
    {"decision", N_("decides"), ACCOUNT_DECIDES_ON, 11, 11, true, 1, draw_decides},
    {"touch", N_("touch "), ACCOUNT_LAST_TOUCH, 6, 6, true, 5, draw_touch},
    {"next", N_("next"), ACCOUNT_NEXT, 40, 12, false, 3, draw_next},
    {"due", N_("due"), ACCOUNT_NEXT_DUE, 11, 11, true, 7, draw_due},
    {"stage", N_("stage"), ACCOUNT_STAGE, 10, 10, false, 10, draw_stage},
    {"exposure", N_("at stake"), ACCOUNT_EXPOSURE, 8, 8, true, 11, draw_exposure},
    {"owner", N_("owner"), ACCOUNT_OWNER, 14, 8, false, 12, draw_owner},
    {"month", "30d", ACCOUNT_HEALTH_CHANGE_30D, 3, 3, false, 13, draw_change_30},
    {"segment", N_("segment"), ACCOUNT_SEGMENT, 10, 6, false, 14, draw_segment},
    {"industry", N_("industry"), ACCOUNT_INDUSTRY, 16, 8, false, 15, draw_industry},
    {"seats", N_("seats"), ACCOUNT_SEATS, 6, 6, true, 16, draw_seats},
    {"tags", N_("tags"), ACCOUNT_TAGS, 16, 8, false, 17, draw_tags},
    {"id", N_("id"), ACCOUNT_ID, 12, 8, false, 18, draw_id},
};
_Static_assert(COUNT_OF(columns) <= BOOK_COLUMNS_MOST, "a layout holds all columns");

size_t book_column_count(void)
{
    return COUNT_OF(columns);
}

const struct book_column *book_column_at(size_t index)
{
    return &columns[index];
}

const struct book_column *book_column_find(const char *id)
{
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (text_equal(columns[i].id, id))
            return &columns[i];
    return NULL;
}

enum { GAP = 2, LEFT = 4 /* bar, air, mark, air */, CODE_MORE = 2 };
/* Most names and next steps stand whole in these; columns of a rank from MORE on wait for that. */
enum { NAME_WHOLE = 18, NEXT_WHOLE = 22, MORE = 10 };

/* The change stands close to the score it is of. */
static int gap_before(const struct book_column *column)
{
    return text_equal(column->id, "change") ? 1 : GAP;
}

/* What a layout is made for. */
struct room {
    int columns; /* of the screen */
    bool has_codes;
};

/* With room for all of them names and next steps stand whole before more columns come. `SEK 7.7k`
 * is wider than `$420k`. */
static int least_of(const struct book_column *column, const struct room *room)
{
    int more = room->has_codes && column->field == ACCOUNT_ARR_NOW ? CODE_MORE : 0;

    return (room->columns >= SCREEN_ROOMY ? column->columns : column->least) + more;
}

static int least_total(const bool *in, const struct room *room)
{
    int total = LEFT - GAP + 1;

    for (size_t i = 0; i < COUNT_OF(columns); i++)
        total += in[i] ? least_of(&columns[i], room) + gap_before(&columns[i]) : 0;
    return total;
}

static int whole_total(const bool *in, const struct room *room)
{
    int total = least_total(in, room);

    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        int whole = columns[i].field == ACCOUNT_NAME   ? NAME_WHOLE
                    : columns[i].field == ACCOUNT_NEXT ? NEXT_WHOLE
                                                       : 0;

        if (in[i] && whole > least_of(&columns[i], room))
            total += whole - least_of(&columns[i], room);
    }
    return total;
}

/* The one that is wanted least. */
static size_t last_of(const bool *in)
{
    size_t out = 0;

    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (in[i] && columns[i].rank > (in[out] ? columns[out].rank : 0))
            out = i;
    return out;
}

/* Is there no room for this one, the last that is in? State and name always have some. */
static bool is_left_out(const bool *in, const struct room *room, size_t last)
{
    if (columns[last].rank == 0)
        return false;
    return least_total(in, room) > room->columns ||
           (columns[last].rank >= MORE && whole_total(in, room) > room->columns);
}

/* Scrolled columns leave from the left; state and name stay. */
static void choose(bool *in, const struct room *room, int first)
{
    int skipped = 0;

    for (size_t i = 0; i < COUNT_OF(columns); i++)
        in[i] = columns[i].rank == 0 || skipped++ >= first;
    for (size_t last = last_of(in); is_left_out(in, room, last); last = last_of(in))
        in[last] = false;
}

/* Returns the room that is left. */
static int widen_to(struct book_layout *layout, int field, int most, int room)
{
    for (int i = 0; i < layout->count; i++)
        if (layout->columns[i]->field == field)
            for (; room > 0 && layout->width[i] < most; room--)
                layout->width[i]++;
    return room;
}

/* The room that is left goes to names until most stand whole, then to next steps, then cell by cell
 * to the columns that can use it, so that none starves. */
static void widen(struct book_layout *layout, int room)
{
    bool more = true;

    room = widen_to(layout, ACCOUNT_NAME, NAME_WHOLE, room);
    room = widen_to(layout, ACCOUNT_NEXT, NEXT_WHOLE, room);
    while (room > 0 && more) {
        more = false;
        for (int i = 0; i < layout->count && room > 0; i++)
            if (layout->width[i] < layout->columns[i]->columns) {
                layout->width[i]++;
                room--;
                more = true;
            }
    }
}

void book_layout_make(struct book_layout *layout, int screen_columns, int first, bool has_codes)
{
    const struct room room = {screen_columns, has_codes};
    bool in[COUNT_OF(columns)];
    int x = LEFT - GAP;

    choose(in, &room, first);
    memset(layout, 0, sizeof(*layout));
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        layout->hidden += !in[i];
        if (!in[i])
            continue;
        layout->columns[layout->count] = &columns[i];
        layout->width[layout->count++] = least_of(&columns[i], &room);
    }
    widen(layout, screen_columns - least_total(in, &room));
    for (int i = 0; i < layout->count; i++) {
        layout->x[i] = x + gap_before(layout->columns[i]);
        x = layout->x[i] + layout->width[i];
    }
}

static const struct book_sort *sort_of(
    const struct book_sorts *sorts, const struct book_column *column)
{
    for (int i = 0; i < sorts->count; i++)
        if (sorts->items[i].column == column)
            return &sorts->items[i];
    return NULL;
}

void book_draw_heads(
    struct canvas *canvas, int y, const struct book_layout *layout, const struct book_sorts *sorts)
{
    for (int i = 0; i < layout->count; i++) {
        const struct book_column *column = layout->columns[i];
        const struct book_sort *sort = sort_of(sorts, column);

        part_put_head(canvas, (struct area){layout->x[i], y, layout->width[i], 1},
            &(struct part_head){_(column->head), column->id,
                !sort           ? 0
                : sort->falling ? -1
                                : 1,
                column->right});
    }
}

void book_draw_row(struct canvas *canvas, int y, const struct book_layout *layout,
    const struct row *account, const struct show *show)
{
    for (int i = 0; i < layout->count; i++)
        layout->columns[i]->draw(
            canvas, (struct area){layout->x[i], y, layout->width[i], 1}, account, show);
}

struct area book_name_cell(const struct book_layout *layout, int y)
{
    for (int i = 0; i < layout->count; i++)
        if (layout->columns[i]->field == ACCOUNT_NAME)
            return (struct area){layout->x[i], y, layout->width[i], 1};
    return (struct area){0};
}
