/* How a setting of each type is read from its node; THE table is core/settings_table.c. */
#include "settings_internal.h"

#include <math.h>
#include "base/money.h"
#include "base/text.h"
#include "files/holiday_file.h"

#define MOST_ROWS 5000

static void *target_of(const struct loader *loader, const struct setting_info *setting)
{
    return (char *)loader->settings + setting->offset;
}

static bool is_off(const struct tree_node *node)
{
    return node->kind == TREE_TEXT && !node->quoted && text_equal_nocase(node->text, "off");
}

static void load_text(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    const char **text = target_of(loader, setting);

    if (is_off(node))
        *text = NULL;
    else if (tree_is_text(node, node->key, loader->faults))
        *text = node->text;
}

/* A map of this node alone, for readers that look under a key. */
struct lone {
    struct tree_node map, node;
};

static const struct tree_node *make_lone(struct lone *lone, const struct tree_node *node)
{
    lone->node = *node;
    lone->node.next = NULL;
    lone->map = (struct tree_node){.kind = TREE_MAP, .first = &lone->node};
    return &lone->map;
}

static void load_word(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    const char **word = target_of(loader, setting);
    struct lone lone;
    int index;

    if (is_off(node)) {
        *word = NULL;
        return;
    }
    index = tree_word_of(make_lone(&lone, node), node->key, -1,
        (struct tree_words){setting->words, setting->word_count}, loader->faults);
    if (index >= 0)
        *word = setting->words[index];
}

/* Kept as its place in the list. */
static void load_choice(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    struct tree_words words = {setting->words, setting->word_count};
    struct lone lone;
    int index = is_off(node)
                    ? 0
                    : tree_word_of(make_lone(&lone, node), node->key, -1, words, loader->faults);

    if (index >= 0)
        *(int *)target_of(loader, setting) = index;
}

static void load_yes(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    tree_read_bool(node, node->key, target_of(loader, setting), loader->faults);
}

static void load_int(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    tree_read_int(node, node->key, (struct tree_range){setting->least, setting->most},
        target_of(loader, setting), loader->faults);
}

