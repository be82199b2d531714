/* Pieces of SQL made from the lists of core/kind.h by the preprocessor: no statement is formatted
 * at run time. */
#ifndef STORE_KIND_SQL_INTERNAL_H
#define STORE_KIND_SQL_INTERNAL_H

#include "core/kind.h"
#include "core/run_standing.h"

/* For the lists of fields: kind, ident, name, type, flags, head, width, help. */
#define SQL_NAME(kind, ident, name, type, flags, head, width, help) ", \"" name "\""
#define SQL_NAME_OF_T(kind, ident, name, type, flags, head, width, help) ", t.\"" name "\""
#define SQL_NAME_OF_S(kind, ident, name, type, flags, head, width, help) ", s.\"" name "\""
#define SQL_MARK(kind, ident, name, type, flags, head, width, help) ",?"
#define SQL_SET(kind, ident, name, type, flags, head, width, help) ", \"" name "\" = ?"
#define SQL_EXCLUDED(kind, ident, name, type, flags, head, width, help)                            \
    ", \"" name "\" = excluded.\"" name "\""
#define SQL_TYPED(kind, ident, name, type, flags, head, width, help)                               \
    ", \"" name "\"" SQL_TYPE_##type(name)

#define SQL_TYPE_TEXT(name) " TEXT"
#define SQL_TYPE_LONG(name) " TEXT"
#define SQL_TYPE_WORD(name) " TEXT"
#define SQL_TYPE_TAGS(name) " TEXT"
#define SQL_TYPE_SPAN(name) " TEXT"
#define SQL_TYPE_INTEGER(name) " INTEGER"
#define SQL_TYPE_DAY(name) " INTEGER"
#define SQL_TYPE_MINUTE(name) " INTEGER"
#define SQL_TYPE_MONEY(name) " INTEGER"
#define SQL_TYPE_BOOL(name) " INTEGER"
#define SQL_TYPE_REAL(name) " REAL"
#define SQL_TYPE_PERCENT(name) " REAL"
#define SQL_TYPE_LINK(name) " INTEGER REFERENCES \"" name "\"(key) DEFERRABLE INITIALLY DEFERRED"

/* The columns of `standing` after its texts. */
#define STANDING_EACH(X) STANDING_NUMBERS(X) STANDING_DAYS(X)
#define STANDING_COLUMN(name) ", \"" #name "\""
#define STANDING_MARK(name) ", ?"
#define STANDING_SET(name) ", \"" #name "\" = excluded.\"" #name "\""
#define STANDING_OTHER(name) ", excluded.\"" #name "\""
#define STANDING_TYPED(name) ", \"" #name "\" INTEGER NOT NULL"
#define STANDING_COLUMNS STANDING_EACH(STANDING_COLUMN)
#define STANDING_MARKS STANDING_EACH(STANDING_MARK)
#define STANDING_SETS STANDING_EACH(STANDING_SET)
#define STANDING_EXCLUDED STANDING_EACH(STANDING_OTHER)

/* X(KIND, "table", order of children of one account, columns and join of accounts, folded column
 * and its mark). The number of a kind (enum kind) stands in the journal: add new ones at the end.
 */
#define SQL_KINDS(X)                                                                               \
    X(ACCOUNT, "account", "t.key", SCORE_FIELDS(SQL_NAME_OF_S),                                    \
        " LEFT JOIN score s ON s.key = t.key", ", folded", " TEXT", ",?")                          \
    X(CONTRACT, "contract", "t.start, t.key", "", "", "", "", "")                                  \
    X(CONTACT, "contact", "t.key", "", "", "", "", "")                                             \
    X(MEASURE, "measure", "t.metric, t.date, t.key", "", "", "", "", "")                           \
    X(TICKET, "ticket", "t.opened, t.key", "", "", "", "", "")                                     \
    X(TASK, "task", "t.key", "", "", "", "", "")                                                   \
    X(NOTE, "note", "t.at, t.key", "", "", "", "", "")                                             \
    X(OPPORTUNITY, "opportunity", "t.key", "", "", "", "", "")                                     \
    X(GOAL, "goal", "t.start, t.key", "", "", "", "", "")                                          \
    X(RESULT, "value", "t.date, t.key", "", "", "", "", "")                                        \
    X(FEEDBACK, "feedback", "t.date, t.key", "", "", "", "", "")                                   \
    X(RUN, "run", "t.started, t.key", "", "", "", "", "")                                          \
    X(STEP, "step", "t.run, t.number, t.key", "", "", "", "", "")                                  \
    X(SIGNAL, "signal", "t.signal, t.key", "", "", "", "", "") /* see store_children */            \
    X(FACT, "fact", "t.key", "", "", "", "", "")                                                   \
    X(VERSION, "version", "t.note, t.key", "", "", "", "", "")                                     \
    X(MOVEMENT, "movement", "t.date, t.key", "", "", "", "", "")                                   \
    X(RENEWAL, "renewal", "t.ends, t.key", "", "", "", "", "")                                     \
    X(REFERENCE, "reference", "t.asked_on, t.key", "", "", "", "", "")

/* The start of a SELECT of whole rows of a kind, as `t`. */
#define SQL_SELECT_ROWS(kind, table)                                                               \
    "SELECT t.key, t.rev" kind##_FIELDS(SQL_NAME_OF_T) " FROM \"" table "\" t"

#endif
