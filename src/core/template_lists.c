/* The lists that a template can name: rows of the account, a line each. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/goal.h"
#include "core/people.h"
#include "core/run.h"
#include "template_internal.h"

enum { LAST_NOTES = 3, LOSSES = 4, LINE_COLUMNS = 90 };

static void give_tasks(const struct template_ground *ground, const char *kind, struct arena *arena,
    struct template_texts *texts)
{
    const struct row_list *tasks = &ground->dossier->tasks;

    for (size_t i = 0; i < tasks->count; i++) {
        const struct row *task = tasks->items[i];
        day_number due = row_day(task, TASK_DUE);
        const char *who = ground->for_customer ? "" : row_text(task, TASK_WAITING_ON);
        bool named = row_is(task, TASK_KIND, "promise") || row_is(task, TASK_KIND, "ask");

        if (!row_is(task, TASK_STATUS, "open") || (kind ? !row_is(task, TASK_KIND, kind) : named))
            continue;
        template_give(texts, arena,
            arena_format(arena, "%s%s%s", row_text(task, TASK_TITLE),
                *who ? arena_format(arena, _(", with %s"), who) : "",
                template_due(due, ground, arena)));
    }
}

void template_fill_promises(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_tasks(ground, "promise", arena, texts);
}

void template_fill_asks(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_tasks(ground, "ask", arena, texts);
}

void template_fill_tasks(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_tasks(ground, NULL, arena, texts);
}

void template_fill_goals(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *goals = &ground->dossier->goals;

    for (size_t i = 0; i < goals->count; i++) {
        const struct row *goal = goals->items[i];
        double way;

        if (goal_is_dropped(goal))
            continue;
        if (goal_is_reached(goal))
            template_give(texts, arena,
                arena_format(arena, _("%s: reached"), row_text(goal, GOAL_STATEMENT)));
        else if (goal_way(goal, &way))
            template_give(texts, arena,
                arena_format(arena, _("%s: %.0f%% of the way"), row_text(goal, GOAL_STATEMENT),
                    way * 100 + 0.0));
        else
            template_give(texts, arena, row_text(goal, GOAL_STATEMENT));
    }
}

void template_fill_values(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *results = &ground->dossier->results;

    for (size_t i = results->count; i-- > 0;) {
        const struct row *result = results->items[i];
        const char *said = *row_text(result, RESULT_STORY) ? row_text(result, RESULT_STORY)
                                                           : row_text(result, RESULT_METRIC);
        const char *by = row_text(result, RESULT_CONFIRMED_BY);

        template_give(texts, arena,
            arena_format(arena, "%s%s%s%s", said, *by ? " (" : "", by, *by ? ")" : ""));
    }
}

void template_fill_people(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *contacts = &ground->dossier->contacts;

    for (size_t i = 0; i < contacts->count; i++) {
        const struct row *contact = contacts->items[i];
        const char *role = row_text(contact, CONTACT_ROLE),
                   *stance = row_text(contact, CONTACT_STANCE);

        if (person_is_active(contact, ground->today))
            template_give(texts, arena,
                arena_format(arena, "%s%s%s%s%s", row_text(contact, CONTACT_NAME),
                    *role ? ", " : "", role, *stance ? ", " : "", stance));
    }
}

/* `Fri 20 Nov call: they asked for...`, newest first. */
void template_fill_last_notes(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *notes = &ground->dossier->notes;

    for (size_t i = notes->count; i-- > 0 && texts->count < LAST_NOTES;) {
        const struct row *note = notes->items[i];
        const char *body = row_text(note, NOTE_BODY) + strspn(row_text(note, NOTE_BODY), "# \n");
        size_t len = text_fit(body, strcspn(body, "\n"), LINE_COLUMNS);

        template_give(texts, arena,
            arena_format(arena, "%s %s: %.*s%s",
                template_day(minute_day(row_integer(note, NOTE_AT)), ground, arena),
                row_text(note, NOTE_KIND), (int)len, body,
                body[len] && body[len] != '\n' ? "…" : ""));
    }
}

void template_fill_steps(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *steps = &ground->dossier->steps;

    for (size_t i = 0; i < steps->count; i++) {
        day_number due = row_day(steps->items[i], STEP_DUE);

        if (run_step_is_open(steps->items[i]))
            template_give(texts, arena,
                arena_format(arena, "%s%s", row_text(steps->items[i], STEP_TITLE),
                    due == DAY_NONE
                        ? ""
                        : arena_format(arena, _(", due %s"), template_day(due, ground, arena))));
    }
}

