/* One playbook: its steps, who would enter it now and why, its runs, its rules and outcome. */
#include "ui/views/playbook.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/views/playbook_steps.h"
#include "ui/views/views.h"

enum { RUNS_MOST = 500 };

/* --- reading --- */

static bool find_listing(struct ui *ui, struct playbook_screen *screen, struct error *err)
{
    struct playbook_listings listings = {0};

    if (!verb_playbooks(ui_session(ui), &listings, err))
        return false;
    screen->playbook = NULL;
    for (size_t i = 0; i < listings.count; i++)
        if (text_equal(listings.items[i].name, str_text(&screen->name))) {
            screen->listing = listings.items[i];
            screen->playbook = listings.items[i].playbook;
        }
    array_fini(&listings);
    return true;
}

static bool is_marked(const struct playbook_screen *screen, int64_t account)
{
    for (size_t i = 0; i < screen->marks.count; i++)
        if (screen->marks.items[i] == account)
            return true;
    return false;
}

/* Most money first, unknown last. */
static int compare_fits(const void *left, const void *right)
{
    const struct row *a = ((const struct fit_line *)left)->row;
    const struct row *b = ((const struct fit_line *)right)->row;
    int64_t arr_a = row_knows(a, ACCOUNT_ARR_NOW) ? row_money(a, ACCOUNT_ARR_NOW) : -1;
    int64_t arr_b = row_knows(b, ACCOUNT_ARR_NOW) ? row_money(b, ACCOUNT_ARR_NOW) : -1;

    return arr_a != arr_b ? (arr_a < arr_b) - (arr_a > arr_b)
                          : (a->key > b->key) - (a->key < b->key);
}

/* Marks of accounts that no longer fit are gone. */
static void keep_marks(struct playbook_screen *screen, size_t fits)
{
    array_clear(&screen->marks);
    for (size_t i = 0; i < fits; i++)
        if (screen->fits[i].marked)
            ARRAY_PUSH(&screen->marks, screen->fits[i].account);
}

static bool read_fits(struct ui *ui, struct playbook_screen *screen, struct error *err)
{
    struct session *session = ui_session(ui);
    struct playbook_match_list matches = {0};
    struct list *list = &screen->lists[PLAYBOOK_TAB_FITS];
    bool ok = verb_playbook_matches(session, screen->playbook->id, &screen->arena, &matches, err);
    size_t count = 0;

    screen->fits = arena_alloc_array(&screen->arena, matches.count + 1, sizeof(*screen->fits));
    for (size_t i = 0; ok && i < matches.count; i++) {
        struct row *row = NULL;

        ok = store_get(session_store(session), KIND_ACCOUNT, matches.items[i].account,
            &screen->arena, &row, err);
        if (!ok || !row)
            continue;
        row_settle(row, session_settings(session), session_today(session));
        screen->fits[count++] =
            (struct fit_line){row->key, row, matches.items[i].why, is_marked(screen, row->key)};
    }
    qsort(screen->fits, count, sizeof(*screen->fits), compare_fits);
    keep_marks(screen, count);
    list_fit(list, (int64_t)count, list->room);
    array_fini(&matches);
    return ok;
}

static bool playbook_load(struct ui *ui, void *state, struct error *err)
{
    struct playbook_screen *screen = state;
    struct runs_wanted wanted = {.limit = RUNS_MOST};

    arena_clear(&screen->arena);
    screen->about_columns = 0;
    screen->outcome = NULL;
    screen->outcomes = (struct outcome_list){0};
    screen->runs = (struct open_runs){0};
    for (int i = 0; i < PLAYBOOK_TABS; i++)
        screen->lists[i].count = 0;
    if (!screen->name.len)
        return true;
    if (!find_listing(ui, screen, err))
        return false;
    if (!screen->playbook)
        return true;
    wanted.playbook = screen->playbook->id;
    list_fit(&screen->lists[PLAYBOOK_TAB_STEPS], screen->playbook->step_count,
        screen->lists[PLAYBOOK_TAB_STEPS].room);
    if (!read_fits(ui, screen, err) ||
        !verb_runs_open(ui_session(ui), &wanted, &screen->arena, &screen->runs, err) ||
        !verb_playbook_outcomes(ui_session(ui), &screen->arena, &screen->outcomes, err))
        return false;
    list_fit(&screen->lists[PLAYBOOK_TAB_RUNS], (int64_t)screen->runs.count,
        screen->lists[PLAYBOOK_TAB_RUNS].room);
    screen->outcome = outcome_find(&screen->outcomes, screen->playbook->id);
    return true;
}

