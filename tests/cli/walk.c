#include "cli/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "support/jnode.h"

/* Where the walk stands. */
struct stand {
    const struct walk *walk;
    char *home;
    char run[16];       /* its id */
    int required, done; /* as `playbook status` counts them */
    struct arena arena;
};

/* --- commands --- */

/* What is wrong is said with the step at which it was. */
static void run_line(struct stand *stand, struct run_result *result, const char *day,
    const char *step, const char *command)
{
    struct str line = {0};
    size_t word = strcspn(command, " \"");

    str_addf(&line, "--today %s ", day);
    if (memchr(command, '=', word))
        str_addf(&line, "playbook step %s %s ", stand->run, step);
    str_add_bytes(&line, command, strcspn(command, "\n"));
    book_run_with_input(result, stand->home, str_text(&line), strchr(command, '\n'));
    str_fini(&line);
}

static void complain(
    const struct stand *stand, const char *day, const char *command, struct run_result *result)
{
    fprintf(stderr, "%s, %s: %s: %d\n%s%s", stand->walk->playbook, day, command, result->status,
        str_text(&result->out), str_text(&result->err));
}

/* words: what both outputs hold; or NULL. */
static void must(struct stand *stand, int status, const char *words, const char *day,
    const char *step, const char *command)
{
    struct run_result result = {0};
    bool says;

    run_line(stand, &result, day, step, command);
    says = !words || strstr(str_text(&result.out), words) || strstr(str_text(&result.err), words);
    if (result.status != status || !says) {
        complain(stand, day, command, &result);
        fprintf(stderr, "wanted: %d %s\n", status, words ? words : "");
    }
    assert_int_equal(result.status, status);
    assert_true(says);
    run_fini(&result);
}

static const struct jnode *ask(struct stand *stand, const char *day, const char *command)
{
    struct run_result result = {0};
    const struct jnode *answer;

    run_line(stand, &result, day, NULL, command);
    if (result.status != 0)
        complain(stand, day, command, &result);
    assert_int_equal(result.status, 0);
    answer = jnode_read(&stand->arena, str_text(&result.out));
    assert_non_null(answer);
    run_fini(&result);
    return answer;
}

static void play(struct stand *stand, const struct walk_line *lines)
{
    for (; lines && lines->command; lines++)
        must(stand, 0, NULL, lines->day, NULL, lines->command);
}

/* --- how it stands --- */

static const struct jnode *run_row(struct stand *stand, const char *day)
{
    const struct jnode *rows = ask(stand, day, "list runs --json");
    const struct jnode *row = jnode_find(rows, "id", stand->run);

    assert_non_null(row);
    return row;
}

/* The open row of a step, else its last one. */
static const struct jnode *step_row(struct stand *stand, const char *day, const char *step)
{
    const struct jnode *rows = ask(stand, day, "list steps --json"), *found = NULL;

    for (const struct jnode *row = rows->first; row; row = row->next)
        if (strcmp(jnode_text(row, "run"), stand->run) == 0 &&
            strcmp(jnode_text(row, "step"), step) == 0 &&
            (!found || strcmp(jnode_text(row, "status"), "open") == 0))
            found = row;
    if (!found)
        fprintf(stderr, "%s has no step %s\n", stand->walk->playbook, step);
    assert_non_null(found);
    return found;
}

static bool step_is(struct stand *stand, const char *day, const char *step, const char *status)
{
    return strcmp(jnode_text(step_row(stand, day, step), "status"), status) == 0;
}

/* The open run as `playbook status` tells it, or NULL. */
static const struct jnode *status_row(struct stand *stand, const char *day)
{
    const struct jnode *answer = ask(stand, day, "playbook status A1 --json");

    return jnode_find(answer, "id", stand->run);
}

static void check_counts(struct stand *stand, const char *day)
{
    const struct jnode *row = status_row(stand, day);

    if (stand->done == stand->required) {
        assert_null(row);
        return;
    }
    assert_non_null(row);
    assert_int_equal((int)jnode_number(row, "required"), stand->required);
    assert_int_equal((int)jnode_number(row, "required_done"), stand->done);
}

/* --- one step --- */

static size_t two_words(const char *text)
{
    size_t first = strcspn(text, " ");

    return text[first] ? first + 1 + strcspn(text + first + 1, " ") : first;
}

/* Is what the walk gives what the program said that it wants? */
static bool covers(const char *give, const struct jnode *demand)
{
    const char *id = jnode_text(demand, "id"), *command = jnode_text(demand, "command");
    size_t len = two_words(command);

    if (strncmp(give, id, strlen(id)) == 0 && give[strlen(id)] == '=')
        return true;
    return two_words(give) == len && strncmp(give, command, len) == 0;
}

