/* What the two forms of `renewals` share. */
#ifndef CLI_RENEWALS_INTERNAL_H
#define CLI_RENEWALS_INTERNAL_H

#include "app/forecast.h"
#include "cli_internal.h"

#define RENEWALS_MOST_DAYS 36500

/* One JSON document: totals, periods, rows, what moved, how good the last forecast was. */
bool renewals_json(struct cli *cli, const struct forecast_order *order,
    const struct forecast *forecast, struct error *err) CHECKED;
/* The lines of one account, step by step, with what was frozen of them. */
bool renewals_explain(struct cli *cli, const char *account, struct error *err) CHECKED;
/* One line as cells of the list. */
void renewals_row(struct cli *cli, struct table *table, const struct due_line *line);
/* `at risk to commit, $380,000 to $420,000`. */
void renewals_move_words(struct cli *cli, struct str *out, const struct forecast_move *move);

#endif
