/* THE table of the goals of speed. Each program of this room tells what it reached of them; the
 * run of all of them ends with the table. */
#ifndef TESTS_GOALS_H
#define TESTS_GOALS_H

#include <stdbool.h>

/* Says what was reached, beside the bound, and keeps it for the table in the file that the
 * environment names as DAYBOOK_GOALS. noise is the share by which one and the same thing, measured
 * twice in that run, came out different (0.04); 0 where it is a count. True: the bound was kept. */
bool goal_reached(const char *id, double reached, double noise);
/* The table of all goals from that file; what no program told is "not measured". True: all were
 * measured and kept. */
bool goals_tell(const char *path);

#endif
