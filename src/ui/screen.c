/* All of ncurses. Canvas rows that differ from what was shown go to it as cells; it sends them. */
#define NCURSES_WIDECHAR 1
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>
#include <ncurses.h>
#include "base/bug.h"
#include "base/mem.h"
#include "ui/screen.h"
#include "screen_internal.h"

#define ESCAPE_WAIT_MS 25
#define PASTE_WAIT_MS 500 /* silence after which a paste without an end is over */
#define PAIR_LIMIT 256

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* What ncurses needs to draw a role on a ground. */
struct look {
    attr_t attributes;
    short pair;
    bool is_known;
};

static struct {
    SCREEN *curses;
    const struct theme *theme;
    char theme_name[64];
    enum colour_depth depth;
    bool is_ascii, wants_mouse, has_mouse, is_out, is_gone, has_own_cursor;
    char paste_on[16], paste_off[16];
    int escape_wait_ms;
    struct look looks[ROLE_COUNT][GROUND_COUNT];
    struct {
        short foreground, background;
    } pairs[PAIR_LIMIT];
    int pair_count;
    struct canvas_cell *shown; /* what the terminal shows; rows x columns */
    int rows, columns;
    bool must_repaint;
    struct input input;
} screen;

static void send_bytes(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t count = write(STDOUT_FILENO, bytes, len);
        if (count < 0 && errno != EINTR)
            return;
        bytes += count > 0 ? count : 0;
        len -= count > 0 ? (size_t)count : 0;
    }
}

static void send_text(const char *text)
{
    send_bytes(text, strlen(text));
}

/* -- colours */

/* The pair of two colours, made at its first use; 0 when there is no room or no colour. */
static short pair_of(short foreground, short background)
{
    if (foreground < 0 && background < 0)
        return 0;
    for (int i = 1; i <= screen.pair_count; i++)
        if (screen.pairs[i].foreground == foreground && screen.pairs[i].background == background)
            return (short)i;
    if (screen.pair_count + 1 >= PAIR_LIMIT || screen.pair_count + 1 >= COLOR_PAIRS)
        return 0;
    short pair = (short)++screen.pair_count;
    screen.pairs[pair].foreground = foreground;
    screen.pairs[pair].background = background;
    init_pair(pair, foreground, background);
    return pair;
}

static const struct look *look_of(const struct canvas_cell *cell)
{
    struct look *look = &screen.looks[cell->role][cell->ground];
    if (look->is_known)
        return look;
    struct style style =
        style_of(screen.theme, screen.depth, (enum role)cell->role, (enum ground)cell->ground);
    look->attributes = (style.attributes & ATTRIBUTE_BOLD ? A_BOLD : A_NORMAL) |
                       (style.attributes & ATTRIBUTE_UNDERLINE ? A_UNDERLINE : A_NORMAL) |
                       (style.attributes & ATTRIBUTE_REVERSE ? A_REVERSE : A_NORMAL);
    look->pair =
        screen.depth == DEPTH_MONO ? (short)0 : pair_of(style.foreground, style.background);
    look->is_known = true;
    return look;
}

void screen_set_theme(const struct theme *theme)
{
    screen.theme = theme;
    memset(screen.looks, 0, sizeof(screen.looks));
    screen.pair_count = 0;
    screen_forget();
}

/* -- starting and stopping */

static void define_terminfo_keys(void)
{
    static const struct {
        const char *name;
        key_code code;
    } keys[] = {
        {"kcuu1", KEYCAP_UP},
        {"kcud1", KEYCAP_DOWN},
        {"kcub1", KEYCAP_LEFT},
        {"kcuf1", KEYCAP_RIGHT},
        {"khome", KEYCAP_HOME},
        {"kend", KEYCAP_END},
        {"kpp", KEYCAP_PGUP},
        {"knp", KEYCAP_PGDN},
        {"kdch1", KEYCAP_DEL},
        {"kich1", KEYCAP_INS},
        {"kcbt", KEYCAP_TAB | KEYMOD_SHIFT},
        {"kf1", KEYCAP_F1},
        {"kf2", KEYCAP_F1 + 1},
        {"kf3", KEYCAP_F1 + 2},
        {"kf4", KEYCAP_F1 + 3},
        {"kf5", KEYCAP_F1 + 4},
    };
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        char *bytes = tigetstr(keys[i].name);
        if (bytes != NULL && bytes != (char *)-1)
            input_define(&screen.input, bytes, keys[i].code);
    }
}

static void copy_capability(const char *name, char *buffer, size_t size)
{
    char *bytes = tigetstr(name);
    buffer[0] = '\0';
    if (bytes != NULL && bytes != (char *)-1 && strlen(bytes) < size)
        memcpy(buffer, bytes, strlen(bytes) + 1);
}

