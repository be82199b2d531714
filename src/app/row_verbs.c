/* add, set, delete: any row of any kind, from FIELD=VALUE texts. */
#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"

/* "name=value" into the field and the value's text; the name's fault says the nearest field. */
static bool split_assignment(
    enum kind kind, const char *text, int *ret_field, const char **ret_value, struct error *err)
{
    const char *equals = strchr(text, '=');
    struct str name = {0};
    const char *nearest;
    int field;

    if (!equals)
        return error_set(err, ERROR_USAGE, "'%s': expected FIELD=VALUE", text);
    str_add_bytes(&name, text, (size_t)(equals - text));
    field = field_find(kind, str_text(&name));
    nearest = field < 0 ? field_nearest(kind, str_text(&name)) : NULL;
    if (field < 0)
        error_set(err, ERROR_USAGE,
            nearest ? N_("no field '%s'; the nearest is '%s'") : N_("no field '%s'%s"),
            str_text(&name), nearest ? nearest : "");
    str_fini(&name);
    *ret_field = field;
    *ret_value = equals + 1;
    return field >= 0;
}

static bool is_settable(enum kind kind, int field, struct error *err)
{
    const struct field *info = &kind_info(kind)->fields[field];

    if (info->flags & FIELD_COMPUTED)
        return error_set(err, ERROR_USAGE, "'%s' is computed and cannot be set", info->name);
    if (info->flags & FIELD_HIDDEN || info->type == FIELD_LINK)
        return error_set(err, ERROR_USAGE, "'%s' cannot be set", info->name);
    return true;
}

void change_mark_by_hand(struct change *change, size_t index, const struct row *before, int field)
{
    const struct kind_info *info = kind_info(change->rows.items[index].kind);
    const char *name = info->fields[field].name;
    struct value hand;
    struct str names = {0};

    if (info->hand < 0 || (info->fields[field].flags & FIELD_OWN))
        return;
    hand = change->rows.items[index].mask & (UINT64_C(1) << info->hand)
               ? change->rows.items[index].values[info->hand]
               : value_text(before ? row_text(before, info->hand) : "");
    str_add(&names, hand.type == VALUE_TEXT ? hand.text : "");
    str_add(&names, names.len ? ";" : "");
    str_add(&names, name);
    if (!before || !row_has_tag(before, info->hand, name))
        change_set_text(change, index, info->hand, str_text(&names));
    str_fini(&names);
}

struct assigning {
    struct session *session;
    struct change *change;
    size_t index;
    const struct row *before; /* NULL: a new row */
};

static bool assign(const struct assigning *to, const char *text, struct error *err)
{
    enum kind kind = to->change->rows.items[to->index].kind;
    struct parse_context context = {&to->session->settings, to->session->today, NULL};
    struct value value;
    const char *value_text = "";
    int field = -1;

    if (!split_assignment(kind, text, &field, &value_text, err) || !is_settable(kind, field, err))
        return false;
    context.currency = to->before ? row_currency(to->before, session_currency(to->session))
                                  : session_currency(to->session);
    if (!field_parse(kind, field, value_text, &context, &to->change->arena, &value, err))
        return false;
    change_set(to->change, to->index, field, value);
    if (to->before)
        change_mark_by_hand(to->change, to->index, to->before, field);
    return true;
}

static bool assign_all(
    const struct assigning *to, const char *const *assignments, struct error *err)
{
    for (; assignments && *assignments; assignments++)
        if (!assign(to, *assignments, err))
            return false;
    return true;
}

