/* The picture of one playbook. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/playbook.h"
#include "ui/views/playbook_steps.h"

enum { DETAIL_ROWS = 15, TEXT_MOST = 84, STEPS_MOST = 70 };

/* --- head --- */

static void draw_tabs(const struct playbook_screen *screen, struct canvas *canvas, int y)
{
    static const char *const names[] = {
        [PLAYBOOK_TAB_STEPS] = N_("Steps"),
        [PLAYBOOK_TAB_FITS] = N_("Fits now"),
        [PLAYBOOK_TAB_RUNS] = N_("Runs"),
        [PLAYBOOK_TAB_ABOUT] = N_("About"),
    };
    bool brief = canvas->columns < SCREEN_NARROW;
    int x = 1;

    for (int i = 0; i < PLAYBOOK_TABS; i++) {
        enum role role = i == (int)screen->tab ? ROLE_TAB_ACTIVE : ROLE_TAB;

        x = part_put_click(canvas, x, y, &(struct span){role, names[i]}, "tab");
        if (i != PLAYBOOK_TAB_ABOUT)
            x = canvas_count(canvas, x + 1, y, ROLE_MUTED, screen->lists[i].count);
        x += brief ? 2 : 3;
    }
    if (screen->marks.count && !brief)
        canvas_putf_right(
            canvas, canvas->columns - 1, y, ROLE_MARK, _("%zu marked"), screen->marks.count);
}

/* Title, type, whose it is, and how it came out. */
static int draw_head(const struct playbook_screen *screen, struct canvas *canvas)
{
    const struct playbook *playbook = screen->playbook;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, x, end = canvas->columns - 1;
    struct str words = {0};

    x = canvas_put_cut(canvas, 1, y, ROLE_TITLE, playbook->title, end - 1) + 3;
    str_addf(&words, "%s, %s", playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type),
        screen->listing.shipped ? _("shipped") : _("your own"));
    if (canvas->columns >= SCREEN_NARROW && screen->outcome) {
        struct str outcome = {0};

        outcome_words(&outcome, screen->outcome, OUTCOME_RUNS);
        end = canvas_put_right(canvas, end, y, ROLE_MUTED, str_text(&outcome)) - 3;
        str_fini(&outcome);
    }
    if (x < end)
        canvas_put_cut(canvas, x, y, ROLE_MUTED, str_text(&words), end - x);
    str_fini(&words);
    draw_tabs(screen, canvas, ++y);
    canvas_rule(canvas, ++y);
    return y + 1;
}

/* --- parts --- */

static void draw_steps(
    struct ui *ui, struct playbook_screen *screen, struct canvas *canvas, struct area area)
{
    struct list *list = &screen->lists[PLAYBOOK_TAB_STEPS];
    struct step_rows rows = step_rows_of(screen->playbook);

    list_fit(list, screen->playbook->step_count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        steps_draw_row(&rows, (int)i, canvas, line);
        if (screen->tab == PLAYBOOK_TAB_STEPS)
            (void)ui_list_row(ui, canvas, list, i, line);
    }
}

static void draw_step_here(
    const struct playbook_screen *screen, struct canvas *canvas, struct area area)
{
    const struct list *list = &screen->lists[PLAYBOOK_TAB_STEPS];

    if (list->selected < screen->playbook->step_count)
        steps_draw_detail(screen->playbook, (int)list->selected, canvas, area);
}

/* `✓ ■ 41 Northwind Traders   $420k   usage down 38% in 4 weeks` */
static void draw_fit(
    struct ui *ui, const struct fit_line *fit, struct canvas *canvas, struct area line)
{
    struct show show = ui_show(ui);
    bool narrow = line.columns < SCREEN_NARROW;
    int name = line.x + 11, why = name + (narrow ? 0 : 24), end = line.x + line.columns - 1;

    if (fit->marked)
        canvas_put(canvas, line.x + 2, line.y, ROLE_MARK, "✓");
    part_state(canvas, line.x + 4, line.y, fit->row);
    if (narrow) {
        canvas_put_cut(canvas, name, line.y, ROLE_TITLE, part_name(fit->row), end - name);
        return;
    }
    canvas_put_cut(canvas, name, line.y, ROLE_TITLE, part_name(fit->row), why - 2 - name);
    (void)part_arr(canvas, why + 7, line.y, fit->row, &show);
    canvas_put_cut(canvas, why + 9, line.y, ROLE_TEXT, fit->why, end - why - 9);
}

static void draw_fits(
    struct ui *ui, struct playbook_screen *screen, struct canvas *canvas, struct area area)
{
    struct list *list = &screen->lists[PLAYBOOK_TAB_FITS];

