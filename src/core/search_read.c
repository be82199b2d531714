/* What of a row goes into the full-text index, and the number that its entry bears. */
#include "core/search.h"

#include <string.h>
#include "base/bug.h"
#include "base/text.h"

enum { PARTS_MOST = 8, FACETS_MOST = 3, KEY_BITS = 31, DAY_SHIFT = 34, FIRST_DAY = -25567 };

/* Ours alone: code points that stand for a word of a list. Texts hold none (search_fold). */
#define MARK_FIRST 0xE000u
#define MARK_LAST 0xE3FFu
#define MARK_KIND 0xE100u
#define MARK_FACT 0xE120u /* and 32 a facet */
#define FACTS_KNOWN 32

struct part {
    int field;
    enum search_column column;
};
struct facet {
    int field;
    enum search_facet facet;
    const char *usual; /* what a blank one stands for */
};

/* Parts stand in the order in which they are shown for a hit. A change of this table changes what
 * is in the index of every book: it wants a migration. */
static const struct searched {
    enum kind kind;
    int day, other_day; /* fields; -1: it has no day */
    struct part parts[PARTS_MOST];
    int part_count;
    struct facet facets[FACETS_MOST];
    int facet_count;
} searched[SEARCH_KINDS] = {
    {KIND_NOTE, NOTE_AT, -1,
        {{NOTE_BODY, SEARCH_TEXT}, {NOTE_TOPIC, SEARCH_TEXT}, {NOTE_ATTENDEES, SEARCH_PEOPLE},
            {NOTE_TAGS, SEARCH_TAGS}},
        4, {{NOTE_KIND, FACET_KIND, ""}, {NOTE_SENTIMENT, FACET_SENTIMENT, ""}}, 2},
    {KIND_TASK, TASK_DUE, TASK_MADE_ON,
        {{TASK_TITLE, SEARCH_TEXT}, {TASK_WAITING_ON, SEARCH_PEOPLE},
            {TASK_OWED_TO, SEARCH_PEOPLE}},
        3,
        {{TASK_KIND, FACET_KIND, "task"}, {TASK_STATUS, FACET_STATUS, "open"},
            {TASK_PRIORITY, FACET_PRIORITY, ""}},
        3},
    {KIND_CONTACT, -1, -1,
        {{CONTACT_NAME, SEARCH_NAMES}, {CONTACT_TITLE, SEARCH_TEXT}, {CONTACT_EMAIL, SEARCH_NAMES},
            {CONTACT_ROLE, SEARCH_TEXT}},
        4, {{CONTACT_ROLE, FACET_ROLE, ""}, {CONTACT_STATUS, FACET_STATUS, "active"}}, 2},
    {KIND_ACCOUNT, -1, -1,
        {{ACCOUNT_NAME, SEARCH_NAMES}, {ACCOUNT_DOMAIN, SEARCH_NAMES}, {ACCOUNT_ID, SEARCH_NAMES},
            {ACCOUNT_INDUSTRY, SEARCH_TEXT}, {ACCOUNT_TAGS, SEARCH_TAGS}},
        5, {{0, FACET_KIND, ""}}, 0},
    {KIND_GOAL, GOAL_DUE, GOAL_START,
        {{GOAL_STATEMENT, SEARCH_TEXT}, {GOAL_METRIC, SEARCH_TEXT}, {GOAL_OWNER, SEARCH_PEOPLE}}, 3,
        {{GOAL_KIND, FACET_KIND, "reach"}, {GOAL_STATUS, FACET_STATUS, "open"}}, 2},
    {KIND_FEEDBACK, FEEDBACK_DATE, -1,
        {{FEEDBACK_TEXT, SEARCH_TEXT}, {FEEDBACK_THEME, SEARCH_TEXT},
            {FEEDBACK_ASKED_BY, SEARCH_PEOPLE}},
        3, {{FEEDBACK_STATUS, FACET_STATUS, "open"}, {FEEDBACK_SEVERITY, FACET_PRIORITY, ""}}, 2},
};

/* Words that stand in nearly every row: one code point each, which no index of beginnings takes
 * up. Add at the end; never change the order. */
static const char *const known[FACET_COUNT][FACTS_KNOWN] = {
    [FACET_KIND] = {"call", "email", "meeting", "training", "qbr", "ebr", "milestone", "internal",
        "noshow", "task", "promise", "ask", "reach", "keep", "yesno", "mail", "review"},
    [FACET_SENTIMENT] = {"good", "mixed", "bad"},
    [FACET_STATUS] = {"open", "done", "cancelled", "active", "left", "reached", "dropped",
        "planned", "declined", "skipped"},
    [FACET_PRIORITY] = {"high", "medium", "low", "urgent", "normal"},
    [FACET_ROLE] = {"champion", "economicbuyer", "decisionmaker", "executivesponsor",
        "technicallead", "user", "blocker", "detractor", "admin", "billing"},
};

enum kind search_kind(int number)
{
    BUG_ON(number < 0 || number >= SEARCH_KINDS);
    return searched[number].kind;
}

int search_number(enum kind kind)
{
    for (int i = 0; i < SEARCH_KINDS; i++)
        if (searched[i].kind == kind)
            return i;
    return -1;
}

static uint64_t bit(int field)
{
    return field < 0 ? 0 : UINT64_C(1) << field;
}

