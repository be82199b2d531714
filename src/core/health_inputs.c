/* THE table of inputs: what a measure of health reads from a dossier, up to a day. */
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "base/words.h"
#include "core/assess.h"
#include "core/goal.h"
#include "health_internal.h"
#include "core/people.h"
#include "words_internal.h"

#define LEAST_USERS 10
#define URGENT_DAYS 3
#define CSAT_LEAST 2

static void read_adoption(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    struct adoption adoption = measures_adoption(&view->measures);

    if (!adoption.known)
        return;
    reading->known = true;
    reading->value = adoption.share;
    reading->date = adoption.date;
    reading->interval_days = series_interval(measures_active(&view->measures));
    if (view->wordless)
        return;
    reading->words = arena_format(view->arena, _("%lld of %lld"),
        (long long)round_half_up(adoption.active), (long long)round_half_up(adoption.seats));
}

/* Few users, or few weeks: no trend can be told, which is no gap in what is known. */
static void read_trend(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    struct usage_trend trend = measures_trend(&view->measures);
    const struct series *usage = measures_usage(&view->measures, &trend.word);

    reading->not_applicable = usage->count > 0 && (!trend.known || trend.before < LEAST_USERS);
    if (!trend.known)
        return;
    reading->known = true;
    reading->value = trend.change;
    reading->date = trend.date;
    reading->interval_days = series_interval(usage);
    if (view->wordless)
        return;
    reading->words = arena_format(view->arena, _("%lld %s, were %lld"),
        (long long)round_half_up(trend.now), trend.word, (long long)round_half_up(trend.before));
}

static double as_share(double value)
{
    return value > 1 + 1e-9 ? value / 100 : value;
}

static void read_depth(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    const struct series *depth = &view->measures.of[METRIC_DEPTH];
    const struct reading *last = series_last(depth);

    if (last == NULL)
        return;
    reading->known = true;
    reading->value = as_share(last->value);
    reading->date = last->date;
    reading->interval_days = series_interval(depth);
    if (view->wordless)
        return;
    reading->words = words_percent(view->arena, reading->value);
}

static void read_goals(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    struct goal_count goals = goals_on_plan(view->dossier, view->day);

    if (goals.all == 0)
        return;
    reading->known = true;
    reading->value = (double)goals.on_plan / goals.all;
    reading->date = goals.updated;
    if (view->wordless)
        return;
    reading->words = arena_format(view->arena, _("%d of %d on plan"), goals.on_plan, goals.all);
}

static void read_onboarding(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    const struct onboarding onboarding =
        onboarding_of(view->dossier, view->rules->settings, view->day);

    if (onboarding.word == NULL)
        return;
    reading->known = true;
    reading->pick = onboarding.word;
    if (view->wordless)
        return;
    reading->words = onboarding.target_days > 0
                         ? arena_format(view->arena, _("%s, day %d of %d"), onboarding.word,
                               onboarding.day, onboarding.target_days)
                         : onboarding.word;
}

static void read_sentiment(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    reading->pick = measures_sentiment(&view->measures, &reading->date);
    reading->known = reading->pick != NULL;
    if (view->wordless)
        return;
    if (reading->known)
        reading->words = arena_format(
            view->arena, "%s, %s", reading->pick, words_day(view->arena, reading->date, view->day));
}

/* Where nobody of the book logs contacts, silence in the book is no silence with the customer. */
static bool contacts_are_logged(const struct health_view *view)
{
    return view->book == NULL || (view->book->metrics_in_use & UINT64_C(1) << INPUT_TWO_WAY) != 0;
}

/* The cadence without its red rule: health must not read itself (E13). Nobody ever spoken to is a
 * gap until the first cadence is over, and silence from then on. */
static void read_two_way(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    struct touch_state touch =
        cadence_of(view->rules, view->dossier, &view->contract, BAND_UNKNOWN, view->day);

    if (touch.counted_from == DAY_NONE || touch.cadence_days <= 0)
        return;
    int silent = view->day - touch.counted_from;

    if (touch.last == DAY_NONE && (silent <= touch.cadence_days || !contacts_are_logged(view)))
        return;
    reading->known = true;
    reading->value = (double)silent / touch.cadence_days;
    reading->date = touch.last;
    if (view->wordless)
        return;
    reading->words = arena_format(view->arena,
        touch.last == DAY_NONE ? _("none for %dd, cadence %dd") : _("%dd ago, cadence %dd"), silent,
        touch.cadence_days);
}

static void read_sponsor(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    day_number heard;
    const struct row *sponsor = people_sponsor(view->dossier, view->day, &heard);
    day_number from = heard != DAY_NONE ? heard : contract_start(view->dossier);

    if (sponsor == NULL || from == DAY_NONE || from > view->day)
        return;
    reading->known = true;
    reading->value = view->day - from;
    reading->date = heard;
    if (view->wordless)
        return;
    reading->words =
        heard == DAY_NONE
            ? arena_format(view->arena, _("%s never met"), row_text(sponsor, CONTACT_NAME))
            : arena_format(view->arena, "%s, %s", row_text(sponsor, CONTACT_NAME),
                  words_day(view->arena, heard, view->day));
}

