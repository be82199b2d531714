/* The book as a whole: its health, its ARR from one day to another, where the time went. */
#include "base/money.h"
#include "base/words.h"
#include "metric_internal.h"

void metric_bands_on(const struct metric_ground *ground, day_number day, struct arena *arena,
    struct metric_bands *ret_bands)
{
    struct metric_bands bands = {.day = day};
    const int64_t *arr = metric_arr_on(ground, day, arena);

    for (size_t i = 0; i < ground->account_count; i++) {
        const struct metric_account *account = &ground->accounts[i];
        enum health_band band;

        if (!account->wanted || !metric_is_customer(account, day))
            continue;
        int64_t money = arr[i] == MONEY_NONE ? 0 : arr[i];
        metric_health_on(ground, account, day, &band);
        bands.accounts[band]++;
        bands.arr[band] += money;
        bands.total_accounts++;
        bands.total_arr += money;
        bands.without_rate += arr[i] == MONEY_NONE && account->without_rate;
        bands.unknown_arr += arr[i] == MONEY_NONE && !account->without_rate;
        KEEP(arena, &bands.rows[band],
            (struct metric_row){.kind = KIND_ACCOUNT,
                .key = account->key,
                .account = account->key,
                .numerator = money,
                .denominator = 1});
    }
    *ret_bands = bands;
}

struct metric_mean metric_mean_on(
    const struct metric_ground *ground, day_number day, struct arena *arena)
{
    struct metric_mean mean = {.day = day};

    for (size_t i = 0; i < ground->account_count; i++) {
        const struct metric_account *account = &ground->accounts[i];
        enum health_band band;

        if (!account->wanted || !metric_is_customer(account, day))
            continue;
        int health = metric_health_on(ground, account, day, &band);
        mean.accounts++;
        if (health < 0)
            continue;
        mean.sum += health;
        mean.known++;
    }
    return mean;
}

static void take_leading(const struct metric_ground *ground, const struct arr_position_list *all,
    size_t count, struct arena *arena, struct arr_position_list *ret_leading)
{
    struct arr_position *items = arena_alloc_array(arena, count + 1, sizeof(*items));
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++)
        if (metric_leads(ground, &all->items[i]))
            items[kept++] = all->items[i];
    *ret_leading = (struct arr_position_list){items, kept, kept};
}

void metric_walk_of(const struct metric_ground *ground, struct metric_span span,
    struct arena *arena, struct metric_walk *ret_walk)
{
    struct arr_position_list all = metric_positions(ground, span, arena);
    struct metric_walk walk = {.positions = all};
    size_t kept = 0;

    for (size_t i = 0; i < all.count; i++)
        if (metric_leads(ground, &all.items[i])) {
            retention_add(&walk.sum, &all.items[i]);
            kept++;
        }
    if (kept < all.count)
        take_leading(ground, &all, kept, arena, &walk.positions);
    *ret_walk = walk;
}

/* --- time --- */

#define RENEWAL_DAYS 90 /* before a decision, in which work is on the renewal */

static const char *const time_words[] = {[TIME_AT_RISK] = N_("customers at risk"),
    [TIME_ONBOARDING] = N_("onboarding"),
    [TIME_RENEWALS] = N_("renewals"),
    [TIME_REST] = N_("the rest")};

const char *metric_time_word(enum metric_time time)
{
    return time < TIMES ? time_words[time] : "";
}

static bool is_onboarding(const struct metric_ground *ground, int64_t account, day_number day)
{
    size_t at;

    METRIC_FIRST(ground->runs, ground->run_count, account, &at);
    for (; at < ground->run_count && ground->runs[at].account == account; at++) {
        const struct run_standing *run = &ground->runs[at];
        bool is_over = (run->first_value != DAY_NONE && run->first_value < day) ||
                       (run->finished != DAY_NONE && run->finished < day);

        if (run->onboarding && run->started != DAY_NONE && run->started <= day && !is_over)
            return true;
    }
    return false;
}

static bool is_before(day_number decision, day_number day)
{
    return decision != DAY_NONE && day <= decision && decision - day <= RENEWAL_DAYS;
}

static bool is_renewing(
    const struct metric_ground *ground, const struct metric_account *account, day_number day)
{
    size_t at;

    if (is_before(account->decides, day))
        return true;
    METRIC_FIRST(ground->due, ground->due_count, account->key, &at);
    for (; at < ground->due_count && ground->due[at].account == account->key; at++)
        if (is_before(ground->due[at].ends, day))
            return true;
    return false;
}

static enum metric_time time_of(
    const struct metric_ground *ground, const struct metric_account *account, day_number day)
{
    enum health_band band;

    metric_health_on(ground, account, day, &band);
    if (band == BAND_RED)
        return TIME_AT_RISK;
    if (is_onboarding(ground, account->key, day))
        return TIME_ONBOARDING;
    return is_renewing(ground, account, day) ? TIME_RENEWALS : TIME_REST;
}

void metric_times_of(const struct metric_ground *ground, struct metric_span span,
    struct arena *arena, struct metric_times *ret_times)
{
    struct metric_times times = {0};

    for (size_t i = 0; i < ground->note_count; i++) {
        const struct metric_note *note = &ground->notes[i];
        const struct metric_account *account = metric_find_account(ground, note->account);

        if (note->day == DAY_NONE || note->day <= span.from || note->day > span.to || !account ||
            !account->wanted)
            continue;
        times.untimed += note->minutes <= 0;
        if (note->minutes <= 0)
            continue;
        enum metric_time time = time_of(ground, account, note->day);
        times.minutes[time] += note->minutes;
        times.notes[time]++;
        times.total += note->minutes;
        KEEP(arena, &times.rows[time],
            (struct metric_row){.kind = KIND_NOTE,
                .key = note->key,
                .account = note->account,
                .numerator = note->minutes,
                .denominator = 1});
    }
    *ret_times = times;
}
