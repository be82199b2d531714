/* Words in plain letters in what daybook says in the language xx (pseudo.awk): each is data, which
 * is allowed here, or a text that was not marked for translation. */
#ifndef SUPPORT_PLAIN_WORDS_H
#define SUPPORT_PLAIN_WORDS_H

/* Allows every word of the text. */
void plain_words_allow(const char *text);
/* The same for the shipped rules and playbooks, and the names of fields and settings. */
void plain_words_allow_names(void);
/* The words of shipped files whose names begin so, and the names; without comments. */
void plain_words_allow_files(const char *prefix);
/* Prints each word that is not allowed with its line, or with WORDS=list each word; how many. */
int plain_words_look(const char *where, const char *text);
void plain_words_forget(void);

#endif
