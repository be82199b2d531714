/* The statements that every kind has, as literals. */
#include "store_internal.h"

#include <assert.h>
#include "base/bug.h"
#include "kind_sql_internal.h"

#define CREATE(kind, folded_column)                                                                \
    "CREATE TABLE \"" kind##_TABLE                                                                 \
        "\"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL" kind##_FIELDS(SQL_TYPED) folded_column  \
        ") STRICT"
#define SELECT(kind, more, join)                                                                   \
    "SELECT t.key, t.rev" kind##_FIELDS(SQL_NAME_OF_T) more " FROM \"" kind##_TABLE "\" t" join

/* More columns and the join that gives them; the folded column, its type and its mark. */
#define KIND_ROW(kind, more, join, folded, folded_type, folded_mark)                               \
    [KIND_##kind] = {                                                                              \
        [KIND_SQL_CREATE] = CREATE(kind, folded folded_type),                                      \
        [KIND_SQL_INSERT] = "INSERT INTO \"" kind##_TABLE "\"(key, rev" kind##_FIELDS(SQL_NAME)    \
            folded ") VALUES (?,?" kind##_FIELDS(SQL_MARK) folded_mark ")",                        \
        [KIND_SQL_FEED] =                                                                          \
            "INSERT OR FAIL INTO \"" kind##_TABLE "\"(key, rev" kind##_FIELDS(SQL_NAME) folded     \
        ") SELECT key, rev" kind##_FIELDS(SQL_NAME) folded " FROM feed_" #kind,                    \
        [KIND_SQL_FEED_TABLE] = "CREATE TABLE feed(key, rev" kind##_FIELDS(SQL_NAME) folded ")",   \
        [KIND_SQL_UPDATE] =                                                                        \
            "UPDATE \"" kind##_TABLE "\" SET rev = ?2" kind##_FIELDS(SQL_SET) " WHERE key = ?1",   \
        [KIND_SQL_DELETE] = "DELETE FROM \"" kind##_TABLE "\" WHERE key = ?1",                     \
        [KIND_SQL_RAW] = SQL_SELECT_ROWS(kind) " WHERE t.key = ?1",                                \
        [KIND_SQL_GET] = SELECT(kind, more, join) " WHERE t.key = ?1",                             \
        [KIND_SQL_ID] = SELECT(kind, more, join) " WHERE t.id = ?1",                               \
        [KIND_SQL_NATURAL] = SELECT(kind, more, join) " WHERE t.\"natural\" = ?1"                  \
                                                      " ORDER BY t.key LIMIT 1",                   \
        [KIND_SQL_CHILDREN] = SELECT(                                                              \
            kind, more, join) " WHERE t.account IS ?1 ORDER BY " kind##_ORDER(SQL_BY) "t.key",     \
        [KIND_SQL_CHILD_KEYS] =                                                                    \
            "SELECT key FROM \"" kind##_TABLE "\" WHERE account = ?1 ORDER BY key",                \
        [KIND_SQL_NEXT_ACCOUNT] =                                                                  \
            "SELECT min(account) FROM \"" kind##_TABLE "\" WHERE account > ?1",                    \
        [KIND_SQL_FROM] = SQL_SELECT_ROWS(kind) " WHERE t.key >= ?1 ORDER BY t.key",               \
        [KIND_SQL_EACH] = SELECT(kind, more, join) " ORDER BY t.key",                              \
        [KIND_SQL_COUNT_ROWS] = "SELECT count(*) FROM \"" kind##_TABLE "\"",                       \
        [KIND_SQL_LAST_KEY] = "SELECT max(key) FROM \"" kind##_TABLE "\"",                         \
        [KIND_SQL_EXISTS] = "SELECT 1 FROM \"" kind##_TABLE "\" WHERE key = ?1",                   \
        [KIND_SQL_SET_REV] = "UPDATE \"" kind##_TABLE "\" SET rev = ?2 WHERE key = ?1",            \
    },
/* A kind whose rows stand in its table alone. */
#define PLAIN_ROW(kind) KIND_ROW(kind, "", "", "", "", "")
const char *const store_kind_sql[KIND_COUNT][KIND_SQL_COUNT] = {
    KIND_ROW(ACCOUNT, SCORE_FIELDS(SQL_NAME_OF_S), " LEFT JOIN score s ON s.key = t.key",
        ", folded", " TEXT", ",?") SQL_KINDS_BELOW(PLAIN_ROW)};

#define COUNTER_ROW(kind) [KIND_##kind] = {"next key " kind##_TABLE, "next id " kind##_TABLE},
const struct counter_names store_counter_names[KIND_COUNT] = {SQL_KINDS(COUNTER_ROW)};

/* One field alone, so that ticking a task moves no index but its own. */
#define FIELD_UPDATE(kind, ident, name, type, flags, head, width, help)                            \
    [kind##_##ident] = "UPDATE \"" kind##_TABLE "\" SET \"" name "\" = ?3, rev = ?2"               \
                                                " WHERE key = ?1",
#define FIELD_UPDATES(kind)                                                                        \
    static const char *const updates_of_##kind[] = {kind##_FIELDS(FIELD_UPDATE)};                  \
    static_assert(COUNT_OF(updates_of_##kind) == kind##_STORED, "a row a field");
SQL_KINDS(FIELD_UPDATES)
#define FIELD_UPDATES_ROW(kind) [KIND_##kind] = updates_of_##kind,
const char *const *const store_field_updates[KIND_COUNT] = {SQL_KINDS(FIELD_UPDATES_ROW)};

#define STORED_COLUMN(kind, ident, name, type, flags, head, width, help)                           \
    [kind##_##ident] = "SELECT key, \"" name "\" FROM account ORDER BY key",
#define SCORE_COLUMN(kind, ident, name, type, flags, head, width, help)                            \
    [kind##_##ident] = "SELECT key, \"" name "\" FROM score ORDER BY key",
const char *const store_account_columns[ACCOUNT_KEPT] = {
    ACCOUNT_FIELDS(STORED_COLUMN) SCORE_FIELDS(SCORE_COLUMN)};

#define SCORE_UPDATE(kind, ident, name, type, flags, head, width, help)                            \
    [kind##_##ident - ACCOUNT_STORED] = "UPDATE score SET \"" name "\" = ?2 WHERE key = ?1",
const char *const store_score_updates[ACCOUNT_KEPT - ACCOUNT_STORED] = {SCORE_FIELDS(SCORE_UPDATE)};

#define JOINED_COLUMN(kind, ident, name, type, flags, head, width, help)                           \
    [kind##_##ident] = "SELECT a.key, s.\"" name "\" FROM account a LEFT JOIN score s"             \
                       " ON s.key = a.key ORDER BY a.key",
const char *const store_account_columns_joined[ACCOUNT_KEPT] = {
    ACCOUNT_FIELDS(STORED_COLUMN) SCORE_FIELDS(JOINED_COLUMN)};

enum kind store_link_target(enum kind kind, int field)
{
    enum kind target = KIND_ACCOUNT;

    BUG_ON(!kind_from_name(kind_info(kind)->fields[field].name, &target));
    return target;
}
