/* HTML pages: what each piece of Markdown becomes, and that whatever it holds the page is whole:
 * tags balanced, text escaped, nothing that runs and nothing that is fetched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "core/markdown.h"
#include "files/html.h"

/* --- a strict little reader --- */

#define OPEN_MOST 64

static const char *const known_tags[] = {"html", "head", "meta", "title", "style", "body", "main",
    "h1", "h2", "h3", "p", "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
    "blockquote", "pre", "code", "strong", "bdi", "figure", "svg", "rect", "path", "text"};

static bool is_known(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(known_tags); i++)
        if (!strcmp(known_tags[i], name))
            return true;
    return false;
}

static bool has_no_end(const char *name)
{
    return !strcmp(name, "meta") || !strcmp(name, "br");
}

/* Attributes: NAME="VALUE", none that runs or fetches. Returns what follows `>`. */
static const char *read_attributes(const char *at, bool *ret_closed)
{
    static const char *const refused[] = {"on", "src", "href", "style=", "xlink", "action"};

    *ret_closed = false;
    while (*at && *at != '>') {
        if (*at == '/' && at[1] == '>') {
            *ret_closed = true;
            return at + 2;
        }
        assert_int_equal(*at, ' ');
        at++;
        for (size_t i = 0; i < COUNT_OF(refused); i++)
            assert_int_not_equal(strncmp(at, refused[i], strlen(refused[i])), 0);
        at += strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
        assert_int_equal(strncmp(at, "=\"", 2), 0);
        at += 2 + strcspn(at + 2, "\"<");
        assert_int_equal(*at, '"');
        at++;
    }
    assert_int_equal(*at, '>');
    return at + 1;
}

static const char *read_entity(const char *at)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (!strncmp(at, known[i], strlen(known[i])))
            return at + strlen(known[i]);
    fail_msg("not an entity: %.20s", at);
    return at;
}

static void check_page(const char *page)
{
    char open[OPEN_MOST][16];
    int depth = 0;

    assert_int_equal(strncmp(page, "<!DOCTYPE html>\n", 16), 0);
    for (const char *at = page + 16; *at;) {
        bool ends = at[0] == '<' && at[1] == '/', closed;
        char name[16] = "";
        size_t len;

        if (*at == '&') {
            at = read_entity(at);
            continue;
        }
        assert_true((unsigned char)*at >= ' ' || *at == '\n');
        assert_int_not_equal(*at, '>');
        if (*at++ != '<')
            continue;
        at += ends;
        len = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789");
        assert_true(len > 0 && len < sizeof(name));
        memcpy(name, at, len);
        if (!is_known(name))
            fail_msg("a tag that is not ours: %s", name);
        at = read_attributes(at + len, &closed);
        if (ends) {
            assert_true(depth > 0);
            assert_string_equal(open[--depth], name);
        } else if (!closed && !has_no_end(name)) {
            assert_true(depth < OPEN_MOST);
            memcpy(open[depth++], name, sizeof(name));
            if (!strcmp(name, "style"))
                at = strstr(at, "</style>");
        }
    }
    assert_int_equal(depth, 0);
    assert_null(strstr(page, "://"));
    assert_null(strstr(page, "@import"));
    assert_null(strstr(page, "url("));
}

/* --- pieces --- */

