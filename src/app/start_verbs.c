/* Starting playbooks: how an account would go through one, and beginning it for one or many. */
#include "app/app_internal.h"
#include "app/verbs.h"
#include "base/words.h"

bool verb_playbook_plan(struct session *session, const char *name, int64_t account,
    day_number given, struct arena *arena, struct run_plan *ret_plan, struct error *err)
{
    const struct playbook *playbook;
    struct dossier *dossier = arena_alloc(arena, sizeof(*dossier));
    struct playbook_ground ground;

    if (!verb_playbook_find(session, name, &playbook, err) ||
        !ground_load(session, account, arena, dossier, &ground, err))
        return false;
    run_plan_make(playbook, &ground, given, arena, ret_plan);
    return true;
}

/* --- many at once --- */

/* What one account needs, and the lines with the change that grows by it. */
struct starter {
    struct session *session;
    const struct playbook *playbook;
    day_number given;
    struct arena *arena;   /* of the lines */
    struct arena scratch;  /* of one dossier */
    struct change *change; /* NULL: only a look */
    struct start_lines lines;
    size_t runs;
};

static void plan_line(
    struct starter *starter, const struct playbook_ground *ground, struct start_line *line)
{
    struct error why;

    if (!playbook_may_start(starter->playbook, ground, &why)) {
        line->why = arena_copy_text(starter->arena, why.text);
        return;
    }
    run_plan_make(starter->playbook, ground, starter->given, starter->arena, &line->plan);
    starter->runs++;
    if (starter->change)
        run_start(&line->plan, ground, starter->change);
}

/* The same account twice is one. */
static bool is_listed(const struct starter *starter, int64_t account)
{
    for (size_t i = 0; i < starter->lines.count; i++)
        if (starter->lines.items[i].account == account)
            return true;
    return false;
}

static bool add_line(struct starter *starter, int64_t account, struct error *err)
{
    struct dossier dossier;
    struct playbook_ground ground;
    struct start_line line = {.account = account};

    if (is_listed(starter, account))
        return true;
    arena_clear(&starter->scratch);
    if (!ground_load(starter->session, account, &starter->scratch, &dossier, &ground, err))
        return false;
    line.name = arena_copy_text(starter->arena, row_text(dossier.account, ACCOUNT_NAME));
    plan_line(starter, &ground, &line);
    starter->lines.items[starter->lines.count++] = line;
    return true;
}

static bool add_lines(struct starter *starter, const struct start_order *order, struct error *err)
{
    bool ok = true;

    starter->lines.items = arena_alloc_array(
        starter->arena, order->accounts->count + 1, sizeof(*starter->lines.items));
    for (size_t i = 0; ok && i < order->accounts->count; i++)
        ok = add_line(starter, order->accounts->items[i], err);
    arena_fini(&starter->scratch);
    return ok;
}

bool verb_playbook_plan_many(struct session *session, const struct start_order *order,
    struct arena *arena, struct start_lines *ret_lines, struct error *err)
{
    struct starter starter = {.session = session, .given = order->given, .arena = arena};

    if (!verb_playbook_find(session, order->name, &starter.playbook, err) ||
        !add_lines(&starter, order, err))
        return false;
    *ret_lines = starter.lines;
    return true;
}

/* The runs stand in the change in the order of the lines. */
static void take_keys(struct start_lines *lines, const struct change *change)
{
    size_t at = 0;

    for (size_t i = 0; i < change->rows.count; i++) {
        if (change->rows.items[i].kind != KIND_RUN)
            continue;
        while (lines->items[at].why)
            at++;
        lines->items[at++].run = change->rows.items[i].new_key;
    }
}

/* With several accounts the change stands in the history of none alone. */
static void summarize(const struct starter *starter, struct change *change)
{
    if (starter->runs <= 1)
        return;
    change->account = 0;
    change_summarize(change,
        words_plural(
            "%s started for %zu account", "%s started for %zu accounts", (long long)starter->runs),
        starter->playbook->title, starter->runs);
}

static bool apply(struct starter *starter, struct outcome *ret_outcome, struct error *err)
{
    *ret_outcome = (struct outcome){0};
    if (starter->runs == 0)
        return true;
    summarize(starter, starter->change);
    if (!session_apply(starter->session, starter->change, ret_outcome, err))
        return false;
    take_keys(&starter->lines, starter->change);
    return true;
}

static bool start_many(struct starter *starter, const struct start_order *order,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    bool ok;

    change_init(&change, starter->session->actor);
    starter->change = &change;
    ok = add_lines(starter, order, err) && apply(starter, ret_outcome, err);
    change_fini(&change);
    return ok;
}

bool verb_playbook_start_many(struct session *session, const struct start_order *order,
    struct arena *arena, struct start_lines *ret_lines, struct outcome *ret_outcome,
    struct error *err)
{
    struct starter starter = {.session = session, .given = order->given, .arena = arena};

    if (!verb_playbook_find(session, order->name, &starter.playbook, err) ||
        !start_many(&starter, order, ret_outcome, err))
        return false;
    *ret_lines = starter.lines;
    return true;
}

/* --- one --- */

static bool start_one(struct starter *starter, int64_t account, struct outcome *ret_outcome,
    struct str *ret_run_id, struct error *err)
{
    struct key_list accounts = {.items = &account, .count = 1};
    struct start_order order = {.accounts = &accounts};

    if (!start_many(starter, &order, ret_outcome, err))
        return false;
    if (starter->lines.items[0].why)
        return error_set(err, ERROR_USAGE, "%s", starter->lines.items[0].why);
    return !ret_run_id ||
           row_read_id(starter->session, KIND_RUN, starter->lines.items[0].run, ret_run_id, err);
}

bool verb_playbook_start(struct session *session, const char *name, int64_t account,
    day_number given, struct outcome *ret_outcome, struct str *ret_run_id, struct error *err)
{
    struct arena arena = {0};
    struct starter starter = {.session = session, .given = given, .arena = &arena};
    bool ok = verb_playbook_find(session, name, &starter.playbook, err) &&
              start_one(&starter, account, ret_outcome, ret_run_id, err);

    arena_fini(&arena);
    return ok;
}

/* The file as it is now; where it is gone or faulty, the run's own text. */
static bool playbook_again(struct session *session, const struct run_case *run,
    const struct playbook **ret_playbook, struct error *err)
{
    const struct playbook *now;
    const char *fault;

    if (!verb_run_file(session, run->ground.run, &now, &fault, err))
        return false;
    if (!now)
        now = run->ground.playbook;
    if (!now)
        return error_set(err, ERROR_NOT_FOUND, "%s cannot be repeated: its playbook is gone",
            row_text(run->ground.run, RUN_TITLE));
    *ret_playbook = now;
    return true;
}

bool verb_run_repeat(struct session *session, int64_t run, day_number given,
    struct outcome *ret_outcome, struct str *ret_run_id, struct error *err)
{
    struct arena arena = {0};
    struct run_case last;
    struct starter starter = {.session = session, .given = given, .arena = &arena};
    bool ok = verb_run_load(session, run, &arena, &last, err);

    if (ok && row_is(last.ground.run, RUN_STATUS, "open"))
        ok = error_set(err, ERROR_USAGE, "%s still runs: finish or cancel it first",
            row_text(last.ground.run, RUN_TITLE));
    ok = ok && playbook_again(session, &last, &starter.playbook, err) &&
         start_one(
             &starter, row_integer(last.ground.run, RUN_ACCOUNT), ret_outcome, ret_run_id, err);
    arena_fini(&arena);
    return ok;
}
