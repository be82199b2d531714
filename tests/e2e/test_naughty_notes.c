/* Hostile text written as notes: typed, pasted, through somebody else's editor, searched. It comes
 * back byte for byte, or is refused by name. With DAYBOOK_DATA also the list of naughty strings
 * there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/search.h"
#include "e2e/desk.h"
#include "support/jnode.h"
#include "support/wire.h"

enum { HITS = 50, EXCERPT = 100, COMMANDS = 32 };

struct texts ARRAY_OF(char *);

static const char *const hostile[] = {
    "\033]0;owned\007title",
    "\302\23331mC1 as UTF-8",
    "bell\007 back\010\010 del\177",
    "line\nbreak\ttab",
    "\n\nblank lines\n\n",
    "\342\200\256desrever\342\200\254 \342\201\246isolate\342\201\251",
    "zero\342\200\213width soft\302\255hyphen \357\273\277mark",
    "Z\314\200\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210flood",
    "\344\270\255\346\226\207\345\256\242\346\210\267 \352\260\200\341\204\200\341\205\241",
    "\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247 "
    "\360\237\207\251\360\237\207"
    "\252 \342\235\244\357\270\217",
    "\327\251\327\234\327\225\327\235 \330\263\331\204\330\247\331\205",
    "- [ ] @product fix 31 apr",
    "- [!]",
    "- ",
    "@",
    "#",
    "@Priya #budget @product",
    "%s%n%x ${HOME} `id` $(id) \"quoted\" 'single' back\\slash",
    "'; DROP TABLE note; --",
    "--help",
    "-rf /",
    "../../etc/passwd",
};

/* --- writing --- */

static bool has_controls(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            return true;
    return false;
}

static bool is_open_and_blank(struct vt *vt, void *context)
{
    return vt_find(vt, "becomes a task", NULL, NULL) && !vt_find(vt, " logged", NULL, NULL);
}

static void open_note(struct desk *desk)
{
    desk_type(desk, "c\025"); /* C-u: the second key, with which the toast goes */
    if (!pty_wait_until(desk->pty, is_open_and_blank, NULL, PTY_WITHIN))
        fail_msg("no empty note");
}

static void put_text(struct desk *desk, const char *text, bool is_pasted)
{
    struct str keys = {0};

    if (is_pasted)
        str_addf(&keys, "\033[200~%s\033[201~", text);
    else
        str_add(&keys, text);
    desk_type(desk, str_text(&keys));
    str_fini(&keys);
}

static bool is_answered(struct vt *vt, void *context)
{
    return vt_find(vt, " logged", NULL, NULL) || vt_find(vt, "the note is empty", NULL, NULL);
}

/* Files it; false: refused by name. */
static bool file_note(struct desk *desk)
{
    desk_type(desk, CTRL_SENT('s'));
    if (!pty_wait_until(desk->pty, is_answered, NULL, PTY_WITHIN))
        fail_msg("neither filed nor refused");
    if (vt_find(pty_screen(desk->pty), " logged", NULL, NULL))
        return true;
    desk_type(desk, "\033");
    desk_see_gone(desk, "becomes a task");
    return false;
}

enum way { TYPED, PASTED, THROUGH_EDITOR };

static void write_note(struct desk *desk, const char *text, enum way way, struct texts *wanted)
{
    struct str want = {0};

    open_note(desk);
    put_text(desk, text, way != TYPED);
    str_add(&want, text);
    if (way == THROUGH_EDITOR) {
        desk_type_see(desk, "\030\005", "from the editor");
        str_add(&want, !*text ? "end" : text_ends(text, "\n") ? "end\n" : "\nend");
    }
    if (file_note(desk))
        ARRAY_PUSH(wanted, str_take(&want));
    else if (!text_blank(str_text(&want)) && strspn(text, " \t\n") != strlen(text))
        fail_msg("refused: '%s'", text);
    str_fini(&want);
}

/* --- read again --- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void check_notes(struct desk *desk, struct texts *wanted)
{
    struct arena arena = {0};
    const struct jnode *rows = jnode_read(&arena, desk_do(desk, "list", "notes", "--json"));
    struct texts kept = {0};

    assert_non_null(rows);
    for (const struct jnode *row = rows->first; row; row = row->next)
        ARRAY_PUSH(&kept, (char *)(uintptr_t)jnode_text(row, "body"));
    assert_int_equal(kept.count, wanted->count);
    qsort(kept.items, kept.count, sizeof(*kept.items), by_text);
    qsort(wanted->items, wanted->count, sizeof(*wanted->items), by_text);
    for (size_t i = 0; i < kept.count; i++)
        assert_string_equal(kept.items[i], wanted->items[i]);
    array_fini(&kept);
    arena_fini(&arena);
}

/* No query is a fault, however it looks; the hits are read as the command line reads them. */
static void search_for(struct session *session, const char *text)
{
    struct searching searching = {0};
    struct arena arena = {0};
    struct search_hit hit;
    struct error err;
    bool there, good = search_begin(session, text, &searching, &err);

    while (good && !searching.place.done && searching.found.count < HITS)
        good = search_more(session, &searching, HITS, &err);
    for (size_t i = 0; good && i < searching.found.count; i++)
        good = store_search_hit(session_store(session), &searching.query,
            searching.found.items[i].entry, EXCERPT, &arena, &hit, &there, &err);
    if (!good)
        fail_msg("search %s: %s", text, err.text);
    searching_fini(&searching);
    arena_fini(&arena);
}

