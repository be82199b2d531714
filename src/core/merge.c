/* The columns of an import: what each is, what its cells prove, and what is decided. */
#include "core/merge.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/measure.h"
#include "merge_internal.h"

#define MOST_METRICS 500
#define SAMPLE_BYTES 40
#define NAMED_FACT "fact: " /* before a fact that is called like a field */

static enum field_type type_of(enum kind kind, const struct merge_column *column)
{
    switch (column->role) {
    case HEADER_FIELD: return kind_info(kind)->fields[column->field].type;
    case HEADER_MEASURE: return FIELD_REAL;
    case HEADER_MRR:
    case HEADER_TOTAL: return FIELD_MONEY;
    case HEADER_ENDS:
    case HEADER_RENEWAL: return FIELD_DAY;
    case HEADER_FACT:
    case HEADER_IGNORED:
    case HEADER_ACCOUNT:
    case HEADER_ACCOUNT_DOMAIN:
    case HEADER_ACCOUNT_NAME:
    case HEADER_ACCOUNT_EMAIL:
    case HEADER_FIRST_NAME:
    case HEADER_LAST_NAME:
    case HEADER_DELETED:
    case HEADER_DONE:
    case HEADER_LEFT:
    case HEADER_ACTIVE:
    case HEADER_SUBJECT:
    case HEADER_ROLES: return FIELD_TEXT;
    }
    return FIELD_TEXT;
}

/* Money wants its currency, a reading its metric: such columns are read first. */
static bool is_first(enum kind kind, const struct merge_column *column)
{
    const struct kind_info *info = kind_info(kind);

    if (column->role != HEADER_FIELD)
        return column->role == HEADER_DELETED;
    return column->field == info->currency || column->field == info->id ||
           (kind == KIND_MEASURE && column->field == MEASURE_METRIC);
}

/* Names and bodies keep every byte; what is compared or looked up does not keep its blanks. */
static bool is_whole(enum kind kind, const struct merge_column *column)
{
    const struct kind_info *info = kind_info(kind);
    int field = column->field;

    if (column->role != HEADER_FIELD || field == info->id || field == info->currency ||
        (kind == KIND_ACCOUNT && field == ACCOUNT_DOMAIN) ||
        (kind == KIND_CONTACT && field == CONTACT_EMAIL))
        return false;
    return column->type == FIELD_TEXT || column->type == FIELD_LONG;
}

/* What is asked of a column for each of its cells, found once. */
void merge_settle_column(const struct merge_plan *plan, struct merge_column *column)
{
    enum field_type type = type_of(plan->kind, column);

    column->type = type;
    column->is_text =
        type == FIELD_TEXT || type == FIELD_LONG || type == FIELD_WORD || type == FIELD_TAGS;
    column->is_number =
        type == FIELD_INTEGER || type == FIELD_REAL || type == FIELD_PERCENT || type == FIELD_MONEY;
    column->is_date = type == FIELD_DAY || type == FIELD_MINUTE;
    column->is_first = is_first(plan->kind, column);
    column->is_whole = is_whole(plan->kind, column);
    if (type == FIELD_WORD && column->words == NULL)
        column->words = merge_words_new(plan->arena);
}

bool merge_metric_is_share(const char *metric)
{
    static const char *const endings[] = {
        "adoption", "rate", "percent", "pct", "percentage", "share", "utilization", "utilisation"};

    if (metric_of_name(metric) == METRIC_DEPTH)
        return true;
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (text_ends(metric, endings[i]))
            return true;
    return false;
}

bool merge_is_nothing(const char *text)
{
    static const char *const words[] = {"-", "--", "n/a", "na", "#n/a", "null", "none", "nil",
        "unknown", "(blank)", "tbd", "\xE2\x80\x93", "\xE2\x80\x94"};

    switch (*text) {
    case '-':
    case '#':
    case '(':
    case 'n':
    case 'N':
    case 'u':
    case 'U':
    case 't':
    case 'T':
    case '\xE2':
    case '\0': break;
    default: return text_blank(text);
    }
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal_nocase(text, words[i]))
            return true;
    return *text == '\0';
}

struct merge_metric *merge_metric_find(const struct merge_metric_list *metrics, const char *name)
{
    for (size_t i = 0; i < metrics->count; i++)
        if (text_equal(metrics->items[i].name, name))
            return &metrics->items[i];
    return NULL;
}

