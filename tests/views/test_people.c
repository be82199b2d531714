/* The tab People: the map of an account's people, and what a key does to one of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "base/attributes.h"
#include "support/scene.h"
#include "support/small_book.h"

static struct scene scene;
static int64_t acme;

static void add(enum kind kind, const char *const *assignments)
{
    struct outcome outcome;
    struct error err;

    if (!verb_add(scene.session, kind, acme, assignments, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    outcome_fini(&outcome);
}
#define ADD(kind, ...) add(kind, (const char *const[]){__VA_ARGS__, NULL})

/* Globex, with a chain of command, a circle, a superior nobody knows, and one who left. */
static void fill(void)
{
    acme = small_book_account(scene.session, "globex");
    ADD(KIND_CONTACT, "name=Ines Marlow", "role=executive sponsor", "title=COO", "influence=high",
        "last_touch=2026-07-01", "email=ines@globex.example", "phone=+44 20 7946 0001",
        "stance=neutral", "interval=90");
    ADD(KIND_CONTACT, "name=Gareth Lloyd", "role=technical lead", "title=Head of Branches",
        "influence=medium", "stance=for", "reports_to=Ines Marlow", "last_touch=2026-11-20");
    ADD(KIND_CONTACT, "name=Sunita Rao", "role=user", "reports_to=Gareth Lloyd", "interval=7",
        "last_touch=2026-11-10");
    ADD(KIND_CONTACT, "name=Wim de Boer", "role=blocker", "stance=against",
        "reports_to=Ines Marlow", "influence=low");
    ADD(KIND_CONTACT, "name=Kim Aalto", "title=Controller", "reports_to=The Board");
    ADD(KIND_CONTACT, "name=One Loop", "reports_to=Two Loop");
    ADD(KIND_CONTACT, "name=Two Loop", "reports_to=One Loop");
    ADD(KIND_CONTACT, "name=Old Hand", "role=champion", "status=left", "left_on=2026-10-02");
    ADD(KIND_TASK, "title=send the price list", "kind=promise", "owed_to=Ines Marlow",
        "due=2026-11-20");
    ADD(KIND_FEEDBACK, "text=export to their ledger", "asked_by=ines@globex.example",
        "status=planned");
    ADD(KIND_NOTE, "at=2026-07-01T10:00", "kind=call", "attendees=Ines Marlow",
        "body=Budget is safe until the autumn.");
}

static int make_scene(void **state)
{
    scene_init(&scene, false);
    fill();
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void open_people(int columns, int rows)
{
    scene_start(&scene, columns, rows);
    scene_command(&scene, "goto globex");
    scene_command(&scene, "tab people");
}

static void the_map(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        open_people(scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "j");
        scene_check(&scene, "people-map");
    }
    scene_start_ascii(&scene, 110, 32);
    scene_command(&scene, "goto globex");
    scene_command(&scene, "tab people");
    scene_check(&scene, "people-map-ascii");
    scene_start_ascii(&scene, 40, 12);
    scene_command(&scene, "goto globex");
    scene_command(&scene, "tab people");
    scene_check(&scene, "people-map-ascii");
}

/* --- keys --- */

static void undo_all(int count)
{
    struct outcome outcome;
    struct error err;

    for (int i = 0; i < count; i++) {
        if (!session_undo(scene.session, 0, &outcome, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
}

static void one_is_added_by_a_form(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "a");
    scene_check(&scene, "people-form");
    scene_type(&scene, "Nia Osei");
    scene_keys(&scene, "Enter Tab C-s");
    scene_see(&scene, "Globex: contact 'Nia Osei' added");
    scene_see(&scene, "Nia Osei            champion");
    undo_all(1);
}

static void one_is_edited(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "j e C-n C-n C-n C-n C-n C-n C-n");
    scene_see(&scene, "Tab goes through the people");
    scene_keys(&scene, "Tab Enter C-u");
    scene_type(&scene, "14");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "every       14d");
    scene_see(&scene, "└ Ines Marlow");
    undo_all(1);
    open_people(110, 32);
    scene_keys(&scene, "j");
    scene_see(&scene, "every       90d");
    scene_keys(&scene, "e C-n C-n C-n C-n C-n C-n C-n C-n C-u");
    scene_type(&scene, "soon");
    scene_keys(&scene, "Enter"); /* it stays open, and says why */
    scene_see(&scene, "Edit the person");
    scene_keys(&scene, "Esc");
}

