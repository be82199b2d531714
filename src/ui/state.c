#include "ui/state.h"

#include <stdlib.h>
#include <string.h>
#include "app/as_of.h"
#include "base/text.h"
#include "files/paths.h"
#include "ui/shell.h"

enum { KEEP_MS = 1000, MOST_BYTES = 64 * 1024, MOST_ROWS = 1000 };

/* --- where --- */

static bool is_kept(const struct ui *ui)
{
    return !session_is_demo(ui->session) && !session_is_redacted(ui->session) &&
           !session_is_as_of(ui->session) && !ui->presenting;
}

/* One file a book: `screen-` and a number made of its path. */
static bool path_of_screen(struct ui *ui, struct str *path)
{
    const char *book = store_path(session_store(ui->session));
    uint64_t hash = 1469598103934665603u;
    struct str folder = {0};
    struct error ignored;
    bool ok = path_of_state(&folder, &ignored);

    for (const char *at = book; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    if (ok)
        str_addf(path, "%s/screen-%016llx", str_text(&folder), (unsigned long long)hash);
    str_fini(&folder);
    return ok;
}

/* --- kept --- */

/* One that needs to be told what it is about is not come back to; the one before it is. */
static bool stands_alone(enum view_id id)
{
    static const enum view_id alone[] = {VIEW_TODAY, VIEW_BOOK, VIEW_ACCOUNT, VIEW_TASKS,
        VIEW_AGENDA, VIEW_CHANGES, VIEW_PLAYBOOKS, VIEW_RENEWALS, VIEW_NOTES, VIEW_TIMELINE,
        VIEW_FEEDBACK, VIEW_RISKS, VIEW_GROWTH, VIEW_METRICS, VIEW_VALUE, VIEW_SETTINGS};

    for (size_t i = 0; i < COUNT_OF(alone); i++)
        if (alone[i] == id)
            return true;
    return false;
}

static enum view_id shown_last(const struct ui *ui)
{
    enum view_id id = ui->current;

    for (int at = ui->history_count; !stands_alone(id) && at > 0; at--)
        id = ui->history[at - 1].view;
    return stands_alone(id) ? id : VIEW_TODAY;
}

/* The row under the cursor, or the account there. */
static struct touched_row row_of(struct ui *ui, const struct view *view, void *state)
{
    if (view->row)
        return view->row(ui, state);
    return (struct touched_row){KIND_ACCOUNT, view->account ? view->account(ui, state) : 0};
}

struct touched_row state_row(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    void *state = ui->states[ui->current];
    const struct list *list = view->list ? view->list(state) : NULL;

    return list && list->count ? row_of(ui, view, state) : (struct touched_row){0};
}

void state_look(struct ui *ui, struct str *out)
{
    const struct view *view = view_at(ui->current);

    if (view->keep)
        view->keep(ui->states[ui->current], out);
}

static void write_view(struct ui *ui, int id, struct str *out)
{
    const struct view *view = view_at((enum view_id)id);
    void *state = ui->states[id];
    const struct list *list = view->list ? view->list(state) : NULL;
    struct touched_row row = {0};
    struct str lines = {0};

    if (list && list->count)
        row = row_of(ui, view, state);
    if (list)
        str_addf(out, "at %s %lld %d %lld\n", view->name, (long long)list->selected, (int)row.kind,
            (long long)row.key);
    if (view->keep)
        view->keep(state, &lines);
    for (const char *at = str_text(&lines); *at;) {
        size_t len = strcspn(at, "\n");

        str_addf(out, "do %s ", view->name);
        str_add_bytes(out, at, len);
        str_add_char(out, '\n');
        at += len + (at[len] == '\n');
    }
    str_fini(&lines);
}

/* What was recalled of a view that was not opened since is passed on. */
static void pass_on(struct ui *ui, const char *name, struct str *out)
{
    size_t len = strlen(name);

    for (const char *at = str_text(&ui->recalled); *at; at += strcspn(at, "\n") + 1) {
        size_t line = strcspn(at, "\n");
        const char *word = at + 3;

        if ((text_starts(at, "at ") || text_starts(at, "do ")) && !strncmp(word, name, len) &&
            word[len] == ' ') {
            str_add_bytes(out, at, line);
            str_add_char(out, '\n');
        }
    }
}

static void write_state(struct ui *ui, struct str *out)
{
    char day[24];

    str_addf(out, "day %s\nview %s\naccount %lld\n", day_iso(session_today(ui->session), day),
        view_at(shown_last(ui))->name, (long long)ui_chosen_account(ui));
    for (int id = 0; id < VIEW_COUNT; id++) {
        if (ui->states[id] && stands_alone((enum view_id)id) && !ui->stale[id])
            write_view(ui, id, out);
        else if (!ui->states[id])
            pass_on(ui, view_at((enum view_id)id)->name, out);
    }
}

/* A place that cannot be kept is no fault to stop anybody for. */
void state_keep(struct ui *ui)
{
    struct str text = {0}, path = {0};
    struct error ignored;

    if (is_kept(ui) && ui->current != VIEW_FIRST)
        write_state(ui, &text);
    if (text.len && !text_equal(str_text(&text), str_text(&ui->kept)) &&
        path_of_screen(ui, &path) && path_make_parent(str_text(&path), &ignored) &&
        file_write_whole(
            str_text(&path), str_text(&text), text.len, FILE_WRITE_REPLACE, &ignored)) {
        str_clear(&ui->kept);
        str_add(&ui->kept, str_text(&text));
    }
    str_fini(&path);
    str_fini(&text);
}

static void keep_due(void *context)
{
    state_keep(context);
}

void state_keep_soon(struct ui *ui)
{
    if (is_kept(ui))
        ui_after(ui, KEEP_MS, keep_due, ui);
}

/* --- recalled --- */

/* What follows a word at the beginning of a line; NULL: no line begins with it. Up to its end. */
static const char *find_line(const struct ui *ui, const char *word, size_t *ret_len)
{
    size_t len = strlen(word);

    for (const char *at = str_text(&ui->recalled); *at; at += strcspn(at, "\n") + 1)
        if (!strncmp(at, word, len)) {
            *ret_len = strcspn(at + len, "\n");
            return at + len;
        }
    return NULL;
}

static bool read_number(const struct ui *ui, const char *word, long long *ret_number)
{
    struct arena arena = {0};
    size_t len;
    const char *at = find_line(ui, word, &len);
    bool ok = at && text_to_int(arena_copy_bytes(&arena, at, len), ret_number);

    arena_fini(&arena);
    return ok;
}

/* The view that was shown, if today is still that day. */
static void recall_shown(struct ui *ui)
{
    struct arena arena = {0};
    size_t len = 0, name_len = 0;
    const char *day = find_line(ui, "day ", &len), *name = find_line(ui, "view ", &name_len);
    char today[24];
    enum view_id id;

    day_iso(session_today(ui->session), today);
    if (day && name && strlen(today) == len && !strncmp(day, today, len) &&
        view_from_name(arena_copy_bytes(&arena, name, name_len), &id) && stands_alone(id) &&
        id != ui->current)
        ui_show_view(ui, id);
    arena_fini(&arena);
}

static bool is_there(struct ui *ui, int64_t account)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;
    bool there =
        store_get(session_store(ui->session), KIND_ACCOUNT, account, &arena, &row, &ignored) && row;

    arena_fini(&arena);
    return there;
}

