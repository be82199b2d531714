/* Agenda: what is due, by day: tasks and the steps of running playbooks, as weeks or as a month. */
#include "ui/views/agenda.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "ui/views/views.h"

enum { ITEMS_MOST = 1000, MONTH_ITEMS_MOST = 600, LATE_IN_WEEK = 4 };

/* --- the days that are shown --- */

const struct calendar *agenda_calendar(struct ui *ui)
{
    return &session_settings(ui_session(ui))->calendar;
}

day_number agenda_week_begin(struct ui *ui, day_number day)
{
    return day - (day_weekday(day) - agenda_calendar(ui)->week_start + 7) % 7;
}

struct civil agenda_month(const struct agenda *agenda)
{
    return day_to_civil(agenda->day);
}

/* Of the week at hand what is past is left out: what is still open of it leads as overdue. Near its
 * end the next one is shown too. */
static struct day_span week_span(struct ui *ui, const struct agenda *agenda)
{
    day_number today = ui_show(ui).today, begin = agenda_week_begin(ui, agenda->day);
    bool now = begin <= today && today <= begin + 6;
    int weeks = now && today - begin >= LATE_IN_WEEK ? 2 : agenda->weeks;

    return (struct day_span){now ? today : begin, begin + 7 * weeks - 1};
}

static struct day_span month_span(struct ui *ui, const struct agenda *agenda)
{
    struct civil month = agenda_month(agenda);
    day_number first = day_make(month.year, month.month, 1);
    day_number last = day_add_months(first, 1) - 1;

    return (struct day_span){agenda_week_begin(ui, first), agenda_week_begin(ui, last) + 6};
}

/* --- what is due on them --- */

static const char *run_title(struct ui *ui, struct agenda *agenda, int64_t run)
{
    struct arena scratch = {0};
    struct row *row = NULL;
    struct error ignored;
    const char *title = "";

    if (store_get(session_store(ui_session(ui)), KIND_RUN, run, &scratch, &row, &ignored) && row)
        title = arena_copy_text(&agenda->arena, row_text(row, RUN_TITLE));
    arena_fini(&scratch);
    return title;
}

/* Names are read for what is shown alone: a large book has thousands of things due. */
void agenda_name_item(struct ui *ui, struct agenda *agenda, struct agenda_item *item)
{
    if (item->name)
        return;
    item->name =
        arena_copy_text(&agenda->arena, names_of(&agenda->names, ui_session(ui), item->account));
    if (item->kind == KIND_STEP)
        item->detail = run_title(ui, agenda, item->run);
}

static struct agenda_item item_of_step(struct agenda *agenda, const struct row *step)
{
    return (struct agenda_item){.kind = KIND_STEP,
        .account = row_integer(step, STEP_ACCOUNT),
        .run = row_integer(step, STEP_RUN),
        .due = row_day(step, STEP_DUE),
        .at_minute = -1,
        .shape = row_is(step, STEP_STATUS, "blocked") ? "■" : "→",
        .title = arena_copy_text(&agenda->arena, row_text(step, STEP_TITLE)),
        .detail = ""};
}

static struct agenda_item item_of_task(struct agenda *agenda, const struct row *task)
{
    bool asked = row_is(task, TASK_KIND, "ask") && row_knows(task, TASK_WAITING_ON);

    return (struct agenda_item){.kind = KIND_TASK,
        .account = row_integer(task, TASK_ACCOUNT),
        .due = row_day(task, TASK_DUE),
        .at_minute = row_knows(task, TASK_AT) ? (int)row_integer(task, TASK_AT) : -1,
        .high = row_is(task, TASK_PRIORITY, "high"),
        .shape = part_task_shape(task),
        .title = arena_copy_text(&agenda->arena, row_text(task, TASK_TITLE)),
        .detail =
            arena_copy_text(&agenda->arena, row_text(task, asked ? TASK_WAITING_ON : TASK_KIND))};
}

