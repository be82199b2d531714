/* What has its day, as a calendar: open tasks and steps to be done, renewals, notice dates and
 * reviews as days. The UID of a thing stays the same when its day moves. */
#include "app/listing.h"
#include "base/text.h"
#include "export_internal.h"
#include "files/ical_out.h"

struct calendar_export {
    struct export_run *run;
    struct arena names_arena;
    int64_t account; /* whose name is remembered */
    const char *name;
};

static const char *account_of(struct calendar_export *calendar, const struct row *row)
{
    struct export_run *run = calendar->run;
    int64_t account = row_integer(row, kind_info(row->kind)->account);

    if (account == 0)
        return "";
    if (account != calendar->account) {
        arena_clear(&calendar->names_arena);
        calendar->account = account;
        if (!account_name(
                run->session, account, &calendar->names_arena, &calendar->name, run->err)) {
            calendar->name = "";
            export_fail(run);
        }
    }
    return calendar->name;
}

/* --- the parts of an entry --- */

struct entry {
    const char *component; /* VTODO or VEVENT */
    const char *uid, *title, *account, *about;
    day_number day;
    int minute; /* of the day, -1: all of it */
};

static void add_when(struct str *out, const struct entry *entry)
{
    const char *name = text_equal(entry->component, "VTODO") ? "DUE" : "DTSTART";

    if (entry->day != DAY_NONE && entry->minute >= 0)
        ical_out_moment(out, name, minute_make(entry->day, entry->minute), false);
    else
        ical_out_day(out, name, entry->day);
}

static void begin_entry(struct calendar_export *calendar, const struct entry *entry)
{
    struct export_run *run = calendar->run;
    struct str *out = &run->text;
    const char *account = entry->account;

    ical_out_line(out, "BEGIN", entry->component);
    ical_out_text(out, "UID", entry->uid);
    ical_out_moment(out, "DTSTAMP", minute_make(session_today(run->session), 0), true);
    add_when(out, entry);
    ical_out_text(out, "SUMMARY",
        *account != '\0' ? arena_format(&run->arena, "%s (%s)", entry->title, account)
                         : entry->title);
    ical_out_text(out, "DESCRIPTION", entry->about);
}

static bool end_entry(struct calendar_export *calendar, const char *component)
{
    ical_out_line(&calendar->run->text, "END", component);
    return !calendar->run->failed && export_row_done(calendar->run);
}

/* A whole day that takes no time of anybody. */
static bool add_event(struct calendar_export *calendar, const struct entry *entry)
{
    begin_entry(calendar, entry);
    ical_out_line(&calendar->run->text, "TRANSP", "TRANSPARENT");
    return end_entry(calendar, "VEVENT");
}

/* --- tasks and steps --- */

static bool is_open(const struct row *row, int status)
{
    return row_is(row, status, "open") || row_is(row, status, "blocked");
}

static bool add_task(void *context, const struct row *row)
{
    struct calendar_export *calendar = context;
    struct export_run *run = calendar->run;
    const char *priority = row_text(row, TASK_PRIORITY);
    struct entry entry = {.component = "VTODO",
        .uid = arena_format(&run->arena, "task-%s@daybook", row_text(row, TASK_ID)),
        .title = row_text(row, TASK_TITLE),
        .account = account_of(calendar, row),
        .about = "",
        .day = row_day(row, TASK_DUE),
        .minute = row_knows(row, TASK_AT) ? (int)row_integer(row, TASK_AT) : -1};

    if (!is_open(row, TASK_STATUS))
        return true;
    begin_entry(calendar, &entry);
    ical_out_line(&run->text, "STATUS", "NEEDS-ACTION");
    if (*priority != '\0')
        ical_out_line(&run->text, "PRIORITY",
            text_equal_nocase(priority, "high")  ? "1"
            : text_equal_nocase(priority, "low") ? "9"
                                                 : "5");
    ical_out_text(&run->text, "CATEGORIES", row_text(row, TASK_KIND));
    return end_entry(calendar, entry.component);
}

static bool add_step(void *context, const struct row *row)
{
    struct calendar_export *calendar = context;
    struct export_run *run = calendar->run;
    struct entry entry = {.component = "VTODO",
        .uid = arena_format(&run->arena, "step-%s-%s@daybook", export_link_id(run, row, STEP_RUN),
            row_text(row, STEP_STEP)),
        .title = row_text(row, STEP_TITLE),
        .account = account_of(calendar, row),
        .about = row_text(row, STEP_WHY),
        .day = row_day(row, STEP_DUE),
        .minute = -1};

    if (!is_open(row, STEP_STATUS) || entry.day == DAY_NONE)
        return true;
    begin_entry(calendar, &entry);
    ical_out_line(&run->text, "STATUS", "NEEDS-ACTION");
    ical_out_text(&run->text, "CATEGORIES", row_text(row, STEP_KIND));
    return end_entry(calendar, entry.component);
}

