/* Terminals of all kinds, and what comes out of them (promises.md S4, S6, S8, S9, S10, L5). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"
#include "support/wire.h"

enum { ROWS = 24, COLUMNS = 100, WITH_PANE = 120, ESC_MS = 100 };

/* --- which one it is --- */

static const struct {
    const char *entry, *more; /* of the environment */
    const char *refused;      /* NULL: it is taken */
    bool colours;
} terminals[] = {
    {"TERM=xterm-256color", "COLORTERM=", NULL, true},
    {"TERM=xterm-256color", "COLORTERM=truecolor", NULL, true},
    {"TERM=xterm-256color", "NO_COLOR=1", NULL, false},
    {"TERM=xterm", NULL, NULL, true},
    {"TERM=screen-256color", NULL, NULL, true},
    {"TERM=linux", NULL, NULL, true},
    {"TERM=vt100", NULL, NULL, false},
    {"TERM=vt220", NULL, NULL, false},
    {"TERM=xterm-mono", NULL, NULL, false},
    {"TERM=dumb", NULL, "cannot move its cursor", false},
    {"TERM=nosuch", NULL, "nosuch", false},
    {"TERM=", NULL, "TERM", false},
};

/* Does `ESC [ ... m` hold a colour: 30-37, 38, 40-48 or 90-107? */
static bool has_colour(const char *bytes)
{
    for (const char *at = bytes; (at = strstr(at, "\033[")) != NULL;) {
        size_t len = strspn(at += 2, "0123456789;");

        if (at[len] != 'm')
            continue;
        for (const char *part = at; part < at + len; part += strcspn(part, ";m") + 1) {
            long number = strtol(part, NULL, 10);

            if ((number >= 30 && number <= 48 && number != 39) || number >= 90)
                return true;
        }
    }
    return false;
}

/* What is at risk is said by shape and word, with colours or without. */
static void check_terminal(struct desk *desk, size_t i)
{
    desk->extra[1] = terminals[i].entry;
    desk->extra[2] = terminals[i].more;
    if (terminals[i].refused) {
        desk->pty = pty_start(&(struct pty_options){
            .home = desk->home, .extra = desk->extra, .rows = ROWS, .columns = COLUMNS});
        if (desk_wait_said(desk, terminals[i].refused) == 0)
            fail_msg("%s is taken", terminals[i].entry);
    } else {
        desk_open(desk, ROWS, COLUMNS);
        desk_see(desk, "at risk");
        desk_type_see(desk, "2", "Vandelay");
        if (has_colour(str_text(pty_raw(desk->pty))) != terminals[i].colours)
            fail_msg("%s: %s", terminals[i].entry, str_text(pty_raw(desk->pty)));
        desk_leave(desk);
    }
    desk->extra[1] = desk->extra[2] = NULL;
}

static void every_terminal_is_served_or_refused(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT_OF(terminals); i++) {
        check_terminal(desk, i);
        desk->extra[1] = terminals[i].entry;
        desk_says(desk_do(desk, "list"), "Vandelay", terminals[i].entry); /* always works */
        desk->extra[1] = NULL;
    }
}

/* Letters that it has not are spelt in ASCII on the screen, and stay what they are in the book. */
static void without_utf8_all_is_ascii(void **state)
{
    static const char *const locales[] = {"LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=nosuch"};
    struct desk *desk = *state;

    desk_do(desk, "add", "account", "id=Z1", "name=Z\303\274rich \344\270\255", "arr=900k");
    for (size_t i = 0; i < COUNT_OF(locales); i++) {
        desk->extra[1] = locales[i];
        desk_open(desk, ROWS, COLUMNS);
        desk_type_see(desk, "2", "Zurich");
        desk_type_see(desk, "1", "1 Today");
        for (const char *at = str_text(pty_raw(desk->pty)); *at; at++)
            if ((unsigned char)*at >= 0x80)
                fail_msg("%s: the byte %02x", locales[i], (unsigned char)*at);
        desk_leave(desk);
        desk_says(desk_do(desk, "list", "--json"), "Z\303\274rich \344\270\255", locales[i]);
        desk->extra[1] = NULL;
    }
}

/* A number of `ESC [ ... m` that the kernel's console does not show as we mean it. */
static bool is_beyond_console(long number)
{
    return number == 38 || number == 48 || number >= 90;
}

