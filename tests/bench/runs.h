/* A book with playbooks running everywhere: 10 steps a run, some done, some late, some blocked. */
#ifndef TESTS_RUNS_H
#define TESTS_RUNS_H

/* The database of a book with so many accounts and an open run in each, in the folder cache; made
 * there if it is not there yet (or fresh is set). The path is yours; NULL and a word on standard
 * error: it could not be made. */
#include <stdbool.h>
char *runs_ready(const char *cache, int runs, bool fresh);

#endif
