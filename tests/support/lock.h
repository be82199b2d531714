/* Another program that writes: the book is locked against readers and writers. */
#ifndef SUPPORT_LOCK_H
#define SUPPORT_LOCK_H

struct lock;
struct lock *lock_take(const char *path);
struct lock *lock_take_to_write(const char *path); /* not yet at it: others still read */
void lock_release(struct lock *lock);              /* nothing was written */

#endif
