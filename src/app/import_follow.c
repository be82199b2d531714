/* After the rows of a file: open steps of playbooks follow the days that it moved, in its own
 * entry. */
#include "base/words.h"
#include "app/upkeep_internal.h"
#include "import_internal.h"

#define BATCH_ROWS 2048

static bool flush(struct import_pass *pass, struct change *batch, struct error *err)
{
    bool good = store_bulk_rows(pass->run->session->store, batch, NULL, err);

    change_fini(batch);
    change_init(batch, ACTOR_IMPORT);
    return good;
}

static bool follow_all(struct import_pass *pass, struct change *batch, struct error *err)
{
    struct session *session = pass->run->session;
    bool good = true;

    for (size_t i = 0; good && i < pass->touched.count; i++) {
        good = upkeep_follow(session, pass->touched.items[i], batch, &pass->moved, err);
        if (good && batch->rows.count >= BATCH_ROWS)
            good = flush(pass, batch, err);
    }
    return good && flush(pass, batch, err);
}

static bool any_open_run(struct session *session, bool *ret_any, struct error *err)
{
    struct arena arena = {0};
    struct row_list first = {0};
    bool good = store_page(session->store, ORDER_RUNS, 0, 1, &arena, &first, err);

    *ret_any = good && first.count > 0;
    arena_fini(&arena);
    return good;
}

bool import_follow_dates(struct import_pass *pass, struct error *err)
{
    struct change batch;
    enum kind kind = pass->file->plan.kind;
    bool any = false, good;

    store_keys_unique(&pass->touched);
    if ((kind != KIND_ACCOUNT && kind != KIND_CONTRACT) || pass->touched.count == 0)
        return true;
    change_init(&batch, ACTOR_IMPORT);
    good = any_open_run(pass->run->session, &any, err) && (!any || follow_all(pass, &batch, err));
    change_fini(&batch);
    if (good && pass->moved)
        str_addf(&pass->file->report->notes,
            words_plural("%zu date of playbooks moved with it\n",
                "%zu dates of playbooks moved with it\n", (long long)pass->moved),
            pass->moved);
    return good;
}

void import_keep_touched(struct import_pass *pass)
{
    struct key_list *all = &pass->run->touched;

    for (size_t i = 0; i < pass->touched.count; i++)
        ARRAY_PUSH(all, pass->touched.items[i]);
    store_keys_unique(all);
}
