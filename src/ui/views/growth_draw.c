/* The picture of the screen Growth. */
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/growth.h"
#include "ui/ways.h"

enum { TALL = 24, SUM_ROWS = 7, MOST = 132 /* columns of a row */ };

static char *money_of(struct ui *ui, int64_t minor, char *buffer)
{
    if (minor == MONEY_NONE) {
        buffer[0] = buffer[1] = '-';
        buffer[2] = '\0';
        return buffer;
    }
    return money_short(minor, ui_show(ui).currency, buffer);
}

/* --- sums by stage --- */

static void draw_sum(
    struct ui *ui, const char *word, const struct growth_line *line, struct canvas *canvas, int y)
{
    char money[48];

    canvas_put(canvas, 2, y, ROLE_TEXT, word);
    canvas_count_right(canvas, 20, y, ROLE_TEXT, line->count);
    canvas_put_right(canvas, 31, y, ROLE_MONEY, money_of(ui, line->amount, money));
    if (canvas->columns >= SCREEN_NARROW)
        canvas_put_right(canvas, 43, y, ROLE_MUTED, money_of(ui, line->weighted, money));
    if (line->unknown + line->without_rate && canvas->columns >= SCREEN_NARROW)
        canvas_putf(canvas, 45, y, ROLE_MUTED, _("+%lld without an amount"),
            (long long)(line->unknown + line->without_rate));
}

static int draw_sums(
    struct ui *ui, const struct growth_totals *totals, struct canvas *canvas, int y)
{
    canvas_put(canvas, 2, y, ROLE_MUTED, _("stage"));
    canvas_put_right(canvas, 31, y, ROLE_MUTED, _("a year"));
    if (canvas->columns >= SCREEN_NARROW)
        canvas_put_right(canvas, 43, y, ROLE_MUTED, _("weighted"));
    y++;
    for (int open = 1; open >= 0; open--) {
        for (int i = 0; i < GROWTH_STAGES; i++)
            if (growth_stage_is_open((enum growth_stage)i) == open)
                draw_sum(ui, _(growth_stage_word((enum growth_stage)i)), &totals->stages[i], canvas,
                    y++);
        if (open)
            draw_sum(ui, _("open"), &totals->open, canvas, y++);
    }
    canvas_rule(canvas, y++);
    return y;
}

static void draw_columns(const struct growth_view *view, struct canvas *canvas, int y)
{
    int end = (view->references || canvas->columns < MOST ? canvas->columns : MOST) - 1;

    canvas_put(canvas, 2, y, ROLE_MUTED, _("account"));
    canvas_put(canvas, 26, y, ROLE_MUTED, view->references ? _("status") : _("stage"));
    canvas_put(canvas, view->references ? 36 : 39, y, ROLE_MUTED,
        view->references ? _("what") : _("for what"));
    if (view->references) {
        canvas_put(canvas, 52, y, ROLE_MUTED, _("who"));
        canvas_put(canvas, 71, y, ROLE_MUTED, _("about"));
        canvas_put_right(canvas, end, y, ROLE_MUTED, _("asked"));
        return;
    }
    canvas_put_right(canvas, end - 43, y, ROLE_MUTED, _("odds"));
    canvas_put_right(canvas, end - 35, y, ROLE_MUTED, _("a year"));
    canvas_put_right(canvas, end - 22, y, ROLE_MUTED, _("closes"));
}

/* --- a row --- */

static enum role stage_role(enum growth_stage stage)
{
    return growth_stage_is_open(stage) ? ROLE_TEXT : ROLE_MUTED;
}

/* Who has it, why it ended, or what stands before it. */
static const char *aside_of(const struct growth_entry *entry)
{
    if (entry->held)
        return _("first the high risk");
    if (!growth_stage_is_open(entry->stage))
        return row_text(entry->row, OPPORTUNITY_WHY);
    return row_text(entry->row, OPPORTUNITY_HANDED_TO);
}

static void draw_entry(
    struct ui *ui, const struct growth_entry *entry, struct canvas *canvas, struct area line)
{
    bool wide = line.columns >= SCREEN_WIDE, narrow = line.columns < SCREEN_NARROW;
    int name = wide ? 22 : narrow ? 14 : 18, x = 2 + name + 2;
    int end = (line.columns < MOST ? line.columns : MOST) - 1;
    day_number close = row_day(entry->row, OPPORTUNITY_CLOSE);
    enum role role = growth_is_late(ui, entry) ? ROLE_OVERDUE : ROLE_DATE;
    char money[48], day[24];

    canvas_put_cut(canvas, 2, line.y, ROLE_TITLE, entry->account_name, name);
    if (!narrow) {
        canvas_put(canvas, x, line.y, stage_role(entry->stage), _(growth_stage_word(entry->stage)));
        x += 13;
    }
    if (wide) {
        canvas_put_cut(canvas, end - 20, line.y, entry->held ? ROLE_OVERDUE : ROLE_MUTED,
            aside_of(entry), line.columns - 1 - (end - 20));
        end -= 22;
        if (close != DAY_NONE)
            canvas_put_right(canvas, end, line.y, role, day_short(close, ui_show(ui).today, day));
        end -= 13;
    }
    canvas_put_right(canvas, end, line.y, ROLE_MONEY, money_of(ui, entry->amount, money));
    end -= 8;
    if (!narrow) {
        canvas_putf_right(canvas, end, line.y, ROLE_MUTED, "%.0f%%", entry->probability * 100);
        end -= 6;
    }
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, row_text(entry->row, OPPORTUNITY_NAME), end - x);
}

