#include "core/mask.h"

#include <string.h>
#include "base/array.h"
#include "base/money.h"
#include "base/text.h"

/* --- made-up words --- */

static const char *const company_first[] = {"Alder", "Amber", "Anchor", "Ashby", "Birch", "Bramble",
    "Brook", "Cedar", "Cinder", "Clover", "Copper", "Cove", "Dale", "Drift", "Elder", "Ember",
    "Fern", "Flint", "Garnet", "Glen", "Harbor", "Hazel", "Heron", "Juniper", "Larch", "Lark",
    "Linden", "Maple", "Meadow", "Moss", "Otter", "Pebble", "Quarry", "Raven", "Reed", "Sable",
    "Slate", "Thistle", "Willow", "Wren"};
static const char *const company_last[] = {"Freight", "Foods", "Works", "Systems", "Textiles",
    "Energy", "Clinics", "Robotics", "Paper", "Optics", "Travel", "Marine", "Labs", "Studios",
    "Motors", "Tools", "Media", "Seeds", "Glass", "Logistics", "Credit", "Water", "Games", "Steel",
    "Homes", "Audio", "Rail", "Health", "Farms", "Insurance", "Print", "Ceramics", "Cycles",
    "Security", "Sports", "Timber", "Kitchens", "Learning", "Retail", "Aero"};
static const char *const person_first[] = {"Ada", "Ben", "Cleo", "Dov", "Edie", "Finn", "Gus",
    "Hana", "Ivo", "June", "Kai", "Lena", "Milo", "Nell", "Oren", "Pia", "Quin", "Rosa", "Sol",
    "Tess", "Uma", "Vito", "Wanda", "Xavi", "Yara", "Zeno", "Iris", "Otto", "Mira", "Luca", "Nora",
    "Jon"};
static const char *const person_last[] = {"Abbot", "Barlow", "Crane", "Dorsey", "Ellery", "Farrow",
    "Goddard", "Hollis", "Ingram", "Jarvis", "Kemble", "Lowry", "Marlow", "Nash", "Orwin", "Paget",
    "Quayle", "Rowan", "Selby", "Thorne", "Upton", "Vance", "Wilder", "Yates", "Zeller", "Penrose",
    "Hartley", "Colby", "Draper", "Fenn", "Garland", "Hale"};

static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = 1469598103934665603u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

const char *mask_company(int64_t account, struct arena *arena)
{
    uint64_t at = account < 0 ? 0 : (uint64_t)account;
    uint64_t firsts = COUNT_OF(company_first), lasts = COUNT_OF(company_last);
    uint64_t round = at / (firsts * lasts);
    const char *first = company_first[at * 17 % firsts];
    const char *last = company_last[(at / firsts + at * 11) % lasts];

    return round ? arena_format(arena, "%s %s %llu", first, last, (unsigned long long)round + 1)
                 : arena_format(arena, "%s %s", first, last);
}

const char *mask_person(const char *name, struct arena *arena)
{
    const char *folded = text_fold_copy(arena, name);
    uint64_t hash = hash_of(folded, strlen(folded));

    return arena_format(arena, "%s %s", person_first[hash % COUNT_OF(person_first)],
        person_last[hash / 64 % COUNT_OF(person_last)]);
}

const char *mask_id(const char *id, struct arena *arena)
{
    if (text_starts(id, "db-"))
        return id;
    return arena_format(arena, "m%08llx", (unsigned long long)(hash_of(id, strlen(id)) >> 32));
}

/* --- texts --- */

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

/* As many letters, sayable, with the case of the first; other scripts become Latin ones. */
static void add_word(struct str *out, const char *word, size_t len)
{
    static const char *const letters[] = {"bdfglmnprstvk", "aeiou"};
    uint64_t hash = hash_of(word, len);
    int columns = text_columns_bytes(word, len);

    for (int i = 0; i < columns; i++) {
        const char *set = letters[i % 2];
        char letter = set[hash % strlen(set)];

        hash = hash / 13 * 31 + (uint64_t)i * 7;
        str_add_char(
            out, i == 0 && word[0] >= 'A' && word[0] <= 'Z' ? (char)(letter - 32) : letter);
    }
}

void mask_text(struct str *out, const char *text)
{
    for (size_t at = 0; text[at];) {
        size_t len = 0;

        while (is_word_byte(text[at + len]))
            len++;
        if (len > 1)
            add_word(out, text + at, len);
        else if (!len && text[at] >= '0' && text[at] <= '9')
            str_add_char(out, (char)('1' + (text[at] * 7 + (int)(at % 5)) % 9));
        else
            str_add_char(out, text[at]);
        at += len > 1 ? len : 1;
    }
}

static const char *masked(const char *text, struct arena *arena)
{
    struct str out = {0};
    const char *copy;

    mask_text(&out, text);
    copy = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return copy;
}

/* --- amounts --- */

int mask_percent(int64_t account)
{
    return 50 + (int)(((uint64_t)account * 37 + 11) % 100);
}

int64_t mask_money(int64_t minor, int64_t account)
{
    int64_t percent = mask_percent(account);

    if (minor == MONEY_NONE)
        return minor;
    return minor / 100 * percent + minor % 100 * percent / 100;
}

/* --- rows --- */

enum policy { KEEP, DROP, ID, COMPANY, DOMAIN_NAME, LINK_OUT, EMAIL, PHONE, PERSON, PEOPLE, TEXT };

