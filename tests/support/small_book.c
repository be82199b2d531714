#include "support/small_book.h"

#include <stdio.h>
#include <string.h>
#include "app/verbs.h"
#include "base/bug.h"

/* Fields are parted by `|`, each NAME=VALUE. */
struct book_row {
    enum kind kind;
    const char *account, *fields;
};
static const struct book_row accounts[] = {
    {KIND_ACCOUNT, "",
        "id=northwind|name=Northwind Traders|tier=enterprise|stage=renewing|arr=420k|seats=400|"
        "start=2024-02-01|renewal=2027-01-31|notice_days=60|auto_renew=yes|owner=ana|"
        "industry=logistics|entered=2024-02-01|tags=emea;field"},
    {KIND_ACCOUNT, "",
        "id=lumen|name=Lumen Retail|tier=mid|stage=steady|arr=120k|seats=150|start=2025-01-01|"
        "renewal=2027-01-01|owner=ana|entered=2025-01-01"},
    {KIND_ACCOUNT, "",
        "id=globex|name=Globex|tier=mid|stage=steady|arr=180k|seats=200|start=2025-02-03|"
        "renewal=2027-02-03|owner=ben|entered=2025-02-03"},
    {KIND_ACCOUNT, "",
        "id=initech|name=Initech|tier=smb|stage=onboarding|arr=96k|seats=60|start=2026-10-20|"
        "renewal=2027-10-20|owner=ben|entered=2026-10-20"},
    {KIND_ACCOUNT, "",
        "id=vega|name=Vega Insurance|tier=enterprise|stage=steady|arr=310k|seats=500|"
        "start=2024-01-15|renewal=2027-01-15|owner=ana|entered=2024-01-15|pinned=yes"},
    {KIND_ACCOUNT, "",
        "id=umbrella|name=Umbrella Health|tier=enterprise|stage=steady|arr=310k|seats=250|"
        "start=2024-06-15|renewal=2027-06-15|notice_days=90|auto_renew=yes|owner=ana|"
        "entered=2024-06-15"},
    {KIND_ACCOUNT, "",
        "id=keiki|name=東京計測 Keiki|tier=mid|stage=steady|arr=140k|seats=90|start=2025-04-01|"
        "renewal=2027-04-01|owner=ben|entered=2025-04-01"},
    {KIND_ACCOUNT, "",
        "id=sgdl|name=Société Générale de Distribution et de Logistique Internationale|"
        "tier=mid|stage=steady|arr=1.25m|seats=900|start=2025-07-01|renewal=2027-07-01|owner=ana|"
        "entered=2025-07-01"},
    {KIND_ACCOUNT, "", "id=quill|name=Quill & Co|tier=smb|arr=44k|entered=2026-11-01"},
    {KIND_ACCOUNT, "", "id=bare|name=Bare Facts|entered=2026-11-20"},
    {KIND_ACCOUNT, "",
        "id=zephyr|name=Zephyr Air|tier=enterprise|stage=steady|arr=250k|seats=120|"
        "start=2025-10-01|renewal=2027-10-01|owner=ben|entered=2025-10-01"},
    {KIND_ACCOUNT, "",
        "id=gone|name=Gone Ltd|tier=smb|stage=churned|arr=20k|start=2024-01-01|"
        "renewal=2026-06-01|entered=2024-01-01"},
};
static const struct book_row rows[] = {
    {KIND_CONTACT, "northwind",
        "name=Dana Ruiz|role=champion|title=Head of Depots|"
        "email=dana@northwind.example|status=left|left_on=2026-11-12|last_touch=2026-11-05"},
    {KIND_CONTACT, "northwind",
        "name=Priya Nair|role=executive sponsor|title=VP Operations|"
        "email=priya@northwind.example|last_touch=2026-11-20"},
    {KIND_CONTACT, "northwind",
        "name=Tom Becker|role=admin|email=tom@northwind.example|"
        "last_touch=2026-10-13"},
    {KIND_CONTACT, "northwind", "name=Lee Sato|title=CFO"},
    {KIND_CONTACT, "globex", "name=Amir Haddad|role=champion|last_touch=2026-10-20"},
    {KIND_CONTACT, "umbrella", "name=Noor Aziz|role=champion|last_touch=2026-11-18"},
    {KIND_CONTACT, "umbrella", "name=Sam Oyelaran|role=executive sponsor|last_touch=2026-11-02"},
    {KIND_CONTACT, "initech", "name=Mara Kowalczyk|role=champion|last_touch=2026-11-13"},

    {KIND_TASK, "northwind",
        "title=send the revised roll-out plan|due=2026-11-21|kind=promise|"
        "status=open|made_on=2026-11-20"},
    {KIND_TASK, "northwind",
        "title=escalate to sponsor|due=2026-11-23|kind=task|status=open|"
        "priority=high|made_on=2026-11-20"},
    {KIND_TASK, "northwind",
        "title=fix sign-in #4411|due=2026-12-07|kind=ask|status=open|"
        "waiting_on=product|made_on=2026-11-17"},
    {KIND_TASK, "globex",
        "title=call Amir Haddad about the price list of next year and the two "
        "depots|due=2026-11-20|kind=call|status=open|made_on=2026-11-01"},
    {KIND_TASK, "umbrella",
        "title=propose 40 seats|due=2026-11-24|kind=task|status=open|"
        "made_on=2026-11-18"},
    {KIND_TASK, "keiki", "title=見積もりを送る|kind=task|status=open|made_on=2026-11-18"},
    {KIND_TASK, "umbrella",
        "title=thank Noor for the reference|kind=task|status=done|"
        "done_on=2026-11-20|made_on=2026-11-10"},

    {KIND_NOTE, "northwind",
        "at=2026-11-20 09:30|kind=call|sentiment=bad|attendees=Priya Nair|"
        "body=Budget freeze until January. Dana is gone, ask Priya."},
    {KIND_NOTE, "northwind",
        "at=2026-11-05 14:00|kind=email|attendees=Dana Ruiz|"
        "body=Release notes sent, no reply."},
    {KIND_NOTE, "northwind",
        "at=2026-10-30 10:00|kind=qbr|sentiment=mixed|"
        "attendees=Priya Nair;Dana Ruiz|body=Went through goals; first depot is done."},
    {KIND_NOTE, "globex",
        "at=2026-10-20 11:00|kind=call|sentiment=mixed|attendees=Amir Haddad|"
        "body=They like the reports and hate the log-in. Renewal is a matter of price."},
    {KIND_NOTE, "umbrella",
        "at=2026-11-18 16:00|kind=meeting|sentiment=good|"
        "attendees=Noor Aziz;Sam Oyelaran|body=Seats are nearly all used. Wants 40 more."},
    {KIND_NOTE, "initech",
        "at=2026-11-13 09:00|kind=meeting|sentiment=good|"
        "attendees=Mara Kowalczyk|body=Plan agreed. Mara wants to see one report by herself "
        "before "
        "the team starts."},
    {KIND_NOTE, "zephyr", "at=2026-10-01 09:00|kind=call|sentiment=good|body=All is well."},
    {KIND_NOTE, "sgdl",
        "at=2026-11-10 09:00|kind=call|sentiment=good|body=Déploiement terminé "
        "dans onze dépôts."},

    {KIND_TICKET, "northwind",
        "id=4411|opened=2026-11-17|priority=high|status=open|"
        "subject=sign-in takes three steps"},
    {KIND_TICKET, "umbrella",
        "id=4390|opened=2026-10-02|closed=2026-10-05|priority=normal|"
        "status=closed|subject=report is slow"},

    {KIND_GOAL, "northwind",
        "statement=sites live|kind=reach|baseline=0|target=40|current=18|"
        "start=2026-02-01|due=2027-01-31|status=open|updated_on=2026-10-30"},
    {KIND_GOAL, "northwind",
        "statement=order time under 24 hours|kind=reach|baseline=48|target=24|"
        "current=31|start=2026-02-01|due=2027-01-31|status=open|updated_on=2026-10-30"},
    {KIND_GOAL, "umbrella",
        "statement=one report a ward|kind=reach|baseline=0|target=20|"
        "current=20|start=2026-01-01|due=2026-12-31|status=reached|updated_on=2026-11-02"},

    {KIND_RESULT, "northwind",
        "date=2026-10-13|story=orders take 31 hours, were 48|"
        "confirmed_by=Dana Ruiz"},
    {KIND_RESULT, "umbrella",
        "date=2026-11-02|story=twenty wards report by themselves|"
        "confirmed_by=Noor Aziz"},

    {KIND_CONTRACT, "sgdl",
        "id=c1|product=Planning|arr=1m|start=2025-07-01|ends=2027-06-30|"
        "notice=3|notice_unit=months|auto_renew=yes|status=open"},
    {KIND_CONTRACT, "sgdl",
        "id=c2|product=Depots|arr=250k|start=2026-01-01|ends=2026-12-31|"
        "auto_renew=no|status=open|category=commit"},
};

