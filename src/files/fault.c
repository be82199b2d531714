/* Lists of faults. */
#include "files/fault.h"

#include <stdarg.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

void fault_list_fini(struct fault_list *faults)
{
    if (faults == NULL)
        return;
    array_fini(faults);
    arena_fini(&faults->arena);
    *faults = (struct fault_list){0};
}

void fault_add(
    struct fault_list *faults, const char *path, int line, int column, const char *format, ...)
{
    struct fault fault = {.line = line, .column = column};
    struct str text = {0};
    va_list args;

    if (faults->count >= FAULT_LIMIT) {
        faults->more++;
        return;
    }
    va_start(args, format);
    str_vaddf(&text, _(format), args);
    va_end(args);
    fault.path = arena_copy_text(&faults->arena, path);
    fault.text = arena_copy_text(&faults->arena, str_text(&text));
    str_fini(&text);
    ARRAY_PUSH(faults, fault);
}

const char *fault_nearest(const char *word, const char *const *known, size_t count)
{
    size_t len = strlen(word);
    int least = len <= 1 ? 1 : len <= 3 ? 2 : len <= 7 ? 3 : 4;
    const char *nearest = NULL;

    for (size_t i = 0; i < count; i++) {
        int distance = text_distance(word, known[i], least);

        if (distance < least) {
            least = distance;
            nearest = known[i];
        }
    }
    return nearest;
}

void fault_suggest(
    struct fault_list *faults, const char *word, const char *const *known, size_t count)
{
    const char *nearest;

    if (faults->count == 0 || faults->more > 0)
        return;
    nearest = fault_nearest(word, known, count);
    if (nearest != NULL)
        faults->items[faults->count - 1].nearest = arena_copy_text(&faults->arena, nearest);
}

void fault_add_error(struct fault_list *faults, const char *path, const struct error *err)
{
    fault_add(faults, err->path[0] ? err->path : path, err->line, err->column, "%s", err->text);
}

void fault_add_all(struct fault_list *faults, const struct fault_list *more)
{
    for (size_t i = 0; i < more->count; i++) {
        const struct fault *fault = &more->items[i];

        fault_add(faults, fault->path, fault->line, fault->column, "%s", fault->text);
        if (fault->nearest && !faults->more)
            faults->items[faults->count - 1].nearest =
                arena_copy_text(&faults->arena, fault->nearest);
    }
    faults->more += more->more;
}

static bool comes_before(const struct fault *a, const struct fault *b)
{
    if (!text_equal(a->path, b->path))
        return false;
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* By insertion: they are few, and mostly in order. */
void fault_sort(struct fault_list *faults)
{
    for (size_t i = 1; i < faults->count; i++) {
        struct fault fault = faults->items[i];
        size_t at = i;

        for (; at > 0 && comes_before(&fault, &faults->items[at - 1]); at--)
            faults->items[at] = faults->items[at - 1];
        faults->items[at] = fault;
    }
}

void fault_format(const struct fault *fault, struct str *out)
{
    if (fault->path != NULL && fault->path[0] != '\0')
        str_add(out, fault->path);
    if (fault->line > 0)
        str_addf(out, ":%d", fault->line);
    if (fault->line > 0 && fault->column > 0)
        str_addf(out, ":%d", fault->column);
    str_addf(out, "%s%s", out->len > 0 ? ": " : "", fault->text);
    if (fault->nearest != NULL)
        str_addf(out, _("; did you mean \"%s\"?"), fault->nearest);
}

bool fault_none(const struct fault_list *faults, struct error *err)
{
    const struct fault *first = faults->items;
    struct str text = {0};

    if (faults->count == 0)
        return true;
    str_add(&text, first->text);
    if (first->nearest != NULL)
        str_addf(&text, _("; did you mean \"%s\"?"), first->nearest);
    if (faults->count + faults->more > 1)
        str_addf(&text, _(" (and %zu more)"), faults->count + faults->more - 1);
    error_set_at(
        err, ERROR_REFUSED, first->path, first->line, first->column, "%s", str_text(&text));
    str_fini(&text);
    return false;
}
