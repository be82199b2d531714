#include "cli/book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/bug.h"

enum { ARGUMENTS_MOST = 40 };

static char *template_home;

static const char accounts_csv[] = "id,name,arr,renewal,tier\n"
                                   "C1,Umbra GmbH,120000,2027-03-01,mid\n"
                                   "C2,\"Vela, Ltd\",98000.50,2027-05-31,smb\n";

/* Splits in place; returns how many. */
static int split(char *text, const char **arguments)
{
    int count = 0;

    while (*text) {
        char stop = ' ';

        text += strspn(text, " ");
        if (!*text)
            break;
        BUG_ON(count == ARGUMENTS_MOST);
        if (*text == '"') {
            stop = '"';
            text++;
            arguments[count++] = text;
        } else {
            arguments[count++] = text;
            /* name="two words": the quotes go, the blanks stay. */
            char *quote = text + strcspn(text, " \"");
            if (*quote == '"') {
                memmove(quote, quote + 1, strlen(quote));
                text = quote;
                stop = '"';
            }
        }
        text += strcspn(text, (char[]){stop, '\0'});
        if (*text)
            *text++ = '\0';
    }
    arguments[count] = NULL;
    return count;
}

static void run_in(struct run_result *result, const char *home, const char *arguments,
    const char *input, const char *const *extra)
{
    const char *list[ARGUMENTS_MOST + 1];
    char *copy = strdup(arguments);

    split(copy, list);
    run_with(result,
        &(struct run_options){.home = home, .folder = home, .extra = extra, .input = input}, list);
    free(copy);
}

void book_run_with_input(
    struct run_result *result, const char *home, const char *arguments, const char *input)
{
    static const char *const extra[] = {BOOK_TODAY, NULL};

    run_in(result, home, arguments, input, extra);
}

void book_run_under(
    struct run_result *result, const char *home, const char *arguments, const char *const *extra)
{
    run_in(result, home, arguments, NULL, extra);
}

void book_run(struct run_result *result, const char *home, const char *arguments)
{
    book_run_with_input(result, home, arguments, NULL);
}

static void write_file(const char *home, const char *name, const char *text)
{
    char *path = home_write(home, name, text);

    free(path);
}

static char *make_template(void)
{
    static const char *const steps[] = {
        "add account id=A1 name=Globex arr=420k renewal=+88d tier=mid stage=steady owner=Dana",
        "add account name=\"Acme Nord\" arr=90k renewal=+200d",
        "add account name=\"Acme S\303\274d\" arr=60k renewal=+30d",
        "add contact Globex name=\"Ana Ruiz\" role=champion email=ana@globex.example",
        "task add Globex \"send the plan\" --due fri",
        "playbook start renewal Globex",
        "playbook start hand-over \"Acme Nord\"",
        "playbook cancel db-2 --why \"all is well again\"",
        "task add \"Acme Nord\" \"fix export\" --with product --due fri",
        "add feedback Globex theme=\"bulk edit\" severity=high asked_by=\"Ana Ruiz\" text=many",
        "add opportunity Globex name=\"more seats\"",
        "growth add Globex seats --amount 18k",
        "reference ask \"Acme Nord\" --who Kim",
        "signals mute \"Acme Nord\" no-touch --why \"they write to us\"",
        "add contract \"Acme Nord\" id=NORD-1 product=Core",
        "delete opportunity db-1",
        "task add Globex \"undone task\"",
        "undo",
        "backup old.db",
    };
    char *home = home_new();
    struct run_result result = {0};

    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        book_run(&result, home, steps[i]);
        if (result.status != 0) {
            fprintf(stderr, "%s: %s", steps[i], str_text(&result.err));
            BUG_ON(result.status != 0);
        }
    }
    run_fini(&result);
    return home;
}

static void copy_file(const char *from_home, const char *to_home, const char *name)
{
    char *from = home_path(from_home, name), *to = home_path(to_home, name);
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    char buffer[65536];
    size_t len;

    BUG_ON(!in || !out);
    while ((len = fread(buffer, 1, sizeof(buffer), in)) > 0)
        BUG_ON(fwrite(buffer, 1, len, out) != len);
    fclose(in);
    BUG_ON(fclose(out) != 0);
    BUG_ON(chmod(to, 0600) != 0);
    free(from);
    free(to);
}

char *book_home(void)
{
    char *home = home_new(), *folder = home_path(home, "data/daybook");
    char *playbook = file_read("config/playbooks/renewal.yaml");
    char *health = file_read("config/health.yaml");

    if (!template_home)
        template_home = make_template();
    BUG_ON(mkdir(folder, 0700) != 0 || !playbook);
    copy_file(template_home, home, "data/daybook/daybook.db");
    copy_file(template_home, home, "old.db");
    write_file(home, "accounts.csv", accounts_csv);
    write_file(home, "renewal.yaml", playbook);
    write_file(home, "health.yaml", health);
    free(health);
    free(playbook);
    free(folder);
    return home;
}

int book_forget(void **state)
{
    home_free(template_home);
    template_home = NULL;
    return 0;
}

void book_play(const char *home, const struct book_line *lines, size_t count)
{
    struct run_result result = {0};

    for (size_t i = 0; i < count; i++) {
        bool absent = lines[i].holds[0] == '!', found;

        book_run(&result, home, lines[i].arguments);
        str_add(&result.out, str_text(&result.err));
        found = strstr(str_text(&result.out), lines[i].holds + absent) != NULL;
        if (result.status != lines[i].status || found == absent)
            fprintf(stderr, "%s: %d\n%swanted: %d %s\n", lines[i].arguments, result.status,
                str_text(&result.out), lines[i].status, lines[i].holds);
        assert_int_equal(result.status, lines[i].status);
        assert_true(found != absent);
    }
    run_fini(&result);
}

char *book_text(const char *home, const char *arguments)
{
    struct run_result result = {0};
    char *text;

    book_run(&result, home, arguments);
    if (result.status != 0)
        fprintf(stderr, "%s: %s", arguments, str_text(&result.err));
    assert_int_equal(result.status, 0);
    text = strdup(str_text(&result.out));
    run_fini(&result);
    return text;
}

void book_playbook(const char *home, const char *name, const char *text)
{
    static const char *const folders[] = {"config/daybook", "config/daybook/playbooks"};
    char file[128], *path;

    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        path = home_path(home, folders[i]);
        (void)!mkdir(path, 0700);
        free(path);
    }
    snprintf(file, sizeof(file), "config/daybook/playbooks/%s", name);
    path = text ? home_write(home, file, text) : home_path(home, file);
    if (!text)
        assert_int_equal(unlink(path), 0);
    free(path);
}
