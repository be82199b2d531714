/* Whatever was done, each evening is told to the letter afterwards: random verbs on days that pass,
 * and the book as of each of them. Beside it: inserts that stand as ranges, days before the book
 * began, progress that is given up, and a copy that nothing can be written into. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/as_of.h"
#include "app/import.h"
#include "core/playbook.h"
#include "base/str.h"
#include "store/rewind.h"
#include "support/home.h"
#include "support/random_book.h"

enum { SEEDS = 12, VERBS = 50, EVENINGS = VERBS + 1 };

struct evening {
    day_number day;
    char *stored; /* the rows, as they were written */
    char *whole;  /* with scores and signals, as of that very evening */
};

/* --- the book as text, with what is computed --- */

static void write_value(struct str *out, const char *name, struct value value)
{
    if (value.type == VALUE_TEXT)
        str_addf(out, " %s=[%s]", name, value.text);
    else if (value.type == VALUE_INTEGER)
        str_addf(out, " %s=%lld", name, (long long)value.integer);
    else if (value.type == VALUE_REAL)
        str_addf(out, " %s=%.9g", name, value.real);
}

/* Of a signal that is over the words may be those of a later spell; so with what playbooks keep in
 * mind. */
static bool write_row(void *context, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    bool is_over =
        row->kind == KIND_SIGNAL && (row_integer(row, SIGNAL_OPEN) != 1 || playbook_keeps(row));

    str_addf(context, "%s %lld", info->singular, (long long)row->key);
    for (int i = 0; i < info->count; i++)
        if (!(info->fields[i].flags & FIELD_VIRTUAL) &&
            !(is_over && (i == SIGNAL_TEXT || i == SIGNAL_SEVERITY || i == SIGNAL_KIND ||
                             i == SIGNAL_SUGGESTS)))
            write_value(context, info->fields[i].name, row->values[i]);
    str_add(context, "\f");
    return true;
}

static char *dump_whole(struct session *session)
{
    struct str out = {0};
    struct totals totals;
    struct error err;
    char *text;

    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (!store_each(session_store(session), (enum kind)kind, write_row, &out, &err))
            fail_msg("%s", err.text);
    assert_true(store_totals(session_store(session), &totals, &err));
    str_addf(&out, "totals %lld %lld %lld %lld", (long long)totals.accounts, (long long)totals.arr,
        (long long)totals.listed, (long long)totals.at_risk_arr);
    text = strdup(str_text(&out));
    str_fini(&out);
    return text;
}

static void open_as_of(struct random_book *book, day_number day, struct session **ret_session)
{
    struct error err;

    if (!as_of_open(book->session, day, NULL, ret_session, &err))
        fail_msg("seed %u: %s", book->seed, err.text);
}

/* --- evenings --- */

static void keep_evening(struct random_book *book, struct evening *evening)
{
    struct session *then;

    open_as_of(book, book->today, &then);
    *evening = (struct evening){book->today, random_book_dump(book->session), dump_whole(then)};
    session_close(then);
}

static void check_evening(struct random_book *book, const struct evening *evening)
{
    struct session *then;
    char what[64], *stored, *whole;

    snprintf(what, sizeof(what), "day %d of %d", (int)evening->day, (int)book->today);
    open_as_of(book, evening->day, &then);
    stored = random_book_dump(then);
    whole = dump_whole(then);
    random_book_same(book, what, stored, evening->stored);
    random_book_same(book, what, whole, evening->whole);
    free(stored);
    free(whole);
    session_close(then);
}

static void each_evening_stays(struct random_book *book)
{
    struct evening evenings[EVENINGS] = {0};
    int count = 0;

    book->keeps_files = true;
    for (int i = 0; i < VERBS; i++) {
        int verb = random_book_verb(book);
        struct outcome outcome = {0};
        struct error err;

        if (!strcmp(random_book_verb_name(verb), "days"))
            keep_evening(book, &evenings[count++]);
        if (random_book_do(book, verb, &outcome, &err))
            outcome_fini(&outcome);
        if (random_book_pick(book, 8) == 0 && session_undo(book->session, 0, &outcome, &err))
            outcome_fini(&outcome);
        if (random_book_pick(book, 12) == 0 && session_redo(book->session, &outcome, &err))
            outcome_fini(&outcome);
    }
    for (int i = 0; i < count; i++)
        check_evening(book, &evenings[i]);
    for (int i = 0; i < count; i++) {
        free(evenings[i].stored);
        free(evenings[i].whole);
    }
}

