/* The picture of a checklist: the steps, what is told about the one under the cursor, and beside
 * them the other runs of the account. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/blocks.h"
#include "ui/views/checklist.h"
#include "ui/ways.h"

enum {
    LIST_COLUMNS = 66,
    LIST_ALONE = 74,
    LIST_ALONE_FROM = 180,
    TEXT_MOST = 84,
    TOLD_LEAST = 50,
    OTHER_LEAST = 38, /* of another run */
};

/* --- the steps --- */

static void draw_step(struct ui *ui, struct checklist *checklist, int64_t index,
    struct canvas *canvas, struct area area)
{
    const struct step_line *line = &checklist->lines.items[index];

    step_line_draw(line, &checklist->lines, ui_show(ui).today, canvas,
        (struct area){area.x, area.y, area.columns, 1});
    if (ui_list_row(ui, canvas, &checklist->list, index, area))
        checklist->selected = line->step->key;
}

static void draw_steps(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    struct list *list = &checklist->list;

    list_fit(list, (int64_t)checklist->lines.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++)
        draw_step(ui, checklist, i, canvas,
            (struct area){area.x, area.y + (int)(i - list->top), area.columns, 1});
}

static const struct step_line *line_here(const struct checklist *checklist)
{
    return checklist->list.selected < (int64_t)checklist->lines.count
               ? &checklist->lines.items[checklist->list.selected]
               : NULL;
}

/* The step under the cursor opens in its place: with so many rows below it, all of them in sight.
 */
static void draw_unfolded(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    struct telling telling = {.ui = ui,
        .checklist = checklist,
        .columns = area.columns - 11 < TEXT_MOST ? area.columns - 11 : TEXT_MOST};
    struct list *list = &checklist->list;
    int below = canvas->rows < SCREEN_LOW ? area.rows * 3 / 4 : area.rows * 3 / 5, y = area.y;

    if (line_here(checklist))
        checklist_tell(&telling, line_here(checklist));
    below = (int)telling.lines.count < below ? (int)telling.lines.count : below;
    list_fit(list, (int64_t)checklist->lines.count, area.rows - below);
    for (int64_t i = list->top; i < list_end(list); i++) {
        bool here = i == list->selected;

        draw_step(ui, checklist, i, canvas, (struct area){area.x, y++, area.columns, 1});
        if (here)
            checklist_draw_told(
                &telling, canvas, (struct area){area.x + 9, y, area.columns - 10, below});
        y += here ? below : 0;
    }
    array_fini(&telling.lines);
}

/* --- beside them --- */

static void draw_step_head(const struct row *step, struct canvas *canvas, struct area line)
{
    canvas_count(canvas, line.x, line.y, ROLE_MUTED, row_integer(step, STEP_NUMBER));
    canvas_put_cut(
        canvas, line.x + 4, line.y, ROLE_TITLE, row_text(step, STEP_TITLE), line.columns - 4);
}

static void draw_beside(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    const struct step_line *line = line_here(checklist);
    bool is_open = row_is(checklist->run_case.ground.run, RUN_STATUS, "open");
    struct subject subject = {&checklist->run_case.dossier, NULL, ui_show(ui)};
    struct telling telling = {
        .ui = ui, .checklist = checklist, .columns = area.columns, .is_roomy = true};
    int rows;

    if (!line)
        return;
    if (is_open)
        draw_step_head(line->step, canvas, area_take_rows(&area, 1));
    else
        checklist_tell_end(&telling);
    checklist_tell(&telling, line);
    checklist_draw_told(&telling, canvas, area);
    rows = (int)telling.lines.count + 1;
    array_fini(&telling.lines);
    area_take_rows(&area, rows < area.rows ? rows : area.rows);
    if (!checklist->has_side)
        block_last_note(canvas, area, &subject);
}

/* --- the other runs --- */

static int other_columns(const struct canvas *canvas)
{
    return canvas->columns - LIST_COLUMNS - TOLD_LEAST - 3;
}

bool checklist_has_columns(
    const struct ui *ui, const struct checklist *checklist, const struct canvas *canvas)
{
    return checklist->briefs.count > 1 && ui_panes(ui, canvas->columns) > 2 &&
           other_columns(canvas) >= OTHER_LEAST;
}

/* Whose column it is: title, how it stands, how much is done. Two rows. */
static void draw_column_head(
    const struct run_brief *brief, bool here, struct canvas *canvas, struct area area)
{
    const struct run_state *state = &brief->state;
    struct str words = {0};
    enum role role;
    const char *shape = run_pace_shown(state, &words, &role);
    int end = canvas_putf_right(canvas, area.x + area.columns - 1, area.y, ROLE_TEXT, _("%d of %d"),
        state->required_done, state->required);
    int x;

    canvas_put_cut(canvas, area.x + 2, area.y, here ? ROLE_TAB_ACTIVE : ROLE_TITLE,
        row_text(brief->run, RUN_TITLE), end - area.x - 4);
    x = canvas_put(canvas, area.x + 2, area.y + 1, role, shape);
    canvas_put_cut(canvas, x, area.y + 1, ROLE_MUTED, str_text(&words), area.columns - 4);
    str_fini(&words);
}