static void add_capability(struct str *out, const char *name)
{
    char *bytes = tigetstr(name);
    if (bytes != NULL && bytes != (char *)-1)
        str_add(out, bytes);
}

static void arm_rescue(void)
{
    struct str bytes = {0};
    str_add(&bytes, screen.paste_off);
    str_add(&bytes, tigetstr("kmous") ? MOUSE_OFF : "");
    add_capability(&bytes, "sgr0");
    add_capability(&bytes, "cnorm");
    add_capability(&bytes, "rmcup");
    add_capability(&bytes, "rmkx");
    rescue_arm(str_text(&bytes), bytes.len);
    str_fini(&bytes);
}

static void take_modes(void)
{
    send_text(screen.paste_on);
    if (screen.has_mouse && screen.wants_mouse)
        send_text(MOUSE_ON);
}

static void give_modes_back(void)
{
    if (screen.has_mouse)
        send_text(MOUSE_OFF);
    send_text(screen.paste_off);
}

static void set_escape_wait(void)
{
    long long wait;
    const char *asked = getenv("ESCDELAY");
    screen.escape_wait_ms = ESCAPE_WAIT_MS;
    if (asked != NULL && text_to_int(asked, &wait) && wait >= 0 && wait <= 10000)
        screen.escape_wait_ms = (int)wait;
    set_escdelay(screen.escape_wait_ms);
}

static void choose_looks(const struct screen_options *options)
{
    int colours = 0;
    if (has_colors() && start_color() == OK && use_default_colors() == OK)
        colours = COLORS;
    screen.depth = style_depth(&options->wishes, colours);
    const char *name = style_theme_name(&options->wishes, screen.depth);
    snprintf(screen.theme_name, sizeof(screen.theme_name), "%s", name);
    screen.is_ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    screen_set_theme(style_terminal_theme());
}

static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    leaveok(stdscr, FALSE);
    typeahead(-1); /* a key waiting must not cut a repaint short */
    char *mouse = tigetstr("kmous");
    screen.has_mouse = mouse != NULL && mouse != (char *)-1;
    copy_capability("BE", screen.paste_on, sizeof(screen.paste_on));
    copy_capability("BD", screen.paste_off, sizeof(screen.paste_off));
    char *keypad_on = tigetstr("smkx");
    if (keypad_on != NULL && keypad_on != (char *)-1)
        keypad(stdscr, TRUE);
}

bool screen_start(const struct screen_options *options, struct error *err)
{
    const char *term = getenv("TERM");
    BUG_ON(screen.curses != NULL);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, ERROR_USAGE, "there is no terminal to draw on");
    unsetenv("LINES"); /* they would outlive a resize */
    unsetenv("COLUMNS");
    rescue_remember(STDOUT_FILENO);
    screen.curses = newterm(NULL, stdout, stdin);
    if (screen.curses == NULL)
        return error_set(err, ERROR_USAGE, "the terminal '%s' is not known; set TERM to what it is",
            term ? term : "");
    screen.wants_mouse = options->mouse;
    set_escape_wait();
    set_modes();
    choose_looks(options);
    define_terminfo_keys();
    arm_rescue();
    take_modes();
    return true;
}

void screen_leave(void)
{
    if (screen.curses == NULL || screen.is_out)
        return;
    give_modes_back();
    curs_set(1);
    endwin();
    rescue_disarm();
    screen.is_out = true;
}

void screen_enter(void)
{
    if (screen.curses == NULL || !screen.is_out)
        return;
    rescue_remember(STDOUT_FILENO);
    reset_prog_mode();
    arm_rescue();
    take_modes();
    screen.is_out = false;
    screen_forget();
}

void screen_stop(void)
{
    if (screen.curses == NULL)
        return;
    screen_leave();
    delscreen(screen.curses);
    input_fini(&screen.input);
    free(screen.shown);
    memset(&screen, 0, sizeof(screen));
}

bool screen_is_ascii(void)
{
    return screen.is_ascii;
}

enum colour_depth screen_depth(void)
{
    return screen.depth;
}

const char *screen_theme_name(void)
{
    return screen.theme_name;
}

int screen_input_fd(void)
{
    return STDIN_FILENO;
}

void screen_set_mouse(bool is_on)
{
    screen.wants_mouse = is_on;
    if (screen.curses != NULL && !screen.is_out && screen.has_mouse)
        send_text(is_on ? MOUSE_ON : MOUSE_OFF);
}

bool screen_has_mouse(void)
{
    return screen.has_mouse && screen.wants_mouse;
}

bool screen_copy(const char *text, size_t len)
{
    struct str bytes = {0};
    bool fits = clipboard_bytes(text, len, &bytes);
    if (fits)
        send_bytes(bytes.data, bytes.len);
    str_fini(&bytes);
    return fits;
}

