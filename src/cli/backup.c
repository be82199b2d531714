/* Copies of the whole book, there and back. */
#include "cli_internal.h"

#include "base/words.h"
#include "files/paths.h"
#include "store/copies.h"

bool cli_backup(struct cli *cli, struct error *err)
{
    if (!store_backup(session_store(cli->session), cli->words[0], err))
        return false;
    out_text(cli, _("backed up to "));
    out_clean(cli, cli->words[0]);
    out_text(cli, _(", and verified\n"));
    return true;
}

/* The book need not be sound, nor be there: it is not opened as one. */
static bool restore(struct cli *cli, const char *path, struct error *err)
{
    struct str kept = {0};
    day_number today = clock_today();
    bool ok = (!cli->globals[GLOBAL_TODAY] ||
                  day_parse(cli->globals[GLOBAL_TODAY], today, NULL, &today, err)) &&
              store_restore(cli->words[0], path, today, &kept, err);

    if (ok) {
        out_text(cli, _("restored from "));
        out_clean(cli, cli->words[0]);
        out_text(
            cli, kept.len ? _("; what was there is kept as ") : _("; there was no book before"));
        out_clean(cli, str_text(&kept));
        out_text(cli, "\n");
    }
    str_fini(&kept);
    return ok;
}

bool cli_restore(struct cli *cli, struct error *err)
{
    struct str path = {0};
    bool ok;

    if (cli->globals[GLOBAL_DEMO])
        return error_set(err, ERROR_USAGE, "the demo's book is thrown away at the end");
    if (cli->globals[GLOBAL_READ_ONLY])
        return error_set(err, ERROR_READ_ONLY,
            "--read-only was given, and this command writes; nothing changed");
    ok = path_of_db(cli->globals[GLOBAL_DB], &path, err) && restore(cli, str_text(&path), err);
    str_fini(&path);
    return ok;
}
