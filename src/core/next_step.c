/* The best next step of an account: what the worst cause asks for, else what comes first. */
#include "assess_internal.h"
#include "base/str.h"
#include "core/people.h"
#include "core/run.h"
#include "open_item_internal.h"

struct next_step {
    const char *text;
    const char *kind; /* task, step, signal, touch */
    int64_t key;
    day_number due;
};

static bool step_of_task(
    const struct assess_ground *ground, const struct row *task, struct next_step *ret_next)
{
    *ret_next = (struct next_step){.text = reason_title(row_text(task, TASK_TITLE), ground->arena),
        .kind = "task",
        .key = task->key,
        .due = row_day(task, TASK_DUE)};
    return true;
}

/* `Onboarding, step 7 of 11`; "" where the playbook has no name. */
static const char *place_of_step(
    const struct assess_ground *ground, const struct row *step, const struct row *run)
{
    const struct row_list *steps = &ground->dossier->steps;
    int64_t number = row_integer(step, STEP_NUMBER), last = number;
    const char *book = row_text(run, RUN_TITLE);

    if (text_blank(book))
        book = row_text(run, RUN_PLAYBOOK);
    book = reason_title(book, ground->arena);
    for (size_t i = 0; i < steps->count; i++)
        if (row_integer(steps->items[i], STEP_RUN) == run->key &&
            row_integer(steps->items[i], STEP_NUMBER) > last)
            last = row_integer(steps->items[i], STEP_NUMBER);
    if (text_blank(book) || number < 1)
        return book;
    return arena_format(
        ground->arena, "%s, step %lld of %lld", book, (long long)number, (long long)last);
}

/* What to do stands first: the rest may be cut. */
static bool step_of_run(const struct assess_ground *ground, const struct row *step,
    const struct row *run, struct next_step *ret_next)
{
    const char *title = reason_title(row_text(step, STEP_TITLE), ground->arena);
    const char *place = run ? place_of_step(ground, step, run) : "";

    if (!text_blank(place))
        title = arena_format(ground->arena, "%s (%s)", title, place);
    *ret_next = (struct next_step){
        .text = title, .kind = "step", .key = step->key, .due = row_day(step, STEP_DUE)};
    return true;
}

/* The next step of the open run of a playbook: a signal that suggests it has been answered. */
static bool step_of_playbook(
    const struct assess_ground *ground, const char *playbook, struct next_step *ret_next)
{
    struct open_item_walk walk = {0};
    struct open_item item, best = {0};

    while (open_item_next(ground->dossier, ground->today, &walk, &item)) {
        if (!item.run || item.blocked || !row_is(item.run, RUN_PLAYBOOK, playbook))
            continue;
        if (!best.row || (item.due != DAY_NONE && (best.due == DAY_NONE || item.due < best.due)))
            best = item;
    }
    return best.row && step_of_run(ground, best.row, best.run, ret_next);
}

/* What a signal is about may itself be the thing to do: the promise, or the step that is late. */
static bool is_matter_of(const struct signal *signal, const struct open_item *item)
{
    if (item->row->kind == KIND_TASK)
        return signal_is_about(signal, "promise-overdue") &&
               row_is(item->row, TASK_KIND, "promise");
    return signal_is_about(signal, "onboarding-behind") && !item->blocked && item->run &&
           row_is(item->run, RUN_TYPE, "onboarding");
}

static bool step_of_matter(
    const struct assess_ground *ground, const struct signal *signal, struct next_step *ret_next)
{
    struct open_item_walk walk = {0};
    struct open_item item, best = {.due = ground->today};

    while (open_item_next(ground->dossier, ground->today, &walk, &item))
        if (item.due != DAY_NONE && item.due < best.due && is_matter_of(signal, &item))
            best = item;
    if (!best.row)
        return false;
    if (best.row->kind == KIND_TASK)
        return step_of_task(ground, best.row, ret_next);
    return step_of_run(ground, best.row, best.run, ret_next);
}

