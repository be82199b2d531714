/* The user's config: every row to begin with, and what is in force and where it comes from. */
#include "files/config.h"

#include <string.h>
#include "app/settings.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"
#include "files/embedded.h"
#include "files/paths.h"

/* Laid over the shipped ones row by row, so that a file of comments changes nothing. The others
 * take the place of the shipped one whole: `config show NAME` gives a copy to edit. */
static const char *const overlays[] = {"daybook.yaml", "keys.yaml", "signals.yaml", "sources.yaml"};

/* --- config init --- */

static void comment_out(struct str *out, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        if (len > 0 && *text != '#')
            str_add_char(out, '#');
        str_add_bytes(out, text, len);
        str_add_char(out, '\n');
        text += len + (text[len] == '\n');
    }
}

static bool write_commented(
    struct cli *cli, const char *folder, const char *name, struct error *err)
{
    struct config_file file;
    struct str path = {0}, text = {0};
    bool ok = true;

    str_addf(&path, "%s/%s", folder, name);
    if (file_is_there(str_text(&path))) {
        outf(cli, _("kept     %s\n"), name);
    } else if (config_shipped(name, &file)) {
        comment_out(&text, file.text);
        ok = file_write_whole(str_text(&path), str_text(&text), text.len, 0, err);
        if (ok)
            outf(cli, _("written  %s\n"), name);
    }
    str_fini(&path);
    str_fini(&text);
    return ok;
}

bool cli_config_init(struct cli *cli, struct error *err)
{
    const char *folder;
    bool ok = cli_config_folder(cli, &folder, err);

    if (cli->globals[GLOBAL_READ_ONLY])
        return error_set(err, ERROR_READ_ONLY,
            "--read-only was given, and this command writes; nothing changed");
    if (ok && !folder)
        return error_set(err, ERROR_USAGE, "the demo has no config folder");
    ok = ok && path_make_folder(folder, err);
    for (size_t i = 0; ok && i < COUNT_OF(overlays); i++)
        ok = write_commented(cli, folder, overlays[i], err);
    if (ok) {
        out_text(cli, _("in "));
        out_clean(cli, folder);
        out_text(
            cli, _(": take the # away where something is to be different\n"
                   "`daybook config show health.yaml` prints a file that is replaced whole\n"));
    }
    return ok;
}

/* --- config show --- */

static void show_setting(struct table *table, const struct setting_line *line)
{
    table_cell(table, line->info->name);
    table_cell(table, *line->value ? line->value : _("not set"));
    if (line->path)
        table_cellf(table, "%s:%d%s", line->path, line->line,
            line->fault ? _(", faulty: the default stands") : "");
    else
        table_cell(table, _("default"));
    table_cell(table, _(line->info->help));
}

static bool show_settings(struct cli *cli, const char *folder, struct error *err)
{
    struct setting_lines lines = {0};
    struct table table = {0};
    bool ok = settings_lines(folder, &cli->arena, &lines, err);

    table_column(&table, _("setting"), false, 0);
    table_column(&table, _("value"), false, 40);
    table_column(&table, _("from"), false, 0);
    table_column(&table, _("what it is"), false, 0);
    for (size_t i = 0; ok && i < lines.count; i++)
        show_setting(&table, &lines.items[i]);
    if (ok)
        table_print(cli, &table);
    table_fini(&table);
    array_fini(&lines);
    return ok;
}

/* As it is in force: the user's, else the shipped one. */
static bool show_file(struct cli *cli, const char *folder, struct error *err)
{
    struct config_file file;

    if (!config_find(folder, cli->words[0], &cli->arena, &file, err))
        return false;
    if (cli->is_tty)
        out_lines(cli, file.text, "");
    else
        out_text(cli, file.text);
    return true;
}

bool cli_config_show(struct cli *cli, struct error *err)
{
    const char *folder;

    if (!cli_config_folder(cli, &folder, err))
        return false;
    return cli->word_count ? show_file(cli, folder, err) : show_settings(cli, folder, err);
}
