/* The facts that a template can name. Sorted; the internal ones never reach a customer's page. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/contract.h"
#include "core/people.h"
#include "template_internal.h"

void template_give(struct template_texts *texts, struct arena *arena, const char *text)
{
    if (!text_blank(text))
        ARRAY_PUSH(texts, arena_copy_text(arena, text));
}

static void give_field(const struct template_ground *ground, const struct row *row, int field,
    struct arena *arena, struct template_texts *texts)
{
    struct str text = {0};

    if (row && row_knows(row, field))
        field_format_words(&text, row, field, ground->settings->currency, ground->today);
    template_give(texts, arena, str_text(&text));
    str_fini(&text);
}

const char *template_day(day_number day, const struct template_ground *ground, struct arena *arena)
{
    day_number today = ground->today;
    char buffer[24];

    /* The customer reads the page on another day: no `tomorrow`, but `Tue 24 Nov`. */
    if (ground->for_customer && ground->markdown && day >= today - 1 && day <= today + 1)
        today += 3;
    return arena_copy_text(arena, day_words(day, today, buffer));
}

/* --- single facts --- */

#define ACCOUNT_FACT(name, field)                                                                  \
    static void fill_##name(                                                                       \
        const struct template_ground *ground, struct arena *arena, struct template_texts *texts)   \
    {                                                                                              \
        give_field(ground, ground->dossier->account, field, arena, texts);                         \
    }
ACCOUNT_FACT(account, ACCOUNT_NAME)
ACCOUNT_FACT(account_id, ACCOUNT_ID)
ACCOUNT_FACT(active_users, ACCOUNT_ACTIVE_USERS)
ACCOUNT_FACT(adoption, ACCOUNT_ADOPTION)
ACCOUNT_FACT(arr, ACCOUNT_ARR_NOW)
ACCOUNT_FACT(decides_in, ACCOUNT_DECIDES_IN)
ACCOUNT_FACT(domain, ACCOUNT_DOMAIN)
ACCOUNT_FACT(nps, ACCOUNT_NPS)
ACCOUNT_FACT(owner, ACCOUNT_OWNER)
ACCOUNT_FACT(seats, ACCOUNT_SEATS)
ACCOUNT_FACT(sentiment, ACCOUNT_SENTIMENT)
ACCOUNT_FACT(stage, ACCOUNT_STAGE)
ACCOUNT_FACT(tier, ACCOUNT_TIER)

static void fill_author(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    template_give(texts, arena, ground->author);
}

static void fill_step(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    template_give(texts, arena, ground->step);
}

static void fill_today(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    char day[24];

    template_give(texts, arena, day_head(ground->today, day));
}

const char *template_due(day_number due, const struct template_ground *ground, struct arena *arena)
{
    if (due == DAY_NONE)
        return "";
    return arena_format(arena, due < ground->today ? _(", was due %s") : _(", due %s"),
        template_day(due, ground, arena));
}

/* `notice by Tue 1 Dec (in 8 days)` */
static void fill_decides(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row *account = ground->dossier->account;
    int64_t days = row_integer(account, ACCOUNT_DECIDES_IN);
    day_number day = row_day(account, ACCOUNT_DECIDES_ON);

    if (day == DAY_NONE)
        return;
    template_give(texts, arena,
        arena_format(arena,
            row_is(account, ACCOUNT_DECIDES_BY, "notice") ? _("notice by %s (%s)")
                                                          : _("end of term %s (%s)"),
            template_day(day, ground, arena),
            arena_format(arena,
                days < 0 ? words_plural("%lld day ago", "%lld days ago", days)
                         : words_plural("in %lld day", "in %lld days", days),
                (long long)(days < 0 ? -days : days))));
}

static void fill_renewal(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    day_number ends = row_day(ground->dossier->account, ACCOUNT_ENDS);

    if (ends != DAY_NONE)
        template_give(texts, arena, template_day(ends + 1, ground, arena));
}

/* `at risk` of `red`, as the screens say it. */
static const char *label_of(const char *word)
{
    for (int band = 0; band <= BAND_UNKNOWN; band++)
        if (text_equal(word, health_band_word((enum health_band)band)))
            return health_band_label((enum health_band)band);
    return word;
}

