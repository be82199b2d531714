/* Programs of the user's, by their words and without a shell. */
#define _GNU_SOURCE /* environ, pipe2, posix_spawn_file_actions_addchdir_np, POSIX_SPAWN_SETSID */
#include "files/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/str.h"
#include "base/text.h"
#include "files/file_stream.h"

enum { LOOK_MS = 100, END_WITHIN_MS = 500, WORDS_BYTES = 4096 };

/* --- starting --- */

static void set_signals(posix_spawnattr_t *how, bool own_session)
{
    static const int ours[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXFSZ, SIGTSTP, SIGCONT,
        SIGWINCH, SIGCHLD, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS};
    sigset_t set;

    sigemptyset(&set);
    posix_spawnattr_setsigmask(how, &set);
    for (size_t i = 0; i < COUNT_OF(ours); i++)
        sigaddset(&set, ours[i]);
    posix_spawnattr_setsigdefault(how, &set);
    posix_spawnattr_setflags(how, (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                          (own_session ? POSIX_SPAWN_SETSID : 0)));
}

static void set_ends(posix_spawn_file_actions_t *actions, const struct child_ends *ends)
{
    const int given[] = {ends->in, ends->out, ends->error};

    for (int i = 0; i < (int)COUNT_OF(given); i++)
        if (given[i] >= 0)
            posix_spawn_file_actions_adddup2(actions, given[i], i);
    if (ends->folder)
        posix_spawn_file_actions_addchdir_np(actions, ends->folder);
}

int child_start(char *const argv[], const struct child_ends *ends, pid_t *ret_child)
{
    posix_spawnattr_t how;
    posix_spawn_file_actions_t actions;
    int fault;

    BUG_ON(posix_spawnattr_init(&how) != 0 || posix_spawn_file_actions_init(&actions) != 0);
    set_signals(&how, ends->own_session);
    set_ends(&actions, ends);
    fault = posix_spawnp(ret_child, argv[0], &actions, &how, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&how);
    return fault;
}

/* --- reading --- */

struct reading {
    const struct child_order *order;
    struct child_result *result;
    pid_t child;
    int ends; /* tells that it ended, where the system can; else -1 */
    int out, error;
    int64_t until_ms; /* -1: no limit */
    bool has_ended, ended_by_us, is_full;
    bool is_lost; /* somebody else was told how it ended */
    pid_t guard;  /* 0: there is none */
    int lifeline; /* of the guard: it closes when we die, however we do */
    int full_errno;
    int status;
    char words[WORDS_BYTES]; /* the end of its standard error */
    size_t words_len;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void look_for_end(struct reading *reading)
{
    pid_t which = reading->has_ended ? 0 : waitpid(reading->child, &reading->status, WNOHANG);

    reading->is_lost |= which < 0 && errno != EINTR;
    reading->has_ended |= which == reading->child || reading->is_lost;
}

/* It may put things in order first; what is left of its group then is not asked. */
static void end_it(struct reading *reading, enum child_end why)
{
    int64_t until = now_ms() + END_WITHIN_MS;

    reading->ended_by_us = true;
    reading->result->end = why;
    kill(-reading->child, SIGTERM);
    kill(-reading->child, SIGCONT);
    for (look_for_end(reading); !reading->has_ended && now_ms() < until; look_for_end(reading)) {
        struct pollfd polled = {.fd = reading->ends, .events = POLLIN};

        (void)poll(&polled, 1, reading->ends >= 0 ? END_WITHIN_MS : LOOK_MS / 10);
    }
    kill(-reading->child, SIGKILL);
    while (!reading->has_ended) {
        pid_t which = waitpid(reading->child, &reading->status, 0);

        reading->has_ended = which == reading->child || errno != EINTR;
    }
}

/* What is there now, without waiting; at its end the pipe is closed. */
static void take_out(struct reading *reading)
{
    char block[65536];
    ssize_t got = read(reading->out, block, sizeof(block));

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        close_end(&reading->out);
        return;
    }
    reading->result->bytes += got;
    if (reading->result->bytes > reading->order->out_most) {
        end_it(reading, CHILD_LARGE);
    } else if (!file_put_all(reading->order->out, block, (size_t)got)) {
        reading->full_errno = errno;
        reading->is_full = true;
        end_it(reading, CHILD_STOPPED);
    }
}

static void take_error(struct reading *reading)
{
    char block[WORDS_BYTES];
    ssize_t got = read(reading->error, block, sizeof(block));
    size_t keep;

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        close_end(&reading->error);
        return;
    }
    keep = WORDS_BYTES - (size_t)got;
    if (reading->words_len > keep) {
        memmove(reading->words, reading->words + reading->words_len - keep, keep);
        reading->words_len = keep;
    }
    memcpy(reading->words + reading->words_len, block, (size_t)got);
    reading->words_len += (size_t)got;
}

static int wait_ms(const struct reading *reading)
{
    int64_t left = reading->until_ms < 0 ? LOOK_MS : reading->until_ms - now_ms();

    return left < 0 ? 0 : left < LOOK_MS ? (int)left : LOOK_MS;
}

