/* What heads the page of today: meetings and tasks with their time, and those nobody logged. */
#include <string.h>
#include "app/meetings.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"

enum { OFFERED_NAMED = 3 };

static void print_names(struct cli *cli, const char *joined)
{
    const char *before = _("   with ");

    while (*joined) {
        size_t len = strcspn(joined, ";");

        out_text(cli, before);
        out_clean(cli, arena_copy_bytes(&cli->arena, joined, len));
        joined += len + (joined[len] == ';');
        before = ", ";
    }
}

static void print_meeting(struct cli *cli, const struct meeting *meeting)
{
    char time[24];

    outf(cli, "%s %-7s  ", meeting->is_next ? (cli->ascii ? ">" : "→") : " ",
        meeting_time(meeting, time));
    if (*meeting->account_name) {
        out_clean(cli, meeting->account_name);
        out_text(cli, "   ");
    }
    out_clean(cli, meeting->title);
    if (!text_equal_nocase(meeting->title, meeting->word)) {
        out_text(cli, "   ");
        out_clean(cli, meeting->word);
    }
    print_names(cli, meeting->with);
    out_text(cli, "\n");
}

static void print_offered(struct cli *cli, const struct meetings *offered)
{
    char day[24], time[24];

    outf(cli,
        words_plural(
            "%zu meeting not logged: ", "%zu meetings not logged: ", (long long)offered->count),
        offered->count);
    for (size_t i = 0; i < offered->count && i < OFFERED_NAMED; i++) {
        const struct meeting *meeting = &offered->items[i];

        out_text(cli, i ? ", " : "");
        out_clean(cli, *meeting->account_name ? meeting->account_name : meeting->title);
        outf(cli, " %s %s", day_words(minute_day(meeting->at), session_today(cli->session), day),
            meeting_time(meeting, time));
    }
    out_text(cli, offered->count > OFFERED_NAMED ? ", ...\n" : "\n");
}

bool today_print_meetings(struct cli *cli, struct error *err)
{
    struct meetings meetings = {0}, offered = {0};

    if (!meetings_today(cli->session, &cli->arena, &meetings, err) ||
        !meetings_not_logged(cli->session, &cli->arena, &offered, err))
        return false;
    if (meetings.count)
        out_text(cli, "\n");
    for (size_t i = 0; i < meetings.count; i++)
        print_meeting(cli, &meetings.items[i]);
    if (offered.count) {
        out_text(cli, "\n");
        print_offered(cli, &offered);
    }
    return true;
}

static void add_json_meeting(struct json *json, const struct meeting *meeting, const char *id)
{
    char at[24];

    json_begin_object(json, NULL);
    json_text(json, "kind", meeting->kind == KIND_NOTE ? meeting->word : "task");
    json_text(json, "id", id);
    json_text(json, "at", minute_iso(meeting->at, at));
    json_text(json, "account", *meeting->account_name ? meeting->account_name : NULL);
    json_text(json, "title", meeting->title);
    json_text(json, "with", *meeting->with ? meeting->with : NULL);
    json_end_object(json);
}

static bool id_of(
    struct cli *cli, const struct meeting *meeting, const char **ret_id, struct error *err)
{
    struct row *row = NULL;

    if (!store_get(
            session_store(cli->session), meeting->kind, meeting->key, &cli->arena, &row, err))
        return false;
    *ret_id = row ? row_text(row, meeting->kind == KIND_NOTE ? NOTE_ID : TASK_ID) : NULL;
    return true;
}

bool today_json_meetings(struct cli *cli, struct json *json, const struct meetings *meetings,
    int64_t account, struct error *err)
{
    const char *id = NULL;
    bool ok = true;

    json_begin_list(json, "meetings");
    for (size_t i = 0; ok && i < meetings->count; i++) {
        if (meetings->items[i].account != account)
            continue;
        ok = id_of(cli, &meetings->items[i], &id, err);
        if (ok)
            add_json_meeting(json, &meetings->items[i], id);
    }
    json_end_list(json);
    return ok;
}
