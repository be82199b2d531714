#include "support/random_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/people.h"
#include "app/promises.h"
#include "base/str.h"
#include "support/home.h"

int random_book_pick(struct random_book *scene, int count)
{
    scene->random = scene->random * 1664525U + 1013904223U;
    return (int)((scene->random >> 8) % (unsigned)count);
}

#define PICK(SCENE, WORDS)                                                                         \
    (WORDS)[random_book_pick(SCENE, (int)(sizeof(WORDS) / sizeof((WORDS)[0])))]

static day_number some_day(struct random_book *scene)
{
    return scene->today + random_book_pick(scene, 60) - 10;
}

static bool gather(void *context, const struct row *row)
{
    ARRAY_PUSH((struct key_list *)context, row->key);
    return true;
}

/* A row of that kind, or 0. */
int64_t random_book_some(struct random_book *scene, enum kind kind)
{
    struct key_list keys = {0};
    struct error err;
    int64_t key;

    assert_true(store_each(session_store(scene->session), kind, gather, &keys, &err));
    key = keys.count ? keys.items[random_book_pick(scene, (int)keys.count)] : 0;
    array_fini(&keys);
    return key;
}

/* --- the book as text --- */

static bool write_row(void *context, const struct row *row)
{
    struct str *out = context;
    const struct kind_info *info = kind_info(row->kind);

    str_addf(out, "%s %lld", info->singular, (long long)row->key);
    for (int i = 0; i < info->stored; i++) {
        struct value value = row->values[i];

        if (value.type == VALUE_TEXT)
            str_addf(out, " %s=[%s]", info->fields[i].name, value.text);
        else if (value.type == VALUE_INTEGER)
            str_addf(out, " %s=%lld", info->fields[i].name, (long long)value.integer);
        else if (value.type == VALUE_REAL)
            str_addf(out, " %s=%g", info->fields[i].name, value.real);
    }
    str_add(out, "\f"); /* a text may be of many lines */
    return true;
}

/* Signals are derived, all else is what undo answers for. Yours. */
char *random_book_dump(struct session *session)
{
    struct str out = {0};
    struct error err;
    char *text;

    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind != KIND_SIGNAL &&
            !store_each(session_store(session), (enum kind)kind, write_row, &out, &err))
            fail_msg("%s", err.text);
    text = strdup(str_text(&out));
    str_fini(&out);
    return text;
}

void random_book_same(
    const struct random_book *scene, const char *what, const char *now, const char *wanted)
{
    size_t at = 0, row = 0;

    for (; now[at] && now[at] == wanted[at]; at++)
        if (now[at] == '\f')
            row = at + 1;
    if (now[at] != wanted[at])
        fail_msg("seed %u, %s:\n is     %.*s\n wanted %.*s", scene->seed, what,
            (int)strcspn(now + row, "\f"), now + row, (int)strcspn(wanted + row, "\f"),
            wanted + row);
}

/* --- verbs: each fills the outcome, or refuses --- */

typedef bool (*verb_fn)(struct random_book *scene, struct outcome *outcome, struct error *err);

static bool start(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const names[] = {
        "mine", "mine", "onboarding", "renewal", "qbr", "expansion"};
    struct str id = {0};
    bool ok = verb_playbook_start(scene->session, PICK(scene, names),
        random_book_some(scene, KIND_ACCOUNT),
        random_book_pick(scene, 2) ? some_day(scene) : DAY_NONE, outcome, &id, err);

    str_fini(&id);
    return ok;
}

static bool step(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const sides[] = {"us", "customer"}, *const owners[] = {"Ann", "", "Bo"};
    struct given given = {"kickoff", "2026-12-01"};
    struct given_list list = {.items = &given, .count = 1};
    struct step_order order = {
        .verb = (enum step_verb)random_book_pick(scene, STEP_VERB_ASSIGN + 1),
        .why = "no need",
        .side = PICK(scene, sides),
        .owner = PICK(scene, owners),
        .given = random_book_pick(scene, 3) ? NULL : &list,
        .day = random_book_pick(scene, 4) ? some_day(scene) : DAY_NONE};

    if (order.verb == STEP_VERB_GIVE)
        order.given = &list;
    return verb_step(scene->session, random_book_some(scene, KIND_STEP), &order, outcome, err);
}

static bool step_done(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    struct step_order order = {.verb = STEP_VERB_DONE, .day = DAY_NONE};

    return verb_step(scene->session, random_book_some(scene, KIND_STEP), &order, outcome, err);
}

