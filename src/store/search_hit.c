/* What of a hit is shown: its texts walked through word by word with the index's own tokenizer, and
 * the line around the first place that was looked for. */
#include "search_internal.h"

#include <string.h>
#include "base/text.h"

enum { PHRASE_MOST = 16, WORD_BYTES = 64, MARKS_MOST = 64 };
#define LOOKED_THROUGH ((size_t)256 * 1024) /* bytes of a text */
#define BETWEEN " \302\267 "                /* a middle dot */
#define CUT "\342\200\246"                  /* … */

/* A word or phrase of the query, cut. */
struct wanted {
    struct search_tokens tokens;
    enum search_column column;
    bool begins;
};
/* The last words of a text, in a ring. */
struct seen {
    char text[WORD_BYTES];
    size_t len, from, to;
};
struct marks {
    struct search_mark items[MARKS_MOST];
    int count;
};
struct marking {
    const struct wanted *wanted;
    int wanted_count;
    enum search_column column;
    size_t enough; /* bytes after the first mark */
    struct seen seen[PHRASE_MOST];
    size_t seen_count; /* of all words so far */
    struct marks *marks;
};

/* --- marks --- */

static bool matches(
    const struct search_tokens *tokens, size_t at, bool begins, const struct seen *seen)
{
    const struct search_token *token = &tokens->list.items[at];
    const char *text = tokens->bytes.data + token->from;

    return (begins ? seen->len >= token->len : seen->len == token->len) &&
           memcmp(seen->text, text, token->len) == 0;
}

static const struct seen *back(const struct marking *marking, size_t steps)
{
    return &marking->seen[(marking->seen_count - 1 - steps) % PHRASE_MOST];
}

/* Does the phrase end with the word seen last? */
static bool ends_here(const struct marking *marking, const struct wanted *wanted)
{
    size_t count = wanted->tokens.list.count;

    if (count == 0 || count > PHRASE_MOST || count > marking->seen_count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!matches(&wanted->tokens, count - 1 - i, wanted->begins && i == 0, back(marking, i)))
            return false;
    return true;
}

/* They come by their ends; one may swallow those before it. */
static void add_mark(struct marks *marks, size_t from, size_t to)
{
    while (marks->count > 0 && marks->items[marks->count - 1].to > from) {
        if (marks->items[marks->count - 1].from < from)
            from = marks->items[marks->count - 1].from;
        marks->count--;
    }
    if (marks->count < MARKS_MOST)
        marks->items[marks->count++] = (struct search_mark){from, to};
}

static bool may_mark(enum search_column wanted, enum search_column column)
{
    return wanted == SEARCH_TEXT || wanted == column ||
           (wanted == SEARCH_TAGS && column == SEARCH_TEXT);
}

/* As the index has it: folded by the tokenizer, and before that by us. */
static void keep_word(struct seen *seen, const struct token *token)
{
    struct str word = {0}, folded = {0};

    str_add_bytes(&word, token->text, token->len);
    search_fold(&folded, str_text(&word));
    seen->from = token->from;
    seen->to = token->to;
    seen->len = folded.len < WORD_BYTES ? folded.len : WORD_BYTES;
    memcpy(seen->text, str_text(&folded), seen->len);
    str_fini(&folded);
    str_fini(&word);
}

static bool see(void *context, const struct token *token)
{
    struct marking *marking = context;
    struct marks *marks = marking->marks;

    keep_word(&marking->seen[marking->seen_count++ % PHRASE_MOST], token);
    for (int i = 0; i < marking->wanted_count; i++) {
        const struct wanted *wanted = &marking->wanted[i];

        if (may_mark(wanted->column, marking->column) && ends_here(marking, wanted))
            add_mark(marks, back(marking, wanted->tokens.list.count - 1)->from, token->to);
    }
    return marks->count < MARKS_MOST &&
           (marks->count == 0 || token->to < marks->items[0].from + marking->enough);
}

static bool mark_text(struct store *store, struct marking *marking, const char *text,
    enum search_column column, struct marks *ret_marks, struct error *err)
{
    size_t len = strlen(text);

    ret_marks->count = 0;
    marking->marks = ret_marks;
    marking->column = column;
    marking->seen_count = 0;
    return store_tokens(
        store, text, len < LOOKED_THROUGH ? len : LOOKED_THROUGH, see, marking, err);
}

