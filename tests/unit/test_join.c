/* Two accounts that are one: what moves, what ARR was and is (model.md E1), and that one undo
 * brings it all back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/import.h"
#include "app/join.h"
#include "app/metrics.h"
#include "app/renewal.h"
#include "app/verbs.h"
#include "support/home.h"
#include "support/random_book.h"

struct world {
    char *home, *db, *config;
    struct session *session;
    struct arena arena;
    struct str said;
};

static void open_on(struct world *world, const char *day)
{
    struct session_options options = {.create = true, .actor = ACTOR_CLI, .busy_timeout_ms = 1000};
    struct error err = {0};

    session_close(world->session);
    assert_true(day_parse_iso(day, &options.today));
    options.db_path = world->db;
    options.config_dir = world->config;
    if (!session_open(&options, &world->session, &err))
        fail_msg("%s", err.text);
}

static int make_world(void **state)
{
    struct world *world = calloc(1, sizeof(*world));

    world->home = home_new();
    world->db = home_path(world->home, "data/book.db");
    world->config = home_path(world->home, "config");
    open_on(world, "2026-11-23");
    *state = world;
    return 0;
}

static int drop_world(void **state)
{
    struct world *world = *state;

    session_close(world->session);
    arena_fini(&world->arena);
    str_fini(&world->said);
    home_free(world->home);
    free(world->db);
    free(world->config);
    free(world);
    return 0;
}

/* `created updated unchanged rejected` */
static const char *take(struct world *world, const char *name, const char *text)
{
    static const struct import_options options;
    struct import_report_list reports;
    char *path = home_write(world->home, name, text);
    const char *paths[] = {path};
    struct error err = {0};

    if (!import_files(world->session, paths, 1, &options, &world->arena, &reports, &err))
        fail_msg("%s", err.text);
    assert_true(reports.items[0].taken);
    str_clear(&world->said);
    str_addf(&world->said, "%lld %lld %lld %lld", (long long)reports.items[0].created,
        (long long)reports.items[0].updated, (long long)reports.items[0].unchanged,
        (long long)reports.items[0].rejected);
    free(path);
    return str_text(&world->said);
}

static int64_t key_of(struct world *world, const char *id)
{
    struct row *row;
    struct error err = {0};

    assert_true(
        store_find_id(session_store(world->session), KIND_ACCOUNT, id, &world->arena, &row, &err));
    return row ? row->key : 0;
}

static const struct row *account_of(struct world *world, const char *id)
{
    struct row *row = NULL;
    struct error err = {0};

    assert_true(store_get(
        session_store(world->session), KIND_ACCOUNT, key_of(world, id), &world->arena, &row, &err));
    assert_non_null(row);
    return row;
}

static size_t rows_of(struct world *world, enum kind kind, const char *id)
{
    struct row_list rows = {0};
    struct error err = {0};

    assert_true(store_children(
        session_store(world->session), kind, key_of(world, id), &world->arena, &rows, &err));
    return rows.count;
}

static bool join(
    struct world *world, enum join_way way, const char *from, const char *into, struct error *err)
{
    struct join_order order = {way, key_of(world, from), key_of(world, into)};
    struct outcome outcome = {0};
    bool ok = verb_join(world->session, &order, &outcome, err);

    outcome_fini(&outcome);
    return ok;
}

/* Does it, looks with `look`, takes it back, and compares the book to the letter. */
static void once_and_back(struct world *world, enum join_way way, const char *from,
    const char *into, void (*look)(struct world *world))
{
    char *before = random_book_dump(world->session), *after;
    struct outcome outcome = {0};
    struct error err = {0};

    if (!join(world, way, from, into, &err))
        fail_msg("%s", err.text);
    look(world);
    if (!session_undo(world->session, 0, &outcome, &err))
        fail_msg("%s", err.text);
    assert_string_equal(str_text(&outcome.kept), "");
    outcome_fini(&outcome);
    after = random_book_dump(world->session);
    assert_string_equal(after, before);
    free(before);
    free(after);
    assert_true(join(world, way, from, into, &err));
}

/* --- ARR --- */

/* ARR at the ends of a period as the ledger has it, and GRR, NRR and logo retention; n/a is -1. */
struct figures {
    int64_t opening, closing;
    double rates[3];
};

static struct figures figures_of(struct world *world, const char *from, const char *to)
{
    static const enum metric_id ids[] = {FIGURE_GRR, FIGURE_NRR, FIGURE_LOGO_RETENTION};
    struct figures figures;
    struct metrics *metrics = NULL;
    struct metric_span span;
    struct metric_walk walk;
    struct error err = {0};

