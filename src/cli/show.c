/* show: one account whole, as text. */
#include "cli_internal.h"

#include <inttypes.h>
#include <string.h>
#include "app/verbs.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "core/run.h"
#include "core/task.h"

enum { NOTES_SHOWN = 5, WRAP = 84 };

static void title(struct cli *cli, const char *text)
{
    outf(cli, "\n%s\n", text);
}

static void print_field(
    struct cli *cli, const char *before, const struct row *row, int field, const char *after)
{
    struct str text = {0};

    cell_words(cli, &text, row, field);
    if (text.len) {
        out_text(cli, before);
        out_clean(cli, str_text(&text));
        out_text(cli, after);
    }
    str_fini(&text);
}

/* --- head --- */

static void print_change(struct cli *cli, int change, const char *within)
{
    if (change == HEALTH_NO_CHANGE || change == 0)
        return;
    outf(cli, _("   %s%d in %s"), cli->ascii ? (change > 0 ? "+" : "-") : (change > 0 ? "↑" : "↓"),
        change > 0 ? change : -change, within);
}

static void print_head(struct cli *cli, const struct assessment *assessment)
{
    const struct row *row = assessment->account;
    const struct health *health = &assessment->health;

    out_clean(cli, account_name_of(cli, row->key));
    print_field(cli, " (", row, ACCOUNT_ID, ")");
    print_field(cli, "   ", row, ACCOUNT_TIER, "");
    print_field(cli, "   ", row, ACCOUNT_STAGE, "");
    print_field(cli, _("   owner "), row, ACCOUNT_OWNER, "");
    out_text(cli, "\n");
    outf(cli, "%s", band_words(cli, health_band_word(health->band)));
    if (health->score >= 0)
        outf(cli, " %d", health->score);
    outf(cli, _("   %d%% known"), (int)round_half_up(health->coverage * 100));
    print_change(cli, health->change_7d, _("7 days"));
    print_change(cli, health->change_30d, _("30 days"));
    out_text(cli, "\n");
    print_field(cli, _("ARR "), row, ACCOUNT_ARR_NOW, "   ");
    print_field(cli, _("decides "), row, ACCOUNT_DECIDES_ON, "");
    print_field(cli, _(" by "), row, ACCOUNT_DECIDES_BY, "   ");
    print_field(cli, _("ends "), row, ACCOUNT_ENDS, "   ");
    print_field(cli, _("clock "), row, ACCOUNT_RENEWAL_STATE, "   ");
    print_field(cli, _("at stake "), row, ACCOUNT_EXPOSURE, "");
    out_text(cli, "\n");
    print_field(cli, _("last touch "), row, ACCOUNT_LAST_TOUCH, "");
    if (assessment->touch.last_kind && *assessment->touch.last_kind) {
        out_text(cli, ", ");
        out_clean(cli, assessment->touch.last_kind);
    }
    print_field(cli, _("   next touch "), row, ACCOUNT_NEXT_TOUCH, "");
    print_field(cli, "   ", row, ACCOUNT_TAGS, "");
    out_text(cli, "\n");
}

static void print_reasons(struct cli *cli, const struct assessment *assessment)
{
    char number[48];
    const struct row *row = assessment->account;

    if (!assessment->reasons.count)
        return;
    title(cli, _("Why it is in Today"));
    for (size_t i = 0; i < assessment->reasons.count; i++) {
        const struct reason *reason = &assessment->reasons.items[i];

        outf(cli, "  %-7s", _(severity_word(reason->severity)));
        out_clean(cli, reason->text);
        out_text(cli, "\n");
    }
    print_field(cli, cli->ascii ? _("  next: ") : "  → ", row, ACCOUNT_NEXT, "");
    print_field(cli, "   ", row, ACCOUNT_NEXT_DUE, "");
    outf(cli, _("\n  urgency %s:"), number_real(assessment->rank.urgency / 100.0, 2, number));
    for (int term = 0; term < RANK_TERMS; term++)
        if (assessment->rank.shown[term])
            outf(cli, " %s %s", rank_term_word((enum rank_term)term),
                number_real(assessment->rank.shown[term] / 100.0, 2, number));
    out_text(cli, "\n");
}