static void draw_other(
    struct ui *ui, const struct run_brief *brief, struct canvas *canvas, struct area area)
{
    draw_column_head(brief, false, canvas, area_take_rows(&area, 3));
    for (size_t i = 0; i < brief->lines.count && area.rows > 0; i++) {
        struct area line = area_take_rows(&area, 1);
        char number[48];

        if (area.rows == 0 && i + 1 < brief->lines.count)
            canvas_putf(canvas, line.x + 9, line.y, ROLE_MUTED, _("%s more"),
                number_whole((int64_t)(brief->lines.count - i), number));
        else
            step_line_draw(&brief->lines.items[i], &brief->lines, ui_show(ui).today, canvas, line);
    }
}

/* The focused run keeps its place among the others; what is left at the right is for the step. */
static void draw_runs(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area *area)
{
    const struct run_briefs *briefs = &checklist->briefs;
    size_t most = (size_t)(other_columns(canvas) / OTHER_LEAST);
    size_t others = briefs->count - 1 < most ? briefs->count - 1 : most;
    size_t first = checklist->brief_at > others ? checklist->brief_at - others : 0;
    int width = other_columns(canvas) / (int)others;

    width = width < LIST_COLUMNS - 6 ? width : LIST_COLUMNS - 6;
    for (size_t i = first; i <= first + others; i++) {
        bool here = i == checklist->brief_at;
        struct area column = area_take_columns(area, here ? LIST_COLUMNS : width - 1);

        canvas_pane_line(canvas, area->x, column.y, column.rows + 1);
        area_take_columns(area, 1);
        if (!here) {
            draw_other(ui, &briefs->items[i], canvas, column);
            continue;
        }
        draw_column_head(&briefs->items[i], true, canvas, area_take_rows(&column, 3));
        draw_steps(ui, checklist, canvas, column);
    }
}

/* --- the account --- */

static void draw_account(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {block_people, block_goals, block_results, block_last_note};
    struct subject subject = {&checklist->side, &checklist->assessment, ui_show(ui)};

    blocks_draw(canvas, area, &subject, blocks, COUNT_OF(blocks));
}

static void read_side(struct ui *ui, struct checklist *checklist)
{
    struct error ignored;

    if (checklist->has_side || !ui_is_painted(ui))
        return;
    arena_clear(&checklist->side_arena);
    checklist->has_side =
        session_assess(ui_session(ui), checklist->run_case.dossier.account->key,
            &checklist->side_arena, &checklist->side, &checklist->assessment, &ignored) &&
        checklist->side.account;
}

/* --- all of it --- */

static struct area inset(struct area area)
{
    int columns = area.columns - 3;

    return (struct area){area.x + 2, area.y, columns < TEXT_MOST ? columns : TEXT_MOST, area.rows};
}

static void draw_roomy(
    struct ui *ui, struct checklist *checklist, struct canvas *canvas, struct area body)
{
    if (checklist_has_columns(ui, checklist, canvas)) {
        checklist->has_side = false;
        draw_runs(ui, checklist, canvas, &body);
        body.x--;
        body.columns++;
    } else {
        struct area steps = area_take_columns(
            &body, canvas->columns >= LIST_ALONE_FROM ? LIST_ALONE : LIST_COLUMNS);
        struct area account = {0};
        int told = (body.columns - 4) / 2;

        canvas_pane_line(canvas, steps.columns, steps.y, steps.rows + 1);
        draw_steps(ui, checklist, canvas, steps);
        account = body;
        area_take_columns(&account, told + 2);
        body.columns = told + 2;
        canvas_pane_line(canvas, account.x, account.y, account.rows + 1);
        read_side(ui, checklist);
        if (checklist->has_side)
            draw_account(ui, checklist, canvas, inset(account));
    }
    draw_beside(ui, checklist, canvas, inset(body));
}

static void draw_empty(struct ui *ui, struct canvas *canvas)
{
    canvas_put(canvas, 1, 3, ROLE_TEXT, _("No playbook runs on this account."));
    way_put(ui, canvas, 1, 4, "playbook", _("start one"));
}

void checklist_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct checklist *checklist = state;
    struct area body;
    int y;

    if (!checklist->loaded) {
        draw_empty(ui, canvas);
        return;
    }
    arena_clear(&checklist->told_arena);
    y = checklist_draw_head(ui, checklist, canvas);
    body = (struct area){
        0, y, canvas->columns, canvas->rows - y - (canvas->rows >= SCREEN_LOW ? 2 : 1)};
    if (ui_panes(ui, canvas->columns) > 2) {
        draw_roomy(ui, checklist, canvas, body);
    } else if (ui_panes(ui, canvas->columns) > 1) {
        struct area steps = area_take_columns(&body, canvas->columns * 57 / 100);

        checklist->has_side = false;
        canvas_pane_line(canvas, steps.columns, steps.y, steps.rows + 1);
        draw_steps(ui, checklist, canvas, steps);
        draw_beside(ui, checklist, canvas, inset(body));
    } else {
        draw_unfolded(ui, checklist, canvas, body);
        if (canvas->rows >= SCREEN_LOW)
            part_range(canvas, 1, canvas->rows - 2, &checklist->list);
    }
}
