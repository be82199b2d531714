/* The left of Import: go, how the file is read, its columns; each row can be changed. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/import.h"

enum { LABEL = 15, HEADER_MOST = 24, MEANS_MOST = 20 };

static const char *row_label(enum import_row_kind kind)
{
    switch (kind) {
    case IMPORT_KIND: return _("rows are");
    case IMPORT_ENCODING: return _("encoding");
    case IMPORT_DELIMITER: return _("between cells");
    case IMPORT_DATES: return _("days");
    case IMPORT_NUMBERS: return _("numbers");
    case IMPORT_EDITS: return _("your edits");
    case IMPORT_BLANKS: return _("blank cells");
    case IMPORT_OTHER_FILE: return _("Choose another file");
    case IMPORT_SEE: return _("Look at Today");
    case IMPORT_UNDO: return _("Take it back, all of it");
    case IMPORT_SAVE: return _("Save the rows that were not taken");
    case IMPORT_KEEP: return _("Read its columns so the next time too");
    case IMPORT_GO:
    case IMPORT_COLUMN: break;
    }
    return "";
}

struct value_words {
    const char *value, *why; /* why: muted, behind it */
};

static const char *kind_why(const struct import_report *report)
{
    if (report->kind == NULL)
        return "";
    if (text_equal(report->kind, "meetings"))
        return _("a calendar");
    if (report->preview != NULL && report->preview->column_count == 0)
        return _("an export of daybook");
    return report->preview != NULL && *report->preview->maps ? report->preview->maps
                                                             : _("by its headers");
}

static struct value_words reading_words(
    const struct import_view *view, const struct import_report *report, enum import_row_kind kind)
{
    const struct import_options *options = &view->options;

    if (kind == IMPORT_KIND)
        return (struct value_words){report->kind != NULL ? report->kind
                                    : options->kind      ? options->kind
                                                         : _("not known"),
            options->kind != NULL ? _("as you said") : kind_why(report)};
    if (kind == IMPORT_ENCODING)
        return (struct value_words){report->encoding != NULL ? report->encoding
                                    : options->encoding      ? options->encoding
                                                             : _("not known"),
            options->encoding != NULL ? _("as you said") : _("found")};
    return (struct value_words){
        import_delimiter_word(report->delimiter ? report->delimiter : options->delimiter),
        options->delimiter ? _("as you said") : _("found")};
}

static struct value_words value_of(
    const struct import_view *view, const struct import_report *report, enum import_row_kind kind)
{
    const struct import_options *options = &view->options;
    const char *numbers = report->taken ? import_numbers_of(report) : "";

    if (kind == IMPORT_EDITS)
        return options->overwrite ? (struct value_words){_("the file wins over them"), ""}
                                  : (struct value_words){_("stay, whatever the file says"), ""};
    if (kind == IMPORT_BLANKS)
        return options->blank_erases ? (struct value_words){_("clear the field"), ""}
                                     : (struct value_words){_("leave the field as it is"), ""};
    if (kind == IMPORT_DATES && report->date_order != NULL)
        return (struct value_words){
            import_order_word(report->date_order), options->dates != NULL ? _("as you said") : ""};
    if (kind == IMPORT_DATES)
        return options->dates != NULL
                   ? (struct value_words){import_order_word(options->dates), _("as you said")}
                   : (struct value_words){
                         report->open_days ? _("not clear") : _("clear as written"), ""};
    if (kind == IMPORT_NUMBERS && *numbers)
        return (struct value_words){
            import_number_word(numbers), options->numbers ? _("as you said") : ""};
    if (kind == IMPORT_NUMBERS)
        return options->numbers != NULL
                   ? (struct value_words){import_number_word(options->numbers), _("as you said")}
                   : (struct value_words){report->open_columns > report->open_days
                                              ? _("not clear")
                                              : _("clear as written"),
                         ""};
    return reading_words(view, report, kind);
}

