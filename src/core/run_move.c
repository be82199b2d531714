/* Moving a run over to its playbook as the file has it now: what becomes of each of its rows. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "run_move_internal.h"

static const char dropped_why[] = "no longer in the playbook";
static const char left_out_why[] = "no longer for this account";

bool run_is_outdated(const struct row *run, const struct playbook *now)
{
    return now && row_is(run, RUN_STATUS, "open") &&
           !text_equal(row_text(run, RUN_TEXT), now->text);
}

const struct playbook_step *run_step_by_id(const struct playbook *playbook, const char *id)
{
    for (int i = 0; playbook && i < playbook->step_count; i++)
        if (text_equal(playbook->steps[i].id, id))
            return &playbook->steps[i];
    return NULL;
}

const struct row *run_move_original(const struct run_move *move, const struct row *row)
{
    for (size_t i = 0; i < move->draft.steps.count; i++)
        if (move->draft.steps.items[i] == row)
            return move->draft.originals.items[i];
    return NULL;
}

/* --- which steps are in it --- */

bool run_step_was_dropped(const struct row *row)
{
    return row_is(row, STEP_STATUS, "cancelled") &&
           (row_is(row, STEP_WHY, dropped_why) || row_is(row, STEP_WHY, left_out_why));
}

/* A condition that reads as before decided at the start, and is not asked again. */
static bool is_wanted(const struct run_move *move, const struct playbook_step *step, bool is_here)
{
    const struct playbook_step *was = run_step_by_id(move->was, step->id);
    if (move->grows)
        return is_here ||
               run_step_comes(&move->ground, step, move->days_now[step - move->now->steps]);
    if (was && text_equal(was->when.text, step->when.text))
        return is_here;
    if (!move->was && is_here)
        return true;
    return playbook_holds(&step->when, &move->ground.base);
}

static struct row *new_row(struct run_move *move, const struct playbook_step *step)
{
    struct run_draft *draft = &move->draft;
    struct row *row = row_new(draft->arena, KIND_STEP);
    row_set_integer(row, STEP_ACCOUNT, draft->account->key);
    row_set_integer(row, STEP_RUN, draft->run->key);
    row_set_text(row, STEP_STEP, step->id);
    ARRAY_PUSH(&draft->steps, row);
    ARRAY_PUSH(&draft->originals, NULL);
    return row;
}

static void add_step(struct run_move *move, int index, struct row *dropped)
{
    const struct playbook_step *step = &move->now->steps[index];
    struct row *row = dropped ? dropped : new_row(move, step);
    row_set_text(row, STEP_STATUS, "open");
    row_set_text(row, STEP_WHY, NULL);
    row_set_day(row, STEP_DONE_ON, DAY_NONE);
    move->rows[index] = row;
    move->added[index] = true;
}

static void drop_row(struct run_move *move, struct row *row, const char *why)
{
    if (!run_step_is_open(row))
        return;
    run_close_step(row, "cancelled", move->ground.base.today);
    row_set_text(row, STEP_WHY, why);
}

static void take_step(struct run_move *move, int index)
{
    const struct playbook_step *step = &move->now->steps[index];
    struct row *row = run_draft_row(&move->draft, step->id);
    bool is_here = row && !run_step_was_dropped(row);
    bool wanted = is_wanted(move, step, is_here);
    if (!is_here && wanted)
        add_step(move, index, row);
    else if (is_here && !wanted)
        drop_row(move, row, left_out_why);
    if (is_here && (wanted || !run_step_was_dropped(row)))
        move->rows[index] = row;
}

static void take_steps(struct run_move *move)
{
    struct row_list *steps = &move->draft.steps;
    for (size_t i = 0; i < steps->count; i++)
        if (!run_step_by_id(move->now, row_text(steps->items[i], STEP_STEP)))
            drop_row(move, steps->items[i], dropped_why);
    for (int i = 0; i < move->now->step_count; i++)
        take_step(move, i);
}

/* --- numbers: those of the file, then what is no longer in it --- */

static void number_rows(struct run_move *move, const char *id, int number)
{
    for (size_t i = 0; i < move->draft.steps.count; i++)
        if (text_equal(row_text(move->draft.steps.items[i], STEP_STEP), id))
            row_set_integer(move->draft.steps.items[i], STEP_NUMBER, number);
}

bool run_move_has(const struct run_move *move, const struct row *row)
{
    const struct playbook_step *step = run_step_by_id(move->now, row_text(row, STEP_STEP));
    return step && move->rows[step - move->now->steps];
}

/* Repeats share their number. */
static bool is_first(const struct row_list *steps, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal(row_text(steps->items[i], STEP_STEP), row_text(steps->items[at], STEP_STEP)))
            return false;
    return true;
}

