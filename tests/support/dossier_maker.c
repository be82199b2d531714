#include "support/dossier_maker.h"

#include <stdarg.h>
#include <string.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/str.h"
#include "core/health.h"

static const struct setting_word tiers[] = {{"enterprise", 1}, {"strategic", 1}, {"a", 1}, {"1", 1},
    {"mid", 2}, {"mid-market", 2}, {"growth", 2}, {"b", 2}, {"2", 2}, {"smb", 3}, {"starter", 3},
    {"scaled", 3}, {"c", 3}, {"3", 3}};

static const struct settings shipped = {
    .currency = "USD",
    .tiers = tiers,
    .tier_count = COUNT_OF(tiers),
    .onboarding_days = {30, 30, 30, 30},
    .cadence_days = {0, 14, 30, 90},
    .qbr_days = {0, 90, 180, 0},
    .day_holds = 12,
    .journal_days = 90,
    .journal_megabytes = 200,
    .backups = 7,
};

static void maker_begin(struct dossier_maker *maker)
{
    maker->settings = shipped;
    maker->book =
        (struct book_facts){.currency = "USD", .ticket_feed = DAY_NONE, .usage_feed = DAY_NONE};
    maker->account = row_new(&maker->arena, KIND_ACCOUNT);
    maker->account->key = maker->last_key = 1;
    maker->dossier = (struct dossier){.account = maker->account};
    maker_account(maker, "name", "Globex", "tier", "mid", "stage", "steady", NULL);
}

void maker_init(struct dossier_maker *maker, const char *today)
{
    memset(maker, 0, sizeof(*maker));
    BUG_ON(!day_parse_iso(today, &maker->today));
    maker_begin(maker);
}

static void maker_free_lists(struct dossier_maker *maker)
{
    struct dossier *dossier = &maker->dossier;

    array_fini(&dossier->contracts);
    array_fini(&dossier->contacts);
    array_fini(&dossier->tickets);
    array_fini(&dossier->tasks);
    array_fini(&dossier->notes);
    array_fini(&dossier->opportunities);
    array_fini(&dossier->goals);
    array_fini(&dossier->results);
    array_fini(&dossier->feedback);
    array_fini(&dossier->runs);
    array_fini(&dossier->steps);
    array_fini(&dossier->signals);
    array_fini(&dossier->references);
    array_fini(&dossier->readings);
    array_fini(&dossier->snapshots);
}

void maker_reset(struct dossier_maker *maker)
{
    maker_free_lists(maker);
    arena_clear(&maker->arena);
    maker_begin(maker);
}

void maker_fini(struct dossier_maker *maker)
{
    maker_free_lists(maker);
    arena_fini(&maker->arena);
}

day_number maker_day(const struct dossier_maker *maker, const char *words)
{
    long long offset;
    day_number day;

    if (text_equal(words, "today"))
        return maker->today;
    if (words[0] == '-' || words[0] == '+') {
        BUG_ON(!text_to_int(words + 1, &offset));
        return maker->today + (day_number)(words[0] == '-' ? -offset : offset);
    }
    BUG_ON(!day_parse_iso(words, &day));
    return day;
}

static minute_number maker_minute(const struct dossier_maker *maker, const char *words)
{
    char day[24] = "";
    const char *at = strchr(words, 'T');
    size_t len = at ? (size_t)(at - words) : strlen(words);
    long long hour = 12, minute = 0;

    BUG_ON(len >= sizeof(day));
    memcpy(day, words, len);
    if (at) {
        char digits[3] = {at[1], at[2]};

        BUG_ON(strlen(at) != 6 || !text_to_int(digits, &hour) || !text_to_int(at + 4, &minute));
    }
    return minute_make(maker_day(maker, day), (int)(hour * 60 + minute));
}

static struct value maker_number(enum field_type type, const char *words)
{
    double real;

    BUG_ON(!text_to_real(words, &real));
    if (type == FIELD_REAL || type == FIELD_PERCENT)
        return value_real(real);
    return value_integer(round_half_up(type == FIELD_MONEY ? real * 100 : real));
}

