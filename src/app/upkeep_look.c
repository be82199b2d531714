/* What an assessed account asks for: runs to begin, to end, or found successful. */
#include "app/ledger_internal.h"
#include "app/upkeep_internal.h"

#include <string.h>

/* --- the playbook of a run --- */

/* Runs of one version share their text: it is read once. */
static const struct playbook *known_text(struct session *session, const char *text)
{
    for (size_t i = 0; i < session->run_texts.count; i++)
        if (text_equal(session->run_texts.items[i]->text, text))
            return session->run_texts.items[i];
    return NULL;
}

#define RUN_TEXTS_MOST 64

const struct playbook *playbook_of(
    struct session *session, const struct row *run, struct arena *arena)
{
    const struct rules *rules = &session->rules;
    const char *text = row_text(run, RUN_TEXT);
    const struct playbook *playbook;

    for (int i = 0; i < rules->playbook_count; i++)
        if (text_equal(rules->playbooks[i]->id, row_text(run, RUN_PLAYBOOK)) &&
            text_equal(rules->playbooks[i]->text, text))
            return rules->playbooks[i];
    playbook = known_text(session, text);
    if (playbook)
        return playbook;
    /* First where it is soon gone: a text that cannot be read must not grow the session each time.
     */
    playbook = playbook_of_run(run, &session->settings, arena);
    if (!playbook || session->run_texts.count >= RUN_TEXTS_MOST)
        return playbook;
    playbook = playbook_of_run(run, &session->settings, &session->run_texts_arena);
    if (playbook)
        ARRAY_PUSH(&session->run_texts, playbook);
    return playbook;
}

/* --- playbooks that were seen --- */

#define SEEN "playbooks" /* meta: their ids, each between blanks */

static const char *seen_text(struct session *session)
{
    const char *text = NULL;

    if (!store_meta_get(session->store, SEEN, &session->seen_arena, &text, NULL) || !text)
        return "";
    return text;
}

static bool names(const char *seen, const char *id)
{
    size_t len = strlen(id);

    for (const char *at = seen; (at = strstr(at, id)) != NULL; at += len)
        if (at > seen && at[-1] == ' ' && at[len] == ' ')
            return true;
    return false;
}

bool playbooks_seen(struct session *session, const struct playbook *playbook)
{
    arena_clear(&session->seen_arena);
    return names(seen_text(session), playbook->id);
}

bool playbooks_all_seen(struct session *session)
{
    const struct rules *rules = &session->rules;
    const char *seen;
    bool all = true;

    arena_clear(&session->seen_arena);
    seen = seen_text(session);
    for (int i = 0; all && i < rules->playbook_count; i++)
        all = names(seen, rules->playbooks[i]->id);
    return all;
}

bool playbooks_mark_seen(struct session *session, struct error *err)
{
    const struct rules *rules = &session->rules;
    struct str text = {0};
    bool good;

    str_add(&text, " ");
    for (int i = 0; i < rules->playbook_count; i++)
        str_addf(&text, "%s ", rules->playbooks[i]->id);
    arena_clear(&session->seen_arena);
    good = text_equal(seen_text(session), str_text(&text)) ||
           store_meta_set(session->store, SEEN, str_text(&text), err);
    str_fini(&text);
    return good;
}

/* --- one run --- */

struct look {
    struct session *session;
    struct upkeep *upkeep;         /* NULL: only scored */
    const struct dossier *dossier; /* as stored */
    struct assessment *assessment;
    struct arena *arena;
    struct dossier now; /* as assessed */
};

static bool has_key(const struct key_list *keys, int64_t key)
{
    for (size_t i = 0; keys && i < keys->count; i++)
        if (keys->items[i] == key)
            return true;
    return false;
}

static bool memory_is_open(const struct look *look, const char *id)
{
    const struct row_list *signals = &look->dossier->signals;

    for (size_t i = 0; i < signals->count; i++)
        if (text_equal(row_text(signals->items[i], SIGNAL_SIGNAL), id))
            return playbook_memory_open(signals->items[i]);
    return false;
}

/* That the exit condition holds is kept in mind as long as the run is open: a run brought back by
 * an undo is not ended again. */
static void remember_exit(struct look *look, const char *id, const struct run_ground *ground)
{
    struct row_list *rows = &look->assessment->rows;
    struct row *row = row_new(look->arena, KIND_SIGNAL);
    struct row **items = arena_alloc_array(look->arena, rows->count + 1, sizeof(*items));

    row_set_integer(row, SIGNAL_ACCOUNT, look->dossier->account->key);
    row_set_text(row, SIGNAL_SIGNAL, id);
    row_set_text(row, SIGNAL_KIND, PLAYBOOK_ANSWERED);
    row_set_text(row, SIGNAL_SEVERITY, severity_word(SEVERITY_LOW));
    row_set_text(row, SIGNAL_TEXT, run_exit_why(ground, look->arena));
    row_set_text(row, SIGNAL_SUGGESTS, ground->playbook->id);
    row_set_day(row, SIGNAL_SINCE, look->session->today);
    row_set_integer(row, SIGNAL_OPEN, 1);
    if (rows->count)
        memcpy(items, rows->items, rows->count * sizeof(*items));
    items[rows->count] = row;
    *rows = (struct row_list){.items = items, .count = rows->count + 1};
}