/* How many demands are not met; each has a command that gives it, and the walk gives it. */
static int check_demands(struct stand *stand, const struct walk_step *step)
{
    struct str line = {0};
    const struct jnode *demands;
    int unmet = 0;

    str_addf(&line, "playbook step %s %s --json", stand->run, step->step);
    demands = ask(stand, step->day, str_text(&line));
    for (const struct jnode *demand = demands->first; demand; demand = demand->next) {
        bool covered = false;

        if (jnode_get(demand, "met")->number > 0)
            continue;
        unmet++;
        for (size_t i = 0; i < 6 && step->gives[i]; i++)
            covered = covered || covers(step->gives[i], demand);
        if (!covered)
            fprintf(stderr, "%s, %s: not given: %s\n", stand->walk->playbook, step->step,
                jnode_text(demand, "command"));
        assert_true(covered);
    }
    str_fini(&line);
    return unmet;
}

/* Without what it demands it is not ticked, and a gate is not passed by. */
static void try_without(struct stand *stand, const struct walk_step *step, bool gate)
{
    struct str line = {0};

    str_addf(&line, "playbook step %s %s", stand->run, step->step);
    must(stand, gate ? 2 : 1, gate ? "is a gate; it still needs" : "asks for", step->day, NULL,
        str_text(&line));
    if (gate) {
        str_add(&line, " done");
        must(stand, 2, "is a gate; it still needs", step->day, NULL, str_text(&line));
        str_clear(&line);
        str_addf(&line, "playbook step %s %s skip --why later", stand->run, step->step);
        must(stand, 2, "cannot be skipped", step->day, NULL, str_text(&line));
    }
    str_fini(&line);
    assert_true(step_is(stand, step->day, step->step, "open"));
    check_counts(stand, step->day);
}

/* What was given may be in part, until the last; said: all that was said. */
static void give(struct stand *stand, const struct walk_step *step, struct str *said)
{
    for (size_t i = 0; i < 6 && step->gives[i]; i++) {
        struct run_result result = {0};

        run_line(stand, &result, step->day, step->step, step->gives[i]);
        if (result.status != 0 && result.status != 1)
            complain(stand, step->day, step->gives[i], &result);
        assert_in_range(result.status, 0, 1);
        str_add(said, str_text(&result.err));
        str_add(said, str_text(&result.out));
        run_fini(&result);
    }
}

static void tick_step(struct stand *stand, const struct walk_step *step)
{
    struct str said = {0}, line = {0};
    bool gate = strcmp(jnode_text(step_row(stand, step->day, step->step), "need"), "gate") == 0;
    int unmet = check_demands(stand, step);

    assert_true(unmet > 0 || !gate);
    if (unmet)
        try_without(stand, step, gate);
    give(stand, step, &said);
    str_addf(&line, "playbook step %s %s", stand->run, step->step);
    if (step_is(stand, step->day, step->step, "open"))
        must(stand, 0, step->says ? step->says : "done", step->day, NULL, str_text(&line));
    else if (step->says)
        assert_non_null(strstr(str_text(&said), step->says));
    str_fini(&line);
    str_fini(&said);
}

static void skip_step(struct stand *stand, const struct walk_step *step)
{
    struct str line = {0};

    str_addf(&line, "playbook step %s %s skip --why \"%s\"", stand->run, step->step, step->skip);
    must(stand, 0, "skipped", step->day, NULL, str_text(&line));
    str_fini(&line);
    assert_true(step_is(stand, step->day, step->step, "skipped"));
}

static void take_step(struct stand *stand, const struct walk_step *step)
{
    bool required =
        strcmp(jnode_text(step_row(stand, step->day, step->step), "need"), "optional") != 0;

    if (step->skip)
        skip_step(stand, step);
    else
        tick_step(stand, step);
    stand->done += required + step->beside;
    stand->required += step->comes;
    check_counts(stand, step->day);
}

/* --- the whole --- */

static void start_run(struct stand *stand)
{
    const struct walk *walk = stand->walk;
    struct run_result result = {0};
    struct str line = {0};
    const struct jnode *row;

    str_addf(&line, "playbook start %s A1%s%s", walk->playbook, walk->on ? " --on " : "",
        walk->on ? walk->on : "");
    run_line(stand, &result, walk->day, NULL, str_text(&line));
    if (result.status != 0)
        complain(stand, walk->day, str_text(&line), &result);
    assert_int_equal(result.status, 0);
    snprintf(stand->run, sizeof(stand->run), "%.*s", (int)strcspn(str_text(&result.out), "\n"),
        str_text(&result.out));
    run_fini(&result);
    row = status_row(stand, walk->day);
    assert_non_null(row);
    stand->required = (int)jnode_number(row, "required");
    assert_int_equal((int)jnode_number(row, "required_done"), 0);
    str_fini(&line);
}

