/* What stands over the view: a question, a list to choose from, a yes or no, a text to read, or how
 * a prefix goes on. One at a time. */
#ifndef UI_MODAL_H
#define UI_MODAL_H

#include "ui/list.h"
#include "ui/picker.h"
#include "ui/popup.h"
#include "ui/prompt.h"
#include "ui/ui_internal.h"

enum modal_kind {
    MODAL_NONE,
    MODAL_PREFIX,
    MODAL_QUESTION,
    MODAL_CHOICE,
    MODAL_CONFIRM,
    MODAL_FORM,
    MODAL_TEXT,
    MODAL_TOUR
};

/* What was said to a kind of question, told by who takes the answer. */
struct answer {
    bool (*accept)(struct ui *ui, const char *text, void *context, struct error *err);
    char *text;
};

/* Where the tour is, and where it began. */
struct modal_tour {
    size_t at;
    enum view_id from;
    int history_count;
    enum view_id came_from;
    int64_t account;
};

struct modal {
    enum modal_kind kind;
    struct arena arena; /* texts of what stands there */
    struct ui_question question;
    struct prompt prompt;
    bool is_proposed;   /* what stands in the prompt; typing replaces it */
    char picked;        /* digit that chose it, or 0 */
    struct error fault; /* of what is typed, by its judge; code 0: none */
    bool tells_keys;    /* in place of the hint, until the next key */
    unsigned seen;      /* edit.changes of the prompt that was answered last */
    struct modal_answers ARRAY_OF(struct answer) answers;
    struct picker picker;
    struct ui_choice *choices;
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context);
    void (*typed)(struct ui *ui, const char *text);  /* in a list, before it is filtered; or NULL */
    void (*settle)(struct ui *ui); /* in a list, before its first row is chosen; or NULL */
    void (*cancelled)(struct ui *ui, void *context); /* of a list or a yes or no; or NULL */
    void (*looked_at)(struct ui *ui, const struct ui_choice *choice); /* of a list; or NULL */
    const char *title;
    void (*yes)(struct ui *ui, void *context);
    key_code again; /* answers yes too: the key that asked, pressed again; 0: none does */
    void *context;
    struct ui_form form;
    struct ui_form_field *fields; /* of the form, as copied */
    struct prompt *prompts;       /* one a field */
    size_t field;                 /* the one that is typed in */
    bool was_left;                /* what was typed into it the last time stands there (left.h) */
    struct keys form_keys;
    struct modal_tour tour;
    const char **lines; /* of a text */
    const char *words;  /* what words_key does there; NULL: nothing */
    char words_key[2];  /* as a text */
    size_t line_count;
    bool is_plain; /* no headings, on the whole width */
    struct list list;
};

bool modal_takes_keys(const struct modal *modal);
void modal_key(struct ui *ui, const struct key *key);
void modal_draw(struct ui *ui, struct canvas *canvas);
void modal_show_prefix(struct ui *ui);
void modal_close(struct modal *modal);
void modal_fini(struct modal *modal);

/* For the kinds: makes room for another one, what the last one said is gone. */
struct modal *modal_begin(struct ui *ui, enum modal_kind kind);
void modal_question_key(struct ui *ui, const struct key *key);
/* Tells anew what is made of the text. */
void modal_question_tell(struct ui *ui);
/* An amount, a day, `60%` or `+3d`, which typing replaces. NULL is none. */
bool modal_is_value(const char *text);
/* The line in $VISUAL or $EDITOR; what comes back is one line again. False: as it was, and told. */
bool modal_edit_outside(struct ui *ui, struct prompt *prompt) CHECKED;
void modal_draw_question(struct ui *ui, struct canvas *canvas);
void modal_form_key(struct ui *ui, const struct key *key);
void modal_form_close(struct modal *modal);
void modal_draw_form(struct ui *ui, struct canvas *canvas);
void modal_text_key(struct ui *ui, const struct key *key);
void modal_draw_text(struct ui *ui, struct canvas *canvas);

#endif
