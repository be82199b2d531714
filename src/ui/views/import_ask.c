/* Which file is to be imported: the newest that look like an export stand first, any other one is
 * typed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/folder.h"
#include "files/paths.h"
#include "ui/commands_internal.h"
#include "ui/path_prompt.h"
#include "ui/shell.h"
#include "ui/views/import.h"

enum { OFFERED_MOST = 40 };

struct found_file {
    const char *path; /* in the arena */
    int64_t changed, bytes;
};
struct found_files ARRAY_OF(struct found_file);

/* --- the path is typed --- */

static void choose_in(struct ui *ui, const char *folder);

static bool is_folder(const char *path, struct arena *arena)
{
    struct folder_entries entries;
    struct error ignored;

    return folder_read(path, false, arena, &entries, &ignored);
}

static bool take_path(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct arena arena = {0};
    const char *path = path_expand_home(&arena, text);
    bool good = !text_blank(text) || error_set(err, ERROR_USAGE, "name a file, or Esc");

    if (good && !file_is_there(path))
        good = error_set(err, ERROR_IO, "there is no such file; Tab completes the path");
    if (good && is_folder(path, &arena))
        choose_in(ui, path);
    else if (good)
        ui_open_import(ui, text);
    arena_fini(&arena);
    return good;
}

static void ask_path(struct ui *ui, const char *initial)
{
    ui_ask(ui, &(struct ui_question){.title = _("Import file"),
                   .initial = initial,
                   .hint = _("Tab completes; Enter opens a folder, reads a file"),
                   .accept = take_path,
                   .complete = path_complete,
                   .recalls = "path"});
}

/* What was typed elsewhere than in the prompt: where it is no file, the prompt says so. */
static void take_or_ask(struct ui *ui, const char *path)
{
    struct error err;

    if (take_path(ui, path, NULL, &err))
        return;
    ask_path(ui, path);
    prompt_tell(&ui->modal.prompt, true, err.text);
}

/* --- those that lie about --- */

static bool looks_importable(const char *name)
{
    static const char *const endings[] = {
        ".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".ics"};
    struct str folded = {0};
    bool found = false;

    text_fold(&folded, name);
    for (size_t i = 0; i < COUNT_OF(endings) && !found; i++)
        found = text_ends(str_text(&folded), endings[i]);
    str_fini(&folded);
    return found;
}

static void offer_folder(struct found_files *offers, const char *folder, struct arena *arena)
{
    struct folder_entries entries;
    struct error ignored;

    if (!folder_read(folder, false, arena, &entries, &ignored))
        return;
    for (size_t i = 0; i < entries.count; i++) {
        const struct folder_entry *entry = &entries.items[i];
        struct str path = {0};

        if (entry->is_folder || !looks_importable(entry->name))
            continue;
        path_join(&path, folder, entry->name);
        ARRAY_PUSH(offers, (struct found_file){arena_copy_text(arena, str_text(&path)),
                               entry->changed, entry->bytes});
        str_fini(&path);
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct found_file *left = a, *right = b;
    int order = (left->changed < right->changed) - (left->changed > right->changed);

    return order ? order : strcmp(left->path, right->path);
}

/* Where browsers put what they fetch, where people put what they work on, and here. */
static void find_offers(struct found_files *offers, struct arena *arena)
{
    static const char *const folders[] = {"~/Downloads", "~/Desktop", "~/Documents", "~"};

    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        const char *folder = path_expand_home(arena, folders[i]);

        if (folder[0] == '/')
            offer_folder(offers, folder, arena);
    }
    if (offers->count > 1)
        qsort(offers->items, offers->count, sizeof(*offers->items), newest_first);
    if (offers->count > OFFERED_MOST)
        offers->count = OFFERED_MOST;
}

/* `today, 12 kB` */
static const char *about(struct ui *ui, const struct found_file *offer, struct arena *arena)
{
    day_number today = ui_show(ui).today;
    day_number day = (day_number)(offer->changed / 86400);
    char words[24];

    return arena_format(
        arena, _("%s, %" PRId64 " kB"), day_short(day, today, words), (offer->bytes + 1023) / 1024);
}

/* Typed words that no row has are a path. */
static void take_offer(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};
    struct found_files offers = {0};

    find_offers(&offers, &arena);
    if (id == 0)
        ask_path(ui, "~/");
    else if (id < 0)
        take_or_ask(ui, typed);
    else if (id > 0 && (size_t)id <= offers.count)
        ui_open_import(ui, offers.items[id - 1].path);
    array_fini(&offers);
    arena_fini(&arena);
}

static void choose_offer(struct ui *ui, const struct found_files *offers, struct arena *arena)
{
    struct ui_choice choices[OFFERED_MOST + 1];
    size_t count = 0;

    for (size_t i = 0; i < offers->count; i++) {
        struct str path = {0};

        path_add_short(&path, offers->items[i].path);
        choices[count++] = (struct ui_choice){arena_copy_text(arena, str_text(&path)),
            about(ui, &offers->items[i], arena), NULL, (int64_t)i + 1};
        str_fini(&path);
    }
    choices[count++] =
        (struct ui_choice){_("another file: type where it lies"), _("Tab completes"), NULL, 0};
    ui_choose_from(ui, &(struct ui_choosing){.title = _("Import which file?"),
                           .footer = _("another file: type its path"),
                           .choices = choices,
                           .count = count,
                           .chosen = take_offer});
}

