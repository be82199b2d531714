#include "bench/busy.h"
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include "bench/probe.h"

/* As a re-score: a transaction of so long, an account of so long, and its journal and pages. */
#define SLICE_MS 32
#define STEP_MS .4
enum { SYNCS = 4, BYTES = 100000 };

static void compute(double for_ms)
{
    static volatile uint32_t sum;
    double until = probe_now() + for_ms;

    while (probe_now() < until)
        for (uint32_t i = 0; i < 1000; i++)
            sum += i * i;
}

static bool has_key(void)
{
    struct pollfd polled = {.fd = STDIN_FILENO, .events = POLLIN};

    return poll(&polled, 1, 0) > 0;
}

static bool answer(void)
{
    char bytes[64];

    return !has_key() ||
           (read(STDIN_FILENO, bytes, sizeof(bytes)) > 0 && write(STDOUT_FILENO, "x", 1) == 1);
}

static bool write_out(int fd)
{
    static const char bytes[BYTES];
    bool good = true;

    for (int i = 0; good && i < SYNCS; i++)
        good = pwrite(fd, bytes, sizeof(bytes), (off_t)i * BYTES) == BYTES && fdatasync(fd) == 0;
    return good;
}

int busy_main(const char *path)
{
    struct termios raw;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    bool good = fd >= 0 && tcgetattr(STDIN_FILENO, &raw) == 0;

    if (good) {
        cfmakeraw(&raw);
        good = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 && write(STDOUT_FILENO, "x", 1) == 1;
    }
    while (good) {
        double until = probe_now() + SLICE_MS;

        while (!has_key() && probe_now() < until)
            compute(STEP_MS);
        good = write_out(fd) && answer();
    }
    if (fd >= 0)
        close(fd);
    return 1;
}

void busy_measure(
    const char *program, const char *home, const char *path, double for_ms, struct samples *keys)
{
    char *const argv[] = {
        (char *)(uintptr_t)program, (char *)(uintptr_t)BUSY_WORD, (char *)(uintptr_t)path, NULL};
    struct probe probe = {0};
    double until;
    size_t bytes;

    probe_start(&probe, home, argv);
    probe_settle(&probe, 100);
    until = probe_now() + for_ms;
    while (probe_now() < until) {
        double took = probe_press(&probe, "j", &bytes);

        if (took >= 0)
            ARRAY_PUSH(keys, took);
    }
    probe_end(&probe, "");
    (void)unlink(path);
}
