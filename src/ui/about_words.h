/* Words behind commands. */
#ifndef UI_ABOUT_WORDS_H
#define UI_ABOUT_WORDS_H

#include <stdbool.h>

/* `sort healt`: a command that takes one of a few words, and this is none of them. What only the
 * user's files can tell, as the names of saved views, is wrong here too. */
bool about_words_are_wrong(const char *line);

#endif