/* -- drawing */

void screen_measure(int *ret_columns, int *ret_rows)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
        (size.ws_row != LINES || size.ws_col != COLS)) {
        resize_term(size.ws_row, size.ws_col);
        screen_forget();
    }
    *ret_columns = COLS;
    *ret_rows = LINES;
}

void screen_forget(void)
{
    screen.must_repaint = true;
}

static void make_room(const struct canvas *canvas)
{
    if (screen.columns == canvas->columns && screen.rows == canvas->rows)
        return;
    screen.columns = canvas->columns;
    screen.rows = canvas->rows;
    screen.shown = mem_resize(
        screen.shown, (size_t)screen.columns * (size_t)screen.rows, sizeof(*screen.shown));
    screen.must_repaint = true;
}

#define SELECTION_BAR 0x258e /* ▎: on a reversed row the ground says it already */

static void make_cell(const struct canvas_cell *cell, cchar_t *ret_cell)
{
    const struct look *look = look_of(cell);
    wchar_t text[CANVAS_CODES + 1] = {0};
    for (int i = 0; i < CANVAS_CODES; i++)
        text[i] = (wchar_t)cell->codes[i];
    if (cell->codes[0] == SELECTION_BAR && look->attributes & A_REVERSE)
        text[0] = L' ';
    if (setcchar(ret_cell, text, look->attributes, look->pair, NULL) == OK)
        return;
    text[0] = L'?';
    text[1] = L'\0';
    setcchar(ret_cell, text, look->attributes, look->pair, NULL);
}

/* Sends the part of a row between its first and its last difference. */
static void present_row(const struct canvas_cell *row, struct canvas_cell *shown, int y)
{
    cchar_t cells[CANVAS_SIDE_MAX];
    int count = 0, first = 0, last = screen.columns - 1;
    if (!screen.must_repaint) {
        while (first <= last && memcmp(&row[first], &shown[first], sizeof(*row)) == 0)
            first++;
        while (last > first && memcmp(&row[last], &shown[last], sizeof(*row)) == 0)
            last--;
    }
    if (first > last)
        return;
    while (first > 0 && (row[first].columns == 0 || shown[first].columns == 0))
        first--;
    for (int x = first; x <= last; x++)
        if (row[x].columns != 0)
            make_cell(&row[x], &cells[count++]);
    mvadd_wchnstr(y, first, cells, count);
    memcpy(shown, row, (size_t)screen.columns * sizeof(*row));
}

static void place_cursor(const struct canvas *canvas)
{
    if (canvas->cursor_shown != screen.has_own_cursor || screen.must_repaint)
        curs_set(canvas->cursor_shown ? 1 : 0);
    screen.has_own_cursor = canvas->cursor_shown;
    move(canvas->cursor_y, canvas->cursor_x);
}

void screen_present(const struct canvas *canvas)
{
    if (screen.curses == NULL || screen.is_out)
        return;
    make_room(canvas);
    if (screen.must_repaint)
        clearok(curscr, TRUE);
    for (int y = 0; y < canvas->rows; y++) {
        size_t at = (size_t)y * (size_t)canvas->columns;
        present_row(&canvas->cells[at], &screen.shown[at], y);
    }
    place_cursor(canvas);
    wnoutrefresh(stdscr);
    doupdate();
    screen.must_repaint = false;
}

/* -- keys */

/* Waits at most so long for bytes; returns how many came. 0 with POLLIN means the other end closed.
 */
static size_t read_bytes(int wait_ms)
{
    char bytes[4096];
    struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};
    if (screen.is_gone || poll(&terminal, 1, wait_ms) <= 0)
        return 0;
    ssize_t count = read(STDIN_FILENO, bytes, sizeof(bytes));
    if (count > 0) {
        input_add(&screen.input, bytes, (size_t)count);
        return (size_t)count;
    }
    screen.is_gone = count == 0 || (errno != EINTR && errno != EAGAIN);
    return 0;
}

bool screen_read_key(struct key *ret_key)
{
    for (;;) {
        enum input_answer answer = input_next(&screen.input, false, ret_key);
        if (answer == INPUT_KEY)
            return true;
        bool is_part = answer == INPUT_MORE;
        int wait_ms = !is_part ? 0 : screen.input.in_paste ? PASTE_WAIT_MS : screen.escape_wait_ms;
        if (read_bytes(wait_ms) > 0)
            continue;
        return is_part && input_next(&screen.input, true, ret_key) == INPUT_KEY;
    }
}

bool screen_is_alive(void)
{
    return !screen.is_gone;
}

const char *screen_library_version(void)
{
    return curses_version();
}
