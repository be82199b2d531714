/* Commands that set a field on the row under the cursor, or on all marked ones. */
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"
#include "ui/expression.h"
#include "ui/row_form.h"
#include "ui/shell.h"

/* `health_set=60 they cut the team`: what follows the score is its reason. */
static const char *reason_in(const char *text)
{
    const char *blank = text_starts(text, "health_set=") ? strchr(text, ' ') : NULL;

    while (blank && *blank == ' ')
        blank++;
    return blank && *blank ? blank : NULL;
}

/* text: `stage=adopting`. */
static bool modify_one(struct ui *ui, struct touched_row row, const char *text,
    struct outcome *ret_outcome, struct error *err)
{
    const char *why = reason_in(text), *assignments[] = {text, NULL, NULL};
    struct arena arena = {0};
    bool ok;

    if (!why && text_starts(text, "health_set=") && text[strlen("health_set=")])
        return error_set(
            err, ERROR_USAGE, "write the reason behind the score: 60 they cut the team");
    if (why) {
        assignments[0] = arena_copy_bytes(&arena, text, strcspn(text, " "));
        assignments[1] = arena_format(&arena, "health_why=%s", why);
    }
    ok = verb_set(ui_session(ui), row.kind, row.key, assignments, ret_outcome, err);
    arena_fini(&arena);
    return ok;
}

static void modify_words(struct ui *ui, const char *text, struct str *out)
{
    str_add(out, text);
}

/* --- what stands there now --- */

enum { SEEN_MOST = 4 };

/* The values of a field over the marked rows, each with how often it stands there. */
struct seen_values {
    struct arena arena;
    struct seen {
        const char *value;
        int64_t count;
    } items[SEEN_MOST];
    size_t count;
    int64_t others; /* rows of further values */
};

static void see_value(struct seen_values *seen, const char *value)
{
    for (size_t i = 0; i < seen->count; i++)
        if (text_equal(seen->items[i].value, value)) {
            seen->items[i].count++;
            return;
        }
    if (seen->count < SEEN_MOST)
        seen->items[seen->count++] = (struct seen){arena_copy_text(&seen->arena, value), 1};
    else
        seen->others++;
}

static void see_marked(struct ui *ui, int field, struct seen_values *seen)
{
    const struct key_list *marks = bulk_marks(ui);
    struct str value = {0};

    for (size_t i = 0; marks && i < marks->count; i++) {
        struct arena arena = {0};
        struct row *row = NULL;
        struct error ignored;

        str_clear(&value);
        if (store_get(session_store(ui_session(ui)), KIND_ACCOUNT, marks->items[i], &arena, &row,
                &ignored) &&
            row) {
            field_format_plain(&value, row, field, session_currency(ui_session(ui)));
            see_value(seen, str_text(&value));
        }
        arena_fini(&arena);
    }
    str_fini(&value);
}

/* A tier may be any word: settings say what it counts as. */
static bool is_usual(enum kind kind, int field, const char *value)
{
    const char *const *words = row_form_words(kind, field);
    bool is_listed = words && kind_info(kind)->fields[field].type == FIELD_WORD &&
                     !(kind == KIND_ACCOUNT && field == ACCOUNT_TIER);
    bool found = !is_listed || *value == '\0';

    for (; !found && *words; words++)
        found = text_equal_nocase(*words, value);
    return found;
}

/* `Now: steady 2, renewing, not set 1.`, and whether the rules know the new word. */
static void modify_now(struct ui *ui, const char *text, struct str *out)
{
    struct arena arena = {0};
    const char *equals = strchr(text, '=');
    const char *name = arena_copy_bytes(&arena, text, (size_t)(equals - text));
    int field = field_find(KIND_ACCOUNT, name);
    struct seen_values seen = {0};
    char count[48];

    if (field >= 0) {
        see_marked(ui, field, &seen);
        for (size_t i = 0; i < seen.count; i++)
            str_addf(out, "%s%s %s", i ? ", " : _("Now: "),
                *seen.items[i].value ? seen.items[i].value : _("not set"),
                number_whole(seen.items[i].count, count));
        if (seen.others)
            str_addf(out, _(", others %s"), number_whole(seen.others, count));
        str_add(out, ".");
        if (!is_usual(KIND_ACCOUNT, field, equals + 1))
            str_addf(out, _(" The rules know %s; another word is kept as it is."),
                _(kind_info(KIND_ACCOUNT)->fields[field].help));
    }
    arena_fini(&seen.arena);
    arena_fini(&arena);
}

