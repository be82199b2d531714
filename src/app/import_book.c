/* An export of ours comes back: the whole book as JSON, or rows of a kind that no other program
 * writes. Fields are taken as they stand, nothing is recorded or guessed, and all goes in by one
 * entry that one undo takes back. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/paths.h"
#include "import_book_internal.h"

#define BATCH_ROWS 2048
#define BATCH_BYTES (1024 * 1024)
#define FACT_PREFIX "fact: "

/* --- is it one? --- */

static bool has_header(const struct csv_row *row, const char *name)
{
    for (int i = 0; i < row->count; i++)
        if (text_equal(row->cells[i], name))
            return true;
    return false;
}

/* All fields of the kind that are not left out by `without`. */
static bool has_fields(const struct csv_row *row, enum kind kind, unsigned without)
{
    const struct kind_info *info = kind_info(kind);

    for (int field = 0; field < info->stored; field++)
        if (!(info->fields[field].flags & without) && !has_header(row, info->fields[field].name))
            return false;
    return true;
}

static bool first_row(
    struct import_file *file, int list, struct csv_row *ret_row, bool *ret_there, struct error *err)
{
    table_file_choose(file->table, list);
    return table_file_next(file->table, ret_row, ret_there, err);
}

/* Lists under the names of kinds, with all that the house stores; empty ones have no columns. */
static bool is_whole_book(struct import_file *file, bool *ret_is_book, struct error *err)
{
    int count = table_file_lists(file->table);
    struct csv_row row;
    enum kind kind;
    bool there;

    *ret_is_book = count > 1;
    for (int i = 0; i < count && *ret_is_book; i++) {
        if (!first_row(file, i, &row, &there, err))
            return false;
        *ret_is_book = kind_from_name(table_file_name(file->table, i), &kind) &&
                       (row.count == 0 || has_fields(&row, kind, 0));
    }
    return true;
}

static bool kind_of_rows(struct import_run *run, const struct csv_row *row, enum kind *ret_kind)
{
    enum kind asked;

    if (run->options->kind != NULL) {
        if (!kind_from_name(run->options->kind, &asked) || asked <= KIND_FEEDBACK)
            return false;
        *ret_kind = asked;
        return has_fields(row, asked, FIELD_HIDDEN);
    }
    for (unsigned kind = KIND_FEEDBACK + 1; kind < KIND_COUNT; kind++) {
        if (kind != KIND_FACT && has_fields(row, (enum kind)kind, FIELD_HIDDEN)) {
            *ret_kind = (enum kind)kind;
            return true;
        }
    }
    return false;
}

bool import_is_book(
    struct import_run *run, struct import_file *file, bool *ret_is_book, struct error *err)
{
    struct csv_row row;
    enum kind kind;
    bool there;

    *ret_is_book = false;
    if (run->options->kind == NULL && !is_whole_book(file, ret_is_book, err))
        return false;
    if (*ret_is_book) {
        file->report->kind = "book";
        file->rank = 0;
    } else if (table_file_lists(file->table) == 1) {
        if (!first_row(file, 0, &row, &there, err))
            return false;
        *ret_is_book = there && row.fault == NULL && kind_of_rows(run, &row, &kind);
        if (*ret_is_book)
            file->report->kind = kind_info(kind)->plural;
        table_file_rewind(file->table);
    }
    file->report->encoding = table_file_encoding(file->table);
    file->report->delimiter = table_file_delimiter(file->table);
    return true;
}

/* --- one list --- */

static int field_named(enum kind kind, const char *name)
{
    const struct kind_info *info = kind_info(kind);

    for (int field = 0; field < info->count; field++)
        if (text_equal(info->fields[field].name, name))
            return field < info->stored ? field : BOOK_NOTHING;
    return BOOK_FACT;
}

static void set_columns(struct book_pass *book, const struct csv_row *header)
{
    book->columns = header->count;
    book->fields = arena_alloc_array(&book->arena, (size_t)header->count + 1, sizeof(int));
    book->names = arena_alloc_array(&book->arena, (size_t)header->count + 1, sizeof(char *));
    for (int i = 0; i < header->count; i++) {
        const char *name = book_unmarked(book, header->cells[i]);
        bool is_fact = text_starts(name, FACT_PREFIX);

        book->fields[i] = is_fact ? BOOK_FACT : field_named(book->kind, name);
        book->names[i] = arena_copy_text(&book->arena, is_fact ? name + strlen(FACT_PREFIX) : name);
    }
}

static void fill_change(struct book_pass *book, size_t at, uint64_t mask)
{
    for (int field = 0; field < kind_info(book->kind)->stored; field++)
        if (mask & (UINT64_C(1) << field))
            change_set(&book->pass.batch, at, field, book->row->values[field]);
}

static uint64_t known_fields(const struct book_pass *book)
{
    uint64_t mask = 0;

    for (int field = 0; field < kind_info(book->kind)->stored; field++)
        if (row_knows(book->row, field))
            mask |= UINT64_C(1) << field;
    return mask;
}

static void show_row(struct book_pass *book, const struct row *stored, struct merge_delta delta)
{
    book->pass.row.row = book->row;
    if (stored == NULL)
        import_preview_created(&book->pass);
    else
        import_preview_changed(&book->pass, stored, delta);
}

