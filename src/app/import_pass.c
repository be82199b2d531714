/* The second reading of a file: each row linked, identified, compared and written, all in one
 * transaction, in steady memory. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/contract.h"
#include "files/paths.h"
#include "import_internal.h"

#define BATCH_ROWS 2048
#define BATCH_BYTES (1024 * 1024)
#define TOUCHED_BEFORE_SORTING 65536

void import_reject(struct import_pass *pass, int line, const char *column, const char *why)
{
    struct import_report *report = pass->file->report;
    struct arena *arena = pass->run->arena;

    report->rejected++;
    if (report->rejects.count < IMPORT_MOST_REJECTS)
        ARRAY_PUSH(&report->rejects, (struct import_reject){line, arena_copy_text(arena, column),
                                         arena_copy_text(arena, why)});
}

void import_tell(struct import_pass *pass, const char *text)
{
    if (pass->told++ < IMPORT_MOST_TOLD)
        str_addf(&pass->file->report->notes, _("line %d: %s\n"), pass->line, text);
}

/* --- the batch --- */

/* New accounts stand in the batch in the order in which they were noted. */
static void take_newcomers(struct import_pass *pass)
{
    size_t at = 0;

    for (size_t i = 0; i < pass->newcomers.count; i++) {
        const struct import_newcomer *newcomer = &pass->newcomers.items[i];
        const struct change_row *rows = pass->batch.rows.items;

        while (rows[at].kind != KIND_ACCOUNT || rows[at].op != CHANGE_INSERT)
            at++;
        import_accounts_add(&pass->run->accounts, rows[at].new_key, newcomer->row);
        ARRAY_PUSH(&pass->run->created, rows[at].new_key);
        pass->run->references.items[newcomer->reference] = rows[at].new_key;
        at++;
    }
    array_clear(&pass->newcomers);
}

/* Rows of a kind together, each in its order: the journal keeps running keys as one range. */
static void group_batch(struct import_pass *pass)
{
    struct change_row_list *rows = &pass->batch.rows;
    struct change_row *copy = arena_alloc_array(&pass->batch.arena, rows->count, sizeof(*copy));
    size_t at = 0;

    memcpy(copy, rows->items, rows->count * sizeof(*copy));
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < rows->count; i++)
            if (copy[i].kind == kind)
                rows->items[at++] = copy[i];
}

static void clear_batch(struct import_pass *pass)
{
    change_fini(&pass->batch);
    change_init(&pass->batch, ACTOR_IMPORT);
}

bool import_put_batch(struct import_pass *pass, struct error *err)
{
    if (pass->batch.rows.count == 0)
        return true;
    group_batch(pass);
    return store_bulk_rows(pass->run->session->store, &pass->batch, &pass->touched, err);
}

static bool flush(struct import_pass *pass, struct error *err)
{
    if (!import_put_batch(pass, err))
        return false;
    take_newcomers(pass);
    clear_batch(pass);
    if (pass->touched.count > pass->touched_limit) {
        store_keys_unique(&pass->touched);
        pass->touched_limit = pass->touched.count * 2 + TOUCHED_BEFORE_SORTING;
    }
    return true;
}

/* --- one row --- */

static bool is_kind(const struct import_pass *pass, enum kind kind)
{
    return pass->file->plan.kind == kind;
}

static bool account_is_needed(const struct import_pass *pass)
{
    const struct kind_info *info = kind_info(pass->file->plan.kind);

    return info->account >= 0 && (info->fields[info->account].flags & FIELD_NEEDED);
}

const char *const import_no_account = N_("no account %s");
const char *const import_names_none = N_("the row names none: export its company with it");

/* Nobody said an account; it was looked for by the person's own address, which has an @. */
static bool names_none(const struct import_pass *pass)
{
    const struct merge_row *row = &pass->row;

    return !row->account && !row->account_domain && !row->account_name && !row->account_email;
}

