/* On the demo book every signal fires somewhere, and what each says is in the data: days and quoted
 * words of the evidence are looked up in the account's rows, by a reading of its own. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/session.h"
#include "app/signals.h"
#include "base/str.h"
#include "support/home.h"

struct bench {
    char *home;
    struct session *session;
    struct arena arena;
    struct row_list signals;
    day_number today;
};

static bool take_signal(void *context, const struct row *row)
{
    struct bench *bench = context;

    if (row_integer(row, SIGNAL_OPEN) == 1 && !playbook_keeps(row))
        ARRAY_PUSH(&bench->signals, row_copy(&bench->arena, row));
    return true;
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));
    struct session_options options = {.demo = true, .actor = ACTOR_APP};
    struct error err;

    bench->home = home_new();
    assert_int_equal(setenv("TMPDIR", bench->home, 1), 0);
    assert_true(day_parse_iso("2026-11-23", &options.today));
    if (!session_open(&options, &bench->session, &err))
        fail_msg("%s", err.text);
    bench->today = options.today;
    assert_true(store_each(session_store(bench->session), KIND_SIGNAL, take_signal, bench, &err));
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    session_close(bench->session);
    array_fini(&bench->signals);
    arena_fini(&bench->arena);
    home_free(bench->home);
    free(bench);
    return 0;
}

static void every_signal_fires_somewhere(void **state)
{
    struct bench *bench = *state;
    const struct rules *rules;
    struct error err;

    assert_true(session_rules(bench->session, &rules, &err));
    assert_int_equal(rules->signals->count, 31);
    for (int i = 0; i < rules->signals->count; i++) {
        bool fires = false;

        for (size_t n = 0; n < bench->signals.count; n++)
            fires = fires ||
                    row_is(bench->signals.items[n], SIGNAL_SIGNAL, rules->signals->rules[i].id);
        if (!fires)
            fail_msg("%s fires nowhere in the demo", rules->signals->rules[i].id);
    }
}

/* --- all days and texts of an account's rows --- */

struct account_data {
    struct key_list days;
    struct str texts; /* all of them, a line each */
};

static void add_row(struct account_data *data, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);

    for (int field = 0; field < info->count; field++) {
        if (!row_knows(row, field))
            continue;
        if (info->fields[field].type == FIELD_DAY)
            ARRAY_PUSH(&data->days, row_day(row, field));
        else if (info->fields[field].type == FIELD_MINUTE)
            ARRAY_PUSH(&data->days, minute_day(row_integer(row, field)));
        else if (row->values[field].type == VALUE_TEXT)
            str_addf(&data->texts, "%s\n", row_text(row, field));
    }
}

static void add_rows(struct account_data *data, const struct row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        add_row(data, rows->items[i]);
}

/* What follows from the contract: the last day of service, the decision, the days to tell by. */
static void add_clock(struct account_data *data, const struct row *account)
{
    size_t count = data->days.count;

    for (size_t i = 0; i < count; i++) {
        ARRAY_PUSH(&data->days, data->days.items[i] - 1);
        ARRAY_PUSH(&data->days, data->days.items[i] + 1);
    }
    if (row_knows(account, ACCOUNT_DECIDES_ON))
        ARRAY_PUSH(&data->days, row_day(account, ACCOUNT_DECIDES_ON) - 60);
}

static void read_account(struct bench *bench, int64_t account, struct account_data *data)
{
    struct dossier dossier;
    struct error err;

    assert_true(store_dossier(
        session_store(bench->session), account, bench->today, &bench->arena, &dossier, &err));
    add_row(data, dossier.account);
    add_clock(data, dossier.account);
    const struct row_list *const lists[] = {&dossier.contracts, &dossier.contacts, &dossier.tickets,
        &dossier.tasks, &dossier.notes, &dossier.goals, &dossier.results, &dossier.steps,
        &dossier.runs};

    for (size_t i = 0; i < COUNT_OF(lists); i++)
        add_rows(data, lists[i]);
    for (size_t i = 0; i < dossier.readings.count; i++) {
        ARRAY_PUSH(&data->days, dossier.readings.items[i].date);
        if (dossier.readings.items[i].comment)
            str_addf(&data->texts, "%s\n", dossier.readings.items[i].comment);
    }
}

/* --- what an evidence names --- */

static bool has_day(const struct bench *bench, const struct account_data *data, const char *word)
{
    for (size_t i = 0; i < data->days.count; i++) {
        char text[24];

        day_short((day_number)data->days.items[i], bench->today, text);
        if (strcmp(text, word) == 0)
            return true;
    }
    return false;
}

/* `12 Nov`, `11 Jan 2027` at the text; the bytes of it, or 0. */
static size_t day_at(const char *text)
{
    static const char *const months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 2 || text[digits] != ' ')
        return 0;
    for (size_t i = 0; i < COUNT_OF(months); i++) {
        size_t end = digits + 4;

        if (strncmp(text + digits + 1, months[i], 3) != 0 || isalpha((unsigned char)text[end]))
            continue;
        if (text[end] == ' ' && strspn(text + end + 1, "0123456789") == 4)
            end += 5;
        return end;
    }
    return 0;
}

