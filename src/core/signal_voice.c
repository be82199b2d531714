/* Signals of what the customer said. */
#include <string.h>
#include "base/str.h"
#include "core/people.h"
#include "notes_internal.h"
#include "signal_internal.h"

/* Nobody is asked for a favour again before the quiet of the rule that leads to it is over. */
bool signal_may_ask(struct signal_case *at)
{
    const struct row_list *references = &at->dossier->references;
    day_number last = DAY_NONE;

    for (size_t i = 0; i < references->count; i++) {
        day_number asked = row_day(references->items[i], REFERENCE_ASKED_ON);

        if (asked <= at->today && asked > last)
            last = asked;
    }
    if (last == DAY_NONE)
        return true;
    return signal_compare(at,
        (struct signal_figure){"since a reference was asked", at->today - last, FIGURE_DAYS},
        MORE_THAN, at->rule->quiet_days);
}

static const char *quoted(const struct signal_case *at, const char *words)
{
    return text_blank(words) ? NULL : words_around(at->arena, words, NULL);
}

/* The newest mark of (today - days, today] within the bounds that is still that person's latest. */
static const struct reading *find_mark(
    const struct signal_case *at, int days, double least, double most)
{
    struct series marks = series_between(&at->measures.of[METRIC_NPS], at->today - days, at->today);

    for (size_t i = marks.count; i-- > 0;) {
        const struct reading *mark = &marks.items[i];

        if (reading_is_mark(mark) && mark->value >= least - 1e-9 && mark->value <= most + 1e-9 &&
            measures_mark_of(&at->measures, mark->contact) == mark)
            return mark;
    }
    return NULL;
}

static const struct row *fill_mark(struct signal_case *at, const struct reading *mark)
{
    const struct row *contact = people_find(at->dossier, mark->contact);

    at->about = mark->contact;
    signal_fill(at, "name", contact ? row_text(contact, CONTACT_NAME) : mark->contact);
    signal_fill(at, "mark", words_number(at->arena, mark->value));
    signal_fill_day(at, "date", mark->date);
    signal_fill(at, "words", quoted(at, mark->comment));
    return contact;
}

static bool knows_marks(struct signal_case *at)
{
    return signal_knows(at, "marks of NPS", at->measures.of[METRIC_NPS].count > 0);
}

enum signal_grade signal_detractor(struct signal_case *at)
{
    const struct reading *mark = find_mark(at, (int)at->rule->params[0], 0, at->rule->params[1]);

    if (!knows_marks(at) || !signal_is(at, "a latest mark of that time", mark ? "there" : "none",
                                "as low as that", mark != NULL))
        return GRADE_NO;
    const struct row *contact = fill_mark(at, mark);

    return contact && person_decides(contact) ? GRADE_WORSE : GRADE_PLAIN;
}

enum signal_grade signal_promoter(struct signal_case *at)
{
    const struct reading *mark;

    bool green = signal_is(at, "health", health_band_word(at->assessment->health.band), "green",
        at->assessment->health.band == BAND_GREEN);
    bool calm = signal_is(at, "worst risk", severity_word(at->worst_risk), "low or none",
        at->worst_risk <= SEVERITY_LOW);

    mark = find_mark(at, (int)at->rule->params[0], at->rule->params[1], 10);
    if (!knows_marks(at) || !signal_is(at, "a latest mark of that time", mark ? "there" : "none",
                                "as high as that", mark != NULL))
        return GRADE_NO;
    if (!green || !calm || !signal_may_ask(at))
        return GRADE_NO;
    (void)fill_mark(at, mark);
    return GRADE_PLAIN;
}

static void fill_note(struct signal_case *at, const struct row *note, const char *place)
{
    const char *kind = row_text(note, NOTE_KIND);
    const char *body = row_text(note, NOTE_BODY);

    at->about = arena_format(at->arena, "note %lld", (long long)note->key);
    signal_fill_day(at, "date", note_day(note));
    signal_fill(at, "note", text_blank(kind) ? "note" : kind);
    signal_fill(at, "words", text_blank(body) ? NULL : words_around(at->arena, body, place));
}

enum signal_grade signal_competitor(struct signal_case *at)
{
    const struct settings *settings = at->rules->settings;
    const struct row *note = notes_with_rival(
        at->dossier, settings, at->today - (day_number)at->rule->params[0], at->today);

    if (!signal_is(
            at, "a note that names one", note ? "there" : "none", "in that time", note != NULL))
        return GRADE_NO;
    fill_note(at, note, note_place_of(note, "#competitor", settings));
    return GRADE_PLAIN;
}

enum signal_grade signal_new_need(struct signal_case *at)
{
    static const char *const tags[] = {"usecase", "newteam", "budget", NULL};
    const char *tag = NULL;
    const struct row *note = notes_tagged(
        at->dossier, tags, at->today - (day_number)at->rule->params[0], at->today, &tag);

    if (!signal_is(
            at, "a note that says so", note ? "there" : "none", "in that time", note != NULL))
        return GRADE_NO;
    fill_note(at, note, note_place_of(note, arena_format(at->arena, "#%s", tag), NULL));
    return GRADE_PLAIN;
}
