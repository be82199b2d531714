/* THE table of figures, and how one is computed. */
#include "core/metric.h"

#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "base/words.h"
#include "metric_internal.h"

struct metric_entry {
    struct metric_info info;
    void (*make)(struct metric_make *make);
    bool words_ask_rows; /* what is said of it tells its rows apart: they are always made */
};

#define RATIO METRIC_UNIT_RATIO
static const struct metric_entry entries[] = {
    [FIGURE_GRR] = {{.name = "grr",
                        .label = N_("gross revenue retention"),
                        .unit = RATIO,
                        .aim_from = .9,
                        .aim_to = .9,
                        .needs_history = true,
                        .rows = KIND_ACCOUNT,
                        .formula =
                            N_("sum of min(ARR at the start, ARR at the end) / sum of ARR at "
                               "the start, over the accounts that had ARR at the start and "
                               "are in the book at both ends")},
        metric_make_retention},
    [FIGURE_GRR_WITHOUT_UPLIFT] =
        {{.name = "grr_without_uplift",
             .label = N_("the same without uplift"),
             .unit = RATIO,
             .needs_history = true,
             .rows = KIND_ACCOUNT,
             .formula =
                 N_("as grr, with the price rise of the period taken from the ARR at the end, "
                    "so that it hides no seat loss")},
            metric_make_retention},
    [FIGURE_NRR] = {{.name = "nrr",
                        .label = N_("net revenue retention"),
                        .unit = RATIO,
                        .aim_from = 1,
                        .aim_to = 1,
                        .needs_history = true,
                        .rows = KIND_ACCOUNT,
                        .formula =
                            N_("sum of ARR at the end / sum of ARR at the start, over the same "
                               "accounts as grr")},
        metric_make_retention},
    [FIGURE_LOGO_RETENTION] = {{.name = "logo_retention",
                                   .label = N_("accounts kept"),
                                   .unit = RATIO,
                                   .aim_from = .9,
                                   .aim_to = .9,
                                   .needs_history = true,
                                   .rows = KIND_ACCOUNT,
                                   .formula =
                                       N_("accounts of grr with ARR at the end / all of them; "
                                          "accounts joined by a transfer count once")},
        metric_make_retention},
    [FIGURE_LOGO_CHURN_ANNUAL] =
        {{.name = "logo_churn_annual",
             .label = N_("accounts lost, a year"),
             .unit = RATIO,
             .less_is_better = true,
             .needs_history = true,
             .rows = KIND_ACCOUNT,
             .formula =
                 N_("accounts of grr lost / all of them, as a year's: 1 - (1 - share lost)^(12 "
                    "/ months of the period)")},
            metric_make_retention},
    [FIGURE_GROSS_RENEWAL_RATE] =
        {{.name = "gross_renewal_rate",
             .label = N_("renewal rate, gross"),
             .unit = RATIO,
             .aim_from = .9,
             .aim_to = .9,
             .rows = KIND_RENEWAL,
             .formula =
                 N_("sum of min(final, target) of the renewals won / sum of the targets of all "
                    "that were due in the period")},
            metric_make_renewals},
    [FIGURE_NET_RENEWAL_RATE] = {{.name = "net_renewal_rate",
                                     .label = N_("renewal rate, net"),
                                     .unit = RATIO,
                                     .aim_from = 1,
                                     .aim_to = 1,
                                     .rows = KIND_RENEWAL,
                                     .formula =
                                         N_("sum of the finals of the renewals won / sum of "
                                            "the targets of all that were due in the period")},
        metric_make_renewals},
    [FIGURE_LOGO_RENEWAL_RATE] = {{.name = "logo_renewal_rate",
                                      .label = N_("renewal rate, accounts"),
                                      .unit = RATIO,
                                      .aim_from = .9,
                                      .aim_to = .9,
                                      .rows = KIND_ACCOUNT,
                                      .formula = N_("accounts with a renewal won / accounts with a "
                                                    "renewal due in the period")},
        metric_make_renewals},
    [FIGURE_EXPANSION_SHARE] =
        {{.name = "expansion_share",
             .label = N_("expansion of the book"),
             .unit = RATIO,
             .aim_from = .2,
             .aim_to = .3,
             .needs_history = true,
             .rows = KIND_ACCOUNT,
             .formula =
                 N_("expansion without uplift / sum of ARR at the start, over the accounts of "
                    "grr")},
            metric_make_retention},
    [FIGURE_ADOPTION] =
        {{.name = "adoption",
             .label = N_("active users"),
             .unit = RATIO,
             .aim_from = .7,
             .aim_to = .8,
             .rows = KIND_ACCOUNT,
             .formula = N_("sum of active users (28 days, the latest reading) / sum "
                           "of seats, over the accounts with both")},
            metric_make_usage},
    [FIGURE_NPS] = {{.name = "nps",
                        .label = N_("NPS"),
                        .unit = METRIC_UNIT_SCORE,
                        .aim_from = 50,
                        .aim_to = 50,
                        .rows = KIND_MEASURE,
                        .formula = N_("share of marks 9-10 less share of marks 0-6, over each "
                                      "person's latest answer of the twelve months up to the end")},
        metric_make_nps, .words_ask_rows = true},
    [FIGURE_ON_TIME_ONBOARDING] =
        {{.name = "on_time_onboarding",
             .label = N_("onboarded on time"),
             .unit = RATIO,
             .aim_from = .9,
             .aim_to = .9,
             .rows = KIND_RUN,
             .formula = N_("onboarding runs with first value confirmed by their original target / "
                           "runs whose target, or first value before it, lies in the period")},
            metric_make_onboarding},
    [FIGURE_TIME_TO_VALUE] =
        {{.name = "time_to_value",
             .label = N_("days to first value"),
             .unit = METRIC_UNIT_DAYS,
             .aim_from = 30,
             .aim_to = 30,
             .less_is_better = true,
             .rows = KIND_RUN,
             .formula = N_(
                 "median of the days from contract start to confirmed first value, over the "
                 "accounts that got it in the period")},
            metric_make_onboarding},
    [FIGURE_VALUE_DELIVERED] =
        {{.name = "value_delivered",
             .label = N_("value delivered"),
             .unit = RATIO,
             .rows = KIND_ACCOUNT,
             .formula =
                 N_("mean over the accounts with goals of how far their goals are, by weight")},
            metric_make_value},
    [FIGURE_ARR_AT_RISK] = {{.name = "arr_at_risk",
                                .label = N_("ARR at risk"),
                                .unit = METRIC_UNIT_MONEY,
                                .less_is_better = true,
                                .rows = KIND_ACCOUNT,
                                .formula = N_("ARR of accounts that are red, or called at risk or "
                                              "expected loss, of the ARR of the book")},
        metric_make_at_risk},
    [FIGURE_TOUCHES] = {{.name = "touches",
                            .label = N_("touches"),
                            .unit = METRIC_UNIT_COUNT,
                            .is_leading = true,
                            .rows = KIND_NOTE,
                            .formula = N_("calls, meetings, trainings, mails and reviews of the "
                                          "period with the customer in them")},
        metric_make_work},
    [FIGURE_REVIEWS_ON_SCHEDULE] =
        {{.name = "reviews_on_schedule",
             .label = N_("reviews on schedule"),
             .unit = RATIO,
             .is_leading = true,
             .rows = KIND_ACCOUNT,
             .formula = N_("reviews (QBR, EBR) held by their day + 14 / reviews due in the period; "
                           "the next is due qbr_days of the tier after the last, the first after "
                           "the contract's start")},
            metric_make_reviews},
    [FIGURE_HEALTH_IMPROVED] =
        {{.name = "health_improved",
             .label = N_("health improved"),
             .unit = METRIC_UNIT_COUNT,
             .is_leading = true,
             .rows = KIND_ACCOUNT,
             .formula = N_("accounts whose health rose by 10 or more in the "
                           "last 30 days, counting only what measures caused")},
            metric_make_health},
    [FIGURE_RISKS_RESOLVED] =
        {{.name = "risks_resolved",
             .label = N_("risks resolved"),
             .unit = RATIO,
             .is_leading = true,
             .rows = KIND_SIGNAL,
             .formula = N_("risks closed in the period with the outcome saved "
                           "or partly / all closed in it")},
            metric_make_risks},
    [FIGURE_TRAININGS] = {{.name = "trainings",
                              .label = N_("trainings"),
                              .unit = METRIC_UNIT_COUNT,
                              .is_leading = true,
                              .rows = KIND_NOTE,
                              .formula = N_("trainings of the period with the customer in them")},
        metric_make_work},
};
#undef RATIO
_Static_assert(COUNT_OF(entries) == FIGURES, "a row for each figure");

