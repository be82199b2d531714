/* The lists of rows of a demo account: a line a row. */
#include <string.h>
#include "app/demo_internal.h"
#include "core/contract.h"
#include "core/followup.h"

/* --- notes: `-3d 14:10 call, Priya Nair; Tom Becker, bad: what was said`; instead of the mood
 * `prepared`: a meeting of the calendar, and what it is about --- */

static const char *const moods[] = {"good", "mixed", "bad"};

static bool is_word(struct demo_span word, const char *wanted)
{
    return word.len == strlen(wanted) && memcmp(word.text, wanted, word.len) == 0;
}

static bool is_mood(struct demo_span word)
{
    for (size_t i = 0; i < COUNT_OF(moods); i++)
        if (is_word(word, moods[i]))
            return true;
    return false;
}

/* Where no time is told: within the working day, differing from note to note. */
static int time_of_note(const struct demo *demo)
{
    return 9 * 60 + demo->made[KIND_NOTE] * 85 % (8 * 60) / 15 * 15;
}

/* `-3d call` or `-3d 14:10 call`. */
static bool set_when(
    struct demo_account *account, size_t row, struct demo_span head, struct error *err)
{
    const struct session *session = account->demo->session;
    struct arena *arena = &account->change.arena;
    struct demo_span day_word, word;
    int minute = time_of_note(account->demo);
    day_number day;

    if (!demo_take(&head, " ", &day_word) || !demo_day(account, day_word, &day, err))
        return false;
    if (!demo_take(&head, " ", &word))
        return error_set(err, ERROR_USAGE, "the kind of the note is missing");
    if (word.len == 5 && word.text[2] == ':') {
        minute = ((word.text[0] - '0') * 10 + word.text[1] - '0') * 60 + (word.text[3] - '0') * 10 +
                 word.text[4] - '0';
        word = demo_trim(head);
    }
    day = day_roll_back(day, &session->settings.calendar);
    change_set_integer(&account->change, row, NOTE_AT, minute_make(day, minute));
    change_set_text(&account->change, row, NOTE_KIND, demo_copy(arena, word));
    return true;
}

/* ` // ` begins a new line. */
static const char *body_of(struct demo_span text, struct arena *arena)
{
    struct str body = {0};
    struct demo_span line;

    while (demo_take(&text, " // ", &line)) {
        str_add(&body, body.len ? "\n" : "");
        str_add_bytes(&body, line.text, line.len);
    }
    const char *copy = arena_copy_text(arena, str_text(&body));

    str_fini(&body);
    return copy;
}

/* Joined by `;` alone, as all lists in a field are. */
static const char *names_of(struct demo_span text, struct arena *arena)
{
    struct str names = {0};
    struct demo_span name;

    while (demo_take(&text, ";", &name)) {
        str_add(&names, names.len ? ";" : "");
        str_add_bytes(&names, name.text, name.len);
    }
    const char *copy = arena_copy_text(arena, str_text(&names));

    str_fini(&names);
    return copy;
}

static void touch_person(struct demo_account *account, struct demo_span name, day_number day)
{
    struct change *change = &account->change;

    for (size_t i = 0; i < change->rows.count; i++) {
        const struct change_row *row = &change->rows.items[i];
        const struct value *values = row->values;

        if (row->kind != KIND_CONTACT || strlen(values[CONTACT_NAME].text) != name.len ||
            memcmp(values[CONTACT_NAME].text, name.text, name.len) != 0)
            continue;
        if (values[CONTACT_LAST_TOUCH].type == VALUE_UNKNOWN ||
            values[CONTACT_LAST_TOUCH].integer < day)
            change_set_day(change, i, CONTACT_LAST_TOUCH, day);
    }
}

/* As logging a note does: the last touch of those who were there moves. */
static void touch_people(struct demo_account *account, size_t note)
{
    const struct value *values = account->change.rows.items[note].values;
    const struct row row = {.kind = KIND_NOTE, .values = account->change.rows.items[note].values};
    const char *text = row_text(&row, NOTE_ATTENDEES);
    struct demo_span names = {text, strlen(text)}, name;

    if (row_is(&row, NOTE_KIND, "internal") || row_is(&row, NOTE_KIND, "no-show") ||
        row_has_tag(&row, NOTE_TAGS, "try"))
        return;
    while (demo_take(&names, ";", &name))
        touch_person(account, name, minute_day(values[NOTE_AT].integer));
}

