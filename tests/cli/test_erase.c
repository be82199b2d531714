/* erase contact: after it no byte of the file knows the person. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <cmocka.h>

#include <unistd.h>
#include "base/str.h"
#include "cli/book.h"

/* How often the words stand in the bytes of a file, whatever their case; -1: no such file. */
static int count_bytes(const char *path, const char *words)
{
    FILE *file = fopen(path, "rb");
    struct str bytes = {0};
    char buffer[65536];
    size_t len, words_len = strlen(words);
    int count = 0;

    if (!file)
        return -1;
    while ((len = fread(buffer, 1, sizeof(buffer), file)) > 0)
        str_add_bytes(&bytes, buffer, len);
    fclose(file);
    for (size_t i = 0; i + words_len <= bytes.len; i++)
        count += strncasecmp(str_text(&bytes) + i, words, words_len) == 0;
    str_fini(&bytes);
    return count;
}

static int count_in_book(const char *home, const char *words)
{
    char *path = home_path(home, "data/daybook/daybook.db");
    int count = count_bytes(path, words);

    free(path);
    return count;
}

/* Ana everywhere: in rows of every sort, in what they were before, in what was deleted. */
static void speak_of_ana(const char *home)
{
    static const struct book_line lines[] = {
        {"note Globex -m \"Ana Ruiz wants it; mail ANA@globex.example\" --with \"Ana Ruiz,Bo Lee\"",
            0, "db-1"},
        {"set note db-1 body=\"ana ruiz, again\"", 0, "Globex"},
        {"note \"Acme Nord\" -m \"met Ana\tRuiz at the fair\"", 0, "db-2"},
        {"task add Globex \"call Ana Ruiz\" --due fri", 0, "db-"},
        {"add contact Globex name=\"Cy Poe\" reports_to=\"Ana Ruiz\"", 0, "db-"},
        {"add feedback Globex text=\"export, says Ana Ruiz\"", 0, "db-"},
        {"add value Globex story=\"half the time\" confirmed_by=ana@globex.example", 0, "db-"},
        {"set contact db-1 phone=\"+34 600 111 222\" title=\"Head of Ana Ruiz Lab\"", 0, "Ana"},
        {"set contact db-1 phone=", 0, "Ana Ruiz"},
        {"note Globex -m \"to be deleted: Ana Ruiz\"", 0, "db-3"},
        {"delete note db-3", 0, "deleted"},
        {"set account A1 industry=\"with Ana Ruiz\"", 0, "Globex"},
        {"undo", 0, "undid"},
    };

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
}

static void no_byte_is_left(void **state)
{
    static const char *const words[] = {"Ana Ruiz", "Ana\tRuiz", "ana@globex", "600 111 222"};
    static const struct book_line after[] = {
        {"list contacts --json", 0, "!Ana"},
        {"search ruiz", 0, "!uiz"},
        {"list notes --json", 0, "[erased], again"},
        {"list notes --json", 0, "\"attendees\": [\"Bo Lee\"]"},
        {"list notes --json", 0, "met [erased] at the fair"},
        {"list tasks --json", 0, "call [erased]"},
        {"list feedback --json", 0, "export, says [erased]"},
        {"list values --json", 0, "\"confirmed_by\": \"[erased]\""},
        {"list versions --json", 0, "[erased] wants it; mail [erased]"},
        {"show Globex", 0, "!Ana Ruiz"},
        {"log", 0, "Globex: a person erased"},
        {"log", 0, "!Ana Ruiz"},
        {"log", 0, "a person, erased since"},
        {"doctor", 0, "search index: ok"},
    };
    char *home = book_home();
    char *copy = home_write(home, "data/daybook/daybook.db.schema-1", "an older book: Ana Ruiz");
    char *other = home_write(home, "data/daybook/daybook.db.schema-mine", "Ana Ruiz");
    struct run_result result = {0};

    speak_of_ana(home);
    for (size_t i = 0; i < 3; i++)
        assert_true(count_in_book(home, words[i]) > 0);
    book_run(&result, home, "erase contact db-1 --name \"Ana Ruiz\"");
    print_message("%s%s", str_text(&result.out), str_text(&result.err));
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "Globex: Ana Ruiz erased; no undo"));
    assert_non_null(strstr(str_text(&result.out), "daybook.db.schema-1\n"));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        assert_int_equal(count_in_book(home, words[i]), 0);
    assert_int_equal(count_bytes(copy, "Ana"), -1);
    assert_int_equal(count_bytes(other, "Ana Ruiz"), 1); /* no copy of ours */
    book_play(home, after, sizeof(after) / sizeof(*after));
    run_fini(&result);
    free(copy);
    free(other);
    home_free(home);
}

