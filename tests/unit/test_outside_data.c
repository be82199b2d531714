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

/* What the rows of each file justify, counted from the files by hand and by a script of its own:
 * rows that are created at first, and rows that are of no known account. HubSpot's tickets name
 * none, its contacts companies that are not in the file; Zendesk's tickets organisations that are
 * not. No file has a row that is deleted at the source, or an id twice. */
struct expected {
    const char *name;
    int created, rejected;
};
#define MOST_FILES 6
struct export
{
    const char *folder;
    struct expected files[MOST_FILES];
};
static const struct export exports[] = {
    {"salesforce-recipes",
        {{"Accounts.csv", 50, 0}, {"Contacts.csv", 150, 0}, {"Opportunities.csv", 50, 0}}},
    {"salesforce-recipes",
        {{"Accounts.json", 50, 0}, {"Contacts.json", 150, 0}, {"Opportunities.json", 50, 0}}},
    {"salesforce-small",
        {{"Account.csv", 18, 0}, {"Contact.csv", 25, 0}, {"Opportunity.csv", 36, 0}}},
    {"hubspot-api", {{"company_data.csv", 24, 0}, {"contact_data.csv", 0, 22},
                        {"deal_data.csv", 44, 0}, {"engagement_note_data.csv", 1, 0},
                        {"engagement_task_data.csv", 2, 0}, {"ticket_data.csv", 0, 25}}},
    {"zendesk-api", {{"organization_data.csv", 10, 0}, {"ticket_data.csv", 0, 10}}},
};

static int count_files(const struct export *export)
{
    int count = 0;

    while (count < MOST_FILES && export->files[count].name != NULL)
        count++;
    return count;
}

static void check_report(
    const struct import_report *report, const struct expected *expected, bool again)
{
    if (!report->taken)
        fail_msg("%s: %s", report->path, report->error.text);
    if (report->created != (again ? 0 : expected->created) || report->updated != 0 ||
        report->unchanged != (again ? expected->created : 0) ||
        report->rejected != expected->rejected)
        fail_msg("%s: %lld created, %lld updated, %lld unchanged, %lld rejected", report->path,
            (long long)report->created, (long long)report->updated, (long long)report->unchanged,
            (long long)report->rejected);
    for (size_t i = 0; i < report->rejects.count; i++)
        if (!text_starts(report->rejects.items[i].why, "no account"))
            fail_msg("%s:%d: %s", report->path, report->rejects.items[i].line,
                report->rejects.items[i].why);
}

/* All files of an export in one call. */
static void import_export(
    struct world *world, const struct export *export, bool backwards, bool again)
{
    static const struct import_options options;
    const struct expected *files[MOST_FILES] = {0};
    const char *paths[MOST_FILES] = {0};
    int count = count_files(export);
    struct import_report_list reports;
    struct error err = {0};

    for (int i = 0; i < count; i++) {
        files[i] = &export->files[backwards ? count - 1 - i : i];
        paths[i] = arena_format(&world->arena, "%s/%s/%s", data, export->folder, files[i]->name);
    }
    assert_true(
        import_files(world->session, paths, count, &options, &world->arena, &reports, &err));
    for (int i = 0; i < count; i++)
        check_report(&reports.items[i], files[i], again);
}

/* Twice in a row, in either order of the files, and the second time in the other one. */
static void every_export_gives_what_its_rows_justify(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(exports) / sizeof(exports[0]); i++) {
        for (int order = 0; order < 4; order++) {
            void *world = NULL;

            assert_int_equal(make_world(&world), 0);
            import_export(world, &exports[i], order & 1, false);
            import_export(world, &exports[i], order & 2, true);
            drop_world(&world);
        }
    }
}

/* Each file in a call of its own: accounts first, and then what hangs on them finds them. */
static void files_may_come_one_by_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(exports) / sizeof(exports[0]); i++) {
        void *world = NULL;

        assert_int_equal(make_world(&world), 0);
        for (int again = 0; again < 2; again++) {
            for (int file = 0; file < count_files(&exports[i]); file++) {
                struct export one = {exports[i].folder, {exports[i].files[file]}};

                import_export(world, &one, false, again);
            }
        }
        drop_world(&world);
    }
}

/* What is no export of anything that an account has is refused by name, and nothing is taken. */
static void files_of_nothing_known_are_refused(void **state)
{
    static const char *const names[] = {"csv-spectrum/csvs/simple.csv",
        "csv-spectrum/csvs/newlines_crlf.csv", "csv-spectrum/csvs/location_coordinates.csv",
        "csv-spectrum/csvs/json.csv", "csv-spectrum/csvs/utf8.csv", "csv-spectrum/json/simple.json",
        "naughty/blns.txt", "naughty/blns.json"};
    static const struct import_options options;
    struct world *world = *state;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *path = arena_format(&world->arena, "%s/%s", data, names[i]);
        struct import_report_list reports;
        struct error err = {0};

        assert_true(
            import_files(world->session, &path, 1, &options, &world->arena, &reports, &err));
        assert_false(reports.items[0].taken);
        assert_int_equal(reports.items[0].error.code, ERROR_REFUSED);
    }
}

/* Of 36 opportunities five prove that the month comes first. */
static void salesforce_small(void **state)
{
    struct world *world = *state;
    struct row *row;
    struct error err = {0};

    import_export(world, &exports[2], false, false);
    assert_true(store_find_id(session_store(world->session), KIND_OPPORTUNITY, "006bm00000LKJNNAA5",
        &world->arena, &row, &err));
    assert_int_equal(row_day(row, OPPORTUNITY_CLOSE), day_make(2024, 2, 3));
    assert_true(row_real(row, OPPORTUNITY_PROBABILITY) == .1);
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
        cmocka_unit_test(every_export_gives_what_its_rows_justify),
        cmocka_unit_test(files_may_come_one_by_one),
        WORLD_TEST(files_of_nothing_known_are_refused),
        WORLD_TEST(salesforce_small),
        WORLD_TEST(naughty_names_stay_what_they_are),
    };

    data = getenv("DAYBOOK_DATA");
    if (data == NULL || *data == '\0')
        return SKIPPED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
