/* Searching the book: a query as typed, and pages of what it finds. */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/session.h"
#include "store/search.h"

/* One query while its pages are read. A zeroed one is ready for search_begin. */
struct searching {
    struct arena arena; /* of the query */
    struct search_query query;
    struct search_request request;
    struct search_place place;
    struct found_list found; /* all pages so far */
};

/* Reads the query, which never fails by what was typed, and finds the accounts that it names. An
 * old one in *searching is forgotten. */
bool search_begin(struct session *session, const char *text, struct searching *searching,
    struct error *err) CHECKED;
/* The next page of about `limit`. `request.ranked` may be set before. */
bool search_more(
    struct session *session, struct searching *searching, int limit, struct error *err) CHECKED;
void searching_fini(struct searching *searching);

/* Lists what an import left to be listed, where the book can be written; the screen does it in
 * slices of its quiet moments (session_rescore), the command line here. A book that is locked is
 * searched as it is. */
void search_catch_up(struct session *session);

#endif
