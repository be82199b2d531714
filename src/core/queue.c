/* The rank of a row of Today (model.md E12) and what is at stake (E20). */
#include "base/money.h"
#include "base/order.h"
#include "base/str.h"
#include "core/assess.h"
#include "core/shown.h"
#include "open_item_internal.h"

struct term {
    const char *word;
    int weight;
};
static const struct term terms[] = {
    [RANK_SIGNAL] = {"signal", 10},
    [RANK_DUE] = {"due", 8},
    [RANK_RENEWAL] = {"renewal", 6},
    [RANK_HEALTH] = {"health", 6},
    [RANK_VALUE] = {"value", 6},
    [RANK_PRIO] = {"prio", 4},
    [RANK_TOUCH] = {"touch", 3},
    [RANK_AGE] = {"age", 1},
    [RANK_PIN] = {"pin", 15},
    [RANK_BLOCKED] = {"blocked", -5},
};
_Static_assert(COUNT_OF(terms) == RANK_TERMS, "a row a term");

const char *rank_term_word(enum rank_term term)
{
    return terms[term].word;
}

int rank_term_weight(enum rank_term term)
{
    return terms[term].weight;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

double signal_factor(const struct signal *signal)
{
    static const double factors[] = {
        [SEVERITY_NONE] = 0, [SEVERITY_LOW] = .3, [SEVERITY_MEDIUM] = .6, [SEVERITY_HIGH] = 1};

    return factors[signal->severity] * (signal->rule->growth ? .5 : 1);
}

static double worst_signal(const struct signal_list *signals)
{
    double worst = 0;

    for (size_t i = 0; i < signals->count; i++)
        if (!signals->items[i].hidden)
            worst = greater(worst, signal_factor(&signals->items[i]));
    return worst;
}

double due_factor(day_number due, day_number today)
{
    const int late = -7, ahead = 14;

    if (due == DAY_NONE)
        return 0;
    int days = due - today;
    if (days <= late)
        return 1;
    return days >= ahead ? .2 : 1 - .8 * (days - late) / (ahead - late);
}

static double prio_factor(const struct row *task)
{
    static const struct {
        const char *word;
        double factor;
    } words[] = {{"high", 1}, {"medium", .65}, {"low", .3}, {"urgent", 1}, {"normal", .65}};

    if (task->kind != KIND_TASK)
        return 0;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (row_is(task, TASK_PRIORITY, words[i].word))
            return words[i].factor;
    return 0;
}

static double age_factor(day_number made, day_number today)
{
    if (made == DAY_NONE || made > today)
        return 0;
    return today - made >= 365 ? 1 : (today - made) / 365.0;
}

static void take_items(const struct standing *standing, double *factor)
{
    struct open_item_walk walk = {0};
    struct open_item item;
    bool any = false, all_blocked = true;

    while (open_item_next(standing->dossier, standing->today, &walk, &item)) {
        factor[RANK_DUE] = greater(factor[RANK_DUE], due_factor(item.due, standing->today));
        factor[RANK_PRIO] = greater(factor[RANK_PRIO], prio_factor(item.row));
        factor[RANK_AGE] = greater(factor[RANK_AGE], age_factor(item.made, standing->today));
        all_blocked = all_blocked && item.blocked;
        any = true;
    }
    factor[RANK_BLOCKED] = any && all_blocked;
}

/* Share of the book's accounts with less ARR. */
static double value_factor(const struct book_facts *book, int64_t arr)
{
    int less;

    if (arr == MONEY_NONE || book->accounts <= 1)
        return 0;
    less = (int)order_place(
        &arr, book->arr_sorted, (size_t)book->accounts, sizeof(*book->arr_sorted), order_integers);
    /* The account's ARR may have grown past all since the ranks were taken. */
    return less >= book->accounts ? 1 : (double)less / (book->accounts - 1);
}

static double touch_factor(const struct touch_state *touch, day_number today)
{
    if (touch->counted_from == DAY_NONE || touch->cadence_days <= 0)
        return 0;
    double over = (double)(today - touch->counted_from - touch->cadence_days) / touch->cadence_days;
    if (over < 0)
        return 0;
    return over > 1 ? 1 : over;
}

void rank_compute(const struct standing *standing, struct rank *ret_rank)
{
    struct rank rank = {0};
    int64_t shown[RANK_TERMS];
    double sum = 0;

    take_items(standing, rank.factor);
    rank.factor[RANK_SIGNAL] = worst_signal(standing->signals);
    rank.factor[RANK_RENEWAL] = standing->contract->clock.renewal_factor;
    rank.factor[RANK_HEALTH] = standing->health < 0 ? .5 : (100 - standing->health) / 100.0;
    rank.factor[RANK_VALUE] = value_factor(standing->book, standing->contract->arr);
    rank.factor[RANK_TOUCH] = touch_factor(standing->touch, standing->today);
    rank.factor[RANK_PIN] = row_integer(standing->dossier->account, ACCOUNT_PINNED) != 0;
    for (int i = 0; i < RANK_TERMS; i++) {
        rank.points[i] = rank.factor[i] * terms[i].weight;
        sum += rank.points[i];
    }
    rank.urgency = (int)round_half_up(sum * 100);
    shown_spread(rank.points, RANK_TERMS, 100, rank.urgency, shown);
    for (int i = 0; i < RANK_TERMS; i++)
        rank.shown[i] = (int)shown[i];
    *ret_rank = rank;
}

int64_t exposure_of(const struct account_contract *contract, int health)
{
    int lost = 100 - (health < 0 ? 50 : health);
    double near = greater(.25, contract->clock.renewal_factor);

    if (contract->arr == MONEY_NONE)
        return MONEY_NONE;
    return round_half_up((double)contract->arr * lost / 100 * near);
}
