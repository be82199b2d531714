/* The man page, from the tables of commands and options. */
#include "cli_internal.h"

#include <string.h>
#include "base/text.h"

/* In the source of a man page a backslash, a hyphen and a dot at the start of a line are signs. */
static void add(struct cli *cli, const char *text)
{
    struct str out = {0};

    if (*text == '.' || *text == '\'')
        str_add(&out, "\\&");
    for (; *text; text++) {
        if (*text == '\\')
            str_add(&out, "\\e");
        else if (*text == '-')
            str_add(&out, "\\-");
        else
            str_add_char(&out, *text);
    }
    out_text(cli, str_text(&out));
    str_fini(&out);
}

static void add_line(struct cli *cli, const char *text)
{
    add(cli, text);
    out_text(cli, "\n");
}

static void add_options(struct cli *cli, const struct cli_option *options)
{
    for (; options->name; options++) {
        out_text(cli, ".TP\n.B ");
        if (options->letter)
            outf(cli, "\\-%c, ", options->letter);
        out_text(cli, "\\-\\-");
        add(cli, options->name);
        if (options->value) {
            out_text(cli, " ");
            add(cli, options->value);
        }
        out_text(cli, "\n");
        add_line(cli, options->help);
    }
}

/* Lines that help prints besides. */
static void add_about(struct cli *cli, const char *about)
{
    struct str line = {0};

    out_text(cli, ".PP\n");
    while (*about) {
        size_t len = strcspn(about, "\n");

        str_clear(&line);
        str_add_bytes(&line, about, len);
        if (len)
            add_line(cli, str_text(&line));
        about += len + (about[len] == '\n');
    }
    str_fini(&line);
}

static void add_command(struct cli *cli, const struct cli_command *command)
{
    out_text(cli, ".SS ");
    add(cli, command->name);
    out_text(cli, " ");
    add_line(cli, command->usage);
    add_line(cli, command->summary);
    add_options(cli, command->options);
    if (command->about)
        add_about(cli, command->about);
    out_text(cli, ".PP\n.EX\ndaybook ");
    add_line(cli, command->example);
    out_text(cli, ".EE\n");
}

static const char head[] =
    ".SH NAME\n"
    "daybook \\- the daily book of a customer success manager\n"
    ".SH SYNOPSIS\n"
    ".B daybook\n"
    "[OPTIONS] [COMMAND [ARGUMENTS]]\n"
    ".SH DESCRIPTION\n"
    "Without a command it opens the full screen: the accounts that need you today and why, the\n"
    "whole book, notes, playbooks and renewals. All that the screen does, the commands do too.\n"
    ".PP\n"
    "An ACCOUNT is found by its id, its name, its name without case and accents, a part of the\n"
    "name, or the beginning of the id. Dates are ISO days or words: tomorrow, fri, +2w, eom.\n"
    "An EXPR chooses rows: health < 60 and renewal < 90d. \\fBdaybook list \\-\\-columns help\\fR\n"
    "names its fields.\n"
    ".SH OPTIONS\n"
    "They may stand anywhere in the line.\n";

static const char json_head[] =
    ".SH JSON\n"
    "With \\-\\-json a command prints one document in UTF-8. Its keys stay what they are; others "
    "may be\nadded. Days are ISO texts, money is a number in major units beside its currency, "
    "shares "
    "are\n0..1, what is not known is null. Reasons, steps, rows and the like are lists of objects "
    "in it.\n";

static void add_shape(struct cli *cli, const struct cli_json_shape *shape)
{
    const char *keys = shape->keys;

    out_text(cli, ".TP\n.B ");
    add_line(cli, shape->command);
    if (!keys) {
        add_line(cli, "a list of the fields that --columns help names, and facts");
        return;
    }
    out_text(cli, shape->is_list ? "a list of: " : "an object of: ");
    while (*keys) {
        size_t len = strcspn(keys, " ");

        bool may_lack = len && keys[len - 1] == '?';

        outf(cli, "%.*s%s%s", (int)(len - may_lack), keys, may_lack ? " (where there is one)" : "",
            keys[len] ? ", " : "\n");
        keys += len + (keys[len] == ' ');
    }
}

static const char tail[] =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\ndone\n"
    ".TP\n.B 1\ndone in part, or a check found problems\n"
    ".TP\n.B 2\nwrong usage, or an account, step or id that is not known or not clear\n"
    ".TP\n.B 3\na file could not be read or written; nothing changed\n"
    ".TP\n.B 129, 130, 141, 143\nhangup, interrupt, the reader of the output went away, "
    "terminated\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B DAYBOOK_DB\nthe book, in place of its usual place\n"
    ".TP\n.B DAYBOOK_CONFIG\nthe config folder, in place of its usual place\n"
    ".TP\n.B DAYBOOK_TODAY\nthe day to take for today\n"
    ".TP\n.B DAYBOOK_LOCALEDIR\na folder of translations, in place of the installed one\n"
    ".TP\n.B NO_COLOR\nno colours, whatever its value\n"
    ".TP\n.B EDITOR, VISUAL\nthe editor to which notes and files are handed\n"
    ".SH FILES\n"
    ".TP\n.I $XDG_DATA_HOME/daybook/daybook.db\nthe book, one SQLite file\n"
    ".TP\n.I $XDG_CONFIG_HOME/daybook/\nsettings, keys, health models, signals, playbooks, "
    "templates, themes\n"
    ".TP\n.I $XDG_STATE_HOME/daybook/\nwhat was typed and not yet saved\n";

bool cli_man(struct cli *cli, struct error *err)
{
    (void)err;
    out_text(cli, ".TH DAYBOOK 1 \"\" \"daybook " DAYBOOK_VERSION "\" \"User Commands\"\n");
    out_text(cli, head);
    add_options(cli, cli_globals);
    out_text(cli, ".SH COMMANDS\n");
    for (const struct cli_command *row = cli_commands; row->name; row++)
        add_command(cli, row);
    out_text(cli, json_head);
    for (const struct cli_json_shape *row = cli_json_shapes; row->command; row++)
        add_shape(cli, row);
    out_text(cli, tail);
    return true;
}
