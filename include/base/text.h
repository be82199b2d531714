/* UTF-8: decoding, width in terminal columns, cutting, cleaning for display, folding for search.
 * Columns are counted in this one place, by wcwidth; grapheme borders are kept. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/attributes.h"
#include "base/mem.h"
#include "base/str.h"

#define TEXT_REPLACEMENT 0xFFFDu

/* Decodes one code point at text (NUL-terminated or len bytes); a bad sequence gives U+FFFD for its
 * maximal bad part. Returns the bytes taken, 0 at the end. */
size_t text_decode(const char *text, size_t len, uint32_t *ret_code_point);
size_t text_encode(uint32_t code_point, char *ret_bytes); /* at most 4 bytes; returns the length */
bool text_is_utf8(const char *text, size_t len);
/* Appends text with every malformed part as U+FFFD, and NUL bytes as U+2400. */
void text_repair(struct str *out, const char *text, size_t len);

/* As snprintf, for words that a translation may make longer than a buffer of fixed size: what has
 * no room is cut between two characters. Return buffer. */
char *text_format(char *buffer, size_t size, const char *format, ...) PRINTF_LIKE(3, 4);
char *text_format_args(char *buffer, size_t size, const char *format, va_list args)
    PRINTF_LIKE(3, 0);

/* One user-perceived character: base and what joins it (combining marks, ZWJ sequences, flags).
 * Returns its bytes, 0 at the end; *ret_columns is 0, 1 or 2. */
size_t text_next_grapheme(const char *text, size_t len, int *ret_columns);
size_t text_previous_grapheme(const char *text, size_t at); /* start of the grapheme before at */
int text_columns(const char *text);                         /* of cleaned text */
int text_columns_bytes(const char *text, size_t len);

/* Bytes of text that fit in columns, at a grapheme border. */
size_t text_fit(const char *text, size_t len, int columns);
/* Copies text cut to columns with "…" (or "..." when ascii) in the last cell if it was cut; a comma
 * and blanks before the mark are dropped first. */
void text_cut(struct str *out, const char *text, int columns, bool ascii);

/* Appends text safe for a terminal and for one line: C0, DEL, C1 as ^X or <9B>, bidi controls,
 * zero-width, soft hyphen, BOM, tags and other invisible ones as <U+202E>, newline as ↵, tab as
 * blank, variation selectors dropped, at most 4 marks a base. Joined emoji show their first code
 * point. */
void text_clean(struct str *out, const char *text, size_t len);
/* The same, keeping \n and making tabs blanks: for bodies of notes. */
void text_clean_lines(struct str *out, const char *text, size_t len);
char *text_clean_copy(struct arena *arena, const char *text); /* arena's; text_clean of it */
/* True where text_clean would change nothing (the fast path). */
bool text_is_clean(const char *text);
/* The code points of cleaned text that stand in no ASCII terminal become '?' or a plain letter. */
void text_to_ascii(struct str *out, const char *text);

/* Appends text folded for comparing: lower case, accents and marks dropped, ß as ss, blanks as they
 * are. */
void text_fold(struct str *out, const char *text);
char *text_fold_copy(struct arena *arena, const char *text);
int text_compare_folded(const char *a, const char *b); /* as strcmp of both folded; NULL first */
bool text_contains_folded(const char *haystack, const char *needle);
/* Edit distance of two folded words, at most limit + 1; two letters that changed places are one
 * edit. For "did you mean". */
int text_distance(const char *a, const char *b, int limit);

/* Breaks text at blanks into lines of at most columns: calls line(context, start, len) for each. */
void text_wrap(const char *text, int columns,
    void (*line)(void *context, const char *start, size_t len), void *context);

#endif
