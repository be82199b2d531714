/* The language of the search: what was typed as what is looked for, and the numbers of entries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/text.h"
#include "core/search.h"

#define ALL ((1u << SEARCH_KINDS) - 1)

static const char *const facets[] = {"kind", "sentiment", "status", "priority", "role"};

static void tell_word(const struct search_word *word, struct str *out)
{
    str_addf(out, "%s%s%s%s%s ", word->joins ? "or " : "", word->excluded ? "-" : "",
        word->column == SEARCH_PEOPLE ? "with:"
        : word->column == SEARCH_TAGS ? "#"
                                      : "",
        word->text, word->begins ? "*" : "");
}

/* A query as text: words, then facts, accounts, kinds and days. */
static void tell(const struct search_query *query, struct str *out)
{
    char day[24];

    for (int i = 0; i < query->word_count; i++)
        tell_word(&query->words[i], out);
    for (int i = 0; i < query->fact_count; i++)
        str_addf(out, "%s%s=%s ", query->facts[i].excluded ? "-" : "",
            facets[query->facts[i].facet], query->facts[i].word);
    for (int i = 0; i < query->account_count; i++)
        str_addf(out, "%s@%s ", query->accounts[i].excluded ? "-" : "", query->accounts[i].text);
    for (int i = 0; i < SEARCH_KINDS && query->kinds != ALL; i++)
        if (query->kinds & (1u << i))
            str_addf(out, "+%s ", kind_info(search_kind(i))->singular);
    if (query->from != DAY_NONE)
        str_addf(out, ">=%s ", day_iso(query->from, day));
    if (query->until != DAY_NONE)
        str_addf(out, "<%s ", day_iso(query->until, day));
    if (out->len > 0)
        str_remove(out, out->len - 1, 1);
}

