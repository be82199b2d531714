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

enum { STATUS_FAILED = 3, STATUS_NOT_AGAIN = 4, STATUS_GIVEN_UP = 5 };

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
    array_fini(&run->seen);
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

/* --- failures --- */

static int in_child(struct crash_run *run, const struct crash_plan *plan, crash_job *job)
{
    bool done;

    crash_disk_arm(plan);
    done = job(run->path, run->told, &run->told->err);
    run->told->calls = crash_disk_calls();
    crash_disk_disarm();
    if (done)
        return 0;
    return job(run->path, run->told, &run->told->again) ? STATUS_FAILED : STATUS_NOT_AGAIN;
}

static int status_of(pid_t child, int at)
{
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        fail_msg("call %d: signal %d", at, WTERMSIG(status));
    return WEXITSTATUS(status);
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
    status = status_of(child, plan->at);
    if (status == STATUS_NOT_AGAIN)
        fail_msg("call %d: %s; nor with a good disk: %s", plan->at, run->told->err.text,
            run->told->again.text);
    if (status != 0 && status != STATUS_FAILED)
        fail_msg("call %d: status %d", plan->at, status);
    return status == 0 ? CRASH_DONE : CRASH_FAILED;
}

bool crash_run_is_new(struct crash_run *run, enum crash_end end)
{
    return crash_seen_is_new(&run->seen, end == CRASH_CUT ? run->after : run->folder,
        (unsigned)run->told->count * 4 + (unsigned)end);
}

/* --- cuts --- */

/* The job's side: at a call it waits until what would be left has been looked at. */
struct looker {
    struct crash_run *run;
    const struct crash_cuts *cuts;
    int ask, answer; /* ends of pipes */
    uint32_t seed;
};

/* The disk of a fork is cut, this one goes on. */
static void cut_once(struct looker *looker)
{
    struct crash_way way = {.seed = looker->seed += 7919, .is_kill = looker->cuts->is_kill};
    char byte = 0;
    int status;
    pid_t child = fork();

    if (child == 0) {
        crash_disk_cut(&way);
        _exit(0);
    }
    BUG_ON(waitpid(child, &status, 0) != child || status != 0);
    if (write(looker->ask, &byte, 1) != 1 || read(looker->answer, &byte, 1) != 1)
        _exit(STATUS_GIVEN_UP);
}

static void look(void *context, int call)
{
    struct looker *looker = context;

    looker->run->told->calls = call;
    if ((call - 1) % looker->cuts->stride != 0)
        return;
    for (int i = 0; i < looker->cuts->ways; i++)
        cut_once(looker);
}

static int do_and_look(struct looker *looker)
{
    struct crash_run *run = looker->run;

    crash_disk_arm(&(struct crash_plan){
        .folder = run->folder, .after = run->after, .look = look, .context = looker});
    if (!looker->cuts->job(run->path, run->told, &run->told->err))
        return STATUS_FAILED;
    run->told->calls++; /* the one that is not made */
    for (int i = 0; i < looker->cuts->end_ways; i++)
        cut_once(looker);
    return 0;
}

static pid_t start_looker(struct crash_run *run, const struct crash_cuts *cuts, int ends[2])
{
    int up[2], down[2];
    pid_t child;

    assert_int_equal(pipe(up), 0);
    assert_int_equal(pipe(down), 0);
    child = fork();
    if (child == 0) {
        close(up[0]);
        close(down[1]);
        _exit(do_and_look(
            &(struct looker){.run = run, .cuts = cuts, .ask = up[1], .answer = down[0]}));
    }
    close(up[1]);
    close(down[0]);
    ends[0] = up[0];
    ends[1] = down[1];
    return child;
}

int crash_run_cuts(struct crash_run *run, const struct crash_cuts *cuts)
{
    int ends[2], seen = 0, status;
    char byte;
    pid_t child;

    begin(run);
    child = start_looker(run, cuts, ends);
    while (read(ends[0], &byte, 1) == 1) {
        if (crash_run_is_new(run, CRASH_CUT))
            cuts->check(run, CRASH_CUT, run->told->calls);
        empty(run->after);
        seen++;
        assert_int_equal(write(ends[1], &byte, 1), 1);
    }
    close(ends[0]);
    close(ends[1]);
    status = status_of(child, run->told->calls);
    if (status != 0)
        fail_msg("call %d: status %d: %s", run->told->calls, status, run->told->err.text);
    if (crash_run_is_new(run, CRASH_DONE))
        cuts->check(run, CRASH_DONE, run->told->calls);
    return seen;
}

const char *crash_run_left(const struct crash_run *run, enum crash_end end)
{
    return end == CRASH_CUT ? run->found : run->path;
}
