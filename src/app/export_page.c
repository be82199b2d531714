/* Pages to read, in Markdown: accounts with their people, open tasks and notes; or one kind. */
#include <string.h>
#include "base/text.h"
#include "core/markdown.h"
#include "export_internal.h"

/* What an account says of itself, in this order, where it is known. */
static const int account_fields[] = {ACCOUNT_ID, ACCOUNT_TIER, ACCOUNT_STAGE, ACCOUNT_OWNER,
    ACCOUNT_ARR_NOW, ACCOUNT_ENDS, ACCOUNT_DECIDES_ON, ACCOUNT_HEALTH, ACCOUNT_BAND,
    ACCOUNT_LAST_TOUCH, ACCOUNT_DOMAIN, ACCOUNT_INDUSTRY, ACCOUNT_REGION, ACCOUNT_TAGS,
    ACCOUNT_NEXT};

/* Days in full: `tomorrow` is true for a day, a page is kept for longer. */
static void add_field(struct export_run *run, const struct row *row, int field)
{
    enum field_type type = kind_info(row->kind)->fields[field].type;
    struct str words = {0};

    if (type == FIELD_DAY || type == FIELD_MINUTE)
        field_format_plain(&words, row, field, run->currency);
    else
        field_format_words(&words, row, field, run->currency, session_today(run->session));
    for (size_t i = 0; i < words.len; i++)
        if ((type == FIELD_MINUTE && words.data[i] == 'T') ||
            (type == FIELD_TAGS && words.data[i] == ';'))
            words.data[i] = type == FIELD_TAGS ? ',' : ' ';
    markdown_add_text(&run->text, str_text(&words));
    str_fini(&words);
}

/* ` (good)` and the like, where it is known. */
static void add_part(
    struct export_run *run, const struct row *row, int field, const char *before, const char *after)
{
    if (!row_knows(row, field) || *row_text(row, field) == '\0')
        if (kind_info(row->kind)->fields[field].type != FIELD_DAY || !row_knows(row, field))
            return;
    str_add(&run->text, before);
    add_field(run, row, field);
    str_add(&run->text, after);
}

/* --- lines of each kind --- */

static void add_person(struct export_run *run, const struct row *row)
{
    str_add(&run->text, "- ");
    add_field(run, row, CONTACT_NAME);
    add_part(run, row, CONTACT_TITLE, ", ", "");
    add_part(run, row, CONTACT_ROLE, ", ", "");
    add_part(run, row, CONTACT_EMAIL, ", ", "");
    if (row_is(row, CONTACT_STATUS, "left"))
        str_add(&run->text, " (has left)");
    str_add(&run->text, "\n");
}

static void add_task(struct export_run *run, const struct row *row)
{
    str_add(&run->text, row_is(row, TASK_STATUS, "open") ? "- [ ] " : "- [x] ");
    add_field(run, row, TASK_TITLE);
    add_part(run, row, TASK_DUE, ", due ", "");
    add_part(run, row, TASK_WAITING_ON, ", waits on ", "");
    if (row_is(row, TASK_STATUS, "cancelled"))
        str_add(&run->text, " (cancelled)");
    str_add(&run->text, "\n");
}

/* Quoted line by line, as words: no heading, link or image of a note is one of the page. */
static void add_body(struct export_run *run, const char *body)
{
    struct str line = {0};

    while (*body != '\0') {
        size_t len = strcspn(body, "\n");

        str_clear(&line);
        str_add_bytes(&line, body, len);
        str_add(&run->text, len > 0 ? "> " : ">");
        markdown_add_text(&run->text, str_text(&line));
        str_add_char(&run->text, '\n');
        body += len + (body[len] == '\n');
    }
    str_fini(&line);
}

static void add_note(struct export_run *run, const struct row *row)
{
    str_add(&run->text, "**");
    add_field(run, row, NOTE_AT);
    str_add(&run->text, "**");
    add_part(run, row, NOTE_KIND, ", ", "");
    add_part(run, row, NOTE_ATTENDEES, ", with ", "");
    add_part(run, row, NOTE_SENTIMENT, ", ", "");
    str_add(&run->text, "\n\n");
    add_body(run, row_text(row, NOTE_BODY));
    str_add(&run->text, "\n");
}

/* --- an account --- */

struct section {
    enum kind kind;
    const char *title;
    void (*add)(struct export_run *run, const struct row *row);
    bool open_only; /* tasks */
};

static const struct section sections[] = {
    {KIND_CONTACT, "People", add_person, false},
    {KIND_TASK, "Open tasks", add_task, true},
    {KIND_NOTE, "Notes", add_note, false},
};

