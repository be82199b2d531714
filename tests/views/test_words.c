/* Every screen and dialog of the demo book in the language xx (support/pseudo.awk), which writes
 * each text of ours in other letters: a word in plain letters is the book's, or was not marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include "base/attributes.h"
#include "base/words.h"
#include "core/mask.h"
#include "support/plain_words.h"
#include "support/scene.h"
#include "ui/canvas.h"
#include "ui/shell.h"

struct walk {
    const char *name, *keys, *leave;
};

static const struct walk walks[] = {
    {"today", "", ""},
    {"book", "2 j", ""},
    {"book marks", "2 Space j Space", ""},
    {"account", "3", ""},
    {"account timeline", "3 Tab", ""},
    {"account checklist", "3 Tab Tab", ""},
    {"account people", "3 Tab Tab Tab", ""},
    {"account value", "3 Tab Tab Tab Tab", ""},
    {"account money", "3 Tab Tab Tab Tab Tab", ""},
    {"account health", "3 Tab Tab Tab Tab Tab Tab", ""},
    {"account facts", "3 S-Tab", ""},
    {"tasks", "4", ""},
    {"tasks steps", "4 ]", ""},
    {"tasks done", "4 ] ]", ""},
    {"playbooks", "5", ""},
    {"playbook", "5 Tab Tab Enter", ""},
    {"playbook about", "5 Tab Tab Enter S-Tab", ""},
    {"checklist", "5 Enter", ""},
    {"renewals", "6", ""},
    {"renewals closed", "6 Tab", ""},
    {"renewals moved", "6 Tab Tab", ""},
    {"renewals why", "6 j i", "Esc"},
    {"notes", "7", ""},
    {"note", "7 j j j j Enter", ""},
    {"metrics", "8", ""},
    {"metrics why", "8 i", "Esc"},
    {"metrics rows", "8 Enter", ""},
    {"risks", "g x", ""},
    {"risks signals", "g x Tab", ""},
    {"risks causes", "g x Tab Tab Tab", ""},
    {"growth", "g o", ""},
    {"growth speakers", "g o Tab", ""},
    {"values", "g d", ""},
    {"changes", "g c", ""},
    {"agenda", "g w", ""},
    {"agenda month", "g w w", ""},
    {"timeline", "g l", ""},
    {"register", "g v", ""},
    {"search", "g / r o l l Enter", ""},
    {"sources", "g s", ""},
    {"import", "g i", "Esc"},
    {"settings", ",", ""},
    {"composer", "c", "Esc"},
    {"goto", "g a", "Esc"},
    {"prefix", "g", "Esc"},
    {"prefix m", "m", "Esc"},
    {"prefix r", "6 r", "Esc"},
    {"why", "i", "Esc"},
    {"help", "?", "Esc"},
    {"palette", ":", "Esc"},
    {"sort", "2 s s", "Esc"},
    {"filter", "2 /", "Esc"},
    {"snooze", "z", "Esc"},
    {"due", "4 d", "Esc"},
    {"delete", "D", "n"},
    {"quit", "q", "n"},
    {"renewal forecast", "6 j r f", "Esc"},
    {"renewal won", "6 j r w", "Esc"},
    {"renewal lost", "6 j r l", "Esc"},
    {"risk", "m x", "Esc"},
    {"feedback", "m f", "Esc"},
    {"modify", "e", "Esc"},
    {"brief", "m B", "Esc"},
    {"person", "3 Tab Tab Tab a", "Esc"},
    {"start", "p", "Esc"},
};

/* --- words that are not ours to translate --- */

static const char *const others[] = {
    /* keys, as keyboards name them */
    "Tab Esc Enter Space Up Down Left Home End PgUp PgDn",
    /* tiers, cut to three letters; prices and places that the demo keeps in small letters */
    "ent mid smb",
    /* the values of settings; what is typed where a day or a length of time is asked for */
    "enterprise strategic market starter default saturday sunday monday january blocks megabytes",
    "third tomorrow min handoff",
    /* where files lie */
    "config playbooks yaml my crm export salesforce csv accounts",
    /* headings of the shipped templates of notes */
    "Promised Still Notes",
    /* why an account is in Today, its next step and its signals: stored as they were found, in
     * English, and printed so by --json; and the days in them */
    "chase remain met ago Jan Feb Jul Aug Oct Nov Dec",
};

/* Commands and what else is typed. */
static void allow_commands(void)
{
    size_t count;
    const struct shell_command *commands = shell_commands(&count);

    for (size_t i = 0; i < count; i++)
        plain_words_allow(commands[i].name);
    for (int id = 0; id < VIEW_COUNT; id++)
        for (size_t i = 0; i < view_at((enum view_id)id)->command_count; i++)
            plain_words_allow(view_at((enum view_id)id)->commands[i].name);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        plain_words_allow(others[i]);
}

