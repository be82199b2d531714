#include "support/plain_words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/array.h"
#include "base/attributes.h"
#include "base/mem.h"
#include "core/kind.h"
#include "core/metric.h"
#include "core/settings.h"
#include "files/embedded.h"

struct word_list ARRAY_OF(char *);
static struct word_list data;

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The next word of plain letters, two or more, none other beside them. False: there is none. */
static bool next_word(const char **at, const char **ret_word, size_t *ret_len)
{
    while (**at) {
        const char *start = *at;
        bool is_plain = true;

        if (!isalpha((unsigned char)*start) && (unsigned char)*start < 0x80) {
            ++*at;
            continue;
        }
        for (; isalpha((unsigned char)**at) || (unsigned char)**at >= 0x80; ++*at)
            is_plain = is_plain && (unsigned char)**at < 0x80;
        *ret_word = start;
        *ret_len = (size_t)(*at - start);
        if (is_plain && *ret_len >= 2)
            return true;
    }
    return false;
}

void plain_words_allow(const char *text)
{
    const char *word;
    size_t len;

    while (next_word(&text, &word, &len))
        ARRAY_PUSH(&data, mem_copy_bytes(word, len));
}

/* A word, or the beginning of one that a column cut. */
static bool is_data(const char *word, size_t len)
{
    size_t low = 0, high = data.count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (strncmp(data.items[middle], word, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < data.count && strncmp(data.items[low], word, len) == 0 &&
           (data.items[low][len] == '\0' || len >= 4);
}

/* The shipped rules and playbooks: users write them in their own words. */
static void add_rules(const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = mem_copy_bytes(text, len);

        line[strcspn(line, "#")] = '\0';
        plain_words_allow(line);
        free(line);
        text += len + (text[len] == '\n');
    }
}

void plain_words_allow_files(const char *prefix)
{
    const struct embedded *file = NULL;

    while ((file = embedded_next(prefix, file))) {
        plain_words_allow(file->path);
        add_rules(file->text);
    }
}

static void allow_rules(void)
{
    static const char *const prefixes[] = {
        "config/playbooks/", "config/health.yaml", "config/signals.yaml"};

    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        plain_words_allow_files(prefixes[i]);
}

void plain_words_allow_names(void)
{
    allow_rules();
    for (size_t i = 0; settings_info(i); i++)
        plain_words_allow(settings_info(i)->name);
    for (int id = 0; id < FIGURES; id++)
        plain_words_allow(metric_info((enum metric_id)id)->name);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (int field = 0; field < kind_info((enum kind)kind)->count; field++)
            plain_words_allow(kind_info((enum kind)kind)->fields[field].name);
}

int plain_words_look(const char *where, const char *text)
{
    int found = 0;

    qsort(data.items, data.count, sizeof(*data.items), compare);
    while (*text) {
        size_t len = strcspn(text, "\n"), word_len;
        char *line = mem_copy_bytes(text, len);
        const char *at = line, *word;

        if (strstr(line, "%1$")) {
            fprintf(stderr, "%s: not filled in: %s\n", where, line);
            found++;
        }
        while (next_word(&at, &word, &word_len))
            if (getenv("WORDS") || !is_data(word, word_len)) {
                fprintf(stderr, "%s: %.*s in: %s\n", where, (int)word_len, word, line);
                found++;
            }
        free(line);
        text += len + (text[len] == '\n');
    }
    return found;
}

void plain_words_forget(void)
{
    for (size_t i = 0; i < data.count; i++)
        free(data.items[i]);
    array_fini(&data);
}
