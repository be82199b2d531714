/* A playbook: read, and started on a plain account. */
#include <stdlib.h>
#include "core/run.h"
#include "files/playbook_file.h"
#include "support/dossier_maker.h"
#include "fuzz.h"

static void start(const struct playbook *playbook)
{
    struct dossier_maker maker;
    struct change change;
    struct run_plan plan;
    struct error err = {0};

    maker_init(&maker, "2026-11-23");
    struct playbook_ground ground = {.dossier = &maker.dossier,
        .settings = &maker.settings,
        .book = &maker.book,
        .today = maker.today};

    (void)playbook_holds(&playbook->applies, &ground);
    fuzz_any(playbook_may_start(playbook, &ground, &err));
    (void)playbook_calls(playbook, &ground, &maker.arena);
    (void)playbook_own_anchor_day(playbook, &ground);
    change_init(&change, ACTOR_APP);
    run_plan_make(playbook, &ground, DAY_NONE, &maker.arena, &plan);
    run_start(&plan, &ground, &change);
    BUG_ON(plan.step_count > PLAYBOOK_STEPS_MOST);
    change_fini(&change);
    maker_fini(&maker);
}

void fuzz_playbook(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct playbook_source source = {"p.yaml", text, size};
    struct arena arena = {0};
    struct fault_list faults = {0};
    const struct playbook *playbook = NULL;

    if (!playbook_parse(&source, &fuzz_settings, &arena, &faults, &playbook))
        BUG_ON(faults.count == 0);
    else if (playbook != NULL)
        start(playbook);
    fault_list_fini(&faults);
    arena_fini(&arena);
    free(text);
}
