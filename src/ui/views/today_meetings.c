/* What heads the page of today: meetings and tasks that have their hour, the next one marked; and
 * one line on those of the last days that nobody logged. */
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/sizes.h"
#include "ui/views/composer.h"
#include "ui/views/today.h"

enum { CHOICES_MOST = 64 };

bool today_load_meetings(struct ui *ui, struct today *today, struct error *err)
{
    struct session *session = ui_session(ui);

    arena_clear(&today->meetings_arena);
    today->meetings = today->offered = (struct meetings){0};
    return meetings_today(session, &today->meetings_arena, &today->meetings, err) &&
           meetings_not_logged(session, &today->meetings_arena, &today->offered, err);
}

/* --- the picture --- */

static void draw_meeting(struct canvas *canvas, int y, int end, const struct meeting *meeting)
{
    bool narrow = canvas->columns < SCREEN_NARROW;
    int name = narrow ? 14 : 20, x = 13 + name + 2;
    const char *what = *meeting->account_name ? meeting->account_name : meeting->title;
    enum role role = meeting->is_next ? ROLE_TITLE : ROLE_TEXT;
    struct str with = {0};
    char time[24];

    if (meeting->is_next)
        canvas_put(canvas, 2, y, ROLE_ACCENT, "→");
    canvas_put(canvas, 5, y, ROLE_DATE, meeting_time(meeting, time));
    canvas_put_cut(canvas, 13, y, role, what, *meeting->account_name ? name : end - 13);
    if (!*meeting->account_name)
        return;
    x = canvas_put_cut(canvas, x, y, ROLE_TEXT, meeting->title, end - x);
    part_items(&with, meeting->with);
    if (with.len && x + 12 < end)
        canvas_put_cut(canvas, x + 2, y, ROLE_MUTED, str_text(&with), end - x - 2);
    str_fini(&with);
}

static void draw_offered(
    struct canvas *canvas, int y, const struct meetings *offered, day_number now)
{
    struct str line = {0};
    char day[24], time[24];

    str_addf(&line,
        words_plural(
            "%zu meeting not logged: ", "%zu meetings not logged: ", (long long)offered->count),
        offered->count);
    for (size_t i = 0; i < offered->count && i < 3; i++) {
        const struct meeting *meeting = &offered->items[i];

        str_addf(&line, "%s%s %s %s", i ? ", " : "",
            *meeting->account_name ? meeting->account_name : meeting->title,
            day_words(minute_day(meeting->at), now, day), meeting_time(meeting, time));
    }
    if (offered->count > 3)
        str_add(&line, ", ...");
    canvas_put_cut(canvas, 5, y, ROLE_MUTED, str_text(&line), canvas->columns - 6);
    str_fini(&line);
}

/* Of many, those around the next one. */
static size_t first_shown(const struct meetings *meetings, size_t shown)
{
    size_t next = 0;

    while (next < meetings->count && !meetings->items[next].is_next)
        next++;
    if (next == meetings->count || next + shown > meetings->count)
        return meetings->count - shown;
    return next;
}

int today_draw_meetings(struct ui *ui, const struct today *today, struct canvas *canvas, int y)
{
    size_t room = canvas->rows >= SCREEN_TALL ? 6 : canvas->rows >= SCREEN_LOW ? 3 : 1;
    size_t count = today->meetings.count, shown = count < room ? count : room;
    size_t first = shown ? first_shown(&today->meetings, shown) : 0;

    for (size_t i = 0; i < shown; i++, y++) {
        int end = canvas->columns - 1;
        char number[48];

        if (i + 1 == shown && shown < count)
            end = canvas_putf_right(canvas, end, y, ROLE_MUTED, _(" %s more"),
                      number_whole((int64_t)(count - shown), number)) -
                  1;
        draw_meeting(canvas, y, end, &today->meetings.items[first + i]);
    }
    if (today->offered.count && canvas->rows >= SCREEN_LOW)
        draw_offered(canvas, y++, &today->offered, ui_show(ui).today);
    if ((shown || today->offered.count) && canvas->rows >= SCREEN_LOW)
        canvas_rule(canvas, y++);
    return y;
}

