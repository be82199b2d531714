/* Notes: logged or edited with the tasks that follow from them, in one change. */
#include <string.h>
#include "app/app_internal.h"
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"
#include "core/followup.h"

static bool check_draft(const struct note_draft *draft, struct error *err)
{
    if (draft->body && strlen(draft->body) > NOTE_BYTES_MAX)
        return error_set(err, ERROR_REFUSED, "a note holds at most 4 MiB; this one has %zu bytes",
            strlen(draft->body));
    if (text_blank(draft->body) && !draft->note && !draft->prepared)
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
    change_set_text(change, index, NOTE_STATE, draft->prepared ? "prepared" : "logged");
    if (draft->minutes)
        change_set(change, index, NOTE_DURATION,
            draft->minutes > 0 ? value_integer(draft->minutes) : value_unknown());
    if (draft->template)
        change_set_text(change, index, NOTE_TEMPLATE, draft->template);
}

/* What the edit replaces stays as a version. */
static void keep_version(struct session *session, struct change *change, const struct row *before,
    const struct note_draft *draft)
{
    static const int kept[][2] = {{VERSION_AT, NOTE_AT}, {VERSION_KIND, NOTE_KIND},
        {VERSION_SENTIMENT, NOTE_SENTIMENT}, {VERSION_ATTENDEES, NOTE_ATTENDEES},
        {VERSION_BODY, NOTE_BODY}};
    size_t row;

    if (text_equal(row_text(before, NOTE_BODY), draft->body))
        return;
    row = change_insert(change, KIND_VERSION);
    change_set(change, row, VERSION_ACCOUNT, before->values[NOTE_ACCOUNT]);
    change_set_integer(change, row, VERSION_NOTE, before->key);
    change_set_integer(change, row, VERSION_SAVED, session_now(session));
    change_set_text(change, row, VERSION_AUTHOR, session_author(session));
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        change_set(change, row, kept[i][0], before->values[kept[i][1]]);
}

static const char *what_was_done(const struct note_draft *draft, const struct row *before)
{
    bool waited = before && row_is(before, NOTE_STATE, "prepared");

    if (draft->prepared)
        return waited ? _("kept for later") : _("prepared");
    return before && !waited ? _("changed") : _("logged");
}

/* The note itself; *ret_before is what an edit found, or NULL. */
static bool write_note(struct session *session, struct change *change,
    const struct note_draft *draft, int64_t *ret_note, const struct row **ret_before,
    struct error *err)
{
    struct row *before = NULL;
    size_t index;

    if (draft->note &&
        !store_get(session->store, KIND_NOTE, draft->note, &change->arena, &before, err))
        return false;
    if (draft->note && !before)
        return error_set(err, ERROR_NOT_FOUND, "this note was deleted meanwhile");
    index =
        before ? change_update(change, KIND_NOTE, draft->note) : change_insert(change, KIND_NOTE);
    set_note_fields(session, change, index, draft);
    if (!before)
        change_set_text(change, index, NOTE_AUTHOR, session_author(session));
    *ret_note = before ? draft->note : change_name(change, index);
    *ret_before = before;
    if (before)
        keep_version(session, change, before, draft);
    return true;
}

static bool is_new_person(const struct change_row *row)
{
    return row->kind == KIND_CONTACT && row->op == CHANGE_INSERT;
}

/* `, new person: Ana Ruiz` */
static void add_new_people(const struct change *change, struct str *text)
{
    size_t count = 0;

    for (size_t i = 0; i < change->rows.count; i++)
        count += is_new_person(&change->rows.items[i]);
    if (count)
        str_add(text, words_plural(", new person: ", ", new people: ", count));
    for (size_t i = 0; i < change->rows.count && count; i++) {
        if (!is_new_person(&change->rows.items[i]))
            continue;
        str_add(text, change->rows.items[i].values[CONTACT_NAME].text);
        count--;
        str_add(text, count ? ", " : "");
    }
}

/* `Globex: call logged, 1 follow-up planned` */
static void summarize(struct change *change, const char *name, const struct note_draft *draft,
    const struct row *before, size_t made)
{
    struct str text = {0};

    str_addf(
        &text, "%s: %s %s", name, draft->kind ? draft->kind : "call", what_was_done(draft, before));
    if (made)
        str_addf(&text,
            words_plural(", %zu follow-up planned", ", %zu follow-ups planned", (long long)made),
            made);
    add_new_people(change, &text);
    change_summarize(change, "%s", str_text(&text));
    str_fini(&text);
}

