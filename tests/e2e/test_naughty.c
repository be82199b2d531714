/* Hostile text as names, notes and tags: kept and found byte for byte, shown on every screen
 * without moving a pane line, and not one byte of it drives the terminal. With DAYBOOK_DATA also
 * the list of naughty strings there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "base/mem.h"
#include "base/text.h"
#include "e2e/desk.h"
#include "e2e/sequences.h"
#include "support/jnode.h"
#include "support/wire.h"

enum { LONG_BYTES = 1 << 20, WHERE_BYTES = 4000 };

struct texts ARRAY_OF(const char *);

static const char *const hostile[] = {
    "\033[2J\033[Hcleared",
    "\033]0;owned\007title",
    "\033]52;c;b3duZWQ=\033\\clipboard",
    "\033P$q\"p\033\\device",
    "\033[6nreport",
    "\033c reset",
    "\302\233"
    "31mC1 as UTF-8",
    "\302\235"
    "8;;http://x\302\234link",
    "bell\007 back\010\010 del\177",
    "line\nbreak\ttab",
    "\342\200\256desrever\342\200\254",
    "\342\201\246isolate\342\201\251",
    "zero\342\200\213width",
    "\357\273\277mark first",
    "soft\302\255hyphen",
    "\363\240\201\201tag",
    "Z\314\200\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210flood",
    "\344\270\255\346\226\207\345\256\242\346\210\267",
    "\352\260\200\353\202\230 \341\204\200\341\205\241",
    "\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247 family",
    "\360\237\207\251\360\237\207\252 flag",
    "\342\235\244\357\270\217 heart",
    "\327\251\327\234\327\225\327\235 \330\263\331\204\330\247\331\205",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "'quoted'",
    "\"double\"",
    "back\\slash",
    "%s%n%x",
    "${HOME} `id` $(id)",
    "'; DROP TABLE account; --",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "NULL",
    "null",
};

/* --- the files --- */

static void add_cell(struct str *out, const char *text)
{
    str_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            str_add_char(out, '"');
        str_add_char(out, *text);
    }
    str_add_char(out, '"');
}

static void import_texts(struct desk *desk, const struct texts *texts)
{
    struct str accounts = {0}, notes = {0};
    char *paths[2];

    str_add(&accounts, "id,name,tags,arr,renewal\n");
    str_add(&notes, "account,id,at,kind,body\n");
    for (size_t i = 0; i < texts->count; i++) {
        str_addf(&accounts, "n%zu,", i);
        add_cell(&accounts, texts->items[i]);
        str_add_char(&accounts, ',');
        add_cell(&accounts, texts->items[i]);
        str_addf(&accounts, ",%zu,2027-01-%02zu\n", 90000 - i, 1 + i % 28);
        str_addf(&notes, "n%zu,m%zu,2026-11-20T10:00,call,", i, i);
        add_cell(&notes, texts->items[i]);
        str_add_char(&notes, '\n');
    }
    paths[0] = home_write(desk->home, "accounts.csv", str_text(&accounts));
    paths[1] = home_write(desk->home, "notes.csv", str_text(&notes));
    for (int i = 0; i < 2; i++) {
        desk_do(desk, "import", paths[i]);
        free(paths[i]);
    }
    str_fini(&accounts);
    str_fini(&notes);
}

/* --- stored and found --- */

static void check_stored(struct desk *desk, const struct texts *texts, const char *kind,
    const char *field, const char *prefix)
{
    struct arena arena = {0};
    const struct jnode *rows = jnode_read(&arena, desk_do(desk, "list", kind, "--json"));

    assert_non_null(rows);
    for (size_t i = 0; i < texts->count; i++) {
        const struct jnode *row = jnode_find(rows, "id", arena_format(&arena, "%s%zu", prefix, i));
        const char *text = jnode_text(row, field);

        /* A blank cell says nothing (contract.md, Unchanged). */
        if (row && !text && text_blank(texts->items[i]))
            continue;
        if (!row || strcmp(text ? text : "", texts->items[i]) != 0)
            fail_msg("%s %zu is kept as '%s', not '%s'", kind, i, text ? text : "(none)",
                texts->items[i]);
    }
    arena_fini(&arena);
}

