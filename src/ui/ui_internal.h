/* The shell of the full-screen face: what views, commands and modals share. */
#ifndef UI_UI_INTERNAL_H
#define UI_UI_INTERNAL_H

#include "app/session.h"
#include "app/verbs.h"
#include "core/keymap.h"
#include "ui/canvas.h"
#include "ui/input.h"
#include "ui/list.h"
#include "ui/prompt.h"
#include "ui/style.h"
#include "ui/views/parts.h"

struct ui;

/* A hint in the last row: a key comes from the keymap by its command. */
struct view_hint {
    const char *command;
    const char *text;
};

/* A command of a view; global ones stand in ui/commands.c. `rest` is what follows the name, "" if
 * nothing. */
struct view_command {
    const char *name;
    const char *help;
    void (*run)(struct ui *ui, void *state, const char *rest);
    bool needs_no_rows; /* how rows are chosen, a way out: it ends a count of them (counting.c) */
};

/* A row of the registry (ui/views/registry.c). Functions may be NULL where a view has nothing to
 * do. */
struct view {
    const char *name;  /* of `view NAME` and its section in keys.yaml */
    const char *title; /* in the tab bar */
    char digit;        /* 0: not in the tab bar */
    bool edits;        /* keys are text: list keys do not apply (the composer) */
    size_t state_size;
    const struct view_hint *hints;
    size_t hint_count;
    /* What the hint says as the view now stands; NULL: its key does nothing there. */
    const char *(*hint)(const void *state, const struct view_hint *hint);
    const struct view_command *commands;
    size_t command_count;
    bool (*open)(
        struct ui *ui, void *state, struct error *err); /* once, the first time it is shown */
    void (*close)(void *state);
    bool (*load)(struct ui *ui, void *state, struct error *err);     /* reads what it shows anew */
    void (*draw)(struct ui *ui, void *state, struct canvas *canvas); /* rows 1 .. last-1 */
    /* One row of the list again, in its place, which is blank: a step of the cursor then repaints
     * two rows, not all. False: more than that shows where the cursor is. */
    bool (*draw_row)(
        struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);
    bool (*key)(
        struct ui *ui, void *state, const struct key *key); /* before the keymap; true: taken */
    struct list *(*list)(void *state);              /* the list that next, page-down, ... move */
    int64_t (*account)(struct ui *ui, void *state); /* the account under the cursor, or 0 */
    struct touched_row (*row)(
        struct ui *ui, void *state);              /* the row under the cursor; key 0: none */
    const struct key_list *(*marks)(void *state); /* keys of the marked accounts */
    /* Does this row want something now? n and N go from one to the next; NULL: each does. */
    bool (*wants)(struct ui *ui, void *state, int64_t index);
    void (*moved)(struct ui *ui, void *state); /* the selection moved */
    /* Lines of its own commands that bring it back to how it is looked at: filter, sorting, tab
     * (state.c). They run when it was opened and is not loaded yet. */
    void (*keep)(const void *state, struct str *out);
};

enum view_id {
    VIEW_TODAY,
    VIEW_BOOK,
    VIEW_ACCOUNT,
    VIEW_TASKS,
    VIEW_AGENDA,
    VIEW_CHANGES,
    VIEW_PLAYBOOKS,
    VIEW_PLAYBOOK,
    VIEW_PREVIEW,
    VIEW_FAULTS,
    VIEW_CHECKLIST,
    VIEW_RENEWALS,
    VIEW_NOTES,
    VIEW_NOTE,
    VIEW_TIMELINE,
    VIEW_COMPOSER,
    VIEW_FEEDBACK,
    VIEW_RISKS,
    VIEW_GROWTH,
    VIEW_METRICS,
    VIEW_VALUE,
    VIEW_SOURCES,
    VIEW_PRESENT,
    VIEW_SETTINGS,
    VIEW_IMPORT,
    VIEW_FIRST,
    VIEW_COUNT
};
const struct view *view_at(enum view_id id);
bool view_from_name(const char *name, enum view_id *ret_id);

/* After a row of the list was drawn in its area: the mouse finds it there, and the one under the
 * cursor bears the selection and the terminal's own cursor. True: it is that one. */
bool ui_list_row(
    struct ui *ui, struct canvas *canvas, const struct list *list, int64_t index, struct area area);

/* While the screen is shared: one page of the account for the customer's eyes, and the note that is
 * being written; nothing else can be reached until it ends. */
void ui_present(struct ui *ui, bool on);
bool ui_is_presenting(const struct ui *ui);

struct session *ui_session(struct ui *ui);
struct show ui_show(struct ui *ui);
bool ui_is_ascii(const struct ui *ui);
/* How many panes stand beside each other on so many columns: 1, 2 or 3, by the settings. */
int ui_panes(const struct ui *ui, int columns);
/* False during the first paint: what needs the rules waits for the next one, a moment later. */
bool ui_is_painted(const struct ui *ui);
void *ui_state(struct ui *ui, enum view_id id); /* NULL: never shown */

