/* A calendar in: each meeting with people of an account becomes a prepared note of it. What was
 * logged is never touched; what was called off, and not logged, goes. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/paths.h"
#include "files/zone.h"
#include "meetings_internal.h"

enum { DAYS_BACK = 30, DAYS_AHEAD = 60, LINES_NAMED = 8, BODY_MOST = 1 << 16 };

struct calendar_pass {
    struct import_run *run;
    struct import_file *file;
    struct session *session;
    struct arena arena;
    struct change change;
    struct meeting_span span; /* local */
    int64_t without_account, gone;
    struct str lines; /* of those without an account */
};

struct group {
    struct ical_event **events; /* of one uid: the series first, then what stands for one of it */
    size_t count;
    struct row_list stored;
    bool *seen;                 /* a flag a stored row */
    struct meeting_facts facts; /* of the event that is placed */
};

static void tell_without_account(struct calendar_pass *pass, const struct ical_event *event)
{
    if (pass->without_account++ < LINES_NAMED)
        str_addf(&pass->lines, "%s%d", pass->lines.len ? ", " : "", event->line);
}

/* --- one meeting --- */

/* `2026-11-24T10:00 Weekly with Globex`, for the preview. */
static const char *words_of(struct calendar_pass *pass, const char *title, minute_number at)
{
    char iso[24];

    return arena_format(&pass->arena, "%s %s", minute_iso(at, iso), *title ? title : _("no title"));
}

static void show_change(struct calendar_pass *pass, const struct row *stored, int line,
    const char *field, const char *const said[2])
{
    import_preview_add(pass->run, pass->file,
        &(struct import_field_change){.line = line,
            .name = words_of(pass, row_text(stored, NOTE_TOPIC), row_integer(stored, NOTE_AT)),
            .field = field,
            .before = said[0],
            .after = said[1]});
}

static void add_meeting(struct calendar_pass *pass, const struct ical_event *event,
    const struct meeting_facts *facts, minute_number at, const char *meeting)
{
    struct change *change = &pass->change;
    size_t row = change_insert(change, KIND_NOTE);

    change_set_integer(change, row, NOTE_ACCOUNT, facts->account);
    change_set_integer(change, row, NOTE_AT, at);
    change_set_text(change, row, NOTE_KIND, facts->kind);
    change_set_text(change, row, NOTE_STATE, "prepared");
    change_set_text(change, row, NOTE_MEETING, meeting);
    change_set_text(change, row, NOTE_BODY, strlen(event->body) <= BODY_MOST ? event->body : "");
    if (*facts->attendees)
        change_set_text(change, row, NOTE_ATTENDEES, facts->attendees);
    if (*event->title)
        change_set_text(change, row, NOTE_TOPIC, event->title);
    if (event->minutes)
        change_set_integer(change, row, NOTE_DURATION, event->minutes);
    import_preview_add_new(pass->run, pass->file, event->line, words_of(pass, event->title, at));
    change_set_text(change, row, NOTE_AUTHOR, session_author(pass->session));
    pass->file->report->created++;
}

static void show_update(struct calendar_pass *pass, const struct ical_event *event,
    const struct meeting_facts *facts, minute_number at, const struct row *stored)
{
    char before[24], after[24];
    const char *const times[2] = {
        minute_iso(row_integer(stored, NOTE_AT), before), minute_iso(at, after)};
    const char *const titles[2] = {row_text(stored, NOTE_TOPIC), event->title};
    const char *const people[2] = {row_text(stored, NOTE_ATTENDEES), facts->attendees};

    if (row_integer(stored, NOTE_AT) != at)
        show_change(pass, stored, event->line, "at", times);
    if (!text_equal(titles[0], titles[1]))
        show_change(pass, stored, event->line, "topic", titles);
    if (facts->account == row_integer(stored, NOTE_ACCOUNT) && !text_equal(people[0], people[1]))
        show_change(pass, stored, event->line, "attendees", people);
}

/* Time, title and people follow the calendar; the text is the user's own. */
static void update_meeting(struct calendar_pass *pass, const struct ical_event *event,
    const struct meeting_facts *facts, minute_number at, const struct row *stored)
{
    bool named = !text_equal(row_text(stored, NOTE_TOPIC), event->title);
    bool moved =
        row_integer(stored, NOTE_AT) != at || row_integer(stored, NOTE_DURATION) != event->minutes;
    bool met = facts->account == row_integer(stored, NOTE_ACCOUNT) &&
               !text_equal(row_text(stored, NOTE_ATTENDEES), facts->attendees);
    size_t row;

    if (row_is(stored, NOTE_STATE, "logged") || (!named && !moved && !met)) {
        pass->file->report->unchanged++;
        return;
    }
    show_update(pass, event, facts, at, stored);
    row = change_update(&pass->change, KIND_NOTE, stored->key);
    change_set_integer(&pass->change, row, NOTE_AT, at);
    change_set_integer(&pass->change, row, NOTE_DURATION, event->minutes);
    change_set_text(&pass->change, row, NOTE_TOPIC, event->title);
    if (met)
        change_set_text(&pass->change, row, NOTE_ATTENDEES, facts->attendees);
    if (named)
        change_set_text(&pass->change, row, NOTE_KIND, facts->kind);
    pass->file->report->updated++;
}

