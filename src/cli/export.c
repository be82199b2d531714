/* export: rows out, to a file that is whole or not there, or to standard output. */
#include "cli_internal.h"

#include <string.h>
#include "app/export.h"
#include "base/text.h"
#include "files/file_stream.h"

struct target {
    struct cli *cli;
    struct file_stream *file; /* NULL: standard output */
};

static bool put_out(struct cli *cli, struct str *text)
{
    if (cli->is_tty)
        text_clean_lines(&cli->out, str_text(text), text->len);
    else
        str_add_bytes(&cli->out, str_text(text), text->len);
    str_clear(text);
    return out_flush_some(cli);
}

static bool put(void *context, struct str *text, struct error *err)
{
    struct target *target = context;
    bool good;

    if (!target->file)
        return put_out(target->cli, text);
    good = file_stream_put(target->file, str_text(text), text->len, err);
    str_clear(text);
    return good && !cli_caught_signal();
}

static bool read_order(struct cli *cli, struct export_order *order, struct error *err)
{
    const char *word = cli_value(cli, "format");

    if (!word)
        return error_set(err, ERROR_USAGE, "--format is wanted: csv, json, md, ics or taskwarrior");
    if (!export_format_from_word(word, &order->format))
        return error_set(err, ERROR_USAGE, "--format is csv, json, md, ics or taskwarrior, not '%s'", word);
    order->raw = cli_has(cli, "raw");
    order->of_all = cli->word_count == 0;
    return order->of_all || cli_kind(cli->words[0], &order->kind, err);
}

static bool export_to_file(
    struct cli *cli, const struct export_order *order, const char *path, struct error *err)
{
    struct file_stream file;
    struct target target = {cli, &file};

    if (!file_stream_open(
            &file, path, cli_has(cli, "force") ? FILE_WRITE_REPLACE : FILE_WRITE_NEW, err))
        return false;
    if (export_write(cli->session, order, put, &target, err) && !cli_caught_signal())
        return file_stream_finish(&file, err);
    file_stream_drop(&file);
    return false;
}

/* A reader that went away, or a signal, is no fault to be told: the status says it. */
static bool stopped(const struct cli *cli)
{
    return cli->out_broken || cli->out_errno || cli_caught_signal();
}

bool cli_export(struct cli *cli, struct error *err)
{
    const char *path = cli_value(cli, "output");
    struct export_order order = {0};
    struct target target = {cli, NULL};

    if (!read_order(cli, &order, err))
        return false;
    if (path && !text_equal(path, "-"))
        return export_to_file(cli, &order, path, err) || cli_caught_signal();
    return export_write(cli->session, &order, put, &target, err) || stopped(cli);
}
