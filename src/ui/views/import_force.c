/* What was read wrong is forced: kind, encoding, mark between cells, days, numbers, what a column
 * is, and what goes first. Each reads the file again. */
#include <inttypes.h>
#include <string.h>
#include "app/import_keep.h"
#include "app/import_rejects.h"
#include "base/text.h"
#include "base/words.h"
#include "files/paths.h"
#include "ui/path_prompt.h"
#include "ui/views/import.h"

/* A word of an option, and what a person calls it. word NULL: as it was found. */
struct force_choice {
    const char *word, *text, *detail;
};

static const struct force_choice encodings[] = {
    {NULL, N_("found by reading"), N_("right for nearly every file")},
    {"utf-8", "UTF-8", N_("what most programs write now")},
    {"windows-1252", N_("Windows-1252"), N_("older Excel exports: é or ü came out wrong")},
    {"utf-16", N_("UTF-16"), N_("Excel's Unicode text")},
};
static const struct force_choice delimiters[] = {
    {NULL, N_("found by reading"), N_("right for nearly every file")},
    {",", N_("comma"), "a,b,c"},
    {";", N_("semicolon"), N_("a;b;c, where the comma is a decimal mark")},
    {"\t", N_("tab"), N_("copied out of a sheet")},
    {"|", N_("bar"), "a|b|c"},
};
static const struct force_choice orders[] = {
    {NULL, N_("as the columns prove"), N_("else as the last import of this source")},
    {"dmy", N_("day first"), N_("25/12/2026: Europe")},
    {"mdy", N_("month first"), N_("12/25/2026: United States")},
    {"ymd", N_("year first"), "2026-12-25"},
};
static const struct force_choice forms[] = {
    {NULL, N_("as the columns prove"), N_("else as the last import of this source")},
    {"point", "1,234.50", N_("the point parts the cents")},
    {"comma", "1.234,50", N_("the comma parts the cents")},
};

struct force_question {
    const char *title;
    const struct force_choice *choices;
    size_t count;
    void (*chosen)(struct ui *ui, int64_t id, const char *typed, void *context);
};

static void set_encoding(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct import_view *view = context;

    if (id < 0)
        return;
    view->options.encoding = encodings[id].word;
    import_look(ui, view);
}

static void set_delimiter(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct import_view *view = context;

    if (id < 0)
        return;
    view->options.delimiter = delimiters[id].word != NULL ? delimiters[id].word[0] : '\0';
    import_look(ui, view);
}

static void set_order(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct import_view *view = context;

    if (id < 0)
        return;
    view->options.dates = orders[id].word;
    import_look(ui, view);
}

static void set_form(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct import_view *view = context;

    if (id < 0)
        return;
    view->options.numbers = forms[id].word;
    import_look(ui, view);
}

static void ask_one(struct ui *ui, struct import_view *view, const struct force_question *question)
{
    struct ui_choice choices[8];

    for (size_t i = 0; i < question->count && i < COUNT_OF(choices); i++)
        choices[i] = (struct ui_choice){
            _(question->choices[i].text), _(question->choices[i].detail), NULL, (int64_t)i};
    ui_choose(ui, question->title, choices, question->count, question->chosen, view);
}

/* --- kind --- */

enum { KIND_FOUND = KIND_COUNT, KIND_MEETINGS };

static void set_kind(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct import_view *view = context;

    if (id < 0)
        return;
    view->options.kind = id == KIND_FOUND      ? NULL
                         : id == KIND_MEETINGS ? "meetings"
                                               : kind_info((enum kind)id)->plural;
    view->options.column_count = 0; /* they were columns of another kind */
    import_look(ui, view);
}

static void ask_kind(struct ui *ui, struct import_view *view)
{
    struct ui_choice choices[KIND_COUNT + 2];
    size_t count = 0;

    choices[count++] = (struct ui_choice){_("found by its headers"), NULL, NULL, KIND_FOUND};
    for (int kind = 0; kind <= KIND_FEEDBACK; kind++)
        choices[count++] = (struct ui_choice){kind_info((enum kind)kind)->plural, NULL, NULL, kind};
    choices[count++] =
        (struct ui_choice){_("meetings"), _("a calendar, .ics"), NULL, KIND_MEETINGS};
    ui_choose(ui, _("What are the rows?"), choices, count, set_kind, view);
}

