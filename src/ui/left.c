#include "ui/left.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/drafts.h"
#include "base/text.h"
#include "ui/bulk.h"
#include "ui/path_prompt.h"
#include "ui/rows.h"
#include "ui/shell.h"
#include "ui/state.h"

enum { KEEP_MS = 500, LEFT_MOST = 16, WORTH_BYTES = 12 };

/* --- the list --- */

static bool is_masked(const struct ui *ui)
{
    return session_is_redacted(ui->session);
}

static void free_form(struct left_form *form)
{
    arena_fini(&form->arena);
    free(form);
}

static void drop_at(struct ui *ui, size_t at)
{
    struct left_list *list = &ui->left.list;
    struct left_form *form = list->items[at];
    struct error ignored;

    if (form->draft[0] && !is_masked(ui))
        (void)!drafts_drop(ui->session, form->draft, &ignored);
    free_form(form);
    list->count--;
    memmove(list->items + at, list->items + at + 1, (list->count - at) * sizeof(*list->items));
}

static size_t find(const struct ui *ui, const char *title, int64_t about, size_t count)
{
    const struct left_list *list = &ui->left.list;
    size_t at = list->count;

    while (at-- > 0)
        if (text_equal(list->items[at]->title, title) && list->items[at]->about == about &&
            list->items[at]->count == count && !list->items[at]->is_filing)
            return at;
    return SIZE_MAX;
}

static void drop(struct ui *ui, const char *title, int64_t about, size_t count)
{
    size_t at = find(ui, title, about, count);

    if (at != SIZE_MAX)
        drop_at(ui, at);
}

static struct left_form *add(struct ui *ui)
{
    struct left_form *form = mem_alloc(sizeof(*form));

    if (ui->left.list.count == LEFT_MOST)
        drop_at(ui, 0);
    form->number = ++ui->left.numbers;
    ARRAY_PUSH(&ui->left.list, form);
    return form;
}

/* --- what is typed now --- */

/* Is the account under the cursor what is asked about? Not where many are, or none. */
static bool is_of_account(struct ui *ui)
{
    const struct modal *modal = &ui->modal;

    return !bulk_marks(ui) &&
           !(modal->kind == MODAL_FORM ? modal->form.of_no_account : modal->question.of_no_account);
}

/* Its place is kept with any account, its name only with the one that it is about. */
static void note_account(struct ui *ui, struct left_form *form)
{
    struct account_names *names = mem_alloc(sizeof(*names));

    form->account = ui_account(ui);
    if (form->account && is_of_account(ui))
        form->account_name =
            arena_copy_text(&form->arena, names_of(names, ui->session, form->account));
    names_fini(names);
    free(names);
}

/* Where it was asked. */
static void note_place(struct ui *ui, struct left_form *form)
{
    struct touched_row row = state_row(ui);
    struct str look = {0};

    note_account(ui, form);
    state_look(ui, &look);
    for (size_t i = 0; i < look.len; i++)
        if (look.data[i] == '\n')
            look.data[i] = '\t';
    form->view = view_at(ui->current)->name;
    form->look = arena_copy_text(&form->arena, str_text(&look));
    form->row = arena_format(&form->arena, "%d %lld", (int)row.kind, (long long)row.key);
    form->command = arena_copy_text(&form->arena, str_text(&ui->running));
    str_fini(&look);
}

/* What the popup says is meant by what stood there at first. */
static bool is_touched(const struct modal *modal, size_t at)
{
    const char *initial = modal->fields[at].initial;

    return !text_equal(prompt_text(&modal->prompts[at]), initial ? initial : "");
}

static struct left_form *take(struct ui *ui, const char *title, int64_t about, size_t count)
{
    size_t at = find(ui, title, about, count);
    struct left_form *form = at == SIZE_MAX ? add(ui) : ui->left.list.items[at];

    arena_clear(&form->arena);
    form->title = arena_copy_text(&form->arena, title);
    form->about = about;
    form->count = count;
    form->texts = arena_alloc_array(&form->arena, count, sizeof(*form->texts));
    note_place(ui, form);
    return form;
}

/* NULL: nothing was changed in it. */
static struct left_form *take_form(struct ui *ui)
{
    const struct modal *modal = &ui->modal;
    struct left_form *form;
    size_t touched = 0;

    for (size_t i = 0; i < modal->form.count; i++)
        touched += is_touched(modal, i);
    if (!touched) {
        drop(ui, modal->form.title, modal->form.about, modal->form.count);
        return NULL;
    }
    form = take(ui, modal->form.title, modal->form.about, modal->form.count);
    for (size_t i = 0; i < form->count; i++)
        if (is_touched(modal, i))
            form->texts[i] = arena_copy_text(&form->arena, prompt_text(&modal->prompts[i]));
    return form;
}

