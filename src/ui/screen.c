/* All of ncurses, of which only terminfo is asked: what the terminal is and can do, and the way
 * back. Its windows would be three more copies of the screen that nobody draws on: paint.c. */
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <ncurses.h>
#include "base/bug.h"
#include "base/mem.h"
#include "ui/screen.h"
#include "ui/paint.h"
#include "screen_internal.h"

#define ESCAPE_WAIT_MS 25
#define PASTE_WAIT_MS 500 /* silence after which a paste without an end is over */
#define COLOURS 256
#define UNDERLINES 2 /* in ncv */
#define USUAL_COLUMNS 80
#define USUAL_ROWS 24

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static struct {
    char theme_name[64];
    enum colour_depth depth;
    bool has_started, is_ascii, wants_mouse, has_mouse, is_out, is_gone;
    bool is_standard;           /* places and steps to the right are those of ECMA-48 */
    bool has_bytes, is_drained; /* known to wait; the last read took all there were */
    int escape_wait_ms;
    int columns, rows; /* as measured last; 0: not yet */
    struct paint paint;
    struct paint_terminal terminal;
    /* Bytes of capabilities, kept so that none is worked out twice. */
    struct arena arena;
    const char *foregrounds[COLOURS], *backgrounds[COLOURS];
    const char *place, *right, *paste_on, *paste_off;
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

/* -- what the terminal can do */

/* NULL: it cannot. */
static const char *capability(const char *name)
{
    char *bytes = tigetstr(name);

    return bytes == (char *)-1 ? NULL : bytes;
}

/* Terminals that need time after a command say so as `$<5>`; those of today do not. */
static const char *without_padding(const char *bytes)
{
    struct str out = {0};
    const char *kept;

    while (bytes && *bytes) {
        size_t len = strcspn(bytes, "$");

        if (bytes[len] == '$' && bytes[len + 1] != '<')
            len++;
        str_add_bytes(&out, bytes, len);
        bytes += len;
        if (bytes[0] == '$' && bytes[1] == '<')
            bytes += strcspn(bytes, ">") + (strchr(bytes, '>') != NULL);
    }
    kept = arena_copy_text(&screen.arena, str_text(&out));
    str_fini(&out);
    return kept;
}

static const char *bytes_of(const char *name)
{
    return without_padding(capability(name));
}

/* Back from everything. The way back from the alternate characters, which are never used, is left
 * out: it would stand in every row. */
static const char *plain_bytes(void)
{
    const char *bytes = bytes_of("sgr0"), *back = bytes_of("rmacs");
    size_t len = strlen(bytes), back_len = strlen(back);

    if (!back_len || len <= back_len)
        return bytes;
    if (memcmp(bytes, back, back_len) == 0)
        return bytes + back_len;
    if (memcmp(bytes + len - back_len, back, back_len) == 0)
        return arena_copy_bytes(&screen.arena, bytes, len - back_len);
    return bytes;
}

static void add_number(struct str *out, int number)
{
    if (number >= 10)
        add_number(out, number / 10);
    str_add_char(out, (char)('0' + number % 10));
}

/* Those of nearly all terminals are written here: tiparm works out what they say each time. */
static void add_place(struct str *out, int y, int x)
{
    if (!screen.is_standard) {
        str_add(out, tiparm(screen.place, y, x));
        return;
    }
    str_add(out, "\033[");
    add_number(out, y + 1);
    str_add_char(out, ';');
    add_number(out, x + 1);
    str_add_char(out, 'H');
}

static void add_right(struct str *out, int columns)
{
    if (!screen.is_standard) {
        str_add(out, tiparm(screen.right, columns));
        return;
    }
    str_add(out, "\033[");
    add_number(out, columns);
    str_add_char(out, 'C');
}

static void add_colour(struct str *out, const char **kept, const char *name, int colour)
{
    const char *bytes = capability(name);

    if (colour >= COLOURS || !bytes)
        return;
    if (!kept[colour])
        kept[colour] = without_padding(tiparm(bytes, colour));
    str_add(out, kept[colour]);
}

static void add_foreground(struct str *out, int colour)
{
    add_colour(out, screen.foregrounds, "setaf", colour);
}

static void add_background(struct str *out, int colour)
{
    add_colour(out, screen.backgrounds, "setab", colour);
}

/* Its pen is that of ECMA-48: then numbers may be joined, and 22 ends bold, for which terminfo has
 * no name. */
static bool has_standard_pen(void)
{
    return text_equal(bytes_of("bold"), "\033[1m") && text_equal(bytes_of("rmul"), "\033[24m") &&
           text_equal(bytes_of("op"), "\033[39;49m");
}

static void learn_terminal(void)
{
    bool has_standard = has_standard_pen();

    screen.place = bytes_of("cup");
    screen.right = bytes_of("cuf");
    screen.is_standard =
        text_equal(screen.place, "\033[%i%p1%d;%p2%dH") && text_equal(screen.right, "\033[%p1%dC");
    screen.terminal = (struct paint_terminal){
        .plain = plain_bytes(),
        .bold = bytes_of("bold"),
        .underline = bytes_of("smul"),
        .reverse = bytes_of("rev"),
        .unbold = has_standard ? "\033[22m" : "",
        .ununderline = has_standard ? bytes_of("rmul") : "",
        .joins_pens = has_standard,
        .unreverse = text_equal(bytes_of("smso"), bytes_of("rev")) ? bytes_of("rmso") : "",
        .own_colours = bytes_of("op"),
        .clear = bytes_of("clear"),
        .clear_line = bytes_of("el"),
        .show_cursor = bytes_of("cnorm"),
        .hide_cursor = bytes_of("civis"),
        .row_start = bytes_of("cr"),
        .up = bytes_of("cuu1"),
        .down = bytes_of("cud1"),
        .erases_in_colour = tigetflag("bce") > 0,
        .wraps_at_once = tigetflag("am") > 0 && tigetflag("xenl") <= 0,
        .no_coloured_lines = tigetnum("ncv") > 0 && tigetnum("ncv") & UNDERLINES,
        .add_place = add_place,
        .add_right = *screen.right ? add_right : NULL,
        .add_foreground = add_foreground,
        .add_background = add_background,
    };
    screen.paint.terminal = &screen.terminal;
    screen.has_mouse = capability("kmous") != NULL;
    screen.paste_on = bytes_of("BE");
    screen.paste_off = bytes_of("BD");
}

/* How many colours it has; 0 where it cannot go back to its own. */
static int colours_of_terminal(void)
{
    int colours = tigetnum("colors");

    return colours > 0 && capability("setaf") && capability("setab") && capability("op") ? colours
                                                                                         : 0;
}

void screen_set_theme(const struct theme *theme)
{
    paint_set_theme(&screen.paint, theme, screen.depth);
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
        const char *bytes = capability(keys[i].name);
        if (bytes != NULL)
            input_define(&screen.input, bytes, keys[i].code);
    }
}