static void check_search(struct desk *desk, const struct texts *texts)
{
    char *path = desk_db(desk), *folder = home_path(desk->home, "config/daybook");
    struct session_options options = {
        .db_path = path, .config_dir = folder, .read_only = true, .actor = ACTOR_CLI};
    struct session *session;
    struct error err;

    assert_true(day_parse_iso(DESK_TODAY, &options.today));
    if (!session_open(&options, &session, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < texts->count; i++)
        if (!text_blank(texts->items[i]))
            search_for(session, texts->items[i]);
    session_close(session);
    free(path);
    free(folder);
}

/* The same by the program: all of a few, some of many. */
static void check_search_by_command(struct desk *desk, const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i += texts->count / COMMANDS + 1)
        if (!text_blank(texts->items[i]) &&
            desk_cli(desk, "search", "--json", "--", texts->items[i]) != 0)
            fail_msg("search %s gave %d: %s", texts->items[i], desk->result.status,
                str_text(&desk->result.err));
}

static void check_wire(struct desk *desk)
{
    const struct str *raw = pty_raw(desk->pty);
    struct str why = {0};

    if (!wire_is_clean(str_text(raw), raw->len, &why))
        fail_msg("%s", str_text(&why));
    str_fini(&why);
    pty_clear_raw(desk->pty);
}

static void check_all(struct desk *desk, const struct texts *texts)
{
    char *editor = home_write(desk->home, "editor", "#!/bin/sh\necho end >>\"$1\"\n");
    struct texts wanted = {0};
    struct str visual = {0};

    assert_int_equal(chmod(editor, 0755), 0);
    str_addf(&visual, "VISUAL=%s", editor);
    desk->extra[1] = str_text(&visual);
    desk_do(desk, "add", "account", "name=Globex", "id=G");
    desk_open(desk, 24, 100);
    desk_type_see(desk, "2", "Globex");
    for (size_t i = 0; i < texts->count; i++) {
        if (!has_controls(texts->items[i]))
            write_note(desk, texts->items[i], TYPED, &wanted);
        write_note(desk, texts->items[i], PASTED, &wanted);
        write_note(desk, texts->items[i], THROUGH_EDITOR, &wanted);
        check_wire(desk);
    }
    desk_leave(desk);
    check_notes(desk, &wanted);
    check_search_by_command(desk, texts);
    check_search(desk, texts);
    desk_check_sound(desk);
    for (size_t i = 0; i < wanted.count; i++)
        free(wanted.items[i]);
    array_fini(&wanted);
    str_fini(&visual);
    desk->extra[1] = NULL;
    free(editor);
}

static void hostile_text(void **state)
{
    struct texts texts = {0};

    for (size_t i = 0; i < COUNT_OF(hostile); i++)
        ARRAY_PUSH(&texts, (char *)(uintptr_t)hostile[i]);
    check_all(*state, &texts);
    array_fini(&texts);
}

/* Never kept in another form. */
static void what_is_no_text_is_refused(void **state)
{
    static const char *const bad[] = {"\377", "cut \303", "\355\240\200 surrogate",
        "\300\257 overlong", "\364\220\200\200 beyond"};
    struct desk *desk = *state;

    desk_do(desk, "add", "account", "name=Globex", "id=G");
    desk_open(desk, 24, 100);
    desk_type_see(desk, "2", "Globex");
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        open_note(desk);
        put_text(desk, bad[i], true);
        desk_see(desk, "what was pasted is not UTF-8");
        check_wire(desk);
        desk_type(desk, "\033");
        desk_see_gone(desk, "becomes a task");
    }
    desk_leave(desk);
    assert_int_equal(desk_draft_count(desk), 0);
}

static void the_list_of_naughty_strings(void **state)
{
    const char *folder = getenv("DAYBOOK_DATA");
    char *path = folder ? home_path(folder, "naughty/blns.json") : NULL;
    char *text = path ? file_read(path) : NULL;
    struct arena arena = {0};
    struct texts texts = {0};
    const struct jnode *list;

    free(path);
    if (!text)
        skip();
    list = jnode_read(&arena, text);
    assert_non_null(list);
    for (const struct jnode *item = list->first; item; item = item->next)
        ARRAY_PUSH(&texts, (char *)(uintptr_t)item->text);
    assert_int_equal(texts.count, 515);
    check_all(*state, &texts);
    array_fini(&texts);
    arena_fini(&arena);
    free(text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(hostile_text),
        TEST(what_is_no_text_is_refused),
        TEST(the_list_of_naughty_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
