/* What is kept of each run is what its rows say, whatever was done; and where it is not kept, the
 * figures come from the rows. On the demo's book. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "core/run_standing.h"

struct desk {
    struct session *session;
    struct arena arena;
    struct error err;
};

static void desk_open(struct desk *desk)
{
    *desk = (struct desk){0};
    assert_true(session_open(
        &(struct session_options){
            .demo = true, .today = day_make(2026, 11, 23), .create = true, .actor = ACTOR_APP},
        &desk->session, &desk->err));
}

static void desk_close(struct desk *desk)
{
    session_close(desk->session);
    arena_fini(&desk->arena);
}

struct kept {
    struct run_standing_list list;
    struct arena *arena;
};

static bool keep(void *context, const struct run_standing *standing)
{
    struct kept *kept = context;
    struct run_standing copy = *standing;
    copy.playbook = arena_copy_text(kept->arena, standing->playbook);
    copy.halt_step = arena_copy_text(kept->arena, standing->halt_step);
    ARRAY_PUSH(&kept->list, copy);
    return true;
}

static const struct run_standing *find(const struct run_standing_list *list, int64_t run)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].run == run)
            return &list->items[i];
    return NULL;
}

static void assert_same(const struct run_standing *kept, const struct run_standing *told)
{
    assert_non_null(kept);
    assert_int_equal(kept->account, told->account);
    assert_string_equal(kept->playbook, told->playbook);
    assert_string_equal(kept->halt_step, told->halt_step);
#define SAME(name)                                                                                 \
    if (kept->name != told->name)                                                                  \
        fail_msg(                                                                                  \
            "run %d: " #name " is kept as %d, and is %d", (int)told->run, kept->name, told->name);
    STANDING_NUMBERS(SAME)
    STANDING_DAYS(SAME)
#undef SAME
}

/* Every run of the book is kept, none other is, and all are as their rows say. */
static void assert_kept(struct desk *desk)
{
    struct store *store = session_store(desk->session);
    struct arena arena = {0};
    struct kept kept = {.arena = &arena};
    struct run_standing_list told = {0};
    struct key_list accounts = {0};
    assert_true(store_each_standing(store, 0, keep, &kept, &desk->err));
    assert_true(store_keys(store, ORDER_NAME, &accounts, &desk->err));
    for (size_t i = 0; i < accounts.count; i++) {
        struct dossier dossier;
        assert_true(store_dossier(
            store, accounts.items[i], session_today(desk->session), &arena, &dossier, &desk->err));
        run_standings_make(&dossier, session_today(desk->session), &told);
    }
    assert_true(told.count > 20);
    assert_int_equal(kept.list.count, told.count);
    for (size_t i = 0; i < told.count; i++)
        assert_same(find(&kept.list, told.items[i].run), &told.items[i]);
    array_fini(&accounts);
    array_fini(&told);
    array_fini(&kept.list);
    arena_fini(&arena);
}

static struct open_run first_run(struct desk *desk)
{
    struct runs_wanted wanted = {.playbook = "renewal", .limit = 1};
    struct open_runs runs;
    assert_true(verb_runs_open(desk->session, &wanted, &desk->arena, &runs, &desk->err));
    assert_int_equal(runs.count, 1);
    assert_true(runs.total > 1);
    return runs.items[0];
}

static void does(struct desk *desk, int64_t step, struct step_order order)
{
    struct outcome outcome = {0};
    if (!verb_step(desk->session, step, &order, &outcome, &desk->err))
        fail_msg("%s", desk->err.text);
    outcome_fini(&outcome);
    assert_kept(desk);
}

static void undoes(struct desk *desk)
{
    struct outcome outcome = {0};
    assert_true(session_undo(desk->session, 0, &outcome, &desk->err));
    outcome_fini(&outcome);
    assert_kept(desk);
}

static void what_is_kept_is_true(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    assert_kept(&desk);
    struct open_run run = first_run(&desk);
    does(&desk, run.next,
        (struct step_order){.verb = STEP_VERB_BLOCK, .side = "customer", .why = "their lawyers"});
    undoes(&desk);
    does(&desk, run.next, (struct step_order){.verb = STEP_VERB_DATE, .day = day_make(2027, 1, 4)});
    struct note_draft note = {.account = run.account,
        .kind = "call",
        .at = minute_make(day_make(2026, 11, 23), 600),
        .body = "short"};
    struct outcome outcome = {0};
    assert_true(verb_note_log(desk.session, &note, &outcome, NULL, &desk.err));
    outcome_fini(&outcome);
    assert_kept(&desk);
    assert_true(verb_run_cancel(desk.session, run.run, "merged", &outcome, &desk.err));
    outcome_fini(&outcome);
    assert_kept(&desk);
    assert_true(verb_delete(desk.session, KIND_RUN, run.run, &outcome, &desk.err));
    outcome_fini(&outcome);
    assert_kept(&desk);
    undoes(&desk);
    assert_true(verb_delete(desk.session, KIND_ACCOUNT, run.account, &outcome, &desk.err));
    outcome_fini(&outcome);
    assert_kept(&desk);
    undoes(&desk);
    desk_close(&desk);
}

