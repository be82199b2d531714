/* The register of feedback: what customers ask for, by theme, and who they are; what came of it. */
#include "ui/views/feedback.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/feedback_form.h"
#include "ui/views/views.h"

const struct feedback_theme *feedback_theme_here(const struct feedback_view *view)
{
    int64_t at = view->list.selected;

    return at < (int64_t)view->themes.count ? &view->themes.items[at] : NULL;
}

static const struct feedback_voice *voice_here(const struct feedback_view *view)
{
    const struct feedback_theme *theme = view->is_open ? feedback_theme_here(view) : NULL;
    int64_t at = view->voices.selected;

    return theme && at < (int64_t)theme->voice_count ? &theme->voices[at] : NULL;
}

static void feedback_close(void *state)
{
    struct feedback_view *view = state;

    arena_fini(&view->arena);
    str_fini(&view->selected);
    str_fini(&view->filter.text);
}

/* By its name, or by what one customer said. */
static bool is_wanted(const struct feedback_view *view, const struct feedback_theme *theme)
{
    bool fits = word_filter_fits(&view->filter, &theme->name, 1);

    for (size_t i = 0; i < theme->voice_count && !fits; i++) {
        const struct feedback_voice *voice = &theme->voices[i];
        const char *const texts[] = {
            theme->name, voice->account, row_text(voice->said, FEEDBACK_TEXT)};

        fits = word_filter_fits(&view->filter, texts, COUNT_OF(texts));
    }
    return fits;
}

static void leave_wanted(struct feedback_view *view)
{
    size_t kept = 0;

    view->filter.all = view->themes.count;
    for (size_t i = 0; i < view->themes.count; i++)
        if (is_wanted(view, &view->themes.items[i]))
            view->themes.items[kept++] = view->themes.items[i];
    view->themes.count = kept;
}

/* The cursor stays on its theme and on its row, wherever they stand now. */
static void keep_selected(struct feedback_view *view)
{
    const struct feedback_theme *theme;
    bool found = false;

    list_fit(&view->list, (int64_t)view->themes.count, view->list.room);
    for (size_t i = 0; i < view->themes.count && !found; i++) {
        found = text_equal(view->themes.items[i].key, str_text(&view->selected));
        if (found)
            list_select(&view->list, (int64_t)i);
    }
    view->is_open = view->is_open && found;
    theme = feedback_theme_here(view);
    if (!theme || !view->is_open)
        return;
    list_fit(&view->voices, (int64_t)theme->voice_count, view->voices.room);
    for (size_t i = 0; i < theme->voice_count; i++)
        if (theme->voices[i].said->key == view->selected_voice)
            list_select(&view->voices, (int64_t)i);
}

