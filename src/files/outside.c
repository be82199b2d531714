#include "files/outside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/attributes.h"
#include "base/text.h"
#include "files/paths.h"

static const char BOM[] = "\xEF\xBB\xBF";
static const char ENDING[] = ".md"; /* what notes are written in: editors go by it */

/* --- the command --- */

/* One word from *at on, its quotes taken off; false: a quote is not closed. */
static bool take_word(const char **at, struct str *out)
{
    const char *text = *at;
    char quote = '\0';

    for (; *text && (quote || (*text != ' ' && *text != '\t')); text++) {
        if (!quote && (*text == '\'' || *text == '"'))
            quote = *text;
        else if (quote && *text == quote)
            quote = '\0';
        else if (*text == '\\' && quote != '\'' && text[1])
            str_add_char(out, *++text);
        else
            str_add_char(out, *text);
    }
    *at = text;
    return !quote;
}

static bool split(const char *command, struct arena *arena, struct outside_words *words)
{
    bool ok = true;

    for (command += strspn(command, " \t"); *command && ok; command += strspn(command, " \t")) {
        struct str word = {0};

        ok = take_word(&command, &word);
        ARRAY_PUSH(words, arena_copy_text(arena, str_text(&word)));
        str_fini(&word);
    }
    return ok;
}

/* How an editor is told the line; most take `+N` before the path. */
static void add_place(struct outside_words *words, const char *path, int line, struct arena *arena)
{
    static const char *const by_colon[] = {"hx", "helix", "subl", "zed", "code", "codium"};
    const char *editor = path_base(words->items[0]);

    for (size_t i = 0; i < COUNT_OF(by_colon); i++)
        if (line > 0 && text_equal(editor, by_colon[i])) {
            if (text_equal(editor, "code") || text_equal(editor, "codium"))
                ARRAY_PUSH(words, arena_copy_text(arena, "--goto"));
            ARRAY_PUSH(words, arena_format(arena, "%s:%d", path, line));
            return;
        }
    if (line > 0)
        ARRAY_PUSH(words, arena_format(arena, "+%d", line));
    ARRAY_PUSH(words, arena_copy_text(arena, path));
}

bool outside_command(const char *path, int line, struct arena *arena,
    struct outside_words *ret_words, struct error *err)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    const char *command = !text_blank(visual) ? visual : !text_blank(editor) ? editor : "vi";
    const char *name = command == visual ? "VISUAL" : "EDITOR";

    if (!split(command, arena, ret_words)) {
        array_fini(ret_words);
        return error_set(err, ERROR_USAGE, "$%s has a quote that is not closed: %s", name, command);
    }
    if (!*ret_words->items[0]) {
        array_fini(ret_words);
        return error_set(err, ERROR_USAGE, "$%s names no program: %s", name, command);
    }
    add_place(ret_words, path, line, arena);
    ARRAY_PUSH(ret_words, NULL);
    return true;
}

/* --- the file --- */

bool outside_path(const char *name, struct str *ret_path, struct error *err)
{
    struct str state = {0}, folder = {0};
    bool ok = path_of_state(&state, err);

    if (ok) {
        path_join(&folder, str_text(&state), "drafts");
        ok = path_make_folder(str_text(&folder), err);
    }
    if (ok)
        path_join(ret_path, str_text(&folder), name);
    str_fini(&state);
    str_fini(&folder);
    return ok;
}

/* A name that nobody else has: a file or link that stands there already is never written to. */
static bool claim_name(int64_t stamp, struct str *ret_path, struct error *err)
{
    static unsigned count;
    int file = -1;

    for (int tries = 0; file < 0 && tries < 100; tries++) {
        char name[80];

        snprintf(name, sizeof(name), "outside-%lld-%ld-%u%s", (long long)stamp, (long)getpid(),
            ++count, ENDING);
        str_clear(ret_path);
        if (!outside_path(name, ret_path, err))
            return false;
        file = open(str_text(ret_path), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (file < 0 && errno != EEXIST)
            return error_set_at(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO, str_text(ret_path), 0,
                0, "cannot be written: %s", strerror(errno));
    }
    if (file < 0)
        return error_set_at(
            err, ERROR_IO, str_text(ret_path), 0, 0, "stands in the way of a text for the editor");
    close(file);
    return true;
}

static bool ends_line(const char *text, size_t len)
{
    return len == 0 || text[len - 1] == '\n';
}

bool outside_new(
    const char *text, size_t len, int64_t stamp, struct str *ret_path, struct error *err)
{
    struct str whole = {0}, path = {0};
    bool ok = claim_name(stamp, &path, err);

    str_add_bytes(&whole, text, len);
    if (!ends_line(text, len))
        str_add_char(&whole, '\n');
    if (ok && !file_write_whole(str_text(&path), str_text(&whole), whole.len,
                  FILE_WRITE_REPLACE | FILE_WRITE_SYNC, err)) {
        unlink(str_text(&path));
        ok = false;
    }
    if (ok)
        str_add(ret_path, str_text(&path));
    str_fini(&whole);
    str_fini(&path);
    return ok;
}

static int line_of(const char *text, size_t at)
{
    int line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

static size_t first_bad(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        uint32_t code;
        size_t bytes = text_decode(text + at, len - at, &code);

        if (code == 0 || !text_is_utf8(text + at, bytes))
            return at;
        at += bytes;
    }
    return len;
}

static bool check_bytes(const char *path, const struct str *text, struct error *err)
{
    const char *bytes = str_text(text);
    size_t bad = first_bad(bytes, text->len);

    if (bad == text->len)
        return true;
    if (bytes[bad] == '\0')
        return error_set_at(
            err, ERROR_REFUSED, path, line_of(bytes, bad), 0, "holds a NUL, which no text has");
    return error_set_at(err, ERROR_REFUSED, path, line_of(bytes, bad), 0,
        "is not UTF-8: the byte %02X", (unsigned char)bytes[bad]);
}

/* Editors that write CR LF turn a whole text; one that had none before did not want them. */
static void drop_returns(struct str *text)
{
    size_t to = 0;

    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] != '\r' || i + 1 == text->len || text->data[i + 1] != '\n')
            text->data[to++] = text->data[i];
    str_remove(text, to, text->len - to);
}

bool outside_read(
    const char *path, const char *before, size_t most, struct str *ret_text, struct error *err)
{
    struct str text = {0};
    bool there = false;
    bool ok = file_read_if_there(path, most, &text, &there, err);

    if (ok && !there)
        ok = error_set_at(err, ERROR_NOT_FOUND, path, 0, 0, "is gone");
    ok = ok && check_bytes(path, &text, err);
    if (ok) {
        if (text_starts(str_text(&text), BOM) && !text_starts(before, BOM))
            str_remove(&text, 0, sizeof(BOM) - 1);
        if (text.len && !strchr(before, '\r'))
            drop_returns(&text);
        if (text.len && !(*before && ends_line(before, strlen(before))) &&
            ends_line(str_text(&text), text.len))
            str_remove(&text, text.len - 1, 1);
        str_clear(ret_text);
        str_add_bytes(ret_text, str_text(&text), text.len);
    }
    str_fini(&text);
    return ok;
}
