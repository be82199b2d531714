#include "e2e/faulty.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "support/book.h"

enum { ENTRIES_MOST = 8 };

/* --- the book as it was --- */

void kept_book_init(struct kept_book *kept, struct desk *desk)
{
    struct stat status;
    FILE *file;

    kept->path = desk_db(desk);
    assert_int_equal(stat(kept->path, &status), 0);
    kept->len = (size_t)status.st_size;
    kept->bytes = mem_alloc(kept->len);
    file = fopen(kept->path, "rb");
    assert_int_equal(fread(kept->bytes, 1, kept->len, file), kept->len);
    fclose(file);
}

void kept_book_fini(struct kept_book *kept)
{
    free(kept->path);
    free(kept->bytes);
}

void kept_book_put_back(const struct kept_book *kept)
{
    struct str journal = {0};
    FILE *file = fopen(kept->path, "wb");

    assert_int_equal(fwrite(kept->bytes, 1, kept->len, file), kept->len);
    fclose(file);
    str_addf(&journal, "%s-journal", kept->path);
    unlink(str_text(&journal));
    str_fini(&journal);
}

bool kept_book_is_back(const struct kept_book *kept)
{
    char *now = mem_alloc(kept->len + 1);
    FILE *file;
    bool same;

    (void)book_sql(kept->path, "SELECT count(*) FROM account");
    file = fopen(kept->path, "rb");
    same =
        fread(now, 1, kept->len + 1, file) == kept->len && memcmp(now, kept->bytes, kept->len) == 0;
    fclose(file);
    free(now);
    return same;
}

/* --- faults --- */

int run_under(struct desk *desk, const char *const *call, const char *const *entries)
{
    const char *extra[ENTRIES_MOST + 3] = {
        desk->extra[0], "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"};

    for (int i = 0; entries[i]; i++) {
        assert_true(i < ENTRIES_MOST);
        extra[i + 2] = entries[i];
    }
    run_with(&desk->result, &(struct run_options){.home = desk->home, .extra = extra}, call);
    return desk->result.status;
}

static char *entry(const char *name, const char *value)
{
    struct str text = {0};

    assert_non_null(value);
    str_addf(&text, "%s=%s", name, value);
    return str_take(&text);
}

int run_faulty(struct desk *desk, const struct call *change, const char *kind, int at)
{
    char number[24];
    char *word = entry("FAULT_KIND", kind), *preload = entry("LD_PRELOAD", getenv("DAYBOOK_SHIM"));

    snprintf(number, sizeof(number), "FAULT_AT=%d", at);
    run_under(desk, change->call, (const char *const[]){number, word, preload, NULL});
    free(word);
    free(preload);
    return desk->result.status;
}

void keep_moments(
    struct desk *desk, const struct call *change, const struct kept_book *kept, const char *folder)
{
    char *book = entry("FAULT_BOOK", kept->path), *place = entry("FAULT_MOMENTS", folder);
    char *preload = entry("LD_PRELOAD", getenv("DAYBOOK_SHIM"));

    run_under(desk, change->call,
        (const char *const[]){"FAULT_KIND=moments", "FAULT_AT=1", book, place, preload, NULL});
    if (desk->result.status != 0)
        fail_msg("%s: %s", change->call[0], str_text(&desk->result.err));
    free(book);
    free(place);
    free(preload);
}

static bool move_to(const char *path, const char *folder, int at, const char *suffix)
{
    struct str from = {0}, to = {0};
    bool there;

    str_addf(&from, "%s/%d%s", folder, at, suffix);
    str_addf(&to, "%s%s", path, suffix);
    there = rename(str_text(&from), str_text(&to)) == 0;
    str_fini(&from);
    str_fini(&to);
    return there;
}

bool put_moment(const struct kept_book *kept, const char *folder, int at)
{
    kept_book_put_back(kept); /* its journal goes */
    (void)move_to(kept->path, folder, at, "-journal");
    return move_to(kept->path, folder, at, "");
}
