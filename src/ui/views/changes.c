/* What changed since a day: a line a fact, account by account, the most ARR first. It is read when
 * it is asked for, not after each change: it takes two books to tell. */
#include "app/changes.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/sizes.h"
#include "ui/views/views.h"
#include "ui/ways.h"
#include "ui/word_filter.h"

enum { PART_COLUMNS = 9 };

/* A line: a fact of an account. */
struct changes_line {
    size_t item, fact;
};
struct changes_view {
    struct word_filter filter; /* over the facts */
    struct arena arena;
    struct changes changes;
    struct changes_lines ARRAY_OF(struct changes_line) lines;
    struct list list;
    day_number from; /* asked for; DAY_NONE: by the period */
    size_t period;
    bool wanted;   /* to be read anew */
    bool was_read; /* something is there */
    uint64_t writes;
};

static const struct {
    const char *name;
    int months, days;
} periods[] = {
    {N_("a week"), 0, 7}, {N_("a month"), 1, 0}, {N_("a quarter"), 3, 0}, {N_("a year"), 12, 0}};
/* The same as they are typed and kept. */
static const char *const period_words[] = {"week", "month", "quarter", "year"};
_Static_assert(COUNT_OF(period_words) == COUNT_OF(periods), "a word each");

static bool changes_open(struct ui *ui, void *state, struct error *err)
{
    struct changes_view *view = state;

    view->from = DAY_NONE;
    view->wanted = true;
    return true;
}

static void changes_close(void *state)
{
    struct changes_view *view = state;

    array_fini(&view->lines);
    arena_fini(&view->arena);
    str_fini(&view->filter.text);
}

/* --- reading --- */

static day_number from_of(const struct changes_view *view, day_number today)
{
    if (view->from != DAY_NONE)
        return view->from;
    if (periods[view->period].months)
        return day_add_months(today, -periods[view->period].months);
    return today - periods[view->period].days;
}

static bool is_wanted(const struct changes_view *view, size_t item, size_t fact)
{
    const struct account_changes *account = &view->changes.items[item];
    const char *const texts[] = {
        account->name, changed_part_word(account->facts[fact].part), account->facts[fact].text};

    return word_filter_fits(&view->filter, texts, COUNT_OF(texts));
}

/* The cursor goes to the first one, or stays where it was where that is still there. */
static void make_lines(struct changes_view *view, const struct changes_line *selected)
{
    int64_t at = 0;

    array_clear(&view->lines);
    view->filter.all = 0;
    for (size_t i = 0; i < view->changes.count; i++)
        for (size_t j = 0; j < view->changes.items[i].count; j++) {
            view->filter.all++;
            if (!is_wanted(view, i, j))
                continue;
            if (selected && selected->item == i && selected->fact == j)
                at = (int64_t)view->lines.count;
            ARRAY_PUSH(&view->lines, (struct changes_line){i, j});
        }
    list_fit(&view->list, (int64_t)view->lines.count, view->list.room);
    list_select(&view->list, at);
}

static const struct changes_line *line_at(const struct changes_view *view, int64_t index)
{
    return index < (int64_t)view->lines.count ? &view->lines.items[index] : NULL;
}

/* What was read is filtered anew. */
static void filter_lines(struct changes_view *view)
{
    const struct changes_line *line = line_at(view, view->list.selected);
    struct changes_line selected = line ? *line : (struct changes_line){0, 0};

    make_lines(view, &selected);
}

