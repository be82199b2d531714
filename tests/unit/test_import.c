/* Files into a book of their own, and again: promises.md I6-I10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/import_job.h"
#include "app/verbs.h"
#include "base/attributes.h"
#include "support/home.h"

struct world {
    char *home, *db, *config;
    struct session *session;
    struct arena arena;
    struct str said;
};

static int make_world(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    struct session_options options = {.today = day_make(2026, 11, 23),
        .create = true,
        .actor = ACTOR_CLI,
        .busy_timeout_ms = 1000};
    struct error err = {0};

    world->home = home_new();
    options.db_path = world->db = home_path(world->home, "data/book.db");
    options.config_dir = world->config = home_path(world->home, "config");
    if (!session_open(&options, &world->session, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
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

static char *write_file(struct world *world, const char *name, const char *text)
{
    char *path = home_write(world->home, name, text);
    char *copy = arena_copy_text(&world->arena, path);

    free(path);
    return copy;
}

/* A line a report: `created updated unchanged rejected`, then ` LINE:why` a reject, then the notes.
 */
static const char *import_with(
    struct world *world, const struct import_options *options, const char *const *paths, int count)
{
    struct import_report_list reports;
    struct error err = {0};

    str_clear(&world->said);
    if (!import_files(world->session, paths, count, options, &world->arena, &reports, &err)) {
        str_addf(&world->said, "failed: %s", err.text);
        return str_text(&world->said);
    }
    for (size_t i = 0; i < reports.count; i++) {
        const struct import_report *report = &reports.items[i];

        if (!report->taken)
            str_addf(&world->said, "not taken: %s", report->error.text);
        else
            str_addf(&world->said, "%lld %lld %lld %lld", (long long)report->created,
                (long long)report->updated, (long long)report->unchanged,
                (long long)report->rejected);
        for (size_t r = 0; r < report->rejects.count; r++)
            str_addf(&world->said, " %d:%s%s%s", report->rejects.items[r].line,
                report->rejects.items[r].column, *report->rejects.items[r].column ? ":" : "",
                report->rejects.items[r].why);
        str_addf(&world->said, "\n%s", str_text(&report->notes));
    }
    return str_text(&world->said);
}

static const char *import_text(struct world *world, const char *name, const char *text)
{
    static const struct import_options options;
    const char *path = write_file(world, name, text);

    return import_with(world, &options, &path, 1);
}

static const struct row *account_of(struct world *world, const char *id)
{
    struct row *row;
    struct error err = {0};

    assert_true(
        store_find_id(session_store(world->session), KIND_ACCOUNT, id, &world->arena, &row, &err));
    assert_non_null(row);
    return row;
}

static int64_t count_of(struct world *world, enum kind kind)
{
    int64_t count;
    struct error err = {0};

    assert_true(store_count(session_store(world->session), kind, &count, &err));
    return count;
}

static const char accounts_text[] = "id,name,domain,arr,currency,renewal,nps,plan,tier\n"
                                    "A1,Acme,acme.com,1000,EUR,2027-03-01,40,gold,smb\n"
                                    "A2,Bolt,bolt.io,2000,EUR,,,,enterprise\n";

static void the_same_import_again_changes_nothing(void **state)
{
    struct world *world = *state;
    const struct row *row;

    assert_string_equal(
        import_text(world, "accounts.csv", accounts_text), "2 0 0 0\nkept as facts: plan\n");
    row = account_of(world, "A1");
    assert_int_equal(row_integer(row, ACCOUNT_ARR), 100000);
    assert_int_equal(row_day(row, ACCOUNT_ENTERED), day_make(2026, 11, 23));
    assert_int_equal(count_of(world, KIND_MEASURE), 1);
    assert_int_equal(count_of(world, KIND_FACT), 1);
    assert_true(row_knows(row, ACCOUNT_SCORED_ON));
    assert_string_equal(session_currency(world->session), "EUR");
    assert_string_equal(
        import_text(world, "accounts.csv", accounts_text), "0 0 2 0\nkept as facts: plan\n");
    assert_string_equal(
        import_text(world, "accounts.csv", "id,name,nps,plan\nA2,Bolt,10,\nA1,Acme,41,silver\n"),
        "0 2 0 0\nkept as facts: plan\n");
    assert_int_equal(count_of(world, KIND_MEASURE), 2);
    assert_int_equal(count_of(world, KIND_FACT), 1);
}

