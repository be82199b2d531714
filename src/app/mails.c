/* Letters to many, from a template: made in full, then written, then logged. */
#include "app/mails.h"

#include <string.h>
#include <unistd.h>
#include "app/app_internal.h"
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "files/paths.h"

/* --- the text --- */

/* `Subject: ` before the first line that says something, the address above it. */
static const char *letter_of(const char *filled, const struct mail *mail, struct arena *arena)
{
    const char *subject = filled + strspn(filled, "\n"), *rest;
    size_t len = strcspn(subject, "\n");

    rest = subject + len + strspn(subject + len, "\n");
    return arena_format(arena, "To: %s%s%s%s\nSubject: %.*s\n\n%s", mail->contact,
        *mail->contact && *mail->email ? " <" : "", mail->email,
        *mail->contact && *mail->email ? ">" : "", (int)len, subject, rest);
}

/* `globex-ag.md`; what is no letter or digit of ASCII is a dash, and the key tells two apart. */
static const char *file_name_of(const struct mail *mail, struct arena *arena)
{
    struct str name = {0};
    const char *copy;

    for (const char *at = mail->name; *at && name.len < 40; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at + ('a' - 'A')) : *at;

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            str_add_char(&name, c);
        else if (name.len && name.data[name.len - 1] != '-')
            str_add_char(&name, '-');
    }
    copy = arena_format(arena, "%s%s%lld.md", str_text(&name),
        name.len && name.data[name.len - 1] != '-' ? "-" : "", (long long)mail->account);
    str_fini(&name);
    return copy;
}

static bool make_one(struct session *session, const struct mail_order *order, int64_t account,
    struct arena *arena, struct mail *mail, struct error *err)
{
    struct template_order template = {
        .name = order->template, .account = account, .for_customer = true};
    const struct row *contact;
    struct dossier dossier;
    struct str text = {0};
    bool ok;

    if (!store_dossier(session->store, account, session->today, arena, &dossier, err))
        return false;
    if (!dossier.account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    contact = people_main_contact(&dossier, session->today);
    *mail = (struct mail){.account = account,
        .name = row_text(dossier.account, ACCOUNT_NAME),
        .contact = contact ? row_text(contact, CONTACT_NAME) : "",
        .email = contact ? row_text(contact, CONTACT_EMAIL) : ""};
    ok = verb_template_fill(session, &template, &text, err);
    if (ok)
        mail->text = letter_of(str_text(&text), mail, arena);
    if (ok && order->folder)
        mail->path = arena_format(arena, "%s/%s", order->folder, file_name_of(mail, arena));
    str_fini(&text);
    return ok;
}

/* --- the files --- */

static bool write_all(const struct mail_order *order, const struct mails *mails, struct error *err)
{
    unsigned flags = order->replace ? FILE_WRITE_REPLACE : FILE_WRITE_NEW;
    size_t written = 0;
    bool ok = path_make_folder(order->folder, err);

    while (ok && written < mails->count) {
        const struct mail *mail = &mails->items[written];

        ok = file_write_whole(mail->path, mail->text, strlen(mail->text), flags, err);
        written += ok;
    }
    while (!ok && written > 0 && !order->replace)
        unlink(mails->items[--written].path);
    return ok;
}

/* --- the notes --- */

static bool log_all(struct session *session, const struct mail_order *order,
    const struct mails *mails, struct outcome *outcome, struct error *err)
{
    struct change change;
    bool ok;

    change_init(&change, session->actor);
    for (size_t i = 0; i < mails->count; i++) {
        size_t row = change_insert(&change, KIND_NOTE);
        const char *body = arena_format(&change.arena, _("Letter to many: %s #try\n\n%s"),
            order->template, mails->items[i].text);

        change_set_integer(&change, row, NOTE_ACCOUNT, mails->items[i].account);
        change_set_text(&change, row, NOTE_KIND, "email");
        change_set_integer(&change, row, NOTE_AT, session_now(session));
        change_set_text(&change, row, NOTE_BODY, body);
        change_set_text(&change, row, NOTE_TAGS, "try");
        change_set_text(&change, row, NOTE_STATE, "logged");
        change_set_text(&change, row, NOTE_AUTHOR, session_author(session));
    }
    change_summarize(&change,
        words_plural("%zu letter written: %s", "%zu letters written: %s", (long long)mails->count),
        mails->count, order->template);
    ok = session_apply(session, &change, outcome, err);
    change_fini(&change);
    return ok;
}

bool mails_make(struct session *session, const struct mail_order *order, struct arena *arena,
    struct mails *ret_mails, struct outcome *ret_outcome, struct error *err)
{
    *ret_outcome = (struct outcome){0};
    for (size_t i = 0; i < order->accounts->count; i++) {
        struct mail mail;

        if (!make_one(session, order, order->accounts->items[i], arena, &mail, err))
            return false;
        ARRAY_PUSH(ret_mails, mail);
    }
    if (order->folder && !write_all(order, ret_mails, err))
        return false;
    return !order->log || !ret_mails->count || log_all(session, order, ret_mails, ret_outcome, err);
}
