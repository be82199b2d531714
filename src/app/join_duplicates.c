/* Accounts that look alike: found in one pass over names and domains and one over people; never
 * merged by itself. What was said to be apart is kept in the field `apart` of both. */
#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "app/join.h"
#include "base/order.h"
#include "base/text.h"
#include "base/words.h"
#include "core/join.h"

struct face { /* of an account */
    int64_t key;
    const char *id, *name, *plain, *domain, *parent, *apart;
};
struct mail {
    const char *email;
    size_t face;
};
struct finding {
    struct session *session;
    struct arena *arena;
    const struct key_list *of;
    struct face_list ARRAY_OF(struct face) faces;
    struct mail_list ARRAY_OF(struct mail) mails;
    struct duplicate_list found;
};

/* --- reading --- */

static struct face *face_of(struct finding *finding, int64_t key)
{
    struct face_list *faces = &finding->faces;

    /* The key is the first of a face. */
    return faces->count
               ? bsearch(&key, faces->items, faces->count, sizeof(*faces->items), order_integers)
               : NULL;
}

static const char *kept(struct finding *finding, struct value value)
{
    return value.type == VALUE_TEXT ? arena_copy_text(finding->arena, value.text) : "";
}

static bool take_id(void *context, int64_t key, struct value value)
{
    struct finding *finding = context;

    ARRAY_PUSH(&finding->faces, (struct face){key, kept(finding, value), "", "", "", "", ""});
    return true;
}

static bool take_name(void *context, int64_t key, struct value value)
{
    struct finding *finding = context;
    struct face *face = face_of(finding, key);

    if (face) {
        face->name = kept(finding, value);
        face->plain = join_plain_name(face->name, finding->arena);
    }
    return true;
}

static bool take_domain(void *context, int64_t key, struct value value)
{
    struct finding *finding = context;
    struct face *face = face_of(finding, key);

    if (face && value.type == VALUE_TEXT)
        face->domain = join_domain(value.text, finding->arena);
    return true;
}

static bool take_parent(void *context, int64_t key, struct value value)
{
    struct finding *finding = context;
    struct face *face = face_of(finding, key);

    if (face)
        face->parent = kept(finding, value);
    return true;
}

static bool take_apart(void *context, int64_t key, struct value value)
{
    struct finding *finding = context;
    struct face *face = face_of(finding, key);

    if (face)
        face->apart = kept(finding, value);
    return true;
}

static bool take_mail(void *context, const struct row *row)
{
    struct finding *finding = context;
    struct face *face = face_of(finding, row_integer(row, CONTACT_ACCOUNT));

    if (face && strchr(row_text(row, CONTACT_EMAIL), '@'))
        ARRAY_PUSH(&finding->mails,
            (struct mail){text_fold_copy(finding->arena, row_text(row, CONTACT_EMAIL)),
                (size_t)(face - finding->faces.items)});
    return true;
}

static bool read_faces(struct finding *finding, struct error *err)
{
    struct store *store = finding->session->store;

    return store_column(store, ACCOUNT_ID, take_id, finding, err) &&
           store_column(store, ACCOUNT_NAME, take_name, finding, err) &&
           store_column(store, ACCOUNT_DOMAIN, take_domain, finding, err) &&
           store_column(store, ACCOUNT_PARENT, take_parent, finding, err) &&
           store_column(store, ACCOUNT_APART, take_apart, finding, err) &&
           store_each(store, KIND_CONTACT, take_mail, finding, err);
}

/* --- pairs --- */

static bool has_item(const char *items, const char *item)
{
    size_t len = strlen(item);

    for (const char *at = items; *at; at += strcspn(at, ";"), at += *at == ';')
        if (strcspn(at, ";") == len && memcmp(at, item, len) == 0)
            return true;
    return false;
}

static bool is_asked(const struct finding *finding, int64_t key)
{
    const struct key_list *of = finding->of;

    return !of || order_has(of->items, of->count, key);
}

