/* What a dry run of an import says: columns, new rows, changed fields; text and JSON. */
#include <inttypes.h>

#include "app/import.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"

static const char *delimiter_word(char delimiter)
{
    switch (delimiter) {
    case ',': return _("comma");
    case ';': return _("semicolon");
    case '\t': return _("tab");
    case '|': return _("bar");
    default: return "";
    }
}

static void print_sample(struct table *table, const struct import_column *column)
{
    struct str text = {0};

    if (*column->sample == '\0')
        str_add(&text, _("empty"));
    else if (!column->taken)
        str_addf(&text, _("'%s' not taken"), column->sample);
    else if (*column->reads != '\0')
        str_addf(&text, _("'%s' is %s"), column->sample, column->reads);
    else
        str_addf(&text, "'%s'", column->sample);
    table_cell(table, str_text(&text));
    str_fini(&text);
}

static void print_columns(struct cli *cli, const struct import_preview *preview)
{
    struct table table = {0};

    table_column(&table, _("  column"), false, 32);
    table_column(&table, _("becomes"), false, 32);
    table_column(&table, _("read as"), false, 0);
    table_column(&table, _("sample"), false, 0);
    for (int i = 0; i < preview->column_count; i++) {
        const struct import_column *column = &preview->columns[i];

        table_cellf(&table, "  %s", column->header);
        table_cell(&table, _(column->means));
        table_cell(&table, column->how);
        print_sample(&table, column);
    }
    table_print(cli, &table);
    table_fini(&table);
}

static const char *shown_or(const char *text)
{
    return *text != '\0' ? text : _("nothing");
}

static void print_changes(struct cli *cli, const struct import_preview *preview)
{
    int64_t more = preview->change_count + preview->kept_count - preview->changes_shown;

    for (int i = 0; i < preview->changes_shown; i++) {
        const struct import_field_change *change = &preview->changes[i];
        struct str line = {0};

        if (change->kept)
            str_addf(&line, _("  line %d: %s: %s stays %s, set by hand; the file says %s"),
                change->line, change->name, change->field, shown_or(change->before),
                shown_or(change->after));
        else
            str_addf(&line, _("  line %d: %s: %s %s -> %s"), change->line, change->name,
                change->field, shown_or(change->before), shown_or(change->after));
        out_clean(cli, str_text(&line));
        out_text(cli, "\n");
        str_fini(&line);
    }
    if (more > 0)
        outf(cli, _("  and %" PRId64 " more fields\n"), more);
}

static void print_created(struct cli *cli, const struct import_report *report)
{
    const struct import_preview *preview = report->preview;

    for (int i = 0; i < preview->created_shown; i++) {
        outf(cli, _("  line %d: new "), preview->created[i].line);
        out_clean(cli, preview->created[i].name);
        out_text(cli, "\n");
    }
    if (report->created > preview->created_shown)
        outf(cli, _("  and %" PRId64 " more new rows\n"), report->created - preview->created_shown);
}

void preview_print(struct cli *cli, const struct import_report *report)
{
    if (report->preview == NULL)
        return;
    outf(cli, _("  %s in %s"), report->kind, report->encoding);
    if (report->delimiter != '\0' &&
        report->preview->header_line > 0) /* JSON has none, and no header row */
        outf(cli, _(", %s, header in line %d"), delimiter_word(report->delimiter),
            report->preview->header_line);
    if (report->date_order != NULL)
        outf(cli, _(", days as %s"), report->date_order);
    out_text(cli, "\n");
    if (report->preview->column_count > 0)
        print_columns(cli, report->preview);
    print_created(cli, report);
    print_changes(cli, report->preview);
}

/* --- JSON --- */

static void json_columns(struct json *json, const struct import_preview *preview)
{
    json_begin_list(json, "columns");
    for (int i = 0; i < preview->column_count; i++) {
        const struct import_column *column = &preview->columns[i];

        json_begin_object(json, NULL);
        json_text(json, "column", column->header);
        json_text(json, "becomes", column->means);
        json_bool(json, "taken", column->taken);
        json_text(json, "read_as", *column->how != '\0' ? column->how : NULL);
        json_text(json, "sample", *column->sample != '\0' ? column->sample : NULL);
        json_text(json, "sample_is", *column->reads != '\0' ? column->reads : NULL);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_changes(struct json *json, const struct import_preview *preview)
{
    json_begin_list(json, "changes");
    for (int i = 0; i < preview->changes_shown; i++) {
        const struct import_field_change *change = &preview->changes[i];

        json_begin_object(json, NULL);
        json_integer(json, "line", change->line);
        json_text(json, "name", change->name);
        json_text(json, "field", change->field);
        json_text(json, "before", *change->before != '\0' ? change->before : NULL);
        json_text(json, "after", *change->after != '\0' ? change->after : NULL);
        json_bool(json, "kept", change->kept);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_created(struct json *json, const struct import_preview *preview)
{
    json_begin_list(json, "new_rows");
    for (int i = 0; i < preview->created_shown; i++) {
        json_begin_object(json, NULL);
        json_integer(json, "line", preview->created[i].line);
        json_text(json, "name", preview->created[i].name);
        json_end_object(json);
    }
    json_end_list(json);
}

void preview_json(struct json *json, const struct import_report *report)
{
    if (report->preview == NULL || !report->taken)
        return;
    json_begin_object(json, "preview");
    json_integer(json, "header_line", report->preview->header_line);
    json_columns(json, report->preview);
    json_created(json, report->preview);
    json_integer(json, "changed_fields", report->preview->change_count);
    json_changes(json, report->preview);
    json_end_object(json);
}
