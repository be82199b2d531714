/* The demo book: what it promises to show is there, whatever today is, and it leaves nothing
 * behind. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <stdint.h>
#include <cmocka.h>
#include "app/columns.h"
#include "app/demo.h"
#include "app/verbs.h"
#include "support/home.h"

static char *home;

static int make_home(void **state)
{
    (void)state;
    home = home_new();
    return setenv("TMPDIR", home, 1);
}

static int drop_home(void **state)
{
    (void)state;
    home_free(home);
    return unsetenv("TMPDIR");
}

static struct session *open_at(const char *today, bool read_only)
{
    struct session_options options = {.demo = true, .read_only = read_only};
    struct session *session = NULL;
    struct error err = {0};

    assert_true(day_parse_iso(today, &options.today));
    if (!session_open(&options, &session, &err))
        fail_msg("%s:%d: %s", err.path, err.line, err.text);
    return session;
}

/* Folders of demo books under TMPDIR. */
static int demo_folders(void)
{
    DIR *open = opendir(home);
    const struct dirent *entry;
    int count = 0;

    assert_non_null(open);
    while ((entry = readdir(open)) != NULL)
        count += strncmp(entry->d_name, "daybook-demo-", 13) == 0;
    closedir(open);
    return count;
}

/* --- what is there --- */

static struct row_list page(struct session *session, enum store_order order, struct arena *arena)
{
    struct row_list rows = {0};
    struct error err;

    assert_true(store_page(session_store(session), order, 0, 200, arena, &rows, &err));
    return rows;
}

static void test_bands(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct totals totals;
    struct error err;

    (void)state;
    assert_true(store_totals(session_store(session), &totals, &err));
    assert_in_range(totals.accounts, 40, 60);
    for (int band = 0; band < 4; band++)
        assert_true(totals.band_count[band] >= 3);
    assert_in_range(100 * totals.band_arr[2] / totals.arr, 55, 65); /* green, by ARR */
    assert_in_range(totals.listed, 12, 14);
    assert_int_equal(totals.snoozed, 2);
    assert_in_range(totals.no_data, 2, 4);
    assert_in_range(totals.onboarding, 3, 5);
    assert_int_equal(totals.without_rate, 1);
    int64_t cleared = 0;

    assert_true(store_cleared(session_store(session), session_today(session), &cleared, &err));
    assert_int_equal(cleared, 3);
    session_close(session);
}

static bool has_signal(const struct row_list *signals, const char *id)
{
    for (size_t i = 0; i < signals->count; i++)
        if (row_is(signals->items[i], SIGNAL_SIGNAL, id) &&
            row_integer(signals->items[i], SIGNAL_OPEN) == 1)
            return true;
    return false;
}

static bool take_row(void *context, const struct row *row)
{
    struct row_list *rows = context;
    static struct arena arena; /* lives as long as the test */

    ARRAY_PUSH(rows, row_copy(&arena, row));
    return true;
}

static void test_signals(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct row_list signals = {0};
    const struct rules *rules;
    struct error err;

    (void)state;
    assert_true(session_rules(session, &rules, &err));
    assert_true(store_each(session_store(session), KIND_SIGNAL, take_row, &signals, &err));
    assert_true(rules->signals->count > 25);
    for (int i = 0; i < rules->signals->count; i++)
        if (!has_signal(&signals, rules->signals->rules[i].id))
            fail_msg("no account has the signal %s", rules->signals->rules[i].id);
    array_fini(&signals);
    session_close(session);
}

static bool any_account(const struct row_list *accounts, int field, const char *word)
{
    for (size_t i = 0; i < accounts->count; i++)
        if (row_is(accounts->items[i], field, word))
            return true;
    return false;
}

static void test_states(void **state)
{
    static const struct {
        int field;
        const char *word;
    } wanted[] = {
        {ACCOUNT_RENEWAL_STATE, "quiet"},
        {ACCOUNT_RENEWAL_STATE, "plan"},
        {ACCOUNT_RENEWAL_STATE, "prepare"},
        {ACCOUNT_RENEWAL_STATE, "negotiate"},
        {ACCOUNT_RENEWAL_STATE, "close"},
        {ACCOUNT_RENEWAL_STATE, "slipped"},
        {ACCOUNT_RENEWAL_STATE, "locked in"},
        {ACCOUNT_RENEWAL_STATE, "leaving"},
        {ACCOUNT_RENEWAL_STATE, "unknown"},
        {ACCOUNT_ONBOARDING, "on track"},
        {ACCOUNT_ONBOARDING, "behind"},
        {ACCOUNT_ONBOARDING, "blocked"},
        {ACCOUNT_ONBOARDING, "stuck"},
        {ACCOUNT_ONBOARDING, "done"},
        {ACCOUNT_STAGE, "onboarding"},
        {ACCOUNT_STAGE, "adopting"},
        {ACCOUNT_STAGE, "steady"},
        {ACCOUNT_STAGE, "renewing"},
        {ACCOUNT_STAGE, "churned"},
    };
    struct session *session = open_at("2026-11-23", false);
    struct arena arena = {0};
    struct row_list accounts = page(session, ORDER_NAME, &arena);

    (void)state;
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        if (!any_account(&accounts, wanted[i].field, wanted[i].word))
            fail_msg("no account is %s", wanted[i].word);
    arena_fini(&arena);
    session_close(session);
}

