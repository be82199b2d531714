/* Columns that were named by hand for one import, `HEADER=FIELD`: rules that go before all maps. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/fault.h"
#include "import_internal.h"

struct forced {
    const char *header, *target;
    const char *squeezed;
};

/* What stands behind the last `=`: a header may have one of its own. */
static bool split(
    struct import_run *run, const char *text, struct forced *ret_forced, struct error *err)
{
    const char *equals = strrchr(text, '=');
    struct str squeezed = {0};

    if (equals == NULL || equals == text || equals[1] == '\0')
        return error_set(
            err, ERROR_USAGE, "'%s' names no column: it is HEADER=FIELD, as in 'Amt=arr'", text);
    ret_forced->header = arena_copy_bytes(run->arena, text, (size_t)(equals - text));
    ret_forced->target = equals + 1;
    header_squeeze(&squeezed, ret_forced->header);
    ret_forced->squeezed = arena_copy_text(run->arena, str_text(&squeezed));
    str_fini(&squeezed);
    return true;
}

/* The roles that maps know, then fields of the kind. */
static bool target_of(const char *target, struct header_rule *rule)
{
    for (unsigned role = 0; role < HEADER_ROLES; role++)
        if (header_role_word((enum header_role)role) != NULL &&
            text_equal(header_role_word((enum header_role)role), target)) {
            rule->role = (enum header_role)role;
            return true;
        }
    rule->role = HEADER_FIELD;
    rule->field = field_find(rule->kind, target);
    return rule->field >= 0 && rule->field < kind_info(rule->kind)->stored &&
           !(kind_info(rule->kind)->fields[rule->field].flags & FIELD_HIDDEN);
}

static const char *nearest_target(const struct import_options *options, const char *target)
{
    enum kind kind = KIND_ACCOUNT;

    if (options->kind != NULL && !kind_from_name(options->kind, &kind))
        return NULL;
    return field_nearest(kind, target);
}

static bool no_target(struct import_run *run, const struct forced *forced, struct error *err)
{
    const char *nearest = nearest_target(run->options, forced->target);

    return error_set(err, ERROR_USAGE, "column '%s': nothing is called '%s'%s%s%s", forced->header,
        forced->target, nearest ? _("; did you mean ") : "", nearest ? nearest : "",
        nearest ? "?" : "");
}

/* For every kind that has such a field: which one it is, is told later. */
static int add_rules(struct header_rule *rules, const struct forced *forced)
{
    int count = 0;

    for (int kind = 0; kind <= KIND_FEEDBACK; kind++) {
        struct header_rule rule = {
            .kind = (enum kind)kind, .field = -1, .squeezed = forced->squeezed};

        if (target_of(forced->target, &rule))
            rules[count++] = rule;
    }
    return count;
}

bool import_force_columns(struct import_run *run, struct error *err)
{
    const struct import_options *options = run->options;
    size_t most = (size_t)options->column_count * (KIND_FEEDBACK + 1);
    struct header_rule *rules;
    int count = 0;

    if (options->column_count == 0)
        return true;
    rules = arena_alloc_array(run->arena, most + (size_t)run->map.rule_count, sizeof(*rules));
    for (int i = 0; i < options->column_count; i++) {
        struct forced forced;
        int added;

        if (!split(run, options->columns[i], &forced, err))
            return false;
        added = add_rules(rules + count, &forced);
        if (added == 0)
            return no_target(run, &forced, err);
        count += added;
    }
    memcpy(rules + count, run->map.rules, (size_t)run->map.rule_count * sizeof(*rules));
    run->map.rules = rules;
    run->map.rule_count += count;
    run->map.forced_count = count;
    return true;
}

static bool has_column(const struct import_file *file, const char *squeezed)
{
    struct str header = {0};
    bool found = false;

    for (int i = 0; i < file->plan.count && !found; i++) {
        str_clear(&header);
        header_squeeze(&header, file->plan.columns[i].header);
        found = text_equal(str_text(&header), squeezed);
    }
    str_fini(&header);
    return found;
}

bool import_columns_are_there(
    struct import_run *run, const struct import_file *file, struct error *err)
{
    for (int i = 0; i < run->options->column_count; i++) {
        struct header_rule rule = {.kind = file->plan.kind};
        struct forced forced;

        if (!split(run, run->options->columns[i], &forced, err))
            return false;
        if (!has_column(file, forced.squeezed))
            return error_set(err, ERROR_USAGE, "has no column '%s', which is to be %s",
                forced.header, forced.target);
        if (!target_of(forced.target, &rule))
            return error_set(err, ERROR_USAGE, "column '%s': %s have no field '%s'", forced.header,
                kind_info(file->plan.kind)->plural, forced.target);
    }
    return true;
}
