/* What is wrong in a shipped file, said where the build says it. */
#ifndef FILES_GEN_FAULTS_INTERNAL_H
#define FILES_GEN_FAULTS_INTERNAL_H

#include "files/fault.h"

/* A line each, on the standard error output. */
void gen_tell_faults(const struct fault_list *faults);

#endif
