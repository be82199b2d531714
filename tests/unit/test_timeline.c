/* The timeline: the order of its moments, what it tells and what it leaves out, its filters, pages
 * that join to the whole, pins, and what changed the money and the health. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/import.h"
#include "app/timeline.h"
#include "app/verbs.h"
#include "store/timeline.h"
#include "support/home.h"

struct bench {
    char *home;
    struct session *session;
    struct arena arena;
    int64_t globex, initech;
};

static void open_on(struct bench *bench, const char *today)
{
    char *path = home_path(bench->home, "book.db"), *config = home_path(bench->home, "config");
    struct session_options options = {
        .create = true, .actor = ACTOR_APP, .db_path = path, .config_dir = config};
    struct error err;

    session_close(bench->session);
    assert_true(day_parse_iso(today, &options.today));
    if (!session_open(&options, &bench->session, &err))
        fail_msg("%s", err.text);
    free(path);
    free(config);
}

/* FIELD=VALUE parted by `|`; 0: no account. */
static int64_t add(struct bench *bench, enum kind kind, int64_t account, const char *fields)
{
    const char *assignments[12] = {0};
    char *copy = arena_copy_text(&bench->arena, fields);
    struct outcome outcome = {0};
    struct row *row = NULL;
    struct error err;
    struct str id = {0};
    int count = 0;

    for (char *at = copy, *end = copy; end != NULL; at = end + 1) {
        end = strchr(at, '|');
        if (end != NULL)
            *end = '\0';
        assignments[count++] = at;
    }
    if (!verb_add(bench->session, kind, account, assignments, &outcome, &id, &err))
        fail_msg("%s: %s", fields, err.text);
    if (kind_info(kind)->id >= 0)
        assert_true(store_find_id(
            session_store(bench->session), kind, str_text(&id), &bench->arena, &row, &err));
    outcome_fini(&outcome);
    str_fini(&id);
    return row ? row->key : 0;
}

static void set(struct bench *bench, enum kind kind, int64_t key, const char *assignment)
{
    struct outcome outcome = {0};
    struct error err;

    if (!verb_set(
            bench->session, kind, key, (const char *const[]){assignment, NULL}, &outcome, &err))
        fail_msg("%s: %s", assignment, err.text);
    outcome_fini(&outcome);
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));

    bench->home = home_new();
    open_on(bench, "2026-11-23");
    bench->globex =
        add(bench, KIND_ACCOUNT, 0, "id=globex|name=Globex|arr=100k|renewal=2027-06-01");
    bench->initech = add(bench, KIND_ACCOUNT, 0, "id=initech|name=Initech");
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    session_close(bench->session);
    arena_fini(&bench->arena);
    home_free(bench->home);
    free(bench);
    return 0;
}

/* `2026-11-20 call|2026-11-19 done`, of so many a page. */
static const char *told(struct bench *bench, const char *kinds, int page)
{
    struct timeline_ask ask = timeline_ask_all(bench->session, page);
    struct moment_list moments = {0};
    struct str out = {0};
    const char *text;
    struct error err;
    bool more = true;

    assert_true(timeline_kinds_parse(kinds, &ask.kinds, &err));
    while (more) {
        size_t before = moments.count;

        if (!timeline_page(bench->session, &ask, &bench->arena, &moments, &more, &err))
            fail_msg("%s", err.text);
        assert_true(moments.count <= before + (size_t)page && moments.count < 1000);
        if (moments.count == before)
            break;
        ask.before = moments.items[moments.count - 1].place;
    }
    for (size_t i = 0; i < moments.count; i++) {
        char day[24];

        str_addf(&out, "%s%s %s", i ? "|" : "", day_iso(moments.items[i].place.day, day) + 5,
            moments.items[i].what);
    }
    text = arena_copy_text(&bench->arena, str_text(&out));
    str_fini(&out);
    array_fini(&moments);
    return text;
}

