/* Content lines of a calendar: folded lines joined, parameters apart, texts unescaped. */
#include "ical_internal.h"

#include <string.h>
#include "base/text.h"

static size_t line_length(const struct ical_source *source)
{
    const char *end = memchr(source->at, '\n', (size_t)(source->end - source->at));

    return end ? (size_t)(end - source->at) : (size_t)(source->end - source->at);
}

/* One line of the file; what it goes on with begins with a blank. */
static void take_piece(struct ical_source *source, size_t skip)
{
    size_t len = line_length(source), kept = len;

    if (kept > 0 && source->at[kept - 1] == '\r')
        kept--;
    if (kept > skip && source->text.len < ICAL_LINE_MOST)
        str_add_bytes(&source->text, source->at + skip, kept - skip);
    source->at += len;
    source->at += source->at < source->end;
    source->number++;
}

static bool goes_on(const struct ical_source *source)
{
    return source->at < source->end && (*source->at == ' ' || *source->at == '\t');
}

/* The length up to one of the marks outside of quotes. */
static size_t span_to(const char *text, const char *marks)
{
    bool quoted = false;
    size_t i = 0;

    for (; text[i] && (quoted || !strchr(marks, text[i])); i++)
        if (text[i] == '"')
            quoted = !quoted;
    return i;
}

static const char *unquoted(const char *text, size_t len, struct arena *arena)
{
    if (len >= 2 && text[0] == '"' && text[len - 1] == '"')
        return arena_copy_bytes(arena, text + 1, len - 2);
    return arena_copy_bytes(arena, text, len);
}

static bool split(struct ical_source *source, struct ical_line *line)
{
    const char *text = str_text(&source->text);
    size_t len = strcspn(text, ";:");

    if (len == 0 || text[len] == '\0')
        return false;
    line->name = arena_copy_bytes(&source->arena, text, len);
    while (text[len] == ';') {
        text += len + 1;
        len = span_to(text, ";:");
        size_t name = strcspn(text, "=;:");

        if (name >= len || text[len] == '\0')
            return false;
        if (line->param_count < ICAL_PARAMS_MOST)
            line->params[line->param_count++] =
                (struct ical_param){arena_copy_bytes(&source->arena, text, name),
                    unquoted(text + name + 1, len - name - 1, &source->arena)};
    }
    line->value = arena_copy_text(&source->arena, text + len + 1);
    return true;
}

bool ical_next_line(struct ical_source *source, struct ical_line *ret_line)
{
    struct str repaired = {0};

    str_clear(&source->text);
    arena_clear(&source->arena);
    while (source->text.len == 0) {
        if (source->at >= source->end)
            return false;
        *ret_line = (struct ical_line){.number = source->number};
        take_piece(source, 0);
    }
    while (goes_on(source))
        take_piece(source, 1);
    text_repair(&repaired, str_text(&source->text), source->text.len);
    str_fini(&source->text);
    source->text = repaired;
    if (!split(source, ret_line))
        ret_line->name = ret_line->value = NULL;
    return true;
}

const char *ical_param(const struct ical_line *line, const char *name)
{
    for (int i = 0; i < line->param_count; i++)
        if (text_equal_nocase(line->params[i].name, name))
            return line->params[i].value;
    return "";
}

const char *ical_text(const char *value, bool lines, struct arena *arena)
{
    struct str plain = {0}, clean = {0};
    const char *copy;

    for (; *value; value++) {
        if (*value == '\\' && value[1]) {
            value++;
            str_add_char(&plain, *value == 'n' || *value == 'N' ? (lines ? '\n' : ' ') : *value);
        } else {
            str_add_char(&plain, *value);
        }
    }
    if (lines)
        text_clean_lines(&clean, str_text(&plain), plain.len);
    else
        text_clean(&clean, str_text(&plain), plain.len);
    copy = arena_copy_text(arena, str_text(&clean));
    str_fini(&plain);
    str_fini(&clean);
    return copy;
}
