/* What one demand of a step is asked with: a line of text, a list to choose from, a note, a form.
 */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"
#include "ui/views/checklist_lead.h"
#include "ui/views/composer.h"

enum { WORDS_MOST = 40 };
enum { LEFT_OUT = -2, OR_WORD = -3 }; /* ids of the ways out */

void lead_add_place(const struct checklist *checklist, struct str *out)
{
    const struct playbook_step *rule =
        run_playbook_step(checklist->run_case.ground.playbook, checklist_step(checklist));

    for (int i = 0; rule && rule->demand_count > 1 && i < rule->demand_count; i++)
        if (text_equal(rule->demands[i].id, checklist->lead.at))
            str_addf(out, _("%d of %d: "), i + 1, rule->demand_count);
}

static bool may_be_left_out(const struct checklist *checklist, const char *text, struct error *err)
{
    return !text_blank(text) || !lead_is_gate(checklist) ||
           error_set(err, ERROR_USAGE, "the gate needs it; Esc leaves it open");
}

/* --- ways out --- */

size_t lead_add_ways_out(const struct checklist *checklist, const struct playbook_demand *demand,
    struct ui_choice *choices, size_t count)
{
    if (demand->or_word)
        choices[count++] = (struct ui_choice){demand->or_word, _("passes too"), NULL, OR_WORD};
    if (!lead_is_gate(checklist))
        choices[count++] = (struct ui_choice){
            _("leave it out"), _("the step can be ticked without"), NULL, LEFT_OUT};
    return count;
}

bool lead_take_way_out(struct ui *ui, struct checklist *checklist, int64_t id)
{
    const struct playbook_demand *demand = lead_demand(checklist);

    if (id == LEFT_OUT)
        lead_on(ui, checklist);
    else if (id == OR_WORD && demand)
        lead_give(ui, checklist, demand->or_word);
    else
        return false;
    return true;
}

/* --- a line of text, and a day --- */

static bool take_text(struct ui *ui, const char *text, void *context, struct error *err)
{
    if (!may_be_left_out(context, text, err))
        return false;
    lead_give(ui, context, text);
    return true;
}

static bool take_day(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct session *session = ui_session(ui);
    const struct playbook_demand *demand = lead_demand(context);
    bool is_word = demand && demand->or_word && text_compare_folded(text, demand->or_word) == 0;
    day_number day;

    if (!may_be_left_out(context, text, err) ||
        (!text_blank(text) && !is_word &&
            !day_parse(
                text, session_today(session), &session_settings(session)->calendar, &day, err)))
        return false;
    lead_give(ui, context, text);
    return true;
}

static void ask_line(struct ui *ui, struct checklist *checklist, const struct demand_state *state)
{
    const struct playbook_demand *demand = state->demand;
    bool is_day = demand->kind == DEMAND_DATE;
    struct str title = {0}, hint = {0};

    lead_add_place(checklist, &title);
    str_add(&title, demand->what ? demand->what : is_day ? _("the date") : _("in a line"));
    if (demand->or_word)
        str_addf(&hint, _("or \"%s\"; "), demand->or_word);
    str_add(&hint, is_day ? _("fri, 12 dec, +2w; ") : "");
    str_add(&hint, lead_is_gate(checklist) ? _("the gate needs it") : _("empty leaves it out"));
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .hint = str_text(&hint),
                   .accept = is_day ? take_day : take_text,
                   .echo = is_day ? day_echo : NULL,
                   .cancelled = lead_leave,
                   .context = checklist});
    str_fini(&title);
    str_fini(&hint);
}

/* --- one word of a list --- */

static const struct {
    const char *word, *about;
} categories[] = {
    {"commit", N_("it will renew, and who decides has said so")},
    {"best case", N_("it should, if nothing goes wrong")},
    {"at risk", N_("it may not")},
    {"expected loss", N_("it will not")},
    {"omitted", N_("left out of the forecast")},
};

static bool take_reason(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct checklist *checklist = context;
    const struct playbook_demand *demand = lead_demand(checklist);
    int64_t chosen = checklist->lead.chosen;

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "it asks for a reason; Esc leaves it");
    checklist->lead.chosen = 0;
    lead_give(ui, checklist,
        demand ? arena_format(&checklist->lead.arena, "%s: %s", demand->words[chosen - 1], text)
               : "");
    return true;
}

static void word_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct checklist *checklist = context;
    const struct playbook_demand *demand = lead_demand(checklist);

    if (lead_take_way_out(ui, checklist, id))
        return;
    if (!demand) {
        lead_on(ui, checklist);
    } else if (id < 0) {
        ui_toast(ui, "that is not one of them");
        lead_leave(ui, checklist);
    } else if (demand->kind == DEMAND_CATEGORY) {
        lead_give(ui, checklist, categories[id].word);
    } else if (demand->reason) {
        checklist->lead.chosen = id + 1;
        ui_ask(ui, &(struct ui_question){.title = arena_format(&checklist->lead.arena,
                                             _("%s, because"), demand->words[id]),
                       .accept = take_reason,
                       .cancelled = lead_leave,
                       .context = checklist});
    } else {
        lead_give(ui, checklist, demand->words[id]);
    }
}

