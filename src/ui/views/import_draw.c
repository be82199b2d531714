/* The picture of Import: what was recognised at the left, what becomes of it at the right; one of
 * them at a time where there is no room for both. */
#include <inttypes.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "files/paths.h"
#include "ui/sizes.h"
#include "ui/views/import.h"

/* --- head --- */

/* `Importing: 1,200 of 4,800 rows`, or how it stands; with no motion but the count. */
static void write_state(const struct import_view *view, bool is_narrow, struct str *out)
{
    struct import_standing at;
    char rows[48], of[48];

    if (view->job == NULL) {
        str_add(out, view->phase == IMPORT_DONE ? _("done")
                     : is_narrow                ? _("not written")
                                                : _("nothing is written yet"));
        return;
    }
    if (view->phase == IMPORT_UNDOES) {
        str_add(out, _("taking it back"));
        return;
    }
    at = import_job_standing(view->job);
    str_addf(out, "%s: %s", view->phase == IMPORT_WRITES ? _("Importing") : _("Reading"),
        number_whole(at.rows, rows));
    if (at.of > 0)
        str_addf(out, _(" of %s"), number_whole(at.of, of));
    str_add(out, _(" rows"));
}

static void write_summary(const struct import_view *view, struct str *out)
{
    const struct import_report *report = import_report_of(view);

    if (report == NULL || !report->taken)
        return;
    if (!text_equal(report->kind, "several"))
        str_addf(out, "%s: ", report->kind);
    import_counts(report, out);
    if (report->preview != NULL && report->preview->kept_count > 0)
        str_addf(out,
            words_plural(", %lld field stays as you set it", ", %lld fields stay as you set them",
                report->preview->kept_count),
            (long long)report->preview->kept_count);
    if (report->absent > 0)
        str_addf(out, _(", %" PRId64 " of the book not in it"), report->absent);
}

static int draw_head(const struct import_view *view, struct canvas *canvas)
{
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, x, end = canvas->columns - 1;
    struct str words = {0};

    write_state(view, canvas->columns < SCREEN_NARROW, &words);
    x = canvas_put(canvas, 1, y, ROLE_TITLE, _("Import"));
    if (view->path.len > 0) {
        end -= text_columns(str_text(&words));
        canvas_put(canvas, end, y, view->job != NULL ? ROLE_ACCENT : ROLE_MUTED, str_text(&words));
        canvas_put_cut(canvas, x + 2, y, ROLE_TEXT, path_base(str_text(&view->path)), end - x - 4);
    }
    str_clear(&words);
    write_summary(view, &words);
    canvas_put_cut(canvas, 1, y + 1, ROLE_TEXT, str_text(&words), canvas->columns - 2);
    str_fini(&words);
    canvas_rule(canvas, y + 2);
    return y + 3;
}

/* --- the whole --- */

/* Why the file as a whole is refused, at its place. */
static void draw_fault(const struct import_view *view, struct canvas *canvas, struct area area)
{
    const struct error *fault = import_fault_of(view);
    struct area text = {area.x + 1, area.y, area.columns - 2, area.rows};

    canvas_spans(canvas, text.x, area_take_rows(&text, 1).y,
        SPANS({ROLE_RISK, "■ "}, {ROLE_TITLE, _("It was not taken")}));
    if (fault->line > 0)
        canvas_putf(
            canvas, text.x, area_take_rows(&text, 1).y, ROLE_MUTED, _("line %d"), fault->line);
    (void)area_take_rows(&text, canvas_put_wrapped(canvas, text, ROLE_TEXT,
                                    import_without_options(&view->result->arena, fault->text)) +
                                    1);
    if (import_report_of(view) != NULL && import_report_of(view)->preview != NULL)
        (void)canvas_put_wrapped(canvas, text, ROLE_MUTED,
            _("Go to a column and press Enter to say what it is; one is enough to begin."));
}

static void draw_right(
    struct ui *ui, struct import_view *view, struct canvas *canvas, struct area area)
{
    if (import_fault_of(view) != NULL)
        draw_fault(view, canvas, area);
    else
        import_draw_told(ui, view, canvas, area);
}

/* Where not all of it is seen. */
static void draw_range(const struct list *list, struct canvas *canvas)
{
    if (list->count > list->room && list->room > 0)
        part_range(canvas, 1, canvas->rows - 2, list);
}

void import_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct import_view *view = state;
    int foot = canvas->rows >= SCREEN_LOW ? 2 : 1, y;
    struct area body, left;

    if (view->phase == IMPORT_NOTHING) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, _("No file was chosen."));
        canvas_spans(
            canvas, 1, 4, SPANS({ROLE_HINT_KEY, "a"}, {ROLE_HINT_TEXT, _("  choose a file")}));
        return;
    }
    y = draw_head(view, canvas);
    body = (struct area){0, y, canvas->columns, canvas->rows - y - foot};
    if (canvas->columns >= SCREEN_WIDE) {
        left = area_take_columns(&body, canvas->columns * 55 / 100);
        canvas_pane_line(canvas, left.columns, left.y, left.rows + 1);
        body.x += 1;
        body.columns -= 1;
        import_draw_list(ui, view, canvas, left);
        draw_right(ui, view, canvas, body);
    } else if (import_fault_of(view) != NULL) {
        left = area_take_rows(&body, body.rows / 2);
        import_draw_list(ui, view, canvas, left);
        draw_right(ui, view, canvas, body);
    } else if (view->in_told) {
        import_draw_told(ui, view, canvas, body);
    } else {
        import_draw_list(ui, view, canvas, body);
    }
    if (foot > 1)
        draw_range(view->in_told ? &view->told : &view->list, canvas);
}