static const char *upper_copy(struct arena *arena, const char *text)
{
    char *copy = arena_copy_text(arena, text);

    for (char *at = copy; *at != '\0'; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    return copy;
}

static void load_currency(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    const char *code = node->kind == TREE_TEXT ? upper_copy(loader->arena, node->text) : "";

    if (is_off(node))
        loader->settings->currency = NULL;
    else if (money_is_currency(code))
        loader->settings->currency = code;
    else
        tree_fault(
            node, loader->faults, "%s must be three letters of a currency, like EUR", node->key);
}

static void put_rate(struct loader *loader, const struct tree_node *node)
{
    const char *code = upper_copy(loader->arena, node->key);
    struct setting_rate rate = {.currency = code};
    size_t at = 0;

    if (!money_is_currency(code)) {
        tree_fault_at_key(node, loader->faults,
            "\"%s\" is no currency: write three letters, like EUR", node->key);
        return;
    }
    while (at < loader->rates.count && !text_equal(loader->rates.items[at].currency, code))
        at++;
    if (is_off(node)) {
        if (at < loader->rates.count)
            loader->rates.items[at] = loader->rates.items[--loader->rates.count];
        return;
    }
    if (!tree_read_real(
            node, node->key, (struct tree_range){0, INFINITY}, &rate.rate, loader->faults))
        return;
    if (rate.rate <= 0) {
        tree_fault(node, loader->faults, "%s must be above 0", node->key);
        return;
    }
    if (at == loader->rates.count)
        ARRAY_PUSH(&loader->rates, rate);
    loader->rates.items[at] = rate;
}

static void load_rates(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    if (is_off(node))
        loader->rates.count = 0;
    else if (tree_is_map(node, node->key, loader->faults))
        for (const struct tree_node *item = node->first; item != NULL; item = item->next)
            put_rate(loader, item);
}

static void put_tier(struct loader *loader, const struct tree_node *node)
{
    struct setting_word word = {.word = text_fold_copy(loader->arena, node->key)};
    size_t at = 0;

    while (at < loader->tiers.count && !text_equal(loader->tiers.items[at].word, word.word))
        at++;
    if (is_off(node)) {
        if (at < loader->tiers.count)
            loader->tiers.items[at] = loader->tiers.items[--loader->tiers.count];
        return;
    }
    if (!tree_read_int(node, node->key, (struct tree_range){1, 3}, &word.number, loader->faults))
        return;
    if (at == loader->tiers.count)
        ARRAY_PUSH(&loader->tiers, word);
    loader->tiers.items[at] = word;
}

static void load_tiers(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    if (is_off(node))
        loader->tiers.count = 0;
    else if (tree_is_map(node, node->key, loader->faults))
        for (const struct tree_node *item = node->first; item != NULL; item = item->next)
            put_tier(loader, item);
}

/* `1: 14`, `2: 30`, `3: 90`; `default` fills what has no line. */
static void load_by_tier(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    static const char *const keys[] = {"default", "1", "2", "3"};
    int *days = target_of(loader, setting);

    if (!tree_is_map(node, node->key, loader->faults))
        return;
    tree_keys_known(node, keys, COUNT_OF(keys), loader->faults);
    if (tree_get(node, "default") != NULL) {
        days[0] = tree_int_of(node, "default", days[0],
            (struct tree_range){setting->least, setting->most}, loader->faults);
        days[1] = days[2] = days[3] = days[0];
    }
    for (size_t tier = 1; tier < COUNT_OF(keys); tier++)
        days[tier] = tree_int_of(node, keys[tier], days[tier],
            (struct tree_range){setting->least, setting->most}, loader->faults);
}

static const char *const weekdays[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december"};

/* The whole word, or its first three letters; -1: none of them. */
static int index_of_name(const char *text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char short_name[4] = {names[i][0], names[i][1], names[i][2], '\0'};

        if (text_equal_nocase(text, names[i]) || text_equal_nocase(text, short_name))
            return (int)i;
    }
    return -1;
}

static int read_name(
    struct loader *loader, const struct tree_node *node, const char *what, struct tree_words names)
{
    int index = node->kind == TREE_TEXT ? index_of_name(node->text, names.words, names.count) : -1;

    if (index < 0) {
        tree_fault(node, loader->faults, "this must be %s, like %s", what, names.words[0]);
        if (node->kind == TREE_TEXT)
            fault_suggest(loader->faults, node->text, names.words, names.count);
    }
    return index;
}

static void load_weekend(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    struct tree_words names = {weekdays, COUNT_OF(weekdays)};
    unsigned mask = 0;

    if (!tree_is_list(node, node->key, loader->faults))
        return;
    for (const struct tree_node *item = node->first; item != NULL; item = item->next) {
        int weekday = read_name(loader, item, "a weekday", names);

        if (weekday < 0)
            return;
        mask |= 1u << weekday;
    }
    if (mask == 0 || mask == 0x7F)
        tree_fault(node, loader->faults, "a week needs a day off and a working day");
    else
        loader->settings->calendar.weekend_mask = (uint8_t)mask;
}

static void load_week_start(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    int weekday =
        read_name(loader, node, "a weekday", (struct tree_words){weekdays, COUNT_OF(weekdays)});

    if (weekday >= 0)
        loader->settings->calendar.week_start = (uint8_t)weekday;
}

static void load_fiscal_year(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    int month = read_name(loader, node, "a month", (struct tree_words){months, COUNT_OF(months)});

    if (month >= 0)
        loader->settings->calendar.fiscal_year_start = (uint8_t)(month + 1);
}

static void drop_day(struct day_list *days, day_number day)
{
    for (size_t i = 0; i < days->count; i++)
        if (days->items[i] == day)
            days->items[i--] = days->items[--days->count];
}

static void put_holiday(struct loader *loader, const struct tree_node *node)
{
    day_number day;

    if (!day_parse_iso(node->key, &day)) {
        tree_fault_at_key(
            node, loader->faults, "\"%s\" is no day: write it as 2026-12-25", node->key);
        return;
    }
    drop_day(&loader->holidays, day);
    drop_day(&loader->working, day);
    if (loader->holidays.count + loader->working.count >= MOST_ROWS)
        return;
    if (is_off(node))
        ARRAY_PUSH(&loader->working, day);
    else
        ARRAY_PUSH(&loader->holidays, day);
}

static void load_holidays(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    if (is_off(node))
        loader->holidays.count = loader->working.count = 0;
    else if (tree_is_map(node, node->key, loader->faults))
        for (const struct tree_node *item = node->first; item != NULL; item = item->next)
            put_holiday(loader, item);
}

static void suggest_code(struct loader *loader, const char *code)
{
    int count;
    const char *const *codes = holiday_codes(loader->config_dir, loader->arena, &count);

    fault_suggest(loader->faults, code, codes, (size_t)count);
}

/* The days themselves are put into the calendar at the end, beneath the user's own lines. */
static bool know_country(struct loader *loader, const struct tree_node *item)
{
    struct fault_list ignored = {0}; /* told when they are read for the calendar */
    struct holidays holidays;
    struct error err;
    bool known;

    if (!tree_is_text(item, "a country", loader->faults))
        return false;
    known =
        holiday_file_find(loader->config_dir, item->text, loader->arena, &ignored, &holidays, &err);
    fault_list_fini(&ignored);
    if (known)
        return true;
    if (err.code != ERROR_NOT_FOUND && err.code != ERROR_USAGE) {
        fault_add_error(loader->faults, item->path, &err);
        return false;
    }
    tree_fault(item, loader->faults, "there is no holidays/%.40s.yaml", item->text);
    suggest_code(loader, item->text);
    return false;
}

static void load_countries(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    bool list = node->kind == TREE_LIST;
    const char **codes = arena_alloc_array(loader->arena, (size_t)node->count + 1, sizeof(*codes));
    int count = 0;

    if (node->kind == TREE_MAP && !tree_is_list(node, node->key, loader->faults))
        return;
    for (const struct tree_node *item = list ? node->first : node; item != NULL;
         item = list ? item->next : NULL)
        if (!is_off(item) && know_country(loader, item))
            codes[count++] = item->text;
    loader->settings->holidays_of = codes;
    loader->settings->holidays_of_count = count;
}

static void load_rivals(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    struct lone lone;
    int count;
    const char *const *names =
        tree_texts_of(make_lone(&lone, node), node->key, loader->arena, &count, loader->faults);
    const char **folded = arena_alloc_array(loader->arena, (size_t)count + 1, sizeof(*folded));

    if (is_off(node))
        count = 0;
    for (int i = 0; i < count; i++)
        folded[i] = text_fold_copy(loader->arena, names[i]);
    loader->settings->rivals = folded;
    loader->settings->rival_count = count;
}

typedef void load_fn(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node);

static load_fn *const loaders[SETTING_TYPE_COUNT] = {
    [SETTING_TEXT] = load_text,
    [SETTING_NUMBER] = load_int,
    [SETTING_YES] = load_yes,
    [SETTING_WORD] = load_word,
    [SETTING_CHOICE] = load_choice,
    [SETTING_CURRENCY] = load_currency,
    [SETTING_RATES] = load_rates,
    [SETTING_TIERS] = load_tiers,
    [SETTING_BY_TIER] = load_by_tier,
    [SETTING_WEEKDAY] = load_week_start,
    [SETTING_WEEKDAYS] = load_weekend,
    [SETTING_MONTH] = load_fiscal_year,
    [SETTING_COUNTRIES] = load_countries,
    [SETTING_DAYS] = load_holidays,
    [SETTING_NAMES] = load_rivals,
};

void setting_load(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node)
{
    loaders[setting->type](loader, setting, node);
}