static void playbook_close(void *state)
{
    struct playbook_screen *screen = state;

    arena_fini(&screen->arena);
    arena_fini(&screen->about_arena);
    str_fini(&screen->name);
    array_fini(&screen->marks);
    array_fini(&screen->about);
}

void ui_open_playbook(struct ui *ui, const char *name)
{
    struct playbook_screen *screen;

    ui_show_view(ui, VIEW_PLAYBOOK);
    screen = ui_state(ui, VIEW_PLAYBOOK);
    if (!screen)
        return;
    if (!text_equal(str_text(&screen->name), name)) {
        array_clear(&screen->marks);
        screen->tab = PLAYBOOK_TAB_STEPS;
        memset(screen->lists, 0, sizeof(screen->lists));
    }
    str_clear(&screen->name);
    str_add(&screen->name, name);
    ui_changed(ui);
}

/* --- commands --- */

const struct fit_line *playbook_fit_here(const struct playbook_screen *screen)
{
    const struct list *list = &screen->lists[PLAYBOOK_TAB_FITS];

    return screen->tab == PLAYBOOK_TAB_FITS && list->selected < list->count
               ? &screen->fits[list->selected]
               : NULL;
}

static const struct open_run *run_here(const struct playbook_screen *screen)
{
    const struct list *list = &screen->lists[PLAYBOOK_TAB_RUNS];

    return screen->tab == PLAYBOOK_TAB_RUNS && list->selected < (int64_t)screen->runs.count
               ? &screen->runs.items[list->selected]
               : NULL;
}

static void preview_fits(struct ui *ui, const struct playbook_screen *screen)
{
    const struct fit_line *fit = playbook_fit_here(screen);
    struct key_list one = {0};

    if (screen->marks.count) {
        ui_open_preview(ui, str_text(&screen->name), &screen->marks);
        return;
    }
    if (fit == NULL)
        return;
    ARRAY_PUSH(&one, fit->account);
    ui_open_preview(ui, str_text(&screen->name), &one);
    array_fini(&one);
}

static void read_step(struct ui *ui, const struct playbook_screen *screen)
{
    int64_t at = screen->lists[PLAYBOOK_TAB_STEPS].selected;
    struct str out = {0};

    if (at >= screen->playbook->step_count)
        return;
    steps_write_detail(screen->playbook, (int)at, &out);
    ui_read(ui, screen->playbook->steps[at].title, str_text(&out));
    str_fini(&out);
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct playbook_screen *screen = state;
    const struct open_run *run = run_here(screen);

    if (run)
        ui_open_checklist(ui, run->run, run->account);
    else if (playbook_fit_here(screen))
        preview_fits(ui, screen);
    else if (screen->playbook && screen->tab == PLAYBOOK_TAB_STEPS)
        read_step(ui, screen);
}

/* On the account under the cursor or the marked ones; else it asks which. */
static void run_begin(struct ui *ui, void *state, const char *rest)
{
    const struct playbook_screen *screen = state;

    if (screen->playbook && playbook_fit_here(screen))
        preview_fits(ui, screen);
    else if (screen->playbook)
        start_choose_account(ui, str_text(&screen->name));
}

static void toggle_mark(struct playbook_screen *screen, struct fit_line *fit)
{
    for (size_t i = 0; i < screen->marks.count; i++)
        if (screen->marks.items[i] == fit->account) {
            screen->marks.items[i] = screen->marks.items[--screen->marks.count];
            fit->marked = false;
            return;
        }
    ARRAY_PUSH(&screen->marks, fit->account);
    fit->marked = true;
}

static void run_mark(struct ui *ui, void *state, const char *rest)
{
    struct playbook_screen *screen = state;
    struct list *list = &screen->lists[PLAYBOOK_TAB_FITS];

    if (!playbook_fit_here(screen)) {
        ui_toast(ui, "accounts that fit now can be marked");
        return;
    }
    toggle_mark(screen, &screen->fits[list->selected]);
    list_select(list, list->selected + 1);
}

