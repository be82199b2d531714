/* Notes: all of them, newest first; words search them, and all else that has words. */
#include "ui/views/views.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/rows.h"
#include "ui/search_complete.h"
#include "ui/sizes.h"
#include "ui/views/notes_search.h"
#include "ui/ways.h"

struct notes {
    struct rows prepared, rows; /* those that wait for their day stand before the rest */
    struct list list;
    int64_t selected;
    struct account_names names;
    struct hit_search search;
    struct ui *ui; /* whose search it is, while one types it */
};

static bool notes_open(struct ui *ui, void *state, struct error *err)
{
    rows_init(&((struct notes *)state)->prepared, ui_session(ui), ORDER_PREPARED);
    rows_init(&((struct notes *)state)->rows, ui_session(ui), ORDER_NOTES);
    return true;
}

static void notes_close(void *state)
{
    struct notes *notes = state;

    rows_fini(&notes->prepared);
    rows_fini(&notes->rows);
    names_fini(&notes->names);
    hit_search_fini(&notes->search);
}

static bool is_searching(const struct notes *notes)
{
    return hit_search_is_on(&notes->search);
}

/* -1: it is gone. */
static int64_t place_of(struct notes *notes, int64_t note)
{
    int64_t before = notes->prepared.count, at = rows_find(&notes->prepared, note, 0);

    if (at >= 0)
        return at;
    at = rows_find(&notes->rows, note, notes->list.selected - before);
    return at >= 0 ? before + at : -1;
}

static bool notes_load(struct ui *ui, void *state, struct error *err)
{
    struct notes *notes = state;
    int64_t count, at;

    names_clear(&notes->names);
    if (is_searching(notes))
        return hit_search_start(ui, &notes->search, err) &&
               hit_search_want(ui, &notes->search, notes->list.selected + 1, err);
    if (!store_count(session_store(ui_session(ui)), KIND_NOTE, &count, err) ||
        !rows_refresh(&notes->prepared, -1, err) ||
        !rows_refresh(&notes->rows, count - notes->prepared.count, err))
        return false;
    at = notes->selected ? place_of(notes, notes->selected) : -1;
    if (at >= 0)
        notes->list.selected = at;
    return true;
}

static const struct row *note_at(struct notes *notes, int64_t index)
{
    return index < notes->prepared.count ? rows_at(&notes->prepared, index)
                                         : rows_at(&notes->rows, index - notes->prepared.count);
}

/* The row under the cursor; key 0: none. */
static struct touched_row row_here(struct ui *ui, struct notes *notes, int64_t *ret_account)
{
    const struct search_hit *hit;
    const struct row *note;

    *ret_account = 0;
    if (is_searching(notes)) {
        hit = hit_search_at(ui, &notes->search, notes->list.selected);
        *ret_account = hit ? hit->account : 0;
        return (struct touched_row){hit ? hit->kind : KIND_NOTE, hit ? hit->key : 0};
    }
    note = note_at(notes, notes->list.selected);
    *ret_account = note ? row_integer(note, NOTE_ACCOUNT) : 0;
    return (struct touched_row){KIND_NOTE, note ? note->key : 0};
}

static int64_t row_count(const struct notes *notes)
{
    return is_searching(notes) ? hit_search_count(&notes->search)
                               : notes->prepared.count + notes->rows.count;
}

static void draw_head(const struct notes *notes, struct canvas *canvas, int y)
{
    int x;

    if (is_searching(notes)) {
        hit_draw_head(&notes->search, canvas, y);
        return;
    }
    x = canvas_count(canvas, 1, y, ROLE_TITLE, notes->rows.count);
    x = canvas_put(canvas, x, y, ROLE_MUTED, words_plural(" note", " notes", notes->rows.count));
    if (!notes->prepared.count)
        return;
    x = canvas_count(canvas, x + 3, y, ROLE_TITLE, notes->prepared.count);
    canvas_put(canvas, x, y, ROLE_MUTED, _(" prepared"));
}

static void draw_note(struct ui *ui, struct notes *notes, const struct row *note,
    struct canvas *canvas, struct area line)
{
    char day[24];
    int x = 1, end = line.columns - 1;
    int name = line.columns >= SCREEN_WIDE ? 24 : line.columns >= SCREEN_NARROW ? 18 : 12;

    canvas_put(canvas, x, line.y, ROLE_MUTED,
        day_words(minute_day(row_integer(note, NOTE_AT)), ui_show(ui).today, day));
    x = 14;
    canvas_put_cut(canvas, x, line.y, ROLE_TITLE,
        names_of(&notes->names, ui_session(ui), row_integer(note, NOTE_ACCOUNT)), name);
    x += name + 2;
    if (line.columns >= SCREEN_NARROW) {
        canvas_put_cut(canvas, x, line.y, ROLE_MUTED, row_text(note, NOTE_KIND), 9);
        x += 11;
    }
    if (row_is(note, NOTE_STATE, "prepared")) {
        canvas_put(canvas, x, line.y, ROLE_TEXT, minute_iso(row_integer(note, NOTE_AT), day) + 11);
        x += 7;
        if (line.columns >= SCREEN_NARROW && text_blank(row_text(note, NOTE_BODY)))
            canvas_put_cut(canvas, x, line.y, ROLE_MUTED, _("not logged"), end - x);
    }
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, part_note_said(note), end - x);
}

static int64_t draw_line(
    struct ui *ui, struct notes *notes, struct canvas *canvas, struct area line, int64_t index)
{
    const struct search_hit *hit;
    const struct row *note;

    if (is_searching(notes)) {
        hit = hit_search_at(ui, &notes->search, index);
        if (hit)
            hit_draw(ui, &notes->names, hit, canvas, line);
        return 0;
    }
    note = note_at(notes, index);
    if (note)
        draw_note(ui, notes, note, canvas, line);
    return note ? note->key : 0;
}

