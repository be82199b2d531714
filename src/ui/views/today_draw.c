/* The picture of Today: what sums it up, the queue, the preview beside or below it. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/frame.h"
#include "ui/sizes.h"
#include "ui/views/today.h"
#include "ui/ways.h"

enum { LIST_MOST = 104 };

/* --- head --- */

/* A count of what is known of no account is none. */
static int put_known(struct canvas *canvas, int x, int y, int64_t count, bool is_known)
{
    return is_known ? canvas_count(canvas, x, y, ROLE_TITLE, count)
                    : canvas_put(canvas, x, y, ROLE_TITLE, "--");
}

/* `8 at risk, 1 by forecast`: what its health does not say, its forecast does (E20). */
static int put_at_risk(
    const struct totals *totals, struct canvas *canvas, int x, int y, bool is_explained)
{
    int64_t called = totals->at_risk_count - totals->band_count[BAND_RED];

    x = canvas_put(canvas, x, y, ROLE_RISK, "■");
    x = put_known(canvas, x + 1, y, totals->at_risk_count, today_knows_health(totals));
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" at risk"));
    if (called <= 0 || !is_explained)
        return x;
    x = canvas_put(canvas, x, y, ROLE_MUTED, ", ");
    x = canvas_count(canvas, x, y, ROLE_TEXT, called);
    return canvas_put(canvas, x, y, ROLE_MUTED,
        canvas->columns >= SCREEN_WIDE ? _(" by forecast") : _(" called"));
}

static int put_book(const struct totals *totals, struct canvas *canvas, int y, const char *currency)
{
    char money[48];
    int x = canvas_count(canvas, 1, y, ROLE_TITLE, totals->accounts);

    x = canvas_put(
        canvas, x, y, ROLE_MUTED, words_plural(" account  ", " accounts  ", totals->accounts));
    x = canvas_put(
        canvas, x, y, ROLE_TITLE, part_total_text(totals->arr, totals->accounts, currency, money));
    if (canvas->columns < SCREEN_WIDE)
        return x;
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" ARR"));
    if (totals->without_rate) {
        x = canvas_put(canvas, x, y, ROLE_MUTED, ", +");
        x = canvas_count(canvas, x, y, ROLE_MUTED, totals->without_rate);
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" in other money"));
    }
    return x;
}

enum { VITALS_PLAIN, VITALS_EXPLAINED, VITALS_WHOLE };

/* Returns where it ends, which may lie behind the edge. */
static int put_vitals(
    struct ui *ui, const struct today *today, struct canvas *canvas, int y, int form)
{
    const struct totals *totals = &today->totals;
    const char *currency = ui_show(ui).currency;
    char money[48];
    int x = put_book(totals, canvas, y, currency);

    x = put_at_risk(totals, canvas, x + 3, y, form >= VITALS_EXPLAINED);
    if (today_knows_health(totals))
        x = canvas_put(
            canvas, x + 2, y, ROLE_TITLE, money_short(totals->at_risk_arr, currency, money));
    if (form == VITALS_WHOLE) {
        x = canvas_put(canvas, x + 3, y, ROLE_UNKNOWN, "○");
        x = canvas_count(canvas, x + 1, y, ROLE_TITLE, totals->band_count[BAND_UNKNOWN]);
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" unknown"));
    }
    x = put_known(canvas, x + 3, y, totals->deciding, today_knows_ends(today));
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" decide in 90d  "));
    if (!today_knows_ends(today))
        return x;
    return canvas_put(canvas, x, y, ROLE_TITLE, money_short(totals->deciding_arr, currency, money));
}

/* As much of it as the row has room for. */
static void draw_vitals(struct ui *ui, const struct today *today, struct canvas *canvas, int y)
{
    int form = canvas->columns >= SCREEN_WIDE ? VITALS_WHOLE : VITALS_EXPLAINED;

    while (put_vitals(ui, today, canvas, y, form) >= canvas->columns && form) {
        canvas_blank(canvas, (struct area){0, y, canvas->columns, 1}, GROUND_SCREEN);
        form--;
    }
}

/* The first word of a name, where that is enough to know it by. */
static int put_focus_name(struct canvas *canvas, int x, int y, const struct row *account)
{
    const char *name = part_name(account);
    size_t len = strcspn(name, " ");
    struct str word = {0};

    str_add_bytes(&word, name, len >= 4 ? len : strlen(name));
    x = canvas_put_cut(canvas, x, y, ROLE_TEXT, str_text(&word), 16);
    str_fini(&word);
    return x;
}

