/* Beside the text: what the call is about, what is owed, what pulls the health down, and what was
 * said before. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/run.h"
#include "ui/commands_internal.h"
#include "ui/views/blocks.h"
#include "ui/views/composer.h"

enum { OWED_MOST = 64, OWED_SHOWN = 4, BEFORE_SHOWN = 3 };

/* --- what it is for --- */

const char *composer_kind_for(const char *kind)
{
    if (text_equal_nocase(kind, "review"))
        return "meeting";
    for (size_t i = 0; i < COMPOSER_KINDS; i++)
        if (text_equal_nocase(composer_kinds[i], kind))
            return composer_kinds[i];
    return NULL;
}

static day_number due_of(const struct row *row)
{
    day_number due = row_day(row, row->kind == KIND_STEP ? (int)STEP_DUE : (int)TASK_DUE);

    return due == DAY_NONE ? INT32_MAX : due;
}

static bool is_open(const struct row *row)
{
    return row->kind == KIND_STEP
               ? run_step_is_open(row)
               : !row_is(row, TASK_STATUS, "done") && !row_is(row, TASK_STATUS, "cancelled");
}

/* What one sits down to prepare. */
static bool is_talk(const char *kind)
{
    static const char *const kinds[] = {"call", "meeting", "training", "qbr", "ebr"};

    return text_is_one_of(kind, kinds, COUNT_OF(kinds));
}

static bool fits(const struct row *row, const char *kind)
{
    const char *own =
        composer_kind_for(row_text(row, row->kind == KIND_STEP ? (int)STEP_KIND : (int)TASK_KIND));

    return own && is_open(row) && due_of(row) != INT32_MAX &&
           (kind ? text_equal(own, kind) : is_talk(own));
}

const struct row *composer_ahead(const struct dossier *dossier, const char *kind)
{
    const struct row_list *lists[] = {&dossier->steps, &dossier->tasks};
    const struct row *next = NULL;

    for (size_t l = 0; l < COUNT_OF(lists); l++)
        for (size_t i = 0; i < lists[l]->count; i++)
            if (fits(lists[l]->items[i], kind) &&
                (!next || due_of(lists[l]->items[i]) < due_of(next)))
                next = lists[l]->items[i];
    return next;
}

static const char *run_title(const struct dossier *dossier, const struct row *step)
{
    for (size_t i = 0; i < dossier->runs.count; i++)
        if (dossier->runs.items[i]->key == row_integer(step, STEP_RUN))
            return row_text(dossier->runs.items[i], RUN_TITLE);
    return "";
}

static int block_for(
    struct canvas *canvas, struct area area, const struct subject *subject, const char *kind)
{
    const struct row *row = composer_ahead(subject->dossier, kind);
    int end = area.x + area.columns, x;
    struct due_words due;

    if (!row || area.rows < 2)
        return 0;
    due = part_due(due_of(row), subject->show.today);
    part_heading(canvas, area.x, area.y, end, _("For"),
        row->kind == KIND_STEP ? run_title(subject->dossier, row) : NULL);
    x = canvas_put_right(canvas, end, area.y + 1, due.role, due.text);
    canvas_put(canvas, area.x, area.y + 1, ROLE_MUTED,
        row->kind == KIND_STEP ? "→" : part_task_shape(row));
    canvas_put_cut(canvas, area.x + 2, area.y + 1, ROLE_TEXT,
        row_text(row, row->kind == KIND_STEP ? (int)STEP_TITLE : (int)TASK_TITLE), x - area.x - 4);
    return 2;
}

/* --- what is owed --- */

/* Open promises and asks, earliest first. */
static size_t owed_items(const struct dossier *dossier, const struct row **items)
{
    size_t count = 0;

    for (size_t i = 0; i < dossier->tasks.count && count < OWED_MOST; i++) {
        const struct row *task = dossier->tasks.items[i];
        size_t at = count;

        if (!is_open(task) ||
            (!row_is(task, TASK_KIND, "promise") && !row_is(task, TASK_KIND, "ask")))
            continue;
        for (; at && due_of(items[at - 1]) > due_of(task); at--)
            items[at] = items[at - 1];
        items[at] = task;
        count++;
    }
    return count;
}

static int block_owed(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row *items[OWED_MOST];
    size_t count = owed_items(subject->dossier, items);
    int rows = 1, end = area.x + area.columns;
    char sum[64];

    if (!count)
        return block_open(canvas, area, subject);
    if (area.rows < 2)
        return 0;
    snprintf(sum, sizeof(sum), "%zu", count);
    part_heading(canvas, area.x, area.y, end, _("Promised and asked"), sum);
    for (size_t i = 0; i < count && i < OWED_SHOWN && rows < area.rows; i++, rows++) {
        struct due_words due = part_due(row_day(items[i], TASK_DUE), subject->show.today);
        int y = area.y + rows, x = canvas_put_right(canvas, end, y, due.role, due.text);
        bool promised = row_is(items[i], TASK_KIND, "promise");

        canvas_put(canvas, area.x, y, promised ? ROLE_ACCENT : ROLE_MUTED, promised ? "!" : "@");
        canvas_put_cut(
            canvas, area.x + 2, y, ROLE_TEXT, row_text(items[i], TASK_TITLE), x - area.x - 4);
    }
    return rows;
}

/* --- what was said before --- */

static int block_before(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *notes = &subject->dossier->notes;
    int rows = 1;
    char day[24];

    if (area.rows < 2 || !notes->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("Before"), NULL);
    for (size_t i = notes->count; i-- > 0 && rows < area.rows && rows <= BEFORE_SHOWN; rows++) {
        const struct row *note = notes->items[i];

        canvas_put(canvas, area.x, area.y + rows, ROLE_MUTED,
            day_words(minute_day(row_integer(note, NOTE_AT)), subject->show.today, day));
        canvas_put_cut(canvas, area.x + 12, area.y + rows, ROLE_TEXT, row_text(note, NOTE_KIND), 9);
        canvas_put_cut(canvas, area.x + 22, area.y + rows, ROLE_MUTED, part_note_said(note),
            area.columns - 22);
    }
    return rows;
}

void composer_draw_side(
    struct ui *ui, const struct composer *composer, struct canvas *canvas, struct area area)
{
    static const block_fn head[] = {block_title, block_clock};
    static const block_fn rest[] = {block_owed, block_pulls_down, block_before, block_people};
    struct subject subject = {&composer->dossier, &composer->assessment, ui_show(ui)};
    int rows;

    if (!composer->has_side)
        return;
    rows = blocks_draw(canvas, area, &subject, head, COUNT_OF(head));
    (void)area_take_rows(&area, rows);
    rows = block_for(canvas, area, &subject, composer_kinds[composer->kind]);
    if (rows)
        (void)area_take_rows(&area, rows + 1 > area.rows ? area.rows : rows + 1);
    blocks_draw(canvas, area, &subject, rest, COUNT_OF(rest));
}
