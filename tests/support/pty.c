#include "support/pty.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/mem.h"

enum { SETTLED_MS = 5, LOOK_MS = 50 };

struct pty {
    pid_t pid; /* 0 once reaped */
    int fd;    /* -1 once the other side is closed */
    int status;
    size_t read_bytes;
    struct vt *vt;
    struct str raw;
};

static void write_bytes(const char *bytes, size_t len, void *context)
{
    struct pty *pty = context;
    while (len > 0 && pty->fd >= 0) {
        ssize_t done = write(pty->fd, bytes, len);
        if (done < 0 && errno != EINTR)
            return;
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        }
    }
}

static void reap(struct pty *pty, int flags)
{
    int status;
    if (pty->pid == 0 || waitpid(pty->pid, &status, flags) != pty->pid)
        return;
    pty->pid = 0;
    pty->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct pty *pty_start(const struct pty_options *options)
{
    struct pty *pty = mem_alloc(sizeof(*pty));
    int rows = options->rows > 0 ? options->rows : 24;
    int columns = options->columns > 0 ? options->columns : 80;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    char *program = realpath(options->program ? options->program : home_program(), NULL);
    BUG_ON(!program);
    char **argv = argv_of(program, options->args);
    char **env = env_sealed(options->home, options->extra);
    pty->read_bytes = options->read_bytes > 0 ? (size_t)options->read_bytes : 65536;
    pty->vt = vt_new(rows, columns, write_bytes, pty);
    pty->pid = forkpty(&pty->fd, NULL, NULL, &size);
    BUG_ON(pty->pid < 0);
    if (pty->pid == 0) {
        signals_as_usual();
        execve(program, argv, env);
        _exit(127);
    }
    fcntl(pty->fd, F_SETFD, FD_CLOEXEC);
    env_free(env);
    free(argv);
    free(program);
    return pty;
}

void pty_free(struct pty *pty)
{
    if (!pty)
        return;
    if (pty->pid > 0)
        kill(pty->pid, SIGKILL);
    if (pty->fd >= 0)
        close(pty->fd);
    reap(pty, 0);
    vt_free(pty->vt);
    str_fini(&pty->raw);
    free(pty);
}

struct vt *pty_screen(struct pty *pty)
{
    return pty->vt;
}

const struct str *pty_raw(const struct pty *pty)
{
    return &pty->raw;
}

void pty_clear_raw(struct pty *pty)
{
    str_clear(&pty->raw);
}

int pty_process(const struct pty *pty)
{
    return pty->pid;
}

bool pty_type(struct pty *pty, const char *keys)
{
    write_bytes(keys, strlen(keys), pty);
    return pty->fd >= 0;
}

void pty_resize(struct pty *pty, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    vt_resize(pty->vt, rows, columns);
    ioctl(pty->fd, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int signal)
{
    if (pty->pid > 0)
        kill(pty->pid, signal);
}

void pty_hang_up(struct pty *pty)
{
    if (pty->fd >= 0)
        close(pty->fd);
    pty->fd = -1;
}

/* Waits for output until the deadline and takes one read of it. False: no more will come. */
static bool take_output(struct pty *pty, long long deadline)
{
    char buffer[65536];
    struct pollfd ready = {pty->fd, POLLIN, 0};
    long long left = deadline - now_ms();
    if (pty->fd < 0 || poll(&ready, 1, left > 0 ? (int)left : 0) < 0)
        return pty->fd >= 0 && errno == EINTR;
    if (!ready.revents)
        return true;
    ssize_t len =
        read(pty->fd, buffer, pty->read_bytes < sizeof(buffer) ? pty->read_bytes : sizeof(buffer));
    if (len <= 0) { /* EIO: the program closed the terminal */
        close(pty->fd);
        pty->fd = -1;
        return false;
    }
    str_add_bytes(&pty->raw, buffer, (size_t)len);
    vt_feed(pty->vt, buffer, (size_t)len);
    return true;
}

bool pty_wait_until(
    struct pty *pty, bool (*holds)(struct vt *vt, void *context), void *context, int within_ms)
{
    long long deadline = now_ms() + within_ms;
    bool more = true;
    while (!holds(pty->vt, context)) {
        if (!more || now_ms() >= deadline) {
            fprintf(stderr, "%s; the screen is\n%s", more ? "waited in vain" : "the program ended",
                vt_text(pty->vt));
            return false;
        }
        /* What is waited for may be a file. */
        more = take_output(pty, now_ms() + LOOK_MS < deadline ? now_ms() + LOOK_MS : deadline);
    }
    return true;
}

static bool text_is_there(struct vt *vt, void *context)
{
    return vt_find(vt, context, NULL, NULL);
}

static bool text_is_gone(struct vt *vt, void *context)
{
    return !vt_find(vt, context, NULL, NULL);
}

bool pty_wait_for(struct pty *pty, const char *text, int within_ms)
{
    char *wanted = mem_copy_text(text);
    bool good = pty_wait_until(pty, text_is_there, wanted, within_ms);
    if (!good)
        fprintf(stderr, "(waited for '%s')\n", text);
    free(wanted);
    return good;
}

/* What was typed and is not read yet. The other side is opened for this moment only: its last close
 * tells of the end. */
static int count_unread(const struct pty *pty)
{
    const char *name = ptsname(pty->fd);
    int fd = -1, unread = 0;

    if (name)
        fd = open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return 0;
    if (ioctl(fd, FIONREAD, &unread) != 0)
        unread = 0;
    close(fd);
    return unread;
}

/* Does the program in front wait? Yes, where nobody can tell. */
static bool is_asleep(const struct pty *pty)
{
    char name[64], line[512] = "";
    const char *state;
    FILE *file;

    snprintf(name, sizeof(name), "/proc/%ld/stat", (long)tcgetpgrp(pty->fd));
    file = fopen(name, "r");
    if (!file)
        return true;
    if (!fgets(line, sizeof(line), file))
        *line = '\0';
    fclose(file);
    state = strrchr(line, ')'); /* `) S` */
    return !state || !state[1] || strchr("SZX", state[2]);
}

/* Nothing that was typed is left to read, nothing that was drawn is left to come. */
static bool is_at_rest(const struct pty *pty)
{
    struct pollfd drawn = {pty->fd, POLLIN, 0};

    return is_asleep(pty) && count_unread(pty) == 0 && poll(&drawn, 1, SETTLED_MS) == 0 &&
           is_asleep(pty);
}

/* A screen that is drawn anew is bare for a moment: what is gone must stay so until the program
 * waits again. */
bool pty_wait_gone(struct pty *pty, const char *text, int within_ms)
{
    long long deadline = now_ms() + within_ms;
    char *wanted = mem_copy_text(text);
    bool good, more = true;

    do {
        good = pty_wait_until(pty, text_is_gone, wanted, within_ms);
        more = good && pty->fd >= 0 && now_ms() < deadline && !is_at_rest(pty) &&
               take_output(pty, now_ms() + SETTLED_MS);
    } while (more);
    good = good && text_is_gone(pty->vt, wanted);
    if (!good)
        fprintf(stderr, "(waited for '%s' to go)\n", text);
    free(wanted);
    return good;
}

/* A closed terminal is the last thing but one that a program does. */
static bool wait_process(const struct pty *pty, long long deadline)
{
    struct pollfd ended = {.events = POLLIN};
    long long left = deadline - now_ms();
    int count;

    if (pty->pid == 0)
        return true;
    ended.fd = pidfd_open(pty->pid, 0);
    BUG_ON(ended.fd < 0);
    count = poll(&ended, 1, left > 0 ? (int)left : 0);
    close(ended.fd);
    return count > 0;
}

bool pty_wait_exit(struct pty *pty, int within_ms, int *ret_status)
{
    long long deadline = now_ms() + within_ms;
    while (pty->fd >= 0 && now_ms() < deadline)
        take_output(pty, deadline);
    if (pty->fd >= 0 || !wait_process(pty, deadline)) {
        fprintf(stderr, "it still runs; the screen is\n%s", vt_text(pty->vt));
        return false;
    }
    reap(pty, 0);
    *ret_status = pty->status;
    return true;
}