static void draw_focus(struct ui *ui, const struct today *today, struct canvas *canvas, int y)
{
    int x = canvas_put(canvas, 1, y, ROLE_MUTED, _("most at stake")) + 3;
    char money[48];

    for (size_t i = 0; i < today->focus.count; i++) {
        const struct row *account = today->focus.items[i];

        if (!row_knows(account, ACCOUNT_EXPOSURE) || x + 26 > canvas->columns)
            break;
        x = put_focus_name(canvas, x, y, account) + 1;
        x = canvas_put(canvas, x, y, ROLE_MUTED,
                money_short(row_money(account, ACCOUNT_EXPOSURE), ui_show(ui).currency, money)) +
            3;
    }
}

/* Returns the row below the head. */
static int draw_head(struct ui *ui, const struct today *today, struct canvas *canvas)
{
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;

    if (canvas->rows < SCREEN_LOW || canvas->columns < SCREEN_NARROW)
        return 1;
    draw_vitals(ui, today, canvas, y++);
    if (canvas->columns >= SCREEN_WIDE && today->focus.count &&
        row_knows(today->focus.items[0], ACCOUNT_EXPOSURE))
        draw_focus(ui, today, canvas, y++);
    y = today_draw_patterns(ui, today, canvas, y);
    canvas_rule(canvas, y);
    return y + 1;
}

/* `Mon 23 Nov`, where the tabs leave no room for the day. */
static void draw_day(struct ui *ui, struct canvas *canvas, int end, int y)
{
    char day[24];

    day_head(session_today(ui_session(ui)), day);
    day[strlen(day) - strlen(" 2026")] = '\0';
    canvas_put_right(canvas, end, y, ROLE_MUTED, day);
}

static void draw_count(
    struct ui *ui, const struct today *today, struct canvas *canvas, struct area line)
{
    const struct totals *totals = &today->totals;
    int64_t all = totals->listed + today->cleared;
    int x = canvas_count(canvas, 1, line.y, ROLE_TITLE, totals->listed);
    int bar = line.columns < SCREEN_NARROW ? 10 : 15;

    x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" to go   "));
    if (today->marks.keys.count) {
        x = canvas_count(canvas, x, line.y, ROLE_MARK, (int64_t)today->marks.keys.count);
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" marked   "));
    }
    if (filter_is_set(&today->filter)) {
        x = canvas_count(canvas, x, line.y, ROLE_TEXT, today->rows.count);
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" match   "));
        filter_draw(&today->filter, canvas, x, line.y, line.columns - 1);
        return;
    }
    x = canvas_count(canvas, x, line.y, ROLE_TEXT, today->cleared);
    x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" done   "));
    if (totals->no_data && line.columns >= SCREEN_NARROW && !today->marks.keys.count) {
        x = canvas_count(canvas, x, line.y, ROLE_TEXT, totals->no_data);
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" lack data   "));
    }
    if (totals->snoozed && line.columns >= SCREEN_NARROW && !today->marks.keys.count) {
        x = canvas_count(canvas, x, line.y, ROLE_TEXT, totals->snoozed);
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" snoozed   "));
    }
    if (line.columns >= SCREEN_NARROW && !frame_shows_day(ui))
        draw_day(ui, canvas, line.columns - bar - 3, line.y);
    if (all)
        chart_bar(canvas, line.columns - bar - 1, line.y, bar, (double)today->cleared / (double)all,
            ROLE_CHART_1);
}

/* --- rows --- */

static void draw_reason_line(
    struct canvas *canvas, struct area line, const struct row *account, bool selected)
{
    int x = 13, half = x + (line.columns - 14) / 2 + 1, end = line.columns - 1;
    struct str reasons = {0};

    part_reasons(&reasons, account, half - 1 - x);
    canvas_put_cut(canvas, x, line.y, ROLE_MUTED, str_text(&reasons), half - 1 - x);
    str_fini(&reasons);
    canvas_put(canvas, half, line.y, selected ? ROLE_ACCENT : ROLE_FAINT, "→");
    canvas_put_cut(
        canvas, half + 2, line.y, ROLE_TEXT, row_text(account, ACCOUNT_NEXT), end - half - 2);
}

