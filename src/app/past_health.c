/* Health of past days, kept (model.md E11): what arrives late, or fell on days on which daybook did
 * not run, is found from the dated rows. */
#include <stdlib.h>
#include "app/scoring_internal.h"
#include "base/order.h"

enum { DAILY = 8, DAYS_MOST = 400, MINUTES_A_DAY = 1440 };

struct day_list ARRAY_OF(day_number);

struct past {
    struct session *session;
    struct assess_given of;
    day_number from; /* to yesterday */
    struct day_list days;
};

static void add_day(struct past *past, day_number day)
{
    if (day >= past->from && day < past->session->today)
        ARRAY_PUSH(&past->days, day);
}

static void add_rows(struct past *past, const struct row_list *rows, int field, int a_day)
{
    for (size_t i = 0; i < rows->count; i++)
        if (row_knows(rows->items[i], field))
            add_day(past, (day_number)(row_integer(rows->items[i], field) / a_day));
}

/* Days on which something was seen, those that stand already, and the last week. */
static void find_days(struct past *past)
{
    const struct dossier *dossier = past->of.dossier;

    add_day(past, past->from);
    for (int back = DAILY; back > 0; back--)
        add_day(past, past->session->today - back);
    for (size_t i = 0; i < dossier->snapshots.count; i++)
        add_day(past, dossier->snapshots.items[i].day);
    for (size_t i = 0; i < dossier->readings.count; i++)
        add_day(past, dossier->readings.items[i].date);
    add_rows(past, &dossier->notes, NOTE_AT, MINUTES_A_DAY);
    add_rows(past, &dossier->tickets, TICKET_OPENED, 1);
    add_rows(past, &dossier->tickets, TICKET_CLOSED, 1);
    if (past->days.count > 1)
        qsort(past->days.items, past->days.count, sizeof(*past->days.items), order_days);
}

static bool keep_day(struct past *past, day_number day, struct arena *arena, struct error *err)
{
    struct session *session = past->session;
    struct health health;
    struct snapshot snapshot;

    arena_clear(arena);
    assess_health_on(&past->of, day, arena, &health);
    snapshot = health_snapshot(&health, session->rules.health, day);
    return store_put_snapshot(session->store, past->of.dossier->account->key, &snapshot, err);
}

static bool keep_days(struct past *past, struct error *err)
{
    struct arena arena = {0};
    size_t first = past->days.count > DAYS_MOST ? past->days.count - DAYS_MOST : 0;
    bool ok = true;

    for (size_t i = first; ok && i < past->days.count; i++)
        if (i == first || past->days.items[i] != past->days.items[i - 1])
            ok = keep_day(past, past->days.items[i], &arena, err);
    arena_fini(&arena);
    return ok;
}

/* The first day whose snapshot is to be made anew; today: none is. */
static bool find_from(
    struct session *session, int64_t account, day_number *ret_from, struct error *err)
{
    day_number late = session->today;
    bool there;

    if (!store_take_late(session->store, account, &there, &late, err))
        return false;
    *ret_from = late;
    if (session->missed_from != DAY_NONE && session->missed_from < late)
        *ret_from = session->missed_from;
    return true;
}

bool past_health_mend(
    struct session *session, int64_t account, struct arena *arena, struct error *err)
{
    struct dossier dossier;
    struct past past = {.session = session};
    bool ok;

    if (!find_from(session, account, &past.from, err))
        return false;
    if (past.from >= session->today)
        return true;
    if (!given_read(session, account, arena, &past.of, &dossier, err))
        return false;
    /* Before the first one the past is read from the rows whenever it is asked for. */
    if (!dossier.snapshots.count)
        return true;
    if (past.from < dossier.snapshots.items[0].day)
        past.from = dossier.snapshots.items[0].day;
    find_days(&past);
    ok = keep_days(&past, err);
    array_fini(&past.days);
    return ok;
}
