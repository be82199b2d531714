/* Expressions and searches, as typed: parsed for every kind and asked of a row. */
#include <stdlib.h>
#include <string.h>
#include "core/query.h"
#include "core/search.h"
#include "core/template.h"
#include "fuzz.h"

static bool some_account(void *context, const struct query_named *named, struct arena *arena,
    struct query_keys *ret_keys, struct error *err)
{
    static const int64_t keys[] = {1, 7};

    (void)context;
    (void)arena;
    (void)err;
    *ret_keys = (struct query_keys){keys, named->is_part ? 2 : 1};
    return true;
}

static void ask(const char *text, enum kind kind, size_t size)
{
    struct arena arena = {0};
    struct query *query = NULL;
    struct error err = {0};
    struct row *row = row_new(&arena, kind);

    if (!query_parse(text, kind, &fuzz_settings, &arena, &query, &err)) {
        BUG_ON(err.text[0] == '\0' || err.column < 0 || (size_t)err.column > size + 1);
    } else {
        BUG_ON(!query_name_accounts(query, some_account, NULL, &arena, &err));
        if (kind_info(kind)->name >= 0)
            row_set_text(row, kind_info(kind)->name, text);
        row_settle(row, &fuzz_settings, fuzz_today());
        (void)query_matches(query, row, &fuzz_settings, fuzz_today());
        (void)query_uses(query, 0);
        BUG_ON(strcmp(query_text(query), text) != 0);
    }
    arena_fini(&arena);
}

static void search(const char *text, size_t size)
{
    struct arena arena = {0};
    struct search_query query;
    struct str folded = {0};

    search_parse(text, size, fuzz_today(), &fuzz_settings.calendar, &arena, &query);
    BUG_ON(query.word_count < 0 || query.word_count > SEARCH_WORDS_MOST);
    BUG_ON(query.fact_count > SEARCH_WORDS_MOST || query.account_count > SEARCH_WORDS_MOST);
    search_fold(&folded, text);
    str_fini(&folded);
    arena_fini(&arena);
}

void fuzz_query(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct error err = {0};
    int line, column;

    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        if (kind == KIND_ACCOUNT || size % KIND_COUNT == kind)
            ask(text, kind, size);
    search(text, size);
    fuzz_any(template_check(text, TEMPLATE_CUSTOMER, &line, &column, &err));
    free(text);
}
