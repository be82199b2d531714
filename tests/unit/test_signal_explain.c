/* Why a signal fires or does not: told by the same comparisons that decide it; what is not known is
 * named; and what a person did to a signal holds. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "signal_cases.h"
#include "support/shipped_rules.h"

struct scored {
    struct rules rules;
    struct dossier dossier;
    struct assessment made;
};

static void score(struct dossier_maker *maker, struct scored *scored)
{
    scored->rules = (struct rules){
        .settings = &maker->settings, .health = shipped_health(), .signals = shipped_signals()};
    assess(&(struct assess_given){&scored->rules, &maker->dossier, &maker->book}, maker->today,
        ASSESS_TO_SHOW, &maker->arena, &scored->made);
    scored->dossier = maker->dossier;
    scored->dossier.account = scored->made.account;
}

static const struct signal *find(const struct scored *scored, const char *id)
{
    for (size_t i = 0; i < scored->made.signals.count; i++)
        if (strcmp(signal_id(&scored->made.signals.items[i]), id) == 0)
            return &scored->made.signals.items[i];
    return NULL;
}

static struct signal_explanation explain(
    struct dossier_maker *maker, const struct scored *scored, const char *id)
{
    const struct signal_ground ground = {
        &scored->rules, &scored->dossier, &scored->made, &maker->book, maker->today};
    struct signal_explanations explanations;

    signal_explain(&ground, id, &maker->arena, &explanations);
    if (explanations.count != 1)
        fail_msg("%s is explained %zu times", id, explanations.count);
    return explanations.items[0];
}

static void begin(struct dossier_maker *maker, const char *script)
{
    maker_reset(maker);
    maker_healthy(maker);
    signal_script(maker, script);
}

/* In every case of every rule the explanation says what the evaluation found. */
static void explanations_agree_with_the_signals(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < signal_case_count; i++) {
        begin(&maker, signal_cases[i].script);
        score(&maker, &scored);
        const struct signal *signal = find(&scored, signal_cases[i].id);
        struct signal_explanation why = explain(&maker, &scored, signal_cases[i].id);
        bool good = signal ? why.standing == SIGNAL_FIRES && why.severity == signal->severity &&
                                 strcmp(why.text, signal->text) == 0
                           : why.standing == SIGNAL_RESTS || why.standing == SIGNAL_LACKS;

        if (!good)
            fail_msg("case %zu, %s: %s: %s", i, signal_cases[i].id,
                signal_standing_word(why.standing), why.text);
        if (why.facts.count == 0 || text_blank(why.condition))
            fail_msg("case %zu, %s tells no fact", i, signal_cases[i].id);
        if (signal && why.facts.items[why.facts.count - 1].holds == false)
            fail_msg("case %zu, %s fires on %s", i, signal_cases[i].id,
                why.facts.items[why.facts.count - 1].name);
    }
    maker_fini(&maker);
}

