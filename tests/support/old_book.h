/* Books as older daybooks made them. */
#ifndef SUPPORT_OLD_BOOK_H
#define SUPPORT_OLD_BOOK_H

enum { OLD_SCHEMAS = 2 };

/* The schemas that were shipped, each as its daybook made it, with a row of most kinds. */
struct old_schema {
    const char *tables, *rows; /* SQL; the former a file of tests/data */
    const char *copy;          /* the name of what is kept of old.db */
    int version;
};
extern const struct old_schema old_schemas[OLD_SCHEMAS];

void old_book_make(const char *path, const struct old_schema *old);
char *old_book_in(const char *home, const struct old_schema *old); /* HOME/old.db, yours */

#endif
