/* An import, row by row and pure: columns are decided from all their cells, cells become typed
 * values or a rejection, and a row is compared with what is stored (contract.md, Kinds of import).
 */
#ifndef CORE_MERGE_H
#define CORE_MERGE_H

#include "core/cell.h"
#include "core/header.h"
#include "core/row.h"
#include "core/settings.h"

/* A column of reasons beside rows that an import did not take: no import reads it. */
#define MERGE_WHY_HEADER "why it was not taken"

struct merge_column {
    const char *header; /* as written, trimmed; `column 7` where there is none */
    const char *name;   /* normalised: what a metric is called */
    enum header_role role;
    int field;          /* of HEADER_FIELD */
    bool padded;        /* written as `a, b`: the blank before a cell is no part of it */
    const char *map;    /* that knew its header; NULL: none did */
    bool is_forced;     /* what it is was said by hand */
    bool named_fact;    /* written as `fact: NAME`: a fact, whatever it is called */
    const char *sample; /* its first cell; NULL: it has none */
    struct cell_evidence seen;
    /* what follows from role and field: by which type its cells are read; whether they are read
     * before the others; whether they keep their blanks */
    enum field_type type;
    bool is_text, is_number, is_date, is_first, is_whole;
    struct merge_words *words; /* of FIELD_WORD: words met so far, and ours for them */
    /* by merge_decide */
    bool taken; /* false: not decided, or empty: nothing of it is read */
    enum number_form form;
    enum date_order order;
    bool hundredths; /* plain numbers are percents, not fractions */
};

/* A metric of a file with a metric a row. */
struct merge_metric {
    const char *name;
    const char *written; /* as the file first wrote it */
    struct cell_evidence seen;
};
struct merge_metric_list ARRAY_OF(struct merge_metric);

struct merge_plan {
    enum kind kind;
    const struct import_map *map;
    struct arena *arena;
    struct merge_column *columns;
    int count;
    bool ours;     /* the header row is one that daybook wrote */
    bool exact;    /* and has every field that an export has: words and blanks are as written; the
                      caller may know it otherwise */
    bool unmarked; /* set by the caller: cells bear no `'` against formulas, as in JSON */
    bool is_long;  /* measures: a metric a row */
    struct merge_metric_list metrics;
    enum number_form form; /* what decided, for the report and the next import of this source */
    enum date_order order;
    int open_columns; /* not taken since their form or order is open */
    int open_days;    /* of these: columns of days */
};

/* What is known besides the file, first one first: an earlier import of the same source, then the
 * switch or setting. */
struct merge_hints {
    enum number_form earlier_form, asked_form;
    enum date_order earlier_order, asked_order;
};

/* Errors: no header is known; a header of ours twice. The plan lives in the arena; merge_plan_fini
 * frees what grew. */
bool merge_plan_init(struct merge_plan *plan, const struct import_map *map, enum kind kind,
    const char *const *headers, int count, struct arena *arena, struct error *err) CHECKED;
void merge_plan_fini(struct merge_plan *plan);
/* A name for the source, from its kind and headers: the same for the next export. */
uint64_t merge_plan_source(const struct merge_plan *plan);
/* What a row is that is none of the kind: `a total`, `a line below the rows`, `the header once
 * more`; else NULL. Such rows are observed and read by nobody. */
const char *merge_foot(const struct merge_plan *plan, const char *const *cells, int count);
/* First pass: every row. */
void merge_observe(struct merge_plan *plan, const char *const *cells, int count);
/* Then once. Appends a line to notes for each thing to be told. */
void merge_decide(struct merge_plan *plan, const struct merge_hints *hints, struct str *notes);

/* Is the metric a share, stored as 0..1, of which a file may have percents? */
bool merge_metric_is_share(const char *metric);

struct merge_fact {
    const char *name, *value;
};
struct merge_fact_list ARRAY_OF(struct merge_fact);
struct merge_reading {
    const char *metric;
    double value;
};
struct merge_reading_list ARRAY_OF(struct merge_reading);

/* A row read. Texts live in the arena of the context. */
struct merge_row {
    struct row *row;
    uint64_t present; /* bit f: the file says something about field f */
    uint64_t blank;   /* bit f: its cell is blank */
    const char *account, *account_domain, *account_name, *account_email; /* or NULL */
    struct merge_fact_list facts;       /* cleared and filled again */
    struct merge_reading_list readings; /* likewise */
    const char *contradiction; /* a sentence, or NULL: the row is taken but for those fields */
    /* cells that are no field, for the shape of the kind */
    const char *first_name, *last_name, *subject;
    int64_t mrr, total; /* MONEY_NONE */
    day_number last_day, renewal_day;
    const char *total_header, *last_day_header;
    int done, left; /* 1, 0, -1 unknown */
    bool deleted;
};
void merge_row_fini(struct merge_row *row);

struct merge_reject {
    const char *column; /* header, or "" */
    const char *why;    /* without the column */
};
struct merge_context {
    const char *currency; /* of the book */
    day_number today;
    struct arena *arena;
};
/* False: *ret_reject says why. */
bool merge_read(const struct merge_plan *plan, const char *const *cells, int count,
    const struct merge_context *context, struct merge_row *row,
    struct merge_reject *ret_reject) CHECKED;

/* The natural key of a row without id, without the number of a repeated one: contract.md, Identity.
 * `account` is the key of its account, 0 for none. Accounts: by domain, else by name. "": there is
 * none. */
const char *merge_natural(const struct merge_row *row, int64_t account, struct arena *arena);
const char *merge_natural_of_account(
    const struct merge_row *row, bool by_domain, struct arena *arena);
/* The host of a web address or e-mail: https://www.acme.com/x is acme.com. NULL: it has none. */
const char *merge_domain_of(const char *text, struct arena *arena);

struct merge_options {
    bool overwrite; /* also what was set by hand */
    bool blank_erases;
    bool has_contracts; /* the account has lines of its own: its contract cells change nothing */
    bool lines_live;    /* and one of them has ARR today */
    bool exact;         /* the row of an export of ours: a new one begins as it says */
};
struct merge_delta {
    uint64_t mask; /* fields to be written, values in row->row */
    uint64_t kept; /* fields that stay since they were set by hand */
};
/* Compares with the stored row (NULL: a new one). May put fields that follow into row->row: stage
 * churned where ARR fell to 0, what stays of `hand`, what a new row begins with. */
struct merge_delta merge_compare(const struct row *stored, struct merge_row *row,
    const struct merge_options *options, const struct merge_context *context);

#endif
