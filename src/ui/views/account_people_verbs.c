/* What keys do on the tab People: a person added, edited, given a role, gone, called. */
#include <string.h>
#include "app/people.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"
#include "ui/row_form.h"
#include "ui/views/account.h"
#include "ui/views/checklist_lead.h"

static const char *const roles[] = {"champion", "executive sponsor", "economic buyer",
    "decision maker", "technical lead", "user", "blocker", "detractor", NULL};
static const char *const influences[] = {"high", "medium", "low", NULL};
static const char *const stances[] = {"for", "neutral", "against", NULL};

/* --- the form --- */

/* The names that one may report to, for Tab. */
static const char *const *superiors(
    const struct account_view *view, int64_t person, struct arena *arena)
{
    const char **names = arena_alloc_array(arena, view->people.count + 1, sizeof(*names));
    size_t count = 0;

    for (size_t i = 0; i < view->people.count; i++) {
        const struct person_place *place = &view->people.items[i];

        if (!place->has_left && place->contact->key != person)
            names[count++] = arena_copy_text(arena, row_text(place->contact, CONTACT_NAME));
    }
    names[count] = NULL;
    return names;
}

static const char *const *words_of(
    const struct row_form_line *line, void *context, struct arena *arena)
{
    const struct account_view *view = context;

    return line->field == CONTACT_REPORTS_TO ? superiors(view, view->asked_person, arena) : NULL;
}

static void ask_person(struct ui *ui, struct account_view *view, const struct row *person)
{
    view->asked_person = person ? person->key : 0;
    row_form_ask(
        ui, &(struct row_form_asking){&row_form_person, person, view->loaded, words_of, view});
}

void account_add_person(struct ui *ui, struct account_view *view)
{
    ask_person(ui, view, NULL);
}

bool account_edit_person(struct ui *ui, struct account_view *view)
{
    const struct person_place *place = account_person_here(view);

    if (place)
        ask_person(ui, view, place->contact);
    return place != NULL;
}

/* --- one field --- */

