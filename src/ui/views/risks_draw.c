/* The picture of the screen Risks. */
#include <stdio.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/risks.h"
#include "ui/ways.h"

enum {
    TALL = 24,
    LOW = 14,

    BESIDE_ROWS = 5,
    VERY_WIDE = 140,
    TEXT_MOST = 84,
    PAGES_FROM = 80, /* columns that all its pages take */
    CAUSE_COLUMNS = 20
};
enum { ASIDE = 50 }; /* exposed, cause, state, since */

static enum role severity_role(const struct row *signal)
{
    if (row_is(signal, SIGNAL_KIND, "growth"))
        return ROLE_GOOD;
    if (row_is(signal, SIGNAL_SEVERITY, "high"))
        return ROLE_RISK;
    return row_is(signal, SIGNAL_SEVERITY, "medium") ? ROLE_WATCH : ROLE_UNKNOWN;
}

static const char *severity_shape(const struct row *signal)
{
    if (row_is(signal, SIGNAL_KIND, "growth"))
        return "●";
    if (row_is(signal, SIGNAL_SEVERITY, "high"))
        return "■";
    return row_is(signal, SIGNAL_SEVERITY, "medium") ? "▲" : "○";
}

/* --- head --- */

/* Returns where they begin. */
static int draw_pages(const struct risks_view *view, struct canvas *canvas, int y)
{
    int end = canvas->columns - 1, x = end;

    for (int page = RISKS_PAGES - 1; page >= 0; page--, end = x - 2) {
        const char *word = risks_page_word((enum risks_page)page);
        char command[32];

        x = canvas_put_right(
            canvas, end, y, (int)view->page == page ? ROLE_TAB_ACTIVE : ROLE_TAB, _(word));
        snprintf(command, sizeof(command), "show %s", word);
        canvas_place(canvas, (struct area){x, y, end - x, 1}, command);
    }
    return x;
}

static const char *cause_title(const char *cause)
{
    return *cause ? cause : _("no cause said");
}

static void draw_head(struct ui *ui, const struct risks_view *view, struct canvas *canvas, int y)
{
    char money[48], unknown[80];
    const char *title = view->account                             ? view->account_name
                        : view->signal.len                        ? str_text(&view->signal)
                        : view->page == PAGE_RISKS && view->cause ? cause_title(view->cause)
                                                                  : _("Risks");
    int x = canvas_put(canvas, 1, y, ROLE_TITLE, title) + 3, pages = canvas->columns;

    if (view->page < PAGE_CAUSES) {
        x = canvas_count(canvas, x, y, ROLE_TITLE, (int64_t)view->risks.count);
        x = canvas_put(
            canvas, x, y, ROLE_MUTED, view->page == PAGE_RISKS ? _(" open") : _(" rows"));
    }
    if (view->filter.text.len && view->page < PAGE_CAUSES) {
        word_filter_draw(&view->filter, view->risks.count, canvas, x + 3, y);
        return;
    }
    if (canvas->columns >= PAGES_FROM)
        pages = draw_pages(view, canvas, y);
    if (view->page == PAGE_RISKS && canvas->columns >= SCREEN_NARROW) {
        x += 3;
        if (canvas->columns >= SCREEN_WIDE) {
            x = canvas_count(canvas, x, y, ROLE_TEXT, view->risks.accounts);
            x = canvas_put(canvas, x, y, ROLE_MUTED,
                    words_plural(" account", " accounts", view->risks.accounts)) +
                3;
        }
        x = canvas_put(canvas, x, y, ROLE_MONEY,
            view->risks.unknown && view->risks.exposed == 0
                ? "--"
                : money_short(view->risks.exposed, ui_show(ui).currency, money));
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" exposed"));
        text_format(unknown, sizeof(unknown), _(", %lld unknown"), (long long)view->risks.unknown);
        if (view->risks.unknown && x + text_columns(unknown) + 3 <= pages)
            canvas_put(canvas, x, y, ROLE_MUTED, unknown);
    }
    if (canvas->columns < PAGES_FROM && canvas->columns >= SCREEN_NARROW)
        canvas_put_right(
            canvas, canvas->columns - 1, y, ROLE_TAB_ACTIVE, _(risks_page_word(view->page)));
}

/* --- a row --- */

/* Under 100 columns cause, state and since go, under 60 what is exposed. */
static int hidden_columns(int columns)
{
    return columns >= SCREEN_WIDE ? 0 : columns >= SCREEN_NARROW ? 3 : 4;
}