uint64_t search_fields(enum kind kind)
{
    int number = search_number(kind);
    const struct searched *in = &searched[number < 0 ? 0 : number];
    uint64_t fields = bit(in->day) | bit(in->other_day);

    if (number < 0)
        return 0;
    for (int i = 0; i < in->part_count; i++)
        fields |= bit(in->parts[i].field);
    for (int i = 0; i < in->facet_count; i++)
        fields |= bit(in->facets[i].field);
    return fields;
}

/* --- the number of an entry --- */

static day_number day_of(const struct searched *in, const struct value *values)
{
    const int fields[] = {in->day, in->other_day};

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i] < 0 || values[fields[i]].type != VALUE_INTEGER)
            continue;
        if (kind_info(in->kind)->fields[fields[i]].type == FIELD_MINUTE)
            return minute_day(values[fields[i]].integer);
        return (day_number)values[fields[i]].integer;
    }
    return DAY_NONE;
}

/* 1900-01-01 is 1; the days of the dates that are taken end long before SEARCH_TOP. */
int64_t search_entry_of_day(day_number day)
{
    int64_t number = day == DAY_NONE ? 0 : (int64_t)day - FIRST_DAY + 1;
    int64_t last = (SEARCH_TOP >> DAY_SHIFT) - 1;

    if (day != DAY_NONE && number < 1)
        number = 1;
    return (number > last ? last : number) << DAY_SHIFT;
}

int64_t search_entry(enum kind kind, int64_t key, const struct value *values)
{
    int number = search_number(kind);
    const struct searched *in = &searched[number < 0 ? 0 : number];
    int64_t day = in->day < 0 ? SEARCH_TOP : search_entry_of_day(day_of(in, values));

    if (number < 0 || key <= 0 || key >= INT64_C(1) << KEY_BITS)
        return 0;
    return day | ((int64_t)number << KEY_BITS) | key;
}

enum kind search_entry_kind(int64_t entry)
{
    int number = (int)((entry >> KEY_BITS) & 7);

    return number < SEARCH_KINDS ? searched[number].kind : KIND_COUNT;
}

int64_t search_entry_key(int64_t entry)
{
    return entry & ((INT64_C(1) << KEY_BITS) - 1);
}

/* --- its words --- */

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* Takes our own marks out of a text that came from anywhere. */
static void drop_marks(struct str *out, size_t from)
{
    while (from < out->len) {
        uint32_t code_point;
        size_t len = text_decode(out->data + from, out->len - from, &code_point);

        if (code_point >= MARK_FIRST && code_point <= MARK_LAST)
            memset(out->data + from, ' ', len);
        from += len;
    }
}

void search_fold(struct str *out, const char *text)
{
    size_t from = out->len;

    if (is_ascii(text)) { /* the index folds these by itself */
        str_add(out, text);
        return;
    }
    text_fold(out, text);
    drop_marks(out, from);
}

/* Letters and digits alone: `no-show` and `No show` are one word. */
static void plain_word(struct str *out, const char *word)
{
    struct str folded = {0};

    text_fold(&folded, word);
    for (size_t i = 0; i < folded.len; i++) {
        unsigned char c = (unsigned char)folded.data[i];

        if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
            str_add_char(out, (char)c);
    }
    str_fini(&folded);
}

void search_fact_word(struct str *out, enum search_facet facet, const char *word)
{
    struct str plain = {0};

    plain_word(&plain, word);
    for (unsigned i = 0; i < FACTS_KNOWN && known[facet][i] != NULL; i++)
        if (text_equal(known[facet][i], str_text(&plain))) {
            str_add_code_point(out, MARK_FACT + FACTS_KNOWN * (unsigned)facet + i);
            str_fini(&plain);
            return;
        }
    str_add_code_point(out, MARK_FIRST + (unsigned)facet);
    str_add(out, str_text(&plain));
    str_fini(&plain);
}

void search_kind_word(struct str *out, enum kind kind)
{
    str_add_code_point(out, MARK_KIND + (unsigned)search_number(kind));
}

static const char *text_of(const struct value *values, int field)
{
    return values[field].type == VALUE_TEXT ? values[field].text : "";
}

void search_read(enum kind kind, const struct value *values, struct search_texts *texts)
{
    const struct searched *in = &searched[search_number(kind)];

    for (int i = 0; i < SEARCH_COLUMNS; i++)
        str_clear(&texts->columns[i]);
    for (int i = 0; i < in->part_count; i++) {
        const char *text = text_of(values, in->parts[i].field);
        struct str *column = &texts->columns[in->parts[i].column];

        if (*text == '\0')
            continue;
        if (column->len > 0)
            str_add_char(column, '\n');
        search_fold(column, text);
    }
    search_kind_word(&texts->columns[SEARCH_FACTS], kind);
    for (int i = 0; i < in->facet_count; i++) {
        const char *word = text_of(values, in->facets[i].field);

        if (*word == '\0')
            word = in->facets[i].usual;
        if (*word == '\0')
            continue;
        str_add_char(&texts->columns[SEARCH_FACTS], ' ');
        search_fact_word(&texts->columns[SEARCH_FACTS], in->facets[i].facet, word);
    }
}

void search_texts_fini(struct search_texts *texts)
{
    for (int i = 0; i < SEARCH_COLUMNS; i++)
        str_fini(&texts->columns[i]);
}

const char *search_shown(const struct row *row, int at, enum search_column *ret_column)
{
    const struct searched *in = &searched[search_number(row->kind)];

    if (at >= in->part_count)
        return NULL;
    *ret_column = in->parts[at].column;
    return row_text(row, in->parts[at].field);
}
