/* Names and addresses out of texts. */
#include "core/scrub.h"

#include <string.h>
#include "base/text.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Letters that go on with a word: ASCII, and the Latin ones with marks. */
static bool is_word(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
           (code >= 'a' && code <= 'z') ||
           (code >= 0xc0 && code <= 0x24f && code != 0xd7 && code != 0xf7);
}

static bool begins_word(const char *text, size_t at)
{
    uint32_t code = 0;
    size_t from = at;

    while (from > 0 && ((unsigned char)text[--from] & 0xc0) == 0x80)
        ;
    if (at == 0)
        return true;
    text_decode(text + from, at - from, &code);
    return !is_word(code);
}

static bool ends_word(const char *rest, size_t len)
{
    uint32_t code = 0;

    return text_decode(rest, len, &code) == 0 || !is_word(code);
}

/* The folded form of one code point. Returns its bytes in the text, 0 at the end. */
static size_t fold_next(const char *text, size_t len, struct str *out)
{
    char bytes[8] = {0};
    uint32_t code;
    size_t taken = text_decode(text, len, &code);

    str_clear(out);
    if (taken == 0 || taken > 4)
        return taken;
    memcpy(bytes, text, taken);
    text_fold(out, bytes);
    return taken;
}

/* Marks that belong to the last letter. */
static size_t skip_marks(const char *text, size_t len, struct str *folded)
{
    size_t at = 0, taken;

    while ((taken = fold_next(text + at, len - at, folded)) > 0 && folded->len == 0)
        at += taken;
    return at;
}

/* Bytes of the text that read as the folded word; 0: it does not begin with it. */
static size_t match(const char *text, size_t len, const char *word, struct str *folded)
{
    size_t at = 0, taken;

    while (*word) {
        if (*word == ' ' && at < len && is_blank(text[at])) {
            while (at < len && is_blank(text[at]))
                at++;
            word += strspn(word, " ");
            continue;
        }
        taken = fold_next(text + at, len - at, folded);
        if (taken == 0 || strncmp(word, str_text(folded), folded->len) != 0)
            return 0;
        word += folded->len;
        at += taken;
    }
    at += skip_marks(text + at, len - at, folded);
    return ends_word(text + at, len - at) ? at : 0;
}

struct words {
    char *folded[2]; /* NULL: none */
    struct arena arena;
    struct str scratch;
};

static void words_init(struct words *words, const struct scrub *scrub)
{
    const char *texts[] = {scrub->email, scrub->name};

    *words = (struct words){0};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (!text_blank(texts[i]))
            words->folded[i] = text_fold_copy(&words->arena, texts[i]);
}

static size_t match_any(struct words *words, const char *text, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(words->folded); i++) {
        size_t taken = words->folded[i] ? match(text, len, words->folded[i], &words->scratch) : 0;

        if (taken)
            return taken;
    }
    return 0;
}

/* The quick look: most texts have nothing of it. A blank of the name may be a line end there. */
static bool may_hold(const char *text, const struct words *words)
{
    for (size_t i = 0; i < COUNT_OF(words->folded); i++) {
        char first[64];
        size_t len;

        if (!words->folded[i])
            continue;
        len = strcspn(words->folded[i], " ");
        if (len >= sizeof(first))
            return true;
        memcpy(first, words->folded[i], len);
        first[len] = '\0';
        if (text_contains_folded(text, first))
            return true;
    }
    return false;
}

int scrub_text(struct str *out, const char *text, const struct scrub *scrub)
{
    size_t len = strlen(text), at = 0;
    struct words words;
    int places = 0;

    words_init(&words, scrub);
    if (!may_hold(text, &words)) {
        str_add(out, text);
        at = len;
    }
    while (at < len) {
        uint32_t code;
        size_t taken = begins_word(text, at) ? match_any(&words, text + at, len - at) : 0;

        if (taken) {
            str_add(out, SCRUB_MARK);
            places++;
        } else {
            taken = text_decode(text + at, len - at, &code);
            str_add_bytes(out, text + at, taken);
        }
        at += taken;
    }
    arena_fini(&words.arena);
    str_fini(&words.scratch);
    return places;
}

bool scrub_is_person(const struct scrub *scrub, const char *text)
{
    return !text_blank(text) &&
           ((!text_blank(scrub->name) && text_compare_folded(text, scrub->name) == 0) ||
               text_equal_nocase(text, scrub->email) || text_equal_nocase(text, scrub->id));
}

