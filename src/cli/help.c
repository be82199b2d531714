/* Help and version, from the table of commands. */
#include "cli_internal.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/search.h"
#include "files/yaml_tree.h"

static void print_options(struct cli *cli, const struct cli_option *options)
{
    for (; options->name; options++) {
        struct str head = {0};

        if (options->letter)
            str_addf(&head, "-%c, ", options->letter);
        str_addf(&head, "--%s", options->name);
        if (options->value)
            str_addf(&head, " %s", options->value);
        outf(cli, "  %-22s  %s\n", str_text(&head), _(options->help));
        str_fini(&head);
    }
}

/* The language of the search: what is typed, a tab, what it finds. */
static void print_language(struct cli *cli)
{
    out_text(cli, _("\nwhat may be looked for\n"));
    for (const char *at = search_help(); *at;) {
        int typed = (int)strcspn(at, "\t"), len = (int)strcspn(at, "\n");

        outf(cli, "  %-*.*s  %.*s\n", 22, typed, at, len - typed - 1, at + typed + 1);
        at += len + 1;
    }
}

void cli_help_command(struct cli *cli, const struct cli_command *command)
{
    outf(cli, _("usage: daybook %s%s%s%s\n\n"), command->name, *command->usage ? " " : "",
        command->usage, command->options[0].name ? _(" [OPTIONS]") : "");
    outf(cli, "  %s\n", _(command->summary));
    if (command->options[0].name) {
        out_text(cli, _("\noptions\n"));
        print_options(cli, command->options);
    }
    if (command->run == cli_search)
        print_language(cli);
    if (command->run == cli_metrics)
        cli_metrics_help(cli);
    if (command->about)
        outf(cli, "\n%s", _(command->about));
    outf(cli, _("\nexample\n  daybook %s\n"), command->example);
}

void cli_help(struct cli *cli)
{
    out_text(
        cli, _("usage: daybook [OPTIONS] [COMMAND [ARGUMENTS]]\n\n"
               "The daily book of a customer success manager. Without a command it opens the full "
               "screen.\n\noptions, anywhere in the line\n"));
    print_options(cli, cli_globals);
    out_text(cli, _("\ncommands\n"));
    for (const struct cli_command *row = cli_commands; row->name; row++)
        outf(cli, "  %-17s %s\n", row->name, _(row->summary));
    out_text(cli, _("\n`daybook help COMMAND` says more of one. Exit status: 0 done; 1 done in "
                    "part, or a check found\nproblems; 2 wrong usage, or no such row; 3 a file "
                    "could not be read or written, nothing changed.\n"));
}

void cli_version(struct cli *cli)
{
    outf(cli, "daybook %s\n", DAYBOOK_VERSION);
    if (cli->versions->ncurses)
        outf(cli, "%s\n", cli->versions->ncurses);
    outf(cli, "SQLite %s\nlibyaml %s\n", store_library_version(), tree_library_version());
    out_text(cli, _("MIT licence; there is no warranty.\n"));
}

bool cli_help_of(struct cli *cli, struct error *err)
{
    const struct cli_command *command;
    int taken;

    if (!cli->word_count) {
        cli_help(cli);
        return true;
    }
    command = cli_find_command(cli->words, &taken);
    if (command) {
        cli_help_command(cli, command);
        return true;
    }
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        size_t len = strlen(cli->words[0]);

        if (strncmp(row->name, cli->words[0], len) != 0 || row->name[len] != ' ')
            continue;
        outf(cli, "  %-17s %s\n", row->name, _(row->summary));
        command = row;
    }
    if (command)
        return true;
    return error_set(err, ERROR_USAGE, "no command '%s'; daybook --help names them", cli->words[0]);
}
