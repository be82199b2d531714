/* One object of a JSON file as the cells of a row; understood by json-c. */
#include <json-c/json.h>
#include <string.h>
#include "json_internal.h"
#include "base/words.h"

#define FACT_PREFIX "fact: "
#define MOST_DEPTH 64

void json_row_fini(struct json_row *row)
{
    str_fini(&row->text);
    str_fini(&row->name);
    str_fini(&row->reference);
    array_fini(&row->starts);
    array_fini(&row->children);
}

/* --- columns --- */

static size_t find_column(struct json_row *row, const char *name)
{
    const struct json_names *names = row->names;

    if (row->expected < names->count && strcmp(names->items[row->expected], name) == 0)
        return row->expected;
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return i;
    return names->count;
}

/* The cell of that name, null so far; false: there is no such column. */
static bool begin_cell(struct json_row *row, const char *name)
{
    size_t column = find_column(row, name);

    if (column == row->names->count) {
        if (!row->may_add || column >= CSV_MOST_COLUMNS)
            return false;
        ARRAY_PUSH(row->names, arena_copy_text(row->arena, name));
    }
    while (row->starts.count <= column)
        ARRAY_PUSH(&row->starts, 0);
    row->starts.items[column] = 0;
    row->expected = column + 1;
    return true;
}

/* --- values --- */

static bool is_scalar(const struct json_object *value)
{
    return !json_object_is_type(value, json_type_object) &&
           !json_object_is_type(value, json_type_array);
}

static void add_text(struct str *out, const char *text, size_t len)
{
    encoding_add_cell(out, text, len, false);
}

static void add_scalar(struct str *out, struct json_object *value)
{
    if (json_object_is_type(value, json_type_null))
        return;
    if (json_object_is_type(value, json_type_boolean)) {
        str_add(out, json_object_get_boolean(value) ? "yes" : "no");
    } else if (json_object_is_type(value, json_type_string)) {
        add_text(out, json_object_get_string(value), (size_t)json_object_get_string_len(value));
    } else {
        str_add(out, json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN));
    }
}

static bool is_list_of_scalars(struct json_object *value)
{
    if (!json_object_is_type(value, json_type_array))
        return false;
    for (size_t i = 0; i < json_object_array_length(value); i++)
        if (!is_scalar(json_object_array_get_idx(value, i)))
            return false;
    return true;
}

static void add_value(struct str *out, struct json_object *value)
{
    if (is_scalar(value)) {
        add_scalar(out, value);
    } else if (is_list_of_scalars(value)) {
        for (size_t i = 0; i < json_object_array_length(value); i++) {
            str_add(out, i > 0 ? ";" : "");
            add_scalar(out, json_object_array_get_idx(value, i));
        }
    } else {
        const char *text = json_object_to_json_string_ext(
            value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);

        add_text(out, text, strlen(text));
    }
}

/* --- members --- */

static void add_cell(struct json_row *row, struct json_object *value)
{
    if (!begin_cell(row, str_text(&row->name)) || json_object_is_type(value, json_type_null))
        return;
    row->starts.items[row->expected - 1] = row->text.len;
    add_value(&row->text, value);
    str_add_char(&row->text, '\0');
}

static void name_cell(struct json_row *row, const char *outer, const char *mark, const char *inner)
{
    str_clear(&row->name);
    add_text(&row->name, outer, strlen(outer));
    str_add(&row->name, mark);
    add_text(&row->name, inner, strlen(inner));
}

static const char *text_of(struct json_object *object, const char *key)
{
    struct json_object *value;

    return json_object_object_get_ex(object, key, &value) &&
                   json_object_is_type(value, json_type_string)
               ? json_object_get_string(value)
               : NULL;
}

/* Salesforce says of each record what it is, and how those of other files call it. */
static bool take_attributes(struct json_row *row, const char *key, struct json_object *value)
{
    const char *type = text_of(value, "type"), *reference = text_of(value, "referenceId");

    if (strcmp(key, "attributes") != 0 || !json_object_object_get_ex(value, "type", NULL))
        return false;
    if (row->type == NULL && type != NULL)
        row->type = arena_copy_text(row->arena, type);
    if (reference != NULL && row->reference.len == 0)
        str_add(&row->reference, reference);
    return true;
}

