/* Signals of support. */
#include <stdlib.h>
#include "base/str.h"
#include "signal_internal.h"

/* Escalated before high, then the oldest. */
static bool is_graver(const struct row *ticket, const struct row *other, day_number today)
{
    if (other == NULL)
        return true;
    if (ticket_is_escalated(ticket) != ticket_is_escalated(other))
        return ticket_is_escalated(ticket);
    return ticket_open_days(ticket, today) > ticket_open_days(other, today);
}

static const char *ticket_name(const struct signal_case *at, const struct row *ticket)
{
    const char *id = row_text(ticket, TICKET_ID);

    if (text_blank(id))
        return "a ticket";
    return id[0] >= '0' && id[0] <= '9' ? arena_format(at->arena, "#%s", id) : id;
}

static void fill_ticket(struct signal_case *at, const struct row *ticket, int others)
{
    const char *subject = row_text(ticket, TICKET_SUBJECT);
    bool escalated = ticket_is_escalated(ticket);

    at->about = row_text(ticket, TICKET_ID);
    signal_fill(at, "ticket", ticket_name(at, ticket));
    signal_fill(at, "how", escalated ? "escalated" : row_text(ticket, TICKET_PRIORITY));
    signal_fill_count(at, "days", ticket_open_days(ticket, at->today));
    signal_fill(at, "subject", words_around(at->arena, subject, NULL));
    signal_fill(at, "more", others > 0 ? arena_format(at->arena, "%d", others) : NULL);
    signal_fill(at, "step", escalated ? "chase" : "escalate");
}

enum signal_grade signal_urgent_ticket(struct signal_case *at)
{
    const struct row_list *tickets = &at->dossier->tickets;
    const struct row *worst = NULL;
    int count = 0;

    for (size_t i = 0; i < tickets->count; i++) {
        const struct row *ticket = tickets->items[i];

        if (!ticket_is_high(ticket) || !ticket_is_open(ticket, at->today) ||
            ticket_open_days(ticket, at->today) < at->rule->params[0])
            continue;
        count++;
        worst = is_graver(ticket, worst, at->today) ? ticket : worst;
    }
    if (!signal_knows(at, "tickets", tickets->count > 0 || at->book->ticket_feed != DAY_NONE) ||
        !signal_compare(at,
            (struct signal_figure){"high or escalated tickets open so long", count, FIGURE_COUNT},
            AT_LEAST, 1))
        return GRADE_NO;
    fill_ticket(at, worst, count - 1);
    return ticket_is_escalated(worst) ? GRADE_WORSE : GRADE_PLAIN;
}

static int opened_between(const struct signal_case *at, day_number after, day_number upto)
{
    int count = 0;

    for (size_t i = 0; i < at->dossier->tickets.count; i++) {
        day_number opened = row_day(at->dossier->tickets.items[i], TICKET_OPENED);

        count += opened != DAY_NONE && opened > after && opened <= upto;
    }
    return count;
}

/* Against the account's own six months before; one that never had a ticket has no usual. */
enum signal_grade signal_tickets_up(struct signal_case *at)
{
    int now = opened_between(at, at->today - 30, at->today);
    double usual = opened_between(at, at->today - 210, at->today - 30) / 6.0;

    bool many = signal_compare(at, (struct signal_figure){"tickets in 30d", now, FIGURE_COUNT},
        AT_LEAST, at->rule->params[1]);

    if (!signal_knows(at, "tickets of the six months before", usual > 0) ||
        !signal_compare(at, (struct signal_figure){"times the usual", now / usual, FIGURE_COUNT},
            AT_LEAST, at->rule->params[0]) ||
        !many)
        return GRADE_NO;
    signal_fill_count(at, "n", now);
    signal_fill(at, "usual", words_number(at->arena, usual));
    return GRADE_PLAIN;
}

enum signal_grade signal_csat_falling(struct signal_case *at)
{
    struct csat now = measures_csat(&at->measures, at->today);
    struct csat before = measures_csat(&at->measures, at->today - 90);
    double least = at->rule->params[1];

    if (!signal_knows(at, "answers of CSAT", now.answers + before.answers > 0) ||
        !signal_compare(at, (struct signal_figure){"answers in 90d", now.answers, FIGURE_COUNT},
            AT_LEAST, least) ||
        !signal_compare(at, (struct signal_figure){"answers before", before.answers, FIGURE_COUNT},
            AT_LEAST, least) ||
        !signal_compare(at,
            (struct signal_figure){"CSAT fell by", before.mean - now.mean, FIGURE_COUNT}, AT_LEAST,
            at->rule->params[0]))
        return GRADE_NO;
    signal_fill(at, "now", words_number(at->arena, now.mean));
    signal_fill(at, "then", words_number(at->arena, before.mean));
    signal_fill_count(at, "n", now.answers);
    return GRADE_PLAIN;
}