/* --- what hangs on it --- */

struct columns {
    const char *title;
    int fields[6];
    int count;
};

static void print_rows(struct cli *cli, const struct row_list *rows, const struct columns *columns)
{
    struct table table = {0};
    struct str text = {0};

    if (!rows->count)
        return;
    title(cli, _(columns->title));
    for (int i = 0; i < columns->count; i++)
        table_column(
            &table, _(kind_info(rows->items[0]->kind)->fields[columns->fields[i]].head), false, 40);
    for (size_t i = 0; i < rows->count; i++) {
        for (int k = 0; k < columns->count; k++) {
            str_clear(&text);
            cell_words(cli, &text, rows->items[i], columns->fields[k]);
            table_cell(&table, str_text(&text));
        }
    }
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&text);
}

/* Those of the list whose word is `open`, in the arena of the run. */
static struct row_list only_open(struct cli *cli, const struct row_list *rows, int status)
{
    struct row_list open = {
        .items = arena_alloc_array(&cli->arena, rows->count + 1, sizeof(struct row *))};

    for (size_t i = 0; i < rows->count; i++)
        if (!row_knows(rows->items[i], status) || row_is(rows->items[i], status, "open"))
            open.items[open.count++] = rows->items[i];
    return open;
}

/* Takes those out of the list, into one of their own. */
static struct row_list take_tasks(
    struct cli *cli, struct row_list *open, bool (*wanted)(const struct row *task))
{
    struct row_list taken = {
        .items = arena_alloc_array(&cli->arena, open->count + 1, sizeof(struct row *))};
    size_t kept = 0;

    for (size_t i = 0; i < open->count; i++) {
        if (wanted(open->items[i]))
            taken.items[taken.count++] = open->items[i];
        else
            open->items[kept++] = open->items[i];
    }
    open->count = kept;
    return taken;
}

/* `can start: Renewal, decision in 97 days` */
static void print_offers(struct cli *cli, const struct offer_list *offers)
{
    for (size_t i = 0; i < offers->count; i++) {
        out_text(cli, _("can start: "));
        out_clean(cli, offers->items[i].playbook->title);
        out_text(cli, ", ");
        out_clean(cli, offers->items[i].why);
        out_text(cli, "\n");
    }
}

static void print_runs(
    struct cli *cli, const struct dossier *dossier, const struct offer_list *offers)
{
    struct row_list open = only_open(cli, &dossier->runs, RUN_STATUS);

    if (open.count || offers->count)
        title(cli, _("Playbooks"));
    for (size_t i = 0; i < open.count; i++) {
        const struct row *run = open.items[i];
        struct row_list steps = {.items = arena_alloc_array(
                                     &cli->arena, dossier->steps.count + 1, sizeof(struct row *))};
        struct run_state state;

        for (size_t k = 0; k < dossier->steps.count; k++)
            if (row_integer(dossier->steps.items[k], STEP_RUN) == run->key)
                steps.items[steps.count++] = dossier->steps.items[k];
        run_state(run, &steps, &dossier->notes, session_today(cli->session), &state);
        out_clean(cli, row_id_of(cli, run));
        print_field(cli, "  ", run, RUN_TITLE, "");
        outf(cli, _("   %s   %d of %d"), _(run_pace_word(state.pace)), state.required_done,
            state.required);
        if (state.next)
            print_field(cli, _("   next: "), state.next, STEP_TITLE, "");
        out_text(cli, "\n");
    }
    print_offers(cli, offers);
}

