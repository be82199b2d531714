/* Book: one row an account; any column sorts, an expression filters, rows can be marked. */
#include "ui/views/views.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/book.h"

bool book_load(struct ui *ui, void *state, struct error *err)
{
    struct book *book = state;
    struct store *store = session_store(ui_session(ui));
    int64_t count, at;

    glance_forget(&book->glance);
    if (!store_totals(store, &book->totals, err) ||
        !store_count(store, KIND_ACCOUNT, &count, err) || !rows_refresh(&book->rows, count, err))
        return false;
    at = book->selected ? rows_find(&book->rows, book->selected, book->list.selected) : -1;
    list_fit(&book->list, book->rows.count, book->list.room);
    if (at >= 0)
        list_select(&book->list, at);
    return true;
}

bool book_is_whole(const struct book *book)
{
    return text_equal(str_text(&book->filter.text), str_text(&book->own));
}

static bool show_own(struct ui *ui, struct book *book, struct error *err)
{
    const char *owner = session_settings(ui_session(ui))->owner;

    if (text_blank(owner) || strchr(owner, '"'))
        return true;
    str_addf(&book->own, "owner = \"%s\" or missing(owner)", owner);
    return filter_set(ui, &book->filter, str_text(&book->own), err);
}

static bool book_open(struct ui *ui, void *state, struct error *err)
{
    struct book *book = state;

    rows_init(&book->rows, ui_session(ui), ORDER_DECISION);
    (void)book_sort_set(book, "decision");
    book->filter = (struct row_filter){.rows = &book->rows,
        .hint = _("name, or health < 50 renewal < 90d"),
        .load = book_load,
        .state = book};
    return show_own(ui, book, err);
}

static void book_close(void *state)
{
    struct book *book = state;

    rows_fini(&book->rows);
    glance_fini(&book->glance);
    array_fini(&book->marks);
    filter_fini(&book->filter);
    str_fini(&book->own);
}

/* --- marks --- */

static int64_t *find_mark(const struct book *book, int64_t key)
{
    for (size_t i = 0; i < book->marks.count; i++)
        if (book->marks.items[i] == key)
            return &book->marks.items[i];
    return NULL;
}

bool book_has_mark(const struct book *book, int64_t account)
{
    return find_mark(book, account) != NULL;
}

static void toggle_mark(struct book *book, const struct row *account)
{
    int64_t *mark = find_mark(book, account->key);
    int64_t arr = row_knows(account, ACCOUNT_ARR_NOW) ? row_money(account, ACCOUNT_ARR_NOW) : 0;

    if (mark) {
        *mark = book->marks.items[--book->marks.count];
        book->marked_arr -= arr;
    } else {
        ARRAY_PUSH(&book->marks, account->key);
        book->marked_arr += arr;
    }
}

static void run_mark(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;
    const struct row *account = rows_at(&book->rows, book->list.selected);

    if (!account)
        return;
    toggle_mark(book, account);
    list_select(&book->list, book->list.selected + 1);
}

/* From the row that was marked last to the one under the cursor. */
static void run_mark_range(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;
    int64_t to = book->list.selected;
    int64_t from = book->marks.count
                       ? rows_find(&book->rows, book->marks.items[book->marks.count - 1], to)
                       : to;

    if (from < 0)
        from = to;
    for (int64_t i = from < to ? from : to; i <= (from < to ? to : from); i++) {
        const struct row *account = rows_at(&book->rows, i);

        if (account && !find_mark(book, account->key))
            toggle_mark(book, account);
    }
}

static const struct key_list *book_marks(void *state)
{
    return &((struct book *)state)->marks;
}

/* At risk, or in Today. */
static bool book_wants(struct ui *ui, void *state, int64_t index)
{
    const struct row *account = rows_at(&((struct book *)state)->rows, index);

    return account && (part_band(account) == BAND_RED || row_integer(account, ACCOUNT_LISTED) == 1);
}

static void run_mark_all(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;
    bool none = book->marks.count == 0;

    array_clear(&book->marks);
    book->marked_arr = 0;
    for (int64_t i = 0; none && i < book->rows.count && i < 10000; i++) {
        const struct row *account = rows_at(&book->rows, i);

        if (account)
            toggle_mark(book, account);
    }
}

/* --- commands --- */

static void run_columns_right(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;

    if (book->first_column < (int)book_column_count() - 3)
        book->first_column++;
}

static void run_columns_left(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;

    book->first_column -= book->first_column > 0;
}

static void run_layout(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;

    book->panes = (book->panes + 1) % BOOK_PANES;
}

static void run_other_down(struct ui *ui, void *state, const char *rest)
{
    glance_step(ui, &((struct book *)state)->glance, 1);
}

static void run_other_up(struct ui *ui, void *state, const char *rest)
{
    glance_step(ui, &((struct book *)state)->glance, -1);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    filter_run(ui, &((struct book *)state)->filter, rest);
}

/* Esc peels one layer: the filter, then the marks. */
static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct book *book = state;
    bool whole = book_is_whole(book);
    struct error err;

    if (!whole && !filter_set(ui, &book->filter, str_text(&book->own), &err))
        ui_fault(ui, &err);
    else if (!whole)
        return;
    else if (book->marks.count)
        array_clear(&book->marks);
    else
        ui_back(ui);
    if (!book->marks.count)
        book->marked_arr = 0;
}

static struct list *book_list(void *state)
{
    return &((struct book *)state)->list;
}

static int64_t book_account(struct ui *ui, void *state)
{
    struct book *book = state;
    const struct row *row = rows_at(&book->rows, book->list.selected);

    return row ? row->key : 0;
}

static const struct view_command commands[] = {
    {"account-next", N_("scroll the account beside the list down; else the next one"),
        run_other_down},
    {"account-previous", N_("scroll the account beside the list up; else the one before"),
        run_other_up},
    {"clear", N_("clear the filter, then the marks"), run_clear},
    {"columns-left", N_("scroll the columns left"), run_columns_left},
    {"columns-right", N_("scroll the columns right"), run_columns_right},
    {"filter", N_("show only accounts that match an expression"), run_filter},
    {"layout", N_("list alone, list and account, account alone"), run_layout},
    {"mark", N_("mark the account, or take its mark away"), run_mark},
    {"mark-all", N_("mark all shown, or none"), run_mark_all},
    {"mark-range", N_("mark all from the last mark to here"), run_mark_range},
    {"sort", N_("sort by a column; the same one again turns it round"), book_run_sort},
    {"sort-then", N_("sort those that are alike by another column"), book_run_sort_then},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"sort", N_("sort")},
    {"filter", N_("filter")},
    {"mark", N_("mark")},
    {"log", N_("log call")},
    {"task", N_("task")},
    {"why", N_("why")},
    {"add", N_("add")},
};

static void book_keep(const void *state, struct str *out)
{
    const struct book *book = state;

    if (filter_is_set(&book->filter))
        str_addf(out, "filter %s\n", str_text(&book->filter.text));
    str_add(out, "sort ");
    book_sort_words(book, out);
    str_add(out, "\n");
    for (int i = 0; i < book->first_column; i++)
        str_add(out, "columns-right\n");
    for (int i = 0; i < (int)book->panes; i++)
        str_add(out, "layout\n");
}

const struct view view_book = {
    .name = "book",
    .title = N_("Book"),
    .digit = '2',
    .state_size = sizeof(struct book),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = book_open,
    .close = book_close,
    .load = book_load,
    .draw = book_draw,
    .draw_row = book_line,
    .list = book_list,
    .account = book_account,
    .marks = book_marks,
    .wants = book_wants,
    .keep = book_keep,
};
