/* The table of import cases: tests/data/import/NAME.txt, each case a home of its own; the README
 * there tells how they are written. DAYBOOK_GOLDEN=rewrite writes what came out, and each line of
 * the difference is worked out by hand like the first ones. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/text.h"
#include "cli/book.h"

#define FOLDER "tests/data/import"
#define LEAST_CASES 270

/* --- what a case writes --- */

static int hex_digit(char c)
{
    const char *at = c != '\0' ? strchr("0123456789abcdef", c | 0x20) : NULL;

    return at != NULL ? (int)(at - "0123456789abcdef") : -1;
}

static bool add_line(struct str *out, const char *at, size_t len);

/* `{x*3}`: returns what follows. */
static const char *add_repeated(struct str *out, const char *at)
{
    const char *star = strchr(at, '*');
    struct str once = {0};

    (void)add_line(&once, at + 1, (size_t)(star - at) - 1);
    for (long count = strtol(star + 1, NULL, 10); count > 0; count--)
        str_add_bytes(out, str_text(&once), once.len);
    str_fini(&once);
    return strchr(star, '}') + 1;
}

/* A line without its escapes; false: its end is left out. */
static bool add_line(struct str *out, const char *at, size_t len)
{
    static const char letters[] = "trn\\@$#!?", bytes[] = "\t\r\n\\@$#!?";
    char *line = strndup(at, len);
    bool ends = true;

    for (at = line; *at != '\0';) {
        if (*at != '\\') {
            str_add_char(out, *at++);
        } else if (at[1] == 'x') {
            str_add_char(out, (char)(hex_digit(at[2]) * 16 + hex_digit(at[3])));
            at += 4;
        } else if (at[1] == '{') {
            at = add_repeated(out, at + 1);
        } else if (at[1] == '-') {
            ends = false;
            at += 2;
        } else {
            const char *letter = strchr(letters, at[1]);

            assert_non_null(letter);
            str_add_char(out, bytes[letter - letters]);
            at += 2;
        }
    }
    free(line);
    return ends;
}

static void add_unit(struct str *out, unsigned unit, bool big)
{
    str_add_char(out, (char)(big ? unit >> 8 : unit & 0xFF));
    str_add_char(out, (char)(big ? unit & 0xFF : unit >> 8));
}

static void widen(struct str *content, const char *how)
{
    bool big = strstr(how, "utf16be") != NULL;
    struct str wide = {0};

    if (!big && strstr(how, "utf16le") == NULL)
        return;
    if (strstr(how, "bare") == NULL)
        add_unit(&wide, 0xFEFF, big);
    for (size_t at = 0; at < content->len;) {
        uint32_t code_point;

        at += text_decode(content->data + at, content->len - at, &code_point);
        if (code_point < 0x10000) {
            add_unit(&wide, code_point, big);
            continue;
        }
        add_unit(&wide, 0xD800 + ((code_point - 0x10000) >> 10), big);
        add_unit(&wide, 0xDC00 + ((code_point - 0x10000) & 0x3FF), big);
    }
    str_fini(content);
    *content = wide;
}

static void write_bytes(const char *home, const char *name, const struct str *content)
{
    char *path = home_path(home, name);
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(str_text(content), 1, content->len, file), content->len);
    assert_int_equal(fclose(file), 0);
    free(path);
}

/* `a.csv crlf`, and the lines below it; returns what follows them. */
static const char *write_file(const char *home, char *head, const char *at)
{
    const char *how = strchr(head, ' ') != NULL ? strchr(head, ' ') : "";
    const char *line_end = strstr(how, "crlf") != NULL ? "\r\n" : strstr(how, "cr") ? "\r" : "\n";
    struct str content = {0};
    char *name = strndup(head, strcspn(head, " "));
    char *path = home_path(home, name);

    while (*at != '\0' && strchr("@$#!?", *at) == NULL) {
        size_t len = strcspn(at, "\n");

        if (add_line(&content, at, len))
            str_add(&content, line_end);
        at += len + (at[len] == '\n');
    }
    widen(&content, how);
    if (strstr(how, "folder") != NULL)
        assert_int_equal(mkdir(path, 0700), 0);
    else if (strstr(how, "pipe") != NULL)
        assert_int_equal(mkfifo(path, 0600), 0);
    else
        write_bytes(home, name, &content);
    str_fini(&content);
    free(name);
    free(path);
    return at;
}

/* --- what a case says --- */

static void add_prefixed(struct str *out, const char *text, const char *prefix)
{
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");

        str_addf(out, "%s%.*s\n", prefix, (int)len, text);
        text += len + (text[len] == '\n');
    }
}

/* `import - < a.csv` */
static void run_arguments(struct run_result *result, const char *home, const char *arguments)
{
    char *line = strdup(arguments), *from = strstr(line, " < "), *path = NULL, *input = NULL;

    if (from != NULL) {
        *from = '\0';
        path = home_path(home, from + 3);
        input = file_read(path);
    }
    book_run_with_input(result, home, line, input);
    free(line);
    free(path);
    free(input);
}

