#include "ui/finder.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "finder_internal.h"
#include "store/names.h"
#include "ui/shell.h"

enum { SLICE = 3000, RETRY_MS = 100 }; /* names between two looks at the keys */

void finder_free(struct finder *finder)
{
    if (!finder)
        return;
    arena_fini(&finder->names);
    array_fini(&finder->accounts);
    arena_fini(&finder->arena);
    array_fini(&finder->lines);
    arena_fini(&finder->hit_arena);
    free(finder);
}

struct finder *finder_begin(struct ui *ui)
{
    struct finder *finder = ui->finder;

    if (!finder)
        finder = ui->finder = mem_alloc(sizeof(*finder));
    finder->ui = ui;
    arena_clear(&finder->arena);
    array_clear(&finder->lines);
    finder->hit_count = 0;
    return finder;
}

void finder_line(struct finder *finder, const struct finder_line *line)
{
    struct arena *arena = &finder->arena;

    ARRAY_PUSH(
        &finder->lines, (struct finder_line){arena_copy_text(arena, line->name),
                            arena_copy_text(arena, line->about), arena_copy_text(arena, line->key),
                            arena_copy_text(arena, line->run)});
}

bool finder_has(const struct finder *finder, const char *name)
{
    for (size_t i = 0; i < finder->lines.count; i++)
        if (finder->lines.items[i].run && text_equal(finder->lines.items[i].name, name))
            return true;
    return false;
}

/* --- the rows of the list --- */

static size_t account_count(const struct finder *finder)
{
    return finder->asking.sources & FINDER_ACCOUNTS ? finder->offered : 0;
}

static size_t count_rows(const struct finder *finder)
{
    return finder->lines.count + account_count(finder) + finder->hit_count;
}

static void row_at(void *context, size_t index, struct picker_row *ret_row)
{
    const struct finder *finder = context;
    size_t account = index - finder->lines.count;

    if (index < finder->lines.count) {
        const struct finder_line *line = &finder->lines.items[index];

        *ret_row = (struct picker_row){
            .name = line->name, .about = line->about, .key = line->key, .is_heading = !line->run};
    } else if (account < account_count(finder)) {
        *ret_row = (struct picker_row){.name = finder->accounts.items[account].name,
            .about = finder->accounts.items[account].id,
            .letters = finder->accounts.items[account].letters};
    } else {
        const struct finder_hit *hit = &finder->hits[account - account_count(finder)];

        *ret_row = (struct picker_row){.name = hit->name, .about = hit->about, .is_found = true};
    }
}

/* --- what is chosen --- */

static void open_hit(struct ui *ui, const struct finder_hit *hit)
{
    if (hit->row.kind == KIND_NOTE)
        ui_open_note(ui, hit->row.key);
    else
        ui_open_at_account(ui, hit->account, hit->row);
}

static void open_account(struct ui *ui, int64_t account)
{
    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
}

static void take_account(struct ui *ui, const struct finder *finder, int64_t id, const char *typed)
{
    if (finder->asking.chosen)
        finder->asking.chosen(ui, id, typed, NULL);
    else if (id >= 0)
        open_account(ui, id);
    else
        ui_toast(ui, "nothing is called '%s': Esc, then g / searches all texts", typed);
}

/* `search renewal paper`, `5`: a whole command line, or a row's number. */
static bool is_line(const struct ui *ui, const char *typed)
{
    size_t len = strcspn(typed, " ");

    return shell_command_find(typed, len) || shell_view_command(view_at(ui->current), typed, len);
}

static bool go_to_row(struct ui *ui, const char *typed)
{
    const struct view *view = view_at(ui->current);
    struct list *list = view->list ? view->list(ui->states[ui->current]) : NULL;
    long long row;

    if (!list || !*typed || typed[strspn(typed, "0123456789")] || !text_to_int(typed, &row))
        return false;
    list_select(list, row - 1);
    if (view->moved)
        view->moved(ui, ui->states[ui->current]);
    return true;
}

/* `view metr` is the begin of a line that is listed; `task call Ana fri` is one by itself. */
static bool run_typed(struct ui *ui, int64_t index, const char *typed)
{
    struct picker_row row = {0};

    if (go_to_row(ui, typed))
        return true;
    if (index >= 0)
        row_at(ui->finder, (size_t)index, &row);
    if (index >= 0 && (!strchr(typed, ' ') || !is_line(ui, typed) || text_starts(row.name, typed)))
        return false;
    ui_run(ui, typed);
    return true;
}

static void run_line(struct ui *ui, const struct finder_line *line)
{
    char *kept;

    if (!*line->run) {
        ui_toast(ui, "that key is for while you type: %s  %s", line->key, line->name);
        return;
    }
    kept = mem_copy_text(line->run); /* it may show another list */

    if (ui->finder->asking.running)
        ui->finder->asking.running(ui, kept);
    ui_run(ui, kept);
    free(kept);
}

