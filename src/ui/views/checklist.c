/* Checklist: one run of a playbook, step by step; what the step under the cursor is for, and what
 * it demands. */
#include "ui/views/checklist.h"

#include <string.h>
#include "ui/views/views.h"

static void checklist_close(void *state)
{
    arena_fini(&((struct checklist *)state)->arena);
}

static bool checklist_open(struct ui *ui, void *state, struct error *err)
{
    return true;
}

void ui_open_checklist(struct ui *ui, int64_t run, int64_t account)
{
    struct checklist *checklist;

    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_CHECKLIST);
    checklist = ui_state(ui, VIEW_CHECKLIST);
    if (!checklist)
        return;
    checklist->run = run;
    checklist->account = account;
    checklist->selected = 0;
    checklist->placed = false;
    ui_changed(ui);
}

/* The open run whose target comes first; else the latest of all. */
static bool choose_run(
    struct ui *ui, struct checklist *checklist, int64_t *ret_run, struct error *err)
{
    struct row_list runs = {0};
    const struct row *best = NULL;

    if (!store_children(session_store(ui_session(ui)), KIND_RUN, checklist->account,
            &checklist->arena, &runs, err))
        return false;
    for (size_t i = 0; i < runs.count; i++) {
        const struct row *run = runs.items[i];
        bool open = row_is(run, RUN_STATUS, "open"),
             best_open = best && row_is(best, RUN_STATUS, "open");

        if (!best || open > best_open ||
            (open == best_open && open && row_day(run, RUN_TARGET) < row_day(best, RUN_TARGET)))
            best = run;
    }
    *ret_run = best ? best->key : 0;
    return true;
}

static void place_cursor(struct checklist *checklist)
{
    const struct row *next = checklist->run_case.state.next;

    for (size_t i = 0; i < checklist->run_case.steps.count; i++) {
        const struct row *step = checklist->run_case.steps.items[i];

        if (checklist->placed ? step->key == checklist->selected : step == next)
            list_select(&checklist->list, (int64_t)i);
    }
    checklist->placed = true;
}

static bool checklist_load(struct ui *ui, void *state, struct error *err)
{
    struct checklist *checklist = state;
    int64_t run = checklist->run;

    arena_clear(&checklist->arena);
    checklist->loaded = false;
    if (!run && !choose_run(ui, checklist, &run, err))
        return false;
    if (!run)
        return true;
    if (!verb_run_load(ui_session(ui), run, &checklist->arena, &checklist->run_case, err))
        return false;
    checklist->run = run;
    checklist->loaded = true;
    list_fit(&checklist->list, (int64_t)checklist->run_case.steps.count,
        checklist->list.room ? checklist->list.room : 12);
    place_cursor(checklist);
    return true;
}

const struct row *checklist_step(const struct checklist *checklist)
{
    if (!checklist->loaded || checklist->list.selected >= (int64_t)checklist->run_case.steps.count)
        return NULL;
    return checklist->run_case.steps.items[checklist->list.selected];
}

static struct list *checklist_list(void *state)
{
    return &((struct checklist *)state)->list;
}

static int64_t checklist_account(struct ui *ui, void *state)
{
    const struct checklist *checklist = state;

    return checklist->loaded ? checklist->run_case.dossier.account->key : checklist->account;
}

static struct touched_row checklist_row(struct ui *ui, void *state)
{
    const struct row *step = checklist_step(state);

    return (struct touched_row){KIND_STEP, step ? step->key : 0};
}

static void step_run(struct ui *ui, struct checklist *checklist, int step)
{
    int64_t run, account;

    if (!playbooks_step(ui, step, &run, &account)) {
        ui_toast(ui, step > 0 ? "this is the last run" : "this is the first run");
        return;
    }
    ui_open_checklist(ui, run, account);
}

static void run_next_run(struct ui *ui, void *state, const char *rest)
{
    step_run(ui, state, 1);
}

static void run_previous_run(struct ui *ui, void *state, const char *rest)
{
    step_run(ui, state, -1);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run_about(ui, "task", rest);
}

/* Still to do, and not waiting for another step. */
static bool checklist_wants(struct ui *ui, void *state, int64_t index)
{
    const struct checklist *checklist = state;
    const struct row_list *steps = &checklist->run_case.steps;

    return run_step_is_open(steps->items[index]) && run_step_ready(steps->items[index], steps);
}

static const struct view_command commands[] = {
    {"account-next", "the next run", run_next_run},
    {"account-previous", "the run before it", run_previous_run},
    {"add", "a new task for this account", run_add},
    {"block", "blocked by the customer or by us, or free again", checklist_run_block},
    {"give", "give what the step asks for in words, and tick it", checklist_run_give},
    {"mark", "tick the step, or open it again", checklist_run_tick},
    {"open", "read what the step is for", checklist_run_read},
    {"skip", "skip the step, with a reason", checklist_run_skip},
    {"value", "write down a result that the customer confirmed", checklist_run_value},
};

static const struct view_hint hints[] = {
    {"mark", "tick"},
    {"log", "note"},
    {"value", "value"},
    {"skip", "skip"},
    {"block", "blocked"},
    {"date", "date"},
    {"undo", "undo"},
};

const struct view view_checklist = {
    .name = "checklist",
    .title = "Checklist",
    .state_size = sizeof(struct checklist),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = checklist_open,
    .close = checklist_close,
    .load = checklist_load,
    .draw = checklist_draw,
    .list = checklist_list,
    .account = checklist_account,
    .row = checklist_row,
    .wants = checklist_wants,
};
