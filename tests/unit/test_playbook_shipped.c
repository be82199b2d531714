/* The shipped playbooks, row by row: what each step is, when it is due, and what it demands. The
 * table was written from the design, not from the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "files/playbook_file.h"
#include "support/dossier_maker.h"

struct row_of_step {
    const char *title;
    const char *kind; /* with `internal` or `seen` (by the customer) behind it */
    const char *due;  /* from the anchor, or `STEP OFFSET` with the number of another step */
    const char *need; /* R required, o optional, G gate; `o?` required by condition */
    const char *demands;
};

static const struct row_of_step hand_over[] = {
    {"Talk with the seller", "call internal", "+1wd", "R", "note"},
    {"Write down every promise made in the sale", "task", "+2wd", "R", "text|none"},
    {"Enter the people", "task", "+2wd", "R",
        "person(champion)|not known, person(buyer)|not known, person(sponsor)|not known"},
    {"Enter the contract facts", "task", "+3wd", "R",
        "contract(ends notice auto_renew uplift seats)"},
    {"Judge the fit", "review", "+3wd", "R", "choice(good doubtful poor) with a reason"},
    {"Introduction by the seller", "email", "+4wd", "o", ""},
    {"Accept, or send back with the gaps", "milestone", "+5wd", "G", "ask|accepted"},
};

static const struct row_of_step onboarding[] = {
    {"Read the hand-over", "task", "+0wd", "R", ""},
    {"Welcome, and a kickoff date", "email", "+1wd", "R", "date"},
    {"Kickoff", "meeting", "+5wd", "G", "note, attendees, person(champion)"},
    {"One to three goals, in numbers", "milestone", "3 +2wd", "G",
        "goal(baseline target due owner)"},
    {"Plan and the first-value date agreed", "task seen", "3 +3wd", "R", "date, text"},
    {"Set-up and data live", "milestone", "+14d", "R", "choice(nothing us customer)"},
    {"Train those who run it", "training", "+16d", "R", "attendees"},
    {"Train those who use it", "training", "+20d", "o", "attendees"},
    {"A second person who cares", "task", "+20d", "o", "person(anyone) x2"},
    {"First value, in their words", "milestone", "+27d", "G", "value since start, note"},
    {"Show the sponsor", "call", "10 +3wd", "R", "text"},
    {"Close onboarding, set the rhythm", "review", "10 +5wd", "R", "text, date"},
};

static const struct row_of_step adoption_drive[] = {
    {"Who stopped, and at what", "task", "+1wd", "R", "note"},
    {"Ask the champion why", "call", "+4wd", "R", "note"},
    {"One use case, one number", "milestone", "+7wd", "G", "goal(baseline target)"},
    {"Session with the team that matters", "training", "+12wd", "R", "attendees"},
    {"Message from their own manager", "email", "4 +1wd", "o", ""},
    {"Look at the number", "review", "4 +10wd", "R", "text"},
    {"Tell the sponsor the result", "email", "6 +3wd", "o", ""},
    {"Keep, repeat or escalate", "review", "+45d", "R", "choice(keep repeat escalate)"},
};

static const struct row_of_step renewal[] = {
    {"Contract facts checked against the paper", "task", "-120d", "R",
        "contract(ends notice auto_renew uplift), choice(confirmed)"},
    {"Account audit", "review", "-115d", "R", "text|none, person(champion), person(buyer)"},
    {"Value summary", "task", "-105d", "R", "value within 12m"},
    {"Call the forecast", "task", "-100d", "R", "category, text"},
    {"Intent talk with champion or sponsor", "call", "-90d", "G", "note"},
    {"Offer and price cleared inside", "ask", "-75d", "R", "text"},
    {"Price change told", "email", "-60d", "G", "date, text"},
    {"Proposal sent", "email", "-60d", "R", "text, date"},
    {"Executive talk", "call", "-45d", "o", "note"},
    {"Verbal answer", "milestone", "-30d", "R", "text"},
    {"Paper: legal, order, signature", "task", "-14d", "R", "text"},
    {"Booked, and begun anew", "milestone", "+0d", "G",
        "choice(won reduced lost), text, text|none, goal since start|lost"},
};

