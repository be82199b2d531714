/* Headers and words: what the shipped maps make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "files/import_map.h"
#include "support/home.h"

static struct arena arena;
static struct import_map map;

static int read_shipped(void **state)
{
    struct error err = {0};

    (void)state;
    if (import_map_read(NULL, NULL, &arena, &map, &err))
        return 0;
    print_error("%s:%d: %s\n", err.path, err.line, err.text);
    return -1;
}

static int drop(void **state)
{
    (void)state;
    arena_fini(&arena);
    return 0;
}

static void headers_are_squeezed(void **state)
{
    static const char *const cases[][3] = {
        {"Account Name", "account_name", "accountname"},
        {"\xEF\xBB\xBF Id", "id", "id"},
        {"  Renewal\n(in days) ", "renewal_in_days", "renewalindays"},
        {"AccountId", "accountid", "accountid"},
        {"Stra\xC3\x9F"
         "e",
            "strasse", "strasse"},
        {"--", "", ""},
    };
    struct str name = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        str_clear(&name);
        header_normalize(&name, cases[i][0]);
        assert_string_equal(str_text(&name), cases[i][1]);
        str_clear(&name);
        header_squeeze(&name, cases[i][0]);
        assert_string_equal(str_text(&name), cases[i][2]);
    }
    str_fini(&name);
}

struct header_case {
    enum kind kind;
    const char *header;
    enum header_role role;
    int field;
};

static void headers_find_their_field(void **state)
{
    static const struct header_case cases[] = {
        {KIND_ACCOUNT, "external_id", HEADER_FIELD, ACCOUNT_ID},
        {KIND_ACCOUNT, "Contract Start", HEADER_FIELD, ACCOUNT_START},
        {KIND_ACCOUNT, "Renewal_Date__c", HEADER_FIELD, ACCOUNT_RENEWAL},
        {KIND_ACCOUNT, "ARR__c", HEADER_FIELD, ACCOUNT_ARR},
        {KIND_ACCOUNT, "Website", HEADER_FIELD, ACCOUNT_DOMAIN},
        {KIND_ACCOUNT, "property_name", HEADER_FIELD, ACCOUNT_NAME},
        {KIND_ACCOUNT, "property_hs_object_id", HEADER_FIELD, ACCOUNT_ID},
        {KIND_ACCOUNT, "Annual Revenue", HEADER_FACT, 0},
        {KIND_ACCOUNT, "property_annualrevenue", HEADER_FACT, 0},
        {KIND_ACCOUNT, "MRR", HEADER_MRR, 0},
        {KIND_ACCOUNT, "Expiry Date", HEADER_ENDS, 0},
        {KIND_ACCOUNT, "NPS Score", HEADER_MEASURE, 0},
        {KIND_ACCOUNT, "_fivetran_synced", HEADER_IGNORED, 0},
        {KIND_ACCOUNT, "IsDeleted", HEADER_DELETED, 0},
        {KIND_ACCOUNT, "licensed_seats", HEADER_FIELD, ACCOUNT_SEATS},
        {KIND_CONTACT, "AccountId", HEADER_ACCOUNT, 0},
        {KIND_CONTACT, "property_firstname", HEADER_FIRST_NAME, 0},
        {KIND_CONTACT, "Contact Full Name", HEADER_FIELD, CONTACT_NAME},
        {KIND_OPPORTUNITY, "StageName", HEADER_FIELD, OPPORTUNITY_STAGE},
        {KIND_OPPORTUNITY, "property_dealname", HEADER_FIELD, OPPORTUNITY_NAME},
        {KIND_TICKET, "organization_id", HEADER_ACCOUNT, 0},
        {KIND_TICKET, "property_hs_ticket_priority", HEADER_FIELD, TICKET_PRIORITY},
        {KIND_MEASURE, "week", HEADER_FIELD, MEASURE_DATE},
        {KIND_CONTRACT, "renewal_date", HEADER_RENEWAL, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct header_rule *rule = header_find(&map, cases[i].kind, cases[i].header);

        if (rule == NULL)
            fail_msg("%s is not known", cases[i].header);
        assert_int_equal(rule->role, cases[i].role);
        assert_int_equal(rule->field, cases[i].field);
    }
    assert_null(header_find(&map, KIND_ACCOUNT, "BillingCity"));
}

struct guess_case {
    const char *headers; /* apart by commas */
    const char *file;
    int kind; /* -1: none */
};

