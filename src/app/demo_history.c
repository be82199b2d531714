/* What became of the money before today: movements of ARR (E1) that add up to what each line is
 * worth now, and the renewals of its earlier terms (E3).
 *
 *     history: |
 *       Field platform: expansion -98d 96k; renewed last 64k, uplift 24k, closed -310d
 *
 * How it opened is what is left when all else is taken away; terms that nothing is told of were
 * renewed at their price. */
#include <stdlib.h>
#include <string.h>
#include "app/demo_history_internal.h"

enum { HISTORY_DAYS = 760 }; /* the book was taken over so long ago */

static const char *const lost_words[] = {"lost", "ended"};

bool demo_line_is_gone(const struct value *contract)
{
    for (size_t i = 0; i < COUNT_OF(lost_words); i++)
        if (text_equal(contract[CONTRACT_STATUS].text, lost_words[i]))
            return true;
    return false;
}

static day_number day_of(const struct value *values, int field)
{
    return values[field].type == VALUE_INTEGER ? (day_number)values[field].integer : DAY_NONE;
}

/* The last day of the term that ended so many terms before the one that runs. */
static day_number due_of(const struct value *contract, int terms_ago)
{
    int months = (int)contract[CONTRACT_TERM_MONTHS].integer;

    return day_add_months(day_of(contract, CONTRACT_ENDS) + 1, -terms_ago * months) - 1;
}

/* --- reading: `renewed last 64k, uplift 24k` --- */

static bool read_amount(const struct demo_account *account, struct demo_span text,
    int64_t *ret_amount, struct error *err)
{
    const struct parse_context context = {
        &account->demo->session->settings, account->demo->session->today, account->currency};
    struct arena *arena = &account->demo->arena;
    bool minus = text.len > 0 && text.text[0] == '-';
    struct demo_span digits = {text.text + minus, text.len - minus};
    struct value value;

    if (!field_parse(
            KIND_MOVEMENT, MOVEMENT_AMOUNT, demo_copy(arena, digits), &context, arena, &value, err))
        return false;
    *ret_amount = minus ? -value.integer : value.integer;
    return true;
}

static bool read_field(struct demo_account *account, const char *name, struct demo_span value,
    struct demo_event *event, struct error *err)
{
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"cause", &event->cause}, {"why", &event->why}, {"other", &event->other},
        {"by", &event->source}, {"category", &event->category}};

    if (text_equal(name, "uplift"))
        return read_amount(account, value, &event->uplift, err);
    if (text_equal(name, "p"))
        return text_to_int(demo_copy(&account->demo->arena, value), &event->p) ||
               error_set(err, ERROR_USAGE, "p is so many percent, without the sign");
    if (text_equal(name, "closed"))
        return demo_day(account, value, &event->closed, err);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (text_equal(name, texts[i].name)) {
            *texts[i].text = demo_copy(&account->change.arena, value);
            return true;
        }
    return error_set(err, ERROR_USAGE, "an event has no \"%s\"", name);
}

/* `last` and `before` of a renewal are the terms before this one, `start` is that of the line; else
 * a day. */
static bool read_when(const struct demo_account *account, const struct value *contract,
    struct demo_span word, struct demo_event *event, struct error *err)
{
    static const char *const words[] = {"now", "last", "before"};

    for (int i = 0; i < (int)COUNT_OF(words); i++)
        if (word.len == strlen(words[i]) && memcmp(word.text, words[i], word.len) == 0) {
            event->terms_ago = i;
            event->day = due_of(contract, i);
            return true;
        }
    event->terms_ago = -1;
    event->day = day_of(contract, CONTRACT_START);
    if (word.len == 5 && memcmp(word.text, "start", 5) == 0)
        return event->day != DAY_NONE;
    return demo_day(account, word, &event->day, err);
}

static bool read_event(struct demo_account *account, const struct value *contract,
    struct demo_span text, struct demo_event *ret_event, struct error *err)
{
    struct arena *arena = &account->change.arena;
    struct demo_event event = {.closed = DAY_NONE};
    struct demo_span head, word, piece;

    if (!demo_take(&text, ",", &head) || !demo_take(&head, " ", &word))
        return error_set(err, ERROR_USAGE, "an event is `KIND DAY AMOUNT, FIELD VALUE`");
    event.kind = demo_copy(arena, word);
    if (!demo_take(&head, " ", &word) || !read_when(account, contract, word, &event, err))
        return false;
    head = demo_trim(head);
    event.opens = head.len == 0 && !demo_event_renews(&event) && !text_equal(event.kind, "called");
    if (head.len > 0 && !read_amount(account, head, &event.amount, err))
        return false;
    while (demo_take(&text, ",", &piece))
        if (!demo_take(&piece, " ", &word) ||
            !read_field(account, demo_copy(arena, word), demo_trim(piece), &event, err))
            return false;
    *ret_event = event;
    return true;
}

/* What the line was called from that day on; of no consequence for its money. */
static void add_call(
    struct demo_account *account, const struct value *contract, const struct demo_event *event)
{
    struct arena *arena = &account->demo->arena;
    struct demo_call call = {.line = arena_copy_text(arena, contract[CONTRACT_ID].text),
        .day = event->day,
        .category = forecast_category_of(event->category ? event->category : ""),
        .amount = event->amount ? event->amount : MONEY_NONE,
        .probability = event->p ? (double)event->p / 100 : -1};

    ARRAY_PUSH(&account->demo->calls, call);
}

