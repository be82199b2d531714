/* The terminal taken and given back, its size, its frames, its keys. Of ncurses only terminfo is
 * asked (screen_terminfo.c): its windows would be three more copies of the screen that nobody draws
 * on (paint.c). */
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
#define USUAL_COLUMNS 80
#define USUAL_ROWS 24

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static struct {
    char theme_name[64];
    enum colour_depth depth;
    bool has_started, is_ascii, wants_mouse, has_mouse, is_out, is_gone;
    bool has_bytes, is_drained; /* known to wait; the last read took all there were */
    int escape_wait_ms;
    int columns, rows; /* as measured last; 0: not yet */
    struct paint paint;
    struct paint_terminal terminal;
    const char *paste_on, *paste_off;
    struct input input;
} screen;

/* Another program may have left the line so that a write does not wait. */
static bool may_send_again(void)
{
    struct pollfd terminal = {.fd = STDOUT_FILENO, .events = POLLOUT};

    if (errno == EAGAIN)
        return poll(&terminal, 1, -1) > 0 || errno == EINTR;
    return errno == EINTR;
}

static void send_bytes(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t count = write(STDOUT_FILENO, bytes, len);
        if (count < 0 && !may_send_again())
            return;
        bytes += count > 0 ? count : 0;
        len -= count > 0 ? (size_t)count : 0;
    }
}

static void send_text(const char *text)
{
    send_bytes(text, strlen(text));
}

static void learn_terminal(void)
{
    terminfo_learn(&screen.terminal);
    screen.paint.terminal = &screen.terminal;
    screen.has_mouse = terminfo_text("kmous") != NULL;
    screen.paste_on = terminfo_bytes("BE");
    screen.paste_off = terminfo_bytes("BD");
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
        const char *bytes = terminfo_text(keys[i].name);
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
    str_add(&bytes, terminfo_bytes("rmcup"));
    str_add(&bytes, terminfo_bytes("rmkx"));
    rescue_arm(str_text(&bytes), bytes.len);
    str_fini(&bytes);
}

/* What others may have left behind, margins and the mode to insert, ends with it. */
static void add_taking(struct str *out)
{
    static const char *const names[] = {"sgr0", "rmir", "smam", "smkx", "civis"};

    str_add(out, terminfo_bytes("smcup"));
    terminfo_add_margins(out, screen.rows);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        str_add(out, terminfo_bytes(names[i]));
}

/* Where there is no other screen the prompt comes below ours. */
static void add_leaving(struct str *out)
{
    screen.terminal.add_place(out, screen.rows - 1, 0);
    str_add(out, screen.terminal.plain);
    str_add(out, screen.terminal.show_cursor);
    str_add(out, terminfo_bytes("rmcup"));
    str_add(out, screen.terminal.row_start);
    str_add(out, terminfo_bytes("rmkx"));
}

static void take_terminal(void)
{
    struct str out = {0};

    modes_take(STDOUT_FILENO);
    add_taking(&out);
    str_add(&out, screen.paste_on);
    if (screen.has_mouse && screen.wants_mouse)
        str_add(&out, MOUSE_ON);
    send_bytes(str_text(&out), out.len);
    str_fini(&out);
}

static void give_terminal_back(void)
{
    struct str out = {0};

    str_add(&out, screen.terminal.plain);
    str_add(&out, screen.has_mouse ? MOUSE_OFF : "");
    str_add(&out, screen.paste_off);
    add_leaving(&out);
    send_bytes(str_text(&out), out.len);
    str_fini(&out);
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
    screen.depth = style_depth(&options->wishes, terminfo_colours());
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
        screen.columns = terminfo_number("cols", USUAL_COLUMNS);
        screen.rows = terminfo_number("lines", USUAL_ROWS);
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
    if (!screen.terminal.add_place) {
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
