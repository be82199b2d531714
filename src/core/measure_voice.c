/* What customers and the CSM say: CSAT, NPS, sentiment (model.md E21; defaults.md 1.2). */
#include "core/measure.h"

#include <string.h>
#include "base/str.h"

/* What a series is told on: up to 1, 5, 10 or 100. */
static double csat_scale(const struct series *series)
{
    double most = 0;
    bool parts = false;

    for (size_t i = 0; i < series->count; i++) {
        double one = series->items[i].value;

        most = one > most ? one : most;
        parts = parts || (one > 0 && one < 1);
    }
    if (most <= 5)
        return most <= 1 && parts ? 1 : 5;
    return most <= 10 ? 10 : 100;
}

static double csat_of(double scale, double value)
{
    if (scale == 5)
        return value;
    return 1 + 4 * value / scale;
}

double csat_on_five(const struct series *series, double value)
{
    return csat_of(csat_scale(series), value);
}

struct csat measures_csat(const struct measures *measures, day_number upto)
{
    const struct series *all = &measures->of[METRIC_CSAT];
    struct series window = series_between(all, upto - 90, upto);
    struct csat csat = {.answers = (int)window.count};
    double scale = window.count > 0 ? csat_scale(all) : 0;

    for (size_t i = 0; i < window.count; i++) {
        csat.mean += csat_of(scale, window.items[i].value);
        csat.own = csat.own || text_blank(window.items[i].contact);
    }
    if (csat.answers > 0)
        csat.mean /= csat.answers;
    return csat;
}

bool reading_is_mark(const struct reading *reading)
{
    return !text_blank(reading->contact) && reading->value >= 0 && reading->value <= 10;
}

const struct reading *measures_mark_of(const struct measures *measures, const char *contact)
{
    const struct series *all = &measures->of[METRIC_NPS];

    for (size_t i = all->count; i-- > 0;) {
        if (reading_is_mark(&all->items[i]) && text_equal_nocase(all->items[i].contact, contact))
            return &all->items[i];
    }
    return NULL;
}

static struct nps marks_of_people(const struct measures *measures)
{
    const struct series *all = &measures->of[METRIC_NPS];
    struct nps nps = {.date = DAY_NONE};
    double sum = 0;

    for (size_t i = all->count; i-- > 0;) {
        const struct reading *mark = &all->items[i];

        if (!reading_is_mark(mark))
            continue;
        if (nps.people > 0 && mark->date <= nps.date - 365)
            break;
        if (measures_mark_of(measures, mark->contact) != mark)
            continue; /* not this person's latest */
        nps.date = nps.people > 0 ? nps.date : mark->date;
        nps.people++;
        sum += mark->value;
    }
    nps.known = nps.people > 0;
    nps.value = nps.known ? sum / nps.people : 0;
    return nps;
}

struct nps measures_nps(const struct measures *measures)
{
    const struct series *all = &measures->of[METRIC_NPS];
    struct nps nps = marks_of_people(measures);

    for (size_t i = all->count; !nps.known && i-- > 0;) {
        const struct reading *score = &all->items[i];

        if (!text_blank(score->contact) || score->value < -100 || score->value > 100)
            continue;
        nps = (struct nps){.known = true, .own = true, .value = score->value, .date = score->date};
    }
    return nps;
}

struct mood {
    const char *written;
    const char *word;
};

static const struct mood moods[] = {
    {"good", "good"},
    {"positive", "good"},
    {"happy", "good"},
    {"green", "good"},
    {"mixed", "mixed"},
    {"neutral", "mixed"},
    {"fair", "mixed"},
    {"yellow", "mixed"},
    {"bad", "bad"},
    {"poor", "bad"},
    {"negative", "bad"},
    {"unhappy", "bad"},
    {"red", "bad"},
};

const char *sentiment_word(const char *written)
{
    for (size_t i = 0; i < COUNT_OF(moods); i++) {
        if (text_equal_nocase(written, moods[i].written))
            return moods[i].word;
    }
    return NULL;
}

/* A sentiment that came as a number: -1..1, 1-5 or 0-10. */
static const char *mood_of_number(double value)
{
    double share = value <= 1 ? (value + 1) / 2 : value / (value <= 5 ? 5 : 10);

    if (share < .5)
        return "bad";
    return share < .75 ? "mixed" : "good";
}

const char *measures_sentiment(const struct measures *measures, day_number *ret_date)
{
    const struct row_list *notes = &measures->dossier->notes;
    const struct reading *number = series_last(&measures->of[METRIC_SENTIMENT]);
    const char *word = NULL;

    *ret_date = DAY_NONE;
    for (size_t i = notes->count; i-- > 0 && word == NULL;) {
        const struct row *note = notes->items[i];

        if (!row_knows(note, NOTE_SENTIMENT) || !row_knows(note, NOTE_AT))
            continue;
        *ret_date = minute_day(row_integer(note, NOTE_AT));
        if (*ret_date <= measures->day)
            word = sentiment_word(row_text(note, NOTE_SENTIMENT));
    }
    if (number && (word == NULL || number->date > *ret_date)) {
        *ret_date = number->date;
        word = mood_of_number(number->value);
    }
    if (word == NULL)
        *ret_date = DAY_NONE;
    return word;
}
