/* What the text means, shown while it is typed: tags, the words of a date, and beside each
 * follow-up what it will become, `promise  Tue 24 Nov`. Only lines on the screen are looked at. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/followup.h"
#include "ui/views/composer.h"

enum {
    LINE_BYTES = 4096,      /* of a line that is looked at */
    COUNT_BYTES = 64 << 10, /* of a text that is counted at each key; a longer one after a pause */
    COUNT_AGAIN_MS = 300,
    ECHO_MOST = 100
};

/* Where each follow-up ends on the screen: the editor draws inside its own borders, what it becomes
 * stands beside them. */
struct echo {
    struct ui *ui;
    struct arena arena;
    struct followup items[ECHO_MOST];
    int rows[ECHO_MOST];
    size_t count;
};

static bool read_line(struct echo *echo, const char *line, size_t len, struct followup *ret_item)
{
    struct session *session = ui_session(echo->ui);

    return followup_of_line(line, len, session_today(session), &session_settings(session)->calendar,
        &echo->arena, ret_item);
}

/* False: the line is longer than people write. */
static bool line_around(const struct editor_row *row, size_t *ret_start, size_t *ret_len)
{
    size_t start = row->start, end = row->end, most = row->start + LINE_BYTES;

    while (start > 0 && row->text[start - 1] != '\n' && row->start - start < LINE_BYTES)
        start--;
    while (row->text[end] && row->text[end] != '\n' && end < most)
        end++;
    *ret_start = start;
    *ret_len = end - start;
    return (start == 0 || row->text[start - 1] == '\n') &&
           (!row->text[end] || row->text[end] == '\n');
}

static int columns_until(struct canvas *canvas, const struct editor_row *row, size_t at)
{
    struct str part = {0};
    int columns;

    str_add_bytes(&part, row->text + row->start, at - row->start);
    columns = canvas_columns_of(canvas, str_text(&part));
    str_fini(&part);
    return columns;
}

static void mark_bytes(
    struct canvas *canvas, const struct editor_row *row, size_t from, size_t to, enum role role)
{
    from = from > row->start ? from : row->start;
    to = to < row->end ? to : row->end;
    if (from >= to)
        return;
    int x = columns_until(canvas, row, from);
    canvas_set_role(canvas, (struct area){x, row->y, columns_until(canvas, row, to) - x, 1}, role);
}

static bool begins_tag(const struct editor_row *row, size_t at)
{
    return row->text[at] == '#' && (at == 0 || strchr(" \n(", row->text[at - 1])) &&
           note_tag_length(row->text + at + 1) > 0;
}

static void mark_tags(struct canvas *canvas, const struct editor_row *row)
{
    for (size_t i = row->start; i < row->end; i++)
        if (begins_tag(row, i))
            mark_bytes(canvas, row, i, i + 1 + note_tag_length(row->text + i + 1), ROLE_ACCENT);
}

static void decorate(void *context, struct canvas *canvas, const struct editor_row *row)
{
    struct echo *echo = context;
    struct followup item;
    size_t start, len;

    mark_tags(canvas, row);
    if (!line_around(row, &start, &len) || !read_line(echo, row->text + start, len, &item))
        return;
    if (item.due != DAY_NONE)
        mark_bytes(canvas, row, start + item.date_at, start + len, ROLE_TAB_ACTIVE);
    if (row->end == start + len && echo->count < ECHO_MOST) {
        echo->items[echo->count] = item;
        echo->rows[echo->count++] = row->y;
    }
}

static void draw_beside(
    struct echo *echo, const struct followup *item, struct canvas *canvas, int end, int y)
{
    char day[24];

    if (item->fault) {
        canvas_put_right(canvas, end, y, ROLE_ERROR, item->fault);
        return;
    }
    int x = canvas_put_right(canvas, end, y, item->due == DAY_NONE ? ROLE_MUTED : ROLE_ACCENT,
        item->due == DAY_NONE ? _("no day") : day_words(item->due, ui_show(echo->ui).today, day));
    x = canvas_put_right(canvas, x - 2, y, ROLE_MUTED, item->kind);
}

void composer_draw_text(struct ui *ui, struct composer *composer, struct canvas *canvas,
    struct area text, struct area all)
{
    struct echo echo = {.ui = ui};

