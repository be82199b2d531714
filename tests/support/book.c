#include "support/book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/bug.h"
#include "store/search.h"
#include "support/home.h"

static void must(bool good, const struct error *err)
{
    if (good)
        return;
    fprintf(stderr, "book: %s: %s\n", err->path, err->text);
    BUG_ON(!good);
}

struct store *book_connect(const struct book *book, int busy_timeout_ms)
{
    struct store_options options = {
        .path = book->path, .create = true, .busy_timeout_ms = busy_timeout_ms};
    struct store *store = NULL;
    struct error err = {0};

    must(store_open(&options, &store, &err), &err);
    return store;
}

void book_init(struct book *book)
{
    *book = (struct book){.home = home_new(), .actor = ACTOR_APP};
    book->path = home_path(book->home, "data/daybook/daybook.db");
    book->store = book_connect(book, 5000);
}

void book_fini(struct book *book)
{
    store_close(book->store);
    arena_fini(&book->arena);
    free(book->path);
    home_free(book->home);
}

int book_set_up(void **state)
{
    struct book *book = calloc(1, sizeof(*book));

    book_init(book);
    *state = book;
    return 0;
}

int book_tear_down(void **state)
{
    book_fini(*state);
    free(*state);
    return 0;
}

void book_reopen(struct book *book)
{
    store_close(book->store);
    book->store = book_connect(book, 5000);
}

static void apply(struct book *book, struct change *change)
{
    struct error err = {0};

    must(store_apply(book->store, change, &book->last_change, NULL, &err), &err);
}

int64_t book_account(struct book *book, const char *id, const char *name)
{
    struct change change;
    size_t row;
    int64_t key;

    change_init(&change, book->actor);
    change_summarize(&change, "%s added", name);
    row = change_insert(&change, KIND_ACCOUNT);
    change_set_text(&change, row, ACCOUNT_NAME, name);
    if (id != NULL)
        change_set_text(&change, row, ACCOUNT_ID, id);
    apply(book, &change);
    key = change.rows.items[row].new_key;
    change_fini(&change);
    return key;
}

bool book_write_three(struct store *store, int number, struct error *err)
{
    struct change change;
    bool good;
    size_t account, note;

    change_init(&change, ACTOR_APP);
    account = change_insert(&change, KIND_ACCOUNT);
    change_set_integer(&change, account, ACCOUNT_SEATS, number);
    note = change_insert(&change, KIND_NOTE);
    change_set_integer(&change, note, NOTE_ACCOUNT, change_name(&change, account));
    change_set_text(&change, note, NOTE_BODY, "we met and spoke of the renewal");
    note = change_insert(&change, KIND_TASK);
    change_set_integer(&change, note, TASK_ACCOUNT, change_name(&change, account));
    good = store_apply(store, &change, NULL, NULL, err);
    change_fini(&change);
    return good;
}

int64_t book_add(struct book *book, enum kind kind, int64_t account, int field, const char *text)
{
    struct change change;
    size_t row;
    int64_t key;

    change_init(&change, book->actor);
    change.account = account;
    change_summarize(&change, "added %s", kind_info(kind)->singular);
    row = change_insert(&change, kind);
    change_set_integer(&change, row, kind_info(kind)->account, account);
    change_set_text(&change, row, field, text);
    apply(book, &change);
    key = change.rows.items[row].new_key;
    change_fini(&change);
    return key;
}

static void set(struct book *book, enum kind kind, int64_t key, int field, struct value value)
{
    struct change change;

    change_init(&change, book->actor);
    change_summarize(&change, "set %s", kind_info(kind)->fields[field].name);
    change_set(&change, change_update(&change, kind, key), field, value);
    apply(book, &change);
    change_fini(&change);
}

void book_set(struct book *book, enum kind kind, int64_t key, int field, const char *text)
{
    set(book, kind, key, field, value_text(text));
}

void book_set_integer(struct book *book, enum kind kind, int64_t key, int field, int64_t integer)
{
    set(book, kind, key, field, value_integer(integer));
}

void book_delete(struct book *book, enum kind kind, int64_t key)
{
    struct change change;

    change_init(&change, book->actor);
    change_summarize(&change, "deleted %s", kind_info(kind)->singular);
    change_delete(&change, kind, key);
    apply(book, &change);
    change_fini(&change);
}

struct row *book_get(struct book *book, enum kind kind, int64_t key)
{
    struct error err = {0};
    struct row *row = NULL;

    must(store_get(book->store, kind, key, &book->arena, &row, &err), &err);
    return row;
}

const char *book_text(struct book *book, enum kind kind, int64_t key, int field)
{
    struct row *row = book_get(book, kind, key);

    return row != NULL ? row_text(row, field) : "(gone)";
}

int64_t book_count(struct book *book, enum kind kind)
{
    struct error err = {0};
    int64_t count = 0;

    must(store_count(book->store, kind, &count, &err), &err);
    return count;
}

