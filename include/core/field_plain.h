/* Fields as exports of ours have them, read back exactly: the other way of field_format_plain. */
#ifndef CORE_FIELD_PLAIN_H
#define CORE_FIELD_PLAIN_H

#include "core/row.h"

/* The kind of row that a link leads to: accounts, runs, notes. */
enum kind field_link_kind(enum kind kind, int field);
/* "" is unknown; days are ISO, shares 0..1, money has a point. No link: those are ids of other
 * rows. Text lives in the arena. err: one sentence. */
bool field_read_plain(enum kind kind, int field, const char *text, const char *currency,
    struct arena *arena, struct value *ret_value, struct error *err) CHECKED;

#endif
