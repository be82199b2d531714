/* When playbooks are offered and begun, told as small stories: how often, how far apart, at once,
 * repeating from start or finish, entering and leaving, before an anchor, and what was said before.
 * 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "base/text.h"
#include "core/playbook.h"
#include "files/playbook_file.h"
#include "support/dossier_maker.h"

struct fixture {
    struct dossier_maker maker;
    struct arena arena;
    struct playbook_ground ground;
    const struct playbook *playbook;
    const char *name; /* of the story, for what goes wrong */
};

static void read_playbook(struct fixture *fixture, const char *text)
{
    struct str whole = {0};
    struct fault_list faults = {0};

    str_addf(
        &whole, "id: x\ntitle: X\ntype: review\n%ssteps:\n  - {id: a, title: A, due: +1d}\n", text);
    struct playbook_source source = {"x.yaml", str_text(&whole), whole.len};
    if (!playbook_parse(
            &source, &fixture->maker.settings, &fixture->arena, &faults, &fixture->playbook))
        fail_msg("%s: %s", fixture->name, faults.items[0].text);
    fault_list_fini(&faults);
    str_fini(&whole);
}

static void begin(struct fixture *fixture, const char *name, const char *text)
{
    *fixture = (struct fixture){.name = name};
    maker_init(&fixture->maker, "2026-11-23");
    fixture->ground = (struct playbook_ground){&fixture->maker.dossier, &fixture->maker.settings,
        &fixture->maker.book, fixture->maker.today};
    read_playbook(fixture, text);
}

static void end(struct fixture *fixture)
{
    arena_fini(&fixture->arena);
    maker_fini(&fixture->maker);
}

/* What the store does with the row of memory after a scoring. */
static struct row *memory_of(struct fixture *fixture)
{
    struct row_list *signals = &fixture->maker.dossier.signals;

    for (size_t i = 0; i < signals->count; i++)
        if (row_is(signals->items[i], SIGNAL_SIGNAL, "playbook:x"))
            return signals->items[i];
    return NULL;
}

static void remember(struct fixture *fixture, const struct playbook_verdict *verdict)
{
    struct row *memory = memory_of(fixture);

    if (!memory && verdict->holds)
        memory = maker_add(&fixture->maker, KIND_SIGNAL, "signal", "playbook:x", "since", "today",
            "open", "no", NULL);
    if (!memory)
        return;
    if (verdict->holds && !playbook_memory_open(memory))
        row_set_day(memory, SIGNAL_SINCE, verdict->since);
    row_set_integer(memory, SIGNAL_OPEN, verdict->holds);
}

static char look(struct fixture *fixture)
{
    struct playbook_verdict verdict =
        playbook_calls(fixture->playbook, &fixture->ground, &fixture->arena);

    assert_true(verdict.holds == (verdict.why != NULL));
    assert_true(verdict.holds || verdict.call == PLAYBOOK_NOT_NOW);
    remember(fixture, &verdict);
    return verdict.call == PLAYBOOK_BEGIN ? 'b' : verdict.call == PLAYBOOK_OFFER ? 'o' : '-';
}

static struct row *last_run(struct fixture *fixture)
{
    struct row_list *runs = &fixture->maker.dossier.runs;

    assert_true(runs->count > 0);
    return runs->items[runs->count - 1];
}

static void start_run(struct fixture *fixture)
{
    day_number anchor = playbook_own_anchor_day(fixture->playbook, &fixture->ground);
    struct row *run = maker_add(
        &fixture->maker, KIND_RUN, "playbook", "x", "status", "open", "started", "today", NULL);

    row_set_day(run, RUN_ANCHOR, anchor);
}

static void end_run(struct fixture *fixture, const char *status)
{
    maker_set(&fixture->maker, last_run(fixture), "status", status);
    maker_set(&fixture->maker, last_run(fixture), "finished", "today");
}

static void set_memory(struct fixture *fixture, const char *field, const char *words)
{
    struct row *memory = memory_of(fixture);

    assert_non_null(memory);
    maker_set(&fixture->maker, memory, field, words);
}