static void draw_row(struct ui *ui, struct canvas *canvas, struct area line,
    const struct row *account, bool selected)
{
    struct show show = ui_show(ui);
    struct clock_words clock = part_clock(account, show.today);
    bool pinned = row_integer(account, ACCOUNT_PINNED);
    int end = line.columns - 1, x;

    part_state(canvas, 2, line.y, account);
    part_change(canvas, 8, line.y, account, ACCOUNT_HEALTH_CHANGE);
    x = canvas_put_cut(
        canvas, 13, line.y, ROLE_TITLE, part_name(account), line.columns - (pinned ? 47 : 38));
    if (pinned)
        canvas_put(canvas, x + 2, line.y, ROLE_MUTED, _("pinned"));
    part_arr(canvas, end - 17, line.y, account, &show);
    canvas_put(canvas, end - 15, line.y, ROLE_MUTED, clock.label);
    canvas_put_right(canvas, end, line.y, ROLE_DATE, clock.count);
    line.y++;
    draw_reason_line(canvas, line, account, selected);
}

static bool is_dense(const struct today *today, int columns)
{
    return today->layout == LAYOUT_LIST && columns >= SCREEN_NARROW;
}

/* The list alone: one line a row, so that a day is seen at once; what to do stands before why. */
static void draw_row_dense(
    struct ui *ui, struct canvas *canvas, struct area line, const struct row *account)
{
    struct show show = ui_show(ui);
    struct clock_words clock = part_clock(account, show.today);
    bool wide = line.columns >= SCREEN_WIDE;
    int name = wide ? 20 : 18, money = 13 + name + 9, count = money + (wide ? 18 : 7);
    int next = count + 3, end = line.columns - 1, room = wide ? (end - next) / 2 : end - next;
    struct str reasons = {0};

    part_state(canvas, 2, line.y, account);
    part_change(canvas, 8, line.y, account, ACCOUNT_HEALTH_CHANGE);
    canvas_put_cut(canvas, 13, line.y, ROLE_TITLE, part_name(account), name);
    part_arr(canvas, money, line.y, account, &show);
    if (wide)
        canvas_put(canvas, money + 2, line.y, ROLE_MUTED, clock.label);
    canvas_put_right(canvas, count, line.y, ROLE_DATE, clock.count);
    canvas_put_cut(canvas, next, line.y, ROLE_TEXT, row_text(account, ACCOUNT_NEXT), room);
    part_reasons(&reasons, account, 1);
    if (wide)
        canvas_put_cut(
            canvas, next + room + 2, line.y, ROLE_MUTED, str_text(&reasons), end - next - room - 2);
    str_fini(&reasons);
}

enum { LABELLED_FROM = 52 }; /* there it is said what the clock counts to */

/* Under 60 columns: one line a row, two for the selected one. */
static void draw_row_narrow(struct ui *ui, struct canvas *canvas, struct area line,
    const struct row *account, bool selected)
{
    struct show show = ui_show(ui);
    struct clock_words clock = part_clock(account, show.today);
    int end = line.columns - 1, count = line.columns < LABELLED_FROM ? end - 6 : end - 17;

    part_state(canvas, 2, line.y, account);
    canvas_put_right(canvas, end, line.y, ROLE_DATE, clock.count);
    if (line.columns >= LABELLED_FROM)
        canvas_put(canvas, end - 15, line.y, ROLE_MUTED, clock.label);
    part_arr(canvas, count, line.y, account, &show);
    canvas_put_cut(
        canvas, 8, line.y, selected ? ROLE_TITLE : ROLE_TEXT, part_name(account), count - 8 - 8);
    if (!selected)
        return;
    canvas_put(canvas, 8, line.y + 1, ROLE_ACCENT, "→");
    canvas_put_cut(canvas, 10, line.y + 1, ROLE_TEXT, row_text(account, ACCOUNT_NEXT), end - 10);
}

/* A row of the list, the selected one on its ground; returns how tall it is. */
static int draw_line(
    struct ui *ui, struct today *today, struct canvas *canvas, struct area line, int64_t index)
{
    const struct row *account = rows_at(&today->rows, index);
    bool selected = index == today->list.selected, narrow = line.columns < SCREEN_NARROW;
    bool dense = is_dense(today, line.columns);

    line.rows = dense || (narrow && !selected) ? 1 : 2;
    if (account && dense)
        draw_row_dense(ui, canvas, line, account);
    else if (account && narrow)
        draw_row_narrow(ui, canvas, line, account, selected);
    else if (account)
        draw_row(ui, canvas, line, account, selected);
    if (account && marks_has(&today->marks, account->key))
        canvas_put(canvas, 1, line.y, ROLE_MARK, "✓");
    if (ui_list_row(ui, canvas, &today->list, index, line) && account)
        today->selected = account->key;
    return line.rows;
}

