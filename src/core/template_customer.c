/* Facts that the customer may read: where the goals stand, what it was worth, what comes. */
#include <math.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/goal.h"
#include "core/measure.h"
#include "core/people.h"
#include "core/task.h"
#include "core/value_delivered.h"
#include "template_internal.h"

enum { NEXT_DAYS = 183, SUPPORT_DAYS = 90, RETURN_DAYS = 365 };

/* `Onboard 200 users: 40% of the way, 80% of the time gone, due Fri 27 Nov` */
void template_fill_goals_behind(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *goals = &ground->dossier->goals;

    for (size_t i = 0; i < goals->count; i++) {
        const struct row *goal = goals->items[i];
        day_number due = row_day(goal, GOAL_DUE);
        double way, gone;
        bool on_plan, has_way = goal_way(goal, &way), has_time;

        has_time = goal_time(goal, ground->today, &gone);
        if (!goal_plan(goal, ground->today, &on_plan) || on_plan || goal_is_dropped(goal))
            continue;
        template_give(texts, arena,
            arena_format(arena, "%s: %s%s%s", row_text(goal, GOAL_STATEMENT),
                has_way ? arena_format(arena, _("%.0f%% of the way"), way * 100 + 0.0)
                        : _("no data yet"),
                has_time && gone < 1
                    ? arena_format(arena, _(", %.0f%% of the time gone"), gone * 100)
                    : "",
                template_due(due, ground, arena)));
    }
}

void template_fill_goals_next(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *goals = &ground->dossier->goals;

    for (size_t i = 0; i < goals->count; i++) {
        const struct row *goal = goals->items[i];
        day_number due = row_day(goal, GOAL_DUE);
        const char *owner = row_text(goal, GOAL_OWNER);

        if (goal_is_dropped(goal) || goal_is_reached(goal) || due == DAY_NONE ||
            due > ground->today + NEXT_DAYS)
            continue;
        template_give(texts, arena,
            arena_format(arena, "%s%s%s", row_text(goal, GOAL_STATEMENT),
                due < ground->today
                    ? template_due(due, ground, arena)
                    : arena_format(arena, _(", by %s"), template_day(due, ground, arena)),
                *owner ? arena_format(arena, _(", with %s"), owner) : ""));
    }
}

/* `131 active users of 400 seats (33%), down 12% in four weeks` */
void template_fill_usage(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct measures measures;
    struct adoption adoption;
    struct usage_trend trend;
    double change;

    measures_read(ground->dossier, ground->today, &measures);
    adoption = measures_adoption(&measures);
    trend = measures_trend(&measures);
    if (!adoption.known)
        return;
    change = trend.known ? floor(fabs(trend.change) * 100 + 0.5) : 0;
    template_give(texts, arena,
        arena_format(arena, _("%.0f active users of %.0f seats (%.0f%%)%s"), adoption.active,
            adoption.seats, adoption.share * 100,
            change < 1 ? ""
                       : arena_format(arena,
                             trend.change > 0 ? _(", up %.0f%% in four weeks")
                                              : _(", down %.0f%% in four weeks"),
                             change)));
}

/* `12 tickets opened in 90 days, 10 closed, 3 open now` */
void template_fill_support(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *tickets = &ground->dossier->tickets;
    day_number after = ground->today - SUPPORT_DAYS;
    int opened = 0, closed = 0, open = 0;

    if (tickets->count == 0)
        return;
    for (size_t i = 0; i < tickets->count; i++) {
        day_number first = row_day(tickets->items[i], TICKET_OPENED),
                   last = row_day(tickets->items[i], TICKET_CLOSED);

        opened += first != DAY_NONE && first > after && first <= ground->today;
        closed += last != DAY_NONE && last > after && last <= ground->today;
        open += ticket_is_open(tickets->items[i], ground->today);
    }
    template_give(texts, arena,
        arena_format(arena,
            words_plural("%d ticket opened in %d days, %d closed, %d open now",
                "%d tickets opened in %d days, %d closed, %d open now", opened),
            opened, SUPPORT_DAYS, closed, open));
}

void template_fill_team(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *contacts = &ground->dossier->contacts;

    for (size_t i = 0; i < contacts->count; i++) {
        const char *title = row_text(contacts->items[i], CONTACT_TITLE);

        if (person_is_active(contacts->items[i], ground->today))
            template_give(texts, arena,
                arena_format(arena, "%s%s%s", row_text(contacts->items[i], CONTACT_NAME),
                    *title ? ", " : "", title));
    }
}

/* An ask stays inside unless it waits on one of their people. */
void template_fill_asks_of_you(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *tasks = &ground->dossier->tasks;

    for (size_t i = 0; i < tasks->count; i++) {
        const struct row *task = tasks->items[i];
        const char *who = row_text(task, TASK_WAITING_ON);
        day_number due = row_day(task, TASK_DUE);

        if (task_is_open(task) && task_is_ask(task) && !text_blank(who) &&
            people_find(ground->dossier, who))
            template_give(texts, arena,
                due == DAY_NONE
                    ? arena_format(arena, _("%s, with %s"), row_text(task, TASK_TITLE), who)
                    : arena_format(arena, _("%s, with %s, by %s"), row_text(task, TASK_TITLE), who,
                          template_day(due, ground, arena)));
    }
}

/* `3.2x: $610k confirmed against $190k paid, over the 365 days to Mon 23 Nov 2026` */
void template_fill_value_return(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct value_contract contract = {
        row_money(ground->dossier->account, ACCOUNT_ARR_NOW), contract_start(ground->dossier)};
    struct value_window window = {ground->today - RETURN_DAYS, ground->today};
    struct value_return back =
        value_return_of(&ground->dossier->results, &contract, ground->settings, window);
    char times[24], day[24];

    if (!back.known)
        return;
    template_give(texts, arena,
        arena_format(arena, _("%s: %s of confirmed value against %s paid, %d days to %s"),
            value_times_words(&back, times), template_money(back.value, ground, arena),
            template_money(back.cost, ground, arena), (int)(back.window.until - back.window.after),
            day_head(back.window.until, day)));
    if (back.open_entries)
        texts->items[0] = arena_format(arena, _("%s; %s more not confirmed yet"), texts->items[0],
            template_money(back.unconfirmed, ground, arena));
}
