/* A row of an export of ours: its cells read exactly, the stored row that it is, and what differs.
 */
#include <string.h>
#include "base/words.h"
#include "core/field_plain.h"
#include "files/csv_out.h"
#include "import_book_internal.h"

/* --- cells --- */

/* A CSV marks what a spreadsheet would take for a formula. */
const char *book_unmarked(const struct book_pass *book, const char *text)
{
    return cell_is_marked(text) && !table_file_is_unmarked(book->pass.file->table) ? text + 1
                                                                                   : text;
}

static int place_of(enum kind kind)
{
    return kind == KIND_ACCOUNT ? 0 : kind == KIND_RUN ? 1 : 2;
}

static bool find_link(
    struct book_pass *book, enum kind kind, const char *id, int64_t *ret_key, struct error *err)
{
    struct book_link *link = &book->links[place_of(kind)];
    struct arena *arena = &book->links_arena[place_of(kind)];
    struct row *row = NULL;

    if (link->id == NULL || !text_equal(link->id, id)) {
        arena_clear(arena);
        link->id = NULL;
        if (!store_find_id(book->pass.run->session->store, kind, id, arena, &row, err))
            return false;
        link->id = arena_copy_text(arena, id);
        link->key = row != NULL ? row->key : 0;
    }
    *ret_key = link->key;
    return true;
}

static bool read_link(
    struct book_pass *book, int field, const char *text, bool *ret_good, struct error *err)
{
    const struct field *info = &kind_info(book->kind)->fields[field];
    enum kind kind = field_link_kind(book->kind, field);
    int64_t key = 0;

    *ret_good = true;
    if (*text != '\0' && !find_link(book, kind, text, &key, err))
        return false;
    if (key != 0) {
        row_set_integer(book->row, field, key);
    } else if (*text != '\0' || (info->flags & FIELD_NEEDED)) {
        *ret_good = false;
        import_reject(&book->pass, book->pass.line, info->name,
            arena_format(&book->pass.arena, _("no %s %s"), kind_info(kind)->singular, text));
    }
    return true;
}

/* JSON tells a text that is empty from none at all. */
static bool is_empty_text(const struct book_pass *book, const struct field *info, const char *text)
{
    return *text == '\0' && text != table_file_null && table_file_is_json(book->pass.file->table) &&
           (info->type == FIELD_TEXT || info->type == FIELD_LONG || info->type == FIELD_WORD ||
               info->type == FIELD_TAGS);
}

static bool read_field(
    struct book_pass *book, int field, const char *text, bool *ret_good, struct error *err)
{
    const struct field *info = &kind_info(book->kind)->fields[field];
    const char *currency = row_currency(book->row, book->pass.context.currency);
    struct error fault = {0};
    struct value value;

    if (csv_out_is_text(info))
        text = book_unmarked(book, text);
    if (info->type == FIELD_LINK)
        return read_link(book, field, text, ret_good, err);
    *ret_good =
        field_read_plain(book->kind, field, text, currency, &book->pass.arena, &value, &fault);
    if (*ret_good && is_empty_text(book, info, text))
        row_set_text(book->row, field, "");
    else if (*ret_good)
        row_set(book->row, field, value);
    else
        import_reject(&book->pass, book->pass.line, info->name, fault.text);
    return true;
}

/* Money wants its currency, which stands behind it or before it. */
static void read_currency(struct book_pass *book, const struct csv_row *cells)
{
    int field = kind_info(book->kind)->currency;

    for (int i = 0; i < book->columns && i < cells->count; i++)
        if (field >= 0 && book->fields[i] == field && *cells->cells[i] != '\0')
            row_set_text(book->row, field, cells->cells[i]);
}

static bool has_needed(struct book_pass *book)
{
    const struct kind_info *info = kind_info(book->kind);

    for (int field = 0; field < info->stored; field++) {
        if (!(info->fields[field].flags & FIELD_NEEDED) || row_knows(book->row, field))
            continue;
        import_reject(&book->pass, book->pass.line, info->fields[field].name, _("is missing"));
        return false;
    }
    return true;
}

bool book_read(
    struct book_pass *book, const struct csv_row *cells, bool *ret_good, struct error *err)
{
    struct merge_fact_list *facts = &book->pass.row.facts;

