/* The examples of config/playbooks/README.md are read as they stand, so that it cannot lie; and
 * every word of the language has one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/array.h"
#include "base/str.h"
#include "files/playbook_file.h"
#include "support/home.h"

struct example {
    char *text;
    int line; /* in the README */
};
struct example_list ARRAY_OF(struct example);

struct fixture {
    char *readme;
    struct example_list examples;
    struct arena arena;
    const struct playbook **playbooks; /* as many */
};

/* --- reading --- */

static void take_example(
    struct example_list *examples, const char *begin, const char *end, int line)
{
    struct str text = {0};
    str_add_bytes(&text, begin, (size_t)(end - begin));
    ARRAY_PUSH(examples, (struct example){str_take(&text), line});
}

static void find_examples(const char *readme, struct example_list *examples)
{
    const char *begin = NULL;
    int line = 1, first = 0;
    for (const char *at = readme; *at; line++) {
        const char *next = strchr(at, '\n');
        assert_non_null(next);
        if (!begin && text_starts(at, "```yaml\n")) {
            begin = next + 1;
            first = line + 1;
        } else if (begin && text_starts(at, "```\n")) {
            take_example(examples, begin, at, first);
            begin = NULL;
        }
        at = next + 1;
    }
    assert_null(begin);
}

static bool has_line(const char *text, const char *beginning)
{
    char in_it[32];
    (void)snprintf(in_it, sizeof(in_it), "\n%s", beginning);
    return text_starts(text, beginning) || strstr(text, in_it);
}

/* A part is made a whole: what every playbook needs and the example leaves out. */
static void complete(struct str *whole, const char *text)
{
    str_add(whole, text);
    if (!has_line(text, "id:"))
        str_add(whole, "id: x\n");
    if (!has_line(text, "title:"))
        str_add(whole, "title: X\n");
    if (!has_line(text, "type:"))
        str_add(whole, "type: review\n");
    if (!has_line(text, "steps:"))
        str_add(whole, "steps: [{id: a, title: A, due: 0}]\n");
}

static const struct playbook *parse(const struct example *example, struct arena *arena)
{
    static const struct settings settings = {.qbr_days = {0, 90, 180, 0}};
    struct fault_list faults = {0};
    struct str whole = {0}, line = {0};
    const struct playbook *playbook = NULL;
    complete(&whole, example->text);
    struct playbook_source source = {"README.md", str_text(&whole), whole.len};
    if (!playbook_parse(&source, &settings, arena, &faults, &playbook)) {
        playbook = NULL;
        faults.items[0].line += example->line - 1;
        fault_format(&faults.items[0], &line);
        print_error("%s\n", str_text(&line));
    }
    fault_list_fini(&faults);
    str_fini(&whole);
    str_fini(&line);
    return playbook;
}

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    fixture->readme = file_read("config/playbooks/README.md");
    assert_non_null(fixture->readme);
    find_examples(fixture->readme, &fixture->examples);
    fixture->playbooks =
        arena_alloc_array(&fixture->arena, fixture->examples.count, sizeof(struct playbook *));
    for (size_t i = 0; i < fixture->examples.count; i++)
        fixture->playbooks[i] = parse(&fixture->examples.items[i], &fixture->arena);
    *state = fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < fixture->examples.count; i++)
        free(fixture->examples.items[i].text);
    array_fini(&fixture->examples);
    arena_fini(&fixture->arena);
    free(fixture->readme);
    free(fixture);
    return 0;
}

static void every_example_is_sound(void **state)
{
    struct fixture *fixture = *state;
    int bad = 0;
    assert_true(fixture->examples.count > 30);
    for (size_t i = 0; i < fixture->examples.count; i++)
        bad += fixture->playbooks[i] == NULL;
    assert_int_equal(bad, 0);
}

/* --- is each word shown? --- */

/* `key:` in some example, at the beginning of a line or within. */
static bool is_shown(const struct fixture *fixture, const char *key)
{
    static const char before[] = "\n {,-";
    char wanted[40];
    (void)snprintf(wanted, sizeof(wanted), "%s:", key);
    for (size_t i = 0; i < fixture->examples.count; i++) {
        const char *text = fixture->examples.items[i].text;
        for (const char *at = text; (at = strstr(at, wanted)); at++)
            if (at == text || strchr(before, at[-1]))
                return true;
    }
    return false;
}

