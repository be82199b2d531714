/* New accounts that look like others: told, never merged by itself. */
#include "base/words.h"
#include "app/join.h"
#include "import_internal.h"

/* Of a larger book all names and people are not read again for every file. */
enum { BOOK_MOST = 20000 };

void import_tell_alike(struct import_run *run)
{
    struct arena arena = {0};
    struct duplicate_list pairs = {0};
    struct error ignored = {0};
    int64_t accounts = 0;

    store_keys_unique(&run->created);
    if (run->created.count > 0 &&
        store_count(run->session->store, KIND_ACCOUNT, &accounts, &ignored) &&
        accounts <= BOOK_MOST &&
        verb_duplicates(run->session, &run->created, &arena, &pairs, &ignored) && pairs.count > 0)
        for (int i = 0; i < run->count; i++)
            if (run->files[i].report->taken && run->files[i].report->created > 0 &&
                run->files[i].plan.kind == KIND_ACCOUNT && !run->files[i].is_calendar) {
                str_addf(&run->files[i].report->notes,
                    words_plural("%zu possible duplicate of accounts: daybook duplicates\n",
                        "%zu possible duplicates of accounts: daybook duplicates\n",
                        (long long)pairs.count),
                    pairs.count);
                break;
            }
    arena_fini(&arena);
}
