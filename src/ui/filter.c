#include "ui/filter.h"

#include <string.h>
#include "app/query.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/expression.h"
#include "ui/shell.h"
#include "ui/ways.h"

void filter_fini(struct row_filter *filter)
{
    str_fini(&filter->text);
    arena_fini(&filter->arena);
}

bool filter_set(struct ui *ui, struct row_filter *filter, const char *text, struct error *err)
{
    enum kind kind = store_order_kind(filter->rows->order);
    struct query *query = NULL;
    struct arena arena = {0};

    if (!text_blank(text) && !book_query(ui_session(ui), text, kind, &arena, &query, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&filter->arena);
    filter->arena = arena;
    str_clear(&filter->text);
    str_add(&filter->text, text);
    filter->rows->filter = query;
    filter->none = (struct error){0};
    if (!filter->load(ui, filter->state, err))
        return false;
    if (query && filter->rows->count == 0 &&
        (!filter->is_typed || expression_can_explain(ui_session(ui))))
        (void)book_query_finds_none(ui_session(ui), query, &filter->none);
    return true;
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
static void filter_by(struct ui *ui, struct row_filter *filter, const char *text)
{
    struct error ignored;

    filter->is_typed = true;
    (void)!filter_set(ui, filter, text, &ignored);
    filter->is_typed = false;
}

static void rested(void *context)
{
    struct ui *ui = context;
    struct row_filter *filter = ui->modal.question.context;

    if (ui->modal.kind != MODAL_QUESTION || ui->modal.question.accept != accept)
        return;
    ui->is_partial = false;
    filter_by(ui, filter, prompt_text(&ui->modal.prompt));
    filter->is_behind = false;
    modal_question_tell(ui);
}

static void typed(struct ui *ui, const char *text, void *context)
{
    struct row_filter *filter = context;

    filter->is_behind =
        ui->loop && expression_is_large(ui->session, store_order_kind(filter->rows->order));
    if (filter->is_behind)
        ui_after(ui, EXPRESSION_REST_MS, rested, ui);
    else
        filter_by(ui, filter, text);
}

static void judge(
    struct ui *ui, const char *text, void *context, struct str *out, struct error *fault)
{
    const struct row_filter *filter = context;

    if (!expression_check(ui->session, store_order_kind(filter->rows->order), text, fault) ||
        text_blank(text) || filter->is_behind)
        return;
    expression_tell_count(filter->rows->count, out);
    if (filter->none.code)
        *fault = filter->none;
}

static void taken_back(struct ui *ui, const char *initial, void *context)
{
    struct error err;

    if (!filter_set(ui, context, initial, &err))
        ui_fault(ui, &err);
}

static void complete(void *context, const char *text, size_t at, struct completion *completion)
{
    const struct row_filter *filter = context;

    expression_complete(
        filter->rows->session, store_order_kind(filter->rows->order), text, at, completion);
}

/* --- over accounts, where no list is filtered --- */

/* A large book is counted when the fingers rest. */
static void count_now(struct ui *ui, const char *text)
{
    struct account_filter *asked = &ui->account_filter;
    struct error ignored;

    asked->is_counted = expression_count(ui->session, text, &asked->count, &asked->none, &ignored);
}

static void count_rested(void *context)
{
    struct ui *ui = context;

    if (ui->modal.kind != MODAL_QUESTION || ui->modal.question.context != &ui->account_filter)
        return;
    ui->is_partial = false;
    count_now(ui, prompt_text(&ui->modal.prompt));
    modal_question_tell(ui);
}

static void account_typed(struct ui *ui, const char *text, void *context)
{
    ui->account_filter.is_counted = false;
    if (ui->loop && expression_is_large(ui->session, KIND_ACCOUNT))
        ui_after(ui, EXPRESSION_REST_MS, count_rested, ui);
    else
        count_now(ui, text);
}

static void account_judge(
    struct ui *ui, const char *text, void *context, struct str *out, struct error *fault)
{
    const struct account_filter *asked = &ui->account_filter;

    if (!expression_check(ui->session, KIND_ACCOUNT, text, fault) || text_blank(text) ||
        !asked->is_counted)
        return;
    expression_tell_count(asked->count, out);
    if (asked->none.code)
        *fault = asked->none;
}

static void account_complete(
    void *context, const char *text, size_t at, struct completion *completion)
{
    const struct account_filter *asked = context;

    expression_complete(asked->ui->session, KIND_ACCOUNT, text, at, completion);
}

static bool account_taken(struct ui *ui, const char *text, void *context, struct error *err)
{
    const struct account_filter *asked = context;

    return expression_check(ui->session, KIND_ACCOUNT, text, err) &&
           asked->taken(ui, text, asked->context, err);
}

void filter_ask_accounts(struct ui *ui, const char *initial,
    bool (*taken)(struct ui *ui, const char *text, void *context, struct error *err), void *context)
{
    ui->account_filter = (struct account_filter){.ui = ui, .taken = taken, .context = context};
    ui_ask(ui, &(struct ui_question){.title = _("Filter"),
                   .initial = initial,
                   .hint = _("tier = enterprise and arr > 100k; Tab completes; blank: all"),
                   .accept = account_taken,
                   .recalls = "filter-account",
                   .judge = account_judge,
                   .changed = account_typed,
                   .complete = account_complete,
                   .context = &ui->account_filter});
}

/* Kinds have different fields, and so different filters to go back to. */
static const char *recalls_of(enum kind kind)
{
    static const char *const names[KIND_COUNT] = {[KIND_ACCOUNT] = "filter-account",
        [KIND_TASK] = "filter-task",
        [KIND_STEP] = "filter-step",
        [KIND_NOTE] = "filter-note"};

    return names[kind] ? names[kind] : "filter-other";
}

void filter_run(struct ui *ui, struct row_filter *filter, const char *rest)
{
    struct error err;

    if (*rest) {
        if (!filter_set(ui, filter, rest, &err))
            ui_fault(ui, &err);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = _("Filter"),
                   .initial = str_text(&filter->text),
                   .hint = filter->hint,
                   .accept = accept,
                   .recalls = recalls_of(store_order_kind(filter->rows->order)),
                   .judge = judge,
                   .changed = typed,
                   .taken_back = taken_back,
                   .complete = complete,
                   .context = filter});
}

int filter_draw(const struct row_filter *filter, struct canvas *canvas, int x, int y, int end)
{
    if (!filter_is_set(filter) || x + 12 > end)
        return x;
    x = canvas_put(canvas, x, y, ROLE_MUTED, _("filter "));
    return canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&filter->text), end - x);
}

void filter_draw_none(
    struct ui *ui, const struct row_filter *filter, struct canvas *canvas, int y, const char *words)
{
    canvas_put_cut(canvas, 1, y++, ROLE_TEXT, words, canvas->columns - 2);
    if (ui->modal.kind == MODAL_QUESTION)
        return; /* in which it is being typed: it tells why itself, and takes all keys */
    if (filter->none.code)
        y += canvas_put_wrapped(
            canvas, (struct area){1, y, canvas->columns - 2, 2}, ROLE_MUTED, filter->none.text);
    way_put(ui, canvas, 1, y, "clear", _("clear it"));
}