/* --- the line --- */

struct line {
    struct str text;
    struct marks marks;
};

/* Where an excerpt begins: some words before the mark. */
static size_t begin_of(const char *text, const struct marks *marks, size_t room)
{
    size_t at = marks->count > 0 ? marks->items[0].from : 0, least, from;

    if (at < room / 2)
        return 0;
    least = at - room / 4;
    for (from = least; from < at; from++)
        if (text[from] == ' ' || text[from] == '\n')
            return from + 1;
    while (least < at && ((unsigned char)text[least] & 0xC0) == 0x80)
        least++;
    return least;
}

static void blank_controls(struct str *text, size_t from)
{
    for (size_t i = from; i < text->len; i++)
        if (text->data[i] == '\n' || text->data[i] == '\r' || text->data[i] == '\t')
            text->data[i] = ' ';
}

/* Adds room bytes of a text around its first mark, with the marks that fall in it. */
static void add_excerpt(struct line *line, const char *text, const struct marks *marks, size_t room)
{
    size_t begin = begin_of(text, marks, room), len = strlen(text + begin), start, shown;

    shown = len <= room ? len : text_fit(text + begin, len, (int)room);
    if (begin > 0)
        str_add(&line->text, CUT);
    start = line->text.len;
    str_add_bytes(&line->text, text + begin, shown);
    blank_controls(&line->text, start);
    if (shown < len)
        str_add(&line->text, CUT);
    for (int i = 0; i < marks->count && line->marks.count < MARKS_MOST; i++) {
        const struct search_mark *mark = &marks->items[i];

        if (mark->from >= begin && mark->to <= begin + shown)
            line->marks.items[line->marks.count++] =
                (struct search_mark){start + mark->from - begin, start + mark->to - begin};
    }
}

struct telling {
    struct store *store;
    const struct row *row;
    struct marking marking;
    size_t room;
};

/* The best text that has a mark, else the first there is; *ret_text NULL: the row has none. */
static bool find_text(struct telling *telling, const char **ret_first, const char **ret_text,
    struct marks *ret_marks, struct error *err)
{
    enum search_column column;
    const char *text;

    *ret_first = *ret_text = NULL;
    for (int i = 0; (text = search_shown(telling->row, i, &column)) != NULL; i++) {
        if (*text == '\0')
            continue;
        if (*ret_first == NULL)
            *ret_first = text;
        if (!mark_text(telling->store, &telling->marking, text, column, ret_marks, err))
            return false;
        if (ret_marks->count > 0) {
            *ret_text = text;
            return true;
        }
    }
    ret_marks->count = 0;
    return true;
}

/* A note found by who was there says that first, since its text is long; others begin with what
 * they are called. */
static bool tell(struct telling *telling, struct line *line, struct error *err)
{
    static const struct marks none;
    const char *first, *text;
    struct marks marks;
    bool other;

    if (!find_text(telling, &first, &text, &marks, err))
        return false;
    if (first == NULL)
        return true;
    other = text != NULL && text != first;
    if (other && telling->row->kind != KIND_NOTE) {
        add_excerpt(line, first, &none, telling->room / 2);
        str_add(&line->text, BETWEEN);
    }
    add_excerpt(line, text != NULL ? text : first, text != NULL ? &marks : &none,
        other ? telling->room / 2 : telling->room);
    if (other && telling->row->kind == KIND_NOTE) {
        str_add(&line->text, BETWEEN);
        add_excerpt(line, first, &none, telling->room / 2);
    }
    return true;
}

/* --- the hit --- */

static void fill_hit(const struct row *row, int64_t entry, const struct line *line,
    struct arena *arena, struct search_hit *hit)
{
    const struct kind_info *info = kind_info(row->kind);
    int64_t first = search_entry_of_day(0);

    *hit = (struct search_hit){.kind = row->kind,
        .key = row->key,
        .account = row->kind == KIND_ACCOUNT ? row->key : row_integer(row, info->account),
        .id = arena_copy_text(arena, info->id >= 0 ? row_text(row, info->id) : ""),
        .day = DAY_NONE,
        .at = MINUTE_NONE,
        .text = arena_copy_bytes(arena, str_text(&line->text), line->text.len),
        .mark_count = line->marks.count};
    if (entry >= INT64_C(1) << 34 && entry < SEARCH_TOP)
        hit->day = (day_number)((entry >> 34) - (first >> 34));
    if (row->kind == KIND_NOTE && row_knows(row, NOTE_AT))
        hit->at = row_integer(row, NOTE_AT);
    if (line->marks.count > 0) {
        struct search_mark *marks =
            arena_alloc_array(arena, (size_t)line->marks.count, sizeof(*marks));

        memcpy(marks, line->marks.items, (size_t)line->marks.count * sizeof(*marks));
        hit->marks = marks;
    }
}

