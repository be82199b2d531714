/* Value delivered over the book: an account a line, worst first; those without a goal at the end.
 */
#include <math.h>
#include "app/value.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/filter.h"
#include "ui/sizes.h"
#include "ui/views/views.h"
#include "ui/ways.h"

enum { BAR_COLUMNS = 10, MONEY_COLUMNS = 9 };

struct value_view {
    struct arena arena;
    struct value_book book;
    struct list list;
    struct str where; /* the filter; "" none */
    int64_t selected; /* the account under the cursor */
};

static void value_close(void *state)
{
    struct value_view *view = state;

    arena_fini(&view->arena);
    str_fini(&view->where);
}

static bool read_book(struct ui *ui, struct value_view *view, const char *where, struct error *err)
{
    struct value_book book;
    struct arena arena = {0};

    if (!value_read(ui_session(ui), where, &arena, &book, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&view->arena);
    view->arena = arena;
    view->book = book;
    list_fit(&view->list, (int64_t)book.count, view->list.room);
    for (size_t i = 0; i < book.count; i++)
        if (book.items[i].account == view->selected)
            list_select(&view->list, (int64_t)i);
    return true;
}

static bool value_load(struct ui *ui, void *state, struct error *err)
{
    struct value_view *view = state;

    return read_book(ui, view, str_text(&view->where), err);
}

static const struct value_line *line_here(const struct value_view *view)
{
    int64_t at = view->list.selected;

    return at < (int64_t)view->book.count ? &view->book.items[at] : NULL;
}

/* --- the picture --- */

static void draw_head(struct ui *ui, const struct value_view *view, struct canvas *canvas, int y)
{
    const struct value_book *book = &view->book;
    const char *currency = ui_show(ui).currency;
    char money[48];
    int x = canvas_put(canvas, 1, y, ROLE_TITLE, _("Value")) + 3, end = canvas->columns - 1;

    x = canvas_count(canvas, x, y, ROLE_TITLE, (int64_t)book->groups[VALUE_DELIVERED]);
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" with goals")) + 3;
    if (book->groups[VALUE_NO_DATA] && canvas->columns >= SCREEN_NARROW) {
        x = canvas_count(canvas, x, y, ROLE_TITLE, (int64_t)book->groups[VALUE_NO_DATA]);
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" without data")) + 3;
    }
    x = canvas_count(canvas, x, y, ROLE_TITLE, (int64_t)book->groups[VALUE_NO_GOAL]);
    x = canvas_put(canvas, x, y, ROLE_MUTED,
        canvas->columns >= SCREEN_NARROW ? _(" without a goal") : _(" without"));
    if (canvas->columns >= SCREEN_NARROW && book->arr[VALUE_NO_GOAL] > 0)
        x = canvas_putf(canvas, x, y, ROLE_MUTED, ", %s",
            money_short(book->arr[VALUE_NO_GOAL], currency, money));
    if (canvas->columns >= (view->where.len ? 140 : SCREEN_WIDE)) { /* the filter goes before it */
        x = canvas_put(canvas, x + 3, y, ROLE_TITLE, money_short(book->value, currency, money));
        x = canvas_putf(canvas, x, y, ROLE_MUTED,
            words_plural(" confirmed at %zu account in a year",
                " confirmed at %zu accounts in a year", (long long)book->with_value),
            book->with_value);
    }
    if (view->where.len && x + 15 < end) {
        x = canvas_put(canvas, x + 3, y, ROLE_MUTED, _("filter "));
        canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&view->where), end - x);
    }
}

/* Where the columns end; 0: it is not shown. */
struct value_columns {
    int name, share, plan, money, times, arr, due, goal;
};

static struct value_columns columns_of(int columns)
{
    struct value_columns at = {.name = columns >= SCREEN_WIDE     ? 24
                                       : columns >= SCREEN_NARROW ? 26
                                                                  : columns - 8};

    at.share = at.name + (columns >= SCREEN_NARROW ? BAR_COLUMNS + 7 : 6);
    if (columns < SCREEN_NARROW)
        return at;
    at.plan = at.share + 9;
    at.arr = at.plan + MONEY_COLUMNS - (columns >= SCREEN_WIDE);
    if (columns < SCREEN_WIDE) {
        at.due = columns - 1;
        return at;
    }
    at.money = at.arr + MONEY_COLUMNS + 2;
    at.times = at.money + 8;
    at.due = at.times + 13;
    at.goal = at.due + 2;
    return at;
}

static void draw_column_heads(struct canvas *canvas, int y)
{
    struct value_columns at = columns_of(canvas->columns);
    const struct {
        int end;
        const char *text;
    } heads[] = {{at.share, _("value")}, {at.plan, _("on plan")}, {at.arr, _("ARR")},
        {at.money, _("confirmed")}, {at.times, _("return")}, {at.due, _("next due")}};

    canvas_put(canvas, 2, y, ROLE_MUTED, _("account"));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (heads[i].end)
            canvas_put_right(canvas, heads[i].end, y, ROLE_MUTED, heads[i].text);
    if (at.goal)
        canvas_put(canvas, at.goal, y, ROLE_MUTED, _("goal"));
}

static void draw_share(const struct value_line *line, struct canvas *canvas, int end, int y)
{
    if (!line->share.counted) {
        canvas_put_right(canvas, end, y, ROLE_MUTED, line->goals ? _("no data") : _("no goal"));
        return;
    }
    canvas_putf_right(
        canvas, end, y, ROLE_TEXT, "%.0f%%", floor(line->share.share * 100 + 0.5 + 1e-9));
    if (canvas->columns >= SCREEN_NARROW)
        chart_bar(canvas, end - 5 - BAR_COLUMNS, y, BAR_COLUMNS, line->share.share, ROLE_CHART_1);
}

