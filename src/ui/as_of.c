/* The book as of a day on the screen: a session of its own takes the place of the live one, which
 * waits behind it, so that every screen stays where it is. */
#include <string.h>
#include "app/as_of.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/day_echo.h"
#include "ui/screen.h"
#include "ui/shell.h"

/* --- how far it is --- */

enum { STEP_PERCENT = 5 };

static enum loop_key judge(void *context, const struct key *key)
{
    return key->code == KEYCAP_ESC ? LOOP_KEY_GIVES_UP : LOOP_KEY_WAITS;
}

/* A screen that counts is left by more keys than Esc alone. */
static bool is_given_up(struct ui *ui)
{
    return ui->is_counting ? counting_is_left(ui) : loop_is_awaited(ui->loop, judge, ui);
}

bool ui_progress_tell(void *context, double done)
{
    struct ui_progress *progress = context;
    struct ui *ui = progress->ui;
    int percent = (int)(done * 100);

    if (!ui->loop)
        return true;
    if (is_given_up(ui))
        return false;
    if (progress->told >= 0 && percent < progress->told + STEP_PERCENT)
        return true;
    progress->told = percent;
    ui_toast(ui, "%s: %d %%   Esc gives up", progress->what, percent);
    shell_draw(ui);
    screen_present(&ui->canvas);
    return true;
}

/* --- there and back --- */

static struct list *list_of(struct ui *ui, int id)
{
    const struct view *view = view_at((enum view_id)id);

    return ui->states[id] && view->list ? view->list(ui->states[id]) : NULL;
}

static void keep_place(struct ui *ui)
{
    struct as_of_place *place = &ui->place;

    place->current = ui->current;
    place->came_from = ui->came_from;
    place->account = ui->account;
    place->history_count = ui->history_count;
    memcpy(place->history, ui->history, sizeof(place->history));
    for (int i = 0; i < VIEW_COUNT; i++) {
        const struct list *list = list_of(ui, i);

        place->selected[i] = list ? list->selected : -1;
        place->top[i] = list ? list->top : 0;
        place->held[i] = false;
    }
}

static void give_place(struct ui *ui)
{
    struct as_of_place *place = &ui->place;

    ui->current = place->current;
    ui->came_from = place->came_from;
    ui->account = place->account;
    ui->history_count = place->history_count;
    ui->ahead_count = 0;
    memcpy(ui->history, place->history, sizeof(place->history));
    for (int i = 0; i < VIEW_COUNT; i++)
        place->held[i] = place->selected[i] >= 0;
}

void shell_as_of_settle(struct ui *ui)
{
    struct as_of_place *place = &ui->place;
    struct list *list = list_of(ui, (int)ui->current);

    if (!place->held[ui->current] || ui->other || !list)
        return;
    place->held[ui->current] = false;
    list_select(list, place->selected[ui->current]);
    list->top = place->top[ui->current];
}

/* The one that holds the book of now; between the two ui->session keeps its address. */
static void leave(struct ui *ui)
{
    as_of_swap(ui->session, ui->other);
    session_close(ui->other);
    ui->other = NULL;
}

void shell_as_of_end(struct ui *ui)
{
    if (ui->other)
        leave(ui);
}

static void come_back(struct ui *ui)
{
    if (!ui->other) {
        ui_toast(ui, "this is the book of now");
        return;
    }
    leave(ui);
    give_place(ui);
    if (session_new_day(ui->session))
        ui_toast(ui, "the book of now: a new day has begun");
    else
        ui_toast(ui, "the book of now");
    session_forget_book_facts(ui->session);
    ui_changed(ui);
    shell_config_look(ui);
    if (ui->loop && session_is_behind(ui->session))
        loop_wake_idle(ui->loop);
}

static bool go_back_to(struct ui *ui, day_number day, struct error *err)
{
    struct session *now = ui->other ? ui->other : ui->session, *then;
    struct ui_progress progress = {ui, _("the book of that day"), -1};
    const struct as_of_watch watch = {ui_progress_tell, &progress};
    char words[24];
    const char *limits;

    if (!as_of_open(now, day, &watch, &then, err))
        return false;
    if (!ui->other)
        keep_place(ui);
    shell_as_of_end(ui);
    as_of_swap(ui->session, then);
    ui->other = then;
    limits = session_as_of_limits(ui->session);
    ui_toast(ui, "read only: the book as of %s; :asof now comes back%s%s", day_head(day, words),
        *limits ? "; " : "", limits);
    ui_changed(ui);
    return true;
}

/* Days are counted from the book of now, also while another is shown. */
static struct session *live(struct ui *ui)
{
    return ui->other ? ui->other : ui->session;
}

static bool go(struct ui *ui, const char *text, void *context, struct error *err)
{
    day_number day;

    (void)context;
    if (text_equal_nocase(text, "now")) {
        come_back(ui);
        return true;
    }
    return day_parse_behind(live(ui), text, &day, err) && go_back_to(ui, day, err);
}

static void echo_day(struct ui *ui, const char *text, struct str *out)
{
    struct error ignored;
    day_number day;

    if (day_parse_behind(live(ui), text, &day, &ignored))
        day_tell(ui, day, out);
}

void shell_as_of(struct ui *ui, const char *text)
{
    struct error err;

    if (!text_blank(text)) {
        if (!go(ui, text, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    ui_ask(ui, &(struct ui_question){.title = _("The book as of"),
                   .initial = ui->other ? "now" : NULL,
                   .hint = _("1 oct, -1m, fri, 2026-10-01; now comes back"),
                   .accept = go,
                   .recalls = "asof",
                   .echo = echo_day});
}

/* --- what writes --- */

/* Those that would ask something first; others are refused by the book itself. */
bool shell_as_of_refuses(struct ui *ui, const char *command, size_t len)
{
    static const char *const writers[] = {"absorb", "add", "chase", "date", "delete", "done",
        "edit-outside", "feedback", "flag", "import", "log", "mail", "merge", "modify",
        "paste-note", "pin", "playbook", "prepare", "redo", "repeat", "snooze", "sync", "task",
        "template", "touch", "try", "undo", "undo-list"};
    char day[24];

    for (size_t i = 0; ui->other && i < COUNT_OF(writers); i++)
        if (strlen(writers[i]) == len && !strncmp(writers[i], command, len)) {
            ui_toast(ui, "read only: the book as of %s; :asof now comes back",
                day_head(session_today(ui->session), day));
            return true;
        }
    return false;
}
