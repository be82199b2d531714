/* Tables in, typed rows and rejections out: promises.md N1, N2, N6, I5, I7, I9, I10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "base/text.h"
#include "core/merge.h"
#include "files/import_map.h"

#define MOST_CELLS 32

static struct arena arena;
static struct import_map map;

static int read_map(void **state)
{
    struct error err = {0};

    (void)state;
    return import_map_read(NULL, NULL, &arena, &map, &err) ? 0 : -1;
}

static int drop_map(void **state)
{
    (void)state;
    arena_fini(&arena);
    return 0;
}

/* One line of a table, cut at its bars. */
static int cut(const char **line, const char *cells[MOST_CELLS])
{
    size_t len = strcspn(*line, "\n");
    char *copy = arena_copy_bytes(&arena, *line, len);
    int count = 0;

    *line += len + ((*line)[len] == '\n');
    for (char *at = copy; at != NULL; count++) {
        char *bar = strchr(at, '|');

        cells[count] = at;
        if (bar != NULL)
            *bar++ = '\0';
        at = bar;
    }
    return count;
}

struct table {
    enum kind kind;
    const char *text; /* a header and rows, cells apart by bars */
    struct merge_hints hints;
};

static bool plan_table(
    const struct table *table, struct merge_plan *plan, struct str *notes, struct error *err)
{
    const char *cells[MOST_CELLS];
    const char *at = table->text;
    int count = cut(&at, cells);

    if (!merge_plan_init(plan, &map, table->kind, cells, count, &arena, err))
        return false;
    while (*at != '\0') {
        count = cut(&at, cells);
        merge_observe(plan, cells, count);
    }
    merge_decide(plan, &table->hints, notes);
    return true;
}

static void add_fields(struct str *out, const struct merge_row *row)
{
    const struct kind_info *info = kind_info(row->row->kind);

    for (int field = 0; field < info->stored; field++) {
        if (!(row->present & (UINT64_C(1) << field)) || field == info->natural)
            continue;
        str_addf(out, " %s=", info->fields[field].name);
        field_format_plain(out, row->row, field, "USD");
    }
    for (size_t i = 0; i < row->readings.count; i++) {
        str_addf(out, " %s:", row->readings.items[i].metric);
        str_add_real(out, row->readings.items[i].value);
    }
    for (size_t i = 0; i < row->facts.count; i++)
        str_addf(out, " [%s]=%s", row->facts.items[i].name, row->facts.items[i].value);
}

/* The rows as ` name=Acme arr=1.00`, a line each; `! why` for a rejected one; then the notes. */
static void read_table(const struct table *table, struct str *out)
{
    struct merge_context context = {"USD", day_make(2026, 11, 23), &arena};
    struct merge_plan plan;
    struct merge_row row = {0};
    struct str notes = {0};
    struct error err = {0};
    const char *cells[MOST_CELLS];
    const char *at = table->text;

    str_clear(out);
    if (!plan_table(table, &plan, &notes, &err)) {
        str_addf(out, "refused: %s", err.text);
        return;
    }
    cut(&at, cells);
    while (*at != '\0') {
        struct merge_reject reject = {0};
        int count = cut(&at, cells);

        if (merge_read(&plan, cells, count, &context, &row, &reject))
            add_fields(out, &row);
        else
            str_addf(out, "! %s%s%s", reject.column, *reject.column ? ": " : "", reject.why);
        str_add(out, "\n");
    }
    str_add(out, str_text(&notes));
    str_fini(&notes);
    merge_row_fini(&row);
    merge_plan_fini(&plan);
}

struct reading_case {
    struct table table;
    const char *rows;
};

static void check_all(const struct reading_case *cases, size_t count)
{
    struct str out = {0};

    for (size_t i = 0; i < count; i++) {
        read_table(&cases[i].table, &out);
        assert_string_equal(str_text(&out), cases[i].rows);
    }
    str_fini(&out);
}
#define CHECK_ALL(cases) check_all(cases, COUNT_OF(cases))

