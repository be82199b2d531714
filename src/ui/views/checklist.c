/* Checklist: one run of a playbook, step by step; what the step under the cursor is for, and what
 * it demands. */
#include "ui/views/checklist.h"

#include <string.h>
#include "base/words.h"
#include "ui/views/views.h"

static void checklist_close(void *state)
{
    struct checklist *checklist = state;

    checklist_lead_clear(checklist);
    array_fini(&checklist->lead.asked);
    arena_fini(&checklist->lead.arena);
    arena_fini(&checklist->arena);
    arena_fini(&checklist->told_arena);
    arena_fini(&checklist->side_arena);
}

static bool checklist_open(struct ui *ui, void *state, struct error *err)
{
    return true;
}

static void show_run(struct checklist *checklist, int64_t run, int64_t account)
{
    checklist_lead_clear(checklist);
    checklist->run = run;
    checklist->account = account;
    checklist->selected = 0;
    checklist->placed = false;
    checklist->list = (struct list){0};
}

void ui_open_checklist(struct ui *ui, int64_t run, int64_t account)
{
    struct checklist *checklist;

    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_CHECKLIST);
    checklist = ui_state(ui, VIEW_CHECKLIST);
    if (!checklist)
        return;
    show_run(checklist, run, account);
    ui_changed(ui);
}

/* --- reading --- */

/* The run to show where none was asked for: the open one whose target comes first. */
static bool choose_run(
    struct ui *ui, struct checklist *checklist, int64_t *ret_run, struct error *err)
{
    struct dossier dossier = {0};
    struct run_briefs briefs;

    if (!store_children(session_store(ui_session(ui)), KIND_RUN, checklist->account,
            &checklist->arena, &dossier.runs, err))
        return false;
    run_briefs_make(&dossier, ui_show(ui).today, &checklist->arena, &briefs);
    *ret_run = briefs.count ? briefs.items[0].run->key : 0;
    return true;
}

/* The open runs, and the one that is shown though it be closed. */
static void keep_briefs(struct checklist *checklist)
{
    struct run_briefs *briefs = &checklist->briefs;
    size_t kept = 0;

    for (size_t i = 0; i < briefs->count; i++) {
        const struct row *run = briefs->items[i].run;

        if (run->key == checklist->run)
            checklist->brief_at = kept;
        if (run->key == checklist->run || row_is(run, RUN_STATUS, "open"))
            briefs->items[kept++] = briefs->items[i];
    }
    briefs->count = kept;
}

static bool read_file(struct ui *ui, struct checklist *checklist, struct error *err)
{
    const struct row *run = checklist->run_case.ground.run;
    const struct playbook *file;
    const char *fault;

    if (!verb_run_file(ui_session(ui), run, &file, &fault, err))
        return false;
    checklist->is_outdated = run_is_outdated(run, file);
    return true;
}

static void place_cursor(struct checklist *checklist)
{
    const struct row *next = checklist->run_case.state.next;

    for (size_t i = 0; i < checklist->lines.count; i++) {
        const struct row *step = checklist->lines.items[i].step;

        if (checklist->placed ? step->key == checklist->selected : step == next)
            list_select(&checklist->list, (int64_t)i);
    }
    checklist->placed = true;
}

bool checklist_read(struct ui *ui, struct checklist *checklist, struct error *err)
{
    const struct dossier *dossier = &checklist->run_case.dossier;

    arena_clear(&checklist->arena);
    arena_clear(&checklist->told_arena);
    checklist->loaded = checklist->has_side = false;
    if (!checklist->run && !choose_run(ui, checklist, &checklist->run, err))
        return false;
    if (!checklist->run)
        return true;
    if (!verb_run_load(
            ui_session(ui), checklist->run, &checklist->arena, &checklist->run_case, err) ||
        !read_file(ui, checklist, err))
        return false;
    run_lines_make(&dossier->steps, checklist->run, &checklist->arena, &checklist->lines);
    run_briefs_make(dossier, ui_show(ui).today, &checklist->arena, &checklist->briefs);
    keep_briefs(checklist);
    checklist->loaded = true;
    list_fit(&checklist->list, (int64_t)checklist->lines.count,
        checklist->list.room ? checklist->list.room : 12);
    place_cursor(checklist);
    return true;
}

