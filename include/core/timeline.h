/* What happened, as one stream, newest first: of an account or of the whole book. Here stand the
 * sources there are, how a row of each reads, and the order of the stream. */
#ifndef CORE_TIMELINE_H
#define CORE_TIMELINE_H

#include "core/dossier.h"

/* What a stream can be narrowed to. A set of them has bit 1 << kind; 0 stands for all. */
enum timeline_kind {
    TIMELINE_NOTES,
    TIMELINE_TASKS,
    TIMELINE_STEPS,
    TIMELINE_HEALTH,
    TIMELINE_MONEY,
    TIMELINE_PEOPLE,
    TIMELINE_IMPORTS,
    TIMELINE_SIGNALS,
    TIMELINE_VALUE,
    TIMELINE_TICKETS,
    TIMELINE_KINDS
};
const char *timeline_kind_word(enum timeline_kind kind); /* notes, tasks, ... */
const char *timeline_kind_one(enum timeline_kind kind);  /* note, task, ...: of one moment */
const char *timeline_kind_help(enum timeline_kind kind);
/* `notes,money` in either form, any case; "" gives 0: all. Errors name the word. */
bool timeline_kinds_parse(const char *words, unsigned *ret_kinds, struct error *err) CHECKED;
static inline bool timeline_wants(unsigned kinds, enum timeline_kind kind)
{
    return kinds == 0 || (kinds & (1U << kind)) != 0;
}

/* Days of rows that are told. X(SOURCE, number, TIMELINE_KIND,
 * KIND, "table", FIELD, "column") */
#define TIMELINE_ROW_SOURCES(X)                                                                    \
    X(NOTICE, 4, MONEY, CONTRACT, "contract", NOTICE_GIVEN, "notice_given")                        \
    X(ACCOUNT_NOTICE, 5, MONEY, ACCOUNT, "account", NOTICE_GIVEN, "notice_given")                  \
    X(TERM_ENDED, 6, MONEY, CONTRACT, "contract", ENDS, "ends")                                    \
    X(TERM_BEGUN, 7, MONEY, CONTRACT, "contract", START, "start")                                  \
    X(RUN_ENDED, 8, STEPS, RUN, "run", FINISHED, "finished")                                       \
    X(STEP_DONE, 9, STEPS, STEP, "step", DONE_ON, "done_on")                                       \
    X(STEP_BLOCKED, 10, STEPS, STEP, "step", BLOCKED_ON, "blocked_on")                             \
    X(RUN_BEGUN, 11, STEPS, RUN, "run", STARTED, "started")                                        \
    X(TASK_DONE, 12, TASKS, TASK, "task", DONE_ON, "done_on")                                      \
    X(TASK_MADE, 13, TASKS, TASK, "task", MADE_ON, "made_on")                                      \
    X(RESULT, 14, VALUE, RESULT, "value", DATE, "date")                                            \
    X(GOAL_REACHED, 15, VALUE, GOAL, "goal", UPDATED_ON, "updated_on")                             \
    X(FEEDBACK_TOLD, 16, VALUE, FEEDBACK, "feedback", TOLD_ON, "told_on")                          \
    X(FEEDBACK, 17, VALUE, FEEDBACK, "feedback", DATE, "date")                                     \
    X(TICKET_CLOSED, 18, TICKETS, TICKET, "ticket", CLOSED, "closed")                              \
    X(TICKET_OPENED, 19, TICKETS, TICKET, "ticket", OPENED, "opened")                              \
    X(PERSON_LEFT, 20, PEOPLE, CONTACT, "contact", LEFT_ON, "left_on")                             \
    X(SIGNAL_HANDLED, 21, SIGNALS, SIGNAL, "signal", HANDLED_ON, "handled_on")                     \
    X(SIGNAL_SINCE, 22, SIGNALS, SIGNAL, "signal", SINCE, "since")

/* Those that came later; the same columns. */
#define TIMELINE_LATER_SOURCES(X)                                                                  \
    X(RENEWAL_CLOSED, 27, MONEY, RENEWAL, "renewal", CLOSED_ON, "closed_on")

/* Where a moment comes from. Their numbers stand in the file, and are the order within a day: new
 * ones go to the end. */
