/* Every setting: its value, where that comes from, and one line to change it. */
#include <stdio.h>
#include <string.h>
#include "app/settings.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/live.h"
#include "ui/sizes.h"
#include "ui/views/settings_words.h"
#include "ui/views/views.h"

enum { WIDE = 90, GROUP = 22, NAME = 20, FROM = 22, ABOUT = 5 };

struct settings_view {
    struct arena arena;
    struct setting_lines lines; /* all of them */
    struct size_list ARRAY_OF(size_t) shown;
    struct str filter;
    int own;
    struct list list;
};

static const struct setting_line *line_at(const struct settings_view *view, int64_t row)
{
    return row < (int64_t)view->shown.count ? &view->lines.items[view->shown.items[row]] : NULL;
}

static const struct setting_line *line_here(const struct settings_view *view)
{
    return line_at(view, view->list.selected);
}

/* --- read --- */

static bool is_shown(const struct settings_view *view, const struct setting_line *line)
{
    const char *words = str_text(&view->filter);

    return text_contains_folded(line->info->name, words) ||
           text_contains_folded(_(line->info->help), words) ||
           text_contains_folded(_(line->info->group), words) ||
           (line->path && text_equal_nocase(words, "own"));
}

static void choose_shown(struct settings_view *view)
{
    const struct setting_line *was = line_here(view);
    const char *name = was ? was->info->name : NULL;

    view->shown.count = 0;
    for (size_t i = 0; i < view->lines.count; i++)
        if (is_shown(view, &view->lines.items[i]))
            ARRAY_PUSH(&view->shown, i);
    list_fit(&view->list, (int64_t)view->shown.count, view->list.room);
    for (int64_t row = 0; name && row < view->list.count; row++)
        if (text_equal(line_at(view, row)->info->name, name))
            list_select(&view->list, row);
}

static bool settings_load(struct ui *ui, void *state, struct error *err)
{
    struct settings_view *view = state;
    struct setting_lines lines = {0};
    struct arena arena = {0};

    if (!settings_lines(session_config_dir(ui_session(ui)), &arena, &lines, err)) {
        array_fini(&lines);
        arena_fini(&arena);
        return false;
    }
    array_fini(&view->lines);
    arena_fini(&view->arena);
    view->lines = lines;
    view->arena = arena;
    view->own = 0;
    for (size_t i = 0; i < lines.count; i++)
        view->own += lines.items[i].path != NULL;
    choose_shown(view);
    return true;
}

static void settings_close(void *state)
{
    struct settings_view *view = state;

    array_fini(&view->lines);
    array_fini(&view->shown);
    arena_fini(&view->arena);
    str_fini(&view->filter);
}

/* --- drawn --- */

static void draw_head(const struct settings_view *view, struct canvas *canvas, int y)
{
    int end = canvas->columns - 1, x;

    x = canvas_count(canvas, 1, y, ROLE_TITLE, (int64_t)view->lines.count);
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" settings")) + 3;
    x = canvas_putf(canvas, x, y, ROLE_TITLE, "%d", view->own);
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" of your own")) + 3;
    if (view->filter.len) {
        x = canvas_put(canvas, x, y, ROLE_MUTED, _("filter "));
        x = canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&view->filter), end - x) + 3;
    }
}

/* `daybook.yaml:12`, `default`. */
static int draw_from(const struct setting_line *line, struct canvas *canvas, int end, int y)
{
    if (line->fault)
        return canvas_spans_right(
            canvas, end, y, SPANS({ROLE_RISK, "■ "}, {ROLE_ERROR, _("faulty")}));
    if (!line->path)
        return canvas_put_right(canvas, end, y, ROLE_FAINT, _("default"));
    return canvas_putf_right(canvas, end, y, ROLE_TEXT, _("yours, line %d"), line->line);
}

static void put_value(struct canvas *canvas, int x, int y, const char *value, int columns)
{
    struct str plain = {0};

    setting_value_plain(value, &plain);
    canvas_put_cut(canvas, x, y, plain.len ? ROLE_TEXT : ROLE_FAINT,
        plain.len ? str_text(&plain) : _("not set"), columns);
    str_fini(&plain);
}

static void draw_row(
    const struct settings_view *view, struct canvas *canvas, struct area area, int64_t row)
{
    const struct setting_line *line = line_at(view, row);
    bool wide = area.columns >= WIDE;
    bool first = row == view->list.top ||
                 !text_equal(line_at(view, row - 1)->info->group, line->info->group);
    int x = area.x + 2, end = area.x + area.columns - 1;

    if (wide && first)
        canvas_put_cut(canvas, x, area.y, ROLE_MUTED, _(line->info->group), GROUP - 2);
    x += wide ? GROUP : 0;
    canvas_put_cut(canvas, x, area.y, ROLE_TITLE, line->info->name, NAME - 2);
    x += NAME;
    if (area.columns >= SCREEN_NARROW)
        end = draw_from(line, canvas, end, area.y) - 2;
    put_value(canvas, x, area.y, line->value, end - x);
}

