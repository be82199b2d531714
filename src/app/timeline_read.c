/* One place of the timeline, read: its row, its change or its snapshots, and the words for it. */
#include <math.h>
#include "base/money.h"
#include "base/words.h"
#include "timeline_internal.h"

struct timeline_reader timeline_reader_of(struct session *session, struct arena *arena)
{
    return (struct timeline_reader){.session = session,
        .scene = {session->today, session->settings.currency, NULL},
        .arena = arena};
}

/* --- rows --- */

static bool read_row(const struct timeline_reader *reader, const struct moment_place *place,
    bool *ret_told, struct moment *ret_moment, struct error *err)
{
    enum moment_source source = (enum moment_source)place->source;
    const struct timeline_source *about = timeline_source(source);
    struct store *store = reader->session->store;
    struct timeline_scene scene = reader->scene;
    struct row *row, *run = NULL;

    if (!store_get(store, about->kind, place->key, reader->arena, &row, err))
        return false;
    if (row != NULL && row->kind == KIND_STEP &&
        !store_get(store, KIND_RUN, row_integer(row, STEP_RUN), reader->arena, &run, err))
        return false;
    scene.run = run;
    if (row == NULL)
        *ret_told = false;
    else if (about->field < 0)
        *ret_told = moment_of_newcomer(place, row, &scene, reader->arena, ret_moment);
    else
        *ret_told = moment_of_row(source, row, &scene, reader->arena, ret_moment) &&
                    moment_compare(&ret_moment->place, place) == 0;
    return true;
}

/* --- health --- */

static void add_move(struct str *out, const struct health_move *move)
{
    int64_t points = round_half_up(fabs(move->points));

    str_addf(out, "%s%s %s%lld", out->len ? ", " : "", move->label, move->points < 0 ? "−" : "+",
        (long long)points);
}

/* The greatest part that goes the same way, and the next where it is at least half of that. */
static const char *cause_words(const struct health_change *change, int moved, struct arena *arena)
{
    double sign = moved < 0 ? -1 : 1, most = 0, next = 0;
    const struct health_move *first = NULL, *second = NULL;
    struct str out = {0};
    const char *words;

    for (size_t i = 0; i < change->moves.count; i++) {
        const struct health_move *move = &change->moves.items[i];

        if (sign * move->points > most) {
            second = first;
            next = most;
            first = move;
            most = sign * move->points;
        } else if (sign * move->points > next) {
            second = move;
            next = sign * move->points;
        }
    }
    if (first != NULL && most >= 0.5)
        add_move(&out, first);
    if (second != NULL && next >= 0.5 && next >= most / 2)
        add_move(&out, second);
    words = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return words;
}

/* From the day of the snapshot before to that of this one. */
static bool read_cause(const struct timeline_reader *reader, const struct dossier *dossier,
    const struct health_step *step, day_number day, const char **ret_cause, struct error *err)
{
    struct assess_given past = {.dossier = dossier};
    struct health_change change;
    struct health then, now;

    *ret_cause = "";
    if (!session_rules(reader->session, &past.rules, err) ||
        !session_book_facts(reader->session, &past.book, err))
        return false;
    assess_health_on(&past, step->then_day, reader->arena, &then);
    assess_health_on(&past, day, reader->arena, &now);
    if (step->then >= 0 && step->now >= 0 &&
        health_explain_change(&then, &now, reader->arena, &change))
        *ret_cause = cause_words(&change, step->now - step->then, reader->arena);
    return true;
}

static bool read_health(const struct timeline_reader *reader, const struct moment_place *place,
    bool *ret_told, struct moment *ret_moment, struct error *err)
{
    struct store *store = reader->session->store;
    struct dossier dossier;
    struct health_step step;
    const char *cause;

    if (!store_health_step(store, place->key, place->day, ret_told, &step, err))
        return false;
    *ret_told = *ret_told && timeline_tells_health(step.then, step.now);
    if (!*ret_told)
        return true;
    if (reader->dossier == NULL &&
        !store_dossier(store, place->key, reader->session->today, reader->arena, &dossier, err))
        return false;
    if (!read_cause(reader, reader->dossier != NULL ? reader->dossier : &dossier, &step, place->day,
            &cause, err))
        return false;
    *ret_moment = (struct moment){.place = *place,
        .kind = TIMELINE_HEALTH,
        .id = "",
        .what = N_("health"),
        .text = moment_health_text(step.then, step.now, cause, reader->arena),
        .account = place->key,
        .row_kind = KIND_ACCOUNT,
        .row_key = place->key};
    return true;
}

