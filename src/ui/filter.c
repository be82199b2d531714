#include "ui/filter.h"

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
                   .context = filter});
}