/* --- what a column is --- */

static const struct force_choice roles[] = {
    {"", N_("as its header says"), N_("take back what you said of it")},
    {"fact", N_("keep as a fact"), N_("a detail of your own: searched, shown, exported")},
    {"ignored", N_("leave out"), N_("nothing of it is read")},
    {"account", N_("account"), N_("which account the row belongs to: id, domain, e-mail")},
    {"account_name", N_("account, by name"), N_("which account, where there is no id")},
    {"measure", N_("measure"), N_("a figure with a history: nps, csat, logins, ...")},
    {"first_name", N_("name, first part"), NULL},
    {"last_name", N_("name, last part"), NULL},
    {"mrr", N_("MRR"), N_("a month's revenue: x 12 is ARR")},
    {"contract_total", N_("contract total"), N_("over the whole term")},
    {"last_day", N_("last day of service"), N_("the renewal is the day after")},
};
enum { ROLE_IDS = 1000 }; /* ids of fields begin at 0 */

static bool role_fits(const struct force_choice *role, enum kind kind)
{
    bool is_account = kind == KIND_ACCOUNT;

    if (text_starts(role->word, "account"))
        return kind_info(kind)->account >= 0;
    if (text_equal(role->word, "measure"))
        return is_account || kind == KIND_MEASURE;
    if (text_equal(role->word, "first_name") || text_equal(role->word, "last_name"))
        return kind == KIND_CONTACT;
    if (text_equal(role->word, "mrr") || text_equal(role->word, "contract_total"))
        return is_account || kind == KIND_CONTRACT;
    return is_account || !text_equal(role->word, "last_day");
}

static bool kind_shown(const struct import_view *view, enum kind *ret_kind)
{
    const struct import_report *report = import_report_of(view);
    const char *kind = report != NULL && report->kind != NULL ? report->kind : view->options.kind;

    return kind_from_name(kind != NULL ? kind : "accounts", ret_kind);
}

static const char *header_here(const struct import_view *view)
{
    const struct import_row *row = import_row_here(view);

    return row != NULL && row->kind == IMPORT_COLUMN
               ? import_report_of(view)->preview->columns[row->column].header
               : NULL;
}

static bool is_about(const char *column, const char *header)
{
    const char *equals = strrchr(column, '=');

    return equals != NULL && (size_t)(equals - column) == strlen(header) &&
           strncmp(column, header, strlen(header)) == 0;
}

/* word "": what was said before is taken back. */
static void say_column(struct import_view *view, const char *header, const char *word)
{
    const struct import_options *options = &view->options;
    const char **columns =
        arena_alloc_array(&view->arena, (size_t)options->column_count + 1, sizeof(*columns));
    int count = 0;

    for (int i = 0; i < options->column_count; i++)
        if (!is_about(options->columns[i], header))
            columns[count++] = options->columns[i];
    if (*word != '\0')
        columns[count++] = arena_format(&view->arena, "%s=%s", header, word);
    view->options.columns = columns;
    view->options.column_count = count;
}

static void set_column(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct import_view *view = context;
    const char *header = header_here(view);
    enum kind kind;

    if (id < 0 || header == NULL || !kind_shown(view, &kind))
        return;
    if (!import_report_of(view)->taken && view->options.kind == NULL)
        view->options.kind = kind_info(kind)->plural; /* no header tells it */
    say_column(view, header,
        id >= ROLE_IDS ? roles[id - ROLE_IDS].word : kind_info(kind)->fields[id].name);
    import_look(ui, view);
}