const struct merge_metric *merge_metric_written(
    const struct merge_metric_list *metrics, const char *written)
{
    for (size_t i = 0; i < metrics->count; i++)
        if (strcmp(metrics->items[i].written, written) == 0)
            return &metrics->items[i];
    return NULL;
}

/* --- what each column is --- */

static bool may_repeat(enum header_role role)
{
    return role == HEADER_FACT || role == HEADER_IGNORED || role == HEADER_MEASURE;
}

static bool same_target(const struct merge_column *a, const struct merge_column *b)
{
    return a->role == b->role && (a->role != HEADER_FIELD || a->field == b->field);
}

static const char *trimmed_header(struct merge_plan *plan, const char *header, int number)
{
    struct str text = {0};
    const char *copy;

    header += text_starts(header, "\xEF\xBB\xBF") ? 3 : 0;
    text_clean(&text, header, strlen(header));
    while (text.len > 0 && text.data[text.len - 1] == ' ')
        str_remove(&text, text.len - 1, 1);
    while (text.len > 0 && text.data[0] == ' ')
        str_remove(&text, 0, 1);
    if (text.len == 0)
        str_addf(&text, _("column %d"), number);
    copy = arena_copy_text(plan->arena, str_text(&text));
    str_fini(&text);
    return copy;
}

/* Is this the header row of an export of ours: all fields that an import may set, in their order?
 */
static bool is_ours(const struct merge_plan *plan)
{
    const struct kind_info *info = kind_info(plan->kind);
    int at = 0;

    for (int field = 0; field < info->stored; field++) {
        if (info->fields[field].flags & (FIELD_HIDDEN | FIELD_OWN))
            continue;
        while (at < plan->count &&
               (plan->columns[at].named_fact ||
                   !text_equal(plan->columns[at].header, info->fields[field].name)))
            at++;
        if (at == plan->count)
            return false;
    }
    return true;
}

static bool has_header(const struct merge_plan *plan, const char *name)
{
    for (int i = 0; i < plan->count; i++)
        if (!plan->columns[i].named_fact && text_equal(plan->columns[i].header, name))
            return true;
    return false;
}

/* With the fields that only daybook knows no other program wrote it. Kinds that have none are told
 * by no header. */
static bool is_exact(const struct merge_plan *plan)
{
    const struct kind_info *info = kind_info(plan->kind);

    for (int field = 0; field < info->stored; field++)
        if (!(info->fields[field].flags & FIELD_HIDDEN) &&
            !has_header(plan, info->fields[field].name))
            return false;
    return plan->ours && plan->map->forced_count == 0 && plan->kind != KIND_MEASURE &&
           plan->kind != KIND_TICKET;
}

/* A header that a spreadsheet would take for a formula was marked like a cell. */
static const char *without_mark(const char *header)
{
    return cell_is_marked(header) ? header + 1 : header;
}

/* In an export of ours every field has its own name, what is computed is computed again, and what
 * stands beside them is a fact. */
static void take_own_name(const struct merge_plan *plan, struct merge_column *column)
{
    const struct kind_info *info = kind_info(plan->kind);
    int field = 0;

    if (column->named_fact || column->is_forced)
        return;
    while (field < info->count && !text_equal(info->fields[field].name, column->header))
        field++;
    if (field == info->count && plan->exact) {
        column->header = without_mark(column->header);
        column->role = column->role == HEADER_MEASURE ? HEADER_MEASURE : HEADER_FACT;
    }
    if (field == info->count || field == info->account)
        return;
    column->field = field;
    column->role = info->fields[field].flags & FIELD_COMPUTED ? HEADER_IGNORED : HEADER_FIELD;
}

static int rank_of(const struct merge_plan *plan, const struct header_rule *rule)
{
    return rule != NULL ? (int)(rule - plan->map->rules) : plan->map->rule_count;
}

