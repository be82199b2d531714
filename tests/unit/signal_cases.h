/* The cases of test_signal.c: what is added to a healthy account, and what a signal then says. */
#ifndef UNIT_SIGNAL_CASES_H
#define UNIT_SIGNAL_CASES_H

#include "support/shipped_rules.h"

struct signal_test {
    const char *id;
    const char *script;
    enum severity severity; /* NONE: it does not fire */
    const char *text;       /* NULL: any */
    const char *next;       /* NULL: any */
};
extern const struct signal_test signal_cases[];
extern const size_t signal_case_count;

/* Runs `account renewal=+13; note at=-2 kind=call body=two_words` on the maker: commands end with a
 * semicolon, words with a blank, `_` stands for a blank. A command nobody knows ends the program.
 */
void signal_script(struct dossier_maker *maker, const char *script);

#endif