    composer->body.context = &echo;
    composer->body.decorate = decorate;
    composer->body.is_left = composer->at != FIELD_BODY;
    editor_draw(&composer->body, canvas, text);
    composer->body.context = NULL;
    composer->body.decorate = NULL;
    for (size_t i = 0; i < echo.count && text.columns < all.columns; i++)
        draw_beside(&echo, &echo.items[i], canvas, all.x + all.columns, all.y + echo.rows[i]);
    arena_fini(&echo.arena);
}

/* --- how many there are --- */

static size_t count_kind(const struct followup_list *list, const char *kind)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += text_equal(list->items[i].kind, kind);
    return count;
}

/* `a;b` as `#a #b` */
static void add_tags(const char *joined, struct str *out)
{
    while (*joined) {
        size_t len = strcspn(joined, ";");

        str_add(out, out->len ? " #" : "#");
        str_add_bytes(out, joined, len);
        joined += len + (joined[len] == ';');
    }
}

/* A box that stands behind words of its line, which makes no task. */
static bool has_inline_box(const char *text)
{
    static const char *const boxes[] = {"- [ ]", "- [!]"};

    for (size_t i = 0; i < COUNT_OF(boxes); i++)
        for (const char *at = strstr(text, boxes[i]); at; at = strstr(at + 1, boxes[i])) {
            const char *line = at;

            while (line > text && line[-1] == ' ')
                line--;
            if (line > text && line[-1] != '\n' && line[-1] != '\t')
                return true;
        }
    return false;
}

static void count_now(struct ui *ui, struct composer *composer)
{
    struct followup_list list = {0};
    struct arena arena = {0};

    followups_of(str_text(&composer->body.edit.text), ui_show(ui).today,
        &session_settings(ui_session(ui))->calendar, &arena, &list);
    composer->followups.all = list.count;
    composer->followups.promises = count_kind(&list, "promise");
    composer->followups.asks = count_kind(&list, "ask");
    composer->followups.is_inline = has_inline_box(str_text(&composer->body.edit.text));
    composer->followups.changes = composer->body.edit.changes;
    str_clear(&composer->said_tags);
    add_tags(note_tags_of(str_text(&composer->body.edit.text), &arena), &composer->said_tags);
    array_fini(&list);
    arena_fini(&arena);
}

static void count_due(void *context)
{
    struct composer *composer = composer_of(context);

    if (composer && composer->open)
        count_now(context, composer);
}

void composer_count(struct ui *ui, struct composer *composer)
{
    if (composer->followups.changes == composer->body.edit.changes)
        return;
    if (composer->body.edit.text.len <= COUNT_BYTES)
        count_now(ui, composer);
    else
        ui_after(ui, COUNT_AGAIN_MS, count_due, ui);
}

void composer_draw_count(const struct composer *composer, struct canvas *canvas, struct area foot)
{
    size_t all = composer->followups.all, promises = composer->followups.promises,
           asks = composer->followups.asks;
    const struct {
        size_t count;
        const char *one, *many;
    } kinds[] = {{promises, NP_("promise", "promises")},
        {all - promises - asks, NP_("task", "tasks")}, {asks, NP_("ask", "asks")}};
    int x = 1, y = foot.y, tags = text_columns(str_text(&composer->said_tags));

    if (tags && tags + (all ? 50 : 0) <= foot.columns)
        canvas_put_right(
            canvas, foot.x + foot.columns, y, ROLE_MUTED, str_text(&composer->said_tags));
    if (!all && composer->followups.is_inline)
        canvas_put_cut(canvas, x, y, ROLE_TEXT, _("- [ ] makes a task where it begins a line"),
            foot.columns - tags);
    if (!all)
        return;
    x = canvas_count(canvas, x, y, ROLE_TITLE, (int64_t)all);
    x = canvas_put(canvas, x, y, ROLE_MUTED,
        words_plural(" follow-up will be filed: ", " follow-ups will be filed: ", all));
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].count)
            x = canvas_putf(canvas, x + 1, y, ROLE_TEXT, "%zu %s", kinds[i].count,
                words_plural(kinds[i].one, kinds[i].many, (long long)kinds[i].count));
}
