/* The sentences of a difference. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "run_move_internal.h"

static const char *day_of(day_number day, const struct run_move *move, char *buffer)
{
    return day_short(day, move->ground.base.today, buffer);
}

static void add_day(struct str *out, const struct run_move *move, const struct run_diff_item *item)
{
    char was[24], now[24];
    day_of(item->old_due, move, was);
    day_of(item->new_due, move, now);
    if (item->step && row_integer(item->step, STEP_PINNED))
        str_addf(out, _("; asked for another day, but pinned to %s"), was);
    else if (!*now)
        str_addf(out, _("; waits for its day, was due %s"), was);
    else
        str_addf(out, _("; due %s, was %s"), now, *was ? was : _("waiting"));
}

static void add_demands(struct str *out, const struct playbook_step *step, struct arena *arena)
{
    for (int i = 0; step && i < step->demand_count; i++)
        str_addf(out, "%s%s", i ? ", " : "", run_demand_words(&step->demands[i], arena));
    if (!step || step->demand_count == 0)
        str_add(out, _("nothing"));
}

static void add_reworded(struct str *out, const struct run_diff_item *item, struct arena *arena)
{
    if (item->what & RUN_DIFF_TITLE)
        str_addf(out, _("; was %s"), row_text(item->step, STEP_TITLE));
    if (item->what & RUN_DIFF_GUIDANCE)
        str_add(out, item->now->guidance ? _("; guidance reworded") : _("; guidance gone"));
    if (item->what & RUN_DIFF_DEMANDS) {
        str_add(out, _("; asks for "));
        add_demands(out, item->now, arena);
        str_add(out, _(", was "));
        add_demands(out, item->was, arena);
    }
}

static const char *or_else(const char *text, const char *other)
{
    return text_blank(text) ? other : text;
}

static const char *joined(const char *ids, struct arena *arena)
{
    char *copy = arena_copy_text(arena, or_else(ids, _("nothing")));
    for (char *at = copy; *at; at++)
        if (*at == ';')
            *at = ',';
    return copy;
}

/* row: as it will be. */
static void add_changed(
    struct str *out, const struct run_diff_item *item, const struct row *row, struct arena *arena)
{
    const struct row *step = item->step;
    if (item->what & RUN_DIFF_NEED)
        str_addf(out, _("; %s, was %s"), row_text(row, STEP_NEED), row_text(step, STEP_NEED));
    if (item->what & RUN_DIFF_KIND)
        str_addf(out, _("; %s, was %s"), item->now->kind, row_text(step, STEP_KIND));
    if (item->what & RUN_DIFF_OWNER)
        str_addf(out, _("; owner %s, was %s"),
            or_else(row_text(row, STEP_OWNER), _("that of the account")),
            or_else(row_text(step, STEP_OWNER), _("that of the account")));
    if (item->what & RUN_DIFF_AFTER)
        str_addf(out, _("; after %s, was after %s"), joined(row_text(row, STEP_AFTER), arena),
            joined(row_text(step, STEP_AFTER), arena));
    if (item->what & RUN_DIFF_DETAILS)
        str_add(out, _("; details changed"));
}

static void add_added(struct str *out, const struct run_move *move, const struct row *row)
{
    char day[24];
    str_add(out, _("; new"));
    if (row_is(row, STEP_NEED, "optional"))
        str_add(out, _(", optional"));
    else if (row_is(row, STEP_NEED, "gate"))
        str_add(out, _(", a gate"));
    if (row_is(row, STEP_STATUS, "skipped"))
        str_add(out, _(", skipped: its day is past"));
    else if (row_knows(row, STEP_DUE))
        str_addf(out, _(", due %s"), day_of(row_day(row, STEP_DUE), move, day));
    else
        str_add(out, _(", waits for its day"));
}

static void add_removed(struct str *out, const struct row *step)
{
    if (run_step_is_open(step))
        str_add(out, _("; no longer in the playbook, will be dropped"));
    else
        str_addf(
            out, _("; no longer in the playbook; it is %s and stays"), row_text(step, STEP_STATUS));
}

