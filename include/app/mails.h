/* Letters to many: one personal text an account from a template of mails/ (core/template.h, for the
 * customer's eyes), to be sent by the mail program of the user's choice. */
#ifndef APP_MAILS_H
#define APP_MAILS_H

#include "app/session.h"

struct mail_order {
    const struct key_list *accounts;
    const char *template; /* mails/NAME.md, the user's or the shipped one */
    const char *folder;   /* made where it is missing; NULL: nothing is written */
    bool replace;         /* files that are there; else they are refused */
    bool log;             /* an e-mail note each, tagged #try: a letter to many is no touch */
};
struct mail {
    int64_t account;
    const char *name, *contact, *email; /* "" where not known */
    const char *path;                   /* of its file; NULL without a folder */
    const char *text;                   /* `To: ...`, `Subject: ...`, a blank line, the text */
};
struct mails ARRAY_OF(struct mail);

/* Makes the letters and writes them, all or none: what was written before a fault is removed again.
 * With `log` the notes are one change, told in *ret_outcome; else its change_id is 0. Texts live in
 * the arena, the list is yours (array_fini). Errors: no such template (all are named), a fault in
 * it with line and column, a file that is there. */
bool mails_make(struct session *session, const struct mail_order *order, struct arena *arena,
    struct mails *ret_mails, struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
