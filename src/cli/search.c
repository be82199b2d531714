/* search: rows that hold the words, with the place where they do. */
#include "cli_internal.h"

#include <inttypes.h>
#include <string.h>
#include "app/listing.h"

enum { SEARCH_USUAL = 50, EXCERPT = 70 };

static int64_t account_key(const struct row *row)
{
    int field = kind_info(row->kind)->account;

    return row->kind == KIND_ACCOUNT ? row->key : row_integer(row, field);
}

/* The day that a hit is of, or DAY_NONE. */
static day_number day_of(const struct row *row)
{
    switch (row->kind) {
    case KIND_NOTE:
        return row_knows(row, NOTE_AT) ? minute_day(row_integer(row, NOTE_AT)) : DAY_NONE;
    case KIND_TASK: return row_day(row, TASK_DUE);
    case KIND_GOAL: return row_day(row, GOAL_DUE);
    case KIND_FEEDBACK: return row_day(row, FEEDBACK_DATE);
    case KIND_ACCOUNT:
    case KIND_CONTACT:
    case KIND_CONTRACT:
    case KIND_MEASURE:
    case KIND_TICKET:
    case KIND_OPPORTUNITY:
    case KIND_RESULT:
    case KIND_RUN:
    case KIND_STEP:
    case KIND_SIGNAL:
    case KIND_FACT:
    case KIND_VERSION:
    case KIND_COUNT: break;
    }
    return DAY_NONE;
}

static const char *text_of(const struct row *row)
{
    return row_text(row, kind_info(row->kind)->name);
}

static void print_hits(struct cli *cli, const struct row_list *rows)
{
    struct table table = {0};

    table_column(&table, "kind", false, 0);
    table_column(&table, "id", false, 0);
    table_column(&table, "account", false, 28);
    table_column(&table, "day", false, 0);
    table_column(&table, "text", false, EXCERPT);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];
        char day[24];

        table_cell(&table, kind_info(row->kind)->singular);
        table_cell(&table, row_id_of(cli, row));
        table_cell(&table, account_key(row) ? account_name_of(cli, account_key(row)) : "");
        table_cell(&table, day_of(row) == DAY_NONE
                               ? ""
                               : day_short(day_of(row), session_today(cli->session), day));
        table_cell(&table, text_of(row));
    }
    table_print(cli, &table);
    table_fini(&table);
}

static void print_hits_json(struct cli *cli, const struct row_list *rows)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];

        json_begin_object(&json, NULL);
        json_text(&json, "kind", kind_info(row->kind)->singular);
        json_text(&json, "id", row_id_of(cli, row));
        json_text(&json, "account", account_key(row) ? account_id_of(cli, account_key(row)) : NULL);
        json_day(&json, "day", day_of(row));
        json_text(&json, "text", text_of(row));
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

bool cli_search(struct cli *cli, struct error *err)
{
    struct row_list rows = {0};
    struct str query = {0};
    long long limit = SEARCH_USUAL;
    bool ok;

    for (int i = 0; i < cli->word_count; i++)
        str_addf(&query, "%s%s", i ? " " : "", cli->words[i]);
    ok = cli_number(cli, "limit", 1, &limit, err) &&
         search_rows(cli->session, str_text(&query), limit > INT32_MAX ? INT32_MAX : (int)limit,
             &cli->arena, &rows, err);
    if (ok && cli_has(cli, "json"))
        print_hits_json(cli, &rows);
    else if (ok)
        print_hits(cli, &rows);
    array_fini(&rows);
    str_fini(&query);
    return ok;
}
