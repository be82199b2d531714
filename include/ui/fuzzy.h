/* Fuzzy filtering of names: all letters in order, the nearer together and to word starts the
 * better. */
#ifndef UI_FUZZY_H
#define UI_FUZZY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FUZZY_PATTERN 64 /* bytes of a pattern that count */

/* What is looked for, folded once for many texts; several words must all be found. */
struct fuzzy {
    char pattern[FUZZY_PATTERN];
    size_t len;
    uint32_t letters; /* that it needs */
};

/* Which letters a text has, a bit each: what lacks one of a pattern's does not fit it. */
uint32_t fuzzy_letters(const char *text);
void fuzzy_init(struct fuzzy *fuzzy, const char *typed);
/* How well text fits, higher is better, 0: not at all. An empty pattern fits all alike (1).
 * ret_marks, when not NULL, gets a true for each byte of text that begins a matched letter (room:
 * the bytes of text). */
int fuzzy_match(const struct fuzzy *fuzzy, const char *text, bool *ret_marks);
/* The same, where a word that the text lacks may also begin a word of what is said about it; that
 * counts for less than any fit of the text. */
int fuzzy_match_about(const struct fuzzy *fuzzy, const char *text, const char *about);
/* Each word begins a word of the text, or for less of what is said about it. */
int fuzzy_match_words(const struct fuzzy *fuzzy, const char *text, const char *about);

#endif
