/* The timeline of one account, from its dossier; pins; what a change did. */
#include "app/timeline.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "timeline_internal.h"

enum { ACCOUNT_MOST = 500, IMPORTS_MOST = 64 }; /* of what only the journal knows */

static bool add_place(const struct timeline_reader *reader, const struct moment_place *place,
    struct moment_list *moments, struct error *err)
{
    struct moment moment;
    bool told;

    if (place->day > reader->session->today)
        return true;
    if (!timeline_read(reader, place, &told, &moment, err))
        return false;
    if (told)
        ARRAY_PUSH(moments, moment);
    return true;
}

/* Money and newcomers, as far as they are asked for. */
static bool add_kept(const struct timeline_reader *reader, int64_t account, unsigned kinds,
    struct moment_list *moments, struct error *err)
{
    struct place_list places = {0};
    bool ok = store_account_moments(reader->session->store, account, ACCOUNT_MOST, &places, err);

    for (size_t i = 0; ok && i < places.count; i++)
        if (timeline_wants(
                kinds, timeline_source((enum moment_source)places.items[i].source)->told))
            ok = add_place(reader, &places.items[i], moments, err);
    array_fini(&places);
    return ok;
}

/* Health moves stand in the snapshots. */
static bool add_health(
    const struct timeline_reader *reader, struct moment_list *moments, struct error *err)
{
    const struct snapshot_list *snapshots = &reader->dossier->snapshots;

    for (size_t i = 1; i < snapshots->count; i++) {
        struct moment_place place = {
            snapshots->items[i].day, -1, MOMENT_HEALTH, reader->dossier->account->key, 0};

        if (timeline_tells_health(snapshots->items[i - 1].health, snapshots->items[i].health) &&
            !add_place(reader, &place, moments, err))
            return false;
    }
    return true;
}

/* --- imports: those that touched a row of the account last --- */

struct touches {
    struct key_list changes;
    size_t rows[IMPORTS_MOST]; /* by each of them */
};

static void count_rows(
    const struct row_list *rows, int64_t change, const char **first, size_t *count)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i]->rev == change && (*count)++ == 0)
            *first = kind_info(rows->items[i]->kind)->singular;
}

static void collect_revs(const struct row_list *rows, struct key_list *changes)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i]->rev > 0)
            ARRAY_PUSH(changes, rows->items[i]->rev);
}

static const char *import_words(
    const struct timeline_reader *reader, int64_t change, const char *summary)
{
    const struct dossier *dossier = reader->dossier;
    const struct row_list *lists[] = {&dossier->contracts, &dossier->contacts, &dossier->tickets,
        &dossier->tasks, &dossier->notes, &dossier->opportunities, &dossier->goals,
        &dossier->results, &dossier->feedback};
    const char *rest = strchr(summary, ':');
    struct str out = {0};
    const char *words;

    str_addf(&out, "%.*s", (int)(rest != NULL ? rest - summary : (long)strlen(summary)), summary);
    if (dossier->account->rev == change)
        str_add(&out, _(": this account"));
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        const char *singular = NULL;
        size_t count = 0;

        count_rows(lists[i], change, &singular, &count);
        if (count == 0)
            continue;
        str_add(&out, strchr(str_text(&out), ':') != NULL ? ", " : ": ");
        str_addf(&out, "%zu %s", count,
            words_plural(singular, kind_info(lists[i]->items[0]->kind)->plural, (long long)count));
    }
    words = arena_copy_text(reader->arena, str_text(&out));
    str_fini(&out);
    return words;
}

static bool add_import(const struct timeline_reader *reader, int64_t change,
    struct moment_list *moments, struct error *err)
{
    struct moment_place place = {DAY_NONE, -1, MOMENT_IMPORT, change, 0};
    struct moment moment;
    bool told;

    if (!store_import_day(reader->session->store, change, &place.day, err))
        return false;
    if (place.day == DAY_NONE || place.day > reader->session->today)
        return true;
    if (!timeline_read(reader, &place, &told, &moment, err))
        return false;
    if (!told)
        return true;
    moment.text = import_words(reader, change, moment.text);
    moment.account = reader->dossier->account->key;
    ARRAY_PUSH(moments, moment);
    return true;
}

