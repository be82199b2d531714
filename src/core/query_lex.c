/* An expression into words, quoted texts and operators. */
#include "query_internal.h"

#include <stdarg.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

struct lexer {
    const char *text;
    size_t at;
    int column;
    struct arena *arena;
    struct token_list *tokens;
};

bool query_error(struct error *err, const struct token *at, const char *format, ...)
{
    struct str text = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&text, _(format), args);
    va_end(args);
    error_set_at(err, ERROR_USAGE, "", 1, at->column, "%s", str_text(&text));
    str_fini(&text);
    return false;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static void step(struct lexer *lexer, size_t bytes)
{
    for (; bytes > 0; bytes--)
        lexer->column += !is_continuation(lexer->text[lexer->at++]);
}

static void add_token(struct lexer *lexer, struct token token, size_t bytes)
{
    token.column = lexer->column;
    ARRAY_PUSH(lexer->tokens, token);
    step(lexer, bytes);
}

/* Longest first. */
static const struct {
    const char *text;
    enum comparison comparison;
} operators[] = {
    {"!=", COMPARE_UNEQUAL},
    {"<=", COMPARE_AT_MOST},
    {">=", COMPARE_AT_LEAST},
    {"=", COMPARE_EQUAL},
    {"<", COMPARE_LESS},
    {">", COMPARE_MORE},
    {"~", COMPARE_CONTAINS},
};

static bool lex_operator(struct lexer *lexer, struct error *err)
{
    const char *at = lexer->text + lexer->at;
    struct token here = {.column = lexer->column};

    for (size_t i = 0; i < COUNT_OF(operators); i++) {
        const char *text = operators[i].text;

        if (!text_starts(at, text))
            continue;
        if (at[strlen(text)] == '=')
            return query_error(
                err, &here, "%s= is no operator: there are = != < <= > >= and ~", text);
        add_token(lexer,
            (struct token){
                .type = TOKEN_OPERATOR, .comparison = operators[i].comparison, .text = text},
            strlen(text));
        return true;
    }
    return query_error(err, &here, "! stands only in !=; write not before a term");
}

/* A quote inside is doubled or stands behind a backslash. */
static bool lex_quoted(struct lexer *lexer, struct error *err)
{
    struct token token = {.type = TOKEN_QUOTED, .column = lexer->column};
    const char *start = lexer->text + lexer->at;
    const char *at = start + 1;
    struct str text = {0};

    while (*at != '\0' && (*at != '"' || at[1] == '"')) {
        if ((*at == '"' || *at == '\\') && (at[1] == '"' || at[1] == '\\'))
            at++;
        str_add_char(&text, *at++);
    }
    token.text = arena_copy_text(lexer->arena, str_text(&text));
    str_fini(&text);
    if (*at == '\0')
        return query_error(err, &token, "the quote that opens here is not closed");
    add_token(lexer, token, (size_t)(at + 1 - start));
    return true;
}

static bool lex_one(struct lexer *lexer, struct error *err)
{
    const char *at = lexer->text + lexer->at;
    size_t len = strcspn(at, " \t\r\n()=!<>~\",");

    switch (*at) {
    case '(': add_token(lexer, (struct token){.type = TOKEN_OPEN, .text = "("}, 1); return true;
    case ')': add_token(lexer, (struct token){.type = TOKEN_CLOSE, .text = ")"}, 1); return true;
    case ',': add_token(lexer, (struct token){.type = TOKEN_COMMA, .text = ","}, 1); return true;
    case '"': return lex_quoted(lexer, err);
    default: break;
    }
    if (len == 0)
        return lex_operator(lexer, err);
    add_token(lexer,
        (struct token){.type = TOKEN_WORD, .text = arena_copy_bytes(lexer->arena, at, len)}, len);
    return true;
}

bool query_lex(
    const char *text, struct arena *arena, struct token_list *ret_tokens, struct error *err)
{
    struct token_list tokens = {0};
    struct lexer lexer = {.text = text, .column = 1, .arena = arena, .tokens = &tokens};

    if (strlen(text) > QUERY_MOST_BYTES)
        return error_set(err, ERROR_USAGE, "the expression is longer than 8 KiB");
    for (;;) {
        step(&lexer, strspn(text + lexer.at, " \t\r\n"));
        if (text[lexer.at] == '\0')
            break;
        if (!lex_one(&lexer, err)) {
            array_fini(&tokens);
            return false;
        }
    }
    /* Three ends, so that a look ahead of two words needs no check. */
    for (int i = 0; i < 3; i++)
        add_token(&lexer, (struct token){.type = TOKEN_END, .text = ""}, 0);
    *ret_tokens = tokens;
    return true;
}
