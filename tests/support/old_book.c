#include "support/old_book.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/bug.h"
#include "base/str.h"
#include "support/book.h"
#include "support/home.h"

#define ROWS                                                                                       \
    "INSERT INTO account(key, rev, id, name, folded) VALUES (1, 1, 'A1', 'Old Mill', 'old mill');" \
    "INSERT INTO task(key, rev, account, id, title) VALUES (1, 1, 1, 'T1', 'send the deck');"      \
    "INSERT INTO note(key, rev, account, id, body) VALUES (1, 1, 1, 'N1', 'budget freeze');"       \
    "INSERT INTO contact(key, rev, account, name) VALUES (1, 1, 1, 'Ana Ruiz');"                   \
    "INSERT INTO goal(key, rev, account, statement) VALUES (1, 1, 1, 'sites live');"               \
    "INSERT INTO feedback(key, rev, account, text) VALUES (1, 1, 1, 'darker colours');"            \
    "INSERT INTO change(id, stamp, actor, account, rows, summary)"                                 \
    " VALUES (1, 1795392000, 0, 1, 1, 'Old Mill: task added');"                                    \
    "PRAGMA application_id = 1684169323;"

const struct old_schema old_schemas[OLD_SCHEMAS] = {
    {"tests/data/schema-1.sql",
        ROWS "INSERT INTO note_fts(note_fts) VALUES ('rebuild'); PRAGMA user_version = 1",
        "old.db.schema-1", 1},
    {"tests/data/schema-2.sql",
        ROWS "INSERT INTO contract(key, rev, account, id, arr) VALUES (1, 1, 1, 'C1', 1200);"
             "INSERT INTO signal(key, rev, account, signal, open) VALUES (1, 1, 1, 'quiet', 1);"
             "INSERT INTO opportunity(key, rev, account, id, name) VALUES (1, 1, 1, 'O1', 'seats');"
             "INSERT INTO meta(name, value) VALUES ('index note from', 1), ('index task from', 1),"
             " ('index contact from', 1), ('index account from', 1), ('index goal from', 1),"
             " ('index feedback from', 1); PRAGMA user_version = 2",
        "old.db.schema-2", 2},
};

void old_book_make(const char *path, const struct old_schema *old)
{
    struct str sql = {0};
    char line[4096];
    FILE *file = fopen(old->tables, "r");

    BUG_ON(file == NULL);
    while (fgets(line, sizeof(line), file))
        str_add(&sql, line);
    fclose(file);
    str_add(&sql, old->rows);
    book_sql(path, str_text(&sql));
    str_fini(&sql);
}

char *old_book_in(const char *home, const struct old_schema *old)
{
    char *path = home_path(home, "old.db");

    old_book_make(path, old);
    return path;
}
