/* metrics: the figures of a period, and one of them opened to its rows. */
#include "metrics_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

static const char *currency_of(struct cli *cli)
{
    return session_currency(cli->session);
}

/* --- what a row is called --- */

static const char *row_word(struct cli *cli, const struct metric_row *row)
{
    struct arena scratch = {0}; /* a figure may have a hundred thousand rows, of long notes */
    struct row *stored = NULL;
    struct error unknown;
    const char *word;

    if (row->kind == KIND_ACCOUNT)
        return account_id_of(cli, row->key);
    if (row->kind == KIND_RUN)
        return run_id_of(cli, row->key);
    if (!store_get_stored(
            session_store(cli->session), row->kind, row->key, &scratch, &stored, &unknown) ||
        !stored)
        word = arena_format(&cli->arena, "#%lld", (long long)row->key);
    else
        word = arena_copy_text(&cli->arena, row_id_of(cli, stored));
    arena_fini(&scratch);
    return word;
}

/* What it is besides its account: `note 12 Nov`; of an account how many were joined with it. */
static const char *row_kind_words(struct cli *cli, const struct metric_row *row)
{
    if (row->kind != KIND_ACCOUNT)
        return arena_format(
            &cli->arena, "%s %s", _(kind_info(row->kind)->singular), row_word(cli, row));
    if (row->joined)
        return arena_format(&cli->arena, _("with %d joined to it"), row->joined);
    return "";
}

struct wrapped {
    struct cli *cli;
    const char *indent;
};

static void print_wrapped_line(void *context, const char *start, size_t len)
{
    const struct wrapped *wrapped = context;

    outf(wrapped->cli, "%s%.*s\n", wrapped->indent, (int)len, start);
}

/* Ours, or of clean pieces. */
static void print_wrapped(struct cli *cli, const char *text, const char *indent)
{
    struct wrapped wrapped = {cli, indent};

    text_wrap(text_clean_copy(&cli->arena, text), 88, print_wrapped_line, &wrapped);
}

/* --- the scorecard --- */

static void add_figure(struct cli *cli, struct table *table, const struct metric_result *result)
{
    struct str text = {0};

    table_cell(table, metric_info(result->id)->name);
    table_cell(table, _(metric_info(result->id)->label));
    metric_add_value(&text, result, currency_of(cli));
    table_cell(table, str_text(&text));
    str_clear(&text);
    metric_add_aim(&text, result->id);
    table_cell(table, str_text(&text));
    str_clear(&text);
    metric_add_behind(&text, result, currency_of(cli));
    if (text.len && *result->beside)
        str_add(&text, " · ");
    str_add(&text, result->beside);
    table_cell(table, str_text(&text));
    str_fini(&text);
}

static void print_span(struct cli *cli, struct metric_span span)
{
    outf(cli, _("%s to %s"), cli_show_day(cli, span.from + 1), cli_show_day(cli, span.to));
    if (span.to > session_today(cli->session))
        outf(cli, _(", as known on %s"), cli_show_day(cli, session_today(cli->session)));
    out_text(cli, "\n\n");
}

static void print_all(struct cli *cli, const struct metrics *metrics, struct metric_span span)
{
    struct table table = {0};

    print_span(cli, span);
    table_column(&table, _("id"), false, 0);
    table_column(&table, _("figure"), false, 0);
    table_column(&table, _("value"), true, 0);
    table_column(&table, _("aim"), true, 0);
    table_column(&table, _("behind it"), false, 0);
    for (int id = 0; id < FIGURES; id++) {
        struct arena arena = {0};
        struct metric_result result;

        metrics_one(metrics, (enum metric_id)id, span, &arena, &result);
        add_figure(cli, &table, &result);
        arena_fini(&arena);
    }
    table_print(cli, &table);
    table_fini(&table);
}

/* --- one figure --- */

static void add_part(struct cli *cli, struct table *table, enum metric_id id, int64_t part)
{
    struct str text = {0};

    metric_add_part(&text, id, part, currency_of(cli));
    table_cell(table, str_text(&text));
    str_fini(&text);
}

static int64_t shortfall(const struct metric_row *row)
{
    return row->denominator - row->numerator;
}

