/* A file written bit by bit, that stands under its name whole or not at all. */
#ifndef FILES_FILE_STREAM_H
#define FILES_FILE_STREAM_H

#include "files/paths.h"

/* A zeroed one is closed. */
struct file_stream {
    const char *path; /* borrowed */
    unsigned flags;   /* of enum file_write */
    int file;         /* 0: closed */
    bool straight;    /* into a pipe or device that stands under the path */
    struct str temporary;
};
/* Errors as those of file_write_whole. */
bool file_stream_open(
    struct file_stream *stream, const char *path, unsigned flags, struct error *err) CHECKED;
bool file_stream_put(
    struct file_stream *stream, const char *bytes, size_t len, struct error *err) CHECKED;
/* Puts the file in its place and closes. False: there is nothing under the name but what was. */
bool file_stream_finish(struct file_stream *stream, struct error *err) CHECKED;
void file_stream_drop(struct file_stream *stream); /* nothing of it stays; a closed one is fine */
/* All of it, however many writes that takes; false: errno says why not. */
bool file_put_all(int file, const char *bytes, size_t len) CHECKED;

#endif
