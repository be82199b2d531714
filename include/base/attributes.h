/* Compiler attributes under one name each. */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

#define CHECKED __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NORETURN __attribute__((noreturn))
#define UNUSED __attribute__((unused))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
