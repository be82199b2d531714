/* What the rooms of this floor share. */
#ifndef APP_APP_INTERNAL_H
#define APP_APP_INTERNAL_H

#include "app/session.h"
#include "app/verbs.h"
#include "files/fault.h"
#include "files/playbook_file.h"

enum deed_kind {
    DEED_MOVED,
    DEED_BEGUN,
    DEED_GREW,
    DEED_ENDED,
    DEED_SUCCEEDED,
    DEED_RECORDED, /* the first ARR that the ledger knows of an account; no news to anybody */
    DEED_RENEWED,  /* lines that renewed by themselves */
    DEED_LEFT      /* customers whose last day has passed */
};
/* What daybook did by itself, of one kind with the runs of one title. */
struct deed {
    enum deed_kind kind;
    const char *title, *why; /* why: of an end */
    size_t count;            /* runs; dates that moved */
    int64_t account;         /* the first one */
};
struct deeds {
    struct deed_list ARRAY_OF(struct deed) list;
    struct arena arena;
};

/* How the runs stand, of one state of the book (standings.c). */
struct run_standings {
    bool read;
    uint64_t writes; /* the state: ours, and others' */
    int64_t version;
    day_number day;
    struct run_standing_list list;
    struct arena arena;
};

/* The user's health.yaml and signals.yaml, in this order. */
enum { RULE_FILES = 2 };
struct rule_text {
    const char *text; /* the user's, without fault; NULL: there is none */
    bool faulty;
};

struct session {
    struct arena arena; /* paths, settings, small texts */
    const char *db_path;
    const char *config_dir;
    struct store *store;
    struct settings settings;
    struct fault_list faults; /* of the user's keys and themes */
    struct fault_list settings_faults;
    uint64_t settings_mark; /* of daybook.yaml as it was read */
    enum actor actor;
    bool demo;
    struct demo *making; /* a demo that is not finished (app/demo.h); else NULL */
    int demo_lock;       /* descriptor; -1: none */
    bool building;       /* the demo is being made */
    int busy_timeout_ms;
    bool fixed_today;
    day_number today;
    bool is_redacted;     /* over a masked copy */
    bool is_as_of;        /* over a copy that was taken back to the end of today */
    const char *limits;   /* of what is known of that day; NULL: none */
    bool currency_is_set; /* by the user's settings */

    bool rules_read;
    struct arena rules_arena;
    struct rules rules;
    uint64_t rules_hash; /* of the texts that are in force */
    struct fault_list rules_faults;
    struct rule_text rule_texts[RULE_FILES];
    uint64_t rules_mark; /* of the files as they stood when they were read */
    bool rules_kept;     /* their texts are in the book */
    struct retired_arenas ARRAY_OF(struct arena) retired_rules; /* screens may show what was */
    bool (*is_awaited)(void *context); /* a re-score gives way; NULL: to nobody */
    void *awaits;
    bool is_beside;        /* on a thread of its own, beside the one that keys go to */
    const char *scores_by; /* it: the model of its rules; another one in the book ends it */
    bool model_moved;      /* accounts are being scored by another health.yaml than before */
    size_t band_moves;
    struct str model_news;

    bool rules_followed; /* noted in the book, so that they need not be read again */
    bool playbooks_read;
    uint64_t playbooks_mark; /* of their folder, as it was read */
    struct playbook_catalogue playbooks;
    bool playbooks_failed; /* the folder could not be read */
    struct error playbooks_error;
    struct retired_catalogues ARRAY_OF(
        struct playbook_catalogue) retired; /* runs may hold theirs */
    struct run_texts ARRAY_OF(
        const struct playbook *) run_texts; /* of runs with a text of their own */
    struct arena run_texts_arena;
    struct arena seen_arena; /* of one look at the playbooks that were seen */

    struct deeds news;   /* what daybook did in entries of its own, until somebody is told */
    struct group *group; /* changes that become one; NULL: each is its own */

    struct run_standings standings;
    struct pattern_finding *patterns; /* being counted, or NULL */
    bool fell;                        /* after this scoring of the book: score_falling_later */

    day_number missed_from; /* days without a re-score, up to yesterday; DAY_NONE: none */
    bool facts_read;
    day_number facts_day; /* of the last refresh by this process */
    struct arena facts_arena;
    struct book_facts facts;
};

