/* The same risk begun on a third or more of the book in one week: one cause perhaps, so one line of
 * Today in place of so many rows (model.md Signals). Found when the whole book was scored, and kept
 * in the book: Today reads a few bytes. */
#include <string.h>
#include "app/app_internal.h"
#include "app/risks.h"
#include "base/text.h"

#define KEPT "risk_patterns" /* `SIGNAL COUNT BOOK` a line */
#define WEEK_DAYS SIGNAL_PATTERN_DAYS
#define LEAST_ACCOUNTS 3
#define KINDS_MOST 128

/* --- found --- */

struct started {
    const char *signal;
    int64_t count;
};
struct finding {
    struct session *session;
    struct arena arena;
    int64_t book; /* accounts that were in it before this week and have not left */
    struct started started[KINDS_MOST];
    size_t count;
    struct key_list moved; /* accounts whose rows of Today follow from it */
    const char *ids;       /* that make these rows; moved is filled by them */
};

static bool began(const struct finding *finding, const struct row *row)
{
    day_number since = row_day(row, SIGNAL_SINCE);

    return risk_is_open(row) && row_integer(row, SIGNAL_BY_HAND) == 0 && since != DAY_NONE &&
           since > finding->session->today - WEEK_DAYS;
}

static bool take_begun(void *context, const struct begun_risk *begun)
{
    struct finding *finding = context;

    if (finding->count < KINDS_MOST)
        finding->started[finding->count++] =
            (struct started){arena_copy_text(&finding->arena, begun->signal), begun->accounts};
    return true;
}

static void write_patterns(const struct finding *finding, struct str *out)
{
    int64_t book = finding->book;

    for (size_t i = 0; i < finding->count; i++)
        if (finding->started[i].count >= LEAST_ACCOUNTS && finding->started[i].count * 3 >= book)
            str_addf(out, "%s %lld %lld\n", finding->started[i].signal,
                (long long)finding->started[i].count, (long long)book);
}

/* --- kept --- */

static bool take_moved(void *context, const struct row *row)
{
    struct finding *finding = context;

    if (began(finding, row) && signal_pattern_has(finding->ids, row_text(row, SIGNAL_SIGNAL)))
        ARRAY_PUSH(&finding->moved, row_integer(row, SIGNAL_ACCOUNT));
    return true;
}

/* The rows of Today follow: those of what is a pattern now, and of what was one until now. */
static bool keep(struct finding *finding, const char *before, const char *found, struct error *err)
{
    struct session *session = finding->session;
    bool ok = store_meta_set(session->store, KEPT, *found ? found : NULL, err);

    finding->ids = arena_format(&finding->arena, "%s%s", before, found);
    session_forget_book_facts(session);
    ok = ok && store_each(session->store, KIND_SIGNAL, take_moved, finding, err);
    store_keys_unique(&finding->moved);
    return ok && score_accounts(session, &finding->moved, err);
}

bool risk_patterns_find(struct session *session, struct error *err)
{
    struct finding finding = {.session = session};
    const char *before = NULL;
    struct str found = {0};
    bool ok = store_meta_get(session->store, KEPT, &finding.arena, &before, err) &&
              store_each_begun(session->store, session->today - WEEK_DAYS, take_begun, &finding,
                  &finding.book, err);

    if (ok) {
        write_patterns(&finding, &found);
        before = before ? before : "";
        if (!text_equal(before, str_text(&found)))
            ok = keep(&finding, before, str_text(&found), err);
    }
    str_fini(&found);
    array_fini(&finding.moved);
    arena_fini(&finding.arena);
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
    str_addf(out, " on %lld of %lld accounts this week: one cause?", (long long)pattern->accounts,
        (long long)pattern->book);
}