/* What is told of one line, after its name and a colon. */
static bool read_told(struct demo_account *account, struct demo_line *line, struct error *err)
{
    const struct tree_node *block = tree_get(account->node, "history");
    struct demo_span rest, text, name, piece;

    if (block == NULL)
        return true;
    rest = (struct demo_span){block->text, strlen(block->text)};
    while (demo_take(&rest, "\n", &text)) {
        const char *start = text.text;

        if (!demo_take(&text, ": ", &name) || !text_equal(demo_copy(&account->change.arena, name),
                                                  line->contract[CONTRACT_PRODUCT].text))
            continue;
        while (demo_take(&text, ";", &piece)) {
            struct demo_event event;

            if (!read_event(account, line->contract, piece, &event, err))
                return demo_fault(account, block, start, err->text);
            if (text_equal(event.kind, "called"))
                add_call(account, line->contract, &event);
            else
                ARRAY_PUSH(&line->events, event);
        }
    }
    return true;
}

/* --- what follows by itself --- */

bool demo_event_renews(const struct demo_event *event)
{
    return text_equal(event->kind, "renewed") || text_equal(event->kind, "lost");
}

static bool tells_of(const struct demo_line *line, int terms_ago)
{
    for (size_t i = 0; i < line->events.count; i++)
        if (demo_event_renews(&line->events.items[i]) &&
            line->events.items[i].terms_ago == terms_ago)
            return true;
    return false;
}

/* Terms of which nothing is told were renewed at their price; a line that is gone was lost. */
static void add_terms(struct demo_line *line)
{
    bool gone = demo_line_is_gone(line->contract);

    if (gone && text_equal(line->contract[CONTRACT_STATUS].text, "lost"))
        ARRAY_PUSH(&line->events, (struct demo_event){.kind = "lost",
                                      .day = due_of(line->contract, 0),
                                      .closed = DAY_NONE,
                                      .cause = line->contract[CONTRACT_REASON].text});
    if (line->contract[CONTRACT_TERM_MONTHS].type != VALUE_INTEGER || line->start == DAY_NONE)
        return;
    for (int i = 1;; i++) {
        day_number due = due_of(line->contract, i);

        if (due <= line->start || due <= line->opened)
            break;
        if (!tells_of(line, i))
            ARRAY_PUSH(&line->events,
                (struct demo_event){
                    .kind = "renewed", .day = due, .closed = DAY_NONE, .terms_ago = i});
    }
}

static const struct demo_event *opening_of(const struct demo_line *line)
{
    for (size_t i = 0; i < line->events.count; i++)
        if (line->events.items[i].opens)
            return &line->events.items[i];
    return NULL;
}

/* What the first line of an account begins with is new; a later one is more from a customer we
 * have. What began before the book was taken over came in with it. */
static void add_opening(const struct demo_account *account, struct demo_line *line)
{
    const struct value *own = account->change.rows.items[account->row].values;
    day_number today = account->demo->session->today;
    day_number entered = day_of(own, ACCOUNT_ENTERED);
    day_number first = day_of(own, ACCOUNT_START);
    struct demo_event opening = {
        .kind = "book_in", .opens = true, .day = today - HISTORY_DAYS, .closed = DAY_NONE};

    if (opening_of(line)) {
        line->opened = opening_of(line)->day;
        return;
    }
    if (entered != DAY_NONE && entered != first)
        opening.day = entered;
    else if (line->start != DAY_NONE && line->start >= opening.day) {
        opening.day = line->start;
        opening.kind = first != DAY_NONE && line->start > first ? "expansion" : "new";
    }
    line->opened = opening.day;
    ARRAY_PUSH(&line->events, opening);
}

static int compare_events(const void *a, const void *b)
{
    const struct demo_event *left = a, *right = b;

    return left->day != right->day ? (left->day < right->day ? -1 : 1)
                                   : (int)right->opens - (int)left->opens;
}

/* What is left for the opening; a line that is gone lost all of it in the end. */
static bool settle(struct demo_line *line)
{
    int64_t rest = line->contract[CONTRACT_ARR].integer;

    qsort(line->events.items, line->events.count, sizeof(*line->events.items), compare_events);
    for (size_t i = 0; i < line->events.count; i++)
        if (!line->events.items[i].opens && !text_equal(line->events.items[i].kind, "lost"))
            rest -= line->events.items[i].amount;
    line->events.items[0].amount = rest;
    return line->events.items[0].opens && rest > 0;
}

/* --- lines of an account --- */

static bool write_line(struct demo_account *account, size_t row, struct error *err)
{
    const struct value *contract = account->change.rows.items[row].values;
    struct demo_line line = {.row = row, .contract = contract};
    bool good;

    line.start = day_of(contract, CONTRACT_START);
    good = read_told(account, &line, err);
    if (good) {
        add_opening(account, &line);
        add_terms(&line);
        good = settle(&line);
        if (good)
            demo_line_write(account, &line);
        else
            fault_add(&account->demo->faults, account->node->path, account->node->line, 0,
                "the history of %s begins before it was there, or with nothing",
                contract[CONTRACT_PRODUCT].text);
    }
    array_fini(&line.events);
    return good;
}

/* An account without lines: it came in with what it is worth. */
static void write_implied(struct demo_account *account)
{
    const struct value *own = account->change.rows.items[account->row].values;

    if (own[ACCOUNT_ARR].type == VALUE_INTEGER && own[ACCOUNT_ENTERED].type == VALUE_INTEGER)
        demo_movement(account, NULL,
            &(struct demo_event){.kind = "book_in", .day = day_of(own, ACCOUNT_ENTERED)},
            own[ACCOUNT_ARR].integer);
}

bool demo_history(struct demo_account *account, struct error *err)
{
    size_t rows = account->change.rows.count;
    bool good = true, any = false;

    for (size_t i = 0; i < rows; i++)
        if (account->change.rows.items[i].kind == KIND_CONTRACT) {
            any = true;
            good = write_line(account, i, err) && good;
        }
    if (!any)
        write_implied(account);
    return good || fault_none(&account->demo->faults, err);
}
