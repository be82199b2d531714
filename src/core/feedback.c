#include "core/feedback.h"

#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

static const char *const status_words[] = {
    [FEEDBACK_OPEN] = N_("open"),
    [FEEDBACK_PLANNED] = N_("planned"),
    [FEEDBACK_DONE] = N_("done"),
    [FEEDBACK_DECLINED] = N_("declined"),
};

const char *feedback_status_word(enum feedback_status status)
{
    return status_words[status];
}

enum feedback_status feedback_status_of(const char *word)
{
    size_t at = text_place_nocase(word, status_words, COUNT_OF(status_words));

    return at < COUNT_OF(status_words) ? (enum feedback_status)at : FEEDBACK_OPEN;
}

bool feedback_is_settled(enum feedback_status status)
{
    return status == FEEDBACK_DONE || status == FEEDBACK_DECLINED;
}

static bool parts_words(char byte)
{
    return byte == ' ' || byte == '-' || byte == '_' || byte == '\t' || byte == '\n';
}

const char *feedback_theme_key(const char *theme, struct arena *arena)
{
    char *key = text_fold_copy(arena, theme);
    size_t len = 0;

    for (const char *at = key; *at; at++)
        if (!parts_words(*at))
            key[len++] = *at;
        else if (len && key[len - 1] != ' ')
            key[len++] = ' ';
    while (len && key[len - 1] == ' ')
        len--;
    key[len] = '\0';
    return key;
}

/* --- order --- */

static enum feedback_status status_of(const struct feedback_voice *voice)
{
    return feedback_status_of(row_text(voice->said, FEEDBACK_STATUS));
}

static int compare_days(day_number a, day_number b)
{
    return (a > b) - (a < b);
}

static int by_theme_and_day(const void *left, const void *right)
{
    const struct feedback_voice *a = left, *b = right;
    int order = strcmp(a->key, b->key);

    if (!order)
        order = compare_days(row_day(b->said, FEEDBACK_DATE), row_day(a->said, FEEDBACK_DATE));
    return order ? order : (b->said->key > a->said->key) - (b->said->key < a->said->key);
}

static int by_account(const void *left, const void *right)
{
    const struct feedback_voice *a = *(const struct feedback_voice *const *)left;
    const struct feedback_voice *b = *(const struct feedback_voice *const *)right;
    int64_t one = row_integer(a->said, FEEDBACK_ACCOUNT);
    int64_t other = row_integer(b->said, FEEDBACK_ACCOUNT);

    return (one > other) - (one < other);
}

static int by_weight(const void *left, const void *right)
{
    const struct feedback_theme *a = left, *b = right;
    const struct feedback_weight *one = &a->asking, *other = &b->asking;
    int settled = feedback_is_settled(a->status) - feedback_is_settled(b->status);

    if (settled)
        return settled;
    if (one->arr != other->arr)
        return one->arr > other->arr ? -1 : 1;
    if (one->accounts != other->accounts)
        return one->accounts > other->accounts ? -1 : 1;
    return strcmp(a->key, b->key);
}

/* --- weights --- */

/* Each account once; they stand beside each other. */
static void weigh(
    const struct feedback_voice **voices, size_t count, struct feedback_weight *weight)
{
    if (count > 1)
        qsort(voices, count, sizeof(*voices), by_account);
    for (size_t i = 0; i < count; i++) {
        if (i && by_account(&voices[i - 1], &voices[i]) == 0)
            continue;
        weight->accounts++;
        if (voices[i]->arr == MONEY_NONE || !money_add(&weight->arr, voices[i]->arr))
            weight->unknown++;
    }
}

static enum severity severity_of(const struct row *said)
{
    if (row_is(said, FEEDBACK_SEVERITY, "high"))
        return SEVERITY_HIGH;
    if (row_is(said, FEEDBACK_SEVERITY, "medium"))
        return SEVERITY_MEDIUM;
    return row_is(said, FEEDBACK_SEVERITY, "low") ? SEVERITY_LOW : SEVERITY_NONE;
}

static bool in_month(const struct row *said, day_number today)
{
    day_number day = row_day(said, FEEDBACK_DATE);

    return day != DAY_NONE && day > today - FEEDBACK_PATTERN_DAYS && day <= today;
}

