/* What the files of the export share. */
#ifndef APP_EXPORT_INTERNAL_H
#define APP_EXPORT_INTERNAL_H

#include "app/app_internal.h"
#include "app/export.h"
#include "files/json.h"

#define EXPORT_LINKS 4096 /* ids of linked rows that are remembered */
#define EXPORT_LINK_KINDS 3

struct export_link {
    int64_t key;
    const char *id; /* in the arena of links */
};

struct export_run {
    struct session *session;
    const struct export_order *order;
    const char *currency; /* of the book */
    struct str text;      /* what is not yet put */
    export_put put;
    void *context;
    struct error *err;
    bool failed;
    struct arena arena; /* of one row */
    struct export_link *links;
    struct arena links_arena;
};

/* After each row: hands on what is enough. False: stop, run->failed says whether with an error. */
bool export_row_done(struct export_run *run);
bool export_fail(struct export_run *run); /* always false */
/* The id of the row that a link leads to, "" for none. */
const char *export_link_id(struct export_run *run, const struct row *row, int field);

struct export_names ARRAY_OF(const char *); /* sorted */
/* Names of the facts that rows of a kind have; in the arena. */
bool export_fact_names(struct export_run *run, enum kind kind, struct arena *arena,
    struct export_names *ret_names) CHECKED;
/* Each row of the order's kind, or the chosen ones: as store_each. */
bool export_each(struct export_run *run, enum kind kind, store_row_fn fn, void *context) CHECKED;
/* The facts of a row, by name, in run->arena. */
bool export_facts(
    struct export_run *run, const struct row *row, struct row_list *ret_facts) CHECKED;

/* Each writes one document, but for what export_row_done put before. */
bool export_csv(struct export_run *run) CHECKED;
bool export_json(struct export_run *run) CHECKED;
bool export_markdown(struct export_run *run) CHECKED;
bool export_calendar(struct export_run *run) CHECKED;
bool export_taskwarrior(struct export_run *run) CHECKED;

#endif
