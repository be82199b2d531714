/* What is done to a whole run: shifted, given to somebody, cancelled, begun again, moved over to
 * what its playbook says by now. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/checklist.h"

/* --- orders --- */

static bool order_run(
    struct ui *ui, struct checklist *checklist, const struct run_order *order, struct error *err)
{
    struct outcome outcome;

    if (!verb_run(ui_session(ui), checklist->run, order, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static const char *title_of(const struct checklist *checklist)
{
    return row_text(checklist->run_case.ground.run, RUN_TITLE);
}

static bool is_open(struct ui *ui, const struct checklist *checklist)
{
    if (!checklist->loaded)
        return false;
    if (row_is(checklist->run_case.ground.run, RUN_STATUS, "open"))
        return true;
    ui_toast(ui, "%s is %s: m r runs it again", title_of(checklist),
        row_text(checklist->run_case.ground.run, RUN_STATUS));
    return false;
}

/* --- who does it --- */

static bool assign_one(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct checklist *checklist = context;
    struct step_order order = {.verb = STEP_VERB_ASSIGN, .day = DAY_NONE, .owner = text};

    return checklist_order(ui, checklist, checklist_step(checklist)->key, &order, err);
}

static bool assign_all(struct ui *ui, const char *text, void *context, struct error *err)
{
    return order_run(ui, context, &(struct run_order){.verb = RUN_VERB_ASSIGN, .owner = text}, err);
}

static void ask_owner(struct ui *ui, struct checklist *checklist, const char *title,
    bool (*accept)(struct ui *ui, const char *text, void *context, struct error *err))
{
    ui_ask(ui, &(struct ui_question){.title = title,
                   .hint = _("a name; empty: the owner of the account"),
                   .accept = accept,
                   .context = checklist});
}

void checklist_run_assign(struct ui *ui, void *state, const char *rest)
{
    const struct row *step = checklist_step(state);

    if (step && is_open(ui, state))
        ask_owner(ui, state, _("Who does it"), assign_one);
}

void checklist_run_assign_all(struct ui *ui, void *state, const char *rest)
{
    if (is_open(ui, state))
        ask_owner(ui, state, _("Who does all of it"), assign_all);
}

/* --- other days for all --- */

static void echo_shift(struct ui *ui, const char *text, struct str *out)
{
    struct playbook_offset by;
    int count;

    if (!playbook_offset_parse(text, &by) || !by.count)
        return;
    count = by.count < 0 ? -by.count : by.count;
    str_addf(out, by.count < 0 ? _("%d %s earlier") : _("%d %s later"), count,
        playbook_unit_words(by.unit, count));
}

static bool shift_by(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct run_order order = {.verb = RUN_VERB_SHIFT};

    if (!playbook_offset_parse(text, &order.shift.by) || !order.shift.by.count)
        return error_set(
            err, ERROR_USAGE, "by how much: 5wd, 2w, -3d, 1m (d, wd, w or m with a number)");
    return order_run(ui, context, &order, err);
}

void checklist_run_shift(struct ui *ui, void *state, const char *rest)
{
    if (is_open(ui, state))
        ui_ask(ui, &(struct ui_question){.title = _("Move open steps by"),
                       .hint = _("5wd, 2w, -3d, 1m; pinned ones stay"),
                       .accept = shift_by,
                       .recalls = "shift",
                       .echo = echo_shift,
                       .context = state});
}

/* --- its end, and once more --- */

static bool cancel_why(struct ui *ui, const char *text, void *context, struct error *err)
{
    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say why it is cancelled");
    return order_run(ui, context, &(struct run_order){.verb = RUN_VERB_CANCEL, .why = text}, err);
}

void checklist_run_cancel(struct ui *ui, void *state, const char *rest)
{
    if (is_open(ui, state))
        ui_ask(ui, &(struct ui_question){.title = _("Cancel it, because"),
                       .hint = _("the whole run and its open steps; undo brings them back"),
                       .accept = cancel_why,
                       .recalls = "cancel",
                       .context = state});
}

static void again(struct ui *ui, void *context)
{
    struct checklist *checklist = context;
    struct outcome outcome;
    struct error err;
    int64_t account = checklist->run_case.dossier.account->key;

    if (!verb_run_repeat(ui_session(ui), checklist->run, DAY_NONE, &outcome, NULL, &err)) {
        ui_fault(ui, &err);
        return;
    }
    ui_done(ui, &outcome);
    ui_open_checklist(ui, 0, account);
}

void checklist_run_again(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;
    struct str question = {0};

    if (!checklist->loaded)
        return;
    if (row_is(checklist->run_case.ground.run, RUN_STATUS, "open")) {
        ui_toast(ui, "%s still runs: finish it, or cancel it with D", title_of(checklist));
        return;
    }
    str_addf(&question, _("Run %s again on %s, from today?"), title_of(checklist),
        part_name(checklist->run_case.dossier.account));
    ui_confirm(ui, str_text(&question), again, checklist);
    str_fini(&question);
}

/* --- what changed in its playbook --- */

/* The sentence without `step 4 Kickoff: `, which stands before it in another way. */
static void add_item(const struct run_diff_item *item, struct str *out)
{
    struct str name = {0};
    const char *sentence = item->sentence;

    str_addf(&name, _("step %d %s: "), item->number, item->title);
    if (text_starts(sentence, str_text(&name)))
        sentence += name.len;
    str_addf(out, "%d %s: %s\n", item->number, item->title, sentence);
    str_fini(&name);
}

/* A paragraph in one line. */
static void add_words(const char *head, const char *text, struct str *out)
{
    str_addf(out, "%s ", head);
    for (const char *at = text ? text : _("nothing"); *at; at++)
        str_add_char(out, *at == '\n' && at[1] ? ' ' : *at);
    if (str_text(out)[out->len - 1] != '\n')
        str_add(out, "\n");
}

static void add_section(const struct run_diff *diff, const char *heading, unsigned wanted,
    unsigned before, struct str *out)
{
    bool any = false;

    for (size_t i = 0; i < diff->items.count; i++) {
        const struct run_diff_item *item = &diff->items.items[i];

        if (!(item->what & wanted) || (item->what & before))
            continue;
        if (!any)
            str_addf(out, "\n# %s\n", heading);
        any = true;
        add_item(item, out);
        if (item->what & RUN_DIFF_GUIDANCE && item->was && item->now) {
            add_words(_("was:"), item->was->guidance, out);
            add_words(_("now:"), item->now->guidance, out);
        }
    }
}

static void write_changes(const struct run_diff *diff, struct str *out)
{
    const unsigned other =
        RUN_DIFF_NEED | RUN_DIFF_KIND | RUN_DIFF_OWNER | RUN_DIFF_AFTER | RUN_DIFF_DETAILS;
    unsigned seen = RUN_DIFF_ADDED | RUN_DIFF_REMOVED;

    for (size_t i = 0; i < diff->whole.count; i++)
        str_addf(out, "%s\n", diff->whole.items[i]);
    add_section(diff, _("New"), RUN_DIFF_ADDED, 0, out);
    add_section(diff, _("Gone"), RUN_DIFF_REMOVED, 0, out);
    add_section(diff, _("In other words"), RUN_DIFF_REWORDED, seen, out);
    add_section(diff, _("On other days"), RUN_DIFF_DATE, seen | RUN_DIFF_REWORDED, out);
    add_section(diff, _("Otherwise"), other, seen | RUN_DIFF_REWORDED | RUN_DIFF_DATE, out);
    if (!diff->items.count || !(diff->added + diff->removed + diff->reworded + diff->redated +
                                  diff->changed + (int)diff->whole.count))
        str_add(out, _("Nothing that touches this run.\n"));
}

static void move_over(struct ui *ui, void *context)
{
    struct error err;

    if (!order_run(ui, context, &(struct run_order){.verb = RUN_VERB_MOVE_OVER}, &err))
        ui_fault(ui, &err);
}

void checklist_run_changes(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;
    struct run_diff diff;
    struct str text = {0}, title = {0};
    struct error err;

    if (!checklist->loaded)
        return;
    if (verb_playbooks_changed(ui_session(ui))) {
        verb_playbooks_forget(ui_session(ui));
        ui_changed(ui);
    }
    if (!verb_run_diff(ui_session(ui), checklist->run, &checklist->told_arena, &diff, &err)) {
        ui_fault(ui, &err);
        return;
    }
    if (diff.missing) {
        ui_toast(ui, "%s", diff.missing);
    } else if (!diff.differs) {
        ui_toast(ui, "%s is as its playbook says", title_of(checklist));
    } else {
        str_addf(&title, _("%s: what changed in the playbook"), title_of(checklist));
        write_changes(&diff, &text);
        ui_read_then(ui, &(struct ui_reading){.title = str_text(&title),
                             .text = str_text(&text),
                             .words = _("move over"),
                             .yes = move_over,
                             .context = checklist});
    }
    str_fini(&text);
    str_fini(&title);
}
