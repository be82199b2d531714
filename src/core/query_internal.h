/* The parts of an expression: words, tree, and the values that fields are compared with. */
#ifndef CORE_QUERY_INTERNAL_H
#define CORE_QUERY_INTERNAL_H

#include "core/query.h"
#include "core/settings.h"

#define QUERY_MOST_BYTES 8192
#define QUERY_MOST_DEPTH 32

enum token_type {
    TOKEN_WORD,
    TOKEN_QUOTED,
    TOKEN_OPERATOR,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_END
};

enum comparison {
    COMPARE_EQUAL,
    COMPARE_UNEQUAL,
    COMPARE_LESS,
    COMPARE_AT_MOST,
    COMPARE_MORE,
    COMPARE_AT_LEAST,
    COMPARE_CONTAINS,
    COMPARE_IN,
    COMPARE_NOT_IN,
};

struct token {
    enum token_type type;
    enum comparison comparison; /* of an operator */
    const char *text;           /* unquoted */
    int column;                 /* from 1, in characters */
};
struct token_list ARRAY_OF(struct token);

/* What stands right of an operator, as far as it can be known without today. */
enum operand_form { OPERAND_PLAIN, OPERAND_DAY_WORDS, OPERAND_SPAN };
struct operand {
    enum operand_form form;
    const char *text; /* texts; the words of a day */
    double number;    /* numbers and shares */
    int64_t integer;  /* money in the book's currency, a fixed day, yes and no, a span's count */
    char unit;        /* of a span: d, w, m, y, b (working days) */
    int column;       /* where it stands, from 1, in characters */
    bool is_named;    /* of the account: `accounts` are those that the text names */
    struct query_keys accounts;
};

enum query_op { QUERY_AND, QUERY_OR, QUERY_NOT, QUERY_MISSING, QUERY_COMPARE, QUERY_NAME };
struct query_node {
    enum query_op op;
    enum comparison comparison;
    int field;
    int also_known; /* a field that must be known besides, or -1 */
    struct operand *operands;
    int operand_count;
    struct query_node *first, *next; /* children of and, or, not */
};

struct query {
    enum kind kind;
    struct query_node *root; /* NULL matches every row */
    bool *uses;              /* by field */
    const char *text;        /* as it was written */
};

bool query_lex(const char *text, struct arena *arena, struct token_list *ret_tokens,
    struct error *err) CHECKED;
bool query_error(struct error *err, const struct token *at, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* What the readers of operands need to know. */
struct operand_of {
    enum kind kind;
    int field;
    const struct settings *settings;
    struct arena *arena;
};
/* Can this field be compared so? The error names what can. */
bool query_check_comparison(const struct operand_of *of, const struct token *operator_token,
    const struct token *field_token, struct error *err) CHECKED;
/* Reads the value that begins at token; *ret_taken tokens belong to it (`12 dec` is two). */
bool query_operand(const struct operand_of *of, const struct token *token,
    struct operand *ret_operand, int *ret_taken, struct error *err) CHECKED;
/* `90d`, `12w`, `3m`, `1y`, `5bd`: a count and a unit, without a sign. */
bool query_span(const char *text, int64_t *ret_count, char *ret_unit) CHECKED;
/* A span in days, months taken as 30 and years as 365, working days as 7/5. */
double query_span_days(int64_t count, char unit);
/* Integer fields that count days: `decides_in < 12w`. */
bool query_counts_days(enum kind kind, int field);

#endif
