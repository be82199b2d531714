/* The forms of a renewal: what it is called, and how it came out. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/cause.h"
#include "ui/renewal_forms.h"
#include "ui/shell.h"
#include "ui/views/renewals.h"

static const char *plain_money(struct renewal_asked *asked, int64_t minor)
{
    char text[48];

    if (minor == MONEY_NONE)
        return "";
    money_plain(minor, asked->of.currency, text);
    if (strstr(text, ".00"))
        *strstr(text, ".00") = '\0';
    return arena_copy_text(&asked->arena, text);
}

static const char *plain_day(struct renewal_asked *asked, day_number day)
{
    char text[24];

    return day == DAY_NONE ? "" : arena_copy_text(&asked->arena, day_iso(day, text));
}

static bool check_cause(const char *text, const char **ret_word, struct error *err)
{
    enum cause cause;

    *ret_word = NULL;
    if (text_blank(text))
        return true;
    if (!cause_from_word(text, &cause))
        return error_set(err, ERROR_USAGE, "causes: %s", cause_list());
    *ret_word = cause_word(cause);
    return true;
}

/* --- won --- */

enum { WON_FINAL, WON_UPLIFT, WON_ENDS, WON_CAUSE, WON_WHY, WON_FIELDS };

static bool read_won(struct ui *ui, const struct renewal_asked *asked, const char *const *texts,
    struct renewal_won *won, size_t *ret_at, struct error *err)
{
    *ret_at = WON_FINAL;
    if (!renewal_parse_money(ui, asked, texts[WON_FINAL], &won->final, err))
        return false;
    *ret_at = WON_UPLIFT;
    if (!renewal_parse_money(ui, asked, texts[WON_UPLIFT], &won->uplift, err))
        return false;
    *ret_at = WON_ENDS;
    if (!renewal_parse_day(ui, texts[WON_ENDS], &won->new_ends, err))
        return false;
    *ret_at = WON_CAUSE;
    return check_cause(texts[WON_CAUSE], &won->reason, err);
}

