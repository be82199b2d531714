/* Touches and when the next is due: model.md E13. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/str.h"
#include "core/assess.h"
#include "support/dossier_maker.h"

static struct touch_state touch_of(struct dossier_maker *maker, enum health_band band)
{
    const struct rules rules = {.settings = &maker->settings};
    struct account_contract contract =
        contract_of_account(&maker->dossier, &maker->settings, maker->today);

    return cadence_of(&rules, &maker->dossier, &contract, band, maker->today);
}

struct interval_case {
    const char *start, *tier, *stage, *renewal, *notice, *renews;
    enum health_band band;
    int days;
};
static const struct interval_case interval_cases[] = {
    /* days 0-30: 7, 31-90: 14, then the tier's */
    {"today", "mid", "steady", "", "", "", BAND_GREEN, 7},
    {"-30", "mid", "steady", "", "", "", BAND_GREEN, 7},
    {"-31", "mid", "steady", "", "", "", BAND_GREEN, 14},
    {"-90", "smb", "steady", "", "", "", BAND_GREEN, 14},
    {"-91", "enterprise", "steady", "", "", "", BAND_GREEN, 14},
    {"-91", "mid", "steady", "", "", "", BAND_GREEN, 30},
    {"-91", "smb", "steady", "", "", "", BAND_GREEN, 90},
    {"-91", "what", "steady", "", "", "", BAND_GREEN, 30},
    {"", "smb", "steady", "", "", "", BAND_GREEN, 90},
    {"+5", "smb", "steady", "", "", "", BAND_GREEN, 90},
    /* unfinished onboarding stays at 7 */
    {"-31", "smb", "onboarding", "", "", "", BAND_GREEN, 7},
    {"-200", "smb", "Onboarding", "", "", "", BAND_GREEN, 7},
    {"", "smb", "onboarding", "", "", "", BAND_GREEN, 7},
    /* red, or a decision within 90 days: at most 14. The renewal is the day after the end. */
    {"-400", "smb", "steady", "", "", "", BAND_RED, 14},
    {"-400", "enterprise", "steady", "", "", "", BAND_RED, 14},
    {"-400", "smb", "onboarding", "", "", "", BAND_RED, 7},
    {"-400", "smb", "steady", "", "", "", BAND_YELLOW, 90},
    {"-400", "smb", "steady", "", "", "", BAND_UNKNOWN, 90},
    {"-400", "smb", "steady", "+92", "", "", BAND_GREEN, 90},
    {"-400", "smb", "steady", "+91", "", "", BAND_GREEN, 14},
    {"-400", "smb", "steady", "-3", "", "", BAND_GREEN, 14},
    {"-400", "smb", "steady", "+151", "60", "yes", BAND_GREEN, 14},
    {"-400", "smb", "steady", "+152", "60", "yes", BAND_GREEN, 90},
    {"-400", "smb", "steady", "+30", "60", "yes", BAND_GREEN, 90}, /* locked in */
};

static void intervals(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(interval_cases); i++) {
        const struct interval_case *it = &interval_cases[i];

        maker_reset(&maker);
        maker_account(&maker, "start", it->start, "tier", it->tier, "stage", it->stage, "renewal",
            it->renewal, "notice_days", it->notice, "auto_renew", it->renews, NULL);
        print_message("interval: %zu\n", i);
        assert_int_equal(touch_of(&maker, it->band).cadence_days, it->days);
    }
    maker_fini(&maker);
}

static void settings_set_the_intervals(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker.settings.cadence_days[2] = 45;
    maker_account(&maker, "start", "-400", NULL);
    assert_int_equal(touch_of(&maker, BAND_GREEN).cadence_days, 45);
    maker_fini(&maker);
}

struct touch_case {
    const char *kind, *attendees, *tags;
    bool touch;
};
static const struct touch_case touch_cases[] = {
    {"call", "", "", true},
    {"Call", "", "", true},
    {"email", "", "", true},
    {"meeting", "", "", true},
    {"training", "", "", true},
    {"qbr", "", "", true},
    {"EBR", "", "", true},
    {"milestone", "", "", false},
    {"internal", "", "", false},
    {"no-show", "", "", false},
    {"pigeon", "", "", false},
    {"", "", "", false},
    {"email", "", "try", false},
    {"email", "", "pricing;try", false},
    {"email", "", "trying", true},
    {"call", "Ana Costa", "", true},
    {"call", "ana costa", "", true},
    {"call", "Our Seller; Ana Costa ", "", true},
    {"call", "Our Seller", "", false},
    {"call", "Ana", "", false},
    {"call", "ana@kestrel.example", "", true},
    {"call", "Our Seller;C-7", "", true},
    {"call", "zoë müller", "", true},
    {"call", "ZOE MULLER", "", true},
    {"call", " ; ;", "", true},
    {"internal", "Ana Costa", "", false},
};

