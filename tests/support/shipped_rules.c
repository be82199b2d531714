#include "support/shipped_rules.h"

#include <stdio.h>
#include "base/bug.h"
#include "files/embedded.h"
#include "files/health_file.h"
#include "files/signal_file.h"

/* Lives as long as the program: tests share it. */
static struct arena rules_arena;

static void complain(const struct fault_list *faults)
{
    struct str line = {0};

    for (size_t i = 0; i < faults->count; i++) {
        fault_format(&faults->items[i], &line);
        str_add_char(&line, '\n');
    }
    fputs(str_text(&line), stderr);
    BUG_ON(faults->count > 0);
}

const struct health_rules *shipped_health(void)
{
    static struct health_rules rules;
    const struct embedded *file = embedded_find("config/health.yaml");
    struct fault_list faults = {0};
    struct dossier_maker maker;

    if (rules.model_count > 0)
        return &rules;
    maker_init(&maker, "2026-11-23");
    BUG_ON(file == NULL);
    if (!health_file_read(
            file->path, file->text, file->len, &maker.settings, &rules_arena, &faults, &rules))
        complain(&faults);
    fault_list_fini(&faults);
    maker_fini(&maker);
    return &rules;
}

const struct signal_rules *shipped_signals(void)
{
    static struct signal_rules rules;
    const struct embedded *file = embedded_find("config/signals.yaml");
    struct fault_list faults = {0};
    struct dossier_maker maker;

    if (rules.count > 0)
        return &rules;
    maker_init(&maker, "2026-11-23");
    BUG_ON(file == NULL);
    if (!signal_file_read(file->path, file->text, file->len, &maker.settings, NULL, &rules_arena,
            &faults, &rules))
        complain(&faults);
    fault_list_fini(&faults);
    maker_fini(&maker);
    return &rules;
}

struct health health_made(
    struct dossier_maker *maker, const struct health_rules *health, day_number day)
{
    const struct rules rules = {
        .settings = &maker->settings, .health = health ? health : shipped_health()};
    struct health result;

    health_compute(&rules, &maker->dossier, &maker->book, day, &maker->arena, &result);
    return result;
}

void maker_healthy(struct dossier_maker *maker)
{
    maker_account(
        maker, "start", "-400", "renewal", "+301", "auto_renew", "no", "seats", "100", NULL);
    for (int weeks = 10; weeks >= 0; weeks--) {
        char day[16];

        snprintf(day, sizeof(day), "-%d", weeks * 7 + 1);
        maker_reading(maker, "active_users", day, 85);
        maker_reading(maker, "feature_adoption", day, .9);
    }
    maker_answer(maker, "nps", "Ana Costa", "-100", 9);
    maker_add(maker, KIND_CONTACT, "name", "Ana Costa", "role", "champion", NULL);
    maker_add(maker, KIND_CONTACT, "name", "Priya Nair", "role", "executive sponsor", NULL);
    maker_add(maker, KIND_NOTE, "at", "-5", "kind", "call", "sentiment", "good", "attendees",
        "Ana Costa;Priya Nair", "body", "all well", NULL);
    maker_add(maker, KIND_GOAL, "id", "g1", "statement", "halve the time", "status", "reached",
        "start", "-200", "updated_on", "-20", NULL);
    maker_add(maker, KIND_RESULT, "date", "-30", "confirmed_by", "Ana Costa", "story",
        "two days saved", NULL);
    maker->book.ticket_feed = maker->today;
}

void maker_leave(struct dossier_maker *maker, size_t contact)
{
    maker_set(maker, maker->dossier.contacts.items[contact], "status", "left");
    maker_set(maker, maker->dossier.contacts.items[contact], "left_on", "-3");
}
