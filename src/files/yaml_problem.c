/* What libyaml calls a problem, in the words of a person who has never programmed. */
#include "yaml_internal.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"

/* Read by libyaml they would be compared with each other, each with all. */
static bool is_directive(const struct yaml_source *source, size_t at, int column)
{
    return column == 1 && source->text[at] == '%';
}

bool yaml_check_bytes(const struct yaml_source *source, struct fault_list *faults)
{
    int line = 1, column = 1;
    size_t at = 0;

    while (at < source->len) {
        if (is_directive(source, at, column)) {
            fault_add(faults, source->path, line, column, "directives are not supported (%%NAME)");
            return false;
        }
        /* Nearly all of it; a thousand playbooks are read at once. */
        if (source->text[at] >= ' ' && source->text[at] <= '~') {
            at++;
            column++;
            continue;
        }
        uint32_t code_point;
        size_t taken = text_decode(source->text + at, source->len - at, &code_point);

        if (code_point == TEXT_REPLACEMENT && !text_is_utf8(source->text + at, taken)) {
            fault_add(faults, source->path, line, column,
                "this is not UTF-8 text: save the file as UTF-8");
            return false;
        }
        if ((code_point < 0x20 && strchr("\t\r\n", (int)code_point) == NULL) || code_point == 0 ||
            (code_point >= 0x7F && code_point < 0xA0 && code_point != 0x85)) {
            fault_add(faults, source->path, line, column,
                "a control character (code %u) stands here: remove it", (unsigned)code_point);
            return false;
        }
        at += taken;
        column++;
        if (code_point == '\n' ||
            (code_point == '\r' && (at == source->len || source->text[at] != '\n'))) {
            line++;
            column = 1;
        }
    }
    return true;
}

/* Where the sentence points: where libyaml gave up, or where what it could not finish began. */
enum place { AT_PROBLEM, AT_CONTEXT };

struct plain_words {
    const char *problem; /* begins so; "" is any */
    const char *context; /* holds this; "" is any */
    enum place place;
    const char *words;
};

static const struct plain_words sentences[] = {
    {"found unexpected end of stream", "quoted scalar", AT_CONTEXT,
        N_("the quote that opens here is never closed")},
    {"found unexpected document indicator", "quoted scalar", AT_CONTEXT,
        N_("the quote that opens here is never closed")},
    {"did not find expected ',' or ']'", "", AT_CONTEXT,
        N_("the bracket [ that opens here is not closed, or a comma is missing in it")},
    {"did not find expected ',' or '}'", "", AT_CONTEXT,
        N_("the brace { that opens here is not closed, or a comma is missing in it")},
    {"found a tab character", "", AT_PROBLEM, N_("a tab stands here: indent with blanks")},
    {"could not find expected ':'", "", AT_CONTEXT,
        N_("a colon is missing after this word, or the line is indented wrongly")},
    {"mapping values are not allowed", "", AT_PROBLEM,
        N_("a colon cannot stand here: indent the line like its neighbours, or put text that holds "
           "\": \" in quotes")},
    {"found unexpected ':'", "", AT_PROBLEM, N_("text with a colon needs quotes here")},
    {"mapping keys are not allowed", "", AT_PROBLEM, N_("a name and colon cannot stand here")},
    {"did not find expected key", "", AT_PROBLEM,
        N_("this line is not indented like the ones above it, or a quote before it is not closed")},
    {"did not find expected '-' indicator", "", AT_PROBLEM,
        N_("a line of this list must begin with \"- \", indented like the ones above it")},
    {"block sequence entries are not allowed", "", AT_PROBLEM,
        N_("a list cannot begin here: put \"- \" on a line of its own")},
    {"found unknown escape character", "", AT_PROBLEM,
        N_("an unknown escape after \\: use single quotes, or \\\\ for a backslash")},
    {"did not find expected hexdecimal number", "", AT_PROBLEM,
        N_("\\x, \\u and \\U want hex digits")},
    {"found invalid Unicode character escape code", "", AT_PROBLEM,
        N_("this escape names no character")},
    {"did not find expected alphabetic or numeric", "alias", AT_PROBLEM,
        N_("text that begins with * needs quotes")},
    {"did not find expected alphabetic or numeric", "anchor", AT_PROBLEM,
        N_("text that begins with & needs quotes")},
    {"did not find expected comment or line break", "block scalar", AT_PROBLEM,
        N_("after | or > the text begins on the next line")},
    {"did not find expected node content", "", AT_PROBLEM, N_("a value is missing here")},
    {"did not find expected <document start>", "", AT_PROBLEM,
        N_("this line does not belong to what stands above it: is it indented rightly?")},
    {"found undefined tag handle", "", AT_PROBLEM,
        N_("tags are not supported (!name): text that begins with ! needs quotes")},
    {"", "tag", AT_PROBLEM,
        N_("tags are not supported (!name): text that begins with ! needs quotes")},
    {"", "directive", AT_PROBLEM, N_("directives are not supported (%NAME)")},
};

/* The first byte of the character at a line and column, both from 0. */
static char byte_at(const struct yaml_source *source, yaml_mark_t mark)
{
    const char *at = source->text;
    const char *end = source->text + source->len;

    for (size_t line = 0; line < mark.line && at < end; line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));

        at = newline ? newline + 1 : end;
    }
    for (size_t column = 0; column < mark.column && at < end; column++) {
        uint32_t code_point;

        at += text_decode(at, (size_t)(end - at), &code_point);
    }
    return at < end ? *at : '\0';
}

static void fault_at(const struct yaml_source *source, yaml_mark_t mark, const char *words,
    struct fault_list *faults)
{
    fault_add(faults, source->path, (int)mark.line + 1, (int)mark.column + 1, "%s", _(words));
}

static void cannot_start(
    const struct yaml_source *source, const yaml_parser_t *parser, struct fault_list *faults)
{
    char byte = byte_at(source, parser->problem_mark);

    if (byte == '\t')
        fault_at(source, parser->problem_mark, N_("a tab stands here: indent with blanks"), faults);
    else
        fault_add(faults, source->path, (int)parser->problem_mark.line + 1,
            (int)parser->problem_mark.column + 1, "text that begins with %c needs quotes", byte);
}

void yaml_problem(
    const struct yaml_source *source, const yaml_parser_t *parser, struct fault_list *faults)
{
    const char *problem = parser->problem ? parser->problem : "";
    const char *context = parser->context ? parser->context : "";

    if (text_starts(problem, "found character that cannot start any token")) {
        cannot_start(source, parser, faults);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        const struct plain_words *row = &sentences[i];

        if (!text_starts(problem, row->problem) || strstr(context, row->context) == NULL)
            continue;
        fault_at(source, row->place == AT_CONTEXT ? parser->context_mark : parser->problem_mark,
            row->words, faults);
        return;
    }
    fault_add(faults, source->path, (int)parser->problem_mark.line + 1,
        (int)parser->problem_mark.column + 1, "this is not YAML as daybook reads it: %s", problem);
}
