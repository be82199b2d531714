/* The rows that the past of a demo line leaves behind: movements and closed renewals. */
#include <string.h>
#include "app/demo_history_internal.h"

static const char *id_of(const struct demo_line *line)
{
    return line ? line->contract[CONTRACT_ID].text : NULL;
}

static void set_told(struct change *change, size_t row, int field, const char *text)
{
    if (text)
        change_set_text(change, row, field, text);
}

void demo_movement(struct demo_account *account, const struct demo_line *line,
    const struct demo_event *event, int64_t amount)
{
    struct change *change = &account->change;

    if (amount == 0)
        return;
    size_t row = demo_insert(account, KIND_MOVEMENT);

    change_set_day(change, row, MOVEMENT_DATE, event->day);
    change_set_text(change, row, MOVEMENT_KIND, event->kind);
    set_told(change, row, MOVEMENT_LINE, id_of(line));
    if (line)
        change_set(change, row, MOVEMENT_PRODUCT, line->contract[CONTRACT_PRODUCT]);
    change_set_integer(change, row, MOVEMENT_AMOUNT, amount);
    change_set_text(change, row, MOVEMENT_CURRENCY, account->currency);
    set_told(change, row, MOVEMENT_OTHER, event->other);
    set_told(change, row, MOVEMENT_REASON, event->cause);
    set_told(change, row, MOVEMENT_SOURCE, event->source);
}

/* --- a term that ended --- */

static bool by_itself(const struct demo_line *line, const struct demo_event *event)
{
    if (event->source)
        return text_equal(event->source, "clock");
    return event->amount == event->uplift && event->closed == DAY_NONE &&
           line->contract[CONTRACT_AUTO_RENEW].integer == 1;
}

/* The day after where it renewed by itself; else some days before the end, on a working day. */
static day_number closed_day(
    struct demo_account *account, const struct demo_line *line, const struct demo_event *event)
{
    const struct session *session = account->demo->session;
    day_number day = event->closed;

    if (day == DAY_NONE && by_itself(line, event))
        return event->day + 1 < session->today ? event->day + 1 : session->today;
    if (day == DAY_NONE)
        day = event->day - 6 - account->demo->made[KIND_RENEWAL] * 7 % 25;
    day = day < session->today ? day : session->today;
    return day_roll_back(day, &session->settings.calendar);
}

static size_t add_renewal(struct demo_account *account, const struct demo_line *line,
    const struct demo_event *event, int64_t before)
{
    bool lost = text_equal(event->kind, "lost");
    struct change *change = &account->change;
    day_number closed = closed_day(account, line, event);
    size_t row = demo_insert(account, KIND_RENEWAL);
    const struct value *term = &line->contract[CONTRACT_TERM_MONTHS];

    set_told(change, row, RENEWAL_LINE, id_of(line));
    change_set(change, row, RENEWAL_PRODUCT, line->contract[CONTRACT_PRODUCT]);
    change_set_day(change, row, RENEWAL_ENDS, event->day);
    change_set_text(change, row, RENEWAL_STATUS, lost ? "lost" : "won");
    change_set_integer(change, row, RENEWAL_TARGET, before);
    change_set_integer(change, row, RENEWAL_FINAL, lost ? 0 : before + event->amount);
    change_set_integer(change, row, RENEWAL_UPLIFT, event->uplift);
    change_set_text(change, row, RENEWAL_CURRENCY, account->currency);
    change_set_day(change, row, RENEWAL_CLOSED_ON, closed);
    change_set_text(change, row, RENEWAL_SOURCE,
        by_itself(line, event) ? "clock"
        : event->source        ? event->source
                               : "hand");
    set_told(change, row, RENEWAL_REASON, event->cause);
    set_told(change, row, RENEWAL_WHY, event->why);
    change_set(change, row, RENEWAL_TERM_MONTHS, *term);
    if (!lost && event->terms_ago > 0)
        change_set_day(
            change, row, RENEWAL_NEW_ENDS, day_add_months(event->day + 1, (int)term->integer) - 1);
    return row;
}

/* ARR moves with the first day of the next term, or when it was closed late. */
static day_number day_it_moves(const struct demo_account *account, size_t renewal, day_number due)
{
    const struct value *closed = &account->change.rows.items[renewal].values[RENEWAL_CLOSED_ON];

    return closed->integer > due ? (day_number)closed->integer : due + 1;
}

static void write_term(struct demo_account *account, const struct demo_line *line,
    const struct demo_event *event, int64_t before)
{
    struct demo_event move = *event;
    int64_t rest = event->amount - event->uplift;
    size_t renewal = add_renewal(account, line, event, before);

    move.day = day_it_moves(account, renewal, event->day);
    move.source = "renewal";
    if (text_equal(event->kind, "lost")) {
        move.kind = "churn";
        demo_movement(account, line, &move, -before);
        return;
    }
    move.kind = "uplift";
    demo_movement(account, line, &move, event->uplift);
    move.kind = rest < 0 ? "contraction" : "expansion";
    demo_movement(account, line, &move, rest);
}

void demo_line_write(struct demo_account *account, const struct demo_line *line)
{
    int64_t arr = 0;

    for (size_t i = 0; i < line->events.count; i++) {
        const struct demo_event *event = &line->events.items[i];

        if (demo_event_renews(event)) {
            write_term(account, line, event, arr);
            arr += event->amount;
        } else {
            struct demo_event move = *event;

            move.source = move.source ? move.source : "import";
            demo_movement(account, line, &move, event->amount);
            arr += event->amount;
        }
    }
}
