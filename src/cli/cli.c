/* One run of the command line: arguments, book, command, exit status. */
#include "cli/cli.h"

#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "app/as_of.h"
#include "app/looks.h"
#include "app/rules.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"
#include "core/settings.h"
#include "files/paths.h"
#include "store/wait.h"

enum { BUSY_MS = 5000, COLUMNS_USUAL = 100 };

/* --today, read as a person may write it; the clock says what `tomorrow` is. */
static bool read_today(const struct cli *cli, day_number *ret_today, struct error *err)
{
    const char *text = cli->globals[GLOBAL_TODAY];

    *ret_today = DAY_NONE;
    return !text || day_parse(text, clock_today(), NULL, ret_today, err);
}

static bool fill_session_options(
    const struct cli *cli, struct session_options *ret_options, struct error *err)
{
    day_number today;

    if (cli->globals[GLOBAL_DEMO] && cli->globals[GLOBAL_DB])
        return error_set(err, ERROR_USAGE, "--demo has a book of its own; leave --db out");
    if (!read_today(cli, &today, err))
        return false;
    *ret_options = (struct session_options){
        .db_path = cli->globals[GLOBAL_DB],
        .config_dir = cli->globals[GLOBAL_CONFIG],
        .today = today,
        .read_only = cli->globals[GLOBAL_READ_ONLY] != NULL,
        .demo = cli->globals[GLOBAL_DEMO] != NULL,
        .redact = cli->globals[GLOBAL_REDACT] != NULL,
        .actor = ACTOR_CLI,
        .busy_timeout_ms = BUSY_MS,
    };
    return true;
}

static bool is_book_there(const struct cli *cli)
{
    struct str path = {0};
    struct error ignored;
    bool there =
        path_of_db(cli->globals[GLOBAL_DB], &path, &ignored) && file_is_there(str_text(&path));

    str_fini(&path);
    return there || cli->globals[GLOBAL_DEMO];
}

/* --- the full screen --- */

static bool fill_screen(const struct cli *cli, struct cli_screen *ret_screen, struct error *err)
{
    if (!fill_session_options(cli, &ret_screen->session, err))
        return false;
    ret_screen->session.actor = ACTOR_APP;
    ret_screen->session.busy_timeout_ms = 0;
    ret_screen->first_start = !is_book_there(cli);
    ret_screen->session.create = !ret_screen->session.read_only;
    ret_screen->as_of = cli->globals[GLOBAL_AS_OF];
    ret_screen->theme = cli->globals[GLOBAL_THEME];
    ret_screen->colour = cli->globals[GLOBAL_COLOR];
    ret_screen->ascii = cli->globals[GLOBAL_ASCII] != NULL;
    ret_screen->accessible = cli->globals[GLOBAL_ACCESSIBLE] != NULL;
    return true;
}

/* --- a command --- */

static bool goes_on(void *context, double done)
{
    (void)context;
    (void)done;
    return !cli_caught_signal();
}

/* The live book is only read, and stays open under the one that is looked at. */
static bool go_back(struct cli *cli, struct error *err)
{
    const struct as_of_watch watch = {goes_on, NULL};
    struct session *then;
    day_number day;

    if (!day_parse_behind(cli->session, cli->globals[GLOBAL_AS_OF], &day, err) ||
        !as_of_open(cli->session, day, &watch, &then, err))
        return false;
    cli->live = cli->session;
    cli->session = then;
    if (session_as_of_limits(then)[0])
        err_linef("daybook: %s", session_as_of_limits(then));
    return true;
}

static bool writes(const struct cli *cli)
{
    unsigned flags = cli->command->flags;

    return flags & CLI_WRITES && !(flags & CLI_TRIES_ASIDE && cli_has(cli, "dry-run"));
}

