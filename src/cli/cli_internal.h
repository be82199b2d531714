/* What the rooms of this floor share: the run of one command, its options, its output. */
#ifndef CLI_CLI_INTERNAL_H
#define CLI_CLI_INTERNAL_H

#include "app/session.h"
#include "app/verbs.h"
#include "app/health.h"
#include "cli/cli.h"
#include "files/fault.h"
#include "files/json.h"

#define CLI_OPTIONS 14 /* of one command */

/* --- the table of commands --- */

struct cli_option {
    const char *name;  /* without the dashes */
    char letter;       /* 0: none */
    const char *value; /* what it takes, as shown; NULL: it takes nothing */
    const char *help;
    bool may_repeat; /* its values are joined by newlines */
};

enum cli_flag {
    CLI_WRITES = 1 << 0,      /* refused with --read-only */
    CLI_CREATES = 1 << 1,     /* makes the book where there is none */
    CLI_NO_BOOK = 1 << 2,     /* opens no book */
    CLI_TRIES_ASIDE = 1 << 3, /* its --dry-run writes nothing, not even to take it back */
};

struct cli;
struct cli_command {
    const char *name;    /* one word, or two */
    const char *usage;   /* what follows the name */
    const char *summary; /* one line */
    const char *example; /* arguments of a call that works on the book of tests/cli */
    int least, most;     /* words besides options; most -1: any number */
    unsigned flags;      /* of enum cli_flag */
    struct cli_option options[CLI_OPTIONS + 1];
    bool (*run)(struct cli *cli, struct error *err);
    const char *about; /* lines that help prints besides, indented; NULL: none */
};

/* The keys of what `--json` prints, in their order, parted by blanks, `?` behind those that
 * are not always there: of the object, or of each
 * object of the list. NULL: the fields of a kind, and `facts`. */
struct cli_json_shape {
    const char *command;
    bool is_list;
    const char *keys;
};
extern const struct cli_json_shape cli_json_shapes[]; /* sorted by command, ended by a zeroed row */

extern const struct cli_command cli_commands[]; /* sorted by name, ended by a zeroed row */

enum cli_global {
    GLOBAL_ACCESSIBLE,
    GLOBAL_AS_OF,
    GLOBAL_ASCII,
    GLOBAL_COLOR,
    GLOBAL_CONFIG,
    GLOBAL_DB,
    GLOBAL_DEMO,
    GLOBAL_HELP,
    GLOBAL_READ_ONLY,
    GLOBAL_REDACT,
    GLOBAL_THEME,
    GLOBAL_TODAY,
    GLOBAL_VERSION,
    GLOBALS
};
extern const struct cli_option cli_globals[GLOBALS + 1];

/* --- one run --- */

/* Names of accounts that were asked for, by key. */
struct link_name {
    int64_t key;
    const char *id, *name; /* id NULL: empty */
};
struct link_names {
    struct link_name names[4096];
};

struct cli {
    const struct cli_command *command; /* NULL: none was given */
    const char *family;                /* `task` of `task --help`: the command is not named */
    const char *globals[GLOBALS];      /* value, "" for a switch, NULL: not given */
    const char *values[CLI_OPTIONS];   /* the same of the command's own options */
    const char **words;                /* the other arguments, ended by NULL */
    int word_count;
    const struct cli_versions *versions;
    struct arena arena; /* lives as long as the run */
    struct session *session;
    struct session *live; /* under the book as of a day; or NULL */
    struct link_names links;

    struct str out;
    bool out_broken; /* the reader went away */
    int out_errno;   /* writing failed */
    bool is_tty, ascii;
    bool is_data; /* what is printed is read by programs */
    int columns;  /* of the terminal */
    bool in_part; /* exit status 1: something was left, or a check found problems */
    int status;   /* another one, where all was told already */
};

