/* Lists of objects in a JSON file, one object in memory at a time. The first reading finds the
 * lists and the names of their columns; what is broken between the objects refuses the file, a
 * broken object costs its row alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/table_file.h"
#include "json_internal.h"

struct json_list {
    const char *name, *type; /* type: what its objects say they are, or NULL */
    struct json_place place; /* of its first byte inside */
    const char *child;       /* its rows are in this member of the objects; or NULL */
    bool is_lines;           /* objects one after the other, without brackets */
    bool has_facts;
    struct json_names names;
};
struct json_lists ARRAY_OF(struct json_list);

struct json_file {
    struct csv_source source;
    struct json_scan scan;
    struct arena arena;
    struct json_lists lists;
    int chosen;
    bool header_given, begun; /* begun: an object was read, so a comma follows */
    struct str object;
    struct json_place from; /* of the object at hand */
    struct json_row row;
    struct json_children children;
    struct cell_pointers ARRAY_OF(const char *) cells;
    char fault[160];
};

/* --- objects --- */

static bool is_open(
    struct json_file *file, const struct json_list *list, bool *ret_there, struct error *err)
{
    int byte = json_scan_token(&file->scan);

    *ret_there = false;
    if (file->scan.failed)
        return json_scan_fault(&file->scan, "", err);
    if (list->is_lines) {
        *ret_there = byte >= 0;
        return byte < 0 || byte == '{' || json_scan_fault(&file->scan, _("a { is wanted"), err);
    }
    if (byte == ']') {
        json_scan_skip(&file->scan);
        return true;
    }
    if (file->begun) {
        if (byte != ',')
            return json_scan_fault(&file->scan, _("a comma or ] is wanted"), err);
        json_scan_skip(&file->scan);
        byte = json_scan_token(&file->scan);
    }
    if (byte < 0 || strchr(",]}:", byte) != NULL)
        return json_scan_fault(&file->scan, _("an object is wanted"), err);
    *ret_there = true;
    return true;
}

/* The place of a fault inside an object, told by line; the column stands in the sentence. */
static int describe_fault(
    struct json_file *file, struct json_place from, size_t at, const char *what)
{
    const char *text = str_text(&file->object);
    size_t column = (size_t)(from.offset - from.line_start) + 1;
    int line = from.line;

    for (size_t i = 0; i < at && i < file->object.len; i++) {
        column = text[i] == '\n' ? 1 : column + 1;
        line += text[i] == '\n';
    }
    text_format(file->fault, sizeof(file->fault), _("column %zu: %s"), column, what);
    return line;
}

static void make_utf8(struct json_file *file)
{
    struct str converted = {0};

    if (!file->source.windows)
        return;
    encoding_add_cell(&converted, str_text(&file->object), file->object.len, true);
    str_fini(&file->object);
    file->object = converted;
}

/* The bytes of the next object, where there is one. */
static bool cut_object(struct json_file *file, const struct json_list *list, bool *ret_there,
    bool *ret_too_long, struct error *err)
{
    if (!is_open(file, list, ret_there, err))
        return false;
    if (!*ret_there)
        return true;
    file->from = json_scan_place(&file->scan);
    if (!json_scan_value(&file->scan, &file->object, CSV_MOST_ROW_BYTES, ret_too_long))
        return json_scan_fault(&file->scan, _("the file ends within an object"), err);
    make_utf8(file);
    file->begun = true;
    return true;
}

/* The next child of an account, of this one or of those behind it. Accounts that cannot be read are
 * told where they are rows. */
static bool read_child(struct json_file *file, struct json_list *list, bool *ret_there,
    int *ret_line, struct error *err)
{
    file->children.key = list->child;
    while (!json_children_next(&file->children, &file->row)) {
        struct json_object *parent;
        const char *what;
        bool too_long = false;
        size_t at;

        if (!cut_object(file, list, ret_there, &too_long, err))
            return false;
        if (!*ret_there)
            return true;
        if (!too_long && json_row_parse(&file->object, &parent, &at, &what))
            json_children_begin(&file->children, parent);
    }
    *ret_there = true;
    *ret_line = file->from.line;
    return true;
}

/* The next object into file->row. *ret_line is its line, or that of its fault. */
static bool read_object(struct json_file *file, struct json_list *list, bool *ret_there,
    int *ret_line, struct error *err)
{
    bool too_long = false;
    size_t at = 0;
    const char *what;

    file->fault[0] = '\0';
    file->row.names = &list->names;
    if (list->child != NULL)
        return read_child(file, list, ret_there, ret_line, err);
    if (!cut_object(file, list, ret_there, &too_long, err))
        return false;
    if (!*ret_there)
        return true;
    *ret_line = file->from.line;
    if (too_long)
        text_format(file->fault, sizeof(file->fault), _("the row is longer than 4 MiB"));
    else if (!json_row_read(&file->row, &file->object, &at, &what))
        *ret_line = describe_fault(file, file->from, at, what);
    return true;
}

