/* The runs of one account and the rows of their steps, as every screen shows them. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/checklist.h"

enum { NOTE_FROM = 50, NOTE_WIDE = 76 /* columns of a row from which on it bears a note */ };

/* --- the runs --- */

static void add_line(struct step_lines *lines, const struct row *step)
{
    struct step_line *last = lines->count ? &lines->items[lines->count - 1] : NULL;
    bool again = last && text_equal(row_text(last->step, STEP_STEP), row_text(step, STEP_STEP));

    if (!again) {
        lines->items[lines->count++] = (struct step_line){step, 0};
        last = &lines->items[lines->count - 1];
    }
    last->step = step;
    last->times += row_is(step, STEP_STATUS, "done");
}

void run_lines_make(
    const struct row_list *steps, int64_t run, struct arena *arena, struct step_lines *ret_lines)
{
    struct step_lines lines = {
        .items = arena_alloc_array(arena, steps->count + 1, sizeof(*lines.items))};

    for (size_t i = 0; i < steps->count; i++)
        if (row_integer(steps->items[i], STEP_RUN) == run)
            add_line(&lines, steps->items[i]);
    *ret_lines = lines;
}

/* Open before closed; open ones by target, closed ones the latest first. */
static int compare_briefs(const void *left, const void *right)
{
    const struct row *a = ((const struct run_brief *)left)->run;
    const struct row *b = ((const struct run_brief *)right)->run;
    bool a_open = row_is(a, RUN_STATUS, "open"), b_open = row_is(b, RUN_STATUS, "open");
    day_number a_day = row_day(a, a_open ? RUN_TARGET : RUN_FINISHED);
    day_number b_day = row_day(b, b_open ? RUN_TARGET : RUN_FINISHED);

    if (a_open != b_open)
        return a_open ? -1 : 1;
    if (a_day != b_day && (a_day == DAY_NONE || b_day == DAY_NONE))
        return a_day == DAY_NONE ? 1 : -1;
    if (a_day != b_day)
        return (a_day < b_day) == a_open ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

void run_briefs_make(const struct dossier *dossier, day_number today, struct arena *arena,
    struct run_briefs *ret_briefs)
{
    const struct row_list *runs = &dossier->runs;
    struct run_briefs briefs = {
        .items = arena_alloc_array(arena, runs->count + 1, sizeof(*briefs.items))};

    for (size_t i = 0; i < runs->count; i++) {
        struct run_brief *brief = &briefs.items[briefs.count++];

        brief->run = runs->items[i];
        run_state(brief->run, &dossier->steps, &dossier->notes, today, &brief->state);
        run_lines_make(&dossier->steps, brief->run->key, arena, &brief->lines);
    }
    qsort(briefs.items, briefs.count, sizeof(*briefs.items), compare_briefs);
    *ret_briefs = briefs;
}

const char *run_pace_shown(const struct run_state *state, struct str *words, enum role *ret_role)
{
    *ret_role = ROLE_GOOD;
    switch (state->pace) {
    case RUN_BEHIND:
        *ret_role = ROLE_WATCH;
        str_addf(words, words_plural(" %d day behind", " %d days behind", state->days_behind),
            state->days_behind);
        return "▲";
    case RUN_STUCK:
        *ret_role = ROLE_RISK;
        str_add(words, _(" stuck"));
        return "■";
    case RUN_BLOCKED:
        *ret_role = ROLE_RISK;
        str_add(words, _(" blocked"));
        if (*row_text(state->blocked, STEP_SIDE))
            str_addf(words, _(" by %s"),
                row_is(state->blocked, STEP_SIDE, "us") ? _("us") : _("the customer"));
        return "■";
    case RUN_DONE: str_add(words, _(" done")); return "✓";
    case RUN_CANCELLED:
        *ret_role = ROLE_UNKNOWN;
        str_add(words, _(" cancelled"));
        return "○";
    case RUN_ON_TRACK: break;
    }
    str_add(words, _(" on track"));
    return "●";
}

/* --- a row of a step --- */

const char *step_shape(const struct row *step, enum role *ret_role)
{
    *ret_role = run_step_is_open(step) ? ROLE_TEXT : ROLE_MUTED;
    if (row_is(step, STEP_STATUS, "done"))
        return "✓";
    if (row_is(step, STEP_STATUS, "skipped") || row_is(step, STEP_STATUS, "cancelled"))
        return "–";
    if (!row_is(step, STEP_STATUS, "blocked"))
        return "☐";
    *ret_role = ROLE_RISK;
    return "■";
}

/* The number of the first open step it comes after; 0: it waits for none. */
static int64_t waits_for(const struct row *step, const struct step_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct row *other = lines->items[i].step;

        if (run_step_is_open(other) && row_has_tag(step, STEP_AFTER, row_text(other, STEP_STEP)))
            return row_integer(other, STEP_NUMBER);
    }
    return 0;
}

