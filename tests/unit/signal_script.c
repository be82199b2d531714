/* The little language of signal_cases.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/str.h"
#include "signal_cases.h"

#define WORDS_MOST 16

struct words {
    char *at[WORDS_MOST];
    int count;
};

static double number(const char *text)
{
    double value = 0;

    BUG_ON(!text_to_real(text, &value));
    return value;
}

static bool is_usage(const struct reading *reading)
{
    return strcmp(reading->metric, "active_users") == 0;
}

/* `field=value` words from the second on. */
static void set_fields(
    struct dossier_maker *maker, struct row *row, const struct words *words, int from)
{
    for (int i = from; i < words->count; i++) {
        char *value = strchr(words->at[i], '=');

        BUG_ON(value == NULL);
        *value = '\0';
        for (char *at = value + 1; *at; at++)
            *at = *at == '_' ? ' ' : *at == ',' ? ';' : *at;
        maker_set(maker, row, words->at[i], value + 1);
    }
}

static void do_account(struct dossier_maker *maker, const struct words *words)
{
    set_fields(maker, maker->account, words, 1);
}

static struct row_list *list_of(struct dossier_maker *maker, const char *kind)
{
    struct dossier *dossier = &maker->dossier;
    enum kind found = KIND_COUNT;

    BUG_ON(!kind_from_name(kind, &found));
    if (found == KIND_CONTACT)
        return &dossier->contacts;
    if (found == KIND_NOTE)
        return &dossier->notes;
    if (found == KIND_GOAL)
        return &dossier->goals;
    if (found == KIND_RUN)
        return &dossier->runs;
    BUG_ON(found != KIND_RESULT);
    return &dossier->results;
}

static void do_first(struct dossier_maker *maker, const struct words *words)
{
    set_fields(maker, list_of(maker, words->at[1])->items[0], words, 2);
}

static void do_clear(struct dossier_maker *maker, const struct words *words)
{
    if (strcmp(words->at[1], "readings") == 0)
        maker->dossier.readings.count = 0;
    else
        list_of(maker, words->at[1])->count = 0;
}

/* The note of a healthy account goes, what was added stays. */
static void do_clear_first_note(struct dossier_maker *maker, const struct words *words)
{
    struct row_list *notes = &maker->dossier.notes;

    for (size_t i = 1; i < notes->count; i++)
        notes->items[i - 1] = notes->items[i];
    notes->count--;
}

static void do_no_tickets(struct dossier_maker *maker, const struct words *words)
{
    maker->book.ticket_feed = DAY_NONE;
}

static void do_clear_sponsor(struct dossier_maker *maker, const struct words *words)
{
    maker_set(maker, maker->dossier.contacts.items[1], "role", "user");
}

static void do_in_use(struct dossier_maker *maker, const struct words *words)
{
    maker->book.metrics_in_use = ~UINT64_C(0);
}

static void do_override(struct dossier_maker *maker, const struct words *words)
{
    maker_account(maker, "health_set", words->at[1], "health_from", "-1", NULL);
}

static void do_leave(struct dossier_maker *maker, const struct words *words)
{
    maker_leave(maker, (size_t)number(words->at[1]));
}

static void do_reading(struct dossier_maker *maker, const struct words *words)
{
    maker_reading(maker, words->at[1], words->at[2], number(words->at[3]));
}