/* --- the first reading --- */

static bool read_columns(struct json_file *file, struct json_list *list, struct error *err)
{
    bool there = true, good = true;
    int line;

    file->begun = false;
    file->row.may_add = true;
    file->row.type = NULL;
    file->row.has_facts = false;
    while (good && there)
        good = read_object(file, list, &there, &line, err);
    file->row.may_add = false;
    list->type = file->row.type;
    list->has_facts = file->row.has_facts;
    if (good && list->names.count >= CSV_MOST_COLUMNS)
        good = error_set(err, ERROR_REFUSED, "has more than %d columns", CSV_MOST_COLUMNS);
    if (good)
        ARRAY_PUSH(&file->lists, *list);
    else
        array_fini(&list->names);
    return good;
}

/* Accounts may hold records of other kinds: a list each, read where they stand. */
static bool read_list(struct json_file *file, struct json_list list, struct error *err)
{
    struct json_names children;
    bool good;

    list.place = json_scan_place(&file->scan);
    array_clear(&file->row.children);
    good = read_columns(file, &list, err);
    children = file->row.children;
    file->row.children = (struct json_names){0};
    for (size_t i = 0; good && i < children.count; i++) {
        struct json_list part = {.name = children.items[i],
            .child = children.items[i],
            .place = list.place,
            .is_lines = list.is_lines};

        json_scan_go(&file->scan, list.place);
        good = read_columns(file, &part, err);
    }
    array_fini(&children);
    return good;
}

/* A value that is no list of rows. */
static bool skip_value(struct json_file *file, struct error *err)
{
    bool too_long;

    return json_scan_value(&file->scan, &file->object, 0, &too_long) ||
           json_scan_fault(&file->scan, _("the file ends within a value"), err);
}

/* `"name":`, of which the scan is then behind. */
static bool read_key(struct json_file *file, const char **ret_name, struct error *err)
{
    bool too_long;

    if (json_scan_token(&file->scan) != '"')
        return json_scan_fault(&file->scan, _("a name in quotes is wanted"), err);
    if (!json_scan_value(&file->scan, &file->object, 1024, &too_long) || too_long)
        return json_scan_fault(&file->scan, _("the name does not end"), err);
    if (json_scan_token(&file->scan) != ':')
        return json_scan_fault(&file->scan, _("a colon is wanted"), err);
    json_scan_skip(&file->scan);
    *ret_name = arena_copy_bytes(&file->arena, str_text(&file->object) + 1, file->object.len - 2);
    return true;
}

/* Is what follows a list of objects, or an empty one? The scan is where it was. */
static bool is_list_of_rows(struct json_file *file)
{
    struct json_place place;
    int byte = json_scan_token(&file->scan);
    bool is_list = byte == '[';

    place = json_scan_place(&file->scan);
    if (is_list) {
        json_scan_skip(&file->scan);
        byte = json_scan_token(&file->scan);
        is_list = byte == '{' || byte == ']';
    }
    json_scan_go(&file->scan, place);
    return is_list;
}

static bool read_lists(struct json_file *file, struct error *err);

static bool read_member(struct json_file *file, struct error *err)
{
    struct json_list list = {0};

    if (!read_key(file, &list.name, err))
        return false;
    if (strcmp(list.name, "result") == 0 && json_scan_token(&file->scan) == '{')
        return read_lists(file, err); /* what Salesforce's own program prints */
    if (!is_list_of_rows(file))
        return skip_value(file, err);
    json_scan_skip(&file->scan);
    return read_list(file, list, err);
}

/* The lists of the outermost object. */
static bool read_lists(struct json_file *file, struct error *err)
{
    json_scan_skip(&file->scan);
    if (json_scan_token(&file->scan) != '}') {
        for (;;) {
            int byte;

            if (!read_member(file, err))
                return false;
            byte = json_scan_token(&file->scan);
            if (byte == '}')
                break;
            if (byte != ',')
                return json_scan_fault(&file->scan, _("a comma or } is wanted"), err);
            json_scan_skip(&file->scan);
        }
    }
    json_scan_skip(&file->scan);
    return true;
}

static bool nothing_follows(struct json_file *file, struct error *err)
{
    return json_scan_token(&file->scan) < 0 ||
           json_scan_fault(&file->scan, _("something follows the end"), err);
}

