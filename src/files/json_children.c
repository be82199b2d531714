/* Records within an account, as Salesforce gives them to who asks for both at once: rows of their
 * own kind, each with its account. */
#include <json-c/json.h>
#include <string.h>
#include "json_internal.h"

static const char *text_in(struct json_object *object, const char *key)
{
    struct json_object *value;

    return json_object_object_get_ex(object, key, &value) &&
                   json_object_is_type(value, json_type_string)
               ? json_object_get_string(value)
               : NULL;
}

static const char *attribute(struct json_object *record, const char *key)
{
    struct json_object *attributes;

    return json_object_object_get_ex(record, "attributes", &attributes) ? text_in(attributes, key)
                                                                        : NULL;
}

static bool is_account(struct json_object *record)
{
    const char *type = attribute(record, "type");

    return type != NULL && strcmp(type, "Account") == 0;
}

static struct json_object *records_of(struct json_object *value)
{
    struct json_object *records;

    return json_object_is_type(value, json_type_object) &&
                   json_object_object_get_ex(value, "records", &records) &&
                   json_object_is_type(records, json_type_array)
               ? records
               : NULL;
}

bool json_is_children(struct json_object *parent, struct json_object *value)
{
    return records_of(value) != NULL && is_account(parent);
}

const char *json_reference_of(struct json_object *record)
{
    const char *reference = attribute(record, "referenceId"), *url = attribute(record, "url");

    if (reference != NULL || url == NULL || strrchr(url, '/') == NULL)
        return reference;
    return strrchr(url, '/') + 1;
}

void json_children_drop(struct json_children *children)
{
    json_object_put(children->parent);
    children->parent = NULL;
}

void json_children_begin(struct json_children *children, struct json_object *parent)
{
    json_children_drop(children);
    children->parent = parent;
    children->next = 0;
}

/* The account's own id where it has one, else what it is called in the file. */
static void name_account(struct json_object *parent, struct json_object *child)
{
    const char *key = is_account(child) ? "ParentId" : "AccountId";
    const char *id = text_in(parent, "Id"), *reference = json_reference_of(parent);
    struct str name = {0};

    if (text_in(child, key) != NULL)
        return;
    if (id == NULL && reference != NULL)
        str_add_char(&name, '@');
    str_add(&name, id != NULL ? id : reference != NULL ? reference : "");
    if (name.len > 0)
        json_object_object_add(child, key, json_object_new_string(str_text(&name)));
    str_fini(&name);
}

bool json_children_next(struct json_children *children, struct json_row *row)
{
    struct json_object *value = NULL, *records, *child;

    if (children->parent == NULL)
        return false;
    json_object_object_get_ex(children->parent, children->key, &value);
    records = json_is_children(children->parent, value) ? records_of(value) : NULL;
    while (records != NULL && children->next < json_object_array_length(records)) {
        child = json_object_array_get_idx(records, children->next++);
        if (!json_object_is_type(child, json_type_object))
            continue;
        name_account(children->parent, child);
        json_row_take(row, child);
        return true;
    }
    return false;
}
