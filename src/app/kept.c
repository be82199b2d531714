#include "app/kept.h"

#include <string.h>
#include "app/app_internal.h"
#include "files/paths.h"

enum { FILE_BYTES_MOST = KEPT_LINES_MOST * (KEPT_LINE_BYTES + 2) };

static bool path_of(enum kept_file file, struct str *ret_path, struct error *err)
{
    static const char *const names[] = {[KEPT_ANSWERS] = "answers", [KEPT_HABITS] = "habits"};
    struct str folder = {0};
    bool ok = path_of_state(&folder, err);

    if (ok)
        path_join(ret_path, str_text(&folder), names[file]);
    str_fini(&folder);
    return ok;
}

static void take_line(const char *line, size_t len, struct arena *arena, struct kept_lines *lines)
{
    const char *tab = memchr(line, '\t', len);

    if (tab && tab > line && len <= KEPT_LINE_BYTES && !memchr(line, '\0', len))
        ARRAY_PUSH(lines, (struct kept_line){arena_copy_bytes(arena, line, (size_t)(tab - line)),
                              arena_copy_bytes(arena, tab + 1, len - (size_t)(tab + 1 - line))});
}

bool kept_read(struct session *session, enum kept_file file, struct arena *arena,
    struct kept_lines *lines, struct error *err)
{
    struct str path = {0}, text = {0};
    bool there = false, ok;

    if (session->demo)
        return true;
    ok = path_of(file, &path, err) &&
         file_read_if_there(str_text(&path), FILE_BYTES_MOST, &text, &there, err);
    for (size_t at = 0; ok && there && at < text.len;) {
        const char *end = memchr(text.data + at, '\n', text.len - at);
        size_t len = end ? (size_t)(end - text.data) - at : text.len - at;

        take_line(text.data + at, len, arena, lines);
        at += len + 1;
    }
    str_fini(&path);
    str_fini(&text);
    return ok;
}

bool kept_write(
    struct session *session, enum kept_file file, const struct kept_lines *lines, struct error *err)
{
    struct str path = {0}, text = {0};
    size_t first = lines->count > KEPT_LINES_MOST ? lines->count - KEPT_LINES_MOST : 0;
    bool ok;

    if (session->demo)
        return true;
    for (size_t i = first; i < lines->count; i++) {
        const struct kept_line *line = &lines->items[i];

        if (strlen(line->name) + 1 + strlen(line->text) <= KEPT_LINE_BYTES &&
            !strchr(line->text, '\n'))
            str_addf(&text, "%s\t%s\n", line->name, line->text);
    }
    ok = path_of(file, &path, err) && path_make_parent(str_text(&path), err) &&
         file_write_whole(str_text(&path), str_text(&text), text.len, FILE_WRITE_REPLACE, err);
    str_fini(&path);
    str_fini(&text);
    return ok;
}
