/* What lies around daybook: locales, time zones, folders, arguments, another program's export in
 * the midst. None of it changes what is written or read (promises.md N3, K2, K7, V8, L2, T8, T9,
 * E6, and promise 12). */
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
#include "support/wire.h"

static void run_in(
    struct run_result *result, const char *home, const char *const *extra, const char *const *args)
{
    run_with(result, &(struct run_options){.home = home, .folder = home, .extra = extra}, args);
}

/* A script of the shell in the home; $0 is daybook. */
static void run_script(struct run_result *result, const char *home, const char *script)
{
    static const char *const extra[] = {BOOK_TODAY, NULL};
    char *program = realpath(home_program(), NULL);

    run_with(result,
        &(struct run_options){.home = home, .folder = home, .extra = extra, .program = "/bin/sh"},
        (const char *const[]){"-c", script, program, NULL});
    free(program);
}

/* --- doctor --- */

static void doctor_changes_nothing(void **state)
{
    static const char looking[] =
        "find . -type f -exec cksum {} + | sort; find . -printf '%p %m %s %T@\\n' | sort";
    struct run_result before = {0}, after = {0}, doctor = {0};
    char *home = book_home(), *path = home_path(home, "data/daybook/daybook.db");

    assert_int_equal(chmod(path, 0644), 0);
    run_script(&before, home, looking);
    assert_non_null(strstr(str_text(&before.out), "daybook.db 644 "));
    book_run(&doctor, home, "doctor");
    assert_int_equal(doctor.status, 1);
    book_run(&doctor, home, "doctor --json");
    assert_int_equal(doctor.status, 1);
    run_script(&after, home, looking);
    assert_string_equal(str_text(&before.out), str_text(&after.out));
    run_fini(&before);
    run_fini(&after);
    run_fini(&doctor);
    free(path);
    home_free(home);
}

/* Nor does a write: what the user lets others see is the user's affair. */
static void modes_of_the_user_stay(void **state)
{
    static const char *const names[] = {"data/daybook/daybook.db", "data/daybook"};
    static const mode_t modes[] = {0644, 0755};
    struct run_result result = {0};
    char *home = book_home();

    for (int i = 0; i < 2; i++) {
        char *path = home_path(home, names[i]);

        assert_int_equal(chmod(path, modes[i]), 0);
        free(path);
    }
    book_run(&result, home, "note Globex -m x");
    assert_int_equal(result.status, 0);
    for (int i = 0; i < 2; i++) {
        char *path = home_path(home, names[i]);
        struct stat status;

        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, modes[i]);
        free(path);
    }
    run_fini(&result);
    home_free(home);
}

/* --- languages and zones --- */

static const char accounts[] = "id,name,arr,currency,renewal,tags\n"
                               "L1,Istanbul I\xC4\xB1\xC4\xB0i,1234.56,EUR,2027-03-28,ISSUE\n"
                               "L2,Z\xC3\xBCrich,0.10,USD,2027-10-31,x\n";
static const char decimal_comma[] = "id;name;arr\nL3;Komma;\"1.234,56\"\nL4;Noch;\"7.000,10\"\n";

/* All that goes in and comes out there, one after the other. */
static char *life_in(const char *const *extra)
{
    static const char *const lines[][7] = {{"import", "a.csv", "b.csv"},
        {"note", "L1", "-m", "Agreed 1.5 and 2,5.\n- [ ] send it fri", "--at", "2026-11-20 09:30"},
        {"add", "opportunity", "L2", "name=More", "amount=1234.5"},
        {"list", "--csv", "--where", "name ~ ISTANBUL or arr > 0.05"}, {"list", "--sort", "name"},
        {"show", "L1"}, {"today", "--json"}, {"metrics", "--json"}, {"search", "issue", "--json"},
        {"export", "--format", "json"}, {"export", "tasks", "--format", "ics"},
        {"export", "accounts", "--format", "csv"}, {"export", "--format", "md"}};
    struct run_result result = {0};
    struct str all = {0};
    char *home = home_new();

    free(home_write(home, "a.csv", accounts));
    free(home_write(home, "b.csv", decimal_comma));
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        run_in(&result, home, extra, lines[i]);
        if (result.status != 0)
            fail_msg("%s %s: %s", extra[1], lines[i][0], str_text(&result.err));
        str_addf(&all, "$ %s\n%s", lines[i][0], str_text(&result.out));
    }
    run_fini(&result);
    home_free(home);
    return str_take(&all);
}

