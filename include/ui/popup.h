/* The one popup: its own ground, a frame with round corners, the list behind left as it is. Under
 * 60 columns it takes the screen. look/rules.md, Popups. */
#ifndef UI_POPUP_H
#define UI_POPUP_H

#include "ui/canvas.h"

#define POPUP_COLUMNS 66
#define POPUP_TOP 4
#define POPUP_NARROW 60 /* columns of a screen that a popup takes whole */

struct popup {
    struct canvas *canvas;
    struct area before; /* what was entered */
    struct area frame;
};

/* Draws the frame and enters its inside, at most columns x rows; the whole canvas must be entered.
 */
struct popup popup_open(struct canvas *canvas, int columns, int rows);
/* The rows that a popup of so many gets on this canvas. */
int popup_rows(const struct canvas *canvas, int rows);
/* Where such a popup lies with its frame, for the mouse. */
struct area popup_frame(const struct canvas *canvas, int columns, int rows);
/* A rule across the popup at a row of its inside. */
void popup_divide(const struct popup *popup, int y);
void popup_close(const struct popup *popup);

/* A question with y and n, wrapped. Its keys are confirm_key's. */
enum confirm_answer { CONFIRM_WAITS, CONFIRM_YES, CONFIRM_NO };
enum confirm_answer confirm_key(uint32_t key); /* y; n, Esc, q, C-c, C-g; Enter is neither */
void confirm_draw(struct canvas *canvas, const char *question);

#endif