/* One look at all that may have happened. */
static void wait_once(struct reading *reading)
{
    struct pollfd polled[] = {{.fd = reading->out, .events = POLLIN},
        {.fd = reading->error, .events = POLLIN}, {.fd = reading->ends, .events = POLLIN}};

    if (poll(polled, COUNT_OF(polled), wait_ms(reading)) > 0) {
        if (polled[0].revents)
            take_out(reading);
        if (polled[1].revents && !reading->ended_by_us)
            take_error(reading);
    }
    look_for_end(reading);
    if (reading->has_ended)
        return;
    if (reading->order->goes_on &&
        !reading->order->goes_on(reading->order->context, reading->result->bytes))
        end_it(reading, CHILD_STOPPED);
    else if (reading->until_ms >= 0 && now_ms() >= reading->until_ms)
        end_it(reading, CHILD_LATE);
}

/* It has ended: what it printed before lies in the pipes. One that it left behind may hold them
 * open for ever, and is not waited for. */
static void drain(struct reading *reading)
{
    for (;;) {
        struct pollfd polled[] = {
            {.fd = reading->out, .events = POLLIN}, {.fd = reading->error, .events = POLLIN}};

        if (reading->ended_by_us || poll(polled, COUNT_OF(polled), 0) <= 0)
            return;
        if (polled[0].revents)
            take_out(reading);
        if (polled[1].revents && !reading->ended_by_us)
            take_error(reading);
    }
}

static void keep_words(struct reading *reading)
{
    struct str clean = {0}, cut = {0};
    size_t end = reading->words_len, begin;

    while (end > 0 && strchr(" \t\r\n", reading->words[end - 1]))
        end--;
    for (begin = end; begin > 0 && !strchr("\r\n", reading->words[begin - 1]);)
        begin--;
    text_clean(&clean, reading->words + begin, end - begin);
    text_cut(&cut, str_text(&clean), (int)sizeof(reading->result->words) / 4 - 1, false);
    snprintf(reading->result->words, sizeof(reading->result->words), "%s", str_text(&cut));
    str_fini(&clean);
    str_fini(&cut);
}

static void finish(struct reading *reading)
{
    drain(reading);
    if (!reading->ended_by_us) {
        bool exited = !reading->is_lost && WIFEXITED(reading->status);

        reading->result->end = exited ? CHILD_EXITED : CHILD_KILLED;
        reading->result->status = exited             ? WEXITSTATUS(reading->status)
                                  : reading->is_lost ? 0
                                                     : WTERMSIG(reading->status);
    }
    keep_words(reading);
}

/* --- should we be killed --- */

/* A silent program would not notice: its guard does, and ends the whole group as end_it would. A
 * guard that cannot be started is done without. */
static void start_guard(struct reading *reading)
{
    static const char script[] =
        "read end; kill -s TERM -- -$1; kill -s CONT -- -$1; sleep 1; kill -s KILL -- -$1";
    char shell[] = "/bin/sh", option[] = "-c", words[sizeof(script)], name[] = "sh", group[24];
    char *const argv[] = {shell, option, words, name, group, NULL};
    int ends[2], nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (nowhere >= 0 && pipe2(ends, O_CLOEXEC) == 0) {
        memcpy(words, script, sizeof(script));
        snprintf(group, sizeof(group), "%ld", (long)reading->child);
        if (child_start(
                argv, &(struct child_ends){ends[0], nowhere, nowhere, true, "/"}, &reading->guard))
            reading->guard = 0;
        close_end(&ends[0]);
        reading->lifeline = ends[1];
    }
    close_end(&nowhere);
}

/* Before its lifeline closes: what a program left behind on purpose goes on. */
static void end_guard(struct reading *reading)
{
    if (reading->guard > 0) {
        kill(reading->guard, SIGKILL);
        while (waitpid(reading->guard, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    close_end(&reading->lifeline);
}

/* --- the whole --- */

static bool start_fault(const struct child_order *order, int fault, struct error *err)
{
    if (fault == ENOENT)
        return error_set(err, ERROR_NOT_FOUND, "there is no program '%s'", order->argv[0]);
    return error_set(
        err, ERROR_IO, "the program '%s' cannot be started: %s", order->argv[0], strerror(fault));
}

static bool start(struct reading *reading, struct error *err)
{
    int out[2] = {-1, -1}, error[2] = {-1, -1};
    int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int fault = in < 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(error, O_CLOEXEC) != 0 ? errno : 0;

    if (!fault) {
        struct child_ends ends = {in, out[1], error[1], true, reading->order->folder};

        fault = child_start(reading->order->argv, &ends, &reading->child);
    }
    close_end(&in);
    close_end(&out[1]);
    close_end(&error[1]);
    reading->out = out[0];
    reading->error = error[0];
    return !fault || start_fault(reading->order, fault, err);
}

bool child_run(const struct child_order *order, struct child_result *ret_result, struct error *err)
{
    struct child_result result = {0};
    struct reading reading = {.order = order, .result = &result, .ends = -1, .lifeline = -1};
    bool ok = start(&reading, err);

    if (ok) {
        start_guard(&reading);
        reading.ends = (int)syscall(SYS_pidfd_open, reading.child, 0);
        reading.until_ms = order->limit_ms ? now_ms() + order->limit_ms : -1;
        while (!reading.has_ended)
            wait_once(&reading);
        end_guard(&reading);
        finish(&reading);
        *ret_result = result;
    }
    close_end(&reading.ends);
    close_end(&reading.out);
    close_end(&reading.error);
    if (ok && reading.is_full)
        return error_set(err, reading.full_errno == ENOSPC ? ERROR_FULL : ERROR_IO,
            "what '%s' prints cannot be kept: %s", order->argv[0], strerror(reading.full_errno));
    return ok;
}
