/* The user's config: every row to begin with, and what is in force and where it comes from. */
#include "files/config.h"

#include <string.h>
#include "base/text.h"
#include "cli_internal.h"
#include "files/embedded.h"
#include "files/paths.h"
#include "files/settings_file.h"

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
        outf(cli, "kept     %s\n", name);
    } else if (config_shipped(name, &file)) {
        comment_out(&text, file.text);
        ok = file_write_whole(str_text(&path), str_text(&text), text.len, 0, err);
        if (ok)
            outf(cli, "written  %s\n", name);
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
        out_text(cli, "in ");
        out_clean(cli, folder);
        out_text(cli, ": take the # away where something is to be different\n"
                      "`daybook config show health.yaml` prints a file that is replaced whole\n");
    }
    return ok;
}

/* --- config show --- */

/* The line of a file on which a setting stands, with what belongs to it; 0: it does not. */
struct setting_place {
    int line;
    const char *text; /* behind the colon, up to the next setting */
    size_t len;
};

static size_t line_end(const char *text)
{
    size_t len = strcspn(text, "\n");

    return len + (text[len] == '\n');
}

static struct setting_place find_setting(const char *text, const char *name)
{
    size_t len = strlen(name);
    struct setting_place place = {0};

    for (int line = 1; *text; line++, text += line_end(text)) {
        if (strncmp(text, name, len) != 0 || text[len] != ':')
            continue;
        place = (struct setting_place){line, text + len + 1, line_end(text) - len - 1};
        while (place.text[place.len] == ' ' || place.text[place.len] == '-')
            place.len += line_end(place.text + place.len);
    }
    return place;
}

/* On one line: a blank for the breaks between. */
static void add_value(struct str *out, const struct setting_place *place)
{
    bool blank = false;

    for (size_t i = 0; i < place->len; i++) {
        if (place->text[i] == '#')
            i += strcspn(place->text + i, "\n");
        if (i >= place->len || strchr(" \t\r\n", place->text[i])) {
            blank = out->len > 0;
            continue;
        }
        if (blank)
            str_add_char(out, ' ');
        blank = false;
        str_add_char(out, place->text[i]);
    }
    if (out->len == 0)
        str_add(out, "not set");
}

static void show_setting(struct cli *cli, struct table *table, const struct config_file *own,
    const struct config_file *shipped, const struct setting_info *setting)
{
    struct setting_place place =
        own ? find_setting(own->text, setting->name) : (struct setting_place){0};
    const struct config_file *from = place.line ? own : shipped;
    struct str value = {0};

    if (!place.line)
        place = find_setting(shipped->text, setting->name);
    add_value(&value, &place);
    table_cell(table, setting->name);
    table_cell(table, str_text(&value));
    if (from == shipped)
        table_cell(table, "default");
    else
        table_cellf(table, "%s:%d", from->path, place.line);
    table_cell(table, setting->help);
    str_fini(&value);
}

static bool show_settings(struct cli *cli, const char *folder, struct error *err)
{
    struct config_file shipped, own = {0};
    struct table table = {0};
    bool there = false;

    if (!config_shipped("daybook.yaml", &shipped) ||
        !config_of_user(folder, "daybook.yaml", &cli->arena, &own, &there, err))
        return false;
    table_column(&table, "setting", false, 0);
    table_column(&table, "value", false, 40);
    table_column(&table, "from", false, 0);
    table_column(&table, "what it is", false, 0);
    for (size_t i = 0; settings_info(i); i++)
        show_setting(cli, &table, there ? &own : NULL, &shipped, settings_info(i));
    table_print(cli, &table);
    table_fini(&table);
    return true;
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
