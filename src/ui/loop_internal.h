/* Signals of the loop: blocked but for the moment of waiting. */
#ifndef UI_LOOP_INTERNAL_H
#define UI_LOOP_INTERNAL_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

void loop_signals_take(void);
void loop_signals_give_back(void);
/* As poll, with the signals let in; wait_ms -1 is for ever. Negative: one came. */
int loop_signals_poll(struct pollfd *polled, int count, int64_t wait_ms);
bool loop_signals_got(int number); /* since it was last asked */
int loop_signals_ending(void);     /* HUP, INT or TERM if one came, else 0 */
void loop_signals_stop(void);      /* stops the process until it is continued */

/* Runs a program on the terminal until it ends: its status (128 + signal), and the signal that is
 * to end us meanwhile, or 0. */
bool loop_child_run(
    int terminal, char *const argv[], int *ret_status, int *ret_signal, struct error *err) CHECKED;

#endif
