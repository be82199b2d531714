/* Account: one customer whole, in tabs. */
#include <stdio.h>
#include "ui/views/account.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/sizes.h"
#include "ui/views/account_money.h"
#include "ui/views/views.h"
#include "ui/ways.h"

static const char *const tab_titles[] = {
    [TAB_OVERVIEW] = N_("Overview"),
    [TAB_TIMELINE] = N_("Timeline"),
    [TAB_CHECKLIST] = N_("Checklist"),
    [TAB_PEOPLE] = N_("People"),
    [TAB_VALUE] = N_("Value"),
    [TAB_MONEY] = N_("Money"),
    [TAB_HEALTH] = N_("Health"),
    [TAB_FACTS] = N_("Facts"),
};
_Static_assert(COUNT_OF(tab_titles) == TAB_COUNT, "every tab has its title");
static void account_close(void *state)
{
    struct account_view *view = state;

    array_fini(&view->moments);
    array_fini(&view->stream);
    array_fini(&view->run_rows);
    array_fini(&view->people);
    arena_fini(&view->arena);
}

static bool load_pictures(
    struct ui *ui, struct account_view *view, int64_t account, struct error *err)
{
    struct assess_given given = {.dossier = &view->dossier};
    struct session *session = ui_session(ui);

    if (!session_rules(session, &given.rules, err) ||
        !session_book_facts(session, &given.book, err))
        return false;
    assess_history(&given, session_today(session), 7, view->scores, ACCOUNT_WEEKS);
    if (!account_read_timeline(ui, view, err))
        return false;
    account_read_runs(ui, view);
    if (!account_read_money(ui, view, err))
        return false;
    people_map(
        &view->dossier, view->assessment.touch.cadence_days, session_today(session), &view->people);
    people_lacks(&view->dossier, session_today(session), &view->arena, &view->lacks);
    view->facts = (struct row_list){0};
    return store_facts(
        session_store(session), KIND_ACCOUNT, account, &view->arena, &view->facts, err);
}

static struct touched_row account_row(struct ui *ui, void *state);

/* The cursor goes to the row that the screen was opened for. */
static void find_wanted(struct account_view *view)
{
    const struct person_places *people = &view->people;

    for (size_t i = 0; view->tab == TAB_PEOPLE && i < people->count; i++)
        if (people->items[i].contact->key == view->wanted.key)
            view->lists[TAB_PEOPLE].selected = (int64_t)i;
    for (int64_t i = 0; view->tab == TAB_VALUE && i < account_value_rows(view); i++)
        if (account_value_row(view, i)->kind == view->wanted.kind &&
            account_value_row(view, i)->key == view->wanted.key)
            view->lists[TAB_VALUE].selected = i;
    if (view->tab == TAB_MONEY)
        account_find_money(view, view->wanted);
    if (view->tab == TAB_TIMELINE)
        account_find_moment(view, view->wanted);
    view->wanted.key = 0;
}

