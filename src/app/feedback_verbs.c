/* The loop closed: what came of feedback is told to each customer that asked, by a task. */
#include <string.h>
#include "base/words.h"
#include "app/app_internal.h"
#include "app/feedback.h"
#include "core/task.h"

enum { TELL_WITHIN = 5 }; /* working days */

/* The rows of one theme on one account, and its tasks. */
struct circle {
    struct arena arena;
    struct row_list said, tasks;
    const char *account; /* its name */
    bool churned;
};

static bool circle_load(
    struct circle *circle, struct session *session, const struct row *said, struct error *err)
{
    int64_t account = row_integer(said, FEEDBACK_ACCOUNT);
    const char *key = feedback_theme_key(row_text(said, FEEDBACK_THEME), &circle->arena);
    struct row *row = NULL;
    size_t kept = 0;

    if (!store_children(
            session->store, KIND_FEEDBACK, account, &circle->arena, &circle->said, err) ||
        !store_children(session->store, KIND_TASK, account, &circle->arena, &circle->tasks, err) ||
        !store_get(session->store, KIND_ACCOUNT, account, &circle->arena, &row, err))
        return false;
    for (size_t i = 0; i < circle->said.count; i++)
        if (!strcmp(key, feedback_theme_key(
                             row_text(circle->said.items[i], FEEDBACK_THEME), &circle->arena)))
            circle->said.items[kept++] = circle->said.items[i];
    circle->said.count = kept;
    circle->churned = !row || row_is(row, ACCOUNT_STAGE, "churned");
    return account_name(session, account, &circle->arena, &circle->account, err);
}

static bool tells_of(const struct row *task, const struct row *said)
{
    return *row_text(said, FEEDBACK_ID) &&
           text_equal(row_text(task, TASK_FEEDBACK), row_text(said, FEEDBACK_ID));
}

/* The open task that tells of any of the circle's rows. */
static const struct row *telling_task(const struct circle *circle)
{
    for (size_t i = 0; i < circle->tasks.count; i++)
        for (size_t k = 0; k < circle->said.count; k++)
            if (task_is_open(circle->tasks.items[i]) &&
                tells_of(circle->tasks.items[i], circle->said.items[k]))
                return circle->tasks.items[i];
    return NULL;
}

static bool is_settled(const struct row *said)
{
    return feedback_is_settled(feedback_status_of(row_text(said, FEEDBACK_STATUS)));
}

/* With all of a theme, its rows are set one after the other. */
static bool is_changed(const struct change *change, int64_t said)
{
    for (size_t i = 0; i < change->rows.count; i++)
        if (change->rows.items[i].kind == KIND_FEEDBACK && change->rows.items[i].key == said)
            return true;
    return false;
}

/* Another row of the theme that stays settled, and waits to be told of. */
static bool others_wait(const struct circle *circle, const struct change *change)
{
    for (size_t i = 0; i < circle->said.count; i++)
        if (is_settled(circle->said.items[i]) &&
            !row_knows(circle->said.items[i], FEEDBACK_TOLD_ON) &&
            !is_changed(change, circle->said.items[i]->key))
            return true;
    return false;
}

static bool has_telling(const struct change *change, int64_t account)
{
    for (size_t i = 0; i < change->rows.count; i++) {
        const struct change_row *row = &change->rows.items[i];

        if (row->kind == KIND_TASK && row->op == CHANGE_INSERT && row->mask >> TASK_FEEDBACK & 1 &&
            row->values[TASK_ACCOUNT].integer == account)
            return true;
    }
    return false;
}

static void plan_telling(struct session *session, struct change *change,
    const struct circle *circle, const struct row *said)
{
    const char *theme = row_text(said, FEEDBACK_THEME);
    struct task_draft draft = {.account = row_integer(said, FEEDBACK_ACCOUNT),
        .due = day_add_working(session->today, TELL_WITHIN, &session->settings.calendar),
        .at_minute = -1};
    size_t task;

    if (text_blank(theme))
        theme = row_text(said, FEEDBACK_TEXT);
    draft.title = arena_format(&change->arena, "tell %s what came of %s", circle->account,
        text_blank(theme) ? "it" : theme);
    task = change_add_task(change, &draft, session->today);
    change_set_text(change, task, TASK_FEEDBACK, row_text(said, FEEDBACK_ID));
}

