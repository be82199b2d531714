/* What people read, in their language. The English text stands in the code and is the key; po/
 * holds catalogues of other languages (GNU gettext). Names, states, keys of JSON and YAML, headers
 * of CSV and all else that is read again is data and never marked. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include "base/attributes.h"

/* Marks a literal, and translates it here. Works on formats too: they are checked as written. */
#define _(text) words_translate(text)
/* Marks a literal of a table or of a call that translates it itself; `_()` where it is shown. */
#define N_(text) text
/* The two forms of a pair, for a table or a call that hands them to words_plural(). */
#define NP_(one, many) one, many

/* The text in the language in use, or the text itself. Lives as long as the program. */
const char *words_translate(const char *text) __attribute__((format_arg(1)));
/* The form that the language has for so many. English: `one` for 1, else `many`. */
const char *words_plural(const char *one, const char *many, long long count)
    __attribute__((format_arg(1), format_arg(2)));

/* For main alone: opens the catalogue that LANGUAGE or the locale asks for, in folder or, where it
 * is set, in $DAYBOOK_LOCALEDIR. English, C and POSIX open nothing; without a catalogue all stays
 * English. Numbers and dates never follow the locale. */
void words_begin(const char *folder);
/* English from here on: what is printed is data. */
void words_end(void);
/* The same for a while and in this thread alone, as around what is stored or exported; they nest.
 */
void words_plain_begin(void);
void words_plain_end(void);
bool words_are_plain(void); /* of this thread, between the two */

#endif