static const struct row_of_step risk_recovery[] = {
    {"Assess", "task", "+1wd", "R", "text, text, date"},
    {"Hear it from them", "call", "+3wd", "G", "note"},
    {"Root cause", "review", "+5wd", "R",
        "choice(no value seen low adoption product gap quality support price or budget champion "
        "lost company change competitor poor fit at sale other), text"},
    {"Line up those inside", "ask", "+5wd", "R", "ask"},
    {"Plan agreed with the customer", "milestone", "+10wd", "G", "text, text"},
    {"Executive beside executive", "meeting", "+10wd", "o?", "attendees, note"},
    {"Check, first week", "call", "5 +5wd", "R", "text"},
    {"Check, second week", "call", "5 +10wd", "R", "text"},
    {"Halfway: is it working?", "review", "+30d", "R", "choice(on change escalate), category"},
    {"Close", "review", "+60d", "R", "choice(saved partly lost), text"},
};

static const struct row_of_step champion_change[] = {
    {"Confirm, and record", "task", "+1wd", "R", "date, text|not known"},
    {"Write to the one who leaves", "email", "+1wd", "o", ""},
    {"Who is left?", "review", "+2wd", "R", "text"},
    {"Word to the sponsor", "email", "+3wd", "R", ""},
    {"Value page for a newcomer", "task", "+8wd", "R", "text"},
    {"First meeting with the successor", "meeting", "+10wd", "G", "note"},
    {"Goals agreed again", "milestone", "+15wd", "R", "goal since start, text"},
    {"A second thread", "task", "+20wd", "o", "person(anyone) x2"},
    {"New champion named", "milestone", "+45d", "G", "person(champion)|the risk stays open"},
    {"Forecast again", "review", "+45d", "R", "category"},
};

/* Reviews: what follows them counts from their step, whose day is the review date. */
static const struct row_of_step qbr[] = {
    {"Date, people, sponsor invited", "email", "-28d", "R", "date of the anchor, text"},
    {"Refresh goals and figures", "task", "-14d", "R", "text"},
    {"Ask the champion what matters now", "call", "-12d", "R", "note"},
    {"Draft the brief", "task", "-7d", "R", "text"},
    {"Walk the champion through it", "call", "-4d", "o", ""},
    {"Send ahead", "email", "-2wd", "R", ""},
    {"Hold it", "qbr", "+0d", "G", "note, attendees, text"},
    {"Recap within a day", "email", "7 +1wd", "R", "text"},
    {"Actions moving", "review", "7 +7d", "R", "text"},
    {"Next date booked", "task", "7 +7d", "R", "date"},
};

static const struct row_of_step ebr[] = {
    {"Their executive's goals for the year", "task", "-90d", "R", "note"},
    {"Invite, executive to executive", "email", "-85d", "R", "date of the anchor, text"},
    {"Value in money or time", "task", "-30d", "R", "value within 12m|not confirmed"},
    {"Brief your own executive", "call internal", "-14d", "R", "text"},
    {"Story with the champion", "call", "-10d", "R", "note"},
    {"Brief sent", "email", "-3wd", "R", "text"},
    {"Hold it", "ebr", "+0d", "G", "note, attendees, text"},
    {"Thanks, and what was decided", "email", "7 +1wd", "R", ""},
    {"Actions, and who keeps the line open", "review", "7 +10wd", "R", "date"},
};

static const struct row_of_step expansion[] = {
    {"Qualify", "review", "+2wd", "R", "text"},
    {"Ground solid?", "review", "+2wd", "R", "choice(none open)"},
    {"Proof from what they have", "task", "+5wd", "R", "value within 12m"},
    {"Champion in their own words", "call", "+7wd", "G", "note"},
    {"Buyer and budget", "call", "+12wd", "R", "person(buyer), date|not known"},
    {"Hand to sales, or close", "ask", "+13wd", "R", "opportunity|closed"},
    {"Joint first meeting", "meeting", "+20wd", "o", "note"},
    {"Outcome", "review", "+60d", "R", "choice(won lost later) with a reason"},
};

