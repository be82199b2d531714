#include "ui/picker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
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
}

/* Best first; those that fit alike in their own order. */
static int compare_matches(const void *left, const void *right)
{
    const struct picker_match *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

void picker_filter(struct picker *picker)
{
    struct fuzzy fuzzy;
    if (picker->filtered == picker->edit.changes + 1)
        return;
    picker->filtered = picker->edit.changes + 1;
    picker->at = picker->top = 0;
    array_clear(&picker->matches);
    fuzzy_init(&fuzzy, picker_typed(picker));
    for (size_t i = 0; i < picker->count; i++) {
        struct picker_row row = {NULL, NULL, NULL};
        picker->row(picker->context, i, &row);
        int score = fuzzy_match(&fuzzy, row.name, NULL);
        if (score > 0)
            ARRAY_PUSH(&picker->matches, (struct picker_match){i, fuzzy.len > 0 ? score : 1});
    }
    if (picker->matches.count > 1 && fuzzy.len > 0)
        qsort(picker->matches.items, picker->matches.count, sizeof(*picker->matches.items),
            compare_matches);
}

size_t picker_selected(struct picker *picker)
{
    picker_filter(picker);
    return picker->at < picker->matches.count ? picker->matches.items[picker->at].index : SIZE_MAX;
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
    if (!is_number || at >= picker->matches.count)
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
