/* INT, TERM and HUP while a command runs: the first one is kept and looked at between rows, so that
 * a transaction or a throw-away folder is left in order; a second one ends the program. */
#include "cli_internal.h"

#include <signal.h>

static volatile sig_atomic_t caught;

static void keep(int signal)
{
    caught = signal;
}

void cli_catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = keep, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        struct sigaction before;

        /* What was ignored from the start (nohup) stays so. */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

int cli_caught_signal(void)
{
    return (int)caught;
}
