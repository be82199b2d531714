/* E19 case by case, and who reports to whom. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "core/people_map.h"
#include "support/dossier_maker.h"

static struct dossier_maker maker;

static int begin(void **state)
{
    maker_init(&maker, "2026-11-23");
    return 0;
}

static int end(void **state)
{
    maker_fini(&maker);
    return 0;
}

struct warmth_case {
    const char *heard, *interval;
    int cadence;
    enum warmth warmth;
};
static const struct warmth_case warmth_cases[] = {
    {"today", "", 30, WARMTH_WARM},
    {"-30", "", 30, WARMTH_WARM},
    {"-31", "", 30, WARMTH_COOLING},
    {"-60", "", 30, WARMTH_COOLING},
    {"-61", "", 30, WARMTH_COLD},
    {"", "", 30, WARMTH_NEVER},
    {"+1", "", 30, WARMTH_NEVER}, /* a touch that has not been yet */
    /* their own interval goes before the account's cadence */
    {"-8", "7", 30, WARMTH_COOLING},
    {"-14", "7", 30, WARMTH_COOLING},
    {"-15", "7", 30, WARMTH_COLD},
    {"-90", "90", 14, WARMTH_WARM},
    {"-91", "90", 14, WARMTH_COOLING},
    {"-181", "90", 14, WARMTH_COLD},
    {"-15", "0", 14, WARMTH_COOLING}, /* 0 is none */
    {"-15", "-5", 14, WARMTH_COOLING},
    {"", "7", 14, WARMTH_NEVER},
};

static void strength_by_interval(void **state)
{
    for (size_t i = 0; i < COUNT_OF(warmth_cases); i++) {
        const struct warmth_case *it = &warmth_cases[i];

        maker_reset(&maker);
        struct row *ana = maker_add(&maker, KIND_CONTACT, "name", "Ana Costa", "last_touch",
            it->heard, "interval", it->interval, NULL);
        print_message("strength: %zu\n", i);
        assert_int_equal(person_warmth(&maker.dossier, ana, it->cadence, maker.today), it->warmth);
    }
}

