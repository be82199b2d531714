#include "ui/picker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "base/mem.h"
#include "picker_internal.h"

void picker_fini(struct picker *picker)
{
    if (picker == NULL)
        return;
    edit_fini(&picker->edit);
    array_fini(&picker->matches);
    memset(picker, 0, sizeof(*picker));
}

const char *picker_typed(const struct picker *picker)
{
    return str_text(&picker->edit.text);
}

void picker_refresh(struct picker *picker)
{
    picker->filtered = 0;
    picker->last.len = 0;
}

/* Best first; those that fit alike in their own order. */
static int compare_matches(const void *left, const void *right)
{
    const struct picker_match *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static int score_of(
    const struct picker *picker, const struct fuzzy *fuzzy, const struct picker_row *row)
{
    if (row->is_heading)
        return fuzzy->len == 0;
    if (picker->by_words)
        return fuzzy_match_words(fuzzy, row->name, row->about ? row->about : "");
    if (row->letters && fuzzy->letters & ~row->letters)
        return row->is_found;
    int score = fuzzy_match(fuzzy, row->name, NULL);
    if (score == 0 && picker->by_about && row->about != NULL)
        score = fuzzy_match_about(fuzzy, row->name, row->about);
    return score == 0 && row->is_found ? 1 : score;
}

bool picker_is_heading(const struct picker *picker, size_t match)
{
    struct picker_row row = {0};
    if (picker->headings == 0 || match >= picker->matches.count)
        return false;
    picker->row(picker->context, picker->matches.items[match].index, &row);
    return row.is_heading;
}

/* Headings are no choice: the next row that way, or the other way where there is none. */
static void leave_heading(struct picker *picker, int step)
{
    size_t from = picker->at;
    while (picker_is_heading(picker, picker->at) &&
           (step > 0 ? picker->at + 1 < picker->matches.count : picker->at > 0))
        picker->at += (size_t)step;
    if (picker_is_heading(picker, picker->at)) {
        picker->at = from;
        while (picker_is_heading(picker, picker->at) && picker->at + 1 < picker->matches.count)
            picker->at++;
    }
}

static void consider(struct picker *picker, const struct fuzzy *fuzzy, size_t index)
{
    struct picker_row row = {0};
    picker->row(picker->context, index, &row);
    picker->headings += row.is_heading;
    int score = score_of(picker, fuzzy, &row);
    if (score > 0)
        ARRAY_PUSH(&picker->matches, (struct picker_match){index, fuzzy->len > 0 ? score : 1});
}

static bool goes_on(const struct fuzzy *fuzzy, const struct fuzzy *before)
{
    return before->len > 0 && fuzzy->len >= before->len &&
           memcmp(fuzzy->pattern, before->pattern, before->len) == 0;
}

/* Rows that did not fit less letters do not fit more of them. */
static void narrow(struct picker *picker, const struct fuzzy *fuzzy)
{
    size_t before = picker->matches.count, kept = 0;
    for (size_t i = 0; i < before; i++) {
        size_t index = picker->matches.items[i].index;
        struct picker_row row = {0};
        if (index >= picker->fixed)
            continue;
        picker->row(picker->context, index, &row);
        int score = score_of(picker, fuzzy, &row);
        if (score > 0)
            picker->matches.items[kept++] = (struct picker_match){index, score};
    }
    picker->matches.count = kept;
    for (size_t i = picker->fixed; i < picker->count; i++)
        consider(picker, fuzzy, i);
}

static void filter_all(struct picker *picker, const struct fuzzy *fuzzy)
{
    picker->headings = 0;
    array_clear(&picker->matches);
    for (size_t i = 0; i < picker->count; i++)
        consider(picker, fuzzy, i);
}

/* Best first; they stand in their own order, which those that fit alike keep: each goes to its
 * place, since with one letter nearly all of a large book fit. */
static void sort_fresh(struct picker *picker)
{
    size_t count = picker->matches.count, before = 0;
    struct picker_match *items = picker->matches.items, *sorted;
    size_t *places;
    int most = 0;
    for (size_t i = 0; i < count; i++)
        most = items[i].score > most ? items[i].score : most;
    places = mem_alloc_array((size_t)most + 1, sizeof(*places));
    sorted = mem_alloc_array(count, sizeof(*sorted));
    for (size_t i = 0; i < count; i++)
        places[most - items[i].score]++;
    for (int i = 0; i <= most; i++) {
        size_t here = places[i];
        places[i] = before;
        before += here;
    }
    for (size_t i = 0; i < count; i++)
        sorted[places[most - items[i].score]++] = items[i];
    memcpy(items, sorted, count * sizeof(*items));
    free(sorted);
    free(places);
}

static void sort_narrowed(struct picker *picker)
{
    qsort(picker->matches.items, picker->matches.count, sizeof(*picker->matches.items),
        compare_matches);
}

void picker_filter(struct picker *picker)
{
    struct fuzzy fuzzy;
    if (picker->filtered == picker->edit.changes + 1)
        return;
    picker->at = picker->top = 0;
    fuzzy_init(&fuzzy, picker_typed(picker));
    bool narrows = picker->fixed && goes_on(&fuzzy, &picker->last);
    if (narrows)
        narrow(picker, &fuzzy);
    else
        filter_all(picker, &fuzzy);
    picker->filtered = picker->edit.changes + 1;
    picker->last = fuzzy;
    if (picker->matches.count > 1 && fuzzy.len > 0) {
        if (narrows)
            sort_narrowed(picker);
        else
            sort_fresh(picker);
    }
    leave_heading(picker, 1);
}

size_t picker_selected(struct picker *picker)
{
    picker_filter(picker);
    return picker->at < picker->matches.count ? picker->matches.items[picker->at].index : SIZE_MAX;
}

void picker_grown(struct picker *picker, size_t fixed, size_t count)
{
    size_t selected = picker->at > 0 ? picker_selected(picker) : SIZE_MAX, top = picker->top;
    bool stays = selected < picker->fixed;
    picker->fixed = fixed;
    picker->count = count;
    picker_refresh(picker);
    picker_filter(picker);
    for (size_t i = 0; stays && i < picker->matches.count; i++)
        if (picker->matches.items[i].index == selected) {
            picker->at = i;
            picker->top = top < i ? top : i;
            return;
        }
}

static void move(struct picker *picker, int rows)
{
    size_t count = picker->matches.count;
    if (count == 0)
        return;
    if (rows < 0)
        picker->at = picker->at > (size_t)-rows ? picker->at - (size_t)-rows : 0;
    else
        picker->at = picker->at + (size_t)rows < count ? picker->at + (size_t)rows : count - 1;
    leave_heading(picker, rows < 0 ? -1 : 1);
}

static enum picker_answer run(struct picker *picker, const char *command)
{
    int page = picker->rows_shown > 1 ? picker->rows_shown - 1 : 1;
    if (text_equal(command, "accept"))
        return PICKER_CHOSEN;
    if (text_equal(command, "cancel"))
        return PICKER_CANCELLED;
    if (text_equal(command, "next"))
        move(picker, 1);
    else if (text_equal(command, "previous"))
        move(picker, -1);
    else if (text_equal(command, "page-down"))
        move(picker, page);
    else if (text_equal(command, "page-up"))
        move(picker, -page);
    else if (edit_action_from_name(command) == EDIT_NONE)
        return PICKER_UNUSED;
    else
        edit_do(&picker->edit, edit_action_from_name(command));
    return PICKER_GOES_ON;
}

/* M-1 chooses the first row shown; plain digits too where they stand before the rows. */
static bool choose_by_number(struct picker *picker, key_code key)
{
    key_code digit = key & ~KEYMOD_META;
    bool is_number = digit >= '1' && digit <= '9' && (key & KEYMOD_META || picker->has_numbers);
    size_t at = picker->top + (digit - '1');
    if (!is_number || at >= picker->matches.count || picker_is_heading(picker, at))
        return false;
    picker->at = at;
    return true;
}

static enum picker_answer press(
    struct picker *picker, const struct keymap *keymap, const struct key *key)
{
    static const struct keymap_sections sections = {{"picker"}, 1};
    const char *command = NULL;
    bool in_prefix = picker->keys.pressed.count > 0;
    if (!in_prefix && choose_by_number(picker, key->code))
        return PICKER_CHOSEN;
    switch (keys_feed(&picker->keys, keymap, &sections, key->code, &command)) {
    case KEYMAP_COMMAND: return run(picker, command);
    case KEYMAP_PREFIX: return PICKER_GOES_ON;
    case KEYMAP_NONE: break;
    }
    return in_prefix || edit_key(&picker->edit, key, true) ? PICKER_GOES_ON : PICKER_UNUSED;
}

enum picker_answer picker_key(
    struct picker *picker, const struct keymap *keymap, const struct key *key, size_t *ret_index)
{
    picker_filter(picker);
    enum picker_answer answer = press(picker, keymap, key);
    if (answer == PICKER_CHOSEN)
        *ret_index = picker_selected(picker);
    return answer;
}
