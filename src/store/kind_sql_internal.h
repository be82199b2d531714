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

/* The fields by which the rows of an account are sorted, before their keys, with their columns: by
 * the statements, and by lend.c where a book is in the making. */
#define ACCOUNT_ORDER(F)
#define CONTRACT_ORDER(F) F(CONTRACT_START, "start")
#define CONTACT_ORDER(F)
#define MEASURE_ORDER(F) F(MEASURE_METRIC, "metric") F(MEASURE_DATE, "date")
#define TICKET_ORDER(F) F(TICKET_OPENED, "opened")
#define TASK_ORDER(F)
#define NOTE_ORDER(F) F(NOTE_AT, "at")
#define OPPORTUNITY_ORDER(F)
#define GOAL_ORDER(F) F(GOAL_START, "start")
#define RESULT_ORDER(F) F(RESULT_DATE, "date")
#define FEEDBACK_ORDER(F) F(FEEDBACK_DATE, "date")
#define RUN_ORDER(F) F(RUN_STARTED, "started")
#define STEP_ORDER(F) F(STEP_RUN, "run") F(STEP_NUMBER, "number")
#define SIGNAL_ORDER(F) F(SIGNAL_SIGNAL, "signal")
#define FACT_ORDER(F)
#define VERSION_ORDER(F) F(VERSION_NOTE, "note")
#define MOVEMENT_ORDER(F) F(MOVEMENT_DATE, "date")
#define RENEWAL_ORDER(F) F(RENEWAL_ENDS, "ends")
#define REFERENCE_ORDER(F) F(REFERENCE_ASKED_ON, "asked_on")
#define SQL_BY(field, name) "t.\"" name "\", "

/* The table of each kind. */
#define ACCOUNT_TABLE "account"
#define CONTRACT_TABLE "contract"
#define CONTACT_TABLE "contact"
#define MEASURE_TABLE "measure"
#define TICKET_TABLE "ticket"
#define TASK_TABLE "task"
#define NOTE_TABLE "note"
#define OPPORTUNITY_TABLE "opportunity"
#define GOAL_TABLE "goal"
#define RESULT_TABLE "value"
#define FEEDBACK_TABLE "feedback"
#define RUN_TABLE "run"
#define STEP_TABLE "step"
#define SIGNAL_TABLE "signal" /* see store_children */
#define FACT_TABLE "fact"
#define VERSION_TABLE "version"
#define MOVEMENT_TABLE "movement"
#define RENEWAL_TABLE "renewal"
#define REFERENCE_TABLE "reference"

/* X(KIND). The number of a kind (enum kind) stands in the journal: add new ones at the end. */
#define SQL_KINDS(X) X(ACCOUNT) SQL_KINDS_BELOW(X)
/* All but accounts, whose statements have more to them. */
#define SQL_KINDS_BELOW(X)                                                                         \
    X(CONTRACT)                                                                                    \
    X(CONTACT) X(MEASURE) X(TICKET) X(TASK) X(NOTE) X(OPPORTUNITY) X(GOAL) X(RESULT) X(FEEDBACK)   \
        X(RUN) X(STEP) X(SIGNAL) X(FACT) X(VERSION) X(MOVEMENT) X(RENEWAL) X(REFERENCE)

/* The start of a SELECT of whole rows of a kind, as `t`. */
#define SQL_SELECT_ROWS(kind)                                                                      \
    "SELECT t.key, t.rev" kind##_FIELDS(SQL_NAME_OF_T) " FROM \"" kind##_TABLE "\" t"

#endif
