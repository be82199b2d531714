/* Notes: logged or edited with the tasks that follow from them, in one change. */
#include <string.h>
#include "app/app_internal.h"
#include "app/verbs.h"
#include "base/text.h"
#include "core/followup.h"

enum { NOTE_BYTES_MAX = 4 << 20 };

static bool check_draft(const struct note_draft *draft, struct error *err)
{
    if (draft->body && strlen(draft->body) > NOTE_BYTES_MAX)
        return error_set(err, ERROR_REFUSED, "a note holds at most 4 MiB; this one has %zu bytes",
            strlen(draft->body));
    if (text_blank(draft->body) && !draft->note)
        return error_set(err, ERROR_USAGE, "the note is empty");
    return true;
}

static void set_note_fields(
    struct session *session, struct change *change, size_t index, const struct note_draft *draft)
{
    if (draft->account)
        change_set_integer(change, index, NOTE_ACCOUNT, draft->account);
    change_set_text(change, index, NOTE_KIND, draft->kind ? draft->kind : "call");
    change_set_integer(
        change, index, NOTE_AT, draft->at == MINUTE_NONE ? session_now(session) : draft->at);
    change_set(change, index, NOTE_SENTIMENT,
        value_text(text_blank(draft->sentiment) ? NULL : draft->sentiment));
    change_set(change, index, NOTE_ATTENDEES,
        value_text(text_blank(draft->attendees) ? NULL : draft->attendees));
    change_set_text(change, index, NOTE_BODY, draft->body ? draft->body : "");
    change_set_text(change, index, NOTE_TAGS, note_tags_of(draft->body, &change->arena));
}

static bool has_task(const struct row_list *tasks, int64_t note, const char *title)
{
    for (size_t i = 0; i < tasks->count; i++)
        if (row_integer(tasks->items[i], TASK_NOTE) == note &&
            text_equal(row_text(tasks->items[i], TASK_TITLE), title))
            return true;
    return false;
}

/* Follow-ups that have no task yet; an edited note makes only what is new in it. */
static size_t add_followups(struct session *session, struct change *change, int64_t note,
    const struct note_draft *draft, const struct row_list *tasks)
{
    struct followup_list list = {0};
    size_t made = 0;

    followups_of(draft->body ? draft->body : "", session->today, &session->settings.calendar,
        &change->arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct followup *item = &list.items[i];
        struct task_draft task = {draft->account, item->title, item->due, item->at_minute,
            item->kind, NULL, item->waiting_on};

        if (has_task(tasks, note, item->title))
            continue;
        change_set_integer(change, change_add_task(change, &task, session->today), TASK_NOTE, note);
        made++;
    }
    array_fini(&list);
    return made;
}

/* The people named were met: their last touch moves to the day of the note. */
static bool touch_attendees(struct session *session, struct change *change,
    const struct note_draft *draft, struct error *err)
{
    const char *at = draft->attendees ? draft->attendees : "";
    day_number day = draft->at == MINUTE_NONE ? session->today : minute_day(draft->at);

    if (!draft->account || text_equal(draft->kind, "internal") ||
        text_equal(draft->kind, "no-show"))
        return true;
    while (*at) {
        size_t len = strcspn(at, ";");
        struct str name = {0};
        struct row *contact = NULL;
        bool ok;

        str_add_bytes(&name, at, len);
        ok = store_find_contact(
            session->store, draft->account, str_text(&name), &change->arena, &contact, err);
        str_fini(&name);
        if (!ok)
            return false;
        if (contact &&
            (!row_knows(contact, CONTACT_LAST_TOUCH) || row_day(contact, CONTACT_LAST_TOUCH) < day))
            change_set_day(
                change, change_update(change, KIND_CONTACT, contact->key), CONTACT_LAST_TOUCH, day);
        at += len + (at[len] == ';');
    }
    return true;
}

static bool note_change(struct session *session, struct change *change,
    const struct note_draft *draft, struct error *err)
{
    struct row_list tasks = {0};
    const char *name;
    size_t index, made;
    int64_t note;

    if (!account_name(session, draft->account, &change->arena, &name, err) ||
        (draft->note && !store_children(session->store, KIND_TASK, draft->account, &change->arena,
                            &tasks, err)))
        return false;
    index = draft->note ? change_update(change, KIND_NOTE, draft->note)
                        : change_insert(change, KIND_NOTE);
    set_note_fields(session, change, index, draft);
    if (!draft->note)
        change_set_text(change, index, NOTE_AUTHOR, session_author(session));
    note = draft->note ? draft->note : change_name(change, index);
    made = add_followups(session, change, note, draft, &tasks);
    change->account = draft->account;
    change_summarize(change, made ? "%s: %s %s, %zu %s planned" : "%s: %s %s", name,
        draft->kind ? draft->kind : "call", draft->note ? "changed" : "logged", made,
        made == 1 ? "follow-up" : "follow-ups");
    return touch_attendees(session, change, draft, err);
}

bool verb_note_log(struct session *session, const struct note_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err)
{
    struct change change;
    bool ok;

    if (!check_draft(draft, err))
        return false;
    change_init(&change, session->actor);
    ok = note_change(session, &change, draft, err) &&
         session_apply(session, &change, ret_outcome, err);
    if (ok && ret_id)
        str_addf(ret_id, "db-%lld",
            (long long)(draft->note ? draft->note : change.rows.items[0].new_key));
    change_fini(&change);
    return ok;
}
