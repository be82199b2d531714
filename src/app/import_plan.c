/* The first reading of a file: its header, its kind, and what its columns prove. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/csv_out.h"
#include "files/ical.h"
#include "files/paths.h"
#include "import_internal.h"

#define TITLE_ROWS 10 /* among the first so many rows the header is looked for */
#define LEAST_KNOWN 2 /* headers that a row below a title must have */

void import_file_fini(struct import_file *file)
{
    for (int i = 0; i < file->part_count; i++)
        import_file_fini(&file->parts[i]);
    file->part_count = 0;
    if (!file->is_part)
        table_file_close(file->table);
    file->table = NULL;
    merge_plan_fini(&file->plan);
    import_index_fini(&file->domains);
    import_index_fini(&file->names);
}

bool import_file_rewind(struct import_file *file, struct error *err)
{
    struct csv_row row = {0};
    bool there = true;

    table_file_choose(file->table, file->list);
    table_file_rewind(file->table);
    while (there && row.line < file->header_line)
        if (!table_file_next(file->table, &row, &there, err))
            return false;
    return true;
}

static bool kind_asked(const struct import_options *options, enum kind *ret_kind, struct error *err)
{
    if (!kind_from_name(options->kind, ret_kind) || *ret_kind > KIND_FEEDBACK)
        return error_set(err, ERROR_USAGE, "'%s' is no kind of import: %s", options->kind,
            _("accounts, contracts, contacts, measures, tickets, tasks, notes, opportunities, "
              "goals, values, feedback or meetings"));
    return true;
}

static int known_headers(const struct import_map *map, const struct csv_row *row, enum kind kind)
{
    int known = 0;

    for (int i = 0; i < row->count; i++) {
        const struct header_rule *rule = header_find(map, kind, row->cells[i]);

        known += rule != NULL && rule->role != HEADER_FACT && rule->role != HEADER_IGNORED;
    }
    return known;
}

/* A list of JSON under the name of a kind, or of records that say what they are. */
static bool kind_of_list(const struct import_file *file, enum kind *ret_kind)
{
    const char *name = table_file_name(file->table, file->list);

    if (text_equal(name, "Case")) {
        *ret_kind = KIND_TICKET;
        return true;
    }
    return *name != '\0' && kind_from_name(name, ret_kind) && *ret_kind <= KIND_FEEDBACK;
}

/* Records within accounts are what they say, whatever was asked for the file. */
static bool find_kind(struct import_run *run, const struct import_file *file,
    const struct csv_row *row, enum kind *ret_kind)
{
    if (table_file_is_within(file->table, file->list))
        return kind_of_list(file, ret_kind);
    return run->options->kind != NULL || kind_of_list(file, ret_kind) ||
           header_guess_kind(&run->map, row->cells, row->count, path_base(file->path), ret_kind);
}

/* Does this row name columns? *ret_kind is set where no kind was asked for. */
static bool is_header(struct import_run *run, const struct import_file *file,
    const struct csv_row *row, bool first, enum kind *ret_kind)
{
    if (row->fault != NULL || !find_kind(run, file, row, ret_kind))
        return false;
    return known_headers(&run->map, row, *ret_kind) >= (first ? 1 : LEAST_KNOWN);
}

static bool no_header(const char *first, const char *fault, struct error *err)
{
    if (fault != NULL)
        return error_set(err, ERROR_REFUSED, "its header cannot be read: %s", fault);
    return error_set(err, ERROR_REFUSED,
        "its first row names no known column ('%.60s', ...): a header row is needed, or a map "
        "(--map)",
        first);
}

static bool no_name(const struct import_file *file, const struct csv_row *row, struct error *err)
{
    if (table_file_is_within(file->table, file->list))
        return error_set(err, ERROR_REFUSED, "records of that kind are not kept");
    if (row->count == 0)
        return error_set(err, ERROR_REFUSED, "holds no rows");
    return error_set(err, ERROR_REFUSED,
        "its objects have no name that is known ('%.60s', ...): a map is needed (--map)",
        row->count > 0 ? row->cells[0] : "");
}

static bool has_cell(const struct csv_row *row, const char *text)
{
    for (int i = 0; i < row->count; i++)
        if (text_equal(row->cells[i], text))
            return true;
    return false;
}

/* Taskwarrior counts its open tasks anew each time: `id` is no id there, `uuid` is; `urgency` moves
 * from day to day. */
static const char *const *without_counts(struct import_run *run, const struct csv_row *row)
{
    const char **headers = arena_alloc_array(run->arena, (size_t)row->count + 1, sizeof(*headers));
    bool has_uuid = has_cell(row, "uuid"), is_ours = has_cell(row, "daybook_id");

    for (int i = 0; i < row->count; i++) {
        const char *name = row->cells[i];
        bool moves = text_equal(name, "id") || text_equal(name, "urgency");
        bool is_double = is_ours && (text_equal(name, "uuid") || text_equal(name, "project"));

        headers[i] = has_uuid && (moves || is_double)
                         ? arena_format(run->arena, "taskwarrior %s", name)
                         : name;
    }
    return headers;
}