/* Subsidiaries share a domain and people, and are known to be two. */
static bool are_related(const struct face *one, const struct face *other)
{
    return text_equal(one->parent, other->id) || text_equal(other->parent, one->id) ||
           (*one->parent && text_equal(one->parent, other->parent));
}

static void put(
    struct finding *finding, const struct face *one, const struct face *other, const char *why)
{
    const struct face *first = one->key < other->key ? one : other;
    const struct face *second = first == one ? other : one;

    if (first->key == second->key || has_item(first->apart, second->id) ||
        has_item(second->apart, first->id) || are_related(first, second) ||
        !(is_asked(finding, first->key) || is_asked(finding, second->key)))
        return;
    ARRAY_PUSH(&finding->found, (struct duplicate){first->key, second->key, first->id, first->name,
                                    second->id, second->name, why, (int)finding->found.count});
}

static int by_pair(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;

    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    if (a->other != b->other)
        return a->other < b->other ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int by_place(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;

    return (a->place > b->place) - (a->place < b->place);
}

/* Each pair once, for the surest reason. */
static void keep_first(struct finding *finding)
{
    struct duplicate_list *found = &finding->found;
    size_t count = 0;

    if (found->count < 2)
        return;
    qsort(found->items, found->count, sizeof(*found->items), by_pair);
    for (size_t i = 0; i < found->count; i++)
        if (!count || found->items[count - 1].one != found->items[i].one ||
            found->items[count - 1].other != found->items[i].other)
            found->items[count++] = found->items[i];
    found->count = count;
    qsort(found->items, count, sizeof(*found->items), by_place);
}

/* A group of so many is a habit of the data (`test`, a reseller's domain), not duplicates. */
enum { GROUP_MOST = 6 };

static int by_plain(const void *left, const void *right)
{
    const struct face *const *a = left, *const *b = right;
    int order = strcmp((*a)->plain, (*b)->plain);

    return order ? order : ((*a)->key > (*b)->key) - ((*a)->key < (*b)->key);
}

static int by_domain(const void *left, const void *right)
{
    const struct face *const *a = left, *const *b = right;
    int order = strcmp((*a)->domain, (*b)->domain);

    return order ? order : ((*a)->key > (*b)->key) - ((*a)->key < (*b)->key);
}

static const char *plain_of(const struct face *face)
{
    return face->plain;
}

static const char *domain_of(const struct face *face)
{
    return face->domain;
}

struct sameness {
    int (*order)(const void *left, const void *right);
    const char *(*text)(const struct face *face);
    const char *what;
};

static void find_same(
    struct finding *finding, const struct face **faces, const struct sameness *sameness)
{
    size_t count = finding->faces.count, end;

    if (count > 1)
        qsort(faces, count, sizeof(*faces), sameness->order);
    for (size_t at = 0; at < count; at = end) {
        const char *text = sameness->text(faces[at]);

        for (end = at + 1; end < count && text_equal(sameness->text(faces[end]), text);)
            end++;
        if (!*text || end - at > GROUP_MOST)
            continue;
        for (size_t i = at; i < end; i++)
            for (size_t k = i + 1; k < end; k++)
                put(finding, faces[i], faces[k],
                    arena_format(finding->arena, _("same %s %s"), sameness->what, text));
    }
}

static int by_mail(const void *left, const void *right)
{
    const struct mail *a = left, *b = right;
    int order = strcmp(a->email, b->email);

    return order ? order : (a->face > b->face) - (a->face < b->face);
}

/* A person who is known at both, and names that are near. */
static void find_near(struct finding *finding)
{
    struct mail *mails = finding->mails.items;
    size_t count = finding->mails.count, end;

    if (count > 1)
        qsort(mails, count, sizeof(*mails), by_mail);
    for (size_t at = 0; at < count; at = end) {
        for (end = at + 1; end < count && text_equal(mails[end].email, mails[at].email);)
            end++;
        if (end - at > GROUP_MOST)
            continue;
        for (size_t i = at; i < end; i++)
            for (size_t k = i + 1; k < end; k++) {
                const struct face *one = &finding->faces.items[mails[i].face];
                const struct face *other = &finding->faces.items[mails[k].face];

                if (join_names_are_near(one->plain, other->plain))
                    put(finding, one, other,
                        arena_format(
                            finding->arena, _("near names, both know %s"), mails[at].email));
            }
    }
}

static void find_all(struct finding *finding)
{
    static const struct sameness samenesses[] = {
        {by_plain, plain_of, "name"}, {by_domain, domain_of, "domain"}};
    size_t count = finding->faces.count;
    const struct face **faces = arena_alloc_array(finding->arena, count + 1, sizeof(*faces));

    for (size_t i = 0; i < count; i++)
        faces[i] = &finding->faces.items[i];
    for (size_t i = 0; i < COUNT_OF(samenesses); i++)
        find_same(finding, faces, &samenesses[i]);
    find_near(finding);
    keep_first(finding);
}

bool verb_duplicates(struct session *session, const struct key_list *of, struct arena *arena,
    struct duplicate_list *ret_duplicates, struct error *err)
{
    struct finding finding = {.session = session, .arena = arena, .of = of};
    bool ok = read_faces(&finding, err);

    if (ok)
        find_all(&finding);
    array_fini(&finding.faces);
    array_fini(&finding.mails);
    if (ok) {
        ret_duplicates->items =
            arena_alloc_array(arena, finding.found.count + 1, sizeof(*finding.found.items));
        for (size_t i = 0; i < finding.found.count; i++)
            ret_duplicates->items[i] = finding.found.items[i];
        ret_duplicates->count = finding.found.count;
    }
    array_fini(&finding.found);
    return ok;
}

/* --- apart --- */

static void set_apart(
    struct change *change, const struct row *account, const char *other, bool apart)
{
    struct str items = {0};
    const char *at = row_text(account, ACCOUNT_APART);

    while (*at) {
        size_t len = strcspn(at, ";");

        if (len != strlen(other) || memcmp(at, other, len) != 0) {
            str_add(&items, items.len ? ";" : "");
            str_add_bytes(&items, at, len);
        }
        at += len + (at[len] == ';');
    }
    if (apart)
        str_addf(&items, "%s%s", items.len ? ";" : "", other);
    change_set(change, change_update(change, KIND_ACCOUNT, account->key), ACCOUNT_APART,
        items.len ? value_text(str_text(&items)) : value_unknown());
    str_fini(&items);
}

static bool write_apart(struct change *change, const struct row *one, const struct row *other,
    bool apart, struct error *err)
{
    if (!one || !other)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    if (one->key == other->key)
        return error_set(err, ERROR_USAGE, "this is the same account twice: name another one");
    if (strchr(row_text(one, ACCOUNT_ID), ';') || strchr(row_text(other, ACCOUNT_ID), ';'))
        return error_set(err, ERROR_USAGE, "an id with ; in it cannot be kept apart");
    set_apart(change, one, row_text(other, ACCOUNT_ID), apart);
    set_apart(change, other, row_text(one, ACCOUNT_ID), apart);
    change_summarize(change,
        apart ? N_("%s and %s are not the same") : N_("%s and %s may be the same"),
        row_text(one, ACCOUNT_NAME), row_text(other, ACCOUNT_NAME));
    return true;
}

bool verb_keep_apart(struct session *session, int64_t one, int64_t other, bool apart,
    struct outcome *ret_outcome, struct error *err)
{
    struct change change;
    struct row *first = NULL, *second = NULL;
    bool ok;

    change_init(&change, session->actor);
    change.account = one;
    ok = store_get(session->store, KIND_ACCOUNT, one, &change.arena, &first, err) &&
         store_get(session->store, KIND_ACCOUNT, other, &change.arena, &second, err) &&
         write_apart(&change, first, second, apart, err) &&
         session_apply(session, &change, ret_outcome, err);
    change_fini(&change);
    return ok;
}
