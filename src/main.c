/* The roof: makes the process fit, and picks a face. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app/demo.h"
#include "base/words.h"
#include "cli/cli.h"
#include "ui/screen.h"
#include "ui/ui.h"

/* A closed standard stream would be opened anew as somebody's file, the book's perhaps. */
static bool open_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY) != fd)
            return false;
    return true;
}

/* A full disk and a reader that went away are told by the call, not by a signal. */
static void ignore_signals(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

static int run_book(const struct session_options *book, const struct ui_options *options)
{
    struct session *session = NULL;
    struct error err;
    int status;

    if (!session_open_for_screen(book, &session, &err))
        return cli_complain(NULL, &err);
    if (!ui_main(session, options, &status, &err))
        status = cli_complain(NULL, &err);
    session_close(session);
    return status;
}

static int run_screen(const struct cli_screen *screen)
{
    struct ui_options options = {
        .theme = screen->theme,
        .colour = screen->colour,
        .ascii = screen->ascii,
        .accessible = screen->accessible,
        .as_of = screen->as_of,
        .first_start = screen->first_start,
    };
    struct session_options book = screen->session;
    int status = run_book(&book, &options);

    if (status != UI_WANTS_DEMO && status != UI_WANTS_TOUR)
        return status;
    book.demo = true;
    options.first_start = false;
    options.greets = true;
    options.tour = status == UI_WANTS_TOUR;
    return run_book(&book, &options);
}

int main(int argc, char **argv)
{
    struct cli_versions versions = {.ncurses = screen_library_version(),
        .colours = screen_colours_of,
        .commands = &ui_key_commands};
    struct cli_screen screen = {0};
    int status;

    if (!open_streams())
        return 3;
    setlocale(LC_CTYPE, "");
    words_begin(DAYBOOK_LOCALEDIR);
    umask(077);
    ignore_signals();
    status = cli_main(argc, argv, &versions, &screen);
    return status == CLI_WANTS_SCREEN ? run_screen(&screen) : status;
}
