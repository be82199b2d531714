/* The blocks of the preview: who, when, why, what is open, what was said last. */
#include "ui/views/blocks.h"

#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/task.h"
#include "ui/chart.h"

int blocks_draw(struct canvas *canvas, struct area area, const struct subject *subject,
    const block_fn *blocks, size_t count)
{
    int start = area.y;

    for (size_t i = 0; i < count && area.rows > 0; i++) {
        int rows = blocks[i](canvas, area, subject);

        if (rows)
            area_take_rows(&area, rows + 1 > area.rows ? area.rows : rows + 1);
    }
    return area.y - start;
}

int block_title(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row *account = subject->assessment->account;
    const struct health *health = &subject->assessment->health;
    enum health_band band = part_band(account);
    enum { TREND_COLUMNS = 15 }; /* with its change, and air */
    int end = area.x + area.columns, x, known_x;
    char money[48], known[PART_KNOWN_ROOM];

    if (area.rows < 2)
        return 0;
    x = canvas_spans_right(canvas, end, area.y,
        SPANS({ROLE_MUTED, row_text(account, ACCOUNT_TIER)}, {ROLE_MUTED, "   "},
            {ROLE_TITLE, part_money_text(
                             row_money(account, ACCOUNT_ARR_NOW), subject->show.currency, money)}));
    canvas_put_cut(canvas, area.x, area.y, ROLE_TITLE, part_name(account), x - area.x - 2);
    canvas_put(canvas, area.x, area.y + 1, part_band_role(band), part_band_shape(band));
    if (band == BAND_UNKNOWN)
        x = canvas_put(canvas, area.x + 2, area.y + 1, ROLE_TEXT, _("not known"));
    else
        x = canvas_putf(canvas, area.x + 2, area.y + 1, ROLE_TITLE, "%d", health->score);
    if (band != BAND_UNKNOWN)
        x = canvas_put(canvas, x + 1, area.y + 1, ROLE_TEXT, _(health_band_label(band)));
    known_x = canvas_put_right(canvas, end, area.y + 1, ROLE_MUTED, part_known(health, known));
    if (row_knows(account, ACCOUNT_TREND) && x + TREND_COLUMNS < known_x) {
        part_trend(canvas, x + 2, area.y + 1, account, ROLE_CHART_1);
        part_change(canvas, x + 12, area.y + 1, account, ACCOUNT_HEALTH_CHANGE);
    }
    return 2;
}

static void clock_line(struct canvas *canvas, struct area area, const char *label, day_number day,
    const struct subject *subject)
{
    char words[24];

    canvas_put(canvas, area.x, area.y, ROLE_MUTED, label);
    if (day == DAY_NONE) {
        canvas_put(canvas, area.x + 11, area.y, ROLE_MUTED, _("no end date"));
        return;
    }
    canvas_put(canvas, area.x + 11, area.y, ROLE_TEXT, day_words(day, subject->show.today, words));
    if (day < subject->show.today)
        canvas_putf_right(canvas, area.x + area.columns, area.y, ROLE_OVERDUE, _("%dd ago"),
            subject->show.today - day);
    else
        canvas_putf_right(canvas, area.x + area.columns, area.y, ROLE_TEXT, _("in %dd"),
            day - subject->show.today);
}

int block_clock(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct renewal_clock *clock = &subject->assessment->contract.clock;

    if (area.rows < 1)
        return 0;
    if (!subject->assessment->contract.has_line || clock->state == RENEWAL_UNKNOWN) {
        canvas_put(canvas, area.x, area.y, ROLE_MUTED, _("End of the contract not known"));
        return 1;
    }
    if (clock->state == RENEWAL_LEAVING || clock->state == RENEWAL_LOCKED_IN) {
        clock_line(canvas, area, clock->state == RENEWAL_LEAVING ? _("Leaves") : _("Locked in"),
            clock->ends, subject);
        return 1;
    }
    if (!clock->by_notice && subject->assessment->contract.line.auto_renew == 0) {
        clock_line(canvas, area, _("Ends"), clock->ends, subject);
        return 1;
    }
    if (!clock->by_notice) {
        clock_line(canvas, area, _("Renews"), clock->ends + 1, subject);
        return 1;
    }
    clock_line(canvas, area, _("Notice by"), clock->notice_deadline, subject);
    area.y++;
    if (area.rows > 1)
        clock_line(canvas, area, _("Renews"), clock->ends + 1, subject);
    return area.rows > 1 ? 2 : 1;
}

/* Known parts that cost something, most first; and how many, and how much, come after `shown`. */
static int costly_parts(const struct health *health, int shown, int *ret_rest, int *ret_rest_costs)
{
    int count = 0;

    *ret_rest = 0;
    *ret_rest_costs = 0;
    for (int i = 0; i < health->part_count; i++) {
        if (!health->parts[i].costs)
            continue;
        if (count++ >= shown) {
            (*ret_rest)++;
            *ret_rest_costs += health->parts[i].costs;
        }
    }
    return count;
}

static void pull_line(
    struct canvas *canvas, struct area area, const struct health_part *part, double most)
{
    int x = area.x + 14;

    part_tenths_right(canvas, area.x + 5, area.y, ROLE_TEXT, -part->costs);
    chart_bar(canvas, area.x + 6, area.y, 7, part->loss / most, ROLE_CHART_4);
    x = canvas_put_cut(canvas, x, area.y, ROLE_TEXT, part->measure->label, area.columns - 14) + 2;
    if (part->words && x < area.x + area.columns)
        canvas_put_cut(canvas, x, area.y, ROLE_MUTED, part->words, area.x + area.columns - x);
}

