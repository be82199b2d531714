/* After a file: what it did not bring. After all files: currency, facts of the book, scores. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "app/upkeep_internal.h"
#include "import_internal.h"

#define NAMED_ABSENT 10
#define MOST_CURRENCIES 200

/* Rows in the order of their keys: those that the files of this call made come last. */
struct absence {
    const struct key_list *matched;
    int64_t left; /* rows that were there before */
    size_t at;
    int64_t count;
    struct arena arena;
    const char *names[NAMED_ABSENT];
};

/* Born in daybook and never imported: no export will bring it. */
static bool is_own(const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);

    return text_starts(row_text(row, info->id), "db-") && !row_knows(row, info->natural);
}

static bool look_for(void *context, const struct row *row)
{
    struct absence *absence = context;

    if (absence->left-- <= 0)
        return false;
    while (absence->at < absence->matched->count && absence->matched->items[absence->at] < row->key)
        absence->at++;
    if ((absence->at < absence->matched->count &&
            absence->matched->items[absence->at] == row->key) ||
        is_own(row))
        return true;
    if (absence->count < NAMED_ABSENT)
        absence->names[absence->count] =
            arena_copy_text(&absence->arena, row_text(row, kind_info(row->kind)->name));
    absence->count++;
    return true;
}

static bool absence_is_told(enum kind kind)
{
    return kind == KIND_ACCOUNT || kind == KIND_CONTRACT || kind == KIND_CONTACT ||
           kind == KIND_OPPORTUNITY;
}

static void tell_absent(
    const struct absence *absence, const char *where, struct import_report *report)
{
    struct str *notes = &report->notes;

    report->absent = absence->count;
    if (report->absent == 0)
        return;
    str_addf(notes, _("absent from %s, left as they are: "), where);
    for (int64_t i = 0; i < report->absent && i < NAMED_ABSENT; i++)
        str_addf(notes, "%s%s", i > 0 ? "; " : "", absence->names[i]);
    str_add(notes, report->absent > NAMED_ABSENT ? "; ...\n" : "\n");
}

static void count_file(struct import_run *run, const struct import_file *file)
{
    if (file->rank >= 0 && file->part_count == 0 && !file->is_calendar && !file->is_book)
        run->presence[file->plan.kind].files++;
    for (int i = 0; i < file->part_count; i++)
        count_file(run, &file->parts[i]);
}

void import_count_files(struct import_run *run)
{
    for (int i = 0; i < run->count; i++)
        if (run->files[i].report->taken)
            count_file(run, &run->files[i]);
}

static void take_keys(struct key_list *onto, const struct key_list *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        ARRAY_PUSH(onto, keys->items[i]);
}

bool import_count_absent(struct import_pass *pass, struct error *err)
{
    enum kind kind = pass->file->plan.kind;
    struct import_presence *presence = &pass->run->presence[kind];
    struct absence absence = {.matched = &pass->matched, .left = presence->before};
    bool others = presence->matched.count > 0, good;

    if (!absence_is_told(kind) || presence->before == 0)
        return true;
    if (presence->files > 0) {
        take_keys(&presence->matched, &pass->matched);
        return true;
    }
    take_keys(&pass->matched, &presence->matched);
    store_keys_unique(&pass->matched);
    if (!others && presence->before == (int64_t)pass->matched.count)
        return true;
    good = store_each(pass->run->session->store, kind, look_for, &absence, err);
    tell_absent(&absence, others ? _("these files") : _("this file"), pass->file->report);
    arena_fini(&absence.arena);
    return good;
}

/* --- the book's currency: the most frequent one, unless the settings name one --- */

struct currency_count {
    char code[4];
    int64_t count;
};
struct currency_counts {
    struct currency_count items[MOST_CURRENCIES];
    size_t count;
};

static bool count_currency(void *context, int64_t key, struct value value)
{
    struct currency_counts *counts = context;
    size_t i = 0;

    (void)key;
    if (value.type != VALUE_TEXT || strlen(value.text) != 3)
        return true;
    while (i < counts->count && !text_equal_nocase(counts->items[i].code, value.text))
        i++;
    if (i == counts->count) {
        if (counts->count == MOST_CURRENCIES)
            return true;
        memcpy(counts->items[counts->count++].code, value.text, 4);
    }
    counts->items[i].count++;
    return true;
}

static bool settle_currency(struct import_run *run, struct error *err)
{
    struct currency_counts *counts;
    size_t best = 0;
    bool good;

    if (run->session->currency_is_set)
        return true;
    counts = mem_alloc(sizeof(*counts));
    good = store_column(run->session->store, ACCOUNT_CURRENCY, count_currency, counts, err);
    for (size_t i = 1; i < counts->count; i++)
        if (counts->items[i].count > counts->items[best].count)
            best = i;
    if (good && counts->count > 0)
        good = store_meta_set(run->session->store, "currency", counts->items[best].code, err);
    free(counts);
    return good;
}

static bool brought_accounts(const struct import_run *run)
{
    for (int i = 0; i < run->count; i++)
        if (run->files[i].report->taken && run->files[i].rank == 0)
            return true;
    return false;
}

/* --- scores --- */

/* Where all of the book was scored, every playbook has had its look at it. */
static bool mark_seen(struct session *session, struct error *err)
{
    bool left;

    return session_has_unscored(session, &left, err) && (left || playbooks_mark_seen(session, err));
}

/* Runs that begin by themselves are daybook's own change, after those of the files. */
static bool score_now(struct import_run *run, struct error *err)
{
    struct session *session = run->session;
    struct upkeep upkeep;
    bool good;

    upkeep_init(&upkeep, session);
    upkeep.begins_most = session->settings.day_holds;
    good = upkeep_score(&upkeep, &run->touched, err) && upkeep_end(&upkeep, err);
    upkeep_fini(&upkeep);
    return good && score_falling(session, err) && risk_patterns_find(session, err) &&
           mark_seen(session, err) && store_rebuild_totals(session->store, err);
}

static bool settle_book(struct import_run *run, struct error *err)
{
    const struct book_facts *facts;

    if (brought_accounts(run) && !settle_currency(run, err))
        return false;
    session_forget_book_facts(run->session);
    return session_book_facts(run->session, &facts, err) &&
           (run->touched.count > SCORED_AT_ONCE || score_now(run, err));
}

bool import_finish(struct import_run *run, struct error *err)
{
    struct store *store = run->session->store;

    store_keys_unique(&run->touched);
    if (run->touched.count == 0)
        return true;
    if (!store_begin(store, err))
        return false;
    if (!settle_book(run, err) || !store_commit(store, err)) {
        store_rollback(store);
        return false;
    }
    return true;
}