/* What was done about it: `quiet 30 Nov`, `muted`, its plan, else its cause. */
static void draw_state(
    struct ui *ui, const struct risk_line *line, struct canvas *canvas, int x, int y, int columns)
{
    day_number today = ui_show(ui).today, look = row_day(line->row, SIGNAL_LOOK_ON);
    day_number quiet = row_day(line->row, SIGNAL_QUIET_UNTIL);
    struct str text = {0};
    char day[24];
    enum role role = ROLE_MUTED;

    if (row_integer(line->row, SIGNAL_MUTED) != 0) {
        str_addf(&text, _("muted: %s"), row_text(line->row, SIGNAL_MUTE_WHY));
    } else if (row_knows(line->row, SIGNAL_OUTCOME)) {
        str_addf(&text, _("closed: %s"), row_text(line->row, SIGNAL_OUTCOME));
    } else if (look != DAY_NONE) {
        role = look <= today ? ROLE_OVERDUE : ROLE_MUTED;
        str_addf(&text, _("look %s"), day_short(look, today, day));
    } else if (line->quiet) {
        str_addf(&text, _("quiet %s"), day_short(quiet, today, day));
    } else if (*line->plan_title) {
        str_addf(&text, "%s", line->plan_state);
    }
    canvas_put_cut(canvas, x, y, role, str_text(&text), columns);
    str_fini(&text);
}

static int name_columns(int columns)
{
    return columns >= VERY_WIDE      ? 24
           : columns >= SCREEN_WIDE  ? 20
           : columns < SCREEN_NARROW ? 12
                                     : 16;
}

/* Where the sentence ends: text is never wider than 84. */
static int text_end(int columns)
{
    int end = columns - (columns < SCREEN_NARROW ? 1 : columns >= SCREEN_WIDE ? ASIDE : 10);
    int most = 6 + name_columns(columns) + TEXT_MOST;

    return columns >= VERY_WIDE && end > most ? most : end;
}

/* The name stands where its account begins, on the first line and under the cursor. */
static void draw_name(const struct risks_view *view, int64_t at, struct canvas *canvas, int y)
{
    const struct risk_line *line = &view->risks.items[at];
    bool begins = at == 0 || line[-1].account != line->account;

    if (begins || at == view->list.top || at == view->list.selected)
        canvas_put_cut(canvas, 4, y, begins ? ROLE_TITLE : ROLE_MUTED, line->account_name,
            name_columns(canvas->columns));
}

static void draw_line(
    struct ui *ui, const struct risk_line *line, struct canvas *canvas, struct area area)
{
    bool wide = area.columns >= SCREEN_WIDE, narrow = area.columns < SCREEN_NARROW;
    int name = name_columns(area.columns), x = 4 + name + 2, end = text_end(area.columns);
    char money[48], day[24];

    canvas_put(canvas, 2, area.y, severity_role(line->row), severity_shape(line->row));
    canvas_put_cut(canvas, x, area.y, line->quiet ? ROLE_MUTED : ROLE_TEXT,
        row_text(line->row, SIGNAL_TEXT), end - x);
    if (narrow)
        return;
    canvas_put_right(canvas, end + 9, area.y, line->own_exposed ? ROLE_TEXT : ROLE_MONEY,
        line->exposed == MONEY_NONE ? "" : money_short(line->exposed, ui_show(ui).currency, money));
    if (!wide)
        return;
    canvas_put_cut(canvas, end + 11, area.y, ROLE_MUTED, row_text(line->row, SIGNAL_CAUSE), 16);
    draw_state(ui, line, canvas, end + 29, area.y, 13);
    canvas_put_right(canvas, end + ASIDE - 1, area.y, ROLE_DATE,
        day_short(row_day(line->row, SIGNAL_SINCE), ui_show(ui).today, day));
}

static void draw_columns(struct canvas *canvas, int y)
{
    int end = text_end(canvas->columns);

    if (canvas->columns < SCREEN_WIDE)
        return;
    canvas_put(canvas, 4, y, ROLE_MUTED, _("account"));
    canvas_put_right(canvas, end + 9, y, ROLE_MUTED, _("exposed"));
    canvas_put(canvas, end + 11, y, ROLE_MUTED, _("cause"));
    canvas_put(canvas, end + 29, y, ROLE_MUTED, _("state"));
    canvas_put_right(canvas, end + ASIDE - 1, y, ROLE_MUTED, _("since"));
}

