/* A run on a made dossier, and a store of memory: what a change says is done to the dossier's rows.
 * The run is that of the last start. */
#ifndef SUPPORT_RUNNER_H
#define SUPPORT_RUNNER_H

#include "core/run.h"
#include "support/dossier_maker.h"

struct runner {
    struct dossier_maker maker;
    struct arena arena;
    struct change change;
    struct error err;
    struct run_ground ground;
};

/* Mon 23 Nov 2026. */
void runner_init(struct runner *runner);
void runner_fini(struct runner *runner);
void runner_set_today(struct runner *runner, const char *iso);
/* Does what stands in runner->change, and empties it. */
void runner_apply(struct runner *runner);
void runner_start_text(struct runner *runner, const char *text);
void runner_start(struct runner *runner, const char *path); /* of a shipped file */

const struct row *runner_step(struct runner *runner, const char *text); /* must be found */
/* Fills runner->change, or runner->err. */
bool runner_done(struct runner *runner, const char *text);
bool runner_done_with(
    struct runner *runner, const char *text, const struct given *given, size_t count);
/* It went well; applies it. */
void runner_must(struct runner *runner, bool fine);
void runner_assert_due(struct runner *runner, const char *text, const char *iso);
void runner_assert_status(struct runner *runner, const char *text, const char *status);
struct run_state runner_state(struct runner *runner);

#endif
