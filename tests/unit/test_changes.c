/* What changed on one account between two days, fact by fact, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/changes.h"
#include "support/dossier_maker.h"

struct scene {
    struct dossier_maker then, now;
    struct row_list movements;
    bool absent_then, absent_now;
};

static void begin(struct scene *scene)
{
    *scene = (struct scene){0};
    maker_init(&scene->then, "2026-11-16");
    maker_init(&scene->now, "2026-11-23");
    maker_account(&scene->then, "id", "A1", "arr_now", "1000", NULL);
    maker_account(&scene->now, "id", "A1", "arr_now", "1000", NULL);
}

static void end(struct scene *scene)
{
    maker_fini(&scene->then);
    maker_fini(&scene->now);
}

static struct change_side side_of(const struct dossier_maker *maker, bool absent)
{
    if (absent)
        return (struct change_side){.day = maker->today};
    return (struct change_side){.day = maker->today,
        .account = maker->account,
        .contacts = maker->dossier.contacts,
        .contracts = maker->dossier.contracts,
        .signals = maker->dossier.signals};
}

static struct account_changes find(struct scene *scene)
{
    struct change_side then = side_of(&scene->then, scene->absent_then);
    struct change_side now = side_of(&scene->now, scene->absent_now);
    struct changes_ask ask = {&then, &now, &scene->movements, "USD", scene->now.today};
    struct account_changes changes;

    changes_of_account(&ask, &scene->now.arena, &changes);
    return changes;
}

/* `part what about then>now: text` a line. */
static void check(struct scene *scene, const char *wanted)
{
    struct account_changes changes = find(scene);
    struct str out = {0};

    for (size_t i = 0; i < changes.count; i++) {
        const struct changed_fact *fact = &changes.facts[i];

        str_addf(&out, "%s %s %s %s>%s: %s\n", changed_part_word(fact->part), fact->what,
            fact->about, fact->then, fact->now, fact->text);
    }
    assert_string_equal(str_text(&out), wanted);
    str_fini(&out);
}

static void nothing_moved(void **state)
{
    struct scene scene;

    begin(&scene);
    maker_add(&scene.then, KIND_CONTACT, "name", "Ana", "role", "champion", NULL);
    maker_add(&scene.now, KIND_CONTACT, "name", "Ana", "role", "champion", NULL);
    /* days that merely come nearer are no news */
    maker_account(&scene.then, "decides_on", "2027-01-04", "renewal_state", "close", NULL);
    maker_account(&scene.now, "decides_on", "2027-01-04", "renewal_state", "close", NULL);
    check(&scene, "");
    end(&scene);
    (void)state;
}

static void scores_bands_and_stage(void **state)
{
    struct scene scene;

    begin(&scene);
    maker_account(&scene.then, "health", "72", "band", "yellow", "stage", "adopting", NULL);
    maker_account(&scene.now, "health", "48", "band", "red", "stage", "", NULL);
    check(&scene, "health score  72>48: 72 to 48\n"
                  "health band  yellow>red: band watch to at risk\n"
                  "stage stage  adopting>: adopting to none\n");
    assert_int_equal(find(&scene).health_then, 72);
    maker_account(&scene.now, "health", "", "band", "unknown", "stage", "adopting", NULL);
    check(&scene, "health score  72>: 72 to unknown\n"
                  "health band  yellow>unknown: band watch to unknown\n");
    assert_int_equal(find(&scene).health_now, -1);
    end(&scene);
    (void)state;
}

/* Only movements of (from, to]; the sum is that of the two days. */
static void arr_and_its_movements(void **state)
{
    struct scene scene;

    begin(&scene);
    maker_account(&scene.now, "arr_now", "1300", NULL);
    const struct {
        const char *day, *kind, *amount;
    } moves[] = {{"2026-11-16", "new", "1000"}, {"2026-11-17", "expansion", "400"},
        {"2026-11-23", "contraction", "-100"}, {"2026-11-24", "churn", "-1300"}};
    struct row *rows[COUNT_OF(moves)];
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        day_number day;

        assert_true(day_parse_iso(moves[i].day, &day));
        rows[i] = row_new(&scene.now.arena, KIND_MOVEMENT);
        row_set_day(rows[i], MOVEMENT_DATE, day);
        row_set_text(rows[i], MOVEMENT_KIND, moves[i].kind);
        row_set_text(rows[i], MOVEMENT_LINE, "L1");
        row_set_integer(rows[i], MOVEMENT_AMOUNT, 100 * strtol(moves[i].amount, NULL, 10));
    }
    scene.movements = (struct row_list){.items = rows, .count = COUNT_OF(rows)};
    check(&scene, "ARR sum  100000>130000: $1k to $1.3k\n"
                  "ARR expansion L1 >40000: expansion +$400 L1 on 17 Nov\n"
                  "ARR contraction L1 >-10000: contraction \342\210\222$100 L1 on 23 Nov\n");
    assert_int_equal(find(&scene).arr_now - find(&scene).arr_then, 40000 - 10000);
    end(&scene);
    (void)state;
}

