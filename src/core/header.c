/* Headers matched to what they mean. */
#include "core/header.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/text.h"

#define LEAST_OWN_WORDS 4 /* fewer are words of many kinds */

static const char *const role_words[HEADER_ROLES] = {
    [HEADER_FACT] = "fact",
    [HEADER_FIELD] = NULL,
    [HEADER_IGNORED] = "ignored",
    [HEADER_ACCOUNT] = "account",
    [HEADER_ACCOUNT_DOMAIN] = "account_domain",
    [HEADER_ACCOUNT_NAME] = "account_name",
    [HEADER_ACCOUNT_EMAIL] = "account_email",
    [HEADER_MEASURE] = "measure",
    [HEADER_FIRST_NAME] = "first_name",
    [HEADER_LAST_NAME] = "last_name",
    [HEADER_MRR] = "mrr",
    [HEADER_TOTAL] = "contract_total",
    [HEADER_ENDS] = "last_day",
    [HEADER_RENEWAL] = "renewal_day",
    [HEADER_DELETED] = "deleted",
    [HEADER_DONE] = "is_done",
    [HEADER_LEFT] = "has_left",
    [HEADER_ACTIVE] = "is_active",
    [HEADER_SUBJECT] = "subject_line",
};

const char *header_role_word(enum header_role role)
{
    return role_words[role];
}

/* Letters and digits in lower case, whatever stands between as `joint`; other scripts as folded. */
static void add_plain(struct str *out, const char *header, const char *joint)
{
    struct str folded = {0};
    bool gap = false;
    size_t start = out->len;

    text_fold(&folded, text_starts(header, "\xEF\xBB\xBF") ? header + 3 : header);
    for (size_t i = 0; i < folded.len; i++) {
        unsigned char byte = (unsigned char)folded.data[i];

        if (byte < 0x80 && !isalnum(byte)) {
            gap = true;
            continue;
        }
        if (gap && out->len > start)
            str_add(out, joint);
        gap = false;
        str_add_char(out, (char)byte);
    }
    str_fini(&folded);
}

void header_normalize(struct str *out, const char *header)
{
    add_plain(out, header, "_");
}

void header_squeeze(struct str *out, const char *header)
{
    add_plain(out, header, "");
}

static const struct header_rule *find_squeezed(
    const struct import_map *map, enum kind kind, const char *squeezed)
{
    for (int i = 0; i < map->rule_count; i++)
        if (map->rules[i].kind == kind && strcmp(map->rules[i].squeezed, squeezed) == 0)
            return &map->rules[i];
    return NULL;
}

/* Without what vendors put before and behind. */
static const struct header_rule *find_bare(
    const struct import_map *map, enum kind kind, const char *header)
{
    static const char *const prefixes[] = {"property_hs_", "property_", "properties_", "hs_"};
    const struct header_rule *rule = NULL;
    struct str name = {0}, bare = {0};
    size_t skip = 0;

    str_add(&name, header);
    if (name.len > 3 && strcasecmp(name.data + name.len - 3, "__c") == 0)
        str_remove(&name, name.len - 3, 3);
    for (size_t i = 0; i < COUNT_OF(prefixes) && rule == NULL; i++) {
        skip = strlen(prefixes[i]);
        if (strncasecmp(str_text(&name), prefixes[i], skip) != 0)
            continue;
        str_clear(&bare);
        header_squeeze(&bare, str_text(&name) + skip);
        rule = find_squeezed(map, kind, str_text(&bare));
    }
    if (rule == NULL && name.len < strlen(header)) {
        str_clear(&bare);
        header_squeeze(&bare, str_text(&name));
        rule = find_squeezed(map, kind, str_text(&bare));
    }
    str_fini(&name);
    str_fini(&bare);
    return rule;
}

const struct header_rule *header_find(
    const struct import_map *map, enum kind kind, const char *header)
{
    struct str squeezed = {0};
    const struct header_rule *rule;

    header_squeeze(&squeezed, header);
    rule = squeezed.len > 0 ? find_squeezed(map, kind, str_text(&squeezed)) : NULL;
    str_fini(&squeezed);
    return rule != NULL ? rule : find_bare(map, kind, header);
}

const struct header_rule *header_next(const struct import_map *map, const struct header_rule *rule)
{
    for (const struct header_rule *at = rule + 1; at < map->rules + map->rule_count; at++)
        if (at->kind == rule->kind && strcmp(at->squeezed, rule->squeezed) == 0)
            return at;
    return NULL;
}

static bool speaks(const struct header_rule *rule)
{
    return rule != NULL && rule->role != HEADER_FACT && rule->role != HEADER_IGNORED &&
           rule->role != HEADER_DELETED;
}

/* What a kind has had a header for, as bits: roles, and fields of HEADER_FIELD. */
struct heard {
    uint64_t roles[KIND_COUNT], fields[KIND_COUNT];
};

/* A second column for one thing says nothing more: account and name are not both an account's name.
 */
