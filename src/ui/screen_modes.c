/* The modes of the terminal: each key at once and as it is while the screen is ours, else as they
 * were. */
#include <errno.h>
#include <stdbool.h>
#include <termios.h>
#include "screen_internal.h"

static struct {
    struct termios before;
    bool are_taken;
} modes;

/* What was written before it goes out in the modes of before. */
static void set(int fd, const struct termios *wanted)
{
    while (tcsetattr(fd, TCSADRAIN, wanted) != 0 && errno == EINTR)
        ;
}

void modes_take(int fd)
{
    struct termios ours;

    modes.are_taken = tcgetattr(fd, &modes.before) == 0;
    if (!modes.are_taken)
        return;
    ours = modes.before;
    ours.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | INLCR | IGNCR | ICRNL | IXON);
    ours.c_oflag &= ~(tcflag_t)ONLCR;
    ours.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHO | ECHONL);
    ours.c_cc[VMIN] = 1;
    ours.c_cc[VTIME] = 0;
    set(fd, &ours);
}

void modes_give_back(int fd)
{
    if (modes.are_taken)
        set(fd, &modes.before);
    modes.are_taken = false;
}