static void chosen(struct ui *ui, int64_t index, const char *typed, void *context)
{
    struct finder *finder = ui->finder;
    size_t at = (size_t)index, accounts = account_count(finder);

    if (finder->asking.runs_typed && run_typed(ui, index, typed))
        return;
    if (index < 0)
        take_account(ui, finder, -1, typed);
    else if (at < finder->lines.count)
        run_line(ui, &finder->lines.items[at]);
    else if (at < finder->lines.count + accounts)
        take_account(ui, finder, finder->accounts.items[at - finder->lines.count].key, typed);
    else if (at < count_rows(finder))
        open_hit(ui, &finder->hits[at - finder->lines.count - accounts]);
}

/* --- names that are read while the list is shown --- */

static bool is_shown(const struct ui *ui)
{
    return ui->modal.kind == MODAL_CHOICE && ui->modal.chosen == chosen;
}

static void offer(struct ui *ui)
{
    struct finder *finder = ui->finder;

    finder->offered = finder->named;
    picker_grown(
        &ui->modal.picker, finder->lines.count + account_count(finder), count_rows(finder));
}

/* Of what is typed the matches are found anew when all are there: until then those read so far. */
static void more_due(void *context)
{
    struct ui *ui = context;
    struct finder *finder = ui->finder;
    struct error ignored;

    if (!is_shown(ui) || finder_is_whole(finder))
        return;
    if (!finder_read_more(finder, (size_t)finder_large(finder, SLICE), &ignored)) {
        ui_after(ui, RETRY_MS, more_due, ui);
        return;
    }
    if (finder_is_whole(finder) ||
        (!*picker_typed(&ui->modal.picker) && finder->named > 2 * finder->offered))
        offer(ui);
    if (!finder_is_whole(finder))
        ui_after(ui, 0, more_due, ui);
}

/* A command with its words, which no name begins with, is run whatever else would fit. */
static bool is_settled(struct ui *ui)
{
    const char *typed = picker_typed(&ui->modal.picker);
    struct error ignored;
    bool there = true;

    return ui->finder->asking.runs_typed && strchr(typed, ' ') && is_line(ui, typed) &&
           store_name_begins(session_store(ui->session), typed, &there, &ignored) && !there;
}

/* What was typed before anybody could see what fits takes what fits best of all. */
static void settle(struct ui *ui)
{
    struct finder *finder = ui->finder;
    struct error ignored;

    if (!is_shown(ui) || (finder_is_whole(finder) && finder->offered == finder->named) ||
        is_settled(ui))
        return;
    while (!finder_is_whole(finder) && finder_read_more(finder, SIZE_MAX, &ignored))
        continue;
    offer(ui);
}

static void typed_on(struct ui *ui, const char *text)
{
    finder_search(ui->finder, text);
    ui->modal.picker.count = count_rows(ui->finder); /* filtered next, since the text is new */
}

void finder_ask(struct ui *ui, const struct finder_asking *asking)
{
    struct finder *finder = ui->finder;
    struct modal *modal;
    struct error err;

    finder->asking = *asking;
    if (asking->sources & FINDER_ACCOUNTS && !finder_read_accounts(finder, &err) &&
        !finder->lines.count) {
        ui_fault(ui, &err); /* with lines, these alone are offered */
        return;
    }
    while (asking->sources & FINDER_ACCOUNTS && !ui->loop && !finder_is_whole(finder) &&
           finder_read_more(finder, SIZE_MAX, &err))
        continue;
    finder->offered = finder->named;
    modal = modal_begin(ui, MODAL_CHOICE);
    modal->chosen = chosen;
    if (asking->sources & FINDER_ACCOUNTS && !finder_is_whole(finder)) {
        modal->settle = settle;
        ui_after(ui, 0, more_due, ui);
    }
    modal->cancelled = NULL;
    modal->typed = asking->sources & (FINDER_PEOPLE | FINDER_NOTES) ? typed_on : NULL;
    modal->context = finder;
    modal->picker.label = arena_format(&modal->arena, "%s ", asking->title);
    modal->picker.footer = arena_copy_text(&modal->arena, asking->footer);
    modal->picker.verb = arena_copy_text(&modal->arena, asking->verb);
    modal->picker.count = count_rows(finder);
    modal->picker.fixed = modal->picker.count;
    modal->picker.context = finder;
    modal->picker.row = row_at;
    modal->picker.by_about = true;
    modal->picker.is_tall = modal->picker.by_words = asking->is_help;
    picker_refresh(&modal->picker);
}