const char *run_diff_sentence(
    const struct run_move *move, const struct run_diff_item *item, struct arena *arena)
{
    struct str out = {0};
    const struct row *row = run_draft_row(&move->draft, item->id);
    if (item->what == 0)
        return "";
    if (item->what & RUN_DIFF_ADDED) {
        add_added(&out, move, row);
    } else if (item->what & RUN_DIFF_REMOVED) {
        add_removed(&out, item->step);
    } else {
        add_reworded(&out, item, arena);
        if (item->what & RUN_DIFF_DATE)
            add_day(&out, move, item);
        add_changed(&out, item, row, arena);
        if (!run_step_is_open(item->step))
            str_addf(&out, _("; it is %s and stays"), row_text(item->step, STEP_STATUS));
    }
    const char *sentence =
        arena_format(arena, _("step %d %s: %s"), item->number, item->title, str_text(&out) + 2);
    str_fini(&out);
    return sentence;
}

/* --- the whole --- */

static const char *span_words(
    const struct run_move *move, const struct playbook_span *span, struct arena *arena)
{
    const struct playbook_ground *ground = &move->ground.base;
    int tier = settings_tier(ground->settings, row_text(ground->dossier->account, ACCOUNT_TIER));
    struct str out = {0};
    switch (span->source) {
    case SPAN_NONE: str_add(&out, _("the last required step")); break;
    case SPAN_ONBOARDING_DAYS: str_add(&out, _("the setting onboarding_days")); break;
    case SPAN_QBR_DAYS: str_add(&out, _("the setting qbr_days")); break;
    case SPAN_WRITTEN: playbook_offset_add(&out, span->by_tier[tier]); break;
    }
    const char *words = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return words;
}

struct whole {
    struct arena *arena;
    struct run_diff_lines *lines;
};

static void add_line(const struct whole *whole, const char *what, const char *now, const char *was)
{
    now = or_else(now, _("none"));
    was = or_else(was, _("none"));
    if (text_equal(now, was))
        return;
    whole->lines->items[whole->lines->count++] =
        arena_format(whole->arena, _("%s: %s, was %s"), what, now, was);
}

static const char *success_words(const struct playbook *playbook, struct arena *arena)
{
    const char *words = playbook->success.text ? playbook->success.text : "";
    struct str within = {0};

    playbook_offset_add(&within, playbook->success_within);
    if (*words && playbook->success_within.count)
        words = arena_format(arena, _("%s within %s"), words, str_text(&within));
    str_fini(&within);
    return words;
}

static const char *exit_words(const struct playbook *playbook, struct arena *arena)
{
    if (!playbook->exit_when.text)
        return NULL;
    return arena_format(arena, _("%s, open steps %s"), playbook->exit_when.text,
        playbook->exit_keeps ? _("kept") : _("cancelled"));
}

/* The promise to finish by a day is not moved by a new text. */
static void add_target(const struct run_move *move, const struct whole *whole)
{
    struct run_diff_lines *lines = whole->lines;
    day_number target = row_day(move->ground.run, RUN_TARGET);
    size_t before = lines->count;
    char day[24];
    add_line(whole, _("target"), span_words(move, &move->now->target, whole->arena),
        span_words(move, &move->was->target, whole->arena));
    if (lines->count > before && target != DAY_NONE)
        lines->items[before] = arena_format(whole->arena, _("%s; this run keeps %s"),
            lines->items[before], day_of(target, move, day));
}

enum { WHOLE_LINES = 8 };

void run_diff_whole(
    const struct run_move *move, struct arena *arena, struct run_diff_lines *ret_lines)
{
    const struct playbook *was = move->was, *now = move->now;
    const struct row *run = move->ground.run;
    *ret_lines = (struct run_diff_lines){
        .items = arena_alloc_array(arena, WHOLE_LINES, sizeof(*ret_lines->items))};
    struct whole whole = {arena, ret_lines};
    add_line(&whole, _("title"), now->title, row_text(run, RUN_TITLE));
    add_line(&whole, _("version"), now->version, row_text(run, RUN_VERSION));
    add_line(&whole, _("type"), playbook_word(PLAYBOOK_LIST_TYPES, (int)now->type),
        row_text(run, RUN_TYPE));
    if (!was)
        return;
    add_line(&whole, _("dates count from"), playbook_anchor_words(now->anchor),
        playbook_anchor_words(was->anchor));
    add_target(move, &whole);
    add_line(&whole, _("success"), success_words(now, arena), success_words(was, arena));
    add_line(&whole, _("exit"), exit_words(now, arena), exit_words(was, arena));
}
