/* Signals of one account: found by name, and explained. */
#include "app/signals.h"

#include "app/app_internal.h"
#include "base/text.h"

static bool no_such(
    const struct signal_explanations *all, const char *id, const char *account, struct error *err)
{
    const char *nearest = NULL;
    int least = 4;

    for (size_t i = 0; i < all->count; i++) {
        const char *known = signal_explanation_id(&all->items[i]);
        int distance = text_distance(id, known, least);

        if (distance < least) {
            least = distance;
            nearest = known;
        }
    }
    if (nearest)
        return error_set(
            err, ERROR_NOT_FOUND, "%s: no signal '%s'; did you mean '%s'?", account, id, nearest);
    return error_set(err, ERROR_NOT_FOUND,
        "%s: no signal '%s'; daybook signals --explain names all", account, id);
}

bool signals_explain(struct session *session, int64_t account, const char *id, struct arena *arena,
    struct signal_explanations *ret_explanations, struct error *err)
{
    struct dossier *dossier = arena_alloc(arena, sizeof(*dossier));
    struct assessment *made = arena_alloc(arena, sizeof(*made));
    struct signal_ground ground = {.dossier = dossier, .assessment = made, .today = session->today};
    struct dossier settled;

    if (!session_rules(session, &ground.rules, err) ||
        !session_book_facts(session, &ground.book, err) ||
        !session_assess(session, account, arena, dossier, made, err))
        return false;
    if (dossier->account == NULL)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    settled = *dossier;
    settled.account = made->account;
    ground.dossier = &settled;
    signal_explain(&ground, id, arena, ret_explanations);
    if (id == NULL || ret_explanations->count > 0)
        return true;
    signal_explain(&ground, NULL, arena, ret_explanations);
    return no_such(ret_explanations, id, row_text(made->account, ACCOUNT_NAME), err);
}

static bool add_open(const struct row_list *signals, struct str *list)
{
    for (size_t i = 0; i < signals->count; i++) {
        const struct row *row = signals->items[i];

        if (row_integer(row, SIGNAL_OPEN) != 0 && !playbook_keeps(row))
            str_addf(list, "%s%s", list->len > 0 ? ", " : "", row_text(row, SIGNAL_SIGNAL));
    }
    return list->len > 0;
}

bool signals_find(struct session *session, int64_t account, const char *id, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    struct row_list signals;
    struct row *row;
    struct str list = {0};

    if (!store_children(session->store, KIND_SIGNAL, account, arena, &signals, err))
        return false;
    row = signal_current(&signals, id);
    if (row == NULL) {
        const char *open = add_open(&signals, &list) ? str_text(&list) : "none";

        error_set(err, ERROR_NOT_FOUND, "no signal '%s' there; open: %s", id, open);
        str_fini(&list);
        return false;
    }
    *ret_row = row;
    return true;
}
