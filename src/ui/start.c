/* Starting playbooks: which one, on which account, and then the preview. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/ways.h"

enum { CHOICE_CHECKLIST = -2 };

static void preview_on(struct ui *ui, const char *playbook, int64_t account)
{
    struct key_list one = {0};
    const struct key_list *marks = bulk_marks(ui);

    if (!marks) {
        ARRAY_PUSH(&one, account);
        ui_set_account(ui, account);
    }
    ui_open_preview(ui, playbook, marks ? marks : &one);
    array_fini(&one);
}

/* --- a playbook for this account, or for the marked ones --- */

/* 0: the account's most urgent run will do. */
static int64_t run_of_id(struct ui *ui, const char *id)
{
    struct arena arena = {0};
    struct row *run = NULL;
    struct error ignored;
    int64_t key =
        verb_find_row(ui->session, KIND_RUN, id, &arena, &run, &ignored) && run ? run->key : 0;

    arena_fini(&arena);
    return key;
}

static bool start_on(struct ui *ui, const char *name)
{
    struct outcome outcome;
    struct error err;
    struct str id = {0};
    int64_t account = ui_account(ui);
    bool ok = verb_playbook_start(ui->session, name, account, DAY_NONE, &outcome, &id, &err);

    if (ok) {
        ui_done(ui, &outcome);
        ui_open_checklist(ui, run_of_id(ui, str_text(&id)), account);
    } else {
        ui_fault(ui, &err);
    }
    str_fini(&id);
    return ok;
}

static void playbook_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct playbook_listings listings = {0};
    struct error err;

    if (id == CHOICE_CHECKLIST) {
        ui_open_checklist(ui, 0, ui_account(ui));
    } else if (id >= 0 && verb_playbooks(ui->session, &listings, &err)) {
        if (!listings.items[id].playbook)
            ui_toast(ui, "%s", listings.items[id].fault);
        else
            preview_on(ui, listings.items[id].name, ui_account(ui));
    }
    array_fini(&listings);
}

/* Why a playbook is offered for the account now; NULL: it is not. */
static const char *offer_of(
    const struct playbook_match_list *matches, const struct playbook *playbook, int64_t account)
{
    for (size_t i = 0; playbook && i < matches->count; i++)
        if (matches->items[i].playbook == playbook && matches->items[i].account == account)
            return matches->items[i].why;
    return NULL;
}

struct choosing {
    const struct playbook_listings *listings;
    const struct playbook_match_list *matches;
    int64_t account;
    struct ui_choice *choices;
    size_t count;
    struct arena arena;
};

/* Those that are offered stand first, with the reason. */
static void add_listings(struct choosing *choosing, bool offered)
{
    for (size_t i = 0; i < choosing->listings->count; i++) {
        const struct playbook_listing *listing = &choosing->listings->items[i];
        const char *why = offer_of(choosing->matches, listing->playbook, choosing->account);

        if ((why != NULL) != offered)
            continue;
        choosing->choices[choosing->count++] =
            (struct ui_choice){.text = listing->playbook ? listing->playbook->title : listing->name,
                .detail = offered ? arena_format(&choosing->arena, _("offered: %s"), why)
                          : listing->playbook ? listing->playbook->summary
                                              : listing->fault,
                .id = (int64_t)i};
    }
}

static void choose_playbook(struct ui *ui, const struct playbook_listings *listings)
{
    struct playbook_match_list matches = {0};
    struct choosing choosing = {.listings = listings, .matches = &matches};
    struct error ignored;

    choosing.choices = mem_alloc_array(listings->count + 1, sizeof(*choosing.choices));
    choosing.account = bulk_has_marks(ui) ? 0 : ui_account(ui);
    if (choosing.account) {
        (void)!verb_playbook_matches(ui->session, NULL, &choosing.arena, &matches, &ignored);
        add_listings(&choosing, true);
        choosing.choices[choosing.count++] = (struct ui_choice){
            _("checklist"), _("go to what runs on this account"), NULL, CHOICE_CHECKLIST};
    }
    add_listings(&choosing, false);
    ui_choose(ui, _("Playbook"), choosing.choices, choosing.count, playbook_chosen, NULL);
    array_fini(&matches);
    arena_fini(&choosing.arena);
    free(choosing.choices);
}

void account_run_playbook(struct ui *ui, const char *rest)
{
    struct playbook_listings listings = {0};
    struct error err;

    if (!bulk_has_marks(ui) && !ui_account(ui)) {
        way_choose_account(ui);
        return;
    }
    if (*rest && bulk_has_marks(ui))
        preview_on(ui, rest, 0);
    else if (*rest)
        (void)start_on(ui, rest);
    else if (verb_playbooks(ui->session, &listings, &err))
        choose_playbook(ui, &listings);
    else
        ui_fault(ui, &err);
    array_fini(&listings);
}

/* --- an account for this playbook --- */

static void account_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct key_list accounts = {0};
    struct error err;
    int64_t account = id;

    if (id < 0 && !verb_find_account(ui->session, typed, &account, &err)) {
        ui_fault(ui, &err);
        return;
    }
    ARRAY_PUSH(&accounts, account);
    ui_open_preview(ui, str_text(&ui->asked), &accounts);
    array_fini(&accounts);
}

void start_choose_account(struct ui *ui, const char *playbook)
{
    char *kept = mem_copy_text(playbook);
    struct str title = {0};

    str_clear(&ui->asked);
    str_add(&ui->asked, kept);
    str_addf(&title, _("Start %s on"), kept);
    accounts_choose(ui, str_text(&title), account_chosen);
    str_fini(&title);
    free(kept);
}