static bool account_load(struct ui *ui, void *state, struct error *err)
{
    struct account_view *view = state;
    int64_t account = ui_chosen_account(ui);

    if (view->loaded != account)
        memset(view->lists, 0, sizeof(view->lists));
    else if (!view->wanted.key && account_person_here(view)) /* the map may be in another order */
        view->wanted = account_row(ui, view);
    array_clear(&view->people);
    arena_clear(&view->arena);
    view->points = NULL;
    view->money = NULL;
    view->loaded = 0;
    if (!session_assess(
            ui_session(ui), account, &view->arena, &view->dossier, &view->assessment, err))
        return false;
    if (!view->dossier.account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone; R reads the screen anew");
    if (!load_pictures(ui, view, account, err))
        return false;
    view->loaded = account;
    if (view->wanted.key)
        find_wanted(view);
    return true;
}

static enum account_tab tab_of(enum kind kind)
{
    if (kind == KIND_CONTACT)
        return TAB_PEOPLE;
    if (kind == KIND_GOAL || kind == KIND_RESULT)
        return TAB_VALUE;
    if (kind == KIND_CONTRACT || kind == KIND_OPPORTUNITY || kind == KIND_MOVEMENT ||
        kind == KIND_RENEWAL)
        return TAB_MONEY;
    return kind == KIND_ACCOUNT ? TAB_OVERVIEW : TAB_TIMELINE;
}

void ui_open_at_account(struct ui *ui, int64_t account, struct touched_row row)
{
    struct account_view *view;

    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
    view = ui_state(ui, VIEW_ACCOUNT);
    if (!view)
        return;
    view->tab = tab_of(row.kind);
    view->wanted = row;
    ui_changed(ui);
}

struct subject account_subject(struct ui *ui, const struct account_view *view)
{
    return (struct subject){&view->dossier, &view->assessment, ui_show(ui)};
}

/* --- head --- */

static void draw_title(struct ui *ui, const struct account_view *view, struct canvas *canvas, int y)
{
    const struct row *account = view->assessment.account;
    const char *tier = row_text(account, ACCOUNT_TIER), *stage = row_text(account, ACCOUNT_STAGE);
    enum health_band band = part_band(account);
    char money[48], known[PART_KNOWN_ROOM];
    int end = canvas->columns - 1, x;

    end = canvas_put_right(canvas, end, y, ROLE_TITLE,
        part_money_text(row_money(account, ACCOUNT_ARR_NOW), ui_show(ui).currency, money));
    if (canvas->columns >= SCREEN_NARROW)
        end = canvas_put_right(
            canvas, end - 3, y, ROLE_MUTED, part_known(&view->assessment.health, known));
    if (canvas->columns >= SCREEN_WIDE &&
        abs((int)row_integer(account, ACCOUNT_HEALTH_CHANGE)) >= 3) {
        end = canvas_put_right(canvas, end - 3, y, ROLE_MUTED, _("in 7d")) - 4;
        part_change(canvas, end, y, account, ACCOUNT_HEALTH_CHANGE);
    }
    end = canvas_spans_right(canvas, end - 3, y,
        SPANS(
            {ROLE_TEXT, band == BAND_UNKNOWN ? "" : " "}, {ROLE_TEXT, _(health_band_label(band))}));
    if (band != BAND_UNKNOWN)
        end = canvas_putf_right(canvas, end, y, ROLE_TITLE, "%d", view->assessment.health.score);
    end = canvas_put_right(canvas, end - 1, y, part_band_role(band), part_band_shape(band));
    x = canvas_put_cut(canvas, 1, y, ROLE_TITLE, part_name(account), end - 3) + 3;
    if (x + 12 < end)
        x = canvas_put_cut(canvas, x, y, ROLE_MUTED, tier, end - x - 2);
    if (*tier && *stage)
        x = x + 14 < end ? canvas_put(canvas, x, y, ROLE_MUTED, ", ") : end;
    if (x + 12 < end)
        canvas_put_cut(canvas, x, y, ROLE_MUTED, stage, end - x - 2);
}

/* Columns that all tabs take with so much between them. */
static int tabs_columns(int gap)
{
    int columns = -gap;

    for (int i = 0; i < TAB_COUNT; i++)
        columns += text_columns(_(tab_titles[i])) + gap;
    return columns;
}

/* As many of them as fit behind the tabs. */
static void draw_tab_keys(struct canvas *canvas, int from, int y)
{
    int end = canvas->columns - 1, tabs = text_columns(_(" tabs")) + 3,
        next = text_columns(_(" next account")) + 3 + 3;

    if (canvas->columns < SCREEN_WIDE || end - tabs < from)
        return;
    if (end - tabs - next >= from) {
        canvas_spans_right(
            canvas, end, y, SPANS({ROLE_HINT_KEY, "J K"}, {ROLE_HINT_TEXT, _(" next account")}));
        end -= next;
    }
    canvas_spans_right(canvas, end, y, SPANS({ROLE_HINT_KEY, "[ ]"}, {ROLE_HINT_TEXT, _(" tabs")}));
}

static void draw_tabs(const struct account_view *view, struct canvas *canvas, int y)
{
    int x = 1, gap = canvas->columns >= SCREEN_WIDE ? 3 : 2;

    if (canvas->columns < tabs_columns(gap) + 2) {
        x = canvas_put(canvas, 1, y, ROLE_TAB_ACTIVE, _(tab_titles[view->tab]));
        canvas_spans(canvas, x + 2, y, SPANS({ROLE_HINT_KEY, "[ ]"}, {ROLE_HINT_TEXT, _(" tabs")}));
        return;
    }
    for (int i = 0; i < TAB_COUNT; i++) {
        char command[32];

        snprintf(command, sizeof(command), "tab %s", tab_titles[i]);
        canvas_place(canvas, (struct area){x, y, text_columns(_(tab_titles[i])), 1}, command);
        x = canvas_put(
                canvas, x, y, i == (int)view->tab ? ROLE_TAB_ACTIVE : ROLE_TAB, _(tab_titles[i])) +
            gap;
    }
    draw_tab_keys(canvas, x - gap + 2, y);
}

static void account_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct account_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;

    if (!view->loaded) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, _("No account is chosen."));
        way_put(ui, canvas, 1, 4, "goto", _("find one by name"));
        return;
    }
    draw_title(ui, view, canvas, y++);
    draw_tabs(view, canvas, y++);
    canvas_rule(canvas, y++);
    account_draw_tab(ui, view, canvas,
        (struct area){
            0, y, canvas->columns, canvas->rows - y - (canvas->rows >= SCREEN_LOW ? 2 : 1)});
}

