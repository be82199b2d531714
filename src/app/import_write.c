/* One row into the batch: the row itself, its facts, and its readings. */
#include <string.h>
#include "base/text.h"
#include "import_internal.h"

static enum kind kind_of(const struct import_pass *pass)
{
    return pass->file->plan.kind;
}

static void set_link(struct change *batch, size_t row, int field, int64_t key)
{
    if (key != 0)
        change_set_integer(batch, row, field, key);
}

static void add_fact(
    struct change *batch, const struct import_place *place, const struct merge_fact *fact)
{
    size_t row = change_insert(batch, KIND_FACT);

    set_link(batch, row, FACT_ACCOUNT, place->account);
    change_set_text(batch, row, FACT_KIND, kind_info(place->kind)->singular);
    change_set_integer(batch, row, FACT_OWNER, place->owner);
    change_set_text(batch, row, FACT_NAME, fact->name);
    change_set_text(batch, row, FACT_VALUE, fact->value);
}

static const struct row *fact_named(const struct row_list *stored, const char *name)
{
    for (size_t i = 0; i < stored->count; i++)
        if (text_equal(row_text(stored->items[i], FACT_NAME), name))
            return stored->items[i];
    return NULL;
}

/* Facts of columns that no field holds: new ones are added, changed ones changed, blank ones left.
 */
bool import_write_facts(struct import_pass *pass, const struct import_place *place,
    bool *ret_changed, struct error *err)
{
    const struct merge_fact_list *facts = &pass->row.facts;
    struct row_list stored = {0};

    if (facts->count > 0 && !place->is_new &&
        !store_facts(
            pass->run->session->store, place->kind, place->owner, &pass->arena, &stored, err))
        return false;
    for (size_t i = 0; i < facts->count; i++) {
        const struct merge_fact *fact = &facts->items[i];
        const struct row *known = fact_named(&stored, fact->name);

        if (known != NULL && text_equal(row_text(known, FACT_VALUE), fact->value))
            continue;
        *ret_changed = true;
        if (!place->is_new)
            import_preview_value(
                pass, fact->name, known != NULL ? row_text(known, FACT_VALUE) : "", fact->value);
        if (known == NULL)
            add_fact(&pass->batch, place, fact);
        else
            change_set_text(&pass->batch, change_update(&pass->batch, KIND_FACT, known->key),
                FACT_VALUE, fact->value);
    }
    return true;
}

/* --- readings --- */

static size_t add_reading(
    struct change *batch, const struct reading_key *key, double value, const char *comment)
{
    size_t row = change_insert(batch, KIND_MEASURE);

    change_set_integer(batch, row, MEASURE_ACCOUNT, key->account);
    change_set_text(batch, row, MEASURE_METRIC, key->metric);
    change_set_day(batch, row, MEASURE_DATE, key->date);
    change_set(batch, row, MEASURE_VALUE, value_real(value));
    if (*key->contact != '\0')
        change_set_text(batch, row, MEASURE_CONTACT, key->contact);
    if (*comment != '\0')
        change_set_text(batch, row, MEASURE_COMMENT, comment);
    return row;
}

/* A measure column of an accounts file is a reading of today, where it differs from the last. */
static bool write_measure_column(struct import_pass *pass, const struct import_place *place,
    const struct merge_reading *reading, bool *ret_changed, struct error *err)
{
    struct reading_key key = {place->account, reading->metric, pass->context.today, "", 0};
    struct row *last = NULL;

    if (!place->is_new &&
        !store_last_measure(pass->run->session->store, &key, &pass->arena, &last, err))
        return false;
    if (last != NULL && row_real(last, MEASURE_VALUE) == reading->value)
        return true;
    *ret_changed = true;
    if (!place->is_new)
        import_preview_reading(pass, reading->metric, last, reading->value);
    if (last != NULL && row_day(last, MEASURE_DATE) == key.date)
        change_set(&pass->batch, change_update(&pass->batch, KIND_MEASURE, last->key),
            MEASURE_VALUE, value_real(reading->value));
    else
        add_reading(&pass->batch, &key, reading->value, "");
    return true;
}

