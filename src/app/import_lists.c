/* A JSON file of several lists: each is read like a file of its kind, accounts first, and all of
 * them go in or none. */
#include "import_internal.h"

#include "base/words.h"

/* A list that holds nothing, or nothing that is known, is left out, and told where it has rows. */
static bool plan_part(struct import_run *run, const struct import_file *file,
    struct import_file *part, struct error *err)
{
    struct error fault = {0};
    struct csv_row header;
    bool there;

    table_file_choose(file->table, part->list);
    if (!table_file_next(file->table, &header, &there, err))
        return false;
    if (!there || header.count == 0)
        return true;
    if (import_plan_list(run, part, &fault))
        return true;
    if (fault.code != ERROR_REFUSED || fault.line > 0) {
        *err = fault;
        return false;
    }
    str_addf(&part->report->notes, _("list %s is left out: %s\n"),
        table_file_name(file->table, part->list), fault.text);
    merge_plan_fini(&part->plan);
    return true;
}

bool import_plan_lists(struct import_run *run, struct import_file *file, struct error *err)
{
    int count = table_file_lists(file->table), known = 0;

    file->parts = arena_alloc_array(run->arena, (size_t)count, sizeof(*file->parts));
    file->part_count = count;
    for (int i = 0; i < count; i++) {
        struct import_file *part = &file->parts[i];

        *part = (struct import_file){.path = file->path,
            .report = file->report,
            .table = file->table,
            .list = i,
            .is_part = true,
            .rank = -1};
        if (!plan_part(run, file, part, err))
            return false;
        known += part->rank >= 0;
        if (part->rank >= 0 && part->rank < file->rank)
            file->rank = part->rank;
    }
    if (known > 1)
        file->report->kind = "several";
    return known > 0 || error_set(err, ERROR_REFUSED, "holds no list of rows that is known");
}

static bool run_parts(struct import_run *run, struct import_file *file, struct error *err)
{
    for (int rank = 0; rank <= 3; rank++)
        for (int i = 0; i < file->part_count; i++)
            if (file->parts[i].rank == rank && !import_run_file(run, &file->parts[i], err))
                return false;
    return true;
}

bool import_run_lists(struct import_run *run, struct import_file *file, struct error *err)
{
    struct store *store = run->session->store;
    struct import_entry before = run->entry;

    if (!store_begin(store, err))
        return false;
    if (run_parts(run, file, err) && store_commit(store, err))
        return true;
    run->entry = before;
    store_rollback(store);
    return false;
}
