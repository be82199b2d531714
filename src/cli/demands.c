/* What a step demands, and the command that gives each: `playbook step RUN STEP` prints it. */
#include "cli_internal.h"

#include <string.h>
#include "app/verbs.h"
#include "base/text.h"

/* --- the command --- */

/* As it can be typed into a shell: what is not plain stands in single quotes. */
static void add_word(struct str *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

    if (*word && strspn(word, plain) == strlen(word)) {
        str_add(out, word);
        return;
    }
    str_add_char(out, '\'');
    for (; *word; word++)
        str_addf(out, *word == '\'' ? "'\\%c'" : "%c", *word);
    str_add_char(out, '\'');
}

static void add_account(struct cli *cli, const struct step_needs *needs, struct str *out)
{
    int64_t account = needs->run->dossier.account->key;

    str_add_char(out, ' ');
    add_word(out, account_id_of(cli, account));
}

/* `playbook step db-1 4 text=...` */
static void add_step(
    struct cli *cli, const struct step_needs *needs, const char *id, struct str *out)
{
    str_add(out, "playbook step ");
    add_word(out, row_id_of(cli, needs->run->ground.run));
    str_addf(out, " %lld %s=", (long long)row_integer(needs->step, STEP_NUMBER), id);
}

static const char *placeholder(enum kind kind, int field)
{
    switch (kind_info(kind)->fields[field].type) {
    case FIELD_DAY:
    case FIELD_MINUTE: return "DATE";
    case FIELD_INTEGER:
    case FIELD_REAL:
    case FIELD_MONEY: return "N";
    case FIELD_PERCENT: return "5%";
    case FIELD_BOOL: return "yes";
    case FIELD_SPAN: return "60d";
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_LINK: break;
    }
    return "TEXT";
}

static void add_field(struct str *out, enum kind kind, int field)
{
    str_addf(out, " %s=%s", kind_info(kind)->fields[field].name, placeholder(kind, field));
}

/* The facts not known yet, as fields: of a line of the contract, or of the account where there is
 * no line and it has them. */
static void add_facts(const struct dossier *dossier, const struct playbook_demand *demand,
    bool of_account, struct str *out)
{
    bool has_line = dossier->contracts.count > 0;

    for (int i = 0; i < demand->word_count; i++) {
        struct contract_fact fact;

        if (!run_contract_fact(dossier, demand->words[i], &fact) || fact.known ||
            (!has_line && fact.account >= 0) != of_account)
            continue;
        if (of_account)
            add_field(out, KIND_ACCOUNT, fact.account);
        else
            add_field(out, KIND_CONTRACT, fact.line);
    }
}

static void add_contract(struct cli *cli, const struct step_needs *needs,
    const struct playbook_demand *demand, struct str *out)
{
    const struct dossier *dossier = &needs->run->dossier;
    struct str account = {0}, line = {0};

    add_facts(dossier, demand, true, &account);
    add_facts(dossier, demand, false, &line);
    if (account.len) {
        str_add(out, "set account");
        add_account(cli, needs, out);
        str_addf(out, "%s%s", str_text(&account), line.len ? "; daybook " : "");
    }
    if (line.len && dossier->contracts.count) {
        str_add(out, "set contract ");
        add_word(out, row_id_of(cli, run_contract_row(dossier)));
    } else if (line.len) {
        str_add(out, "add contract");
        add_account(cli, needs, out);
    }
    str_add(out, str_text(&line));
    str_fini(&account);
    str_fini(&line);
}

static void add_goal(struct cli *cli, const struct step_needs *needs,
    const struct playbook_demand *demand, struct str *out)
{
    str_add(out, "add goal");
    add_account(cli, needs, out);
    str_add(out, " statement=TEXT");
    for (int i = 0; i < demand->word_count; i++) {
        int field = field_find(KIND_GOAL, demand->words[i]);

        if (field >= 0)
            add_field(out, KIND_GOAL, field);
    }
}

static bool demands_kind(const struct step_needs *needs, enum demand_kind kind)
{
    for (size_t i = 0; i < needs->demands.count; i++)
        if (needs->demands.items[i].demand->kind == kind)
            return true;
    return false;
}

/* A note that lacks only this takes it; else a new one is written, with all that the step wants of
 * it. */
static void add_note(
    struct cli *cli, const struct step_needs *needs, const char *field, struct str *out)
{
    const struct run_ground *ground = &needs->run->ground;
    const struct row *note = run_demand_note(ground, needs->step);

    if (note && field) {
        str_add(out, "set note ");
        add_word(out, row_id_of(cli, note));
        str_addf(out, " %s", field);
        return;
    }
    str_add(out, "note");
    add_account(cli, needs, out);
    str_addf(out, " --kind %s%s%s -m TEXT",
        run_note_kind(run_playbook_step(ground->playbook, needs->step)),
        demands_kind(needs, DEMAND_ATTENDEES) ? " --with NAME" : "",
        demands_kind(needs, DEMAND_SENTIMENT) ? " --sentiment good" : "");
}

