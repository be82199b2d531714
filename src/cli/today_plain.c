/* today --plain: the queue one by one, as a conversation of lines. The same verbs as on the screen,
 * by their word or their key. */
#include "cli_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/verbs.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

enum step { STAY, NEXT, QUIT };

struct talk {
    struct cli *cli;
    const struct row *row;
    size_t rank;
};

static void say(struct talk *talk, bool ok, struct outcome *outcome, const struct error *err)
{
    if (ok) {
        cli_report(talk->cli, outcome);
    } else {
        out_text(talk->cli, _("  not done: "));
        out_clean(talk->cli, err->text);
        out_text(talk->cli, "\n");
    }
}

static enum step answer_done(struct talk *talk, const char *rest)
{
    struct outcome outcome = {0};
    struct error err;
    bool ok = verb_account_done(talk->cli->session, talk->row->key, &outcome, &err);

    say(talk, ok, &outcome, &err);
    return ok ? NEXT : STAY;
}

static enum step answer_snooze(struct talk *talk, const char *rest)
{
    struct outcome outcome = {0};
    struct error err;
    day_number day;
    bool ok = cli_day(talk->cli, *rest ? rest : "tomorrow", &day, &err) &&
              verb_account_snooze(talk->cli->session, talk->row->key, day, NULL, &outcome, &err);

    say(talk, ok, &outcome, &err);
    return ok ? NEXT : STAY;
}

static enum step answer_note(struct talk *talk, const char *rest)
{
    struct note_draft draft = {
        .account = talk->row->key, .kind = "call", .at = MINUTE_NONE, .body = rest};
    struct outcome outcome = {0};
    struct error err;
    bool ok = verb_note_log(talk->cli->session, &draft, &outcome, NULL, &err);

    say(talk, ok, &outcome, &err);
    return STAY;
}

static enum step answer_task(struct talk *talk, const char *rest)
{
    struct task_draft draft = {.account = talk->row->key, .due = DAY_NONE, .at_minute = -1};
    struct outcome outcome = {0};
    struct error err;
    char *title = arena_copy_text(&talk->cli->arena, rest);
    size_t at;
    bool ok;

    if (text_blank(rest)) {
        error_set(&err, ERROR_USAGE, "say what is to be done, perhaps with a day at the end");
        say(talk, false, &outcome, &err);
        return STAY;
    }
    if (day_find_at_end(rest, session_today(talk->cli->session),
            &session_settings(talk->cli->session)->calendar, &draft.due, &draft.at_minute, &at))
        title[at] = '\0';
    while (*title && title[strlen(title) - 1] == ' ')
        title[strlen(title) - 1] = '\0';
    draft.title = title;
    ok = verb_task_add(talk->cli->session, &draft, &outcome, NULL, &err);
    say(talk, ok, &outcome, &err);
    return STAY;
}

static enum step answer_undo(struct talk *talk, const char *rest)
{
    struct outcome outcome = {0};
    struct error err;
    bool ok = session_undo(talk->cli->session, 0, &outcome, &err);

    say(talk, ok, &outcome, &err);
    return STAY;
}

static enum step answer_why(struct talk *talk, const char *rest)
{
    char number[48];

    out_text(talk->cli, _("  urgency "));
    out_text(
        talk->cli, number_real((double)row_integer(talk->row, ACCOUNT_URGENCY) / 100, 2, number));
    out_text(talk->cli, ": ");
    out_clean(talk->cli, row_text(talk->row, ACCOUNT_TERMS));
    out_text(talk->cli, "\n");
    return STAY;
}

static enum step answer_next(struct talk *talk, const char *rest)
{
    return NEXT;
}

static enum step answer_quit(struct talk *talk, const char *rest)
{
    return QUIT;
}

static enum step answer_help(struct talk *talk, const char *rest);

struct answer {
    const char *word, *key, *takes, *help;
    enum step (*run)(struct talk *talk, const char *rest);
};
static const struct answer answers[] = {
    {"done", "x", "", N_("do the next step"), answer_done},
    {"help", "?", "", N_("these words"), answer_help},
    {"next", "n", "", N_("the next account; an empty line too"), answer_next},
    {"note", "c", " TEXT", N_("log a call"), answer_note},
    {"quit", "q", "", N_("leave"), answer_quit},
    {"snooze", "z", " DATE", N_("hide it until a day, else until tomorrow"), answer_snooze},
    {"task", "t", " TITLE DATE", N_("plan a task"), answer_task},
    {"undo", "u", "", N_("take back the newest change"), answer_undo},
    {"why", "i", "", N_("how its rank came about"), answer_why},
};

static enum step answer_help(struct talk *talk, const char *rest)
{
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        outf(talk->cli, _("  %s or %s%s: %s\n"), answers[i].word, answers[i].key, answers[i].takes,
            _(answers[i].help));
    return STAY;
}

static enum step answer(struct talk *talk, const char *line)
{
    char word[16] = "";
    size_t len;

    line += strspn(line, " \t");
    len = strcspn(line, " \t");
    if (!len)
        return NEXT;
    if (len < sizeof(word))
        memcpy(word, line, len);
    line += len + strspn(line + len, " \t");
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        if (text_equal_nocase(word, answers[i].word) || text_equal(word, answers[i].key))
            return answers[i].run(talk, line);
    out_text(talk->cli, _("  not understood; `help` names the words\n"));
    return STAY;
}

/* False at the end of the input. The line end is dropped. */
static bool read_line(char **line, size_t *room)
{
    ssize_t len = getline(line, room, stdin);

    if (len <= 0 || cli_caught_signal())
        return false;
    if ((*line)[len - 1] == '\n')
        (*line)[len - 1] = '\0';
    return true;
}

static enum step talk_over(struct talk *talk, size_t count, char **line, size_t *room)
{
    enum step step = STAY;

    outf(talk->cli, _("\n%zu of %zu\n"), talk->rank, count);
    today_print_row(talk->cli, talk->row, talk->rank);
    while (step == STAY) {
        out_text(talk->cli, _("done, snooze, note, task, why, next, quit? "));
        out_flush(talk->cli);
        if (!out_flush_some(talk->cli) || !read_line(line, room))
            return QUIT;
        step = answer(talk, *line);
    }
    return step;
}

bool today_plain(struct cli *cli, const struct row_list *rows, struct error *err)
{
    enum step step = NEXT;
    char *line = NULL;
    size_t room = 0;

    if (!today_print_meetings(cli, err))
        return false;
    outf(cli, words_plural("%zu account today\n", "%zu accounts today\n", (long long)rows->count),
        rows->count);
    for (size_t i = 0; i < rows->count && step != QUIT; i++)
        step = talk_over(&(struct talk){cli, rows->items[i], i + 1}, rows->count, &line, &room);
    if (step != QUIT)
        out_text(cli, _("Nothing left for today.\n"));
    else
        out_text(cli, "\n");
    free(line);
    return true;
}
