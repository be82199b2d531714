/* Rows out as CSV and as JSON, with all that goes back in: stored fields and facts. */
#include <math.h>
#include <string.h>
#include "base/text.h"
#include "core/field_plain.h"
#include "core/merge.h"
#include "app/listing.h"
#include "export_internal.h"
#include "files/csv_out.h"

#define MOST_FIELDS LISTING_FIELDS

const enum kind book_kinds[] = {KIND_ACCOUNT, KIND_CONTRACT, KIND_CONTACT, KIND_MEASURE,
    KIND_TICKET, KIND_NOTE, KIND_TASK, KIND_OPPORTUNITY, KIND_GOAL, KIND_RESULT, KIND_FEEDBACK,
    KIND_RUN, KIND_STEP, KIND_SIGNAL, KIND_VERSION, KIND_MOVEMENT, KIND_RENEWAL, KIND_REFERENCE};
const int book_kind_count = COUNT_OF(book_kinds);

/* Stored fields that a person may see: the canonical headers, then those that daybook adds. */
static int choose_stored(enum kind kind, int *ret_fields)
{
    const struct kind_info *info = kind_info(kind);
    int count = 0;

    for (unsigned own = 0; own <= FIELD_OWN; own += FIELD_OWN)
        for (int field = 0; field < info->stored; field++)
            if ((info->fields[field].flags & (FIELD_HIDDEN | FIELD_OWN)) == own)
                ret_fields[count++] = field;
    return count;
}

/* Several facts in one text, as the store keeps them. */
static bool is_bundle(enum kind kind, int field)
{
    return kind == KIND_ACCOUNT &&
           (field == ACCOUNT_REASONS || field == ACCOUNT_TERMS || field == ACCOUNT_TREND);
}

/* With what is computed of chosen rows: they go to a command, not back in. */
static int choose_fields(const struct export_run *run, int *ret_fields)
{
    enum kind kind = run->order->kind;
    const struct kind_info *info = kind_info(kind);
    int count = choose_stored(kind, ret_fields);

    if (run->order->only != NULL)
        for (int field = info->stored; field < info->count; field++)
            if (listing_shows(kind, field) && !is_bundle(kind, field))
                ret_fields[count++] = field;
    return count;
}

/* --- CSV --- */

struct csv_export {
    struct export_run *run;
    enum kind kind;
    int fields[MOST_FIELDS];
    int count;
    struct export_names facts;
    struct str cell;
};

static bool names_a_field(enum kind kind, const char *name)
{
    const struct kind_info *info = kind_info(kind);

    for (int field = 0; field < info->count; field++)
        if (text_equal_nocase(info->fields[field].name, name))
            return true;
    return text_starts(name, "fact: ");
}

/* A raw file has its first name in quotes, and no other: so an import knows that `'` is not a mark
 * in it (csv_file_is_raw). */
static void add_header(struct csv_export *csv)
{
    struct export_run *run = csv->run;
    bool guarded = !run->order->raw;

    for (int i = 0; i < csv->count; i++) {
        const char *name = kind_info(csv->kind)->fields[csv->fields[i]].name;

        str_addf(&run->text, i > 0 ? ",%s" : guarded ? "%s" : "\"%s\"", name);
    }
    for (size_t i = 0; i < csv->facts.count; i++) {
        const char *name = csv->facts.items[i];

        str_clear(&csv->cell);
        str_addf(&csv->cell, "%s%s", names_a_field(csv->kind, name) ? "fact: " : "", name);
        str_add_char(&run->text, ',');
        csv_out_cell(&run->text, str_text(&csv->cell), guarded);
    }
    str_add_char(&run->text, '\n');
}

/* A share over 1 as `120%`: a plain 1.2 would make percents of its whole column when it is read. */
static bool add_share(struct str *out, const struct row *row, int field)
{
    double value = row_real(row, field);

    if (row->kind != KIND_MEASURE || field != MEASURE_VALUE || (value >= 0 && value <= 1) ||
        !merge_metric_is_share(row_text(row, MEASURE_METRIC)))
        return false;
    str_add_real(out, round(value * 1e12) / 1e10);
    str_add_char(out, '%');
    return true;
}

static void add_field(struct csv_export *csv, const struct row *row, int field)
{
    const struct field *info = &kind_info(row->kind)->fields[field];
    struct export_run *run = csv->run;

    str_clear(&csv->cell);
    if (info->type == FIELD_LINK)
        str_add(&csv->cell, export_link_id(run, row, field));
    else if (!add_share(&csv->cell, row, field))
        field_format_plain(&csv->cell, row, field, run->currency);
    csv_out_cell(&run->text, str_text(&csv->cell), !run->order->raw && csv_out_is_text(info));
}

