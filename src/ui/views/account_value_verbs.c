/* What keys do on the tab Value: goals and value entries added, edited, updated, confirmed. */
#include <math.h>
#include <string.h>
#include "app/value.h"
#include "base/text.h"
#include "ui/commands_internal.h"
#include "ui/views/account.h"

static const char *const kinds[] = {"reach", "keep", "yes/no", NULL};
static const char *const states[] = {"open", "reached", "dropped", NULL};
static const char *const periods[] = {"year", "month", "week", "once", NULL};

/* A form over fields of one kind of row. */
struct value_form {
    enum kind kind;
    const char *title_new, *title_old;
    int fields[UI_FORM_MOST];
    const char *labels[UI_FORM_MOST]; /* ended by NULL */
    const char *hints[UI_FORM_MOST];
    const char *const *words[UI_FORM_MOST];
};

static const struct value_form goal_form = {KIND_GOAL, "A new goal", "Goal",
    {GOAL_STATEMENT, GOAL_BASELINE, GOAL_CURRENT, GOAL_TARGET, GOAL_DUE, GOAL_OWNER, GOAL_KIND,
        GOAL_WEIGHT, GOAL_STATUS},
    {"the goal", "from", "now", "to", "by", "owner", "kind", "weighs", "status", NULL},
    {"what they want, in their words", "the number at the start: 48", "the number now: 48",
        "the number to reach: 24", "fri, 12 dec, +3m", "who there owns it; Tab: the people",
        "Tab: reach, keep, yes/no", "against the other goals; blank: 1",
        "Tab: open, reached, dropped"},
    {[6] = kinds, [8] = states}};
static const struct value_form result_form = {KIND_RESULT, "What they got", "What they got",
    {RESULT_STORY, RESULT_AMOUNT, RESULT_UNIT, RESULT_PERIOD, RESULT_DATE, RESULT_GOAL,
        RESULT_EVIDENCE, RESULT_CONFIRMED_BY},
    {"what they got", "how much", "of what", "per", "on", "goal", "evidence", "confirmed by", NULL},
    {"in their words, with the number", "a number: 17", "hours, USD",
        "Tab: year, month, week, once", "the day it was said", "Tab: the goal it serves",
        "where the proof is: a link, a report", "who there said so; blank: nobody did yet"},
    {[3] = periods}};

static size_t form_count(const struct value_form *form)
{
    size_t count = 0;

    while (form->labels[count])
        count++;
    return count;
}

/* --- what Tab offers --- */

static const char **words_begin(struct account_view *view, size_t most)
{
    return arena_alloc_array(&view->asked_arena, most + 1, sizeof(const char *));
}

static const char *const *people_names(struct account_view *view)
{
    const char **names = words_begin(view, view->people.count);
    size_t count = 0;

    for (size_t i = 0; i < view->people.count; i++)
        if (!view->people.items[i].has_left)
            names[count++] = arena_copy_text(
                &view->asked_arena, row_text(view->people.items[i].contact, CONTACT_NAME));
    names[count] = NULL;
    return names;
}

static const char *const *goal_names(struct account_view *view)
{
    const struct row_list *goals = &view->dossier.goals;
    const char **names = words_begin(view, goals->count);
    size_t count = 0;

    for (size_t i = 0; i < goals->count; i++)
        if (!goal_is_dropped(goals->items[i]))
            names[count++] =
                arena_copy_text(&view->asked_arena, row_text(goals->items[i], GOAL_STATEMENT));
    names[count] = NULL;
    return names;
}

static const char *const *words_of(
    struct account_view *view, const struct value_form *form, size_t at)
{
    int field = form->fields[at];
    bool people = form->kind == KIND_GOAL ? field == GOAL_OWNER : field == RESULT_CONFIRMED_BY;

    if (people)
        return people_names(view);
    if (form->kind == KIND_RESULT && field == RESULT_GOAL)
        return goal_names(view);
    return form->words[at];
}

/* --- asking --- */

/* What stands in the fields now; of a new row what is most often meant. */
static const char *initial_of(struct ui *ui, struct account_view *view,
    const struct value_form *form, const struct row *row, size_t at)
{
    int field = form->fields[at];
    const char *copy;
    struct str text = {0};

    if (row)
        field_format_plain(&text, row, field, ui_show(ui).currency);
    else if (form->kind == KIND_RESULT && field == RESULT_DATE)
        str_add(&text, "today");
    else if (form->kind == KIND_GOAL && field == GOAL_KIND)
        str_add(&text, "reach");
    copy = arena_copy_text(&view->asked_arena, str_text(&text));
    str_fini(&text);
    return copy;
}