#define HEAD "id: mine\ntitle: Mine\ntype: review\nagain: {at_once: yes}\n"

static bool draw_playbook(struct random_book *scene)
{
    static const char *const texts[] = {
        HEAD "version: 1\nsteps:\n  - {id: a, title: First, due: +0wd}\n"
             "  - {id: b, title: Second, after: a, due: +3d, demands: [date: kickoff]}\n"
             "  - {id: c, title: Third, due: +1wd, repeats: {every: 1w, until: b}}\n",
        HEAD "version: 2\nsteps:\n  - {id: b, title: Second first, due: +5wd}\n"
             "  - {id: d, title: New, after: b, due: +7d}\n"
             "  - {id: c, title: Third, due: +12d}\n",
        HEAD "version: 3\nsteps:\n  - {id: a, title: First, due: +1wd}\n"
             "  - {id: e, title: Only, due: +2d}\n",
        "id: mine\ntitle: [\n", /* faulty: runs keep their own text */
    };

    scene->drawn = (scene->drawn + 1 + random_book_pick(scene, 2)) % 4;
    free(home_write(scene->home, "config/playbooks/mine.yaml", texts[scene->drawn]));
    verb_playbooks_forget(scene->session);
    return true;
}

static bool run(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    struct run_order order = {
        .verb = (enum run_verb)random_book_pick(scene, RUN_VERB_MOVE_OVER + 1),
        .why = "changed plans",
        .owner = "Cy",
        .shift = {
            {random_book_pick(scene, 20) - 5, UNIT_WORKING_DAYS}, random_book_pick(scene, 2) == 0}};

    if (order.verb == RUN_VERB_CANCEL && random_book_pick(scene, 2)) {
        if (!scene->keeps_files)
            (void)draw_playbook(scene);
        order.verb = RUN_VERB_MOVE_OVER;
    }
    return verb_run(scene->session, random_book_some(scene, KIND_RUN), &order, outcome, err);
}

static bool repeat(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    struct str id = {0};
    bool ok = verb_run_repeat(
        scene->session, random_book_some(scene, KIND_RUN), some_day(scene), outcome, &id, err);

    str_fini(&id);
    return ok;
}

static bool note(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const bodies[] = {"Good call.", "Talk.\n- [ ] send the plan by 2026-12-01\n",
        "Talk.\n- [x] send the plan by 2026-12-04\n- [ ] ask Bob for numbers #roadmap\n",
        "Talk.\n- [ ] ask Bob for numbers by 2027-01-04\nNothing more.\n", ""};
    static const char *const guests[] = {"Ann Lee", "Ann Lee; Bob", "", "Zoe New;Max New"};
    static const char *const kinds[] = {"call", "meeting", "internal", "qbr"};
    struct note_draft draft = {.account = random_book_some(scene, KIND_ACCOUNT),
        .note = random_book_pick(scene, 2) ? random_book_some(scene, KIND_NOTE) : 0,
        .kind = PICK(scene, kinds),
        .at = session_now(scene->session) - 1440 * random_book_pick(scene, 9),
        .attendees = PICK(scene, guests),
        .body = PICK(scene, bodies),
        .prepared = random_book_pick(scene, 4) == 0};
    struct str id = {0};
    bool ok = verb_note_log(scene->session, &draft, outcome, &id, err);

    str_fini(&id);
    return ok;
}

static bool restore(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    return verb_note_restore(scene->session, random_book_some(scene, KIND_VERSION), outcome, err);
}

static bool task(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    int64_t key = random_book_some(scene, KIND_TASK);
    struct session *session = scene->session;

    switch (random_book_pick(scene, 5)) {
    case 0: return verb_task_done(session, key, random_book_pick(scene, 3) > 0, outcome, err);
    case 1: return verb_task_due(session, key, some_day(scene), outcome, err);
    case 2: return verb_task_priority(session, key, outcome, err);
    case 3: return verb_task_chase(session, key, some_day(scene), outcome, err);
    default: return verb_task_snooze(session, key, some_day(scene), outcome, err);
    }
}

static bool task_add(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const kinds[] = {"task", "ask", "promise", "call"};
    struct task_draft draft = {.account = random_book_some(scene, KIND_ACCOUNT),
        .title = "Do it",
        .due = some_day(scene),
        .at_minute = -1,
        .kind = PICK(scene, kinds),
        .waiting_on = random_book_pick(scene, 2) ? "Bob" : NULL};
    struct str id = {0};
    bool ok = verb_task_add(scene->session, &draft, outcome, &id, err);

    str_fini(&id);
    return ok;
}