    assert_true(day_parse_iso(from, &span.from) && day_parse_iso(to, &span.to));
    if (!metrics_load(world->session, NULL, &metrics, &err))
        fail_msg("%s", err.text);
    metrics_walk(metrics, span, &world->arena, &walk);
    figures.opening = walk.sum.opening / 100;
    figures.closing = walk.sum.closing / 100;
    for (int i = 0; i < 3; i++) {
        struct metric_result result;

        metrics_one(metrics, ids[i], span, &world->arena, &result);
        figures.rates[i] = result.known ? result.value : -1;
    }
    metrics_free(metrics);
    return figures;
}

static void period(struct world *world, const char *from, const char *to, struct figures wanted)
{
    struct figures is = figures_of(world, from, to);

    if (is.opening != wanted.opening || is.closing != wanted.closing)
        fail_msg("%s to %s: %lld to %lld, wanted %lld to %lld", from, to, (long long)is.opening,
            (long long)is.closing, (long long)wanted.opening, (long long)wanted.closing);
    for (int i = 0; i < 3; i++)
        if (is.rates[i] < wanted.rates[i] - 1e-9 || is.rates[i] > wanted.rates[i] + 1e-9)
            fail_msg(
                "%s to %s: rate %d is %g, wanted %g", from, to, i, is.rates[i], wanted.rates[i]);
}

#define HEAD "id,name,arr,start,renewal\n"
#define ACCOUNT(id, arr) HEAD id ",Acme," arr ",2024-01-01,2027-01-01\n"

static void older_history(struct world *world)
{
    period(world, "2026-02-01", "2026-11-23", (struct figures){48000, 60000, {1, 1.25, 1}});
    period(world, "2026-02-01", "2026-06-30", (struct figures){48000, 50000, {1, 50.0 / 48, 1}});
    period(world, "2026-06-30", "2026-11-23", (struct figures){50000, 60000, {1, 1.2, 1}});
    period(world, "2026-09-05", "2026-11-23", (struct figures){60000, 60000, {1, 1, 1}});
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 6000000);
}

/* The one that goes was known first: until the other comes, its ARR counts, then the other's. */
static void the_older_history_is_kept(void **state)
{
    struct world *world = *state;

    open_on(world, "2026-01-10");
    take(world, "b.csv", ACCOUNT("B1", "48000"));
    open_on(world, "2026-06-01");
    take(world, "a.csv", ACCOUNT("A1", "50000"));
    open_on(world, "2026-09-01");
    take(world, "a.csv", ACCOUNT("A1", "60000"));
    take(world, "b.csv", ACCOUNT("B1", "49000"));
    open_on(world, "2026-11-23");
    period(world, "2026-09-05", "2026-11-23", (struct figures){109000, 109000, {1, 1, 1}});
    once_and_back(world, JOIN_MERGE, "B1", "A1", older_history);
    older_history(world);
}

static void own_history(struct world *world)
{
    period(world, "2026-02-01", "2026-11-23", (struct figures){50000, 45000, {.9, .9, 1}});
    period(world, "2026-06-30", "2026-11-23", (struct figures){50000, 45000, {.9, .9, 1}});
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 4500000);
}

/* The one that goes came later, and churned at that: nothing of it was ever true. */
static void the_younger_history_goes(void **state)
{
    struct world *world = *state;

    open_on(world, "2026-01-10");
    take(world, "a.csv", ACCOUNT("A1", "50000"));
    open_on(world, "2026-06-01");
    take(world, "b.csv", ACCOUNT("B1", "50000"));
    open_on(world, "2026-09-01");
    take(world, "a.csv", ACCOUNT("A1", "45000"));
    take(world, "b.csv", ACCOUNT("B1", "0"));
    open_on(world, "2026-11-23");
    period(world, "2026-06-30", "2026-11-23", (struct figures){100000, 45000, {.45, .45, .5}});
    once_and_back(world, JOIN_MERGE, "B1", "A1", own_history);
}

#define LINES "account,id,product,arr,start,ends\n"

static void lines_once(struct world *world)
{
    assert_int_equal(rows_of(world, KIND_CONTRACT, "A1"), 2);
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 3500000);
    period(world, "2026-06-30", "2026-11-23", (struct figures){35000, 35000, {1, 1, 1}});
}

