/* A small book, and random verbs on it: for properties that hold whatever was done. Each sequence
 * has its seed. A call that fails fails the test. */
#ifndef SUPPORT_RANDOM_BOOK_H
#define SUPPORT_RANDOM_BOOK_H

#include "app/verbs.h"

struct random_book {
    char *home, *book, *config;
    struct session *session;
    struct arena arena;
    day_number today;
    unsigned seed, random;
    int drawn;        /* version of the playbook that stands in the folder */
    bool keeps_files; /* that playbook is never drawn anew */
};

/* Four accounts on Mon 23 Nov 2026; a playbook of its own. */
void random_book_begin(struct random_book *book, unsigned seed);
void random_book_end(struct random_book *book);
/* Does one; the name says what. False: it was refused. outcome->change_id 0: nothing changed. */
bool random_book_do(struct random_book *book, int verb, struct outcome *outcome, struct error *err);
int random_book_verb(struct random_book *book); /* which one is next */
const char *random_book_verb_name(int verb);    /* `days`: today moves on, the session is another */
/* A number below count, from the seed. */
int random_book_pick(struct random_book *book, int count);
/* A row of that kind, or 0. */
int64_t random_book_some(struct random_book *book, enum kind kind);
/* One of the verbs by itself: `set`, `step`, `run`, `start`, `days`. */
bool random_book_named(
    struct random_book *book, const char *verb, struct outcome *outcome, struct error *err);
/* random_money.c: a verb of a renewal, a transfer or a hand-over. */
bool random_book_renewal(struct random_book *book, struct outcome *outcome, struct error *err);
/* Two accounts merged, or one absorbed by the other. */
bool random_book_join(struct random_book *book, struct outcome *outcome, struct error *err);
/* Fails where the movements of an account do not add up to its ARR of the day (model.md E1). */
void random_book_look_at_money(struct random_book *book, const char *what);
/* The stored rows of a session as text but signals, which are derived. Yours. */
char *random_book_dump(struct session *session);
/* Fails where the two differ, with the first row that does; `what` is said before. */
void random_book_same(
    const struct random_book *book, const char *what, const char *is, const char *wanted);

#endif