static void numbers_are_decided_by_column(void **state)
{
    static const struct reading_case cases[] = {
        {{KIND_ACCOUNT, "name|arr\nA|1,234.56\nB|1.234\n"},
            " name=A arr=1234.56\n! arr: '1.234' has more decimals than its currency\n"},
        {{KIND_ACCOUNT, "name|arr\nA|1.234,56\nB|1.234\n"},
            " name=A arr=1234.56\n name=B arr=1234.00\n"},
        {{KIND_ACCOUNT, "name|arr\nA|1 234,56\nB|1'234,50\n"},
            " name=A arr=1234.56\n name=B arr=1234.50\n"},
        {{KIND_ACCOUNT, "name|arr\nA|1.234\n"},
            " name=A\ncolumn arr is not taken: '1.234' can be read two ways and nothing says "
            "which; use --numbers point or --numbers comma\n"},
        {{KIND_ACCOUNT, "name|arr\nA|1.234\n", {.asked_form = NUMBER_COMMA}},
            " name=A arr=1234.00\n"},
        {{KIND_CONTRACT, "id|arr|forecast\nA|1.234|0,50\n"}, " id=A arr=1234.00 forecast=0.50\n"},
        {{KIND_ACCOUNT, "name|arr\nA|250k\nB|$1.5m\nC|\xE2\x82\xAC"
                        "99\nD|$4.00 \nE|0\n"},
            " name=A arr=250000.00\n name=B arr=1500000.00 currency=USD\n"
            " name=C arr=99.00 currency=EUR\n name=D arr=4.00 currency=USD\n name=E arr=0.00\n"},
        {{KIND_ACCOUNT, "name|arr|currency\nA|15800.00|JPY\nB|1.5|jpy\nC|1|KWD\nD|$5|EUR\n"},
            " name=A arr=15800 currency=JPY\n! arr: '1.5' has more decimals than its currency\n"
            " name=C arr=1.000 currency=KWD\n! arr: '$5' is in USD, but the row says EUR\n"},
        {{KIND_ACCOUNT, "name|arr\nA|(500)\nB|-0\nC|-1\nD|95%\nE|\xE2\x82\xAC\nF|1e6\nG|NaN\n"
                        "H|0x10\nI|\xD9\xA3\nJ|99999999999999999999\nK|n/a\nL|\n"},
            "! arr: is below 0\n name=B arr=0.00\n! arr: is below 0\n"
            "! arr: '95%' is not an amount of money\n! arr: '\xE2\x82\xAC' is not an amount of "
            "money\n"
            "! arr: '1e6' is not an amount of money\n! arr: 'NaN' is not an amount of money\n"
            "! arr: '0x10' is not an amount of money\n! arr: '\xD9\xA3' is not an amount of money\n"
            "! arr: '99999999999999999999' is too large an amount\n name=K\n name=L\n"},
        {{KIND_ACCOUNT, "name|seats\nA|1,200\nB|12.5\n"},
            " name=A seats=1200\n! seats: '12.5' is not a whole number of 0 or more\n"},
        {{KIND_ACCOUNT, "name|seats|arr\nA|1.200|1.500\n"}, " name=A arr=1500.00 seats=1200\n"},
    };

    (void)state;
    CHECK_ALL(cases);
}

