/* Text on its way through somebody else's editor: the file it lies in meanwhile, the command of the
 * editor, and what came back (promises.md V1-V6). No shell is asked, and no name is made from data.
 */
#ifndef FILES_OUTSIDE_H
#define FILES_OUTSIDE_H

#include <stdint.h>
#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

/* Words of a command, ended by NULL, in the arena. */
struct outside_words ARRAY_OF(char *);
/* The editor's command, `$VISUAL`, else `$EDITOR`, else vi: words by blanks, with '...', "..." and
 * \ as a shell has them, nothing else. then the path; line 0: no place in it. Free ret_words with
 * array_fini. ERROR_USAGE: a quote that is not closed, nothing but blanks. */
bool outside_command(const char *path, int line, struct arena *arena,
    struct outside_words *ret_words, struct error *err) CHECKED;

/* A new file (0600, never through a link) in the folder of the drafts, on the disk when this
 * returns. Text without a line end at its end gets one, which outside_read takes off again. */
bool outside_new(
    const char *text, size_t len, int64_t stamp, struct str *ret_path, struct error *err) CHECKED;
/* What stands there now, a BOM dropped. before: the text as it was given out. Refused by name, the
 * file left: more than `most` bytes, a NUL, bytes that are no UTF-8. Gone: ERROR_NOT_FOUND. */
bool outside_read(const char *path, const char *before, size_t most, struct str *ret_text,
    struct error *err) CHECKED;
/* The file of that name in the folder of the drafts. */
bool outside_path(const char *name, struct str *ret_path, struct error *err) CHECKED;

#endif