/* --- the first row tells the best story --- */

static void test_first_row(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct arena arena = {0};
    struct row_list queue = page(session, ORDER_QUEUE, &arena);
    const struct row *first = queue.items[0];
    const char *reasons = row_text(first, ACCOUNT_REASONS);

    (void)state;
    assert_string_equal(row_text(first, ACCOUNT_NAME), "Northwind Traders");
    assert_int_equal(row_integer(first, ACCOUNT_HEALTH), 41);
    assert_true(row_integer(first, ACCOUNT_HEALTH_CHANGE) <= -10);
    assert_int_equal(row_day(first, ACCOUNT_DECIDES_ON) - session_today(session), 8);
    assert_non_null(strstr(reasons, "Dana Ruiz (champion) left"));
    assert_non_null(strstr(reasons, "−38% in 4 weeks"));
    arena_fini(&arena);
    session_close(session);
}

/* --- any day --- */

static void ranking(const char *today, struct str *names)
{
    struct session *session = open_at(today, false);
    struct arena arena = {0};
    const enum store_order orders[] = {ORDER_QUEUE, ORDER_SNOOZED};

    for (size_t n = 0; n < COUNT_OF(orders); n++) {
        struct row_list rows = page(session, orders[n], &arena);

        for (size_t i = 0; i < rows.count; i++)
            str_addf(names, "%s\n", row_text(rows.items[i], ACCOUNT_NAME));
    }
    arena_fini(&arena);
    session_close(session);
}

static void test_any_day(void **state)
{
    static const char *const days[] = {"2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27",
        "2026-11-28", "2026-11-29", "2028-02-29", "2031-01-01"};
    struct str first = {0}, other = {0};

    (void)state;
    ranking("2026-11-23", &first);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        str_clear(&other);
        ranking(days[i], &other);
        assert_string_equal(str_text(&first), str_text(&other));
    }
    str_fini(&first);
    str_fini(&other);
}

static bool is_not_later(void *context, const struct row *row)
{
    const day_number *today = context;

    assert_true(minute_day(row_integer(row, NOTE_AT)) <= *today);
    assert_true(minute_day(row_integer(row, NOTE_AT)) > *today - 370);
    assert_true(day_is_working(minute_day(row_integer(row, NOTE_AT)), &(struct calendar){0}));
    return true;
}

static void test_days_count_from_today(void **state)
{
    static const char *const days[] = {"2026-11-23", "2029-06-14"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        struct session *session = open_at(days[i], false);
        day_number today = session_today(session);
        struct error err;

        assert_true(store_each(session_store(session), KIND_NOTE, is_not_later, &today, &err));
        session_close(session);
    }
}

/* The book's own settings are read before its first account. */
static bool has_author(void *context, const struct row *row)
{
    assert_string_not_equal(
        row_text(row, row->kind == KIND_NOTE ? NOTE_AUTHOR : ACCOUNT_OWNER), "");
    return true;
}

static void test_whose_it_is(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct error err;

    (void)state;
    assert_true(store_each(session_store(session), KIND_NOTE, has_author, NULL, &err));
    assert_true(store_each(session_store(session), KIND_ACCOUNT, has_author, NULL, &err));
    assert_string_equal(session_currency(session), "USD");
    session_close(session);
}

/* --- alone, and gone --- */

static void test_nothing_is_left(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    const char *path = store_path(session_store(session));
    struct stat status;

    (void)state;
    assert_int_equal(demo_folders(), 1);
    assert_true(strncmp(path, home, strlen(home)) == 0);
    char *folder = strndup(path, (size_t)(strrchr(path, '/') - path));

    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    free(folder);
    session_close(session);
    assert_int_equal(demo_folders(), 0);
}

