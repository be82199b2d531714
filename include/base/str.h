/* A growing string. A zeroed one is ready and reads as "" through str_text. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include "base/attributes.h"

struct str {
    char *data; /* NUL-terminated when not NULL */
    size_t len; /* bytes, without the NUL */
    size_t room;
};

void str_fini(struct str *str);
void str_clear(struct str *str);
const char *str_text(const struct str *str); /* never NULL; borrowed */
void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const char *bytes, size_t len);
void str_add_char(struct str *str, char c);
void str_add_code_point(struct str *str, unsigned code_point); /* as UTF-8 */
void str_addf(struct str *str, const char *format, ...) PRINTF_LIKE(2, 3);
void str_vaddf(struct str *str, const char *format, va_list args) PRINTF_LIKE(2, 0);
/* The shortest decimal that reads back as the same double; a point, never a comma; inf, nan: 0. */
void str_add_real(struct str *str, double value);
void str_insert(struct str *str, size_t at, const char *bytes, size_t len);
void str_remove(struct str *str, size_t at, size_t len);
char *str_take(struct str *str) CHECKED; /* the bytes are yours; str is empty again */

/* Plain helpers on C strings; ASCII case only. */
bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool text_equal_nocase(const char *a, const char *b);
/* Where the first equal one stands among so many; count: none does. */
size_t text_place(const char *text, const char *const *texts, size_t count);
size_t text_place_nocase(const char *text, const char *const *texts, size_t count);
bool text_is_one_of(const char *text, const char *const *texts, size_t count);
bool text_is_one_of_nocase(const char *text, const char *const *texts, size_t count);
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
bool text_blank(const char *text); /* NULL, empty or only blanks */
/* Numbers that never follow the locale: whole text must be the number. */
bool text_to_int(const char *text, long long *ret_value) CHECKED;
bool text_to_real(const char *text, double *ret_value) CHECKED; /* 12, -1.5, .5, 1e3; no inf, nan */

#endif