static const struct row_of_step advocacy[] = {
    {"Right moment?", "review", "+1wd", "R", "choice(yes)"},
    {"Pick one small ask", "task", "+2wd", "R", "choice(quote reference call review story stage)"},
    {"Ask in person", "call", "+5wd", "R", "choice(yes no later), text"},
    {"Their company's permission", "task", "+10wd", "o", "text"},
    {"Make it easy", "task", "+15wd", "R", "text"},
    {"Given", "milestone", "+30d", "G", "text, date"},
    {"Thank, and show the effect", "email", "6 +3wd", "R", ""},
};

static const struct row_of_step escalation[] = {
    {"Acknowledge", "email", "+0wd", "R", ""},
    {"Facts on one page", "task", "+0wd", "R", "text"},
    {"One owner inside", "ask", "+1wd", "R", "text"},
    {"Sponsors told on both sides", "call", "+1wd", "o?", ""},
    {"Update, each working day", "email", "+2wd again 1wd until 6", "R", ""},
    {"Fixed, says the customer", "milestone", "+5wd", "G", "text"},
    {"What happened, what we change", "email", "6 +5wd", "R", "note"},
    {"How are we now?", "call", "6 +10wd", "R", "sentiment"},
    {"Close", "review", "6 +15wd", "R", "category, text"},
};

static const struct row_of_step taking_over[] = {
    {"Read notes, promises, next date", "task", "+2wd", "R", ""},
    {"Talk with the colleague", "call internal", "+3wd", "o", "text"},
    {"Fill the gaps", "task", "+5wd", "R",
        "contract(ends notice auto_renew)|not known, person(champion)|not known, "
        "sentiment|not known"},
    {"Introduction", "email", "+5wd", "R", ""},
    {"First talk", "call", "+15wd", "G", "note, sentiment"},
    {"Open promises kept, or renegotiated", "task", "+20wd", "R", "text|none"},
    {"Own forecast", "review", "+30d", "R", "category, text"},
};

struct shipped {
    const char *id, *title, *anchor;
    enum playbook_type type;
    const char *start; /* how, so long before, and whether it begins by itself */
    const char *again; /* `every` and `apart` */
    const struct row_of_step *steps;
    int count;
};
#define STEPS(rows) rows, COUNT_OF(rows)
static const struct shipped shipped[] = {
    {"hand-over", "Sales hand-over", "hand-over", PLAYBOOK_HAND_OVER, "by hand", "",
        STEPS(hand_over)},
    {"onboarding", "Onboarding", "contract start", PLAYBOOK_ONBOARDING, "enters", " at once",
        STEPS(onboarding)},
    {"adoption-drive", "Adoption drive", "start", PLAYBOOK_ADOPTION, "enters", " apart 90d",
        STEPS(adoption_drive)},
    {"renewal", "Renewal", "decision", PLAYBOOK_RENEWAL, "before 120d, begins", "", STEPS(renewal)},
    {"risk-recovery", "Risk recovery", "start", PLAYBOOK_RISK, "enters", " apart 30d",
        STEPS(risk_recovery)},
    {"champion-change", "Champion change", "start", PLAYBOOK_RISK, "enters", " apart 30d",
        STEPS(champion_change)},
    {"qbr", "QBR", "review", PLAYBOOK_REVIEW, "before 28d", " every qbr_days", STEPS(qbr)},
    {"ebr", "EBR", "review", PLAYBOOK_REVIEW, "enters", " every 6m for tier 1 apart 5m",
        STEPS(ebr)},
    {"expansion", "Expansion", "start", PLAYBOOK_EXPANSION, "enters", " apart 90d",
        STEPS(expansion)},
    {"advocacy", "Advocacy", "start", PLAYBOOK_ADVOCACY, "enters", " apart 6m", STEPS(advocacy)},
    {"escalation", "Escalation", "start", PLAYBOOK_RISK, "enters", " apart 14d at once",
        STEPS(escalation)},
    {"taking-over", "Taking over an account", "entered", PLAYBOOK_HAND_OVER, "by hand", "",
        STEPS(taking_over)},
};

