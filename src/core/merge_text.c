/* The texts of cells: without marks, blanks and foreign line ends. */
#include <string.h>
#include "base/text.h"
#include "core/cell.h"
#include "merge_internal.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool has_mark(const struct merge_reader *reader, const char *text)
{
    return reader->plan->ours && !reader->plan->unmarked && cell_is_marked(text);
}

static const char *with_plain_ends(const struct merge_reader *reader, const char *text, size_t len)
{
    struct str out = {0};
    const char *copy;

    if (memchr(text, '\r', len) == NULL)
        return arena_copy_bytes(reader->context->arena, text, len);
    for (size_t i = 0; i < len; i++)
        if (text[i] != '\r')
            str_add_char(&out, text[i]);
        else if (i + 1 == len || text[i + 1] != '\n')
            str_add_char(&out, '\n');
    copy = arena_copy_text(reader->context->arena, str_text(&out));
    str_fini(&out);
    return copy;
}

const char *merge_take_whole(const struct merge_reader *reader, const char *text)
{
    while (reader->column->padded && *text == ' ')
        text++;
    text += has_mark(reader, text);
    return with_plain_ends(reader, text, strlen(text));
}

const char *merge_take_text(const struct merge_reader *reader, const char *text)
{
    size_t len;

    text += has_mark(reader, text);
    while (is_blank(*text))
        text++;
    len = strlen(text);
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    return with_plain_ends(reader, text, len);
}

static void add_item(struct str *list, const char *item)
{
    if (list->len > 0)
        str_add_char(list, ';');
    str_add(list, item);
}

const char *merge_take_tags(const struct merge_reader *reader, const char *text)
{
    struct row one = {.kind = KIND_FACT, .values = &(struct value){0}};
    struct str list = {0};
    const char *copy;

    while (*text != '\0') {
        size_t len = strcspn(text, ";,");
        const char *item =
            merge_take_text(reader, arena_copy_bytes(reader->context->arena, text, len));

        one.values[0] = value_text(str_text(&list));
        if (*item != '\0' && !row_has_tag(&one, 0, item))
            add_item(&list, item);
        text += len;
        text += *text != '\0';
    }
    copy = arena_copy_text(reader->context->arena, str_text(&list));
    str_fini(&list);
    return copy;
}

const char *merge_trimmed(const struct merge_reader *reader, const char *text)
{
    size_t len;

    while (is_blank(*text))
        text++;
    len = strlen(text);
    if (!is_blank(text[len - 1]))
        return text;
    while (is_blank(text[len - 1]))
        len--;
    return arena_copy_bytes(reader->context->arena, text, len);
}
