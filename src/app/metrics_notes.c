/* The ground of the figures: what was done with the customers. */
#include <stdlib.h>
#include "base/money.h"
#include "base/text.h"
#include "core/touch.h"
#include "metrics_internal.h"
#include "store/figures.h"

/* FNV-1a of the text as it is compared. */
static uint64_t hash_of(const char *text, struct arena *scratch)
{
    uint64_t hash = 14695981039346656037u;

    arena_clear(scratch);
    for (const char *at = text_fold_copy(scratch, text); *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    return hash;
}

/* Most tables come nearly in the order that is wanted: what stands so already is left alone. */
static void sort_where_needed(
    void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    const char *at = items;

    for (size_t i = 1; i < count; i++, at += size)
        if (compare(at, at + size) > 0) {
            qsort(items, count, size, compare);
            return;
        }
}

/* --- who is a contact --- */

static int compare_called(const void *left, const void *right)
{
    const struct called *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

static bool take_contact(void *context, const struct row *row)
{
    static const int fields[] = {CONTACT_NAME, CONTACT_EMAIL, CONTACT_ID};
    struct metrics_reading *reading = context;

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (row_knows(row, fields[i]))
            ARRAY_PUSH(&reading->called, (struct called){row_integer(row, CONTACT_ACCOUNT),
                                             hash_of(row_text(row, fields[i]), &reading->scratch)});
    return true;
}

static bool is_contact(void *context, const struct row *note, const char *name)
{
    struct metrics_reading *reading = context;
    const struct called called = {
        row_integer(note, NOTE_ACCOUNT), hash_of(name, &reading->scratch)};

    return reading->called.count && bsearch(&called, reading->called.items, reading->called.count,
                                        sizeof(called), compare_called);
}

/* --- notes --- */

static enum metric_work work_of(const struct row *note)
{
    if (row_is(note, NOTE_KIND, "training"))
        return WORK_TRAINING;
    return row_is(note, NOTE_KIND, "qbr") || row_is(note, NOTE_KIND, "ebr") ? WORK_REVIEW
                                                                            : WORK_OTHER;
}

static unsigned minutes_of(const struct row *note)
{
    const int64_t most = 1 << 27; /* centuries: it is held in few bits */
    int64_t minutes = row_integer(note, NOTE_DURATION);

    return (unsigned)(minutes < 0 ? 0 : minutes > most ? most : minutes);
}

static bool take_note(void *context, const struct row *row)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;
    struct metric_note note = {.key = row->key,
        .account = row_integer(row, NOTE_ACCOUNT),
        .day = row_knows(row, NOTE_AT) ? minute_day(row_integer(row, NOTE_AT)) : DAY_NONE,
        .minutes = minutes_of(row) & 0xfffffff,
        .work = work_of(row)};

    if (note.day == DAY_NONE || note.day > metrics->ground.today)
        return true;
    note.is_touch = note_is_touch_of(row, is_contact, reading);
    if (note.is_touch || note.minutes > 0)
        ARRAY_PUSH(&metrics->notes, note);
    return true;
}

static int compare_notes(const void *left, const void *right)
{
    const struct metric_note *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

bool metrics_read_notes(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;
    struct store *store = metrics->session->store;
    bool ok;

    if (!store_each_contact_head(store, take_contact, reading, err))
        return false;
    sort_where_needed(reading->called.items, reading->called.count, sizeof(*reading->called.items),
        compare_called);
    ok = store_each_note_head(store, take_note, reading, err);
    array_fini(&reading->called);
    return ok;
}

/* --- readings: NPS and usage --- */

static void take_answer(struct metrics_reading *reading, const struct stored_reading *stored)
{
    const struct reading mark = {
        .contact = stored->contact, .date = stored->date, .value = stored->value};

    if (reading_is_mark(&mark))
        ARRAY_PUSH(
            &reading->metrics->answers, (struct metric_answer){.key = stored->key,
                                            .account = stored->account,
                                            .person = hash_of(stored->contact, &reading->scratch),
                                            .day = stored->date,
                                            .mark = (int)round_half_up(stored->value)});
}

static void take_usage(
    struct metrics *metrics, const struct stored_reading *stored, enum metric_usage_kind kind)
{
    ARRAY_PUSH(&metrics->usage,
        (struct metric_usage){stored->key, stored->account, stored->date, kind, stored->value});
}

static bool take_reading(void *context, const struct stored_reading *stored)
{
    struct metrics_reading *reading = context;
    struct metrics *metrics = reading->metrics;

    if (!reading->metric || !text_equal(reading->metric, stored->metric)) {
        reading->metric = arena_copy_text(&metrics->arena, stored->metric);
        reading->metric_of = metric_of_name(stored->metric);
    }
    if (stored->date > metrics->ground.today)
        return true;
    if (reading->metric_of == METRIC_NPS)
        take_answer(reading, stored);
    else if (reading->metric_of == METRIC_ACTIVE_28D)
        take_usage(metrics, stored, USAGE_ACTIVE_28D);
    else if (reading->metric_of == METRIC_ACTIVE)
        take_usage(metrics, stored, USAGE_ACTIVE);
    else if (reading->metric_of == METRIC_SEATS)
        take_usage(metrics, stored, USAGE_SEATS);
    return true;
}

static int compare_answers(const void *left, const void *right)
{
    const struct metric_answer *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static int compare_usage(const void *left, const void *right)
{
    const struct metric_usage *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

bool metrics_read_readings(struct metrics_reading *reading, struct error *err)
{
    struct metrics *metrics = reading->metrics;

    return store_each_reading(metrics->session->store, take_reading, reading, err);
}

void metrics_sort_notes(struct metrics *metrics)
{
    sort_where_needed(
        metrics->notes.items, metrics->notes.count, sizeof(*metrics->notes.items), compare_notes);
    sort_where_needed(metrics->answers.items, metrics->answers.count,
        sizeof(*metrics->answers.items), compare_answers);
    sort_where_needed(
        metrics->usage.items, metrics->usage.count, sizeof(*metrics->usage.items), compare_usage);
}