bool state_recall(struct ui *ui)
{
    struct str path = {0};
    struct error ignored;
    long long account = 0;
    bool there = false;

    if (is_kept(ui) && path_of_screen(ui, &path) &&
        file_read_if_there(str_text(&path), MOST_BYTES, &ui->recalled, &there, &ignored) && there) {
        str_add(&ui->kept, str_text(&ui->recalled));
        if (read_number(ui, "account ", &account) && account > 0 && is_there(ui, account))
            ui_set_account(ui, account);
        state_recall_view(ui, (int)ui->current); /* which was opened before */
        recall_shown(ui);
    }
    str_fini(&path);
    return there;
}

/* One of the lines that a view gave to be brought back. */
static void run_look(struct ui *ui, int id, const char *line, size_t len)
{
    const struct view *view = view_at((enum view_id)id);
    size_t name = strcspn(line, " \n");
    const struct view_command *command;
    char *rest;

    name = name < len ? name : len;
    command = shell_view_command(view, line, name);
    rest = mem_copy_bytes(line + name, len - name);
    if (command && view->keep)
        command->run(ui, ui->states[id], rest + strspn(rest, " "));
    free(rest);
}

void state_run_look(struct ui *ui, const char *line, size_t len)
{
    run_look(ui, (int)ui->current, line, len);
}

