#include "ui/filter.h"

#include <string.h>
#include "base/text.h"

void filter_fini(struct row_filter *filter)
{
    str_fini(&filter->text);
    arena_fini(&filter->arena);
}

bool filter_set(struct ui *ui, struct row_filter *filter, const char *text, struct error *err)
{
    enum kind kind = store_order_kind(filter->rows->order);
    const struct settings *settings = session_settings(ui_session(ui));
    struct query *query = NULL;
    struct arena arena = {0};

    if (!text_blank(text) && !query_parse(text, kind, settings, &arena, &query, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&filter->arena);
    filter->arena = arena;
    str_clear(&filter->text);
    str_add(&filter->text, text);
    filter->rows->filter = query;
    return filter->load(ui, filter->state, err);
}

void filter_clear(struct ui *ui, struct row_filter *filter)
{
    struct error err;

    if (!filter_set(ui, filter, "", &err))
        ui_fault(ui, &err);
}

static bool accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    return filter_set(ui, context, text, err);
}

/* While typing, an expression is often not whole yet: the rows stay as they were. */
static void typed(struct ui *ui, const char *text, void *context)
{
    struct error ignored;

    (void)!filter_set(ui, context, text, &ignored);
}

static void cancelled(struct ui *ui, void *context)
{
    filter_clear(ui, context);
}

enum { FIELD_NAME_MOST = 32 };

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/* The names of fields that begin with the word before the caret, the shortest first. */
static void complete_fields(
    enum kind kind, const char *text, size_t at, struct completion *completion)
{
    const struct kind_info *info = kind_info(kind);
    size_t from = at;

    while (from && is_word_byte(text[from - 1]))
        from--;
    completion->from = from;
    for (size_t len = 1; len <= FIELD_NAME_MOST; len++)
        for (int f = 0; f < info->count; f++)
            if (strlen(info->fields[f].name) == len && !(info->fields[f].flags & FIELD_HIDDEN) &&
                !strncmp(info->fields[f].name, text + from, at - from))
                completion_add(completion, info->fields[f].name);
}

static void complete(void *context, const char *text, size_t at, struct completion *completion)
{
    const struct row_filter *filter = context;

    complete_fields(store_order_kind(filter->rows->order), text, at, completion);
}

static void complete_account(
    void *context, const char *text, size_t at, struct completion *completion)
{
    complete_fields(KIND_ACCOUNT, text, at, completion);
}

void filter_ask_accounts(struct ui *ui, const char *initial,
    bool (*taken)(struct ui *ui, const char *text, void *context, struct error *err), void *context)
{
    ui_ask(ui, &(struct ui_question){.title = "Filter",
                   .initial = initial,
                   .hint = "tier = enterprise and arr > 100k; Tab completes; blank: all",
                   .accept = taken,
                   .complete = complete_account,
                   .context = context});
}

void filter_run(struct ui *ui, struct row_filter *filter, const char *rest)
{
    struct error err;

    if (*rest) {
        if (!filter_set(ui, filter, rest, &err))
            ui_fault(ui, &err);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = "Filter",
                   .initial = str_text(&filter->text),
                   .hint = filter->hint,
                   .accept = accept,
                   .changed = typed,
                   .cancelled = cancelled,
                   .complete = complete,
                   .context = filter});
}

int filter_draw(const struct row_filter *filter, struct canvas *canvas, int x, int y, int end)
{
    if (!filter_is_set(filter) || x + 12 > end)
        return x;
    x = canvas_put(canvas, x, y, ROLE_MUTED, "filter ");
    return canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&filter->text), end - x);
}
