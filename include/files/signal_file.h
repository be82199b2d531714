/* Reads signals.yaml (config/signals.yaml says what each key means). A user's file is laid over the
 * rules read before it, row by row and key by key; `off` takes a row away. */
#ifndef FILES_SIGNAL_FILE_H
#define FILES_SIGNAL_FILE_H

#include "core/signal.h"
#include "files/fault.h"

#define SIGNAL_RULES_MOST 200

/* base: the rules beneath, or NULL. Everything lives in the arena; texts of base are borrowed.
 * False: the faults say why, each with its place, and nothing is set. */
bool signal_file_read(const char *path, const char *text, size_t len,
    const struct settings *settings, const struct signal_rules *base, struct arena *arena,
    struct fault_list *faults, struct signal_rules *ret_rules) CHECKED;

#endif