#define SCRIPT_TERMS "|tier=mid|stage=steady|seats=90|start=2025-04-01|owner=ana|entered=2025-04-01"
/* Names that are hard to draw: right to left, wide, joined, marked, with controls in them. */
static const struct book_row script_accounts[] = {
    {KIND_ACCOUNT, "",
        "id=arabic|name=شركة النور للتجارة والتوزيع|arr=420k|renewal=2026-12-20" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=hebrew|name=מגדל אור Tower 24 בע״מ|arr=180k|renewal=2026-12-28" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=tokyo|name=株式会社東京計測機器製作所 "
        "大阪支店|arr=1.25m|renewal=2027-01-04" SCRIPT_TERMS},
    {KIND_ACCOUNT, "", "id=korea|name=삼성 데이터 Korea|arr=90k|renewal=2027-01-10" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=orbit|name=👩🏽‍🚀 Orbit 👨‍👩‍👧‍👦 "
        "Family|arr=66k|renewal=2027-01-12" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=flags|name=🇩🇪🇫🇷 Flags ✈️ GmbH|arr=70k|renewal=2027-01-15" SCRIPT_TERMS},
    {KIND_ACCOUNT, "", "id=marks|name=Café Zoë Ạ̊ngströms|arr=75k|renewal=2027-01-17" SCRIPT_TERMS},
    {KIND_ACCOUNT, "", "id=thai|name=บริษัท น้ำผึ้ง|arr=88k|renewal=2027-01-19" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=hindi|name=हिन्दी क्षेत्र"
        "|arr=99k|renewal=2027-01-21" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=bidi|name=abc\342\200\256"
        "dlrow\342\200\254 \342\200\217Ltd\342\200\213|arr=55k|renewal=2027-01-23" SCRIPT_TERMS},
    {KIND_ACCOUNT, "",
        "id=mixed|name=Al-Noor النور Holdings (القاهرة) for Trade and Distribution Worldwide "
        "2026|arr=310k|renewal=2027-01-25" SCRIPT_TERMS},
    {KIND_ACCOUNT, "", "id=zalgo|name=Z̷̢̛̀́̂a̷̢lgo̴̡|arr=44k|renewal=2027-01-27" SCRIPT_TERMS},
};
static const struct book_row script_rows[] = {
    {KIND_CONTACT, "arabic",
        "name=أحمد الفارسي|role=champion|title=مدير العمليات|last_touch=2026-11-03"},
    {KIND_CONTACT, "arabic",
        "name=李小龍 (Bruce)|role=executive sponsor|title=最高財務責任者|last_touch=2026-10-03"},
    {KIND_CONTACT, "arabic",
        "name=🧑🏿‍🔬 Zoë O’Néill|role=technical lead|last_touch=2026-11-10"},
    {KIND_TASK, "arabic",
        "title=إرسال العرض المعدل to Ahmed قبل "
        "الخميس|due=2026-11-21|kind=promise|status=open|made_on=2026-11-10"},
    {KIND_TASK, "tokyo",
        "title=見積もりを送り、契約の条件を確かめる|due=2026-11-23|kind=task|status=open|priority="
        "high|made_on=2026-11-10"},
    {KIND_TASK, "orbit",
        "title=thank 👩🏽‍🚀 and 👨‍👩‍👧‍👦 for the "
        "launch|due=2026-11-24|kind=call|status=open|made_on=2026-11-10"},
    {KIND_TASK, "bidi",
        "title=ask abc\342\200\256"
        "dlrow\342\200\254 who they are|due=2026-11-25|kind=ask|status=open|made_on=2026-11-10"},
    {KIND_NOTE, "arabic",
        "at=2026-11-20 09:30|kind=call|sentiment=bad|attendees=أحمد الفارسي|body=قال أحمد: \"لا "
        "ميزانية حتى يناير\". Ask Bruce (李小龍) who decides."},
    {KIND_NOTE, "tokyo",
        "at=2026-11-18 "
        "09:30|kind=meeting|sentiment=good|body=大阪支店の全員が使い始めた。次は名古屋。"},
    {KIND_GOAL, "arabic",
        "statement=المواقع "
        "الحية|kind=reach|baseline=0|target=40|current=18|start=2026-02-01|due=2027-01-31|status="
        "open|updated_on=2026-10-30"},
};

/* Weekly active users of half a year, from one number to another, the fall in the last weeks. */
static const struct {
    const char *account;
    int from, to, falling_weeks;
} usage[] = {
    {"northwind", 212, 130, 6},
    {"lumen", 96, 40, 4},
    {"globex", 120, 112, 20},
    {"vega", 310, 300, 20},
    {"umbrella", 190, 240, 20},
    {"keiki", 60, 62, 20},
    {"sgdl", 700, 720, 20},
    {"zephyr", 90, 92, 20},
};
static const struct {
    const char *account, *metric;
    double value;
} marks[] = {
    {"northwind", "csat", 4.2},
    {"northwind", "features_used", 5},
    {"globex", "nps", 3},
    {"umbrella", "nps", 10},
    {"umbrella", "csat", 4.8},
    {"zephyr", "nps", 9},
    {"vega", "nps", 8},
};

static void must(bool good, const struct error *err)
{
    if (!good)
        fprintf(stderr, "small book: %s\n", err->text);
    BUG_ON(!good);
}

int64_t small_book_account(struct session *session, const char *id)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err = {0};
    int64_t key;

    must(store_find_id(session_store(session), KIND_ACCOUNT, id, &arena, &row, &err), &err);
    BUG_ON(!row);
    key = row->key;
    arena_fini(&arena);
    return key;
}

