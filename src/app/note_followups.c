/* The tasks of a note follow its text: each line `- [ ] ...` has a task, found again by its words.
 */
#include <string.h>
#include "app/app_internal.h"
#include "base/text.h"
#include "core/followup.h"

/* A follow-up and the task behind it; NULL: it has none yet. */
struct pairing {
    const struct followup_list *items;
    struct row_list tasks;    /* those of the note, cancelled ones left out */
    const struct row **found; /* by item */
    bool *used;               /* by task */
};

typedef bool (*pair_fn)(const struct followup *item, const struct row *task);

static bool same_line(const struct followup *item, const struct row *task)
{
    const char *line = row_text(task, TASK_LINE);

    /* A ticked box no longer tells a promise. */
    return text_equal(line, item->text) ||
           (item->done && text_starts(line, "! ") && text_equal(line + 2, item->text));
}

static bool same_title(const struct followup *item, const struct row *task)
{
    return text_equal(row_text(task, TASK_TITLE), item->title);
}

static bool has_word(const char *text, const char *word, size_t len)
{
    for (const char *at = text; *at; at += strspn(at, " ")) {
        size_t next = strcspn(at, " ");

        if (next == len && !strncmp(at, word, len))
            return true;
        at += next;
    }
    return false;
}

/* Half of the words of the longer title, or more, stand in the other. */
static bool like_title(const struct followup *item, const struct row *task)
{
    const char *title = row_text(task, TASK_TITLE);
    size_t words = 0, others = 0, shared = 0;

    for (const char *at = item->title; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");

        words++;
        shared += has_word(title, at, len);
        at += len;
    }
    for (const char *at = title; *at; at += strspn(at, " ")) {
        others++;
        at += strcspn(at, " ");
    }
    return shared * 2 >= (words > others ? words : others) && shared > 0;
}

static void pair(struct pairing *pairing, pair_fn alike)
{
    for (size_t i = 0; i < pairing->items->count; i++)
        for (size_t k = 0; k < pairing->tasks.count && !pairing->found[i]; k++)
            if (!pairing->used[k] && alike(&pairing->items->items[i], pairing->tasks.items[k])) {
                pairing->found[i] = pairing->tasks.items[k];
                pairing->used[k] = true;
            }
}

static void take_tasks(struct pairing *pairing, const struct row_list *tasks, int64_t note)
{
    for (size_t i = 0; note > 0 && i < tasks->count; i++)
        if (row_integer(tasks->items[i], TASK_NOTE) == note &&
            !row_is(tasks->items[i], TASK_STATUS, "cancelled"))
            ARRAY_PUSH(&pairing->tasks, tasks->items[i]);
}

static void set_line(
    struct change *change, size_t row, const struct followup *item, const struct note_draft *draft)
{
    change_set_text(change, row, TASK_LINE, item->text);
    if (text_equal(item->kind, "promise") && !text_blank(draft->attendees))
        change_set_text(change, row, TASK_OWED_TO, draft->attendees);
}

static void make_task(struct session *session, struct change *change, int64_t note,
    const struct note_draft *draft, const struct followup *item)
{
    struct task_draft task = {.account = draft->account,
        .title = item->title,
        .due = item->due,
        .at_minute = item->at_minute,
        .kind = item->kind,
        .waiting_on = item->waiting_on};
    size_t row = change_add_task(change, &task, session->today);

    change_set_integer(change, row, TASK_NOTE, note);
    set_line(change, row, item, draft);
}

/* Only what the text changed: a day set by hand stays while the date words of the line do. */
static void change_task(struct change *change, const struct row *task, const struct followup *item,
    const struct note_draft *draft)
{
    const char *before = row_text(task, TASK_LINE);
    size_t row;

    if (text_equal(before, item->text))
        return;
    row = change_update(change, KIND_TASK, task->key);
    change_set_text(change, row, TASK_TITLE, item->title);
    change_set_text(change, row, TASK_KIND, item->kind);
    change_set(change, row, TASK_WAITING_ON, value_text(item->waiting_on));
    if (!*before || !*item->date_text || !strstr(before, item->date_text)) {
        change_set_day(change, row, TASK_DUE, item->due);
        change_set(change, row, TASK_AT,
            item->at_minute < 0 ? value_unknown() : value_integer(item->at_minute));
    }
    set_line(change, row, item, draft);
}

static void cancel_rest(struct change *change, const struct pairing *pairing)
{
    for (size_t k = 0; k < pairing->tasks.count; k++) {
        const struct row *task = pairing->tasks.items[k];

        if (!pairing->used[k] && *row_text(task, TASK_LINE) && !row_is(task, TASK_STATUS, "done"))
            change_set_text(
                change, change_update(change, KIND_TASK, task->key), TASK_STATUS, "cancelled");
    }
}

static size_t follow(struct session *session, struct change *change, int64_t note,
    const struct note_draft *draft, const struct pairing *pairing)
{
    size_t made = 0;

    for (size_t i = 0; i < pairing->items->count; i++) {
        const struct followup *item = &pairing->items->items[i];
        const struct row *task = pairing->found[i];

        if (!task && !item->done) {
            make_task(session, change, note, draft, item);
            made++;
        } else if (task && item->done && !row_is(task, TASK_STATUS, "done")) {
            change_tick_task(change, task->key, true, session->today);
        } else if (task && !item->done) {
            change_task(change, task, item, draft);
        }
    }
    return made;
}

size_t change_follow_note(struct session *session, struct change *change, int64_t note,
    const struct note_draft *draft, const struct row_list *tasks)
{
    struct followup_list items = {0};
    struct pairing pairing = {.items = &items};
    size_t made;

    followups_all(draft->body ? draft->body : "", session->today, &session->settings.calendar,
        &change->arena, &items);
    take_tasks(&pairing, tasks, note);
    pairing.found = arena_alloc_array(&change->arena, items.count + 1, sizeof(*pairing.found));
    pairing.used =
        arena_alloc_array(&change->arena, pairing.tasks.count + 1, sizeof(*pairing.used));
    pair(&pairing, same_line);
    pair(&pairing, same_title);
    pair(&pairing, like_title);
    made = follow(session, change, note, draft, &pairing);
    cancel_rest(change, &pairing);
    array_fini(&pairing.tasks);
    array_fini(&items);
    return made;
}