static void test_others_files_stay(void **state)
{
    struct arena arena = {0};
    const char *path;
    struct error err;
    int lock;

    (void)state;
    assert_true(demo_folder_make(&arena, &path, &lock, &err));
    const char *other =
        arena_format(&arena, "%.*s/mine.txt", (int)(strrchr(path, '/') - path), path);
    FILE *file = fopen(other, "w");

    assert_non_null(file);
    fclose(file);
    demo_folder_remove(path);
    assert_int_equal(access(other, F_OK), 0);
    assert_int_equal(unlink(other), 0);
    demo_folder_remove(path);
    close(lock);
    assert_int_equal(demo_folders(), 0);
    arena_fini(&arena);
}

static void test_its_making_is_no_change(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct outcome outcome;
    struct error err;

    (void)state;
    assert_false(session_undo(session, 0, &outcome, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_false(session_needs_rescore(session));
    session_close(session);
}

static void test_read_only(void **state)
{
    struct session *session = open_at("2026-11-23", true);
    struct arena arena = {0};

    (void)state;
    assert_true(session_is_read_only(session));
    assert_true(page(session, ORDER_QUEUE, &arena).count > 0);
    arena_fini(&arena);
    session_close(session);
    assert_int_equal(demo_folders(), 0);
}

/* --- made in two parts --- */

enum { ACCOUNTS_MOST = 200 };

/* Of all accounts, by key from 1; returns how many there are. */
static int read_dossiers(struct session *session, struct arena *arena, struct dossier *dossiers)
{
    struct error err;
    int count = 0;

    while (count < ACCOUNTS_MOST && store_dossier(session_store(session), count + 1,
                                        session_today(session), arena, &dossiers[count], &err))
        count++;
    return count;
}

static void assert_same_rows(const struct row_list *lent, const struct row_list *stored)
{
    assert_int_equal(lent->count, stored->count);
    for (size_t i = 0; i < lent->count; i++) {
        const struct row *a = lent->items[i], *b = stored->items[i];

        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->key, b->key);
        assert_int_equal(a->rev, b->rev);
        for (int field = 0; field < kind_info(a->kind)->stored; field++)
            if (!value_equal(a->values[field], b->values[field]) ||
                a->values[field].type != b->values[field].type)
                fail_msg("%s %lld: %s", kind_info(a->kind)->singular, (long long)a->key,
                    kind_info(a->kind)->fields[field].name);
    }
}

static const char *or_none(const char *text)
{
    return text ? text : "none";
}

static void assert_same_readings(const struct reading_list *lent, const struct reading_list *stored)
{
    assert_int_equal(lent->count, stored->count);
    for (size_t i = 0; i < lent->count; i++) {
        const struct reading *a = &lent->items[i], *b = &stored->items[i];

        assert_string_equal(a->metric, b->metric);
        assert_string_equal(or_none(a->contact), or_none(b->contact));
        assert_string_equal(or_none(a->comment), or_none(b->comment));
        assert_int_equal(a->date, b->date);
        assert_true(a->value == b->value);
    }
}

static void assert_same_dossier(const struct dossier *lent, const struct dossier *stored)
{
    assert_same_rows(&lent->contracts, &stored->contracts);
    assert_same_rows(&lent->contacts, &stored->contacts);
    assert_same_rows(&lent->tickets, &stored->tickets);
    assert_same_rows(&lent->tasks, &stored->tasks);
    assert_same_rows(&lent->notes, &stored->notes);
    assert_same_rows(&lent->prepared, &stored->prepared);
    assert_same_rows(&lent->opportunities, &stored->opportunities);
    assert_same_rows(&lent->goals, &stored->goals);
    assert_same_rows(&lent->results, &stored->results);
    assert_same_rows(&lent->feedback, &stored->feedback);
    assert_same_rows(&lent->runs, &stored->runs);
    assert_same_rows(&lent->steps, &stored->steps);
    assert_same_rows(&lent->signals, &stored->signals);
    assert_same_rows(&lent->references, &stored->references);
    assert_same_readings(&lent->readings, &stored->readings);
}

/* It is scored by the rows in memory: these are what the file then gives. */
static void test_what_is_scored_is_what_is_stored(void **state)
{
    const struct session_options options = {.demo = true, .today = day_make(2026, 11, 23)};
    static struct dossier lent[ACCOUNTS_MOST], stored[ACCOUNTS_MOST];
    struct session *session = NULL;
    struct arena arena = {0};
    struct error err;
    int count;

    (void)state;
    assert_true(session_open_for_screen(&options, &session, &err));
    count = read_dossiers(session, &arena, lent);
    assert_true(count > 40 && count < ACCOUNTS_MOST);
    assert_true(demo_finish(session, &err));
    assert_true(demo_finish(session, &err)); /* the second time is nothing */
    assert_int_equal(read_dossiers(session, &arena, stored), count);
    for (int i = 0; i < count; i++)
        assert_same_dossier(&lent[i], &stored[i]);
    arena_fini(&arena);
    session_close(session);
}

static void test_the_book_is_sound(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct str report = {0};
    struct error err;

    (void)state;
    assert_true(store_check(session_store(session), &report, &err));
    assert_non_null(strstr(str_text(&report), "ok"));
    assert_null(strstr(str_text(&report), "not what daybook makes"));
    str_fini(&report);
    session_close(session);
}

/* Left in the midst, as by a closed window. */
static void test_half_of_it_leaves_nothing(void **state)
{
    const struct session_options options = {.demo = true, .today = day_make(2026, 11, 23)};
    struct session *session = NULL;
    struct error err;

    (void)state;
    assert_true(session_open_for_screen(&options, &session, &err));
    session_close(session);
    assert_int_equal(demo_folders(), 0);
}

/* --- an expression weighed by columns, and row by row --- */

struct weighing {
    struct session *session;
    const struct query *query;
    struct key_list keys;
};

static bool weigh(void *context, const struct row *account)
{
    struct weighing *weighing = context;
    const struct settings *settings = session_settings(weighing->session);
    struct arena arena = {0};
    struct row *settled = row_copy(&arena, account);

    row_settle(settled, settings, session_today(weighing->session));
    if (query_matches(weighing->query, settled, settings, session_today(weighing->session)))
        ARRAY_PUSH(&weighing->keys, account->key);
    arena_fini(&arena);
    return true;
}

/* How many match; both ways agree. */
static size_t match_both_ways(struct columns *columns, struct session *session, const char *text)
{
    struct weighing weighing = {.session = session};
    struct key_list keys = {0};
    struct arena arena = {0};
    struct query *query;
    struct error err;
    size_t count;

    if (!query_parse(text, KIND_ACCOUNT, session_settings(session), &arena, &query, &err))
        fail_msg("%s: %s", text, err.text);
    weighing.query = query;
    assert_true(store_each(session_store(session), KIND_ACCOUNT, weigh, &weighing, &err));
    assert_true(columns_match(columns, query, &keys, &err));
    count = keys.count;
    assert_int_equal(count, weighing.keys.count);
    if (count)
        assert_memory_equal(keys.items, weighing.keys.items, count * sizeof(*keys.items));
    array_fini(&keys);
    array_fini(&weighing.keys);
    arena_fini(&arena);
    return count;
}

static void test_columns_match_as_rows_do(void **state)
{
    static const char *const queries[] = {"tier_number = 1", "arr > 50k", "health < 60",
        "decides_in < 90d and arr >= 20k", "touch_days > 10", "age_days > 400 or tier = growth",
        "missing(health) or has(owner)", "name ~ a", "owner ~ a and not stage = churned", "a",
        "tags ~ a or urgency > 1", "renewal < 90d", "not missing(name)", "arr_now > 10k"};
    struct session *session = open_at("2026-11-23", false);
    struct columns *columns = columns_new(session);
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++)
        found += match_both_ways(columns, session, queries[i]) > 0;
    assert_true(found > 8);
    columns_free(columns);
    session_close(session);
}