static void ask_column(struct ui *ui, struct import_view *view)
{
    struct ui_choice choices[128];
    struct str title = {0};
    enum kind kind;
    size_t count = 0;

    if (!kind_shown(view, &kind))
        return;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (role_fits(&roles[i], kind))
            choices[count++] = (struct ui_choice){
                _(roles[i].text), _(roles[i].detail), NULL, (int64_t)(ROLE_IDS + i)};
    for (int i = 0; i < kind_info(kind)->stored && count < COUNT_OF(choices); i++) {
        const struct field *field = &kind_info(kind)->fields[i];

        if (!(field->flags & (FIELD_HIDDEN | FIELD_OWN | FIELD_COMPUTED)) &&
            i != kind_info(kind)->account)
            choices[count++] = (struct ui_choice){field->name, _(field->help), NULL, i};
    }
    str_addf(&title, _("%s is"), header_here(view));
    ui_choose(ui, str_text(&title), choices, count, set_column, view);
    str_fini(&title);
}

/* --- the rows that were not taken --- */

static bool save_rejects(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct import_view *view = context;
    struct arena arena = {0};
    const char *path = path_expand_home(&arena, text);
    bool good =
        import_write_rejects(import_report_of(view), &view->options, path, FILE_WRITE_NEW, err);

    if (good)
        ui_toast(ui, "written: %s", path);
    arena_fini(&arena);
    return good;
}

static void ask_save(struct ui *ui, struct import_view *view)
{
    struct str name = {0};
    const char *base = path_base(str_text(&view->path));
    const char *dot = strrchr(base, '.');

    str_add_bytes(&name, str_text(&view->path),
        view->path.len - strlen(base) + (dot != NULL ? (size_t)(dot - base) : strlen(base)));
    str_add(&name, "-not-taken.csv");
    ui_ask(ui, &(struct ui_question){.title = _("Save them to"),
                   .initial = str_text(&name),
                   .hint = _("a CSV with the reasons: mend it and import it"),
                   .accept = save_rejects,
                   .complete = path_complete,
                   .recalls = "path",
                   .context = view});
    str_fini(&name);
}

/* --- the columns, for the next time --- */

static void keep_columns(struct ui *ui, struct import_view *view)
{
    struct str path = {0}, shown = {0};
    struct error err;

    if (import_keep_columns(ui_session(ui), import_report_of(view), &view->options, &path, &err)) {
        path_add_short(&shown, str_text(&path));
        ui_toast(ui, "written: %s", str_text(&shown));
        view->is_kept = true;
        import_make_rows(view);
    } else {
        ui_fault(ui, &err);
    }
    str_fini(&path);
    str_fini(&shown);
}

/* --- a row of the list --- */

static void toggle(struct ui *ui, struct import_view *view, bool *flag)
{
    *flag = !*flag;
    import_look(ui, view);
}

void import_force(struct ui *ui, struct import_view *view, const struct import_row *row)
{
    const struct force_question questions[] = {
        {_("Encoding"), encodings, COUNT_OF(encodings), set_encoding},
        {_("Between cells stands"), delimiters, COUNT_OF(delimiters), set_delimiter},
        {_("Days are written"), orders, COUNT_OF(orders), set_order},
        {_("Numbers are written"), forms, COUNT_OF(forms), set_form},
    };

    switch (row->kind) {
    case IMPORT_KIND: ask_kind(ui, view); break;
    case IMPORT_ENCODING: ask_one(ui, view, &questions[0]); break;
    case IMPORT_DELIMITER: ask_one(ui, view, &questions[1]); break;
    case IMPORT_DATES: ask_one(ui, view, &questions[2]); break;
    case IMPORT_NUMBERS: ask_one(ui, view, &questions[3]); break;
    case IMPORT_EDITS: toggle(ui, view, &view->options.overwrite); break;
    case IMPORT_BLANKS: toggle(ui, view, &view->options.blank_erases); break;
    case IMPORT_COLUMN: ask_column(ui, view); break;
    case IMPORT_SAVE: ask_save(ui, view); break;
    case IMPORT_KEEP: keep_columns(ui, view); break;
    case IMPORT_GO:
    case IMPORT_OTHER_FILE:
    case IMPORT_SEE:
    case IMPORT_UNDO: break;
    }
}
