#include <string.h>
#include "ui/paint_internal.h"

static const struct style plain = {COLOUR_DEFAULT, COLOUR_DEFAULT, 0};

static bool has_colours(struct style style)
{
    return style.foreground >= 0 || style.background >= 0;
}

void paint_pen_plain(struct paint *paint)
{
    if (paint->pen.attributes != 0 || has_colours(paint->pen))
        str_add(&paint->out, paint->terminal->plain);
    paint->pen = plain;
}

static void add_attributes(struct paint *paint, uint8_t added)
{
    if (added & ATTRIBUTE_BOLD)
        str_add(&paint->out, paint->terminal->bold);
    if (added & ATTRIBUTE_UNDERLINE)
        str_add(&paint->out, paint->terminal->underline);
    if (added & ATTRIBUTE_REVERSE)
        str_add(&paint->out, paint->terminal->reverse);
}

/* The bytes that end one attribute; "" where there are none. */
static const char *end_of(const struct paint_terminal *terminal, uint8_t attribute)
{
    return attribute == ATTRIBUTE_BOLD        ? terminal->unbold
           : attribute == ATTRIBUTE_UNDERLINE ? terminal->ununderline
                                              : terminal->unreverse;
}

static bool can_end(const struct paint_terminal *terminal, uint8_t attributes)
{
    for (uint8_t one = 1; one <= attributes; one = (uint8_t)(one << 1))
        if (attributes & one && !*end_of(terminal, one))
            return false;
    return true;
}

/* Each alone where something is to stay, else all. */
static void drop_attributes(struct paint *paint, struct style style)
{
    uint8_t dropped = (uint8_t)(paint->pen.attributes & ~style.attributes);

    if (!dropped)
        return;
    if ((!has_colours(paint->pen) && !(paint->pen.attributes & style.attributes)) ||
        !can_end(paint->terminal, dropped)) {
        paint_pen_plain(paint);
        return;
    }
    for (uint8_t one = 1; one <= dropped; one = (uint8_t)(one << 1))
        if (dropped & one)
            str_add(&paint->out, end_of(paint->terminal, one));
    paint->pen.attributes &= style.attributes;
}

/* A colour goes only with the other; where one attribute is to stay, all are gone in fewer bytes.
 */
static void drop_colours(struct paint *paint, struct style style)
{
    struct style *pen = &paint->pen;

    if ((pen->foreground < 0 || style.foreground >= 0) &&
        (pen->background < 0 || style.background >= 0))
        return;
    if (!has_colours(style) && (pen->attributes & (pen->attributes - 1)) == 0) {
        paint_pen_plain(paint);
        return;
    }
    str_add(&paint->out, paint->terminal->own_colours);
    pen->foreground = pen->background = COLOUR_DEFAULT;
}

/* `\e[1m` and `\e[4m` are `\e[1;4m`. After no number at all nothing is joined. */
static void join_pens(struct str *out, size_t start)
{
    for (size_t i = start + 3; i + 1 < out->len; i++)
        if (out->data[i - 1] == 'm' && out->data[i] == '\033' && out->data[i - 2] != '[') {
            out->data[i - 1] = ';';
            str_remove(out, i, 2);
        }
}

void paint_pen_set(struct paint *paint, struct style style)
{
    size_t start = paint->out.len;
    struct style *pen = &paint->pen;

    paint->pens++;
    if (!has_colours(style) && !style.attributes) {
        paint_pen_plain(paint);
        return;
    }
    drop_attributes(paint, style);
    drop_colours(paint, style);
    add_attributes(paint, (uint8_t)(style.attributes & ~pen->attributes));
    if (style.foreground >= 0 && style.foreground != pen->foreground)
        paint->terminal->add_foreground(&paint->out, style.foreground);
    if (style.background >= 0 && style.background != pen->background)
        paint->terminal->add_background(&paint->out, style.background);
    *pen = style;
    if (paint->terminal->joins_pens)
        join_pens(&paint->out, start);
}
