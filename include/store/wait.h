/* A sign of life while another program's lock is waited for. */
#ifndef STORE_WAIT_H
#define STORE_WAIT_H

/* From now on, in all of the program: once a wait has lasted a second, this is called, on whichever
 * thread waits. NULL, as at the start: nothing is. It is only to say so. */
void store_tell_wait(void (*tell)(void));

#endif