static void shares_are_decided_by_column(void **state)
{
    static const struct reading_case cases[] = {
        {{KIND_OPPORTUNITY, "name|probability\nA|10\nB|100\n"},
            " name=A probability=0.1\n name=B probability=1\n"},
        {{KIND_OPPORTUNITY, "name|probability\nA|0.1\nB|1\n"},
            " name=A probability=0.1\n name=B probability=1\n"},
        {{KIND_OPPORTUNITY, "name|probability\nA|95%\nB|0.5\n"},
            " name=A probability=0.95\n name=B probability=0.5\n"},
        {{KIND_MEASURE, "account|week|logins|feature_adoption\nX|2026-01-05|12|51\n"},
            " date=2026-01-05 logins:12 feature_adoption:0.51\n"},
        {{KIND_MEASURE,
             "account|date|metric|value\nX|2026-01-05|Win Rate|51\nX|2026-01-05|nps|9\n"},
            " date=2026-01-05 metric=win_rate value=0.51 win_rate:0.51\n"
            " date=2026-01-05 metric=nps value=9 nps:9\n"},
    };

    (void)state;
    CHECK_ALL(cases);
}

static void dates_are_decided_by_column(void **state)
{
    static const struct reading_case cases[] = {
        {{KIND_ACCOUNT, "name|start\nA|03-04-2024\nB|25-04-2024\nC|26-04-2024\nD|04/25/2024\n"},
            " name=A start=2024-04-03\n name=B start=2024-04-25\n name=C start=2024-04-26\n"
            "! start: '04/25/2024' is not a day in the order dmy\n"
            "column start: days are read as dmy ('03-04-2024' is 2024-04-03)\n"},
        {{KIND_ACCOUNT, "name|start\nA|03-04-2024\nB|25-04-2024\nC|04/25/2024\n"},
            " name=A\n name=B\n name=C\ncolumn start is not taken: '03-04-2024' can be read two "
            "ways and nothing says which; use --dates dmy or --dates mdy\n"},
        {{KIND_ACCOUNT, "name|start\nA|3/4/24\nB|4/25/24\n"},
            " name=A start=2024-03-04\n name=B start=2024-04-25\n"
            "column start: days are read as mdy ('3/4/24' is 2024-03-04)\n"},
        {{KIND_ACCOUNT, "name|start\nA|3/4/24\nB|5/5/24\n"},
            " name=A\n name=B\ncolumn start is not taken: '3/4/24' can be read two ways and "
            "nothing says which; use --dates dmy or --dates mdy\n"},
        {{KIND_ACCOUNT, "name|start\nB|5/5/24\n"}, " name=B start=2024-05-05\n"},
        {{KIND_ACCOUNT, "name|start|renewal\nA|3/4/24|12/31/24\n"},
            " name=A start=2024-03-04 renewal=2024-12-31\n"
            "column start: days are read as mdy ('3/4/24' is 2024-03-04)\n"},
        {{KIND_ACCOUNT, "name|start|made\nA|3/4/24|12/31/24\n"},
            " name=A start=2024-03-04 [made]=12/31/24\n"
            "column start: days are read as mdy ('3/4/24' is 2024-03-04)\n"},
        {{KIND_ACCOUNT, "name|start\nA|3/4/24\n", {.asked_order = DATE_DMY}},
            " name=A start=2024-04-03\ncolumn start: days are read as dmy ('3/4/24' is "
            "2024-04-03)\n"},
        {{KIND_ACCOUNT, "name|start\nA|3/4/24\n",
             {.earlier_order = DATE_MDY, .asked_order = DATE_DMY}},
            " name=A start=2024-03-04\ncolumn start: days are read as mdy ('3/4/24' is "
            "2024-03-04)\n"},
        {{KIND_ACCOUNT,
             "name|start\nA|2020-12-22T21:16:01Z\nB|12 Dec 2026\nC|Dec 1, 2026\nD|23/02/26 08:55 "
             "PM\nE|2026-02-30\nF|tomorrow\nG|20261201\nH|2019-07-05 20:35:26.123+02:00\n"
             "I|1.12.69\nJ|31.12.70\n"},
            " name=A start=2020-12-22\n name=B start=2026-12-12\n name=C start=2026-12-01\n"
            " name=D start=2026-02-23\n"
            "! start: '2026-02-30' is not a day\n"
            "! start: 'tomorrow' is a date word: a file must give the day itself, as 2026-12-01\n"
            " name=G start=2026-12-01\n name=H start=2019-07-05\n name=I start=2069-12-01\n"
            " name=J start=1970-12-31\n"
            "column start: days are read as dmy ('1.12.69' is 2069-12-01)\n"},
        {{KIND_NOTE, "at|body\n2026-01-05 16:30|x\n02/23/26 08:55 PM|y\n"},
            " at=2026-01-05T16:30 body=x\n at=2026-02-23T20:55 body=y\n"},
    };

    (void)state;
    CHECK_ALL(cases);
}