/* Today is Monday, 23 Nov 2026. */
static const struct {
    const char *query, *means;
} cases[] = {
    {"", ""},
    {"   \t\n", ""},
    {"budget", "budget*"},
    {"budget ", "budget"},
    {"budget freeze", "budget freeze*"},
    {"BUDGET Freeze", "BUDGET Freeze*"},
    {"\"budget freeze\"", "budget freeze"},
    {"\"budget freeze\" now", "budget freeze now*"},
    {"\"budget fre", "budget fre*"},
    {"budget\"freeze\"", "budget freeze"},
    {"say \"\" nothing", "say nothing*"},
    {"\"", ""},
    {"\"\"\"", ""},
    {"renew*", "renew**"},
    {"renew* ", "renew**"},
    {"*", ""},
    {"a*b", "a*b*"},
    {"-price", "-price"},
    {"budget -price", "budget -price"},
    {"-\"two words\"", "-two words"},
    {"budget - price", "budget price*"},
    {"--price", "--price"},
    {"budget-freeze", "budget-freeze*"},
    {"NOT price", "-price"},
    {"budget NOT price", "budget -price"},
    {"NOT", "NOT*"},
    {"budget NOT", "budget NOT*"},
    {"call OR visit", "call or visit*"},
    {"call OR visit OR mail", "call or visit or mail*"},
    {"call OR", "call OR*"},
    {"OR call", "OR call*"},
    {"call or visit", "call or visit*"},
    {"call OR -visit", "call OR -visit"},
    {"call AND visit", "call visit*"},
    {"AND call", "AND call*"},
    {"call \"OR\" visit", "call OR visit*"},
    {"NEAR(a b, 2)", "NEAR(a b, 2)*"},
    {"(budget OR freeze) AND x", "(budget or freeze) x*"},
    {"^first + second", "^first second*"},
    {"!!! ??? --", ""},
    {"#competitor", "#competitor*"},
    {"#competitor ", "#competitor"},
    {"-#competitor", "-#competitor"},
    {"#", ""},
    {"# word", "word*"},
    {"##twice", "#twice*"},
    {"tag:rival", "#rival*"},
    {"tag:#rival x", "#rival x*"},
    {"with:ana", "with:ana*"},
    {"with:\"Ana Ruiz\" x", "with:Ana Ruiz* x*"},
    {"-with:ana", "-with:ana*"},
    {"kind:call", "kind=call"},
    {"KIND:Call", "kind=Call"},
    {"kind:call,email x", "x* kind=call kind=email"},
    {"kind:call kind:email", "kind=call kind=email"},
    {"-kind:call", "-kind=call"},
    {"kind:", "kind:*"},
    {"kind: call", "kind: call*"},
    {"kind:,", "kind:,*"},
    {"kind:note", "+note"},
    {"kind:people", "+contact"},
    {"sentiment:bad", "sentiment=bad"},
    {"mood:good", "sentiment=good"},
    {"status:open priority:high role:champion", "status=open priority=high role=champion"},
    {"severity:high", "priority=high"},
    {"role:\"economic buyer\"", "role=economic buyer"},
    {"in:tasks", "+task"},
    {"in:tasks,notes", "+note +task"},
    {"in:task in:person", "+task +contact"},
    {"-in:notes -in:tasks", "+contact +account +goal +feedback"},
    {"in:tasks,nonsense", "in:tasks,nonsense*"},
    {"in:measures", "in:measures*"},
    {"account:globex", "@globex"},
    {"account:\"old mill\" x", "x* @old mill"},
    {"-account:globex", "-@globex"},
    {"account:\"\"", "account:\"\""},
    {"after:2026-11-01", ">=2026-11-01"},
    {"after:-90d", ">=2026-08-25"},
    {"after:-90d x", "x* >=2026-08-25"},
    {"before:2026-11-01", "<2026-11-01"},
    {"on:today", ">=2026-11-23 <2026-11-24"},
    {"on:yesterday", ">=2026-11-22 <2026-11-23"},
    {"after:-1w before:fri", ">=2026-11-16 <2026-11-27"},
    {"after:\"12 dec\"", ">=2026-12-12"},
    {"after:-90d after:-30d", ">=2026-10-24"},
    {"before:today before:tomorrow", "<2026-11-23"},
    {"after:banana", "after:banana*"},
    {"after:2026-02-30", "after:2026-02-30*"},
    {"-after:-90d", "-after:-90d"},
    {"http://x.example/y", "http://x.example/y*"},
    {"10:30", "10:30*"},
    {"a:b", "a:b*"},
    {":", ""},
    {"{text} : a", "{text} a*"},
    {"'; DROP TABLE note; --", "DROP TABLE note;"},
    {"100%", "100%*"},
    {"caf\303\251", "caf\303\251*"},
    {"\346\235\261\344\272\254", "\346\235\261\344\272\254*"},
    {"\303", "\357\277\275*"},
    {"kind:call account:globex after:-90d #competitor \"budget freeze\"",
        "#competitor budget freeze kind=call @globex >=2026-08-25"},
};

static void what_was_typed(void **state)
{
    struct calendar calendar = {0};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct search_query query;
        struct arena arena = {0};
        struct str told = {0};

        search_parse(cases[i].query, strlen(cases[i].query), day_make(2026, 11, 23), &calendar,
            &arena, &query);
        tell(&query, &told);
        if (strcmp(str_text(&told), cases[i].means) != 0)
            fail_msg("%s\nread   %s\nwanted %s", cases[i].query, str_text(&told), cases[i].means);
        assert_int_equal(search_is_empty(&query), told.len == 0);
        str_fini(&told);
        arena_fini(&arena);
    }
}

/* Bytes of any kind, and any number of them. */
static void anything_at_all(void **state)
{
    struct calendar calendar = {0};
    static char bytes[10240];
    uint32_t seed = 7;

    for (int round = 0; round < 200; round++) {
        struct search_query query;
        struct arena arena = {0};
        size_t len = (size_t)round * 51;

        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = round % 2 ? (char)(seed >> 24) : "-\":# aO*\0\n(,"[seed >> 28 & 11];
        }
        search_parse(bytes, len, 0, &calendar, &arena, &query);
        assert_true(query.word_count <= SEARCH_WORDS_MOST);
        for (int i = 0; i < query.word_count; i++)
            assert_true(text_is_utf8(query.words[i].text, strlen(query.words[i].text)));
        arena_fini(&arena);
    }
}

