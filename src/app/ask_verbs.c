/* Asks: asked again, put off. */
#include "base/words.h"
#include "app/app_internal.h"
#include "app/promises.h"
#include "core/task.h"

enum { CHASE_DAYS = 7 };

struct ask {
    struct arena arena;
    struct row *task;
    const char *account;
};

static bool ask_load(struct ask *ask, struct session *session, int64_t key, struct error *err)
{
    if (!store_get(session->store, KIND_TASK, key, &ask->arena, &ask->task, err))
        return false;
    if (!ask->task)
        return error_set(err, ERROR_NOT_FOUND, "this task is gone");
    return account_name(
        session, row_integer(ask->task, TASK_ACCOUNT), &ask->arena, &ask->account, err);
}

static bool may_be_chased(
    const struct session *session, const struct row *task, day_number day, struct error *err)
{
    const char *title = row_text(task, TASK_TITLE);

    if (!task_is_ask(task))
        return error_set(err, ERROR_USAGE,
            "%s waits on nobody; an ask is chased: kind=ask waiting_on=product", title);
    if (!task_is_open(task))
        return error_set(err, ERROR_USAGE, "%s is no longer open", title);
    return day > session->today || error_set(err, ERROR_USAGE, "chase it on a day after today");
}

static const char *times(struct arena *arena, int64_t count)
{
    return count < 2
               ? ""
               : arena_format(arena, words_plural(", %lld time now", ", %lld times now", count),
                     (long long)count);
}

static bool chase(struct session *session, struct ask *ask, day_number day,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    const char *who = row_text(ask->task, TASK_WAITING_ON);
    char words[24];
    bool ok;

    change_init(&change, session->actor);
    change.account = row_integer(ask->task, TASK_ACCOUNT);
    task_chase(&change, ask->task, day);
    change_summarize(&change, "%s: %s asked again%s, next %s", ask->account,
        *who ? who : row_text(ask->task, TASK_TITLE),
        times(&ask->arena, row_integer(ask->task, TASK_CHASED) + 1),
        day_words(day, session->today, words));
    ok = session_apply(session, &change, ret_outcome, err);
    change_fini(&change);
    return ok;
}

bool verb_task_chase(struct session *session, int64_t task, day_number day,
    struct outcome *ret_outcome, struct error *err)
{
    struct ask ask = {0};
    bool ok;

    if (day == DAY_NONE)
        day = day_roll_forward(session->today + CHASE_DAYS, &session->settings.calendar);
    ok = ask_load(&ask, session, task, err) && may_be_chased(session, ask.task, day, err) &&
         chase(session, &ask, day, ret_outcome, err);
    arena_fini(&ask.arena);
    return ok;
}

static bool put_off(struct session *session, const struct ask *ask, day_number day,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    char words[24];
    bool ok;

    change_init(&change, session->actor);
    change.account = row_integer(ask->task, TASK_ACCOUNT);
    change_set_day(&change, change_update(&change, KIND_TASK, ask->task->key), TASK_CHASE, day);
    change_summarize(&change, "%s: %s to be chased %s", ask->account,
        row_text(ask->task, TASK_TITLE), day_words(day, session->today, words));
    ok = session_apply(session, &change, ret_outcome, err);
    change_fini(&change);
    return ok;
}

bool verb_task_snooze(struct session *session, int64_t task, day_number day,
    struct outcome *ret_outcome, struct error *err)
{
    struct ask ask = {0};
    bool ok = ask_load(&ask, session, task, err);

    if (ok)
        ok = task_is_ask(ask.task) ? put_off(session, &ask, day, ret_outcome, err)
                                   : verb_task_due(session, task, day, ret_outcome, err);
    arena_fini(&ask.arena);
    return ok;
}
