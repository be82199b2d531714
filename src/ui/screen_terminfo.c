/* The entry of a terminal in terminfo: found, and left. Apart from screen.c, since <term.h> gives
 * names like `columns` to macros. */
#include <term.h>
#include <unistd.h>
#include "screen_internal.h"

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
}