/* A line of the same product and days is one; another one is added, with its history. */
static void the_same_line_counts_once(void **state)
{
    struct world *world = *state;

    open_on(world, "2026-06-01");
    take(world, "a.csv", HEAD "A1,Acme,,,\nB1,Acme Inc,,,\n");
    take(world, "l.csv",
        LINES "A1,L1,Core,30000,2026-01-01,2026-12-31\nB1,L2,core,30000,2026-01-01,2026-12-31\n"
              "B1,L3,Plus,5000,2026-01-01,2026-12-31\n");
    open_on(world, "2026-11-23");
    period(world, "2026-06-30", "2026-11-23", (struct figures){65000, 65000, {1, 1, 1}});
    once_and_back(world, JOIN_MERGE, "B1", "A1", lines_once);
}

static void lines_of_the_other(struct world *world)
{
    assert_int_equal(rows_of(world, KIND_CONTRACT, "A1"), 1);
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 3000000);
    period(world, "2026-06-30", "2026-11-23", (struct figures){20000, 30000, {1, 1.5, 1}});
}

/* What INTO only implied is in the lines that come; before them it counts as it was. */
static void lines_stand_above_what_is_implied(void **state)
{
    struct world *world = *state;

    open_on(world, "2026-06-01");
    take(world, "a.csv", ACCOUNT("A1", "20000"));
    open_on(world, "2026-09-01");
    take(world, "b.csv", HEAD "B1,Acme Inc,,,\n");
    take(world, "l.csv", LINES "B1,L3,Core,30000,2026-01-01,2026-12-31\n");
    open_on(world, "2026-11-23");
    once_and_back(world, JOIN_MERGE, "B1", "A1", lines_of_the_other);
}

static void arr_is_taken(struct world *world)
{
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 2000000);
    period(world, "2026-06-30", "2026-11-23", (struct figures){20000, 20000, {1, 1, 1}});
}

/* INTO had none: a customer made by hand, whose ARR came with the export. */
static void arr_that_is_not_there_is_taken(void **state)
{
    struct world *world = *state;

    open_on(world, "2026-06-01");
    take(world, "a.csv", HEAD "A1,Acme,,,\n");
    take(world, "b.csv", ACCOUNT("B1", "20000"));
    open_on(world, "2026-11-23");
    once_and_back(world, JOIN_MERGE, "B1", "A1", arr_is_taken);
}

static void bought(struct world *world)
{
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 7000000);
    assert_string_equal(row_text(account_of(world, "B1"), ACCOUNT_STAGE), "churned");
    assert_int_equal(rows_of(world, KIND_CONTRACT, "A1"), 2);
    assert_int_equal(rows_of(world, KIND_CONTRACT, "B1"), 0);
    assert_int_equal(rows_of(world, KIND_CONTACT, "A1"), 1);
    assert_int_equal(rows_of(world, KIND_NOTE, "B1"), 1);
    /* One unit: no logo is lost, and no ARR. */
    period(world, "2026-06-30", "2026-11-23", (struct figures){70000, 70000, {1, 1, 1}});
}

static void a_customer_buys_another(void **state)
{
    static const char people[] = "account,id,name,email\nB1,C1,Ann,ann@b.com\n";
    struct world *world = *state;

    open_on(world, "2026-06-01");
    take(world, "a.csv", ACCOUNT("A1", "50000") "B1,Bolt,20000,2025-01-01,2027-01-01\n");
    take(world, "p.csv", people);
    open_on(world, "2026-11-23");
    once_and_back(world, JOIN_ABSORB, "B1", "A1", bought);
    /* The export does not know yet: what went stays where it is. */
    take(world, "a.csv", ACCOUNT("A1", "50000") "B1,Bolt,20000,2025-01-01,2027-01-01\n");
    assert_string_equal(take(world, "p.csv", people), "0 0 1 0");
    bought(world);
}

#define BOTH                                                                                       \
    "id,name,domain,arr,tier,nps\nA1,Acme,acme.com,50000,,40\nB1,Acme Inc,acme.io,48000,smb,35\n"

