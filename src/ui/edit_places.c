/* Where the caret goes, and what is deleted on the way: readline's moves and kills. */
#include "ui/edit.h"

#include <string.h>
#include "base/attributes.h"
#include "base/text.h"
#include "edit_internal.h"

#define SAFE_BYTES 4096

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

/* A border to search on from for the one before: the text, and a line of it, may be long. Before an
 * ASCII letter there is always one. */
static size_t safe_border(const struct edit *edit, size_t at)
{
    const char *text = str_text(&edit->text);
    size_t least = at > SAFE_BYTES ? at - SAFE_BYTES : 0;
    for (size_t i = at - 1; i > least; i--)
        if ((unsigned char)text[i] < 0x80 && text[i] != '\n')
            return i;
    return edit_line_start(edit, at);
}

static size_t char_back(const struct edit *edit, size_t at)
{
    if (at == 0 || str_text(&edit->text)[at - 1] == '\n')
        return at > 0 ? at - 1 : 0;
    size_t start = safe_border(edit, at);
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

void edit_copy(struct edit *edit, size_t from, size_t to)
{
    str_clear(&edit->killed);
    str_add_bytes(&edit->killed, str_text(&edit->text) + from, to - from);
}

/* What is killed right after a kill, at the same place, joins it, as in readline. */
void edit_kill(struct edit *edit, size_t from, size_t to)
{
    const char *bytes = str_text(&edit->text) + from;
    bool goes_on = edit->killed.len > 0 && edit->kill_changes == edit->changes &&
                   edit->kill_at == edit->at && (to == edit->at || from == edit->at);
    if (!goes_on)
        edit_copy(edit, from, to);
    else
        str_insert(&edit->killed, from < edit->at ? 0 : edit->killed.len, bytes, to - from);
    edit_remove(edit, from, to);
    edit->kill_changes = edit->changes;
    edit->kill_at = edit->at;
}

static bool delete_to(struct edit *edit, size_t to, bool is_kill)
{
    size_t from = edit->at < to ? edit->at : to;
    size_t end = edit->at < to ? to : edit->at;
    if (from == end)
        return false;
    if (is_kill)
        edit_kill(edit, from, end);
    else
        edit_erase(edit, from, end);
    return true;
}

bool edit_do(struct edit *edit, enum edit_action action)
{
    size_t to = target(edit, action), before = edit->at;
    switch (action) {
    case EDIT_UNDO: return edit_undo(edit);
    case EDIT_REDO: return edit_redo(edit);
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
