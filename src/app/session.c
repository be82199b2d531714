#include "app/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "app/upkeep_internal.h"
#include "app/demo.h"
#include "files/paths.h"
#include "store/kept.h"
#include "store/timeline.h"

static bool keep_path(struct session *session, struct str *path, const char **ret_path)
{
    *ret_path = arena_copy_text(&session->arena, str_text(path));
    str_clear(path);
    return true;
}

/* The demo has nothing of the user's, their config included. */
static bool open_folders(
    struct session *session, const struct session_options *options, struct error *err)
{
    struct str path = {0};
    bool ok;

    if (session->demo)
        return demo_folder_make(&session->arena, &session->db_path, &session->demo_lock, err);
    ok = path_of_config(options->config_dir, &path, err) &&
         keep_path(session, &path, &session->config_dir) &&
         path_of_db(options->db_path, &path, err) && keep_path(session, &path, &session->db_path);
    str_fini(&path);
    return ok;
}

static bool read_today(struct session *session, day_number asked, struct error *err)
{
    const char *text = getenv("DAYBOOK_TODAY");

    session->fixed_today = asked != DAY_NONE || (text && *text);
    if (asked != DAY_NONE) {
        session->today = asked;
        return true;
    }
    session->today = clock_today();
    if (!session->fixed_today)
        return true;
    return day_parse(text, session->today, NULL, &session->today, err);
}

static bool open_store(
    struct session *session, const struct session_options *options, struct error *err)
{
    struct store_options store_options = {
        .path = session->db_path,
        .read_only = options->read_only && !session->building,
        .create = options->create || options->demo,
        .throw_away = options->demo,
        .busy_timeout_ms = options->busy_timeout_ms,
        .stamp = clock_stamp,
    };

    if (!store_open(&store_options, &session->store, err))
        return false;
    if (!session->building)
        store_set_today(session->store, session->today);
    return true;
}

/* The setting, else what the last import found to be the most frequent, else dollars. The rules
 * convert by the settings, so it is written there. */
static void settle_currency(struct session *session)
{
    const char *stored = NULL;
    struct error ignored;

    if (session->currency_is_set)
        return;
    if (!store_meta_get(session->store, "currency", &session->arena, &stored, &ignored) || !stored)
        stored = "USD";
    session->settings.currency = stored;
}

/* Read-only asks for a demo that can be looked at, but it is to be written first. */
static bool make_demo(struct session *session, const struct session_options *options,
    bool for_screen, struct error *err)
{
    if (!demo_begin(session, err))
        return false;
    if (for_screen && !options->read_only && !options->redact)
        return true;
    if (!demo_finish(session, err))
        return false;
    if (!options->read_only)
        return true;
    store_close(session->store);
    session->store = NULL;
    return open_store(session, options, err);
}

static bool open_session(const struct session_options *options, bool for_screen,
    struct session **ret_session, struct error *err)
{
    struct session *session = mem_alloc(sizeof(*session));

    session->actor = options->actor;
    session->demo = session->building = options->demo;
    session->demo_lock = -1;
    session->facts_day = session->missed_from = DAY_NONE;
    session->busy_timeout_ms = options->busy_timeout_ms;
    if (!read_today(session, options->today, err) || !open_folders(session, options, err)) {
        session_close(session);
        return false;
    }
    settings_load(session);
    if (!open_store(session, options, err)) {
        session_close(session);
        return false;
    }
    settle_currency(session);
    if (session->demo && !make_demo(session, options, for_screen, err)) {
        session_close(session);
        return false;
    }
    if (options->redact && !redact(session, err)) {
        session_close(session);
        return false;
    }
    *ret_session = session;
    return true;
}

bool session_open(
    const struct session_options *options, struct session **ret_session, struct error *err)
{
    return open_session(options, false, ret_session, err);
}

bool session_open_for_screen(
    const struct session_options *options, struct session **ret_session, struct error *err)
{
    return open_session(options, true, ret_session, err);
}

