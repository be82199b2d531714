/* playbook list: the catalogue, and what came of each. */
#include "cli_internal.h"

#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"

/* The runs of a playbook bear its id; a faulty file is known by its name alone. */
static const char *id_of(const struct playbook_listing *listing)
{
    return listing->playbook ? listing->playbook->id : listing->name;
}

/* --- as text --- */

static void add_figure(struct table *table, const struct figure *figure)
{
    struct str words = {0};

    if (figure_runs(figure))
        figure_words(&words, figure, OUTCOME_LEAST);
    else
        str_add(&words, "n/a");
    table_cell(table, str_text(&words));
    str_fini(&words);
}

static void add_days(struct table *table, const struct figure_days *days)
{
    struct str words = {0};

    if (days->count)
        figure_days_words(&words, days, OUTCOME_LEAST);
    else
        str_add(&words, "n/a");
    table_cell(table, str_text(&words));
    str_fini(&words);
}

/* A playbook that never ran leaves them empty. */
static void add_figures(struct table *table, const struct playbook_outcome *outcome)
{
    static const struct figure none = {0};

    if (!outcome) {
        for (int i = 0; i < 4; i++)
            table_cell(table, "");
        return;
    }
    table_cellf(table, "%d", outcome->open);
    add_figure(table, &outcome->completion);
    add_days(table, &outcome->cycle);
    add_figure(table, outcome->has_success ? &outcome->success : &none);
}

static void add_listing(struct table *table, const struct playbook_listing *listing,
    const struct playbook_outcome *outcome)
{
    const struct playbook *playbook = listing->playbook;

    table_cell(table, listing->name);
    table_cell(
        table, playbook ? playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type) : _("faulty"));
    table_cellf(table, "%d", playbook ? playbook->step_count : 0);
    table_cell(table, playbook ? playbook_word(PLAYBOOK_LIST_HOWS, (int)playbook->how) : "");
    add_figures(table, outcome);
    table_cell(table, playbook ? playbook->title : listing->fault ? listing->fault : "");
}

/* One that ran and has no file any more: its runs are not left out. */
static void add_gone(struct table *table, const struct playbook_outcome *outcome)
{
    table_cell(table, outcome->playbook);
    table_cell(table, _("gone"));
    table_cell(table, "");
    table_cell(table, "");
    add_figures(table, outcome);
    table_cell(table, _("its file is gone; its runs go on"));
}

static bool has_file(
    const struct playbook_listings *listings, const struct playbook_outcome *outcome)
{
    for (size_t i = 0; i < listings->count; i++)
        if (text_equal(id_of(&listings->items[i]), outcome->playbook))
            return true;
    return false;
}

static void print_listings(
    struct cli *cli, const struct playbook_listings *listings, const struct outcome_list *outcomes)
{
    static const char *const heads[] = {N_("name"), N_("type"), N_("steps"), N_("starts"),
        N_("open"), N_("completion"), N_("median"), N_("outcome")};
    struct table table = {0};

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_column(&table, _(heads[i]), i == 2 || i >= 4, 0);
    table_column(&table, _("title"), false, 50);
    for (size_t i = 0; i < listings->count; i++)
        add_listing(
            &table, &listings->items[i], outcome_find(outcomes, id_of(&listings->items[i])));
    for (size_t i = 0; i < outcomes->count; i++)
        if (!has_file(listings, &outcomes->items[i]))
            add_gone(&table, &outcomes->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

/* --- as JSON --- */

static void add_json(struct cli *cli, struct json *json, const struct playbook_listing *listing,
    const struct playbook_outcome *outcome)
{
    const struct playbook *playbook = listing->playbook;

    json_begin_object(json, NULL);
    json_text(json, "name", listing->name);
    json_text(json, "title", playbook ? playbook->title : NULL);
    json_text(
        json, "type", playbook ? playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type) : NULL);
    json_integer(json, "steps", playbook ? playbook->step_count : 0);
    json_text(json, "fault", listing->fault);
    json_bool(json, "gone", false);
    outcome_json(cli, json, outcome, false);
    json_end_object(json);
}

static void add_gone_json(
    struct cli *cli, struct json *json, const struct playbook_outcome *outcome)
{
    json_begin_object(json, NULL);
    json_text(json, "name", outcome->playbook);
    json_null(json, "title");
    json_null(json, "type");
    json_integer(json, "steps", 0);
    json_null(json, "fault");
    json_bool(json, "gone", true);
    outcome_json(cli, json, outcome, false);
    json_end_object(json);
}

static void print_json(
    struct cli *cli, const struct playbook_listings *listings, const struct outcome_list *outcomes)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < listings->count; i++)
        add_json(
            cli, &json, &listings->items[i], outcome_find(outcomes, id_of(&listings->items[i])));
    for (size_t i = 0; i < outcomes->count; i++)
        if (!has_file(listings, &outcomes->items[i]))
            add_gone_json(cli, &json, &outcomes->items[i]);
    json_end_list(&json);
    json_end(&json);
}

bool cli_playbook_list(struct cli *cli, struct error *err)
{
    struct playbook_listings listings = {0};
    struct outcome_list outcomes;
    bool ok = verb_playbooks(cli->session, &listings, err) &&
              verb_playbook_outcomes(cli->session, &cli->arena, &outcomes, err);

    if (ok && cli_has(cli, "json"))
        print_json(cli, &listings, &outcomes);
    else if (ok)
        print_listings(cli, &listings, &outcomes);
    for (size_t i = 0; ok && i < listings.count; i++)
        if (!listings.items[i].playbook && listings.items[i].fault)
            err_line(listings.items[i].fault);
    array_fini(&listings);
    return ok;
}
