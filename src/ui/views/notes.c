/* Notes: all of them, newest first; words search them. */
#include "ui/views/views.h"

#include <string.h>
#include "base/text.h"
#include "ui/commands_internal.h"
#include "ui/rows.h"

enum { TALL = 30, LOW = 16, NARROW = 60, WIDE = 100, HITS_MOST = 500 };

struct notes {
    struct rows rows;
    struct list list;
    int64_t selected;
    struct account_names names;
    struct str search;
    struct arena hit_arena;
    struct row_list hits; /* of the search */
};

static bool notes_open(struct ui *ui, void *state, struct error *err)
{
    rows_init(&((struct notes *)state)->rows, ui_session(ui), ORDER_NOTES);
    return true;
}

static void notes_close(void *state)
{
    struct notes *notes = state;

    rows_fini(&notes->rows);
    names_fini(&notes->names);
    str_fini(&notes->search);
    arena_fini(&notes->hit_arena);
}

static bool read_hits(struct ui *ui, struct notes *notes, struct error *err)
{
    arena_clear(&notes->hit_arena);
    notes->hits = (struct row_list){0};
    return store_search_notes(session_store(ui_session(ui)), str_text(&notes->search), HITS_MOST,
        &notes->hit_arena, &notes->hits, err);
}

static bool is_searching(const struct notes *notes)
{
    return !text_blank(str_text(&notes->search));
}

static bool notes_load(struct ui *ui, void *state, struct error *err)
{
    struct notes *notes = state;
    int64_t count, at;

    names_clear(&notes->names);
    if (is_searching(notes))
        return read_hits(ui, notes, err);
    if (!store_count(session_store(ui_session(ui)), KIND_NOTE, &count, err) ||
        !rows_refresh(&notes->rows, count, err))
        return false;
    at = notes->selected ? rows_find(&notes->rows, notes->selected, notes->list.selected) : -1;
    if (at >= 0)
        notes->list.selected = at;
    return true;
}

static const struct row *note_at(struct notes *notes, int64_t index)
{
    if (!is_searching(notes))
        return rows_at(&notes->rows, index);
    return index >= 0 && index < (int64_t)notes->hits.count ? notes->hits.items[index] : NULL;
}

static int64_t note_count(const struct notes *notes)
{
    return is_searching(notes) ? (int64_t)notes->hits.count : notes->rows.count;
}

static void draw_head(const struct notes *notes, struct canvas *canvas, int y)
{
    int x = canvas_putf(canvas, 1, y, ROLE_TITLE,
        is_searching(notes) && notes->hits.count == HITS_MOST ? "%lld+" : "%lld",
        (long long)note_count(notes));

    x = canvas_put(canvas, x, y, ROLE_MUTED, note_count(notes) == 1 ? " note" : " notes");
    if (is_searching(notes))
        canvas_spans(canvas, x + 3, y,
            SPANS({ROLE_MUTED, "search "}, {ROLE_ACCENT, str_text(&notes->search)}));
}

static void draw_note(struct ui *ui, struct notes *notes, const struct row *note,
    struct canvas *canvas, struct area line)
{
    char day[24];
    int x = 1, end = line.columns - 1;
    int name = line.columns >= WIDE ? 24 : line.columns >= NARROW ? 18 : 12;

    canvas_put(canvas, x, line.y, ROLE_MUTED,
        day_words(minute_day(row_integer(note, NOTE_AT)), ui_show(ui).today, day));
    x = 14;
    canvas_put_cut(canvas, x, line.y, ROLE_TITLE,
        names_of(&notes->names, ui_session(ui), row_integer(note, NOTE_ACCOUNT)), name);
    x += name + 2;
    if (line.columns >= NARROW) {
        canvas_put_cut(canvas, x, line.y, ROLE_MUTED, row_text(note, NOTE_KIND), 9);
        x += 11;
    }
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, row_text(note, NOTE_BODY), end - x);
}