static void set_field(struct ui *ui, int64_t person, int field, const char *text)
{
    struct arena arena = {0};
    const char *assignments[] = {
        arena_format(&arena, "%s=%s", kind_info(KIND_CONTACT)->fields[field].name, text), NULL};
    struct outcome outcome;
    struct error err;

    if (verb_set(ui_session(ui), KIND_CONTACT, person, assignments, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
    arena_fini(&arena);
}

/* The word after the one that stands there; after the last none. */
static const char *word_after(const char *const *words, const char *now)
{
    for (size_t i = 0; words[i]; i++)
        if (text_equal_nocase(words[i], now))
            return words[i + 1] ? words[i + 1] : "";
    return words[0];
}

static void no_person(struct ui *ui)
{
    ui_toast(ui, "choose a person on the tab People");
}

bool account_weigh_person(struct ui *ui, struct account_view *view)
{
    const struct person_place *place = account_person_here(view);

    if (place)
        set_field(ui, place->contact->key, CONTACT_INFLUENCE,
            word_after(influences, row_text(place->contact, CONTACT_INFLUENCE)));
    return place != NULL;
}

void account_stance_person(struct ui *ui, struct account_view *view, const char *stance)
{
    const struct person_place *place = account_person_here(view);

    if (!place)
        no_person(ui);
    else
        set_field(ui, place->contact->key, CONTACT_STANCE,
            *stance ? stance : word_after(stances, row_text(place->contact, CONTACT_STANCE)));
}

static void role_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    const struct account_view *view = context;

    set_field(ui, view->asked_person, CONTACT_ROLE, id >= 0 ? roles[id] : typed);
}

void account_role_person(struct ui *ui, struct account_view *view, const char *role)
{
    const struct person_place *place = account_person_here(view);
    struct ui_choice choices[COUNT_OF(roles) - 1];

    if (!place) {
        no_person(ui);
        return;
    }
    if (*role) {
        set_field(ui, place->contact->key, CONTACT_ROLE, role);
        return;
    }
    for (size_t i = 0; roles[i]; i++)
        choices[i] = (struct ui_choice){roles[i], NULL, NULL, (int64_t)i};
    view->asked_person = place->contact->key;
    ui_choose(
        ui, row_text(place->contact, CONTACT_NAME), choices, COUNT_OF(choices), role_chosen, view);
}

/* --- their notes --- */

bool account_log_person(struct ui *ui, struct account_view *view, const char *kind)
{
    const struct person_place *place = account_person_here(view);

    if (place && !place->has_left)
        composer_log_with(
            ui, view->loaded, *kind ? kind : "call", row_text(place->contact, CONTACT_NAME));
    return place && !place->has_left;
}

bool account_open_person(struct ui *ui, struct account_view *view)
{
    const struct person_place *place = account_person_here(view);
    struct str query = {0};

    if (!place)
        return false;
    str_addf(&query, "with:\"%s\" in:notes", row_text(place->contact, CONTACT_NAME));
    ui_run_about(ui, "search", str_text(&query));
    str_fini(&query);
    return true;
}

/* --- gone, and there again --- */

#define CHANGE_PLAYBOOK "champion-change"

static void start_change(struct ui *ui, void *context)
{
    const struct account_view *view = context;
    struct outcome outcome;
    struct error err;

    if (verb_playbook_start(
            ui_session(ui), CHANGE_PLAYBOOK, view->loaded, DAY_NONE, &outcome, NULL, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static bool runs_already(const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->runs.count; i++)
        if (row_is(dossier->runs.items[i], RUN_PLAYBOOK, CHANGE_PLAYBOOK) &&
            row_is(dossier->runs.items[i], RUN_STATUS, "open"))
            return true;
    return false;
}

/* A champion or sponsor who goes leaves a gap: the playbook for it can start at once. */
static void offer_change(struct ui *ui, struct account_view *view, const struct row *person)
{
    enum person_role role = person_role_of(person);
    const struct playbook *playbook;
    struct error ignored;
    struct str question = {0};

    if ((role != PERSON_CHAMPION && role != PERSON_SPONSOR) || runs_already(&view->dossier) ||
        !verb_playbook_find(ui_session(ui), CHANGE_PLAYBOOK, &playbook, &ignored))
        return;
    str_addf(&question, _("The %s left. Start the playbook %s now?"), person_role_word(role),
        playbook->title);
    ui_confirm(ui, str_text(&question), start_change, view);
    str_fini(&question);
}

static const struct person_place *asked_place(const struct account_view *view)
{
    for (size_t i = 0; i < view->people.count; i++)
        if (view->people.items[i].contact->key == view->asked_person)
            return &view->people.items[i];
    return NULL;
}

static bool gone_on(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct account_view *view = context;
    struct session *session = ui_session(ui);
    const struct person_place *place = asked_place(view);
    struct outcome outcome;
    day_number day;

    if (!place)
        return error_set(err, ERROR_NOT_FOUND, "this person is gone; R reads the screen anew");
    if (!day_parse(text, session_today(session), &session_settings(session)->calendar, &day, err) ||
        !verb_person_left(session, view->asked_person, day, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    if (day <= session_today(session))
        offer_change(ui, view, place->contact);
    return true;
}

static void bring_back(struct ui *ui, int64_t person)
{
    struct outcome outcome;
    struct error err;

    if (verb_person_left(ui_session(ui), person, DAY_NONE, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

bool account_left_person(struct ui *ui, struct account_view *view, const char *day)
{
    const struct person_place *place = account_person_here(view);
    struct str title = {0};
    struct error err;

    if (!place)
        return false;
    view->asked_person = place->contact->key;
    str_addf(&title, _("%s left on"), row_text(place->contact, CONTACT_NAME));
    if (place->has_left)
        bring_back(ui, place->contact->key);
    else if (!*day)
        ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                       .initial = "today",
                       .hint = _("fri, 12 nov, -3d"),
                       .accept = gone_on,
                       .echo = day_echo,
                       .context = view});
    else if (!gone_on(ui, day, view, &err))
        ui_fault(ui, &err);
    str_fini(&title);
    return true;
}

/* --- erased, by typing the name --- */

static bool erase_typed(struct ui *ui, const char *text, void *context, struct error *err)
{
    const struct account_view *view = context;
    struct arena arena = {0};
    struct erasure erasure;
    bool ok = verb_person_erase(ui_session(ui), view->asked_person, text, &arena, &erasure, err);

    if (ok) {
        const char *mentions =
            arena_format(&arena, words_plural("%d mention", "%d mentions", erasure.count.mentions),
                erasure.count.mentions);
        const char *places = arena_format(&arena,
            words_plural("%d place in texts", "%d places in texts", erasure.count.places),
            erasure.count.places);

        if (*erasure.left)
            ui_toast(ui, "erased for good: %s, %s; but %s", mentions, places, erasure.left);
        else
            ui_toast(ui, "erased for good: %s, %s", mentions, places);
        ui_changed(ui);
    }
    arena_fini(&arena);
    return ok;
}

void account_erase_person(struct ui *ui, struct account_view *view)
{
    static const char *const no_picks[] = {NULL};
    const struct person_place *place = account_person_here(view);
    struct str title = {0};

    if (!place) {
        no_person(ui);
        return;
    }
    view->asked_person = place->contact->key;
    str_addf(&title, _("Erase %s for good? Type the name"), row_text(place->contact, CONTACT_NAME));
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .hint = _("rows, notes, journal and our copies; no undo brings it back"),
                   .picks = no_picks, /* the name is not to be kept as what was typed */
                   .accept = erase_typed,
                   .context = view});
    str_fini(&title);
}
