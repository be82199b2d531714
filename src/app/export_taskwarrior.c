/* Tasks for `task import`: the uuid of a task is made of its id and stays the same. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "export_internal.h"

struct warrior_export {
    struct export_run *run;
    struct json json;
};

static bool is_uuid(const char *id)
{
    static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    if (strlen(id) != strlen(shape))
        return false;
    for (size_t i = 0; shape[i] != '\0'; i++)
        if (shape[i] == '-' ? id[i] != '-' : strchr("0123456789abcdefABCDEF", id[i]) == NULL)
            return false;
    return true;
}

static uint64_t hash_of(const char *text, uint64_t hash)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
    return hash ^ hash >> 31;
}

/* Version 8 of RFC 9562: ours to fill. */
static const char *uuid_of(struct arena *arena, const char *id)
{
    uint64_t high = hash_of(id, UINT64_C(14695981039346656037));
    uint64_t low = hash_of(id, high);

    if (is_uuid(id))
        return id;
    return arena_format(arena,
        "%08" PRIx64 "-%04" PRIx64 "-8%03" PRIx64 "-%04" PRIx64 "-%012" PRIx64, high >> 32,
        high >> 16 & 0xFFFF, high & 0xFFF, (low >> 48 & 0x3FFF) | 0x8000,
        low & UINT64_C(0xFFFFFFFFFFFF));
}

static void add_moment(struct warrior_export *export, const char *key, day_number day, int minute)
{
    struct civil civil;

    if (day == DAY_NONE)
        return;
    civil = day_to_civil(day);
    json_text(&export->json, key,
        arena_format(&export->run->arena, "%04d%02d%02dT%02d%02d00Z", civil.year, civil.month,
            civil.day, minute / 60, minute % 60));
}

static void add_word(
    struct warrior_export *export, const char *key, const char *const (*words)[2], const char *ours)
{
    for (; (*words)[0] != NULL; words++)
        if (text_equal_nocase((*words)[0], ours))
            json_text(&export->json, key, (*words)[1]);
}

static void add_account(struct warrior_export *export, const struct row *row)
{
    struct export_run *run = export->run;
    const char *name = "", *id = export_link_id(run, row, TASK_ACCOUNT);

    if (*id == '\0')
        return;
    if (!account_name(run->session, row_integer(row, TASK_ACCOUNT), &run->arena, &name, run->err)) {
        export_fail(run);
        return;
    }
    json_text(&export->json, "project", name);
    json_text(&export->json, "daybook_account", id);
}

static bool add_task(void *context, const struct row *row)
{
    static const char *const statuses[][2] = {
        {"open", "pending"}, {"done", "completed"}, {"cancelled", "deleted"}, {NULL, NULL}};
    static const char *const priorities[][2] = {
        {"high", "H"}, {"medium", "M"}, {"low", "L"}, {NULL, NULL}};
    struct warrior_export *export = context;
    struct export_run *run = export->run;
    struct json *json = &export->json;
    day_number made = row_day(row, TASK_MADE_ON);
    const char *id = row_text(row, TASK_ID);

    json_begin_object(json, NULL);
    json_text(json, "uuid", uuid_of(&run->arena, id));
    json_text(json, "daybook_id", id);
    json_text(json, "description", row_text(row, TASK_TITLE));
    add_word(export, "status", statuses, row_text(row, TASK_STATUS));
    add_word(export, "priority", priorities, row_text(row, TASK_PRIORITY));
    add_moment(export, "entry", made != DAY_NONE ? made : session_today(run->session), 0);
    add_moment(export, "due", row_day(row, TASK_DUE), (int)row_integer(row, TASK_AT));
    if (!row_is(row, TASK_STATUS, "open"))
        add_moment(export, "end", row_day(row, TASK_DONE_ON), 0);
    add_account(export, row);
    json_end_object(json);
    return !run->failed && export_row_done(run);
}

bool export_taskwarrior(struct export_run *run)
{
    struct warrior_export export = {.run = run};

    json_init(&export.json, &run->text);
    json_begin_list(&export.json, NULL);
    if (!store_each(run->session->store, KIND_TASK, add_task, &export, run->err))
        return export_fail(run);
    if (run->failed)
        return false;
    json_end_list(&export.json);
    json_end(&export.json);
    return true;
}
