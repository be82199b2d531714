/* THE table of cap conditions (defaults.md 1.4): what lowers a score, whatever the measures say. */
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "core/assess.h"
#include "health_internal.h"
#include "notes_internal.h"
#include "core/people.h"

#define FEED_FRESH_DAYS 14
#define PAYMENT_GONE_DAYS 60

struct cap_case {
    const struct health_view *view;
    const struct health *health;
    int days; /* the number of the rule */
};

static bool notice_given(const struct cap_case *at)
{
    return at->view->contract.clock.state == RENEWAL_LEAVING;
}

/* The feed must have come for this account: one that fell silent proves nothing. */
static bool nobody_active(const struct cap_case *at)
{
    const char *word;
    const struct series *usage = measures_usage(&at->view->measures, &word);
    const struct reading *last = series_last(usage);
    day_number day = at->view->day;

    if (last == NULL || last->date < day - FEED_FRESH_DAYS)
        return false;
    struct series window = series_between(usage, day - at->days, day);

    for (size_t i = 0; i < window.count; i++) {
        if (window.items[i].value > 0)
            return false;
    }
    bool month = usage == &at->view->measures.of[METRIC_ACTIVE_28D];

    return month || usage->items[0].date <= day - at->days + 7; /* weeks cover the window */
}

static bool nobody_left(const struct cap_case *at)
{
    const struct dossier *dossier = at->view->dossier;
    day_number day = at->view->day;

    return people_active(dossier, day) == 0 && (people_gone(dossier, PERSON_CHAMPION, day) ||
                                                   people_gone(dossier, PERSON_SPONSOR, day));
}

static bool onboarding_stuck(const struct cap_case *at)
{
    const struct health_view *view = at->view;
    struct onboarding onboarding;

    if (onboarding_first_value(view->dossier, view->day) != DAY_NONE)
        return false;
    onboarding = onboarding_of(view->dossier, view->rules->settings, view->day);
    return text_equal(onboarding.word, "stuck") ||
           (onboarding.set_up != DAY_NONE && view->day - onboarding.set_up >= at->days);
}

static bool payment_late(const struct cap_case *at)
{
    const struct reading *last = series_last(&at->view->measures.of[METRIC_PAYMENT]);

    return last && last->value > at->days && at->view->day - last->date <= PAYMENT_GONE_DAYS;
}

static bool champion_left(const struct cap_case *at)
{
    return people_gone(at->view->dossier, PERSON_CHAMPION, at->view->day) != NULL;
}

/* The call after it, with that person: the words were heard. */
static bool was_followed_up(
    const struct dossier *dossier, const struct row *contact, day_number marked, day_number day)
{
    for (size_t i = dossier->notes.count; i-- > 0;) {
        const struct row *note = dossier->notes.items[i];
        day_number at = note_day(note);

        if (at > marked && at <= day && note_has_person(note, contact) &&
            !text_blank(row_text(note, NOTE_BODY)) && note_is_touch(note, &dossier->contacts))
            return true;
    }
    return false;
}

static bool detractor_decides(const struct cap_case *at)
{
    const struct dossier *dossier = at->view->dossier;
    day_number day = at->view->day;
    struct series marks = series_between(&at->view->measures.of[METRIC_NPS], day - at->days, day);

    for (size_t i = 0; i < marks.count; i++) {
        const struct reading *mark = &marks.items[i];

        if (!reading_is_mark(mark) || mark->value > 6 ||
            measures_mark_of(&at->view->measures, mark->contact) != mark)
            continue;
        const struct row *contact = people_find(dossier, mark->contact);

        if (contact && person_decides(contact) && person_is_active(contact, day) &&
            !was_followed_up(dossier, contact, mark->date, day))
            return true;
    }
    return false;
}

static bool escalation_open(const struct cap_case *at)
{
    const struct row_list *tickets = &at->view->dossier->tickets;

    for (size_t i = 0; i < tickets->count; i++) {
        if (ticket_is_escalated(tickets->items[i]) &&
            ticket_is_open(tickets->items[i], at->view->day))
            return true;
    }
    return false;
}

static bool is_muted(const struct dossier *dossier, const char *signal)
{
    for (size_t i = 0; i < dossier->signals.count; i++) {
        const struct row *row = dossier->signals.items[i];

        if (row_is(row, SIGNAL_SIGNAL, signal) && row_integer(row, SIGNAL_MUTED) != 0)
            return true;
    }
    return false;
}

static bool competitor_named(const struct cap_case *at)
{
    const struct dossier *dossier = at->view->dossier;
    const struct row *note = notes_with_rival(
        dossier, at->view->rules->settings, at->view->day - at->days, at->view->day);

    return note != NULL && !is_muted(dossier, "competitor");
}

static bool unproven(const struct cap_case *at)
{
    const struct health *health = at->health;

    for (int i = 0; i < health->part_count; i++) {
        const struct health_part *part = &health->parts[i];

        if (part->weight > 0 && health->model->group_is_usage_or_outcome[part->measure->group])
            return false;
    }
    return true;
}

struct cap_rule {
    const char *name;
    int days; /* where the file says none */
    bool (*holds)(const struct cap_case *at);
};

/* By name. */
static const struct cap_rule rules[] = {
    {"champion-left", 0, champion_left},
    {"competitor", 60, competitor_named},
    {"detractor", 90, detractor_decides},
    {"escalation", 0, escalation_open},
    {"nobody-active", 28, nobody_active},
    {"nobody-left", 0, nobody_left},
    {"notice-given", 0, notice_given},
    {"onboarding-stuck", 30, onboarding_stuck},
    {"payment-late", 60, payment_late},
    {"unproven", 0, unproven},
};

static int compare_name(const void *name, const void *rule)
{
    const char *one = name, *other = ((const struct cap_rule *)rule)->name;

    /* Fifty an account are asked for: most differ in their first letter. */
    return *one == *other ? strcmp(one, other)
                          : (int)(unsigned char)*one - (int)(unsigned char)*other;
}

static const struct cap_rule *find_rule(const char *name)
{
    return name ? bsearch(name, rules, COUNT_OF(rules), sizeof(*rules), compare_name) : NULL;
}

bool health_cap_rule_exists(const char *rule)
{
    return find_rule(rule) != NULL;
}

const char *health_cap_rule_after(const char *rule)
{
    const struct cap_rule *last = rule ? find_rule(rule) : NULL;
    const struct cap_rule *next = last ? last + 1 : rules;

    return next < rules + COUNT_OF(rules) ? next->name : NULL;
}

bool health_cap_holds(
    const struct health_view *view, const struct health_cap *cap, const struct health *health)
{
    const struct cap_rule *rule = cap->rule ? find_rule(cap->rule) : NULL;

    if (cap->when && !query_matches(cap->when, view->account, view->rules->settings, view->day))
        return false;
    if (rule == NULL)
        return cap->when != NULL;
    struct cap_case at = {view, health, cap->days > 0 ? (int)cap->days : rule->days};

    return rule->holds(&at);
}