static void ask_word(struct ui *ui, struct checklist *checklist, const struct demand_state *state)
{
    const struct playbook_demand *demand = state->demand;
    struct ui_choice choices[WORDS_MOST + 2];
    struct str title = {0};
    size_t count = 0;

    lead_add_place(checklist, &title);
    str_add(&title, demand->what ? demand->what : _("Choose"));
    if (demand->kind == DEMAND_CATEGORY)
        for (; count < COUNT_OF(categories); count++)
            choices[count] = (struct ui_choice){
                categories[count].word, _(categories[count].about), NULL, (int64_t)count};
    else
        for (; count < WORDS_MOST && (int)count < demand->word_count; count++)
            choices[count] = (struct ui_choice){demand->words[count], NULL, NULL, (int64_t)count};
    count = lead_add_ways_out(checklist, demand, choices, count);
    ui_choose_from(ui, &(struct ui_choosing){.title = str_text(&title),
                           .footer = row_text(checklist_step(checklist), STEP_TITLE),
                           .choices = choices,
                           .count = count,
                           .chosen = word_chosen,
                           .cancelled = lead_leave,
                           .context = checklist});
    str_fini(&title);
}

/* --- a note --- */

static void note_filed(struct ui *ui)
{
    struct checklist *checklist = ui_state(ui, VIEW_CHECKLIST);

    if (checklist)
        lead_on(ui, checklist);
}

/* The note that is there and lacks something is gone on with, else a new one is begun. */
static void write_note(struct ui *ui, struct checklist *checklist, const char *words)
{
    const struct row *step = checklist_step(checklist);
    const struct playbook_demand *demand = lead_demand(checklist);
    const struct row *note = run_demand_note(&checklist->run_case.ground, step);
    struct composer *composer;

    lead_keep(ui, checklist); /* the composer may be left for good */
    if (note)
        composer_edit(ui, note->key);
    else
        checklist_write_note(ui, checklist, "");
    composer_then(ui, note_filed);
    composer = composer_of(ui);
    if (note && composer && demand)
        composer->at = demand->kind == DEMAND_SENTIMENT ? FIELD_MOOD : FIELD_WITH;
    ui_toast(ui, "%s asks for %s; C-s files it and goes on", row_text(step, STEP_TITLE), words);
}

static void note_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct checklist *checklist = context;
    const struct playbook_demand *demand = lead_demand(checklist);
    struct arena arena = {0};

    if (!lead_take_way_out(ui, checklist, id))
        write_note(ui, checklist, demand ? run_demand_words(demand, &arena) : _("a note"));
    arena_fini(&arena);
}

static void ask_note(struct ui *ui, struct checklist *checklist, const struct demand_state *state)
{
    struct ui_choice choices[3] = {{_("write it now"), state->how, NULL, 0}};
    size_t count = lead_add_ways_out(checklist, state->demand, choices, 1);
    struct str title = {0};

    if (count == 1) {
        write_note(ui, checklist, state->words);
        return;
    }
    lead_add_place(checklist, &title);
    str_add(&title, state->words);
    ui_choose_from(ui, &(struct ui_choosing){.title = str_text(&title),
                           .footer = row_text(checklist_step(checklist), STEP_TITLE),
                           .choices = choices,
                           .count = count,
                           .chosen = note_chosen,
                           .cancelled = lead_leave,
                           .context = checklist});
    str_fini(&title);
}

/* --- which one --- */

void lead_ask(struct ui *ui, struct checklist *checklist, const struct demand_state *state)
{
    switch (state->demand->kind) {
    case DEMAND_TEXT:
    case DEMAND_DATE: ask_line(ui, checklist, state); break;
    case DEMAND_CATEGORY:
    case DEMAND_CHOICE: ask_word(ui, checklist, state); break;
    case DEMAND_NOTE:
    case DEMAND_ATTENDEES:
    case DEMAND_SENTIMENT: ask_note(ui, checklist, state); break;
    case DEMAND_PERSON: lead_ask_person(ui, checklist); break;
    case DEMAND_GOAL: lead_ask_goal(ui, checklist); break;
    case DEMAND_VALUE: lead_ask_value(ui, checklist); break;
    case DEMAND_CONTRACT: lead_ask_contract(ui, checklist); break;
    case DEMAND_ASK: lead_ask_ask(ui, checklist); break;
    case DEMAND_OPPORTUNITY: lead_ask_opportunity(ui, checklist); break;
    case DEMANDS: break;
    }
}