static bool add_section(struct export_run *run, int64_t account, const struct section *section)
{
    struct row_list rows = {0};
    size_t shown = 0;

    if (!store_children(run->session->store, section->kind, account, &run->arena, &rows, run->err))
        return export_fail(run);
    for (size_t i = 0; i < rows.count; i++) {
        if (section->open_only && !row_is(rows.items[i], TASK_STATUS, "open"))
            continue;
        if (shown++ == 0)
            str_addf(&run->text, "## %s\n\n", section->title);
        section->add(run, rows.items[i]);
    }
    str_add(&run->text, shown > 0 && section->kind != KIND_NOTE ? "\n" : "");
    return true;
}

static void add_facts_of(struct export_run *run, const struct row *row)
{
    for (size_t i = 0; i < COUNT_OF(account_fields); i++) {
        int field = account_fields[i];

        if (!row_knows(row, field))
            continue;
        str_addf(&run->text, "- %s: ", kind_info(KIND_ACCOUNT)->fields[field].head);
        add_field(run, row, field);
        str_add(&run->text, "\n");
    }
    str_add(&run->text, "\n");
}

static bool add_account(struct export_run *run, int64_t key)
{
    struct row *row = NULL;

    if (!store_get(run->session->store, KIND_ACCOUNT, key, &run->arena, &row, run->err))
        return export_fail(run);
    if (row == NULL)
        return true;
    str_add(&run->text, "# ");
    add_field(run, row, row_knows(row, ACCOUNT_NAME) ? ACCOUNT_NAME : ACCOUNT_ID);
    str_add(&run->text, "\n\n");
    add_facts_of(run, row);
    for (size_t i = 0; i < COUNT_OF(sections); i++)
        if (!add_section(run, key, &sections[i]))
            return false;
    return export_row_done(run);
}

static bool add_account_row(void *context, const struct row *row)
{
    return add_account(context, row->key);
}

/* --- one kind, under the names of its accounts --- */

static const struct section *section_of(enum kind kind)
{
    for (size_t i = 0; i < COUNT_OF(sections); i++)
        if (sections[i].kind == kind)
            return &sections[i];
    return NULL;
}

static bool add_rows_of(struct export_run *run, int64_t account, const struct section *section)
{
    struct row_list rows = {0};
    const char *name = "No account";

    if (!store_children(
            run->session->store, section->kind, account, &run->arena, &rows, run->err) ||
        (account != 0 && rows.count > 0 &&
            !account_name(run->session, account, &run->arena, &name, run->err)))
        return export_fail(run);
    if (rows.count > 0) {
        str_add(&run->text, "# ");
        markdown_add_text(&run->text, name);
        str_add(&run->text, "\n\n");
    }
    for (size_t i = 0; i < rows.count; i++)
        section->add(run, rows.items[i]);
    str_add(&run->text, rows.count > 0 && section->kind != KIND_NOTE ? "\n" : "");
    return export_row_done(run);
}

/* --- chosen rows, under the names of their accounts --- */

struct chosen {
    struct export_run *run;
    const struct section *section;
    int64_t account; /* whose name was written last; -1: none */
};

static bool add_chosen_row(void *context, const struct row *row)
{
    struct chosen *chosen = context;
    struct export_run *run = chosen->run;
    int64_t account = row_integer(row, kind_info(row->kind)->account);
    const char *name = "No account";

    if (account != chosen->account) {
        if (account != 0 && !account_name(run->session, account, &run->arena, &name, run->err))
            return export_fail(run);
        str_add(&run->text, chosen->account >= 0 ? "\n# " : "# ");
        markdown_add_text(&run->text, name);
        str_add(&run->text, "\n\n");
        chosen->account = account;
    }
    chosen->section->add(run, row);
    return export_row_done(run);
}

static bool add_chosen(struct export_run *run, const struct section *section)
{
    struct chosen chosen = {run, section, -1};

    return section != NULL ? export_each(run, section->kind, add_chosen_row, &chosen)
                           : export_each(run, KIND_ACCOUNT, add_account_row, run);
}

bool export_markdown(struct export_run *run)
{
    const struct section *section = run->order->of_all ? NULL : section_of(run->order->kind);
    struct key_list accounts = {0};
    bool good;

    if (run->order->only != NULL)
        return add_chosen(run, section);
    good = store_keys(run->session->store, ORDER_NAME, &accounts, run->err) || export_fail(run);

    for (size_t i = 0; good && i < accounts.count; i++)
        good = section != NULL ? add_rows_of(run, accounts.items[i], section)
                               : add_account(run, accounts.items[i]);
    for (size_t i = 1; good && i < COUNT_OF(sections); i++)
        if (section == NULL ? run->order->of_all : section == &sections[i])
            good = add_rows_of(run, 0, &sections[i]);
    array_fini(&accounts);
    return good;
}
