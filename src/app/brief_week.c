/* A week of the book: what was done, what moved, what was won, lost and called, which risks came
 * and went, what comes next. One pass a kind of row; days are (from, to]. */
#include <stdlib.h>
#include <string.h>
#include "app/brief_internal.h"
#include "app/changes.h"
#include "app/forecast.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/ledger.h"
#include "core/risk.h"
#include "core/run.h"
#include "core/task.h"

enum { NEXT_DAYS = 7, LINES_MOST = 60, FIRST_LINE_COLUMNS = 80 };
enum week_list { DID, WON, LOST, CALLED, OPENED, CLOSED, NEXT, WEEK_LISTS };
static const char *const list_names[] = {[DID] = "did",
    [WON] = "renewals_won",
    [LOST] = "renewals_lost",
    [CALLED] = "renewals_called",
    [OPENED] = "risks_opened",
    [CLOSED] = "risks_closed",
    [NEXT] = "next_week"};

struct week_line {
    day_number day; /* DAY_NONE: the line has none */
    const char *account, *text;
};
struct week_name {
    int64_t account;
    const char *name;
};
struct week {
    struct session *session;
    const struct brief_order *order;
    struct arena *arena;
    struct settings settings;                           /* with the book's own currency */
    struct week_names ARRAY_OF(struct week_name) names; /* of the accounts it tells of, by key */
    struct week_lines ARRAY_OF(struct week_line) lists[WEEK_LISTS];
};

/* --- whose rows they are --- */

static int by_account(const void *key, const void *item)
{
    int64_t account = *(const int64_t *)key, other = ((const struct week_name *)item)->account;

    return (account > other) - (account < other);
}

/* NULL: it tells not of this account. What stands under none is told too. */
static const char *name_of(const struct week *week, int64_t account)
{
    const struct week_name *name;

    if (account == 0)
        return week->order->accounts->count ? NULL : "";
    if (week->names.count == 0)
        return NULL;
    name = bsearch(&account, week->names.items, week->names.count, sizeof(*name), by_account);
    return name ? name->name : NULL;
}

static bool in_week(const struct week *week, day_number day)
{
    return day != DAY_NONE && day > week->order->from && day <= week->order->to;
}

static bool is_next(const struct week *week, day_number day)
{
    return day != DAY_NONE && day > week->order->to && day <= week->order->to + NEXT_DAYS;
}

static void add(
    struct week *week, enum week_list list, const struct row *row, day_number day, const char *text)
{
    const char *name = name_of(week, row_integer(row, kind_info(row->kind)->account));

    if (name)
        ARRAY_PUSH(
            &week->lists[list], (struct week_line){day, name, arena_copy_text(week->arena, text)});
}

/* --- one row of each kind --- */

static bool is_chosen(const struct week *week, const struct row *account)
{
    const struct key_list *chosen = week->order->accounts;

    if (chosen->count == 0)
        return ledger_in_book(account, &week->settings);
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->items[i] == account->key)
            return true;
    return false;
}

static bool take_account(void *context, const struct row *row)
{
    struct week *week = context;
    const char *name = row_text(row, ACCOUNT_NAME);
    day_number decides = row_day(row, ACCOUNT_DECIDES_ON);
    struct week_name own = {row->key, NULL};

    if (!is_chosen(week, row))
        return true;
    own.name = arena_copy_text(week->arena, *name ? name : row_text(row, ACCOUNT_ID));
    ARRAY_PUSH(&week->names, own);
    if (is_next(week, decides))
        ARRAY_PUSH(&week->lists[NEXT],
            (struct week_line){decides, own.name,
                row_is(row, ACCOUNT_DECIDES_BY, "notice") ? _("last day for notice")
                                                          : _("the term ends")});
    return true;
}

