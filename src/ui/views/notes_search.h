/* What the search of the screen Notes holds: hits of all kinds, read as they come into sight. */
#ifndef UI_VIEWS_NOTES_SEARCH_H
#define UI_VIEWS_NOTES_SEARCH_H

#include "app/search.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"

struct shown_hit {
    bool read;
    bool there; /* false: gone since */
    struct search_hit hit;
};
struct hit_search {
    struct str text; /* as typed */
    struct searching searching;
    struct shown_hits ARRAY_OF(struct shown_hit) shown; /* one a hit found so far */
    struct arena arena;                                 /* of what was read of them */
};

void hit_search_fini(struct hit_search *search);
bool hit_search_is_on(const struct hit_search *search);
/* Looks for the text anew; what was found before is forgotten. */
bool hit_search_start(struct ui *ui, struct hit_search *search, struct error *err) CHECKED;
/* Looks on until `count` are found or there are no more. */
bool hit_search_want(
    struct ui *ui, struct hit_search *search, int64_t count, struct error *err) CHECKED;
int64_t hit_search_count(const struct hit_search *search);
/* NULL: none there, or gone. Borrowed until the search starts anew. */
const struct search_hit *hit_search_at(struct ui *ui, struct hit_search *search, int64_t index);

void hit_draw(struct ui *ui, struct account_names *names, const struct search_hit *hit,
    struct canvas *canvas, struct area line);
/* `12 found   search budget`; `12+` where there is more. */
void hit_draw_head(const struct hit_search *search, struct canvas *canvas, int y);
/* Nothing found: what helps. */
void hit_draw_none(const struct hit_search *search, struct canvas *canvas, struct area area);
/* Opens the thing at its place. */
void hit_open(struct ui *ui, const struct search_hit *hit);

#endif
