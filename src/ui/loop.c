#include "ui/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include <stdlib.h>
#include "base/bug.h"
#include "base/date.h"
#include "base/mem.h"
#include "loop_internal.h"

#define WATCH_MOST 8
#define TIMER_MOST 16
#define DAY_SECONDS 86400
#define KEPT_MOST 64

struct watch {
    int fd;
    void (*ready)(void *context, int fd);
    void *context;
};

struct timer {
    int64_t at_ms;
    void (*due)(void *context);
    void *context;
};

struct loop {
    struct loop_hooks hooks;
    struct watch watches[WATCH_MOST];
    int watch_count;
    struct timer timers[TIMER_MOST];
    int timer_count;
    int midnight_fd;
    bool has_work, is_ending;
    bool is_seen;               /* what was called last may have changed the screen */
    bool is_awaited;            /* since the loop ran last: a long work is to end */
    struct key kept[KEPT_MOST]; /* that came while one was at it */
    int kept_count;
    int status;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* -- midnight */

/* Asked anew each time, so that daylight saving is in it. */
static void arm_midnight(int fd)
{
    struct itimerspec when = {.it_value.tv_sec = (time_t)clock_next_midnight()};
    timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL);
}

/* ECANCELED tells that the clock was set: then too the day may be another. */
static void midnight_ready(void *context, int fd)
{
    struct loop *loop = context;
    uint64_t times;
    if (read(fd, &times, sizeof(times)) < 0 && errno == EAGAIN)
        return;
    arm_midnight(fd);
    if (loop->hooks.new_day)
        loop->hooks.new_day(loop->hooks.context);
}

/* -- making */

bool loop_new(const struct loop_hooks *hooks, struct loop **ret_loop, struct error *err)
{
    int fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (fd < 0)
        return error_set(err, ERROR_IO, "no timer for midnight: %s", strerror(errno));
    struct loop *loop = mem_alloc(sizeof(*loop));
    loop->hooks = *hooks;
    loop->midnight_fd = fd;
    loop->has_work = hooks->idle != NULL;
    arm_midnight(fd);
    BUG_ON(!loop_watch(loop, fd, midnight_ready, loop));
    loop_signals_take();
    *ret_loop = loop;
    return true;
}

void loop_free(struct loop *loop)
{
    if (loop == NULL)
        return;
    loop_signals_give_back();
    close(loop->midnight_fd);
    free(loop);
}

bool loop_watch(struct loop *loop, int fd, void (*ready)(void *context, int fd), void *context)
{
    if (loop->watch_count == WATCH_MOST)
        return false;
    loop->watches[loop->watch_count++] = (struct watch){fd, ready, context};
    return true;
}

void loop_forget(struct loop *loop, int fd)
{
    for (int i = 0; i < loop->watch_count; i++)
        if (loop->watches[i].fd == fd)
            loop->watches[i--] = loop->watches[--loop->watch_count];
}

void loop_cancel(struct loop *loop, void (*due)(void *context), void *context)
{
    for (int i = 0; i < loop->timer_count; i++)
        if (loop->timers[i].due == due && loop->timers[i].context == context)
            loop->timers[i--] = loop->timers[--loop->timer_count];
}

void loop_cancel_all(struct loop *loop, const void *context)
{
    for (int i = 0; i < loop->timer_count; i++)
        if (loop->timers[i].context == context)
            loop->timers[i--] = loop->timers[--loop->timer_count];
}

void loop_after(struct loop *loop, int ms, void (*due)(void *context), void *context)
{
    loop_cancel(loop, due, context);
    BUG_ON(loop->timer_count == TIMER_MOST);
    loop->timers[loop->timer_count++] = (struct timer){now_ms() + ms, due, context};
}

void loop_wake_idle(struct loop *loop)
{
    loop->has_work = loop->hooks.idle != NULL;
}

void loop_end(struct loop *loop, int status)
{
    loop->is_ending = true;
    loop->status = status;
}

bool loop_is_ending(const struct loop *loop)
{
    return loop->is_ending;
}

/* -- running */

