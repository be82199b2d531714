/* What is wrong with the user's own files: every fault, and the line it stands in. */
#include <stdio.h>
#include <string.h>
#include "app/checks.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/ui.h"
#include "ui/views/views.h"

enum { NUMBER = 6, FILE_MOST = 30 };

struct faults {
    struct fault_list faults;
    int files; /* of the user's */
    struct list list;
    struct str wanted;     /* path on which it opens */
    struct arena arena;    /* of the text */
    const char *text_path; /* whose text is held; NULL: none */
    const char *text;      /* NULL: it cannot be read */
    struct error text_fault;
};

static void select_wanted(struct faults *faults)
{
    for (size_t i = 0; faults->wanted.len && i < faults->faults.count; i++)
        if (text_equal(faults->faults.items[i].path, str_text(&faults->wanted))) {
            list_select(&faults->list, (int64_t)i);
            break;
        }
    str_clear(&faults->wanted);
}

static bool faults_load(struct ui *ui, void *state, struct error *err)
{
    struct faults *faults = state;

    fault_list_fini(&faults->faults);
    faults->faults = (struct fault_list){0};
    faults->text_path = NULL;
    arena_clear(&faults->arena);
    if (!check_config(session_config_dir(ui_session(ui)), &ui_key_commands, &faults->faults,
            &faults->files, err))
        fault_add_error(&faults->faults, session_config_dir(ui_session(ui)), err);
    list_fit(&faults->list, (int64_t)faults->faults.count, faults->list.room);
    select_wanted(faults);
    return true;
}

static void faults_close(void *state)
{
    struct faults *faults = state;

    fault_list_fini(&faults->faults);
    str_fini(&faults->wanted);
    arena_fini(&faults->arena);
}

void ui_open_faults(struct ui *ui, const char *path)
{
    struct faults *faults;

    ui_show_view(ui, VIEW_FAULTS);
    faults = ui_state(ui, VIEW_FAULTS);
    if (!faults)
        return;
    str_clear(&faults->wanted);
    str_add(&faults->wanted, path ? path : "");
    ui_changed(ui);
}

static const struct fault *fault_here(const struct faults *faults)
{
    return faults->list.selected < (int64_t)faults->faults.count
               ? &faults->faults.items[faults->list.selected]
               : NULL;
}

/* --- the list --- */

static int faulty_files(const struct faults *faults)
{
    int files = 0;

    for (size_t i = 0; i < faults->faults.count; i++)
        files +=
            i == 0 || !text_equal(faults->faults.items[i].path, faults->faults.items[i - 1].path);
    return files;
}

static void draw_head(const struct faults *faults, struct canvas *canvas, int y)
{
    size_t count = faults->faults.count + faults->faults.more;
    int x;

    if (!count) {
        x = canvas_put(canvas, 1, y, ROLE_TITLE, _("Nothing is wrong"));
        canvas_putf(canvas, x, y, ROLE_MUTED,
            words_plural(" with %d file of your own", " with %d files of your own", faults->files),
            faults->files);
        return;
    }
    x = canvas_put(canvas, 1, y, ROLE_RISK, "■");
    x = canvas_count(canvas, x + 1, y, ROLE_TITLE, (int64_t)count);
    x = canvas_put(canvas, x, y, ROLE_MUTED, words_plural(" fault in ", " faults in ", count));
    canvas_putf(canvas, x, y, ROLE_MUTED,
        words_plural("%d file of your own", "%d files of your own", faulty_files(faults)),
        faulty_files(faults));
}

/* What comes after the configuration folder. */
static const char *brief_path(struct ui *ui, const char *path)
{
    const char *folder = session_config_dir(ui_session(ui));
    size_t len = folder ? strlen(folder) : 0;

    return len && !strncmp(path, folder, len) && path[len] == '/' ? path + len + 1 : path;
}

/* `playbooks/renewal.yaml:12:5   unknown key "stps"; did you mean "steps"?` */
static void draw_fault(
    struct ui *ui, const struct fault *fault, struct canvas *canvas, struct area line)
{
    int end = line.x + line.columns - 1, most = line.columns < SCREEN_NARROW ? 14 : FILE_MOST, x;
    struct str words = {0};

    x = canvas_put_cut(canvas, line.x + 2, line.y, ROLE_TITLE, brief_path(ui, fault->path), most);
    if (fault->line)
        x = canvas_putf(canvas, x, line.y, ROLE_MUTED, ":%d", fault->line);
    str_add(&words, fault->text);
    if (fault->nearest)
        str_addf(&words, _("; did you mean \"%s\"?"), fault->nearest);
    canvas_put_cut(canvas, x + 2, line.y, ROLE_TEXT, str_text(&words), end - x - 2);
    str_fini(&words);
}

static void draw_list(struct ui *ui, struct faults *faults, struct canvas *canvas, struct area area)
{
    struct list *list = &faults->list;

    list_fit(list, (int64_t)faults->faults.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        draw_fault(ui, &faults->faults.items[i], canvas, line);
        (void)ui_list_row(ui, canvas, list, i, line);
    }
}

/* --- the text around it --- */

static void read_text(struct faults *faults, const char *path)
{
    if (text_equal(faults->text_path, path))
        return;
    arena_clear(&faults->arena);
    faults->text_path = arena_copy_text(&faults->arena, path);
    if (!check_source(path, &faults->arena, &faults->text, &faults->text_fault))
        faults->text = NULL;
}

static const char *line_at(const char *text, int number)
{
    for (int i = 1; text && i < number; i++) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    return text && (*text || number == 1) ? text : NULL;
}