/* --- the book in yet another script, by a mask of our own: core/mask.c is not linked --- */

/* Names and sentences in Cyrillic letters; ids, links and words that are read again stay. */
void mask_text(struct str *out, const char *text)
{
    static const char *const letters[] = {"а", "б", "ц", "д", "е", "ф", "г", "х", "и", "й", "к",
        "л", "м", "н", "о", "п", "я", "р", "с", "т", "у", "в", "ш", "щ", "ы", "з"};

    for (; *text; text++)
        if (isalpha((unsigned char)*text))
            str_add(out, letters[tolower((unsigned char)*text) - 'a']);
        else
            str_add_char(out, *text);
}

static bool is_written(const char *text)
{
    for (; *text; text++)
        if (*text == ' ' || isupper((unsigned char)*text))
            return true;
    return false;
}

void mask_row(struct change *change, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    size_t at = change_update(change, row->kind, row->key);

    for (int field = 0; field < info->stored; field++) {
        enum field_type type = info->fields[field].type;
        struct str text = {0};

        if (!row_knows(row, field) || row->values[field].type != VALUE_TEXT)
            continue;
        if ((type == FIELD_TEXT || type == FIELD_LONG) && is_written(row_text(row, field))) {
            mask_text(&text, row_text(row, field));
            change_set_text(change, at, field, str_text(&text));
        } else if (type == FIELD_TEXT || type == FIELD_TAGS || type == FIELD_WORD) {
            plain_words_allow(row_text(row, field));
        }
        str_fini(&text);
    }
    if (!change->rows.items[at].mask)
        change->rows.count--;
}

const char *mask_person(const char *name, struct arena *arena)
{
    struct str text = {0};
    const char *copy;

    mask_text(&text, name);
    copy = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return copy;
}

const char *mask_company(int64_t account, struct arena *arena)
{
    return "Фирма";
}

const char *mask_id(const char *id, struct arena *arena)
{
    return id;
}

int mask_percent(int64_t account)
{
    return 100;
}

int64_t mask_money(int64_t minor, int64_t account)
{
    return minor;
}

/* --- the walk --- */

static struct scene scene;

static int make_scene(void **state)
{
    words_begin("");
    plain_words_allow_names();
    allow_commands();
    scene_init_masked(&scene);
    return 0;
}

static int end_scene(void **state)
{
    plain_words_forget();
    scene_fini(&scene);
    return 0;
}

static int look(const char *name)
{
    const struct canvas *canvas = scene_canvas(&scene);
    struct str text = {0};
    int found;

    for (int y = 0; y < canvas->rows; y++) {
        canvas_row_text(canvas, y, &text);
        str_add(&text, "\n");
    }
    found = plain_words_look(name, str_text(&text));
    str_fini(&text);
    return found;
}

static void no_screen_says_a_word_that_was_not_marked(void **state)
{
    int found = 0;

    for (size_t i = 0; i < COUNT_OF(walks); i++) {
        scene_start(&scene, 160, 48);
        scene_keys(&scene, walks[i].keys);
        found += look(walks[i].name);
        scene_keys(&scene, walks[i].leave);
    }
    assert_int_equal(found, 0);
}

static void a_catalogue_is_there(void **state)
{
    assert_string_not_equal(_("undo"), "undo");
    assert_string_equal(_(""), "");
    words_plain_begin();
    assert_string_equal(_("undo"), "undo");
    words_plain_end();
    assert_string_not_equal(_("undo"), "undo");
}

/* 1; 2 to 4 and what ends so; the others. */
static void a_number_has_the_forms_of_the_language(void **state)
{
    static const struct {
        long long count;
        int form;
    } cases[] = {{1, 0}, {-1, 0}, {2, 1}, {4, 1}, {23, 1}, {104, 1}, {0, 2}, {5, 2}, {11, 2},
        {21, 2}, {111, 2}};
    const char *forms[3] = {words_plural("account", "accounts", 1),
        words_plural("account", "accounts", 2), words_plural("account", "accounts", 5)};

    assert_string_not_equal(forms[0], forms[1]);
    assert_string_not_equal(forms[1], forms[2]);
    assert_string_equal(forms[0], _("account"));
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(
            words_plural("account", "accounts", cases[i].count), forms[cases[i].form]);
    words_plain_begin();
    assert_string_equal(words_plural("account", "accounts", 1), "account");
    assert_string_equal(words_plural("account", "accounts", 23), "accounts");
    words_plain_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_catalogue_is_there),
        cmocka_unit_test(a_number_has_the_forms_of_the_language),
        cmocka_unit_test(no_screen_says_a_word_that_was_not_marked),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
