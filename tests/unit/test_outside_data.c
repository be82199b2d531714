/* Files that nobody here wrote, from the folder $DAYBOOK_DATA; skipped where it is not set. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/import.h"
#include "base/text.h"
#include "files/csv.h"
#include "support/home.h"

#define SKIPPED 77

static const char *data;

static char *data_path(const char *name)
{
    size_t size = strlen(data) + strlen(name) + 2;
    char *path = malloc(size);

    snprintf(path, size, "%s/%s", data, name);
    return path;
}

/* --- csv-spectrum: every CSV gives the cells that its JSON has --- */

static unsigned hex_of(const char *digits)
{
    unsigned value = 0;

    for (int i = 0; i < 4; i++)
        value = value * 16 +
                (unsigned)(strchr("0123456789abcdef", digits[i] | 0x20) - "0123456789abcdef");
    return value;
}

/* The next quoted text of a JSON of flat objects, or NULL. */
static const char *next_text(const char *at, struct str *out)
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";

    str_clear(out);
    at = strchr(at, '"');
    if (at == NULL)
        return NULL;
    for (at++; *at != '"'; at++) {
        if (*at != '\\') {
            str_add_char(out, *at);
        } else if (*++at == 'u') {
            str_add_code_point(out, hex_of(at + 1));
            at += 4;
        } else if (*at != 'r') { /* the files lost their CRs on the way here */
            str_add_char(out, meant[strchr(plain, *at) - plain]);
        }
    }
    return at + 1;
}

static void compare_with_json(struct csv_file *file, const char *json)
{
    struct csv_row row;
    struct error err = {0};
    struct str text = {0};
    char *headers[64];
    int columns;
    bool there;

    assert_true(csv_file_next(file, &row, &there, &err) && there);
    columns = row.count;
    for (int i = 0; i < columns; i++)
        headers[i] = strdup(row.cells[i]);
    for (;;) {
        assert_true(csv_file_next(file, &row, &there, &err));
        if (!there)
            break;
        assert_null(row.fault);
        assert_int_equal(row.count, columns);
        for (int i = 0; i < columns; i++) {
            json = next_text(json, &text);
            assert_non_null(json);
            assert_string_equal(headers[i], str_text(&text));
            json = next_text(json, &text);
            assert_string_equal(row.cells[i], str_text(&text));
        }
    }
    assert_null(next_text(json, &text));
    for (int i = 0; i < columns; i++)
        free(headers[i]);
    str_fini(&text);
}

static void the_spectrum_is_read_as_it_must_be(void **state)
{
    char *folder = data_path("csv-spectrum/csvs");
    DIR *list = opendir(folder);
    const struct dirent *entry;
    int files = 0;

    (void)state;
    assert_non_null(list);
    while ((entry = readdir(list)) != NULL) {
        static const struct csv_options options;
        struct csv_file *file;
        struct error err = {0};
        char path[4096], name[512], *json;

        /* Of one file the two sides differ as they were published: another telephone number. */
        if (!text_ends(entry->d_name, ".csv") || text_starts(entry->d_name, "location"))
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        assert_true(csv_file_open(path, &options, &file, &err));
        snprintf(name, sizeof(name), "csv-spectrum/json/%.*s.json", (int)strlen(entry->d_name) - 4,
            entry->d_name);
        char *json_path = data_path(name);

        json = file_read(json_path);
        assert_non_null(json);
        compare_with_json(file, json);
        csv_file_close(file);
        free(json);
        free(json_path);
        files++;
    }
    assert_true(files >= 11);
    closedir(list);
    free(folder);
}

/* --- exports, into a book and again --- */

struct world {
    char *home, *db, *config;
    struct session *session;
    struct arena arena;
};

static int make_world(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    struct session_options options = {.today = day_make(2026, 1, 15),
        .create = true,
        .actor = ACTOR_CLI,
        .busy_timeout_ms = 1000};
    struct error err = {0};

    world->home = home_new();
    options.db_path = world->db = home_path(world->home, "data/book.db");
    options.config_dir = world->config = home_path(world->home, "config");
    *state = world;
    return session_open(&options, &world->session, &err) ? 0 : -1;
}

static int drop_world(void **state)
{
    struct world *world = *state;

    session_close(world->session);
    arena_fini(&world->arena);
    home_free(world->home);
    free(world->db);
    free(world->config);
    free(world);
    return 0;
}

/* Rows that are to be created, then found unchanged. */
struct expected {
    const char *name;
    int rows;
};

