/* A risk that no rule sees, written by hand. */
#include <stdint.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/cause.h"
#include "ui/commands_internal.h"
#include "ui/row_form.h"
#include "ui/views/risks.h"

enum { FORM_TEXT, FORM_SEVERITY, FORM_CAUSE, FORM_EXPOSED, FORM_LOOK, FORM_FIELDS };

static const char *const severities[] = {"high", "medium", "low", NULL};

/* The account's key is all that the form is about: it goes as the context itself. */
static bool take(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct session *session = ui_session(ui);
    struct risk_draft draft = {.account = (int64_t)(intptr_t)context,
        .text = texts[FORM_TEXT],
        .severity = text_blank(texts[FORM_SEVERITY]) ? NULL : texts[FORM_SEVERITY],
        .cause = texts[FORM_CAUSE],
        .look = DAY_NONE};
    struct outcome outcome = {0};
    bool ok;

    *ret_at = FORM_EXPOSED;
    ok = row_form_money(ui, KIND_SIGNAL, SIGNAL_EXPOSED, texts[FORM_EXPOSED], &draft.exposed, err);
    if (ok && !text_blank(texts[FORM_LOOK])) {
        *ret_at = FORM_LOOK;
        ok = day_parse(texts[FORM_LOOK], session_today(session),
            &session_settings(session)->calendar, &draft.look, err);
    }
    if (ok) {
        *ret_at = FORM_TEXT;
        ok = verb_risk_add(session, &draft, &outcome, NULL, err);
    }
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

static void ask(struct ui *ui, const struct row *account)
{
    struct str title = {0};
    const struct ui_form_field fields[FORM_FIELDS] = {
        [FORM_TEXT] = {.label = _("risk"), .hint = _("one sentence"), .is_needed = true},
        [FORM_SEVERITY] = {.label = _("severity"),
            .initial = "medium",
            .words = severities,
            .hint = _("Tab: high, medium, low")},
        [FORM_CAUSE] = {.label = _("cause"),
            .words = cause_words(),
            .hint = _("Tab goes through them")},
        [FORM_EXPOSED] = {.label = _("exposed"), .hint = _("ARR: 80k; empty: the account's")},
        [FORM_LOOK] = {.label = _("look again"), .hint = _("fri, +2w, 12 dec")},
    };

    str_addf(&title, _("A risk of %s"), part_name(account));
    ui_ask_form(ui, &(struct ui_form){.title = str_text(&title),
                        .fields = fields,
                        .count = FORM_FIELDS,
                        .about = account->key,
                        .accept = take,
                        .context = (void *)(intptr_t)account->key});
    str_fini(&title);
}

static void account_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id > 0)
        risk_ask(ui, id);
}

void risk_ask(struct ui *ui, int64_t account)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    if (account == 0)
        accounts_choose(ui, _("A risk of whom?"), account_chosen);
    else if (!store_get(session_store(ui_session(ui)), KIND_ACCOUNT, account, &arena, &row, &err))
        ui_fault(ui, &err);
    else if (row)
        ask(ui, row);
    arena_fini(&arena);
}
