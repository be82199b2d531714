/* A draft on disk: a line a field, an empty line, then the body as typed. */
#include "files/draft.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/date.h"
#include "base/str.h"
#include "files/outside.h"
#include "files/paths.h"

enum { DRAFT_BYTES_MAX = 64 << 20, BOOT_ID_MAX = 64, PROCESS_STAT_MAX = 4096 };

static const char HEAD[] = "daybook draft 1\n";
static const char ENDING[] = ".draft";

static bool draft_folder(struct str *ret_folder, struct error *err)
{
    struct str state = {0};
    bool ok = path_of_state(&state, err);

    if (ok)
        path_join(ret_folder, str_text(&state), "drafts");
    str_fini(&state);
    return ok;
}

/* Tells a crash from another program that still runs: the same boot, and the process is there. */
static void boot_id(struct str *out)
{
    struct error ignored;

    if (file_read_whole("/proc/sys/kernel/random/boot_id", BOOT_ID_MAX, out, &ignored) &&
        out->len && out->data[out->len - 1] == '\n')
        str_remove(out, out->len - 1, 1);
}

static void add_line(struct str *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    str_addf(out, "%s: ", name);
    for (; *value; value++)
        str_add_char(out, *value == '\n' || *value == '\r' ? ' ' : *value);
    str_add_char(out, '\n');
}

static void write_text(const struct draft *draft, struct str *out)
{
    struct str boot = {0};

    boot_id(&boot);
    str_add(out, HEAD);
    add_line(out, "db", draft->db);
    str_addf(out, "account: %lld\nnote: %lld\nrev: %lld\nabout: %lld\nsaved: %lld\npid: %ld\n",
        (long long)draft->account, (long long)draft->note, (long long)draft->rev,
        (long long)draft->about, (long long)draft->saved, (long)getpid());
    add_line(out, "boot", str_text(&boot));
    add_line(out, "name", draft->account_name);
    add_line(out, "kind", draft->kind);
    add_line(out, "when", draft->when);
    add_line(out, "sentiment", draft->sentiment);
    add_line(out, "attendees", draft->attendees);
    add_line(out, "took", draft->took);
    add_line(out, "template", draft->template);
    add_line(out, "state", draft->state);
    add_line(out, "outside", draft->outside);
    add_line(out, "form", draft->form);
    add_line(out, "view", draft->view);
    add_line(out, "look", draft->look);
    add_line(out, "row", draft->row);
    add_line(out, "command", draft->command);
    str_add_char(out, '\n');
    str_add(out, draft->body ? draft->body : "");
    str_fini(&boot);
}

/* Never made from what somebody typed. */
static const char *new_name(const struct draft *draft, struct arena *arena)
{
    static unsigned count;

    return arena_format(
        arena, "%lld-%ld-%u%s", (long long)draft->saved, (long)getpid(), ++count, ENDING);
}

bool draft_save(const struct draft *draft, bool sync, struct arena *arena, const char **ret_name,
    struct error *err)
{
    struct str folder = {0}, path = {0}, text = {0};
    const char *name = draft->name ? draft->name : new_name(draft, arena);
    bool ok = draft_folder(&folder, err) && path_make_folder(str_text(&folder), err);

    if (ok) {
        path_join(&path, str_text(&folder), name);
        write_text(draft, &text);
        ok = file_write_whole(str_text(&path), str_text(&text), text.len,
            FILE_WRITE_REPLACE | (sync ? FILE_WRITE_SYNC : 0), err);
    }
    if (ok)
        *ret_name = name;
    str_fini(&folder);
    str_fini(&path);
    str_fini(&text);
    return ok;
}

bool draft_sync(const char *name, struct error *err)
{
    struct str folder = {0}, path = {0};
    bool ok = draft_folder(&folder, err);

    if (ok) {
        path_join(&path, str_text(&folder), name);
        ok = file_sync(str_text(&path), err) || !file_is_there(str_text(&path));
    }
    str_fini(&folder);
    str_fini(&path);
    return ok;
}

bool draft_remove(const char *name, struct error *err)
{
    struct str folder = {0}, path = {0};
    bool ok = draft_folder(&folder, err);

    if (ok) {
        path_join(&path, str_text(&folder), name);
        if (unlink(str_text(&path)) && errno != ENOENT)
            ok = error_set(err, ERROR_IO, "%s: %s", str_text(&path), strerror(errno));
    }
    str_fini(&folder);
    str_fini(&path);
    return ok;
}

/* --- reading --- */

static int64_t number_of(const char *text)
{
    long long value;

    return text_to_int(text, &value) ? value : 0;
}

struct parsed {
    struct draft draft;
    const char *boot;
    int64_t pid;
};

