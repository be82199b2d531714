/* The blocks of the screen Account: health with its history and arithmetic, renewal, people, goals,
 * signals. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "ui/chart.h"
#include "ui/views/blocks.h"

enum { CHART_LABEL = 6 };

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
        if (x >= free_x && x + 3 <= area.x + area.columns)
            free_x = canvas_put(canvas, x, area.y, ROLE_MUTED, day_month_name(civil.month)) + 1;
    }
}

int block_health_chart(struct canvas *canvas, struct area area, const struct subject *subject,
    const struct week_scores *weeks)
{
    double values[60];
    int count = weeks->count < 60 ? weeks->count : 60, height, shown;
    struct area plot;
    char sum[24];

    height = area.rows >= 40 ? 12 : area.rows >= 22 ? 8 : 4;
    if (area.rows < height + 2 || area.columns < 20)
        return 0;
    for (int i = 0; i < count; i++)
        values[i] = weeks->scores[i] < 0 ? (double)NAN : weeks->scores[i];
    shown = chart_columns_shown(area.columns - CHART_LABEL, count);
    snprintf(sum, sizeof(sum), "%d weeks", shown);
    part_heading(canvas, area.x, area.y, area.x + area.columns, "Health", sum);
    plot = (struct area){area.x, area.y + 1, area.columns, height};
    chart_labels(canvas, plot);
    plot = (struct area){area.x + CHART_LABEL, area.y + 1, area.columns - CHART_LABEL, height};
    chart_columns_draw(canvas, plot, &(struct chart_columns){values, count, 100, band_column_role});
    chart_months(canvas, (struct area){plot.x, plot.y + height, plot.columns, 1}, shown,
        subject->show.today);
    return height + 2;
}

struct table_ends {
    int words, score, weight, gives, costs;
};

static struct table_ends table_ends_of(struct area area)
{
    int end = area.x + area.columns;

    return (struct table_ends){area.x + 16, end - 23, end - 15, end - 8, end};
}

static const char *state_word(enum measure_state state)
{
    static const char *const words[] = {
        [MEASURE_KNOWN] = "",
        [MEASURE_STALE] = "stale",
        [MEASURE_MISSING] = "not known",
        [MEASURE_NOT_APPLICABLE] = "does not apply here",
        [MEASURE_NOT_IN_USE] = "not in use in this book",
    };

    return words[state];
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
        part->measure->label, known ? 15 : 13);
    canvas_put_cut(canvas, at.words, y, ROLE_MUTED,
        known && part->words ? part->words : state_word(part->state),
        known ? at.score - 4 - at.words : at.costs - at.words);
    if (!known)
        return;
    canvas_putf_right(canvas, at.score, y, ROLE_MUTED, "%.0f", floor(part->score + 0.5 + 1e-9));
    canvas_putf_right(
        canvas, at.weight, y, ROLE_MUTED, "× %2.0f%%", total > 0 ? part->weight / total * 100 : 0);
    canvas_putf_right(canvas, at.gives, y, ROLE_TEXT, "%.1f", part->contribution);
    canvas_putf_right(canvas, at.costs, y, part->loss >= 5 ? ROLE_TEXT : ROLE_MUTED,
        part->loss < 0.05 ? "0.0" : "−%.1f", part->loss);
}

/* The sums, and what lowered the score after them. */
static int health_sums(struct canvas *canvas, struct area area, const struct health *health)
{
    struct table_ends at = table_ends_of(area);
    struct str words = {0};
    int rows = 1;

    canvas_putf_right(canvas, at.gives, area.y, ROLE_TITLE, "%.1f", health->raw);
    canvas_putf_right(canvas, at.costs, area.y, ROLE_TITLE, "−%.1f", 100 - health->raw);
    for (int i = 0; i < health->cap_count; i++)
        str_addf(&words, "%scapped at %d: %s", i ? "; " : "", health->caps[i]->at_most,
            health->caps[i]->label);
    if (health->earned_cap)
        str_addf(&words, "%sat most 75: no usage and no outcome known", words.len ? "; " : "");
    if (health->overridden)
        str_addf(&words, "%sset by hand to %d, computed %d", words.len ? "; " : "", health->score,
            health->computed);
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
    canvas_put(canvas, area.x, area.y, ROLE_MUTED, "where it comes from");
    canvas_put_right(canvas, at.score, area.y, ROLE_MUTED, "score");
    canvas_put_right(canvas, at.weight, area.y, ROLE_MUTED, "weight");
    canvas_put_right(canvas, at.gives, area.y, ROLE_MUTED, "gives");
    canvas_put_right(canvas, at.costs, area.y, ROLE_MUTED, "costs");
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

static void renewal_sum(const struct contract_line *line, struct str *out)
{
    static const char *const units[] = {"days’", "working days’", "months’"};
    const char *unit = units[line->notice_unit == 'm' ? 2 : line->notice_unit == 'b' ? 1 : 0];

    if (line->notice >= 0)
        str_addf(out, "%d %s notice, ", line->notice, unit);
    str_add(out, line->auto_renew == 1   ? "renews itself"
                 : line->auto_renew == 0 ? "does not renew itself"
                                         : "auto-renewal not known");
}

static void renewal_forecast(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct contract_line *line = &subject->assessment->contract.line;
    char target[48], forecast[48];

    canvas_put(canvas, area.x, area.y, ROLE_MUTED, "forecast");
    if (line->has_forecast)
        canvas_putf(canvas, area.x + 11, area.y, ROLE_TEXT, "%s of %s",
            part_money_text(line->forecast, line->currency, forecast),
            part_money_text(line->arr, line->currency, target));
    else
        canvas_put(canvas, area.x + 11, area.y, ROLE_MONEY,
            part_money_text(line->arr, line->currency, target));
    canvas_put_right(canvas, area.x + area.columns, area.y, ROLE_MUTED,
        line->category && *line->category ? line->category : "not called yet");
}

int block_renewal(struct canvas *canvas, struct area area, const struct subject *subject)
{
    struct str sum = {0};
    int rows;

    if (area.rows < 2)
        return 0;
    if (subject->assessment->contract.has_line)
        renewal_sum(&subject->assessment->contract.line, &sum);
    part_heading(canvas, area.x, area.y, area.x + area.columns, "Renewal", str_text(&sum));
    str_fini(&sum);
    area_take_rows(&area, 1);
    rows = block_clock(canvas, area, subject);
    area_take_rows(&area, rows);
    if (!area.rows || !subject->assessment->contract.has_line)
        return rows + 1;
    renewal_forecast(canvas, area, subject);
    return rows + 2;
}

/* Warm, cooling, cold, never met; or left. */
static enum health_band person_band(const struct row *person, int cadence, day_number today)
{
    day_number touch = row_day(person, CONTACT_LAST_TOUCH);

    if (row_is(person, CONTACT_STATUS, "left"))
        return BAND_RED;
    if (touch == DAY_NONE)
        return BAND_UNKNOWN;
    if (today - touch <= cadence)
        return BAND_GREEN;
    return today - touch <= 2 * cadence ? BAND_YELLOW : BAND_RED;
}

static void person_when(const struct row *person, day_number today, char *out, size_t size)
{
    char day[24];

    if (row_is(person, CONTACT_STATUS, "left") && row_knows(person, CONTACT_LEFT_ON))
        snprintf(out, size, "left %s", day_short(row_day(person, CONTACT_LEFT_ON), today, day));
    else if (row_is(person, CONTACT_STATUS, "left"))
        snprintf(out, size, "left");
    else if (!row_knows(person, CONTACT_LAST_TOUCH))
        snprintf(out, size, "never met");
    else if (row_day(person, CONTACT_LAST_TOUCH) == today)
        snprintf(out, size, "today");
    else
        snprintf(out, size, "%dd", today - row_day(person, CONTACT_LAST_TOUCH));
}

static void person_line(struct canvas *canvas, struct area area, const struct row *person,
    const struct subject *subject)
{
    enum health_band band =
        person_band(person, subject->assessment->touch.cadence_days, subject->show.today);
    const char *role = row_text(person, CONTACT_ROLE), *title = row_text(person, CONTACT_TITLE);
    char when[40];
    int x, end;

    person_when(person, subject->show.today, when, sizeof(when));
    end = canvas_put_right(canvas, area.x + area.columns, area.y, ROLE_TEXT, when) - 2;
    canvas_put(canvas, area.x, area.y, part_band_role(band), part_band_shape(band));
    x = canvas_put_cut(canvas, area.x + 2, area.y, ROLE_TEXT, row_text(person, CONTACT_NAME),
        area.columns / 2 - 3);
    x = x + 2 > area.x + 16 ? x + 2 : area.x + 16;
    canvas_put_cut(canvas, x, area.y, ROLE_MUTED, *role ? role : title, end - x);
}

int block_people(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *people = &subject->dossier->contacts;
    int rows = 1;

    if (area.rows < 2)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, "People",
        people->count ? "last touch" : NULL);
    if (!people->count) {
        canvas_put_cut(canvas, area.x, area.y + 1, ROLE_MUTED,
            "Nobody is recorded; a adds a person.", area.columns);
        return 2;
    }
    for (size_t i = 0; i < people->count && rows < area.rows; i++, rows++) {
        if (rows == area.rows - 1 && i + 1 < people->count) {
            canvas_putf(
                canvas, area.x + 2, area.y + rows, ROLE_MUTED, "%zu more", people->count - i);
            return rows + 1;
        }
        person_line(canvas, (struct area){area.x, area.y + rows, area.columns, 1}, people->items[i],
            subject);
    }
    return rows;
}