const char *small_book_step(struct session *session, const char *id, int number, int field)
{
    static char text[400];
    struct arena arena = {0};
    struct row_list steps = {0};
    struct error err = {0};

    text[0] = '\0';
    must(store_children(session_store(session), KIND_STEP, small_book_account(session, id), &arena,
             &steps, &err),
        &err);
    for (size_t i = 0; i < steps.count; i++)
        if (row_integer(steps.items[i], STEP_NUMBER) == number)
            snprintf(text, sizeof(text), "%s", row_text(steps.items[i], field));
    arena_fini(&arena);
    return text;
}

static void set_field(struct session *session, struct change *change, size_t row, const char *text)
{
    enum kind kind = change->rows.items[row].kind;
    struct parse_context context = {
        session_settings(session), session_today(session), session_currency(session)};
    const char *equals = strchr(text, '=');
    struct str name = {0};
    struct value value;
    struct error err = {0};
    int field;

    BUG_ON(!equals);
    str_add_bytes(&name, text, (size_t)(equals - text));
    field = field_find(kind, str_text(&name));
    BUG_ON(field < 0);
    must(field_parse(kind, field, equals + 1, &context, &change->arena, &value, &err), &err);
    change_set(change, row, field, value);
    str_fini(&name);
}

static void add_row(struct session *session, struct change *change, enum kind kind, int64_t account,
    const char *fields)
{
    size_t row = change_insert(change, kind);
    struct str field = {0};

    if (account)
        change_set_integer(change, row, kind_info(kind)->account, account);
    while (*fields) {
        size_t len = strcspn(fields, "|");

        str_clear(&field);
        str_add_bytes(&field, fields, len);
        set_field(session, change, row, str_text(&field));
        fields += len + (fields[len] == '|');
    }
    str_fini(&field);
}

