/* Marked accounts: a try or a touch on each, a letter to each; one undo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/home.h"
#include "support/scene.h"
#include "ui/shell.h"

static struct scene scene;

static int make_scene(void **state)
{
    scene_init(&scene, false);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

/* The last note of the account with that id, or NULL. */
static const struct row *last_note(const char *id, size_t *ret_count, struct arena *arena)
{
    struct row_list notes = {0};
    struct error err;
    int64_t account;

    assert_true(verb_find_account(scene.session, id, &account, &err));
    assert_true(
        store_children(session_store(scene.session), KIND_NOTE, account, arena, &notes, &err));
    *ret_count = notes.count;
    return notes.count ? notes.items[notes.count - 1] : NULL;
}

static size_t notes_of(const char *id)
{
    struct arena arena = {0};
    size_t count;

    (void)last_note(id, &count, &arena);
    arena_fini(&arena);
    return count;
}

static const char *const marked[] = {"northwind", "umbrella"};

/* Northwind and Umbrella, in the order of the book by name. */
static void mark_two(void)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2");
    scene_command(&scene, "filter northwind or umbrella");
    scene_keys(&scene, "V");
    scene_see(&scene, "2 marked");
}

static void one_text_is_logged_on_each(void **state)
{
    static const struct {
        const char *counts, *asked;
        bool is_try;
    } cases[] = {{"try", "Log a try on 2 accounts, $730k, email: sent the invite?", true},
        {"touch", "Log a touch on 2 accounts, $730k, email: sent the invite?", false}};

    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        size_t before[COUNT_OF(marked)], count;
        struct arena arena = {0};

        for (size_t i = 0; i < COUNT_OF(marked); i++)
            before[i] = notes_of(marked[i]);
        mark_two();
        scene_keys(&scene, "c Enter C-u");
        scene_type(&scene, cases[c].counts);
        scene_keys(&scene, "Enter");
        scene_type(&scene, "sent the invite");
        scene_keys(&scene, "Enter");
        scene_see(&scene, cases[c].asked);
        scene_keys(&scene, "y");
        for (size_t i = 0; i < COUNT_OF(marked); i++) {
            const struct row *note = last_note(marked[i], &count, &arena);

            assert_int_equal(count, before[i] + 1);
            assert_string_equal(row_text(note, NOTE_KIND), "email");
            assert_int_equal(row_has_tag(note, NOTE_TAGS, "try"), cases[c].is_try);
        }
        scene_keys(&scene, "u");
        for (size_t i = 0; i < COUNT_OF(marked); i++)
            assert_int_equal(notes_of(marked[i]), before[i]);
        arena_fini(&arena);
    }
}

static void a_form_that_is_wrong_says_where(void **state)
{
    mark_two();
    scene_keys(&scene, "c C-u");
    scene_type(&scene, "telepathy");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "this is needed");
    scene_type(&scene, "thought of them");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "no kind of note is");
    scene_keys(&scene, "Esc");
    scene_command(&scene, "try email");
    scene_keys(&scene, "y");
    scene_see(&scene, "say what was done");
    assert_int_equal(ui_current(scene.ui), VIEW_BOOK);
}

static void open_letters(void)
{
    scene_keys(&scene, "m l");
    scene_type(&scene, "check");
    scene_keys(&scene, "Enter");
}

static void the_letters_are_read_before(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "2");
        scene_command(&scene, "filter northwind or umbrella");
        scene_keys(&scene, "V");
        open_letters();
        scene_check(&scene, "letters");
        scene_keys(&scene, "Esc");
    }
    scene_start_ascii(&scene, 80, 24);
    open_letters();
    scene_check(&scene, "letters-ascii");
    scene_keys(&scene, "Esc");
}

/* The letter whose file begins so; yours (free). */
static char *read_letter(const char *folder, const char *begin)
{
    DIR *dir = opendir(folder);
    char *text = NULL;

    assert_non_null(dir);
    for (struct dirent *entry; !text && (entry = readdir(dir));)
        if (text_starts(entry->d_name, begin)) {
            char *path = home_path(folder, entry->d_name);

            text = file_read(path);
            free(path);
        }
    closedir(dir);
    assert_non_null(text);
    return text;
}

