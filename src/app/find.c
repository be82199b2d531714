/* ACCOUNT of contract.md, and rows by their id. */
#include <stdlib.h>
#include "app/app_internal.h"
#include "app/verbs.h"
#include <string.h>
#include "base/text.h"
#include "base/words.h"

enum { CANDIDATES_SHOWN = 8 };

/* One account as `Name (id)` in a list of candidates. */
static void add_candidate(struct session *session, int64_t key, struct str *out)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;

    if (store_get(session->store, KIND_ACCOUNT, key, &arena, &row, &ignored) && row) {
        str_add(out, out->len ? ", " : "");
        text_clean(out, row_text(row, ACCOUNT_NAME), strlen(row_text(row, ACCOUNT_NAME)));
        str_add(out, " (");
        text_clean(out, row_text(row, ACCOUNT_ID), strlen(row_text(row, ACCOUNT_ID)));
        str_add_char(out, ')');
    }
    arena_fini(&arena);
}

static bool ambiguous(
    struct session *session, const char *text, const struct key_list *keys, struct error *err)
{
    struct str list = {0};

    for (size_t i = 0; i < keys->count && i < CANDIDATES_SHOWN; i++)
        add_candidate(session, keys->items[i], &list);
    error_set(err, ERROR_AMBIGUOUS, "%s: more than one account: %s%s", text, str_text(&list),
        keys->count > CANDIDATES_SHOWN ? ", ..." : "");
    str_fini(&list);
    return false;
}

struct nearest {
    const char *text;
    int limit;
    int64_t keys[3];
    int distances[3];
};

/* As many words of a name as were typed: `Northwnd` is near to `Northwind Traders`. */
static size_t head_of(const char *name, const char *text)
{
    size_t len = 0;

    for (const char *at = text;; at++) {
        len += strcspn(name + len, " ");
        at += strcspn(at, " ");
        if (!*at || !name[len])
            return len;
        len++;
    }
}

static int distance_of(const struct nearest *nearest, const char *name)
{
    int whole = text_distance(nearest->text, name, nearest->limit), head;
    struct str part = {0};

    str_add_bytes(&part, name, head_of(name, nearest->text));
    head = text_distance(nearest->text, str_text(&part), nearest->limit);
    str_fini(&part);
    return head < whole ? head : whole;
}

static bool weigh_name(void *context, const struct row *row)
{
    struct nearest *nearest = context;
    int distance = distance_of(nearest, row_text(row, ACCOUNT_NAME));

    for (int i = 0; i < 3 && distance <= nearest->limit; i++) {
        if (nearest->keys[i] && nearest->distances[i] <= distance)
            continue;
        for (int k = 2; k > i; k--) {
            nearest->keys[k] = nearest->keys[k - 1];
            nearest->distances[k] = nearest->distances[k - 1];
        }
        nearest->keys[i] = row->key;
        nearest->distances[i] = distance;
        break;
    }
    return true;
}

static bool not_found(struct session *session, const char *text, struct error *err)
{
    struct nearest nearest = {.text = text, .limit = 1 + (int)strlen(text) / 3};
    struct str list = {0};
    struct error ignored;

    if (store_each(session->store, KIND_ACCOUNT, weigh_name, &nearest, &ignored))
        for (int i = 0; i < 3 && nearest.keys[i]; i++)
            add_candidate(session, nearest.keys[i], &list);
    error_set(err, ERROR_NOT_FOUND,
        list.len ? N_("no account '%s'; nearest: %s") : N_("no account '%s'%s"), text,
        str_text(&list));
    str_fini(&list);
    return false;
}

bool verb_find_account(
    struct session *session, const char *text, int64_t *ret_account, struct error *err)
{
    static const enum store_match order[] = {
        MATCH_ID, MATCH_NAME, MATCH_NAME_FOLDED, MATCH_NAME_PART, MATCH_ID_PREFIX};
    struct key_list keys = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < COUNT_OF(order) && !text_blank(text); i++) {
        ok = store_match_accounts(session->store, order[i], text, CANDIDATES_SHOWN + 1, &keys, err);
        if (!ok || !keys.count)
            continue;
        if (keys.count > 1)
            ok = ambiguous(session, text, &keys, err);
        else
            *ret_account = keys.items[0];
        array_fini(&keys);
        return ok;
    }
    array_fini(&keys);
    return ok && not_found(session, text, err);
}

bool verb_find_row(struct session *session, enum kind kind, const char *id, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    struct row *row = NULL;
    long long key;

    if (kind == KIND_ACCOUNT) {
        int64_t account;

        return verb_find_account(session, id, &account, err) &&
               store_get(session->store, kind, account, arena, ret_row, err);
    }
    if (kind_info(kind)->id >= 0 && !store_find_id(session->store, kind, id, arena, &row, err))
        return false;
    if (!row && text_to_int(id[0] == '#' ? id + 1 : id, &key) &&
        !store_get(session->store, kind, key, arena, &row, err))
        return false;
    if (!row)
        return error_set(err, ERROR_NOT_FOUND, "no %s '%s'", kind_info(kind)->singular, id);
    *ret_row = row;
    return true;
}
