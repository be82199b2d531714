/* Folding for comparing and searching, and what it is used for. */
#include "text_internal.h"

#include <string.h>
#include <wctype.h>

enum {
    LONGEST_WORD = 64, /* code points; "did you mean" is about words */
    LONGEST_BYTES = 4  /* of one code point */
};

/* Cases that stand at a fixed distance; the pairs of Latin and Cyrillic (even capital, odd small)
 * are in case_pairs. */
static const struct {
    uint32_t first;
    uint32_t last;
    uint32_t distance;
} case_runs[] = {
    {'A', 'Z', 0x20},
    {0x0391, 0x03A9, 0x20},
    {0x0400, 0x040F, 0x50},
    {0x0410, 0x042F, 0x20},
    {0x04C0, 0x04C0, 0x0F},
    {0x0531, 0x0556, 0x30},
    {0xFF21, 0xFF3A, 0x20},
};

static const struct char_range case_pairs[] = {
    {0x0460, 0x0481},
    {0x048A, 0x04BF},
    {0x04D0, 0x052F},
};

static uint32_t lower(uint32_t code_point)
{
    for (size_t i = 0; i < COUNT_OF(case_runs); i++)
        if (code_point >= case_runs[i].first && code_point <= case_runs[i].last)
            return code_point + case_runs[i].distance;
    if (char_in_ranges(code_point, case_pairs, COUNT_OF(case_pairs)))
        return code_point | 1u;
    if (code_point >= 0x04C1 && code_point <= 0x04CE) /* odd capital, even small */
        return code_point + (code_point & 1u);
    return code_point < 0x80 ? code_point : (uint32_t)towlower((wint_t)code_point);
}

/* The folded bytes of the next code point of a text. */
struct folder {
    const char *at;
    const char *end;
    char bytes[8];
    size_t count; /* of bytes; 0 where the code point folds to nothing */
};

static void fold_wide(struct folder *folder, uint32_t code_point)
{
    const char *plain = char_plain_letters(code_point);

    folder->count = 0;
    if (char_is_accent(code_point) || char_kind_of(code_point) == CHAR_SELECTOR)
        return;
    if (plain == NULL) {
        uint32_t small = lower(code_point);

        folder->count = text_encode(small, folder->bytes);
        return;
    }
    folder->count = strlen(plain);
    memcpy(folder->bytes, plain, folder->count);
}

static bool fold_next(struct folder *folder)
{
    uint32_t code_point;

    if (folder->at == folder->end)
        return false;
    folder->at += text_decode(folder->at, (size_t)(folder->end - folder->at), &code_point);
    if (code_point < 0x80) {
        folder->bytes[0] = (char)lower(code_point);
        folder->count = 1;
        return true;
    }
    fold_wide(folder, code_point);
    return true;
}

static struct folder folder_of(const char *text)
{
    return (struct folder){.at = text, .end = text + strlen(text)};
}

static unsigned char ascii_lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_ascii(char c)
{
    return c != 0 && (unsigned char)c < 0x80;
}

/* Most text is ASCII: copied run by run. */
static const char *fold_ascii(struct str *out, const char *text)
{
    char run[128];
    size_t len = 0;

    for (; is_ascii(*text); text++) {
        if (len == sizeof(run)) {
            str_add_bytes(out, run, len);
            len = 0;
        }
        run[len++] = (char)ascii_lower(*text);
    }
    str_add_bytes(out, run, len);
    return text;
}

void text_fold(struct str *out, const char *text)
{
    struct folder folder;

    for (text = fold_ascii(out, text); *text != '\0'; text = fold_ascii(out, text)) {
        folder = (struct folder){.at = text, .end = text + strnlen(text, LONGEST_BYTES)};
        fold_next(&folder);
        str_add_bytes(out, folder.bytes, folder.count);
        text = folder.at;
    }
}

char *text_fold_copy(struct arena *arena, const char *text)
{
    struct str folded = {0};
    char *copy;

    text_fold(&folded, text);
    copy = arena_copy_bytes(arena, str_text(&folded), folded.len);
    str_fini(&folded);
    return copy;
}

/* One folded byte after the other; 0 at the end. */
struct byte_folder {
    struct folder folder;
    size_t given;
};

static unsigned char next_byte(struct byte_folder *bytes)
{
    while (bytes->given == bytes->folder.count) {
        if (!fold_next(&bytes->folder))
            return 0;
        bytes->given = 0;
    }
    return (unsigned char)bytes->folder.bytes[bytes->given++];
}

int text_compare_folded(const char *a, const char *b)
{
    struct byte_folder left;
    struct byte_folder right;
    unsigned char x;
    unsigned char y;

    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    /* Most text is ASCII and differs soon; what folds to nothing stands beyond ASCII. */
    for (; is_ascii(*a) && is_ascii(*b); a++, b++)
        if (ascii_lower(*a) != ascii_lower(*b))
            return ascii_lower(*a) < ascii_lower(*b) ? -1 : 1;
    left = (struct byte_folder){.folder = folder_of(a)};
    right = (struct byte_folder){.folder = folder_of(b)};
    do {
        x = next_byte(&left);
        y = next_byte(&right);
    } while (x == y && x != 0);
    return x < y ? -1 : x > y;
}

bool text_contains_folded(const char *haystack, const char *needle)
{
    struct str hay = {0};
    struct str part = {0};
    bool found;

    text_fold(&hay, haystack);
    text_fold(&part, needle);
    found = strstr(str_text(&hay), str_text(&part)) != NULL;
    str_fini(&hay);
    str_fini(&part);
    return found;
}

/* Folded code points of a word; more than fit are counted as too many. */
static int take_word(const char *text, uint32_t word[LONGEST_WORD])
{
    struct str folded = {0};
    size_t at = 0;
    int count = 0;

    text_fold(&folded, text);
    while (at < folded.len && count < LONGEST_WORD)
        at += text_decode(folded.data + at, folded.len - at, &word[count++]);
    if (at < folded.len)
        count = LONGEST_WORD + 1;
    str_fini(&folded);
    return count;
}

static int least_of(int a, int b)
{
    return a < b ? a : b;
}

/* One row of the table from the one before it, and from the one before that for two letters that
 * changed places. */
static void next_row(
    const uint32_t *left, const uint32_t *right, int right_count, int rows[3][LONGEST_WORD + 1])
{
    rows[2][0] = rows[1][0] + 1;
    for (int j = 1; j <= right_count; j++) {
        int least = rows[1][j - 1] + (left[0] != right[j - 1]);

        least = least_of(least, least_of(rows[1][j], rows[2][j - 1]) + 1);
        if (rows[1][0] > 0 && j > 1 && left[0] == right[j - 2] && left[-1] == right[j - 1])
            least = least_of(least, rows[0][j - 2] + 1);
        rows[2][j] = least;
    }
    memcpy(rows[0], rows[1], sizeof(rows[0]));
    memcpy(rows[1], rows[2], sizeof(rows[1]));
}

int text_distance(const char *a, const char *b, int limit)
{
    uint32_t left[LONGEST_WORD];
    uint32_t right[LONGEST_WORD];
    int rows[3][LONGEST_WORD + 1] = {0};
    int left_count = take_word(a, left);
    int right_count = take_word(b, right);

    if (left_count > LONGEST_WORD || right_count > LONGEST_WORD)
        return limit + 1;
    for (int j = 0; j <= right_count; j++)
        rows[1][j] = j;
    for (int i = 0; i < left_count; i++)
        next_row(&left[i], right, right_count, rows);
    return least_of(rows[1][right_count], limit + 1);
}