static void check_console_bytes(const char *bytes, const char *theme)
{
    for (const char *at = bytes; *at; at++) {
        size_t len = at[0] == '\033' && at[1] == '[' ? strspn(at + 2, "0123456789;") : 0;

        if ((unsigned char)*at >= 0x80)
            fail_msg("%s: the byte %02x", theme, (unsigned char)*at);
        if (len == 0 || at[2 + len] != 'm')
            continue;
        for (const char *part = at + 2; part < at + 2 + len; part += strcspn(part, ";m") + 1)
            if (is_beyond_console(strtol(part, NULL, 10)))
                fail_msg("%s: a colour that it lacks in '%.*s'", theme, (int)len, at + 2);
    }
}

/* Its font has 256 shapes (512 at the cost of bright colours), ours not among them: all is ASCII.
 * It has eight colours; bold ones are the bright eight. */
static void the_console_gets_ascii_and_eight_colours(void **state)
{
    static const char *const screens[][2] = {{"2", "touch"}, {"3", "Overview"}, {"4", "Steps due"},
        {"5", "Catalogue"}, {"6", "forecast"}, {"8", "scorecard"}, {"gw", "overdue"}};
    static const char *const looks[] = {"terminal", "dark", "light", "solarized"};
    struct desk *desk = *state;

    desk->extra[1] = "TERM=linux";
    for (size_t look = 0; look < COUNT_OF(looks); look++) {
        desk_open_with(desk, ROWS, COLUMNS, (const char *const[]){"--theme", looks[look], NULL});
        desk_type_see(desk, "1", "at risk");
        for (size_t i = 0; i < COUNT_OF(screens); i++)
            desk_type_see(desk, screens[i][0], screens[i][1]);
        check_console_bytes(str_text(pty_raw(desk->pty)), looks[look]);
        desk_leave(desk);
    }
    desk->extra[1] = NULL;
}

/* --- what comes out of it --- */

/* The window is gone, and the signal that tells so is not heard. */
static void a_window_that_is_gone_ends_it(void **state)
{
    struct desk *desk = *state;

    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .program = "/bin/sh",
        .args = (const char *const[]){"-c", "trap '' HUP INT TERM; exec \"$1\"", "sh",
            home_program(), NULL},
        .rows = ROWS,
        .columns = COLUMNS});
    desk_see(desk, "1 Today");
    pty_hang_up(desk->pty);
    assert_int_equal(desk_wait_end(desk), 128 + 1);
}

#define PASTE(text) "\033[200~" text "\033[201~"

/* Lines are joined, controls are text, and no letter of it is a key. */
static void a_paste_is_text(void **state)
{
    struct desk *desk = *state;
    struct str paste = {0};
    char *before = desk_book(desk), *after;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, PASTE("x\ru\rD\ry\rQ\r"), "Write what was pasted into a note");
    desk_type(desk, "n");
    desk_see_gone(desk, "Write what was pasted");
    desk_type_see(desk, "t", "Enter do it");
    desk_type(desk, PASTE("call\nQ\r\n\033[2J\033]0;x\007:quit\n"));
    desk_type_see(desk, "the end", "call Q ^[[2J^[]0;x^G:quitthe end");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Enter do it");
    desk_leave(desk);
    after = desk_book(desk);
    assert_string_equal(before, after);
    free(before);
    free(after);

    desk_open(desk, ROWS, COLUMNS); /* 1 MB of lines into a note */
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    str_add(&paste, "\033[200~");
    for (int i = 0; i < 64 * 1024; i++)
        str_addf(&paste, "line of it %04x\n", i);
    str_add(&paste, "the very end\033[201~");
    desk_type_see(desk, str_text(&paste), "the very end");
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_leave(desk);
    desk_do(desk, "list", "notes", "--json");
    desk_says(str_text(&desk->result.out), "line of it 0000\\nline of it 0001\\n", "its start");
    desk_says(str_text(&desk->result.out), "line of it ffff\\nthe very end\"", "its end");
    str_fini(&paste);
}

static bool wire_holds(struct vt *vt, void *context)
{
    const struct desk *desk = context;
    struct str why = {0};
    bool clean = wire_is_clean(str_text(pty_raw(desk->pty)), pty_raw(desk->pty)->len, &why);

    str_fini(&why);
    return clean;
}

static bool is_as_before(struct vt *vt, void *context)
{
    return strcmp(vt_text(vt), context) == 0;
}

/* What a person sees after a noise is what they saw before, and no key of it was answered. */
static void check_noise(struct desk *desk, const char *noise, char *before)
{
    pty_clear_raw(desk->pty);
    desk_type(desk, noise);
    desk_type_see(desk, "?", "Esc close");
    if (strstr(str_text(pty_raw(desk->pty)), "does nothing") ||
        strstr(str_text(pty_raw(desk->pty)), "changes nothing"))
        fail_msg("a key in ESC%s", noise + 1);
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    if (!pty_wait_until(desk->pty, is_as_before, before, PTY_WITHIN))
        fail_msg("something was done by ESC%s", noise + 1);
}