/* --- a playbook in the words of the table --- */

static void add_offset(struct str *out, struct playbook_offset offset, bool sign)
{
    static const char *const units[] = {
        [UNIT_DAYS] = "d", [UNIT_WORKING_DAYS] = "wd", [UNIT_WEEKS] = "w", [UNIT_MONTHS] = "m"};
    if (sign && offset.count >= 0)
        str_add_char(out, '+');
    str_addf(out, "%d%s", offset.count, units[offset.unit]);
}

static void add_demand(struct str *out, const struct playbook_demand *demand)
{
    bool usually_fresh = demand->kind == DEMAND_ASK;
    str_add(out, playbook_word(PLAYBOOK_LIST_DEMANDS, (int)demand->kind));
    for (int i = 0; i < demand->word_count; i++)
        str_addf(out, "%s%s", i ? " " : "(", demand->words[i]);
    if (demand->word_count)
        str_add_char(out, ')');
    if (demand->least > 1)
        str_addf(out, " x%d", demand->least);
    if (demand->within.count) {
        str_add(out, " within ");
        add_offset(out, demand->within, false);
    } else if (demand->fresh && !usually_fresh) {
        str_add(out, " since start");
    }
    if (demand->reason)
        str_add(out, " with a reason");
    if (demand->sets_anchor)
        str_add(out, " of the anchor");
    if (demand->or_word)
        str_addf(out, "|%s", demand->or_word);
}

static void add_due(struct str *out, const struct playbook *playbook, int index)
{
    const struct playbook_step *step = &playbook->steps[index];
    if (step->anchor == ANCHOR_STEP)
        str_addf(out, "%d ", step->anchor_step + 1);
    else if (step->anchor != playbook->anchor)
        str_addf(out, "%s ", playbook_word(PLAYBOOK_LIST_ANCHORS, (int)step->anchor));
    add_offset(out, step->offset, true);
    if (step->repeats.count) {
        str_add(out, " again ");
        add_offset(out, step->repeats, false);
        str_addf(out, " until %d", step->repeats_until + 1);
    }
}

/* Of `internal` and `seen` only what the table asks for is looked at: more of it does no harm. */
static void add_kind(
    struct str *out, const struct playbook_step *step, const struct row_of_step *row)
{
    str_add(out, step->kind);
    if (step->internal && strstr(row->kind, "internal"))
        str_add(out, " internal");
    if (step->customer_visible && strstr(row->kind, "seen"))
        str_add(out, " seen");
}

static int differs(const char *what, const char *is, const char *wanted, const char *where)
{
    if (text_equal(is, wanted))
        return 0;
    print_error("%s: %s is \"%s\", wanted \"%s\"\n", where, what, is, wanted);
    return 1;
}

static int check_step(
    const struct playbook *playbook, const struct row_of_step *row, int index, const char *where)
{
    static const char *const needs[] = {
        [NEED_REQUIRED] = "R", [NEED_OPTIONAL] = "o", [NEED_GATE] = "G"};
    const struct playbook_step *step = &playbook->steps[index];
    struct str kind = {0}, due = {0}, need = {0}, demands = {0};
    add_kind(&kind, step, row);
    add_due(&due, playbook, index);
    str_addf(&need, "%s%s", needs[step->need], step->required_when.count ? "?" : "");
    for (int i = 0; i < step->demand_count; i++) {
        str_add(&demands, i ? ", " : "");
        add_demand(&demands, &step->demands[i]);
    }
    int bad = differs("the title", step->title, row->title, where) +
              differs("the kind", str_text(&kind), row->kind, where) +
              differs("due", str_text(&due), row->due, where) +
              differs("the need", str_text(&need), row->need, where) +
              differs("what it demands", str_text(&demands), row->demands, where);
    bad += text_blank(step->guidance);
    str_fini(&kind);
    str_fini(&due);
    str_fini(&need);
    str_fini(&demands);
    return bad;
}

