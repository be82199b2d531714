/* What holds on every screen: where the cursor stands, what a masked book shows, what a screen
 * reader gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/looks.h"
#include "base/array.h"
#include "base/bug.h"
#include "base/text.h"
#include "files/paths.h"
#include "support/home.h"
#include "support/scene.h"
#include "support/svg.h"
#include "ui/screen_internal.h"
#include "ui/shell.h"
#include "ui/state.h"

/* Ways to every screen and tab, each from Today. */
static const char *const ways[] = {"1", "2", "3", "3 ]", "3 ] ]", "3 ] ] ]", "3 ] ] ] ]",
    "3 ] ] ] ] ]", "3 ] ] ] ] ] ]", "3 ] ] ] ] ] ] ]", "4", "5", "5 Tab", "5 Enter",
    "5 S-Tab Enter", "6", "6 Tab", "7", "7 Enter", "8", "8 Enter", "g l", "g w", "g w w", "g v",
    "g c", "g d", "g x", "g x Tab", "g x Tab Tab", "g o", "g f", ",", "2 c", "1 i", "2 m B", ":",
    "C-p", "?", "g v Enter"};

static struct scene scene;

static bool open_demo(bool redact)
{
    struct session_options options = {.today = day_make(2026, 11, 23),
        .demo = true,
        .create = true,
        .redact = redact,
        .actor = ACTOR_APP};
    struct error err = {0};
    bool ok;

    setlocale(LC_CTYPE, "C.UTF-8");
    scene = (struct scene){.home = home_new()};
    setenv("HOME", scene.home, 1);
    setenv("XDG_STATE_HOME", scene.home, 1);
    ok = session_open(&options, &scene.session, &err);
    if (!ok)
        fprintf(stderr, "%s\n", err.text);
    return ok;
}

/* Only one that was opened clears a word away; Esc leaves what stands over the screen. */
static void go(const char *way)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, way);
}

/* --- masked --- */

struct words ARRAY_OF(char *);

static void add_word(struct words *words, const char *text)
{
    if (strlen(text) >= 6)
        ARRAY_PUSH(words, mem_copy_text(text));
}

static void add_row(struct words *words, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);

    if (row->kind == KIND_ACCOUNT || row->kind == KIND_CONTACT)
        add_word(words, row_text(row, info->name));
    if (row->kind == KIND_CONTACT)
        add_word(words, row_text(row, CONTACT_EMAIL));
    if (row->kind == KIND_ACCOUNT) {
        add_word(words, row_text(row, ACCOUNT_DOMAIN));
        add_word(words, row_text(row, ACCOUNT_OWNER));
    }
    if (row->kind == KIND_NOTE) {
        char *line =
            mem_copy_bytes(row_text(row, NOTE_BODY), strcspn(row_text(row, NOTE_BODY), "\n"));

        if (strlen(line) > 24)
            line[24] = '\0';
        add_word(words, line);
        free(line);
    }
    if (row->kind == KIND_TASK)
        add_word(words, row_text(row, TASK_TITLE));
}

static bool take_row(void *context, const struct row *row)
{
    add_row(context, row);
    return true;
}

static void take_words(struct words *words)
{
    static const enum kind kinds[] = {KIND_ACCOUNT, KIND_CONTACT, KIND_NOTE, KIND_TASK};
    struct error err;

    assert_true(open_demo(false));
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        assert_true(store_each(session_store(scene.session), kinds[i], take_row, words, &err));
    scene_fini(&scene);
}

static void assert_masked(const struct words *words, const char *text, const char *where)
{
    for (size_t i = 0; i < words->count; i++)
        if (strstr(text, words->items[i]))
            fail_msg("'%s' leaks at %s: %s", words->items[i], where, text);
}

static void no_name_leaks(void **state)
{
    struct words words = {0};

    take_words(&words);
    assert_true(words.count > 200);
    assert_true(open_demo(true));
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        go(ways[i]);
        for (int y = 0; y < 32; y++)
            assert_masked(&words, scene_row(&scene, y), ways[i]);
    }
    scene_fini(&scene);
    for (size_t i = 0; i < words.count; i++)
        free(words.items[i]);
    array_fini(&words);
}

/* --- the cursor --- */