static struct value maker_value(
    struct dossier_maker *maker, enum field_type type, const char *words)
{
    if (words[0] == '\0')
        return value_unknown();
    switch (type) {
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN: return value_text(arena_copy_text(&maker->arena, words));
    case FIELD_DAY: return value_day(maker_day(maker, words));
    case FIELD_MINUTE: return value_integer(maker_minute(maker, words));
    case FIELD_BOOL: return value_integer(text_equal(words, "yes") || text_equal(words, "1"));
    case FIELD_INTEGER:
    case FIELD_REAL:
    case FIELD_PERCENT:
    case FIELD_MONEY:
    case FIELD_LINK: break;
    }
    return maker_number(type, words);
}

void maker_set(struct dossier_maker *maker, struct row *row, const char *field, const char *words)
{
    int at = field_find(row->kind, field);

    BUG_ON(at < 0);
    row_set(row, at, maker_value(maker, kind_info(row->kind)->fields[at].type, words));
}

static void maker_set_all(struct dossier_maker *maker, struct row *row, va_list pairs)
{
    for (const char *field; (field = va_arg(pairs, const char *)) != NULL;)
        maker_set(maker, row, field, va_arg(pairs, const char *));
}

void maker_account(struct dossier_maker *maker, ...)
{
    va_list pairs;

    va_start(pairs, maker);
    maker_set_all(maker, maker->account, pairs);
    va_end(pairs);
}

struct row_list *maker_rows(struct dossier *dossier, enum kind kind)
{
    switch (kind) {
    case KIND_CONTRACT: return &dossier->contracts;
    case KIND_CONTACT: return &dossier->contacts;
    case KIND_TICKET: return &dossier->tickets;
    case KIND_TASK: return &dossier->tasks;
    case KIND_NOTE: return &dossier->notes;
    case KIND_OPPORTUNITY: return &dossier->opportunities;
    case KIND_GOAL: return &dossier->goals;
    case KIND_RESULT: return &dossier->results;
    case KIND_FEEDBACK: return &dossier->feedback;
    case KIND_RUN: return &dossier->runs;
    case KIND_STEP: return &dossier->steps;
    case KIND_SIGNAL: return &dossier->signals;
    case KIND_REFERENCE: return &dossier->references;
    case KIND_ACCOUNT:
    case KIND_MEASURE:
    case KIND_FACT:
    case KIND_VERSION:
    case KIND_MOVEMENT:
    case KIND_RENEWAL:
    case KIND_COUNT: break;
    }
    return NULL;
}

struct row *maker_add(struct dossier_maker *maker, enum kind kind, ...)
{
    struct row *row = row_new(&maker->arena, kind);
    struct row_list *list = maker_rows(&maker->dossier, kind);
    va_list pairs;

    BUG_ON(list == NULL);
    row->key = ++maker->last_key;
    row_set_integer(row, kind_info(kind)->account, maker->account->key);
    va_start(pairs, kind);
    maker_set_all(maker, row, pairs);
    va_end(pairs);
    ARRAY_PUSH(list, row);
    return row;
}

void maker_answer(struct dossier_maker *maker, const char *metric, const char *contact,
    const char *day, double value)
{
    struct reading_list *list = &maker->dossier.readings;
    struct reading reading = {.metric = arena_copy_text(&maker->arena, metric),
        .contact = arena_copy_text(&maker->arena, contact),
        .date = maker_day(maker, day),
        .value = value};
    size_t at = list->count;

    ARRAY_PUSH(list, reading);
    for (; at > 0; at--) {
        int order = strcmp(list->items[at - 1].metric, metric);

        if (order < 0 || (order == 0 && list->items[at - 1].date <= reading.date))
            break;
        list->items[at] = list->items[at - 1];
    }
    list->items[at] = reading;
}

void maker_reading(struct dossier_maker *maker, const char *metric, const char *day, double value)
{
    maker_answer(maker, metric, NULL, day, value);
}

void maker_snapshot(struct dossier_maker *maker, const char *day, int health)
{
    struct snapshot snapshot = {.day = maker_day(maker, day),
        .health = health,
        .coverage = health < 0 ? 0 : 1,
        .band = (int)health_band_of(health)};

    ARRAY_PUSH(&maker->dossier.snapshots, snapshot);
}
