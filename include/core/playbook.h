/* A playbook as read from its YAML (model.md Playbooks; the words of the language are those of
 * config/playbooks/README.md): what it is for, how it starts, its steps, and E14, their dates. Pure
 * data in the arena of its reader; never half-loaded. */
#ifndef CORE_PLAYBOOK_H
#define CORE_PLAYBOOK_H

#include "core/dossier.h"
#include "core/query.h"

#define PLAYBOOK_STEPS_MOST 200

enum playbook_type {
    PLAYBOOK_ONBOARDING,
    PLAYBOOK_ADOPTION,
    PLAYBOOK_RENEWAL,
    PLAYBOOK_RISK,
    PLAYBOOK_EXPANSION,
    PLAYBOOK_REVIEW,
    PLAYBOOK_ADVOCACY,
    PLAYBOOK_HAND_OVER,
    PLAYBOOK_TYPES
};

/* How a run begins. */
enum playbook_how {
    PLAYBOOK_BY_HAND,
    PLAYBOOK_ENTERS, /* the account enters the condition */
    PLAYBOOK_LEAVES, /* the condition stops being true */
    PLAYBOOK_BEFORE, /* so long before the anchor */
    PLAYBOOK_HOWS
};

/* What dates count from. */
enum playbook_anchor {
    ANCHOR_START,          /* the day the run starts */
    ANCHOR_CONTRACT_START, /* first day of the contract */
    ANCHOR_HAND_OVER,      /* contract start, or the day of the start if that is later */
    ANCHOR_ENTERED,        /* the day the account came into the book */
    ANCHOR_DECISION,       /* E6 */
    ANCHOR_ENDS,           /* last day of service */
    ANCHOR_NOTICE,         /* last day for notice */
    ANCHOR_REVIEW,         /* the day of the review: given by the user, else by its rhythm */
    ANCHOR_GIVEN,          /* another day that the user gives */
    ANCHOR_STEP,           /* another step: its completion day, else its due day */
    ANCHORS
};

enum playbook_unit { UNIT_DAYS, UNIT_WORKING_DAYS, UNIT_WEEKS, UNIT_MONTHS };
struct playbook_offset {
    int count; /* may be negative */
    enum playbook_unit unit;
};
enum playbook_roll { ROLL_USUAL, ROLL_FORWARD, ROLL_BACK, ROLL_NONE, ROLLS };

/* A length by tier 1..3, written in the file or the setting of that name. */
enum span_source { SPAN_NONE, SPAN_WRITTEN, SPAN_ONBOARDING_DAYS, SPAN_QBR_DAYS };
struct playbook_span {
    enum span_source source;
    struct playbook_offset by_tier[4]; /* of SPAN_WRITTEN; [0] is unused */
};

/* True where one alternative holds; an alternative holds where all its terms do. No alternative at
 * all: always true. */
struct playbook_term {
    enum kind kind;  /* over the account, or over its rows of that kind: some row matches */
    bool none;       /* no row may match */
    bool upper_half; /* instead: the account's ARR lies in the upper half of the book */
    const struct query *query; /* NULL only with upper_half */
};
struct playbook_terms ARRAY_OF(struct playbook_term);
struct playbook_condition {
    struct playbook_terms *alternatives; /* items in the reader's arena */
    const char *const *texts;            /* of each as written, one line */
    int count;
    const char *text; /* of all; NULL: no condition */
};

enum demand_kind {
    DEMAND_NOTE,
    DEMAND_ATTENDEES,
    DEMAND_VALUE,
    DEMAND_GOAL,
    DEMAND_PERSON,
    DEMAND_CONTRACT,
    DEMAND_DATE,
    DEMAND_CATEGORY,
    DEMAND_CHOICE,
    DEMAND_TEXT,
    DEMAND_ASK,
    DEMAND_OPPORTUNITY,
    DEMAND_SENTIMENT,
    DEMANDS
};
struct playbook_demand {
    enum demand_kind kind;
    const char *id;           /* by which it is given: `note`, `text`, `text2`, or as written */
    const char *what;         /* what to write, which goal, which role; or NULL */
    const char *or_word;      /* this word passes instead (`none`, `not known`), or NULL */
    const char *const *words; /* roles, contract facts, facts of a goal, choices */
    int word_count;
    bool reason;                   /* a choice with a reason after it: `doubtful: no owner yet` */
    int least;                     /* how many: 1 where not said */
    bool fresh;                    /* value and goal: dated since the start of the run */
    struct playbook_offset within; /* or within so long before today; count 0: not said */
    bool sets_anchor;              /* a date that becomes the anchor of the run */
};