static bool note_change(struct session *session, struct change *change,
    const struct note_draft *draft, struct error *err)
{
    struct row_list tasks = {0};
    const struct row *before = NULL;
    size_t made = 0;
    const char *name;
    int64_t note = 0;

    if (!account_name(session, draft->account, &change->arena, &name, err) ||
        !write_note(session, change, draft, &note, &before, err) ||
        (before && !store_children(
                       session->store, KIND_TASK, draft->account, &change->arena, &tasks, err)))
        return false;
    if (!draft->prepared)
        made = change_follow_note(session, change, note, draft, &tasks);
    change->account = draft->account;
    if (!change_touch_people(session, change, draft, err))
        return false;
    summarize(change, name, draft, before, made);
    return true;
}

bool change_finish_note(struct session *session, struct change *change, size_t index,
    const struct row *before, struct error *err)
{
    struct row *after = row_copy(&change->arena, before);
    struct row_list tasks = {0};
    struct note_draft draft = {.note = before->key};

    for (int field = 0; field < NOTE_STORED; field++)
        if (change->rows.items[index].mask & (UINT64_C(1) << field))
            row_set(after, field, change->rows.items[index].values[field]);
    draft.account = row_integer(after, NOTE_ACCOUNT);
    draft.kind = row_text(after, NOTE_KIND);
    draft.at = row_knows(after, NOTE_AT) ? row_integer(after, NOTE_AT) : MINUTE_NONE;
    draft.attendees = row_text(after, NOTE_ATTENDEES);
    draft.body = row_text(after, NOTE_BODY);
    draft.prepared = row_is(after, NOTE_STATE, "prepared");
    if (!store_children(session->store, KIND_TASK, row_integer(before, NOTE_ACCOUNT),
            &change->arena, &tasks, err))
        return false;
    if (!text_equal(draft.body, row_text(before, NOTE_BODY))) {
        change_set_text(change, index, NOTE_TAGS, note_tags_of(draft.body, &change->arena));
        keep_version(session, change, before, &draft);
        if (!draft.prepared)
            change_follow_note(session, change, before->key, &draft, &tasks);
    }
    return change_touch_people(session, change, &draft, err);
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
         session_apply(session, &change, ret_outcome, err) &&
         (!ret_id || row_read_id(session, KIND_NOTE,
                         draft->note ? draft->note : change.rows.items[0].new_key, ret_id, err));
    change_fini(&change);
    return ok;
}

bool verb_note_versions(struct session *session, int64_t note, struct arena *arena,
    struct row_list *ret_versions, struct error *err)
{
    struct row_list all = {0};
    struct row *row = NULL;
    size_t count = 0;

    if (!store_get(session->store, KIND_NOTE, note, arena, &row, err) ||
        (row && !store_children(session->store, KIND_VERSION, row_integer(row, NOTE_ACCOUNT), arena,
                    &all, err)))
        return false;
    ret_versions->items = arena_alloc_array(arena, all.count + 1, sizeof(struct row *));
    for (size_t i = all.count; i-- > 0;)
        if (row_integer(all.items[i], VERSION_NOTE) == note)
            ret_versions->items[count++] = all.items[i];
    ret_versions->count = count;
    return true;
}

bool verb_note_restore(
    struct session *session, int64_t version, struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL, *note = NULL;
    bool ok = store_get(session->store, KIND_VERSION, version, &arena, &row, err);

    if (ok && !row)
        ok = error_set(err, ERROR_NOT_FOUND, "this version is gone");
    ok = ok &&
         store_get(session->store, KIND_NOTE, row_integer(row, VERSION_NOTE), &arena, &note, err);
    if (ok && note) {
        struct note_draft draft = {
            .account = row_integer(note, NOTE_ACCOUNT),
            .note = note->key,
            .kind = row_text(row, VERSION_KIND),
            .at = row_knows(row, VERSION_AT) ? row_integer(row, VERSION_AT) : MINUTE_NONE,
            .sentiment = row_text(row, VERSION_SENTIMENT),
            .attendees = row_text(row, VERSION_ATTENDEES),
            .body = row_text(row, VERSION_BODY),
            .prepared = row_is(note, NOTE_STATE, "prepared"),
        };

        ok = verb_note_log(session, &draft, ret_outcome, NULL, err);
    }
    arena_fini(&arena);
    return ok;
}
