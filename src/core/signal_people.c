/* Signals of people and promises (model.md E13, E19). */
#include "base/str.h"
#include "base/words.h"
#include "core/people.h"
#include "notes_internal.h"
#include "signal_internal.h"

static const struct row *gone_person(const struct signal_case *at, enum person_role *ret_role)
{
    static const enum person_role roles[] = {PERSON_CHAMPION, PERSON_SPONSOR};

    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        const struct row *gone = people_gone(at->dossier, roles[i], at->today);

        *ret_role = roles[i];
        if (gone)
            return gone;
    }
    return NULL;
}

enum signal_grade signal_champion_left(struct signal_case *at)
{
    enum person_role role;
    const struct row *gone = gone_person(at, &role);
    int active = people_active(at->dossier, at->today);

    if (!signal_knows(at, "people", at->dossier->contacts.count > 0) ||
        !signal_is(at, "a champion or sponsor", gone ? row_text(gone, CONTACT_NAME) : "nobody left",
            "left, and nobody active has the role", gone != NULL))
        return GRADE_NO;
    at->about = row_text(gone, CONTACT_NAME);
    signal_fill(at, "name", at->about);
    signal_fill(at, "role", person_role_word(role));
    signal_fill_day(at, "date", row_day(gone, CONTACT_LEFT_ON));
    if (active == 0)
        signal_fill(at, "people", "nobody active remains");
    else
        signal_fill(at, "people",
            words_count(at->arena, active, NP_("active person remains", "active people remain")));
    return GRADE_PLAIN;
}

enum signal_grade signal_no_touch(struct signal_case *at)
{
    const struct touch_state *touch = &at->assessment->touch;
    bool known = touch->counted_from != DAY_NONE;
    int days = known ? at->today - touch->counted_from : 0;

    if (!signal_knows(at, "a day to count from", known) ||
        !signal_knows(at, "cadence", touch->cadence_days > 0) ||
        !signal_compare(at, (struct signal_figure){"without a touch", days, FIGURE_DAYS}, AT_LEAST,
            touch->cadence_days * (1 + at->rule->params[0])))
        return GRADE_NO;
    signal_fill_count(at, "days", days);
    signal_fill_count(at, "cadence", touch->cadence_days);
    signal_fill_day(at, "date", touch->last);
    return GRADE_PLAIN;
}

/* A mail tagged #try, a call nobody took, a meeting to which nobody came. */
static bool is_try(const struct row *note)
{
    return row_is(note, NOTE_KIND, "no-show") || row_has_tag(note, NOTE_TAGS, "try");
}

enum signal_grade signal_not_answering(struct signal_case *at)
{
    const struct row_list *notes = &at->dossier->notes;
    const struct row *first = NULL;
    const struct row *last = NULL;
    int count = 0;

    for (size_t i = notes->count; i-- > 0;) {
        const struct row *note = notes->items[i];
        day_number day = note_day(note);

        if (day == DAY_NONE || day > at->today)
            continue;
        if (day <= at->today - (day_number)at->rule->params[1] ||
            note_is_touch(note, &at->dossier->contacts))
            break; /* what came back ends the row of tries */
        if (!is_try(note))
            continue;
        first = note;
        last = last ? last : note;
        count++;
    }
    if (!signal_compare(at,
            (struct signal_figure){"tries in that time, nothing back", count, FIGURE_COUNT},
            AT_LEAST, at->rule->params[0]) ||
        count == 0)
        return GRADE_NO;
    signal_fill_count(at, "n", count);
    signal_fill_day(at, "date", note_day(first));
    signal_fill(at, "name", row_text(last, NOTE_ATTENDEES));
    return GRADE_PLAIN;
}

static enum signal_grade no_sponsor(struct signal_case *at)
{
    /* No people were recorded at all: that is another gap. */
    if (!signal_knows(at, "people", at->dossier->contacts.count > 0) ||
        !signal_is(at, "sponsor or buyer", "nobody recorded", "silent, or nobody recorded", true))
        return GRADE_NO;
    at->about = "nobody";
    signal_fill(at, "sentence", "nobody recorded as sponsor");
    signal_fill(at, "step", "find out who the sponsor is");
    signal_fill(at, "name", NULL);
    return GRADE_PLAIN;
}

enum signal_grade signal_sponsor_silent(struct signal_case *at)
{
    day_number heard;
    const struct row *sponsor = people_sponsor(at->dossier, at->today, &heard);

    if (sponsor == NULL)
        return no_sponsor(at);
    day_number from = heard == DAY_NONE ? contract_start(at->dossier) : heard;