static void caps_line(struct canvas *canvas, struct area area, const struct health *health)
{
    struct str words = {0};

    str_addf(&words, _("capped at %d: "), health->caps[0]->at_most);
    for (int i = 0; i < health->cap_count; i++)
        str_addf(&words, i ? ", %s" : "%s", health->caps[i]->label);
    canvas_put_cut(canvas, area.x, area.y, ROLE_TEXT, str_text(&words), area.columns);
    str_fini(&words);
}

int block_pulls_down(struct canvas *canvas, struct area area, const struct subject *subject)
{
    char number[48];
    const struct health *health = &subject->assessment->health;
    int shown = area.rows >= 20 ? 5 : 4, rest, rest_costs, rows = 1, end = area.x + area.columns;
    double most = 1;

    if (area.rows < 3 || !health->known || health->raw_tenths == 1000)
        return 0;
    costly_parts(health, shown, &rest, &rest_costs);
    canvas_put(canvas, area.x, area.y, ROLE_TITLE, _("What pulls it down"));
    canvas_spans_right(canvas, end, area.y, SPANS({ROLE_MUTED, _(" of 100")}));
    part_tenths_right(canvas, end - 7, area.y, ROLE_TITLE, health->raw_tenths - 1000);
    for (int i = 0; i < health->part_count && rows <= shown && rows < area.rows; i++) {
        struct area line = {area.x, area.y + rows, area.columns, 1};

        if (!health->parts[i].costs)
            continue;
        most = rows == 1 ? health->parts[i].loss : most;
        pull_line(canvas, line, &health->parts[i], most);
        rows++;
    }
    if (rest && rows < area.rows) {
        part_tenths_right(canvas, area.x + 5, area.y + rows, ROLE_MUTED, -rest_costs);
        canvas_putf(canvas, area.x + 14, area.y + rows, ROLE_MUTED, _("%s more"),
            number_whole(rest, number));
        rows++;
    }
    if (health->cap_count && rows < area.rows)
        caps_line(canvas, (struct area){area.x, area.y + rows++, area.columns, 1}, health);
    return rows;
}

struct open_item {
    const char *shape, *text;
    day_number due;
};

/* Open tasks, and open steps that have a day, earliest first. */
static size_t open_items(const struct dossier *dossier, struct open_item *items, size_t room)
{
    size_t count = 0;

    for (size_t i = 0; i < dossier->tasks.count && count < room; i++) {
        const struct row *task = dossier->tasks.items[i];

        if (task_is_open(task))
            items[count++] = (struct open_item){
                part_task_shape(task), row_text(task, TASK_TITLE), task_day(task)};
    }
    for (size_t i = 0; i < dossier->steps.count && count < room; i++) {
        const struct row *step = dossier->steps.items[i];

        if (row_is(step, STEP_STATUS, "open") && row_knows(step, STEP_DUE))
            items[count++] =
                (struct open_item){"→", row_text(step, STEP_TITLE), row_day(step, STEP_DUE)};
    }
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0; k--) {
            day_number a = items[k - 1].due == DAY_NONE ? INT32_MAX : items[k - 1].due;
            day_number b = items[k].due == DAY_NONE ? INT32_MAX : items[k].due;
            struct open_item item = items[k];

            if (a <= b)
                break;
            items[k] = items[k - 1];
            items[k - 1] = item;
        }
    return count;
}

int block_open(struct canvas *canvas, struct area area, const struct subject *subject)
{
    struct open_item items[128];
    size_t count = open_items(subject->dossier, items, COUNT_OF(items));
    int most = area.rows >= 14 ? 5 : 3, rows = 1, end = area.x + area.columns;
    char sum[64];

    if (area.rows < 2 || !count)
        return 0;
    text_format(sum, sizeof(sum), _("%d of %zu"), (int)count < most ? (int)count : most, count);
    part_heading(canvas, area.x, area.y, end, _("Open"), sum);
    for (size_t i = 0; i < count && rows <= most && rows < area.rows; i++, rows++) {
        struct due_words due = part_due(items[i].due, subject->show.today);
        int y = area.y + rows;
        int x = canvas_put_right(canvas, end, y, due.role, due.text);

        canvas_put(
            canvas, area.x, y, items[i].shape[0] == '!' ? ROLE_ACCENT : ROLE_MUTED, items[i].shape);
        canvas_put_cut(canvas, area.x + 2, y, ROLE_TEXT, items[i].text, x - area.x - 4);
    }
    return rows;
}

static const struct row *last_note(const struct row_list *notes)
{
    for (size_t i = notes->count; i-- > 0;)
        if (!row_is(notes->items[i], NOTE_KIND, "internal"))
            return notes->items[i];
    return notes->count ? notes->items[notes->count - 1] : NULL;
}

int block_last_note(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row *note = last_note(&subject->dossier->notes);
    struct str text = {0};
    char day[24];
    int rows;

    if (area.rows < 2 || !note)
        return 0;
    str_addf(
        &text, _("Last %s"), *row_text(note, NOTE_KIND) ? row_text(note, NOTE_KIND) : _("note"));
    part_heading(canvas, area.x, area.y, area.x + area.columns, str_text(&text),
        day_words(minute_day(row_integer(note, NOTE_AT)), subject->show.today, day));
    str_clear(&text);
    str_addf(&text, "“%s”", part_note_said(note));
    if (*row_text(note, NOTE_SENTIMENT))
        str_addf(&text, _("   sentiment %s"), row_text(note, NOTE_SENTIMENT));
    area.rows = area.rows - 1 > 4 ? 4 : area.rows - 1;
    area.y++;
    rows = canvas_put_wrapped(canvas, area, ROLE_TEXT, str_text(&text));
    str_fini(&text);
    return rows + 1;
}
