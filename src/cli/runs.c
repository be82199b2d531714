/* playbook step, playbook status. */
#include "cli_internal.h"

#include <inttypes.h>
#include <string.h>
#include "app/verbs.h"
#include "base/text.h"

/* --- step --- */

struct step_word {
    const char *word;
    enum step_verb verb;
};
static const struct step_word step_words[] = {
    {"block", STEP_VERB_BLOCK},
    {"done", STEP_VERB_DONE},
    {"reopen", STEP_VERB_REOPEN},
    {"skip", STEP_VERB_SKIP},
    {"unblock", STEP_VERB_UNBLOCK},
};

static bool read_verb(const char *word, enum step_verb *ret_verb, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(step_words); i++) {
        if (text_equal(word, step_words[i].word)) {
            *ret_verb = step_words[i].verb;
            return true;
        }
    }
    return error_set(err, ERROR_USAGE,
        "'%s': a step is done, reopened, skipped or blocked: done, reopen, skip, block, unblock",
        word);
}

/* DEMAND=TEXT words: what is given for what the step demands. */
static bool read_given(struct cli *cli, int at, struct given_list *given, struct error *err)
{
    for (; at < cli->word_count; at++) {
        const char *equals = strchr(cli->words[at], '=');

        if (!equals)
            return error_set(err, ERROR_USAGE, "'%s': expected DEMAND=TEXT", cli->words[at]);
        ARRAY_PUSH(given, (struct given){arena_copy_bytes(&cli->arena, cli->words[at],
                                             (size_t)(equals - cli->words[at])),
                              equals + 1});
    }
    return true;
}

static bool read_order(
    struct cli *cli, struct step_order *order, struct given_list *given, struct error *err)
{
    int at = 2;

    order->verb = STEP_VERB_DONE;
    order->day = DAY_NONE;
    order->why = cli_value(cli, "why");
    order->side = cli_value(cli, "side");
    order->given = given;
    if (at < cli->word_count && !strchr(cli->words[at], '=') &&
        !read_verb(cli->words[at++], &order->verb, err))
        return false;
    if (order->side && order->verb != STEP_VERB_BLOCK)
        return error_set(err, ERROR_USAGE, "--side goes with block");
    if (order->verb == STEP_VERB_BLOCK && !order->side)
        return error_set(err, ERROR_USAGE, "say who blocks it: --side us or --side customer");
    return read_given(cli, at, given, err);
}

static bool find_step(struct cli *cli, const struct row **ret_step, struct error *err)
{
    struct run_case *run = arena_alloc(&cli->arena, sizeof(*run));
    struct row *row;

    return verb_find_row(cli->session, KIND_RUN, cli->words[0], &cli->arena, &row, err) &&
           verb_run_load(cli->session, row->key, &cli->arena, run, err) &&
           run_find_step(&run->ground, cli->words[1], ret_step, err);
}

bool cli_playbook_step(struct cli *cli, struct error *err)
{
    struct given_list given = {0};
    struct step_order order = {0};
    struct outcome outcome = {0};
    const struct row *step;
    bool ok = read_order(cli, &order, &given, err) && find_step(cli, &step, err) &&
              verb_step(cli->session, step->key, &order, &outcome, err);

    if (ok)
        cli_report(cli, &outcome);
    array_fini(&given);
    return ok;
}

/* --- status --- */

struct status_list {
    struct cli *cli;
    int64_t account; /* 0: all */
    struct key_list keys;
};

static bool keep_open_run(void *context, const struct row *run)
{
    struct status_list *list = context;

    if (row_is(run, RUN_STATUS, "open") &&
        (!list->account || row_integer(run, RUN_ACCOUNT) == list->account))
        ARRAY_PUSH(&list->keys, run->key);
    return true;
}

static const char *pace_shape(const struct cli *cli, enum run_pace pace)
{
    switch (pace) {
    case RUN_ON_TRACK:
    case RUN_DONE: return band_shape(cli, "green");
    case RUN_BEHIND: return band_shape(cli, "yellow");
    case RUN_STUCK:
    case RUN_BLOCKED: return band_shape(cli, "red");
    case RUN_CANCELLED: return band_shape(cli, "unknown");
    }
    return "";
}

