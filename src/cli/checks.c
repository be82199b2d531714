/* config check, keys, theme list. */
#include "app/checks.h"

#include <string.h>
#include "cli_internal.h"
#include "base/words.h"
#include "files/paths.h"

bool cli_config_folder(struct cli *cli, const char **ret_folder, struct error *err)
{
    struct str folder = {0};
    bool ok;

    *ret_folder = NULL;
    if (cli->globals[GLOBAL_DEMO])
        return true;
    ok = path_of_config(cli->globals[GLOBAL_CONFIG], &folder, err);
    if (ok)
        *ret_folder = arena_copy_text(&cli->arena, str_text(&folder));
    str_fini(&folder);
    return ok;
}

bool cli_config_check(struct cli *cli, struct error *err)
{
    struct fault_list faults = {0};
    const char *folder;
    int files = 0;
    bool ok = cli_config_folder(cli, &folder, err) &&
              check_config(folder, cli->versions->commands, &faults, &files, err);

    if (ok) {
        err_faults(&faults);
        cli->in_part = faults.count > 0;
        if (!cli->in_part)
            outf(cli,
                words_plural(
                    "%d file of your own, no fault\n", "%d files of your own, no fault\n", files),
                files);
    }
    fault_list_fini(&faults);
    return ok;
}

/* --- keys --- */

static void print_keys(struct cli *cli, const struct keymap *keymap)
{
    struct table table = {0};
    char keys[KEY_SEQUENCE * KEY_TEXT_ROOM];

    table_column(&table, _("where"), false, 0);
    table_column(&table, _("keys"), false, 0);
    table_column(&table, _("does"), false, 0);
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];

        table_cell(&table, binding->section);
        table_cell(&table, key_sequence_text(&binding->sequence, keys, sizeof(keys)));
        table_cell(&table, binding->command);
    }
    table_print(cli, &table);
    table_fini(&table);
}

bool cli_keys(struct cli *cli, struct error *err)
{
    struct fault_list faults = {0};
    struct keymap keymap = {0};
    const char *folder;
    bool ok = cli_config_folder(cli, &folder, err) &&
              check_keys(folder, cli->versions->commands, &keymap, &faults, err);

    if (ok) {
        err_faults(&faults);
        if (!cli_has(cli, "check"))
            print_keys(cli, &keymap);
        else if (!faults.count)
            outf(cli,
                words_plural("%zu key, no fault\n", "%zu keys, no fault\n",
                    (long long)keymap.bindings.count),
                keymap.bindings.count);
        cli->in_part = faults.count > 0;
    }
    keymap_fini(&keymap);
    fault_list_fini(&faults);
    return ok;
}

/* --- themes --- */

bool cli_theme_list(struct cli *cli, struct error *err)
{
    struct fault_list faults = {0};
    struct theme_lines themes = {0};
    struct table table = {0};
    const char *folder;
    bool ok = cli_config_folder(cli, &folder, err) &&
              check_themes(folder, &cli->arena, &themes, &faults, err);

    table_column(&table, _("theme"), false, 0);
    table_column(&table, _("from"), false, 0);
    table_column(&table, _("about"), false, 0);
    for (size_t i = 0; ok && i < themes.count; i++) {
        table_cell(&table, themes.items[i].name);
        table_cell(&table, themes.items[i].shipped ? "daybook" : _("you"));
        table_cell(&table, themes.items[i].about);
    }
    if (ok)
        table_print(cli, &table);
    err_faults(&faults);
    cli->in_part = faults.count > 0;
    table_fini(&table);
    array_fini(&themes);
    fault_list_fini(&faults);
    return ok;
}

/* --- how it is drawn, as the global options say --- */

static bool check_colour(const char *colour, struct error *err)
{
    static const char *const known[] = {"16", "256", "auto", "never"};

    return text_is_one_of(colour, known, COUNT_OF(known)) ||
           error_set(err, ERROR_USAGE, "--color is auto, never, 16 or 256, not '%s'", colour);
}

static bool is_theme(
    struct cli *cli, const char *name, const struct theme_lines *themes, struct error *err)
{
    const char **known = arena_alloc_array(&cli->arena, themes->count + 1, sizeof(*known));
    const char *nearest;

    for (size_t i = 0; i < themes->count; i++) {
        known[i] = themes->items[i].name;
        if (text_equal(name, known[i]))
            return true;
    }
    nearest = fault_nearest(name, known, themes->count);
    if (nearest)
        return error_set(
            err, ERROR_USAGE, "--theme: no theme '%s'; did you mean '%s'?", name, nearest);
    return error_set(
        err, ERROR_USAGE, "--theme: no theme '%s'; daybook theme list names them", name);
}

/* Is it the name of a file of the user's with a fault? That is told by the screen, which opens. */
static bool is_faulty_theme(struct cli *cli, const char *name, const struct fault_list *faults)
{
    const char *end = arena_format(&cli->arena, "/themes/%s.yaml", name);

    for (size_t i = 0; i < faults->count; i++)
        if (text_ends(faults->items[i].path, end))
            return true;
    return false;
}

static bool check_theme(struct cli *cli, const char *name, struct error *err)
{
    struct fault_list faults = {0};
    struct theme_lines themes = {0};
    const char *folder;
    bool ok = cli_config_folder(cli, &folder, err) &&
              check_themes(folder, &cli->arena, &themes, &faults, err) &&
              (is_faulty_theme(cli, name, &faults) || is_theme(cli, name, &themes, err));

    array_fini(&themes);
    fault_list_fini(&faults);
    return ok;
}

bool cli_check_looks(struct cli *cli, struct error *err)
{
    const char *colour = cli->globals[GLOBAL_COLOR], *theme = cli->globals[GLOBAL_THEME];

    return (!colour || check_colour(colour, err)) && (!theme || check_theme(cli, theme, err));
}