bool change_settle_feedback(struct session *session, struct change *change, size_t index,
    const struct row *before, struct error *err)
{
    const struct change_row *row = &change->rows.items[index];
    struct value status = row->values[FEEDBACK_STATUS];
    bool settled =
        status.type == VALUE_TEXT && feedback_is_settled(feedback_status_of(status.text));
    struct circle circle = {0};
    const struct row *task;
    bool ok;

    if (!(row->mask >> FEEDBACK_STATUS & 1) || settled == is_settled(before))
        return true;
    ok = circle_load(&circle, session, before, err);
    task = ok ? telling_task(&circle) : NULL;
    if (ok && settled && !task && !circle.churned && !row_knows(before, FEEDBACK_TOLD_ON) &&
        !has_telling(change, row_integer(before, FEEDBACK_ACCOUNT)))
        plan_telling(session, change, &circle, before);
    if (ok && !settled) {
        change_set_day(change, index, FEEDBACK_TOLD_ON, DAY_NONE);
        if (task && !others_wait(&circle, change))
            change_set_text(
                change, change_update(change, KIND_TASK, task->key), TASK_STATUS, "cancelled");
    }
    arena_fini(&circle.arena);
    return ok;
}

bool change_tell_feedback(struct session *session, struct change *change, const struct row *task,
    bool done, struct error *err)
{
    struct circle circle = {0};
    struct row *said = NULL;
    bool ok = true;

    if (*row_text(task, TASK_FEEDBACK))
        ok = store_find_id(session->store, KIND_FEEDBACK, row_text(task, TASK_FEEDBACK),
                 &circle.arena, &said, err) &&
             (!said || circle_load(&circle, session, said, err));
    for (size_t i = 0; ok && said && i < circle.said.count; i++) {
        const struct row *row = circle.said.items[i];

        if (is_settled(row) && (!done || !row_knows(row, FEEDBACK_TOLD_ON)))
            change_set_day(change, change_update(change, KIND_FEEDBACK, row->key), FEEDBACK_TOLD_ON,
                done ? session->today : DAY_NONE);
    }
    arena_fini(&circle.arena);
    return ok;
}

/* --- a whole theme --- */

static const struct feedback_theme *find_theme(
    const struct feedback_themes *themes, const char *key)
{
    for (size_t i = 0; i < themes->count; i++)
        if (text_equal(themes->items[i].key, key))
            return &themes->items[i];
    return NULL;
}

static bool set_theme(struct session *session, struct change *change,
    const struct feedback_theme *theme, enum feedback_status status, struct error *err)
{
    size_t set = 0;

    for (size_t i = 0; i < theme->voice_count; i++) {
        const struct row *said = theme->voices[i].said;
        size_t index;

        if (feedback_status_of(row_text(said, FEEDBACK_STATUS)) == status)
            continue;
        set++;
        index = change_update(change, KIND_FEEDBACK, said->key);
        change_set_text(change, index, FEEDBACK_STATUS, feedback_status_word(status));
        if (!change_settle_feedback(session, change, index, said, err))
            return false;
    }
    return set || error_set(err, ERROR_USAGE, "%s is %s already", theme->name,
                      feedback_status_word(status));
}

static size_t count_tellings(const struct change *change)
{
    size_t count = 0;

    for (size_t i = 0; i < change->rows.count; i++)
        count +=
            change->rows.items[i].kind == KIND_TASK && change->rows.items[i].op == CHANGE_INSERT;
    return count;
}

bool verb_feedback_status(struct session *session, const char *theme_key,
    enum feedback_status status, struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct feedback_themes themes = {0};
    const struct feedback_theme *theme = NULL;
    struct change change;
    size_t told;
    bool ok = feedback_read(session, &arena, &themes, err);

    change_init(&change, session->actor);
    if (ok) {
        theme = find_theme(&themes, theme_key);
        ok = theme || error_set(err, ERROR_NOT_FOUND, "nobody asks for '%s'", theme_key);
    }
    ok = ok && set_theme(session, &change, theme, status, err);
    if (ok) {
        told = count_tellings(&change);
        change_summarize(&change, "%s: %s%s", *theme->name ? theme->name : _("no theme"),
            feedback_status_word(status),
            told ? arena_format(&arena, _(", %zu to be told"), told) : "");
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