static void fill_health(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row *account = ground->dossier->account;

    if (row_knows(account, ACCOUNT_HEALTH))
        template_give(texts, arena,
            arena_format(arena, "%lld, %s", (long long)row_integer(account, ACCOUNT_HEALTH),
                label_of(row_text(account, ACCOUNT_BAND))));
}

static void fill_last_touch(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    day_number day = row_day(ground->dossier->account, ACCOUNT_LAST_TOUCH);

    if (day != DAY_NONE)
        template_give(texts, arena, template_day(day, ground, arena));
}

static const struct row *addressee(const struct template_ground *ground)
{
    return ground->contact ? ground->contact : people_main_contact(ground->dossier, ground->today);
}

static void fill_contact(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_field(ground, addressee(ground), CONTACT_NAME, arena, texts);
}

static void fill_email(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_field(ground, addressee(ground), CONTACT_EMAIL, arena, texts);
}

static void fill_first_name(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row *contact = addressee(ground);
    const char *name = contact ? row_text(contact, CONTACT_NAME) : "";

    template_give(texts, arena, arena_copy_bytes(arena, name, strcspn(name, " ")));
}

static void give_role(const struct template_ground *ground, enum person_role role,
    struct arena *arena, struct template_texts *texts)
{
    const struct row_list *contacts = &ground->dossier->contacts;

    for (size_t i = 0; i < contacts->count && texts->count == 0; i++)
        if (person_role_of(contacts->items[i]) == role &&
            person_is_active(contacts->items[i], ground->today))
            template_give(texts, arena, row_text(contacts->items[i], CONTACT_NAME));
}

static void fill_champion(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_role(ground, PERSON_CHAMPION, arena, texts);
}

static void fill_sponsor(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_role(ground, PERSON_SPONSOR, arena, texts);
}

static void fill_buyer(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_role(ground, PERSON_BUYER, arena, texts);
}

