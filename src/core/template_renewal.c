/* What decides the next renewal, for our eyes: lines and their forecast, people, risks, growth. */
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/forecast.h"
#include "core/growth.h"
#include "core/people_map.h"
#include "core/risk.h"
#include "template_internal.h"

/* --- contract lines --- */

enum { LINES_MOST = 32 };

static size_t lines_of(const struct template_ground *ground, struct contract_line *lines)
{
    size_t count = contract_lines(ground->dossier, lines, LINES_MOST);

    return count < LINES_MOST ? count : LINES_MOST;
}

static const char *product_of(const struct contract_line *line)
{
    return text_blank(line->product) ? _("contract") : line->product;
}

/* `$120k`, of the line's own currency. */
static const char *line_money(
    const struct contract_line *line, const struct template_ground *ground, struct arena *arena)
{
    int64_t arr = line->arr;

    if (arr == MONEY_NONE || !settings_convert(ground->settings, arr, line->currency, &arr))
        return _("ARR not known");
    return template_money(arr, ground, arena);
}

void template_fill_contract(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct contract_line lines[LINES_MOST];
    size_t count = lines_of(ground, lines);

    for (size_t i = 0; i < count; i++) {
        const struct contract_line *line = &lines[i];
        struct renewal_clock clock =
            contract_clock(line, &ground->settings->calendar, ground->today);

        if (line->arr == MONEY_NONE && clock.state == RENEWAL_UNKNOWN)
            continue;
        template_give(texts, arena,
            arena_format(arena, "%s: %s%s%s%s%s", product_of(line), line_money(line, ground, arena),
                line->term_months > 0
                    ? arena_format(arena,
                          words_plural(", %d month", ", %d months", line->term_months),
                          line->term_months)
                    : "",
                clock.state == RENEWAL_UNKNOWN
                    ? ""
                    : arena_format(arena, _(", ends %s"), template_day(clock.ends, ground, arena)),
                line->auto_renew == 1   ? _(", renews by itself")
                : line->auto_renew == 0 ? _(", does not renew by itself")
                                        : "",
                line->notice_given != DAY_NONE ? _(", notice received") : ""));
    }
}

void template_fill_dates(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct contract_line lines[LINES_MOST];
    size_t count = lines_of(ground, lines);

    for (size_t i = 0; i < count; i++) {
        struct renewal_clock clock =
            contract_clock(&lines[i], &ground->settings->calendar, ground->today);

        if (clock.state == RENEWAL_UNKNOWN || clock.state == RENEWAL_GONE)
            continue;
        template_give(texts, arena,
            arena_format(arena, _("%s: %s%sends %s, act by %s (%s)"), product_of(&lines[i]),
                clock.notice_deadline == DAY_NONE
                    ? ""
                    : arena_format(arena, _("notice by %s"),
                          template_day(clock.notice_deadline, ground, arena)),
                clock.notice_deadline == DAY_NONE ? "" : ", ",
                template_day(clock.ends, ground, arena), template_day(clock.act_by, ground, arena),
                _(renewal_state_word(clock.state))));
    }
}

void template_fill_price(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct contract_line lines[LINES_MOST];
    size_t count = lines_of(ground, lines);

    for (size_t i = 0; i < count; i++) {
        const struct contract_line *line = &lines[i];

        if (line->uplift < 0 && line->told_on == DAY_NONE && text_blank(line->paper))
            continue;
        template_give(texts, arena,
            arena_format(arena, "%s: %s, %s%s", product_of(line),
                line->uplift >= 0 ? arena_format(arena, _("price rise %.1f%%"), line->uplift * 100)
                                  : _("price rise not known"),
                line->told_on == DAY_NONE ? _("they were not told yet")
                                          : arena_format(arena, _("they were told %s"),
                                                template_day(line->told_on, ground, arena)),
                text_blank(line->paper) ? "" : arena_format(arena, _(", paper: %s"), line->paper)));
    }
}

/* `Suite: $120k ends 31 Jan 2027, commit, $118k expected, 90% (called commit)` */
void template_fill_forecast(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct due_ground due = {ground->dossier->account, &ground->dossier->contracts, NULL,
        ground->settings, ground->today};
    struct due_list lines = {0};

    due_lines_of(&due, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct due_line *line = &lines.items[i];
        struct str why = {0};

        if (!due_is_open(line->state) || line->outside || line->unknown)
            continue;
        forecast_p_words(line, &why);
        template_give(texts, arena,
            arena_format(arena, _("%s: %s to renew%s, %s, %s expected, %.0f%% (%s)"),
                text_blank(line->product) ? _("contract") : line->product,
                template_money(line->target, ground, arena),
                line->ends == DAY_NONE
                    ? ""
                    : arena_format(arena, _(", ends %s"), template_day(line->ends, ground, arena)),
                forecast_category_word(line->value.category),
                template_money(line->amount, ground, arena), line->value.p * 100, str_text(&why)));
        str_fini(&why);
    }
    array_fini(&lines);
}

