/* The forecast in words. */
#include "core/forecast.h"

#include <string.h>
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"

void forecast_p_words(const struct due_line *line, struct str *out)
{
    if (!due_is_open(line->state))
        str_add(out, due_state_word(line->state));
    else if (line->called == FORECAST_OMITTED)
        str_add(out, _("left out"));
    else if (line->state == DUE_LEAVING)
        str_add(out, _("notice received"));
    else if (line->state == DUE_LOCKED_IN)
        str_add(out, _("notice date passed"));
    else if (line->probability >= 0)
        str_add(out, _("set by you"));
    else if (line->called == FORECAST_NOT_CALLED)
        str_addf(out, _("not called, health %s"), health_band_word(line->band));
    else
        str_addf(out, _("called %s"), forecast_category_word(line->called));
}

/* Open lines outside the totals, by their currency; "" where it is the book's: no ARR is known. */
struct outside_count {
    const char *currency;
    int lines;
};
struct outside_counts ARRAY_OF(struct outside_count);

static void count_line(struct outside_counts *counts, const char *currency)
{
    for (size_t i = 0; i < counts->count; i++)
        if (text_equal_nocase(counts->items[i].currency, currency)) {
            counts->items[i].lines++;
            return;
        }
    ARRAY_PUSH(counts, (struct outside_count){currency, 1});
}

static int compare_counts(const void *left, const void *right)
{
    const struct outside_count *a = left, *b = right;

    if (a->lines != b->lines)
        return b->lines - a->lines;
    return strcmp(a->currency, b->currency);
}

void forecast_outside_words(
    const struct due_line *lines, size_t count, const char *book_currency, struct str *out)
{
    struct outside_counts counts = {0};

    for (size_t i = 0; i < count; i++)
        if (lines[i].unknown && due_is_open(lines[i].state))
            count_line(&counts,
                text_equal_nocase(lines[i].currency, book_currency) ? "" : lines[i].currency);
    if (counts.count > 1)
        qsort(counts.items, counts.count, sizeof(*counts.items), compare_counts);
    for (size_t i = 0; i < counts.count; i++) {
        const struct outside_count *one = &counts.items[i];

        str_addf(out, "%s+%d ", i ? ", " : "", one->lines);
        if (one->currency[0])
            str_addf(out, _("in %s"), one->currency);
        else
            str_add(out, _("without ARR"));
    }
    array_fini(&counts);
}
