/* A person out of texts: by name and e-mail, whole words, case and accents aside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "base/money.h"
#include "core/mask.h"
#include "core/scrub.h"

static const struct scrub zoe = {"Zoë Müller", "zoe@acme.example", "p-7"};

static void places_in_texts(void **state)
{
    static const struct {
        const char *text, *left;
        int places;
    } cases[] = {
        {"Spoke to Zoë Müller.", "Spoke to [erased].", 1},
        {"zoe muller, ZOË MÜLLER", "[erased], [erased]", 2},
        {"@Zoë Müller: yes", "@[erased]: yes", 1},
        {"Zoë\nMüller and Zoë  Müller", "[erased] and [erased]", 2},
        {"Zoe\xcc\x88 Mu\xcc\x88ller came", "[erased] came", 1}, /* marks as letters of their own */
        {"mail zoe@acme.example now", "mail [erased] now", 1},
        {"<ZOE@Acme.Example>", "<[erased]>", 1},
        {"Zoë Müller <zoe@acme.example>", "[erased] <[erased]>", 2},
        {"—Zoë Müller—", "—[erased]—", 1},
        /* other people */
        {"Zoë Müllerová", "Zoë Müllerová", 0},
        {"Eva-Zoë", "Eva-Zoë", 0},
        {"xZoë Müller", "xZoë Müller", 0},
        {"izoe@acme.example", "izoe@acme.example", 0},
        {"Zoë", "Zoë", 0},
        {"Müller, Zoë", "Müller, Zoë", 0},
        {"", "", 0},
        {"Zoë M", "Zoë M", 0},
        {"\xff Zoë Müller \xc3", "\xff [erased] \xc3", 1},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};

        print_message("place: %zu\n", i);
        assert_int_equal(scrub_text(&out, cases[i].text, &zoe), cases[i].places);
        assert_string_equal(str_text(&out), cases[i].left);
        str_fini(&out);
    }
}

/* Without a name the address alone, and nothing at all is nobody. */
static void nothing_known_is_nobody(void **state)
{
    const struct scrub by_mail = {"", "zoe@acme.example", ""}, nobody = {"", "", ""};
    struct str out = {0};

    assert_int_equal(scrub_text(&out, "Zoë Müller, zoe@acme.example", &by_mail), 1);
    assert_string_equal(str_text(&out), "Zoë Müller, [erased]");
    str_clear(&out);
    assert_int_equal(scrub_text(&out, "a b", &nobody), 0);
    assert_string_equal(str_text(&out), "a b");
    assert_false(scrub_is_person(&nobody, ""));
    str_fini(&out);
}

