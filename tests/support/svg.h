/* A canvas as a picture for a page: SVG that looks the same everywhere, a text a run of one look.
 */
#ifndef SUPPORT_SVG_H
#define SUPPORT_SVG_H

#include "core/theme.h"
#include "ui/canvas.h"

void svg_of_canvas(struct str *out, const struct canvas *canvas, const struct theme *theme);

#endif
