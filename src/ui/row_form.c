#include "ui/row_form.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/day_echo.h"
#include "ui/shell.h"

static size_t line_count(const struct row_form *form)
{
    size_t count = 0;

    while (form->lines[count].label)
        count++;
    return count;
}

static const struct field *field_at(const struct row_form *form, size_t at)
{
    return &kind_info(form->kind)->fields[form->lines[at].field];
}

/* --- what was typed --- */

enum { ALSO_MOST = 4 };

/* `arr=120k`, of what was changed; ended by NULL. */
static size_t assignments_of(const struct row_form_asked *asked, const char *const *texts,
    struct arena *arena, const char **assignments)
{
    const struct row_form *form = asked->form;
    bool is_new = !asked->key;
    const char *const *also = NULL;
    size_t count = 0;

    for (size_t i = 0; i < line_count(form); i++)
        if (is_new ? !text_blank(texts[i]) : !text_equal(texts[i], asked->before[i]))
            assignments[count++] = arena_format(arena, "%s=%s", field_at(form, i)->name, texts[i]);
    if ((count || is_new) && form->also)
        also = form->also(texts, is_new ? NULL : asked->before);
    for (size_t i = 0; also && also[i] && i < ALSO_MOST; i++)
        assignments[count++] = also[i];
    assignments[count] = NULL;
    return count;
}

/* The line that is wrong, for the fault that names its field. */
static size_t fault_line(const struct row_form *form, const struct error *err)
{
    for (size_t i = 0; i < line_count(form); i++)
        if (strstr(err->text, field_at(form, i)->name))
            return i;
    return 0;
}

static bool take(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    const struct row_form_asked *asked = context;
    const struct row_form *form = asked->form;
    const char *assignments[UI_FORM_MOST + ALSO_MOST + 1], *split[UI_FORM_MOST];
    struct arena arena = {0};
    struct outcome outcome;
    size_t count;
    bool ok = true;

    memcpy(split, texts, line_count(form) * sizeof(*texts));
    if (form->split && !asked->key)
        form->split(split, &arena);
    count = assignments_of(asked, split, &arena, assignments);
    if (!asked->key)
        ok = verb_add(ui->session, form->kind, asked->account, assignments, &outcome, NULL, err);
    else if (count)
        ok = verb_set(ui->session, form->kind, asked->key, assignments, &outcome, err);
    arena_fini(&arena);
    if (!ok) {
        *ret_at = fault_line(form, err);
        return false;
    }
    if (!asked->key && asked->added)
        asked->added(ui, &outcome);
    if (count || !asked->key)
        ui_done(ui, &outcome);
    return true;
}

/* --- one line --- */

static bool is_checked(enum field_type type)
{
    return type != FIELD_LINK && type != FIELD_TEXT && type != FIELD_LONG;
}

static bool check(
    struct ui *ui, size_t at, const char *text, void *context, struct str *echo, struct error *err)
{
    const struct row_form_asked *asked = context;
    const struct echoed_field of = {
        asked->form->kind, asked->form->lines[at].field, asked->currency};

    return text_blank(text) || !is_checked(field_at(asked->form, at)->type) ||
           field_echo(ui, &of, text, echo, err);
}

bool row_form_money(struct ui *ui, enum kind kind, int field, const char *text, int64_t *ret_minor,
    struct error *err)
{
    const struct parse_context parsing = {
        session_settings(ui->session), session_today(ui->session), session_currency(ui->session)};
    struct arena arena = {0};
    struct value value = value_unknown();
    bool ok = text_blank(text) || field_parse(kind, field, text, &parsing, &arena, &value, err);

    if (ok)
        *ret_minor = value.type == VALUE_INTEGER ? value.integer : MONEY_NONE;
    arena_fini(&arena);
    return ok;
}

/* --- asking --- */

/* What stands in the line now; of a new row what is most often meant. */
static const char *initial_of(
    struct ui *ui, const struct row_form_asking *asking, const struct row_form_line *line)
{
    struct str text = {0};
    const char *copy;

    if (asking->row)
        field_format_plain(&text, asking->row, line->field, ui_show(ui).currency);
    if (asking->row && kind_info(asking->form->kind)->fields[line->field].type == FIELD_MONEY &&
        text_ends(str_text(&text), ".00"))
        str_remove(&text, text.len - strlen(".00"), strlen(".00"));
    if (!asking->row && line->given)
        str_add(&text, line->given);
    copy = arena_copy_text(&ui->row_form.arena, str_text(&text));
    str_fini(&text);
    return copy;
}

static const char *const *words_of(
    struct ui *ui, const struct row_form_asking *asking, const struct row_form_line *line)
{
    const char *const *words =
        asking->words ? asking->words(line, asking->context, &ui->row_form.arena) : NULL;

    return words ? words : line->words;
}

/* The first line of a new row may say two things; in one that is there it says one. */
static const char *hint_of(const struct row_form_asking *asking, size_t at)
{
    const struct row_form *form = asking->form;

    return _(
        asking->row && form->split && at == 0 ? field_at(form, at)->help : form->lines[at].hint);
}

void row_form_ask(struct ui *ui, const struct row_form_asking *asking)
{
    const struct row_form *form = asking->form;
    struct row_form_asked *asked = &ui->row_form;
    struct ui_form_field fields[UI_FORM_MOST] = {{0}};
    size_t count = line_count(form);

    arena_clear(&asked->arena);
    asked->form = form;
    asked->key = asking->row ? asking->row->key : 0;
    asked->account = asking->account;
    asked->added = asking->added;
    asked->currency = arena_copy_text(
        &asked->arena, asking->row ? row_currency(asking->row, session_currency(ui->session))
                                   : session_currency(ui->session));
    asked->before = arena_alloc_array(&asked->arena, UI_FORM_MOST, sizeof(*asked->before));
    for (size_t i = 0; i < count; i++) {
        const struct row_form_line *line = &form->lines[i];

        asked->before[i] = initial_of(ui, asking, line);
        fields[i] = (struct ui_form_field){.label = _(line->label),
            .hint = hint_of(asking, i),
            .words = words_of(ui, asking, line),
            .initial = asked->before[i],
            .is_needed = i == 0};
    }
    ui_ask_form(ui, &(struct ui_form){.title = _(asking->row ? form->title_old : form->title_new),
                        .fields = fields,
                        .count = count,
                        .about = asking->row ? asking->row->key : asking->account,
                        .of_no_account = !asking->row && form->kind == KIND_ACCOUNT,
                        .accept = take,
                        .check = check,
                        .context = asked});
}
