/* Accounts as they stood, assessed in a book that was taken back and nothing written. */
#include "app/changes_internal.h"

#include "app/scoring_internal.h"
#include "base/words.h"
#include "core/ledger.h"
#include "core/people.h"
#include "core/signal_rows.h"

/* Of usage: a median that moved matters to no account that fell less. */
#define MOST_BY_MEDIAN (-.10)

bool earlier_begin(struct earlier *earlier, struct error *err)
{
    struct store *store = earlier->session->store;

    return store_begin(store, err) && score_take_facts(earlier->session, err) &&
           store_commit(store, err);
}

static void keep_found(struct earlier *earlier, const struct row *account)
{
    const struct earlier_found found = {account->key, account->values[ACCOUNT_ARR_NOW],
        account->values[ACCOUNT_USAGE_CHANGE],
        !row_is(account, ACCOUNT_STAGE, "churned") &&
            ledger_is_mine(row_text(account, ACCOUNT_OWNER), &earlier->session->settings)};

    ARRAY_PUSH(&earlier->found, found);
}

bool earlier_side(struct earlier *earlier, int64_t key, struct arena *arena,
    struct change_side *ret_side, struct error *err)
{
    struct session *session = earlier->session;
    struct assessment *made = arena_alloc(arena, sizeof(*made));
    struct change_side side = {.day = session->today};
    struct dossier dossier;
    struct assess_given of;

    if (!past_health_mend(session, key, arena, err) ||
        !given_read(session, key, arena, &of, &dossier, err))
        return false;
    words_plain_begin(); /* as it would be stored */
    assess(&of, session->today, ASSESS_TO_COMPARE, arena, made);
    words_plain_end();
    side.account = made->account;
    side.contacts = dossier.contacts;
    side.contracts = dossier.contracts;
    side.health = &made->health;
    signal_rows_after(&dossier.signals, &made->rows, arena, &side.signals);
    keep_found(earlier, made->account);
    *ret_side = side;
    return true;
}

/* --- medians: known when all were assessed --- */

/* As the store finds them in scores that are written. */
static void take_medians(struct earlier *earlier)
{
    struct session *session = earlier->session;
    struct book_counted counted = {0};

    for (size_t i = 0; i < earlier->found.count; i++) {
        const struct earlier_found *found = &earlier->found.items[i];

        if (found->counts && found->arr.type == VALUE_INTEGER)
            ARRAY_PUSH(&counted.arrs, found->arr.integer);
        if (found->counts && found->usage.type == VALUE_REAL)
            ARRAY_PUSH(&counted.usages, found->usage.real);
    }
    book_facts_count(&session->facts, &counted, &session->facts_arena);
    book_counted_fini(&counted);
}

static int64_t median_arr(const struct book_facts *facts)
{
    return facts->accounts > 0 ? facts->arr_sorted[facts->accounts / 2] : 0;
}

static bool is_between(const struct value *arr, int64_t one, int64_t other)
{
    return arr->type == VALUE_INTEGER && arr->integer >= (one < other ? one : other) &&
           arr->integer <= (one < other ? other : one);
}

/* Health and signals look at two medians; ranks in the whole book are no part of a comparison. */
void earlier_settle(struct earlier *earlier, struct key_list *ret_again)
{
    struct book_facts *facts = &earlier->session->facts, before = *facts;
    int64_t arr = median_arr(facts);
    double moved;
    bool by_usage;

    take_medians(earlier);
    moved = facts->usage_median - before.usage_median;
    by_usage =
        facts->has_usage_median != before.has_usage_median || moved >= 1e-9 || moved <= -1e-9;
    for (size_t i = 0; i < earlier->found.count; i++) {
        const struct earlier_found *found = &earlier->found.items[i];

        if ((arr != median_arr(facts) && is_between(&found->arr, arr, median_arr(facts))) ||
            (by_usage && found->usage.type == VALUE_REAL && found->usage.real <= MOST_BY_MEDIAN))
            ARRAY_PUSH(ret_again, found->key);
    }
    store_keys_unique(ret_again);
}

void earlier_fini(struct earlier *earlier)
{
    array_fini(&earlier->found);
    session_close(earlier->session);
}
