#include "ui/day_echo.h"
#include "ui/renewal_forms.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/views/renewals.h"
#include "ui/ways.h"

/* --- which line --- */

/* The line by which the account decides. */
static bool key_of_account(struct ui *ui, int64_t account, struct renewal_key *ret_key)
{
    struct session *session = ui_session(ui);
    struct arena arena = {0};
    struct dossier dossier;
    struct account_contract contract;
    struct error err;
    bool found = store_dossier(session_store(session), account, session_today(session), &arena,
                     &dossier, &err) &&
                 dossier.account;

    if (found) {
        contract = contract_of_account(&dossier, session_settings(session), session_today(session));
        *ret_key = (struct renewal_key){
            account, contract.has_line && contract.line.row ? contract.line.key : 0};
    }
    arena_fini(&arena);
    return found;
}

static bool key_here(struct ui *ui, struct renewal_key *ret_key)
{
    const struct view *view = view_at(ui_current(ui));
    void *state = ui_state(ui, ui_current(ui));
    struct touched_row row =
        view->row ? view->row(ui, state) : (struct touched_row){KIND_ACCOUNT, 0};
    int64_t account = ui_account(ui);

    if (!account)
        return false;
    if (row.kind == KIND_CONTRACT && row.key) {
        *ret_key = (struct renewal_key){account, row.key};
        return true;
    }
    return key_of_account(ui, account, ret_key);
}

struct renewal_asked *renewal_ask_about(struct ui *ui)
{
    struct renewal_asked *asked = &ui->renewal;
    struct renewal_key key;
    struct error err;

    if (!key_here(ui, &key)) {
        way_to_account(ui);
        return NULL;
    }
    arena_clear(&asked->arena);
    memset(&asked->of, 0, sizeof(asked->of));
    if (verb_renewal_load(ui_session(ui), key, &asked->arena, &asked->of, &err))
        return asked;
    ui_fault(ui, &err);
    return NULL;
}

const char *renewal_name(struct renewal_asked *asked)
{
    const char *product = asked->of.line.product;

    return product && *product
               ? arena_format(&asked->arena, "%s, %s", asked->of.account_name, product)
               : asked->of.account_name;
}

/* --- what was typed --- */

bool renewal_parse_day(struct ui *ui, const char *text, day_number *ret_day, struct error *err)
{
    struct session *session = ui_session(ui);

    if (text_blank(text)) {
        *ret_day = DAY_NONE;
        return true;
    }
    return day_parse(
        text, session_today(session), &session_settings(session)->calendar, ret_day, err);
}

void renewal_echo_day(struct ui *ui, const char *text, struct str *out)
{
    struct error ignored;
    day_number day;

    if (renewal_parse_day(ui, text, &day, &ignored) && day != DAY_NONE)
        day_tell(ui, day, out);
}

bool renewal_parse_money(struct ui *ui, const struct renewal_asked *asked, const char *text,
    int64_t *ret_minor, struct error *err)
{
    struct session *session = ui_session(ui);
    const struct parse_context context = {
        session_settings(session), session_today(session), asked->of.currency};
    struct arena arena = {0};
    struct value value;
    bool ok = text_blank(text) ||
              field_parse(KIND_CONTRACT, CONTRACT_FORECAST, text, &context, &arena, &value, err);

    if (ok)
        *ret_minor = text_blank(text) ? MONEY_NONE : value.integer;
    arena_fini(&arena);
    return ok;
}

bool renewal_parse_p(const char *text, double *ret_p, struct error *err)
{
    struct arena arena = {0};
    struct value value;
    bool ok = text_blank(text) || field_parse(KIND_CONTRACT, CONTRACT_PROBABILITY, text,
                                      &(struct parse_context){0}, &arena, &value, err);

    if (ok)
        *ret_p = text_blank(text) ? -1 : value.real;
    arena_fini(&arena);
    return ok;
}

void renewal_form_done(struct ui *ui, bool good, struct outcome *outcome, const struct error *err)
{
    if (good)
        ui_done(ui, outcome);
    else
        ui_fault(ui, err);
}

/* --- its end: what moves with it is named first --- */

static void move_end(struct ui *ui, void *context)
{
    struct renewal_asked *asked = context;
    struct outcome outcome;
    struct error err;

    renewal_form_done(ui,
        verb_renewal_end(ui_session(ui), asked->of.key, asked->ends, &outcome, &err), &outcome,
        &err);
}

static bool take_end(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct renewal_asked *asked = context;
    struct str moves = {0}, question = {0};
    char day[24];
    bool ok = renewal_parse_day(ui, text, &asked->ends, err);

    if (ok && asked->ends == DAY_NONE)
        ok = error_set(err, ERROR_USAGE, "a day: the last day of service");
    ok = ok && verb_renewal_end_moves(ui_session(ui), asked->of.key, asked->ends, &moves, err);
    if (ok && moves.len) {
        str_addf(&question, _("Ends %s. Moves: "), day_head(asked->ends, day));
        for (size_t i = 0; i < moves.len; i++)
            str_add_bytes(&question, moves.data[i] == '\n' ? ", " : moves.data + i,
                moves.data[i] == '\n' ? (i + 1 < moves.len ? 2 : 0) : 1);
        str_add(&question, _(". Do it?"));
        ui_confirm(ui, str_text(&question), move_end, asked);
    } else if (ok) {
        move_end(ui, asked);
    }
    str_fini(&moves);
    str_fini(&question);
    return ok;
}

