/* Briefs: a kind is chosen, its page is read, and written into a file on demand. */
#include "ui/brief.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "app/brief.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/path_prompt.h"
#include "ui/shell.h"
#include "ui/ways.h"

enum { KINDS_MOST = 100, COVER_DAYS = 14, WEEK_DAYS = 7 };

/* What is asked stands in ui->asked: the kind, and after a line end the file. */
static const char *asked_kind(struct ui *ui, struct arena *arena)
{
    const char *asked = str_text(&ui->asked);

    return arena_copy_bytes(arena, asked, strcspn(asked, "\n"));
}

static void remember_asked(struct ui *ui, const char *kind, const char *path)
{
    struct str asked = {0};

    str_addf(&asked, "%s\n%s", kind, path);
    str_clear(&ui->asked);
    str_add(&ui->asked, str_text(&asked));
    str_fini(&asked);
}

/* The marked accounts, or the one under the cursor; of a week none. Yours (array_fini). */
static struct key_list chosen_accounts(struct ui *ui, const char *kind)
{
    const struct key_list *marks = bulk_marks(ui);
    struct key_list accounts = {0};

    if (!marks && ui_account(ui) && !text_equal(kind, "week"))
        ARRAY_PUSH(&accounts, ui_account(ui));
    for (size_t i = 0; marks && i < marks->count; i++)
        ARRAY_PUSH(&accounts, marks->items[i]);
    return accounts;
}

static struct brief_order order_of(struct ui *ui, const char *kind, const struct key_list *accounts)
{
    day_number today = session_today(ui->session);
    bool week = text_equal(kind, "week");

    return (struct brief_order){.accounts = accounts,
        .kind = kind,
        .from = week ? today - WEEK_DAYS : today,
        .to = week ? today : today + COVER_DAYS};
}

/* --- written --- */

static bool write_page(
    struct ui *ui, const char *kind, const char *path, bool replace, struct error *err)
{
    struct key_list accounts = chosen_accounts(ui, kind);
    struct brief_order order = order_of(ui, kind, &accounts);
    struct arena arena = {0};
    struct str place = {0};
    bool ok = brief_write(ui->session, &order, path_expand_home(&arena, path), replace, err);

    if (ok) {
        path_add_place(&place, path);
        ui_toast(ui, "%s written", str_text(&place));
    } else if (err->code != ERROR_NOT_FOUND) {
        struct error why = *err;

        error_set(err, why.code, "%s: %s", path, why.text);
    }
    array_fini(&accounts);
    str_fini(&place);
    arena_fini(&arena);
    return ok;
}

static void replace_file(struct ui *ui, void *context)
{
    struct arena arena = {0};
    const char *kind = asked_kind(ui, &arena);
    const char *path = str_text(&ui->asked) + strlen(kind) + 1;
    struct error err;

    if (!write_page(ui, kind, path, true, &err))
        ui_fault(ui, &err);
    arena_fini(&arena);
}

static bool is_there(const char *path)
{
    struct arena arena = {0};
    bool there = access(path_expand_home(&arena, path), F_OK) == 0;

    arena_fini(&arena);
    return there;
}

/* A file that is there is replaced after a yes alone. */
static bool write_or_ask(struct ui *ui, const char *kind, const char *path, struct error *err)
{
    struct str question = {0};

    if (!is_there(path))
        return write_page(ui, kind, path, false, err);
    remember_asked(ui, kind, path);
    str_addf(&question, _("%s is there. Replace it?"), path);
    ui_confirm(ui, str_text(&question), replace_file, NULL);
    str_fini(&question);
    return true;
}

static bool take_path(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct arena arena = {0};
    bool ok;

    if (text_blank(text))
        ok = error_set(err, ERROR_USAGE, "the name of a file; NAME.html makes one for a browser");
    else
        ok = write_or_ask(ui, asked_kind(ui, &arena), text, err);
    arena_fini(&arena);
    return ok;
}

/* --- read --- */

/* `globex-value.html`; what is no letter or digit of ASCII is a dash. */
static void propose_name(const char *title, const char *kind, struct str *out)
{
    struct str plain = {0};

    text_to_ascii(&plain, title);
    for (const char *at = str_text(&plain); *at; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at + ('a' - 'A')) : *at;

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            str_add_char(out, c);
        else if (out->len && out->data[out->len - 1] != '-')
            str_add_char(out, '-');
    }
    str_addf(out, "%s%s.html", out->len && out->data[out->len - 1] != '-' ? "-" : "", kind);
    str_fini(&plain);
}