static void import_once(struct world *world, const struct expected *files, int count, bool again)
{
    static const struct import_options options;
    const char *paths[8] = {0};
    struct import_report_list reports;
    struct error err = {0};

    for (int i = 0; i < count; i++) {
        char *path = data_path(files[i].name);

        paths[i] = arena_copy_text(&world->arena, path);
        free(path);
    }
    assert_true(
        import_files(world->session, paths, count, &options, &world->arena, &reports, &err));
    for (int i = 0; i < count; i++) {
        const struct import_report *report = &reports.items[i];

        if (!report->taken || report->rejected > 0)
            fail_msg("%s: %s", report->path,
                report->taken ? report->rejects.items[0].why : report->error.text);
        assert_int_equal(report->created, again ? 0 : files[i].rows);
        assert_int_equal(report->unchanged, again ? files[i].rows : 0);
        assert_int_equal(report->updated, 0);
    }
}

static void import_twice(struct world *world, const struct expected *files, int count)
{
    import_once(world, files, count, false);
    import_once(world, files, count, true);
}

static void salesforce_recipes(void **state)
{
    static const struct expected files[] = {{"salesforce-recipes/Contacts.csv", 150},
        {"salesforce-recipes/Opportunities.csv", 50}, {"salesforce-recipes/Accounts.csv", 50}};

    import_twice(*state, files, 3);
}

/* References are found in the folder, too, when the accounts came in an earlier call. */
static void salesforce_recipes_apart(void **state)
{
    static const struct expected accounts[] = {{"salesforce-recipes/Accounts.csv", 50}};
    static const struct expected contacts[] = {{"salesforce-recipes/Contacts.csv", 150}};

    import_twice(*state, accounts, 1);
    import_twice(*state, contacts, 1);
}

static void salesforce_small(void **state)
{
    static const struct expected files[] = {{"salesforce-small/Account.csv", 18},
        {"salesforce-small/Contact.csv", 25}, {"salesforce-small/Opportunity.csv", 36}};
    struct world *world = *state;
    struct row *row;
    struct error err = {0};

    import_twice(world, files, 3);
    assert_true(store_find_id(session_store(world->session), KIND_OPPORTUNITY, "006bm00000LKJNNAA5",
        &world->arena, &row, &err));
    assert_int_equal(row_day(row, OPPORTUNITY_CLOSE), day_make(2024, 2, 3));
    assert_true(row_real(row, OPPORTUNITY_PROBABILITY) == .1);
}

static void hubspot(void **state)
{
    static const struct expected files[] = {{"hubspot-api/company_data.csv", 24},
        {"hubspot-api/deal_data.csv", 44}, {"hubspot-api/engagement_note_data.csv", 1},
        {"hubspot-api/engagement_task_data.csv", 2}};

    import_twice(*state, files, 4);
}

/* Blank lines are blank cells, and say nothing. */
static void compare_names(struct world *world, const char *lines)
{
    int number = 0;

    for (const char *at = lines; *at != '\0';) {
        size_t len = strcspn(at, "\n");
        char *line = arena_copy_bytes(&world->arena, at, len);
        const char *id = arena_format(&world->arena, "N%d", ++number);
        struct row *row;
        struct error err = {0};

        assert_true(store_find_id(
            session_store(world->session), KIND_ACCOUNT, id, &world->arena, &row, &err));
        assert_non_null(row);
        if (!text_blank(line))
            assert_string_equal(row_text(row, ACCOUNT_NAME), line);
        at += len + (at[len] == '\n');
    }
}

/* Every naughty string as a name, and back again. */
static void naughty_names_stay_what_they_are(void **state)
{
    static const struct import_options options = {.kind = "accounts"};
    struct world *world = *state;
    char *source = data_path("naughty/blns.txt");
    char *lines = file_read(source);
    struct str csv = {0};
    int count = 0;

    assert_non_null(lines);
    str_add(&csv, "id,name\n");
    for (char *at = lines; *at != '\0';) {
        size_t len = strcspn(at, "\n");

        str_addf(&csv, "N%d,\"", ++count);
        for (size_t i = 0; i < len; i++)
            str_add(&csv, at[i] == '"' ? "\"\"" : (char[]){at[i], '\0'});
        str_add(&csv, "\"\n");
        at += len + (at[len] == '\n');
    }
    for (int again = 0; again < 2; again++) {
        char *path = home_write(world->home, "naughty.csv", str_text(&csv));
        const char *paths[] = {path};
        struct import_report_list reports;
        struct error err = {0};

        assert_true(
            import_files(world->session, paths, 1, &options, &world->arena, &reports, &err));
        assert_int_equal(reports.items[0].rejected, 0);
        assert_int_equal(again ? reports.items[0].unchanged : reports.items[0].created, count);
        free(path);
    }
    compare_names(world, lines);
    str_fini(&csv);
    free(lines);
    free(source);
}

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, make_world, drop_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spectrum_is_read_as_it_must_be),
        WORLD_TEST(salesforce_recipes),
        WORLD_TEST(salesforce_recipes_apart),
        WORLD_TEST(salesforce_small),
        WORLD_TEST(hubspot),
        WORLD_TEST(naughty_names_stay_what_they_are),
    };

    data = getenv("DAYBOOK_DATA");
    if (data == NULL || *data == '\0')
        return SKIPPED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
