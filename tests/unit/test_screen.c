/* The real screen on a pty: bytes of a cursor step, keys, and the terminal given back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include "base/str.h"
#include "ui/screen.h"

#define COLUMNS 110
#define ROWS 32
#define FRAMES 40 /* more than a line holds */
#define WITHIN_MS 20000
#define STEP_LIMIT 350      /* bytes: performance.md, Goals */
#define DARK_STEP_LIMIT 400 /* a painted ground costs, and leaves nothing to clear */

/* -- the child: draws a list, moves one row for each j, and says when it has shown a frame */

static void draw_list(struct canvas *canvas, int selected)
{
    static const char *const shapes[] = {"■", "▲", "●"};
    canvas_erase(canvas);
    for (int y = 0; y < ROWS; y++) {
        enum role role = y % 3 == 0 ? ROLE_RISK : y % 3 == 1 ? ROLE_WATCH : ROLE_GOOD;
        if (y == selected)
            canvas_select_rows(canvas, (struct area){0, y, COLUMNS, 1}, true);
        canvas_put(canvas, 2, y, role, shapes[y % 3]);
        canvas_putf(canvas, 5, y, ROLE_TEXT, "%2d ↓12", 40 + y);
        canvas_putf(canvas, 13, y, ROLE_TITLE, "Northwind Traders %d", y);
        canvas_put(canvas, 41, y, ROLE_MONEY, "$420k  notice in    8d");
        canvas_put(canvas, 66, y, ROLE_MUTED, "usage −38%, champion left");
        canvas_put(canvas, 94, y, ROLE_TEXT, "→ call Ana Costa");
    }
    canvas_set_cursor(canvas, 0, selected, false);
}

static void show(const struct canvas *canvas, int number)
{
    char mark[32];
    screen_present(canvas);
    int len = snprintf(mark, sizeof(mark), "@shown%d@", number);
    (void)!write(STDOUT_FILENO, mark, (size_t)len);
}

/* On a line where a write does not wait. */
static void show_many(const struct canvas *canvas)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    for (int i = 0; i < FRAMES; i++) {
        screen_forget();
        screen_present(canvas);
    }
    fcntl(STDOUT_FILENO, F_SETFL, flags);
}

/* A dark look with a ground of its own, as the costliest theme has. */
static struct theme dark_theme(void)
{
    static const int inks[ROLE_COUNT] = {[ROLE_TITLE] = 255,
        [ROLE_GOOD] = 108,
        [ROLE_WATCH] = 179,
        [ROLE_RISK] = 204,
        [ROLE_MUTED] = 248};
    struct theme theme = *style_terminal_theme();
    for (int i = 0; i < ROLE_COUNT; i++) {
        theme.full.roles[i].colour = (int16_t)(inks[i] ? inks[i] : 253);
        theme.full.roles[i].attributes = i == ROLE_TITLE ? ATTRIBUTE_BOLD : 0;
    }
    for (int i = 0; i < GROUND_COUNT; i++)
        theme.full.grounds[i] =
            (struct theme_ground){COLOUR_KEEP, i == GROUND_SCREEN ? 233 : 236, 0};
    return theme;
}

static void run_child(bool is_dark)
{
    struct screen_options options = {.mouse = true};
    struct canvas canvas = {.columns = 0};
    struct theme theme = dark_theme();
    struct error err;
    struct key key;
    int columns, rows, selected = 3, frame = 0;
    setlocale(LC_ALL, "C.UTF-8");
    signal(SIGSEGV, SIG_DFL); /* the test runner catches it */
    if (!screen_start(&options, &err))
        _exit(9);
    if (is_dark)
        screen_set_theme(&theme);
    screen_measure(&columns, &rows);
    canvas_resize(&canvas, columns, rows);
    for (;;) {
        draw_list(&canvas, selected);
        show(&canvas, frame++);
        while (!screen_read_key(&key)) {
            struct pollfd terminal = {.fd = screen_input_fd(), .events = POLLIN};
            poll(&terminal, 1, -1);
        }
        if (key.code == 'j')
            selected++;
        else if (key.code == 'c')
            raise(SIGSEGV);
        else if (key.code == 'm')
            show_many(&canvas);
        else if (key.code == 'l') {
            screen_leave();
            (void)!write(STDOUT_FILENO, "@left@", strlen("@left@"));
            screen_enter();
        } else if (key.code == KEYCAP_ESC)
            break;
    }
    screen_stop();
    canvas_fini(&canvas);
    _exit(0);
}