/* Shows a view; the one before it is remembered for `back`. */
void ui_show_view(struct ui *ui, enum view_id id);
void ui_back(struct ui *ui);
/* The first view: nothing to go back to. */
void ui_start_view(struct ui *ui, enum view_id id);
enum view_id ui_current(const struct ui *ui);
/* The account that view 3, the composer and verbs are about. */
int64_t ui_account(struct ui *ui);
int64_t ui_chosen_account(const struct ui *ui); /* what ui_set_account chose, whatever is shown */
void ui_open_note(struct ui *ui, int64_t note);
/* Tasks, with the cursor on it; the account where no list of Tasks has it. */
void ui_open_task(struct ui *ui, int64_t task);
/* The account at the tab that shows the row, with the cursor on it. */
void ui_open_at_account(struct ui *ui, int64_t account, struct touched_row row);
/* The checklist of a run; run 0: the account's open run, the most urgent one. */
void ui_open_checklist(struct ui *ui, int64_t run, int64_t account);
/* What a playbook would come to on these accounts, to be started from there. Texts and keys are
 * copied. */
void ui_open_preview(struct ui *ui, const char *playbook, const struct key_list *accounts);
/* One playbook, whole, by the name of its file. */
void ui_open_playbook(struct ui *ui, const char *name);
/* What is wrong with the user's files, on the first fault of this one; NULL: of any. */
void ui_open_faults(struct ui *ui, const char *path);
/* The register of feedback, at the rows of this theme (feedback_theme_key); "": at all. */
void ui_open_feedback(struct ui *ui, const char *theme_key);
/* Risks and signals of the account, or of all (0); of one signal, or of all (""). */
void ui_open_risks(struct ui *ui, int64_t account, const char *signal);
/* Metrics; rest: `FROM TO`, or "" for the period as it was. */
void ui_open_metrics(struct ui *ui, const char *rest);
/* The file as it was recognised, and what would become of it; ~ is the user's own folder. */
void ui_open_import(struct ui *ui, const char *path);
/* The agenda; rest: `week`, `month` or "" for as it was. */
void ui_open_agenda(struct ui *ui, const char *rest);
/* The checklist of a step's run, the cursor on it. */
void ui_open_step(struct ui *ui, int64_t step);
/* Ticks it; where it still demands something, its checklist asks for that first. */
void ui_tick_step(struct ui *ui, int64_t step);
void ui_set_account(struct ui *ui, int64_t account);
/* The list that opened the account: its next or previous row becomes the account. */
bool ui_step_account(struct ui *ui, int step);
bool ui_can_step_account(struct ui *ui, int step);

/* The line above the hints. A toast goes with the next key but one; a fault stays until a key. */
void ui_toast(struct ui *ui, const char *format, ...) PRINTF_LIKE(2, 3);
void ui_fault(struct ui *ui, const struct error *err);
/* After a write: says what happened, marks every view to be read anew, and frees the outcome. */
void ui_done(struct ui *ui, struct outcome *outcome);
/* How far a long work is, in the line of toasts: for watches whose context is one of these. False:
 * Esc was pressed. */
struct ui_progress {
    struct ui *ui;
    const char *what;
    int told; /* per cent; -1 at first */
};
bool ui_progress_tell(void *context, double done);
/* Every view is read again before it is drawn. */
void ui_changed(struct ui *ui);
/* Runs a command line as a key or the palette would. */
void ui_run(struct ui *ui, const char *command);
/* The same with one argument. */
void ui_run_about(struct ui *ui, const char *command, const char *rest);
void ui_quit(struct ui *ui);
bool ui_is_ending(const struct ui *ui); /* by a signal, perhaps while an editor ran */
/* The roof opens the demo book next. */
void ui_quit_to_demo(struct ui *ui, bool with_tour);
/* Calls once, so many ms from now; again with the same function and context starts anew. */
void ui_after(struct ui *ui, int ms, void (*due)(void *context), void *context);

/* --- somebody else's editor, $VISUAL or $EDITOR (promises.md V1-V6) --- */

struct ui_outside {
    const char *text; /* as it is now */
    size_t most;      /* bytes that may come back */
    /* The file's name is known, and the editor is not yet started; or NULL. */
    void (*begun)(struct ui *ui, const char *file_name, void *context);
    void *context;
};
/* True: the editor ended well and *ret_text is what it left, perhaps the same text. False: it
 * failed, or left nothing or what is no text: err says so, and where the file is kept if it was
 * changed. */
bool ui_edit_text(struct ui *ui, const struct ui_outside *outside, struct str *ret_text,
    struct error *err) CHECKED;
/* A file that is there, at a line (0: none). True: the editor ended well; read the file anew. */
bool ui_edit_file_at(struct ui *ui, const char *path, int line, struct error *err) CHECKED;

/* --- questions; one at a time, over the view --- */

/* One line of text. `accept` returns false and fills err to keep the prompt open with the fault
 * shown. */