/* `current=24`, of what was changed; a goal's number moved: it was updated today. Ended by NULL. */
static size_t assignments_of(const struct account_view *view, const struct value_form *form,
    const char *const *texts, struct arena *arena, const char **assignments)
{
    bool is_new = !view->asked_row.key, moved = false;
    size_t count = 0;

    for (size_t i = 0; i < form_count(form); i++) {
        if (is_new ? text_blank(texts[i]) : text_equal(texts[i], view->asked[i]))
            continue;
        assignments[count++] = arena_format(
            arena, "%s=%s", kind_info(form->kind)->fields[form->fields[i]].name, texts[i]);
        moved = moved || (form->kind == KIND_GOAL && form->fields[i] == GOAL_CURRENT);
    }
    if (is_new && form->kind == KIND_GOAL) {
        assignments[count++] = "start=today";
        if (text_blank(texts[8]))
            assignments[count++] = "status=open";
    }
    if (moved || (is_new && form->kind == KIND_GOAL))
        assignments[count++] = "updated_on=today";
    assignments[count] = NULL;
    return count;
}

static bool take(struct ui *ui, const struct value_form *form, const char *const *texts,
    struct account_view *view, struct error *err)
{
    const char *assignments[UI_FORM_MOST + 4];
    struct arena arena = {0};
    struct outcome outcome;
    size_t count = assignments_of(view, form, texts, &arena, assignments);
    bool ok = true;

    if (!view->asked_row.key)
        ok = verb_add(ui_session(ui), form->kind, view->loaded, assignments, &outcome, NULL, err);
    else if (count)
        ok = verb_set(ui_session(ui), form->kind, view->asked_row.key, assignments, &outcome, err);
    arena_fini(&arena);
    if (ok && (count || !view->asked_row.key))
        ui_done(ui, &outcome);
    return ok;
}

/* The line that is wrong, for the fault that names its field. */
static size_t fault_line(const struct value_form *form, const struct error *err)
{
    for (size_t i = 0; i < form_count(form); i++)
        if (strstr(err->text, kind_info(form->kind)->fields[form->fields[i]].name))
            return i;
    return form_count(form) - 1;
}

static bool take_goal(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    if (take(ui, &goal_form, texts, context, err))
        return true;
    *ret_at = fault_line(&goal_form, err);
    return false;
}

static bool take_result(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    if (take(ui, &result_form, texts, context, err))
        return true;
    *ret_at = fault_line(&result_form, err);
    return false;
}

static void ask_row(
    struct ui *ui, struct account_view *view, const struct value_form *form, const struct row *row)
{
    struct ui_form_field fields[UI_FORM_MOST] = {{0}};
    size_t count = form_count(form);

    arena_clear(&view->asked_arena);
    view->asked = arena_alloc_array(&view->asked_arena, UI_FORM_MOST, sizeof(*view->asked));
    view->asked_row = (struct touched_row){form->kind, row ? row->key : 0};
    for (size_t i = 0; i < count; i++) {
        view->asked[i] = initial_of(ui, view, form, row, i);
        fields[i] = (struct ui_form_field){.label = form->labels[i],
            .hint = form->hints[i],
            .initial = view->asked[i],
            .words = words_of(view, form, i),
            .is_needed = i == 0};
    }
    ui_ask_form(ui, &(struct ui_form){.title = row ? form->title_old : form->title_new,
                        .fields = fields,
                        .count = count,
                        .about = row ? row->key : view->loaded,
                        .accept = form->kind == KIND_GOAL ? take_goal : take_result,
                        .context = view});
}

/* --- adding, editing --- */

enum { ADD_VALUE, ADD_GOAL };

static void add_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id == ADD_VALUE)
        ask_row(ui, context, &result_form, NULL);
    else if (id == ADD_GOAL)
        ask_row(ui, context, &goal_form, NULL);
}

