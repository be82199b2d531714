/* What a kind makes of its cells: names joined, ARR from MRR, ends from renewal dates, words that
 * follow from a yes or no. */
#include <string.h>
#include <strings.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/followup.h"
#include "core/merge.h"
#include "merge_internal.h"

#define MONTHS 12

const char *merge_domain_of(const char *text, struct arena *arena)
{
    const char *at = strstr(text, "://");
    char *host;
    size_t len;

    at = at != NULL ? at + 3 : text;
    if (at == text && strchr(at, '@') != NULL)
        at = strchr(at, '@') + 1;
    if (strncasecmp(at, "www.", 4) == 0)
        at += 4;
    len = strcspn(at, "/:?#, \t;");
    while (len > 0 && at[len - 1] == '.')
        len--;
    if (len == 0 || len > 253 || memchr(at, '.', len) == NULL)
        return NULL;
    host = arena_copy_bytes(arena, at, len);
    return text_fold_copy(arena, host);
}

/* --- accounts --- */

static bool shape_domain(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;
    const char *domain;

    if (!merge_knows(out, ACCOUNT_DOMAIN))
        return true;
    domain = merge_domain_of(row_text(out->row, ACCOUNT_DOMAIN), reader->context->arena);
    if (domain != NULL)
        row_set_text(out->row, ACCOUNT_DOMAIN, domain);
    return true;
}

static bool shape_currency(const struct merge_reader *reader, int field)
{
    struct merge_row *out = reader->out;
    const char *text;
    char code[4] = "";

    if (!merge_knows(out, field))
        return true;
    text = row_text(out->row, field);
    if (strlen(text) == 3 &&
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) {
        for (int i = 0; i < 3; i++)
            code[i] = (char)(text[i] & ~0x20);
    } else {
        const char *amount = arena_format(reader->context->arena, "%s1", text);
        int64_t minor;

        if (!money_parse(amount, NULL, NUMBER_POINT, &minor, code, NULL) || code[0] == '\0')
            return merge_reject_at(reader, "currency",
                _("'%.40s' is not a currency: three letters are wanted, as USD"), text);
    }
    row_set_text(out->row, field, arena_copy_text(reader->context->arena, code));
    return true;
}

static bool add_fact(const struct merge_reader *reader, const char *header, const char *value)
{
    ARRAY_PUSH(&reader->out->facts, (struct merge_fact){header, value});
    return true;
}

static bool total_is_fact(const struct merge_reader *reader, int currency)
{
    char buffer[40];
    struct merge_row *out = reader->out;
    const char *code =
        merge_knows(out, currency) ? row_text(out->row, currency) : reader->context->currency;

    return add_fact(reader, out->total_header,
        arena_copy_text(reader->context->arena, money_plain(out->total, code, buffer)));
}

struct arr_fields {
    int arr, currency, term, start;
    day_number ends; /* last day of service, as the row says it; DAY_NONE */
};

/* As it is written, else whole months from the first day to the last; 0: not known. */
static int64_t term_of(const struct merge_row *out, const struct arr_fields *fields)
{
    day_number start, after = fields->ends + 1;
    int months;

    if (merge_knows(out, fields->term))
        return row_integer(out->row, fields->term);
    if (!merge_knows(out, fields->start) || fields->ends == DAY_NONE)
        return 0;
    start = row_day(out->row, fields->start);
    months = start < after ? day_months_between(start, after) : 0;
    return months > 0 && day_add_months(start, months) == after ? months : 0;
}

/* ARR of its own, else MRR x 12, else the total over a known term. */
static bool shape_arr(const struct merge_reader *reader, struct arr_fields fields)
{
    struct merge_row *out = reader->out;
    int64_t term = term_of(out, &fields);
    int64_t arr;

    if (!merge_knows(out, fields.arr) && out->mrr != MONEY_NONE) {
        if (__builtin_mul_overflow(out->mrr, MONTHS, &arr))
            return merge_reject_at(reader, "", _("MRR x 12 is too large an amount"));
        merge_put(out, fields.arr, value_integer(arr));
    }
    if (out->total != MONEY_NONE && (merge_knows(out, fields.arr) || term <= 0))
        total_is_fact(reader, fields.currency);
    else if (out->total != MONEY_NONE)
        merge_put(out, fields.arr,
            value_integer(round_half_up((double)out->total * MONTHS / (double)term)));
    if (merge_knows(out, fields.arr) && row_integer(out->row, fields.arr) < 0)
        return merge_reject_at(reader, "arr", _("is below 0"));
    return true;
}

