/* YAML in: what is taken, and what is refused in which words at which place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "files/embedded.h"
#include "files/yaml_tree.h"

struct fixture {
    struct arena arena;
    struct fault_list faults;
    const struct tree_node *root;
    bool read;
};

static void read_bytes(struct fixture *fixture, const char *text, size_t len)
{
    *fixture = (struct fixture){0};
    fixture->read =
        tree_parse("f.yaml", text, len, &fixture->arena, &fixture->faults, &fixture->root);
}

static void read_text(struct fixture *fixture, const char *text)
{
    read_bytes(fixture, text, strlen(text));
}

static void fini(struct fixture *fixture)
{
    fault_list_fini(&fixture->faults);
    arena_fini(&fixture->arena);
}

static void a_tree_has_places_and_order(void **state)
{
    struct fixture fixture;
    const struct tree_node *node;

    (void)state;
    read_text(&fixture, "\xEF\xBB\xBFname: Größe\nlist:\n  - a\n  - 'no'\nempty:\nmap: {x: 012}\n");
    assert_true(fixture.read);
    assert_int_equal(fixture.root->kind, TREE_MAP);
    assert_int_equal(fixture.root->count, 4);
    assert_string_equal(tree_get(fixture.root, "name")->text, "Größe");
    node = tree_get(fixture.root, "list");
    assert_int_equal(node->count, 2);
    assert_int_equal(node->key_line, 2);
    assert_int_equal(node->first->line, 3);
    assert_int_equal(node->first->column, 5);
    assert_true(node->first->next->quoted);
    assert_null(node->first->next->next);
    assert_null(tree_get(fixture.root, "empty"));
    assert_null(tree_get(fixture.root, "none"));
    assert_string_equal(tree_get(tree_get(fixture.root, "map"), "x")->text, "012");
    fini(&fixture);
}

static void nothing_is_null(void **state)
{
    static const char *const texts[] = {"", "\n\n", "# only words\n", "---\n", "~\n"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct fixture fixture;

        read_text(&fixture, texts[i]);
        assert_true(fixture.read);
        assert_null(fixture.root);
        fini(&fixture);
    }
}

struct refused {
    const char *text;
    int line, column;
    const char *words; /* held by the sentence */
};

static const struct refused refusals[] = {
    {"a: 1\nb: *a\n", 2, 4, "aliases"},
    {"a: &x 1\n", 1, 4, "anchors"},
    {"a: &x [1]\n", 1, 4, "anchors"},
    {"a: !!python/object:os.system x\n", 1, 4, "tags"},
    {"a: ! x\n", 1, 4, "tags"},
    {"a: !e!x y\n", 1, 4, "tags"},
    {"a: 1\nb: 2\na: 3\n", 3, 1, "second time; the first is on line 1"},
    {"x: {a: 1, a}\n", 1, 11, "second time"},
    {"a: 1\n---\nb: 2\n", 2, 1, "second document"},
    {"%YAML 1.1\n---\na: 1\n", 1, 1, "directives"},
    {"? [x]\n: 1\n", 1, 3, "plain text"},
    {"{? {a: 1} : 2}\n", 1, 4, "plain text"},
    {"a:\n\tb: 1\n", 2, 1, "tab"},
    {"a: \"open\nb: 2\n", 1, 4, "quote that opens here"},
    {"a: [1, 2\nb: 3\n", 1, 4, "bracket [ that opens here"},
    {"a: {b: 1\nc\n", 1, 4, "brace { that opens here"},
    {"a: b: c\n", 1, 5, "colon cannot stand here"},
    {"a:\n  - x\n b: 1\n", 3, 2, "indented like the ones above"},
    {"a: @x\n", 1, 4, "needs quotes"},
    {"a: `x\n", 1, 4, "needs quotes"},
    {"a: \"\\q\"\n", 1, 5, "escape"},
    {"a: \"\\e[31m\"\n", 1, 4, "control character"},
    {"a: \"\\0\"\n", 1, 4, "control character"},
    {"a: 1\nb: x\x1B[0m\n", 2, 5, "control character (code 27)"},
    {"a: 1\nb: gr\xFC\xDF\n", 2, 6, "not UTF-8"},
    {"a: \xC2\x9B\n", 1, 4, "control character (code 155)"},
    {"a\nb: 1\n", 2, 2, "colon"},
};

static void what_is_refused_says_where_and_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        const struct refused *row = &refusals[i];
        struct fixture fixture;

        read_text(&fixture, row->text);
        if (fixture.read || fixture.faults.count != 1)
            fail_msg("row %zu: taken: %s", i, row->text);
        if (fixture.faults.items[0].line != row->line ||
            fixture.faults.items[0].column != row->column ||
            strstr(fixture.faults.items[0].text, row->words) == NULL)
            fail_msg("row %zu: %d:%d: %s", i, fixture.faults.items[0].line,
                fixture.faults.items[0].column, fixture.faults.items[0].text);
        fini(&fixture);
    }
}

