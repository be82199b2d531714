/* `o` and `O`: a link of the row, opened by the browser beside this terminal; where there is none
 * the link goes to the clipboard. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/text.h"
#include "base/words.h"
#include "files/child.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/links.h"
#include "ui/screen.h"
#include "ui/shell.h"

enum { LINKS_MOST = 40 };

struct links {
    const char *items[LINKS_MOST];
    size_t count;
    struct arena *arena;
};

/* --- finding --- */

static void add_link(struct links *links, const char *text, size_t len)
{
    const char *link;

    while (len && strchr(".,;:!?", text[len - 1]))
        len--;
    link = arena_copy_bytes(links->arena, text, len);
    for (size_t i = 0; i < links->count; i++)
        if (text_equal(links->items[i], link))
            return;
    if (links->count < LINKS_MOST)
        links->items[links->count++] = link;
}

/* A link ends at a blank, a control, or a mark that puts something in brackets or quotes. */
static void find_in_text(struct links *links, const char *text)
{
    while ((text = strstr(text, "http"))) {
        size_t head = text_starts(text, "https://")  ? strlen("https://")
                      : text_starts(text, "http://") ? strlen("http://")
                                                     : 0;
        size_t len = head;

        while (head && (unsigned char)text[len] > ' ' && !strchr("<>\"'`)]}|\\", text[len]))
            len++;
        if (len > head)
            add_link(links, text, len);
        text += len ? len : 1;
    }
}

static void find_in_row(struct links *links, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);

    if (row->kind == KIND_ACCOUNT)
        find_in_text(links, row_text(row, ACCOUNT_URL));
    for (int f = 0; f < info->stored; f++)
        if (row->values[f].type == VALUE_TEXT)
            find_in_text(links, row_text(row, f));
}

static void find_all(struct ui *ui, const struct row *row, struct links *links)
{
    struct row *account = NULL;
    struct error ignored;

    find_in_row(links, row);
    if (row->kind != KIND_ACCOUNT && ui_account(ui) &&
        store_get(session_store(ui_session(ui)), KIND_ACCOUNT, ui_account(ui), links->arena,
            &account, &ignored) &&
        account)
        find_in_row(links, account);
}

const char *links_main(struct ui *ui, const struct row *row, struct arena *arena)
{
    struct links links = {.arena = arena};

    find_all(ui, row, &links);
    return links.count ? links.items[0] : "";
}

/* --- opening --- */

/* The user's browser, or what the desktop has for links; NULL: no desktop is here. */
static const char *browser(void)
{
    const char *own = getenv("BROWSER");

    if (own && *own && !strchr(own, '%') && !strchr(own, ':'))
        return own;
    return getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") ? "xdg-open" : NULL;
}

/* A shell of its own puts it behind and ends at once; the link is a word to it, never a command. */
static bool start(const char *program, const char *link)
{
    const char *const argv[] = {"/bin/sh", "-c",
        "command -v \"$0\" >/dev/null && { \"$0\" \"$1\" & }", program, link, NULL};
    int null = open("/dev/null", O_RDWR | O_CLOEXEC), status = -1;
    struct child_ends ends = {null, null, null, true, NULL};
    pid_t child;

    if (null < 0)
        return false;
    if (child_start((char *const *)(uintptr_t)argv, &ends, &child) == 0)
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
    close(null);
    return status == 0;
}

static void open_link(struct ui *ui, const char *link)
{
    const char *program = ui->loop ? browser() : NULL;

    if (program && start(program, link))
        ui_toast(ui, "opened: %s", link);
    else if (screen_copy(link, strlen(link)))
        ui_toast(ui, "no browser here; copied: %s", link);
    else
        ui_toast(ui, "no browser here: %s", link);
}

static void link_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    char *link = mem_copy_text(str_text(&ui->asked));
    const char *at = link;

    for (int64_t i = 0; i < id; i++)
        at += strcspn(at, " ") + 1;
    link[(size_t)(at - link) + strcspn(at, " ")] = '\0';
    if (id >= 0)
        open_link(ui, at);
    free(link);
}

/* A link holds no blank: the list of them is kept as one text until one is chosen. */
static void choose_link(struct ui *ui, const struct links *links)
{
    struct ui_choice choices[LINKS_MOST];

    str_clear(&ui->asked);
    for (size_t i = 0; i < links->count; i++) {
        choices[i] = (struct ui_choice){links->items[i], NULL, NULL, (int64_t)i};
        str_addf(&ui->asked, "%s ", links->items[i]);
    }
    ui_choose(ui, _("Open"), choices, links->count, link_chosen, NULL);
}

static void run(struct ui *ui, bool choose)
{
    struct touched_row target = bulk_row(ui);
    struct arena arena = {0};
    struct links links = {.arena = &arena};
    struct row *row = NULL;
    struct error err;

    if (!target.key)
        return;
    if (!store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &err))
        ui_fault(ui, &err);
    else if (row)
        find_all(ui, row, &links);
    if (row && !links.count)
        ui_toast(ui, "no link stands here; e sets the account's url");
    else if (choose && links.count)
        choose_link(ui, &links);
    else if (links.count)
        open_link(ui, links.items[0]);
    arena_fini(&arena);
}

void account_run_link(struct ui *ui, const char *rest)
{
    run(ui, false);
}

void account_run_links(struct ui *ui, const char *rest)
{
    run(ui, true);
}
