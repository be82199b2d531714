/* Arguments into command, options and words. Options may stand anywhere; `--` ends them; what an
 * option takes is never looked at, so `--due -2w` is a value. */
#include "cli_internal.h"

#include <string.h>
#include "base/bug.h"
#include "base/text.h"

/* Where an option is kept: the global ones, or those of the command. */
struct slot {
    const struct cli_option *option;
    const char **value;
    struct arena *arena;
};

static bool is_option_row(const struct cli_option *option)
{
    return option->name != NULL;
}

static const struct cli_option *find_in(
    const struct cli_option *options, const char *name, size_t len, char letter)
{
    for (; is_option_row(options); options++) {
        if (name && strlen(options->name) == len && memcmp(options->name, name, len) == 0)
            return options;
        if (!name && letter && options->letter == letter)
            return options;
    }
    return NULL;
}

/* By its name, or, where that is NULL, by its letter. The command's own come first. */
static bool find_slot(struct cli *cli, const char *name, size_t len, char letter, struct slot *slot)
{
    const struct cli_option *found;

    if (cli->command && (found = find_in(cli->command->options, name, len, letter))) {
        *slot = (struct slot){found, &cli->values[found - cli->command->options], &cli->arena};
        return true;
    }
    found = find_in(cli_globals, name, len, letter);
    if (found)
        *slot = (struct slot){found, &cli->globals[found - cli_globals], &cli->arena};
    return found != NULL;
}

static const char *nearest_option(const struct cli *cli, const char *name)
{
    const char *known[CLI_OPTIONS + GLOBALS];
    size_t count = 0;

    for (size_t i = 0; cli->command && is_option_row(&cli->command->options[i]); i++)
        known[count++] = cli->command->options[i].name;
    for (size_t i = 0; i < GLOBALS; i++)
        known[count++] = cli_globals[i].name;
    return fault_nearest(name, known, count);
}

static bool refuse_option(struct cli *cli, const char *argument, struct error *err)
{
    size_t len = strcspn(argument, "=");
    char *name = arena_copy_bytes(&cli->arena, argument, len);
    const char *nearest = text_starts(name, "--") ? nearest_option(cli, name + 2) : NULL;

    if (nearest)
        return error_set(err, ERROR_USAGE, "no option %s; did you mean --%s?", name, nearest);
    return error_set(err, ERROR_USAGE, "no option %s; see daybook help%s%s", name,
        cli->command ? " " : "", cli->command ? cli->command->name : "");
}

/* `at` is what stands behind the name: NULL, or the value. Takes the next argument where needed. */
static bool fill_slot(const struct slot *slot, const char *value, char ***next, struct error *err)
{
    if (!slot->option->value && value)
        return error_set(err, ERROR_USAGE, "--%s takes no value", slot->option->name);
    if (!slot->option->value) {
        *slot->value = "";
        return true;
    }
    if (!value && !**next)
        return error_set(
            err, ERROR_USAGE, "--%s wants %s", slot->option->name, slot->option->value);
    value = value ? value : *(*next)++;
    *slot->value = slot->option->may_repeat && *slot->value
                       ? arena_format(slot->arena, "%s\n%s", *slot->value, value)
                       : value;
    return true;
}

static bool read_long(struct cli *cli, const char *argument, char ***next, struct error *err)
{
    const char *name = argument + 2;
    size_t len = strcspn(name, "=");
    struct slot slot;

    if (!find_slot(cli, name, len, 0, &slot))
        return refuse_option(cli, argument, err);
    return fill_slot(&slot, name[len] ? name + len + 1 : NULL, next, err);
}

/* `-m TEXT` and `-mTEXT`; letters do not stand together. */
static bool read_letter(struct cli *cli, const char *argument, char ***next, struct error *err)
{
    struct slot slot;

    if (!find_slot(cli, NULL, 0, argument[1], &slot))
        return refuse_option(cli, argument, err);
    return fill_slot(&slot, argument[2] ? argument + 2 : NULL, next, err);
}