/* --- commands --- */

static void run_tab_next(struct ui *ui, void *state, const char *rest)
{
    struct account_view *view = state;

    view->tab = (view->tab + 1) % TAB_COUNT;
}

static void run_tab_previous(struct ui *ui, void *state, const char *rest)
{
    struct account_view *view = state;

    view->tab = (view->tab + TAB_COUNT - 1) % TAB_COUNT;
}

static void run_tab(struct ui *ui, void *state, const char *rest)
{
    struct account_view *view = state;

    for (int i = 0; i < TAB_COUNT; i++)
        if (text_equal_nocase(rest, tab_titles[i]))
            view->tab = (enum account_tab)i;
}

static struct touched_row account_row(struct ui *ui, void *state)
{
    struct account_view *view = state;
    const struct moment *moment = account_moment_here(view);

    if (moment && moment->row_key)
        return (struct touched_row){moment->row_kind, moment->row_key};
    if (account_person_here(view))
        return (struct touched_row){KIND_CONTACT, account_person_here(view)->contact->key};
    if (view->tab == TAB_CHECKLIST && account_run_here(view).key)
        return account_run_here(view);
    if (view->tab == TAB_VALUE && account_value_here(view).key)
        return account_value_here(view);
    if (account_money_here(view) && account_money_here(view)->row)
        return (struct touched_row){
            account_money_here(view)->kind, account_money_here(view)->row->key};
    return (struct touched_row){KIND_ACCOUNT, view->loaded};
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct account_view *view = state;
    struct touched_row row = account_row(ui, state);

    if (account_open_person(ui, view))
        return;
    if (account_moment_here(view))
        timeline_open(ui, account_moment_here(view));
    else if (row.kind == KIND_STEP)
        ui_open_step(ui, row.key);
    else if ((view->tab == TAB_VALUE || view->tab == TAB_MONEY) && row.kind != KIND_ACCOUNT)
        ui_run(ui, "edit");
    else if (row.kind == KIND_RUN || view->tab == TAB_OVERVIEW)
        ui_open_checklist(ui, row.kind == KIND_RUN ? row.key : 0, view->loaded);
}

static struct list *account_list(void *state)
{
    struct account_view *view = state;

    return &view->lists[view->tab];
}

static int64_t account_of_view(struct ui *ui, void *state)
{
    return ((struct account_view *)state)->loaded;
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    struct account_view *view = state;

    if (view->loaded && view->tab == TAB_VALUE)
        account_add_value(ui, view);
    else if (view->loaded && view->tab == TAB_CHECKLIST)
        ui_run(ui, "playbook");
    else if (view->loaded && account_add_money(ui, view))
        return;
    else if (view->loaded)
        account_add_person(ui, view);
}

/* --- on People these are about the person, on Value about its row, elsewhere about the account ---
 */

