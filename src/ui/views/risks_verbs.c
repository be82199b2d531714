/* What the keys of the screen Risks do to the row under the cursor. */
#include "app/signals.h"
#include "base/text.h"
#include "base/words.h"
#include "core/cause.h"
#include "ui/commands_internal.h"
#include "ui/views/risks.h"

/* --- the pages --- */

static void turn(struct ui *ui, struct risks_view *view, enum risks_page page)
{
    view->page = page;
    view->list = (struct list){0};
    ui_changed(ui);
}

static void run_next_page(struct ui *ui, void *state, const char *rest)
{
    struct risks_view *view = state;

    turn(ui, view, (enum risks_page)((view->page + 1) % RISKS_PAGES));
}

static void run_previous_page(struct ui *ui, void *state, const char *rest)
{
    struct risks_view *view = state;

    turn(ui, view, (enum risks_page)((view->page + RISKS_PAGES - 1) % RISKS_PAGES));
}

static void run_show(struct ui *ui, void *state, const char *rest)
{
    for (int page = 0; page < RISKS_PAGES; page++)
        if (text_equal_nocase(rest, risks_page_word((enum risks_page)page))) {
            turn(ui, state, (enum risks_page)page);
            return;
        }
    ui_toast(ui, "risks, signals, silent, causes or back-test");
}

/* From one account to all; then back. */
static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct risks_view *view = state;

    if (word_filter_clear(ui, &view->filter))
        return;
    if (view->page == PAGE_RISKS && view->cause) {
        view->cause = NULL;
        turn(ui, view, PAGE_CAUSES);
        return;
    }
    if (view->account == 0 && view->signal.len == 0) {
        ui_back(ui);
        return;
    }
    view->account = 0;
    str_clear(&view->signal);
    turn(ui, view, view->page);
}

/* The risks of the cause under the cursor; what was lost by it stands in Renewals. */
static void open_cause(struct ui *ui, struct risks_view *view)
{
    int causes[CAUSE_COUNT + 1];
    size_t count = risks_cause_rows(view, causes);
    int64_t at = view->list.selected;

    if (at >= (int64_t)count)
        return;
    if (view->causes.lines[causes[at]].open == 0) {
        ui_toast(ui, "no risk of it is open: 6 Tab shows what was lost by it");
        return;
    }
    view->account = 0;
    str_clear(&view->signal);
    view->cause = causes[at] == CAUSE_COUNT ? "" : cause_word((enum cause)causes[at]);
    turn(ui, view, PAGE_RISKS);
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct risks_view *view = state;
    const struct risk_line *line = risks_here(view);

    if (view->page == PAGE_CAUSES)
        open_cause(ui, view);
    if (line == NULL)
        return;
    ui_set_account(ui, line->account);
    ui_show_view(ui, VIEW_ACCOUNT);
}

/* --- answers --- */

/* The row the answer is about: remembered, since the list may move while one types. */
static const struct risk_line *about(struct ui *ui, struct risks_view *view)
{
    const struct risk_line *line = risks_here(view);

    view->about = line ? line->row->key : 0;
    if (line == NULL)
        ui_toast(ui, "no risk is under the cursor: a writes one down");
    return line;
}

/* What the question was about, which another program may have ended meanwhile. */
static const struct risk_line *asked_about(struct ui *ui, const struct risks_view *view)
{
    for (size_t i = 0; i < view->risks.count; i++)
        if (view->risks.items[i].row->key == view->about)
            return &view->risks.items[i];
    ui_toast(ui, "what was asked about is no longer listed; nothing is changed");
    return NULL;
}

static void tell(struct ui *ui, bool ok, struct outcome *outcome, const struct error *err)
{
    if (ok)
        ui_done(ui, outcome);
    else
        ui_fault(ui, err);
}

static void run_handled(struct ui *ui, void *state, const char *rest)
{
    const struct risk_line *line = about(ui, state);
    struct outcome outcome = {0};
    struct error err;

    if (line)
        tell(ui,
            signals_handle(ui_session(ui), line->account, row_text(line->row, SIGNAL_SIGNAL), rest,
                &outcome, &err),
            &outcome, &err);
}

