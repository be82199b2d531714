/* The picture of Playbooks: its head, and three lists that share the screen. */
#include <stdio.h>
#include <string.h>
#include "base/words.h"
#include "ui/chart.h"
#include "ui/sizes.h"
#include "ui/views/playbook_words.h"
#include "ui/views/playbooks.h"

enum { TOGETHER = 13, TITLE = 17 };

static const char *const titles[] = {
    [SECTION_RUNNING] = N_("Running"),
    [SECTION_OFFERED] = N_("Offered"),
    [SECTION_CATALOGUE] = N_("Catalogue"),
};
static const char *const empties[] = {
    [SECTION_RUNNING] = N_("No playbook is running: choose one below and start it."),
    [SECTION_OFFERED] = N_("Nothing is offered now: no account fits the start of a playbook."),
    [SECTION_CATALOGUE] = N_("There is no playbook."),
};

/* --- head --- */

static int put_count(struct canvas *canvas, int x, int y, int64_t count, const char *words)
{
    x = canvas_count(canvas, x, y, ROLE_TITLE, count);
    return canvas_put(canvas, x, y, ROLE_MUTED, words) + 3;
}

static int put_state(struct canvas *canvas, int x, int y, enum health_band band)
{
    return canvas_put(canvas, x, y, part_band_role(band), part_band_shape(band)) + 1;
}

static int64_t pace_of(const struct playbooks *playbooks, enum run_pace pace)
{
    return playbooks->runs.pace[pace];
}

static void draw_head(const struct playbooks *playbooks, struct canvas *canvas, int y)
{
    int64_t held = pace_of(playbooks, RUN_STUCK) + pace_of(playbooks, RUN_BLOCKED);
    bool brief = canvas->columns < SCREEN_NARROW;
    int x = put_count(canvas, 1, y, playbooks->runs.total, brief ? _(" run") : _(" running"));

    if (playbooks_is_filtered(playbooks)) {
        word_filter_draw(&playbooks->filter, playbooks_shown(playbooks), canvas, x, y);
        return;
    }
    if (held)
        x = put_count(canvas, put_state(canvas, x, y, BAND_RED), y, held,
            brief ? "" : _(" stuck or blocked"));
    if (pace_of(playbooks, RUN_BEHIND))
        x = put_count(canvas, put_state(canvas, x, y, BAND_YELLOW), y,
            pace_of(playbooks, RUN_BEHIND), brief ? "" : _(" behind"));
    x = put_count(canvas, x, y, playbooks->lists[SECTION_OFFERED].count, _(" offered"));
    if (playbooks->faulty)
        (void)put_count(canvas, put_state(canvas, x, y, BAND_RED), y, (int64_t)playbooks->faulty,
            brief ? _(" faulty")
                  : words_plural(" faulty file", " faulty files", playbooks->faulty));
}

/* --- a run --- */

enum health_band run_pace_band(enum run_pace pace)
{
    if (pace == RUN_STUCK || pace == RUN_BLOCKED)
        return BAND_RED;
    return pace == RUN_BEHIND ? BAND_YELLOW : BAND_GREEN;
}

/* Where the columns end or begin, from the left edge; 0: no room. */
struct run_columns {
    int name, title, pace, bar, done_end, next, due_end;
};

static struct run_columns run_columns(int columns, bool with_title)
{
    struct run_columns at = {.name = 4, .due_end = columns - 1};
    int x;

    if (columns < SCREEN_NARROW) {
        at.title = with_title ? 4 + columns * 42 / 100 : 0;
        at.done_end = columns - 1;
        return at;
    }
    x = columns < SCREEN_WIDE ? 23 : 24;
    if (with_title)
        at.title = x;
    x += with_title ? TITLE : 0;
    if (columns >= SCREEN_WIDE || !with_title) {
        at.pace = x;
        x += 13;
    }
    if (columns >= SCREEN_WIDE) {
        at.bar = x;
        x += 10;
    }
    at.done_end = x + 8;
    at.next = x + 10;
    return at;
}

