#include "ui/views/playbook_steps.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/playbook_words.h"

enum { NARROW = 44, BRIEF = 66, KIND = 9, NEED = 8, TITLE = 30, TEXT_MOST = 84, ROOMY = 14 };

/* `gate`, `optional`; a required one says nothing: most are. */
static const char *need_word(const struct playbook_step *step)
{
    if (step->need == NEED_REQUIRED)
        return step->required_when.text ? _("required") : "";
    return playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need);
}

struct step_rows step_rows_of(const struct playbook *playbook)
{
    struct step_rows rows = {playbook, 0};
    struct str timing = {0};

    for (int i = 0; i < playbook->step_count; i++) {
        int columns;

        str_clear(&timing);
        words_of_timing(&timing, playbook, &playbook->steps[i]);
        columns = text_columns(str_text(&timing));
        rows.timing_columns = columns > rows.timing_columns ? columns : rows.timing_columns;
    }
    str_fini(&timing);
    return rows;
}

/* Where there is little room the kind goes, then the need; the title has at least TITLE columns. */
void steps_draw_row(const struct step_rows *rows, int step, struct canvas *canvas, struct area line)
{
    const struct playbook_step *rule = &rows->playbook->steps[step];
    int x = line.x + 6, end = line.x + line.columns - 1;
    struct str timing = {0};

    words_of_timing(&timing, rows->playbook, rule);
    canvas_putf_right(canvas, line.x + 4, line.y, ROLE_MUTED, "%d", step + 1);
    canvas_put_right(canvas, end, line.y, ROLE_TEXT, str_text(&timing));
    end -= rows->timing_columns + 2;
    if (end - NEED - 2 - x >= TITLE) {
        canvas_put(canvas, end - NEED, line.y, ROLE_MUTED, need_word(rule));
        end -= NEED + 2;
    }
    if (end - KIND - 2 - x >= TITLE) {
        canvas_put_cut(canvas, end - KIND, line.y, ROLE_MUTED, rule->kind, KIND);
        end -= KIND + 2;
    }
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, rule->title, end - x);
    str_fini(&timing);
}

/* --- one step --- */

/* `milestone, gate` */
static void add_nature(struct str *out, const struct playbook_step *step)
{
    str_add(out, step->kind);
    if (step->need != NEED_REQUIRED)
        str_addf(out, ", %s", playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need));
}

static void add_facts(struct str *out, const struct playbook *playbook, int step)
{
    const struct playbook_step *rule = &playbook->steps[step];

    for (int i = 0; i < rule->after_count; i++)
        str_addf(out, "%s%d, %s\n", i ? _("and for ") : _("waits for "), rule->after[i] + 1,
            playbook->steps[rule->after[i]].title);
    if (rule->when.text)
        str_addf(out, _("only where %s\n"), rule->when.text);
    if (rule->required_when.text)
        str_addf(out, _("required where %s\n"), rule->required_when.text);
    if (rule->gate_when.text)
        str_addf(out, _("a gate where %s\n"), rule->gate_when.text);
    if (rule->internal)
        str_add(out, _("internal: without the customer\n"));
    if (rule->customer_visible)
        str_add(out, _("the customer sees it in the plan\n"));
    if (rule->first_value)
        str_add(out, _("confirms the first value\n"));
    if (rule->owner)
        str_addf(out, _("done by %s\n"), rule->owner);
    if (rule->template)
        str_addf(out, _("note from the template %s\n"), rule->template);
}

/* Only a gate refuses the tick; other steps ask, and may be ticked without. */
static const char *demands_title(const struct playbook_step *rule)
{
    return rule->need == NEED_GATE || rule->gate_when.text ? _("Before it can be ticked")
                                                           : _("What it asks for");
}

static void draw_demands(
    const struct playbook_step *step, struct canvas *canvas, struct area *area, int air)
{
    struct arena arena = {0};

    if (!step->demand_count || area->rows < 2)
        return;
    canvas_put(canvas, area->x, area_take_rows(area, 1).y, ROLE_TITLE, demands_title(step));
    for (int i = 0; i < step->demand_count && area->rows > 0; i++) {
        struct area words = {area->x + 2, area->y, area->columns - 2, area->rows};

        canvas_put(canvas, area->x, area->y, ROLE_TEXT, "☐");
        area_take_rows(area, canvas_put_wrapped(canvas, words, ROLE_TEXT,
                                 run_demand_words(&step->demands[i], &arena)));
    }
    area_take_rows(area, air);
    arena_fini(&arena);
}

