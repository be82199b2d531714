/* daybook.yaml changed line by line. libyaml would write it anew and lose the comments; here only
 * the lines of the one setting change, and the reader of settings judges the result. */
#include "files/settings_edit.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "files/config.h"
#include "files/paths.h"
#include "files/settings_file.h"
#include "files/yaml_tree.h"
#include "settings_internal.h"

static size_t line_len(const char *text)
{
    size_t len = strcspn(text, "\n");

    return len + (text[len] == '\n');
}

/* --- one line --- */

/* Where the comment of a line begins, with the blanks before it; else its end without the break. */
static size_t comment_at(const char *line, size_t from)
{
    size_t len = strcspn(line, "\r\n"), at = from;
    char quote = '\0';

    for (; at < len; at++) {
        if (quote) {
            at += quote == '"' && line[at] == '\\' && at + 1 < len;
            quote = line[at] == quote ? '\0' : quote;
        } else if (line[at] == '\'' || line[at] == '"') {
            /* In the middle of a word it is an apostrophe. */
            quote = at == from || strchr(" [{,:", line[at - 1]) ? line[at] : '\0';
        } else if (line[at] == '#' && (at == 0 || strchr(" \t", line[at - 1]))) {
            break;
        }
    }
    while (at > from && strchr(" \t", line[at - 1]))
        at--;
    return at;
}

static bool is_setting(const char *line, const char *name)
{
    size_t len = strlen(name);

    return !strncmp(line, name, len) && line[len] == ':' && strchr(" \t\r\n", line[len + 1]);
}

/* `#name:` or `# name:`, as `config init` writes it. */
static bool is_commented(const char *line, const char *name)
{
    if (*line != '#')
        return false;
    line += 1 + (line[1] == ' ');
    return is_setting(line, name);
}

/* --- the lines of a setting --- */

struct extent {
    const char *start, *end; /* NULL: it is not there */
    int line;
    bool has_comments; /* on other lines than the first */
};

/* What is indented or is a list at the margin belongs to it; blanks and comments behind do not. */
static struct extent find_extent(const char *text, const char *name)
{
    struct extent extent = {0};
    bool comment = false;

    for (; *text; text += line_len(text)) {
        size_t blank = strspn(text, " \t");

        if (extent.end && !strchr("#\r\n", text[blank]) && !blank && *text != '-')
            break;
        if (!extent.end && !extent.start)
            extent.line++;
        if (!extent.end && is_setting(text, name)) {
            extent.start = text;
            extent.end = text + line_len(text);
        } else if (extent.end && text[blank] == '#') {
            comment = true;
        } else if (extent.end && !strchr("\r\n", text[blank])) {
            extent.end = text + line_len(text);
            extent.has_comments |=
                comment ||
                strchr("#", text[comment_at(text, 0) + strspn(text + comment_at(text, 0), " \t")]);
        }
    }
    return extent;
}

/* What the line says behind `from`, without its comment; what comes behind another one after a
 * comma. */
static void add_joined(struct str *out, const char *line, size_t from, const char *between)
{
    size_t end = comment_at(line, from);

    from += strspn(line + from, " \t");
    if (from >= end)
        return;
    str_add(out, between);
    str_add_bytes(out, line + from, end - from);
}

/* The lines below the name as one: a list in brackets, a map in braces, a long text as it is. */
static void join_lines(const struct extent *extent, struct str *out)
{
    const char *at = extent->start + line_len(extent->start);
    size_t blank = strspn(at, " ");
    bool list = at[blank] == '-' && at[blank + 1] == ' ';
    bool map = !list && !out->len;

    if (list || map)
        str_add_char(out, list ? '[' : '{');
    for (size_t len = out->len; at < extent->end; at += line_len(at)) {
        size_t from = list ? strspn(at, " -") : 0;

        if (at[strspn(at, " \t")] != '#')
            add_joined(out, at, from, out->len == len ? "" : list || map ? ", " : " ");
    }
    if (list || map)
        str_add_char(out, list ? ']' : '}');
}

struct setting_place settings_place(const char *text, const char *name)
{
    struct extent extent = find_extent(text, name);
    struct setting_place place = {0};

    if (!extent.start)
        return place;
    place.line = extent.line;
    add_joined(&place.value, extent.start, strlen(name) + 1, "");
    if (extent.start + line_len(extent.start) < extent.end)
        join_lines(&extent, &place.value);
    return place;
}

/* --- the new text --- */

static const char *line_break(const char *text)
{
    const char *end = strchr(text, '\n');

    return end && end > text && end[-1] == '\r' ? "\r\n" : "\n";
}

/* Every line of it becomes a comment. */
static void add_commented(struct str *out, const struct extent *extent)
{
    for (const char *at = extent->start; at < extent->end; at += line_len(at)) {
        str_add_char(out, '#');
        str_add_bytes(out, at, line_len(at));
    }
}

static void add_line(struct str *out, const struct setting_info *setting, const char *value,
    const char *comment, size_t comment_len, const char *ending)
{
    str_addf(out, "%s: %s", setting->name, value);
    str_add_bytes(out, comment, comment_len);
    str_add(out, ending);
}