static void fields_lose_the_person(void **state)
{
    static const struct {
        enum kind kind;
        int field;
        const char *text, *left; /* NULL: unknown then; the same text: untouched */
    } cases[] = {
        {KIND_NOTE, NOTE_ATTENDEES, "Bo Lee;Zoë Müller", "Bo Lee"},
        {KIND_NOTE, NOTE_ATTENDEES, "zoe@acme.example; Bo Lee", "Bo Lee"},
        {KIND_NOTE, NOTE_ATTENDEES, "p-7", NULL},
        {KIND_NOTE, NOTE_ATTENDEES, "Zoë Müller (CFO);Bo", "[erased] (CFO);Bo"},
        {KIND_NOTE, NOTE_ATTENDEES, "Zoë Müllerová", "Zoë Müllerová"},
        {KIND_NOTE, NOTE_BODY, "Zoë Müller said p-7", "[erased] said p-7"},
        {KIND_VERSION, VERSION_BODY, "by Zoë Müller", "by [erased]"},
        {KIND_VERSION, VERSION_ATTENDEES, "Zoë Müller", NULL},
        {KIND_CONTACT, CONTACT_REPORTS_TO, "zoe muller", NULL},
        {KIND_CONTACT, CONTACT_REPORTS_TO, "p-7", NULL},
        {KIND_CONTACT, CONTACT_NAME, "Zoë Müller", "Zoë Müller"}, /* another row */
        {KIND_TASK, TASK_TITLE, "call Zoë Müller", "call [erased]"},
        {KIND_TASK, TASK_OWED_TO, "p-7", "[erased]"},
        {KIND_TASK, TASK_ID, "p-7", "p-7"},
        {KIND_FEEDBACK, FEEDBACK_ASKED_BY, "zoe@acme.example", "[erased]"},
        {KIND_RESULT, RESULT_CONFIRMED_BY, "Zoë Müller", "[erased]"},
        {KIND_MEASURE, MEASURE_CONTACT, "Zoë Müller", "[erased]"},
        {KIND_ACCOUNT, ACCOUNT_NAME, "Zoë Müller", "Zoë Müller"},
        {KIND_SIGNAL, SIGNAL_TEXT, "Zoë Müller (champion) left", "[erased] (champion) left"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena arena = {0};
        struct scrub_count count = {0};
        struct row *row = row_new(&arena, cases[i].kind);
        bool stays = cases[i].left && text_equal(cases[i].left, cases[i].text);
        uint64_t changed;

        row_set_text(row, cases[i].field, cases[i].text);
        print_message("field: %zu\n", i);
        changed = scrub_values(cases[i].kind, row->values, UINT64_MAX, &zoe, &arena, &count);
        assert_true(changed == (stays ? 0 : UINT64_C(1) << cases[i].field));
        assert_int_equal(count.places + count.mentions, !stays);
        assert_int_equal(row_knows(row, cases[i].field), cases[i].left != NULL);
        assert_string_equal(row_text(row, cases[i].field), cases[i].left ? cases[i].left : "");
        arena_fini(&arena);
    }
}

/* --- made-up ones in place of the book's own --- */

static void what_is_made_up_stays_the_same(void **state)
{
    struct arena arena = {0};
    struct str one = {0}, other = {0};

    (void)state;
    assert_string_equal(mask_person("Priya Nair", &arena), mask_person("priya nair", &arena));
    assert_string_not_equal(mask_person("Priya Nair", &arena), mask_person("Priya Nai", &arena));
    assert_string_not_equal(mask_company(1, &arena), mask_company(2, &arena));
    assert_string_equal(mask_id("db-12", &arena), "db-12");
    assert_string_equal(mask_id("0015", &arena), mask_id("0015", &arena));
    assert_string_not_equal(mask_id("0015", &arena), mask_id("0016", &arena));
    mask_text(&one, "- [ ] Send the plan to Ana, 12 Dec\n");
    mask_text(&other, "Send the plan");
    assert_int_equal(one.len, strlen("- [ ] Send the plan to Ana, 12 Dec\n"));
    assert_memory_equal(str_text(&one), "- [ ] ", 6);
    assert_memory_equal(str_text(&one) + 6, str_text(&other), other.len);
    assert_null(strstr(str_text(&one), "plan"));
    assert_null(strstr(str_text(&one), "12"));
    str_fini(&one);
    str_fini(&other);
    arena_fini(&arena);
}

/* No two of the first 1,600 companies bear one name. */
static void companies_are_told_apart(void **state)
{
    enum { MANY = 1600 };
    struct arena arena = {0};
    const char *names[MANY];

    (void)state;
    for (int i = 0; i < MANY; i++) {
        names[i] = mask_company(i + 1, &arena);
        for (int k = 0; k < i; k++)
            if (strcmp(names[i], names[k]) == 0)
                fail_msg("%d and %d are both %s", k + 1, i + 1, names[i]);
    }
    arena_fini(&arena);
}

/* Parts of an account still add up to the whole. */
static void amounts_still_add_up(void **state)
{
    (void)state;
    for (int64_t account = 1; account < 300; account++) {
        assert_in_range(mask_percent(account), 50, 149);
        assert_int_equal(mask_money(4200000, account) + mask_money(1300000, account),
            mask_money(5500000, account));
    }
    assert_int_equal(mask_money(MONEY_NONE, 1), MONEY_NONE);
    assert_int_equal(mask_money(0, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_made_up_stays_the_same),
        cmocka_unit_test(companies_are_told_apart),
        cmocka_unit_test(amounts_still_add_up),
        cmocka_unit_test(places_in_texts),
        cmocka_unit_test(nothing_known_is_nobody),
        cmocka_unit_test(fields_lose_the_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
