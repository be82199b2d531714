#include "ui/fuzzy.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include "base/str.h"
#include "base/text.h"

#define BYTES_MOST 256 /* of a text that is looked through */

/* A text as letters of one folded byte each; a letter that folds to several keeps its first. */
struct letters {
    unsigned char folded[BYTES_MOST];
    uint16_t at[BYTES_MOST]; /* where in the text it began */
    bool starts[BYTES_MOST]; /* the first of a word */
    int count;
};

enum { SCORE_LETTER = 10, SCORE_NEXT = 15, SCORE_WORD = 20, SCORE_FIRST = 30, SCORE_WHOLE = 100 };

enum { DIGIT_BIT = 26, SIGN_BIT = 27 };

static uint32_t letter_bit(unsigned char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return UINT32_C(1) << (byte - 'A');
    if (byte >= 'a' && byte <= 'z')
        return UINT32_C(1) << (byte - 'a');
    return UINT32_C(1) << (byte >= '0' && byte <= '9' ? DIGIT_BIT : SIGN_BIT);
}

/* What lies beyond ASCII may fold to any letter. */
uint32_t fuzzy_letters(const char *text)
{
    uint32_t letters = 0;
    for (; *text && letters != UINT32_MAX; text++)
        letters |= (unsigned char)*text >= 0x80 ? UINT32_MAX : letter_bit((unsigned char)*text);
    return letters;
}

void fuzzy_init(struct fuzzy *fuzzy, const char *typed)
{
    struct str folded = {0};
    text_fold(&folded, typed);
    size_t len = folded.len < FUZZY_PATTERN ? folded.len : FUZZY_PATTERN - 1;
    memcpy(fuzzy->pattern, str_text(&folded), len);
    while (len > 0 && fuzzy->pattern[len - 1] == ' ')
        len--;
    fuzzy->pattern[len] = '\0';
    fuzzy->len = len;
    fuzzy->letters = 0;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)fuzzy->pattern[i] < 0x80 && fuzzy->pattern[i] != ' ')
            fuzzy->letters |= letter_bit((unsigned char)fuzzy->pattern[i]);
    str_fini(&folded);
}

static bool parts_words(unsigned char byte)
{
    static const bool parts[UCHAR_MAX + 1] = {[' '] = true,
        ['-'] = true,
        ['_'] = true,
        ['.'] = true,
        ['/'] = true,
        ['&'] = true,
        ['@'] = true};

    return parts[byte];
}

static void add_letter(struct letters *letters, unsigned char byte, size_t at)
{
    unsigned char before = letters->count > 0 ? letters->folded[letters->count - 1] : ' ';
    letters->folded[letters->count] = byte;
    letters->at[letters->count] = (uint16_t)at;
    letters->starts[letters->count] = parts_words(before);
    letters->count++;
}

/* Folds one character beyond ASCII, byte by byte, all of them at its place. */
static size_t add_folded(struct letters *letters, const char *text, size_t at, size_t len)
{
    char one[64] = "";
    int columns;
    struct str folded = {0};
    size_t bytes = text_next_grapheme(text + at, len - at, &columns);
    snprintf(one, sizeof(one), "%.*s", (int)bytes, text + at);
    text_fold(&folded, one);
    for (size_t i = 0; i < folded.len && letters->count < BYTES_MOST; i++)
        add_letter(letters, (unsigned char)folded.data[i], at);
    str_fini(&folded);
    return bytes ? bytes : 1;
}

static void fold_letters(struct letters *letters, const char *text)
{
    size_t len = strlen(text);
    letters->count = 0;
    for (size_t at = 0; at < len && letters->count < BYTES_MOST;) {
        unsigned char c = (unsigned char)text[at];
        if (c >= 0x80 || (at + 1 < len && (unsigned char)text[at + 1] >= 0x80)) {
            at += add_folded(letters, text, at, len);
            continue;
        }
        add_letter(letters, c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c, at);
        at++;
    }
}

static void mark(const struct letters *letters, int from, int count, bool *marks)
{
    for (int i = from; marks != NULL && i < from + count; i++)
        marks[letters->at[i]] = true;
}

