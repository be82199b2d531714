/* Demands that a note meets. Each note counts for one step of a run: the step keeps its key under
 * `#note`, which no demand can have as its id. */
#include "base/text.h"
#include "base/words.h"
#include "demand_internal.h"

static bool is_taken(
    const struct run_ground *ground, const struct row *step, const struct row *note)
{
    const struct row_list *steps = &ground->base.dossier->steps;
    struct arena arena = {0};
    bool taken = false;
    for (size_t i = 0; i < steps->count && !taken; i++) {
        const struct row *other = steps->items[i];
        struct given_list given;
        long long key;
        if (other->key == step->key || row_integer(other, STEP_RUN) != ground->run->key)
            continue;
        run_given(other, &arena, &given);
        const char *text = run_given_find(&given, RUN_GIVEN_NOTE);
        taken = text && text_to_int(text, &key) && key == note->key;
    }
    arena_fini(&arena);
    return taken;
}

static day_number note_day(const struct row *note)
{
    return row_knows(note, NOTE_AT) ? minute_day(row_integer(note, NOTE_AT)) : DAY_NONE;
}

static bool is_in_run(const struct run_ground *ground, const struct row *note)
{
    day_number day = note_day(note);
    return day != DAY_NONE && day >= row_day(ground->run, RUN_STARTED) && day <= ground->base.today;
}

static bool note_fits(const struct playbook_step *rule, const struct row *note)
{
    if (row_is(note, NOTE_KIND, "no-show"))
        return false;
    return rule->internal || !row_is(note, NOTE_KIND, "internal");
}

static bool demands(const struct playbook_step *rule, enum demand_kind kind)
{
    for (int i = 0; i < rule->demand_count; i++)
        if (rule->demands[i].kind == kind)
            return true;
    return false;
}

/* A note with all that the step demands of one goes before a later one without. */
static int note_points(const struct playbook_step *rule, const struct row *note)
{
    bool with = !text_blank(row_text(note, NOTE_ATTENDEES));
    bool mood = !text_blank(row_text(note, NOTE_SENTIMENT));
    return 2 * (with && demands(rule, DEMAND_ATTENDEES)) +
           2 * (mood && demands(rule, DEMAND_SENTIMENT)) + row_is(note, NOTE_KIND, rule->kind);
}

const struct row *run_demand_note(const struct run_ground *ground, const struct row *step)
{
    const struct playbook_step *rule = run_playbook_step(ground->playbook, step);
    const struct row_list *notes = &ground->base.dossier->notes;
    const struct row *best = NULL;
    int most = -1;
    if (!rule)
        return NULL;
    for (size_t i = 0; i < notes->count; i++) {
        const struct row *note = notes->items[i];
        int points = note_points(rule, note);
        if (points < most || !is_in_run(ground, note) || !note_fits(rule, note) ||
            is_taken(ground, step, note))
            continue;
        best = note;
        most = points;
    }
    return best;
}

bool run_demands_note(const struct playbook_step *rule)
{
    return demands(rule, DEMAND_NOTE) || demands(rule, DEMAND_ATTENDEES) ||
           demands(rule, DEMAND_SENTIMENT);
}

const char *run_note_kind(const struct playbook_step *rule)
{
    static const struct {
        const char *step, *note;
    } kinds[] = {{"email", "email"}, {"meeting", "meeting"}, {"training", "training"},
        {"qbr", "qbr"}, {"ebr", "ebr"}, {"milestone", "milestone"}, {"review", "meeting"}};
    if (rule && rule->internal)
        return "internal";
    for (size_t i = 0; rule && i < COUNT_OF(kinds); i++)
        if (text_equal(kinds[i].step, rule->kind))
            return kinds[i].note;
    return "call";
}

bool demand_check_note(const struct check *check, struct str *how)
{
    const struct row *note = run_demand_note(check->ground, check->step);
    day_number today = check->ground->base.today;
    char day[24];
    if (note) {
        const char *kind = row_text(note, NOTE_KIND);
        str_addf(
            how, _("%s of %s"), *kind ? kind : _("note"), day_short(note_day(note), today, day));
    } else {
        str_addf(how, _("write a note; none since %s is free for this step"),
            day_short(row_day(check->ground->run, RUN_STARTED), today, day));
    }
    return note != NULL;
}

bool demand_check_attendees(const struct check *check, struct str *how)
{
    const struct row *note = run_demand_note(check->ground, check->step);
    const char *who = note ? row_text(note, NOTE_ATTENDEES) : "";
    if (!text_blank(who))
        str_add(how, who);
    else if (note)
        str_add(how, _("say in the note who was there"));
    else
        str_add(how, _("write a note that says who was there"));
    return !text_blank(who);
}

bool demand_check_sentiment(const struct check *check, struct str *how)
{
    const struct row *note = run_demand_note(check->ground, check->step);
    const char *mood = note ? row_text(note, NOTE_SENTIMENT) : "";
    str_add(how, text_blank(mood) ? _("write a note with good, mixed or bad") : mood);
    return !text_blank(mood);
}
