/* What the files of the forecast share. */
#ifndef APP_FORECAST_INTERNAL_H
#define APP_FORECAST_INTERNAL_H

#include "app/forecast.h"

/* The accounts that were chosen, by key. */
struct chosen_account {
    int64_t key;
    const char *id, *name;
};
struct chosen_accounts ARRAY_OF(struct chosen_account);

/* One pass over the book. */
struct forecast_book {
    struct due_list lines;           /* of the heap; texts in the arena */
    struct chosen_accounts accounts; /* of the heap */
    int64_t at_risk_arr;
    int at_risk_accounts, without_rate;
};
bool forecast_book_read(struct session *session, const char *where, struct arena *arena,
    struct forecast_book *ret_book, struct error *err) CHECKED;
void forecast_book_fini(struct forecast_book *book);
const struct chosen_account *forecast_book_find(const struct forecast_book *book, int64_t account);

/* How the book stood on some days: what was frozen, and what had been closed by then. In the arena.
 * there: something was frozen by that day. */
struct forecast_past {
    const struct forecast_span *span; /* only what was due in it then; NULL: all */
    struct forecast_stand stand;
    bool there;
};
bool forecast_past_read(struct session *session, const struct forecast_book *book,
    struct forecast_past *pasts, size_t count, struct arena *arena, struct error *err) CHECKED;

#endif