/* --- fields --- */

enum way { WAY_TEXT, WAY_PERSON, WAY_PEOPLE, WAY_SUPERIOR, WAY_LEAVE };

static enum way way_of(enum kind kind, int field)
{
    static const struct {
        enum kind kind;
        int field;
        enum way way;
    } ways[] = {
        {KIND_ACCOUNT, ACCOUNT_NAME, WAY_LEAVE},
        {KIND_ACCOUNT, ACCOUNT_DOMAIN, WAY_LEAVE},
        {KIND_CONTACT, CONTACT_NAME, WAY_LEAVE},
        {KIND_CONTACT, CONTACT_EMAIL, WAY_LEAVE},
        {KIND_CONTACT, CONTACT_NATURAL, WAY_LEAVE},
        {KIND_CONTACT, CONTACT_REPORTS_TO, WAY_SUPERIOR},
        {KIND_MEASURE, MEASURE_CONTACT, WAY_PERSON},
        {KIND_TASK, TASK_OWED_TO, WAY_PERSON},
        {KIND_TASK, TASK_WAITING_ON, WAY_PERSON},
        {KIND_NOTE, NOTE_ATTENDEES, WAY_PEOPLE},
        {KIND_VERSION, VERSION_ATTENDEES, WAY_PEOPLE},
        {KIND_GOAL, GOAL_OWNER, WAY_PERSON},
        {KIND_RESULT, RESULT_CONFIRMED_BY, WAY_PERSON},
        {KIND_FEEDBACK, FEEDBACK_ASKED_BY, WAY_PERSON},
        {KIND_REFERENCE, REFERENCE_CONTACT, WAY_PERSON},
    };

    if (field == kind_info(kind)->id)
        return WAY_LEAVE;
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (ways[i].kind == kind && ways[i].field == field)
            return ways[i].way;
    return WAY_TEXT;
}

/* The items without the person; how many were theirs. */
static int drop_items(
    struct str *out, const char *items, const struct scrub *scrub, struct scrub_count *count)
{
    int dropped = 0;
    struct str item = {0};

    while (*items) {
        size_t len = strcspn(items, ";");
        size_t from = strspn(items, " "), to = len;

        from = from < len ? from : len;
        while (to > from && items[to - 1] == ' ')
            to--;
        str_clear(&item);
        str_add_bytes(&item, items + from, to - from);
        if (scrub_is_person(scrub, str_text(&item))) {
            dropped++;
        } else if (item.len) {
            str_add(out, out->len ? ";" : "");
            count->places += scrub_text(out, str_text(&item), scrub);
        }
        items += len + (items[len] == ';');
    }
    str_fini(&item);
    return dropped;
}

/* What the text becomes in `out`; false: it stays. */
static bool scrub_field(struct str *out, const char *text, enum way way, const struct scrub *scrub,
    struct scrub_count *count)
{
    int mentions = 0, before = count->places;

    if (way == WAY_PEOPLE) {
        mentions = drop_items(out, text, scrub, count);
    } else if (way != WAY_TEXT && scrub_is_person(scrub, text)) {
        mentions = 1;
        str_add(out, way == WAY_SUPERIOR ? "" : SCRUB_MARK);
    } else {
        count->places += scrub_text(out, text, scrub);
    }
    count->mentions += mentions;
    return mentions > 0 || count->places > before;
}

uint64_t scrub_values(enum kind kind, struct value *values, uint64_t mask,
    const struct scrub *scrub, struct arena *arena, struct scrub_count *count)
{
    struct str out = {0};
    uint64_t changed = 0;

    for (int field = 0; field < kind_info(kind)->stored; field++) {
        uint64_t bit = UINT64_C(1) << field;
        enum way way = way_of(kind, field);

        if (!(mask & bit) || values[field].type != VALUE_TEXT || way == WAY_LEAVE)
            continue;
        str_clear(&out);
        if (!scrub_field(&out, values[field].text, way, scrub, count))
            continue;
        values[field] = out.len ? value_text(arena_copy_text(arena, str_text(&out)))
                                : (struct value){.type = VALUE_UNKNOWN};
        changed |= bit;
    }
    str_fini(&out);
    return changed;
}