static bool notes_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct notes *notes = state;
    const struct row *note = note_at(notes, index);

    if (note)
        draw_note(ui, notes, note, canvas, line);
    if (ui_list_row(ui, canvas, &notes->list, index, line))
        notes->selected = note ? note->key : 0;
    return true;
}

static void notes_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct notes *notes = state;
    int y = canvas->rows >= TALL ? 2 : 1, foot = canvas->rows >= LOW ? 2 : 1;

    draw_head(notes, canvas, y);
    canvas_rule(canvas, y + 1);
    y += 2;
    list_fit(&notes->list, note_count(notes), canvas->rows - y - foot);
    if (!note_count(notes)) {
        canvas_put(canvas, 1, y + 1, ROLE_TEXT,
            is_searching(notes) ? "No note holds these words." : "No note is written yet.");
        canvas_spans(canvas, 1, y + 2,
            SPANS({ROLE_HINT_KEY, is_searching(notes) ? "Esc" : "c"},
                {ROLE_HINT_TEXT,
                    is_searching(notes) ? "  clear the search" : "  on an account: log a call"}));
    }
    if (!is_searching(notes))
        rows_show(&notes->rows, &notes->list);
    for (int64_t i = notes->list.top; i < list_end(&notes->list); i++, y++)
        notes_line(ui, notes, canvas, (struct area){0, y, canvas->columns, 1}, i);
    if (foot == 2 && note_count(notes))
        part_range(canvas, canvas->rows - 2, &notes->list);
}

static void search_typed(struct ui *ui, const char *text, void *context)
{
    struct notes *notes = context;
    struct error err;

    str_clear(&notes->search);
    str_add(&notes->search, strlen(text) > 1 ? text : "");
    notes->list = (struct list){0};
    if (!notes_load(ui, notes, &err))
        ui_fault(ui, &err);
}

static bool search_accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    search_typed(ui, text, context);
    return true;
}

static void search_cancelled(struct ui *ui, void *context)
{
    search_typed(ui, "", context);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct notes *notes = state;

    ui_ask(ui, &(struct ui_question){.title = "Search",
                   .initial = str_text(&notes->search),
                   .hint = "words of the notes; \"a phrase\"",
                   .accept = search_accept,
                   .changed = search_typed,
                   .cancelled = search_cancelled,
                   .context = notes});
}

static void run_clear(struct ui *ui, void *state, const char *rest)
{
    if (is_searching(state))
        search_typed(ui, "", state);
    else
        ui_back(ui);
}

static void run_open(struct ui *ui, void *state, const char *rest)
{
    struct notes *notes = state;
    const struct row *note = note_at(notes, notes->list.selected);

    if (note)
        ui_open_note(ui, note->key);
}

static struct list *notes_list(void *state)
{
    return &((struct notes *)state)->list;
}

static int64_t notes_account(struct ui *ui, void *state)
{
    struct notes *notes = state;
    const struct row *note = note_at(notes, notes->list.selected);

    return note ? row_integer(note, NOTE_ACCOUNT) : 0;
}

static struct touched_row notes_row(struct ui *ui, void *state)
{
    struct notes *notes = state;
    const struct row *note = note_at(notes, notes->list.selected);

    return (struct touched_row){KIND_NOTE, note ? note->key : 0};
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run(ui, "log");
}

static const struct view_command commands[] = {
    {"add", "write a note on this account", run_add},
    {"clear", "clear the search", run_clear},
    {"filter", "search the notes", run_filter},
    {"open", "read the note", run_open},
};

static const struct view_hint hints[] = {
    {"open", "read"},
    {"filter", "search"},
    {"edit", "edit"},
    {"log", "log call"},
    {"delete", "delete"},
};

const struct view view_notes = {
    .name = "notes",
    .title = "Notes",
    .digit = '7',
    .state_size = sizeof(struct notes),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .open = notes_open,
    .close = notes_close,
    .load = notes_load,
    .draw = notes_draw,
    .draw_row = notes_line,
    .list = notes_list,
    .account = notes_account,
    .row = notes_row,
};
