/* The words of `i` on a line of Renewals, and the bridge between two days. */
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/renewals.h"

static const char *money(struct ui *ui, int64_t minor, char *buffer)
{
    return minor == MONEY_NONE ? "--" : money_full(minor, ui_show(ui).currency, buffer);
}

/* --- what it is worth --- */

static const char *whose_p(const struct due_line *line)
{
    if (line->state == DUE_LOCKED_IN)
        return _("its notice date has passed");
    if (line->state == DUE_LEAVING)
        return _("notice was given");
    if (line->probability >= 0)
        return _("set by hand");
    return line->called == FORECAST_NOT_CALLED ? _("by health, nobody has called it")
                                               : _("of the category");
}

static void write_value(struct ui *ui, const struct due_line *line, struct str *out)
{
    const struct forecast_value *value = &line->value;
    char one[48], two[48];

    str_addf(out, _("# Worth\ntarget\t%s\n"), money(ui, line->target, one));
    if (!due_is_open(line->state)) {
        str_addf(out, "%s\t%s\n", _(due_state_word(line->state)), money(ui, line->amount, one));
    } else {
        str_addf(out, _("category\t%s\n"), _(renewals_standing(line).word));
        str_addf(out, _("forecast%s\t%s\n"), line->amount == line->target ? _(", the target") : "",
            money(ui, line->amount, one));
        str_addf(out, "p, %s\t%.4g%%\n", whose_p(line), value->p * 100);
    }
    str_addf(out, _("retained: the lesser of forecast and target\t%s\n"),
        money(ui, value->retained, one));
    if (value->uplift || value->expansion)
        str_addf(out, _("beyond it: uplift and expansion\t%s + %s\n"),
            money(ui, value->uplift, one), money(ui, value->expansion, two));
    str_addf(out, _("weighted: retained × p\t%s\n"), money(ui, value->weighted, one));
    if (due_is_open(line->state))
        str_addf(out, _("at risk: target × (1 − p)\t%s\n"), money(ui, value->risk, one));
}

static void write_clock(
    struct ui *ui, const struct renewals *view, const struct due_line *line, struct str *out)
{
    const struct renewal_clock *clock = &line->clock;
    struct str words = {0};
    char day[24];

    str_add(out, _("\n# Clock\n"));
    if (line->ends != DAY_NONE)
        str_addf(out, _("last day of service\t%s\n"), day_head(line->ends, day));
    if (due_is_open(line->state) && clock->notice_deadline != DAY_NONE)
        str_addf(out, _("notice by%s\t%s\n"), clock->assumed ? _(", assumed") : "",
            day_head(clock->notice_deadline, day));
    if (due_is_open(line->state) && clock->act_by != DAY_NONE)
        str_addf(out, _("act by, the last working day before\t%s\n"), day_head(clock->act_by, day));
    if (due_is_open(line->state))
        str_addf(out, _("stands at\t%s\n"), _(renewal_state_word(clock->state)));
    renewals_clock_words(ui, line, &view->subject.contract, &words);
    str_addf(out, "%s\n", str_text(&words));
    str_fini(&words);
}

/* Reasons are lines of severity, kind, id and text. */
static void write_reasons(const struct row *account, struct str *out)
{
    const char *at = row_text(account, ACCOUNT_REASONS);

    if (*at)
        str_add(out, _("\n# What stands against it\n"));
    while (*at) {
        size_t len = strcspn(at, "\n");
        const char *text = at;

        for (int tabs = 0; tabs < 3 && text < at + len; text++)
            tabs += *text == '\t';
        str_add_bytes(out, text, (size_t)(at + len - text));
        str_add(out, "\n");
        at += len + (at[len] == '\n');
    }
}

void renewals_write_why(
    struct ui *ui, const struct renewals *view, const struct due_line *line, struct str *out)
{
    const struct forecast_move *move = renewals_move_of(view, line);
    struct str words = {0};

    if (line->unknown)
        str_add(
            out, _("Its amount, or the rate of its currency, is not known: it stands outside all "
                   "totals.\n\n"));
    write_value(ui, line, out);
    write_clock(ui, view, line, out);
    if (view->subject.account && due_is_open(line->state))
        write_reasons(view->subject.account, out);
    if (!view->forecast.has_since)
        return;
    str_add(out, _("\n# Since a week ago\n"));
    if (move)
        renewals_say_move(ui, move, &words);
    str_addf(out, "%s\n", move ? str_text(&words) : _("nothing moved"));
    str_fini(&words);
}

/* --- the bridge --- */

static void write_bridge_rows(
    struct ui *ui, const struct forecast_bridge *bridge, enum bridge_part part, struct str *out)
{
    char text[48];

    for (size_t i = 0; i < bridge->row_count; i++) {
        const struct bridge_row *row = &bridge->rows[i];
        const struct due_line *line = row->after ? row->after : row->before;

        if (row->part == part && row->amount)
            str_addf(out, "    %s\t%s\n", line->account_name, money(ui, row->amount, text));
    }
}

static void write_one(struct ui *ui, const struct renewals *view,
    const struct forecast_bridge *bridge, const char *title, struct str *out)
{
    char day[24], text[48];

    str_addf(out, "# %s\n%s\t%s\n", title, day_head(view->forecast.since, day),
        money(ui, bridge->opening, text));
    for (int i = 0; i < (int)BRIDGE_PARTS; i++) {
        if (!bridge->parts[i])
            continue;
        str_addf(out, "%s\t%s%s\n", _(bridge_part_word((enum bridge_part)i)),
            bridge->parts[i] > 0 ? "+" : "", money(ui, bridge->parts[i], text));
        write_bridge_rows(ui, bridge, (enum bridge_part)i, out);
    }
    str_addf(out, "%s\t%s\n\n", day_head(ui_show(ui).today, day), money(ui, bridge->closing, text));
}

void renewals_write_bridge(struct ui *ui, const struct renewals *view, struct str *out)
{
    static const char *const titles[] = {[FORECAST_ALL] = N_("All, but what is omitted"),
        [FORECAST_CALLED_COMMIT] = N_("Closed and committed"),
        [FORECAST_WEIGHTED] = N_("Weighted")};
    char first[24], last[24];

    if (!view->forecast.has_since) {
        str_add(out, _("There is no forecast of a week ago yet: one is kept each day.\n"));
        return;
    }
    str_addf(out, _("What is due from %s to %s\n\n"), day_head(view->forecast.quarter.first, first),
        day_head(view->forecast.quarter.last, last));
    for (int i = (int)FORECAST_WEIGHTED; i >= 0; i--)
        write_one(ui, view, &view->forecast.bridges[i], _(titles[i]), out);
}
