/* Keys, clicks, wheels, pastes and sizes at random: whatever comes, the frame is whole, the
 * terminal shows what was drawn, and only known sequences are on the wire. Each sequence has its
 * seed; DAYBOOK_STORM says how many of them, DAYBOOK_SEED which one alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/str.h"
#include "base/text.h"
#include "files/paths.h"
#include "support/scene.h"
#include "support/vt.h"
#include "support/wire.h"
#include "support/xterm.h"
#include "ui/paint.h"
#include "ui/shell.h"

enum { USUAL = 200, EVENTS = 30, PASTES_MOST = 1000, BYTES_MOST = 1 << 20 };

static struct scene scene;
static uint32_t random_state;
static unsigned seed;

static int below(int limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (uint32_t)limit);
}

/* --- a terminal --- */

static struct paint paint;
static struct vt *vt;

/* --- what is pasted --- */

static const char *const own_pastes[] = {"", " ", "\n\n\n", "call Ana fri", "\t\tx", "\033[31mred",
    "\033]0;title\a", "\302\233[2J", "a\314\201\314\202\314\203\314\204\314\205\314\206",
    "\342\200\256drawkcab", "\357\273\277bom", "東京計測", "👩‍👩‍👧‍👦 family",
    "ــ مرحبا", "%s%s%n%d", "'; drop table account; --", "-1", "99999999999999999999",
    "a:b{c}[d]#e&f*g!h|i>", "\357\277\275", "x\b\b\by", "ＷＩＤＥ　ｔｅｘｔ", "q", "y", "Enter"};
static char *file_text; /* of the naughty strings, their lines */
static const char *pastes[PASTES_MOST];
static int paste_count;

static void read_pastes(void)
{
    const char *folder = getenv("DAYBOOK_DATA");
    struct str path = {0}, text = {0};
    struct error err;

    for (size_t i = 0; i < COUNT_OF(own_pastes); i++)
        pastes[paste_count++] = own_pastes[i];
    if (!folder)
        return;
    str_addf(&path, "%s/naughty/blns.txt", folder);
    if (file_read_whole(str_text(&path), BYTES_MOST, &text, &err))
        file_text = mem_copy_text(str_text(&text));
    for (char *line = file_text; line && *line && paste_count < PASTES_MOST;) {
        char *end = line + strcspn(line, "\n");
        bool is_last = !*end;

        *end = '\0';
        if (*line && *line != '#')
            pastes[paste_count++] = line;
        line = is_last ? end : end + 1;
    }
    str_fini(&path);
    str_fini(&text);
}

/* --- what is checked after each event --- */

static void cell_text(const struct canvas_cell *cell, char buffer[32])
{
    size_t len = 0;

    for (int i = 0; i < CANVAS_CODES && cell->codes[i]; i++)
        len += text_encode(cell->codes[i], buffer + len);
    buffer[len] = '\0';
}

/* Each row is exactly as wide as the screen: a wide character has its right half beside it. */
static void check_rows(const struct canvas *canvas)
{
    for (int y = 0; y < canvas->rows; y++)
        for (int x = 0; x < canvas->columns;) {
            const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);

            if (cell->columns < 1 || x + cell->columns > canvas->columns)
                fail_msg("seed %u: row %d is not whole at %d", seed, y, x);
            x += cell->columns;
        }
}

/* The last column is left to the terminal: there libvterm loses combining marks. */
static void check_seen(const struct canvas *canvas)
{
    char text[32];

    for (int y = 0; y < canvas->rows; y++)
        for (int x = 0; x + 1 < canvas->columns; x++) {
            const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);
            struct vt_cell seen = vt_cell(vt, y, x);

            cell_text(cell, text);
            if (cell->columns && !seen.reverse && strcmp(text, seen.text) != 0)
                fail_msg("seed %u: %d,%d of %dx%d shows '%s', not '%s'", seed, x, y,
                    canvas->columns, canvas->rows, seen.text, text);
        }
}