static void draw_fact(struct canvas *canvas, struct area *area, const char *name, const char *text)
{
    int end = area->x + area->columns, x = area->x + 9;
    struct area line;

    if (area->rows <= 0)
        return;
    line = area_take_rows(area, 1);
    canvas_put(canvas, line.x, line.y, ROLE_MUTED, name);
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, text, end - x);
}

/* What it does, what may be written, the default; what is wrong with it first. */
static void draw_about(const struct setting_line *line, struct canvas *canvas, struct area area)
{
    struct str takes = {0}, initial = {0};

    if (line->fault)
        (void)area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_ERROR, line->fault));
    (void)area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, _(line->info->help)));
    settings_say_type(line->info, &takes);
    draw_fact(canvas, &area, _("takes"), str_text(&takes));
    setting_value_plain(line->initial, &initial);
    draw_fact(canvas, &area, _("default"), initial.len ? str_text(&initial) : _("not set"));
    if (line->path)
        draw_fact(canvas, &area, _("yours"), line->path);
    str_fini(&takes);
    str_fini(&initial);
}

static void settings_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct settings_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    struct area body, about;

    draw_head(view, canvas, y);
    canvas_rule(canvas, y + 1);
    body = (struct area){0, y + 2, canvas->columns, canvas->rows - y - 2 - foot};
    about = area_take_last_rows(&body, canvas->rows >= SCREEN_LOW ? ABOUT : 3);
    list_fit(&view->list, (int64_t)view->shown.count, body.rows);
    for (int64_t row = view->list.top; row < list_end(&view->list); row++) {
        struct area line = {body.x, body.y + (int)(row - view->list.top), body.columns, 1};

        draw_row(view, canvas, line, row);
        (void)ui_list_row(ui, canvas, &view->list, row, line);
    }
    canvas_rule(canvas, area_take_rows(&about, 1).y);
    about = (struct area){1, about.y, about.columns - 2, about.rows};
    if (line_here(view))
        draw_about(line_here(view), canvas, about);
    else
        (void)canvas_put_wrapped(canvas, about, ROLE_TEXT,
            _("No setting has these words. Esc shows all again; / filters by other words."));
}

/* --- changed --- */

static void tell_value(struct ui *ui, const struct setting_info *setting, const char *value)
{
    struct str plain = {0};

    setting_value_plain(value, &plain);
    ui_toast(ui, "%s is %s now", setting->name, str_text(&plain));
    str_fini(&plain);
}

/* In force at once, on every screen. */
static bool set(
    struct ui *ui, const struct setting_info *setting, const char *value, struct error *err)
{
    if (!session_setting_set(ui_session(ui), setting, value, err))
        return false;
    live_settings_changed(ui);
    if (value)
        tell_value(ui, setting, value);
    else
        ui_toast(ui, "%s has its default again; your line stays in the file as a comment",
            setting->name);
    return true;
}

static bool accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct str value = {0};
    bool ok;

    setting_value_typed(context, text, &value);
    ok = set(ui, context, text_blank(text) ? NULL : str_text(&value), err);
    str_fini(&value);
    return ok;
}

static void chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    const struct setting_info *setting = context;
    static const char *const yes_no[] = {"yes", "no"};
    const char *word = typed; /* none of the rows fits it: the check says what would */
    struct error err;

    if (id >= 0)
        word = setting->type == SETTING_YES ? yes_no[id] : setting->words[id];
    if (!text_blank(word) && !set(ui, setting, word, &err))
        ui_fault(ui, &err);
}

static void choose_word(struct ui *ui, const struct setting_line *line)
{
    static const char *const yes_no[] = {"yes", "no"};
    bool yes = line->info->type == SETTING_YES;
    struct ui_choice choices[8] = {{0}};
    size_t count = yes ? COUNT_OF(yes_no) : line->info->word_count;

    for (size_t i = 0; i < count && i < COUNT_OF(choices); i++) {
        const char *word = yes ? yes_no[i] : line->info->words[i];

        choices[i] = (struct ui_choice){.text = word,
            .detail = text_equal_nocase(word, line->value) ? _("now") : NULL,
            .id = (int64_t)i};
    }
    ui_choose(ui, line->info->name, choices, count, chosen, (void *)(uintptr_t)line->info);
}

