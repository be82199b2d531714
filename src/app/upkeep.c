/* Scoring with what follows from it, in rounds; and dates that follow their account. */
#include "app/upkeep_internal.h"

#include "base/words.h"

void upkeep_init(struct upkeep *upkeep, struct session *session)
{
    *upkeep = (struct upkeep){.session = session};
    change_init(&upkeep->change, ACTOR_DAYBOOK);
}

void upkeep_fini(struct upkeep *upkeep)
{
    array_fini(&upkeep->fresh);
    array_fini(&upkeep->changed);
    array_fini(&upkeep->begins);
    deeds_fini(&upkeep->deeds);
    change_fini(&upkeep->change);
}

void deeds_tell(struct deeds *deeds, const struct deed *deed)
{
    struct deed new = *deed;

    for (size_t i = 0; i < deeds->list.count; i++) {
        struct deed *told = &deeds->list.items[i];

        if (told->kind == deed->kind && text_equal(told->title, deed->title)) {
            told->count += deed->count;
            return;
        }
    }
    new.title = arena_copy_text(&deeds->arena, deed->title);
    new.why = arena_copy_text(&deeds->arena, deed->why);
    ARRAY_PUSH(&deeds->list, new);
}

void deeds_fini(struct deeds *deeds)
{
    array_fini(&deeds->list);
    arena_fini(&deeds->arena);
    *deeds = (struct deeds){0};
}

/* --- words --- */

static void add_deed(struct str *out, const struct deed *deed)
{
    switch (deed->kind) {
    case DEED_MOVED:
        str_addf(out, words_plural("%zu date moved", "%zu dates moved", (long long)deed->count),
            deed->count);
        break;
    case DEED_BEGUN: str_addf(out, _("%s begun"), deed->title); break;
    case DEED_GREW: str_addf(out, _("a step came to %s"), deed->title); break;
    case DEED_ENDED: str_addf(out, _("%s ended, %s"), deed->title, deed->why); break;
    case DEED_SUCCEEDED: str_addf(out, _("%s has its success"), deed->title); break;
    case DEED_RECORDED: str_add(out, _("its ARR recorded")); break;
    case DEED_RENEWED: str_add(out, _("renewed by itself")); break;
    case DEED_LEFT: str_add(out, _("churned: its last day has passed")); break;
    }
    if (deed->kind != DEED_MOVED && deed->count > 1)
        str_addf(
            out, words_plural(", %zu time", ", %zu times", (long long)deed->count), deed->count);
}

void upkeep_add_words(const struct upkeep *upkeep, struct str *out)
{
    for (size_t i = 0; i < upkeep->deeds.list.count; i++) {
        if (upkeep->deeds.list.items[i].kind == DEED_RECORDED)
            continue;
        str_add(out, out->len ? "; " : "");
        add_deed(out, &upkeep->deeds.list.items[i]);
    }
}

/* `began Renewal for 3 accounts` */
static void add_own_deed(struct session *session, const struct deed *deed, struct str *out)
{
    struct arena arena = {0};
    const char *of = NULL;

    if (deed->count > 1)
        of = arena_format(&arena,
            words_plural("%zu account", "%zu accounts", (long long)deed->count), deed->count);
    else if (!account_name(session, deed->account, &arena, &of, NULL))
        of = "";
    switch (deed->kind) {
    case DEED_MOVED: str_addf(out, _("moved dates of %s for %s"), deed->title, of); break;
    case DEED_BEGUN: str_addf(out, _("began %s for %s"), deed->title, of); break;
    case DEED_GREW: str_addf(out, _("added a step to %s for %s"), deed->title, of); break;
    case DEED_ENDED: str_addf(out, _("ended %s for %s"), deed->title, of); break;
    case DEED_SUCCEEDED: str_addf(out, _("noted the success of %s for %s"), deed->title, of); break;
    case DEED_RECORDED: str_addf(out, _("recorded the ARR of %s"), of); break;
    case DEED_RENEWED: str_addf(out, _("noted renewals by themselves of %s"), of); break;
    case DEED_LEFT: str_addf(out, _("noted the last day of %s"), of); break;
    }
    if (deed->kind == DEED_ENDED && deed->count == 1)
        str_addf(out, ", %s", deed->why);
    arena_fini(&arena);
}

/* Nobody else explains an entry of daybook's own. */
static void add_own_deeds(struct session *session, const struct deeds *deeds, struct str *out)
{
    str_add(out, "daybook ");
    for (size_t i = 0; i < deeds->list.count; i++) {
        str_add(out, i ? "; " : "");
        add_own_deed(session, &deeds->list.items[i], out);
    }
}

bool session_take_news(struct session *session, struct str *out)
{
    bool any = session->news.list.count > 0;

    if (any)
        add_own_deeds(session, &session->news, out);
    deeds_fini(&session->news);
    if (session->model_news.len) {
        str_addf(out, "%s%s", any ? "; " : "", str_text(&session->model_news));
        str_clear(&session->model_news);
        any = true;
    }
    return any;
}

bool upkeep_end(struct upkeep *upkeep, struct error *err)
{
    struct session *session = upkeep->session;
    struct str summary = {0};
    int64_t id;
    bool good;

    if (!upkeep->own_entry)
        return true;
    add_own_deeds(session, &upkeep->deeds, &summary);
    good = store_entry_end(session->store, str_text(&summary), &id, err);
    upkeep->own_entry = upkeep->in_entry = false;
    for (size_t i = 0; good && i < upkeep->deeds.list.count; i++)
        if (upkeep->deeds.list.items[i].kind != DEED_RECORDED)
            deeds_tell(&session->news, &upkeep->deeds.list.items[i]);
    str_fini(&summary);
    return good;
}

/* --- one round --- */

