#include "support/runner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "files/embedded.h"
#include "files/playbook_file.h"

void runner_init(struct runner *runner)
{
    *runner = (struct runner){0};
    maker_init(&runner->maker, "2026-11-23");
    change_init(&runner->change, ACTOR_APP);
    runner->ground.base = (struct playbook_ground){
        .dossier = &runner->maker.dossier,
        .settings = &runner->maker.settings,
        .book = &runner->maker.book,
        .today = runner->maker.today,
    };
}

void runner_fini(struct runner *runner)
{
    change_fini(&runner->change);
    arena_fini(&runner->arena);
    maker_fini(&runner->maker);
}

void runner_set_today(struct runner *runner, const char *words)
{
    assert_true(day_parse_iso(words, &runner->maker.today));
    runner->ground.base.today = runner->maker.today;
}

/* --- a store of memory: what the change says is done to the dossier --- */

static struct row_list *list_of(struct runner *runner, enum kind kind)
{
    return kind == KIND_RUN ? &runner->maker.dossier.runs : &runner->maker.dossier.steps;
}

static struct row *row_for(struct runner *runner, const struct change_row *from, int64_t base)
{
    struct row *row = NULL;
    if (from->kind == KIND_ACCOUNT)
        return runner->maker.account;
    struct row_list *rows = list_of(runner, from->kind);
    if (from->op == CHANGE_INSERT) {
        row = row_new(&runner->maker.arena, from->kind);
        row->key = base - from->key;
        ARRAY_PUSH(rows, row);
        return row;
    }
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i]->key == from->key)
            row = rows->items[i];
    assert_non_null(row);
    return row;
}

void runner_apply(struct runner *runner)
{
    int64_t base = runner->maker.last_key;
    for (size_t i = 0; i < runner->change.rows.count; i++) {
        const struct change_row *from = &runner->change.rows.items[i];
        struct row *row = row_for(runner, from, base);
        for (int field = 0; field < kind_info(from->kind)->stored; field++) {
            if (!(from->mask >> field & 1))
                continue;
            struct value value = value_copy(&runner->maker.arena, from->values[field]);
            if (from->kind == KIND_STEP && field == STEP_RUN && value.integer < 0)
                value.integer = base - value.integer;
            row_set(row, field, value);
        }
    }
    runner->maker.last_key = base - runner->change.last_name;
    change_fini(&runner->change);
    change_init(&runner->change, ACTOR_APP);
}

void runner_start_text(struct runner *runner, const char *text)
{
    struct playbook_source source = {"x.yaml", text, strlen(text)};
    struct fault_list faults = {0};
    const struct playbook *playbook;
    struct run_plan plan;
    bool good =
        playbook_parse(&source, &runner->maker.settings, &runner->arena, &faults, &playbook);
    fault_list_fini(&faults);
    assert_true(good);
    run_plan_make(playbook, &runner->ground.base, DAY_NONE, &runner->arena, &plan);
    run_start(&plan, &runner->ground.base, &runner->change);
    runner_apply(runner);
    const struct row_list *runs = &runner->maker.dossier.runs;
    runner->ground.run = runs->items[runs->count - 1];
    runner->ground.playbook =
        playbook_of_run(runner->ground.run, &runner->maker.settings, &runner->arena);
    assert_non_null(runner->ground.playbook);
}

void runner_start(struct runner *runner, const char *name)
{
    const struct embedded *file = embedded_find(name);
    assert_non_null(file);
    runner_start_text(runner, file->text);
}

/* --- short words for what the tests do --- */

const struct row *runner_step(struct runner *runner, const char *text)
{
    const struct row *row = NULL;
    bool found = run_find_step(&runner->ground, text, &row, &runner->err);
    if (!found)
        print_error("%s\n", runner->err.text);
    assert_true(found);
    return row;
}

bool runner_done_with(
    struct runner *runner, const char *text, const struct given *given, size_t count)
{
    struct given items[4];
    for (size_t i = 0; i < count; i++)
        items[i] = given[i];
    struct given_list list = {.items = items, .count = count};
    runner->err.text[0] = '\0';
    bool fine =
        run_done(&runner->ground, runner_step(runner, text), &list, &runner->change, &runner->err);
    return fine;
}

bool runner_done(struct runner *runner, const char *text)
{
    return runner_done_with(runner, text, NULL, 0);
}

void runner_must(struct runner *runner, bool fine)
{
    if (!fine)
        print_error("%s\n", runner->err.text);
    assert_true(fine);
    runner_apply(runner);
}

void runner_assert_due(struct runner *runner, const char *text, const char *due)
{
    char day[24];
    assert_string_equal(day_iso(row_day(runner_step(runner, text), STEP_DUE), day), due);
}

void runner_assert_status(struct runner *runner, const char *text, const char *status)
{
    assert_string_equal(row_text(runner_step(runner, text), STEP_STATUS), status);
}

struct run_state runner_state(struct runner *runner)
{
    const struct dossier *dossier = &runner->maker.dossier;
    struct run_state state;
    run_state(runner->ground.run, &dossier->steps, &dossier->notes, runner->maker.today, &state);
    return state;
}
