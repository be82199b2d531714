/* How the screen Import says what it found. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/import.h"

void import_add_count(struct str *out, int64_t count, const char *word)
{
    char number[48];

    if (count > 0)
        str_addf(out, "%s%s %s", out->len > 0 ? ", " : "", number_whole(count, number), word);
}

void import_counts(const struct import_report *report, struct str *out)
{
    struct str counts = {0};

    import_add_count(&counts, report->created, _("new"));
    import_add_count(&counts, report->updated, _("changed"));
    import_add_count(&counts, report->unchanged, _("unchanged"));
    import_add_count(&counts, report->rejected, _("not taken"));
    str_add(out, counts.len > 0 ? str_text(&counts) : _("no rows"));
    str_fini(&counts);
}

const char *import_delimiter_word(char delimiter)
{
    switch (delimiter) {
    case ',': return _("comma");
    case ';': return _("semicolon");
    case '\t': return _("tab");
    case '|': return _("bar");
    default: return _("none");
    }
}

const char *import_order_word(const char *order)
{
    if (text_equal(order, "dmy"))
        return _("day first, 25/12/2026");
    if (text_equal(order, "mdy"))
        return _("month first, 12/25/2026");
    return text_equal(order, "ymd") ? _("year first, 2026-12-25") : "";
}

const char *import_number_word(const char *form)
{
    if (text_equal(form, "comma"))
        return "1.234,50";
    return text_equal(form, "point") ? "1,234.50" : "";
}

/* How the columns of numbers were read; "" where none had anything to be decided. */
const char *import_numbers_of(const struct import_report *report)
{
    const struct import_preview *preview = report->preview;

    for (int i = 0; preview != NULL && i < preview->column_count; i++)
        if (*import_number_word(preview->columns[i].how))
            return preview->columns[i].how;
    return "";
}

/* `190000.00`: an amount without odd cents, as an export has it. */
static bool is_amount(const char *text, int64_t *ret_amount)
{
    size_t len = strlen(text);
    char whole[24];
    long long amount;

    if (len < 6 || len > 20 || !text_ends(text, ".00"))
        return false;
    snprintf(whole, sizeof(whole), "%.*s", (int)len - 3, text);
    if (!text_to_int(whole, &amount))
        return false;
    *ret_amount = amount;
    return true;
}

const char *import_value(const char *text, day_number today, char *buffer)
{
    struct error ignored;
    int64_t amount;
    day_number day;

    if (*text == '\0')
        return _("nothing");
    if (strlen(text) == 10 && text[4] == '-' && day_parse(text, today, NULL, &day, &ignored))
        return day_head(day, buffer) + 4; /* without its weekday */
    return is_amount(text, &amount) ? number_whole(amount, buffer) : text;
}

const char *import_without_options(struct arena *arena, const char *text)
{
    const char *end = strstr(text, "--");

    if (!end || end[2] < 'a' || end[2] > 'z') /* an option, behind the part that names it */
        return text;
    while (end > text && !strchr(";:,", *end))
        end--;
    return end > text ? arena_copy_bytes(arena, text, (size_t)(end - text)) : text;
}

/* Is it this sentence, with anything for its one %s? */
static bool says(const char *text, const char *sentence)
{
    const char *gap = strstr(sentence, "%s");
    size_t len = (size_t)(gap - sentence);

    return !strncmp(text, sentence, len) && text_ends(text + len, gap + 2);
}

static bool lacks_accounts(const struct import_report *report)
{
    for (size_t i = 0; i < report->rejects.count; i++)
        if (!says(report->rejects.items[i].why, _(import_no_account)))
            return false;
    return report->rejects.count > 0;
}

static bool names_no_account(const struct import_report *report)
{
    for (size_t i = 0; i < report->rejects.count; i++)
        if (!text_ends(report->rejects.items[i].why, _(import_names_none)))
            return false;
    return report->rejects.count > 0;
}

const char *import_nothing_words(const struct import_report *report)
{
    if (report->rejected > 0 && report->unchanged == 0 && names_no_account(report))
        return _("No row names its account: export the company with them");
    if (report->rejected > 0 && report->unchanged == 0 && lacks_accounts(report))
        return _("Their accounts are not in the book: they go first");
    if (report->rejected > 0 && report->unchanged == 0)
        return _("Nothing to import: no row can be taken");
    if (report->preview != NULL && report->preview->kept_count > 0)
        return _("Nothing to import: what differs, you set yourself");
    return _("Nothing to import: the book says the same");
}