static void print_notes(struct cli *cli, const struct dossier *dossier)
{
    size_t count = dossier->notes.count;

    if (count)
        title(cli, _("Notes, newest first"));
    for (size_t i = 0; i < count && i < NOTES_SHOWN; i++) {
        const struct row *note = dossier->notes.items[count - 1 - i];

        print_field(cli, "", note, NOTE_AT, "");
        print_field(cli, "   ", note, NOTE_KIND, "");
        print_field(cli, "   ", note, NOTE_SENTIMENT, "");
        print_field(cli, _("   with "), note, NOTE_ATTENDEES, "");
        out_text(cli, "\n");
        out_lines(cli, row_text(note, NOTE_BODY), "    ");
    }
    if (count > NOTES_SHOWN)
        outf(cli, _("and %zu older\n"), count - NOTES_SHOWN);
}

static void print_children(struct cli *cli, const struct dossier *dossier,
    const struct offer_list *offers, int cadence_days)
{
    static const struct columns contracts = {N_("Contracts"),
        {CONTRACT_ID, CONTRACT_PRODUCT, CONTRACT_ARR, CONTRACT_START, CONTRACT_ENDS,
            CONTRACT_STATUS},
        6};
    static const struct columns tasks = {
        N_("Open tasks"), {TASK_ID, TASK_TITLE, TASK_DUE, TASK_KIND, TASK_PRIORITY}, 5};
    static const struct columns promises = {
        N_("Promises: what we owe"), {TASK_ID, TASK_TITLE, TASK_DUE, TASK_OWED_TO}, 4};
    static const struct columns asks = {N_("Asks: what we wait for"),
        {TASK_ID, TASK_WAITING_ON, TASK_TITLE, TASK_CHASE, TASK_DUE, TASK_CHASED}, 6};
    static const struct columns goals = {N_("Goals"),
        {GOAL_ID, GOAL_STATEMENT, GOAL_BASELINE, GOAL_CURRENT, GOAL_TARGET, GOAL_DUE}, 6};
    static const struct columns opportunities = {N_("Opportunities"),
        {OPPORTUNITY_ID, OPPORTUNITY_NAME, OPPORTUNITY_KIND, OPPORTUNITY_AMOUNT, OPPORTUNITY_STAGE,
            OPPORTUNITY_CLOSE},
        6};
    struct row_list open = only_open(cli, &dossier->tasks, TASK_STATUS);
    struct row_list owed = take_tasks(cli, &open, task_is_promise);
    struct row_list asked = take_tasks(cli, &open, task_is_ask);

    print_rows(cli, &dossier->contracts, &contracts);
    show_people(cli, dossier, cadence_days);
    print_rows(cli, &owed, &promises);
    print_rows(cli, &asked, &asks);
    print_rows(cli, &open, &tasks);
    print_runs(cli, dossier, offers);
    print_rows(cli, &dossier->goals, &goals);
    print_rows(cli, &dossier->opportunities, &opportunities);
    print_notes(cli, dossier);
}

static bool find_since(
    struct cli *cli, int64_t account, struct health_since **ret_since, struct error *err)
{
    const char *words = cli_value(cli, "since");
    struct health_since *since = arena_alloc(&cli->arena, sizeof(*since));
    day_number day;

    if (!words)
        return true;
    *ret_since = since;
    return cli_day(cli, words, &day, err) &&
           health_since(cli->session, account, day, &cli->arena, since, err);
}

bool cli_show(struct cli *cli, struct error *err)
{
    struct dossier *dossier = arena_alloc(&cli->arena, sizeof(*dossier));
    struct assessment *assessment = arena_alloc(&cli->arena, sizeof(*assessment));
    struct health_since *since = NULL;
    int64_t key;

    if (!verb_find_account(cli->session, cli->words[0], &key, err) ||
        !find_since(cli, key, &since, err) ||
        !session_assess(cli->session, key, &cli->arena, dossier, assessment, err))
        return false;
    if (cli_has(cli, "json"))
        return show_json(cli, dossier, assessment, since, err);
    print_head(cli, assessment);
    print_reasons(cli, assessment);
    show_health(cli, dossier, assessment);
    if (since)
        show_since(cli, since);
    print_children(cli, dossier, &assessment->offers, assessment->touch.cadence_days);
    return true;
}
