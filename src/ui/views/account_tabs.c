/* The tabs of the screen Account. */
#include <string.h>
#include "base/text.h"
#include "ui/views/account.h"
#include "ui/views/blocks.h"

void account_draw_nothing(
    struct canvas *canvas, int y, const char *why, const char *key, const char *text)
{
    canvas_put_cut(canvas, 1, y + 1, ROLE_TEXT, why, canvas->columns - 2);
    canvas_spans(
        canvas, 1, y + 2, SPANS({ROLE_HINT_KEY, key}, {ROLE_TEXT, "  "}, {ROLE_HINT_TEXT, text}));
}

static const char *renews_word(const struct contract_line *line)
{
    return line->auto_renew == 1   ? "renews itself"
           : line->auto_renew == 0 ? "does not renew itself"
                                   : "auto-renewal not known";
}

/* product  ARR  end  clock  notice  renews itself */
static void draw_line_money(
    struct ui *ui, const struct contract_line *line, struct canvas *canvas, struct area area)
{
    struct show show = ui_show(ui);
    struct renewal_clock clock =
        contract_clock(line, &session_settings(ui_session(ui))->calendar, show.today);
    int wide = area.columns >= 60 ? 34 : 24;
    char money[48], day[24];

    canvas_put_cut(canvas, 2, area.y, ROLE_TITLE, part_product(line), wide - 12);
    canvas_put_right(
        canvas, wide, area.y, ROLE_MONEY, part_line_money(line, line->arr, &show, money));
    if (clock.ends != DAY_NONE)
        canvas_put(canvas, wide + 3, area.y, ROLE_TEXT, day_short(clock.ends, show.today, day));
    if (area.columns >= 60)
        canvas_put(canvas, 50, area.y, ROLE_MUTED, renewal_state_word(clock.state));
    if (area.columns < 90)
        return;
    if (clock.notice_deadline != DAY_NONE)
        canvas_putf(canvas, 62, area.y, ROLE_MUTED, "%s%s",
            day_short(clock.notice_deadline, show.today, day), clock.assumed ? ", assumed" : "");
    canvas_put_right(canvas, area.columns - 1, area.y, ROLE_MUTED, renews_word(line));
}

static void draw_money_heads(struct canvas *canvas, int y)
{
    int wide = canvas->columns >= 60 ? 34 : 24;

    canvas_put(canvas, 2, y, ROLE_MUTED, "contract");
    canvas_put_right(canvas, wide, y, ROLE_MUTED, "ARR");
    canvas_put(canvas, wide + 3, y, ROLE_MUTED, "ends");
    if (canvas->columns >= 60)
        canvas_put(canvas, 50, y, ROLE_MUTED, "clock");
    if (canvas->columns >= 90)
        canvas_put(canvas, 62, y, ROLE_MUTED, "notice by");
}

/* One row an opportunity, below the contract. */
static void draw_opportunities(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct row_list *rows = &view->dossier.opportunities;
    struct show show = ui_show(ui);
    char day[24];

    if (!rows->count || area.rows < 3)
        return;
    area_take_rows(&area, 1);
    canvas_put(canvas, 2, area_take_rows(&area, 1).y, ROLE_TITLE, "Opportunities");
    for (size_t i = 0; i < rows->count && area.rows > 0; i++) {
        const struct row *row = rows->items[i];
        int y = area_take_rows(&area, 1).y, wide = area.columns >= 60 ? 34 : 24;

        canvas_put_cut(canvas, 2, y, ROLE_TEXT, row_text(row, OPPORTUNITY_NAME), wide - 12);
        part_money(canvas, wide, y, row, OPPORTUNITY_AMOUNT,
            &(struct show){row_currency(row, show.currency), show.today});
        canvas_put(canvas, wide + 3, y, ROLE_TEXT,
            day_short(row_day(row, OPPORTUNITY_CLOSE), show.today, day));
        if (area.columns >= 60)
            canvas_put_cut(canvas, 50, y, ROLE_MUTED, row_text(row, OPPORTUNITY_STAGE), 20);
    }
}

static void draw_money(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct contract_line lines[64];
    size_t count = contract_lines(&view->dossier, lines, COUNT_OF(lines));
    struct list *list = &view->lists[TAB_MONEY];

    count = count < COUNT_OF(lines) ? count : COUNT_OF(lines);
    if (!count) {
        account_draw_nothing(canvas, area.y, "No contract is known.", "m a", "set the ARR");
        return;
    }
    draw_money_heads(canvas, area_take_rows(&area, 1).y);
    list_fit(list, (int64_t)count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {0, area_take_rows(&area, 1).y, area.columns, 1};

        draw_line_money(ui, &lines[i], canvas, line);
        ui_list_row(ui, canvas, list, i, line);
    }
    draw_opportunities(ui, view, canvas, area);
}

static void draw_facts(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct row *account = view->assessment.account;
    const struct kind_info *info = kind_info(KIND_ACCOUNT);
    struct list *list = &view->lists[TAB_FACTS];
    struct str text = {0};
    int64_t row = 0, known = 0;

    for (int f = 0; f < ACCOUNT_STORED; f++)
        known += row_knows(account, f) && !(info->fields[f].flags & FIELD_HIDDEN);
    list_fit(list, known + (int64_t)view->facts.count, area.rows);
    for (int64_t f = 0; f < ACCOUNT_STORED + (int64_t)view->facts.count; f++) {
        const struct row *fact = f < ACCOUNT_STORED ? NULL : view->facts.items[f - ACCOUNT_STORED];
        int y;

        if (!fact && (!row_knows(account, (int)f) || (info->fields[f].flags & FIELD_HIDDEN)))
            continue;
        y = area.y + (int)(row - list->top);
        if (!list_is_shown(list, row++))
            continue;
        str_clear(&text);
        if (!fact)
            field_format_words(&text, account, (int)f, row_currency(account, ui_show(ui).currency),
                ui_show(ui).today);
        canvas_put_cut(
            canvas, 2, y, ROLE_MUTED, fact ? row_text(fact, FACT_NAME) : info->fields[f].name, 22);
        canvas_put_cut(canvas, 26, y, ROLE_TEXT,
            fact ? row_text(fact, FACT_VALUE) : str_text(&text), area.columns - 28);
        ui_list_row(ui, canvas, list, row - 1, (struct area){0, y, area.columns, 1});
    }
    str_fini(&text);
}

void account_draw_tab(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    static void (*const draw[])(
        struct ui *, struct account_view *, struct canvas *, struct area) = {
        [TAB_OVERVIEW] = account_draw_overview,
        [TAB_TIMELINE] = account_draw_timeline,
        [TAB_CHECKLIST] = account_draw_runs,
        [TAB_PEOPLE] = account_draw_people,
        [TAB_VALUE] = account_draw_value,
        [TAB_MONEY] = draw_money,
        [TAB_HEALTH] = account_draw_health,
        [TAB_FACTS] = draw_facts,
    };

    draw[view->tab](ui, view, canvas, area);
}