static void check_days(struct bench *bench, const struct account_data *data, const struct row *row)
{
    const char *text = row_text(row, SIGNAL_TEXT);

    for (const char *at = text; *at; at++) {
        size_t len = at == text || !isdigit((unsigned char)at[-1]) ? day_at(at) : 0;

        if (len && !has_day(bench, data, arena_copy_bytes(&bench->arena, at, len)))
            fail_msg("%s: no row has the day %.*s of: %s", row_text(row, SIGNAL_SIGNAL), (int)len,
                at, text);
    }
}

static void check_quotes(struct bench *bench, struct account_data *data, const struct row *row)
{
    const char *at = row_text(row, SIGNAL_TEXT);

    while ((at = strchr(at, '"')) != NULL) {
        size_t len = strcspn(++at, "\"");
        char *words = arena_copy_bytes(&bench->arena, at, len);
        char *cut = strstr(words, "…");

        if (cut)
            *cut = '\0';
        if (!strstr(str_text(&data->texts), words))
            fail_msg("%s: nobody said %s", row_text(row, SIGNAL_SIGNAL), words);
        at += len + (at[len] == '"');
    }
}

static void what_they_say_is_in_the_data(void **state)
{
    struct bench *bench = *state;
    size_t quotes = 0, days = 0;

    for (size_t i = 0; i < bench->signals.count; i++) {
        const struct row *row = bench->signals.items[i];
        struct account_data data = {0};

        read_account(bench, row_integer(row, SIGNAL_ACCOUNT), &data);
        check_days(bench, &data, row);
        check_quotes(bench, &data, row);
        quotes += strchr(row_text(row, SIGNAL_TEXT), '"') != NULL;
        for (const char *at = row_text(row, SIGNAL_TEXT); *at; at++)
            days += day_at(at) > 0;
        array_fini(&data.days);
        str_fini(&data.texts);
    }
    assert_true(quotes >= 5);
    assert_true(days >= 30);
}

/* What is counted, counted again: of the rules whose number is a plain count of rows. */
static void counts_are_of_the_rows(void **state)
{
    struct bench *bench = *state;
    int checked = 0;

    for (size_t i = 0; i < bench->signals.count; i++) {
        const struct row *row = bench->signals.items[i];
        struct dossier dossier;
        struct error err;
        long long told = 0;
        int tries = 0, tickets = 0;
        const char *text = row_text(row, SIGNAL_TEXT);

        if (!row_is(row, SIGNAL_SIGNAL, "not-answering") &&
            !row_is(row, SIGNAL_SIGNAL, "tickets-up"))
            continue;
        assert_true(
            text_to_int(arena_copy_bytes(&bench->arena, text, strspn(text, "0123456789")), &told));
        assert_true(store_dossier(session_store(bench->session), row_integer(row, SIGNAL_ACCOUNT),
            bench->today, &bench->arena, &dossier, &err));
        for (size_t n = 0; n < dossier.notes.count; n++)
            tries += minute_day(row_integer(dossier.notes.items[n], NOTE_AT)) > bench->today - 30 &&
                     (row_is(dossier.notes.items[n], NOTE_KIND, "no-show") ||
                         strstr(row_text(dossier.notes.items[n], NOTE_TAGS), "try") != NULL);
        for (size_t n = 0; n < dossier.tickets.count; n++)
            tickets += row_day(dossier.tickets.items[n], TICKET_OPENED) > bench->today - 30;
        assert_int_equal(told, row_is(row, SIGNAL_SIGNAL, "tickets-up") ? tickets : tries);
        checked++;
    }
    assert_true(checked >= 2);
}

static bool offers(struct bench *bench, int64_t account, const char *playbook)
{
    struct dossier dossier;
    struct assessment made;
    struct error err;

    assert_true(session_assess(bench->session, account, &bench->arena, &dossier, &made, &err));
    for (size_t i = 0; i < made.offers.count; i++)
        if (text_equal(made.offers.items[i].playbook->id, playbook))
            return true;
    return false;
}

/* Handles all that suggest it on the account. */
static void handle(struct bench *bench, int64_t account, const char *playbook)
{
    struct outcome outcome = {0};
    struct error err;

    for (size_t i = 0; i < bench->signals.count; i++) {
        const struct row *row = bench->signals.items[i];

        if (row_integer(row, SIGNAL_ACCOUNT) != account || !row_is(row, SIGNAL_SUGGESTS, playbook))
            continue;
        assert_true(signals_handle(
            bench->session, account, row_text(row, SIGNAL_SIGNAL), "done", &outcome, &err));
        outcome_fini(&outcome);
    }
}

/* An offer waits while every signal that suggests it was handled. */
static void what_is_handled_is_offered_no_more(void **state)
{
    struct bench *bench = *state;
    int handled = 0;

    for (size_t i = 0; i < bench->signals.count && handled < 3; i++) {
        const struct row *row = bench->signals.items[i];
        int64_t account = row_integer(row, SIGNAL_ACCOUNT);
        const char *playbook = row_text(row, SIGNAL_SUGGESTS);

        if (!*playbook || !offers(bench, account, playbook))
            continue;
        handle(bench, account, playbook);
        assert_false(offers(bench, account, playbook));
        handled++;
    }
    assert_true(handled > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_signal_fires_somewhere),
        cmocka_unit_test(what_they_say_is_in_the_data), cmocka_unit_test(counts_are_of_the_rows),
        cmocka_unit_test(what_is_handled_is_offered_no_more), /* it changes the book: last */
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