static void touches(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_add(&maker, KIND_CONTACT, "name", "Ana Costa", "email", "ana@kestrel.example", NULL);
    maker_add(&maker, KIND_CONTACT, "name", "Zoë Müller", "id", "C-7", NULL);
    for (size_t i = 0; i < COUNT_OF(touch_cases); i++) {
        const struct touch_case *it = &touch_cases[i];
        struct row *note = maker_add(&maker, KIND_NOTE, "kind", it->kind, "attendees",
            it->attendees, "tags", it->tags, "at", "today", NULL);

        print_message("touch: %zu\n", i);
        assert_int_equal(note_is_touch(note, &maker.dossier.contacts), it->touch);
    }
    maker_fini(&maker);
}

static void nobody_recorded_cannot_have_been_there(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    struct row *note = maker_add(&maker, KIND_NOTE, "kind", "call", "attendees", "Ana", NULL);
    assert_false(note_is_touch(note, &maker.dossier.contacts));
    maker_fini(&maker);
}

static void the_last_touch_of_all_sources(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_account(&maker, "start", "-400", NULL);
    maker_add(&maker, KIND_NOTE, "kind", "meeting", "at", "-34T10:00", NULL);
    maker_add(&maker, KIND_NOTE, "kind", "internal", "at", "-2", NULL);
    maker_add(&maker, KIND_NOTE, "kind", "email", "tags", "try", "at", "-1", NULL);
    maker_add(&maker, KIND_NOTE, "kind", "call", "at", "+1", NULL); /* does not exist yet */
    struct touch_state touch = touch_of(&maker, BAND_GREEN);
    assert_int_equal(touch.last, maker.today - 34);
    assert_string_equal(touch.last_kind, "meeting");
    assert_int_equal(touch.counted_from, maker.today - 34);
    assert_int_equal(touch.next, maker.today - 4); /* 34 days ago + 30 */

    maker_account(&maker, "last_activity", "-34", NULL); /* of the same day: the note knows more */
    assert_string_equal(touch_of(&maker, BAND_GREEN).last_kind, "meeting");
    maker_account(&maker, "last_activity", "-20", NULL);
    touch = touch_of(&maker, BAND_GREEN);
    assert_int_equal(touch.last, maker.today - 20);
    assert_string_equal(touch.last_kind, "unknown");
    maker_add(&maker, KIND_CONTACT, "name", "Ana", "last_touch", "-12", NULL);
    maker_add(&maker, KIND_CONTACT, "name", "Bo", "last_touch", "+3", NULL);
    assert_int_equal(touch_of(&maker, BAND_GREEN).last, maker.today - 12);
    maker_fini(&maker);
}

static void never_touched_counts_from_start_or_entry(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    struct touch_state touch = touch_of(&maker, BAND_GREEN);
    assert_int_equal(touch.counted_from, DAY_NONE);
    assert_int_equal(touch.next, DAY_NONE);
    maker_account(&maker, "start", "-100", NULL);
    touch = touch_of(&maker, BAND_GREEN);
    assert_int_equal(touch.last, DAY_NONE);
    assert_int_equal(touch.counted_from, maker.today - 100);
    maker_account(&maker, "entered", "-10", NULL);
    assert_int_equal(touch_of(&maker, BAND_GREEN).counted_from, maker.today - 10);
    maker_account(&maker, "start", "-5", NULL);
    touch = touch_of(&maker, BAND_GREEN);
    assert_int_equal(touch.counted_from, maker.today - 5);
    assert_int_equal(touch.next, maker.today + 2); /* day 5 of the first 30: 7 days */
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals),
        cmocka_unit_test(settings_set_the_intervals),
        cmocka_unit_test(touches),
        cmocka_unit_test(nobody_recorded_cannot_have_been_there),
        cmocka_unit_test(the_last_touch_of_all_sources),
        cmocka_unit_test(never_touched_counts_from_start_or_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