/* `-` is standard input, `-2w` a date. */
static bool is_letter_option(const char *argument)
{
    return argument[0] == '-' && argument[1] != '\0' && argument[1] != '-' &&
           !(argument[1] >= '0' && argument[1] <= '9');
}

/* Of `health` and `health preview` the longer one that fits. */
const struct cli_command *cli_find_command(const char *const *words, int *ret_taken)
{
    const struct cli_command *found = NULL;

    for (const struct cli_command *row = cli_commands; row->name; row++) {
        const char *blank = strchr(row->name, ' ');
        size_t len = blank ? (size_t)(blank - row->name) : strlen(row->name);

        if (strlen(words[0]) != len || memcmp(words[0], row->name, len) != 0)
            continue;
        if (blank && (!words[1] || strcmp(words[1], blank + 1) != 0))
            continue;
        if (found && !blank)
            continue;
        *ret_taken = blank ? 2 : 1;
        found = row;
    }
    return found;
}

/* The next argument of argv that is no option and no option's value, as far as can be told before
 * the command is known: for the command's own name. */
static char **skip_globals(char **argv)
{
    for (; *argv; argv++) {
        const struct cli_option *option;
        const char *name = *argv + 2;
        size_t len;

        if (!text_starts(*argv, "--") || !**argv)
            return argv;
        len = strcspn(name, "=");
        option = find_in(cli_globals, name, len, 0);
        if (option && option->value && name[len] != '=' && argv[1])
            argv++;
    }
    return argv;
}

static bool is_family(const char *word)
{
    size_t len = strlen(word);

    for (const struct cli_command *row = cli_commands; row->name; row++)
        if (strncmp(row->name, word, len) == 0 && row->name[len] == ' ')
            return true;
    return false;
}

static bool refuse_family(struct cli *cli, const char *word, const char *second, struct error *err)
{
    struct str list = {0};
    const char *known[32];
    size_t count = 0, len = strlen(word);

    for (const struct cli_command *row = cli_commands; row->name; row++)
        if (strncmp(row->name, word, len) == 0 && row->name[len] == ' ' && count < COUNT_OF(known))
            known[count++] = row->name + len + 1;
    for (size_t i = 0; i < count; i++)
        str_addf(&list, "%s%s", i ? ", " : "", known[i]);
    if (second)
        error_set(
            err, ERROR_USAGE, "%s: no command '%s'; known: %s", word, second, str_text(&list));
    else
        error_set(err, ERROR_USAGE, "%s: say what: %s", word, str_text(&list));
    str_fini(&list);
    return false;
}

static bool refuse_command(struct cli *cli, const char *word, struct error *err)
{
    const char *known[128];
    const char *nearest = list_named(word);
    size_t count = 0;

    if (nearest)
        return error_set(
            err, ERROR_USAGE, "no command '%s'; daybook list %s shows them", word, nearest);
    for (const struct cli_command *row = cli_commands; row->name && count < COUNT_OF(known); row++)
        known[count++] = row->name;
    nearest = fault_nearest(word, known, count);
    if (nearest)
        return error_set(err, ERROR_USAGE, "no command '%s'; did you mean '%s'?", word, nearest);
    return error_set(err, ERROR_USAGE, "no command '%s'; daybook --help names them", word);
}

/* An option that stands before a word which is no command: told first where it is no global one,
 * since its value may have been taken for the command. */
static bool refuse_before(struct cli *cli, char **argv, char **end, struct error *err)
{
    for (; argv < end; argv++) {
        struct slot slot;

        if (text_starts(*argv, "--") && (*argv)[2] &&
            !find_slot(cli, *argv + 2, strcspn(*argv + 2, "="), 0, &slot))
            return refuse_option(cli, *argv, err);
    }
    return true;
}

static bool asks_for_help(char **argv)
{
    for (; *argv && !text_equal(*argv, "--"); argv++)
        if (text_equal(*argv, "--help") || text_equal(*argv, "-h"))
            return true;
    return false;
}