/* What pulls it down most stands first; the rest as it came. */
static int compare_rows(const void *left, const void *right)
{
    const struct metric_row *const *a = left, *const *b = right;

    if (shortfall(*a) != shortfall(*b))
        return shortfall(*a) > shortfall(*b) ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

static void add_rows(struct cli *cli, struct table *table, const struct metric_result *result)
{
    size_t count = result->rows.count;
    const struct metric_row **rows = arena_alloc_array(&cli->arena, count + 1, sizeof(*rows));

    for (size_t i = 0; i < count; i++)
        rows[i] = &result->rows.items[i];
    if (count > 1 && result->denominator)
        qsort(rows, count, sizeof(const struct metric_row *), compare_rows);
    for (size_t i = 0; i < count; i++) {
        table_cell(table, account_name_of(cli, rows[i]->account));
        table_cell(table, row_kind_words(cli, rows[i]));
        add_part(cli, table, result->id, rows[i]->numerator);
        add_part(cli, table, result->id, rows[i]->denominator);
    }
    table_cell(table, _("all of them"));
    table_cellf(table, "%zu", count);
    add_part(cli, table, result->id, result->numerator);
    add_part(cli, table, result->id, result->denominator);
}

static void print_one(struct cli *cli, const struct metric_result *result)
{
    const struct metric_info *info = metric_info(result->id);
    struct str text = {0};
    struct table table = {0};

    metric_add_value(&text, result, currency_of(cli));
    outf(cli, "%s: %s", _(info->label), str_text(&text));
    str_clear(&text);
    metric_add_aim(&text, result->id);
    if (text.len)
        outf(cli, _(", aim %s"), str_text(&text));
    out_text(cli, "\n");
    print_span(cli, result->span);
    print_wrapped(cli, _(info->formula), "  ");
    if (*result->beside)
        print_wrapped(cli, arena_format(&cli->arena, _("beside: %s"), result->beside), "  ");
    out_text(cli, "\n");
    table_column(&table, _("account"), false, 32);
    table_column(&table, _("row"), false, 0);
    table_column(&table, _("numerator"), true, 0);
    table_column(&table, _("denominator"), true, 0);
    add_rows(cli, &table, result);
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&text);
}

/* --- JSON --- */

static void json_part(
    struct cli *cli, struct json *json, const char *key, enum metric_id id, int64_t part)
{
    if (metric_is_money(id))
        json_money(json, key, part, currency_of(cli));
    else
        json_integer(json, key, part);
}

static void json_beside(struct json *json, const char *beside)
{
    json_begin_list(json, "beside");
    while (*beside) {
        const char *end = strstr(beside, METRIC_BETWEEN);
        size_t len = end ? (size_t)(end - beside) : strlen(beside);
        struct str piece = {0};

        str_add_bytes(&piece, beside, len);
        json_text(json, NULL, str_text(&piece));
        str_fini(&piece);
        beside += len + (end ? strlen(METRIC_BETWEEN) : 0);
    }
    json_end_list(json);
}

