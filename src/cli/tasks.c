/* task add, done, snooze; note. */
#include "cli_internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "app/promises.h"
#include "app/verbs.h"
#include "base/text.h"

enum { NOTE_BYTES_MOST = 4 << 20 };

/* `-` stands for no account. */
static bool read_account(struct cli *cli, const char *word, int64_t *ret_account, struct error *err)
{
    *ret_account = 0;
    return text_equal(word, "-") || verb_find_account(cli->session, word, ret_account, err);
}

static bool read_when(
    struct cli *cli, const char *text, day_number *ret_day, int *ret_minute, struct error *err)
{
    return day_parse_with_time(text, session_today(cli->session),
        &session_settings(cli->session)->calendar, ret_day, ret_minute, err);
}

/* The words from `at` on, with a blank between. */
static const char *joined(struct cli *cli, int at)
{
    struct str text = {0};
    const char *copy;

    for (int i = at; i < cli->word_count; i++)
        str_addf(&text, "%s%s", i > at ? " " : "", cli->words[i]);
    copy = arena_copy_text(&cli->arena, str_text(&text));
    str_fini(&text);
    return copy;
}

/* `Ana, Raj` as a list of the book: `Ana;Raj`. */
static const char *joined_names(struct cli *cli, const char *names)
{
    char *copy;

    if (names == NULL)
        return NULL;
    copy = arena_copy_text(&cli->arena, names);
    for (char *mark = strchr(copy, ','); mark != NULL; mark = strchr(mark, ',')) {
        *mark++ = ';';
        memmove(mark, mark + strspn(mark, " "), strlen(mark + strspn(mark, " ")) + 1);
    }
    return copy;
}

/* A promise is made to somebody at the customer, an ask waits on somebody inside. */
static bool read_side(struct task_draft *draft, struct error *err)
{
    if (draft->waiting_on && draft->owed_to)
        return error_set(err, ERROR_USAGE, "--with is for an ask, --to for a promise: not both");
    if (!draft->kind && draft->waiting_on)
        draft->kind = "ask";
    if (!draft->kind && draft->owed_to)
        draft->kind = "promise";
    if (draft->owed_to && !text_equal_nocase(draft->kind, "promise"))
        return error_set(err, ERROR_USAGE, "--to names to whom a promise was made: --kind promise");
    return true;
}

bool cli_task_add(struct cli *cli, struct error *err)
{
    struct task_draft draft = {.due = DAY_NONE, .at_minute = -1};
    const char *due = cli_value(cli, "due");
    struct outcome outcome = {0};
    struct str id = {0};
    bool ok = read_account(cli, cli->words[0], &draft.account, err) &&
              (!due || read_when(cli, due, &draft.due, &draft.at_minute, err));

    draft.title = joined(cli, 1);
    draft.kind = cli_value(cli, "kind");
    draft.priority = cli_value(cli, "priority");
    draft.waiting_on = cli_value(cli, "with");
    draft.owed_to = joined_names(cli, cli_value(cli, "to"));
    ok = ok && read_side(&draft, err);
    if (ok && text_blank(draft.title))
        ok = error_set(err, ERROR_USAGE, "the task has no title");
    ok = ok && verb_task_add(cli->session, &draft, &outcome, &id, err);
    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}