/* Of a list at the beginning of its row; else on what is typed, or on the first line that tells. */
static void the_cursor_stands_on_what_counts(void **state)
{
    assert_true(open_demo(false));
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        const struct canvas *canvas;
        const struct view *view;
        struct list *list;

        go(ways[i]);
        canvas = &scene.ui->canvas;
        view = view_at(scene.ui->current);
        list = view->list ? view->list(scene.ui->states[scene.ui->current]) : NULL;
        if (canvas->cursor_y < 1 || canvas->cursor_y >= canvas->rows)
            fail_msg("%s: the cursor stands in row %d", ways[i], canvas->cursor_y);
        if (!list || !list->count || modal_takes_keys(&scene.ui->modal))
            continue;
        if (canvas_cell_at(canvas, canvas->cursor_x, canvas->cursor_y)->ground == GROUND_SCREEN)
            fail_msg("%s: the cursor stands at %d,%d, not on the row", ways[i], canvas->cursor_x,
                canvas->cursor_y);
    }
    scene_fini(&scene);
}

/* --- in words --- */

static bool is_plain(uint32_t code)
{
    return !(code >= 0x2190 && code <= 0x21ff) && !(code >= 0x2500 && code <= 0x27bf) &&
           !(code >= 0x2800 && code <= 0x28ff);
}

static const struct canvas *spoken(const char *way, int columns, int rows)
{
    scene_start(&scene, columns, rows);
    scene.ui->accessible = true;
    shell_resize(scene.ui, columns, rows);
    ui_changed(scene.ui);
    scene_keys(&scene, way);
    return shell_shown(scene.ui);
}

static bool says(const struct canvas *canvas, int y, const char *text)
{
    struct str row = {0};
    bool found;

    canvas_row_text(canvas, y, &row);
    found = strstr(str_text(&row), text) != NULL;
    str_fini(&row);
    return found;
}

static void a_screen_reader_gets_words(void **state)
{
    static const struct scene_size sizes[] = {{80, 24}, {40, 12}, {200, 60}};

    assert_true(open_demo(false));
    for (size_t i = 0; i < COUNT_OF(ways) * COUNT_OF(sizes); i++) {
        struct scene_size size = sizes[i % COUNT_OF(sizes)];
        const char *way = ways[i / COUNT_OF(sizes)];
        const struct canvas *canvas = spoken(way, size.columns, size.rows);

        assert_int_equal(canvas->columns, size.columns);
        for (int y = 0; y < canvas->rows; y++)
            for (int x = 0; x < canvas->columns; x++)
                if (!is_plain(canvas_cell_at(canvas, x, y)->codes[0]))
                    fail_msg("%s at %d: U+%04X at %d,%d", way, size.columns,
                        canvas_cell_at(canvas, x, y)->codes[0], x, y);
    }
    scene_fini(&scene);
}

/* What is chosen is said, not only shown; a row's clock says what it counts to. */
static void what_is_chosen_stands_in_brackets(void **state)
{
    const struct canvas *canvas;

    assert_true(open_demo(false));
    canvas = spoken("c", 80, 24);
    assert_true(says(canvas, 4, "[call]  email"));
    assert_true(says(canvas, 6, "[not said]  good"));
    canvas = spoken("6", 80, 24);
    assert_true(says(canvas, 1, "[90]  all"));
    (void)spoken("j", 80, 24);
    scene_see(&scene, "notice in");
    scene_fini(&scene);
}

/* The row under the cursor is the row that is read first, and says its state. */
static void the_cursor_goes_along(void **state)
{
    const struct canvas *canvas;

    assert_true(open_demo(false));
    canvas = spoken("j", 80, 24);
    assert_true(says(canvas, canvas->cursor_y, "at risk  45 Kestrel Bank"));
    assert_true(says(canvas, canvas->cursor_y + 1, "next: call Ana Costa"));
    canvas = spoken("C-p", 80, 24);
    assert_true(says(canvas, 3, "1 "));
    scene_keys(&scene, "3");
    assert_int_equal(scene.ui->modal.kind, MODAL_NONE);
    assert_int_equal(scene.ui->current, VIEW_ACCOUNT);
    scene_fini(&scene);
}

/* --- names of every script --- */