static void expect_same_life(const char *const *extra, const char *here)
{
    char *there = life_in(extra);
    size_t same = 0;

    while (here[same] && here[same] == there[same])
        same++;
    if (here[same] || there[same])
        fail_msg("%s: from byte %zu on: %.200s", extra[1], same, there + same);
    free(there);
}

/* False: this machine has no sources of locales. */
static bool make_locale(const char *folder, const char *name, const char *source, const char *map)
{
    static const char script[] = "mkdir -p \"$1\" && localedef -i \"$3\" -f \"$4\" \"$1/$2\"";
    struct run_result result = {0};
    bool made;

    run_with(&result, &(struct run_options){.home = folder, .program = "/bin/sh"},
        (const char *const[]){"-c", script, "sh", folder, name, source, map, NULL});
    made = result.status == 0;
    run_fini(&result);
    return made;
}

/* Decimal commas, digits of their own, an i without a dot, bytes that are no UTF-8. */
static void no_locale_changes_a_byte(void **state)
{
    static const struct {
        const char *name, *source, *map;
    } locales[] = {{"de_DE.UTF-8", "de_DE", "UTF-8"}, {"tr_TR.UTF-8", "tr_TR", "UTF-8"},
        {"de_DE.ISO-8859-1", "de_DE", "ISO-8859-1"}};
    static const char *const plain[] = {BOOK_TODAY, "LC_ALL=C.UTF-8", NULL};
    char *folder = home_new(), *here = life_in(plain), path[4200], name[64];

    assert_non_null(strstr(here, "1234.56"));
    assert_non_null(strstr(here, "7000.10"));
    snprintf(path, sizeof(path), "LOCPATH=%s", folder);
    for (size_t i = 0; i < COUNT_OF(locales); i++) {
        const char *const extra[] = {BOOK_TODAY, name, path, NULL};

        if (!make_locale(folder, locales[i].name, locales[i].source, locales[i].map)) {
            free(here);
            home_free(folder);
            skip();
        }
        snprintf(name, sizeof(name), "LC_ALL=%s", locales[i].name);
        expect_same_life(extra, here);
    }
    free(here);
    home_free(folder);
}

/* Half hours, both sides of the date line, midnights that were not there, and no zone at all. */
static void no_zone_changes_a_byte(void **state)
{
    static const char *const zones[] = {
        "TZ=Europe/London", "TZ=Pacific/Apia", "TZ=Pacific/Kiritimati", "TZ=XXX12", "TZ=No/Where"};
    static const char *const plain[] = {BOOK_TODAY, "TZ=UTC", NULL};
    char *here = life_in(plain);

    for (size_t i = 0; i < COUNT_OF(zones); i++)
        expect_same_life((const char *const[]){BOOK_TODAY, zones[i], NULL}, here);
    free(here);
}

/* UTC is taken without a word by libc; doctor has the word. */
static void an_unknown_zone_is_told(void **state)
{
    static const struct {
        const char *zone;
        bool is_known;
    } zones[] = {{"TZ=UTC", true}, {"TZ=XXX12", true}, {"TZ=<+03>-3", true},
        {"TZ=CET-1CEST,M3.5.0,M10.5.0/3", true}, {"TZ=", true}, {"TZ=:UTC", true},
        {"TZ=No/Where", false}, {"TZ=Nowhere", false}, {"TZ=../../etc/passwd", false},
        {"TZ=12", false}, {"TZ=/nowhere", false}, {"TZ=<ab", false}, {"TZ=\033[2J", false}};
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        run_in(&result, home, (const char *const[]){BOOK_TODAY, zones[i].zone, NULL},
            (const char *const[]){"doctor", NULL});
        assert_int_equal(result.status, !zones[i].is_known);
        assert_int_equal(!strstr(str_text(&result.out), "is not known here"), zones[i].is_known);
        assert_null(strchr(str_text(&result.out), '\033'));
    }
    run_fini(&result);
    home_free(home);
}

/* --- folders --- */

