/* The facts that a template can name. Sorted; the internal ones never reach a customer's page. */
#include <string.h>
#include "base/text.h"
#include "core/contract.h"
#include "core/goal.h"
#include "core/people.h"
#include "core/run.h"
#include "template_internal.h"

enum { LAST_NOTES = 3, LOSSES = 4, LINE_COLUMNS = 90 };

static void give(struct template_texts *texts, struct arena *arena, const char *text)
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
    give(texts, arena, str_text(&text));
    str_fini(&text);
}

static const char *words_of(
    day_number day, const struct template_ground *ground, struct arena *arena)
{
    char buffer[24];

    return arena_copy_text(arena, day_words(day, ground->today, buffer));
}

/* --- single facts --- */

#define ACCOUNT_FACT(name, field)                                                                  \
    static void fill_##name(                                                                       \
        const struct template_ground *ground, struct arena *arena, struct template_texts *texts)   \
    {                                                                                              \
        give_field(ground, ground->dossier->account, field, arena, texts);                         \
    }
ACCOUNT_FACT(account, ACCOUNT_NAME)
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
    give(texts, arena, ground->author);
}

static void fill_step(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give(texts, arena, ground->step);
}

static void fill_today(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    char day[24];

    give(texts, arena, day_head(ground->today, day));
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
    give(texts, arena,
        arena_format(arena, "%s %s (%s%lld %s%s)",
            row_is(account, ACCOUNT_DECIDES_BY, "notice") ? "notice by" : "end of term",
            words_of(day, ground, arena), days >= 0 ? "in " : "",
            (long long)(days < 0 ? -days : days), days == 1 || days == -1 ? "day" : "days",
            days < 0 ? " ago" : ""));
}

static void fill_renewal(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    day_number ends = row_day(ground->dossier->account, ACCOUNT_ENDS);

    if (ends != DAY_NONE)
        give(texts, arena, words_of(ends + 1, ground, arena));
}

static void fill_health(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row *account = ground->dossier->account;

    if (row_knows(account, ACCOUNT_HEALTH))
        give(texts, arena,
            arena_format(arena, "%lld, %s", (long long)row_integer(account, ACCOUNT_HEALTH),
                row_text(account, ACCOUNT_BAND)));
}

static void fill_last_touch(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    day_number day = row_day(ground->dossier->account, ACCOUNT_LAST_TOUCH);

    if (day != DAY_NONE)
        give(texts, arena, words_of(day, ground, arena));
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

    give(texts, arena, arena_copy_bytes(arena, name, strcspn(name, " ")));
}

static void give_role(const struct template_ground *ground, enum person_role role,
    struct arena *arena, struct template_texts *texts)
{
    const struct row_list *contacts = &ground->dossier->contacts;

    for (size_t i = 0; i < contacts->count && texts->count == 0; i++)
        if (person_role_of(contacts->items[i]) == role &&
            person_is_active(contacts->items[i], ground->today))
            give(texts, arena, row_text(contacts->items[i], CONTACT_NAME));
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

/* --- lists --- */

static void give_tasks(const struct template_ground *ground, const char *kind, struct arena *arena,
    struct template_texts *texts)
{
    const struct row_list *tasks = &ground->dossier->tasks;

