/* What a dry run shows: the columns and what each became, and row by row what would be done. */
#include "app/import_preview.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "import_internal.h"

#define MOST_NAME_BYTES 60
#define MOST_VALUE_BYTES 200

/* A column that is no field, in words. */
static const char *const role_means[HEADER_ROLES] = {
    [HEADER_FACT] = N_("fact"),
    [HEADER_IGNORED] = N_("left out"),
    [HEADER_ACCOUNT] = N_("account"),
    [HEADER_ACCOUNT_DOMAIN] = N_("account, by domain"),
    [HEADER_ACCOUNT_NAME] = N_("account, by name"),
    [HEADER_ACCOUNT_EMAIL] = N_("account, by e-mail"),
    [HEADER_FIRST_NAME] = N_("name, first part"),
    [HEADER_LAST_NAME] = N_("name, last part"),
    [HEADER_MRR] = N_("arr = MRR x 12"),
    [HEADER_TOTAL] = N_("arr = total over the term"),
    [HEADER_ENDS] = N_("renewal = the day after"),
    [HEADER_RENEWAL] = N_("ends = the day before"),
    [HEADER_DELETED] = N_("deleted at source"),
    [HEADER_DONE] = N_("status, by yes or no"),
    [HEADER_LEFT] = N_("left or churned, by yes or no"),
    [HEADER_ACTIVE] = N_("left or churned, where it is no"),
    [HEADER_SUBJECT] = N_("body, first line"),
};

static const char *means_of(
    const struct merge_plan *plan, const struct merge_column *column, struct arena *arena)
{
    if (column->role == HEADER_FIELD)
        return kind_info(plan->kind)->fields[column->field].name;
    if (column->role == HEADER_MEASURE)
        return arena_format(arena, "measure %s", column->name);
    return role_means[column->role];
}

static bool is_date(const struct merge_plan *plan, const struct merge_column *column)
{
    return column->role == HEADER_ENDS || column->role == HEADER_RENEWAL ||
           (column->role == HEADER_FIELD &&
               (kind_info(plan->kind)->fields[column->field].type == FIELD_DAY ||
                   kind_info(plan->kind)->fields[column->field].type == FIELD_MINUTE));
}

static const char *reads_day(
    const struct merge_column *column, const char *sample, struct arena *arena)
{
    struct error ignored;
    char iso[24];
    day_number day;
    int minute;

    if (!cell_day(sample, column->order, &day, &minute, &ignored) ||
        text_equal(day_iso(day, iso), sample))
        return "";
    return arena_copy_text(arena, iso);
}

static const char *reads_number(
    const struct merge_column *column, const char *sample, struct arena *arena)
{
    char currency[4], plain[40];
    int64_t minor;

    if (!money_parse(sample, NULL, column->form, &minor, currency, NULL))
        return "";
    money_plain(minor, currency[0] != '\0' ? currency : NULL, plain);
    return text_equal(plain, sample) ? "" : arena_copy_text(arena, plain);
}

/* Numbers with marks alone had anything to be decided. */
static void show_number(
    const struct merge_column *column, struct import_column *shown, struct arena *arena)
{
    if (strpbrk(shown->sample, ".,'$") == NULL && strspn(shown->sample, "0123456789") > 0)
        return;
    shown->how = column->form == NUMBER_COMMA ? "comma" : "point";
    shown->reads = reads_number(column, shown->sample, arena);
}

static struct import_column show_column(
    const struct merge_plan *plan, const struct merge_column *column, struct arena *arena)
{
    struct import_column shown = {.header = column->header,
        .means = means_of(plan, column, arena),
        .how = "",
        .sample = column->sample != NULL ? column->sample : "",
        .reads = "",
        .taken = column->taken && column->sample != NULL};

    if (column->seen.sample[0] != '\0')
        shown.sample = arena_copy_text(arena, column->seen.sample);
    if (*shown.sample == '\0' || !shown.taken)
        return shown;
    if (is_date(plan, column)) {
        int64_t judged = column->seen.dmy + column->seen.mdy + column->seen.ymd;

        shown.how = judged + column->seen.open_dates > 0 ? date_order_word(column->order) : "";
        shown.reads = reads_day(column, shown.sample, arena);
    } else if (column->is_number && column->seen.points + column->seen.commas +
                                            column->seen.open_numbers + column->seen.numbers +
                                            column->seen.percents >
                                        0) {
        show_number(column, &shown, arena);
    }
    return shown;
}