static void ask_path(struct ui *ui, void *context)
{
    static const char *const no_picks[] = {NULL};
    struct arena arena = {0};
    struct str name = {0}, title = {0};
    const char *kind = asked_kind(ui, &arena);

    if (!text_equal(kind, "week"))
        bulk_name(ui, &title);
    propose_name(str_text(&title), kind, &name);
    ui_ask(ui, &(struct ui_question){.title = _("Write the page to"),
                   .initial = str_text(&name),
                   .hint = _(".html for a browser, else Markdown"),
                   .picks = no_picks,
                   .accept = take_path,
                   .recalls = "path"});
    str_fini(&title);
    str_fini(&name);
    arena_fini(&arena);
}

static void read_page(struct ui *ui, const char *kind)
{
    struct key_list accounts = chosen_accounts(ui, kind);
    struct brief_order order = order_of(ui, kind, &accounts);
    struct str page = {0}, text = {0}, title = {0};
    struct error err;

    if (!brief_make(ui->session, &order, &page, &err)) {
        ui_fault(ui, &err);
    } else {
        str_addf(&title, _("Brief: %s"), kind);
        brief_text(str_text(&page), &text);
        remember_asked(ui, kind, "");
        ui_read_then(ui, &(struct ui_reading){.title = str_text(&title),
                             .text = str_text(&text),
                             .words = _("write to a file"),
                             .key = 'w',
                             .yes = ask_path});
    }
    str_fini(&title);
    str_fini(&text);
    str_fini(&page);
    array_fini(&accounts);
}

/* --- chosen --- */

static const char *kind_detail(const char *kind)
{
    static const struct {
        const char *kind, *detail;
    } rows[] = {{"call", N_("before a call; for you")},
        {"cover", N_("who looks after it while you are away")},
        {"ebr", N_("one page for their executive")}, {"handoff", N_("who takes it over")},
        {"present", N_("what the shared screen shows")},
        {"qbr", N_("business review; for the customer")},
        {"renewal", N_("the case for the renewal; for you")},
        {"value", N_("one page for their CFO")}, {"week", N_("the week in review, over the book")}};

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (text_equal(rows[i].kind, kind))
            return _(rows[i].detail);
    return _("your own");
}

static void kind_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};
    const char *const *kinds;
    struct error err;

    if (id < 0)
        read_page(ui, arena_copy_text(&arena, typed));
    else if (brief_kinds(ui->session, &arena, &kinds, &err))
        for (int64_t i = 0; kinds[i]; i++)
            if (i == id)
                read_page(ui, kinds[i]);
    arena_fini(&arena);
}

static void choose_kind(struct ui *ui)
{
    struct ui_choice choices[KINDS_MOST];
    struct arena arena = {0};
    const char *const *kinds;
    struct error err;
    size_t count = 0;

    if (brief_kinds(ui->session, &arena, &kinds, &err)) {
        for (; kinds[count] && count < KINDS_MOST; count++)
            choices[count] =
                (struct ui_choice){kinds[count], kind_detail(kinds[count]), NULL, (int64_t)count};
        ui_choose_from(ui, &(struct ui_choosing){.title = _("Brief"),
                               .footer = _("your own: briefs/NAME.md"),
                               .choices = choices,
                               .count = count,
                               .chosen = kind_chosen});
    } else {
        ui_fault(ui, &err);
    }
    arena_fini(&arena);
}

void brief_run(struct ui *ui, const char *rest)
{
    struct arena arena = {0};
    size_t len = strcspn(rest, " ");
    const char *kind = arena_copy_bytes(&arena, rest, len);
    const char *path = arena_copy_text(&arena, rest + len + strspn(rest + len, " "));
    struct error err;

    if (!*kind)
        choose_kind(ui);
    else if (!bulk_has_marks(ui) && !ui_account(ui) && !text_equal(kind, "week"))
        way_choose_account(ui);
    else if (!*path)
        read_page(ui, kind);
    else if (!write_or_ask(ui, kind, path, &err))
        ui_fault(ui, &err);
    arena_fini(&arena);
}