/* --- changes --- */

/* What was taken back did not happen, and neither did the taking back. */
static bool read_entry(const struct timeline_reader *reader, int64_t change,
    struct journal_entry *ret_entry, bool *ret_stands, struct error *err)
{
    if (!store_entry_get(reader->session->store, change, reader->arena, ret_entry, err))
        return false;
    *ret_stands = ret_entry->id != 0 && !ret_entry->undone && ret_entry->undoes == 0;
    return true;
}

static bool read_import(const struct timeline_reader *reader, const struct moment_place *place,
    bool *ret_told, struct moment *ret_moment, struct error *err)
{
    struct journal_entry entry;

    if (!read_entry(reader, place->key, &entry, ret_told, err))
        return false;
    *ret_moment = (struct moment){.place = *place,
        .kind = TIMELINE_IMPORTS,
        .id = "",
        .what = N_("import"),
        .text = *entry.summary ? entry.summary : _("rows taken in")};
    return true;
}

/* The account of what was changed, from the row as it is, or as it was before it was deleted. */
static int64_t account_of_deed(const struct change_deed *deed, const struct row *row)
{
    if (deed->kind == KIND_ACCOUNT)
        return deed->key;
    if (row != NULL)
        return row_integer(row, CONTRACT_ACCOUNT);
    return deed->before[CONTRACT_ACCOUNT].type == VALUE_INTEGER
               ? deed->before[CONTRACT_ACCOUNT].integer
               : 0;
}

#define ROWS_LOOKED_AT 64 /* a person's change; an import tells of its renewals and its fields */

/* A renewal that the change closed says what became of the line's amount and dates. */
static bool closes_renewal(const struct timeline_reader *reader, const struct journal_entry *entry,
    bool *ret_closes, struct error *err)
{
    struct touched_list rows = {0};
    bool ok = entry->rows > ROWS_LOOKED_AT ||
              store_change_rows(reader->session->store, entry->id, ROWS_LOOKED_AT, &rows, err);

    *ret_closes = false;
    for (size_t i = 0; ok && i < rows.count; i++)
        *ret_closes |= rows.items[i].kind == KIND_RENEWAL;
    array_fini(&rows);
    return ok;
}

static bool read_money(const struct timeline_reader *reader, const struct moment_place *place,
    bool *ret_told, struct moment *ret_moment, struct error *err)
{
    struct store *store = reader->session->store;
    struct journal_entry entry;
    struct change_deed deed;
    struct row *row;
    struct moment moment = {.place = *place, .kind = TIMELINE_MONEY, .id = "", .what = N_("money")};
    bool closes = false;

    if (!read_entry(reader, place->key, &entry, ret_told, err) ||
        (*ret_told && !closes_renewal(reader, &entry, &closes, err)))
        return false;
    *ret_told = *ret_told && !closes;
    if ((*ret_told && !store_deed(store, place, reader->arena, ret_told, &deed, err)))
        return false;
    if (!*ret_told)
        return true;
    if (!store_get(store, deed.kind, deed.key, reader->arena, &row, err))
        return false;
    moment.account = account_of_deed(&deed, row);
    moment.row_kind = deed.kind;
    if (row != NULL) {
        moment.row_key = deed.key;
        moment.id = row_text(row, kind_info(deed.kind)->id);
    }
    *ret_told =
        moment_money_text(&(struct money_move){deed.kind, deed.mask, deed.before, deed.after, row},
            &reader->scene, reader->arena, &moment.text);
    *ret_moment = moment;
    return true;
}

bool timeline_read(const struct timeline_reader *reader, const struct moment_place *place,
    bool *ret_told, struct moment *ret_moment, struct error *err)
{
    if (place->source == MOMENT_HEALTH)
        return read_health(reader, place, ret_told, ret_moment, err);
    if (place->source == MOMENT_MONEY)
        return read_money(reader, place, ret_told, ret_moment, err);
    if (place->source == MOMENT_IMPORT)
        return read_import(reader, place, ret_told, ret_moment, err);
    return read_row(reader, place, ret_told, ret_moment, err);
}
