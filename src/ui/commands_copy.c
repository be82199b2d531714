/* `y`: the row under the cursor, or all marked ones, to the clipboard: a field of it, or the whole
 * in one of the forms that other programs take. */
#include <string.h>
#include "app/export.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/links.h"
#include "ui/screen.h"

struct copying {
    struct ui *ui;
    enum kind kind;
    struct key_list keys;
};

static bool choose_rows(struct ui *ui, struct copying *copying)
{
    const struct key_list *marks = bulk_marks(ui);
    struct touched_row row = {KIND_ACCOUNT, 0};

    *copying = (struct copying){.ui = ui, .kind = bulk_marked_kind(ui)};
    for (size_t i = 0; marks && i < marks->count; i++)
        ARRAY_PUSH(&copying->keys, marks->items[i]);
    if (marks)
        return true;
    row = bulk_row(ui);
    copying->kind = row.kind;
    if (row.key)
        ARRAY_PUSH(&copying->keys, row.key);
    return row.key != 0;
}

/* --- fields --- */

/* The row's field of that name, or all fields that are known, a line each. */
static void copy_fields(const struct row *row, int field, const char *currency, struct str *out)
{
    const struct kind_info *info = kind_info(row->kind);

    if (field >= 0) {
        field_format_plain(out, row, field, currency);
        return;
    }
    for (int f = 0; f < info->count; f++) {
        if (!row_knows(row, f) || (info->fields[f].flags & FIELD_HIDDEN) ||
            info->fields[f].type == FIELD_LINK)
            continue;
        str_addf(out, "%s\t", info->fields[f].name);
        field_format_plain(out, row, f, currency);
        str_add(out, "\n");
    }
}

/* What `name` and other words mean for this kind; -1: the whole row. */
static int field_of(enum kind kind, const char *word)
{
    if (!*word || text_equal(word, "row"))
        return -1;
    return text_equal(word, "name") ? kind_info(kind)->name : field_find(kind, word);
}

static bool has_field(enum kind kind, const char *word)
{
    return field_of(kind, word) >= 0 || !*word || text_equal(word, "row") ||
           text_equal(word, "link");
}

/* One a line where there are several. */
static bool add_row(const struct copying *copying, int64_t key, const char *word, struct str *out,
    struct error *err)
{
    struct session *session = ui_session(copying->ui);
    struct arena arena = {0};
    struct row *row = NULL;
    struct str text = {0};
    bool ok = store_get(session_store(session), copying->kind, key, &arena, &row, err);

    if (ok && row && text_equal(word, "link"))
        str_add(&text, links_main(copying->ui, row, &arena));
    else if (ok && row)
        copy_fields(row, field_of(copying->kind, word), session_currency(session), &text);
    if (text.len)
        str_addf(out, "%s%s", out->len ? "\n" : "", str_text(&text));
    str_fini(&text);
    arena_fini(&arena);
    return ok;
}

static bool write_fields(
    const struct copying *copying, const char *word, struct str *out, struct error *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < copying->keys.count; i++)
        ok = add_row(copying, copying->keys.items[i], word, out, err);
    return ok;
}

/* --- whole rows --- */

static bool add_text(void *context, struct str *text, struct error *err)
{
    str_add_bytes(context, str_text(text), text->len);
    str_clear(text);
    return true;
}

/* Commas become tabs; quotes go, and with them line ends and tabs within a cell. */
static void tabs_from_csv(const char *csv, struct str *out)
{
    bool quoted = false;

    for (; *csv; csv++) {
        if (*csv == '"' && quoted && csv[1] == '"')
            str_add_char(out, *csv++);
        else if (*csv == '"')
            quoted = !quoted;
        else if (*csv == ',' && !quoted)
            str_add_char(out, '\t');
        else if ((quoted && *csv == '\n') || *csv == '\t')
            str_add_char(out, ' ');
        else if (*csv != '\r')
            str_add_char(out, *csv);
    }
}

static bool write_whole(
    const struct copying *copying, const char *form, struct str *out, struct error *err)
{
    struct export_order order = {.format = text_equal(form, "json")       ? EXPORT_JSON
                                           : text_equal(form, "markdown") ? EXPORT_MARKDOWN
                                                                          : EXPORT_CSV,
        .kind = copying->kind,
        .only = &copying->keys};
    struct str csv = {0};
    bool ok = export_write(
        ui_session(copying->ui), &order, add_text, order.format == EXPORT_CSV ? &csv : out, err);

    tabs_from_csv(str_text(&csv), out);
    str_fini(&csv);
    return ok;
}

/* --- to the clipboard --- */

static void say_copied(
    struct ui *ui, const struct copying *copying, const char *word, const struct str *text)
{
    bool is_field = field_of(copying->kind, word) >= 0 || text_equal(word, "link");

    if (!text->len)
        ui_toast(ui, "no %s is known here", word);
    else if (!screen_copy(str_text(text), text->len))
        ui_toast(ui, "too long for the clipboard");
    else if (copying->keys.count > 1)
        ui_toast(ui,
            words_plural("copied: %zu row", "copied: %zu rows", (long long)copying->keys.count),
            copying->keys.count);
    else
        ui_toast(ui, "copied: %s", is_field ? str_text(text) : _("the row"));
}

static bool is_form(const char *word)
{
    return text_equal(word, "json") || text_equal(word, "markdown") || text_equal(word, "tsv");
}

void account_run_copy(struct ui *ui, const char *rest)
{
    struct copying copying;
    struct str text = {0};
    struct error err;

    if (!choose_rows(ui, &copying)) {
        array_fini(&copying.keys);
        return;
    }
    if (!is_form(rest) && !has_field(copying.kind, rest))
        ui_toast(ui,
            strchr("aeiou", *kind_info(copying.kind)->singular) ? N_("an %s has no %s")
                                                                : N_("a %s has no %s"),
            _(kind_info(copying.kind)->singular), rest);
    else if (is_form(rest) ? write_whole(&copying, rest, &text, &err)
                           : write_fields(&copying, rest, &text, &err))
        say_copied(ui, &copying, rest, &text);
    else
        ui_fault(ui, &err);
    str_fini(&text);
    array_fini(&copying.keys);
}
