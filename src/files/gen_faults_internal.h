/* How a program ends that reads shipped files while building: what is wrong in one of them is said
 * where the build says it. */
#ifndef FILES_GEN_FAULTS_INTERNAL_H
#define FILES_GEN_FAULTS_INTERNAL_H

#include <stdio.h>
#include "files/fault.h"

/* Closes what was written to the path, and takes it away again unless it is good; tells the faults,
 * a line each on the standard error output, and frees them. The exit status of the program. */
int gen_end(FILE *out, const char *path, bool good, struct fault_list *faults);

#endif