enum step_need { NEED_REQUIRED, NEED_OPTIONAL, NEED_GATE, NEEDS };
/* kind words: task, call, email, meeting, training, milestone, review, ask, qbr, ebr */
struct playbook_step {
    const char *id;
    const char *title;
    const char *kind;
    bool internal;         /* without the customer */
    bool customer_visible; /* stands in what the customer gets to see */
    enum playbook_anchor anchor;
    int anchor_step; /* index where anchor is ANCHOR_STEP */
    struct playbook_offset offset;
    enum playbook_roll roll;
    enum step_need need;
    struct playbook_condition required_when; /* raises optional to required where given and true */
    struct playbook_condition gate_when;     /* makes it a gate where given and true */
    struct playbook_condition when;          /* the step exists only where true */
    const int *after;                        /* indexes of the steps it waits for */
    int after_count;
    struct playbook_offset repeats; /* count 0: once; else again so long after each tick */
    int repeats_until;              /* index of the step that ends it, or -1 */
    bool first_value;               /* confirms first value: ends onboarding */
    const char *owner;              /* or NULL: the account's */
    const char *guidance;           /* or NULL */
    const char *template;           /* name of a note template, or NULL */
    const struct playbook_demand *demands;
    int demand_count;
    int line; /* in its file */
};

struct playbook {
    const char *id;
    const char *version;
    const char *title;
    const char *summary; /* or NULL */
    enum playbook_type type;
    struct playbook_condition applies;

    enum playbook_how how;
    struct playbook_condition start_when;
    struct playbook_offset before;      /* of PLAYBOOK_BEFORE, positive */
    enum playbook_anchor before_anchor; /* the playbook's own where nothing is said */
    bool begins;                        /* by itself; else it is offered */

    int times;                    /* runs of one account at most; 0: any number */
    struct playbook_offset apart; /* at least so long since the last one; count 0: not said */
    bool at_once;                 /* two at the same time */
    struct playbook_span every;   /* repeats by itself */
    bool every_from_finish;

    enum playbook_anchor anchor;
    struct playbook_span target; /* days from the anchor to the end; else the last required step */

    const struct playbook_step *steps;
    int step_count;

    struct playbook_condition success;
    struct playbook_offset success_within;
    struct playbook_condition exit_when;
    bool exit_keeps; /* open steps are kept, not cancelled */

    const char *text; /* the YAML, which a run keeps */
};

/* The words of the language, in the order of the enumerations above. */
enum playbook_list {
    PLAYBOOK_LIST_TYPES,
    PLAYBOOK_LIST_HOWS,
    PLAYBOOK_LIST_ANCHORS, /* without `step`: steps stand by their id */
    PLAYBOOK_LIST_ROLLS,
    PLAYBOOK_LIST_NEEDS,
    PLAYBOOK_LIST_KINDS,
    PLAYBOOK_LIST_DEMANDS,
    PLAYBOOK_LIST_ROLES,
    PLAYBOOK_LIST_CONTRACT_FACTS,
    PLAYBOOK_LIST_GOAL_FACTS,
    PLAYBOOK_LISTS
};
/* The words, ended by NULL. */
const char *const *playbook_words(enum playbook_list list);
const char *playbook_word(enum playbook_list list, int value);
bool playbook_from_word(enum playbook_list list, const char *word, int *ret_value) CHECKED;