static void draw_reference(struct ui *ui, const struct growth_view *view, int64_t index,
    struct canvas *canvas, struct area line)
{
    const struct row *row = view->asked.items[index];
    bool wide = line.columns >= SCREEN_WIDE, narrow = line.columns < SCREEN_NARROW;
    int name = wide ? 22 : narrow ? 14 : 18, x = 2 + name + 2;
    char day[24];

    canvas_put_cut(canvas, 2, line.y, ROLE_TITLE, view->asked_names[index], name);
    canvas_put(canvas, x, line.y, ROLE_TEXT, row_text(row, REFERENCE_STATUS));
    x += 10;
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, row_text(row, REFERENCE_KIND), 15);
    x += 16;
    if (!narrow)
        canvas_put_cut(canvas, x, line.y, ROLE_MUTED, row_text(row, REFERENCE_CONTACT), 18);
    x += 19;
    if (wide)
        canvas_put_cut(
            canvas, x, line.y, ROLE_TEXT, row_text(row, REFERENCE_TEXT), line.columns - x - 16);
    if (!narrow)
        canvas_put_right(canvas, line.columns - 1, line.y, ROLE_DATE,
            day_short(row_day(row, REFERENCE_ASKED_ON), ui_show(ui).today, day));
}

/* --- the page --- */

static void draw_head(struct ui *ui, const struct growth_view *view, struct canvas *canvas, int y)
{
    const struct growth_line *open = &view->entries.totals.open;
    char money[48], weighted[48];
    int x = canvas_put(
                canvas, 1, y, ROLE_TITLE, view->references ? _("Who speaks for us") : _("Growth")) +
            3;

    if (view->filter.text.len) {
        word_filter_draw(&view->filter, view->references ? view->asked.count : view->entries.count,
            canvas, x, y);
    } else if (view->references) {
        canvas_putf(canvas, x, y, ROLE_MUTED, _("%zu asked"), view->asked.count);
    } else {
        x = canvas_count(canvas, x, y, ROLE_TITLE, open->count);
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" open")) + 3;
        x = canvas_put(canvas, x, y, ROLE_MONEY, money_of(ui, open->amount, money));
        if (canvas->columns >= SCREEN_NARROW)
            x = canvas_putf(canvas, x, y, ROLE_MUTED, _(", weighted %s"),
                money_of(ui, open->weighted, weighted));
        if (view->late && canvas->columns >= SCREEN_NARROW) {
            x = canvas_count(canvas, x + 3, y, ROLE_OVERDUE, view->late);
            canvas_put(canvas, x, y, ROLE_OVERDUE, _(" past their closing day"));
        }
    }
}

static void draw_empty(struct ui *ui, const struct growth_view *view, struct canvas *canvas, int y)
{
    if (view->filter.text.len) {
        canvas_put(canvas, 1, y, ROLE_TEXT, _("Nothing matches the filter."));
        way_put(ui, canvas, 1, y + 1, "clear", _("clear it"));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT,
        view->references ? _("Nobody was asked to speak for you yet.")
                         : _("No opportunity is recorded."));
    way_put(ui, canvas, 1, y + 1, "add", _("write one down"));
}

/* When it closes and what stands beside; then stage and odds. Of references what about, then who
 * and when. */
static int hidden_columns(const struct growth_view *view, int columns)
{
    if (columns >= SCREEN_WIDE)
        return 0;
    return view->references ? (columns >= SCREEN_NARROW ? 1 : 3)
                            : (columns >= SCREEN_NARROW ? 2 : 4);
}

static void draw_rows(struct ui *ui, struct growth_view *view, struct canvas *canvas, int y)
{
    size_t count = view->references ? view->asked.count : view->entries.count;
    int foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    list_fit(&view->list, (int64_t)count, canvas->rows - y - foot);
    if (foot == 2) {
        part_range(canvas, 1, canvas->rows - 2, &view->list);
        part_hidden(canvas, canvas->rows - 2, count ? hidden_columns(view, canvas->columns) : 0);
    }
    for (int64_t i = view->list.top; i < list_end(&view->list); i++, y++) {
        const struct area area = {0, y, canvas->columns, 1};

        if (view->references)
            draw_reference(ui, view, i, canvas, area);
        else
            draw_entry(ui, &view->entries.items[i], canvas, area);
        if (ui_list_row(ui, canvas, &view->list, i, area))
            view->selected =
                view->references ? view->asked.items[i]->key : view->entries.items[i].row->key;
    }
}

void growth_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct growth_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;

    draw_head(ui, view, canvas, y++);
    canvas_rule(canvas, y++);
    if (!view->references && canvas->rows >= TALL)
        y = draw_sums(ui, &view->entries.totals, canvas, y);
    if ((view->references ? view->asked.count : view->entries.count) == 0)
        draw_empty(ui, view, canvas, y + 1);
    else if (canvas->columns >= SCREEN_WIDE && canvas->rows >= TALL)
        draw_columns(view, canvas, y++);
    draw_rows(ui, view, canvas, y);
}
