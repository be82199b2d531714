/* The picture of the register: patterns at its head, a line a theme; of an open one a line a
 * customer. */
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/feedback.h"
#include "ui/ways.h"

enum { PATTERNS_MOST = 3 };

/* --- head --- */

static size_t count_patterns(const struct feedback_themes *themes)
{
    size_t count = 0;

    for (size_t i = 0; i < themes->count; i++)
        count += themes->items[i].is_pattern;
    return count;
}

static void draw_head(const struct feedback_view *view, struct canvas *canvas, int y)
{
    const struct feedback_themes *themes = &view->themes;
    int64_t open = 0, untold = 0;
    int x;

    for (size_t i = 0; i < themes->count; i++) {
        open += !feedback_is_settled(themes->items[i].status);
        untold += themes->items[i].untold;
    }
    x = canvas_put(canvas, 1, y, ROLE_TITLE, _("Feedback")) + 3;
    x = canvas_count(canvas, x, y, ROLE_TITLE, (int64_t)themes->count);
    x = canvas_put(
        canvas, x, y, ROLE_MUTED, words_plural(" theme   ", " themes   ", themes->count));
    if (view->filter.text.len) {
        word_filter_draw(&view->filter, themes->count, canvas, x, y);
        return;
    }
    x = canvas_count(canvas, x, y, ROLE_TEXT, open);
    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" open   "));
    if (untold) {
        x = canvas_count(canvas, x, y, ROLE_TEXT, untold);
        canvas_put(canvas, x, y, ROLE_MUTED, _(" to be told"));
    }
}

/* `3 accounts ask for bulk export since 2 Nov, $410k`; returns the row below. */
static int draw_patterns(
    struct ui *ui, const struct feedback_view *view, struct canvas *canvas, int y)
{
    size_t most = canvas->rows >= SCREEN_TALL ? PATTERNS_MOST : canvas->rows >= SCREEN_LOW,
           shown = 0;
    size_t count = count_patterns(&view->themes);
    char number[48];
    struct str words = {0};
    int x;

    for (size_t i = 0; i < view->themes.count && shown < most; i++) {
        if (!view->themes.items[i].is_pattern)
            continue;
        str_clear(&words);
        feedback_add_pattern(
            &words, &view->themes.items[i], ui_show(ui).currency, ui_show(ui).today);
        x = canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&words), canvas->columns - 12);
        if (++shown == most && count > shown)
            canvas_putf(canvas, x, y, ROLE_MUTED, _(", %s more"),
                number_whole((int64_t)(count - shown), number));
        y++;
    }
    str_fini(&words);
    return y;
}

/* --- a theme --- */

static const char *theme_name(const struct feedback_theme *theme)
{
    return *theme->key ? theme->name : _("(no theme)");
}

static enum role status_role(enum feedback_status status)
{
    return feedback_is_settled(status) ? ROLE_FAINT : ROLE_MUTED;
}

/* `3 accounts   $410k`, what is not known beside; narrow: `3   $410k`. */
static int draw_weight(
    struct ui *ui, const struct feedback_theme *theme, struct canvas *canvas, int x, int y)
{
    const struct feedback_weight *weight = &theme->asking;
    bool narrow = canvas->columns < SCREEN_NARROW;
    int end = x + (narrow ? 11 : 20);
    char money[48];

    canvas_count_right(canvas, x + 3, y, ROLE_TITLE, weight->accounts);
    if (!narrow)
        canvas_put(
            canvas, x + 3, y, ROLE_MUTED, words_plural(" account", " accounts", weight->accounts));
    if (weight->accounts > weight->unknown)
        canvas_put_right(
            canvas, end, y, ROLE_MONEY, money_short(weight->arr, ui_show(ui).currency, money));
    else
        canvas_put_right(canvas, end, y, ROLE_MUTED, "--");
    if (weight->unknown && canvas->columns >= SCREEN_WIDE)
        canvas_putf(canvas, end + 1, y, ROLE_MUTED, _("+%lld unknown"), (long long)weight->unknown);
    return end;
}

/* theme  status  severity  accounts  ARR  last said  who is to be told */
static void draw_theme(
    struct ui *ui, const struct feedback_theme *theme, struct canvas *canvas, struct area line)
{
    bool wide = line.columns >= SCREEN_WIDE, narrow = line.columns < SCREEN_NARROW;
    int name = narrow ? line.columns - 17 : line.columns * 3 / 10, x = 2 + name + 2;
    bool settled = feedback_is_settled(theme->status);
    char day[24];

    canvas_put_cut(canvas, 2, line.y, settled ? ROLE_MUTED : ROLE_TEXT, theme_name(theme), name);
    if (!narrow) {
        canvas_put(
            canvas, x, line.y, status_role(theme->status), _(feedback_status_word(theme->status)));
        canvas_put(canvas, x + 10, line.y,
            theme->severity == SEVERITY_HIGH && !settled ? ROLE_TITLE : ROLE_MUTED,
            theme->severity ? _(severity_word(theme->severity)) : "");
        x += 17;
    }
    x = draw_weight(ui, theme, canvas, x, line.y) + (wide ? 14 : 3);
    if (narrow)
        return;
    canvas_put(canvas, x, line.y, ROLE_MUTED, day_short(theme->last, ui_show(ui).today, day));
    if (theme->untold && wide)
        canvas_putf_right(canvas, line.columns - 1, line.y, ROLE_ACCENT, _("%lld to be told"),
            (long long)theme->untold);
}

