#include "files/view_file.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/yaml_tree.h"

/* --- reading --- */

static bool read_lines(const struct tree_node *list, struct str *lines, struct fault_list *faults)
{
    if (!list || !tree_is_list(list, "do", faults))
        return !list;
    for (const struct tree_node *row = list->first; row; row = row->next) {
        if (!tree_is_text(row, "a command", faults))
            return false;
        str_addf(lines, "%s\n", row->text);
    }
    return true;
}

static bool read_view(const struct tree_node *node, struct arena *arena, struct fault_list *faults,
    struct saved_view *ret_view)
{
    static const char *const known[] = {"screen", "do"};
    const struct tree_node *screen;
    struct str lines = {0};
    bool ok = tree_is_map(node, _("a saved view"), faults) &&
              tree_keys_known(node, known, COUNT_OF(known), faults);

    screen = ok ? tree_need(node, "screen", faults) : NULL;
    ok = screen && tree_is_text(screen, "screen", faults) &&
         read_lines(tree_get(node, "do"), &lines, faults);
    if (ok)
        *ret_view = (struct saved_view){arena_copy_text(arena, node->key),
            arena_copy_text(arena, screen->text), arena_copy_text(arena, str_text(&lines)),
            node->key_line};
    str_fini(&lines);
    return ok;
}

bool view_file_read(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, struct saved_views *ret_views)
{
    struct arena tree = {0};
    const struct tree_node *root = NULL;
    struct saved_view view;
    bool ok = tree_parse(path, text, len, &tree, faults, &root) &&
              (!root || tree_is_map(root, _("a file of views"), faults));

    for (const struct tree_node *node = ok && root ? root->first : NULL; node; node = node->next)
        if (read_view(node, arena, faults, &view))
            ARRAY_PUSH(ret_views, view);
    arena_fini(&tree);
    return ok;
}

/* --- writing --- */

static void add_quoted(struct str *out, const char *text, size_t len)
{
    str_add_char(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"' || text[i] == '\\')
            str_add_char(out, '\\');
        if ((unsigned char)text[i] >= ' ')
            str_add_char(out, text[i]);
    }
    str_add_char(out, '"');
}

static void write_view(struct str *out, const struct saved_view *view)
{
    add_quoted(out, view->name, strlen(view->name));
    str_addf(out, ":\n  screen: %s\n%s", view->screen, *view->lines ? "  do:\n" : "");
    for (const char *line = view->lines; *line;) {
        size_t len = strcspn(line, "\n");

        str_add(out, "    - ");
        add_quoted(out, line, len);
        str_add(out, "\n");
        line += len + (line[len] == '\n');
    }
}

/* Where line number `line` begins. */
static size_t line_start(const char *text, int line)
{
    size_t at = 0;

    for (; line > 1 && text[at]; line--)
        at += strcspn(text + at, "\n") + (text[at + strcspn(text + at, "\n")] == '\n');
    return at;
}

/* A block is its key and the indented lines below it. */
static size_t block_end(const char *text, size_t at)
{
    do
        at += strcspn(text + at, "\n") + (text[at + strcspn(text + at, "\n")] == '\n');
    while (text[at] == ' ' || text[at] == '\t');
    return at;
}

static void replace_block(struct str *text, int line, const char *block)
{
    size_t start = line_start(str_text(text), line), end = block_end(str_text(text), start);
    struct str out = {0};

    str_add_bytes(&out, str_text(text), start);
    str_add(&out, block);
    str_add(&out, str_text(text) + end);
    str_clear(text);
    str_add(text, str_text(&out));
    str_fini(&out);
}

void view_file_drop(struct str *text, const struct saved_view *view)
{
    replace_block(text, view->line, "");
}

void view_file_put(struct str *text, const struct saved_view *view)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct saved_views views = {0};
    struct str block = {0};
    int line = 0;

    (void)!view_file_read("", str_text(text), text->len, &arena, &faults, &views);
    for (size_t i = 0; i < views.count; i++)
        if (text_equal(views.items[i].name, view->name))
            line = views.items[i].line;
    write_view(&block, view);
    if (line) {
        replace_block(text, line, str_text(&block));
    } else {
        str_add(text, text->len && text->data[text->len - 1] != '\n' ? "\n" : "");
        str_add(text, str_text(&block));
    }
    str_fini(&block);
    array_fini(&views);
    fault_list_fini(&faults);
    arena_fini(&arena);
}
