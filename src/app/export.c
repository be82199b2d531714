/* Everything out: one reading of the book, row after row, in the form that was asked for. */
#include "app/export.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/order.h"
#include "base/words.h"
#include "core/field_plain.h"
#include "export_internal.h"

#define ENOUGH_BYTES (64 * 1024)

static const char *const format_words[EXPORT_FORMATS] = {
    [EXPORT_CSV] = "csv",
    [EXPORT_JSON] = "json",
    [EXPORT_MARKDOWN] = "md",
    [EXPORT_CALENDAR] = "ics",
    [EXPORT_TASKWARRIOR] = "taskwarrior",
};

bool export_format_from_word(const char *word, enum export_format *ret_format)
{
    for (int format = 0; format < EXPORT_FORMATS; format++) {
        if (text_equal_nocase(word, format_words[format])) {
            *ret_format = (enum export_format)format;
            return true;
        }
    }
    return false;
}

bool export_fail(struct export_run *run)
{
    run->failed = true;
    return false;
}

static bool hand_on(struct export_run *run)
{
    return run->put(run->context, &run->text, run->err) || export_fail(run);
}

bool export_row_done(struct export_run *run)
{
    arena_clear(&run->arena);
    return run->text.len < ENOUGH_BYTES || hand_on(run);
}

/* --- links --- */

static const char *look_up(struct export_run *run, enum kind kind, int64_t key)
{
    struct row *row = NULL;

    if (!store_get_stored(run->session->store, kind, key, &run->arena, &row, run->err)) {
        export_fail(run);
        return "";
    }
    return row != NULL ? row_text(row, kind_info(kind)->id) : "";
}

static int place_of(enum kind kind)
{
    return kind == KIND_ACCOUNT ? 0 : kind == KIND_RUN ? 1 : 2;
}

/* Rows come account by account more often than not. */
const char *export_link_id(struct export_run *run, const struct row *row, int field)
{
    int64_t key = row_integer(row, field);
    enum kind kind = field_link_kind(row->kind, field);
    struct export_link *link;

    if (key == 0)
        return "";
    link = &run->links[place_of(kind) * EXPORT_LINKS + key % EXPORT_LINKS];
    if (link->key == key)
        return link->id;
    link->id = arena_copy_text(&run->links_arena, look_up(run, kind, key));
    link->key = key;
    return link->id;
}

/* --- facts --- */

struct gathering {
    const char *kind;
    struct arena *arena;
    struct export_names *names;
};

static int against_name(const void *name, const void *item)
{
    return strcmp(name, *(const char *const *)item);
}

static bool gather(void *context, const struct row *fact)
{
    struct gathering *gathering = context;
    struct export_names *names = gathering->names;
    const char *name = row_text(fact, FACT_NAME);
    size_t at;

    if (!row_is(fact, FACT_KIND, gathering->kind))
        return true;
    at = order_place(name, names->items, names->count, sizeof(*names->items), against_name);
    if (at < names->count && strcmp(names->items[at], name) == 0)
        return true;
    array_reserve(names, names->count + 1);
    memmove(&names->items[at + 1], &names->items[at], (names->count - at) * sizeof(*names->items));
    names->items[at] = arena_copy_text(gathering->arena, name);
    names->count++;
    return true;
}

bool export_fact_names(
    struct export_run *run, enum kind kind, struct arena *arena, struct export_names *ret_names)
{
    struct gathering gathering = {kind_info(kind)->singular, arena, ret_names};

    return store_each(run->session->store, KIND_FACT, gather, &gathering, run->err) ||
           export_fail(run);
}

static int by_name(const void *left, const void *right)
{
    const struct row *const *a = left, *const *b = right;

    return strcmp(row_text(*a, FACT_NAME), row_text(*b, FACT_NAME));
}

bool export_facts(struct export_run *run, const struct row *row, struct row_list *ret_facts)
{
    if (!store_facts(run->session->store, row->kind, row->key, &run->arena, ret_facts, run->err))
        return export_fail(run);
    if (ret_facts->count > 1)
        qsort(ret_facts->items, ret_facts->count, sizeof(*ret_facts->items), by_name);
    return true;
}