static bool take_note(void *context, const struct row *row)
{
    struct week *week = context;
    day_number day = minute_day(row_integer(row, NOTE_AT));
    const char *body = row_text(row, NOTE_BODY) + strspn(row_text(row, NOTE_BODY), "# \n");
    size_t len = text_fit(body, strcspn(body, "\n"), FIRST_LINE_COLUMNS);

    if (!row_knows(row, NOTE_AT))
        return true;
    if (row_is(row, NOTE_STATE, "prepared")) {
        if (is_next(week, day))
            add(week, NEXT, row, day, row_text(row, NOTE_KIND));
    } else if (in_week(week, day))
        add(week, DID, row, day,
            arena_format(week->arena, "%s: %.*s%s", row_text(row, NOTE_KIND), (int)len, body,
                body[len] && body[len] != '\n' ? "…" : ""));
    return true;
}

static bool take_task(void *context, const struct row *row)
{
    struct week *week = context;
    day_number due = row_day(row, TASK_DUE), done = row_day(row, TASK_DONE_ON);

    if (task_is_open(row)) {
        if (due != DAY_NONE && due <= week->order->to + NEXT_DAYS)
            add(week, NEXT, row, due, row_text(row, TASK_TITLE));
    } else if (row_is(row, TASK_STATUS, "done") && in_week(week, done))
        add(week, DID, row, done,
            arena_format(week->arena, _("done: %s"), row_text(row, TASK_TITLE)));
    return true;
}

static bool take_step(void *context, const struct row *row)
{
    struct week *week = context;
    day_number due = row_day(row, STEP_DUE), done = row_day(row, STEP_DONE_ON);

    if (run_step_is_open(row)) {
        if (due != DAY_NONE && due <= week->order->to + NEXT_DAYS)
            add(week, NEXT, row, due, row_text(row, STEP_TITLE));
    } else if (row_is(row, STEP_STATUS, "done") && in_week(week, done))
        add(week, DID, row, done,
            arena_format(week->arena, _("done: %s"), row_text(row, STEP_TITLE)));
    return true;
}

static const char *money(const struct week *week, const struct row *row, int field)
{
    char buffer[40];

    if (!row_knows(row, field))
        return _("amount not known");
    return arena_copy_text(week->arena,
        money_short(row_money(row, field), row_currency(row, week->settings.currency), buffer));
}

static bool take_renewal(void *context, const struct row *row)
{
    struct week *week = context;
    day_number day = row_day(row, RENEWAL_CLOSED_ON);
    const char *product = row_text(row, RENEWAL_PRODUCT), *reason = row_text(row, RENEWAL_REASON);
    bool won = row_is(row, RENEWAL_STATUS, "won");

    if (!in_week(week, day) || (!won && !row_is(row, RENEWAL_STATUS, "lost")))
        return true;
    add(week, won ? WON : LOST, row, day,
        arena_format(week->arena, "%s%s%s%s", product, *product ? ", " : "",
            arena_format(week->arena, _("%s of %s"),
                money(week, row, won ? RENEWAL_FINAL : RENEWAL_TARGET),
                money(week, row, RENEWAL_TARGET)),
            *reason ? arena_format(week->arena, _(", cause: %s"), reason) : ""));
    return true;
}

static bool take_signal(void *context, const struct row *row)
{
    struct week *week = context;
    day_number since = row_day(row, SIGNAL_SINCE), closed = row_day(row, SIGNAL_CLOSED_ON);
    const char *text = row_text(row, SIGNAL_TEXT), *why = row_text(row, SIGNAL_WHY);

    if (!risk_is(row))
        return true;
    if (risk_is_open(row) && in_week(week, since))
        add(week, OPENED, row, since, text);
    if (*row_text(row, SIGNAL_OUTCOME) && in_week(week, closed))
        add(week, CLOSED, row, closed,
            arena_format(week->arena, "%s: %s%s%s", row_text(row, SIGNAL_OUTCOME), text,
                *why ? "; " : "", why));
    return true;
}

static bool read_rows(struct week *week, struct error *err)
{
    static const struct {
        enum kind kind;
        store_row_fn take;
    } passes[] = {{KIND_ACCOUNT, take_account}, {KIND_NOTE, take_note}, {KIND_TASK, take_task},
        {KIND_STEP, take_step}, {KIND_RENEWAL, take_renewal}, {KIND_SIGNAL, take_signal}};

    for (size_t i = 0; i < COUNT_OF(passes); i++)
        if (!store_each(week->session->store, passes[i].kind, passes[i].take, week, err))
            return false;
    return true;
}

