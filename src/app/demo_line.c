/* The lines of config/demo: pieces of text, `FIELD VALUE` pairs, days counted from today. */
#include <string.h>
#include "app/demo_internal.h"
#include "base/bug.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct demo_span demo_trim(struct demo_span span)
{
    while (span.len > 0 && is_blank(*span.text)) {
        span.text++;
        span.len--;
    }
    while (span.len > 0 && is_blank(span.text[span.len - 1]))
        span.len--;
    return span;
}

char *demo_copy(struct arena *arena, struct demo_span span)
{
    return arena_copy_bytes(arena, span.text, span.len);
}

/* Where the separator stands; the length of the text: nowhere. */
static size_t find_in(const struct demo_span *text, const char *separator, size_t mark)
{
    const char *at = text->text, *end = text->text + text->len;

    while ((at = memchr(at, separator[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= mark && memcmp(at, separator, mark) == 0)
            return (size_t)(at - text->text);
        at++;
    }
    return text->len;
}

bool demo_take(struct demo_span *text, const char *separator, struct demo_span *ret_piece)
{
    size_t mark = strlen(separator);
    size_t len;

    if (text->len == 0)
        return false;
    len = find_in(text, separator, mark);
    *ret_piece = demo_trim((struct demo_span){text->text, len});
    len += len < text->len ? mark : 0;
    text->text += len;
    text->len -= len;
    return true;
}

/* --- rows --- */

static const char id_letters[KIND_COUNT] = {[KIND_ACCOUNT] = 'a',
    [KIND_CONTRACT] = 'k',
    [KIND_CONTACT] = 'p',
    [KIND_TICKET] = 's',
    [KIND_TASK] = 't',
    [KIND_NOTE] = 'n',
    [KIND_OPPORTUNITY] = 'o',
    [KIND_GOAL] = 'g',
    [KIND_RESULT] = 'v',
    [KIND_FEEDBACK] = 'f',
    [KIND_RUN] = 'r',
    [KIND_MOVEMENT] = 'm',
    [KIND_RENEWAL] = 'w',
    [KIND_REFERENCE] = 'e'};

enum { FIRST_ID = 100 };

/* `s-101`: of each row one, so it is not left to a format. */
static const char *id_of(struct arena *arena, enum kind kind, int number)
{
    char text[16], *at = &text[sizeof(text) - 1];

    *at = '\0';
    for (number += FIRST_ID; number > 0; number /= 10)
        *--at = (char)('0' + number % 10);
    *--at = '-';
    *--at = id_letters[kind];
    return arena_copy_bytes(arena, at, (size_t)(&text[sizeof(text) - 1] - at));
}

size_t demo_insert(struct demo_account *account, enum kind kind)
{
    const struct kind_info *info = kind_info(kind);
    struct change *change = &account->change;
    size_t row = change_insert(change, kind);
    int number = ++account->demo->made[kind];

    if (info->account >= 0)
        change_set_integer(change, row, info->account, change_name(change, account->row));
    if (info->id >= 0)
        change_set(change, row, info->id, value_text(id_of(&change->arena, kind, number)));
    return row;
}

bool demo_day(const struct demo_account *account, struct demo_span words, day_number *ret_day,
    struct error *err)
{
    const struct session *session = account->demo->session;
    char text[40];

    if (words.len >= sizeof(text))
        return error_set(err, ERROR_USAGE, "this is no day");
    memcpy(text, words.text, words.len);
    text[words.len] = '\0';
    return day_parse(text, session->today, &session->settings.calendar, ret_day, err);
}

/* What people do falls on working days, whatever today is; what contracts say stands as it is. */
static void roll(const struct demo_account *account, enum kind kind, struct value *value)
{
    const struct session *session = account->demo->session;
    const struct calendar *calendar = &session->settings.calendar;
    day_number day = (day_number)value->integer;

    if (kind == KIND_ACCOUNT || kind == KIND_CONTRACT || kind == KIND_MOVEMENT)
        return;
    *value = value_day(
        day <= session->today ? day_roll_back(day, calendar) : day_roll_forward(day, calendar));
}

static bool set_field(
    struct demo_account *account, size_t row, int field, const char *text, struct error *err)
{
    const struct session *session = account->demo->session;
    enum kind kind = account->change.rows.items[row].kind;
    const struct parse_context context = {&session->settings, session->today, account->currency};
    struct value value;

    bool minus = kind_info(kind)->fields[field].type == FIELD_MONEY && *text == '-';

    if (!field_parse(kind, field, text + minus, &context, &account->change.arena, &value, err))
        return false;
    if (minus)
        value.integer = -value.integer;
    if (kind_info(kind)->fields[field].type == FIELD_DAY && value.type == VALUE_INTEGER)
        roll(account, kind, &value);
    change_set(&account->change, row, field, value);
    return true;
}

/* `terms 3` of a contract: it began so many terms before its end. */
static bool set_terms(struct demo_account *account, size_t row, const char *text, struct error *err)
{
    const struct value *values = account->change.rows.items[row].values;
    long long terms = 0;

    if (!text_to_int(text, &terms) || values[CONTRACT_ENDS].type != VALUE_INTEGER ||
        values[CONTRACT_TERM_MONTHS].type != VALUE_INTEGER)
        return error_set(err, ERROR_USAGE, "terms: needs a number, after ends and term_months");
    change_set_day(&account->change, row, CONTRACT_START,
        day_add_months((day_number)values[CONTRACT_ENDS].integer + 1,
            -(int)(terms * values[CONTRACT_TERM_MONTHS].integer)));
    return true;
}

bool demo_fields(
    struct demo_account *account, size_t row, struct demo_span fields, struct error *err)
{
    enum kind kind = account->change.rows.items[row].kind;
    struct arena *arena = &account->change.arena;
    struct demo_span value;

    while (demo_take(&fields, ",", &value)) {
        struct demo_span word;

        if (!demo_take(&value, " ", &word))
            return error_set(err, ERROR_USAGE, "two commas with nothing between");
        const char *name = demo_copy(arena, word);
        const char *text = demo_copy(arena, demo_trim(value));
        int field = field_find(kind, name);

        if (kind == KIND_CONTRACT && text_equal(name, "terms")) {
            if (!set_terms(account, row, text, err))
                return false;
        } else if (field < 0 || field >= kind_info(kind)->stored) {
            return error_set(
                err, ERROR_USAGE, "a %s has no field \"%s\"", kind_info(kind)->singular, name);
        } else if (!set_field(account, row, field, text, err)) {
            return false;
        }
    }
    return true;
}

bool demo_fault(const struct demo_account *account, const struct tree_node *block, const char *line,
    const char *why)
{
    int number = block->line;

    for (const char *at = block->text; at < line; at++)
        number += *at == '\n';
    fault_add(&account->demo->faults, block->path, number, 0, "%s", why);
    return false;
}