void steps_draw_detail(
    const struct playbook *playbook, int step, struct canvas *canvas, struct area area)
{
    const struct playbook_step *rule = &playbook->steps[step];
    int air = area.rows >= ROOMY, end;
    struct str words = {0};
    struct area line;

    if (area.columns > TEXT_MOST)
        area.columns = TEXT_MOST;
    if (area.rows < 2)
        return;
    line = area_take_rows(&area, 1);
    add_nature(&words, rule);
    end = canvas_put_right(canvas, line.x + line.columns, line.y, ROLE_MUTED, str_text(&words));
    canvas_putf(canvas, line.x, line.y, ROLE_MUTED, "%d", step + 1);
    canvas_put_cut(canvas, line.x + 4, line.y, ROLE_TITLE, rule->title, end - 2 - line.x - 4);
    str_clear(&words);
    words_of_timing_in_full(&words, playbook, rule);
    area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, str_text(&words)) + air);
    if (rule->guidance && area.rows > 0)
        area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, rule->guidance) + air);
    draw_demands(rule, canvas, &area, air);
    str_clear(&words);
    add_facts(&words, playbook, step);
    if (area.rows > 0)
        (void)canvas_put_wrapped(canvas, area, ROLE_MUTED, str_text(&words));
    str_fini(&words);
}

void steps_write_detail(const struct playbook *playbook, int step, struct str *out)
{
    const struct playbook_step *rule = &playbook->steps[step];
    struct arena arena = {0};

    add_nature(out, rule);
    str_add(out, "\n");
    words_of_timing_in_full(out, playbook, rule);
    str_addf(out, "\n\n%s\n", rule->guidance ? rule->guidance : "");
    if (rule->demand_count)
        str_addf(out, "# %s\n", demands_title(rule));
    for (int i = 0; i < rule->demand_count; i++)
        str_addf(out, "☐ %s\n", run_demand_words(&rule->demands[i], &arena));
    if (rule->demand_count)
        str_add(out, "\n");
    add_facts(out, playbook, step);
    arena_fini(&arena);
}

/* --- the path of one account --- */

/* What became of a step that was missed, or what it waits for. */
static enum role how_words(
    const struct plan_step *step, day_number today, bool is_brief, struct str *out)
{
    char day[24];

    switch (step->how) {
    case PLAN_AHEAD: str_add(out, need_word(step->step)); return ROLE_MUTED;
    case PLAN_SPREAD:
        str_addf(
            out, is_brief ? _("was %s") : _("was due %s"), day_short(step->planned, today, day));
        return ROLE_WATCH;
    case PLAN_SKIPPED:
        str_add(out, _("skipped"));
        if (!is_brief)
            str_addf(out, _(", was due %s"), day_short(step->planned, today, day));
        return ROLE_MUTED;
    case PLAN_WAITING:
        str_addf(out, _("waits for %s"), step->waiting_for ? step->waiting_for : _("its day"));
        return ROLE_MUTED;
    }
    return ROLE_MUTED;
}

void plan_draw_row(const struct run_plan *plan, int step, day_number today, struct canvas *canvas,
    struct area line)
{
    const struct plan_step *item = &plan->steps[step];
    bool is_out = item->how == PLAN_SKIPPED;
    int end = line.x + line.columns - 1, left = line.columns < NARROW ? 11 : 13, words;
    struct str how = {0};
    enum role role = how_words(item, today, line.columns < BRIEF, &how);
    char day[24];

    if (item->due != DAY_NONE && !is_out)
        canvas_put_right(canvas, line.x + left, line.y, ROLE_DATE,
            left < 13 ? day_short(item->due, today, day) : day_words(item->due, today, day));
    else
        canvas_put_right(canvas, line.x + left, line.y, ROLE_FAINT, is_out ? "·" : "?");
    canvas_putf_right(canvas, line.x + left + 4, line.y, ROLE_MUTED, "%d", item->number);
    words = text_columns(str_text(&how));
    if (words > line.columns / 2 - 8)
        words = line.columns / 2 - 8;
    if (line.columns >= NARROW) {
        canvas_put_cut(canvas, end - words, line.y, role, str_text(&how), words);
        end -= words + 2;
    }
    canvas_put_cut(canvas, line.x + left + 6, line.y, is_out ? ROLE_MUTED : ROLE_TEXT,
        item->step->title, end - line.x - left - 6);
    str_fini(&how);
}

struct day_span plan_span(const struct run_plan *plan)
{
    struct day_span span = {DAY_NONE, DAY_NONE};

    for (int i = 0; i < plan->step_count; i++) {
        day_number due = plan->steps[i].due;

        if (due == DAY_NONE || plan->steps[i].how == PLAN_SKIPPED)
            continue;
        if (span.first == DAY_NONE || due < span.first)
            span.first = due;
        if (span.last == DAY_NONE || due > span.last)
            span.last = due;
    }
    return span;
}

int plan_open_steps(const struct run_plan *plan)
{
    return plan->step_count - plan->skipped;
}
