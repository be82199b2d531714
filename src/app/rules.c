/* The rules of this book: the user's health.yaml and signals.yaml over the shipped ones. A faulty
 * file changes nothing: the last good text of it, kept in the book, stays in force. */
#include "app/rules.h"

#include <string.h>
#include "base/words.h"
#include "app/app_internal.h"
#include "files/embedded.h"
#include "files/config.h"
#include "files/health_file.h"
#include "files/signal_file.h"

enum { HEALTH, SIGNALS };
static const char *const names[RULE_FILES] = {[HEALTH] = "health.yaml", [SIGNALS] = "signals.yaml"};
/* In the book's meta. */
static const char *const kept_names[RULE_FILES] = {
    [HEALTH] = "good health.yaml", [SIGNALS] = "good signals.yaml"};

/* What is being read: into fresh memory, so that what is in force stays as it is until it stands.
 */
struct reading_rules {
    struct session *session;
    struct arena arena;
    struct fault_list faults;
    struct rule_text good[RULE_FILES];
    struct health_rules *health;
    struct signal_rules *signals;
    uint64_t hash;
};

static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < len; i++)
        hash = hash * 31 + (unsigned char)text[i];
    return hash;
}

/* The user's file; *ret_there false: there is none, or it cannot be read, which is a fault. */
static bool find_own(struct reading_rules *reading, int at, struct config_file *ret_file)
{
    struct session *session = reading->session;
    struct error err;
    bool there = false;

    if (!session->config_dir)
        return false;
    if (!config_of_user(session->config_dir, names[at], &reading->arena, ret_file, &there, &err)) {
        fault_add_error(&reading->faults, names[at], &err);
        reading->good[at].faulty = true;
        return false;
    }
    return there;
}

/* The last text of the user's that was without fault; "" an empty file, NULL there was none. */
static const char *last_good(struct reading_rules *reading, int at)
{
    const char *text = NULL;
    struct error ignored;

    if (!store_meta_get(reading->session->store, kept_names[at], &reading->arena, &text, &ignored))
        return NULL;
    return text;
}

static bool parse_health(
    struct reading_rules *reading, const struct config_file *file, struct fault_list *faults)
{
    return health_file_read(file->path, file->text, file->len, &reading->session->settings,
        &reading->arena, faults, reading->health);
}

static bool stand_in_health(struct reading_rules *reading)
{
    const char *text = last_good(reading, HEALTH);
    struct config_file file = {.path = names[HEALTH], .text = text};
    struct fault_list ignored = {0};
    bool ok = false;

    if (text) {
        file.len = strlen(text);
        ok = parse_health(reading, &file, &ignored);
        fault_list_fini(&ignored);
    }
    return ok;
}

static bool read_health(struct reading_rules *reading, struct error *err)
{
    struct rule_text *good = &reading->good[HEALTH];
    struct config_file file;
    bool there = find_own(reading, HEALTH, &file);

    if (there && parse_health(reading, &file, &reading->faults)) {
        good->text = file.text;
        return true;
    }
    good->faulty = good->faulty || there;
    if (good->faulty && stand_in_health(reading))
        return true;
    if (!config_shipped(names[HEALTH], &file))
        return error_set(err, ERROR_NOT_FOUND, "health.yaml is not compiled in");
    return parse_health(reading, &file, &reading->faults) || fault_none(&reading->faults, err);
}

/* The user's rows are laid over the shipped ones; the hash is that of what is in force. */
static bool lay_signals(struct reading_rules *reading, const struct config_file *file,
    const struct signal_rules *shipped, struct fault_list *faults)
{
    if (!signal_file_read(file->path, file->text, file->len, &reading->session->settings, shipped,
            &reading->arena, faults, reading->signals))
        return false;
    reading->hash += hash_of(file->text, file->len);
    return true;
}

static void stand_in_signals(struct reading_rules *reading, const struct signal_rules *shipped)
{
    const char *text = last_good(reading, SIGNALS);
    struct config_file file = {.path = names[SIGNALS], .text = text};
    struct fault_list ignored = {0};

    if (text) {
        file.len = strlen(text);
        if (!lay_signals(reading, &file, shipped, &ignored))
            *reading->signals = *shipped;
        fault_list_fini(&ignored);
    }
}

static bool read_signals(struct reading_rules *reading, struct error *err)
{
    struct rule_text *good = &reading->good[SIGNALS];
    struct signal_rules *shipped = arena_alloc(&reading->arena, sizeof(*shipped));
    struct config_file file;
    bool there;

    if (!config_shipped(names[SIGNALS], &file))
        return error_set(err, ERROR_NOT_FOUND, "signals.yaml is not compiled in");
    if (!signal_file_read(file.path, file.text, file.len, &reading->session->settings, NULL,
            &reading->arena, &reading->faults, shipped))
        return fault_none(&reading->faults, err);
    *reading->signals = *shipped;
    there = find_own(reading, SIGNALS, &file);
    if (there && lay_signals(reading, &file, shipped, &reading->faults)) {
        good->text = file.text;
        return true;
    }
    good->faulty = good->faulty || there;
    *reading->signals = *shipped;
    if (good->faulty)
        stand_in_signals(reading, shipped);
    return true;
}