    if (!signal_knows(at, "a day to count from", from != DAY_NONE) ||
        !signal_compare(at,
            (struct signal_figure){"sponsor not heard", at->today - from, FIGURE_DAYS}, AT_LEAST,
            at->rule->params[0]))
        return GRADE_NO;
    const char *name = row_text(sponsor, CONTACT_NAME);
    const char *role = person_role_word(person_role_of(sponsor));

    at->about = name;
    signal_fill(at, "sentence",
        heard == DAY_NONE ? arena_format(at->arena, "%s (%s) never met", name, role)
                          : arena_format(at->arena, "%s (%s) last heard %s", name, role,
                                words_day(at->arena, heard, at->today)));
    signal_fill(at, "step", arena_format(at->arena, "write to %s", name));
    signal_fill(at, "name", name);
    signal_fill_day(at, "date", heard);
    return GRADE_PLAIN;
}

/* Among the accounts of the book, by ARR. */
static bool is_in_upper_half(const struct signal_case *at)
{
    const struct book_facts *book = at->book;
    int64_t arr = at->assessment->contract.arr;

    return arr != MONEY_NONE && book->accounts > 0 && arr >= book->arr_sorted[book->accounts / 2];
}

/* One person has most of the participations of 90 days. */
static bool holds_contact(struct signal_case *at, const struct thread_share *share)
{
    bool many = signal_compare(at,
        (struct signal_figure){"contacts with people in 90d", share->all, FIGURE_COUNT}, AT_LEAST,
        at->rule->params[1]);

    return many && share->all > 0 &&
           signal_compare(at,
               (struct signal_figure){
                   "with one person", (double)share->most / share->all, FIGURE_SHARE},
               AT_LEAST, at->rule->params[0]);
}

enum signal_grade signal_single_threaded(struct signal_case *at)
{
    struct thread_share share = people_threads(at->dossier, at->today);
    int people = people_active(at->dossier, at->today);
    bool alone = people == 1 && share.touches > 0;
    const struct row *who = alone ? people_main_contact(at->dossier, at->today) : share.contact;

    if (!signal_knows(at, "people", at->dossier->contacts.count > 0) ||
        (!alone && !holds_contact(at, &share)))
        return GRADE_NO;
    if (alone)
        (void)signal_is(at, "active people recorded", "1", "one alone, and a touch", true);
    const char *name = row_text(who, CONTACT_NAME);
    const char *part =
        share.all > 0 ? words_percent(at->arena, (double)share.most / share.all) : NULL;

    at->about = name;
    signal_fill(at, "sentence",
        alone ? arena_format(at->arena, "%s is the only person recorded", name)
              : arena_format(at->arena, "%s is %s of all contact", name, part));
    signal_fill(at, "name", name);
    signal_fill(at, "share", part);
    return is_in_upper_half(at) ? GRADE_WORSE : GRADE_PLAIN;
}

/* `Ana Costa, Raj Patel`; NULL: nobody is named. */
static const char *owed_to(const struct signal_case *at, const struct row *promise)
{
    struct str names = {0};
    const char *to;

    for (const char *name = row_text(promise, TASK_OWED_TO); *name; name++) {
        str_add_char(&names, *name == ';' ? ',' : *name);
        if (*name == ';')
            str_add_char(&names, ' ');
    }
    to = names.len ? words_around(at->arena, str_text(&names), NULL) : NULL;
    str_fini(&names);
    return to;
}

enum signal_grade signal_promise_overdue(struct signal_case *at)
{
    const struct row_list *tasks = &at->dossier->tasks;
    const struct row *worst = NULL;
    int count = 0;

    for (size_t i = 0; i < tasks->count; i++) {
        const struct row *task = tasks->items[i];
        day_number due = row_day(task, TASK_DUE);

        if (!row_is(task, TASK_KIND, "promise") || due == DAY_NONE || due >= at->today ||
            row_is(task, TASK_STATUS, "done") || row_is(task, TASK_STATUS, "cancelled"))
            continue;
        count++;
        if (worst == NULL || due < row_day(worst, TASK_DUE))
            worst = task;
    }
    if (!signal_compare(at, (struct signal_figure){"promises past their day", count, FIGURE_COUNT},
            AT_LEAST, 1))
        return GRADE_NO;
    int late = at->today - row_day(worst, TASK_DUE);

    at->about = row_text(worst, TASK_TITLE);
    signal_fill(at, "title", words_around(at->arena, at->about, NULL));
    signal_fill(at, "to", owed_to(at, worst));
    signal_fill_count(at, "days", late);
    signal_fill(at, "more", count > 1 ? arena_format(at->arena, "%d", count - 1) : NULL);
    return late >= at->rule->params[0] ? GRADE_WORSE : GRADE_PLAIN;
}
