/* One renewal: found, read, and what its verbs write into its row. */
#include "app/renewal_internal.h"
#include "base/money.h"
#include "core/cause.h"

const struct renewal_field renewal_category = {CONTRACT_CATEGORY, ACCOUNT_CATEGORY},
                           renewal_forecast = {CONTRACT_FORECAST, ACCOUNT_FORECAST},
                           renewal_probability = {CONTRACT_PROBABILITY, ACCOUNT_PROBABILITY},
                           renewal_paper = {CONTRACT_PAPER, ACCOUNT_PAPER},
                           renewal_told = {CONTRACT_TOLD_ON, ACCOUNT_TOLD_ON},
                           renewal_target = {CONTRACT_TARGET, ACCOUNT_TARGET},
                           renewal_arr = {CONTRACT_ARR, ACCOUNT_ARR},
                           renewal_notice = {CONTRACT_NOTICE_GIVEN, ACCOUNT_NOTICE_GIVEN},
                           renewal_term = {CONTRACT_TERM_MONTHS, ACCOUNT_TERM_MONTHS};

/* --- finding --- */

bool verb_renewal_find(
    struct session *session, const char *text, struct renewal_key *ret_renewal, struct error *err)
{
    struct arena arena = {0};
    struct row *line = NULL;
    struct dossier dossier = {0};
    bool ok = *text == '#' ? verb_find_row(session, KIND_CONTRACT, text, &arena, &line, err)
                           : store_find_id(session->store, KIND_CONTRACT, text, &arena, &line, err);

    *ret_renewal = (struct renewal_key){0};
    if (ok && line) {
        *ret_renewal = (struct renewal_key){row_integer(line, CONTRACT_ACCOUNT), line->key};
    } else if (ok) {
        ok = verb_find_account(session, text, &ret_renewal->account, err) &&
             store_dossier(
                 session->store, ret_renewal->account, session->today, &arena, &dossier, err);
        if (ok)
            ret_renewal->line =
                contract_of_account(&dossier, &session->settings, session->today).line.key;
    }
    arena_fini(&arena);
    return ok;
}

/* --- reading --- */

static void propose(struct renewal_case *renewal)
{
    const struct contract_line *line = &renewal->line;

    renewal->target = line->target != MONEY_NONE ? line->target : line->arr;
    renewal->final = renewal->target;
    renewal->uplift = 0;
    if (renewal->target != MONEY_NONE && line->uplift > 0) {
        renewal->uplift = round_half_up((double)renewal->target * line->uplift);
        renewal->final += renewal->uplift;
    }
    renewal->term_months = contract_term_months(line);
    renewal->new_ends = renewal->clock.ends == DAY_NONE || renewal->term_months <= 0
                            ? DAY_NONE
                            : contract_term_end(line, renewal->clock.ends, renewal->term_months, 1);
}

static bool find_line(
    const struct dossier *dossier, int64_t key, struct arena *arena, struct contract_line *ret_line)
{
    size_t count = contract_lines(dossier, NULL, 0);
    struct contract_line *lines = arena_alloc_array(arena, count, sizeof(*lines));

    contract_lines(dossier, lines, count);
    for (size_t i = 0; i < count; i++)
        if (lines[i].key == key) {
            *ret_line = lines[i];
            return true;
        }
    return false;
}

bool verb_renewal_load(struct session *session, struct renewal_key key, struct arena *arena,
    struct renewal_case *ret_case, struct error *err)
{
    struct renewal_case renewal = {.key = key};
    struct dossier dossier = {0};
    struct row *account = NULL;

    if (!store_get(session->store, KIND_ACCOUNT, key.account, arena, &account, err) ||
        !store_children(session->store, KIND_CONTRACT, key.account, arena, &dossier.contracts, err))
        return false;
    if (!account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    dossier.account = account;
    if (!find_line(&dossier, key.line, arena, &renewal.line))
        return error_set(err, ERROR_NOT_FOUND, "this contract line is gone");
    renewal.account = account;
    renewal.contract = renewal.line.row;
    renewal.account_name = row_text(account, ACCOUNT_NAME);
    if (!*renewal.account_name)
        renewal.account_name = row_text(account, ACCOUNT_ID);
    renewal.id = renewal.contract ? row_text(renewal.contract, CONTRACT_ID) : "";
    renewal.currency = *renewal.line.currency ? renewal.line.currency : session_currency(session);
    renewal.clock = contract_clock(&renewal.line, &session->settings.calendar, session->today);
    propose(&renewal);
    *ret_case = renewal;
    return true;
}

/* --- writing --- */

bool renewal_begin(
    struct renewal_draft *draft, struct session *session, struct renewal_key key, struct error *err)
{
    *draft = (struct renewal_draft){.session = session};
    change_init(&draft->change, session->actor);
    if (!verb_renewal_load(session, key, &draft->arena, &draft->renewal, err))
        return false;
    draft->change.account = key.account;
    draft->row = change_update(
        &draft->change, key.line ? KIND_CONTRACT : KIND_ACCOUNT, key.line ? key.line : key.account);
    return true;
}

void renewal_fini(struct renewal_draft *draft)
{
    change_fini(&draft->change);
    arena_fini(&draft->arena);
}

bool renewal_apply(struct renewal_draft *draft, struct outcome *ret_outcome, struct error *err)
{
    return session_apply(draft->session, &draft->change, ret_outcome, err);
}

static const struct row *row_of(const struct renewal_draft *draft)
{
    return draft->renewal.contract ? draft->renewal.contract : draft->renewal.account;
}

static int field_of(const struct renewal_draft *draft, struct renewal_field field)
{
    return draft->renewal.contract ? field.contract : field.account;
}

bool renewal_knows(const struct renewal_draft *draft, struct renewal_field field)
{
    return row_knows(row_of(draft), field_of(draft, field));
}

void renewal_set(struct renewal_draft *draft, struct renewal_field field, struct value value)
{
    int own = field_of(draft, field);

    if (value_equal(row_of(draft)->values[own], value))
        return;
    change_set(&draft->change, draft->row, own, value);
    change_mark_by_hand(&draft->change, draft->row, row_of(draft), own);
}

void renewal_set_ends(struct renewal_draft *draft, day_number ends)
{
    static const struct renewal_field field = {CONTRACT_ENDS, ACCOUNT_RENEWAL};

    renewal_set(draft, field, value_day(draft->renewal.contract ? ends : ends + 1));
}

const char *renewal_title(struct renewal_draft *draft)
{
    const struct renewal_case *renewal = &draft->renewal;
    const char *line = *renewal->line.product ? renewal->line.product : renewal->id;

    return *line ? arena_format(&draft->arena, "%s, %s", renewal->account_name, line)
                 : renewal->account_name;
}

int64_t renewal_arr_now(const struct renewal_draft *draft)
{
    const struct renewal_case *renewal = &draft->renewal;

    if (renewal->line.arr == MONEY_NONE || row_is(renewal->account, ACCOUNT_STAGE, "churned") ||
        !ledger_in_book(renewal->account, &draft->session->settings) ||
        !contract_is_live(&renewal->line, draft->session->today))
        return 0;
    return renewal->line.arr;
}

bool renewal_cause(const char *text, const char **ret_cause, struct error *err)
{
    enum cause cause;

    if (!text || !cause_from_word(text, &cause))
        return error_set(err, ERROR_USAGE, "%s%sa cause is one of %s", text && *text ? text : "",
            text && *text ? ": " : "", cause_list());
    *ret_cause = cause_word(cause);
    return true;
}
