/* Finding one account, person or reading by what a user or a file wrote. */
#include "store_internal.h"

#include "base/text.h"
#include "store/names.h"
#include "store/readings.h"

static const enum statement match_statements[] = {
    [MATCH_ID] = SQL_MATCH_ID,
    [MATCH_NAME] = SQL_MATCH_NAME,
    [MATCH_NAME_FOLDED] = SQL_MATCH_NAME_FOLDED,
    [MATCH_NAME_PART] = SQL_MATCH_NAME_PART,
    [MATCH_ID_PREFIX] = SQL_MATCH_ID_PREFIX,
    [MATCH_DOMAIN] = SQL_MATCH_DOMAIN,
};

bool store_match_accounts(struct store *store, enum store_match match, const char *text, int limit,
    struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, match_statements[match], err);
    struct arena arena = {0};
    bool good;

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, text);
    store_bind_integer(statement, 2, limit);
    if (sqlite3_bind_parameter_count(statement) >= 3)
        store_bind_text(statement, 3, text_fold_copy(&arena, text));
    array_clear(ret_keys);
    good = store_collect_keys(store, statement, ret_keys, err);
    arena_fini(&arena);
    return good;
}

bool store_name_of(struct store *store, int64_t account, struct arena *arena,
    struct store_name *ret_name, struct error *err)
{
    struct value name, id;
    bool row;
    sqlite3_stmt *statement = store_found(store, SQL_NAME_OF, account, &row, err);

    if (statement == NULL)
        return false;
    name = row ? store_value(statement, 0, arena) : value_unknown();
    id = row ? store_value(statement, 1, arena) : value_unknown();
    sqlite3_reset(statement);
    *ret_name = (struct store_name){
        name.type == VALUE_TEXT ? name.text : "", id.type == VALUE_TEXT ? id.text : ""};
    return true;
}

void store_note_naming(struct store *store)
{
    static _Atomic uint64_t last;

    store->namings = ++last;
}

uint64_t store_namings(const struct store *store)
{
    return store->namings;
}

bool store_name_begins(struct store *store, const char *text, bool *ret_there, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NAME_BEGINS, err);
    struct arena arena = {0};
    int64_t key;
    bool good;

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, text);
    store_bind_text(statement, 2, text_fold_copy(&arena, text));
    good = store_integer(store, statement, 0, &key, err);
    arena_fini(&arena);
    if (good)
        *ret_there = key != 0;
    return good;
}

static bool is_contact(const struct row *contact, const char *name_or_email)
{
    return text_equal_nocase(row_text(contact, CONTACT_EMAIL), name_or_email) ||
           text_compare_folded(row_text(contact, CONTACT_NAME), name_or_email) == 0;
}

static bool find_by_email(struct store *store, const char *email, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CONTACTS_BY_EMAIL, err);
    int64_t key;

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, email);
    *ret_row = NULL;
    return store_integer(store, statement, 0, &key, err) &&
           (key == 0 || store_get(store, KIND_CONTACT, key, arena, ret_row, err));
}

bool store_find_contact(struct store *store, int64_t account, const char *name_or_email,
    struct arena *arena, struct row **ret_row, struct error *err)
{
    struct row_list contacts;

    if (account == 0)
        return find_by_email(store, name_or_email, arena, ret_row, err);
    if (!store_children(store, KIND_CONTACT, account, arena, &contacts, err))
        return false;
    *ret_row = NULL;
    for (size_t i = 0; i < contacts.count && *ret_row == NULL; i++)
        if (is_contact(contacts.items[i], name_or_email))
            *ret_row = contacts.items[i];
    return true;
}

static bool find_reading(struct store *store, enum statement which, const struct reading_key *key,
    struct arena *arena, struct row **ret_row, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);
    struct row_list rows;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, key->account);
    store_bind_text(statement, 2, key->metric);
    store_bind_integer(statement, 3, key->date);
    store_bind_text(statement, 4, key->contact != NULL ? key->contact : "");
    if (which == SQL_MEASURE_FIND)
        store_bind_integer(statement, 5, key->nth);
    if (!store_collect_rows(store, statement, KIND_MEASURE, arena, &rows, err))
        return false;
    *ret_row = rows.count > 0 ? rows.items[0] : NULL;
    return true;
}

bool store_find_measure(struct store *store, const struct reading_key *key, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    return find_reading(store, SQL_MEASURE_FIND, key, arena, ret_row, err);
}

bool store_last_measure(struct store *store, const struct reading_key *key, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    return find_reading(store, SQL_MEASURE_LAST, key, arena, ret_row, err);
}

bool store_few_measures(struct store *store, int64_t account, int limit, struct arena *arena,
    struct row_list *ret_rows, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_MEASURES_FEW, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, limit);
    return store_collect_rows(store, statement, KIND_MEASURE, arena, ret_rows, err);
}
