/* The picture of the composer: fields, text with what its follow-ups become, and at the side what
 * is known of the account. */
#include <string.h>
#include "base/text.h"
#include "core/followup.h"
#include "ui/views/blocks.h"
#include "ui/views/composer.h"

enum {
    WIDE = 100,
    TALL = 30,
    NARROW = 60,
    FIELDS_AND_TEXT = 9, /* rows; with fewer, one is shown while it is written in */
    ECHO_BYTES = 64 << 10
};

static void draw_head(struct ui *ui, const struct composer *composer, struct canvas *canvas, int y)
{
    char time[24];
    int x = canvas_put_cut(canvas, 1, y, ROLE_TITLE,
        *composer->name ? composer->name : "No account", canvas->columns / 2);

    canvas_spans(canvas, x + 3, y,
        SPANS({ROLE_MUTED, composer->note ? "changing a " : "new "},
            {ROLE_MUTED, composer_kinds[composer->kind]}));
    if (composer->saved) {
        minute_iso(composer->saved, time);
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_MUTED, "draft kept "}, {ROLE_TEXT, time + 11}));
    }
}

static const char *choice_word(const char *word)
{
    return *word ? word : "not said";
}

/* The words in a row, from the first one on that leaves room for the chosen one. */
static void draw_choices(
    struct canvas *canvas, struct area line, const char *const *words, size_t count, size_t chosen)
{
    int x = line.x, end = line.x + line.columns, needed = 0;
    size_t first = chosen;

    for (size_t i = chosen + 1; i-- > 0;) {
        needed += text_columns(choice_word(words[i])) + 2;
        if (needed + 4 > line.columns)
            break;
        first = i;
    }
    if (first > 0)
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, "…") + 1;
    for (size_t i = first; i < count; i++) {
        const char *word = choice_word(words[i]);

        if (x + text_columns(word) + (i + 1 < count ? 2 : 0) > end) {
            canvas_put(canvas, x, line.y, ROLE_MUTED, "…");
            break;
        }
        x = canvas_put(canvas, x, line.y, i == chosen ? ROLE_TAB_ACTIVE : ROLE_MUTED, word) + 2;
    }
}

static void draw_fields(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    static const char *const labels[] = {"when", "kind", "with", "mood"};
    struct area line = {9, area.y, area.columns - 9, 1};

    for (int i = 0; i < FIELD_BODY; i++) {
        canvas_put(
            canvas, 1, area.y + i, i == (int)composer->at ? ROLE_ACCENT : ROLE_MUTED, labels[i]);
        if (i == (int)composer->at)
            canvas_put(canvas, 0, area.y + i, ROLE_ACCENT, "▎");
    }
    if (composer->at == FIELD_WHEN)
        edit_draw_line(&composer->when, canvas, line, &composer->when_shown);
    else
        canvas_put_cut(canvas, 9, line.y, ROLE_TEXT, str_text(&composer->when.text), line.columns);
    line.y++;
    draw_choices(canvas, line, composer_kinds, COUNT_OF(composer_kinds), composer->kind);
    line.y++;
    if (composer->at == FIELD_WITH)
        edit_draw_line(&composer->with, canvas, line, &composer->with_shown);
    else if (composer->with.text.len)
        canvas_put_cut(canvas, 9, line.y, ROLE_TEXT, str_text(&composer->with.text), line.columns);
    else
        canvas_put_cut(
            canvas, 9, line.y, ROLE_MUTED, "nobody named: Tab completes a name", line.columns);
    line.y++;
    draw_choices(canvas, line, composer_moods, COUNT_OF(composer_moods), composer->mood);
    if (composer->at == FIELD_KIND || composer->at == FIELD_MOOD)
        canvas_set_cursor(canvas, 9, area.y + (int)composer->at, true);
}

enum { ECHO_MOST = 100 };

/* Where each follow-up ends on the screen: the editor draws inside its own borders, what it becomes
 * stands beside them. */
struct echo {
    const struct followup_list *list;
    const struct followup *items[ECHO_MOST];
    int rows[ECHO_MOST];
    size_t count;
};

static size_t line_of(const char *text, size_t at)
{
    size_t line = 0;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

static void find_echo(void *context, struct canvas *canvas, const struct editor_row *row)
{
    struct echo *echo = context;
    size_t line;

    if (!echo || !echo->list->count || (row->text[row->end] && row->text[row->end] != '\n'))
        return;
    line = line_of(row->text, row->start);
    for (size_t i = 0; i < echo->list->count && echo->count < ECHO_MOST; i++) {
        if (echo->list->items[i].line != line)
            continue;
        echo->items[echo->count] = &echo->list->items[i];
        echo->rows[echo->count++] = row->y;
    }
}

/* Beside a follow-up stands what it will become: `promise  Tue 24 Nov`. */
static void draw_echo(
    struct ui *ui, const struct echo *echo, struct canvas *canvas, struct area area)
{
    char day[24];

    for (size_t i = 0; i < echo->count; i++) {
        const struct followup *item = echo->items[i];
        int y = area.y + echo->rows[i];
        int x = canvas_put_right(canvas, area.x + area.columns, y, ROLE_ACCENT,
            item->due == DAY_NONE ? "no day" : day_words(item->due, ui_show(ui).today, day));

        canvas_put_right(canvas, x - 2, y, ROLE_MUTED, item->kind);
    }
}

static size_t count_kind(const struct followup_list *list, const char *kind)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += text_equal(list->items[i].kind, kind);
    return count;
}