/* Fields that a new row has without being told. */
static void fill_new(struct session *session, struct change *change, size_t index)
{
    day_number today = session->today;
    struct change_row *row = &change->rows.items[index];

#define DEFAULT_DAY(field)                                                                         \
    if (!(row->mask & (UINT64_C(1) << (field))))                                                   \
    change_set_day(change, index, field, today)
#define DEFAULT_TEXT(field, text)                                                                  \
    if (!(row->mask & (UINT64_C(1) << (field))))                                                   \
    change_set_text(change, index, field, text)
    if (row->kind == KIND_ACCOUNT) {
        DEFAULT_DAY(ACCOUNT_ENTERED);
    } else if (row->kind == KIND_TASK) {
        DEFAULT_DAY(TASK_MADE_ON);
        DEFAULT_TEXT(TASK_STATUS, "open");
        DEFAULT_TEXT(TASK_KIND, "task");
    } else if (row->kind == KIND_CONTACT) {
        DEFAULT_TEXT(CONTACT_STATUS, "active");
        change_settle_person(change, index, NULL, today);
    } else if (row->kind == KIND_CONTRACT) {
        DEFAULT_TEXT(CONTRACT_STATUS, "open");
    } else if (row->kind == KIND_GOAL) {
        DEFAULT_DAY(GOAL_UPDATED_ON);
        DEFAULT_DAY(GOAL_START);
        DEFAULT_TEXT(GOAL_STATUS, "open");
    } else if (row->kind == KIND_RESULT) {
        DEFAULT_DAY(RESULT_DATE);
    } else if (row->kind == KIND_FEEDBACK) {
        DEFAULT_DAY(FEEDBACK_DATE);
        DEFAULT_TEXT(FEEDBACK_STATUS, "open");
    } else if (row->kind == KIND_TICKET) {
        DEFAULT_DAY(TICKET_OPENED);
    } else if (row->kind == KIND_NOTE) {
        if (!(row->mask & (UINT64_C(1) << NOTE_AT)))
            change_set_integer(change, index, NOTE_AT, session_now(session));
        DEFAULT_TEXT(NOTE_KIND, "call");
    }
#undef DEFAULT_DAY
#undef DEFAULT_TEXT
}

static bool has_needed(enum kind kind, const struct change_row *row, struct error *err)
{
    const struct kind_info *info = kind_info(kind);

    for (int f = 0; f < info->stored; f++)
        if ((info->fields[f].flags & FIELD_NEEDED) && !(row->mask & (UINT64_C(1) << f)))
            return error_set(
                err, ERROR_USAGE, "%s: '%s' is needed", info->singular, info->fields[f].name);
    if (kind == KIND_ACCOUNT && !(row->mask & (UINT64_C(1) << ACCOUNT_NAME)) &&
        !(row->mask & (UINT64_C(1) << ACCOUNT_ID)))
        return error_set(err, ERROR_USAGE, "account: 'name' or 'id' is needed");
    return true;
}

/* What a row is called in a summary. */
static void name_row(
    struct str *out, struct session *session, enum kind kind, const struct row *row)
{
    const struct kind_info *info = kind_info(kind);
    struct arena arena = {0};
    struct row *account = NULL;
    struct error ignored;

    if (info->account >= 0 && row_integer(row, info->account) &&
        store_get(session->store, KIND_ACCOUNT, row_integer(row, info->account), &arena, &account,
            &ignored) &&
        account)
        str_addf(out, "%s: ", row_text(account, ACCOUNT_NAME));
    str_add(out, info->singular);
    if (info->name >= 0 && *row_text(row, info->name))
        str_addf(out, " '%s'", row_text(row, info->name));
    arena_fini(&arena);
}

static bool id_is_free(struct session *session, const struct change_row *row, struct error *err)
{
    const struct kind_info *info = kind_info(row->kind);
    struct arena arena = {0};
    struct row *found = NULL;
    bool ok = true;

    if (info->id >= 0 && (row->mask & (UINT64_C(1) << info->id)) &&
        row->values[info->id].type == VALUE_TEXT) {
        ok = store_find_id(
            session->store, row->kind, row->values[info->id].text, &arena, &found, err);
        if (ok && found && found->key != row->key)
            ok = error_set(err, ERROR_USAGE, "%s '%s' is there already", info->singular,
                row->values[info->id].text);
    }
    arena_fini(&arena);
    return ok;
}

bool row_read_id(
    struct session *session, enum kind kind, int64_t key, struct str *ret_id, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    int id = kind_info(kind)->id;
    bool ok = store_get(session->store, kind, key, &arena, &row, err);

    if (ok && row && id >= 0)
        str_add(ret_id, row_text(row, id));
    else if (ok)
        str_addf(ret_id, "%lld", (long long)key);
    arena_fini(&arena);
    return ok;
}

bool verb_add(struct session *session, enum kind kind, int64_t account,
    const char *const *assignments, struct outcome *ret_outcome, struct str *ret_id,
    struct error *err)
{
    struct change change;
    struct row row = {.kind = kind};
    struct assigning to = {session, &change, 0, NULL};
    struct str name = {0};
    bool ok;

