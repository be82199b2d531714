/* JSON in: its shapes, its faults with their place, and files of other programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/book.h"

static void play(const char *home, const char *arguments, int status, const char *holds)
{
    book_play(home, &(const struct book_line){arguments, status, holds}, 1);
}

struct shape {
    const char *name, *text;
    int status;
    const char *holds;
};

static void try_shapes(const struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *home = home_new(), line[128];

        free(home_write(home, shapes[i].name, shapes[i].text));
        snprintf(line, sizeof(line), "import %s", shapes[i].name);
        play(home, line, shapes[i].status, shapes[i].holds);
        home_free(home);
    }
}

static void every_shape_is_read(void **state)
{
    static const struct shape shapes[] = {
        {"a.json", "[{\"id\": \"J1\", \"name\": \"One\"}, {\"id\": \"J2\", \"name\": \"Two\"}]", 0,
            "a.json: 2 created, 0 updated, 0 unchanged, 0 rejected"},
        {"a.json", "\xEF\xBB\xBF [ {\"id\":\"J1\",\"name\":\"One\"} ] \n", 0, "1 created"},
        {"a.jsonl", "{\"id\":\"J1\",\"name\":\"One\"}\n{\"id\":\"J2\",\"name\":\"Two\"}\n", 0,
            "2 created"},
        {"a.jsonl", "{\"id\":\"J1\",\"name\":\"One\",\"tags\":[\"a\",\"b\"]}\n", 0, "1 created"},
        {"a.jsonl", "{\"id\":\"J1\",\"name\":\"One\"}\r\n\r\n{\"id\":\"J2\",\"name\":\"Two\"}", 0,
            "2 created"},
        {"a.json",
            "{\"accounts\": [{\"id\":\"J1\",\"name\":\"One\"}], \"contacts\": [{\"account\": "
            "\"J1\", \"name\": \"Ida\", \"email\": \"i@x.example\"}], \"done\": true}",
            0, "a.json: 2 created"},
        {"a.json",
            "{\"contacts\": [{\"account\": \"J1\", \"name\": \"Ida\"}], \"accounts\": "
            "[{\"id\":\"J1\",\"name\":\"One\"}]}",
            0, "a.json: 2 created"},
        {"a.json",
            "{\"totalSize\": 1, \"records\": [{\"attributes\": {\"type\": \"Account\"}, "
            "\"Id\": \"S1\", \"Name\": \"One\"}]}",
            0, "1 created"},
        {"a.json", "[]", 3, "holds no rows"},
        {"a.json", "[{\"zz\": 1}]", 3, "'zz'"},
        {"a.csv", "[{\"id\": \"J1\", \"name\": \"One\"}]", 3, "is JSON, not CSV"},
        {"a.json",
            "[{\"id\": \"J1\", \"name\": \"One\", \"arr\": 1200.50, \"currency\": \"EUR\", "
            "\"auto_renew\": true, \"Owner\": {\"Name\": \"Bo\"}}]",
            0, "1 created"},
    };

    try_shapes(shapes, sizeof(shapes) / sizeof(shapes[0]));
}

static void a_fault_has_its_place(void **state)
{
    static const struct shape shapes[] = {
        {"f.json",
            "[{\"id\":\"J1\",\"name\":\"One\"},\n {\"id\":\"J2\" \"name\":\"Two\"},\n"
            "{\"id\":\"J3\",\"name\":\"Three\"}]",
            1, "f.json:2: column 13: a comma or } is wanted"},
        {"f.json",
            "[{\"id\":\"J1\",\"name\":\"One\"},\n {\"id\":\"J2\",\n  \"name\": nope},\n"
            "{\"id\":\"J3\",\"name\":\"Three\"}]",
            1, "f.json:3: column"},
        {"f.json", "[{\"id\":\"J1\",\"name\":\"One\"}\n {\"id\":\"J2\",\"name\":\"Two\"}]", 3,
            "f.json:2:2: a comma or ] is wanted"},
        {"f.json", "[{\"id\":\"J1\",\"name\":\"One\"},\n {\"id\":\"J2\",\"name\":\"Two", 3,
            "f.json:2:24: the file ends within an object"},
        {"f.json", "[{\"id\":\"J1\",\"name\":\"One\"}] x", 3, "f.json:1:28: something follows"},
        {"f.json", "[{\"id\":\"J1\",\"name\":\"One\"}, 17]", 1,
            "f.json:1: column 28: is no object"},
        {"f.json", "{\"accounts\": [{\"id\":\"J1\",\"name\":\"One\"}], }", 3,
            "f.json:1:42: a name in quotes is wanted"},
        {"f.json", "[{\"id\":\"J1\",\"name\":\"One\"},{\"id\":\"J1\",\"name\":\"Twice\"}]", 1,
            "'J1' stands in line 1 already"},
        {"f.json", "[{\"id\":\"J1\",\"name\":\"One\",\"arr\":-5},{\"id\":\"J2\",\"name\":\"Two\"}]",
            1, "f.json: 1 created, 0 updated, 0 unchanged, 1 rejected"},
    };

    try_shapes(shapes, sizeof(shapes) / sizeof(shapes[0]));
}

/* Deeper than 64, longer than 4 MiB: the row is refused, its neighbours are not. */
static void limits_cost_a_row(void **state)
{
    struct str text = {0};
    char *home = home_new();

    str_add(&text, "[{\"id\":\"J1\",\"name\":\"One\"},\n{\"id\":\"J2\",\"name\":\"Two\",\"deep\":");
    for (int i = 0; i < 70; i++)
        str_add_char(&text, '[');
    for (int i = 0; i < 70; i++)
        str_add_char(&text, ']');
    str_add(&text, "},\n{\"id\":\"J3\",\"name\":\"");
    for (int i = 0; i < 5 * 1024 * 1024 / 16; i++)
        str_add(&text, "0123456789abcdef");
    str_add(&text, "\"},\n{\"id\":\"J4\",\"name\":\"Four\"}]\n");
    free(home_write(home, "limits.json", str_text(&text)));
    str_fini(&text);
    play(home, "import limits.json", 1, "limits.json:2: column");
    play(home, "import limits.json", 1, "nested deeper than 64");
    play(home, "import limits.json", 1, "limits.json:3: the row is longer than 4 MiB");
    play(home, "list --csv --columns id,name", 0, "J4,Four\nJ1,One\n");
    home_free(home);
}

