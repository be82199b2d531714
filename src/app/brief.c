/* Briefs: a part an account from its template; a cover has the days of all of them at its head. */
#include "app/brief.h"

#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "core/run.h"

/* --- what falls due, over all accounts --- */

struct due_line {
    day_number day;
    const char *account, *what;
};
struct due_lines ARRAY_OF(struct due_line);

static int by_day(const void *a, const void *b)
{
    const struct due_line *left = a, *right = b;

    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return strcmp(left->account, right->account);
}

/* What is overdue on the first day is to be done in these days too. */
static void add_work(struct due_lines *lines, const struct brief_order *order,
    const struct dossier *dossier, day_number day, const char *what)
{
    if (day != DAY_NONE && day <= order->to)
        ARRAY_PUSH(lines, (struct due_line){day, row_text(dossier->account, ACCOUNT_NAME), what});
}

static void add_event(struct due_lines *lines, const struct brief_order *order,
    const struct dossier *dossier, day_number day, const char *what)
{
    if (day != DAY_NONE && day >= order->from)
        add_work(lines, order, dossier, day, what);
}

static void add_account(
    struct due_lines *lines, const struct brief_order *order, const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->tasks.count; i++)
        if (row_is(dossier->tasks.items[i], TASK_STATUS, "open"))
            add_work(lines, order, dossier, row_day(dossier->tasks.items[i], TASK_DUE),
                row_text(dossier->tasks.items[i], TASK_TITLE));
    for (size_t i = 0; i < dossier->steps.count; i++)
        if (run_step_is_open(dossier->steps.items[i]))
            add_work(lines, order, dossier, row_day(dossier->steps.items[i], STEP_DUE),
                row_text(dossier->steps.items[i], STEP_TITLE));
    for (size_t i = 0; i < dossier->prepared.count; i++)
        add_event(lines, order, dossier,
            minute_day(row_integer(dossier->prepared.items[i], NOTE_AT)),
            row_text(dossier->prepared.items[i], NOTE_KIND));
    add_event(lines, order, dossier, row_day(dossier->account, ACCOUNT_DECIDES_ON),
        row_is(dossier->account, ACCOUNT_DECIDES_BY, "notice") ? "last day for notice"
                                                               : "the term ends");
}

static bool put_days(
    struct session *session, const struct brief_order *order, struct str *out, struct error *err)
{
    struct due_lines lines = {0};
    struct arena arena = {0};
    bool ok = true;
    char day[24];

    for (size_t i = 0; ok && i < order->accounts->count; i++) {
        struct dossier *dossier = arena_alloc(&arena, sizeof(*dossier));

        ok = store_dossier(
            session->store, order->accounts->items[i], session->today, &arena, dossier, err);
        if (ok && dossier->account)
            add_account(&lines, order, dossier);
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof(*lines.items), by_day);
    str_add(out, lines.count ? "## Day by day\n\n" : "Nothing falls due in these days.\n");
    for (size_t i = 0; i < lines.count; i++)
        str_addf(out, "- %s  %s: %s\n", day_words(lines.items[i].day, session->today, day),
            lines.items[i].account, lines.items[i].what);
    str_add(out, "\n");
    array_fini(&lines);
    arena_fini(&arena);
    return ok;
}

static bool begin_cover(
    struct session *session, const struct brief_order *order, struct str *out, struct error *err)
{
    char from[24], to[24];
    const char *author = session_author(session);

    str_addf(out, "# Cover from %s to %s\n\n%zu %s%s%s.\n\n", day_head(order->from, from),
        day_head(order->to, to), order->accounts->count,
        order->accounts->count == 1 ? "account" : "accounts", *author ? " of " : "", author);
    return put_days(session, order, out, err);
}

/* The ids are those of this book: `account` finds the account again, and a note without an id of
 * its own is known by account, time and text. */
static void end_cover(struct str *out)
{
    str_add(out, "# Your notes, back to me\n\n"
                 "Write one line a call into a file `notes.csv`, and send it; I read it with\n"
                 "`daybook import notes.csv`.\n\n"
                 "    account,at,kind,sentiment,attendees,body\n");
}

bool brief_make(
    struct session *session, const struct brief_order *order, struct str *out, struct error *err)
{
    bool cover = text_equal(order->kind, "cover");
    bool ok = !cover || begin_cover(session, order, out, err);

    for (size_t i = 0; ok && i < order->accounts->count; i++) {
        struct template_order part = {.name = order->kind,
            .account = order->accounts->items[i],
            .brief = true,
            .from = order->from,
            .to = order->to};

        ok = verb_template_fill(session, &part, out, err);
    }
    if (ok && cover)
        end_cover(out);
    return ok;
}
