/* What the customer may read: a mark is put into each field of each kind, and must stand on no page
 * that is for the customer unless the field is one of the few listed here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "core/template.h"
#include "files/embedded.h"
#include "files/html.h"
#include "support/dossier_maker.h"

#define MARK "ZZLEAK"
enum { MARK_NUMBER = 7654321 };
static const char *const number_forms[] = {
    "7654321", "7,654,321", "$7.65M", "$76.5k", "$77k", "765432100%", "7654321%"};

/* KIND.field of what a customer's page may say. Of a task the title: a promise to them, an ask of
 * them; of a note what of a meeting stands in both calendars. */
static const char *const visible[] = {"account.active_seats", "account.active_users",
    "account.adoption", "account.arr_now", "account.domain", "account.id", "account.name",
    "account.owner", "account.seats", "contact.email", "contact.name", "contact.title",
    "contract.seats", "feedback.text", "feedback.theme", "goal.baseline", "goal.current",
    "goal.metric", "goal.owner", "goal.statement", "goal.target", "note.attendees", "note.kind",
    "task.title", "ticket.id", "ticket.priority", "ticket.subject", "value.amount",
    "value.confirmed_by", "value.evidence", "value.metric", "value.period", "value.story",
    "value.unit"};

static bool is_visible(enum kind kind, int field)
{
    char name[80];

    snprintf(name, sizeof(name), "%s.%s", kind_info(kind)->singular,
        kind_info(kind)->fields[field].name);
    for (size_t i = 0; i < COUNT_OF(visible); i++)
        if (!strcmp(visible[i], name))
            return true;
    return false;
}

/* --- an account that has something for every fact --- */

static struct row_list movements;

static void make_money(struct dossier_maker *maker)
{
    maker_account(maker, "id", "A1", "arr", "180000", "arr_now", "180000", "start", "-400", "seats",
        "150", "active_seats", "84", "health", "41", "band", "red", "decides_on", "+8",
        "decides_by", "notice", "ends", "+70", "owner", "Kim", "domain", "globex.example",
        "last_touch", "-34", "nps", "6", "sentiment", "bad", "active_users", "84", "adoption",
        ".56", NULL);
    maker_add(maker, KIND_CONTRACT, "product", "Suite", "arr", "180000", "start", "-400", "ends",
        "+70", "term_months", "12", "category", "at risk", "forecast", "150000", "probability",
        ".4", "uplift", ".05", "paper", "quoted", "told_on", "-9", "seats", "150", NULL);
    maker_add(maker, KIND_OPPORTUNITY, "name", "more seats", "kind", "seats", "amount", "20000",
        "stage", "qualified", NULL);
    maker_add(maker, KIND_GOAL, "statement", "plan in a day", "metric", "hours", "baseline", "12",
        "current", "11", "target", "4", "start", "-100", "due", "+20", "owner", "Ana Ruiz", NULL);
    maker_add(maker, KIND_RESULT, "date", "-60", "story", "faster", "metric", "time", "amount",
        "300000", "unit", "USD", "period", "once", "confirmed_by", "Ana Ruiz", "evidence", "report",
        NULL);
    maker_reading(maker, "active_users_28d", "-40", 90);
    maker_reading(maker, "active_users_28d", "-2", 84);
    maker_reading(maker, "nps", "-3", 6);
}

static void make_rows(struct dossier_maker *maker)
{
    maker_add(maker, KIND_CONTACT, "name", "Ana Ruiz", "email", "ana@globex.example", "title",
        "COO", "role", "champion", "influence", "high", "stance", "against", NULL);
    maker_add(maker, KIND_TICKET, "id", "4711", "opened", "-9", "priority", "high", "subject",
        "sign-in", NULL);
    maker_add(maker, KIND_TASK, "title", "send deck", "kind", "promise", "status", "open", "due",
        "+3", "owed_to", "Ana", NULL);
    maker_add(maker, KIND_TASK, "title", "answer", "kind", "ask", "status", "open", "due", "+4",
        "waiting_on", "Ana Ruiz", NULL);
    maker_add(maker, KIND_NOTE, "at", "-3T09:30", "kind", "call", "body", "candid words",
        "sentiment", "bad", "attendees", "Ana Ruiz", NULL);
    maker_add(maker, KIND_FEEDBACK, "text", "bulk edit", "theme", "edit", "status", "open",
        "severity", "high", "asked_by", "Ana", NULL);
    maker_add(maker, KIND_RUN, "playbook", "renewal", "title", "Renewal", "status", "open", "type",
        "renewal", "started", "-20", NULL);
    maker_add(
        maker, KIND_STEP, "title", "find out who leaves", "status", "open", "due", "+2", NULL);
    maker_add(maker, KIND_SIGNAL, "signal", "usage-fall", "kind", "risk", "severity", "high",
        "text", "usage fell", "open", "yes", "since", "-5", "cause", "low adoption", "plan", "db-1",
        NULL);
    maker_add(maker, KIND_REFERENCE, "kind", "quote", "contact", "Ana Ruiz", "status", "asked",
        "asked_on", "-30", NULL);
}

