/* What the cells of a column decide: its number form, its date order, and what the report says of
 * them (contract.md, Reading). */
#include <string.h>
#include "base/words.h"
#include "merge_internal.h"

/* 27-04-03 looks like the 27th: who says that the year comes first, or proved it of an earlier
 * file, is heard where no cell speaks against it. */
static enum date_order order_proof(
    const struct cell_evidence *seen, const struct merge_hints *hints)
{
    bool is_said = hints->asked_order == DATE_YMD || hints->earlier_order == DATE_YMD;
    int64_t unfixed = seen->dmy + seen->mdy + seen->ymd + seen->open_dates;

    return is_said && unfixed > 0 && seen->not_ymd == 0 ? DATE_YMD : cell_date_proof(seen);
}

/* What all columns of the file prove together. */
static void prove_file(struct merge_plan *plan, const struct merge_hints *hints)
{
    struct cell_evidence numbers = {0}, dates = {0};

    for (int i = 0; i < plan->count; i++) {
        const struct merge_column *column = &plan->columns[i];
        const struct cell_evidence *seen = &column->seen;

        if (column->is_number) {
            numbers.points += seen->points;
            numbers.commas += seen->commas;
        } else if (seen->dates == seen->cells) {
            dates.dmy += seen->dmy;
            dates.mdy += seen->mdy;
            dates.ymd += seen->ymd;
            dates.not_ymd += seen->not_ymd;
            dates.open_dates += seen->open_dates;
        }
    }
    plan->form = cell_number_proof(&numbers);
    plan->order = order_proof(&dates, hints);
}

static enum number_form first_form(
    enum number_form first, enum number_form second, enum number_form third)
{
    if (first != NUMBER_UNKNOWN)
        return first;
    return second != NUMBER_UNKNOWN ? second : third;
}

static enum date_order first_order(
    enum date_order first, enum date_order second, enum date_order third)
{
    if (first != DATE_OPEN)
        return first;
    return second != DATE_OPEN ? second : third;
}

static void leave_out(
    struct merge_plan *plan, struct merge_column *column, struct str *notes, const char *how)
{
    column->taken = false;
    plan->open_columns++;
    if (column->seen.sample[0] == '\0') {
        str_addf(notes,
            _("column %s is not taken: as many cells prove one form as another ('%s', ...); %s\n"),
            column->header, column->sample, how);
        return;
    }
    str_addf(notes,
        _("column %s is not taken: '%s' can be read two ways and nothing says which; %s\n"),
        column->header, column->seen.sample, how);
}

static void decide_number(struct merge_plan *plan, struct merge_column *column,
    const struct merge_hints *hints, struct str *notes)
{
    enum number_form own = cell_number_proof(&column->seen);

    column->form = first_form(own, plan->form, hints->earlier_form);
    column->form = first_form(column->form, hints->asked_form, NUMBER_UNKNOWN);
    if (column->form == NUMBER_UNKNOWN && column->seen.open_numbers + column->seen.points > 0 &&
        !plan->exact)
        leave_out(plan, column, notes, _("use --numbers point or --numbers comma"));
    if (column->form == NUMBER_UNKNOWN)
        column->form = NUMBER_POINT;
    column->hundredths = column->seen.beyond_one && !plan->exact;
}

static void tell_order(const struct merge_column *column, struct str *notes)
{
    struct error ignored;
    char iso[24];
    day_number day;
    int minute;

    if (cell_day(column->seen.sample, column->order, &day, &minute, &ignored))
        str_addf(notes, _("column %s: days are read as %s ('%s' is %s)\n"), column->header,
            date_order_word(column->order), column->seen.sample, day_iso(day, iso));
    else
        str_addf(notes, _("column %s: days are read as %s\n"), column->header,
            date_order_word(column->order));
}

static void decide_date(struct merge_plan *plan, struct merge_column *column,
    const struct merge_hints *hints, struct str *notes)
{
    enum date_order own = order_proof(&column->seen, hints);
    int64_t proofs = column->seen.dmy + column->seen.mdy + column->seen.ymd;

    column->order = first_order(own, plan->order, hints->earlier_order);
    column->order = first_order(column->order, hints->asked_order, DATE_OPEN);
    if (column->order == DATE_OPEN && column->seen.open_dates + proofs > 0) {
        leave_out(plan, column, notes, _("use --dates dmy or --dates mdy"));
        plan->open_days++;
    }
    /* Days that are the same in either order are read in any. */
    if (column->order == DATE_OPEN)
        column->order = DATE_DMY;
    else if (column->seen.open_dates > 0)
        tell_order(column, notes);
}

/* A metric column that holds no number is a fact after all. */
static void decide_metric(struct merge_plan *plan, struct merge_column *column)
{
    bool is_number = column->seen.numbers + column->seen.percents > 0;

    if (column->role == HEADER_MEASURE && !is_number)
        column->role = HEADER_FACT;
    (void)plan;
}

static bool has_arr(const struct merge_plan *plan)
{
    int field = field_find(plan->kind, "arr");

    for (int i = 0; i < plan->count; i++)
        if (plan->columns[i].role == HEADER_FIELD && plan->columns[i].field == field &&
            plan->columns[i].seen.cells > 0)
            return true;
    return false;
}

static void tell(
    const struct merge_plan *plan, const struct merge_column *column, struct str *notes)
{
    if (column->role == HEADER_MRR)
        str_addf(notes, _("column %s: ARR is MRR x 12%s\n"), column->header,
            has_arr(plan) ? _(", where no ARR stands") : "");
    if (column->role == HEADER_TOTAL)
        str_addf(notes,
            _("column %s: a contract total is ARR only over a known term; else it is kept as a "
              "fact\n"),
            column->header);
}

void merge_decide(struct merge_plan *plan, const struct merge_hints *hints, struct str *notes)
{
    prove_file(plan, hints);
    for (int i = 0; i < plan->count; i++) {
        struct merge_column *column = &plan->columns[i];

        column->taken = column->seen.cells > 0 || column->role != HEADER_FACT;
        decide_metric(plan, column);
        merge_settle_column(plan, column);
        if (column->role == HEADER_FACT || column->seen.cells == 0)
            continue;
        if (column->is_number)
            decide_number(plan, column, hints, notes);
        else if (column->is_date)
            decide_date(plan, column, hints, notes);
        tell(plan, column, notes);
    }
    plan->form = first_form(plan->form, hints->earlier_form, hints->asked_form);
    plan->order = first_order(plan->order, hints->earlier_order, hints->asked_order);
}
