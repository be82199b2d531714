#include "ui/search_complete.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "ui/expression.h"

static const char *const kinds[] = {
    "notes", "tasks", "people", "accounts", "goals", "feedback", NULL};
static const char *const moods[] = {"good", "mixed", "bad", NULL};
static const char *const levels[] = {"high", "medium", "low", NULL};
static const char *const states[] = {"open", "done", "cancelled", "reached", "dropped", NULL};
static const char *const days[] = {"-7d", "-30d", "-90d", "yesterday", "today", NULL};

/* As core/search_parse reads them. words NULL: what the rows say in a field. */
static const struct search_filter {
    const char *name; /* with its colon */
    const char *const *words;
    enum kind kind;
    int field;
} filters[] = {
    {"account:", NULL, KIND_ACCOUNT, ACCOUNT_NAME},
    {"with:", NULL, KIND_CONTACT, CONTACT_NAME},
    {"in:", kinds, KIND_ACCOUNT, -1},
    {"kind:", NULL, KIND_NOTE, NOTE_KIND},
    {"tag:", NULL, KIND_NOTE, NOTE_TAGS},
    {"mood:", moods, KIND_ACCOUNT, -1},
    {"status:", states, KIND_ACCOUNT, -1},
    {"priority:", levels, KIND_ACCOUNT, -1},
    {"role:", NULL, KIND_CONTACT, CONTACT_ROLE},
    {"after:", days, KIND_ACCOUNT, -1},
    {"before:", days, KIND_ACCOUNT, -1},
    {"on:", days, KIND_ACCOUNT, -1},
};
static const struct search_filter tags = {"#", NULL, KIND_NOTE, NOTE_TAGS};

/* Where the item under the caret begins: blanks within quotes part nothing. */
static size_t item_start(const char *text, size_t at)
{
    size_t start = 0;
    bool quoted = false;

    for (size_t i = 0; i < at; i++) {
        quoted ^= text[i] == '"';
        if (text[i] == ' ' && !quoted)
            start = i + 1;
    }
    return start + (start < at && text[start] == '-');
}

static const struct search_filter *filter_of(const char *item)
{
    for (size_t i = 0; i < COUNT_OF(filters); i++)
        if (text_starts(item, filters[i].name))
            return &filters[i];
    return *item == '#' ? &tags : NULL;
}

/* Two words stand in quotes, but for a tag, which has no blanks. */
static void offer(struct completion *completion, const char *value)
{
    struct str quoted = {0};

    str_addf(&quoted, strchr(value, ' ') ? "\"%s\"" : "%s", value);
    completion_add(completion, str_text(&quoted));
    str_fini(&quoted);
}

static void offer_rows(struct ui *ui, const struct search_filter *filter, const char *typed,
    struct completion *completion)
{
    struct completion found = {0};

    expression_complete_value(
        ui_session(ui), filter->kind, filter->field, typed + (*typed == '"'), &found);
    for (size_t i = 0; i < found.texts.count; i++) {
        offer(completion, found.texts.items[i]);
        free(found.texts.items[i]);
    }
    array_fini(&found.texts);
}

static void offer_filters(const char *item, struct completion *completion)
{
    for (size_t i = 0; i < COUNT_OF(filters); i++)
        if (text_starts(filters[i].name, item))
            completion_add(completion, filters[i].name);
}

void search_complete(struct ui *ui, const char *text, size_t at, struct completion *completion)
{
    struct arena arena = {0};
    size_t start = item_start(text, at), name;
    const char *item = arena_copy_bytes(&arena, text + start, at - start), *typed;
    const struct search_filter *filter = filter_of(item);

    completion->from = start;
    if (!filter) {
        offer_filters(item, completion);
        arena_fini(&arena);
        return;
    }
    name = strlen(filter->name);
    typed = strrchr(item + name, ',') ? strrchr(item + name, ',') + 1 : item + name;
    completion->from = start + (size_t)(typed - item);
    if (!filter->words)
        offer_rows(ui, filter, typed, completion);
    for (const char *const *word = filter->words; word && *word; word++)
        if (text_starts(*word, typed))
            completion_add(completion, *word);
    arena_fini(&arena);
}
