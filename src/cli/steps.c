/* playbook step: ticking and the other verbs on one step, and what it asks for. */
#include "cli_internal.h"

#include <string.h>
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"

struct step_word {
    const char *word;
    enum step_verb verb;
};
static const struct step_word step_words[] = {
    {"block", STEP_VERB_BLOCK},
    {"date", STEP_VERB_DATE},
    {"done", STEP_VERB_DONE},
    {"reopen", STEP_VERB_REOPEN},
    {"skip", STEP_VERB_SKIP},
    {"unblock", STEP_VERB_UNBLOCK},
    {"unpin", STEP_VERB_DATE},
};

static bool read_verb(const char *word, enum step_verb *ret_verb, struct error *err)
{
    const char *known[COUNT_OF(step_words)];
    const char *nearest;

    for (size_t i = 0; i < COUNT_OF(step_words); i++) {
        known[i] = step_words[i].word;
        if (text_equal(word, step_words[i].word)) {
            *ret_verb = step_words[i].verb;
            return true;
        }
    }
    nearest = fault_nearest(word, known, COUNT_OF(known));
    if (nearest)
        return error_set(err, ERROR_USAGE, "'%s': did you mean '%s'?", word, nearest);
    return error_set(err, ERROR_USAGE,
        "'%s': a step is done, reopened, skipped, blocked or dated: done, reopen, skip, block, "
        "unblock, date DAY, unpin",
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

/* What was asked for: RUN STEP [VERB [DAY]] [DEMAND=TEXT...] */
struct asked {
    struct step_order order;
    struct given_list given;
    bool has_verb; /* else a step that asks for something is not ticked before it has it */
};

static bool read_day(struct cli *cli, int *at, struct asked *asked, struct error *err)
{
    asked->order.day = DAY_NONE;
    if (asked->order.verb != STEP_VERB_DATE || text_equal(cli->words[*at - 1], "unpin"))
        return true;
    if (*at >= cli->word_count)
        return error_set(err, ERROR_USAGE, "say which day: date DAY");
    return cli_day(cli, cli->words[(*at)++], &asked->order.day, err);
}

static bool check_options(const struct step_order *order, struct error *err)
{
    bool takes_why = order->verb == STEP_VERB_BLOCK || order->verb == STEP_VERB_SKIP;

    if (order->side && order->verb != STEP_VERB_BLOCK)
        return error_set(err, ERROR_USAGE, "--side goes with block");
    if (order->verb == STEP_VERB_BLOCK && !order->side)
        return error_set(err, ERROR_USAGE, "say who blocks it: --side us or --side customer");
    if (order->verb == STEP_VERB_BLOCK && text_blank(order->why))
        return error_set(err, ERROR_USAGE, "say what blocks it: --why TEXT");
    if (order->why && !takes_why)
        return error_set(err, ERROR_USAGE, "--why goes with skip and block");
    return true;
}

static bool read_order(struct cli *cli, struct asked *asked, struct error *err)
{
    int at = 2;

    asked->order.verb = STEP_VERB_DONE;
    asked->has_verb = at < cli->word_count && !strchr(cli->words[at], '=');
    if (asked->has_verb && !read_verb(cli->words[at++], &asked->order.verb, err))
        return false;
    asked->order.why = cli_value(cli, "why");
    asked->order.side = cli_value(cli, "side");
    asked->order.given = &asked->given;
    return read_day(cli, &at, asked, err) && check_options(&asked->order, err) &&
           read_given(cli, at, &asked->given, err);
}

/* --- doing it --- */

static bool apply(
    struct cli *cli, const struct row *step, const struct step_order *order, struct error *err)
{
    struct outcome outcome = {0};

    if (!verb_step(cli->session, step->key, order, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

static void print_needs(struct cli *cli, const struct step_needs *needs)
{
    struct str text = {0};
    const struct row *step = needs->step;

    outf(cli, _("step %lld, "), (long long)row_integer(step, STEP_NUMBER));
    out_clean(cli, row_text(step, STEP_TITLE));
    outf(cli, words_plural(", asks for %d thing:\n", ", asks for %d things:\n", needs->missing),
        needs->missing);
    step_needs_add(cli, needs, &text);
    out_lines(cli, str_text(&text), "");
    if (!row_is(step, STEP_NEED, "gate"))
        out_text(cli, _("say done after it to tick it without\n"));
    str_fini(&text);
}

/* Not ticked: what was given is kept, and the rest is said. Exit 1. */
static bool ask_for_it(
    struct cli *cli, struct step_needs *needs, const struct asked *asked, struct error *err)
{
    struct step_order give = {.verb = STEP_VERB_GIVE, .day = DAY_NONE, .given = &asked->given};

    if (asked->given.count && !apply(cli, needs->step, &give, err))
        return false;
    print_needs(cli, needs);
    cli->in_part = true;
    return true;
}

/* The refusal of a gate, and how to open it. */
static void complain(struct cli *cli, const struct step_needs *needs, const struct error *err)
{
    struct str text = {0};

    cli->status = cli_complain("playbook step", err);
    step_needs_add(cli, needs, &text);
    if (text.len) {
        str_remove(&text, text.len - 1, 1);
        err_line(str_text(&text));
    }
    str_fini(&text);
}

static bool tick(struct cli *cli, const struct run_case *run, const struct row *step,
    const struct asked *asked, struct error *err)
{
    struct step_needs needs = {0};
    bool is_gate = row_is(step, STEP_NEED, "gate");

    if (row_is(run->ground.run, RUN_STATUS, "open"))
        step_needs_read(cli, run, step, &asked->given, &needs);
    if (cli_has(cli, "json")) {
        step_needs_json(cli, &needs);
        return true;
    }
    if (needs.missing && !asked->has_verb && (!is_gate || asked->given.count))
        return ask_for_it(cli, &needs, asked, err);
    if (apply(cli, step, &asked->order, err))
        return true;
    if (!needs.missing || !is_gate || !run_step_ready(step, &run->steps))
        return false;
    complain(cli, &needs, err);
    return true;
}

static bool find_step(struct cli *cli, const struct run_case **ret_run, const struct row **ret_step,
    struct error *err)
{
    struct run_case *run = arena_alloc(&cli->arena, sizeof(*run));
    struct row *row;

    *ret_run = run;
    return verb_find_row(cli->session, KIND_RUN, cli->words[0], &cli->arena, &row, err) &&
           verb_run_load(cli->session, row->key, &cli->arena, run, err) &&
           run_find_step(&run->ground, cli->words[1], ret_step, err);
}

/* A gate is refused whatever the reason, so that none is asked for. */
static bool check_skip(const struct step_order *order, const struct row *step, struct error *err)
{
    if (order->verb != STEP_VERB_SKIP || !text_blank(order->why) || row_is(step, STEP_NEED, "gate"))
        return true;
    return error_set(err, ERROR_USAGE, "say why step %lld, %s, is skipped: --why TEXT",
        (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE));
}

bool cli_playbook_step(struct cli *cli, struct error *err)
{
    struct asked asked = {0};
    const struct run_case *run;
    const struct row *step;
    bool ok = read_order(cli, &asked, err) && find_step(cli, &run, &step, err);

    if (ok && asked.order.verb == STEP_VERB_DONE)
        ok = tick(cli, run, step, &asked, err);
    else if (ok)
        ok = check_skip(&asked.order, step, err) && apply(cli, step, &asked.order, err);
    array_fini(&asked.given);
    return ok;
}
