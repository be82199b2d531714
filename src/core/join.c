/* Two accounts that are one customer: lines, people and fields of the one in the other. */
#include "core/join.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"

/* --- what is there already --- */

/* What one of the two does not know tells them not apart. */
static bool agree(const struct row *a, const struct row *b, int field)
{
    return !row_knows(a, field) || !row_knows(b, field) ||
           value_equal(a->values[field], b->values[field]);
}

const struct row *join_same_line(const struct row *line, const struct row_list *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct row *other = lines->items[i];

        if (text_compare_folded(
                row_text(line, CONTRACT_PRODUCT), row_text(other, CONTRACT_PRODUCT)) == 0 &&
            row_day(line, CONTRACT_START) == row_day(other, CONTRACT_START) &&
            row_day(line, CONTRACT_ENDS) == row_day(other, CONTRACT_ENDS) &&
            agree(line, other, CONTRACT_CURRENCY))
            return other;
    }
    return NULL;
}

static bool is_same_person(const struct row *a, const struct row *b)
{
    const char *mail = row_text(a, CONTACT_EMAIL), *other = row_text(b, CONTACT_EMAIL);

    if (*mail && *other)
        return text_equal_nocase(mail, other);
    return row_knows(a, CONTACT_NAME) &&
           text_compare_folded(row_text(a, CONTACT_NAME), row_text(b, CONTACT_NAME)) == 0;
}

const struct row *join_same_person(const struct row *person, const struct row_list *people)
{
    for (size_t i = 0; i < people->count; i++)
        if (is_same_person(person, people->items[i]))
            return people->items[i];
    return NULL;
}

bool join_takes_implied(const struct join_ground *ground)
{
    return ground->from.contracts.count == 0 && ground->into.contracts.count == 0 &&
           row_money(ground->from.account, ACCOUNT_ARR) > 0 &&
           row_money(ground->into.account, ACCOUNT_ARR) <= 0;
}

/* --- fields --- */

const char *join_former(struct arena *arena, const char *what, const char *text)
{
    return text_blank(text) || strchr(text, ';') ? NULL : arena_format(arena, "%s=%s", what, text);
}

static void add_item(struct str *out, const char *item, size_t len)
{
    const char *at = str_text(out);

    while (len && *item == ' ')
        item++, len--;
    while (len && item[len - 1] == ' ')
        len--;
    for (; len && *at; at += strcspn(at, ";"), at += *at == ';')
        if (strcspn(at, ";") == len && memcmp(at, item, len) == 0)
            return;
    if (!len)
        return;
    str_add(out, out->len ? ";" : "");
    str_add_bytes(out, item, len);
}

static void add_items(struct str *out, const char *items)
{
    while (items && *items) {
        size_t len = strcspn(items, ";");

        add_item(out, items, len);
        items += len + (items[len] == ';');
    }
}

static void unite(
    struct change *change, size_t at, int field, const struct row *into, const char *items)
{
    struct str all = {0};

    add_items(&all, row_text(into, field));
    add_items(&all, items);
    if (!text_equal(str_text(&all), row_text(into, field)))
        change_set_text(change, at, field, str_text(&all));
    str_fini(&all);
}

/* Of the line that the account implies; those in another currency would be another thing. */
static const int of_line[] = {ACCOUNT_ARR, ACCOUNT_CURRENCY, ACCOUNT_CATEGORY, ACCOUNT_FORECAST,
    ACCOUNT_PROBABILITY, ACCOUNT_TARGET, ACCOUNT_PAPER, ACCOUNT_TOLD_ON};
/* Of the day, or settled apart. */
static const int left_alone[] = {ACCOUNT_ID, ACCOUNT_HAND, ACCOUNT_PINNED, ACCOUNT_SNOOZED_UNTIL,
    ACCOUNT_SNOOZE_WHY, ACCOUNT_CLEARED_ON, ACCOUNT_TAGS, ACCOUNT_FORMER, ACCOUNT_APART,
    ACCOUNT_STAGE, ACCOUNT_PARENT, ACCOUNT_ENTERED};

static bool is_among(int field, const int *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fields[i] == field)
            return true;
    return false;
}

