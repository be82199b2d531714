/* Kinds of rows and their fields, made from the table of core/kind_fields.h. */
#ifndef CORE_KIND_H
#define CORE_KIND_H

#include "core/kind_fields.h"
#include "core/value.h"

enum field_type {
    FIELD_TEXT,
    FIELD_LONG, /* text of many lines */
    FIELD_WORD, /* text from a list of words, others kept as written */
    FIELD_TAGS, /* text, items joined by ';' */
    FIELD_INTEGER,
    FIELD_REAL,
    FIELD_PERCENT, /* real, 0..1 is 0 %..100 % */
    FIELD_DAY,     /* integer, day_number, that lies ahead or behind: see FIELD_PAST */
    FIELD_MINUTE,  /* integer, minute_number */
    FIELD_MONEY,   /* integer, minor units; its currency is the row's field `currency`, else the
                      book's */
    FIELD_BOOL,    /* integer 0 or 1 */
    FIELD_SPAN,    /* text `60d`, `2m`, `10bd` */
    FIELD_LINK,    /* integer: key of a row of another kind; 0 is none */
};

enum field_flag {
    FIELD_NEEDED = 1 << 0,   /* a row without it is rejected */
    FIELD_HIDDEN = 1 << 1,   /* the house's own: not listed, not exported, not settable */
    FIELD_COMPUTED = 1 << 2, /* from the rules, in the table `score`; cannot be set or imported */
    FIELD_VIRTUAL = 1 << 3,  /* computed from other fields and today by row_settle, never stored */
    FIELD_PAST = 1 << 4,     /* a day behind us: `touched < 14d` counts back */
    FIELD_OWN = 1 << 5,      /* set in daybook, no header of an import */
};

#define KIND_ENUM(kind, singular, plural) KIND_##kind,
enum kind { KINDS(KIND_ENUM) KIND_COUNT };
#undef KIND_ENUM

#define FIELD_ENUM(kind, ident, name, type, flags, head, width, help) kind##_##ident,
#define FIELD_ENUMS(kind, fields) enum { fields(FIELD_ENUM) kind##_STORED };
enum {
    ACCOUNT_FIELDS(FIELD_ENUM) ACCOUNT_STORED,
    ACCOUNT_BEFORE_SCORE = ACCOUNT_STORED - 1,
    SCORE_FIELDS(FIELD_ENUM) ACCOUNT_KEPT,
    ACCOUNT_BEFORE_VIRTUAL = ACCOUNT_KEPT - 1,
    ACCOUNT_VIRTUAL_FIELDS(FIELD_ENUM) ACCOUNT_ALL,
};
FIELD_ENUMS(CONTRACT, CONTRACT_FIELDS)
FIELD_ENUMS(CONTACT, CONTACT_FIELDS)
enum {
    CONTACT_BEFORE_VIRTUAL = CONTACT_STORED - 1,
    CONTACT_VIRTUAL_FIELDS(FIELD_ENUM) CONTACT_ALL,
};
FIELD_ENUMS(MEASURE, MEASURE_FIELDS)
FIELD_ENUMS(TICKET, TICKET_FIELDS)
FIELD_ENUMS(TASK, TASK_FIELDS)
FIELD_ENUMS(NOTE, NOTE_FIELDS)
FIELD_ENUMS(OPPORTUNITY, OPPORTUNITY_FIELDS)
FIELD_ENUMS(GOAL, GOAL_FIELDS)
FIELD_ENUMS(RESULT, RESULT_FIELDS)
FIELD_ENUMS(FEEDBACK, FEEDBACK_FIELDS)
FIELD_ENUMS(RUN, RUN_FIELDS)
FIELD_ENUMS(STEP, STEP_FIELDS)
FIELD_ENUMS(SIGNAL, SIGNAL_FIELDS)
FIELD_ENUMS(FACT, FACT_FIELDS)
FIELD_ENUMS(VERSION, VERSION_FIELDS)
FIELD_ENUMS(MOVEMENT, MOVEMENT_FIELDS)
FIELD_ENUMS(RENEWAL, RENEWAL_FIELDS)
enum {
    RENEWAL_BEFORE_VIRTUAL = RENEWAL_STORED - 1,
    RENEWAL_VIRTUAL_FIELDS(FIELD_ENUM) RENEWAL_ALL,
};
FIELD_ENUMS(REFERENCE, REFERENCE_FIELDS)
#undef FIELD_ENUM
#undef FIELD_ENUMS

struct field {
    const char *name;
    enum field_type type;
    unsigned flags;
    const char *head; /* of a column */
    int width;        /* usual columns */
    const char *help;
};

struct kind_info {
    const char *singular;
    const char *plural;
    const struct field *fields;
    int stored;   /* fields that stand in the kind's own table: 0..stored-1; at most 64 */
    int count;    /* all fields, computed and virtual ones included */
    int account;  /* the field that links to the account, or -1 */
    int id;       /* the field `id`, or -1 */
    int name;     /* the field that names a row to a person, or -1 */
    int natural;  /* the field NATURAL, or -1 */
    int hand;     /* the field HAND, or -1 */
    int currency; /* the field of the row's currency, or -1 */
};

const struct kind_info *kind_info(enum kind kind);
bool kind_from_name(const char *name, enum kind *ret_kind); /* singular or plural, any case */
int field_find(enum kind kind, const char *name); /* by name or alias (touched, tag, ...); -1 */
/* The nearest known field name for "did you mean", or NULL. */
const char *field_nearest(enum kind kind, const char *name);

#endif
