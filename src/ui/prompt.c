#include "ui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/words.h"

enum { TYPING_ROOM = 36, NARROW = 50 };

void completion_add(struct completion *completion, const char *text)
{
    ARRAY_PUSH(&completion->texts, mem_copy_text(text));
}

static void clear_completion(struct prompt *prompt)
{
    for (size_t i = 0; i < prompt->completion.texts.count; i++)
        free(prompt->completion.texts.items[i]);
    array_clear(&prompt->completion.texts);
    prompt->completion_at = 0;
}

void prompt_fini(struct prompt *prompt)
{
    if (prompt == NULL)
        return;
    clear_completion(prompt);
    array_fini(&prompt->completion.texts);
    edit_fini(&prompt->edit);
    str_fini(&prompt->draft);
    memset(prompt, 0, sizeof(*prompt));
}

void prompt_tell(struct prompt *prompt, bool is_fault, const char *message)
{
    snprintf(prompt->message, sizeof(prompt->message), "%s", message);
    prompt->is_fault = is_fault;
}

void prompt_take(struct prompt *prompt, const char *text)
{
    edit_set(&prompt->edit, text, strlen(text));
    clear_completion(prompt);
    prompt_tell(prompt, false, "");
}

const char *prompt_text(const struct prompt *prompt)
{
    return str_text(&prompt->edit.text);
}

/* -- history: 0 is what was being typed, 1 the newest entry */

static void show_history(struct prompt *prompt, size_t at)
{
    if (prompt->history_at == 0) {
        str_clear(&prompt->draft);
        str_add(&prompt->draft, prompt_text(prompt));
    }
    prompt->history_at = at;
    prompt_take(
        prompt, at == 0 ? str_text(&prompt->draft) : prompt->history[prompt->history_count - at]);
}

static void step_history(struct prompt *prompt, int step)
{
    if (step > 0 ? prompt->history_at < prompt->history_count : prompt->history_at > 0)
        show_history(prompt, prompt->history_at + (size_t)step);
}

/* The next older entry that has in it what was typed before the history was entered. */
static void search_history(struct prompt *prompt)
{
    const char *wanted = prompt->history_at == 0 ? prompt_text(prompt) : str_text(&prompt->draft);
    for (size_t at = prompt->history_at + 1; at <= prompt->history_count; at++) {
        if (text_contains_folded(prompt->history[prompt->history_count - at], wanted)) {
            show_history(prompt, at);
            return;
        }
    }
    prompt_tell(prompt, true, _("no older entry has this in it"));
}

/* -- completion: Tab goes round what fits */

static void begin_completion(struct prompt *prompt)
{
    prompt->completion.from = prompt->edit.at;
    prompt->complete(prompt->context, prompt_text(prompt), prompt->edit.at, &prompt->completion);
    prompt->completion_at = prompt->completion.texts.count;
}

static void complete(struct prompt *prompt, bool is_back)
{
    if (prompt->complete == NULL)
        return;
    if (prompt->completion.texts.count == 0)
        begin_completion(prompt);
    size_t count = prompt->completion.texts.count;
    if (count == 0) {
        prompt_tell(prompt, true, _("nothing to complete"));
        return;
    }
    size_t at = prompt->completion_at;
    prompt->completion_at = is_back           ? (at == 0 || at == count ? count : at) - 1
                            : at + 1 >= count ? 0
                                              : at + 1;
    edit_replace(&prompt->edit, prompt->completion.from, prompt->edit.at,
        prompt->completion.texts.items[prompt->completion_at]);
    char message[64];
    text_format(message, sizeof(message), _("%zu of %zu"), prompt->completion_at + 1, count);
    prompt_tell(prompt, false, count > 1 ? message : "");
    if (count == 1)
        clear_completion(prompt);
}

/* -- keys */

enum prompt_command {
    COMMAND_ACCEPT,
    COMMAND_CANCEL,
    COMMAND_COMPLETE,
    COMMAND_COMPLETE_BACK,
    COMMAND_HISTORY_BACK,
    COMMAND_HISTORY_FORWARD,
    COMMAND_HISTORY_SEARCH,
    COMMAND_OUTSIDE,
    COMMAND_HELP,
    COMMAND_NONE,
};

static enum prompt_command command_from_name(const char *name)
{
    static const char *const names[COMMAND_NONE] = {
        [COMMAND_ACCEPT] = "accept",
        [COMMAND_CANCEL] = "cancel",
        [COMMAND_COMPLETE] = "complete",
        [COMMAND_COMPLETE_BACK] = "complete-back",
        [COMMAND_HISTORY_BACK] = "history-back",
        [COMMAND_HISTORY_FORWARD] = "history-forward",
        [COMMAND_HISTORY_SEARCH] = "history-search",
        [COMMAND_OUTSIDE] = "edit-outside",
        [COMMAND_HELP] = "help",
    };
    for (int i = 0; i < COMMAND_NONE; i++)
        if (text_equal(names[i], name))
            return (enum prompt_command)i;
    return COMMAND_NONE;
}

static enum prompt_answer run_edit(struct prompt *prompt, const char *name)
{
    enum edit_action action = edit_action_from_name(name);
    if (action == EDIT_NONE)
        return PROMPT_UNUSED;
    unsigned changes = prompt->edit.changes;
    edit_do(&prompt->edit, action);
    clear_completion(prompt);
    if (prompt->edit.changes != changes)
        prompt_tell(prompt, false, "");
    return PROMPT_GOES_ON;
}