static bool read_anew(struct ui *ui, struct changes_view *view, struct error *err)
{
    day_number today = session_today(ui_session(ui));
    struct changes_span span = {.from = from_of(view, today), .to = today};
    struct ui_progress progress = {ui, _("what changed"), -1};
    const struct as_of_watch watch = {ui_progress_tell, &progress};
    struct changes changes;
    struct arena arena = {0};

    if (!changes_read(ui_session(ui), &span, &watch, &arena, &changes, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&view->arena);
    view->arena = arena;
    view->changes = changes;
    view->was_read = true;
    view->writes = store_writes(session_store(ui_session(ui)));
    make_lines(view, NULL);
    if (*changes.limits)
        ui_toast(ui, "%s", changes.limits);
    else if (progress.told >= 0)
        ui_toast(ui, "read");
    return true;
}

static bool changes_load(struct ui *ui, void *state, struct error *err)
{
    struct changes_view *view = state;

    if (view->was_read && !view->wanted && view->changes.to == session_today(ui_session(ui))) {
        filter_lines(view);
        return true;
    }
    view->wanted = !read_anew(ui, view, err);
    return !view->wanted;
}

/* --- the picture --- */

/* The first line of its account. */
static bool begins_account(const struct changes_view *view, int64_t index)
{
    return !index || view->lines.items[index - 1].item != view->lines.items[index].item;
}

static int draw_arr(struct ui *ui, const struct changes_view *view, struct canvas *canvas, int x)
{
    const char *currency = ui_show(ui).currency;
    char money[48];

    if (view->changes.arr_up)
        x = canvas_putf(canvas, x, canvas->rows >= SCREEN_TALL ? 2 : 1, ROLE_MONEY, "+%s",
                money_short(view->changes.arr_up, currency, money)) +
            2;
    if (view->changes.arr_down)
        x = canvas_putf(canvas, x, canvas->rows >= SCREEN_TALL ? 2 : 1, ROLE_MONEY,
                "\342\210\222%s", money_short(-view->changes.arr_down, currency, money)) +
            2;
    return x;
}

static bool is_old(struct ui *ui, const struct changes_view *view)
{
    return view->writes != store_writes(session_store(ui_session(ui)));
}

/* It was read before the last change; not where that would stand on other words. */
static bool draw_old(
    struct ui *ui, const struct changes_view *view, struct canvas *canvas, int x, int y)
{
    const char *words = _("older than the last change: R");

    if (!is_old(ui, view))
        return false;
    if (x + canvas_columns_of(canvas, words) + 2 <= canvas->columns)
        canvas_put_right(canvas, canvas->columns - 1, y, ROLE_MUTED, words);
    return true;
}

static void draw_head(struct ui *ui, const struct changes_view *view, struct canvas *canvas, int y)
{
    char day[24];
    int x = canvas_put(canvas, 1, y, ROLE_TITLE, _("Changes")) + 3;

    if (!view->was_read)
        return;
    x = canvas_putf(canvas, x, y, ROLE_DATE, _("since %s"),
            canvas->columns >= SCREEN_NARROW
                ? day_head(view->changes.from, day)
                : day_short(view->changes.from, view->changes.to, day)) +
        2;
    if (view->filter.text.len) {
        x = word_filter_draw(&view->filter, view->lines.count, canvas, x + 1, y);
        draw_old(ui, view, canvas, x, y);
        return;
    }
    if (canvas->columns < SCREEN_NARROW)
        return;
    x = canvas_count(canvas, x + 1, y, ROLE_TITLE, (int64_t)view->changes.count);
    x = canvas_put(
            canvas, x, y, ROLE_MUTED, words_plural(" account", " accounts", view->changes.count)) +
        3;
    x = draw_arr(ui, view, canvas, x);
    if (!draw_old(ui, view, canvas, x, y) && view->from == DAY_NONE &&
        canvas->columns >= SCREEN_WIDE)
        canvas_putf_right(
            canvas, canvas->columns - 1, y, ROLE_MUTED, "[ ] %s", _(periods[view->period].name));
}

static int name_columns(int columns)
{
    return columns >= SCREEN_WIDE ? 24 : columns >= SCREEN_NARROW ? 20 : 14;
}

/* The name stands where its account begins, and on the first line of the page. */
static bool changes_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area area, int64_t index)
{
    struct changes_view *view = state;
    const struct changes_line *line = &view->lines.items[index]; /* the list counts them */
    const struct account_changes *item = &view->changes.items[line->item];
    const struct changed_fact *fact = &item->facts[line->fact];
    bool begins = begins_account(view, index);
    int x = name_columns(area.columns) + 2, room = area.columns - 1;

    if (begins || index == view->list.top)
        canvas_put_cut(canvas, 1, area.y, begins ? ROLE_TITLE : ROLE_MUTED, item->name, x - 2);
    if (area.columns >= SCREEN_NARROW) {
        canvas_put(canvas, x, area.y, ROLE_MUTED, _(changed_part_word(fact->part)));
        x += PART_COLUMNS;
    } else if (fact->part != CHANGED_PEOPLE && fact->part != CHANGED_BOOK) {
        x = canvas_put(canvas, x, area.y, ROLE_MUTED, _(changed_part_word(fact->part))) + 1;
    }
    canvas_put_cut(canvas, x, area.y, ROLE_TEXT, fact->text, room - x);
    ui_list_row(ui, canvas, &view->list, index, area);
    return true;
}

static void draw_none(struct ui *ui, const struct changes_view *view, struct canvas *canvas, int y)
{
    if (view->filter.text.len && view->filter.all) {
        canvas_put(canvas, 1, y, ROLE_TEXT, _("Nothing matches the filter."));
        way_put(ui, canvas, 1, y + 1, "clear", _("clear it"));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT,
        view->was_read ? _("Nothing changed since that day.") : _("Not read yet."));
    way_put(ui, canvas, 1, y + 1, "tab-next", _("looks further back"));
}

static void changes_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct changes_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    draw_head(ui, view, canvas, y++);
    canvas_rule(canvas, y++);
    if (!view->lines.count)
        draw_none(ui, view, canvas, y);
    list_fit(&view->list, (int64_t)view->lines.count, canvas->rows - y - foot);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++, y++)
        changes_draw_line(ui, view, canvas, (struct area){0, y, canvas->columns, 1}, i);
}

/* --- commands --- */

static void read_again(struct ui *ui, struct changes_view *view)
{
    view->wanted = true;
    ui_changed(ui);
}

static void step_period(struct ui *ui, struct changes_view *view, int step)
{
    size_t last = COUNT_OF(periods) - 1;

    if (step > 0 ? view->period == last : view->period == 0) {
        ui_toast(ui, step > 0 ? N_("a year is the longest") : N_("a week is the shortest"));
        return;
    }
    view->period = step > 0 ? view->period + 1 : view->period - 1;
    view->from = DAY_NONE;
    read_again(ui, view);
}

