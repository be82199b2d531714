/* Conditions of playbooks. */
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "base/text.h"
#include "core/playbook.h"

#define EVIDENCE_COLUMNS 60

/* --- conditions --- */

static const struct row_list *rows_of(const struct dossier *dossier, enum kind kind)
{
    switch (kind) {
    case KIND_CONTRACT: return &dossier->contracts;
    case KIND_CONTACT: return &dossier->contacts;
    case KIND_TICKET: return &dossier->tickets;
    case KIND_TASK: return &dossier->tasks;
    case KIND_NOTE: return &dossier->notes;
    case KIND_OPPORTUNITY: return &dossier->opportunities;
    case KIND_GOAL: return &dossier->goals;
    case KIND_RESULT: return &dossier->results;
    case KIND_FEEDBACK: return &dossier->feedback;
    case KIND_RUN: return &dossier->runs;
    case KIND_STEP: return &dossier->steps;
    case KIND_SIGNAL: return &dossier->signals;
    case KIND_ACCOUNT:
    case KIND_MEASURE:
    case KIND_FACT:
    case KIND_VERSION:
    case KIND_MOVEMENT:
    case KIND_RENEWAL:
    case KIND_REFERENCE:
    case KIND_COUNT: break;
    }
    return NULL;
}

static bool in_upper_half(const struct playbook_ground *ground)
{
    const struct book_facts *book = ground->book;
    int64_t arr = row_money(ground->dossier->account, ACCOUNT_ARR_NOW);
    return book && book->accounts > 0 && arr != MONEY_NONE &&
           arr >= book->arr_sorted[book->accounts / 2];
}

static bool matches(
    const struct playbook_term *term, const struct row *row, const struct playbook_ground *ground)
{
    if (row->kind == KIND_SIGNAL && playbook_keeps(row))
        return false;
    if (row->kind == KIND_STEP && ground->run && row_integer(row, STEP_RUN) != ground->run)
        return false;
    return query_matches(term->query, row, ground->settings, ground->today);
}

/* The first row that matches, of the account's rows of the term's kind; or NULL. */
static const struct row *match_of(
    const struct playbook_term *term, const struct playbook_ground *ground)
{
    const struct row_list *rows = rows_of(ground->dossier, term->kind);
    if (!rows)
        return matches(term, ground->dossier->account, ground) ? ground->dossier->account : NULL;
    for (size_t i = 0; i < rows->count; i++)
        if (matches(term, rows->items[i], ground))
            return rows->items[i];
    return NULL;
}

static bool term_holds(const struct playbook_term *term, const struct playbook_ground *ground)
{
    if (term->upper_half)
        return in_upper_half(ground);
    return (match_of(term, ground) != NULL) != term->none;
}

static bool alternative_holds(
    const struct playbook_terms *terms, const struct playbook_ground *ground)
{
    for (size_t i = 0; i < terms->count; i++)
        if (!term_holds(&terms->items[i], ground))
            return false;
    return true;
}

bool playbook_holds(
    const struct playbook_condition *condition, const struct playbook_ground *ground)
{
    for (int i = 0; i < condition->count; i++)
        if (alternative_holds(&condition->alternatives[i], ground))
            return true;
    return condition->count == 0;
}

bool playbook_applies(const struct playbook *playbook, const struct playbook_ground *ground)
{
    return playbook_holds(&playbook->applies, ground);
}

/* --- why one holds --- */

/* A signal by its evidence, another row by its name: `ticket App down`. */
static const char *evidence_of(const struct row *row, struct arena *arena)
{
    const struct kind_info *info = kind_info(row->kind);
    int field = row->kind == KIND_SIGNAL ? SIGNAL_TEXT : info->name >= 0 ? info->name : info->id;
    const char *text = field < 0 ? "" : row_text(row, field);
    if (text_blank(text))
        return NULL;
    if (row->kind == KIND_SIGNAL)
        return arena_copy_text(arena, text);
    struct str cut = {0}, clean = {0};
    text_clean(&clean, text, strlen(text));
    text_cut(&cut, str_text(&clean), EVIDENCE_COLUMNS, false);
    const char *evidence = arena_format(arena, "%s %s", info->singular, str_text(&cut));
    str_fini(&cut);
    str_fini(&clean);
    return evidence;
}

const char *playbook_evidence(const struct playbook_condition *condition,
    const struct playbook_ground *ground, struct arena *arena)
{
    for (int i = 0; i < condition->count; i++) {
        const struct playbook_terms *terms = &condition->alternatives[i];
        if (!alternative_holds(terms, ground))
            continue;
        for (size_t k = 0; k < terms->count; k++) {
            const struct playbook_term *term = &terms->items[k];
            if (term->upper_half || term->none || !rows_of(ground->dossier, term->kind))
                continue;
            const char *text = evidence_of(match_of(term, ground), arena);
            if (text)
                return text;
        }
        return condition->texts[i];
    }
    return "always";
}
