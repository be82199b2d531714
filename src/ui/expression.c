#include "ui/expression.h"

#include <stdlib.h>
#include <string.h>
#include "app/columns.h"
#include "app/query.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/query.h"
#include "ui/row_form.h"

enum { VALUES_MOST = 60, VALUE_ROWS_MOST = 20000, FIELD_NAME_MOST = 32 };

/* --- where the caret stands --- */

enum place {
    PLACE_TERM,     /* a field, or not */
    PLACE_OPERATOR, /* after a field */
    PLACE_VALUE,    /* after its operator, or in its list */
    PLACE_JOIN,     /* after a whole term */
};

struct caret_reading {
    enum kind kind;
    enum place place;
    int field;    /* of OPERATOR and VALUE */
    bool in_list; /* within `in (...)` */
    size_t word;  /* where the word begins that the caret is in, or the caret */
    size_t at;    /* read so far */
};

static bool is_word_byte(char byte)
{
    return byte && !strchr(" \t\r\n()=!<>~\",", byte);
}

static bool is_word(const char *text, size_t len, const char *word)
{
    return strlen(word) == len && !strncmp(text, word, len);
}

static int find_field(enum kind kind, const char *text, size_t len)
{
    char name[FIELD_NAME_MOST + 1] = "";

    if (len > FIELD_NAME_MOST)
        return -1;
    memcpy(name, text, len);
    return field_find(kind, name);
}

static void read_word(struct caret_reading *reading, const char *text, size_t len)
{
    bool joins = is_word(text, len, "and") || is_word(text, len, "or");
    int field;

    if (reading->place == PLACE_VALUE) {
        reading->place = PLACE_JOIN;
        return;
    }
    if (reading->place == PLACE_OPERATOR && is_word(text, len, "in")) {
        reading->place = PLACE_VALUE;
        reading->in_list = true;
        return;
    }
    field = find_field(reading->kind, text, len);
    if (joins || is_word(text, len, "not"))
        reading->place = PLACE_TERM;
    else if (field >= 0)
        reading->place = PLACE_OPERATOR;
    else
        reading->place = PLACE_JOIN;
    reading->field = field;
}

static void read_mark(struct caret_reading *reading, char mark)
{
    if (strchr("=!<>~", mark) && reading->place != PLACE_TERM && reading->field >= 0)
        reading->place = PLACE_VALUE;
    else if (mark == ',' && reading->in_list)
        reading->place = PLACE_VALUE;
    else if (mark == ')') {
        reading->in_list = false;
        reading->place = PLACE_JOIN;
    } else if (mark == '(' && reading->place == PLACE_JOIN)
        reading->place = PLACE_TERM;
}

/* A quoted text that the caret is in begins with its quote. */
static size_t quoted_end(const char *text, size_t from, size_t at)
{
    const char *end = from + 1 < at ? memchr(text + from + 1, '"', at - from - 1) : NULL;

    return end ? (size_t)(end - text) + 1 : at;
}

static bool is_closed(const char *text, size_t from, size_t end)
{
    return text[from] == '"' && end > from + 1 && text[end - 1] == '"';
}

static struct caret_reading read_to_caret(enum kind kind, const char *text, size_t at)
{
    struct caret_reading reading = {.kind = kind, .field = -1};

    while (reading.at < at) {
        size_t from = reading.at, end = from;

        if (text[from] == '"')
            end = quoted_end(text, from, at);
        else
            while (end < at && is_word_byte(text[end]))
                end++;
        if (end == at && end > from && !is_closed(text, from, end)) {
            reading.word = from;
            return reading;
        }
        if (end > from)
            read_word(&reading, text + from, end - from);
        else
            read_mark(&reading, text[end++]);
        reading.at = end;
    }
    reading.word = at;
    return reading;
}

/* --- what may stand there --- */

struct offering {
    const char *typed; /* what stands there already */
    size_t len;
    bool is_bare; /* a value alone, that needs no quotes */
    struct completion *completion;
};

static bool begins(const struct offering *offering, const char *word)
{
    return !strncmp(word, offering->typed, offering->len);
}

static void offer_words(const struct offering *offering, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (begins(offering, words[i]))
            completion_add(offering->completion, words[i]);
}