enum { ANYBODY = false, OURS = true };
#define FACT(name, internal, help)                                                                 \
    {                                                                                              \
        {#name, TEMPLATE_ONE, internal, help}, fill_##name                                         \
    }
#define SHAPED(name, shape, internal, help)                                                        \
    {                                                                                              \
        {#name, shape, internal, help}, template_fill_##name                                       \
    }
#define SAID(name, internal, help) SHAPED(name, TEMPLATE_ONE, internal, help)
#define ROWS(name, internal, help) SHAPED(name, TEMPLATE_ROWS, internal, help)
#define BLOCK(name, internal, help) SHAPED(name, TEMPLATE_BLOCK, internal, help)
const struct template_filler template_fillers[] = {
    FACT(account, ANYBODY, N_("its name")),
    FACT(account_id, ANYBODY, N_("its id")),
    FACT(active_users, ANYBODY, N_("active users of 28 days")),
    FACT(adoption, ANYBODY, N_("active users of the seats bought")),
    FACT(arr, OURS, N_("its annual revenue, in the book's currency")),
    BLOCK(arr_table, OURS, N_("ARR at the end of each month of a year; a chart in HTML")),
    ROWS(asks, OURS, N_("open asks: what waits on somebody inside")),
    ROWS(asks_of_you, ANYBODY, N_("what waits on one of their people: open asks")),
    FACT(author, ANYBODY, N_("your name")),
    SAID(book_span, OURS, N_("week: the days it tells of")),
    FACT(buyer, OURS, N_("the economic buyer")),
    FACT(champion, OURS, N_("the champion")),
    ROWS(changes, OURS, N_("what changed since the last touch; on a page of one account")),
    FACT(contact, ANYBODY, N_("who it is written to, else the main contact")),
    ROWS(contract, OURS, N_("its contract lines: ARR, term, end, notice")),
    ROWS(dates, OURS, N_("the days that decide, by contract line")),
    FACT(decides, OURS, N_("the day that decides, and in how many days")),
    FACT(decides_in, OURS, N_("days until it decides")),
    ROWS(did, OURS, N_("week: notes logged, tasks and steps done")),
    FACT(domain, ANYBODY, N_("its domain")),
    ROWS(due, OURS, N_("tasks, steps and decisions of the span of days, with their day")),
    FACT(email, ANYBODY, N_("address of {contact}")),
    ROWS(feedback, ANYBODY, N_("what they asked for, still open")),
    FACT(first_name, ANYBODY, N_("first name of {contact}")),
    ROWS(forecast, OURS, N_("what each open renewal is expected to come to, and why (E5)")),
    ROWS(goals, ANYBODY, N_("goals, with how far they are")),
    ROWS(goals_behind, ANYBODY, N_("goals that are behind their time")),
    ROWS(goals_next, ANYBODY, N_("goals due in the next half year, with their owner")),
    BLOCK(goals_table, ANYBODY, N_("goals: at the start, now, target, due; bars in HTML")),
    ROWS(growth, OURS, N_("open expansion: stage, amount")),
    FACT(health, OURS, N_("score and band")),
    ROWS(health_story, OURS, N_("what pulls the health down, most first")),
    ROWS(last_notes, OURS, N_("first lines of the last three notes")),
    FACT(last_touch, ANYBODY, N_("day of the last touch")),
    ROWS(meetings, ANYBODY, N_("prepared meetings and calls, with day and time")),
    ROWS(moved, OURS, N_("week: what moved, account by account")),
    ROWS(next_week, OURS, N_("week: what falls due in the seven days after")),
    FACT(nps, OURS, N_("latest NPS")),
    FACT(owner, ANYBODY, N_("who looks after it")),
    ROWS(people, OURS, N_("active people, role and stance")),
    ROWS(people_map, OURS, N_("active people: title, role, influence, stance, last heard")),
    ROWS(price, OURS, N_("price rise of each open renewal, whether they were told, the paper")),
    ROWS(promises, ANYBODY, N_("open promises, with their day")),
    ROWS(references, OURS, N_("what they were asked to say for us")),
    ROWS(relationship, OURS, N_("what the relationship lacks (E19)")),
    FACT(renewal, ANYBODY, N_("the renewal date")),
    ROWS(renewals_called, OURS, N_("week: renewals called otherwise than before")),
    ROWS(renewals_lost, OURS, N_("week: renewals lost, with cause")),
    ROWS(renewals_won, OURS, N_("week: renewals won")),
    BLOCK(results_table, ANYBODY, N_("results: day, worth, who confirmed it, evidence")),
    ROWS(risk_plans, OURS, N_("open risks: cause, ARR exposed, plan, day to look again")),
    ROWS(risks, OURS, N_("open risks in words")),
    ROWS(risks_closed, OURS, N_("week: risks closed, and how they ended")),
    ROWS(risks_opened, OURS, N_("week: risks that began")),
    ROWS(runs, OURS, N_("playbooks that run")),
    FACT(seats, ANYBODY, N_("seats bought")),
    FACT(sentiment, OURS, N_("your last word on the mood")),
    FACT(sponsor, OURS, N_("the executive sponsor")),
    FACT(stage, OURS, N_("where it stands in its journey")),
    FACT(step, OURS, N_("the playbook step it is written for")),
    ROWS(steps, OURS, N_("open steps of its playbooks")),
    SAID(support, ANYBODY, N_("tickets opened and closed in a quarter, and open now")),
    ROWS(tasks, OURS, N_("open tasks of yours")),
    ROWS(team, ANYBODY, N_("their active people, with job title")),
    ROWS(tickets, ANYBODY, N_("open tickets")),
    FACT(tier, OURS, N_("its tier")),
    FACT(today, ANYBODY, N_("today's date")),
    SAID(usage, ANYBODY, N_("active users, of how many seats, and how it moves")),
    BLOCK(usage_table, ANYBODY, N_("usage at the end of each month of a year; a line in HTML")),
    SAID(value_return, ANYBODY, N_("confirmed money of a year against its cost: 3.2x (E18)")),
    ROWS(values, ANYBODY, N_("results so far, newest first, and who confirmed them")),
};
const int template_filler_count = COUNT_OF(template_fillers);