static void what_an_account_says(void **state)
{
    static const struct reading_case cases[] = {
        {{KIND_ACCOUNT, "Id|Name|MRR\n1|A|100\n"},
            " id=1 name=A arr=1200.00\ncolumn MRR: ARR is MRR x 12\n"},
        {{KIND_ACCOUNT, "Name|Annual Revenue\nA|5117586\n"}, " name=A [Annual Revenue]=5117586\n"},
        {{KIND_ACCOUNT, "name|contract value|term\nA|3000|24 months\nB|3000|\n"},
            " name=A arr=1500.00 term_months=24\n name=B [contract value]=3000.00\n"
            "column contract value: a contract total is ARR only over a known term; else it is "
            "kept as a fact\n"},
        {{KIND_ACCOUNT, "name|Expiry Date\nA|2026-12-31\n"}, " name=A renewal=2027-01-01\n"},
        {{KIND_ACCOUNT, "name|notice_days\nA|60\nB|60d\nC|2m\nD|10bd\nE|soon\n"},
            " name=A notice_days=60\n name=B notice_days=60d\n name=C notice_days=2m\n"
            " name=D notice_days=10bd\n"
            "! notice_days: 'soon' is not a notice like 60, 60d, 2m or 10bd\n"},
        {{KIND_ACCOUNT, "id|name\n1.3E+11|A\n0017|B\n370326104793123456|C\n"},
            "! id: '1.3E+11' is an id that a spreadsheet turned into a number: export it as text\n"
            " id=0017 name=B\n id=370326104793123456 name=C\n"},
        {{KIND_ACCOUNT, "name|website\nA|http://www.Acme.com/x/y.jpg\nB|acme.org\nC|n/a\n"},
            " name=A domain=acme.com\n name=B domain=acme.org\n name=C domain=n/a\n"},
        {{KIND_ACCOUNT, "id|name|is_deleted\n1|A|TRUE\n2|B|false\n|C|\n|| \n"},
            "! deleted at source\n id=2 name=B\n name=C\n! needs an id or a name\n"},
        {{KIND_ACCOUNT, "name|stage|tags|auto_renew\nA|Renewal|x, y;x|Yes\nB|at risk||perhaps\n"},
            " name=A stage=renewing auto_renew=yes tags=x;y\n"
            "! auto_renew: 'perhaps' is neither yes nor no\n"},
        {{KIND_ACCOUNT, "name|nps|csat\nA|26|\nB||4.1\n"}, " name=A nps:26\n name=B csat:4.1\n"},
        {{KIND_ACCOUNT, "name|owner|csm\nA|Ana|Bo\n"}, " name=A owner=Bo [owner]=Ana\n"},
        {{KIND_ACCOUNT, "name|arr\nA\nB|1|2\nC|1||\n"},
            "! 1 cell, but the header has 2\n! 3 cells, but the header has 2\n name=C arr=1.00\n"},
    };

    (void)state;
    CHECK_ALL(cases);
}

