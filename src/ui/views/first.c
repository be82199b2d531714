/* The first start: ways to begin. */
#include "ui/views/views.h"

#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "ui/commands_internal.h"

enum { CHOICES = 4, FIRST_TALL = 24 };

struct first {
    struct list list;
};

static const struct {
    const char *key, *title, *about;
} choices[CHOICES] = {
    {"d", N_("Look around in the demo book"),
        N_("invented customers, half a year of them; nothing of yours is touched")},
    {"t", N_("Take the tour"),
        N_("ten stops through the demo book; it writes nothing, Esc leaves it")},
    {"i", N_("Import an export"),
        N_("CSV from Salesforce, HubSpot or a sheet; nothing leaves this machine")},
    {"e", N_("Start empty"), N_("name the first account, then c logs a call with them")},
};

/* The user's own folder is ~. */
static void put_path(struct canvas *canvas, int x, int y, const char *path)
{
    const char *home = getenv("HOME");
    size_t len = home ? strlen(home) : 0;

    if (len > 1 && !strncmp(path, home, len) && path[len] == '/') {
        x = canvas_put(canvas, x, y, ROLE_TEXT, "~");
        path += len;
    }
    canvas_put_cut(canvas, x, y, ROLE_TEXT, path, canvas->columns - 1 - x);
}

static void first_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct first *first = state;

    canvas_put(canvas, 1, 2, ROLE_TITLE, "daybook");
    canvas_put_cut(canvas, 1, 3, ROLE_MUTED,
        _("Your book of business, on this machine, in one file:"), canvas->columns - 2);
    put_path(canvas, 1, 4, store_path(session_store(ui_session(ui))));
    list_fit(&first->list, CHOICES, CHOICES);
    for (int i = 0; i < CHOICES; i++) {
        int y = 6 + (canvas->rows >= 16 ? 3 : 1) * i;

        canvas_put(canvas, 3, y, ROLE_HINT_KEY, choices[i].key);
        canvas_put_cut(canvas, 6, y, ROLE_TITLE, _(choices[i].title), canvas->columns - 7);
        if (canvas->rows >= 16)
            canvas_put_cut(canvas, 6, y + 1, ROLE_MUTED, _(choices[i].about), canvas->columns - 7);
        ui_list_row(ui, canvas, &first->list, i,
            (struct area){0, y, canvas->columns, canvas->rows >= 16 ? 2 : 1});
    }
    if (canvas->rows >= FIRST_TALL)
        canvas_put_cut(canvas, 1, canvas->rows - 4, ROLE_MUTED,
            _("Keys are named in the last line of each screen; C-s is Ctrl and s together."),
            canvas->columns - 2);
}

static void start_empty(struct ui *ui)
{
    ui_start_view(ui, VIEW_BOOK);
    account_ask_first(ui);
}

static void choose(struct ui *ui, int64_t choice)
{
    switch (choice) {
    case 0:
    case 1: ui_quit_to_demo(ui, choice == 1); break;
    case 2: ui_ask_import(ui); break;
    default: start_empty(ui); break;
    }
}

static bool first_key(struct ui *ui, void *state, const struct key *key)
{
    for (int i = 0; i < CHOICES; i++)
        if (key->code == (key_code)choices[i].key[0]) {
            choose(ui, i);
            return true;
        }
    return false;
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    choose(ui, ((struct first *)state)->list.selected);
}

static struct list *first_list(void *state)
{
    return &((struct first *)state)->list;
}

static const struct view_command commands[] = {
    {"open", N_("take this way"), run_open},
};

static const struct view_hint hints[] = {
    {"open", N_("take this way")},
    {"next", N_("down")},
    {"previous", N_("up")},
};

const struct view view_first = {
    .name = "first",
    .title = N_("Welcome"),
    .state_size = sizeof(struct first),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .draw = first_draw,
    .key = first_key,
    .list = first_list,
};