static void tell(struct look *look, enum deed_kind kind, const struct row *run, const char *why)
{
    int64_t account = look->dossier->account->key;

    deeds_tell(
        &look->upkeep->deeds, &(struct deed){kind, row_text(run, RUN_TITLE), why, 1, account});
    ARRAY_PUSH(&look->upkeep->changed, account);
}

static void look_at_steps(struct look *look, const struct run_ground *ground)
{
    if (look->upkeep && !run_exits(ground) && run_grow(ground, &look->upkeep->change))
        tell(look, DEED_GREW, ground->run, NULL);
}

static void look_at_exit(struct look *look, const struct run_ground *ground)
{
    const struct row *run = ground->run;
    const char *id = arena_format(look->arena, PLAYBOOK_MEMORY "%s:exit:%lld",
        row_text(run, RUN_PLAYBOOK), (long long)run->key);

    if (!run_exits(ground))
        return;
    remember_exit(look, id, ground);
    if (!look->upkeep || memory_is_open(look, id) || has_key(&look->upkeep->fresh, run->key))
        return;
    tell(look, DEED_ENDED, run, run_exit_why(ground, look->arena));
    run_exit(ground, &look->upkeep->change);
}

#define LONG_AGO 400 /* days; no window of success is longer */

/* Most runs of an old book: nothing can happen to them any more. */
static bool is_over(const struct look *look, const struct row *run)
{
    if (row_is(run, RUN_STATUS, "open"))
        return false;
    return !look->upkeep || row_knows(run, RUN_SUCCEEDED) ||
           row_day(run, RUN_FINISHED) < look->session->today - LONG_AGO;
}

static void look_at_run(
    struct look *look, const struct playbook_ground *base, const struct row *run)
{
    struct run_ground ground = {*base, NULL, run};

    if (is_over(look, run))
        return;
    ground.playbook = playbook_of(look->session, run, look->arena);
    if (!ground.playbook)
        return;
    if (look->upkeep && run_succeeds(&ground)) {
        tell(look, DEED_SUCCEEDED, run, NULL);
        run_note_success(&ground, &look->upkeep->change);
    }
    look_at_steps(look, &ground);
    look_at_exit(look, &ground);
}

/* --- the account --- */

/* What was true when an account or a playbook first came in is offered; what comes true later
 * begins. */
static bool may_begin(const struct look *look, const struct offer *offer)
{
    const struct row *account = look->dossier->account;

    return row_knows(account, ACCOUNT_LISTED) &&
           (has_key(look->upkeep->looked, account->key) ||
               playbooks_seen(look->session, offer->playbook));
}

/* It was scored on an earlier day, and not marked since. */
static bool is_by_clock(const struct look *look)
{
    const struct row *account = look->dossier->account;

    return look->upkeep->by_clock && row_knows(account, ACCOUNT_SCORED_ON) &&
           row_day(account, ACCOUNT_SCORED_ON) < look->session->today;
}

static void tell_ledger(struct upkeep *upkeep, int64_t account, const struct ledger_deeds *did)
{
    const struct {
        enum deed_kind kind;
        size_t count;
    } deeds[] = {
        {DEED_RECORDED, did->first},
        {DEED_RENEWED, did->won},
        {DEED_LEFT, did->left},
    };

    for (size_t i = 0; i < COUNT_OF(deeds); i++)
        if (deeds[i].count)
            deeds_tell(&upkeep->deeds, &(struct deed){deeds[i].kind, "", NULL, 1, account});
}

/* What the clock did to its ARR: lines that began, ended or renewed by themselves. */
static bool keep_ledger(const struct look *look, struct error *err)
{
    struct upkeep *upkeep = look->upkeep;
    struct ledger_deeds deeds;
    size_t rows;

    if (!upkeep)
        return true;
    rows = upkeep->change.rows.count;
    if (!ledger_keep(look->session, look->dossier, look->arena, &upkeep->change, &deeds, err))
        return false;
    if (upkeep->change.rows.count == rows)
        return true;
    ARRAY_PUSH(&upkeep->changed, look->dossier->account->key);
    tell_ledger(upkeep, look->dossier->account->key, &deeds);
    return true;
}

bool upkeep_look(struct session *session, struct upkeep *upkeep, const struct dossier *dossier,
    struct assessment *assessment, struct arena *arena, struct error *err)
{
    struct look look = {session, upkeep, dossier, assessment, arena, *dossier};
    struct playbook_ground base = {&look.now, &session->settings, NULL, session->today};

    if (!session_book_facts(session, &base.book, err) || !keep_ledger(&look, err))
        return false;
    look.now.account = assessment->account;
    look.now.signals = assessment->now;
    for (size_t i = 0; i < dossier->runs.count; i++)
        look_at_run(&look, &base, dossier->runs.items[i]);
    for (size_t i = 0; upkeep && i < assessment->offers.count; i++) {
        const struct offer *offer = &assessment->offers.items[i];

        if (offer->call == PLAYBOOK_BEGIN && may_begin(&look, offer))
            ARRAY_PUSH(&upkeep->begins,
                (struct begin){dossier->account->key, offer->playbook, is_by_clock(&look)});
    }
    return true;
}
