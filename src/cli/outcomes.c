/* What playbooks came to and how onboarding stands, in words and in JSON (model.md E15-E17). */
#include "cli_internal.h"

#include "base/text.h"
#include "base/words.h"
#include "core/outcome.h"

static void print_line(struct cli *cli, const char *label, const struct str *words)
{
    outf(cli, "  %-24s  ", label);
    out_clean(cli, str_text(words));
    out_text(cli, "\n");
}

void outcome_print(struct cli *cli, const struct playbook_outcome *outcome)
{
    out_text(cli, _("Outcome\n"));
    for (int line = 0; line < OUTCOME_LINES; line++) {
        struct str words = {0};

        outcome_words(&words, outcome, (enum outcome_line)line);
        print_line(cli, outcome_label((enum outcome_line)line), &words);
        str_fini(&words);
    }
}

void onboarding_print(struct cli *cli, const struct onboarding_figures *figures)
{
    outf(cli, _("Onboarding, from %s to %s\n"), cli_show_day(cli, figures->after + 1),
        cli_show_day(cli, figures->until));
    for (int line = 0; line < ONBOARDING_LINES; line++) {
        struct str words = {0};

        onboarding_words(&words, figures, (enum onboarding_line)line);
        print_line(cli, onboarding_label((enum onboarding_line)line), &words);
        str_fini(&words);
    }
}

/* --- JSON --- */

static void json_runs(
    struct cli *cli, struct json *json, const char *key, const struct run_keys *runs)
{
    json_begin_list(json, key);
    for (size_t i = 0; i < runs->count; i++)
        json_text(json, NULL, run_id_of(cli, runs->items[i]));
    json_end_list(json);
}

/* A rate is the ratio, as all rates of the JSON are. */
static void json_value(struct json *json, const struct figure *figure, int least)
{
    if (figure->whole && figure_runs(figure) >= (size_t)least)
        json_real(json, "value", (double)figure->part / (double)figure->whole);
    else
        json_null(json, "value");
}

/* What it counts, steps or runs, is the numerator of the denominator. */
struct figure_form {
    const char *key;
    int least;
    bool ids;
};

static void json_figure(
    struct cli *cli, struct json *json, struct figure_form form, const struct figure *figure)
{
    json_begin_object(json, form.key);
    json_value(json, figure, form.least);
    json_integer(json, "numerator", figure->part);
    json_integer(json, "denominator", figure->whole);
    json_integer(json, "runs", (int64_t)figure_runs(figure));
    if (form.ids) {
        json_runs(cli, json, "in", &figure->in);
        json_runs(cli, json, "out", &figure->out);
    }
    json_end_object(json);
}

static void json_days(
    struct cli *cli, struct json *json, struct figure_form form, const struct figure_days *days)
{
    bool shown = days->count && days->count >= (size_t)form.least;

    json_begin_object(json, form.key);
    if (shown) {
        json_real(json, "median", days->median);
        json_integer(json, "p75", days->p75);
    } else {
        json_null(json, "median");
        json_null(json, "p75");
    }
    json_integer(json, "runs", (int64_t)days->count);
    if (form.ids)
        json_runs(cli, json, "in", &days->runs);
    json_end_object(json);
}

static void json_stall(
    struct cli *cli, struct json *json, const struct playbook_outcome *outcome, bool ids)
{
    const struct outcome_stall *stall = outcome->stalls.items;

    if (!outcome->stalls.count || outcome->runs < OUTCOME_LEAST) {
        json_null(json, "stalls_at");
        return;
    }
    json_begin_object(json, "stalls_at");
    json_text(json, "step", stall->step);
    json_integer(json, "number", stall->number);
    json_text(json, "title", stall->title);
    json_integer(json, "runs", (int64_t)stall->runs.count);
    json_integer(json, "late", stall->late);
    json_integer(json, "cancelled", stall->cancelled);
    json_integer(json, "of", outcome->stalled);
    if (ids)
        json_runs(cli, json, "in", &stall->runs);
    json_end_object(json);
}

/* Figures that stand beside the rate of success: counts, or the runs themselves. */
static void json_beside(
    struct cli *cli, struct json *json, const char *key, const struct run_keys *runs, bool ids)
{
    if (ids)
        json_runs(cli, json, key, runs);
    else
        json_integer(json, key, (int64_t)runs->count);
}

void outcome_json(
    struct cli *cli, struct json *json, const struct playbook_outcome *outcome, bool ids)
{
    static const struct playbook_outcome none = {.has_success = true};

    if (!outcome)
        outcome = &none;
    json_begin_object(json, "outcome");
    json_integer(json, "runs", outcome->runs);
    json_integer(json, "open", outcome->open);
    json_integer(json, "overdue", outcome->overdue);
    json_integer(json, "done", outcome->done);
    json_integer(json, "cancelled", outcome->cancelled);
    json_figure(
        cli, json, (struct figure_form){"completion", OUTCOME_LEAST, ids}, &outcome->completion);
    json_figure(cli, json, (struct figure_form){"progress", 1, ids}, &outcome->progress);
    json_days(cli, json, (struct figure_form){"days", OUTCOME_LEAST, ids}, &outcome->cycle);
    json_bool(json, "names_success", outcome->has_success);
    json_figure(cli, json, (struct figure_form){"success", OUTCOME_LEAST, ids}, &outcome->success);
    json_beside(cli, json, "ended_later", &outcome->too_young, ids);
    json_beside(cli, json, "successful_before", &outcome->before, ids);
    json_beside(cli, json, "no_end", &outcome->no_end, ids);
    json_stall(cli, json, outcome, ids);
    json_end_object(json);
}

void onboarding_json(struct cli *cli, struct json *json, const struct onboarding_figures *figures)
{
    static const char *const paces[] = {"on_track", "behind", "stuck", "blocked"};

    json_begin_object(json, NULL);
    json_day(json, "after", figures->after);
    json_day(json, "until", figures->until);
    for (size_t i = 0; i < COUNT_OF(paces); i++)
        json_runs(cli, json, paces[i], &figures->pace[i]);
    json_runs(cli, json, "confirmed", &figures->confirmed);
    json_figure(cli, json, (struct figure_form){"on_time", 1, true}, &figures->on_time);
    json_figure(cli, json, (struct figure_form){"on_time_held", 1, true}, &figures->on_time_held);
    json_runs(cli, json, "cancelled", &figures->cancelled);
    json_runs(cli, json, "held", &figures->held);
    json_runs(cli, json, "no_target", &figures->no_target);
    json_days(cli, json, (struct figure_form){"time_to_value", 1, true}, &figures->value);
    json_runs(cli, json, "value_negative", &figures->value_negative);
    json_runs(cli, json, "value_no_start", &figures->value_no_start);
    json_days(cli, json, (struct figure_form){"waiting", 1, true}, &figures->waiting);
    json_runs(cli, json, "waiting_no_start", &figures->waiting_no_start);
    json_end_object(json);
}
