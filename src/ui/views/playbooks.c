/* Playbooks: what runs, by lateness; what is offered; and the catalogue of what there is. */
#include "ui/views/playbooks.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/views/checklist.h"
#include "ui/views/views.h"

static void playbooks_close(void *state)
{
    struct playbooks *playbooks = state;

    arena_fini(&playbooks->arena);
    arena_fini(&playbooks->runs_arena);
    arena_fini(&playbooks->whole.arena);
    arena_fini(&playbooks->preview_arena);
    str_fini(&playbooks->filter.text);
}

/* --- the row under the cursor --- */

const struct open_run *playbooks_run_here(struct ui *ui, struct playbooks *playbooks)
{
    return playbooks->section == SECTION_RUNNING
               ? playbooks_run_at(ui, playbooks, playbooks->lists[SECTION_RUNNING].selected)
               : NULL;
}

const struct offer_line *playbooks_offer_here(const struct playbooks *playbooks)
{
    const struct list *list = &playbooks->lists[SECTION_OFFERED];

    return playbooks->section == SECTION_OFFERED && list->selected < list->count
               ? &playbooks->offers[list->selected]
               : NULL;
}

const struct catalogue_line *playbooks_entry_here(const struct playbooks *playbooks)
{
    const struct list *list = &playbooks->lists[SECTION_CATALOGUE];

    return playbooks->section == SECTION_CATALOGUE && list->selected < list->count
               ? &playbooks->catalogue[list->selected]
               : NULL;
}

bool playbooks_can_step(struct ui *ui, int step)
{
    const struct playbooks *playbooks = ui_state(ui, VIEW_PLAYBOOKS);
    const struct list *list = playbooks ? &playbooks->lists[SECTION_RUNNING] : NULL;

    return list && list->selected + step >= 0 && list->selected + step < list->count;
}

bool playbooks_step(struct ui *ui, int step, int64_t *ret_run, int64_t *ret_account)
{
    struct playbooks *playbooks = ui_state(ui, VIEW_PLAYBOOKS);
    struct list *list = playbooks ? &playbooks->lists[SECTION_RUNNING] : NULL;
    const struct open_run *run;
    int64_t before = list ? list->selected : 0;

    if (!list)
        return false;
    list_select(list, before + step);
    run = playbooks_run_at(ui, playbooks, list->selected);
    if (!run || list->selected == before)
        return false;
    playbooks->selected_run = *ret_run = run->run;
    *ret_account = run->account;
    return true;
}

/* --- commands --- */

static void preview_one(struct ui *ui, const char *playbook, int64_t account)
{
    struct key_list accounts = {0};

    ARRAY_PUSH(&accounts, account);
    ui_open_preview(ui, playbook, &accounts);
    array_fini(&accounts);
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct playbooks *playbooks = state;
    const struct open_run *run = playbooks_run_here(ui, playbooks);
    const struct offer_line *offer = playbooks_offer_here(playbooks);
    const struct catalogue_line *entry = playbooks_entry_here(playbooks);

    if (run)
        ui_open_checklist(ui, run->run, run->account);
    else if (offer)
        preview_one(ui, offer->playbook->id, offer->account);
    else if (entry && entry->listing.playbook)
        ui_open_playbook(ui, entry->listing.name);
    else if (entry)
        ui_open_faults(ui, entry->listing.path);
}