static void draw_followup_count(struct canvas *canvas, int y, const struct followup_list *list)
{
    static const char *const words[][2] = {
        {"promise", "promises"}, {"task", "tasks"}, {"ask", "asks"}};
    int x = 1;

    if (!list->count)
        return;
    x = canvas_putf(canvas, x, y, ROLE_TITLE, "%zu", list->count);
    x = canvas_put(canvas, x, y, ROLE_MUTED,
        list->count == 1 ? " follow-up will be filed: " : " follow-ups will be filed: ");
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t count = count_kind(list, words[i][0]);

        if (count)
            x = canvas_putf(canvas, x + 1, y, ROLE_TEXT, "%zu %s", count, words[i][count != 1]);
    }
}

static void draw_body(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    struct followup_list list = {0};
    struct arena arena = {0};
    struct echo echo = {.list = &list};
    struct area foot = area_take_last_rows(&area, area.rows >= 8 ? 1 : 0);
    struct area text = area;

    if (composer->body.edit.text.len <= ECHO_BYTES)
        followups_of(str_text(&composer->body.edit.text), ui_show(ui).today,
            &session_settings(ui_session(ui))->calendar, &arena, &list);
    if (list.count)
        text.columns -= area.columns >= 60 ? 22 : 0;
    composer->body.context = &echo;
    composer->body.decorate = area.columns >= 60 ? find_echo : NULL;
    editor_draw(&composer->body, canvas, text);
    composer->body.context = NULL;
    draw_echo(ui, &echo, canvas, area);
    if (!composer->body.edit.text.len && area.rows > 2)
        canvas_put_cut(canvas, area.x, area.y + 1, ROLE_MUTED,
            "- [ ] send the plan fri   becomes a task,  - [!]  a promise", area.columns);
    if (foot.rows)
        draw_followup_count(canvas, foot.y, &list);
    array_fini(&list);
    arena_fini(&arena);
}

static int block_before(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *notes = &subject->dossier->notes;
    int rows = 1;
    char day[24];

    if (area.rows < 2 || !notes->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, "Before", NULL);
    for (size_t i = notes->count; i-- > 0 && rows < area.rows && rows <= 3; rows++) {
        const struct row *note = notes->items[i];

        canvas_put(canvas, area.x, area.y + rows, ROLE_MUTED,
            day_words(minute_day(row_integer(note, NOTE_AT)), subject->show.today, day));
        canvas_put_cut(canvas, area.x + 12, area.y + rows, ROLE_TEXT, row_text(note, NOTE_KIND), 9);
        canvas_put_cut(canvas, area.x + 22, area.y + rows, ROLE_MUTED, row_text(note, NOTE_BODY),
            area.columns - 22);
    }
    return rows;
}

static void draw_side(
    struct ui *ui, const struct composer *composer, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {
        block_title, block_clock, block_open, block_pulls_down, block_people, block_before};
    struct subject subject = {&composer->dossier, &composer->assessment, ui_show(ui)};

    if (composer->has_side)
        blocks_draw(canvas, area, &subject, blocks, COUNT_OF(blocks));
}

void composer_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct composer *composer = state;
    int y = canvas->rows >= TALL ? 2 : 1;
    struct area body;

    if (!composer->open) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, "Nothing is being written.");
        return;
    }
    draw_head(ui, composer, canvas, y);
    canvas_rule(canvas, y + 1);
    body = (struct area){0, y + 2, canvas->columns, canvas->rows - y - 4};
    if (canvas->columns >= WIDE) {
        struct area side = body;

        body = area_take_columns(&side, canvas->columns * 61 / 100);
        canvas_pane_line(canvas, body.columns, body.y, body.rows + 1);
        draw_side(
            ui, composer, canvas, (struct area){side.x + 2, side.y, side.columns - 3, side.rows});
    }
    if (body.rows < FIELDS_AND_TEXT && composer->at == FIELD_BODY) {
        draw_body(ui, composer, canvas, (struct area){1, body.y, body.columns - 2, body.rows});
        return;
    }
    draw_fields(ui, composer, canvas, body);
    draw_body(ui, composer, canvas, (struct area){1, body.y + 5, body.columns - 2, body.rows - 5});
}
