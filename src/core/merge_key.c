/* Natural keys: what a row without an id is known by, as imported, so that later edits keep the
 * match. Long ones are kept as 128 bits of hash. */
#include <string.h>
#include "base/text.h"
#include "core/merge.h"
#include "merge_internal.h"

/* Two FNV-1a of 64 bits over the same bytes; the second starts elsewhere and turns its state. */
struct digest {
    uint64_t first, second;
};

static void digest_add(struct digest *digest, const char *bytes)
{
    for (;; bytes++) {
        unsigned char byte = (unsigned char)*bytes;

        digest->first = (digest->first ^ byte) * UINT64_C(1099511628211);
        digest->second = (digest->second ^ byte) * UINT64_C(1099511628211);
        digest->second = digest->second << 23 | digest->second >> 41;
        if (byte == 0)
            return;
    }
}

/* The fields of each key, besides the account. */
static const int key_fields[KIND_COUNT][4] = {
    [KIND_CONTRACT] = {CONTRACT_PRODUCT, CONTRACT_START, -1},
    [KIND_TICKET] = {TICKET_OPENED, TICKET_SUBJECT, -1},
    [KIND_TASK] = {TASK_TITLE, TASK_DUE, -1},
    [KIND_NOTE] = {NOTE_AT, NOTE_BODY, -1},
    [KIND_OPPORTUNITY] = {OPPORTUNITY_NAME, OPPORTUNITY_CLOSE, -1},
    [KIND_GOAL] = {GOAL_STATEMENT, -1},
    [KIND_RESULT] = {RESULT_DATE, RESULT_METRIC, RESULT_STORY, -1},
    [KIND_FEEDBACK] = {FEEDBACK_DATE, FEEDBACK_TEXT, -1},
};

/* Text made backwards from the end of a buffer: a million keys are made, and printf is slow. */
static char *put_number(char *end, int64_t number)
{
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;

    do
        *--end = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (number < 0)
        *--end = '-';
    return end;
}

static char *put_hex(char *end, uint64_t number)
{
    for (int i = 0; i < 16; i++, number >>= 4)
        *--end = "0123456789abcdef"[number & 15];
    return end;
}

static void digest_field(struct digest *digest, const struct merge_row *row, int field)
{
    char number[24] = "";
    struct value value = row->row->values[field];

    if (value.type == VALUE_TEXT)
        digest_add(digest, value.text);
    else if (value.type == VALUE_INTEGER)
        digest_add(digest, put_number(number + sizeof(number) - 1, value.integer));
    else
        digest_add(digest, "");
}

const char *merge_natural(const struct merge_row *row, int64_t account, struct arena *arena)
{
    struct digest digest = {UINT64_C(14695981039346656037), UINT64_C(7809847782465536322)};
    enum kind kind = row->row->kind;
    char key[64] = "", *at;

    if (kind == KIND_CONTACT) {
        bool by_email = merge_knows(row, CONTACT_EMAIL);
        const char *text = row_text(row->row, by_email ? CONTACT_EMAIL : CONTACT_NAME);

        digest_add(&digest, by_email ? "email" : "name");
        digest_add(&digest, text_fold_copy(arena, text));
    } else {
        for (int i = 0; i < 4 && key_fields[kind][i] >= 0; i++)
            digest_field(&digest, row, key_fields[kind][i]);
    }
    at = put_hex(put_hex(key + sizeof(key) - 1, digest.second), digest.first);
    *--at = ':';
    return arena_copy_text(arena, put_number(at, account));
}

const char *merge_natural_of_account(
    const struct merge_row *row, bool by_domain, struct arena *arena)
{
    int field = by_domain ? ACCOUNT_DOMAIN : ACCOUNT_NAME;

    if (!merge_knows(row, field))
        return "";
    return arena_format(arena, "%s:%s", by_domain ? "domain" : "name",
        text_fold_copy(arena, row_text(row->row, field)));
}
