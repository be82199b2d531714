#include "ui/bulk.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/shell.h"
#include "ui/views/tasks.h"
#include "ui/ways.h"

struct touched_row bulk_row(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct touched_row row = {KIND_ACCOUNT, 0};

    if (view->row)
        row = view->row(ui, ui->states[ui->current]);
    if (!row.key)
        row = (struct touched_row){KIND_ACCOUNT, ui_account(ui)};
    if (!row.key)
        way_to_account(ui);
    return row;
}

const struct key_list *bulk_marks(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    const struct key_list *marks = view->marks ? view->marks(ui->states[ui->current]) : NULL;

    return marks && marks->count ? marks : NULL;
}

bool bulk_has_marks(struct ui *ui)
{
    return bulk_marks(ui) != NULL;
}

enum kind bulk_marked_kind(struct ui *ui)
{
    return ui_current(ui) == VIEW_RENEWALS ? KIND_CONTRACT : KIND_ACCOUNT;
}

static struct row *account_row(struct ui *ui, int64_t account, struct arena *arena)
{
    struct row *row = NULL;
    struct error ignored;

    if (!account ||
        !store_get(session_store(ui->session), KIND_ACCOUNT, account, arena, &row, &ignored))
        return NULL;
    return row;
}

/* Tasks or steps; else accounts. */
static const struct key_list *marked_of(struct ui *ui, enum kind *ret_kind)
{
    const struct key_list *marks = tasks_marked(ui, ret_kind);

    if (marks)
        return marks;
    *ret_kind = KIND_ACCOUNT;
    return bulk_marks(ui);
}

bool bulk_has_row_marks(struct ui *ui)
{
    enum kind kind;

    return tasks_marked(ui, &kind) != NULL;
}

static const char *word_of(enum kind kind, size_t count)
{
    if (kind == KIND_TASK)
        return words_plural("task", "tasks", (long long)count);
    if (kind == KIND_STEP)
        return words_plural("step", "steps", (long long)count);
    return words_plural("account", "accounts", (long long)count);
}

/* `2,000 accounts` */
static void add_count(const struct key_list *marks, enum kind kind, struct str *out)
{
    char count[48];

    str_addf(out, "%s %s", number_whole((int64_t)marks->count, count), word_of(kind, marks->count));
}

void bulk_name(struct ui *ui, struct str *out)
{
    enum kind kind;
    const struct key_list *marks = marked_of(ui, &kind);
    struct arena arena = {0};
    struct row *row = marks ? NULL : account_row(ui, ui_account(ui), &arena);

    if (marks)
        add_count(marks, kind, out);
    else if (row)
        text_clean(out, part_name(row), strlen(part_name(row)));
    else
        str_add(out, _("no account"));
    arena_fini(&arena);
}

static void add_money(struct ui *ui, const struct key_list *marks, struct str *out)
{
    struct arena arena = {0};
    int64_t sum = 0;
    char money[48];

    for (size_t i = 0; i < marks->count; i++) {
        struct row *row = account_row(ui, marks->items[i], &arena);

        if (row && row_knows(row, ACCOUNT_ARR_NOW))
            sum += row_money(row, ACCOUNT_ARR_NOW);
    }
    if (sum)
        str_addf(out, ", %s", money_short(sum, session_currency(ui->session), money));
    arena_fini(&arena);
}

/* What the rows are, the first of them: `“call Ana”, “send the plan” and 3 more`. */
static void add_titles(struct ui *ui, const struct key_list *marks, enum kind kind, struct str *out)
{
    char number[48];
    enum { SHOWN = 3 };
    int field = kind == KIND_STEP ? (int)STEP_TITLE : (int)TASK_TITLE;
    struct arena arena = {0};

    for (size_t i = 0; i < marks->count && i < SHOWN; i++) {
        struct row *row = NULL;
        struct error ignored;

        if (!store_get(session_store(ui->session), kind, marks->items[i], &arena, &row, &ignored) ||
            !row)
            continue;
        str_add(out, i ? ", " : "\n");
        text_clean(out, row_text(row, field), strlen(row_text(row, field)));
    }
    if (marks->count > SHOWN)
        str_addf(out, _(" and %s more"), number_whole((int64_t)(marks->count - SHOWN), number));
    arena_fini(&arena);
}