/* Parts only where one figure was asked for. */
static void json_parts(struct cli *cli, struct json *json, const struct metric_result *result)
{
    json_begin_list(json, "parts");
    for (size_t i = 0; i < result->rows.count; i++) {
        const struct metric_row *row = &result->rows.items[i];

        json_begin_object(json, NULL);
        json_text(json, "kind", _(kind_info(row->kind)->singular));
        json_text(json, "id", row_word(cli, row));
        json_text(json, "account", row->account ? account_id_of(cli, row->account) : NULL);
        json_part(cli, json, "numerator", result->id, row->numerator);
        json_part(cli, json, "denominator", result->id, row->denominator);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_figure(
    struct cli *cli, struct json *json, const struct metric_result *result, bool with_parts)
{
    const struct metric_info *info = metric_info(result->id);
    bool is_amount = info->unit == METRIC_UNIT_MONEY;

    json_begin_object(json, NULL);
    json_text(json, "id", info->name);
    json_text(json, "name", info->label);
    if (result->known && is_amount)
        json_money(json, "value", result->numerator, currency_of(cli));
    else
        json_real(json, "value", result->known ? result->value : (double)NAN);
    json_part(cli, json, "numerator", result->id, result->numerator);
    if (info->unit == METRIC_UNIT_COUNT && !result->denominator)
        json_null(json, "denominator");
    else
        json_part(cli, json, "denominator", result->id, result->denominator);
    json_text(json, "currency", metric_is_money(result->id) ? currency_of(cli) : NULL);
    json_beside(json, result->beside);
    json_day(json, "from", result->span.from);
    json_day(json, "to", result->span.to);
    json_begin_list(json, "rows");
    for (size_t i = 0; i < result->rows.count; i++)
        json_text(json, NULL, row_word(cli, &result->rows.items[i]));
    json_end_list(json);
    if (with_parts)
        json_parts(cli, json, result);
    json_end_object(json);
}

/* --- the command --- */

static bool read_span(struct cli *cli, struct metric_span *ret_span, struct error *err)
{
    struct metric_span span = metrics_year(cli->session);

    if (cli_has(cli, "to") && !cli_day(cli, cli_value(cli, "to"), &span.to, err))
        return false;
    span.from = day_add_months(span.to, -12);
    if (cli_has(cli, "from") && !cli_day(cli, cli_value(cli, "from"), &span.from, err))
        return false;
    if (span.from >= span.to)
        return error_set(err, ERROR_USAGE,
            "--from must lie before --to: the period is what comes after the one, up to the other");
    *ret_span = span;
    return true;
}

static bool read_id(struct cli *cli, enum metric_id *ret_id, struct error *err)
{
    const char *names[FIGURES], *nearest;

    if (metric_from_name(cli->words[0], ret_id))
        return true;
    for (int id = 0; id < FIGURES; id++)
        names[id] = metric_info((enum metric_id)id)->name;
    nearest = fault_nearest(cli->words[0], names, FIGURES);
    if (nearest)
        return error_set(
            err, ERROR_USAGE, "no figure '%s'; did you mean '%s'?", cli->words[0], nearest);
    return error_set(
        err, ERROR_USAGE, "no figure '%s'; daybook metrics names them all", cli->words[0]);
}

/* One after the other: the rows of all are a lot to hold at once. */
static void print_json(struct cli *cli, const struct metrics *metrics, struct metric_span span,
    const enum metric_id *one)
{
    int first = one ? (int)*one : 0, last = one ? first : FIGURES - 1;
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (int id = first; id <= last; id++) {
        struct arena arena = {0};
        struct metric_result result;

        metrics_one(metrics, (enum metric_id)id, span, &arena, &result);
        json_figure(cli, &json, &result, one != NULL);
        arena_fini(&arena);
    }
    json_end_list(&json);
    json_end(&json);
}

static bool show(struct cli *cli, const struct metrics *metrics, struct metric_span span,
    const enum metric_id *id, struct error *err)
{
    struct metric_result result;

    if (cli_has(cli, "json")) {
        print_json(cli, metrics, span, id);
        return true;
    }
    if (!id) {
        print_all(cli, metrics, span);
        return metrics_print_book(cli, metrics, span, err);
    }
    metrics_one(metrics, *id, span, &cli->arena, &result);
    print_one(cli, &result);
    return true;
}

bool cli_metrics(struct cli *cli, struct error *err)
{
    struct metrics *metrics;
    struct metric_span span;
    enum metric_id id;
    bool ok;

    if (!read_span(cli, &span, err) || (cli->word_count && !read_id(cli, &id, err)) ||
        !cli_freshen(cli, err) ||
        !metrics_load(cli->session, cli_value(cli, "where"), &metrics, err))
        return false;
    if (!metrics_ground(metrics)->left)
        cli_tell_none(cli, KIND_ACCOUNT);
    /* One read for all that is named: not a lock for each row. */
    ok = store_begin_read(session_store(cli->session), err);
    if (ok) {
        ok = show(cli, metrics, span, cli->word_count ? &id : NULL, err);
        ok = store_commit(session_store(cli->session), ok ? err : NULL) && ok;
    }
    metrics_free(metrics);
    return ok;
}

void cli_metrics_help(struct cli *cli)
{
    out_text(cli, _("\nfigures\n"));
    for (int id = 0; id < FIGURES; id++) {
        const struct metric_info *info = metric_info((enum metric_id)id);
        struct str aim = {0};

        metric_add_aim(&aim, (enum metric_id)id);
        outf(cli, "  %s: %s%s%s\n", info->name, _(info->label), aim.len ? _(", aim ") : "",
            str_text(&aim));
        print_wrapped(cli, _(info->formula), "      ");
        str_fini(&aim);
    }
}
