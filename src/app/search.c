/* Full text over notes, tasks, people, accounts, goals and feedback. */
#include <string.h>
#include "app/listing.h"
#include "base/text.h"

enum { WORDS_MOST = 16, FIELDS_MOST = 5 };

/* Which texts of a kind are looked through; 0 ends a list beyond its first. */
struct searched {
    enum kind kind;
    int fields[FIELDS_MOST];
    int count;
};
static const struct searched searched[] = {
    {KIND_TASK, {TASK_TITLE, TASK_WAITING_ON}, 2},
    {KIND_CONTACT, {CONTACT_NAME, CONTACT_EMAIL, CONTACT_TITLE, CONTACT_ROLE}, 4},
    {KIND_ACCOUNT, {ACCOUNT_NAME, ACCOUNT_ID, ACCOUNT_DOMAIN, ACCOUNT_INDUSTRY, ACCOUNT_TAGS}, 5},
    {KIND_GOAL, {GOAL_STATEMENT, GOAL_METRIC, GOAL_OWNER}, 3},
    {KIND_FEEDBACK, {FEEDBACK_TEXT, FEEDBACK_THEME}, 2},
};

struct search {
    const struct searched *in;
    const char *words[WORDS_MOST];
    int word_count;
    int left;
    struct arena *arena;
    struct row_list *rows;
};

static void split_words(struct search *search, const char *query)
{
    while (search->word_count < WORDS_MOST) {
        size_t len;

        query += strspn(query, " \t\n");
        len = strcspn(query, " \t\n");
        if (!len)
            return;
        search->words[search->word_count++] = arena_copy_bytes(search->arena, query, len);
        query += len;
    }
}

static bool has_word(const struct search *search, const struct row *row, const char *word)
{
    for (int i = 0; i < search->in->count; i++)
        if (text_contains_folded(row_text(row, search->in->fields[i]), word))
            return true;
    return false;
}

static bool look(void *context, const struct row *row)
{
    struct search *search = context;

    for (int i = 0; i < search->word_count; i++)
        if (!has_word(search, row, search->words[i]))
            return true;
    ARRAY_PUSH(search->rows, row_copy(search->arena, row));
    return --search->left > 0;
}

bool search_rows(struct session *session, const char *query, int limit, struct arena *arena,
    struct row_list *ret_rows, struct error *err)
{
    struct search search = {.arena = arena, .rows = ret_rows};
    struct row_list notes = {0}; /* its items lie in the arena */

    split_words(&search, query);
    if (!search.word_count)
        return error_set(err, ERROR_USAGE, "nothing to search for");
    if (!store_search_notes(session_store(session), query, limit, arena, &notes, err))
        return false;
    for (size_t i = 0; i < notes.count; i++)
        ARRAY_PUSH(ret_rows, notes.items[i]);
    for (size_t i = 0; i < COUNT_OF(searched); i++) {
        search.in = &searched[i];
        search.left = limit;
        if (!store_each(session_store(session), searched[i].kind, look, &search, err))
            return false;
    }
    return true;
}
