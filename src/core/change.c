/* Building a change. Applying it is the store's. */
#include "core/change.h"

#include <stdarg.h>
#include "base/bug.h"
#include "base/words.h"

void change_init(struct change *change, enum actor actor)
{
    *change = (struct change){.actor = actor};
}

void change_fini(struct change *change)
{
    if (change == NULL)
        return;
    array_fini(&change->rows);
    arena_fini(&change->arena);
    *change = (struct change){.actor = change->actor};
}

void change_summarize(struct change *change, const char *format, ...)
{
    struct str text = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&text, _(format), args);
    va_end(args);
    change->summary = arena_copy_text(&change->arena, str_text(&text));
    str_fini(&text);
}

static size_t add_row(struct change *change, enum change_op op, enum kind kind, int64_t key)
{
    struct change_row row = {.op = op, .kind = kind, .key = key};

    if (op != CHANGE_DELETE)
        row.values =
            arena_alloc_array(&change->arena, (size_t)kind_info(kind)->stored, sizeof(*row.values));
    ARRAY_PUSH(&change->rows, row);
    return change->rows.count - 1;
}

size_t change_insert(struct change *change, enum kind kind)
{
    return add_row(change, CHANGE_INSERT, kind, --change->last_name);
}

size_t change_update(struct change *change, enum kind kind, int64_t key)
{
    return add_row(change, CHANGE_UPDATE, kind, key);
}

size_t change_delete(struct change *change, enum kind kind, int64_t key)
{
    return add_row(change, CHANGE_DELETE, kind, key);
}

void change_set(struct change *change, size_t row, int field, struct value value)
{
    struct change_row *target;

    BUG_ON(row >= change->rows.count);
    target = &change->rows.items[row];
    BUG_ON(target->op == CHANGE_DELETE);
    BUG_ON(field < 0 || field >= kind_info(target->kind)->stored);
    target->mask |= (uint64_t)1 << field;
    target->values[field] = value_copy(&change->arena, value);
}

void change_set_text(struct change *change, size_t row, int field, const char *text)
{
    change_set(change, row, field, value_text(text));
}

void change_set_integer(struct change *change, size_t row, int field, int64_t integer)
{
    change_set(change, row, field, value_integer(integer));
}

void change_set_day(struct change *change, size_t row, int field, day_number day)
{
    change_set(change, row, field, value_day(day));
}

int64_t change_name(const struct change *change, size_t row)
{
    BUG_ON(row >= change->rows.count);
    return change->rows.items[row].key;
}

const char *actor_word(enum actor actor)
{
    static const char *const words[] = {
        [ACTOR_APP] = N_("app"),
        [ACTOR_CLI] = N_("command line"),
        [ACTOR_IMPORT] = N_("import"),
        [ACTOR_DAYBOOK] = "daybook",
    };

    BUG_ON((unsigned)actor >= COUNT_OF(words));
    return words[actor];
}