/* Who is meant by an attendee. */
static void attendees_by_name_mail_or_id(void **state)
{
    static const struct {
        const char *with;
        bool there;
    } cases[] = {
        {"Zoë Müller", true},
        {"zoe muller", true},
        {"Bo Lee; Zoë Müller ", true},
        {"zoe@acme.example", true},
        {"ZOE@ACME.EXAMPLE;Bo Lee", true},
        {"p-7", true},
        {"Zoë", false},
        {"Zoë Müller-Lee", false},
        {"", false},
        {" ; ;", false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        maker_reset(&maker);
        struct row *zoe = maker_add(&maker, KIND_CONTACT, "name", "Zoë Müller", "email",
            "zoe@acme.example", "id", "p-7", NULL);
        struct row *note = maker_add(
            &maker, KIND_NOTE, "at", "-3", "kind", "call", "attendees", cases[i].with, NULL);

        print_message("attendee: %zu\n", i);
        assert_int_equal(note_has_person(note, zoe), cases[i].there);
        assert_int_equal(person_last_heard(&maker.dossier, zoe, maker.today),
            cases[i].there ? maker.today - 3 : DAY_NONE);
    }
}

/* Only what a customer took part in is heard: no internal note, no try, no no-show. */
static void only_touches_are_heard(void **state)
{
    static const struct {
        const char *kind, *tags;
        bool heard;
    } cases[] = {{"call", "", true}, {"email", "", true}, {"qbr", "", true},
        {"internal", "", false}, {"no-show", "", false}, {"email", "try", false},
        {"milestone", "", false}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        maker_reset(&maker);
        struct row *ana = maker_add(&maker, KIND_CONTACT, "name", "Ana", NULL);
        maker_add(&maker, KIND_NOTE, "at", "-1", "kind", cases[i].kind, "tags", cases[i].tags,
            "attendees", "Ana", NULL);
        print_message("touch: %zu\n", i);
        assert_int_equal(
            person_last_heard(&maker.dossier, ana, maker.today) != DAY_NONE, cases[i].heard);
    }
}

static const char *sentence_of(enum people_lack lack, struct arena *arena)
{
    struct people_sentences sentences;

    people_lacks(&maker.dossier, maker.today, arena, &sentences);
    for (int i = 0; i < sentences.count; i++)
        if (sentences.items[i].lack == lack)
            return sentences.items[i].text;
    return "";
}

static void check_sentence(enum people_lack lack, const char *text)
{
    struct arena arena = {0};

    assert_string_equal(sentence_of(lack, &arena), text);
    arena_fini(&arena);
}

struct thread_case {
    int ana, bo;      /* notes of each */
    const char *when; /* of Ana's */
    const char *text;
};
static const struct thread_case thread_cases[] = {
    {7, 3, "-1", "Ana holds 70% of 10 participations in 90 days"},
    {69, 31, "-1", ""},
    {4, 0, "-1", ""}, /* n < 5 */
    {5, 0, "-1", "Ana holds 100% of 5 participations in 90 days"},
    {4, 1, "-1", "Ana holds 80% of 5 participations in 90 days"},
    {3, 2, "-1", ""},
    {2, 8, "-1", "Bo holds 80% of 10 participations in 90 days"},
    /* (today - 90, today] */
    {7, 3, "today", "Ana holds 70% of 10 participations in 90 days"},
    {7, 3, "-89", "Ana holds 70% of 10 participations in 90 days"},
    {7, 3, "-90", ""},
    {7, 3, "+1", ""},
};

static void one_thread_alone(void **state)
{
    for (size_t i = 0; i < COUNT_OF(thread_cases); i++) {
        const struct thread_case *it = &thread_cases[i];

        maker_reset(&maker);
        maker_add(&maker, KIND_CONTACT, "name", "Ana", NULL);
        maker_add(&maker, KIND_CONTACT, "name", "Bo", NULL);
        for (int n = 0; n < it->ana; n++)
            maker_add(&maker, KIND_NOTE, "at", it->when, "kind", "call", "attendees", "Ana", NULL);
        for (int n = 0; n < it->bo; n++)
            maker_add(&maker, KIND_NOTE, "at", "-1", "kind", "call", "attendees", "Bo", NULL);
        print_message("thread: %zu\n", i);
        check_sentence(PEOPLE_THREAD, it->text);
    }
}

/* A call with both is one participation each. */
static void participations_are_counted_by_person(void **state)
{
    maker_reset(&maker);
    maker_add(&maker, KIND_CONTACT, "name", "Ana", NULL);
    struct row *bo = maker_add(&maker, KIND_CONTACT, "name", "Bo", NULL);

    for (int n = 0; n < 5; n++)
        maker_add(&maker, KIND_NOTE, "at", "-2", "kind", "call", "attendees", "Ana; Bo; Ana", NULL);
    check_sentence(PEOPLE_THREAD, "");
    for (int n = 0; n < 7; n++)
        maker_add(&maker, KIND_NOTE, "at", "-1", "kind", "call", "attendees", "Ana", NULL);
    check_sentence(PEOPLE_THREAD, "Ana holds 71% of 17 participations in 90 days");
    maker_set(&maker, bo, "left_on", "-1");
    check_sentence(PEOPLE_ONE, "Ana is the only person recorded");
    check_sentence(PEOPLE_THREAD, "");
    maker_set(&maker, bo, "left_on", "");
    maker_set(&maker, maker.dossier.contacts.items[0], "left_on", "-1");
    check_sentence(PEOPLE_THREAD, "Ana, who left, held 71% of 17 participations in 90 days");
}

struct silence_case {
    const char *role, *heard, *start;
    enum people_lack lack;
    const char *text;
};
static const struct silence_case silence_cases[] = {
    {"executive sponsor", "-89", "-400", PEOPLE_SPONSOR, ""},
    {"executive sponsor", "-90", "-400", PEOPLE_SPONSOR,
        "Ana, sponsor, has been silent for 90 days"},
    {"economic buyer", "-120", "-400", PEOPLE_SPONSOR, "Ana, buyer, has been silent for 120 days"},
    /* never met: from contract start */
    {"sponsor", "", "-89", PEOPLE_SPONSOR, ""},
    {"sponsor", "", "-90", PEOPLE_SPONSOR, "Ana, sponsor, has not been met in 90 days"},
    {"sponsor", "", "", PEOPLE_SPONSOR, ""},
    {"sponsor", "", "+5", PEOPLE_SPONSOR, ""},
    {"champion", "-29", "-400", PEOPLE_MAIN, ""},
    {"champion", "-30", "-400", PEOPLE_MAIN, "Ana, the main contact, has been silent for 30 days"},
    {"champion", "", "-29", PEOPLE_MAIN, ""},
    {"champion", "", "-30", PEOPLE_MAIN, "Ana, the main contact, has not been met in 30 days"},
    {"user", "-31", "-400", PEOPLE_MAIN, "Ana, the main contact, has been silent for 31 days"},
    /* one person, one silence */
    {"sponsor", "-95", "-400", PEOPLE_MAIN, ""},
    {"sponsor", "-40", "-400", PEOPLE_MAIN, "Ana, the main contact, has been silent for 40 days"},
};

static void silences(void **state)
{
    for (size_t i = 0; i < COUNT_OF(silence_cases); i++) {
        const struct silence_case *it = &silence_cases[i];

        maker_reset(&maker);
        maker_account(&maker, "start", it->start, NULL);
        maker_add(
            &maker, KIND_CONTACT, "name", "Ana", "role", it->role, "last_touch", it->heard, NULL);
        print_message("silence: %zu\n", i);
        check_sentence(it->lack, it->text);
    }
    maker_reset(&maker); /* the account does not say when it began, its contract does */
    maker_add(&maker, KIND_CONTACT, "name", "Ana", "role", "sponsor", NULL);
    maker_add(&maker, KIND_CONTRACT, "start", "-100", NULL);
    check_sentence(PEOPLE_SPONSOR, "Ana, sponsor, has not been met in 100 days");
}

static void roles_nobody_has(void **state)
{
    maker_reset(&maker);
    check_sentence(PEOPLE_NONE, "nobody is recorded here");
    struct row *ana = maker_add(&maker, KIND_CONTACT, "name", "Ana", "role", "champion", NULL);
    check_sentence(PEOPLE_ROLE, "nobody is recorded as sponsor or buyer");
    maker_add(&maker, KIND_CONTACT, "name", "Bo", "role", "exec sponsor", NULL);
    check_sentence(PEOPLE_ROLE, "nobody is recorded as buyer");
    maker_add(&maker, KIND_CONTACT, "name", "Cy", "role", "budget owner", NULL);
    check_sentence(PEOPLE_ROLE, "");
    maker_set(&maker, ana, "status", "left");
    check_sentence(PEOPLE_ROLE, "nobody is recorded as champion");
    maker_set(&maker, maker.dossier.contacts.items[1], "left_on", "-1");
    maker_set(&maker, maker.dossier.contacts.items[2], "left_on", "today");
    check_sentence(PEOPLE_NONE, "nobody is there any more");
}

/* --- the map --- */

/* A line each: depth, name, and whom it names that the tree does not. */
static void check_map(const char *expected)
{
    struct person_places places = {0};
    struct str text = {0};

    people_map(&maker.dossier, 30, maker.today, &places);
    for (size_t i = 0; i < places.count; i++) {
        const struct person_place *at = &places.items[i];

        for (int d = 1; d <= at->depth; d++)
            str_add(&text, at->goes_on & (1U << d) ? "|" : ".");
        str_addf(&text, "%s%s%s%s%s;", row_text(at->contact, CONTACT_NAME),
            at->reports_to ? ">" : "", at->reports_to ? at->reports_to : "",
            at->is_circle ? "@" : "", at->has_left ? "!" : "");
    }
    assert_string_equal(str_text(&text), expected);
    str_fini(&text);
    array_fini(&places);
}

static void person(const char *name, const char *influence, const char *reports_to)
{
    maker_add(
        &maker, KIND_CONTACT, "name", name, "influence", influence, "reports_to", reports_to, NULL);
}

static void a_tree_by_reports_to(void **state)
{
    maker_reset(&maker);
    person("Cy", "", "Bo");
    person("Bo", "medium", "ana");
    person("Ana", "high", "");
    person("Dee", "low", "Ana");
    person("Eve", "high", "Bo");
    person("Fay", "", "");
    check_map("Ana;|Bo;||Eve;|.Cy;.Dee;Fay;");
}

static void circles_are_cut(void **state)
{
    maker_reset(&maker);
    person("Ana", "", "Bo");
    person("Bo", "", "Cy");
    person("Cy", "", "Ana");
    person("Dee", "", "Cy");
    person("Me", "", "Me");
    check_map("Ana>Bo@;.Cy;.|Bo;..Dee;Me>Me;");
}

static void unknown_superiors_are_named(void **state)
{
    maker_reset(&maker);
    person("Ana", "", "The Chair");
    person("Bo", "", "Old Boss");
    maker_add(&maker, KIND_CONTACT, "name", "Old Boss", "status", "left", "left_on", "-9", NULL);
    maker_add(&maker, KIND_CONTACT, "name", "Older", "left_on", "-90", "reports_to", "Ana", NULL);
    maker_add(&maker, KIND_CONTACT, "name", "Goes", "left_on", "+9", NULL);
    check_map("Ana>The Chair;Bo>Old Boss;Goes;Old Boss!;Older!;");
    maker_add(&maker, KIND_CONTACT, "name", "Old Boss", NULL); /* of two the one who is there */
    check_map("Ana>The Chair;Goes;Old Boss;.Bo;Old Boss!;Older!;");
}

/* A chain of any length ends. */
static void deep_and_many(void **state)
{
    struct person_places places = {0};
    char name[16], above[16] = "";

    maker_reset(&maker);
    for (int i = 0; i < 400; i++) {
        snprintf(name, sizeof(name), "p%03d", i);
        person(name, "", above);
        memcpy(above, name, sizeof(above));
    }
    people_map(&maker.dossier, 30, maker.today, &places);
    assert_int_equal(places.count, 400);
    assert_int_equal(places.items[399].depth, PEOPLE_DEPTH_MOST);
    assert_string_equal(row_text(places.items[399].contact, CONTACT_NAME), "p399");
    array_fini(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strength_by_interval),
        cmocka_unit_test(attendees_by_name_mail_or_id),
        cmocka_unit_test(only_touches_are_heard),
        cmocka_unit_test(one_thread_alone),
        cmocka_unit_test(participations_are_counted_by_person),
        cmocka_unit_test(silences),
        cmocka_unit_test(roles_nobody_has),
        cmocka_unit_test(a_tree_by_reports_to),
        cmocka_unit_test(circles_are_cut),
        cmocka_unit_test(unknown_superiors_are_named),
        cmocka_unit_test(deep_and_many),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
