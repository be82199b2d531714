/* Other programs' writes, and the user's own files: inotify on the folder of the book (a watch
 * opens no descriptor of the file itself), which starts a look at the data version. Nothing is
 * polled. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>
#include "app/rules.h"
#include "base/text.h"
#include "store/place.h"
#include "ui/live.h"
#include "ui/shell.h"
#include "ui/sync.h"

enum {
    NETWORK_MS = 1000,
    RETRY_MS = 10,
    SETTLE_MS = 3,
    EVENT_BYTES = 4096,
    CONFIG_MS = 60,
    MODAL_MS = 300,
    LATER_MS = 400,
    REST_MS = 100
};

/* Said once; from then on the line of the tabs says that it is only read. */
static bool look_at_place(struct ui *ui)
{
    struct error err;

    if (store_check_place(session_store(ui->session), &err) || err.code == ERROR_BUSY)
        return false;
    ui_fault(ui, &err);
    ui_changed(ui);
    return true;
}

static void look_due(void *context);

static void follow(struct ui *ui, int64_t version)
{
    ui->data_version = version;
    session_forget_book_facts(ui->session);
    ui_changed(ui);
    /* It may have left accounts unscored, or scored them for another day. Two that were each given
     * a day of their own would never end that. */
    if (ui->loop && !session_has_fixed_today(ui->session) && session_is_behind(ui->session))
        loop_wake_idle(ui->loop);
}

/* Is there anything new to be seen? Most looks are at a write of our own. */
static bool look(struct ui *ui)
{
    bool found = look_at_place(ui);
    int64_t version;

    if (ui_sync_imports(ui)) /* what it writes is read once, when all of it stands */
        return found;
    if (!store_data_version(session_store(ui->session), &version)) {
        ui_after(ui, RETRY_MS, look_due, ui); /* no further event will come */
        return found;
    }
    if (version == ui->data_version)
        return found;
    follow(ui, version);
    return true;
}

static void look_later(void *context)
{
    struct ui *ui = context;

    ui->looks_later = ui->look_is_due = false;
    (void)look(ui);
}

static void wait_for_rest(void *context)
{
    struct ui *ui = context;

    ui->look_is_due = true;
    ui_after(ui, REST_MS, look_later, ui);
    loop_unseen(ui->loop);
}

void shell_look_with_key(struct ui *ui)
{
    if (!ui->look_is_due)
        return;
    loop_cancel(ui->loop, look_later, ui);
    look_later(ui);
}

/* A re-score of ours commits many times a second: what it wrote is read now and then. While keys
 * come, it is read with one of them: what stands on the screen does not move once more just after
 * its answer. */
static bool look_at_rest(struct ui *ui)
{
    if (!ui->rescore)
        return look(ui);
    if (!ui->looks_later)
        ui_after(ui, LATER_MS, wait_for_rest, ui);
    ui->looks_later = true;
    return false;
}

void shell_look(struct ui *ui)
{
    (void)look_at_rest(ui);
}

static void look_due(void *context)
{
    struct ui *ui = context;

    if (!look_at_rest(ui))
        loop_unseen(ui->loop);
}

/* Another machine's writes make no event on this one. */
static void network_due(void *context)
{
    struct ui *ui = context;

    if (ui->watch_fd < 0)
        return;
    look_due(ui);
    ui_after(ui, NETWORK_MS, network_due, ui);
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
    loop_unseen(ui->loop);
}

/* --- the user's own files --- */

/* What stands over the screen is about what was read before: it ends first. */
static void config_due(void *context)
{
    struct ui *ui = context;
    bool changed;

    if (ui->other) /* looked at when the book of now is back */
        return;
    if (ui->modal.kind != MODAL_NONE) {
        ui_after(ui, MODAL_MS, config_due, ui);
        return;
    }
    changed = verb_playbooks_changed(ui->session);
    if (changed)
        verb_playbooks_forget(ui->session);
    changed |= live_look(ui);
    changed |= session_rules_look(ui->session);
    if (changed || ui->current == VIEW_FAULTS || ui->current == VIEW_SOURCES)
        ui_changed(ui);
    if (changed && session_is_behind(ui->session)) /* what they offer is found anew */
        loop_wake_idle(ui->loop);
    if (changed)
        shell_tell_faults(ui);
}

void shell_config_look(struct ui *ui)
{
    ui_after(ui, 0, config_due, ui);
}

/* The folders may have come since. */
static void watch_config(struct ui *ui)
{
    enum { CHANGES = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_CREATE };
    const char *folder = session_config_dir(ui->session);
    static const char *const below[] = {"playbooks", "themes", "holidays"};
    struct str path = {0};

    (void)inotify_add_watch(ui->config_fd, folder, CHANGES);
    for (size_t i = 0; i < COUNT_OF(below); i++) {
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, below[i]);
        (void)inotify_add_watch(ui->config_fd, str_text(&path), CHANGES);
    }
    str_fini(&path);
}

static void read_config_events(void *context, int fd)
{
    struct ui *ui = context;
    char bytes[EVENT_BYTES];

    while (read(fd, bytes, sizeof(bytes)) > 0)
        continue;
    watch_config(ui);
    loop_after(ui->loop, CONFIG_MS, config_due, ui);
}

static void watch_config_start(struct ui *ui)
{
    if (!session_config_dir(ui->session))
        return;
    ui->config_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (ui->config_fd < 0)
        return;
    watch_config(ui);
    if (loop_watch(ui->loop, ui->config_fd, read_config_events, ui)) {
        /* What changed between the first paint, which read them, and the watch. */
        loop_after(ui->loop, CONFIG_MS, config_due, ui);
        return;
    }
    close(ui->config_fd);
    ui->config_fd = -1;
}

/* --- both --- */

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
    if (session_is_on_network(ui->session))
        ui_after(ui, NETWORK_MS, network_due, ui);
    watch_config_start(ui);
}

static void stop_watch(struct ui *ui, int *fd)
{
    if (*fd < 0)
        return;
    loop_forget(ui->loop, *fd);
    close(*fd);
    *fd = -1;
}

void shell_watch_stop(struct ui *ui)
{
    stop_watch(ui, &ui->watch_fd);
    stop_watch(ui, &ui->config_fd);
}
