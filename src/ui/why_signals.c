/* The words of `i` on signals, with their rule and facts, and on the forecast, with its p. */
#include "app/signals.h"
#include "base/money.h"
#include "base/words.h"
#include "core/forecast.h"
#include "ui/commands_internal.h"

static void write_fact(const struct signal_fact *fact, struct str *out)
{
    str_addf(out, "    %s\t%s%s%s\n", fact->name, fact->value ? fact->value : _("not known"),
        fact->wanted && *fact->wanted ? _(", wanted ") : "", fact->wanted ? fact->wanted : "");
}

static void write_signal(const struct signal_explanation *one, struct str *out)
{
    bool hidden = one->standing != SIGNAL_FIRES;

    str_addf(out, "%s\t%s%s%s%s\n", one->text, _(severity_word(one->severity)), hidden ? ", " : "",
        hidden ? signal_standing_word(one->standing) : "",
        one->rule && one->rule->growth ? _(", growth") : "");
    str_addf(out, "    %s: %s\n", signal_explanation_id(one), one->condition);
    for (size_t i = 0; i < one->facts.count; i++)
        write_fact(&one->facts.items[i], out);
    if (*one->state_text)
        str_addf(out, "    %s\n", one->state_text);
}

void why_write_signals(struct session *session, const struct dossier *dossier, struct str *out)
{
    struct signal_explanations all;
    struct arena arena = {0};
    struct error ignored;
    bool any = false;

    if (signals_explain(session, dossier->account->key, NULL, &arena, &all, &ignored))
        for (size_t i = 0; i < all.count; i++) {
            if (all.items[i].severity == SEVERITY_NONE)
                continue;
            str_add(out, any ? "" : _("\n# Signals\n"));
            write_signal(&all.items[i], out);
            any = true;
        }
    arena_fini(&arena);
}

/* --- forecast --- */

/* Who says so. */
static const char *reason_of(const struct due_line *line)
{
    if (line->state == DUE_LOCKED_IN)
        return _("the notice date passed in silence");
    if (line->state == DUE_LEAVING)
        return _("notice was given");
    if (line->probability >= 0)
        return _("by your own probability");
    return line->called == FORECAST_NOT_CALLED ? _("not called yet, so by health")
                                               : _("as it is called");
}

static void write_line(const char *currency, const struct due_line *line, struct str *out)
{
    char ends[24], retained[48], weighted[48], share[48];

    str_addf(out, _("%s%sdue %s\t%s × %s = %s\n"), line->product ? line->product : "",
        line->product && *line->product ? ", " : "",
        line->ends == DAY_NONE ? _("on a day not known") : day_head(line->ends, ends),
        money_short(line->value.retained, currency, retained), number_real(line->value.p, 2, share),
        money_short(line->value.weighted, currency, weighted));
    str_addf(out, "    %s: %s%s%s\n", _(forecast_category_word(line->value.category)),
        reason_of(line),
        line->state == DUE_OPEN && line->probability < 0 && line->called == FORECAST_NOT_CALLED
            ? ", "
            : "",
        line->state == DUE_OPEN && line->probability < 0 && line->called == FORECAST_NOT_CALLED
            ? _(health_band_label(line->band))
            : "");
}

void why_write_forecast(struct session *session, const struct dossier *dossier,
    const struct assessment *assessment, struct str *out)
{
    const struct due_ground ground = {.account = assessment->account,
        .contracts = &dossier->contracts,
        .settings = session_settings(session),
        .today = session_today(session)};
    struct due_list lines = {0};
    bool any = false;

    due_lines_of(&ground, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        if (!due_is_open(lines.items[i].state) || lines.items[i].unknown)
            continue;
        str_add(out, any ? "" : _("\n# Forecast\n"));
        write_line(session_currency(session), &lines.items[i], out);
        any = true;
    }
    array_fini(&lines);
}