static int occurrence(struct import_pass *pass, const struct reading_key *key)
{
    const int64_t numbers[] = {key->account, key->date};

    return (int)(*import_index_at(
        &pass->seen_keys, import_hash_parts(numbers, key->metric, key->contact)))++;
}

static enum import_result better(enum import_result a, enum import_result b)
{
    return a > b ? a : b;
}

static void update_reading(struct import_pass *pass, const struct row *stored, double value,
    const char *comment, enum import_result *result)
{
    bool says_more = *comment != '\0' && !text_equal(comment, row_text(stored, MEASURE_COMMENT));
    size_t row;

    if (pass->by_former || (row_real(stored, MEASURE_VALUE) == value && !says_more))
        return;
    if (row_real(stored, MEASURE_VALUE) != value)
        import_preview_reading(pass, row_text(stored, MEASURE_METRIC), stored, value);
    if (says_more)
        import_preview_value(pass, "comment", row_text(stored, MEASURE_COMMENT), comment);
    row = change_update(&pass->batch, KIND_MEASURE, stored->key);
    change_set(&pass->batch, row, MEASURE_VALUE, value_real(value));
    if (says_more)
        change_set_text(&pass->batch, row, MEASURE_COMMENT, comment);
    *result = better(*result, IMPORT_UPDATED);
}

/* What became of the readings of one row, and where its facts hang. */
struct tally {
    struct import_place place;
    int found, made;
    enum import_result result;
};

static bool write_reading(struct import_pass *pass, struct reading_key *key, double value,
    struct tally *tally, struct error *err)
{
    const char *comment = row_text(pass->row.row, MEASURE_COMMENT);
    bool is_first = tally->found + tally->made == 0;
    struct row *stored = NULL;

    key->nth = occurrence(pass, key);
    if (pass->book_has_rows && !import_find_reading(pass, key, &stored, err))
        return false;
    if (stored == NULL && pass->by_former && key->nth > 0)
        return true; /* the account's own reading of that day stands */
    if (stored == NULL) {
        size_t at = add_reading(&pass->batch, key, value, comment);

        import_preview_reading(pass, key->metric, NULL, value);
        tally->made++;
        tally->result = better(tally->result, IMPORT_CREATED);
        if (is_first)
            tally->place.owner = change_name(&pass->batch, at), tally->place.is_new = true;
        return true;
    }
    tally->found++;
    if (is_first)
        tally->place.owner = stored->key;
    update_reading(pass, stored, value, comment, &tally->result);
    return true;
}

/* A row of a measures file: one reading or several, the facts with the first of them. A row of
 * which some readings were there is an old one. */
bool import_write_readings(
    struct import_pass *pass, int64_t account, enum import_result *ret_result, struct error *err)
{
    const struct row *row = pass->row.row;
    struct tally tally = {.place = {KIND_MEASURE, account, 0, false}};
    int shown = import_preview_shown(pass);
    bool changed = false;

    for (size_t i = 0; i < pass->row.readings.count; i++) {
        const struct merge_reading *reading = &pass->row.readings.items[i];
        struct reading_key key = {account, reading->metric, row_day(row, MEASURE_DATE),
            row_text(row, MEASURE_CONTACT), 0};

        if (!write_reading(pass, &key, reading->value, &tally, err))
            return false;
    }
    if (tally.place.owner != 0 && !import_write_facts(pass, &tally.place, &changed, err))
        return false;
    if (tally.made > 0 && tally.found > 0)
        tally.result = IMPORT_UPDATED;
    if (tally.result == IMPORT_CREATED)
        import_preview_all_new(pass, shown, tally.made);
    *ret_result = changed ? better(tally.result, IMPORT_UPDATED) : tally.result;
    return true;
}

/* --- rows --- */

static void set_fields(struct import_pass *pass, size_t row, uint64_t mask)
{
    for (; mask != 0; mask &= mask - 1) {
        int field = __builtin_ctzll(mask);

        change_set(&pass->batch, row, field, pass->row.row->values[field]);
    }
}

