/* One account and its ledger in memory, driven by a script (tests/unit/test_ledger.c). */
#ifndef SUPPORT_LEDGER_WORLD_H
#define SUPPORT_LEDGER_WORLD_H

#include "core/ledger.h"

/* `account FIELD=VALUE ...` and `line ID FIELD=VALUE ...` are edits (a line may be new), `drop ID`
 * takes a line out; `import DAY`, `hand DAY`, `clock DAY` record. Amounts are whole units. */
struct ledger_step {
    const char *does, *writes;
};
#define LEDGER_STEPS_MOST 12
struct ledger_script {
    const char *name;
    struct ledger_step steps[LEDGER_STEPS_MOST];
};

struct ledger_world {
    struct arena arena;
    struct settings settings;
    struct row *account;
    struct row_list contracts, movements, renewals;
    struct ledger_past_list pasts;
    bool account_is_new;
    day_number day;
    int new_days;
};

void ledger_world_init(struct ledger_world *world);
void ledger_world_fini(struct ledger_world *world);
/* `ID FIELD=VALUE ...` */
void ledger_world_line(struct ledger_world *world, const char *at);
/* Fails the test where a step writes something else, where the movements do not add up to the ARR
 * of the day, and where the same step again writes anything. */
void ledger_world_run(const struct ledger_script *script);

#endif