static void draw_go(const struct import_view *view, struct canvas *canvas, struct area line)
{
    const struct import_report *report = import_report_of(view);
    struct str words = {0}, counts = {0};
    enum role role = ROLE_MUTED;

    if (import_can_go(view)) {
        import_add_count(&counts, report->created, _("new"));
        import_add_count(&counts, report->updated, _("changed"));
        str_addf(&words, _("Import it: %s"), str_text(&counts));
        role = ROLE_ACCENT;
    } else if (view->job != NULL) {
        str_add(&words, view->phase == IMPORT_WRITES ? _("Importing; Esc stops it")
                                                     : _("Reading; Esc stops it"));
    } else if (report != NULL && report->taken) {
        str_add(&words, import_nothing_words(report));
    } else if (view->result == NULL) {
        str_add(&words, _("It was not read: Enter reads it"));
    } else {
        str_add(&words, _("It cannot be imported as it is"));
        role = ROLE_RISK;
    }
    canvas_put_cut(canvas, line.x + 2, line.y, role, str_text(&words), line.columns - 3);
    str_fini(&counts);
    str_fini(&words);
}

static const char *means_words(const char *means)
{
    return text_equal(means, "fact") ? _("kept as a fact") : _(means);
}

static bool is_open(const struct import_column *column)
{
    return !column->taken && *column->sample != '\0' && !text_equal(column->means, "not known");
}

static void draw_sample(struct ui *ui, const struct import_column *column, struct canvas *canvas,
    int x, struct area line)
{
    int end = line.x + line.columns - 1;
    char day[48];

    if (x >= end - 3)
        return;
    if (is_open(column)) {
        x = canvas_put(canvas, x, line.y, ROLE_WATCH, "▲") + 1;
        x = canvas_put_cut(canvas, x, line.y, ROLE_TEXT, column->sample, end - x);
        canvas_put_cut(
            canvas, x + 1, line.y, ROLE_MUTED, _("read two ways: not taken"), end - x - 1);
        return;
    }
    x = canvas_put_cut(
        canvas, x, line.y, ROLE_MUTED, *column->sample ? column->sample : _("empty"), end - x);
    if (*column->reads && x + 4 < end) {
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" is "));
        canvas_put_cut(canvas, x, line.y, ROLE_TEXT,
            import_value(column->reads, ui_show(ui).today, day), end - x);
    }
}

/* Columns that the widest header and meaning take. */
struct column_widths {
    int header, means;
};

static struct column_widths widths_of(const struct import_preview *preview, int columns)
{
    struct column_widths widths = {0, 0};
    int most = columns / 2 - 2 < HEADER_MOST ? columns / 2 - 2 : HEADER_MOST;

    for (int i = 0; i < preview->column_count; i++) {
        int header = text_columns(preview->columns[i].header);
        int means = text_columns(means_words(preview->columns[i].means));

        widths.header = header > widths.header ? header : widths.header;
        widths.means = means > widths.means ? means : widths.means;
    }
    widths.header = widths.header > most ? most : widths.header;
    widths.means = widths.means > MEANS_MOST ? MEANS_MOST : widths.means;
    return widths;
}

static void draw_column(struct ui *ui, const struct import_preview *preview, int at,
    struct canvas *canvas, struct area line)
{
    const struct import_column *column = &preview->columns[at];
    struct column_widths widths = widths_of(preview, line.columns);
    bool is_left_out = text_equal(column->means, "left out");
    int x = line.x + 2, end = line.x + line.columns - 1;

    canvas_put_cut(canvas, x, line.y, ROLE_TEXT, column->header, widths.header);
    x = canvas_put(canvas, x + widths.header + 1, line.y, ROLE_MUTED, "→ ");
    if (widths.means > end - x)
        widths.means = end - x;
    canvas_put_cut(canvas, x, line.y, is_left_out ? ROLE_MUTED : ROLE_TITLE,
        means_words(column->means), widths.means);
    draw_sample(ui, column, canvas, x + widths.means + 2, line);
}

static void draw_row(struct ui *ui, const struct import_view *view, int64_t index,
    struct canvas *canvas, struct area line)
{
    const struct import_row *row = &view->rows.items[index];
    const struct import_report *report = import_report_of(view);
    struct value_words words;
    int x = line.x + 2;