static const char *why_not_linked(struct import_pass *pass, const char *said)
{
    if (said == NULL)
        return arena_format(&pass->arena, "%s: %s", _("no account"), _(import_names_none));
    if (names_none(pass))
        return arena_format(&pass->arena, _("no account has the domain %s; %s"),
            strrchr(said, '@') + 1, _(import_names_none));
    return arena_format(&pass->arena, _("no account %s"), said);
}

/* *ret_good false: the row was rejected. */
static bool link_row(
    struct import_pass *pass, int64_t *ret_account, bool *ret_good, struct error *err)
{
    const char *said = NULL;
    int field = kind_info(pass->file->plan.kind)->account;

    *ret_account = 0;
    *ret_good = true;
    if (field < 0)
        return true;
    if (!import_link(pass, ret_account, &said, err))
        return false;
    pass->said = said;
    if (*ret_account == 0 && (said != NULL || account_is_needed(pass))) {
        *ret_good = false;
        import_reject(pass, pass->line, "account", why_not_linked(pass, said));
        return true;
    }
    if (*ret_account != 0) {
        row_set_integer(pass->row.row, field, *ret_account);
        pass->row.present |= UINT64_C(1) << field;
    }
    return true;
}

static bool counts_now(const struct row *contract, day_number today)
{
    day_number start = row_day(contract, CONTRACT_START);

    return !row_is(contract, CONTRACT_STATUS, "lost") &&
           !row_is(contract, CONTRACT_STATUS, "ended") && (start == DAY_NONE || start <= today);
}

static bool any_live(const struct row *account, const struct row_list *contracts, day_number today,
    struct arena *arena)
{
    struct dossier dossier = {.account = account, .contracts = *contracts};
    struct contract_line *lines = arena_alloc_array(arena, contracts->count + 1, sizeof(*lines));
    bool live = false;

    contract_lines(&dossier, lines, contracts->count);
    for (size_t i = 0; i < contracts->count; i++)
        live |= lines[i].arr > 0 && contract_is_live(&lines[i], today);
    return live;
}

/* Lines of its own stand above the contract cells of an account; a sum that differs is told. */
static bool look_at_contracts(struct import_pass *pass, const struct row *stored, struct error *err)
{
    struct row_list lines = {0};
    const struct row *row = pass->row.row;
    int64_t sum = 0;

    pass->merge.has_contracts = pass->merge.lines_live = false;
    if (stored == NULL || !pass->book_has_contracts)
        return true;
    if (!store_children(
            pass->run->session->store, KIND_CONTRACT, stored->key, &pass->arena, &lines, err))
        return false;
    pass->merge.has_contracts = lines.count > 0;
    pass->merge.lines_live = any_live(stored, &lines, pass->context.today, &pass->arena);
    for (size_t i = 0; i < lines.count; i++)
        if (counts_now(lines.items[i], pass->context.today) &&
            row_money(lines.items[i], CONTRACT_ARR) != MONEY_NONE &&
            !money_add(&sum, row_money(lines.items[i], CONTRACT_ARR)))
            return true;
    if (lines.count > 0 && row_knows(row, ACCOUNT_ARR) && row_integer(row, ACCOUNT_ARR) != sum) {
        char said[40], summed[40];
        const char *currency = row_currency(stored, pass->context.currency);

        import_tell(pass, arena_format(&pass->arena,
                              _("arr %s is not the sum of its contract lines, %s: those count"),
                              money_full(row_integer(row, ACCOUNT_ARR), currency, said),
                              money_full(sum, currency, summed)));
    }
    return true;
}

static void count(struct import_pass *pass, enum import_result result)
{
    struct import_report *report = pass->file->report;

    report->created += result == IMPORT_CREATED;
    report->updated += result == IMPORT_UPDATED;
    report->unchanged += result == IMPORT_UNCHANGED;
}

/* Of two rows that are one account now, the one by its own id tells what it is: a row by another id
 * fills only what is blank, or the two would take turns for ever. */