static void do_answer(struct dossier_maker *maker, const struct words *words)
{
    for (char *at = words->at[2]; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    maker_answer(maker, words->at[1], words->at[2], words->at[3], number(words->at[4]));
}

/* With the newest mark. */
static void do_comment(struct dossier_maker *maker, const struct words *words)
{
    struct reading_list *readings = &maker->dossier.readings;
    size_t last = readings->count;

    while (strcmp(readings->items[--last].metric, "nps") != 0)
        BUG_ON(last == 0);
    for (char *at = words->at[1]; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    readings->items[last].comment = arena_copy_text(&maker->arena, words->at[1]);
}

/* Weekly readings: so many before the last four weeks, so many in them. */
static void do_usage(struct dossier_maker *maker, const struct words *words)
{
    int week = 0;

    for (size_t i = maker->dossier.readings.count; i-- > 0;) {
        if (is_usage(&maker->dossier.readings.items[i]))
            maker->dossier.readings.items[i].value = number(words->at[week++ < 4 ? 2 : 1]);
    }
}

static void do_last(struct dossier_maker *maker, const struct words *words)
{
    for (size_t i = maker->dossier.readings.count; i-- > 0;) {
        if (!is_usage(&maker->dossier.readings.items[i]))
            continue;
        maker->dossier.readings.items[i].value = number(words->at[1]);
        return;
    }
}

static void do_idle(struct dossier_maker *maker, const struct words *words)
{
    day_number since = maker->today - (day_number)number(words->at[1]);

    for (size_t i = 0; i < maker->dossier.readings.count; i++) {
        struct reading *reading = &maker->dossier.readings.items[i];

        if (is_usage(reading) && reading->date > since)
            reading->value = 0;
    }
}

/* All readings came so many days earlier. */
static void do_late(struct dossier_maker *maker, const struct words *words)
{
    for (size_t i = 0; i < maker->dossier.readings.count; i++)
        maker->dossier.readings.items[i].date -= (day_number)number(words->at[1]);
}

static void do_median(struct dossier_maker *maker, const struct words *words)
{
    maker->book.has_usage_median = true;
    maker->book.usage_median = number(words->at[1]);
}

static void do_snapshot(struct dossier_maker *maker, const struct words *words)
{
    maker_snapshot(maker, words->at[1], (int)number(words->at[2]));
}

static void do_tickets(struct dossier_maker *maker, const struct words *words)
{
    int before = (int)number(words->at[1]);
    int all = before + (int)number(words->at[2]);

    for (int i = 0; i < all; i++)
        maker_add(maker, KIND_TICKET, "opened", i < before ? "-60" : "-20", "closed", "-10", NULL);
}

static void do_csat(struct dossier_maker *maker, const struct words *words)
{
    for (int i = 0; i < (int)number(words->at[3]); i++) {
        maker_answer(maker, "csat", "Ana Costa", "-100", number(words->at[1]));
        maker_answer(maker, "csat", "Ana Costa", "-10", number(words->at[2]));
    }
}

static void do_rival(struct dossier_maker *maker, const struct words *words)
{
    static const char *const rivals[] = {"acme suite"};

    maker->settings.rivals = rivals;
    maker->settings.rival_count = 1;
}

static void do_upper_half(struct dossier_maker *maker, const struct words *words)
{
    static const int64_t arr[] = {100, 200};

    maker->book.arr_sorted = arr;
    maker->book.accounts = 2;
}

/* A run of 30 days with one step: since, status, due. */
static void do_onboarding(struct dossier_maker *maker, const struct words *words)
{
    char target[24];
    const char *since = words->at[1];

    maker_account(maker, "stage", "onboarding", "start", since, NULL);
    day_iso(maker_day(maker, since) + 30, target);
    struct row *run = maker_add(maker, KIND_RUN, "playbook", "onboarding", "type", "onboarding",
        "started", since, "anchor", since, "target", target, "status", "open", NULL);
    struct row *step = maker_add(maker, KIND_STEP, "step", "live", "number", "4", "title",
        "Data live", "need", "required", "status", words->at[2], "due", words->at[3], NULL);

    row_set_integer(step, STEP_RUN, run->key);
    if (strcmp(words->at[2], "blocked") == 0) {
        maker_set(maker, step, "side", "customer");
        maker_set(maker, step, "blocked_on", words->at[3]);
    }
    if (strcmp(words->at[2], "done") == 0)
        maker_set(maker, step, "done_on", words->at[3]);
}

static void do_live(struct dossier_maker *maker, const struct words *words)
{
    char since[] = "-22", done[] = "done", verb[] = "onboarding";
    const struct words run = {{verb, since, done, words->at[1]}, 4};

    do_onboarding(maker, &run);
}

struct command {
    const char *name;
    void (*run)(struct dossier_maker *maker, const struct words *words);
};
static const struct command commands[] = {
    {"account", do_account},
    {"answer", do_answer},
    {"clear", do_clear},
    {"clear_first_note", do_clear_first_note},
    {"clear_sponsor", do_clear_sponsor},
    {"comment", do_comment},
    {"csat", do_csat},
    {"first", do_first},
    {"idle", do_idle},
    {"in_use", do_in_use},
    {"last", do_last},
    {"late", do_late},
    {"leave", do_leave},
    {"live", do_live},
    {"median", do_median},
    {"no_tickets", do_no_tickets},
    {"onboarding", do_onboarding},
    {"override", do_override},
    {"reading", do_reading},
    {"rival", do_rival},
    {"snapshot", do_snapshot},
    {"tickets", do_tickets},
    {"upper_half", do_upper_half},
    {"usage", do_usage},
};

static void run_command(struct dossier_maker *maker, const struct words *words)
{
    enum kind kind = KIND_COUNT;

    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (strcmp(commands[i].name, words->at[0]) == 0) {
            commands[i].run(maker, words);
            return;
        }
    }
    BUG_ON(!kind_from_name(words->at[0], &kind));
    set_fields(maker, maker_add(maker, kind, NULL), words, 1);
}

/* Cuts at blanks, in place. */
static void split(char *text, struct words *words)
{
    while (*(text += strspn(text, " "))) {
        size_t len = strcspn(text, " ");

        BUG_ON(words->count == WORDS_MOST);
        words->at[words->count++] = text;
        text += len;
        if (*text)
            *text++ = '\0';
    }
}

void signal_script(struct dossier_maker *maker, const char *script)
{
    char *copy = mem_copy_text(script);

    for (char *at = copy; *at;) {
        char *end = at + strcspn(at, ";");
        char *next = *end ? end + 1 : end;
        struct words words = {0};

        *end = '\0';
        split(at, &words);
        if (words.count > 0)
            run_command(maker, &words);
        at = next;
    }
    free(copy);
}