/* The command's words may be parted by options: `daybook playbook --demo list`. */
static bool read_command(struct cli *cli, char **argv, struct error *err)
{
    char **first = skip_globals(argv);
    char **second = *first ? skip_globals(first + 1) : first;
    const char *words[3] = {*first, NULL, NULL};
    int taken = 0;

    if (!*first || text_equal(*first, "--") || is_letter_option(*first))
        return true;
    words[1] = *second;
    cli->command = cli_find_command(words, &taken);
    if (cli->command)
        return true;
    if (!refuse_before(cli, argv, first, err))
        return false;
    if (is_family(words[0]) && (!words[1] || text_equal(words[1], "-h")) && asks_for_help(argv)) {
        cli->family = words[0];
        return true;
    }
    if (is_family(words[0]))
        return refuse_family(cli, words[0], words[1], err);
    return refuse_command(cli, words[0], err);
}

static bool read_options(struct cli *cli, char **argv, struct error *err)
{
    bool ended = false;

    while (*argv) {
        const char *argument = *argv++;
        bool ok = true;

        if (!ended && text_equal(argument, "--"))
            ended = true;
        else if (!ended && text_starts(argument, "--"))
            ok = read_long(cli, argument, &argv, err);
        else if (!ended && is_letter_option(argument))
            ok = read_letter(cli, argument, &argv, err);
        else
            cli->words[cli->word_count++] = argument;
        if (!ok)
            return false;
    }
    cli->words[cli->word_count] = NULL;
    return true;
}

/* Takes the command's own words away, and checks how many are left. */
static bool check_words(struct cli *cli, struct error *err)
{
    const struct cli_command *command = cli->command;
    int own = strchr(command->name, ' ') ? 2 : 1;

    cli->words += own;
    cli->word_count -= own;
    if (cli->globals[GLOBAL_HELP])
        return true;
    if (cli->word_count < command->least)
        return error_set(err, ERROR_USAGE, "usage: daybook %s %s", command->name, command->usage);
    if (command->most >= 0 && cli->word_count > command->most)
        return error_set(err, ERROR_USAGE, "'%s' is one word too many; usage: daybook %s%s%s",
            cli->words[command->most], command->name, *command->usage ? " " : "", command->usage);
    return true;
}

bool cli_read_arguments(struct cli *cli, int argc, char **argv, struct error *err)
{
    cli->words = arena_alloc_array(&cli->arena, (size_t)argc + 2, sizeof(*cli->words));
    if (argc < 1)
        return true;
    if (!read_command(cli, argv + 1, err) || !read_options(cli, argv + 1, err))
        return false;
    return !cli->command || check_words(cli, err);
}

/* --- what was given --- */

const char *cli_value(const struct cli *cli, const char *option)
{
    const struct cli_option *found = find_in(cli->command->options, option, strlen(option), 0);

    BUG_ON(!found);
    return cli->values[found - cli->command->options];
}

bool cli_has(const struct cli *cli, const char *option)
{
    return cli_value(cli, option) != NULL;
}

bool cli_number(const struct cli *cli, const char *option, long long least, long long *ret_number,
    struct error *err)
{
    const char *text = cli_value(cli, option);
    long long number;

    if (!text)
        return true;
    if (!text_to_int(text, &number) || number < least)
        return error_set(err, ERROR_USAGE, "--%s wants a whole number from %lld on, not '%s'",
            option, least, text);
    *ret_number = number;
    return true;
}

bool cli_day(const struct cli *cli, const char *text, day_number *ret_day, struct error *err)
{
    return day_parse(
        text, session_today(cli->session), &session_settings(cli->session)->calendar, ret_day, err);
}

bool cli_kind(const char *text, enum kind *ret_kind, struct error *err)
{
    const char *known[KIND_COUNT];
    const char *nearest;

    if (kind_from_name(text, ret_kind))
        return true;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        known[kind] = kind_info((enum kind)kind)->plural;
    nearest = fault_nearest(text, known, KIND_COUNT);
    if (nearest)
        return error_set(err, ERROR_USAGE, "no kind '%s'; did you mean '%s'?", text, nearest);
    return error_set(err, ERROR_USAGE,
        "no kind '%s'; kinds are account, contract, contact, task, note, ...", text);
}
