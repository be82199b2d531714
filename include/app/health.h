/* The health model in force, in words, and what another one would do to the book (model.md E7-E9,
 * defaults.md 1.1). Nothing here writes. */
#ifndef APP_HEALTH_H
#define APP_HEALTH_H

#include "app/session.h"
#include "core/health_words.h"
#include "files/fault.h"

/* The page: which file is in force, its bands, models, measures, weights, freshness, caps, what is
 * not in use, how the book lies in it and whether it tells accounts apart. Lines as `i` shows them.
 */
bool health_page(struct session *session, struct str *out, struct error *err) CHECKED;

/* The health of an account on an earlier day, as the dated rows tell it under the model in force,
 * and today; for health_explain_change. In the arena. ERROR_USAGE: the day lies ahead. */
struct health_since {
    day_number day;
    struct health then, now;
};
bool health_since(struct session *session, int64_t account, day_number day, struct arena *arena,
    struct health_since *ret_since, struct error *err) CHECKED;

/* One account under the model in force and under another one. */
struct health_shift {
    int64_t account;
    const char *id, *name;
    int64_t arr;   /* MONEY_NONE: not known */
    int then, now; /* scores; -1 unknown */
    enum health_band band_then, band_now;
};
struct health_shift_list ARRAY_OF(struct health_shift);
struct health_preview {
    struct health_shift_list changed; /* another band, by ARR */
    struct health_shift_list moved;   /* the same band, another score; the biggest move first */
    struct health_share then, now;
    int64_t accounts, to_unknown, from_unknown;
};

/* Made in slices, so that a screen stays alive: begin, step until there is no more, end. */
struct health_previewing;
/* False: the file cannot be read, or is faulty (ERROR_REFUSED with its first fault; all of them are
 * added to `faults`). where: only accounts that match, or NULL. Churned accounts are left out. */
bool health_preview_begin(struct session *session, const char *path, const char *where,
    struct fault_list *faults, struct health_previewing **ret_previewing,
    struct error *err) CHECKED;
/* For about budget_ms (0: to the end). */
bool health_preview_step(
    struct health_previewing *previewing, int budget_ms, bool *ret_more, struct error *err) CHECKED;
/* What was found so far; borrowed until health_preview_free. */
const struct health_preview *health_preview_result(struct health_previewing *previewing);
size_t health_preview_done(const struct health_previewing *previewing, size_t *ret_all);
void health_preview_free(struct health_previewing *previewing);
/* The result in words, as `i` shows them. */
void health_preview_write(
    struct session *session, const struct health_preview *preview, struct str *out);

#endif