/* What a dry run says besides its preview. */
static void add_flush_lines(struct str *out, const char *text)
{
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");

        if (*text != ' ')
            str_addf(out, "%.*s\n", (int)len, text);
        text += len + (text[len] == '\n');
    }
}

/* Before every import: a dry run of it says what it then does, to the word. */
static void foresee(struct run_result *result, const char *home, const char *arguments)
{
    struct str line = {0};

    str_addf(&line, "import --dry-run %s", arguments + strlen("import "));
    run_arguments(result, home, str_text(&line));
    str_fini(&line);
}

static bool is_real_import(const char *arguments)
{
    return text_starts(arguments, "import ") && strstr(arguments, "--dry-run") == NULL &&
           strstr(arguments, "--json") == NULL;
}

static void compare_with_dry(
    const char *arguments, const struct run_result *dry, const struct run_result *real)
{
    struct str said = {0};

    add_flush_lines(&said, str_text(&dry->out));
    if (strcmp(str_text(&said), str_text(&real->out)) != 0 ||
        strcmp(str_text(&dry->err), str_text(&real->err)) != 0 || dry->status != real->status)
        print_error("%s: the dry run said\n%s%s%d, the real one\n%s%s%d\n", arguments,
            str_text(&said), str_text(&dry->err), dry->status, str_text(&real->out),
            str_text(&real->err), real->status);
    assert_string_equal(str_text(&said), str_text(&real->out));
    assert_string_equal(str_text(&dry->err), str_text(&real->err));
    assert_int_equal(dry->status, real->status);
    str_fini(&said);
}

static void run_line(const char *home, const char *arguments, struct str *out)
{
    struct run_result result = {0}, dry = {0};

    if (is_real_import(arguments))
        foresee(&dry, home, arguments);
    run_arguments(&result, home, arguments);
    if (is_real_import(arguments))
        compare_with_dry(arguments, &dry, &result);
    add_prefixed(out, str_text(&result.out),
        strchr("@$#!?", result.out.data ? *result.out.data : 'x') ? "\\" : "");
    add_prefixed(out, str_text(&result.err), "! ");
    if (result.status != 0)
        str_addf(out, "? %d\n", result.status);
    run_fini(&result);
    run_fini(&dry);
}

/* Plays a case from its `##` on, and writes it as it went; returns what follows. */
static const char *play(const char *at, struct str *out)
{
    char *home = home_new();
    bool first = true;

    while (*at != '\0' && (first || !text_starts(at, "## "))) {
        size_t len = strcspn(at, "\n");
        char *line = strndup(at, len);
        const char *next = at + len + (at[len] == '\n');

        if (*line == '@')
            next = write_file(home, line + 2, next);
        if (*line == '@' || first || len == 0)
            str_add_bytes(out, at, (size_t)(next - at));
        if (*line == '$') {
            str_addf(out, "%s\n", line);
            run_line(home, line + 2, out);
        }
        first = false;
        free(line);
        at = next;
    }
    home_free(home);
    return at;
}

/* --- a file of cases --- */

static int show_difference(
    const char *path, const char *want, size_t want_len, const struct str *got)
{
    if (want_len == got->len && memcmp(want, str_text(got), want_len) == 0)
        return 0;
    print_error(
        "%s: expected\n%.*s\n--- but it went\n%s\n", path, (int)want_len, want, str_text(got));
    return 1;
}

static void play_file(const char *name, int *cases, int *faults)
{
    const char *wish = getenv("DAYBOOK_GOLDEN");
    struct str path = {0}, all = {0};
    char *text;

    str_addf(&path, "%s/%s", FOLDER, name);
    text = file_read(str_text(&path));
    assert_non_null(text);
    for (const char *at = text; *at != '\0';) {
        struct str out = {0};
        const char *next = play(at, &out);

        ++*cases;
        *faults += show_difference(str_text(&path), at, (size_t)(next - at), &out);
        str_add_bytes(&all, str_text(&out), out.len);
        at = next;
        str_fini(&out);
    }
    if (wish != NULL && strcmp(wish, "rewrite") == 0)
        write_bytes(".", str_text(&path), &all);
    free(text);
    str_fini(&path);
    str_fini(&all);
}

/* The files to play: those named on the command line, which run beside one another; else all. */
static char **wanted;

static bool is_wanted(const char *name)
{
    for (char **one = wanted; *one != NULL; one++)
        if (text_equal(*one, name))
            return true;
    return *wanted == NULL && text_ends(name, ".txt");
}

static void every_case_goes_as_it_is_written(void **state)
{
    DIR *folder = opendir(FOLDER);
    const struct dirent *entry;
    int cases = 0, faults = 0;

    (void)state;
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL)
        if (is_wanted(entry->d_name))
            play_file(entry->d_name, &cases, &faults);
    closedir(folder);
    assert_int_equal(faults, 0);
    assert_true(cases >= (*wanted == NULL ? LEAST_CASES : 1));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_goes_as_it_is_written),
    };

    wanted = argv + (argc > 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