static void look(void)
{
    struct canvas *canvas = &scene.ui->canvas;
    const struct str *bytes;
    struct str why = {0};

    shell_draw(scene.ui);
    check_rows(canvas);
    bytes = paint_frame(&paint, canvas);
    if (!wire_is_clean(str_text(bytes), bytes->len, &why))
        fail_msg("seed %u: %s", seed, str_text(&why));
    vt_feed(vt, str_text(bytes), bytes->len);
    check_seen(canvas);
    str_fini(&why);
}

/* --- events --- */

static void resize(int columns, int rows)
{
    canvas_resize(&scene.ui->canvas, columns, rows);
    scene.ui->is_partial = false;
    vt_resize(vt, scene.ui->canvas.rows, scene.ui->canvas.columns);
    paint_forget(&paint);
}

static void press(const struct key *key)
{
    shell_key(scene.ui, key);
    if (below(3)) /* keys may come faster than pictures */
        look();
}

static void press_bound(void)
{
    const struct keymap *keymap = &scene.ui->keymap;
    const struct keymap_binding *binding =
        &keymap->bindings.items[below((int)keymap->bindings.count)];
    struct key_sequence sequence = binding->sequence; /* the keymap may be read anew */

    for (int i = 0; i < sequence.count; i++)
        press(&(struct key){.code = sequence.keys[i]});
}

static void press_mouse(void)
{
    struct key key = {.code = KEYCAP_CLICK + (key_code)below(5),
        .x = below(scene.ui->canvas.columns + 2) - 1,
        .y = below(scene.ui->canvas.rows + 2) - 1};

    for (int i = below(4); i >= 0; i--)
        press(&key);
}

static void paste(void)
{
    const char *text = pastes[below(paste_count)];

    press(&(struct key){.code = KEYCAP_PASTE, .text = text, .len = strlen(text)});
}

static void random_size(void)
{
    static const int sides[][2] = {{1, 1}, {39, 9}, {40, 10}, {40, 12}, {80, 24}, {300, 100}};
    int choice = below(12);

    if (choice < (int)COUNT_OF(sides))
        resize(sides[choice][0], sides[choice][1]);
    else
        resize(1 + below(200), 1 + below(60));
}

static void one_event(void)
{
    switch (below(10)) {
    case 0: random_size(); break;
    case 1: paste(); break;
    case 2:
    case 3: press_mouse(); break;
    case 4: press(&(struct key){.code = (key_code)(' ' + below('~' - ' '))}); break;
    case 5: press(&(struct key){.code = KEYCAP_ENTER}); break;
    default: press_bound(); break;
    }
    look();
}

static void one_sequence(void)
{
    random_state = seed;
    below(2);
    scene_start(&scene, 80, 24);
    resize(80, 24);
    random_size();
    look();
    for (int i = 0; i < EVENTS; i++)
        one_event();
    for (int i = 0; i < 8; i++)
        press(&(struct key){.code = KEYCAP_ESC});
}

static unsigned number_of(const char *name, unsigned otherwise)
{
    const char *text = getenv(name);
    long long number;

    return text && text_to_int(text, &number) ? (unsigned)number : otherwise;
}

static void a_storm_of_keys(void **state)
{
    unsigned only = number_of("DAYBOOK_SEED", 0);
    unsigned last = only ? only : number_of("DAYBOOK_STORM", USUAL);

    paint.terminal = &xterm;
    paint_set_theme(&paint, style_terminal_theme(), DEPTH_256);
    vt = vt_new(24, 80, NULL, NULL);
    for (seed = only ? only : 1; seed <= last; seed++)
        one_sequence();
    vt_free(vt);
    paint_fini(&paint);
}

static int begin(void **state)
{
    read_pastes();
    scene_init(&scene, false);
    setenv("SHELL", "/bin/false", 1);
    setenv("VISUAL", "/bin/false", 1);
    return chdir(scene.home);
}

static int end(void **state)
{
    int result = chdir("/");

    scene_fini(&scene);
    free(file_text);
    return result;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_storm_of_keys)};

    return cmocka_run_group_tests(tests, begin, end);
}