static bool modify(struct ui *ui, const char *text, void *context, struct error *err)
{
    static const struct bulk_verb verb = {.command = "modify",
        .doing = N_("Set on"),
        .done = N_("changed:"),
        .run = modify_one,
        .words = modify_words,
        .now = modify_now};

    if (!strchr(text, '='))
        return error_set(err, ERROR_USAGE, "expected FIELD=VALUE, as stage=adopting");
    return bulk_run(ui, &verb, text, err);
}

/* The field's name stands in ui->asked; what is typed is its value. */
static bool modify_value(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct str assignment = {0};
    bool ok;

    str_addf(&assignment, "%s=%s", str_text(&ui->asked), text);
    ok = modify(ui, str_text(&assignment), NULL, err);
    str_fini(&assignment);
    return ok;
}

/* What the field is now, as it may be typed again, and in which currency. */
static void value_now(struct ui *ui, struct touched_row target, int field, struct str *out)
{
    const char *currency = session_currency(ui_session(ui));
    struct arena arena = {0};
    struct row *row = NULL;
    struct error ignored;

    if (!bulk_has_marks(ui) &&
        store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &ignored) &&
        row) {
        field_format_plain(out, row, field, currency);
        text_format(ui->asked_field.currency, sizeof(ui->asked_field.currency), "%s",
            row_currency(row, currency));
    }
    arena_fini(&arena);
}

/* What a day or an amount is understood as; that a word is one of one's own, which no rule knows.
 */
static void echo_value(struct ui *ui, const char *text, struct str *out)
{
    const struct asked_field *asked = &ui->asked_field;
    const struct echoed_field of = {
        asked->kind, asked->field, *asked->currency ? asked->currency : NULL};
    struct error ignored;

    if (field_echo(ui, &of, text, out, &ignored) && !is_usual(asked->kind, asked->field, text))
        str_add(out, _("a word of your own: no rule knows it"));
}

static void complete_value(
    void *context, const char *text, size_t at, struct completion *completion)
{
    const struct asked_field *asked = context;

    if (at == strlen(text))
        expression_complete_value(
            ui_session(asked->ui), asked->kind, asked->field, text, completion);
}

/* `ARR`, `notice days`: not as files and expressions write it. */
static void add_label(enum kind kind, int field, struct str *out)
{
    const char *name = kind_info(kind)->fields[field].name;

    if (kind == KIND_ACCOUNT && field == ACCOUNT_HEALTH_SET)
        str_add(out, _("health by hand"));
    else if (text_equal(name, "arr"))
        str_add(out, "ARR");
    else
        for (; *name; name++)
            str_add_char(out, *name == '_' ? ' ' : *name);
}

/* What may be typed, where the help of the field does not say. */
static const char *hint_of(enum kind kind, int field, struct str *out)
{
    const struct field *info = &kind_info(kind)->fields[field];

    if (kind == KIND_ACCOUNT && field == ACCOUNT_HEALTH_SET)
        return _("a score and its reason: 60 they cut the team");
    str_add(out, _(info->help));
    if (info->type == FIELD_MONEY)
        str_add(out, ": 120k, 1.5m, 120000");
    else if (info->type == FIELD_DAY)
        str_add(out, ": 31 jan, eoq, +9m");
    return str_text(out);
}