/* A search is no text of anybody's, a proposal neither, and where a file lies is asked anew. */
static bool is_kept_kind(const struct ui_question *question)
{
    return question->complete != path_complete && !question->changed && !question->judge &&
           !question->picks;
}

bool left_is_worth(const struct ui_question *question, const char *text)
{
    return is_kept_kind(question) && strlen(text) >= WORTH_BYTES &&
           !text_equal(text, question->initial ? question->initial : "");
}

static struct left_form *take_line(struct ui *ui)
{
    const struct ui_question *question = &ui->modal.question;
    const char *text = prompt_text(&ui->modal.prompt);
    struct left_form *form;

    if (!left_is_worth(question, text)) {
        left_drop_line(ui, question);
        return NULL;
    }
    form = take(ui, question->title, 0, 1);
    form->texts[0] = arena_copy_text(&form->arena, text);
    return form;
}

static struct left_form *take_shown(struct ui *ui)
{
    switch (ui->modal.kind) {
    case MODAL_FORM: return take_form(ui);
    case MODAL_QUESTION: return take_line(ui);
    case MODAL_NONE:
    case MODAL_PREFIX:
    case MODAL_CHOICE:
    case MODAL_CONFIRM:
    case MODAL_TEXT:
    case MODAL_TOUR: return NULL;
    }
    return NULL;
}

/* --- on disk --- */

/* A line begins with `=` where it was touched. */
static void write_texts(const struct left_form *form, struct str *out)
{
    for (size_t i = 0; i < form->count; i++) {
        if (form->texts[i])
            str_addf(out, "=%s", form->texts[i]);
        str_add_char(out, '\n');
    }
}

static void save(struct ui *ui, struct left_form *form)
{
    struct str body = {0};
    struct arena arena = {0};
    struct error err;
    struct draft draft = {.name = form->draft[0] ? form->draft : NULL,
        .form = form->title,
        .about = form->about,
        .account = form->account,
        .account_name = form->account_name,
        .view = form->view,
        .look = form->look,
        .row = form->row,
        .command = form->command};

    if (is_masked(ui))
        return;
    write_texts(form, &body);
    draft.body = str_text(&body);
    if (!drafts_save(ui->session, &draft, false, &arena, &err)) {
        error_set(&err, err.code, "what is typed is not on disk: %s", err.text);
        ui_fault(ui, &err);
    } else if (draft.name && draft.name != form->draft) {
        snprintf(form->draft, sizeof(form->draft), "%s", draft.name);
    }
    arena_fini(&arena);
    str_fini(&body);
}

void left_keep(struct ui *ui)
{
    struct left_form *form = take_shown(ui);

    if (form)
        save(ui, form);
}

static void keep_due(void *context)
{
    struct ui *ui = context;

    ui->left.is_awaited = false;
    left_keep(ui);
}

/* The first key starts the clock; later ones do not push it off. */
void left_typed(struct ui *ui)
{
    if (!ui->left.is_awaited)
        ui_after(ui, KEEP_MS, keep_due, ui);
    ui->left.is_awaited = ui->loop != NULL;
}

/* `=text`, a line each. */
static void read_texts(struct left_form *form, const char *body)
{
    for (const char *at = body; *at; at += strcspn(at, "\n") + (strchr(at, '\n') != NULL))
        form->count++;
    form->texts = arena_alloc_array(&form->arena, form->count, sizeof(*form->texts));
    for (size_t i = 0; i < form->count; i++) {
        size_t len = strcspn(body, "\n");

        if (*body == '=')
            form->texts[i] = arena_copy_bytes(&form->arena, body + 1, len - 1);
        body += len + (body[len] == '\n');
    }
}

static void take_draft(struct ui *ui, const struct draft *draft)
{
    struct left_form *form = add(ui);
    struct arena *arena = &form->arena;

    form->title = arena_copy_text(arena, draft->form);
    form->about = draft->about;
    form->account = draft->account;
    form->account_name = arena_copy_text(arena, draft->account_name);
    form->view = arena_copy_text(arena, draft->view);
    form->look = arena_copy_text(arena, draft->look);
    form->row = arena_copy_text(arena, draft->row);
    form->command = arena_copy_text(arena, draft->command);
    snprintf(form->draft, sizeof(form->draft), "%s", draft->name);
    read_texts(form, draft->body);
}

void left_load(struct ui *ui)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error ignored;

    if (!is_masked(ui) && drafts_left_forms(ui->session, &arena, &drafts, &ignored))
        for (size_t i = drafts.count < LEFT_MOST ? drafts.count : LEFT_MOST; i-- > 0;)
            take_draft(ui, &drafts.items[i]);
    array_fini(&drafts);
    arena_fini(&arena);
}

