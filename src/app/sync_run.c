/* One source: its command, then the import of what it printed. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "files/child.h"
#include "base/words.h"
#include "files/spool.h"
#include "import_internal.h"
#include "sync_internal.h"

/* A run on its way. */
struct running {
    struct session *session;
    const struct sync_source *source;
    const struct sync_options *options;
    struct arena *arena;
    struct spool spool;
    struct sync_step step;
    struct sync_result *result;
};

static bool tell(struct running *running)
{
    const struct sync_options *options = running->options;

    if (!options->progress || options->progress(options->context, &running->step))
        return true;
    running->result->stopped = true;
    return false;
}

/* --- the command --- */

static bool goes_on(void *context, int64_t bytes)
{
    struct running *running = context;

    running->step.bytes = bytes;
    return tell(running);
}

static bool say(struct error *err, const struct child_result *result, const char *what)
{
    return error_set(err, ERROR_IO, "%s%s%s", what, result->words[0] ? ": " : "", result->words);
}

static bool say_late(const struct running *running, struct error *err)
{
    int seconds = running->source->source.limit_s;
    struct str limit = {0};

    if (seconds % 60)
        str_addf(&limit, "%ds", seconds);
    else
        sync_age_words(seconds / 60, &limit);
    error_set(err, ERROR_IO, "the command was ended after its limit of %s", str_text(&limit));
    str_fini(&limit);
    return false;
}

/* Did it end as a command does that printed all it had? */
static bool judge(
    const struct running *running, const struct child_result *result, struct error *err)
{
    char what[80];

    switch (result->end) {
    case CHILD_EXITED:
        if (result->status == 0)
            return result->bytes > 0 || say(err, result, _("the command printed nothing"));
        text_format(what, sizeof(what), _("the command ended with status %d"), result->status);
        return say(err, result, what);
    case CHILD_KILLED:
        text_format(what, sizeof(what), _("the command was ended by signal %d"), result->status);
        return say(err, result, what);
    case CHILD_LATE: return say_late(running, err);
    case CHILD_LARGE:
        return error_set(err, ERROR_REFUSED, "the command printed more than %lld MiB",
            (long long)(SYNC_MOST_BYTES >> 20));
    case CHILD_STOPPED: return error_set(err, ERROR_FOUND, "stopped");
    }
    return true;
}

static bool run_command(struct running *running, struct error *err)
{
    const struct source *source = &running->source->source;
    struct child_order order = {.argv = source->argv,
        .folder = session_config_dir(running->session),
        .out = running->spool.file,
        .out_most = SYNC_MOST_BYTES,
        .limit_ms = source->limit_s * 1000,
        .goes_on = goes_on,
        .context = running};
    struct child_result result;

    return child_run(&order, &result, err) && judge(running, &result, err);
}

/* --- the import --- */

static bool import_goes_on(void *context, const struct import_progress *progress)
{
    struct running *running = context;

    running->step.rows = progress->rows;
    running->step.of = progress->of;
    return tell(running);
}

/* A person knows the source, not the file in which its rows lay. */
static void name_error(const struct running *running, struct error *err)
{
    if (text_equal(err->path, str_text(&running->spool.path)))
        snprintf(err->path, sizeof(err->path), "%s", running->source->source.name);
}

static bool import_it(struct running *running, struct error *err)
{
    const struct source *source = &running->source->source;
    struct import_options options = {.kind = source->kind,
        .map = source->map,
        .dry_run = running->options->dry_run,
        .overwrite = source->overwrite,
        .blank_erases = source->blank_erases,
        .encoding = source->encoding,
        .delimiter = source->delimiter,
        .dates = source->dates,
        .numbers = source->numbers,
        .progress = import_goes_on,
        .context = running};
    struct import_report_list reports = {0};
    const char *path = str_text(&running->spool.path);

    running->step.imports = true;
    if (!tell(running))
        return error_set(err, ERROR_FOUND, "stopped");
    if (!import_files(running->session, &path, 1, &options, running->arena, &reports, err)) {
        name_error(running, err);
        return false;
    }
    running->result->report = reports.items[0];
    running->result->report.path = source->name;
    *err = reports.items[0].error;
    name_error(running, err);
    return reports.items[0].taken;
}

/* --- the whole --- */

/* What a book that is locked just now does not keep is found out by the next run. */
static void keep_result(struct running *running)
{
    const struct import_report *report = &running->result->report;
    struct sync_last last = running->source->last;
    struct error ignored;

    last.at = session_now(running->session);
    last.created = report->created;
    last.updated = report->updated;
    last.unchanged = report->unchanged;
    last.rejected = report->rejected;
    last.why = report->taken ? "" : report->error.text;
    last.state = !report->taken                             ? SYNC_FAILED
                 : report->rejected || report->open_columns ? SYNC_PART
                                                            : SYNC_DONE;
    if (report->taken)
        last.good_at = last.at;
    (void)!sync_keep(running->session, running->source, &last, running->arena, &ignored);
}

void sync_run(struct session *session, const struct sync_source *source,
    const struct sync_options *options, struct arena *arena, struct sync_result *ret_result)
{
    struct running running = {.session = session,
        .source = source,
        .options = options,
        .arena = arena,
        .step = {.name = source->source.name},
        .result = ret_result};
    struct import_report *report = &ret_result->report;
    struct error err = {0};
    char place[24];
    bool ok;

    *ret_result = (struct sync_result){.report = {.path = source->source.name}};
    snprintf(place, sizeof(place), "%016llx",
        (unsigned long long)import_hash(store_path(session_store(session))));
    if (!spool_open(place, source->source.name, &running.spool, &err)) {
        report->error = err;
        return; /* whoever has it keeps what it comes to */
    }
    ok = run_command(&running, &err) && import_it(&running, &err);
    spool_close(&running.spool);
    report->taken = ok;
    if (!ok)
        report->error = err;
    if (!options->dry_run && !ret_result->stopped)
        keep_result(&running);
}
