/* What doctor asks of the file: is it whole, do links and sums agree, is it for our eyes only.
 * Changes nothing. */
#include "base/words.h"
#include "store/search.h"
#include "store_internal.h"

#include <string.h>
#include <sys/stat.h>

struct check {
    struct store *store;
    struct str *report;
    int problems;
};

static void say(struct check *check, bool good, const char *what, const char *how)
{
    str_addf(check->report, "%s: %s\n", _(what), how);
    check->problems += !good;
}

/* Runs a pragma whose rows are problems, but for a single `ok`. */
static bool run_pragma(struct check *check, const char *sql, const char *what, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    int found = 0, code = sqlite3_prepare_v2(check->store->db, sql, -1, &statement, NULL);

    while (code == SQLITE_OK || code == SQLITE_ROW) {
        const char *text;

        code = sqlite3_step(statement);
        if (code != SQLITE_ROW)
            break;
        text = (const char *)sqlite3_column_text(statement, 0);
        if (text_equal(text, "ok"))
            continue;
        say(check, false, what, text != NULL ? text : _("a fault"));
        found++;
    }
    if (code != SQLITE_DONE)
        store_fault(check->store, _("could not check the book"), err);
    else if (found == 0)
        say(check, true, what, "ok");
    sqlite3_finalize(statement);
    return code == SQLITE_DONE;
}

static void check_mode(struct check *check)
{
    struct stat status;

    if (stat(check->store->path, &status) != 0)
        say(check, false, N_("file"), _("it is gone"));
    else if (status.st_mode & 077)
        say(check, false, N_("mode"), _("others may read it: chmod 600 is safer"));
    else
        say(check, true, N_("mode"), "ok");
    if (status.st_nlink > 1)
        say(check, false, N_("links"), _("the file has another name, which could break its locks"));
}

static bool check_search(struct check *check, struct error *err)
{
    bool agrees;

    if (!store_check_index(check->store, &agrees, err))
        return false;
    say(check, agrees, N_("search index"), agrees ? "ok" : _("it does not agree with the rows"));
    if (store_index_is_behind(check->store))
        say(check, true, N_("rows that wait for the search index"),
            _("not checked: the next search lists them"));
    return true;
}

static bool check_totals(struct check *check, struct error *err)
{
    struct totals stored, counted;

    if (!store_totals(check->store, &stored, err) ||
        !store_count_totals(check->store, &counted, err))
        return false;
    if (memcmp(&stored, &counted, sizeof(stored)) == 0)
        say(check, true, N_("totals"), "ok");
    else
        say(check, false, N_("totals"), _("they do not agree with the accounts"));
    return true;
}

/* All objects as one text, in one order. Tables by their columns, whose order is another in a book
 * that was brought up to date; indexes and the table of the search as they were written. */
static bool read_schema(sqlite3 *db, struct str *out)
{
    static const char sql[] =
        "SELECT l.name || ' ' || l.strict || l.wr || ' ' || coalesce((SELECT group_concat(c)"
        " FROM (SELECT name || ' ' || type || ' ' || \"notnull\" || pk AS c"
        " FROM pragma_table_info(l.name) ORDER BY name)), '') || ' ' || (SELECT count(*)"
        " FROM pragma_foreign_key_list(l.name)) FROM pragma_table_list l"
        " WHERE l.schema = 'main' AND l.name NOT LIKE 'sqlite@_%' ESCAPE '@'"
        " UNION ALL SELECT replace(sql, char(10), ' ') FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND (type <> 'table'"
        " OR sql LIKE 'CREATE VIRTUAL %') ORDER BY 1";
    sqlite3_stmt *statement = NULL;
    bool good = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK;

    while (good && sqlite3_step(statement) == SQLITE_ROW)
        str_addf(out, "%s\n", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return good;
}

static bool check_schema(struct check *check, struct error *err)
{
    struct str mine = {0}, fresh = {0};
    sqlite3 *memory = NULL;
    bool good = sqlite3_open(":memory:", &memory) == SQLITE_OK &&
                store_create_schema(memory, ":memory:", err) && read_schema(memory, &fresh) &&
                read_schema(check->store->db, &mine);

    if (good)
        say(check, text_equal(str_text(&mine), str_text(&fresh)), N_("schema"),
            text_equal(str_text(&mine), str_text(&fresh)) ? "ok"
                                                          : _("it is not what daybook makes"));
    sqlite3_close(memory);
    str_fini(&mine);
    str_fini(&fresh);
    return good;
}

bool store_check(struct store *store, struct str *ret_report, struct error *err)
{
    struct check check = {.store = store, .report = ret_report};

    check_mode(&check);
    if (!run_pragma(&check, "PRAGMA integrity_check(20)", N_("file"), err) ||
        !run_pragma(&check, "PRAGMA foreign_key_check", N_("belonging"), err) ||
        !check_schema(&check, err) || !check_totals(&check, err) || !check_search(&check, err))
        return false;
    if (check.problems > 0)
        return error_set(err, ERROR_FOUND,
            words_plural("%d problem found", "%d problems found", check.problems), check.problems);
    return true;
}