static void add_reading(
    struct change *change, int64_t account, const char *metric, day_number day, double value)
{
    size_t row = change_insert(change, KIND_MEASURE);

    change_set_integer(change, row, MEASURE_ACCOUNT, account);
    change_set_text(change, row, MEASURE_METRIC, metric);
    change_set_day(change, row, MEASURE_DATE, day);
    change_set(change, row, MEASURE_VALUE, value_real(value));
}

static void add_readings(struct session *session, struct change *change)
{
    enum { WEEKS = 30 };
    day_number today = session_today(session);

    for (size_t i = 0; i < COUNT_OF(usage); i++)
        for (int week = 0; week < WEEKS; week++) {
            int late = week - (WEEKS - 1 - usage[i].falling_weeks);
            int change_by =
                late > 0 ? (usage[i].to - usage[i].from) * late / usage[i].falling_weeks : 0;

            add_reading(change, small_book_account(session, usage[i].account), "active_users",
                today - 7 * (WEEKS - 1 - week) - 1, usage[i].from + change_by);
        }
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        add_reading(change, small_book_account(session, marks[i].account), marks[i].metric,
            today - 30, marks[i].value);
}

static void apply(struct session *session, struct change *change)
{
    struct outcome outcome = {0};
    struct error err = {0};

    change_summarize(change, "the small book");
    must(session_apply(session, change, &outcome, &err), &err);
    outcome_fini(&outcome);
    change_fini(change);
}

