/* renewals --json: stable keys; every figure is the sum of its rows' fields of the same name. */
#include "renewals_internal.h"

#include "base/money.h"
#include "base/text.h"

/* Where money and rows are written. */
struct writing {
    struct cli *cli;
    struct json json;
    const char *currency;
};

static void put_money(struct writing *writing, const char *key, int64_t minor)
{
    json_money(&writing->json, key, minor, writing->currency);
}

static void put_ratio(struct writing *writing, const char *key, bool known, double ratio)
{
    if (known)
        json_real(&writing->json, key, ratio);
    else
        json_null(&writing->json, key);
}

/* `best case` as a key. */
static const char *key_of(struct writing *writing, const char *word)
{
    char *key = arena_copy_text(&writing->cli->arena, word);

    for (char *at = key; *at; at++)
        if (*at == ' ')
            *at = '_';
    return key;
}

static void put_sum(struct writing *writing, const struct forecast_sum *sum)
{
    json_integer(&writing->json, "lines", sum->count);
    put_money(writing, "arr", sum->arr);
    put_money(writing, "target", sum->target);
    put_money(writing, "retained", sum->retained);
    put_money(writing, "growth", sum->uplift + sum->expansion);
    put_money(writing, "uplift", sum->uplift);
    put_money(writing, "expansion", sum->expansion);
    put_money(writing, "weighted", sum->weighted);
    put_money(writing, "weighted_growth", sum->weighted_growth);
    put_money(writing, "risk", sum->risk);
    put_money(writing, "lands", sum->lands);
}

static void put_named_sum(struct writing *writing, const char *name, const struct forecast_sum *sum)
{
    json_begin_object(&writing->json, name);
    put_sum(writing, sum);
    json_end_object(&writing->json);
}

static void put_categories(struct writing *writing, const struct forecast_totals *totals)
{
    json_begin_object(&writing->json, "categories");
    put_named_sum(writing, "closed", &totals->won);
    for (int i = 0; i < FORECAST_CATEGORIES; i++)
        put_named_sum(writing, key_of(writing, forecast_category_word((enum forecast_category)i)),
            &totals->open[i]);
    put_named_sum(writing, "lost", &totals->lost);
    put_named_sum(writing, "locked_in", &totals->locked_in);
    put_named_sum(writing, "leaving", &totals->leaving);
    json_end_object(&writing->json);
}

static void put_running(struct writing *writing, const struct forecast_totals *totals)
{
    json_begin_object(&writing->json, "running");
    put_money(writing, "closed", forecast_closed(totals));
    put_money(writing, "commit", forecast_running(totals, FORECAST_COMMIT));
    put_money(writing, "best_case", forecast_running(totals, FORECAST_BEST_CASE));
    put_money(writing, "not_called", forecast_running(totals, FORECAST_NOT_CALLED));
    put_money(writing, "at_risk", forecast_running(totals, FORECAST_AT_RISK));
    put_money(writing, "all", forecast_running(totals, FORECAST_EXPECTED_LOSS));
    json_end_object(&writing->json);
}

static void put_totals(struct writing *writing, const struct forecast_totals *totals)
{
    double gross = 0, net = 0;
    bool known = forecast_landing(totals, &gross, &net);

    put_sum(writing, &totals->all);
    json_integer(&writing->json, "unknown", totals->unknown);
    put_categories(writing, totals);
    put_running(writing, totals);
    put_ratio(writing, "landing_gross", known, gross);
    put_ratio(writing, "landing_net", known, net);
}

static void put_named_totals(
    struct writing *writing, const char *name, const struct forecast_totals *totals)
{
    json_begin_object(&writing->json, name);
    put_totals(writing, totals);
    json_end_object(&writing->json);
}

static void put_periods(struct writing *writing, const struct forecast_table *table)
{
    put_named_totals(writing, "totals", &table->totals);
    put_named_totals(writing, "slipped", &table->slipped);
    json_begin_list(&writing->json, "periods");
    for (int i = 0; i < table->period_count; i++) {
        json_begin_object(&writing->json, NULL);
        json_day(&writing->json, "from", table->periods[i].span.first);
        json_day(&writing->json, "to", table->periods[i].span.last);
        put_totals(writing, &table->periods[i].totals);
        json_end_object(&writing->json);
    }
    json_end_list(&writing->json);
    put_named_totals(writing, "no_end_date", &table->no_end);
    put_named_totals(writing, "month_to_month", &table->outside);
}

/* --- rows --- */

static bool put_rows(struct writing *writing, const struct forecast *forecast, struct error *err)
{
    struct cli *cli = writing->cli;
    day_number today = session_today(cli->session);
    struct arena arena = {0};
    bool ok = true;

    json_begin_list(&writing->json, "rows");
    for (size_t i = 0; ok && i < forecast->row_count; i++) {
        arena_clear(&arena);
        ok = json_row(cli, &writing->json, NULL,
            due_line_row(&forecast->rows[i], writing->currency, today, &arena),
            (struct field_choice){0}, err);
        if (!out_flush_some(cli))
            break;
    }
    json_end_list(&writing->json);
    arena_fini(&arena);
    return ok;
}

/* --- between two days --- */

static const struct due_line *either(const struct due_line *before, const struct due_line *after)
{
    return after ? after : before;
}

static void put_line(struct writing *writing, const struct due_line *line)
{
    json_text(&writing->json, "account", account_id_of(writing->cli, line->account));
    json_text(&writing->json, "line", line->id[0] ? line->id : NULL);
    json_day(&writing->json, "ends", line->ends);
}

