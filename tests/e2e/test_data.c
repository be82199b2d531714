/* Exports that nobody here wrote, from the folder $DAYBOOK_DATA (left out where it is not set):
 * every row is accounted for, the second time nothing changes, and Book keeps its frame. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"
#include "support/jnode.h"

enum { SKIPPED = 77, ROWS = 32, COLUMNS = 110, MOST_FILES = 4 };

static const char *data;

/* --- the files --- */

/* Records below the header: lines, but not those inside quotes, nor empty ones. */
static int count_records(const char *text)
{
    int count = 0;
    bool quoted = false, blank = true;

    for (;; text++) {
        if (*text == '"')
            quoted = !quoted;
        if (*text == '\0' || (*text == '\n' && !quoted)) {
            count += !blank;
            blank = true;
        } else if (*text != '\r') {
            blank = false;
        }
        if (*text == '\0')
            return count - 1;
    }
}

static int count_file(const char *path)
{
    char *text = file_read(path);
    int count;

    if (!text)
        fail_msg("%s is not there", path);
    count = count_records(text);
    free(text);
    return count;
}

/* Every file's report has all its rows; the second time all of them are unchanged. */
static void import_all(struct desk *desk, char *const *paths, int count, bool again)
{
    const char *args[MOST_FILES + 3] = {"import", "--json"};
    struct arena arena = {0};
    const struct jnode *reports;

    for (int i = 0; i < count; i++)
        args[i + 2] = paths[i];
    reports = jnode_read(&arena, desk_must(desk, 0, args));
    assert_non_null(reports);
    assert_int_equal(reports->count, count);
    for (int i = 0; i < count; i++) {
        const struct jnode *report = jnode_find(reports, "file", paths[i]);
        int unchanged = (int)jnode_number(report, "unchanged");
        int all = unchanged + (int)jnode_number(report, "created") +
                  (int)jnode_number(report, "updated") + (int)jnode_number(report, "rejected");
        int rows = count_file(paths[i]);

        if (all != rows || unchanged != (again ? rows : 0))
            fail_msg(
                "%s has %d rows; %d are told of, %d unchanged", paths[i], rows, all, unchanged);
    }
    arena_fini(&arena);
}

/* --- the screen --- */

/* The screen after a step: the row marked is another one, and the frame is as it was. */
struct frame {
    char *hints;   /* the last row */
    int line;      /* the column of the pane line below the rule; -1: there is none */
    int marked;    /* the screen's row with the cursor's mark, before the step */
    struct str at; /* and what stood there */
};

static int pane_line(struct vt *vt)
{
    for (int column = 0; column < vt_columns(vt); column++)
        if (strcmp(vt_cell(vt, 3, column).text, "\342\224\254") == 0)
            return column;
    return -1;
}

/* The reversed row, the cursor's; -1: none or more than one. */
static int find_mark(struct vt *vt)
{
    int found = -1;

    for (int row = 4; row < ROWS - 2; row++)
        if (vt_cell(vt, row, 8).reverse) {
            if (found >= 0)
                return -1;
            found = row;
        }
    return found;
}

static bool frame_stands(struct vt *vt, const struct frame *frame)
{
    const char *rule = "\342\224\200";

    for (int column = 0; column < COLUMNS; column++)
        if (column != frame->line && strcmp(vt_cell(vt, 3, column).text, rule) != 0)
            return false;
    for (int row = 4; frame->line >= 0 && row < ROWS - 2; row++)
        if (strcmp(vt_cell(vt, row, frame->line).text, "\342\224\202") != 0)
            return false;
    return pane_line(vt) == frame->line && strcmp(vt_row(vt, ROWS - 1), frame->hints) == 0;
}

static bool has_stepped(struct vt *vt, void *context)
{
    const struct frame *frame = context;
    int marked = find_mark(vt);

    return marked >= 0 && frame_stands(vt, frame) &&
           (marked != frame->marked || strcmp(vt_row(vt, marked), str_text(&frame->at)) != 0);
}

static bool is_book(struct vt *vt, void *context)
{
    return vt_find(vt, context, NULL, NULL) && strstr(vt_row(vt, ROWS - 1), "? help") &&
           vt_find(vt, "Space mark", NULL, NULL) && find_mark(vt) >= 0;
}

static void remember_mark(struct vt *vt, struct frame *frame)
{
    frame->marked = find_mark(vt);
    assert_true(frame->marked >= 0);
    str_clear(&frame->at);
    str_add(&frame->at, vt_row(vt, frame->marked));
}

static void step_over_book(struct desk *desk, int accounts)
{
    struct frame frame = {0};
    struct str count = {0};
    struct vt *vt;

    str_addf(&count, " %d accounts", accounts);
    desk_open(desk, ROWS, COLUMNS);
    desk_type(desk, "2");
    if (!pty_wait_until(desk->pty, is_book, (void *)(uintptr_t)str_text(&count), 5000))
        fail_msg("Book does not come");
    vt = pty_screen(desk->pty);
    frame.hints = mem_copy_text(vt_row(vt, ROWS - 1));
    frame.line = pane_line(vt);
    assert_true(frame_stands(vt, &frame));
    for (int i = 1; i < accounts; i++) {
        remember_mark(vt, &frame);
        desk_type(desk, "j");
        if (!pty_wait_until(desk->pty, has_stepped, &frame, 5000))
            fail_msg("step %d of %d: not made, or the frame is broken", i, accounts - 1);
    }
    desk_leave(desk);
    free(frame.hints);
    str_fini(&frame.at);
    str_fini(&count);
}

/* --- the exports --- */

/* The first file has the accounts. */
static void check_export(struct desk *desk, const char *const *names, int count)
{
    char *paths[MOST_FILES];

    for (int i = 0; i < count; i++)
        paths[i] = home_path(data, names[i]);
    import_all(desk, paths, count, false);
    import_all(desk, paths, count, true);
    desk_check_sound(desk);
    step_over_book(desk, count_file(paths[0]));
    for (int i = 0; i < count; i++)
        free(paths[i]);
}

static void salesforce_recipes(void **state)
{
    static const char *const names[] = {"salesforce-recipes/Accounts.csv",
        "salesforce-recipes/Contacts.csv", "salesforce-recipes/Opportunities.csv"};

    check_export(*state, names, COUNT_OF(names));
}

static void salesforce_small(void **state)
{
    static const char *const names[] = {"salesforce-small/Account.csv",
        "salesforce-small/Contact.csv", "salesforce-small/Opportunity.csv"};

    check_export(*state, names, COUNT_OF(names));
}

static void hubspot(void **state)
{
    static const char *const names[] = {"hubspot-api/company_data.csv"};

    check_export(*state, names, COUNT_OF(names));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(salesforce_recipes),
        TEST(salesforce_small),
        TEST(hubspot),
    };

    data = getenv("DAYBOOK_DATA");
    if (!data || !*data) {
        fprintf(stderr, "DAYBOOK_DATA is not set: left out\n");
        return SKIPPED;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
