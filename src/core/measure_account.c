/* The account's own fields that come from its rows, tickets, and how its onboarding stands (E16).
 */
#include "core/measure.h"
#include "core/people.h"
#include "core/run.h"
#include "health_internal.h"

static bool is_one_of(const struct row *row, int field, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (row_is(row, field, words[i]))
            return true;
    }
    return false;
}

bool ticket_is_open(const struct row *ticket, day_number day)
{
    static const char *const closed_words[] = {"closed", "solved", "resolved", "done", "deleted"};
    day_number opened = row_day(ticket, TICKET_OPENED);
    day_number closed = row_day(ticket, TICKET_CLOSED);

    if (opened != DAY_NONE && opened > day)
        return false;
    if (closed != DAY_NONE)
        return closed > day;
    return !is_one_of(ticket, TICKET_STATUS, closed_words, COUNT_OF(closed_words));
}

bool ticket_is_escalated(const struct row *ticket)
{
    return row_integer(ticket, TICKET_ESCALATED) != 0 || row_is(ticket, TICKET_STATUS, "escalated");
}

bool ticket_is_urgent(const struct row *ticket)
{
    static const char *const urgent[] = {"urgent", "critical", "blocker", "p0", "p1", "1"};

    return ticket_is_escalated(ticket) ||
           is_one_of(ticket, TICKET_PRIORITY, urgent, COUNT_OF(urgent));
}

bool ticket_is_high(const struct row *ticket)
{
    static const char *const high[] = {"high", "major", "p2", "2"};

    return ticket_is_urgent(ticket) || is_one_of(ticket, TICKET_PRIORITY, high, COUNT_OF(high));
}

int ticket_open_days(const struct row *ticket, day_number day)
{
    day_number opened = row_day(ticket, TICKET_OPENED);

    return opened == DAY_NONE || opened > day ? 0 : day - opened;
}

static day_number set_up_day(const struct dossier *dossier, day_number day)
{
    static const char *const names[] = {"live", "set-up", "setup", "go-live"};

    for (size_t i = 0; i < dossier->steps.count; i++) {
        const struct row *step = dossier->steps.items[i];
        day_number done = row_day(step, STEP_DONE_ON);

        if (row_is(step, STEP_STATUS, "done") && done != DAY_NONE && done <= day &&
            is_one_of(step, STEP_STEP, names, COUNT_OF(names)))
            return done;
    }
    return DAY_NONE;
}

/* Without a run only the days of the stage can be judged. */
static void judge_by_days(const struct dossier *dossier, const struct settings *settings,
    day_number day, struct onboarding *onboarding)
{
    day_number start = row_day(dossier->account, ACCOUNT_START);
    int tier = settings_tier(settings, row_text(dossier->account, ACCOUNT_TIER));
    int target = settings->onboarding_days[tier];

    if (start == DAY_NONE || target <= 0)
        return;
    onboarding->day = day - start;
    onboarding->target_days = target;
    onboarding->days_late = onboarding->day > target ? onboarding->day - target : 0;
    if (onboarding->days_late == 0)
        onboarding->word = "on track";
    else
        onboarding->word = onboarding->day > (3 * target + 1) / 2 ? "stuck" : "behind";
}

static void judge_by_run(const struct row *run, const struct dossier *dossier, day_number day,
    struct onboarding *onboarding)
{
    struct run_state state;

    run_state(run, &dossier->steps, &dossier->notes, day, &state);
    onboarding->day = state.day;
    onboarding->target_days = state.target_days;
    onboarding->days_late = state.days_behind;
    onboarding->step = state.blocked ? state.blocked : state.late;
    onboarding->word = run_pace_word(state.pace);
    if (state.pace != RUN_BLOCKED)
        return;
    onboarding->side = row_is(state.blocked, STEP_SIDE, "customer") ? "customer" : "us";
    onboarding->word =
        row_is(state.blocked, STEP_SIDE, "customer") ? "blocked by customer" : "blocked by us";
}

/* The run keeps the day; without a run the first result that the customer confirmed stands for it.
 */
static day_number first_value_day(const struct dossier *dossier, bool has_run, day_number day)
{
    day_number first = run_first_value(dossier);

    for (size_t i = 0; !has_run && first == DAY_NONE && i < dossier->results.count; i++) {
        if (!text_blank(row_text(dossier->results.items[i], RESULT_CONFIRMED_BY)))
            first = row_day(dossier->results.items[i], RESULT_DATE);
    }
    return first > day ? DAY_NONE : first;
}

day_number onboarding_first_value(const struct dossier *dossier, day_number day)
{
    return first_value_day(dossier, run_onboarding(dossier) != NULL, day);
}

struct onboarding onboarding_of(
    const struct dossier *dossier, const struct settings *settings, day_number day)
{
    const struct row *run = run_onboarding(dossier);
    struct onboarding onboarding = {.set_up = set_up_day(dossier, day),
        .first_value = first_value_day(dossier, run != NULL, day)};

    if (run)
        judge_by_run(run, dossier, day, &onboarding);
    else if (row_is(dossier->account, ACCOUNT_STAGE, "onboarding"))
        judge_by_days(dossier, settings, day, &onboarding);
    if (onboarding.first_value != DAY_NONE)
        onboarding.word = "done";
    return onboarding;
}

static int open_tickets(const struct dossier *dossier, day_number day)
{
    int count = 0;

    for (size_t i = 0; i < dossier->tickets.count; i++)
        count += ticket_is_open(dossier->tickets.items[i], day);
    return count;
}

static void fill_usage(const struct measures *measures, struct row *account)
{
    struct adoption adoption = measures_adoption(measures);
    struct usage_trend trend = measures_trend(measures);
    bool active =
        series_last(measures_active(measures)) != NULL || row_knows(account, ACCOUNT_ACTIVE_SEATS);

    row_set(account, ACCOUNT_ACTIVE_USERS,
        active ? value_integer((int64_t)(adoption.active + .5)) : value_unknown());
    row_set(
        account, ACCOUNT_ADOPTION, adoption.known ? value_real(adoption.share) : value_unknown());
    row_set(
        account, ACCOUNT_USAGE_CHANGE, trend.known ? value_real(trend.change) : value_unknown());
}

void measures_fill_account(
    const struct measures *measures, const struct book_facts *book, struct row *account)
{
    const struct dossier *dossier = measures->dossier;
    struct nps nps = measures_nps(measures);
    const char *stage = run_onboarding_word(dossier, measures->day);
    day_number said;

    fill_usage(measures, account);
    row_set(account, ACCOUNT_NPS, nps.known ? value_real(nps.value) : value_unknown());
    row_set_text(account, ACCOUNT_SENTIMENT, measures_sentiment(measures, &said));
    if (dossier->tickets.count > 0 || book->ticket_feed != DAY_NONE)
        row_set_integer(account, ACCOUNT_OPEN_TICKETS, open_tickets(dossier, measures->day));
    else
        row_set(account, ACCOUNT_OPEN_TICKETS, value_unknown());
    row_set_integer(account, ACCOUNT_PEOPLE, people_active(dossier, measures->day));
    row_set_text(account, ACCOUNT_ONBOARDING, text_blank(stage) ? NULL : stage);
}
