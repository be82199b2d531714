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
#include "ui/views/import.h"

enum { OFFERED_MOST = 40 };

struct found_file {
    const char *path; /* in the arena */
    int64_t changed, bytes;
};
struct found_files ARRAY_OF(struct found_file);

/* --- the path is typed --- */

static void ask_path(struct ui *ui, const char *initial);

static bool take_path(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct arena arena = {0};
    const char *path = path_expand_home(&arena, text);
    bool good = !text_blank(text) || error_set(err, ERROR_USAGE, "name a file, or Esc");
    struct folder_entries entries;
    struct error ignored;

    if (good && !file_is_there(path))
        good = error_set(err, ERROR_IO, "there is no such file; Tab completes the path");
    if (good && folder_read(path, false, &arena, &entries, &ignored))
        ask_path(ui, arena_format(&arena, "%s%s", text, text_ends(text, "/") ? "" : "/"));
    else if (good)
        ui_open_import(ui, text);
    arena_fini(&arena);
    return good;
}

static void ask_path(struct ui *ui, const char *initial)
{
    ui_ask(ui, &(struct ui_question){.title = _("Import file"),
                   .initial = initial,
                   .hint = _("Tab completes: ~/Downloads/accounts.csv"),
                   .accept = take_path,
                   .complete = path_complete,
                   .recalls = "path"});
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
    struct error err;

    find_offers(&offers, &arena);
    if (id == 0)
        ask_path(ui, "~/");
    else if (id < 0 && !take_path(ui, typed, NULL, &err))
        ask_path(ui, typed);
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
    ui_choose(ui, _("Import which file?"), choices, count, take_offer, NULL);
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