struct piece_case {
    const char *markdown, *html;
};
static const struct piece_case pieces[] = {
    {"# A & B", "<title>A &amp; B</title>"},
    {"# A & B", "<h1>A &amp; B</h1>"},
    {"no heading", "<title>daybook</title>"},
    {"## x", "<h2>x</h2>"},
    {"#### x", "<p>#### x</p>"},
    {"one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"},
    {"- a\n- b\n\nc", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>"},
    {"> said\n> twice", "<blockquote>said<br>\ntwice</blockquote>"},
    {"    a,b\n    c", "<pre>a,b\nc</pre>"},
    {"```\n# <x>\n```\ny", "<pre># &lt;x&gt;</pre>\n<p>y</p>"},
    {"**b** and `c*`", "<p><strong>b</strong> and <code>c*</code></p>"},
    {"a ** b", "<p>a ** b</p>"},
    {"\\*not\\* \\<b\\>", "<p>*not* &lt;b&gt;</p>"},
    {"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
    {"[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"},
    {"a \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d b",
        "<p>a <bdi>\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d</bdi> b</p>"},
    {"\xd8\xa3 \xd8\xa8! c", "<p><bdi>\xd8\xa3 \xd8\xa8</bdi>! c</p>"},
    {"| a | b |\n|---|---:|\n| 1 \\| 2 | 3 |",
        "<table>\n<thead>\n<tr><th>a</th><th class=\"n\">b</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>1 | 2</td><td class=\"n\">3</td></tr>\n</tbody>\n</table>"},
    {"| a |", "<table>\n<tbody>\n<tr><td>a</td></tr>\n</tbody>\n</table>"},
};

static void each_piece_becomes_its_tags(void **state)
{
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        struct str page = {0};

        html_page(&page, pieces[i].markdown);
        check_page(str_text(&page));
        if (!strstr(str_text(&page), pieces[i].html))
            fail_msg("%s: %s", pieces[i].markdown, strstr(str_text(&page), "<main>"));
        str_fini(&page);
    }
}

/* --- charts --- */

#define TABLE "| g | way |\n|---|---:|\n| <one> | 50% |\n| two | n/a |\n"
struct chart_case {
    const char *lead;
    const char *holds; /* NULL: there is no picture */
};
static const struct chart_case charts[] = {
    {"\x01"
     "bars 50 -\n",
        "<rect class=\"fill\" x=\"0\" y=\"23\" width=\"280\" height=\"12\"/>"},
    {"\x01"
     "bars 50 -\n",
        ">&lt;one&gt;</text>"},
    {"\x01"
     "bars 50 -\n",
        ">n/a</text>"},
    {"\x01"
     "bars 500 -5\n",
        "width=\"560\" height=\"12\"/>\n<text text-anchor=\"end\""},
    {"\x01"
     "line 50 60\n",
        "d=\"M36.0 45.0L604.0 24.0\""},
    {"\x01"
     "line 0 0\n",
        "d=\"M36.0 150.0L604.0 150.0\""},
    {"\x01"
     "columns 50 100\n",
        "y=\"87\" width=\"224\" height=\"63\"/>"},
    {"\x01"
     "bars 50\n",
        NULL},
    {"\x01"
     "bars 50 x\n",
        NULL},
    {"\x01"
     "pie 50 60\n",
        NULL},
    {"\x01"
     "bars\n",
        NULL},
    {"\x01\n", NULL},
    {"", NULL},
};

static void charts_are_of_their_table(void **state)
{
    for (size_t i = 0; i < COUNT_OF(charts); i++) {
        struct str page = {0}, markdown = {0};

        str_addf(&markdown, "%s%s", charts[i].lead, TABLE);
        html_page(&page, str_text(&markdown));
        check_page(str_text(&page));
        assert_non_null(strstr(str_text(&page), "<td>&lt;one&gt;</td>"));
        if (!charts[i].holds)
            assert_null(strstr(str_text(&page), "<svg"));
        else if (!strstr(str_text(&page), charts[i].holds))
            fail_msg("%s: %s", charts[i].lead, strstr(str_text(&page), "<main>"));
        str_fini(&page);
        str_fini(&markdown);
    }
}

/* --- what others wrote --- */

static const char *const hostile[] = {"<script>alert(1)</script>", "\"><img src=x onerror=y>",
    "a\nb\r\n# c", "| x | y |", "`code` ``", "```", "~~~", "![i](j)", "[a](javascript:b)", "<!-- x",
    "-->", "]]>", "&lt;&#x3c;", "\\", "\\\\", "a\\", "**b**", "_e_", "a_b_c", "# h", "#", "- l",
    "---", "===", "1. one", "12) two", "> q", "+ p",
    "\x01"
    "bars 1",
    "\x7f\x1b[31m",
    "\xe2\x80\xae"
    "abc",
    "\xd7\xa9\xd7\x9c<b>\xd7\x9d", "\xff\xfe bad", "{account}", "</title></style><script>",
    "http:x", ""};

/* In a heading, an item, a cell and a paragraph; it may end nothing and begin nothing. */
static void nothing_of_others_is_a_mark(void **state)
{
    size_t tags = 0;

    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        struct str word = {0}, markdown = {0}, page = {0};
        size_t count = 0;

        markdown_add_text(&word, hostile[i]);
        assert_null(strchr(str_text(&word), '\n'));
        str_addf(&markdown, "# x%s\n\nx%s\n\n- x%s\n\n| a | b |\n|---|---|\n| x%s | y |\n",
            str_text(&word), str_text(&word), str_text(&word), str_text(&word));
        html_page(&page, str_text(&markdown));
        check_page(str_text(&page));
        for (const char *at = strstr(str_text(&page), "<main>"); *at; at++)
            count += *at == '<' && strncmp(at, "<bdi>", 5) != 0 && strncmp(at, "</bdi>", 6) != 0;
        tags = i ? tags : count;
        if (count != tags)
            fail_msg("'%s' makes tags: %s", hostile[i], strstr(str_text(&page), "<main>"));
        str_fini(&word);
        str_fini(&markdown);
        str_fini(&page);
    }
}

struct word_case {
    const char *text, *markdown;
};
static const struct word_case words[] = {
    {"plain, 12.5% of $3 (a/b)", "plain, 12.5% of $3 (a/b)"},
    {"a_b_c", "a_b_c"},
    {"_e_", "\\_e\\_"},
    {"#4711 high", "#4711 high"},
    {"# h", "\\# h"},
    {"- x", "\\- x"},
    {"-10", "-10"},
    {"---", "\\---"},
    {"12. x", "12\\. x"},
    {"12.5", "12.5"},
    {"===", "\\==="},
    {"a\nb\t c", "a b  c"},
    {"A & B", "A & B"},
    {"&amp;", "\\&amp;"},
    {"<b>", "\\<b\\>"},
    {"a|b", "a\\|b"},
};

static void words_are_escaped_where_they_must_be(void **state)
{
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct str out = {0};

        markdown_add_text(&out, words[i].text);
        assert_string_equal(str_text(&out), words[i].markdown);
        str_fini(&out);
    }
    assert_int_equal(markdown_longest_run("a```b``", '`'), 3);
    assert_int_equal(markdown_longest_run("", '`'), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_piece_becomes_its_tags),
        cmocka_unit_test(charts_are_of_their_table),
        cmocka_unit_test(nothing_of_others_is_a_mark),
        cmocka_unit_test(words_are_escaped_where_they_must_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
