/* One touch or try logged on the account under the cursor, or on all that are marked: a note each,
 * one undo. A try is no touch (model.md, Words): its note bears the tag #try. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/ways.h"

enum { WORDS_COLUMNS = 40 };

/* `email sent the invite`: the kind, and where the text begins. */
static const char *kind_of_line(const char *line, const char **ret_text)
{
    size_t len = strcspn(line, " ");
    struct str word = {0};
    const char *kind;

    str_add_bytes(&word, line, len);
    kind = composer_kind_for(str_text(&word));
    *ret_text = kind ? line + len + strspn(line + len, " ") : line;
    str_fini(&word);
    return kind ? kind : "call";
}

static bool log_one(struct ui *ui, struct touched_row row, const char *line, const char *tag,
    struct outcome *ret_outcome, struct error *err)
{
    struct note_draft draft = {.at = MINUTE_NONE};
    struct str body = {0};
    const char *text;
    bool ok;

    draft.account = row.kind == KIND_ACCOUNT ? row.key : ui_account(ui);
    draft.kind = kind_of_line(line, &text);
    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say what was done, as: email sent the invitation");
    str_addf(&body, "%s%s", text, tag);
    draft.body = str_text(&body);
    ok = verb_note_log(ui_session(ui), &draft, ret_outcome, NULL, err);
    str_fini(&body);
    return ok;
}

static bool touch_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    return log_one(ui, row, text, "", ret_outcome, err);
}

static bool try_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    return log_one(ui, row, text, " #try", ret_outcome, err);
}

/* `email: sent the invite` */
static void line_words(struct ui *ui, const char *line, struct str *out)
{
    const char *text;
    size_t fits;

    str_addf(out, "%s: ", kind_of_line(line, &text));
    fits = text_fit(text, strlen(text), WORDS_COLUMNS);
    text_clean(out, text, fits);
    str_add(out, text[fits] ? "…" : "");
}

static const struct bulk_verb touch_verb = {.command = "touch",
    .doing = N_("Log a touch on"),
    .done = N_("touched,"),
    .run = touch_one,
    .words = line_words};
static const struct bulk_verb try_verb = {.command = "try",
    .doing = N_("Log a try on"),
    .done = N_("tried,"),
    .run = try_one,
    .words = line_words};

/* --- asked for --- */

enum { ASK_KIND, ASK_COUNTS, ASK_TEXT, ASK_FIELDS };

static bool take_form(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    bool is_try = text_equal_nocase(texts[ASK_COUNTS], "try");
    struct str line = {0};
    bool ok;

    *ret_at = ASK_KIND;
    if (!composer_kind_for(texts[ASK_KIND]))
        return error_set(err, ERROR_USAGE, "no kind of note is called '%s'; Tab goes through them",
            texts[ASK_KIND]);
    *ret_at = ASK_COUNTS;
    if (!is_try && !text_equal_nocase(texts[ASK_COUNTS], "touch"))
        return error_set(err, ERROR_USAGE, "it counts as a touch or as a try");
    *ret_at = ASK_TEXT;
    str_addf(&line, "%s %s", texts[ASK_KIND], texts[ASK_TEXT]);
    ok = bulk_run(ui, is_try ? &try_verb : &touch_verb, str_text(&line), err);
    str_fini(&line);
    return ok;
}

static void ask(struct ui *ui, bool is_try)
{
    static const char *const kinds[] = {
        "email", "call", "meeting", "training", "qbr", "ebr", "milestone", "internal", NULL};
    static const char *const counts[] = {"try", "touch", NULL};
    struct ui_form_field fields[ASK_FIELDS] = {
        [ASK_KIND] = {.label = _("kind"),
            .initial = "email",
            .hint = _("Tab goes on"),
            .words = kinds},
        [ASK_COUNTS] = {.label = _("counts as"),
            .initial = is_try ? "try" : "touch",
            .hint = _("a try: a mail to many, or one with no answer, is no touch"),
            .words = counts},
        [ASK_TEXT] = {.label = _("text"),
            .hint = _("- [ ] send it fri   becomes a task on each"),
            .is_needed = true},
    };
    struct str title = {0};

    str_add(&title, _("Log on "));
    bulk_name(ui, &title);
    ui_ask_form(ui,
        &(struct ui_form){
            .title = str_text(&title), .fields = fields, .count = ASK_FIELDS, .accept = take_form});
    str_fini(&title);
}

static void run_verb(struct ui *ui, const struct bulk_verb *verb, const char *rest)
{
    struct error err;

    if (!bulk_has_marks(ui) && !ui_account(ui))
        way_to_account(ui);
    else if (!*rest)
        ask(ui, verb == &try_verb);
    else if (!bulk_run(ui, verb, rest, &err))
        ui_fault(ui, &err);
}

void many_run_touch(struct ui *ui, const char *rest)
{
    run_verb(ui, &touch_verb, rest);
}

void many_run_try(struct ui *ui, const char *rest)
{
    run_verb(ui, &try_verb, rest);
}