/* Files in a folder, a try on each; taken back, the files stay. */
static void letters_are_written_and_logged(void **state)
{
    char *folder = home_path(scene.home, "letters");
    size_t before = notes_of("northwind"), count;
    struct arena arena = {0};
    char *text;

    mark_two();
    open_letters();
    scene_see(&scene, "Priya Nair, priya@northwind.example");
    scene_see(&scene, "Noor Aziz, no e-mail");
    scene_see(&scene, "2 letters, 1 without e-mail");
    scene_keys(&scene, "y C-u");
    scene_type(&scene, folder);
    scene_keys(&scene, "C-s");
    scene_see(&scene, "2 letters written: check-in");
    assert_true(row_has_tag(last_note("northwind", &count, &arena), NOTE_TAGS, "try"));
    assert_int_equal(count, before + 1);
    scene_keys(&scene, "u");
    assert_int_equal(notes_of("northwind"), before);
    scene_command(&scene, "mail check-in");
    scene_keys(&scene, "y C-u");
    scene_type(&scene, folder);
    scene_keys(&scene, "C-s"); /* they are there: nothing is overwritten, the form stays */
    scene_see(&scene, "Write letters: 2 accounts");
    assert_int_equal(notes_of("northwind"), before);
    scene_keys(&scene, "Esc");
    text = read_letter(folder, "northwind-traders");
    assert_non_null(strstr(text, "To: Priya Nair <priya@northwind.example>\n"));
    free(text);
    free(folder);
    arena_fini(&arena);
}

/* What stands in the popup comes from the command alone: nothing of the rows is in its words. */
static void rows_go_to_a_command(void **state)
{
    static const struct {
        const char *about, *command;
        const char *see[3];
    } cases[] = {
        {"as CSV", "cut -d, -f1,2", {"done: cut -d, -f1,2", "id,name", "umbrella,Umbrella Health"}},
        {"as typed, by the shell", "sort | sed 's/,.*//' | grep -c .; false",
            {"failed with status 1", "3"}},
        {"tabs, marks and headings are shown as they are",
            "cat >/dev/null; printf '# a\\tb\\033[1m'", {"# a     b^[[1m"}},
        {"its errors too", "cat nowhere-to-be-found", {"failed with status 1", "No such file"}},
        {"silence", "cat >/dev/null", {"cat >/dev/null: done, without a word"}},
        {"a signal", "kill -9 $$", {"ended by signal 9, without a word"}},
        {"too much", "yes", {"stopped, it says more than 1 MB: yes"}},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mark_two();
        scene_keys(&scene, "|");
        scene_see(&scene, "Pipe 2 accounts as CSV to");
        scene_type(&scene, cases[i].command);
        scene_keys(&scene, "Enter");
        for (size_t w = 0; w < COUNT_OF(cases[i].see) && cases[i].see[w]; w++)
            scene_see(&scene, cases[i].see[w]);
        scene_keys(&scene, "Esc | Up");
        scene_see(&scene, cases[i].command);
    }
}

static void rows_go_as_they_fit(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7");
    scene_command(&scene, "pipe cat");
    scene_see(&scene, "│ # ");
    scene_see(&scene, "│ > ");
    mark_two();
    scene_command(&scene, "pipe json tr ',' '\n'");
    scene_see(&scene, "\"id\": \"northwind\"");
    mark_two();
    scene_command(&scene, "pipe md cat");
    scene_see(&scene, "│ # Northwind Traders");
    scene_see(&scene, "## People");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_text_is_logged_on_each),
        cmocka_unit_test(a_form_that_is_wrong_says_where),
        cmocka_unit_test(the_letters_are_read_before),
        cmocka_unit_test(letters_are_written_and_logged),
        cmocka_unit_test(rows_go_to_a_command),
        cmocka_unit_test(rows_go_as_they_fit),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