/* `what: text` of the account's moments of these kinds. */
static const char *told_of(struct bench *bench, int64_t account, const char *kinds)
{
    struct moment_list moments = {0};
    struct str out = {0};
    const char *text;
    struct error err;
    unsigned mask;

    assert_true(timeline_kinds_parse(kinds, &mask, &err));
    if (!timeline_of_account(bench->session, account, mask, &bench->arena, &moments, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < moments.count; i++)
        str_addf(&out, "%s%s%s: %s", i ? "|" : "", moments.items[i].pinned ? "*" : "",
            moments.items[i].what,
            moments.items[i].quote ? moments.items[i].quote : moments.items[i].text);
    text = arena_copy_text(&bench->arena, str_text(&out));
    str_fini(&out);
    array_fini(&moments);
    return text;
}

static void fill(struct bench *bench)
{
    add(bench, KIND_NOTE, bench->globex, "kind=call|at=2026-11-20 09:00|body=first");
    add(bench, KIND_NOTE, bench->initech, "kind=meeting|at=2026-11-20 14:00|body=later");
    add(bench, KIND_NOTE, 0, "kind=email|at=2026-11-19 23:59|body=the day before");
    add(bench, KIND_NOTE, bench->globex, "kind=call|at=2026-11-24 09:00|body=tomorrow");
    add(bench, KIND_NOTE, bench->globex, "kind=no-show|at=2026-11-10 09:00|body=nobody");
    add(bench, KIND_NOTE, bench->globex, "kind=qbr|at=2026-11-19 09:00|body=agenda|state=prepared");
    add(bench, KIND_TASK, bench->globex,
        "title=old|status=done|done_on=2026-11-20|made_on=2026-11-20");
    add(bench, KIND_RESULT, bench->globex, "date=2026-11-20|story=orders in a day");
    add(bench, KIND_GOAL, bench->globex,
        "statement=ten sites|status=reached|updated_on=2026-11-20");
    add(bench, KIND_GOAL, bench->globex, "statement=not yet|updated_on=2026-11-20");
    add(bench, KIND_FEEDBACK, bench->globex, "date=2026-11-20|text=dark mode");
    add(bench, KIND_TICKET, bench->globex, "id=7|opened=2026-11-20|closed=2026-11-20|subject=slow");
    add(bench, KIND_CONTACT, bench->globex, "name=Ana|status=left|left_on=2026-11-20");
}

#define ALL_BUT_SIGNALS "notes,tasks,steps,health,value,tickets"

/* Newest first; within a day those with a time, the latest on top, then the others by their
 * sources. What lies ahead or only waits is left out. */
static void newest_first(void **state)
{
    struct bench *bench = *state;

    fill(bench);
    assert_string_equal(told(bench, ALL_BUT_SIGNALS, 100),
        "11-20 meeting|11-20 call|11-20 done|11-20 value|11-20 goal|11-20 feedback|11-20 closed|"
        "11-20 ticket|11-19 email|11-10 no-show");
    assert_string_equal(told(bench, "people", 100), "11-23 people|11-20 people");
}

/* Wherever a page ends, the next goes on behind it. */
static void pages_join(void **state)
{
    struct bench *bench = *state;
    const char *whole;

    fill(bench);
    for (int i = 0; i < 60; i++)
        add(bench, KIND_TASK, bench->initech, "title=many|status=done|done_on=2026-11-18");
    whole = told(bench, "", 1000);
    for (int page = 1; page < 40; page = page * 2 + 1)
        assert_string_equal(told(bench, "", page), whole);
    assert_non_null(strstr(whole, "|11-18 done|11-18 done"));
}

static void kinds_are_chosen_by_name(void **state)
{
    struct bench *bench = *state;
    struct error err;
    unsigned kinds = 5;

    fill(bench);
    assert_string_equal(
        told(bench, "note", 3), "11-20 meeting|11-20 call|11-19 email|11-10 no-show");
    assert_string_equal(told(bench, "Tickets, tasks", 3), "11-20 done|11-20 closed|11-20 ticket");
    assert_string_equal(told(bench, "imports", 3), "");
    assert_false(timeline_kinds_parse("notes,mony", &kinds, &err));
    assert_non_null(strstr(err.text, "'mony'"));
    assert_int_equal(kinds, 5);
    assert_true(timeline_kinds_parse("", &kinds, &err));
    assert_int_equal(kinds, 0);
}

static void what_is_taken_back_goes(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;
    int64_t task = add(bench, KIND_TASK, bench->globex, "title=call|made_on=2026-11-02");

    assert_string_equal(told(bench, "tasks", 9), "11-02 task");
    assert_true(verb_task_done(bench->session, task, true, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(told(bench, "tasks", 9), "11-23 done|11-02 task");
    assert_true(session_undo(bench->session, 0, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(told(bench, "tasks", 9), "11-02 task");
    set(bench, KIND_TASK, task, "made_on=2026-10-30");
    assert_string_equal(told(bench, "tasks", 9), "10-30 task");
    assert_true(verb_delete(bench->session, KIND_TASK, task, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(told(bench, "tasks", 9), "");
}

/* --- money --- */

static void money_that_moved_is_told(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;

    set(bench, KIND_ACCOUNT, bench->globex, "arr=80k");
    set(bench, KIND_ACCOUNT, bench->globex, "renewal=2027-09-01");
    set(bench, KIND_ACCOUNT, bench->globex, "tier=smb");
    assert_string_equal(told(bench, "money", 9), "11-23 money|11-23 money");
    assert_string_equal(told_of(bench, bench->globex, "money"),
        "money: renewal 1 Jun 2027 to 1 Sep 2027|money: ARR $100k to $80k");
    assert_true(session_undo(bench->session, 0, &outcome, &err)); /* the tier */
    outcome_fini(&outcome);
    assert_true(session_undo(bench->session, 0, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(told_of(bench, bench->globex, "money"), "money: ARR $100k to $80k");
}

static void contract_lines_are_told(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;
    int64_t line = add(bench, KIND_CONTRACT, bench->initech,
        "id=c1|product=Desk|arr=10k|start=2025-11-01|ends=2026-10-31|status=lost|reason=price");

    add(bench, KIND_CONTRACT, bench->initech,
        "product=Hub|arr=5k|start=2026-12-01|ends=2027-11-30");
    assert_string_equal(told_of(bench, bench->initech, "money"),
        "contract: Hub added, $5k|contract: Desk added, $10k|"
        "contract: Desk lost, $10k: price|contract: Desk begins, $10k");
    assert_string_equal(
        told(bench, "money", 2), "11-23 contract|11-23 contract|10-31 contract|11-01 contract");
    set(bench, KIND_CONTRACT, line, "arr=12k");
    assert_true(verb_delete(bench->session, KIND_CONTRACT, line, &outcome, &err));
    outcome_fini(&outcome);
    assert_non_null(strstr(told_of(bench, bench->initech, "money"), "a contract line was deleted"));
    assert_string_equal(told(bench, "money", 9), "11-23 money|11-23 money|11-23 contract");
}

/* --- people, pins --- */

static void who_came_and_who_left(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;
    int64_t ana = add(bench, KIND_CONTACT, bench->globex, "name=Ana Ruiz|role=champion");

    assert_string_equal(
        told_of(bench, bench->globex, "people"), "people: Ana Ruiz, champion, joined");
    open_on(bench, "2026-12-01");
    set(bench, KIND_CONTACT, ana, "status=left");
    set(bench, KIND_CONTACT, ana, "left_on=2026-11-30");
    assert_string_equal(told_of(bench, bench->globex, "people"),
        "people: Ana Ruiz, champion, left|people: Ana Ruiz, champion, joined");
    assert_true(verb_delete(bench->session, KIND_CONTACT, ana, &outcome, &err));
    outcome_fini(&outcome);
    assert_true(session_undo(bench->session, 0, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(told(bench, "people", 9), "11-30 people|11-23 people");
}

static void pinned_notes_stand_at_the_head(void **state)
{
    struct bench *bench = *state;
    int64_t note = add(bench, KIND_NOTE, bench->globex, "kind=call|at=2026-01-05 09:00|body=old");
    struct moment_list pins = {0};
    struct outcome outcome = {0};
    struct error err;

    add(bench, KIND_NOTE, bench->globex, "kind=email|at=2026-11-05 09:00|body=new");
    assert_string_equal(told_of(bench, bench->globex, "notes"), "email: new|call: old");
    assert_true(verb_note_pin(bench->session, note, true, &outcome, &err));
    assert_string_equal(str_text(&outcome.summary), "Globex: note pinned");
    outcome_fini(&outcome);
    assert_string_equal(told_of(bench, bench->globex, "notes"), "*call: old|email: new");
    assert_string_equal(told(bench, "notes", 9), "11-05 email");
    assert_true(timeline_pins(bench->session, &bench->arena, &pins, &err));
    assert_int_equal(pins.count, 1);
    assert_int_equal(pins.items[0].row_key, note);
    assert_true(session_undo(bench->session, 0, &outcome, &err));
    outcome_fini(&outcome);
    array_clear(&pins);
    assert_true(timeline_pins(bench->session, &bench->arena, &pins, &err));
    assert_int_equal(pins.count, 0);
    assert_string_equal(told(bench, "notes", 9), "11-05 email|01-05 call");
    array_fini(&pins);
}

/* --- health --- */

static void health_moves_with_their_cause(void **state)
{
    struct bench *bench = *state;
    static const char *const days[] = {"2026-12-01", "2026-12-10", "2026-12-20"};
    static const char *const seats[] = {"95", "20", "21"};
    bool more;
    struct error err;

    set(bench, KIND_ACCOUNT, bench->globex, "seats=100");
    set(bench, KIND_ACCOUNT, bench->globex, "start=2024-01-01");
    add(bench, KIND_NOTE, bench->globex, "kind=call|at=2026-11-20 09:00|body=x|sentiment=good");
    add(bench, KIND_MEASURE, bench->globex, "metric=csat|date=2026-11-20|value=4.5");
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        open_on(bench, days[i]);
        add(bench, KIND_MEASURE, bench->globex,
            arena_format(&bench->arena, "metric=active_users|date=%s|value=%s", days[i], seats[i]));
        assert_true(session_rescore(bench->session, 0, &more, &err));
    }
    assert_non_null(strstr(told(bench, "health", 9), "12-10 health"));
    assert_null(strstr(told(bench, "health", 9), "12-20"));
    assert_non_null(strstr(told_of(bench, bench->globex, "health"), "active users −"));
}

static void what_counts_as_a_move(void **state)
{
    static const struct {
        int then, now;
        bool told;
    } cases[] = {{80, 79, false}, {80, 75, true}, {76, 75, true}, {75, 66, false}, {75, 65, true},
        {50, 51, true}, {-1, -1, false}, {-1, 60, true}, {60, -1, true}, {90, 100, true}};

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(timeline_tells_health(cases[i].then, cases[i].now), cases[i].told);
    assert_string_equal(moment_health_text(78, 70, "adoption −6", &((struct bench *)*state)->arena),
        "good to watch, 78 to 70: adoption −6");
}

/* --- signals --- */

static void put_signals(struct bench *bench, const char *const severities[], size_t count)
{
    struct row_list rows = {0};
    struct error err;

    for (size_t i = 0; i < count; i++) {
        struct row *row = row_new(&bench->arena, KIND_SIGNAL);

        row_set_integer(row, SIGNAL_ACCOUNT, bench->globex);
        row_set_text(row, SIGNAL_SIGNAL, arena_format(&bench->arena, "own-%zu", i));
        row_set_text(row, SIGNAL_KIND, "risk");
        row_set_text(row, SIGNAL_SEVERITY, severities[i]);
        row_set_text(row, SIGNAL_TEXT, severities[i]);
        row_set_day(row, SIGNAL_SINCE, session_today(bench->session) - (day_number)i);
        row_set_integer(row, SIGNAL_OPEN, 1);
        ARRAY_PUSH(&rows, row);
    }
    assert_true(store_put_signals(session_store(bench->session), bench->globex, &rows, &err));
    array_fini(&rows);
}

/* How many places the store keeps for them: what is never told is not kept either. */
static size_t kept_signals(struct bench *bench)
{
    struct moment_place before = moment_place_of_day(session_today(bench->session));
    struct place_list places = {0};
    struct error err;
    size_t count;

    assert_true(store_moments(
        session_store(bench->session), MOMENT_SIGNAL_SINCE, &before, 99, &places, &err));
    count = places.count;
    array_fini(&places);
    return count;
}

/* Low ones are no news, and one that went away by itself is forgotten. */
static void signals_that_matter_are_told(void **state)
{
    struct bench *bench = *state;

    put_signals(bench, (const char *const[]){"high", "low", "medium"}, 3);
    assert_string_equal(told_of(bench, bench->globex, "signals"), "signal: high|signal: medium");
    assert_string_equal(told(bench, "signals", 1), "11-23 signal|11-21 signal");
    assert_int_equal(kept_signals(bench), 2);
    put_signals(bench, (const char *const[]){"low", "high"}, 2);
    assert_string_equal(told_of(bench, bench->globex, "signals"), "signal: high");
    assert_string_equal(told(bench, "signals", 9), "11-22 signal");
    assert_int_equal(kept_signals(bench), 1);
    put_signals(bench, NULL, 0);
    assert_string_equal(told(bench, "signals", 9), "");
    assert_int_equal(kept_signals(bench), 0);
}

/* --- imports --- */

static void imports_tell_what_they_changed(void **state)
{
    struct bench *bench = *state;
    char *path = home_write(bench->home, "accounts.csv",
        "id,name,arr,seats\nglobex,Globex,90k,12\nnew,Newcomer,5k,1\n");
    struct import_options options = {0};
    struct import_report_list reports = {0};
    struct outcome outcome = {0};
    struct str text = {0};
    struct error err;

    set(bench, KIND_ACCOUNT, bench->globex, "owner=ben");
    if (!import_files(bench->session, (const char *const[]){path}, 1, &options, &bench->arena,
            &reports, &err))
        fail_msg("%s", err.text);
    assert_string_equal(told(bench, "imports", 9), "11-23 import");
    assert_string_equal(
        told_of(bench, bench->globex, "imports"), "import: import of accounts.csv: this account");
    assert_string_equal(told_of(bench, bench->initech, "imports"), "");
    assert_true(timeline_change_text(bench->session, reports.items[0].change_id, &text, &err));
    assert_non_null(strstr(str_text(&text), "# accounts: 1 new, 1 changed\n"));
    assert_non_null(strstr(str_text(&text), "  Globex: arr $100k to $90k, seats 12\n"));
    assert_non_null(strstr(str_text(&text), "  Newcomer: new\n"));
    assert_true(session_undo(bench->session, reports.items[0].change_id, &outcome, &err));
    outcome_fini(&outcome);
    assert_string_equal(told(bench, "imports", 9), "");
    str_fini(&text);
    free(path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(newest_first),
        TEST(pages_join),
        TEST(kinds_are_chosen_by_name),
        TEST(what_is_taken_back_goes),
        TEST(money_that_moved_is_told),
        TEST(contract_lines_are_told),
        TEST(who_came_and_who_left),
        TEST(pinned_notes_stand_at_the_head),
        TEST(health_moves_with_their_cause),
        TEST(what_counts_as_a_move),
        TEST(signals_that_matter_are_told),
        TEST(imports_tell_what_they_changed),
    };
#undef TEST

    return cmocka_run_group_tests(tests, NULL, NULL);
}
