/* While another program's lock is waited for: a sign of life, and a way out. */
#ifndef STORE_WAIT_H
#define STORE_WAIT_H

#include <stdbool.h>

/* From now on, in all of the program: once a wait has lasted a second, this is called, on whichever
 * thread waits. NULL, as at the start: nothing is. It is only to say so. */
void store_tell_wait(void (*tell)(void));
/* In this thread alone, whatever it opens: asked each millisecond of a wait. True: the wait ends,
 * as one that lasted too long does. NULL, as at the start: nothing is asked. */
void store_leave_waits(bool (*asked)(void *context), void *context);

#endif