static bool set(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const facts[] = {"stage=onboarding", "stage=renewing", "stage=churned",
        "stage=steady", "renewal=2027-02-01", "renewal=2027-04-10", "renewal=2027-05-20",
        "renewal=2026-12-20", "start=2026-11-02", "notice_days=60d", "notice_given=2026-11-20",
        "arr=90000", "arr=120000", "arr=0", "arr=", "auto_renew=yes", "tier=smb",
        "renewal=", "owner=Ann", "parent=nobody"};
    const char *assignments[] = {
        PICK(scene, facts), random_book_pick(scene, 3) ? NULL : PICK(scene, facts), NULL};

    return verb_set(scene->session, KIND_ACCOUNT, random_book_some(scene, KIND_ACCOUNT),
        assignments, outcome, err);
}

static bool set_other(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const struct {
        enum kind kind;
        const char *fact;
    } facts[] = {{KIND_CONTRACT, "ends=2027-01-31"}, {KIND_CONTRACT, "notice=30"},
        {KIND_CONTRACT, "status=lost"}, {KIND_CONTRACT, "arr=7000"}, {KIND_CONTRACT, "arr=2000"},
        {KIND_CONTRACT, "auto_renew=yes"}, {KIND_CONTRACT, "status=open"},
        {KIND_CONTRACT, "ends=2026-12-01"}, {KIND_CONTRACT, "arr=0"},
        {KIND_CONTACT, "role=champion"}, {KIND_CONTACT, "name=Ann Ray"}, {KIND_TASK, "title=Other"},
        {KIND_TASK, "status=cancelled"}, {KIND_NOTE, "pinned=yes"}, {KIND_NOTE, "body=Short."}};
    int i = random_book_pick(scene, (int)(sizeof(facts) / sizeof(facts[0])));

    return verb_set(scene->session, facts[i].kind, random_book_some(scene, facts[i].kind),
        (const char *const[]){facts[i].fact, NULL}, outcome, err);
}

static bool add(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const struct {
        enum kind kind;
        const char *facts[5];
    } rows[] = {{KIND_ACCOUNT, {"name=Newly", "stage=onboarding", "start=2026-11-20"}},
        {KIND_CONTRACT, {"start=2026-01-01", "ends=2026-12-31", "arr=5000", "uplift=5%"}},
        {KIND_CONTACT, {"name=Bob", "role=champion"}}, {KIND_OPPORTUNITY, {"name=More seats"}},
        {KIND_GOAL, {"statement=Faster"}}, {KIND_FEEDBACK, {"text=Dark mode"}}};
    int i = random_book_pick(scene, (int)(sizeof(rows) / sizeof(rows[0])));
    int64_t account = rows[i].kind == KIND_ACCOUNT ? 0 : random_book_some(scene, KIND_ACCOUNT);

    return verb_add(scene->session, rows[i].kind, account, rows[i].facts, outcome, NULL, err);
}

static bool delete (struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const enum kind kinds[] = {KIND_ACCOUNT, KIND_RUN, KIND_NOTE, KIND_NOTE, KIND_TASK,
        KIND_CONTACT, KIND_CONTRACT, KIND_STEP, KIND_VERSION};
    enum kind kind = PICK(scene, kinds);

    return verb_delete(scene->session, kind, random_book_some(scene, kind), outcome, err);
}

static bool person(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    return verb_person_left(scene->session, random_book_some(scene, KIND_CONTACT),
        random_book_pick(scene, 2) ? scene->today : DAY_NONE, outcome, err);
}

static bool today(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    int64_t account = random_book_some(scene, KIND_ACCOUNT);
    struct session *session = scene->session;

    switch (random_book_pick(scene, 5)) {
    case 0: return verb_account_snooze(session, account, scene->today + 5, "later", outcome, err);
    case 1: return verb_account_pin(session, account, random_book_pick(scene, 2), outcome, err);
    case 2: return verb_signal_handle(session, random_book_some(scene, KIND_SIGNAL), outcome, err);
    case 3:
        return verb_signal_mute(
            session, random_book_some(scene, KIND_SIGNAL), "known", outcome, err);
    default: return verb_account_done(session, account, outcome, err);
    }
}