static void a_word_too_many_is_left_out(void **state)
{
    struct calendar calendar = {0};
    struct search_query query;
    struct arena arena = {0};
    struct str text = {0};

    for (int i = 0; i < 100; i++)
        str_addf(&text, "w%d kind:k%d account:a%d ", i, i, i);
    search_parse(str_text(&text), text.len, 0, &calendar, &arena, &query);
    assert_int_equal(query.word_count, SEARCH_WORDS_MOST);
    assert_int_equal(query.fact_count, SEARCH_WORDS_MOST);
    assert_int_equal(query.account_count, SEARCH_WORDS_MOST);
    str_fini(&text);
    arena_fini(&arena);
}

/* --- entries --- */

static int64_t note_entry(int64_t key, day_number day, bool has_day)
{
    struct value values[NOTE_STORED] = {0};

    if (has_day)
        values[NOTE_AT] = value_integer((int64_t)day * 1440 + 1439);
    return search_entry(KIND_NOTE, key, values);
}

static void entries_follow_days(void **state)
{
    static const day_number days[] = {-25567, -1, 0, 1, 20780, 83000};
    struct value nobody[CONTACT_STORED] = {0};
    int64_t person = search_entry(KIND_CONTACT, 1, nobody), last = note_entry(9, 0, false);

    assert_true(last > 0);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        int64_t entry = note_entry(INT32_MAX, days[i], true);

        assert_true(entry > last && entry < person && person >= SEARCH_TOP);
        assert_true(entry >= search_entry_of_day(days[i]));
        assert_true(entry < search_entry_of_day(days[i] + 1));
        assert_int_equal(search_entry_kind(entry), KIND_NOTE);
        assert_int_equal(search_entry_key(entry), INT32_MAX);
        last = entry;
    }
    assert_true(note_entry(1, INT32_MAX, true) < SEARCH_TOP);
    assert_true(note_entry(1, INT32_MIN + 1, true) > note_entry(1, 0, false));
    assert_true(search_entry(KIND_MEASURE, 1, nobody) == 0);
    assert_true(note_entry(INT64_C(1) << 31, 0, true) == 0);
    assert_true(note_entry(0, 0, true) == 0);
}

static void every_searched_kind_has_its_number(void **state)
{
    for (int i = 0; i < SEARCH_KINDS; i++) {
        struct value values[64] = {0};
        int64_t entry = search_entry(search_kind(i), 5, values);

        assert_int_equal(search_number(search_kind(i)), i);
        assert_int_equal(search_entry_kind(entry), search_kind(i));
        assert_true(search_fields(search_kind(i)) != 0);
    }
    assert_int_equal(search_number(KIND_STEP), -1);
    assert_true(search_fields(KIND_STEP) == 0);
}

/* These numbers and words are in the files of users: they may be added to, never changed. */
static void what_is_in_files_stays(void **state)
{
    static const struct {
        enum search_facet facet;
        const char *word, *stands;
    } words[] = {
        {FACET_KIND, "call", "\356\204\240"},
        {FACET_KIND, "No-Show", "\356\204\250"},
        {FACET_SENTIMENT, "bad", "\356\205\202"},
        {FACET_STATUS, "open", "\356\205\240"},
        {FACET_KIND, "Stra\303\237e 5", "\356\200\200strasse5"},
        {FACET_ROLE, "made up", "\356\200\204madeup"},
    };

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct str out = {0};

        search_fact_word(&out, words[i].facet, words[i].word);
        assert_string_equal(str_text(&out), words[i].stands);
        str_fini(&out);
    }
    assert_true(note_entry(3, 0, true) == (INT64_C(25568) << 34) + 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_typed),
        cmocka_unit_test(anything_at_all),
        cmocka_unit_test(a_word_too_many_is_left_out),
        cmocka_unit_test(entries_follow_days),
        cmocka_unit_test(every_searched_kind_has_its_number),
        cmocka_unit_test(what_is_in_files_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
