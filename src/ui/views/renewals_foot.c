/* The line under the cursor: why it stands as it does, the next step, what its contract says; and
 * how good the last quarter's forecast was. */
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/renewals.h"

/* --- what is read of it --- */

static bool read_contract(
    struct ui *ui, struct renewals_subject *subject, const struct due_line *line)
{
    struct contract_line lines[64];
    struct dossier dossier;
    struct error ignored;
    size_t count;

    if (!store_dossier(session_store(ui_session(ui)), line->account, ui_show(ui).today,
            &subject->arena, &dossier, &ignored) ||
        !dossier.account)
        return false;
    count = contract_lines(&dossier, lines, COUNT_OF(lines));
    for (size_t i = 0; i < count && i < COUNT_OF(lines); i++) {
        if (lines[i].row ? lines[i].key != line->line : line->line > 0)
            continue;
        subject->contract = lines[i];
        return true;
    }
    return false;
}

void renewals_read_subject(struct ui *ui, struct renewals *view)
{
    struct renewals_subject *subject = &view->subject;
    const struct due_line *line = renewals_here(view);
    struct row *account = NULL;
    struct error ignored;

    if (!line || subject->line == line->line)
        return;
    arena_clear(&subject->arena);
    subject->line = line->line;
    subject->account = NULL;
    if (store_get(session_store(ui_session(ui)), KIND_ACCOUNT, line->account, &subject->arena,
            &account, &ignored))
        subject->account = account;
    subject->has_contract = read_contract(ui, subject, line);
}

/* --- words --- */

static void add_term(struct str *out, const struct contract_line *contract)
{
    int months =
        contract->renewal_term_months > 0 ? contract->renewal_term_months : contract->term_months;

    if (months > 0)
        str_addf(out, words_plural(" for %d month", " for %d months", months), months);
}

static void add_decided(struct ui *ui, const struct due_line *line, struct str *out)
{
    char day[24], money[48];

    str_addf(out, "%s %s", _(due_state_word(line->state)),
        day_words(line->closed_on, ui_show(ui).today, day));
    if (line->state == DUE_WON)
        str_addf(out, _(" for %s"), money_short(line->amount, ui_show(ui).currency, money));
    if (line->source && text_equal(line->source, "clock"))
        str_add(out, _(", by itself"));
    if (due_line_is_late(line))
        str_addf(out, words_plural(", %d day late", ", %d days late", line->closed_on - line->ends),
            (int)(line->closed_on - line->ends));
    if (line->reason && *line->reason)
        str_addf(out, ", %s", line->reason);
}

static void add_notice(struct ui *ui, const struct renewal_clock *clock,
    const struct contract_line *contract, struct str *out)
{
    char day[24];

    str_addf(out, _("notice by %s%s"), day_words(clock->notice_deadline, ui_show(ui).today, day),
        clock->assumed ? _(" (assumed)") : "");
    if (contract->auto_renew == 1) {
        str_add(out, _(", after that it renews"));
        add_term(out, contract);
        str_add(out, _(" by itself"));
    }
}

void renewals_clock_words(struct ui *ui, const struct due_line *line,
    const struct contract_line *contract, struct str *out)
{
    const struct renewal_clock *clock = &line->clock;
    day_number today = ui_show(ui).today;
    char day[24], given[24];

    if (!due_is_open(line->state)) {
        add_decided(ui, line, out);
    } else if (line->ends == DAY_NONE) {
        str_add(out, _("nobody knows when it ends: r d sets the day"));
    } else if (line->state == DUE_LEAVING) {
        str_addf(out, _("notice was given %s, it ends %s"),
            day_words(contract->notice_given, today, given), day_words(line->ends, today, day));
    } else if (line->state == DUE_LOCKED_IN) {
        str_addf(out, _("the notice date has passed: it renews on %s"),
            day_words(line->ends + 1, today, day));
        add_term(out, contract);
    } else if (line->ends < today) {
        str_addf(
            out, _("it ended %s, and nobody said yes or no"), day_words(line->ends, today, day));
    } else if (clock->by_notice && clock->notice_deadline != DAY_NONE) {
        add_notice(ui, clock, contract, out);
    } else {
        str_addf(out, _("ends %s%s"), day_words(line->ends, today, day),
            contract->auto_renew == 0 ? _(", and does not renew by itself") : "");
    }
}

