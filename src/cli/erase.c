/* erase contact: a person taken out of the book for good, by typing the name. */
#include "cli_internal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "app/people.h"
#include "base/text.h"
#include "base/words.h"

enum { NAME_ROOM = 1024 };

/* The name as typed: by --name, else asked for. In the arena of the run. */
static bool read_name(
    struct cli *cli, const struct row *person, const char **ret_name, struct error *err)
{
    char line[NAME_ROOM];

    *ret_name = cli_value(cli, "name");
    if (*ret_name)
        return true;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return error_set(
            err, ERROR_USAGE, "to erase a person give the name: --name \"First Last\"");
    err_linef(_("%s of %s will be erased for good, with every mention; no undo brings it back."),
        row_id_of(cli, person), account_name_of(cli, row_integer(person, CONTACT_ACCOUNT)));
    fputs(_("Type the whole name to go on: "), stderr);
    if (!fgets(line, sizeof(line), stdin))
        line[0] = '\0';
    line[strcspn(line, "\r\n")] = '\0';
    *ret_name = arena_copy_text(&cli->arena, line);
    return true;
}

static void tell_count(struct cli *cli, int count, const char *one, const char *many)
{
    if (count)
        outf(cli, "  %d %s\n", count, words_plural(one, many, count));
}

static void tell(struct cli *cli, const struct erasure *erasure)
{
    out_clean(cli, erasure->account);
    out_text(cli, ": ");
    out_clean(cli, text_blank(erasure->name) ? _("a person") : erasure->name);
    out_text(cli, _(" erased; no undo brings it back\n"));
    tell_count(cli, erasure->count.mentions,
        NP_("mention taken out: attendees, promises, answers",
            "mentions taken out: attendees, promises, answers"));
    tell_count(cli, erasure->count.places,
        NP_("place in a text reads [erased]", "places in texts read [erased]"));
    tell_count(cli, erasure->entries,
        NP_("entry of the journal cleaned or dropped",
            "entries of the journal cleaned or dropped"));
    tell_count(cli, erasure->drafts, NP_("draft cleaned", "drafts cleaned"));
    for (size_t i = 0; erasure->copies[i]; i++) {
        out_text(cli, _("  removed the copy "));
        out_clean(cli, erasure->copies[i]);
        out_text(cli, "\n");
    }
    tell_count(cli, erasure->others,
        NP_("other person bears the name or e-mail, and stays",
            "other people bear the name or e-mail, and stay"));
    out_text(cli, _("  Copies and exports that you made are yours to remove.\n"));
}

bool cli_erase_contact(struct cli *cli, struct error *err)
{
    struct erasure erasure;
    struct row *person;
    const char *name;

    if (!verb_find_row(cli->session, KIND_CONTACT, cli->words[0], &cli->arena, &person, err) ||
        !read_name(cli, person, &name, err) ||
        !verb_person_erase(cli->session, person->key, name, &cli->arena, &erasure, err))
        return false;
    tell(cli, &erasure);
    if (*erasure.left) {
        err_linef(_("daybook: not all could be cleaned: %s"), erasure.left);
        cli->in_part = true;
    }
    return true;
}
