/* One person whole, beside the map of an account's people: who it is, what was promised, what they
 * ask for, what was written about them. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/account.h"

enum { CARD_MOST = 84, LABEL = 12 };

struct card {
    struct canvas *canvas;
    struct area area; /* what is left of it */
    const struct dossier *dossier;
    const struct person_place *place;
    const struct row *person;
    int cadence_days;
    day_number today;
};

static bool take_row(struct card *card, int *ret_y)
{
    if (card->area.rows < 1)
        return false;
    *ret_y = area_take_rows(&card->area, 1).y;
    return true;
}

static void fact(struct card *card, const char *label, const char *text)
{
    int y;

    if (text_blank(text) || !take_row(card, &y))
        return;
    canvas_put(card->canvas, card->area.x, y, ROLE_MUTED, label);
    canvas_put_cut(
        card->canvas, card->area.x + LABEL, y, ROLE_TEXT, text, card->area.columns - LABEL);
}

static void draw_head(struct card *card)
{
    const char *title = row_text(card->person, CONTACT_TITLE);
    const char *role = row_text(card->person, CONTACT_ROLE);
    int right = card->area.x + card->area.columns, end = right, y;
    char day[24];

    if (!take_row(card, &y))
        return;
    if (card->place->has_left)
        end = canvas_putf_right(card->canvas, right, y, ROLE_TEXT, _("left %s"),
            day_short(row_day(card->person, CONTACT_LEFT_ON), card->today, day));
    else
        end = canvas_spans_right(card->canvas, right, y,
            SPANS({part_warmth_role(card->place->warmth), part_warmth_shape(card->place->warmth)},
                {ROLE_TEXT, " "}, {ROLE_TEXT, _(warmth_word(card->place->warmth))}));
    canvas_put_cut(card->canvas, card->area.x, y, ROLE_TITLE, row_text(card->person, CONTACT_NAME),
        end - 2 - card->area.x);
    if ((text_blank(title) && text_blank(role)) || !take_row(card, &y))
        return;
    if (!text_blank(title) && !text_blank(role))
        canvas_putf(card->canvas, card->area.x, y, ROLE_MUTED, "%s, %s", role, title);
    else
        canvas_put(card->canvas, card->area.x, y, ROLE_MUTED, text_blank(role) ? title : role);
}

/* When last, and how often: `14d, as the account`. */
static void draw_touch(struct card *card)
{
    int every = person_interval(card->person, card->cadence_days);
    bool is_own = row_integer(card->person, CONTACT_INTERVAL) > 0;
    struct str text = {0};
    char day[24];

    fact(card, _("last touch"),
        card->place->heard == DAY_NONE ? _("never met")
                                       : day_words(card->place->heard, card->today, day));
    if (every > 0 && !card->place->has_left) {
        str_addf(&text, "%dd%s", every, is_own ? "" : _(", as the account"));
        fact(card, _("every"), str_text(&text));
    }
    str_fini(&text);
}

static void draw_facts(struct card *card)
{
    const char *above = row_text(card->person, CONTACT_REPORTS_TO);
    struct str text = {0};

    str_add(&text, above);
    if (card->place->reports_to)
        str_add(&text, card->place->is_circle                      ? _(", in a circle")
                       : people_find(card->dossier, above) == NULL ? _(", not recorded here")
                                                                   : "");
    draw_touch(card);
    fact(card, _("influence"), row_text(card->person, CONTACT_INFLUENCE));
    fact(card, _("stance"), row_text(card->person, CONTACT_STANCE));
    fact(card, _("reports to"), str_text(&text));
    fact(card, _("e-mail"), row_text(card->person, CONTACT_EMAIL));
    fact(card, _("phone"), row_text(card->person, CONTACT_PHONE));
    str_fini(&text);
}

/* --- what hangs on them --- */

