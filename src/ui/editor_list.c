/* Lists that go on by themselves: `- [ ] `, `- `, `1. `. */
#include "editor_internal.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"

#define NUMBER_DIGITS 3

/* What a line begins with: its indent, the item's own mark, and what the next one would have. */
struct item {
    size_t indent, len; /* of indent and mark together */
    char next[24];      /* the mark of the next item */
};

/* `- [ ] `, `- [!] `, `- [x] `: the next one is an open task again. */
static bool read_box(const char *mark, size_t len, struct item *ret_item)
{
    if (len < 6 || mark[2] != '[' || mark[4] != ']' || mark[5] != ' ' || !strchr(" !xX", mark[3]))
        return false;
    ret_item->len = ret_item->indent + 6;
    snprintf(ret_item->next, sizeof(ret_item->next), "%c [ ] ", mark[0]);
    return true;
}

static bool read_number(const char *mark, size_t len, struct item *ret_item)
{
    int number = 0;
    size_t digits = 0;
    while (digits < len && digits < NUMBER_DIGITS && mark[digits] >= '0' && mark[digits] <= '9')
        number = number * 10 + (mark[digits++] - '0');
    if (digits == 0 || digits + 2 > len || (mark[digits] != '.' && mark[digits] != ')') ||
        mark[digits + 1] != ' ')
        return false;
    ret_item->len = ret_item->indent + digits + 2;
    snprintf(ret_item->next, sizeof(ret_item->next), "%d%c ", number + 1, mark[digits]);
    return true;
}

static bool read_item(const char *line, size_t len, struct item *ret_item)
{
    size_t indent = 0;
    while (indent < len && line[indent] == ' ')
        indent++;
    *ret_item = (struct item){.indent = indent};
    const char *mark = line + indent;
    len -= indent;
    if (len < 2 || !strchr("-*+", mark[0]) || mark[1] != ' ')
        return read_number(mark, len, ret_item);
    if (read_box(mark, len, ret_item))
        return true;
    ret_item->len = indent + 2;
    snprintf(ret_item->next, sizeof(ret_item->next), "%c ", mark[0]);
    return true;
}

static bool is_empty(const char *text, size_t len)
{
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return len == 0;
}

static void begin_item(struct editor *editor, const char *line, const struct item *item)
{
    struct str added = {0};
    str_add(&added, "\n");
    str_add_bytes(&added, line, item->indent);
    str_add(&added, item->next);
    edit_type(&editor->edit, str_text(&added), added.len);
    editor->continued = editor->edit.changes;
    str_fini(&added);
}

void editor_new_line(struct editor *editor)
{
    struct edit *edit = &editor->edit;
    size_t start = edit_line_start(edit, edit->at), end = edit_line_end(edit, edit->at), from, to;
    const char *line = str_text(&edit->text) + start;
    struct item item;
    if (editor_selection(editor, &from, &to))
        edit_type_over(edit, from, to, "\n", 1);
    else if (!read_item(line, end - start, &item) || edit->at < start + item.len)
        edit_type(edit, "\n", 1);
    else if (is_empty(line + item.len, end - start - item.len))
        edit_remove(edit, start, end);
    else
        begin_item(editor, line, &item);
}

void editor_drop_continued(struct editor *editor, key_code code)
{
    struct edit *edit = &editor->edit;
    struct item item;
    if (editor->continued != edit->changes || editor->continued == 0 || code >= 0x80 ||
        !strchr("-*+", (int)code))
        return;
    size_t start = edit_line_start(edit, edit->at);
    if (read_item(str_text(&edit->text) + start, edit->at - start, &item) &&
        start + item.len == edit->at)
        edit_remove(edit, start + item.indent, edit->at);
}
