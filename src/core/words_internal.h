/* Short words for evidence: numbers without a locale, the minus U+2212, days as a person says them.
 */
#ifndef CORE_WORDS_INTERNAL_H
#define CORE_WORDS_INTERNAL_H

#include "base/date.h"
#include "base/mem.h"

/* 12, 4.2: one decimal where there is one. */
const char *words_number(struct arena *arena, double value);
const char *words_percent(struct arena *arena, double share);                 /* 38%, −38% */
const char *words_change(struct arena *arena, double share);                  /* +38%, −38% */
const char *words_signed(struct arena *arena, double points);                 /* +7, −12 */
const char *words_day(struct arena *arena, day_number day, day_number today); /* 12 Nov; "" */
/* `1 reply`, `3 replies`: one and many are whole words. */
const char *words_count(struct arena *arena, int count, const char *one, const char *many);
/* The line of the text in which `at` stands, cut to a phrase of at most 60 columns; all of it with
 * NULL. */
const char *words_around(struct arena *arena, const char *text, const char *at);

#endif
