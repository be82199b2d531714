/* The people of an account, in `show`: who reports to whom, how warm each is, what is lacking. */
#include "cli_internal.h"

#include "core/growth.h"

#include "base/text.h"
#include "base/words.h"
#include "core/people_map.h"

static const char *const lack_ids[] = {
    [PEOPLE_NONE] = "nobody",
    [PEOPLE_ONE] = "one person",
    [PEOPLE_THREAD] = "single-threaded",
    [PEOPLE_SPONSOR] = "sponsor silent",
    [PEOPLE_MAIN] = "main contact silent",
    [PEOPLE_ROLE] = "role missing",
};

static void add_place(struct cli *cli, struct table *table, const struct person_place *place)
{
    static const int fields[] = {CONTACT_ROLE, CONTACT_INFLUENCE, CONTACT_STANCE};
    day_number today = session_today(cli->session);
    struct str text = {0};
    char day[24];

    for (int depth = 0; depth < place->depth; depth++)
        str_add(&text, "  ");
    str_add(&text, row_text(place->contact, CONTACT_NAME));
    table_cell(table, str_text(&text));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        table_cell(table, row_text(place->contact, fields[i]));
    table_cell(table, place->has_left ? _("left") : _(warmth_word(place->warmth)));
    table_cell(
        table, day_words(place->has_left ? row_day(place->contact, CONTACT_LEFT_ON) : place->heard,
                   today, day));
    table_cell(table, row_text(place->contact, CONTACT_EMAIL));
    str_fini(&text);
}

static void print_lacks(struct cli *cli, const struct dossier *dossier)
{
    struct people_sentences lacks;

    people_lacks(dossier, session_today(cli->session), &cli->arena, &lacks);
    for (int i = 0; i < lacks.count; i++) {
        out_text(cli, "  ");
        out_clean(cli, lacks.items[i].text);
        out_text(cli, "\n");
    }
}

static void print_references(struct cli *cli, const struct dossier *dossier)
{
    struct str words = {0};

    reference_words(&dossier->references, session_today(cli->session), &words);
    if (words.len) {
        out_text(cli, _("  speaks for us: "));
        out_clean(cli, str_text(&words));
        out_text(cli, "\n");
    }
    str_fini(&words);
}

void show_people(struct cli *cli, const struct dossier *dossier, int cadence_days)
{
    static const char *const heads[] = {N_("name"), N_("role"), N_("influence"), N_("stance"),
        N_("contact"), N_("last"), N_("e-mail")};
    struct person_places places = {0};
    struct table table = {0};

    out_text(cli, _("\nPeople\n"));
    print_lacks(cli, dossier);
    people_map(dossier, cadence_days, session_today(cli->session), &places);
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_column(&table, _(heads[i]), false, 40);
    for (size_t i = 0; i < places.count; i++)
        add_place(cli, &table, &places.items[i]);
    if (places.count)
        table_print(cli, &table);
    table_fini(&table);
    array_fini(&places);
    print_references(cli, dossier);
}

void show_people_lacks(struct cli *cli, struct json *json, const struct dossier *dossier)
{
    struct people_sentences lacks;

    people_lacks(dossier, session_today(cli->session), &cli->arena, &lacks);
    json_begin_list(json, "people_lacks");
    for (int i = 0; i < lacks.count; i++) {
        json_begin_object(json, NULL);
        json_text(json, "kind", lack_ids[lacks.items[i].lack]);
        json_text(json, "text", lacks.items[i].text);
        json_end_object(json);
    }
    json_end_list(json);
}