static bool cut_wanted(struct store *store, const struct search_query *query,
    struct wanted wanted[SEARCH_WORDS_MOST], int *ret_count, struct error *err)
{
    for (int i = 0; i < query->word_count; i++) {
        const struct search_word *word = &query->words[i];

        if (word->excluded)
            continue;
        wanted[*ret_count].column = word->column;
        wanted[*ret_count].begins = word->begins;
        if (!search_cut(store, word->text, &wanted[(*ret_count)++].tokens, err))
            return false;
    }
    return true;
}

static bool tell_row(struct store *store, const struct search_query *query, const struct row *row,
    int columns, struct line *line, struct error *err)
{
    struct wanted wanted[SEARCH_WORDS_MOST] = {0};
    size_t room = columns > 20 ? (size_t)columns : 20;
    struct telling telling = {.store = store, .row = row, .room = room};
    bool good;

    telling.marking.wanted = wanted;
    telling.marking.enough = room * 4;
    good = cut_wanted(store, query, wanted, &telling.marking.wanted_count, err) &&
           tell(&telling, line, err);
    for (int i = 0; i < SEARCH_WORDS_MOST; i++)
        search_tokens_fini(&wanted[i].tokens);
    return good;
}

/* --- names --- */

/* Does one of the row's names have the word? */
static bool names_have(struct store *store, const struct row *row, const struct search_word *word,
    bool *ret_have, struct error *err)
{
    struct wanted wanted = {.column = word->column, .begins = word->begins};
    struct marking marking = {.wanted = &wanted, .wanted_count = 1, .enough = SIZE_MAX / 2};
    enum search_column column;
    const char *text;
    struct marks marks;
    bool good = search_cut(store, word->text, &wanted.tokens, err);

    *ret_have = good && wanted.tokens.list.count == 0; /* no word at all */
    for (int i = 0; good && (text = search_shown(row, i, &column)) != NULL; i++) {
        if (column != SEARCH_NAMES)
            continue;
        good = mark_text(store, &marking, text, column, &marks, err);
        *ret_have = *ret_have || (good && marks.count > 0);
    }
    search_tokens_fini(&wanted.tokens);
    return good;
}

/* Every word, or one of those that stand for it. */
static bool row_is_named(struct store *store, const struct search_query *query,
    const struct row *row, bool *ret_named, struct error *err)
{
    bool any = true; /* of the words so far that stand for each other */

    *ret_named = true;
    for (int i = 0; i < query->word_count; i++) {
        const struct search_word *word = &query->words[i];
        bool have;

        if (word->excluded || word->column != SEARCH_TEXT)
            continue;
        if (!word->joins) {
            *ret_named = *ret_named && any;
            any = false;
        }
        if (!names_have(store, row, word, &have, err))
            return false;
        any = any || have;
    }
    *ret_named = *ret_named && any;
    return true;
}

bool search_is_named(struct store *store, const struct search_query *query, int64_t entry,
    bool *ret_named, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    bool good =
        store_get_raw(store, search_entry_kind(entry), search_entry_key(entry), &arena, &row, err);

    *ret_named = false;
    good = good && (row == NULL || row_is_named(store, query, row, ret_named, err));
    arena_fini(&arena);
    return good;
}

bool store_search_hit(struct store *store, const struct search_query *query, int64_t entry,
    int columns, struct arena *arena, struct search_hit *ret_hit, bool *ret_there,
    struct error *err)
{
    struct arena own = {0};
    struct row *row = NULL;
    struct line line = {0};
    bool good =
        store_get_raw(store, search_entry_kind(entry), search_entry_key(entry), &own, &row, err) &&
        (row == NULL || tell_row(store, query, row, columns, &line, err));

    *ret_there = good && row != NULL;
    if (*ret_there)
        fill_hit(row, entry, &line, arena, ret_hit);
    str_fini(&line.text);
    arena_fini(&own);
    return good;
}