/* Confirmed money and return, blank where there is none; what falls due next. */
static void draw_worth(struct ui *ui, const struct value_line *line, struct canvas *canvas,
    const struct value_columns *at, int y)
{
    struct due_words due = part_due(line->due, ui_show(ui).today);
    char money[48], times[24];

    if (at->money && line->back.entries) {
        canvas_put_right(canvas, at->money, y, ROLE_MONEY,
            money_short(line->back.value, ui_show(ui).currency, money));
        canvas_put_right(canvas, at->times, y, line->back.known ? ROLE_TEXT : ROLE_MUTED,
            value_times_words(&line->back, times));
    }
    if (line->due == DAY_NONE)
        return;
    canvas_put_right(
        canvas, at->due, y, due.role == ROLE_OVERDUE ? due.role : ROLE_MUTED, due.text);
    if (at->goal)
        canvas_put_cut(
            canvas, at->goal, y, ROLE_MUTED, line->due_goal, canvas->columns - 1 - at->goal);
}

static bool value_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area area, int64_t index)
{
    struct value_view *view = state;
    const struct value_line *line = &view->book.items[index];
    struct value_columns at = columns_of(area.columns);
    char money[48];

    canvas_put_cut(
        canvas, 2, area.y, line->goals ? ROLE_TITLE : ROLE_MUTED, line->name, at.name - 2);
    draw_share(line, canvas, at.share, area.y);
    if (at.plan && line->planned)
        canvas_putf_right(canvas, at.plan, area.y,
            line->on_plan < line->planned ? ROLE_TEXT : ROLE_MUTED, _("%d of %d"), line->on_plan,
            line->planned);
    if (at.arr)
        canvas_put_right(canvas, at.arr, area.y, ROLE_MONEY,
            part_money_text(line->arr, ui_show(ui).currency, money));
    if (at.due)
        draw_worth(ui, line, canvas, &at, area.y);
    if (ui_list_row(ui, canvas, &view->list, index, area))
        view->selected = line->account;
    return true;
}

static void draw_empty(struct ui *ui, const struct value_view *view, struct canvas *canvas, int y)
{
    if (view->where.len) {
        canvas_put(canvas, 1, y, ROLE_TEXT, _("No account matches."));
        way_put(ui, canvas, 1, y + 1, "clear", _("takes the filter away"));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT, _("There is no account in this book yet."));
    way_put(ui, canvas, 1, y + 1, "import", _("takes in a CSV export"));
}

static void draw_foot(const struct value_view *view, struct canvas *canvas, int y)
{
    struct value_columns at = columns_of(canvas->columns);

    part_range(canvas, 1, y, &view->list);
    if (view->book.count)
        part_hidden(canvas, y, !at.plan + !at.arr + 2 * !at.money + !at.due + !at.goal);
}

static void value_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct value_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    draw_head(ui, view, canvas, y++);
    canvas_rule(canvas, y++);
    if (!view->book.count)
        draw_empty(ui, view, canvas, y + 1);
    else if (canvas->columns >= SCREEN_NARROW)
        draw_column_heads(canvas, y++);
    list_fit(&view->list, (int64_t)view->book.count, canvas->rows - y - foot);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++, y++)
        value_draw_line(ui, view, canvas, (struct area){0, y, canvas->columns, 1}, i);
    if (foot == 2)
        draw_foot(view, canvas, canvas->rows - 2);
}

/* --- commands --- */

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct value_line *line = line_here(state);

    if (line)
        ui_open_at_account(ui, line->account, (struct touched_row){KIND_GOAL, 0});
}

/* An expression that cannot be read leaves what stands. */
static bool take_filter(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct value_view *view = context;

    if (!read_book(ui, view, text, err))
        return false;
    str_clear(&view->where);
    str_add(&view->where, text_blank(text) ? "" : text);
    return true;
}

static void take_or_tell(struct ui *ui, struct value_view *view, const char *text)
{
    struct error err;

    if (!take_filter(ui, text, view, &err))
        ui_fault(ui, &err);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct value_view *view = state;

    if (*rest)
        take_or_tell(ui, view, rest);
    else
        filter_ask_accounts(ui, str_text(&view->where), take_filter, view);
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct value_view *view = state;

    if (view->where.len)
        take_or_tell(ui, view, "");
    else
        ui_back(ui);
}

static struct list *value_list(void *state)
{
    return &((struct value_view *)state)->list;
}

static int64_t value_account(struct ui *ui, void *state)
{
    const struct value_line *line = line_here(state);

    return line ? line->account : 0;
}

static bool value_wants(struct ui *ui, void *state, int64_t index)
{
    const struct value_view *view = state;
    const struct value_line *line = &view->book.items[index];

    return !line->goals || line->on_plan < line->planned;
}

static const struct view_command commands[] = {
    {"clear", N_("take the filter away; back"), run_clear, true},
    {"filter", N_("only accounts for which it is true: filter tier = enterprise"), run_filter,
        true},
    {"open", N_("the account's goals and what it got"), run_open},
};

static const struct view_hint hints[] = {{"open", N_("goals")}, {"filter", N_("filter")},
    {"log", N_("log call")}, {"task", N_("task")}, {"why", N_("why")}};

static void value_keep(const void *state, struct str *out)
{
    const struct value_view *view = state;

    if (view->where.len)
        str_addf(out, "filter %s\n", str_text(&view->where));
}

const struct view view_value = {
    .name = "value",
    .title = N_("Value"),
    .state_size = sizeof(struct value_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = value_close,
    .load = value_load,
    .draw = value_draw,
    .draw_row = value_draw_line,
    .list = value_list,
    .account = value_account,
    .wants = value_wants,
    .keep = value_keep,
};