static void arm_rescue(void)
{
    struct str bytes = {0};
    str_add(&bytes, screen.paste_off);
    str_add(&bytes, screen.has_mouse ? MOUSE_OFF : "");
    str_add(&bytes, screen.terminal.plain);
    str_add(&bytes, screen.terminal.show_cursor);
    str_add(&bytes, bytes_of("rmcup"));
    str_add(&bytes, bytes_of("rmkx"));
    rescue_arm(str_text(&bytes), bytes.len);
    str_fini(&bytes);
}

/* What others may have left behind, margins and the mode to insert, ends with it. */
static const char *taking_bytes(void)
{
    static const char *const names[] = {"smcup", "sgr0", "rmir", "smam", "smkx", "civis"};
    struct str out = {0};
    const char *margins = bytes_of("csr"), *kept;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        str_add(&out, bytes_of(names[i]));
        if (i == 0 && *margins)
            str_add(&out, tiparm(margins, 0, screen.rows - 1));
    }
    kept = arena_copy_text(&screen.arena, str_text(&out));
    str_fini(&out);
    return kept;
}

/* Where there is no other screen the prompt comes below ours. */
static const char *leaving_bytes(void)
{
    struct str out = {0};
    const char *kept;

    add_place(&out, screen.rows - 1, 0);
    str_add(&out, screen.terminal.plain);
    str_add(&out, screen.terminal.show_cursor);
    str_add(&out, bytes_of("rmcup"));
    str_add(&out, screen.terminal.row_start);
    str_add(&out, bytes_of("rmkx"));
    kept = arena_copy_text(&screen.arena, str_text(&out));
    str_fini(&out);
    return kept;
}

static void take_terminal(void)
{
    struct str out = {0};

    modes_take(STDOUT_FILENO);
    str_add(&out, taking_bytes());
    str_add(&out, screen.paste_on);
    if (screen.has_mouse && screen.wants_mouse)
        str_add(&out, MOUSE_ON);
    send_bytes(str_text(&out), out.len);
    str_fini(&out);
}

static void give_terminal_back(void)
{
    send_text(screen.terminal.plain);
    if (screen.has_mouse)
        send_text(MOUSE_OFF);
    send_text(screen.paste_off);
    send_text(leaving_bytes());
    modes_give_back(STDOUT_FILENO);
}

static void set_escape_wait(void)
{
    long long wait;
    const char *asked = getenv("ESCDELAY");
    screen.escape_wait_ms = ESCAPE_WAIT_MS;
    if (asked != NULL && text_to_int(asked, &wait) && wait >= 0 && wait <= 10000)
        screen.escape_wait_ms = (int)wait;
}

/* The console of the kernel has a font of at most 512 shapes: no ▎, ◐ or ☐ is among them. */
static bool is_console(void)
{
    const char *term = getenv("TERM");

    return term && (text_equal(term, "linux") || text_starts(term, "linux-"));
}

static void choose_looks(const struct screen_options *options)
{
    screen.depth = style_depth(&options->wishes, colours_of_terminal());
    const char *name = style_theme_name(&options->wishes, screen.depth);
    snprintf(screen.theme_name, sizeof(screen.theme_name), "%s", name);
    screen.is_ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || is_console();
    screen_set_theme(style_terminal_theme());
}

