/* Which account a row belongs to: by id, reference, domain or e-mail; by name only where the
 * account has no id of an export (contract.md, Links). */
#include <string.h>
#include "core/join.h"
#include "files/config.h"
#include "files/paths.h"
#include "import_internal.h"

static int64_t found(int64_t key)
{
    return key == IMPORT_TWICE ? 0 : key;
}

static bool is_own_id(const char *id)
{
    return *id == '\0' || text_starts(id, "db-");
}

void import_accounts_add(struct import_accounts *accounts, int64_t key, const struct row *account)
{
    const char *id = row_text(account, ACCOUNT_ID);
    const char *domain = row_text(account, ACCOUNT_DOMAIN);

    if (!accounts->read)
        return;
    if (*id != '\0')
        import_index_put(&accounts->ids, import_hash(id), key);
    if (*domain != '\0')
        import_index_put(&accounts->domains, import_hash_folded(domain), key);
    if (is_own_id(id))
        import_index_put(
            &accounts->own_names, import_hash_folded(row_text(account, ACCOUNT_NAME)), key);
}

/* Columns come one by one: narrow scans, and whole rows with their scores stay unread. */
static bool add_id(void *context, int64_t key, struct value value)
{
    struct import_accounts *accounts = context;

    if (value.type == VALUE_TEXT)
        import_index_put(&accounts->ids, import_hash(value.text), key);
    if (value.type == VALUE_TEXT && is_own_id(value.text))
        import_index_put(&accounts->own, (uint64_t)key, key);
    return true;
}

static bool add_domain(void *context, int64_t key, struct value value)
{
    struct import_accounts *accounts = context;

    if (value.type == VALUE_TEXT)
        import_index_put(&accounts->domains, import_hash_folded(value.text), key);
    return true;
}

static bool add_own_name(void *context, int64_t key, struct value value)
{
    struct import_accounts *accounts = context;

    if (value.type == VALUE_TEXT && import_index_get(&accounts->own, (uint64_t)key) != 0)
        import_index_put(&accounts->own_names, import_hash_folded(value.text), key);
    return true;
}

/* By what files may still know an account since a merge (core/join.h, join_former). */
static bool add_former(void *context, int64_t key, struct value value)
{
    struct import_accounts *accounts = context;
    struct arena arena = {0};
    const char *at = value.type == VALUE_TEXT ? value.text : "";

    while (*at != '\0') {
        size_t len = strcspn(at, ";");
        const char *item = arena_copy_bytes(&arena, at, len);

        import_index_put(&accounts->former, import_hash(item), key);
        if (text_starts(item, "domain="))
            import_index_put(&accounts->domains, import_hash_folded(item + strlen("domain=")), key);
        at += len + (at[len] == ';');
    }
    arena_fini(&arena);
    return true;
}

int64_t import_former(struct import_pass *pass, const char *what, const char *text)
{
    const struct import_index *former = &pass->run->accounts.former;

    if (former->count == 0)
        return 0;
    text = join_former(&pass->arena, what, text);
    return text != NULL ? found(import_index_get(former, import_hash(text))) : 0;
}

bool import_accounts_read(struct import_run *run, struct error *err)
{
    struct store *store = run->session->store;
    struct import_accounts *accounts = &run->accounts;

    if (accounts->read)
        return true;
    accounts->read = true;
    return store_column(store, ACCOUNT_ID, add_id, accounts, err) &&
           store_column(store, ACCOUNT_DOMAIN, add_domain, accounts, err) &&
           store_column(store, ACCOUNT_FORMER, add_former, accounts, err) &&
           (accounts->own.count == 0 ||
               store_column(store, ACCOUNT_NAME, add_own_name, accounts, err));
}

static bool add_email(void *context, const struct row *row)
{
    struct import_accounts *accounts = context;
    const char *email = row_text(row, CONTACT_EMAIL);

    if (*email != '\0')
        import_index_put(
            &accounts->emails, import_hash_folded(email), row_integer(row, CONTACT_ACCOUNT));
    return true;
}

static bool read_emails(struct import_run *run, struct error *err)
{
    if (run->accounts.emails_read)
        return true;
    run->accounts.emails_read = true;
    return store_each(run->session->store, KIND_CONTACT, add_email, &run->accounts, err);
}

void import_accounts_fini(struct import_accounts *accounts)
{
    import_index_fini(&accounts->ids);
    import_index_fini(&accounts->domains);
    import_index_fini(&accounts->emails);
    import_index_fini(&accounts->own);
    import_index_fini(&accounts->own_names);
    import_index_fini(&accounts->former);
}

static int64_t by_domain(struct import_pass *pass, const char *text)
{
    const char *domain = merge_domain_of(text, &pass->arena);

    if (domain == NULL)
        return 0;
    return found(import_index_get(&pass->run->accounts.domains, import_hash_folded(domain)));
}

static int64_t by_name(struct import_pass *pass, const char *name)
{
    return found(import_index_get(&pass->run->accounts.own_names, import_hash_folded(name)));
}

static bool by_email(
    struct import_pass *pass, const char *email, int64_t *ret_account, struct error *err)
{
    if (!read_emails(pass->run, err))
        return false;
    *ret_account = found(import_index_get(&pass->run->accounts.emails, import_hash_folded(email)));
    if (*ret_account == 0)
        *ret_account = by_domain(pass, email);
    return true;
}

/* --- @AccountRef12: row 12 of the accounts file of this call, else of this folder --- */

static bool reference_number(const char *text, long long *ret_number)
{
    const char *ref = strstr(text, "Ref");

    return text[0] == '@' && ref != NULL && text_to_int(ref + 3, ret_number) && *ret_number > 0;
}