/* --- what moved --- */

static bool read_calls(struct week *week, struct error *err)
{
    struct forecast_order wanted = {.since = week->order->from};
    struct forecast forecast;

    if (!verb_forecast(week->session, &wanted, week->arena, &forecast, err))
        return false;
    for (size_t i = 0; i < forecast.moves.count; i++) {
        const struct forecast_move *move = &forecast.moves.items[i];
        const char *name = move->after ? name_of(week, move->after->account) : NULL;

        if (name && (move->fields & (1u << MOVED_CATEGORY)))
            ARRAY_PUSH(&week->lists[CALLED],
                (struct week_line){DAY_NONE, name,
                    arena_format(week->arena, _("%s, was %s"),
                        forecast_category_word(move->after->value.category),
                        forecast_category_word(move->before->value.category))});
    }
    return true;
}

static bool read_moves(struct week *week, struct template_given *given, struct error *err)
{
    day_number today = week->session->today;
    struct changes_span span = {
        week->order->from, week->order->to < today ? week->order->to : today, 0};
    struct changes changes = {0};

    *given = (struct template_given){.name = "moved"};
    if (span.from >= span.to)
        return true;
    if (!changes_read(week->session, &span, NULL, week->arena, &changes, err))
        return false;
    for (size_t i = 0; i < changes.count && given->texts.count < LINES_MOST; i++) {
        const struct account_changes *item = &changes.items[i];
        struct str line = {0};

        str_addf(&line, "%s: ", item->name);
        for (size_t f = 0; f < item->count; f++)
            str_addf(&line, "%s%s", f ? "; " : "", item->facts[f].text);
        if (name_of(week, item->account))
            ARRAY_PUSH(&given->texts, arena_copy_text(week->arena, str_text(&line)));
        str_fini(&line);
    }
    return true;
}

/* --- into lists --- */

static int by_day(const void *a, const void *b)
{
    const struct week_line *left = a, *right = b;

    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return strcmp(left->account, right->account);
}

static void give_list(struct week *week, enum week_list list, struct template_given *given)
{
    struct week_lines *lines = &week->lists[list];
    char day[24];

    *given = (struct template_given){.name = list_names[list]};
    if (lines->count)
        qsort(lines->items, lines->count, sizeof(*lines->items), by_day);
    for (size_t i = 0; i < lines->count && i < LINES_MOST; i++) {
        const struct week_line *line = &lines->items[i];
        bool dated = line->day != DAY_NONE;

        ARRAY_PUSH(&given->texts,
            arena_format(week->arena, "%s%s%s%s%s",
                dated ? day_words(line->day, week->session->today, day) : "", dated ? "  " : "",
                line->account, *line->account ? ": " : "", line->text));
    }
    if (lines->count > LINES_MOST)
        ARRAY_PUSH(
            &given->texts, arena_format(week->arena, _("and %zu more"), lines->count - LINES_MOST));
}

static void give_span(struct week *week, struct template_given *given)
{
    char from[24], to[24];

    *given = (struct template_given){.name = "book_span"};
    ARRAY_PUSH(
        &given->texts, arena_format(week->arena, _("%s to %s"),
                           day_head(week->order->from + 1, from), day_head(week->order->to, to)));
}

bool brief_week(struct session *session, const struct brief_order *order, struct arena *arena,
    struct template_given *given, struct error *err)
{
    struct week week = {
        .session = session, .order = order, .arena = arena, .settings = *session_settings(session)};
    bool ok;

    week.settings.currency = session_currency(session);
    ok = read_rows(&week, err) && read_calls(&week, err) && read_moves(&week, &given[0], err);
    give_span(&week, &given[1]);
    for (int list = 0; list < WEEK_LISTS; list++) {
        give_list(&week, (enum week_list)list, &given[2 + list]);
        array_fini(&week.lists[list]);
    }
    array_fini(&week.names);
    return ok;
}