static void every_key_has_an_example(void **state)
{
    /* Written from the design: what a playbook can say. */
    static const char *const keys[] = {"id", "version", "title", "summary", "type", "applies",
        "anchor", "target", "start", "how", "when", "before", "then", "again", "times", "apart",
        "at_once", "every", "count_from", "steps", "kind", "internal", "customer_sees", "due",
        "from", "roll", "need", "required_when", "gate_when", "after", "repeats", "until",
        "first_value", "owner", "guidance", "template", "demands", "or", "with", "of", "reason",
        "count", "since", "within", "sets_anchor", "finish", "success", "exit", "open_steps",
        "tier 1", "arr", "account", "ticket", "no ticket", "signal", "note", "value", "goal",
        "person", "contract", "date", "choice", "text", "ask"};
    const struct fixture *fixture = *state;
    int bad = 0;
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (is_shown(fixture, keys[i]))
            continue;
        print_error("no example of %s\n", keys[i]);
        bad++;
    }
    assert_int_equal(bad, 0);
}

/* By what was read, for lists of which the examples can show each. */
struct seen {
    bool hows[PLAYBOOK_HOWS], rolls[ROLLS], needs[NEEDS], demands[DEMANDS], kinds[16],
        units[UNIT_MONTHS + 1];
};

static void see_step(struct seen *seen, const struct playbook_step *step)
{
    int kind;
    seen->rolls[step->roll] = true;
    seen->needs[step->need] = true;
    seen->units[step->offset.unit] = true;
    assert_true(playbook_from_word(PLAYBOOK_LIST_KINDS, step->kind, &kind));
    seen->kinds[kind] = true;
    for (int i = 0; i < step->demand_count; i++)
        seen->demands[step->demands[i].kind] = true;
}

static void see(struct seen *seen, const struct playbook *playbook)
{
    seen->hows[playbook->how] = true;
    for (int i = 0; i < playbook->step_count; i++)
        see_step(seen, &playbook->steps[i]);
}

static int missing(enum playbook_list list, const bool *seen)
{
    int bad = 0;
    for (int i = 0; playbook_words(list)[i]; i++) {
        if (seen[i])
            continue;
        print_error("no example with %s\n", playbook_word(list, i));
        bad++;
    }
    return bad;
}

static void every_word_has_an_example(void **state)
{
    const struct fixture *fixture = *state;
    struct seen seen = {0};
    for (size_t i = 0; i < fixture->examples.count; i++)
        if (fixture->playbooks[i])
            see(&seen, fixture->playbooks[i]);
    int bad = missing(PLAYBOOK_LIST_HOWS, seen.hows) + missing(PLAYBOOK_LIST_ROLLS, seen.rolls) +
              missing(PLAYBOOK_LIST_NEEDS, seen.needs) + missing(PLAYBOOK_LIST_KINDS, seen.kinds) +
              missing(PLAYBOOK_LIST_DEMANDS, seen.demands);
    for (size_t i = 0; i < COUNT_OF(seen.units); i++)
        bad += !seen.units[i];
    assert_int_equal(bad, 0);
}

/* Types and anchors stand in a list and a table, in backquotes. */
static int unnamed(const struct fixture *fixture, enum playbook_list list)
{
    int bad = 0;
    for (int i = 0; playbook_words(list)[i]; i++) {
        char quoted[40];
        (void)snprintf(quoted, sizeof(quoted), "`%s`", playbook_word(list, i));
        if (strstr(fixture->readme, quoted))
            continue;
        print_error("%s is not named\n", quoted);
        bad++;
    }
    return bad;
}

static void types_and_anchors_are_named(void **state)
{
    const struct fixture *fixture = *state;
    assert_int_equal(
        unnamed(fixture, PLAYBOOK_LIST_TYPES) + unnamed(fixture, PLAYBOOK_LIST_ANCHORS), 0);
    for (int i = 0; playbook_words(PLAYBOOK_LIST_ROLES)[i]; i++)
        assert_non_null(strstr(fixture->readme, playbook_word(PLAYBOOK_LIST_ROLES, i)));
    for (int i = 0; playbook_words(PLAYBOOK_LIST_CONTRACT_FACTS)[i]; i++)
        assert_non_null(strstr(fixture->readme, playbook_word(PLAYBOOK_LIST_CONTRACT_FACTS, i)));
    for (int i = 0; playbook_words(PLAYBOOK_LIST_GOAL_FACTS)[i]; i++)
        assert_non_null(strstr(fixture->readme, playbook_word(PLAYBOOK_LIST_GOAL_FACTS, i)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_sound),
        cmocka_unit_test(every_key_has_an_example),
        cmocka_unit_test(every_word_has_an_example),
        cmocka_unit_test(types_and_anchors_are_named),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
