/* The rules of this book: the user's health.yaml and signals.yaml, or the shipped ones. */
#include <string.h>
#include "app/app_internal.h"
#include "files/config.h"
#include "files/health_file.h"
#include "files/signal_file.h"

static bool parse_health(
    struct session *session, const struct config_file *file, struct health_rules *rules)
{
    return health_file_read(file->path, file->text, file->len, &session->settings,
        &session->rules_arena, &session->faults, rules);
}

/* A faulty file of the user's is told by its faults, and the shipped one stands in for it. */
static bool read_health(struct session *session, struct health_rules *rules, struct error *err)
{
    struct config_file file;

    if (!config_find(session->config_dir, "health.yaml", &session->rules_arena, &file, err))
        return false;
    if (parse_health(session, &file, rules))
        return true;
    if (!file.shipped && config_shipped("health.yaml", &file) &&
        parse_health(session, &file, rules))
        return true;
    return fault_none(&session->faults, err);
}

/* The user's rows of signals are part of the rules; the shipped ones change only with the program.
 */
static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < len; i++)
        hash = hash * 31 + (unsigned char)text[i];
    return hash;
}

/* The user's rows are laid over the shipped ones. */
static bool lay_signals(struct session *session, const struct signal_rules *shipped,
    struct signal_rules *rules, struct error *err)
{
    struct config_file own;
    bool there = false;

    *rules = *shipped;
    if (!session->config_dir)
        return true;
    if (!config_of_user(
            session->config_dir, "signals.yaml", &session->rules_arena, &own, &there, err))
        return false;
    session->rules_hash = there ? hash_of(own.text, own.len) : 0;
    if (!there || signal_file_read(own.path, own.text, own.len, &session->settings, shipped,
                      &session->rules_arena, &session->faults, rules))
        return true;
    *rules = *shipped; /* told by its faults; the shipped ones stand in */
    return true;
}

static bool read_signals(struct session *session, struct signal_rules *rules, struct error *err)
{
    struct config_file file;
    struct signal_rules shipped;

    if (!config_shipped("signals.yaml", &file))
        return error_set(err, ERROR_NOT_FOUND, "signals.yaml is not compiled in");
    if (!signal_file_read(file.path, file.text, file.len, &session->settings, NULL,
            &session->rules_arena, &session->faults, &shipped))
        return fault_none(&session->faults, err);
    return lay_signals(session, &shipped, rules, err);
}

bool rules_read(struct session *session, struct error *err)
{
    struct health_rules *health = arena_alloc(&session->rules_arena, sizeof(*health));
    struct signal_rules *signals = arena_alloc(&session->rules_arena, sizeof(*signals));

    if (!read_health(session, health, err) || !read_signals(session, signals, err))
        return false;
    session->rules.settings = &session->settings;
    session->rules.health = health;
    session->rules.signals = signals;
    session->rules_hash += health->hash;
    session->rules_read = true;
    return true;
}