/* Without a feed of tickets nothing is known, never 'none'. */
static void read_tickets(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    const struct row_list *tickets = &view->dossier->tickets;
    day_number feed = view->book ? view->book->ticket_feed : DAY_NONE;
    int count = 0;

    if (feed == DAY_NONE && tickets->count == 0)
        return;
    for (size_t i = 0; i < tickets->count; i++) {
        const struct row *ticket = tickets->items[i];

        count += ticket_is_open(ticket, view->day) && ticket_is_urgent(ticket) &&
                 ticket_open_days(ticket, view->day) > URGENT_DAYS;
    }
    reading->known = true;
    reading->value = count;
    reading->date = feed == DAY_NONE || feed < view->day ? feed : view->day;
    if (view->wordless)
        return;
    reading->words =
        count == 0 ? _("none urgent") : arena_format(view->arena, _("%d urgent over 3d"), count);
}

/* One mark is an opinion; an account's own figure is a mean already. */
static void read_csat(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    const struct reading *last = series_last(&view->measures.of[METRIC_CSAT]);

    if (last == NULL)
        return;
    struct csat csat = measures_csat(&view->measures, last->date);

    if (csat.answers < CSAT_LEAST && !csat.own)
        return;
    reading->known = true;
    reading->value = csat.mean;
    reading->date = last->date;
    if (view->wordless)
        return;
    reading->words =
        arena_format(view->arena, _("%s of 5, %s"), words_number(view->arena, csat.mean),
            words_count(view->arena, csat.answers, NP_("answer", "answers")));
}

static void read_nps(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    struct nps nps = measures_nps(&view->measures);

    if (!nps.known)
        return;
    reading->known = true;
    reading->value = nps.value;
    reading->of = nps.own ? _("account score") : _("marks");
    reading->date = nps.date;
    if (view->wordless)
        return;
    reading->words =
        nps.own ? arena_format(view->arena, _("score %s"), words_number(view->arena, nps.value))
                : arena_format(view->arena, _("%s from %s"), words_number(view->arena, nps.value),
                      words_count(view->arena, nps.people, NP_("person", "people")));
}

static void read_payment(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    const struct reading *last = series_last(&view->measures.of[METRIC_PAYMENT]);

    if (last == NULL)
        return;
    reading->known = true;
    reading->value = last->value;
    reading->date = last->date;
    if (view->wordless)
        return;
    reading->words = last->value <= 0 ? _("none late")
                                      : arena_format(view->arena, _("%sd past due"),
                                            words_number(view->arena, last->value));
}

static void read_metric(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *reading)
{
    struct series series = measures_named(&view->measures, measure->metric);
    const struct reading *last = series_last(&series);

    if (last == NULL)
        return;
    reading->known = true;
    reading->value = last->value;
    reading->date = last->date;
    reading->interval_days = series_interval(&series);
    if (view->wordless)
        return;
    reading->words = words_number(view->arena, last->value);
}

struct input {
    const char *name;
    const char *source;
    void (*read)(const struct health_view *view, const struct health_measure *measure,
        struct input_reading *reading);
};

static const struct input inputs[INPUT_COUNT] = {
    [INPUT_ADOPTION] = {"adoption", N_("active users and seats"), read_adoption},
    [INPUT_USAGE_TREND] = {"usage_trend", N_("active users"), read_trend},
    [INPUT_DEPTH] = {"depth", N_("features in use"), read_depth},
    [INPUT_GOALS] = {"goals", N_("goals"), read_goals},
    [INPUT_ONBOARDING] = {"onboarding", N_("onboarding"), read_onboarding},
    [INPUT_SENTIMENT] = {"sentiment", N_("notes"), read_sentiment},
    [INPUT_TWO_WAY] = {"two_way_contact", N_("notes"), read_two_way},
    [INPUT_SPONSOR] = {"sponsor", N_("people and notes"), read_sponsor},
    [INPUT_URGENT_TICKETS] = {"urgent_tickets", N_("tickets"), read_tickets},
    [INPUT_CSAT] = {"csat", N_("CSAT"), read_csat},
    [INPUT_NPS] = {"nps", N_("NPS"), read_nps},
    [INPUT_PAYMENT] = {"payment", N_("payment"), read_payment},
    [INPUT_METRIC] = {"metric", N_("measures"), read_metric},
};

const char *health_input_name(enum health_input input)
{
    return inputs[input].name;
}

const char *health_input_source(enum health_input input)
{
    return inputs[input].source;
}

bool health_input_from_name(const char *name, enum health_input *ret_input)
{
    for (int i = 0; i < INPUT_COUNT; i++) {
        if (text_equal(inputs[i].name, name)) {
            *ret_input = (enum health_input)i;
            return true;
        }
    }
    return false;
}

void health_input_read(const struct health_view *view, const struct health_measure *measure,
    struct input_reading *ret_reading)
{
    *ret_reading = (struct input_reading){.date = DAY_NONE, .words = ""};
    inputs[measure->input].read(view, measure, ret_reading);
}