static void set_column(struct merge_plan *plan, int at, const char *header, int *ranks)
{
    struct merge_column *column = &plan->columns[at];
    const struct header_rule *rule = header_find(plan->map, plan->kind, header);
    struct str name = {0};

    column->padded = header[0] == ' ';
    column->header = trimmed_header(plan, header, at + 1);
    header_normalize(&name, column->header);
    column->name = arena_copy_text(plan->arena, str_text(&name));
    column->named_fact = text_starts(column->header, NAMED_FACT);
    if (column->named_fact) {
        column->header += strlen(NAMED_FACT);
        rule = NULL;
    }
    column->role = rule != NULL ? rule->role : HEADER_FACT;
    column->field = rule != NULL ? rule->field : -1;
    column->map = rule != NULL ? rule->map : NULL;
    if (text_equal(column->header, MERGE_WHY_HEADER))
        column->role = HEADER_IGNORED;
    ranks[at] = rank_of(plan, rule);
    column->is_forced = ranks[at] < plan->map->forced_count;
    str_fini(&name);
}

static bool is_taken(const struct merge_plan *plan, const struct header_rule *rule)
{
    struct merge_column wanted = {.role = rule->role, .field = rule->field};

    for (int i = 0; i < plan->count; i++)
        if (same_target(&plan->columns[i], &wanted))
            return true;
    return false;
}

/* The second thing that its header may mean (organization: the name, else the parent), or a fact.
 */
static void give_way(struct merge_plan *plan, int at, int *ranks)
{
    const struct header_rule *rule =
        ranks[at] < plan->map->rule_count ? &plan->map->rules[ranks[at]] : NULL;

    do
        rule = rule != NULL ? header_next(plan->map, rule) : NULL;
    while (rule != NULL && is_taken(plan, rule));
    plan->columns[at].role = rule != NULL ? rule->role : HEADER_FACT;
    plan->columns[at].field = rule != NULL ? rule->field : -1;
    plan->columns[at].map = rule != NULL ? rule->map : NULL;
    ranks[at] = rank_of(plan, rule);
}

/* Of two columns for one thing the one whose rule stands first has it; the same header twice is a
 * question that only the user can answer. */
static bool settle_rivals(struct merge_plan *plan, int *ranks, struct error *err)
{
    for (int i = 0; i < plan->count; i++) {
        for (int k = i + 1; k < plan->count && !may_repeat(plan->columns[i].role); k++) {
            struct merge_column *a = &plan->columns[i], *b = &plan->columns[k];

            if (!same_target(a, b))
                continue;
            if (text_equal(a->name, b->name))
                return error_set(err, ERROR_REFUSED,
                    "has two columns called '%s' (%d and %d): rename or remove one", a->header,
                    i + 1, k + 1);
            give_way(plan, ranks[i] <= ranks[k] ? k : i, ranks);
        }
    }
    return true;
}

/* Facts are known by their names. */
static void name_apart(struct merge_plan *plan)
{
    for (int i = 1; i < plan->count; i++) {
        struct merge_column *column = &plan->columns[i];
        int nth = 1;

        for (int k = 0; k < i && column->role == HEADER_FACT; k++)
            nth += plan->columns[k].role == HEADER_FACT &&
                   strcmp(plan->columns[k].name, column->name) == 0;
        if (nth > 1)
            column->header = arena_format(plan->arena, "%s (%d)", column->header, nth);
    }
}

static bool has_field(const struct merge_plan *plan, int field)
{
    for (int i = 0; i < plan->count; i++)
        if (plan->columns[i].role == HEADER_FIELD && plan->columns[i].field == field)
            return true;
    return false;
}

/* With a metric a row, other columns are facts; without, every other column may be a metric. */
static void shape_measures(struct merge_plan *plan)
{
    plan->is_long = has_field(plan, MEASURE_METRIC) && has_field(plan, MEASURE_VALUE);
    for (int i = 0; i < plan->count; i++) {
        struct merge_column *column = &plan->columns[i];
        bool is_value = column->role == HEADER_FIELD &&
                        (column->field == MEASURE_VALUE || column->field == MEASURE_METRIC);

        if (plan->is_long && column->role == HEADER_MEASURE)
            column->role = HEADER_FACT;
        else if (!plan->is_long && !column->is_forced && (column->role == HEADER_FACT || is_value))
            column->role = HEADER_MEASURE;
    }
}

static bool knows_any(const struct merge_plan *plan)
{
    for (int i = 0; i < plan->count; i++)
        if (plan->columns[i].role == HEADER_FIELD || plan->columns[i].role == HEADER_FIRST_NAME ||
            plan->columns[i].role == HEADER_LAST_NAME)
            return true;
    return false;
}

