/* What three accounts asked for in a month: one line on Today, which opens who they are. */
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/today.h"

bool today_load_patterns(struct ui *ui, struct today *today, struct error *err)
{
    arena_clear(&today->patterns_arena);
    today->patterns = (struct feedback_themes){0};
    return feedback_read_patterns(ui_session(ui), &today->patterns_arena, &today->patterns, err) &&
           risk_patterns_read(ui_session(ui), &today->patterns_arena, &today->risks, err);
}

/* One line in place of a row an account. */
static int draw_risks(const struct today *today, struct canvas *canvas, int y)
{
    for (size_t i = 0; i < today->risks.count; i++) {
        struct str words = {0};
        int x;

        risk_pattern_words(&today->risks.items[i], &words);
        x = canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&words), canvas->columns - 12);
        canvas_spans(
            canvas, x + 3, y++, SPANS({ROLE_HINT_KEY, "g x"}, {ROLE_HINT_TEXT, _(" who")}));
        str_fini(&words);
    }
    return y;
}

int today_draw_patterns(struct ui *ui, const struct today *today, struct canvas *canvas, int y)
{
    const struct feedback_themes *patterns = &today->patterns;
    struct str words = {0};
    char number[48];
    int x;

    y = draw_risks(today, canvas, y);
    if (!patterns->count)
        return y;
    feedback_add_pattern(&words, &patterns->items[0], ui_show(ui).currency, ui_show(ui).today);
    if (patterns->count > 1)
        str_addf(&words, _(", and %s more"), number_whole((int64_t)patterns->count - 1, number));
    x = canvas_put_cut(canvas, 1, y, ROLE_TEXT, str_text(&words), canvas->columns - 12);
    canvas_spans(canvas, x + 3, y, SPANS({ROLE_HINT_KEY, "g v"}, {ROLE_HINT_TEXT, _(" who")}));
    str_fini(&words);
    return y + 1;
}

/* Where one risk stands for many rows, its accounts; else all. */
void today_run_risks(struct ui *ui, void *state, const char *rest)
{
    const struct today *today = state;

    if (*rest || today->risks.count == 0)
        ui_open_risks(ui, text_equal(rest, "here") ? ui_account(ui) : 0,
            text_equal(rest, "here") ? "" : rest);
    else
        ui_open_risks(ui, 0, today->risks.items[0].signal);
}

void today_run_register(struct ui *ui, void *state, const char *rest)
{
    const struct today *today = state;

    ui_open_feedback(ui, today->patterns.count == 1 ? today->patterns.items[0].key : "");
}
