/* The full-screen app without a terminal: a book of its own, keys in, a canvas out. A call that
 * fails fails the program. */
#ifndef SUPPORT_SCENE_H
#define SUPPORT_SCENE_H

#include "app/session.h"

struct ui;
struct scene {
    char *home;
    struct session *session;
    struct ui *ui;
};

void scene_init(struct scene *scene, bool is_empty); /* the small book, or one with nothing in it */
void scene_init_scripts(struct scene *scene); /* names of every script, hard to draw */
void scene_init_demo(struct scene *scene); /* the demo book as of Mon 23 Nov 2026 */
void scene_init_masked(struct scene *scene); /* the demo book with --redact */
void scene_fini(struct scene *scene);

/* A new app of that size on the book, at Today. */
void scene_start(struct scene *scene, int columns, int rows);
/* The same without a shape that ASCII lacks. */
void scene_start_ascii(struct scene *scene, int columns, int rows);
/* The terminal became that large, or took to ASCII: what is shown is drawn anew. */
void scene_turn(struct scene *scene, int columns, int rows, bool is_ascii);
/* What the app draws on; borrowed. */
const struct canvas *scene_canvas(const struct scene *scene);
/* Keys as in keys.yaml, parted by blanks: "j j Enter", "g b", "Space". The screen is drawn after
 * each, as the loop does. */
void scene_keys(struct scene *scene, const char *keys);
void scene_type(struct scene *scene, const char *text);
void scene_click(struct scene *scene, int x, int y);
/* Another button, or the wheel: KEYCAP_RIGHT_CLICK, KEYCAP_WHEEL_UP, ... */
void scene_mouse(struct scene *scene, uint32_t code, int x, int y);
void scene_command(struct scene *scene, const char *command);
/* Compares what is drawn with tests/data/golden/NAME-80x24.txt. */
void scene_check(struct scene *scene, const char *name);
/* One row of the screen, in a buffer of the scene's that the next call writes over. */
const char *scene_row(struct scene *scene, int y);

/* Do these words stand in one of the rows? scene_see prints the screen and fails where they do not.
 */
bool scene_has(struct scene *scene, const char *text);
void scene_see(struct scene *scene, const char *text);

/* The sizes that every screen is looked at in. */
struct scene_size {
    int columns, rows;
};
extern const struct scene_size scene_sizes[4];
/* At each size: a new app, these keys, and the picture. */
void scene_check_sizes(struct scene *scene, const char *name, const char *keys);

#endif
