/* The floor of every figure: about the least that a list on ncurses can do. j and k move, q quits.
 */
#include <locale.h>
#include <ncurses.h>

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
