/* Rows below the data, and between groups of it: totals, counts, copyright lines, the header once
 * more. They are no rows of the book, and no faults. */
#include <string.h>
#include <strings.h>
#include "base/text.h"
#include "base/words.h"
#include "merge_internal.h"

/* Asked of every row of a file: most are told by their first letter. */
static bool begins(const char *text, const char *word, size_t len)
{
    return ((text[0] ^ word[0]) & ~0x20) == 0 && strncasecmp(text, word, len) == 0;
}

/* `Total`, `Grand Totals (12 records)`, `Subtotal:`. */
static bool says_total(const char *text)
{
    static const char *const words[] = {
        "grand totals", "grand total", "subtotals", "subtotal", "sub-total", "totals", "total"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t len = strlen(words[i]);

        if (!begins(text, words[i], len))
            continue;
        text += len;
        text += strspn(text, " :");
        return *text == '\0' || *text == '(';
    }
    return false;
}

/* `12 records`, `Rows: 12`. */
static bool says_count(const char *text)
{
    static const char *const words[] = {"records", "record", "rows", "row", "results", "items"};
    size_t digits = *text >= '0' && *text <= '9' ? strspn(text, "0123456789,.") : 0;

    if (digits > 0 && text[digits] == ' ')
        text += digits + 1;
    else
        digits = 0;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t len = strlen(words[i]);

        if (begins(text, words[i], len) && (digits > 0 ? text[len] == '\0' : text[len] == ':'))
            return true;
    }
    return false;
}

static bool says_foot(const char *text)
{
    static const char *const words[] = {"copyright", "confidential", "(c) ", "\xC2\xA9",
        "generated ", "report generated", "exported ", "end of report", "filtered by", "as of ",
        "source:"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (begins(text, words[i], strlen(words[i])))
            return true;
    return says_count(text);
}

static bool repeats_header(const struct merge_plan *plan, const char *const *cells, int count)
{
    if (count != plan->count || count == 0)
        return false;
    for (int i = 0; i < count; i++)
        if (!text_equal(cells[i], plan->columns[i].header))
            return false;
    return true;
}

/* Is it a column by which a row is known, or by which it finds its account? */
static bool names_row(const struct merge_plan *plan, int at)
{
    const struct kind_info *info = kind_info(plan->kind);
    const struct merge_column *column = &plan->columns[at];

    return column->role == HEADER_ACCOUNT || column->role == HEADER_ACCOUNT_NAME ||
           column->role == HEADER_ACCOUNT_DOMAIN ||
           (column->role == HEADER_FIELD &&
               (column->field == info->id || column->field == info->name));
}

static bool is_named_besides(
    const struct merge_plan *plan, const char *const *cells, int count, int first)
{
    for (int i = first + 1; i < count && i < plan->count; i++)
        if (names_row(plan, i) && !text_blank(cells[i]))
            return true;
    return false;
}

static bool is_alone(const char *const *cells, int count, int first)
{
    for (int i = first + 1; i < count; i++)
        if (!text_blank(cells[i]))
            return false;
    return true;
}

const char *merge_foot(const struct merge_plan *plan, const char *const *cells, int count)
{
    int first = 0;
    const char *text;

    if (plan->ours || plan->unmarked || count == 0)
        return NULL;
    while (first < count - 1 && text_blank(cells[first]))
        first++;
    text = cells[first] + strspn(cells[first], " \t");
    if (says_total(text) && !is_named_besides(plan, cells, count, first))
        return _("a total");
    if (plan->count > 1 && is_alone(cells, count, first) && says_foot(text))
        return _("a line below the rows");
    return first == 0 && repeats_header(plan, cells, count) ? _("the header once more") : NULL;
}