static bool names_map(const struct merge_plan *plan, int count, const char *map)
{
    for (int i = 0; i < count; i++)
        if (text_equal(plan->columns[i].map, map))
            return true;
    return false;
}

/* The words of vendors, in the order of the columns. */
static const char *maps_of(const struct merge_plan *plan, struct arena *arena)
{
    const char *maps = "";

    for (int i = 0; i < plan->count; i++) {
        const char *map = plan->columns[i].map;

        if (map != NULL && !text_equal(map, "plain") && !names_map(plan, i, map))
            maps = arena_format(arena, "%s%s%s", maps, *maps ? ", " : "", map);
    }
    return maps;
}

static struct import_preview *begin(struct import_run *run, struct import_file *file)
{
    struct import_preview *preview = arena_alloc(run->arena, sizeof(*preview));

    preview->maps = "";
    preview->created = arena_alloc_array(run->arena, IMPORT_MOST_SHOWN, sizeof(*preview->created));
    preview->changes = arena_alloc_array(run->arena, IMPORT_MOST_SHOWN, sizeof(*preview->changes));
    file->report->preview = preview;
    return preview;
}

void import_preview_begin(struct import_run *run, struct import_file *file)
{
    struct import_preview *preview = begin(run, file);
    const struct merge_plan *plan = &file->plan;

    preview->header_line = file->header_line;
    preview->maps = maps_of(plan, run->arena);
    preview->column_count = plan->count;
    preview->columns =
        arena_alloc_array(run->arena, (size_t)plan->count + 1, sizeof(*preview->columns));
    for (int i = 0; i < plan->count; i++)
        preview->columns[i] = show_column(plan, &plan->columns[i], run->arena);
}

void import_preview_begin_bare(struct import_run *run, struct import_file *file)
{
    if (run->options->dry_run)
        (void)begin(run, file);
}

void import_preview_unknown(
    struct import_run *run, struct import_file *file, const struct csv_row *row, int number)
{
    struct import_preview *preview = file->report->preview;

    if (!run->options->dry_run || number > 1 || row->fault != NULL)
        return;
    if (number == 0) {
        preview = begin(run, file);
        preview->header_line = row->line;
        preview->column_count = row->count;
        preview->columns =
            arena_alloc_array(run->arena, (size_t)row->count + 1, sizeof(*preview->columns));
        for (int i = 0; i < row->count; i++)
            preview->columns[i] =
                (struct import_column){.header = text_clean_copy(run->arena, row->cells[i]),
                    .means = N_("not known"),
                    .how = "",
                    .sample = "",
                    .reads = ""};
    }
    for (int i = 0; number == 1 && preview != NULL && i < preview->column_count && i < row->count;
         i++)
        preview->columns[i].sample = text_clean_copy(run->arena, row->cells[i]);
}

/* --- rows --- */

static bool shows(const struct import_pass *pass)
{
    return pass->file->report->preview != NULL;
}

/* Notes are long, and so may anything be. */
static const char *shorten(struct arena *arena, const char *text, size_t most)
{
    size_t len = strnlen(text, most + 1);

    if (len <= most)
        return text_clean_copy(arena, text);
    for (len = most; len > 0 && (text[len] & 0xC0) == 0x80;)
        len--;
    return text_clean_copy(arena, arena_format(arena, "%.*s...", (int)len, text));
}

/* A name, else an id, else what else of texts it holds. */
static const char *name_of(const struct import_pass *pass, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    char iso[24];

    if (row->kind == KIND_MEASURE)
        return arena_format(pass->run->arena, "%s %s",
            text_clean_copy(pass->context.arena, pass->said != NULL ? pass->said : "measure"),
            day_iso(row_day(row, MEASURE_DATE), iso));
    if (info->name >= 0 && *row_text(row, info->name) != '\0')
        return shorten(pass->run->arena, row_text(row, info->name), MOST_NAME_BYTES);
    if (info->id >= 0 && *row_text(row, info->id) != '\0')
        return text_clean_copy(pass->run->arena, row_text(row, info->id));
    return info->singular;
}

