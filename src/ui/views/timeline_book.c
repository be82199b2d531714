/* Timeline: what happened in the whole book, newest first, read page by page as one goes down. */
#include "ui/views/views.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/sizes.h"
#include "ui/views/timeline.h"
#include "ui/ways.h"

enum { PAGE = 60, RELOAD_MOST = 600, MONTHS_MOST = 2400 };

struct happened {
    struct arena arena;
    struct moment_list moments; /* pinned ones, then the pages so far */
    bool more;
    unsigned kinds;
    day_number from; /* where the pages begin; DAY_NONE: today, under what is pinned */
    struct list list;
    struct moment_place selected;
    bool has_selected;
    struct account_names names;
};

static void happened_close(void *state)
{
    struct happened *happened = state;

    array_fini(&happened->moments);
    arena_fini(&happened->arena);
    names_fini(&happened->names);
}

static bool happened_open(struct ui *ui, void *state, struct error *err)
{
    ((struct happened *)state)->from = DAY_NONE;
    return true;
}

static bool read_more(struct ui *ui, struct happened *happened, int limit, struct error *err)
{
    struct timeline_ask ask = timeline_ask_all(ui_session(ui), limit);
    size_t count = happened->moments.count;

    ask.kinds = happened->kinds;
    if (happened->from != DAY_NONE)
        ask.before = moment_place_of_day(happened->from);
    if (count && !happened->moments.items[count - 1].pinned)
        ask.before = happened->moments.items[count - 1].place;
    return timeline_page(
        ui_session(ui), &ask, &happened->arena, &happened->moments, &happened->more, err);
}

/* Reads anew from the top, so many of them. */
static bool read_again(struct ui *ui, struct happened *happened, int count, struct error *err)
{
    array_clear(&happened->moments);
    arena_clear(&happened->arena);
    names_clear(&happened->names);
    happened->more = false;
    if (happened->from == DAY_NONE && timeline_wants(happened->kinds, TIMELINE_NOTES) &&
        !timeline_pins(ui_session(ui), &happened->arena, &happened->moments, err))
        return false;
    return read_more(ui, happened, count, err);
}

/* The cursor stays on its moment, wherever that stands now. */
static bool happened_load(struct ui *ui, void *state, struct error *err)
{
    struct happened *happened = state;
    int count = (int)happened->moments.count;

    count = count < PAGE ? PAGE : count > RELOAD_MOST ? RELOAD_MOST : count;
    if (!read_again(ui, happened, count, err))
        return false;
    for (size_t i = 0; happened->has_selected && i < happened->moments.count; i++)
        if (moment_compare(&happened->moments.items[i].place, &happened->selected) == 0)
            happened->list.selected = (int64_t)i;
    return true;
}

static const struct moment *moment_here(const struct happened *happened)
{
    int64_t at = happened->list.selected;

    return at < (int64_t)happened->moments.count ? &happened->moments.items[at] : NULL;
}

/* --- drawing --- */

static void want_rows(struct ui *ui, struct happened *happened, int rows)
{
    struct error err;
    int64_t last =
        happened->list.selected > happened->list.top ? happened->list.selected : happened->list.top;

    while (happened->more && (int64_t)happened->moments.count < last + 2 * rows)
        if (!read_more(ui, happened, PAGE, &err)) {
            happened->more = false;
            ui_fault(ui, &err);
        }
}

static void draw_empty(struct ui *ui, const struct happened *happened, struct canvas *canvas, int y)
{
    bool narrowed = happened->kinds != 0;

    canvas_put(canvas, 1, y, ROLE_TEXT,
        narrowed ? _("Nothing of this kind has happened.") : _("Nothing has happened yet."));
    way_put(ui, canvas, 1, y + 1, narrowed ? "show all" : "log",
        narrowed ? _("show all") : _("on an account: log a call"));
}

static void happened_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct happened *happened = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    struct area area = {0, y + 2, canvas->columns, canvas->rows - y - 2 - foot};
    struct timeline_picture picture = {&happened->moments, &happened->list, &happened->names};

    want_rows(ui, happened, area.rows);
    timeline_draw_kinds(canvas, y, happened->kinds);
    canvas_rule(canvas, y + 1);
    if (!happened->moments.count)
        draw_empty(ui, happened, canvas, area.y + 1);
    timeline_draw_list(ui, &picture, canvas, area);
    happened->has_selected = moment_here(happened) != NULL;
    if (happened->has_selected)
        happened->selected = moment_here(happened)->place;
}

/* --- commands --- */

static void show(struct ui *ui, struct happened *happened, unsigned kinds)
{
    struct error err;

    happened->kinds = kinds;
    happened->from = DAY_NONE;
    happened->list = (struct list){0};
    if (!read_again(ui, happened, PAGE, &err))
        ui_fault(ui, &err);
}

static void run_show(struct ui *ui, void *state, const char *rest)
{
    unsigned kinds;

    if (timeline_show_kinds(ui, rest, &kinds))
        show(ui, state, kinds);
}

static void run_show_next(struct ui *ui, void *state, const char *rest)
{
    show(ui, state, timeline_next_kinds(((struct happened *)state)->kinds, 1));
}

static void run_show_previous(struct ui *ui, void *state, const char *rest)
{
    show(ui, state, timeline_next_kinds(((struct happened *)state)->kinds, -1));
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct happened *happened = state;

    if (happened->kinds || happened->from != DAY_NONE)
        show(ui, happened, 0);
    else
        ui_back(ui);
}

