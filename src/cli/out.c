/* Standard output and standard error. A full disk is an error, a reader that went away is quiet. */
#include "cli_internal.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>
#include "base/text.h"
#include "base/words.h"

enum { OUT_ENOUGH = 1 << 16 };

static int write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(fd, bytes, len);

        if (written < 0 && errno == EINTR && !cli_caught_signal())
            continue;
        if (written < 0)
            return errno;
        bytes += written;
        len -= (size_t)written;
    }
    return 0;
}

void out_flush(struct cli *cli)
{
    int failed = 0;

    if (!cli->out_broken && !cli->out_errno)
        failed = write_all(STDOUT_FILENO, str_text(&cli->out), cli->out.len);
    str_clear(&cli->out);
    if (failed == EPIPE)
        cli->out_broken = true;
    else if (failed)
        cli->out_errno = failed;
}

bool out_flush_some(struct cli *cli)
{
    if (cli->out.len >= OUT_ENOUGH)
        out_flush(cli);
    return !cli->out_broken && !cli->out_errno && !cli_caught_signal();
}

void out_text(struct cli *cli, const char *text)
{
    str_add(&cli->out, text);
}

void out_clean(struct cli *cli, const char *text)
{
    text_clean(&cli->out, text, strlen(text));
}

void out_lines(struct cli *cli, const char *text, const char *indent)
{
    struct str clean = {0};
    const char *line;

    text_clean_lines(&clean, text, strlen(text));
    line = str_text(&clean);
    while (*line) {
        size_t len = strcspn(line, "\n");

        str_add(&cli->out, indent);
        str_add_bytes(&cli->out, line, len);
        str_add_char(&cli->out, '\n');
        line += len + (line[len] == '\n');
    }
    str_fini(&clean);
}

void outf(struct cli *cli, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    str_vaddf(&cli->out, format, args);
    va_end(args);
}

void err_line(const char *text)
{
    struct str line = {0};

    text_clean_lines(&line, text, strlen(text));
    str_add_char(&line, '\n');
    (void)!write_all(STDERR_FILENO, str_text(&line), line.len);
    str_fini(&line);
}

void err_linef(const char *format, ...)
{
    struct str line = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&line, format, args);
    va_end(args);
    err_line(str_text(&line));
    str_fini(&line);
}

void err_faults(const struct fault_list *faults)
{
    struct str line = {0};

    for (size_t i = 0; i < faults->count; i++) {
        str_clear(&line);
        fault_format(&faults->items[i], &line);
        err_line(str_text(&line));
    }
    if (faults->more)
        err_linef(_("and %zu more"), faults->more);
    str_fini(&line);
}

void err_summary(const struct outcome *outcome)
{
    if (isatty(STDERR_FILENO))
        err_line(str_text(&outcome->summary));
}

int cli_complain(const char *what, const struct error *err)
{
    char buffer[sizeof(err->path) + sizeof(err->text) + 64];

    err_linef("daybook: %s%s%s", what && !err->path[0] ? what : "",
        what && !err->path[0] ? ": " : "", error_format(err, buffer, sizeof(buffer)));
    return error_exit_status(err->code);
}