#define TIMELINE_SOURCE(source, number, told, kind, table, field, column) MOMENT_##source = number,
enum moment_source {
    MOMENT_NOTE = 0,     /* the only one with a time of the day */
    MOMENT_HEALTH = 1,   /* key: the account */
    MOMENT_MONEY = 2,    /* a field of an account or a contract that was changed; key: the change */
    MOMENT_DECISION = 3, /* of an account; not kept, told from its score */
    TIMELINE_ROW_SOURCES(TIMELINE_SOURCE) MOMENT_LINE_ADDED =
        23,                    /* a contract line written by hand; key: the line */
    MOMENT_PERSON_JOINED = 24, /* the same of a person */
    MOMENT_IMPORT = 25,        /* key: the change */
    MOMENT_PIN = 26,           /* a pinned note; its day is not kept, and no page has it */
    TIMELINE_LATER_SOURCES(TIMELINE_SOURCE) MOMENT_SOURCES
};
#undef TIMELINE_SOURCE

/* A moment's place in the stream. */
struct moment_place {
    day_number day;
    int minute; /* of the day; -1: a day without a time, which stands below those that have one */
    int source; /* enum moment_source; -1: before all of that minute */
    int64_t key;
    int64_t part; /* of a change: the row in it */
};

struct moment {
    struct moment_place place;
    enum timeline_kind kind;
    const char *what;  /* call, done, health, ... */
    const char *text;  /* one line */
    const char *quote; /* words of a note, or NULL */
    int64_t account;   /* or 0 */
    enum kind row_kind;
    int64_t row_key; /* 0: no row */
    const char *id;  /* of that row; "" where it has none */
    bool pinned;
};
struct moment_list ARRAY_OF(struct moment);

/* Newest first: below 0 where a stands above b. At equal times the source decides, then the newer
 * row stands above. */
int moment_compare(const struct moment_place *a, const struct moment_place *b);
/* The place before all that happened up to that day. */
struct moment_place moment_place_of_day(day_number day);

struct timeline_source {
    enum timeline_kind told;
    enum kind kind; /* of its rows */
    int field;      /* the day in them; -1: kept otherwise */
};
const struct timeline_source *timeline_source(enum moment_source source);
/* The fields of rows of a kind that the store lists, as bits; and the source of one of them. */
uint64_t timeline_fields(enum kind kind);
enum moment_source timeline_source_of(enum kind kind, int field);
/* Fields of accounts and contracts whose change by anybody is a moment of its own. */
uint64_t timeline_money_fields(enum kind kind);

/* What words need besides the row. */
struct timeline_scene {
    day_number today;
    const char *currency;  /* the book's */
    const struct row *run; /* of a step, or NULL */
};
/* How one row reads as a moment of that source. False: it tells nothing (a note that waits, a step
 * that is open again) or not yet. Texts live in the arena. */
bool moment_of_row(enum moment_source source, const struct row *row,
    const struct timeline_scene *scene, struct arena *arena, struct moment *ret_moment) CHECKED;
/* The same of a row with only the day when it came: people and contract lines. */
bool moment_of_newcomer(const struct moment_place *place, const struct row *row,
    const struct timeline_scene *scene, struct arena *arena, struct moment *ret_moment) CHECKED;

/* One field that a change moved. before, after: stored fields of the row, known under the mask;
 * after NULL: the row was deleted. False: nothing of it is told. */
struct money_move {
    enum kind kind;
    uint64_t mask;
    const struct value *before, *after;
    const struct row *row; /* as it is now, for its name and currency; or NULL */
};
bool moment_money_text(const struct money_move *move, const struct timeline_scene *scene,
    struct arena *arena, const char **ret_text) CHECKED;

/* A health that another band or ten points lie between is told; -1 is unknown. */
bool timeline_tells_health(int then, int now);
/* `good to watch, 78 to 70: adoption −6`; cause is "" where it is not known. */
const char *moment_health_text(int then, int now, const char *cause, struct arena *arena);

/* All moments of the rows of one account up to today, in no order; appends. */
void timeline_of_rows(const struct dossier *dossier, unsigned kinds,
    const struct timeline_scene *scene, struct arena *arena, struct moment_list *ret_moments);
void timeline_sort(struct moment_list *moments);

#endif