static void a_nul_byte_is_refused(void **state)
{
    struct fixture fixture;

    (void)state;
    read_bytes(&fixture, "a: 1\0\n", 6);
    assert_false(fixture.read);
    assert_int_equal(fixture.faults.items[0].column, 5);
    fini(&fixture);
}

/* The bytes end where len says, without a NUL. */
static void nothing_is_read_past_the_end(void **state)
{
    static const char *const texts[] = {"a: 1\r", "a: \"x", "a: \xC3", "a: [\"\\"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct fixture fixture;
        size_t len = strlen(texts[i]);
        char *copy = malloc(len);

        memcpy(copy, texts[i], len);
        read_bytes(&fixture, copy, len);
        assert_int_equal(fixture.read, i == 0);
        fini(&fixture);
        free(copy);
    }
}

static void every_double_is_named(void **state)
{
    struct fixture fixture;

    (void)state;
    read_text(&fixture, "a: 1\nb: 1\na: 2\nm: {x: 1, x: 2}\nb: 2\n");
    assert_false(fixture.read);
    assert_int_equal(fixture.faults.count, 3);
    fini(&fixture);
}

/* Y1: a bomb of brackets; and deep indentation. */
static void depth_is_limited(void **state)
{
    struct fixture fixture;
    struct str deep = {0};

    (void)state;
    for (int i = 0; i < 100000; i++)
        str_add_char(&deep, '[');
    read_text(&fixture, str_text(&deep));
    assert_false(fixture.read);
    assert_non_null(strstr(fixture.faults.items[0].text, "deeper than 32"));
    assert_int_equal(fixture.faults.items[0].column, 33);
    fini(&fixture);
    str_clear(&deep);
    for (int i = 0; i < 32; i++)
        str_add_char(&deep, '[');
    for (int i = 0; i < 32; i++)
        str_add_char(&deep, ']');
    read_text(&fixture, str_text(&deep));
    assert_true(fixture.read);
    fini(&fixture);
    str_fini(&deep);
}

/* Y5 */
static void size_is_limited(void **state)
{
    struct fixture fixture;
    char *big = malloc(TREE_MOST_BYTES + 1);

    (void)state;
    memset(big, '\n', TREE_MOST_BYTES + 1);
    read_bytes(&fixture, big, TREE_MOST_BYTES + 1);
    assert_false(fixture.read);
    assert_non_null(strstr(fixture.faults.items[0].text, "1 MiB"));
    fini(&fixture);
    read_bytes(&fixture, big, TREE_MOST_BYTES);
    assert_true(fixture.read);
    fini(&fixture);
    free(big);
}

/* 200,000 would be a bomb. */
static void the_number_of_values_is_limited(void **state)
{
    (void)state;
    for (int count = TREE_MOST_NODES - 1; count <= TREE_MOST_NODES; count++) {
        struct fixture fixture;
        struct str text = {0};

        for (int i = 0; i < count; i++)
            str_addf(&text, "k%d: 1\n", i);
        read_text(&fixture, str_text(&text));
        assert_int_equal(fixture.read, count < TREE_MOST_NODES);
        if (fixture.read)
            assert_int_equal(fixture.root->count, count);
        else
            assert_int_equal(fixture.faults.items[0].line, TREE_MOST_NODES);
        fini(&fixture);
        str_fini(&text);
    }
}

static void unknown_keys_name_the_nearest(void **state)
{
    static const char *const known[] = {"title", "steps", "version"};
    struct fixture fixture;
    struct str line = {0};

    (void)state;
    read_text(&fixture, "title: a\nstepz: []\nzzzz: 1\n");
    assert_false(tree_keys_known(fixture.root, known, COUNT_OF(known), &fixture.faults));
    assert_int_equal(fixture.faults.count, 2);
    fault_format(&fixture.faults.items[0], &line);
    assert_string_equal(
        str_text(&line), "f.yaml:2:1: \"stepz\" is not known here; did you mean \"steps\"?");
    assert_null(fixture.faults.items[1].nearest);
    str_fini(&line);
    fini(&fixture);
}

static void typed_values_are_read(void **state)
{
    static const char *const words[] = {"low", "high"};
    struct fixture fixture;
    struct fault_list *faults = &fixture.faults;
    struct tree_range any = {0, 100};
    int count;

    (void)state;
    read_text(
        &fixture, "n: 12\nr: 1.5\np: 12%\nb: Yes\nw: HIGH\nt: 2026-01-01\nl: [a, b]\ns: one\n");
    assert_int_equal(tree_int_of(fixture.root, "n", 0, any, faults), 12);
    assert_true(tree_real_of(fixture.root, "r", 0, any, faults) == 1.5);
    assert_true(tree_real_of(fixture.root, "p", 0, any, faults) == .12);
    assert_true(tree_bool_of(fixture.root, "b", false, faults));
    assert_int_equal(tree_word_of(fixture.root, "w", -1, (struct tree_words){words, 2}, faults), 1);
    assert_string_equal(tree_text_of(fixture.root, "t", "", faults), "2026-01-01");
    assert_string_equal(tree_texts_of(fixture.root, "l", &fixture.arena, &count, faults)[1], "b");
    assert_int_equal(count, 2);
    assert_string_equal(tree_texts_of(fixture.root, "s", &fixture.arena, &count, faults)[0], "one");
    assert_int_equal(count, 1);
    assert_int_equal(tree_int_of(fixture.root, "none", 7, any, faults), 7);
    assert_int_equal(faults->count, 0);
    fini(&fixture);
}

