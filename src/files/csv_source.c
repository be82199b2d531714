/* Opening what is to be read: refused by name where it is no text, spooled where it can be read
 * only once, made UTF-8 where its characters are wider than a byte. */
#include "csv_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"
#include "files/file_stream.h"

#define BLOCK (256 * 1024)
#define HEAD 4096
/* An endless pipe stops here. */
#define MOST_SPOOLED_BYTES ((int64_t)2 * 1024 * 1024 * 1024)

static const char utf8[] = "UTF-8";
static const char utf16le[] = "UTF-16LE";
static const char utf16be[] = "UTF-16BE";
static const char windows[] = "Windows-1252";

struct encoding_word {
    const char *word;
    const char *encoding;
};
static const struct encoding_word encoding_words[] = {{"utf-8", utf8}, {"utf8", utf8},
    {"utf-16", utf16le}, {"utf16", utf16le}, {"utf-16le", utf16le}, {"utf-16be", utf16be},
    {"windows-1252", windows}, {"cp1252", windows}, {"latin1", windows}, {"latin-1", windows},
    {"iso-8859-1", windows}, {"iso-8859-15", windows}};

ssize_t csv_source_read(const struct csv_source *source, char *bytes, size_t len, off_t at)
{
    ssize_t got;

    do
        got = pread(source->fd, bytes, len, at);
    while (got < 0 && errno == EINTR);
    return got;
}

void csv_source_close(struct csv_source *source)
{
    if (source->fd > 0)
        close(source->fd);
    source->fd = 0;
}

/* An unnamed file, gone when it is closed. */
static bool open_spool(int *ret_fd, struct error *err)
{
    FILE *file = tmpfile();
    int fd = file != NULL ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 3) : -1;

    if (file != NULL)
        fclose(file);
    if (fd < 0)
        return error_set(err, ERROR_IO, "no temporary file: %s", strerror(errno));
    *ret_fd = fd;
    return true;
}

static bool put(int fd, const char *bytes, size_t len, struct error *err)
{
    return file_put_all(fd, bytes, len) ||
           error_set(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO,
               "the temporary copy cannot be written: %s", strerror(errno));
}

static bool may_go_on(const struct csv_options *options, int64_t bytes, struct error *err)
{
    return options->go_on == NULL || options->go_on(options->context, bytes) ||
           error_set(err, ERROR_FOUND, "stopped: 0 rows imported");
}

static bool spool(int from, int to, const struct csv_options *options, struct error *err)
{
    char bytes[16384];
    int64_t total = 0;

    for (;;) {
        ssize_t got = read(from, bytes, sizeof(bytes));

        if (!may_go_on(options, total, err))
            return false;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
        if (got == 0)
            return true;
        total += got;
        if (total > MOST_SPOOLED_BYTES)
            return error_set(err, ERROR_REFUSED, "standard input does not end within 2 GB");
        if (!put(to, bytes, (size_t)got, err))
            return false;
    }
}

static bool open_stdin(const struct csv_options *options, int *ret_fd, struct error *err)
{
    int fd;

    if (!open_spool(&fd, err))
        return false;
    if (!spool(STDIN_FILENO, fd, options, err)) {
        close(fd);
        return false;
    }
    *ret_fd = fd;
    return true;
}

static const char *type_word(mode_t mode)
{
    if (S_ISDIR(mode))
        return _("a folder");
    if (S_ISFIFO(mode))
        return _("a pipe; give it on standard input, as -");
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return _("a device");
    return S_ISSOCK(mode) ? _("a socket") : _("no file");
}

static bool open_named(const char *path, int *ret_fd, struct error *err)
{
    struct stat info;
    int fd;

    /* Looked at first: opening some devices does something. */
    if (stat(path, &info) != 0)
        return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(info.st_mode))
        return error_set(err, ERROR_REFUSED, "is %s", type_word(info.st_mode));
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    *ret_fd = fd;
    return true;
}

static bool count_all(
    const struct csv_source *source, struct encoding_counts *counts, struct error *err)
{
    char *block = mem_alloc(BLOCK);
    off_t at = source->start;
    ssize_t got;

    while ((got = csv_source_read(source, block, BLOCK, at)) > 0)
        at += (off_t)encoding_count(counts, block, (size_t)got, got < 4);
    free(block);
    if (got < 0)
        return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    return true;
}

/* Of plain letters UTF-16 is NUL by half, UTF-32 by three quarters. */
static bool check_nuls(const struct encoding_counts *counts, struct error *err)
{
    if (counts->nuls > counts->bytes * 5 / 8 && counts->nuls <= counts->bytes * 4 / 5)
        return error_set(err, ERROR_REFUSED, "is in UTF-32; save it as UTF-8");
    if (counts->nuls > counts->bytes / 4 && counts->nuls <= counts->bytes * 3 / 4)
        return error_set(err, ERROR_REFUSED,
            "looks like UTF-16 without a byte order mark; --encoding %s reads it",
            counts->even_nuls > counts->nuls / 2 ? "utf-16be" : "utf-16le");
    if (counts->nuls > 16 + counts->bytes / 100)
        return error_set(err, ERROR_REFUSED, "is no text: it is full of NUL bytes");
    return true;
}