static void forget_all(void)
{
    terminfo_close();
    input_fini(&screen.input);
    paint_fini(&screen.paint);
    arena_fini(&screen.arena);
    memset(&screen, 0, sizeof(screen));
}

/* False: its size did not change. */
static bool measure(void)
{
    struct winsize size = {0};
    int columns = screen.columns, rows = screen.rows;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        screen.columns = size.ws_col;
        screen.rows = size.ws_row;
    } else if (rows == 0) { /* a line that does not tell: as its terminal usually is */
        screen.columns = tigetnum("cols") > 0 ? tigetnum("cols") : USUAL_COLUMNS;
        screen.rows = tigetnum("lines") > 0 ? tigetnum("lines") : USUAL_ROWS;
    }
    return screen.columns != columns || screen.rows != rows;
}

bool screen_start(const struct screen_options *options, struct error *err)
{
    const char *term = getenv("TERM");
    BUG_ON(screen.has_started);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, ERROR_USAGE, "there is no terminal to draw on");
    unsetenv("LINES"); /* an editor would go by them after a resize */
    unsetenv("COLUMNS");
    rescue_remember(STDOUT_FILENO);
    if (!terminfo_open())
        return error_set(err, ERROR_USAGE, "the terminal '%s' is not known; set TERM to what it is",
            term ? term : "");
    learn_terminal();
    if (screen.place[0] == '\0') {
        forget_all();
        return error_set(err, ERROR_USAGE,
            "the terminal '%s' cannot move its cursor; set TERM to what it is", term ? term : "");
    }
    screen.has_started = true;
    screen.wants_mouse = options->mouse;
    set_escape_wait();
    (void)measure();
    choose_looks(options);
    define_terminfo_keys();
    arm_rescue();
    take_terminal();
    return true;
}

void screen_leave(void)
{
    if (!screen.has_started || screen.is_out)
        return;
    give_terminal_back();
    rescue_disarm();
    screen.is_out = true;
}

void screen_enter(void)
{
    if (!screen.has_started || !screen.is_out)
        return;
    rescue_remember(STDOUT_FILENO);
    (void)measure();
    arm_rescue();
    take_terminal();
    screen.is_out = false;
    screen_forget();
}

void screen_stop(void)
{
    if (!screen.has_started)
        return;
    screen_leave();
    forget_all();
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
    if (screen.has_started && !screen.is_out && screen.has_mouse)
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
    if (fits && screen.has_started && !screen.is_out)
        send_bytes(bytes.data, bytes.len);
    str_fini(&bytes);
    return fits;
}

/* -- drawing */

void screen_measure(int *ret_columns, int *ret_rows)
{
    if (measure())
        screen_forget();
    *ret_columns = screen.columns;
    *ret_rows = screen.rows;
}

void screen_forget(void)
{
    paint_forget(&screen.paint);
}

void screen_present(const struct canvas *canvas)
{
    const struct str *frame;

    if (!screen.has_started || screen.is_out)
        return;
    frame = paint_frame(&screen.paint, canvas);
    send_bytes(str_text(frame), frame->len);
}

/* -- keys */

/* Waits at most so long for bytes; returns how many came. 0 with POLLIN means the other end closed.
 */
static size_t read_bytes(int wait_ms)
{
    char bytes[4096];
    struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};
    bool is_known = screen.has_bytes;
    screen.has_bytes = false;
    if (screen.is_gone || (!is_known && poll(&terminal, 1, wait_ms) <= 0))
        return 0;
    ssize_t count = read(STDIN_FILENO, bytes, sizeof(bytes));
    screen.is_drained = count >= 0 && count < (ssize_t)sizeof(bytes);
    if (count > 0) {
        input_add(&screen.input, bytes, (size_t)count);
        return (size_t)count;
    }
    screen.is_gone = count == 0 || (errno != EINTR && errno != EAGAIN);
    return 0;
}

void screen_bytes_wait(void)
{
    screen.has_bytes = true;
    screen.is_drained = false;
}

/* What came since the last read wakes the loop again: it is not asked for at each key. */
bool screen_read_key(struct key *ret_key)
{
    for (;;) {
        enum input_answer answer = input_next(&screen.input, false, ret_key);
        if (answer == INPUT_KEY)
            return true;
        bool is_part = answer == INPUT_MORE;
        if (!is_part && screen.is_drained) {
            screen.is_drained = false;
            return false;
        }
        int wait_ms = !is_part ? 0 : screen.input.in_paste ? PASTE_WAIT_MS : screen.escape_wait_ms;
        if (read_bytes(wait_ms) > 0)
            continue;
        return is_part && input_next(&screen.input, true, ret_key) == INPUT_KEY;
    }
}

/* A window that was closed is known as soon as it is, not only by the next read. */
bool screen_is_alive(void)
{
    struct pollfd terminal = {.fd = STDIN_FILENO, .events = 0};

    if (poll(&terminal, 1, 0) > 0 && terminal.revents & (POLLHUP | POLLERR | POLLNVAL))
        screen.is_gone = true;
    return !screen.is_gone;
}

const char *screen_library_version(void)
{
    return curses_version();
}