/* As an expression writes it: quotes and backslashes behind a backslash. */
static void add_wanted(struct str *where, const char *text)
{
    str_addf(where, "%sname = \"", where->len ? " or " : "");
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            str_add_char(where, '\\');
        str_add_char(where, *text);
    }
    str_add(where, "\"");
}

static bool is_wanted(const struct texts *texts, size_t from, size_t to, const char *name)
{
    for (size_t i = from; name && i < to; i++)
        if (!text_blank(texts->items[i]) && text_compare_folded(texts->items[i], name) == 0)
            return true;
    return false;
}

/* Each of them is found, and nothing else. */
static void check_found(
    struct desk *desk, const struct texts *texts, size_t from, size_t to, const char *where)
{
    struct arena arena = {0};
    const struct jnode *rows = jnode_read(
        &arena, desk_do(desk, "list", "--where", where, "--columns", "id,name", "--json"));

    assert_non_null(rows);
    for (size_t i = from; i < to; i++)
        if (!text_blank(texts->items[i]) &&
            !jnode_find(rows, "id", arena_format(&arena, "n%zu", i)))
            fail_msg("not found: %s", texts->items[i]);
    for (const struct jnode *row = rows->first; row; row = row->next)
        if (!is_wanted(texts, from, to, jnode_text(row, "name")))
            fail_msg("%s is found by %s", jnode_text(row, "name"), where);
    arena_fini(&arena);
}

/* As many in one expression as it holds. */
static void check_all_found(struct desk *desk, const struct texts *texts)
{
    struct str where = {0};

    for (size_t from = 0, to = 0; from < texts->count; from = to) {
        str_clear(&where);
        for (; to < texts->count && where.len < WHERE_BYTES; to++)
            if (!text_blank(texts->items[to]))
                add_wanted(&where, texts->items[to]);
        if (where.len)
            check_found(desk, texts, from, to, str_text(&where));
    }
    str_fini(&where);
}

static void check_kept(struct desk *desk, const struct texts *texts)
{
    check_stored(desk, texts, "accounts", "name", "n");
    check_stored(desk, texts, "notes", "body", "m");
    check_all_found(desk, texts);
}

/* --- shown --- */

static bool wire_holds(struct vt *vt, void *context)
{
    const struct desk *desk = context;
    struct str why = {0};
    bool clean = wire_is_clean(str_text(pty_raw(desk->pty)), pty_raw(desk->pty)->len, &why);

    str_fini(&why);
    return clean;
}

/* A frame may be read in two parts: what is left of a sequence is waited for. */
static void check_wire(struct desk *desk, const char *where)
{
    const struct str *raw = pty_raw(desk->pty);
    struct str why = {0};

    if (!pty_wait_until(desk->pty, wire_holds, desk, PTY_WITHIN) &&
        !wire_is_clean(str_text(raw), raw->len, &why))
        fail_msg("%s: %s", where, str_text(&why));
    str_fini(&why);
    assert_string_equal(vt_title(pty_screen(desk->pty)), "");
}

/* Where the first rule has a pane line, all rows below it have one too, and the first row stands.
 */
static bool frame_is_whole(struct vt *vt, void *context)
{
    int top = 0, x = -1;

    for (; top < 6 && x < 0; top++)
        for (int column = 0; column < vt_columns(vt); column++)
            if (strcmp(vt_cell(vt, top, column).text, "\342\224\254") == 0)
                x = column;
    for (int row = top; x >= 0 && row < vt_rows(vt) - 2; row++)
        if (strcmp(vt_cell(vt, row, x).text, "\342\224\202") != 0)
            return false;
    return vt_find(vt, "1 Today", &top, NULL) && top == 0;
}

static void check_frame(struct desk *desk, const char *where)
{
    if (!pty_wait_until(desk->pty, frame_is_whole, NULL, 5000))
        fail_msg("the frame of %s is not whole", where);
}

