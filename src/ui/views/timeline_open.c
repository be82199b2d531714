/* What stands behind a moment: opened, or pinned. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/timeline.h"

static void open_tab(struct ui *ui, int64_t account, const char *tab)
{
    if (!account)
        return;
    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_ACCOUNT);
    ui_run_about(ui, "tab", tab);
}

/* A row that has no screen of its own: its fields, to read. */
static void read_row(struct ui *ui, const struct moment *moment)
{
    const struct kind_info *info = kind_info(moment->row_kind);
    struct arena arena = {0};
    struct str text = {0}, value = {0};
    struct row *row = NULL;
    struct error err;

    if (!store_get(
            session_store(ui_session(ui)), moment->row_kind, moment->row_key, &arena, &row, &err)) {
        ui_fault(ui, &err);
    } else if (row) {
        for (int field = 0; field < info->count; field++) {
            if ((info->fields[field].flags & FIELD_HIDDEN) ||
                info->fields[field].type == FIELD_LINK)
                continue;
            str_clear(&value);
            field_format_words(&value, row, field, ui_show(ui).currency, ui_show(ui).today);
            if (value.len)
                str_addf(&text, "%s\t%s\n", _(info->fields[field].head), str_text(&value));
        }
        ui_read(ui, info->singular, str_text(&text));
    }
    str_fini(&value);
    str_fini(&text);
    arena_fini(&arena);
}

static void read_import(struct ui *ui, const struct moment *moment)
{
    struct str text = {0};
    struct error err;

    str_addf(&text, "%s\n\n", moment->text);
    if (timeline_change_text(ui_session(ui), moment->place.key, &text, &err))
        ui_read(ui, _("Import"), str_text(&text));
    else
        ui_fault(ui, &err);
    str_fini(&text);
}

static void open_row(struct ui *ui, const struct moment *moment)
{
    struct touched_row row = {moment->row_kind, moment->row_key};

    switch (moment->row_kind) {
    case KIND_NOTE: ui_open_note(ui, row.key); return;
    case KIND_TASK: ui_open_task(ui, row.key); return;
    case KIND_STEP: ui_open_step(ui, row.key); return;
    case KIND_RUN: ui_open_checklist(ui, row.key, moment->account); return;
    case KIND_CONTACT: ui_open_at_account(ui, moment->account, row); return;
    case KIND_CONTRACT: open_tab(ui, moment->account, "Money"); return;
    case KIND_SIGNAL: open_tab(ui, moment->account, "Health"); return;
    case KIND_GOAL:
    case KIND_RESULT: open_tab(ui, moment->account, "Value"); return;
    case KIND_ACCOUNT:
        open_tab(ui, moment->account, moment->kind == TIMELINE_HEALTH ? "Health" : "Money");
        return;
    case KIND_MEASURE:
    case KIND_TICKET:
    case KIND_OPPORTUNITY:
    case KIND_FEEDBACK:
    case KIND_FACT:
    case KIND_VERSION:
    case KIND_MOVEMENT:
    case KIND_RENEWAL:
    case KIND_REFERENCE:
    case KIND_COUNT: read_row(ui, moment); return;
    }
}

void timeline_open(struct ui *ui, const struct moment *moment)
{
    if (moment->kind == TIMELINE_IMPORTS)
        read_import(ui, moment);
    else if (moment->row_key)
        open_row(ui, moment);
    else
        open_tab(ui, moment->account, "Money");
}

bool timeline_pin(struct ui *ui, const struct moment *moment)
{
    struct outcome outcome;
    struct error err;

    if (!moment || moment->row_kind != KIND_NOTE || !moment->row_key)
        return false;
    if (verb_note_pin(ui_session(ui), moment->row_key, !moment->pinned, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
    return true;
}