/* A text setting shows its text, not its quotes; a list its items. */
static const char *as_typed(const struct setting_line *line, struct arena *arena)
{
    size_t len = strlen(line->value);
    struct str plain = {0};
    const char *text;

    if (line->info->type == SETTING_TEXT && len > 1 && strchr("\"'", line->value[0]) &&
        line->value[len - 1] == line->value[0])
        return arena_copy_bytes(arena, line->value + 1, len - 2);
    if (line->info->type == SETTING_TEXT)
        return line->value;
    setting_value_plain(line->value, &plain);
    text = arena_copy_text(arena, str_text(&plain));
    str_fini(&plain);
    return text;
}

static void run_edit(struct ui *ui, void *state, const char *rest)
{
    struct settings_view *view = state;
    const struct setting_line *line = line_here(view);
    struct str hint = {0};

    if (!line)
        return;
    if (text_equal(line->info->name, "theme") || text_equal(line->info->name, "keys")) {
        ui_run(ui, line->info->name); /* they tell what each is like */
        return;
    }
    if (line->info->type == SETTING_YES || line->info->type == SETTING_WORD ||
        line->info->type == SETTING_CHOICE) {
        choose_word(ui, line);
        return;
    }
    settings_say_type(line->info, &hint);
    str_add(&hint, _("; blank: the default"));
    ui_ask(ui, &(struct ui_question){.title = line->info->name,
                   .of_no_account = true,
                   .initial = as_typed(line, &view->arena),
                   .hint = arena_copy_text(&view->arena, str_text(&hint)),
                   .accept = accept,
                   .context = (void *)(uintptr_t)line->info});
    str_fini(&hint);
}

static void run_default(struct ui *ui, void *state, const char *rest)
{
    const struct setting_line *line = line_here(state);
    struct error err;

    if (line && !line->path)
        ui_toast(ui, "%s is the default already", line->info->name);
    else if (line && !set(ui, line->info, NULL, &err))
        ui_fault(ui, &err);
}

/* On its line in the user's editor; what was saved is read when they come back. */
static void run_outside(struct ui *ui, void *state, const char *rest)
{
    const struct setting_line *line = line_here(state);
    struct error err;

    if (!line || !line->path)
        ui_toast(ui, "your daybook.yaml has no line of it yet; Enter writes one");
    else if (!ui_edit_file_at(ui, line->path, line->line, &err))
        ui_fault(ui, &err);
    live_settings_changed(ui);
}

static bool filter_accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct settings_view *view = context;

    str_clear(&view->filter);
    str_add(&view->filter, text);
    choose_shown(view);
    return true;
}

static void filter_typed(struct ui *ui, const char *text, void *context)
{
    struct error ignored;

    (void)!filter_accept(ui, text, context, &ignored);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct settings_view *view = state;

    if (*rest) {
        filter_typed(ui, rest, view);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = _("Filter"),
                   .initial = str_text(&view->filter),
                   .hint = _("words of its name or help; own: what you set"),
                   .accept = filter_accept,
                   .changed = filter_typed,
                   .taken_back = filter_typed,
                   .context = view});
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    struct settings_view *view = state;

    if (view->filter.len)
        filter_typed(ui, "", view);
    else
        ui_back(ui);
}

static struct list *settings_list(void *state)
{
    return &((struct settings_view *)state)->list;
}

static int64_t settings_account(struct ui *ui, void *state)
{
    return 0;
}

static bool settings_wants(struct ui *ui, void *state, int64_t index)
{
    const struct setting_line *line = line_at(state, index);

    return line && (line->fault || line->path);
}

static void settings_keep(const void *state, struct str *out)
{
    const struct settings_view *view = state;

    if (view->filter.len)
        str_addf(out, "filter %s\n", str_text(&view->filter));
}

static const struct view_command commands[] = {
    {"clear", N_("all settings again, then back"), run_clear},
    {"delete", N_("back to the default; your line becomes a comment"), run_default},
    {"edit", N_("change it; it is in force at once"), run_edit},
    {"edit-outside", N_("its line in your editor"), run_outside},
    {"filter", N_("settings by words of their name or help"), run_filter},
    {"open", N_("change it; it is in force at once"), run_edit},
};

static const struct view_hint hints[] = {
    {"open", N_("change")},
    {"filter", N_("filter")},
    {"delete", N_("default")},
    {"edit-outside", N_("editor")},
    {"faults", N_("faults")},
    {"clear", N_("back")},
};

const struct view view_settings = {
    .name = "settings",
    .title = N_("Settings"),
    .state_size = sizeof(struct settings_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = settings_close,
    .load = settings_load,
    .draw = settings_draw,
    .list = settings_list,
    .account = settings_account,
    .wants = settings_wants,
    .keep = settings_keep,
};
