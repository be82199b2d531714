/* One note, to read. */
#include "ui/views/views.h"

#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/duration.h"
#include "ui/sizes.h"

enum { TEXT_COLUMNS = 84 };

struct note_view {
    struct arena arena;
    int64_t note;
    struct row *row;
    const char *name;
    size_t versions; /* texts it had before */
    const char **lines;
    int columns; /* the lines are wrapped to */
    size_t line_count;
    struct list list;
};

static void note_close(void *state)
{
    arena_fini(&((struct note_view *)state)->arena);
}

void ui_open_note(struct ui *ui, int64_t note)
{
    struct note_view *view;

    ui_show_view(ui, VIEW_NOTE);
    view = ui_state(ui, VIEW_NOTE);
    if (!view)
        return;
    view->note = note;
    view->list = (struct list){0};
    ui_changed(ui);
}

static bool note_load(struct ui *ui, void *state, struct error *err)
{
    struct note_view *view = state;
    struct row *account = NULL;
    struct row_list versions = {0};

    arena_clear(&view->arena);
    view->row = NULL;
    view->columns = 0;
    if (!store_get(
            session_store(ui_session(ui)), KIND_NOTE, view->note, &view->arena, &view->row, err))
        return false;
    if (!view->row)
        return error_set(err, ERROR_NOT_FOUND, "this note is gone; R reads the screen anew");
    if (!store_get(session_store(ui_session(ui)), KIND_ACCOUNT,
            row_integer(view->row, NOTE_ACCOUNT), &view->arena, &account, err))
        return false;
    if (!verb_note_versions(ui_session(ui), view->note, &view->arena, &versions, err))
        return false;
    view->versions = versions.count;
    view->name = account ? part_name(account) : _("No account");
    return true;
}

struct collecting {
    struct arena *arena;
    struct line_list ARRAY_OF(const char *) lines;
};

static void collect(void *context, const char *start, size_t len)
{
    struct collecting *collecting = context;

    ARRAY_PUSH(&collecting->lines, arena_copy_bytes(collecting->arena, start, len));
}

static void wrap(struct note_view *view, int columns)
{
    struct collecting collecting = {.arena = &view->arena};
    const char *body = row_text(view->row, NOTE_BODY);
    struct str clean = {0};

    if (view->columns == columns)
        return;
    text_clean_lines(&clean, body, strlen(body));
    text_wrap(str_text(&clean), columns, collect, &collecting);
    str_fini(&clean);
    view->lines = arena_alloc_array(&view->arena, collecting.lines.count + 1, sizeof(*view->lines));
    view->line_count = collecting.lines.count;
    for (size_t i = 0; i < view->line_count; i++)
        view->lines[i] = collecting.lines.items[i];
    array_fini(&collecting.lines);
    view->columns = columns;
}

/* `prepared`, `45 min   bad   2 earlier versions`: as much as there is. */
static void add_facts(const struct note_view *view, struct str *out)
{
    char took[16], versions[48] = "";
    const char *facts[] = {row_is(view->row, NOTE_STATE, "prepared") ? "prepared" : "",
        row_text(view->row, NOTE_SENTIMENT),
        duration_words(row_integer(view->row, NOTE_DURATION), took), versions};

    if (view->versions)
        text_format(versions, sizeof(versions),
            words_plural("%zu earlier version", "%zu earlier versions", (long long)view->versions),
            view->versions);
    for (size_t i = 0; i < COUNT_OF(facts); i++)
        if (*facts[i])
            str_addf(out, "%s%s", out->len ? "   " : "", facts[i]);
}

