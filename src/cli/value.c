/* value: how far the goals are and what they were worth, over the book or of one account. */
#include "cli_internal.h"

#include <math.h>
#include "app/value.h"
#include "base/money.h"
#include "base/words.h"

static void add_percent(struct table *table, double share)
{
    table_cellf(table, "%.0f%%", floor(share * 100 + 0.5 + 1e-9));
}

static void add_money(struct cli *cli, struct table *table, int64_t minor)
{
    char money[48];

    table_cell(table,
        minor == MONEY_NONE ? "--" : money_short(minor, session_currency(cli->session), money));
}

/* --- the book --- */

static void add_line(struct cli *cli, struct table *table, const struct value_line *line)
{
    char times[24], day[24];

    table_cell(table, line->name);
    if (line->share.counted)
        add_percent(table, line->share.share);
    else
        table_cell(table, line->goals ? _("no data") : _("no goal"));
    if (line->planned)
        table_cellf(table, _("%d of %d"), line->on_plan, line->planned);
    else
        table_cell(table, "");
    add_money(cli, table, line->back.entries ? line->back.value : MONEY_NONE);
    table_cell(table, value_times_words(&line->back, times));
    add_money(cli, table, line->arr);
    table_cell(
        table, line->due == DAY_NONE ? "" : day_words(line->due, session_today(cli->session), day));
    table_cell(table, line->due_goal);
}

static void print_head(struct cli *cli, const struct value_book *book)
{
    const char *currency = session_currency(cli->session);
    char money[48];

    outf(cli,
        words_plural("%zu account with goals and data, %zu without data, %zu without a goal (%s)\n",
            "%zu accounts with goals and data, %zu without data, %zu without a goal (%s)\n",
            (long long)book->groups[VALUE_DELIVERED]),
        book->groups[VALUE_DELIVERED], book->groups[VALUE_NO_DATA], book->groups[VALUE_NO_GOAL],
        money_short(book->arr[VALUE_NO_GOAL], currency, money));
    outf(cli,
        words_plural("confirmed in %d days: %s at %zu account",
            "confirmed in %d days: %s at %zu accounts", (long long)book->with_value),
        VALUE_WINDOW_DAYS, money_short(book->value, currency, money), book->with_value);
    outf(cli, _(", not confirmed: %s\n\n"), money_short(book->unconfirmed, currency, money));
}

