/* mail: a personal letter to each of many accounts, from a template. */
#include "cli_internal.h"

#include "app/mails.h"
#include "base/text.h"
#include "base/words.h"

static void print_mails(struct cli *cli, const struct mails *mails)
{
    for (size_t i = 0; i < mails->count; i++) {
        const struct mail *mail = &mails->items[i];

        if (mail->path) {
            out_clean(cli, mail->path);
            out_text(cli, "\n");
        } else {
            out_text(cli, i ? "\n" : "");
            out_lines(cli, mail->text, "");
        }
        if (!*mail->email)
            err_line(arena_format(
                &cli->arena, _("daybook: %s: nobody with an e-mail address"), mail->name));
    }
}

/* Without a folder they are only shown. */
bool cli_mail(struct cli *cli, struct error *err)
{
    struct key_list accounts = {0};
    struct mails mails = {0};
    struct outcome outcome = {0};
    struct mail_order order = {.accounts = &accounts,
        .template = cli->words[0],
        .folder = cli_value(cli, "output"),
        .replace = cli_has(cli, "force"),
        .log = cli_has(cli, "log")};
    bool ok = cli_accounts(cli, 1, &accounts, err);

    if (ok && order.log && !order.folder)
        ok = error_set(err, ERROR_USAGE, "--log goes with -o FOLDER");
    ok = ok && mails_make(cli->session, &order, &cli->arena, &mails, &outcome, err);
    if (ok) {
        print_mails(cli, &mails);
        if (outcome.change_id)
            err_summary(&outcome);
    }
    outcome_fini(&outcome);
    array_fini(&mails);
    array_fini(&accounts);
    return ok;
}
