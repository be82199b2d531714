/* Letters to many: a template is chosen, the first letter and who gets one are read, then they are
 * written as files into a folder, for the mail program of the user's choice. */
#include "app/mails.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/path_prompt.h"
#include "ui/shell.h"
#include "ui/ways.h"

enum { TEMPLATES_MOST = 100 };
enum { ASK_FOLDER, ASK_LOG, ASK_FIELDS };

/* The marked accounts, or the one under the cursor. Yours (array_fini). */
static struct key_list addressed(struct ui *ui)
{
    const struct key_list *marks = bulk_marks(ui);
    struct key_list accounts = {0};

    if (!marks && ui_account(ui))
        ARRAY_PUSH(&accounts, ui_account(ui));
    for (size_t i = 0; marks && i < marks->count; i++)
        ARRAY_PUSH(&accounts, marks->items[i]);
    return accounts;
}

/* --- written --- */

static bool write_letters(
    struct ui *ui, const char *folder, bool log, struct outcome *outcome, struct error *err)
{
    struct key_list accounts = addressed(ui);
    struct arena arena = {0};
    struct mails mails = {0};
    struct mail_order order = {.accounts = &accounts,
        .template = str_text(&ui->asked),
        .folder = path_expand_home(&arena, folder),
        .log = log};
    bool ok = mails_make(ui->session, &order, &arena, &mails, outcome, err);

    if (ok && !outcome->change_id)
        ui_toast(ui,
            words_plural(
                "%zu letter written to %s", "%zu letters written to %s", (long long)mails.count),
            mails.count, folder);
    array_fini(&mails);
    array_fini(&accounts);
    arena_fini(&arena);
    return ok;
}

static bool take_form(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    bool log = text_equal_nocase(texts[ASK_LOG], "yes");
    struct outcome outcome = {0};

    *ret_at = ASK_LOG;
    if (!log && !text_equal_nocase(texts[ASK_LOG], "no"))
        return error_set(err, ERROR_USAGE, "write yes or no");
    *ret_at = ASK_FOLDER;
    if (!write_letters(ui, texts[ASK_FOLDER], log, &outcome, err))
        return false;
    if (outcome.change_id)
        ui_done(ui, &outcome);
    else
        outcome_fini(&outcome);
    return true;
}

static void ask_folder(struct ui *ui, void *context)
{
    static const char *const answers[] = {"yes", "no", NULL};
    struct str folder = {0}, title = {0};
    char day[24];
    struct ui_form_field fields[ASK_FIELDS] = {
        [ASK_FOLDER] = {.label = _("folder"),
            .hint = _("made where it is missing; files that are there stay"),
            .is_needed = true},
        [ASK_LOG] = {.label = _("log"),
            .initial = "yes",
            .hint = _("an e-mail note each, as a try; u takes the notes back, the files stay"),
            .words = answers},
    };

    str_addf(
        &folder, "~/letters/%s-%s", str_text(&ui->asked), day_iso(session_today(ui->session), day));
    fields[ASK_FOLDER].initial = str_text(&folder);
    str_add(&title, _("Write letters: "));
    bulk_name(ui, &title);
    ui_ask_form(ui,
        &(struct ui_form){
            .title = str_text(&title), .fields = fields, .count = ASK_FIELDS, .accept = take_form});
    str_fini(&title);
    str_fini(&folder);
}

/* --- read before --- */

static void clean_cell(struct str *out, const char *text)
{
    text_clean(out, text, strlen(text));
}

/* `Globex`, and at the right `Amir Haddad, no e-mail`. */
static void add_addressee(const struct mail *mail, struct str *out)
{
    clean_cell(out, mail->name);
    str_add(out, "\t");
    clean_cell(out, *mail->contact ? mail->contact : _("nobody is known"));
    if (*mail->email) {
        str_add(out, ", ");
        clean_cell(out, mail->email);
    } else {
        str_add(out, *mail->contact ? _(", no e-mail") : "");
    }
    str_add(out, "\n");
}

static void write_preview(const struct mails *mails, struct str *out)
{
    size_t without = 0;

    for (size_t i = 0; i < mails->count; i++)
        without += !*mails->items[i].email;
    str_addf(out,
        words_plural("# To whom\t%zu letter", "# To whom\t%zu letters", (long long)mails->count),
        mails->count);
    if (without)
        str_addf(out, _(", %zu without e-mail"), without);
    str_add(out, "\n");
    for (size_t i = 0; i < mails->count; i++)
        add_addressee(&mails->items[i], out);
    str_add(out, mails->count > 1 ? _("\n# The first of them\n") : _("\n# The letter\n"));
    text_clean_lines(out, mails->items[0].text, strlen(mails->items[0].text));
}

/* The name of the template stands in ui->asked. */
static void preview(struct ui *ui)
{
    struct key_list accounts = addressed(ui);
    struct mail_order order = {.accounts = &accounts, .template = str_text(&ui->asked)};
    struct arena arena = {0};
    struct mails mails = {0};
    struct outcome outcome;
    struct str text = {0}, title = {0};
    struct error err;

    if (!mails_make(ui->session, &order, &arena, &mails, &outcome, &err)) {
        ui_fault(ui, &err);
    } else if (mails.count) {
        outcome_fini(&outcome);
        str_addf(&title, _("Letters: %s"), order.template);
        write_preview(&mails, &text);
        ui_read_then(ui, &(struct ui_reading){.title = str_text(&title),
                             .text = str_text(&text),
                             .words = _("write them"),
                             .yes = ask_folder});
    }
    str_fini(&text);
    str_fini(&title);
    array_fini(&mails);
    array_fini(&accounts);
    arena_fini(&arena);
}

static void take_name(struct ui *ui, const char *name)
{
    str_clear(&ui->asked);
    str_add(&ui->asked, name);
    preview(ui);
}

static void template_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};
    const char *const *names;
    struct error err;

    if (id < 0)
        take_name(ui, typed);
    else if (verb_template_names(ui->session, true, &arena, &names, &err))
        for (int64_t i = 0; names[i]; i++)
            if (i == id)
                take_name(ui, names[i]);
    arena_fini(&arena);
}

static void choose_template(struct ui *ui)
{
    struct ui_choice choices[TEMPLATES_MOST];
    struct arena arena = {0};
    const char *const *names;
    struct error err;
    size_t count = 0;

    if (verb_template_names(ui->session, true, &arena, &names, &err)) {
        for (; names[count] && count < TEMPLATES_MOST; count++)
            choices[count] = (struct ui_choice){names[count], NULL, NULL, (int64_t)count};
        ui_choose_from(ui, &(struct ui_choosing){.title = _("Letter"),
                               .footer = _("your own: mails/NAME.md"),
                               .choices = choices,
                               .count = count,
                               .chosen = template_chosen});
    } else {
        ui_fault(ui, &err);
    }
    arena_fini(&arena);
}

void mail_run(struct ui *ui, const char *rest)
{
    if (!bulk_has_marks(ui) && !ui_account(ui)) {
        way_to_account(ui);
    } else if (*rest) {
        char *name = mem_copy_text(rest); /* it may lie in what is asked */

        take_name(ui, name);
        free(name);
    } else {
        choose_template(ui);
    }
}