static void people_come_go_and_change(void **state)
{
    struct scene scene;

    begin(&scene);
    maker_add(&scene.then, KIND_CONTACT, "name", "Ana", "role", "champion", NULL);
    maker_add(&scene.then, KIND_CONTACT, "name", "Bo", "role", "user", NULL);
    maker_add(&scene.then, KIND_CONTACT, "name", "Cy", "status", "left", NULL);
    maker_add(&scene.then, KIND_CONTACT, "name", "Di", NULL);
    maker_add(&scene.now, KIND_CONTACT, "name", "Ana", "role", "champion", "status", "left", NULL);
    maker_add(&scene.now, KIND_CONTACT, "name", "Bo", "role", "economic buyer", NULL);
    maker_add(&scene.now, KIND_CONTACT, "name", "Cy", NULL);
    scene.now.last_key++; /* Di was taken out */
    maker_add(&scene.now, KIND_CONTACT, "name", "Ed", NULL);
    check(&scene, "people left Ana >champion: Ana (champion) left\n"
                  "people role Bo user>economic buyer: Bo: user to economic buyer\n"
                  "people joined Cy >: Cy is back\n"
                  "people joined Ed >: Ed joined\n"
                  "people removed Di >: Di was taken out of the book\n");
    end(&scene);
    (void)state;
}

static void renewal_of_account_and_line(void **state)
{
    struct scene scene;

    begin(&scene);
    maker_account(&scene.then, "ends", "2027-01-14", "renewal_state", "negotiate", NULL);
    maker_account(&scene.now, "ends", "2028-01-14", "renewal_state", "quiet", NULL);
    maker_add(&scene.then, KIND_CONTRACT, "id", "L1", "product", "Fleet", "status", "open",
        "forecast", "900", NULL);
    maker_add(&scene.now, KIND_CONTRACT, "id", "L1", "product", "Fleet", "status", "renewed",
        "forecast", "1000", NULL);
    check(&scene, "renewal ends  2027-01-14>2028-01-14: ends 14 Jan 2027 to 14 Jan 2028\n"
                  "renewal state  negotiate>quiet: state negotiate to quiet\n"
                  "renewal status Fleet open>renewed: Fleet status open to renewed\n"
                  "renewal forecast Fleet 900.00>1000.00: Fleet forecast $900 to $1k\n");
    end(&scene);
    (void)state;
}

static void signals_begin_and_end(void **state)
{
    struct scene scene;

    begin(&scene);
    maker_add(&scene.then, KIND_SIGNAL, "signal", "usage-drop", "severity", "high", "open", "yes",
        "text", "usage fell", NULL);
    maker_add(&scene.then, KIND_SIGNAL, "signal", "stays", "open", "yes", "text", "so it is", NULL);
    maker_add(&scene.now, KIND_SIGNAL, "signal", "usage-drop", "open", "no", "text", "?", NULL);
    maker_add(&scene.now, KIND_SIGNAL, "signal", "stays", "open", "yes", "text", "still", NULL);
    maker_add(&scene.now, KIND_SIGNAL, "signal", "no-touch", "severity", "medium", "open", "yes",
        "text", "no touch 30d", NULL);
    /* what a playbook keeps in mind is no signal to a person */
    maker_add(
        &scene.now, KIND_SIGNAL, "signal", "playbook:qbr", "kind", "offer", "open", "yes", NULL);
    check(&scene, "signals began no-touch >medium: no touch 30d\n"
                  "signals ended usage-drop high>: over: usage fell\n");
    end(&scene);
    (void)state;
}

static void accounts_come_and_go(void **state)
{
    struct scene scene;

    begin(&scene);
    scene.absent_then = true;
    check(&scene, "account came  >there: came into the book\n"
                  "ARR sum  >100000: none to $1k\n");
    assert_true(find(&scene).arr_then == MONEY_NONE);
    scene.absent_then = false;
    scene.absent_now = true;
    check(&scene, "account gone  there>: is no longer in the book\n"
                  "ARR sum  100000>: $1k to none\n");
    end(&scene);
    (void)state;
}

static void the_most_arr_comes_first(void **state)
{
    const struct account_changes sorted[] = {
        {.name = "fell", .arr_then = 900, .arr_now = 100, .exposure = 1},
        {.name = "came", .arr_then = MONEY_NONE, .arr_now = 500, .exposure = 9},
        {.name = "exposed", .arr_then = 5, .arr_now = 5, .exposure = 80, .health_now = 1},
        {.name = "moved", .arr_then = 5, .arr_now = 5, .exposure = 8, .health_now = 20},
        {.name = "named a", .exposure = 8},
        {.name = "named b", .exposure = 8},
    };

    for (size_t i = 0; i < COUNT_OF(sorted); i++)
        for (size_t j = 0; j < COUNT_OF(sorted); j++) {
            int order = account_changes_compare(&sorted[i], &sorted[j]);

            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_moved),
        cmocka_unit_test(scores_bands_and_stage),
        cmocka_unit_test(arr_and_its_movements),
        cmocka_unit_test(people_come_go_and_change),
        cmocka_unit_test(renewal_of_account_and_line),
        cmocka_unit_test(signals_begin_and_end),
        cmocka_unit_test(accounts_come_and_go),
        cmocka_unit_test(the_most_arr_comes_first),
    };

    return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