void run_row_heads(struct canvas *canvas, struct area line, bool with_title)
{
    struct run_columns at = run_columns(line.columns, with_title);

    if (at.title && line.columns >= SCREEN_NARROW)
        canvas_put(canvas, line.x + at.title, line.y, ROLE_MUTED, _("playbook"));
    if (at.done_end)
        canvas_put_right(canvas, line.x + at.done_end, line.y, ROLE_MUTED, _("done"));
    if (!at.next)
        return;
    canvas_put(canvas, line.x + at.next, line.y, ROLE_MUTED, _("next"));
    canvas_put_right(canvas, line.x + at.due_end, line.y, ROLE_MUTED, _("due"));
}

/* `behind 20d`, `stuck`, `blocked` and by whom. */
static void put_pace(const struct open_run *run, struct canvas *canvas, int x, int y)
{
    if (run->state.pace == RUN_BEHIND || (run->state.pace == RUN_STUCK && run->state.days_behind))
        canvas_putf(canvas, x, y, ROLE_MUTED, "%s %dd", _(run_pace_word(run->state.pace)),
            run->state.days_behind);
    else
        canvas_put(canvas, x, y, ROLE_MUTED, _(run_pace_word(run->state.pace)));
}

/* What is to be done now; of a blocked one, what holds it up. Where the pace has no column of its
 * own, that it is stuck or blocked. */
static void next_words(const struct open_run *run, bool with_pace, struct str *out)
{
    bool blocked = run->state.pace == RUN_BLOCKED;

    if (with_pace && (blocked || run->state.pace == RUN_STUCK))
        str_addf(out, "%s: ", _(run_pace_word(run->state.pace)));
    if (blocked && *run->blocked_why && with_pace)
        str_add(out, run->blocked_why);
    else if (blocked && *run->blocked_why)
        str_addf(out, "%s: %s", run->blocked_side, run->blocked_why);
    else
        str_add(out, run->next_title);
}

void run_row_draw(struct ui *ui, const struct open_run *run, struct canvas *canvas,
    struct area line, bool with_title)
{
    struct run_columns at = run_columns(line.columns, with_title);
    struct due_words due = part_due(run->next_due, ui_show(ui).today);
    enum health_band band = run_pace_band(run->state.pace);
    const struct run_state *state = &run->state;
    struct str words = {0};
    int x = line.x, y = line.y;
    int end = canvas_putf_right(canvas, x + at.done_end, y, ROLE_TEXT, _("%d of %d"),
        state->required_done, state->required);

    canvas_put(canvas, x + 2, y, part_band_role(band), part_band_shape(band));
    canvas_put_cut(canvas, x + at.name, y, ROLE_TITLE, run->account_name,
        (at.title     ? at.title
            : at.pace ? at.pace
                      : end - x) -
            2 - at.name);
    if (at.title)
        canvas_put_cut(canvas, x + at.title, y, ROLE_TEXT, run->title,
            (at.pace ? at.pace : end - x) - 2 - at.title);
    if (at.pace)
        put_pace(run, canvas, x + at.pace, y);
    if (at.bar)
        chart_bar(canvas, x + at.bar, y, 9,
            state->required ? (double)state->required_done / state->required : 0, ROLE_CHART_1);
    if (at.next) {
        end = canvas_put_right(canvas, x + at.due_end, y, due.role, due.text);
        next_words(run, !at.pace, &words);
        canvas_put_cut(canvas, x + at.next, y, ROLE_TEXT, str_text(&words), end - 2 - x - at.next);
    }
    str_fini(&words);
}

/* --- an offer --- */

/* Where the reason begins; 0: no room. */
static int why_column(int columns)
{
    return columns >= SCREEN_NARROW ? run_columns(columns, true).title + TITLE : 0;
}

static void draw_offer(const struct offer_line *offer, struct canvas *canvas, struct area line)
{
    struct run_columns at = run_columns(line.columns, true);
    int why = why_column(line.columns), end = line.columns - 1;

    canvas_put(canvas, line.x + 2, line.y, ROLE_ACCENT, "→");
    canvas_put_cut(
        canvas, line.x + at.name, line.y, ROLE_TITLE, offer->name, at.title - 2 - at.name);
    canvas_put_cut(canvas, line.x + at.title, line.y, ROLE_TEXT, offer->playbook->title,
        (why ? why - 2 : end) - at.title);
    if (why)
        canvas_put_cut(canvas, line.x + why, line.y, ROLE_MUTED, offer->why, end - why);
}

