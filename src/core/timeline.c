/* The sources of the stream, its order, and the moments of one account's rows. */
#include "core/timeline.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/text.h"
#include "base/words.h"

struct kind_words {
    const char *many, *one, *help;
};
static const struct kind_words kind_words[TIMELINE_KINDS] = {
    [TIMELINE_NOTES] = {N_("notes"), N_("note"), N_("calls, meetings, e-mails")},
    [TIMELINE_TASKS] = {N_("tasks"), N_("task"), N_("made and done")},
    [TIMELINE_STEPS] = {N_("steps"), N_("step"), N_("of playbooks: done, skipped, blocked; runs")},
    [TIMELINE_HEALTH] = {N_("health"), N_("health"), N_("moves, with their cause")},
    [TIMELINE_MONEY] = {N_("money"), N_("money"), N_("contracts, ARR, decision days")},
    [TIMELINE_PEOPLE] = {N_("people"), N_("person"), N_("who came and who left")},
    [TIMELINE_IMPORTS] = {N_("imports"), N_("import"), N_("with what they changed")},
    [TIMELINE_SIGNALS] = {N_("signals"), N_("signal"), N_("opened and handled")},
    [TIMELINE_VALUE] = {N_("value"), N_("value"), N_("results, goals reached, feedback")},
    [TIMELINE_TICKETS] = {N_("tickets"), N_("ticket"), N_("opened and closed")},
};

const char *timeline_kind_word(enum timeline_kind kind)
{
    return kind_words[kind].many;
}

const char *timeline_kind_one(enum timeline_kind kind)
{
    return kind_words[kind].one;
}

const char *timeline_kind_help(enum timeline_kind kind)
{
    return kind_words[kind].help;
}

static bool is_word(const char *word, const char *text, size_t len)
{
    char copy[16];

    if (len >= sizeof(copy))
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    return text_equal_nocase(word, copy);
}

static int kind_of_word(const char *text, size_t len)
{
    for (int kind = 0; kind < TIMELINE_KINDS; kind++)
        if (is_word(kind_words[kind].many, text, len) || is_word(kind_words[kind].one, text, len))
            return kind;
    return -1;
}

bool timeline_kinds_parse(const char *words, unsigned *ret_kinds, struct error *err)
{
    unsigned kinds = 0;

    for (const char *at = words; *at != '\0';) {
        size_t len = strcspn(at, ", ");
        int kind = kind_of_word(at, len);

        if (len > 0 && kind < 0)
            return error_set(err, ERROR_USAGE,
                "the timeline has no '%.*s'; it has notes, tasks, steps, health, money, people,"
                " imports, signals, value and tickets",
                (int)(len < 40 ? len : 40), at);
        if (len > 0)
            kinds |= 1U << kind;
        at += len + (at[len] != '\0');
    }
    *ret_kinds = kinds;
    return true;
}