/* --- a folder that was opened: what in it looks like an export, and the folders in it --- */

enum { ROWS_MOST = 400, ID_ABOVE = 0, ID_FIRST = 1, NAME_MOST = 12 };

struct folder_rows ARRAY_OF(struct ui_choice);

static void add_row(struct folder_rows *rows, const char *text, const char *detail)
{
    const struct ui_choice row = {text, detail, NULL, (int64_t)rows->count + ID_FIRST};

    if (rows->count < ROWS_MOST)
        ARRAY_PUSH(rows, row);
}

static void add_files(
    struct ui *ui, struct folder_rows *rows, const char *folder, struct arena *arena)
{
    struct found_files files = {0};

    offer_folder(&files, folder, arena);
    if (files.count > 1)
        qsort(files.items, files.count, sizeof(*files.items), newest_first);
    for (size_t i = 0; i < files.count; i++)
        add_row(rows, path_base(files.items[i].path), about(ui, &files.items[i], arena));
    array_fini(&files);
}

static void add_folders(struct folder_rows *rows, const char *folder, struct arena *arena)
{
    struct folder_entries entries;
    struct error ignored;

    if (!folder_read(folder, false, arena, &entries, &ignored))
        return;
    for (size_t i = 0; i < entries.count; i++)
        if (entries.items[i].is_folder)
            add_row(rows, arena_format(arena, "%s/", entries.items[i].name), _("a folder"));
}

/* The name of the row, as it was when it was shown: the folder and its rows end in a zero each. */
static const char *name_asked(struct ui *ui, int64_t id)
{
    const char *at = str_text(&ui->asked);

    for (; id >= ID_FIRST; id--)
        at += strlen(at) + 1;
    return at;
}

static void note_asked(struct ui *ui, const char *folder, const struct folder_rows *rows)
{
    str_clear(&ui->asked);
    str_add_bytes(&ui->asked, folder, strlen(folder) + 1);
    for (size_t i = 0; i < rows->count; i++)
        str_add_bytes(&ui->asked, rows->items[i].text, strlen(rows->items[i].text) + 1);
}

static const char *path_in(const char *folder, const char *name, struct arena *arena)
{
    bool is_whole = *name == '/' || *name == '~';
    struct str path = {0};
    const char *copy;

    if (!is_whole)
        path_join(&path, folder, name);
    copy = arena_copy_text(arena, is_whole ? name : str_text(&path));
    str_fini(&path);
    return copy;
}

/* `~/Downloads` of `~/Downloads/sept/`; what has no name above it gets two dots. */
static const char *folder_above(const char *folder, struct arena *arena)
{
    size_t len = strlen(folder);
    const char *base;

    while (len > 1 && folder[len - 1] == '/')
        len--;
    folder = arena_copy_bytes(arena, folder, len);
    base = path_base(folder);
    if (text_equal(folder, "/"))
        return folder;
    if (base - folder < 1 || text_equal(base, "..") || text_equal(base, "."))
        return arena_format(arena, "%s/..", folder);
    return arena_copy_bytes(arena, folder, base - folder > 1 ? (size_t)(base - folder - 1) : 1);
}

/* Typed words that no row has are a path, from here where it does not say from where. */
static void chosen_in(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};
    const char *folder = arena_copy_text(&arena, str_text(&ui->asked));
    const char *name = id < 0 ? typed : name_asked(ui, id);
    const char *path =
        id == ID_ABOVE ? folder_above(folder, &arena) : path_in(folder, name, &arena);

    take_or_ask(ui, path);
    arena_fini(&arena);
}

/* `~/Downloads`; of a long one its end, so that there is room to type: `…/sept`. */
static void add_folder(struct str *out, const char *folder)
{
    struct str path = {0};
    const char *last;
    size_t from;

    path_add_short(&path, folder);
    last = str_text(&path);
    for (from = path.len; from > 1 && last[from - 1] == '/';)
        from--;
    while (from > 0 && last[from - 1] != '/')
        from--;
    if (text_columns(last) > NAME_MOST && from > 1)
        str_addf(out, "…%s", last + from - 1);
    else
        str_add(out, last);
    str_fini(&path);
}

static void choose_in(struct ui *ui, const char *folder)
{
    struct arena arena = {0};
    struct folder_rows rows = {0};
    struct str title = {0};
    size_t files;

    add_files(ui, &rows, folder, &arena);
    files = rows.count;
    add_folders(&rows, folder, &arena);
    note_asked(ui, folder, &rows);
    ARRAY_PUSH(&rows, (struct ui_choice){"..", _("the folder above"), NULL, ID_ABOVE});
    str_add(&title, _("Import from"));
    str_add_char(&title, ' ');
    add_folder(&title, folder);
    ui_choose_from(ui, &(struct ui_choosing){.title = str_text(&title),
                           .footer = files ? NULL : _("no export lies here"),
                           .choices = rows.items,
                           .count = rows.count,
                           .chosen = chosen_in});
    str_fini(&title);
    array_fini(&rows);
    arena_fini(&arena);
}

void ui_ask_import(struct ui *ui)
{
    struct arena arena = {0};
    struct found_files offers = {0};

    find_offers(&offers, &arena);
    if (offers.count > 0)
        choose_offer(ui, &offers, &arena);
    else
        ask_path(ui, NULL);
    array_fini(&offers);
    arena_fini(&arena);
}