    change_init(&change, session->actor);
    change.account = account;
    to.index = change_insert(&change, kind);
    if (account && kind_info(kind)->account >= 0)
        change_set_integer(&change, to.index, kind_info(kind)->account, account);
    ok = assign_all(&to, assignments, err);
    if (ok) {
        fill_new(session, &change, to.index);
        row.values = change.rows.items[to.index].values;
        name_row(&name, session, kind, &row);
        change_summarize(&change, "%s added", str_text(&name));
    }
    ok = ok && has_needed(kind, &change.rows.items[to.index], err) &&
         (kind != KIND_CONTRACT || change_finish_line(session, &change, to.index, err)) &&
         (kind != KIND_ACCOUNT || change_finish_health(session, &change, to.index, err)) &&
         id_is_free(session, &change.rows.items[to.index], err) &&
         session_apply(session, &change, ret_outcome, err) &&
         (!ret_id || row_read_id(session, kind, change.rows.items[to.index].new_key, ret_id, err));
    str_fini(&name);
    change_fini(&change);
    return ok;
}

/* What the contract lines of an account say is set there: its own cells would be read no more. */
static bool is_of_account(struct session *session, const struct change_row *row,
    const struct row *before, struct arena *arena, struct error *err)
{
    static const int cells[] = {
        ACCOUNT_ARR, ACCOUNT_RENEWAL, ACCOUNT_TERM_MONTHS, ACCOUNT_NOTICE_DAYS, ACCOUNT_AUTO_RENEW};
    struct row_list lines = {0};
    size_t at = 0;

    while (at < COUNT_OF(cells) &&
           (!(row->mask & (UINT64_C(1) << cells[at])) || !value_is_known(row->values[cells[at]])))
        at++;
    if (at == COUNT_OF(cells))
        return true;
    if (!store_children(session->store, KIND_CONTRACT, before->key, arena, &lines, err))
        return false;
    if (!lines.count)
        return true;
    return error_set(err, ERROR_USAGE,
        words_plural("'%s' of %s is what its contract line says: change that one",
            "'%s' of %s is what its %zu contract lines say: change those", (long)lines.count),
        kind_info(KIND_ACCOUNT)->fields[cells[at]].name, row_text(before, ACCOUNT_NAME),
        lines.count);
}

bool verb_set(struct session *session, enum kind kind, int64_t key, const char *const *assignments,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *before = NULL;
    struct str name = {0};
    bool ok = store_get(session->store, kind, key, &arena, &before, err);

    change_init(&change, session->actor);
    if (ok && !before)
        ok = error_set(err, ERROR_NOT_FOUND, "this %s is gone", kind_info(kind)->singular);
    if (ok) {
        struct assigning to = {session, &change, change_update(&change, kind, key), before};

        change.account = kind == KIND_ACCOUNT ? key
                         : kind_info(kind)->account >= 0
                             ? row_integer(before, kind_info(kind)->account)
                             : 0;
        name_row(&name, session, kind, before);
        change_summarize(&change, "%s: %s", str_text(&name),
            assignments && *assignments ? *assignments : "nothing");
        ok = assign_all(&to, assignments, err);
        if (ok && kind == KIND_CONTACT)
            change_settle_person(&change, to.index, before, session->today);
        ok = ok && id_is_free(session, &change.rows.items[to.index], err) &&
             (kind != KIND_FEEDBACK ||
                 change_settle_feedback(session, &change, to.index, before, err)) &&
             (kind != KIND_NOTE || change_finish_note(session, &change, to.index, before, err)) &&
             (kind != KIND_ACCOUNT || (is_of_account(session, &change.rows.items[to.index], before,
                                           &change.arena, err) &&
                                          change_finish_health(session, &change, to.index, err))) &&
             session_apply(session, &change, ret_outcome, err);
    }
    str_fini(&name);
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}

bool verb_delete(struct session *session, enum kind kind, int64_t key, struct outcome *ret_outcome,
    struct error *err)
{
    struct change change;
    struct arena arena = {0};
    struct row *row = NULL;
    struct str name = {0};
    bool ok = store_get(session->store, kind, key, &arena, &row, err);

    change_init(&change, session->actor);
    if (ok && !row)
        ok = error_set(err, ERROR_NOT_FOUND, "this %s is gone", kind_info(kind)->singular);
    if (ok) {
        change_delete(&change, kind, key);
        change.account =
            kind_info(kind)->account >= 0 ? row_integer(row, kind_info(kind)->account) : 0;
        name_row(&name, session, kind, row);
        change_summarize(&change, "%s deleted", str_text(&name));
        ok = session_apply(session, &change, ret_outcome, err);
    }
    str_fini(&name);
    change_fini(&change);
    arena_fini(&arena);
    return ok;
}