static bool snooze(struct ui *ui, const char *text, void *context, struct error *err)
{
    const struct risk_line *line = asked_about(ui, context);
    struct session *session = ui_session(ui);
    struct signal_rest rest = {.why = NULL};
    struct outcome outcome = {0};

    if (line == NULL)
        return true;
    rest.id = row_text(line->row, SIGNAL_SIGNAL);
    if (!day_parse(
            text, session_today(session), &session_settings(session)->calendar, &rest.until, err) ||
        !signals_snooze(session, line->account, &rest, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void run_snooze(struct ui *ui, void *state, const char *rest)
{
    static const char *const picks[] = {"tomorrow", "+3d", "monday", "+2w", "eom", NULL};

    if (about(ui, state))
        ui_ask(ui, &(struct ui_question){.title = _("Silent until"),
                       .initial = "+3d",
                       .hint = _("1 tomorrow 2 +3d 3 monday 4 +2w 5 eom, or a day"),
                       .picks = picks,
                       .accept = snooze,
                       .recalls = "snooze",
                       .context = state});
}

static bool mute(struct ui *ui, const char *text, void *context, struct error *err)
{
    const struct risk_line *line = asked_about(ui, context);
    struct outcome outcome = {0};

    if (line == NULL)
        return true;
    if (!signals_mute(
            ui_session(ui), line->account, row_text(line->row, SIGNAL_SIGNAL), text, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void run_mute(struct ui *ui, void *state, const char *rest)
{
    const struct risk_line *line = about(ui, state);
    struct outcome outcome = {0};
    struct error err;

    if (line == NULL)
        return;
    if (row_integer(line->row, SIGNAL_MUTED) != 0)
        tell(ui,
            signals_unmute(
                ui_session(ui), line->account, row_text(line->row, SIGNAL_SIGNAL), &outcome, &err),
            &outcome, &err);
    else
        ui_ask(ui, &(struct ui_question){.title = _("Never on this account, for what reason?"),
                       .accept = mute,
                       .recalls = "mute",
                       .context = state});
}

static void start(struct ui *ui, const struct risk_line *line, const char *rest)
{
    struct outcome outcome = {0};
    struct error err;
    bool ok;

    if (risk_is(line->row))
        ok = verb_risk_plan(ui_session(ui), line->row->key, text_blank(rest) ? NULL : rest,
            DAY_NONE, &outcome, &err);
    else
        ok = signals_start(ui_session(ui), line->account, row_text(line->row, SIGNAL_SIGNAL),
            DAY_NONE, &outcome, &err);
    tell(ui, ok, &outcome, &err);
}

static void start_suggested(struct ui *ui, void *context)
{
    const struct risk_line *line = asked_about(ui, context);

    if (line)
        start(ui, line, "");
}

/* One that is named is meant; one that is suggested is asked about first. */
static void run_playbook(struct ui *ui, void *state, const char *rest)
{
    const struct risk_line *line = about(ui, state);
    struct str question = {0};

    if (line == NULL)
        return;
    if (!text_blank(rest)) {
        start(ui, line, rest);
    } else if (!row_knows(line->row, SIGNAL_SUGGESTS)) {
        ui_run(ui, "palette playbook"); /* it suggests none: any may be named */
    } else {
        str_addf(&question, _("Start %s on %s%s?"), row_text(line->row, SIGNAL_SUGGESTS),
            line->account_name, risk_is(line->row) ? _(", as the plan of this risk") : "");
        ui_confirm(ui, str_text(&question), start_suggested, state);
        str_fini(&question);
    }
}

/* --- what a risk is told --- */

static bool set_field(
    struct ui *ui, struct risks_view *view, const char *field, const char *text, struct error *err)
{
    struct outcome outcome = {0};
    struct str assignment = {0};
    bool ok;

    str_addf(&assignment, "%s=%s", field, text);
    ok = verb_risk_set(ui_session(ui), view->about,
        (const char *const[]){str_text(&assignment), NULL}, &outcome, err);
    str_fini(&assignment);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

static void cause_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct error err;

    if (id >= 0 && !set_field(ui, context, "cause", cause_word((enum cause)id), &err))
        ui_fault(ui, &err);
}

static void run_cause(struct ui *ui, void *state, const char *rest)
{
    struct ui_choice choices[CAUSE_COUNT];
    struct error err;

    if (about(ui, state) == NULL)
        return;
    if (!text_blank(rest)) {
        if (!set_field(ui, state, "cause", rest, &err))
            ui_fault(ui, &err);
        return;
    }
    for (int i = 0; i < CAUSE_COUNT; i++)
        choices[i] = (struct ui_choice){.text = cause_word((enum cause)i), .id = i};
    ui_choose(ui, _("Where does it come from?"), choices, CAUSE_COUNT, cause_chosen, state);
}

static bool look(struct ui *ui, const char *text, void *context, struct error *err)
{
    return set_field(ui, context, "look", text, err);
}

static void run_date(struct ui *ui, void *state, const char *rest)
{
    if (about(ui, state))
        ui_ask(ui, &(struct ui_question){.title = _("Look at it again on"),
                       .initial = text_blank(rest) ? "+2w" : rest,
                       .hint = _("fri, +2w, 12 dec; empty: no day"),
                       .accept = look,
                       .recalls = "date",
                       .context = state});
}

static bool expose(struct ui *ui, const char *text, void *context, struct error *err)
{
    return set_field(ui, context, "exposed", text, err);
}

static void run_exposed(struct ui *ui, void *state, const char *rest)
{
    if (about(ui, state))
        ui_ask(ui, &(struct ui_question){.title = _("ARR exposed"),
                       .hint = _("80k; empty: the account's"),
                       .accept = expose,
                       .context = state});
}

/* --- closed --- */

static bool close_with(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct risks_view *view = context;
    const struct risk_end end = {.outcome = str_text(&view->outcome), .why = text};
    struct outcome outcome = {0};

    if (!verb_risk_close(ui_session(ui), view->about, &end, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void outcome_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct risks_view *view = context;

    if (id < 0)
        return;
    str_clear(&view->outcome);
    str_add(&view->outcome, risk_outcome_word((enum risk_outcome)id));
    ui_ask(ui, &(struct ui_question){.title = _("How it ended, in words"),
                   .hint = _("kept with it"),
                   .accept = close_with,
                   .context = view});
}

static void run_finish(struct ui *ui, void *state, const char *rest)
{
    const struct ui_choice choices[] = {{_("saved"), _("it was cured"), NULL, RISK_SAVED},
        {_("partly"), _("part was kept; say its cause first"), NULL, RISK_PARTLY},
        {_("lost"), _("it came true; say its cause first"), NULL, RISK_LOST},
        {_("passed"), _("it went by itself"), NULL, RISK_PASSED}};
    const struct risk_line *line = about(ui, state);

    if (line == NULL)
        return;
    if (!risk_is(line->row))
        ui_toast(ui, "growth is not closed: x marks it handled");
    else
        ui_choose(ui, _("How did it end?"), choices, COUNT_OF(choices), outcome_chosen, state);
}

/* --- why --- */

static void write_lines(const struct signal_explanations *explanations, struct str *out)
{
    static const char *const marks[] = {[SIGNAL_LINE_HEAD] = "# ",
        [SIGNAL_LINE_CONDITION] = "",
        [SIGNAL_LINE_TEXT] = "",
        [SIGNAL_LINE_TRUE] = N_("  yes  "),
        [SIGNAL_LINE_FALSE] = N_("  no   "),
        [SIGNAL_LINE_UNKNOWN] = "  ?    ",
        [SIGNAL_LINE_STATE] = ""};
    struct signal_line_list lines;
    struct arena arena = {0};

    signal_explain_lines(explanations, &arena, &lines);
    for (size_t i = 0; i < lines.count; i++)
        str_addf(out, "%s%s%s\n", i > 0 && lines.items[i].kind == SIGNAL_LINE_HEAD ? "\n" : "",
            _(marks[lines.items[i].kind]), lines.items[i].text);
    arena_fini(&arena);
}

static void run_why(struct ui *ui, void *state, const char *rest)
{
    const struct risk_line *line = risks_here(state);
    struct signal_explanations explanations;
    struct arena arena = {0};
    struct str text = {0};
    struct error err;

    if (line == NULL)
        return;
    if (signals_explain(ui_session(ui), line->account, row_text(line->row, SIGNAL_SIGNAL), &arena,
            &explanations, &err)) {
        write_lines(&explanations, &text);
        ui_read(ui, line->account_name, str_text(&text));
    } else {
        ui_fault(ui, &err);
    }
    str_fini(&text);
    arena_fini(&arena);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    const struct risks_view *view = state;
    const struct risk_line *line = risks_here(view);

    risk_ask(ui, view->account ? view->account : line ? line->account : 0);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct risks_view *view = state;

    if (view->page < PAGE_CAUSES)
        word_filter_run(ui, &view->filter, rest);
    else
        ui_toast(ui, "risks, signals and what is silent can be filtered");
}

const struct view_command risks_commands[RISKS_COMMANDS] = {
    {"add", N_("write a risk by hand on this account"), run_add},
    {"cause", N_("where the risk comes from: cause price"), run_cause},
    {"clear", N_("from one account to all; back"), run_clear, true},
    {"date", N_("the day to look at it again"), run_date},
    {"done", N_("handled: silent for its days, or until it is worse"), run_handled},
    {"exposed", N_("the ARR that the risk exposes"), run_exposed},
    {"filter", N_("rows by words of the account or the evidence"), run_filter, true},
    {"finish", N_("close the risk: saved, partly, lost, passed"), run_finish},
    {"mute", N_("never on this account, for a reason; or heard again"), run_mute},
    {"open", N_("the account; of a cause its risks"), run_open},
    {"playbook", N_("start the playbook it suggests; of a risk it is the plan"), run_playbook},
    {"show", N_("show risks, signals, silent, causes, back-test"), run_show},
    {"show-next", N_("the next page"), run_next_page},
    {"show-previous", N_("the page before it"), run_previous_page},
    {"snooze", N_("silent until a day, or until it is worse"), run_snooze},
    {"why", N_("each comparison of its rule, with its fact"), run_why},
};