static void what_other_kinds_say(void **state)
{
    static const struct reading_case cases[] = {
        {{KIND_CONTACT, "lastName|firstName|email\nCannan|Bibby|b@x.edu\n|Cher|\n"},
            " name=Bibby Cannan email=b@x.edu\n name=Cher\n"},
        {{KIND_CONTACT, "Id|LastName|FirstName|Name|Phone|Zip\n7|R|J|Jack R|+1 (302)|06652\n"},
            " id=7 name=Jack R phone=+1 (302) [Zip]=06652\n"},
        {{KIND_CONTRACT, "id|renewal_date|notice|auto_renew\n1|2027-01-01|2m|1\n"},
            " id=1 ends=2026-12-31 notice=2 notice_unit=months auto_renew=yes\n"},
        {{KIND_TASK, "title|due|done|priority\nCall|2026-01-28|1|normal\nMail||0|high\n"},
            " title=Call due=2026-01-28 priority=medium status=done\n"
            " title=Mail priority=high status=open\n"},
        {{KIND_TASK, "engagement_id|type\n32034|TODO\n"}, " id=32034 title=task kind=task\n"},
        {{KIND_NOTE, "at|kind|subject|body\n2026-01-05|mail|Hello|Wants #budget\n"},
            " at=2026-01-05T00:00 kind=email body=Hello\n\nWants #budget tags=budget\n"},
        {{KIND_MEASURE, "account|date|metric|value\nX||nps|9\nX|2026-01-05||9\n"},
            "! date: is missing: a reading needs its day\n! metric is missing\n"},
    };

    (void)state;
    CHECK_ALL(cases);
}

static void odd_headers_are_explained(void **state)
{
    static const struct reading_case cases[] = {
        {{KIND_ACCOUNT, "name|name\nA|B\n"},
            "refused: has two columns called 'name' (1 and 2): rename or remove one"},
        {{KIND_ACCOUNT, "foo|bar\n1|2\n"},
            "refused: its first row names no column that accounts have ('foo', ...): a header row "
            "is needed"},
        {{KIND_ACCOUNT, "name||plan\nA|x|gold\n"}, " name=A [column 2]=x [plan]=gold\n"},
        {{KIND_ACCOUNT, "name|plan|plan\nA|x|y\n"}, " name=A [plan]=x [plan (2)]=y\n"},
        {{KIND_ACCOUNT, "name|arr\n"}, ""},
    };

    (void)state;
    CHECK_ALL(cases);
}

/* --- against what is stored --- */

static struct merge_delta compare_with(const char *text, const struct row *stored,
    const struct merge_options *options, struct merge_row *row)
{
    struct merge_context context = {"USD", day_make(2026, 11, 23), &arena};
    struct table table = {KIND_ACCOUNT, text, {0}};
    struct merge_plan plan;
    struct merge_reject reject = {0};
    struct str notes = {0};
    struct error err = {0};
    const char *cells[MOST_CELLS];
    const char *at = text;
    struct merge_delta delta;

    assert_true(plan_table(&table, &plan, &notes, &err));
    cut(&at, cells);
    assert_true(merge_read(&plan, cells, cut(&at, cells), &context, row, &reject));
    delta = merge_compare(stored, row, options, &context);
    str_fini(&notes);
    merge_plan_fini(&plan);
    return delta;
}

#define BIT(field) (UINT64_C(1) << (field))

static struct row *stored_account(void)
{
    struct row *row = row_new(&arena, KIND_ACCOUNT);

    row->key = 7;
    row_set_text(row, ACCOUNT_NAME, "Acme");
    row_set_text(row, ACCOUNT_TIER, "enterprise");
    row_set_text(row, ACCOUNT_STAGE, "steady");
    row_set_integer(row, ACCOUNT_ARR, 500000);
    row_set_text(row, ACCOUNT_HAND, "tier;segment");
    return row;
}

struct compare_case {
    const char *text;
    struct merge_options options;
    uint64_t mask, kept;
};

