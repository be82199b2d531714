/* What keys do on the tab Value: goals and value entries added, edited, updated, confirmed. */
#include <math.h>
#include <string.h>
#include "app/value.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/row_form.h"
#include "ui/views/account.h"

/* --- what Tab offers --- */

static const char *const *people_names(const struct account_view *view, struct arena *arena)
{
    const char **names = arena_alloc_array(arena, view->people.count + 1, sizeof(*names));
    size_t count = 0;

    for (size_t i = 0; i < view->people.count; i++)
        if (!view->people.items[i].has_left)
            names[count++] =
                arena_copy_text(arena, row_text(view->people.items[i].contact, CONTACT_NAME));
    names[count] = NULL;
    return names;
}

static const char *const *goal_names(const struct account_view *view, struct arena *arena)
{
    const struct row_list *goals = &view->dossier.goals;
    const char **names = arena_alloc_array(arena, goals->count + 1, sizeof(*names));
    size_t count = 0;

    for (size_t i = 0; i < goals->count; i++)
        if (!goal_is_dropped(goals->items[i]))
            names[count++] = arena_copy_text(arena, row_text(goals->items[i], GOAL_STATEMENT));
    names[count] = NULL;
    return names;
}

static const char *const *goal_words(
    const struct row_form_line *line, void *context, struct arena *arena)
{
    return line->field == GOAL_OWNER ? people_names(context, arena) : NULL;
}

static const char *const *result_words(
    const struct row_form_line *line, void *context, struct arena *arena)
{
    if (line->field == RESULT_CONFIRMED_BY)
        return people_names(context, arena);
    return line->field == RESULT_GOAL ? goal_names(context, arena) : NULL;
}

static void ask_row(
    struct ui *ui, struct account_view *view, const struct row_form *form, const struct row *row)
{
    row_form_ask(ui, &(struct row_form_asking){form, row, view->loaded,
                         form->kind == KIND_GOAL ? goal_words : result_words, view});
}

/* --- adding, editing --- */

enum { ADD_VALUE, ADD_GOAL };

static void add_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id == ADD_VALUE)
        ask_row(ui, context, &row_form_result, NULL);
    else if (id == ADD_GOAL)
        ask_row(ui, context, &row_form_goal, NULL);
}

void account_add_value(struct ui *ui, struct account_view *view)
{
    const struct ui_choice choices[] = {
        {_("what they got"), _("a value entry, in their words"), NULL, ADD_VALUE},
        {_("a goal"), _("what they want, in numbers"), NULL, ADD_GOAL}};

    ui_choose(ui, _("Add"), choices, COUNT_OF(choices), add_chosen, view);
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
        ask_row(ui, view, row_form_of(row->kind), row);
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

    str_addf(&title, _("%s, now"), row_text(goal, GOAL_STATEMENT));
    field_format_plain(&now, goal, GOAL_CURRENT, ui_show(ui).currency);
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .initial = str_text(&now),
                   .hint = _("the number as it is today"),
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
    ui_choose(ui, _("Confirmed by"), choices, count, confirmer_chosen, view);
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