static bool feedback_load(struct ui *ui, void *state, struct error *err)
{
    struct feedback_view *view = state;
    struct feedback_themes themes;
    struct arena arena = {0};

    if (!feedback_read(ui_session(ui), &arena, &themes, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&view->arena);
    view->arena = arena;
    view->themes = themes;
    leave_wanted(view);
    keep_selected(view);
    return true;
}

/* --- going about --- */

static void open_theme(struct feedback_view *view, bool is_open)
{
    view->is_open = is_open;
    view->voices = (struct list){0};
    view->selected_voice = 0;
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct feedback_view *view = state;
    const struct feedback_voice *voice = voice_here(view);

    if (voice) {
        ui_set_account(ui, row_integer(voice->said, FEEDBACK_ACCOUNT));
        ui_show_view(ui, VIEW_ACCOUNT);
    } else if (feedback_theme_here(view)) {
        open_theme(view, true);
    }
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct feedback_view *view = state;

    if (view->is_open)
        open_theme(view, false);
    else if (!word_filter_clear(ui, &view->filter))
        ui_back(ui);
}

void ui_open_feedback(struct ui *ui, const char *theme_key)
{
    struct feedback_view *view;

    ui_show_view(ui, VIEW_FEEDBACK);
    view = ui_state(ui, VIEW_FEEDBACK);
    if (!view)
        return;
    open_theme(view, *theme_key != '\0');
    if (!*theme_key)
        return;
    str_clear(&view->selected);
    str_add(&view->selected, theme_key);
    str_clear(&view->filter.text);
    ui_changed(ui); /* the rows are read before it is drawn, and then the theme is found */
}

/* --- what came of it --- */

static bool set_status(struct ui *ui, struct feedback_view *view, enum feedback_status status,
    struct outcome *ret_outcome, struct error *err)
{
    const struct feedback_theme *theme = feedback_theme_here(view);
    const struct feedback_voice *voice = voice_here(view);
    struct str assignment = {0};
    bool ok;

    if (!theme)
        return error_set(err, ERROR_USAGE, "nothing was asked for yet");
    if (!voice)
        return verb_feedback_status(ui_session(ui), theme->key, status, ret_outcome, err);
    str_addf(&assignment, "status=%s", feedback_status_word(status));
    ok = verb_set(ui_session(ui), KIND_FEEDBACK, voice->said->key,
        (const char *const[]){str_text(&assignment), NULL}, ret_outcome, err);
    str_fini(&assignment);
    return ok;
}

static void set_status_now(struct ui *ui, struct feedback_view *view, enum feedback_status status)
{
    struct outcome outcome;
    struct error err;

    if (set_status(ui, view, status, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static void status_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        set_status_now(ui, context, (enum feedback_status)id);
}

static void run_status(struct ui *ui, void *state, const char *rest)
{
    const struct ui_choice choices[] = {
        {_("open"), _("nothing came of it yet"), NULL, FEEDBACK_OPEN},
        {_("planned"), _("it will come"), NULL, FEEDBACK_PLANNED},
        {_("done"), _("it is there: each who asked is to be told"), NULL, FEEDBACK_DONE},
        {_("declined"), _("it will not come: each who asked is to be told"), NULL,
            FEEDBACK_DECLINED}};
    enum feedback_status status = feedback_status_of(rest);

    if (!feedback_theme_here(state))
        ui_toast(ui, "nothing was asked for yet");
    else if (!*rest)
        ui_choose(ui, _("What came of it?"), choices, COUNT_OF(choices), status_chosen, state);
    else if (text_equal_nocase(rest, feedback_status_word(status)))
        set_status_now(ui, state, status);
    else
        ui_toast(ui, "open, planned, done or declined");
}

/* x: done, or open again. */
static void run_settle(struct ui *ui, void *state, const char *rest)
{
    const struct feedback_theme *theme = feedback_theme_here(state);
    const struct feedback_voice *voice = voice_here(state);
    enum feedback_status now = !theme  ? FEEDBACK_OPEN
                               : voice ? feedback_status_of(row_text(voice->said, FEEDBACK_STATUS))
                                       : theme->status;

    set_status_now(ui, state, now == FEEDBACK_DONE ? FEEDBACK_OPEN : FEEDBACK_DONE);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    const struct feedback_theme *theme = feedback_theme_here(state);

    feedback_ask(ui, &(struct feedback_known){.theme = theme ? theme->name : NULL});
}

/* --- what the shell asks --- */

static struct list *feedback_list(void *state)
{
    struct feedback_view *view = state;

    return view->is_open ? &view->voices : &view->list;
}

static int64_t feedback_account(struct ui *ui, void *state)
{
    const struct feedback_voice *voice = voice_here(state);

    return voice ? row_integer(voice->said, FEEDBACK_ACCOUNT) : 0;
}

static struct touched_row feedback_row(struct ui *ui, void *state)
{
    const struct feedback_voice *voice = voice_here(state);

    return (struct touched_row){KIND_FEEDBACK, voice ? voice->said->key : 0};
}

/* A pattern, or somebody who is to be told. */
static bool feedback_wants(struct ui *ui, void *state, int64_t index)
{
    const struct feedback_view *view = state;
    const struct feedback_theme *theme;

    if (view->is_open || index >= (int64_t)view->themes.count)
        return view->is_open;
    theme = &view->themes.items[index];
    return theme->is_pattern || theme->untold;
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct feedback_view *view = state;

    open_theme(view, false);
    word_filter_run(ui, &view->filter, rest);
}

/* One theme and who asks for it. It is looked for when the rows are read next. */
static void open_by_key(struct ui *ui, struct feedback_view *view, const char *key)
{
    str_clear(&view->selected);
    str_add(&view->selected, key);
    open_theme(view, true);
    ui_changed(ui);
}

/* By its name, or by the key by which it is kept. */
static void run_theme(struct ui *ui, void *state, const char *rest)
{
    struct feedback_view *view = state;
    const char *key = rest;

    if (text_blank(rest)) {
        ui_toast(ui, N_("theme NAME: who asks for it"));
        return;
    }
    for (size_t i = 0; i < view->themes.count; i++)
        if (text_equal_nocase(view->themes.items[i].name, rest))
            key = view->themes.items[i].key;
    open_by_key(ui, view, key);
}

static void feedback_keep(const void *state, struct str *out)
{
    const struct feedback_view *view = state;

    if (view->filter.text.len)
        str_addf(out, "filter %s\n", str_text(&view->filter.text));
    if (view->is_open && view->selected.len)
        str_addf(out, "theme %s\n", str_text(&view->selected));
}

static const struct view_command commands[] = {
    {"add", N_("write down what a customer asks for"), run_add},
    {"clear", N_("from one theme to all; back"), run_clear, true},
    {"done", N_("done, or open again: the theme, or this customer's row"), run_settle},
    {"filter", N_("themes by words of their name, of an account, of what was said"), run_filter,
        true},
    {"mark", N_("done, or open again"), run_settle},
    {"open", N_("who asks for it; the account"), run_open},
    {"theme", N_("one theme by its name, and who asks for it"), run_theme},
    {"status", N_("what came of it: status open, planned, done, declined"), run_status},
};

static const struct view_hint hints[] = {
    {"open", N_("open")},
    {"status", N_("what came of it")},
    {"done", N_("done")},
    {"add", N_("add")},
    {"edit", N_("edit")},
    {"delete", N_("delete")},
};

static const char *hint_now(const void *state, const struct view_hint *hint)
{
    bool is_row = !text_equal(hint->command, "add");

    return is_row && !feedback_theme_here(state) ? NULL : hint->text;
}

const struct view view_feedback = {
    .name = "feedback",
    .title = N_("Feedback"),
    .state_size = sizeof(struct feedback_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = feedback_close,
    .load = feedback_load,
    .draw = feedback_draw,
    .draw_row = feedback_draw_line,
    .list = feedback_list,
    .account = feedback_account,
    .row = feedback_row,
    .wants = feedback_wants,
    .keep = feedback_keep,
};