    list_fit(list, list->count, area.rows);
    if (!list->count) {
        canvas_put(canvas, area.x + 1, area.y + 1, ROLE_TEXT, _("No account would enter it now."));
        canvas_spans(canvas, area.x + 1, area.y + 2,
            SPANS({ROLE_HINT_KEY, "s"}, {ROLE_HINT_TEXT, _("  start it on one all the same")}));
    }
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        draw_fit(ui, &screen->fits[i], canvas, line);
        if (screen->tab == PLAYBOOK_TAB_FITS)
            (void)ui_list_row(ui, canvas, list, i, line);
    }
}

static void draw_runs(
    struct ui *ui, struct playbook_screen *screen, struct canvas *canvas, struct area area)
{
    struct list *list = &screen->lists[PLAYBOOK_TAB_RUNS];

    if (!screen->runs.count) {
        canvas_put(canvas, area.x + 1, area.y + 1, ROLE_TEXT, _("No run of it is open."));
        canvas_spans(canvas, area.x + 1, area.y + 2,
            SPANS({ROLE_HINT_KEY, "s"}, {ROLE_HINT_TEXT, _("  start one")}));
        return;
    }
    if (area.columns >= SCREEN_NARROW) {
        canvas_put(canvas, area.x + 4, area.y, ROLE_MUTED, _("account"));
        run_row_heads(canvas, area_take_rows(&area, 1), false);
    }
    list_fit(list, (int64_t)screen->runs.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        run_row_draw(ui, &screen->runs.items[i], canvas, line, false);
        (void)ui_list_row(ui, canvas, list, i, line);
    }
}

static void draw_about(struct playbook_screen *screen, struct canvas *canvas, struct area area)
{
    struct list *list = &screen->lists[PLAYBOOK_TAB_ABOUT];
    struct list whole = {0}; /* beside another part it is not scrolled */
    int columns = area.columns - 2 < TEXT_MOST ? area.columns - 2 : TEXT_MOST;

    playbook_make_about(screen, columns);
    if (screen->tab != PLAYBOOK_TAB_ABOUT)
        list = &whole;
    list_fit(list, (int64_t)screen->about.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        const struct about_line *line = &screen->about.items[i];
        int y = area.y + (int)(i - list->top);

        canvas_put_cut(canvas, area.x + 1, y, ROLE_MUTED, line->label, ABOUT_LABEL - 1);
        canvas_put(canvas, area.x + 1 + ABOUT_LABEL, y, ROLE_TEXT, line->text);
    }
}

/* --- the whole --- */

/* The steps, and beside or below them the one under the cursor. */
static void draw_steps_and_one(
    struct ui *ui, struct playbook_screen *screen, struct canvas *canvas, struct area body)
{
    struct area steps = body, detail = {0};

    if (ui_panes(ui, body.columns) > 1) {
        int columns = body.columns * 55 / 100;

        steps = area_take_columns(&body, columns < STEPS_MOST ? columns : STEPS_MOST);
        canvas_pane_line(canvas, steps.columns, steps.y, steps.rows + 1);
        detail = (struct area){body.x + 2, body.y, body.columns - 3, body.rows};
    } else if (body.rows >= DETAIL_ROWS) {
        detail = area_take_last_rows(&steps, body.rows * 2 / 5);
        canvas_rule(canvas, detail.y);
        detail = (struct area){1, detail.y + 1, detail.columns - 2, detail.rows - 1};
    }
    draw_steps(ui, screen, canvas, steps);
    if (detail.rows > 0)
        draw_step_here(screen, canvas, detail);
}

static void draw_part(
    struct ui *ui, struct playbook_screen *screen, struct canvas *canvas, struct area body)
{
    switch (screen->tab) {
    case PLAYBOOK_TAB_STEPS: draw_steps_and_one(ui, screen, canvas, body); break;
    case PLAYBOOK_TAB_FITS: draw_fits(ui, screen, canvas, body); break;
    case PLAYBOOK_TAB_RUNS: draw_runs(ui, screen, canvas, body); break;
    case PLAYBOOK_TAB_ABOUT:
    case PLAYBOOK_TABS: draw_about(screen, canvas, body); break;
    }
}

void playbook_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct playbook_screen *screen = state;
    int foot = canvas->rows >= SCREEN_LOW ? 2 : 1, y;
    struct area body;

    if (!screen->playbook) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, _("This playbook is gone, or its file is faulty."));
        canvas_spans(canvas, 1, 4, SPANS({ROLE_HINT_KEY, "5"}, {ROLE_HINT_TEXT, _("  playbooks")}));
        return;
    }
    y = draw_head(screen, canvas);
    body = (struct area){0, y, canvas->columns, canvas->rows - y - foot};
    if (ui_panes(ui, canvas->columns) > 2 && screen->tab != PLAYBOOK_TAB_ABOUT) {
        struct area about = body;

        body = area_take_columns(&about, canvas->columns - 66);
        canvas_pane_line(canvas, body.columns, body.y, body.rows + 1);
        draw_about(
            screen, canvas, (struct area){about.x + 1, about.y, about.columns - 1, about.rows});
    }
    draw_part(ui, screen, canvas, body);
}