/* What was read is kept until the session closes: a screen may still show it. */
static void put_in_force(struct session *session, struct reading_rules *reading)
{
    if (session->rules_read)
        ARRAY_PUSH(&session->retired_rules, session->rules_arena);
    fault_list_fini(&session->rules_faults);
    session->rules_arena = reading->arena;
    session->rules_faults = reading->faults;
    memcpy(session->rule_texts, reading->good, sizeof(session->rule_texts));
    session->rules_kept = false;
    session->rules.settings = &session->settings;
    session->rules.health = reading->health;
    session->rules.signals = reading->signals;
    session->rules_hash = reading->hash + reading->health->hash;
    session->rules_read = true;
}

/* Of the files as they stand, faulty or not. */
static uint64_t mark_of_files(struct session *session)
{
    struct arena arena = {0};
    uint64_t mark = 0;

    for (int i = 0; session->config_dir && i < RULE_FILES; i++) {
        struct config_file file;
        struct error err;
        bool there = false;

        if (!config_of_user(session->config_dir, names[i], &arena, &file, &there, &err))
            mark = mark * 31 + hash_of(err.text, strlen(err.text)) + 2;
        else if (there)
            mark = mark * 31 + hash_of(file.text, file.len) + 1;
        mark *= 31;
    }
    arena_fini(&arena);
    return mark;
}

uint64_t rules_texts_mark(struct session *session)
{
    static const char *const shipped[] = {
        "config/health.yaml", "config/signals.yaml", "config/playbooks/"};
    uint64_t mark = mark_of_files(session) * 31 + catalogue_mark(session);

    for (size_t i = 0; i < COUNT_OF(shipped); i++)
        for (const struct embedded *file = NULL; (file = embedded_next(shipped[i], file)) != NULL;)
            mark = mark * 31 + file->mark;
    return mark;
}

bool rules_read(struct session *session, struct error *err)
{
    struct reading_rules reading = {.session = session};

    session->rules_mark = mark_of_files(session); /* what changes meanwhile is seen later */
    reading.health = arena_alloc(&reading.arena, sizeof(*reading.health));
    reading.signals = arena_alloc(&reading.arena, sizeof(*reading.signals));
    if (!read_health(&reading, err) || !read_signals(&reading, err)) {
        arena_fini(&reading.arena);
        fault_list_fini(&reading.faults);
        return false;
    }
    put_in_force(session, &reading);
    return true;
}

void rules_fini(struct session *session)
{
    for (size_t i = 0; i < session->retired_rules.count; i++)
        arena_fini(&session->retired_rules.items[i]);
    array_fini(&session->retired_rules);
    fault_list_fini(&session->rules_faults);
    arena_fini(&session->rules_arena);
}

/* --- looked at again --- */

/* All that faults say, to tell one state of the files from another. */
static void add_state(const struct session *session, struct str *out)
{
    str_addf(out, "%llx\n", (unsigned long long)session->rules_hash);
    for (size_t i = 0; i < session->rules_faults.count; i++) {
        fault_format(&session->rules_faults.items[i], out);
        str_add_char(out, '\n');
    }
}

bool session_rules_look(struct session *session)
{
    struct str before = {0}, after = {0};
    struct error ignored;
    bool moved = false;

    if (session->rules_read && mark_of_files(session) != session->rules_mark) {
        add_state(session, &before);
        moved = rules_read(session, &ignored);
        add_state(session, &after);
        moved = moved && !text_equal(str_text(&before), str_text(&after));
    }
    str_fini(&before);
    str_fini(&after);
    return moved;
}

/* `health.yaml:12:7` without the folder, which is known. */
bool session_rules_banner(const struct session *session, struct str *out)
{
    const struct fault *fault = session->rules_faults.items;
    const char *base;

    if (!session->rules_faults.count)
        return false;
    base = strrchr(fault->path, '/');
    str_add(out, base ? base + 1 : fault->path);
    if (fault->line > 0)
        str_addf(out, ":%d:%d", fault->line, fault->column);
    str_addf(out, _(" is faulty: %s"), fault->text);
    return true;
}

bool session_rules_faulty(const struct session *session, const char *name)
{
    for (int i = 0; i < RULE_FILES; i++)
        if (text_equal(names[i], name))
            return session->rule_texts[i].faulty;
    return false;
}

/* --- the last good texts --- */

static bool is_kept(struct session *session, int at, bool *ret_kept, struct error *err)
{
    const struct rule_text *text = &session->rule_texts[at];
    const char *kept = NULL;
    struct arena arena = {0};
    bool ok = text->faulty || store_meta_get(session->store, kept_names[at], &arena, &kept, err);

    if (ok)
        *ret_kept = text->faulty || (kept && text->text ? strcmp(kept, text->text) == 0
                                                        : kept == NULL && text->text == NULL);
    arena_fini(&arena);
    return ok;
}

bool rules_are_kept(struct session *session)
{
    struct error ignored;
    bool kept = true;

    for (int i = 0; !session->rules_kept && i < RULE_FILES; i++)
        if (!is_kept(session, i, &kept, &ignored) || !kept)
            return false;
    session->rules_kept = true;
    return true;
}

static bool keep_text(struct session *session, int at, unsigned *ret_moved, struct error *err)
{
    bool kept;

    if (!is_kept(session, at, &kept, err))
        return false;
    if (kept)
        return true;
    *ret_moved |= 1u << at;
    return store_meta_set(session->store, kept_names[at], session->rule_texts[at].text, err);
}

bool rules_keep(struct session *session, unsigned *ret_moved, struct error *err)
{
    unsigned moved = 0;

    for (int i = 0; i < RULE_FILES; i++)
        if (!keep_text(session, i, &moved, err))
            return false;
    session->rules_kept = true;
    *ret_moved = moved;
    return true;
}