void state_recall_view(struct ui *ui, int id)
{
    const struct view *view = view_at((enum view_id)id);
    struct str head = {0};

    str_addf(&head, "do %s ", view->name);
    for (const char *at = str_text(&ui->recalled); *at; at += strcspn(at, "\n") + 1) {
        if (!strncmp(at, str_text(&head), head.len))
            run_look(ui, id, at + head.len, strcspn(at, "\n") - head.len);
    }
    ui->settling[id] = true;
    str_fini(&head);
}

/* The row itself, wherever it stands now; else the place where it stood. */
static void settle_at(struct ui *ui, const struct view *view, struct list *list, long long at,
    struct touched_row wanted)
{
    void *state = ui->states[ui->current];

    list_select(list, at);
    for (int64_t row = 0; wanted.key && row < list->count && row < MOST_ROWS; row++) {
        struct touched_row here = row_of(ui, view, state);

        if (here.key == wanted.key && here.kind == wanted.kind)
            return;
        list_select(list, row);
    }
    if (wanted.key)
        list_select(list, at);
}

void state_find_row(struct ui *ui, struct touched_row wanted)
{
    const struct view *view = view_at(ui->current);
    struct list *list = view->list ? view->list(ui->states[ui->current]) : NULL;

    if (!list || !list->count)
        return;
    settle_at(ui, view, list, list->selected, wanted);
    if (view->moved)
        view->moved(ui, ui->states[ui->current]);
}

/* `3 0 17`. */
static bool read_three(const char *line, size_t len, long long numbers[3])
{
    struct arena arena = {0};
    char *at = arena_copy_bytes(&arena, line, len);
    bool ok = true;

    for (int i = 0; ok && i < 3; i++) {
        size_t word = strcspn(at, " ");
        char *next = at + word + (at[word] == ' ');

        at[word] = '\0';
        ok = text_to_int(at, &numbers[i]);
        at = next;
    }
    arena_fini(&arena);
    return ok;
}

void state_settle(struct ui *ui)
{
    const struct view *view = view_at(ui->current);
    struct list *list = view->list ? view->list(ui->states[ui->current]) : NULL;
    long long numbers[3]; /* place, kind and key */
    struct str word = {0};
    const char *line;
    size_t len;

    if (!ui->settling[ui->current] || !list || !list->count)
        return;
    ui->settling[ui->current] = false;
    str_addf(&word, "at %s ", view->name);
    line = find_line(ui, str_text(&word), &len);
    str_fini(&word);
    if (!line || !read_three(line, len, numbers))
        return;
    settle_at(ui, view, list, numbers[0],
        (struct touched_row){(enum kind)numbers[1], (int64_t)numbers[2]});
    if (view->moved)
        view->moved(ui, ui->states[ui->current]);
}

void state_fini(struct ui *ui)
{
    str_fini(&ui->recalled);
    str_fini(&ui->kept);
}