/* --- what is under the cursor, whole --- */

static int put_fact(struct canvas *canvas, int x, int y, const char *label, const char *words)
{
    if (text_blank(words) || x >= canvas->columns - 8)
        return x;
    x = canvas_putf(canvas, x, y, ROLE_MUTED, "%s ", label);
    return canvas_put(canvas, x, y, ROLE_TEXT, words) + 3;
}

static void draw_facts(
    struct ui *ui, const struct risk_line *line, struct canvas *canvas, struct area area)
{
    const struct row *row = line->row;
    day_number today = ui_show(ui).today;
    char since[24], look[24];
    int x = put_fact(
        canvas, 1, area.y, _("since"), day_words(row_day(row, SIGNAL_SINCE), today, since));

    x = put_fact(canvas, x, area.y, _("cause"), row_text(row, SIGNAL_CAUSE));
    if (row_knows(row, SIGNAL_LOOK_ON))
        x = put_fact(canvas, x, area.y, _("look again"),
            day_words(row_day(row, SIGNAL_LOOK_ON), today, look));
    (void)put_fact(
        canvas, x, area.y, _("by"), row_integer(row, SIGNAL_BY_HAND) ? _("hand") : _("rule"));
    x = put_fact(canvas, 1, area.y + 1, _("plan"), line->plan_title);
    x = put_fact(canvas, x, area.y + 1, _("stands"), line->plan_state);
    if (!*line->plan_title)
        (void)put_fact(canvas, x, area.y + 1, _("suggests"), row_text(row, SIGNAL_SUGGESTS));
}

static void draw_beside(
    struct ui *ui, const struct risk_line *line, struct canvas *canvas, struct area area)
{
    int y = area.y;

    canvas_rule(canvas, y++);
    y += canvas_put_wrapped(canvas, (struct area){1, y, area.columns - 2, 2}, ROLE_TEXT,
        row_text(line->row, SIGNAL_TEXT));
    draw_facts(ui, line, canvas, (struct area){1, y, area.columns, 2});
}

/* --- causes --- */

static bool is_empty(const struct cause_line *line)
{
    int64_t sum = line->open + line->churns + line->contractions + line->renewals;

    for (int i = 0; i < RISK_OUTCOMES; i++)
        sum += line->closed[i];
    return sum == 0;
}

static void put_count(struct canvas *canvas, int end, int y, int64_t count)
{
    if (count)
        canvas_count_right(canvas, end, y, ROLE_TEXT, count);
}

static void put_sum(struct ui *ui, struct canvas *canvas, int end, int y, struct cause_line sum)
{
    char money[48];

    if (sum.churns)
        canvas_putf_right(canvas, end, y, ROLE_MONEY, "%lld  %s", (long long)sum.churns,
            money_short(sum.churned, ui_show(ui).currency, money));
}

static void draw_cause(
    struct ui *ui, const char *name, const struct cause_line *line, struct canvas *canvas, int y)
{
    bool wide = canvas->columns >= 80;
    int x = CAUSE_COLUMNS;

    canvas_put_cut(canvas, 2, y, ROLE_TEXT, name, x - 4);
    put_count(canvas, x + 4, y, line->open);
    if (wide)
        for (int i = 0; i < RISK_OUTCOMES; i++)
            put_count(canvas, x + 12 + 8 * i, y, line->closed[i]);
    x += wide ? 36 : 4;
    put_sum(ui, canvas, x + 11, y, *line);
    if (!wide)
        return;
    put_sum(ui, canvas, x + 22, y,
        (struct cause_line){.churns = line->contractions, .churned = line->contracted});
    if (canvas->columns >= SCREEN_WIDE)
        put_sum(ui, canvas, x + 37, y,
            (struct cause_line){.churns = line->renewals, .churned = line->unrenewed});
}

static void draw_cause_heads(struct canvas *canvas, int y)
{
    bool wide = canvas->columns >= 80;
    int x = CAUSE_COLUMNS;

    canvas_put(canvas, 2, y, ROLE_MUTED, _("cause"));
    canvas_put_right(canvas, x + 4, y, ROLE_MUTED, _("open"));
    if (wide)
        for (int i = 0; i < RISK_OUTCOMES; i++)
            canvas_put_right(
                canvas, x + 12 + 8 * i, y, ROLE_MUTED, _(risk_outcome_word((enum risk_outcome)i)));
    x += wide ? 36 : 4;
    canvas_put_right(canvas, x + 11, y, ROLE_MUTED, _("churned"));
    if (wide)
        canvas_put_right(canvas, x + 22, y, ROLE_MUTED, _("reduced"));
    if (canvas->columns >= SCREEN_WIDE)
        canvas_put_right(canvas, x + 37, y, ROLE_MUTED, _("not renewed"));
}

