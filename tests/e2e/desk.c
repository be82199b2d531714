#include "e2e/desk.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/mem.h"

#define MORNING "tests/data/morning/"

void desk_init(struct desk *desk)
{
    *desk = (struct desk){.home = home_new(), .extra = {"DAYBOOK_TODAY=" DESK_TODAY}};
}

void desk_fini(struct desk *desk)
{
    pty_free(desk->pty);
    run_fini(&desk->result);
    home_free(desk->home);
    *desk = (struct desk){0};
}

int desk_set_up(void **state)
{
    struct desk *desk = mem_alloc(sizeof(*desk));

    desk_init(desk);
    *state = desk;
    return 0;
}

int desk_set_up_morning(void **state)
{
    struct desk *desk;

    desk_set_up(state);
    desk = *state;
    desk_do(desk, "import", MORNING "accounts.csv", MORNING "contacts.csv", MORNING "measures.csv",
        MORNING "tickets.csv", MORNING "tasks.csv", MORNING "notes.csv");
    desk_do(desk, "playbook", "start", "onboarding", "I2");
    return 0;
}

int desk_tear_down(void **state)
{
    desk_fini(*state);
    free(*state);
    return 0;
}

/* --- the command line --- */

int desk_run(struct desk *desk, const char *const *args)
{
    run_with(&desk->result, &(struct run_options){.home = desk->home, .extra = desk->extra}, args);
    return desk->result.status;
}

const char *desk_must(struct desk *desk, int status, const char *const *args)
{
    if (desk_run(desk, args) != status)
        fail_msg("%s %s gave %d, not %d\n%s%s", args[0], args[1] ? args[1] : "",
            desk->result.status, status, str_text(&desk->result.out), str_text(&desk->result.err));
    return str_text(&desk->result.out);
}

void desk_says(const char *text, const char *words, const char *about)
{
    if (!strstr(text, words))
        fail_msg("%s: '%s' is not said in\n%s", about, words, text);
}

char *desk_book(struct desk *desk)
{
    static const char *const kinds[] = {
        "accounts", "contracts", "contacts", "tasks", "notes", "runs", "opportunities", "signals"};
    struct str book = {0};

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        str_add(&book, desk_do(desk, "list", kinds[i], "--json"));
    str_add(&book, desk_do(desk, "playbook", "status", "--json"));
    str_add(&book, desk_do(desk, "today", "--json"));
    return str_take(&book);
}

void desk_check_sound(struct desk *desk)
{
    desk_do(desk, "doctor");
}

/* --- the app --- */

void desk_open_with(struct desk *desk, int rows, int columns, const char *const *args)
{
    assert_null(desk->pty);
    desk->pty = pty_start(&(struct pty_options){
        .home = desk->home, .args = args, .extra = desk->extra, .rows = rows, .columns = columns});
    desk_see(desk, "1 Today");
}

void desk_open(struct desk *desk, int rows, int columns)
{
    desk_open_with(desk, rows, columns, NULL);
}

void desk_type(struct desk *desk, const char *keys)
{
    assert_true(pty_type(desk->pty, keys));
}

void desk_see(struct desk *desk, const char *text)
{
    if (!pty_wait_for(desk->pty, text, PTY_WITHIN))
        fail_msg("'%s' does not come", text);
}

void desk_see_gone(struct desk *desk, const char *text)
{
    if (!pty_wait_gone(desk->pty, text, PTY_WITHIN))
        fail_msg("'%s' does not go", text);
}

void desk_type_see(struct desk *desk, const char *keys, const char *text)
{
    desk_type(desk, keys);
    desk_see(desk, text);
}

int desk_wait_said(struct desk *desk, const char *words)
{
    int status = -1;

    if (!pty_wait_exit(desk->pty, PTY_WITHIN, &status))
        fail_msg("the app does not end");
    if (words && !strstr(str_text(pty_raw(desk->pty)), words))
        fail_msg("'%s' is not said in\n%s", words, vt_text(pty_screen(desk->pty)));
    pty_free(desk->pty);
    desk->pty = NULL;
    return status;
}

int desk_wait_end(struct desk *desk)
{
    return desk_wait_said(desk, NULL);
}

void desk_leave(struct desk *desk)
{
    desk_type(desk, "Q");
    assert_int_equal(desk_wait_end(desk), 0);
}

void desk_kill(struct desk *desk)
{
    pty_signal(desk->pty, SIGKILL);
    assert_int_equal(desk_wait_end(desk), 128 + SIGKILL);
}

char *desk_picture(struct desk *desk)
{
    return mem_copy_text(vt_text(pty_screen(desk->pty)));
}

/* --- the state folder --- */

static int each_draft(struct desk *desk, struct str *text)
{
    char *folder = home_path(desk->home, "state/daybook/drafts");
    DIR *dir = opendir(folder);
    int count = 0;

    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char *path = home_path(folder, entry->d_name);
        char *draft = text_ends(entry->d_name, ".draft") ? file_read(path) : NULL;

        count += draft != NULL;
        if (text && draft)
            str_add(text, draft);
        free(draft);
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    return count;
}

char *desk_drafts(struct desk *desk)
{
    struct str text = {0};

    each_draft(desk, &text);
    str_add(&text, "");
    return str_take(&text);
}

int desk_draft_count(struct desk *desk)
{
    return each_draft(desk, NULL);
}

char *desk_db(struct desk *desk)
{
    return home_path(desk->home, "data/daybook/daybook.db");
}