static void start_offer(struct ui *ui, const struct offer_line *offer)
{
    struct outcome outcome;
    struct error err;

    if (verb_playbook_start(
            ui_session(ui), offer->playbook->id, offer->account, DAY_NONE, &outcome, NULL, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static void run_begin(struct ui *ui, void *state, const char *rest)
{
    struct playbooks *playbooks = state;
    const struct offer_line *offer = playbooks_offer_here(playbooks);
    const struct catalogue_line *entry = playbooks_entry_here(playbooks);

    if (offer)
        start_offer(ui, offer);
    else if (entry && entry->listing.playbook)
        start_choose_account(ui, entry->listing.name);
    else if (entry)
        ui_toast(ui, "%s is faulty: Enter shows where", entry->listing.name);
    else
        ui_toast(ui, "it runs already; Tab goes to what is offered, and to the catalogue");
}

/* The SIGNAL row that keeps the offer. */
static int64_t signal_of(struct ui *ui, const struct offer_line *offer, struct error *err)
{
    struct arena arena = {0};
    struct row_list signals = {0};
    const char *id = arena_format(&arena, PLAYBOOK_MEMORY "%s", offer->playbook->id);
    int64_t key = 0;

    if (!store_children(
            session_store(ui_session(ui)), KIND_SIGNAL, offer->account, &arena, &signals, err)) {
        arena_fini(&arena);
        return 0;
    }
    for (size_t i = 0; i < signals.count; i++)
        if (text_equal(row_text(signals.items[i], SIGNAL_SIGNAL), id))
            key = signals.items[i]->key;
    arena_fini(&arena);
    if (!key)
        (void)!error_set(err, ERROR_NOT_FOUND, "this offer is gone; R reads the screen anew");
    return key;
}

static void run_set_aside(struct ui *ui, void *state, const char *rest)
{
    const struct offer_line *offer = playbooks_offer_here(state);
    struct outcome outcome;
    struct error err;
    int64_t signal;

    if (!offer) {
        ui_toast(ui, "an offer can be set aside; steps are ticked in the checklist");
        return;
    }
    signal = signal_of(ui, offer, &err);
    if (signal && verb_signal_handle(ui_session(ui), signal, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

/* The offer that was asked about, wherever the cursor is by now: the rows may be others. */
static bool mute_why(struct ui *ui, const char *text, void *context, struct error *err)
{
    const struct playbooks *playbooks = context;
    struct outcome outcome;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say why it is never to be offered there");
    if (!verb_signal_mute(ui_session(ui), playbooks->about, text, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void run_mute(struct ui *ui, void *state, const char *rest)
{
    struct playbooks *playbooks = state;
    const struct offer_line *offer = playbooks_offer_here(playbooks);
    struct str title = {0};
    struct error err;

    if (!offer) {
        ui_toast(ui, "an offer can be muted");
        return;
    }
    playbooks->about = signal_of(ui, offer, &err);
    if (!playbooks->about) {
        ui_fault(ui, &err);
        return;
    }
    str_addf(&title, _("Never offer %s to %s, because"), offer->playbook->title, offer->name);
    ui_ask(ui,
        &(struct ui_question){
            .title = str_text(&title), .accept = mute_why, .recalls = "mute", .context = state});
    str_fini(&title);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    const struct catalogue_line *entry = playbooks_entry_here(state);

    if (entry && entry->listing.playbook)
        start_choose_account(ui, entry->listing.name);
    else
        ui_run(ui, "playbook");
}

static void step_section(struct ui *ui, struct playbooks *playbooks, int step)
{
    playbooks->section =
        (enum playbooks_section)(((int)playbooks->section + step + SECTIONS) % SECTIONS);
    playbooks_leave_empty(playbooks, step);
}

static void run_tab_next(struct ui *ui, void *state, const char *rest)
{
    step_section(ui, state, 1);
}

static void run_tab_previous(struct ui *ui, void *state, const char *rest)
{
    step_section(ui, state, -1);
}

static const char *const section_words[SECTIONS] = {[SECTION_RUNNING] = N_("running"),
    [SECTION_OFFERED] = N_("offered"),
    [SECTION_CATALOGUE] = N_("catalogue")};

static void run_tab(struct ui *ui, void *state, const char *rest)
{
    for (int i = 0; i < SECTIONS; i++)
        if (text_equal_nocase(rest, section_words[i])) {
            ((struct playbooks *)state)->section = (enum playbooks_section)i;
            return;
        }
    ui_toast(ui, "tab running, offered or catalogue");
}

/* --- the view --- */

static struct list *playbooks_list(void *state)
{
    struct playbooks *playbooks = state;

    return &playbooks->lists[playbooks->section];
}

static int64_t playbooks_account(struct ui *ui, void *state)
{
    const struct open_run *run = playbooks_run_here(ui, state);
    const struct offer_line *offer = playbooks_offer_here(state);

    return run ? run->account : offer ? offer->account : 0;
}

/* Behind, stuck or blocked; an offer; a faulty file. */
static bool playbooks_wants(struct ui *ui, void *state, int64_t index)
{
    struct playbooks *playbooks = state;
    const struct open_run *run;

    if (playbooks->section == SECTION_OFFERED)
        return true;
    if (playbooks->section == SECTION_CATALOGUE)
        return !playbooks->catalogue[index].listing.playbook || playbooks->catalogue[index].fits;
    run = playbooks_run_at(ui, playbooks, index);
    return run && run_pace_band(run->state.pace) != BAND_GREEN;
}

static void playbooks_moved(struct ui *ui, void *state)
{
    struct playbooks *playbooks = state;
    const struct open_run *run = playbooks_run_here(ui, playbooks);

    if (run)
        playbooks->selected_run = run->run;
}

/* A click into another section goes there. */
static bool playbooks_key(struct ui *ui, void *state, const struct key *key)
{
    struct playbooks *playbooks = state;

    if (key->code != KEYCAP_CLICK)
        return false;
    for (int i = 0; i < SECTIONS; i++) {
        const struct area *area = &playbooks->areas[i];
        bool on_head =
            key->y == playbooks->heads[i] && key->x >= area->x && key->x < area->x + area->columns;

        if (i == (int)playbooks->section || (!on_head && !area_has(*area, key->x, key->y)))
            continue;
        playbooks->section = (enum playbooks_section)i;
        if (!on_head)
            list_select(&playbooks->lists[i], playbooks->lists[i].top + key->y - area->y);
        return true;
    }
    return false;
}

static const struct view_command commands[] = {
    {"add", N_("start a playbook on an account"), run_add},
    {"clear", N_("clear the filter, then back"), playbooks_run_clear, true},
    {"done", N_("set the offer aside until its reason comes anew"), run_set_aside},
    {"filter", N_("rows of all three lists by words of the account, the playbook, the step"),
        playbooks_run_filter, true},
    {"mute", N_("never offer this playbook to this account"), run_mute},
    {"open", N_("the checklist, the preview of an offer, the playbook"), run_open},
    {"start", N_("start what is offered, or the playbook on an account"), run_begin},
    {"tab", N_("tab running, tab offered, tab catalogue"), run_tab},
    {"tab-next", N_("go through running, offered, catalogue"), run_tab_next, true},
    {"tab-previous", N_("go through running, offered, catalogue"), run_tab_previous, true},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"start", N_("start")},
    {"tab-next", N_("section")},
    {"done", N_("set aside")},
    {"mute", N_("mute")},
    {"log", N_("log call")},
    {"next-hit", N_("next late")},
    {"why", N_("why")},
};

static void playbooks_keep(const void *state, struct str *out)
{
    const struct playbooks *playbooks = state;

    str_addf(out, "tab %s\n", section_words[playbooks->section]);
    if (playbooks_is_filtered(playbooks))
        str_addf(out, "filter %s\n", str_text(&playbooks->filter.text));
}

static bool has_other_section(const struct playbooks *playbooks)
{
    for (int i = 0; i < SECTIONS; i++)
        if (i != (int)playbooks->section && playbooks->lists[i].count)
            return true;
    return false;
}

/* Another one that is late, offered, or that fits: n goes there. */
static bool has_hit(const struct playbooks *playbooks)
{
    const struct list *list = &playbooks->lists[playbooks->section];
    int64_t late = 0;

    if (playbooks->section == SECTION_OFFERED)
        return list->count > 1;
    for (int64_t i = 0; playbooks->section == SECTION_CATALOGUE && i < list->count; i++)
        late += i != list->selected &&
                (!playbooks->catalogue[i].listing.playbook || playbooks->catalogue[i].fits);
    for (int pace = 0; playbooks->section == SECTION_RUNNING && pace <= RUN_BLOCKED; pace++)
        if (run_pace_band((enum run_pace)pace) != BAND_GREEN)
            late += playbooks->runs.pace[pace];
    if (playbooks->section == SECTION_RUNNING)
        late--; /* the one under the cursor may be it; a hint that comes and goes would cost */
    return late > 0;
}

/* What runs is opened, what is offered set aside, what there is started. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct playbooks *playbooks = state;
    bool is_offer = playbooks->section == SECTION_OFFERED;
    bool is_run = playbooks->section == SECTION_RUNNING;

    if (text_equal(hint->command, "tab-next"))
        return has_other_section(playbooks) ? hint->text : NULL;
    if (!playbooks->lists[playbooks->section].count)
        return NULL;
    if (text_equal(hint->command, "done") || text_equal(hint->command, "mute"))
        return is_offer ? hint->text : NULL;
    if (text_equal(hint->command, "next-hit"))
        return has_hit(playbooks) ? hint->text : NULL;
    if (text_equal(hint->command, "start"))
        return is_run ? NULL : hint->text;
    if (text_equal(hint->command, "log") || text_equal(hint->command, "why"))
        return is_run || is_offer ? hint->text : NULL;
    return hint->text;
}

const struct view view_playbooks = {
    .name = "playbooks",
    .title = N_("Playbooks"),
    .digit = '5',
    .state_size = sizeof(struct playbooks),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = playbooks_close,
    .load = playbooks_load,
    .draw = playbooks_draw,
    .key = playbooks_key,
    .list = playbooks_list,
    .account = playbooks_account,
    .wants = playbooks_wants,
    .moved = playbooks_moved,
    .keep = playbooks_keep,
};
