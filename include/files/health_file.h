/* Reads health.yaml, the user's models of health (config/health.yaml says what each key means). */
#ifndef FILES_HEALTH_FILE_H
#define FILES_HEALTH_FILE_H

#include "core/health.h"
#include "files/fault.h"

/* Everything lives in the arena. An empty file has no model: every account is unknown. False: the
 * faults say why, each with its place, and nothing is set. settings are for the conditions. */
bool health_file_read(const char *path, const char *text, size_t len,
    const struct settings *settings, struct arena *arena, struct fault_list *faults,
    struct health_rules *ret_rules) CHECKED;

#endif