static void set_natural(struct import_pass *pass, size_t row, const char *natural)
{
    int field = kind_info(kind_of(pass))->natural;

    if (field >= 0 && natural != NULL)
        change_set_text(&pass->batch, row, field, natural);
}

/* An account that came into being is to be found by the files that follow. */
static void note_newcomer(struct import_pass *pass)
{
    struct row *row = row_new(&pass->batch.arena, KIND_ACCOUNT);
    static const int fields[] = {ACCOUNT_ID, ACCOUNT_DOMAIN, ACCOUNT_NAME};

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        row_set(row, fields[i], value_copy(&pass->batch.arena, pass->row.row->values[fields[i]]));
    ARRAY_PUSH(&pass->newcomers, (struct import_newcomer){pass->run->references.count, row});
}

static void insert_row(struct import_pass *pass, const struct import_identity *identity,
    uint64_t mask, struct import_place *ret_place)
{
    size_t row = change_insert(&pass->batch, kind_of(pass));

    set_fields(pass, row, mask);
    set_natural(pass, row, identity->natural);
    ret_place->owner = change_name(&pass->batch, row);
    ret_place->is_new = true;
    import_note_line(pass, ret_place->account);
    if (kind_of(pass) == KIND_ACCOUNT) {
        ret_place->account = ret_place->owner;
        note_newcomer(pass);
        import_record_new(pass, mask, ret_place->owner);
    }
}

static bool write_hangers(struct import_pass *pass, const struct import_place *place,
    bool *ret_changed, struct error *err)
{
    if (kind_of(pass) == KIND_ACCOUNT)
        for (size_t i = 0; i < pass->row.readings.count; i++)
            if (!write_measure_column(pass, place, &pass->row.readings.items[i], ret_changed, err))
                return false;
    return import_write_facts(pass, place, ret_changed, err);
}

static bool update_row(struct import_pass *pass, const struct import_identity *identity,
    struct merge_delta delta, struct import_place *place, enum import_result *ret_result,
    struct error *err)
{
    const struct row *stored = identity->stored;
    int natural = kind_info(kind_of(pass))->natural;
    bool changed = delta.mask != 0;

    if (delta.mask != 0) {
        if (!import_note_past(pass, stored, delta.mask, err))
            return false;
        size_t row = change_update(&pass->batch, kind_of(pass), stored->key);

        set_fields(pass, row, delta.mask);
        if (natural >= 0 && !row_knows(stored, natural))
            set_natural(pass, row, identity->natural);
    }
    place->owner = stored->key;
    if (kind_of(pass) == KIND_ACCOUNT)
        place->account = stored->key;
    else if (place->account == 0)
        place->account = row_integer(stored, kind_info(kind_of(pass))->account);
    else if (place->account != row_integer(stored, kind_info(kind_of(pass))->account))
        import_note_move(pass, stored, place->account);
    if (!write_hangers(pass, place, &changed, err))
        return false;
    pass->kept |= delta.kept;
    import_preview_changed(pass, stored, delta);
    *ret_result = changed ? IMPORT_UPDATED : IMPORT_UNCHANGED;
    return true;
}

bool import_write_row(struct import_pass *pass, int64_t account,
    const struct import_identity *identity, enum import_result *ret_result, struct error *err)
{
    struct merge_delta delta;
    struct import_place place = {kind_of(pass), account, 0, false};
    bool changed = false;

    if (!import_leave_stale(pass, identity->stored, err))
        return false;
    delta = merge_compare(identity->stored, &pass->row, &pass->merge, &pass->context);
    if (pass->row.contradiction != NULL)
        import_tell(pass, pass->row.contradiction);
    if (identity->stored != NULL)
        return update_row(pass, identity, delta, &place, ret_result, err);
    import_preview_created(pass);
    insert_row(pass, identity, delta.mask, &place);
    *ret_result = IMPORT_CREATED;
    return write_hangers(pass, &place, &changed, err);
}