static bool open_book(struct cli *cli, struct error *err)
{
    bool asked = cli->globals[GLOBAL_AS_OF] != NULL;
    struct session_options options;

    if (!fill_session_options(cli, &options, err))
        return false;
    if (asked && writes(cli))
        return error_set(err, ERROR_USAGE,
            "--as-of shows the book as it stood, and this command writes; nothing changed");
    if (options.redact && (cli->command->flags & CLI_WRITES))
        return error_set(err, ERROR_USAGE,
            "--redact shows a masked copy, and this command writes; nothing changed");
    options.read_only |= asked;
    if (options.read_only && writes(cli))
        return error_set(err, ERROR_READ_ONLY,
            "--read-only was given, and this command writes; nothing changed");
    options.create = (cli->command->flags & CLI_CREATES) != 0;
    if (!options.create && !is_book_there(cli)) {
        struct str path = {0};

        if (path_of_db(options.db_path, &path, err))
            error_set_at(err, ERROR_IO, str_text(&path), 0, 0,
                "there is no book yet; daybook import FILE makes one, daybook --demo shows one");
        str_fini(&path);
        return false;
    }
    return session_open(&options, &cli->session, err) && (!asked || go_back(cli, err));
}

/* A faulty file of the user's never stops a command, and is never passed over in silence. */
static void tell_faults(const struct cli *cli)
{
    struct str first = {0}, rules = {0};
    size_t count = session_faults(cli->session, &first);

    if (count)
        err_linef(_("daybook: %s; %s%s"), str_text(&first),
            session_rules_banner(cli->session, &rules) ? _("the last good one stays in force")
                                                       : _("the default stands in"),
            count > 1 ? _("; daybook config check names all faults") : "");
    str_fini(&rules);
    str_fini(&first);
}

static void say_waiting(void)
{
    err_line(_("daybook: another program is writing; waiting for it"));
}

/* Not where something is written: a page for others, or the journal's words of what was done. */
static bool shows_forms(const struct cli *cli)
{
    return !cli->is_data && !writes(cli) && cli->command->run != cli_brief;
}

/* Days and numbers as the user wants to see them. */
static void show_as_set(const struct cli *cli)
{
    const struct settings *settings = session_settings(cli->session);

    (void)day_show_as((enum day_form)settings->date_form);
    (void)money_show_as((enum number_marks)settings->number_form);
}

const char *cli_show_day(struct cli *cli, day_number day)
{
    char text[24];

    if (day == DAY_NONE)
        return "";
    return arena_copy_text(&cli->arena,
        cli->is_data ? day_iso(day, text) : day_short(day, session_today(cli->session), text));
}

static bool run_command(struct cli *cli, struct error *err)
{
    bool ok;

    if (cli->globals[GLOBAL_HELP]) {
        cli_help_command(cli, cli->command);
        return true;
    }
    if (cli->globals[GLOBAL_AS_OF] && (cli->command->flags & CLI_NO_BOOK))
        return error_set(err, ERROR_USAGE, "--as-of is for commands that show the book");
    if (isatty(STDERR_FILENO)) /* it is for a person */
        store_tell_wait(say_waiting);
    if (!(cli->command->flags & CLI_NO_BOOK) && !open_book(cli, err))
        return false;
    if (cli->session && shows_forms(cli))
        show_as_set(cli);
    ok = cli->command->run(cli, err);
    if (cli->session)
        tell_faults(cli);
    return ok;
}

/* What the reader of standard output got decides over the command's own result. */
static int status_of(struct cli *cli, bool ok, const struct error *err)
{
    struct error full;
    int status;

    out_flush(cli);
    if (cli_caught_signal())
        return 128 + cli_caught_signal();
    if (ok)
        status = cli->status ? cli->status : cli->in_part;
    else
        status = cli_complain(cli->command ? cli->command->name : NULL, err);
    if (cli->out_broken)
        return 128 + SIGPIPE;
    if (!cli->out_errno)
        return status;
    error_set(&full, ERROR_IO, "%s", strerror(cli->out_errno));
    return cli_complain("standard output", &full);
}

