/* Files in, in the order accounts, contracts, contacts, the rest; a report a file. */
#include "app/import.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/words.h"
#include "app/as_of.h"
#include "files/import_map.h"
#include "import_internal.h"
#include "store/copies.h"

#define TELL_EACH_MS 100

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False: somebody who was told wants it to stop. */
static bool tell_now_and_then(struct import_run *run, const char *path, int64_t rows)
{
    int64_t now = run->options->progress != NULL ? now_ms() : 0;

    if (run->options->progress == NULL || now - run->last_told_ms < TELL_EACH_MS)
        return true;
    run->last_told_ms = now;
    return run->options->progress(
        run->options->context, &(struct import_progress){path, rows, run->rows_of});
}

bool import_may_go_on(struct import_run *run, const char *path, int64_t rows, struct error *err)
{
    const struct import_options *options = run->options;

    if ((options->is_stopped == NULL || !options->is_stopped(options->context)) &&
        tell_now_and_then(run, path, rows))
        return true;
    run->stopped = true;
    return error_set(err, ERROR_FOUND, "stopped: 0 rows imported");
}

static void fail(struct import_file *file, const struct error *err)
{
    struct import_report *report = file->report;

    report->taken = false;
    /* A fault of the book is told under the file that it kept out. */
    if (err->path[0] == '\0')
        error_set_at(
            &report->error, err->code, file->path, err->line, err->column, "%s", err->text);
    else if (text_equal(err->path, file->path))
        report->error = *err;
    else
        error_set_at(&report->error, err->code, file->path, 0, 0, "0 rows imported: %s: %s",
            err->path, err->text);
    report->created = report->updated = report->unchanged = report->rejected = 0;
    array_clear(&report->rejects);
}

static void plan_all(struct import_run *run)
{
    for (int i = 0; i < run->count && !run->stopped; i++) {
        struct import_file *file = &run->files[i];
        struct error err = {0};

        run->rows_of = 0;
        file->report->taken = import_plan_file(run, file, &err);
        if (!file->report->taken) {
            fail(file, &err);
            import_file_fini(file);
        }
    }
}

/* --- the order of the files --- */

static bool is_of_book(enum error_code code)
{
    return code == ERROR_BUSY || code == ERROR_READ_ONLY || code == ERROR_FULL;
}

static bool run_one(struct import_run *run, struct import_file *file, struct error *err)
{
    if (file->is_calendar)
        return import_meetings_file(run, file, err);
    if (file->is_book)
        return import_book_file(run, file, err);
    return file->part_count > 0 ? import_run_lists(run, file, err)
                                : import_run_file(run, file, err);
}

/* What failed in a copy cannot be taken back there: the next files are tried in another one. */
static bool try_anew(struct import_run *run, struct error *err)
{
    struct session *trial;

    if (!as_of_trial(run->live, &trial, err))
        return false;
    session_close(run->session);
    run->session = trial;
    return true;
}

/* False: the book takes no more; *err says why. What was taken before stays. */
static bool take_file(struct import_run *run, struct import_file *file, struct error *err)
{
    struct error fault = {0};

    if (run_one(run, file, &fault))
        return true;
    fail(file, &fault);
    if (is_of_book(fault.code)) {
        *err = fault;
        return false;
    }
    return !run->options->dry_run || try_anew(run, err);
}

static void take_all(struct import_run *run)
{
    struct error fault = {ERROR_FOUND, .text = "stopped: 0 rows imported"};
    bool good = true;

    for (int rank = 0; rank <= 3; rank++) {
        for (int i = 0; i < run->count; i++) {
            struct import_file *file = &run->files[i];

            if (file->rank != rank || !file->report->taken)
                continue;
            if (!good || run->stopped)
                fail(file, &fault);
            else
                good = take_file(run, file, &fault);
        }
    }
}