/* Nothing lands in the folder in which one happens to stand. */
static void nothing_lands_here(void **state)
{
    static const struct {
        const char *extra[5];
        int status;
    } places[] = {
        {{"HOME=", "XDG_DATA_HOME=", "XDG_CONFIG_HOME=", "XDG_STATE_HOME="}, 3},
        {{"HOME=here", "XDG_DATA_HOME=", "XDG_CONFIG_HOME=", "XDG_STATE_HOME="}, 3},
        {{"XDG_CONFIG_HOME=relative", "XDG_STATE_HOME=./state"}, 0},
        {{"XDG_DATA_HOME=relative"}, 0},
        {{"XDG_RUNTIME_DIR=relative", "TMPDIR=relative"}, 0},
        {{"XDG_RUNTIME_DIR=", "TMPDIR=/nowhere"}, 0},
    };
    struct run_result result = {0};

    for (size_t i = 0; i < COUNT_OF(places); i++) {
        char *home = home_new(), *folder = home_path(home, "here");

        assert_int_equal(mkdir(folder, 0700), 0);
        run_with(&result,
            &(struct run_options){.home = home, .folder = folder, .extra = places[i].extra},
            (const char *const[]){"add", "account", "name=Globex", NULL});
        if (result.status != places[i].status)
            fail_msg("place %zu: %d: %s", i, result.status, str_text(&result.err));
        if (result.status != 0)
            assert_non_null(strstr(str_text(&result.err), "HOME is not set to a folder"));
        assert_int_equal(rmdir(folder), 0); /* it is empty */
        free(folder);
        home_free(home);
    }
    run_fini(&result);
}

/* --- arguments --- */

#define ESC "\033[2J\033]0;gotcha\007\302\2332J\342\200\256"

static const struct {
    const char *args[6];
    int status;
} odd_arguments[] = {
    {{ESC}, 2},
    {{"--" ESC}, 2},
    {{"list", "-" ESC}, 2},
    {{"list", ESC}, 2},
    {{"list", "--" ESC}, 2},
    {{"list", "--limit", ESC}, 2},
    {{"list", "--where", ESC}, 0},
    {{"list", "--where", "name = \"" ESC}, 2},
    {{"list", "--sort", ESC}, 2},
    {{"list", "--columns", ESC}, 2},
    {{"show", ESC}, 2},
    {{"help", ESC}, 2},
    {{"--help", ESC}, 2},
    {{"--db", "/nowhere/" ESC, "list"}, 3},
    {{"--config", "/nowhere/" ESC, "today"}, 0},
    {{"--theme", ESC, "list"}, 2},
    {{"--color", ESC, "list"}, 2},
    {{"--today", ESC, "list"}, 2},
    {{"add", ESC, "name=x"}, 2},
    {{"add", "account", ESC "=x"}, 2},
    {{"set", "account", "Globex", "arr=" ESC}, 2},
    {{"task", "add", "Globex", "x", "--due=" ESC}, 2},
    {{"task", "done", ESC}, 2},
    {{"import", "/nowhere/" ESC ".csv"}, 3},
    {{"import", "--kind", ESC, "a.csv"}, 2},
    {{"export", "accounts", "--format", ESC}, 2},
    {{"export", "accounts", "--format=csv", "-o/nowhere/" ESC}, 3},
    {{"playbook", "start", ESC, "Globex"}, 2},
    {{"playbook", "check", "/nowhere/" ESC}, 3},
    {{"config", "show", ESC}, 2},
    {{"undo", ESC}, 2},
    {{"log", ESC}, 2},
    {{"sync", ESC}, 2},
    {{"restore", ESC}, -1},
    {{"--", "-rf"}, 2},
    {{"show", "--", "-rf"}, 2},
    {{"show", "--", "--json"}, 2},
};

/* Whatever was wrong with it, it is told as text. */
static void arguments_are_told_as_text(void **state)
{
    static const char *const extra[] = {BOOK_TODAY, NULL};
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(odd_arguments); i++) {
        struct str why = {0};

        run_in(&result, home, extra, odd_arguments[i].args);
        if (odd_arguments[i].status >= 0 && result.status != odd_arguments[i].status)
            fail_msg("case %zu: %d\n%s", i, result.status, str_text(&result.err));
        if (odd_arguments[i].status < 0 && result.status == 0)
            fail_msg("case %zu: taken", i);
        if (!wire_is_clean(str_text(&result.err), result.err.len, &why))
            fail_msg("case %zu: %s: %s", i, str_text(&why), str_text(&result.err));
        if (result.status != 0 && strncmp(str_text(&result.err), "daybook: ", 9) != 0)
            fail_msg("case %zu: %s", i, str_text(&result.err));
        str_fini(&why);
    }
    run_fini(&result);
    home_free(home);
}