static void offer_heads(struct canvas *canvas, struct area line)
{
    int why = why_column(line.columns);

    if (!why)
        return;
    canvas_put(canvas, line.x + why - TITLE, line.y, ROLE_MUTED, _("playbook"));
    canvas_put(canvas, line.x + why, line.y, ROLE_MUTED, _("why"));
}

/* --- a playbook --- */

/* Ends of the figures and begins of the texts; 0: no room. */
struct catalogue_columns {
    int title, type, start, fits, open, done, days, success;
};

static struct catalogue_columns catalogue_columns(int columns)
{
    if (columns >= SCREEN_WIDE)
        return (struct catalogue_columns){
            4, 25, 38, columns - 46, columns - 39, columns - 26, columns - 14, columns - 1};
    if (columns >= SCREEN_NARROW)
        return (struct catalogue_columns){
            4, 0, 24, columns - 33, columns - 26, columns - 14, 0, columns - 1};
    return (struct catalogue_columns){.title = 4, .fits = columns - 9, .open = columns - 1};
}

static void catalogue_heads(struct canvas *canvas, struct area line)
{
    struct catalogue_columns at = catalogue_columns(line.columns);
    const struct {
        int end;
        const char *text;
    } ends[] = {{at.fits, _("fits")}, {at.open, _("open")}, {at.done, _("done")},
        {at.days, _("median")}, {at.success, _("outcome")}};

    if (at.type)
        canvas_put(canvas, line.x + at.type, line.y, ROLE_MUTED, _("type"));
    if (at.start)
        canvas_put(canvas, line.x + at.start, line.y, ROLE_MUTED, _("starts"));
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (ends[i].end)
            canvas_put_right(canvas, line.x + ends[i].end, line.y, ROLE_MUTED, ends[i].text);
}

/* A number, or a faint dot for none; with its word where there is no head. */
static void put_number(struct canvas *canvas, int end, int y, int number, const char *word)
{
    if (number)
        canvas_putf_right(canvas, end, y, ROLE_TEXT, "%d%s", number, word);
    else
        canvas_put_right(canvas, end, y, ROLE_FAINT, "·");
}

/* Ends at end; what is made of fewer runs than are shown is muted, of none a faint dot. */
static void put_figure(struct canvas *canvas, int end, int y, size_t runs, const char *words)
{
    if (runs)
        canvas_put_right(canvas, end, y, runs < OUTCOME_LEAST ? ROLE_MUTED : ROLE_TEXT, words);
    else
        canvas_put_right(canvas, end, y, ROLE_FAINT, "·");
}

/* Completion and time say n/a where there are too few runs; the outcome says how few. */
static void put_outcome(const struct catalogue_line *entry, const struct catalogue_columns *at,
    struct canvas *canvas, struct area line)
{
    static const struct playbook_outcome none;
    const struct playbook_outcome *outcome = entry->outcome ? entry->outcome : &none;
    size_t ended = figure_runs(&outcome->completion), judged = figure_runs(&outcome->success);
    struct str words = {0};

    if (at->done) {
        figure_words(&words, &outcome->completion, OUTCOME_LEAST);
        put_figure(canvas, line.x + at->done, line.y, ended,
            ended < OUTCOME_LEAST ? "n/a" : str_text(&words));
        str_clear(&words);
    }
    if (at->days) {
        figure_days_words(&words, &outcome->cycle, OUTCOME_LEAST);
        put_figure(canvas, line.x + at->days, line.y, outcome->cycle.count,
            outcome->cycle.count < OUTCOME_LEAST ? "n/a" : str_text(&words));
        str_clear(&words);
    }
    if (at->success) {
        figure_words(&words, &outcome->success, OUTCOME_LEAST);
        put_figure(canvas, line.x + at->success, line.y, outcome->has_success ? judged : 0,
            str_text(&words));
    }
    str_fini(&words);
}

/* A file that cannot be read says where and why, in place of all figures. */
static void draw_faulty(const struct catalogue_line *entry, struct canvas *canvas, struct area line)
{
    const struct fault_list *faults = entry->listing.faults;
    int x;

    canvas_put(canvas, line.x + 2, line.y, ROLE_RISK, "■");
    x = canvas_putf(canvas, line.x + 4, line.y, ROLE_TITLE, "%s.yaml", entry->listing.name) + 2;
    if (faults && faults->count && faults->items[0].line)
        x = canvas_putf(canvas, x, line.y, ROLE_TEXT, _("line %d"), faults->items[0].line) + 2;
    canvas_put_cut(canvas, x, line.y, ROLE_ERROR,
        faults && faults->count ? faults->items[0].text : entry->listing.fault,
        line.x + line.columns - 1 - x);
}

