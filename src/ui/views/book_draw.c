/* The picture of Book: its head, its list, and the account under the cursor. */
#include <stdio.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/book.h"
#include "ui/ways.h"

enum {
    BANDS_FIT = 80,
    BY_HEALTH_FROM = 32 /* behind `1–25 of 20,000` */,
    CHURNED_FROM = 40, /* the amount and the columns that are hidden stand behind it */
    LIST_SHARE = 58,
    LIST_MOST = 104
};

static int draw_sort(const struct book *book, struct canvas *canvas, int x, int y)
{
    for (int i = 0; i < book->sorts.count; i++)
        x = canvas_spans(canvas, x, y,
            SPANS({ROLE_MUTED, i ? ", " : _("by ")}, {ROLE_TEXT, book->sorts.items[i].column->id}));
    return x;
}

/* `47 accounts, 7 churned`: those that Today and the figures count, then the others listed here. */
static int draw_scope(const struct book *book, struct canvas *canvas, int y)
{
    int64_t active = book_is_whole(book) ? book->totals.accounts : book->rows.count;
    int64_t churned = book->rows.count - active;
    int x = canvas_count(canvas, 1, y, ROLE_TITLE, active);

    x = canvas_put(canvas, x, y, ROLE_MUTED, words_plural(" account", " accounts", active));
    if (churned <= 0 || canvas->columns - x < CHURNED_FROM)
        return x;
    x = canvas_put(canvas, x, y, ROLE_MUTED, ", ");
    x = canvas_count(canvas, x, y, ROLE_TEXT, churned);
    return canvas_put(canvas, x, y, ROLE_MUTED, _(" churned"));
}

/* `3 marked  $171k`; returns the column after it. */
static int draw_marked(struct ui *ui, const struct book *book, struct canvas *canvas, int x, int y)
{
    char money[48];

    x = canvas_count(canvas, x, y, ROLE_MARK, (int64_t)book->marks.count);
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" marked  "));
    return canvas_put(
        canvas, x, y, ROLE_TEXT, money_short(book->marked_arr, ui_show(ui).currency, money));
}

/* `+12 columns  H L`, or the keys alone, where what stands before it leaves room; returns its first
 * column. */
static int draw_hidden(struct canvas *canvas, int x, int y, int hidden)
{
    int end = canvas->columns - 1, keys = end - text_columns("H L");
    char count[48];

    if (!hidden || keys < x)
        return end;
    canvas_put(canvas, keys, y, ROLE_HINT_KEY, "H L");
    text_format(
        count, sizeof(count), words_plural("+%d column  ", "+%d columns  ", hidden), hidden);
    if (keys - text_columns(count) < x)
        return keys;
    return canvas_put_right(canvas, keys, y, ROLE_MUTED, count);
}

static void draw_head(struct ui *ui, const struct book *book, struct canvas *canvas, int y,
    const struct book_layout *layout)
{
    char money[48];
    int x = draw_scope(book, canvas, y);

    if (book_is_whole(book))
        x = canvas_put(canvas, x + 2, y, ROLE_TITLE,
            part_total_text(book->totals.arr, book->totals.accounts, ui_show(ui).currency, money));
    if (canvas->columns < SCREEN_NARROW) {
        draw_hidden(canvas, x + 2, y, layout->hidden);
        return;
    }
    x = draw_sort(book, canvas, x + 3, y);
    if (book->marks.count)
        x = draw_marked(ui, book, canvas, x + 3, y);
    filter_draw(&book->filter, canvas, x + 3, y, draw_hidden(canvas, x + 2, y, layout->hidden) - 2);
}

static void draw_foot(struct ui *ui, const struct book *book, struct canvas *canvas, int y)
{
    static const enum health_band bands[] = {BAND_GREEN, BAND_YELLOW, BAND_RED, BAND_UNKNOWN};
    int x = canvas->columns - 1;

    part_range(canvas, 1, y, &book->list);
    for (int i = 3; i >= 0 && canvas->columns >= BANDS_FIT && book_is_whole(book); i--) {
        char count[48];

        x = canvas_spans_right(canvas, x, y,
                SPANS({part_band_role(bands[i]), part_band_shape(bands[i])}, {ROLE_TEXT, " "},
                    {ROLE_TEXT, number_whole(book->totals.band_count[bands[i]], count)},
                    {ROLE_MUTED, " "}, {ROLE_MUTED, _(health_band_label(bands[i]))})) -
            3;
    }
    if (x < canvas->columns - 1 && x > BY_HEALTH_FROM)
        canvas_put_right(canvas, x, y, ROLE_MUTED, _("by health"));
}

