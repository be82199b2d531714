/* Templates: what is known is filled in, what is not goes with its line, and nothing internal
 * stands on a page for the customer. The shipped ones have no fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "core/template.h"
#include "files/embedded.h"

static struct arena arena;
static struct settings settings = {.currency = "USD"};

static struct row *add(struct row_list *rows, enum kind kind)
{
    struct row *row = row_new(&arena, kind);

    ARRAY_PUSH(rows, row);
    return row;
}

static void add_task(struct dossier *dossier, const char *kind, const char *title, day_number due)
{
    struct row *task = add(&dossier->tasks, KIND_TASK);

    row_set_text(task, TASK_KIND, kind);
    row_set_text(task, TASK_TITLE, title);
    row_set_text(task, TASK_STATUS, "open");
    if (due)
        row_set_day(task, TASK_DUE, due);
}

static void make_dossier(struct dossier *dossier, day_number today)
{
    struct row *account = row_new(&arena, KIND_ACCOUNT), *contact;

    row_set_text(account, ACCOUNT_NAME, "Globex {Ltd}");
    row_set_integer(account, ACCOUNT_HEALTH, 41);
    row_set_text(account, ACCOUNT_BAND, "red");
    row_set_day(account, ACCOUNT_DECIDES_ON, today + 8);
    row_set_text(account, ACCOUNT_DECIDES_BY, "notice");
    row_set_integer(account, ACCOUNT_DECIDES_IN, 8);
    dossier->account = account;
    contact = add(&dossier->contacts, KIND_CONTACT);
    row_set_text(contact, CONTACT_NAME, "Ana Ruiz");
    row_set_text(contact, CONTACT_ROLE, "champion");
    row_set_text(contact, CONTACT_STANCE, "against");
    add_task(dossier, "promise", "send deck", today + 1);
    add_task(dossier, "promise", "price list", today - 3);
    add_task(dossier, "task", "read paper", 0);
}

struct fill_case {
    const char *what, *text;
    enum template_eyes eyes;
    const char *out;
};
static const struct fill_case fills[] = {
    {"plain", "hello\n", TEMPLATE_OURS, "hello\n"},
    {"no newline at the end", "hello", TEMPLATE_OURS, "hello\n"},
    {"nothing", "", TEMPLATE_OURS, ""},
    {"a fact", "Call with {account}", TEMPLATE_OURS, "Call with Globex {Ltd}\n"},
    {"two facts", "{account}: {health}", TEMPLATE_OURS, "Globex {Ltd}: 41, at risk\n"},
    {"an unknown fact takes its line", "a\nseats {seats}\nb", TEMPLATE_OURS, "a\nb\n"},
    {"one of two unknown", "{account} {seats}", TEMPLATE_OURS, ""},
    {"a brace", "{{account} {{", TEMPLATE_OURS, "{account} {\n"},
    {"not closed", "a {account", TEMPLATE_OURS, "a {account\n"},
    {"a remark", "% for the writer\nx", TEMPLATE_OURS, "x\n"},
    {"a list", "- {promises}", TEMPLATE_OURS,
        "- send deck, due tomorrow\n- price list, was due Fri 20 Nov\n"},
    {"a list and a fact", "- {first_name}: {promises}", TEMPLATE_OURS,
        "- Ana: send deck, due tomorrow\n- Ana: price list, was due Fri 20 Nov\n"},
    {"an empty list", "- {asks}\nx", TEMPLATE_OURS, "x\n"},
    {"a heading goes with its lines", "## Asks\n- {asks}\n\n## Notes\n", TEMPLATE_OURS,
        "## Notes\n"},
    {"a heading over nothing stays", "## Notes\n\n", TEMPLATE_OURS, "## Notes\n\n"},
    {"a heading over something", "## Owed\n\n- {asks}\n- {promises}", TEMPLATE_OURS,
        "## Owed\n\n- send deck, due tomorrow\n- price list, was due Fri 20 Nov\n"},
    {"the title of the page stays", "# {account}\nseats {seats}\nx", TEMPLATE_OURS,
        "# Globex {Ltd}\nx\n"},
    {"a heading with an unknown fact", "# {seats} seats\nx", TEMPLATE_OURS, "x\n"},
    {"a line that leads to a list goes with it", "What we asked:\n- {asks}\n\nBye", TEMPLATE_OURS,
        "Bye\n"},
    {"and stays with it", "What we owe:\n- {promises}\n\nBye", TEMPLATE_OURS,
        "What we owe:\n- send deck, due tomorrow\n- price list, was due Fri 20 Nov\n\nBye\n"},
    {"a tag is no heading", "#competitor\n- {asks}", TEMPLATE_OURS, "#competitor\n"},
    {"tasks without promises", "- {tasks}", TEMPLATE_OURS, "- read paper\n"},
    {"decides", "{decides}", TEMPLATE_OURS, "notice by Tue 1 Dec (in 8 days)\n"},
    {"people", "- {people}", TEMPLATE_OURS, "- Ana Ruiz, champion, against\n"},
    {"internal for the customer", "{account}\n{health}\n- {people}", TEMPLATE_CUSTOMER,
        "Globex {Ltd}\n"},
    {"promises for the customer", "Dear {first_name},\n- {promises}", TEMPLATE_CUSTOMER,
        "Dear Ana,\n- send deck, due tomorrow\n- price list, was due Fri 20 Nov\n"},
};

static void what_is_known_is_filled_in(void **state)
{
    struct template_ground ground = {.settings = &settings};
    struct dossier dossier = {0};

    assert_true(day_parse_iso("2026-11-23", &ground.today));
    make_dossier(&dossier, ground.today);
    ground.dossier = &dossier;
    for (size_t i = 0; i < sizeof(fills) / sizeof(*fills); i++) {
        struct str out = {0};

        template_fill(fills[i].text, fills[i].eyes, &ground, &out);
        if (strcmp(str_text(&out), fills[i].out) != 0)
            fail_msg("%s: '%s'", fills[i].what, str_text(&out));
        str_fini(&out);
    }
    array_fini(&dossier.tasks);
    array_fini(&dossier.contacts);
}

struct fault_case {
    const char *text;
    enum template_eyes eyes;
    int line, column;
    const char *words;
};
static const struct fault_case faults[] = {
    {"a\nb {acount}", TEMPLATE_OURS, 2, 3, "did you mean {account}?"},
    {"{nothing_like_it}", TEMPLATE_OURS, 1, 1, "nothing is called {nothing_like_it}"},
    {"x {account", TEMPLATE_OURS, 1, 3, "no } closes"},
    {"{}", TEMPLATE_OURS, 1, 1, "nothing is called {}"},
    {"{account}\n\n{health}", TEMPLATE_CUSTOMER, 3, 1, "internal"},
};

static void faults_have_a_place(void **state)
{
    int line = 0, column = 0;
    struct error err;

    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        assert_false(template_check(faults[i].text, faults[i].eyes, &line, &column, &err));
        assert_int_equal(line, faults[i].line);
        assert_int_equal(column, faults[i].column);
        assert_non_null(strstr(err.text, faults[i].words));
    }
    assert_true(template_check("% {anything\n{{x} {account}", TEMPLATE_OURS, &line, &column, &err));
}

static void the_shipped_ones_have_none(void **state)
{
    const struct embedded *file = NULL;
    int line, column, count = 0;
    struct error err;

    while ((file = embedded_next("config/notes/", file)) != NULL) {
        if (!template_check(file->text, TEMPLATE_OURS, &line, &column, &err))
            fail_msg("%s:%d:%d: %s", file->path, line, column, err.text);
        count++;
    }
    assert_true(count >= 9);
}

/* Found by their order in the table, and sorted, as a person looks for them. */
static void facts_are_sorted_and_explained(void **state)
{
    for (int i = 0; template_fact_at(i); i++) {
        assert_true(strlen(template_fact_at(i)->help) > 3);
        if (i)
            assert_true(strcmp(template_fact_at(i - 1)->name, template_fact_at(i)->name) < 0);
    }
}

static int clean(void **state)
{
    arena_fini(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_is_filled_in),
        cmocka_unit_test(faults_have_a_place),
        cmocka_unit_test(the_shipped_ones_have_none),
        cmocka_unit_test(facts_are_sorted_and_explained),
    };

    return cmocka_run_group_tests(tests, NULL, clean);
}