static bool add_items(struct ui *ui, struct agenda *agenda, enum kind kind,
    const struct key_list *keys, struct agenda_items *items, struct error *err)
{
    struct session *session = ui_session(ui);
    struct arena arena = {0};
    struct row *row;
    bool ok = true;

    for (size_t i = 0; ok && i < keys->count; i++) {
        struct agenda_item item;

        ok = store_get(session_store(session), kind, keys->items[i], &arena, &row, err);
        if (!ok || !row)
            continue;
        item = kind == KIND_STEP ? item_of_step(agenda, row) : item_of_task(agenda, row);
        item.key = row->key;
        ARRAY_PUSH(items, item);
        arena_clear(&arena);
    }
    arena_fini(&arena);
    return ok;
}

/* By day; on a day what has an hour first, then what matters most. */
static int compare_items(const void *left, const void *right)
{
    const struct agenda_item *a = left, *b = right;
    int hour_a = a->at_minute < 0 ? 24 * 60 : a->at_minute;
    int hour_b = b->at_minute < 0 ? 24 * 60 : b->at_minute;

    if (a->due != b->due)
        return (a->due > b->due) - (a->due < b->due);
    if (hour_a != hour_b)
        return (hour_a > hour_b) - (hour_a < hour_b);
    if (a->high != b->high)
        return b->high - a->high;
    if (a->kind != b->kind)
        return a->kind == KIND_TASK ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static bool read_items(struct ui *ui, struct agenda *agenda, struct day_span span, int most,
    struct agenda_items *items, struct error *err)
{
    static const enum kind kinds[] = {KIND_TASK, KIND_STEP};
    struct store *store = session_store(ui_session(ui));
    struct key_list keys = {0};
    bool ok = true;

    array_clear(items);
    for (size_t i = 0; ok && i < COUNT_OF(kinds); i++)
        ok = store_due_keys(store, kinds[i], span, most, &keys, err) &&
             add_items(ui, agenda, kinds[i], &keys, items, err);
    if (ok && items->count)
        qsort(items->items, items->count, sizeof(*items->items), compare_items);
    array_fini(&keys);
    return ok;
}

static bool read_counts(struct ui *ui, struct agenda *agenda, struct error *err)
{
    static const enum kind kinds[] = {KIND_TASK, KIND_STEP};
    struct store *store = session_store(ui_session(ui));
    struct day_span late = {DAY_NONE, ui_show(ui).today - 1};
    struct due_counts counts = {0};
    bool ok = true;

    memset(agenda->counts, 0, sizeof(agenda->counts));
    agenda->overdue = 0;
    for (size_t k = 0; ok && k < COUNT_OF(kinds); k++) {
        ok = store_due_counts(store, kinds[k], agenda->span, &counts, err);
        for (size_t i = 0; ok && i < counts.count; i++)
            agenda->counts[counts.items[i].day - agenda->span.first][k] = counts.items[i].count;
        ok = ok && store_due_counts(store, kinds[k], late, &counts, err);
        for (size_t i = 0; ok && i < counts.count; i++)
            agenda->overdue += counts.items[i].count;
    }
    array_fini(&counts);
    return ok;
}

int64_t agenda_count(const struct agenda *agenda, day_number day)
{
    const int64_t *counts = agenda->counts[day - agenda->span.first];

    return counts[0] + counts[1];
}

/* --- the rows of the list --- */

static const struct agenda_items *items_of(const struct agenda *agenda)
{
    return agenda->is_month ? &agenda->of_day : &agenda->items;
}

struct agenda_item *agenda_item_at(const struct agenda *agenda, int64_t line)
{
    int item =
        line >= 0 && line < (int64_t)agenda->lines.count ? agenda->lines.items[line].item : -1;

    return item >= 0 ? &items_of(agenda)->items[item] : NULL;
}

struct agenda_item *agenda_item_here(const struct agenda *agenda)
{
    return agenda_item_at(agenda, agenda->list.selected);
}

static void make_lines(struct agenda *agenda)
{
    const struct agenda_items *items = items_of(agenda);
    size_t at = 0;

    array_clear(&agenda->lines);
    for (; at < items->count && (agenda->is_month || items->items[at].due < agenda->span.first);
         at++)
        ARRAY_PUSH(&agenda->lines, (struct agenda_line){items->items[at].due, (int)at});
    for (day_number day = agenda->span.first; !agenda->is_month && day <= agenda->span.last;
         day++) {
        if (at == items->count || items->items[at].due != day)
            ARRAY_PUSH(&agenda->lines, (struct agenda_line){day, -1});
        for (; at < items->count && items->items[at].due == day; at++)
            ARRAY_PUSH(&agenda->lines, (struct agenda_line){day, (int)at});
    }
}

/* On what was under the cursor, else on the first row of the day; at first on what leads. */
static void place_cursor(struct agenda *agenda)
{
    int64_t at = -1;

    for (size_t i = 0; i < agenda->lines.count; i++) {
        const struct agenda_item *item = agenda_item_at(agenda, (int64_t)i);

        if (item && agenda->selected && item->key == agenda->selected &&
            item->kind == agenda->selected_kind) {
            at = (int64_t)i;
            break;
        }
        if (at < 0 && agenda->lines.items[i].day >= agenda->day && !agenda->is_month)
            at = (int64_t)i;
    }
    list_fit(&agenda->list, (int64_t)agenda->lines.count, agenda->list.room);
    list_select(&agenda->list, at < 0 || agenda->is_fresh ? 0 : at);
    agenda->is_fresh = false;
}

bool agenda_read_day(struct ui *ui, struct agenda *agenda, struct error *err)
{
    day_number today = ui_show(ui).today;
    struct day_span span = {agenda->day == today ? DAY_NONE : agenda->day, agenda->day};

    if (agenda->read_day == agenda->day)
        return true;
    if (!read_items(ui, agenda, span, ITEMS_MOST, &agenda->of_day, err))
        return false;
    agenda->read_day = agenda->day;
    make_lines(agenda);
    place_cursor(agenda);
    return true;
}

bool agenda_read_month(struct ui *ui, struct agenda *agenda, struct error *err)
{
    if (agenda->has_items)
        return true;
    agenda->has_items = true;
    return read_items(ui, agenda, agenda->span, MONTH_ITEMS_MOST, &agenda->items, err);
}

bool agenda_load(struct ui *ui, void *state, struct error *err)
{
    struct agenda *agenda = state;
    day_number today = ui_show(ui).today;
    struct day_span span;

    arena_clear(&agenda->arena);
    names_clear(&agenda->names);
    array_clear(&agenda->items);
    array_clear(&agenda->of_day);
    array_clear(&agenda->lines);
    agenda->read_day = DAY_NONE;
    agenda->today = today;
    agenda->span = agenda->is_month ? month_span(ui, agenda) : week_span(ui, agenda);
    span = agenda->span;
    if (!agenda->is_month && span.first == today)
        span.first = DAY_NONE;
    agenda->has_items = false;
    if (!read_counts(ui, agenda, err))
        return false;
    if (agenda->is_month)
        return agenda_read_day(ui, agenda, err);
    if (!read_items(ui, agenda, span, ITEMS_MOST, &agenda->items, err))
        return false;
    make_lines(agenda);
    place_cursor(agenda);
    return true;
}

bool agenda_open(struct ui *ui, void *state, struct error *err)
{
    struct agenda *agenda = state;

    agenda->weeks = 1;
    agenda->day = ui_show(ui).today;
    agenda->is_fresh = true;
    return true;
}

void agenda_close(void *state)
{
    struct agenda *agenda = state;

    arena_fini(&agenda->arena);
    names_fini(&agenda->names);
    array_fini(&agenda->items);
    array_fini(&agenda->of_day);
    array_fini(&agenda->lines);
}
