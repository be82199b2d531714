/* The picture of a preview: what would start, and the path of one account with its days. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/preview.h"

enum { NAME = 26, NAME_LEAST = 20, SPACIOUS = 80, PATH_ROWS = 15 };

/* --- head --- */

/* `Tue 24 Nov to 11 Jan 2027` */
static void span_words(struct day_span span, day_number today, struct str *out)
{
    char first[24], last[24];

    if (span.first == DAY_NONE)
        return;
    str_addf(out, "%s", day_words(span.first, today, first));
    if (span.last != span.first)
        str_addf(out, _(" to %s"), day_words(span.last, today, last));
}

/* `5 runs   71 steps   Tue 24 Nov to 31 Mar 2027   2 refused`; the days go first, then the steps.
 */
static void write_counts(struct ui *ui, const struct preview *preview, int level, struct str *out)
{
    int refused = (int)preview->lines.count - preview->starts;

    if (preview->is_many)
        str_addf(out, words_plural("%d run", "%d runs", preview->starts), preview->starts);
    if (level < 2)
        str_addf(out, words_plural("%s%d step", "%s%d steps", preview->steps),
            out->len ? "   " : "", preview->steps);
    if (level < 1 && preview->span.first != DAY_NONE) {
        str_add(out, "   ");
        span_words(preview->span, ui_show(ui).today, out);
    }
    if (preview->is_many && refused)
        str_addf(out, _("%s%d refused"), out->len ? "   " : "", refused);
}

/* As much of it as stands beside `left` columns; returns where it begins. */
static int put_counts(
    struct ui *ui, const struct preview *preview, struct canvas *canvas, int left, int y)
{
    struct str words = {0};
    int end = canvas->columns - 1;
    bool has_counts = preview->is_many ? canvas->columns >= SCREEN_NARROW : preview->starts > 0;

    for (int level = 0; level < 3 && has_counts; level++) {
        str_clear(&words);
        write_counts(ui, preview, level, &words);
        if (left + 3 + text_columns(str_text(&words)) <= end) {
            end = canvas_put_right(canvas, end, y, ROLE_MUTED, str_text(&words));
            break;
        }
    }
    str_fini(&words);
    return end;
}

/* `counts from the contract start, 20 Oct   target 19 Nov   2 missed: spread   1 skipped` */
static void write_days(struct ui *ui, const struct preview *preview, struct str *out)
{
    const struct run_plan *plan = &preview->lines.items[0].plan;
    day_number today = ui_show(ui).today;
    char day[24];

    str_addf(out, plan->anchor == DAY_NONE ? _("waits for %s") : _("counts from %s"),
        playbook_anchor_words(preview->playbook->anchor));
    if (plan->anchor != DAY_NONE)
        str_addf(out, ", %s", day_short(plan->anchor, today, day));
    if (plan->target != DAY_NONE)
        str_addf(out, _("   target %s"), day_words(plan->target, today, day));
    if (plan->spread)
        str_addf(out, _("   %d missed: spread"), plan->spread);
    if (plan->skipped)
        str_addf(out, _("   %d missed: skipped"), plan->skipped);
}

/* What it counts from, or why it cannot start; returns the rows it took. */
static int draw_second(struct ui *ui, const struct preview *preview, struct canvas *canvas, int y)
{
    const struct start_line *line = preview_line(preview);
    struct str words = {0};
    int x = 1;

    if (!line || (preview->is_many && canvas->columns >= SCREEN_NARROW))
        return 0;
    if (preview->is_many) {
        write_counts(ui, preview, 1, &words);
        canvas_put_cut(canvas, x, y, ROLE_MUTED, str_text(&words), canvas->columns - 2);
        str_fini(&words);
        return 1;
    }
    if (line->why) {
        x = canvas_put(canvas, x, y, ROLE_RISK, "■") + 1;
        canvas_put_cut(canvas, x, y, ROLE_ERROR, line->why, canvas->columns - 1 - x);
    } else {
        write_days(ui, preview, &words);
        canvas_put_cut(canvas, x, y, ROLE_MUTED, str_text(&words), canvas->columns - 2);
    }
    str_fini(&words);
    return 1;
}

static int draw_head(struct ui *ui, const struct preview *preview, struct canvas *canvas)
{
    const struct start_line *line = preview_line(preview);
    const char *title = preview->playbook->title;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, end, x;
    struct str where = {0};

    if (preview->is_many)
        str_addf(&where,
            words_plural("%zu account", "%zu accounts", (long long)preview->lines.count),
            preview->lines.count);
    else
        str_add(&where, line->name);
    x = 1 + text_columns(title) + 4;
    end = put_counts(ui, preview, canvas, x + text_columns(str_text(&where)), y) - 2;
    x = canvas_put_cut(canvas, 1, y, ROLE_TITLE, title,
        end - 5 - (preview->is_many ? text_columns(str_text(&where)) : end / 2));
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" on "));
    canvas_put_cut(canvas, x, y, ROLE_TITLE, str_text(&where), end - x);
    str_fini(&where);
    y += 1 + draw_second(ui, preview, canvas, y + 1);
    canvas_rule(canvas, y);
    return y + 1;
}

/* --- the path of one --- */