static minute_number local_of(const struct ical_event *event, minute_number wall)
{
    if (event->whole_day || !event->zone)
        return wall;
    return zone_from_universal(NULL, zone_to_universal(event->zone, wall));
}

static void place(struct calendar_pass *pass, struct group *group, const struct ical_event *event,
    minute_number wall, const char *meeting)
{
    minute_number at = local_of(event, wall);

    if (at < pass->span.first || at > pass->span.last)
        return;
    for (size_t i = 0; i < group->stored.count; i++)
        if (text_equal(row_text(group->stored.items[i], NOTE_MEETING), meeting)) {
            group->seen[i] = true;
            update_meeting(pass, event, &group->facts, at, group->stored.items[i]);
            return;
        }
    add_meeting(pass, event, &group->facts, at, meeting);
}

/* --- all of one uid --- */

static const char *name_of(
    struct calendar_pass *pass, const struct ical_event *event, minute_number instance)
{
    char iso[24];

    return arena_format(&pass->arena, "%s/%s", event->uid, minute_iso(instance, iso));
}

static bool is_excepted(const struct group *group, const struct ical_event *event, minute_number at)
{
    for (size_t i = 0; i < event->except.count; i++)
        if (event->except.items[i] == at ||
            (minute_day(event->except.items[i]) == minute_day(at) &&
                event->except.items[i] == minute_make(minute_day(at), 0)))
            return true;
    for (size_t i = 0; i < group->count; i++)
        if (group->events[i]->instance == at)
            return true;
    return false;
}

static void place_series(
    struct calendar_pass *pass, struct group *group, const struct ical_event *event)
{
    /* The zones of the earth lie within a day of each other. */
    struct meeting_span span = {pass->span.first - 1440, pass->span.last + 1440};
    struct minute_list times = {0};

    meeting_times(&event->rule, event->start, span, &times);
    for (size_t i = 0; i < times.count; i++) {
        minute_number at = times.items[i];

        if (event->rule.every == MEETING_ONCE)
            place(pass, group, event, at, event->uid);
        else if (!is_excepted(group, event, at))
            place(pass, group, event, at, name_of(pass, event, at));
    }
    array_fini(&times);
}

/* Is anything of it in the window? Nobody is looked for where not. */
static bool is_near(const struct calendar_pass *pass, const struct ical_event *event)
{
    return event->start <= pass->span.last + 1440 &&
           (event->rule.every != MEETING_ONCE || event->start >= pass->span.first - 1440);
}

static bool place_event(struct calendar_pass *pass, struct group *group,
    const struct ical_event *event, struct error *err)
{
    if (event->cancelled || !is_near(pass, event))
        return true;
    if (!meeting_know(pass->session, event, &pass->arena, &group->facts, err))
        return false;
    if (!group->facts.account)
        tell_without_account(pass, event);
    else if (event->instance != MINUTE_NONE)
        place(pass, group, event, event->start, name_of(pass, event, event->instance));
    else
        place_series(pass, group, event);
    return true;
}

static bool load_stored(struct calendar_pass *pass, struct group *group, struct error *err)
{
    const char *uid = group->events[0]->uid;
    const char *series = arena_format(&pass->arena, "%s/", uid);
    struct key_list keys = {0};
    struct row *row;
    bool ok = store_meeting_keys(
        pass->session->store, uid, arena_format(&pass->arena, "%s0", uid), &keys, err);

    group->stored.items = arena_alloc_array(&pass->arena, keys.count + 1, sizeof(row));
    group->seen = arena_alloc_array(&pass->arena, keys.count + 1, sizeof(bool));
    for (size_t i = 0; ok && i < keys.count; i++) {
        ok = store_get(pass->session->store, KIND_NOTE, keys.items[i], &pass->arena, &row, err);
        if (ok && row &&
            (text_equal(row_text(row, NOTE_MEETING), uid) ||
                text_starts(row_text(row, NOTE_MEETING), series)))
            group->stored.items[group->stored.count++] = row;
    }
    array_fini(&keys);
    return ok;
}

/* What the file no longer has, where it speaks of the whole series or calls off this one. */
static bool is_called_off(struct calendar_pass *pass, const struct group *group, size_t index)
{
    const struct row *stored = group->stored.items[index];
    int64_t at = row_integer(stored, NOTE_AT);

    if (group->seen[index] || !row_is(stored, NOTE_STATE, "prepared"))
        return false;
    for (size_t i = 0; i < group->count; i++) {
        const struct ical_event *event = group->events[i];

        if (event->instance == MINUTE_NONE
                ? event->cancelled || (at >= pass->span.first && at <= pass->span.last)
                : event->cancelled && text_equal(row_text(stored, NOTE_MEETING),
                                          name_of(pass, event, event->instance)))
            return true;
    }
    return false;
}

