/* The rows of the screen Import: at the left what was recognised, at the right what becomes of it.
 */
#include <string.h>
#include "app/import_keep.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/import.h"

enum { REJECTS_SHOWN = 1000 };

/* --- at the left --- */

static void add_row(struct import_view *view, enum import_row_kind kind)
{
    ARRAY_PUSH(&view->rows, (struct import_row){kind, -1});
}

static bool is_table(const struct import_report *report)
{
    return report != NULL && (report->preview == NULL || report->preview->column_count > 0) &&
           !text_equal(report->kind, "meetings");
}

/* What cannot be found in the file is not asked for. */
static void add_reading(struct import_view *view, const struct import_report *report)
{
    bool is_refused = !report->taken;

    add_row(view, IMPORT_KIND);
    if (!is_table(report) && !is_refused)
        return;
    if (report->delimiter || is_refused) {
        add_row(view, IMPORT_ENCODING);
        add_row(view, IMPORT_DELIMITER);
    }
    if (is_refused)
        return;
    add_row(view, IMPORT_DATES);
    add_row(view, IMPORT_NUMBERS);
}

static void add_columns(struct import_view *view, const struct import_preview *preview)
{
    for (int i = 0; i < preview->column_count; i++)
        ARRAY_PUSH(&view->rows, (struct import_row){IMPORT_COLUMN, i});
}

static void rows_looking(struct import_view *view)
{
    const struct import_report *report = import_report_of(view);

    add_row(view, IMPORT_GO);
    if (report == NULL)
        return;
    add_reading(view, report);
    if (!report->taken) {
        add_row(view, IMPORT_OTHER_FILE);
        if (report->preview != NULL)
            add_columns(view, report->preview);
        return;
    }
    add_row(view, IMPORT_EDITS);
    add_row(view, IMPORT_BLANKS);
    if (report->preview != NULL)
        add_columns(view, report->preview);
}

static void rows_done(struct import_view *view)
{
    const struct import_report *report = import_report_of(view);

    add_row(view, IMPORT_SEE);
    if (report->change_id)
        add_row(view, IMPORT_UNDO);
    if (report->rejected)
        add_row(view, IMPORT_SAVE);
    if (!view->is_kept && import_can_keep(ui_session(view->ui), report, &view->options))
        add_row(view, IMPORT_KEEP);
    add_row(view, IMPORT_OTHER_FILE);
}

void import_make_rows(struct import_view *view)
{
    array_clear(&view->rows);
    switch (view->phase) {
    case IMPORT_NOTHING: add_row(view, IMPORT_OTHER_FILE); break;
    case IMPORT_LOOKS:
    case IMPORT_WRITES: rows_looking(view); break;
    case IMPORT_DONE:
    case IMPORT_UNDOES: rows_done(view); break;
    }
}

/* --- at the right --- */

static void add_line(struct import_view *view, struct import_line line)
{
    ARRAY_PUSH(&view->lines, line);
}

static void add_head(struct import_view *view, const char *text, int64_t count)
{
    if (view->lines.count > 0)
        add_line(view, (struct import_line){.kind = IMPORT_GAP});
    add_line(view, (struct import_line){.kind = IMPORT_HEAD, .a = text, .count = count});
}

static void add_more(struct import_view *view, int64_t count)
{
    if (count > 0)
        add_line(view, (struct import_line){.kind = IMPORT_MORE, .count = count});
}

int import_number_columns(const struct import_view *view)
{
    return 5 + view->number_columns + 2;
}

/* The largest line that is shown tells how wide all are. */
static void measure_numbers(struct import_view *view, const struct import_report *report)
{
    const struct import_preview *preview = report->preview;
    int largest = 1;

    for (size_t i = 0; i < report->rejects.count; i++)
        largest = report->rejects.items[i].line > largest ? report->rejects.items[i].line : largest;
    for (int i = 0; preview != NULL && i < preview->changes_shown; i++)
        largest = preview->changes[i].line > largest ? preview->changes[i].line : largest;
    for (int i = 0; preview != NULL && i < preview->created_shown; i++)
        largest = preview->created[i].line > largest ? preview->created[i].line : largest;
    for (view->number_columns = 0; largest > 0; largest /= 10)
        view->number_columns++;
}