static bool take_won(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct renewal_asked *asked = context;
    struct renewal_won won = {.why = texts[WON_WHY]};
    struct outcome outcome;

    if (!read_won(ui, asked, texts, &won, ret_at, err) ||
        !verb_renewal_won(ui_session(ui), asked->of.key, &won, &outcome, NULL, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

void renewal_ask_won(struct ui *ui, struct renewal_asked *asked)
{
    const struct renewal_case *of = &asked->of;
    const struct ui_form_field fields[WON_FIELDS] = {
        [WON_FINAL] = {.label = _("for"),
            .initial = plain_money(asked, of->final),
            .hint = _("annual amount of the next term"),
            .is_needed = true},
        [WON_UPLIFT] = {.label = _("of it price rise"),
            .initial = of->uplift > 0 ? plain_money(asked, of->uplift) : NULL,
            .hint = _("empty: none, or what the contract says")},
        [WON_ENDS] = {.label = _("until"),
            .initial = plain_day(asked, of->new_ends),
            .hint = _("last day of the next term"),
            .echo = renewal_echo_day},
        [WON_CAUSE] = {.label = _("cause, if for less"),
            .words = cause_words(),
            .hint = _("Tab goes through the causes")},
        [WON_WHY] = {.label = _("how it came"), .hint = _("in a sentence, or empty")},
    };

    ui_ask_form(ui, &(struct ui_form){.title = arena_format(
                                          &asked->arena, _("%s is renewed"), renewal_name(asked)),
                        .fields = fields,
                        .count = WON_FIELDS,
                        .about = of->key.account,
                        .accept = take_won,
                        .context = asked});
}

/* --- lost --- */

enum { LOST_CAUSE, LOST_WHY, LOST_DAY, LOST_FIELDS };

static bool take_lost(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct renewal_asked *asked = context;
    struct renewal_lost lost = {.why = texts[LOST_WHY]};
    struct outcome outcome;

    *ret_at = LOST_CAUSE;
    if (!check_cause(texts[LOST_CAUSE], &lost.reason, err))
        return false;
    *ret_at = LOST_DAY;
    if (!renewal_parse_day(ui, texts[LOST_DAY], &lost.last_day, err) ||
        !verb_renewal_lost(ui_session(ui), asked->of.key, &lost, &outcome, NULL, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

void renewal_ask_lost(struct ui *ui, struct renewal_asked *asked)
{
    const struct ui_form_field fields[LOST_FIELDS] = {
        [LOST_CAUSE] = {.label = _("cause"),
            .words = cause_words(),
            .hint = _("Tab goes through the causes"),
            .is_needed = true},
        [LOST_WHY] = {.label = _("how it came"), .hint = _("in a sentence, or empty")},
        [LOST_DAY] = {.label = _("last day"),
            .initial = plain_day(asked, asked->of.clock.ends),
            .hint = _("of service: until then it counts"),
            .echo = renewal_echo_day},
    };

    ui_ask_form(ui, &(struct ui_form){
                        .title = arena_format(&asked->arena, _("%s is lost"), renewal_name(asked)),
                        .fields = fields,
                        .count = LOST_FIELDS,
                        .about = asked->of.key.account,
                        .accept = take_lost,
                        .context = asked});
}

/* --- forecast --- */

enum { CALL_CATEGORY, CALL_AMOUNT, CALL_P, CALL_FIELDS };

static const char *const categories[] = {
    "commit", "best case", "at risk", "expected loss", "omitted", NULL};

static bool check_category(const char *text, const char **ret_word, struct error *err)
{
    *ret_word = "";
    if (text_blank(text) || text_equal_nocase(text, "not called"))
        return true;
    for (size_t i = 0; categories[i]; i++)
        if (text_starts(categories[i], text) || text_equal_nocase(categories[i], text)) {
            *ret_word = categories[i];
            return true;
        }
    return error_set(err, ERROR_USAGE,
        "commit, best case, at risk, expected loss or omitted; empty: not called");
}

static bool take_call(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct renewal_asked *asked = context;
    struct renewal_call call = {
        .set = RENEWAL_CALL_CATEGORY | RENEWAL_CALL_AMOUNT | RENEWAL_CALL_PROBABILITY};
    struct outcome outcome;

    *ret_at = CALL_CATEGORY;
    if (!check_category(texts[CALL_CATEGORY], &call.category, err))
        return false;
    *ret_at = CALL_AMOUNT;
    if (!renewal_parse_money(ui, asked, texts[CALL_AMOUNT], &call.amount, err))
        return false;
    *ret_at = CALL_P;
    if (!renewal_parse_p(texts[CALL_P], &call.probability, err) ||
        !verb_renewal_call(ui_session(ui), asked->of.key, &call, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

void renewal_ask_forecast(struct ui *ui, struct renewal_asked *asked)
{
    const struct contract_line *line = &asked->of.line;
    const char *p = line->probability >= 0
                        ? arena_format(&asked->arena, "%.4g%%", line->probability * 100)
                        : NULL;
    const struct ui_form_field fields[CALL_FIELDS] = {
        [CALL_CATEGORY] = {.label = _("category"),
            .initial = line->category && *line->category ? line->category : NULL,
            .words = categories,
            .hint = _("Tab: commit, best case, at risk, expected loss, omitted")},
        [CALL_AMOUNT] = {.label = _("amount"),
            .initial = line->has_forecast ? plain_money(asked, line->forecast) : NULL,
            .hint = arena_format(&asked->arena, _("a year; empty: the target, %s"),
                plain_money(asked, asked->of.target))},
        [CALL_P] = {.label = _("probability"),
            .initial = p,
            .hint = _("in percent; empty: that of the category")},
    };

    ui_ask_form(ui, &(struct ui_form){.title = arena_format(
                                          &asked->arena, _("Forecast of %s"), renewal_name(asked)),
                        .fields = fields,
                        .count = CALL_FIELDS,
                        .about = asked->of.key.account,
                        .accept = take_call,
                        .may_be_blank = true,
                        .context = asked});
}

/* --- of all marked lines --- */

struct marked {
    int count;
    int64_t target;
};

static struct marked sum_marked(const struct renewals *view)
{
    struct marked marked = {0};

    for (size_t i = 0; i < view->forecast.row_count; i++) {
        const struct due_line *line = &view->forecast.rows[i];

        if (!renewals_is_marked(view, line->line) || !due_is_open(line->state))
            continue;
        marked.count++;
        marked.target += renewals_counts(line) ? line->target : 0;
    }
    return marked;
}

static bool call_each(struct ui *ui, const char *category, struct error *err)
{
    const struct renewals *view = ui_state(ui, VIEW_RENEWALS);
    const struct renewal_call call = {.set = RENEWAL_CALL_CATEGORY, .category = category};

    for (size_t i = 0; i < view->forecast.row_count; i++) {
        const struct due_line *line = &view->forecast.rows[i];
        struct renewal_key key = {line->account, line->line > 0 ? line->line : 0};
        struct outcome outcome;

        if (!renewals_is_marked(view, line->line) || !due_is_open(line->state))
            continue;
        if (!verb_renewal_call(ui_session(ui), key, &call, &outcome, err))
            return false;
        outcome_fini(&outcome);
    }
    return true;
}

/* context: the category, a word of the table. */
static void call_marked(struct ui *ui, void *context)
{
    const char *category = context;
    struct marked marked = sum_marked(ui_state(ui, VIEW_RENEWALS));
    struct outcome outcome;
    struct error err;
    char summary[64];

    text_format(summary, sizeof(summary),
        words_plural("%d line called %s", "%d lines called %s", marked.count), marked.count,
        category);
    if (session_group_begin(ui_session(ui), &err) && call_each(ui, category, &err) &&
        session_group_end(ui_session(ui), summary, &outcome, &err)) {
        ui_done(ui, &outcome);
    } else {
        session_group_drop(ui_session(ui));
        ui_fault(ui, &err);
        ui_changed(ui);
    }
}

static void category_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct marked marked = sum_marked(ui_state(ui, VIEW_RENEWALS));
    char question[120], money[48];

    if (id < 0)
        return;
    text_format(question, sizeof(question),
        words_plural("Call %d line, %s, %s?", "Call %d lines, %s, %s?", marked.count), marked.count,
        money_short(marked.target, ui_show(ui).currency, money), categories[id]);
    ui_confirm(ui, question, call_marked, (void *)(uintptr_t)categories[id]);
}

void renewal_ask_many(struct ui *ui)
{
    struct ui_choice choices[COUNT_OF(categories) - 1];

    for (size_t i = 0; i < COUNT_OF(choices); i++)
        choices[i] = (struct ui_choice){.text = categories[i], .id = (int64_t)i};
    ui_choose(ui, _("Call all marked lines"), choices, COUNT_OF(choices), category_chosen, NULL);
}
