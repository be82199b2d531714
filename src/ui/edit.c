#include "ui/edit.h"

#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "base/mem.h"
#include "base/text.h"

#define STEP_BYTES_MOST (8u << 20)
#define STEPS_MOST 2000

static const struct {
    const char *name;
    enum edit_action action;
} names[] = {
    {"char-back", EDIT_CHAR_BACK},
    {"char-forward", EDIT_CHAR_FORWARD},
    {"delete-back", EDIT_DELETE_BACK},
    {"delete-forward", EDIT_DELETE_FORWARD},
    {"delete-to-end", EDIT_DELETE_TO_END},
    {"delete-to-start", EDIT_DELETE_TO_START},
    {"delete-word-back", EDIT_DELETE_WORD_BACK},
    {"delete-word-forward", EDIT_DELETE_WORD_FORWARD},
    {"line-end", EDIT_LINE_END},
    {"line-start", EDIT_LINE_START},
    {"redo-typing", EDIT_REDO},
    {"text-end", EDIT_TEXT_END},
    {"text-start", EDIT_TEXT_START},
    {"undo-typing", EDIT_UNDO},
    {"word-back", EDIT_WORD_BACK},
    {"word-forward", EDIT_WORD_FORWARD},
    {"yank", EDIT_YANK},
};

enum edit_action edit_action_from_name(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (text_equal(names[i].name, name))
            return names[i].action;
    return EDIT_NONE;
}

/* -- steps of undo */

static void free_step(struct edit *edit, struct edit_step *step)
{
    edit->step_bytes -= step->removed_len + step->added_len;
    free(step->removed);
    free(step->added);
}

static void drop_steps_from(struct edit *edit, size_t first)
{
    while (edit->steps.count > first)
        free_step(edit, &edit->steps.items[--edit->steps.count]);
}

static void drop_oldest(struct edit *edit)
{
    struct edit_step *items = edit->steps.items;
    free_step(edit, &items[0]);
    edit->steps.count--;
    memmove(&items[0], &items[1], edit->steps.count * sizeof(*items));
    edit->step_at--;
}

static void add_step(struct edit *edit, struct edit_step step)
{
    ARRAY_PUSH(&edit->steps, step);
    edit->step_at = edit->steps.count;
    edit->step_bytes += step.removed_len + step.added_len;
    while (
        edit->step_at > 1 && (edit->step_bytes > STEP_BYTES_MOST || edit->steps.count > STEPS_MOST))
        drop_oldest(edit);
}

/* Letters join the word they go on with; the blank after it is still part, the next word is not. */
static bool join_typed(struct edit *edit, const char *bytes, size_t len)
{
    if (edit->step_at == 0)
        return false;
    struct edit_step *last = &edit->steps.items[edit->step_at - 1];
    if (!last->is_typed || last->at + last->added_len != edit->at || bytes[0] == '\n' ||
        (last->added_len > 0 && last->added[last->added_len - 1] == ' ' && bytes[0] != ' '))
        return false;
    last->added = mem_resize(last->added, last->added_len + len + 1, 1);
    memcpy(last->added + last->added_len, bytes, len);
    last->added_len += len;
    edit->step_bytes += len;
    return true;
}

/* -- changing */

static void change_text(struct edit *edit, size_t at, size_t removed, const char *added, size_t len)
{
    str_remove(&edit->text, at, removed);
    str_insert(&edit->text, at, added, len);
    edit->at = at + len;
    edit->change.at = at;
    edit->change.removed_len = removed;
    edit->change.added_len = len;
    edit->changes++;
}

struct change {
    size_t from, to;
    const char *added;
    size_t len;
    bool is_typed;
};

