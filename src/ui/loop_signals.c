/* Signals, let in only while waiting. */
#define _GNU_SOURCE /* ppoll */
#include "loop_internal.h"

#include <signal.h>
#include <string.h>
#include <time.h>
#include "base/attributes.h"

static const int waited_for[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGTSTP};
static const int ignored[] = {SIGPIPE, SIGXFSZ};

static struct {
    volatile sig_atomic_t got[COUNT_OF(waited_for)];
    sigset_t mask_before;
    struct sigaction before[COUNT_OF(waited_for)];
    struct sigaction ignored_before[COUNT_OF(ignored)];
} signals;

static void on_signal(int number)
{
    for (size_t i = 0; i < COUNT_OF(waited_for); i++)
        if (waited_for[i] == number)
            signals.got[i] = 1;
}

static void set_action(int number, void (*handler)(int), struct sigaction *ret_before)
{
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_handler = handler;
    sigfillset(&action.sa_mask);
    sigaction(number, &action, ret_before);
}

void loop_signals_take(void)
{
    sigset_t blocked;
    sigemptyset(&blocked);
    memset(&signals, 0, sizeof(signals));
    for (size_t i = 0; i < COUNT_OF(waited_for); i++)
        sigaddset(&blocked, waited_for[i]);
    sigprocmask(SIG_BLOCK, &blocked, &signals.mask_before);
    for (size_t i = 0; i < COUNT_OF(waited_for); i++)
        set_action(waited_for[i], on_signal, &signals.before[i]);
    for (size_t i = 0; i < COUNT_OF(ignored); i++)
        set_action(ignored[i], SIG_IGN, &signals.ignored_before[i]);
}

void loop_signals_give_back(void)
{
    for (size_t i = 0; i < COUNT_OF(waited_for); i++)
        sigaction(waited_for[i], &signals.before[i], NULL);
    for (size_t i = 0; i < COUNT_OF(ignored); i++)
        sigaction(ignored[i], &signals.ignored_before[i], NULL);
    sigprocmask(SIG_SETMASK, &signals.mask_before, NULL);
}

int loop_signals_poll(struct pollfd *polled, int count, int64_t wait_ms)
{
    struct timespec wait = {(time_t)(wait_ms / 1000), (long)(wait_ms % 1000) * 1000000};
    sigset_t open = signals.mask_before;
    for (size_t i = 0; i < COUNT_OF(waited_for); i++)
        sigdelset(&open, waited_for[i]);
    return ppoll(polled, (nfds_t)count, wait_ms < 0 ? NULL : &wait, &open);
}

bool loop_signals_got(int number)
{
    for (size_t i = 0; i < COUNT_OF(waited_for); i++) {
        if (waited_for[i] == number && signals.got[i]) {
            signals.got[i] = 0;
            return true;
        }
    }
    return false;
}

int loop_signals_ending(void)
{
    static const int ending[] = {SIGHUP, SIGTERM, SIGINT};
    for (size_t i = 0; i < COUNT_OF(ending); i++)
        if (loop_signals_got(ending[i]))
            return ending[i];
    return 0;
}

/* With the default action and unblocked for the moment, so that the shell sees an ordinary stop.
 * What continues us is let in too: left for the next wait it would be taken for a stop of its own.
 */
void loop_signals_stop(void)
{
    struct sigaction ours;
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaddset(&stop, SIGCONT);
    set_action(SIGTSTP, SIG_DFL, &ours);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    (void)loop_signals_got(SIGCONT); /* we know */
}
