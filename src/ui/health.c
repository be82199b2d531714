/* The health model in force as a page, and what another file would do to the book: found in slices,
 * with the screen alive. */
#include "app/health.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/path_prompt.h"
#include "ui/shell.h"

enum { SLICE_MS = 8, PAUSE_MS = 1 };

struct asked_preview {
    struct ui *ui;
    struct health_previewing *previewing;
    char *path;
};

static void free_preview(struct asked_preview *asked)
{
    health_preview_free(asked->previewing);
    free(asked->path);
    free(asked);
}

static void show_preview(struct asked_preview *asked)
{
    struct str text = {0}, title = {0};

    str_addf(&title, _("Preview: %s"), asked->path);
    health_preview_write(asked->ui->session, health_preview_result(asked->previewing), &text);
    ui_read(asked->ui, str_text(&title), str_text(&text));
    str_fini(&text);
    str_fini(&title);
}

static void go_on(void *context)
{
    struct asked_preview *asked = context;
    size_t all, done = health_preview_done(asked->previewing, &all);
    struct error err;
    bool more = false;

    if (!health_preview_step(asked->previewing, SLICE_MS, &more, &err)) {
        ui_fault(asked->ui, &err);
    } else if (more) {
        ui_toast(asked->ui, "Preview: %zu of %zu accounts", done, all);
        ui_after(asked->ui, PAUSE_MS, go_on, asked);
        return;
    } else {
        show_preview(asked);
    }
    free_preview(asked);
}

static void preview(struct ui *ui, const char *words)
{
    struct asked_preview *asked = mem_alloc(sizeof(*asked));
    struct fault_list faults = {0};
    struct arena arena = {0};
    struct error err;
    char line[1600];

    asked->ui = ui;
    asked->path = mem_copy_text(path_expand_home(&arena, words));
    if (health_preview_begin(ui->session, asked->path, NULL, &faults, &asked->previewing, &err)) {
        go_on(asked);
    } else {
        ui_toast(ui, "%s", error_format(&err, line, sizeof(line)));
        free_preview(asked);
    }
    arena_fini(&arena);
    fault_list_fini(&faults);
}

void health_show(struct ui *ui, const char *rest)
{
    struct str text = {0};
    struct error err;

    if (text_starts(rest, "preview ")) {
        preview(ui, rest + strlen("preview "));
        return;
    }
    if (health_page(ui->session, &text, &err))
        ui_read(ui, _("Health model"), str_text(&text));
    else
        ui_fault(ui, &err);
    str_fini(&text);
}
