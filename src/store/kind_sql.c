/* The statements that every kind has, as literals. */
#include "store_internal.h"

#include <assert.h>
#include "base/bug.h"
#include "kind_sql_internal.h"

#define CREATE(kind, table, folded_column)                                                         \
    "CREATE TABLE \"" table "\"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL" kind##_FIELDS(      \
        SQL_TYPED) folded_column ") STRICT"
#define SELECT(kind, table, more, join)                                                            \
    "SELECT t.key, t.rev" kind##_FIELDS(SQL_NAME_OF_T) more " FROM \"" table "\" t" join

#define KIND_ROW(kind, table, more, join, folded, folded_type, folded_mark)                        \
    [KIND_##kind] = {                                                                              \
        [KIND_SQL_CREATE] = CREATE(kind, table, folded folded_type),                               \
        [KIND_SQL_INSERT] = "INSERT INTO \"" table "\"(key, rev" kind##_FIELDS(SQL_NAME) folded    \
        ") VALUES (?,?" kind##_FIELDS(SQL_MARK) folded_mark ")",                                   \
        [KIND_SQL_FEED] = "INSERT OR FAIL INTO \"" table "\"(key, rev" kind##_FIELDS(SQL_NAME)     \
            folded ") SELECT key, rev" kind##_FIELDS(SQL_NAME) folded " FROM feed_" #kind,         \
        [KIND_SQL_FEED_TABLE] = "CREATE TABLE feed(key, rev" kind##_FIELDS(SQL_NAME) folded ")",   \
        [KIND_SQL_UPDATE] =                                                                        \
            "UPDATE \"" table "\" SET rev = ?2" kind##_FIELDS(SQL_SET) " WHERE key = ?1",          \
        [KIND_SQL_DELETE] = "DELETE FROM \"" table "\" WHERE key = ?1",                            \
        [KIND_SQL_RAW] = SQL_SELECT_ROWS(kind, table) " WHERE t.key = ?1",                         \
        [KIND_SQL_GET] = SELECT(kind, table, more, join) " WHERE t.key = ?1",                      \
        [KIND_SQL_ID] = SELECT(kind, table, more, join) " WHERE t.id = ?1",                        \
        [KIND_SQL_NATURAL] = SELECT(kind, table, more, join) " WHERE t.\"natural\" = ?1"           \
                                                             " ORDER BY t.key LIMIT 1",            \
        [KIND_SQL_CHILDREN] = SELECT(kind, table, more,                                            \
            join) " WHERE t.account IS ?1 ORDER BY " kind##_ORDER(SQL_BY) "t.key",                 \
        [KIND_SQL_CHILD_KEYS] = "SELECT key FROM \"" table "\" WHERE account = ?1 ORDER BY key",   \
        [KIND_SQL_NEXT_ACCOUNT] = "SELECT min(account) FROM \"" table "\" WHERE account > ?1",     \
        [KIND_SQL_FROM] = SQL_SELECT_ROWS(kind, table) " WHERE t.key >= ?1 ORDER BY t.key",        \
        [KIND_SQL_EACH] = SELECT(kind, table, more, join) " ORDER BY t.key",                       \
        [KIND_SQL_COUNT_ROWS] = "SELECT count(*) FROM \"" table "\"",                              \
        [KIND_SQL_LAST_KEY] = "SELECT max(key) FROM \"" table "\"",                                \
        [KIND_SQL_EXISTS] = "SELECT 1 FROM \"" table "\" WHERE key = ?1",                          \
        [KIND_SQL_SET_REV] = "UPDATE \"" table "\" SET rev = ?2 WHERE key = ?1",                   \
    },
const char *const store_kind_sql[KIND_COUNT][KIND_SQL_COUNT] = {SQL_KINDS(KIND_ROW)};

#define COUNTER_ROW(kind, table, more, join, folded, folded_type, folded_mark)                     \
    [KIND_##kind] = {"next key " table, "next id " table},
const struct counter_names store_counter_names[KIND_COUNT] = {SQL_KINDS(COUNTER_ROW)};

/* One field alone, so that ticking a task moves no index but its own. The table's name is taken
 * from TABLE_OF_x, since a list of fields knows its kind only by prefix. */
#define TABLE_OF_ACCOUNT "account"
#define TABLE_OF_CONTRACT "contract"
#define TABLE_OF_CONTACT "contact"
#define TABLE_OF_MEASURE "measure"
#define TABLE_OF_TICKET "ticket"
#define TABLE_OF_TASK "task"
#define TABLE_OF_NOTE "note"
#define TABLE_OF_OPPORTUNITY "opportunity"
#define TABLE_OF_GOAL "goal"
#define TABLE_OF_RESULT "value"
#define TABLE_OF_FEEDBACK "feedback"
#define TABLE_OF_RUN "run"
#define TABLE_OF_STEP "step"
#define TABLE_OF_SIGNAL "signal"
#define TABLE_OF_FACT "fact"
#define TABLE_OF_VERSION "version"
#define TABLE_OF_MOVEMENT "movement"
#define TABLE_OF_RENEWAL "renewal"
#define TABLE_OF_REFERENCE "reference"
#define FIELD_UPDATE(kind, ident, name, type, flags, head, width, help)                            \
    [kind##_##ident] =                                                                             \
        "UPDATE \"" TABLE_OF_##kind "\" SET \"" name "\" = ?3, rev = ?2 WHERE key = ?1",
#define FIELD_UPDATES(kind, table, more, join, folded, folded_type, folded_mark)                   \
    static const char *const updates_of_##kind[] = {kind##_FIELDS(FIELD_UPDATE)};                  \
    static_assert(COUNT_OF(updates_of_##kind) == kind##_STORED, "a row a field");
SQL_KINDS(FIELD_UPDATES)
#define FIELD_UPDATES_ROW(kind, table, more, join, folded, folded_type, folded_mark)               \
    [KIND_##kind] = updates_of_##kind,
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
