/* playbook start: for the accounts named, and for those of an expression, as one change. */
#include "cli_internal.h"

#include "app/listing.h"
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"

/* --- which accounts --- */

static bool add_where(struct cli *cli, struct key_list *accounts, struct error *err)
{
    struct listing_options options = {
        .kind = KIND_ACCOUNT, .where = cli_value(cli, "where"), .limit = -1};
    struct listing listing = {0};

    if (!options.where)
        return true;
    if (!cli_freshen(cli, err) || !listing_make(cli->session, &options, &listing, err))
        return false;
    for (size_t i = 0; i < listing.rows.count; i++)
        ARRAY_PUSH(accounts, listing.rows.items[i]->key);
    if (listing.rows.count == 0)
        cli_tell_none(cli, KIND_ACCOUNT);
    listing_fini(&listing);
    return true;
}

/* A single account that is not found is the command's error; among several it is named and left. */
static bool add_words(struct cli *cli, int first, struct key_list *accounts, struct error *err)
{
    bool alone = cli->word_count == first + 1 && !cli_has(cli, "where");

    for (int i = first; i < cli->word_count; i++) {
        int64_t account;

        if (verb_find_account(cli->session, cli->words[i], &account, err))
            ARRAY_PUSH(accounts, account);
        else if (alone)
            return false;
        else
            cli->status = cli_complain(cli->words[i], err);
    }
    return true;
}

bool cli_accounts(struct cli *cli, int first, struct key_list *accounts, struct error *err)
{
    if (cli->word_count == first && !cli_has(cli, "where"))
        return error_set(err, ERROR_USAGE, "name accounts, or say --where EXPR");
    if (!add_words(cli, first, accounts, err) || !add_where(cli, accounts, err))
        return false;
    if (!accounts->count && !cli->status)
        return error_set(
            err, ERROR_NOT_FOUND, "there is no account with %s", cli_value(cli, "where"));
    return true;
}

/* --- what it comes to --- */

static day_number due_at(const struct run_plan *plan, bool last)
{
    day_number found = DAY_NONE;

    for (int i = 0; i < plan->step_count; i++) {
        day_number due = plan->steps[i].how == PLAN_SKIPPED ? DAY_NONE : plan->steps[i].due;

        if (due != DAY_NONE && (found == DAY_NONE || (last ? due > found : due < found)))
            found = due;
    }
    return found;
}

static void add_row(struct cli *cli, struct table *table, const struct start_line *line)
{
    const struct run_plan *plan = &line->plan;
    day_number today = session_today(cli->session);
    char day[24];

    table_cell(table, account_id_of(cli, line->account));
    table_cell(table, line->name);
    table_cellf(table, "%d", plan->step_count);
    table_cell(table, day_words(due_at(plan, false), today, day));
    table_cell(table, day_words(due_at(plan, true), today, day));
    table_cell(table, day_words(plan->target, today, day));
    if (plan->anchor == DAY_NONE)
        table_cellf(table, _("waits for %s"), playbook_anchor_words(plan->playbook->anchor));
    else
        table_cell(table, "");
}

static void print_plans(struct cli *cli, const struct start_lines *lines)
{
    struct table table = {0};

    table_column(&table, _("id"), false, 0);
    table_column(&table, _("account"), false, 32);
    table_column(&table, _("steps"), true, 0);
    table_column(&table, _("first due"), false, 0);
    table_column(&table, _("last due"), false, 0);
    table_column(&table, _("target"), false, 0);
    table_column(&table, "", false, 0);
    for (size_t i = 0; i < lines->count; i++)
        if (!lines->items[i].why)
            add_row(cli, &table, &lines->items[i]);
    table_print(cli, &table);
    table_fini(&table);
    if (lines->count == 1 && !lines->items[0].why) {
        out_text(cli, "\n");
        plan_print(cli, &lines->items[0].plan);
    }
}

static void add_steps(struct json *json, const struct run_plan *plan)
{
    static const char *const hows[] = {[PLAN_AHEAD] = "ahead",
        [PLAN_SPREAD] = "spread",
        [PLAN_SKIPPED] = "skipped",
        [PLAN_WAITING] = "waiting"};

    json_begin_list(json, "steps");
    for (int i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];

        json_begin_object(json, NULL);
        json_integer(json, "number", step->number);
        json_text(json, "step", step->step->id);
        json_text(json, "title", step->step->title);
        json_text(json, "need", playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need));
        json_day(json, "due", step->due);
        json_text(json, "how", hows[step->how]);
        json_end_object(json);
    }
    json_end_list(json);
}

static void print_json(struct cli *cli, const struct start_lines *lines)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < lines->count; i++) {
        const struct start_line *line = &lines->items[i];

        json_begin_object(&json, NULL);
        json_text(&json, "account", account_id_of(cli, line->account));
        json_text(&json, "name", line->name);
        json_text(&json, "run",
            line->run ? arena_format(&cli->arena, "db-%lld", (long long)line->run) : NULL);
        json_text(&json, "why", line->why);
        json_day(&json, "target", line->why ? DAY_NONE : line->plan.target);
        add_steps(&json, &line->plan);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

static void print_ids(struct cli *cli, const struct start_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].run)
            outf(cli, "db-%lld\n", (long long)lines->items[i].run);
}

/* The refused are named on standard error: exit 1 beside others, 2 where there is no other. */
static void tell_refused(struct cli *cli, const struct start_lines *lines)
{
    size_t refused = 0;

    for (size_t i = 0; i < lines->count; i++) {
        if (!lines->items[i].why)
            continue;
        err_linef(_("daybook: playbook start: %s"), lines->items[i].why);
        refused++;
    }
    if (refused < lines->count) {
        cli->in_part = cli->in_part || refused || cli->status;
        cli->status = 0;
    } else {
        cli->status = error_exit_status(ERROR_USAGE);
    }
}

static bool start(struct cli *cli, const struct key_list *accounts, struct error *err)
{
    struct start_order order = {.name = cli->words[0], .accounts = accounts, .given = DAY_NONE};
    struct start_lines lines = {0};
    struct outcome outcome = {0};
    const char *on = cli_value(cli, "on");
    bool dry = cli_has(cli, "dry-run");

    if (on && !cli_day(cli, on, &order.given, err))
        return false;
    if (dry ? !verb_playbook_plan_many(cli->session, &order, &cli->arena, &lines, err)
            : !verb_playbook_start_many(cli->session, &order, &cli->arena, &lines, &outcome, err))
        return false;
    if (cli_has(cli, "json"))
        print_json(cli, &lines);
    else if (dry)
        print_plans(cli, &lines);
    else
        print_ids(cli, &lines);
    if (outcome.change_id)
        err_summary(&outcome);
    outcome_fini(&outcome);
    tell_refused(cli, &lines);
    return true;
}

bool cli_playbook_start(struct cli *cli, struct error *err)
{
    const struct playbook *playbook;
    struct key_list accounts = {0};
    bool ok = verb_playbook_find(cli->session, cli->words[0], &playbook, err) &&
              cli_accounts(cli, 1, &accounts, err) && start(cli, &accounts, err);

    array_fini(&accounts);
    return ok;
}