/* A key that opens what tells that all before it was drawn. */
static void settle(struct desk *desk)
{
    desk_type_see(desk, "?", "Esc close");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
}

static void check_screens(struct desk *desk, const struct texts *texts, int rows, int columns)
{
    static const char *const views[] = {"1", "2", "4", "5", "7", "1\r", "]", "]"};

    desk_open(desk, rows, columns);
    for (size_t v = 0; v < COUNT_OF(views); v++) {
        desk_type(desk, views[v]);
        for (size_t page = 0; page < 1 + (v < 2 ? texts->count / 8 : 0); page++) {
            settle(desk);
            check_frame(desk, views[v]);
            check_wire(desk, views[v]);
            pty_clear_raw(desk->pty);
            desk_type(desk, KEY_DOWN_SENT KEY_DOWN_SENT "\006");
        }
    }
    desk_leave(desk);
}

/* A name with a line's end, a tab and more in it is one row, on the screen and on a line. */
static void check_row(struct desk *desk)
{
    static const char shown[] = "line\342\206\265break tab";

    desk_says(desk_do(desk, "list"), shown, "list");
    desk_open(desk, 24, 80);
    desk_type_see(desk, "2", "touch");
    desk_type_see(desk, "/break\r", shown);
    desk_leave(desk);
}

static void check_all(struct desk *desk, const struct texts *texts)
{
    import_texts(desk, texts);
    check_kept(desk, texts);
    check_screens(desk, texts, 24, 80);
    check_screens(desk, texts, 32, 110);
}

static void hostile_text(void **state)
{
    struct texts texts = {0};

    for (size_t i = 0; i < COUNT_OF(hostile); i++)
        ARRAY_PUSH(&texts, hostile[i]);
    check_all(*state, &texts);
    check_row(*state);
    array_fini(&texts);
}

/* --- on the command line --- */

/* Lines and text, and not one control more. */
static void check_plain(const struct str *raw, const char *command)
{
    for (size_t i = 0; i < raw->len; i++) {
        unsigned char byte = (unsigned char)raw->data[i];
        unsigned char next = i + 1 < raw->len ? (unsigned char)raw->data[i + 1] : 0;

        if ((byte < ' ' && byte != '\n' && byte != '\r') || byte == 0x7f ||
            (byte == 0xc2 && next < 0xa0))
            fail_msg("%s prints %02x %02x at byte %zu", command, byte, next, i);
    }
}

/* What is printed at a terminal, which shows the marks of the escapes. */
static void check_printed(struct desk *desk)
{
    static const char *const commands[][4] = {{"list"}, {"today"}, {"log"}, {"list", "notes"},
        {"list", "--csv"}, {"search", "owned"}, {"show", "n0"}, {"timeline", "n0"}, {"changes"},
        {"export", "--format", "md"}, {"export", "accounts", "--format=csv"}};

    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        int status;

        desk->pty = pty_start(&(struct pty_options){.home = desk->home,
            .extra = desk->extra,
            .args = commands[i],
            .rows = 200,
            .columns = 200});
        assert_true(pty_wait_exit(desk->pty, PTY_WITHIN, &status));
        check_plain(pty_raw(desk->pty), commands[i][0]);
        assert_string_equal(vt_title(pty_screen(desk->pty)), "");
        if (i == 0)
            desk_says(str_text(pty_raw(desk->pty)), "^[", commands[i][0]);
        pty_free(desk->pty);
        desk->pty = NULL;
    }
}

static void each_sequence_is_text(void **state)
{
    struct texts texts = {0};

    assert_true(COUNT_OF(sequences) >= 60);
    for (size_t i = 0; i < COUNT_OF(sequences); i++)
        ARRAY_PUSH(&texts, sequences[i]);
    import_texts(*state, &texts);
    check_kept(*state, &texts);
    check_screens(*state, &texts, 24, 80);
    check_printed(*state);
    array_fini(&texts);
}

