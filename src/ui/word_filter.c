#include "ui/word_filter.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/shell.h"

enum { COUNT_COLUMNS = 14, LEAST_COLUMNS = 24 };

static bool holds(const char *const *texts, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i] && text_contains_folded(texts[i], word))
            return true;
    return false;
}

bool word_filter_fits(const struct word_filter *filter, const char *const *texts, size_t count)
{
    const char *at = str_text(&filter->text);
    bool fits = true;

    for (at += strspn(at, " "); *at && fits; at += strspn(at, " ")) {
        struct str word = {0};

        str_add_bytes(&word, at, strcspn(at, " "));
        fits = holds(texts, count, str_text(&word));
        at += word.len;
        str_fini(&word);
    }
    return fits;
}

/* Where the cursor is, the row it was on may be gone: the screen finds that out as it reads. */
static void set(struct ui *ui, struct word_filter *filter, const char *text)
{
    str_clear(&filter->text);
    str_add(&filter->text, text);
    ui->stale[ui->current] = true;
    ui->is_partial = false;
}

static bool accept(struct ui *ui, const char *text, void *context, struct error *err)
{
    set(ui, context, text);
    return true;
}

static void typed(struct ui *ui, const char *text, void *context)
{
    set(ui, context, text);
}

void word_filter_run(struct ui *ui, struct word_filter *filter, const char *rest)
{
    if (*rest)
        set(ui, filter, rest);
    else
        ui_ask(ui, &(struct ui_question){.title = _("Filter"),
                       .initial = str_text(&filter->text),
                       .hint = _("words of the account or of the row"),
                       .accept = accept,
                       .recalls = "filter-words",
                       .changed = typed,
                       .taken_back = typed,
                       .context = filter});
}

bool word_filter_clear(struct ui *ui, struct word_filter *filter)
{
    if (!filter->text.len)
        return false;
    set(ui, filter, "");
    return true;
}

int word_filter_draw(
    const struct word_filter *filter, size_t shown, struct canvas *canvas, int x, int y)
{
    int end = canvas->columns - 1 - COUNT_COLUMNS;

    if (!filter->text.len || x + LEAST_COLUMNS > canvas->columns)
        return x;
    x = canvas_put(canvas, x, y, ROLE_MUTED, _("filter "));
    x = canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&filter->text), end - x) + 2;
    return canvas_putf(canvas, x, y, ROLE_MUTED, _("%zu of %zu"), shown, filter->all);
}