static void closed_note(const struct step_line *line, struct str *out)
{
    const struct row *step = line->step;
    day_number due = row_day(step, STEP_DUE), done = row_day(step, STEP_DONE_ON);

    if (!row_is(step, STEP_STATUS, "done")) {
        str_add(out, row_text(step, STEP_STATUS));
        return;
    }
    if (line->times > 1)
        str_addf(out, words_plural("%d time", "%d times", line->times), line->times);
    else if (due != DAY_NONE && done > due)
        str_addf(out, _("%dd late"), done - due);
    else if (row_is(step, STEP_NEED, "gate"))
        str_add(out, _("gate"));
}

void step_note(
    const struct step_line *line, const struct step_lines *lines, day_number today, struct str *out)
{
    const struct row *step = line->step;
    day_number blocked = row_day(step, STEP_BLOCKED_ON);
    int64_t before = waits_for(step, lines);

    if (!run_step_is_open(step))
        closed_note(line, out);
    else if (row_is(step, STEP_STATUS, "blocked") && blocked != DAY_NONE && blocked < today)
        str_addf(out, _("blocked %dd"), today - blocked);
    else if (row_is(step, STEP_STATUS, "blocked"))
        str_add(out, _("blocked"));
    else if (before)
        str_addf(out, _("after %lld"), (long long)before);
    else if (line->times)
        str_addf(out, _("%d done"), line->times);
    else if (row_integer(step, STEP_PINNED))
        str_add(out, _("pinned"));
    else if (!row_is(step, STEP_NEED, "required"))
        str_add(out, row_text(step, STEP_NEED));
}

static struct due_words when_of(const struct row *step, day_number today)
{
    struct due_words words = {.role = ROLE_MUTED};

    if (run_step_is_open(step) && row_knows(step, STEP_DUE))
        return part_due(row_day(step, STEP_DUE), today);
    if (run_step_is_open(step))
        text_format(words.text, sizeof(words.text), _("no day yet"));
    else if (row_knows(step, STEP_DONE_ON))
        day_short(row_day(step, STEP_DONE_ON), today, words.text);
    return words;
}

void step_line_draw(const struct step_line *line, const struct step_lines *lines, day_number today,
    struct canvas *canvas, struct area area)
{
    const struct row *step = line->step;
    struct due_words due = when_of(step, today);
    struct str note = {0};
    enum role role;
    const char *shape = step_shape(step, &role);
    int end = area.x + area.columns - 1, columns = area.columns >= NOTE_WIDE ? 12 : 10;

    step_note(line, lines, today, &note);
    canvas_put(canvas, area.x + 2, area.y, role, shape);
    role = run_step_is_open(step) ? ROLE_TEXT : ROLE_MUTED;
    canvas_count_right(canvas, area.x + 7, area.y, ROLE_MUTED, row_integer(step, STEP_NUMBER));
    if (area.columns < NOTE_FROM)
        end = canvas_put_right(canvas, end, area.y, due.role, due.text);
    else
        canvas_put_right(canvas, end, area.y, due.role, due.text);
    end -= area.columns < NOTE_FROM ? 0 : 12;
    if (area.columns >= NOTE_FROM && note.len) {
        end -= columns;
        canvas_put_cut(canvas, end, area.y, ROLE_MUTED, str_text(&note), columns);
    }
    canvas_put_cut(
        canvas, area.x + 9, area.y, role, row_text(step, STEP_TITLE), end - 2 - (area.x + 9));
    str_fini(&note);
}
