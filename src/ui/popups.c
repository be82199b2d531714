/* Popups over any screen: the palette, help, going to an account, an import. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/checks.h"
#include "app/import.h"
#include "base/text.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/screen.h"
#include "ui/shell.h"

enum { PALETTE_MOST = 128, GOTO_MOST = 5000, HELP_KEYS = 14 };

static const char *key_of(struct ui *ui, const char *command, char *buffer, size_t size)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    return binding ? key_sequence_text(&binding->sequence, buffer, size) : NULL;
}

/* --- palette --- */

/* Ids: commands of the view, then the global ones, then lines that a key is bound to. */
static void palette_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    const struct view *view = view_at(ui->current);
    size_t count, at = (size_t)id;
    const struct shell_command *commands = shell_commands(&count);

    if (id < 0 || strchr(typed, ' '))
        ui_run(ui, typed);
    else if (at < view->command_count)
        ui_run(ui, view->commands[at].name);
    else if (at < view->command_count + count)
        ui_run(ui, commands[at - view->command_count].name);
    else
        ui_run(ui, ui->keymap.bindings.items[at - view->command_count - count].command);
}

struct palette {
    struct ui *ui;
    struct ui_choice choices[PALETTE_MOST];
    char keys[PALETTE_MOST][32];
    size_t count;
};

/* Once: a view's own goes before a global one of the same name. */
static void add_choice(struct palette *palette, const char *line, const char *about, size_t id)
{
    size_t at = palette->count;

    for (size_t i = 0; i < at; i++)
        if (text_equal(palette->choices[i].text, line))
            return;
    if (at == PALETTE_MOST)
        return;
    palette->choices[palette->count++] = (struct ui_choice){line, about,
        key_of(palette->ui, line, palette->keys[at], sizeof(palette->keys[at])), (int64_t)id};
}

/* `view book`, `modify stage`: commands with their words, as far as keys are bound to them. */
static void add_lines(struct palette *palette, size_t first_id)
{
    struct keymap_sections sections = shell_sections(palette->ui);

    for (size_t i = 0; i < palette->ui->keymap.bindings.count; i++) {
        const struct keymap_binding *binding = &palette->ui->keymap.bindings.items[i];
        const char *about = shell_about(palette->ui, binding->command);

        for (int s = 0; s < sections.count && about; s++)
            if (text_equal(sections.names[s], binding->section) && strchr(binding->command, ' '))
                add_choice(palette, binding->command, about, first_id + i);
    }
}

void palette_show(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct palette palette = {.ui = ui};
    size_t count;
    const struct shell_command *commands = shell_commands(&count);

    for (size_t i = 0; i < view->command_count; i++)
        add_choice(&palette, view->commands[i].name, view->commands[i].help, i);
    for (size_t i = 0; i < count; i++)
        add_choice(&palette, commands[i].name, commands[i].help, view->command_count + i);
    add_lines(&palette, view->command_count + count);
    ui_choose(ui, ":", palette.choices, palette.count, palette_chosen, NULL);
    ui->modal.picker.verb = "run";
    if (ui_account(ui)) {
        struct str name = {0};

        bulk_name(ui, &name);
        ui->modal.picker.footer = arena_format(&ui->modal.arena, "on %s", str_text(&name));
        str_fini(&name);
    }
}

/* --- help --- */

/* Does the key do this here? A screen may give it to another command. */
static bool is_alive(struct ui *ui, const struct keymap_binding *binding)
{
    struct keymap_sections sections = shell_sections(ui);
    const char *running = NULL;

    return keymap_find(&ui->keymap, &sections, &binding->sequence, &running) == KEYMAP_COMMAND &&
           text_equal(running, binding->command);
}

/* Is it shown already: the same command under another key of this section? */
static bool is_repeated(struct ui *ui, size_t at)
{
    const struct keymap_binding *items = ui->keymap.bindings.items;

    for (size_t i = 0; i < at; i++)
        if (text_equal(items[i].section, items[at].section) &&
            text_equal(items[i].command, items[at].command) && is_alive(ui, &items[i]))
            return true;
    return false;
}

/* All keys of one command, "j Down", in the column of keys; what it does follows. */
static void write_command(struct ui *ui, size_t at, const char *about, struct str *out)
{
    const struct keymap_binding *first = &ui->keymap.bindings.items[at];
    struct str keys = {0};
    char key[32];

    for (size_t i = at; i < ui->keymap.bindings.count; i++) {
        const struct keymap_binding *binding = &ui->keymap.bindings.items[i];

        if (!text_equal(binding->section, first->section) ||
            !text_equal(binding->command, first->command) || !is_alive(ui, binding))
            continue;
        str_add(&keys, keys.len ? " " : "");
        str_add(&keys, key_sequence_text(&binding->sequence, key, sizeof(key)));
    }
    str_addf(out, "%-*s %s\n", HELP_KEYS, str_text(&keys), about);
    str_fini(&keys);
}

static void write_section(struct ui *ui, const char *section, const char *title, struct str *out)
{
    bool empty = true;

    for (size_t i = 0; i < ui->keymap.bindings.count; i++) {
        const struct keymap_binding *binding = &ui->keymap.bindings.items[i];
        const char *about;

        if (!text_equal(binding->section, section) || !is_alive(ui, binding) || is_repeated(ui, i))
            continue;
        about = shell_about(ui, binding->command);
        if (!about)
            continue;
        if (empty)
            str_addf(out, "%s# %s\n", out->len ? "\n" : "", title);
        empty = false;
        write_command(ui, i, about, out);
    }
}