static void take_field(struct parsed *parsed, const char *name, const char *value)
{
    struct draft *draft = &parsed->draft;
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"db", &draft->db}, {"name", &draft->account_name}, {"kind", &draft->kind},
        {"when", &draft->when}, {"sentiment", &draft->sentiment}, {"attendees", &draft->attendees},
        {"took", &draft->took}, {"template", &draft->template}, {"state", &draft->state},
        {"outside", &draft->outside}, {"boot", &parsed->boot}, {"form", &draft->form},
        {"view", &draft->view}, {"look", &draft->look}, {"row", &draft->row},
        {"command", &draft->command}};
    const struct {
        const char *name;
        int64_t *number;
    } numbers[] = {{"account", &draft->account}, {"note", &draft->note}, {"rev", &draft->rev},
        {"about", &draft->about}, {"saved", &draft->saved}, {"pid", &parsed->pid}};

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (text_equal(texts[i].name, name))
            *texts[i].text = value;
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (text_equal(numbers[i].name, name))
            *numbers[i].number = number_of(value);
}

static bool parse(char *text, struct parsed *parsed)
{
    if (!text_starts(text, HEAD))
        return false;
    text += sizeof(HEAD) - 1;
    while (*text && *text != '\n') {
        char *end = strchr(text, '\n'), *colon = strstr(text, ": ");

        if (!end || !colon || colon > end)
            return false;
        *end = *colon = '\0';
        take_field(parsed, text, colon + 2);
        text = end + 1;
    }
    parsed->draft.body = *text ? text + 1 : text;
    return true;
}

/* A process that ended and was not waited for yet writes nothing any more. */
static bool process_lives(int64_t pid)
{
    struct str path = {0}, text = {0};
    struct error ignored;
    const char *state;
    bool lives = kill((pid_t)pid, 0) == 0;

    str_addf(&path, "/proc/%lld/stat", (long long)pid);
    if (lives && file_read_whole(str_text(&path), PROCESS_STAT_MAX, &text, &ignored)) {
        state = strrchr(str_text(&text), ')'); /* `22568 (daybook) Z ...` */
        lives = !state || strncmp(state, ") Z", 3);
    }
    str_fini(&path);
    str_fini(&text);
    return lives;
}

static bool is_running(const struct parsed *parsed)
{
    struct str boot = {0};
    bool running;

    boot_id(&boot);
    running = parsed->pid > 0 && parsed->pid != getpid() &&
              text_equal(str_text(&boot), parsed->boot ? parsed->boot : "") &&
              process_lives(parsed->pid);
    str_fini(&boot);
    return running;
}

/* What the editor saved last is newer than the draft; what cannot be read leaves the draft as it
 * is.
 */
static void take_outside(struct draft *draft, struct arena *arena)
{
    struct str path = {0}, text = {0};
    struct error ignored;

    if (draft->outside && !strchr(draft->outside, '/') &&
        outside_path(draft->outside, &path, &ignored) &&
        outside_read(str_text(&path), draft->body, DRAFT_BYTES_MAX, &text, &ignored) &&
        !text_blank(str_text(&text)))
        draft->body = arena_copy_bytes(arena, str_text(&text), text.len);
    str_fini(&path);
    str_fini(&text);
}

static bool read_one(
    const char *folder, const char *name, struct arena *arena, struct parsed *parsed)
{
    struct str path = {0}, text = {0};
    struct error ignored;
    bool ok;

    path_join(&path, folder, name);
    ok = file_read_whole(str_text(&path), DRAFT_BYTES_MAX, &text, &ignored) &&
         parse(arena_copy_bytes(arena, str_text(&text), text.len), parsed);
    parsed->draft.name = arena_copy_text(arena, name);
    parsed->draft.live = ok && is_running(parsed);
    if (ok)
        take_outside(&parsed->draft, arena);
    str_fini(&path);
    str_fini(&text);
    return ok;
}

static int compare_newest(const void *left, const void *right)
{
    const struct draft *a = left, *b = right;

    if (a->saved != b->saved)
        return a->saved < b->saved ? 1 : -1;
    return strcmp(b->name, a->name);
}

bool draft_list_read(
    const char *db, struct arena *arena, struct draft_list *ret_drafts, struct error *err)
{
    struct str folder = {0};
    DIR *dir;

    if (!draft_folder(&folder, err))
        return false;
    dir = opendir(str_text(&folder));
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct parsed parsed = {0};

        if (text_ends(entry->d_name, ENDING) && !file_is_temporary(entry->d_name) &&
            read_one(str_text(&folder), entry->d_name, arena, &parsed) &&
            text_equal(parsed.draft.db, db))
            ARRAY_PUSH(ret_drafts, parsed.draft);
    }
    if (dir)
        closedir(dir);
    if (ret_drafts->count)
        qsort(ret_drafts->items, ret_drafts->count, sizeof(*ret_drafts->items), compare_newest);
    str_fini(&folder);
    return true;
}