size_t risks_cause_rows(const struct risks_view *view, int ret_causes[CAUSE_COUNT + 1])
{
    size_t count = 0;

    for (int i = 0; i <= CAUSE_COUNT; i++)
        if (!is_empty(&view->causes.lines[i]))
            ret_causes[count++] = i;
    return count;
}

static void draw_causes(struct ui *ui, struct risks_view *view, struct canvas *canvas, int y)
{
    int causes[CAUSE_COUNT + 1];
    size_t count = risks_cause_rows(view, causes);

    if (count == 0) {
        canvas_put(canvas, 1, y + 1, ROLE_TEXT, _("No risk is open, and nothing was lost."));
        return;
    }
    draw_cause_heads(canvas, y++);
    list_fit(&view->list, (int64_t)count, canvas->rows - y - 3);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++, y++) {
        const struct area area = {0, y, canvas->columns, 1};
        int at = causes[i];

        draw_cause(ui, at == CAUSE_COUNT ? _("no cause said") : cause_word((enum cause)at),
            &view->causes.lines[at], canvas, y);
        (void)ui_list_row(ui, canvas, &view->list, i, area);
    }
    draw_cause(ui, _("all"), &view->causes.all, canvas, y + 1);
    if (view->causes.all.without_rate)
        canvas_putf(canvas, 2, y + 3, ROLE_MUTED, _("+%lld in a currency without a rate"),
            (long long)view->causes.all.without_rate);
}

/* --- the page --- */

static void draw_empty(struct ui *ui, const struct risks_view *view, struct canvas *canvas, int y)
{
    if (view->filter.text.len) {
        canvas_put(canvas, 1, y, ROLE_TEXT, _("Nothing matches the filter."));
        way_put(ui, canvas, 1, y + 1, "clear", _("clear it"));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT,
        view->page == PAGE_RISKS     ? _("No risk is open.")
        : view->page == PAGE_SIGNALS ? _("Nothing asks for anything.")
                                     : _("Nothing is silent."));
    if (view->page == PAGE_RISKS)
        way_put(ui, canvas, 1, y + 1, "add", _("write one that no rule sees"));
}

static void draw_rows(
    struct ui *ui, struct risks_view *view, struct canvas *canvas, int y, int foot)
{
    list_fit(&view->list, (int64_t)view->risks.count, canvas->rows - y - foot);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++, y++) {
        const struct area area = {0, y, canvas->columns, 1};

        draw_name(view, i, canvas, y);
        draw_line(ui, &view->risks.items[i], canvas, area);
        if (ui_list_row(ui, canvas, &view->list, i, area))
            view->selected = view->risks.items[i].row->key;
    }
}

void risks_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct risks_view *view = state;
    const struct risk_line *here = risks_here(view);
    int beside = here && canvas->rows >= TALL ? BESIDE_ROWS : 0;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = 1 + beside;

    draw_head(ui, view, canvas, y++);
    canvas_rule(canvas, y++);
    if (view->page == PAGE_CAUSES) {
        draw_causes(ui, view, canvas, y);
        return;
    }
    if (view->page == PAGE_BACKTEST) {
        risks_draw_backtest(ui, view, canvas, y, 1);
        return;
    }
    if (view->risks.count == 0)
        draw_empty(ui, view, canvas, y + 1);
    else if (canvas->columns >= SCREEN_WIDE && canvas->rows >= LOW)
        draw_columns(canvas, y++);
    draw_rows(ui, view, canvas, y, foot);
    if (beside)
        draw_beside(ui, risks_here(view), canvas,
            (struct area){0, canvas->rows - 1 - BESIDE_ROWS, canvas->columns, BESIDE_ROWS});
    if (beside && hidden_columns(canvas->columns))
        canvas_putf_right(canvas, canvas->columns, canvas->rows - 1 - BESIDE_ROWS, ROLE_MUTED,
            words_plural(" +%d column ", " +%d columns ", hidden_columns(canvas->columns)),
            hidden_columns(canvas->columns));
}