struct rule {
    const char *field; /* its name, in whichever kind */
    enum policy policy;
};

/* What stands nowhere here and is text goes through mask_text. */
static const struct rule rules[] = {
    {"asked_by", PERSON},
    {"attendees", PEOPLE},
    {"author", PERSON},
    {"confirmed_by", PERSON},
    {"contact", ID},
    {"currency", KEEP},
    {"domain", DOMAIN_NAME},
    {"email", EMAIL},
    {"feedback", ID},
    {"goal", ID},
    {"hand", KEEP},
    {"handed_to", PERSON},
    {"health_by", PERSON},
    {"id", ID},
    {"industry", KEEP},
    {"line", ID},
    {"meeting", DROP},
    {"metric", KEEP},
    {"natural", DROP},
    {"other", ID},
    {"owed_to", PERSON},
    {"owner", PERSON},
    {"parent", ID},
    {"period", KEEP},
    {"phone", PHONE},
    {"playbook", KEEP},
    {"reason", KEEP},
    {"region", KEEP},
    {"reports_to", ID},
    {"segment", KEEP},
    {"signal", KEEP},
    {"stage", KEEP},
    {"step", KEEP},
    {"suggests", KEEP},
    {"template", KEEP},
    {"unit", KEEP},
    {"url", LINK_OUT},
    {"version", KEEP},
    {"waiting_on", PERSON},
};

/* Titles of runs and steps, and the text of a run, are those of its playbook; what a person does
 * names nobody. */
static bool names_nobody(enum kind kind, const char *name)
{
    return (kind == KIND_RUN && (text_equal(name, "title") || text_equal(name, "text"))) ||
           (kind == KIND_STEP && (text_equal(name, "title") || text_equal(name, "after"))) ||
           (kind == KIND_CONTACT && text_equal(name, "title"));
}

static enum policy policy_of(enum kind kind, int field)
{
    const char *name = kind_info(kind)->fields[field].name;

    if (names_nobody(kind, name) || (kind == KIND_FACT && !text_equal(name, "value")))
        return KEEP;
    if (kind == KIND_ACCOUNT && text_equal(name, "name"))
        return COMPANY;
    if (kind == KIND_CONTACT && text_equal(name, "name"))
        return PERSON;
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (text_equal(rules[i].field, name))
            return rules[i].policy;
    return TEXT;
}

/* `alder-freight`. */
static const char *slug(const char *name, struct arena *arena)
{
    char *copy = arena_copy_text(arena, name);

    for (char *at = copy; *at; at++)
        *at = *at == ' ' ? '-' : *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
    return copy;
}

static const char *mask_people(const char *joined, struct arena *arena)
{
    struct str out = {0};
    const char *copy;

    while (*joined) {
        size_t len = strcspn(joined, ";");
        const char *one = arena_copy_bytes(arena, joined, len);

        str_addf(&out, "%s%s", out.len ? ";" : "", mask_person(one + strspn(one, " "), arena));
        joined += len + (joined[len] == ';');
    }
    copy = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return copy;
}

struct masking {
    struct arena *arena;
    const struct row *row;
    int64_t account;
};

static const char *mask_value(const struct masking *masking, enum policy policy, const char *text)
{
    struct arena *arena = masking->arena;
    const char *company = slug(mask_company(masking->account, arena), arena);
    int name = kind_info(masking->row->kind)->name;

    switch (policy) {
    case KEEP: return text;
    case DROP: return "";
    case ID: return mask_id(text, arena);
    case COMPANY: return mask_company(masking->account, arena);
    case DOMAIN_NAME: return arena_format(arena, "%s.example", company);
    case LINK_OUT: return arena_format(arena, "https://crm.example/%s", company);
    case EMAIL:
        return arena_format(arena, "%s@%s.example",
            slug(mask_person(name >= 0 ? row_text(masking->row, name) : text, arena), arena),
            company);
    case PHONE: return masked(text, arena);
    case PERSON: return mask_person(text, arena);
    case PEOPLE: return mask_people(text, arena);
    case TEXT: break;
    }
    return masked(text, arena);
}

static void mask_field(const struct masking *masking, struct change *change, size_t at, int field)
{
    const struct row *row = masking->row;
    enum field_type type = kind_info(row->kind)->fields[field].type;
    enum policy policy;

    if (!row_knows(row, field))
        return;
    if (type == FIELD_MONEY) {
        change_set_integer(change, at, field, mask_money(row_money(row, field), masking->account));
        return;
    }
    if (row->kind == KIND_RESULT && field == RESULT_AMOUNT) {
        double amount = row_real(row, field) * mask_percent(masking->account) / 100;

        change_set(change, at, field, (struct value){.type = VALUE_REAL, .real = amount});
        return;
    }
    if (type != FIELD_TEXT && type != FIELD_LONG && type != FIELD_TAGS)
        return;
    policy = policy_of(row->kind, field);
    if (policy != KEEP)
        change_set_text(change, at, field, mask_value(masking, policy, row_text(row, field)));
}

void mask_row(struct change *change, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    struct arena arena = {0};
    struct masking masking = {&arena, row,
        row->kind == KIND_ACCOUNT ? row->key
        : info->account >= 0      ? row_integer(row, info->account)
                                  : 0};
    size_t at = change_update(change, row->kind, row->key);

    for (int field = 0; field < info->stored; field++)
        mask_field(&masking, change, at, field);
    if (!change->rows.items[at].mask)
        change->rows.count--;
    arena_fini(&arena);
}