#define ROW_SOURCE(source, number, told, kind, table, field, column)                               \
    [MOMENT_##source] = {TIMELINE_##told, KIND_##kind, kind##_##field},
static const struct timeline_source sources[MOMENT_SOURCES] = {
    [MOMENT_NOTE] = {TIMELINE_NOTES, KIND_NOTE, NOTE_AT},
    [MOMENT_HEALTH] = {TIMELINE_HEALTH, KIND_ACCOUNT, -1},
    [MOMENT_MONEY] = {TIMELINE_MONEY, KIND_ACCOUNT, -1},
    [MOMENT_DECISION] = {TIMELINE_MONEY, KIND_ACCOUNT, ACCOUNT_DECIDES_ON},
    TIMELINE_ROW_SOURCES(ROW_SOURCE)[MOMENT_LINE_ADDED] = {TIMELINE_MONEY, KIND_CONTRACT, -1},
    [MOMENT_PERSON_JOINED] = {TIMELINE_PEOPLE, KIND_CONTACT, -1},
    [MOMENT_IMPORT] = {TIMELINE_IMPORTS, KIND_ACCOUNT, -1},
    [MOMENT_PIN] = {TIMELINE_NOTES, KIND_NOTE, -1},
    TIMELINE_LATER_SOURCES(ROW_SOURCE)};
#undef ROW_SOURCE

const struct timeline_source *timeline_source(enum moment_source source)
{
    BUG_ON((unsigned)source >= MOMENT_SOURCES);
    return &sources[source];
}

#define FIELD_BIT(source, number, told, row_kind, table, field, column)                            \
    if (kind == KIND_##row_kind)                                                                   \
        fields |= UINT64_C(1) << row_kind##_##field;
uint64_t timeline_fields(enum kind kind)
{
    uint64_t fields = 0;

    TIMELINE_ROW_SOURCES(FIELD_BIT)
    TIMELINE_LATER_SOURCES(FIELD_BIT)
    return fields;
}
#undef FIELD_BIT

#define FIELD_SOURCE(source, number, told, row_kind, table, row_field, column)                     \
    if (kind == KIND_##row_kind && field == row_kind##_##row_field)                                \
        return MOMENT_##source;
enum moment_source timeline_source_of(enum kind kind, int field)
{
    TIMELINE_ROW_SOURCES(FIELD_SOURCE)
    TIMELINE_LATER_SOURCES(FIELD_SOURCE)
    return MOMENT_SOURCES;
}
#undef FIELD_SOURCE

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int moment_compare(const struct moment_place *a, const struct moment_place *b)
{
    if (a->day != b->day)
        return a->day < b->day ? 1 : -1;
    if (a->minute != b->minute)
        return a->minute < b->minute ? 1 : -1;
    if (a->source != b->source)
        return compare_numbers(a->source, b->source);
    if (a->key != b->key)
        return compare_numbers(b->key, a->key);
    return compare_numbers(b->part, a->part);
}

struct moment_place moment_place_of_day(day_number day)
{
    return (struct moment_place){day, 24 * 60, -1, INT64_MAX, INT64_MAX};
}

static int compare_moments(const void *left, const void *right)
{
    const struct moment *a = left, *b = right;

    return moment_compare(&a->place, &b->place);
}

void timeline_sort(struct moment_list *moments)
{
    if (moments->count > 1)
        qsort(moments->items, moments->count, sizeof(*moments->items), compare_moments);
}

/* --- one account --- */

static const struct row_list *rows_of(const struct dossier *dossier, enum kind kind)
{
    const struct {
        enum kind kind;
        const struct row_list *rows;
    } lists[] = {{KIND_NOTE, &dossier->notes}, {KIND_CONTRACT, &dossier->contracts},
        {KIND_RUN, &dossier->runs}, {KIND_STEP, &dossier->steps}, {KIND_TASK, &dossier->tasks},
        {KIND_RESULT, &dossier->results}, {KIND_GOAL, &dossier->goals},
        {KIND_FEEDBACK, &dossier->feedback}, {KIND_TICKET, &dossier->tickets},
        {KIND_CONTACT, &dossier->contacts}, {KIND_SIGNAL, &dossier->signals},
        {KIND_RENEWAL, &dossier->renewals}};

    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (lists[i].kind == kind)
            return lists[i].rows;
    return NULL;
}

static const struct row *run_of(const struct dossier *dossier, const struct row *row)
{
    for (size_t i = 0; row->kind == KIND_STEP && i < dossier->runs.count; i++)
        if (dossier->runs.items[i]->key == row_integer(row, STEP_RUN))
            return dossier->runs.items[i];
    return NULL;
}

static void add_row(enum moment_source source, const struct row *row,
    const struct timeline_scene *scene, struct arena *arena, struct moment_list *moments)
{
    struct moment moment;

    if (row != NULL && moment_of_row(source, row, scene, arena, &moment))
        ARRAY_PUSH(moments, moment);
}

void timeline_of_rows(const struct dossier *dossier, unsigned kinds,
    const struct timeline_scene *scene, struct arena *arena, struct moment_list *ret_moments)
{
    struct timeline_scene here = *scene;

    for (int source = 0; source < MOMENT_SOURCES; source++) {
        const struct row_list *rows = rows_of(dossier, sources[source].kind);

        if (sources[source].field < 0 || !timeline_wants(kinds, sources[source].told))
            continue;
        if (sources[source].kind == KIND_ACCOUNT)
            add_row((enum moment_source)source, dossier->account, &here, arena, ret_moments);
        for (size_t i = 0; rows != NULL && i < rows->count; i++) {
            here.run = run_of(dossier, rows->items[i]);
            add_row((enum moment_source)source, rows->items[i], &here, arena, ret_moments);
        }
    }
}