/* --- a customer --- */

/* Returns where it begins. */
static int draw_told(
    const struct feedback_voice *voice, day_number today, struct canvas *canvas, struct area line)
{
    enum feedback_status status = feedback_status_of(row_text(voice->said, FEEDBACK_STATUS));
    day_number told = row_day(voice->said, FEEDBACK_TOLD_ON);
    const char *word = feedback_status_word(status);
    int end = line.columns - 1;
    char day[24];

    if (told != DAY_NONE)
        return canvas_putf_right(
            canvas, end, line.y, ROLE_MUTED, _("%s, told %s"), word, day_short(told, today, day));
    if (feedback_is_settled(status) && !voice->churned)
        return canvas_putf_right(canvas, end, line.y, ROLE_ACCENT, _("%s, to be told"), word);
    return canvas_put_right(canvas, end, line.y, status_role(status), word);
}

/* day  account  who asked  their words  what came of it */
static void draw_voice(
    struct ui *ui, const struct feedback_voice *voice, struct canvas *canvas, struct area line)
{
    const struct row *said = voice->said;
    bool wide = line.columns >= SCREEN_WIDE, narrow = line.columns < SCREEN_NARROW;
    int end = narrow ? line.columns - 1 : draw_told(voice, ui_show(ui).today, canvas, line) - 2;
    int name = wide ? 22 : narrow ? 16 : 18;
    int x = narrow ? 2 : 15;
    char day[24];

    if (!narrow)
        canvas_put_right(canvas, 13, line.y, ROLE_MUTED,
            day_words(row_day(said, FEEDBACK_DATE), ui_show(ui).today, day));
    canvas_put_cut(
        canvas, x, line.y, voice->churned ? ROLE_MUTED : ROLE_TITLE, voice->account, name);
    x += name + 2;
    if (wide) {
        canvas_put_cut(canvas, x, line.y, ROLE_MUTED, row_text(said, FEEDBACK_ASKED_BY), 16);
        x += 18;
    }
    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, row_text(said, FEEDBACK_TEXT), end - x);
}

static void draw_theme_head(
    struct ui *ui, const struct feedback_theme *theme, struct canvas *canvas, int y)
{
    struct str words = {0};
    int x = canvas_put_cut(
        canvas, 1, y, ROLE_TITLE, theme_name(theme), canvas->columns < SCREEN_NARROW ? 18 : 40);

    str_addf(&words, "%s%s%s   %lld %s   ", _(feedback_status_word(theme->status)),
        theme->severity ? ", " : "", theme->severity ? _(severity_word(theme->severity)) : "",
        (long long)theme->asking.accounts,
        theme->asking.accounts == 1 ? _("account") : _("accounts"));
    feedback_add_money(&words, &theme->asking, ui_show(ui).currency);
    canvas_put_cut(canvas, x + 3, y, ROLE_MUTED, str_text(&words), canvas->columns - x - 4);
    str_fini(&words);
}

/* --- all --- */

bool feedback_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct feedback_view *view = state;
    const struct feedback_theme *theme = feedback_theme_here(view);

    if (view->is_open && theme) {
        draw_voice(ui, &theme->voices[index], canvas, line);
        if (ui_list_row(ui, canvas, &view->voices, index, line))
            view->selected_voice = theme->voices[index].said->key;
        return true;
    }
    theme = &view->themes.items[index];
    draw_theme(ui, theme, canvas, line);
    if (ui_list_row(ui, canvas, &view->list, index, line)) {
        str_clear(&view->selected);
        str_add(&view->selected, theme->key);
    }
    return true;
}

static void draw_empty(
    struct ui *ui, const struct feedback_view *view, struct canvas *canvas, int y)
{
    if (view->filter.text.len) {
        canvas_put(canvas, 1, y, ROLE_TEXT, _("Nothing matches the filter."));
        way_put(ui, canvas, 1, y + 1, "clear", _("clear it"));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT, _("Nobody asked for anything yet."));
    way_put(ui, canvas, 1, y + 1, "add", _("write down what a customer asks for"));
}

void feedback_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct feedback_view *view = state;
    const struct feedback_theme *open = view->is_open ? feedback_theme_here(view) : NULL;
    struct list *list = open ? &view->voices : &view->list;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;

    if (open)
        draw_theme_head(ui, open, canvas, y++);
    else
        draw_head(view, canvas, y++);
    if (!open)
        y = draw_patterns(ui, view, canvas, y);
    canvas_rule(canvas, y++);
    if (!view->themes.count)
        draw_empty(ui, view, canvas, y + 1);
    list_fit(
        list, (int64_t)(open ? open->voice_count : view->themes.count), canvas->rows - y - foot);
    for (int64_t i = list->top; i < list_end(list); i++, y++)
        feedback_draw_line(ui, view, canvas, (struct area){0, y, canvas->columns, 1}, i);
    if (foot == 2)
        part_range(canvas, 1, canvas->rows - 2, list);
}