static unsigned number_of(const char *text, unsigned otherwise)
{
    long long number;

    return text && text_to_int(text, &number) ? (unsigned)number : otherwise;
}

static void random_days_are_told_to_the_letter(void **state)
{
    const char *only = getenv("DAYBOOK_SEED"), *more = getenv("DAYBOOK_SEEDS");
    unsigned first = number_of(only, 1);
    unsigned seeds = only ? 1 : number_of(more, SEEDS);

    for (unsigned seed = first; seed < first + seeds; seed++) {
        struct random_book book;

        random_book_begin(&book, seed);
        each_evening_stays(&book);
        random_book_end(&book);
    }
    (void)state;
}

/* --- one case each --- */

static void add(struct random_book *book, enum kind kind, int64_t account, const char *const *facts)
{
    struct outcome outcome = {0};
    struct error err;

    if (!verb_add(book->session, kind, account, facts, &outcome, NULL, &err))
        fail_msg("%s: %s", facts[0], err.text);
    outcome_fini(&outcome);
}

static void reopen_on(struct random_book *book, day_number day)
{
    struct session_options options = {
        .actor = ACTOR_APP, .db_path = book->book, .config_dir = book->config, .today = day};
    struct error err;

    session_close(book->session);
    book->today = day;
    if (!session_open(&options, &book->session, &err))
        fail_msg("%s", err.text);
}

static int64_t count_of(struct session *session, enum kind kind)
{
    struct error err;
    int64_t count;

    assert_true(store_count(session_store(session), kind, &count, &err));
    return count;
}

/* An import is one range of keys a kind. */
static void an_import_goes_back_whole(void **state)
{
    struct import_report_list reports = {0};
    struct import_options options = {0};
    struct random_book book;
    struct session *then;
    struct arena arena = {0};
    struct str csv = {0};
    struct error err;
    const char *path;
    char *file;

    random_book_begin(&book, 1);
    str_add(&csv, "account,date,metric,value\n");
    for (int i = 0; i < 3000; i++)
        str_addf(&csv, "db-%d,2026-1%d-%02d,logins,%d\n", 1 + i % 4, i % 2, 1 + i % 28, i);
    file = home_write(book.home, "measures.csv", str_text(&csv));
    path = file;
    reopen_on(&book, book.today + 2);
    assert_true(import_files(book.session, &path, 1, &options, &arena, &reports, &err));
    assert_int_equal(count_of(book.session, KIND_MEASURE), 3000);
    open_as_of(&book, book.today - 1, &then);
    assert_int_equal(count_of(then, KIND_MEASURE), 0);
    assert_int_equal(count_of(then, KIND_ACCOUNT), 4);
    session_close(then);
    free(file);
    str_fini(&csv);
    arena_fini(&arena);
    random_book_end(&book);
    (void)state;
}

/* --today went back: what was written for the earlier day stays, the later one goes. */
static void days_may_be_written_out_of_order(void **state)
{
    static const char *const first[] = {"name=Later", NULL}, *const second[] = {
                                                                 "name=Earlier", NULL};
    struct random_book book;
    struct session *then;
    day_number begin;

    random_book_begin(&book, 1);
    begin = book.today;
    reopen_on(&book, begin + 10);
    add(&book, KIND_CONTACT, 1, first);
    reopen_on(&book, begin + 5);
    add(&book, KIND_CONTACT, 1, second);
    reopen_on(&book, begin + 20);
    open_as_of(&book, begin + 7, &then);
    assert_int_equal(count_of(then, KIND_CONTACT), 1);
    session_close(then);
    random_book_end(&book);
    (void)state;
}