    book->row = row_new(&book->pass.arena, book->kind);
    array_clear(facts);
    *ret_good = true;
    read_currency(book, cells);
    for (int i = 0; i < book->columns && i < cells->count && *ret_good; i++) {
        const char *text = cells->cells[i];

        if (book->fields[i] >= 0) {
            if (!read_field(book, book->fields[i], text, ret_good, err))
                return false;
        } else if (book->fields[i] == BOOK_FACT && *text != '\0') {
            ARRAY_PUSH(facts, (struct merge_fact){book->names[i], book_unmarked(book, text)});
        }
    }
    *ret_good = *ret_good && has_needed(book);
    return true;
}

/* --- which row --- */

/* Fields that together name a row of a kind without id; -1 ends. */
static const int *key_fields(enum kind kind)
{
    static const int step[] = {STEP_RUN, STEP_STEP, -1};
    static const int signal[] = {SIGNAL_SIGNAL, SIGNAL_SINCE, SIGNAL_OUTCOME, SIGNAL_CLOSED_ON, -1};
    static const int version[] = {VERSION_NOTE, VERSION_SAVED, -1};
    static const int none[] = {-1};

    return kind == KIND_STEP      ? step
           : kind == KIND_SIGNAL  ? signal
           : kind == KIND_VERSION ? version
                                  : none;
}

static bool is_same_row(const struct row *a, const struct row *b)
{
    const int *fields = key_fields(a->kind);

    if (*fields < 0)
        return false;
    for (; *fields >= 0; fields++)
        if (!value_equal(a->values[*fields], b->values[*fields]))
            return false;
    return true;
}

static bool match_child(struct book_pass *book, struct row **ret_stored, struct error *err)
{
    int64_t account = row_integer(book->row, kind_info(book->kind)->account);
    struct row_list rows = {0};

    if (!store_children(
            book->pass.run->session->store, book->kind, account, &book->pass.arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count && *ret_stored == NULL; i++)
        if (is_same_row(book->row, rows.items[i]))
            *ret_stored = rows.items[i];
    return true;
}

static bool match_reading(struct book_pass *book, struct row **ret_stored, struct error *err)
{
    const struct row *row = book->row;
    struct reading_key key = {row_integer(row, MEASURE_ACCOUNT), row_text(row, MEASURE_METRIC),
        row_day(row, MEASURE_DATE), row_text(row, MEASURE_CONTACT), 0};
    const int64_t numbers[] = {key.account, key.date};

    key.nth = (int)(*import_index_at(
        &book->pass.seen_keys, import_hash_parts(numbers, key.metric, key.contact)))++;
    return store_find_measure(
        book->pass.run->session->store, &key, &book->pass.arena, ret_stored, err);
}

static bool is_repeated(struct book_pass *book, const char *id)
{
    int32_t *line = import_index_at(&book->pass.seen_ids, import_hash(id));

    if (*line == 0) {
        *line = book->pass.line;
        return false;
    }
    import_reject(&book->pass, book->pass.line, "id",
        arena_format(
            &book->pass.arena, _("'%s' stands in line %lld already"), id, (long long)*line));
    return true;
}

bool book_match(struct book_pass *book, struct row **ret_stored, bool *ret_good, struct error *err)
{
    int field = kind_info(book->kind)->id;
    const char *id = field >= 0 ? row_text(book->row, field) : "";

    *ret_stored = NULL;
    *ret_good = *id == '\0' || !is_repeated(book, id);
    if (!*ret_good || !book->has_rows)
        return true;
    if (*id != '\0')
        return store_find_id(
            book->pass.run->session->store, book->kind, id, &book->pass.arena, ret_stored, err);
    return book->kind == KIND_MEASURE ? match_reading(book, ret_stored, err)
                                      : match_child(book, ret_stored, err);
}

uint64_t book_compare(struct book_pass *book, const struct row *stored)
{
    const struct kind_info *info = kind_info(book->kind);
    const struct import_options *options = book->pass.run->options;
    uint64_t mask = 0;

    for (int i = 0; i < book->columns; i++) {
        int field = book->fields[i];

        if (field < 0 || value_equal(stored->values[field], book->row->values[field]) ||
            (!row_knows(book->row, field) && !options->blank_erases))
            continue;
        if (info->hand >= 0 && !options->overwrite &&
            row_has_tag(stored, info->hand, info->fields[field].name))
            book->pass.kept |= UINT64_C(1) << field;
        else
            mask |= UINT64_C(1) << field;
    }
    return mask;
}
