#include "ui/feedback_form.h"

#include <string.h>
#include "app/feedback.h"
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

enum { FORM_THEME, FORM_TEXT, FORM_SEVERITY, FORM_ASKED_BY, FORM_FIELDS };

static const char *const severities[] = {"high", "medium", "low", NULL};

/* Lives while the form is open: the shell keeps it. */
struct asking {
    struct feedback_known known;
    const char *const *themes, *const *people;
};

static bool is_severity(const char *word)
{
    for (size_t i = 0; severities[i]; i++)
        if (text_equal_nocase(word, severities[i]))
            return true;
    return text_blank(word);
}

static bool take(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    const struct asking *asking = context;
    struct arena arena = {0};
    const char *assignments[] = {arena_format(&arena, "theme=%s", texts[FORM_THEME]),
        arena_format(&arena, "text=%s", texts[FORM_TEXT]),
        arena_format(&arena, "severity=%s", texts[FORM_SEVERITY]),
        arena_format(&arena, "asked_by=%s", texts[FORM_ASKED_BY]), NULL};
    struct outcome outcome;
    bool ok = is_severity(texts[FORM_SEVERITY]) ||
              error_set(err, ERROR_USAGE, "how much it matters: high, medium or low");

    *ret_at = FORM_SEVERITY;
    ok = ok && verb_add(ui_session(ui), KIND_FEEDBACK, asking->known.account, assignments, &outcome,
                   NULL, err);
    arena_fini(&arena);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

/* --- what Tab offers --- */

static bool read_themes(struct ui *ui, struct asking *asking, struct error *err)
{
    struct arena *arena = &ui->feedback_arena;
    struct feedback_themes themes;
    const char **names;
    size_t count = 0;

    if (!feedback_read(ui->session, arena, &themes, err))
        return false;
    names = arena_alloc_array(arena, themes.count + 1, sizeof(*names));
    for (size_t i = 0; i < themes.count; i++)
        if (*themes.items[i].key)
            names[count++] = themes.items[i].name;
    asking->themes = names;
    return true;
}

static bool read_people(struct ui *ui, struct asking *asking, struct error *err)
{
    struct arena *arena = &ui->feedback_arena;
    struct row_list people = {0};
    const char **names;
    size_t count = 0;

    if (!store_children(
            session_store(ui->session), KIND_CONTACT, asking->known.account, arena, &people, err))
        return false;
    names = arena_alloc_array(arena, people.count + 1, sizeof(*names));
    for (size_t i = 0; i < people.count; i++)
        if (person_is_active(people.items[i], ui_show(ui).today) &&
            *row_text(people.items[i], CONTACT_NAME))
            names[count++] = row_text(people.items[i], CONTACT_NAME);
    asking->people = names;
    return true;
}

/* --- asking --- */

static void ask(struct ui *ui, struct asking *asking)
{
    const struct feedback_known *known = &asking->known;
    struct str title = {0};
    struct arena names = {0};
    struct row *account = NULL;
    struct error err;

    if (!read_themes(ui, asking, &err) || !read_people(ui, asking, &err) ||
        !store_get(
            session_store(ui->session), KIND_ACCOUNT, known->account, &names, &account, &err)) {
        ui_fault(ui, &err);
    } else if (account) {
        const struct ui_form_field fields[FORM_FIELDS] = {
            [FORM_THEME] = {.label = _("theme"),
                .initial = known->theme,
                .words = asking->themes,
                .hint = _("in a word or two; Tab: the themes there are"),
                .is_needed = true},
            [FORM_TEXT] = {.label = _("they say"),
                .initial = known->text,
                .hint = _("in their words")},
            [FORM_SEVERITY] = {.label = _("severity"),
                .words = severities,
                .hint = _("to them; Tab: high, medium, low")},
            [FORM_ASKED_BY] = {.label = _("asked by"),
                .initial = known->asked_by,
                .words = asking->people,
                .hint = _("Tab goes through the people, or type a name")},
        };

        str_addf(&title, _("%s asks for"), part_name(account));
        ui_ask_form(ui, &(struct ui_form){.title = str_text(&title),
                            .fields = fields,
                            .count = FORM_FIELDS,
                            .about = known->account,
                            .accept = take,
                            .context = asking});
    }
    str_fini(&title);
    arena_fini(&names);
}

static void account_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct asking *asking = ui->feedback_asking;

    if (id > 0 && asking) {
        asking->known.account = id;
        ask(ui, asking);
    }
}

void feedback_ask(struct ui *ui, const struct feedback_known *known)
{
    struct arena before = ui->feedback_arena; /* the texts may lie in it */
    struct asking *asking;

    ui->feedback_arena = (struct arena){0};
    asking = ui->feedback_asking = arena_alloc(&ui->feedback_arena, sizeof(*asking));
    asking->known.account = known->account;
    asking->known.theme = arena_copy_text(&ui->feedback_arena, known->theme);
    asking->known.text = arena_copy_text(&ui->feedback_arena, known->text);
    asking->known.asked_by = arena_copy_text(&ui->feedback_arena, known->asked_by);
    arena_fini(&before);
    if (known->account)
        ask(ui, asking);
    else
        accounts_choose(ui, _("Who asks for it?"), account_chosen);
}
