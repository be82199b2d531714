/* The models of health and the rules of signals: read, and used on an account. */
#include <stdlib.h>
#include "core/assess.h"
#include "files/health_file.h"
#include "files/signal_file.h"
#include "support/dossier_maker.h"
#include "support/shipped_rules.h"
#include "fuzz.h"

static void use(const struct health_rules *health, const struct signal_rules *signals)
{
    struct rules rules = {.settings = &fuzz_settings, .health = health, .signals = signals};
    struct dossier_maker maker;
    struct assessment assessment;

    maker_init(&maker, "2026-11-23");
    maker_account(&maker, "arr", "180000", "renewal", "+71", "seats", "100", NULL);
    for (int day = -60; day <= 0; day += 7) {
        char words[24];

        maker_reading(&maker, "active_users", day_iso(maker.today + day, words), 50 + day);
    }
    maker_answer(&maker, "nps", "", "-20", 3);
    assess(&(struct assess_given){&rules, &maker.dossier, &maker.book}, maker.today, ASSESS_TO_SHOW,
        &maker.arena, &assessment);
    BUG_ON(assessment.health.score > 100);
    maker_fini(&maker);
}

void fuzz_rules(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct arena arena = {0};
    struct fault_list faults = {0}, more = {0};
    struct health_rules health;
    struct signal_rules signals;

    if (health_file_read("h.yaml", text, size, &fuzz_settings, &arena, &faults, &health))
        use(&health, shipped_signals());
    else
        BUG_ON(faults.count == 0);
    if (signal_file_read(
            "s.yaml", text, size, &fuzz_settings, shipped_signals(), &arena, &more, &signals))
        use(shipped_health(), &signals);
    else
        BUG_ON(more.count == 0);
    fault_list_fini(&more);
    fault_list_fini(&faults);
    arena_fini(&arena);
    free(text);
}