void template_fill_risks(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *signals = &ground->dossier->signals;

    for (size_t i = 0; i < signals->count; i++)
        if (row_is(signals->items[i], SIGNAL_KIND, "risk") &&
            row_integer(signals->items[i], SIGNAL_OPEN))
            template_give(texts, arena, row_text(signals->items[i], SIGNAL_TEXT));
}

void template_fill_tickets(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *tickets = &ground->dossier->tickets;

    for (size_t i = 0; i < tickets->count; i++)
        if (!row_knows(tickets->items[i], TICKET_CLOSED))
            template_give(texts, arena,
                arena_format(arena, "#%s %s: %s", row_text(tickets->items[i], TICKET_ID),
                    row_text(tickets->items[i], TICKET_PRIORITY),
                    row_text(tickets->items[i], TICKET_SUBJECT)));
}

void template_fill_feedback(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *feedback = &ground->dossier->feedback;

    for (size_t i = 0; i < feedback->count; i++)
        if (!row_is(feedback->items[i], FEEDBACK_STATUS, "done") &&
            !row_is(feedback->items[i], FEEDBACK_STATUS, "declined"))
            template_give(texts, arena,
                *row_text(feedback->items[i], FEEDBACK_TEXT)
                    ? row_text(feedback->items[i], FEEDBACK_TEXT)
                    : row_text(feedback->items[i], FEEDBACK_THEME));
}

/* `−11.2 adoption: 131 of 400` */
void template_fill_health_story(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct health *health = ground->assessment ? &ground->assessment->health : NULL;

    for (int i = 0; health && i < health->part_count && texts->count < LOSSES; i++) {
        const struct health_part *part = &health->parts[i];

        if ((part->state == MEASURE_KNOWN || part->state == MEASURE_STALE) && part->loss >= 1)
            template_give(texts, arena,
                arena_format(arena, _("%.1f points lost: %s%s%s"), part->loss, part->measure->label,
                    part->words ? ", " : "", part->words ? part->words : ""));
    }
}

static bool in_span(day_number day, const struct template_ground *ground)
{
    return day != DAY_NONE && ground->to != 0 && day >= ground->from && day <= ground->to;
}

static void give_due(const struct template_ground *ground, const char *what, day_number due,
    struct arena *arena, struct template_texts *texts)
{
    if (in_span(due, ground))
        template_give(
            texts, arena, arena_format(arena, "%s: %s", template_day(due, ground, arena), what));
}

/* Tasks, steps and the day that decides. */
void template_fill_due(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct dossier *dossier = ground->dossier;

    for (size_t i = 0; i < dossier->tasks.count; i++)
        if (row_is(dossier->tasks.items[i], TASK_STATUS, "open"))
            give_due(ground, row_text(dossier->tasks.items[i], TASK_TITLE),
                row_day(dossier->tasks.items[i], TASK_DUE), arena, texts);
    for (size_t i = 0; i < dossier->steps.count; i++)
        if (run_step_is_open(dossier->steps.items[i]))
            give_due(ground, row_text(dossier->steps.items[i], STEP_TITLE),
                row_day(dossier->steps.items[i], STEP_DUE), arena, texts);
    give_due(ground,
        row_is(dossier->account, ACCOUNT_DECIDES_BY, "notice") ? _("last day for notice")
                                                               : _("the term ends"),
        row_day(dossier->account, ACCOUNT_DECIDES_ON), arena, texts);
}

/* Prepared notes: what is in the calendar. */
void template_fill_meetings(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *prepared = &ground->dossier->prepared;

    for (size_t i = 0; i < prepared->count; i++) {
        minute_number at = row_integer(prepared->items[i], NOTE_AT);
        int minute = (int)(at - minute_make(minute_day(at), 0));
        const char *with = row_text(prepared->items[i], NOTE_ATTENDEES);

        if (ground->for_customer && row_is(prepared->items[i], NOTE_KIND, "internal"))
            continue;
        if (ground->to == 0 || in_span(minute_day(at), ground))
            template_give(texts, arena,
                arena_format(arena, "%s %02d:%02d %s%s",
                    template_day(minute_day(at), ground, arena), minute / 60, minute % 60,
                    row_text(prepared->items[i], NOTE_KIND),
                    *with ? arena_format(arena, _(", with %s"), with) : ""));
    }
}