static void check_end(struct stand *stand)
{
    const char *day = stand->walk->ends;
    const struct jnode *row = run_row(stand, day);

    assert_int_equal(stand->done, stand->required);
    assert_string_equal(jnode_text(row, "status"), "done");
    assert_string_equal(jnode_text(row, "finished"), day);
    for (const struct jnode *step = ask(stand, day, "list steps --json")->first; step;
         step = step->next)
        if (strcmp(jnode_text(step, "run"), stand->run) == 0)
            assert_string_not_equal(jnode_text(step, "status"), "open");
}

static void check_stage(struct stand *stand)
{
    const struct jnode *rows = ask(stand, stand->walk->ends, "list accounts --json");

    if (stand->walk->stage)
        assert_string_equal(jnode_text(jnode_find(rows, "id", "A1"), "stage"), stand->walk->stage);
}

/* Null before its day: what is true at the start would be no success of the run. */
static void check_success(struct stand *stand, const char *day, const char *succeeded)
{
    const struct jnode *row = run_row(stand, day);
    const char *text = jnode_text(row, "succeeded");

    if ((text != NULL) != (succeeded != NULL) || (text && strcmp(text, succeeded) != 0))
        fprintf(stderr, "%s, %s: succeeded %s, wanted %s\n", stand->walk->playbook, day,
            text ? text : "null", succeeded ? succeeded : "null");
    assert_int_equal(text != NULL, succeeded != NULL);
    if (text)
        assert_string_equal(text, succeeded);
    assert_int_equal(jnode_get(row, "was_success")->type, JNODE_NULL);
}

static void check_counted(struct stand *stand, const char *day, int counted)
{
    const struct jnode *list = ask(stand, day, "playbook list --json");
    const struct jnode *outcome =
        jnode_get(jnode_find(list, "name", stand->walk->playbook), "outcome");

    assert_int_equal((int)jnode_number(outcome, "done"), 1);
    assert_int_equal((int)jnode_number(outcome, "ended_later"), !counted);
    assert_int_equal((int)jnode_number(jnode_get(outcome, "success"), "numerator"), counted);
    assert_int_equal((int)jnode_number(jnode_get(outcome, "success"), "denominator"), counted);
}

/* --- taking it back --- */

#define ACCOUNTS                                                                                   \
    "list accounts --json --columns id,name,stage,arr,start,renewal,tier,owner,category,"          \
    "notice_days,auto_renew,seats"

static char *dump(struct stand *stand)
{
    static const char *const lists[] = {ACCOUNTS, "list contracts --json",
        "list contacts --columns id,name,role,status --json", "list tasks --json",
        "list notes --json", "list runs --json", "list steps --json", "list opportunities --json",
        "list goals --json", "list values --json"};
    struct str text = {0};

    for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
        struct run_result result = {0};

        run_line(stand, &result, stand->walk->day, NULL, lists[i]);
        assert_int_equal(result.status, 0);
        str_add(&text, str_text(&result.out));
        run_fini(&result);
    }
    return str_take(&text);
}

/* Those of a person: what daybook noted by itself is no `undo` without its id. */
static size_t changes(struct stand *stand)
{
    const struct jnode *list = ask(stand, stand->walk->ends, "log --limit 1000 --json");
    size_t count = 0;

    for (const struct jnode *entry = list->first; entry; entry = entry->next)
        count += !text_equal(jnode_text(entry, "by"), "daybook");
    return count;
}

static void take_back(struct stand *stand, const char *before, size_t count)
{
    char *after;

    for (count = changes(stand) - count; count > 0; count--)
        must(stand, 0, "undid", stand->walk->ends, NULL, "undo");
    after = dump(stand);
    assert_string_equal(after, before);
    free(after);
}

void walk(const struct walk *walk)
{
    struct stand stand = {.walk = walk, .home = home_new()};
    size_t count;
    char *before;

    play(&stand, walk->had);
    before = dump(&stand);
    count = changes(&stand);
    start_run(&stand);
    for (const struct walk_step *step = walk->steps; step->step; step++)
        take_step(&stand, step);
    check_end(&stand);
    check_stage(&stand);
    if (strcmp(walk->succeeds, walk->ends) > 0)
        check_success(&stand, walk->ends, NULL);
    play(&stand, walk->then);
    check_success(&stand, walk->succeeds, walk->succeeds);
    check_counted(&stand, walk->not_yet, 0);
    check_counted(&stand, walk->counted, 1);
    if (walk->undone)
        take_back(&stand, before, count);
    free(before);
    arena_fini(&stand.arena);
    home_free(stand.home);
}
