#include "support/crash_seen.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "support/home.h"

static uint64_t mix(uint64_t hash, uint64_t with)
{
    hash = (hash ^ with) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29;
}

static uint64_t mix_bytes(uint64_t hash, const char *bytes, size_t len)
{
    uint64_t word;

    for (; len >= sizeof(word); bytes += sizeof(word), len -= sizeof(word)) {
        memcpy(&word, bytes, sizeof(word));
        hash = mix(hash, word);
    }
    word = len;
    memcpy((char *)&word + 1, bytes, len);
    return mix(hash, word);
}

/* The end of the mark in the name of an unfinished file, else NULL. */
static const char *unfinished(const char *name)
{
    static const char *const marks[] = {".new-", ".part-", ".restore-"};

    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        const char *at = strstr(name, marks[i]);

        if (at)
            return at + strlen(marks[i]);
    }
    return NULL;
}

static uint64_t of_bytes(uint64_t hash, const char *path)
{
    static char buffer[1 << 16];
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    for (size_t got; (got = fread(buffer, 1, sizeof(buffer), file)) > 0;)
        hash = mix_bytes(hash, buffer, got);
    fclose(file);
    return hash;
}

static uint64_t of_file(const char *folder, const char *name)
{
    char *path = home_path(folder, name);
    const char *number = unfinished(name);
    struct stat status;
    uint64_t hash;

    assert_int_equal(stat(path, &status), 0);
    hash = mix(mix(1, status.st_mode), number ? 0 : status.st_nlink);
    if (number) {
        hash = mix_bytes(hash, name, (size_t)(number - name));
        name = number + strspn(number, "0123456789");
    }
    hash = mix_bytes(hash, name, strlen(name));
    if (!number)
        hash = of_bytes(hash, path);
    free(path);
    return hash;
}

bool crash_seen_is_new(struct crash_seen *seen, const char *folder, unsigned salt)
{
    uint64_t hash = mix(2, salt);
    DIR *dir = opendir(folder);

    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            hash += of_file(folder, entry->d_name); /* in any order */
    closedir(dir);
    for (size_t i = 0; i < seen->count; i++)
        if (seen->items[i] == hash)
            return false;
    ARRAY_PUSH(seen, hash);
    return true;
}
