/* The child of `|`: its input is memory that looks like a file, so nobody waits for it to read. */
#define _GNU_SOURCE /* memfd_create, pipe2 */
#include "pipe_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "files/child.h"
#include "files/file_stream.h"

enum { END_WITHIN_MS = 500, END_STEP_MS = 10 };

static bool open_data(const char *data, size_t len, int *ret_fd, struct error *err)
{
    int fd = memfd_create("daybook rows", MFD_CLOEXEC);

    if (fd < 0 || !file_put_all(fd, data, len) || lseek(fd, 0, SEEK_SET) != 0) {
        error_set(err, ERROR_IO, "the rows cannot be handed over: %s", strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    *ret_fd = fd;
    return true;
}

static const char *user_shell(void)
{
    const char *shell = getenv("SHELL");

    return shell && *shell == '/' ? shell : "/bin/sh";
}

/* In a session of its own: it can neither draw on the screen nor take its keys. */
static int spawn(const char *command, int in, int out, pid_t *ret_pid)
{
    const char *const argv[] = {user_shell(), "-c", command, NULL};
    struct child_ends ends = {in, out, out, true, NULL};

    return child_start((char *const *)(uintptr_t)argv, &ends, ret_pid);
}

bool pipe_child_start(const char *command, const char *data, size_t len,
    struct pipe_child *ret_child, struct error *err)
{
    int in, ends[2], fault;

    if (!open_data(data, len, &in, err))
        return false;
    if (pipe2(ends, O_CLOEXEC) < 0) {
        close(in);
        return error_set(err, ERROR_IO, "no pipe for the command: %s", strerror(errno));
    }
    fault = spawn(command, in, ends[1], &ret_child->pid);
    close(in);
    close(ends[1]);
    if (fault) {
        close(ends[0]);
        return error_set(
            err, ERROR_IO, "the shell %s cannot be started: %s", user_shell(), strerror(fault));
    }
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    ret_child->fd = ends[0];
    return true;
}

ssize_t pipe_child_read(const struct pipe_child *child, char *bytes, size_t most)
{
    ssize_t got;

    do
        got = read(child->fd, bytes, most);
    while (got < 0 && errno == EINTR);
    return got < 0 && errno != EAGAIN ? 0 : got;
}

void pipe_child_close(struct pipe_child *child)
{
    if (child->fd >= 0)
        close(child->fd);
    child->fd = -1;
}

bool pipe_child_ended(struct pipe_child *child, int *ret_status)
{
    pid_t which = waitpid(child->pid, ret_status, WNOHANG);

    if (which < 0 && errno != EINTR)
        *ret_status = 0;
    return which == child->pid || (which < 0 && errno != EINTR);
}

void pipe_child_signal(const struct pipe_child *child, int number)
{
    kill(-child->pid, number);
}

void pipe_child_end(struct pipe_child *child)
{
    int status;

    pipe_child_signal(child, SIGTERM);
    for (int waited = 0; waited < END_WITHIN_MS; waited += END_STEP_MS) {
        if (pipe_child_ended(child, &status))
            return;
        (void)poll(NULL, 0, END_STEP_MS);
    }
    pipe_child_signal(child, SIGKILL);
    (void)waitpid(child->pid, &status, 0);
}