/* What is held in memory is read again after a write. */
static void test_columns_follow_a_write(void **state)
{
    struct session *session = open_at("2026-11-23", false);
    struct columns *columns = columns_new(session);
    struct outcome outcome = {0};
    struct error err;
    size_t before = match_both_ways(columns, session, "name ~ Zzyzx");

    (void)state;
    assert_int_equal(before, 0);
    assert_true(verb_add(session, KIND_ACCOUNT, 0,
        (const char *const[]){"id=zz-1", "name=Zzyzx Pumps", NULL}, &outcome, NULL, &err));
    outcome_fini(&outcome);
    assert_int_equal(match_both_ways(columns, session, "name ~ Zzyzx"), 1);
    columns_free(columns);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_first_row),
        cmocka_unit_test(test_any_day),
        cmocka_unit_test(test_days_count_from_today),
        cmocka_unit_test(test_whose_it_is),
        cmocka_unit_test(test_nothing_is_left),
        cmocka_unit_test(test_others_files_stay),
        cmocka_unit_test(test_its_making_is_no_change),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_what_is_scored_is_what_is_stored),
        cmocka_unit_test(test_the_book_is_sound),
        cmocka_unit_test(test_half_of_it_leaves_nothing),
        cmocka_unit_test(test_columns_match_as_rows_do),
        cmocka_unit_test(test_columns_follow_a_write),
    };

    return cmocka_run_group_tests_name("demo", tests, make_home, drop_home);
}