/* --- the pages --- */

static const char *const given_names[] = {"book_span", "changes", "did", "moved", "next_week",
    "renewals_called", "renewals_lost", "renewals_won", "risks_closed", "risks_opened"};

static void fill(struct dossier_maker *maker, const char *text, struct str *out)
{
    static const char *marked[] = {MARK};
    struct template_given given[COUNT_OF(given_names) + 1] = {{0}};
    struct template_ground ground = {.dossier = &maker->dossier,
        .settings = &maker->settings,
        .author = "Kim",
        .step = MARK,
        .today = maker->today,
        .movements = &movements,
        .given = given,
        .markdown = true,
        .charts = true};

    for (size_t i = 0; i < COUNT_OF(given_names); i++)
        given[i] = (struct template_given){given_names[i], {marked, 1, 1}};
    template_fill(text, TEMPLATE_CUSTOMER, &ground, out);
}

static void refuse_mark(const char *page, const char *what, bool numbers)
{
    if (strstr(page, MARK))
        fail_msg("%s stands on a page for the customer: %s", what, page);
    for (size_t i = 0; numbers && i < COUNT_OF(number_forms); i++)
        if (strstr(page, number_forms[i]))
            fail_msg("%s stands on a page for the customer: %s", what, page);
}

static const char *const customer_briefs[] = {"config/briefs/ebr.md", "config/briefs/present.md",
    "config/briefs/qbr.md", "config/briefs/value.md"};

/* Each fact alone, and each shipped page, in Markdown and in HTML. */
static void look_everywhere(struct dossier_maker *maker, const char *what, bool numbers)
{
    struct str page = {0}, html = {0};

    for (int i = 0; template_fact_at(i); i++)
        for (int form = 0; form < 2; form++) {
            char text[80];

            snprintf(text, sizeof(text), "%s{%s}\n", form ? "- " : "", template_fact_at(i)->name);
            fill(maker, text, &page);
        }
    for (size_t i = 0; i < COUNT_OF(customer_briefs); i++)
        fill(maker, embedded_find(customer_briefs[i])->text, &page);
    refuse_mark(str_text(&page), what, numbers);
    html_page(&html, str_text(&page));
    refuse_mark(strstr(str_text(&html), "<main>"), what, numbers);
    str_fini(&page);
    str_fini(&html);
}

/* The field of every row of the kind holds the mark while it is looked for. */
static bool mark_rows(struct row_list *rows, int field, enum field_type type)
{
    bool text = type == FIELD_TEXT || type == FIELD_LONG || type == FIELD_WORD ||
                type == FIELD_TAGS || type == FIELD_SPAN;
    bool number =
        type == FIELD_INTEGER || type == FIELD_MONEY || type == FIELD_REAL || type == FIELD_PERCENT;

    for (size_t i = 0; i < rows->count; i++) {
        if (text)
            row_set_text(rows->items[i], field, MARK);
        else if (type == FIELD_REAL || type == FIELD_PERCENT)
            row_set_real(rows->items[i], field, MARK_NUMBER);
        else if (number)
            row_set_integer(rows->items[i], field, MARK_NUMBER);
    }
    return text || number;
}

static void make_all(struct dossier_maker *maker)
{
    maker_init(maker, "2026-11-23");
    make_money(maker);
    make_rows(maker);
}

static void no_internal_field_reaches_the_customer(void **state)
{
    int looked = 0;

    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (int field = 0; field < kind_info((enum kind)kind)->count; field++) {
            struct dossier_maker maker;
            struct row_list *rows, account = {0};
            char what[80];

            if (is_visible((enum kind)kind, field))
                continue;
            make_all(&maker);
            account = (struct row_list){&maker.account, 1, 1};
            rows = kind == KIND_ACCOUNT ? &account : maker_rows(&maker.dossier, (enum kind)kind);
            snprintf(what, sizeof(what), "%s.%s", kind_info((enum kind)kind)->singular,
                kind_info((enum kind)kind)->fields[field].name);
            if (rows && mark_rows(rows, field, kind_info((enum kind)kind)->fields[field].type)) {
                look_everywhere(&maker, what, true);
                looked++;
            }
            maker_fini(&maker);
        }
    assert_true(looked > 150);
}

