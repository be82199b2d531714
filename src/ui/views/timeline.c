#include "ui/views/timeline.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "core/playbook.h"
#include "ui/views/parts.h"

enum { KIND_COLUMN = 13, TEXT_COLUMN = 23 };

static void add(struct event_list *events, struct event event)
{
    if (event.day != DAY_NONE)
        ARRAY_PUSH(events, event);
}

static const char *items_copy(struct arena *arena, const char *joined)
{
    struct str items = {0};
    const char *copy;

    part_items(&items, joined);
    copy = arena_copy_text(arena, str_text(&items));
    str_fini(&items);
    return copy;
}

static void add_notes(const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 0; i < dossier->notes.count; i++) {
        const struct row *note = dossier->notes.items[i];
        const char *with = items_copy(arena, row_text(note, NOTE_ATTENDEES)),
                   *mood = row_text(note, NOTE_SENTIMENT);
        const char *topic = row_text(note, NOTE_TOPIC);
        struct event event = {.day = minute_day(row_integer(note, NOTE_AT)),
            .order = row_integer(note, NOTE_AT) % (24 * 60),
            .kind = row_text(note, NOTE_KIND),
            .quote = row_text(note, NOTE_BODY),
            .row = {KIND_NOTE, note->key}};

        event.text = arena_format(arena, "%s%s%s%s%s", with, *with && *mood ? "; " : "", mood,
            *topic && (*with || *mood) ? "; " : "", topic);
        add(events, event);
    }
}

static void add_tasks(const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 0; i < dossier->tasks.count; i++) {
        const struct row *task = dossier->tasks.items[i];
        bool done = row_is(task, TASK_STATUS, "done");
        day_number made = row_day(task, TASK_MADE_ON);

        if (done)
            add(events, (struct event){.day = row_day(task, TASK_DONE_ON),
                            .order = 2000,
                            .kind = "done",
                            .text = row_text(task, TASK_TITLE),
                            .row = {KIND_TASK, task->key}});
        else if (made != DAY_NONE)
            add(events, (struct event){.day = made,
                            .order = 1500,
                            .kind = *row_text(task, TASK_KIND) ? row_text(task, TASK_KIND) : "task",
                            .text = row_text(task, TASK_TITLE),
                            .row = {KIND_TASK, task->key}});
    }
}

static const char *run_title(const struct dossier *dossier, int64_t run)
{
    for (size_t i = 0; i < dossier->runs.count; i++)
        if (dossier->runs.items[i]->key == run)
            return row_text(dossier->runs.items[i], RUN_TITLE);
    return "";
}

static void add_runs(const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 0; i < dossier->runs.count; i++) {
        const struct row *run = dossier->runs.items[i];

        add(events, (struct event){.day = row_day(run, RUN_STARTED),
                        .order = 1000,
                        .kind = "playbook",
                        .text = arena_format(arena, "%s started", row_text(run, RUN_TITLE)),
                        .row = {KIND_RUN, run->key}});
    }
    for (size_t i = 0; i < dossier->steps.count; i++) {
        const struct row *step = dossier->steps.items[i];

        if (row_is(step, STEP_STATUS, "done") || row_is(step, STEP_STATUS, "skipped"))
            add(events, (struct event){.day = row_day(step, STEP_DONE_ON),
                            .order = 1900,
                            .kind = row_text(step, STEP_STATUS),
                            .text = arena_format(arena, "%s, %s", row_text(step, STEP_TITLE),
                                run_title(dossier, row_integer(step, STEP_RUN))),
                            .row = {KIND_STEP, step->key}});
    }
}

static void add_tickets(
    const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 0; i < dossier->tickets.count; i++) {
        const struct row *ticket = dossier->tickets.items[i];
        const char *words = arena_format(arena, "#%s %s: %s", row_text(ticket, TICKET_ID),
            row_text(ticket, TICKET_PRIORITY), row_text(ticket, TICKET_SUBJECT));

        add(events, (struct event){.day = row_day(ticket, TICKET_OPENED),
                        .order = 100,
                        .kind = "ticket",
                        .text = words,
                        .row = {KIND_TICKET, ticket->key}});
        add(events, (struct event){.day = row_day(ticket, TICKET_CLOSED),
                        .order = 110,
                        .kind = "closed",
                        .text = words,
                        .row = {KIND_TICKET, ticket->key}});
    }
}

