/* Charts as inline SVG, each number in words beside its mark. Colours are those of the style. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "html_internal.h"

enum { POINTS = 64, WIDTH = 640, LABEL_COLUMNS = 44 };

struct chart {
    double values[POINTS];
    bool known[POINTS];
    int count;
    double most;
};

static bool read_points(const char *text, struct chart *chart)
{
    char number[40];

    while (*text) {
        size_t len = strcspn(text, " ");

        if (chart->count == POINTS || len >= sizeof(number))
            return false;
        memcpy(number, text, len);
        number[len] = '\0';
        chart->known[chart->count] = text_to_real(number, &chart->values[chart->count]);
        if (!chart->known[chart->count] && strcmp(number, "-") != 0)
            return false;
        if (chart->known[chart->count] && chart->values[chart->count] > chart->most)
            chart->most = chart->values[chart->count];
        chart->count++;
        text += len + (text[len] == ' ');
    }
    return chart->count > 0;
}

/* --- pieces --- */

static void add_number(struct str *out, const char *name, double value)
{
    str_addf(out, " %s=\"", name);
    str_add_real(out, (double)(long long)(value * 10 + .5) / 10);
    str_add(out, "\"");
}

static void begin(struct str *out, const char *what, int height)
{
    str_addf(out, "<figure><svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">\n", what,
        WIDTH, height);
}

static void end(struct str *out)
{
    str_add(out, "</svg></figure>\n");
}

static void add_rect(struct str *out, const char *class, double x, double y, double w, double h)
{
    str_addf(out, "<rect class=\"%s\"", class);
    add_number(out, "x", x);
    add_number(out, "y", y);
    add_number(out, "width", w);
    add_number(out, "height", h);
    str_add(out, "/>\n");
}

static void add_label(
    struct str *out, const char *anchor, double x, double y, const struct html_cell *cell)
{
    size_t fits = text_fit(cell->text, cell->len, LABEL_COLUMNS);

    while (fits < cell->len && fits > 0 && cell->text[fits - 1] == '\\')
        fits--; /* no mark is parted from its backslash */
    str_addf(out, "<text text-anchor=\"%s\"", anchor);
    add_number(out, "x", x);
    add_number(out, "y", y);
    str_add(out, ">");
    html_add_plain(out, cell->text, fits);
    str_add(out, fits < cell->len ? "…</text>\n" : "</text>\n");
}

static const struct html_cell *label_of(const struct html_row *row)
{
    return &row->cells[0];
}

static const struct html_cell *words_of(const struct html_row *row)
{
    return &row->cells[row->count - 1];
}

/* --- the three of them --- */

static void add_bars(struct str *out, const struct chart *chart, const struct html_rows *rows)
{
    enum { STEP = 44, TRACK = 560 };

    begin(out, "progress", chart->count * STEP + 4);
    for (int i = 0; i < chart->count; i++) {
        double share = chart->known[i] ? chart->values[i] / 100 : 0, y = i * STEP;

        share = share > 1 ? 1 : share < 0 ? 0 : share;
        add_label(out, "start", 0, y + 16, label_of(&rows->items[i]));
        add_rect(out, "track", 0, y + 23, TRACK, 12);
        if (share > 0)
            add_rect(out, "fill", 0, y + 23, TRACK * share, 12);
        add_label(out, "end", WIDTH, y + 34, words_of(&rows->items[i]));
    }
    end(out);
}

static void add_ends(struct str *out, const struct html_rows *rows, double y)
{
    add_label(out, "start", 0, y, label_of(&rows->items[0]));
    add_label(out, "end", WIDTH, y, label_of(&rows->items[rows->count - 1]));
}

static void add_line_chart(struct str *out, const struct chart *chart, const struct html_rows *rows)
{
    enum { TOP = 24, BASE = 150, PAD = 36 };
    double step = chart->count > 1 ? (double)(WIDTH - 2 * PAD) / (chart->count - 1) : 0;
    bool down = true; /* the pen is lifted where nothing is known */

    begin(out, "over time", BASE + 26);
    add_rect(out, "track", 0, BASE, WIDTH, 1);
    str_add(out, "<path class=\"line\" d=\"");
    for (int i = 0; i < chart->count; i++) {
        double y = chart->most > 0 ? BASE - chart->values[i] / chart->most * (BASE - TOP) : BASE;

        if (chart->known[i])
            str_addf(out, "%s%.1f %.1f", down ? "M" : "L", PAD + i * step, y);
        down = !chart->known[i];
    }
    str_add(out, "\"/>\n");
    for (int i = 0; i < chart->count; i++) {
        double y = chart->most > 0 ? BASE - chart->values[i] / chart->most * (BASE - TOP) : BASE;

        if (!chart->known[i])
            continue;
        add_rect(out, "fill", PAD + i * step - 2, y - 2, 4, 4);
        add_label(out, "middle", PAD + i * step, y - 8, words_of(&rows->items[i]));
    }
    add_ends(out, rows, BASE + 20);
    end(out);
}

static void add_columns(struct str *out, const struct chart *chart, const struct html_rows *rows)
{
    enum { TOP = 24, BASE = 150 };
    double step = (double)WIDTH / chart->count;

    begin(out, "month by month", BASE + 26);
    add_rect(out, "track", 0, BASE, WIDTH, 1);
    for (int i = 0; i < chart->count; i++) {
        double height = chart->known[i] && chart->most > 0 && chart->values[i] > 0
                            ? chart->values[i] / chart->most * (BASE - TOP)
                            : 0;

        add_rect(out, "fill", i * step + step * .15, BASE - height, step * .7, height);
        add_label(out, "middle", i * step + step / 2, BASE - height - 6, words_of(&rows->items[i]));
    }
    add_ends(out, rows, BASE + 20);
    end(out);
}

void html_add_chart(struct str *out, const char *text, const struct html_rows *rows)
{
    size_t len = strcspn(text, " ");
    struct chart chart = {0};

    if (text[len] != ' ' || !read_points(text + len + 1, &chart) ||
        (size_t)chart.count != rows->count)
        return;
    if (len == 4 && !strncmp(text, "bars", len))
        add_bars(out, &chart, rows);
    else if (len == 4 && !strncmp(text, "line", len))
        add_line_chart(out, &chart, rows);
    else if (len == 7 && !strncmp(text, "columns", len))
        add_columns(out, &chart, rows);
}