static void rows_are_compared(void **state)
{
    static const struct compare_case cases[] = {
        {"name|arr\nAcme|5000\n", {0}, 0, 0},
        {"name|arr|region\nAcme|5000|EMEA\n", {0}, BIT(ACCOUNT_REGION), 0},
        {"name|tier\nAcme|smb\n", {0}, 0, BIT(ACCOUNT_TIER)},
        {"name|tier|arr\nAcme|smb|1\n", {0}, BIT(ACCOUNT_ARR), BIT(ACCOUNT_TIER)},
        {"name|tier\nAcme|smb\n", {.overwrite = true}, BIT(ACCOUNT_TIER) | BIT(ACCOUNT_HAND), 0},
        {"name|tier|arr\nAcme||\n", {0}, 0, 0},
        {"name|tier|arr\nAcme||\n", {.blank_erases = true}, BIT(ACCOUNT_ARR), BIT(ACCOUNT_TIER)},
        {"name|arr|region\nAcme|1|EMEA\n", {.has_contracts = true}, BIT(ACCOUNT_REGION), 0},
        {"name|arr\nAcme|0\n", {0}, BIT(ACCOUNT_ARR) | BIT(ACCOUNT_STAGE), 0},
        {"name|arr|stage|region\nAcme|5000|churned|EMEA\n", {0}, BIT(ACCOUNT_REGION), 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct merge_row row = {0};
        struct merge_delta delta =
            compare_with(cases[i].text, stored_account(), &cases[i].options, &row);

        assert_int_equal(delta.mask, cases[i].mask);
        assert_int_equal(delta.kept, cases[i].kept);
        merge_row_fini(&row);
    }
}

static void churn_follows_and_stays(void **state)
{
    struct merge_options options = {0};
    struct merge_row row = {0};
    struct row *stored = stored_account();
    struct merge_delta delta =
        compare_with("name|arr|stage\nAcme|0|steady\n", stored, &options, &row);

    (void)state;
    assert_int_equal(delta.mask, BIT(ACCOUNT_ARR) | BIT(ACCOUNT_STAGE));
    assert_string_equal(row_text(row.row, ACCOUNT_STAGE), "churned");
    row_set_integer(stored, ACCOUNT_ARR, 0);
    row_set_text(stored, ACCOUNT_STAGE, "churned");
    delta = compare_with("name|arr|stage\nAcme|0|steady\n", stored, &options, &row);
    assert_int_equal(delta.mask, 0);
    delta = compare_with("name|arr|stage\nNew|9|churned\n", NULL, &options, &row);
    assert_int_equal(delta.mask, BIT(ACCOUNT_NAME) | BIT(ACCOUNT_ENTERED));
    assert_string_equal(
        row.contradiction, "stage churned contradicts an ARR of $9: both stay as they were");
    merge_row_fini(&row);
}

static void natural_keys_hold(void **state)
{
    struct merge_row first = {0}, second = {0};
    struct merge_options options = {0};

    (void)state;
    compare_with("name|domain\nA\xC3\x89|www.acme.com\n", NULL, &options, &first);
    compare_with("name|website\na\xC3\xA9|https://ACME.com/x\n", NULL, &options, &second);
    assert_string_equal(merge_natural_of_account(&first, true, &arena), "domain:acme.com");
    assert_string_equal(merge_natural_of_account(&first, true, &arena),
        merge_natural_of_account(&second, true, &arena));
    assert_string_equal(merge_natural_of_account(&first, false, &arena), "name:ae");
    merge_row_fini(&first);
    merge_row_fini(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_decided_by_column),
        cmocka_unit_test(shares_are_decided_by_column),
        cmocka_unit_test(dates_are_decided_by_column),
        cmocka_unit_test(what_an_account_says),
        cmocka_unit_test(what_other_kinds_say),
        cmocka_unit_test(odd_headers_are_explained),
        cmocka_unit_test(rows_are_compared),
        cmocka_unit_test(churn_follows_and_stays),
        cmocka_unit_test(natural_keys_hold),
    };

    return cmocka_run_group_tests(tests, read_map, drop_map);
}
