/* list: rows of a kind as a table, as JSON or as CSV. */
#include "cli_internal.h"

#include <stdlib.h>
#include <string.h>
#include "app/listing.h"
#include "app/query.h"
#include "base/text.h"
#include "base/words.h"
#include "files/csv_out.h"

/* What `list` is asked for: a kind, or a choice of one under a name of its own. */
struct list_kind {
    const char *name;
    enum kind kind;
    const char *where; /* besides the user's, or NULL */
    bool open_risks;
    const char *columns; /* of the table */
};
static const struct list_kind list_kinds[] = {
    {"accounts", KIND_ACCOUNT, NULL, false,
        "id,name,band,health,arr_now,decides_on,decides_in,last_touch,stage,next"},
    {"asks", KIND_TASK, "kind = ask and status = open", false,
        "id,waiting_on,account,title,chase,due,chased,made_on"},
    {"contacts", KIND_CONTACT, NULL, false, "id,name,account,role,stance,status,last_touch,email"},
    {"contracts", KIND_CONTRACT, NULL, false, "id,account,product,arr,start,ends,status,category"},
    {"facts", KIND_FACT, NULL, false, "account,kind,name,value"},
    {"feedback", KIND_FEEDBACK, NULL, false,
        "id,account,date,theme,severity,status,asked_by,told_on,text"},
    {"goals", KIND_GOAL, NULL, false, "id,account,statement,baseline,target,current,due,status"},
    {"measures", KIND_MEASURE, NULL, false, "account,date,metric,value,contact"},
    {"movements", KIND_MOVEMENT, NULL, false, "id,account,date,kind,line,amount,currency,reason"},
    {"notes", KIND_NOTE, NULL, false, "id,at,account,kind,sentiment,attendees,body"},
    {"opportunities", KIND_OPPORTUNITY, NULL, false,
        "id,account,name,kind,amount,stage,probability,close,handed_to"},
    {"promises", KIND_TASK, "kind = promise and status = open", false,
        "id,account,owed_to,title,due,made_on"},
    {"references", KIND_REFERENCE, NULL, false,
        "id,account,kind,contact,asked_on,status,given_on,text"},
    {"renewals", KIND_RENEWAL, NULL, false,
        "id,account,product,decides_on,decides_in,decides_by,ends,status,target,forecast,"
        "probability,"
        "category,band"},
    {"risks", KIND_SIGNAL, NULL, true,
        "account,signal,severity,since,exposed,cause,plan,look_on,text,suggests"},
    {"runs", KIND_RUN, NULL, false, "id,account,title,type,started,target,status"},
    {"signals", KIND_SIGNAL, "open = yes and not kind = answered", false,
        "account,signal,kind,severity,since,text,suggests"},
    {"steps", KIND_STEP, NULL, false, "account,run,number,title,need,due,status"},
    {"tasks", KIND_TASK, NULL, false, "id,account,title,due,kind,priority,status"},
    {"tickets", KIND_TICKET, NULL, false, "id,account,opened,priority,status,escalated,subject"},
    {"values", KIND_RESULT, NULL, false, "id,account,date,metric,amount,unit,confirmed_by"},
    {"versions", KIND_VERSION, NULL, false, "account,note,saved,author,at,kind,body"},
};

/* What else one calls them. */
static const struct {
    const char *word, *name;
} other_names[] = {{"companies", "accounts"}, {"customers", "accounts"}, {"people", "contacts"},
    {"deals", "opportunities"}, {"calls", "notes"}, {"onboardings", "runs"}};

const char *list_named(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (text_equal_nocase(word, other_names[i].word))
            return other_names[i].name;
    for (size_t i = 0; i < COUNT_OF(list_kinds); i++)
        if (text_equal_nocase(word, list_kinds[i].name))
            return list_kinds[i].name;
    return NULL;
}

static bool find_list_kind(const char *text, const struct list_kind **ret_kind, struct error *err)
{
    const char *known[COUNT_OF(list_kinds)];
    const char *nearest;

    for (size_t i = 0; i < COUNT_OF(list_kinds); i++) {
        known[i] = list_kinds[i].name;
        if (text_equal_nocase(text, list_kinds[i].name) ||
            (!list_kinds[i].where && !list_kinds[i].open_risks &&
                text_equal_nocase(text, kind_info(list_kinds[i].kind)->singular))) {
            *ret_kind = &list_kinds[i];
            return true;
        }
    }
    nearest = list_named(text);
    if (!nearest)
        nearest = fault_nearest(text, known, COUNT_OF(known));
    if (nearest)
        return error_set(err, ERROR_USAGE, "no kind '%s'; did you mean '%s'?", text, nearest);
    return error_set(
        err, ERROR_USAGE, "no kind '%s'; daybook list accounts, tasks, notes, ...", text);
}

