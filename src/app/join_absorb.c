/* One customer bought another: lines, people and what is open go over, history stays. */
#include <string.h>
#include "app/join_internal.h"
#include "app/ledger_internal.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/feedback.h"

/* The next export still names the account it was with: that it went is said by hand. */
static bool move_by_hand(
    struct joining *joining, const struct row *row, size_t *ret_at, struct error *err)
{
    size_t at;

    if (!joining_move(joining, row, &at, err))
        return false;
    change_mark_by_hand(&joining->change, at, row, kind_info(row->kind)->account);
    if (ret_at)
        *ret_at = at;
    return true;
}

/* --- lines: ARR leaves the one and comes to the other on this day (E1) --- */

static int64_t arr_of(const struct joining *joining, const struct contract_line *line)
{
    const struct row *from = joining->ground.from.account;

    return line->arr == MONEY_NONE || row_is(from, ACCOUNT_STAGE, "churned") ||
                   !ledger_in_book(from, &joining->session->settings) ||
                   !contract_is_live(line, joining->ground.today)
               ? 0
               : line->arr;
}

static bool move_line(struct joining *joining, const struct contract_line *line, struct error *err)
{
    const struct row *from = joining->ground.from.account, *into = joining->ground.into.account;
    struct ledger_move move = {.account = from->key,
        .date = joining->ground.today,
        .kind = "transfer",
        .line = row_text(line->row, CONTRACT_ID),
        .product = line->product,
        .currency = line->currency,
        .amount = -arr_of(joining, line),
        .other = row_text(into, ACCOUNT_ID),
        .source = LEDGER_HAND};

    ledger_add_move(&joining->change, &move);
    move.account = into->key;
    move.amount = -move.amount;
    move.other = row_text(from, ACCOUNT_ID);
    ledger_add_move(&joining->change, &move);
    return move_by_hand(joining, line->row, NULL, err);
}

static bool move_lines(struct joining *joining, struct error *err)
{
    const struct row_list *rows = &joining->of_from[KIND_CONTRACT];
    struct dossier dossier = {.account = joining->ground.from.account, .contracts = *rows};
    struct contract_line *lines =
        arena_alloc_array(&joining->change.arena, rows->count + 1, sizeof(*lines));

    if (rows->count == 0)
        return true;
    contract_lines(&dossier, lines, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        if (!move_line(joining, &lines[i], err))
            return false;
    return true;
}

/* --- what is open --- */

static bool is_open(const struct row *row)
{
    if (row->kind == KIND_TASK)
        return !row_is(row, TASK_STATUS, "done") && !row_is(row, TASK_STATUS, "cancelled");
    if (row->kind == KIND_OPPORTUNITY)
        return !row_knows(row, OPPORTUNITY_CLOSED_ON);
    if (row->kind == KIND_GOAL)
        return !row_is(row, GOAL_STATUS, "reached") && !row_is(row, GOAL_STATUS, "dropped");
    if (row->kind == KIND_NOTE)
        return row_is(row, NOTE_STATE, "prepared");
    if (row->kind == KIND_RUN)
        return row_is(row, RUN_STATUS, "open");
    if (row->kind == KIND_TICKET)
        return !row_knows(row, TICKET_CLOSED) && !row_is(row, TICKET_STATUS, "closed") &&
               !row_is(row, TICKET_STATUS, "solved");
    if (row->kind == KIND_FEEDBACK)
        return !feedback_is_settled(feedback_status_of(row_text(row, FEEDBACK_STATUS)));
    if (row->kind == KIND_REFERENCE)
        return row_is(row, REFERENCE_STATUS, "asked") || row_is(row, REFERENCE_STATUS, "agreed");
    if (row->kind == KIND_SIGNAL)
        return row_integer(row, SIGNAL_BY_HAND) == 1 && !row_knows(row, SIGNAL_OUTCOME);
    return row->kind == KIND_CONTACT;
}

static bool move_steps(struct joining *joining, int64_t run, struct error *err)
{
    const struct row_list *steps = &joining->of_from[KIND_STEP];

    for (size_t i = 0; i < steps->count; i++)
        if (row_integer(steps->items[i], STEP_RUN) == run &&
            !joining_move(joining, steps->items[i], NULL, err))
            return false;
    return true;
}

static bool move_facts(struct joining *joining, const struct row *row, struct error *err)
{
    const struct row_list *facts = &joining->of_from[KIND_FACT];

    for (size_t i = 0; i < facts->count; i++)
        if (row_integer(facts->items[i], FACT_OWNER) == row->key &&
            text_equal(row_text(facts->items[i], FACT_KIND), kind_info(row->kind)->singular) &&
            !joining_move(joining, facts->items[i], NULL, err))
            return false;
    return true;
}

static bool move_open(struct joining *joining, struct error *err)
{
    static const enum kind kinds[] = {KIND_CONTACT, KIND_TICKET, KIND_TASK, KIND_NOTE,
        KIND_OPPORTUNITY, KIND_GOAL, KIND_FEEDBACK, KIND_RUN, KIND_SIGNAL, KIND_REFERENCE};

    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const struct row_list *rows = &joining->of_from[kinds[i]];

        for (size_t k = 0; k < rows->count; k++) {
            const struct row *row = rows->items[k];

            if (!is_open(row))
                continue;
            if (!move_by_hand(joining, row, NULL, err) || !move_facts(joining, row, err) ||
                (kinds[i] == KIND_RUN && !move_steps(joining, row->key, err)))
                return false;
        }
    }
    return true;
}

/* --- what stays --- */

static void add_note(struct joining *joining, int64_t account, const char *body)
{
    struct change *change = &joining->change;
    size_t at = change_insert(change, KIND_NOTE);

    change_set_integer(change, at, NOTE_ACCOUNT, account);
    change_set_integer(change, at, NOTE_AT, session_now(joining->session));
    change_set_text(change, at, NOTE_KIND, "internal");
    change_set_text(change, at, NOTE_BODY, body);
    change_set_text(change, at, NOTE_AUTHOR, session_author(joining->session));
}

static void add_notes(struct joining *joining)
{
    const struct row *from = joining->ground.from.account, *into = joining->ground.into.account;
    struct arena *arena = &joining->change.arena;

    add_note(joining, from->key,
        arena_format(arena, _("Bought by %s (%s): its lines, people and open work are there now."),
            join_title(into), row_text(into, ACCOUNT_ID)));
    add_note(joining, into->key,
        arena_format(arena,
            _("Bought %s (%s): its lines, people and open work are here now; its history stays "
              "with it."),
            join_title(from), row_text(from, ACCOUNT_ID)));
}

static void leave_account(struct joining *joining)
{
    const struct row *from = joining->ground.from.account;
    size_t at = change_update(&joining->change, KIND_ACCOUNT, from->key);

    change_set_text(&joining->change, at, ACCOUNT_STAGE, "churned");
    change_mark_by_hand(&joining->change, at, from, ACCOUNT_STAGE);
    if (row_money(from, ACCOUNT_ARR) > 0) {
        change_set_integer(&joining->change, at, ACCOUNT_ARR, 0);
        change_mark_by_hand(&joining->change, at, from, ACCOUNT_ARR);
    }
}

bool join_write_absorb(struct joining *joining, struct error *err)
{
    const struct row *from = joining->ground.from.account, *into = joining->ground.into.account;

    change_summarize(&joining->change, "%s: bought %s (%s)", join_title(into), join_title(from),
        row_text(from, ACCOUNT_ID));
    if (!move_lines(joining, err) || !move_open(joining, err))
        return false;
    add_notes(joining);
    leave_account(joining);
    return true;
}
