/* The facts that a template can name. Sorted; the internal ones never reach a customer's page. */
#include <string.h>
#include "base/text.h"
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
        arena_format(arena, "%s %s (%s%lld %s%s)",
            row_is(account, ACCOUNT_DECIDES_BY, "notice") ? "notice by" : "end of term",
            template_day(day, ground, arena), days >= 0 ? "in " : "",
            (long long)(days < 0 ? -days : days), days == 1 || days == -1 ? "day" : "days",
            days < 0 ? " ago" : ""));
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
    FACT(account, ANYBODY, "its name"),
    FACT(account_id, ANYBODY, "its id"),
    FACT(active_users, ANYBODY, "active users of 28 days"),
    FACT(adoption, ANYBODY, "active users of the seats bought"),
    FACT(arr, OURS, "its annual revenue, in the book's currency"),
    BLOCK(arr_table, OURS, "ARR at the end of each month of a year; a chart in HTML"),
    ROWS(asks, OURS, "open asks: what waits on somebody inside"),
    ROWS(asks_of_you, ANYBODY, "what waits on one of their people: open asks"),
    FACT(author, ANYBODY, "your name"),
    SAID(book_span, OURS, "week: the days it tells of"),
    FACT(buyer, OURS, "the economic buyer"),
    FACT(champion, OURS, "the champion"),
    ROWS(changes, OURS, "what changed since the last touch; on a page of one account"),
    FACT(contact, ANYBODY, "who it is written to, else the main contact"),
    ROWS(contract, OURS, "its contract lines: ARR, term, end, notice"),
    ROWS(dates, OURS, "the days that decide, by contract line"),
    FACT(decides, OURS, "the day that decides, and in how many days"),
    FACT(decides_in, OURS, "days until it decides"),
    ROWS(did, OURS, "week: notes logged, tasks and steps done"),
    FACT(domain, ANYBODY, "its domain"),
    ROWS(due, OURS, "tasks, steps and decisions of the span of days, with their day"),
    FACT(email, ANYBODY, "address of {contact}"),
    ROWS(feedback, ANYBODY, "what they asked for, still open"),
    FACT(first_name, ANYBODY, "first name of {contact}"),
    ROWS(forecast, OURS, "what each open renewal is expected to come to, and why (E5)"),
    ROWS(goals, ANYBODY, "goals, with how far they are"),
    ROWS(goals_behind, ANYBODY, "goals that are behind their time"),
    ROWS(goals_next, ANYBODY, "goals due in the next half year, with their owner"),
    BLOCK(goals_table, ANYBODY, "goals: at the start, now, target, due; bars in HTML"),
    ROWS(growth, OURS, "open expansion: stage, amount"),
    FACT(health, OURS, "score and band"),
    ROWS(health_story, OURS, "what pulls the health down, most first"),
    ROWS(last_notes, OURS, "first lines of the last three notes"),
    FACT(last_touch, ANYBODY, "day of the last touch"),
    ROWS(meetings, ANYBODY, "prepared meetings and calls, with day and time"),
    ROWS(moved, OURS, "week: what moved, account by account"),
    ROWS(next_week, OURS, "week: what falls due in the seven days after"),
    FACT(nps, OURS, "latest NPS"),
    FACT(owner, ANYBODY, "who looks after it"),
    ROWS(people, OURS, "active people, role and stance"),
    ROWS(people_map, OURS, "active people: title, role, influence, stance, last heard"),
    ROWS(price, OURS, "price rise of each open renewal, whether they were told, the paper"),
    ROWS(promises, ANYBODY, "open promises, with their day"),
    ROWS(references, OURS, "what they were asked to say for us"),
    ROWS(relationship, OURS, "what the relationship lacks (E19)"),
    FACT(renewal, ANYBODY, "the renewal date"),
    ROWS(renewals_called, OURS, "week: renewals called otherwise than before"),
    ROWS(renewals_lost, OURS, "week: renewals lost, with cause"),
    ROWS(renewals_won, OURS, "week: renewals won"),
    BLOCK(results_table, ANYBODY, "results: day, worth, who confirmed it, evidence"),
    ROWS(risk_plans, OURS, "open risks: cause, ARR exposed, plan, day to look again"),
    ROWS(risks, OURS, "open risks in words"),
    ROWS(risks_closed, OURS, "week: risks closed, and how they ended"),
    ROWS(risks_opened, OURS, "week: risks that began"),
    ROWS(runs, OURS, "playbooks that run"),
    FACT(seats, ANYBODY, "seats bought"),
    FACT(sentiment, OURS, "your last word on the mood"),
    FACT(sponsor, OURS, "the executive sponsor"),
    FACT(stage, OURS, "where it stands in its journey"),
    FACT(step, OURS, "the playbook step it is written for"),
    ROWS(steps, OURS, "open steps of its playbooks"),
    SAID(support, ANYBODY, "tickets opened and closed in a quarter, and open now"),
    ROWS(tasks, OURS, "open tasks of yours"),
    ROWS(team, ANYBODY, "their active people, with job title"),
    ROWS(tickets, ANYBODY, "open tickets"),
    FACT(tier, OURS, "its tier"),
    FACT(today, ANYBODY, "today's date"),
    SAID(usage, ANYBODY, "active users, of how many seats, and how it moves"),
    BLOCK(usage_table, ANYBODY, "usage at the end of each month of a year; a line in HTML"),
    SAID(value_return, ANYBODY, "confirmed money of a year against its cost: 3.2x (E18)"),
    ROWS(values, ANYBODY, "results so far, newest first, and who confirmed them"),
};
const int template_filler_count = COUNT_OF(template_fillers);