static const struct {
    const char *name, *keys;
} script_ways[] = {
    {"scripts-today", ""},
    {"scripts-book", "2"},
    {"scripts-account", "j Enter"},
    {"scripts-people", "j Enter Tab Tab Tab"},
    {"scripts-tasks", "4"},
    {"scripts-composer", "7 e"},
};

/* Each cell is one column, or the left one of two whose right one is beside it; nothing in it moves
 * what is beside it. */
static void check_cells(const struct canvas *canvas, const char *name)
{
    for (int y = 0; y < canvas->rows; y++)
        for (int x = 0; x < canvas->columns; x++) {
            const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);
            bool is_wide = cell->columns == 2;
            uint32_t code = cell->codes[0];

            if (is_wide !=
                (x + 1 < canvas->columns && canvas_cell_at(canvas, x + 1, y)->columns == 0))
                fail_msg("%s: half a character at %d,%d", name, x, y);
            if ((code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                (code >= 0x2060 && code <= 0x206f))
                fail_msg("%s: U+%04X at %d,%d", name, code, x, y);
        }
}

/* In the book the amounts end in one column, whatever stands before them. */
static void check_amounts(const struct canvas *canvas)
{
    int end = -1, rows = 0;

    for (int y = 4; y < canvas->rows - 2; y++)
        for (int x = 1; x < canvas->columns; x++) {
            const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);

            if (cell->role != ROLE_MONEY || (cell + 1)->role == ROLE_MONEY)
                continue;
            end = end < 0 ? x : end;
            assert_int_equal(x, end);
            rows++;
        }
    assert_int_equal(rows, 12);
}

static void names_of_every_script_keep_the_columns(void **state)
{
    scene_init_scripts(&scene);
    for (size_t i = 0; i < COUNT_OF(script_ways); i++) {
        static const struct scene_size sizes[] = {{80, 24}, {40, 12}};

        for (size_t at = 0; at < COUNT_OF(sizes); at++) {
            scene_start(&scene, sizes[at].columns, sizes[at].rows);
            scene_keys(&scene, script_ways[i].keys);
            check_cells(scene_canvas(&scene), script_ways[i].name);
            if (at == 0 && text_equal(script_ways[i].name, "scripts-book"))
                check_amounts(scene_canvas(&scene));
            scene_check(&scene, script_ways[i].name);
        }
        if (i + 1 == COUNT_OF(script_ways))
            scene_keys(&scene, "Esc");
    }
    scene_fini(&scene);
}

/* The caret goes by what a reader calls a character. */
static void the_caret_goes_by_characters(void **state)
{
    static const struct {
        const char *typed;
        int columns;
    } cases[] = {
        {"\331\206\331\210\330\261", 3},
        {"\327\220\327\225\327\250", 3},
        {"\346\235\261\344\272\254", 4},
        {"e\314\201", 1},
        {"A\314\212\314\243", 1},
        {"\360\237\221\251\360\237\217\275\342\200\215\360\237\232\200", 2},
        {"\340\270\231\340\271\211\340\270\263", 2},
    };

    scene_init_scripts(&scene);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct canvas *canvas;
        int before;

        scene_start(&scene, 80, 24);
        scene_keys(&scene, "t");
        canvas = scene_canvas(&scene);
        before = canvas->cursor_x;
        scene_type(&scene, cases[i].typed);
        if (canvas->cursor_x != before + cases[i].columns)
            fail_msg("case %zu: the caret went %d columns", i, canvas->cursor_x - before);
        check_cells(canvas, "typed");
        for (int step = 0; canvas->cursor_x > before && step < 4; step++)
            scene_keys(&scene, "Left");
        assert_int_equal(canvas->cursor_x, before);
        scene_keys(&scene, "End BS BS BS BS");
        assert_int_equal(canvas->cursor_x, before);
        scene_keys(&scene, "Esc");
    }
    scene_fini(&scene);
}

/* --- the picture in the README --- */

/* tests/data/today.svg is drawn from the demo as it is now; DAYBOOK_GOLDEN=rewrite draws it anew.
 */
