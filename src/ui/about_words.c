/* The words behind a command that takes one of a few, so that a check of keys finds a wrong one
 * before somebody presses it. */
#include <string.h>
#include "base/text.h"
#include "ui/about_words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/views/book_columns.h"

static bool is_line(const char *line)
{
    for (size_t i = 0; shell_about_line(i); i++)
        if (text_equal(shell_about_line(i), line))
            return true;
    return false;
}

/* Each word of a list, with the command before it, is a line of its own: `show notes,money`. */
static bool are_lines(const char *head, const char *words, const char *marks)
{
    struct arena arena = {0};
    bool ok = true;

    while (ok && *words) {
        size_t len = strcspn(words, marks);
        const char *word = arena_copy_bytes(&arena, words, len);

        ok = is_line(arena_format(&arena, "%s %s", head, word + strspn(word, " ")));
        words += len + (words[len] != '\0');
    }
    arena_fini(&arena);
    return ok;
}

static bool knows_copy(const char *words)
{
    return are_lines("copy", words, "");
}

static bool knows_renewal(const char *words)
{
    return are_lines("renewal", words, "");
}

static bool knows_show(const char *words)
{
    return are_lines("show", words, ",");
}

/* `-arr, name`: columns of any of the lists. */
static bool knows_sort(const char *words)
{
    struct arena arena = {0};
    bool ok = true;

    while (ok && *words) {
        size_t len = strcspn(words, ", ");
        const char *word = arena_copy_bytes(&arena, words, len);

        word += *word == '-' || *word == '+';
        ok = !*word || book_column_find(word) || are_lines("sort", word, "");
        words += len + (words[len] != '\0');
    }
    arena_fini(&arena);
    return ok;
}

static bool knows_view(const char *words)
{
    enum view_id id;

    return view_from_name(words, &id);
}

/* A field of any kind of row, and perhaps its value. */
static bool knows_modify(const char *words)
{
    struct arena arena = {0};
    const char *name = arena_copy_bytes(&arena, words, strcspn(words, "= "));
    bool found = false;

    for (int kind = 0; kind < KIND_COUNT && !found; kind++)
        found = field_find((enum kind)kind, name) >= 0;
    arena_fini(&arena);
    return found;
}

static bool knows_keys(const char *words)
{
    const char *name, *about;

    for (size_t i = 0; (name = keys_choice(i, &about)) != NULL; i++)
        if (text_equal(name, words))
            return true;
    return false;
}

static bool knows_note_kind(const char *words)
{
    return composer_kind_for(words) != NULL;
}

/* Sorted. */
static const struct {
    const char *name;
    bool (*knows)(const char *words);
} commands[] = {
    {"copy", knows_copy},
    {"keys", knows_keys},
    {"log", knows_note_kind},
    {"modify", knows_modify},
    {"prepare", knows_note_kind},
    {"renewal", knows_renewal},
    {"show", knows_show},
    {"sort", knows_sort},
    {"view", knows_view},
};

bool about_words_are_wrong(const char *line)
{
    size_t len = strcspn(line, " ");
    const char *words = line + len + strspn(line + len, " ");

    for (size_t i = 0; *words && i < COUNT_OF(commands); i++)
        if (strlen(commands[i].name) == len && !strncmp(commands[i].name, line, len))
            return !commands[i].knows(words);
    return false;
}
