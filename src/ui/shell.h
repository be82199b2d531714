/* The shell's own state; views see it only through ui_internal.h. */
#ifndef UI_SHELL_H
#define UI_SHELL_H

#include "app/join.h"
#include "ui/bars.h"
#include "ui/keys.h"
#include "ui/left.h"
#include "ui/loop.h"
#include "ui/modal.h"
#include "ui/renewal_forms.h"
#include "ui/row_form.h"
#include "ui/ui.h"
#include "ui/ui_internal.h"

enum { HISTORY_MOST = 32, HINT_KEYS = 16, HINT_KEYS_ROOM = KEY_SEQUENCE * KEY_TEXT_ROOM };

/* A place to go back to. */
struct jump {
    enum view_id view;
    int64_t account; /* of the screen Account */
};

/* The expression over accounts that is asked for (filter.c). */
struct account_filter {
    struct ui *ui;
    bool (*taken)(struct ui *ui, const char *text, void *context, struct error *err);
    void *context;
    int64_t count;
    bool is_counted;
    struct error none; /* why none matches, where that is known */
};

struct ui {
    struct session *session;
    struct session *other; /* the book of now, while that of a day is shown; else NULL */
    struct as_of_place {   /* where one was before */
        enum view_id current, came_from;
        struct jump history[HISTORY_MOST];
        int history_count;
        int64_t account, selected[VIEW_COUNT], top[VIEW_COUNT];
        bool held[VIEW_COUNT]; /* still to be given back, when that view is read again */
    } place;
    struct canvas canvas;
    struct canvas spoken; /* what is shown of it where it is accessible */
    struct keymap keymap;
    struct theme theme;
    struct loop *loop;
    void *states[VIEW_COUNT];
    bool stale[VIEW_COUNT];
    bool is_read[VIEW_COUNT]; /* once at least */
    unsigned changes;         /* how often all views became stale */
    /* A screen that reads the whole of a large book: counting.c */
    bool may_count;   /* the word that it counts has been seen */
    bool is_counting; /* it does so just now, and a key may end it */
    bool is_left;     /* one did: it is still to be read */
    int64_t large;    /* so many accounts are a large book; 0: the usual number */
    enum view_id current;
    struct jump history[HISTORY_MOST];
    int history_count;
    struct jump ahead[HISTORY_MOST]; /* what `back` left, to go forward to again */
    int ahead_count;
    enum view_id came_from; /* the list that opened the account */
    int64_t account;
    struct keys keys; /* within a prefix while pressed.count > 0 */
    struct unheard {  /* the command of the last key: did anything come of it? */
        bool is_asked;
        char keys[32];
        struct str command;
        int without_row; /* where a toast stood before it */
        uint64_t picture;
    } unheard;
    struct hint_keys { /* of the hints that were drawn last: the keymap is not asked each time */
        const struct view *view;
        const struct view_hint *hint;
        bool is_shown;
        char keys[HINT_KEYS_ROOM];
    } hint_keys[HINT_KEYS];
    bool had_toast; /* before the key at hand */
    struct toast toast;
    unsigned waiting_said; /* the toast that says that a screen waits to be read; 0: none */
    struct modal modal;
    struct left_forms left; /* forms that were left half filled */
    bool owes_drafts;       /* they were not offered yet: a fault was told first */
    struct habits *habits;  /* long ways that were taken; NULL: none yet */
    struct finder *finder;  /* what can be gone to by name; NULL until it is asked for */
    struct str last_change; /* command line that `.` repeats */
    bool is_change_told;    /* by the key at hand, with its words */
    struct str running;     /* the command line that was run last */
    int run_depth;
    struct str bulk_text; /* what the verb on marked rows was told */
    struct account_filter account_filter;
    struct asked_field { /* whose value is asked for */
        struct ui *ui;
        enum kind kind;
        int field;
        char currency[4]; /* of the row, or "": of several */
    } asked_field;
    struct str asked;            /* the field whose value is asked for */
    struct arena feedback_arena; /* of the form for feedback, and what it is about */
    struct asking *feedback_asking;
    struct row_form_asked row_form;
    struct renewal_asked renewal; /* of the forms for a renewal */
    struct join_order join;       /* two accounts that are to become one */
    struct pipe_at_work *pipe;    /* the command that `|` runs; or NULL */
    struct sync_at_work *sync;    /* sources that run behind the screen; or NULL */
    struct rescore_job *rescore;  /* accounts that are scored behind it; or NULL */
    bool looks_later;             /* at what it wrote */
    bool look_is_due;             /* with the next key, or where none comes soon */
    struct str pasted;            /* where no text was expected: offered as a note */
    bool ascii;
    bool accessible;   /* one pane, words for shapes, numbered lists */
    bool presenting;   /* the screen is shared */
    bool is_painted;   /* once */
    bool is_partial;   /* since the last drawing only the cursor moved within its list */
    bool moved;        /* by the key at hand */
    uint64_t hinted;   /* what the hints said of the row when they were drawn: frame.c */
    struct list drawn; /* the list as it was drawn last */
    struct placed_row {
        struct area area;
        int64_t index;
    } placed[CANVAS_SIDE_MAX]; /* its rows on the screen */
    int placed_count;
    int64_t data_version;
    int written;         /* changes since the last look at the pieces of the index: rescore.c */
    struct str recalled; /* what the last start left: state.c */
    struct str kept;     /* as it was written last */
    bool settling[VIEW_COUNT]; /* its row is still to be found again */
    const char *theme_asked;   /* by --theme; borrowed, or NULL */
    uint64_t looks_mark;       /* of keys.yaml and the theme as they were read */
    int watch_fd;
    const char *watch_name; /* of the book's file inside its folder; borrowed */
    bool retrying;
    int config_fd;          /* tells when a file of the user's changed */
    struct str faults_told; /* the faults that were told last */
};

