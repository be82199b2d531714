/* What stands beside the lists of Playbooks on a large screen: the open steps of the run under the
 * cursor, the path of the account to which something is offered, the steps of a playbook. */
#include "base/words.h"
#include "ui/views/playbook_steps.h"
#include "ui/views/playbook_words.h"
#include "ui/views/playbooks.h"

static int64_t place_here(const struct playbooks *playbooks)
{
    return playbooks->lists[playbooks->section].selected * SECTIONS + (int)playbooks->section;
}

/* False: it could not be read. */
static bool read_here(struct ui *ui, struct playbooks *playbooks)
{
    const struct open_run *run = playbooks_run_here(ui, playbooks);
    const struct offer_line *offer = playbooks_offer_here(playbooks);
    struct error ignored;

    if (playbooks->previewed == place_here(playbooks))
        return true;
    playbooks->previewed = -1;
    arena_clear(&playbooks->preview_arena);
    playbooks->run_case = (struct run_case){0};
    if (run && !verb_run_load(ui_session(ui), run->run, &playbooks->preview_arena,
                   &playbooks->run_case, &ignored))
        return false;
    if (offer && !verb_playbook_plan(ui_session(ui), offer->playbook->id, offer->account, DAY_NONE,
                     &playbooks->preview_arena, &playbooks->plan, &ignored))
        return false;
    playbooks->previewed = place_here(playbooks);
    return true;
}

static void put_title(struct canvas *canvas, struct area *area, const char *title, const char *sum)
{
    part_heading(canvas, area->x, area->y, area->x + area->columns, title, sum);
    area_take_rows(area, 1);
}

/* `☐ 8  First-value review   31d late` */
static void draw_step(
    struct ui *ui, const struct row *step, struct canvas *canvas, struct area line)
{
    struct due_words due = part_due(row_day(step, STEP_DUE), ui_show(ui).today);
    bool blocked = row_is(step, STEP_STATUS, "blocked");
    int end = canvas_put_right(canvas, line.x + line.columns, line.y, due.role, due.text);

    canvas_put(canvas, line.x, line.y, blocked ? ROLE_RISK : ROLE_MUTED, blocked ? "■" : "☐");
    canvas_count_right(canvas, line.x + 4, line.y, ROLE_MUTED, row_integer(step, STEP_NUMBER));
    canvas_put_cut(
        canvas, line.x + 6, line.y, ROLE_TEXT, row_text(step, STEP_TITLE), end - 2 - line.x - 6);
}

static void draw_run(struct ui *ui, const struct open_run *run, const struct run_case *run_case,
    struct canvas *canvas, struct area area)
{
    struct str words = {0};

    put_title(canvas, &area, run->account_name, run->title);
    str_addf(&words, "%s", _(run_pace_word(run->state.pace)));
    if (run->state.target_days)
        str_addf(&words, _("   day %d of %d"), run->state.day, run->state.target_days);
    str_addf(&words, _("   %d of %d required"), run->state.required_done, run->state.required);
    canvas_put(canvas, area.x, area_take_rows(&area, 1).y, ROLE_MUTED, str_text(&words));
    if (*run->blocked_why) {
        str_clear(&words);
        str_addf(&words, _("blocked by %s: %s"), run->blocked_side, run->blocked_why);
        area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, str_text(&words)));
    }
    area_take_rows(&area, 1);
    for (size_t i = 0; i < run_case->steps.count && area.rows > 0; i++)
        if (run_step_is_open(run_case->steps.items[i]))
            draw_step(ui, run_case->steps.items[i], canvas, area_take_rows(&area, 1));
    str_fini(&words);
}

static void draw_offer(struct ui *ui, const struct offer_line *offer, const struct run_plan *plan,
    struct canvas *canvas, struct area area)
{
    put_title(canvas, &area, offer->name, offer->playbook->title);
    area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, offer->why) + 1);
    area.x -= 1;
    area.columns += 2;
    for (int i = 0; i < plan->step_count && area.rows > 0; i++)
        plan_draw_row(plan, i, ui_show(ui).today, canvas, area_take_rows(&area, 1));
}

static void draw_playbook(
    const struct catalogue_line *entry, struct canvas *canvas, struct area area)
{
    const struct playbook *playbook = entry->listing.playbook;
    struct step_rows rows = step_rows_of(playbook);
    struct str words = {0};

    put_title(
        canvas, &area, playbook->title, entry->listing.shipped ? _("shipped") : _("your own"));
    if (playbook->summary)
        area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, playbook->summary));
    words_of_start_in_full(&words, playbook);
    area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_MUTED, str_text(&words)) + 1);
    area.x -= 1;
    area.columns += 2;
    for (int i = 0; i < playbook->step_count && area.rows > 0; i++)
        steps_draw_row(&rows, i, canvas, area_take_rows(&area, 1));
    str_fini(&words);
}

static void draw_faults(const struct catalogue_line *entry, struct canvas *canvas, struct area area)
{
    const struct fault_list *faults = entry->listing.faults;
    struct str words = {0};

    put_title(canvas, &area, entry->listing.path, _("faulty"));
    for (size_t i = 0; i < faults->count && area.rows > 0; i++) {
        const struct fault *fault = &faults->items[i];

        str_clear(&words);
        str_addf(&words, _("line %d: %s"), fault->line, fault->text);
        area_take_rows(&area, canvas_put_wrapped(canvas, area, ROLE_TEXT, str_text(&words)));
    }
    str_fini(&words);
}

void playbooks_draw_beside(
    struct ui *ui, struct playbooks *playbooks, struct canvas *canvas, struct area area)
{
    const struct open_run *run = playbooks_run_here(ui, playbooks);
    const struct offer_line *offer = playbooks_offer_here(playbooks);
    const struct catalogue_line *entry = playbooks_entry_here(playbooks);

    if (area.rows < 3 || !ui_is_painted(ui) || !read_here(ui, playbooks))
        return;
    if (run)
        draw_run(ui, run, &playbooks->run_case, canvas, area);
    else if (offer)
        draw_offer(ui, offer, &playbooks->plan, canvas, area);
    else if (entry && entry->listing.playbook)
        draw_playbook(entry, canvas, area);
    else if (entry)
        draw_faults(entry, canvas, area);
}