void help_show(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct str text = {0};

    write_section(ui, view->name, view->title, &text);
    if (!view->edits) {
        write_section(ui, "list", "On this screen", &text);
        write_section(ui, "global", "Everywhere", &text);
    }
    ui_read(ui, "Keys", str_text(&text));
    str_fini(&text);
}

/* --- going to an account --- */

struct finding {
    struct ui_choice *choices;
    size_t count;
    struct arena arena;
};

static bool take_account(void *context, const struct row *row)
{
    struct finding *finding = context;

    finding->choices[finding->count++] =
        (struct ui_choice){arena_copy_text(&finding->arena, part_name(row)),
            arena_copy_text(&finding->arena, row_text(row, ACCOUNT_ID)), NULL, row->key};
    return finding->count < GOTO_MOST;
}

static void goto_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct error err;
    int64_t account = id;

    if (id < 0 && !verb_find_account(ui->session, typed, &account, &err)) {
        ui_fault(ui, &err);
        return;
    }
    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
}

void accounts_choose(struct ui *ui, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    struct finding finding = {.choices = mem_alloc_array(GOTO_MOST, sizeof(*finding.choices))};
    struct error err;

    if (!store_each(session_store(ui->session), KIND_ACCOUNT, take_account, &finding, &err))
        ui_fault(ui, &err);
    else if (!finding.count)
        ui_toast(ui, "there is no account yet: a adds one, :import takes in an export");
    else
        ui_choose(ui, title, finding.choices, finding.count, chosen, NULL);
    free(finding.choices);
    arena_fini(&finding.arena);
}

void goto_show(struct ui *ui, const char *typed)
{
    if (*typed)
        goto_chosen(ui, -1, typed, NULL);
    else
        accounts_choose(ui, "Go to", goto_chosen);
}

/* --- import --- */

static bool show_progress(void *context, const struct import_progress *progress)
{
    struct ui *ui = context;

    ui_toast(ui, "Importing %s: %lld rows", progress->path, (long long)progress->rows);
    shell_draw(ui);
    screen_present(&ui->canvas);
    return true;
}

static void add_report(struct str *text, const struct import_report *report)
{
    str_addf(text, "# %s\n", report->path);
    if (!report->taken) {
        str_addf(text, "not taken: %s\n", report->error.text);
        return;
    }
    str_addf(text, "%s: %lld created, %lld updated, %lld unchanged, %lld rejected\n", report->kind,
        (long long)report->created, (long long)report->updated, (long long)report->unchanged,
        (long long)report->rejected);
    if (report->fact_columns.len)
        str_addf(text, "kept as facts: %s\n", str_text(&report->fact_columns));
    str_add(text, str_text(&report->notes));
    for (size_t i = 0; i < report->rejects.count && i < 200; i++)
        str_addf(text, "line %d: %s%s%s\n", report->rejects.items[i].line,
            report->rejects.items[i].column, *report->rejects.items[i].column ? ": " : "",
            report->rejects.items[i].why);
}

const char *popups_expand_home(struct arena *arena, const char *path)
{
    const char *home = getenv("HOME");

    return path[0] == '~' && path[1] == '/' && home ? arena_format(arena, "%s%s", home, path + 1)
                                                    : path;
}

void import_in_app(struct ui *ui, const char *path)
{
    struct arena arena = {0};
    struct import_options options = {.progress = show_progress, .context = ui};
    struct import_report_list reports = {0};
    struct str text = {0};
    struct error err;
    const char *paths[1];

    paths[0] = popups_expand_home(&arena, path);
    if (!import_files(ui->session, paths, 1, &options, &arena, &reports, &err)) {
        ui_fault(ui, &err);
    } else {
        for (size_t i = 0; i < reports.count; i++)
            add_report(&text, &reports.items[i]);
        ui_toast(ui, "imported");
        ui_changed(ui);
        if (ui->current == VIEW_FIRST)
            ui_start_view(ui, VIEW_TODAY);
        if (session_is_behind(ui->session))
            loop_wake_idle(ui->loop);
        ui_read(ui, "Import", str_text(&text));
    }
    str_fini(&text);
    arena_fini(&arena);
}

static bool import_accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "name a CSV file");
    import_in_app(ui, text);
    return true;
}

void ui_ask_import(struct ui *ui)
{
    ui_ask(ui, &(struct ui_question){.title = "Import file",
                   .hint = "a CSV export: ~/Downloads/accounts.csv",
                   .accept = import_accept});
}

/* --- settings --- */

void settings_show(struct ui *ui)
{
    const char *config = session_config_dir(ui->session);
    struct fault_list faults = {0};
    struct str text = {0};
    struct error err;
    int files = 0;

    str_addf(&text, "# Where it lies\nbook\t%s\nsettings\t%s\n",
        store_path(session_store(ui->session)), config ? config : "none");
    str_addf(&text, "currency\t%s\n", session_currency(ui->session));
    if (!check_config(config, &faults, &files, &err))
        fault_add_error(&faults, config, &err);
    str_addf(&text, "\n# %d %s of your own\n", files, files == 1 ? "file" : "files");
    if (!faults.count)
        str_add(&text, "nothing is wrong with them\n");
    for (size_t i = 0; i < faults.count; i++) {
        fault_format(&faults.items[i], &text);
        str_add(&text, "\n");
    }
    ui_read(ui, "Settings", str_text(&text));
    fault_list_fini(&faults);
    str_fini(&text);
}