static const struct guess_case guess_cases[] = {
    {"external_id,name,domain,tier,segment,industry,arr,currency,contract_start,renewal_date,"
     "owner,csm,lifecycle_stage,licensed_seats,active_seats,nps,csat",
        "x.csv", KIND_ACCOUNT},
    {"account_id,name,email,role,title,phone,last_contact", "x.csv", KIND_CONTACT},
    {"account_id,at,author,kind,topic,body", "x.csv", KIND_NOTE},
    {"account_id,title,due,done,priority,assignee", "x.csv", KIND_TASK},
    {"account_id,ticket_id,opened,closed,severity,status,subject", "x.csv", KIND_TICKET},
    {"account_id,week,logins,active_users,feature_adoption", "x.csv", KIND_MEASURE},
    {"account,contact,date,metric,value,comment", "x.csv", KIND_MEASURE},
    {"account,id,product,arr,currency,start,ends,term_months", "x.csv", KIND_CONTRACT},
    {"account,id,statement,kind,metric,baseline,target,current", "x.csv", KIND_GOAL},
    {"account,id,date,goal,metric,amount,unit,period,confirmed_by,story", "x.csv", KIND_RESULT},
    {"account,id,date,theme,severity,status,text", "x.csv", KIND_FEEDBACK},
    {"name,phone,fax,website,type,industry,NumberOfEmployees,annualrevenue,description", "a.csv",
        KIND_ACCOUNT},
    {"lastName,firstName,email,accountId,title,phone", "c.csv", KIND_CONTACT},
    {"amount,closedate,description,name,StageName,accountId", "o.csv", KIND_OPPORTUNITY},
    {"id,is_deleted,_fivetran_synced,property_name,property_description,property_createdate,"
     "property_industry,property_address,property_annualrevenue",
        "company_data.csv", KIND_ACCOUNT},
    {"deal_id,is_deleted,owner_id,portal_id,property_dealname,property_amount,"
     "property_closedate,property_createdate",
        "deal_data.csv", KIND_OPPORTUNITY},
    {"_fivetran_synced,id,is_deleted,property_closed_date,property_createdate,"
     "property_hs_pipeline_stage,property_hs_ticket_priority,property_subject",
        "ticket_data.csv", KIND_TICKET},
    {"engagement_id,_fivetran_deleted,property_hs_note_body,property_hs_timestamp,type", "n.csv",
        KIND_NOTE},
    {"engagement_id,_fivetran_deleted,property_hs_task_type,property_hs_timestamp,type,"
     "task_type",
        "engagement_task_data.csv", KIND_TASK},
    {"id,_fivetran_synced,created_at,details,external_id,group_id,name,notes,shared_comments,"
     "updated_at,url",
        "organization_data.csv", KIND_ACCOUNT},
    {"id,assignee_id,created_at,description,organization_id,priority,status,subject,type,url",
        "ticket_data.csv", KIND_TICKET},
    {"id,name", "accounts.csv", KIND_ACCOUNT},
    {"foo,bar", "x.csv", -1},
};

static void kinds_are_guessed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(guess_cases); i++) {
        const char *headers[64];
        int count = 0;
        char *copy = arena_copy_text(&arena, guess_cases[i].headers);
        enum kind kind;

        for (char *at = copy; at; count++) {
            char *comma = strchr(at, ',');

            headers[count] = at;
            if (comma)
                *comma++ = '\0';
            at = comma;
        }
        if (!header_guess_kind(&map, headers, count, guess_cases[i].file, &kind)) {
            assert_int_equal(guess_cases[i].kind, -1);
            continue;
        }
        if ((int)kind != guess_cases[i].kind)
            fail_msg("%s: %s", guess_cases[i].headers, kind_info(kind)->plural);
    }
}