/* The shortest first. */
static void offer_fields(const struct offering *offering, enum kind kind)
{
    static const char *const also[] = {"not ", "missing(", NULL};
    const struct kind_info *info = kind_info(kind);

    for (size_t len = 1; len <= FIELD_NAME_MOST; len++)
        for (int f = 0; f < info->count; f++)
            if (strlen(info->fields[f].name) == len && !(info->fields[f].flags & FIELD_HIDDEN) &&
                begins(offering, info->fields[f].name))
                completion_add(offering->completion, info->fields[f].name);
    offer_words(offering, also);
}

static bool is_text(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_LONG || type == FIELD_WORD || type == FIELD_TAGS;
}

static void offer_operators(const struct offering *offering, const struct field *field)
{
    static const char *const text[] = {"= ", "!= ", "~ ", "in (", NULL};
    static const char *const order[] = {"< ", "> ", "= ", "<= ", ">= ", "!= ", NULL};
    static const char *const yes_no[] = {"= ", "!= ", NULL};

    offer_words(offering, is_text(field->type) ? text : field->type == FIELD_BOOL ? yes_no : order);
}

/* --- values --- */

struct values {
    struct arena arena;
    const char *items[VALUES_MOST]; /* as the rows have them */
    size_t count;
    const struct offering *offering;
    int field;
    int rows;
};

/* Compared without case and accents, as = does. */
static bool fits(const struct values *values, const char *text)
{
    struct str folded = {0}, typed = {0};
    const char *from = values->offering->typed;
    size_t len = values->offering->len;
    bool is_quoted = len && *from == '"';
    bool fit;

    str_add_bytes(&folded, from + is_quoted, len - is_quoted);
    text_fold(&typed, str_text(&folded));
    str_clear(&folded);
    text_fold(&folded, text);
    fit = text_starts(str_text(&folded), str_text(&typed));
    str_fini(&folded);
    str_fini(&typed);
    return fit;
}

static void add_value(struct values *values, const char *text, size_t len)
{
    char *one = arena_copy_bytes(&values->arena, text, len);

    for (size_t i = 0; i < values->count; i++)
        if (!text_compare_folded(values->items[i], one))
            return;
    if (len && values->count < VALUES_MOST && !strpbrk(one, "\n\t") && fits(values, one))
        values->items[values->count++] = one;
}

static void add_values(struct values *values, enum field_type type, const char *text)
{
    while (type == FIELD_TAGS && strchr(text, ';')) {
        add_value(values, text, strcspn(text, ";"));
        text += strcspn(text, ";") + 1;
    }
    add_value(values, text, strlen(text));
}

static bool take_column(void *context, int64_t key, struct value value)
{
    struct values *values = context;

    if (value.type == VALUE_TEXT)
        add_values(values, kind_info(KIND_ACCOUNT)->fields[values->field].type, value.text);
    return values->count < VALUES_MOST;
}

static bool take_row(void *context, const struct row *row)
{
    struct values *values = context;

    if (row_knows(row, values->field))
        add_values(
            values, kind_info(row->kind)->fields[values->field].type, row_text(row, values->field));
    return values->count < VALUES_MOST && ++values->rows < VALUE_ROWS_MOST;
}

static int compare_texts(const void *left, const void *right)
{
    return text_compare_folded(*(const char *const *)left, *(const char *const *)right);
}

/* Words of more than one word stand in quotes. */
static void offer_value(const struct offering *offering, const char *value)
{
    struct str text = {0};
    bool quoted = !offering->is_bare && ((offering->len && *offering->typed == '"') ||
                                            value[strcspn(value, " ()=!<>~,")]);

    if (quoted && strchr(value, '"'))
        return;
    str_addf(&text, quoted ? "\"%s\"" : "%s", value);
    completion_add(offering->completion, str_text(&text));
    str_fini(&text);
}

static void offer_texts(
    const struct offering *offering, struct session *session, enum kind kind, int field)
{
    struct values values = {.offering = offering, .field = field};
    struct store *store = session_store(session);
    struct error ignored;
    bool ok = kind == KIND_ACCOUNT && field < ACCOUNT_KEPT
                  ? store_column(store, field, take_column, &values, &ignored)
                  : store_each(store, kind, take_row, &values, &ignored);

    for (const char *const *word = row_form_words(kind, field); ok && word && *word; word++)
        add_value(&values, *word, strlen(*word));
    if (ok && values.count)
        qsort(values.items, values.count, sizeof(*values.items), compare_texts);
    for (size_t i = 0; ok && i < values.count; i++)
        offer_value(offering, values.items[i]);
    arena_fini(&values.arena);
}