static bool write_fact(void *context, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);

    str_addf(context, "%s", info->singular);
    for (int i = 0; i < info->stored; i++)
        if (i != info->account && i != info->id && i != info->natural && i != info->hand &&
            !(row->kind == KIND_ACCOUNT && i == ACCOUNT_ENTERED))
            write_value(context, info->fields[i].name, row->values[i]);
    str_add(context, "\n");
    return true;
}

/* What is dated later is not there, what ended later has not ended; by hand. 1 Oct 2026 is 20727.
 */
static void before_the_book_days_in_rows_tell(void **state)
{
    static const struct {
        enum kind kind;
        const char *facts[6];
        const char *then; /* "": it is not there */
    } rows[] = {
        {KIND_CONTACT, {"name=Ann", "status=left", "left_on=2026-10-05"},
            "contact name=[Ann] status=[active]\n"},
        {KIND_CONTACT, {"name=Bo", "status=left", "left_on=2026-09-05"},
            "contact name=[Bo] status=[left] left_on=20701\n"},
        {KIND_TICKET, {"subject=old", "opened=2026-09-01", "closed=2026-10-02", "status=solved"},
            "ticket opened=20697 status=[open] subject=[old]\n"},
        {KIND_TICKET, {"subject=new", "opened=2026-10-02"}, ""},
        {KIND_TASK, {"title=now"}, ""},
        {KIND_GOAL, {"statement=Later", "start=2026-11-01"}, ""},
        {KIND_RESULT, {"date=2026-10-02", "metric=hours", "amount=3"}, ""},
        {KIND_FEEDBACK, {"date=2026-09-30", "text=Dark"},
            "feedback date=20726 status=[open] text=[Dark]\n"},
        {KIND_REFERENCE,
            {"kind=quote", "asked_on=2026-09-01", "given_on=2026-10-10", "status=given"},
            "reference kind=[quote] asked_on=20697 status=[asked]\n"},
    };
    struct random_book book;
    struct session *then;
    struct str wanted = {0}, is = {0};
    struct error err;

    random_book_begin(&book, 1);
    add(&book, KIND_ACCOUNT, 0, (const char *const[]){"name=Old", "start=2025-01-01", NULL});
    add(&book, KIND_ACCOUNT, 0, (const char *const[]){"name=Young", "start=2026-11-01", NULL});
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        add(&book, rows[i].kind, 5, rows[i].facts);
        str_add(&wanted, rows[i].then);
    }
    open_as_of(&book, day_make(2026, 10, 1), &then);
    assert_string_equal(session_as_of_limits(then),
        "from days in rows alone: the book was first written on Mon 23 Nov 2026");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind != KIND_SIGNAL && kind != KIND_ACCOUNT && kind != KIND_MOVEMENT)
            assert_true(store_each(session_store(then), (enum kind)kind, write_fact, &is, &err));
    assert_string_equal(str_text(&is), str_text(&wanted));
    assert_int_equal(count_of(then, KIND_ACCOUNT), 1); /* the others have nothing so old */
    session_close(then);
    str_fini(&is);
    str_fini(&wanted);
    random_book_end(&book);
    (void)state;
}

static void add_move(struct random_book *book, const char *day, const char *kind, int64_t amount)
{
    struct outcome outcome = {0};
    struct change change;
    struct error err;
    day_number number;
    size_t row;

    assert_true(day_parse_iso(day, &number));
    change_init(&change, ACTOR_APP);
    row = change_insert(&change, KIND_MOVEMENT);
    change_set_integer(&change, row, MOVEMENT_ACCOUNT, 5);
    change_set_day(&change, row, MOVEMENT_DATE, number);
    change_set_text(&change, row, MOVEMENT_KIND, kind);
    change_set_text(&change, row, MOVEMENT_LINE, "L1");
    change_set_integer(&change, row, MOVEMENT_AMOUNT, amount);
    if (!session_apply(book->session, &change, &outcome, &err))
        fail_msg("%s", err.text);
    change_fini(&change);
    outcome_fini(&outcome);
}

