/* Every file of every corpus through its target: what once broke the program stays mended.
 * replay [NAME [FILE...]] */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "files/paths.h"
#include "fuzz.h"

#define FOLDER "tests/fuzz/"

static bool run_file(const struct fuzz_target *target, const char *path)
{
    struct str bytes = {0};
    struct error err = {0};

    if (!file_read_whole(path, 8 << 20, &bytes, &err)) {
        fprintf(stderr, "%s: %s\n", path, err.text);
        return false;
    }
    /* The last line of what is printed names the file that broke it. */
    printf("%s\n", path);
    fflush(stdout);
    target->run((const uint8_t *)str_text(&bytes), bytes.len);
    str_fini(&bytes);
    return true;
}

/* Nothing in its corpus is a failure: the target would be watched by nobody. */
static bool run_corpus(const struct fuzz_target *target)
{
    struct str path = {0};
    DIR *folder;
    int count = 0;
    bool good = true;

    str_addf(&path, FOLDER "%s", target->name);
    folder = opendir(str_text(&path));
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        str_clear(&path);
        str_addf(&path, FOLDER "%s/%s", target->name, entry->d_name);
        good = run_file(target, str_text(&path)) && good;
        count++;
    }
    if (folder != NULL)
        closedir(folder);
    str_fini(&path);
    if (count == 0)
        fprintf(stderr, FOLDER "%s: no file\n", target->name);
    return good && count > 0;
}

int main(int argc, char **argv)
{
    bool good = true;

    if (argc > 1 && fuzz_find(argv[1]) == NULL) {
        fprintf(stderr, "replay: no target '%s'\n", argv[1]);
        return 2;
    }
    for (int i = 2; i < argc; i++)
        good = run_file(fuzz_find(argv[1]), argv[i]) && good;
    for (size_t i = 0; argc < 3 && i < fuzz_target_count; i++)
        if (argc < 2 || text_equal(argv[1], fuzz_targets[i].name))
            good = run_corpus(&fuzz_targets[i]) && good;
    return good ? 0 : 1;
}