/* Names of columns as a file has them that is not raw. */
static const char *const *with_marks(struct import_run *run, const struct csv_row *row)
{
    const char **headers = arena_alloc_array(run->arena, (size_t)row->count + 1, sizeof(*headers));
    struct str name = {0};

    for (int i = 0; i < row->count; i++) {
        str_clear(&name);
        csv_out_mark(&name, row->cells[i]);
        headers[i] = arena_copy_text(run->arena, str_text(&name));
    }
    str_fini(&name);
    return headers;
}

static bool make_plan(struct import_run *run, struct import_file *file, enum kind kind,
    const struct csv_row *row, struct error *err)
{
    struct merge_plan *plan = &file->plan;
    bool is_json = table_file_is_json(file->table);
    bool is_unmarked = table_file_is_unmarked(file->table);
    const char *const *headers = is_json       ? without_counts(run, row)
                                 : is_unmarked ? with_marks(run, row)
                                               : row->cells;

    if (!merge_plan_init(plan, &run->map, kind, headers, row->count, run->arena, err))
        return false;
    if (run->count == 1 && !file->is_part && !import_columns_are_there(run, file, err))
        return false;
    plan->unmarked = is_json || (is_unmarked && plan->ours);
    plan->exact |= plan->ours && table_file_has_facts(file->table, file->list);
    return true;
}

static bool find_header(
    struct import_run *run, struct import_file *file, enum kind *kind, struct error *err)
{
    struct csv_row row;
    const char *first = "", *fault = NULL;
    bool there;

    for (int number = 0; number < TITLE_ROWS; number++) {
        if (!table_file_next(file->table, &row, &there, err))
            return false;
        if (!there)
            break;
        if (is_header(run, file, &row, number == 0, kind)) {
            file->header_line = row.line;
            return make_plan(run, file, *kind, &row, err);
        }
        if (table_file_is_json(file->table))
            return no_name(file, &row, err);
        import_preview_unknown(run, file, &row, number);
        if (fault == NULL && row.fault != NULL)
            fault = arena_copy_text(run->arena, row.fault);
        if (number == 0)
            first = arena_copy_text(run->arena, row.count > 0 ? row.cells[0] : "");
        str_addf(&file->report->notes, _("line %d is taken as a title\n"), row.line);
    }
    str_clear(&file->report->notes);
    return no_header(first, fault, err);
}

static int column_of(const struct merge_plan *plan, int field)
{
    for (int i = 0; i < plan->count; i++)
        if (plan->columns[i].role == HEADER_FIELD && plan->columns[i].field == field)
            return i;
    return -1;
}

static const char *cell_of(const struct csv_row *row, int column)
{
    return column >= 0 && column < row->count ? row->cells[column] : "";
}

/* Accounts without id are known by domain, else by name, where these are theirs alone. */
static void count_names(struct import_file *file, const struct csv_row *row, struct arena *arena)
{
    const char *domain, *name;

    if (!text_blank(cell_of(row, column_of(&file->plan, ACCOUNT_ID))))
        return;
    domain = merge_domain_of(cell_of(row, column_of(&file->plan, ACCOUNT_DOMAIN)), arena);
    name = cell_of(row, column_of(&file->plan, ACCOUNT_NAME));
    if (domain != NULL)
        ++*import_index_at(&file->domains, import_hash_folded(domain));
    if (!text_blank(name))
        ++*import_index_at(&file->names, import_hash_folded(name));
}

static bool observe_all(struct import_run *run, struct import_file *file, struct error *err)
{
    struct arena arena = {0};
    struct csv_row row;
    bool there = true, good = true;

    while (good && there) {
        good = table_file_next(file->table, &row, &there, err) &&
               (file->rows % 256 != 0 || import_may_go_on(run, file->path, file->rows, err));
        if (!good || !there)
            break;
        if (++file->rows > IMPORT_MOST_ROWS)
            good =
                error_set(err, ERROR_REFUSED, "has more than %d rows: split it", IMPORT_MOST_ROWS);
        if (row.fault != NULL || merge_foot(&file->plan, row.cells, row.count) != NULL)
            continue;
        merge_observe(&file->plan, row.cells, row.count);
        if (file->plan.kind == KIND_ACCOUNT) {
            count_names(file, &row, &arena);
            arena_clear(&arena);
        }
    }
    arena_fini(&arena);
    return good;
}

/* --- what an earlier import of the same source proved --- */

static const char *source_name(struct import_run *run, const struct import_file *file)
{
    return arena_format(
        run->arena, "import %016llx", (unsigned long long)merge_plan_source(&file->plan));
}