static bool begin_one(struct upkeep *upkeep, const struct begin *begin, struct error *err)
{
    struct session *session = upkeep->session;
    struct arena arena = {0};
    struct dossier dossier;
    struct playbook_ground ground;
    struct run_plan plan;
    bool good = ground_load(session, begin->account, &arena, &dossier, &ground, err);

    if (good) {
        run_plan_make(begin->playbook, &ground, DAY_NONE, &arena, &plan);
        run_start(&plan, &ground, &upkeep->change);
        ARRAY_PUSH(&upkeep->changed, begin->account);
        deeds_tell(&upkeep->deeds,
            &(struct deed){DEED_BEGUN, begin->playbook->title, NULL, 1, begin->account});
    }
    arena_fini(&arena);
    return good;
}

/* A change, as an import, that begins more than a day holds would bury it: they wait as offers. */
static bool begin_all(struct upkeep *upkeep, struct error *err)
{
    const struct begin_list *begins = &upkeep->begins;
    size_t by_change = 0;
    bool waits, good = true;

    for (size_t i = 0; i < begins->count; i++)
        by_change += !begins->items[i].by_clock;
    waits = upkeep->begins_most && by_change > (size_t)upkeep->begins_most;
    for (size_t i = 0; good && i < begins->count; i++)
        if (begins->items[i].by_clock || !waits)
            good = begin_one(upkeep, &begins->items[i], err);
    array_clear(&upkeep->begins);
    return good;
}

static bool open_entry(struct upkeep *upkeep, struct error *err)
{
    if (upkeep->in_entry)
        return true;
    upkeep->change.actor = ACTOR_DAYBOOK;
    upkeep->change.account = 0;
    upkeep->in_entry = upkeep->own_entry =
        store_entry_begin(upkeep->session->store, &upkeep->change, err);
    return upkeep->in_entry;
}

static void note_fresh(struct upkeep *upkeep)
{
    const struct change_row_list *rows = &upkeep->change.rows;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].kind == KIND_RUN && rows->items[i].op == CHANGE_INSERT)
            ARRAY_PUSH(&upkeep->fresh, rows->items[i].new_key);
}

/* Writes what the round asked for; *ret_more: there was something. */
static bool act(struct upkeep *upkeep, bool *ret_more, struct error *err)
{
    struct change *change = &upkeep->change;

    if (!begin_all(upkeep, err))
        return false;
    *ret_more = change->rows.count > 0;
    if (!*ret_more)
        return true;
    if (!open_entry(upkeep, err) || !store_entry_rows(upkeep->session->store, change, NULL, err))
        return false;
    note_fresh(upkeep);
    change_fini(change);
    change_init(change, ACTOR_DAYBOOK);
    return true;
}

bool upkeep_score(struct upkeep *upkeep, const struct key_list *accounts, struct error *err)
{
    struct key_list keys = {0};
    bool more = true;
    bool good = score_each(upkeep->session, accounts, upkeep, err) && act(upkeep, &more, err);

    upkeep->until_us = 0;
    for (int round = 1; good && more; round++) {
        bool last = round == UPKEEP_ROUNDS;

        array_fini(&keys);
        keys = upkeep->changed;
        upkeep->changed = (struct key_list){0};
        store_keys_unique(&keys);
        good = score_each(upkeep->session, &keys, last ? NULL : upkeep, err) &&
               act(upkeep, &more, err);
    }
    array_fini(&keys);
    return good;
}

/* --- dates --- */

bool upkeep_moves_dates(const struct change *change)
{
    static const int fields[] = {ACCOUNT_START, ACCOUNT_RENEWAL, ACCOUNT_TERM_MONTHS,
        ACCOUNT_NOTICE_DAYS, ACCOUNT_NOTICE_GIVEN, ACCOUNT_AUTO_RENEW, ACCOUNT_ENTERED,
        ACCOUNT_ARR};
    uint64_t mask = 0;

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        mask |= UINT64_C(1) << fields[i];
    for (size_t i = 0; i < change->rows.count; i++) {
        const struct change_row *row = &change->rows.items[i];

        if (row->kind == KIND_CONTRACT || (row->kind == KIND_ACCOUNT && (row->mask & mask)))
            return true;
    }
    return false;
}

/* What dates count from, and no more: a whole dossier costs ten times as much. */
static bool load_dates(struct session *session, int64_t key, struct arena *arena,
    struct dossier *dossier, struct error *err)
{
    struct row *account = NULL;

    if (!store_get(session->store, KIND_ACCOUNT, key, arena, &account, err))
        return false;
    dossier->account = account;
    return !account ||
           (store_children(session->store, KIND_CONTRACT, key, arena, &dossier->contracts, err) &&
               store_children(session->store, KIND_STEP, key, arena, &dossier->steps, err));
}

static bool has_open(const struct row_list *runs)
{
    for (size_t i = 0; i < runs->count; i++)
        if (row_is(runs->items[i], RUN_STATUS, "open"))
            return true;
    return false;
}

bool upkeep_follow(struct session *session, int64_t account, struct change *change, size_t *moved,
    struct error *err)
{
    struct arena arena = {0};
    struct dossier dossier = {0};
    struct playbook_ground ground = {&dossier, &session->settings, NULL, session->today};
    bool good = store_children(session->store, KIND_RUN, account, &arena, &dossier.runs, err);

    if (good && has_open(&dossier.runs)) {
        good = load_dates(session, account, &arena, &dossier, err);
        for (size_t i = 0; good && dossier.account && i < dossier.runs.count; i++) {
            const struct row *run = dossier.runs.items[i];

            if (row_is(run, RUN_STATUS, "open"))
                *moved += run_follow(
                    &(struct run_ground){ground, playbook_of(session, run, &arena), run}, change);
        }
    }
    arena_fini(&arena);
    return good;
}
