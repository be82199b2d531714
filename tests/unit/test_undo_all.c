/* Whatever was done, undo takes it back one by one, to the letter, and redo does it again. Random
 * sequences of verbs on a small book; each has its seed, which a failure tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "support/random_book.h"

enum { SEEDS = 6, VERBS = 40 };

struct taken { /* one change, as it was done */
    int64_t id;
    char what[32], *before, *after;
};

static void same(struct random_book *book, const char *what, const char *wanted)
{
    char *now = random_book_dump(book->session);

    random_book_same(book, what, now, wanted);
    free(now);
}

/* True where it made a change; where it refused, nothing moved. */
static bool do_one(struct random_book *scene, struct taken *taken)
{
    int i = random_book_verb(scene);
    struct outcome outcome = {0};
    struct error err;
    bool ok;

    taken->before = random_book_dump(scene->session);
    snprintf(taken->what, sizeof(taken->what), "%s", random_book_verb_name(i));
    ok = random_book_do(scene, i, &outcome, &err);
    if (ok && outcome.change_id) {
        taken->after = random_book_dump(scene->session);
        random_book_look_at_money(scene, random_book_verb_name(i));
    } else {
        same(scene, random_book_verb_name(i), taken->before);
        free(taken->before);
    }
    taken->id = outcome.change_id;
    ok = ok && outcome.change_id;
    outcome_fini(&outcome);
    return ok;
}

static void back(struct random_book *scene, struct taken *taken, bool redo)
{
    struct outcome outcome = {0};
    struct error err;
    char what[64];

    snprintf(what, sizeof(what), "%s of %s", redo ? "redo" : "undo", taken->what);
    if (!(redo ? session_redo(scene->session, &outcome, &err)
               : session_undo(scene->session, taken->id, &outcome, &err)))
        fail_msg("seed %u, %s: %s", scene->seed, what, err.text);
    if (*str_text(&outcome.kept))
        fail_msg("seed %u, %s kept: %s", scene->seed, what, str_text(&outcome.kept));
    taken->id = outcome.change_id; /* of a redo: what takes it back */
    same(scene, what, redo ? taken->after : taken->before);
    outcome_fini(&outcome);
}

static void all_goes_back_and_forth(struct random_book *scene)
{
    struct taken taken[VERBS] = {0};
    int count = 0;

    for (int i = 0; i < VERBS; i++)
        count += do_one(scene, &taken[count]);
    assert_true(count > VERBS / 4);
    for (int i = count; i-- > 0;)
        back(scene, &taken[i], false);
    for (int i = 0; i < count; i++)
        back(scene, &taken[i], true);
    for (int i = count; i-- > 0;) /* and a redo can be taken back like the first time */
        back(scene, &taken[i], false);
    for (int i = 0; i < count; i++) {
        free(taken[i].before);
        free(taken[i].after);
    }
}

static unsigned number_of(const char *text, unsigned otherwise)
{
    long long number;

    return text && text_to_int(text, &number) ? (unsigned)number : otherwise;
}

static void undo_takes_all_back_and_redo_does_it_again(void **state)
{
    const char *only = getenv("DAYBOOK_SEED"), *more = getenv("DAYBOOK_SEEDS");
    unsigned first = number_of(only, 1);
    unsigned seeds = only ? 1 : number_of(more, SEEDS);

    for (unsigned seed = first; seed < first + seeds; seed++) {
        struct random_book scene;

        random_book_begin(&scene, seed);
        all_goes_back_and_forth(&scene);
        random_book_end(&scene);
    }
}

/* The text that a run keeps can no longer be read: its steps are, and it can be closed. */
static void a_run_of_faulty_text_can_be_worked_and_undone(void **state)
{
    struct outcome outcome = {0};
    struct random_book scene;
    struct change change;
    struct error err;
    char *before;

    random_book_begin(&scene, 1);
    for (int i = 0; i < 20 && !random_book_named(&scene, "start", &outcome, &err); i++)
        continue;
    outcome_fini(&outcome);
    change_init(&change, ACTOR_APP);
    change_set(&change, change_update(&change, KIND_RUN, random_book_some(&scene, KIND_RUN)),
        RUN_TEXT, value_text("id: mine\ntitle: [\n"));
    assert_true(session_apply(scene.session, &change, &outcome, &err));
    change_fini(&change);
    outcome_fini(&outcome);
    before = random_book_dump(scene.session);
    for (int i = 0; i < 60; i++) {
        struct outcome one = {0}, two = {0};
        bool good = random_book_named(&scene,
            i % 3 == 0   ? "step"
            : i % 3 == 1 ? "run"
                         : "days",
            &one, &err);

        if (good && one.change_id && !session_undo(scene.session, one.change_id, &two, &err))
            fail_msg("%s", err.text);
        same(&scene, "a run of faulty text", before);
        outcome_fini(&two);
        outcome_fini(&one);
    }
    free(before);
    random_book_end(&scene);
}

/* A new day on a book that cannot be written: nothing is tried, and all can be read. */
static void a_book_that_is_only_read_stays_as_it_is(void **state)
{
    struct session_options options = {.read_only = true, .actor = ACTOR_APP};
    struct key_list keys = {0};
    struct outcome outcome;
    struct random_book scene;
    struct error err;
    char *before;
    bool more;

    random_book_begin(&scene, 1);
    before = random_book_dump(scene.session);
    session_close(scene.session);
    options.db_path = scene.book;
    options.config_dir = scene.config;
    options.today = scene.today + 30;
    assert_true(session_open(&options, &scene.session, &err));
    assert_false(session_needs_rescore(scene.session));
    assert_true(session_rescore(scene.session, 0, &more, &err));
    assert_false(more);
    assert_false(random_book_named(&scene, "set", &outcome, &err));
    assert_int_equal(err.code, ERROR_READ_ONLY);
    assert_false(session_group_begin(scene.session, &err));
    session_group_drop(scene.session);
    assert_false(session_undo(scene.session, 0, &outcome, &err));
    assert_int_equal(err.code, ERROR_READ_ONLY);
    assert_true(store_keys(session_store(scene.session), ORDER_NAME, &keys, &err));
    assert_true(keys.count > 0);
    same(&scene, "reading", before);
    array_fini(&keys);
    free(before);
    random_book_end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undo_takes_all_back_and_redo_does_it_again),
        cmocka_unit_test(a_run_of_faulty_text_can_be_worked_and_undone),
        cmocka_unit_test(a_book_that_is_only_read_stays_as_it_is),
    };

    return cmocka_run_group_tests_name("undo_all", tests, NULL, NULL);
}