static void look_at_month(
    struct feedback_theme *theme, day_number today, const struct feedback_voice **picked)
{
    size_t count = 0;

    theme->month_since = DAY_NONE;
    for (size_t i = 0; i < theme->voice_count; i++) {
        const struct feedback_voice *voice = &theme->voices[i];

        if (voice->churned || feedback_is_settled(status_of(voice)) ||
            !in_month(voice->said, today))
            continue;
        picked[count++] = voice;
        theme->month_since = row_day(voice->said, FEEDBACK_DATE); /* newest first */
    }
    weigh(picked, count, &theme->month);
    theme->is_pattern = *theme->key && theme->month.accounts >= FEEDBACK_PATTERN_ACCOUNTS;
}

static void look_at_all(struct feedback_theme *theme, const struct feedback_voice **picked)
{
    size_t count = 0;

    for (size_t i = 0; i < theme->voice_count; i++) {
        const struct feedback_voice *voice = &theme->voices[i];
        enum feedback_status status = status_of(voice);

        if (voice->churned)
            continue;
        theme->untold += feedback_is_settled(status) && !row_knows(voice->said, FEEDBACK_TOLD_ON);
        if (feedback_is_settled(status) && !feedback_is_settled(theme->status))
            continue;
        picked[count++] = voice;
        if (severity_of(voice->said) > theme->severity)
            theme->severity = severity_of(voice->said);
    }
    weigh(picked, count, &theme->asking);
}

static struct feedback_theme theme_of(
    const struct feedback_voice *voices, size_t count, day_number today, struct arena *arena)
{
    struct feedback_theme theme = {.key = voices[0].key,
        .name = row_text(voices[0].said, FEEDBACK_THEME),
        .voices = voices,
        .voice_count = count,
        .status = status_of(&voices[0]),
        .last = row_day(voices[0].said, FEEDBACK_DATE)};
    const struct feedback_voice **picked = arena_alloc_array(arena, count, sizeof(*picked));

    for (size_t i = 1; i < count; i++)
        if (status_of(&voices[i]) < theme.status)
            theme.status = status_of(&voices[i]);
    look_at_all(&theme, picked);
    look_at_month(&theme, today, picked);
    return theme;
}

void feedback_gather(const struct feedback_voices *voices, day_number today, struct arena *arena,
    struct feedback_themes *ret_themes)
{
    struct feedback_voice *sorted = arena_alloc_array(arena, voices->count + 1, sizeof(*sorted));
    struct feedback_themes themes = {
        .items = arena_alloc_array(arena, voices->count + 1, sizeof(*themes.items))};
    size_t end;

    for (size_t i = 0; i < voices->count; i++) {
        sorted[i] = voices->items[i];
        sorted[i].key = feedback_theme_key(row_text(sorted[i].said, FEEDBACK_THEME), arena);
    }
    if (voices->count > 1)
        qsort(sorted, voices->count, sizeof(*sorted), by_theme_and_day);
    for (size_t from = 0; from < voices->count; from = end) {
        for (end = from + 1; end < voices->count && !strcmp(sorted[end].key, sorted[from].key);)
            end++;
        themes.items[themes.count++] = theme_of(&sorted[from], end - from, today, arena);
    }
    if (themes.count > 1)
        qsort(themes.items, themes.count, sizeof(*themes.items), by_weight);
    *ret_themes = themes;
}

/* --- words --- */

void feedback_add_money(struct str *out, const struct feedback_weight *weight, const char *currency)
{
    char money[48];

    if (weight->accounts == weight->unknown) {
        str_add(out, _("ARR not known"));
        return;
    }
    str_add(out, money_short(weight->arr, currency, money));
    if (weight->unknown)
        str_addf(out, _(" and %lld unknown"), (long long)weight->unknown);
}

void feedback_add_pattern(
    struct str *out, const struct feedback_theme *theme, const char *currency, day_number today)
{
    char day[24];

    str_addf(out,
        words_plural("%lld account asks for %s since %s, ", "%lld accounts ask for %s since %s, ",
            theme->month.accounts),
        (long long)theme->month.accounts, theme->name, day_short(theme->month_since, today, day));
    feedback_add_money(out, &theme->month, currency);
}
