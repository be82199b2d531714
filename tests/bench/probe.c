#include "bench/probe.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/bug.h"
#include "support/home.h"

#define QUIET_MS 40     /* a repaint is over when nothing came for so long */
#define PATIENCE_MS 500 /* a key without any output for so long is unanswered */

static double clock_ms(clockid_t clock)
{
    struct timespec at = {0, 0};
    clock_gettime(clock, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

double probe_now(void)
{
    return clock_ms(CLOCK_MONOTONIC);
}

void probe_start(struct probe *probe, const char *home, char *const *argv)
{
    struct winsize size = {
        .ws_row = (unsigned short)(probe->rows ? probe->rows : PROBE_ROWS),
        .ws_col = (unsigned short)(probe->columns ? probe->columns : PROBE_COLUMNS),
    };
    /* The child writes the time of its exec where we can read it. */
    double *stamp =
        mmap(NULL, sizeof(*stamp), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    BUG_ON(stamp == MAP_FAILED);
    char **env = env_sealed(home, probe->extra);
    *stamp = 0;
    probe->pid = forkpty(&probe->fd, NULL, NULL, &size);
    BUG_ON(probe->pid < 0);
    if (probe->pid == 0) {
        *stamp = probe_now();
        execve(argv[0], argv, env);
        _exit(127);
    }
    str_clear(&probe->output);
    fcntl(probe->fd, F_SETFD, FD_CLOEXEC);
    struct pollfd ready = {probe->fd, POLLIN, 0};
    poll(&ready, 1, 10000);
    probe->started = probe->last = *stamp;
    munmap(stamp, sizeof(*stamp));
    env_free(env);
}

/* One read within the time. False: nothing came. */
static bool read_once(struct probe *probe, double within_ms)
{
    char buffer[65536];
    struct pollfd ready = {probe->fd, POLLIN, 0};
    if (within_ms < 0 || probe->fd < 0 || poll(&ready, 1, (int)ceil(within_ms)) <= 0)
        return false;
    ssize_t len = read(probe->fd, buffer, sizeof(buffer));
    double now = probe_now();
    if (len <= 0) {
        close(probe->fd);
        probe->fd = -1;
        return false;
    }
    probe->last = now;
    str_add_bytes(&probe->output, buffer, (size_t)len);
    return true;
}

static bool has_words(const struct probe *probe, const char *const *words)
{
    for (; *words; words++)
        if (!strstr(str_text(&probe->output), *words))
            return false;
    return true;
}

double probe_until(struct probe *probe, const char *const *words, double within_ms)
{
    double deadline = probe->started + within_ms;
    while (!has_words(probe, words))
        if (!read_once(probe, deadline - probe_now()))
            return -1;
    return probe->last - probe->started;
}

void probe_settle(struct probe *probe, double quiet_ms)
{
    while (read_once(probe, quiet_ms))
        ;
}

bool probe_rest(struct probe *probe, double within_ms)
{
    double deadline = probe_now() + within_ms;
    while (probe->fd >= 0 && probe_now() < deadline) {
        double before = probe_cost(probe).cpu_ms;
        probe_settle(probe, 1000);
        if (probe_cost(probe).cpu_ms - before < 0.01)
            return true;
    }
    return false;
}

double probe_press(struct probe *probe, const char *keys, size_t *ret_bytes)
{
    size_t before = probe->output.len;
    double sent = probe_now();
    *ret_bytes = 0;
    if (write(probe->fd, keys, strlen(keys)) < 0 ||
        !read_once(probe, probe->patience_ms ? probe->patience_ms : PATIENCE_MS))
        return -1;
    probe_settle(probe, QUIET_MS);
    *ret_bytes = probe->output.len - before;
    return probe->last - sent;
}

/* Both kinds of context switches of one thread. */
static long thread_switches(pid_t pid, const char *thread)
{
    char path[128];
    char line[256];
    long sum = 0;
    long count;
    snprintf(path, sizeof(path), "/proc/%ld/task/%.20s/status", (long)pid, thread);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof(line), file))
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1 ||
            sscanf(line, "nonvoluntary_ctxt_switches: %ld", &count) == 1)
            sum += count;
    if (file)
        fclose(file);
    return sum;
}

static long all_switches(pid_t pid)
{
    char path[64];
    long sum = 0;
    snprintf(path, sizeof(path), "/proc/%ld/task", (long)pid);
    DIR *threads = opendir(path);
    for (struct dirent *entry; threads && (entry = readdir(threads));)
        if (entry->d_name[0] != '.')
            sum += thread_switches(pid, entry->d_name);
    if (threads)
        closedir(threads);
    return sum;
}

long probe_peak_kib(const struct probe *probe)
{
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof(path), "/proc/%ld/status", (long)probe->pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof(line), file) && sscanf(line, "VmHWM: %ld", &kib) != 1)
        ;
    if (file)
        fclose(file);
    return kib;
}

struct probe_cost probe_cost(const struct probe *probe)
{
    clockid_t clock;
    struct probe_cost cost = {.bytes = (long)probe->output.len};
    if (clock_getcpuclockid(probe->pid, &clock) == 0)
        cost.cpu_ms = clock_ms(clock);
    cost.wakeups = all_switches(probe->pid);
    return cost;
}

void probe_end(struct probe *probe, const char *keys)
{
    if (probe->fd >= 0 && write(probe->fd, keys, strlen(keys)) > 0)
        while (read_once(probe, 1000))
            ;
    if (probe->fd >= 0) {
        kill(probe->pid, SIGKILL);
        close(probe->fd);
    }
    while (waitpid(probe->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    probe->fd = -1;
    probe->pid = 0;
    str_fini(&probe->output);
}
