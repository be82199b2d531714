/* Other programs' writes: inotify on the folder of the book (a watch opens no descriptor of the
 * file itself), which starts a look at the data version. Nothing is polled. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>
#include "base/text.h"
#include "ui/shell.h"

enum { RETRY_MS = 10, SETTLE_MS = 3, EVENT_BYTES = 4096 };

static void look_due(void *context)
{
    shell_look(context);
}

void shell_look(struct ui *ui)
{
    int64_t version;

    if (!store_data_version(session_store(ui->session), &version)) {
        ui_after(ui, RETRY_MS, look_due, ui); /* no further event will come */
        return;
    }
    if (version == ui->data_version)
        return;
    ui->data_version = version;
    session_forget_book_facts(ui->session);
    ui_changed(ui);
    /* It may have left accounts unscored, or scored them for another day. Two that were each given
     * a day of their own would never end that. */
    if (ui->loop && !session_has_fixed_today(ui->session) && session_is_behind(ui->session))
        loop_wake_idle(ui->loop);
}

/* Is it about the book or its journal? */
static bool is_about_book(const struct ui *ui, const char *name)
{
    size_t len = strlen(ui->watch_name);

    return !strncmp(name, ui->watch_name, len) &&
           (!name[len] || text_equal(name + len, "-journal"));
}

static void read_events(void *context, int fd)
{
    struct ui *ui = context;
    char bytes[EVENT_BYTES] __attribute__((aligned(__alignof__(struct inotify_event))));
    bool about = false;
    ssize_t got;

    while ((got = read(fd, bytes, sizeof(bytes))) > 0)
        for (char *at = bytes; at < bytes + got;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;

            about |=
                (event->mask & IN_Q_OVERFLOW) || (event->len && is_about_book(ui, event->name));
            at += sizeof(*event) + event->len;
        }
    if (about)
        loop_after(ui->loop, SETTLE_MS, look_due, ui); /* the lock may still be held for a moment */
}

void shell_watch_start(struct ui *ui)
{
    const char *path = store_path(session_store(ui->session));
    const char *slash = strrchr(path, '/');
    struct str folder = {0};

    (void)!store_data_version(session_store(ui->session), &ui->data_version);
    ui->watch_name = slash ? slash + 1 : path;
    ui->watch_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    str_add_bytes(
        &folder, slash ? path : ".", slash ? (size_t)(slash - path) + (slash == path) : 1);
    if (ui->watch_fd >= 0 && (inotify_add_watch(ui->watch_fd, str_text(&folder),
                                  IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE) < 0 ||
                                 !loop_watch(ui->loop, ui->watch_fd, read_events, ui))) {
        close(ui->watch_fd);
        ui->watch_fd = -1;
    }
    str_fini(&folder);
}

void shell_watch_stop(struct ui *ui)
{
    if (ui->watch_fd < 0)
        return;
    loop_forget(ui->loop, ui->watch_fd);
    close(ui->watch_fd);
    ui->watch_fd = -1;
}
