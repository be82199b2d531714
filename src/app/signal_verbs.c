/* Signals answered: handled, snoozed, muted, heard again, their playbook started. */
#include "app/app_internal.h"
#include "app/risks.h"
#include "app/signal_internal.h"
#include "app/signals.h"
#include "base/text.h"
#include "base/words.h"

struct answer {
    struct arena arena;
    struct row *row;
    const struct signal *signal; /* where it fires, or NULL */
    const char *name;            /* of the account */
    struct change change;
};

static const struct signal *find_firing(const struct assessment *made, int64_t key)
{
    for (size_t i = 0; i < made->signals.count; i++)
        if (made->signals.items[i].state && made->signals.items[i].state->key == key)
            return &made->signals.items[i];
    return NULL;
}

static bool answer_begin(struct session *session, int64_t account, const char *id,
    struct answer *answer, struct error *err)
{
    struct dossier *dossier = arena_alloc(&answer->arena, sizeof(*dossier));
    struct assessment *made = arena_alloc(&answer->arena, sizeof(*made));

    change_init(&answer->change, session->actor);
    answer->change.account = account;
    if (!signals_find(session, account, id, &answer->arena, &answer->row, err) ||
        !session_assess(session, account, &answer->arena, dossier, made, err) ||
        !account_name(session, account, &answer->arena, &answer->name, err))
        return false;
    answer->signal = find_firing(made, answer->row->key);
    return true;
}

static bool answer_end(struct session *session, struct answer *answer, bool ok,
    struct outcome *ret_outcome, struct error *err)
{
    ok = ok && session_apply(session, &answer->change, ret_outcome, err);
    change_fini(&answer->change);
    arena_fini(&answer->arena);
    return ok;
}

static bool fires(const struct answer *answer, struct error *err)
{
    return answer->signal || error_set(err, ERROR_USAGE, "%s does not fire on %s now",
                                 row_text(answer->row, SIGNAL_SIGNAL), answer->name);
}

const char *signal_words(const char *id, struct arena *arena)
{
    char *words = arena_copy_text(arena, id);

    for (char *at = words; *at; at++)
        if (*at == '-')
            *at = ' ';
    return words;
}

const char *signal_sentence(const struct row *signal, struct arena *arena)
{
    return *row_text(signal, SIGNAL_TEXT) ? row_text(signal, SIGNAL_TEXT)
                                          : signal_words(row_text(signal, SIGNAL_SIGNAL), arena);
}

/* `Acme: handled: Ben has it now (Dana Ruiz (champion) left 17 Nov)`: what was done stands before
 * the sentence, which may be long. */
static void say(struct answer *answer, const char *what, const char *why)
{
    const char *sentence = signal_sentence(answer->row, &answer->arena);

    if (text_blank(why))
        change_summarize(&answer->change, "%s: %s: %s", answer->name, what, sentence);
    else
        change_summarize(&answer->change, "%s: %s: %s (%s)", answer->name, what, why, sentence);
}

bool signals_handle(struct session *session, int64_t account, const char *id, const char *why,
    struct outcome *ret_outcome, struct error *err)
{
    struct answer answer = {0};
    bool ok = answer_begin(session, account, id, &answer, err) && fires(&answer, err);

    if (ok) {
        size_t index = change_update(&answer.change, KIND_SIGNAL, answer.row->key);

        change_set_day(&answer.change, index, SIGNAL_HANDLED_ON, session->today);
        change_set_text(&answer.change, index, SIGNAL_HANDLED_TEXT, answer.signal->facts);
        change_set_day(&answer.change, index, SIGNAL_QUIET_UNTIL,
            session->today + answer.signal->rule->quiet_days);
        say(&answer, "handled", why);
    }
    return answer_end(session, &answer, ok, ret_outcome, err);
}

bool signals_snooze(struct session *session, int64_t account, const struct signal_rest *rest,
    struct outcome *ret_outcome, struct error *err)
{
    struct answer answer = {0};
    char day[24];
    bool ok = answer_begin(session, account, rest->id, &answer, err) && fires(&answer, err);

    if (ok && rest->until <= session->today)
        ok = error_set(err, ERROR_USAGE, "snooze until a day after today");
    if (ok) {
        size_t index = change_update(&answer.change, KIND_SIGNAL, answer.row->key);

        change_set_text(&answer.change, index, SIGNAL_HANDLED_TEXT, answer.signal->facts);
        change_set_day(&answer.change, index, SIGNAL_QUIET_UNTIL, rest->until - 1);
        say(&answer,
            arena_format(
                &answer.arena, _("snoozed until %s"), day_words(rest->until, session->today, day)),
            rest->why);
    }
    return answer_end(session, &answer, ok, ret_outcome, err);
}

