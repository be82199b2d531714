/* The order of Book: by any column, and by others where that one is alike. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/book.h"

/* The orders that the store keeps an index for. */
static bool order_of(const struct book_sort *sort, enum store_order *ret_order)
{
    static const struct {
        const char *id;
        bool falling;
        enum store_order order;
    } orders[] = {{"decision", false, ORDER_DECISION}, {"name", false, ORDER_NAME},
        {"arr", true, ORDER_ARR}, {"health", false, ORDER_HEALTH},
        {"exposure", true, ORDER_EXPOSURE}};

    for (size_t i = 0; i < COUNT_OF(orders); i++)
        if (text_equal(sort->column->id, orders[i].id) && sort->falling == orders[i].falling) {
            *ret_order = orders[i].order;
            return true;
        }
    return false;
}

static void apply(struct book *book)
{
    struct rows *rows = &book->rows;

    rows->sort_count = 0;
    if (book->sorts.count == 1 && order_of(&book->sorts.items[0], &rows->order))
        return;
    for (int i = 0; i < book->sorts.count; i++)
        rows->sorts[rows->sort_count++] =
            (struct rows_sort){book->sorts.items[i].column->field, book->sorts.items[i].falling};
}

static bool take_word(struct book_sorts *sorts, const char *word, size_t len)
{
    bool falling = len && *word == '-', is_signed = falling || *word == '+';
    struct str id = {0};
    const struct book_column *column;

    str_add_bytes(&id, word + is_signed, len - is_signed);
    column = book_column_find(str_text(&id));
    str_fini(&id);
    if (column && sorts->count < ROWS_SORTS)
        sorts->items[sorts->count++] = (struct book_sort){column, falling};
    return column != NULL;
}

bool book_sort_set(struct book *book, const char *words)
{
    struct book_sorts sorts = {.count = 0};

    while (*words) {
        size_t len = strcspn(words, ", ");

        if (len && !take_word(&sorts, words, len))
            return false;
        words += len + (words[len] != '\0');
    }
    if (!sorts.count)
        return false;
    book->sorts = sorts;
    apply(book);
    return true;
}

void book_sort_words(const struct book *book, struct str *out)
{
    for (int i = 0; i < book->sorts.count; i++)
        str_addf(out, "%s%c%s", i ? ", " : "", book->sorts.items[i].falling ? '-' : '+',
            book->sorts.items[i].column->id);
}

/* --- commands --- */

static bool begins_falling(const struct book_column *column)
{
    return text_equal(column->id, "arr") || text_equal(column->id, "exposure");
}

/* Whoever asks for an order asks who comes first in it. */
static void read_again(struct ui *ui, struct book *book)
{
    struct error err;

    apply(book);
    book->selected = 0;
    list_select(&book->list, 0);
    if (!book_load(ui, book, &err))
        ui_fault(ui, &err);
}

static struct book_sort *find(struct book *book, const struct book_column *column)
{
    for (int i = 0; i < book->sorts.count; i++)
        if (book->sorts.items[i].column == column)
            return &book->sorts.items[i];
    return NULL;
}

static void sort_by(struct ui *ui, struct book *book, const struct book_column *column)
{
    struct book_sort *first = &book->sorts.items[0];

    if (first->column == column)
        first->falling = !first->falling;
    else
        book->sorts = (struct book_sorts){.items = {{column, begins_falling(column)}}, .count = 1};
    read_again(ui, book);
}

static void sort_then(struct ui *ui, struct book *book, const struct book_column *column)
{
    struct book_sort *sort = find(book, column);

    if (sort)
        sort->falling = !sort->falling;
    else if (book->sorts.count < ROWS_SORTS)
        book->sorts.items[book->sorts.count++] = (struct book_sort){column, begins_falling(column)};
    else
        ui_toast(ui, "at most %d columns sort", ROWS_SORTS);
    read_again(ui, book);
}

static void sort_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        sort_by(ui, context, book_column_at((size_t)id));
}

static void then_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        sort_then(ui, context, book_column_at((size_t)id));
}

static void choose(struct ui *ui, struct book *book, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    struct ui_choice choices[BOOK_COLUMNS_MOST];

    for (size_t i = 0; i < book_column_count(); i++) {
        const struct book_column *column = book_column_at(i);
        const struct book_sort *sort = find(book, column);

        choices[i] =
            (struct ui_choice){column->id, _(kind_info(KIND_ACCOUNT)->fields[column->field].help),
                !sort           ? NULL
                : sort->falling ? "↓"
                                : "↑",
                (int64_t)i};
    }
    ui_choose(ui, title, choices, book_column_count(), chosen, book);
}

void book_run_sort(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;
    const struct book_column *column = book_column_find(rest);

    if (column)
        sort_by(ui, book, column);
    else if (*rest && book_sort_set(book, rest))
        read_again(ui, book);
    else if (*rest)
        ui_toast(ui, "no column '%s' to sort by", rest);
    else
        choose(ui, book, _("Sort by"), sort_chosen);
}

void book_run_sort_then(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;
    const struct book_column *column = book_column_find(rest);

    if (column)
        sort_then(ui, book, column);
    else if (*rest)
        ui_toast(ui, "no column '%s' to sort by", rest);
    else
        choose(ui, book, _("then by"), then_chosen);
}