static enum prompt_answer run(struct prompt *prompt, const char *name)
{
    switch (command_from_name(name)) {
    case COMMAND_ACCEPT: return PROMPT_ACCEPTED;
    case COMMAND_CANCEL: return PROMPT_CANCELLED;
    case COMMAND_OUTSIDE: return PROMPT_OUTSIDE;
    case COMMAND_HELP: return PROMPT_HELP;
    case COMMAND_COMPLETE: complete(prompt, false); break;
    case COMMAND_COMPLETE_BACK: complete(prompt, true); break;
    case COMMAND_HISTORY_BACK: step_history(prompt, 1); break;
    case COMMAND_HISTORY_FORWARD: step_history(prompt, -1); break;
    case COMMAND_HISTORY_SEARCH: search_history(prompt); break;
    case COMMAND_NONE: return run_edit(prompt, name);
    }
    return PROMPT_GOES_ON;
}

enum prompt_answer prompt_key(
    struct prompt *prompt, const struct keymap *keymap, const struct key *key)
{
    static const struct keymap_sections sections = {{"prompt"}, 1};
    const char *command = NULL;
    bool in_prefix = prompt->keys.pressed.count > 0;
    switch (keys_feed(&prompt->keys, keymap, &sections, key->code, &command)) {
    case KEYMAP_COMMAND: return run(prompt, command);
    case KEYMAP_PREFIX: return PROMPT_GOES_ON;
    case KEYMAP_NONE: break;
    }
    if (in_prefix)
        return PROMPT_GOES_ON;
    if (!edit_key(&prompt->edit, key, true))
        return PROMPT_UNUSED;
    clear_completion(prompt);
    prompt_tell(prompt, false, "");
    return PROMPT_GOES_ON;
}

/* -- drawing */

static int columns_between(const struct edit *edit, struct canvas *canvas, size_t from, size_t to)
{
    struct str part = {0};
    str_add_bytes(&part, str_text(&edit->text) + from, to - from);
    int columns = canvas_columns_of(canvas, str_text(&part));
    str_fini(&part);
    return columns;
}

static size_t grapheme_after(const struct edit *edit, size_t at)
{
    int columns;
    size_t bytes = text_next_grapheme(str_text(&edit->text) + at, edit->text.len - at, &columns);
    return at + (bytes ? bytes : 1);
}

void edit_draw_line(
    const struct edit *edit, struct canvas *canvas, struct area area, size_t *first_shown)
{
    if (area.columns < 1)
        return;
    if (*first_shown > edit->at || *first_shown > edit->text.len)
        *first_shown = edit->at;
    while (*first_shown > 0 && edit->at == edit->text.len &&
           columns_between(edit, canvas, *first_shown, edit->at) < area.columns / 2)
        *first_shown = text_previous_grapheme(str_text(&edit->text), *first_shown);
    while (columns_between(edit, canvas, *first_shown, edit->at) >= area.columns)
        *first_shown = grapheme_after(edit, *first_shown);
    struct area before = canvas_enter(canvas, area);
    const char *text = str_text(&edit->text);
    canvas_put_bytes(canvas, 0, 0, ROLE_INPUT, text + *first_shown, edit->text.len - *first_shown);
    int caret = columns_between(edit, canvas, *first_shown, edit->at);
    canvas_set_role(canvas, (struct area){caret, 0, 1, 1}, ROLE_CURSOR);
    canvas_set_cursor(canvas, caret, 0, false);
    canvas_leave(canvas, before);
}

/* A long question is cut only where half a line, or TYPING_ROOM, would not be left for the answer;
 * on a narrow screen earlier, for what the answer is understood as. */
static int label_columns(int columns)
{
    if (columns < NARROW)
        return columns / 3;
    return columns / 2 > columns - TYPING_ROOM ? columns / 2 : columns - TYPING_ROOM;
}

static int text_x(const struct prompt *prompt, struct canvas *canvas, struct area area)
{
    int label, most = label_columns(area.columns);

    if (prompt->label == NULL || prompt->label[0] == '\0')
        return area.x;
    label = canvas_columns_of(canvas, prompt->label);
    return area.x + (label < most ? label : most) + 1;
}

int prompt_column(const struct prompt *prompt, struct canvas *canvas, struct area area, int column)
{
    const char *text = prompt_text(prompt);
    size_t at = 0;
    int x = text_x(prompt, canvas, area), end = area.x + area.columns - 1;

    for (; column > 1 && text[at]; column--)
        do
            at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80);
    if (at > prompt->first_shown)
        x += columns_between(&prompt->edit, canvas, prompt->first_shown, at);
    return x < end ? x : end;
}

void prompt_draw(struct prompt *prompt, struct canvas *canvas, struct area area)
{
    int x = area.x, end = area.x + area.columns;
    int message = canvas_columns_of(canvas, prompt->message);
    if (prompt->label != NULL && prompt->label[0] != '\0')
        x = canvas_put_cut(
                canvas, x, area.y, ROLE_ACCENT, prompt->label, label_columns(area.columns)) +
            1;
    int text = columns_between(&prompt->edit, canvas, 0, prompt->edit.text.len);
    int room = end - x - text - 3;
    if (message > 0 && room < message)
        room = end - x - 12 < message ? end - x - 12 : message;
    if (message > 0 && room > 3) {
        int width = message < room ? message : room;
        canvas_put_cut(canvas, end - width, area.y, prompt->is_fault ? ROLE_ERROR : ROLE_MUTED,
            prompt->message, width);
        end -= width + 2;
    }
    edit_draw_line(
        &prompt->edit, canvas, (struct area){x, area.y, end - x, 1}, &prompt->first_shown);
}