static const char *name_with_kind(const struct import_pass *pass, const struct row *row)
{
    const char *singular = kind_info(row->kind)->singular, *name = name_of(pass, row);

    return pass->names_kind && !text_equal(name, singular)
               ? arena_format(pass->run->arena, "%s %s", singular, name)
               : name;
}

void import_preview_add_new(
    struct import_run *run, struct import_file *file, int line, const char *name)
{
    struct import_preview *preview = file->report->preview;

    if (preview == NULL || preview->created_shown == IMPORT_MOST_SHOWN)
        return;
    preview->created[preview->created_shown++] =
        (struct import_newcomer_shown){line, shorten(run->arena, name, MOST_NAME_BYTES)};
}

void import_preview_created(struct import_pass *pass)
{
    if (shows(pass) && pass->file->report->preview->created_shown < IMPORT_MOST_SHOWN)
        import_preview_add_new(
            pass->run, pass->file, pass->line, name_with_kind(pass, pass->row.row));
}

void import_preview_add(
    struct import_run *run, struct import_file *file, const struct import_field_change *change)
{
    struct import_preview *preview = file->report->preview;
    struct import_field_change *at;

    if (preview == NULL)
        return;
    preview->change_count += !change->kept;
    preview->kept_count += change->kept;
    if (preview->changes_shown == IMPORT_MOST_SHOWN)
        return;
    at = &preview->changes[preview->changes_shown++];
    *at = *change;
    at->name = text_clean_copy(run->arena, change->name);
    at->field = text_clean_copy(run->arena, change->field);
    at->before = shorten(run->arena, change->before, MOST_VALUE_BYTES);
    at->after = shorten(run->arena, change->after, MOST_VALUE_BYTES);
}

static const char *plain(const struct import_pass *pass, const struct row *row, int field)
{
    struct str text = {0};
    const char *copy;

    field_format_plain(&text, row, field, pass->context.currency);
    copy = arena_copy_text(pass->context.arena, str_text(&text));
    str_fini(&text);
    return copy;
}

void import_preview_changed(
    struct import_pass *pass, const struct row *stored, struct merge_delta delta)
{
    const struct kind_info *info = kind_info(stored->kind);
    struct row after = *pass->row.row;

    if (!shows(pass))
        return;
    for (int field = 0; field < info->stored; field++) {
        bool kept = delta.kept >> field & 1;

        if ((!kept && !(delta.mask >> field & 1)) || (info->fields[field].flags & FIELD_HIDDEN))
            continue;
        import_preview_add(pass->run, pass->file,
            &(struct import_field_change){.line = pass->line,
                .name = name_with_kind(pass, stored),
                .field = info->fields[field].name,
                .before = plain(pass, stored, field),
                .after = plain(pass, &after, field),
                .kept = kept});
    }
}

void import_preview_value(
    struct import_pass *pass, const char *name, const char *before, const char *after)
{
    if (!shows(pass))
        return;
    import_preview_add(pass->run, pass->file,
        &(struct import_field_change){.line = pass->line,
            .name = name_with_kind(pass, pass->row.row),
            .field = name,
            .before = before,
            .after = after});
}

void import_preview_reading(
    struct import_pass *pass, const char *metric, const struct row *before, double after)
{
    struct str number = {0};
    const char *old = "";

    if (!shows(pass))
        return;
    if (before != NULL)
        old = plain(pass, before, MEASURE_VALUE);
    str_add_real(&number, after);
    import_preview_value(pass, metric, old, str_text(&number));
    str_fini(&number);
}

int import_preview_shown(const struct import_pass *pass)
{
    return shows(pass) ? pass->file->report->preview->changes_shown : 0;
}

void import_preview_all_new(struct import_pass *pass, int shown, int made)
{
    if (!shows(pass))
        return;
    pass->file->report->preview->changes_shown = shown;
    pass->file->report->preview->change_count -= made;
    import_preview_created(pass);
}
