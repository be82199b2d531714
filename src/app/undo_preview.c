/* An undo on a copy of the book, and what its journal entry there says. */
#include "app/undo_preview.h"

#include <string.h>
#include "app/as_of.h"
#include "app_internal.h"
#include "base/text.h"
#include "core/shown.h"
#include "store/change_rows.h"

struct showing {
    struct session *trial;
    struct arena *arena;
    struct undo_preview *preview;
};

/* --- one row --- */

/* `now` says in which currency the row counts; or NULL. */
static const char *plain(const struct showing *showing, const struct change_done *done,
    const struct value *now, const struct value *values, int field)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, done->kind);
    struct str text = {0};
    const char *copy;

    if (now != NULL)
        memcpy(row->values, now, (size_t)kind_info(done->kind)->stored * sizeof(*now));
    row->values[field] = values[field];
    field_format_plain(&text, row, field, session_currency(showing->trial));
    copy = text_clean_copy(showing->arena, str_text(&text));
    str_fini(&text);
    arena_fini(&arena);
    return copy;
}

static const char *text_of(const struct showing *showing, const struct value *values, int field)
{
    if (values == NULL || field < 0 || values[field].type != VALUE_TEXT)
        return "";
    return text_clean_copy(showing->arena, values[field].text);
}

static void add_line(struct showing *showing, enum kind kind, const struct value *values,
    const struct undo_line *line)
{
    struct undo_preview *preview = showing->preview;
    struct undo_line *at;

    preview->all++;
    if (preview->count == UNDO_MOST_SHOWN)
        return;
    at = &preview->lines[preview->count++];
    *at = *line;
    at->kind = kind;
    at->id = text_of(showing, values, kind_info(kind)->id);
    at->name = text_of(showing, values, kind_info(kind)->name);
    if (*at->name == '\0')
        at->name = at->id;
}

/* As it is after the undo; NULL beyond what is shown. */
static const struct value *values_of(struct showing *showing, enum kind kind, int64_t key)
{
    struct row *row = NULL;
    struct error ignored;

    if (showing->preview->count == UNDO_MOST_SHOWN ||
        !store_get(showing->trial->store, kind, key, showing->arena, &row, &ignored))
        return NULL;
    return row != NULL ? row->values : NULL;
}

static void add_fields(struct showing *showing, const struct change_done *done)
{
    const struct kind_info *info = kind_info(done->kind);
    const struct value *now = values_of(showing, done->kind, done->key);

    for (int field = 0; field < info->stored; field++)
        if ((done->mask >> field & 1) && !(info->fields[field].flags & FIELD_HIDDEN))
            add_line(showing, done->kind, now,
                &(struct undo_line){.sort = UNDO_FIELD,
                    .field = info->fields[field].name,
                    .before = plain(showing, done, now, done->before, field),
                    .after = plain(showing, done, now, done->after, field)});
}

static void add_rows(struct showing *showing, const struct change_done *done)
{
    const struct undo_line line = {.sort = UNDO_COMES_BACK, .field = "", .before = "", .after = ""};

    for (int64_t key = done->key; key <= done->last_key; key++)
        add_line(showing, done->kind, values_of(showing, done->kind, key), &line);
}

static bool show(void *context, const struct change_done *done)
{
    struct showing *showing = context;

    switch (done->op) {
    case CHANGE_UPDATE: add_fields(showing, done); break;
    case CHANGE_INSERT: add_rows(showing, done); break;
    case CHANGE_DELETE:
        add_line(showing, done->kind, done->before,
            &(struct undo_line){.sort = UNDO_GOES, .field = "", .before = "", .after = ""});
    }
    return true;
}

/* --- one change --- */

static const char *without_word(const char *summary, const char *word)
{
    return text_starts(summary, word) ? summary + strlen(word) : summary;
}

static bool try_one(struct session *trial, const struct undo_order *order, struct arena *arena,
    struct undo_preview *ret_preview, struct error *err)
{
    struct undo_preview preview = {0};
    struct showing showing = {trial, arena, &preview};
    struct outcome outcome = {0};

    if (!(order->is_redo ? session_redo(trial, &outcome, err)
                         : session_undo(trial, order->id, &outcome, err)))
        return false;
    preview.lines = arena_alloc_array(arena, UNDO_MOST_SHOWN, sizeof(*preview.lines));
    preview.summary = text_clean_copy(
        arena, without_word(without_word(str_text(&outcome.summary), "undid: "), "redid: "));
    preview.kept = arena_copy_text(arena, str_text(&outcome.kept));
    if (!store_each_done(trial->store, outcome.change_id, show, &showing, err)) {
        outcome_fini(&outcome);
        return false;
    }
    outcome_fini(&outcome);
    *ret_preview = preview;
    return true;
}

bool undo_preview(struct session *session, const struct undo_order *order, struct arena *arena,
    struct undo_preview **ret_previews, int *ret_count, struct error *ret_rest)
{
    struct undo_preview *previews =
        arena_alloc_array(arena, (size_t)order->count, sizeof(*previews));
    struct session *trial;
    int count = 0;

    if (!as_of_trial(session, &trial, ret_rest))
        return false;
    while (count < order->count && try_one(trial, order, arena, &previews[count], ret_rest))
        count++;
    session_close(trial);
    *ret_previews = previews;
    *ret_count = count;
    return count > 0;
}