/* `5wd`, `+5wd`, `-120d`, `2w`, `-1m`, `0`; a sign may stand first. False: not understood. */
bool playbook_offset_parse(const char *text, struct playbook_offset *ret_offset) CHECKED;
void playbook_offset_add(struct str *out, struct playbook_offset offset); /* `5wd`, `-2w` */
/* E14: the day, rolled. DAY_NONE for an anchor of DAY_NONE. */
day_number playbook_date(struct playbook_offset offset, enum playbook_roll roll, day_number anchor,
    const struct calendar *calendar);

/* What the rules of playbooks look at. The account is settled; book may be NULL. */
struct playbook_ground {
    const struct dossier *dossier;
    const struct settings *settings;
    const struct book_facts *book;
    day_number today;
    int64_t run; /* `step` means the steps of this run alone; 0: those of all runs of the account */
};
#define PLAYBOOK_NEW_RUN (-1) /* a run that is about to start, and has no steps yet */
bool playbook_holds(
    const struct playbook_condition *condition, const struct playbook_ground *ground);
bool playbook_applies(const struct playbook *playbook, const struct playbook_ground *ground);
const char *playbook_anchor_words(enum playbook_anchor anchor);      /* `the review date` */
const char *playbook_unit_words(enum playbook_unit unit, int count); /* `working days` */
/* The day of an anchor of this account; started is the day of the run; DAY_NONE unknown. */
day_number playbook_anchor_day(
    enum playbook_anchor anchor, const struct playbook_ground *ground, day_number started);
/* The day of the playbook's anchor for a run that starts today and was given no day. A review has
 * its rhythm: the last one held, or the last run's, and `every` on. A playbook that starts so long
 * before it counts the first one from the contract's start, and prepares an overdue one from today
 * on; of any other those are DAY_NONE. */
day_number playbook_own_anchor_day(
    const struct playbook *playbook, const struct playbook_ground *ground);
/* The end of a span for the account's tier from a day on; DAY_NONE where there is none. */
day_number playbook_span_end(
    const struct playbook_span *span, const struct playbook_ground *ground, day_number from);

/* What the rules say of a playbook and an account today: start, re-entry and applicability.
 *
 * Memory: while the start condition holds, the account keeps a SIGNAL row `playbook:ID` with open =
 * 1 (store_put_signals); it is closed when the condition ends, so that the next time is an entry
 * again. BEGIN only on the entry, before there is such a row; after that, an offer. A row that was
 * handled since it opened, or is muted, offers nothing. A run started since the row opened answers
 * it; before an anchor, one whose anchor is nearer to it than half the time before. */
enum playbook_call { PLAYBOOK_NOT_NOW, PLAYBOOK_OFFER, PLAYBOOK_BEGIN };
struct playbook_verdict {
    bool holds; /* applies, and is to start by its condition or its repetition: keep the row open */
    enum playbook_call call;
    day_number since; /* of the row: an entry that an earlier run answers began with that run */
    const char *why;  /* `decision in 118 days`; NULL unless it holds; in the arena */
};
struct playbook_verdict playbook_calls(
    const struct playbook *playbook, const struct playbook_ground *ground, struct arena *arena);
#define PLAYBOOK_MEMORY "playbook:"  /* before the id, in SIGNAL_SIGNAL */
#define PLAYBOOK_OFFERED "offer"     /* SIGNAL_KIND of an offer, shown to the user */
#define PLAYBOOK_ANSWERED "answered" /* and of one that a run answered */
/* The row of memory, open or closed; NULL: its condition was never true. */
const struct row *playbook_memory(const struct playbook *playbook, const struct dossier *dossier);
bool playbook_memory_open(const struct row *memory); /* false for NULL */
/* Is this SIGNAL row kept for playbooks? No condition looks at it, no signal is meant. */
bool playbook_keeps(const struct row *signal);
/* Why the condition holds: the evidence of the rows that match it, else its text. */
const char *playbook_evidence(const struct playbook_condition *condition,
    const struct playbook_ground *ground, struct arena *arena);
/* May it be started by hand? The error says why not: applies, at once, times, apart. */
bool playbook_may_start(const struct playbook *playbook, const struct playbook_ground *ground,
    struct error *err) CHECKED;

#endif
