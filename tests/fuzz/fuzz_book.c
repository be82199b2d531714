/* Hostile books. The bytes change a good one: behind `SQL` and a new line they are statements that
 * run on its file, behind `RAW` and a new line they are the whole file, else they are patches of
 * two bytes for the page, two for the place in it, one for how many bytes follow. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "app/session.h"
#include "base/str.h"
#include "files/paths.h"
#include "store/search.h"
#include "store/timeline.h"
#include "support/book.h"
#include "fuzz.h"

enum { PAGE = 4096, OPS_MOST = 200 };

static struct str good; /* the bytes of a good book */

static void forget(void)
{
    str_fini(&good);
}

static void fill(struct book *book)
{
    for (int i = 0; i < 3; i++) {
        int64_t account = book_account(book, NULL, i == 0 ? "Globex" : "Initech \xC3\xA9");
        int64_t note = book_add(book, KIND_NOTE, account, NOTE_BODY, "met Ana\n- [ ] send it fri");

        book_set_integer(book, KIND_NOTE, note, NOTE_AT, minute_make(fuzz_today() - i, 600));
        book_set_integer(book, KIND_ACCOUNT, account, ACCOUNT_ARR, 18000000);
        book_set_integer(book, KIND_ACCOUNT, account, ACCOUNT_RENEWAL, fuzz_today() + 71);
        book_add(book, KIND_TASK, account, TASK_TITLE, "send the deck");
        book_add(book, KIND_CONTACT, account, CONTACT_NAME, "Ana Ruiz");
        book_add(book, KIND_CONTRACT, account, CONTRACT_PRODUCT, "Core");
    }
    book_undo(book, book->last_change);
}

static void make_good(void)
{
    struct book book;
    struct error err = {0};

    book_init(&book);
    fill(&book);
    store_close(book.store);
    book.store = NULL;
    BUG_ON(!file_read_whole(book.path, 64 << 20, &good, &err));
    book_fini(&book);
    atexit(forget);
}

/* --- the bytes into a file --- */

static int only_this_file(
    void *context, int action, const char *a, const char *b, const char *c, const char *d)
{
    (void)context, (void)a, (void)b, (void)c, (void)d;
    return action == SQLITE_ATTACH || action == SQLITE_FUNCTION ? SQLITE_DENY : SQLITE_OK;
}

static int end_it(void *context)
{
    return ++*(int *)context > OPS_MOST;
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    int steps = 0;

    BUG_ON(sqlite3_open(path, &db) != SQLITE_OK);
    sqlite3_set_authorizer(db, only_this_file, NULL);
    sqlite3_progress_handler(db, 1000, end_it, &steps);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 20);
    (void)sqlite3_exec(
        db, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    while (*sql != '\0') {
        const char *next = strchr(sql, ';');
        size_t len = next != NULL ? (size_t)(next - sql) + 1 : strlen(sql);
        sqlite3_stmt *statement = NULL;

        if (sqlite3_prepare_v2(db, sql, (int)len, &statement, NULL) == SQLITE_OK)
            while (sqlite3_step(statement) == SQLITE_ROW)
                continue;
        sqlite3_finalize(statement);
        sql += len;
    }
    sqlite3_close(db);
}

static void patch(char *bytes, size_t room, const uint8_t *data, size_t size)
{
    while (size > 5) {
        size_t page = data[0] | (size_t)data[1] << 8, place = data[2] | (size_t)data[3] << 8;
        size_t at = (page * PAGE + place % PAGE) % room, len = data[4] % 32u + 1;

        data += 5;
        size -= 5;
        len = len < size ? len : size;
        len = len < room - at ? len : room - at;
        memcpy(bytes + at, data, len);
        data += len;
        size -= len;
    }
}

