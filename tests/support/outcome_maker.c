#include "support/outcome_maker.h"
#include <ctype.h>
#include "base/bug.h"

static void set_day(struct row *row, int field, int day)
{
    row_set_day(row, field, day == OUTCOME_MAKER_NONE ? DAY_NONE : FIRST_DAY + day);
}

static struct row *make_run(struct outcome_maker *maker, const struct run_made *made)
{
    struct row *row = row_new(&maker->arena, KIND_RUN);
    row->key = made->key;
    row_set_integer(row, RUN_ACCOUNT, made->key);
    row_set_text(row, RUN_PLAYBOOK, made->playbook);
    row_set_text(row, RUN_STATUS, made->status);
    set_day(row, RUN_STARTED, made->start);
    set_day(row, RUN_ANCHOR, made->start);
    set_day(row, RUN_TARGET, made->target);
    set_day(row, RUN_FINISHED, made->end);
    set_day(row, RUN_SUCCEEDED, made->success);
    if (made->was)
        row_set_integer(row, RUN_WAS_SUCCESS, 1);
    return row;
}

static const char *status_of(char letter)
{
    switch (toupper(letter)) {
    case 'D': return "done";
    case 'S': return "skipped";
    case 'O':
    case 'G': return "open";
    case 'B': return "blocked";
    case 'C':
    case 'X': return "cancelled";
    default: BUG_ON(true); return "";
    }
}

static struct row *make_step(
    struct outcome_maker *maker, const struct run_made *made, const char *letter, int number)
{
    struct row *row = row_new(&maker->arena, KIND_STEP);
    bool repeats = isdigit((unsigned char)letter[1]);
    row->key = made->key * 100 + number;
    row_set_integer(row, STEP_RUN, made->key);
    row_set_integer(row, STEP_NUMBER, repeats ? letter[1] - '0' : number);
    row_set_text(
        row, STEP_STEP, arena_format(&maker->arena, "s%d", repeats ? letter[1] - '0' : number));
    row_set_text(row, STEP_NEED,
        *letter == 'G'                      ? "gate"
        : islower((unsigned char)letter[0]) ? "optional"
                                            : "required");
    row_set_text(row, STEP_STATUS, status_of(*letter));
    set_day(row, STEP_DUE, made->start + 10 * number);
    if (*letter == 'C')
        set_day(row, STEP_DONE_ON, made->end);
    else if (!run_step_is_open(row))
        set_day(row, STEP_DONE_ON, made->start);
    return row;
}

struct row *outcome_rows(
    struct outcome_maker *maker, const struct run_made *run, struct row_list *ret_steps)
{
    int number = 0;
    *ret_steps =
        (struct row_list){.items = arena_alloc_array(&maker->arena, 40, sizeof(*ret_steps->items))};
    for (const char *at = run->steps; *at; at++)
        if (!isdigit((unsigned char)*at))
            ret_steps->items[ret_steps->count++] = make_step(maker, run, at, ++number);
    return make_run(maker, run);
}

void outcome_made(struct outcome_maker *maker, const struct run_made *run, int today,
    struct run_standing *ret_standing)
{
    struct row_list steps;
    struct row *row = outcome_rows(maker, run, &steps);
    run_standing_make(row, &steps, NULL, FIRST_DAY + today, ret_standing);
}