struct ui_question {
    const char *title;   /* `Snooze Globex until` */
    const char *initial; /* or NULL */
    const char *hint;    /* `fri, +2w, 12 dec` or NULL */
    /* The digits 1 .. take one of these instead of initial, which typing replaces; none of them:
     * it does all the same; or NULL. */
    const char *const *picks;
    /* Answers of prompts of this name come back with Up and C-r, also after a restart; NULL: of
     * this session, and with the same accept. */
    const char *recalls;
    bool (*accept)(struct ui *ui, const char *text, void *context, struct error *err);
    /* What the text is understood as, beside it while typing: `Fri 27 Nov`; or NULL. */
    void (*echo)(struct ui *ui, const char *text, struct str *out);
    /* The same, where what was typed may also be wrong at a column: fault->code says if, and a
     * caret below points there; or NULL. After `changed`. */
    void (*judge)(
        struct ui *ui, const char *text, void *context, struct str *out, struct error *fault);
    void (*changed)(struct ui *ui, const char *text, void *context); /* live filters; or NULL */
    /* Left unanswered: what stood before stands again; or NULL. */
    void (*taken_back)(struct ui *ui, const char *initial, void *context);
    void (*cancelled)(struct ui *ui, void *context); /* or NULL */
    /* What Tab puts before the caret; or NULL. */
    void (*complete)(void *context, const char *text, size_t at, struct completion *completion);
    bool of_no_account; /* as in a form */
    void *context;      /* borrowed until it closes */
};
void ui_ask(struct ui *ui, const struct ui_question *question);
/* y or n. */
void ui_confirm(
    struct ui *ui, const char *text, void (*yes)(struct ui *ui, void *context), void *context);
/* The same, with what follows a no. */
void ui_confirm_else(struct ui *ui, const char *text, void (*yes)(struct ui *ui, void *context),
    void (*no)(struct ui *ui, void *context), void *context);
/* A list to choose from by typing; texts are copied. */
struct ui_choice {
    const char *text;
    const char *detail; /* muted, beside it; or NULL */
    const char *key;    /* right-aligned; or NULL */
    int64_t id;
};
void ui_choose(struct ui *ui, const char *title, const struct ui_choice *choices, size_t count,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context), void *context);
/* The same, for one that waits for the answer. id -1: nothing fits what was typed. */
struct ui_choosing {
    const char *title;
    const char *footer; /* below the rows; or NULL */
    const struct ui_choice *choices;
    size_t count;
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context);
    void (*cancelled)(struct ui *ui, void *context); /* or NULL */
    /* The cursor came to a row that it was not on; or NULL. */
    void (*looked_at)(struct ui *ui, const struct ui_choice *choice);
    size_t at; /* the row under the cursor at first */
    void *context;
};
void ui_choose_from(struct ui *ui, const struct ui_choosing *choosing);
/* A form: a few facts of one row, a line each, in one popup. Enter goes on to the next line and
 * files it on the last, C-s files it from any. Texts are copied. */
struct ui_form_field {
    const char *label;        /* `due` */
    const char *initial;      /* or NULL */
    const char *hint;         /* while one is on it; or NULL */
    const char *const *words; /* Tab goes round them; ended by NULL; borrowed; or NULL */
    void (*echo)(struct ui *ui, const char *text, struct str *out); /* as of a question; or NULL */
    bool is_needed;                                                 /* it is not filed without */
};
enum { UI_FORM_MOST = 12 };
struct ui_form {
    const char *title;
    const struct ui_form_field *fields;
    size_t count; /* at most UI_FORM_MOST */
    /* texts: of the fields, in their order. False keeps it open with the fault at *ret_at. */
    bool (*accept)(
        struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err);
    /* What one line says: echo, shown beside it while typing, or false and the fault, shown there
     * once one leaves the line; or NULL. */
    bool (*check)(struct ui *ui, size_t at, const char *text, void *context, struct str *echo,
        struct error *err);
    int64_t about;      /* key of what it is about: what was typed comes back for that alone */
    bool of_no_account; /* the one under the cursor has no part in it: a draft is told without */
    bool may_be_blank;  /* all blank is taken too, needed or not */
    void (*cancelled)(struct ui *ui, void *context); /* or NULL */
    void *context;                                   /* borrowed until it closes */
};
void ui_ask_form(struct ui *ui, const struct ui_form *form);
/* A text to read, scrolled by the list keys; lines end in \n; a line that begins with `# ` is a
 * heading, a tab parts a left and a right column. */
void ui_read(struct ui *ui, const char *title, const char *text);
/* The same, with something that y does, or another key: `move over`. words is borrowed. */
struct ui_reading {
    const char *title, *text;
    const char *words;
    void (*yes)(struct ui *ui, void *context);
    void *context;
    char key; /* 0: y */
    /* Lines as they are, on the whole width: no headings, nothing cut. No tabs in it. */
    bool is_plain;
    void (*left)(struct ui *ui, void *context); /* by any key but that one; or NULL */
};
void ui_read_then(struct ui *ui, const struct ui_reading *reading);

#endif