static void add_object(struct json_row *row, const char *key, struct json_object *value)
{
    bool are_facts = strcmp(key, "facts") == 0;

    row->has_facts |= are_facts;
    if (take_attributes(row, key, value))
        return;
    json_object_object_foreach(value, inner, member)
    {
        if (are_facts)
            name_cell(row, "", FACT_PREFIX, inner);
        else
            name_cell(row, key, ".", inner);
        add_cell(row, member);
    }
}

static void note_children(struct json_row *row, const char *key)
{
    for (size_t i = 0; i < row->children.count; i++)
        if (strcmp(row->children.items[i], key) == 0)
            return;
    if (row->may_add)
        ARRAY_PUSH(&row->children, arena_copy_text(row->arena, key));
}

static void add_members(struct json_row *row, struct json_object *object)
{
    json_object_object_foreach(object, key, value)
    {
        if (json_is_children(object, value)) {
            note_children(row, key);
            if (row->reference.len == 0 && json_reference_of(object) != NULL)
                str_add(&row->reference, json_reference_of(object));
        } else if (json_object_is_type(value, json_type_object)) {
            add_object(row, key, value);
        } else {
            name_cell(row, key, "", "");
            add_cell(row, value);
        }
    }
}

static const char *fault_of(enum json_tokener_error code)
{
    switch (code) {
    case json_tokener_error_depth: return _("is nested deeper than 64");
    case json_tokener_error_parse_eof:
    case json_tokener_continue: return _("ends too early");
    case json_tokener_error_parse_null:
    case json_tokener_error_parse_boolean:
        return _("null, true or false is misspelt, or quotes lack");
    case json_tokener_error_parse_number: return _("is no number that can be kept");
    case json_tokener_error_parse_array: return _("a comma or ] is wanted");
    case json_tokener_error_parse_object_key_name: return _("a name in quotes is wanted");
    case json_tokener_error_parse_object_key_sep: return _("a colon is wanted");
    case json_tokener_error_parse_object_value_sep: return _("a comma or } is wanted");
    case json_tokener_error_parse_string: return _("a text is broken");
    case json_tokener_error_parse_utf8_string: return _("a text is no UTF-8");
    case json_tokener_success:
    case json_tokener_error_parse_unexpected:
    case json_tokener_error_parse_comment:
    case json_tokener_error_size: break;
    }
    return _("cannot be understood here");
}

bool json_row_parse(
    const struct str *text, struct json_object **ret_value, size_t *ret_at, const char **ret_fault)
{
    struct json_tokener *tokener = json_tokener_new_ex(MOST_DEPTH);
    struct json_object *value;

    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
    value = json_tokener_parse_ex(tokener, str_text(text), (int)text->len + 1);
    *ret_at = json_tokener_get_parse_end(tokener);
    *ret_fault = NULL;
    if (json_tokener_get_error(tokener) != json_tokener_success)
        *ret_fault = fault_of(json_tokener_get_error(tokener));
    else if (*ret_at < text->len)
        *ret_fault = _("cannot be understood here");
    else if (!json_object_is_type(value, json_type_object)) {
        *ret_fault = _("is no object: a row is { \"name\": ... }");
        *ret_at = 0;
    } else {
        *ret_fault = json_fault_of_strict(str_text(text), ret_at);
    }
    json_tokener_free(tokener);
    if (*ret_fault == NULL)
        *ret_value = value;
    else
        json_object_put(value);
    return *ret_fault == NULL;
}

static void begin_row(struct json_row *row)
{
    str_clear(&row->text);
    str_add_char(&row->text, '\0');
    str_clear(&row->reference);
    array_clear(&row->starts);
    row->expected = 0;
}

void json_row_take(struct json_row *row, struct json_object *value)
{
    begin_row(row);
    add_members(row, value);
}

bool json_row_read(
    struct json_row *row, const struct str *object, size_t *ret_at, const char **ret_fault)
{
    struct json_object *value;

    begin_row(row);
    if (!json_row_parse(object, &value, ret_at, ret_fault))
        return false;
    add_members(row, value);
    json_object_put(value);
    return true;
}
