/* A row of any kind: its key and a value a field. */
#ifndef CORE_ROW_H
#define CORE_ROW_H

#include "base/array.h"
#include "base/str.h"
#include "core/kind.h"

struct row {
    enum kind kind;
    int64_t key; /* 0: not stored */
    int64_t rev; /* the change that last touched it */
    struct value *values; /* kind_info(kind)->count of them */
};
struct row_list ARRAY_OF(struct row *);

/* Everything a row holds lives in the arena it was made in. */
struct row *row_new(struct arena *arena, enum kind kind);
struct row *row_copy(struct arena *arena, const struct row *row);

/* Readers give "", 0, DAY_NONE, MONEY_NONE and so on where the value is not known. */
bool row_knows(const struct row *row, int field);
const char *row_text(const struct row *row, int field); /* never NULL */
int64_t row_integer(const struct row *row, int field);  /* 0 where unknown */
double row_real(const struct row *row, int field);      /* 0 where unknown */
day_number row_day(const struct row *row, int field);
int64_t row_money(const struct row *row, int field); /* MONEY_NONE where unknown */
bool row_is(const struct row *row, int field, const char *word); /* equal ignoring case */
bool row_has_tag(const struct row *row, int field, const char *tag);
const char *row_currency(const struct row *row, const char *book_currency);

void row_set(struct row *row, int field, struct value value); /* text is borrowed */
void row_set_text(struct row *row, int field, const char *text);
void row_set_integer(struct row *row, int field, int64_t integer);
void row_set_real(struct row *row, int field, double real);
void row_set_day(struct row *row, int field, day_number day);

struct settings;
/* Fills the virtual fields (decides_in, touch_days, tier_number, age_days). */
void row_settle(struct row *row, const struct settings *settings, day_number today);

/* The currency of a money field: the row's own where it has one and the field is not computed, else the
 * book's. */
const char *field_currency(const struct row *row, int field, const char *book_currency);
/* What one of the field's integers stands for: urgency is in hundredths (100), all else 1. */
int field_scale(enum kind kind, int field);

/* How a field reads, "" where unknown. `plain` is for CSV and forms (ISO dates, 1234.50, .12 for 12 %),
 * words for a person ($420k, 12%, Fri 27 Nov); words may hold hostile text: clean before drawing.
 * `currency` is the book's; a link reads as its key. */
void field_format_plain(struct str *out, const struct row *row, int field, const char *currency);
void field_format_words(
    struct str *out, const struct row *row, int field, const char *currency, day_number today);

/* What a person typed or a script gave, into a value of the field's type: dates in the words of
 * contract.md, money with k and m, yes/no, 60d. "" gives unknown. Text lives in the arena. */
struct parse_context {
    const struct settings *settings;
    day_number today;
    const char *currency; /* of the row, or NULL */
};
bool field_parse(enum kind kind, int field, const char *text, const struct parse_context *context,
    struct arena *arena, struct value *ret_value, struct error *err) CHECKED;

#endif
