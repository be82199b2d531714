/* Blocks about one account, used by the preview of Today and Book and by the screen Account. Each
 * draws within the area, top first, and returns the rows it took (0: it had nothing to say or no
 * room). */
#ifndef UI_VIEWS_BLOCKS_H
#define UI_VIEWS_BLOCKS_H

#include "core/assess.h"
#include "ui/canvas.h"
#include "ui/views/parts.h"

struct subject {
    const struct dossier *dossier;
    const struct assessment *assessment;
    struct show show;
};

int block_title(struct canvas *canvas, struct area area, const struct subject *subject);
int block_clock(struct canvas *canvas, struct area area, const struct subject *subject);
int block_pulls_down(struct canvas *canvas, struct area area, const struct subject *subject);
int block_open(struct canvas *canvas, struct area area, const struct subject *subject);
int block_last_note(struct canvas *canvas, struct area area, const struct subject *subject);
int block_renewal(struct canvas *canvas, struct area area, const struct subject *subject);
int block_people(struct canvas *canvas, struct area area, const struct subject *subject);
int block_contract_lines(struct canvas *canvas, struct area area, const struct subject *subject);
int block_results(struct canvas *canvas, struct area area, const struct subject *subject);
int block_goals(struct canvas *canvas, struct area area, const struct subject *subject);
int block_signals(struct canvas *canvas, struct area area, const struct subject *subject);
/* weeks: health of the last `count` weeks, oldest first, -1 unknown. */
struct week_scores {
    const int *scores;
    int count;
};
int block_health_chart(struct canvas *canvas, struct area area, const struct subject *subject,
    const struct week_scores *weeks);
/* The same, as high as the area: its columns take all but two rows, in fours. */
int block_health_columns(struct canvas *canvas, struct area area, const struct subject *subject,
    const struct week_scores *weeks);
int block_health_table(struct canvas *canvas, struct area area, const struct subject *subject);

/* A stack of blocks with one empty row between them. */
typedef int (*block_fn)(struct canvas *canvas, struct area area, const struct subject *subject);
int blocks_draw(struct canvas *canvas, struct area area, const struct subject *subject,
    const block_fn *blocks, size_t count);

#endif
