/* The picture of the composer: fields, text, and at the side what is known of the account. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/blocks.h"
#include "ui/views/composer.h"

enum {
    FIELDS_AND_TEXT = 9, /* rows; with fewer, one is shown while it is written in */
    ECHO_COLUMNS = 22
};

/* `new call`, `changing a call`; one that waits: `call prepared for Tue 24 Nov`, from that day on
 * `call, live`. */
static void draw_state(
    struct ui *ui, const struct composer *composer, struct canvas *canvas, int x, int y)
{
    const struct session *session = ui_session(ui);
    const char *kind = composer_kinds[composer->kind];
    struct error ignored;
    day_number day;
    char words[24];
    int minute;

    if (!composer->prepared)
        canvas_spans(canvas, x, y,
            SPANS({ROLE_MUTED, composer->note ? _("changing a ") : _("new ")}, {ROLE_MUTED, kind}));
    else if (day_parse_with_time(str_text(&composer->when.text), session_today(session),
                 &session_settings(session)->calendar, &day, &minute, &ignored) &&
             day > session_today(session))
        canvas_spans(canvas, x, y,
            SPANS({ROLE_MUTED, kind}, {ROLE_MUTED, _(" prepared for ")},
                {ROLE_TEXT, day_words(day, session_today(session), words)}));
    else
        canvas_spans(canvas, x, y, SPANS({ROLE_MUTED, kind}, {ROLE_ACCENT, _(", live")}));
}

static void draw_head(struct ui *ui, const struct composer *composer, struct canvas *canvas, int y)
{
    char time[24];
    int x = canvas_put_cut(canvas, 1, y, ROLE_TITLE,
        *composer->name ? composer->name : _("No account"), canvas->columns / 2);

    if (composer->lost_name && !*composer->name)
        x = canvas_spans(
            canvas, x + 2, y, SPANS({ROLE_MUTED, _("was ")}, {ROLE_MUTED, composer->lost_name}));
    draw_state(ui, composer, canvas, x + 3, y);
    if (composer->saved) {
        minute_iso(composer->saved, time);
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_MUTED, _("draft kept ")}, {ROLE_TEXT, time + 11}));
    }
}

static void draw_body(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    struct area foot = area_take_last_rows(&area, area.rows >= 8 ? 1 : 0);
    struct area text = area;

    composer_count(ui, composer);
    if (composer->followups.all && area.columns >= SCREEN_NARROW)
        text.columns -= ECHO_COLUMNS;
    composer_draw_text(ui, composer, canvas, text, area);
    if (!composer->body.edit.text.len && area.rows > 2)
        canvas_put_cut(canvas, area.x, area.y + 1, ROLE_MUTED,
            _("- [ ] send the plan fri   becomes a task,  - [!]  a promise"), area.columns);
    if (!composer->body.edit.text.len && area.rows > 3)
        canvas_spans(canvas, area.x, area.y + 2,
            SPANS({ROLE_HINT_KEY, "C-t"}, {ROLE_MUTED, _("   puts a template in")}));
    if (foot.rows)
        composer_draw_count(composer, canvas, foot);
    if (composer->at == FIELD_BODY)
        editor_draw_offer(&composer->body, canvas, text);
}

void composer_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct composer *composer = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;
    struct area body, text;

    if (!composer->open) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, _("Nothing is being written."));
        return;
    }
    draw_head(ui, composer, canvas, y);
    canvas_rule(canvas, y + 1);
    body = (struct area){0, y + 2, canvas->columns, canvas->rows - y - 4};
    if (ui_panes(ui, canvas->columns) > 1 && !ui_is_presenting(ui)) {
        struct area side = body;

        body = area_take_columns(&side, canvas->columns * 61 / 100);
        canvas_pane_line(canvas, body.columns, body.y, body.rows + 1);
        composer_draw_side(
            ui, composer, canvas, (struct area){side.x + 2, side.y, side.columns - 3, side.rows});
    }
    if (body.rows < FIELDS_AND_TEXT && composer->at == FIELD_BODY) {
        draw_body(ui, composer, canvas, (struct area){1, body.y, body.columns - 2, body.rows});
        return;
    }
    /* The one that is written in comes last: it sets the cursor. */
    text = (struct area){1, body.y + 5, body.columns - 2, body.rows - 5};
    if (composer->at != FIELD_BODY)
        draw_body(ui, composer, canvas, text);
    composer_draw_fields(ui, composer, canvas, body);
    if (composer->at == FIELD_BODY)
        draw_body(ui, composer, canvas, text);
}