const struct metric_info *metric_info(enum metric_id id)
{
    return &entries[id].info;
}

bool metric_from_name(const char *name, enum metric_id *ret_id)
{
    for (int id = 0; id < FIGURES; id++)
        if (text_equal_nocase(name, entries[id].info.name)) {
            *ret_id = (enum metric_id)id;
            return true;
        }
    return false;
}

const struct metric_account *metric_find_account(const struct metric_ground *ground, int64_t key)
{
    size_t low = 0, high = ground->account_count;
    uint64_t at = high ? (uint64_t)key - (uint64_t)ground->accounts[0].key : 0;

    /* Keys that were given one after the other: it stands as far from the first as its key. */
    if (at < high && ground->accounts[at].key == key)
        return &ground->accounts[at];
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ground->accounts[middle].key == key)
            return &ground->accounts[middle];
        if (ground->accounts[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* --- one figure under way --- */

void metric_keep(struct metric_make *make, struct metric_row row)
{
    make->result->numerator += row.numerator;
    make->result->denominator += row.denominator;
    if (make->counts_rows)
        make->result->rows.count++;
    else
        ARRAY_PUSH(&make->result->rows, row);
}

void metric_beside(struct metric_make *make, const char *format, ...)
{
    va_list args;

    if (make->value_only)
        return;
    if (make->beside.len)
        str_add(&make->beside, METRIC_BETWEEN);
    va_start(args, format);
    str_vaddf(&make->beside, format, args);
    va_end(args);
}

void metric_beside_count(struct metric_make *make, size_t count, const char *one, const char *many)
{
    if (count)
        metric_beside(make, "%zu %s", count, words_plural(one, many, (long long)count));
}

static int compare_texts(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;

    return strcmp(*a, *b);
}

void metric_beside_currencies(struct metric_make *make, const char **currencies, size_t count)
{
    if (make->value_only)
        return;
    if (count > 1)
        qsort(currencies, count, sizeof(const char *), compare_texts);
    for (size_t at = 0, end; at < count; at = end) {
        for (end = at + 1; end < count && text_equal(currencies[at], currencies[end]);)
            end++;
        metric_beside(
            make, _("+%zu in %s"), end - at, *currencies[at] ? currencies[at] : _("no currency"));
    }
}

void metric_set_ratio(struct metric_make *make)
{
    struct metric_result *result = make->result;

    result->known = result->denominator > 0;
    if (result->known)
        result->value = (double)result->numerator / (double)result->denominator;
}

bool metric_wants(const struct metric_make *make, int64_t account)
{
    const struct metric_account *found = metric_find_account(make->ground, account);

    return found && found->wanted;
}

bool metric_is_within(const struct metric_make *make, day_number day)
{
    return day != DAY_NONE && day > make->span.from && day <= make->span.to;
}

/* Into the arena, in their size. */
static void settle_rows(struct metric_rows *rows, struct arena *arena)
{
    struct metric_rows kept = {.count = rows->count, .room = rows->count};
    size_t bytes = rows->items ? rows->count * sizeof(*rows->items) : 0;

    if (bytes)
        kept.items = memcpy(arena_alloc(arena, bytes), rows->items, bytes);
    array_fini(rows);
    *rows = kept;
}

/* Of notes there are many: they are counted first, and their rows are held once. */
static void reserve_rows(struct metric_make *make, struct arena *arena)
{
    struct metric_make counting = *make;
    struct metric_result counted = {.id = make->id};

    if (make->counts_rows || entries[make->id].info.rows != KIND_NOTE)
        return;
    counting.result = &counted;
    counting.counts_rows = counting.value_only = true;
    entries[make->id].make(&counting);
    if (!counted.rows.count)
        return;
    make->result->rows.room = counted.rows.count;
    make->result->rows.items =
        arena_alloc_array(arena, counted.rows.count, sizeof(*make->result->rows.items));
}

static void compute(struct metric_make *make, struct arena *arena)
{
    const struct metric_ground *ground = make->ground;
    struct arena scratch = {0};
    bool is_settled;

    make->arena = &scratch;
    *make->result = (struct metric_result){.id = make->id, .span = make->span};
    reserve_rows(make, arena);
    is_settled = make->result->rows.items != NULL;
    entries[make->id].make(make);
    if (ground->is_filtered)
        metric_beside(make, _("the filter leaves %zu of %zu accounts"), ground->left, ground->all);
    make->result->beside = arena_copy_text(arena, str_text(&make->beside));
    if (!is_settled)
        settle_rows(&make->result->rows, arena);
    str_fini(&make->beside);
    arena_fini(&scratch);
}

void metric_compute(const struct metric_ground *ground, enum metric_id id, struct metric_span span,
    struct arena *arena, struct metric_result *ret_result)
{
    compute(&(struct metric_make){.ground = ground, .id = id, .span = span, .result = ret_result},
        arena);
}

void metric_compute_counted(const struct metric_ground *ground, enum metric_id id,
    struct metric_span span, struct arena *arena, struct metric_result *ret_result)
{
    compute(&(struct metric_make){.ground = ground,
                .id = id,
                .span = span,
                .result = ret_result,
                .counts_rows = !entries[id].words_ask_rows},
        arena);
}

void metric_compute_value(const struct metric_ground *ground, enum metric_id id,
    struct metric_span span, struct metric_result *ret_result)
{
    struct arena scratch = {0};
    struct metric_make make = {.ground = ground,
        .id = id,
        .span = span,
        .arena = &scratch,
        .result = ret_result,
        .counts_rows = true,
        .value_only = true};

    *ret_result = (struct metric_result){.id = id, .span = span, .beside = ""};
    entries[id].make(&make);
    ret_result->rows = (struct metric_rows){0};
    arena_fini(&scratch);
}