/* Columns on the screen of the first characters of a line. */
static int columns_before(const char *line, size_t len, int characters)
{
    size_t at = 0;

    while (at < len && characters > 0) {
        at++;
        while (at < len && ((unsigned char)line[at] & 0xc0) == 0x80)
            at++;
        characters--;
    }
    return text_columns_bytes(line, at);
}

static void draw_mark(const struct fault *fault, const char *line, size_t len,
    struct canvas *canvas, struct area *area)
{
    int x = area->x + NUMBER + columns_before(line, len, fault->column > 0 ? fault->column - 1 : 0);
    struct str words = {0};
    int columns;

    str_add(&words, fault->text);
    if (fault->nearest)
        str_addf(&words, _("; did you mean \"%s\"?"), fault->nearest);
    if (x > area->x + area->columns - 3)
        x = area->x + area->columns - 3;
    columns = text_columns(str_text(&words));
    canvas_put(canvas, x, area->y, ROLE_RISK, "^");
    if (x + 2 + columns <= area->x + area->columns) {
        canvas_put(canvas, x + 2, area_take_rows(area, 1).y, ROLE_ERROR, str_text(&words));
    } else {
        struct area below;

        area_take_rows(area, 1);
        below = (struct area){area->x + NUMBER, area->y, area->columns - NUMBER, area->rows};
        area_take_rows(area, canvas_put_wrapped(canvas, below, ROLE_ERROR, str_text(&words)));
    }
    str_fini(&words);
}

static void draw_line(const char *line, size_t len, int number, bool is_faulty,
    struct canvas *canvas, struct area area)
{
    struct str copy = {0};

    str_add_bytes(&copy, line, len);
    canvas_putf_right(
        canvas, area.x + NUMBER - 2, area.y, is_faulty ? ROLE_TITLE : ROLE_MUTED, "%d", number);
    canvas_put_cut(canvas, area.x + NUMBER, area.y, is_faulty ? ROLE_TITLE : ROLE_TEXT,
        str_text(&copy), area.columns - NUMBER);
    str_fini(&copy);
}

/* A third of the rows stand above the line. */
static void draw_source(
    const struct faults *faults, const struct fault *fault, struct canvas *canvas, struct area area)
{
    int first = fault->line - area.rows / 3;
    const char *line;

    first = first < 1 ? 1 : first;
    line = line_at(faults->text, first);
    for (int number = first; line && area.rows > 0; number++) {
        size_t len = strcspn(line, "\n");

        draw_line(line, len, number, number == fault->line, canvas, area_take_rows(&area, 1));
        if (number == fault->line && area.rows > 0)
            draw_mark(fault, line, len, canvas, &area);
        line = line[len] && line[len + 1] ? line + len + 1 : NULL;
    }
}

static void draw_text(struct ui *ui, struct faults *faults, struct canvas *canvas, struct area area)
{
    const struct fault *fault = fault_here(faults);

    if (!fault || area.rows < 2)
        return;
    read_text(faults, fault->path);
    canvas_put_cut(canvas, area.x, area_take_rows(&area, 1).y, ROLE_TITLE,
        brief_path(ui, fault->path), area.columns);
    if (!faults->text || !fault->line) {
        (void)canvas_put_wrapped(canvas, area, ROLE_TEXT, fault->text);
        return;
    }
    draw_source(faults, fault, canvas, area);
}

static void faults_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct faults *faults = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    struct area body, list;
    int rows;

    draw_head(faults, canvas, y);
    canvas_rule(canvas, y + 1);
    body = (struct area){0, y + 2, canvas->columns, canvas->rows - y - 2 - foot};
    if (!faults->faults.count) {
        (void)canvas_put_wrapped(canvas, (struct area){1, body.y + 1, body.columns - 2, 3},
            ROLE_TEXT,
            _("Settings, keys, health, signals, sources, playbooks, imports and themes were "
              "read."));
        return;
    }
    rows = (int)faults->faults.count < body.rows / 3 ? (int)faults->faults.count : body.rows / 3;
    list = area_take_rows(&body, rows < 1 ? 1 : rows);
    draw_list(ui, faults, canvas, list);
    canvas_rule(canvas, area_take_rows(&body, 1).y);
    draw_text(ui, faults, canvas, (struct area){1, body.y, body.columns - 2, body.rows});
}

/* --- commands --- */

/* On the line in the user's editor; what was mended is gone when they come back. */
static void run_edit(struct ui *ui, void *state, const char *rest)
{
    const struct fault *fault = fault_here(state);
    struct error err;

    if (!fault)
        return;
    if (!ui_edit_file_at(ui, fault->path, fault->line ? fault->line : 1, &err))
        ui_fault(ui, &err);
    verb_playbooks_forget(ui_session(ui));
    ui_changed(ui);
}

static struct list *faults_list(void *state)
{
    return &((struct faults *)state)->list;
}

static int64_t faults_account(struct ui *ui, void *state)
{
    return 0;
}

static const struct view_command commands[] = {
    {"edit", N_("mend it in your editor, on its line"), run_edit},
    {"edit-outside", N_("mend it in your editor, on its line"), run_edit},
    {"open", N_("mend it in your editor, on its line"), run_edit},
};

static const struct view_hint hints[] = {
    {"open", N_("mend it")},
    {"reload", N_("read again")},
    {"clear", N_("back")},
};

const struct view view_faults = {
    .name = "faults",
    .title = N_("Faults"),
    .state_size = sizeof(struct faults),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .commands = commands,
    .command_count = COUNT_OF(commands),
    .close = faults_close,
    .load = faults_load,
    .draw = faults_draw,
    .list = faults_list,
    .account = faults_account,
};