static void add_start(struct str *out, const struct playbook *playbook)
{
    str_add(out, playbook_word(PLAYBOOK_LIST_HOWS, (int)playbook->how));
    if (playbook->how == PLAYBOOK_BEFORE) {
        str_add_char(out, ' ');
        add_offset(out, playbook->before, false);
    }
    str_add(out, playbook->begins ? ", begins" : "");
}

static void add_again(struct str *out, const struct playbook *playbook)
{
    const struct playbook_span *every = &playbook->every;
    if (every->source == SPAN_QBR_DAYS)
        str_add(out, " every qbr_days");
    else if (every->source == SPAN_WRITTEN) {
        str_add(out, " every ");
        add_offset(out, every->by_tier[1], false);
        str_add(out, every->by_tier[2].count ? "" : " for tier 1");
    }
    if (playbook->apart.count) {
        str_add(out, " apart ");
        add_offset(out, playbook->apart, false);
    }
    str_add(out, playbook->at_once ? " at once" : "");
}

static int check_playbook(const struct playbook *playbook, const struct shipped *row)
{
    struct str start = {0}, again = {0};
    char where[80];
    add_start(&start, playbook);
    add_again(&again, playbook);
    int bad = differs("the title", playbook->title, row->title, row->id) +
              differs("the start", str_text(&start), row->start, row->id) +
              differs("again", str_text(&again), row->again, row->id) +
              differs("the anchor", playbook_word(PLAYBOOK_LIST_ANCHORS, (int)playbook->anchor),
                  row->anchor, row->id) +
              differs("the type", playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type),
                  playbook_word(PLAYBOOK_LIST_TYPES, (int)row->type), row->id);
    assert_int_equal(playbook->step_count, row->count);
    for (int i = 0; i < row->count; i++) {
        (void)snprintf(where, sizeof(where), "%s, step %d", row->id, i + 1);
        bad += check_step(playbook, &row->steps[i], i, where);
    }
    /* Each is left where the customer is gone, and says what success is. */
    bad += !playbook->exit_when.count + !playbook->success.count;
    str_fini(&start);
    str_fini(&again);
    return bad;
}

static void every_row_is_as_designed(void **state)
{
    struct playbook_catalogue catalogue;
    struct settings settings = {.qbr_days = {0, 90, 180, 0}};
    int bad = 0;
    (void)state;
    assert_true(playbook_catalogue_load(NULL, &settings, &catalogue, NULL));
    assert_int_equal(catalogue.entries.count, COUNT_OF(shipped));
    for (size_t i = 0; i < COUNT_OF(shipped); i++) {
        const struct playbook *playbook = NULL;
        struct error err;
        assert_true(playbook_catalogue_need(&catalogue, shipped[i].id, &playbook, &err));
        bad += check_playbook(playbook, &shipped[i]);
    }
    playbook_catalogue_fini(&catalogue);
    assert_int_equal(bad, 0);
}

/* --- when each is offered, begun, or kept away --- */

struct fixture {
    struct dossier_maker maker;
    struct playbook_catalogue catalogue;
    struct playbook_ground ground;
};

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    maker_init(&fixture->maker, "2026-11-23");
    assert_true(playbook_catalogue_load(NULL, &fixture->maker.settings, &fixture->catalogue, NULL));
    fixture->ground = (struct playbook_ground){&fixture->maker.dossier, &fixture->maker.settings,
        &fixture->maker.book, fixture->maker.today};
}

static void end(struct fixture *fixture)
{
    playbook_catalogue_fini(&fixture->catalogue);
    maker_fini(&fixture->maker);
}