static void number_steps(struct run_move *move)
{
    const struct row_list *steps = &move->draft.steps;
    int number = 0;
    for (int i = 0; i < move->now->step_count; i++)
        if (move->rows[i])
            number_rows(move, move->now->steps[i].id, ++number);
    for (size_t i = 0; i < steps->count; i++) {
        if (is_first(steps, i) && !run_move_has(move, steps->items[i]))
            number_rows(move, row_text(steps->items[i], STEP_STEP), ++number);
    }
}

/* --- words --- */

static const char *after_ids(struct run_move *move, const struct playbook_step *step)
{
    struct str ids = {0};
    for (int i = 0; i < step->after_count; i++)
        if (move->rows[step->after[i]])
            str_addf(&ids, "%s%s", ids.len ? ";" : "", move->now->steps[step->after[i]].id);
    const char *text = ids.len ? arena_copy_text(move->draft.arena, str_text(&ids)) : NULL;
    str_fini(&ids);
    return text;
}

static bool same_need(const struct playbook_step *was, const struct playbook_step *step)
{
    return was && was->need == step->need &&
           text_equal(was->required_when.text, step->required_when.text) &&
           text_equal(was->gate_when.text, step->gate_when.text);
}

/* An owner that was given by hand stays. */
static bool has_own_owner(const struct playbook_step *was, const struct row *row)
{
    return !text_equal(row_text(row, STEP_OWNER), was && was->owner ? was->owner : "");
}

static void reword(struct run_move *move, int index)
{
    const struct playbook_step *step = &move->now->steps[index];
    const struct playbook_step *was = run_step_by_id(move->was, step->id);
    struct row *row = move->rows[index];
    bool added = move->added[index];
    row_set_text(row, STEP_TITLE, step->title);
    row_set_text(row, STEP_KIND, step->kind);
    row_set_text(row, STEP_AFTER, after_ids(move, step));
    if (added || !same_need(was, step))
        row_set_text(row, STEP_NEED,
            playbook_word(PLAYBOOK_LIST_NEEDS, (int)run_need_of(step, &move->ground.base)));
    if (added || !has_own_owner(was, row))
        row_set_text(row, STEP_OWNER, step->owner);
}

/* --- dates --- */

bool run_move_redates(const struct run_move *move, const struct row *row)
{
    const struct playbook_step *now = run_step_by_id(move->now, row_text(row, STEP_STEP));
    const struct playbook_step *was = run_step_by_id(move->was, row_text(row, STEP_STEP));
    if (!now || move->added[now - move->now->steps])
        return false;
    day_number before = was ? move->days_was[was - move->was->steps] : row_day(row, STEP_PLANNED);
    return move->days_now[now - move->now->steps] != before;
}

/* New ones count from the other steps as they stand then; a chain of new ones from its first. */
static void date_added(struct run_move *move, int index)
{
    const struct playbook_step *step = &move->now->steps[index];
    struct row *row = move->rows[index];
    if (!row || !move->added[index] || row_knows(row, STEP_DUE))
        return;
    if (step->anchor == ANCHOR_STEP)
        date_added(move, step->anchor_step);
    run_set_days(row, run_draft_asked(&move->draft, row));
}

/* An anchor that the file changed is looked up, unless the user gave the day. */
static day_number anchor_of(const struct run_move *move)
{
    const struct row *run = move->ground.run;
    day_number day = DAY_NONE;
    if (move->was && move->was->anchor != move->now->anchor &&
        row_integer(run, RUN_ANCHOR_GIVEN) == 0)
        day = move->now->anchor == ANCHOR_REVIEW
                  ? playbook_own_anchor_day(move->now, &move->ground.base)
                  : playbook_anchor_day(
                        move->now->anchor, &move->ground.base, row_day(run, RUN_STARTED));
    return day == DAY_NONE ? row_day(run, RUN_ANCHOR) : day;
}

static day_number first_ahead(const struct run_move *move)
{
    day_number first = DAY_NONE, today = move->ground.base.today;
    for (int i = 0; i < move->now->step_count; i++) {
        const struct row *row = move->rows[i];
        if (!row || !run_step_is_open(row) || row_is(row, STEP_NEED, "optional"))
            continue;
        day_number due = row_day(row, STEP_DUE);
        if (due != DAY_NONE && due > today && (first == DAY_NONE || due < first))
            first = due;
    }
    return first;
}

static void skip_missed(struct row *row, day_number today)
{
    run_close_step(row, "skipped", today);
    row_set_text(row, STEP_WHY, "its day was past when the playbook changed");
}

