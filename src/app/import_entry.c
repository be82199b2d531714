/* The journal entry of an import: the files of one call stand in one, so that one undo takes them
 * back, though each is written in a transaction of its own. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/paths.h"
#include "import_internal.h"

enum { NAMES_SHOWN = 3 };

bool import_entry_begin(struct import_run *run, struct error *err)
{
    return store_bulk_again(run->session->store, ACTOR_IMPORT, run->entry.change_id, err);
}

/* A file of several lists comes several times. */
static const char *names_with(struct import_run *run, const struct import_file *file)
{
    const struct import_entry *entry = &run->entry;
    const char *name = text_equal(file->path, "-") ? _("standard input") : path_base(file->path);
    struct str names = {0};
    const char *kept;

    str_add(&names, entry->names ? entry->names : "");
    if (entry->files == NAMES_SHOWN && !text_equal(entry->last, file->path)) {
        str_add(&names, ", ...");
    } else if (entry->files < NAMES_SHOWN && !text_equal(entry->last, file->path)) {
        str_add(&names, entry->files ? ", " : "");
        text_clean(&names, name, strlen(name));
    }
    kept = arena_copy_text(run->arena, str_text(&names));
    str_fini(&names);
    return kept;
}

static const char *summary_of(struct import_run *run, const struct import_entry *entry)
{
    const char *summary = arena_format(run->arena, _("import of %s: %lld created, %lld updated"),
        entry->names, (long long)entry->created, (long long)entry->updated);

    if (entry->has_meetings)
        summary = arena_format(
            run->arena, _("%s, %lld called off"), summary, (long long)entry->called_off);
    if (entry->moved == 0)
        return summary;
    return arena_format(run->arena,
        words_plural("%s; %zu date of playbooks moved", "%s; %zu dates of playbooks moved",
            (long long)entry->moved),
        summary, entry->moved);
}

bool import_entry_end(
    struct import_run *run, const struct import_file *file, size_t moved, struct error *err)
{
    struct import_report *report = file->report;
    struct import_entry next = run->entry;
    int64_t id;

    if (!store_bulk_is_again(run->session->store)) /* the first, or another program wrote since */
        next = run->entry = (struct import_entry){0};
    next.names = names_with(run, file);
    if (!text_equal(next.last, file->path)) {
        next.files++;
        next.last = file->path;
        next.last_created = next.last_updated = 0;
    }
    next.created += report->created - next.last_created;
    next.updated += report->updated - next.last_updated;
    next.last_created = report->created;
    next.last_updated = report->updated;
    next.moved += moved;
    next.has_meetings |= file->is_calendar;
    next.called_off += file->called_off;
    if (!store_bulk_end(run->session->store, summary_of(run, &next), &id, err))
        return false;
    if (id != 0) {
        report->change_id = next.change_id = id;
        run->entry = next;
    }
    return true;
}