struct wrapping {
    struct import_view *view;
    struct import_line first; /* its kind is that of the first line; notes follow */
    int indent;
};

static void take_wrapped(void *context, const char *start, size_t len)
{
    struct wrapping *wrapping = context;
    struct import_line line = wrapping->first;

    line.a = arena_copy_bytes(&wrapping->view->result->arena, start, len);
    add_line(wrapping->view, line);
    wrapping->first = (struct import_line){.kind = IMPORT_NOTE, .number = wrapping->indent};
}

static void add_wrapped(struct import_view *view, struct import_line first, const char *text)
{
    bool is_note = first.kind == IMPORT_NOTE;
    struct wrapping wrapping = {view, first, is_note ? 2 : import_number_columns(view)};
    int columns = view->told_columns - 4 - wrapping.indent;

    text_wrap(text, columns > 12 ? columns : 12, take_wrapped, &wrapping);
}

static void add_reject(struct import_view *view, const struct import_reject *reject)
{
    struct import_line line = {.kind = IMPORT_REJECT, .number = reject->line};
    struct str words = {0};

    str_addf(&words, "%s%s%s", reject->column, *reject->column ? ": " : "", reject->why);
    add_wrapped(view, line, str_text(&words));
    str_fini(&words);
}

static void add_rejects(struct import_view *view, const struct import_report *report)
{
    if (report->rejected == 0)
        return;
    add_head(view, _("Not taken"), report->rejected);
    for (size_t i = 0; i < report->rejects.count && i < REJECTS_SHOWN; i++)
        add_reject(view, &report->rejects.items[i]);
    add_more(view, report->rejected - REJECTS_SHOWN);
}

/* Fields of one row stand below its name. */
static int64_t add_fields(struct import_view *view, const struct import_preview *preview, bool kept)
{
    const struct import_field_change *last = NULL;
    int64_t shown = 0;

    for (int i = 0; i < preview->changes_shown; i++) {
        const struct import_field_change *change = &preview->changes[i];

        if (change->kept != kept)
            continue;
        if (last == NULL || last->line != change->line || !text_equal(last->name, change->name))
            add_line(view,
                (struct import_line){IMPORT_RECORD, change->line, 0, change->name, NULL, NULL});
        add_line(view, (struct import_line){kept ? IMPORT_KEPT : IMPORT_FIELD, 0, 0, change->field,
                           change->before, change->after});
        last = change;
        shown++;
    }
    return shown;
}

static void add_changes(struct import_view *view, const struct import_preview *preview)
{
    if (preview->kept_count > 0) {
        add_head(view, _("Stays as you set it"), preview->kept_count);
        add_more(view, preview->kept_count - add_fields(view, preview, true));
    }
    if (preview->change_count > 0) {
        add_head(view, _("Fields that change"), preview->change_count);
        add_more(view, preview->change_count - add_fields(view, preview, false));
    }
}

static void add_created(struct import_view *view, const struct import_report *report)
{
    const struct import_preview *preview = report->preview;

    if (report->created == 0)
        return;
    add_head(view, _("New"), report->created);
    for (int i = 0; i < preview->created_shown; i++)
        add_line(view, (struct import_line){IMPORT_NEW, preview->created[i].line, 0,
                           preview->created[i].name, NULL, NULL});
    add_more(view, report->created - preview->created_shown);
}

/* Each line of the notes; the texts live in the result. */
static void add_notes(struct import_view *view, const struct import_report *report)
{
    const char *notes = str_text(&report->notes);
    int64_t count = 0;

    for (const char *at = notes; *at; at++)
        count += *at == '\n';
    if (count == 0)
        return;
    add_head(view, _("Good to know"), 0);
    while (*notes) {
        size_t len = strcspn(notes, "\n");

        add_wrapped(view, (struct import_line){.kind = IMPORT_NOTE},
            import_without_options(
                &view->result->arena, arena_copy_bytes(&view->result->arena, notes, len)));
        notes += len + (notes[len] == '\n');
    }
}

void import_make_lines(struct import_view *view)
{
    const struct import_report *report = import_report_of(view);

    array_clear(&view->lines);
    if (report == NULL || !report->taken)
        return;
    measure_numbers(view, report);
    add_rejects(view, report);
    if (report->preview != NULL) {
        add_changes(view, report->preview);
        add_created(view, report);
    }
    add_notes(view, report);
}