static void here_done(struct ui *ui, void *state, const char *rest)
{
    if (!account_left_person(ui, state, rest) && !account_settle_value(ui, state))
        account_run_done(ui, rest);
}

static void here_edit(struct ui *ui, void *state, const char *rest)
{
    if (!account_edit_person(ui, state) && !account_edit_value(ui, state) &&
        !account_edit_money(ui, state))
        account_run_edit(ui, rest);
}

static void here_flag(struct ui *ui, void *state, const char *rest)
{
    if (!account_weigh_person(ui, state))
        account_run_flag(ui, rest);
}

static void here_log(struct ui *ui, void *state, const char *rest)
{
    if (!account_log_person(ui, state, rest))
        account_run_log(ui, rest);
}

static void here_erase(struct ui *ui, void *state, const char *rest)
{
    account_erase_person(ui, state);
}

/* --- on the tab Timeline --- */

static void here_clear(struct ui *ui, void *state, const char *rest)
{
    if (!account_clear_kinds(state))
        ui_back(ui);
}

static void here_pin(struct ui *ui, void *state, const char *rest)
{
    if (!timeline_pin(ui, account_moment_here(state)))
        account_run_pin(ui, rest);
}

static void here_show(struct ui *ui, void *state, const char *rest)
{
    account_show_kinds(ui, state, rest);
}

static void here_month_newer(struct ui *ui, void *state, const char *rest)
{
    account_month(ui, state, -1);
}

static void here_month_older(struct ui *ui, void *state, const char *rest)
{
    account_month(ui, state, 1);
}

static void here_role(struct ui *ui, void *state, const char *rest)
{
    account_role_person(ui, state, rest);
}

static void here_stance(struct ui *ui, void *state, const char *rest)
{
    account_stance_person(ui, state, rest);
}

static void here_value(struct ui *ui, void *state, const char *rest)
{
    if (!account_update_value(ui, state))
        ui_toast(ui, "on the tab Value: the goal's number, or who confirms what they got");
}

static const struct view_command commands[] = {
    {"add", N_("a new person; on Value, Money, Checklist what stands there"), run_add},
    {"clear", N_("of the timeline: show all again; then back"), here_clear},
    {"done", N_("done, or open again; a person: left; a goal: reached; what they got: confirmed"),
        here_done},
    {"edit", N_("edit the row's fields"), here_edit},
    {"erase", N_("take a person out of the book for good, by typing the name"), here_erase},
    {"flag", N_("priority; of a person: influence high, medium, low"), here_flag},
    {"log", N_("log a call; on People with the one under the cursor"), here_log},
    {"month-newer", N_("of the timeline: the month after this one"), here_month_newer},
    {"month-older", N_("of the timeline: the month before this one"), here_month_older},
    {"open", N_("open the note, the checklist, the notes with a person"), run_open},
    {"pin", N_("pin the account; on the timeline the note"), here_pin},
    {"role", N_("the role of the person: role champion"), here_role},
    {"show", N_("of what happened: show all, notes, tasks, steps, health, money, ..."), here_show},
    {"stance", N_("the person's stance: for, neutral, against"), here_stance},
    {"tab", N_("show a tab: tab people"), run_tab},
    {"tab-next", N_("the next tab"), run_tab_next},
    {"tab-previous", N_("the tab before"), run_tab_previous},
    {"value", N_("on Value: the goal's number now, or who confirms what they got"), here_value},
};

static const struct view_hint hints[] = {
    {"log", N_("log call")},
    {"task", N_("task")},
    {"playbook", N_("playbook")},
    {"tab-next", N_("next tab")},
    {"why", N_("why")},
    {"account-next", N_("next account")},
    {"edit", N_("edit")},
};

static void account_keep(const void *state, struct str *out)
{
    str_addf(out, "tab %s\n", tab_titles[((const struct account_view *)state)->tab]);
}

const struct view view_account = {
    .name = "account",
    .title = N_("Account"),
    .digit = '3',
    .state_size = sizeof(struct account_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = account_close,
    .load = account_load,
    .draw = account_draw,
    .list = account_list,
    .account = account_of_view,
    .row = account_row,
    .keep = account_keep,
};
