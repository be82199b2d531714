/* The book as it stood: a copy taken back by the store, scored for its day, then sealed. */
#include "app/as_of.h"

#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "base/text.h"
#include "base/words.h"
#include "store/leaving.h"
#include "store/rewind.h"

enum { SLICE = 100, ROUNDS = 2 };

/* Shares of the whole work, for whoever looks at how far it is. */
#define COPY_SHARE .15
#define REWIND_SHARE .25

struct stage {
    const struct as_of_watch *watch;
    double from, share;
};

static bool tell_stage(void *context, double done)
{
    const struct stage *stage = context;

    return stage->watch == NULL || stage->watch->tell == NULL ||
           stage->watch->tell(stage->watch->context, stage->from + done * stage->share);
}

/* --- the copy --- */

static bool open_rewound(struct session *session, struct session *now,
    const struct as_of_watch *watch, struct rewind_report *report, struct error *err)
{
    struct stage copying = {watch, 0, COPY_SHARE}, rewinding = {watch, COPY_SHARE, REWIND_SHARE};

    return store_open_copy(
               now->store, &(struct rewind_watch){tell_stage, &copying}, &session->store, err) &&
           store_rewind(session->store, session->today,
               &(struct rewind_watch){tell_stage, &rewinding}, report, err);
}

static void note_limits(struct session *session, const struct rewind_report *report)
{
    char first[24];

    if (!report->dated_only)
        return;
    session->limits = _("from days in rows alone: the book was first written later");
    if (report->first_written != DAY_NONE)
        session->limits = arena_format(&session->arena,
            _("from days in rows alone: the book was first written on %s"),
            day_head(report->first_written, first));
}

/* --- its scores --- */

static bool score_slice(
    struct session *session, const struct key_list *keys, size_t first, struct error *err)
{
    struct key_list slice = {.items = keys->items + first, .count = keys->count - first};

    if (slice.count > SLICE)
        slice.count = SLICE;
    return store_begin(session->store, err) && score_accounts(session, &slice, err) &&
           store_commit(session->store, err);
}

static bool score_round(
    struct session *session, const struct key_list *keys, struct stage *stage, struct error *err)
{
    for (size_t first = 0; first < keys->count; first += SLICE) {
        if (!tell_stage(stage, (double)first / (double)keys->count))
            return error_set(err, ERROR_FOUND, "given up");
        if (!score_slice(session, keys, first, err))
            return false;
    }
    return true;
}

static bool same_usage(const struct book_facts *left, const struct book_facts *right)
{
    return left->has_usage_median == right->has_usage_median &&
           left->usage_median - right->usage_median < 1e-9 &&
           right->usage_median - left->usage_median < 1e-9;
}

/* What an account's score takes from all the others. */
static bool same_facts(const struct book_facts *left, const struct book_facts *right)
{
    return left->accounts == right->accounts && same_usage(left, right) &&
           left->metrics_in_use == right->metrics_in_use &&
           (left->accounts == 0 || memcmp(left->arr_sorted, right->arr_sorted,
                                       (size_t)left->accounts * sizeof(*left->arr_sorted)) == 0);
}

/* --- what a comparison needs of a second round --- */

/* Of usage: a median that moved matters to no account that fell less. */
#define MOST_BY_MEDIAN (-.10)

struct moved {
    struct key_list keys;
    int64_t arr_from, arr_to; /* ARR from the one median to the other */
    bool usage;               /* its median moved */
};

static bool take_arr(void *context, int64_t key, struct value value)
{
    struct moved *moved = context;

    if (value.type == VALUE_INTEGER && value.integer >= moved->arr_from &&
        value.integer <= moved->arr_to)
        ARRAY_PUSH(&moved->keys, key);
    return true;
}

static bool take_usage(void *context, int64_t key, struct value value)
{
    struct moved *moved = context;

    if (value.type == VALUE_REAL && value.real <= MOST_BY_MEDIAN)
        ARRAY_PUSH(&moved->keys, key);
    return true;
}

static int64_t median_arr(const struct book_facts *facts)
{
    return facts->accounts > 0 ? facts->arr_sorted[facts->accounts / 2] : 0;
}

/* Health and signals look at two medians; ranks in the whole book are no part of a comparison. */
static bool find_moved(struct session *session, const struct book_facts *before,
    struct moved *moved, struct error *err)
{
    const struct book_facts *after = &session->facts;
    int64_t one = median_arr(before), other = median_arr(after);

    moved->arr_from = one < other ? one : other;
    moved->arr_to = one < other ? other : one;
    if (one != other && !store_column(session->store, ACCOUNT_ARR_NOW, take_arr, moved, err))
        return false;
    if (!same_usage(before, after) &&
        !store_column(session->store, ACCOUNT_USAGE_CHANGE, take_usage, moved, err))
        return false;
    store_keys_unique(&moved->keys);
    return true;
}

static bool score_moved(struct session *session, const struct book_facts *before,
    struct stage *stage, struct error *err)
{
    struct moved moved = {0};
    bool good =
        find_moved(session, before, &moved, err) && score_round(session, &moved.keys, stage, err);

    array_fini(&moved.keys);
    return good;
}

static bool take_facts(struct session *session, struct error *err)
{
    return store_begin(session->store, err) && score_take_facts(session, err) &&
           store_commit(session->store, err);
}

static struct book_facts copy_facts(const struct book_facts *facts, struct arena *arena)
{
    struct book_facts copy = *facts;
    size_t bytes = (size_t)copy.accounts * sizeof(*copy.arr_sorted);