/* The same for what printf would obey: it comes out as it went in. */
static void no_format_is_obeyed(void **state)
{
#define FORMATS "%s%n%1$*2$d%%%x"
    static const struct {
        const char *args[6];
        int status;
    } cases[] = {
        {{"add", "account", "name=" FORMATS, "id=F1"}, 0},
        {{"note", "F1", "-m", FORMATS}, 0},
        {{"list"}, 0},
        {{"show", "F1"}, 0},
        {{"search", "n"}, 0},
        {{"log"}, 0},
        {{FORMATS}, 2},
        {{"show", FORMATS "x"}, 2},
        {{"list", "--columns", FORMATS}, 2},
        {{"--db", FORMATS, "list"}, 3},
        {{"import", FORMATS}, 3},
        {{"export", "accounts", "--format", FORMATS}, 2},
        {{"task", "add", "F1", "x", "--due=" FORMATS}, 2},
    };
    static const char *const extra[] = {BOOK_TODAY, NULL};
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        run_in(&result, home, extra, cases[i].args);
        if (result.status != cases[i].status)
            fail_msg("case %zu: %d\n%s", i, result.status, str_text(&result.err));
        if (i > 1 && !strstr(str_text(&result.out), FORMATS) &&
            !strstr(str_text(&result.err), FORMATS))
            fail_msg("case %zu: %s%s", i, str_text(&result.out), str_text(&result.err));
    }
    run_fini(&result);
    home_free(home);
}

/* --- one state of the book --- */

enum { MANY = 1500 };

/* An import goes on beside the exports: each holds all of a file or nothing. */
static void an_export_is_one_state(void **state)
{
    static const char script[] =
        "$0 import m.csv n.csv >imported & n=0\n"
        "while kill -0 $!; do n=$((n + 1)); $0 export --format json -o out.$n || exit 9; done\n"
        "wait $! || exit 8; $0 export --format json -o out.0 || exit 7; echo $n";
    struct str rows[2] = {{0}, {0}};
    struct run_result result = {0};
    char *home = book_home();
    long exports = 0;

    str_add(&rows[0], "id,name\n");
    str_add(&rows[1], "account,name,email\n");
    for (int i = 0; i < MANY; i++) {
        str_addf(&rows[0], "M%d,Many %d\n", i, i);
        str_addf(&rows[1], "M%d,Person %d,p%d@many.example\n", i, i, i);
    }
    free(home_write(home, "m.csv", str_text(&rows[0])));
    free(home_write(home, "n.csv", str_text(&rows[1])));
    run_script(&result, home, script);
    if (result.status != 0)
        fail_msg("%d: %s", result.status, str_text(&result.err));
    exports = strtol(str_text(&result.out), NULL, 10);
    assert_true(exports > 0);
    for (long i = 0; i <= exports; i++) {
        char name[32], *path, *text;
        size_t many, people;

        snprintf(name, sizeof(name), "out.%ld", i);
        path = home_path(home, name);
        text = file_read(path);
        assert_non_null(text);
        many = text_count(text, "\"name\": \"Many ");
        assert_true(many == MANY || (many == 0 && i > 0));
        people = text_count(text, "@many.example");
        assert_true(people == many || (people == 0 && i > 0));
        free(text);
        free(path);
    }
    str_fini(&rows[0]);
    str_fini(&rows[1]);
    run_fini(&result);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doctor_changes_nothing),
        cmocka_unit_test(modes_of_the_user_stay),
        cmocka_unit_test(no_locale_changes_a_byte),
        cmocka_unit_test(no_zone_changes_a_byte),
        cmocka_unit_test(an_unknown_zone_is_told),
        cmocka_unit_test(nothing_lands_here),
        cmocka_unit_test(arguments_are_told_as_text),
        cmocka_unit_test(no_format_is_obeyed),
        cmocka_unit_test(an_export_is_one_state),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