/* --- --columns help --- */

static const char *type_word(enum field_type type)
{
    switch (type) {
    case FIELD_TEXT:
    case FIELD_LONG: return "text";
    case FIELD_WORD: return "word";
    case FIELD_TAGS: return "tags";
    case FIELD_INTEGER: return "number";
    case FIELD_REAL: return "number";
    case FIELD_PERCENT: return "percent";
    case FIELD_DAY: return "day";
    case FIELD_MINUTE: return "time";
    case FIELD_MONEY: return "money";
    case FIELD_BOOL: return "yes/no";
    case FIELD_SPAN: return "span";
    case FIELD_LINK: return "link";
    }
    return "";
}

static void print_fields(struct cli *cli, enum kind kind)
{
    const struct kind_info *info = kind_info(kind);
    struct table table = {0};

    table_column(&table, _("field"), false, 0);
    table_column(&table, _("type"), false, 0);
    table_column(&table, _("set by"), false, 0);
    table_column(&table, _("what it is"), false, 0);
    for (int field = 0; field < info->count; field++) {
        const struct field *row = &info->fields[field];

        if (!listing_shows(kind, field))
            continue;
        table_cell(&table, row->name);
        table_cell(&table, type_word(row->type));
        table_cell(&table, row->flags & FIELD_COMPUTED ? "daybook" : _("you"));
        table_cell(&table, row->help);
    }
    table_print(cli, &table);
    table_fini(&table);
}

/* --- the three forms --- */

static bool is_number(const struct field *field)
{
    return field->type == FIELD_INTEGER || field->type == FIELD_REAL ||
           field->type == FIELD_PERCENT || field->type == FIELD_MONEY;
}

/* Numbers and days are never cut, texts are, so that a row stays one line of a usual terminal. */
static int most_columns(const struct field *field)
{
    bool is_text = field->type == FIELD_TEXT || field->type == FIELD_LONG ||
                   field->type == FIELD_TAGS || field->type == FIELD_LINK;

    return is_text ? (field->width > 20 ? field->width + 8 : 28) : 0;
}

static void print_table(
    struct cli *cli, enum kind kind, const struct row_list *rows, struct field_choice choice)
{
    const struct kind_info *info = kind_info(kind);
    struct table table = {0};
    struct str text = {0};

    for (int i = 0; i < choice.count; i++) {
        const struct field *field = &info->fields[choice.fields[i]];

        table_column(&table, field->head[0] ? _(field->head) : field->name, is_number(field),
            most_columns(field));
    }
    for (size_t i = 0; i < rows->count; i++) {
        for (int k = 0; k < choice.count; k++) {
            str_clear(&text);
            cell_words(cli, &text, rows->items[i], choice.fields[k]);
            table_cell(&table, str_text(&text));
        }
    }
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&text);
}

static bool print_json(
    struct cli *cli, const struct row_list *rows, struct field_choice choice, struct error *err)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < rows->count; i++) {
        if (!json_row(cli, &json, NULL, rows->items[i], choice, err))
            return false;
        if (!out_flush_some(cli))
            return true;
    }
    json_end_list(&json);
    json_end(&json);
    return true;
}

static void add_csv_row(struct cli *cli, const struct row *row, struct field_choice choice)
{
    struct str cell = {0}, clean = {0};

    for (int i = 0; i < choice.count; i++) {
        str_clear(&cell);
        str_clear(&clean);
        cell_plain(cli, &cell, row, choice.fields[i]);
        if (cli->is_tty)
            text_clean_lines(&clean, str_text(&cell), cell.len);
        if (i)
            str_add_char(&cli->out, ',');
        csv_out_cell(&cli->out, cli->is_tty ? str_text(&clean) : str_text(&cell),
            csv_out_is_text(&kind_info(row->kind)->fields[choice.fields[i]]));
    }
    str_add_char(&cli->out, '\n');
    str_fini(&cell);
    str_fini(&clean);
}

static void print_csv(
    struct cli *cli, enum kind kind, const struct row_list *rows, struct field_choice choice)
{
    for (int i = 0; i < choice.count; i++)
        outf(cli, "%s%s", i ? "," : "", kind_info(kind)->fields[choice.fields[i]].name);
    out_text(cli, "\n");
    for (size_t i = 0; i < rows->count && out_flush_some(cli); i++)
        add_csv_row(cli, rows->items[i], choice);
}