/* --- where it is not kept --- */

static void add_outcomes(struct desk *desk, struct str *text)
{
    struct outcome_list outcomes;
    assert_true(verb_playbook_outcomes(desk->session, &desk->arena, &outcomes, &desk->err));
    for (size_t i = 0; i < outcomes.count; i++)
        for (int line = 0; line < OUTCOME_LINES; line++) {
            outcome_words(text, &outcomes.items[i], (enum outcome_line)line);
            str_add_char(text, '\n');
        }
}

static void add_runs(struct desk *desk, struct str *text)
{
    struct runs_wanted wanted = {.limit = -1};
    struct open_runs runs;
    assert_true(verb_runs_open(desk->session, &wanted, &desk->arena, &runs, &desk->err));
    for (size_t i = 0; i < runs.count; i++)
        str_addf(text, "%s %s %d %d %s\n", runs.items[i].account_name, runs.items[i].title,
            (int)runs.items[i].state.pace, runs.items[i].state.days_behind,
            runs.items[i].next_title);
}

static void what_is_not_kept_comes_from_the_rows(void **state)
{
    (void)state;
    struct desk desk;
    struct str before = {0}, after = {0};
    struct key_list accounts = {0}, lacking = {0};
    desk_open(&desk);
    struct store *store = session_store(desk.session);
    add_outcomes(&desk, &before);
    add_runs(&desk, &before);
    assert_true(strlen(str_text(&before)) > 1000);
    assert_true(store_standless(store, 0, &lacking, &desk.err));
    assert_int_equal(lacking.count, 0);
    assert_true(store_keys(store, ORDER_NAME, &accounts, &desk.err));
    assert_true(store_mark_unscored(store, &accounts, &desk.err));
    assert_true(store_standless(store, 0, &lacking, &desk.err));
    assert_true(lacking.count > 20);
    add_outcomes(&desk, &after);
    add_runs(&desk, &after);
    assert_string_equal(str_text(&before), str_text(&after));
    array_fini(&accounts);
    array_fini(&lacking);
    str_fini(&before);
    str_fini(&after);
    desk_close(&desk);
}

/* --- and it is read again when the book moved --- */

static int64_t blocked_runs(struct desk *desk)
{
    struct runs_wanted wanted = {.limit = 0};
    struct open_runs runs;
    assert_true(verb_runs_open(desk->session, &wanted, &desk->arena, &runs, &desk->err));
    assert_int_equal(runs.count, 0);
    return runs.pace[RUN_BLOCKED];
}

static void blocks(struct desk *desk, int64_t step, bool blocked)
{
    struct outcome outcome = {0};
    struct step_order order = {.verb = blocked ? STEP_VERB_BLOCK : STEP_VERB_UNBLOCK,
        .side = "customer",
        .why = "their lawyers"};
    if (!verb_step(desk->session, step, &order, &outcome, &desk->err))
        fail_msg("%s", desk->err.text);
    outcome_fini(&outcome);
}

static void another_terminal_is_seen(void **state)
{
    (void)state;
    struct desk desk, other = {0};
    desk_open(&desk);
    assert_true(
        session_open(&(struct session_options){.db_path = store_path(session_store(desk.session)),
                         .today = day_make(2026, 11, 23),
                         .actor = ACTOR_CLI,
                         .busy_timeout_ms = 5000},
            &other.session, &other.err));
    int64_t before = blocked_runs(&desk);
    int64_t step = first_run(&desk).next;
    assert_int_equal(blocked_runs(&other), before);
    blocks(&other, step, true);
    assert_int_equal(blocked_runs(&desk), before + 1);
    assert_int_equal(blocked_runs(&other), before + 1);
    blocks(&desk, step, false);
    assert_int_equal(blocked_runs(&desk), before);
    assert_int_equal(blocked_runs(&other), before);
    desk_close(&other);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_true),
        cmocka_unit_test(what_is_not_kept_comes_from_the_rows),
        cmocka_unit_test(another_terminal_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