static void offer_values(
    const struct offering *offering, struct session *session, enum kind kind, int field)
{
    static const char *const yes_no[] = {"yes", "no", NULL};
    static const char *const days[] = {
        "7d", "30d", "90d", "today", "tomorrow", "fri", "mon", "eom", "eoq", "eoy", NULL};
    static const char *const money[] = {"10k", "50k", "100k", "500k", "1m", NULL};
    static const char *const shares[] = {"10%", "25%", "50%", "75%", "90%", NULL};
    static const char *const spans[] = {"30d", "60d", "90d", "3m", NULL};

    switch (kind_info(kind)->fields[field].type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS: offer_texts(offering, session, kind, field); break;
    case FIELD_BOOL: offer_words(offering, yes_no); break;
    case FIELD_DAY:
    case FIELD_MINUTE: offer_words(offering, days); break;
    case FIELD_MONEY: offer_words(offering, money); break;
    case FIELD_PERCENT: offer_words(offering, shares); break;
    case FIELD_SPAN: offer_words(offering, spans); break;
    case FIELD_INTEGER:
    case FIELD_REAL:
    case FIELD_LINK: break;
    }
}

void expression_complete(struct session *session, enum kind kind, const char *text, size_t at,
    struct completion *completion)
{
    static const char *const joins[] = {"and ", "or ", NULL};
    struct caret_reading reading = read_to_caret(kind, text, at);
    struct offering offering = {text + reading.word, at - reading.word, false, completion};

    completion->from = reading.word;
    switch (reading.place) {
    case PLACE_TERM: offer_fields(&offering, kind); break;
    case PLACE_OPERATOR: offer_operators(&offering, &kind_info(kind)->fields[reading.field]); break;
    case PLACE_VALUE:
        if (reading.field >= 0)
            offer_values(&offering, session, kind, reading.field);
        break;
    case PLACE_JOIN: /* terms side by side are joined too */
        offer_words(&offering, joins);
        if (offering.len)
            offer_fields(&offering, kind);
        break;
    }
}

void expression_complete_value(struct session *session, enum kind kind, int field,
    const char *typed, struct completion *completion)
{
    const struct offering offering = {typed, strlen(typed), true, completion};

    completion->from = 0;
    if (field >= 0)
        offer_values(&offering, session, kind, field);
}

/* --- what it comes to --- */

bool expression_check(
    struct session *session, enum kind kind, const char *text, struct error *fault)
{
    struct arena arena = {0};
    struct query *query;
    bool ok = text_blank(text) ||
              query_parse(text, kind, session_settings(session), &arena, &query, fault);

    arena_fini(&arena);
    return ok;
}

void expression_tell_count(int64_t count, struct str *out)
{
    char text[48];

    if (count)
        str_addf(out, "%s %s", number_whole(count, text), words_plural("matches", "match", count));
    else
        str_add(out, _("none matches"));
}

static bool count_matches(
    struct session *session, const struct query *query, int64_t *ret_count, struct error *err)
{
    struct columns *columns = columns_new(session);
    struct key_list keys = {0};
    bool ok = columns_match(columns, query, &keys, err);

    if (ok)
        *ret_count = (int64_t)keys.count;
    array_fini(&keys);
    columns_free(columns);
    return ok;
}

bool expression_can_explain(struct session *session)
{
    int64_t count = 0;
    struct error ignored;

    return store_count(session_store(session), KIND_ACCOUNT, &count, &ignored) &&
           count <= EXPRESSION_ROWS_AT_ONCE;
}

bool expression_count(struct session *session, const char *text, int64_t *ret_count,
    struct error *ret_none, struct error *err)
{
    struct arena arena = {0};
    struct query *query = NULL;
    bool ok;

    *ret_none = (struct error){0};
    if (text_blank(text))
        return store_count(session_store(session), KIND_ACCOUNT, ret_count, err);
    ok = query_parse(text, KIND_ACCOUNT, session_settings(session), &arena, &query, err) &&
         count_matches(session, query, ret_count, err);
    if (ok && *ret_count == 0 && expression_can_explain(session))
        (void)book_query_finds_none(session, query, ret_none);
    arena_fini(&arena);
    return ok;
}

bool expression_is_large(struct session *session, enum kind kind)
{
    int64_t count = 0;
    struct error ignored;

    return store_count(session_store(session), kind, &count, &ignored) &&
           count > (kind == KIND_ACCOUNT ? EXPRESSION_ACCOUNTS_AT_ONCE : EXPRESSION_ROWS_AT_ONCE);
}