/* The first steps of the onboarding are done, on the days they were planned for. */
static void tick_steps(struct session *session, int64_t account, size_t count)
{
    struct arena arena = {0};
    struct row_list steps = {0};
    struct change change;
    struct error err = {0};

    must(store_children(session_store(session), KIND_STEP, account, &arena, &steps, &err), &err);
    change_init(&change, ACTOR_APP);
    for (size_t i = 0; i < steps.count && i < count; i++) {
        size_t row = change_update(&change, KIND_STEP, steps.items[i]->key);

        change_set_text(&change, row, STEP_STATUS, "done");
        change_set_day(&change, row, STEP_DONE_ON, session_today(session) - 30 + 3 * (int)i);
    }
    apply(session, &change);
    arena_fini(&arena);
}

static void start_runs(struct session *session)
{
    int64_t initech = small_book_account(session, "initech");
    struct outcome outcome = {0};
    struct error err = {0};

    must(verb_playbook_start(session, "onboarding", initech, DAY_NONE, &outcome, NULL, &err), &err);
    outcome_fini(&outcome);
    tick_steps(session, initech, 6);
    must(verb_playbook_start(session, "risk-recovery", small_book_account(session, "northwind"),
             DAY_NONE, &outcome, NULL, &err),
        &err);
    outcome_fini(&outcome);
}

struct book_table {
    const struct book_row *accounts, *rows;
    size_t account_count, row_count;
};

static void add_accounts(struct session *session, const struct book_table *table)
{
    struct change change;
    struct error err = {0};

    change_init(&change, ACTOR_IMPORT);
    for (size_t i = 0; i < table->account_count; i++)
        add_row(session, &change, KIND_ACCOUNT, 0, table->accounts[i].fields);
    apply(session, &change);
    /* Its making is no news: no playbook has had its look, so that none begins by itself. */
    must(store_meta_set(session_store(session), "playbooks", NULL, &err), &err);
}

static void add_rows(struct session *session, struct change *change, const struct book_table *table)
{
    change_init(change, ACTOR_IMPORT);
    for (size_t i = 0; i < table->row_count; i++)
        add_row(session, change, table->rows[i].kind,
            small_book_account(session, table->rows[i].account), table->rows[i].fields);
}

static void rescore(struct session *session)
{
    struct error err = {0};
    bool more;

    must(session_rescore(session, 0, &more, &err), &err);
}

void small_book_fill(struct session *session)
{
    static const struct book_table table = {accounts, rows, COUNT_OF(accounts), COUNT_OF(rows)};
    struct change change;

    add_accounts(session, &table);
    add_rows(session, &change, &table);
    add_readings(session, &change);
    apply(session, &change);
    start_runs(session);
    rescore(session);
}

void small_book_fill_scripts(struct session *session)
{
    static const struct book_table table = {
        script_accounts, script_rows, COUNT_OF(script_accounts), COUNT_OF(script_rows)};
    struct change change;

    add_accounts(session, &table);
    add_rows(session, &change, &table);
    apply(session, &change);
    rescore(session);
}
