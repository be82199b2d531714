/* The tabs of the screen Account. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/account.h"
#include "ui/views/account_money.h"
#include "ui/views/blocks.h"

void account_draw_nothing(
    struct canvas *canvas, int y, const char *why, const char *key, const char *text)
{
    canvas_put_cut(canvas, 1, y + 1, ROLE_TEXT, why, canvas->columns - 2);
    canvas_spans(
        canvas, 1, y + 2, SPANS({ROLE_HINT_KEY, key}, {ROLE_TEXT, "  "}, {ROLE_HINT_TEXT, text}));
}

/* What the field is, where there is room beside its value. */
static int draw_fact_help(struct canvas *canvas, int y, const char *help, int columns)
{
    int from = columns / 2;

    if (columns < SCREEN_ROOMY)
        return columns;
    canvas_put_cut(canvas, from, y, ROLE_MUTED, help, columns - from - 2);
    return from;
}

static void draw_facts(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct row *account = view->assessment.account;
    const struct kind_info *info = kind_info(KIND_ACCOUNT);
    struct list *list = &view->lists[TAB_FACTS];
    struct str text = {0};
    int64_t row = 0, known = 0;
    int name = area.columns < SCREEN_NARROW ? 10 : 22;

    for (int f = 0; f < ACCOUNT_STORED; f++)
        known += row_knows(account, f) && !(info->fields[f].flags & FIELD_HIDDEN);
    list_fit(list, known + (int64_t)view->facts.count, area.rows);
    for (int64_t f = 0; f < ACCOUNT_STORED + (int64_t)view->facts.count; f++) {
        const struct row *fact = f < ACCOUNT_STORED ? NULL : view->facts.items[f - ACCOUNT_STORED];
        int y, end;

        if (!fact && (!row_knows(account, (int)f) || (info->fields[f].flags & FIELD_HIDDEN)))
            continue;
        y = area.y + (int)(row - list->top);
        if (!list_is_shown(list, row++))
            continue;
        str_clear(&text);
        if (!fact)
            field_format_words(&text, account, (int)f, row_currency(account, ui_show(ui).currency),
                ui_show(ui).today);
        canvas_put_cut(canvas, 2, y, ROLE_MUTED,
            fact ? row_text(fact, FACT_NAME) : info->fields[f].name, name);
        end = draw_fact_help(
            canvas, y, fact ? _("from an import") : _(info->fields[f].help), area.columns);
        canvas_put_cut(canvas, 4 + name, y, ROLE_TEXT,
            fact ? row_text(fact, FACT_VALUE) : str_text(&text), end - 6 - name);
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
        [TAB_MONEY] = account_draw_money,
        [TAB_HEALTH] = account_draw_health,
        [TAB_FACTS] = draw_facts,
    };

    draw[view->tab](ui, view, canvas, area);
}
