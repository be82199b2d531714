/* Renewal rates: model.md E3, from core/renewal_rates. */
#include "base/money.h"
#include "base/words.h"
#include "core/renewal_rates.h"
#include "metric_internal.h"

/* The row by which a line is known: its renewal, else the line itself, else the account. */
static struct metric_row row_of(const struct renewal_line *line)
{
    struct metric_row row = {.kind = KIND_ACCOUNT, .key = line->account, .account = line->account};

    if (line->renewal)
        row.kind = KIND_RENEWAL, row.key = line->renewal;
    else if (line->line > 0)
        row.kind = KIND_CONTRACT, row.key = line->line;
    return row;
}

static void make_money(struct metric_make *make, const struct renewal_terms *terms)
{
    const struct metric_ground *ground = make->ground;

    for (size_t i = 0; i < ground->due_count; i++) {
        const struct renewal_line *line = &ground->due[i];
        struct renewal_share share;
        struct metric_row row = row_of(line);

        if (!metric_wants(make, line->account) || !renewal_share_of(line, terms, &share))
            continue;
        row.numerator = make->id == FIGURE_GROSS_RENEWAL_RATE ? share.gross : share.net;
        row.denominator = share.target;
        metric_keep(make, row);
    }
}

/* An account is won if any of its lines is; due lines stand by account. */
static void make_logos(struct metric_make *make, const struct renewal_terms *terms)
{
    const struct metric_ground *ground = make->ground;
    size_t end;

    for (size_t at = 0; at < ground->due_count; at = end) {
        int64_t account = ground->due[at].account;
        bool is_due = false, is_won = false;

        for (end = at; end < ground->due_count && ground->due[end].account == account; end++) {
            struct renewal_share share;

            if (!renewal_share_of(&ground->due[end], terms, &share))
                continue;
            is_due = true;
            is_won = is_won || share.won;
        }
        if (is_due && metric_wants(make, account))
            metric_keep(make, (struct metric_row){.kind = KIND_ACCOUNT,
                                  .key = account,
                                  .account = account,
                                  .numerator = is_won,
                                  .denominator = 1});
    }
}

/* The same over the closed ones. */
static void beside_resolved(struct metric_make *make, const struct renewal_rates *rates)
{
    struct rate rate = rates->net_resolved;
    struct str text = {0};
    double value;

    if (make->id == FIGURE_GROSS_RENEWAL_RATE)
        rate = rates->gross_resolved;
    else if (make->id == FIGURE_LOGO_RENEWAL_RATE)
        rate = rates->logo_resolved;
    if (!rate_value(rate, &value))
        return;
    metric_add_percent(&text, value);
    metric_beside(make, _("%s of those closed"), str_text(&text));
    str_fini(&text);
}

/* They are only copied where some are left out. */
static const struct renewal_line *wanted_lines(struct metric_make *make, size_t *ret_count)
{
    const struct metric_ground *ground = make->ground;
    struct renewal_line *lines;
    size_t count = 0, kept = 0;

    for (size_t i = 0; i < ground->due_count; i++)
        count += metric_wants(make, ground->due[i].account);
    *ret_count = count;
    if (count == ground->due_count)
        return ground->due;
    lines = arena_alloc_array(make->arena, count + 1, sizeof(*lines));
    for (size_t i = 0; i < ground->due_count; i++)
        if (metric_wants(make, ground->due[i].account))
            lines[kept++] = ground->due[i];
    return lines;
}

static void beside_rates(struct metric_make *make, const struct renewal_terms *terms)
{
    struct renewal_rates rates;
    const struct renewal_line *lines;
    size_t count = 0;
    char money[48];

    if (make->value_only)
        return;
    lines = wanted_lines(make, &count);
    renewal_rates_of_lines(lines, count, terms, &rates);
    if (rates.open)
        beside_resolved(make, &rates);
    if (rates.open)
        metric_beside(make, _("%d open, %s"), rates.open,
            money_short(rates.open_target, make->ground->currency, money));
    if (rates.late)
        metric_beside(make, _("%d late"), rates.late);
    if (rates.unknown)
        metric_beside(make, _("%d without known ARR"), rates.unknown);
}

void metric_make_renewals(struct metric_make *make)
{
    const struct renewal_terms terms = {make->span.from, make->span.to, make->span.to};

    if (make->id == FIGURE_LOGO_RENEWAL_RATE)
        make_logos(make, &terms);
    else
        make_money(make, &terms);
    metric_set_ratio(make);
    beside_rates(make, &terms);
}