static void the_picture_is_of_now(void **state)
{
    static const char path[] = "tests/data/today.svg";
    const char *wish = getenv("DAYBOOK_GOLDEN");
    struct str drawn = {0};
    struct theme theme;
    struct error err;
    char *kept;

    assert_true(open_demo(false));
    go("1");
    assert_true(session_theme(scene.session, "dark", &theme));
    svg_of_canvas(&drawn, &scene.ui->canvas, &theme);
    scene_fini(&scene);
    if (wish && text_equal(wish, "rewrite"))
        assert_true(file_write_whole(path, str_text(&drawn), drawn.len, FILE_WRITE_REPLACE, &err));
    kept = file_read(path);
    assert_non_null(kept);
    if (!text_equal(kept, str_text(&drawn)))
        fail_msg("%s is not Today any more: DAYBOOK_GOLDEN=rewrite draws it anew", path);
    free(kept);
    str_fini(&drawn);
}

/* What looks like a tab is one: a click there runs a command. The tab bar has its own way. */
static void check_tabs(const char *keys)
{
    const struct canvas *canvas;

    go(keys);
    canvas = scene_canvas(&scene);
    for (int y = 1; y < canvas->rows; y++)
        for (int x = 0; x < canvas->columns; x++) {
            enum role role = (enum role)canvas_cell_at(canvas, x, y)->role;

            if ((role == ROLE_TAB || role == ROLE_TAB_ACTIVE) && !canvas_place_at(canvas, x, y))
                fail_msg("%s: a click does nothing at %d,%d: %s", keys, x, y, scene_row(&scene, y));
        }
}

static void what_looks_like_a_tab_is_one(void **state)
{
    static const char *const more[] = {"4 ]", "4 ] ]", "6 Tab Tab", "g o Tab", "g s", "c", "5 ]"};

    assert_true(open_demo(false));
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        check_tabs(ways[i]);
    for (size_t i = 0; i < COUNT_OF(more); i++)
        check_tabs(more[i]);
    scene_fini(&scene);
}

static int column_of(int y, const char *word)
{
    const char *row = scene_row(&scene, y), *at = strstr(row, word);
    struct str before = {0};
    int columns;

    assert_non_null(at);
    str_add_bytes(&before, row, (size_t)(at - row));
    columns = text_columns(str_text(&before));
    str_fini(&before);
    return columns;
}

static int row_of(const char *word)
{
    for (int y = 1; y < 32; y++)
        if (strstr(scene_row(&scene, y), word))
            return y;
    fail_msg("no '%s'", word);
    return 0;
}

static void click_word(const char *line, const char *word)
{
    int y = row_of(line);

    scene_click(&scene, column_of(y, word), y);
}

/* Before the first picture of a note it is about what stood there: a heading is no field. */
static void click_before_picture(void)
{
    int y = row_of("decides ↑"), x = column_of(y, "decides ↑");

    shell_key(scene.ui, &(struct key){.code = 'c'});
    shell_key(scene.ui, &(struct key){.code = KEYCAP_CLICK, .x = x, .y = y});
    scene_type(&scene, "hello");
    scene_see(&scene, "new call");
    scene_see(&scene, " hello");
}

static void a_click_chooses(void **state)
{
    assert_true(open_demo(false));
    go("8");
    click_word("12 months   year", "quarter");
    scene_see(&scene, "quarter to Mon 23 Nov 2026");
    scene_keys(&scene, "g x");
    click_word("risks  signals", "signals");
    scene_see(&scene, "Tab silent");
    scene_keys(&scene, "g l");
    click_word("all   notes", "steps");
    assert_int_equal(row_of("all   notes"), 2);
    scene_keys(&scene, "1 c");
    click_word("not said  good", "mixed");
    click_word("call  email", "email");
    scene_see(&scene, "Northwind Traders   email");
    click_word("with  ", "with");
    scene_type(&scene, "Ana");
    scene_see(&scene, "Priya NairAna");
    scene_click(&scene, 5, 15); /* the text */
    scene_type(&scene, "hello");
    scene_mouse(&scene, KEYCAP_WHEEL_UP, 5, 15);
    scene_type(&scene, "so: ");
    scene_see(&scene, "so: ");
    assert_false(scene_has(&scene, "Anaso"));
    scene_keys(&scene, "Esc 2");
    click_before_picture();
    scene_fini(&scene);
}

/* What a screen gives to be brought back with, after a restart. */
static void is_kept(const char *way, const char *lines)
{
    const struct view *view;
    struct str out = {0};

    go(way);
    view = view_at(ui_current(scene.ui));
    view->keep(ui_state(scene.ui, ui_current(scene.ui)), &out);
    if (*lines ? !text_starts(str_text(&out), lines) : out.len > 0)
        fail_msg("%s keeps: %s", way, str_text(&out));
    str_fini(&out);
}