static bool add_facts(struct csv_export *csv, const struct row *row)
{
    struct export_run *run = csv->run;
    struct row_list facts = {0};
    size_t at = 0;

    if (csv->facts.count == 0)
        return true;
    if (!export_facts(run, row, &facts))
        return false;
    for (size_t i = 0; i < csv->facts.count; i++) {
        bool there = at < facts.count &&
                     text_equal(row_text(facts.items[at], FACT_NAME), csv->facts.items[i]);

        str_add_char(&run->text, ',');
        if (there)
            csv_out_cell(&run->text, row_text(facts.items[at++], FACT_VALUE), !run->order->raw);
    }
    return true;
}

static bool add_csv_row(void *context, const struct row *row)
{
    struct csv_export *csv = context;

    for (int i = 0; i < csv->count; i++) {
        if (i > 0)
            str_add_char(&csv->run->text, ',');
        add_field(csv, row, csv->fields[i]);
    }
    if (csv->run->failed || !add_facts(csv, row))
        return false;
    str_add_char(&csv->run->text, '\n');
    return export_row_done(csv->run);
}

bool export_csv(struct export_run *run)
{
    struct csv_export csv = {.run = run, .kind = run->order->kind};
    struct arena arena = {0};
    bool good = export_fact_names(run, csv.kind, &arena, &csv.facts);

    csv.count = choose_fields(run, csv.fields);
    if (good) {
        add_header(&csv);
        good = export_each(run, csv.kind, add_csv_row, &csv);
    }
    str_fini(&csv.cell);
    array_fini(&csv.facts);
    arena_fini(&arena);
    return good;
}

/* --- JSON --- */

struct json_export {
    struct export_run *run;
    struct json json;
    int fields[MOST_FIELDS];
    int count;
    bool has_facts;
};

static void add_json_field(struct json_export *export, const struct row *row, int field)
{
    const struct field *info = &kind_info(row->kind)->fields[field];
    const char *id;

    /* A file of a kind says no more than CSV does: an empty text is none. */
    if (!export->run->order->of_all && csv_out_is_text(info) && *row_text(row, field) == '\0' &&
        info->type != FIELD_LINK) {
        json_null(&export->json, info->name);
        return;
    }
    if (info->type != FIELD_LINK) {
        json_field(&export->json, row, field, export->run->currency);
        return;
    }
    id = export_link_id(export->run, row, field);
    json_text(&export->json, info->name, *id != '\0' ? id : NULL);
}

static bool add_json_facts(struct json_export *export, const struct row *row)
{
    struct row_list facts = {0};

    if (export->has_facts && !export_facts(export->run, row, &facts))
        return false;
    json_begin_object(&export->json, "facts");
    for (size_t i = 0; i < facts.count; i++)
        json_text(&export->json, row_text(facts.items[i], FACT_NAME),
            row_text(facts.items[i], FACT_VALUE));
    json_end_object(&export->json);
    return true;
}

static bool add_json_row(void *context, const struct row *row)
{
    struct json_export *export = context;

    json_begin_object(&export->json, NULL);
    for (int i = 0; i < export->count; i++)
        add_json_field(export, row, export->fields[i]);
    if (export->run->failed || !add_json_facts(export, row))
        return false;
    json_end_object(&export->json);
    return export_row_done(export->run);
}

static bool add_list(struct json_export *export, enum kind kind, const char *key)
{
    struct export_run *run = export->run;
    struct export_names names = {0};
    struct arena arena = {0};
    bool good = export_fact_names(run, kind, &arena, &names);

    export->has_facts = names.count > 0;
    json_begin_list(&export->json, key);
    good = good && export_each(run, kind, add_json_row, export);
    if (good && !run->failed)
        json_end_list(&export->json);
    array_fini(&names);
    arena_fini(&arena);
    return good && !run->failed;
}

/* All stored fields, also those of the house: what makes the book what it is. */
static bool add_book(struct json_export *export)
{
    json_begin_object(&export->json, NULL);
    for (size_t i = 0; i < COUNT_OF(book_kinds); i++) {
        const struct kind_info *info = kind_info(book_kinds[i]);

        export->count = info->stored;
        for (int field = 0; field < info->stored; field++)
            export->fields[field] = field;
        if (!add_list(export, book_kinds[i], info->plural))
            return false;
    }
    json_end_object(&export->json);
    return true;
}

bool export_json(struct export_run *run)
{
    struct json_export export = {.run = run};

    json_init(&export.json, &run->text);
    if (run->order->of_all) {
        if (!add_book(&export))
            return false;
    } else {
        export.count = choose_fields(run, export.fields);
        if (!add_list(&export, run->order->kind, NULL))
            return false;
    }
    json_end(&export.json);
    return true;
}