/* A dry run does all of it in a copy of the book: no lock is taken, and it may be read-only. */
static bool run_dry(struct import_run *run, struct error *err)
{
    if (!as_of_trial(run->live, &run->session, err))
        return false;
    take_all(run);
    import_tell_alike(run);
    session_close(run->session);
    run->session = run->live;
    for (int i = 0; i < run->count; i++)
        run->files[i].report->change_id = 0;
    return true;
}

static bool run_all(struct import_run *run, struct error *err)
{
    struct error fault = {0};

    if (run->options->dry_run)
        return run_dry(run, err);
    take_all(run);
    /* The files are in: what cannot be scored now is scored by whoever reads the book next. */
    if (!import_finish(run, &fault))
        str_addf(&run->files[0].report->notes, _("the scores wait: %s\n"), fault.text);
    import_tell_alike(run);
    return true;
}

/* --- the reports, out of growing memory into the arena --- */

static struct str keep_text(struct arena *arena, struct str *text)
{
    struct str kept = {
        .data = arena_copy_bytes(arena, str_text(text), text->len), .len = text->len};

    str_fini(text);
    return kept;
}

static void keep_report(struct arena *arena, struct import_report *report)
{
    size_t count = report->rejects.count;
    struct import_reject *rejects = arena_alloc_array(arena, count + 1, sizeof(*rejects));

    if (count > 0)
        memcpy(rejects, report->rejects.items, count * sizeof(*rejects));
    array_fini(&report->rejects);
    report->rejects.items = rejects;
    report->rejects.count = report->rejects.room = count;
    report->notes = keep_text(arena, &report->notes);
    report->fact_columns = keep_text(arena, &report->fact_columns);
    report->kept_fields = keep_text(arena, &report->kept_fields);
}

static void begin_run(struct import_run *run, const char *const *paths)
{
    struct import_report *reports =
        arena_alloc_array(run->arena, (size_t)run->count + 1, sizeof(*reports));

    run->files = arena_alloc_array(run->arena, (size_t)run->count + 1, sizeof(*run->files));
    for (int i = 0; i < run->count; i++) {
        reports[i].path = arena_copy_text(run->arena, paths[i]);
        run->files[i].path = reports[i].path;
        run->files[i].report = &reports[i];
        run->files[i].rank = 3;
    }
}

static void end_run(struct import_run *run, struct import_report_list *ret_reports)
{
    for (int i = 0; i < run->count; i++) {
        import_file_fini(&run->files[i]);
        keep_report(run->arena, run->files[i].report);
    }
    import_accounts_fini(&run->accounts);
    array_fini(&run->references);
    import_index_fini(&run->named);
    array_fini(&run->touched);
    array_fini(&run->created);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        array_fini(&run->presence[kind].matched);
    *ret_reports = (struct import_report_list){
        run->count > 0 ? run->files[0].report : NULL, (size_t)run->count, (size_t)run->count};
}

/* A book with something in it, once a day. */
static bool keep_copy(struct session *session, struct error *err)
{
    const struct copy_order order = {"import", session->today, session->settings.backups};
    int64_t accounts = 0;
    bool made;

    return session->demo || !store_count(session->store, KIND_ACCOUNT, &accounts, err) ||
           accounts == 0 || store_copy_beside(session->store, &order, &made, err);
}

bool import_files(struct session *session, const char *const *paths, int count,
    const struct import_options *options, struct arena *arena,
    struct import_report_list *ret_reports, struct error *err)
{
    struct import_run run = {
        .session = session, .live = session, .options = options, .arena = arena, .count = count};
    bool good;

    if (!import_map_read(session_config_dir(session), options->map, arena, &run.map, err) ||
        !import_force_columns(&run, err))
        return false;
    if (!options->dry_run && !keep_copy(session, err))
        return false;
    begin_run(&run, paths);
    plan_all(&run);
    import_count_files(&run);
    good = run_all(&run, err);
    end_run(&run, ret_reports);
    return good;
}
