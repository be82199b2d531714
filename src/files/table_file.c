/* CSV or JSON: rows. */
#include "files/table_file.h"

#include <stdlib.h>
#include <string.h>
#include "json_internal.h"

struct table_file {
    struct csv_file *csv; /* or */
    struct json_file *json;
};

static bool is_called_csv(const char *path)
{
    size_t len = strlen(path);

    return len > 4 && text_equal_nocase(path + len - 4, ".csv");
}

bool table_file_open(const char *path, const struct csv_options *options,
    struct table_file **ret_file, struct error *err)
{
    struct table_file file = {0};
    struct csv_source source;

    if (!csv_source_open(path, options, &source, err))
        return false;
    if (source.is_json && is_called_csv(path)) {
        csv_source_close(&source);
        return error_set(err, ERROR_REFUSED, "is JSON, not CSV: call it .json");
    }
    if (source.is_json ? !json_file_new(source, &file.json, err)
                       : !csv_file_new(source, options->delimiter, &file.csv, err))
        return false;
    *ret_file = mem_alloc(sizeof(**ret_file));
    **ret_file = file;
    return true;
}

void table_file_close(struct table_file *file)
{
    if (file == NULL)
        return;
    csv_file_close(file->csv);
    json_file_free(file->json);
    free(file);
}

bool table_file_next(
    struct table_file *file, struct csv_row *ret_row, bool *ret_there, struct error *err)
{
    return file->json != NULL ? json_file_next(file->json, ret_row, ret_there, err)
                              : csv_file_next(file->csv, ret_row, ret_there, err);
}

void table_file_rewind(struct table_file *file)
{
    if (file->json != NULL)
        json_file_rewind(file->json);
    else
        csv_file_rewind(file->csv);
}

const char *table_file_encoding(const struct table_file *file)
{
    return file->json != NULL ? json_file_encoding(file->json) : csv_file_encoding(file->csv);
}

char table_file_delimiter(const struct table_file *file)
{
    return file->json != NULL ? '\0' : csv_file_delimiter(file->csv);
}

bool table_file_is_unmarked(const struct table_file *file)
{
    return file->json != NULL || csv_file_is_raw(file->csv);
}

bool table_file_is_json(const struct table_file *file)
{
    return file->json != NULL;
}

int table_file_lists(const struct table_file *file)
{
    return file->json != NULL ? json_file_lists(file->json) : 1;
}

void table_file_choose(struct table_file *file, int list)
{
    if (file->json != NULL)
        json_file_choose(file->json, list);
}

const char *table_file_name(const struct table_file *file, int list)
{
    return file->json != NULL ? json_file_name(file->json, list) : "";
}

bool table_file_is_within(const struct table_file *file, int list)
{
    return file->json != NULL && json_file_is_within(file->json, list);
}

bool table_file_has_facts(const struct table_file *file, int list)
{
    return file->json != NULL && json_file_has_facts(file->json, list);
}
