#include "support/crash_run.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/bug.h"
#include "base/mem.h"
#include "support/home.h"

enum { STATUS_FAILED = 3, STATUS_NOT_AGAIN = 4 };

void crash_run_init(struct crash_run *run)
{
    *run = (struct crash_run){.home = home_new()};
    run->folder = home_path(run->home, "data/daybook");
    run->path = home_path(run->home, "data/daybook/daybook.db");
    run->after = home_path(run->home, "after");
    run->found = home_path(run->home, "after/daybook.db");
    mkdir(run->folder, 0700);
    mkdir(run->after, 0700);
    run->told =
        mmap(NULL, sizeof(*run->told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    BUG_ON(run->told == MAP_FAILED);
}

void crash_run_fini(struct crash_run *run)
{
    munmap(run->told, sizeof(*run->told));
    free(run->folder);
    free(run->path);
    free(run->after);
    free(run->found);
    free(run->start);
    home_free(run->home);
}

void crash_run_from_here(struct crash_run *run)
{
    FILE *file = fopen(run->path, "rb");
    struct stat status;

    assert_non_null(file);
    assert_int_equal(stat(run->path, &status), 0);
    free(run->start);
    run->start_len = (size_t)status.st_size;
    run->start = mem_alloc(run->start_len);
    assert_int_equal(fread(run->start, 1, run->start_len, file), run->start_len);
    fclose(file);
}

static void empty(const char *folder)
{
    DIR *dir = opendir(folder);

    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir));) {
        char *path = home_path(folder, entry->d_name);

        if (entry->d_name[0] != '.')
            assert_int_equal(unlink(path), 0);
        free(path);
    }
    closedir(dir);
}

static void begin(struct crash_run *run)
{
    FILE *file;

    empty(run->folder);
    empty(run->after);
    *run->told = (struct crash_told){0};
    if (!run->start)
        return;
    file = fopen(run->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(run->start, 1, run->start_len, file), run->start_len);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(run->path, 0600), 0);
}

static int in_child(struct crash_run *run, const struct crash_plan *plan, crash_job *job)
{
    bool done;

    crash_disk_arm(plan);
    done = job(run->path, run->told, &run->told->err);
    run->told->calls = crash_disk_calls();
    if (done && plan->error == 0 && !plan->is_kill)
        crash_disk_cut(); /* just after it was told */
    crash_disk_disarm();
    if (done)
        return 0;
    return job(run->path, run->told, &run->told->again) ? STATUS_FAILED : STATUS_NOT_AGAIN;
}

enum crash_end crash_run_go(struct crash_run *run, const struct crash_plan *plan, crash_job *job)
{
    struct crash_plan all = *plan;
    int status;
    pid_t child;

    all.folder = run->folder;
    all.after = run->after;
    begin(run);
    child = fork();
    if (child == 0)
        _exit(in_child(run, &all, job));
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        fail_msg("call %d: signal %d", plan->at, WTERMSIG(status));
    switch (WEXITSTATUS(status)) {
    case 0: return CRASH_DONE;
    case CRASH_STATUS: return CRASH_CUT;
    case STATUS_FAILED: return CRASH_FAILED;
    case STATUS_NOT_AGAIN:
        fail_msg("call %d: %s; nor with a good disk: %s", plan->at, run->told->err.text,
            run->told->again.text);
        break;
    default: fail_msg("call %d: status %d", plan->at, WEXITSTATUS(status));
    }
    return CRASH_DONE;
}

const char *crash_run_left(const struct crash_run *run, enum crash_end end)
{
    return end == CRASH_CUT ? run->found : run->path;
}