static void draw_empty(struct ui *ui, const struct book *book, struct canvas *canvas, int y)
{
    if (book->rows.filter) {
        filter_draw_none(ui, &book->filter, canvas, y, _("No account matches the filter."));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT, _("The book is empty."));
    way_put(ui, canvas, way_put(ui, canvas, 1, y + 1, "add", _("add an account")) + 3, y + 1,
        "import", _("take in an export"));
}

bool book_line(struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct book *book = state;
    struct show show = ui_show(ui);
    const struct row *account = rows_at(&book->rows, index);

    if (!account)
        return true;
    if (book_has_mark(book, account->key))
        canvas_put(canvas, 2, line.y, ROLE_MARK, "✓");
    book_draw_row(canvas, line.y, &book->layout, account, &show);
    if (ui_list_row(ui, canvas, &book->list, index, line)) {
        canvas_set_role(canvas, book_name_cell(&book->layout, line.y), ROLE_TITLE);
        book->selected = account->key;
    }
    return book->panes == BOOK_LIST; /* else the account beside it changes with the cursor */
}

/* Of the list where an account stands beside it. */
static int list_columns(const struct book *book, int columns)
{
    int share = columns * LIST_SHARE / 100;

    if (!book->glance.is_beside)
        return columns;
    return share < LIST_MOST ? share : LIST_MOST;
}

static void draw_list(struct ui *ui, struct book *book, struct canvas *canvas, struct area area)
{
    book_draw_heads(canvas, area.y, &book->layout, &book->sorts);
    area_take_rows(&area, 1);
    list_fit(&book->list, book->rows.count, area.rows);
    rows_show(&book->rows, &book->list);
    for (int64_t i = book->list.top; i < list_end(&book->list); i++)
        book_line(ui, book, canvas, area_take_rows(&area, 1), i);
    if (!book->rows.count)
        draw_empty(ui, book, canvas, area.y);
}

/* The account under the cursor. Drawing the list reads other rows: then it is asked for again. */
static const struct row *selected_account(struct book *book)
{
    return rows_at(&book->rows, book->list.selected);
}

/* The list, and the account under the cursor beside it; on a lower screen below it. */
static void draw_split(struct ui *ui, struct book *book, struct canvas *canvas, struct area body)
{
    struct area list = body;

    if (book->glance.is_beside) {
        list = area_take_columns(&body, list_columns(book, canvas->columns));
        canvas_pane_line(canvas, list.columns, list.y, list.rows);
        body = (struct area){body.x + 2, body.y, body.columns - 3, body.rows};
        draw_list(ui, book, canvas, list);
        glance_draw_beside(ui, &book->glance, selected_account(book), canvas, body);
        return;
    }
    body = area_take_last_rows(&list, GLANCE_BELOW);
    canvas_rule(canvas, area_take_last_rows(&list, 1).y);
    draw_list(ui, book, canvas, list);
    glance_draw_below(ui, &book->glance, selected_account(book), canvas, body);
}

static void draw_body(struct ui *ui, struct book *book, struct canvas *canvas, struct area body)
{
    const struct row *account = selected_account(book);
    bool fits = book->glance.is_beside ||
                (body.columns >= SCREEN_NARROW && body.rows >= GLANCE_BELOW_LEAST);

    if (book->panes == BOOK_DETAIL && account) {
        list_fit(&book->list, book->rows.count, 1);
        glance_draw(ui, &book->glance, account, canvas,
            (struct area){1, body.y, body.columns - 2, body.rows});
    } else if (book->panes == BOOK_SPLIT && account && fits) {
        draw_split(ui, book, canvas, body);
    } else {
        draw_list(ui, book, canvas, body);
    }
}

void book_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct book *book = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;
    int foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    book->glance.is_beside = book->panes == BOOK_SPLIT && ui_panes(ui, canvas->columns) > 1;
    book_layout_make(&book->layout, list_columns(book, canvas->columns), book->first_column,
        book->totals.without_rate || text_columns(money_sign(ui_show(ui).currency)) > 1);
    if (book->panes == BOOK_DETAIL)
        book->layout.hidden = 0; /* no column is in sight */
    draw_head(ui, book, canvas, y, &book->layout);
    canvas_rule(canvas, y + 1);
    draw_body(
        ui, book, canvas, (struct area){0, y + 2, canvas->columns, canvas->rows - y - 2 - foot});
    if (foot == 2)
        draw_foot(ui, book, canvas, canvas->rows - 2);
}