static void what_was_set_by_hand_stays(void **state)
{
    static const struct import_options overwrite = {.overwrite = true};
    static const char *const by_hand[] = {"tier=mid", NULL};
    struct world *world = *state;
    struct outcome outcome;
    struct error err = {0};
    const char *path;

    import_text(world, "accounts.csv", accounts_text);
    assert_true(verb_set(
        world->session, KIND_ACCOUNT, account_of(world, "A1")->key, by_hand, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(import_text(world, "accounts.csv", accounts_text),
        "0 0 2 0\nkept as facts: plan\nkept as set by hand: tier; --overwrite takes them from the "
        "file\n");
    path = write_file(world, "accounts.csv", accounts_text);
    assert_string_equal(import_with(world, &overwrite, &path, 1), "0 1 1 0\nkept as facts: plan\n");
    assert_string_equal(row_text(account_of(world, "A1"), ACCOUNT_TIER), "smb");
    assert_false(row_knows(account_of(world, "A1"), ACCOUNT_HAND));
}

struct hand_case {
    enum kind kind;
    const char *id, *file; /* a CSV whose row has that id */
    const char *assignment, *field, *told, *blank;
};

static void is_field(
    struct world *world, const struct hand_case *item, const char *what, const char *wanted)
{
    struct row *row = NULL;
    struct str text = {0};
    struct error err = {0};

    assert_true(store_find_id(
        session_store(world->session), item->kind, item->id, &world->arena, &row, &err));
    assert_non_null(row);
    field_format_plain(&text, row, field_find(item->kind, item->field), "EUR");
    if (strcmp(str_text(&text), wanted) != 0)
        fail_msg("%s, %s: '%s', wanted '%s'", item->file, what, str_text(&text), wanted);
    str_fini(&text);
}

/* Whatever the kind: what was set by hand stays and is named, a blank cell erases nothing, and two
 * switches say otherwise. */
static void edits_by_hand_stay_in_every_kind(void **state)
{
    static const struct import_options overwrite = {.overwrite = true},
                                       erases = {.blank_erases = true};
    static const struct hand_case cases[] = {
        {KIND_ACCOUNT, "A1", "id,name,tier\nA1,Acme,smb\n", "tier=mid", "tier", "smb",
            "id,name,tier\nA1,Acme,\n"},
        {KIND_CONTRACT, "L1", "account,id,product,uplift\nA1,L1,Core,5%\n", "product=Plus",
            "product", "Core", "account,id,product,uplift\nA1,L1,,5%\n"},
        {KIND_CONTACT, "C1", "account,id,name,title\nA1,C1,Ann,CFO\n", "title=CEO", "title", "CFO",
            "account,id,name,title\nA1,C1,Ann,\n"},
        {KIND_TASK, "T1", "account,id,title,due,priority\nA1,T1,Call,2026-12-01,low\n",
            "priority=high", "priority", "low",
            "account,id,title,due,priority\nA1,T1,Call,2026-12-01,\n"},
    };
    struct world *world = *state;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct hand_case *item = &cases[i];
        const char *assignments[] = {item->assignment, NULL}, *path;
        const char *by_hand = strchr(item->assignment, '=') + 1;
        struct outcome outcome = {0};
        struct row *row = NULL;
        struct error err = {0};
        char told[96];

        assert_string_equal(import_text(world, "a.csv", item->file), "1 0 0 0\n");
        assert_true(store_find_id(
            session_store(world->session), item->kind, item->id, &world->arena, &row, &err));
        if (!verb_set(world->session, item->kind, row->key, assignments, &outcome, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
        snprintf(told, sizeof(told),
            "0 0 1 0\nkept as set by hand: %s; --overwrite takes them from the file\n",
            item->field);
        assert_string_equal(import_text(world, "a.csv", item->file), told);
        is_field(world, item, "kept", by_hand);
        assert_string_equal(import_text(world, "b.csv", item->blank), "0 0 1 0\n");
        is_field(world, item, "a blank cell", by_hand);
        path = write_file(world, "a.csv", item->file);
        assert_string_equal(import_with(world, &overwrite, &path, 1), "0 1 0 0\n");
        is_field(world, item, "--overwrite", item->told);
        assert_string_equal(import_text(world, "b.csv", item->blank), "0 0 1 0\n");
        is_field(world, item, "a blank cell of a plain field", item->told);
        path = write_file(world, "b.csv", item->blank);
        assert_string_equal(import_with(world, &erases, &path, 1), "0 1 0 0\n");
        is_field(world, item, "--blank-erases", "");
    }
}

static void ids_are_told_apart(void **state)
{
    struct world *world = *state;

    assert_string_equal(
        import_text(world, "accounts.csv", "id,name\n1,Acme\n2,Acme\n1,Other\n,Acme\n,Acme\n"),
        "4 0 0 1 4:id:'1' stands in line 2 already\n"
        "6 possible duplicates of accounts: daybook duplicates\n");
    assert_string_equal(
        import_text(world, "accounts.csv", "id,name\n1,Acme\n2,Acme\n1,Other\n,Acme\n,Acme\n"),
        "0 0 4 1 4:id:'1' stands in line 2 already\n");
    assert_string_equal(import_text(world, "accounts.csv", "id,name\n3,New\n"),
        "1 0 0 0\nabsent from this file, "
        "left as they are: Acme; Acme; Acme; Acme\n");
}

static void rows_find_their_account(void **state)
{
    static const struct import_options options;
    struct world *world = *state;
    const char *paths[] = {
        write_file(world, "contacts.csv",
            "account,name,email\nA1,Ana,ana@acme.com\n@AccountRef2,Bo,bo@x.org\n,Cy,cy@bolt.io\n"
            "A9,Di,d@d.d\n,Ed,\n"),
        write_file(world, "tasks.csv", "account,title,due\nA1,Call,2026-12-01\n,Think,\nA9,No,\n"),
        write_file(world, "accounts.csv", accounts_text),
        write_file(
            world, "usage.csv", "account_id,week,logins\nA1,2026-11-16,5\nA9,2026-11-16,5\n"),
    };

    assert_string_equal(import_with(world, &options, paths, 4),
        "3 0 0 2 5:account:no account A9 6:account:no account: the row names none: export its "
        "company with it\n"
        "2 0 0 1 4:account:no account A9\n2 0 0 0\nkept as facts: plan\n1 0 0 1 3:account:no "
        "account A9\n");
    assert_string_equal(import_with(world, &options, paths, 2),
        "0 0 3 2 5:account:no account A9 6:account:no account: the row names none: export its "
        "company with it\n"
        "0 0 2 1 4:account:no account A9\n");
}

static void keys_of_their_own_hold(void **state)
{
    struct world *world = *state;
    static const char notes[] = "account,at,kind,body\nA1,2026-11-01 10:00,mail,Hi\n"
                                "A1,2026-11-01 10:00,mail,Hi\nA1,2026-11-02,call,Wants #budget\n";
    static const char marks[] = "account,contact,date,metric,value\nA1,,2026-11-01,csat,4\n"
                                "A1,,2026-11-01,csat,5\nA1,Ana,2026-11-01,csat,5\n";

    import_text(world, "accounts.csv", accounts_text);
    assert_string_equal(import_text(world, "notes.csv", notes), "3 0 0 0\n");
    assert_string_equal(import_text(world, "notes.csv", notes), "0 0 3 0\n");
    assert_string_equal(import_text(world, "marks.csv", marks), "3 0 0 0\n");
    assert_string_equal(import_text(world, "marks.csv", marks), "0 0 3 0\n");
}

static void contract_lines_stand_above(void **state)
{
    struct world *world = *state;

    import_text(world, "accounts.csv", accounts_text);
    assert_string_equal(import_text(world, "contracts.csv",
                            "account,id,product,arr,currency,start,ends\n"
                            "A1,L1,Core,1500,EUR,2026-01-01,2026-12-31\n"),
        "1 0 0 0\n");
    assert_string_equal(import_text(world, "accounts.csv",
                            "id,arr,renewal,region\nA1,1000,2028-01-01,EMEA\nA2,2000,,\n"),
        "0 1 1 0\nline 2: arr \xE2\x82\xAC"
        "1,000 is not the sum of its contract lines, "
        "\xE2\x82\xAC"
        "1,500: those count\n");
    assert_int_equal(row_day(account_of(world, "A1"), ACCOUNT_RENEWAL), day_make(2027, 3, 1));
}

static void a_dry_run_leaves_the_book(void **state)
{
    static const struct import_options dry = {.dry_run = true};
    struct world *world = *state;
    const char *paths[] = {write_file(world, "accounts.csv", accounts_text),
        write_file(world, "contacts.csv", "account,name\nA1,Ana\n")};

    assert_string_equal(
        import_with(world, &dry, paths, 2), "2 0 0 0\nkept as facts: plan\n1 0 0 0\n");
    assert_int_equal(count_of(world, KIND_ACCOUNT), 0);
    assert_int_equal(count_of(world, KIND_CONTACT), 0);
}

static bool stop(void *context, const struct import_progress *progress)
{
    assert_true(progress->of == 0 || progress->rows <= progress->of);
    return --*(int *)context > 0;
}

static void stopping_keeps_nothing(void **state)
{
    struct world *world = *state;
    int calls = 1;
    struct import_options options = {.progress = stop, .context = &calls};
    const char *path = write_file(world, "accounts.csv", accounts_text);

    assert_string_equal(
        import_with(world, &options, &path, 1), "not taken: stopped: 0 rows imported\n");
    assert_int_equal(count_of(world, KIND_ACCOUNT), 0);
}

/* --- columns that the user names --- */

static void columns_are_named_by_hand(void **state)
{
    static const char *const columns[] = {"Nr.=id", "Firma=name", "Wert=arr", "a=b=ignored"};
    static const char *const wrong[] = {"Firma=nam"}, *const absent[] = {"Frima=name"};
    struct world *world = *state;
    struct import_options options = {.columns = columns, .column_count = 4};
    const char *path = write_file(world, "k.csv", "Nr.,Firma,Wert,a=b\nA1,Acme,1000,x\n");

    assert_string_equal(import_with(world, &options, &path, 1),
        "1 0 0 0\ncolumn a=b is left out: so it was asked\n");
    assert_string_equal(
        import_with(world, &(struct import_options){.columns = wrong, .column_count = 1}, &path, 1),
        "failed: column 'Firma': nothing is called 'nam'; did you mean name?");
    assert_string_equal(
        import_with(world,
            &(struct import_options){.kind = "accounts", .columns = absent, .column_count = 1},
            &path, 1),
        "not taken: its first row names no known column ('Nr.', ...): a header row is needed, or a "
        "map (--map)\n");
}

/* Of two columns that would be ARR the one that was named has it; what daybook wrote gives way too.
 */
static void a_named_column_goes_first(void **state)
{
    static const char *const columns[] = {"Booked=arr"}, *const fact[] = {"seats=fact"};
    struct world *world = *state;
    struct import_options options = {.columns = columns, .column_count = 1};
    const char *path = write_file(world, "k.csv", "id,name,ARR,Booked\nA1,Acme,1000,2000\n");
    struct row *row;
    struct error err;

    assert_string_equal(import_with(world, &options, &path, 1), "1 0 0 0\nkept as facts: ARR\n");
    assert_true(verb_find_row(world->session, KIND_ACCOUNT, "A1", &world->arena, &row, &err));
    assert_int_equal(row_money(row, ACCOUNT_ARR), 200000);
    options.columns = fact;
    path = write_file(world, "s.csv", "id,name,seats\nA1,Acme,30\n");
    assert_string_equal(import_with(world, &options, &path, 1), "0 1 0 0\nkept as facts: seats\n");
}

/* What was proved before gives way to what is asked for now, where that goes first. */
static void what_is_asked_can_go_first(void **state)
{
    struct world *world = *state;
    struct import_options options = {.dates = "mdy"};
    const char *path;

    (void)import_text(world, "c.csv", "id,name,start\n4,D,25/04/24\n");
    path = write_file(world, "c.csv", "id,name,start\n4,D,03/04/24\n");
    assert_non_null(strstr(import_with(world, &options, &path, 1), "is 2024-04-03"));
    options.asked_first = true;
    assert_non_null(strstr(import_with(world, &options, &path, 1), "is 2024-03-04"));
    options.dates = NULL;
    assert_non_null(strstr(import_with(world, &options, &path, 1), "is 2024-03-04"));
}

/* --- on a thread --- */

static void a_job_does_the_same(void **state)
{
    static const struct import_options options, dry = {.dry_run = true};
    struct world *world = *state;
    const char *path = write_file(world, "accounts.csv", accounts_text);
    struct import_result *result =
        import_job_wait(import_job_start(world->session, &path, 1, &dry));

    assert_true(result->good && result->reports.count == 1);
    assert_int_equal(result->reports.items[0].created, 2);
    assert_non_null(result->reports.items[0].preview);
    assert_int_equal(count_of(world, KIND_ACCOUNT), 0);
    import_result_free(result);
    result = import_job_wait(import_job_start(world->session, &path, 1, &options));
    assert_true(result->good && !result->was_stopped);
    assert_int_equal(count_of(world, KIND_ACCOUNT), 2);
    import_result_free(result);
}

/* The book is held until the stop was asked for, so the rows cannot be in before. */
static void a_job_is_stopped(void **state)
{
    static const struct import_options options;
    struct world *world = *state;
    struct store *store = session_store(world->session);
    struct import_result *result;
    struct import_job *job;
    struct str text = {0};
    struct error err;
    const char *path;

    str_add(&text, "id,name\n");
    for (int i = 0; i < 600; i++)
        str_addf(&text, "%d,N%d\n", i, i);
    path = write_file(world, "many.csv", str_text(&text));
    str_fini(&text);
    assert_true(store_begin(store, &err));
    job = import_job_start(world->session, &path, 1, &options);
    import_job_stop(job);
    store_rollback(store);
    result = import_job_wait(job);
    assert_true(result->good && result->was_stopped);
    assert_string_equal(result->reports.items[0].error.text, "stopped: 0 rows imported");
    assert_int_equal(count_of(world, KIND_ACCOUNT), 0);
    import_result_free(result);
    import_job_free(import_job_start(world->session, &path, 1, &options));
}

/* A masked book is a copy without a file: no other book is opened in its place. */
static void a_masked_book_takes_nothing(void **state)
{
    static const struct import_options dry = {.dry_run = true};
    struct world *world = *state;
    struct session_options options = {.today = day_make(2026, 11, 23),
        .db_path = world->db,
        .config_dir = world->config,
        .redact = true,
        .actor = ACTOR_APP,
        .busy_timeout_ms = 1000};
    const char *path = write_file(world, "accounts.csv", accounts_text);
    struct import_result *result;
    struct session *masked;
    struct error err;

    assert_true(session_open(&options, &masked, &err));
    result = import_job_wait(import_job_start(masked, &path, 1, &dry));
    assert_false(result->good);
    assert_non_null(strstr(result->err.text, "masked copy"));
    import_result_free(result);
    session_close(masked);
}

static void faults_are_told(void **state)
{
    struct world *world = *state;

    assert_string_equal(
        import_text(world, "a.csv", "Report of today\n\nid,name\n1,A\n2,\"B\n3,C\n"),
        "2 0 0 1 5:the quote that opens cell 2 is never closed\nline 1 is taken as a title\n");
    assert_string_equal(import_text(world, "b.csv", "1,2\n3,4\n"),
        "not taken: its first row names no known column ('1', ...): a header row is needed, or a "
        "map (--map)\n");
    assert_string_equal(import_text(world, "c.csv", "id,name,start\n4,D,03/04/24\n"),
        "1 0 0 0\ncolumn start is not taken: '03/04/24' can be read two ways and nothing says "
        "which; use --dates dmy or --dates mdy\nabsent from this file, left as they are: A; C\n");
    assert_string_equal(import_text(world, "c.csv", "id,name,start\n4,D,25/04/24\n"),
        "0 1 0 0\nabsent from this file, left as they are: A; C\n");
    assert_string_equal(import_text(world, "c.csv", "id,name,start\n4,D,03/04/24\n"),
        "0 1 0 0\ncolumn start: days are read as dmy ('03/04/24' is 2024-04-03)\n"
        "absent from this file, left as they are: A; C\n");
}

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, make_world, drop_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(the_same_import_again_changes_nothing),
        WORLD_TEST(what_was_set_by_hand_stays),
        WORLD_TEST(edits_by_hand_stay_in_every_kind),
        WORLD_TEST(ids_are_told_apart),
        WORLD_TEST(rows_find_their_account),
        WORLD_TEST(keys_of_their_own_hold),
        WORLD_TEST(contract_lines_stand_above),
        WORLD_TEST(a_dry_run_leaves_the_book),
        WORLD_TEST(stopping_keeps_nothing),
        WORLD_TEST(columns_are_named_by_hand),
        WORLD_TEST(a_named_column_goes_first),
        WORLD_TEST(what_is_asked_can_go_first),
        WORLD_TEST(a_job_does_the_same),
        WORLD_TEST(a_job_is_stopped),
        WORLD_TEST(a_masked_book_takes_nothing),
        WORLD_TEST(faults_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