/* Undo goes past it, and brings nothing of the person back. */
static void nothing_brings_it_back(void **state)
{
    static const struct book_line lines[] = {
        {"note Globex -m \"Ana Ruiz called\"", 0, "db-1"},
        {"delete contact db-1", 0, "deleted"},
        {"undo", 0, "undid"},
        {"erase contact db-1 --name \"Ana Ruiz\"", 0, "erased"},
        {"undo", 1, "note [erased] called: stays: it was changed since"},
        {"list notes --json", 0, "[erased] called"},
        {"list contacts --json", 0, "!Ana"},
    };
    char *home = book_home();
    char *log, *at;
    char line[64];
    struct run_result result = {0};

    book_play(home, lines, 4);
    log = book_text(home, "log");
    at = strstr(log, "a person erased"); /* its line begins with the id */
    assert_non_null(at);
    while (at > log && at[-1] != '\n')
        at--;
    at += strspn(at, " ");
    snprintf(line, sizeof(line), "undo --id %.*s", (int)strspn(at, "0123456789"), at);
    book_run(&result, home, line);
    assert_int_not_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.err), "cannot be taken back"));
    book_play(home, lines + 4, sizeof(lines) / sizeof(*lines) - 4);
    run_fini(&result);
    free(log);
    home_free(home);
}

static void the_name_must_be_typed(void **state)
{
    static const struct book_line lines[] = {
        {"erase contact db-1", 2, "give the name"},
        {"erase contact db-1 --name Ana", 2, "nothing was erased"},
        {"erase contact db-1 --name \"ana ruiz\"", 2, "nothing was erased"},
        {"erase contact db-1 --name \"\"", 2, "nothing was erased"},
        {"erase contact db-9 --name \"Ana Ruiz\"", 2, "db-9"},
        {"erase contact", 2, "erase contact"},
        {"--read-only erase contact db-1 --name \"Ana Ruiz\"", 3, ""},
        {"list contacts --json", 0, "Ana Ruiz"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

/* Another one of the same name stays, and what is said of them elsewhere too. */
static void a_namesake_stays(void **state)
{
    static const struct book_line lines[] = {
        {"add contact \"Acme Nord\" name=\"Ana Ruiz\" email=other@acme.example", 0, "db-"},
        {"note \"Acme Nord\" -m \"Ana Ruiz, ana@globex.example\" --with \"Ana Ruiz\"", 0, "db-1"},
        {"note Globex -m \"Ana Ruiz\"", 0, "db-2"},
        {"erase contact db-1 --name \" Ana Ruiz \"", 0, "1 other person bears"},
        {"list notes --where \"body ~ erased\" --csv --columns body", 0, "\"Ana Ruiz, [erased]\""},
        {"list notes --csv --columns body,attendees", 0, "[erased],\n"},
        {"list notes --csv --columns body,attendees", 0, "[erased]\",Ana Ruiz\n"},
        {"list contacts --csv --columns name,account", 0, "Ana Ruiz,"},
        {"list contacts --csv --columns name,email", 0, "!ana@globex"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_byte_is_left),
        cmocka_unit_test(nothing_brings_it_back),
        cmocka_unit_test(the_name_must_be_typed),
        cmocka_unit_test(a_namesake_stays),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