static void print_book(struct cli *cli, const struct value_book *book)
{
    struct table table = {0};

    print_head(cli, book);
    table_column(&table, _("account"), false, 28);
    table_column(&table, _("value"), true, 0);
    table_column(&table, _("on plan"), true, 0);
    table_column(&table, _("confirmed"), true, 0);
    table_column(&table, _("return"), true, 0);
    table_column(&table, _("ARR"), true, 0);
    table_column(&table, _("next due"), false, 0);
    table_column(&table, _("goal"), false, 34);
    for (size_t i = 0; i < book->count; i++)
        add_line(cli, &table, &book->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

/* --- JSON; what cannot be told is null --- */

static void json_share(struct json *json, const struct value_share *share)
{
    json_begin_object(json, "value_delivered");
    json_real(json, "share", share->counted ? share->share : (double)NAN);
    json_real(json, "way", share->way);
    json_real(json, "weight", share->weight);
    json_integer(json, "goals", share->counted);
    json_integer(json, "without_data", share->unknown);
    json_end_object(json);
}

static void json_return(struct cli *cli, struct json *json, const struct value_return *back)
{
    const char *currency = session_currency(cli->session);

    json_begin_object(json, "return");
    json_day(json, "after", back->window.after);
    json_day(json, "until", back->window.until);
    json_real(json, "times", back->known ? back->times : (double)NAN);
    json_real(json, "roi", back->known ? back->roi : (double)NAN);
    json_money(json, "confirmed", back->value, currency);
    json_money(json, "cost", back->cost, currency);
    json_money(json, "unconfirmed", back->unconfirmed, currency);
    json_integer(json, "entries", back->entries);
    json_integer(json, "unconfirmed_entries", back->open_entries);
    json_integer(json, "not_money", back->beside);
    json_end_object(json);
}

static void json_line(struct cli *cli, struct json *json, const struct value_line *line)
{
    json_begin_object(json, NULL);
    json_text(json, "account", line->id);
    json_text(json, "name", line->name);
    json_money(json, "arr", line->arr, session_currency(cli->session));
    json_share(json, &line->share);
    json_integer(json, "goals", line->goals);
    json_integer(json, "on_plan", line->on_plan);
    json_integer(json, "planned", line->planned);
    json_day(json, "next_due", line->due);
    json_text(json, "next_goal", line->due == DAY_NONE ? NULL : line->due_goal);
    json_return(cli, json, &line->back);
    json_end_object(json);
}

static bool print_json(struct cli *cli, const struct value_book *book)
{
    const char *currency = session_currency(cli->session);
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "with_data", (int64_t)book->groups[VALUE_DELIVERED]);
    json_integer(&json, "without_data", (int64_t)book->groups[VALUE_NO_DATA]);
    json_integer(&json, "without_goal", (int64_t)book->groups[VALUE_NO_GOAL]);
    json_money(&json, "arr_without_goal", book->arr[VALUE_NO_GOAL], currency);
    json_money(&json, "confirmed", book->value, currency);
    json_money(&json, "unconfirmed", book->unconfirmed, currency);
    json_begin_list(&json, "accounts");
    for (size_t i = 0; i < book->count; i++)
        json_line(cli, &json, &book->items[i]);
    json_end_list(&json);
    json_end_object(&json);
    json_end(&json);
    return true;
}

/* --- one account, down to its rows --- */

struct one_account {
    struct dossier dossier;
    struct assessment made;
    struct value_return back;
    struct value_sums sums;
};

static bool read_one(struct cli *cli, struct one_account *one, struct error *err)
{
    int64_t account;

    if (cli_has(cli, "where"))
        return error_set(err, ERROR_USAGE, "an account, or --where: not both");
    if (!verb_find_account(cli->session, cli->words[0], &account, err) ||
        !session_assess(cli->session, account, &cli->arena, &one->dossier, &one->made, err))
        return false;
    one->back = value_of_account(
        cli->session, &one->dossier, row_money(one->made.account, ACCOUNT_ARR_NOW));
    value_sums_of(&one->dossier.results, session_today(cli->session), &cli->arena, &one->sums);
    return true;
}

static void add_goal(struct cli *cli, struct table *table, const struct row *goal)
{
    static const int fields[] = {GOAL_BASELINE, GOAL_CURRENT, GOAL_TARGET, GOAL_DUE, GOAL_OWNER};
    struct str text = {0};
    double way;

    table_cell(table, row_id_of(cli, goal));
    table_cell(table, row_text(goal, GOAL_STATEMENT));
    if (goal_is_dropped(goal))
        table_cell(table, _("dropped"));
    else if (goal_way(goal, &way))
        add_percent(table, way);
    else
        table_cell(table, "--");
    for (size_t f = 0; f < COUNT_OF(fields); f++) {
        str_clear(&text);
        cell_words(cli, &text, goal, fields[f]);
        table_cell(table, str_text(&text));
    }
    str_fini(&text);
}

static void print_goals(struct cli *cli, const struct row_list *goals)
{
    struct table table = {0};

    table_column(&table, _("id"), false, 0);
    table_column(&table, _("goal"), false, 40);
    table_column(&table, _("way"), true, 0);
    table_column(&table, _("from"), true, 0);
    table_column(&table, _("now"), true, 0);
    table_column(&table, _("to"), true, 0);
    table_column(&table, _("by"), false, 0);
    table_column(&table, _("owner"), false, 20);
    for (size_t i = 0; i < goals->count; i++)
        add_goal(cli, &table, goals->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

static void print_results(struct cli *cli, const struct row_list *results)
{
    static const int fields[] = {RESULT_ID, RESULT_DATE, RESULT_AMOUNT, RESULT_UNIT, RESULT_PERIOD,
        RESULT_CONFIRMED_BY, RESULT_EVIDENCE, RESULT_STORY};
    struct table table = {0};
    struct str text = {0};

    for (size_t f = 0; f < COUNT_OF(fields); f++)
        table_column(&table, _(kind_info(KIND_RESULT)->fields[fields[f]].head),
            fields[f] == RESULT_AMOUNT, 36);
    for (size_t i = results->count; i-- > 0;)
        for (size_t f = 0; f < COUNT_OF(fields); f++) {
            str_clear(&text);
            cell_words(cli, &text, results->items[i], fields[f]);
            table_cell(&table, str_text(&text));
        }
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&text);
}

static void print_return(struct cli *cli, const struct value_return *back)
{
    const char *currency = session_currency(cli->session);
    char money[48], times[24], day[24];

    outf(cli, _("return %s: "), value_times_words(back, times));
    outf(cli, words_plural("%s confirmed by %d entry", "%s confirmed by %d entries", back->entries),
        money_short(back->value, currency, money), back->entries);
    if (back->cost != MONEY_NONE)
        outf(cli, _(", %s the contract cost since %s"), money_short(back->cost, currency, money),
            day_words(back->window.after + 1, session_today(cli->session), day));
    if (back->open_entries)
        outf(cli, _("; %s not confirmed"), money_short(back->unconfirmed, currency, money));
    if (back->beside)
        outf(cli, _("; %d confirmed in other units"), back->beside);
    out_text(cli, "\n");
}

static void print_one(struct cli *cli, const struct one_account *one)
{
    struct value_share share = value_delivered(&one->dossier.goals, session_today(cli->session));

    out_clean(cli, row_text(one->made.account, ACCOUNT_NAME));
    if (share.counted)
        outf(cli,
            words_plural(
                ": %.0f%% of the way, %d goal", ": %.0f%% of the way, %d goals", share.counted),
            floor(share.share * 100 + 0.5 + 1e-9), share.counted);
    else
        out_text(cli, _(": no goal with data"));
    if (share.unknown)
        outf(cli, _(", %d without data"), share.unknown);
    out_text(cli, "\n");
    print_return(cli, &one->back);
    if (one->dossier.goals.count) {
        out_text(cli, "\n");
        print_goals(cli, &one->dossier.goals);
    }
    if (one->dossier.results.count) {
        out_text(cli, "\n");
        print_results(cli, &one->dossier.results);
    }
}

static void json_sums(struct json *json, const struct value_sums *sums)
{
    json_begin_list(json, "sums");
    for (size_t i = 0; i < sums->count; i++) {
        const struct value_sum *sum = &sums->items[i];

        json_begin_object(json, NULL);
        json_integer(json, "year", sum->year);
        json_text(json, "unit", sum->unit);
        json_text(json, "period", sum->period);
        json_real(json, "confirmed", sum->confirmed);
        json_integer(json, "confirmed_entries", sum->confirmed_count);
        json_real(json, "unconfirmed", sum->unconfirmed);
        json_integer(json, "unconfirmed_entries", sum->unconfirmed_count);
        json_end_object(json);
    }
    json_end_list(json);
}

static bool json_rows(struct cli *cli, struct json *json, const char *key,
    const struct row_list *rows, struct error *err)
{
    bool ok = true;

    json_begin_list(json, key);
    for (size_t i = 0; ok && i < rows->count; i++)
        ok = json_row(cli, json, NULL, rows->items[i], (struct field_choice){0}, err);
    json_end_list(json);
    return ok;
}

static bool print_one_json(struct cli *cli, const struct one_account *one, struct error *err)
{
    struct value_share share = value_delivered(&one->dossier.goals, session_today(cli->session));
    struct json json;
    bool ok;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_text(&json, "account", row_text(one->made.account, ACCOUNT_ID));
    json_text(&json, "name", row_text(one->made.account, ACCOUNT_NAME));
    json_share(&json, &share);
    json_return(cli, &json, &one->back);
    json_sums(&json, &one->sums);
    ok = json_rows(cli, &json, "goals", &one->dossier.goals, err) &&
         json_rows(cli, &json, "values", &one->dossier.results, err);
    json_end_object(&json);
    json_end(&json);
    return ok;
}

bool cli_value_of(struct cli *cli, struct error *err)
{
    struct one_account one = {0};
    struct value_book book;

    if (!cli_freshen(cli, err))
        return false;
    if (cli->word_count) {
        if (!read_one(cli, &one, err))
            return false;
        if (cli_has(cli, "json"))
            return print_one_json(cli, &one, err);
        print_one(cli, &one);
        return true;
    }
    if (!value_read(cli->session, cli_value(cli, "where"), &cli->arena, &book, err))
        return false;
    if (!book.count)
        cli_tell_none(cli, KIND_ACCOUNT);
    if (cli_has(cli, "json"))
        return print_json(cli, &book);
    print_book(cli, &book);
    return true;
}