static void add_status_row(struct cli *cli, struct table *table, const struct run_case *run)
{
    const struct run_state *state = &run->state;
    day_number today = session_today(cli->session);
    char day[24];

    table_cell(table, row_id_of(cli, run->ground.run));
    table_cell(table, account_name_of(cli, row_integer(run->ground.run, RUN_ACCOUNT)));
    table_cell(table, row_text(run->ground.run, RUN_TITLE));
    table_cellf(table, "%s %s", pace_shape(cli, state->pace), run_pace_word(state->pace));
    table_cellf(table, "%d of %d", state->required_done, state->required);
    table_cell(table, state->target == DAY_NONE ? "" : day_words(state->target, today, day));
    if (state->next)
        table_cellf(table, "%d %s", (int)row_integer(state->next, STEP_NUMBER),
            row_text(state->next, STEP_TITLE));
    else
        table_cell(table, "");
}

static void add_status_json(struct cli *cli, struct json *json, const struct run_case *run)
{
    const struct run_state *state = &run->state;
    const struct row *row = run->ground.run;

    json_begin_object(json, NULL);
    json_text(json, "id", row_id_of(cli, row));
    json_text(json, "account", account_id_of(cli, row_integer(row, RUN_ACCOUNT)));
    json_text(json, "playbook", row_text(row, RUN_PLAYBOOK));
    json_text(json, "title", row_text(row, RUN_TITLE));
    json_text(json, "pace", run_pace_word(state->pace));
    json_integer(json, "required", state->required);
    json_integer(json, "required_done", state->required_done);
    json_integer(json, "overdue", state->overdue);
    json_integer(json, "days_behind", state->days_behind);
    json_day(json, "started", row_day(row, RUN_STARTED));
    json_day(json, "target", state->target);
    json_text(json, "next", state->next ? row_text(state->next, STEP_STEP) : NULL);
    json_text(json, "blocked", state->blocked ? row_text(state->blocked, STEP_STEP) : NULL);
    json_end_object(json);
}

static void begin_status_table(struct table *table)
{
    static const char *const heads[] = {
        "run", "account", "playbook", "pace", "required", "target", "next step"};

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_column(table, heads[i], false, i == 1 || i == 2 ? 28 : i == 6 ? 40 : 0);
}

static bool each_run(
    struct status_list *list, struct table *table, struct json *json, struct error *err)
{
    struct arena arena = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < list->keys.count; i++) {
        struct run_case run = {0};

        arena_clear(&arena);
        ok = verb_run_load(list->cli->session, list->keys.items[i], &arena, &run, err);
        if (ok && json)
            add_status_json(list->cli, json, &run);
        else if (ok)
            add_status_row(list->cli, table, &run);
    }
    arena_fini(&arena);
    return ok;
}

static bool print_status(struct status_list *list, struct error *err)
{
    struct cli *cli = list->cli;
    struct table table = {0};
    struct json json;
    bool ok;

    if (cli_has(cli, "json")) {
        json_init(&json, &cli->out);
        json_begin_list(&json, NULL);
        if (!each_run(list, NULL, &json, err))
            return false;
        json_end_list(&json);
        json_end(&json);
        return true;
    }
    begin_status_table(&table);
    ok = each_run(list, &table, NULL, err);
    if (ok)
        table_print(cli, &table);
    table_fini(&table);
    return ok;
}

bool cli_playbook_status(struct cli *cli, struct error *err)
{
    struct status_list list = {.cli = cli};
    bool ok =
        (!cli->word_count || verb_find_account(cli->session, cli->words[0], &list.account, err)) &&
        store_each(session_store(cli->session), KIND_RUN, keep_open_run, &list, err) &&
        print_status(&list, err);

    array_fini(&list.keys);
    return ok;
}
