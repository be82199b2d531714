/* What a playbook's file has that a run has not: told from the move, without doing it. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "run_move_internal.h"

/* --- comparing two steps of the language --- */

static bool same_offset(struct playbook_offset a, struct playbook_offset b)
{
    return a.count == b.count && (a.count == 0 || a.unit == b.unit);
}

static bool same_words(const struct playbook_demand *a, const struct playbook_demand *b)
{
    if (a->word_count != b->word_count)
        return false;
    for (int i = 0; i < a->word_count; i++)
        if (!text_equal(a->words[i], b->words[i]))
            return false;
    return true;
}

static bool same_demand(const struct playbook_demand *a, const struct playbook_demand *b)
{
    return a->kind == b->kind && text_equal(a->id, b->id) && text_equal(a->what, b->what) &&
           text_equal(a->or_word, b->or_word) && a->reason == b->reason && a->least == b->least &&
           a->fresh == b->fresh && same_offset(a->within, b->within) &&
           a->sets_anchor == b->sets_anchor && same_words(a, b);
}

static bool same_demands(const struct playbook_step *a, const struct playbook_step *b)
{
    if (a->demand_count != b->demand_count)
        return false;
    for (int i = 0; i < a->demand_count; i++)
        if (!same_demand(&a->demands[i], &b->demands[i]))
            return false;
    return true;
}

static const char *until_id(const struct playbook *playbook, const struct playbook_step *step)
{
    return step->repeats_until < 0 ? NULL : playbook->steps[step->repeats_until].id;
}

static bool same_details(const struct run_move *move, const struct run_diff_item *item)
{
    const struct playbook_step *a = item->was, *b = item->now;
    return text_equal(a->template, b->template) && a->internal == b->internal &&
           a->customer_visible == b->customer_visible && a->first_value == b->first_value &&
           same_offset(a->repeats, b->repeats) &&
           text_equal(until_id(move->was, a), until_id(move->now, b));
}

/* --- what became of a step --- */

static unsigned text_changes(const struct run_move *move, const struct run_diff_item *item)
{
    unsigned what = 0;
    if (!text_equal(row_text(item->step, STEP_TITLE), item->now->title))
        what |= RUN_DIFF_TITLE;
    if (!row_is(item->step, STEP_KIND, item->now->kind))
        what |= RUN_DIFF_KIND;
    if (!item->was)
        return what;
    if (!text_equal(item->was->guidance, item->now->guidance))
        what |= RUN_DIFF_GUIDANCE;
    if (!same_demands(item->was, item->now))
        what |= RUN_DIFF_DEMANDS;
    return same_details(move, item) ? what : what | RUN_DIFF_DETAILS;
}

static bool differs(const struct row *a, const struct row *b, int field)
{
    return !value_equal(a->values[field], b->values[field]);
}

/* row: the step as it will be. */
static unsigned row_changes(
    const struct run_move *move, const struct run_diff_item *item, const struct row *row)
{
    unsigned what = 0;
    bool pinned = row_integer(item->step, STEP_PINNED) != 0;
    if (differs(item->step, row, STEP_NEED))
        what |= RUN_DIFF_NEED;
    if (differs(item->step, row, STEP_OWNER))
        what |= RUN_DIFF_OWNER;
    if (differs(item->step, row, STEP_AFTER))
        what |= RUN_DIFF_AFTER;
    if (item->old_due != item->new_due || (pinned && run_move_redates(move, row)))
        what |= RUN_DIFF_DATE;
    return what;
}

static struct run_diff_item item_of(const struct run_move *move, int index)
{
    const struct playbook_step *now = &move->now->steps[index];
    const struct row *row = move->rows[index];
    const struct row *step = run_move_original(move, row);
    struct run_diff_item item = {
        .id = now->id,
        .title = now->title,
        .number = (int)row_integer(row, STEP_NUMBER),
        .step = move->added[index] ? NULL : step,
        .was = run_step_by_id(move->was, now->id),
        .now = now,
        .old_due = step ? row_day(step, STEP_DUE) : DAY_NONE,
        .new_due = row_day(row, STEP_DUE),
        .sentence = "",
    };
    if (!item.step) {
        item.what = RUN_DIFF_ADDED;
        return item;
    }
    item.what = text_changes(move, &item);
    if (run_step_is_open(step))
        item.what |= row_changes(move, &item, row);
    return item;
}

static struct run_diff_item item_removed(const struct run_move *move, const struct row *step)
{
    return (struct run_diff_item){
        .what = RUN_DIFF_REMOVED,
        .id = row_text(step, STEP_STEP),
        .title = row_text(step, STEP_TITLE),
        .number = (int)row_integer(step, STEP_NUMBER),
        .step = step,
        .was = run_step_by_id(move->was, row_text(step, STEP_STEP)),
        .old_due = row_day(step, STEP_DUE),
        .new_due = DAY_NONE,
        .sentence = "",
    };
}

/* --- the list --- */

static void count_item(struct run_diff *diff, const struct run_diff_item *item)
{
    diff->added += (item->what & RUN_DIFF_ADDED) != 0;
    diff->removed += (item->what & RUN_DIFF_REMOVED) != 0;
    diff->reworded += (item->what & RUN_DIFF_REWORDED) != 0;
    diff->redated += (item->what & RUN_DIFF_DATE) != 0;
    diff->changed += (item->what & (RUN_DIFF_NEED | RUN_DIFF_KIND | RUN_DIFF_OWNER |
                                       RUN_DIFF_AFTER | RUN_DIFF_DETAILS)) != 0;
}

static void keep_item(const struct run_move *move, struct run_diff_item item, struct arena *arena,
    struct run_diff *diff)
{
    item.sentence = run_diff_sentence(move, &item, arena);
    count_item(diff, &item);
    diff->items.items[diff->items.count++] = item;
}

static bool is_removed(const struct run_move *move, size_t at)
{
    const struct row *row = move->draft.steps.items[at];
    const struct row *step = move->draft.originals.items[at];
    return step && !run_step_was_dropped(step) && !run_move_has(move, row) &&
           run_draft_row(&move->draft, row_text(row, STEP_STEP)) == row;
}

static void fill(const struct run_move *move, struct arena *arena, struct run_diff *diff)
{
    size_t most = (size_t)move->now->step_count + move->draft.steps.count + 1;
    diff->items.items = arena_alloc_array(arena, most, sizeof(*diff->items.items));
    for (int i = 0; i < move->now->step_count; i++)
        if (move->rows[i])
            keep_item(move, item_of(move, i), arena, diff);
    for (size_t i = 0; i < move->draft.steps.count; i++)
        if (is_removed(move, i))
            keep_item(move, item_removed(move, move->draft.originals.items[i]), arena, diff);
    run_diff_whole(move, arena, &diff->whole);
}

void run_diff(const struct run_ground *ground, const struct playbook *now, struct arena *arena,
    struct run_diff *ret_diff)
{
    struct run_diff diff = {.now = now};
    struct change change;
    struct run_move move;
    if (!now)
        diff.missing = arena_format(arena,
            _("there is no playbook \"%s\" any more: the run goes on with its own text"),
            row_text(ground->run, RUN_PLAYBOOK));
    else
        diff.differs = !text_equal(row_text(ground->run, RUN_TEXT), now->text);
    change_init(&change, ACTOR_DAYBOOK);
    if (diff.differs && run_move_make(ground, now, true, &change, &move, NULL)) {
        fill(&move, arena, &diff);
        run_draft_drop(&move.draft);
    }
    change_fini(&change);
    *ret_diff = diff;
}
