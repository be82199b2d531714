/* People who leave and come back. */
#include "app/people.h"

#include "app/app_internal.h"
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"

static bool masks(const struct change_row *row, int field)
{
    return row->mask & (UINT64_C(1) << field);
}

void change_settle_person(
    struct change *change, size_t index, const struct row *before, day_number today)
{
    const struct change_row *row = &change->rows.items[index];
    const struct value *status = &row->values[CONTACT_STATUS];
    bool has_day = before && row_knows(before, CONTACT_LEFT_ON);

    if (!masks(row, CONTACT_STATUS) || masks(row, CONTACT_LEFT_ON) || status->type != VALUE_TEXT)
        return;
    if (text_equal_nocase(status->text, "left") && !has_day)
        change_set_day(change, index, CONTACT_LEFT_ON, today);
    else if (text_equal_nocase(status->text, "active") && has_day)
        change_set_day(change, index, CONTACT_LEFT_ON, DAY_NONE);
}

static void fill_left(struct change *change, const struct row *contact, const char *account,
    day_number day, day_number today)
{
    size_t index = change_update(change, KIND_CONTACT, contact->key);
    const char *name = row_text(contact, CONTACT_NAME);
    char words[24];

    change->account = row_integer(contact, CONTACT_ACCOUNT);
    /* One who is going to leave is still there. */
    change_set_text(
        change, index, CONTACT_STATUS, day != DAY_NONE && day <= today ? "left" : "active");
    change_set_day(change, index, CONTACT_LEFT_ON, day);
    if (day == DAY_NONE)
        change_summarize(change, "%s: %s is there again", account, name);
    else
        change_summarize(change, day > today ? N_("%s: %s leaves %s") : N_("%s: %s left %s"),
            account, name, day_words(day, today, words));
}

bool verb_person_left(struct session *session, int64_t contact, day_number day,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *row = NULL;
    const char *account = "";
    bool ok = store_get(session->store, KIND_CONTACT, contact, &arena, &row, err);

    change_init(&change, session->actor);
    if (ok && !row)
        ok = error_set(err, ERROR_NOT_FOUND, "this person is gone");
    ok = ok && account_name(session, row_integer(row, CONTACT_ACCOUNT), &arena, &account, err);
    if (ok) {
        fill_left(&change, row, account, day, session->today);
        ok = session_apply(session, &change, ret_outcome, err);
    }
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