static void add_words_of(const struct playbook_demand *demand, struct str *out)
{
    struct str choice = {0};

    str_add(&choice, demand->word_count ? demand->words[0] : "TEXT");
    if (demand->reason)
        str_add(&choice, ": WHY");
    add_word(out, str_text(&choice));
    str_fini(&choice);
}

static void add_row(struct cli *cli, const struct step_needs *needs, const char *verb,
    const char *fields, struct str *out)
{
    str_add(out, verb);
    add_account(cli, needs, out);
    str_add(out, fields);
}

static void add_person(struct cli *cli, const struct step_needs *needs,
    const struct playbook_demand *demand, struct str *out)
{
    const char *role = demand->word_count ? demand->words[0] : "anyone";

    add_row(cli, needs, "add contact", " name=NAME", out);
    if (text_equal(role, "anyone"))
        return;
    str_add(out, " role=");
    add_word(out, role);
}

/* Without `daybook` before it. */
static void add_command(struct cli *cli, const struct step_needs *needs,
    const struct playbook_demand *demand, struct str *out)
{
    switch (demand->kind) {
    case DEMAND_NOTE: add_note(cli, needs, NULL, out); break;
    case DEMAND_ATTENDEES: add_note(cli, needs, "attendees=NAME", out); break;
    case DEMAND_SENTIMENT: add_note(cli, needs, "sentiment=good", out); break;
    case DEMAND_VALUE:
        add_row(cli, needs, "add value", " date=today story=TEXT confirmed_by=NAME", out);
        break;
    case DEMAND_GOAL: add_goal(cli, needs, demand, out); break;
    case DEMAND_PERSON: add_person(cli, needs, demand, out); break;
    case DEMAND_CONTRACT: add_contract(cli, needs, demand, out); break;
    case DEMAND_ASK: add_row(cli, needs, "task add", " TITLE --kind ask", out); break;
    case DEMAND_OPPORTUNITY:
        add_row(cli, needs, "add opportunity", " name=TEXT kind=upsell amount=N close=DATE", out);
        break;
    case DEMAND_DATE:
    case DEMAND_CATEGORY:
    case DEMAND_CHOICE:
    case DEMAND_TEXT:
        add_step(cli, needs, demand->id, out);
        if (demand->kind == DEMAND_CHOICE)
            add_words_of(demand, out);
        else
            str_add(out, demand->kind == DEMAND_DATE       ? "DATE"
                         : demand->kind == DEMAND_CATEGORY ? "commit"
                                                           : "TEXT");
        break;
    case DEMANDS: break;
    }
}

/* --- all of them --- */

void step_needs_read(struct cli *cli, const struct run_case *run, const struct row *step,
    const struct given_list *given, struct step_needs *ret_needs)
{
    struct step_needs needs = {.run = run, .step = step};

    run_demands(&run->ground, step, given, &cli->arena, &needs.demands);
    for (size_t i = 0; i < needs.demands.count; i++)
        needs.missing += !needs.demands.items[i].met;
    *ret_needs = needs;
}

static void add_line(struct cli *cli, const struct step_needs *needs,
    const struct demand_state *state, struct str *out)
{
    str_addf(out, "  %s %s: %s\n", state->met ? "[x]" : "[ ]", state->words, state->how);
    if (state->met)
        return;
    str_add(out, "      daybook ");
    add_command(cli, needs, state->demand, out);
    if (state->demand->or_word) {
        str_add(out, "\n      or: daybook ");
        add_step(cli, needs, state->demand->id, out);
        add_word(out, state->demand->or_word);
    }
    str_add_char(out, '\n');
}

void step_needs_add(struct cli *cli, const struct step_needs *needs, struct str *out)
{
    for (size_t i = 0; i < needs->demands.count; i++)
        add_line(cli, needs, &needs->demands.items[i], out);
}

void step_needs_json(struct cli *cli, const struct step_needs *needs)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < needs->demands.count; i++) {
        const struct demand_state *state = &needs->demands.items[i];
        struct str command = {0};

        add_command(cli, needs, state->demand, &command);
        json_begin_object(&json, NULL);
        json_text(&json, "id", state->demand->id);
        json_text(&json, "kind", playbook_word(PLAYBOOK_LIST_DEMANDS, (int)state->demand->kind));
        json_text(&json, "needs", state->words);
        json_bool(&json, "met", state->met);
        json_text(&json, "how", state->how);
        json_text(&json, "command", state->met ? NULL : str_text(&command));
        json_end_object(&json);
        str_fini(&command);
    }
    json_end_list(&json);
    json_end(&json);
}
