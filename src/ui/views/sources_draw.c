/* The picture of Sources: a row each, and the one under the cursor whole below. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/sync.h"
#include "ui/views/sources.h"

enum {
    NAME_MOST = 24,
    TIME = 16, /* `yesterday 22:00` */
    LABEL = 11,
    DETAIL_ROWS = 9
};

/* --- words --- */

/* `today 09:12`; "" for none. */
static const char *time_words(struct ui *ui, minute_number minute, char *buffer, size_t size)
{
    char day[40], iso[32];

    *buffer = '\0';
    if (minute != MINUTE_NONE)
        text_format(buffer, size, "%s %s", day_words(minute_day(minute), ui_show(ui).today, day),
            minute_iso(minute, iso) + strlen("2026-11-23T"));
    return buffer;
}

static void add_part(struct str *out, int64_t count, const char *word)
{
    if (!count)
        return;
    str_add(out, out->len ? ", " : "");
    part_add_count(out, count);
    str_addf(out, " %s", word);
}

/* What is none is not said. */
static void add_outcome(const struct sync_last *last, struct str *out)
{
    if (last->state == SYNC_FAILED) {
        str_add(out, last->why);
        return;
    }
    add_part(out, last->created, _("created"));
    add_part(out, last->updated, _("updated"));
    add_part(out, last->unchanged, _("unchanged"));
    add_part(out, last->rejected, _("rejected"));
    if (!out->len && last->state != SYNC_NEVER)
        str_add(out, _("no rows"));
}

static const struct state_look {
    const char *shape;
    enum role role;
} looks[] = {
    [SYNC_NEVER] = {"○", ROLE_UNKNOWN},
    [SYNC_DONE] = {"●", ROLE_GOOD},
    [SYNC_PART] = {"▲", ROLE_WATCH},
    [SYNC_FAILED] = {"■", ROLE_RISK},
};

/* --- rows --- */

struct source_columns {
    int name, last, outcome, due, end;
    bool has_last, has_outcome;
};

static struct source_columns columns_of(const struct sources_view *view, int columns)
{
    struct source_columns at = {.name = 4, .end = columns - 1};
    int widest = 6;

    for (int i = 0; i < view->sources.count; i++) {
        int width = (int)strlen(view->sources.items[i].source.name);

        widest = width > widest ? width : widest;
    }
    at.has_outcome = columns >= SCREEN_NARROW;
    at.has_last = columns >= SCREEN_WIDE;
    at.last = at.name + (widest > NAME_MOST ? NAME_MOST : widest) + 2;
    at.outcome = at.has_last ? at.last + TIME + 2 : at.last;
    at.due = at.end - TIME;
    return at;
}

/* Is it the one that runs now? */
static const struct sync_standing *standing_of(struct ui *ui, const struct sync_source *source)
{
    const struct sync_standing *standing = ui_sync_standing(ui);

    return standing && text_equal(standing->name, source->source.name) ? standing : NULL;
}

static void draw_outcome(
    struct ui *ui, const struct sync_source *source, struct canvas *canvas, struct area cell)
{
    const struct sync_standing *standing = standing_of(ui, source);
    struct str text = {0};

    if (standing) {
        str_add(&text, standing->imports ? _("importing ") : _("running "));
        ui_sync_add_standing(standing, &text);
    } else {
        add_outcome(&source->last, &text);
    }
    canvas_put_cut(canvas, cell.x, cell.y, standing ? ROLE_TEXT : ROLE_MUTED,
        text.len ? str_text(&text) : _("never ran"), cell.columns);
    str_fini(&text);
}

static void draw_due(struct ui *ui, const struct sync_source *source, struct canvas *canvas,
    const struct source_columns *at, int y)
{
    char time[64];
    bool is_asked = !source->is_due && source->due_at == MINUTE_NONE;
    const char *text = source->is_due ? _("now")
                       : is_asked     ? _("when asked")
                                      : time_words(ui, source->due_at, time, sizeof(time));

    if (at->has_outcome)
        canvas_put_cut(canvas, at->due, y, source->is_due ? ROLE_TEXT : ROLE_MUTED, text, TIME);
    else
        canvas_put_right(canvas, at->end, y, source->is_due ? ROLE_TEXT : ROLE_MUTED, text);
}

static void draw_row(struct ui *ui, const struct sources_view *view, struct canvas *canvas,
    struct area line, int64_t index)
{
    const struct sync_source *source = &view->sources.items[index];
    const struct state_look *look = &looks[source->last.state];
    struct source_columns at = columns_of(view, line.columns);
    char time[64];

