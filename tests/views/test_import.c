/* The screen Import: what a file was recognised as, what would become of it, what can be forced,
 * and how it stands afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/import.h"
#include "app/verbs.h"
#include "base/attributes.h"
#include "support/home.h"
#include "support/scene.h"
#include "ui/shell.h"

static struct scene scene;

/* A book of two accounts, of which one figure was set by hand since. */
static const char before[] = "id,name,arr,seats,renewal\n"
                             "G1,Globex,180000,200,2027-01-15\n"
                             "I2,Initech,48000,60,2027-11-09\n";
static const char after[] =
    "Account ID,Account Name,ARR,Seats,Renewal Date,Customer Since,NPS,Colour,Empty\n"
    "G1,Globex,\"$210,000.00\",250,15/01/2027,03/04/2024,30,blue,\n"
    "I2,Initech,\"$48,000.00\",60,09/11/2027,,,,\n"
    "N9,Northwind,\"$75,000.50\",80,31/03/2027,01/04/2024,45,green,\n"
    "X1,Broken,\"-$5,000.00\",8,31/03/2027,01/04/2024,,,\n"
    ",,1,8,31/03/2027,01/04/2024,,,\n";

static char *write_file(const char *name, const char *text)
{
    return home_write(scene.home, name, text);
}

static void command_about(const char *command, const char *path)
{
    struct str line = {0};

    str_addf(&line, "%s %s", command, path);
    scene_command(&scene, str_text(&line));
    str_fini(&line);
}

/* The screen on that file. */
static void look_at(const char *name, const char *text)
{
    char *path = write_file(name, text);

    command_about("import", path);
    free(path);
}

static int64_t accounts_there(void)
{
    int64_t count = -1;
    struct error err;

    assert_true(store_count(session_store(scene.session), KIND_ACCOUNT, &count, &err));
    return count;
}

static void set_by_hand(const char *id, const char *assignment)
{
    const char *assignments[] = {assignment, NULL};
    struct outcome outcome;
    struct arena arena = {0};
    struct error err;
    struct row *row;

    assert_true(verb_find_row(scene.session, KIND_ACCOUNT, id, &arena, &row, &err));
    assert_true(verb_set(scene.session, KIND_ACCOUNT, row->key, assignments, &outcome, &err));
    outcome_fini(&outcome);
    arena_fini(&arena);
}

static int make_scene(void **state)
{
    scene_init(&scene, true);
    scene_start(&scene, 110, 32);
    look_at("before.csv", before);
    scene_keys(&scene, "Enter");
    assert_int_equal(accounts_there(), 2);
    set_by_hand("G1", "arr=190000");
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void before_anything_is_written(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        look_at("export.csv", after);
        scene_check(&scene, "import");
        scene_keys(&scene, "Tab");
        scene_check(&scene, "import-changes");
    }
    assert_int_equal(accounts_there(), 2);
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    look_at("export.csv", after);
    scene_keys(&scene, "G");
    scene_check(&scene, "import-ascii");
    scene_start_ascii(&scene, 40, 12);
    look_at("export.csv", after);
    scene_keys(&scene, "Tab");
    scene_check(&scene, "import-ascii");
}

static void what_was_set_by_hand_stays_until_told(void **state)
{
    scene_start(&scene, 110, 32);
    look_at("export.csv", after);
    scene_see(&scene, "1 field stays as you set it");
    scene_see(&scene, "190,000 stays, not 210,000");
    scene_keys(&scene, "j j j j j j Enter"); /* your edits */
    scene_see(&scene, "the file wins over them");
    scene_see(&scene, "190,000 → 210,000");
    assert_false(scene_has(&scene, "stays as you set it"));
    scene_keys(&scene, "Enter");
    scene_see(&scene, "190,000 stays, not 210,000");
}

/* Kinds, days and columns, by keys alone. */
static void what_was_read_wrong_is_forced(void **state)
{
    scene_start(&scene, 110, 32);
    look_at("force.csv", "id,name,start,Paid\nA1,Acme,03/04/2024,5000\n");
    scene_see(&scene, "read two ways");
    scene_see(&scene, "not clear");
    scene_keys(&scene, "j j j j Enter"); /* days */
    scene_type(&scene, "month");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "month first, 12/25/2026  as you said");
    scene_see(&scene, "03/04/2024 is 4 Mar 2024");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "day first");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "03/04/2024 is 3 Apr 2024");
    scene_keys(&scene, "G");
    scene_see(&scene, "Paid  → kept as a fact");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "arr");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Paid  → arr");
    scene_check(&scene, "import-forced");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "leave out");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Paid  → left out");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "as its header");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Paid  → kept as a fact");
    scene_keys(&scene, "g g j Enter"); /* kind */
    scene_type(&scene, "goals");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "goals  as you said");
    look_at("hs.csv", "hs_object_id,name,hs_parent_company_id\n9,Acme,4\n");
    scene_see(&scene, "accounts  hubspot");
}

