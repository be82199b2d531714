/* playbook check: every fault of every file, a line each. */
#include "cli_internal.h"

#include <string.h>
#include <unistd.h>
#include "base/words.h"
#include "files/playbook_file.h"
#include "files/settings_file.h"

static void tell(struct cli *cli, const struct fault_list *faults)
{
    err_faults(faults);
    cli->in_part = cli->in_part || faults->count > 0;
}

/* False: it cannot be read, which was told. */
static bool check_one(struct cli *cli, const char *path, const struct settings *settings)
{
    struct fault_list faults = {0};
    struct error err;
    bool read = playbook_check_file(path, settings, &faults, &err);

    tell(cli, &faults);
    if (!read) {
        (void)cli_complain(path, &err);
        cli->in_part = true;
    }
    fault_list_fini(&faults);
    return read;
}

/* A name that is no file here is looked for among the user's own playbooks. */
static const char *place_of(struct cli *cli, const char *config, const char *name)
{
    const char *own;

    if (!config || strchr(name, '/') || access(name, F_OK) == 0)
        return name;
    own = arena_format(&cli->arena, "%s/playbooks/%s", config, name);
    return access(own, F_OK) == 0 ? own : name;
}

static int check_files(struct cli *cli, const char *config, const struct settings *settings)
{
    int read = 0;

    for (int i = 0; i < cli->word_count; i++)
        read += check_one(cli, place_of(cli, config, cli->words[i]), settings);
    if (!read)
        cli->status = error_exit_status(ERROR_IO);
    return read;
}

/* Without a name: the user's and the shipped ones, as they lie over each other. */
static bool check_all(struct cli *cli, const char *config, const struct settings *settings,
    int *ret_read, struct error *err)
{
    const char *folder = config ? arena_format(&cli->arena, "%s/playbooks", config) : NULL;
    struct playbook_catalogue catalogue = {0};
    bool ok = playbook_catalogue_load(folder, settings, &catalogue, err);

    for (size_t i = 0; ok && i < catalogue.entries.count; i++)
        tell(cli, &catalogue.entries.items[i].faults);
    *ret_read = (int)catalogue.entries.count;
    playbook_catalogue_fini(&catalogue);
    return ok;
}

bool cli_playbook_check(struct cli *cli, struct error *err)
{
    struct fault_list settings_faults = {0}; /* told by config check */
    struct settings settings;
    const char *config;
    int read;
    bool ok = cli_config_folder(cli, &config, err);

    if (!ok)
        return false;
    settings_read(config, &cli->arena, &settings, &settings_faults);
    if (cli->word_count)
        read = check_files(cli, config, &settings);
    else
        ok = check_all(cli, config, &settings, &read, err);
    if (ok && read && !cli->in_part)
        outf(cli, words_plural("%d playbook, no fault\n", "%d playbooks, no fault\n", read), read);
    fault_list_fini(&settings_faults);
    return ok;
}
