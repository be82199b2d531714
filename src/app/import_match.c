/* Which stored row is this one: by id, else by its natural key (contract.md, Identity). */
#include <string.h>
#include "base/words.h"
#include "import_internal.h"

static struct store *store_of(struct import_pass *pass)
{
    return pass->run->session->store;
}

static enum kind kind_of(const struct import_pass *pass)
{
    return pass->file->plan.kind;
}

static bool get(struct import_pass *pass, int64_t key, struct row **ret_row, struct error *err)
{
    *ret_row = NULL;
    return key <= 0 ||
           store_get_stored(store_of(pass), kind_of(pass), key, &pass->arena, ret_row, err);
}

/* The second row with an id is told where the first one stands. */
static bool is_repeated(struct import_pass *pass, const char *id)
{
    int32_t *line = import_index_at(&pass->seen_ids, import_hash(id));

    if (*line == 0) {
        *line = pass->line;
        return false;
    }
    import_reject(pass, pass->line, "id",
        arena_format(&pass->arena, _("'%s' stands in line %lld already"), id, (long long)*line));
    return true;
}

/* By its id of before a merge: what it is now has an id of its own, or had none of any export. */
static bool account_by_id(
    struct import_pass *pass, const char *id, struct import_identity *identity, struct error *err)
{
    int64_t key = import_index_get(&pass->run->accounts.ids, import_hash(id));

    if (key != 0)
        return get(pass, key, &identity->stored, err);
    if (!get(pass, import_former(pass, "id", id), &identity->stored, err))
        return false;
    if (identity->stored == NULL)
        return true;
    identity->is_former = !text_starts(row_text(identity->stored, ACCOUNT_ID), "db-");
    pass->row.present &= ~(UINT64_C(1) << ACCOUNT_ID);
    return true;
}

static bool by_id(
    struct import_pass *pass, const char *id, struct import_identity *identity, struct error *err)
{
    identity->is_rejected = is_repeated(pass, id);
    if (identity->is_rejected || !pass->book_has_rows)
        return true;
    if (kind_of(pass) == KIND_ACCOUNT)
        return account_by_id(pass, id, identity, err);
    if (!store_find_id(store_of(pass), kind_of(pass), id, &pass->arena, &identity->stored, err))
        return false;
    identity->is_merged = identity->stored == NULL &&
                          (kind_of(pass) == KIND_CONTRACT || kind_of(pass) == KIND_CONTACT) &&
                          import_former(pass, kind_info(kind_of(pass))->singular, id) != 0;
    return true;
}

/* Identical keys of a file are numbered in file order. */
static const char *numbered(struct import_pass *pass, const char *natural)
{
    int32_t *count = import_index_at(&pass->seen_keys, import_hash(natural));

    ++*count;
    return *count == 1 ? natural
                       : arena_format(&pass->arena, "%s#%lld", natural, (long long)*count);
}

static bool find_natural(
    struct import_pass *pass, const char *natural, struct row **ret_row, struct error *err)
{
    *ret_row = NULL;
    return *natural == '\0' || !pass->book_has_rows ||
           store_find_natural(store_of(pass), kind_of(pass), natural, &pass->arena, ret_row, err);
}

/* --- accounts: domain, else name, if unique in file and book --- */

static bool is_alone(const struct import_index *counts, const struct merge_row *row, int field)
{
    const char *text = row_text(row->row, field);

    return *text != '\0' && import_index_get(counts, import_hash_folded(text)) <= 1;
}

static bool domain_speaks(struct import_pass *pass)
{
    const char *domain = row_text(pass->row.row, ACCOUNT_DOMAIN);

    return merge_domain_of(domain, &pass->arena) != NULL &&
           is_alone(&pass->file->domains, &pass->row, ACCOUNT_DOMAIN);
}

static int64_t key_by(const struct import_index *index, const struct merge_row *row, int field)
{
    return import_index_get(index, import_hash_folded(row_text(row->row, field)));
}