/* A header that nobody knows is named column by column. */
static void a_file_of_unknown_words(void **state)
{
    scene_start(&scene, 110, 32);
    look_at("kunden.csv", "Kundennr;Firma;Wert\nA1;Acme;\"1.200,50\"\n");
    scene_see(&scene, "It was not taken");
    scene_see(&scene, "Firma    → not known  Acme");
    assert_false(scene_has(&scene, "--map"));
    scene_check(&scene, "import-unknown");
    scene_keys(&scene, "G k Enter");
    scene_type(&scene, "name");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Import it: 1 new");
    scene_see(&scene, "line 2  Acme");
    scene_keys(&scene, "x");
    assert_int_equal(accounts_there(), 3);
    scene_keys(&scene, "j j Enter");
    scene_see(&scene, "imports/kunden.yaml");
    assert_false(scene_has(&scene, "the next time too"));
    scene_keys(&scene, "u");
    assert_int_equal(accounts_there(), 2);
    look_at("dezember.csv", "Kundennr;Firma;Wert\nA2;Beta;5\n");
    scene_see(&scene, "Firma    → name            Beta");
    scene_see(&scene, "Import it: 1 new");
}

/* Deals before their accounts: which file comes first is said, not an id a row. */
static void deals_before_their_accounts(void **state)
{
    scene_start(&scene, 110, 32);
    look_at("deals.csv", "Opportunity ID,Account ID,Opportunity Name,Stage,Amount\n"
                         "D1,Z1,Seats,Proposal,1000\nD2,Z2,Sites,Proposal,2000\n");
    scene_see(&scene, "not in the book: they go first");
    scene_keys(&scene, "Tab Enter");
    scene_see(&scene, "these rows are here to be read; Tab goes back");
    scene_keys(&scene, "Esc");
}

/* As HubSpot exports people without the company that they belong to. */
static void people_of_no_account(void **state)
{
    scene_start(&scene, 110, 32);
    look_at("people.csv", "Record ID,First Name,Last Name,Email\n1,Ann,Lee,ann@nowhere.example\n");
    scene_see(&scene, "No row names its account: export the company with them");
    scene_see(&scene, "nowhere.example; the row names none");
}

static void a_calendar_and_a_book(void **state)
{
    scene_start(&scene, 110, 32);
    look_at("people.csv", "account,name,email\nG1,Dana,dana@globex.example\n");
    scene_keys(&scene, "x");
    look_at("week.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a1\nDTSTART:20261126T100000Z\n"
        "SUMMARY:Weekly\nATTENDEE:mailto:dana@globex.example\nEND:VEVENT\nEND:VCALENDAR\n");
    scene_see(&scene, "Import it: 1 new");
    scene_see(&scene, "2026-11-26T10:00 Weekly");
    look_at("empty.csv", "");
    scene_see(&scene, "It cannot be imported as it is");
    scene_keys(&scene, "x");
    scene_see(&scene, "cannot be imported as it is read now");
}

static char *not_taken(void)
{
    char *path = home_path(scene.home, "export-not-taken.csv"), *text = file_read(path);

    free(path);
    return text;
}