/* --- reviews --- */

static bool add_review(void *context, const struct row *row)
{
    struct calendar_export *calendar = context;
    struct entry entry = {.component = "VEVENT",
        .uid = arena_format(&calendar->run->arena, "review-%s@daybook", row_text(row, RUN_ID)),
        .title = row_text(row, RUN_TITLE),
        .account = account_of(calendar, row),
        .about = "",
        .day = row_day(row, RUN_TARGET),
        .minute = -1};

    if (!is_open(row, RUN_STATUS) || !row_is(row, RUN_TYPE, "review") || entry.day == DAY_NONE)
        return true;
    return add_event(calendar, &entry);
}

/* --- renewals and notice dates --- */

static const char *uid_of_line(
    struct calendar_export *calendar, const struct row *row, const char *what)
{
    struct export_run *run = calendar->run;

    return arena_format(&run->arena, "%s-%s-%s@daybook", what,
        export_link_id(run, row, RENEWAL_ACCOUNT), row_text(row, RENEWAL_LINE));
}

static const char *about_line(struct calendar_export *calendar, const struct row *row)
{
    struct str about = {0};
    const char *copy;

    str_add(&about, row_text(row, RENEWAL_PRODUCT));
    if (row_knows(row, RENEWAL_TARGET)) {
        str_add(&about, about.len > 0 ? ", " : "");
        field_format_words(&about, row, RENEWAL_TARGET, calendar->run->currency,
            session_today(calendar->run->session));
    }
    copy = arena_copy_text(&calendar->run->arena, str_text(&about));
    str_fini(&about);
    return copy;
}

static bool add_renewal(struct calendar_export *calendar, const struct row *row)
{
    bool by_notice = row_is(row, RENEWAL_DECIDES_BY, "notice");
    struct entry entry = {.component = "VEVENT",
        .uid = uid_of_line(calendar, row, "renewal"),
        .title = "Last day of the term",
        .account = account_of(calendar, row),
        .about = about_line(calendar, row),
        .day = row_day(row, RENEWAL_ENDS),
        .minute = -1};
    struct entry notice = entry;

    if (!row_is(row, RENEWAL_STATUS, "open") || entry.day == DAY_NONE)
        return true;
    notice.uid = uid_of_line(calendar, row, "notice");
    notice.title = "Last day for notice";
    notice.day = row_day(row, RENEWAL_DECIDES_ON);
    if (by_notice && notice.day != DAY_NONE) {
        begin_entry(calendar, &notice);
        ical_out_line(&calendar->run->text, "TRANSP", "TRANSPARENT");
        ical_out_line(&calendar->run->text, "END", "VEVENT");
    }
    return add_event(calendar, &entry);
}

static bool add_renewals(struct calendar_export *calendar)
{
    struct export_run *run = calendar->run;
    const struct listing_options options = {.kind = KIND_RENEWAL, .limit = -1};
    struct listing listing;
    bool good = true;

    if (!listing_make(run->session, &options, &listing, run->err))
        return export_fail(run);
    for (size_t i = 0; i < listing.rows.count && good; i++)
        good = add_renewal(calendar, listing.rows.items[i]);
    listing_fini(&listing);
    return good;
}

/* --- the calendar --- */

static bool wants(const struct export_run *run, enum kind kind)
{
    return run->order->of_all || run->order->kind == kind;
}

static bool add_each(struct calendar_export *calendar, enum kind kind, store_row_fn add)
{
    struct export_run *run = calendar->run;

    return !wants(run, kind) ||
           ((store_each(run->session->store, kind, add, calendar, run->err) || export_fail(run)) &&
               !run->failed);
}

bool export_calendar(struct export_run *run)
{
    struct calendar_export calendar = {.run = run};
    bool good;

    ical_out_begin(&run->text);
    good = add_each(&calendar, KIND_TASK, add_task) && add_each(&calendar, KIND_STEP, add_step) &&
           (!wants(run, KIND_RENEWAL) || add_renewals(&calendar)) &&
           add_each(&calendar, KIND_RUN, add_review);
    ical_out_end(&run->text);
    arena_fini(&calendar.names_arena);
    return good;
}
