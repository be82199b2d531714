/* Saved views: what a screen shows and in which order, under a name of the user's; `f`, and
 * `view NAME`. */
#include <string.h>
#include "app/saved_views.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/ways.h"

enum { SHOWN_MOST = 200 };

struct saved {
    struct arena arena;
    struct saved_views views;
};

/* What could be read is there, also where a line of the file is faulty. */
static void read_saved(struct ui *ui, struct saved *saved)
{
    struct error err;

    *saved = (struct saved){0};
    if (!saved_views_read(ui->session, &saved->arena, &saved->views, &err))
        ui_fault(ui, &err);
}

static void saved_fini(struct saved *saved)
{
    array_fini(&saved->views);
    arena_fini(&saved->arena);
}

/* --- showing one --- */

/* Its own commands alone: a file does nothing else. */
static void run_lines(struct ui *ui, const struct view *view, void *state, const char *lines)
{
    struct arena arena = {0};

    while (*lines) {
        size_t len = strcspn(lines, "\n"), name = strcspn(lines, " \n");
        const struct view_command *command = shell_view_command(view, lines, name);
        const char *rest = arena_copy_bytes(&arena, lines + name, len - name);

        if (command)
            command->run(ui, state, rest + strspn(rest, " "));
        else
            ui_toast(
                ui, "%s has no command '%s'", view->name, arena_copy_bytes(&arena, lines, name));
        lines += len + (lines[len] == '\n');
    }
    arena_fini(&arena);
}

static void apply(struct ui *ui, const struct saved_view *saved)
{
    enum view_id id;
    struct error err;

    if (!view_from_name(saved->screen, &id) || !view_at(id)->keep) {
        ui_toast(ui, "'%s' is of a screen '%s', which keeps none", saved->name, saved->screen);
        return;
    }
    ui_toast(ui, "%s", saved->name);
    if (ui->current != id)
        ui_show_view(ui, id);
    if (ui->current != id)
        return;
    if (!shell_begin_anew(ui, id, &err)) {
        ui_start_view(ui, VIEW_TODAY);
        ui_fault(ui, &err);
        return;
    }
    run_lines(ui, view_at(id), ui->states[id], saved->lines);
    ui_changed(ui);
}

bool saved_show(struct ui *ui, const char *name)
{
    struct saved saved;
    const struct saved_view *found = NULL;

    read_saved(ui, &saved);
    for (size_t i = 0; i < saved.views.count && !found; i++)
        if (text_equal_nocase(saved.views.items[i].name, name))
            found = &saved.views.items[i];
    if (found)
        apply(ui, found);
    saved_fini(&saved);
    return found != NULL;
}

/* --- choosing one --- */

static void show_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct saved saved;

    read_saved(ui, &saved);
    if (id >= 0 && id < (int64_t)saved.views.count)
        apply(ui, &saved.views.items[id]);
    else
        ui_toast(ui, "no saved view '%s'", typed);
    saved_fini(&saved);
}

static void forget_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct saved saved;
    struct error err;

    read_saved(ui, &saved);
    if (id >= 0 && id < (int64_t)saved.views.count) {
        if (saved_view_drop(ui->session, saved.views.items[id].name, &err))
            ui_toast(ui, "forgotten: %s", saved.views.items[id].name);
        else
            ui_fault(ui, &err);
    }
    saved_fini(&saved);
}

/* `book: filter band = red, sort -arr` */
static const char *detail_of(const struct saved_view *view, struct arena *arena)
{
    struct str out = {0};
    const char *kept;

    str_addf(&out, "%s:", view->screen);
    for (const char *line = view->lines; *line; line += strcspn(line, "\n") + 1) {
        str_add(&out, line == view->lines ? " " : ", ");
        str_add_bytes(&out, line, strcspn(line, "\n"));
    }
    kept = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return kept;
}

/* Those of this screen before the others. */
static void choose(struct ui *ui, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    const char *here = view_at(ui->current)->name;
    struct ui_choice choices[SHOWN_MOST];
    struct saved saved;
    size_t count = 0;
    char key[WAY_ROOM];

    read_saved(ui, &saved);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < saved.views.count && count < SHOWN_MOST; i++)
            if (text_equal(saved.views.items[i].screen, here) == (pass == 0)) {
                const struct saved_view *view = &saved.views.items[i];

                choices[count++] =
                    (struct ui_choice){view->name, detail_of(view, &saved.arena), NULL, (int64_t)i};
            }
    if (count)
        ui_choose(ui, title, choices, count, chosen, NULL);
    else
        ui_toast(ui, "no view is saved yet: set a filter and an order, then %s",
            way_key(ui, "save-view", key));
    saved_fini(&saved);
}

void saved_run_choose(struct ui *ui, const char *rest)
{
    if (!*rest)
        choose(ui, _("Saved view"), show_chosen);
    else if (!saved_show(ui, rest))
        ui_toast(ui, "no saved view '%s'", rest);
}

void saved_run_forget(struct ui *ui, const char *rest)
{
    struct error err;

    if (!*rest)
        choose(ui, _("Forget the view"), forget_chosen);
    else if (saved_view_drop(ui->session, rest, &err))
        ui_toast(ui, "forgotten: %s", rest);
    else
        ui_fault(ui, &err);
}

/* --- saving --- */

static bool save(struct ui *ui, const char *name, void *context, struct error *err)
{
    const struct view *view = view_at(ui->current);
    enum view_id screen;
    struct str lines = {0};
    char key[WAY_ROOM];
    bool ok = !view_from_name(name, &screen) ||
              error_set(err, ERROR_USAGE, "'%s' is a screen of daybook", name);

    view->keep(ui->states[ui->current], &lines);
    ok = ok &&
         saved_view_put(ui->session,
             &(struct saved_view){.name = name, .screen = view->name, .lines = str_text(&lines)},
             err);
    str_fini(&lines);
    if (ok)
        ui_toast(ui, "view '%s' saved; %s shows it again", name, way_key(ui, "saved", key));
    return ok;
}

void saved_run_save(struct ui *ui, const char *rest)
{
    struct error err;

    if (!session_config_dir(ui->session))
        ui_toast(ui, "the demo keeps no files of yours, so no view either");
    else if (!view_at(ui->current)->keep)
        ui_toast(ui, "this screen has no filter and no order to save");
    else if (!*rest)
        ui_ask(ui, &(struct ui_question){.title = _("Save this view as"),
                       .of_no_account = true,
                       .hint = _("a name: its filter, order and columns come back by it"),
                       .accept = save});
    else if (!save(ui, rest, NULL, &err))
        ui_fault(ui, &err);
}