static bool add_imports(
    const struct timeline_reader *reader, struct moment_list *moments, struct error *err)
{
    const struct dossier *dossier = reader->dossier;
    const struct row_list *lists[] = {&dossier->contracts, &dossier->contacts, &dossier->tickets,
        &dossier->tasks, &dossier->notes, &dossier->opportunities, &dossier->goals,
        &dossier->results, &dossier->feedback};
    struct key_list changes = {0};
    size_t taken = 0;
    bool ok = true;

    ARRAY_PUSH(&changes, dossier->account->rev);
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        collect_revs(lists[i], &changes);
    store_keys_unique(&changes);
    for (size_t i = changes.count; ok && i-- > 0 && taken < IMPORTS_MOST;) {
        struct journal_entry entry;

        ok = store_entry_get(reader->session->store, changes.items[i], reader->arena, &entry, err);
        if (ok && entry.actor == ACTOR_IMPORT && entry.id != 0) {
            ok = add_import(reader, entry.id, moments, err);
            taken++;
        }
    }
    array_fini(&changes);
    return ok;
}

static int pinned_first(const void *left, const void *right)
{
    const struct moment *a = left, *b = right;

    if (a->pinned != b->pinned)
        return a->pinned ? -1 : 1;
    return moment_compare(&a->place, &b->place);
}

bool timeline_of_dossier(struct session *session, const struct dossier *dossier, unsigned kinds,
    struct arena *arena, struct moment_list *ret_moments, struct error *err)
{
    struct timeline_reader reader = timeline_reader_of(session, arena);
    struct dossier whole = *dossier;

    reader.dossier = dossier;
    if (!store_children(
            session->store, KIND_RENEWAL, dossier->account->key, arena, &whole.renewals, err))
        return false;
    timeline_of_rows(&whole, kinds, &reader.scene, arena, ret_moments);
    if (!add_kept(&reader, dossier->account->key, kinds, ret_moments, err) ||
        (timeline_wants(kinds, TIMELINE_HEALTH) && !add_health(&reader, ret_moments, err)) ||
        (timeline_wants(kinds, TIMELINE_IMPORTS) && !add_imports(&reader, ret_moments, err)))
        return false;
    if (ret_moments->count > 1)
        qsort(ret_moments->items, ret_moments->count, sizeof(*ret_moments->items), pinned_first);
    return true;
}

bool timeline_of_account(struct session *session, int64_t account, unsigned kinds,
    struct arena *arena, struct moment_list *ret_moments, struct error *err)
{
    struct dossier dossier;

    if (!store_dossier(session->store, account, session->today, arena, &dossier, err))
        return false;
    if (!dossier.account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    return timeline_of_dossier(session, &dossier, kinds, arena, ret_moments, err);
}

/* --- pins --- */

bool timeline_pins(struct session *session, struct arena *arena, struct moment_list *ret_moments,
    struct error *err)
{
    struct timeline_reader reader = timeline_reader_of(session, arena);
    struct row_list notes = {0};

    if (!store_pinned_notes(session->store, TIMELINE_PINS, arena, &notes, err))
        return false;
    for (size_t i = 0; i < notes.count; i++) {
        struct moment moment;

        if (moment_of_row(MOMENT_NOTE, notes.items[i], &reader.scene, arena, &moment))
            ARRAY_PUSH(ret_moments, moment);
    }
    return true;
}

bool verb_note_pin(struct session *session, int64_t note, bool pinned, struct outcome *ret_outcome,
    struct error *err)
{
    struct change change;
    struct row *row = NULL;
    const char *name;
    bool ok;

    change_init(&change, session->actor);
    ok = store_get(session->store, KIND_NOTE, note, &change.arena, &row, err);
    if (ok && !row)
        ok = error_set(err, ERROR_NOT_FOUND, "this note is gone");
    ok = ok && account_name(session, row_integer(row, NOTE_ACCOUNT), &change.arena, &name, err);
    if (ok) {
        change.account = row_integer(row, NOTE_ACCOUNT);
        change_set(&change, change_update(&change, KIND_NOTE, note), NOTE_PINNED,
            pinned ? value_integer(1) : value_unknown());
        change_summarize(
            &change, pinned ? N_("%s: note pinned") : N_("%s: note no longer pinned"), name);
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    return ok;
}