static bool take_group(struct calendar_pass *pass, struct group *group, struct error *err)
{
    if (!load_stored(pass, group, err))
        return false;
    for (size_t i = 0; i < group->count; i++)
        if (!place_event(pass, group, group->events[i], err))
            return false;
    for (size_t i = 0; i < group->stored.count; i++)
        if (is_called_off(pass, group, i)) {
            show_change(pass, group->stored.items[i], group->events[0]->line, "meeting",
                (const char *const[2]){"planned", "called off"});
            change_delete(&pass->change, KIND_NOTE, group->stored.items[i]->key);
            pass->gone++;
        }
    return true;
}

/* --- the file --- */

/* By uid; the series before its exceptions; of two the later one of the file. */
static int compare_events(const void *a, const void *b)
{
    const struct ical_event *left = *(const struct ical_event *const *)a;
    const struct ical_event *right = *(const struct ical_event *const *)b;
    int order = strcmp(left->uid, right->uid);

    if (order == 0)
        order = (left->instance > right->instance) - (left->instance < right->instance);
    return order ? order : (left->line < right->line) - (left->line > right->line);
}

static bool take_events(struct calendar_pass *pass, const struct ical *ical, struct error *err)
{
    size_t count = ical->events.count, kept = 0;
    struct ical_event **events = arena_alloc_array(pass->run->arena, count + 1, sizeof(*events));

    for (size_t i = 0; i < count; i++)
        events[i] = &ical->events.items[i];
    qsort(events, count, sizeof(*events), compare_events);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(events[kept - 1]->uid, events[i]->uid) != 0 ||
            events[kept - 1]->instance != events[i]->instance)
            events[kept++] = events[i];
    for (size_t from = 0, to = 0; from < kept; from = to) {
        struct group group = {.events = events + from};

        while (to < kept && text_equal(events[to]->uid, events[from]->uid))
            to++;
        group.count = to - from;
        if (!take_group(pass, &group, err) ||
            !import_may_go_on(pass->run, pass->file->path, (int64_t)to, err))
            return false;
        arena_clear(&pass->arena);
    }
    return true;
}

static void tell(struct calendar_pass *pass, const struct ical *ical)
{
    struct import_report *report = pass->file->report;

    for (size_t i = 0; i < ical->faults.count; i++) {
        const struct ical_fault *fault = &ical->faults.items[i];

        report->rejected++;
        if (report->rejects.count < IMPORT_MOST_REJECTS)
            ARRAY_PUSH(
                &report->rejects, (struct import_reject){fault->line, fault->property, fault->why});
    }
    if (pass->gone)
        str_addf(&report->notes, _("%lld called off, and taken away\n"), (long long)pass->gone);
    if (pass->without_account)
        str_addf(&report->notes, _("%lld with nobody of an account left out: line %s%s\n"),
            (long long)pass->without_account, str_text(&pass->lines),
            pass->without_account > LINES_NAMED ? ", ..." : "");
}

static bool write_rows(struct calendar_pass *pass, struct key_list *touched, struct error *err)
{
    pass->file->called_off = pass->gone;
    if (store_bulk_rows(pass->session->store, &pass->change, touched, err) &&
        import_entry_end(pass->run, pass->file, 0, err))
        return true;
    store_rollback(pass->session->store);
    return false;
}

/* In the entry of the files of this call. */
static bool apply(struct calendar_pass *pass, struct error *err)
{
    struct key_list touched = {0};
    bool ok;

    if (!pass->change.rows.count)
        return true;
    ok = import_entry_begin(pass->run, err) && write_rows(pass, &touched, err);
    for (size_t i = 0; ok && i < touched.count; i++)
        ARRAY_PUSH(&pass->run->touched, touched.items[i]);
    array_fini(&touched);
    return ok;
}

static bool read_file(
    struct import_run *run, struct import_file *file, struct ical *ret_ical, struct error *err)
{
    struct str text = {0};
    bool ok;

    if (text_equal(file->path, "-"))
        return error_set(err, ERROR_USAGE, "a calendar is read from a file, not from a pipe");
    ok = file_read_whole(file->path, ICAL_BYTES_MOST, &text, err) &&
         ical_read(str_text(&text), text.len, run->arena, ret_ical, err);
    str_fini(&text);
    return ok;
}

bool import_meetings_file(struct import_run *run, struct import_file *file, struct error *err)
{
    day_number today = session_today(run->session);
    struct calendar_pass pass = {.run = run,
        .file = file,
        .session = run->session,
        .span = {minute_make(today - DAYS_BACK, 0), minute_make(today + DAYS_AHEAD, 1439)}};
    struct ical ical = {0};
    bool ok;

    if (!read_file(run, file, &ical, err))
        return false;
    change_init(&pass.change, ACTOR_IMPORT);
    ok = take_events(&pass, &ical, err) && apply(&pass, err);
    if (ok)
        tell(&pass, &ical);
    ical_fini(&ical);
    change_fini(&pass.change);
    arena_fini(&pass.arena);
    str_fini(&pass.lines);
    return ok;
}
