/* A table of text: columns as wide as they need, two blanks between, numbers at the right. */
#include "cli_internal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/text.h"

void table_column(struct table *table, const char *head, bool right, int most)
{
    ARRAY_PUSH(&table->columns, (struct table_column){head, right, most, 0});
}

void table_cell(struct table *table, const char *text)
{
    ARRAY_PUSH(&table->cells, text_clean_copy(&table->arena, text));
}

void table_cellf(struct table *table, const char *format, ...)
{
    struct str text = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&text, format, args);
    va_end(args);
    table_cell(table, str_text(&text));
    str_fini(&text);
}

static void widen(struct table_column *column, const char *cell)
{
    int columns = text_columns(cell);

    if (column->most && columns > column->most)
        columns = column->most;
    if (columns > column->width)
        column->width = columns;
}

static void measure(struct table *table)
{
    size_t count = table->columns.count;

    for (size_t i = 0; i < count; i++)
        table->columns.items[i].width = text_columns(table->columns.items[i].head);
    for (size_t i = 0; i < table->cells.count; i++)
        widen(&table->columns.items[i % count], table->cells.items[i]);
}

static void pad(struct cli *cli, int columns)
{
    for (; columns > 0; columns--)
        str_add_char(&cli->out, ' ');
}

static void print_cell(
    struct cli *cli, const struct table_column *column, const char *cell, bool is_last)
{
    struct str cut = {0};
    int missing;

    text_cut(&cut, cell, column->width, cli->ascii);
    missing = column->width - text_columns(str_text(&cut));
    if (column->right)
        pad(cli, missing);
    str_add(&cli->out, str_text(&cut));
    if (!column->right && !is_last)
        pad(cli, missing);
    if (!is_last)
        pad(cli, 2);
    str_fini(&cut);
}

static void drop_blanks(struct str *out)
{
    while (out->len && out->data[out->len - 1] == ' ')
        str_remove(out, out->len - 1, 1);
}

void table_print(struct cli *cli, struct table *table)
{
    size_t count = table->columns.count;

    BUG_ON(!count || table->cells.count % count);
    measure(table);
    for (size_t i = 0; i < count; i++)
        print_cell(cli, &table->columns.items[i], table->columns.items[i].head, i + 1 == count);
    drop_blanks(&cli->out);
    str_add_char(&cli->out, '\n');
    for (size_t i = 0; i < table->cells.count; i++) {
        print_cell(
            cli, &table->columns.items[i % count], table->cells.items[i], (i + 1) % count == 0);
        if ((i + 1) % count)
            continue;
        drop_blanks(&cli->out);
        str_add_char(&cli->out, '\n');
        if (!out_flush_some(cli))
            break;
    }
    array_clear(&table->cells);
}

void table_fini(struct table *table)
{
    array_fini(&table->columns);
    array_fini(&table->cells);
    arena_fini(&table->arena);
}
