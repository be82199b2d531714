/* The rows of Today: done, snoozed, pinned; signals handled and muted. */
#include "base/words.h"
#include "app/app_internal.h"
#include "app/signal_internal.h"
#include "app/verbs.h"

struct subject {
    struct arena arena;
    struct dossier dossier;
    struct assessment assessment;
    const char *name;
};

static bool subject_load(
    struct subject *subject, struct session *session, int64_t account, struct error *err)
{
    if (!session_assess(
            session, account, &subject->arena, &subject->dossier, &subject->assessment, err))
        return false;
    if (!subject->dossier.account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    subject->name = row_text(subject->dossier.account, ACCOUNT_NAME);
    return true;
}

/* A signal that was handled stays quiet for its own days, or until its facts change. */
static void handle_signal(
    struct session *session, struct change *change, const struct signal *signal)
{
    size_t index;

    if (!signal->state)
        return;
    index = change_update(change, KIND_SIGNAL, signal->state->key);
    change_set_day(change, index, SIGNAL_HANDLED_ON, session->today);
    change_set_text(change, index, SIGNAL_HANDLED_TEXT, signal->facts);
    change_set_day(change, index, SIGNAL_QUIET_UNTIL, session->today + signal->rule->quiet_days);
}

static void clear_reasons(
    struct session *session, struct change *change, const struct subject *subject)
{
    const struct signal_list *signals = &subject->assessment.signals;

    for (size_t i = 0; i < signals->count; i++)
        if (!signals->items[i].hidden)
            handle_signal(session, change, &signals->items[i]);
}

static bool tick_next(
    struct session *session, struct change *change, int64_t task, struct error *err)
{
    struct row *row = NULL;

    change_tick_task(change, task, true, session->today);
    return store_get(session->store, KIND_TASK, task, &change->arena, &row, err) &&
           (!row || change_tell_feedback(session, change, row, true, err));
}

bool verb_account_done(
    struct session *session, int64_t account, struct outcome *ret_outcome, struct error *err)
{
    struct subject subject = {0};
    struct change change;
    bool ok = subject_load(&subject, session, account, err);
    const struct row *row = subject.assessment.account;

    change_init(&change, session->actor);
    if (ok && row_is(row, ACCOUNT_NEXT_KIND, "step")) {
        struct step_order order = {STEP_VERB_DONE, NULL, NULL, DAY_NONE, NULL};

        ok = verb_step(session, row_integer(row, ACCOUNT_NEXT_KEY), &order, ret_outcome, err);
    } else if (ok) {
        size_t index = change_update(&change, KIND_ACCOUNT, account);

        change.account = account;
        change_set_day(&change, index, ACCOUNT_CLEARED_ON, session->today);
        if (row_is(row, ACCOUNT_NEXT_KIND, "task")) {
            ok = tick_next(session, &change, row_integer(row, ACCOUNT_NEXT_KEY), err);
            change_summarize(&change, "%s: %s done", subject.name, row_text(row, ACCOUNT_NEXT));
        } else {
            clear_reasons(session, &change, &subject);
            change_summarize(&change, "%s: reasons of today handled", subject.name);
        }
        ok = ok && session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&subject.arena);
    return ok;
}

static bool set_account(
    struct session *session, struct change *change, struct outcome *ret_outcome, struct error *err)
{
    bool ok = session_apply(session, change, ret_outcome, err);