/* Contract lines by their movements: 100 booked in, +40, -15, and lost at 125. */
static void arr_goes_back_by_its_movements(void **state)
{
    static const struct {
        const char *day, *arr;
    } cases[] = {{"2026-01-01", "10000"}, {"2026-03-31", "10000"}, {"2026-04-01", "14000"},
        {"2026-06-30", "14000"}, {"2026-07-01", "12500"}, {"2026-09-29", "12500"}};
    static const struct {
        const char *day, *kind;
        int64_t amount;
    } moves[] = {{"2026-02-01", "book_in", 10000}, {"2026-04-01", "expansion", 4000},
        {"2026-07-01", "contraction", -1500}, {"2026-10-01", "churn", -12500}};
    struct random_book book;
    struct arena arena = {0};
    struct outcome outcome = {0};
    struct error err;

    random_book_begin(&book, 1);
    add(&book, KIND_ACCOUNT, 0,
        (const char *const[]){"name=Old", "start=2025-01-01", "stage=churned", NULL});
    add(&book, KIND_CONTRACT, 5,
        (const char *const[]){
            "id=L1", "arr=125", "start=2025-01-01", "ends=2026-09-30", "status=lost", NULL});
    struct row_list own;
    assert_true(store_children(session_store(book.session), KIND_MOVEMENT, 5, &arena, &own, &err));
    for (size_t i = 0; i < own.count; i++) { /* those that were recorded by the way */
        assert_true(verb_delete(book.session, KIND_MOVEMENT, own.items[i]->key, &outcome, &err));
        outcome_fini(&outcome);
    }
    for (size_t i = 0; i < COUNT_OF(moves); i++)
        add_move(&book, moves[i].day, moves[i].kind, moves[i].amount);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct session *then;
        struct row *line, *account;
        day_number day;
        char arr[32];

        assert_true(day_parse_iso(cases[i].day, &day));
        open_as_of(&book, day, &then);
        assert_true(store_find_id(session_store(then), KIND_CONTRACT, "L1", &arena, &line, &err));
        assert_true(store_get(session_store(then), KIND_ACCOUNT, 5, &arena, &account, &err));
        assert_non_null(line);
        snprintf(arr, sizeof(arr), "%lld", (long long)row_integer(line, CONTRACT_ARR));
        assert_string_equal(arr, cases[i].arr);
        assert_true(row_is(line, CONTRACT_STATUS, "open"));
        assert_true(row_is(account, ACCOUNT_STAGE, "steady"));
        session_close(then);
    }
    arena_fini(&arena);
    random_book_end(&book);
    (void)state;
}

static bool give_up(void *context, double done)
{
    double *last = context;

    assert_true(done >= *last && done <= 1);
    *last = done;
    return done < .3;
}

static void it_can_be_given_up_and_never_written(void **state)
{
    double last = 0;
    const struct as_of_watch watch = {give_up, &last};
    struct random_book book;
    struct session *then = NULL;
    struct outcome outcome;
    struct error err;
    char *before, *after;

    random_book_begin(&book, 1);
    before = file_read(book.book);
    assert_false(as_of_open(book.session, book.today, &watch, &then, &err));
    assert_int_equal(err.code, ERROR_FOUND);
    assert_true(last >= .3);
    assert_false(as_of_open(book.session, book.today + 1, NULL, &then, &err));
    assert_int_equal(err.code, ERROR_USAGE);
    open_as_of(&book, book.today, &then);
    assert_false(store_begin(session_store(then), &err));
    assert_int_equal(err.code, ERROR_READ_ONLY);
    assert_string_equal(err.text, "this is the book as of Mon 23 Nov 2026: read only");
    assert_false(session_undo(then, 0, &outcome, &err));
    assert_int_equal(err.code, ERROR_READ_ONLY);
    session_close(then);
    after = file_read(book.book);
    assert_string_equal(before, after);
    free(before);
    free(after);
    random_book_end(&book);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_days_are_told_to_the_letter),
        cmocka_unit_test(an_import_goes_back_whole),
        cmocka_unit_test(days_may_be_written_out_of_order),
        cmocka_unit_test(before_the_book_days_in_rows_tell),
        cmocka_unit_test(arr_goes_back_by_its_movements),
        cmocka_unit_test(it_can_be_given_up_and_never_written),
    };

    return cmocka_run_group_tests_name("as_of", tests, NULL, NULL);
}
