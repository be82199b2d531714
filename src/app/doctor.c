/* doctor: the book and its folders, examined; nothing is changed. */
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include "app/checks.h"
#include "app/rules.h"
#include "base/text.h"
#include "base/words.h"
#include "files/neighbours.h"
#include "files/paths.h"

static void good(struct str *report, const char *format, ...) PRINTF_LIKE(2, 3);
static void bad(struct str *report, int *problems, const char *format, ...) PRINTF_LIKE(3, 4);

static void good(struct str *report, const char *format, ...)
{
    va_list args;

    str_add(report, "ok  ");
    va_start(args, format);
    str_vaddf(report, format, args);
    va_end(args);
    str_add_char(report, '\n');
}

static void bad(struct str *report, int *problems, const char *format, ...)
{
    va_list args;

    str_add(report, "!!  ");
    va_start(args, format);
    str_vaddf(report, format, args);
    va_end(args);
    str_add_char(report, '\n');
    ++*problems;
}

/* --- the book --- */

/* The store's own findings: `name: ok`, or what is wrong with it. */
static void add_findings(struct str *report, int *problems, const char *findings)
{
    while (*findings) {
        size_t len = strcspn(findings, "\n");
        struct str line = {0};

        str_add_bytes(&line, findings, len);
        if (text_ends(str_text(&line), ": ok"))
            good(report, "%s", str_text(&line));
        else if (strstr(str_text(&line), _("not checked: the next search lists them")))
            str_addf(report, "--  %s\n", str_text(&line));
        else
            bad(report, problems, "%s", str_text(&line));
        str_fini(&line);
        findings += len + (findings[len] == '\n');
    }
}

/* The faults themselves are told with the config files. */
static void add_rules(struct session *session, struct str *report)
{
    static const char *const names[] = {"health.yaml", "signals.yaml"};
    const struct rules *rules;
    struct error ignored;

    if (!session_rules(session, &rules, &ignored))
        return;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (session_rules_faulty(session, names[i]))
            str_addf(report, _("--  config: %s is faulty; the last good one stays in force\n"),
                names[i]);
}

/* What may write to the book past its locks. */
static void check_neighbours(const char *path, struct str *report, int *problems)
{
    const char *system = neighbours_file_system(path);
    struct str names = {0};

    if (system)
        bad(report, problems,
            _("file system: the book lies on %s, where locks may not hold: let one machine write "
              "at a time, or move it to a disk of this machine"),
            system);
    if (neighbours_conflicts(path, &names))
        bad(report, problems,
            _("copies in conflict: %s: look at one by `daybook --read-only --db FILE`; a program "
              "that synchronises folders made them, and may have replaced the book"),
            str_text(&names));
    str_fini(&names);
}

static void check_open_book(struct session *session, struct str *report, int *problems)
{
    struct str findings = {0};
    struct error err;
    int64_t accounts = 0;
    bool ok = store_check(session_store(session), &findings, &err);

    add_findings(report, problems, str_text(&findings));
    if (!ok && err.code != ERROR_FOUND)
        bad(report, problems, _("book: %s"), err.text);
    if (store_count(session_store(session), KIND_ACCOUNT, &accounts, &err))
        good(report,
            words_plural(
                "book: %lld account, schema %d", "book: %lld accounts, schema %d", accounts),
            (long long)accounts, STORE_SCHEMA_VERSION);
    str_fini(&findings);
    add_rules(session, report);
}

void check_book(const struct session_options *options, struct str *ret_report, int *ret_problems)
{
    struct session_options reading = *options;
    struct session *session = NULL;
    struct str path = {0};
    struct error err;

    reading.read_only = true;
    reading.create = false;
    if (!options->demo && !path_of_db(options->db_path, &path, &err)) {
        bad(ret_report, ret_problems, _("book: %s"), err.text);
    } else if (!options->demo && !file_is_there(str_text(&path))) {
        good(ret_report, _("book: none yet at %s"), str_text(&path));
    } else if (!session_open(&reading, &session, &err)) {
        bad(ret_report, ret_problems, _("book: %s: %s"), str_text(&path), err.text);
    } else {
        good(ret_report, _("book: %s"), store_path(session_store(session)));
        check_open_book(session, ret_report, ret_problems);
        if (!options->demo)
            check_neighbours(store_path(session_store(session)), ret_report, ret_problems);
        session_close(session);
    }
    str_fini(&path);
}

/* --- folders --- */

static void check_folder(const char *what, const char *path, struct str *report, int *problems)
{
    struct stat info;

    if (stat(path, &info) != 0)
        good(report, _("%s: none at %s"), what, path);
    else if (!S_ISDIR(info.st_mode))
        bad(report, problems, _("%s: %s is no folder"), what, path);
    else if (info.st_mode & 077)
        bad(report, problems,
            _("%s: %s has mode %03o; others can look in; to mend it: chmod 700 %s"), what, path,
            (unsigned)(info.st_mode & 0777), path);
    else
        good(report, _("%s: %s, mode %03o"), what, path, (unsigned)(info.st_mode & 0777));
}

static void drop_last_part(struct str *path)
{
    const char *slash = strrchr(str_text(path), '/');

    if (!slash) {
        str_clear(path);
        str_add_char(path, '.');
    } else if (slash != path->data) {
        str_remove(path, (size_t)(slash - path->data), strlen(slash));
    }
}

/* --- where the book lies --- */

/* Others that copy or lock files behind SQLite's back. */
static const char *const synced[] = {"Dropbox", "OneDrive", "Google Drive", "GoogleDrive", "iCloud",
    "CloudStorage", "Nextcloud", "ownCloud", "Syncthing", "MEGA"};

static bool is_remote(const char *path)
{
    static const unsigned long types[] = {0x6969 /* NFS */, 0xFF534D42 /* CIFS */,
        0xFE534D42 /* SMB 2 */, 0x517B /* SMB */, 0x65735546 /* FUSE */, 0x01021997 /* 9P */,
        0x5346414F /* AFS */};
    struct statfs info;

    for (size_t i = 0; statfs(path, &info) == 0 && i < COUNT_OF(types); i++)
        if (((unsigned long)info.f_type & 0xFFFFFFFFUL) == types[i])
            return true;
    return false;
}

static void check_place(const char *path, struct str *report)
{
    const char *by = NULL;

    for (size_t i = 0; i < COUNT_OF(synced); i++)
        if (text_contains_folded(path, synced[i]))
            by = synced[i];
    if (by)
        str_addf(report,
            _("--  place: %s is copied by %s, perhaps in the middle of a write; to mend it: keep "
              "the book elsewhere (--db), and put `daybook backup FILE` there\n"),
            path, by);
    else if (is_remote(path))
        str_addf(report,
            _("--  place: %s is on a network or FUSE file system, whose locks may not hold; to "
              "mend it: keep the book on a disk of this machine (--db)\n"),
            path);
    else
        good(report, _("place: on a disk of this machine"));
}

void check_folders(const struct session_options *options, struct str *ret_report, int *ret_problems)
{
    struct str path = {0};
    struct error err;

    if (options->demo)
        return;
    if (path_of_db(options->db_path, &path, &err)) {
        drop_last_part(&path);
        check_folder(_("folder of the book"), str_text(&path), ret_report, ret_problems);
        check_place(str_text(&path), ret_report);
    }
    str_clear(&path);
    if (path_of_config(options->config_dir, &path, &err))
        check_folder(_("config"), str_text(&path), ret_report, ret_problems);
    str_clear(&path);
    if (path_of_state(&path, &err))
        check_folder(_("drafts"), str_text(&path), ret_report, ret_problems);
    str_fini(&path);
}
