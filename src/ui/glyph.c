/* What stands for our shapes where only ASCII can be shown: look/rules.md, Shapes. */
#include "canvas_internal.h"

struct glyph {
    uint32_t code;
    char ascii;
    char forecast; /* in the ladder of forecasts, where it differs; else 0 */
};

/* Sorted by code. */
static const struct glyph glyphs[] = {
    {0x00b7, '.', 0},   /* · no change */
    {0x00d7, 'x', 0},   /* × */
    {0x2013, '-', 0},   /* – */
    {0x2014, '-', 0},   /* — */
    {0x2018, '\'', 0},  /* ‘ */
    {0x2019, '\'', 0},  /* ’ */
    {0x201c, '"', 0},   /* “ */
    {0x201d, '"', 0},   /* ” */
    {0x2026, '~', 0},   /* … */
    {0x2190, '<', 0},   /* ← */
    {0x2191, '^', 0},   /* ↑ */
    {0x2192, '>', 0},   /* → */
    {0x2193, 'v', 0},   /* ↓ */
    {0x21b5, '$', 0},   /* ↵ a line end in one line */
    {0x2212, '-', 0},   /* − */
    {0x2500, '-', 0},   /* ─ */
    {0x2501, '=', 0},   /* ━ */
    {0x2502, '|', 0},   /* │ */
    {0x2503, '|', 0},   /* ┃ today */
    {0x2514, '`', 0},   /* └ */
    {0x251c, '+', 0},   /* ├ */
    {0x2524, '+', 0},   /* ┤ */
    {0x252c, '+', 0},   /* ┬ */
    {0x2534, '+', 0},   /* ┴ */
    {0x256d, '+', 0},   /* ╭ */
    {0x256e, '+', 0},   /* ╮ */
    {0x256f, '+', 0},   /* ╯ */
    {0x2570, '+', 0},   /* ╰ */
    {0x2578, '+', 0},   /* ╸ */
    {0x2581, '_', 0},   /* ▁ */
    {0x2582, '.', 0},   /* ▂ */
    {0x2583, ':', 0},   /* ▃ */
    {0x2584, '-', 0},   /* ▄ */
    {0x2585, '=', 0},   /* ▅ */
    {0x2586, '+', 0},   /* ▆ */
    {0x2587, '*', 0},   /* ▇ */
    {0x2588, '#', 0},   /* █ */
    {0x258e, '|', 0},   /* ▎ */
    {0x25a0, '!', '!'}, /* ■ at risk */
    {0x25b2, '~', 0},   /* ▲ watch */
    {0x25c6, '*', 0},   /* ◆ */
    {0x25cb, '?', 'o'}, /* ○ unknown; pipeline */
    {0x25cf, '+', '#'}, /* ● good; commit */
    {0x25d0, '%', '%'}, /* ◐ best case */
    {0x2610, '_', 0},   /* ☐ open */
    {0x2713, 'x', 0},   /* ✓ */
};

static bool is_forecast(enum role role)
{
    return role >= ROLE_CHART_1 && role <= ROLE_CHART_4;
}

uint32_t glyph_to_ascii(uint32_t code, enum role role)
{
    size_t low = 0, high = COUNT_OF(glyphs);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct glyph *glyph = &glyphs[middle];
        if (glyph->code == code)
            return (
                uint32_t)(glyph->forecast && is_forecast(role) ? glyph->forecast : glyph->ascii);
        if (glyph->code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}
