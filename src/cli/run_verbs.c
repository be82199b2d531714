/* playbook assign, cancel, repeat, shift; and a run beside its file: diff, update. */
#include "cli_internal.h"

#include <string.h>
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"

static bool find_run(struct cli *cli, const struct row **ret_run, struct error *err)
{
    struct row *row;

    if (!verb_find_row(cli->session, KIND_RUN, cli->words[0], &cli->arena, &row, err))
        return false;
    *ret_run = row;
    return true;
}

static bool order_run(struct cli *cli, const struct run_order *order, struct error *err)
{
    struct outcome outcome = {0};
    const struct row *run;

    if (!find_run(cli, &run, err) || !verb_run(cli->session, run->key, order, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_playbook_cancel(struct cli *cli, struct error *err)
{
    struct run_order order = {.verb = RUN_VERB_CANCEL, .why = cli_value(cli, "why")};

    if (text_blank(order.why))
        return error_set(err, ERROR_USAGE, "say why: --why TEXT");
    return order_run(cli, &order, err);
}

bool cli_playbook_shift(struct cli *cli, struct error *err)
{
    struct run_order order = {.verb = RUN_VERB_SHIFT};

    if (!playbook_offset_parse(cli->words[1], &order.shift.by))
        return error_set(err, ERROR_USAGE,
            "'%s': by how much? +5d days, +5wd working days, +2w weeks, +1m months", cli->words[1]);
    order.shift.pinned_too = cli_has(cli, "all");
    return order_run(cli, &order, err);
}

/* RUN NAME is the whole run, RUN STEP NAME one step. */
bool cli_playbook_assign(struct cli *cli, struct error *err)
{
    struct run_order order = {.verb = RUN_VERB_ASSIGN, .owner = cli->words[1]};
    struct step_order step_order = {.verb = STEP_VERB_ASSIGN, .day = DAY_NONE};
    struct outcome outcome = {0};
    struct run_case run;
    const struct row *row, *step;

    if (cli->word_count == 2)
        return order_run(cli, &order, err);
    step_order.owner = cli->words[2];
    if (!find_run(cli, &row, err) ||
        !verb_run_load(cli->session, row->key, &cli->arena, &run, err) ||
        !run_find_step(&run.ground, cli->words[1], &step, err) ||
        !verb_step(cli->session, step->key, &step_order, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_playbook_repeat(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct str id = {0};
    const struct row *run;
    const char *on = cli_value(cli, "on");
    day_number day = DAY_NONE;
    bool ok = (!on || cli_day(cli, on, &day, err)) && find_run(cli, &run, err) &&
              verb_run_repeat(cli->session, run->key, day, &outcome, &id, err);

    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}

/* --- beside its file --- */

static void add_words(struct json *json, unsigned what)
{
    static const struct {
        unsigned what;
        const char *word;
    } words[] = {
        {RUN_DIFF_ADDED, "added"},
        {RUN_DIFF_REMOVED, "removed"},
        {RUN_DIFF_TITLE, "title"},
        {RUN_DIFF_GUIDANCE, "guidance"},
        {RUN_DIFF_DEMANDS, "demands"},
        {RUN_DIFF_DATE, "date"},
        {RUN_DIFF_NEED, "need"},
        {RUN_DIFF_KIND, "kind"},
        {RUN_DIFF_OWNER, "owner"},
        {RUN_DIFF_AFTER, "after"},
        {RUN_DIFF_DETAILS, "details"},
    };

    json_begin_list(json, "what");
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (what & words[i].what)
            json_text(json, NULL, words[i].word);
    json_end_list(json);
}

static void add_item(struct json *json, const struct run_diff_item *item)
{
    json_begin_object(json, NULL);
    json_text(json, "step", item->id);
    json_integer(json, "number", item->number);
    json_text(json, "title", item->title);
    json_text(json, "status", item->step ? row_text(item->step, STEP_STATUS) : NULL);
    add_words(json, item->what);
    json_day(json, "was_due", item->old_due);
    json_day(json, "due", item->new_due);
    json_text(json, "text", item->what ? item->sentence : NULL);
    json_end_object(json);
}

static void print_json(struct cli *cli, const struct run_diff *diff)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_bool(&json, "differs", diff->differs);
    json_text(&json, "missing", diff->missing);
    json_begin_list(&json, "whole");
    for (size_t i = 0; i < diff->whole.count; i++)
        json_text(&json, NULL, diff->whole.items[i]);
    json_end_list(&json);
    json_begin_list(&json, "steps");
    for (size_t i = 0; i < diff->items.count; i++)
        add_item(&json, &diff->items.items[i]);
    json_end_list(&json);
    json_end_object(&json);
    json_end(&json);
}

static void print_line(struct cli *cli, const char *text)
{
    out_clean(cli, text);
    out_text(cli, "\n");
}

static void print_diff(struct cli *cli, const struct row *run, const struct run_diff *diff)
{
    bool any = diff->whole.count > 0;

    for (size_t i = 0; i < diff->whole.count; i++)
        print_line(cli, diff->whole.items[i]);
    for (size_t i = 0; i < diff->items.count; i++) {
        if (diff->items.items[i].what)
            print_line(cli, diff->items.items[i].sentence);
        any = any || diff->items.items[i].what;
    }
    if (any)
        return;
    out_clean(cli, row_text(run, RUN_TITLE));
    out_text(cli, ": ");
    print_line(cli, diff->missing   ? diff->missing
                    : diff->differs ? _("the file differs in nothing that touches this run")
                                    : _("the run is as its file"));
}

static bool look(
    struct cli *cli, const struct row **ret_run, struct run_diff *ret_diff, struct error *err)
{
    if (!find_run(cli, ret_run, err) ||
        !verb_run_diff(cli->session, (*ret_run)->key, &cli->arena, ret_diff, err))
        return false;
    if (cli_has(cli, "json"))
        print_json(cli, ret_diff);
    else
        print_diff(cli, *ret_run, ret_diff);
    return true;
}

bool cli_playbook_diff(struct cli *cli, struct error *err)
{
    const struct row *run;
    struct run_diff diff;

    return look(cli, &run, &diff, err);
}

bool cli_playbook_update(struct cli *cli, struct error *err)
{
    const struct row *run;
    struct run_diff diff;
    struct outcome outcome = {0};

    if (!look(cli, &run, &diff, err))
        return false;
    if (cli_has(cli, "dry-run") || (!diff.differs && !diff.missing))
        return true;
    if (!verb_run_move_over(cli->session, run->key, &outcome, err))
        return false;
    if (!cli_has(cli, "json"))
        print_line(cli, str_text(&outcome.summary));
    outcome_fini(&outcome);
    return true;
}