/* --- opening one --- */

/* The agenda of its kind, above what the calendar said. */
static void fill(struct ui *ui, const struct meeting *meeting)
{
    struct template_order order = {.name = meeting->word, .account = meeting->account};
    struct composer *composer = composer_of(ui);
    struct str text = {0};
    struct error err;

    if (!composer || !composer->open || composer->note != meeting->key ||
        !text_blank(str_text(&composer->body.edit.text)))
        return;
    if (verb_template_fill(ui_session(ui), &order, &text, &err)) {
        composer_set_body(composer, str_text(&text));
        composer->template = arena_copy_text(&composer->arena, str_text(&text));
    }
    str_fini(&text);
}

/* Those of today, then those that nobody logged. */
static const struct meeting *meeting_at(const struct today *today, int64_t id)
{
    if (id >= 0 && (size_t)id < today->meetings.count)
        return &today->meetings.items[id];
    id -= (int64_t)today->meetings.count;
    return id >= 0 && (size_t)id < today->offered.count ? &today->offered.items[id] : NULL;
}

/* Of a choice: what is shown may be read anew while one chooses. */
static int64_t choice_id(const struct meeting *meeting)
{
    return meeting->kind == KIND_TASK ? -1 - meeting->key : meeting->key;
}

static const struct meeting *meeting_of(const struct today *today, int64_t id)
{
    const struct meeting *meeting;

    for (int64_t i = 0; (meeting = meeting_at(today, i)) != NULL; i++)
        if (choice_id(meeting) == id)
            return meeting;
    return NULL;
}

static void open_meeting(struct ui *ui, const struct meeting *meeting)
{
    struct meeting kept = *meeting;

    if (kept.kind == KIND_TASK) {
        ui_open_task(ui, kept.key);
        return;
    }
    composer_edit(ui, kept.key);
    fill(ui, &kept);
}

static void opened(struct ui *ui, int64_t id, const char *typed, void *context)
{
    const struct meeting *meeting = meeting_of(context, id);

    if (meeting)
        open_meeting(ui, meeting);
}

static void missed(struct ui *ui, int64_t id, const char *typed, void *context)
{
    const struct meeting *meeting = meeting_of(context, id);
    struct outcome outcome = {0};
    struct error err;

    if (!meeting || meeting->kind != KIND_NOTE)
        return;
    if (meeting_no_show(ui_session(ui), meeting->key, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static void choose(struct ui *ui, struct today *today, const char *title,
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context))
{
    struct ui_choice choices[CHOICES_MOST];
    struct arena *arena = &today->meetings_arena;
    const struct meeting *meeting;
    size_t count = 0;

    for (; count < CHOICES_MOST && (meeting = meeting_at(today, (int64_t)count)); count++) {
        char day[24], time[24];

        choices[count] = (struct ui_choice){.id = choice_id(meeting),
            .text = arena_format(arena, "%s  %s",
                *meeting->account_name ? meeting->account_name : _("No account"), meeting->title),
            .detail = arena_format(arena, "%s %s",
                day_words(minute_day(meeting->at), ui_show(ui).today, day),
                meeting_time(meeting, time))};
    }
    if (count)
        ui_choose(ui, title, choices, count, chosen, today);
    else
        ui_toast(ui, "no meetings today, and none that waits to be logged");
}

void today_run_meetings(struct ui *ui, void *state, const char *rest)
{
    choose(ui, state, _("Meetings"), opened);
}

void today_run_no_show(struct ui *ui, void *state, const char *rest)
{
    choose(ui, state, _("Nobody came to"), missed);
}

/* c on an account that has a meeting today goes on with its note. */
void today_run_log(struct ui *ui, void *state, const char *rest)
{
    struct today *today = state;
    const struct row *row = rows_at(&today->rows, today->list.selected);

    for (size_t i = 0; row && text_blank(rest) && i < today->meetings.count; i++) {
        const struct meeting *meeting = &today->meetings.items[i];

        if (meeting->kind == KIND_NOTE && meeting->account == row->key) {
            open_meeting(ui, meeting);
            return;
        }
    }
    account_run_log(ui, rest);
}
