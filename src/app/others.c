/* Accounts of another owner than the setting `owner` says: no part of the book (model.md Words). */
#include "app/app_internal.h"
#include "base/order.h"
#include "core/ledger.h"

struct others_finding {
    const struct settings *settings;
    struct key_list *others;
};

static bool take_account(void *context, const struct row *row)
{
    struct others_finding *finding = context;

    if (!ledger_in_book(row, finding->settings))
        ARRAY_PUSH(finding->others, row->key);
    return true;
}

bool others_read(struct session *session, struct key_list *ret_others, struct error *err)
{
    struct others_finding finding = {&session->settings, ret_others};

    array_clear(ret_others);
    return text_blank(session->settings.owner) ||
           store_each(session->store, KIND_ACCOUNT, take_account, &finding, err);
}

bool others_have(const struct key_list *others, int64_t account)
{
    return order_has(others->items, others->count, account);
}
