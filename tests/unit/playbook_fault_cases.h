/* 200 faulty playbooks, one fault each, with the place that a person is to be led to. */
#ifndef UNIT_PLAYBOOK_FAULT_CASES_H
#define UNIT_PLAYBOOK_FAULT_CASES_H

#include <stddef.h>

struct fault_case {
    const char *text;
    int line, column;
    const char *says;    /* part of the sentence */
    const char *nearest; /* the known word that it names, or NULL */
};
struct fault_cases {
    const struct fault_case *items;
    size_t count;
};

extern const struct fault_cases yaml_fault_cases; /* what is no YAML, or YAML of the refused sort */
extern const struct fault_cases head_fault_cases; /* what a playbook says of itself */
extern const struct fault_cases step_fault_cases; /* its steps, and what they demand */

#define HEAD "id: x\ntitle: X\ntype: review\n"                 /* lines 1 to 3 */
#define STEP "steps:\n  - id: a\n    title: A\n    due: +1d\n" /* lines 4 to 7 */

#endif
