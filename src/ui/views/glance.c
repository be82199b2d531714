#include "ui/views/glance.h"

#include "base/words.h"
#include "ui/views/blocks.h"

enum { TEXT_MOST = 84, TEXT_ROWS_SPARE = 10, SCROLL_ROWS = 3 };
enum { TABLE_ROWS_BESIDE = 3, TABLE_COLUMNS = 60 };

void glance_fini(struct glance *glance)
{
    arena_fini(&glance->arena);
}

void glance_forget(struct glance *glance)
{
    glance->key = 0;
}

/* False: there is nothing to show, or not yet. */
static bool read_account(struct ui *ui, struct glance *glance, const struct row *account)
{
    struct error err;

    if (!account || !ui_is_painted(ui))
        return false;
    if (glance->key == account->key)
        return true;
    arena_clear(&glance->arena);
    glance->top = 0;
    glance->key = 0;
    if (!session_assess(ui_session(ui), account->key, &glance->arena, &glance->dossier,
            &glance->assessment, &err) ||
        !glance->dossier.account)
        return false;
    glance->key = account->key;
    return true;
}

/* The rows of the whole sum of the score, which stands in place of what costs most; half a sum is
 * none, and in few columns its words are lost. 0: not here. */
static int table_rows(const struct health *health, int columns)
{
    return health->known && health->part_count && columns >= TABLE_COLUMNS
               ? health->part_count + TABLE_ROWS_BESIDE
               : 0;
}

static int draw_account(
    struct canvas *canvas, struct area area, const struct subject *subject, block_fn why)
{
    const block_fn blocks[] = {
        block_title, block_clock, why, block_open, block_last_note, block_signals};
    static const block_fn more[] = {
        block_people, block_goals, block_contract_lines, block_results};
    int start = area.y;

    area_take_rows(&area, blocks_draw(canvas, area, subject, blocks, COUNT_OF(blocks)));
    if (area.rows > TEXT_ROWS_SPARE)
        area_take_rows(&area, blocks_draw(canvas, area, subject, more, COUNT_OF(more)));
    return area.y - start;
}

void glance_draw(struct ui *ui, struct glance *glance, const struct row *account,
    struct canvas *canvas, struct area area)
{
    struct subject subject = {&glance->dossier, &glance->assessment, ui_show(ui)};
    int rows, table;

    area.columns = area.columns < TEXT_MOST ? area.columns : TEXT_MOST;
    if (!read_account(ui, glance, account))
        return;
    table = table_rows(&glance->assessment.health, area.columns);
    rows = draw_account(canvas, area, &subject, block_pulls_down);
    if (!table || rows + table > area.rows)
        return;
    canvas_blank(canvas, area, GROUND_SCREEN);
    draw_account(canvas, area, &subject, block_health_table);
}

static bool is_blank_row(const struct canvas *canvas, int y)
{
    for (int x = 0; x < canvas->columns; x++)
        if (canvas_cell_at(canvas, x, y)->codes[0] != ' ')
            return false;
    return true;
}

/* Drawn whole on a taller canvas, of which the pane shows a part. */
void glance_draw_beside(struct ui *ui, struct glance *glance, const struct row *account,
    struct canvas *canvas, struct area area)
{
    struct canvas tall = {.ascii = canvas->ascii, .braille = canvas->braille};
    struct area whole = {area.x, 0, area.columns, area.rows};
    int last;

    if (!read_account(ui, glance, account)) /* another one begins at its top */
        return;
    whole.rows += glance->top;
    canvas_resize(&tall, canvas->columns, whole.rows);
    glance_draw(ui, glance, account, &tall, whole);
    for (last = tall.rows - 1; last > 0 && is_blank_row(&tall, last);)
        last--;
    if (glance->top > last)
        glance->top = last;
    for (int y = 0; y < area.rows && glance->top + y < tall.rows; y++)
        canvas_copy_cells(canvas, area.x, area.y + y,
            canvas_cell_at(&tall, area.x, glance->top + y), area.columns);
    canvas_fini(&tall);
}

/* Whose it is, when it is decided, and how sure the score is. */
static void draw_head(const struct subject *subject, struct canvas *canvas, struct area line)
{
    const struct row *account = subject->assessment->account;
    struct clock_words clock = part_clock(account, subject->show.today);
    char known[PART_KNOWN_ROOM];
    int end = canvas_put_right(canvas, line.x + line.columns, line.y, ROLE_MUTED,
        part_known(&subject->assessment->health, known));
    int x;

    if (row_knows(account, ACCOUNT_TREND))
        part_trend(canvas, end - 10, line.y, account, ROLE_CHART_1);
    x = canvas_put_cut(canvas, line.x, line.y, ROLE_TITLE, part_name(account), line.columns / 2);
    canvas_spans(canvas, x + 3, line.y,
        SPANS({ROLE_MUTED, clock.label}, {ROLE_MUTED, " "}, {ROLE_TEXT, clock.count}));
}

/* Seven rows under the list: why at the left, what is open at the right. */
void glance_draw_below(struct ui *ui, struct glance *glance, const struct row *account,
    struct canvas *canvas, struct area area)
{
    struct subject subject = {&glance->dossier, &glance->assessment, ui_show(ui)};
    int half = area.columns / 2;
    struct area left = {1, area.y + 1, half - 2, area.rows - 1};
    struct area right = {half + 2, area.y + 1, area.columns - half - 3, area.rows - 1};

    if (!read_account(ui, glance, account))
        return;
    draw_head(&subject, canvas, (struct area){1, area.y, area.columns - 2, 1});
    if (!block_pulls_down(canvas, left, &subject))
        block_signals(canvas, left, &subject);
    area_take_rows(&right, block_open(canvas, right, &subject));
    block_last_note(canvas, right, &subject);
}

void glance_step(struct ui *ui, struct glance *glance, int step)
{
    bool moved = true;

    if (glance->is_beside)
        glance->top += step * SCROLL_ROWS;
    else
        moved = ui_step_account(ui, step);
    if (glance->top < 0)
        glance->top = 0;
    if (!moved)
        ui_toast(ui, step > 0 ? N_("this is the last account") : N_("this is the first account"));
}