/* In a timer's own call others may be set or cancelled, so the search begins anew after each. */
static bool run_timers(struct loop *loop)
{
    bool any = false;
    int64_t now = loop->timer_count > 0 ? now_ms() : 0;
    for (int i = 0; i < loop->timer_count; i++) {
        struct timer timer = loop->timers[i];
        if (timer.at_ms > now)
            continue;
        loop->timers[i] = loop->timers[--loop->timer_count];
        loop->is_seen = true;
        timer.due(timer.context);
        any |= loop->is_seen;
        i = -1;
    }
    return any;
}

void loop_unseen(struct loop *loop)
{
    loop->is_seen = false;
}

/* -1: for ever. */
static int64_t wait_ms(const struct loop *loop)
{
    if (loop->has_work || loop->kept_count > 0 || loop->is_awaited)
        return 0;
    int64_t least = -1, now = loop->timer_count > 0 ? now_ms() : 0;
    for (int i = 0; i < loop->timer_count; i++) {
        int64_t left = loop->timers[i].at_ms > now ? loop->timers[i].at_ms - now : 0;
        if (least < 0 || left < least)
            least = left;
    }
    return least;
}

static bool is_alive(const struct loop *loop)
{
    return !loop->hooks.is_alive || loop->hooks.is_alive(loop->hooks.context);
}

static void drop_kept(struct loop *loop, int at)
{
    loop->kept_count--;
    memmove(loop->kept + at, loop->kept + at + 1,
        (size_t)(loop->kept_count - at) * sizeof(loop->kept[0]));
}

static bool next_key(struct loop *loop, struct key *ret_key)
{
    if (loop->kept_count == 0)
        return loop->hooks.read_key(loop->hooks.context, ret_key);
    *ret_key = loop->kept[0];
    drop_kept(loop, 0);
    return true;
}

/* A paste lends its text until the next key is read: it is the last that is kept. */
static bool may_keep(const struct loop *loop)
{
    return loop->kept_count < KEPT_MOST &&
           (loop->kept_count == 0 || loop->kept[loop->kept_count - 1].code != KEYCAP_PASTE);
}

static bool is_ended_by(
    struct loop *loop, int at, enum loop_key (*judge)(void *, const struct key *), void *context)
{
    enum loop_key what = judge(context, &loop->kept[at]);
    if (what == LOOP_KEY_GIVES_UP) {
        drop_kept(loop, at);
        loop->is_awaited = true;
    }
    return what != LOOP_KEY_WAITS;
}

/* Keys that were kept by a work before this one are as good as those that come now. */
static bool is_ended_by_keys(
    struct loop *loop, bool more, enum loop_key (*judge)(void *, const struct key *), void *context)
{
    for (int i = 0; i < loop->kept_count; i++)
        if (is_ended_by(loop, i, judge, context))
            return true;
    if (more && loop->hooks.bytes_wait)
        loop->hooks.bytes_wait(loop->hooks.context);
    while (more && may_keep(loop) &&
           loop->hooks.read_key(loop->hooks.context, &loop->kept[loop->kept_count]))
        if (is_ended_by(loop, loop->kept_count++, judge, context))
            return true;
    return false;
}

bool loop_is_awaited(
    struct loop *loop, enum loop_key (*judge)(void *context, const struct key *key), void *context)
{
    struct pollfd polled = {.fd = loop->hooks.terminal_fd, .events = POLLIN};
    if (loop->is_awaited)
        return true;
    int ready = loop_signals_poll(&polled, 1, 0);
    loop->is_awaited = ready < 0 || (polled.revents & (POLLERR | POLLHUP | POLLNVAL));
    return loop->is_awaited || is_ended_by_keys(loop, polled.revents != 0, judge, context);
}

/* Until none is waiting: what one read brought must not lie until the next event. is_told: just now
 * the terminal had bytes and had not ended; should it end meanwhile, the next waiting says so. */
static bool run_keys(struct loop *loop, bool is_told)
{
    bool any = false;
    struct key key;
    while (!loop->is_ending && next_key(loop, &key)) {
        any = true;
        if (loop->hooks.key)
            loop->hooks.key(loop->hooks.context, &key);
    }
    if (!(is_told && any) && !is_alive(loop))
        loop_end(loop, 128 + SIGHUP);
    return any;
}