static void run_longer(struct ui *ui, void *state, const char *rest)
{
    step_period(ui, state, 1);
}

static void run_shorter(struct ui *ui, void *state, const char *rest)
{
    step_period(ui, state, -1);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    word_filter_run(ui, &((struct changes_view *)state)->filter, rest);
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    if (!word_filter_clear(ui, &((struct changes_view *)state)->filter))
        ui_back(ui);
}

/* `period quarter`, `period 2026-10-01`: how far back. */
static void run_period(struct ui *ui, void *state, const char *rest)
{
    struct changes_view *view = state;
    day_number from = DAY_NONE;
    struct error err;

    for (size_t i = 0; i < COUNT_OF(period_words); i++)
        if (text_equal_nocase(rest, period_words[i])) {
            view->period = i;
            view->from = DAY_NONE;
            read_again(ui, view);
            return;
        }
    if (text_blank(rest)) {
        ui_toast(ui, N_("period week, month, quarter, year, or the day since which"));
    } else if (!changes_from(ui_session(ui), rest, 0, &from, &err)) {
        ui_fault(ui, &err);
    } else {
        view->from = from;
        read_again(ui, view);
    }
}

static void changes_keep(const void *state, struct str *out)
{
    const struct changes_view *view = state;
    char day[24];

    if (view->from != DAY_NONE)
        str_addf(out, "period %s\n", day_iso(view->from, day));
    else if (view->period)
        str_addf(out, "period %s\n", period_words[view->period]);
    if (view->filter.text.len)
        str_addf(out, "filter %s\n", str_text(&view->filter.text));
}

static void run_reload(struct ui *ui, void *state, const char *rest)
{
    read_again(ui, state);
}

static enum kind kind_of(enum changed_part part)
{
    switch (part) {
    case CHANGED_PEOPLE: return KIND_CONTACT;
    case CHANGED_BOOK:
    case CHANGED_HEALTH:
    case CHANGED_ARR:
    case CHANGED_STAGE:
    case CHANGED_RENEWAL:
    case CHANGED_SIGNALS:
    case CHANGED_PARTS: break;
    }
    return KIND_ACCOUNT;
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct changes_view *view = state;
    const struct changes_line *line = line_at(view, view->list.selected);
    const struct account_changes *item;

    if (!line)
        return;
    item = &view->changes.items[line->item];
    if (item->facts[0].part == CHANGED_BOOK && text_equal(item->facts[0].what, "gone")) {
        ui_toast(ui, "it is no longer in the book: asof shows it as it was");
        return;
    }
    ui_open_at_account(
        ui, item->account, (struct touched_row){kind_of(item->facts[line->fact].part), 0});
}

static struct list *changes_list(void *state)
{
    return &((struct changes_view *)state)->list;
}

static int64_t changes_account(struct ui *ui, void *state)
{
    const struct changes_view *view = state;
    const struct changes_line *line = line_at(view, view->list.selected);

    return line ? view->changes.items[line->item].account : 0;
}

/* The next account. */
static bool changes_wants(struct ui *ui, void *state, int64_t index)
{
    return begins_account(state, index);
}

void changes_show(struct ui *ui, const char *words)
{
    struct changes_view *view;
    day_number from = DAY_NONE;
    struct error err;

    if (!text_blank(words) && !changes_from(ui_session(ui), words, 0, &from, &err)) {
        ui_fault(ui, &err);
        return;
    }
    ui_show_view(ui, VIEW_CHANGES);
    view = ui_state(ui, VIEW_CHANGES);
    if (!view)
        return;
    view->from = from;
    read_again(ui, view);
}

static const struct view_command commands[] = {
    {"clear", N_("clear the filter, then back"), run_clear, true},
    {"filter", N_("facts by words of the account, of what changed"), run_filter, true},
    {"open", N_("the account"), run_open},
    {"period", N_("how far back: period week, month, quarter, year, or a day"), run_period},
    {"reload", N_("read both books anew"), run_reload, true},
    {"tab-next", N_("further back: month, quarter, year"), run_longer, true},
    {"tab-previous", N_("not so far back: quarter, month, week"), run_shorter, true},
};

static const struct view_hint hints[] = {{"open", N_("account")}, {"tab-next", N_("further back")},
    {"next-hit", N_("next account")}, {"reload", N_("read anew")}, {"why", N_("why")}};

static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct changes_view *view = state;

    if (!text_equal(hint->command, "next-hit"))
        return hint->text;
    for (int64_t i = 0; i < view->list.count; i++)
        if (i != view->list.selected && begins_account(view, i))
            return hint->text;
    return NULL;
}

const struct view view_changes = {
    .name = "changes",
    .title = N_("Changes"),
    .state_size = sizeof(struct changes_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = changes_open,
    .close = changes_close,
    .load = changes_load,
    .draw = changes_draw,
    .list = changes_list,
    .account = changes_account,
    .wants = changes_wants,
    .keep = changes_keep,
};
