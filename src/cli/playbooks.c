/* playbook show, check, preview, start. */
#include "cli_internal.h"

#include <inttypes.h>
#include <string.h>
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"

/* --- show --- */

static void add_offset(struct str *out, struct playbook_offset offset)
{
    static const char *const units[] = {
        [UNIT_DAYS] = "d", [UNIT_WORKING_DAYS] = "wd", [UNIT_WEEKS] = "w", [UNIT_MONTHS] = "m"};

    str_addf(out, "%+d%s", offset.count, units[offset.unit]);
}

/* `contract start +5wd`, `step kick-off +2d`. */
static void add_due(
    struct str *out, const struct playbook *playbook, const struct playbook_step *step)
{
    if (step->anchor == ANCHOR_STEP)
        str_addf(out, "%s ", playbook->steps[step->anchor_step].id);
    else if (step->anchor != playbook->anchor)
        str_addf(out, "%s ", playbook_word(PLAYBOOK_LIST_ANCHORS, (int)step->anchor));
    add_offset(out, step->offset);
}

/* How to give it on the command line; the rest is met by rows of the account. */
static void print_how(struct cli *cli, const struct playbook_demand *demand)
{
    bool in_words = demand->kind == DEMAND_TEXT || demand->kind == DEMAND_DATE ||
                    demand->kind == DEMAND_CATEGORY || demand->kind == DEMAND_CHOICE;

    if (in_words)
        outf(cli, " (%s=...)", demand->id);
    if (demand->or_word)
        outf(cli, " (or %s=%s)", demand->id, demand->or_word);
    out_text(cli, "\n");
}

static void print_demands(struct cli *cli, const struct playbook_step *step)
{
    for (int i = 0; i < step->demand_count; i++) {
        const struct playbook_demand *demand = &step->demands[i];

        outf(cli, _("      needs %s"), playbook_word(PLAYBOOK_LIST_DEMANDS, (int)demand->kind));
        if (demand->what) {
            out_text(cli, ": ");
            out_clean(cli, demand->what);
        }
        for (int k = 0; k < demand->word_count; k++) {
            out_text(cli, k ? ", " : ": ");
            out_clean(cli, demand->words[k]);
        }
        print_how(cli, demand);
    }
}

static void print_condition(struct cli *cli, const char *label, const char *text)
{
    if (!text)
        return;
    outf(cli, "      %s ", label);
    out_clean(cli, text);
    out_text(cli, "\n");
}

/* When it is there, what it needs to be, what it comes after, how it repeats. */
static void print_rules(
    struct cli *cli, const struct playbook *playbook, const struct playbook_step *step)
{
    struct str text = {0};

    print_condition(cli, _("only where"), step->when.text);
    print_condition(cli, _("required where"), step->required_when.text);
    print_condition(cli, _("a gate where"), step->gate_when.text);
    for (int i = 0; i < step->after_count; i++)
        str_addf(&text, "%s%s", i ? ", " : "", playbook->steps[step->after[i]].id);
    print_condition(cli, _("after"), text.len ? str_text(&text) : NULL);
    str_clear(&text);
    if (step->repeats.count > 0) {
        playbook_offset_add(&text, step->repeats);
        if (step->repeats_until >= 0)
            str_addf(&text, _(" until %s"), playbook->steps[step->repeats_until].id);
        print_condition(cli, _("again every"), str_text(&text));
    }
    if (step->first_value)
        out_text(cli, _("      confirms first value\n"));
    str_fini(&text);
}

static void print_step(
    struct cli *cli, const struct playbook *playbook, const struct playbook_step *step, int number)
{
    struct str due = {0};

    add_due(&due, playbook, step);
    outf(cli, "%3d  ", number);
    out_clean(cli, step->title);
    outf(cli, "   %s, %s, ", step->kind, playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need));
    out_clean(cli, str_text(&due));
    out_text(cli, "\n");
    print_rules(cli, playbook, step);
    print_demands(cli, step);
    if (step->guidance)
        out_lines(cli, step->guidance, "      ");
    str_fini(&due);
}

static void print_start(struct cli *cli, const struct playbook *playbook)
{
    outf(cli, _("starts %s"), playbook_word(PLAYBOOK_LIST_HOWS, (int)playbook->how));
    if (playbook->how == PLAYBOOK_BEFORE) {
        struct str before = {0};

        add_offset(&before, playbook->before);
        outf(cli, " %s", str_text(&before) + 1);
        str_fini(&before);
    }
    if (playbook->start_when.text) {
        out_text(cli, ": ");
        out_clean(cli, playbook->start_when.text);
    }
    outf(cli, _("; days count from %s\n\n"), playbook_anchor_words(playbook->anchor));
}

static void print_playbook(
    struct cli *cli, const struct playbook *playbook, const struct playbook_outcome *outcome)
{
    out_clean(cli, playbook->title);
    outf(cli, _("   %s, version "), playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type));
    out_clean(cli, playbook->version);
    out_text(cli, "\n");
    if (playbook->summary)
        out_lines(cli, playbook->summary, "");
    if (playbook->applies.text) {
        out_text(cli, _("for accounts with "));
        out_clean(cli, playbook->applies.text);
        out_text(cli, "\n");
    }
    print_start(cli, playbook);
    for (int i = 0; i < playbook->step_count; i++)
        print_step(cli, playbook, &playbook->steps[i], i + 1);
    out_text(cli, "\n");
    outcome_print(cli, outcome);
}

