/* What may be meant by the word before the caret: a list below it, while one types on. */
#include "editor_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"

#define OFFER_ROWS 6
#define OFFER_COLUMNS 40

void editor_close_offer(struct editor *editor)
{
    for (size_t i = 0; i < editor->completion.texts.count; i++)
        free(editor->completion.texts.items[i]);
    array_clear(&editor->completion.texts);
    editor->completion_at = 0;
}

/* What stands there in full already is not offered; Enter then is a line end again, until one of
 * the others is chosen. */
static void drop_typed(struct editor *editor)
{
    struct completion *completion = &editor->completion;
    const char *word = str_text(&editor->edit.text) + completion->from;
    size_t len = editor->edit.at - completion->from, kept = 0, count = completion->texts.count;
    for (size_t i = 0; i < count; i++) {
        char *text = completion->texts.items[i];
        if (strlen(text) == len && memcmp(text, word, len) == 0)
            free(text);
        else
            completion->texts.items[kept++] = text;
    }
    completion->texts.count = kept;
    editor->completion_at = kept < count ? kept : 0;
}

void editor_offer(struct editor *editor, bool is_asked)
{
    editor_close_offer(editor);
    if (editor->complete == NULL)
        return;
    editor->completion.from = editor->edit.at;
    editor->complete(editor->context, &editor->edit, is_asked, &editor->completion);
    drop_typed(editor);
}

static void take(struct editor *editor)
{
    struct completion *completion = &editor->completion;
    size_t at = editor->completion_at;
    const char *text = completion->texts.items[at < completion->texts.count ? at : 0];
    edit_replace(&editor->edit, completion->from, editor->edit.at, text);
    editor_close_offer(editor);
}

static void step(struct editor *editor, bool is_down)
{
    size_t count = editor->completion.texts.count, at = editor->completion_at;
    if (is_down)
        editor->completion_at = at + 1 < count ? at + 1 : 0;
    else
        editor->completion_at = (at == 0 || at >= count ? count : at) - 1;
}

bool editor_run_offer(struct editor *editor, const char *command)
{
    if (editor->completion.texts.count == 0)
        return false;
    bool is_chosen = editor->completion_at < editor->completion.texts.count;
    if (text_equal(command, "complete") || (is_chosen && text_equal(command, "new-line")))
        take(editor);
    else if (text_equal(command, "line-down") || text_equal(command, "line-up"))
        step(editor, text_equal(command, "line-down"));
    else if (text_equal(command, "keep-draft") || text_equal(command, "unmark"))
        editor_close_offer(editor);
    else
        return false;
    return true;
}

/* -- drawing */

static int widest(struct canvas *canvas, const struct completion *completion)
{
    int widest = 0;
    for (size_t i = 0; i < completion->texts.count; i++) {
        int columns = canvas_columns_of(canvas, completion->texts.items[i]);
        widest = columns > widest ? columns : widest;
    }
    return widest < OFFER_COLUMNS ? widest : OFFER_COLUMNS;
}

/* Below the word, or above it where there is no room; within the area. */
static struct area place(struct editor *editor, struct canvas *canvas, struct area area)
{
    size_t count = editor->completion.texts.count;
    size_t row = editor_row_of(editor, editor->completion.from);
    int rows = count < OFFER_ROWS ? (int)count : OFFER_ROWS;
    int y = (int)(row - editor->top),
        x = editor_column_of(editor, row, editor->completion.from) - 1;
    int columns = widest(canvas, &editor->completion) + 2;
    bool is_above = y + 1 + rows > area.rows && y >= rows;
    columns = columns < area.columns ? columns : area.columns;
    x = x + columns > area.columns ? area.columns - columns : x;
    return (struct area){
        area.x + (x > 0 ? x : 0), area.y + (is_above ? y - rows : y + 1), columns, rows};
}

void editor_draw_offer(struct editor *editor, struct canvas *canvas, struct area area)
{
    const struct completion *completion = &editor->completion;
    size_t count = completion->texts.count;
    if (count == 0 || area.columns < 4)
        return;
    struct area box = place(editor, canvas, area);
    size_t at = editor->completion_at < count ? editor->completion_at : 0;
    size_t first = at >= (size_t)box.rows ? at - (size_t)box.rows + 1 : 0;
    canvas_blank(canvas, box, GROUND_POPUP);
    for (int y = 0; y < box.rows; y++) {
        struct area line = {box.x, box.y + y, box.columns, 1};
        canvas_put_cut(canvas, box.x + 1, line.y, ROLE_TEXT,
            completion->texts.items[first + (size_t)y], box.columns - 2);
        if (first + (size_t)y == editor->completion_at)
            canvas_set_ground(canvas, line, GROUND_SELECTION);
    }
}
