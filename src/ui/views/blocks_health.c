/* Health as pictures: its weeks, and the arithmetic of today. */
#include <math.h>
#include <stdio.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/views/blocks.h"

enum { CHART_LABEL = 6, LEAST_WEEKS = 26 };

static enum role band_column_role(double value)
{
    enum health_band band = health_band_of((int)value);

    return band == BAND_GREEN ? ROLE_CHART_3 : part_band_role(band);
}

static void chart_labels(struct canvas *canvas, struct area area)
{
    static const struct {
        enum health_band band;
        const char *from;
    } labels[] = {{BAND_GREEN, "76+"}, {BAND_YELLOW, "51+"}, {BAND_RED, "0+"}};
    int step = area.rows / 4;

    for (int i = 0; i < 3; i++) {
        canvas_put(canvas, area.x, area.y + i * step, part_band_role(labels[i].band),
            part_band_shape(labels[i].band));
        canvas_put_right(canvas, area.x + 5, area.y + i * step, ROLE_MUTED, labels[i].from);
    }
}

static void chart_months(struct canvas *canvas, struct area area, int shown, day_number today)
{
    int last_month = 0, free_x = area.x;

    for (int i = 0; i < shown; i++) {
        struct civil civil = day_to_civil(today - 7 * (shown - 1 - i));
        int x = area.x + 2 * i;

        if (civil.month == last_month)
            continue;
        last_month = civil.month;
        if (!i && shown > 2 && day_to_civil(today - 7 * (shown - 2)).month != civil.month)
            continue; /* the next one has no room beside it, and more weeks */
        if (x >= free_x && x + 3 <= area.x + area.columns)
            free_x = canvas_put(canvas, x, area.y, ROLE_MUTED, day_month_name(civil.month)) + 1;
    }
}

int block_health_columns(struct canvas *canvas, struct area area, const struct subject *subject,
    const struct week_scores *weeks)
{
    double values[60];
    int count = weeks->count < 60 ? weeks->count : 60, shown, first = 0;
    int height = (area.rows - 2) / 4 * 4;
    struct area plot;
    char sum[64];

    if (height < 4 || area.columns < 20)
        return 0;
    while (first < count && weeks->scores[first] < 0)
        first++;
    if (first == count)
        return 0;
    for (int i = 0; i < count; i++)
        values[i] = weeks->scores[i] < 0 ? (double)NAN : weeks->scores[i];
    first = first < count - LEAST_WEEKS ? first : count - LEAST_WEEKS; /* before it is a void */
    first = first < 0 ? 0 : first;
    count -= first;
    shown = chart_columns_shown(area.columns - CHART_LABEL, count);
    text_format(sum, sizeof(sum), words_plural("%d week", "%d weeks", shown), shown);
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("Health"), sum);
    plot = (struct area){area.x, area.y + 1, area.columns, height};
    chart_labels(canvas, plot);
    plot = (struct area){area.x + CHART_LABEL, area.y + 1, area.columns - CHART_LABEL, height};
    chart_columns_draw(
        canvas, plot, &(struct chart_columns){values + first, count, 100, band_column_role});
    chart_months(canvas, (struct area){plot.x, plot.y + height, plot.columns, 1}, shown,
        subject->show.today);
    return height + 2;
}

int block_health_chart(struct canvas *canvas, struct area area, const struct subject *subject,
    const struct week_scores *weeks)
{
    int height = area.rows >= 40 ? 12 : area.rows >= 22 ? 8 : 4;

    if (area.rows < height + 2)
        return 0;
    area.rows = height + 2;
    return block_health_columns(canvas, area, subject, weeks);
}

struct table_ends {
    int words, score, weight, gives, costs;
};

static struct table_ends table_ends_of(struct area area)
{
    int end = area.x + area.columns;

    return (struct table_ends){area.x + 15, end - 22, end - 14, end - 7, end};
}

static const char *state_word(enum measure_state state)
{
    static const char *const words[] = {
        [MEASURE_KNOWN] = "",
        [MEASURE_STALE] = N_("stale"),
        [MEASURE_MISSING] = N_("not known"),
        [MEASURE_NOT_APPLICABLE] = N_("does not apply here"),
        [MEASURE_NOT_IN_USE] = N_("not in use in this book"),
    };

    return _(words[state]);
}