/* An object with lists in it, and nothing behind it, holds lists; else it is the first of lines. */
static bool read_objects(struct json_file *file, struct error *err)
{
    struct json_place place = json_scan_place(&file->scan);
    struct error ignored = {0};
    bool is_whole = read_lists(file, &ignored);
    bool has_rows = false;

    for (size_t i = 0; i < file->lists.count; i++)
        has_rows |= file->lists.items[i].names.count > 0 || file->lists.count > 1;
    if (is_whole && has_rows && json_scan_token(&file->scan) < 0)
        return true;
    if (!is_whole && file->lists.count > 0) {
        *err = ignored;
        return false;
    }
    for (size_t i = 0; i < file->lists.count; i++)
        array_fini(&file->lists.items[i].names);
    array_clear(&file->lists);
    json_scan_go(&file->scan, place);
    return read_list(file, (struct json_list){.is_lines = true, .name = ""}, err);
}

static bool read_all(struct json_file *file, struct error *err)
{
    if (json_scan_token(&file->scan) == '{')
        return read_objects(file, err);
    json_scan_skip(&file->scan);
    return read_list(file, (struct json_list){.name = ""}, err) && nothing_follows(file, err);
}

bool json_file_new(struct csv_source source, struct json_file **ret_file, struct error *err)
{
    struct json_file *file = mem_alloc(sizeof(*file));

    file->source = source;
    file->row.arena = &file->arena;
    json_scan_init(&file->scan, &file->source);
    if (!read_all(file, err)) {
        json_file_free(file);
        return false;
    }
    json_file_choose(file, 0);
    *ret_file = file;
    return true;
}

void json_file_free(struct json_file *file)
{
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->lists.count; i++)
        array_fini(&file->lists.items[i].names);
    array_fini(&file->lists);
    array_fini(&file->cells);
    json_row_fini(&file->row);
    json_children_drop(&file->children);
    json_scan_fini(&file->scan);
    str_fini(&file->object);
    csv_source_close(&file->source);
    arena_fini(&file->arena);
    free(file);
}

/* --- the next ones --- */

const char table_file_null[] = "";

void json_file_choose(struct json_file *file, int list)
{
    file->chosen = list;
    json_file_rewind(file);
}

void json_file_rewind(struct json_file *file)
{
    file->header_given = file->begun = false;
    json_children_drop(&file->children);
    json_scan_go(&file->scan, file->lists.items[file->chosen].place);
}

static void give_header(struct json_file *file, struct csv_row *ret_row)
{
    struct json_list *list = &file->lists.items[file->chosen];

    file->header_given = true;
    *ret_row =
        (struct csv_row){.line = 1, .count = (int)list->names.count, .cells = list->names.items};
}

static void give_cells(struct json_file *file, int line, struct csv_row *ret_row)
{
    const struct json_list *list = &file->lists.items[file->chosen];

    array_clear(&file->cells);
    for (size_t i = 0; i < list->names.count && file->fault[0] == '\0'; i++) {
        size_t start = i < file->row.starts.count ? file->row.starts.items[i] : 0;

        ARRAY_PUSH(&file->cells, start > 0 ? file->row.text.data + start : table_file_null);
    }
    *ret_row = (struct csv_row){.line = line,
        .count = (int)file->cells.count,
        .cells = file->cells.items,
        .fault = file->fault[0] != '\0' ? file->fault : NULL,
        .name = file->row.reference.len > 0 ? str_text(&file->row.reference) : NULL};
}

bool json_file_next(
    struct json_file *file, struct csv_row *ret_row, bool *ret_there, struct error *err)
{
    struct json_list *list = &file->lists.items[file->chosen];
    int line = 0;

    if (!file->header_given) {
        *ret_there = true;
        give_header(file, ret_row);
        return true;
    }
    if (!read_object(file, list, ret_there, &line, err))
        return false;
    if (*ret_there)
        give_cells(file, line, ret_row);
    return true;
}

int json_file_lists(const struct json_file *file)
{
    return (int)file->lists.count;
}

const char *json_file_name(const struct json_file *file, int list)
{
    const struct json_list *one = &file->lists.items[list];

    return one->type != NULL ? one->type : one->name;
}

bool json_file_is_within(const struct json_file *file, int list)
{
    return file->lists.items[list].child != NULL;
}

bool json_file_has_facts(const struct json_file *file, int list)
{
    return file->lists.items[list].has_facts;
}

const char *json_file_encoding(const struct json_file *file)
{
    return file->source.encoding;
}