static void ask_value(struct ui *ui, struct touched_row row, int field)
{
    const struct field *info = &kind_info(row.kind)->fields[field];
    struct str title = {0}, now = {0}, hint = {0};
    bool by_hand;

    str_clear(&ui->asked);
    str_add(&ui->asked, info->name);
    ui->asked_field = (struct asked_field){ui, row.kind, field, ""};
    if (row.kind == KIND_ACCOUNT)
        bulk_name(ui, &title);
    str_add(&title, title.len ? ": " : "");
    add_label(row.kind, field, &title);
    str_add(&title, " =");
    by_hand = row.kind == KIND_ACCOUNT && field == ACCOUNT_HEALTH_SET;
    if (!by_hand)
        value_now(ui, row, field, &now);
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .initial = str_text(&now),
                   .hint = hint_of(row.kind, field, &hint),
                   .accept = modify_value,
                   .recalls = str_text(&ui->asked),
                   .echo = by_hand ? NULL : echo_value,
                   .complete = complete_value,
                   .context = &ui->asked_field});
    str_fini(&title);
    str_fini(&now);
    str_fini(&hint);
}

static void field_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct touched_row row = bulk_row(ui);
    struct error err;

    if (!row.key)
        return;
    if (id >= 0)
        ask_value(ui, row, (int)id);
    else if (!modify(ui, typed, NULL, &err))
        ui_fault(ui, &err);
}

/* Any field of the row, or of all marked ones. */
static void choose_field(struct ui *ui, struct touched_row row)
{
    struct ui_choice choices[64];
    const struct kind_info *info = kind_info(row.kind);
    size_t count = 0;

    for (int f = 0; f < info->stored && count < COUNT_OF(choices); f++)
        if (!(info->fields[f].flags & FIELD_HIDDEN) && info->fields[f].type != FIELD_LINK)
            choices[count++] =
                (struct ui_choice){info->fields[f].name, _(info->fields[f].help), NULL, f};
    ui_choose(ui, _("Set"), choices, count, field_chosen, NULL);
}

static void say_no_field(struct ui *ui, enum kind kind, const char *name)
{
    const char *near = field_nearest(kind, name);

    if (near)
        ui_toast(ui, "no field '%s'; did you mean %s? :modify lists all", name, near);
    else
        ui_toast(ui, "no field '%s'; :modify lists all", name);
}

void account_run_modify(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    struct error err;
    int field;

    if (!row.key)
        return;
    if (!*rest) {
        choose_field(ui, row);
        return;
    }
    if (strchr(rest, '=')) {
        if (!modify(ui, rest, NULL, &err))
            ui_fault(ui, &err);
        return;
    }
    field = field_find(row.kind, rest);
    if (field < 0 && row.kind != KIND_ACCOUNT && ui_account(ui)) {
        row = (struct touched_row){KIND_ACCOUNT, ui_account(ui)};
        field = field_find(KIND_ACCOUNT, rest);
    }
    if (field >= 0)
        ask_value(ui, row, field);
    else
        say_no_field(ui, row.kind, rest);
}

static void edit_in_form(struct ui *ui, struct touched_row target, const struct row_form *form)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    if (!store_get(session_store(ui_session(ui)), target.kind, target.key, &arena, &row, &err))
        ui_fault(ui, &err);
    else if (!row)
        ui_toast(ui, "the row is gone; R reads the screen anew");
    else
        row_form_ask(ui, &(struct row_form_asking){.form = form, .row = row});
    arena_fini(&arena);
}

void account_run_edit(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);
    const struct row_form *form = row_form_of(row.kind);

    if (!row.key)
        return;
    if (row.kind == KIND_NOTE)
        composer_edit(ui, row.key);
    else if (form && !bulk_has_marks(ui))
        edit_in_form(ui, row, form);
    else
        choose_field(ui, row);
}

void account_run_edit_outside(struct ui *ui, const char *rest)
{
    struct touched_row row = bulk_row(ui);

    if (row.key && row.kind == KIND_NOTE)
        composer_edit_note_outside(ui, row.key);
    else
        ui_toast(ui, "the editor is for notes; e edits the fields of a row");
}