static bool head(struct card *card, const char *text)
{
    int y;

    if (card->area.rows < 3)
        return false;
    area_take_rows(&card->area, 1);
    if (take_row(card, &y))
        part_heading(card->canvas, card->area.x, y, card->area.x + card->area.columns, text, NULL);
    return true;
}

static void draw_promises(struct card *card)
{
    bool has_head = false;

    for (size_t i = 0; i < card->dossier->tasks.count; i++) {
        const struct row *task = card->dossier->tasks.items[i];
        struct due_words due;
        int y, end;

        if (!person_is_called(card->person, row_text(task, TASK_OWED_TO)) ||
            row_is(task, TASK_STATUS, "done") || row_is(task, TASK_STATUS, "cancelled"))
            continue;
        if ((!has_head && !head(card, _("Promised"))) || !take_row(card, &y))
            return;
        has_head = true;
        due = part_due(row_day(task, TASK_DUE), card->today);
        end = canvas_put_right(
            card->canvas, card->area.x + card->area.columns, y, due.role, due.text);
        canvas_put(card->canvas, card->area.x, y, ROLE_TEXT, part_task_shape(task));
        canvas_put_cut(card->canvas, card->area.x + 2, y, ROLE_TEXT, row_text(task, TASK_TITLE),
            end - 4 - card->area.x);
    }
}

static void draw_feedback(struct card *card)
{
    bool has_head = false;

    for (size_t i = card->dossier->feedback.count; i-- > 0;) {
        const struct row *said = card->dossier->feedback.items[i];
        const char *text = row_text(said, FEEDBACK_TEXT);
        int y, end;

        if (!person_is_called(card->person, row_text(said, FEEDBACK_ASKED_BY)))
            continue;
        if ((!has_head && !head(card, _("Asked for"))) || !take_row(card, &y))
            return;
        has_head = true;
        end = canvas_put_right(card->canvas, card->area.x + card->area.columns, y, ROLE_MUTED,
            row_text(said, FEEDBACK_STATUS));
        canvas_put_cut(card->canvas, card->area.x, y, ROLE_TEXT,
            *text ? text : row_text(said, FEEDBACK_THEME), end - 2 - card->area.x);
    }
}

/* The note's first line with something in it, without the marks of a list. */
static void first_line(const struct row *note, struct str *out)
{
    const char *body = row_text(note, NOTE_BODY);

    body += strspn(body, " \t\r\n#-*");
    str_add_bytes(out, body, strcspn(body, "\r\n"));
}

static void draw_notes(struct card *card)
{
    struct str line = {0};
    bool has_head = false;

    for (size_t i = card->dossier->notes.count; i-- > 0;) {
        const struct row *note = card->dossier->notes.items[i];
        char day[24];
        int y;

        if (!note_has_person(note, card->person) || !row_knows(note, NOTE_AT))
            continue;
        if ((!has_head && !head(card, _("Notes"))) || !take_row(card, &y))
            break;
        has_head = true;
        str_clear(&line);
        first_line(note, &line);
        canvas_put(card->canvas, card->area.x, y, ROLE_MUTED,
            day_short(minute_day(row_integer(note, NOTE_AT)), card->today, day));
        canvas_put_cut(card->canvas, card->area.x + 8, y, ROLE_MUTED, row_text(note, NOTE_KIND), 8);
        canvas_put_cut(card->canvas, card->area.x + 17, y, ROLE_TEXT, str_text(&line),
            card->area.columns - 17);
    }
    str_fini(&line);
}

void account_draw_person(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct person_place *place = account_person_here(view);
    struct card card = {canvas, area, &view->dossier, place, place ? place->contact : NULL,
        view->assessment.touch.cadence_days, ui_show(ui).today};

    if (!place)
        return;
    if (card.area.columns > CARD_MOST)
        card.area.columns = CARD_MOST;
    draw_head(&card);
    area_take_rows(&card.area, 1);
    draw_facts(&card);
    draw_promises(&card);
    draw_feedback(&card);
    draw_notes(&card);
}