/* One word of a story. */
static void tell(struct fixture *fixture, const char *word)
{
    if (*word == '+') {
        long long days = 0;

        assert_true(text_to_int(word + 1, &days));
        fixture->maker.today += (day_number)days;
        fixture->ground.today = fixture->maker.today;
    } else if (strncmp(word, "ends", 4) == 0) {
        maker_account(&fixture->maker, "renewal", word + 4, NULL);
    } else if (strcmp(word, "on") == 0 || strcmp(word, "off") == 0) {
        maker_account(&fixture->maker, "stage", word[1] == 'n' ? "onboarding" : "steady", NULL);
    } else if (strcmp(word, "start") == 0) {
        start_run(fixture);
    } else if (strcmp(word, "done") == 0 || strcmp(word, "cancelled") == 0) {
        end_run(fixture, word);
    } else if (strcmp(word, "undo") == 0) {
        (void)last_run(fixture);
        fixture->maker.dossier.runs.count--;
    } else if (strcmp(word, "handle") == 0) {
        set_memory(fixture, "handled_on", "today");
    } else if (strcmp(word, "mute") == 0) {
        set_memory(fixture, "muted", "yes");
    } else {
        fail_msg("%s: what is '%s'?", fixture->name, word);
    }
}

/* Words, and between them `=b`, `=o`, `=-`: a look, and what it is to come to. */
static void tell_all(struct fixture *fixture, const char *story)
{
    char word[32];

    for (int at = 0; *story; at++) {
        size_t len = strcspn(story, " ");

        assert_true(len < sizeof(word));
        memcpy(word, story, len);
        word[len] = '\0';
        story += len + strspn(story + len, " ");
        if (*word != '=') {
            tell(fixture, word);
            continue;
        }
        char came = look(fixture);
        if (came != word[1])
            fail_msg("%s, word %d: %c, not %c", fixture->name, at + 1, came, word[1]);
    }
}

struct story {
    const char *name, *playbook, *words;
};

#define ENTERS "start: {how: enters, when: stage = onboarding"
#define BEFORE "anchor: ends\nstart: {how: before, before: 120d"
static const struct story stories[] = {
    /* entering: on the way in, once */
    {"offered while it is true", ENTERS "}\n", "=- on =o +5 =o off =- on =o"},
    {"begun on entering", ENTERS ", then: begin}\n", "=- on =b start =- +9 =- done =- +9 =-"},
    {"begun again on the next entry", ENTERS ", then: begin}\n",
        "on =b start done =- +3 off =- +3 on =b"},
    {"begun, undone: only offered", ENTERS ", then: begin}\n", "on =b start =- undo =o +1 =o"},
    {"until it is entered anew", ENTERS ", then: begin}\n", "on =b start =- undo =o off =- on =b"},
    {"a run before it was ever true answers", ENTERS "}\n", "start done +4 on =- +4 =-"},
    {"a run started while it is offered answers", ENTERS "}\n",
        "on =o +2 =o start =- +2 cancelled =- off =- +1 on =o"},
    {"an open run answers, even where two may run", ENTERS "}\nagain: {at_once: yes}\n",
        "on =o start =- off =- +1 on =- done =o"},
    /* leaving: the other way round */
    {"on leaving", "start: {how: leaves, when: stage = onboarding, then: begin}\n",
        "on =- off =b start =- done =- on =- +1 off =b"},
    /* what was said before */
    {"handled is quiet until the next entry", ENTERS "}\n",
        "on =o handle =- +40 =- off =- +1 on =o"},
    {"muted is quiet for good", ENTERS ", then: begin}\n", "on =b mute =- off =- +1 on =-"},
    /* how often */
    {"twice at most", ENTERS "}\nagain: {times: 2}\n",
        "on =o start done off =- +1 on =o start done off =- +1 on =-"},
    /* how far apart: while it stays true, too */
    {"ten days apart, from the end", ENTERS "}\nagain: {apart: 10d}\n",
        "on =o start +5 =- done =- +9 =- +1 =o"},
    {"apart holds against a new entry", ENTERS ", then: begin}\nagain: {apart: 10d}\n",
        "on =b start done off =- +3 on =- off =- +7 on =b"},
    /* repeating */
    {"every 30 days from the start", "again: {every: 30d}\n",
        "=- start =- +10 done =- +19 =- +1 =o start =-"},
    {"every 30 days from the finish", "again: {every: 30d, count_from: finish}\n",
        "start +10 done =- +29 =- +1 =o"},
    {"a repetition waits for the open run", "again: {every: 30d}\n", "start +40 =- done =o"},
    /* the scoring of an undo begins nothing (app/score), and is remembered */
    {"a repetition begins by itself, undone it is offered",
        ENTERS ", then: begin}\nagain: {every: 30d}\n",
        "start done =- +30 =b start =- undo =b =o +1 =o"},
    /* before an anchor: ends is the renewal date - 1 */
    {"in the window", BEFORE ", then: begin}\n", "ends+122 =- +1 =b start =- +30 =-"},
    {"a corrected date is the same renewal", BEFORE ", then: begin}\n",
        "ends+121 =b start +50 done =- ends+80 =- ends+100 =-"},
    {"the next term is another one", BEFORE ", then: begin}\n",
        "ends+100 =b start +90 done =- ends+375 =- +255 =b"},
    {"past it nothing calls", BEFORE "}\n", "ends+100 =o +99 =o +1 =-"},
    {"undone it is only offered", BEFORE ", then: begin}\n", "ends+100 =b start =- undo =o"},
};