static bool shape_account(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;
    char iso[24];

    if (!shape_currency(reader, ACCOUNT_CURRENCY) || !shape_domain(reader) ||
        !shape_arr(reader, (struct arr_fields){ACCOUNT_ARR, ACCOUNT_CURRENCY, ACCOUNT_TERM_MONTHS,
                               ACCOUNT_START, out->last_day}))
        return false;
    if (out->left == 1)
        merge_put(out, ACCOUNT_STAGE, value_text("churned"));
    if (out->last_day != DAY_NONE && !merge_knows(out, ACCOUNT_RENEWAL))
        merge_put(out, ACCOUNT_RENEWAL, value_day(out->last_day + 1));
    else if (out->last_day != DAY_NONE)
        add_fact(reader, out->last_day_header,
            arena_copy_text(reader->context->arena, day_iso(out->last_day, iso)));
    return true;
}

static day_number contract_ends(const struct merge_row *out)
{
    if (merge_knows(out, CONTRACT_ENDS))
        return row_day(out->row, CONTRACT_ENDS);
    return out->renewal_day != DAY_NONE ? out->renewal_day - 1 : DAY_NONE;
}

static bool shape_contract(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;

    if (!shape_currency(reader, CONTRACT_CURRENCY) ||
        !shape_arr(reader, (struct arr_fields){CONTRACT_ARR, CONTRACT_CURRENCY,
                               CONTRACT_TERM_MONTHS, CONTRACT_START, contract_ends(out)}))
        return false;
    if (out->renewal_day != DAY_NONE && !merge_knows(out, CONTRACT_ENDS))
        merge_put(out, CONTRACT_ENDS, value_day(out->renewal_day - 1));
    return true;
}

/* --- people, tasks, notes --- */

static bool shape_contact(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;
    const char *first = out->first_name ? out->first_name : "";
    const char *last = out->last_name ? out->last_name : "";
    const char *gap = *first != '\0' && *last != '\0' ? " " : "";

    if (!merge_knows(out, CONTACT_NAME) && (*first != '\0' || *last != '\0'))
        merge_put(out, CONTACT_NAME,
            value_text(arena_format(reader->context->arena, "%s%s%s", first, gap, last)));
    if (out->left == 1)
        merge_put(out, CONTACT_STATUS, value_text("left"));
    return true;
}

static bool shape_task(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;

    if (out->done >= 0 && !merge_knows(out, TASK_STATUS))
        merge_put(out, TASK_STATUS, value_text(out->done ? "done" : "open"));
    /* Some systems have tasks without a word: the id is enough to keep one. */
    if (!merge_knows(out, TASK_TITLE) && merge_knows(out, TASK_ID))
        merge_put(out, TASK_TITLE,
            value_text(merge_knows(out, TASK_KIND) ? row_text(out->row, TASK_KIND) : "task"));
    return true;
}

static bool shape_note(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;
    struct arena *arena = reader->context->arena;
    const char *body = row_text(out->row, NOTE_BODY);

    if (out->subject != NULL && !text_starts(body, out->subject))
        body = *body == '\0' ? out->subject : arena_format(arena, "%s\n\n%s", out->subject, body);
    if (*body == '\0')
        return true;
    merge_put(out, NOTE_BODY, value_text(body));
    if (strchr(body, '#') != NULL && *note_tags_of(body, arena) != '\0')
        merge_put(out, NOTE_TAGS, value_text(note_tags_of(body, arena)));
    return true;
}

static bool shape_goal(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;

    if (!merge_knows(out, GOAL_STATEMENT) && merge_knows(out, GOAL_ID))
        merge_put(out, GOAL_STATEMENT, value_text(row_text(out->row, GOAL_ID)));
    return true;
}

