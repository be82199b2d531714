#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

static void fill(struct error *err, enum error_code code, const char *format, va_list args)
    PRINTF_LIKE(3, 0);

static void fill(struct error *err, enum error_code code, const char *format, va_list args)
{
    /* Arguments may point into *err itself (an error that wraps another). */
    char text[sizeof(err->text)];

    text_format_args(text, sizeof(text), _(format), args);
    memset(err, 0, sizeof(*err));
    err->code = code;
    memcpy(err->text, text, strlen(text) + 1);
}

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return false;
    va_start(args, format);
    fill(err, code, format, args);
    va_end(args);
    return false;
}

bool error_set_at(struct error *err, enum error_code code, const char *path, int line, int column,
    const char *format, ...)
{
    char kept[sizeof(err->path)];
    va_list args;

    if (err == NULL)
        return false;
    text_format(kept, sizeof(kept), "%s", path != NULL ? path : "");
    va_start(args, format);
    fill(err, code, format, args);
    va_end(args);
    memcpy(err->path, kept, strlen(kept) + 1);
    err->line = line;
    err->column = column;
    return false;
}

int error_exit_status(enum error_code code)
{
    switch (code) {
    case ERROR_NONE: return 0;
    case ERROR_FOUND: return 1;
    case ERROR_USAGE:
    case ERROR_NOT_FOUND:
    case ERROR_AMBIGUOUS: return 2;
    case ERROR_IO:
    case ERROR_BUSY:
    case ERROR_READ_ONLY:
    case ERROR_REFUSED:
    case ERROR_FULL: return 3;
    }
    return 3;
}

char *error_format(const struct error *err, char *buffer, size_t size)
{
    char place[64] = "";

    if (size == 0)
        return buffer;
    if (err->line > 0 && err->column > 0)
        snprintf(place, sizeof(place), "%d:%d", err->line, err->column);
    else if (err->line > 0)
        snprintf(place, sizeof(place), "%d", err->line);
    text_format(buffer, size, "%s%s%s%s%s", err->path,
        err->path[0] != '\0' && place[0] != '\0' ? ":" : "", place,
        err->path[0] != '\0' || place[0] != '\0' ? ": " : "", err->text);
    return buffer;
}
