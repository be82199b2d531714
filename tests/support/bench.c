#include "support/bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "support/home.h"

struct bench *bench_new(const char *day)
{
    struct bench *bench = calloc(1, sizeof(*bench));

    bench->home = home_new();
    bench->path = home_path(bench->home, "book.db");
    bench->config = home_path(bench->home, "config");
    bench_open(bench, day);
    return bench;
}

void bench_open(struct bench *bench, const char *day)
{
    struct session_options options = {
        .create = true, .actor = ACTOR_APP, .db_path = bench->path, .config_dir = bench->config};
    struct error err;
    bool more = true;

    session_close(bench->session);
    assert_true(day_parse_iso(day, &options.today));
    assert_true(session_open(&options, &bench->session, &err));
    while (session_needs_rescore(bench->session) && more)
        assert_true(session_rescore(bench->session, 0, &more, &err));
}

int bench_tear_down(void **state)
{
    struct bench *bench = *state;

    session_close(bench->session);
    arena_fini(&bench->arena);
    free(bench->path);
    free(bench->config);
    home_free(bench->home);
    free(bench);
    return 0;
}

static struct row_list rows_of(struct bench *bench, enum kind kind, int64_t account)
{
    struct row_list rows = {0};
    struct error err;

    assert_true(
        store_children(session_store(bench->session), kind, account, &bench->arena, &rows, &err));
    return rows;
}

int64_t bench_add(
    struct bench *bench, enum kind kind, int64_t account, const char *const *assignments)
{
    struct outcome outcome = {0};
    struct row_list rows;
    struct error err;
    int64_t key;

    if (!verb_add(bench->session, kind, account, assignments, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    key = outcome.accounts.items[0];
    outcome_fini(&outcome);
    if (!account)
        return key;
    rows = rows_of(bench, kind, account);
    return rows.items[rows.count - 1]->key;
}

struct row_list bench_rows(struct bench *bench, enum kind kind)
{
    return rows_of(bench, kind, bench->account);
}

void bench_undo(struct bench *bench)
{
    struct outcome outcome;
    struct error err;

    if (!session_undo(bench->session, 0, &outcome, &err))
        fail_msg("%s", err.text);
    assert_int_equal(outcome.kept.len, 0);
    outcome_fini(&outcome);
}
