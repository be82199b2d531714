/* JSON in, as tables; and what is written out of the same bytes. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "files/json.h"
#include "files/table_file.h"
#include "fuzz.h"

static int64_t look_at_rows(struct table_file *file)
{
    struct error err = {0};
    struct csv_row row;
    int64_t rows = 0;
    bool there = true;

    while (table_file_next(file, &row, &there, &err) && there) {
        for (int i = 0; row.fault == NULL && i < row.count; i++)
            BUG_ON(!text_is_utf8(row.cells[i], strlen(row.cells[i])));
        rows++;
    }
    return rows;
}

/* Whatever is written is ASCII in its marks and valid UTF-8 in its texts. */
static void write_out(const char *text)
{
    struct str out = {0};
    struct json json;

    json_init(&json, &out);
    json_begin_object(&json, NULL);
    json_text(&json, text, text);
    json_tags(&json, "tags", text);
    json_end_object(&json);
    json_end(&json);
    BUG_ON(!text_is_utf8(str_text(&out), out.len));
    for (size_t i = 0; i < out.len; i++)
        BUG_ON((unsigned char)out.data[i] < ' ' && out.data[i] != '\n');
    str_fini(&out);
}

void fuzz_json(const uint8_t *data, size_t size)
{
    struct csv_options options = {0};
    struct table_file *file;
    struct error err = {0};
    char *text = fuzz_text(data, size);

    write_out(text);
    free(text);
    if (!table_file_open(fuzz_file("rows.json", data, size), &options, &file, &err)) {
        BUG_ON(err.code == ERROR_NONE || err.text[0] == '\0');
        return;
    }
    for (int i = 0; i < table_file_lists(file); i++) {
        table_file_choose(file, i);
        int64_t rows = look_at_rows(file);

        table_file_rewind(file);
        BUG_ON(look_at_rows(file) != rows);
        (void)table_file_name(file, i);
        (void)table_file_has_facts(file, i);
    }
    table_file_close(file);
}
