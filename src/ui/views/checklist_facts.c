/* What the forms about rows of the account have in common: filing them, and going on. */
#include "base/text.h"
#include "core/people.h"
#include "ui/views/checklist_lead.h"

int64_t lead_account(const struct checklist *checklist)
{
    return checklist->run_case.dossier.account->key;
}

void lead_add_fact(struct lead_facts *facts, const char *field, const char *text)
{
    if (!text_blank(text) && facts->count < LEAD_FACTS_MOST)
        facts->texts[facts->count++] = arena_format(&facts->arena, "%s=%s", field, text);
}

bool lead_file_row(struct ui *ui, struct checklist *checklist, struct touched_row row,
    struct lead_facts *facts, struct error *err)
{
    struct session *session = ui_session(ui);
    struct outcome outcome;
    bool ok = row.key ? verb_set(session, row.kind, row.key, facts->texts, &outcome, err)
                      : verb_add(session, row.kind, lead_account(checklist), facts->texts, &outcome,
                            NULL, err);

    arena_fini(&facts->arena);
    if (!ok)
        return false;
    ui_done(ui, &outcome);
    checklist->lead.chosen = 0;
    lead_on(ui, checklist);
    return true;
}

bool lead_is_blank(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!text_blank(texts[i]))
            return false;
    return true;
}

bool lead_check_day(struct ui *ui, const char *text, size_t at, size_t *ret_at, struct error *err)
{
    struct session *session = ui_session(ui);
    day_number day;

    *ret_at = at;
    return text_blank(text) ||
           day_parse(text, session_today(session), &session_settings(session)->calendar, &day, err);
}

void lead_ask_form(struct ui *ui, struct checklist *checklist, const struct lead_form *form)
{
    struct str title = {0};

    if (checklist->lead.step)
        lead_add_place(checklist, &title);
    str_add(&title, form->title);
    ui_ask_form(ui, &(struct ui_form){.title = str_text(&title),
                        .fields = form->fields,
                        .count = form->count,
                        .accept = form->accept,
                        .may_be_blank = checklist->lead.step && !lead_is_gate(checklist),
                        .cancelled = lead_leave,
                        .about = lead_account(checklist),
                        .context = checklist});
    str_fini(&title);
}

const char *const *lead_people(struct ui *ui, struct checklist *checklist)
{
    const struct row_list *people = &checklist->run_case.dossier.contacts;
    const char **words =
        arena_alloc_array(&checklist->lead.arena, people->count + 1, sizeof(*words));
    size_t count = 0;

    for (size_t i = 0; i < people->count; i++)
        if (person_is_active(people->items[i], ui_show(ui).today))
            words[count++] =
                arena_copy_text(&checklist->lead.arena, row_text(people->items[i], CONTACT_NAME));
    return words;
}
