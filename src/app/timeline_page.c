/* A page of the book's timeline: all its sources, each read a few places at a time, merged by time.
 */
#include "base/bug.h"
#include "timeline_internal.h"

enum { CHUNK = 24 }; /* places of one source read at once */

/* One source: what of it was read ahead. */
struct stream {
    struct place_list places;
    size_t at;
    bool done; /* there is nothing more in the store */
};

struct merge {
    const struct timeline_ask *ask;
    struct timeline_reader reader;
    struct stream streams[MOMENT_SOURCES];
};

static bool fill(struct merge *merge, enum moment_source source, const struct moment_place *before,
    struct error *err)
{
    struct stream *stream = &merge->streams[source];

    array_clear(&stream->places);
    stream->at = 0;
    if (!store_moments(merge->reader.session->store, source, before, CHUNK, &stream->places, err))
        return false;
    stream->done = stream->places.count < CHUNK;
    return true;
}

static const struct moment_place *head_of(const struct stream *stream)
{
    return stream->at < stream->places.count ? &stream->places.items[stream->at] : NULL;
}

/* The source whose next place stands highest; MOMENT_SOURCES: all are at their end. */
static enum moment_source next_source(const struct merge *merge)
{
    const struct moment_place *best = NULL;
    int found = MOMENT_SOURCES;

    for (int source = 0; source < MOMENT_SOURCES; source++) {
        const struct moment_place *head = head_of(&merge->streams[source]);

        if (head != NULL && (best == NULL || moment_compare(head, best) < 0)) {
            best = head;
            found = source;
        }
    }
    return (enum moment_source)found;
}

static bool take(struct merge *merge, enum moment_source source, struct moment_place *ret_place,
    struct error *err)
{
    struct stream *stream = &merge->streams[source];

    *ret_place = stream->places.items[stream->at++];
    if (stream->at < stream->places.count || stream->done)
        return true;
    return fill(merge, source, ret_place, err);
}

static bool is_over(const struct timeline_ask *ask, const struct moment_place *place)
{
    return ask->since != DAY_NONE && place->day < ask->since;
}

static bool merge_all(
    struct merge *merge, struct moment_list *moments, bool *ret_more, struct error *err)
{
    size_t end = moments->count + (size_t)merge->ask->limit;

    for (;;) {
        enum moment_source source = next_source(merge);
        struct moment_place place;
        struct moment moment;
        bool told;

        *ret_more =
            source != MOMENT_SOURCES && !is_over(merge->ask, head_of(&merge->streams[source]));
        if (!*ret_more || moments->count == end)
            return true;
        if (!take(merge, source, &place, err) ||
            !timeline_read(&merge->reader, &place, &told, &moment, err))
            return false;
        if (told && !moment.pinned)
            ARRAY_PUSH(moments, moment);
    }
}

struct timeline_ask timeline_ask_all(const struct session *session, int limit)
{
    return (struct timeline_ask){
        .since = DAY_NONE, .before = moment_place_of_day(session_today(session)), .limit = limit};
}

/* In one consistent state of the book. */
static bool read_page(
    struct merge *merge, struct moment_list *moments, bool *ret_more, struct error *err)
{
    for (int source = 0; source < MOMENT_SOURCES; source++)
        if (source != MOMENT_PIN &&
            timeline_wants(merge->ask->kinds, timeline_source((enum moment_source)source)->told) &&
            !fill(merge, (enum moment_source)source, &merge->ask->before, err))
            return false;
    return merge_all(merge, moments, ret_more, err);
}

bool timeline_page(struct session *session, const struct timeline_ask *ask, struct arena *arena,
    struct moment_list *ret_moments, bool *ret_more, struct error *err)
{
    struct merge merge = {.ask = ask, .reader = timeline_reader_of(session, arena)};
    bool ok;

    BUG_ON(ask->limit <= 0);
    if (!store_begin_read(session->store, err))
        return false;
    ok = read_page(&merge, ret_moments, ret_more, err);
    for (int source = 0; source < MOMENT_SOURCES; source++)
        array_fini(&merge.streams[source].places);
    if (ok && store_commit(session->store, err))
        return true;
    store_rollback(session->store);
    return false;
}