bool cli_task_chase(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct row *task;
    day_number day = DAY_NONE;

    if (!verb_find_row(cli->session, KIND_TASK, cli->words[0], &cli->arena, &task, err) ||
        (cli->word_count > 1 && !cli_day(cli, cli->words[1], &day, err)) ||
        !verb_task_chase(cli->session, task->key, day, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_task_done(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct row *task;

    if (!verb_find_row(cli->session, KIND_TASK, cli->words[0], &cli->arena, &task, err) ||
        !verb_task_done(cli->session, task->key, true, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

bool cli_task_snooze(struct cli *cli, struct error *err)
{
    struct outcome outcome = {0};
    struct row *task;
    day_number day;

    if (!verb_find_row(cli->session, KIND_TASK, cli->words[0], &cli->arena, &task, err) ||
        !cli_day(cli, cli->words[1], &day, err) ||
        !verb_task_snooze(cli->session, task->key, day, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}

/* --- note --- */

/* All of standard input, repaired to UTF-8. */
static bool read_input(struct cli *cli, const char **ret_text, struct error *err)
{
    struct str raw = {0}, text = {0};
    char buffer[65536];
    ssize_t len;

    while ((len = read(STDIN_FILENO, buffer, sizeof(buffer))) != 0 && raw.len <= NOTE_BYTES_MOST) {
        if (len < 0 && errno == EINTR && !cli_caught_signal())
            continue;
        if (len < 0)
            break;
        str_add_bytes(&raw, buffer, (size_t)len);
    }
    text_repair(&text, str_text(&raw), raw.len);
    *ret_text = arena_copy_text(&cli->arena, str_text(&text));
    len = raw.len > NOTE_BYTES_MOST ? 1 : len;
    str_fini(&raw);
    str_fini(&text);
    if (len > 0)
        return error_set(err, ERROR_REFUSED, "standard input: a note holds at most 4 MiB");
    return len == 0 || error_set(err, ERROR_IO, "standard input: %s", strerror(errno));
}

static bool read_body(struct cli *cli, const char **ret_body, struct error *err)
{
    const char *message = cli_value(cli, "message");
    const char *word = cli->word_count > 1 ? cli->words[1] : NULL;
    struct str text = {0};

    if (word && !text_equal(word, "-"))
        return error_set(err, ERROR_USAGE, "'%s': the note goes behind -m, or - reads it", word);
    if (word || text_equal(message, "-"))
        return read_input(cli, ret_body, err);
    if (!message)
        return error_set(err, ERROR_USAGE, "say what: -m TEXT, or - for standard input");
    text_repair(&text, message, strlen(message));
    *ret_body = arena_copy_text(&cli->arena, str_text(&text));
    str_fini(&text);
    return true;
}

/* A word of a field's list; its help names them. */
static bool check_word(
    const char *option, const char *word, const char *const *known, struct error *err)
{
    struct str list = {0};

    for (size_t i = 0; known[i]; i++) {
        if (!word || text_equal_nocase(word, known[i])) {
            str_fini(&list);
            return true;
        }
        str_addf(&list, "%s%s", i ? ", " : "", known[i]);
    }
    error_set(err, ERROR_USAGE, "--%s is one of %s, not '%s'", option, str_text(&list), word);
    str_fini(&list);
    return false;
}

/* A template of a kind's name is for that kind. */
static const char *kind_of_template(struct cli *cli, const char *const *kinds)
{
    const char *template = cli_value(cli, "template");

    while (template && *kinds && !text_equal(*kinds, template))
        kinds++;
    return template ? *kinds : NULL;
}

static bool read_note(struct cli *cli, struct note_draft *draft, struct error *err)
{
    static const char *const kinds[] = {"call", "email", "meeting", "training", "qbr", "ebr",
        "milestone", "internal", "no-show", NULL};
    static const char *const moods[] = {"good", "mixed", "bad", NULL};
    const char *at = cli_value(cli, "at"), *with = cli_value(cli, "with");
    day_number day;
    int minute = -1;

    draft->kind = cli_value(cli, "kind") ? cli_value(cli, "kind") : kind_of_template(cli, kinds);
    draft->sentiment = cli_value(cli, "sentiment");
    draft->at = session_now(cli->session);
    if (!check_word("kind", draft->kind, kinds, err) ||
        !check_word("sentiment", draft->sentiment, moods, err) ||
        (at && !read_when(cli, at, &day, &minute, err)))
        return false;
    if (at)
        draft->at = minute_make(day, minute < 0 ? 0 : minute);
    draft->attendees = joined_names(cli, with);
    return true;
}

/* The template, then the text; without a text the note waits for its meeting. */
static bool begin_with_template(struct cli *cli, struct note_draft *draft, struct error *err)
{
    struct str text = {0};
    bool ok;

    draft->template = cli_value(cli, "template");
    draft->prepared = draft->template && !cli_value(cli, "message") && cli->word_count < 2;
    if (!draft->prepared && !read_body(cli, &draft->body, err))
        return false;
    if (!draft->template)
        return true;
    ok = verb_template_fill(cli->session,
        &(struct template_order){.name = draft->template, .account = draft->account}, &text, err);
    str_add(&text, draft->body ? draft->body : "");
    draft->body = arena_copy_text(&cli->arena, str_text(&text));
    str_fini(&text);
    return ok;
}

bool cli_note(struct cli *cli, struct error *err)
{
    struct note_draft draft = {0};
    struct outcome outcome = {0};
    struct str id = {0};
    bool ok = read_account(cli, cli->words[0], &draft.account, err) &&
              read_note(cli, &draft, err) && begin_with_template(cli, &draft, err) &&
              verb_note_log(cli->session, &draft, &outcome, &id, err);

    if (ok)
        cli_report_new(cli, &id, &outcome);
    str_fini(&id);
    outcome_fini(&outcome);
    return ok;
}