/* --- files of the user that somebody sent --- */

#define OWNED "ev\033[2J\033]0;owned\007\302\2332J\342\200\256il"

static void write_below(struct desk *desk, const char *folder, const char *name, const char *text)
{
    struct str path = {0};
    char *place;

    str_addf(&path, "config/daybook%s", folder);
    place = home_path(desk->home, str_text(&path));
    (void)mkdir(place, 0700);
    str_addf(&path, "/%s", name);
    free(home_write(desk->home, str_text(&path), text));
    free(place);
    str_fini(&path);
}

/* Playbooks, themes and notes of faults: their names, and the words in them. */
static void hostile_files(void **state)
{
    static const char *const commands[][3] = {{"playbook", "list"}, {"playbook", "show", "turned"},
        {"theme", "list"}, {"config", "check"}, {"config", "show"}};
    static const char title[] = "id: turned\ntitle: \"Tu\342\200\256denr \342\200\213x\"\n"
                                "type: risk\nsteps:\n  - id: a\n    title: "
                                "\"\342\201\246step\"\n    from: start\n    due: +1d\n";
    struct desk *desk = *state;

    write_below(desk, "", "x", "");
    write_below(desk, "/playbooks", OWNED ".yaml", "id: [\n");
    write_below(desk, "/playbooks", "turned.yaml", title);
    write_below(desk, "/themes", OWNED ".yaml",
        "colours-256:\n  text: "
        "purpleish\n");
    desk_do(desk, "add", "account", "id=A", "name=Globex");
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        desk->pty = pty_start(&(struct pty_options){.home = desk->home,
            .extra = desk->extra,
            .args = (const char *const[]){commands[i][0], commands[i][1], commands[i][2], NULL},
            .rows = 100,
            .columns = 200});
        assert_true(pty_wait_exit(desk->pty, PTY_WITHIN, &(int){0}));
        assert_true(pty_raw(desk->pty)->len > 0);
        check_plain(pty_raw(desk->pty), commands[i][0]);
        pty_free(desk->pty);
        desk->pty = NULL;
    }
    desk_cli(desk, "doctor"); /* at a terminal it asks how wide that draws */
    desk_says(str_text(&desk->result.out), "ev^[[2J", "doctor");
    check_plain(&desk->result.out, "doctor");
    desk_open(desk, 32, 110);
    desk_type_see(desk, "5", "Tu<U+202E>denr");
    check_wire(desk, "Playbooks");
    desk_type_see(desk, ":faults\r", "ev^[[2J");
    check_wire(desk, "Faults");
    desk_type_see(desk, ":theme ", "ev^[[2J");
    check_wire(desk, "themes");
    desk_kill(desk);
}

static void a_very_long_name(void **state)
{
    char *name = mem_alloc(LONG_BYTES);
    struct texts texts = {0};

    memset(name, 'x', LONG_BYTES - 1);
    ARRAY_PUSH(&texts, name);
    import_texts(*state, &texts);
    check_stored(*state, &texts, "accounts", "name", "n");
    check_screens(*state, &texts, 24, 80);
    array_fini(&texts);
    free(name);
}

static void the_list_of_naughty_strings(void **state)
{
    const char *folder = getenv("DAYBOOK_DATA");
    char *path = folder ? home_path(folder, "naughty/blns.json") : NULL;
    char *text = path ? file_read(path) : NULL;
    struct arena arena = {0};
    struct texts texts = {0};
    const struct jnode *list;

    if (!text) {
        free(path);
        skip();
    }
    list = jnode_read(&arena, text);
    assert_non_null(list);
    for (const struct jnode *item = list->first; item; item = item->next)
        ARRAY_PUSH(&texts, item->text);
    assert_int_equal(texts.count, 515);
    check_all(*state, &texts);
    array_fini(&texts);
    arena_fini(&arena);
    free(text);
    free(path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(hostile_text),
        TEST(each_sequence_is_text),
        TEST(hostile_files),
        TEST(a_very_long_name),
        TEST(the_list_of_naughty_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