static void stories_come_true(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(stories); i++) {
        struct fixture fixture;

        begin(&fixture, stories[i].name, stories[i].playbook);
        tell_all(&fixture, stories[i].words);
        end(&fixture);
    }
}

struct reason_case {
    const char *playbook, *words, *why;
};
static const struct reason_case reasons[] = {
    {ENTERS "}\n", "on", "stage = onboarding"},
    {"start: {how: leaves, when: stage = onboarding}\n", "off", "no longer stage = onboarding"},
    {"start: {how: enters, when: [stage = churned, {account: stage = steady}]}\n", "off",
        "stage = steady"},
    {BEFORE "}\n", "ends+119", "end of the contract in 118 days"},
    {BEFORE "}\n", "ends+2", "end of the contract in 1 day"},
    {BEFORE "}\n", "ends+1", "end of the contract today"},
    {"anchor: decision\nstart: {how: before, before: 120d}\n", "ends+119", "decision in 118 days"},
    {"again: {every: 3m}\n", "start done +100",
        "a review every 3 months, the last one started 23 Nov 2026"},
    {"again: {every: 90d, count_from: finish}\n", "start +1 done +100",
        "a review every 90 days, the last one finished 24 Nov 2026"},
};

static void they_say_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(reasons); i++) {
        struct fixture fixture;

        begin(&fixture, reasons[i].why, reasons[i].playbook);
        tell_all(&fixture, reasons[i].words);
        struct playbook_verdict verdict =
            playbook_calls(fixture.playbook, &fixture.ground, &fixture.arena);
        assert_int_equal(verdict.call, PLAYBOOK_OFFER);
        assert_string_equal(verdict.why, reasons[i].why);
        end(&fixture);
    }
}

/* A signal by its evidence, a ticket by its subject; rows of memory are no signals. */
static void rows_are_the_evidence(void **state)
{
    (void)state;
    struct fixture fixture;

    begin(&fixture, "evidence",
        "start:\n  how: enters\n  when: [{signal: open = yes}, {ticket: escalated = yes}]\n");
    maker_add(
        &fixture.maker, KIND_SIGNAL, "signal", "playbook:y", "open", "yes", "text", "no", NULL);
    assert_int_equal(look(&fixture), '-');
    maker_add(&fixture.maker, KIND_TICKET, "subject", "App\ndown", "escalated", "yes", NULL);
    assert_string_equal(
        playbook_calls(fixture.playbook, &fixture.ground, &fixture.arena).why, "ticket App↵down");
    maker_add(
        &fixture.maker, KIND_SIGNAL, "signal", "fall", "open", "yes", "text", "usage -38%", NULL);
    assert_string_equal(
        playbook_calls(fixture.playbook, &fixture.ground, &fixture.arena).why, "usage -38%");
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories_come_true),
        cmocka_unit_test(they_say_why),
        cmocka_unit_test(rows_are_the_evidence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
