/* One open book: the store, the settings, the rules and today. Faces hold one session and go
 * through it; a write is a change applied with a re-score of the touched accounts in one
 * transaction. */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "core/assess.h"
#include "store/store.h"

struct session;

struct session_options {
    const char *db_path;    /* NULL: by the environment and XDG (contract.md) */
    const char *config_dir; /* NULL: likewise */
    day_number today;       /* DAY_NONE: DAYBOOK_TODAY, else the clock */
    bool read_only;
    bool demo;   /* a throw-away book in a folder of its own, removed at close */
    bool create; /* make the book where it is missing */
    bool redact; /* a read-only copy in which nobody can be known (core/mask.h) */
    enum actor actor;
    int busy_timeout_ms;
};

/* Settings are read; rules (health, signals) and playbooks only when first asked for. */
bool session_open(
    const struct session_options *options, struct session **ret_session, struct error *err) CHECKED;
void session_close(struct session *session);

struct store *session_store(struct session *session);
const struct settings *session_settings(const struct session *session);
const char *session_currency(struct session *session); /* the reporting currency, never NULL */
day_number session_today(const struct session *session);
minute_number session_now(const struct session *session); /* --today's date with the clock's time */
const char *session_config_dir(const struct session *session); /* or NULL: there is none */
const char *session_author(struct session *session);
bool session_is_read_only(const struct session *session);
/* What is dangerous about the place of the book (a network file system, copies in conflict), told
 * once: false where there is nothing, or nothing new since it was told last. */
bool session_place_warning(struct session *session, struct str *ret_warning) CHECKED;
/* May others write to the book without an event of this machine? */
bool session_is_on_network(const struct session *session);
bool session_is_demo(const struct session *session);
bool session_is_redacted(const struct session *session);
/* Midnight, or the clock was set: true where today moved (never under --today). */
bool session_new_day(struct session *session);
/* The rules as loaded. A faulty file of the user's is reported in *err and the default stands in.
 */
bool session_rules(
    struct session *session, const struct rules **ret_rules, struct error *err) CHECKED;
bool session_book_facts(
    struct session *session, const struct book_facts **ret_facts, struct error *err) CHECKED;
void session_forget_book_facts(struct session *session); /* after an import */

/* What a write came to. Lives until outcome_fini. */
struct outcome {
    int64_t change_id;
    struct key_list accounts; /* touched and scored again */
    struct str summary;       /* one line for the toast */
    bool is_undo;             /* redo does it again */
    struct str kept;          /* undo: what could not be taken back, a line each */
};
void outcome_fini(struct outcome *outcome);

/* Applies and scores again in one transaction. On failure nothing moved. */
bool session_apply(struct session *session, struct change *change, struct outcome *ret_outcome,
    struct error *err) CHECKED;
/* All that is applied between begin and end is one transaction and one journal entry, which one
 * undo takes back; outcomes in between have no change_id. Where one fails nothing stays: drop it.
 */
bool session_group_begin(struct session *session, struct error *err) CHECKED;
bool session_group_end(struct session *session, const char *summary, struct outcome *ret_outcome,
    struct error *err) CHECKED;
void session_group_drop(struct session *session);
/* id 0: the newest change of this person; ERROR_AMBIGUOUS where the newest came from elsewhere (its
 * name is in the text). ERROR_NOT_FOUND: nothing to undo. */
bool session_undo(
    struct session *session, int64_t id, struct outcome *ret_outcome, struct error *err) CHECKED;
bool session_redo(struct session *session, struct outcome *ret_outcome, struct error *err) CHECKED;

/* One account now: dossier and assessment, in the arena. */
bool session_assess(struct session *session, int64_t account, struct arena *arena,
    struct dossier *ret_dossier, struct assessment *ret_assessment, struct error *err) CHECKED;
/* What daybook did by itself in the re-scores and imports of this session, for a toast: `daybook
 * began Renewal for 3 accounts`. Each is told once; false: nothing. */
bool session_take_news(struct session *session, struct str *out);
/* Scores accounts that were not scored for today, for about budget_ms (0: all of them), or until
 * somebody waits. *ret_more: there are more. ERROR_BUSY: another process writes or, with a budget,
 * already does it; ask again later. */
bool session_rescore(
    struct session *session, int budget_ms, bool *ret_more, struct error *err) CHECKED;
bool session_needs_rescore(struct session *session);
/* *ret_left: some accounts are not scored for today, or were by rules that are no more. */
bool session_has_unscored(struct session *session, bool *ret_left, struct error *err) CHECKED;
/* Asked before each account of a re-score with a budget: does a person wait, so that it is to end?
 */
void session_give_way(struct session *session, bool (*is_awaited)(void *context), void *context);
/* The same, or rows wait to be listed for the search: with a budget, session_rescore does that too.
 */
bool session_is_behind(struct session *session);
/* The day was given, by --today or DAYBOOK_TODAY: it does not follow the clock. */
bool session_has_fixed_today(const struct session *session);

#endif