static void open_session(struct random_book *scene)
{
    struct session_options options = {.create = true,
        .actor = ACTOR_APP,
        .db_path = scene->book,
        .config_dir = scene->config,
        .today = scene->today};
    struct error err;

    assert_true(session_open(&options, &scene->session, &err));
}

/* The newest change, whoever made it; 0: none. */
static int64_t newest(struct random_book *scene)
{
    struct journal_list entries = {0};
    struct error err;
    int64_t id;

    arena_clear(&scene->arena);
    assert_true(store_log(session_store(scene->session), 0, 1, &scene->arena, &entries, &err));
    id = entries.count ? entries.items[0].id : 0;
    array_fini(&entries);
    return id;
}

/* What daybook does by itself on a new day is a change like any other. */
static bool days(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    int64_t before = newest(scene), after;
    bool more;

    session_close(scene->session);
    scene->today += 1 + random_book_pick(scene, 20);
    open_session(scene);
    if (session_needs_rescore(scene->session) && !session_rescore(scene->session, 0, &more, err))
        fail_msg("seed %u, a new day: %s", scene->seed, err->text);
    after = newest(scene);
    outcome->change_id = after == before ? 0 : after;
    return true;
}

/* Two verbs as one; at times it is dropped in the middle. */
static bool group(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    struct outcome one = {0}, two = {0};
    bool ok = session_group_begin(scene->session, err);

    if (!ok)
        return false;
    ok = set(scene, &one, err) && random_book_pick(scene, 4) && step_done(scene, &two, err);
    if (ok)
        ok = session_group_end(scene->session, "two", outcome, err);
    else
        session_group_drop(scene->session);
    outcome_fini(&one);
    outcome_fini(&two);
    return ok;
}

static const struct {
    const char *name;
    verb_fn fn;
} verbs[] = {{"start", start}, {"start", start}, {"step", step}, {"step", step}, {"step", step},
    {"step done", step_done}, {"step done", step_done}, {"run", run}, {"run", run},
    {"repeat", repeat}, {"note", note}, {"note", note}, {"note", note}, {"restore", restore},
    {"task", task}, {"task", task}, {"task add", task_add}, {"set", set}, {"set", set},
    {"set other", set_other}, {"add", add}, {"add", add}, {"delete", delete}, {"person", person},
    {"today", today}, {"renewal", random_book_renewal}, {"renewal", random_book_renewal},
    {"renewal", random_book_renewal}, {"join", random_book_join}, {"group", group}, {"days", days},
    {"days", days}};

/* --- the sequence --- */

void random_book_begin(struct random_book *scene, unsigned seed)
{
    struct outcome outcome;
    struct error err;
    char *folder;

    *scene = (struct random_book){.seed = seed, .random = seed * 2654435761U, .drawn = 3};
    scene->home = home_new();
    scene->book = home_path(scene->home, "book.db");
    scene->config = home_path(scene->home, "config");
    folder = home_path(scene->home, "config/playbooks");
    (void)mkdir(folder, 0700);
    free(folder);
    assert_true(day_parse_iso("2026-11-23", &scene->today));
    open_session(scene);
    (void)draw_playbook(scene);
    for (int i = 0; i < 4; i++) {
        outcome = (struct outcome){0};
        if (!verb_add(scene->session, KIND_ACCOUNT, 0,
                (const char *const[]){i % 2 ? "name=Acme" : "name=Birch", "stage=steady",
                    i > 1 ? "renewal=2027-04-20" : "tier=mid", i ? "arr=50000" : "arr=", NULL},
                &outcome, NULL, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
}

void random_book_end(struct random_book *scene)
{
    session_close(scene->session);
    arena_fini(&scene->arena);
    home_free(scene->home);
    free(scene->book);
    free(scene->config);
}

int random_book_verb(struct random_book *scene)
{
    return random_book_pick(scene, (int)COUNT_OF(verbs));
}

const char *random_book_verb_name(int verb)
{
    return verbs[verb].name;
}

bool random_book_do(struct random_book *scene, int verb, struct outcome *outcome, struct error *err)
{
    return verbs[verb].fn(scene, outcome, err);
}

bool random_book_named(
    struct random_book *scene, const char *verb, struct outcome *outcome, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(verbs); i++)
        if (!strcmp(verbs[i].name, verb))
            return verbs[i].fn(scene, outcome, err);
    fail_msg("no verb %s", verb);
    return false;
}
