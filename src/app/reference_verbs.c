/* Advocacy: who was asked to speak for us, and what came of it. */
#include "app/app_internal.h"
#include "app/growth.h"
#include "base/text.h"
#include "base/words.h"
#include "core/measure.h"
#include "core/people.h"

#define QUIET_DAYS 120 /* where no rule says so */

static int quiet_days(const struct rules *rules)
{
    for (int i = 0; rules->signals && i < rules->signals->count; i++)
        if (text_equal(rules->signals->rules[i].rule, "promoter"))
            return rules->signals->rules[i].quiet_days;
    return QUIET_DAYS;
}

/* Nobody is asked for a favour again so soon. */
static bool may_ask(
    struct session *session, const struct dossier *dossier, int days, struct error *err)
{
    day_number last = DAY_NONE;
    char day[24];

    for (size_t i = 0; i < dossier->references.count; i++) {
        day_number asked = row_day(dossier->references.items[i], REFERENCE_ASKED_ON);

        last = asked > last ? asked : last;
    }
    if (last == DAY_NONE || session->today - last > days)
        return true;
    return error_set(err, ERROR_USAGE, "%s was asked on %s; not again within %d days",
        row_text(dossier->account, ACCOUNT_NAME), day_words(last, session->today, day), days);
}

/* Who likes it most, of late; else the main contact. */
static const char *who_to_ask(const struct dossier *dossier, day_number today)
{
    const struct reading *best = NULL;
    const struct row *main_contact = people_main_contact(dossier, today);

    for (size_t i = 0; i < dossier->readings.count; i++) {
        const struct reading *reading = &dossier->readings.items[i];

        if (metric_of_name(reading->metric) == METRIC_NPS && reading_is_mark(reading) &&
            reading->date <= today && reading->value >= 9 &&
            people_find(dossier, reading->contact) && (!best || reading->date > best->date))
            best = reading;
    }
    if (best)
        return row_text(people_find(dossier, best->contact), CONTACT_NAME);
    return main_contact ? row_text(main_contact, CONTACT_NAME) : NULL;
}

bool verb_reference_ask(struct session *session, const struct reference_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err)
{
    struct arena arena = {0};
    struct dossier dossier;
    struct assessment *made = arena_alloc(&arena, sizeof(*made));
    const struct rules *rules;
    struct change change;
    const char *who = draft->contact;
    bool ok = session_rules(session, &rules, err) &&
              session_assess(session, draft->account, &arena, &dossier, made, err) &&
              (dossier.account || error_set(err, ERROR_NOT_FOUND, "this account is gone")) &&
              may_ask(session, &dossier, quiet_days(rules), err);

    change_init(&change, session->actor);
    if (ok && text_blank(who))
        who = who_to_ask(&dossier, session->today);
    if (ok) {
        size_t index = change_insert(&change, KIND_REFERENCE);

        change.account = draft->account;
        change_set_integer(&change, index, REFERENCE_ACCOUNT, draft->account);
        change_set_text(
            &change, index, REFERENCE_KIND, draft->kind ? draft->kind : "reference call");
        if (!text_blank(who))
            change_set_text(&change, index, REFERENCE_CONTACT, who);
        change_set_day(&change, index, REFERENCE_ASKED_ON, session->today);
        change_set_text(&change, index, REFERENCE_STATUS, "asked");
        if (!text_blank(draft->text))
            change_set_text(&change, index, REFERENCE_TEXT, draft->text);
        change_summarize(&change, "%s: %s asked of %s", row_text(dossier.account, ACCOUNT_NAME),
            draft->kind ? draft->kind : "reference call",
            text_blank(who) ? _("nobody named") : who);
        ok = session_apply(session, &change, ret_outcome, err) &&
             (!ret_id || row_read_id(session, KIND_REFERENCE, change.rows.items[index].new_key,
                             ret_id, err));
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

bool verb_reference_set(struct session *session, int64_t key, const char *status, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    struct arena arena = {0};
    struct change change;
    struct row *row = NULL;
    const char *account = "";
    bool ok = store_get(session->store, KIND_REFERENCE, key, &arena, &row, err) &&
              (row || error_set(err, ERROR_NOT_FOUND, "this reference is gone")) &&
              account_name(session, row_integer(row, REFERENCE_ACCOUNT), &arena, &account, err);

    change_init(&change, session->actor);
    if (ok && row_is(row, REFERENCE_STATUS, status))
        ok = error_set(err, ERROR_USAGE, "%s is %s already", row_text(row, REFERENCE_ID), status);
    if (ok) {
        size_t index = change_update(&change, KIND_REFERENCE, key);

        change.account = row_integer(row, REFERENCE_ACCOUNT);
        change_set_text(&change, index, REFERENCE_STATUS, status);
        change_set_day(&change, index, REFERENCE_GIVEN_ON,
            text_equal(status, "given") ? session->today : DAY_NONE);
        if (!text_blank(text))
            change_set_text(&change, index, REFERENCE_TEXT, text);
        change_summarize(&change, "%s: %s %s", account, row_text(row, REFERENCE_KIND), status);
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