void session_close(struct session *session)
{
    if (!session)
        return;
    demo_drop(session);
    store_close(session->store);
    catalogue_fini(session);
    deeds_fini(&session->news);
    standings_forget(session);
    risk_patterns_drop(session);
    fault_list_fini(&session->faults);
    fault_list_fini(&session->settings_faults);
    if (session->demo && session->db_path)
        demo_folder_remove(session->db_path);
    if (session->demo && session->demo_lock >= 0)
        close(session->demo_lock);
    arena_fini(&session->facts_arena);
    rules_fini(session);
    str_fini(&session->model_news);
    arena_fini(&session->arena);
    free(session);
}

struct store *session_store(struct session *session)
{
    return session->store;
}

const struct settings *session_settings(const struct session *session)
{
    return &session->settings;
}

const char *session_currency(struct session *session)
{
    return session->settings.currency;
}

day_number session_today(const struct session *session)
{
    return session->today;
}

minute_number session_now(const struct session *session)
{
    minute_number now = clock_now();

    if (session->is_as_of)
        return minute_make(session->today, 24 * 60 - 1);
    return minute_make(session->today, (int)(now - minute_make(minute_day(now), 0)));
}

const char *session_config_dir(const struct session *session)
{
    return session->config_dir;
}

const char *session_author(struct session *session)
{
    const char *login;

    if (session->settings.author)
        return session->settings.author;
    login = getenv("LOGNAME");
    return login ? login : "";
}

bool session_is_read_only(const struct session *session)
{
    return store_is_read_only(session->store);
}

bool session_is_demo(const struct session *session)
{
    return session->demo;
}

bool session_is_redacted(const struct session *session)
{
    return session->is_redacted;
}

bool session_has_fixed_today(const struct session *session)
{
    return session->fixed_today;
}

bool session_new_day(struct session *session)
{
    day_number today = clock_today();

    if (session->fixed_today || today == session->today)
        return false;
    session->today = today;
    store_set_today(session->store, today);
    session_forget_book_facts(session);
    return true;
}

bool session_rules(struct session *session, const struct rules **ret_rules, struct error *err)
{
    if (!session->rules_read && !rules_read(session, err))
        return false;
    if (!session->playbooks_read)
        (void)!catalogue_read(session, NULL); /* who asks for playbooks is told of the fault */
    *ret_rules = &session->rules;
    return true;
}

/* What is kept in the book; false: somebody is counting it anew just now, or nobody did yet. */
static bool take_kept_facts(struct session *session)
{
    struct arena arena = {0};
    struct book_facts facts;

    if (!store_kept_book_facts(session->store, &session->settings, &arena, &facts)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&session->facts_arena);
    session->facts_arena = arena;
    session->facts = facts;
    return true;
}

/* While an import of another program, or of a thread of ours, has written its rows and counts the
 * book anew, a screen goes on with what it knew: its keys would wait for a second count. */
static bool goes_on_with_old_facts(const struct session *session)
{
    return session->is_awaited != NULL && session->facts.currency != NULL &&
           !store_is_writing(session->store);
}

static bool take_facts(struct session *session, struct error *err)
{
    arena_clear(&session->facts_arena);
    session->facts = (struct book_facts){0};
    return store_book_facts(
        session->store, &session->settings, &session->facts_arena, &session->facts, err);
}

bool session_book_facts(
    struct session *session, const struct book_facts **ret_facts, struct error *err)
{
    *ret_facts = &session->facts;
    if (session->facts_read)
        return true;
    settle_currency(session);
    if (!take_kept_facts(session)) {
        if (goes_on_with_old_facts(session))
            return true;
        if (!take_facts(session, err))
            return false;
    }
    session->facts_read = risk_patterns_take(session, err);
    return session->facts_read;
}

void session_forget_book_facts(struct session *session)
{
    session->facts_read = false;
}