/* Reads argv into cli: command, options, words. */
bool cli_read_arguments(struct cli *cli, int argc, char **argv, struct error *err) CHECKED;
/* An option of the command; NULL where it was not given. A bug where the table has no such row. */
const char *cli_value(const struct cli *cli, const char *option);
bool cli_has(const struct cli *cli, const char *option);
const struct cli_command *cli_find_command(const char *const *words, int *ret_taken);
/* Values that must be a whole number of at least `least`, or a day. */
bool cli_number(const struct cli *cli, const char *option, long long least, long long *ret_number,
    struct error *err) CHECKED;
bool cli_day(
    const struct cli *cli, const char *text, day_number *ret_day, struct error *err) CHECKED;
/* The user's config, in the arena; NULL for the demo, which has none. */
bool cli_config_folder(struct cli *cli, const char **ret_folder, struct error *err) CHECKED;
/* --theme and --color, where they are given: is there such a one? */
bool cli_check_looks(struct cli *cli, struct error *err) CHECKED;
bool cli_kind(const char *text, enum kind *ret_kind, struct error *err) CHECKED;

/* INT, TERM or HUP that came since the start, or 0. */
void cli_catch_signals(void);
int cli_caught_signal(void);

void cli_help(struct cli *cli);
void cli_help_command(struct cli *cli, const struct cli_command *command);
void cli_version(struct cli *cli);
void cli_metrics_help(struct cli *cli); /* each figure with its formula */

/* --- output --- */