/* It is read page by page: words are looked for where they are indexed. */
static void run_filter(struct ui *ui, void *state, const char *rest)
{
    ui_toast(ui, "Tab narrows the timeline to one kind; g / finds words in all of it");
}

static day_number first_of_month(day_number day)
{
    struct civil civil = day_to_civil(day);

    return day_make(civil.year, civil.month, 1);
}

/* The pages begin anew at that day. */
static bool begin_at(struct ui *ui, struct happened *happened, day_number day)
{
    struct error err;

    happened->from = day >= ui_show(ui).today ? DAY_NONE : day;
    happened->list = (struct list){0};
    if (read_again(ui, happened, PAGE, &err))
        return true;
    ui_fault(ui, &err);
    return false;
}

/* The pages above are not held: those up to the end of the next month that has something. */
static void go_newer(struct ui *ui, struct happened *happened)
{
    day_number month = first_of_month(moment_here(happened)->place.day), end = month;

    for (int i = 0; i < MONTHS_MOST; i++) {
        end = day_add_months(end, 1);
        if (!begin_at(ui, happened, day_add_months(end, 1) - 1))
            return;
        if (happened->from == DAY_NONE ||
            (moment_here(happened) && first_of_month(moment_here(happened)->place.day) > month))
            return;
    }
}

static void run_month_older(struct ui *ui, void *state, const char *rest)
{
    struct happened *happened = state;
    const struct moment *here;
    day_number month;

    if (timeline_month(&happened->moments, &happened->list, 1))
        return;
    here = moment_here(happened);
    if (!happened->more || !here) {
        ui_toast(ui, "this is the first month");
        return;
    }
    month = first_of_month(happened->moments.items[happened->moments.count - 1].place.day);
    if (here->pinned || first_of_month(here->place.day) == month)
        begin_at(ui, happened, month - 1);
    if (!happened->moments.count)
        go_newer(ui, happened);
}

static void run_month_newer(struct ui *ui, void *state, const char *rest)
{
    struct happened *happened = state;

    if (timeline_month(&happened->moments, &happened->list, -1))
        return;
    if (happened->from != DAY_NONE && moment_here(happened))
        go_newer(ui, happened);
    else
        ui_toast(ui, "this is the last month");
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    if (moment_here(state))
        timeline_open(ui, moment_here(state));
}

static void run_pin(struct ui *ui, void *state, const char *rest)
{
    if (!timeline_pin(ui, moment_here(state)))
        account_run_pin(ui, rest);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run(ui, "log");
}

static struct list *happened_list(void *state)
{
    return &((struct happened *)state)->list;
}

static int64_t happened_account(struct ui *ui, void *state)
{
    const struct moment *moment = moment_here(state);

    return moment ? moment->account : 0;
}

static struct touched_row happened_row(struct ui *ui, void *state)
{
    const struct moment *moment = moment_here(state);

    return moment ? (struct touched_row){moment->row_kind, moment->row_key}
                  : (struct touched_row){KIND_NOTE, 0};
}

void timeline_show(struct ui *ui, const char *words)
{
    ui_show_view(ui, VIEW_TIMELINE);
    if (*words && ui_state(ui, VIEW_TIMELINE))
        run_show(ui, ui_state(ui, VIEW_TIMELINE), words);
}

static const struct view_command commands[] = {
    {"add", N_("write a note on this account"), run_add},
    {"clear", N_("show all again, then back"), run_clear},
    {"filter", N_("what narrows it: Tab to one kind, g / by words"), run_filter},
    {"month-newer", N_("the month after this one"), run_month_newer},
    {"month-older", N_("the month before this one"), run_month_older},
    {"open", N_("open the note, the task, the checklist, why, or what an import changed"),
        run_open},
    {"pin", N_("keep the note at the head, or let it go"), run_pin},
    {"show", N_("of what happened: show all, notes, tasks, steps, health, money, ..."), run_show},
    {"show-next", N_("go through all, notes, tasks, steps, ..."), run_show_next},
    {"show-previous", N_("go through all, notes, tasks, steps, ..."), run_show_previous},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"show-next", N_("which")},
    {"month-older", N_("month")},
    {"pin", N_("pin")},
    {"log", N_("log call")},
};

static void happened_keep(const void *state, struct str *out)
{
    unsigned kinds = ((const struct happened *)state)->kinds;

    if (!kinds)
        return;
    str_add(out, "show");
    for (int kind = 0; kind < TIMELINE_KINDS; kind++)
        if (timeline_wants(kinds, (enum timeline_kind)kind))
            str_addf(out, " %s", timeline_kind_word((enum timeline_kind)kind));
    str_add(out, "\n");
}

static bool has_older(const struct happened *happened, const struct moment *moment)
{
    const struct moment_list *moments = &happened->moments;

    return happened->more || first_of_month(moments->items[moments->count - 1].place.day) !=
                                 first_of_month(moment->place.day);
}

/* The first month has none before it. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct happened *happened = state;
    const struct moment *moment = moment_here(happened);

    if (text_equal(hint->command, "month-older"))
        return moment && has_older(happened, moment) ? hint->text : NULL;
    return hint->text;
}

const struct view view_timeline = {
    .name = "timeline",
    .title = N_("Timeline"),
    .state_size = sizeof(struct happened),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = happened_open,
    .close = happened_close,
    .load = happened_load,
    .draw = happened_draw,
    .list = happened_list,
    .account = happened_account,
    .row = happened_row,
    .keep = happened_keep,
};