static void apply(struct edit *edit, const struct change *change)
{
    size_t removed = change->to - change->from;
    if (removed == 0 && change->len == 0)
        return;
    drop_steps_from(edit, edit->step_at);
    if (!(change->is_typed && removed == 0 && join_typed(edit, change->added, change->len))) {
        const char *text = str_text(&edit->text);
        add_step(
            edit, (struct edit_step){change->from, mem_copy_bytes(text + change->from, removed),
                      mem_copy_bytes(change->added, change->len), removed, change->len,
                      change->is_typed});
    }
    change_text(edit, change->from, removed, change->added, change->len);
}

void edit_fini(struct edit *edit)
{
    if (edit == NULL)
        return;
    drop_steps_from(edit, 0);
    array_fini(&edit->steps);
    str_fini(&edit->text);
    str_fini(&edit->killed);
    memset(edit, 0, sizeof(*edit));
}

void edit_set(struct edit *edit, const char *text, size_t len)
{
    drop_steps_from(edit, 0);
    edit->step_at = 0;
    change_text(edit, 0, edit->text.len, text, len);
}

void edit_insert(struct edit *edit, const char *bytes, size_t len)
{
    apply(edit, &(struct change){edit->at, edit->at, bytes, len, false});
}

void edit_type(struct edit *edit, const char *bytes, size_t len)
{
    apply(edit, &(struct change){edit->at, edit->at, bytes, len, true});
}

void edit_remove(struct edit *edit, size_t from, size_t to)
{
    apply(edit, &(struct change){from, to, "", 0, false});
}

void edit_replace(struct edit *edit, size_t from, size_t to, const char *text)
{
    apply(edit, &(struct change){from, to, text, strlen(text), false});
}

void edit_move(struct edit *edit, size_t at)
{
    if (at != edit->at && edit->step_at > 0)
        edit->steps.items[edit->step_at - 1].is_typed = false;
    edit->at = at;
}

static bool undo(struct edit *edit)
{
    if (edit->step_at == 0)
        return false;
    struct edit_step *step = &edit->steps.items[--edit->step_at];
    step->is_typed = false;
    change_text(edit, step->at, step->added_len, step->removed, step->removed_len);
    return true;
}

static bool redo(struct edit *edit)
{
    if (edit->step_at == edit->steps.count)
        return false;
    struct edit_step *step = &edit->steps.items[edit->step_at++];
    change_text(edit, step->at, step->removed_len, step->added, step->added_len);
    return true;
}

/* -- places */