static void draw_path(
    struct ui *ui, const struct run_plan *plan, struct canvas *canvas, struct area area, int first)
{
    for (int i = first; i < plan->step_count && area.rows > 0; i++)
        plan_draw_row(plan, i, ui_show(ui).today, canvas, area_take_rows(&area, 1));
}

static void draw_steps(
    struct ui *ui, struct preview *preview, struct canvas *canvas, struct area area)
{
    const struct run_plan *plan = &preview->lines.items[0].plan;
    struct list *list = &preview->list;

    list_fit(list, plan->step_count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        plan_draw_row(plan, (int)i, ui_show(ui).today, canvas, line);
        (void)ui_list_row(ui, canvas, list, i, line);
    }
}

static void draw_step_here(const struct preview *preview, struct canvas *canvas, struct area area)
{
    const struct run_plan *plan = &preview->lines.items[0].plan;

    if (preview->list.selected < plan->step_count)
        steps_draw_detail(preview->playbook,
            (int)(plan->steps[preview->list.selected].step - preview->playbook->steps), canvas,
            area);
}

/* --- many accounts --- */

/* `✓ Globex   11 steps, 2 skipped   Tue 24 Nov   31 Mar 2027`, or why not. */
static void draw_account(
    struct ui *ui, const struct start_line *line, struct canvas *canvas, struct area area)
{
    int name = area.x + 4, end = area.x + area.columns - 1;
    int text = name + (area.columns < SPACIOUS ? NAME_LEAST : NAME) + 2;
    struct str words = {0};

    if (area.columns < SCREEN_NARROW)
        text = name + area.columns * 45 / 100;
    canvas_put(
        canvas, area.x + 2, area.y, line->why ? ROLE_MUTED : ROLE_GOOD, line->why ? "–" : "✓");
    canvas_put_cut(canvas, name, area.y, ROLE_TITLE, line->name, text - 2 - name);
    if (line->why) {
        canvas_put_cut(canvas, text, area.y, ROLE_MUTED, line->why, end - text);
        return;
    }
    span_words(plan_span(&line->plan), ui_show(ui).today, &words);
    if (area.columns >= SCREEN_NARROW)
        end = canvas_put_right(canvas, end, area.y, ROLE_DATE, str_text(&words)) - 2;
    str_clear(&words);
    str_addf(&words, words_plural("%d step", "%d steps", plan_open_steps(&line->plan)),
        plan_open_steps(&line->plan));
    if (line->plan.spread && end - text >= 18)
        str_addf(&words, _(", %d missed"), line->plan.spread);
    if (line->plan.anchor == DAY_NONE)
        str_add(&words, _(", waits for its day"));
    canvas_put_cut(canvas, text, area.y, ROLE_TEXT, str_text(&words), end - text);
    str_fini(&words);
}

static void draw_accounts(
    struct ui *ui, struct preview *preview, struct canvas *canvas, struct area area)
{
    struct list *list = &preview->list;

    list_fit(list, (int64_t)preview->lines.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        draw_account(ui, &preview->lines.items[i], canvas, line);
        (void)ui_list_row(ui, canvas, list, i, line);
    }
}

/* The path of the account under the cursor, or the whole sentence why there is none. */
static void draw_account_here(
    struct ui *ui, const struct preview *preview, struct canvas *canvas, struct area area)
{
    const struct start_line *line = preview_line(preview);

    if (!line)
        return;
    canvas_put_cut(
        canvas, area.x + 1, area_take_rows(&area, 1).y, ROLE_TITLE, line->name, area.columns - 2);
    area.x += line->why != NULL;
    if (line->why)
        (void)canvas_put_wrapped(canvas, area, ROLE_TEXT, line->why);
    else
        draw_path(ui, &line->plan, canvas, area, 0);
}

/* --- the whole --- */

static void draw_body(
    struct ui *ui, struct preview *preview, struct canvas *canvas, struct area body)
{
    struct area list = body, other = {0};

    if (ui_panes(ui, canvas->columns) > 1) {
        list = area_take_columns(&body, canvas->columns * 55 / 100);
        canvas_pane_line(canvas, list.columns, list.y, list.rows + 1);
        other = (struct area){
            body.x + 2 - preview->is_many, body.y, body.columns - 3 + preview->is_many, body.rows};
    } else if (body.rows >= PATH_ROWS) {
        other = area_take_last_rows(&list, body.rows * 2 / 5);
        canvas_rule(canvas, other.y);
        area_take_rows(&other, 1);
        if (!preview->is_many)
            other = (struct area){1, other.y, other.columns - 2, other.rows};
    }
    if (preview->is_many)
        draw_accounts(ui, preview, canvas, list);
    else
        draw_steps(ui, preview, canvas, list);
    if (other.rows > 0 && preview->is_many)
        draw_account_here(ui, preview, canvas, other);
    else if (other.rows > 0)
        draw_step_here(preview, canvas, other);
}

void preview_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct preview *preview = state;
    int foot = canvas->rows >= SCREEN_LOW ? 2 : 1, y;

    if (!preview->playbook || !preview->lines.count) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, _("There is nothing to preview."));
        canvas_spans(canvas, 1, 4, SPANS({ROLE_HINT_KEY, "5"}, {ROLE_HINT_TEXT, _("  playbooks")}));
        return;
    }
    y = draw_head(ui, preview, canvas);
    draw_body(ui, preview, canvas, (struct area){0, y, canvas->columns, canvas->rows - y - foot});
}
