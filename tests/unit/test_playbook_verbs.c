/* The catalogue of a session: what is faulty tells all of it, and a changed folder is read anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "support/home.h"

#define SOUND "id: mine\ntitle: Mine\ntype: review\nsteps:\n  - {id: a, title: A, due: 0}\n"

struct desk {
    char *home;
    struct session *session;
    struct playbook_listings listings;
};

static int begin(void **state)
{
    struct desk *desk = calloc(1, sizeof(*desk));
    char *home = desk->home = home_new();
    char *path = home_path(home, "book.db"), *config = home_path(home, "config");
    char *folder = home_path(home, "config/playbooks");
    struct session_options options = {
        .db_path = path, .config_dir = config, .create = true, .actor = ACTOR_CLI};
    struct error err;

    assert_true(day_parse_iso("2026-11-23", &options.today));
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_true(session_open(&options, &desk->session, &err));
    free(path);
    free(config);
    free(folder);
    *state = desk;
    return 0;
}

static int end(void **state)
{
    struct desk *desk = *state;

    array_fini(&desk->listings);
    session_close(desk->session);
    home_free(desk->home);
    free(desk);
    return 0;
}

static void write_playbook(const struct desk *desk, const char *text)
{
    free(home_write(desk->home, "config/playbooks/mine.yaml", text));
}

static const struct playbook_listing *listing(struct desk *desk, const char *name)
{
    struct error err;

    array_fini(&desk->listings);
    desk->listings = (struct playbook_listings){0};
    assert_true(verb_playbooks(desk->session, &desk->listings, &err));
    for (size_t i = 0; i < desk->listings.count; i++)
        if (strcmp(desk->listings.items[i].name, name) == 0)
            return &desk->listings.items[i];
    return NULL;
}

static void every_fault_stands_in_its_listing(void **state)
{
    struct desk *desk = *state;
    const struct playbook_listing *mine;

    write_playbook(desk, "id: mine\ntitle: Mine\ntipe: review\nsteps:\n  - {id: a, due: soon}\n");
    mine = listing(desk, "mine");
    assert_null(mine->playbook);
    assert_false(mine->shipped);
    assert_int_equal(mine->faults->count, 3);
    assert_int_equal(mine->faults->items[0].line, 3);
    assert_int_equal(mine->faults->items[1].line, 5);
    assert_non_null(strstr(mine->fault, "mine.yaml:3:1: \"tipe\" is not known here"));
    assert_true(listing(desk, "renewal")->shipped);
    assert_int_equal(listing(desk, "renewal")->faults->count, 0);
    assert_non_null(listing(desk, "renewal")->playbook);
}

static void a_changed_folder_is_read_when_it_is_forgotten(void **state)
{
    struct desk *desk = *state;
    struct session *session = desk->session;

    assert_false(verb_playbooks_changed(session)); /* nothing was read yet */
    assert_null(listing(desk, "mine"));
    assert_false(verb_playbooks_changed(session));
    write_playbook(desk, SOUND);
    assert_true(verb_playbooks_changed(session));
    assert_null(listing(desk, "mine")); /* what was read stays until it is forgotten */
    verb_playbooks_forget(session);
    assert_false(verb_playbooks_changed(session));
    assert_string_equal(listing(desk, "mine")->playbook->title, "Mine");
    assert_false(verb_playbooks_changed(session));
    write_playbook(desk, SOUND "summary: more\n");
    assert_true(verb_playbooks_changed(session));
    verb_playbooks_forget(session);
    verb_playbooks_forget(session); /* twice does no harm */
    assert_string_equal(listing(desk, "mine")->playbook->summary, "more");
    char *path = home_path(desk->home, "config/playbooks/mine.yaml");
    assert_int_equal(unlink(path), 0);
    free(path);
    assert_true(verb_playbooks_changed(session));
    verb_playbooks_forget(session);
    assert_null(listing(desk, "mine"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_fault_stands_in_its_listing, begin, end),
        cmocka_unit_test_setup_teardown(a_changed_folder_is_read_when_it_is_forgotten, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
