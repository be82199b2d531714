/* Sources: which there are, and what became of them. */
#include "app/sync.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "sync_internal.h"

/* --- what is kept of the last run: `STATE AT GOOD-AT CREATED UPDATED UNCHANGED REJECTED WHY` ---
 */

enum { KEPT_NUMBERS = 7 };

static bool take_number(const char **at, long long *ret_number)
{
    char digits[24];
    size_t len = strcspn(*at, " ");

    if (len == 0 || len >= sizeof(digits))
        return false;
    memcpy(digits, *at, len);
    digits[len] = '\0';
    *at += len + ((*at)[len] == ' ');
    return text_to_int(digits, ret_number);
}

static void read_kept(const char *kept, struct arena *arena, struct sync_last *last)
{
    long long numbers[KEPT_NUMBERS];

    *last = (struct sync_last){SYNC_NEVER, MINUTE_NONE, MINUTE_NONE, .why = ""};
    if (!kept)
        return;
    for (int i = 0; i < KEPT_NUMBERS; i++)
        if (!take_number(&kept, &numbers[i]))
            return;
    if (numbers[0] < SYNC_NEVER || numbers[0] > SYNC_FAILED)
        return;
    *last = (struct sync_last){(enum sync_state)numbers[0], numbers[1],
        numbers[2] ? numbers[2] : MINUTE_NONE, numbers[3], numbers[4], numbers[5], numbers[6],
        arena_copy_text(arena, kept)};
}

static const char *kept_name(const struct source *source, struct arena *arena)
{
    return arena_format(arena, "sync %s", source->name);
}

static bool last_of(struct session *session, const struct source *source, struct arena *arena,
    struct sync_last *ret_last, struct error *err)
{
    const char *kept = NULL;

    if (!store_meta_get(session_store(session), kept_name(source, arena), arena, &kept, err))
        return false;
    read_kept(kept, arena, ret_last);
    return true;
}

bool sync_keep(struct session *session, const struct sync_source *source,
    const struct sync_last *last, struct arena *arena, struct error *err)
{
    const char *text = arena_format(arena, "%d %lld %lld %lld %lld %lld %lld %s", (int)last->state,
        (long long)last->at, last->good_at == MINUTE_NONE ? 0LL : (long long)last->good_at,
        (long long)last->created, (long long)last->updated, (long long)last->unchanged,
        (long long)last->rejected, last->why);

    return store_meta_set(session_store(session), kept_name(&source->source, arena), text, err);
}

/* --- the list --- */

static const char *command_words(const struct source *source, struct arena *arena)
{
    struct str words = {0};
    const char *kept;

    for (int i = 0; i < source->argc; i++) {
        const char *word = source->argv[i];
        bool quoted = !*word || strpbrk(word, " \t\n\"'") != NULL;

        str_addf(&words, "%s%s%s%s", i ? " " : "", quoted ? "\"" : "", word, quoted ? "\"" : "");
    }
    kept = arena_copy_text(arena, str_text(&words));
    str_fini(&words);
    return kept;
}

/* A clock that was set back leaves a run in the days to come: that says nothing. */
static void settle_due(struct sync_source *source, minute_number now)
{
    minute_number good = source->last.good_at;

    source->due_at = MINUTE_NONE;
    if (!source->source.every_minutes)
        return;
    source->is_due =
        good == MINUTE_NONE || good > now || now - good >= source->source.every_minutes;
    if (!source->is_due)
        source->due_at = good + source->source.every_minutes;
}

static bool fill(struct session *session, const struct sources *sources, struct arena *arena,
    struct sync_list *list, struct error *err)
{
    minute_number now = session_now(session);

    list->items = arena_alloc_array(arena, (size_t)sources->count + 1, sizeof(*list->items));
    for (int i = 0; i < sources->count; i++) {
        struct sync_source *source = &list->items[list->count++];

        source->source = sources->items[i];
        source->command = command_words(&source->source, arena);
        if (!last_of(session, &source->source, arena, &source->last, err))
            return false;
        settle_due(source, now);
        list->due += source->is_due;
    }
    return true;
}

bool sync_read(struct session *session, struct arena *arena, struct fault_list *faults,
    struct sync_list *ret_list, struct error *err)
{
    const char *folder = session_config_dir(session);
    struct sync_list list = {0};
    struct sources sources = {0};

    if (!sources_file_find(folder, arena, faults, &sources, err) || !fault_none(faults, err))
        return false;
    list.is_there = sources.path != NULL;
    list.path = sources.path ? sources.path
                : folder     ? arena_format(arena, "%s/sources.yaml", folder)
                             : NULL;
    list.ignored = sources.ignored;
    if (!fill(session, &sources, arena, &list, err))
        return false;
    *ret_list = list;
    return true;
}

bool sync_find(const struct sync_list *list, const char *name,
    const struct sync_source **ret_source, struct error *err)
{
    const char *names[SOURCES_MOST], *nearest;

    for (int i = 0; i < list->count; i++) {
        names[i] = list->items[i].source.name;
        if (text_equal(names[i], name)) {
            *ret_source = &list->items[i];
            return true;
        }
    }
    nearest = fault_nearest(name, names, (size_t)list->count);
    return error_set(err, ERROR_NOT_FOUND, "no source '%s'%s%s%s; daybook sources names them", name,
        nearest ? _("; did you mean ") : "", nearest ? nearest : "", nearest ? "?" : "");
}

/* --- words --- */

void sync_words(const struct sync_last *last, struct str *out)
{
    if (last->state == SYNC_FAILED)
        str_add(out, last->why);
    else if (last->state != SYNC_NEVER)
        str_addf(out, _("%lld created, %lld updated, %lld unchanged, %lld rejected"),
            (long long)last->created, (long long)last->updated, (long long)last->unchanged,
            (long long)last->rejected);
}

void sync_age_words(int minutes, struct str *out)
{
    enum { HOUR = 60, DAY = 24 * HOUR };

    if (minutes % DAY == 0)
        str_addf(out, "%dd", minutes / DAY);
    else if (minutes % HOUR == 0)
        str_addf(out, "%dh", minutes / HOUR);
    else
        str_addf(out, "%dm", minutes);
}