    copy.arr_sorted = bytes ? memcpy(arena_alloc(arena, bytes), copy.arr_sorted, bytes) : NULL;
    return copy;
}

/* Ranks and medians are known only when all are scored: where they moved, all are scored by them,
 * or those to whom it matters. */
static bool score_rounds(struct session *session, const struct key_list *keys,
    const struct as_of_watch *watch, bool ranks, struct error *err)
{
    struct stage stage = {watch, COPY_SHARE + REWIND_SHARE, (1 - COPY_SHARE - REWIND_SHARE) / 2};
    struct arena arena = {0};
    bool good = take_facts(session, err), same = false;

    for (int round = 0; good && !same && round < ROUNDS; round++) {
        struct book_facts before = copy_facts(&session->facts, &arena);

        good = score_round(session, keys, &stage, err) && take_facts(session, err);
        same = good && same_facts(&before, &session->facts);
        stage.from += stage.share;
        if (good && !same && !ranks && before.metrics_in_use == session->facts.metrics_in_use) {
            good = score_moved(session, &before, &stage, err);
            break;
        }
    }
    arena_fini(&arena);
    return good;
}

static bool score_all(
    struct session *session, const struct as_of_watch *watch, bool ranks, struct error *err)
{
    struct key_list keys = {0};
    bool good = store_keys(session->store, ORDER_NAME, &keys, err) &&
                score_rounds(session, &keys, watch, ranks, err) &&
                store_begin(session->store, err) && store_rebuild_totals(session->store, err) &&
                store_commit(session->store, err);

    array_fini(&keys);
    return good;
}

bool as_of_score(struct session *session, const struct as_of_watch *watch, struct error *err)
{
    return score_all(session, watch, true, err);
}

/* --- the session --- */

static struct session *session_over(struct session *now, day_number day)
{
    struct session *session = mem_alloc(sizeof(*session));

    session->config_dir = now->config_dir;
    session->settings = now->settings;
    session->currency_is_set = now->currency_is_set;
    session->actor = now->actor;
    session->demo = now->demo;
    session->demo_lock = -1;
    session->busy_timeout_ms = now->busy_timeout_ms;
    session->facts_day = session->missed_from = DAY_NONE;
    session->fixed_today = true;
    session->is_as_of = true;
    session->is_redacted = now->is_redacted;
    session->today = day;
    return session;
}

static void seal(struct session *session)
{
    struct arena arena = {0};
    char day[24];

    store_seal(session->store, arena_format(&arena, _("this is the book as of %s: read only"),
                                   day_head(session->today, day)));
    arena_fini(&arena);
}

static bool open_taken_back(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err)
{
    struct rewind_report report;
    struct session *session;

    if (day > now->today)
        return error_set(
            err, ERROR_USAGE, "as of a day that is still to come: nothing is known of it");
    session = session_over(now, day);
    if (!open_rewound(session, now, watch, &report, err)) {
        session_close(session);
        return false;
    }
    if (day < now->today)
        note_limits(session, &report);
    *ret_session = session;
    return true;
}

static bool open_as_of(struct session *now, day_number day, const struct as_of_watch *watch,
    bool ranks, struct session **ret_session, struct error *err)
{
    struct session *session = NULL;

    if (!open_taken_back(now, day, watch, &session, err))
        return false;
    if (!score_all(session, watch, ranks, err)) {
        session_close(session);
        return false;
    }
    store_leave_when(session->store, NULL, NULL);
    seal(session);
    *ret_session = session;
    return true;
}

bool as_of_open(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err)
{
    return open_as_of(now, day, watch, true, ret_session, err);
}

bool as_of_open_unranked(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err)
{
    return open_as_of(now, day, watch, false, ret_session, err);
}

bool as_of_open_unscored(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err)
{
    return open_taken_back(now, day, watch, ret_session, err);
}

bool as_of_trial(struct session *now, struct session **ret_session, struct error *err)
{
    struct session *session = session_over(now, now->today);

    session->is_as_of = false;
    if (!store_open_copy(now->store, NULL, &session->store, err)) {
        session_close(session);
        return false;
    }
    *ret_session = session;
    return true;
}

void as_of_swap(struct session *one, struct session *other)
{
    struct session held = *one;

    *one = *other;
    *other = held;
}

bool session_is_as_of(const struct session *session)
{
    return session->is_as_of;
}

const char *session_as_of_limits(const struct session *session)
{
    return session->limits ? session->limits : "";
}

/* --- days behind us --- */

enum { YEAR_DAYS = 366 };

/* Counted from today, these go ahead from whatever day they are counted. */
static bool goes_ahead(const char *text)
{
    static const char *const words[] = {"+", "tom", "next"};
    struct arena arena = {0};
    const char *folded = text_fold_copy(&arena, text);
    bool ahead = false;

    while (*folded == ' ')
        folded++;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        ahead |= text_starts(folded, words[i]);
    arena_fini(&arena);
    return ahead;
}

bool day_parse_behind(
    const struct session *session, const char *text, day_number *ret_day, struct error *err)
{
    const struct calendar *calendar = &session->settings.calendar;
    day_number today = session->today, day;

    if (!day_parse(text, today, calendar, &day, err))
        return false;
    for (day_number from = today; day > today && !goes_ahead(text) && from > today - YEAR_DAYS;
         from--)
        if (!day_parse(text, from, calendar, &day, err))
            return false;
    if (day > today)
        return error_set(err, ERROR_USAGE, "%s is still to come: say a day up to today", text);
    *ret_day = day;
    return true;
}
