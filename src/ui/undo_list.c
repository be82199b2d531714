/* What can be taken back: the changes of the book, newest first; one of them is read, field by
 * field, and taken back. */
#include <string.h>
#include "app/undo_preview.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

enum { CHANGES_MOST = 100, ROWS_MOST = 2000 };

/* --- one of them --- */

/* context: its id; it may be taken back since. */
static void take_back(struct ui *ui, void *context)
{
    struct outcome outcome;
    struct error err;

    if (session_undo(ui_session(ui), (int64_t)(intptr_t)context, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static const char *value_or(const char *text)
{
    return *text ? text : _("nothing");
}

static void add_line(const struct undo_line *line, struct str *out)
{
    str_addf(out, "%s %s", _(kind_info(line->kind)->singular), line->name);
    switch (line->sort) {
    case UNDO_FIELD:
        str_addf(out, ": %s %s → %s", line->field, value_or(line->before), value_or(line->after));
        break;
    case UNDO_COMES_BACK: str_add(out, _(": comes back")); break;
    case UNDO_GOES: str_add(out, _(": goes")); break;
    }
    str_add(out, "\n");
}

static void write_preview(const struct undo_preview *preview, struct str *out)
{
    str_addf(out, "# %s\n\n", preview->summary);
    for (int i = 0; i < preview->count; i++)
        add_line(&preview->lines[i], out);
    if (preview->all > preview->count)
        str_addf(out, _("and %lld more\n"), (long long)(preview->all - preview->count));
    if (*preview->kept)
        str_addf(out, "\n%s", preview->kept);
}

static bool read_lines(struct ui *ui, int64_t id, struct error *err)
{
    const struct undo_order order = {.id = id, .count = 1};
    struct undo_preview *previews;
    struct arena arena = {0};
    struct str text = {0};
    int count;
    bool good = undo_preview(ui_session(ui), &order, &arena, &previews, &count, err);

    if (good) {
        write_preview(&previews[0], &text);
        ui_read_then(ui, &(struct ui_reading){.title = _("What would go back"),
                             .text = str_text(&text),
                             .words = _("take it back"),
                             .yes = take_back,
                             .context = (void *)(intptr_t)id});
    }
    str_fini(&text);
    arena_fini(&arena);
    return good;
}

/* Of very many rows the question says all: to try them on a copy would take as long as to take them
 * back, and nobody reads them. Nor is it more where there is no room for a copy. */
static void read_change(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct journal_list entries = {0};
    struct arena arena = {0};
    const struct journal_entry *change = NULL;
    struct error err;
    bool is_read;

    if (id < 0)
        return;
    if (store_standing_changes(session_store(ui_session(ui)), CHANGES_MOST, &arena, &entries, &err))
        for (size_t i = 0; i < entries.count && !change; i++)
            if (entries.items[i].id == id)
                change = &entries.items[i];
    is_read = !(change && change->rows > ROWS_MOST) && read_lines(ui, id, &err);
    if (!is_read && change)
        ui_confirm(ui, arena_format(&arena, _("%s. Take it back?"), change->summary), take_back,
            (void *)(intptr_t)id);
    else if (!is_read)
        ui_fault(ui, &err);
    array_fini(&entries);
    arena_fini(&arena);
}

/* --- all of them --- */

/* `Fri 20 Nov 09:30`, and by whom where it was not typed here. */
static struct ui_choice choice_of(
    struct ui *ui, const struct journal_entry *entry, struct arena *arena)
{
    minute_number at = clock_minute_of(entry->stamp);
    char day[24], time[40];

    return (struct ui_choice){.id = entry->id,
        .text = text_clean_copy(arena, entry->summary),
        .detail =
            arena_format(arena, "%s %s%s%s", day_words(minute_day(at), ui_show(ui).today, day),
                minute_iso(at, time) + 11, entry->actor == ACTOR_APP ? "" : ", ",
                entry->actor == ACTOR_APP ? "" : _(actor_word(entry->actor)))};
}

void undo_list_run(struct ui *ui, const char *rest)
{
    struct ui_choice choices[CHANGES_MOST];
    struct journal_list entries = {0};
    struct arena arena = {0};
    struct error err;
    size_t count = 0;

    if (!store_standing_changes(
            session_store(ui_session(ui)), CHANGES_MOST, &arena, &entries, &err)) {
        ui_fault(ui, &err);
        arena_fini(&arena);
        return;
    }
    for (; count < entries.count; count++)
        choices[count] = choice_of(ui, &entries.items[count], &arena);
    if (count)
        ui_choose_from(ui, &(struct ui_choosing){.title = _("Take back"),
                               .footer = _("Enter shows what would go back"),
                               .choices = choices,
                               .count = count,
                               .chosen = read_change});
    else
        ui_toast(ui, "nothing was changed yet that could be taken back");
    array_fini(&entries);
    arena_fini(&arena);
}