static bool checklist_load(struct ui *ui, void *state, struct error *err)
{
    if (verb_playbooks_changed(ui_session(ui)))
        verb_playbooks_forget(ui_session(ui));
    return checklist_read(ui, state, err);
}

const struct row *checklist_step(const struct checklist *checklist)
{
    if (!checklist->loaded || checklist->list.selected >= (int64_t)checklist->lines.count)
        return NULL;
    return checklist->lines.items[checklist->list.selected].step;
}

void checklist_go_to(struct checklist *checklist, int64_t step)
{
    for (size_t i = 0; i < checklist->lines.count; i++)
        if (checklist->lines.items[i].step->key == step)
            list_select(&checklist->list, (int64_t)i);
    checklist->selected = step;
    checklist->placed = true;
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
        ui_toast(ui, step > 0 ? N_("this is the last run") : N_("this is the first run"));
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

/* Another run of the account, in a ring. */
static void step_brief(struct ui *ui, struct checklist *checklist, size_t step)
{
    const struct run_briefs *briefs = &checklist->briefs;

    if (!checklist->loaded || briefs->count < 2) {
        ui_toast(ui, "no other playbook runs on this account; p starts one");
        return;
    }
    show_run(checklist, briefs->items[(checklist->brief_at + step) % briefs->count].run->key,
        checklist->run_case.dossier.account->key);
    ui_changed(ui);
}

static void run_brief_next(struct ui *ui, void *state, const char *rest)
{
    step_brief(ui, state, 1);
}

static void run_brief_previous(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;

    step_brief(ui, checklist, checklist->briefs.count ? checklist->briefs.count - 1 : 0);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run_about(ui, "task", rest);
}

/* Still to do, and not waiting for another step. */
static bool checklist_wants(struct ui *ui, void *state, int64_t index)
{
    const struct checklist *checklist = state;
    const struct row *step = checklist->lines.items[index].step;

    return run_step_is_open(step) && run_step_ready(step, &checklist->run_case.steps);
}

static const struct view_command commands[] = {
    {"account-next", N_("the next run"), run_next_run},
    {"account-previous", N_("the run before it"), run_previous_run},
    {"add", N_("a new task for this account"), run_add},
    {"again", N_("run the playbook again on this account"), checklist_run_again},
    {"assign", N_("who does the step"), checklist_run_assign},
    {"assign-all", N_("who does all open steps"), checklist_run_assign_all},
    {"block", N_("blocked by the customer or by us, or free again"), checklist_run_block},
    {"cancel-run", N_("end the run before its time, with a reason"), checklist_run_cancel},
    {"changes", N_("what changed in the playbook, and move over"), checklist_run_changes},
    {"date", N_("set the day of the step; empty: the playbook's own"), checklist_run_date},
    {"give", N_("give what the step asks for, and tick it"), checklist_run_tick},
    {"log", N_("write the note of the step"), checklist_run_log},
    {"mark", N_("tick the step, or open it again"), checklist_run_tick},
    {"open", N_("read what the step is for"), checklist_run_read},
    {"pin", N_("pin the step to its day, or let it move again"), checklist_run_pin},
    {"shift", N_("move the days of all open steps"), checklist_run_shift},
    {"skip", N_("skip the step, with a reason"), checklist_run_skip},
    {"tab-next", N_("the next run of this account"), run_brief_next},
    {"tab-previous", N_("the run of this account before it"), run_brief_previous},
    {"value", N_("write down a result that the customer confirmed"), checklist_run_value},
};

static const struct view_hint hints[] = {
    {"mark", N_("tick")},
    {"log", N_("note")},
    {"skip", N_("skip")},
    {"block", N_("blocked")},
    {"date", N_("date")},
    {"account-next", N_("next run")},
    {"value", N_("value")},
    {"undo", N_("undo")},
};

/* Where nothing runs there is no step to do anything with. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    bool is_of_step =
        !text_equal(hint->command, "account-next") && !text_equal(hint->command, "undo");

    return is_of_step && !((const struct checklist *)state)->loaded ? NULL : hint->text;
}

const struct view view_checklist = {
    .name = "checklist",
    .title = N_("Checklist"),
    .state_size = sizeof(struct checklist),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
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