    change_fini(change);
    return ok;
}

bool verb_account_snooze(struct session *session, int64_t account, day_number until,
    const char *why, struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    const char *name;
    char day[24];
    size_t index;

    if (until != DAY_NONE && until <= session->today)
        return error_set(err, ERROR_USAGE, "snooze until a day after today");
    if (!account_name(session, account, &arena, &name, err)) {
        arena_fini(&arena);
        return false;
    }
    change_init(&change, session->actor);
    change.account = account;
    index = change_update(&change, KIND_ACCOUNT, account);
    change_set_day(&change, index, ACCOUNT_SNOOZED_UNTIL, until);
    change_set(&change, index, ACCOUNT_SNOOZE_WHY, value_text(why && *why ? why : NULL));
    if (until != DAY_NONE)
        change_set_day(&change, index, ACCOUNT_CLEARED_ON, session->today);
    change_summarize(&change,
        until == DAY_NONE ? N_("%s: awake again%s") : N_("%s: snoozed until %s"), name,
        until == DAY_NONE ? "" : day_words(until, session->today, day));
    arena_fini(&arena);
    return set_account(session, &change, ret_outcome, err);
}

bool verb_account_pin(struct session *session, int64_t account, bool pinned,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    const char *name;

    if (!account_name(session, account, &arena, &name, err)) {
        arena_fini(&arena);
        return false;
    }
    change_init(&change, session->actor);
    change.account = account;
    change_set_integer(
        &change, change_update(&change, KIND_ACCOUNT, account), ACCOUNT_PINNED, pinned);
    change_summarize(&change, pinned ? N_("%s: pinned") : N_("%s: no longer pinned"), name);
    arena_fini(&arena);
    return set_account(session, &change, ret_outcome, err);
}

/* An offer has no quiet days: it comes back with its reason. */
static void handle_row(
    struct session *session, struct change *change, const struct subject *subject, int64_t key)
{
    const struct signal_list *signals = &subject->assessment.signals;

    for (size_t i = 0; i < signals->count; i++)
        if (signals->items[i].state && signals->items[i].state->key == key) {
            handle_signal(session, change, &signals->items[i]);
            return;
        }
    change_set_day(
        change, change_update(change, KIND_SIGNAL, key), SIGNAL_HANDLED_ON, session->today);
}

/* What an offer is of, in the words of its playbook. */
static const char *offered_title(struct session *session, const struct row *signal)
{
    const char *name = row_text(signal, SIGNAL_SUGGESTS);
    const struct playbook *playbook;
    struct error err;

    return verb_playbook_find(session, name, &playbook, &err) ? playbook->title : name;
}

bool verb_signal_handle(
    struct session *session, int64_t signal, struct outcome *ret_outcome, struct error *err)
{
    struct subject subject = {0};
    struct arena arena = {0};
    struct change change;
    struct row *row = NULL;
    bool ok = store_get(session->store, KIND_SIGNAL, signal, &arena, &row, err) &&
              (row || error_set(err, ERROR_NOT_FOUND, "this signal is gone")) &&
              subject_load(&subject, session, row_integer(row, SIGNAL_ACCOUNT), err);

    change_init(&change, session->actor);
    if (ok) {
        change.account = row_integer(row, SIGNAL_ACCOUNT);
        handle_row(session, &change, &subject, signal);
        change_summarize(&change,
            playbook_keeps(row) ? N_("%s: offer of %s set aside") : N_("%s: handled: %s"),
            subject.name, playbook_keeps(row) ? offered_title(session, row) : signal_sentence(row, &arena));
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&subject.arena);
    arena_fini(&arena);
    return ok;
}

bool verb_signal_mute(struct session *session, int64_t signal, const char *why,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *row = NULL;
    size_t index;

    if (!store_get(session->store, KIND_SIGNAL, signal, &arena, &row, err) || !row) {
        arena_fini(&arena);
        return error_set(err, ERROR_NOT_FOUND, "this signal is gone");
    }
    change_init(&change, session->actor);
    change.account = row_integer(row, SIGNAL_ACCOUNT);
    index = change_update(&change, KIND_SIGNAL, signal);
    change_set_integer(&change, index, SIGNAL_MUTED, why != NULL);
    change_set(&change, index, SIGNAL_MUTE_WHY, value_text(why));
    if (playbook_keeps(row))
        change_summarize(&change, why ? N_("offer of %s muted") : N_("%s is offered again"),
            offered_title(session, row));
    else
        change_summarize(
            &change, why ? N_("muted: %s") : N_("heard again: %s"), signal_sentence(row, &arena));
    arena_fini(&arena);
    return set_account(session, &change, ret_outcome, err);
}