const char *book_undo(struct book *book, int64_t change)
{
    struct journal_entry entry;
    struct error err = {0};
    struct str kept = {0};
    const char *text;

    must(store_undo(book->store, change, book->actor, NULL, &kept, &entry, &book->arena, &err),
        &err);
    book->last_change = entry.id;
    text = arena_copy_text(&book->arena, str_text(&kept));
    str_fini(&kept);
    return text;
}

void book_put_score(struct book *book, int64_t account, const struct book_score *score)
{
    struct row *row = book_get(book, KIND_ACCOUNT, account);
    struct error err = {0};

    row_set_text(row, ACCOUNT_BAND, score->band);
    row_set_integer(row, ACCOUNT_HEALTH, score->health);
    row_set_integer(row, ACCOUNT_URGENCY, score->urgency);
    row_set_integer(row, ACCOUNT_LISTED, score->listed);
    row_set_integer(row, ACCOUNT_ARR_NOW, score->arr);
    row_set_day(row, ACCOUNT_DECIDES_ON, score->decides_on != 0 ? score->decides_on : DAY_NONE);
    row_set_day(row, ACCOUNT_NEXT_DUE, score->next_due != 0 ? score->next_due : DAY_NONE);
    row_set_day(row, ACCOUNT_SCORED_ON, score->scored_on);
    if (score->called)
        row_set_text(row, ACCOUNT_CALLED, score->called);
    must(store_put_score(book->store, row, &err), &err);
}

int64_t book_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t number = 0;

    BUG_ON(sqlite3_open(path, &db) != SQLITE_OK);
    sqlite3_busy_timeout(db, 5000); /* the app beside may be scoring */
    while (*sql != '\0') {
        int code;

        if (sqlite3_prepare_v2(db, sql, -1, &statement, &sql) != SQLITE_OK)
            fprintf(stderr, "book_sql: %s\n", sqlite3_errmsg(db));
        BUG_ON(statement == NULL);
        code = sqlite3_step(statement);
        BUG_ON(code != SQLITE_ROW && code != SQLITE_DONE);
        if (code == SQLITE_ROW)
            number = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
    return number;
}

static void tell_hit(const struct search_hit *hit, struct str *out)
{
    size_t at = 0;

    str_addf(out, "%s%s ", out->len > 0 ? "|" : "", kind_info(hit->kind)->singular);
    for (int i = 0; i < hit->mark_count; i++) {
        const struct search_mark *mark = &hit->marks[i];

        BUG_ON(mark->from < at || mark->to <= mark->from || mark->to > strlen(hit->text));
        str_add_bytes(out, hit->text + at, mark->from - at);
        str_add_char(out, '[');
        str_add_bytes(out, hit->text + mark->from, mark->to - mark->from);
        str_add_char(out, ']');
        at = mark->to;
    }
    str_add(out, hit->text + at);
}

/* As app/search does, but by a part of the name alone. */
static void find_accounts(struct book *book, struct search_request *request)
{
    for (int i = 0; i < request->query->account_count; i++) {
        const struct search_account *account = &request->query->accounts[i];
        struct error err = {0};

        must(store_match_accounts(book->store, MATCH_NAME_PART, account->text, 9,
                 account->excluded ? &request->without : &request->accounts, &err),
            &err);
        request->has_accounts = request->has_accounts || !account->excluded;
    }
}

const char *book_search(struct book *book, const char *text, bool ranked)
{
    struct search_query query;
    struct search_request request = {.query = &query, .ranked = ranked, .limit = 3};
    struct search_place place = {0};
    struct found_list found = {0};
    struct calendar calendar = {0};
    struct error err = {0};
    struct str out = {0};
    const char *told;

    search_parse(text, strlen(text), day_make(2026, 11, 23), &calendar, &book->arena, &query);
    find_accounts(book, &request);
    if (ranked)
        request.limit = 100;
    while (!place.done) /* small pages, so that their borders are tried */
        must(store_search(book->store, &request, &place, &found, &err), &err);
    for (size_t i = 0; i < found.count; i++) {
        struct search_hit hit;
        bool there;

        must(store_search_hit(
                 book->store, &query, found.items[i].entry, 100, &book->arena, &hit, &there, &err),
            &err);
        if (there)
            tell_hit(&hit, &out);
    }
    told = arena_copy_text(&book->arena, str_text(&out));
    array_fini(&found);
    array_fini(&request.accounts);
    array_fini(&request.without);
    str_fini(&out);
    return told;
}

void book_finds(struct book *book, const char *query, const char *hits)
{
    const char *found = book_search(book, query, false);

    if (strcmp(found, hits) != 0)
        fail_msg("%s\nfound  %s\nwanted %s", query, found, hits);
}

int64_t book_note(struct book *book, const char *body, int64_t at)
{
    int64_t note = book_add(book, KIND_NOTE, 0, NOTE_BODY, body);

    book_set_integer(book, KIND_NOTE, note, NOTE_AT, at);
    return note;
}

void book_check_index(struct book *book)
{
    struct str report = {0};
    struct error err = {0};

    if (!store_check(book->store, &report, &err))
        fail_msg("%s%s", str_text(&report), err.text);
    assert_non_null(strstr(str_text(&report), "search index: ok"));
    str_fini(&report);
}