/* Done, the rest saved, mended and imported; then all of it taken back. */
static void afterwards(void **state)
{
    char *text, *mended;

    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        look_at("export.csv", after);
        scene_keys(&scene, "Enter");
        assert_int_equal(accounts_there(), 3);
        scene_check(&scene, "import-done");
        if (i + 1 < COUNT_OF(scene_sizes))
            scene_keys(&scene, "u");
        assert_int_equal(accounts_there(), i + 1 < COUNT_OF(scene_sizes) ? 2 : 3);
    }
    scene_keys(&scene, "j j Enter Enter");
    text = not_taken();
    assert_string_equal(text,
        "Account ID,Account Name,ARR,Seats,Renewal Date,Customer Since,NPS,Colour,Empty,"
        "why it was not taken\n"
        "X1,Broken,\"-$5,000.00\",8,31/03/2027,01/04/2024,,,,arr: is below 0\n"
        ",,1,8,31/03/2027,01/04/2024,,,,needs an id or a name\n");
    mended = strstr(text, "-$5");
    assert_non_null(mended);
    memmove(mended, mended + 1, strlen(mended));
    look_at("mended.csv", text);
    free(text);
    scene_see(&scene, "Import it: 1 new");
    assert_false(scene_has(&scene, "fact  arr: is"));
    scene_keys(&scene, "x");
    assert_int_equal(accounts_there(), 4);
    scene_keys(&scene, "u");
    look_at("export.csv", after);
    scene_see(&scene, "Nothing to import");
    scene_keys(&scene, "x");
    scene_see(&scene, "Nothing to import");
    assert_int_equal(accounts_there(), 3);
}

/* From too small to too large, both sides and what went wrong; the cursor's row is there. */
static void every_size_is_drawn(void **state)
{
    static const struct scene_size sizes[] = {
        {1, 1}, {20, 5}, {40, 10}, {60, 16}, {99, 30}, {100, 15}, {300, 100}};

    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        scene_start(&scene, sizes[i].columns, sizes[i].rows);
        look_at("export.csv", after);
        scene_keys(&scene, "G");
        if (sizes[i].rows >= 10)
            scene_see(&scene, "Empty");
        scene_keys(&scene, "Tab G");
        look_at("kunden.txt", "Nummer;Wort\n1;2\n");
        scene_keys(&scene, "G");
        if (sizes[i].rows >= 15)
            scene_see(&scene, "Wort");
    }
}

static void make_folder(const char *name)
{
    char *path = home_path(scene.home, name);

    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

/* A folder is opened by Enter, as far as the file; what is typed there lies there. */
static void a_folder_is_opened(void **state)
{
    make_folder("exports");
    make_folder("exports/sept");
    free(write_file("exports/sept/old.csv", "id,name\nZ8,Omega\n"));
    free(write_file("exports/notes.txt", "nothing\n"));
    scene_start(&scene, 80, 24);
    scene_command(&scene, "import");
    scene_see(&scene, "another file: type its path");
    scene_type(&scene, "another");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Tab completes; Enter opens a folder, reads a file");
    scene_keys(&scene, "C-u");
    scene_type(&scene, scene.home);
    scene_type(&scene, "/exports");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Import from ");
    scene_see(&scene, "sept/");
    scene_see(&scene, "no export lies here");
    assert_false(scene_has(&scene, "notes.txt"));
    scene_keys(&scene, "Enter");
    scene_see(&scene, "old.csv");
    scene_see(&scene, "Import from …/sept/ "); /* of ~/exports/sept */
    scene_keys(&scene, "C-n Enter");          /* .. */
    scene_see(&scene, "sept/");
    scene_type(&scene, "sept/none.csv");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "there is no such file");
    scene_keys(&scene, "C-u");
    scene_type(&scene, scene.home);
    scene_type(&scene, "/exports/sept");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "old.csv");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Import it: 1 new");
    scene_keys(&scene, "Esc");
}

/* Esc peels: the other side, then the screen; nothing was written. */
static void left_without_a_trace(void **state)
{
    int64_t before_it = accounts_there();

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2");
    look_at("one.csv", "id,name\nZ9,Zeta\n");
    scene_see(&scene, "nothing is written yet");
    scene_keys(&scene, "Tab Esc");
    assert_int_equal(scene.ui->current, VIEW_IMPORT);
    scene_keys(&scene, "Esc");
    assert_int_equal(scene.ui->current, VIEW_BOOK);
    assert_int_equal(accounts_there(), before_it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_anything_is_written),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(what_was_set_by_hand_stays_until_told),
        cmocka_unit_test(what_was_read_wrong_is_forced),
        cmocka_unit_test(a_file_of_unknown_words),
        cmocka_unit_test(deals_before_their_accounts),
        cmocka_unit_test(people_of_no_account),
        cmocka_unit_test(a_calendar_and_a_book),
        cmocka_unit_test(afterwards),
        cmocka_unit_test(every_size_is_drawn),
        cmocka_unit_test(a_folder_is_opened),
        cmocka_unit_test(left_without_a_trace),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
