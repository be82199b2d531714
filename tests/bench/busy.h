/* A program that does no more than compute and write, as a background job must, and answers keys
 * between: what it makes them wait is the machine's own noise. */
#ifndef TESTS_BUSY_H
#define TESTS_BUSY_H

#include "bench/sample.h"

#define BUSY_WORD "--busy"

/* The program itself, on a terminal; writes into the file. Ends with the terminal. */
int busy_main(const char *path);
/* Keys pressed on `PROGRAM --busy PATH` for so long: how long they waited. */
void busy_measure(
    const char *program, const char *home, const char *path, double for_ms, struct samples *keys);

#endif
