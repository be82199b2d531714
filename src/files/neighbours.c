#include "files/neighbours.h"
#include <dirent.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/text.h"
#include "files/paths.h"

const char *neighbours_file_system(const char *path)
{
    static const struct {
        uint32_t type;
        const char *name;
    } shared[] = {
        {0x6969, "NFS"},
        {0x517B, "SMB"},
        {0xFF534D42, "SMB"},
        {0xFE534D42, "SMB"},
        {0x65735546, "FUSE"},
        {0x01021997, "9p"},
        {0x5346414F, "AFS"},
        {0x73757245, "Coda"},
        {0x00C36400, "Ceph"},
    };
    struct statfs status;

    if (statfs(path, &status) != 0)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(shared); i++)
        if ((uint32_t)status.f_type == shared[i].type)
            return shared[i].name;
    return NULL;
}

/* As Dropbox, Syncthing, Nextcloud, Seafile and OneDrive name them; the last by the machine. */
static bool is_conflict(const char *name, const char *stem, const char *host)
{
    static const char *const marks[] = {
        "conflicted copy", "sync-conflict", "_conflict-", "(conflict", "SFConflict"};
    size_t len = strlen(stem);
    const char *rest = name + len;

    if (strncmp(name, stem, len) != 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (strstr(rest, marks[i]))
            return true;
    return *host && *rest == '-' && !strncmp(rest + 1, host, strlen(host)) &&
           rest[1 + strlen(host)] == '.';
}

int neighbours_conflicts(const char *path, struct str *out)
{
    struct str folder = {0}, stem = {0};
    char host[65] = "";
    const char *base = path_base(path), *dot = strrchr(base, '.');
    int count = 0;
    DIR *dir;

    str_add_bytes(&folder, path, (size_t)(base - path));
    str_add_bytes(&stem, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
    (void)!gethostname(host, sizeof(host) - 1);
    dir = opendir(folder.len ? str_text(&folder) : ".");
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        if (is_conflict(entry->d_name, str_text(&stem), host)) {
            str_add(out, count++ ? ", " : "");
            str_add(out, entry->d_name);
        }
    if (dir)
        closedir(dir);
    str_fini(&folder);
    str_fini(&stem);
    return count;
}