/* --- asked again --- */

const char *left_text(const struct ui *ui, const struct ui_form *form, size_t at)
{
    size_t left = find(ui, form->title, form->about, form->count);

    return left == SIZE_MAX ? NULL : ui->left.list.items[left]->texts[at];
}

const char *left_line(const struct ui *ui, const struct ui_question *question)
{
    size_t left = is_kept_kind(question) ? find(ui, question->title, 0, 1) : SIZE_MAX;

    return left == SIZE_MAX ? NULL : ui->left.list.items[left]->texts[0];
}

unsigned left_begin_filing(struct ui *ui)
{
    struct left_form *form = take_form(ui);

    if (!form)
        return 0;
    form->is_filing = true;
    return form->number;
}

void left_end_filing(struct ui *ui, unsigned number, bool is_filed)
{
    for (size_t i = 0; i < ui->left.list.count; i++)
        if (ui->left.list.items[i]->number == number) {
            ui->left.list.items[i]->is_filing = false;
            if (is_filed)
                drop_at(ui, i);
            return;
        }
}

void left_drop_line(struct ui *ui, const struct ui_question *question)
{
    if (is_kept_kind(question))
        drop(ui, question->title, 0, 1);
}

/* --- going on with one --- */

/* The newest first. */
static const struct left_form *nth(const struct ui *ui, size_t index)
{
    size_t count = ui->left.list.count;

    return index < count ? ui->left.list.items[count - 1 - index] : NULL;
}

const char *left_title(const struct ui *ui, size_t index)
{
    const struct left_form *form = nth(ui, index);

    return form ? form->title : NULL;
}

const char *left_name(const struct ui *ui, size_t index, struct arena *arena)
{
    const struct left_form *form = nth(ui, index);

    /* The titles of most lines name it. */
    if (form->account_name && *form->account_name && !strstr(form->title, form->account_name))
        return arena_format(arena, "%s, %s", form->title, form->account_name);
    return form->title;
}

const char *left_words(const struct ui *ui, size_t index, struct arena *arena)
{
    const struct left_form *form = nth(ui, index);
    struct str words = {0};
    const char *copy;

    if (form->account_name && *form->account_name)
        str_addf(&words, "%s: ", form->account_name);
    for (size_t i = 0, shown = 0; i < form->count; i++)
        if (form->texts[i] && *form->texts[i])
            str_addf(&words, "%s%s", shown++ ? ", " : "", form->texts[i]);
    copy = arena_copy_text(arena, str_text(&words));
    str_fini(&words);
    return copy;
}

/* `4 1201`. */
static struct touched_row read_row(const char *text)
{
    struct touched_row row = {0};
    struct arena arena = {0};
    size_t len = text ? strcspn(text, " ") : 0;
    long long kind, key;

    if (len && text_to_int(arena_copy_bytes(&arena, text, len), &kind) && text[len] &&
        text_to_int(text + len + 1, &key) && kind >= 0 && kind < KIND_COUNT)
        row = (struct touched_row){(enum kind)kind, key};
    arena_fini(&arena);
    return row;
}

/* Begun anew: the lines that bring a look back count from where a screen begins. */
static bool show_place(struct ui *ui, const struct left_form *form)
{
    enum view_id id;
    struct error err;

    if (form->account)
        ui_set_account(ui, form->account);
    if (!form->view || !view_from_name(form->view, &id))
        return false;
    if (ui->states[id] && !view_at(id)->edits && !shell_begin_anew(ui, id, &err)) {
        ui_fault(ui, &err);
        return false;
    }
    ui_show_view(ui, id);
    if (ui->current != id)
        return false;
    for (const char *at = form->look ? form->look : ""; *at;) {
        size_t len = strcspn(at, "\t");

        state_run_look(ui, at, len);
        at += len + (at[len] == '\t');
    }
    shell_load(ui);
    state_find_row(ui, read_row(form->row));
    return true;
}

void left_go_on(struct ui *ui, size_t index)
{
    const struct left_form *form = nth(ui, index);
    char *command = form && form->command ? mem_copy_text(form->command) : NULL;
    char *title = form ? mem_copy_text(form->title) : NULL;

    if (form && show_place(ui, form) && command)
        ui_run(ui, command);
    if (form && ui->modal.kind != MODAL_FORM && ui->modal.kind != MODAL_QUESTION)
        ui_toast(ui, "what was typed stands in \"%s\" when that is asked again", title);
    free(command);
    free(title);
}

void left_fini(struct ui *ui)
{
    for (size_t i = 0; i < ui->left.list.count; i++)
        free_form(ui->left.list.items[i]);
    array_fini(&ui->left.list);
}