static bool account_by_domain(
    struct import_pass *pass, struct import_identity *identity, struct error *err)
{
    int64_t key = key_by(&pass->run->accounts.domains, &pass->row, ACCOUNT_DOMAIN);

    identity->natural = merge_natural_of_account(&pass->row, true, &pass->arena);
    if (!find_natural(pass, identity->natural, &identity->stored, err))
        return false;
    if (identity->stored != NULL)
        return true;
    if (!get(pass, key, &identity->stored, err))
        return false;
    if (key == IMPORT_TWICE)
        identity->natural = NULL; /* not the book's one account of that domain */
    return true;
}

static bool account_by_name(
    struct import_pass *pass, struct import_identity *identity, struct error *err)
{
    bool alone = is_alone(&pass->file->names, &pass->row, ACCOUNT_NAME);
    const char *natural = merge_natural_of_account(&pass->row, false, &pass->arena);

    natural = *natural != '\0' ? natural : merge_natural_of_account(&pass->row, true, &pass->arena);
    identity->natural = numbered(pass, natural);
    if (!find_natural(pass, identity->natural, &identity->stored, err))
        return false;
    /* One that was made by hand, under this name, and never had an id of another system. */
    return identity->stored != NULL || !alone ||
           get(pass, key_by(&pass->run->accounts.own_names, &pass->row, ACCOUNT_NAME),
               &identity->stored, err);
}

static bool account_by_keys(
    struct import_pass *pass, struct import_identity *identity, struct error *err)
{
    if (domain_speaks(pass)) {
        if (!account_by_domain(pass, identity, err))
            return false;
        if (identity->natural != NULL)
            return true;
    }
    return account_by_name(pass, identity, err);
}

/* Perhaps it was merged under this key. */
static bool account_without_id(
    struct import_pass *pass, struct import_identity *identity, struct error *err)
{
    int64_t key;

    if (!account_by_keys(pass, identity, err))
        return false;
    key = identity->natural != NULL ? import_former(pass, "key", identity->natural) : 0;
    if (key != 0 && identity->stored == NULL && !get(pass, key, &identity->stored, err))
        return false;
    identity->is_former = key != 0 && identity->stored != NULL && identity->stored->key == key;
    return true;
}

/* --- the rest --- */

/* A person may have come with an id before: the e-mail tells, a name only where there was none. */
static bool person_by_name(
    struct import_pass *pass, int64_t account, struct import_identity *identity, struct error *err)
{
    const char *email = row_text(pass->row.row, CONTACT_EMAIL);
    const char *text = *email != '\0' ? email : row_text(pass->row.row, CONTACT_NAME);
    struct row *found;

    if (!store_find_contact(store_of(pass), account, text, &pass->arena, &found, err))
        return false;
    if (found != NULL && row_knows(found, CONTACT_NATURAL))
        return true; /* another row of an export, under its own key */
    if (found != NULL && (*email != '\0' || text_starts(row_text(found, CONTACT_ID), "db-")))
        identity->stored = found;
    return true;
}

static bool by_natural(
    struct import_pass *pass, int64_t account, struct import_identity *identity, struct error *err)
{
    const char *plain = merge_natural(&pass->row, account, &pass->arena);

    identity->natural = numbered(pass, plain);
    if (!find_natural(pass, identity->natural, &identity->stored, err))
        return false;
    if (kind_of(pass) != KIND_CONTACT || identity->stored != NULL || !pass->book_has_rows ||
        identity->natural != plain)
        return true;
    return person_by_name(pass, account, identity, err);
}

bool import_identify(struct import_pass *pass, int64_t account,
    struct import_identity *ret_identity, struct error *err)
{
    int field = kind_info(kind_of(pass))->id;
    const char *id = field >= 0 ? row_text(pass->row.row, field) : "";

    *ret_identity = (struct import_identity){0};
    if (*id != '\0')
        return by_id(pass, id, ret_identity, err);
    if (kind_of(pass) == KIND_ACCOUNT)
        return account_without_id(pass, ret_identity, err);
    return by_natural(pass, account, ret_identity, err);
}
