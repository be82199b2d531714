/* Blocks of Markdown into HTML. */
#include "files/html.h"

#include <string.h>
#include "base/mem.h"
#include "base/text.h"
#include "html_internal.h"

const char html_style[] =
    "body{margin:0;background:#fff;color:#1c2430;font:16px/1.5 system-ui,sans-serif}\n"
    "main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:1.5rem 0 .75rem}\n"
    "h2{font-size:1.15rem;margin:1.6rem 0 .4rem;border-bottom:1px solid #c9d0d8}\n"
    "h3{font-size:1rem;margin:1.2rem 0 .3rem}\n"
    "ul{padding-left:1.3rem;margin:.4rem 0}\n"
    "table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.6rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;"
    "border-bottom:1px solid #e2e6ea}\n"
    "th{font-weight:600}\n"
    ".n{text-align:right}\n"
    "blockquote{margin:.6rem 0;padding-left:1rem;border-left:3px solid #c9d0d8}\n"
    "pre{white-space:pre-wrap;background:#f3f5f7;padding:.6rem}\n"
    "figure{margin:.8rem 0}\n"
    "svg{width:100%;height:auto;font-size:13px}\n"
    "svg text{fill:#1c2430;unicode-bidi:isolate}\n"
    ".track{fill:#dfe4ea}.fill{fill:#2b6cb0}.line{fill:none;stroke:#2b6cb0;stroke-width:2}\n"
    "@media(max-width:30rem){table{font-size:.82rem}h1{font-size:1.35rem}svg{font-size:17px}}\n"
    "@page{margin:18mm}\n"
    "@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}"
    "tr,li,figure{break-inside:avoid}*{print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}}\n";

enum block { BLOCK_NONE, BLOCK_TEXT, BLOCK_LIST, BLOCK_TABLE, BLOCK_QUOTE, BLOCK_CODE };

struct page {
    struct str *out;
    struct arena arena;
    enum block block; /* that is open */
    size_t fence;     /* marks of the fence that is open; 0: none */
    const char *chart;
    struct html_rows rows;
    bool right[12]; /* columns of the table */
};

/* --- tables --- */

static bool is_rule(const struct html_row *row)
{
    for (int i = 0; i < row->count; i++)
        if (row->cells[i].len == 0 || row->cells[i].len != strspn(row->cells[i].text, "-: "))
            return false;
    return row->count > 0;
}

static struct html_cell trimmed(const char *text, size_t len)
{
    while (len && *text == ' ') {
        text++;
        len--;
    }
    while (len && text[len - 1] == ' ' && (len < 2 || text[len - 2] != '\\'))
        len--;
    return (struct html_cell){text, len};
}

static void read_row(const char *line, size_t len, struct html_row *row)
{
    size_t from = 1;

    for (size_t at = 1; at < len && row->count < (int)COUNT_OF(row->cells); at++) {
        if (line[at] == '\\')
            at++;
        else if (line[at] == '|') {
            row->cells[row->count++] = trimmed(line + from, at - from);
            from = at + 1;
        }
    }
}

static void put_row(struct page *page, const struct html_row *row, const char *tag)
{
    str_add(page->out, "<tr>");
    for (int i = 0; i < row->count; i++) {
        str_addf(page->out, "<%s%s>", tag, page->right[i] ? " class=\"n\"" : "");
        html_add_inline(page->out, row->cells[i].text, row->cells[i].len);
        str_addf(page->out, "</%s>", tag);
    }
    str_add(page->out, "</tr>\n");
}

/* A head, a rule and rows; without a rule all are rows. */
static void put_table(struct page *page)
{
    struct html_rows rows = page->rows;
    bool has_head = rows.count > 1 && is_rule(&rows.items[1]);

    memset(page->right, 0, sizeof(page->right));
    for (int i = 0; has_head && i < rows.items[1].count; i++)
        page->right[i] = rows.items[1].cells[i].text[rows.items[1].cells[i].len - 1] == ':';
    if (has_head) {
        rows.items += 2;
        rows.count -= 2;
    }
    if (page->chart && rows.count)
        html_add_chart(page->out, page->chart, &rows);
    str_add(page->out, "<table>\n");
    if (has_head) {
        str_add(page->out, "<thead>\n");
        put_row(page, &page->rows.items[0], "th");
        str_add(page->out, "</thead>\n");
    }
    str_add(page->out, "<tbody>\n");
    for (size_t i = 0; i < rows.count; i++)
        put_row(page, &rows.items[i], "td");
    str_add(page->out, "</tbody>\n</table>\n");
    array_clear(&page->rows);
    page->chart = NULL;
}

/* --- blocks --- */

