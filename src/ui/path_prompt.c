#include "ui/path_prompt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/text.h"
#include "files/folder.h"

enum { OFFERED_MOST = 200, PLACE_MOST = 4096 };

static const char *home_of(void)
{
    const char *home = getenv("HOME");

    return home != NULL && home[0] == '/' && home[1] != '\0' ? home : NULL;
}

const char *path_expand_home(struct arena *arena, const char *path)
{
    bool is_home = path[0] == '~' && (path[1] == '/' || path[1] == '\0');

    return is_home && home_of() != NULL ? arena_format(arena, "%s%s", home_of(), path + 1) : path;
}

void path_add_short(struct str *out, const char *path)
{
    const char *home = home_of();
    size_t len = home != NULL ? strlen(home) : 0;

    if (len > 0 && strncmp(path, home, len) == 0 && (path[len] == '/' || path[len] == '\0'))
        str_addf(out, "~%s", path + len);
    else
        str_add(out, path);
}

void path_add_place(struct str *out, const char *path)
{
    char folder[PLACE_MOST];
    struct str whole = {0};

    if (path[0] != '/' && path[0] != '~' && getcwd(folder, sizeof(folder)) != NULL)
        str_addf(&whole, "%s/%s", folder, path);
    else
        str_add(&whole, path);
    path_add_short(out, str_text(&whole));
    str_fini(&whole);
}

/* `~/Down` is looked for in ~/, what stands before the name is kept as it was typed. */
static void offer(
    const char *folder, const char *begun, struct arena *arena, struct completion *completion)
{
    const char *path = *folder != '\0' ? path_expand_home(arena, folder) : ".";
    struct folder_entries entries;
    struct error ignored;

    if (!folder_read(path, begun[0] == '.', arena, &entries, &ignored))
        return;
    for (size_t i = 0; i < entries.count && completion->texts.count < OFFERED_MOST; i++) {
        const struct folder_entry *entry = &entries.items[i];

        if (text_starts(entry->name, begun))
            completion_add(completion,
                arena_format(arena, "%s%s%s", folder, entry->name, entry->is_folder ? "/" : ""));
    }
}

void path_complete(void *context, const char *text, size_t at, struct completion *completion)
{
    struct arena arena = {0};
    const char *typed = arena_copy_bytes(&arena, text, at);
    const char *slash = strrchr(typed, '/');

    completion->from = 0;
    if (strcmp(typed, "~") == 0)
        completion_add(completion, "~/");
    else
        offer(slash != NULL ? arena_copy_bytes(&arena, typed, (size_t)(slash - typed) + 1) : "",
            slash != NULL ? slash + 1 : typed, &arena, completion);
    arena_fini(&arena);
}