static void draw_rows(struct ui *ui, struct today *today, struct canvas *canvas, struct area area)
{
    bool narrow = area.columns < SCREEN_NARROW;

    list_fit(&today->list, today->rows.count,
        is_dense(today, area.columns) ? area.rows
        : narrow                      ? area.rows - 1
                                      : area.rows / 2);
    rows_show(&today->rows, &today->list);
    for (int64_t i = today->list.top; i < list_end(&today->list); i++)
        area.y += draw_line(ui, today, canvas, area, i);
}

/* With how many are out of sight, in the row of toasts or, where the list goes down to that, in its
 * last one. */
static void draw_rows_told(
    struct ui *ui, struct today *today, struct canvas *canvas, struct area area)
{
    bool narrow = area.columns < SCREEN_NARROW;
    int64_t height = is_dense(today, area.columns) || narrow ? 1 : 2, below;
    int y = canvas->rows - 2, end = area.x + area.columns;
    char number[48];

    if (!narrow && height * today->rows.count > area.rows && area.y + area.rows > y)
        area.rows = y - area.y;
    draw_rows(ui, today, canvas, area);
    below = today->rows.count - list_end(&today->list);
    if (!narrow && below && canvas->rows >= SCREEN_LOW)
        canvas_putf_right(
            canvas, end - 1, y, ROLE_MUTED, _("%s more below"), number_whole(below, number));
}

/* A preview, or rows of two heights, change with the cursor. */
bool today_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct today *today = state;

    if (today->layout != LAYOUT_LIST || line.columns < SCREEN_NARROW)
        return false;
    draw_line(ui, today, canvas, line, index);
    return true;
}

/* --- with the account under the cursor --- */

static const struct row *row_shown(struct today *today)
{
    return rows_at(&today->rows, today->list.selected);
}

static void draw_split(struct ui *ui, struct today *today, struct canvas *canvas, struct area body)
{
    int share = canvas->columns * 58 / 100, list_columns = share < LIST_MOST ? share : LIST_MOST;
    struct area list = area_take_columns(&body, list_columns);

    canvas_pane_line(canvas, list_columns, list.y, list.rows);
    draw_count(ui, today, canvas, area_take_rows(&list, 1));
    if (today->rows.count)
        draw_rows_told(ui, today, canvas, list);
    else
        today_draw_empty(ui, today, canvas, list);
    body.x += 2;
    body.columns -= 3;
    glance_draw_beside(ui, &today->glance, row_shown(today), canvas, body);
}

static void draw_stacked(
    struct ui *ui, struct today *today, struct canvas *canvas, struct area body)
{
    bool below = today->layout == LAYOUT_SPLIT && body.columns >= SCREEN_NARROW &&
                 body.rows >= GLANCE_BELOW_LEAST && today->rows.count;
    struct area preview = area_take_last_rows(&body, below ? GLANCE_BELOW : 0);

    draw_count(ui, today, canvas, area_take_rows(&body, 1));
    if (!today->rows.count) {
        today_draw_empty(ui, today, canvas, body);
        return;
    }
    if (below) {
        struct area rule = area_take_last_rows(&body, 1);
        char number[48];

        draw_rows(ui, today, canvas, body);
        canvas_rule(canvas, rule.y);
        if (list_end(&today->list) < today->rows.count)
            canvas_putf_right(canvas, canvas->columns, rule.y, ROLE_MUTED, _(" %s more below "),
                number_whole(today->rows.count - list_end(&today->list), number));
        glance_draw_below(ui, &today->glance, row_shown(today), canvas, preview);
    } else {
        draw_rows_told(ui, today, canvas, body);
    }
}

void today_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct today *today = state;
    int y = today_draw_meetings(ui, today, canvas, draw_head(ui, today, canvas));
    struct area body = {0, y, canvas->columns, canvas->rows - y - 1};

    today->glance.is_beside = ui_panes(ui, canvas->columns) > 1 && today->layout == LAYOUT_SPLIT;
    if (today->layout == LAYOUT_DETAIL && today->rows.count) {
        list_fit(&today->list, today->rows.count, 1);
        glance_draw(ui, &today->glance, row_shown(today), canvas,
            (struct area){1, y, canvas->columns - 2, body.rows});
        return;
    }
    if (today->glance.is_beside) {
        draw_split(ui, today, canvas, body);
        return;
    }
    body.rows -= canvas->rows >= SCREEN_LOW; /* the row of toasts */
    draw_stacked(ui, today, canvas, body);
}