/* The word in one piece: at the begin of the text, of a word, or anywhere. */
static int match_whole(const struct letters *letters, const char *word, size_t len, bool *marks)
{
    int best = -1, best_score = 0;
    for (int i = 0; i + (int)len <= letters->count; i++) {
        if (letters->folded[i] != (unsigned char)word[0] ||
            memcmp(letters->folded + i, word, len) != 0)
            continue;
        int score = (int)len * (SCORE_LETTER + SCORE_NEXT) +
                    (letters->starts[i] ? SCORE_WHOLE + SCORE_WORD : 0) +
                    (i == 0 ? SCORE_FIRST : 0);
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    if (best >= 0)
        mark(letters, best, (int)len, marks);
    return best_score;
}

/* Where the letter comes next: the nearest place, or the start of a word if there is one. */
static int next_place(const struct letters *letters, int from, unsigned char letter, bool nearest)
{
    int first = -1;
    for (int i = from; i < letters->count; i++) {
        if (letters->folded[i] != letter)
            continue;
        if (i == from || nearest || letters->starts[i])
            return i;
        if (first < 0)
            first = i;
    }
    return first;
}

static int place_letters(
    const struct letters *letters, const char *word, size_t len, bool nearest, int *places)
{
    int score = 0, from = 0;
    for (size_t i = 0; i < len; i++) {
        int at = next_place(letters, from, (unsigned char)word[i], nearest);
        if (at < 0)
            return 0;
        score += SCORE_LETTER + (i > 0 && at == from ? SCORE_NEXT : 0) +
                 (letters->starts[at] ? SCORE_WORD : 0);
        places[i] = at;
        from = at + 1;
    }
    return score;
}

/* The word's letters in order, `ns` in "next step". Preferring word starts may run past a letter
 * that only stands earlier; then the nearest ones are taken. */
static int match_scattered(const struct letters *letters, const char *word, size_t len, bool *marks)
{
    int places[FUZZY_PATTERN];
    int score = place_letters(letters, word, len, false, places);
    if (score == 0)
        score = place_letters(letters, word, len, true, places);
    for (size_t i = 0; score > 0 && i < len; i++)
        mark(letters, places[i], 1, marks);
    return score;
}

static int match_word(const struct letters *letters, const char *word, size_t len, bool *marks)
{
    int score = match_whole(letters, word, len, marks);
    return score ? score : match_scattered(letters, word, len, marks);
}

static bool begins_a_word(const struct letters *letters, const char *word, size_t len)
{
    for (int i = 0; i + (int)len <= letters->count; i++)
        if (letters->starts[i] && memcmp(letters->folded + i, word, len) == 0)
            return true;
    return false;
}

/* Of two that fit alike the shorter is nearer to what was typed. */
static int shortness(const struct letters *letters)
{
    return letters->count < 40 ? 40 - letters->count : 0;
}

int fuzzy_match(const struct fuzzy *fuzzy, const char *text, bool *ret_marks)
{
    struct letters letters;
    int total = 1;
    if (ret_marks != NULL)
        memset(ret_marks, 0, strlen(text) * sizeof(*ret_marks));
    if (fuzzy->len == 0)
        return total;
    if (fuzzy->letters & ~fuzzy_letters(text))
        return 0;
    fold_letters(&letters, text);
    for (size_t at = strspn(fuzzy->pattern, " "); at < fuzzy->len;) {
        const char *word = fuzzy->pattern + at;
        size_t len = strcspn(word, " ");
        int score = match_word(&letters, word, len, ret_marks);
        if (score == 0)
            return 0;
        total += score;
        at += len + strspn(word + len, " ");
    }
    return total + shortness(&letters);
}

int fuzzy_match_about(const struct fuzzy *fuzzy, const char *text, const char *about)
{
    struct letters letters, words;
    int total = 1;
    if (fuzzy->len == 0)
        return total;
    fold_letters(&words, about);
    if (!strchr(fuzzy->pattern, ' ') && fuzzy->letters & ~fuzzy_letters(text))
        return begins_a_word(&words, fuzzy->pattern, fuzzy->len) ? 2 : 0;
    fold_letters(&letters, text);
    for (size_t at = strspn(fuzzy->pattern, " "); at < fuzzy->len;) {
        const char *word = fuzzy->pattern + at;
        size_t len = strcspn(word, " ");
        int score = match_word(&letters, word, len, NULL);
        if (score == 0 && !begins_a_word(&words, word, len))
            return 0;
        total += score ? score : 1;
        at += len + strspn(word + len, " ");
    }
    return total;
}

int fuzzy_match_words(const struct fuzzy *fuzzy, const char *text, const char *about)
{
    struct letters letters, words;
    int total = 1;
    fold_letters(&letters, text);
    fold_letters(&words, about);
    for (size_t at = strspn(fuzzy->pattern, " "); at < fuzzy->len;) {
        const char *word = fuzzy->pattern + at;
        size_t len = strcspn(word, " ");
        bool is_text = begins_a_word(&letters, word, len);
        if (!is_text && !begins_a_word(&words, word, len))
            return 0;
        total += is_text ? 2 : 1;
        at += len + strspn(word + len, " ");
    }
    return total;
}