/* Why it does not: what is not known first, else the comparison that failed, with both sides. */
struct why_case {
    const char *id, *script;
    enum signal_standing standing;
    const char *text;
};
static const struct why_case why_cases[] = {
    {"notice-received", "", SIGNAL_RESTS,
        "contract: quiet, wanted leaving: notice given, and the term not ended"},
    {"decision-uncalled", "account renewal= start=", SIGNAL_LACKS,
        "not known: day of the decision"},
    {"decision-uncalled", "account renewal=+32", SIGNAL_RESTS,
        "decides in: 31d, wanted at most 30d"},
    {"decision-uncalled", "account renewal=+13 category=commit", SIGNAL_RESTS,
        "forecast: commit, wanted neither commit nor expected loss"},
    {"renewal-not-green", "account renewal= start=; override 60", SIGNAL_LACKS,
        "not known: day of the decision"},
    {"renewal-not-green", "account renewal=+13", SIGNAL_RESTS,
        "health: green, wanted red, yellow or unknown"},
    {"uplift-untold", "", SIGNAL_LACKS, "not known: uplift"},
    {"uplift-untold", "contract arr=1000 start=-300 ends=+69 auto_renew=no status=open uplift=0",
        SIGNAL_RESTS, "uplift: 0%, wanted more than 0%"},
    {"uplift-untold",
        "contract arr=1000 start=-300 ends=+69 auto_renew=no status=open uplift=.07 told_on=-20",
        SIGNAL_RESTS, "told of the price: 3 Nov, wanted no, not for this term"},
    {"contract-unknown", "", SIGNAL_RESTS,
        "end, notice and auto-renewal: known, wanted one of them not known"},
    {"payment-late", "", SIGNAL_LACKS, "not known: days past due"},
    {"payment-late", "reading payment -61 46", SIGNAL_RESTS,
        "age of the reading: 61d, wanted at most 60d"},
    {"champion-left", "clear contacts", SIGNAL_LACKS, "not known: people"},
    {"champion-left", "", SIGNAL_RESTS,
        "a champion or sponsor: nobody left, wanted left, and nobody active has the role"},
    {"no-touch", "clear notes; account start= renewal= entered=", SIGNAL_LACKS,
        "not known: a day to count from"},
    {"no-touch", "first note at=-37", SIGNAL_RESTS, "without a touch: 37d, wanted at least 37.5d"},
    {"not-answering", "", SIGNAL_RESTS, "tries in that time, nothing back: 0, wanted at least 3"},
    {"sponsor-silent", "clear contacts", SIGNAL_LACKS, "not known: people"},
    {"sponsor-silent", "account tier=smb", SIGNAL_RESTS,
        "filter: tier_number 3, wanted tier_number <= 2"},
    {"single-threaded", "clear contacts", SIGNAL_LACKS, "not known: people"},
    {"single-threaded", "", SIGNAL_RESTS, "contacts with people in 90d: 2, wanted at least 5"},
    {"promise-overdue", "", SIGNAL_RESTS, "promises past their day: 0, wanted at least 1"},
    {"usage-stopped", "clear readings", SIGNAL_LACKS, "not known: usage of late"},
    {"usage-stopped", "", SIGNAL_RESTS, "active in that time: somebody, wanted nobody"},
    {"usage-fall", "clear readings", SIGNAL_LACKS, "not known: usage of eight weeks"},
    {"usage-fall", "usage 100 76", SIGNAL_RESTS, "change in 4 weeks: −24%, wanted at most −25%"},
    {"usage-fall", "usage 100 70; median -.16", SIGNAL_RESTS,
        "against the book: −30%, wanted at most −31%"},
    {"health-drop", "", SIGNAL_RESTS, "health in 7 days: +9, wanted at most −5"},
    {"health-drop", "clear readings; clear goals; clear notes; in_use", SIGNAL_LACKS,
        "not known: health of 7 days ago and since"},
    {"data-thin", "", SIGNAL_RESTS,
        "health, and the feed of usage: known, and not silent, wanted health unknown, or a feed "
        "that used to come silent"},
    {"sentiment-stale", "first note sentiment=", SIGNAL_LACKS, "not known: your word on it"},
    {"sentiment-stale", "first note at=-14 sentiment=bad", SIGNAL_RESTS,
        "since you said mixed or bad: 14d, wanted more than 14d"},
    {"urgent-ticket", "no_tickets", SIGNAL_LACKS, "not known: tickets"},
    {"urgent-ticket", "", SIGNAL_RESTS,
        "high or escalated tickets open so long: 0, wanted at least 1"},
    {"tickets-up", "tickets 0 9", SIGNAL_LACKS, "not known: tickets of the six months before"},
    {"tickets-up", "tickets 16 5", SIGNAL_RESTS, "times the usual: 1.9, wanted at least 2"},
    {"csat-falling", "", SIGNAL_LACKS, "not known: answers of CSAT"},
    {"csat-falling", "csat 4.5 4.1 3", SIGNAL_RESTS, "CSAT fell by: 0.4, wanted at least 0.5"},
    {"detractor", "clear readings", SIGNAL_LACKS, "not known: marks of NPS"},
    {"detractor", "", SIGNAL_RESTS, "a latest mark of that time: none, wanted as low as that"},
    {"competitor", "", SIGNAL_RESTS, "a note that names one: none, wanted in that time"},
    {"onboarding-behind", "clear values", SIGNAL_LACKS, "not known: an onboarding"},
    {"onboarding-behind", "onboarding -20 open +4", SIGNAL_RESTS,
        "onboarding: on track, wanted behind, stuck or blocked"},
    {"onboarding-behind", "onboarding -20 blocked -6", SIGNAL_RESTS,
        "blocked for: 6d, wanted at least 7d"},
    {"first-value-missing", "", SIGNAL_LACKS, "not known: day the set-up was done"},
    {"first-value-missing", "live -6", SIGNAL_RESTS, "since the set-up: 6d, wanted at least 7d"},
    {"goal-off-plan", "clear goals", SIGNAL_LACKS, "not known: goals"},
    {"goal-off-plan", "", SIGNAL_RESTS, "furthest behind its plan: 0%, wanted at least 25%"},
    {"no-value-quarter", "clear goals; clear values", SIGNAL_LACKS, "not known: goals or results"},
    {"no-value-quarter", "account start=", SIGNAL_LACKS, "not known: start of the contract"},
    {"no-value-quarter", "", SIGNAL_RESTS, "since the last proof: 30d, wanted at least 90d"},
    {"seats-full", "clear readings", SIGNAL_LACKS, "not known: two readings of active users"},
    {"seats-full", "account seats=", SIGNAL_LACKS, "not known: seats bought"},
    {"seats-full", "", SIGNAL_RESTS, "seats in use: 85%, wanted at least 90%"},
    {"usage-growth", "clear readings", SIGNAL_LACKS, "not known: usage of eight weeks"},
    {"usage-growth", "usage 40 50; override 40", SIGNAL_RESTS,
        "filter: band red, wanted band in (yellow, green, unknown)"},
    {"new-need", "", SIGNAL_RESTS, "a note that says so: none, wanted in that time"},
    {"promoter", "clear readings", SIGNAL_LACKS, "not known: marks of NPS"},
    {"promoter", "answer nps Ana_Costa -3 10; override 70", SIGNAL_RESTS,
        "health: yellow, wanted green"},
    {"promoter", "answer nps Ana_Costa -3 10; reference asked_on=-120", SIGNAL_RESTS,
        "since a reference was asked: 120d, wanted more than 120d"},
    {"goal-reached", "clear goals", SIGNAL_LACKS, "not known: goals"},
    {"goal-reached", "", SIGNAL_RESTS, "a goal reached and confirmed: none, wanted in that time"},
    {"goal-reached",
        "value date=-3 goal=g1 confirmed_by=Ana_Costa story=two_days; reference asked_on=-30",
        SIGNAL_RESTS, "since a reference was asked: 30d, wanted more than 30d"},
};

