/* Tasks: made, done, reopened, moved, flagged. */
#include "base/words.h"
#include "app/app_internal.h"
#include "app/verbs.h"
#include "store/names.h"

/* The row and its account's name, for a summary; both in the arena. */
static bool get_task(struct session *session, int64_t key, struct arena *arena,
    struct row **ret_task, const char **ret_name, struct error *err)
{
    struct row *task = NULL;

    if (!store_get(session->store, KIND_TASK, key, arena, &task, err))
        return false;
    if (!task)
        return error_set(err, ERROR_NOT_FOUND, "this task is gone");
    *ret_task = task;
    return account_name(session, row_integer(task, TASK_ACCOUNT), arena, ret_name, err);
}

bool account_name(struct session *session, int64_t account, struct arena *arena,
    const char **ret_name, struct error *err)
{
    struct store_name name = {"", ""};

    if (account && !store_name_of(session->store, account, arena, &name, err))
        return false;
    *ret_name = *name.name ? name.name : *name.id ? name.id : _("No account");
    return true;
}

size_t change_add_task(struct change *change, const struct task_draft *draft, day_number today)
{
    size_t index = change_insert(change, KIND_TASK);

    if (draft->account)
        change_set_integer(change, index, TASK_ACCOUNT, draft->account);
    change_set_text(change, index, TASK_TITLE, draft->title);
    if (draft->due != DAY_NONE)
        change_set_day(change, index, TASK_DUE, draft->due);
    if (draft->at_minute >= 0)
        change_set_integer(change, index, TASK_AT, draft->at_minute);
    change_set_text(change, index, TASK_KIND, draft->kind ? draft->kind : "task");
    if (draft->priority)
        change_set_text(change, index, TASK_PRIORITY, draft->priority);
    if (draft->waiting_on)
        change_set_text(change, index, TASK_WAITING_ON, draft->waiting_on);
    if (draft->owed_to)
        change_set_text(change, index, TASK_OWED_TO, draft->owed_to);
    change_set_text(change, index, TASK_STATUS, "open");
    change_set_day(change, index, TASK_MADE_ON, today);
    return index;
}

bool verb_task_add(struct session *session, const struct task_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    const char *name;
    char day[24];
    bool ok = account_name(session, draft->account, &arena, &name, err);

    change_init(&change, session->actor);
    if (ok) {
        change.account = draft->account;
        change_add_task(&change, draft, session->today);
        change_summarize(&change,
            draft->due == DAY_NONE ? N_("%s: %s planned, no day%s") : N_("%s: %s planned for %s"),
            name, draft->title,
            draft->due == DAY_NONE ? "" : day_words(draft->due, session->today, day));
        ok =
            session_apply(session, &change, ret_outcome, err) &&
            (!ret_id || row_read_id(session, KIND_TASK, change.rows.items[0].new_key, ret_id, err));
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

void change_tick_task(struct change *change, int64_t task, bool done, day_number today)
{
    size_t index = change_update(change, KIND_TASK, task);

    change_set_text(change, index, TASK_STATUS, done ? "done" : "open");
    change_set_day(change, index, TASK_DONE_ON, done ? today : DAY_NONE);
}

bool verb_task_done(struct session *session, int64_t task, bool done, struct outcome *ret_outcome,
    struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *row = NULL;
    const char *name = NULL;
    bool ok = get_task(session, task, &arena, &row, &name, err);

    change_init(&change, session->actor);
    if (ok && done == row_is(row, TASK_STATUS, "done"))
        ok = error_set(err, ERROR_USAGE, "%s is %s already", row_text(row, TASK_TITLE),
            done ? _("done") : _("open"));
    if (ok) {
        change.account = row_integer(row, TASK_ACCOUNT);
        change_tick_task(&change, task, done, session->today);
        change_summarize(&change, done ? N_("%s: %s done") : N_("%s: %s reopened"), name,
            row_text(row, TASK_TITLE));
        ok = change_tell_feedback(session, &change, row, done, err) &&
             session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

bool verb_task_due(struct session *session, int64_t task, day_number due,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *row = NULL;
    const char *name = NULL;
    char day[24];
    bool ok = get_task(session, task, &arena, &row, &name, err);

    change_init(&change, session->actor);
    if (ok) {
        change.account = row_integer(row, TASK_ACCOUNT);
        change_set_day(&change, change_update(&change, KIND_TASK, task), TASK_DUE, due);
        change_summarize(&change, "%s: %s due %s", name, row_text(row, TASK_TITLE),
            due == DAY_NONE ? _("no day") : day_words(due, session->today, day));
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

static const char *next_priority(const struct row *task)
{
    if (row_is(task, TASK_PRIORITY, "high"))
        return "low";
    return row_is(task, TASK_PRIORITY, "low") ? "medium" : "high";
}

bool verb_task_priority(
    struct session *session, int64_t task, struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *row = NULL;
    const char *name = NULL;
    bool ok = get_task(session, task, &arena, &row, &name, err);

    change_init(&change, session->actor);
    if (ok) {
        change.account = row_integer(row, TASK_ACCOUNT);
        change_set_text(
            &change, change_update(&change, KIND_TASK, task), TASK_PRIORITY, next_priority(row));
        change_summarize(
            &change, "%s: %s has %s priority", name, row_text(row, TASK_TITLE), next_priority(row));
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