    for (size_t i = 0; i < tasks->count; i++) {
        const struct row *task = tasks->items[i];
        day_number due = row_day(task, TASK_DUE);
        bool named = row_is(task, TASK_KIND, "promise") || row_is(task, TASK_KIND, "ask");

        if (!row_is(task, TASK_STATUS, "open") || (kind ? !row_is(task, TASK_KIND, kind) : named))
            continue;
        give(texts, arena,
            arena_format(arena, "%s%s%s%s%s", row_text(task, TASK_TITLE),
                *row_text(task, TASK_WAITING_ON) ? ", with " : "", row_text(task, TASK_WAITING_ON),
                due == DAY_NONE       ? ""
                : due < ground->today ? ", was due "
                                      : ", due ",
                due == DAY_NONE ? "" : words_of(due, ground, arena)));
    }
}

static void fill_promises(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_tasks(ground, "promise", arena, texts);
}

static void fill_asks(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_tasks(ground, "ask", arena, texts);
}

static void fill_tasks(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    give_tasks(ground, NULL, arena, texts);
}

static void fill_goals(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *goals = &ground->dossier->goals;

    for (size_t i = 0; i < goals->count; i++) {
        const struct row *goal = goals->items[i];
        double way;

        if (goal_is_dropped(goal))
            continue;
        if (goal_is_reached(goal))
            give(texts, arena, arena_format(arena, "%s: reached", row_text(goal, GOAL_STATEMENT)));
        else if (goal_way(goal, &way))
            give(texts, arena,
                arena_format(
                    arena, "%s: %.0f%% of the way", row_text(goal, GOAL_STATEMENT), way * 100));
        else
            give(texts, arena, row_text(goal, GOAL_STATEMENT));
    }
}

static void fill_values(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *results = &ground->dossier->results;

    for (size_t i = results->count; i-- > 0;) {
        const struct row *result = results->items[i];
        const char *said = *row_text(result, RESULT_STORY) ? row_text(result, RESULT_STORY)
                                                           : row_text(result, RESULT_METRIC);
        const char *by = row_text(result, RESULT_CONFIRMED_BY);

        give(texts, arena,
            arena_format(arena, "%s%s%s%s", said, *by ? " (" : "", by, *by ? ")" : ""));
    }
}

static void fill_people(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *contacts = &ground->dossier->contacts;

    for (size_t i = 0; i < contacts->count; i++) {
        const struct row *contact = contacts->items[i];
        const char *role = row_text(contact, CONTACT_ROLE),
                   *stance = row_text(contact, CONTACT_STANCE);

        if (person_is_active(contact, ground->today))
            give(texts, arena,
                arena_format(arena, "%s%s%s%s%s", row_text(contact, CONTACT_NAME),
                    *role ? ", " : "", role, *stance ? ", " : "", stance));
    }
}

/* `Fri 20 Nov call: they asked for...`, newest first. */
static void fill_last_notes(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *notes = &ground->dossier->notes;

    for (size_t i = notes->count; i-- > 0 && texts->count < LAST_NOTES;) {
        const struct row *note = notes->items[i];
        const char *body = row_text(note, NOTE_BODY) + strspn(row_text(note, NOTE_BODY), "# \n");
        size_t len = text_fit(body, strcspn(body, "\n"), LINE_COLUMNS);

        give(texts, arena,
            arena_format(arena, "%s %s: %.*s%s",
                words_of(minute_day(row_integer(note, NOTE_AT)), ground, arena),
                row_text(note, NOTE_KIND), (int)len, body,
                body[len] && body[len] != '\n' ? "…" : ""));
    }
}

static void fill_steps(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *steps = &ground->dossier->steps;

    for (size_t i = 0; i < steps->count; i++) {
        day_number due = row_day(steps->items[i], STEP_DUE);

        if (run_step_is_open(steps->items[i]))
            give(texts, arena,
                arena_format(arena, "%s%s%s", row_text(steps->items[i], STEP_TITLE),
                    due == DAY_NONE ? "" : ", due ",
                    due == DAY_NONE ? "" : words_of(due, ground, arena)));
    }
}

static void fill_risks(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *signals = &ground->dossier->signals;

    for (size_t i = 0; i < signals->count; i++)
        if (row_is(signals->items[i], SIGNAL_KIND, "risk") &&
            row_integer(signals->items[i], SIGNAL_OPEN))
            give(texts, arena, row_text(signals->items[i], SIGNAL_TEXT));
}

static void fill_tickets(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *tickets = &ground->dossier->tickets;

    for (size_t i = 0; i < tickets->count; i++)
        if (!row_knows(tickets->items[i], TICKET_CLOSED))
            give(texts, arena,
                arena_format(arena, "#%s %s: %s", row_text(tickets->items[i], TICKET_ID),
                    row_text(tickets->items[i], TICKET_PRIORITY),
                    row_text(tickets->items[i], TICKET_SUBJECT)));
}

static void fill_feedback(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *feedback = &ground->dossier->feedback;

    for (size_t i = 0; i < feedback->count; i++)
        if (!row_is(feedback->items[i], FEEDBACK_STATUS, "done") &&
            !row_is(feedback->items[i], FEEDBACK_STATUS, "declined"))
            give(texts, arena,
                *row_text(feedback->items[i], FEEDBACK_TEXT)
                    ? row_text(feedback->items[i], FEEDBACK_TEXT)
                    : row_text(feedback->items[i], FEEDBACK_THEME));
}

/* `−11.2 adoption: 131 of 400` */
static void fill_health_story(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct health *health = ground->assessment ? &ground->assessment->health : NULL;

    for (int i = 0; health && i < health->part_count && texts->count < LOSSES; i++) {
        const struct health_part *part = &health->parts[i];

        if ((part->state == MEASURE_KNOWN || part->state == MEASURE_STALE) && part->loss >= 1)
            give(texts, arena,
                arena_format(arena, "%.1f points lost: %s%s%s", part->loss, part->measure->label,
                    part->words ? ", " : "", part->words ? part->words : ""));
    }
}

enum { ONE = false, LIST = true, OURS = true, ANYBODY = false };
#define FACT(name, list, internal, help)                                                           \
    {                                                                                              \
        {#name, list, internal, help}, fill_##name                                                 \
    }
const struct template_filler template_fillers[] = {
    FACT(account, ONE, ANYBODY, "its name"),
    FACT(active_users, ONE, ANYBODY, "active users of 28 days"),
    FACT(adoption, ONE, ANYBODY, "active users of the seats bought"),
    FACT(arr, ONE, OURS, "its annual revenue, in the book's currency"),
    FACT(asks, LIST, OURS, "open asks: what waits on somebody inside"),
    FACT(author, ONE, ANYBODY, "your name"),
    FACT(buyer, ONE, OURS, "the economic buyer"),
    FACT(champion, ONE, OURS, "the champion"),
    FACT(contact, ONE, ANYBODY, "who it is written to, else the main contact"),
    FACT(decides, ONE, OURS, "the day that decides, and in how many days"),
    FACT(decides_in, ONE, OURS, "days until it decides"),
    FACT(domain, ONE, ANYBODY, "its domain"),
    FACT(email, ONE, ANYBODY, "address of {contact}"),
    FACT(feedback, LIST, ANYBODY, "what they asked for, still open"),
    FACT(first_name, ONE, ANYBODY, "first name of {contact}"),
    FACT(goals, LIST, ANYBODY, "goals, with how far they are"),
    FACT(health, ONE, OURS, "score and band"),
    FACT(health_story, LIST, OURS, "what pulls the health down, most first"),
    FACT(last_notes, LIST, OURS, "first lines of the last three notes"),
    FACT(last_touch, ONE, ANYBODY, "day of the last touch"),
    FACT(nps, ONE, OURS, "latest NPS"),
    FACT(owner, ONE, ANYBODY, "who looks after it"),
    FACT(people, LIST, OURS, "active people, role and stance"),
    FACT(promises, LIST, ANYBODY, "open promises, with their day"),
    FACT(renewal, ONE, ANYBODY, "the renewal date"),
    FACT(risks, LIST, OURS, "open risks in words"),
    FACT(seats, ONE, ANYBODY, "seats bought"),
    FACT(sentiment, ONE, OURS, "your last word on the mood"),
    FACT(sponsor, ONE, OURS, "the executive sponsor"),
    FACT(stage, ONE, OURS, "where it stands in its journey"),
    FACT(step, ONE, OURS, "the playbook step it is written for"),
    FACT(steps, LIST, OURS, "open steps of its playbooks"),
    FACT(tasks, LIST, OURS, "open tasks of yours"),
    FACT(tickets, LIST, ANYBODY, "open tickets"),
    FACT(tier, ONE, OURS, "its tier"),
    FACT(today, ONE, ANYBODY, "today's date"),
    FACT(values, LIST, ANYBODY, "results so far, newest first, and who confirmed them"),
};
const int template_filler_count = COUNT_OF(template_fillers);