static bool shape_measure(const struct merge_reader *reader)
{
    struct merge_row *out = reader->out;

    if (!merge_knows(out, MEASURE_DATE))
        return merge_reject_at(reader, "date", _("is missing: a reading needs its day"));
    if (!reader->plan->is_long)
        return true;
    if (!merge_knows(out, MEASURE_METRIC) || !merge_knows(out, MEASURE_VALUE))
        return merge_reject_at(
            reader, "", _("%s is missing"), merge_knows(out, MEASURE_METRIC) ? "value" : "metric");
    ARRAY_PUSH(&out->readings, (struct merge_reading){row_text(out->row, MEASURE_METRIC),
                                   row_real(out->row, MEASURE_VALUE)});
    return true;
}

static bool shape_by_kind(const struct merge_reader *reader)
{
    switch (reader->plan->kind) {
    case KIND_ACCOUNT: return shape_account(reader);
    case KIND_CONTRACT: return shape_contract(reader);
    case KIND_CONTACT: return shape_contact(reader);
    case KIND_MEASURE: return shape_measure(reader);
    case KIND_TASK: return shape_task(reader);
    case KIND_NOTE: return shape_note(reader);
    case KIND_GOAL: return shape_goal(reader);
    case KIND_OPPORTUNITY: return shape_currency(reader, OPPORTUNITY_CURRENCY);
    case KIND_TICKET:
    case KIND_RESULT:
    case KIND_FEEDBACK:
    case KIND_RUN:
    case KIND_STEP:
    case KIND_SIGNAL:
    case KIND_FACT:
    case KIND_VERSION:
    case KIND_MOVEMENT:
    case KIND_RENEWAL:
    case KIND_REFERENCE:
    case KIND_COUNT: return true;
    }
    return true;
}

/* --- needed: an id, or what names the row --- */

struct needed {
    int fields[4]; /* one of them; -1 ends */
    const char *what;
};
static const struct needed needed[KIND_COUNT] = {
    [KIND_ACCOUNT] = {{ACCOUNT_ID, ACCOUNT_NAME, -1}, N_("an id or a name")},
    [KIND_CONTRACT] = {{CONTRACT_ID, CONTRACT_PRODUCT, CONTRACT_START, CONTRACT_ARR},
        N_("an id, a product or a start")},
    [KIND_CONTACT] = {{CONTACT_ID, CONTACT_NAME, CONTACT_EMAIL, -1}, N_("an id or a name")},
    [KIND_MEASURE] = {{MEASURE_DATE, -1}, N_("a date")},
    [KIND_TICKET] = {{TICKET_ID, TICKET_SUBJECT, -1}, N_("an id or a subject")},
    [KIND_TASK] = {{TASK_ID, TASK_TITLE, -1}, N_("an id or a title")},
    [KIND_NOTE] = {{NOTE_ID, NOTE_BODY, -1}, N_("an id or a body")},
    [KIND_OPPORTUNITY] = {{OPPORTUNITY_ID, OPPORTUNITY_NAME, -1}, N_("an id or a name")},
    [KIND_GOAL] = {{GOAL_ID, GOAL_STATEMENT, -1}, N_("an id or a statement")},
    [KIND_RESULT] = {{RESULT_ID, RESULT_METRIC, RESULT_STORY, -1},
        N_("an id, a metric or a story")},
    [KIND_FEEDBACK] = {{FEEDBACK_ID, FEEDBACK_TEXT, -1}, N_("an id or a text")},
    [KIND_RUN] = {{RUN_ID, -1}, N_("an id")},
    [KIND_STEP] = {{-1}, ""},
    [KIND_SIGNAL] = {{-1}, ""},
    [KIND_FACT] = {{-1}, ""},
    [KIND_VERSION] = {{-1}, ""},
    [KIND_MOVEMENT] = {{-1}, ""},
    [KIND_RENEWAL] = {{-1}, ""},
    [KIND_REFERENCE] = {{-1}, ""},
};

static bool has_needed(const struct merge_reader *reader)
{
    const struct needed *row = &needed[reader->plan->kind];

    for (size_t i = 0; i < COUNT_OF(row->fields) && row->fields[i] >= 0; i++)
        if (merge_knows(reader->out, row->fields[i]))
            return true;
    return merge_reject_at(reader, "", _("needs %s"), _(row->what));
}

bool merge_shape(const struct merge_reader *reader)
{
    return shape_by_kind(reader) && has_needed(reader);
}
