/* The page of the back-test: how often each signal would have fired, and what came after. */
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/risks.h"

enum { SPAN = 1 };

size_t risks_backtest_rows(const struct risks_view *view)
{
    return view->backtest.is_shown ? view->backtest.count + 1 : 0;
}

/* `3 of 12`, or n/a. */
static void put_share(struct canvas *canvas, int end, int y, int64_t part, int64_t all)
{
    if (all)
        canvas_putf_right(
            canvas, end, y, ROLE_TEXT, _("%lld of %lld"), (long long)part, (long long)all);
    else
        canvas_put_right(canvas, end, y, ROLE_MUTED, "n/a");
}

static void draw_line(const struct backtest_line *line, struct canvas *canvas, struct area area)
{
    const struct backtest_after *after = &line->after[SPAN];
    bool wide = area.columns >= SCREEN_WIDE;
    int x = wide ? 26 : 22;

    canvas_put_cut(canvas, 2, area.y, line->rule ? ROLE_TEXT : ROLE_TITLE,
        line->rule ? line->rule->id : _("any account, any week"), x - 3);
    if (line->undated) {
        canvas_put_cut(canvas, x, area.y, ROLE_MUTED, line->undated, area.columns - x - 1);
        return;
    }
    canvas_count_right(canvas, x + 6, area.y, ROLE_TEXT, line->starts);
    canvas_count_right(canvas, x + 16, area.y, ROLE_TEXT, line->accounts);
    put_share(canvas, x + 30, area.y, after->left, after->ripe);
    if (!wide)
        return;
    put_share(canvas, x + 44, area.y, after->fell, after->ripe);
    put_share(canvas, x + 57, area.y, after->renewed, after->ripe);
    put_share(canvas, x + 71, area.y, after->won_back, after->ripe);
}

static void draw_heads(struct canvas *canvas, int y)
{
    bool wide = canvas->columns >= SCREEN_WIDE;
    int x = wide ? 26 : 22;

    canvas_putf(canvas, 2, y, ROLE_MUTED,
        words_plural("in %d day", "in %d days", backtest_span_days(SPAN)),
        backtest_span_days(SPAN));
    canvas_put_right(canvas, x + 6, y, ROLE_MUTED, _("began"));
    canvas_put_right(canvas, x + 16, y, ROLE_MUTED, _("accounts"));
    canvas_put_right(canvas, x + 30, y, ROLE_MUTED, _("left, less"));
    if (!wide)
        return;
    canvas_put_right(canvas, x + 44, y, ROLE_MUTED, _("health fell"));
    canvas_put_right(canvas, x + 57, y, ROLE_MUTED, _("renewed"));
    canvas_put_right(canvas, x + 71, y, ROLE_MUTED, _("grew, back"));
}

static void draw_limits(struct ui *ui, const struct risks_view *view, struct canvas *canvas, int y)
{
    struct str text = {0};

    canvas_put(
        canvas, 1, y, ROLE_TEXT, _("The back-test is shown once there is a year of history."));
    backtest_limits(&view->backtest, ui_show(ui).today, &text);
    (void)canvas_put_wrapped(
        canvas, (struct area){1, y + 1, canvas->columns - 2, 2}, ROLE_MUTED, str_text(&text));
    str_fini(&text);
}

void risks_draw_backtest(
    struct ui *ui, struct risks_view *view, struct canvas *canvas, int y, int foot)
{
    const struct backtest *backtest = &view->backtest;

    if (!backtest->is_shown) {
        draw_limits(ui, view, canvas, y + 1);
        return;
    }
    draw_heads(canvas, y++);
    list_fit(&view->list, (int64_t)risks_backtest_rows(view), canvas->rows - y - foot);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++, y++) {
        const struct area area = {0, y, canvas->columns, 1};

        draw_line(
            i < (int64_t)backtest->count ? &backtest->lines[i] : &backtest->book, canvas, area);
        (void)ui_list_row(ui, canvas, &view->list, i, area);
    }
}
