/* show --json: the account whole (contract.md, JSON). */
#include "cli_internal.h"

#include <stdlib.h>
#include <string.h>
#include "app/timeline.h"
#include "base/text.h"

static void json_risks(struct json *json, const struct signal_list *signals)
{
    json_begin_list(json, "risks");
    for (size_t i = 0; i < signals->count; i++) {
        const struct signal *signal = &signals->items[i];

        if (signal->rule->growth)
            continue;
        json_begin_object(json, NULL);
        json_text(json, "signal", signal_id(signal));
        json_text(json, "severity", severity_word(signal->severity));
        json_text(json, "text", signal->text);
        json_text(json, "suggests", signal->suggests);
        json_day(json, "since", signal->state ? row_day(signal->state, SIGNAL_SINCE) : DAY_NONE);
        json_bool(json, "hidden", signal->hidden);
        json_end_object(json);
    }
    json_end_list(json);
}

static bool json_rows(struct cli *cli, struct json *json, const char *key,
    const struct row_list *rows, struct error *err)
{
    json_begin_list(json, key);
    for (size_t i = 0; i < rows->count; i++)
        if (!json_row(cli, json, NULL, rows->items[i], (struct field_choice){NULL, 0}, err))
            return false;
    json_end_list(json);
    return true;
}

/* A run with its own steps. */
static bool json_runs(
    struct cli *cli, struct json *json, const struct dossier *dossier, struct error *err)
{
    json_begin_list(json, "runs");
    for (size_t i = 0; i < dossier->runs.count; i++) {
        const struct row *run = dossier->runs.items[i];

        json_begin_object(json, NULL);
        for (int field = 0; field < kind_info(KIND_RUN)->count; field++)
            if (!(kind_info(KIND_RUN)->fields[field].flags & FIELD_HIDDEN))
                json_cell(cli, json, run, field);
        json_begin_list(json, "steps");
        for (size_t k = 0; k < dossier->steps.count; k++)
            if (row_integer(dossier->steps.items[k], STEP_RUN) == run->key &&
                !json_row(
                    cli, json, NULL, dossier->steps.items[k], (struct field_choice){NULL, 0}, err))
                return false;
        json_end_list(json);
        json_end_object(json);
    }
    json_end_list(json);
    return true;
}

static bool json_timeline(
    struct cli *cli, struct json *json, const struct dossier *dossier, struct error *err)
{
    struct moment_list moments = {0};
    bool ok = timeline_of_dossier(cli->session, dossier, 0, &cli->arena, &moments, err);

    if (ok)
        timeline_json(cli, json, "timeline", &moments);
    array_fini(&moments);
    return ok;
}

static void json_offers(struct json *json, const struct offer_list *offers)
{
    json_begin_list(json, "offers");
    for (size_t i = 0; i < offers->count; i++) {
        json_begin_object(json, NULL);
        json_text(json, "playbook", offers->items[i].playbook->id);
        json_text(json, "title", offers->items[i].playbook->title);
        json_text(json, "why", offers->items[i].why);
        json_end_object(json);
    }
    json_end_list(json);
}

bool show_json(struct cli *cli, const struct dossier *dossier, const struct assessment *assessment,
    const struct health_since *since, struct error *err)
{
    struct field_choice all = {NULL, 0};
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    if (!json_row(cli, &json, "account", assessment->account, all, err) ||
        !json_rows(cli, &json, "contracts", &dossier->contracts, err))
        return false;
    show_health_json(cli, &json, dossier, assessment, since);
    if (!json_rows(cli, &json, "people", &dossier->contacts, err))
        return false;
    show_people_lacks(cli, &json, dossier);
    if (!json_rows(cli, &json, "tasks", &dossier->tasks, err) ||
        !json_runs(cli, &json, dossier, err) ||
        !json_rows(cli, &json, "notes", &dossier->notes, err) ||
        !json_rows(cli, &json, "goals", &dossier->goals, err) ||
        !json_rows(cli, &json, "values", &dossier->results, err) ||
        !json_rows(cli, &json, "opportunities", &dossier->opportunities, err))
        return false;
    json_risks(&json, &assessment->signals);
    json_offers(&json, &assessment->offers);
    if (!json_timeline(cli, &json, dossier, err))
        return false;
    json_end_object(&json);
    json_end(&json);
    return true;
}
