/* The demo book in the making: config/demo/README.md tells the language of its files. */
#ifndef APP_DEMO_INTERNAL_H
#define APP_DEMO_INTERNAL_H

#include "app/app_internal.h"
#include "base/money.h"
#include "core/forecast.h"
#include "files/yaml_tree.h"

/* What a line was called from that day on. */
struct demo_call {
    const char *line; /* id of the contract */
    day_number day;
    enum forecast_category category;
    int64_t amount;     /* MONEY_NONE: the target */
    double probability; /* -1: of the category */
};
struct demo_call_list ARRAY_OF(struct demo_call);

struct demo {
    struct session *session;
    struct arena arena; /* the files as trees */
    struct fault_list faults;
    struct demo_call_list calls; /* by line, then day */
    struct key_list kept;        /* accounts, by number from 1, whose health was kept by the week */
    struct change rows;          /* of all accounts, kind by kind */
    int64_t change_id;           /* of the entry that they are */
    struct arenas ARRAY_OF(struct arena) arenas; /* of their values */
    int made[KIND_COUNT]; /* rows so far: for ids, and for what is to differ from row to row */
};

/* One account in the making: its rows, and what playbooks want to see of it. */
struct demo_account {
    struct demo *demo;
    const struct tree_node *node;
    struct change change;
    size_t row;           /* of the account in the change */
    const char *currency; /* of its money */
    struct dossier dossier;
};

/* A piece of text that is not ended by NUL. */
struct demo_span {
    const char *text;
    size_t len;
};
/* Takes what stands before the separator (or the end) off *text; trimmed. False: nothing is left.
 */
bool demo_take(struct demo_span *text, const char *separator, struct demo_span *ret_piece);
struct demo_span demo_trim(struct demo_span span);
char *demo_copy(struct arena *arena, struct demo_span span);
/* A fault at a line of a block of text; always false. */
bool demo_fault(const struct demo_account *account, const struct tree_node *block, const char *line,
    const char *why);

size_t demo_insert(struct demo_account *account, enum kind kind);
/* `-3d`, `+68d`, `today`. */
bool demo_day(const struct demo_account *account, struct demo_span words, day_number *ret_day,
    struct error *err) CHECKED;
/* `FIELD VALUE, FIELD VALUE` into a row. */
bool demo_fields(
    struct demo_account *account, size_t row, struct demo_span fields, struct error *err) CHECKED;

/* All lists of rows: contracts, people, notes, ... */
bool demo_rows(struct demo_account *account, struct error *err) CHECKED;
/* Movements of ARR and closed renewals, of the lines that are there. */
bool demo_history(struct demo_account *account, struct error *err) CHECKED;
/* A contract line that earns nothing any more: lost or ended. */
bool demo_line_is_gone(const struct value *contract);
/* All shapes of measures, and the marks of people. */
bool demo_measures(struct demo_account *account, struct error *err) CHECKED;
/* The forecasts that would have been kept on past days; once the book is scored. */
bool demo_forecasts(const struct demo *demo, struct error *err) CHECKED;
/* The health of past weeks that would have been kept. */
bool demo_health(const struct demo *demo, struct error *err) CHECKED;
/* The runs of playbooks. */
bool demo_runs(struct demo_account *account, struct error *err) CHECKED;

#endif
