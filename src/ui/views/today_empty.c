/* Today where no row is: all done, or too little known to say who comes first. */
#include "base/money.h"
#include "base/words.h"
#include "ui/views/today.h"
#include "ui/ways.h"

enum { FACT_FROM = 9, ROWS_BELOW = 3 };

bool today_knows_health(const struct totals *totals)
{
    return totals->at_risk_count || !totals->accounts ||
           totals->band_count[BAND_UNKNOWN] < totals->accounts;
}

bool today_knows_ends(const struct today *today)
{
    return today->totals.deciding || !today->totals.accounts ||
           today->lacking[LACKING_ENDS] < today->totals.accounts;
}

static int draw_sentence(struct canvas *canvas, int y, struct area area, struct str *sentence)
{
    struct area lines = {1, y, area.columns - 2, 3};

    lines.rows = canvas_put_wrapped(canvas, lines, ROLE_TEXT, str_text(sentence));
    str_fini(sentence);
    return y + lines.rows;
}

/* What is done, or what should be known first. Returns the row below. */
static int draw_why(
    struct ui *ui, const struct today *today, struct canvas *canvas, int y, struct area area)
{
    const struct totals *totals = &today->totals;
    bool is_new = !today->cleared && !totals->snoozed && totals->no_data == totals->accounts;
    struct str sentence = {0};
    char count[48];

    number_whole(totals->no_data, count);
    if (is_new) {
        str_addf(&sentence,
            words_plural("Too little is known of %s account to say what it needs.",
                "Too little is known of %s accounts to say who comes first.", totals->no_data),
            count);
        return draw_sentence(canvas, y, area, &sentence);
    }
    canvas_putf(canvas, 1, y, ROLE_TEXT, _("Nothing left for today. %lld done, %lld snoozed."),
        (long long)today->cleared, (long long)totals->snoozed);
    way_put(ui, canvas, 1, y + 1, "view book", _("the whole book"));
    if (!totals->no_data)
        return y + 2;
    str_addf(&sentence,
        words_plural("%s account lacks data for a health score: fill three.",
            "%s accounts lack data for a health score: fill three.", totals->no_data),
        count);
    return draw_sentence(canvas, y + 3, area, &sentence);
}

static const struct {
    const char *what, *use;
} facts[LACKING_COUNT] = {
    [LACKING_ARR] = {N_("without ARR"), N_("how much is at stake")},
    [LACKING_ENDS] = {N_("without an end date"), N_("when they decide")},
    [LACKING_TOUCH] = {N_("without a touch"), N_("who was not called for long")},
    [LACKING_USERS] = {N_("without active users"), N_("the most of a health score")},
};

static int what_columns(struct canvas *canvas)
{
    int most = 0;

    for (int i = 0; i < LACKING_COUNT; i++) {
        int columns = canvas_columns_of(canvas, _(facts[i].what));

        most = columns > most ? columns : most;
    }
    return most;
}

/* `50  without an end date    when they decide`. Returns the row below. */
static int draw_lacking(const struct today *today, struct canvas *canvas, int y, struct area area)
{
    int use = FACT_FROM + what_columns(canvas) + 3;

    for (int i = 0; i < LACKING_COUNT && y < area.y + area.rows - ROWS_BELOW; i++) {
        if (!today->lacking[i])
            continue;
        canvas_count_right(canvas, FACT_FROM - 2, y, ROLE_TITLE, today->lacking[i]);
        canvas_put_cut(
            canvas, FACT_FROM, y, ROLE_TEXT, _(facts[i].what), area.columns - FACT_FROM - 1);
        if (use + canvas_columns_of(canvas, _(facts[i].use)) < area.columns)
            canvas_put(canvas, use, y, ROLE_MUTED, _(facts[i].use));
        y++;
    }
    return y;
}

void today_draw_empty(
    struct ui *ui, const struct today *today, struct canvas *canvas, struct area area)
{
    int y = area.y + 1;

    if (filter_is_set(&today->filter)) {
        filter_draw_none(ui, &today->filter, canvas, y, _("No row of today matches the filter."));
        return;
    }
    if (!today->totals.accounts && !today->totals.no_data) {
        canvas_put_cut(canvas, 1, y, ROLE_TEXT, _("The book is empty."), area.columns - 2);
        way_put(ui, canvas, way_put(ui, canvas, 1, y + 1, "add", _("add an account")) + 3, y + 1,
            "import", _("take in an export"));
        return;
    }
    y = draw_why(ui, today, canvas, y, area);
    if (!today->totals.no_data)
        return;
    y = draw_lacking(today, canvas, y + 1, area) + 1;
    way_put(ui, canvas, 1, y, "open", _("the list of them, most ARR first"));
    way_put(ui, canvas, 1, y + 1, "import", _("take in an export that has it"));
}
