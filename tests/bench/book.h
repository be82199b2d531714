/* Books for the benchmark: made up, the same each time, taken in by daybook's own import. */
#ifndef TESTS_BOOK_H
#define TESTS_BOOK_H

#include <stdbool.h>

#define BOOK_TODAY "2026-01-15" /* the day on which every book is looked at */

/* The database of a book with so many accounts and notes in the folder cache; made there if it is
 * not there yet (or fresh is set). The path is yours; NULL and a word on standard error: it could
 * not be made. */
char *book_ready(const char *cache, int accounts, int notes, bool fresh);
/* Over what is there; a journal beside it is forgotten. */
bool book_copy(const char *from, const char *to);
/* So that nothing is left to be scored behind the first screen. */
bool book_score(const char *database);

#endif