size_t edit_line_start(const struct edit *edit, size_t at)
{
    const char *text = str_text(&edit->text);
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

size_t edit_line_end(const struct edit *edit, size_t at)
{
    const char *text = str_text(&edit->text);
    while (at < edit->text.len && text[at] != '\n')
        at++;
    return at;
}

/* A line start is always a border, so the search for the one before begins there, not at the text's
 * begin: the text may be long. */
static size_t char_back(const struct edit *edit, size_t at)
{
    if (at == 0)
        return 0;
    size_t start = edit_line_start(edit, at);
    if (start == at)
        return at - 1;
    return start + text_previous_grapheme(str_text(&edit->text) + start, at - start);
}

static size_t char_forward(const struct edit *edit, size_t at)
{
    int columns;
    return at + text_next_grapheme(str_text(&edit->text) + at, edit->text.len - at, &columns);
}

/* Letters, digits and everything beyond ASCII make words. */
static bool is_word(const struct edit *edit, size_t at)
{
    unsigned char c = (unsigned char)str_text(&edit->text)[at];
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t word_back(const struct edit *edit)
{
    size_t at = edit->at;
    while (at > 0 && !is_word(edit, at - 1))
        at--;
    while (at > 0 && is_word(edit, at - 1))
        at--;
    return at;
}

static size_t word_forward(const struct edit *edit)
{
    size_t at = edit->at;
    while (at < edit->text.len && !is_word(edit, at))
        at++;
    while (at < edit->text.len && is_word(edit, at))
        at++;
    return at;
}

/* C-w takes what stands between blanks, as in a shell. */
static size_t blank_word_back(const struct edit *edit)
{
    const char *text = str_text(&edit->text);
    size_t at = edit->at;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n'))
        at--;
    while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n')
        at--;
    return at;
}

/* -- actions */

static size_t target(const struct edit *edit, enum edit_action action)
{
    switch (action) {
    case EDIT_CHAR_BACK:
    case EDIT_DELETE_BACK: return char_back(edit, edit->at);
    case EDIT_CHAR_FORWARD:
    case EDIT_DELETE_FORWARD: return char_forward(edit, edit->at);
    case EDIT_LINE_START:
    case EDIT_DELETE_TO_START: return edit_line_start(edit, edit->at);
    case EDIT_LINE_END:
    case EDIT_DELETE_TO_END: return edit_line_end(edit, edit->at);
    case EDIT_WORD_BACK: return word_back(edit);
    case EDIT_DELETE_WORD_BACK: return blank_word_back(edit);
    case EDIT_WORD_FORWARD:
    case EDIT_DELETE_WORD_FORWARD: return word_forward(edit);
    case EDIT_TEXT_START: return 0;
    case EDIT_TEXT_END: return edit->text.len;
    case EDIT_NONE:
    case EDIT_REDO:
    case EDIT_UNDO:
    case EDIT_YANK: break;
    }
    return edit->at;
}

static bool delete_to(struct edit *edit, size_t to, bool is_kill)
{
    size_t from = edit->at < to ? edit->at : to;
    size_t end = edit->at < to ? to : edit->at;
    if (from == end)
        return false;
    if (is_kill) {
        str_clear(&edit->killed);
        str_add_bytes(&edit->killed, str_text(&edit->text) + from, end - from);
    }
    edit_remove(edit, from, end);
    return true;
}

bool edit_do(struct edit *edit, enum edit_action action)
{
    size_t to = target(edit, action), before = edit->at;
    switch (action) {
    case EDIT_UNDO: return undo(edit);
    case EDIT_REDO: return redo(edit);
    case EDIT_YANK:
        edit_insert(edit, str_text(&edit->killed), edit->killed.len);
        return edit->killed.len > 0;
    case EDIT_DELETE_BACK:
    case EDIT_DELETE_FORWARD: return delete_to(edit, to, false);
    case EDIT_DELETE_TO_END:
        if (to ==
            edit->at) /* at the line's end it takes the line end, as readline's C-k in editors */
            to = char_forward(edit, edit->at);
        return delete_to(edit, to, true);
    case EDIT_DELETE_TO_START:
    case EDIT_DELETE_WORD_BACK:
    case EDIT_DELETE_WORD_FORWARD: return delete_to(edit, to, true);
    case EDIT_NONE:
    case EDIT_CHAR_BACK:
    case EDIT_CHAR_FORWARD:
    case EDIT_LINE_END:
    case EDIT_LINE_START:
    case EDIT_TEXT_END:
    case EDIT_TEXT_START:
    case EDIT_WORD_BACK:
    case EDIT_WORD_FORWARD: edit_move(edit, to); break;
    }
    return edit->at != before;
}

static void insert_paste(struct edit *edit, const struct key *key, bool one_line)
{
    struct str text = {0};
    str_add_bytes(&text, key->text, key->len);
    /* A line end at the very end is the terminal's, not the text's. */
    while (one_line && text.len > 0 && text.data[text.len - 1] == '\n')
        str_remove(&text, text.len - 1, 1);
    for (size_t i = 0; one_line && i < text.len; i++)
        if (text.data[i] == '\n' || text.data[i] == '\t')
            text.data[i] = ' ';
    edit_insert(edit, str_text(&text), text.len);
    str_fini(&text);
}

bool edit_key(struct edit *edit, const struct key *key, bool one_line)
{
    char bytes[4];
    if (key->code == KEYCAP_PASTE) {
        insert_paste(edit, key, one_line);
        return true;
    }
    if (key->code < ' ' || key->code >= KEYCAP_FIRST)
        return false;
    edit_type(edit, bytes, text_encode(key->code, bytes));
    return true;
}