/* A meeting of the calendar that waits to be held, or to be logged. */
static void prepare(struct demo_account *account, size_t note, struct demo_span topic)
{
    struct change *change = &account->change;

    change_set_text(change, note, NOTE_STATE, "prepared");
    change_set_text(change, note, NOTE_TOPIC, demo_copy(&change->arena, demo_trim(topic)));
    change_set_text(change, note, NOTE_BODY, "");
    change_set_integer(change, note, NOTE_DURATION, 30);
    change_set_text(change, note, NOTE_AUTHOR, account->demo->session->settings.author);
}

/* How long it took: of its kind, and not the same each time. */
static void set_duration(struct demo_account *account, size_t note)
{
    static const struct {
        const char *kind;
        int minutes, more;
    } lengths[] = {{"call", 20, 25}, {"email", 5, 10}, {"meeting", 45, 45}, {"training", 60, 30},
        {"qbr", 60, 30}, {"internal", 15, 15}};
    const char *kind = account->change.rows.items[note].values[NOTE_KIND].text;

    for (size_t i = 0; i < COUNT_OF(lengths); i++)
        if (text_equal(kind, lengths[i].kind))
            change_set_integer(&account->change, note, NOTE_DURATION,
                lengths[i].minutes +
                    account->demo->made[KIND_NOTE] * 35 % (lengths[i].more + 1) / 5 * 5);
}

static bool add_note(struct demo_account *account, struct demo_span line, struct error *err)
{
    struct change *change = &account->change;
    size_t row = demo_insert(account, KIND_NOTE);
    struct demo_span head, piece;
    bool prepared = false;

    if (!demo_take(&line, ": ", &head) || !demo_take(&head, ",", &piece) ||
        !set_when(account, row, piece, err))
        return false;
    while (demo_take(&head, ",", &piece)) {
        if (is_word(piece, "prepared"))
            prepared = true;
        else if (is_mood(piece))
            change_set_text(change, row, NOTE_SENTIMENT, demo_copy(&change->arena, piece));
        else
            change_set_text(change, row, NOTE_ATTENDEES, names_of(piece, &change->arena));
    }
    if (prepared) {
        prepare(account, row, line);
        return true;
    }
    const char *body = body_of(line, &change->arena);
    const char *tags = note_tags_of(body, &change->arena);

    change_set_text(change, row, NOTE_BODY, body);
    set_duration(account, row);
    if (*tags)
        change_set_text(change, row, NOTE_TAGS, tags);
    change_set_text(change, row, NOTE_AUTHOR, account->demo->session->settings.author);
    touch_people(account, row);
    return true;
}

/* --- what was done about signals: `champion-left, quiet_until +25d, handled_on -5d` --- */

static bool add_signal(struct demo_account *account, struct demo_span line, struct error *err)
{
    struct change *change = &account->change;
    size_t row = demo_insert(account, KIND_SIGNAL);
    struct demo_span id;

    if (!demo_take(&line, ",", &id))
        return false;
    change_set_text(change, row, SIGNAL_SIGNAL, demo_copy(&change->arena, id));
    if (!demo_fields(account, row, line, err))
        return false;
    if (change->rows.items[row].values[SIGNAL_OUTCOME].type != VALUE_UNKNOWN)
        change_set_text(change, row, SIGNAL_KIND, "risk");
    /* One with an outcome is history. */
    change_set_integer(change, row, SIGNAL_OPEN,
        change->rows.items[row].values[SIGNAL_OUTCOME].type == VALUE_UNKNOWN);
    return true;
}

/* --- all others: fields before or after the text that names the row --- */

struct list {
    const char *key;
    enum kind kind;
    int text;        /* the field of the text */
    bool text_first; /* `NAME: fields`, else `fields: TEXT` */
};

static const struct list lists[] = {
    {"contracts", KIND_CONTRACT, CONTRACT_PRODUCT, true},
    {"people", KIND_CONTACT, CONTACT_NAME, true},
    {"tasks", KIND_TASK, TASK_TITLE, false},
    {"tickets", KIND_TICKET, TICKET_SUBJECT, false},
    {"goals", KIND_GOAL, GOAL_STATEMENT, false},
    {"values", KIND_RESULT, RESULT_STORY, false},
    {"opportunities", KIND_OPPORTUNITY, OPPORTUNITY_NAME, false},
    {"feedback", KIND_FEEDBACK, FEEDBACK_TEXT, false},
    {"movements", KIND_MOVEMENT, MOVEMENT_PRODUCT, false},
    {"references", KIND_REFERENCE, REFERENCE_TEXT, false},
};