/* A few broken characters in much good UTF-8 are damage; else the file never was UTF-8. */
static const char *encoding_of(const struct encoding_counts *counts)
{
    return counts->bad == 0 || counts->wide >= 10 * counts->bad ? utf8 : windows;
}

/* A switch that contradicts the file's own mark would make it unreadable. */
static bool check_mark(const char *head, size_t len, const char *wanted, struct error *err)
{
    bool wide = len >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0);
    bool narrow = len >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0;

    if (wide && (wanted == utf8 || wanted == windows))
        return error_set(err, ERROR_REFUSED,
            "begins with the mark of UTF-16: leave --encoding out, or say utf-16");
    if (narrow && (wanted == utf16le || wanted == utf16be))
        return error_set(err, ERROR_REFUSED, "begins with the mark of UTF-8: leave --encoding out");
    return true;
}

static bool find_encoding(
    struct csv_source *source, const char *head, size_t len, const char *wanted, struct error *err)
{
    struct encoding_counts counts = {0};

    source->encoding = wanted;
    if (!check_mark(head, len, wanted, err))
        return false;
    if (len >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) {
        source->start = 3;
        source->encoding = wanted ? wanted : utf8;
    } else if (len >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0)) {
        if (wanted == NULL || wanted == utf16le || wanted == utf16be) {
            source->start = 2;
            source->encoding = head[0] == '\xFF' ? utf16le : utf16be;
        }
    }
    if (source->encoding == NULL) {
        if (!count_all(source, &counts, err) || !check_nuls(&counts, err))
            return false;
        source->encoding = encoding_of(&counts);
    }
    source->windows = source->encoding == windows;
    return true;
}

static bool copy_utf16(const struct csv_source *source, int to, struct error *err)
{
    char *block = mem_alloc(BLOCK);
    struct str out = {0};
    off_t at = source->start;
    bool good = true;
    ssize_t got = 0;

    while (good && (got = csv_source_read(source, block, BLOCK, at)) > 0) {
        str_clear(&out);
        at += (off_t)encoding_add_utf16(
            &out, block, (size_t)got, source->encoding == utf16be, got < 4);
        good = put(to, str_text(&out), out.len, err);
    }
    if (good && got < 0)
        good = error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    str_fini(&out);
    free(block);
    return good;
}

static bool make_utf8(struct csv_source *source, struct error *err)
{
    int fd;

    if (source->encoding != utf16le && source->encoding != utf16be)
        return true;
    if (!open_spool(&fd, err))
        return false;
    if (!copy_utf16(source, fd, err)) {
        close(fd);
        return false;
    }
    close(source->fd);
    source->fd = fd;
    source->start = 0;
    return true;
}

static bool looks_like_json(const char *head, size_t len)
{
    size_t blanks = 0;

    while (blanks < len && head[blanks] != '\0' && strchr(" \t\r\n\xEF\xBB\xBF", head[blanks]))
        blanks++;
    return blanks < len && (head[blanks] == '{' || head[blanks] == '[');
}

static bool encoding_by_word(const char *word, const char **ret_encoding, struct error *err)
{
    *ret_encoding = NULL;
    if (word == NULL)
        return true;
    for (size_t i = 0; i < COUNT_OF(encoding_words); i++)
        if (text_equal_nocase(word, encoding_words[i].word))
            *ret_encoding = encoding_words[i].encoding;
    if (*ret_encoding != NULL)
        return true;
    return error_set(err, ERROR_USAGE,
        "no encoding '%s' is known: utf-8, utf-16le, utf-16be or windows-1252", word);
}

bool csv_encoding_check(const char *word, struct error *err)
{
    const char *ignored;

    return encoding_by_word(word, &ignored, err);
}

/* Only now, since the first bytes may have been UTF-16. */
static bool look_for_json(struct csv_source *source, struct error *err)
{
    char head[HEAD];
    ssize_t got = csv_source_read(source, head, sizeof(head), source->start);

    if (got < 0)
        return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    source->is_json = looks_like_json(head, (size_t)got);
    return true;
}

static bool look_into(struct csv_source *source, const char *wanted, struct error *err)
{
    char head[HEAD];
    ssize_t got = csv_source_read(source, head, sizeof(head), 0);

    if (got < 0)
        return error_set(err, ERROR_IO, "cannot be read: %s", strerror(errno));
    return csv_check_head(head, (size_t)got, err) &&
           find_encoding(source, head, (size_t)got, wanted, err) && make_utf8(source, err) &&
           look_for_json(source, err);
}

bool csv_source_open(const char *path, const struct csv_options *options,
    struct csv_source *ret_source, struct error *err)
{
    struct csv_source source = {0};
    const char *wanted;
    bool good = encoding_by_word(options->encoding, &wanted, err) &&
                (text_equal(path, "-") ? open_stdin(options, &source.fd, err)
                                       : open_named(path, &source.fd, err)) &&
                look_into(&source, wanted, err);

    if (good)
        *ret_source = source;
    else
        csv_source_close(&source);
    return good;
}