    if (row->kind == IMPORT_GO) {
        draw_go(view, canvas, line);
        return;
    }
    if (row->kind == IMPORT_COLUMN) {
        draw_column(ui, report->preview, row->column, canvas, line);
        return;
    }
    if (row->kind >= IMPORT_SEE || row->kind == IMPORT_OTHER_FILE) {
        canvas_put_cut(canvas, x, line.y, ROLE_TEXT, row_label(row->kind), line.columns - 3);
        return;
    }
    words = value_of(view, report, row->kind);
    canvas_put(canvas, x, line.y, ROLE_MUTED, row_label(row->kind));
    x = canvas_put_cut(canvas, x + LABEL, line.y, ROLE_TEXT, words.value, line.columns - LABEL - 3);
    if (*words.why && x + 2 + text_columns(words.why) < line.x + line.columns)
        canvas_put(canvas, x + 2, line.y, ROLE_MUTED, words.why);
}

/* What stands above a row; NULL: nothing. */
static const char *heading_above(const struct import_view *view, int64_t index)
{
    const struct import_row *row = &view->rows.items[index];

    if (row->kind == IMPORT_KIND)
        return _("How it is read");
    if (row->kind == IMPORT_EDITS)
        return _("What goes first");
    if (row->kind == IMPORT_COLUMN && row->column == 0)
        return _("Columns");
    return NULL;
}

/* Lines of a row with what stands above it; at the top without air. */
static int height_of(const struct import_view *view, int64_t index, bool has_air)
{
    return heading_above(view, index) == NULL ? 1 : index == view->list.top || !has_air ? 2 : 3;
}

static int64_t rows_that_fit(const struct import_view *view, int rows, bool has_air)
{
    int64_t index = view->list.top;

    for (; index < (int64_t)view->rows.count; index++) {
        rows -= height_of(view, index, has_air);
        if (rows < 0)
            break;
    }
    return index - view->list.top;
}

static void fit_list(struct import_view *view, int rows, bool has_air)
{
    struct list *list = &view->list;
    int64_t count = (int64_t)view->rows.count;

    if (list->selected >= count)
        list->selected = count > 0 ? count - 1 : 0;
    if (list->top > list->selected)
        list->top = list->selected;
    while (list->top < list->selected &&
           list->selected >= list->top + rows_that_fit(view, rows, has_air))
        list->top++;
    list->count = count;
    list->room = (int)rows_that_fit(view, rows, has_air);
    if (list->room < 1)
        list->room = 1;
}

static int taken_columns(const struct import_preview *preview)
{
    int taken = 0;

    for (int i = 0; i < preview->column_count; i++)
        taken += preview->columns[i].taken && !text_equal(preview->columns[i].means, "left out");
    return taken;
}

static void draw_heading(
    const struct import_view *view, const char *heading, struct canvas *canvas, struct area line)
{
    const struct import_report *report = import_report_of(view);
    char sum[64] = "";

    if (text_equal(heading, _("Columns")))
        text_format(sum, sizeof(sum), _("%d of %d taken"), taken_columns(report->preview),
            report->preview->column_count);
    part_heading(canvas, line.x + 1, line.y, line.x + line.columns - 1, heading, sum);
}

void import_draw_list(
    struct ui *ui, struct import_view *view, struct canvas *canvas, struct area area)
{
    bool has_air = canvas->rows >= SCREEN_LOW;
    struct list *list = &view->list;

    fit_list(view, area.rows, has_air);
    for (int64_t i = list->top; i < (int64_t)view->rows.count; i++) {
        const char *heading = heading_above(view, i);
        struct area line;

        if (height_of(view, i, has_air) > area.rows)
            break;
        if (heading != NULL && i > list->top && has_air)
            area_take_rows(&area, 1);
        if (heading != NULL)
            draw_heading(view, heading, canvas, area_take_rows(&area, 1));
        line = area_take_rows(&area, 1);
        draw_row(ui, view, i, canvas, line);
        if (!view->in_told)
            (void)ui_list_row(ui, canvas, list, i, line);
        else if (i == list->selected)
            canvas_select_rows(canvas, line, false);
    }
}
