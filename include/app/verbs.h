/* The verbs: what the command line and the keys of the app do to a book. Each builds a change with
 * the rules and applies it through the session; each fills an outcome whose summary says what
 * happened. */
#ifndef APP_VERBS_H
#define APP_VERBS_H

#include "app/session.h"
#include "core/outcome.h"
#include "core/run_diff.h"
#include "files/fault.h"

/* ACCOUNT of contract.md: exact id; exact name; folded name; part of a name; beginning of an id.
 * More than one: ERROR_AMBIGUOUS with the candidates in the text; none: ERROR_NOT_FOUND with the
 * nearest names. */
bool verb_find_account(
    struct session *session, const char *text, int64_t *ret_account, struct error *err) CHECKED;
/* A row of a kind by its id (or #key). */
bool verb_find_row(struct session *session, enum kind kind, const char *id, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;

/* --- any row of any kind: FIELD=VALUE texts --- */
bool verb_add(struct session *session, enum kind kind, int64_t account,
    const char *const *assignments, struct outcome *ret_outcome, struct str *ret_id,
    struct error *err) CHECKED;
bool verb_set(struct session *session, enum kind kind, int64_t key, const char *const *assignments,
    struct outcome *ret_outcome, struct error *err) CHECKED;
bool verb_delete(struct session *session, enum kind kind, int64_t key, struct outcome *ret_outcome,
    struct error *err) CHECKED;

/* --- rows of Today --- */
/* x: does the shown next step (ticks the task or step), or marks the row's reasons handled until
 * their facts change or their quiet time ends. */
bool verb_account_done(struct session *session, int64_t account, struct outcome *ret_outcome,
    struct error *err) CHECKED;
bool verb_account_snooze(struct session *session, int64_t account, day_number until,
    const char *why, struct outcome *ret_outcome,
    struct error *err) CHECKED; /* DAY_NONE: wake it */
bool verb_account_pin(struct session *session, int64_t account, bool pinned,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Quiet until its facts change or its quiet time ends; an offer: until its reason comes anew. */
bool verb_signal_handle(struct session *session, int64_t signal, struct outcome *ret_outcome,
    struct error *err) CHECKED;
bool verb_signal_mute(struct session *session, int64_t signal, const char *why,
    struct outcome *ret_outcome, struct error *err) CHECKED;

/* --- tasks --- */
struct task_draft {
    int64_t account; /* 0: none */
    const char *title;
    day_number due;                           /* DAY_NONE: none */
    int at_minute;                            /* -1: none */
    const char *kind, *priority, *waiting_on; /* or NULL */
    const char *owed_to; /* of a promise: names joined by ;, or NULL */
};
bool verb_task_add(struct session *session, const struct task_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err) CHECKED;
bool verb_task_done(struct session *session, int64_t task, bool done, struct outcome *ret_outcome,
    struct error *err) CHECKED;
bool verb_task_due(struct session *session, int64_t task, day_number due,
    struct outcome *ret_outcome, struct error *err) CHECKED;
bool verb_task_priority(struct session *session, int64_t task, struct outcome *ret_outcome,
    struct error *err) CHECKED; /* up-cycle */

/* --- notes --- */
enum { NOTE_BYTES_MAX = 4 << 20 };
struct note_draft {
    int64_t account; /* 0: none */
    int64_t note;    /* an existing note that is edited, or 0 */
    const char *kind;
    minute_number at;
    const char *sentiment; /* or NULL */
    const char *attendees; /* joined by ; or NULL */
    const char *body;
    bool prepared;        /* waits for its meeting: no touch, no follow-ups yet */
    int minutes;          /* how long it took; 0: as it is, negative: not known */
    const char *template; /* the one it began with, or NULL */
};
/* Logs, prepares or edits a note, in one change. Follow-ups of its body become tasks, and those of
 * an edited one follow it: a line changed changes its task, a line gone cancels it, a line ticked
 * ticks it; what was changed on the task by hand stays while its line does. The text before an edit
 * is kept as a version. New names among the attendees become people of the account, and the last
 * touch of all moves; internal notes and no-shows touch nobody. */
bool verb_note_log(struct session *session, const struct note_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err) CHECKED;

/* The texts that a note had before, newest first, in the arena. */
bool verb_note_versions(struct session *session, int64_t note, struct arena *arena,
    struct row_list *ret_versions, struct error *err) CHECKED;
/* Gives the note the text it had then; the one it has now becomes a version. */
bool verb_note_restore(struct session *session, int64_t version, struct outcome *ret_outcome,
    struct error *err) CHECKED;

/* --- templates (core/template.h): the user's notes/NAME.md, for the customer's eyes mails/NAME.md,
 * else the shipped one --- */
struct template_order {
    const char *name;  /* `qbr`; a kind of note is the name of its template */
    int64_t account;   /* 0: no facts */
    int64_t contact;   /* who it is written to; 0: the main contact */
    const char *step;  /* of a playbook, or NULL */
    bool for_customer; /* internal facts are refused */
    bool brief;        /* of briefs/ */
    day_number from, to; /* the span of days it is for; 0: none */
};
/* ERROR_NOT_FOUND with all the names; a faulty one is refused with its line and column. */
bool verb_template_fill(struct session *session, const struct template_order *order,
    struct str *out, struct error *err) CHECKED;
/* The names of all, sorted, in the arena; ended by NULL. */
bool verb_template_names(struct session *session, bool for_customer, struct arena *arena,
    const char *const **ret_names, struct error *err) CHECKED;

/* --- playbooks and their runs --- */
struct playbook_listing {
    const char *name;                /* of its file */
    const char *path;                /* for faults */
    const char *fault;               /* the first one, with its place; NULL: sound */
    const struct playbook *playbook; /* NULL: faulty */
    bool shipped;
    const struct fault_list *faults; /* all of its file, from the top; never NULL */
};
struct playbook_listings ARRAY_OF(struct playbook_listing);
/* All there are, by name; borrowed until the session closes or reads them again. */
bool verb_playbooks(
    struct session *session, struct playbook_listings *ret_listings, struct error *err) CHECKED;
/* True where the user's folder is no longer as it was read: a file was added, changed or removed.
 * One look at the folder, no file is read; false before the first reading. */
bool verb_playbooks_changed(struct session *session);
/* The next verb reads them anew. Every playbook borrowed before is gone. */
void verb_playbooks_forget(struct session *session);
bool verb_playbook_find(struct session *session, const char *name,
    const struct playbook **ret_playbook, struct error *err) CHECKED;
/* Who would enter now, and why, as the last scoring found it: score first (session_rescore). */
struct playbook_match {
    int64_t account;
    const struct playbook *playbook;
    enum playbook_call call;  /* OFFER: it waits for the user */
    const char *why;          /* in the arena */
    const char *account_name; /* or its id; in the arena */
};
struct playbook_match_list ARRAY_OF(struct playbook_match);
/* name NULL: of all playbooks, in one pass. The list is yours (array_fini), on failure too. */
bool verb_playbook_matches(struct session *session, const char *name, struct arena *arena,
    struct playbook_match_list *ret_matches, struct error *err) CHECKED;
/* given: the day of the anchor where the playbook asks for one, else DAY_NONE. */
bool verb_playbook_plan(struct session *session, const char *name, int64_t account,
    day_number given, struct arena *arena, struct run_plan *ret_plan, struct error *err) CHECKED;
bool verb_playbook_start(struct session *session, const char *name, int64_t account,
    day_number given, struct outcome *ret_outcome, struct str *ret_run_id,
    struct error *err) CHECKED;

/* For many accounts at once: one change, one undo. */
struct start_order {
    const char *name;                /* of the playbook */
    const struct key_list *accounts; /* one that stands there twice counts once */
    day_number given;                /* as above, for all of them */
};
struct start_line {
    int64_t account;
    const char *name;     /* of the account */
    const char *why;      /* it cannot be started there; NULL: it can */
    struct run_plan plan; /* where it can: its steps and their dates */
    int64_t run;          /* the new run, once it was started */
};
struct start_lines ARRAY_OF(struct start_line);
/* What a start would create, without doing it; in the arena, in the order of the accounts. */
bool verb_playbook_plan_many(struct session *session, const struct start_order *order,
    struct arena *arena, struct start_lines *ret_lines, struct error *err) CHECKED;
/* Starts it where it can be; the lines name the rest. True also where that was nowhere: then there
 * is no change (outcome->change_id is 0). */
bool verb_playbook_start_many(struct session *session, const struct start_order *order,
    struct arena *arena, struct start_lines *ret_lines, struct outcome *ret_outcome,
    struct error *err) CHECKED;

/* A run with all that its screen and its verbs need; in the arena. */
struct run_case {
    struct dossier dossier;
    struct run_ground ground; /* playbook NULL: its text can no longer be read */
    struct run_state state;
    struct row_list steps; /* of this run, by number */
};
bool verb_run_load(struct session *session, int64_t run, struct arena *arena,
    struct run_case *ret_case, struct error *err) CHECKED;

/* --- figures over the runs: one pass each over the book --- */

/* E15 of every playbook that ever ran, by id: look one up with outcome_find. */
bool verb_playbook_outcomes(struct session *session, struct arena *arena,
    struct outcome_list *ret_outcomes, struct error *err) CHECKED;
/* E16 and E17 of the period (after, until], and how open onboardings stand today. */
bool verb_onboarding_figures(struct session *session, day_number after, day_number until,
    struct arena *arena, struct onboarding_figures *ret_figures, struct error *err) CHECKED;

/* An open run as a line of a list. Texts are "" where there is none; borrowed from the arena. */
struct open_run {
    int64_t run, account;
    const char *id, *title, *playbook, *account_name;
    day_number started;
    struct run_state state; /* its pointers to rows are NULL */
    int64_t next;           /* key of the step to do now, or 0 */
    const char *next_id, *next_title;
    int next_number;
    day_number next_due;
    int64_t blocked; /* key of the first blocked step, or 0 */
    const char *blocked_id, *blocked_side, *blocked_why;
};
struct runs_wanted {
    int64_t account;      /* 0: of all */
    const char *playbook; /* its id; NULL: of all */
    int64_t offset;
    int limit; /* -1: all */
};
struct open_runs {
    struct open_run *items; /* the page */
    size_t count;
    int64_t total;                 /* of all that are wanted */
    int64_t pace[RUN_BLOCKED + 1]; /* of all that are wanted: on track, behind, stuck, blocked */
};
/* By lateness: most days behind first; among equals blocked, stuck and the rest, then by the day
 * expected. Only the page's texts are read. */
bool verb_runs_open(struct session *session, const struct runs_wanted *wanted, struct arena *arena,
    struct open_runs *ret_runs, struct error *err) CHECKED;

enum step_verb {
    STEP_VERB_DONE,
    STEP_VERB_REOPEN,
    STEP_VERB_SKIP,
    STEP_VERB_BLOCK,
    STEP_VERB_UNBLOCK,
    STEP_VERB_DATE,
    STEP_VERB_GIVE, /* keeps what was given, without ticking */
    STEP_VERB_ASSIGN
};
struct step_order {
    enum step_verb verb;
    const char *why;                /* skip, block */
    const char *side;               /* block: us or customer */
    day_number day;                 /* date; DAY_NONE: the playbook's own */
    const struct given_list *given; /* done, give: for what it demands; done: may be NULL */
    const char *owner;              /* assign; blank: the account's own */
};
/* A gate whose demands are not met: ERROR_USAGE with what is missing. */
bool verb_step(struct session *session, int64_t step, const struct step_order *order,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* The same on the whole run. */
enum run_verb { RUN_VERB_CANCEL, RUN_VERB_SHIFT, RUN_VERB_ASSIGN, RUN_VERB_MOVE_OVER };
struct run_order {
    enum run_verb verb;
    const char *why;        /* cancel */
    struct run_shift shift; /* shift */
    const char *owner;      /* assign, all open steps; blank: the account's own */
};
bool verb_run(struct session *session, int64_t run, const struct run_order *order,
    struct outcome *ret_outcome, struct error *err) CHECKED;
bool verb_run_cancel(struct session *session, int64_t run, const char *why,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Anew for the same account, by the file as it is now, else by the run's own text. ERROR_USAGE: it
 * still runs, or may not run again (yet). given as in verb_playbook_start. */
bool verb_run_repeat(struct session *session, int64_t run, day_number given,
    struct outcome *ret_outcome, struct str *ret_run_id, struct error *err) CHECKED;

/* The run's playbook as its file has it now: NULL where it is gone, or faulty, and then *ret_fault
 * is its first fault (else NULL). With run_is_outdated the cheap way to mark runs in a list. */
bool verb_run_file(struct session *session, const struct row *run,
    const struct playbook **ret_playbook, const char **ret_fault, struct error *err) CHECKED;
/* The run beside that file; all in the arena. */
bool verb_run_diff(struct session *session, int64_t run, struct arena *arena,
    struct run_diff *ret_diff, struct error *err) CHECKED;
/* ERROR_NOT_FOUND: there is no file to move over to; ERROR_USAGE: it is the same, or not open. */
bool verb_run_move_over(
    struct session *session, int64_t run, struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