/* Share of the way gone, 0-1; NAN where not known. */
static double goal_share(const struct row *goal)
{
    double from = row_real(goal, GOAL_BASELINE), to = row_real(goal, GOAL_TARGET);

    if (row_is(goal, GOAL_STATUS, "reached"))
        return 1;
    if (!row_knows(goal, GOAL_CURRENT) || !row_knows(goal, GOAL_TARGET) || fabs(to - from) < 1e-9)
        return (double)NAN;
    return fmin(1, fmax(0, (row_real(goal, GOAL_CURRENT) - from) / (to - from)));
}

static double goal_time_share(const struct row *goal, day_number today)
{
    day_number start = row_day(goal, GOAL_START), due = row_day(goal, GOAL_DUE);

    if (start == DAY_NONE || due == DAY_NONE || due <= start)
        return (double)NAN;
    return fmin(1, fmax(0, (double)(today - start) / (due - start)));
}

static void goal_line(
    struct canvas *canvas, struct area area, const struct row *goal, day_number today)
{
    double share = goal_share(goal), time = goal_time_share(goal, today);
    bool behind = !isnan(share) && !isnan(time) && share < time - 0.1 - 1e-9;
    enum health_band band = isnan(share) ? BAND_UNKNOWN : behind ? BAND_YELLOW : BAND_GREEN;
    int end = area.x + area.columns;