static bool is_news(struct heard *heard, const struct header_rule *rule)
{
    uint64_t *bits = rule->role == HEADER_FIELD ? heard->fields : heard->roles;
    uint64_t bit = UINT64_C(1) << (rule->role == HEADER_FIELD ? (unsigned)rule->field : rule->role);
    bool is_new = (bits[rule->kind] & bit) == 0;

    bits[rule->kind] |= bit;
    return is_new || rule->role == HEADER_MEASURE;
}

/* What a header adds to each kind: the fewer kinds know it, the more. */
static void vote(const struct import_map *map, const char *header, struct heard *heard,
    double points[KIND_COUNT])
{
    bool known[KIND_COUNT] = {false};
    int count = 0;

    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        const struct header_rule *rule = header_find(map, (enum kind)kind, header);

        count += speaks(rule);
        known[kind] = speaks(rule) && is_news(heard, rule);
    }
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        if (known[kind])
            points[kind] += 1.0 / count;
}

static bool is_link(const struct header_rule *rule)
{
    return rule != NULL &&
           (rule->role == HEADER_ACCOUNT || rule->role == HEADER_ACCOUNT_DOMAIN ||
               rule->role == HEADER_ACCOUNT_NAME || rule->role == HEADER_ACCOUNT_EMAIL ||
               (rule->role == HEADER_FIELD && rule->kind == KIND_CONTACT &&
                   rule->field == CONTACT_EMAIL));
}

/* Rows that hang on an account seldom come without a column for it: id, name, plan are accounts. */
static void doubt_homeless(
    const struct import_map *map, const char *const *headers, int count, double points[KIND_COUNT])
{
    static const enum kind hanging[] = {KIND_CONTRACT, KIND_CONTACT, KIND_MEASURE, KIND_TICKET};

    for (size_t k = 0; k < COUNT_OF(hanging); k++) {
        bool linked = false;

        for (int i = 0; i < count && !linked; i++)
            linked = is_link(header_find(map, hanging[k], headers[i]));
        if (!linked)
            points[hanging[k]] -= 1;
    }
}

/* A file in our own words is what all of them are words of: account, id, arr, start, ends are
 * contracts, though a list of accounts may have such columns too. */
static void hear_own_words(const char *const *headers, int count, double points[KIND_COUNT])
{
    for (unsigned kind = 0; count >= LEAST_OWN_WORDS && kind <= KIND_FEEDBACK; kind++) {
        bool all = points[kind] > 0;

        for (int i = 0; i < count && all; i++)
            all = field_find((enum kind)kind, headers[i]) >= 0;
        points[kind] += all;
    }
}

struct name_hint {
    const char *word;
    enum kind kind;
};
static const struct name_hint name_hints[] = {{"account", KIND_ACCOUNT}, {"compan", KIND_ACCOUNT},
    {"organi", KIND_ACCOUNT}, {"customer", KIND_ACCOUNT}, {"contract", KIND_CONTRACT},
    {"subscription", KIND_CONTRACT}, {"contact", KIND_CONTACT}, {"people", KIND_CONTACT},
    {"ticket", KIND_TICKET}, {"case", KIND_TICKET}, {"task", KIND_TASK}, {"note", KIND_NOTE},
    {"activit", KIND_NOTE}, {"opportunit", KIND_OPPORTUNITY}, {"deal", KIND_OPPORTUNITY},
    {"goal", KIND_GOAL}, {"objective", KIND_GOAL}, {"value", KIND_RESULT},
    {"feedback", KIND_FEEDBACK}, {"usage", KIND_MEASURE}, {"measure", KIND_MEASURE},
    {"metric", KIND_MEASURE}, {"nps", KIND_MEASURE}, {"csat", KIND_MEASURE},
    {"survey", KIND_MEASURE}};

/* Enough between equals, never enough against two headers. */
static void hint_by_name(const char *file_name, double points[KIND_COUNT])
{
    for (size_t i = 0; i < COUNT_OF(name_hints); i++) {
        if (text_contains_folded(file_name, name_hints[i].word) && points[name_hints[i].kind] > 0) {
            points[name_hints[i].kind] += 1.2;
            return;
        }
    }
}

bool header_guess_kind(const struct import_map *map, const char *const *headers, int count,
    const char *file_name, enum kind *ret_kind)
{
    double points[KIND_COUNT] = {0};
    struct heard heard = {0};
    unsigned best = 0;

    for (int i = 0; i < count; i++)
        vote(map, headers[i], &heard, points);
    doubt_homeless(map, headers, count, points);
    hear_own_words(headers, count, points);
    hint_by_name(file_name, points);
    for (unsigned kind = 1; kind < KIND_COUNT; kind++)
        if (points[kind] > points[best])
            best = kind;
    *ret_kind = (enum kind)best;
    return points[best] > 0;
}

const char *map_word(const struct import_map *map, enum kind kind, int field, const char *word)
{
    struct str folded = {0};
    const char *found = word;

    text_fold(&folded, word);
    for (int i = 0; i < map->word_count; i++) {
        const struct word_rule *rule = &map->words[i];

        if (rule->kind == kind && rule->field == field &&
            strcmp(rule->folded, str_text(&folded)) == 0) {
            found = rule->word;
            break;
        }
    }
    str_fini(&folded);
    return found;
}