void loop_suspend(struct loop *loop)
{
    if (loop->hooks.leave)
        loop->hooks.leave(loop->hooks.context);
    loop_signals_stop();
    if (loop->hooks.enter)
        loop->hooks.enter(loop->hooks.context);
    if (loop->hooks.resized)
        loop->hooks.resized(loop->hooks.context);
}

/* A window that is closed ends the program in it first, and tells us a moment later. */
static int ending_after_program(struct loop *loop)
{
    (void)loop_signals_poll(NULL, 0, 0);
    (void)loop_signals_got(SIGINT); /* ^C was for the program */
    int number = loop_signals_ending();
    return number == 0 && !is_alive(loop) ? SIGHUP : number;
}

bool loop_run_program(struct loop *loop, char *const argv[], int *ret_status, struct error *err)
{
    int signal = 0;
    if (loop->hooks.leave)
        loop->hooks.leave(loop->hooks.context);
    bool ok = loop_child_run(loop->hooks.terminal_fd, argv, ret_status, &signal, err);
    if (ok && signal == 0)
        signal = ending_after_program(loop);
    if (loop->hooks.enter)
        loop->hooks.enter(loop->hooks.context);
    if (loop->hooks.resized)
        loop->hooks.resized(loop->hooks.context);
    if (ok && signal != 0)
        loop_end(loop, 128 + signal);
    return ok;
}

static bool run_signals(struct loop *loop)
{
    bool any = false;
    int number = loop_signals_ending();
    if (number != 0) {
        loop_end(loop, 128 + number);
        return true;
    }
    if (loop_signals_got(SIGTSTP)) {
        loop_suspend(loop);
        any = true;
    }
    /* After a stop that could not be caught the terminal is as the shell left it. */
    if (loop_signals_got(SIGCONT)) {
        if (loop->hooks.leave)
            loop->hooks.leave(loop->hooks.context);
        if (loop->hooks.enter)
            loop->hooks.enter(loop->hooks.context);
        any = true;
    }
    if (loop_signals_got(SIGWINCH) || any) {
        if (loop->hooks.resized)
            loop->hooks.resized(loop->hooks.context);
        any = true;
    }
    return any;
}

/* Watches may come and go in a call, so each is looked up again by its descriptor. */
static bool run_watches(struct loop *loop, const struct pollfd *polled, int count)
{
    bool any = false;
    for (int p = 1; p < count; p++) {
        for (int i = 0; polled[p].revents != 0 && i < loop->watch_count; i++) {
            if (loop->watches[i].fd != polled[p].fd)
                continue;
            loop->is_seen = true;
            loop->watches[i].ready(loop->watches[i].context, polled[p].fd);
            any |= loop->is_seen;
            break;
        }
    }
    return any;
}

static bool wait_once(struct loop *loop)
{
    struct pollfd polled[1 + WATCH_MOST];
    int count = 1;
    polled[0] = (struct pollfd){.fd = loop->hooks.terminal_fd, .events = POLLIN};
    for (int i = 0; i < loop->watch_count; i++)
        polled[count++] = (struct pollfd){.fd = loop->watches[i].fd, .events = POLLIN};
    int ready = loop_signals_poll(polled, count, wait_ms(loop));
    if (ready < 0)
        for (int i = 0; i < count; i++)
            polled[i].revents = 0;
    loop->is_awaited = false;
    bool any = run_signals(loop);
    if (polled[0].revents != 0 && !any && loop->hooks.bytes_wait)
        loop->hooks.bytes_wait(loop->hooks.context);
    /* Also after a signal: a key may have come with it. */
    if (polled[0].revents != 0 || ready < 0 || loop->kept_count > 0)
        any |= run_keys(loop, ready > 0 && polled[0].revents == POLLIN);
    any |= run_watches(loop, polled, count);
    any |= run_timers(loop);
    return any;
}

int loop_run(struct loop *loop)
{
    if (loop->hooks.draw)
        loop->hooks.draw(loop->hooks.context);
    run_keys(loop, false);
    while (!loop->is_ending) {
        bool any = wait_once(loop);
        if (!any && loop->has_work && !loop->is_ending) {
            loop->has_work = loop->hooks.idle(loop->hooks.context);
            any = true;
        }
        if (any && !loop->is_ending && loop->hooks.draw)
            loop->hooks.draw(loop->hooks.context);
    }
    return loop->status;
}