static void look_at_terminal(struct cli *cli)
{
    struct winsize size = {0};
    bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

    cli->is_tty = isatty(STDOUT_FILENO) == 1;
    cli->columns = COLUMNS_USUAL;
    if (cli->is_tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        cli->columns = size.ws_col;
    cli->ascii = cli->globals[GLOBAL_ASCII] || (cli->is_tty && !is_utf8);
}

static bool run(
    struct cli *cli, bool *ret_wants_screen, struct cli_screen *ret_screen, struct error *err)
{
    *ret_wants_screen = false;
    look_at_terminal(cli);
    if (cli->globals[GLOBAL_VERSION]) {
        cli_version(cli);
        return true;
    }
    if (!cli_check_looks(cli, err))
        return false;
    if (cli->command)
        return run_command(cli, err);
    if (cli->family)
        return cli_help_of(cli, err);
    if (cli->globals[GLOBAL_HELP]) {
        cli_help(cli);
        return true;
    }
    if (cli->word_count)
        return error_set(
            err, ERROR_USAGE, "no command '%s'; daybook --help names them", cli->words[0]);
    *ret_wants_screen = fill_screen(cli, ret_screen, err);
    return *ret_wants_screen;
}

/* What other programs read is the same in every language. */
static bool prints_data(const struct cli *cli)
{
    const struct cli_command *command = cli->command;

    if (command->run == cli_man || command->run == cli_completions || command->run == cli_export)
        return true;
    for (int i = 0; command->options[i].name; i++)
        if (cli->values[i] && (text_equal(command->options[i].name, "json") ||
                                  text_equal(command->options[i].name, "csv")))
            return true;
    return false;
}

int cli_main(
    int argc, char **argv, const struct cli_versions *versions, struct cli_screen *ret_screen)
{
    struct cli *cli = mem_alloc(sizeof(*cli));
    struct error err = {0};
    bool wants_screen = false, ok;
    int status;

    cli->versions = versions;
    ok = cli_read_arguments(cli, argc, argv, &err);
    if (cli->command)
        cli_catch_signals();
    cli->is_data = cli->command && !cli->globals[GLOBAL_HELP] && prints_data(cli);
    if (cli->is_data)
        words_end();
    ok = ok && run(cli, &wants_screen, ret_screen, &err);
    status = wants_screen ? CLI_WANTS_SCREEN : status_of(cli, ok, &err);
    session_close(cli->session);
    session_close(cli->live);
    str_fini(&cli->out);
    arena_fini(&cli->arena);
    free(cli);
    return status;
}

/* --- what several commands do --- */

/* Of a book that may not be written, what was scored otherwise stays so, and is said. */
static bool tell_stale(struct cli *cli, struct error *err)
{
    bool left, ok = session_has_unscored(cli->session, &left, err);

    if (ok && left)
        err_line(_("daybook: health and ranks are of another day or by other rules: the book is "
                   "read-only"));
    return ok;
}

bool cli_freshen(struct cli *cli, struct error *err)
{
    bool more, ok;

    if (session_is_read_only(cli->session))
        return tell_stale(cli, err);
    if (!session_needs_rescore(cli->session))
        return true;
    words_plain_begin(); /* the journal's words of what follows by itself */
    ok = session_rescore(cli->session, 0, &more, err);
    words_plain_end();
    return ok;
}

void cli_report(struct cli *cli, struct outcome *outcome)
{
    out_clean(cli, str_text(&outcome->summary));
    out_text(cli, "\n");
    if (outcome->kept.len) {
        err_line(str_text(&outcome->kept));
        cli->in_part = true;
    }
    outcome_fini(outcome);
}

void cli_report_new(struct cli *cli, const struct str *id, const struct outcome *outcome)
{
    out_clean(cli, str_text(id));
    out_text(cli, "\n");
    err_summary(outcome);
}
