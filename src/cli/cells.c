/* Fields of rows as a person reads them in a table, and as JSON has them. */
#include "cli_internal.h"

#include <inttypes.h>
#include <string.h>
#include "app/listing.h"
#include "base/text.h"
#include "base/words.h"
#include "core/health.h"
#include "store/names.h"

struct band_look {
    const char *band, *shape, *ascii, *word;
};
static const struct band_look bands[] = {
    {"green", "●", "+", "good"},
    {"red", "■", "!", N_("at risk")},
    {"unknown", "○", "?", "unknown"},
    {"yellow", "▲", "~", "watch"},
};

static const struct band_look *look_of(const char *band)
{
    for (size_t i = 0; i < COUNT_OF(bands); i++)
        if (text_equal(bands[i].band, band))
            return &bands[i];
    return &bands[2];
}

const char *band_shape(const struct cli *cli, const char *band)
{
    const struct band_look *look = look_of(band);

    return cli->ascii ? look->ascii : look->shape;
}

const char *band_words(struct cli *cli, const char *band)
{
    return arena_format(&cli->arena, "%s %s", band_shape(cli, band), _(look_of(band)->word));
}

/* --- links --- */

static const struct link_name *link_of(struct cli *cli, int64_t key)
{
    size_t at = (size_t)key % COUNT_OF(cli->links.names);
    struct link_name *name = &cli->links.names[at];
    struct store_name read = {"", ""};
    struct error ignored;

    if (name->key == key && name->id)
        return name;
    if (key && !store_name_of(session_store(cli->session), key, &cli->arena, &read, &ignored))
        read = (struct store_name){"", ""};
    *name = (struct link_name){.key = key, .id = read.id, .name = read.name};
    return name;
}

const char *account_id_of(struct cli *cli, int64_t key)
{
    return link_of(cli, key)->id;
}

const char *account_name_of(struct cli *cli, int64_t key)
{
    const struct link_name *name = link_of(cli, key);

    return *name->name ? name->name : name->id;
}

const char *row_id_of(struct cli *cli, const struct row *row)
{
    int id = kind_info(row->kind)->id;

    if (id >= 0 && *row_text(row, id))
        return row_text(row, id);
    return arena_format(&cli->arena, "#%" PRId64, row->key);
}

const char *run_id_of(struct cli *cli, int64_t key)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;
    const char *id = "";

    if (store_get(session_store(cli->session), KIND_RUN, key, &arena, &row, &ignored) && row)
        id = arena_copy_text(&cli->arena, row_id_of(cli, row));
    arena_fini(&arena);
    return id;
}

static bool is_link(const struct row *row, int field)
{
    return kind_info(row->kind)->fields[field].type == FIELD_LINK;
}

static bool is_account_link(const struct row *row, int field)
{
    return kind_info(row->kind)->account == field && is_link(row, field);
}

static bool is_run_link(const struct row *row, int field)
{
    return row->kind == KIND_STEP && field == STEP_RUN;
}

/* --- text --- */

void cell_words(struct cli *cli, struct str *out, const struct row *row, int field)
{
    bool is_account = row->kind == KIND_ACCOUNT;

    if (is_account && field == ACCOUNT_BAND)
        str_add(out, band_words(cli, row_text(row, field)));
    else if (is_account && field == ACCOUNT_HEALTH && !row_knows(row, field))
        str_add(out, "--");
    else if (is_account_link(row, field))
        str_add(out, account_name_of(cli, row_integer(row, field)));
    else if (is_run_link(row, field))
        str_add(out, run_id_of(cli, row_integer(row, field)));
    else
        field_format_words(
            out, row, field, session_currency(cli->session), session_today(cli->session));
}

void cell_plain(struct cli *cli, struct str *out, const struct row *row, int field)
{
    if (is_account_link(row, field))
        str_add(out, account_id_of(cli, row_integer(row, field)));
    else if (is_run_link(row, field))
        str_add(out, run_id_of(cli, row_integer(row, field)));
    else
        field_format_plain(out, row, field, session_currency(cli->session));
}

/* --- JSON --- */

/* The part of a line up to a mark, into `out`; returns what follows the mark. */
static const char *take_part(struct str *out, const char *at, const char *marks)
{
    size_t len = strcspn(at, marks);

    str_clear(out);
    str_add_bytes(out, at, len);
    return at + len + (at[len] != '\0' && at[len] != '\n');
}

void json_reasons(struct json *json, const char *reasons)
{
    static const char *const names[] = {"severity", "kind", "id", "text"};
    struct str part = {0};

    json_begin_list(json, "reasons");
    while (*reasons) {
        json_begin_object(json, NULL);
        for (size_t i = 0; i < COUNT_OF(names); i++) {
            bool is_last = i + 1 == COUNT_OF(names);

            reasons = take_part(&part, reasons, is_last ? "\n" : "\t\n");
            json_text(json, names[i], part.len || is_last ? str_text(&part) : NULL);
        }
        json_end_object(json);
        reasons += *reasons == '\n';
    }
    json_end_list(json);
    str_fini(&part);
}