/* What is not told of every row. */
static void set_usual(struct demo_account *account, size_t row)
{
    struct change *change = &account->change;
    enum kind kind = change->rows.items[row].kind;
    static const struct {
        enum kind kind;
        int field;
        const char *text;
    } usual[] = {
        {KIND_CONTRACT, CONTRACT_STATUS, "open"},
        {KIND_CONTACT, CONTACT_STATUS, "active"},
        {KIND_GOAL, GOAL_STATUS, "open"},
        {KIND_GOAL, GOAL_KIND, "reach"},
        {KIND_TASK, TASK_STATUS, "open"},
        {KIND_TASK, TASK_KIND, "task"},
        {KIND_TICKET, TICKET_STATUS, "open"},
        {KIND_TICKET, TICKET_PRIORITY, "normal"},
        {KIND_FEEDBACK, FEEDBACK_STATUS, "open"},
    };

    for (size_t i = 0; i < COUNT_OF(usual); i++)
        if (usual[i].kind == kind)
            change_set_text(change, row, usual[i].field, usual[i].text);
    if (kind_info(kind)->currency >= 0)
        change_set_text(change, row, kind_info(kind)->currency, account->currency);
}

static bool add_row(
    struct demo_account *account, const struct list *list, struct demo_span line, struct error *err)
{
    struct change *change = &account->change;
    size_t row = demo_insert(account, list->kind);
    struct demo_span first;

    set_usual(account, row);
    if (!demo_take(&line, ": ", &first))
        return false;
    struct demo_span text = list->text_first ? first : demo_trim(line);
    struct demo_span fields = list->text_first ? demo_trim(line) : first;

    if (text.len == 0)
        return error_set(err, ERROR_USAGE, "fields and text stand apart by a colon and a blank");
    change_set_text(change, row, list->text, demo_copy(&change->arena, text));
    return demo_fields(account, row, fields, err);
}

/* --- a block of lines --- */

typedef bool (*line_fn)(struct demo_account *account, const struct list *list,
    struct demo_span line, struct error *err);

static bool note_line(
    struct demo_account *account, const struct list *list, struct demo_span line, struct error *err)
{
    return add_note(account, line, err);
}

static bool signal_line(
    struct demo_account *account, const struct list *list, struct demo_span line, struct error *err)
{
    return add_signal(account, line, err);
}

static bool each_line(
    struct demo_account *account, const char *key, line_fn fn, const struct list *list)
{
    const struct tree_node *block = tree_get(account->node, key);
    struct demo_span rest, line;

    if (block == NULL)
        return true;
    rest = (struct demo_span){block->text, strlen(block->text)};
    while (demo_take(&rest, "\n", &line)) {
        struct error err = {.text = "not understood"};

        if (line.len > 0 && !fn(account, list, line, &err))
            return demo_fault(account, block, line.text, err.text);
    }
    return true;
}

/* --- what the account's own cells say, as an import of accounts would have it --- */

static void sum_up(struct demo_account *account)
{
    const struct change_row_list *rows = &account->change.rows;
    struct value *own = rows->items[account->row].values;
    int64_t arr = 0, seats = 0;
    bool any = false;

    for (size_t i = 0; i < rows->count; i++) {
        const struct value *line = rows->items[i].values;

        if (rows->items[i].kind != KIND_CONTRACT || demo_line_is_gone(line))
            continue;
        arr += line[CONTRACT_ARR].integer;
        seats += line[CONTRACT_SEATS].integer;
        if (own[ACCOUNT_START].type == VALUE_UNKNOWN || !any)
            change_set(&account->change, account->row, ACCOUNT_START, line[CONTRACT_START]);
        any = true;
    }
    if (any)
        change_set_integer(&account->change, account->row, ACCOUNT_ARR, arr);
    if (seats > 0)
        change_set_integer(&account->change, account->row, ACCOUNT_SEATS, seats);
    if (own[ACCOUNT_ENTERED].type == VALUE_UNKNOWN)
        change_set(&account->change, account->row, ACCOUNT_ENTERED, own[ACCOUNT_START]);
}

bool demo_rows(struct demo_account *account, struct error *err)
{
    bool good = true;

    for (size_t i = 0; i < COUNT_OF(lists); i++)
        good = each_line(account, lists[i].key, add_row, &lists[i]) && good;
    good = each_line(account, "notes", note_line, NULL) && good;
    good = each_line(account, "signals", signal_line, NULL) && good;
    sum_up(account);
    return good || fault_none(&account->demo->faults, err);
}
