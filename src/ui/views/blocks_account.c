/* The blocks of the screen Account: renewal, people, signals. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/blocks.h"

static void renewal_sum(const struct contract_line *line, struct str *out)
{
    static const char *const units[] = {N_("days’"), N_("working days’"), N_("months’")};
    const char *unit = _(units[line->notice_unit == 'm' ? 2 : line->notice_unit == 'b' ? 1 : 0]);

    if (line->notice >= 0)
        str_addf(out, _("%d %s notice, "), line->notice, unit);
    str_add(out, line->auto_renew == 1   ? _("renews itself")
                 : line->auto_renew == 0 ? _("does not renew itself")
                                         : _("auto-renewal not known"));
}

static void renewal_forecast(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct contract_line *line = &subject->assessment->contract.line;
    char target[48], forecast[48];

    canvas_put(canvas, area.x, area.y, ROLE_MUTED, _("Forecast"));
    if (line->has_forecast)
        canvas_putf(canvas, area.x + 11, area.y, ROLE_TEXT, _("%s of %s"),
            part_line_money(line, line->forecast, &subject->show, forecast),
            part_line_money(line, line->arr, &subject->show, target));
    else
        canvas_put(canvas, area.x + 11, area.y, ROLE_MONEY,
            part_line_money(line, line->arr, &subject->show, target));
    canvas_put_right(canvas, area.x + area.columns, area.y, ROLE_MUTED,
        line->category && *line->category ? line->category : _("not called yet"));
}

int block_renewal(struct canvas *canvas, struct area area, const struct subject *subject)
{
    struct str sum = {0};
    int rows;

    if (area.rows < 2)
        return 0;
    if (subject->assessment->contract.has_line)
        renewal_sum(&subject->assessment->contract.line, &sum);
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("Renewal"), str_text(&sum));
    str_fini(&sum);
    area_take_rows(&area, 1);
    rows = block_clock(canvas, area, subject);
    area_take_rows(&area, rows);
    if (!area.rows || !subject->assessment->contract.has_line)
        return rows + 1;
    renewal_forecast(canvas, area, subject);
    return rows + 2;
}

static void person_when(
    const struct row *person, day_number heard, const struct show *show, char *out, size_t size)
{
    char day[24];

    if (!person_is_active(person, show->today))
        text_format(out, size, _("left%s%s"), row_knows(person, CONTACT_LEFT_ON) ? " " : "",
            day_short(row_day(person, CONTACT_LEFT_ON), show->today, day));
    else if (heard == DAY_NONE)
        text_format(out, size, _("never met"));
    else if (heard == show->today)
        text_format(out, size, _("today"));
    else
        snprintf(out, size, "%dd", show->today - heard);
}

static void person_line(struct canvas *canvas, struct area area, const struct row *person,
    const struct subject *subject)
{
    day_number today = subject->show.today;
    day_number heard = person_last_heard(subject->dossier, person, today);
    enum warmth warmth =
        person_warmth_of(person, heard, subject->assessment->touch.cadence_days, today);
    bool is_active = person_is_active(person, today);
    const char *role = row_text(person, CONTACT_ROLE), *title = row_text(person, CONTACT_TITLE);
    char when[40];
    int x, end;

    person_when(person, heard, &subject->show, when, sizeof(when));
    end = canvas_put_right(canvas, area.x + area.columns, area.y, ROLE_TEXT, when) - 2;
    if (is_active)
        canvas_put(canvas, area.x, area.y, part_warmth_role(warmth), part_warmth_shape(warmth));
    x = canvas_put_cut(canvas, area.x + 2, area.y, is_active ? ROLE_TEXT : ROLE_MUTED,
        row_text(person, CONTACT_NAME), area.columns / 2 - 3);
    x = x + 2 > area.x + 16 ? x + 2 : area.x + 16;
    canvas_put_cut(canvas, x, area.y, ROLE_MUTED, *role ? role : title, end - x);
}

enum { PEOPLE_MOST = 4, PEOPLE_ROOMY = 30 /* rows from which on all are shown */ };

int block_people(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *people = &subject->dossier->contacts;
    size_t most = area.rows >= PEOPLE_ROOMY ? people->count : PEOPLE_MOST;
    int rows = 1;

    if (area.rows < 2)
        return 0;
    if (!people->count) {
        part_heading(canvas, area.x, area.y, area.x + area.columns, _("People"), NULL);
        canvas_put_cut(
            canvas, area.x, area.y + 1, ROLE_MUTED, _("Nobody is recorded here."), area.columns);
        return 2;
    }
    if (most < people->count && (int)most + 1 >= area.rows)
        most = (size_t)area.rows - 1;
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("People"), _("last touch"));
    for (size_t i = 0; i < people->count && rows < area.rows; i++, rows++) {
        struct area line = {area.x, area.y + rows, area.columns, 1};
        char number[48];

        if (i + 1 < people->count && (i == most || rows + 1 == area.rows)) {
            canvas_putf(canvas, area.x + 2, line.y, ROLE_MUTED, _("%s more"),
                number_whole((int64_t)(people->count - i), number));
            return rows + 1;
        }
        person_line(canvas, line, people->items[i], subject);
    }
    return rows;
}

static enum role severity_role(enum severity severity, bool growth)
{
    if (growth)
        return ROLE_GOOD;
    return severity == SEVERITY_HIGH     ? ROLE_RISK
           : severity == SEVERITY_MEDIUM ? ROLE_WATCH
                                         : ROLE_UNKNOWN;
}

static void signal_line(struct canvas *canvas, struct area line, const struct signal *signal)
{
    static const char *const shapes[] = {[SEVERITY_NONE] = "○",
        [SEVERITY_LOW] = "○",
        [SEVERITY_MEDIUM] = "▲",
        [SEVERITY_HIGH] = "■"};
    bool growth = signal->rule->growth;
    int end = canvas_put_right(canvas, line.x + line.columns, line.y, ROLE_MUTED,
        signal->hidden ? _("handled") : _(severity_word(signal->severity)));

    canvas_put(canvas, line.x, line.y, severity_role(signal->severity, growth),
        growth ? "●" : shapes[signal->severity]);
    canvas_put_cut(canvas, line.x + 2, line.y, signal->hidden ? ROLE_MUTED : ROLE_TEXT,
        signal->text, end - line.x - 4);
}

int block_signals(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct signal_list *signals = &subject->assessment->signals;
    int rows = 1;

    if (area.rows < (signals->count > 1 ? 3 : 2) || !signals->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, _("Signals"), NULL);
    for (size_t i = 0; i < signals->count && rows < area.rows; i++, rows++) {
        struct area line = {area.x, area.y + rows, area.columns, 1};
        char number[48];

        if (rows + 1 == area.rows && i + 1 < signals->count)
            canvas_putf(canvas, area.x + 2, line.y, ROLE_MUTED, _("%s more"),
                number_whole((int64_t)(signals->count - i), number));
        else
            signal_line(canvas, line, &signals->items[i]);
    }
    return rows;
}
