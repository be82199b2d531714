/* What stands around the book: the file system that it lies on, and what programs that synchronise
 * folders left beside it. Nothing is opened. */
#ifndef FILES_NEIGHBOURS_H
#define FILES_NEIGHBOURS_H

#include "base/str.h"

/* "NFS", "SMB", "FUSE", "9p", ...: a file system that others may write to without our locks; NULL:
 * one of this machine. */
const char *neighbours_file_system(const char *path);
/* The names beside the book that look like copies of it which two machines disagreed about,
 * "daybook (Ann's conflicted copy).db": added with ", " between. Returns how many. */
int neighbours_conflicts(const char *path, struct str *out);

#endif