/* As at a late start: what is new or re-dated and past already. */
static void spread_missed(struct run_move *move, const bool *is_dated)
{
    day_number today = move->ground.base.today;
    struct run_spread spread =
        run_spread_from(today, first_ahead(move), &move->ground.base.settings->calendar);
    for (int i = 0; i < move->now->step_count; i++) {
        struct row *row = move->rows[i];
        if (!row || !is_dated[i] || !row_knows(row, STEP_DUE) || row_day(row, STEP_DUE) >= today)
            continue;
        if (row_is(row, STEP_NEED, "optional")) {
            if (move->added[i])
                skip_missed(row, today);
            continue;
        }
        row_set_day(row, STEP_DUE, run_spread_take(&spread));
        run_draft_follow(&move->draft, row);
    }
}

static void date_steps(struct run_move *move)
{
    struct run_draft *draft = &move->draft;
    bool *is_dated =
        arena_alloc_array(draft->arena, (size_t)move->now->step_count + 1, sizeof(*is_dated));
    for (int i = 0; i < move->now->step_count; i++) {
        struct row *row = move->rows[i];
        if (row && move->added[i])
            run_set_days(row, DAY_NONE);
        else if (row && run_draft_moves(draft, row) && run_move_redates(move, row))
            run_set_days(row, move->days_now[i]);
        else
            continue;
        is_dated[i] = true;
    }
    for (int i = 0; i < move->now->step_count; i++)
        date_added(move, i);
    spread_missed(move, is_dated);
}

/* --- the whole --- */

static void take_identity(struct run_move *move)
{
    struct row *run = move->draft.run;
    row_set_text(run, RUN_TEXT, move->now->text);
    row_set_text(run, RUN_VERSION, move->now->version);
    row_set_text(run, RUN_TITLE, move->now->title);
    row_set_text(run, RUN_TYPE, playbook_word(PLAYBOOK_LIST_TYPES, (int)move->now->type));
}

void run_move_fill(struct run_move *move)
{
    const struct run_ground *ground = &move->ground;
    const struct playbook *now = move->now;
    size_t count = (size_t)now->step_count + 1;
    struct run_draft *draft = &move->draft;
    move->rows = arena_alloc_array(draft->arena, count, sizeof(struct row *));
    move->added = arena_alloc_array(draft->arena, count, sizeof(*move->added));
    day_number anchor = anchor_of(move);
    if (move->was)
        move->days_was = run_draft_days(draft, move->was, row_day(draft->run, RUN_ANCHOR));
    move->days_now = run_draft_days(draft, now, anchor);
    row_set_day(draft->run, RUN_ANCHOR, anchor);
    if (!row_knows(draft->run, RUN_TARGET))
        row_set_day(draft->run, RUN_TARGET, playbook_span_end(&now->target, &ground->base, anchor));
    take_identity(move);
    take_steps(move);
    number_steps(move);
    for (int i = 0; i < now->step_count; i++)
        if (move->rows[i] && (move->added[i] || run_step_is_open(move->rows[i])))
            reword(move, i);
    date_steps(move);
}

bool run_move_make(const struct run_ground *ground, const struct playbook *now, bool any,
    struct change *change, struct run_move *move, struct error *err)
{
    *move = (struct run_move){.was = ground->playbook, .now = now, .ground = *ground};
    move->ground.playbook = now;
    if (!run_draft_open(&move->ground, any, change, &move->draft, err))
        return false;
    run_move_fill(move);
    return true;
}

static void say(struct str *out, int count, const char *what)
{
    if (count > 0)
        str_addf(out, "%s%d %s", str_text(out)[out->len - 1] == ':' ? " " : ", ", count, what);
}

bool run_move_over(const struct run_ground *ground, const struct playbook *now,
    struct change *change, struct error *err)
{
    struct run_move move;
    struct run_diff diff;
    struct arena arena = {0};
    struct str summary = {0};
    if (text_equal(row_text(ground->run, RUN_TEXT), now->text))
        return error_set(err, ERROR_USAGE, "%s is as its file: there is nothing to move over",
            row_text(ground->run, RUN_TITLE));
    if (!run_move_make(ground, now, false, change, &move, err))
        return false;
    run_diff(ground, now, &arena, &diff);
    str_addf(&summary, _("%s moved over to version %s:"), now->title, now->version);
    say(&summary, diff.added, "added");
    say(&summary, diff.removed, "removed");
    say(&summary, diff.reworded, "reworded");
    say(&summary, diff.redated, "re-dated");
    say(&summary, diff.changed, "changed otherwise");
    if (str_text(&summary)[summary.len - 1] == ':')
        str_add(&summary, _(" no step changed"));
    arena_fini(&arena);
    run_finish(&move.draft, &summary);
    change_summarize(change, "%s: %s", row_text(ground->base.dossier->account, ACCOUNT_NAME),
        str_text(&summary));
    str_fini(&summary);
    run_draft_save(&move.draft, change);
    return true;
}