static bool notes_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct notes *notes = state;
    int64_t note = draw_line(ui, notes, canvas, line, index);

    if (ui_list_row(ui, canvas, &notes->list, index, line) && !is_searching(notes))
        notes->selected = note;
    return true;
}

/* Reads what the list shows of both. */
static void show_rows(struct notes *notes)
{
    struct list part = notes->list;

    if (part.top < notes->prepared.count)
        rows_show(&notes->prepared, &part);
    part.top = part.top < notes->prepared.count ? 0 : part.top - notes->prepared.count;
    part.count = notes->rows.count;
    rows_show(&notes->rows, &part);
}

/* A rule parts those that wait from those that were. */
static bool is_parted(const struct notes *notes)
{
    return !is_searching(notes) && notes->prepared.count && notes->rows.count;
}

/* More hits than the rows that are left below the cursor, before it gets there. */
static void want_rows(struct ui *ui, struct notes *notes, int room)
{
    struct error err;

    if (is_searching(notes) &&
        !hit_search_want(ui, &notes->search, notes->list.top + 2 * (int64_t)room, &err))
        ui_fault(ui, &err);
    list_fit(&notes->list, row_count(notes), room);
    if (!is_searching(notes))
        show_rows(notes);
}

static void draw_empty(
    struct ui *ui, const struct notes *notes, struct canvas *canvas, struct area area)
{
    if (is_searching(notes)) {
        hit_draw_none(&notes->search, canvas, area);
        return;
    }
    canvas_put(canvas, 1, area.y, ROLE_TEXT, _("No note is written yet."));
    way_put(ui, canvas, 1, area.y + 1, "log", _("on an account: log a call"));
}

static void notes_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct notes *notes = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    want_rows(ui, notes, canvas->rows - y - 2 - foot - is_parted(notes));
    draw_head(notes, canvas, y);
    canvas_rule(canvas, y + 1);
    y += 2;
    if (!row_count(notes))
        draw_empty(ui, notes, canvas,
            (struct area){0, y + 1, canvas->columns, canvas->rows - y - 1 - foot});
    for (int64_t i = notes->list.top; i < list_end(&notes->list); i++, y++) {
        if (is_parted(notes) && i == notes->prepared.count && i > notes->list.top)
            canvas_rule(canvas, y++);
        notes_line(ui, notes, canvas, (struct area){0, y, canvas->columns, 1}, i);
    }
    if (foot == 2 && row_count(notes))
        part_range(canvas, 1, canvas->rows - 2, &notes->list);
}

static void search_typed(struct ui *ui, const char *text, void *context)
{
    struct notes *notes = context;
    struct error err;

    str_clear(&notes->search.text);
    str_add(&notes->search.text, text);
    notes->list = (struct list){0};
    if (!notes_load(ui, notes, &err))
        ui_fault(ui, &err);
}

static bool search_accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    search_typed(ui, text, context);
    return true;
}

static void complete_search(
    void *context, const char *text, size_t at, struct completion *completion)
{
    search_complete(((const struct notes *)context)->ui, text, at, completion);
}

static void run_filter(struct ui *ui, void *state, const char *rest)
{
    struct notes *notes = state;

    notes->ui = ui;
    if (*rest) {
        search_typed(ui, rest, notes);
        return;
    }
    ui_ask(
        ui, &(struct ui_question){.title = _("Search"),
                .initial = str_text(&notes->search.text),
                .hint = _("words, \"a phrase\", -not, #tag, account:globex, in:tasks, after:-90d"),
                .accept = search_accept,
                .recalls = "search",
                .changed = search_typed,
                .taken_back = search_typed,
                .complete = complete_search,
                .context = notes});
}

void search_show(struct ui *ui, const char *words)
{
    ui_show_view(ui, VIEW_NOTES);
    if (!ui_state(ui, VIEW_NOTES))
        return;
    search_typed(ui, words, ui_state(ui, VIEW_NOTES)); /* what was looked for before is over */
    if (!*words)
        run_filter(ui, ui_state(ui, VIEW_NOTES), words);
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
    const struct search_hit *hit;
    int64_t account;
    struct touched_row row = row_here(ui, notes, &account);

    if (is_searching(notes)) {
        hit = hit_search_at(ui, &notes->search, notes->list.selected);
        if (hit)
            hit_open(ui, hit);
    } else if (row.key) {
        ui_open_note(ui, row.key);
    }
}

static struct list *notes_list(void *state)
{
    return &((struct notes *)state)->list;
}

static int64_t notes_account(struct ui *ui, void *state)
{
    int64_t account;

    (void)row_here(ui, state, &account);
    return account;
}

static struct touched_row notes_row(struct ui *ui, void *state)
{
    int64_t account;

    return row_here(ui, state, &account);
}

static void run_add(struct ui *ui, void *state, const char *rest)
{
    ui_run(ui, "log");
}

static const struct view_command commands[] = {
    {"add", N_("write a note on this account"), run_add},
    {"clear", N_("clear the search"), run_clear},
    {"filter", N_("search notes, tasks, people, accounts, goals and feedback"), run_filter},
    {"open", N_("read the note, or open what was found"), run_open},
};

static const struct view_hint hints[] = {
    {"open", N_("read")},
    {"filter", N_("search")},
    {"edit", N_("edit")},
    {"log", N_("log call")},
    {"delete", N_("delete")},
};

static void notes_keep(const void *state, struct str *out)
{
    const struct notes *notes = state;

    if (notes->search.text.len)
        str_addf(out, "filter %s\n", str_text(&notes->search.text));
}

const struct view view_notes = {
    .name = "notes",
    .title = N_("Notes"),
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
    .keep = notes_keep,
};