/* The kinds of a whole book, in the order in which they go back in: what is linked to comes first.
 * Facts stand in their rows. */
extern const enum kind book_kinds[];
extern const int book_kind_count;

/* Reads daybook.yaml, again too; the currency is the book's where none is set. */
void settings_load(struct session *session);
/* The session goes on over a copy of its book in which names, texts and amounts are made up. */
bool redact(struct session *session, struct error *err) CHECKED;
/* Reads health.yaml and signals.yaml, the user's or the shipped ones, into session->rules. */
bool rules_read(struct session *session, struct error *err) CHECKED;
void rules_fini(struct session *session);
bool rules_are_kept(struct session *session);
/* In the running transaction: the texts that are in force, without fault, are kept in the book.
 * *ret_moved has a bit for each that was another one. */
bool rules_keep(struct session *session, unsigned *ret_moved, struct error *err) CHECKED;
/* The catalogue, read where it was not; its sound playbooks are part of the rules. False: the
 * folder could not be read, the shipped ones are there all the same. */
bool catalogue_read(struct session *session, struct error *err) CHECKED;
/* Of the playbooks' folder as it stands; of the texts of all rules, shipped ones too: none is
 * parsed. */
uint64_t catalogue_mark(struct session *session);
uint64_t rules_texts_mark(struct session *session);
void catalogue_fini(struct session *session);
/* Accounts of another owner, by key: no part of the book. None where the setting is not set. */
bool others_read(struct session *session, struct key_list *ret_others, struct error *err) CHECKED;
bool others_have(const struct key_list *others, int64_t account);
struct upkeep;
/* The playbook of a run: the catalogue's where it is the same text, else one that lives as long as
 * the session or the arena. NULL where it can no longer be read. */
const struct playbook *playbook_of(
    struct session *session, const struct row *run, struct arena *arena);
/* A slice of a re-score has used its time, or somebody waits. */
bool session_slice_is_over(const struct session *session, int64_t until_us);
/* Scores these accounts in the running transaction; what follows from it goes into the upkeep,
 * which may be NULL. */
bool score_each(struct session *session, const struct key_list *accounts, struct upkeep *upkeep,
    struct error *err) CHECKED;
bool score_accounts(
    struct session *session, const struct key_list *accounts, struct error *err) CHECKED;
/* What the scores of a demo in the making lack: trends, how runs stand, the forecast of today. */
bool score_rest(struct session *session, struct error *err) CHECKED;
/* Snapshots of past days that are lacking or no longer true, in the running transaction: what came
 * late, and the days on which daybook did not run (session->missed_from). */
bool past_health_mend(
    struct session *session, int64_t account, struct arena *arena, struct error *err) CHECKED;
/* More accounts that an import or an undo touched stay marked: whoever reads the book next scores
 * them, the app in slices behind the screen. */
#define SCORED_AT_ONCE 2000
/* All accounts are to be scored anew (in the running transaction). */
bool marking_start(struct session *session, struct error *err) CHECKED;
bool marking_is_pending(struct session *session);
/* The next of them, by key, at most limit; none where they are through, or none are marked. */
bool marking_next(
    struct session *session, int limit, struct key_list *ret_keys, struct error *err) CHECKED;
/* In the transaction that scored them: up to this account; 0: all of them. */
bool marking_came_to(struct session *session, int64_t account, struct error *err) CHECKED;
/* In the running transaction: these are; if they are many, all are, in slices. */
bool marking_add(
    struct session *session, const struct key_list *accounts, struct error *err) CHECKED;
/* The book's median of usage is known only once all were scored: takes the facts anew, and scores
 * again those that a median which moved may matter to. In the running transaction. */
bool score_falling(struct session *session, struct error *err) CHECKED;
/* The same, but they are only marked, to be scored by the slices of a re-score. */
bool score_falling_later(struct session *session, struct error *err) CHECKED;
/* All accounts are scored: the next part of what follows from that, in a transaction of its own.
 * *ret_more: there is another. */
