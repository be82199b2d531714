/* What a file makes of ARR: recorded in the file's own entry. New accounts at once, with their
 * rows; lines that were touched when all rows of the file are in. */
#include "app/ledger_internal.h"
#include "base/money.h"
#include "base/words.h"
#include "import_internal.h"

#define BATCH_ROWS 2048

static void ground_of(struct import_pass *pass, struct ledger_ground *ground)
{
    *ground = (struct ledger_ground){.settings = session_settings(pass->run->session),
        .currency = pass->context.currency,
        .today = pass->context.today,
        .source = LEDGER_IMPORT,
        .new_days = pass->run->options->new_days};
}

void import_record_new(struct import_pass *pass, uint64_t mask, int64_t name)
{
    struct row *row = row_new(&pass->arena, KIND_ACCOUNT);
    struct ledger_ground ground;

    for (int field = 0; field < ACCOUNT_STORED; field++)
        if (mask & (UINT64_C(1) << field))
            row->values[field] = pass->row.row->values[field];
    ground_of(pass, &ground);
    ledger_record_new(row, name, &ground, &pass->batch);
}

void import_note_line(struct import_pass *pass, int64_t account)
{
    if (pass->file->plan.kind == KIND_CONTRACT && account > 0)
        ARRAY_PUSH(&pass->pasts, (struct ledger_past){.account = account, .is_new = true});
}

void import_note_move(struct import_pass *pass, const struct row *stored, int64_t account)
{
    if (stored->kind != KIND_CONTRACT)
        return;
    import_note_line(pass, account);
    ARRAY_PUSH(&pass->exchanging, account);
    ARRAY_PUSH(&pass->exchanging, row_integer(stored, CONTRACT_ACCOUNT));
}

bool import_note_past(
    struct import_pass *pass, const struct row *stored, uint64_t mask, struct error *err)
{
    struct ledger_ground ground;
    struct ledger_past past;
    struct row *account = NULL;
    const struct row *line = NULL;

    if (stored->kind != KIND_ACCOUNT && stored->kind != KIND_CONTRACT)
        return true;
    ground_of(pass, &ground);
    if (!ledger_is_moved_by(stored->kind, mask))
        return true;
    if (stored->kind == KIND_CONTRACT) {
        line = stored;
        if (!store_get_stored(pass->run->session->store, KIND_ACCOUNT,
                row_integer(stored, CONTRACT_ACCOUNT), &pass->arena, &account, err))
            return false;
    }
    if (ledger_past_of(line ? account : stored, line, mask, &ground, &past))
        ARRAY_PUSH(&pass->pasts, past);
    return true;
}

/* --- rows from before a renewal --- */

static void leave(struct import_pass *pass, int field)
{
    pass->row.present &= ~(UINT64_C(1) << field);
}

/* What it was worth before that renewal or a later one. */
static bool was_target(const struct row_list *renewals, day_number ends, int64_t arr)
{
    for (size_t i = 0; i < renewals->count; i++)
        if (row_day(renewals->items[i], RENEWAL_ENDS) >= ends &&
            row_money(renewals->items[i], RENEWAL_TARGET) == arr)
            return true;
    return false;
}

bool import_leave_stale(struct import_pass *pass, const struct row *stored, struct error *err)
{
    const struct row *row = pass->row.row;
    bool is_line = row->kind == KIND_CONTRACT;
    int ends = is_line ? CONTRACT_ENDS : ACCOUNT_RENEWAL;
    int arr = is_line ? CONTRACT_ARR : ACCOUNT_ARR;
    struct row_list renewals = {0};
    day_number said;

    if ((!is_line && row->kind != KIND_ACCOUNT) || stored == NULL)
        return true;
    said = row_day(row, ends);
    if (said == DAY_NONE || !(pass->row.present & (UINT64_C(1) << ends)) ||
        said >= row_day(stored, ends))
        return true;
    if (!store_children(pass->run->session->store, KIND_RENEWAL,
            is_line ? row_integer(stored, CONTRACT_ACCOUNT) : stored->key, &pass->arena, &renewals,
            err))
        return false;
    said -= is_line ? 0 : 1;
    if (!ledger_is_stale(stored, &renewals, said))
        return true;
    leave(pass, ends);
    leave(pass, is_line ? CONTRACT_TERM_MONTHS : ACCOUNT_TERM_MONTHS);
    if (was_target(&renewals, said, row_money(row, arr)))
        leave(pass, arr);
    return true;
}

/* --- when all rows are in --- */

static bool flush(struct import_pass *pass, struct change *batch, struct error *err)
{
    struct session *session = pass->run->session;
    bool good = batch->rows.count == 0 || (ledger_join(session, batch, err) &&
                                              store_bulk_rows(session->store, batch, NULL, err));

    change_fini(batch);
    change_init(batch, ACTOR_IMPORT);
    return good;
}

static bool record(
    struct import_pass *pass, size_t first, size_t count, struct change *batch, struct error *err)
{
    struct ledger_ground ground;
    struct ledger_deeds deeds;

    arena_clear(&pass->arena);
    if (!ledger_ground_load(
            pass->run->session, &pass->pasts.items[first], count, &pass->arena, &ground, err))
        return false;
    if (!ground.account)
        return true;
    ground.currency = pass->context.currency;
    ground.source = LEDGER_IMPORT;
    ground.new_days = pass->run->options->new_days;
    ledger_record(&ground, batch, &deeds);
    pass->closed += deeds.won + deeds.lost;
    return true;
}

static bool is_exchanging(const struct import_pass *pass, int64_t account)
{
    return others_have(&pass->exchanging, account);
}

/* Of accounts between which lines moved all rows stand in one batch, however many they are: what
 * one lost and another got is found in it. */
static bool record_some(
    struct import_pass *pass, bool exchanging, struct change *batch, struct error *err)
{
    bool good = true;

    for (size_t i = 0; good && i < pass->pasts.count;) {
        size_t count = ledger_pasts_of(&pass->pasts, i);

        if (is_exchanging(pass, pass->pasts.items[i].account) == exchanging)
            good = record(pass, i, count, batch, err);
        if (good && !exchanging && batch->rows.count >= BATCH_ROWS)
            good = flush(pass, batch, err);
        i += count;
    }
    return good && flush(pass, batch, err);
}

bool import_record(struct import_pass *pass, struct error *err)
{
    struct change batch;
    bool good;

    ledger_pasts_sort(&pass->pasts);
    store_keys_unique(&pass->exchanging);
    change_init(&batch, ACTOR_IMPORT);
    good = record_some(pass, true, &batch, err) && record_some(pass, false, &batch, err);
    change_fini(&batch);
    if (good && pass->closed)
        str_addf(&pass->file->report->notes,
            words_plural("%zu renewal closed: the file moved its end or status\n",
                "%zu renewals closed: the file moved their end or status\n",
                (long long)pass->closed),
            pass->closed);
    return good;
}
