/* Text from outside made safe to show: promises.md T1-T6. What would act on the terminal, or hide,
 * is written out. */
#include "text_internal.h"

#include <string.h>

/* curses drops marks beyond the fourth without a word (promises.md M7). */
enum { MOST_MARKS = 4 };

static const char newline_mark[] = "\xE2\x86\xB5";  /* U+21B5 */
static const char dotted_circle[] = "\xE2\x97\x8C"; /* U+25CC, the base of a mark that has none */

struct cleaner {
    struct str *out; /* NULL: only look whether anything would change */
    bool lines;      /* keep newlines */
    bool changed;
    bool based;      /* there is a character for a mark to join */
    bool pictograph; /* that character is one */
    int marks;       /* joined to it so far */
};

static void keep(struct cleaner *cleaner, const char *bytes, size_t len)
{
    if (cleaner->out != NULL)
        str_add_bytes(cleaner->out, bytes, len);
}

static void replace(struct cleaner *cleaner, const char *text)
{
    cleaner->changed = true;
    if (cleaner->out != NULL)
        str_add(cleaner->out, text);
}

static void begin_base(struct cleaner *cleaner, bool pictograph)
{
    cleaner->based = true;
    cleaner->pictograph = pictograph;
    cleaner->marks = 0;
}

static void write_code(struct cleaner *cleaner, uint32_t code_point, bool is_control)
{
    cleaner->changed = true;
    begin_base(cleaner, false);
    if (cleaner->out == NULL)
        return;
    if (!is_control)
        str_addf(cleaner->out, "<U+%04X>", (unsigned)code_point);
    else if (code_point >= 0x80)
        str_addf(cleaner->out, "<%02X>", (unsigned)code_point);
    else
        str_addf(cleaner->out, "^%c", (char)(code_point ^ 0x40u)); /* ^[ for ESC, ^? for DEL */
}

static void clean_control(struct cleaner *cleaner, uint32_t code_point, bool newline_next)
{
    if (code_point == '\n' && cleaner->lines) {
        keep(cleaner, "\n", 1);
        cleaner->based = false;
        return;
    }
    if (code_point == '\r' && cleaner->lines && newline_next) {
        cleaner->changed = true;
        return;
    }
    if (code_point != '\n' && code_point != '\t') {
        write_code(cleaner, code_point, true);
        return;
    }
    begin_base(cleaner, false);
    replace(cleaner, code_point == '\n' ? newline_mark : " ");
}

static void clean_mark(struct cleaner *cleaner, const char *bytes, size_t len)
{
    if (!cleaner->based) {
        begin_base(cleaner, false);
        replace(cleaner, dotted_circle);
    }
    if (++cleaner->marks <= MOST_MARKS)
        keep(cleaner, bytes, len);
    else
        cleaner->changed = true;
}

/* A joiner between two emoji: both are dropped, the first stands for all. Returns their bytes. */
static size_t clean_joiner(struct cleaner *cleaner, const char *text, size_t len, size_t taken)
{
    uint32_t next;
    size_t more = text_decode(text + taken, len - taken, &next);

    if (!cleaner->pictograph || !char_is_pictograph(next)) {
        write_code(cleaner, 0x200D, false);
        return taken;
    }
    cleaner->changed = true;
    return taken + more;
}

static void clean_plain(
    struct cleaner *cleaner, uint32_t code_point, const char *bytes, size_t taken)
{
    if (cleaner->pictograph && char_is_skin_tone(code_point)) {
        cleaner->changed = true;
        return;
    }
    begin_base(cleaner, char_is_pictograph(code_point));
    if (code_point == TEXT_REPLACEMENT && (taken != 3 || memcmp(bytes, "\xEF\xBF\xBD", 3) != 0))
        replace(cleaner, "\xEF\xBF\xBD");
    else
        keep(cleaner, bytes, taken);
}

/* One code point, or a joined pair. Returns the bytes taken. */
static size_t clean_one(struct cleaner *cleaner, const char *text, size_t len)
{
    uint32_t code_point;
    size_t taken = text_decode(text, len, &code_point);

    switch (char_kind_of(code_point)) {
    case CHAR_PLAIN: clean_plain(cleaner, code_point, text, taken); break;
    case CHAR_MARK: clean_mark(cleaner, text, taken); break;
    case CHAR_SELECTOR: cleaner->changed = true; break;
    case CHAR_JOINER: return clean_joiner(cleaner, text, len, taken);
    case CHAR_INVISIBLE: write_code(cleaner, code_point, false); break;
    case CHAR_CONTROL:
        clean_control(cleaner, code_point, taken < len && text[taken] == '\n');
        break;
    }
    return taken;
}

static size_t plain_ascii(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && text[at] >= 0x20 && text[at] < 0x7F)
        at++;
    return at;
}

static void clean(struct cleaner *cleaner, const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && (cleaner->out != NULL || !cleaner->changed)) {
        size_t plain = plain_ascii(text + at, len - at);

        if (plain > 0) {
            keep(cleaner, text + at, plain);
            begin_base(cleaner, false);
            at += plain;
        }
        if (at < len)
            at += clean_one(cleaner, text + at, len - at);
    }
}

void text_clean(struct str *out, const char *text, size_t len)
{
    struct cleaner cleaner = {.out = out};

    clean(&cleaner, text, len);
}

void text_clean_lines(struct str *out, const char *text, size_t len)
{
    struct cleaner cleaner = {.out = out, .lines = true};

    clean(&cleaner, text, len);
}

bool text_is_clean(const char *text)
{
    struct cleaner cleaner = {0};

    clean(&cleaner, text, strlen(text));
    return !cleaner.changed;
}

char *text_clean_copy(struct arena *arena, const char *text)
{
    struct str cleaned = {0};
    char *copy;

    if (text_is_clean(text))
        return arena_copy_text(arena, text);
    text_clean(&cleaned, text, strlen(text));
    copy = arena_copy_bytes(arena, str_text(&cleaned), cleaned.len);
    str_fini(&cleaned);
    return copy;
}