static struct merge_hints hints_of(struct import_run *run, const struct import_file *file)
{
    const struct settings *settings = session_settings(run->session);
    const char *dates = run->options->dates ? run->options->dates : settings->date_order;
    const char *numbers = run->options->numbers ? run->options->numbers : settings->numbers;
    struct merge_hints hints = {
        .asked_form = number_form_from_word(numbers), .asked_order = date_order_from_word(dates)};
    const char *kept = NULL;
    struct error ignored;

    if (store_meta_get(run->session->store, source_name(run, file), run->arena, &kept, &ignored) &&
        kept != NULL && strlen(kept) > 4) {
        hints.earlier_order = date_order_from_word(arena_copy_bytes(run->arena, kept, 3));
        hints.earlier_form = number_form_from_word(kept + 4);
    }
    if (run->options->asked_first && run->options->dates)
        hints.earlier_order = hints.asked_order;
    if (run->options->asked_first && run->options->numbers)
        hints.earlier_form = hints.asked_form;
    return hints;
}

bool import_remember(struct import_run *run, struct import_file *file, struct error *err)
{
    const struct merge_plan *plan = &file->plan;
    const char *order = plan->order != DATE_OPEN ? date_order_word(plan->order) : "---";
    const char *form = plan->form == NUMBER_COMMA   ? "comma"
                       : plan->form == NUMBER_POINT ? "point"
                                                    : "-";
    const char *name = source_name(run, file);
    const char *value = arena_format(run->arena, "%s %s", order, form);
    const char *kept = NULL;

    if (plan->order == DATE_OPEN && plan->form == NUMBER_UNKNOWN)
        return true;
    if (!store_meta_get(run->session->store, name, run->arena, &kept, err))
        return false;
    return (kept != NULL && text_equal(kept, value)) ||
           store_meta_set(run->session->store, name, value, err);
}

/* --- what the report says of the columns --- */

static void name_facts(struct import_file *file)
{
    struct str *names = &file->report->fact_columns;
    size_t before = names->len; /* of other lists of the file */

    for (int i = 0; i < file->plan.count; i++) {
        const struct merge_column *column = &file->plan.columns[i];

        if (column->role == HEADER_FACT && column->taken)
            str_addf(names, "%s%s", names->len > 0 ? ", " : "", column->header);
        else if (column->role == HEADER_IGNORED && !file->plan.ours &&
                 !text_equal(column->header, MERGE_WHY_HEADER))
            str_addf(&file->report->notes, _("column %s is left out: %s\n"), column->header,
                column->is_forced ? _("so it was asked") : _("it says when a copy was made"));
    }
    if (names->len > before)
        str_addf(&file->report->notes, _("kept as facts: %s\n"),
            str_text(names) + before + (before > 0 ? strlen(", ") : 0));
}

static void describe(struct import_file *file)
{
    struct import_report *report = file->report;

    report->kind = kind_info(file->plan.kind)->plural;
    report->encoding = table_file_encoding(file->table);
    report->delimiter = table_file_delimiter(file->table);
    report->header_line = file->is_part ? 0 : file->header_line;
    report->date_order = file->plan.order != DATE_OPEN ? date_order_word(file->plan.order) : NULL;
    report->open_columns = file->plan.open_columns;
    report->open_days = file->plan.open_days;
    name_facts(file);
}

static int rank_of(enum kind kind)
{
    return kind == KIND_ACCOUNT ? 0 : kind == KIND_CONTRACT ? 1 : kind == KIND_CONTACT ? 2 : 3;
}

/* Standard input has no rows yet. */
static bool go_on_reading(void *context, int64_t bytes)
{
    (void)bytes;
    return import_may_go_on(context, "-", 0, NULL);
}

bool import_plan_list(struct import_run *run, struct import_file *file, struct error *err)
{
    enum kind kind = KIND_ACCOUNT;
    struct merge_hints hints;

    table_file_choose(file->table, file->list);
    if ((run->options->kind != NULL && !kind_asked(run->options, &kind, err)) ||
        !find_header(run, file, &kind, err) || !observe_all(run, file, err))
        return false;
    hints = hints_of(run, file);
    merge_decide(&file->plan, &hints, &file->report->notes);
    file->rank = rank_of(kind);
    describe(file);
    if (run->options->dry_run)
        import_preview_begin(run, file);
    return true;
}

bool import_plan_file(struct import_run *run, struct import_file *file, struct error *err)
{
    struct csv_options options = {
        run->options->encoding, run->options->delimiter, go_on_reading, run};

    file->rank = 3;
    if (run->options->kind ? text_equal(run->options->kind, "meetings")
                           : ical_is_calendar(file->path)) {
        file->is_calendar = true;
        file->report->kind = "meetings";
        file->report->encoding = "utf-8";
        import_preview_begin_bare(run, file);
        return true;
    }
    if (!table_file_open(file->path, &options, &file->table, err) ||
        !import_is_book(run, file, &file->is_book, err))
        return false;
    if (file->is_book) {
        import_preview_begin_bare(run, file);
        return true;
    }
    return table_file_lists(file->table) > 1 ? import_plan_lists(run, file, err)
                                             : import_plan_list(run, file, err);
}