/* `call with Priya Nair, Tom Becker   bad   45 min` */
static void put_what(const struct note_view *view, struct canvas *canvas, int x, int y, int end)
{
    const struct row *note = view->row;
    struct str with = {0}, facts = {0};
    int room; /* names are cut before the facts are */

    part_items(&with, row_text(note, NOTE_ATTENDEES));
    x = canvas_put_cut(canvas, x, y, ROLE_MUTED, row_text(note, NOTE_KIND), end - x);
    if (with.len)
        x = canvas_put_cut(canvas, x, y, ROLE_MUTED, _(" with "), end - x);
    add_facts(view, &facts);
    room = end - x - (facts.len ? canvas_columns_of(canvas, str_text(&facts)) + 3 : 0);
    x = canvas_put_cut(canvas, x, y, ROLE_TEXT, str_text(&with), room < 12 ? end - x : room);
    canvas_put_cut(canvas, x + 3, y, ROLE_TEXT, str_text(&facts), end - x - 3);
    str_fini(&facts);
    str_fini(&with);
}

/* Returns the row of the rule. */
static int draw_head(struct ui *ui, const struct note_view *view, struct canvas *canvas)
{
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, x, end;
    char day[24];

    end = canvas_put_right(canvas, canvas->columns - 1, y, ROLE_MUTED,
        day_words(minute_day(row_integer(view->row, NOTE_AT)), ui_show(ui).today, day));
    x = canvas_put_cut(canvas, 1, y, ROLE_TITLE, view->name,
        canvas->columns >= SCREEN_NARROW ? canvas->columns / 3 : end - 3);
    if (canvas->columns >= SCREEN_NARROW)
        put_what(view, canvas, x + 3, y, end - 3);
    else
        put_what(view, canvas, 1, ++y, canvas->columns - 1);
    canvas_rule(canvas, y + 1);
    return y + 1;
}

static void note_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct note_view *view = state;
    char number[48];
    int y;

    if (!view->row) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, _("No note is chosen."));
        return;
    }
    y = draw_head(ui, view, canvas) + 1;
    wrap(view, canvas->columns - 2 > TEXT_COLUMNS ? TEXT_COLUMNS : canvas->columns - 2);
    list_fit(&view->list, (int64_t)view->line_count, canvas->rows - y - 2);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++)
        canvas_put(canvas, 1, y + (int)(i - view->list.top), ROLE_TEXT, view->lines[i]);
    if (list_end(&view->list) < (int64_t)view->line_count)
        canvas_putf(canvas, 1, canvas->rows - 2, ROLE_MUTED, _("%s more lines"),
            number_whole((int64_t)view->line_count - list_end(&view->list), number));
    canvas_set_cursor(canvas, 1, y, false);
}

static void run_next(struct ui *ui, void *state, const char *rest)
{
    (void)list_command(&((struct note_view *)state)->list, "line-down");
}

static void run_previous(struct ui *ui, void *state, const char *rest)
{
    (void)list_command(&((struct note_view *)state)->list, "line-up");
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct note_view *view = state;

    if (!view->row)
        return;
    ui_set_account(ui, row_integer(view->row, NOTE_ACCOUNT));
    ui_show_view(ui, VIEW_ACCOUNT);
}

static struct list *note_list(void *state)
{
    return &((struct note_view *)state)->list;
}

static int64_t note_account(struct ui *ui, void *state)
{
    const struct note_view *view = state;

    return view->row ? row_integer(view->row, NOTE_ACCOUNT) : 0;
}

static struct touched_row note_row(struct ui *ui, void *state)
{
    return (struct touched_row){KIND_NOTE, ((struct note_view *)state)->note};
}

static const struct view_command commands[] = {
    {"next", N_("a line down"), run_next},
    {"open", N_("go to the account"), run_open},
    {"previous", N_("a line up"), run_previous},
};

static const struct view_hint hints[] = {
    {"edit", N_("edit")},
    {"open", N_("account")},
    {"back", N_("back")},
    {"versions", N_("versions")},
    {"delete", N_("delete")},
};

static const char *hint_now(const void *state, const struct view_hint *hint)
{
    if (text_equal(hint->command, "versions"))
        return ((const struct note_view *)state)->versions ? hint->text : NULL;
    return hint->text;
}

const struct view view_note = {
    .name = "note",
    .title = N_("Note"),
    .state_size = sizeof(struct note_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = note_close,
    .load = note_load,
    .draw = note_draw,
    .list = note_list,
    .account = note_account,
    .row = note_row,
};