/* --- people --- */

static int touch_days(const struct template_ground *ground)
{
    int days = (int)row_integer(ground->dossier->account, ACCOUNT_CADENCE);

    return days > 0 ? days : 30;
}

void template_fill_people_map(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *contacts = &ground->dossier->contacts;

    for (size_t i = 0; i < contacts->count; i++) {
        const struct row *contact = contacts->items[i];
        day_number heard = person_last_heard(ground->dossier, contact, ground->today);
        static const int fields[] = {CONTACT_TITLE, CONTACT_ROLE, CONTACT_STANCE};
        struct str line = {0};

        if (!person_is_active(contact, ground->today))
            continue;
        str_add(&line, row_text(contact, CONTACT_NAME));
        for (size_t f = 0; f < COUNT_OF(fields); f++)
            if (*row_text(contact, fields[f]))
                str_addf(&line, ", %s", row_text(contact, fields[f]));
        if (*row_text(contact, CONTACT_INFLUENCE))
            str_addf(&line, _(", influence %s"), row_text(contact, CONTACT_INFLUENCE));
        str_addf(&line, ", %s",
            warmth_word(person_warmth_of(contact, heard, touch_days(ground), ground->today)));
        if (heard != DAY_NONE)
            str_addf(&line, _(", last heard %s"), template_day(heard, ground, arena));
        template_give(texts, arena, str_text(&line));
        str_fini(&line);
    }
}

void template_fill_relationship(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct people_sentences lacks;

    people_lacks(ground->dossier, ground->today, arena, &lacks);
    for (int i = 0; i < lacks.count; i++)
        template_give(texts, arena, lacks.items[i].text);
}

/* --- risks, growth, references, playbooks --- */

void template_fill_risk_plans(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *signals = &ground->dossier->signals;
    int64_t arr = row_money(ground->dossier->account, ACCOUNT_ARR_NOW);

    for (size_t i = 0; i < signals->count; i++) {
        const struct row *risk = signals->items[i];
        int64_t exposed = risk_exposed(risk, arr);
        day_number look = row_day(risk, SIGNAL_LOOK_ON);
        const char *cause = row_text(risk, SIGNAL_CAUSE), *plan = row_text(risk, SIGNAL_PLAN);

        if (!risk_is(risk) || !risk_is_open(risk))
            continue;
        template_give(texts, arena,
            arena_format(arena, "%s: %s%s%s%s%s", _(row_text(risk, SIGNAL_SEVERITY)),
                row_text(risk, SIGNAL_TEXT),
                *cause ? arena_format(arena, _("; cause: %s"), cause) : "",
                exposed == MONEY_NONE ? ""
                                      : arena_format(arena, _("; exposed %s"),
                                            template_money(exposed, ground, arena)),
                *plan ? arena_format(arena, _("; plan %s"), plan) : _("; no plan yet"),
                look == DAY_NONE ? ""
                                 : arena_format(arena, _("; look again %s"),
                                       template_day(look, ground, arena))));
    }
}

void template_fill_growth(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *rows = &ground->dossier->opportunities;

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];
        enum growth_stage stage = growth_stage_of(row);
        int64_t amount = row_money(row, OPPORTUNITY_AMOUNT);

        if (!growth_is(row) || !growth_stage_is_open(stage))
            continue;
        if (amount != MONEY_NONE && !settings_convert(ground->settings, amount,
                                        row_currency(row, ground->settings->currency), &amount))
            amount = MONEY_NONE;
        template_give(texts, arena,
            arena_format(arena, "%s: %s%s%s", row_text(row, OPPORTUNITY_NAME),
                growth_stage_word(stage), amount == MONEY_NONE ? "" : ", ",
                template_money(amount, ground, arena)));
    }
}

void template_fill_references(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct str words = {0};

    reference_words(&ground->dossier->references, ground->today, &words);
    template_give(texts, arena, str_text(&words));
    str_fini(&words);
}

void template_fill_runs(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *runs = &ground->dossier->runs;

    for (size_t i = 0; i < runs->count; i++) {
        day_number started = row_day(runs->items[i], RUN_STARTED);
        const char *title = row_text(runs->items[i], RUN_TITLE);

        if (row_is(runs->items[i], RUN_STATUS, "open"))
            template_give(texts, arena,
                arena_format(arena, "%s%s", *title ? title : row_text(runs->items[i], RUN_PLAYBOOK),
                    started == DAY_NONE ? ""
                                        : arena_format(arena, _(", since %s"),
                                              template_day(started, ground, arena))));
    }
}
