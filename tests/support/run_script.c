#include "support/run_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "support/runner.h"
#include "support/short_playbook.h"

enum { WORDS = 8, LINE = 200 };

struct action {
    char text[LINE];
    char *words[WORDS + 1];
    int count;
    bool refused;
    const char *says; /* or NULL */
};

static void read_action(const char *from, size_t len, struct action *action)
{
    char *at = action->text;

    *action = (struct action){0};
    assert_true(len < LINE);
    memcpy(action->text, from, len);
    action->says = strchr(at, '~');
    if (action->says)
        at[action->says++ - action->text] = '\0';
    at += strspn(at, " ");
    action->refused = *at == '!';
    at += action->refused;
    while (*at) {
        assert_true(action->count < WORDS);
        action->words[action->count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
        at += strspn(at, " ");
    }
}

static day_number day_of(const char *text)
{
    day_number day = DAY_NONE;

    assert_true(text && day_parse_iso(text, &day));
    return day;
}

static void read_given(const struct action *action, struct arena *arena, struct given_list *given)
{
    for (int i = 2; i < action->count; i++) {
        const char *equals = strchr(action->words[i], '=');

        assert_non_null(equals);
        ARRAY_PUSH(given, (struct given){arena_copy_bytes(arena, action->words[i],
                                             (size_t)(equals - action->words[i])),
                              equals + 1});
    }
}

static bool on_run(struct runner *runner, const struct action *action, bool *ret_ok)
{
    const struct run_ground *ground = &runner->ground;
    const char *verb = action->words[0];
    struct run_shift shift = {.pinned_too = text_equal(verb, "shift-all")};

    if (text_equal(verb, "anchor"))
        *ret_ok = run_move_anchor(ground, day_of(action->words[1]), &runner->change, &runner->err);
    else if (text_equal(verb, "cancel"))
        *ret_ok = run_cancel(ground, "enough", &runner->change, &runner->err);
    else if (text_starts(verb, "shift")) {
        assert_true(playbook_offset_parse(action->words[1], &shift.by));
        *ret_ok = run_shift(ground, shift, &runner->change, &runner->err);
    } else
        return false;
    return true;
}

static bool on_step(struct runner *runner, const struct action *action,
    const struct given_list *given, bool *ret_ok)
{
    const struct run_ground *ground = &runner->ground;
    const struct row *step = runner_step(runner, action->words[1]);
    const char *verb = action->words[0];
    struct change *change = &runner->change;
    struct error *err = &runner->err;

    if (text_equal(verb, "done"))
        *ret_ok = run_done(ground, step, given, change, err);
    else if (text_equal(verb, "give"))
        *ret_ok = run_give(ground, step, given, change, err);
    else if (text_equal(verb, "skip"))
        *ret_ok = run_skip(ground, step, "not here", change, err);
    else if (text_equal(verb, "block"))
        *ret_ok = run_block(ground, step, (struct run_block){"customer", "legal"}, change, err);
    else if (text_equal(verb, "unblock"))
        *ret_ok = run_unblock(ground, step, change, err);
    else if (text_equal(verb, "reopen"))
        *ret_ok = run_reopen(ground, step, change, err);
    else if (text_equal(verb, "pin"))
        *ret_ok = run_set_day(ground, step, day_of(action->words[2]), change, err);
    else if (text_equal(verb, "unpin"))
        *ret_ok = run_set_day(ground, step, DAY_NONE, change, err);
    else if (text_equal(verb, "assign"))
        *ret_ok = run_assign(ground, step, action->words[2], change, err);
    else
        return false;
    return true;
}

static void do_action(struct runner *runner, const struct action *action)
{
    struct given_list given = {0};
    bool ok = false, known;

    if (action->words[0][0] == '@') {
        runner_set_today(runner, action->words[0] + 1);
        return;
    }
    if (text_equal(action->words[0], "done") || text_equal(action->words[0], "give"))
        read_given(action, &runner->arena, &given);
    known = on_run(runner, action, &ok) || on_step(runner, action, &given, &ok);
    array_fini(&given);
    if (!known || ok == action->refused)
        print_error("%s %s: %s\n", action->words[0], action->count > 1 ? action->words[1] : "",
            ok ? "done" : runner->err.text);
    assert_true(known);
    assert_true(ok != action->refused);
    if (action->says && !strstr(runner->err.text, action->says))
        print_error("%s\nlacks: %s\n", runner->err.text, action->says);
    assert_true(!action->says || strstr(runner->err.text, action->says) != NULL);
    if (ok)
        runner_apply(runner);
}

static void add_step(struct str *out, const struct row *step)
{
    char day[24];

    if (out->len)
        str_add(out, ", ");
    if (!run_step_is_open(step)) {
        str_add(out, row_text(step, STEP_STATUS));
        return;
    }
    day_short(row_day(step, STEP_DUE), day_make(2026, 11, 23), day);
    str_add(out, *day ? day : "waits");
    if (row_is(step, STEP_STATUS, "blocked"))
        str_add(out, " blocked");
}

static void stand(struct runner *runner, struct str *out)
{
    const struct row_list *steps = &runner->maker.dossier.steps;

    for (size_t i = 0; i < steps->count; i++)
        add_step(out, steps->items[i]);
    if (!row_is(runner->ground.run, RUN_STATUS, "open"))
        str_addf(out, " | %s", row_text(runner->ground.run, RUN_STATUS));
}

void run_script_check(const struct run_case_row *row)
{
    struct runner runner;
    struct str out = {0};

    runner_init(&runner);
    if (*row->start)
        maker_account(&runner.maker, "start", row->start, NULL);
    runner_start_text(&runner, short_playbook_text(&runner.arena, row->head, row->steps));
    for (const char *at = row->script; *at;) {
        struct action action;
        size_t len = strcspn(at, ";");

        read_action(at, len, &action);
        do_action(&runner, &action);
        at += len + (at[len] == ';');
    }
    stand(&runner, &out);
    if (strcmp(str_text(&out), row->wanted) != 0)
        print_error("%s / %s\n", row->steps, row->script);
    assert_string_equal(str_text(&out), row->wanted);
    str_fini(&out);
    runner_fini(&runner);
}