/* Files that still have both: what came by the old id finds the account, and changes no more. */
static void old_ids_find_the_account(void **state)
{
    static const char lines[] =
        LINES "A1,L1,Core,30000,2026-01-01,2026-12-31\nB1,L2,core,30000,2026-01-01,2026-12-31\n";
    static const char people[] =
        "account,id,name,email\nA1,C1,Ann,ann@acme.com\nB1,C2,Ann Lee,ann@acme.com\n"
        "B1,C3,Bob,\n,C4,Cy,cy@acme.io\n";
    static const char tickets[] =
        "account,opened,subject\nA1,2026-11-02,Slow\nB1,2026-11-03,Down\n";
    static const char usage[] =
        "account,date,logins\nA1,2026-11-02,7\nB1,2026-11-02,9\nB1,2026-11-03,9\n";
    struct world *world = *state;
    struct error err = {0};

    take(world, "accounts.csv", BOTH);
    take(world, "lines.csv", lines);
    take(world, "people.csv", people);
    take(world, "tickets.csv", tickets);
    take(world, "usage.csv", usage);
    assert_true(join(world, JOIN_MERGE, "B1", "A1", &err));
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 3000000);
    for (int i = 0; i < 2; i++) {
        assert_string_equal(take(world, "accounts.csv", BOTH), "0 0 2 0");
        assert_string_equal(take(world, "lines.csv", lines), "0 0 2 0");
        assert_string_equal(take(world, "people.csv", people), "0 0 4 0");
        assert_string_equal(take(world, "tickets.csv", tickets), "0 0 2 0");
        assert_string_equal(take(world, "usage.csv", usage), "0 0 3 0");
    }
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 3000000);
    assert_string_equal(row_text(account_of(world, "A1"), ACCOUNT_TIER), "smb");
    assert_int_equal(rows_of(world, KIND_CONTACT, "A1"), 3);
    assert_int_equal(rows_of(world, KIND_TICKET, "A1"), 2);
    assert_string_equal(
        take(world, "more.csv", "account,id,opened,subject\nB1,T9,2026-11-03,New\n"), "1 0 0 0");
    assert_int_equal(rows_of(world, KIND_TICKET, "A1"), 3);
    assert_string_equal(take(world, "new.csv", "id,name,owner\nB1,Acme Inc,Ann\n"), "0 1 0 0");
    assert_string_equal(row_text(account_of(world, "A1"), ACCOUNT_OWNER), "Ann");
    assert_string_equal(row_text(account_of(world, "A1"), ACCOUNT_NAME), "Acme");
}

/* Made by hand, then exported elsewhere: the export is what it is now. */
static void one_made_by_hand_follows_the_export(void **state)
{
    const char *facts[] = {"name=Acme", NULL};
    struct world *world = *state;
    struct outcome outcome = {0};
    struct error err = {0};

    assert_true(verb_add(world->session, KIND_ACCOUNT, 0, facts, &outcome, NULL, &err));
    outcome_fini(&outcome);
    take(world, "a.csv", ACCOUNT("A1", "50000"));
    assert_true(join(world, JOIN_MERGE, "A1", "db-1", &err));
    assert_string_equal(take(world, "a.csv", ACCOUNT("A1", "50000")), "0 0 1 0");
    assert_string_equal(take(world, "a.csv", ACCOUNT("A1", "60000")), "0 1 0 0");
    assert_int_equal(row_money(account_of(world, "db-1"), ACCOUNT_ARR_NOW), 6000000);
}

/* A line that was only implied goes to another account: one unit, one undo, and the export that
 * does not know it yet brings nothing back. */
