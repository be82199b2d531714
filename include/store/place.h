/* Is the file of the book still the one that was opened? */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "store/store.h"

/* Is the file under the book's name still the one that is open, and its schema still known? If not,
 * the store is sealed (store/rewind.h): reading goes on, each write is refused; ERROR_READ_ONLY says
 * why, once. ERROR_BUSY: nobody can say just now. Opens no descriptor of the file. */
bool store_check_place(struct store *store, struct error *err) CHECKED;

#endif
