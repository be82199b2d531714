/* What the columns of a file mean: rules read from config/imports (files/import_map), matched to
 * headers as vendors and people write them (contract.md, Kinds of import; model.md, Import). */
#ifndef CORE_HEADER_H
#define CORE_HEADER_H

#include "base/str.h"
#include "core/kind.h"

enum header_role {
    HEADER_FACT,    /* none of the below: kept as a custom fact */
    HEADER_FIELD,   /* a field of the kind */
    HEADER_IGNORED, /* stamps of a sync: of no use, and different each day */
    HEADER_ACCOUNT, /* which account: id, reference or domain */
    HEADER_ACCOUNT_DOMAIN,
    HEADER_ACCOUNT_NAME,
    HEADER_ACCOUNT_EMAIL, /* of a person there */
    HEADER_MEASURE,       /* a metric */
    HEADER_FIRST_NAME,
    HEADER_LAST_NAME,
    HEADER_MRR,     /* accounts and contracts: x 12 is ARR */
    HEADER_TOTAL,   /* contract total: ARR only over a known term */
    HEADER_ENDS,    /* accounts: last day of service */
    HEADER_RENEWAL, /* contracts: the day after it */
    HEADER_DELETED, /* deleted at the source */
    HEADER_DONE,    /* tasks: yes or no */
    HEADER_LEFT,    /* contacts: no longer there; accounts: churned; yes or no */
    HEADER_ACTIVE,  /* the contrary */
    HEADER_SUBJECT, /* notes: a line above the body */
    HEADER_ROLES
};
/* The word for a role in a map, or NULL: `account_domain`, `first_name`, `ignored`, ... */
const char *header_role_word(enum header_role role);

struct header_rule {
    enum kind kind;
    enum header_role role;
    int field;            /* of HEADER_FIELD */
    const char *squeezed; /* the header, by header_squeeze */
    const char *map;      /* `salesforce`: the name of its map; NULL: none */
};
/* A word of a source, and the word of ours for it. */
struct word_rule {
    enum kind kind;
    int field;
    const char *folded;
    const char *word;
};
/* In order of rank: of two columns for one field the one with the earlier rule has it, the other
 * stays a fact. Borrowed from the arena it was read into. */
struct import_map {
    const struct header_rule *rules;
    int rule_count;
    int forced_count; /* of the rules, from the first on: columns named by hand for one import */
    const struct word_rule *words;
    int word_count;
};

/* Trimmed, without a byte order mark, lower case, punctuation and blanks as one `_`: `Account Name`
 * is account_name. */
void header_normalize(struct str *out, const char *header);
/* The same without the `_`, so that StageName, stage_name and Stage Name are one. */
void header_squeeze(struct str *out, const char *header);
/* The rule of a header, also without a vendor's prefix (property_) or ending (__c); or NULL. */
const struct header_rule *header_find(
    const struct import_map *map, enum kind kind, const char *header);
/* What else the same header means, where another column has that already; or NULL. */
const struct header_rule *header_next(
    const struct import_map *map, const struct header_rule *rule);
/* The kind that most of the headers speak for; words like `contacts` in the file's name decide
 * between equals. False: no header is known. */
bool header_guess_kind(const struct import_map *map, const char *const *headers, int count,
    const char *file_name, enum kind *ret_kind) CHECKED;
/* Our word for a word of a source, or the word itself. */
const char *map_word(const struct import_map *map, enum kind kind, int field, const char *word);

#endif