/* --- the command --- */

static int all_fields(enum kind kind, int *ret_fields)
{
    const struct kind_info *info = kind_info(kind);
    int count = 0;

    for (int field = 0; field < info->count; field++)
        if (listing_shows(kind, field))
            ret_fields[count++] = field;
    return count;
}

static bool choose_fields(struct cli *cli, const struct list_kind *list, int *fields,
    struct field_choice *ret_choice, struct error *err)
{
    const char *names = cli_value(cli, "columns");

    ret_choice->fields = fields;
    ret_choice->count = 0;
    if (names)
        return listing_fields(list->kind, names, fields, NULL, &ret_choice->count, err);
    if (cli_has(cli, "json"))
        return true;
    if (cli_has(cli, "csv")) {
        ret_choice->count = all_fields(list->kind, fields);
        return true;
    }
    return listing_fields(list->kind, list->columns, fields, NULL, &ret_choice->count, err);
}

static bool print_rows(struct cli *cli, const struct list_kind *list, const struct listing *listing,
    struct field_choice choice, struct error *err)
{
    if (cli_has(cli, "json"))
        return print_json(cli, &listing->rows, choice, err);
    if (cli_has(cli, "csv"))
        print_csv(cli, list->kind, &listing->rows, choice);
    else
        print_table(cli, list->kind, &listing->rows, choice);
    return true;
}

/* The kind's own choice and the user's, both true. */
static const char *both(struct cli *cli, const char *own, const char *where)
{
    if (!own || !where)
        return own ? own : where;
    return arena_format(&cli->arena, "(%s) and %s", where, own);
}

/* The user's expression alone, so that a fault's column is that of what was written. */
static bool check_where(struct cli *cli, enum kind kind, struct error *err)
{
    const char *where = cli_value(cli, "where");
    struct error fault;
    struct query *query;

    if (!where ||
        query_parse(where, kind, session_settings(cli->session), &cli->arena, &query, &fault))
        return true;
    return error_set_at(err, fault.code, "--where", fault.line, fault.column, "%s", fault.text);
}

void cli_tell_none(struct cli *cli, enum kind kind)
{
    const char *where = cli_value(cli, "where");
    struct error why;
    struct query *query;

    if (where && book_query(cli->session, where, kind, &cli->arena, &query, &why) &&
        book_query_finds_none(cli->session, query, &why))
        err_linef("daybook: %s", why.text);
}

/* No choice is all fields. */
static bool shows_strength(const struct list_kind *list, struct field_choice choice)
{
    bool shows = choice.count == 0;

    for (int i = 0; i < choice.count; i++)
        shows = shows || choice.fields[i] == CONTACT_HEARD || choice.fields[i] == CONTACT_STRENGTH;
    return list->kind == KIND_CONTACT && shows;
}

/* The worst risks first, where nobody asks for another order. */
static const char *sort_of(struct cli *cli, const struct list_kind *list)
{
    const char *sort = cli_value(cli, "sort");

    return sort || !list->open_risks ? sort : "-severity,since";
}

bool cli_list(struct cli *cli, struct error *err)
{
    const struct list_kind *list = NULL;
    int fields[LISTING_FIELDS];
    struct field_choice choice;
    struct listing listing;
    long long limit = -1;
    bool ok;

    if (!find_list_kind(cli->word_count ? cli->words[0] : "accounts", &list, err))
        return false;
    if (text_equal(cli_value(cli, "columns"), "help")) {
        print_fields(cli, list->kind);
        return true;
    }
    if (cli_has(cli, "json") && cli_has(cli, "csv"))
        return error_set(err, ERROR_USAGE, "--json or --csv, not both");
    if (!cli_number(cli, "limit", 0, &limit, err) ||
        !choose_fields(cli, list, fields, &choice, err) || !check_where(cli, list->kind, err) ||
        !cli_freshen(cli, err))
        return false;
    ok = listing_make(cli->session,
        &(struct listing_options){list->kind, both(cli, list->where, cli_value(cli, "where")),
            sort_of(cli, list), limit, list->open_risks, shows_strength(list, choice)},
        &listing, err);
    if (!ok)
        return false;
    ok = print_rows(cli, list, &listing, choice, err);
    if (ok && listing.rows.count == 0 && limit != 0)
        cli_tell_none(cli, list->kind);
    listing_fini(&listing);
    return ok;
}