static void add_amount_move(
    struct ui *ui, const char *name, int64_t before, int64_t after, struct str *out)
{
    char was[48], is[48];

    if (before != after)
        str_addf(out, "%s%s %s → %s", out->len ? ", " : "", name,
            money_short(before, ui_show(ui).currency, was),
            money_short(after, ui_show(ui).currency, is));
}

void renewals_say_move(struct ui *ui, const struct forecast_move *move, struct str *out)
{
    const struct due_line *before = move->before, *after = move->after;
    char was[24], is[24];

    if (!before || !after) {
        str_add(out, before ? _("is no longer due") : _("has come"));
        return;
    }
    /* What was forecast ends with it: `commit → not called` of a renewal that is won says nothing.
     */
    bool is_decided = before->state != after->state;

    if (is_decided)
        str_addf(out, "%s → %s", _(due_state_word(before->state)), _(due_state_word(after->state)));
    if (!is_decided && move->fields & 1u << MOVED_CATEGORY)
        str_addf(out, "%s%s → %s", out->len ? ", " : "",
            _(forecast_category_word(before->value.category)),
            _(forecast_category_word(after->value.category)));
    if (move->fields & 1u << MOVED_AMOUNT)
        add_amount_move(ui, _("forecast"), before->amount, after->amount, out);
    if (move->fields & 1u << MOVED_TARGET)
        add_amount_move(ui, _("target"), before->target, after->target, out);
    if (!is_decided && move->fields & 1u << MOVED_P)
        str_addf(out, "%sp %lld%% → %lld%%", out->len ? ", " : "",
            (long long)round_half_up(before->value.p * 100),
            (long long)round_half_up(after->value.p * 100));
    if (move->fields & 1u << MOVED_ENDS)
        str_addf(out, _("%sends %s → %s"), out->len ? ", " : "",
            day_short(before->ends, ui_show(ui).today, was),
            day_short(after->ends, ui_show(ui).today, is));
}

/* --- the foot --- */

static void add_reasons(const struct row *account, int columns, struct str *out)
{
    struct str reasons = {0};

    part_reasons(&reasons, account, columns);
    if (reasons.len)
        str_addf(out, "%s", str_text(&reasons));
    str_fini(&reasons);
}

static bool is_in_doubt(const struct due_line *line)
{
    return line->value.category == FORECAST_AT_RISK ||
           line->value.category == FORECAST_EXPECTED_LOSS || line->state == DUE_LEAVING;
}

static void draw_moved(struct canvas *canvas, int x, struct area area, const char *moved)
{
    enum { LEAST = 27 };
    struct str text = {0};

    if (!*moved || x + LEAST >= area.x + area.columns)
        return;
    str_addf(&text, _("since a week ago: %s"), moved);
    canvas_put_cut(canvas, x, area.y, ROLE_MUTED, str_text(&text), area.x + area.columns - x);
    str_fini(&text);
}

/* Northwind Traders   at risk because health 41, champion left */
static void draw_why(struct ui *ui, const struct renewals *view, const struct due_line *line,
    struct canvas *canvas, struct area area)
{
    struct category_look look = renewals_standing(line);
    const struct row *account = view->subject.account;
    const struct forecast_move *move = renewals_move_of(view, line);
    int x = canvas_put_cut(
        canvas, area.x, area.y, ROLE_TITLE, line->account_name, area.columns < 60 ? 16 : 30);
    struct str moved = {0};

