#include "support/home.h"
#include <dirent.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/mem.h"
#include "base/str.h"

struct text_list ARRAY_OF(char *);

static char *join(const char *a, const char *between, const char *b)
{
    struct str path = {0};
    str_addf(&path, "%s%s%s", a, between, b);
    return str_take(&path);
}

char *home_path(const char *home, const char *name)
{
    return join(home, "/", name);
}

char *home_new(void)
{
    static const char *const folders[] = {"data", "config", "state", "cache", "run"};
    const char *top = getenv("TMPDIR");
    char *home = join(top && *top ? top : "/tmp", "/", "daybook-test-XXXXXX");
    BUG_ON(!mkdtemp(home));
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        char *path = home_path(home, folders[i]);
        BUG_ON(mkdir(path, 0700) != 0);
        free(path);
    }
    return home;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    /* A test may have taken the right to write away. */
    if (kind == FTW_D || kind == FTW_DNR)
        chmod(path, 0700);
    return remove(path) == 0 || kind == FTW_D ? 0 : -1;
}

void home_free(char *home)
{
    if (home)
        nftw(home, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(home);
}

char *home_write(const char *home, const char *name, const char *text)
{
    char *path = home_path(home, name);
    FILE *file = fopen(path, "wb");
    BUG_ON(!file);
    BUG_ON(fwrite(text, 1, strlen(text), file) != strlen(text));
    BUG_ON(fclose(file) != 0);
    return path;
}

size_t folder_entries(const char *folder)
{
    DIR *entries = opendir(folder);
    size_t count = 0;

    BUG_ON(!entries);
    while (readdir(entries))
        count++;
    closedir(entries);
    return count;
}

char *file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    struct str text = {0};
    char buffer[65536];
    for (size_t len; (len = fread(buffer, 1, sizeof(buffer), file)) > 0;)
        str_add_bytes(&text, buffer, len);
    fclose(file);
    str_add_bytes(&text, "", 0);
    return str_take(&text);
}

size_t text_count(const char *text, const char *part)
{
    size_t count = 0;

    for (text = strstr(text, part); text; text = strstr(text + 1, part))
        count++;
    return count;
}

const char *home_program(void)
{
    const char *program = getenv("DAYBOOK_PROGRAM");
    return program && *program ? program : "build/daybook";
}

/* An entry takes the place of an earlier one of its name. */
static void put(struct text_list *env, char *entry)
{
    size_t name = strcspn(entry, "=") + 1;
    for (size_t i = 0; i < env->count; i++) {
        if (strncmp(env->items[i], entry, name) == 0) {
            free(env->items[i]);
            env->items[i] = entry;
            return;
        }
    }
    ARRAY_PUSH(env, entry);
}

char **env_sealed(const char *home, const char *const *extra)
{
    static const char *const fixed[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC"};
    static const char *const folders[][2] = {{"XDG_DATA_HOME=", "/data"},
        {"XDG_CONFIG_HOME=", "/config"}, {"XDG_STATE_HOME=", "/state"},
        {"XDG_CACHE_HOME=", "/cache"}, {"XDG_RUNTIME_DIR=", "/run"}};
    static const char *const passed[] = {
        "PATH", "TMPDIR", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"};
    struct text_list env = {0};
    for (size_t i = 0; i < COUNT_OF(fixed); i++)
        put(&env, mem_copy_text(fixed[i]));
    put(&env, join("HOME", "=", home));
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        put(&env, join(folders[i][0], home, folders[i][1]));
    for (size_t i = 0; i < COUNT_OF(passed); i++)
        if (getenv(passed[i]))
            put(&env, join(passed[i], "=", getenv(passed[i])));
    for (size_t i = 0; extra && extra[i]; i++)
        put(&env, mem_copy_text(extra[i]));
    ARRAY_PUSH(&env, NULL);
    return env.items;
}

void env_free(char **env)
{
    for (size_t i = 0; env && env[i]; i++)
        free(env[i]);
    free(env);
}

char **argv_of(const char *program, const char *const *args)
{
    struct text_list argv = {0};
    ARRAY_PUSH(&argv, (char *)(uintptr_t)program);
    for (size_t i = 0; args && args[i]; i++)
        ARRAY_PUSH(&argv, (char *)(uintptr_t)args[i]);
    ARRAY_PUSH(&argv, NULL);
    return argv.items;
}

long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void signals_as_usual(void)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};

    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        signal(numbers[i], SIG_DFL);
}