static void run_mark_all(struct ui *ui, void *state, const char *rest)
{
    struct playbook_screen *screen = state;
    int64_t count = screen->lists[PLAYBOOK_TAB_FITS].count;
    bool all = screen->marks.count < (size_t)count;

    if (screen->tab != PLAYBOOK_TAB_FITS)
        return;
    for (int64_t i = 0; i < count; i++)
        if (screen->fits[i].marked != all)
            toggle_mark(screen, &screen->fits[i]);
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct playbook_screen *screen = state;

    if (!screen->marks.count || screen->tab != PLAYBOOK_TAB_FITS) {
        ui_back(ui);
        return;
    }
    array_clear(&screen->marks);
    for (int64_t i = 0; i < screen->lists[PLAYBOOK_TAB_FITS].count; i++)
        screen->fits[i].marked = false;
}

static void run_tab_next(struct ui *ui, void *state, const char *rest)
{
    struct playbook_screen *screen = state;

    screen->tab = (enum playbook_tab)((screen->tab + 1) % PLAYBOOK_TABS);
}

static void run_tab_previous(struct ui *ui, void *state, const char *rest)
{
    struct playbook_screen *screen = state;

    screen->tab = (enum playbook_tab)((screen->tab + PLAYBOOK_TABS - 1) % PLAYBOOK_TABS);
}

/* By the word that stands in the row of tabs. */
static void run_tab(struct ui *ui, void *state, const char *rest)
{
    static const char *const words[] = {[PLAYBOOK_TAB_STEPS] = "steps",
        [PLAYBOOK_TAB_FITS] = "fits now",
        [PLAYBOOK_TAB_RUNS] = "runs",
        [PLAYBOOK_TAB_ABOUT] = "about"};
    size_t tab = text_place_nocase(rest, words, COUNT_OF(words));

    if (tab < COUNT_OF(words))
        ((struct playbook_screen *)state)->tab = (enum playbook_tab)tab;
    else
        ui_toast(ui, _("tab steps, fits now, runs or about"));
}

/* Words are scrolled, rows are gone through. */
static void run_line(struct playbook_screen *screen, const char *row, const char *line)
{
    (void)list_command(&screen->lists[screen->tab], screen->tab == PLAYBOOK_TAB_ABOUT ? line : row);
}

static void run_next(struct ui *ui, void *state, const char *rest)
{
    run_line(state, "next", "line-down");
}

static void run_previous(struct ui *ui, void *state, const char *rest)
{
    run_line(state, "previous", "line-up");
}

static struct list *playbook_list(void *state)
{
    struct playbook_screen *screen = state;

    return &screen->lists[screen->tab];
}

static int64_t playbook_account(struct ui *ui, void *state)
{
    const struct fit_line *fit = playbook_fit_here(state);
    const struct open_run *run = run_here(state);

    return fit ? fit->account : run ? run->account : 0;
}

static const struct key_list *playbook_marks(void *state)
{
    struct playbook_screen *screen = state;

    return screen->tab == PLAYBOOK_TAB_FITS ? &screen->marks : NULL;
}

static const struct view_command commands[] = {
    {"add", N_("start it on an account, after a preview"), run_begin},
    {"clear", N_("clear the marks; back"), run_clear},
    {"mark", N_("mark an account that fits"), run_mark},
    {"mark-all", N_("mark all that fit, or none"), run_mark_all},
    {"next", N_("the next row"), run_next},
    {"open", N_("read the step, preview the account, open the run"), run_open},
    {"playbook", N_("start it on an account, after a preview"), run_begin},
    {"previous", N_("the row before"), run_previous},
    {"start", N_("preview and start: this account, the marked ones, or ask"), run_begin},
    {"tab", N_("tab steps, fits now, runs or about"), run_tab},
    {"tab-next", N_("go through steps, who fits now, runs, about"), run_tab_next},
    {"tab-previous", N_("go through steps, who fits now, runs, about"), run_tab_previous},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"start", N_("start")},
    {"tab-next", N_("next part")},
    {"mark", N_("mark")},
    {"mark-all", N_("all")},
    {"clear", N_("back")},
};

/* Accounts that fit can be marked. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    const struct playbook_screen *screen = state;
    bool is_mark = text_starts(hint->command, "mark");

    if (!screen->playbook && text_equal(hint->command, "start"))
        return NULL;
    return is_mark && !playbook_fit_here(screen) ? NULL : hint->text;
}

const struct view view_playbook = {
    .name = "playbook",
    .title = N_("Playbook"),
    .state_size = sizeof(struct playbook_screen),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = playbook_close,
    .load = playbook_load,
    .draw = playbook_draw,
    .list = playbook_list,
    .account = playbook_account,
    .marks = playbook_marks,
};