static void what_failed_or_is_missing_is_named(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;
    int faults = 0;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(why_cases); i++) {
        const struct why_case *row = &why_cases[i];

        begin(&maker, row->script);
        score(&maker, &scored);
        struct signal_explanation why = explain(&maker, &scored, row->id);

        if (why.standing == row->standing && strcmp(why.text, row->text) == 0)
            continue;
        faults++;
        fprintf(stderr, "%s, case %zu: %s: %s\n", row->id, i, signal_standing_word(why.standing),
            why.text);
    }
    maker_fini(&maker);
    assert_int_equal(faults, 0);
}

static void every_rule_says_why_not(void **state)
{
    (void)state;
    const struct signal_rules *rules = shipped_signals();

    for (int i = 0; i < rules->count; i++) {
        bool there = false;

        for (size_t n = 0; n < COUNT_OF(why_cases); n++)
            there = there || strcmp(why_cases[n].id, rules->rules[i].id) == 0;
        if (!there)
            fail_msg("%s has no case that says why not", rules->rules[i].id);
    }
}

/* At the limits, to the day and to the point. */
static const struct signal_test borders[] = {
    {"payment-late", "reading payment -60 45", SEVERITY_MEDIUM, NULL, NULL},
    {"payment-late", "reading payment -60 45.1", SEVERITY_HIGH, NULL, NULL},
    {"urgent-ticket", "ticket id=1 opened=-3 status=open priority=high", SEVERITY_MEDIUM, NULL,
        NULL},
    {"urgent-ticket", "ticket id=1 opened=-2 status=open escalated=yes", SEVERITY_NONE, NULL, NULL},
    {"detractor", "answer nps Ana_Costa -29 6", SEVERITY_MEDIUM, NULL, NULL},
    {"competitor", "note at=-29 kind=call tags=competitor", SEVERITY_MEDIUM, NULL, NULL},
    {"new-need", "note at=-29 kind=call tags=budget", SEVERITY_MEDIUM, NULL, NULL},
    {"promoter", "answer nps Ana_Costa -59 9", SEVERITY_LOW, NULL, NULL},
    {"promoter", "answer nps Ana_Costa -3 10; reference asked_on=-121", SEVERITY_LOW, NULL, NULL},
    {"goal-reached", "value date=-89 goal=g1 confirmed_by=Ana_Costa", SEVERITY_MEDIUM, NULL, NULL},
    {"first-value-missing", "live -20", SEVERITY_MEDIUM, NULL, NULL},
    {"no-value-quarter", "account start=-91; clear values", SEVERITY_LOW, NULL, NULL},
    {"sentiment-stale", "first note at=-14 sentiment=mixed", SEVERITY_NONE, NULL, NULL},
    {"contract-unknown", "account auto_renew= notice_days=60 renewal=+241", SEVERITY_MEDIUM, NULL,
        NULL},
    {"contract-unknown", "account auto_renew= notice_days=60 renewal=+242", SEVERITY_LOW, NULL,
        NULL},
    {"usage-fall", "usage 100 75", SEVERITY_MEDIUM, NULL, NULL},
    {"usage-fall", "usage 100 61", SEVERITY_MEDIUM, NULL, NULL},
    {"usage-fall", "usage 10 7", SEVERITY_MEDIUM, NULL, NULL},
    {"usage-growth", "usage 40 50; override 60", SEVERITY_LOW, NULL, NULL},
    {"usage-growth", "usage 10 13", SEVERITY_LOW, NULL, NULL},
    {"not-answering",
        "note at=-29 kind=email tags=try; note at=-28 kind=no-show; note at=-27 kind=no-show; "
        "clear_first_note",
        SEVERITY_MEDIUM, NULL, NULL},
    {"not-answering",
        "note at=-30 kind=email tags=try; note at=-28 kind=no-show; note at=-27 kind=no-show; "
        "clear_first_note",
        SEVERITY_NONE, NULL, NULL},
    {"tickets-up", "tickets 15 5", SEVERITY_MEDIUM, NULL, NULL},
    {"uplift-untold", "contract arr=1000 start=-300 ends=+90 auto_renew=no status=open uplift=.07",
        SEVERITY_MEDIUM, NULL, NULL},
    {"uplift-untold",
        "contract arr=1000 start=-300 ends=+69 auto_renew=no status=open uplift=.07 "
        "told_on=-296",
        SEVERITY_MEDIUM, NULL, NULL},
    {"onboarding-behind", "onboarding -45 open -15", SEVERITY_MEDIUM, NULL, NULL},
};

