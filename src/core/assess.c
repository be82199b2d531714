/* One account, whole: the rules in their order. */
#include "core/assess.h"

#include "assess_internal.h"
#include "base/money.h"
#include "base/str.h"
#include "core/ledger.h"

static bool is_churned(const struct row *account)
{
    return row_is(account, ACCOUNT_STAGE, "churned");
}

/* Hundredths, `-12.05`: ten an account, for which a format is slow. */
static void add_points(struct str *text, int points)
{
    char digits[16];
    size_t at = sizeof(digits);
    int size = points < 0 ? -points : points;

    for (int place = 0; place < 3 || size > 0; place++, size /= 10) {
        if (place == 2)
            digits[--at] = '.';
        digits[--at] = (char)('0' + size % 10);
    }
    str_add(text, points < 0 ? "-" : "");
    str_add_bytes(text, digits + at, sizeof(digits) - at);
}

static const char *terms_text(const struct rank *rank, struct arena *arena)
{
    struct str text = {0};

    for (int i = 0; i < RANK_TERMS; i++) {
        str_add(&text, i > 0 ? ";" : "");
        str_add(&text, rank_term_word((enum rank_term)i));
        str_add_char(&text, '=');
        add_points(&text, rank->shown[i]);
    }
    const char *copy = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return copy;
}

static void fill_exposure(const struct assess_ground *ground, struct assessment *made)
{
    if (ledger_in_book(made->account, ground->rules->settings))
        made->exposure = exposure_of(&made->contract, made->health.score);
    if (made->exposure != MONEY_NONE)
        row_set_integer(made->account, ACCOUNT_EXPOSURE, made->exposure);
}

static void fill_rank(const struct assess_ground *ground, struct assessment *made)
{
    const struct standing standing = {.dossier = ground->dossier,
        .book = ground->book,
        .contract = &made->contract,
        .touch = &made->touch,
        .signals = &made->signals,
        .health = made->health.score,
        .today = ground->today};

    rank_compute(&standing, &made->rank);
    row_set_integer(made->account, ACCOUNT_URGENCY, made->rank.urgency);
    row_set_text(made->account, ACCOUNT_TERMS, terms_text(&made->rank, ground->arena));
}

/* Open risks: those that fire and are not muted, quiet ones too, and those written by hand. */
static void fill_risks(struct assessment *made)
{
    int64_t count = 0;

    for (size_t i = 0; i < made->signals.count; i++)
        count += signal_is_open_risk(&made->signals.items[i]);
    row_set_integer(made->account, ACCOUNT_RISKS, count);
}

static void fill_top_signal(struct assessment *made)
{
    for (size_t i = 0; i < made->signals.count; i++)
        if (!made->signals.items[i].hidden) {
            row_set_text(made->account, ACCOUNT_TOP_SIGNAL, signal_id(&made->signals.items[i]));
            return;
        }
}

/* A new or worse high risk ends a snooze. Its day is the one on which the row was cleared; what
 * began on that very day was seen. */
static bool is_snooze_over(const struct assess_ground *ground, const struct signal_list *signals)
{
    day_number snoozed = row_day(ground->dossier->account, ACCOUNT_CLEARED_ON);

    if (snoozed == DAY_NONE)
        snoozed = ground->today - 1;
    for (size_t i = 0; i < signals->count; i++) {
        const struct signal *signal = &signals->items[i];

        if (signal->hidden || signal->rule->growth || signal->severity != SEVERITY_HIGH)
            continue;
        if (!signal->state || row_integer(signal->state, SIGNAL_OPEN) == 0 ||
            row_day(signal->state, SIGNAL_SINCE) > snoozed ||
            !row_is(signal->state, SIGNAL_SEVERITY, severity_word(SEVERITY_HIGH)))
            return true;
    }
    return false;
}

enum listing {
    LISTING_ELSEWHERE = -2, /* another owner's: no part of the book */
    LISTING_LACKS_DATA,
    LISTING_NONE,
    LISTING_TODAY,
    LISTING_SNOOZED
};

static enum listing listing_of(const struct assess_ground *ground, const struct assessment *made,
    const struct cause_list *causes)
{
    day_number until = row_day(made->account, ACCOUNT_SNOOZED_UNTIL);

    if (!ledger_in_book(made->account, ground->rules->settings))
        return LISTING_ELSEWHERE;
    if (!causes_list(causes))
        return made->health.score < 0 ? LISTING_LACKS_DATA : LISTING_NONE;
    if (until != DAY_NONE && until > ground->today && !is_snooze_over(ground, &made->signals))
        return LISTING_SNOOZED;
    return LISTING_TODAY;
}