const char *import_folder_of(struct import_run *run, const char *path)
{
    size_t len = (size_t)(path_base(path) - path);

    return len == 0 ? "." : arena_copy_bytes(run->arena, path, len > 1 ? len - 1 : 1);
}

/* Reads which rows of an accounts file beside this one are which accounts; no such file is no
 * fault. */
static bool read_references(struct import_pass *pass, struct error *err)
{
    static const char *const names[] = {"Accounts.csv", "accounts.csv", "Account.csv",
        "account.csv", "ACCOUNTS.CSV", "Accounts.json", "accounts.json", "Account.json",
        "account.json"};
    struct import_run *run = pass->run;
    struct error ignored = {0};
    bool good = true;

    run->references_of = import_folder_of(run, pass->file->path);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct import_report report = {0};
        struct import_file file = {.report = &report};
        struct str path = {0};

        path_join(&path, run->references_of, names[i]);
        file.path = arena_copy_text(run->arena, str_text(&path));
        str_fini(&path);
        if (!file_is_there(file.path))
            continue;
        if (import_plan_file(run, &file, &ignored) && file.plan.count > 0 &&
            file.plan.kind == KIND_ACCOUNT)
            good = import_match_file(run, &file, err);
        array_fini(&report.rejects);
        str_fini(&report.notes);
        str_fini(&report.fact_columns);
        import_file_fini(&file);
        break;
    }
    return good;
}

/* Several folders in one call have an accounts file each: rows count in the one beside them. */
static bool has_own_references(const struct import_pass *pass)
{
    const char *folder = pass->run->references_of, *path = pass->file->path;
    size_t len = (size_t)(path_base(path) - path);

    if (folder == NULL)
        return false;
    if (len == 0)
        return text_equal(folder, ".") || text_equal(path, "-");
    len -= len > 1;
    return strlen(folder) == len && memcmp(folder, path, len) == 0;
}

/* A folder in whose files rows have names is asked for "" too. */
static uint64_t name_hash(struct import_run *run, const char *folder, const char *name)
{
    return import_hash(arena_format(run->arena, "%s\n%s", folder, name));
}

void import_name_reference(struct import_run *run, const char *name, size_t place)
{
    import_index_put(&run->named, name_hash(run, run->references_of, name), (int64_t)place + 1);
    *import_index_at(&run->named, name_hash(run, run->references_of, "")) = 1;
}

/* Names go before numbers: a tree may be split, and its rows come in any order. */
static int64_t named_account(struct import_pass *pass, const char *name, bool *ret_has_names)
{
    struct import_run *run = pass->run;
    const char *folder = import_folder_of(run, pass->file->path);
    int64_t place = found(import_index_get(&run->named, name_hash(run, folder, name)));

    *ret_has_names = import_index_get(&run->named, name_hash(run, folder, "")) != 0;
    return place != 0 ? run->references.items[place - 1] : 0;
}

static int64_t numbered_account(const struct import_run *run, const char *text)
{
    size_t count = run->references.count - run->references_from;
    long long number;

    if (!reference_number(text, &number) || number > (long long)count)
        return 0;
    return run->references.items[run->references_from + (size_t)number - 1];
}

static bool by_reference(
    struct import_pass *pass, const char *text, int64_t *ret_account, struct error *err)
{
    struct import_run *run = pass->run;
    bool has_names;

    *ret_account = named_account(pass, text + 1, &has_names);
    if (*ret_account != 0)
        return true;
    if (!pass->only_match && !has_names && !has_own_references(pass) && !read_references(pass, err))
        return false;
    *ret_account = named_account(pass, text + 1, &has_names);
    if (*ret_account == 0 && !has_names)
        *ret_account = numbered_account(run, text);
    return true;
}

static bool by_cell(
    struct import_pass *pass, const char *text, int64_t *ret_account, struct error *err)
{
    *ret_account = found(import_index_get(&pass->run->accounts.ids, import_hash(text)));
    if (*ret_account == 0) {
        *ret_account = import_former(pass, "id", text);
        pass->by_former = *ret_account != 0;
    }
    if (*ret_account != 0)
        return true;
    if (text[0] == '@')
        return by_reference(pass, text, ret_account, err);
    if (strchr(text, '@') != NULL)
        return by_email(pass, text, ret_account, err);
    *ret_account = by_domain(pass, text);
    if (*ret_account == 0)
        *ret_account = by_name(pass, text);
    return true;
}

/* Of the person whom the row is about, where it says nothing of an account. */
static const char *own_email(const struct import_pass *pass)
{
    const struct merge_row *row = &pass->row;
    const char *text = "";

    if (pass->file->plan.kind == KIND_CONTACT)
        text = row_text(row->row, CONTACT_EMAIL);
    else if (pass->file->plan.kind == KIND_MEASURE)
        text = row_text(row->row, MEASURE_CONTACT);
    return strchr(text, '@') != NULL ? text : NULL;
}

bool import_link(
    struct import_pass *pass, int64_t *ret_account, const char **ret_said, struct error *err)
{
    const struct merge_row *row = &pass->row;
    const char *email = row->account_email;
    int64_t account = 0;

    pass->by_former = false;
    *ret_said = row->account          ? row->account
                : row->account_domain ? row->account_domain
                : row->account_name   ? row->account_name
                                      : row->account_email;
    if (row->account != NULL && !by_cell(pass, row->account, &account, err))
        return false;
    if (account == 0 && row->account_domain != NULL)
        account = by_domain(pass, row->account_domain);
    if (account == 0 && row->account_name != NULL)
        account = by_name(pass, row->account_name);
    if (email == NULL && *ret_said == NULL)
        email = *ret_said = own_email(pass);
    if (account == 0 && email != NULL && !by_email(pass, email, &account, err))
        return false;
    *ret_account = account;
    return true;
}