static void leave_known(struct import_pass *pass, const struct row *stored)
{
    for (int field = 0; field < ACCOUNT_STORED; field++)
        if (row_knows(stored, field))
            pass->row.present &= ~(UINT64_C(1) << field);
    pass->row.blank = 0;
    array_clear(&pass->row.readings);
    array_clear(&pass->row.facts);
}

static bool write_identified(struct import_pass *pass, int64_t account,
    const struct import_identity *identity, struct error *err)
{
    enum import_result result;

    if (identity->stored != NULL)
        ARRAY_PUSH(&pass->matched, identity->stored->key);
    if (identity->is_former)
        leave_known(pass, identity->stored);
    if (is_kind(pass, KIND_ACCOUNT) && !look_at_contracts(pass, identity->stored, err))
        return false;
    if (!import_write_row(pass, account, identity, &result, err))
        return false;
    count(pass, result);
    return true;
}

static void refer(struct import_pass *pass, size_t number, const struct import_identity *identity)
{
    if (is_kind(pass, KIND_ACCOUNT) && identity->stored != NULL)
        pass->run->references.items[number] = identity->stored->key;
}

static bool take_row(struct import_pass *pass, const struct csv_row *row, struct error *err)
{
    struct merge_reject reject = {0};
    struct import_identity identity;
    enum import_result result;
    int64_t account;
    bool good;

    if (row->fault != NULL) {
        import_reject(pass, row->line, "", row->fault);
        return true;
    }
    if (!merge_read(
            &pass->file->plan, row->cells, row->count, &pass->context, &pass->row, &reject)) {
        import_reject(pass, row->line, reject.column, reject.why);
        return true;
    }
    if (!link_row(pass, &account, &good, err))
        return false;
    if (!good)
        return true;
    if (is_kind(pass, KIND_MEASURE)) {
        if (!import_write_readings(pass, account, &result, err))
            return false;
        count(pass, result);
        return true;
    }
    if (!import_identify(pass, account, &identity, err))
        return false;
    refer(pass, pass->run->references.count, &identity);
    if (identity.is_rejected || pass->only_match)
        return true;
    if (identity.is_merged) {
        count(pass, IMPORT_UNCHANGED);
        return true;
    }
    return write_identified(pass, account, &identity, err);
}

/* Row N of the accounts file has its place even where it is rejected. */
static void begin_reference(struct import_pass *pass, const char *name)
{
    if (!is_kind(pass, KIND_ACCOUNT))
        return;
    if (name != NULL)
        import_name_reference(pass->run, name, pass->run->references.count);
    array_reserve(&pass->run->references, pass->run->references.count + 1);
    pass->run->references.items[pass->run->references.count] = 0;
}

static bool is_full(const struct import_pass *pass)
{
    return pass->batch.rows.count >= BATCH_ROWS || pass->batch.arena.used > BATCH_BYTES;
}

/* Totals and the like are told, and no rows: they are not counted, and have no number. */
static bool leave_foot(struct import_pass *pass, const struct csv_row *row)
{
    const char *foot =
        row->fault == NULL ? merge_foot(&pass->file->plan, row->cells, row->count) : NULL;

    if (foot == NULL)
        return false;
    import_tell(pass, arena_format(&pass->arena, _("left out: it is %s"), foot));
    return true;
}

static bool take_rows(struct import_pass *pass, struct error *err)
{
    struct import_file *file = pass->file;
    struct csv_row row;
    int64_t rows = 0;
    bool there = true, full;

    pass->run->rows_of = file->rows;
    if (!import_file_rewind(file, err))
        return false;
    for (;;) {
        if (!table_file_next(file->table, &row, &there, err))
            return false;
        if (!there)
            return flush(pass, err);
        pass->line = row.line;
        if (leave_foot(pass, &row))
            continue;
        begin_reference(pass, row.name);
        if (!take_row(pass, &row, err))
            return false;
        if (is_kind(pass, KIND_ACCOUNT))
            pass->run->references.count++;
        arena_clear(&pass->arena);
        full = is_full(pass);
        if (full && !flush(pass, err))
            return false;
        if ((++rows % 256 == 0 || full) && !import_may_go_on(pass->run, file->path, rows, err))
            return false;
    }
}

