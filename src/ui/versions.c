/* The texts that a note had before: when, by whom, what is the first difference; read, and
 * restored.
 */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/bulk.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

enum { VERSIONS_MOST = 200, LINE_COLUMNS = 40, LEAD_BYTES = 8 };

/* `Fri 20 Nov 09:30` */
static void add_time(struct ui *ui, minute_number at, struct str *out)
{
    char words[24];

    str_add(out, day_words(minute_day(at), ui_show(ui).today, words));
    str_addf(out, " %s", minute_iso(at, words) + 11);
}

/* --- the first difference --- */

static const char *line_end(const char *at)
{
    return at + strcspn(at, "\n");
}

/* Bytes that both lines begin with, back to the begin of a word; 0 where that is near. */
static size_t common_begin(const char *before, const char *after)
{
    size_t same = 0;

    while (before[same] && before[same] != '\n' && before[same] == after[same])
        same++;
    while (same && before[same - 1] != ' ')
        same--;
    return same > LEAD_BYTES ? same : 0;
}

static void add_line(const char *line, size_t skipped, struct str *out)
{
    size_t len = (size_t)(line_end(line) - line);

    if (len <= skipped) {
        str_add(out, _("nothing"));
        return;
    }
    str_add(out, skipped ? "\"…" : "\"");
    text_clean(out, line + skipped, text_fit(line + skipped, len - skipped, LINE_COLUMNS));
    str_add(out, "\"");
}

/* `"old" became "new"`: the first line that is not the same in both. */
static void add_difference(const char *before, const char *after, struct str *out)
{
    struct str was = {0}, is = {0};
    size_t same;

    while (*before && line_end(before) - before == line_end(after) - after &&
           !strncmp(before, after, (size_t)(line_end(before) - before))) {
        before = line_end(before) + (*line_end(before) != '\0');
        after = line_end(after) + (*line_end(after) != '\0');
    }
    same = common_begin(before, after);
    add_line(before, same, &was);
    add_line(after, same, &is);
    str_addf(out, _("%s became %s"), str_text(&was), str_text(&is));
    str_fini(&is);
    str_fini(&was);
}

/* --- one of them --- */

/* context: its key; it may be gone since. */
static void restore(struct ui *ui, void *context)
{
    struct outcome outcome;
    struct error err;

    if (verb_note_restore(ui_session(ui), (int64_t)(intptr_t)context, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static void write_version(struct ui *ui, const struct row *version, struct str *out)
{
    struct str with = {0};
    const char *body = row_text(version, VERSION_BODY);

    part_items(&with, row_text(version, VERSION_ATTENDEES));
    str_addf(out, "# %s%s", row_text(version, VERSION_KIND), with.len ? _(" with ") : "");
    text_clean(out, str_text(&with), with.len);
    if (*row_text(version, VERSION_SENTIMENT))
        str_addf(out, ", %s", row_text(version, VERSION_SENTIMENT));
    str_add(out, "\n\n");
    text_clean_lines(out, body, strlen(body));
    str_fini(&with);
}

static void read_version(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};
    struct str title = {0}, text = {0};
    struct row *version = NULL;
    struct error err;

    if (id < 0)
        return;
    if (!store_get(session_store(ui_session(ui)), KIND_VERSION, id, &arena, &version, &err)) {
        ui_fault(ui, &err);
    } else if (version) {
        str_add(&title, _("As it was until "));
        add_time(ui, row_integer(version, VERSION_SAVED), &title);
        write_version(ui, version, &text);
        ui_read_then(ui, &(struct ui_reading){.title = str_text(&title),
                             .text = str_text(&text),
                             .words = _("restore it"),
                             .yes = restore,
                             .context = (void *)(intptr_t)version->key});
    }
    str_fini(&title);
    str_fini(&text);
    arena_fini(&arena);
}

/* --- all of them --- */

static struct ui_choice choice_of(
    struct ui *ui, const struct row *version, const char *after, struct arena *arena)
{
    struct str when = {0}, what = {0};
    struct ui_choice choice = {.id = version->key};

    add_time(ui, row_integer(version, VERSION_SAVED), &when);
    if (*row_text(version, VERSION_AUTHOR)) {
        str_add(&when, _(" by "));
        text_clean(
            &when, row_text(version, VERSION_AUTHOR), strlen(row_text(version, VERSION_AUTHOR)));
    }
    add_difference(row_text(version, VERSION_BODY), after, &what);
    choice.text = arena_copy_text(arena, str_text(&when));
    choice.detail = arena_copy_text(arena, str_text(&what));
    str_fini(&when);
    str_fini(&what);
    return choice;
}

static void choose_version(
    struct ui *ui, const struct row *note, const struct row_list *versions, struct arena *arena)
{
    struct ui_choice choices[VERSIONS_MOST];
    const char *after = row_text(note, NOTE_BODY);
    size_t count = 0;

    for (; count < versions->count && count < VERSIONS_MOST; count++) {
        choices[count] = choice_of(ui, versions->items[count], after, arena);
        after = row_text(versions->items[count], VERSION_BODY);
    }
    ui_choose_from(ui, &(struct ui_choosing){.title = _("Changed"),
                           .footer = _("Enter reads what stood there before"),
                           .choices = choices,
                           .count = count,
                           .chosen = read_version});
}

void versions_run(struct ui *ui, const char *rest)
{
    struct touched_row target = bulk_row(ui);
    struct row_list versions = {0};
    struct arena arena = {0};
    struct row *note = NULL;
    struct error err;

    if (!target.key)
        return;
    if (target.kind != KIND_NOTE)
        ui_toast(ui, "earlier versions are kept of notes");
    else if (!store_get(
                 session_store(ui_session(ui)), KIND_NOTE, target.key, &arena, &note, &err) ||
             !verb_note_versions(ui_session(ui), target.key, &arena, &versions, &err))
        ui_fault(ui, &err);
    else if (!note || !versions.count)
        ui_toast(ui, "this note is as it was first written");
    else
        choose_version(ui, note, &versions, &arena);
    arena_fini(&arena);
}
