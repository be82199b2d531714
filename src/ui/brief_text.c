/* Markdown as a text to read in a popup: no marks, tables in columns. */
#include <string.h>
#include "base/text.h"
#include "ui/brief.h"

enum { COLUMNS_MOST = 8, CELL_MOST = 34 };

struct cell_text {
    const char *text;
    size_t len;
};
struct table_row {
    struct cell_text cells[COLUMNS_MOST];
    int count;
};

/* Without the backslashes; of a cell no more than fits. Returns the columns it takes. */
static int add_plain(struct str *out, const char *text, size_t len, int most)
{
    struct str plain = {0}, cut = {0};
    int columns;

    for (size_t at = 0; at < len; at++) {
        if (text[at] == '\\' && at + 1 < len && strchr("\\`*_[]<>|&~#-+=.)", text[at + 1]))
            at++;
        str_add_char(&plain, text[at]);
    }
    if (most > 0)
        text_cut(&cut, str_text(&plain), most, false);
    else
        str_add(&cut, str_text(&plain));
    columns = text_columns(str_text(&cut));
    str_add(out, str_text(&cut));
    str_fini(&plain);
    str_fini(&cut);
    return columns;
}

static bool is_row(const char *line, size_t len)
{
    return len > 1 && *line == '|' && line[len - 1] == '|';
}

static bool is_rule(const char *line, size_t len)
{
    return is_row(line, len) && strspn(line, "|-: ") >= len;
}

static void read_row(const char *line, size_t len, struct table_row *row)
{
    size_t from = 1;

    row->count = 0;
    for (size_t at = 1; at < len && row->count < COLUMNS_MOST; at++) {
        if (line[at] == '\\') {
            at++;
        } else if (line[at] == '|') {
            const char *begin = line + from + strspn(line + from, " ");
            size_t size = begin < line + at ? (size_t)(line + at - begin) : 0;

            while (size && begin[size - 1] == ' ')
                size--;
            row->cells[row->count++] = (struct cell_text){begin, size};
            from = at + 1;
        }
    }
}

static void measure_row(const struct table_row *row, int *widths)
{
    for (int i = 0; i < row->count; i++) {
        struct str cell = {0};
        int columns = add_plain(&cell, row->cells[i].text, row->cells[i].len, CELL_MOST);

        if (columns > widths[i])
            widths[i] = columns;
        str_fini(&cell);
    }
}

static void put_row(const struct table_row *row, const int *widths, struct str *out)
{
    size_t begin = out->len;

    for (int i = 0; i < row->count; i++) {
        int columns = add_plain(out, row->cells[i].text, row->cells[i].len, CELL_MOST);

        for (; i + 1 < row->count && columns < widths[i] + 2; columns++)
            str_add_char(out, ' ');
    }
    while (out->len > begin && out->data[out->len - 1] == ' ')
        str_remove(out, out->len - 1, 1);
    str_add_char(out, '\n');
}

/* All rows of the table that begins here; returns where it ends. */
static const char *add_table(const char *from, struct str *out)
{
    int widths[COLUMNS_MOST] = {0};
    struct table_row row;
    const char *end = from;

    for (size_t len = strcspn(end, "\n"); is_row(end, len); len = strcspn(end, "\n")) {
        read_row(end, len, &row);
        if (!is_rule(end, len))
            measure_row(&row, widths);
        end += len + (end[len] == '\n');
    }
    while (from < end) {
        size_t len = strcspn(from, "\n");

        read_row(from, len, &row);
        if (!is_rule(from, len))
            put_row(&row, widths, out);
        from += len + (from[len] == '\n');
    }
    return end;
}

void brief_text(const char *page, struct str *out)
{
    while (*page) {
        size_t len = strcspn(page, "\n"), marks = strspn(page, "#");

        if (is_row(page, len)) {
            page = add_table(page, out);
            continue;
        }
        if (marks && page[marks] == ' ') {
            str_add(out, "# ");
            add_plain(out, page + marks + 1, len - marks - 1, 0);
        } else {
            add_plain(out, page, len, 0);
        }
        str_add_char(out, '\n');
        page += len + (page[len] == '\n');
    }
}