/* `61,,64` as [61, null, 64]. */
static void json_trend(struct json *json, const char *trend)
{
    json_begin_list(json, "trend");
    while (*trend) {
        struct str part = {0};
        double number;

        str_add_bytes(&part, trend, strcspn(trend, ","));
        trend += part.len;
        if (text_to_real(str_text(&part), &number))
            json_real(json, NULL, number);
        else
            json_null(json, NULL);
        str_fini(&part);
        if (*trend == ',' && *++trend == '\0')
            json_null(json, NULL);
    }
    json_end_list(json);
}

void json_terms(struct json *json, const char *terms)
{
    struct str name = {0}, value = {0};
    double number;

    json_begin_object(json, "terms");
    while (*terms) {
        terms = take_part(&name, terms, "=;");
        terms = take_part(&value, terms, ";");
        if (text_to_real(str_text(&value), &number))
            json_real(json, str_text(&name), number);
        else
            json_text(json, str_text(&name), str_text(&value));
    }
    json_end_object(json);
    str_fini(&name);
    str_fini(&value);
}

/* The task, or the run and step, behind `next`. */
static bool json_next_row(
    struct cli *cli, struct json *json, const struct row *account, struct error *err)
{
    enum kind kind = row_is(account, ACCOUNT_NEXT_KIND, "step") ? KIND_STEP : KIND_TASK;
    struct arena arena = {0};
    struct row *row = NULL;
    bool ok = store_get(session_store(cli->session), kind, row_integer(account, ACCOUNT_NEXT_KEY),
        &arena, &row, err);

    if (ok && row && kind == KIND_TASK) {
        json_text(json, "task", row_id_of(cli, row));
    } else if (ok && row) {
        json_text(json, "run", run_id_of(cli, row_integer(row, STEP_RUN)));
        json_text(json, "step", row_text(row, STEP_STEP));
    }
    arena_fini(&arena);
    return ok;
}

bool json_next(struct cli *cli, struct json *json, const struct row *account, struct error *err)
{
    bool ok = true;

    if (!row_knows(account, ACCOUNT_NEXT)) {
        json_null(json, "next");
        return true;
    }
    json_begin_object(json, "next");
    json_text(json, "text", row_text(account, ACCOUNT_NEXT));
    json_day(json, "due", row_day(account, ACCOUNT_NEXT_DUE));
    if (row_is(account, ACCOUNT_NEXT_KIND, "task") || row_is(account, ACCOUNT_NEXT_KIND, "step"))
        ok = json_next_row(cli, json, account, err);
    json_end_object(json);
    return ok;
}

void json_cell(struct cli *cli, struct json *json, const struct row *row, int field)
{
    const char *name = kind_info(row->kind)->fields[field].name;
    bool is_account = row->kind == KIND_ACCOUNT;

    if (is_account_link(row, field))
        json_text(json, name,
            row_integer(row, field) ? account_id_of(cli, row_integer(row, field)) : NULL);
    else if (is_run_link(row, field))
        json_text(json, name, run_id_of(cli, row_integer(row, field)));
    else if (is_account && field == ACCOUNT_REASONS)
        json_reasons(json, row_text(row, field));
    else if (is_account && field == ACCOUNT_TREND)
        json_trend(json, row_text(row, field));
    else if (is_account && field == ACCOUNT_TERMS)
        json_terms(json, row_text(row, field));
    else if (is_account && field == ACCOUNT_BAND && !row_knows(row, field))
        json_text(json, name, "unknown");
    else if (kind_info(row->kind)->id == field)
        json_text(json, name, row_id_of(cli, row));
    else
        json_field(json, row, field, session_currency(cli->session));
}

static bool json_facts(struct cli *cli, struct json *json, const struct row *row, struct error *err)
{
    struct arena arena = {0};
    struct row_list facts = {0};
    bool ok = store_facts(session_store(cli->session), row->kind, row->key, &arena, &facts, err);

    json_begin_object(json, "facts");
    for (size_t i = 0; ok && i < facts.count; i++)
        json_text(json, row_text(facts.items[i], FACT_NAME), row_text(facts.items[i], FACT_VALUE));
    json_end_object(json);
    arena_fini(&arena);
    return ok;
}

bool json_row(struct cli *cli, struct json *json, const char *key, const struct row *row,
    struct field_choice choice, struct error *err)
{
    const struct kind_info *info = kind_info(row->kind);
    bool ok = true;

    json_begin_object(json, key);
    for (int i = 0; i < choice.count; i++)
        json_cell(cli, json, row, choice.fields[i]);
    if (!choice.count) {
        if (info->id < 0)
            json_text(json, "id", row_id_of(cli, row));
        for (int field = 0; field < info->count; field++)
            if (listing_shows(row->kind, field))
                json_cell(cli, json, row, field);
        ok = row->kind == KIND_FACT || json_facts(cli, json, row, err);
    }
    json_end_object(json);
    return ok;
}