/* Standard output. Writes out what is full; false: there is no use in going on. */
bool out_flush_some(struct cli *cli);
void out_flush(struct cli *cli);
void out_text(struct cli *cli, const char *text);  /* ours: as it stands */
void out_clean(struct cli *cli, const char *text); /* the data's: cleaned, one line */
void out_lines(struct cli *cli, const char *text, const char *indent); /* cleaned, each line */
void outf(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* Standard error: the line is cleaned. */
void err_line(const char *text);
void err_linef(const char *format, ...) PRINTF_LIKE(1, 2);
void err_faults(const struct fault_list *faults);
/* Where the summary of a write goes when standard output bears the new id alone. */
void err_summary(const struct outcome *outcome);

/* A table of text: heads, then cells row by row; columns as wide as they need, up to their most. */
struct table_column {
    const char *head;
    bool right;
    int most; /* columns; 0: never cut */
    int width;
};
struct table {
    struct table_columns ARRAY_OF(struct table_column) columns;
    struct table_cells ARRAY_OF(const char *) cells; /* cleaned; in the arena */
    struct arena arena;
};
void table_column(struct table *table, const char *head, bool right, int most);
void table_cell(struct table *table, const char *text); /* copied */
void table_cellf(struct table *table, const char *format, ...) PRINTF_LIKE(2, 3);
void table_print(struct cli *cli, struct table *table); /* empties it */
void table_fini(struct table *table);

/* --- rows in words and in JSON --- */

/* Shape and word of a band: `▲ watch`, or `~ watch`. */
const char *band_shape(const struct cli *cli, const char *band);
const char *band_words(struct cli *cli, const char *band);
/* The account's id or name by its key; "" for none. Borrowed until the run ends. */
const char *account_id_of(struct cli *cli, int64_t key);
const char *account_name_of(struct cli *cli, int64_t key);
/* A row's id as a person may write it: its own, else `#KEY`. In the arena of the run. */
const char *row_id_of(struct cli *cli, const struct row *row);
const char *run_id_of(struct cli *cli, int64_t key);
void cell_words(struct cli *cli, struct str *out, const struct row *row, int field);
void cell_plain(struct cli *cli, struct str *out, const struct row *row, int field);
void json_cell(struct cli *cli, struct json *json, const struct row *row, int field);
/* The row as one object: all its fields, or the given ones; with its facts where all. */
struct field_choice {
    const int *fields;
    int count; /* 0: all */
};
bool json_row(struct cli *cli, struct json *json, const char *key, const struct row *row,
    struct field_choice choice, struct error *err) CHECKED;
void json_reasons(struct json *json, const char *reasons);
void json_terms(struct json *json, const char *terms);
bool json_next(
    struct cli *cli, struct json *json, const struct row *account, struct error *err) CHECKED;

/* The accounts named from word `first` on, and those of --where. Appends; one that is not found
 * is named, and is the error where it stands alone. */
/* What daybook list calls the rows that are meant; NULL: none. */
const char *list_named(const char *word);
bool cli_accounts(struct cli *cli, int first, struct key_list *accounts, struct error *err) CHECKED;
/* A day of a text: as the user wants to see it; ISO in what programs read. */
const char *cli_show_day(struct cli *cli, day_number day);
/* Scores for today what was not, where the book may be written. */
bool cli_freshen(struct cli *cli, struct error *err) CHECKED;
/* Says what of --where no row has, where that is why it finds none: book_query_finds_none. */
void cli_tell_none(struct cli *cli, enum kind kind);
/* Prints the outcome's summary and what undo had to leave. */
void cli_report(struct cli *cli, struct outcome *outcome);
/* The id of a new row alone on standard output, what was done on standard error. */
void cli_report_new(struct cli *cli, const struct str *id, const struct outcome *outcome);

/* What files or sources came to: counts, rejects, notes, JSON, and the exit status. */
/* history_preview.c: what an undo or redo would do. */
struct undo_order;
bool history_preview(struct cli *cli, const struct undo_order *order, struct error *err) CHECKED;

struct import_report_list;
void import_tell_all(struct cli *cli, const struct import_report_list *reports);
/* --- import_preview.c: what a dry run shows --- */
struct import_report;
void preview_print(struct cli *cli, const struct import_report *report);
void preview_json(struct json *json, const struct import_report *report);

/* --- the commands --- */

#define COMMAND(name) bool cli_##name(struct cli *cli, struct error *err) CHECKED
COMMAND(absorb);
COMMAND(add);
COMMAND(backup);
COMMAND(brief);
COMMAND(changes);
COMMAND(completions);
COMMAND(config_check);
COMMAND(config_init);
COMMAND(config_show);
COMMAND(delete);
COMMAND(doctor);
COMMAND(done);
COMMAND(duplicates);
COMMAND(duplicates_apart);
COMMAND(erase_contact);
COMMAND(export);
COMMAND(feedback_list);
COMMAND(feedback_set);
COMMAND(growth);
COMMAND(growth_add);
COMMAND(growth_handover);
COMMAND(growth_lost);
COMMAND(growth_qualify);
COMMAND(growth_won);
COMMAND(health);
COMMAND(health_preview);
COMMAND(help_of);
COMMAND(import);
COMMAND(keys);
COMMAND(list);
COMMAND(log);
COMMAND(mail);
COMMAND(man);
COMMAND(merge);
COMMAND(metrics);
COMMAND(note);
COMMAND(playbook_assign);
COMMAND(playbook_cancel);
COMMAND(playbook_check);
COMMAND(playbook_diff);
COMMAND(playbook_list);
COMMAND(playbook_matches);
COMMAND(playbook_preview);
COMMAND(playbook_repeat);
COMMAND(playbook_shift);
COMMAND(playbook_show);
COMMAND(playbook_start);
COMMAND(playbook_status);
COMMAND(playbook_step);
COMMAND(playbook_update);
COMMAND(redo);
COMMAND(reference_agreed);
COMMAND(reference_ask);
COMMAND(reference_declined);
COMMAND(reference_given);
COMMAND(renewals);
COMMAND(restore);
COMMAND(risk_add);
COMMAND(risk_causes);
COMMAND(risk_close);
COMMAND(risk_plan);
COMMAND(risk_set);
COMMAND(renewal_end);
COMMAND(renewal_forecast);
COMMAND(renewal_lost);
COMMAND(renewal_note);
COMMAND(renewal_notice);
COMMAND(renewal_paper);
COMMAND(renewal_transfer);
COMMAND(renewal_won);
COMMAND(search);
COMMAND(set);
COMMAND(show);
COMMAND(signals);
COMMAND(signals_handle);
COMMAND(signals_mute);
COMMAND(signals_snooze);
COMMAND(signals_start);
COMMAND(signals_unmute);
COMMAND(snooze);
COMMAND(sources);
COMMAND(sync);
COMMAND(task_add);
COMMAND(task_chase);
COMMAND(task_done);
COMMAND(task_snooze);
COMMAND(theme_list);
COMMAND(timeline);
COMMAND(today);
COMMAND(trash_empty);
COMMAND(trash_list);
COMMAND(trash_restore);
COMMAND(undo);
COMMAND(value_of);
#undef COMMAND
/* Parts of them. */
bool signals_backtest(struct cli *cli, struct error *err) CHECKED;
/* Offers for the last of the words of a line, a line each: text TAB help. */
void complete_line(struct cli *cli, const char *const *words, int count);
extern const char duplicates_about[];
extern const char join_about[];
extern const char renewal_about[];
extern const char renewals_about[]; /* the formulas */
void today_print_row(struct cli *cli, const struct row *row, size_t rank);
/* Meetings and timed tasks of today, and the meetings that nobody logged; nothing: no line. */
bool today_print_meetings(struct cli *cli, struct error *err) CHECKED;
/* The list `meetings` of one account. */
struct meetings;
bool today_json_meetings(struct cli *cli, struct json *json, const struct meetings *meetings,
    int64_t account, struct error *err) CHECKED;
/* The block of a playbook's outcome; NULL: it never ran. */
struct playbook_outcome;
void outcome_print(struct cli *cli, const struct playbook_outcome *outcome);
/* As one object; with the ids of the runs behind each figure where they are asked for. */
void outcome_json(
    struct cli *cli, struct json *json, const struct playbook_outcome *outcome, bool ids);
struct onboarding_figures;
void onboarding_print(struct cli *cli, const struct onboarding_figures *figures);
void onboarding_json(struct cli *cli, struct json *json, const struct onboarding_figures *figures);
bool today_plain(struct cli *cli, const struct row_list *rows, struct error *err) CHECKED;
struct moment_list;
void timeline_json(
    struct cli *cli, struct json *json, const char *key, const struct moment_list *moments);
/* The people of an account as a tree, with what is lacking. */
void show_people(struct cli *cli, const struct dossier *dossier, int cadence_days);
/* The same sentences as a list of that key. */
void show_people_lacks(struct cli *cli, struct json *json, const struct dossier *dossier);
bool show_json(struct cli *cli, const struct dossier *dossier, const struct assessment *assessment,
    const struct health_since *since, struct error *err) CHECKED;
/* Health point by point; what moved it since a day (since may be NULL). */
void show_health(
    struct cli *cli, const struct dossier *dossier, const struct assessment *assessment);
void show_since(struct cli *cli, const struct health_since *since);
void show_health_json(struct cli *cli, struct json *json, const struct dossier *dossier,
    const struct assessment *assessment, const struct health_since *since);
/* The steps of one account, with their dates. */
void plan_print(struct cli *cli, const struct run_plan *plan);
/* What a step demands, with the command that gives each. given may be NULL; in the arena of the
 * run.
 */
struct step_needs {
    const struct run_case *run;
    const struct row *step;
    struct demand_list demands;
    int missing;
};
void step_needs_read(struct cli *cli, const struct run_case *run, const struct row *step,
    const struct given_list *given, struct step_needs *ret_needs);
void step_needs_add(struct cli *cli, const struct step_needs *needs, struct str *out);
void step_needs_json(struct cli *cli, const struct step_needs *needs);

/* doctor: findings of the terminal and what runs around it, as app/checks.h has them. */
void doctor_terminal(struct cli *cli, struct str *report, int *problems);
/* `STATE  WHAT: TEXT`, with `; to mend it: CURE` where there is one; `!!` is a problem. */
void doctor_say(struct str *report, const char *state, const char *cure, const char *format, ...)
    PRINTF_LIKE(4, 5);

#endif