    canvas_put(canvas, 2, line.y, look->role, look->shape);
    canvas_put_cut(canvas, at.name, line.y, ROLE_TITLE, source->source.name,
        at.has_outcome ? at.last - at.name - 2 : at.due - at.name - 2);
    if (at.has_last)
        canvas_put_cut(canvas, at.last, line.y, ROLE_MUTED,
            time_words(ui, source->last.at, time, sizeof(time)), TIME);
    if (at.has_outcome)
        draw_outcome(
            ui, source, canvas, (struct area){at.outcome, line.y, at.due - at.outcome - 2, 1});
    draw_due(ui, source, canvas, &at, line.y);
    (void)ui_list_row(ui, canvas, &view->list, index, line);
}

static void draw_heads(const struct sources_view *view, struct canvas *canvas, int y)
{
    struct source_columns at = columns_of(view, canvas->columns);

    canvas_put(canvas, at.name, y, ROLE_MUTED, _("source"));
    if (at.has_last)
        canvas_put(canvas, at.last, y, ROLE_MUTED, _("last run"));
    canvas_put(canvas, at.outcome, y, ROLE_MUTED, _("came to"));
    canvas_put(canvas, at.due, y, ROLE_MUTED, _("due"));
}

/* --- the head --- */

static void draw_head(const struct sources_view *view, struct canvas *canvas, int y)
{
    const struct sync_list *sources = &view->sources;
    int failed = 0, x = canvas_put(canvas, 1, y, ROLE_TITLE, _("Sources")) + 3;

    for (int i = 0; i < sources->count; i++)
        failed += sources->items[i].last.state == SYNC_FAILED;
    if (sources->count) {
        x = canvas_putf(canvas, x, y, ROLE_TITLE, "%d", sources->due);
        x = canvas_putf(canvas, x, y, ROLE_MUTED, _(" of %d due"), sources->count);
    }
    if (failed) {
        x = canvas_put(canvas, x + 3, y, ROLE_RISK, "■");
        x = canvas_putf(canvas, x + 1, y, ROLE_TITLE, "%d", failed);
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" failed"));
    }
    if (sources->is_there && canvas->columns >= SCREEN_NARROW)
        canvas_put_right(canvas, canvas->columns - 1, y, ROLE_FAINT, "sources.yaml");
}

/* --- the one under the cursor, whole --- */

static void draw_fact(
    struct canvas *canvas, struct area *area, const char *label, const char *text, enum role role)
{
    struct area value = {area->x + LABEL, area->y, area->columns - LABEL, area->rows};
    int rows;

    if (area->rows < 1 || !*text)
        return;
    value.rows = value.rows > 3 ? 3 : value.rows;
    canvas_put(canvas, area->x, area->y, ROLE_MUTED, label);
    rows = canvas_put_wrapped(canvas, value, role, text);
    (void)area_take_rows(area, rows > 0 ? rows : 1);
}

static void add_word(struct str *out, const char *label, const char *word)
{
    if (word)
        str_addf(out, "%s%s%s", out->len ? ", " : "", label, word);
}

/* What sources.yaml says about the reading of it. */
static void draw_reading(const struct source *source, struct canvas *canvas, struct area *area)
{
    struct str text = {0};
    const char mark[2] = {source->delimiter, '\0'};

    add_word(&text, "", source->kind);
    add_word(&text, _("map "), source->map);
    add_word(&text, _("dates "), source->dates);
    add_word(&text, _("numbers "), source->numbers);
    add_word(&text, _("encoding "), source->encoding);
    add_word(&text, _("delimiter "), source->delimiter == '\t' ? "tab" : mark[0] ? mark : NULL);
    add_word(&text, "", source->overwrite ? _("over what was set by hand") : NULL);
    add_word(&text, "", source->blank_erases ? _("blank cells erase") : NULL);
    draw_fact(canvas, area, _("read as"), str_text(&text), ROLE_TEXT);
    str_fini(&text);
}

static void draw_last(
    struct ui *ui, const struct sync_last *last, struct canvas *canvas, struct area *area)
{
    struct str text = {0};
    char time[64];

    if (last->state == SYNC_NEVER)
        return;
    str_addf(&text, "%s: %s", time_words(ui, last->at, time, sizeof(time)),
        last->state == SYNC_FAILED ? _("failed, nothing was imported: ") : "");
    sync_words(last, &text);
    draw_fact(canvas, area, _("last run"), str_text(&text),
        last->state == SYNC_FAILED ? ROLE_ERROR : ROLE_TEXT);
    if (last->state == SYNC_FAILED)
        draw_fact(canvas, area, _("last good"),
            last->good_at == MINUTE_NONE ? _("never")
                                         : time_words(ui, last->good_at, time, sizeof(time)),
            ROLE_TEXT);
    str_fini(&text);
}

static void draw_when(const struct source *source, struct canvas *canvas, struct area *area)
{
    struct str text = {0};

    if (source->every_minutes) {
        str_add(&text, _("when the last good run is older than "));
        sync_age_words(source->every_minutes, &text);
    } else {
        str_add(&text, _("only when asked for: it has no `every`"));
    }
    draw_fact(canvas, area, _("due"), str_text(&text), ROLE_TEXT);
    str_clear(&text);
    if (source->limit_s % 60)
        str_addf(&text, "%ds", source->limit_s);
    else
        sync_age_words(source->limit_s / 60, &text);
    str_add(&text, _(", then it is ended"));
    draw_fact(canvas, area, _("limit"), str_text(&text), ROLE_TEXT);
    str_fini(&text);
}

