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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_map),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