/* Sequences that are none, answers to questions that nobody asked, a mouse gone mad: nothing is
 * done. */
static void noise_does_nothing(void **state)
{
    static const char *const noise[] = {"\033[99;~", "\033[z", "\033[?1;2c", "\033[24;80R",
        "\033]11;rgb:0000/0000/0000\033\\", "\033]52;c;Zm9v\007", "\033P1$r0m\033\\",
        "\033[200~\033[201~", "\033[<0;M", "\033[99999999999;9u", "\033[27;5;9~",
        "\377\376\300\200", "\033_Gi=1;OK\033\\", "\033[I\033[O", "\033[?62;c", "\033[?1A",
        "\033[>1B"};
    struct desk *desk = *state;
    char *before = desk_book(desk), *after, *picture;
    struct str mouse = {0};

    desk_open(desk, ROWS, WITH_PANE);
    desk_see(desk, "Globex");
    desk_type(desk, "jj"); /* the pane shows it: hardly a key leaves all as it is */
    desk_type_see(desk, "?", "Esc close");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    picture = desk_picture(desk);
    for (size_t i = 0; i < COUNT_OF(noise); i++)
        check_noise(desk, noise[i], picture);
    free(picture);
    for (int i = 0; i < 3000; i++)
        str_addf(&mouse, "\033[<%d;%d;%dM", i % 2 ? 35 : 64 + i / 2 % 2, 1 + i % 99, 3 + i % 18);
    desk_type(desk, str_text(&mouse));
    desk_type_see(desk, "?", "Esc close");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    assert_true(pty_wait_until(desk->pty, wire_holds, desk, PTY_WITHIN));
    desk_leave(desk);
    after = desk_book(desk);
    assert_string_equal(before, after);
    str_fini(&mouse);
    free(before);
    free(after);
}

/* The best of ten: a machine may be busy. */
static void esc_alone_is_quick(void **state)
{
    struct desk *desk = *state;
    long long best = 10000;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    for (int i = 0; i < 10 && best > ESC_MS; i++) {
        long long start, taken;

        desk_type_see(desk, "?", "Esc close");
        start = now_ms();
        desk_type(desk, "\033");
        desk_see_gone(desk, "Esc close");
        taken = now_ms() - start;
        best = taken < best ? taken : best;
    }
    assert_in_range(best, 0, ESC_MS);
    desk_leave(desk);
}

/* --- at rest --- */

/* How often its threads were woken so far, and how much it wrote. */
struct stirring {
    long wakeups;
    size_t bytes;
};

static struct stirring stirring_of(struct desk *desk)
{
    struct stirring stirring = {.bytes = pty_raw(desk->pty)->len};
    char folder[64], path[400], line[256];
    DIR *tasks;

    snprintf(folder, sizeof(folder), "/proc/%d/task", pty_process(desk->pty));
    tasks = opendir(folder);
    assert_non_null(tasks);
    for (struct dirent *entry; (entry = readdir(tasks)) != NULL;) {
        FILE *file;

        snprintf(path, sizeof(path), "%s/%s/status", folder, entry->d_name);
        file = *entry->d_name == '.' ? NULL : fopen(path, "r");
        while (file && fgets(line, sizeof(line), file))
            if (strncmp(line, "voluntary_ctxt_switches:", 24) == 0)
                stirring.wakeups += strtol(line + 24, NULL, 10);
        if (file)
            fclose(file);
    }
    closedir(tasks);
    return stirring;
}

/* Longer than anything that ticks each second; whoever is busy at first may end that. */
static void at_rest_it_sleeps(void **state)
{
    enum { REST_MS = 1500, TRIES = 10 };
    struct desk *desk = *state;
    bool sleeps = false;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    for (int i = 0; i < TRIES && !sleeps; i++) {
        struct stirring before = stirring_of(desk), after;

        (void)pty_wait_for(desk->pty, "what never comes", REST_MS);
        after = stirring_of(desk);
        sleeps = before.wakeups == after.wakeups && before.bytes == after.bytes;
    }
    assert_true(sleeps);
    desk_leave(desk);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_terminal_is_served_or_refused),
        TEST(without_utf8_all_is_ascii),
        TEST(the_console_gets_ascii_and_eight_colours),
        TEST(a_window_that_is_gone_ends_it),
        TEST(a_paste_is_text),
        TEST(noise_does_nothing),
        TEST(esc_alone_is_quick),
        TEST(at_rest_it_sleeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