static void role_stance_and_influence_by_one_key(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "j s");
    scene_see(&scene, "high  against");
    scene_keys(&scene, "s s");
    scene_see(&scene, "high  for");
    scene_keys(&scene, "!");
    scene_see(&scene, "med   for");
    scene_keys(&scene, "m r");
    scene_type(&scene, "champ");
    scene_keys(&scene, "Enter"); /* above the others now, and the cursor with it */
    scene_see(&scene, "▎ ▲ Ines Marlow         champion");
    scene_keys(&scene, "m r");
    scene_type(&scene, "bl");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Ines Marlow         blocker");
    undo_all(6);
    scene_keys(&scene, "[ m r"); /* on another tab there is nobody */
    scene_see(&scene, "choose a person on the tab People");
}

/* A champion who leaves: the playbook for that can start at once. */
static void one_leaves_and_comes_back(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "x");
    scene_see(&scene, "Amir Haddad left on");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "-3d");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "The champion left. Start the playbook Champion change now?");
    scene_keys(&scene, "y");
    scene_see(&scene, "left 20 Nov");
    scene_see(&scene, "Champion change");
    undo_all(2);
    open_people(110, 32);
    scene_keys(&scene, "G x"); /* the one who left in October */
    scene_see(&scene, "Old Hand is there again");
    undo_all(1);
    open_people(110, 32);
    scene_keys(&scene, "j j x Enter"); /* a technical lead leaves no such gap */
    scene_see(&scene, "Gareth Lloyd left today");
    assert_false(scene_has(&scene, "Start the playbook"));
    undo_all(1);
}

static void a_call_with_one(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "j c");
    scene_see(&scene, "Ines Marlow");
    scene_type(&scene, "Spoke of the budget.");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "today");
    scene_see(&scene, "● warm");
    undo_all(1);
}

static void their_notes(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "j Enter");
    scene_see(&scene, "Budget is safe until the autumn.");
    scene_see(&scene, "1 found");
}

static void mail_and_phone_are_copied(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "j y e");
    scene_see(&scene, "copied: ines@globex.example");
    scene_keys(&scene, "y p");
    scene_see(&scene, "copied: +44 20 7946 0001");
    scene_keys(&scene, "k y p");
    scene_see(&scene, "no phone is known here");
    scene_keys(&scene, "[ [ [ y p");
    scene_see(&scene, "an account has no phone");
}

/* Last: nothing brings it back. */
static void one_is_erased_by_the_typed_name(void **state)
{
    open_people(110, 32);
    scene_keys(&scene, "j");
    scene_command(&scene, "erase");
    scene_see(&scene, "Erase Ines Marlow for good? Type the name");
    scene_type(&scene, "Ines");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "nothing was erased");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "Ines Marlow");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "erased for good: 5 mentions");
    scene_keys(&scene, "1 3");
    assert_false(scene_has(&scene, "Ines"));
    scene_see(&scene, "Gareth Lloyd");
    scene_command(&scene, "tab overview"); /* one of another name is not there to be erased */
    scene_command(&scene, "erase");
    scene_see(&scene, "choose a person on the tab People");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_map),
        cmocka_unit_test(one_is_added_by_a_form),
        cmocka_unit_test(one_is_edited),
        cmocka_unit_test(role_stance_and_influence_by_one_key),
        cmocka_unit_test(one_leaves_and_comes_back),
        cmocka_unit_test(a_call_with_one),
        cmocka_unit_test(their_notes),
        cmocka_unit_test(mail_and_phone_are_copied),
        cmocka_unit_test(one_is_erased_by_the_typed_name),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
