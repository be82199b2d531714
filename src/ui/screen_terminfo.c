/* The entry of a terminal in terminfo: found, asked, and left. Apart from screen.c, since <term.h>
 * gives names like `columns` to macros. */
#include "screen_internal.h"
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/text.h"
#include <term.h>

#define COLOURS 256
#define DIRECT_INDEXED 8 /* of a terminal of more: the colours that are told by their number */
#define UNDERLINES 2     /* in ncv */

/* Bytes of capabilities, kept so that none is worked out twice. */
static struct {
    struct arena arena;
    const char *foregrounds[COLOURS], *backgrounds[COLOURS];
    const char *place, *right;
    int indexed;      /* colours; those beyond are told as red, green and blue */
    bool is_standard; /* places and steps to the right are those of ECMA-48 */
} entry;

int screen_colours_of(const char *term);

int screen_colours_of(const char *term)
{
    int status = 0, colours;

    if (setupterm(term, STDOUT_FILENO, &status) != 0)
        return -1;
    colours = tigetnum("colors");
    del_curterm(cur_term);
    return colours < 0 ? 0 : colours;
}

bool terminfo_open(void)
{
    int status = 0;

    return setupterm(NULL, STDOUT_FILENO, &status) == 0;
}

void terminfo_close(void)
{
    del_curterm(cur_term);
    arena_fini(&entry.arena);
    memset(&entry, 0, sizeof(entry));
}

/* -- what it says */

int terminfo_number(const char *name, int otherwise)
{
    int number = tigetnum(name);

    return number > 0 ? number : otherwise;
}

const char *terminfo_text(const char *name)
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
    kept = arena_copy_text(&entry.arena, str_text(&out));
    str_fini(&out);
    return kept;
}

const char *terminfo_bytes(const char *name)
{
    return without_padding(terminfo_text(name));
}

void terminfo_add_margins(struct str *out, int rows)
{
    const char *margins = terminfo_bytes("csr");

    if (*margins)
        str_add(out, tiparm(margins, 0, rows - 1));
}

/* -- what a frame is written with */

/* Back from everything. The way back from the alternate characters, which are never used, is left
 * out: it would stand in every row. */
static const char *plain_bytes(void)
{
    const char *bytes = terminfo_bytes("sgr0"), *back = terminfo_bytes("rmacs");
    size_t len = strlen(bytes), back_len = strlen(back);

    if (!back_len || len <= back_len)
        return bytes;
    if (memcmp(bytes, back, back_len) == 0)
        return bytes + back_len;
    if (memcmp(bytes + len - back_len, back, back_len) == 0)
        return arena_copy_bytes(&entry.arena, bytes, len - back_len);
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
    if (!entry.is_standard) {
        str_add(out, tiparm(entry.place, y, x));
        return;
    }
    str_add(out, "\033[");
    add_number(out, y + 1);
    str_add_char(out, ';');
    add_number(out, x + 1);
    str_add_char(out, 'H');
}

static void add_right(struct str *out, int count)
{
    if (!entry.is_standard) {
        str_add(out, tiparm(entry.right, count));
        return;
    }
    str_add(out, "\033[");
    add_number(out, count);
    str_add_char(out, 'C');
}

/* Where colours are told as red, green and blue: those of xterm. */
static int direct_of(int colour)
{
    static const int bright[] = {
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
    static const int steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    int at = colour - 16;

    if (colour < 16)
        return bright[colour - 8];
    if (colour >= 232)
        return (8 + 10 * (colour - 232)) * 0x010101;
    return steps[at / 36] << 16 | steps[at / 6 % 6] << 8 | steps[at % 6];
}

static void add_colour(struct str *out, const char **kept, const char *name, int colour)
{
    const char *bytes = terminfo_text(name);

    if (colour >= COLOURS || !bytes)
        return;
    if (!kept[colour])
        kept[colour] =
            without_padding(tiparm(bytes, colour < entry.indexed ? colour : direct_of(colour)));
    str_add(out, kept[colour]);
}

static void add_foreground(struct str *out, int colour)
{
    add_colour(out, entry.foregrounds, "setaf", colour);
}

static void add_background(struct str *out, int colour)
{
    add_colour(out, entry.backgrounds, "setab", colour);
}

/* Its pen is that of ECMA-48: then numbers may be joined, and 22 ends bold, for which terminfo has
 * no name. */
static bool has_standard_pen(void)
{
    return text_equal(terminfo_bytes("bold"), "\033[1m") &&
           text_equal(terminfo_bytes("rmul"), "\033[24m") &&
           text_equal(terminfo_bytes("op"), "\033[39;49m");
}

void terminfo_learn(struct paint_terminal *ret_terminal)
{
    bool has_standard = has_standard_pen();

    entry.place = terminfo_bytes("cup");
    entry.right = terminfo_bytes("cuf");
    entry.is_standard =
        text_equal(entry.place, "\033[%i%p1%d;%p2%dH") && text_equal(entry.right, "\033[%p1%dC");
    entry.indexed = tigetnum("colors") > COLOURS ? terminfo_number("CO", DIRECT_INDEXED) : COLOURS;
    *ret_terminal = (struct paint_terminal){
        .plain = plain_bytes(),
        .bold = terminfo_bytes("bold"),
        .underline = terminfo_bytes("smul"),
        .reverse = terminfo_bytes("rev"),
        .unbold = has_standard ? "\033[22m" : "",
        .ununderline = has_standard ? terminfo_bytes("rmul") : "",
        .joins_pens = has_standard,
        .unreverse =
            text_equal(terminfo_bytes("smso"), terminfo_bytes("rev")) ? terminfo_bytes("rmso") : "",
        .own_colours = terminfo_bytes("op"),
        .clear = terminfo_bytes("clear"),
        .clear_line = terminfo_bytes("el"),
        .show_cursor = terminfo_bytes("cnorm"),
        .hide_cursor = terminfo_bytes("civis"),
        .row_start = terminfo_bytes("cr"),
        .up = terminfo_bytes("cuu1"),
        .down = terminfo_bytes("cud1"),
        .erases_in_colour = tigetflag("bce") > 0,
        .wraps_at_once = tigetflag("am") > 0 && tigetflag("xenl") <= 0,
        .no_coloured_lines = tigetnum("ncv") > 0 && tigetnum("ncv") & UNDERLINES,
        .add_place = *entry.place ? add_place : NULL,
        .add_right = *entry.right ? add_right : NULL,
        .add_foreground = add_foreground,
        .add_background = add_background,
    };
}

/* How many colours it has; 0 where it cannot go back to its own. */
int terminfo_colours(void)
{
    int colours = tigetnum("colors");

    return colours > 0 && terminfo_text("setaf") && terminfo_text("setab") && terminfo_text("op")
               ? colours
               : 0;
}