/* --- one file --- */

static bool begin_pass(
    struct import_pass *pass, struct import_run *run, struct import_file *file, struct error *err)
{
    int64_t rows = 0, contracts = 0;
    struct session *session = run->session;

    *pass = (struct import_pass){.run = run, .file = file, .touched_limit = TOUCHED_BEFORE_SORTING};
    pass->context =
        (struct merge_context){session_currency(session), session_today(session), &pass->arena};
    pass->merge.overwrite = run->options->overwrite;
    pass->merge.blank_erases = run->options->blank_erases;
    pass->merge.exact = file->plan.exact;
    change_init(&pass->batch, ACTOR_IMPORT);
    if (!store_count(session->store, file->plan.kind, &rows, err) ||
        !store_count(session->store, KIND_CONTRACT, &contracts, err))
        return false;
    pass->book_has_rows = rows > 0;
    pass->book_has_contracts = contracts > 0;
    if (file->plan.kind == KIND_ACCOUNT) {
        run->references_from = run->references.count;
        run->references_of = import_folder_of(run, file->path);
    }
    return import_accounts_read(run, err);
}

static void end_pass(struct import_pass *pass)
{
    arena_fini(&pass->arena);
    merge_row_fini(&pass->row);
    change_fini(&pass->batch);
    array_fini(&pass->newcomers);
    array_fini(&pass->matched);
    array_fini(&pass->touched);
    array_fini(&pass->pasts);
    array_fini(&pass->exchanging);
    import_nearby_fini(&pass->nearby);
    import_index_fini(&pass->seen_ids);
    import_index_fini(&pass->seen_keys);
}

static void name_kept(struct import_pass *pass)
{
    const struct kind_info *info = kind_info(pass->file->plan.kind);
    struct str *names = &pass->file->report->kept_fields;

    for (int field = 0; field < info->stored; field++)
        if (pass->kept & (UINT64_C(1) << field))
            str_addf(names, "%s%s", names->len > 0 ? ", " : "", info->fields[field].name);
    if (names->len > 0)
        str_addf(&pass->file->report->notes,
            _("kept as set by hand: %s; --overwrite takes them from the file\n"), str_text(names));
    if (pass->told > IMPORT_MOST_TOLD)
        str_addf(&pass->file->report->notes,
            words_plural("and %lld more line like these\n", "and %lld more lines like these\n",
                pass->told - IMPORT_MOST_TOLD),
            (long long)(pass->told - IMPORT_MOST_TOLD));
}

static bool write_all(struct import_pass *pass, struct error *err)
{
    return take_rows(pass, err) && import_record(pass, err) && import_follow_dates(pass, err) &&
           import_count_absent(pass, err) && import_remember(pass->run, pass->file, err) &&
           import_entry_end(pass->run, pass->file, pass->moved, err);
}

/* Of all files of its kind: what of the book they bring. */
static bool begin_presence(
    struct import_run *run, const struct import_file *file, struct error *err)
{
    struct import_presence *presence = &run->presence[file->plan.kind];

    presence->files--;
    if (presence->begun)
        return true;
    presence->begun = true;
    return store_count(run->session->store, file->plan.kind, &presence->before, err);
}

bool import_run_file(struct import_run *run, struct import_file *file, struct error *err)
{
    struct import_pass pass;
    bool good;

    if (!import_entry_begin(run, err))
        return false;
    good = begin_pass(&pass, run, file, err) && begin_presence(run, file, err) &&
           write_all(&pass, err);
    if (good) {
        name_kept(&pass);
        import_keep_touched(&pass);
    } else {
        store_rollback(run->session->store);
    }
    end_pass(&pass);
    return good;
}

bool import_match_file(struct import_run *run, struct import_file *file, struct error *err)
{
    struct import_pass pass;
    bool good = begin_pass(&pass, run, file, err);

    pass.only_match = true;
    good = good && take_rows(&pass, err);
    end_pass(&pass);
    return good;
}
