/* Reading that takes long may be left midway. */
#ifndef STORE_LEAVING_H
#define STORE_LEAVING_H

#include "store/store.h"

/* From now on asked every millisecond or so while a statement runs, on the thread that runs it; it
 * must not use the store. True: the statement ends, ERROR_FOUND "given up", as all do while it says
 * so. What writes the book goes on whatever it says; a copy made of the store meanwhile
 * (store/rewind.h) is left in its writes too. NULL: nothing is left any more. */
void store_leave_when(struct store *store, bool (*asked)(void *context), void *context);
/* Is what is read to be left now? For long work between two statements (app/giving_way.h). */
bool store_is_left(const struct store *store);

/* Called before each write of this store begins, on its thread, so that one who reads the same file
 * beside it can leave. fn NULL: nobody is told any more. */
void store_before_writes(struct store *store, void (*fn)(void *context), void *context);

#endif