void account_add_value(struct ui *ui, struct account_view *view)
{
    static const struct ui_choice choices[] = {
        {"what they got", "a value entry, in their words", NULL, ADD_VALUE},
        {"a goal", "what they want, in numbers", NULL, ADD_GOAL}};

    ui_choose(ui, "Add", choices, COUNT_OF(choices), add_chosen, view);
}

static const struct row *row_here(const struct account_view *view)
{
    return view->loaded && view->tab == TAB_VALUE
               ? account_value_row(view, view->lists[TAB_VALUE].selected)
               : NULL;
}

bool account_edit_value(struct ui *ui, struct account_view *view)
{
    const struct row *row = row_here(view);

    if (row)
        ask_row(ui, view, row->kind == KIND_GOAL ? &goal_form : &result_form, row);
    return row != NULL;
}

/* --- one fact at a time --- */

static bool set_here(
    struct ui *ui, struct account_view *view, const char *const *assignments, struct error *err)
{
    struct outcome outcome;

    if (!verb_set(
            ui_session(ui), view->asked_row.kind, view->asked_row.key, assignments, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void set_or_tell(struct ui *ui, struct account_view *view, const char *const *assignments)
{
    struct error err;

    if (!set_here(ui, view, assignments, &err))
        ui_fault(ui, &err);
}

static bool take_number(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct arena arena = {0};
    const char *assignments[] = {
        arena_format(&arena, "current=%s", text), "updated_on=today", NULL};
    bool ok = set_here(ui, context, assignments, err);

    arena_fini(&arena);
    return ok;
}

static void ask_number(struct ui *ui, struct account_view *view, const struct row *goal)
{
    struct str title = {0}, now = {0};

    str_addf(&title, "%s, now", row_text(goal, GOAL_STATEMENT));
    field_format_plain(&now, goal, GOAL_CURRENT, ui_show(ui).currency);
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .initial = str_text(&now),
                   .hint = "the number as it is today",
                   .accept = take_number,
                   .context = view});
    str_fini(&title);
    str_fini(&now);
}

static void confirmed_by(struct ui *ui, struct account_view *view, const char *who)
{
    struct arena arena = {0};
    const char *assignments[] = {arena_format(&arena, "confirmed_by=%s", who), NULL};

    set_or_tell(ui, view, assignments);
    arena_fini(&arena);
}

static void confirmer_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    const struct account_view *view = context;

    if (id >= 0 && id < (int64_t)view->people.count)
        confirmed_by(ui, context, row_text(view->people.items[id].contact, CONTACT_NAME));
    else if (!text_blank(typed))
        confirmed_by(ui, context, typed);
}

/* Who said so: one of the people, or a name that is typed. */
static void ask_confirmer(struct ui *ui, struct account_view *view)
{
    struct arena arena = {0};
    struct ui_choice *choices = arena_alloc_array(&arena, view->people.count + 1, sizeof(*choices));
    size_t count = 0;

    for (size_t i = 0; i < view->people.count; i++)
        if (!view->people.items[i].has_left)
            choices[count++] =
                (struct ui_choice){row_text(view->people.items[i].contact, CONTACT_NAME),
                    row_text(view->people.items[i].contact, CONTACT_ROLE), NULL, (int64_t)i};
    ui_choose(ui, "Confirmed by", choices, count, confirmer_chosen, view);
    arena_fini(&arena);
}

bool account_update_value(struct ui *ui, struct account_view *view)
{
    const struct row *row = row_here(view);

    if (!row)
        return false;
    view->asked_row = (struct touched_row){row->kind, row->key};
    if (row->kind == KIND_GOAL)
        ask_number(ui, view, row);
    else
        ask_confirmer(ui, view);
    return true;
}

bool account_settle_value(struct ui *ui, struct account_view *view)
{
    static const char *const open[] = {"status=open", "updated_on=today", NULL};
    static const char *const reached[] = {"status=reached", "updated_on=today", NULL};
    static const char *const unsaid[] = {"confirmed_by=", NULL};
    const struct row *row = row_here(view);

    if (!row)
        return false;
    view->asked_row = (struct touched_row){row->kind, row->key};
    if (row->kind == KIND_GOAL)
        set_or_tell(ui, view, goal_is_reached(row) ? open : reached);
    else if (value_is_confirmed(row))
        set_or_tell(ui, view, unsaid);
    else
        ask_confirmer(ui, view);
    return true;
}
