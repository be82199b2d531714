/* A home of its own for each test, and the sealed environment in which daybook is run. */
#ifndef TESTS_HOME_H
#define TESTS_HOME_H

#include <stdbool.h>
#include "base/array.h"

/* A new empty folder, for $HOME; the path is yours (free). It holds data/ config/ state/ cache/
 * run/, which are the XDG folders. */
char *home_new(void);
/* Removes the folder with all in it, and frees the path. NULL is fine. */
void home_free(char *home);
/* "HOME/name", yours. */
char *home_path(const char *home, const char *name);
/* Writes the text to the file "HOME/name" (its folder must be there); returns its path, yours. */
char *home_write(const char *home, const char *name, const char *text);
/* How many entries a folder has, . and .. among them. */
size_t folder_entries(const char *folder);
/* The whole file, NUL-terminated, yours; NULL if it cannot be read. */
char *file_read(const char *path);
/* How often a part stands in a text. */
size_t text_count(const char *text, const char *part);

/* The program under test: $DAYBOOK_PROGRAM, else build/daybook. */
const char *home_program(void);
/* The environment: TERM, LC_ALL, TZ, HOME and the XDG folders, PATH, and the sanitizers' options;
 * then the entries of extra ("NAME=value"; NULL-terminated; may be NULL), which win. Free with
 * env_free. */
char **env_sealed(const char *home, const char *const *extra);
void env_free(char **env);
/* {program, args..., NULL} as execve wants it; the strings are borrowed, the array is yours. */
char **argv_of(const char *program, const char *const *args);

/* In a child before it becomes the program: whoever runs the tests in the background, or with
 * nohup, has them ignored, and that is inherited. */
void signals_as_usual(void);
/* Milliseconds of a clock that only goes forward. */
long long now_ms(void);

#endif
