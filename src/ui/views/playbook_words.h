/* A playbook's rules in words, for its screens; each appends. */
#ifndef UI_VIEWS_PLAYBOOK_WORDS_H
#define UI_VIEWS_PLAYBOOK_WORDS_H

#include "base/str.h"
#include "core/playbook.h"

/* `by hand`, `offered on entering`, `begins 120d before`. */
void words_of_start(struct str *out, const struct playbook *playbook);
/* The whole of it: `offered where stage = onboarding`, `begins 120 days before the decision`. */
void words_of_start_in_full(struct str *out, const struct playbook *playbook);
/* `once, two at the same time`, `again 90 days after the last one`; nothing where nothing is said.
 */
void words_of_again(struct str *out, const struct playbook *playbook);
/* `5 working days`, `1 month`. */
void words_of_length(struct str *out, struct playbook_offset offset);
/* `30 days`, `14 to 45 days by tier`, `as the setting onboarding_days says`. */
void words_of_span(struct str *out, const struct playbook_span *span);
/* When a step is due, in a column: `+5wd`, `+2wd from 3` (step 3), `-10d from ends`. */
void words_of_timing(
    struct str *out, const struct playbook *playbook, const struct playbook_step *step);
/* The same in a sentence: `2 working days after step 3, Kickoff`. */
void words_of_timing_in_full(
    struct str *out, const struct playbook *playbook, const struct playbook_step *step);

#endif
