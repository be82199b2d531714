/* Half a year of measures from a few points: `active: 205, 212 -8w, 131`. */
#include <string.h>
#include "app/demo_internal.h"
#include "base/money.h"

enum { POINTS_MOST = 12, WEEK = 7 };

struct metric_shape {
    const char *key;
    const char *metric;
    int first_day; /* of the first point, where it tells none: days before today */
    int step_days;
    double wobble; /* share by which readings differ from the line */
    int parts;     /* of one, to which readings are rounded */
};

static const struct metric_shape shapes[] = {
    {"active", "active_users", 26 * WEEK, WEEK, .02, 1},
    {"logins", "logins", 26 * WEEK, WEEK, .04, 1},
    {"depth", "depth", 26 * WEEK, 4 * WEEK, .015, 100},
    {"csat", "csat", 24 * WEEK, 3 * WEEK, .02, 10},
    {"late", "payment", 12 * WEEK, 4 * WEEK, 0, 1},
};

struct point {
    int ago; /* days before the newest reading */
    double value;
};
struct line {
    struct point points[POINTS_MOST];
    int count;
};

/* The same book each time: no chance, but no ruler either. -1..1. */
static double wobble_of(unsigned seed, int ago)
{
    uint32_t mixed = seed * 2654435761u ^ (uint32_t)ago * 40503u;

    mixed ^= mixed >> 15;
    mixed *= 2246822519u;
    mixed ^= mixed >> 13;
    return (double)(mixed % 2001) / 1000 - 1;
}

static double value_at(const struct line *line, int ago)
{
    const struct point *from = &line->points[0];

    for (int i = 1; i < line->count; i++) {
        const struct point *to = &line->points[i];

        if (ago >= to->ago)
            return from->ago == to->ago
                       ? to->value
                       : from->value +
                             (to->value - from->value) * (from->ago - ago) / (from->ago - to->ago);
        from = to;
    }
    return from->value;
}

/* `212 -8w`; the first point without a day is the shape's first one, the last the newest. */
static bool read_point(const struct demo_account *account, struct demo_span text, int usual_ago,
    struct point *ret_point, struct error *err)
{
    struct demo_span number;
    char digits[24];
    day_number day;
    size_t len;

    if (!demo_take(&text, " ", &number) || number.len >= sizeof(digits))
        return error_set(err, ERROR_USAGE, "a point is a number and perhaps a day");
    len = number.len - (number.text[number.len - 1] == '%');
    memcpy(digits, number.text, len);
    digits[len] = '\0';
    if (!text_to_real(digits, &ret_point->value))
        return error_set(err, ERROR_USAGE, "\"%s\" is no number", digits);
    ret_point->value /= len < number.len ? 100 : 1;
    ret_point->ago = usual_ago;
    if (text.len == 0)
        return true;
    if (!demo_day(account, demo_trim(text), &day, err))
        return false;
    ret_point->ago = account->demo->session->today - day;
    return true;
}

static bool read_line(const struct demo_account *account, const struct metric_shape *shape,
    const char *text, struct line *line, struct error *err)
{
    struct demo_span rest = {text, strlen(text)}, piece;

    while (demo_take(&rest, ",", &piece)) {
        if (line->count == POINTS_MOST)
            return error_set(err, ERROR_USAGE, "at most %d points", POINTS_MOST);
        if (!read_point(account, piece, line->count == 0 ? shape->first_day : 0,
                &line->points[line->count], err))
            return false;
        line->count++;
    }
    if (line->count == 0)
        return error_set(err, ERROR_USAGE, "no point");
    if (line->count == 1) /* one value, all the time */
        line->points[line->count++] = (struct point){0, line->points[0].value};
    return true;
}

static size_t add_reading(
    struct demo_account *account, const char *metric, day_number day, double value)
{
    struct change *change = &account->change;
    size_t row = demo_insert(account, KIND_MEASURE);

    /* Set without copying: a text of the table outlives the change. */
    change->rows.items[row].values[MEASURE_METRIC] = value_text(metric);
    change->rows.items[row].values[MEASURE_DATE] = value_day(day);
    change->rows.items[row].values[MEASURE_VALUE] = value_real(value);
    change->rows.items[row].mask |=
        UINT64_C(1) << MEASURE_METRIC | UINT64_C(1) << MEASURE_DATE | UINT64_C(1) << MEASURE_VALUE;
    return row;
}

/* Feeds come on Mondays. */
static void add_series(
    struct demo_account *account, const struct metric_shape *shape, const struct line *line)
{
    day_number today = account->demo->session->today;
    day_number newest = today - day_weekday(today);
    int last = line->points[line->count - 1].ago;

    for (int ago = last + (line->points[0].ago - last) / shape->step_days * shape->step_days;
         ago >= last; ago -= shape->step_days) {
        double value = value_at(line, ago);

        value += value * shape->wobble *
                 wobble_of((unsigned)(shape - shapes + 7 * account->demo->made[KIND_ACCOUNT]), ago);
        add_reading(account, shape->metric, newest - ago,
            (double)round_half_up(value * shape->parts) / shape->parts);
    }
}

static bool add_shape(struct demo_account *account, const struct metric_shape *shape)
{
    const struct tree_node *node = tree_get(account->node, shape->key);
    struct line line = {.count = 0};
    struct error err = {0};

    if (node == NULL)
        return true;
    if (!read_line(account, shape, node->text, &line, &err))
        return demo_fault(account, node, node->text, err.text);
    add_series(account, shape, &line);
    return true;
}

/* --- what people gave: `9 -40d Priya Nair: words` --- */

static bool add_mark(struct demo_account *account, struct demo_span line, struct error *err)
{
    struct arena *arena = &account->change.arena;
    struct demo_span head, mark, day_word;
    struct point point;
    day_number day;

    if (!demo_take(&line, ": ", &head) || !demo_take(&head, " ", &mark) ||
        !read_point(account, mark, 0, &point, err) || !demo_take(&head, " ", &day_word) ||
        !demo_day(account, day_word, &day, err))
        return false;
    day = day_roll_back(day, &account->demo->session->settings.calendar);
    size_t row = add_reading(account, "nps", day, point.value);

    change_set_text(&account->change, row, MEASURE_CONTACT, demo_copy(arena, demo_trim(head)));
    if (line.len > 0)
        change_set_text(&account->change, row, MEASURE_COMMENT, demo_copy(arena, line));
    return true;
}

static bool add_marks(struct demo_account *account)
{
    const struct tree_node *block = tree_get(account->node, "marks");
    struct demo_span rest, line;

    if (block == NULL)
        return true;
    rest = (struct demo_span){block->text, strlen(block->text)};
    while (demo_take(&rest, "\n", &line)) {
        struct error err = {.text = "a mark is `9 -40d Priya Nair: words`"};

        if (line.len > 0 && !add_mark(account, line, &err))
            return demo_fault(account, block, line.text, err.text);
    }
    return true;
}

bool demo_measures(struct demo_account *account, struct error *err)
{
    bool good = true;

    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        good = add_shape(account, &shapes[i]) && good;
    good = add_marks(account) && good;
    return good || fault_none(&account->demo->faults, err);
}
