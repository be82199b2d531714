/* Feedback with what is known of its accounts, for core/feedback. */
#include "app/feedback.h"

#include <stdlib.h>
#include "app/app_internal.h"
#include "base/money.h"
#include "store/tasks.h"

struct reading_voices {
    struct session *session;
    struct arena *arena;
    struct feedback_voices voices;
    struct key_list others; /* of another owner */
};

static bool take_row(void *context, const struct row *row)
{
    struct reading_voices *reading = context;

    if (others_have(&reading->others, row_integer(row, FEEDBACK_ACCOUNT)))
        return true;
    ARRAY_PUSH(&reading->voices,
        (struct feedback_voice){
            .said = row_copy(reading->arena, row), .account = "", .arr = MONEY_NONE});
    return true;
}

static int64_t account_of(const struct feedback_voice *voice)
{
    return row_integer(voice->said, FEEDBACK_ACCOUNT);
}

static int by_account(const void *left, const void *right)
{
    int64_t a = account_of(left), b = account_of(right);

    return (a > b) - (a < b);
}

static bool read_account(
    struct reading_voices *reading, struct feedback_voice *voice, struct error *err)
{
    struct row *account = NULL;

    if (!store_get(reading->session->store, KIND_ACCOUNT, account_of(voice), reading->arena,
            &account, err))
        return false;
    voice->churned = !account || row_is(account, ACCOUNT_STAGE, "churned");
    if (!account)
        return true;
    voice->account = *row_text(account, ACCOUNT_NAME) ? row_text(account, ACCOUNT_NAME)
                                                      : row_text(account, ACCOUNT_ID);
    voice->arr = row_money(account, ACCOUNT_ARR_NOW);
    return true;
}

/* Each account is read once. */
static bool read_accounts(struct reading_voices *reading, struct error *err)
{
    struct feedback_voice *voices = reading->voices.items;

    if (reading->voices.count > 1)
        qsort(voices, reading->voices.count, sizeof(*voices), by_account);
    for (size_t i = 0; i < reading->voices.count; i++) {
        if (i && account_of(&voices[i]) == account_of(&voices[i - 1])) {
            voices[i].account = voices[i - 1].account;
            voices[i].arr = voices[i - 1].arr;
            voices[i].churned = voices[i - 1].churned;
        } else if (!read_account(reading, &voices[i], err)) {
            return false;
        }
    }
    return true;
}

bool feedback_read(struct session *session, struct arena *arena, struct feedback_themes *ret_themes,
    struct error *err)
{
    struct reading_voices reading = {.session = session, .arena = arena};
    bool ok = store_begin_read(session->store, err);

    if (!ok)
        return false;
    ok = others_read(session, &reading.others, err) &&
         store_each(session->store, KIND_FEEDBACK, take_row, &reading, err) &&
         read_accounts(&reading, err) && store_commit(session->store, err);
    if (ok)
        feedback_gather(&reading.voices, session->today, arena, ret_themes);
    else
        store_rollback(session->store);
    array_fini(&reading.voices);
    array_fini(&reading.others);
    return ok;
}

/* --- patterns --- */

static bool read_month(struct reading_voices *reading, struct error *err)
{
    day_number today = reading->session->today;
    struct day_span month = {today - FEEDBACK_PATTERN_DAYS + 1, today};
    struct key_list keys = {0};
    struct row *row = NULL;
    bool ok = others_read(reading->session, &reading->others, err) &&
              store_feedback_keys(reading->session->store, month, &keys, err);

    for (size_t i = 0; ok && i < keys.count; i++) {
        ok = store_get(
            reading->session->store, KIND_FEEDBACK, keys.items[i], reading->arena, &row, err);
        if (ok && row)
            (void)take_row(reading, row);
    }
    array_fini(&keys);
    return ok;
}

/* What cannot be one, whoever the accounts are, needs no look at them. */
static void keep_patterns(const struct feedback_themes *themes, struct feedback_voices *voices)
{
    array_clear(voices);
    for (size_t i = 0; i < themes->count; i++)
        for (size_t k = 0; themes->items[i].is_pattern && k < themes->items[i].voice_count; k++)
            ARRAY_PUSH(voices, themes->items[i].voices[k]);
}

bool feedback_read_patterns(struct session *session, struct arena *arena,
    struct feedback_themes *ret_themes, struct error *err)
{
    struct reading_voices reading = {.session = session, .arena = arena};
    struct feedback_themes themes = {0};
    size_t kept = 0;
    bool ok = read_month(&reading, err);

    if (ok) {
        feedback_gather(&reading.voices, session->today, arena, &themes);
        keep_patterns(&themes, &reading.voices);
        ok = read_accounts(&reading, err);
    }
    if (ok)
        feedback_gather(&reading.voices, session->today, arena, &themes);
    for (size_t i = 0; ok && i < themes.count; i++)
        if (themes.items[i].is_pattern)
            themes.items[kept++] = themes.items[i];
    themes.count = kept;
    array_fini(&reading.voices);
    array_fini(&reading.others);
    if (ok)
        *ret_themes = themes;
    return ok;
}
