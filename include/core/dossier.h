/* Everything that the rules need to know of one account, loaded by app from the store: rows in time
 * order (oldest first) where a kind has a day. Borrowed; lives in the loader's arena. */
#ifndef CORE_DOSSIER_H
#define CORE_DOSSIER_H

#include "core/row.h"
#include "core/settings.h"

/* One reading of one metric. */
struct reading {
    const char *metric;  /* as stored: lower case, `active_users`, `logins`, `nps`, `csat`, ... */
    const char *contact; /* who answered, or NULL */
    const char *comment; /* or NULL */
    day_number date;
    double value;
};
struct reading_list ARRAY_OF(struct reading);

struct snapshot {
    day_number day;
    int health; /* -1: unknown */
    double coverage;
    int band;       /* enum health_band, by the limits of that day's model */
    uint64_t model; /* hash of the model (health_rules.hash); 0: before it was kept */
};
struct snapshot_list ARRAY_OF(struct snapshot);

struct dossier {
    const struct row
        *account; /* stored fields; the computed ones of the last scoring if there was one */
    struct row_list contracts;
    struct row_list contacts;
    struct row_list tickets;
    struct row_list tasks;    /* all open ones, and done ones of 400 days */
    struct row_list notes;    /* logged: those of 400 days, and the last 10 whatever their age */
    struct row_list prepared; /* notes that wait for their meeting: no rule counts them */
    struct row_list opportunities;
    struct row_list goals;
    struct row_list results; /* value entries */
    struct row_list feedback;
    struct row_list runs;
    struct row_list steps;   /* by run, then number */
    struct row_list signals; /* with their state: handled, quiet, muted; and closed ones */
    struct row_list references;
    struct row_list renewals;     /* closed ones: read for the timeline alone */
    struct reading_list readings; /* by metric, then date; 400 days and the latest of each metric */
    struct snapshot_list snapshots; /* by day */
};

/* What the rules need to know of the whole book; refreshed at the daily re-score and after imports.
 */
struct book_facts {
    const char *currency;      /* reporting currency, never NULL */
    int accounts;              /* not churned, ARR known in the reporting currency */
    const int64_t *arr_sorted; /* their ARR ascending, `accounts` of them */
    bool has_usage_median;
    double usage_median;     /* median usage_change of the book */
    uint64_t metrics_in_use; /* bit per health input (core/health.h) that some account ever had */
    day_number ticket_feed;  /* day the ticket feed last came, or DAY_NONE: never */
    const char *patterns;  /* risks that began on a third of the book this week, `SIGNAL COUNT BOOK`
                              a line (core/signal.h); or NULL */
    day_number usage_feed; /* the latest day of any usage reading in the book, or DAY_NONE */
};
/* What the accounts of the book that count say of it: the ARR of those where it is known, and the
 * usage_change of those where it is. */
struct book_counted {
    struct book_arrs ARRAY_OF(int64_t) arrs;
    struct book_usages ARRAY_OF(double) usages;
};
/* Fills accounts, arr_sorted (in the arena) and the median of usage; sorts the usages. Pure. */
void book_facts_count(struct book_facts *facts, struct book_counted *counted, struct arena *arena);
void book_counted_fini(struct book_counted *counted);

#endif
