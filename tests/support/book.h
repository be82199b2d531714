/* A saved book of a test's own, and short ways to write into it. A call that fails fails the
 * program: tests of failure call the store themselves. */
#ifndef SUPPORT_BOOK_H
#define SUPPORT_BOOK_H

#include "store/store.h"

struct book {
    char *home;
    char *path;
    struct store *store;
    struct arena arena;
    enum actor actor;
    int64_t last_change; /* of the calls below */
};

void book_init(struct book *book); /* a new empty book, open for writing */
void book_fini(struct book *book);
/* Of each test of a group: *state is a new book. */
int book_set_up(void **state);
int book_tear_down(void **state);
void book_reopen(struct book *book);
struct store *book_connect(const struct book *book, int busy_timeout_ms); /* a second terminal */

/* Each is a change of its own and returns the key. */
int64_t book_account(struct book *book, const char *id, const char *name);
int64_t book_add(struct book *book, enum kind kind, int64_t account, int field, const char *text);
void book_set(struct book *book, enum kind kind, int64_t key, int field, const char *text);
void book_set_integer(struct book *book, enum kind kind, int64_t key, int field, int64_t integer);
void book_delete(struct book *book, enum kind kind, int64_t key);
/* NULL: there is none. Lives until book_fini. */
struct row *book_get(struct book *book, enum kind kind, int64_t key);
const char *book_text(struct book *book, enum kind kind, int64_t key, int field);
int64_t book_count(struct book *book, enum kind kind);
/* Undoes a change; returns what was kept, in the arena. */
const char *book_undo(struct book *book, int64_t change);

/* What a search finds on Monday, 23 Nov 2026, in its order: `note met [Ana]|person [Ana] Ruiz`, the
 * marks in brackets; in the arena. `ranked`: by relevance. */
const char *book_search(struct book *book, const char *query, bool ranked);

/* It finds these; the first that does not fails the test. */
void book_finds(struct book *book, const char *query, const char *hits);
/* A note of that minute; its key. */
int64_t book_note(struct book *book, const char *body, int64_t at);
/* What doctor says of the full-text index, after a test that writes. */
void book_check_index(struct book *book);

/* One change of three rows, an account with a note and a task, so that a half would be seen. */
bool book_write_three(struct store *store, int number, struct error *err) CHECKED;

/* Writes computed fields: band a word, the rest numbers. */
struct book_score {
    const char *band;
    int64_t health, urgency, listed, arr;
    day_number decides_on, scored_on, next_due;
    const char *called; /* or NULL */
};
void book_put_score(struct book *book, int64_t account, const struct book_score *score);

/* Runs SQL on the file past the store (only while no store has it open); returns the first number.
 */
int64_t book_sql(const char *path, const char *sql);

#endif