bool rescore_finish(struct session *session, bool *ret_more, struct error *err) CHECKED;
/* A process has its hands on it, or had and is gone: it is not finished. */
bool rescore_is_unfinished(struct session *session);
/* In the book's meta: the last day for which all accounts were scored. */
#define SCORED_THROUGH "scored through"
/* In the book's meta: `STAMP PID` of the process that is at it. */
#define RESCORING "rescoring"
/* The facts of the whole book, taken anew. */
bool score_take_facts(struct session *session, struct error *err) CHECKED;
/* The whole book was scored: which risk began on a third of it in a week, and whose rows of Today
 * follow from that. In the running transaction. */
bool risk_patterns_find(struct session *session, struct error *err) CHECKED;
/* The same in parts, outside of a transaction: more accounts counted; once *ret_whole, in a
 * transaction: kept, and the accounts that follow only marked. What was counted is in the session.
 */
bool risk_patterns_count(struct session *session, bool *ret_whole, struct error *err) CHECKED;
bool risk_patterns_settle(struct session *session, struct error *err) CHECKED;
void risk_patterns_drop(struct session *session);
/* What was found, into the facts of the book. */
bool risk_patterns_take(struct session *session, struct error *err) CHECKED;
/* The account's name, or its id, or "No account"; in the arena. */
bool account_name(struct session *session, int64_t account, struct arena *arena,
    const char **ret_name, struct error *err) CHECKED;
/* How each run of the book stands. Read once for each state of the book; texts live until it moves.
 */
bool each_standing(
    struct session *session, store_standing_fn fn, void *context, struct error *err) CHECKED;
void standings_forget(struct session *session);
/* Dossier and what the rules of playbooks look at; all in the arena but *dossier. */
bool ground_load(struct session *session, int64_t account, struct arena *arena,
    struct dossier *dossier, struct playbook_ground *ret_ground, struct error *err) CHECKED;
/* The id of a row by its key, which is another number. Appends. */
bool row_read_id(struct session *session, enum kind kind, int64_t key, struct str *ret_id,
    struct error *err) CHECKED;
struct as_of_watch;
/* All accounts of a copy, with what they take from each other; watch may be NULL. */
bool as_of_score(
    struct session *session, const struct as_of_watch *watch, struct error *err) CHECKED;
/* Pieces of changes that several verbs make. */
size_t change_add_task(struct change *change, const struct task_draft *draft, day_number today);
void change_tick_task(struct change *change, int64_t task, bool done, day_number today);
/* An update of a feedback row that may set its status: the customer is to be told what came of it,
 * once a theme, or no longer. */
bool change_settle_feedback(struct session *session, struct change *change, size_t index,
    const struct row *before, struct error *err) CHECKED;
/* A task ticked or reopened, that may be the telling of one. */
bool change_tell_feedback(struct session *session, struct change *change, const struct row *task,
    bool done, struct error *err) CHECKED;
/* The follow-ups of a note's body against the tasks that it has: makes, changes, ticks and cancels.
 * note may be a name of the change; returns how many were made. */
size_t change_follow_note(struct session *session, struct change *change, int64_t note,
    const struct note_draft *draft, const struct row_list *tasks);
/* A field set by hand keeps its value in later imports: its name is added to the row's `hand`.
 * before NULL: a new row. */
void change_mark_by_hand(struct change *change, size_t index, const struct row *before, int field);
/* The line that an account implies, as a row of its own. */
size_t change_add_implied(struct change *change, const struct row *account);
/* The first contract line that is added by hand takes what it is not told from the account: the
 * line that the account implied until now is gone with it (model.md Words). */
bool change_finish_line(
    struct session *session, struct change *change, size_t index, struct error *err) CHECKED;
/* An update of a note's row, made field by field: what an edit in the composer does besides. */
bool change_finish_note(struct session *session, struct change *change, size_t index,
    const struct row *before, struct error *err) CHECKED;
/* A score set by hand needs its reason and gets its days and its author; one that is taken back
 * leaves none of them. */
bool change_finish_health(
    struct session *session, struct change *change, size_t index, struct error *err) CHECKED;
/* A person who is said to have left has the day, one who is there has none; before NULL: new. */
void change_settle_person(
    struct change *change, size_t index, const struct row *before, day_number today);
/* People named as there: new names become contacts, the last touch moves to the note's day. */
bool change_touch_people(struct session *session, struct change *change,
    const struct note_draft *draft, struct error *err) CHECKED;

#endif