/* -- the parent */

struct terminal {
    int fd;
    pid_t child;
    struct termios before;
    struct str bytes;
};

static void start_on(struct terminal *terminal, const char *term, bool is_dark)
{
    struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    memset(terminal, 0, sizeof(*terminal));
    int slave;
    assert_int_equal(openpty(&terminal->fd, &slave, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(slave, &terminal->before), 0);
    terminal->child = fork();
    assert_true(terminal->child >= 0);
    if (terminal->child == 0) {
        setenv("TERM", term, 1);
        unsetenv("NO_COLOR");
        unsetenv("COLORFGBG");
        login_tty(slave);
        run_child(is_dark);
    }
    close(slave);
}

static void start(struct terminal *terminal, bool is_dark)
{
    start_on(terminal, "xterm-256color", is_dark);
}

/* Reads until the text came; the bytes before it stay in terminal->bytes. */
static void wait_for(struct terminal *terminal, const char *text)
{
    while (strstr(str_text(&terminal->bytes), text) == NULL) {
        char buffer[4096];
        struct pollfd polled = {.fd = terminal->fd, .events = POLLIN};
        if (poll(&polled, 1, WITHIN_MS) <= 0)
            fail_msg("no %s came", text);
        ssize_t count = read(terminal->fd, buffer, sizeof(buffer));
        if (count <= 0)
            fail_msg("the terminal closed before %s came", text);
        str_add_bytes(&terminal->bytes, buffer, (size_t)count);
    }
}

static void type(struct terminal *terminal, const char *keys)
{
    assert_int_equal(write(terminal->fd, keys, strlen(keys)), strlen(keys));
}

static int finish(struct terminal *terminal)
{
    struct termios after;
    int status;
    char buffer[4096];
    ssize_t count;
    while ((count = read(terminal->fd, buffer, sizeof(buffer))) > 0)
        str_add_bytes(&terminal->bytes, buffer, (size_t)count);
    assert_int_equal(waitpid(terminal->child, &status, 0), terminal->child);
    assert_int_equal(tcgetattr(terminal->fd, &after), 0);
    assert_int_equal(after.c_lflag, terminal->before.c_lflag);
    assert_int_equal(after.c_iflag, terminal->before.c_iflag);
    assert_int_equal(after.c_oflag, terminal->before.c_oflag);
    assert_non_null(strstr(str_text(&terminal->bytes), "\x1b[?1049l"));
    assert_non_null(strstr(str_text(&terminal->bytes), "\x1b[?2004l"));
    close(terminal->fd);
    str_fini(&terminal->bytes);
    return status;
}

static size_t step_bytes(struct terminal *terminal, const char *mark)
{
    str_clear(&terminal->bytes);
    type(terminal, "j");
    wait_for(terminal, mark);
    return terminal->bytes.len - strlen(mark);
}

static void a_step_costs_few_bytes(void **state)
{
    for (int is_dark = 0; is_dark < 2; is_dark++) {
        struct terminal terminal;
        start(&terminal, is_dark);
        wait_for(&terminal, "@shown0@");
        size_t first = step_bytes(&terminal, "@shown1@");
        size_t second = step_bytes(&terminal, "@shown2@");
        print_message(
            "step, %s: %zu and %zu bytes\n", is_dark ? "dark" : "terminal", first, second);
        size_t limit = is_dark ? DARK_STEP_LIMIT : STEP_LIMIT;
        assert_in_range(first, 1, limit);
        assert_in_range(second, 1, limit);
        type(&terminal, "\x1b");
        assert_int_equal(finish(&terminal), 0);
    }
}

static void what_did_not_change_is_not_sent(void **state)
{
    struct terminal terminal;
    start(&terminal, false);
    wait_for(&terminal, "@shown0@");
    str_clear(&terminal.bytes);
    type(&terminal, "x");
    wait_for(&terminal, "@shown1@");
    assert_string_equal(str_text(&terminal.bytes), "@shown1@");
    type(&terminal, "\x1b");
    assert_int_equal(finish(&terminal), 0);
}

/* Twice, since a library may think that all is done already. */
static void it_leaves_and_comes_back(void **state)
{
    struct terminal terminal;
    start(&terminal, false);
    wait_for(&terminal, "@shown0@");
    assert_non_null(strstr(str_text(&terminal.bytes), "\x1b[?1049h"));
    for (int i = 1; i <= 2; i++) {
        char mark[16];
        str_clear(&terminal.bytes);
        type(&terminal, "l");
        snprintf(mark, sizeof(mark), "@shown%d@", i);
        wait_for(&terminal, mark);
        assert_non_null(strstr(str_text(&terminal.bytes), "\x1b[?1049l"));
        assert_non_null(strstr(str_text(&terminal.bytes), "\x1b[?25h"));
        const char *left = strstr(str_text(&terminal.bytes), "@left@");
        assert_non_null(left);
        const char *entered = strstr(left, "\x1b[?1049h");
        assert_non_null(entered);
        assert_non_null(strstr(entered, "\x1b[?2004h"));
        assert_non_null(strstr(entered, "Northwind Traders 31"));
        assert_non_null(strstr(entered, "\x1b[?25l"));
    }
    type(&terminal, "\x1b");
    assert_int_equal(finish(&terminal), 0);
}

/* Another program may leave the line so that no write waits: of many frames at once none is cut. */
static void what_does_not_fit_at_once_is_sent(void **state)
{
    struct terminal terminal;
    int frames = 0;
    start(&terminal, false);
    wait_for(&terminal, "@shown0@");
    str_clear(&terminal.bytes);
    type(&terminal, "m");
    wait_for(&terminal, "@shown1@");
    for (const char *at = str_text(&terminal.bytes); (at = strstr(at, "Traders 31")); at++)
        frames++;
    assert_int_equal(frames, FRAMES);
    type(&terminal, "\x1b");
    assert_int_equal(finish(&terminal), 0);
}

/* As xterm-direct, which not every system has: all but eight colours are red, green and blue. */
static void write_direct(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("screen-direct|colours as they are,\n\tuse=xterm-256color,\n"
          "\tcolors#0x1000000, pairs#0x7FFF, RGB, CO#8,\n",
        file);
    for (int i = 0; i < 2; i++)
        fprintf(file,
            "\tset%s=\\E[%%?%%p1%%{8}%%<%%t%d%%p1%%d%%e%d8\\:2\\:\\:%%p1%%{65536}%%/%%d\\:"
            "%%p1%%{256}%%/%%{255}%%&%%d\\:%%p1%%{255}%%&%%d%%;m,\n",
            i ? "ab" : "af", 3 + i, 3 + i);
    assert_int_equal(fclose(file), 0);
}

static bool compile(const char *folder, const char *path)
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        execlp("tic", "tic", "-x", "-o", folder, path, (char *)NULL);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void check_direct(const char *folder)
{
    static const char *const told[] = {"38:2::255:95:135", "48:2::18:18:18"};
    struct terminal terminal;
    setenv("TERMINFO", folder, 1);
    start_on(&terminal, "screen-direct", true);
    unsetenv("TERMINFO");
    wait_for(&terminal, "@shown0@");
    for (size_t i = 0; i < COUNT_OF(told); i++)
        assert_non_null(strstr(str_text(&terminal.bytes), told[i]));
    type(&terminal, "\x1b");
    assert_int_equal(finish(&terminal), 0);
}

static void colours_may_be_told_as_they_are(void **state)
{
    static const char *const left[] = {"direct.ti", "s/screen-direct", "s", ""};
    char folder[] = "/tmp/daybook-test-XXXXXX";
    struct str path = {0};
    assert_non_null(mkdtemp(folder));
    str_addf(&path, "%s/direct.ti", folder);
    write_direct(str_text(&path));
    bool made = compile(folder, str_text(&path));
    if (made)
        check_direct(folder);
    for (size_t i = 0; i < COUNT_OF(left); i++) {
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, left[i]);
        (void)remove(str_text(&path));
    }
    str_fini(&path);
    if (!made)
        skip(); /* there is no tic */
}

static void a_fault_gives_the_terminal_back(void **state)
{
    struct terminal terminal;
    start(&terminal, false);
    wait_for(&terminal, "@shown0@");
    type(&terminal, "c");
    int status = finish(&terminal);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSEGV);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_costs_few_bytes),
        cmocka_unit_test(what_did_not_change_is_not_sent),
        cmocka_unit_test(it_leaves_and_comes_back),
        cmocka_unit_test(what_does_not_fit_at_once_is_sent),
        cmocka_unit_test(colours_may_be_told_as_they_are),
        cmocka_unit_test(a_fault_gives_the_terminal_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