static const char *const begins[] = {[BLOCK_NONE] = "",
    [BLOCK_TEXT] = "<p>",
    [BLOCK_LIST] = "<ul>\n",
    [BLOCK_TABLE] = "",
    [BLOCK_QUOTE] = "<blockquote>",
    [BLOCK_CODE] = "<pre>"};
static const char *const ends[] = {[BLOCK_NONE] = "",
    [BLOCK_TEXT] = "</p>\n",
    [BLOCK_LIST] = "</ul>\n",
    [BLOCK_TABLE] = "",
    [BLOCK_QUOTE] = "</blockquote>\n",
    [BLOCK_CODE] = "</pre>\n"};

static void enter(struct page *page, enum block block)
{
    if (page->block == block)
        return;
    if (page->block == BLOCK_TABLE)
        put_table(page);
    str_add(page->out, ends[page->block]);
    str_add(page->out, begins[block]);
    page->block = block;
}

static void put_lines(struct page *page, enum block block, const char *line, size_t len)
{
    bool goes_on = page->block == block;

    enter(page, block);
    str_add(page->out, goes_on ? (block == BLOCK_CODE ? "\n" : "<br>\n") : "");
    if (block == BLOCK_CODE)
        html_add_text(page->out, line, len);
    else
        html_add_inline(page->out, line, len);
}

static bool put_heading(struct page *page, const char *line, size_t len)
{
    size_t level = strspn(line, "#");

    if (level == 0 || level > 3 || level >= len || line[level] != ' ')
        return false;
    enter(page, BLOCK_NONE);
    str_addf(page->out, "<h%zu>", level);
    html_add_inline(page->out, line + level + 1, len - level - 1);
    str_addf(page->out, "</h%zu>\n", level);
    return true;
}

static void put_item(struct page *page, const char *line, size_t len)
{
    enter(page, BLOCK_LIST);
    str_add(page->out, "<li>");
    html_add_inline(page->out, line, len);
    str_add(page->out, "</li>\n");
}

static void take_row(struct page *page, const char *line, size_t len)
{
    struct html_row row = {0};

    read_row(line, len, &row);
    enter(page, BLOCK_TABLE);
    if (row.count)
        ARRAY_PUSH(&page->rows, row);
}

/* True where the line is of a fence, or within one. */
static bool put_fenced(struct page *page, const char *line, size_t len)
{
    size_t marks = strspn(line, "`");

    if (page->fence && marks >= page->fence && marks == len) {
        page->fence = 0;
        enter(page, BLOCK_NONE);
    } else if (page->fence)
        put_lines(page, BLOCK_CODE, line, len);
    else if (marks >= 3) {
        enter(page, BLOCK_NONE);
        page->fence = marks;
    } else
        return false;
    return true;
}

static void put_line(struct page *page, const char *line, size_t len)
{
    if (put_fenced(page, line, len))
        return;
    if (*line == '\x01' && len) {
        enter(page, BLOCK_NONE);
        page->chart = arena_copy_bytes(&page->arena, line + 1, len - 1);
    } else if (strspn(line, " \t") >= len)
        enter(page, BLOCK_NONE);
    else if (len > 2 && (!strncmp(line, "- ", 2) || !strncmp(line, "* ", 2)))
        put_item(page, line + 2, len - 2);
    else if (len > 2 && *line == '|' && line[len - 1] == '|')
        take_row(page, line, len);
    else if (len > 2 && !strncmp(line, "> ", 2))
        put_lines(page, BLOCK_QUOTE, line + 2, len - 2);
    else if (len > 4 && !strncmp(line, "    ", 4))
        put_lines(page, BLOCK_CODE, line + 4, len - 4);
    else if (!put_heading(page, line, len))
        put_lines(page, BLOCK_TEXT, line, len);
}

static void put_title(struct str *out, const char *markdown)
{
    const char *line = markdown;

    while (*line && strncmp(line, "# ", 2) != 0)
        line += strcspn(line, "\n"), line += *line == '\n';
    if (*line)
        html_add_plain(out, line + 2, strcspn(line + 2, "\n"));
    else
        str_add(out, "daybook");
}

void html_page(struct str *out, const char *markdown)
{
    struct page page = {.out = out};

    str_add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" "
                 "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    put_title(out, markdown);
    str_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", html_style);
    while (*markdown) {
        size_t len = strcspn(markdown, "\n");

        put_line(&page, markdown, len);
        markdown += len + (markdown[len] == '\n');
    }
    enter(&page, BLOCK_NONE);
    str_add(out, "</main>\n</body>\n</html>\n");
    array_fini(&page.rows);
    arena_fini(&page.arena);
}
