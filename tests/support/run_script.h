/* A run in one row of a table: its steps, what is done to it, how it stands then. */
#ifndef SUPPORT_RUN_SCRIPT_H
#define SUPPORT_RUN_SCRIPT_H

struct run_case_row {
    const char *head;  /* lines of the playbook above its steps, or "" */
    const char *start; /* of the contract, ISO, or "" */
    const char *steps; /* short_playbook.h */
    /* `@2026-11-26; done a text=x; skip b; block c; unblock c; reopen a; pin c 2026-12-03; unpin c;
     * anchor 2026-12-01; shift +5d; shift-all +5d; give a text=x; assign a Ana; cancel`. With `!`
     * before it the verb is refused; `~words` at its end: the refusal says so. */
    const char *script;
    const char *wanted; /* `done, 24 Nov, waits, 1 Dec blocked | done`: each row, then the run */
};
/* Starts on Mon 23 Nov 2026. */
void run_script_check(const struct run_case_row *row);

#endif
