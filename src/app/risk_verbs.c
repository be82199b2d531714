/* Risks: written by hand, given a cause, a plan and a day, and closed with an outcome. */
#include <string.h>
#include "app/app_internal.h"
#include "app/risks.h"
#include "app/signal_internal.h"
#include "app/signals.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

#define PREFIX "risk-"
#define TEXT_BYTES_MOST 2000

/* --- finding --- */

struct hand_search {
    const char *id; /* NULL: the highest number is wanted */
    struct arena *arena;
    struct row *found;
    long long highest;
};

static bool look_at(void *context, const struct row *row)
{
    struct hand_search *search = context;
    const char *id = row_text(row, SIGNAL_SIGNAL);
    long long number = 0;

    if (row_integer(row, SIGNAL_BY_HAND) == 0)
        return true;
    if (text_starts(id, PREFIX) && text_to_int(id + strlen(PREFIX), &number) &&
        number > search->highest)
        search->highest = number;
    if (search->id == NULL || !text_equal_nocase(id, search->id))
        return true;
    search->found = row_copy(search->arena, row);
    return false;
}

static bool find_of_account(struct session *session, const char *text, const char *slash,
    struct arena *arena, struct row **ret_risk, struct error *err)
{
    const char *account = arena_copy_bytes(arena, text, (size_t)(slash - text));
    int64_t key;

    return verb_find_account(session, account, &key, err) &&
           signals_find(session, key, slash + 1, arena, ret_risk, err);
}

bool risk_find(struct session *session, const char *text, struct arena *arena,
    struct row **ret_risk, struct error *err)
{
    struct hand_search search = {.id = text, .arena = arena};
    const char *slash = strrchr(text, '/');
    struct row *row = NULL;

    if (slash)
        return find_of_account(session, text, slash, arena, ret_risk, err);
    if (!store_each(session->store, KIND_SIGNAL, look_at, &search, err))
        return false;
    row = search.found;
    if (row == NULL && !verb_find_row(session, KIND_SIGNAL, text, arena, &row, err))
        return error_set(err, ERROR_NOT_FOUND,
            "no risk '%s': say risk-N of one by hand, or ACCOUNT/SIGNAL", text);
    *ret_risk = row;
    return true;
}

/* --- writing one --- */

static bool check_severity(const char *word, struct error *err)
{
    return text_equal_nocase(word, "high") || text_equal_nocase(word, "medium") ||
           text_equal_nocase(word, "low") ||
           error_set(err, ERROR_USAGE, "'%s': a severity is high, medium or low", word);
}

static bool read_cause(const char *text, const char **ret_word, struct error *err)
{
    enum cause cause;

    if (!cause_from_word(text, &cause))
        return error_set(err, ERROR_USAGE, "'%s' is no cause: %s", text, cause_list());
    *ret_word = cause_word(cause);
    return true;
}

static bool check_draft(struct session *session, const struct risk_draft *draft, struct error *err)
{
    if (text_blank(draft->text))
        return error_set(err, ERROR_USAGE, "a risk needs a sentence");
    if (strlen(draft->text) > TEXT_BYTES_MOST)
        return error_set(err, ERROR_USAGE, "the sentence is longer than %d bytes", TEXT_BYTES_MOST);
    if (draft->look != DAY_NONE && draft->look <= session->today)
        return error_set(err, ERROR_USAGE, "look at it again on a day after today");
    return !draft->severity || check_severity(draft->severity, err);
}

static void fill_risk(struct session *session, struct change *change,
    const struct risk_draft *draft, const char *id, const char *cause)
{
    size_t index = change_insert(change, KIND_SIGNAL);

    change->account = draft->account;
    change_set_integer(change, index, SIGNAL_ACCOUNT, draft->account);
    change_set_text(change, index, SIGNAL_SIGNAL, id);
    change_set_text(change, index, SIGNAL_KIND, "risk");
    change_set_text(change, index, SIGNAL_SEVERITY, draft->severity ? draft->severity : "medium");
    change_set_text(change, index, SIGNAL_TEXT, draft->text);
    change_set_day(change, index, SIGNAL_SINCE, session->today);
    change_set_integer(change, index, SIGNAL_OPEN, 1);
    change_set_integer(change, index, SIGNAL_BY_HAND, 1);
    if (cause)
        change_set_text(change, index, SIGNAL_CAUSE, cause);
    if (draft->exposed != MONEY_NONE)
        change_set_integer(change, index, SIGNAL_EXPOSED, draft->exposed);
    if (draft->look != DAY_NONE)
        change_set_day(change, index, SIGNAL_LOOK_ON, draft->look);
}