static bool runs_playbook(const struct assess_ground *ground, const char *playbook)
{
    for (size_t i = 0; i < ground->dossier->runs.count; i++)
        if (row_is(ground->dossier->runs.items[i], RUN_PLAYBOOK, playbook) &&
            row_is(ground->dossier->runs.items[i], RUN_STATUS, "open"))
            return true;
    return false;
}

/* A low signal asks for no day: it alone brings no account to Today. */
static bool step_of_signal(
    const struct assess_ground *ground, const struct signal *signal, struct next_step *ret_next)
{
    if (step_of_matter(ground, signal, ret_next))
        return true;
    *ret_next = (struct next_step){.kind = "signal",
        .key = signal->state ? signal->state->key : 0,
        .due = signal->severity == SEVERITY_LOW ? DAY_NONE : ground->today};
    if (!text_blank(signal->next)) {
        ret_next->text = reason_title(signal->next, ground->arena);
        return true;
    }
    if (text_blank(signal->suggests))
        return false;
    if (runs_playbook(ground, signal->suggests))
        return step_of_playbook(ground, signal->suggests, ret_next);
    ret_next->text = arena_format(ground->arena, "start the %s playbook", signal->suggests);
    return true;
}

static bool step_of_touch(
    const struct assess_ground *ground, day_number due, struct next_step *ret_next)
{
    const struct row *contact = people_main_contact(ground->dossier, ground->today);

    *ret_next = (struct next_step){.text = "add a person to call", .kind = "touch", .due = due};
    if (contact) {
        ret_next->key = contact->key;
        ret_next->text = arena_format(
            ground->arena, "call %s", reason_title(row_text(contact, CONTACT_NAME), ground->arena));
    }
    return true;
}

static bool step_of_cause(
    const struct assess_ground *ground, const struct cause *cause, struct next_step *ret_next)
{
    switch (cause->reason.kind) {
    case REASON_TASK: return cause->row && step_of_task(ground, cause->row, ret_next);
    case REASON_STEP: return step_of_run(ground, cause->row, cause->run, ret_next);
    case REASON_SIGNAL: return step_of_signal(ground, cause->signal, ret_next);
    case REASON_TOUCH: return step_of_touch(ground, ground->today, ret_next);
    case REASON_PIN:
    case REASON_RENEWAL:
    case REASON_OFFER: break;
    }
    return false;
}

/* Where nothing presses: what comes first, of open items and the next touch. */
static bool step_ahead(
    const struct assess_ground *ground, day_number next_touch, struct next_step *ret_next)
{
    struct open_item_walk walk = {0};
    struct open_item item, first = {.due = DAY_NONE};

    while (open_item_next(ground->dossier, ground->today, &walk, &item))
        if (!item.waits && item.due != DAY_NONE && (first.due == DAY_NONE || item.due < first.due))
            first = item;
    if (!first.row || (next_touch != DAY_NONE && next_touch < first.due))
        return step_of_touch(ground, next_touch, ret_next);
    if (first.row->kind == KIND_TASK)
        return step_of_task(ground, first.row, ret_next);
    return step_of_run(ground, first.row, first.run, ret_next);
}

void next_step_fill(const struct assess_ground *ground, const struct cause_list *causes,
    const struct assessment *assessment)
{
    struct row *row = assessment->account;
    struct next_step next;
    bool found = false;

    for (size_t i = 0; i < causes->count && !found; i++)
        found = step_of_cause(ground, &causes->items[i], &next);
    if (!found)
        found = step_ahead(ground, assessment->touch.next, &next);
    row_set_text(row, ACCOUNT_NEXT, next.text);
    row_set_text(row, ACCOUNT_NEXT_KIND, next.kind);
    row_set_integer(row, ACCOUNT_NEXT_KEY, next.key);
    row_set_day(row, ACCOUNT_NEXT_DUE, next.due);
}
