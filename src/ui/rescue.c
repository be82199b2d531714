/* The terminal given back after a fault: modes and screen as they were, by what a signal handler
 * may call. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "base/attributes.h"
#include "base/bug.h"
#include "screen_internal.h"

static struct {
    struct termios modes;
    int fd;
    bool has_modes;
    char bytes[256];
    size_t len;
    volatile sig_atomic_t is_armed;
} rescue;

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
static struct sigaction before[COUNT_OF(fatal)];

void rescue_now(void)
{
    if (!rescue.is_armed)
        return;
    rescue.is_armed = 0;
    size_t sent = 0;
    while (sent < rescue.len) {
        ssize_t count = write(rescue.fd, rescue.bytes + sent, rescue.len - sent);
        if (count < 0 && errno != EINTR)
            break;
        sent += count > 0 ? (size_t)count : 0;
    }
    tcsetattr(rescue.fd, TCSANOW, &rescue.modes);
}

/* Who caught the signal before us (a sanitizer does) gets it next; else it ends the program as if
 * we had not been there. */
static void on_fatal(int number)
{
    rescue_now();
    for (size_t i = 0; i < COUNT_OF(fatal); i++)
        if (fatal[i] == number)
            sigaction(number, &before[i], NULL);
    raise(number);
}

static void catch_fatal_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_handler = on_fatal;
    action.sa_flags = (int)SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT_OF(fatal); i++) {
        struct sigaction now;
        if (sigaction(fatal[i], NULL, &now) != 0 || now.sa_handler == SIG_IGN ||
            now.sa_handler == on_fatal)
            continue;
        before[i] = now;
        sigaction(fatal[i], &action, NULL);
    }
}

void rescue_remember(int fd)
{
    rescue.fd = fd;
    rescue.has_modes = tcgetattr(fd, &rescue.modes) == 0;
}

void rescue_arm(const char *bytes, size_t len)
{
    if (!rescue.has_modes)
        return;
    rescue.len = len < sizeof(rescue.bytes) ? len : sizeof(rescue.bytes);
    memcpy(rescue.bytes, bytes, rescue.len);
    rescue.is_armed = 1;
    catch_fatal_signals();
    bug_set_cleanup(rescue_now);
}

void rescue_disarm(void)
{
    rescue.is_armed = 0;
}
