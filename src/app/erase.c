/* A person erased: the book, then what lies beside it, then the file written anew. */
#include <string.h>
#include "app/app_internal.h"
#include "app/drafts.h"
#include "app/kept.h"
#include "app/people.h"
#include "base/text.h"
#include "base/words.h"
#include "store/erase.h"

/* --- who --- */

struct namesakes {
    const struct row *person;
    int by_name, all;
};

static bool count_namesake(void *context, const struct row *row)
{
    struct namesakes *names = context;
    const char *name = row_text(names->person, CONTACT_NAME);
    const char *email = row_text(names->person, CONTACT_EMAIL);
    bool is_called =
        !text_blank(name) && text_compare_folded(row_text(row, CONTACT_NAME), name) == 0;
    bool has_mail = !text_blank(email) && text_equal_nocase(row_text(row, CONTACT_EMAIL), email);

    if (row->key != names->person->key) {
        names->by_name += is_called;
        names->all += is_called || has_mail;
    }
    return true;
}

/* Typed letter by letter, but for blanks around it. */
static bool is_typed(const struct row *person, const char *typed)
{
    const char *name = row_text(person, CONTACT_NAME);
    size_t len = strlen(typed);

    if (text_blank(name))
        name = row_text(person, CONTACT_EMAIL);
    if (text_blank(name))
        name = row_text(person, CONTACT_ID);
    while (len > 0 && typed[len - 1] == ' ')
        len--;
    while (len > 0 && *typed == ' ')
        typed++, len--;
    return len == strlen(name) && memcmp(typed, name, len) == 0;
}

/* --- the book --- */

static bool erase_in_book(struct session *session, const struct erase_order *order,
    struct erase_report *report, struct error *err)
{
    struct key_list touched = {0};
    const struct rules *rules;
    bool ok = session_rules(session, &rules, err) && store_begin(session->store, err);

    if (!ok)
        return false;
    ok = store_erase(session->store, order, &touched, report, err);
    store_keys_unique(&touched);
    ok = ok && score_accounts(session, &touched, err) && store_commit(session->store, err);
    array_fini(&touched);
    if (!ok)
        store_rollback(session->store);
    return ok;
}

/* --- drafts --- */

static const char *cleaned(
    const char *text, const struct scrub *scrub, struct arena *arena, int *places)
{
    struct str out = {0};

    if (text) {
        *places += scrub_text(&out, text, scrub);
        text = arena_copy_text(arena, str_text(&out));
    }
    str_fini(&out);
    return text;
}

static bool clean_draft(struct session *session, const struct scrub *scrub, struct draft *draft,
    struct arena *arena, bool *ret_moved, struct error *err)
{
    int places = 0;

    draft->body = cleaned(draft->body, scrub, arena, &places);
    draft->attendees = cleaned(draft->attendees, scrub, arena, &places);
    draft->form = cleaned(draft->form, scrub, arena, &places);
    draft->look = cleaned(draft->look, scrub, arena, &places);
    *ret_moved = places > 0;
    return places == 0 || drafts_save(session, draft, true, arena, err);
}

/* Those of this book; one that is being written elsewhere is left to its writer. */
static void clean_drafts(struct session *session, const struct scrub *scrub, struct arena *arena,
    struct erasure *erasure, struct str *left)
{
    struct draft_list drafts = {0};
    struct error err;

    if (session->demo)
        return;
    if (!draft_list_read(store_path(session->store), arena, &drafts, &err)) {
        str_addf(left, _("drafts: %s\n"), err.text);
        return;
    }
    for (size_t i = 0; i < drafts.count; i++) {
        bool moved = false;

        if (drafts.items[i].live)
            str_addf(left, _("a note is being written in another window; it was not looked at\n"));
        else if (!clean_draft(session, scrub, &drafts.items[i], arena, &moved, &err))
            str_addf(left, _("a draft: %s\n"), err.text);
        erasure->drafts += moved;
    }
    array_fini(&drafts);
}

/* --- the whole --- */

static void clean_around(struct session *session, const struct scrub *scrub, struct arena *arena,
    struct erasure *erasure)
{
    struct str left = {0};
    struct error err;

    clean_drafts(session, scrub, arena, erasure, &left);
    if (!kept_write(session, KEPT_ANSWERS, &(struct kept_lines){0}, &err)) /* may bear the name */
        str_addf(&left, _("%s; what was typed at prompts may still hold the name\n"), err.text);
    if (!store_drop_backups(session->store, arena, &erasure->copies, &err))
        str_addf(&left, "%s: %s\n", err.path, err.text);
    if (!store_rewrite(session->store, &err))
        str_addf(&left, _("%s; old pages of the file may still hold the name\n"), err.text);
    erasure->left = arena_copy_text(arena, str_text(&left));
    str_fini(&left);
}

static bool may_erase(
    struct session *session, const struct row *person, const char *typed, struct error *err)
{
    if (!person)
        return error_set(err, ERROR_NOT_FOUND, "this person is gone");
    if (session->group)
        return error_set(err, ERROR_BUSY, "a person cannot be erased among other changes");
    if (!is_typed(person, typed))
        return error_set(
            err, ERROR_USAGE, "this is not the name as it is written; nothing was erased");
    return true;
}

bool verb_person_erase(struct session *session, int64_t contact, const char *typed,
    struct arena *arena, struct erasure *ret_erasure, struct error *err)
{
    struct erasure erasure = {.left = ""};
    struct erase_report report;
    struct row *person = NULL;
    struct namesakes names = {0};
    struct erase_order order = {.contact = contact, .actor = session->actor};

    if (!store_get(session->store, KIND_CONTACT, contact, arena, &person, err) ||
        !may_erase(session, person, typed, err))
        return false;
    names.person = person;
    order.account = row_integer(person, CONTACT_ACCOUNT);
    order.scrub = (struct scrub){row_text(person, CONTACT_NAME), row_text(person, CONTACT_EMAIL),
        row_text(person, CONTACT_ID)};
    if (!account_name(session, order.account, arena, &erasure.account, err) ||
        !store_each(session->store, KIND_CONTACT, count_namesake, &names, err))
        return false;
    order.name_is_shared = names.by_name > 0;
    order.summary = arena_format(arena, _("%s: a person erased"), erasure.account);
    if (!erase_in_book(session, &order, &report, err))
        return false;
    erasure.name = order.scrub.name;
    erasure.count = report.count;
    erasure.entries = report.entries;
    erasure.others = names.all;
    clean_around(session, &order.scrub, arena, &erasure);
    *ret_erasure = erasure;
    return true;
}
