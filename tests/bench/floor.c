/* The floor of every figure: about the least that a list on ncurses can do. j and k move, Control-f
 * and Control-b page, Control-l paints all anew, q quits. */
#include <locale.h>
#include <ncurses.h>
#include <stdbool.h>

enum { CONTROL_B = 2, CONTROL_F = 6, CONTROL_L = 12 };

static void draw_row(int line, int top, int cursor)
{
    int number = top + line;
    attr_set(number == cursor ? A_REVERSE : A_NORMAL, 0, NULL);
    mvprintw(line, 0,
        " %3d  Customer %05d Holding    tier %d   ARR %7d   decides in %3d days   owner %02d  "
        "end%03d",
        number * 31 % 100, number * 7817 % 99991, number % 3, number * 4177 % 900000,
        number * 37 % 400, number % 17, number);
    clrtoeol();
}

static void draw_all(int top, int cursor)
{
    for (int line = 0; line < LINES; line++)
        draw_row(line, top, cursor);
}

/* A page further or back; false: the key is another's. */
static bool page(int key, int *top, int *cursor)
{
    int rows = key == CONTROL_F ? LINES : key == CONTROL_B ? -LINES : 0;
    if (key == CONTROL_L)
        clearok(stdscr, TRUE);
    else if (rows == 0)
        return false;
    *top = *top + rows < 0 ? 0 : *top + rows;
    *cursor = *cursor + rows < 0 ? 0 : *cursor + rows;
    draw_all(*top, *cursor);
    return true;
}

int main(void)
{
    int top = 0;
    int cursor = 0;
    setlocale(LC_CTYPE, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    draw_all(top, cursor);
    for (int key; (key = getch()) != 'q';) {
        if (page(key, &top, &cursor))
            continue;
        int before = cursor;
        cursor += key == 'j' ? 1 : key == 'k' && cursor > 0 ? -1 : 0;
        if (cursor < top || cursor >= top + LINES) {
            top += cursor - before;
            draw_all(top, cursor);
            continue;
        }
        draw_row(before - top, top, cursor);
        draw_row(cursor - top, top, cursor);
    }
    endwin();
    return 0;
}
