#include "support/xterm.h"

#include "base/str.h"

static void add_place(struct str *out, int y, int x)
{
    str_addf(out, "\033[%d;%dH", y + 1, x + 1);
}

static void add_colour(struct str *out, int colour, int plain, int bright)
{
    if (colour < 8)
        str_addf(out, "\033[%dm", plain + colour);
    else if (colour < 16)
        str_addf(out, "\033[%dm", bright + colour - 8);
    else
        str_addf(out, "\033[%d;5;%dm", plain + 8, colour);
}

static void add_right(struct str *out, int columns)
{
    str_addf(out, "\033[%dC", columns);
}

static void add_foreground(struct str *out, int colour)
{
    add_colour(out, colour, 30, 90);
}

static void add_background(struct str *out, int colour)
{
    add_colour(out, colour, 40, 100);
}

const struct paint_terminal xterm = {
    .plain = "\033[m",
    .bold = "\033[1m",
    .underline = "\033[4m",
    .reverse = "\033[7m",
    .unbold = "\033[22m",
    .ununderline = "\033[24m",
    .unreverse = "\033[27m",
    .own_colours = "\033[39;49m",
    .clear = "\033[H\033[2J",
    .clear_line = "\033[K",
    .show_cursor = "\033[?12l\033[?25h",
    .hide_cursor = "\033[?25l",
    .row_start = "\r",
    .up = "\033[A",
    .down = "\n",
    .erases_in_colour = true,
    .joins_pens = true,
    .add_place = add_place,
    .add_right = add_right,
    .add_foreground = add_foreground,
    .add_background = add_background,
};