/* Signals, rank, offers, reasons and next step; who left has only offers. */
static void assess_queue(const struct assess_ground *ground, struct assessment *made)
{
    struct cause_list causes;

    made->exposure = MONEY_NONE;
    row_set_integer(made->account, ACCOUNT_LISTED, LISTING_NONE);
    if (is_churned(made->account)) {
        (ground->brief ? offers_signals : offers_find)(ground, made);
        return;
    }
    const struct signal_ground signals = {
        ground->rules, ground->dossier, made, ground->book, ground->today};

    signal_evaluate(&signals, ground->arena, &made->signals);
    fill_exposure(ground, made);
    if (ground->brief) {
        offers_signals(ground, made);
        return;
    }
    fill_rank(ground, made);
    fill_top_signal(made);
    fill_risks(made);
    offers_find(ground, made);
    causes_find(ground, made, &causes);
    reasons_fill(ground, &causes, made);
    next_step_fill(ground, &causes, made);
    row_set_integer(made->account, ACCOUNT_LISTED, listing_of(ground, made, &causes));
}

static void find_health(const struct assess_ground *ground, struct assessment *made)
{
    const struct settings *settings = ground->rules->settings;
    struct row *row = made->account;

    made->contract = contract_of_account(ground->dossier, settings, ground->today);
    facts_fill(ground, &made->contract, row);
    facts_fill_items(ground, row);
    row_settle(row, settings, ground->today);
    (ground->wordless ? health_compute_wordless : health_compute)(
        ground->rules, ground->dossier, ground->book, ground->today, ground->arena, &made->health);
}

static void assess_facts(const struct assess_ground *ground, struct assessment *made)
{
    const struct settings *settings = ground->rules->settings;
    struct row *row = made->account;

    find_health(ground, made);
    facts_fill_health(&made->health, row);
    history_fill(ground, made);
    made->touch = cadence_of(
        ground->rules, ground->dossier, &made->contract, made->health.band, ground->today);
    facts_fill_touch(&made->touch, row);
    row_settle(row, settings, ground->today);
}

/* What was given, with the account's row replaced by one that is filled, and the currency known. */
struct own_given {
    struct settings settings;
    struct rules rules;
    struct dossier dossier;
};

static void take_given(
    const struct assess_given *of, const struct row *account, struct own_given *ret_own)
{
    ret_own->settings = *of->rules->settings;
    if (!ret_own->settings.currency)
        ret_own->settings.currency = of->book->currency;
    ret_own->rules = *of->rules;
    ret_own->rules.settings = &ret_own->settings;
    ret_own->dossier = *of->dossier;
    ret_own->dossier.account = account;
}

void assess(const struct assess_given *of, day_number today, enum assess_purpose purpose,
    struct arena *arena, struct assessment *ret_assessment)
{
    struct assessment made = {.account = facts_new_row(of->dossier->account, arena)};
    struct own_given own;
    const struct assess_ground ground = {&own.rules, &own.dossier, of->book, arena, today,
        .trend_later = purpose == ASSESS_BUT_TREND || purpose == ASSESS_TO_COMPARE,
        .brief = purpose == ASSESS_TO_COMPARE,
        .wordless = purpose == ASSESS_TO_SCORE || purpose == ASSESS_BUT_TREND};

    take_given(of, made.account, &own);
    assess_facts(&ground, &made);
    assess_queue(&ground, &made);
    *ret_assessment = made;
}

void assess_health(
    const struct assess_given *of, day_number today, struct arena *arena, struct health *ret_health)
{
    struct assessment made = {.account = facts_new_row(of->dossier->account, arena)};
    struct own_given own;
    const struct assess_ground ground = {&own.rules, &own.dossier, of->book, arena, today};

    take_given(of, made.account, &own);
    find_health(&ground, &made);
    *ret_health = made.health;
}

void assess_history(
    const struct assess_given *of, day_number last_day, int step_days, int *scores, int count)
{
    struct own_given own;
    struct arena past = {0};
    const struct assess_ground ground = {&own.rules, of->dossier, of->book, &past, last_day};

    take_given(of, of->dossier->account, &own);
    for (int i = 0; i < count; i++) {
        arena_clear(&past);
        scores[i] = history_score(&ground, last_day - (count - 1 - i) * step_days, &past);
    }
    arena_fini(&past);
}
