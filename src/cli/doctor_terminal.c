/* doctor: the terminal, what stands between it and daybook, and the zone. What only bothers is a
 * note. */
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"
#include "files/child.h"
#include "files/zone.h"

enum { ANSWER_MS = 300, TMUX_MS = 1000, ESC_MS_MOST = 100 };

/* --- its name, its letters, its colours --- */

static bool check_name(struct cli *cli, struct str *report, int *problems)
{
    const char *term = getenv("TERM");
    int colours = term && *term ? cli->versions->colours(term) : -1;
    bool here = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

    if (!term || !*term) {
        doctor_say(report, "!!", _("start it in a terminal, or export TERM=xterm-256color"),
            _("terminal: TERM is not set; the full screen needs it"));
        ++*problems;
    } else if (colours < 0) {
        doctor_say(report, "!!", _("export TERM=xterm-256color, or install its terminfo entry"),
            _("terminal: %s is not known to terminfo"), term);
        ++*problems;
    } else {
        doctor_say(report, "ok", NULL, _("terminal: %s%s"), term,
            here ? "" : _(", not at the terminal now"));
        if (colours >= 8)
            doctor_say(report, "ok", NULL, _("colours: %d%s"), colours,
                getenv("NO_COLOR") ? _(", not used: NO_COLOR is set") : "");
        else
            doctor_say(report, "--", _("a terminal with 256 colours, and TERM=xterm-256color"),
                _("colours: none by terminfo; shapes and words say all"));
    }
    return here;
}

static bool check_letters(struct str *report)
{
    const char *codeset = nl_langinfo(CODESET);
    bool is_utf8 = strcmp(codeset, "UTF-8") == 0;

    if (is_utf8)
        doctor_say(report, "ok", NULL, _("letters: %s"), codeset);
    else
        doctor_say(report, "--", _("export LC_ALL=C.UTF-8, or your language's .UTF-8"),
            _("letters: %s; the screen is drawn with ASCII alone"), codeset);
    return is_utf8;
}

/* --- the zone --- */

/* `CET-1CEST,M3.5.0,M10.5.0/3`: letters or <...>, then a number. */
static bool is_rule_of_zone(const char *zone)
{
    size_t letters = 0;

    if (*zone == '<')
        letters = strcspn(zone, ">") + 1;
    else
        while ((zone[letters] | 0x20) >= 'a' && (zone[letters] | 0x20) <= 'z')
            letters++;
    if (letters < 3 || letters > strlen(zone))
        return false;
    zone += letters + (zone[letters] == '+' || zone[letters] == '-');
    return *zone >= '0' && *zone <= '9';
}

/* libc takes what it does not know for UTC, without a word (promises.md K7). */
static void check_zone(struct cli *cli, struct str *report, int *problems)
{
    const char *zone = getenv("TZ"), *name = zone && *zone == ':' ? zone + 1 : zone;

    if (!zone || !*zone) {
        doctor_say(
            report, "ok", NULL, _("time zone: %s"), zone ? _("UTC") : _("that of this machine"));
    } else if (zone_of_name(name, &cli->arena) || is_rule_of_zone(name) ||
               (*name == '/' && access(name, R_OK) == 0)) {
        doctor_say(report, "ok", NULL, _("time zone: %s"), zone);
    } else {
        doctor_say(report, "!!",
            _("export TZ=Europe/London, or the place where you are; or unset TZ"),
            _("time zone: TZ=%s is not known here, so days change at midnight UTC"), zone);
        ++*problems;
    }
}

/* --- how wide it draws --- */

/* The column of `ESC [ ROW ; COLUMN R`; 0: no answer. */
static int read_column(void)
{
    char answer[32];
    size_t len = 0;
    const char *column;
    long long number;
    struct pollfd polled = {.fd = STDIN_FILENO, .events = POLLIN};

    while (len + 1 < sizeof(answer) && poll(&polled, 1, ANSWER_MS) > 0 &&
           read(STDIN_FILENO, answer + len, 1) == 1)
        if (answer[len++] == 'R')
            break;
    answer[len ? len - 1 : 0] = '\0'; /* without the R */
    column = strchr(answer, ';');
    return column && text_to_int(column + 1, &number) ? (int)number : 0;
}

/* Draws it at the margin, asks where the cursor is, and wipes the line. */
static int measure(const char *text)
{
    static const char asking[] = "\033[6n", wiping[] = "\r\033[K";
    struct termios before, raw;
    int column = 0;

    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return 0;
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) != 0)
        return 0;
    if (write(STDOUT_FILENO, "\r", 1) == 1 && write(STDOUT_FILENO, text, strlen(text)) > 0 &&
        write(STDOUT_FILENO, asking, strlen(asking)) > 0)
        column = read_column();
    (void)!write(STDOUT_FILENO, wiping, strlen(wiping));
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    return column ? column - 1 : -1;
}