static void draw_entry(const struct catalogue_line *entry, struct canvas *canvas, struct area line)
{
    struct catalogue_columns at = catalogue_columns(line.columns);
    const struct playbook *playbook = entry->listing.playbook;
    struct str start = {0};

    if (!playbook) {
        draw_faulty(entry, canvas, line);
        return;
    }
    canvas_put_cut(canvas, line.x + at.title, line.y, ROLE_TITLE, playbook->title,
        (at.type       ? at.type
            : at.start ? at.start
                       : at.fits - 4) -
            2 - at.title);
    if (at.type)
        canvas_put(canvas, line.x + at.type, line.y, ROLE_MUTED,
            playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type));
    words_of_start(&start, playbook);
    if (at.start)
        canvas_put_cut(
            canvas, line.x + at.start, line.y, ROLE_TEXT, str_text(&start), at.fits - 4 - at.start);
    put_number(canvas, line.x + at.fits, line.y, entry->fits, at.start ? "" : _(" fit"));
    put_number(canvas, line.x + at.open, line.y, entry->open, at.start ? "" : _(" open"));
    put_outcome(entry, &at, canvas, line);
    str_fini(&start);
}

/* --- one section --- */

/* `Running 1–10 of 29`, or how many where all are in sight. */
static void draw_section_head(const struct playbooks *playbooks, enum playbooks_section section,
    struct canvas *canvas, struct area line)
{
    const struct list *list = &playbooks->lists[section];
    int64_t count =
        section == SECTION_RUNNING ? playbooks->runs.total : playbooks->lists[section].count;
    int x = canvas_put(canvas, line.x + 1, line.y, ROLE_TITLE, _(titles[section]));

    if (list->room > 0 && list->count > list->room)
        part_range(canvas, x + 1, line.y, list);
    else
        canvas_count(canvas, x + 1, line.y, ROLE_MUTED, count);
    if (section == SECTION_RUNNING)
        run_row_heads(canvas, line, true);
    else if (section == SECTION_OFFERED)
        offer_heads(canvas, line);
    else
        catalogue_heads(canvas, line);
}

static void draw_row(struct ui *ui, struct playbooks *playbooks, enum playbooks_section section,
    struct canvas *canvas, struct area line, int64_t index)
{
    const struct open_run *run;

    if (section == SECTION_OFFERED) {
        draw_offer(&playbooks->offers[index], canvas, line);
    } else if (section == SECTION_CATALOGUE) {
        draw_entry(&playbooks->catalogue[index], canvas, line);
    } else {
        run = playbooks_run_at(ui, playbooks, index);
        if (run)
            run_row_draw(ui, run, canvas, line, true);
    }
}

static void draw_list(struct ui *ui, struct playbooks *playbooks, enum playbooks_section section,
    struct canvas *canvas, struct area area)
{
    struct list *list = &playbooks->lists[section];

    playbooks->areas[section] = area;
    list_fit(list, list->count, area.rows);
    if (!list->count && area.rows > 0)
        canvas_put(canvas, area.x + 4, area.y, ROLE_MUTED,
            playbooks_is_filtered(playbooks) ? _("Nothing matches the filter.")
                                             : _(empties[section]));
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        draw_row(ui, playbooks, section, canvas, line, i);
        if (section == playbooks->section)
            (void)ui_list_row(ui, canvas, list, i, line);
    }
}

/* Its heading and its rows. */
static void draw_section(struct ui *ui, struct playbooks *playbooks, enum playbooks_section section,
    struct canvas *canvas, struct area area)
{
    struct area head = area_take_rows(&area, 1);

    playbooks->heads[section] = head.y;
    draw_list(ui, playbooks, section, canvas, area);
    draw_section_head(playbooks, section, canvas, head);
}

