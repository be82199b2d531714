/* Sources: commands that bring exports in, what each came to, when it is due. */
#include "ui/views/sources.h"

#include "base/text.h"
#include "base/words.h"
#include "files/config.h"
#include "files/paths.h"
#include "ui/sync.h"
#include "ui/views/views.h"

static bool sources_load(struct ui *ui, void *state, struct error *err)
{
    struct sources_view *view = state;

    fault_list_fini(&view->faults);
    arena_clear(&view->arena);
    view->is_faulty =
        !sync_read(ui_session(ui), &view->arena, &view->faults, &view->sources, &view->err);
    if (view->is_faulty) {
        view->sources = (struct sync_list){0};
        if (view->err.code == ERROR_BUSY) {
            *err = view->err;
            return false;
        }
    }
    list_fit(&view->list, view->sources.count, view->list.room);
    return true;
}

static void sources_close(void *state)
{
    struct sources_view *view = state;

    fault_list_fini(&view->faults);
    arena_fini(&view->arena);
}

const struct sync_source *sources_here(const struct sources_view *view)
{
    return view->list.selected < view->sources.count ? &view->sources.items[view->list.selected]
                                                     : NULL;
}

/* --- commands --- */

static void run_open(struct ui *ui, void *state, const char *rest)
{
    const struct sync_source *source = sources_here(state);

    if (source)
        ui_sync_start(ui, &source->source.name, 1);
}

static void run_due(struct ui *ui, void *state, const char *rest)
{
    const struct sources_view *view = state;

    if (view->sources.count && !view->sources.due)
        ui_toast(ui, "no source is due; Enter runs the one under the cursor");
    else
        ui_sync_run(ui, "due");
}

/* The shipped file is all comment: it says how to write one. */
static bool make_file(const char *path, struct error *err)
{
    struct config_file shipped;

    return file_is_there(path) ||
           (config_shipped("sources.yaml", &shipped) && path_make_parent(path, err) &&
               file_write_whole(path, shipped.text, shipped.len, FILE_WRITE_NEW, err));
}

static void run_edit(struct ui *ui, void *state, const char *rest)
{
    const struct sources_view *view = state;
    const struct sync_source *source = sources_here(view);
    const char *folder = session_config_dir(ui_session(ui));
    int line = view->is_faulty ? view->err.line : source ? source->source.line : 0;
    struct str path = {0};
    struct error err;

    if (!folder) {
        ui_toast(ui, "the demo has no config folder; your own book has, start it without --demo");
        return;
    }
    path_join(&path, folder, "sources.yaml");
    if (!make_file(str_text(&path), &err) || !ui_edit_file_at(ui, str_text(&path), line, &err))
        ui_fault(ui, &err);
    ui_changed(ui);
    str_fini(&path);
}

/* --- the view --- */

static struct list *sources_list(void *state)
{
    return &((struct sources_view *)state)->list;
}

static int64_t sources_account(struct ui *ui, void *state)
{
    return 0;
}

static bool sources_wants(struct ui *ui, void *state, int64_t index)
{
    const struct sync_source *source = &((const struct sources_view *)state)->sources.items[index];

    return source->is_due || source->last.state == SYNC_FAILED || source->last.state == SYNC_PART;
}

static const struct view_command commands[] = {
    {"add", N_("write one more into sources.yaml, in your editor"), run_edit},
    {"edit", N_("edit sources.yaml in your editor; it explains itself"), run_edit},
    {"edit-outside", N_("edit sources.yaml in your editor; it explains itself"), run_edit},
    {"open", N_("run this source, and import what it prints"), run_open},
    {"start", N_("run all sources that are due"), run_due},
};

static const struct view_hint hints[] = {
    {"open", N_("run it")},
    {"start", N_("run what is due")},
    {"edit", N_("edit the file")},
    {"reload", N_("read again")},
};

static const char *sources_hint(const void *state, const struct view_hint *hint)
{
    const struct sources_view *view = state;
    bool needs_one = text_equal(hint->command, "open") || text_equal(hint->command, "start");

    if (text_equal(hint->command, "edit") && !view->sources.path && !view->is_faulty)
        return NULL;
    return needs_one && !view->sources.count ? NULL : hint->text;
}

const struct view view_sources = {
    .name = "sources",
    .title = N_("Sources"),
    .state_size = sizeof(struct sources_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = sources_hint,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = sources_close,
    .load = sources_load,
    .draw = sources_draw,
    .list = sources_list,
    .account = sources_account,
    .wants = sources_wants,
};
