/* One program on a pty of its own, timed from outside. Times are milliseconds, taken as each read
 * returns. */
#ifndef TESTS_PROBE_H
#define TESTS_PROBE_H

#include <stdbool.h>
#include <sys/types.h>
#include "base/str.h"

#define PROBE_ROWS 32
#define PROBE_COLUMNS 110

struct probe {
    pid_t pid;
    int fd;
    double started; /* just before exec */
    double last;    /* when the last byte came */
    struct str output;
    int rows, columns;        /* set before the start; 0: PROBE_ROWS, PROBE_COLUMNS */
    const char *const *extra; /* set before the start: more of the environment, or NULL */
    int patience_ms; /* a key without any output for so long is unanswered; 0: half a second */
};

struct probe_cost {
    double cpu_ms;
    long wakeups;
    long bytes;
};

double probe_now(void);
/* argv[0] is a path. home is the sealed home. */
void probe_start(struct probe *probe, const char *home, char *const *argv);
/* Reads until all words stand in the output, and gives the time since exec; negative: never. A word
 * must be drawn in one run of one colour. words ends with NULL. */
double probe_until(struct probe *probe, const char *const *words, double within_ms);
/* Reads until nothing came for quiet_ms. */
void probe_settle(struct probe *probe, double quiet_ms);
/* Reads until the program used no CPU for a second (it may work behind the screen), at most
 * within_ms. */
bool probe_rest(struct probe *probe, double within_ms);
/* Writes keys and reads to the end of the answer: its time, and its bytes. Negative: no answer. */
double probe_press(struct probe *probe, const char *keys, size_t *ret_bytes);
/* What it has used so far: CPU, context switches of all threads, bytes. */
struct probe_cost probe_cost(const struct probe *probe);
/* The most memory that it held at once. */
long probe_peak_kib(const struct probe *probe);
/* Ends it: with keys if it takes them, else by force. */
void probe_end(struct probe *probe, const char *keys);

#endif