/* --- how they share the rows --- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int rows_wanted(const struct playbooks *playbooks, enum playbooks_section section)
{
    int64_t count = playbooks->lists[section].count;

    return count < 1 ? 1 : count > 1000 ? 1000 : (int)count;
}

/* Running gets a good half, what is offered a quarter, the catalogue the rest; what one does not
 * need goes to the others. The shares do not follow the keys: nothing jumps. */
static void share_rows(const struct playbooks *playbooks, int rows, int *shares, int count)
{
    static const int parts[] = {45, 20, 35};
    int left = rows;

    for (int i = 0; i < count; i++) {
        shares[i] = least(rows_wanted(playbooks, (enum playbooks_section)i), rows * parts[i] / 100);
        left -= shares[i];
    }
    for (int i = 0; i < count; i++) {
        int more = least(rows_wanted(playbooks, (enum playbooks_section)i) - shares[i], left);

        shares[i] += more;
        left -= more;
    }
}

static void draw_stack(
    struct ui *ui, struct playbooks *playbooks, struct canvas *canvas, struct area area, int count)
{
    int air = area.rows >= 24, shares[SECTIONS];

    share_rows(playbooks, area.rows - count - air * (count - 1), shares, count);
    for (int i = 0; i < count; i++) {
        draw_section(
            ui, playbooks, (enum playbooks_section)i, canvas, area_take_rows(&area, 1 + shares[i]));
        area_take_rows(&area, air);
    }
}

/* Few rows: one section, and the names of all in its heading. */
static void draw_one(
    struct ui *ui, struct playbooks *playbooks, struct canvas *canvas, struct area area)
{
    struct area head = area_take_rows(&area, 1);
    int x = 1;

    for (int i = 0; i < SECTIONS; i++)
        x = canvas_put(canvas, x, head.y, i == (int)playbooks->section ? ROLE_TAB_ACTIVE : ROLE_TAB,
                _(titles[i])) +
            3;
    draw_list(ui, playbooks, playbooks->section, canvas, area);
}

/* Of the list with the cursor. Where there is a pane beside, it says them. */
static void draw_hidden(const struct playbooks *playbooks, struct canvas *canvas)
{
    struct run_columns run = run_columns(canvas->columns, true);
    struct catalogue_columns book = catalogue_columns(canvas->columns);
    int hidden = 0;

    if (canvas->rows < SCREEN_LOW || !playbooks->lists[playbooks->section].count)
        return;
    if (playbooks->section == SECTION_RUNNING)
        hidden = !run.pace + !run.bar + 2 * !run.next; /* what is next, and by when */
    else if (playbooks->section == SECTION_OFFERED)
        hidden = !why_column(canvas->columns);
    else
        hidden = !book.type + !book.start + !book.done + !book.days + !book.success;
    part_hidden(canvas, canvas->rows - 2, hidden);
}

static void forget_places(struct playbooks *playbooks)
{
    for (int i = 0; i < SECTIONS; i++) {
        playbooks->areas[i] = (struct area){0};
        playbooks->heads[i] = -1;
    }
}

void playbooks_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct playbooks *playbooks = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    struct area body;

    forget_places(playbooks);
    draw_head(playbooks, canvas, y);
    if (canvas->rows >= SCREEN_LOW)
        canvas_rule(canvas, ++y);
    body = (struct area){0, y + 1, canvas->columns, canvas->rows - y - 1 - foot};
    if (canvas->columns >= SCREEN_ROOMY) {
        struct area left = area_take_columns(&body, canvas->columns * 55 / 100);

        canvas_pane_line(canvas, left.columns, left.y, left.rows + 1);
        body = (struct area){body.x + 1, body.y, body.columns - 1, body.rows};
        draw_stack(ui, playbooks, canvas, left, SECTION_CATALOGUE);
        draw_section(ui, playbooks, SECTION_CATALOGUE, canvas,
            area_take_rows(
                &body, 1 + least(rows_wanted(playbooks, SECTION_CATALOGUE), body.rows / 2)));
        area_take_rows(&body, 1);
        playbooks_draw_beside(
            ui, playbooks, canvas, (struct area){body.x + 1, body.y, body.columns - 2, body.rows});
        return;
    }
    if (body.rows >= TOGETHER)
        draw_stack(ui, playbooks, canvas, body, SECTIONS);
    else
        draw_one(ui, playbooks, canvas, body);
    draw_hidden(playbooks, canvas);
}