bool merge_plan_init(struct merge_plan *plan, const struct import_map *map, enum kind kind,
    const char *const *headers, int count, struct arena *arena, struct error *err)
{
    int *ranks = arena_alloc_array(arena, (size_t)count + 1, sizeof(*ranks));

    *plan = (struct merge_plan){.kind = kind, .map = map, .arena = arena, .count = count};
    plan->columns = arena_alloc_array(arena, (size_t)count + 1, sizeof(*plan->columns));
    for (int i = 0; i < count; i++)
        set_column(plan, i, headers[i], ranks);
    plan->ours = is_ours(plan);
    plan->exact = is_exact(plan);
    for (int i = 0; plan->ours && i < count; i++)
        take_own_name(plan, &plan->columns[i]);
    if (!settle_rivals(plan, ranks, err))
        return false;
    name_apart(plan);
    if (kind == KIND_MEASURE)
        shape_measures(plan);
    for (int i = 0; i < count; i++)
        merge_settle_column(plan, &plan->columns[i]);
    if (knows_any(plan))
        return true;
    return error_set(err, ERROR_REFUSED,
        "its first row names no column that %s have ('%s', ...): a header row is needed",
        kind_info(kind)->plural, count > 0 ? plan->columns[0].header : "");
}

void merge_plan_fini(struct merge_plan *plan)
{
    array_fini(&plan->metrics);
}

uint64_t merge_plan_source(const struct merge_plan *plan)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (int i = 0; i < plan->count; i++)
        for (const char *at = plan->columns[i].name;; at++) {
            hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
            if (*at == '\0')
                break;
        }
    return hash ^ (uint64_t)plan->kind;
}

/* --- first pass --- */

/* A metric by what the file calls it; NULL: there are too many. */
static struct merge_metric *metric_of(struct merge_plan *plan, const char *written)
{
    const struct merge_metric *same = merge_metric_written(&plan->metrics, written);
    struct merge_metric *known;
    struct str name = {0};

    if (same != NULL)
        return &plan->metrics.items[same - plan->metrics.items];
    header_normalize(&name, written);
    known = merge_metric_find(&plan->metrics, str_text(&name));
    if (known == NULL && plan->metrics.count < MOST_METRICS) {
        ARRAY_PUSH(&plan->metrics,
            (struct merge_metric){.name = arena_copy_text(plan->arena, str_text(&name)),
                .written = arena_copy_text(plan->arena, written)});
        known = &plan->metrics.items[plan->metrics.count - 1];
    }
    str_fini(&name);
    return known;
}

static void observe_metric(struct merge_plan *plan, const char *const *cells, int count)
{
    const char *metric = "", *value = "";
    struct merge_metric *known;

    for (int i = 0; i < count && i < plan->count; i++) {
        if (plan->columns[i].role == HEADER_FIELD && plan->columns[i].field == MEASURE_METRIC)
            metric = cells[i];
        if (plan->columns[i].role == HEADER_FIELD && plan->columns[i].field == MEASURE_VALUE)
            value = cells[i];
    }
    known = metric_of(plan, metric);
    if (known != NULL && !merge_is_nothing(value))
        cell_observe_number(&known->seen, value);
}

static void keep_sample(struct merge_plan *plan, struct merge_column *column, const char *text)
{
    struct str clean = {0};

    text_clean(&clean, text, strnlen(text, SAMPLE_BYTES));
    column->sample = arena_copy_text(plan->arena, str_text(&clean));
    str_fini(&clean);
}

void merge_observe(struct merge_plan *plan, const char *const *cells, int count)
{
    for (int i = 0; i < count && i < plan->count; i++) {
        struct merge_column *column = &plan->columns[i];

        if (plan->exact ? merge_says_nothing(plan, column, cells[i]) : merge_is_nothing(cells[i]))
            continue;
        if (column->sample == NULL)
            keep_sample(plan, column, cells[i]);
        if (column->type == FIELD_INTEGER)
            cell_observe_whole(&column->seen, cells[i]);
        else if (column->is_number)
            cell_observe_number(&column->seen, cells[i]);
        else if (column->is_date || column->role == HEADER_FACT)
            cell_observe_date(&column->seen, cells[i]);
        else
            column->seen.cells++;
    }
    if (plan->is_long)
        observe_metric(plan, cells, count);
}