static void what_does_not_fit_is_a_fault_and_the_fallback(void **state)
{
    static const char *const words[] = {"low", "high"};
    struct fixture fixture;
    struct fault_list *faults = &fixture.faults;
    struct tree_range any = {0, 100};

    (void)state;
    read_text(&fixture, "n: 1e3\nr: [1]\nb: perhaps\nw: hihg\nt: {a: 1}\nm: 101\n");
    assert_int_equal(tree_int_of(fixture.root, "n", 3, any, faults), 3);
    assert_int_equal(tree_int_of(fixture.root, "m", 3, any, faults), 3);
    assert_true(tree_real_of(fixture.root, "r", 3, any, faults) == 3);
    assert_true(tree_bool_of(fixture.root, "b", true, faults));
    assert_int_equal(tree_word_of(fixture.root, "w", 0, (struct tree_words){words, 2}, faults), 0);
    assert_string_equal(tree_text_of(fixture.root, "t", "x", faults), "x");
    assert_null(tree_need(fixture.root, "gone", faults));
    assert_int_equal(faults->count, 7);
    assert_string_equal(
        faults->items[0].text, "n must be a whole number from 0 to 100, not \"1e3\"");
    assert_string_equal(faults->items[4].text, "w must be low or high, not \"hihg\"");
    assert_string_equal(faults->items[4].nearest, "high");
    fini(&fixture);
}

static void faults_become_one_error(void **state)
{
    struct fault_list faults = {0};
    struct error err = {0};

    (void)state;
    assert_true(fault_none(&faults, &err));
    fault_add(&faults, "a.yaml", 3, 4, "bad %s", "thing");
    fault_add(&faults, "a.yaml", 5, 1, "worse");
    assert_false(fault_none(&faults, &err));
    assert_int_equal(err.line, 3);
    assert_string_equal(err.text, "bad thing (and 1 more)");
    for (int i = 0; i < 2 * FAULT_LIMIT; i++)
        fault_add(&faults, "a.yaml", i, 1, "more");
    assert_int_equal(faults.count, FAULT_LIMIT);
    assert_int_equal(faults.more, FAULT_LIMIT + 2);
    fault_list_fini(&faults);
}

static void assert_same_texts(const char *one, const char *other)
{
    assert_int_equal(one == NULL, other == NULL);
    if (one)
        assert_string_equal(one, other);
}

static size_t assert_same(const struct tree_node *one, const struct tree_node *other)
{
    size_t count = 1;

    assert_int_equal(one == NULL, other == NULL);
    if (!one)
        return 0;
    assert_int_equal(one->kind, other->kind);
    assert_int_equal(one->line, other->line);
    assert_int_equal(one->column, other->column);
    assert_int_equal(one->last_line, other->last_line);
    assert_int_equal(one->key_line, other->key_line);
    assert_int_equal(one->key_column, other->key_column);
    assert_int_equal(one->quoted, other->quoted);
    assert_int_equal(one->count, other->count);
    assert_string_equal(one->path, other->path);
    assert_string_equal(one->text, other->text);
    assert_same_texts(one->key, other->key);
    for (one = one->first, other = other->first; one && other; one = one->next, other = other->next)
        count += assert_same(one, other);
    assert_true(one == NULL && other == NULL);
    return count;
}

/* What was read while building is what libyaml reads of the same bytes now. */
static void shipped_files_are_read_as_written(void **state)
{
    size_t nodes = 0;

    (void)state;
    for (const struct embedded *file = NULL; (file = embedded_next("", file)) != NULL;) {
        struct fixture shipped = {0}, copy = {0};
        char *text;

        if (file->len < 5 || strcmp(file->path + strlen(file->path) - 5, ".yaml") != 0)
            continue;
        text = arena_copy_bytes(&copy.arena, file->text, file->len);
        assert_true(tree_parse(
            "f.yaml", file->text, file->len, &shipped.arena, &shipped.faults, &shipped.root));
        assert_true(tree_parse("f.yaml", text, file->len, &copy.arena, &copy.faults, &copy.root));
        nodes += assert_same(shipped.root, copy.root);
        fini(&shipped);
        fini(&copy);
    }
    assert_true(nodes > 3000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_has_places_and_order),
        cmocka_unit_test(nothing_is_null),
        cmocka_unit_test(what_is_refused_says_where_and_why),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(nothing_is_read_past_the_end),
        cmocka_unit_test(every_double_is_named),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(size_is_limited),
        cmocka_unit_test(the_number_of_values_is_limited),
        cmocka_unit_test(unknown_keys_name_the_nearest),
        cmocka_unit_test(typed_values_are_read),
        cmocka_unit_test(what_does_not_fit_is_a_fault_and_the_fallback),
        cmocka_unit_test(faults_become_one_error),
        cmocka_unit_test(shipped_files_are_read_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