/* One with no screen and no loop yet: ui_main gives it both, tests draw and press keys without. The
 * session stays the caller's. */
struct ui *shell_new(struct session *session, int columns, int rows);
void shell_free(struct ui *ui);
/* The view as if it were shown for the first time; not the current one where it fails. */
bool shell_begin_anew(struct ui *ui, enum view_id id, struct error *err) CHECKED;
/* Draws the whole screen into the canvas. */
void shell_draw(struct ui *ui);
/* The terminal has that size now. */
void shell_resize(struct ui *ui, int columns, int rows);
/* The canvas as it is to be sent: drawn, or in words (ui/speak.h). */
const struct canvas *shell_shown(struct ui *ui);
/* What stands over the screen asks about a row of it: it must stay that row. */
bool shell_is_asked_about(const struct ui *ui);
/* The shown view reads anew what it shows, where that is no longer so. */
void shell_load(struct ui *ui);
void shell_key(struct ui *ui, const struct key *key);
/* Before a key's command runs, and after it was drawn: true: nothing came of it, which a toast says
 * that is still to be drawn. */
void unheard_look(struct ui *ui); /* at the first key of several */
void unheard_begin(struct ui *ui, const struct key_sequence *keys, const char *command);
bool unheard_tell(struct ui *ui);
/* Clicks and the wheel, on whatever is shown; false: the key is none of theirs. */
bool mouse_key(struct ui *ui, const struct key *key);
/* The screen before this one, and from there back here. */
void ui_swap(struct ui *ui);
/* Where `back` came from; false: one has not gone back, or went elsewhere since. */
bool ui_forward(struct ui *ui);
/* Is the word that a screen counts to be drawn before it is read? And that word. */
bool counting_first(struct ui *ui);
void counting_draw(struct ui *ui, struct canvas *canvas);
/* Around the reading of a screen: keys may end it. False: one did, it is still to be read. */
void counting_begin(struct ui *ui);
bool counting_end(struct ui *ui);
bool counting_is_left(void *ui); /* did a key come that ends it? Takes in what waits */
/* A key that does not wait for the count of the screen it comes to. */
bool counting_gives_way(struct ui *ui, const struct key *key);
/* The row of the list that stands at a cell; -1: none. */
int64_t shell_row_at(const struct ui *ui, int x, int y);
/* Global commands, sorted by name; for the palette and help. */
struct shell_command {
    const char *name;
    const char *help;
    void (*run)(struct ui *ui, const char *rest);
    bool needs_no_rows; /* as in struct view_command */
};
const struct shell_command *shell_commands(size_t *ret_count);
const struct shell_command *shell_command_find(const char *name, size_t len);
/* A view's own command of that name; NULL: it has none. */
const struct view_command *shell_view_command(
    const struct view *view, const char *name, size_t len);
struct keymap_sections shell_sections(const struct ui *ui);
/* What a command line does on the screen that is shown, in a few words; NULL: nothing. */
const char *shell_about(struct ui *ui, const char *command);
/* The same of what is done while one types: prompts, forms, pickers, the composer. */
const char *shell_about_typing(const char *command);
/* The lines that have words of their own, for the tests; NULL past the last. */
const char *shell_about_line(size_t index);
/* Is there such a command, on whichever screen? */
bool shell_line_is_known(const char *line);
/* --- the book as of a day: as_of.c --- */
void shell_as_of(struct ui *ui, const char *text); /* `now`: back; "": asks for the day */
void shell_as_of_end(struct ui *ui);               /* back to the book of now, without a word */
/* The list of the view that was just read stands where it stood before the other book. */
void shell_as_of_settle(struct ui *ui);
/* True, and said: this command writes, and the book is that of a day behind us. */
bool shell_as_of_refuses(struct ui *ui, const char *command, size_t len);

void shell_watch_start(struct ui *ui);
void shell_watch_stop(struct ui *ui);
/* Soon: whatever changed of the user's own files is read anew. */
void shell_config_look(struct ui *ui);
/* Looks for faults of the user's files and tells those that were not told yet. */
void shell_tell_faults(struct ui *ui);
/* Another program wrote: reads anew when the data version moved. */
void shell_look(struct ui *ui);
/* Before a key is taken: what is due to be read. */
void shell_look_with_key(struct ui *ui);

#endif