static const char *make_file(const uint8_t *data, size_t size)
{
    const char *path;
    char *bytes;

    if (size >= 4 && memcmp(data, "RAW\n", 4) == 0)
        return fuzz_file("book.db", data + 4, size - 4);
    if (size >= 4 && memcmp(data, "SQL\n", 4) == 0) {
        path = fuzz_file("book.db", (const uint8_t *)good.data, good.len);
        bytes = fuzz_text(data + 4, size - 4);
        run_sql(path, bytes);
    } else {
        bytes = fuzz_text((const uint8_t *)good.data, good.len);
        patch(bytes, good.len, data, size);
        path = fuzz_file("book.db", (const uint8_t *)bytes, good.len);
    }
    free(bytes);
    return path;
}

/* --- looked at in every way; whatever fails says why --- */

static bool look_at_row(void *context, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    struct str *out = context;

    for (int i = 0; i < info->count; i++) {
        str_clear(out);
        field_format_plain(out, row, i, "USD");
        field_format_words(out, row, i, "USD", fuzz_today());
    }
    return true;
}

static void said(bool well, struct error *err)
{
    BUG_ON(!well && (err->code == ERROR_NONE || err->text[0] == '\0'));
    *err = (struct error){0};
}

static void read_lists(struct store *store)
{
    struct arena arena = {0};
    struct str out = {0};
    struct error err = {0};
    struct row_list rows = {0};
    struct totals totals;

    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        said(store_each(store, kind, look_at_row, &out, &err), &err);
    for (enum store_order order = 0; order < ORDER_COUNT; order++) {
        said(store_page(store, order, 0, 10, &arena, &rows, &err), &err);
        arena_clear(&arena);
    }
    said(store_totals(store, &totals, &err), &err);
    str_fini(&out);
    arena_fini(&arena);
}

static void read_history(struct store *store)
{
    struct arena arena = {0};
    struct error err = {0};
    struct journal_list entries = {0};
    struct search_query query;
    struct search_place place = {0};
    struct found_list found = {0};
    struct search_request request = {.query = &query, .limit = 10};

    said(store_log(store, 0, 20, &arena, &entries, &err), &err);
    search_parse("ana", 3, fuzz_today(), &fuzz_settings.calendar, &arena, &query);
    said(store_search(store, &request, &place, &found, &err), &err);
    array_fini(&found);
    array_fini(&entries);
    arena_fini(&arena);
}

static void assess_all(struct session *session)
{
    struct key_list keys = {0};
    struct error err = {0};

    if (!store_keys(session_store(session), ORDER_NAME, &keys, &err))
        return;
    for (size_t i = 0; i < keys.count && i < 5; i++) {
        struct arena arena = {0};
        struct dossier dossier;
        struct assessment assessment;

        said(session_assess(session, keys.items[i], &arena, &dossier, &assessment, &err), &err);
        arena_fini(&arena);
    }
    array_fini(&keys);
}

static void use(const char *path, bool read_only)
{
    struct session_options options = {.db_path = path,
        .config_dir = fuzz_folder(),
        .today = fuzz_today(),
        .read_only = read_only,
        .actor = ACTOR_APP};
    struct session *session;
    struct error err = {0};
    bool more, well = session_open(&options, &session, &err);

    said(well, &err);
    if (!well)
        return;
    read_lists(session_store(session));
    read_history(session_store(session));
    assess_all(session);
    if (!read_only) {
        struct outcome outcome = {0};
        struct str report = {0};

        said(session_rescore(session, 0, &more, &err), &err);
        fuzz_any(session_undo(session, 0, &outcome, &err));
        fuzz_any(store_check(session_store(session), &report, &err));
        str_fini(&report);
        outcome_fini(&outcome);
    }
    session_close(session);
}

void fuzz_book(const uint8_t *data, size_t size)
{
    const char *path;
    char *own;

    if (good.len == 0)
        make_good();
    path = make_file(data, size);
    own = fuzz_text((const uint8_t *)path, strlen(path));
    use(own, true);
    use(own, false);
    free(own);
}