static void draw_detail(
    struct ui *ui, const struct sync_source *source, struct canvas *canvas, struct area area)
{
    canvas_put_cut(canvas, area.x, area.y, ROLE_TITLE, source->source.name, area.columns);
    (void)area_take_rows(&area, 1);
    draw_fact(canvas, &area, _("command"), source->command, ROLE_TEXT);
    draw_last(ui, &source->last, canvas, &area);
    draw_when(&source->source, canvas, &area);
    draw_reading(&source->source, canvas, &area);
}

/* --- nothing to show --- */

static void draw_trouble(struct canvas *canvas, int y, const char *why)
{
    struct area area = {1, y, canvas->columns - 2, 4};
    int rows = canvas_put_wrapped(canvas, area, ROLE_ERROR, why);

    canvas_spans(
        canvas, 1, y + rows, SPANS({ROLE_HINT_KEY, "E"}, {ROLE_HINT_TEXT, _("  mends it")}));
}

/* What one may stand like, each line with what it says. */
static void draw_sample(struct canvas *canvas, int y)
{
    enum { SAYS = 43 };
    static const struct {
        const char *line, *says;
    } sample[] = {{"salesforce:", N_("a name of your own")},
        {"  run: [my-crm-export, --csv, accounts]", N_("the program and its words")},
        {"  every: 12h", N_("due when the last good run is older")}};

    if (y + 1 + (int)COUNT_OF(sample) >= canvas->rows - 2)
        return;
    canvas_put(canvas, 1, y++, ROLE_MUTED, _("sources.yaml may say"));
    for (size_t i = 0; i < COUNT_OF(sample); i++, y++) {
        canvas_put(canvas, 3, y, ROLE_TEXT, sample[i].line);
        if (canvas->columns >= SCREEN_NARROW)
            canvas_put_cut(
                canvas, 3 + SAYS, y, ROLE_MUTED, _(sample[i].says), canvas->columns - 4 - SAYS);
    }
}

static void draw_empty(const struct sources_view *view, struct canvas *canvas, int y)
{
    struct area area = {1, y, canvas->columns - 2, 4};

    if (view->is_faulty || view->sources.ignored) {
        struct error err = view->err;
        char text[sizeof(err.text) + sizeof(err.path) + 64];

        snprintf(err.path, sizeof(err.path), "sources.yaml"); /* there is but one */
        draw_trouble(canvas, y,
            view->is_faulty ? error_format(&err, text, sizeof(text)) : view->sources.ignored);
        return;
    }
    area.columns = area.columns > 84 ? 84 : area.columns;
    y += canvas_put_wrapped(canvas, area, ROLE_TEXT,
        view->sources.path
            ? _("No sources yet. One is a command that prints what another system exports, as CSV "
                "or JSON; daybook runs it and imports what it prints.")
            : _("The demo book has no config folder, so it has no sources. In a book of your own "
                "one is a command that prints what another system exports; daybook imports that."));
    if (view->sources.path)
        canvas_spans(canvas, 1, y++,
            SPANS({ROLE_HINT_KEY, "E"},
                {ROLE_HINT_TEXT, _("  writes sources.yaml, which explains itself")}));
    draw_sample(canvas, y + 1);
}

/* --- all of it --- */

void sources_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct sources_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    const struct sync_source *here = sources_here(view);
    struct area body, detail;

    draw_head(view, canvas, y++);
    canvas_rule(canvas, y++);
    if (!view->sources.count) {
        draw_empty(view, canvas, y + 1);
        return;
    }
    if (canvas->columns >= SCREEN_NARROW)
        draw_heads(view, canvas, y++);
    body = (struct area){0, y, canvas->columns, canvas->rows - y - foot};
    if (body.rows > DETAIL_ROWS + 3 && here) {
        int rows = view->sources.count < body.rows - DETAIL_ROWS ? view->sources.count
                                                                 : body.rows - DETAIL_ROWS;

        detail = body;
        (void)area_take_rows(&detail, rows);
        body.rows = rows;
        canvas_rule(canvas, area_take_rows(&detail, 1).y);
        detail.x = 1;
        detail.columns = detail.columns - 2 > 84 + LABEL ? 84 + LABEL : detail.columns - 2;
        draw_detail(ui, here, canvas, detail);
    }
    list_fit(&view->list, view->sources.count, body.rows);
    for (int64_t i = view->list.top; i < list_end(&view->list); i++)
        draw_row(ui, view, canvas,
            (struct area){0, body.y + (int)(i - view->list.top), canvas->columns, 1}, i);
}
