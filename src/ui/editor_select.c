/* What is selected: from the mark to the caret. Any change of the text ends it. */
#include "editor_internal.h"

#include <string.h>
#include "base/text.h"

bool editor_selection(const struct editor *editor, size_t *ret_from, size_t *ret_to)
{
    size_t at = editor->edit.at;
    if (editor->marked == EDITOR_UNMARKED || editor->marked_changes != editor->edit.changes ||
        editor->mark == at)
        return false;
    *ret_from = editor->mark < at ? editor->mark : at;
    *ret_to = editor->mark < at ? at : editor->mark;
    return true;
}

void editor_unmark(struct editor *editor)
{
    editor->marked = EDITOR_UNMARKED;
}

static void mark(struct editor *editor, size_t at, bool by_shift)
{
    editor->mark = at;
    editor->marked = by_shift ? EDITOR_MARKED_BY_SHIFT : EDITOR_MARKED;
    editor->marked_changes = editor->edit.changes;
}

static void hand_out(struct editor *editor)
{
    if (editor->copied != NULL)
        editor->copied(editor->context, str_text(&editor->edit.killed), editor->edit.killed.len);
}

static void copy(struct editor *editor, bool is_cut)
{
    size_t from, to;
    if (!editor_selection(editor, &from, &to))
        return;
    if (is_cut)
        edit_kill(&editor->edit, from, to);
    else
        edit_copy(&editor->edit, from, to);
    editor_unmark(editor);
    hand_out(editor);
}

bool editor_run_selection(struct editor *editor, const char *command)
{
    if (text_equal(command, "mark") || text_equal(command, "mark-by-shift")) {
        mark(editor, editor->edit.at, !text_equal(command, "mark"));
    } else if (text_equal(command, "unmark")) {
        editor_unmark(editor);
    } else if (text_equal(command, "select-all")) {
        edit_move(&editor->edit, editor->edit.text.len);
        mark(editor, 0, true);
    } else if (text_equal(command, "copy-text") || text_equal(command, "cut-text")) {
        copy(editor, text_equal(command, "cut-text"));
    } else {
        return false;
    }
    return true;
}

bool editor_delete_selection(struct editor *editor, enum edit_action action)
{
    size_t from, to;
    if (!editor_selection(editor, &from, &to))
        return false;
    if (action == EDIT_DELETE_BACK || action == EDIT_DELETE_FORWARD) {
        edit_remove(&editor->edit, from, to);
    } else if (action == EDIT_DELETE_WORD_BACK) {
        copy(editor, true);
    } else if (action == EDIT_YANK) {
        edit_put(&editor->edit, from, to, str_text(&editor->edit.killed), editor->edit.killed.len);
    } else {
        return false;
    }
    return true;
}