/* --- muted --- */

static const struct signal_rule *find_rule(const struct rules *rules, const char *id)
{
    for (int i = 0; rules->signals && i < rules->signals->count; i++)
        if (text_equal(rules->signals->rules[i].id, id))
            return &rules->signals->rules[i];
    return NULL;
}

/* A rule that never fired there: the row that keeps it quiet if ever it does. */
static bool mute_ahead(struct session *session, int64_t account, const char *id, const char *why,
    struct outcome *ret_outcome, struct error *err)
{
    const struct rules *rules;
    const struct signal_rule *rule;
    struct answer answer = {0};
    bool ok = session_rules(session, &rules, err) &&
              account_name(session, account, &answer.arena, &answer.name, err);

    change_init(&answer.change, session->actor);
    rule = ok ? find_rule(rules, id) : NULL;
    if (ok && rule == NULL)
        ok = error_set(
            err, ERROR_NOT_FOUND, "no signal '%s'; daybook signals names the open ones", id);
    if (rule != NULL) {
        size_t index = change_insert(&answer.change, KIND_SIGNAL);

        answer.change.account = account;
        change_set_integer(&answer.change, index, SIGNAL_ACCOUNT, account);
        change_set_text(&answer.change, index, SIGNAL_SIGNAL, id);
        change_set_text(&answer.change, index, SIGNAL_KIND, rule->growth ? "growth" : "risk");
        change_set_text(&answer.change, index, SIGNAL_SEVERITY, severity_word(rule->severity));
        change_set_integer(&answer.change, index, SIGNAL_OPEN, 0);
        change_set_integer(&answer.change, index, SIGNAL_MUTED, 1);
        change_set_text(&answer.change, index, SIGNAL_MUTE_WHY, why);
        change_summarize(&answer.change, "%s: muted: %s (%s)", answer.name, why,
            signal_words(id, &answer.arena));
    }
    return answer_end(session, &answer, ok, ret_outcome, err);
}

bool signals_mute(struct session *session, int64_t account, const char *id, const char *why,
    struct outcome *ret_outcome, struct error *err)
{
    struct row_list rows;
    struct answer answer = {0};
    bool ok;

    if (text_blank(why))
        return error_set(err, ERROR_USAGE, "say why %s is not to be heard on this account", id);
    ok = store_children(session->store, KIND_SIGNAL, account, &answer.arena, &rows, err);
    if (ok && signal_current(&rows, id) == NULL) {
        arena_fini(&answer.arena);
        return mute_ahead(session, account, id, why, ret_outcome, err);
    }
    ok = ok && answer_begin(session, account, id, &answer, err);
    if (ok) {
        size_t index = change_update(&answer.change, KIND_SIGNAL, answer.row->key);

        change_set_integer(&answer.change, index, SIGNAL_MUTED, 1);
        change_set_text(&answer.change, index, SIGNAL_MUTE_WHY, why);
        say(&answer, "muted", why);
    }
    return answer_end(session, &answer, ok, ret_outcome, err);
}

bool signals_unmute(struct session *session, int64_t account, const char *id,
    struct outcome *ret_outcome, struct error *err)
{
    struct answer answer = {0};
    bool ok = answer_begin(session, account, id, &answer, err);

    if (ok && row_integer(answer.row, SIGNAL_MUTED) == 0)
        ok = error_set(err, ERROR_USAGE, "%s is not muted on %s", id, answer.name);
    if (ok) {
        size_t index = change_update(&answer.change, KIND_SIGNAL, answer.row->key);

        change_set_integer(&answer.change, index, SIGNAL_MUTED, 0);
        change_set(&answer.change, index, SIGNAL_MUTE_WHY, value_unknown());
        say(&answer, _("heard again"), NULL);
    }
    return answer_end(session, &answer, ok, ret_outcome, err);
}

bool signals_start(struct session *session, int64_t account, const char *id, day_number given,
    struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    bool ok = signals_find(session, account, id, &arena, &row, err);

    if (ok && !row_knows(row, SIGNAL_SUGGESTS))
        ok = error_set(err, ERROR_USAGE, "%s suggests no playbook there", id);
    else if (ok && risk_is(row))
        ok = verb_risk_plan(session, row->key, NULL, given, ret_outcome, err);
    else if (ok)
        ok = verb_playbook_start(
            session, row_text(row, SIGNAL_SUGGESTS), account, given, ret_outcome, NULL, err);
    arena_fini(&arena);
    return ok;
}