static bool add_changed(struct str *out, const char *path, const struct extent *extent,
    const struct setting_info *setting, const char *value, struct error *err)
{
    const char *comment = extent->start + comment_at(extent->start, strlen(setting->name) + 1);

    if (!value) {
        add_commented(out, extent);
        return true;
    }
    if (extent->has_comments)
        return error_set_at(err, ERROR_REFUSED, path, extent->line, 0,
            "%s stands on several lines with comments; change it in your editor", setting->name);
    add_line(out, setting, value, comment, strcspn(comment, "\r\n"), line_break(extent->start));
    return true;
}

/* Behind the commented lines of its own, else NULL. */
static const char *place_for(const char *text, const char *name)
{
    const char *after = NULL;

    for (; *text; text += line_len(text))
        if (is_commented(text, name))
            after = text + line_len(text);
        else if (after && (!strncmp(text, "#  ", 3) || !strncmp(text, "#- ", 3)))
            after = text + line_len(text);
        else if (after)
            break;
    return after;
}

static void add_new(
    struct str *out, const char *text, const struct setting_info *setting, const char *value)
{
    const char *at = place_for(text, setting->name);
    const char *ending = line_break(text);

    at = at ? at : text + strlen(text);
    str_add_bytes(out, text, (size_t)(at - text));
    if (out->len && out->data[out->len - 1] != '\n')
        str_add(out, ending);
    add_line(out, setting, value, "", 0, ending);
    str_add(out, at);
}

/* --- is it well? --- */

static const struct tree_node *find_node(const struct tree_node *root, const char *name)
{
    for (const struct tree_node *node = root ? root->first : NULL; node; node = node->next)
        if (text_equal(node->key, name))
            return node;
    return NULL;
}

/* What was faulty before does not hinder; the value itself must fit, and nothing beside it may have
 * become something else. */
static bool judge(const char *path, const char *text, const struct setting_info *setting,
    int settings_before, struct error *err)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct settings settings = {0};
    struct loader loader = {.settings = &settings, .arena = &arena, .faults = &faults};
    const struct tree_node *root = NULL, *node;
    bool ok = tree_parse(path, text, strlen(text), &arena, &faults, &root);

    node = ok ? find_node(root, setting->name) : NULL;
    if (node && !tree_is_null(node) && setting->type != SETTING_COUNTRIES)
        setting_load(&loader, setting, node);
    ok = fault_none(&faults, err);
    if (ok && root && root->count != settings_before + (node != NULL))
        ok = error_set(err, ERROR_REFUSED, "%s takes one value, on one line", setting->name);
    array_fini(&loader.rates);
    array_fini(&loader.tiers);
    array_fini(&loader.holidays);
    array_fini(&loader.working);
    fault_list_fini(&faults);
    arena_fini(&arena);
    return ok;
}

/* How many other settings there are. */
static bool count_others(
    const char *path, const char *text, const char *name, int *ret_count, struct error *err)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    const struct tree_node *root = NULL;
    bool ok = tree_parse(path, text, strlen(text), &arena, &faults, &root);

    if (!ok)
        (void)!fault_none(&faults, err);
    else if (root && (root->kind != TREE_MAP || (root->first && root->first->key_column != 1)))
        ok = error_set_at(
            err, ERROR_REFUSED, path, root->line, root->column, "write one setting on each line");
    else
        *ret_count = root ? root->count - (find_node(root, name) != NULL) : 0;
    fault_list_fini(&faults);
    arena_fini(&arena);
    return ok;
}

bool settings_edit_text(const char *text, const char *path, const struct setting_info *setting,
    const char *value, struct str *ret_text, struct error *err)
{
    struct extent extent = find_extent(text, setting->name);
    struct str out = {0};
    int others = 0;
    bool ok = count_others(path, text, setting->name, &others, err);

    if (ok && value && (text_blank(value) || strpbrk(value, "\r\n") || !text_is_clean(value)))
        ok = error_set(err, ERROR_REFUSED, "%s needs a value, on one line", setting->name);
    if (ok && extent.start) {
        str_add_bytes(&out, text, (size_t)(extent.start - text));
        ok = add_changed(&out, path, &extent, setting, value, err);
        str_add(&out, extent.end);
    } else if (ok && value) {
        add_new(&out, text, setting, value);
    } else if (ok) {
        str_add(&out, text);
    }
    ok = ok && judge(path, str_text(&out), setting, others, err);
    if (ok) {
        str_clear(ret_text);
        str_add(ret_text, str_text(&out));
    }
    str_fini(&out);
    return ok;
}

/* --- the file --- */

static const char first_line[] =
    "# Your settings, laid over daybook's own: `daybook config show` lists them all.\n";

/* Through links, which are to stay. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);

    return real ? real : mem_copy_text(path);
}

bool settings_edit(const char *config_dir, const struct setting_info *setting, const char *value,
    struct error *err)
{
    struct str joined = {0}, text = {0}, changed = {0};
    bool there = false, ok;
    char *path;

    path_join(&joined, config_dir, "daybook.yaml");
    path = real_path(str_text(&joined));
    ok = file_read_if_there(path, TREE_MOST_BYTES, &text, &there, err);
    if (ok && !there)
        str_add(&text, first_line);
    ok = ok && settings_edit_text(str_text(&text), path, setting, value, &changed, err) &&
         path_make_folder(config_dir, err) &&
         file_write_whole(
             path, str_text(&changed), changed.len, FILE_WRITE_REPLACE | FILE_WRITE_SYNC, err);
    free(path);
    str_fini(&joined);
    str_fini(&text);
    str_fini(&changed);
    return ok;
}