static void words_are_ours(void **state)
{
    (void)state;
    assert_string_equal(map_word(&map, KIND_ACCOUNT, ACCOUNT_STAGE, "Renewal"), "renewing");
    assert_string_equal(map_word(&map, KIND_ACCOUNT, ACCOUNT_STAGE, "at risk"), "at risk");
    assert_string_equal(
        map_word(&map, KIND_CONTACT, CONTACT_ROLE, "exec sponsor"), "executive sponsor");
    assert_string_equal(map_word(&map, KIND_NOTE, NOTE_KIND, "mail"), "email");
    assert_string_equal(map_word(&map, KIND_TASK, TASK_PRIORITY, "normal"), "medium");
    assert_string_equal(map_word(&map, KIND_TICKET, TICKET_PRIORITY, "normal"), "normal");
}

static void a_map_of_the_users_comes_first(void **state)
{
    struct arena own = {0};
    struct import_map theirs;
    struct error err = {0};
    char *home = home_new();
    char *path = home_write(
        home, "config/mine.yaml", "accounts:\n  arr: [Jahresumsatz]\n  off: [segment]\n");
    char *wrong = home_write(home, "config/wrong.yaml", "accounts:\n  umsatz: [x]\n");
    const struct header_rule *rule;

    (void)state;
    assert_true(import_map_read(NULL, path, &own, &theirs, &err));
    rule = header_find(&theirs, KIND_ACCOUNT, "Jahresumsatz");
    assert_non_null(rule);
    assert_int_equal(rule->field, ACCOUNT_ARR);
    assert_int_equal(header_find(&theirs, KIND_ACCOUNT, "segment")->role, HEADER_FACT);
    assert_false(import_map_read(NULL, wrong, &own, &theirs, &err));
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 3);
    free(path);
    free(wrong);
    home_free(home);
    arena_fini(&own);
}

/* The example of config/imports/README.md is read as it stands. */
static void the_example_of_the_readme_is_true(void **state)
{
    static const struct header_case cases[] = {
        {KIND_ACCOUNT, "Jahresumsatz", HEADER_FIELD, ACCOUNT_ARR},
        {KIND_ACCOUNT, "vertragswert_pro_jahr", HEADER_FIELD, ACCOUNT_ARR},
        {KIND_ACCOUNT, "Betreuerin", HEADER_FIELD, ACCOUNT_OWNER},
        {KIND_ACCOUNT, "segment", HEADER_FACT, 0},
        {KIND_ACCOUNT, "renewal_date", HEADER_FIELD, ACCOUNT_RENEWAL},
        {KIND_CONTACT, "Kundennummer", HEADER_ACCOUNT, 0},
    };
    struct arena own = {0};
    struct import_map theirs;
    struct error err = {0};
    char *home = home_new(), *readme = file_read("config/imports/README.md"), *path;
    char *begin = strstr(readme, "```yaml\n"), *end;

    (void)state;
    assert_non_null(begin);
    begin += strlen("```yaml\n");
    end = strstr(begin, "```\n");
    assert_non_null(end);
    *end = '\0';
    path = home_write(home, "mine.yaml", begin);
    if (!import_map_read(NULL, path, &own, &theirs, &err))
        fail_msg("%d:%d: %s", err.line, err.column, err.text);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct header_rule *rule = header_find(&theirs, cases[i].kind, cases[i].header);

        if (rule == NULL)
            fail_msg("%s is not known", cases[i].header);
        assert_int_equal(rule->role, cases[i].role);
        if (cases[i].role == HEADER_FIELD)
            assert_int_equal(rule->field, cases[i].field);
    }
    assert_string_equal(map_word(&theirs, KIND_ACCOUNT, ACCOUNT_STAGE, "hochlauf"), "adopting");
    free(path);
    free(readme);
    home_free(home);
    arena_fini(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_squeezed),
        cmocka_unit_test(headers_find_their_field),
        cmocka_unit_test(kinds_are_guessed),
        cmocka_unit_test(words_are_ours),
        cmocka_unit_test(a_map_of_the_users_comes_first),
        cmocka_unit_test(the_example_of_the_readme_is_true),
    };

    return cmocka_run_group_tests(tests, read_shipped, drop);
}