/* The search finds what may stand there: it would find what may not. */
static void a_visible_field_is_found(void **state)
{
    struct dossier_maker maker;
    struct str page = {0};

    make_all(&maker);
    row_set_text(maker.dossier.goals.items[0], GOAL_STATEMENT, MARK);
    row_set_text(maker.dossier.results.items[0], RESULT_STORY, MARK);
    fill(&maker, embedded_find("config/briefs/value.md")->text, &page);
    assert_non_null(strstr(str_text(&page), MARK));
    assert_non_null(strstr(str_text(&page), "1.7x: $300k of confirmed value against $180k paid"));
    str_fini(&page);
    maker_fini(&maker);
}

/* The name of a colleague who is waited for, and a meeting among ourselves. */
static void what_is_ours_of_a_visible_row_stays(void **state)
{
    struct dossier_maker maker;
    struct row *note, *task;

    make_all(&maker);
    note = maker_add(&maker, KIND_NOTE, "at", "+3T09:30", "kind", "internal", "attendees", MARK,
        "state", "prepared", NULL);
    ARRAY_PUSH(&maker.dossier.prepared, note);
    task = maker_add(&maker, KIND_TASK, "title", MARK, "kind", "ask", "status", "open",
        "waiting_on", "Sam of product", NULL);
    assert_non_null(task);
    look_everywhere(&maker, "an internal meeting, or an ask inside", false);
    array_fini(&maker.dossier.prepared);
    maker_fini(&maker);
}

/* --- the templates --- */

static void internal_facts_are_refused(void **state)
{
    int line, column, refused = 0;
    struct error err;

    for (int i = 0; template_fact_at(i); i++) {
        const struct template_fact *fact = template_fact_at(i);
        char text[80];

        snprintf(text, sizeof(text), "x {%s}", fact->name);
        assert_int_equal(
            template_check(text, TEMPLATE_CUSTOMER, &line, &column, &err), !fact->internal);
        refused += fact->internal;
    }
    assert_true(refused > 30);
    for (size_t i = 0; i < COUNT_OF(customer_briefs); i++)
        if (!template_check(
                embedded_find(customer_briefs[i])->text, TEMPLATE_CUSTOMER, &line, &column, &err))
            fail_msg("%s:%d:%d: %s", customer_briefs[i], line, column, err.text);
    assert_int_equal(template_eyes_of("% x\n%  For the customer: y\n"), TEMPLATE_CUSTOMER);
    assert_int_equal(template_eyes_of("% for you\nfor the customer\n"), TEMPLATE_OURS);
}

/* config/briefs/README.md names each fact once, in order, with the help of the table. */
static void the_readme_names_every_fact(void **state)
{
    FILE *file = fopen("config/briefs/README.md", "r");
    char line[512];
    int at = 0;

    assert_non_null(file);
    while (fgets(line, sizeof(line), file)) {
        static const char *const shapes[] = {"one", "list", "table"};
        const struct template_fact *fact;
        char want[512];

        if (strncmp(line, "| `{", 4) != 0)
            continue;
        fact = template_fact_at(at++);
        assert_non_null(fact);
        snprintf(want, sizeof(want), "| `{%s}` | %s%s | %s |\n", fact->name, shapes[fact->shape],
            fact->internal ? ", *inside*" : "", fact->help);
        assert_string_equal(line, want);
    }
    fclose(file);
    assert_null(template_fact_at(at));
}

/* Its example is a template without fault. */
static void the_example_of_the_readme_is_sound(void **state)
{
    FILE *file = fopen("config/briefs/README.md", "r");
    struct str text = {0};
    int at, column;
    char line[512];
    struct error err;

    assert_non_null(file);
    while (fgets(line, sizeof(line), file))
        if (!strncmp(line, "    ", 4))
            str_add(&text, line + 4);
    fclose(file);
    assert_non_null(strstr(str_text(&text), "{goals_table}"));
    assert_int_equal(template_eyes_of(str_text(&text)), TEMPLATE_CUSTOMER);
    assert_true(template_check(str_text(&text), TEMPLATE_CUSTOMER, &at, &column, &err));
    str_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_internal_field_reaches_the_customer),
        cmocka_unit_test(a_visible_field_is_found),
        cmocka_unit_test(what_is_ours_of_a_visible_row_stays),
        cmocka_unit_test(internal_facts_are_refused),
        cmocka_unit_test(the_readme_names_every_fact),
        cmocka_unit_test(the_example_of_the_readme_is_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
