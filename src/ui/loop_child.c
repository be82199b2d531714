/* Another program on our terminal, an editor: what is pressed meanwhile is meant for it. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "files/child.h"
#include "loop_internal.h"

enum { END_WITHIN_MS = 1000, END_STEP_MS = 50 };

static void on_child(int number)
{
    (void)number;
}

struct signals_before {
    struct sigaction child, quit;
    sigset_t mask;
};

/* Its end wakes the wait, and no end comes unseen between look and wait: it is let in only there.
 */
static void take_signals(struct signals_before *before)
{
    struct sigaction action;
    sigset_t child;

    memset(&action, 0, sizeof(action));
    sigemptyset(&action.sa_mask);
    action.sa_handler = on_child;
    sigaction(SIGCHLD, &action, &before->child);
    action.sa_handler = SIG_IGN; /* ^\ too is meant for the editor */
    sigaction(SIGQUIT, &action, &before->quit);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before->mask);
}

static void give_signals_back(const struct signals_before *before)
{
    sigprocmask(SIG_SETMASK, &before->mask, NULL);
    sigaction(SIGCHLD, &before->child, NULL);
    sigaction(SIGQUIT, &before->quit, NULL);
}

static bool start(char *const argv[], pid_t *ret_child, struct error *err)
{
    struct child_ends ends = {-1, -1, -1, false, NULL};
    int fault = child_start(argv, &ends, ret_child);

    if (fault == ENOENT)
        return error_set(err, ERROR_NOT_FOUND,
            "there is no editor '%s': set $VISUAL or $EDITOR to one", argv[0]);
    if (fault)
        return error_set(
            err, ERROR_IO, "the editor '%s' cannot be started: %s", argv[0], strerror(fault));
    return true;
}

/* We are to end: so is the editor, which may save first. */
static void end_child(pid_t child, int number, int *status)
{
    kill(child, number);
    kill(child, SIGCONT);
    for (int waited = 0; waited < END_WITHIN_MS; waited += END_STEP_MS) {
        if (waitpid(child, status, WNOHANG) != 0)
            return;
        (void)loop_signals_poll(NULL, 0, END_STEP_MS);
    }
}

/* Stopped together, as the shell expects of what it started; continued together. */
static void stop_too(pid_t child)
{
    loop_signals_stop();
    kill(child, SIGCONT);
}

/* Returns the signal that ends us meanwhile, or 0. */
static int wait_for(pid_t child, int *status)
{
    for (;;) {
        pid_t which = waitpid(child, status, WNOHANG | WUNTRACED);

        if (which < 0 && errno != EINTR)
            return 0;
        if (which == child && WIFSTOPPED(*status))
            stop_too(child);
        else if (which == child)
            return 0;
        (void)loop_signals_poll(NULL, 0, -1);
        (void)loop_signals_got(SIGINT); /* ^C was for the editor */
        (void)loop_signals_got(SIGTSTP);
        int number = loop_signals_ending();
        if (number) {
            end_child(child, number, status);
            return number;
        }
    }
}

bool loop_child_run(
    int terminal, char *const argv[], int *ret_status, int *ret_signal, struct error *err)
{
    struct signals_before before;
    struct termios modes;
    bool has_modes = tcgetattr(terminal, &modes) == 0;
    pid_t child;
    int status = 0;
    bool ok;

    take_signals(&before);
    ok = start(argv, &child, err);
    if (ok) {
        *ret_signal = wait_for(child, &status);
        *ret_status = WIFEXITED(status)     ? WEXITSTATUS(status)
                      : WIFSIGNALED(status) ? 128 + WTERMSIG(status)
                                            : 128;
    }
    give_signals_back(&before);
    if (has_modes) /* an editor that was killed leaves its own */
        (void)tcsetattr(terminal, TCSANOW, &modes);
    return ok;
}
