/* export: what goes out, and that it comes back in unchanged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "cli/book.h"
#include "support/jnode.h"

/* In the order in which an empty book takes them. */
static const char *const csv_kinds[] = {"accounts", "contracts", "contacts", "measures", "tickets",
    "tasks", "notes", "opportunities", "goals", "values", "feedback"};
#define CSV_KINDS (sizeof(csv_kinds) / sizeof(csv_kinds[0]))

static void play(const char *home, const char *arguments, int status, const char *holds)
{
    book_play(home, &(const struct book_line){arguments, status, holds}, 1);
}

static char *read_file(const char *home, const char *name)
{
    char *path = home_path(home, name);
    struct str text = {0};
    char bytes[65536];
    FILE *file = fopen(path, "rb");
    size_t got;

    assert_non_null(file);
    while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
        str_add_bytes(&text, bytes, got);
    fclose(file);
    free(path);
    str_add(&text, "");
    return str_take(&text);
}

static void expect_same(const char *home, const char *first, const char *second)
{
    char *a = read_file(home, first), *b = read_file(home, second);

    if (strcmp(a, b) != 0)
        fprintf(stderr, "%s and %s differ in %s\n", first, second, home);
    assert_true(strlen(a) > 10);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

static void add_files(struct str *line, const char *prefix, const char *form)
{
    for (size_t i = 0; i < CSV_KINDS; i++)
        str_addf(line, " %s-%s.%s", prefix, csv_kinds[i], form);
}

static void export_all(const char *home, const char *from, const char *prefix, const char *form)
{
    char line[256];

    for (size_t i = 0; i < CSV_KINDS; i++) {
        snprintf(line, sizeof(line), "%s export %s --format %s -o %s-%s.%s", from, csv_kinds[i],
            form, prefix, csv_kinds[i], form);
        play(home, line, 0, "");
    }
}

/* Nothing is new or other, whatever the file. */
static void expect_nothing_new(const char *home, const char *line)
{
    char *text = book_text(home, line);
    size_t files = 0;

    for (const char *at = text; (at = strstr(at, " created, ")) != NULL; at++)
        files++;
    for (const char *at = text; (at = strstr(at, ": 0 created, 0 updated, ")) != NULL; at++)
        files--;
    if (strstr(text, ": 0 created, ") == NULL || files != 0)
        fail_msg("%s\n%s", line, text);
    free(text);
}

/* Out of one book, into an empty one, and out again. */
static void go_round(const char *home, const char *from, const char *form)
{
    struct str line = {0}, two = {0};

    export_all(home, from, "one", form);
    str_addf(&two, "--db two-%s.db", form);
    str_addf(&line, "%s import", str_text(&two));
    add_files(&line, "one", form);
    play(home, str_text(&line), 0, " 0 rejected");
    export_all(home, str_text(&two), "two", form);
    for (size_t i = 0; i < CSV_KINDS; i++) {
        char files[2][64];

        snprintf(files[0], sizeof(files[0]), "one-%s.%s", csv_kinds[i], form);
        snprintf(files[1], sizeof(files[1]), "two-%s.%s", csv_kinds[i], form);
        expect_same(home, files[0], files[1]);
    }
    str_clear(&line);
    str_addf(&line, "%s import", str_text(&two));
    add_files(&line, "two", form);
    expect_nothing_new(home, str_text(&line));
    str_fini(&line);
    str_fini(&two);
}

static void the_demo_goes_round_as_csv(void **state)
{
    char *home = home_new();

    go_round(home, "--demo", "csv");
    home_free(home);
}

static void the_demo_goes_round_as_json(void **state)
{
    char *home = home_new();

    go_round(home, "--demo", "json");
    home_free(home);
}

static void expect_same_answers(const char *home, const char *arguments)
{
    char one[128], two[128], *a, *b;

    snprintf(one, sizeof(one), "--db one.db %s", arguments);
    snprintf(two, sizeof(two), "--db two.db %s", arguments);
    a = book_text(home, one);
    b = book_text(home, two);
    if (strcmp(a, b) != 0)
        fprintf(stderr, "%s differs\n", arguments);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

/* Moved to another machine: the first import lets playbooks note what came true since. */
static void the_whole_book_goes_round(void **state)
{
    static const char *const answers[] = {"today --json", "metrics --json", "list accounts --json",
        "list contracts --json", "list contacts --json", "list measures --json",
        "list tickets --json", "list tasks --json", "list notes --json",
        "list opportunities --json", "list goals --json", "list values --json",
        "list feedback --json", "list runs --json", "list steps --json", "list signals --json",
        "list risks --json", "list movements --json", "list renewals --json",
        "list references --json", "list versions --json", "list facts --json",
        "playbook status --json"};
    char *home = home_new(), *text;

    play(home, "--demo export --format json -o demo.json", 0, "");
    play(home, "--db one.db import demo.json", 0, " 0 rejected");
    play(home, "--db one.db export --format json -o one.json", 0, "");
    play(home, "--db two.db import one.json", 0, " 0 rejected");
    play(home, "--db two.db export --format json -o two.json", 0, "");
    expect_same(home, "one.json", "two.json");
    text = read_file(home, "two.json");
    assert_true(json_is_valid(text));
    free(text);
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
        expect_same_answers(home, answers[i]);
    play(home, "--db two.db import two.json", 0, ": 0 created, 0 updated, ");
    play(home, "--db two.db doctor", 0, "ok  schema");
    home_free(home);
}

/* Kinds that no other program writes come back as rows too, CSV and JSON alike. */
static void own_kinds_go_round(void **state)
{
    static const char *const kinds[] = {"runs", "steps", "signals", "movements", "renewals"};
    static const char *const forms[] = {"csv", "json"};
    char *home = home_new(), line[160];

    play(home, "--demo export --format json -o demo.json", 0, "");
    play(home, "--db one.db import demo.json", 0, " 0 rejected");
    for (int form = 0; form < 2; form++)
        for (int i = 0; i < 5; i++) {
            snprintf(line, sizeof(line), "--db one.db export %s --format %s -o %s.%s", kinds[i],
                forms[form], kinds[i], forms[form]);
            play(home, line, 0, "");
            snprintf(line, sizeof(line), "--db one.db import %s.%s", kinds[i], forms[form]);
            play(home, line, 0, ": 0 created, 0 updated, ");
        }
    home_free(home);
}

/* What the book has keeps what a person set, and an undo takes the whole import back. */
static void a_book_comes_into_a_book(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), line[64], *before, *after;
    const char *id;

    play(home, "export --format json -o before.json", 0, "");
    play(home, "set account A1 segment=north", 0, "");
    before = book_text(home, "list accounts --json");
    play(home, "import before.json", 0, ": 0 created, 0 updated, ");
    play(home, "set account A1 name=\"Globex Two\"", 0, "");
    play(home, "import --overwrite before.json", 0, " 1 updated, ");
    play(home, "list accounts --csv --columns name", 0, "Globex\n");
    play(home, "import before.json", 0, ": 0 created, 0 updated, ");
    play(home, "delete account A1", 0, "");
    play(home, "import before.json", 0, " created, ");
    book_run(&result, home, "undo");
    id = strstr(str_text(&result.err), "undo --id ");
    assert_non_null(id);
    snprintf(line, sizeof(line), "undo --id %.*s", (int)strspn(id + 10, "0123456789"), id + 10);
    run_fini(&result);
    play(home, line, 0, "undid: ");
    after = book_text(home, "list accounts --csv --columns id");
    assert_null(strstr(after, "A1"));
    free(before);
    free(after);
    home_free(home);
}

/* --- texts that hurt --- */

static const char *const naughty[] = {"=1+1", " =1+1", "  '=1", "\"=1+1",
    "\xEF\xBC\x9D"
    "1",
    "' \xEF\xBC\xA0"
    "x",
    "\n=1", "+1", "-1", "@SUM(A1)", "'=1+1", "''-2", "'tis", "\tx", " lead", "trail ", "a,b", "a;b",
    "say \"so\"", "\"", "two\nlines", "n/a", "null", "-", "--",
    "\xE2\x80\xAE"
    "evil",
    "\xEF\xBB\xBF"
    "bom",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", "\x01\x1B[31m", "\x7F", "1,234", "1.234",
    "01/02/2026", "TRUE", "1E5", "NaN", "%s%n", "<b>", "\\", "\\n", "$(x)", "=cmd|' /C calc'!A0",
    ";", ",", " ", "Z\xCC\xB6\xCC\xB6", "", "\xFF\xFE bad", "\xC3"};
#define NAUGHTY (sizeof(naughty) / sizeof(naughty[0]))

static void add_cell(struct str *out, const char *text)
{
    str_add_char(out, '"');
    for (; *text; text++) {
        str_add_char(out, *text);
        if (*text == '"')
            str_add_char(out, '"');
    }
    str_add_char(out, '"');
}

struct texts ARRAY_OF(const char *);

static void write_texts(const char *home, const struct texts *texts)
{
    struct str accounts = {0}, notes = {0};

    str_add(&accounts, "id,name,segment,tags,odd,=fact,'=other,health\n");
    str_add(&notes, "account,id,at,body\n");
    for (size_t i = 0; i < texts->count; i++) {
        const char *text = texts->items[i];

        str_addf(&accounts, "N%zu,", i);
        for (int k = 0; k < 7; k++) {
            add_cell(&accounts, text);
            str_add(&accounts, k < 6 ? "," : "\n");
        }
        str_addf(&notes, "N%zu,n%zu,2026-11-20T10:00,", i, i);
        add_cell(&notes, *text ? text : "x");
        str_add(&notes, "\n");
    }
    free(home_write(home, "accounts.csv", str_text(&accounts)));
    free(home_write(home, "notes.csv", str_text(&notes)));
    str_fini(&accounts);
    str_fini(&notes);
}

static struct texts those_that_hurt(void)
{
    struct texts texts = {0};

    for (size_t i = 0; i < NAUGHTY; i++)
        ARRAY_PUSH(&texts, naughty[i]);
    return texts;
}

/* Into a book, out, into another one, out again: the files are the same, raw ones too, and whether
 * they were raw makes no difference to the book. */
static void texts_go_round(const char *home, const struct texts *texts)
{
    static const char *const kinds[] = {"accounts", "notes"};
    static const char *const forms[] = {"csv", "csv --raw", "json"};
    char line[200];

    write_texts(home, texts);
    play(home, "--db 0.db import --encoding utf-8 accounts.csv notes.csv", 0, " 0 rejected");
    for (int form = 0; form < 3; form++) {
        snprintf(line, sizeof(line), "--db %d.db import a%d n%d", form + 1, form, form);
        for (int from = 0; from < 2; from++) {
            for (int kind = 0; kind < 2; kind++) {
                char out[200];

                snprintf(out, sizeof(out), "--db %d.db export %s --format %s -o %s%c%d",
                    from ? form + 1 : 0, kinds[kind], forms[form], from ? "again-" : "",
                    kinds[kind][0], form);
                play(home, out, 0, "");
            }
            if (from == 0)
                play(home, line, 0, " 0 rejected");
        }
        for (int kind = 0; kind < 2; kind++) {
            char one[16], two[32];

            snprintf(one, sizeof(one), "%c%d", kinds[kind][0], form);
            snprintf(two, sizeof(two), "again-%s", one);
            expect_same(home, one, two);
        }
    }
    play(home, "--db 1.db import a1 n1", 0, ": 0 created, 0 updated, ");
    play(home, "--db 2.db import a0 n0", 0, ": 0 created, 0 updated, ");
    play(home, "--db 0.db export --format json -o book.json", 0, "");
    play(home, "--db 4.db import book.json", 0, " 0 rejected");
    play(home, "--db 4.db export --format json -o again.json", 0, "");
    expect_same(home, "book.json", "again.json");
}

static void texts_that_hurt_go_round(void **state)
{
    struct texts texts = those_that_hurt();
    char *home = home_new(), *text;

    texts_go_round(home, &texts);
    text = read_file(home, "a0");
    assert_int_equal(strncmp(text, "id,name,", 8), 0);
    assert_non_null(strstr(text, ",'=fact,"));
    assert_non_null(strstr(text, ",fact: health,"));
    assert_non_null(strstr(text, "N0,'=1+1,"));
    assert_non_null(strstr(text, "N1,\"' =1+1\"") || strstr(text, "N1,' =1+1,"));
    assert_non_null(strstr(text, "N3,\"'\"\"=1+1\","));
    assert_non_null(strstr(text, "N4,'\xEF\xBC\x9D"
                                 "1,"));
    assert_non_null(strstr(text, "N10,''=1+1,"));
    assert_non_null(strstr(text, "N12,'tis,"));
    free(text);
    text = read_file(home, "a1");
    assert_int_equal(strncmp(text, "\"id\",name,", 10), 0);
    assert_non_null(strstr(text, "N0,=1+1,"));
    assert_non_null(strstr(text, "N10,'=1+1,"));
    free(text);
    array_fini(&texts);
    home_free(home);
}

/* Some of them are no UTF-8 or hold a NUL: such a text is cleaned once, when it comes. */
static void naughty_strings_go_round(void **state)
{
    const char *folder = getenv("DAYBOOK_DATA");
    struct arena arena = {0};
    struct texts texts = {0};
    const struct jnode *list;
    char *home, *text;

    if (folder == NULL) {
        fprintf(stderr, "DAYBOOK_DATA is not set: left out\n");
        skip();
    }
    home = home_new();
    text = read_file(folder, "naughty/blns.json");
    list = jnode_read(&arena, text);
    assert_non_null(list);
    for (const struct jnode *item = list->first; item; item = item->next)
        ARRAY_PUSH(&texts, item->text);
    assert_true(texts.count > 400);
    texts_go_round(home, &texts);
    array_fini(&texts);
    arena_fini(&arena);
    free(text);
    home_free(home);
}

/* --- two thousand; with DAYBOOK_LONG ten --- */

enum { MANY = 2000, MANY_LONG = 10000, OF_EACH = 200 };

static int how_many(void)
{
    return getenv("DAYBOOK_LONG") ? MANY_LONG : MANY;
}

static unsigned next_random(unsigned below)
{
    static unsigned random = 2026;

    random = random * 1664525u + 1013904223u;
    return (random >> 8) % below;
}

static void write_many_accounts(const char *home)
{
    struct str text = {0};

    str_add(&text, "id,name,domain,tier,arr,currency,start,renewal,auto_renew,seats,tags,Plan\n");
    for (int i = 0; i < how_many(); i++) {
        str_addf(&text, "G%d,\"Account %d, %s\",g%d.example,%s,%u.%02u,%s,2025-%02u-%02u,", i, i,
            i % 7 ? "Inc" : "=Ltd", i, i % 3 ? "smb" : "", next_random(900000), next_random(100),
            i % 5 ? "USD" : "EUR", 1 + next_random(12), 1 + next_random(28));
        str_addf(&text, "2027-%02u-%02u,%s,%u,%s,%s\n", 1 + next_random(12), 1 + next_random(28),
            i % 2 ? "yes" : "no", next_random(5000), i % 4 ? "a;b" : "", i % 6 ? "Gold" : "");
    }
    free(home_write(home, "many.csv", str_text(&text)));
    str_fini(&text);
}

/* Each a file of the other kinds: its header, and a row of which `@A` is an account, `@N` its
 * number, `@D` a day, `@W` words and `@V` a value. */
static const struct {
    const char *name, *head, *row;
} others[] = {
    {"contracts",
        "account,id,product,arr,currency,start,ends,term_months,notice,notice_unit,auto_renew,"
        "seats",
        "@A,K@N,@W,@V,USD,2026-01-01,2027-01-01,12,60,days,yes,@N"},
    {"contacts", "account,id,name,email,title,role,reports_to,Badge",
        "@A,P@N,@W,p@N@x.example,\"@W, first\",champion,,b-@N"},
    {"measures", "account,date,metric,value,comment", "@A,@D,nps,@N,@W"},
    {"tickets", "account,id,opened,closed,priority,status,subject,Team",
        "@A,T@N,@D,,high,open,@W,=t@N"},
    {"tasks", "account,id,title,due,kind,priority,waiting_on", "@A,W@N,@W,@D,,high,@W"},
    {"notes", "account,id,at,kind,sentiment,attendees,body",
        "@A,n@N,@DT10:30,call,good,Ana;Bo,\"@W\n- @W, 'so'\""},
    {"opportunities", "account,id,name,kind,amount,currency,stage,close",
        "@A,O@N,@W,expansion,@V,EUR,open,@D"},
    {"goals", "account,id,statement,metric,baseline,target,due", "@A,J@N,@W,seats,1,@N,@D"},
    {"values", "account,id,date,metric,amount,unit,story", "@A,V@N,@D,hours,@V,hours,@W"},
    {"feedback", "account,id,date,theme,severity,text", "@A,F@N,@D,speed,high,@W"},
};

static void add_part(struct str *out, char what, int number)
{
    static const char *const words[] = {
        "plan", "=sum", "'tis", "na\303\257ve", "-5", "+ten", "n/a"};

    switch (what) {
    case 'A': str_addf(out, "G%u", next_random((unsigned)how_many())); return;
    case 'N': str_addf(out, "%d", number); return;
    case 'D': str_addf(out, "2026-%02u-%02u", 1 + next_random(10), 1 + next_random(28)); return;
    case 'W': str_addf(out, "%s %u", words[next_random(7)], next_random(99)); return;
    case 'V': str_addf(out, "%u.%02u", next_random(90000), next_random(100)); return;
    default: str_addf(out, "@%c", what); return;
    }
}

static void write_others(const char *home, size_t kind)
{
    struct str text = {0}, name = {0};

    str_addf(&text, "%s\n", others[kind].head);
    for (int i = 0; i < OF_EACH; i++) {
        for (const char *at = others[kind].row; *at != '\0'; at++)
            if (*at == '@' && at[1] != '\0')
                add_part(&text, *++at, i);
            else
                str_add_char(&text, *at);
        str_add_char(&text, '\n');
    }
    str_addf(&name, "new-%s.csv", others[kind].name);
    free(home_write(home, str_text(&name), str_text(&text)));
    str_fini(&text);
    str_fini(&name);
}

static void many_accounts_go_round(void **state)
{
    char *home = home_new(), created[32];
    struct str line = {0};

    snprintf(created, sizeof(created), "%d created", how_many());
    write_many_accounts(home);
    str_add(&line, "--db one.db import many.csv");
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        write_others(home, i);
        str_addf(&line, " new-%s.csv", others[i].name);
    }
    play(home, str_text(&line), 0, created);
    play(home, "--db one.db list feedback --where \"id = F199\" --columns id", 0, "F199");
    go_round(home, "--db one.db", "csv");
    play(home, "--db one.db export --format json -o one.json", 0, "");
    play(home, "--db three.db import one.json", 0, " 0 rejected");
    play(home, "--db three.db export --format json -o three.json", 0, "");
    expect_same(home, "one.json", "three.json");
    str_fini(&line);
    home_free(home);
}

/* --- the file --- */

static void a_file_is_whole_or_as_it_was(void **state)
{
    char *home = book_home(), *text, *there = home_write(home, "there.csv", "mine\n");
    char piece[16] = "";
    int reader = open(there, O_RDONLY);

    free(there);
    assert_true(reader >= 0);
    play(home, "export accounts --format csv -o there.csv", 3, "--force");
    text = read_file(home, "there.csv");
    assert_string_equal(text, "mine\n");
    free(text);
    play(home, "export accounts --format csv --force -o there.csv", 0, "");
    text = read_file(home, "there.csv");
    assert_non_null(strstr(text, "Globex"));
    free(text);
    assert_int_equal(
        read(reader, piece, sizeof(piece)), 5); /* who reads it has the old one whole */
    assert_string_equal(piece, "mine\n");
    close(reader);
    play(home, "export accounts --format csv -o none/there.csv", 3, "is not there");
    play(home, "export accounts --format csv -o data", 3, "is a folder");
    play(home, "export accounts --format xml", 2, "--format is ");
    play(home, "export accounts", 2, "--format is wanted");
    play(home, "export --format csv", 2, "CSV holds one kind");
    play(home, "export widgets --format csv", 2, "no kind 'widgets'");
    home_free(home);
}

/* Links, pipes and devices: a file of others is never written through a link. */
static void odd_targets_are_safe(void **state)
{
    static const char *const names[] = {"link", "dangling"};
    char *home = book_home(), *text, *path;
    struct stat status;

    free(home_write(home, "target", "mine\n"));
    for (int i = 0; i < 2; i++) {
        char line[96];

        path = home_path(home, names[i]);
        assert_int_equal(symlink(i ? "nowhere" : "target", path), 0);
        snprintf(line, sizeof(line), "export accounts --format csv -o %s", names[i]);
        play(home, line, 3, "is there already");
        snprintf(line, sizeof(line), "export accounts --format csv --force -o %s", names[i]);
        play(home, line, 0, "");
        assert_int_equal(lstat(path, &status), 0);
        assert_true(S_ISREG(status.st_mode)); /* the link gave way */
        free(path);
    }
    text = read_file(home, "target");
    assert_string_equal(text, "mine\n");
    free(text);
    path = home_path(home, "nowhere");
    assert_int_equal(access(path, F_OK), -1);
    free(path);
    play(home, "export accounts --format csv -o /dev/full", 3, "full");
    play(home, "export accounts --format csv --force -o /dev/full", 3, "full");
    play(home, "export accounts --format csv -o /dev/null", 0, "");
    home_free(home);
}

static void json_is_one_document(void **state)
{
    static const char *const lines[] = {"export --format json", "export accounts --format json",
        "export runs --format json", "export measures --format json"};
    char *home = book_home();

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        char *text = book_text(home, lines[i]);

        assert_true(json_is_valid(text));
        free(text);
    }
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_goes_round_as_csv),
        cmocka_unit_test(the_demo_goes_round_as_json),
        cmocka_unit_test(the_whole_book_goes_round),
        cmocka_unit_test(own_kinds_go_round),
        cmocka_unit_test(a_book_comes_into_a_book),
        cmocka_unit_test(texts_that_hurt_go_round),
        cmocka_unit_test(naughty_strings_go_round),
        cmocka_unit_test(many_accounts_go_round),
        cmocka_unit_test(a_file_is_whole_or_as_it_was),
        cmocka_unit_test(odd_targets_are_safe),
        cmocka_unit_test(json_is_one_document),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