    canvas_put(canvas, area.x, area.y, part_band_role(band), part_band_shape(band));
    canvas_put_cut(
        canvas, area.x + 2, area.y, ROLE_TEXT, row_text(goal, GOAL_STATEMENT), area.columns - 20);
    chart_bar(canvas, end - 15, area.y, 10, share, ROLE_CHART_1);
    if (isnan(share))
        canvas_put_right(canvas, end, area.y, ROLE_MUTED, "--");
    else
        canvas_putf_right(
            canvas, end, area.y, ROLE_TEXT, "%.0f%%", floor(share * 100 + 0.5 + 1e-9));
}

int block_goals(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *goals = &subject->dossier->goals;
    int rows = 1;

    if (area.rows < 2 || !goals->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, "Goals", NULL);
    for (size_t i = 0; i < goals->count && rows < area.rows; i++)
        if (!row_is(goals->items[i], GOAL_STATUS, "dropped"))
            goal_line(canvas, (struct area){area.x, area.y + rows++, area.columns, 1},
                goals->items[i], subject->show.today);
    return rows;
}

static enum role severity_role(enum severity severity, bool growth)
{
    if (growth)
        return ROLE_GOOD;
    return severity == SEVERITY_HIGH     ? ROLE_RISK
           : severity == SEVERITY_MEDIUM ? ROLE_WATCH
                                         : ROLE_UNKNOWN;
}

static void signal_line(struct canvas *canvas, struct area line, const struct signal *signal)
{
    static const char *const shapes[] = {[SEVERITY_NONE] = "○",
        [SEVERITY_LOW] = "○",
        [SEVERITY_MEDIUM] = "▲",
        [SEVERITY_HIGH] = "■"};
    bool growth = signal->rule->growth;
    int end = canvas_put_right(canvas, line.x + line.columns, line.y, ROLE_MUTED,
        signal->hidden ? "handled" : severity_word(signal->severity));

    canvas_put(canvas, line.x, line.y, severity_role(signal->severity, growth),
        growth ? "●" : shapes[signal->severity]);
    canvas_put_cut(canvas, line.x + 2, line.y, signal->hidden ? ROLE_MUTED : ROLE_TEXT,
        signal->text, end - line.x - 4);
}

int block_signals(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct signal_list *signals = &subject->assessment->signals;
    int rows = 1;

    if (area.rows < 2 || !signals->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, "Signals", NULL);
    for (size_t i = 0; i < signals->count && rows < area.rows; i++, rows++) {
        struct area line = {area.x, area.y + rows, area.columns, 1};

        if (rows + 1 == area.rows && i + 1 < signals->count)
            canvas_putf(canvas, area.x + 2, line.y, ROLE_MUTED, "%zu more", signals->count - i);
        else
            signal_line(canvas, line, &signals->items[i]);
    }
    return rows;
}