static void limits_are_exact(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;
    int faults = 0;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(borders); i++) {
        begin(&maker, borders[i].script);
        score(&maker, &scored);
        const struct signal *signal = find(&scored, borders[i].id);
        enum severity severity = signal ? signal->severity : SEVERITY_NONE;

        if (severity == borders[i].severity)
            continue;
        faults++;
        fprintf(stderr, "%s, case %zu: %s: %s\n", borders[i].id, i, severity_word(severity),
            signal ? signal->text : explain(&maker, &scored, borders[i].id).text);
    }
    maker_fini(&maker);
    assert_int_equal(faults, 0);
}

/* A playbook for where it is worse than plain, and not before. */
static void what_is_stuck_suggests_to_escalate(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;

    maker_init(&maker, "2026-11-23");
    begin(&maker, "onboarding -34 open -4");
    score(&maker, &scored);
    assert_null(find(&scored, "onboarding-behind")->suggests);
    begin(&maker, "onboarding -46 open -16");
    score(&maker, &scored);
    assert_string_equal(find(&scored, "onboarding-behind")->suggests, "escalation");
    maker_fini(&maker);
}

/* --- what a person did --- */

struct state_case {
    const char *fields; /* of its SIGNAL row */
    bool hidden, planned, look, has_state;
};
/* A ticket that is escalated: high 4411. */
static const struct state_case state_cases[] = {
    {"open=yes", false, false, false, true},
    {"open=yes outcome=saved handled_text=high_4411", true, false, false, true},
    {"open=yes outcome=passed handled_text=medium_4411", false, false, false, false},
    {"open=yes outcome=passed handled_text=high_4400", false, false, false, false},
    {"open=no outcome=saved handled_text=high_4411", false, false, false, false},
    {"open=yes look_on=+1 handled_text=high_4411", false, true, false, true},
    {"open=yes look_on=+1 handled_text=medium_4411", false, false, false, true},
    {"open=yes look_on=today handled_text=high_4411", false, false, true, true},
    {"open=yes look_on=-3", false, false, true, true},
    {"open=yes look_on=-3 muted=yes", true, false, false, true},
};

static void answers_hold_for_the_same_matter(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(state_cases); i++) {
        const struct state_case *row = &state_cases[i];

        begin(&maker, "ticket id=4411 opened=-9 escalated=yes status=open");
        signal_script(&maker,
            arena_format(&maker.arena, "signal signal=urgent-ticket kind=risk %s", row->fields));
        score(&maker, &scored);
        const struct signal *signal = find(&scored, "urgent-ticket");

        assert_non_null(signal);
        if (signal->hidden != row->hidden || signal->planned != row->planned ||
            signal->look != row->look || (signal->state != NULL) != row->has_state)
            fail_msg("case %zu: hidden %d planned %d look %d state %d", i, signal->hidden,
                signal->planned, signal->look, signal->state != NULL);
    }
    maker_fini(&maker);
}

