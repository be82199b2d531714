/* What was typed, as a query. Items are cut off one by one, then read: an operator or filter that
 * makes no sense where it stands is a plain word. */
#include "core/search.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"

#define BLANKS " \t\r\n\v\f"
enum { NAME_MOST = 16, ITEMS_MOST = 4 * SEARCH_WORDS_MOST };

/* One item of the text: `-field:"value"`, and what of that there was. */
struct item {
    const char *name;  /* of a filter, small letters; NULL: none */
    const char *text;  /* the value, or the word */
    const char *whole; /* as typed, without the minus */
    bool minus;
    bool quoted;
    bool tag;
    bool unfinished; /* the text ends with it: it may still be being typed */
};

struct parser {
    struct arena *arena;
    struct search_query *query;
    day_number today;
    const struct calendar *calendar;
    struct item items[ITEMS_MOST];
    int count;
    bool joins; /* `OR` stood before the item at hand */
    bool minus; /* `NOT` did */
};

static bool is_blank(char c)
{
    return c != '\0' && strchr(BLANKS, c) != NULL;
}

/* Is there anything in it that a word may be made of? Marks beyond ASCII are the index's care. */
static bool has_letters(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80 || (*text >= '0' && *text <= '9') ||
            (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
            return true;
    return false;
}

/* --- cutting --- */

static size_t name_len(const char *text)
{
    size_t len = 0;

    while ((text[len] >= 'a' && text[len] <= 'z') || (text[len] >= 'A' && text[len] <= 'Z'))
        len++;
    return len > 0 && len < NAME_MOST && text[len] == ':' ? len : 0;
}

static char *small_copy(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_copy_bytes(arena, text, len);

    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

/* A value or a word: in quotes that are closed, else up to a blank or a quote. Returns what it
 * took. */
static size_t cut_text(struct parser *parser, const char *text, struct item *item)
{
    const char *end = *text == '"' ? strchr(text + 1, '"') : NULL;
    size_t len;

    item->quoted = end != NULL;
    if (item->quoted) {
        item->text = arena_copy_bytes(parser->arena, text + 1, (size_t)(end - text) - 1);
        return (size_t)(end - text) + 1;
    }
    len = strcspn(text, BLANKS "\"");
    item->text = arena_copy_bytes(parser->arena, text, len);
    item->unfinished = text[len] == '\0';
    return len;
}

static size_t cut_item(struct parser *parser, const char *text, struct item *item)
{
    size_t at = 0, name, len;

    item->minus = text[0] == '-' && text[1] != '\0' && !is_blank(text[1]);
    at += item->minus;
    item->tag = text[at] == '#';
    at += item->tag;
    name = item->tag ? 0 : name_len(text + at);
    len = at;
    if (name > 0 && text[at + name + 1] != '\0' && !is_blank(text[at + name + 1])) {
        item->name = small_copy(parser->arena, text + at, name);
        len = at + name + 1;
    }
    len += cut_text(parser, text + len, item);
    item->whole = arena_copy_bytes(parser->arena, text + at, len - at);
    return len;
}

static void cut_items(struct parser *parser, const char *text)
{
    while (parser->count < ITEMS_MOST) {
        struct item *item = &parser->items[parser->count];
        size_t len;

        text += strspn(text, BLANKS);
        if (*text == '\0')
            return;
        *item = (struct item){0};
        len = cut_item(parser, text, item);
        if (len == 0) /* a quote that is never closed */
            len = 1;
        else
            parser->count++;
        text += len;
    }
}

/* --- reading --- */

static void add_word(
    struct parser *parser, const char *text, enum search_column column, const struct item *item)
{
    struct search_query *query = parser->query;
    size_t len = strlen(text);
    bool stars = len > 1 && text[len - 1] == '*' && !item->quoted;
    bool excluded = item->minus || parser->minus;

    if (query->word_count == SEARCH_WORDS_MOST || !has_letters(text))
        return;
    query->words[query->word_count++] = (struct search_word){
        .text = text,
        .column = column,
        .begins = stars || column == SEARCH_PEOPLE || (item->unfinished && !excluded),
        .excluded = excluded,
        .joins = parser->joins && !excluded && column == SEARCH_TEXT,
    };
}

static bool next_of(const char **list, struct arena *arena, const char **ret_word)
{
    size_t len = strcspn(*list, ",");

    if (**list == '\0')
        return false;
    *ret_word = arena_copy_bytes(arena, *list, len);
    *list += len + ((*list)[len] == ',');
    return true;
}

static bool kind_of_name(const char *name, enum kind *ret_kind)
{
    static const char *const people[] = {"people", "person"};

    if (text_is_one_of_nocase(name, people, COUNT_OF(people))) {
        *ret_kind = KIND_CONTACT;
        return true;
    }
    return kind_from_name(name, ret_kind) && search_number(*ret_kind) >= 0;
}

/* `in:tasks,notes`: every word must be one of the kinds. */
static bool read_kinds(struct parser *parser, const struct item *item)
{
    const char *list = item->text, *word;
    unsigned kinds = 0, all = (1u << SEARCH_KINDS) - 1;
    bool excluded = item->minus || parser->minus;

    while (next_of(&list, parser->arena, &word)) {
        enum kind kind;

        if (!kind_of_name(word, &kind))
            return false;
        kinds |= 1u << search_number(kind);
    }
    if (excluded)
        parser->query->kinds &= ~kinds;
    else
        parser->query->kinds = parser->query->kinds == all ? kinds : parser->query->kinds | kinds;
    return kinds != 0;
}

static bool read_facts(struct parser *parser, const struct item *item, enum search_facet facet)
{
    const char *list = item->text, *word;
    bool any = false;

    while (next_of(&list, parser->arena, &word)) {
        struct search_query *query = parser->query;

        if (!has_letters(word) || query->fact_count == SEARCH_WORDS_MOST)
            continue;
        any = true;
        query->facts[query->fact_count++] =
            (struct search_fact){facet, word, item->minus || parser->minus};
    }
    return any;
}

static bool read_account(struct parser *parser, const struct item *item)
{
    struct search_query *query = parser->query;

    if (query->account_count == SEARCH_WORDS_MOST || text_blank(item->text))
        return false;
    query->accounts[query->account_count++] =
        (struct search_account){item->text, item->minus || parser->minus};
    return true;
}

static day_number later(day_number a, day_number b)
{
    return a == DAY_NONE || b > a ? b : a;
}

static day_number earlier(day_number a, day_number b)
{
    return a == DAY_NONE || b < a ? b : a;
}

/* after: from that day on, before: up to the day before it, on: that day. */
static bool read_days(struct parser *parser, const struct item *item)
{
    struct search_query *query = parser->query;
    struct error ignored;
    day_number day;

    if (item->minus || parser->minus ||
        !day_parse(item->text, parser->today, parser->calendar, &day, &ignored))
        return false;
    if (item->name[0] != 'b')
        query->from = later(query->from, day);
    if (item->name[0] != 'a')
        query->until = earlier(query->until, item->name[0] == 'b' ? day : day + 1);
    return true;
}

static bool read_kind(struct parser *parser, const struct item *item)
{
    return read_kinds(parser, item) || read_facts(parser, item, FACET_KIND);
}

static bool read_sentiment(struct parser *parser, const struct item *item)
{
    return read_facts(parser, item, FACET_SENTIMENT);
}

static bool read_status(struct parser *parser, const struct item *item)
{
    return read_facts(parser, item, FACET_STATUS);
}

static bool read_priority(struct parser *parser, const struct item *item)
{
    return read_facts(parser, item, FACET_PRIORITY);
}

static bool read_role(struct parser *parser, const struct item *item)
{
    return read_facts(parser, item, FACET_ROLE);
}

static bool read_person(struct parser *parser, const struct item *item)
{
    add_word(parser, item->text, SEARCH_PEOPLE, item);
    return has_letters(item->text);
}

static bool read_tag(struct parser *parser, const struct item *item)
{
    const char *text = item->text[0] == '#' ? item->text + 1 : item->text;

    add_word(parser, text, SEARCH_TAGS, item);
    return has_letters(text);
}

static const struct filter {
    const char *name;
    bool (*read)(struct parser *parser, const struct item *item);
} filters[] = {
    {"account", read_account},
    {"after", read_days},
    {"before", read_days},
    {"in", read_kinds},
    {"kind", read_kind},
    {"mood", read_sentiment},
    {"on", read_days},
    {"priority", read_priority},
    {"role", read_role},
    {"sentiment", read_sentiment},
    {"severity", read_priority},
    {"status", read_status},
    {"tag", read_tag},
    {"with", read_person},
};

static bool read_filter(struct parser *parser, const struct item *item)
{
    for (size_t i = 0; i < COUNT_OF(filters); i++)
        if (text_equal(filters[i].name, item->name))
            return filters[i].read(parser, item);
    return false;
}

/* A word that stands for itself; what is no filter keeps its colon, which parts two words. */
static void read_item(struct parser *parser, const struct item *item)
{
    if (item->tag && read_tag(parser, item))
        return;
    if (item->name != NULL && read_filter(parser, item))
        return;
    add_word(parser, item->name != NULL ? item->whole : item->text, SEARCH_TEXT, item);
}

static bool is_operator(const struct item *item, const char *name)
{
    return !item->minus && !item->quoted && !item->tag && item->name == NULL &&
           text_equal(item->text, name);
}

static bool is_plain(const struct item *item)
{
    return !item->tag && item->name == NULL && !item->minus && has_letters(item->text);
}

/* An operator wants something on both sides, NOT something behind it. */
static bool read_operator(struct parser *parser, int at)
{
    const struct item *item = &parser->items[at];
    bool last = at + 1 == parser->count, first = at == 0;

    if (last)
        return false;
    if (is_operator(item, "NOT")) {
        parser->minus = true;
        return true;
    }
    if (first)
        return false;
    if (is_operator(item, "OR") && is_plain(item - 1) && is_plain(item + 1)) {
        parser->joins = parser->query->word_count > 0;
        return true;
    }
    return is_operator(item, "AND");
}

static void read_items(struct parser *parser)
{
    for (int i = 0; i < parser->count; i++) {
        if (read_operator(parser, i))
            continue;
        read_item(parser, &parser->items[i]);
        parser->joins = parser->minus = false;
    }
}

void search_parse(const char *text, size_t len, day_number today, const struct calendar *calendar,
    struct arena *arena, struct search_query *ret_query)
{
    struct parser parser = {
        .arena = arena, .query = ret_query, .today = today, .calendar = calendar};
    struct str sound = {0};

    memset(ret_query, 0, sizeof(*ret_query));
    ret_query->kinds = (1u << SEARCH_KINDS) - 1;
    ret_query->from = ret_query->until = DAY_NONE;
    text_repair(&sound, text, len);
    cut_items(&parser, arena_copy_bytes(arena, str_text(&sound), sound.len));
    str_fini(&sound);
    read_items(&parser);
}

bool search_is_empty(const struct search_query *query)
{
    return query->word_count == 0 && query->fact_count == 0 && query->account_count == 0 &&
           query->kinds == (1u << SEARCH_KINDS) - 1 && query->from == DAY_NONE &&
           query->until == DAY_NONE;
}

const char *search_help(void)
{
    return _("budget freeze\tboth words, whatever case and accents; the last may be a beginning\n"
             "\"budget freeze\"\tthe phrase\n"
             "renew*\twords that begin so\n"
             "-price\twithout that word; any filter may have the minus but days\n"
             "call OR visit\tone of the two\n"
             "#competitor\twith that tag\n"
             "account:globex\tof that account\n"
             "with:ana\twho was there, asks or owns\n"
             "kind:call,email\tof these kinds\n"
             "in:tasks,people\tonly notes, tasks, people, accounts, goals, feedback\n"
             "sentiment:bad\tand status: priority: role:\n"
             "after:-90d\tfrom that day on; before: up to it; on: that day\n");
}
