/* What the word before the caret may become: the account's people and those inside who are asked,
 * behind @; tags of the book, behind #; by Tab the name of an account. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "ui/views/composer.h"

enum { WORD_BYTES = 60, OFFER_MOST = 20, ACCOUNTS_MOST = 50, TAG_NOTES = 300, TAGS_MOST = 2000 };

static const char *const insides[] = {"product", "support", "sales"};

static bool begins_folded(const char *name, const char *word)
{
    struct str a = {0}, b = {0};
    bool begins;

    text_fold(&a, name);
    text_fold(&b, word);
    begins = text_starts(str_text(&a), str_text(&b));
    str_fini(&a);
    str_fini(&b);
    return begins;
}

/* --- people --- */

static void add_people(
    const struct composer *composer, const char *word, struct completion *completion)
{
    const struct row_list *people = &composer->dossier.contacts;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < people->count && completion->texts.count < OFFER_MOST; i++) {
            const char *name = row_text(people->items[i], CONTACT_NAME);
            bool begins = begins_folded(name, word);

            /* Those whose name begins so come first; a blank in it leaves only them. */
            if (pass == 0 ? begins
                          : !begins && !strchr(word, ' ') && text_contains_folded(name, word))
                completion_add(completion, name);
        }
}

/* `- [ ] @`: whoever inside is asked. */
static bool is_ask(const char *line, size_t len)
{
    while (len && *line == ' ') {
        line++;
        len--;
    }
    return len == 6 && !strncmp(line, "- [ ] ", 6);
}

static void add_insides(const char *word, struct completion *completion)
{
    for (size_t i = 0; i < COUNT_OF(insides); i++)
        if (begins_folded(insides[i], word))
            completion_add(completion, insides[i]);
}

/* --- tags --- */

struct tag {
    const char *text;
    size_t times;
};
struct tags ARRAY_OF(struct tag);

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct tag *)a)->text, ((const struct tag *)b)->text);
}

static int by_times(const void *a, const void *b)
{
    const struct tag *left = a, *right = b;

    return left->times != right->times ? (left->times < right->times ? 1 : -1) : by_text(a, b);
}

/* Splits `a;b` into the list. */
static void add_tags(struct tags *tags, const char *joined, struct arena *arena)
{
    while (*joined && tags->count < TAGS_MOST) {
        size_t len = strcspn(joined, ";");

        if (len)
            ARRAY_PUSH(tags, ((struct tag){arena_copy_bytes(arena, joined, len), 1}));
        joined += len + (joined[len] == ';');
    }
}

static void count_tags(struct tags *tags)
{
    size_t kept = 0;

    if (!tags->count)
        return;
    qsort(tags->items, tags->count, sizeof(*tags->items), by_text);
    for (size_t i = 1; i < tags->count; i++) {
        if (text_equal(tags->items[i].text, tags->items[kept].text))
            tags->items[kept].times++;
        else
            tags->items[++kept] = tags->items[i];
    }
    tags->count = kept + 1;
    qsort(tags->items, tags->count, sizeof(*tags->items), by_times);
}

/* Those of the newest notes, the most used first: asked once, since a book may be large. */
static void read_tags(struct ui *ui, struct composer *composer)
{
    struct row_list notes = {0};
    struct arena arena = {0};
    struct tags tags = {0};
    struct error ignored;

    if (store_page(
            session_store(ui_session(ui)), ORDER_NOTES, 0, TAG_NOTES, &arena, &notes, &ignored))
        for (size_t i = 0; i < notes.count; i++)
            add_tags(&tags, row_text(notes.items[i], NOTE_TAGS), &composer->arena);
    count_tags(&tags);
    composer->tags = arena_alloc_array(&composer->arena, tags.count + 1, sizeof(*composer->tags));
    composer->tag_count = tags.count;
    for (size_t i = 0; i < tags.count; i++)
        composer->tags[i] = tags.items[i].text;
    array_fini(&tags);
    arena_fini(&arena);
}

static void add_book_tags(
    struct ui *ui, struct composer *composer, const char *word, struct completion *completion)
{
    if (!composer->tags)
        read_tags(ui, composer);
    for (size_t i = 0; i < composer->tag_count && completion->texts.count < OFFER_MOST; i++)
        if (begins_folded(composer->tags[i], word))
            completion_add(completion, composer->tags[i]);
}

/* --- accounts --- */

static void add_accounts(struct ui *ui, const char *word, struct completion *completion)
{
    struct store *store = session_store(ui_session(ui));
    struct key_list keys = {0};
    struct arena arena = {0};
    struct error ignored;
    struct row *row;

    if (!ui_is_presenting(ui) &&
        store_match_accounts(store, MATCH_NAME_PART, word, ACCOUNTS_MOST, &keys, &ignored))
        for (size_t i = 0; i < keys.count && completion->texts.count < OFFER_MOST; i++)
            if (store_get_stored(store, KIND_ACCOUNT, keys.items[i], &arena, &row, &ignored) &&
                row && begins_folded(row_text(row, ACCOUNT_NAME), word))
                completion_add(completion, row_text(row, ACCOUNT_NAME));
    array_fini(&keys);
    arena_fini(&arena);
}

/* --- the word --- */

/* The @ or # that begins the word before the caret; names may have blanks in them, tags not.
 * Returns the text's place behind it, 0: there is none. */
static size_t behind_sign(const char *text, size_t at, char sign)
{
    size_t least = at > WORD_BYTES ? at - WORD_BYTES : 0;

    for (size_t i = at; i > least; i--) {
        char c = text[i - 1];

        if (c == sign)
            return i == 1 || strchr(" \n(", text[i - 2]) ? i : 0;
        if (c == '\n' || (c == ' ' && (sign == '#' || i == at)))
            return 0;
    }
    return 0;
}

static size_t word_start(const char *text, size_t at)
{
    size_t from = at;

    while (from && at - from < WORD_BYTES && !strchr(" \n\t(,;", text[from - 1]))
        from--;
    return from;
}

static void complete_at_sign(struct completion_asker *asker, const char *text, size_t from,
    const char *word, struct completion *completion)
{
    size_t line = from - 1;

    while (line && text[line - 1] != '\n' && from - line < WORD_BYTES)
        line--;
    if (is_ask(text + line, from - 1 - line))
        add_insides(word, completion);
    add_people(asker->composer, word, completion);
}

void composer_complete(
    void *context, const struct edit *edit, bool is_asked, struct completion *completion)
{
    struct completion_asker *asker = context;
    const char *text = str_text(&edit->text);
    size_t at_sign = behind_sign(text, edit->at, '@'), hash = behind_sign(text, edit->at, '#');
    struct str word = {0};

    completion->from = at_sign ? at_sign : hash ? hash : word_start(text, edit->at);
    str_add_bytes(&word, text + completion->from, edit->at - completion->from);
    if (at_sign)
        complete_at_sign(asker, text, at_sign, str_text(&word), completion);
    else if (hash)
        add_book_tags(asker->ui, asker->composer, str_text(&word), completion);
    else if (is_asked && word.len >= 2)
        add_accounts(asker->ui, str_text(&word), completion);
    str_fini(&word);
}