static void cells_are_what_they_were(void **state)
{
    char *home = home_new(), *text;

    free(home_write(home, "a.json",
        "[{\"id\":\"J1\",\"name\":\"=1+1\",\"arr\":1234.5,\"currency\":\"USD\",\"tags\":[\"a\","
        "\"b\"],"
        "\"renewal\":\"2027-03-01\",\"auto_renew\":true,\"seats\":null,"
        "\"facts\":{\"health\":\"so so\",\"Plan\":\"Gold\"},\"Big\":12345678901234567,"
        "\"Deep\":{\"er\":{\"est\":[1,{\"x\":2}]}},\"Name2\":\"caf\\u00e9 \\ud83d\\ude00\"}]"));
    play(home, "import a.json", 0, "1 created");
    text = book_text(home, "export accounts --format json");
    assert_non_null(strstr(text, "\"name\": \"=1+1\""));
    assert_non_null(strstr(text, "\"arr\": 1234.50"));
    assert_non_null(strstr(text, "\"tags\": [\"a\", \"b\"]"));
    assert_non_null(strstr(text, "\"auto_renew\": true"));
    assert_non_null(strstr(text, "\"Big\": \"12345678901234567\""));
    assert_non_null(strstr(text, "\"Deep.er\": \"{\\\"est\\\":[1,{\\\"x\\\":2}]}\""));
    assert_non_null(strstr(text, "\"Name2\": \"caf\xC3\xA9 \xF0\x9F\x98\x80\""));
    assert_non_null(strstr(text, "\"Plan\": \"Gold\""));
    assert_non_null(strstr(text, "\"health\": \"so so\""));
    free(text);
    play(home, "import a.json", 0, "1 unchanged");
    home_free(home);
}

