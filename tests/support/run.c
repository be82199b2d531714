#include "support/run.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/bug.h"

enum { IN, OUT, ERR, STREAMS };

/* What is ours of a running child. */
struct child {
    pid_t pid;
    struct pollfd fds[STREAMS]; /* fd is -1 once closed */
    const char *input;          /* still to be written */
};

static void close_stream(struct pollfd *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    stream->fd = -1;
}

/* In the child, after fork: nothing here may fail silently, and nothing returns. */
static void become(
    int pipes[STREAMS][2], const struct run_options *options, char **argv, char **env)
{
    dup2(pipes[IN][0], STDIN_FILENO);
    dup2(pipes[OUT][1], STDOUT_FILENO);
    dup2(pipes[ERR][1], STDERR_FILENO);
    for (int i = 0; i < STREAMS; i++) {
        close(pipes[i][0]);
        close(pipes[i][1]);
    }
    signals_as_usual();
    if (!options->folder || chdir(options->folder) == 0)
        execve(argv[0], argv, env);
    _exit(127);
}

static void start(struct child *child, const struct run_options *options, const char *const *args)
{
    char *program = realpath(options->program ? options->program : home_program(), NULL);
    BUG_ON(!program);
    char **argv = argv_of(program, args);
    char **env = env_sealed(options->home, options->extra);
    int pipes[STREAMS][2];
    for (int i = 0; i < STREAMS; i++)
        BUG_ON(pipe(pipes[i]) != 0);
    child->pid = fork();
    BUG_ON(child->pid < 0);
    if (child->pid == 0)
        become(pipes, options, argv, env);
    for (int i = 0; i < STREAMS; i++) {
        int ours = i == IN ? 1 : 0;
        close(pipes[i][1 - ours]);
        fcntl(pipes[i][ours], F_SETFD, FD_CLOEXEC);
        child->fds[i] = (struct pollfd){pipes[i][ours], i == IN ? POLLOUT : POLLIN, 0};
    }
    child->input = options->input ? options->input : "";
    fcntl(child->fds[IN].fd, F_SETFL, O_NONBLOCK);
    env_free(env);
    free(argv);
    free(program);
}

static void read_stream(struct pollfd *stream, struct str *into)
{
    char buffer[65536];
    ssize_t len = read(stream->fd, buffer, sizeof(buffer));
    if (len > 0)
        str_add_bytes(into, buffer, (size_t)len);
    else if (len == 0 || errno != EINTR)
        close_stream(stream);
}

static void write_input(struct child *child)
{
    ssize_t len = write(child->fds[IN].fd, child->input, strlen(child->input));
    if (len > 0)
        child->input += len;
    else if (len < 0 && errno != EINTR && errno != EAGAIN)
        child->input = ""; /* it does not want the rest */
}

/* Carries bytes until both outputs are closed. False: the time is over. */
static bool talk(struct child *child, struct run_result *result, long long deadline)
{
    while (child->fds[OUT].fd >= 0 || child->fds[ERR].fd >= 0) {
        if (*child->input == '\0')
            close_stream(&child->fds[IN]);
        long long left = deadline - now_ms();
        if (left <= 0)
            return false;
        if (poll(child->fds, STREAMS, (int)left) <= 0)
            continue;
        if (child->fds[IN].fd >= 0 && child->fds[IN].revents)
            write_input(child);
        if (child->fds[OUT].fd >= 0 && child->fds[OUT].revents)
            read_stream(&child->fds[OUT], &result->out);
        if (child->fds[ERR].fd >= 0 && child->fds[ERR].revents)
            read_stream(&child->fds[ERR], &result->err);
    }
    return true;
}

/* A program that is watched, by valgrind say, takes its time: DAYBOOK_PATIENCE times as much. */
static int patience_ms(const struct run_options *options)
{
    const char *times = getenv("DAYBOOK_PATIENCE");

    return (options->within_ms > 0 ? options->within_ms : 60000) *
           (times ? (int)strtol(times, NULL, 10) : 1);
}

void run_with(struct run_result *result, const struct run_options *options, const char *const *args)
{
    struct child child = {0};
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);
    str_clear(&result->out);
    str_clear(&result->err);
    start(&child, options, args);
    bool in_time = talk(&child, result, now_ms() + patience_ms(options));
    if (!in_time)
        kill(child.pid, SIGKILL);
    int status = 0;
    while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
        ;
    for (int i = 0; i < STREAMS; i++)
        close_stream(&child.fds[i]);
    signal(SIGPIPE, before);
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (!in_time)
        result->status = RUN_TIMED_OUT;
}

void run_fini(struct run_result *result)
{
    str_fini(&result->out);
    str_fini(&result->err);
}