static bool write_row(struct book_pass *book, const struct row *stored, struct error *err)
{
    struct import_report *report = book->pass.file->report;
    struct change *batch = &book->pass.batch;
    int link = kind_info(book->kind)->account;
    struct import_place place = {.kind = book->kind, .is_new = stored == NULL};
    uint64_t kept = book->pass.kept, mask;
    bool changed;
    size_t at;

    book->pass.kept = 0;
    mask = stored != NULL ? book_compare(book, stored) : known_fields(book);
    changed = mask != 0;

    show_row(book, stored, (struct merge_delta){mask, book->pass.kept});
    book->pass.kept |= kept;
    if (stored == NULL) {
        at = change_insert(batch, book->kind);
        fill_change(book, at, mask);
        place.owner = change_name(batch, at);
    } else {
        if (mask != 0)
            fill_change(book, change_update(batch, book->kind, stored->key), mask);
        place.owner = stored->key;
    }
    place.account = book->kind == KIND_ACCOUNT ? place.owner : row_integer(book->row, link);
    if (!import_write_facts(&book->pass, &place, &changed, err))
        return false;
    report->created += stored == NULL;
    report->updated += stored != NULL && changed;
    report->unchanged += stored != NULL && !changed;
    return true;
}

static bool flush(struct book_pass *book, struct error *err)
{
    bool good = import_put_batch(&book->pass, err);

    change_fini(&book->pass.batch);
    change_init(&book->pass.batch, ACTOR_IMPORT);
    return good;
}

static bool take_row(struct book_pass *book, const struct csv_row *cells, struct error *err)
{
    struct row *stored = NULL;
    bool good;

    book->pass.line = cells->line;
    if (cells->fault != NULL) {
        import_reject(&book->pass, cells->line, "", cells->fault);
        return true;
    }
    if (!book_read(book, cells, &good, err) || (good && !book_match(book, &stored, &good, err)))
        return false;
    if (good && !write_row(book, stored, err))
        return false;
    arena_clear(&book->pass.arena);
    if (book->pass.batch.rows.count < BATCH_ROWS && book->pass.batch.arena.used < BATCH_BYTES)
        return true;
    return flush(book, err);
}

static bool take_rows(struct book_pass *book, struct error *err)
{
    struct import_file *file = book->pass.file;
    struct csv_row row;
    int64_t rows = 0;
    bool there = true;

    for (;;) {
        if (!table_file_next(file->table, &row, &there, err))
            return false;
        if (!there)
            return flush(book, err);
        if (!take_row(book, &row, err))
            return false;
        if (++rows % 64 == 0 && !import_may_go_on(book->pass.run, file->path, rows, err))
            return false;
    }
}

/* Fields of this list that stayed as they were set by hand; a name is told once. */
static void name_kept(struct book_pass *book)
{
    const struct kind_info *info = kind_info(book->kind);
    struct str *names = &book->pass.file->report->kept_fields;

    for (int field = 0; field < info->stored; field++)
        if (book->pass.kept >> field & 1)
            str_addf(names, "%s%s.%s", names->len > 0 ? ", " : "", info->singular,
                info->fields[field].name);
}

static void begin_list(struct book_pass *book, enum kind kind)
{
    book->kind = kind;
    import_index_fini(&book->pass.seen_ids);
    import_index_fini(&book->pass.seen_keys);
    arena_clear(&book->arena);
}

static bool take_list(struct book_pass *book, int list, enum kind kind, struct error *err)
{
    struct csv_row header;
    int64_t rows = 0;
    bool there;

    begin_list(book, kind);
    if (!store_count(book->pass.run->session->store, kind, &rows, err) ||
        !first_row(book->pass.file, list, &header, &there, err))
        return false;
    book->has_rows = rows > 0;
    if (!there || header.count == 0)
        return true;
    set_columns(book, &header);
    book->pass.kept = 0;
    if (!take_rows(book, err))
        return false;
    name_kept(book);
    return true;
}

/* --- the file --- */

/* What is linked to comes first. */
static bool take_lists(struct book_pass *book, struct error *err)
{
    struct table_file *table = book->pass.file->table;
    enum kind kind;

    if (table_file_lists(table) == 1)
        return kind_from_name(book->pass.file->report->kind, &kind) &&
               take_list(book, 0, kind, err);
    for (int at = 0; at < book_kind_count; at++)
        for (int i = 0; i < table_file_lists(table); i++)
            if (kind_from_name(table_file_name(table, i), &kind) && kind == book_kinds[at] &&
                !take_list(book, i, kind, err))
                return false;
    return true;
}

static void end_book(struct book_pass *book)
{
    arena_fini(&book->pass.arena);
    arena_fini(&book->arena);
    for (int i = 0; i < BOOK_LINK_KINDS; i++)
        arena_fini(&book->links_arena[i]);
    merge_row_fini(&book->pass.row);
    change_fini(&book->pass.batch);
    array_fini(&book->pass.touched);
    import_index_fini(&book->pass.seen_ids);
    import_index_fini(&book->pass.seen_keys);
}

bool import_book_file(struct import_run *run, struct import_file *file, struct error *err)
{
    struct store *store = run->session->store;
    struct book_pass book = {.pass = {
                                 .run = run,
                                 .file = file,
                                 .names_kind = text_equal(file->report->kind, "book"),
                             }};
    bool good;

    if (!import_entry_begin(run, err))
        return false;
    book.pass.context.currency = session_currency(run->session);
    book.pass.context.arena = &book.pass.arena;
    change_init(&book.pass.batch, ACTOR_IMPORT);
    good = take_lists(&book, err) && import_entry_end(run, file, 0, err);
    if (good && file->report->kept_fields.len > 0)
        str_addf(&file->report->notes,
            _("kept as set by hand: %s; --overwrite takes them from the file\n"),
            str_text(&file->report->kept_fields));
    if (good)
        import_keep_touched(&book.pass);
    else
        store_rollback(store);
    /* The accounts that came are to be found by the files that follow. */
    import_accounts_fini(&run->accounts);
    run->accounts = (struct import_accounts){0};
    end_book(&book);
    return good;
}