/* Trees of Salesforce point at each other by references. */
static void a_tree_of_salesforce(void **state)
{
    char *home = home_new();

    free(home_write(home, "Accounts.json",
        "{\"records\": [\n"
        "{\"attributes\": {\"type\": \"Account\", \"referenceId\": \"AccountRef1\"}, \"Name\": "
        "\"Umbra\", \"Website\": \"umbra.example\"},\n"
        "{\"attributes\": {\"type\": \"Account\", \"referenceId\": \"AccountRef2\"}, \"Name\": "
        "\"Vela\", \"Website\": \"vela.example\"}]}\n"));
    free(home_write(home, "Contacts.json",
        "{\"records\": [{\"attributes\": {\"type\": \"Contact\", \"referenceId\": "
        "\"ContactRef1\"}, \"FirstName\": \"Ida\", \"LastName\": \"Lund\", \"Email\": "
        "\"ida@vela.example\", \"AccountId\": \"@AccountRef2\"}]}"));
    play(home, "import Contacts.json Accounts.json", 0,
        "Contacts.json: 1 created, 0 updated, 0 unchanged, 0 rejected\n"
        "Accounts.json: 2 created");
    play(home, "import Contacts.json", 0, "1 unchanged");
    play(home, "show Vela", 0, "Ida Lund");
    home_free(home);
}

static void tasks_of_taskwarrior(void **state)
{
    static const char first[] =
        "[\n{\"id\":1,\"description\":\"Send the plan\",\"due\":\"20261130T000000Z\",\"entry\":"
        "\"20261101T091500Z\",\"modified\":\"20261101T091500Z\",\"status\":\"pending\",\"uuid\":"
        "\"f4a1\",\"priority\":\"H\",\"project\":\"Globex\",\"tags\":[\"cs\"],\"urgency\":8.3},\n"
        "{\"id\":0,\"description\":\"Call\",\"entry\":\"20261101T091500Z\",\"end\":"
        "\"20261110T091500Z\",\"status\":\"completed\",\"uuid\":\"f4a2\",\"urgency\":1}\n]\n";
    static const char second[] =
        "[\n{\"id\":7,\"description\":\"Send the plan\",\"due\":\"20261130T000000Z\",\"entry\":"
        "\"20261101T091500Z\",\"modified\":\"20261102T091500Z\",\"status\":\"pending\",\"uuid\":"
        "\"f4a1\",\"priority\":\"H\",\"project\":\"Globex\",\"tags\":[\"cs\"],\"urgency\":9.1},\n"
        "{\"id\":0,\"description\":\"Call\",\"entry\":\"20261101T091500Z\",\"end\":"
        "\"20261110T091500Z\",\"status\":\"completed\",\"uuid\":\"f4a2\",\"urgency\":2}\n]\n";
    char *home = book_home();

    free(home_write(home, "first.json", first));
    free(home_write(home, "second.json", second));
    play(home, "import first.json", 0, "2 created, 0 updated, 0 unchanged, 0 rejected");
    play(home, "list tasks --csv --columns id,title,due,priority,status,done_on,made_on", 0,
        "f4a2,Call,,,done,2026-11-10,2026-11-01\n");
    play(home, "list tasks --csv --columns id,title,due,priority,status,done_on,made_on", 0,
        "f4a1,Send the plan,2026-11-30,high,open,,2026-11-01\n");
    play(home, "import second.json", 0, "0 created, 0 updated, 2 unchanged");
    home_free(home);
}

static void json_comes_by_standard_input(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run_with_input(&result, home, "import -", "[{\"id\":\"E1\",\"name\":\"Piped\"}]");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "1 created"));
    run_fini(&result);
    home_free(home);
}

/* One list that fails takes its neighbours with it. */
static void lists_go_in_together_or_not_at_all(void **state)
{
    char *home = home_new();

    free(home_write(home, "two.json",
        "{\"accounts\": [{\"id\":\"J1\",\"name\":\"One\"}],\n \"contacts\": "
        "[{\"account\":\"J1\",\n"));
    play(home, "import two.json", 3, "two.json:3:1: the file ends within an object");
    free(home_write(home, "ok.json", "[{\"id\":\"J2\",\"name\":\"Two\"}]"));
    play(home, "import ok.json two.json", 1, "1 created");
    play(home, "list --csv --columns id", 0, "id\nJ2\n");
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_is_read),
        cmocka_unit_test(a_fault_has_its_place),
        cmocka_unit_test(limits_cost_a_row),
        cmocka_unit_test(cells_are_what_they_were),
        cmocka_unit_test(a_tree_of_salesforce),
        cmocka_unit_test(tasks_of_taskwarrior),
        cmocka_unit_test(json_comes_by_standard_input),
        cmocka_unit_test(lists_go_in_together_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