/* --- rows --- */

/* As it is read by people: what is worked out for the day is in it too. */
static struct row *settled(struct export_run *run, const struct row *row, struct arena *arena)
{
    struct row *copy = row_copy(arena, row);

    row_settle(copy, session_settings(run->session), session_today(run->session));
    if (row->kind == KIND_ACCOUNT && !row_knows(copy, ACCOUNT_BAND))
        copy->values[ACCOUNT_BAND] = value_text("unknown");
    return copy;
}

static bool each_chosen(struct export_run *run, enum kind kind, store_row_fn fn, void *context)
{
    const struct key_list *only = run->order->only;
    struct arena arena = {0};
    bool good = true;

    for (size_t i = 0; good && i < only->count; i++) {
        struct row *row = NULL;

        good = store_get(run->session->store, kind, only->items[i], &arena, &row, run->err) &&
               (row == NULL || fn(context, settled(run, row, &arena)));
        arena_clear(&arena);
    }
    arena_fini(&arena);
    return good || export_fail(run);
}

bool export_each(struct export_run *run, enum kind kind, store_row_fn fn, void *context)
{
    if (run->order->only != NULL)
        return each_chosen(run, kind, fn, context);
    return store_each(run->session->store, kind, fn, context, run->err) || export_fail(run);
}

/* --- the whole of it --- */

static bool write_format(struct export_run *run)
{
    switch (run->order->format) {
    case EXPORT_CSV: return export_csv(run);
    case EXPORT_JSON: return export_json(run);
    case EXPORT_MARKDOWN: return export_markdown(run);
    case EXPORT_CALENDAR: return export_calendar(run);
    case EXPORT_TASKWARRIOR: return export_taskwarrior(run);
    case EXPORT_FORMATS: break;
    }
    return false;
}

struct format_kinds {
    enum export_format format;
    const char *known; /* in words */
    enum kind kinds[4];
    int count;
};
static const struct format_kinds format_kinds[] = {
    {EXPORT_MARKDOWN, "accounts, contacts, tasks or notes",
        {KIND_ACCOUNT, KIND_CONTACT, KIND_TASK, KIND_NOTE}, 4},
    {EXPORT_CALENDAR, "tasks, steps, renewals or runs",
        {KIND_TASK, KIND_STEP, KIND_RENEWAL, KIND_RUN}, 4},
    {EXPORT_TASKWARRIOR, "tasks", {KIND_TASK}, 1},
};

static bool check_order(const struct export_order *order, struct error *err)
{
    const struct format_kinds *row = NULL;

    if (order->format == EXPORT_CSV && order->of_all)
        return error_set(err, ERROR_USAGE,
            "CSV holds one kind: say which, as `export accounts --format csv`; json holds all");
    for (size_t i = 0; i < COUNT_OF(format_kinds); i++)
        if (format_kinds[i].format == order->format)
            row = &format_kinds[i];
    if (row == NULL || order->of_all)
        return true;
    for (int i = 0; i < row->count; i++)
        if (row->kinds[i] == order->kind)
            return true;
    return error_set(err, ERROR_USAGE, "%s is of %s, or of all: not of %s",
        format_words[order->format], row->known, kind_info(order->kind)->plural);
}

bool export_write(struct session *session, const struct export_order *order, export_put put,
    void *context, struct error *err)
{
    struct export_run run = {.session = session,
        .order = order,
        .currency = session_currency(session),
        .put = put,
        .context = context,
        .err = err};
    bool good;

    if (!check_order(order, err) || !store_begin_read(session->store, err))
        return false;
    run.links = mem_alloc_array(EXPORT_LINK_KINDS * EXPORT_LINKS, sizeof(*run.links));
    words_plain_begin();
    good = write_format(&run) && !run.failed && hand_on(&run);
    words_plain_end();
    free(run.links);
    str_fini(&run.text);
    arena_fini(&run.arena);
    arena_fini(&run.links_arena);
    if (good)
        return store_commit(session->store, err);
    store_rollback(session->store);
    return false;
}