static void what_is_looked_at_is_kept(void **state)
{
    assert_true(open_demo(false));
    is_kept("8", "");
    is_kept("8 [", "period quarter\n");
    is_kept("8 ]", "period year\n");
    is_kept("6 Tab", "page-next\n");
    is_kept("4 ] / d u e Enter", "tab-next\nfilter due\n");
    is_kept("g x / s s o Enter", "filter sso\n");
    is_kept("g x Tab", "show signals\n");
    is_kept("g v / s s o Enter", "filter sso\n");
    is_kept(", / t h e m e Enter", "filter theme\n");
    is_kept("g c", "");
    is_kept("g c ] ]", "period quarter\n");
    is_kept("2 g v", "");
    is_kept("2 g v Enter", "theme ");
    scene_fini(&scene);
}

/* The screen without its foot, where what was done last is said. */
static void take_picture(struct str *out)
{
    str_clear(out);
    for (int y = 0; y < 30; y++)
        str_addf(out, "%s\n", scene_row(&scene, y));
}

/* What was kept leads a screen that was opened anew to the same picture. */
static void comes_back(const char *screen, const char *way)
{
    struct str lines = {0}, shown = {0}, now = {0};

    go(way);
    take_picture(&shown);
    state_look(scene.ui, &lines);
    go(screen);
    take_picture(&now);
    if (text_equal(str_text(&now), str_text(&shown)))
        fail_msg("%s shows what %s shows", way, screen);
    state_run_look(scene.ui, str_text(&lines), strcspn(str_text(&lines), "\n"));
    scene_turn(&scene, 110, 32, false);
    take_picture(&now);
    if (!text_equal(str_text(&now), str_text(&shown)))
        fail_msg("%s is not come back to by %s: %s", way, str_text(&lines), str_text(&now));
    str_fini(&lines);
    str_fini(&shown);
    str_fini(&now);
}

static void what_was_kept_leads_there_again(void **state)
{
    assert_true(open_demo(false));
    comes_back("g c", "g c ] ]");
    comes_back("2 g v", "2 g v Enter");
    scene_fini(&scene);
}

/* GNU screen prints a string that is longer than it takes: none is, and together they are it. */
static void a_long_copy_goes_through_screen_in_pieces(void **state)
{
    enum { TAKEN = 768 };
    char text[3000];
    struct str whole = {0}, sent = {0}, joined = {0};
    const char *end;

    memset(text, 'x', sizeof(text));
    assert_int_equal(unsetenv("TMUX"), 0);
    assert_int_equal(setenv("TERM", "xterm-256color", 1), 0);
    assert_true(clipboard_bytes(text, sizeof(text), &whole));
    assert_int_equal(setenv("TERM", "screen-256color", 1), 0);
    assert_true(clipboard_bytes(text, sizeof(text), &sent));
    for (const char *at = str_text(&sent); *at; at = end + 2) {
        assert_true(text_starts(at, "\033P"));
        end = strstr(at, "\033\\");
        assert_non_null(end);
        assert_true(end - at < TAKEN);
        str_add_bytes(&joined, at + 2, (size_t)(end - at) - 2);
    }
    assert_string_equal(str_text(&joined), str_text(&whole));
    str_fini(&whole);
    str_fini(&sent);
    str_fini(&joined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_name_leaks),
        cmocka_unit_test(the_cursor_stands_on_what_counts),
        cmocka_unit_test(a_screen_reader_gets_words),
        cmocka_unit_test(what_is_chosen_stands_in_brackets),
        cmocka_unit_test(the_cursor_goes_along),
        cmocka_unit_test(names_of_every_script_keep_the_columns),
        cmocka_unit_test(the_caret_goes_by_characters),
        cmocka_unit_test(the_picture_is_of_now),
        cmocka_unit_test(what_looks_like_a_tab_is_one),
        cmocka_unit_test(a_click_chooses),
        cmocka_unit_test(what_is_looked_at_is_kept),
        cmocka_unit_test(what_was_kept_leads_there_again),
        cmocka_unit_test(a_long_copy_goes_through_screen_in_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
