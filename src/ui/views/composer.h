/* What the files of the composer share: what is being written, its drafts, its picture, its keys.
 */
#ifndef UI_VIEWS_COMPOSER_H
#define UI_VIEWS_COMPOSER_H

#include "core/assess.h"
#include "files/draft.h"
#include "ui/editor.h"
#include "ui/keys.h"
#include "ui/ui_internal.h"

/* `field 2 4`: where a field was drawn, and which word of it (canvas_place). */
#define COMPOSER_PLACE "field"
enum composer_field { FIELD_WHEN, FIELD_TOOK, FIELD_KIND, FIELD_WITH, FIELD_MOOD, FIELD_BODY };

struct composer {
    bool open; /* something is being written */
    int64_t account, note;
    int64_t rev;           /* of the note when its editing began: another one since is a conflict */
    const char *name;      /* of the account */
    const char *lost_name; /* of one that was deleted meanwhile; or NULL */
    const char *theirs;    /* the note as another terminal filed it, while that is asked; or NULL */
    int64_t theirs_rev;
    bool prepared; /* it waits for its meeting: saving logs it, leaving keeps it so */
    enum composer_field at;
    struct edit when, took, with;
    size_t when_shown, took_shown, with_shown;
    size_t kind, mood;
    struct editor body;
    const char *template; /* name of the one it began with, in the arena; or NULL */
    const char *filled;   /* what the text began as, in the arena; or NULL */
    struct keys keys;
    struct arena arena; /* name, side pane */
    struct dossier dossier;
    struct assessment assessment;
    bool has_side;
    struct {
        size_t all, promises, asks;
        bool is_inline;   /* a box stands behind words, where it makes no task */
        unsigned changes; /* of the body when they were counted */
    } followups;
    struct str said_tags; /* `#budget #field`, read with them */
    const char **tags;    /* of the book, for # and Tab; NULL: not asked yet */
    size_t tag_count;
    char draft[96];     /* its file's name, "" none yet */
    char outside[96];   /* file name of what an editor has of it, "" none */
    bool was_left;      /* it goes on with a draft */
    bool draft_awaited; /* the clock to the next draft runs */
    bool dirty;         /* typed since the draft was written */
    minute_number saved;
    const char *fault;            /* of the draft file, in the arena */
    void (*filed)(struct ui *ui); /* asked for by composer_then; or NULL */
};

enum { COMPOSER_KINDS = 9, COMPOSER_MOODS = 4 };
extern const char *const composer_kinds[COMPOSER_KINDS];
extern const char *const composer_moods[COMPOSER_MOODS]; /* "": not said */
size_t composer_kind_index(const char *word);            /* 0 where it is none */
size_t composer_mood_index(const char *word);

/* Nothing was written: no text, or that of the template as it was. */
bool composer_is_blank(const struct composer *composer);
struct composer *composer_of(struct ui *ui); /* NULL: never opened */
/* Shows an empty one on this account; NULL: it could not be read, the fault is shown. */
struct composer *composer_begin(struct ui *ui, int64_t account);
void composer_set_text(struct edit *edit, const char *text);
void composer_set_body(struct composer *composer, const char *text);
/* Opens a note, or goes on with its draft; a prepared one is live then. */
void composer_take_note(struct ui *ui, struct composer *composer, const struct row *row);
/* The field that is typed in; NULL: it is chosen, or the text itself. */
struct edit *composer_edit_at(struct composer *composer, enum composer_field field);
void composer_save(struct ui *ui, struct composer *composer);
/* A prepared one stays prepared with the text as it is now. False: the fault is shown. */
bool composer_save_prepared(struct ui *ui, struct composer *composer);
void composer_leave(struct ui *ui, struct composer *composer);
/* Its draft goes, and it is empty; the screen before it comes back. */
void composer_end(struct ui *ui, struct composer *composer);

/* --- drafts: what is typed is on disk within a second --- */
void composer_typed(struct ui *ui, struct composer *composer);
void composer_drop_draft(struct ui *ui, struct composer *composer);
/* What was left on this account, of this note (0: a new one), goes on where it stopped. */
bool composer_take_left(struct ui *ui, struct composer *composer, int64_t account, int64_t note);
/* False: what is written there could not be put away, and stays; that is said. */
bool composer_make_room(struct ui *ui);

/* --- templates (core/template.h) --- */
/* In place of nothing or of an untouched template; else at the caret. */
bool composer_put_template(struct ui *ui, struct composer *composer,
    const struct template_order *order, struct error *err) CHECKED;
/* Another kind was chosen: an untouched template gives way to that of the kind. */
void composer_kind_chosen(struct ui *ui, struct composer *composer);
/* The template of its kind, for one that waits and says nothing yet: a meeting of a calendar. */
void composer_begin_agenda(struct ui *ui, struct composer *composer);
void composer_choose_template(struct ui *ui, struct composer *composer);

/* --- fields --- */
void composer_draw_fields(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area);
/* Tab in `with`: a name that was begun is completed, else the account's people are listed. */
void composer_complete_with(struct ui *ui, struct composer *composer);
/* The names, parted by ; alone. Commas part them too. Appends. */
void composer_names(const struct composer *composer, struct str *out);

/* The open task or step of this kind of note that is next on the account; kind NULL: of any in
 * which one talks. */
const struct row *composer_ahead(const struct dossier *dossier, const char *kind);
/* What is known of the account, beside the text. */
void composer_draw_side(
    struct ui *ui, const struct composer *composer, struct canvas *canvas, struct area area);

/* What fits before the caret: people behind @, tags behind #, by Tab an account's name. */
struct completion_asker {
    struct ui *ui;
    struct composer *composer;
};
void composer_complete(
    void *context, const struct edit *edit, bool is_asked, struct completion *completion);

/* The text with its decoration, in `text`; what follow-ups become stands at the right end of `all`.
 */
void composer_draw_text(struct ui *ui, struct composer *composer, struct canvas *canvas,
    struct area text, struct area all);
/* Counts the follow-ups and tags where the text is another; a long one after a pause. */
void composer_count(struct ui *ui, struct composer *composer);
void composer_draw_count(const struct composer *composer, struct canvas *canvas, struct area foot);

/* To $VISUAL or $EDITOR and back; true: with another text. */
bool composer_edit_outside(struct ui *ui, struct composer *composer);
void composer_forget_outside(struct composer *composer);

void composer_draw(struct ui *ui, void *state, struct canvas *canvas);
bool composer_key(struct ui *ui, void *state, const struct key *key);

#endif