    if (view->many_lines && line->product && *line->product)
        x = canvas_putf(canvas, x, area.y, ROLE_MUTED, ", %s", line->product);
    x = canvas_put(canvas, x + 3, area.y, ROLE_MUTED, _(look.word));
    if (move)
        renewals_say_move(ui, move, &moved);
    if (account && due_is_open(line->state)) {
        struct str reasons = {0};

        add_reasons(account, area.x + area.columns - x - 9, &reasons);
        if (reasons.len) {
            x = canvas_put(
                canvas, x, area.y, ROLE_MUTED, is_in_doubt(line) ? _(" because ") : "   ");
            x = canvas_put_cut(
                canvas, x, area.y, ROLE_TEXT, str_text(&reasons), area.x + area.columns - x);
        }
        str_fini(&reasons);
    }
    draw_moved(canvas, x + 3, area, str_text(&moved));
    str_fini(&moved);
}

/* → escalate to sponsor  today      notice by Tue 1 Dec, after that it renews by itself */
static void draw_next(struct ui *ui, const struct renewals *view, const struct due_line *line,
    struct canvas *canvas, struct area area)
{
    const struct row *account = view->subject.account;
    struct str clock = {0};
    int x = area.x;

    renewals_clock_words(ui, line, &view->subject.contract, &clock);
    if (account && due_is_open(line->state) && *row_text(account, ACCOUNT_NEXT)) {
        struct due_words due = part_due(row_day(account, ACCOUNT_NEXT_DUE), ui_show(ui).today);

        canvas_put(canvas, x, area.y, ROLE_FAINT, "→");
        x = canvas_put_cut(canvas, x + 2, area.y, ROLE_ACCENT, row_text(account, ACCOUNT_NEXT),
            area.columns / 2 - 14);
        x = canvas_put(canvas, x + 2, area.y, due.role, due.text) + 3;
        if (x < area.x + area.columns / 3)
            x = area.x + area.columns / 3;
    }
    canvas_put_cut(canvas, x, area.y, ROLE_MUTED, str_text(&clock), area.x + area.columns - x);
    str_fini(&clock);
}

/* last quarter's forecast, frozen 90 days ahead: $1.42M, came in at $1.51M, 94% right */
static void draw_accuracy(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area)
{
    const struct forecast_frozen *frozen = NULL;
    char was[48], came[48];
    int x;

    for (int i = 0; i < FORECAST_FROZEN && !frozen; i++)
        if (view->forecast.frozen[i].there)
            frozen = &view->forecast.frozen[i];
    if (!frozen) {
        canvas_put_cut(canvas, area.x, area.y, ROLE_MUTED,
            _("how good the last quarter's forecast was is not known: none was kept then"),
            area.columns);
        return;
    }
    x = canvas_putf(canvas, area.x, area.y, ROLE_MUTED,
        words_plural("last quarter’s forecast, frozen %d day ahead: ",
            "last quarter’s forecast, frozen %d days ahead: ", frozen->days_before),
        frozen->days_before);
    x = canvas_put(
        canvas, x, area.y, ROLE_TEXT, money_short(frozen->weighted, ui_show(ui).currency, was));
    x = canvas_put(canvas, x, area.y, ROLE_MUTED, _(", came in at "));
    x = canvas_put(canvas, x, area.y, ROLE_TEXT,
        money_short(view->forecast.last_actual, ui_show(ui).currency, came));
    if (frozen->has_weighted_accuracy)
        canvas_putf(canvas, x, area.y, ROLE_TEXT, _(", %lld%% right"),
            (long long)round_half_up(frozen->weighted_accuracy * 100));
    else
        canvas_put(canvas, x, area.y, ROLE_MUTED, _(", accuracy n/a"));
}

void renewals_draw_foot(
    struct ui *ui, struct renewals *view, struct canvas *canvas, struct area area)
{
    const struct due_line *line = renewals_here(view);

    if (!line)
        return;
    renewals_read_subject(ui, view);
    draw_why(ui, view, line, canvas, area_take_rows(&area, 1));
    if (area.rows > 0)
        draw_next(ui, view, line, canvas, area_take_rows(&area, 1));
    if (area.rows > 0)
        draw_accuracy(ui, view, canvas, area_take_rows(&area, 1));
}