static void an_implied_line_goes_to_another_account(void **state)
{
    static const char text[] = ACCOUNT("A1", "50000") "B1,Bolt,20000,2025-01-01,2027-01-01\n";
    struct world *world = *state;
    struct outcome outcome = {0};
    struct error err = {0};
    char *before, *after;

    open_on(world, "2026-06-01");
    take(world, "a.csv", text);
    open_on(world, "2026-11-23");
    before = random_book_dump(world->session);
    for (int i = 0; i < 2; i++) {
        struct renewal_key key = {key_of(world, "B1"), 0};

        if (!verb_renewal_transfer(world->session, key, key_of(world, "A1"), &outcome, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
        period(world, "2026-06-30", "2026-11-23", (struct figures){70000, 70000, {1, 1, 1}});
        assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 7000000);
        if (i)
            break;
        assert_true(session_undo(world->session, 0, &outcome, &err));
        outcome_fini(&outcome);
        after = random_book_dump(world->session);
        assert_string_equal(after, before);
        free(after);
    }
    free(before);
    assert_string_equal(take(world, "a.csv", text), "0 0 2 0");
    assert_int_equal(row_money(account_of(world, "A1"), ACCOUNT_ARR_NOW), 7000000);
    assert_int_equal(row_money(account_of(world, "B1"), ACCOUNT_ARR_NOW), 0);
}

/* `A1 B1 why` a line. */
static const char *alike(struct world *world)
{
    struct duplicate_list pairs = {0};
    struct error err = {0};

    assert_true(verb_duplicates(world->session, NULL, &world->arena, &pairs, &err));
    str_clear(&world->said);
    for (size_t i = 0; i < pairs.count; i++)
        str_addf(&world->said, "%s %s %s\n", pairs.items[i].one_id, pairs.items[i].other_id,
            pairs.items[i].why);
    return str_text(&world->said);
}

static void keep_apart(struct world *world, const char *one, const char *other, bool apart)
{
    struct outcome outcome = {0};
    struct error err = {0};

    if (!verb_keep_apart(
            world->session, key_of(world, one), key_of(world, other), apart, &outcome, &err))
        fail_msg("%s", err.text);
    outcome_fini(&outcome);
}

static void what_looks_alike_is_listed(void **state)
{
    struct world *world = *state;

    take(world, "a.csv",
        "id,name,domain,parent\nA1,Acmé Inc.,,\nA2,ACME GmbH,,\n"
        "B1,Bolt,bolt.io,\nB2,Screw,https://www.Bolt.io/shop,\n"
        "C1,Northwind,,\nC2,Northwnd,,\nC3,Northwand,,\n"
        "D1,Delta One,delta.com,\nD2,Delta Two,delta.com,D1\n");
    take(world, "p.csv", "account,id,name,email\nC1,P1,Ann,ann@n.com\nC2,P2,Ann,Ann@n.com\n");
    assert_string_equal(alike(world), "A1 A2 same name acme\nB1 B2 same domain bolt.io\n"
                                      "C1 C2 near names, both know ann@n.com\n");
    keep_apart(world, "A2", "A1", true);
    keep_apart(world, "B1", "B2", true);
    assert_string_equal(alike(world), "C1 C2 near names, both know ann@n.com\n");
    keep_apart(world, "A1", "A2", false);
    assert_string_equal(
        alike(world), "A1 A2 same name acme\nC1 C2 near names, both know ann@n.com\n");
}

/* An import that brings some says so, once. */
static void an_import_tells_new_ones(void **state)
{
    static const struct import_options options;
    static const char *const texts[] = {"id,name\nA1,Acme\nB1,Bolt\n",
        "id,name\nA1,Acme\nB1,Bolt\nA2,ACME\n", "id,name\nA1,Acme\nB1,Bolt\nA2,ACME\nC1,Cog\n"};
    static const char *const wanted[] = {
        "", "1 possible duplicate of accounts: daybook duplicates\n", ""};
    struct world *world = *state;

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct import_report_list reports;
        char *path = home_write(world->home, "a.csv", texts[i]);
        const char *paths[] = {path};
        struct error err = {0};

        assert_true(
            import_files(world->session, paths, 1, &options, &world->arena, &reports, &err));
        assert_string_equal(str_text(&reports.items[0].notes), wanted[i]);
        free(path);
    }
}

static void nonsense_is_refused(void **state)
{
    struct world *world = *state;
    struct error err = {0};

    take(world, "a.csv", "id,name,arr,stage\nA1,Acme,0,churned\nB1,Bolt,2000,steady\n");
    assert_false(join(world, JOIN_MERGE, "A1", "A1", &err));
    assert_int_equal(err.code, ERROR_USAGE);
    assert_false(join(world, JOIN_MERGE, "B1", "A1", &err));
    assert_int_equal(err.code, ERROR_USAGE);
    assert_non_null(strstr(err.text, "the other way round"));
    assert_false(join(world, JOIN_ABSORB, "B1", "A1", &err));
    assert_false(join(world, JOIN_MERGE, "none", "A1", &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_true(join(world, JOIN_MERGE, "A1", "B1", &err));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_world, drop_world)
    const struct CMUnitTest tests[] = {
        TEST(the_older_history_is_kept),
        TEST(the_younger_history_goes),
        TEST(the_same_line_counts_once),
        TEST(lines_stand_above_what_is_implied),
        TEST(arr_that_is_not_there_is_taken),
        TEST(a_customer_buys_another),
        TEST(old_ids_find_the_account),
        TEST(one_made_by_hand_follows_the_export),
        TEST(an_implied_line_goes_to_another_account),
        TEST(what_looks_alike_is_listed),
        TEST(an_import_tells_new_ones),
        TEST(nonsense_is_refused),
    };

    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}
