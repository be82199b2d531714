/* What of today has its hour, and what of the last days was never written down. */
#include "app/meetings.h"

#include <stdio.h>
#include <stdlib.h>
#include "base/text.h"
#include "base/words.h"
#include "app_internal.h"
#include "store/tasks.h"

enum { TASKS_MOST = 1000 };

struct gathering {
    struct session *session;
    struct arena *arena;
    struct meetings found;
};

char *meeting_time(const struct meeting *meeting, char *buffer)
{
    int minute = (int)(meeting->at - minute_make(minute_day(meeting->at), 0));

    if (meeting->all_day)
        text_format(buffer, 24, _("all day"));
    else
        snprintf(buffer, 24, "%02d:%02d", minute / 60, minute % 60);
    return buffer;
}

static bool add(struct gathering *gathering, struct meeting *meeting, struct error *err)
{
    meeting->account_name = "";
    if (meeting->account && !account_name(gathering->session, meeting->account, gathering->arena,
                                &meeting->account_name, err))
        return false;
    ARRAY_PUSH(&gathering->found, *meeting);
    return true;
}

static bool add_note(struct gathering *gathering, const struct row *note, struct error *err)
{
    struct meeting meeting = {.kind = KIND_NOTE,
        .key = note->key,
        .account = row_integer(note, NOTE_ACCOUNT),
        .title = row_text(note, row_knows(note, NOTE_TOPIC) ? NOTE_TOPIC : NOTE_KIND),
        .word = row_text(note, NOTE_KIND),
        .with = row_text(note, NOTE_ATTENDEES),
        .at = row_integer(note, NOTE_AT),
        .minutes = (int)row_integer(note, NOTE_DURATION)};

    meeting.all_day = !meeting.minutes && meeting.at == minute_make(minute_day(meeting.at), 0);
    return add(gathering, &meeting, err);
}

static bool add_task(struct gathering *gathering, const struct row *task, struct error *err)
{
    struct meeting meeting = {.kind = KIND_TASK,
        .key = task->key,
        .account = row_integer(task, TASK_ACCOUNT),
        .title = row_text(task, TASK_TITLE),
        .word = row_knows(task, TASK_KIND) ? row_text(task, TASK_KIND) : "task",
        .with = ""};

    if (!row_knows(task, TASK_AT))
        return true;
    meeting.at = minute_make(row_day(task, TASK_DUE), (int)row_integer(task, TASK_AT));
    return add(gathering, &meeting, err);
}

static bool add_keys(
    struct gathering *gathering, enum kind kind, const struct key_list *keys, struct error *err)
{
    struct store *store = gathering->session->store;
    struct row *row;

    for (size_t i = 0; i < keys->count; i++) {
        if (!store_get(store, kind, keys->items[i], gathering->arena, &row, err))
            return false;
        if (row &&
            !(kind == KIND_NOTE ? add_note(gathering, row, err) : add_task(gathering, row, err)))
            return false;
    }
    return true;
}

static bool add_notes_of(struct gathering *gathering, struct day_span span, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_prepared_keys(gathering->session->store, minute_make(span.first, 0),
                  minute_make(span.last, 1439), &keys, err) &&
              add_keys(gathering, KIND_NOTE, &keys, err);

    array_fini(&keys);
    return ok;
}

static bool add_tasks_of(struct gathering *gathering, day_number day, struct error *err)
{
    struct key_list keys = {0};
    bool ok = store_timed_keys(gathering->session->store, day, TASKS_MOST, &keys, err) &&
              add_keys(gathering, KIND_TASK, &keys, err);

    array_fini(&keys);
    return ok;
}

static int compare_meetings(const void *a, const void *b)
{
    const struct meeting *left = a, *right = b;
    int order = (left->at > right->at) - (left->at < right->at);

    if (order == 0)
        order = (left->kind > right->kind) - (left->kind < right->kind);
    return order ? order : (left->key > right->key) - (left->key < right->key);
}

static int compare_latest_first(const void *a, const void *b)
{
    return compare_meetings(b, a);
}

static void mark_next(struct session *session, struct meetings *meetings)
{
    minute_number now = session_has_fixed_today(session) ? MINUTE_NONE : session_now(session);

    for (size_t i = 0; i < meetings->count; i++) {
        struct meeting *meeting = &meetings->items[i];

        if (!meeting->all_day && meeting->at + meeting->minutes >= now) {
            meeting->is_next = true;
            return;
        }
    }
}

/* Sorted, out of growing memory into the arena. */
static void keep(struct gathering *gathering, int (*compare)(const void *a, const void *b),
    struct meetings *ret_meetings)
{
    struct meetings *found = &gathering->found;

    if (found->count)
        qsort(found->items, found->count, sizeof(*found->items), compare);
    ret_meetings->items =
        arena_alloc_array(gathering->arena, found->count + 1, sizeof(struct meeting));
    ret_meetings->count = ret_meetings->room = found->count;
    for (size_t i = 0; i < found->count; i++)
        ret_meetings->items[i] = found->items[i];
    array_fini(found);
}

bool meetings_today(
    struct session *session, struct arena *arena, struct meetings *ret_meetings, struct error *err)
{
    struct gathering gathering = {session, arena, {0}};
    struct day_span today = {session->today, session->today};
    bool ok = add_notes_of(&gathering, today, err) && add_tasks_of(&gathering, today.first, err);

    keep(&gathering, compare_meetings, ret_meetings);
    mark_next(session, ret_meetings);
    return ok;
}

bool meetings_not_logged(
    struct session *session, struct arena *arena, struct meetings *ret_meetings, struct error *err)
{
    struct gathering gathering = {session, arena, {0}};
    struct day_span span = {session->today - MEETINGS_LOOK_BACK, session->today - 1};
    bool ok = add_notes_of(&gathering, span, err);

    keep(&gathering, compare_latest_first, ret_meetings);
    return ok;
}

bool meeting_no_show(
    struct session *session, int64_t note, struct outcome *ret_outcome, struct error *err)
{
    static const char *const set[] = {"kind=no-show", "state=logged", NULL};

    return verb_set(session, KIND_NOTE, note, set, ret_outcome, err);
}
