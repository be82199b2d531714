/* doctor: book, folders, config and terminal, each finding with its cure. */
#include <stdarg.h>
#include <string.h>
#include "app/checks.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"
#include "files/json.h"

#define CURE "; to mend it: "

void doctor_say(struct str *report, const char *state, const char *cure, const char *format, ...)
{
    va_list args;

    str_addf(report, "%s  ", state);
    va_start(args, format);
    str_vaddf(report, format, args);
    va_end(args);
    if (cure)
        str_addf(report, CURE "%s", cure);
    str_add_char(report, '\n');
}

static bool check_config_files(
    struct cli *cli, struct str *report, int *problems, struct error *err)
{
    struct fault_list faults = {0};
    const char *folder;
    int files = 0;
    bool ok = cli_config_folder(cli, &folder, err) &&
              check_config(folder, cli->versions->commands, &faults, &files, err);
    struct str line = {0};

    for (size_t i = 0; ok && i < faults.count; i++) {
        str_clear(&line);
        fault_format(&faults.items[i], &line);
        doctor_say(report, "!!", NULL, _("config: %s"), str_text(&line));
        ++*problems;
    }
    if (ok && !faults.count)
        doctor_say(report, "ok", NULL,
            words_plural("config: %d file of your own", "config: %d files of your own", files),
            files);
    str_fini(&line);
    fault_list_fini(&faults);
    return ok;
}

/* --- printed --- */

static void add_part(struct json *json, const char *key, const char *text, size_t len)
{
    struct str part = {0};

    str_add_bytes(&part, text, len);
    json_text(json, key, len ? str_text(&part) : NULL);
    str_fini(&part);
}

/* `ok  folder of the book: /x, mode 700`. */
static void add_finding(struct json *json, const char *line, size_t len)
{
    static const char *const states[][2] = {{"ok", "ok"}, {"!!", "problem"}, {"--", "note"}};
    const char *colon, *cure, *text = line + 4;
    struct str whole = {0};

    if (len < 4)
        return;
    str_add_bytes(&whole, text, len - 4);
    text = str_text(&whole);
    cure = strstr(text, CURE);
    colon = strstr(text, ": ");
    colon = colon && (!cure || colon < cure) ? colon : text;
    json_begin_object(json, NULL);
    for (size_t i = 0; i < COUNT_OF(states); i++)
        if (!strncmp(line, states[i][0], 2))
            json_text(json, "state", states[i][1]);
    add_part(json, "what", text, (size_t)(colon - text));
    colon += colon > text ? 2 : 0;
    add_part(json, "text", colon, cure ? (size_t)(cure - colon) : strlen(colon));
    json_text(json, "cure", cure ? cure + strlen(CURE) : NULL);
    json_end_object(json);
    str_fini(&whole);
}

static void print_json(struct cli *cli, const char *report)
{
    struct str text = {0};
    struct json json;

    json_init(&json, &text);
    json_begin_list(&json, NULL);
    for (const char *at = report; *at;) {
        size_t len = strcspn(at, "\n");

        add_finding(&json, at, len);
        at += len + (at[len] == '\n');
    }
    json_end_list(&json);
    json_end(&json);
    out_text(cli, str_text(&text));
    str_fini(&text);
}

bool cli_doctor(struct cli *cli, struct error *err)
{
    struct session_options options = {
        .db_path = cli->globals[GLOBAL_DB],
        .config_dir = cli->globals[GLOBAL_CONFIG],
        .today = DAY_NONE,
        .demo = cli->globals[GLOBAL_DEMO] != NULL,
        .actor = ACTOR_CLI,
        .busy_timeout_ms = 5000,
    };
    struct str report = {0};
    int problems = 0;
    bool ok;

    check_book(&options, &report, &problems);
    check_folders(&options, &report, &problems);
    ok = check_config_files(cli, &report, &problems, err);
    doctor_terminal(cli, &report, &problems);
    if (ok && cli_has(cli, "json")) {
        print_json(cli, str_text(&report));
    } else if (ok) {
        out_lines(cli, str_text(&report), "");
        if (problems)
            outf(cli, words_plural("%d problem\n", "%d problems\n", problems), problems);
    }
    str_fini(&report);
    cli->in_part = problems > 0;
    return ok;
}