/* The ids that call, in the order of their names, `!` behind those that begin by themselves. */
static void assert_calls(struct fixture *fixture, const char *wanted)
{
    struct str calls = {0};
    for (size_t i = 0; i < fixture->catalogue.entries.count; i++) {
        const struct playbook *playbook = fixture->catalogue.entries.items[i].playbook;
        enum playbook_call call =
            playbook_calls(playbook, &fixture->ground, &fixture->maker.arena).call;
        if (call != PLAYBOOK_NOT_NOW)
            str_addf(&calls, "%s%s%s", calls.len ? " " : "", playbook->id,
                call == PLAYBOOK_BEGIN ? "!" : "");
    }
    assert_string_equal(str_text(&calls), wanted);
    str_fini(&calls);
}

static void signals_offer_what_they_suggest(void **state)
{
    static const struct {
        const char *signal, *kind, *suggests, *band, *wanted;
    } cases[] = {
        {"notice-received", "risk", "risk-recovery", "yellow", "risk-recovery"},
        {"health-drop", "risk", "risk-recovery", "red", "risk-recovery"},
        {"champion-left", "risk", "champion-change", "green", "champion-change"},
        {"not-answering", "risk", "champion-change", "yellow", "champion-change"},
        {"usage-fall", "risk", "adoption-drive", "yellow", "adoption-drive"},
        {"usage-stopped", "risk", "adoption-drive", "red", "adoption-drive"},
        {"urgent-ticket", "risk", "escalation", "yellow", "escalation"},
        {"seats-full", "growth", "expansion", "green", "expansion"},
        {"seats-full", "growth", "expansion", "red", ""},
        {"seats-full", "growth", "expansion", "", ""}, /* unknown */
        {"promoter", "growth", "advocacy", "green", "advocacy"},
        {"goal-reached", "growth", "advocacy", "yellow", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture fixture;
        begin(&fixture);
        assert_calls(&fixture, "");
        maker_account(&fixture.maker, "band", cases[i].band, NULL);
        struct row *signal =
            maker_add(&fixture.maker, KIND_SIGNAL, "signal", cases[i].signal, "kind", cases[i].kind,
                "severity", "medium", "suggests", cases[i].suggests, "open", "yes", NULL);
        assert_calls(&fixture, cases[i].wanted);
        maker_set(&fixture.maker, signal, "muted", "yes");
        assert_calls(&fixture, "");
        maker_set(&fixture.maker, signal, "muted", "no");
        maker_set(&fixture.maker, signal, "open", "no");
        assert_calls(&fixture, "");
        end(&fixture);
    }
}

static void risks_keep_growth_away(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    maker_account(&fixture.maker, "band", "green", NULL);
    maker_add(&fixture.maker, KIND_SIGNAL, "signal", "goal-reached", "kind", "growth", "severity",
        "medium", "suggests", "expansion", "open", "yes", NULL);
    maker_add(&fixture.maker, KIND_SIGNAL, "signal", "goal-reached", "kind", "growth", "severity",
        "medium", "suggests", "advocacy", "open", "yes", NULL);
    assert_calls(&fixture, "advocacy expansion");
    maker_add(&fixture.maker, KIND_SIGNAL, "signal", "no-touch", "kind", "risk", "severity",
        "medium", "open", "yes", NULL);
    assert_calls(&fixture, "expansion");
    maker_add(&fixture.maker, KIND_TICKET, "escalated", "yes", NULL);
    assert_calls(&fixture, "escalation");
    end(&fixture);
}

static void onboarding_is_offered_and_a_renewal_begins(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    maker_account(&fixture.maker, "stage", "onboarding", NULL);
    assert_calls(&fixture, "onboarding");
    maker_account(&fixture.maker, "stage", "steady", "renewal", "+122", NULL);
    assert_calls(&fixture, "");
    maker_account(&fixture.maker, "renewal", "+121", NULL); /* ends in 120 days */
    assert_calls(&fixture, "renewal!");
    maker_account(
        &fixture.maker, "renewal", "+181", "auto_renew", "yes", "notice_days", "60", NULL);
    assert_calls(&fixture, "renewal!"); /* notice decides, in 120 days */
    maker_account(&fixture.maker, "stage", "churned", NULL);
    assert_calls(&fixture, "");
    end(&fixture);
}

static void little_use_after_three_months_offers_a_drive(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    maker_account(&fixture.maker, "adoption", ".49", "start", "-91", NULL);
    row_settle(fixture.maker.account, &fixture.maker.settings, fixture.maker.today);
    assert_calls(&fixture, "adoption-drive");
    maker_account(&fixture.maker, "adoption", ".5", NULL);
    assert_calls(&fixture, "");
    maker_account(&fixture.maker, "adoption", ".49", "start", "-90", NULL);
    row_settle(fixture.maker.account, &fixture.maker.settings, fixture.maker.today);
    assert_calls(&fixture, "");
    end(&fixture);
}

static void reviews_come_by_tier(void **state)
{
    static const struct {
        const char *tier, *qbr; /* the last one held */
        const char *ebr_run;    /* the last run of the EBR */
        const char *silent;     /* is the sponsor? */
        const char *wanted;
    } cases[] = {
        {"strategic", "-62", "", "no", "qbr"}, /* 90 days, 28 ahead */
        {"strategic", "-61", "", "no", ""},
        {"strategic", "-1", "", "yes", "ebr"},
        {"strategic", "-1", "2026-05-23", "no", "ebr"}, /* half a year from start to start */
        {"strategic", "-1", "2026-05-24", "no", ""},
        {"mid", "-152", "", "no", "qbr"}, /* 180 days, 28 ahead */
        {"mid", "-150", "", "yes", ""},
        {"mid", "-1", "2025-11-23", "no", ""},
        {"smb", "-300", "", "yes", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture fixture;
        begin(&fixture);
        maker_account(&fixture.maker, "tier", cases[i].tier, NULL);
        row_settle(fixture.maker.account, &fixture.maker.settings, fixture.maker.today);
        maker_add(&fixture.maker, KIND_NOTE, "kind", "qbr", "at", cases[i].qbr, NULL);
        maker_add(&fixture.maker, KIND_SIGNAL, "signal", "sponsor-silent", "suggests", "ebr",
            "open", cases[i].silent, NULL);
        if (*cases[i].ebr_run)
            maker_add(&fixture.maker, KIND_RUN, "playbook", "ebr", "status", "done", "started",
                cases[i].ebr_run, "finished", "2026-06-05", NULL);
        assert_calls(&fixture, cases[i].wanted);
        end(&fixture);
    }
}

/* Price is told only with an uplift; executives meet for tier 1 or where it is not green. */
static void some_steps_are_for_some_accounts(void **state)
{
    struct fixture fixture;
    const struct playbook *playbook = NULL;
    struct error err;
    (void)state;
    begin(&fixture);
    assert_true(playbook_catalogue_need(&fixture.catalogue, "renewal", &playbook, &err));
    const struct playbook_condition *price = &playbook->steps[6].when;
    const struct playbook_condition *talk = &playbook->steps[8].when;
    maker_account(&fixture.maker, "band", "green", NULL);
    row_settle(fixture.maker.account, &fixture.maker.settings, fixture.maker.today);
    assert_false(playbook_holds(price, &fixture.ground));
    assert_false(playbook_holds(talk, &fixture.ground));
    maker_add(&fixture.maker, KIND_CONTRACT, "uplift", ".05", NULL);
    assert_true(playbook_holds(price, &fixture.ground));
    maker_account(&fixture.maker, "band", "yellow", NULL);
    assert_true(playbook_holds(talk, &fixture.ground));
    maker_account(&fixture.maker, "band", "green", "tier", "strategic", NULL);
    row_settle(fixture.maker.account, &fixture.maker.settings, fixture.maker.today);
    assert_true(playbook_holds(talk, &fixture.ground));
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_as_designed),
        cmocka_unit_test(signals_offer_what_they_suggest),
        cmocka_unit_test(risks_keep_growth_away),
        cmocka_unit_test(onboarding_is_offered_and_a_renewal_begins),
        cmocka_unit_test(little_use_after_three_months_offers_a_drive),
        cmocka_unit_test(reviews_come_by_tier),
        cmocka_unit_test(some_steps_are_for_some_accounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
