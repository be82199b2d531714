/* The same risk begun on a third or more of the book in one week: one cause perhaps, so one line of
 * Today in place of so many rows (model.md Signals). Found when the whole book was scored, and kept
 * in the book: Today reads a few bytes. */
#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "app/risks.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/words.h"

#define KEPT "risk_patterns" /* `SIGNAL COUNT BOOK` a line */
#define WEEK_DAYS SIGNAL_PATTERN_DAYS
#define LEAST_ACCOUNTS 3
#define KINDS_MOST 128

enum { PART_ACCOUNTS = 500 };

/* --- found --- */

struct started {
    const char *signal;
    int64_t count; /* on accounts of the book */
};
struct begun_on {
    int64_t account;
    size_t kind; /* of started */
};

struct pattern_finding {
    struct arena arena;
    day_number day; /* today, when it began */
    int64_t after;  /* the last account that was looked at */
    int64_t book;   /* accounts that were in it before this week and have not left */
    struct started started[KINDS_MOST];
    size_t count;
    struct begun_list ARRAY_OF(struct begun_on) begun;
};

void risk_patterns_drop(struct session *session)
{
    struct pattern_finding *finding = session->patterns;

    if (!finding)
        return;
    array_fini(&finding->begun);
    arena_fini(&finding->arena);
    free(finding);
    session->patterns = NULL;
}

/* KINDS_MOST: it cannot be told apart any more. */
static size_t kind_of(struct pattern_finding *finding, const char *signal)
{
    size_t i = 0;

    while (i < finding->count && !text_equal(finding->started[i].signal, signal))
        i++;
    if (i == finding->count && i < KINDS_MOST)
        finding->started[finding->count++] =
            (struct started){arena_copy_text(&finding->arena, signal), 0};
    return i;
}

static bool take_begun(void *context, const struct begun_risk *begun)
{
    struct pattern_finding *finding = context;
    size_t kind = kind_of(finding, begun->signal);

    if (kind == KINDS_MOST)
        return true;
    finding->started[kind].count += begun->counts;
    ARRAY_PUSH(&finding->begun, (struct begun_on){begun->account, kind});
    return true;
}

bool risk_patterns_count(struct session *session, bool *ret_whole, struct error *err)
{
    struct pattern_finding *finding;
    struct begun_part part = {.after_day = session->today - WEEK_DAYS, .limit = PART_ACCOUNTS};

    if (session->patterns && session->patterns->day != session->today)
        risk_patterns_drop(session);
    if (!session->patterns) {
        session->patterns = mem_alloc(sizeof(*finding));
        session->patterns->day = session->today;
    }
    finding = session->patterns;
    part.after = finding->after;
    if (!store_each_begun(session->store, &part, take_begun, finding, err)) {
        risk_patterns_drop(session);
        return false;
    }
    finding->book += part.book;
    finding->after = part.last;
    *ret_whole = part.last == part.after;
    return true;
}

/* --- kept --- */

static int by_signal(const void *a, const void *b)
{
    const struct started *one = *(const struct started *const *)a,
                         *other = *(const struct started *const *)b;

    return strcmp(one->signal, other->signal);
}

static void write_patterns(const struct pattern_finding *finding, struct str *out)
{
    const struct started *sorted[KINDS_MOST];
    int64_t book = finding->book;

    for (size_t i = 0; i < finding->count; i++)
        sorted[i] = &finding->started[i];
    qsort(sorted, finding->count, sizeof(sorted[0]), by_signal);
    for (size_t i = 0; i < finding->count; i++)
        if (sorted[i]->count >= LEAST_ACCOUNTS && sorted[i]->count * 3 >= book)
            str_addf(out, "%s %lld %lld\n", sorted[i]->signal, (long long)sorted[i]->count,
                (long long)book);
}

/* Accounts whose rows of Today follow: what is a pattern now and was none, or the other way. */
static void find_moved(
    struct pattern_finding *finding, const char *before, const char *found, struct key_list *moved)
{
    for (size_t i = 0; i < finding->begun.count; i++) {
        const struct begun_on *begun = &finding->begun.items[i];
        const char *signal = finding->started[begun->kind].signal;

        if (signal_pattern_has(before, signal) != signal_pattern_has(found, signal))
            ARRAY_PUSH(moved, begun->account);
    }
    store_keys_unique(moved);
}

/* Writes what was counted, and tells who is to be scored again. */
static bool keep(struct session *session, struct key_list *moved, struct error *err)
{
    struct pattern_finding *finding = session->patterns;
    const char *before = NULL;
    struct str found = {0};
    bool ok = store_meta_get(session->store, KEPT, &finding->arena, &before, err);

    before = before ? before : "";
    write_patterns(finding, &found);
    if (ok && !text_equal(before, str_text(&found))) {
        find_moved(finding, before, str_text(&found), moved);
        session_forget_book_facts(session);
        ok = store_meta_set(session->store, KEPT, found.len ? str_text(&found) : NULL, err);
    }
    str_fini(&found);
    return ok;
}

bool risk_patterns_settle(struct session *session, struct error *err)
{
    struct key_list moved = {0};
    bool ok = keep(session, &moved, err) && marking_add(session, &moved, err);

    array_fini(&moved);
    risk_patterns_drop(session);
    return ok;
}

bool risk_patterns_find(struct session *session, struct error *err)
{
    struct key_list moved = {0};
    bool whole = false, ok = true;

    risk_patterns_drop(session);
    while (ok && !whole)
        ok = risk_patterns_count(session, &whole, err);
    ok = ok && keep(session, &moved, err) && score_accounts(session, &moved, err);
    array_fini(&moved);
    risk_patterns_drop(session);
    return ok;
}

/* --- read --- */

bool risk_patterns_take(struct session *session, struct error *err)
{
    const char *kept = NULL;

    if (!store_meta_get(session->store, KEPT, &session->facts_arena, &kept, err))
        return false;
    session->facts.patterns = kept;
    return true;
}

bool risk_patterns_read(struct session *session, struct arena *arena,
    struct risk_patterns *ret_patterns, struct error *err)
{
    struct risk_patterns patterns = {0};
    const char *kept = NULL;

    if (!store_meta_get(session->store, KEPT, arena, &kept, err))
        return false;
    for (const char *at = kept ? kept : ""; *at;) {
        size_t len = strcspn(at, "\n");
        char *line = arena_copy_bytes(arena, at, len);
        char *count = strchr(line, ' ');
        char *book = count ? strchr(count + 1, ' ') : NULL;
        long long accounts = 0, all = 0;

        at += len + (at[len] == '\n');
        if (book == NULL)
            continue;
        *count++ = *book++ = '\0';
        if (text_to_int(count, &accounts) && text_to_int(book, &all) &&
            patterns.count < COUNT_OF(patterns.items))
            patterns.items[patterns.count++] = (struct risk_pattern){line, accounts, all};
    }
    *ret_patterns = patterns;
    return true;
}

void risk_pattern_words(const struct risk_pattern *pattern, struct str *out)
{
    for (const char *at = pattern->signal; *at; at++)
        str_add_char(out, *at == '-' ? ' ' : *at);
    str_addf(out, _(" on %lld of %lld accounts this week: one cause?"),
        (long long)pattern->accounts, (long long)pattern->book);
}
