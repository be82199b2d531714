/* JSON out, streamed into a string: numbers follow no locale, texts are always valid UTF-8, and no control,
 * bidi or invisible character stands in them raw. The items of the outermost list or object stand on lines of
 * their own. The string may be written out and cleared between any two calls. */
#ifndef FILES_JSON_H
#define FILES_JSON_H

#include "core/row.h"

#define JSON_MOST_DEPTH 64

struct json {
    struct str *out;
    int depth;
    bool filled[JSON_MOST_DEPTH + 1]; /* has an item already, by depth */
};

/* `key` is the name inside an object, NULL inside a list or for the whole document. */
void json_init(struct json *json, struct str *out);
void json_begin_list(struct json *json, const char *key);
void json_end_list(struct json *json);
void json_begin_object(struct json *json, const char *key);
void json_end_object(struct json *json);
void json_end(struct json *json); /* the newline after the document; all is closed, else a bug */

void json_null(struct json *json, const char *key);
void json_bool(struct json *json, const char *key, bool value);
void json_integer(struct json *json, const char *key, int64_t value);
void json_real(struct json *json, const char *key, double value);      /* inf and nan: null */
void json_text(struct json *json, const char *key, const char *value); /* NULL: null */
void json_day(struct json *json, const char *key, day_number day);     /* DAY_NONE: null */
/* Major units with the currency's own decimals; MONEY_NONE: null. */
void json_money(struct json *json, const char *key, int64_t minor, const char *currency);
/* `a;b` as a list of texts. */
void json_tags(struct json *json, const char *key, const char *tags);
/* The value of a field under its own name, as its type reads in JSON (contract.md, JSON); a link is the key of
 * its row, for which the caller may have something better. */
void json_field(struct json *json, const struct row *row, int field, const char *book_currency);

#endif