struct hand_case {
    const char *fields;
    const char *reason; /* the first of Today; NULL: not in Today */
    int risks;
    int points; /* of the signal term, in hundredths */
};
static const struct hand_case hand_cases[] = {
    {"severity=high open=yes", "they close a plant", 1, 1000},
    {"severity=medium open=yes", "they close a plant", 1, 600},
    {"severity=low open=yes", NULL, 1, 300},
    {"severity=low open=yes look_on=today", "look again: they close a plant", 1, 300},
    {"severity=high open=yes look_on=+1", NULL, 1, 1000},
    {"severity=high open=no outcome=lost", NULL, 0, 0},
    {"severity=high open=yes muted=yes", NULL, 0, 0},
    {"severity=high open=yes quiet_until=+1 handled_text=high_risk-1", NULL, 1, 0},
};

static void risks_by_hand_count(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(hand_cases); i++) {
        const struct hand_case *row = &hand_cases[i];

        begin(&maker, "");
        signal_script(
            &maker, arena_format(&maker.arena,
                        "signal signal=risk-1 kind=risk by_hand=yes text=they_close_a_plant %s",
                        row->fields));
        score(&maker, &scored);
        const struct assessment *made = &scored.made;
        const char *reason = made->reasons.count ? made->reasons.items[0].text : NULL;

        if (row_integer(made->account, ACCOUNT_RISKS) != row->risks ||
            (int)(made->rank.points[RANK_SIGNAL] * 100 + .5) != row->points ||
            (reason == NULL) != (row->reason == NULL) ||
            (reason && strcmp(reason, row->reason) != 0))
            fail_msg("case %zu: %lld risks, %.2f points, %s", i,
                (long long)row_integer(made->account, ACCOUNT_RISKS),
                made->rank.points[RANK_SIGNAL], reason ? reason : "not in Today");
        for (size_t n = 0; n < made->rows.count; n++)
            assert_string_not_equal(row_text(made->rows.items[n], SIGNAL_SIGNAL), "risk-1");
    }
    maker_fini(&maker);
}

/* The best of growth weighs half of the least bad high risk, and stands below it. */
static void growth_never_outranks_a_high_risk(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;

    maker_init(&maker, "2026-11-23");
    begin(&maker, "note at=-2 kind=call tags=budget body=there_is_#budget; usage 90 90; "
                  "signal signal=risk-1 kind=risk by_hand=yes text=they_close_a_plant "
                  "severity=high open=yes");
    score(&maker, &scored);
    assert_string_equal(scored.made.reasons.items[0].id, "risk-1");
    assert_true(scored.made.rank.factor[RANK_SIGNAL] > .99);
    assert_string_equal(row_text(scored.made.account, ACCOUNT_TOP_SIGNAL), "risk-1");
    maker_fini(&maker);
}

static void lines_tell_it_all(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct scored scored;
    struct signal_explanations explanations;
    struct signal_line_list lines;

    maker_init(&maker, "2026-11-23");
    begin(&maker, "first note at=-38; signal signal=no-touch kind=risk open=yes since=-3 "
                  "handled_on=-1 quiet_until=+6 handled_text=low_");
    score(&maker, &scored);
    const struct signal_ground ground = {
        &scored.rules, &scored.dossier, &scored.made, &maker.book, maker.today};

    signal_explain(&ground, "no-touch", &maker.arena, &explanations);
    signal_explain_lines(&explanations, &maker.arena, &lines);
    assert_int_equal(lines.count, 5);
    assert_string_equal(lines.items[0].text, "no-touch: low, quiet");
    assert_string_equal(lines.items[2].text, "no touch 38d, cadence 30d");
    assert_int_equal(lines.items[3].kind, SIGNAL_LINE_TRUE);
    assert_string_equal(lines.items[3].text, "without a touch: 38d (wanted at least 37.5d)");
    assert_string_equal(lines.items[4].text, "since 20 Nov; handled 22 Nov; quiet until 29 Nov");
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explanations_agree_with_the_signals),
        cmocka_unit_test(what_failed_or_is_missing_is_named),
        cmocka_unit_test(every_rule_says_why_not),
        cmocka_unit_test(limits_are_exact),
        cmocka_unit_test(what_is_stuck_suggests_to_escalate),
        cmocka_unit_test(answers_hold_for_the_same_matter),
        cmocka_unit_test(risks_by_hand_count),
        cmocka_unit_test(growth_never_outranks_a_high_risk),
        cmocka_unit_test(lines_tell_it_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