static void health_line(
    struct canvas *canvas, struct area area, const struct health_part *part, double total)
{
    struct table_ends at = table_ends_of(area);
    bool known = part->state == MEASURE_KNOWN || part->state == MEASURE_STALE;
    int y = area.y;

    if (!known)
        canvas_put(canvas, area.x, y, ROLE_UNKNOWN, "○");
    canvas_put_cut(canvas, area.x + (known ? 0 : 2), y, known ? ROLE_TEXT : ROLE_MUTED,
        part->measure->label, known ? 14 : 12);
    canvas_put_cut(canvas, at.words, y, ROLE_MUTED,
        known && part->words ? part->words : state_word(part->state),
        known ? at.score - 5 - at.words : at.costs - at.words);
    if (!known)
        return;
    canvas_putf_right(canvas, at.score, y, ROLE_MUTED, "%.0f", floor(part->score + 0.5 + 1e-9));
    canvas_putf_right(
        canvas, at.weight, y, ROLE_MUTED, "× %2.0f%%", total > 0 ? part->weight / total * 100 : 0);
    part_tenths_right(canvas, at.gives, y, ROLE_TEXT, part->gives);
    part_tenths_right(canvas, at.costs, y, part->loss >= 5 ? ROLE_TEXT : ROLE_MUTED, -part->costs);
}

/* The sums, and what lowered the score after them. */
static int health_sums(struct canvas *canvas, struct area area, const struct health *health)
{
    struct table_ends at = table_ends_of(area);
    struct str words = {0};
    int rows = 1;

    part_tenths_right(canvas, at.gives, area.y, ROLE_TITLE, health->raw_tenths);
    part_tenths_right(canvas, at.costs, area.y, ROLE_TITLE, health->raw_tenths - 1000);
    if (health->score < 0)
        str_add(&words, _("no score yet: it takes three measures of two groups"));
    for (int i = 0; i < health->cap_count; i++)
        str_addf(&words, _("%scapped at %d: %s"), words.len ? "; " : "", health->caps[i]->at_most,
            health->caps[i]->label);
    if (health->earned_cap)
        str_addf(&words, _("%sat most 75: no usage and no outcome known"), words.len ? "; " : "");
    if (health->overridden)
        str_addf(&words, _("%sset by hand to %d, computed %d"), words.len ? "; " : "",
            health->score, health->computed);
    if (words.len && area.rows > 1)
        canvas_put_cut(canvas, area.x, area.y + rows++, ROLE_TEXT, str_text(&words), area.columns);
    str_fini(&words);
    return rows;
}

int block_health_table(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct health *health = &subject->assessment->health;
    struct table_ends at = table_ends_of(area);
    double total = 0;
    int rows = 1;

    if (area.rows < 3 || area.columns < 44 || !health->part_count)
        return 0;
    if (!health->known) {
        canvas_put(canvas, area.x, area.y, ROLE_TITLE, _("Health"));
        canvas_put_cut(canvas, area.x, area.y + 1, ROLE_TEXT,
            _("No measure is known; three of two groups make a score."), area.columns);
        return 2;
    }
    canvas_put(canvas, area.x, area.y, ROLE_MUTED, _("where it comes from"));
    canvas_put_right(canvas, at.score, area.y, ROLE_MUTED, _("score"));
    canvas_put_right(canvas, at.weight, area.y, ROLE_MUTED, _("weight"));
    canvas_put_right(canvas, at.gives, area.y, ROLE_MUTED, _("gives"));
    canvas_put_right(canvas, at.costs, area.y, ROLE_MUTED, _("costs"));
    for (int i = 0; i < health->part_count; i++)
        total += health->parts[i].weight;
    for (int i = 0; i < health->part_count && rows < area.rows - 1; i++) {
        if (health->parts[i].state == MEASURE_NOT_IN_USE)
            continue;
        health_line(canvas, (struct area){area.x, area.y + rows, area.columns, 1},
            &health->parts[i], total);
        rows++;
    }
    return rows + health_sums(canvas,
                      (struct area){area.x, area.y + rows, area.columns, area.rows - rows}, health);
}