static void add_people(
    const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 0; i < dossier->contacts.count; i++) {
        const struct row *person = dossier->contacts.items[i];

        if (row_is(person, CONTACT_STATUS, "left"))
            add(events,
                (struct event){.day = row_day(person, CONTACT_LEFT_ON),
                    .order = 50,
                    .kind = "people",
                    .text = arena_format(arena, "%s, %s, left", row_text(person, CONTACT_NAME),
                        *row_text(person, CONTACT_ROLE) ? row_text(person, CONTACT_ROLE)
                                                        : "contact"),
                    .row = {KIND_CONTACT, person->key}});
    }
}

static void add_rest(const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 0; i < dossier->signals.count; i++) {
        const struct row *signal = dossier->signals.items[i];

        if (row_integer(signal, SIGNAL_OPEN) && !playbook_keeps(signal))
            add(events, (struct event){.day = row_day(signal, SIGNAL_SINCE),
                            .order = 10,
                            .kind = "signal",
                            .text = row_text(signal, SIGNAL_TEXT),
                            .row = {KIND_SIGNAL, signal->key}});
    }
    for (size_t i = 0; i < dossier->results.count; i++) {
        const struct row *result = dossier->results.items[i];

        add(events, (struct event){.day = row_day(result, RESULT_DATE),
                        .order = 20,
                        .kind = "value",
                        .text = arena_format(arena, "%s%s%s", row_text(result, RESULT_STORY),
                            *row_text(result, RESULT_CONFIRMED_BY) ? ", confirmed by " : "",
                            row_text(result, RESULT_CONFIRMED_BY)),
                        .row = {KIND_RESULT, result->key}});
    }
    for (size_t i = 0; i < dossier->feedback.count; i++) {
        const struct row *said = dossier->feedback.items[i];

        add(events, (struct event){.day = row_day(said, FEEDBACK_DATE),
                        .order = 20,
                        .kind = "feedback",
                        .text = row_text(said, FEEDBACK_TEXT),
                        .row = {KIND_FEEDBACK, said->key}});
    }
}

/* A band that changed is told; the daily tenth of a point is not. */
static void add_health(
    const struct dossier *dossier, struct arena *arena, struct event_list *events)
{
    for (size_t i = 1; i < dossier->snapshots.count; i++) {
        const struct snapshot *now = &dossier->snapshots.items[i], *then = now - 1;

        if (health_band_of(now->health) == health_band_of(then->health))
            continue;
        add(events, (struct event){.day = now->day,
                        .order = 5000,
                        .kind = "health",
                        .text = arena_format(arena, "%s to %s",
                            health_band_label(health_band_of(then->health)),
                            health_band_label(health_band_of(now->health)))});
    }
}

static int compare_events(const void *left, const void *right)
{
    const struct event *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? 1 : -1;
    if (a->order != b->order)
        return a->order < b->order ? 1 : -1;
    return a->row.key < b->row.key ? 1 : a->row.key > b->row.key ? -1 : 0;
}

void timeline_make(const struct dossier *dossier, day_number today, struct arena *arena,
    struct event_list *ret_events)
{
    add_notes(dossier, arena, ret_events);
    add_tasks(dossier, arena, ret_events);
    add_runs(dossier, arena, ret_events);
    add_tickets(dossier, arena, ret_events);
    add_people(dossier, arena, ret_events);
    add_rest(dossier, arena, ret_events);
    add_health(dossier, arena, ret_events);
    if (ret_events->count)
        qsort(ret_events->items, ret_events->count, sizeof(*ret_events->items), compare_events);
}

int timeline_rows(const struct event *event)
{
    return !text_blank(event->text) + !text_blank(event->quote) > 1 ? 2 : 1;
}

void timeline_draw(struct canvas *canvas, struct area line, const struct event *event,
    bool show_day, day_number today)
{
    char day[24];
    int y = line.y, columns = line.columns - TEXT_COLUMN;
    struct str quote = {0};

    if (show_day)
        canvas_put(canvas, line.x, y, ROLE_MUTED, day_words(event->day, today, day));
    canvas_put_cut(
        canvas, line.x + KIND_COLUMN, y, ROLE_TEXT, event->kind, TEXT_COLUMN - KIND_COLUMN - 1);
    if (!text_blank(event->text))
        canvas_put_cut(canvas, line.x + TEXT_COLUMN, y++, ROLE_MUTED, event->text, columns);
    if (text_blank(event->quote))
        return;
    str_addf(&quote, "“%s”", event->quote);
    canvas_put_cut(canvas, line.x + TEXT_COLUMN, y, ROLE_TEXT, str_text(&quote), columns);
    str_fini(&quote);
}
