/* playbook status: the open runs by lateness, and how onboarding stands. */
#include "cli_internal.h"

#include <inttypes.h>
#include "base/words.h"
#include "app/verbs.h"

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

static const char *id_of(struct cli *cli, const struct open_run *run)
{
    return *run->id ? run->id : arena_format(&cli->arena, "#%" PRId64, run->run);
}

static void add_row(struct cli *cli, struct table *table, const struct open_run *run)
{
    const struct run_state *state = &run->state;
    day_number today = session_today(cli->session);
    char day[24];

    table_cell(table, id_of(cli, run));
    table_cell(table, run->account_name);
    table_cell(table, run->title);
    table_cellf(table, "%s %s", pace_shape(cli, state->pace), _(run_pace_word(state->pace)));
    if (state->days_behind)
        table_cellf(table, "%d", state->days_behind);
    else
        table_cell(table, "");
    table_cellf(table, _("%d of %d"), state->required_done, state->required);
    table_cell(
        table, state->target == DAY_NONE ? _("no day yet") : day_words(state->target, today, day));
    if (run->next)
        table_cellf(table, "%d %s", run->next_number, run->next_title);
    else
        table_cell(table, "");
}

static void print_table(struct cli *cli, const struct open_runs *runs)
{
    static const struct {
        const char *head;
        int most;
    } columns[] = {{N_("run"), 0}, {N_("account"), 28}, {N_("playbook"), 28}, {N_("pace"), 0},
        {N_("days behind"), 0}, {N_("required"), 0}, {N_("target"), 0}, {N_("next step"), 40}};
    struct table table = {0};

    for (size_t i = 0; i < COUNT_OF(columns); i++)
        table_column(&table, _(columns[i].head), i == 4, columns[i].most);
    for (size_t i = 0; i < runs->count; i++)
        add_row(cli, &table, &runs->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

static const char *word_or_null(const char *text)
{
    return *text ? text : NULL;
}

static void add_json(struct cli *cli, struct json *json, const struct open_run *run)
{
    const struct run_state *state = &run->state;

    json_begin_object(json, NULL);
    json_text(json, "id", id_of(cli, run));
    json_text(json, "account", account_id_of(cli, run->account));
    json_text(json, "playbook", run->playbook);
    json_text(json, "title", run->title);
    json_text(json, "pace", run_pace_word(state->pace));
    json_integer(json, "required", state->required);
    json_integer(json, "required_done", state->required_done);
    json_integer(json, "overdue", state->overdue);
    json_integer(json, "days_behind", state->days_behind);
    json_integer(json, "idle_days", state->idle_days);
    json_day(json, "started", run->started);
    json_day(json, "target", state->target);
    json_day(json, "expected", state->expected);
    json_text(json, "next", word_or_null(run->next_id));
    json_text(json, "blocked", word_or_null(run->blocked_id));
    json_text(json, "blocked_by", word_or_null(run->blocked_side));
    json_text(json, "blocked_why", word_or_null(run->blocked_why));
    json_end_object(json);
}

static void print_runs(struct cli *cli, const struct open_runs *runs)
{
    struct json json;

    if (!cli_has(cli, "json")) {
        print_table(cli, runs);
        return;
    }
    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < runs->count; i++)
        add_json(cli, &json, &runs->items[i]);
    json_end_list(&json);
    json_end(&json);
}

static void print_figures(struct cli *cli, const struct onboarding_figures *figures)
{
    struct json json;

    if (!cli_has(cli, "json")) {
        onboarding_print(cli, figures);
        return;
    }
    json_init(&json, &cli->out);
    onboarding_json(cli, &json, figures);
    json_end(&json);
}

/* (S, E]: up to today and from twelve months before on, unless told. */
static bool read_period(
    struct cli *cli, day_number *ret_after, day_number *ret_until, struct error *err)
{
    const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");

    *ret_until = session_today(cli->session);
    if (to && !cli_day(cli, to, ret_until, err))
        return false;
    *ret_after = day_add_months(*ret_until, -12);
    if (from && !cli_day(cli, from, ret_after, err))
        return false;
    if (*ret_after >= *ret_until)
        return error_set(err, ERROR_USAGE, "--from must be a day before --to");
    return true;
}

static bool status_of_onboarding(struct cli *cli, struct error *err)
{
    struct onboarding_figures figures;
    day_number after, until;

    if (!read_period(cli, &after, &until, err) ||
        !verb_onboarding_figures(cli->session, after, until, &cli->arena, &figures, err))
        return false;
    print_figures(cli, &figures);
    return true;
}

/* The figures are those of the book: of one account there are none. */
bool cli_playbook_status(struct cli *cli, struct error *err)
{
    struct runs_wanted wanted = {.limit = -1};
    struct open_runs runs;
    bool one = cli->word_count > 0;

    if (cli_has(cli, "onboarding"))
        return status_of_onboarding(cli, err);
    if ((one && !verb_find_account(cli->session, cli->words[0], &wanted.account, err)) ||
        !verb_runs_open(cli->session, &wanted, &cli->arena, &runs, err))
        return false;
    print_runs(cli, &runs);
    if (one || cli_has(cli, "json"))
        return true;
    out_text(cli, "\n");
    return status_of_onboarding(cli, err);
}