static int fill_blanks(const struct join_ground *ground, struct change *change, size_t at)
{
    const struct row *from = ground->from.account, *into = ground->into.account;
    bool takes = join_takes_implied(ground);
    int filled = 0;

    for (int field = 0; field < ACCOUNT_STORED; field++) {
        bool is_line = is_among(field, of_line, COUNT_OF(of_line));

        if (is_among(field, left_alone, COUNT_OF(left_alone)) || (is_line && !takes) ||
            (row_knows(into, field) && !(is_line && takes)) ||
            value_equal(into->values[field], from->values[field]))
            continue;
        change_set(change, at, field, from->values[field]);
        filled++;
    }
    return filled;
}

/* A superior who was the one or the other is itself now; only another one is taken. */
static void settle_parent(const struct join_ground *ground, struct change *change, size_t at)
{
    const char *from = row_text(ground->from.account, ACCOUNT_PARENT);
    const char *into = row_text(ground->into.account, ACCOUNT_PARENT);
    const char *id = row_text(ground->into.account, ACCOUNT_ID);

    if (*into && text_equal(into, row_text(ground->from.account, ACCOUNT_ID)))
        change_set(change, at, ACCOUNT_PARENT, value_unknown());
    else if (!*into && *from && !text_equal(from, id))
        change_set_text(change, at, ACCOUNT_PARENT, from);
}

static void remember(const struct join_ground *ground, struct change *change, size_t at)
{
    const struct row *from = ground->from.account, *into = ground->into.account;
    const struct {
        const char *what, *text;
    } names[] = {{"id", row_text(from, ACCOUNT_ID)}, {"domain", row_text(from, ACCOUNT_DOMAIN)},
        {"key", row_text(from, ACCOUNT_NATURAL)}};
    struct str items = {0};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *item = join_former(ground->arena, names[i].what, names[i].text);

        if (item)
            str_addf(&items, "%s%s", items.len ? ";" : "", item);
    }
    str_addf(&items, ";%s", row_text(from, ACCOUNT_FORMER));
    unite(change, at, ACCOUNT_FORMER, into, str_text(&items));
    str_fini(&items);
}

/* `hand` of what was filled goes along with it. */
static void take_hand(const struct join_ground *ground, struct change *change, size_t at)
{
    const struct kind_info *info = kind_info(KIND_ACCOUNT);
    uint64_t mask = change->rows.items[at].mask;
    struct str items = {0};

    for (int field = 0; field < info->stored; field++)
        if ((mask & (UINT64_C(1) << field)) &&
            row_has_tag(ground->from.account, ACCOUNT_HAND, info->fields[field].name))
            str_addf(&items, "%s%s", items.len ? ";" : "", info->fields[field].name);
    unite(change, at, ACCOUNT_HAND, ground->into.account, str_text(&items));
    str_fini(&items);
}

int join_fill(const struct join_ground *ground, struct change *change, size_t at)
{
    const struct row *from = ground->from.account, *into = ground->into.account;
    int filled = fill_blanks(ground, change, at);
    day_number entered = row_day(from, ACCOUNT_ENTERED);

    if (!row_knows(into, ACCOUNT_STAGE) && row_knows(from, ACCOUNT_STAGE) &&
        !row_is(from, ACCOUNT_STAGE, "churned"))
        change_set_text(change, at, ACCOUNT_STAGE, row_text(from, ACCOUNT_STAGE));
    if (entered != DAY_NONE &&
        (!row_knows(into, ACCOUNT_ENTERED) || entered < row_day(into, ACCOUNT_ENTERED)))
        change_set_day(change, at, ACCOUNT_ENTERED, entered);
    settle_parent(ground, change, at);
    take_hand(ground, change, at);
    unite(change, at, ACCOUNT_TAGS, into, row_text(from, ACCOUNT_TAGS));
    unite(change, at, ACCOUNT_APART, into, row_text(from, ACCOUNT_APART));
    remember(ground, change, at);
    return filled;
}

int join_fill_row(const struct row *from, const struct row *into, struct change *change)
{
    const struct kind_info *info = kind_info(from->kind);
    size_t at = 0;
    int filled = 0;

    for (int field = 0; field < info->stored; field++) {
        if (field == info->id || field == info->natural || field == info->hand ||
            info->fields[field].type == FIELD_LINK || row_knows(into, field) ||
            !row_knows(from, field))
            continue;
        if (!filled++)
            at = change_update(change, into->kind, into->key);
        change_set(change, at, field, from->values[field]);
    }
    return filled;
}
