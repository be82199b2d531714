/* The table of the goals, of what the programs told in the file: bench_table FILE. Exit 1: a bound
 * was missed, or a goal not measured. */
#include "bench/goals.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: bench_table FILE\n");
        return 2;
    }
    return goals_tell(argv[1]) ? 0 : 1;
}