bool verb_risk_add(struct session *session, const struct risk_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err)
{
    struct hand_search search = {0};
    struct arena arena = {0};
    struct change change;
    const char *name = "", *cause = NULL, *id;
    bool ok = check_draft(session, draft, err) &&
              (text_blank(draft->cause) || read_cause(draft->cause, &cause, err)) &&
              account_name(session, draft->account, &arena, &name, err) &&
              store_each(session->store, KIND_SIGNAL, look_at, &search, err);

    change_init(&change, session->actor);
    id = arena_format(&arena, PREFIX "%lld", search.highest + 1);
    if (ok) {
        fill_risk(session, &change, draft, id, cause);
        change_summarize(&change, "%s: risk written: %s", name, draft->text);
        ok = session_apply(session, &change, ret_outcome, err);
    }
    if (ok && ret_id)
        str_add(ret_id, id);
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

/* --- one that is there --- */

struct risk_case {
    struct arena arena;
    struct row *row;
    const char *account_name;
    const char *facts; /* what it is about now, for handled_text; NULL: it does not fire */
};

static bool load_case(
    struct session *session, int64_t key, struct risk_case *risk, struct error *err)
{
    struct dossier *dossier = arena_alloc(&risk->arena, sizeof(*dossier));
    struct assessment *made = arena_alloc(&risk->arena, sizeof(*made));

    if (!store_get(session->store, KIND_SIGNAL, key, &risk->arena, &risk->row, err))
        return false;
    if (risk->row == NULL)
        return error_set(err, ERROR_NOT_FOUND, "this risk is gone");
    if (!risk_is(risk->row))
        return error_set(err, ERROR_USAGE, "%s is no risk", row_text(risk->row, SIGNAL_SIGNAL));
    if (!session_assess(
            session, row_integer(risk->row, SIGNAL_ACCOUNT), &risk->arena, dossier, made, err))
        return false;
    risk->account_name = dossier->account ? row_text(dossier->account, ACCOUNT_NAME) : "";
    for (size_t i = 0; i < made->signals.count; i++)
        if (made->signals.items[i].state && made->signals.items[i].state->key == key)
            risk->facts = made->signals.items[i].facts;
    return true;
}

static bool may_set(const struct row *risk, int field, struct error *err)
{
    static const int of_any[] = {
        SIGNAL_CAUSE, SIGNAL_EXPOSED, SIGNAL_PLAN, SIGNAL_LOOK_ON, SIGNAL_WHY};
    static const int of_hand[] = {SIGNAL_TEXT, SIGNAL_SEVERITY};

    for (size_t i = 0; i < COUNT_OF(of_any); i++)
        if (of_any[i] == field)
            return true;
    for (size_t i = 0; i < COUNT_OF(of_hand); i++)
        if (of_hand[i] == field)
            return row_integer(risk, SIGNAL_BY_HAND) != 0 ||
                   error_set(err, ERROR_USAGE, "the %s of a rule's signal is its own",
                       kind_info(KIND_SIGNAL)->fields[field].name);
    return error_set(
        err, ERROR_USAGE, "of a risk cause, exposed, plan, look_on and why can be set");
}

static bool check_value(int field, struct value *value, struct error *err)
{
    if (!value_is_known(*value))
        return field != SIGNAL_TEXT || error_set(err, ERROR_USAGE, "a risk needs a sentence");
    if (field == SIGNAL_CAUSE)
        return read_cause(value->text, &value->text, err);
    return field != SIGNAL_SEVERITY || check_severity(value->text, err);
}

static bool set_field(struct session *session, struct change *change, size_t index,
    const struct risk_case *risk, const char *assignment, struct error *err)
{
    const char *equals = strchr(assignment, '=');
    struct parse_context context = {&session->settings, session->today, NULL};
    struct value value;
    const char *name;
    int field;

    if (equals == NULL)
        return error_set(err, ERROR_USAGE, "'%s': expected FIELD=VALUE", assignment);
    name = arena_copy_bytes(&change->arena, assignment, (size_t)(equals - assignment));
    field = text_equal_nocase(name, "look") ? SIGNAL_LOOK_ON : field_find(KIND_SIGNAL, name);
    if (field < 0)
        return error_set(err, ERROR_USAGE, "no field '%s' of a risk", name);
    if (!may_set(risk->row, field, err) ||
        !field_parse(KIND_SIGNAL, field, equals + 1, &context, &change->arena, &value, err) ||
        !check_value(field, &value, err))
        return false;
    change_set(change, index, field, value);
    /* Planned is planned while it is of the same matter, and no worse. */
    if (field == SIGNAL_LOOK_ON && risk->facts)
        change_set_text(change, index, SIGNAL_HANDLED_TEXT, risk->facts);
    return true;
}

/* `cause=support, look=+7d` */
static const char *joined(const char *const *assignments, struct arena *arena)
{
    const char *all = *assignments;

    for (size_t i = 1; assignments[i]; i++)
        all = arena_format(arena, "%s, %s", all, assignments[i]);
    return all;
}

bool verb_risk_set(struct session *session, int64_t key, const char *const *assignments,
    struct outcome *ret_outcome, struct error *err)
{
    struct risk_case risk = {0};
    struct change change;
    bool ok = load_case(session, key, &risk, err);

    change_init(&change, session->actor);
    if (ok) {
        size_t index = change_update(&change, KIND_SIGNAL, key);

        change.account = row_integer(risk.row, SIGNAL_ACCOUNT);
        change_summarize(&change, "%s: %s (%s)", risk.account_name,
            *assignments ? joined(assignments, &risk.arena) : "nothing",
            signal_sentence(risk.row, &risk.arena));
        for (const char *const *at = assignments; ok && *at; at++)
            ok = set_field(session, &change, index, &risk, *at, err);
        ok = ok && session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&risk.arena);
    return ok;
}

/* --- its end --- */

static bool read_end(const struct risk_end *end, const struct row *row, const char **ret_cause,
    enum risk_outcome *ret_outcome, struct error *err)
{
    *ret_cause = NULL;
    if (!risk_outcome_from_word(end->outcome, ret_outcome))
        return error_set(
            err, ERROR_USAGE, "'%s' is no outcome: saved, partly, lost or passed", end->outcome);
    if (row_knows(row, SIGNAL_OUTCOME))
        return error_set(err, ERROR_USAGE, "%s is closed already: %s", row_text(row, SIGNAL_SIGNAL),
            row_text(row, SIGNAL_OUTCOME));
    if (!text_blank(end->cause) && !read_cause(end->cause, ret_cause, err))
        return false;
    if (risk_outcome_needs_cause(*ret_outcome) && *ret_cause == NULL &&
        !row_knows(row, SIGNAL_CAUSE))
        return error_set(err, ERROR_USAGE, "what was %s needs a cause: %s",
            *ret_outcome == RISK_LOST ? _("lost") : _("partly lost"), cause_list());
    return true;
}

static void fill_end(struct session *session, struct change *change, const struct risk_case *risk,
    const struct risk_end *end)
{
    size_t index = change_update(change, KIND_SIGNAL, risk->row->key);

    change_set_day(change, index, SIGNAL_CLOSED_ON, session->today);
    if (!text_blank(end->why))
        change_set_text(change, index, SIGNAL_WHY, end->why);
    if (row_integer(risk->row, SIGNAL_BY_HAND) != 0)
        change_set_integer(change, index, SIGNAL_OPEN, 0);
    else if (risk->facts)
        change_set_text(change, index, SIGNAL_HANDLED_TEXT, risk->facts);
}

bool verb_risk_close(struct session *session, int64_t key, const struct risk_end *end,
    struct outcome *ret_outcome, struct error *err)
{
    struct risk_case risk = {0};
    struct change change;
    enum risk_outcome outcome = RISK_PASSED;
    const char *cause = NULL;
    bool ok = load_case(session, key, &risk, err) && read_end(end, risk.row, &cause, &outcome, err);

    change_init(&change, session->actor);
    if (ok) {
        change.account = row_integer(risk.row, SIGNAL_ACCOUNT);
        fill_end(session, &change, &risk, end);
        change_set_text(&change, 0, SIGNAL_OUTCOME, risk_outcome_word(outcome));
        if (cause)
            change_set_text(&change, 0, SIGNAL_CAUSE, cause);
        change_summarize(&change, "%s: risk closed, %s: %s", risk.account_name,
            risk_outcome_word(outcome), signal_sentence(risk.row, &risk.arena));
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&risk.arena);
    return ok;
}

/* --- its plan --- */

static bool set_plan(
    struct session *session, const struct risk_case *risk, const char *run, struct error *err)
{
    struct outcome outcome = {0};
    struct arena arena = {0};
    struct change change;
    bool ok;

    change_init(&change, session->actor);
    change.account = row_integer(risk->row, SIGNAL_ACCOUNT);
    change_set_text(&change, change_update(&change, KIND_SIGNAL, risk->row->key), SIGNAL_PLAN, run);
    change_summarize(
        &change, "%s: plan of %s", risk->account_name, signal_sentence(risk->row, &arena));
    ok = session_apply(session, &change, &outcome, err);
    arena_fini(&arena);
    change_fini(&change);
    outcome_fini(&outcome);
    return ok;
}

/* One entry of the journal: the run, and that it is the plan. */
static bool start_plan(struct session *session, const struct risk_case *risk, const char *playbook,
    day_number given, struct outcome *ret_outcome, struct error *err)
{
    struct outcome started = {0};
    struct str run = {0};
    bool ok = session_group_begin(session, err);
    bool grouped = ok;

    ok = ok &&
         verb_playbook_start(session, playbook, row_integer(risk->row, SIGNAL_ACCOUNT), given,
             &started, &run, err) &&
         set_plan(session, risk, str_text(&run), err) &&
         session_group_end(session, str_text(&started.summary), ret_outcome, err);
    if (grouped && !ok)
        session_group_drop(session);
    outcome_fini(&started);
    str_fini(&run);
    return ok;
}

bool verb_risk_plan(struct session *session, int64_t key, const char *playbook, day_number given,
    struct outcome *ret_outcome, struct error *err)
{
    struct risk_case risk = {0};
    bool ok = load_case(session, key, &risk, err);

    if (ok && text_blank(playbook))
        playbook = row_text(risk.row, SIGNAL_SUGGESTS);
    if (ok && text_blank(playbook))
        ok = error_set(err, ERROR_USAGE, "%s suggests no playbook: name one",
            row_text(risk.row, SIGNAL_SIGNAL));
    ok = ok && start_plan(session, &risk, playbook, given, ret_outcome, err);
    arena_fini(&risk.arena);
    return ok;
}