static bool run_each(struct ui *ui, const struct bulk_verb *verb, const struct key_list *marks,
    enum kind kind, struct error *err)
{
    struct outcome outcome;

    for (size_t i = 0; i < marks->count; i++) {
        struct touched_row row = {kind, marks->items[i]};

        if (!verb->run(ui, row, str_text(&ui->bulk_text), &outcome, err))
            return false;
        outcome_fini(&outcome);
    }
    return true;
}

/* `3 accounts snoozed until Mon 30 Nov` */
static void add_done(struct ui *ui, const struct bulk_verb *verb, const struct key_list *marks,
    enum kind kind, struct str *out)
{
    add_count(marks, kind, out);
    str_addf(out, " %s", _(kind == KIND_ACCOUNT ? verb->done : verb->done_rows));
    if (verb->words) {
        str_add(out, " ");
        verb->words(ui, str_text(&ui->bulk_text), out);
    }
}

/* All of them or none, as one change. */
static void run_marked(struct ui *ui, void *context)
{
    const struct bulk_verb *verb = context;
    enum kind kind;
    const struct key_list *marks = marked_of(ui, &kind);
    struct str summary = {0};
    struct outcome outcome;
    struct error err;

    if (!marks)
        return;
    add_done(ui, verb, marks, kind, &summary);
    if (session_group_begin(ui->session, &err) && run_each(ui, verb, marks, kind, &err) &&
        session_group_end(ui->session, str_text(&summary), &outcome, &err)) {
        ui_done(ui, &outcome);
    } else {
        session_group_drop(ui->session);
        ui_fault(ui, &err);
        ui_changed(ui);
    }
    str_fini(&summary);
}

static void ask_marked(
    struct ui *ui, const struct bulk_verb *verb, const struct key_list *marks, enum kind kind)
{
    struct str question = {0};

    str_addf(&question, "%s ", _(kind == KIND_ACCOUNT ? verb->doing : verb->doing_rows));
    add_count(marks, kind, &question);
    if (kind == KIND_ACCOUNT)
        add_money(ui, marks, &question);
    if (verb->words) {
        str_add(&question, ", ");
        verb->words(ui, str_text(&ui->bulk_text), &question);
    }
    str_add(&question, "?");
    if (kind != KIND_ACCOUNT)
        add_titles(ui, marks, kind, &question);
    if (verb->now) {
        str_add(&question, "\n");
        verb->now(ui, str_text(&ui->bulk_text), &question);
    }
    ui_confirm(ui, str_text(&question), run_marked, (void *)(uintptr_t)verb);
    str_fini(&question);
}

bool bulk_run(struct ui *ui, const struct bulk_verb *verb, const char *text, struct error *err)
{
    enum kind kind;
    const struct key_list *marks = marked_of(ui, &kind);
    struct outcome outcome;
    struct touched_row row;

    if (marks && kind != KIND_ACCOUNT && !verb->doing_rows)
        return error_set(err, ERROR_USAGE,
            "this is not for marked tasks; done, date, snooze, flag and delete are");

    str_clear(&ui->bulk_text);
    str_add(&ui->bulk_text, text);
    if (verb->command) {
        ui->is_change_told = true;
        str_clear(&ui->last_change);
        str_addf(&ui->last_change, "%s %s", verb->command, text);
    }
    if (marks) {
        ask_marked(ui, verb, marks, kind);
        return true;
    }
    row = bulk_row(ui);
    if (!row.key)
        return true;
    if (!verb->run(ui, row, str_text(&ui->bulk_text), &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}
