/* export: what goes out, and that it comes back in unchanged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "cli/book.h"

/* In the order in which an empty book takes them. */
static const char *const csv_kinds[] = {"accounts", "contracts", "contacts", "measures", "tickets",
    "tasks", "notes", "opportunities", "goals", "values", "feedback"};
#define CSV_KINDS (sizeof(csv_kinds) / sizeof(csv_kinds[0]))

static void play(const char *home, const char *arguments, int status, const char *holds)
{
    book_play(home, &(const struct book_line){arguments, status, holds}, 1);
}

static char *read_file(const char *home, const char *name)
{
    char *path = home_path(home, name);
    struct str text = {0};
    char bytes[65536];
    FILE *file = fopen(path, "rb");
    size_t got;

    assert_non_null(file);
    while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
        str_add_bytes(&text, bytes, got);
    fclose(file);
    free(path);
    str_add(&text, "");
    return str_take(&text);
}

static void expect_same(const char *home, const char *first, const char *second)
{
    char *a = read_file(home, first), *b = read_file(home, second);

    if (strcmp(a, b) != 0)
        fprintf(stderr, "%s and %s differ in %s\n", first, second, home);
    assert_true(strlen(a) > 10);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

/* Out of one book, into an empty one, and out again. */
static void go_round(const char *home, const char *from, const char *form)
{
    char line[256];

    for (size_t i = 0; i < CSV_KINDS; i++) {
        snprintf(line, sizeof(line), "%s export %s --format %s -o one-%s.%s", from, csv_kinds[i],
            form, csv_kinds[i], form);
        play(home, line, 0, "");
        snprintf(line, sizeof(line), "--db two-%s.db import one-%s.%s", form, csv_kinds[i], form);
        play(home, line, 0, " 0 rejected");
    }
    for (size_t i = 0; i < CSV_KINDS; i++) {
        char one[64], two[64];

        snprintf(one, sizeof(one), "one-%s.%s", csv_kinds[i], form);
        snprintf(two, sizeof(two), "two-%s.%s", csv_kinds[i], form);
        snprintf(line, sizeof(line), "--db two-%s.db export %s --format %s -o %s", form,
            csv_kinds[i], form, two);
        play(home, line, 0, "");
        expect_same(home, one, two);
        snprintf(line, sizeof(line), "--db two-%s.db import %s", form, two);
        play(home, line, 0, ": 0 created, 0 updated, ");
    }
}

static void the_demo_goes_round_as_csv(void **state)
{
    char *home = home_new();

    go_round(home, "--demo", "csv");
    home_free(home);
}

static void the_demo_goes_round_as_json(void **state)
{
    char *home = home_new();

    go_round(home, "--demo", "json");
    home_free(home);
}

static void expect_same_answers(const char *home, const char *arguments)
{
    char one[128], two[128], *a, *b;

    snprintf(one, sizeof(one), "--db one.db %s", arguments);
    snprintf(two, sizeof(two), "--db two.db %s", arguments);
    a = book_text(home, one);
    b = book_text(home, two);
    if (strcmp(a, b) != 0)
        fprintf(stderr, "%s differs\n", arguments);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

/* Moved to another machine: the first import lets playbooks note what came true since. */
static void the_whole_book_goes_round(void **state)
{
    static const char *const answers[] = {"today --json", "metrics --json", "list accounts --json",
        "list contracts --json", "list contacts --json", "list measures --json",
        "list tickets --json", "list tasks --json", "list notes --json",
        "list opportunities --json", "list goals --json", "list values --json",
        "list feedback --json", "list runs --json", "list steps --json", "list signals --json",
        "list risks --json", "list movements --json", "list renewals --json",
        "list references --json", "list versions --json", "list facts --json",
        "playbook status --json"};
    char *home = home_new(), *text;

    play(home, "--demo export --format json -o demo.json", 0, "");
    play(home, "--db one.db import demo.json", 0, " 0 rejected");
    play(home, "--db one.db export --format json -o one.json", 0, "");
    play(home, "--db two.db import one.json", 0, " 0 rejected");
    play(home, "--db two.db export --format json -o two.json", 0, "");
    expect_same(home, "one.json", "two.json");
    text = read_file(home, "two.json");
    assert_true(json_is_valid(text));
    free(text);
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
        expect_same_answers(home, answers[i]);
    play(home, "--db two.db import two.json", 0, ": 0 created, 0 updated, ");
    play(home, "--db two.db doctor", 0, "ok  schema");
    home_free(home);
}

/* Kinds that no other program writes come back as rows too, CSV and JSON alike. */
static void own_kinds_go_round(void **state)
{
    static const char *const kinds[] = {"runs", "steps", "signals", "movements", "renewals"};
    static const char *const forms[] = {"csv", "json"};
    char *home = home_new(), line[160];

    play(home, "--demo export --format json -o demo.json", 0, "");
    play(home, "--db one.db import demo.json", 0, " 0 rejected");
    for (int form = 0; form < 2; form++)
        for (int i = 0; i < 5; i++) {
            snprintf(line, sizeof(line), "--db one.db export %s --format %s -o %s.%s", kinds[i],
                forms[form], kinds[i], forms[form]);
            play(home, line, 0, "");
            snprintf(line, sizeof(line), "--db one.db import %s.%s", kinds[i], forms[form]);
            play(home, line, 0, ": 0 created, 0 updated, ");
        }
    home_free(home);
}

/* What the book has keeps what a person set, and an undo takes the whole import back. */
static void a_book_comes_into_a_book(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), line[64], *before, *after;
    const char *id;

    play(home, "export --format json -o before.json", 0, "");
    play(home, "set account A1 segment=north", 0, "");
    before = book_text(home, "list accounts --json");
    play(home, "import before.json", 0, ": 0 created, 0 updated, ");
    play(home, "set account A1 name=\"Globex Two\"", 0, "");
    play(home, "import --overwrite before.json", 0, " 1 updated, ");
    play(home, "list accounts --csv --columns name", 0, "Globex\n");
    play(home, "import before.json", 0, ": 0 created, 0 updated, ");
    play(home, "delete account A1", 0, "");
    play(home, "import before.json", 0, " created, ");
    book_run(&result, home, "undo");
    id = strstr(str_text(&result.err), "undo --id ");
    assert_non_null(id);
    snprintf(line, sizeof(line), "undo --id %.*s", (int)strspn(id + 10, "0123456789"), id + 10);
    run_fini(&result);
    play(home, line, 0, "undid: ");
    after = book_text(home, "list accounts --csv --columns id");
    assert_null(strstr(after, "A1"));
    free(before);
    free(after);
    home_free(home);
}

/* --- texts that hurt --- */

static const char *const naughty[] = {"=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''-2", "'tis",
    "\tx", " lead", "trail ", "a,b", "a;b", "say \"so\"", "\"", "two\nlines", "n/a", "null", "-",
    "--",
    "\xE2\x80\xAE"
    "evil",
    "\xEF\xBB\xBF"
    "bom",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", "\x01\x1B[31m", "\x7F", "1,234", "1.234",
    "01/02/2026", "TRUE", "1E5", "NaN", "%s%n", "<b>", "\\", "\\n", "$(x)", "=cmd|' /C calc'!A0",
    ";", ",", " ", "Z\xCC\xB6\xCC\xB6", "", "\xFF\xFE bad", "\xC3"};
#define NAUGHTY (sizeof(naughty) / sizeof(naughty[0]))

static void add_cell(struct str *out, const char *text)
{
    str_add_char(out, '"');
    for (; *text; text++) {
        str_add_char(out, *text);
        if (*text == '"')
            str_add_char(out, '"');
    }
    str_add_char(out, '"');
}

static void write_naughty(const char *home)
{
    struct str accounts = {0}, notes = {0};

    str_add(&accounts, "id,name,segment,tags,odd,=fact,health\n");
    str_add(&notes, "account,id,at,body\n");
    for (size_t i = 0; i < NAUGHTY; i++) {
        str_addf(&accounts, "N%zu,", i);
        for (int k = 0; k < 6; k++) {
            add_cell(&accounts, naughty[i]);
            str_add(&accounts, k < 5 ? "," : "\n");
        }
        str_addf(&notes, "N%zu,n%zu,2026-11-20T10:00,", i, i);
        add_cell(&notes, naughty[i][0] ? naughty[i] : "x");
        str_add(&notes, "\n");
    }
    free(home_write(home, "accounts.csv", str_text(&accounts)));
    free(home_write(home, "notes.csv", str_text(&notes)));
    str_fini(&accounts);
    str_fini(&notes);
}

static void texts_that_hurt_go_round(void **state)
{
    char *home = home_new(), *text;

    write_naughty(home);
    play(home, "--db bad.db import --encoding utf-8 accounts.csv notes.csv", 0, " 0 rejected");
    play(home, "--db bad.db export accounts --format csv -o a1.csv", 0, "");
    play(home, "--db bad.db export notes --format csv -o n1.csv", 0, "");
    play(home, "--db next.db import a1.csv n1.csv", 0, " 0 rejected");
    play(home, "--db next.db export accounts --format csv -o a2.csv", 0, "");
    play(home, "--db next.db export notes --format csv -o n2.csv", 0, "");
    expect_same(home, "a1.csv", "a2.csv");
    expect_same(home, "n1.csv", "n2.csv");
    text = read_file(home, "a1.csv");
    assert_non_null(strstr(text, ",'=fact,"));
    assert_non_null(strstr(text, ",fact: health,"));
    assert_non_null(strstr(text, "N0,'=1+1,"));
    assert_non_null(strstr(text, "N4,''=1+1,"));
    assert_non_null(strstr(text, "N6,'tis,"));
    free(text);
    text = book_text(home, "--db bad.db export accounts --format csv --raw");
    assert_non_null(strstr(text, "N0,=1+1,"));
    assert_non_null(strstr(text, "N4,'=1+1,"));
    free(text);
    home_free(home);
}

static void texts_that_hurt_go_round_as_json(void **state)
{
    char *home = home_new();

    write_naughty(home);
    play(home, "--db one.db import --encoding utf-8 accounts.csv notes.csv", 0, " 0 rejected");
    play(home, "--db one.db export accounts --format json -o a1.json", 0, "");
    play(home, "--db one.db export notes --format json -o n1.json", 0, "");
    play(home, "--db two.db import a1.json n1.json", 0, " 0 rejected");
    play(home, "--db two.db export accounts --format json -o a2.json", 0, "");
    play(home, "--db two.db export notes --format json -o n2.json", 0, "");
    expect_same(home, "a1.json", "a2.json");
    expect_same(home, "n1.json", "n2.json");
    play(home, "--db one.db export --format json -o b1.json", 0, "");
    play(home, "--db three.db import b1.json", 0, " 0 rejected");
    play(home, "--db three.db export --format json -o b3.json", 0, "");
    expect_same(home, "b1.json", "b3.json");
    home_free(home);
}

/* --- ten thousand --- */

static void many_accounts_go_round(void **state)
{
    char *home = home_new();
    struct str text = {0};
    unsigned random = 2026;

    str_add(&text, "id,name,domain,tier,arr,currency,start,renewal,auto_renew,seats,tags,Plan\n");
    for (int i = 0; i < 10000; i++) {
        random = random * 1664525u + 1013904223u;
        str_addf(&text, "G%d,\"Account %d, %s\",g%d.example,%s,%u.%02u,%s,2025-%02u-%02u,", i, i,
            i % 7 ? "Inc" : "=Ltd", i, i % 3 ? "smb" : "", random % 900000, random % 100,
            i % 5 ? "USD" : "EUR", 1 + random % 12, 1 + random % 28);
        str_addf(&text, "2027-%02u-%02u,%s,%u,%s,%s\n", 1 + (random >> 8) % 12,
            1 + (random >> 4) % 28, i % 2 ? "yes" : "no", random % 5000, i % 4 ? "a;b" : "",
            i % 6 ? "Gold" : "");
    }
    free(home_write(home, "many.csv", str_text(&text)));
    str_fini(&text);
    play(home, "--db one.db import many.csv", 0, "10000 created");
    play(home, "--db one.db export accounts --format csv -o one.csv", 0, "");
    play(home, "--db two.db import one.csv", 0, "10000 created");
    play(home, "--db two.db export accounts --format csv -o two.csv", 0, "");
    expect_same(home, "one.csv", "two.csv");
    play(home, "--db two.db import two.csv", 0, "10000 unchanged");
    home_free(home);
}

/* --- the file --- */

static void a_file_is_whole_or_as_it_was(void **state)
{
    char *home = book_home(), *text;

    free(home_write(home, "there.csv", "mine\n"));
    play(home, "export accounts --format csv -o there.csv", 2, "--force");
    text = read_file(home, "there.csv");
    assert_string_equal(text, "mine\n");
    free(text);
    play(home, "export accounts --format csv --force -o there.csv", 0, "");
    text = read_file(home, "there.csv");
    assert_non_null(strstr(text, "Globex"));
    free(text);
    play(home, "export accounts --format csv -o none/there.csv", 3, "cannot be written");
    play(home, "export accounts --format csv -o data", 3, "is a folder");
    play(home, "export accounts --format xml", 2, "--format is ");
    play(home, "export accounts", 2, "--format is wanted");
    play(home, "export --format csv", 2, "CSV holds one kind");
    play(home, "export widgets --format csv", 2, "no kind 'widgets'");
    home_free(home);
}

static void json_is_one_document(void **state)
{
    static const char *const lines[] = {"export --format json", "export accounts --format json",
        "export runs --format json", "export measures --format json"};
    char *home = book_home();

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        char *text = book_text(home, lines[i]);

        assert_true(json_is_valid(text));
        free(text);
    }
    home_free(home);
}

static int forget(void **state)
{
    book_forget();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_goes_round_as_csv),
        cmocka_unit_test(the_demo_goes_round_as_json),
        cmocka_unit_test(the_whole_book_goes_round),
        cmocka_unit_test(own_kinds_go_round),
        cmocka_unit_test(a_book_comes_into_a_book),
        cmocka_unit_test(texts_that_hurt_go_round),
        cmocka_unit_test(texts_that_hurt_go_round_as_json),
        cmocka_unit_test(many_accounts_go_round),
        cmocka_unit_test(a_file_is_whole_or_as_it_was),
        cmocka_unit_test(json_is_one_document),
    };

    return cmocka_run_group_tests(tests, NULL, forget);
}