struct sample {
    const char *what, *text, *cure;
    int columns; /* as the screen counts */
};
static const struct sample samples[] = {
    {N_("shapes"), "\xe2\x97\x8f\xe2\x96\xb2\xe2\x94\x80",
        N_("set ambiguous-width characters to narrow in the terminal, or start with --ascii"), 3},
    {N_("wide letters"), "\xe4\xb8\x96\xe7\x95\x8c",
        N_("a font and a terminal with Unicode widths"), 4},
    {N_("emoji"), "\xf0\x9f\x98\x80", N_("a newer terminal; names with emoji may be a column off"),
        2},
};

static void check_widths(struct str *report, bool at_terminal)
{
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        int columns = text_columns(samples[i].text);
        int drawn = at_terminal ? measure(samples[i].text) : columns;

        if (columns != samples[i].columns)
            doctor_say(report, "--", _("a newer C library"),
                _("width of %s: %d columns by the C library, %d by Unicode"), _(samples[i].what),
                columns, samples[i].columns);
        else if (drawn < 0)
            doctor_say(report, "--", NULL, _("width of %s: the terminal does not say"),
                _(samples[i].what));
        else if (drawn != columns)
            doctor_say(report, "--", _(samples[i].cure),
                _("width of %s: the terminal draws %d columns, not %d"), _(samples[i].what), drawn,
                columns);
        else
            doctor_say(report, "ok", NULL, _("width of %s: %d columns%s"), _(samples[i].what),
                columns, at_terminal ? _(", as drawn") : "");
    }
}

/* --- tmux, screen, ESCDELAY --- */

/* What `tmux show-options` says of one; "": nothing. */
static void ask_tmux(const char *scope, const char *name, struct str *ret_value)
{
    char *argv[] = {(char *)(uintptr_t) "tmux", (char *)(uintptr_t) "show-options",
        (char *)(uintptr_t)scope, (char *)(uintptr_t)name, NULL};
    struct child_result result;
    struct error ignored;
    char bytes[256];
    ssize_t len = 0;
    int ends[2];

    if (pipe(ends) != 0)
        return;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    if (child_run(
            &(struct child_order){
                .argv = argv, .out = ends[1], .out_most = sizeof(bytes), .limit_ms = TMUX_MS},
            &result, &ignored) &&
        result.end == CHILD_EXITED && result.status == 0 && result.bytes > 0)
        len = read(ends[0], bytes, sizeof(bytes));
    close(ends[0]);
    close(ends[1]);
    while (len > 0 && strchr("\r\n ", bytes[len - 1]))
        len--;
    if (len > 0)
        str_add_bytes(ret_value, bytes, (size_t)len);
}

struct tmux_wish {
    const char *scope, *name;
    bool (*is_well)(const char *value);
    const char *why, *cure;
};

static bool is_quick(const char *value)
{
    long long ms;

    return text_to_int(value, &ms) && ms <= ESC_MS_MOST;
}

static bool has_colours(const char *value)
{
    return strstr(value, "256color") || strstr(value, "direct");
}

static bool is_on(const char *value)
{
    return text_equal(value, "on");
}

static bool takes_copies(const char *value)
{
    return !text_equal(value, "off");
}

static const struct tmux_wish wishes[] = {
    {"-sv", "escape-time", is_quick, N_("Esc comes that many ms late"),
        "set -s escape-time 10, in ~/.tmux.conf"},
    {"-gv", "default-terminal", has_colours, N_("fewer colours than the terminal has"),
        "set -g default-terminal tmux-256color"},
    {"-gv", "focus-events", is_on, N_("programs are not told when they are looked at again"),
        "set -g focus-events on"},
    {"-sv", "set-clipboard", takes_copies, N_("y copies nothing to the clipboard"),
        "set -s set-clipboard on"},
};

static void check_tmux(struct str *report)
{
    for (size_t i = 0; i < COUNT_OF(wishes); i++) {
        struct str value = {0};

        ask_tmux(wishes[i].scope, wishes[i].name, &value);
        if (!value.len)
            doctor_say(report, "--", NULL, _("tmux: %s is not told"), wishes[i].name);
        else if (wishes[i].is_well(str_text(&value)))
            doctor_say(report, "ok", NULL, _("tmux: %s %s"), wishes[i].name, str_text(&value));
        else
            doctor_say(report, "--", _(wishes[i].cure), _("tmux: %s is %s: %s"), wishes[i].name,
                str_text(&value), _(wishes[i].why));
        str_fini(&value);
    }
}

static void check_around(struct str *report)
{
    const char *delay = getenv("ESCDELAY"), *tmux = getenv("TMUX"), *screen = getenv("STY");

    if (tmux && *tmux)
        check_tmux(report);
    if (screen && *screen)
        doctor_say(report, "--", _("maptimeout 10 and term screen-256color, in ~/.screenrc"),
            _("screen: Esc waits 300 ms there, and copies go through its own buffer"));
    if (delay && *delay && !is_quick(delay))
        doctor_say(report, "--", _("unset ESCDELAY: 25 ms are enough"),
            _("ESCDELAY: %s ms before a lone Esc counts"), delay);
}

void doctor_terminal(struct cli *cli, struct str *report, int *problems)
{
    bool here = check_name(cli, report, problems);

    if (check_letters(report))
        check_widths(report, here);
    check_around(report);
    check_zone(cli, report, problems);
}
