/* playbook step. */
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