static void json_step(
    struct json *json, const struct playbook *playbook, const struct playbook_step *step)
{
    struct str due = {0};

    add_due(&due, playbook, step);
    json_begin_object(json, NULL);
    json_text(json, "id", step->id);
    json_text(json, "title", step->title);
    json_text(json, "kind", step->kind);
    json_text(json, "need", playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need));
    json_text(json, "due", str_text(&due));
    json_text(json, "guidance", step->guidance);
    json_end_object(json);
    str_fini(&due);
}

/* With the runs behind each figure. */
static void print_playbook_json(
    struct cli *cli, const struct playbook *playbook, const struct playbook_outcome *outcome)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_text(&json, "id", playbook->id);
    json_text(&json, "title", playbook->title);
    json_text(&json, "version", playbook->version);
    json_text(&json, "type", playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type));
    json_text(&json, "summary", playbook->summary);
    json_text(&json, "applies", playbook->applies.text);
    json_text(&json, "starts", playbook_word(PLAYBOOK_LIST_HOWS, (int)playbook->how));
    json_text(&json, "success", playbook->success.text);
    json_begin_list(&json, "steps");
    for (int i = 0; i < playbook->step_count; i++)
        json_step(&json, playbook, &playbook->steps[i]);
    json_end_list(&json);
    outcome_json(cli, &json, outcome, true);
    json_end_object(&json);
    json_end(&json);
}

bool cli_playbook_show(struct cli *cli, struct error *err)
{
    const struct playbook *playbook;
    const struct playbook_outcome *outcome;
    struct outcome_list outcomes;

    if (!verb_playbook_find(cli->session, cli->words[0], &playbook, err) ||
        !verb_playbook_outcomes(cli->session, &cli->arena, &outcomes, err))
        return false;
    outcome = outcome_find(&outcomes, playbook->id);
    if (cli_has(cli, "json"))
        print_playbook_json(cli, playbook, outcome);
    else
        print_playbook(cli, playbook, outcome);
    return true;
}

/* --- preview --- */

static bool read_on(struct cli *cli, day_number *ret_day, struct error *err)
{
    const char *on = cli_value(cli, "on");

    *ret_day = DAY_NONE;
    return !on || cli_day(cli, on, ret_day, err);
}

void plan_print(struct cli *cli, const struct run_plan *plan)
{
    static const char *const hows[] = {[PLAN_AHEAD] = "",
        [PLAN_SPREAD] = N_("was missed: spread"),
        [PLAN_SKIPPED] = N_("was missed: skipped"),
        [PLAN_WAITING] = N_("waits for ")};
    struct table table = {0};

    table_column(&table, "#", true, 0);
    table_column(&table, _("due"), false, 0);
    table_column(&table, _("need"), false, 0);
    table_column(&table, _("step"), false, 48);
    table_column(&table, "", false, 0);
    for (int i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];
        char day[24];

        table_cellf(&table, "%d", step->number);
        table_cell(&table,
            step->due == DAY_NONE ? "" : day_words(step->due, session_today(cli->session), day));
        table_cell(&table, playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need));
        table_cell(&table, step->step->title);
        table_cellf(&table, "%s%s", _(hows[step->how]),
            step->how == PLAN_WAITING && step->waiting_for ? step->waiting_for : "");
    }
    table_print(cli, &table);
    table_fini(&table);
}

/* Why it could not start now; or NULL. */
static bool read_refusal(
    struct cli *cli, int64_t account, day_number on, const char **ret_why, struct error *err)
{
    struct key_list accounts = {.items = &account, .count = 1};
    struct start_order order = {.name = cli->words[0], .accounts = &accounts, .given = on};
    struct start_lines lines = {0};

    if (!verb_playbook_plan_many(cli->session, &order, &cli->arena, &lines, err))
        return false;
    *ret_why = lines.items[0].why;
    return true;
}

static void print_head(struct cli *cli, const struct run_plan *plan, const char *name)
{
    day_number today = session_today(cli->session);
    char day[24];

    out_clean(cli, arena_format(&cli->arena, _("%s for %s"), plan->playbook->title, name));
    if (plan->anchor == DAY_NONE)
        outf(cli, _(": waits for %s"), playbook_anchor_words(plan->playbook->anchor));
    else
        outf(cli, _(": counts from %s, %s"), playbook_anchor_words(plan->playbook->anchor),
            day_words(plan->anchor, today, day));
    if (plan->target != DAY_NONE)
        outf(cli, _(", to be finished %s%s"), day_words(plan->target, today, day),
            plan->target < today ? _(", which is past; --on gives another day") : "");
    out_text(cli, "\n");
}

bool cli_playbook_preview(struct cli *cli, struct error *err)
{
    struct run_plan plan;
    int64_t account;
    const char *why;
    day_number on;

    if (!verb_find_account(cli->session, cli->words[1], &account, err) || !read_on(cli, &on, err) ||
        !verb_playbook_plan(cli->session, cli->words[0], account, on, &cli->arena, &plan, err) ||
        !read_refusal(cli, account, on, &why, err))
        return false;
    print_head(cli, &plan, account_name_of(cli, account));
    if (why) {
        out_text(cli, _("not now: "));
        out_clean(cli, why);
        out_text(cli, "\n");
    }
    out_text(cli, "\n");
    plan_print(cli, &plan);
    return true;
}
