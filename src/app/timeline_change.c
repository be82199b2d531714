/* What one change did, kind by kind, for a person. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "timeline_internal.h"

enum { VALUE_MOST = 40 }; /* columns of one value */

struct tally {
    int64_t rows[3]; /* by enum change_op */
    struct str lines;
    int told;
};
struct told_change {
    struct timeline_reader reader;
    struct tally tallies[KIND_COUNT];
};

static void add_cut(
    struct str *out, const struct row *row, int field, const struct timeline_scene *scene)
{
    struct str words = {0}, cut = {0};

    field_format_words(&words, row, field, scene->currency, scene->today);
    text_cut(&cut, str_text(&words), VALUE_MOST, false);
    str_add(out, cut.len ? str_text(&cut) : "nothing");
    str_fini(&cut);
    str_fini(&words);
}

/* `seats 80 to 120, region EMEA` */
static void add_fields(struct str *out, const struct change_deed *deed,
    const struct timeline_scene *scene, struct arena *arena)
{
    const struct kind_info *info = kind_info(deed->kind);
    struct row *then = row_new(arena, deed->kind), *now = row_new(arena, deed->kind);
    const char *gap = "";

    memcpy(then->values, deed->before, (size_t)info->stored * sizeof(*then->values));
    memcpy(now->values, deed->after, (size_t)info->stored * sizeof(*now->values));
    for (int field = 0; field < info->stored; field++) {
        if (!(deed->mask & (UINT64_C(1) << field)) || (info->fields[field].flags & FIELD_HIDDEN))
            continue;
        str_addf(out, "%s%s ", gap, info->fields[field].name);
        if (row_knows(then, field)) {
            add_cut(out, then, field, scene);
            str_add(out, _(" to "));
        }
        add_cut(out, now, field, scene);
        gap = ", ";
    }
}

/* The name of a row, with its account's where it is another. */
static void add_name(
    struct str *out, struct session *session, const struct row *row, struct arena *arena)
{
    const struct kind_info *info = kind_info(row->kind);
    struct error ignored;
    const char *name;

    if (info->account >= 0 && row_integer(row, info->account) != 0 &&
        account_name(session, row_integer(row, info->account), arena, &name, &ignored))
        str_addf(out, "%s, ", name);
    if (info->name >= 0 && *row_text(row, info->name) != '\0')
        str_add(out, row_text(row, info->name));
    else
        str_add(out, info->singular);
}

static void tell_row(struct told_change *told, const struct change_deed *deed, int64_t key)
{
    struct tally *tally = &told->tallies[deed->kind];
    struct arena arena = {0};
    struct error ignored;
    struct row *row = NULL;

    if (tally->told++ < TIMELINE_TOLD_ROWS &&
        store_get(told->reader.session->store, deed->kind, key, &arena, &row, &ignored) && row) {
        str_add(&tally->lines, "  ");
        add_name(&tally->lines, told->reader.session, row, &arena);
        if (deed->op == CHANGE_UPDATE && deed->before != NULL && deed->after != NULL) {
            str_add(&tally->lines, ": ");
            add_fields(&tally->lines, deed, &told->reader.scene, &arena);
        } else if (deed->op == CHANGE_INSERT) {
            str_add(&tally->lines, _(": new"));
        }
        str_add(&tally->lines, "\n");
    }
    arena_fini(&arena);
}

/* New readings, facts and old texts of notes are counted alone. */
static bool has_name(enum kind kind)
{
    return kind != KIND_MEASURE && kind != KIND_FACT && kind != KIND_VERSION;
}

static bool tally_deed(void *context, const struct change_deed *deed)
{
    struct told_change *told = context;
    struct tally *tally = &told->tallies[deed->kind];

    tally->rows[deed->op] += deed->last_key - deed->key + 1;
    if (deed->op == CHANGE_INSERT && !has_name(deed->kind))
        return true;
    for (int64_t key = deed->key; key <= deed->last_key && deed->op != CHANGE_DELETE; key++) {
        if (tally->told >= TIMELINE_TOLD_ROWS)
            break;
        tell_row(told, deed, key);
    }
    return true;
}

static void add_tally(struct str *out, enum kind kind, const struct tally *tally)
{
    static const char *const deeds[] = {
        [CHANGE_INSERT] = "new", [CHANGE_UPDATE] = "changed", [CHANGE_DELETE] = "deleted"};
    const char *gap = "";
    int64_t rows = tally->rows[CHANGE_INSERT] + tally->rows[CHANGE_UPDATE];

    if (rows + tally->rows[CHANGE_DELETE] == 0)
        return;
    str_addf(out, "# %s: ", kind_info(kind)->plural);
    for (size_t op = 0; op < COUNT_OF(deeds); op++) {
        if (tally->rows[op] == 0)
            continue;
        str_addf(out, "%s%lld %s", gap, (long long)tally->rows[op], deeds[op]);
        gap = ", ";
    }
    str_add(out, "\n");
    str_add(out, str_text(&tally->lines));
    if (tally->told >= TIMELINE_TOLD_ROWS && rows > tally->told)
        str_addf(out, _("  and %lld more\n"), (long long)(rows - tally->told));
}

bool timeline_change_text(
    struct session *session, int64_t change, struct str *out, struct error *err)
{
    struct told_change *told = mem_alloc(sizeof(*told));
    bool ok;

    told->reader = timeline_reader_of(session, NULL);
    ok = store_each_deed(session->store, change, tally_deed, told, err);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (ok)
            add_tally(out, (enum kind)kind, &told->tallies[kind]);
        str_fini(&told->tallies[kind].lines);
    }
    free(told);
    return ok;
}
