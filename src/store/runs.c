/* Runs with their steps, all of a book in one pass: two statements that walk two indexes which hold
 * every column they give, side by side in the order of the runs' keys. */
#include "store_internal.h"

/* What the columns after the key are. */
static const int run_fields[] = {RUN_ACCOUNT, RUN_PLAYBOOK, RUN_STARTED, RUN_ANCHOR, RUN_TARGET,
    RUN_STATUS, RUN_FINISHED, RUN_TYPE, RUN_FIRST_VALUE, RUN_SUCCEEDED, RUN_WAS_SUCCESS};
static const int step_fields[] = {STEP_RUN, STEP_ACCOUNT, STEP_NUMBER, STEP_STEP, STEP_NEED,
    STEP_DUE, STEP_STATUS, STEP_DONE_ON, STEP_SIDE, STEP_AFTER, STEP_BLOCKED_ON, STEP_BLOCKED_DAYS};

struct walk {
    struct store *store;
    sqlite3_stmt *runs, *steps;
    bool step_waits; /* the statement stands on a step that was not taken yet */
    bool steps_over;
};

static struct row *slim_row(
    sqlite3_stmt *statement, enum kind kind, const int *fields, size_t count, struct arena *arena)
{
    struct row *row = row_new(arena, kind);

    row->key = sqlite3_column_int64(statement, 0);
    for (size_t i = 0; i < count; i++)
        row->values[fields[i]] = store_value(statement, (int)i + 1, arena);
    return row;
}

static bool next_step(struct walk *walk, struct error *err)
{
    bool row = false;

    if (walk->step_waits || walk->steps_over)
        return true;
    if (!store_step(walk->store, walk->steps, &row, err))
        return false;
    walk->step_waits = row;
    walk->steps_over = !row;
    return true;
}

/* Takes the steps of one run; those of runs before it are passed over. */
static bool take_steps(struct walk *walk, int64_t run, struct arena *arena,
    struct row_list *ret_steps, struct error *err)
{
    for (;;) {
        int64_t of;

        if (!next_step(walk, err))
            return false;
        if (walk->steps_over)
            return true;
        of = sqlite3_column_int64(walk->steps, 1);
        if (of > run)
            return true;
        walk->step_waits = false;
        if (of == run)
            store_list_push(arena, ret_steps,
                slim_row(walk->steps, KIND_STEP, step_fields, COUNT_OF(step_fields), arena));
    }
}

static bool take_run(
    struct walk *walk, struct arena *arena, struct store_run *ret_run, struct error *err)
{
    enum { NOTED = COUNT_OF(run_fields) + 1, START };
    bool known_note = sqlite3_column_type(walk->runs, NOTED) == SQLITE_INTEGER;
    bool known_start = sqlite3_column_type(walk->runs, START) == SQLITE_INTEGER;

    *ret_run = (struct store_run){
        .run = slim_row(walk->runs, KIND_RUN, run_fields, COUNT_OF(run_fields), arena),
        .noted = known_note ? sqlite3_column_int64(walk->runs, NOTED) : MINUTE_NONE,
        .contract_start =
            known_start ? (day_number)sqlite3_column_int64(walk->runs, START) : DAY_NONE,
    };
    return take_steps(walk, ret_run->run->key, arena, &ret_run->steps, err);
}

static bool walk_runs(struct walk *walk, store_run_fn fn, void *context, struct error *err)
{
    struct arena arena = {0};
    bool row = true, good = true, more = true;

    while (good && more) {
        struct store_run run;

        good = store_step(walk->store, walk->runs, &row, err);
        if (!good || !row)
            break;
        good = take_run(walk, &arena, &run, err);
        more = good && fn(context, &run);
        arena_clear(&arena);
    }
    arena_fini(&arena);
    return good;
}

bool store_each_run(struct store *store, const struct store_runs_wanted *wanted, store_run_fn fn,
    void *context, struct error *err)
{
    bool one = wanted->account != 0, own = store->depth == 0, good;
    struct walk walk = {.store = store};

    if (own && !store_begin_read(store, err))
        return false;
    walk.runs = store_statement(store, one ? SQL_RUNS_OF : SQL_RUNS_ALL, err);
    walk.steps = walk.runs ? store_statement(store, one ? SQL_STEPS_OF : SQL_STEPS_ALL, err) : NULL;
    good = walk.steps != NULL;
    if (good) {
        store_bind_integer(walk.runs, 1, wanted->open);
        store_bind_integer(walk.runs, 2, wanted->until);
        store_bind_integer(walk.steps, 1, wanted->open);
        if (one) {
            store_bind_integer(walk.runs, 3, wanted->account);
            store_bind_integer(walk.steps, 3, wanted->account);
        }
        good = walk_runs(&walk, fn, context, err);
    }
    sqlite3_reset(walk.runs);
    sqlite3_reset(walk.steps);
    if (good && own)
        good = store_commit(store, err);
    if (!good && own)
        store_rollback(store);
    return good;
}