static void put_moves(struct writing *writing, const struct forecast *forecast)
{
    json_begin_list(&writing->json, "moves");
    for (size_t i = 0; i < forecast->moves.count; i++) {
        const struct forecast_move *move = &forecast->moves.items[i];
        struct str words = {0};

        json_begin_object(&writing->json, NULL);
        put_line(writing, either(move->before, move->after));
        put_money(writing, "weighted",
            (move->after ? move->after->value.weighted : 0) -
                (move->before ? move->before->value.weighted : 0));
        renewals_move_words(writing->cli, &words, move);
        json_text(&writing->json, "text", str_text(&words));
        json_end_object(&writing->json);
        str_fini(&words);
    }
    json_end_list(&writing->json);
}

static void put_bridge(struct writing *writing, const struct forecast_bridge *bridge)
{
    json_begin_object(&writing->json, NULL);
    json_text(&writing->json, "measure", forecast_measure_word(bridge->measure));
    put_money(writing, "opening", bridge->opening);
    for (int part = 0; part < BRIDGE_PARTS; part++)
        put_money(writing, key_of(writing, bridge_part_word((enum bridge_part)part)),
            bridge->parts[part]);
    put_money(writing, "closing", bridge->closing);
    json_begin_list(&writing->json, "rows");
    for (size_t i = 0; i < bridge->row_count; i++) {
        const struct bridge_row *row = &bridge->rows[i];

        json_begin_object(&writing->json, NULL);
        put_line(writing, either(row->before, row->after));
        json_text(&writing->json, "part", key_of(writing, bridge_part_word(row->part)));
        put_money(writing, "amount", row->amount);
        json_end_object(&writing->json);
    }
    json_end_list(&writing->json);
    json_end_object(&writing->json);
}

static void put_since(struct writing *writing, const struct forecast *forecast)
{
    if (!forecast->has_since) {
        json_null(&writing->json, "since");
        return;
    }
    json_begin_object(&writing->json, "since");
    json_day(&writing->json, "day", forecast->since);
    json_day(&writing->json, "from", forecast->quarter.first);
    json_day(&writing->json, "to", forecast->quarter.last);
    put_moves(writing, forecast);
    json_begin_list(&writing->json, "bridges");
    for (size_t i = 0; i < COUNT_OF(forecast->bridges); i++)
        put_bridge(writing, &forecast->bridges[i]);
    json_end_list(&writing->json);
    json_end_object(&writing->json);
}

static void put_frozen(struct writing *writing, const struct forecast_frozen *frozen)
{
    json_begin_object(&writing->json, NULL);
    json_integer(&writing->json, "days_before", frozen->days_before);
    json_day(&writing->json, "day", frozen->day);
    put_money(writing, "commit", frozen->there ? frozen->commit : MONEY_NONE);
    put_ratio(writing, "accuracy", frozen->has_accuracy, frozen->accuracy);
    put_ratio(writing, "bias", frozen->has_bias, frozen->bias);
    put_money(writing, "weighted", frozen->there ? frozen->weighted : MONEY_NONE);
    put_ratio(
        writing, "weighted_accuracy", frozen->has_weighted_accuracy, frozen->weighted_accuracy);
    put_ratio(writing, "weighted_bias", frozen->has_weighted_bias, frozen->weighted_bias);
    json_end_object(&writing->json);
}

static void put_last(struct writing *writing, const struct forecast *forecast)
{
    json_begin_object(&writing->json, "last_quarter");
    json_day(&writing->json, "from", forecast->last_quarter.first);
    json_day(&writing->json, "to", forecast->last_quarter.last);
    put_money(writing, "actual", forecast->last_actual);
    json_begin_list(&writing->json, "frozen");
    for (int i = 0; i < FORECAST_FROZEN; i++)
        put_frozen(writing, &forecast->frozen[i]);
    json_end_list(&writing->json);
    json_end_object(&writing->json);
}

/* --- the document --- */

static void put_head(
    struct writing *writing, const struct forecast_order *order, const struct forecast *forecast)
{
    const struct forecast_book_landing *book = &forecast->landing;
    bool known = book->start > 0;
    double start = known ? (double)book->start : 1;

    json_day(&writing->json, "today", session_today(writing->cli->session));
    json_text(&writing->json, "currency", writing->currency);
    json_text(&writing->json, "by", order->by_quarter ? "quarter" : "month");
    json_day(&writing->json, "until", forecast->until);
    put_money(writing, "book_arr", forecast->book_arr);
    put_money(writing, "at_risk_arr", forecast->at_risk_arr);
    json_integer(&writing->json, "at_risk_accounts", forecast->at_risk_accounts);
    json_integer(&writing->json, "accounts_without_rate", forecast->accounts_without_rate);
    json_text(&writing->json, "outside", forecast->outside[0] ? forecast->outside : NULL);
    json_begin_object(&writing->json, "landing");
    put_money(writing, "start", book->start);
    put_money(writing, "gross_end", book->gross_end);
    put_money(writing, "net_end", book->net_end);
    put_ratio(writing, "grr", known, (double)book->gross_end / start);
    put_ratio(writing, "nrr", known, (double)book->net_end / start);
    json_end_object(&writing->json);
}

bool renewals_json(struct cli *cli, const struct forecast_order *order,
    const struct forecast *forecast, struct error *err)
{
    struct writing writing = {.cli = cli, .currency = session_currency(cli->session)};

    json_init(&writing.json, &cli->out);
    json_begin_object(&writing.json, NULL);
    put_head(&writing, order, forecast);
    put_periods(&writing, &forecast->table);
    if (!put_rows(&writing, forecast, err))
        return false;
    put_since(&writing, forecast);
    put_last(&writing, forecast);
    json_end_object(&writing.json);
    json_end(&writing.json);
    return true;
}