static void ask_end(struct ui *ui, struct renewal_asked *asked)
{
    char day[24];

    ui_ask(ui,
        &(struct ui_question){
            .title = arena_format(&asked->arena, _("%s: last day of service"), renewal_name(asked)),
            .initial = asked->of.clock.ends != DAY_NONE ? day_iso(asked->of.clock.ends, day) : NULL,
            .hint = _("2027-03-31, 31 mar, +3m"),
            .accept = take_end,
            .echo = renewal_echo_day,
            .context = asked});
}

/* --- a note, the price told, notice --- */

static bool take_note(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct renewal_asked *asked = context;
    struct outcome outcome;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say what is to be noted");
    if (!verb_renewal_note(ui_session(ui), asked->of.key, text, &outcome, NULL, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void ask_note(struct ui *ui, struct renewal_asked *asked)
{
    ui_ask(ui, &(struct ui_question){
                   .title = arena_format(&asked->arena, _("Note on %s:"), renewal_name(asked)),
                   .hint = _("an internal note; it is in the timeline"),
                   .accept = take_note,
                   .context = asked});
}

static bool take_told(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct renewal_asked *asked = context;
    struct renewal_call call = {.set = RENEWAL_CALL_TOLD};
    struct outcome outcome;

    if (!renewal_parse_day(ui, text, &call.told_on, err) ||
        !verb_renewal_call(ui_session(ui), asked->of.key, &call, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void ask_told(struct ui *ui, struct renewal_asked *asked)
{
    ui_ask(ui, &(struct ui_question){.title = arena_format(&asked->arena,
                                         _("%s was told the new price on"), asked->of.account_name),
                   .initial = "today",
                   .hint = _("a day; empty: not yet"),
                   .accept = take_told,
                   .echo = renewal_echo_day,
                   .context = asked});
}

static bool take_notice(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct renewal_asked *asked = context;
    struct outcome outcome;
    day_number given;

    if (!renewal_parse_day(ui, text, &given, err) ||
        !verb_renewal_notice(ui_session(ui), asked->of.key, given, &outcome, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static void ask_notice(struct ui *ui, struct renewal_asked *asked)
{
    ui_ask(ui, &(struct ui_question){.title = arena_format(&asked->arena,
                                         _("%s gave notice to leave on"), asked->of.account_name),
                   .initial = "today",
                   .hint = _("a day; empty: it was withdrawn"),
                   .accept = take_notice,
                   .echo = renewal_echo_day,
                   .context = asked});
}

/* --- its paper --- */

static const char *const papers[] = {"none", "quoted", "verbal", "in legal", "signed"};

static void paper_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct renewal_asked *asked = context;
    struct renewal_call call = {.set = RENEWAL_CALL_PAPER};
    struct outcome outcome;
    struct error err;

    if (id < 0)
        return;
    call.paper = papers[id];
    renewal_form_done(ui, verb_renewal_call(ui_session(ui), asked->of.key, &call, &outcome, &err),
        &outcome, &err);
}

static void ask_paper(struct ui *ui, struct renewal_asked *asked)
{
    struct ui_choice choices[COUNT_OF(papers)];

    for (size_t i = 0; i < COUNT_OF(papers); i++)
        choices[i] = (struct ui_choice){.text = papers[i], .id = (int64_t)i};
    ui_choose(ui, arena_format(&asked->arena, _("Paper of %s"), renewal_name(asked)), choices,
        COUNT_OF(papers), paper_chosen, asked);
}

/* --- to another account --- */

static void account_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct outcome outcome;
    struct error err;

    if (id > 0)
        renewal_form_done(ui,
            verb_renewal_transfer(ui_session(ui), ui->renewal.of.key, id, &outcome, &err), &outcome,
            &err);
}

static void ask_transfer(struct ui *ui, struct renewal_asked *asked)
{
    accounts_choose(ui,
        arena_format(&asked->arena, _("To which account does %s go?"), renewal_name(asked)),
        account_chosen);
}

/* --- the command --- */

void renewal_run(struct ui *ui, const char *rest)
{
    static const struct {
        const char *word;
        void (*ask)(struct ui *ui, struct renewal_asked *asked);
    } asks[] = {{"end", ask_end}, {"forecast", renewal_ask_forecast}, {"won", renewal_ask_won},
        {"lost", renewal_ask_lost}, {"note", ask_note}, {"paper", ask_paper}, {"told", ask_told},
        {"notice", ask_notice}, {"transfer", ask_transfer}};
    struct renewal_asked *asked;

    for (size_t i = 0; i < COUNT_OF(asks); i++) {
        if (!text_equal_nocase(rest, asks[i].word))
            continue;
        if (text_equal(asks[i].word, "forecast") && ui_current(ui) == VIEW_RENEWALS &&
            bulk_has_marks(ui)) {
            renewal_ask_many(ui);
            return;
        }
        asked = renewal_ask_about(ui);
        if (asked)
            asks[i].ask(ui, asked);
        return;
    }
    ui_toast(ui, "renewal end, forecast, won, lost, note, paper, told, notice or transfer");
}
