/* The picture of the composer: fields, text, and at the side what is known of the account. */
#include <string.h>
#include "base/text.h"
#include "ui/views/blocks.h"
#include "ui/views/composer.h"

enum {
    WIDE = 100,
    TALL = 30,
    NARROW = 60,
    FIELDS_AND_TEXT = 9, /* rows; with fewer, one is shown while it is written in */
    ECHO_COLUMNS = 22
};

static void draw_head(struct ui *ui, const struct composer *composer, struct canvas *canvas, int y)
{
    char time[24];
    int x = canvas_put_cut(canvas, 1, y, ROLE_TITLE,
        *composer->name ? composer->name : "No account", canvas->columns / 2);

    if (composer->lost_name && !*composer->name)
        x = canvas_spans(
            canvas, x + 2, y, SPANS({ROLE_MUTED, "was "}, {ROLE_MUTED, composer->lost_name}));
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

static void draw_body(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    struct area foot = area_take_last_rows(&area, area.rows >= 8 ? 1 : 0);
    struct area text = area;

    composer_count(ui, composer);
    if (composer->followups.all && area.columns >= NARROW)
        text.columns -= ECHO_COLUMNS;
    composer_draw_text(ui, composer, canvas, text, area);
    if (!composer->body.edit.text.len && area.rows > 2)
        canvas_put_cut(canvas, area.x, area.y + 1, ROLE_MUTED,
            "- [ ] send the plan fri   becomes a task,  - [!]  a promise", area.columns);
    if (foot.rows)
        composer_draw_count(composer, canvas, foot.y);
    if (composer->at == FIELD_BODY)
        editor_draw_offer(&composer->body, canvas, text);
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
