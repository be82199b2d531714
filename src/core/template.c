#include "template_internal.h"

#include <string.h>
#include <strings.h>
#include "base/text.h"
#include "core/markdown.h"

const struct template_fact *template_fact_at(int index)
{
    return index < template_filler_count ? &template_fillers[index].fact : NULL;
}

const struct template_filler *template_filler_find(const char *name, size_t len)
{
    for (int i = 0; i < template_filler_count; i++)
        if (strlen(template_fillers[i].fact.name) == len &&
            !strncmp(template_fillers[i].fact.name, name, len))
            return &template_fillers[i];
    return NULL;
}

/* --- a line in pieces --- */

struct piece {
    const char *text; /* plain, or the name in the braces */
    size_t len;
    bool is_name;
};

/* The next piece of a line; false: at its end. A brace that is not closed ends as plain text. */
static bool next_piece(const char **at, const char *end, struct piece *ret_piece)
{
    const char *from = *at, *close;

    if (from == end)
        return false;
    if (*from == '{' && from + 1 < end && from[1] != '{' &&
        (close = memchr(from, '}', (size_t)(end - from))) != NULL) {
        *ret_piece = (struct piece){from + 1, (size_t)(close - from - 1), true};
        *at = close + 1;
        return true;
    }
    *at = from + 1;
    if (*from == '{' && *at < end && **at == '{') {
        *ret_piece = (struct piece){from, 1, false};
        ++*at;
        return true;
    }
    while (*at < end && **at != '{')
        ++*at;
    *ret_piece = (struct piece){from, (size_t)(*at - from), false};
    return true;
}

/* --- filling --- */

struct filling {
    const struct template_ground *ground;
    enum template_eyes eyes;
    struct arena arena;
    struct str *out;
    struct str heading; /* waits for a line below it */
    bool left_out;      /* a line below it was left out */
};

static struct template_texts texts_of(struct filling *filling, const struct piece *piece)
{
    const struct template_filler *filler = template_filler_find(piece->text, piece->len);
    struct template_texts texts = {0};

    if (filler && (filling->eyes == TEMPLATE_OURS || !filler->fact.internal))
        filler->fill(filling->ground, &filling->arena, &texts);
    return texts;
}

static enum template_shape shape_of(const struct piece *piece)
{
    const struct template_filler *filler = template_filler_find(piece->text, piece->len);

    return filler ? filler->fact.shape : TEMPLATE_ONE;
}

/* How often the line stands: once, or as often as its list has items; 0 where a fact lacks. */
static size_t times_of(struct filling *filling, const char *line, const char *end)
{
    struct piece piece;
    size_t times = 1;

    while (next_piece(&line, end, &piece)) {
        struct template_texts texts = {0};

        if (!piece.is_name)
            continue;
        texts = texts_of(filling, &piece);
        if (texts.count == 0)
            times = 0;
        else if (times && shape_of(&piece) != TEMPLATE_ONE && texts.count > times)
            times = texts.count;
        array_fini(&texts);
    }
    return times;
}

static void put_fact(
    struct filling *filling, struct str *out, const struct piece *piece, const char *text)
{
    if (filling->ground->markdown && shape_of(piece) != TEMPLATE_BLOCK)
        markdown_add_text(out, text);
    else
        str_add(out, text);
}

static void put_line(
    struct filling *filling, struct str *out, const char *line, const char *end, size_t time)
{
    struct piece piece;

    while (next_piece(&line, end, &piece)) {
        struct template_texts texts = {0};

        if (!piece.is_name) {
            str_add_bytes(out, piece.text, piece.len);
            continue;
        }
        texts = texts_of(filling, &piece);
        if (texts.count)
            put_fact(
                filling, out, &piece, texts.items[time < texts.count ? time : texts.count - 1]);
        array_fini(&texts);
    }
    str_add_char(out, '\n');
}

/* A heading whose lines were all left out goes with them; one that never had any stays. */
static void end_section(struct filling *filling)
{
    if (filling->heading.len && !filling->left_out)
        str_add(filling->out, str_text(&filling->heading));
    str_clear(&filling->heading);
    filling->left_out = false;
}

static bool is_empty(const char *line, const char *end)
{
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    return line == end;
}

/* `## Owed`, or `What we owe:`. The title of the page, `# `, stays whatever follows. */
static bool is_heading(const char *line, const char *end)
{
    return end - line > 1 && (end[-1] == ':' || (*line == '#' && line[1] == '#'));
}

static bool is_title(const char *line, const char *end)
{
    return end - line > 1 && *line == '#' && line[1] == ' ';
}

static void fill_line(struct filling *filling, const char *line, const char *end)
{
    size_t times = times_of(filling, line, end);

    if (line < end && *line == '%')
        return;
    if (is_title(line, end))
        end_section(filling);
    if (is_heading(line, end)) {
        end_section(filling);
        if (times)
            put_line(filling, &filling->heading, line, end, 0);
        return;
    }
    if (filling->heading.len && is_empty(line, end)) {
        str_add_char(&filling->heading, '\n');
        if (*str_text(&filling->heading) != '#')
            end_section(filling); /* a line that leads to a list ends with its paragraph */
        return;
    }
    if (times == 0) {
        filling->left_out = true;
        return;
    }
    str_add(filling->out, str_text(&filling->heading));
    str_clear(&filling->heading);
    for (size_t time = 0; time < times; time++)
        put_line(filling, filling->out, line, end, time);
}

void template_fill(const char *text, enum template_eyes eyes, const struct template_ground *ground,
    struct str *out)
{
    struct template_ground own = *ground;
    struct filling filling = {.ground = &own, .eyes = eyes, .out = out};

    own.for_customer = eyes == TEMPLATE_CUSTOMER;
    while (*text) {
        size_t len = strcspn(text, "\n");

        fill_line(&filling, text, text + len);
        text += len + (text[len] == '\n');
    }
    end_section(&filling);
    str_fini(&filling.heading);
    arena_fini(&filling.arena);
}

/* --- checking --- */

#define FOR_THE_CUSTOMER "for the customer"

enum template_eyes template_eyes_of(const char *text)
{
    for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
        const char *remark = text + 1 + strspn(text + 1, " ");

        if (*text == '%' && !strncasecmp(remark, FOR_THE_CUSTOMER, strlen(FOR_THE_CUSTOMER)))
            return TEMPLATE_CUSTOMER;
    }
    return TEMPLATE_OURS;
}

bool template_names(const char *text, const char *name)
{
    const char *end = text + strlen(text);
    struct piece piece;

    while (next_piece(&text, end, &piece))
        if (piece.is_name && strlen(name) == piece.len && !strncmp(piece.text, name, piece.len))
            return true;
    return false;
}

static const char *nearest_name(const char *name)
{
    const char *nearest = NULL;
    int least = 3;

    for (int i = 0; i < template_filler_count; i++) {
        int distance = text_distance(name, template_fillers[i].fact.name, least);

        if (distance < least) {
            least = distance;
            nearest = template_fillers[i].fact.name;
        }
    }
    return nearest;
}

static bool check_name(const struct piece *piece, enum template_eyes eyes, struct error *err)
{
    const struct template_filler *filler = template_filler_find(piece->text, piece->len);
    struct arena arena = {0};
    const char *name, *nearest;

    if (filler && (eyes == TEMPLATE_OURS || !filler->fact.internal))
        return true;
    name = arena_copy_bytes(&arena, piece->text, piece->len);
    nearest = nearest_name(name);
    if (filler)
        error_set(err, ERROR_USAGE, "{%s} is internal, and this text goes to the customer", name);
    else if (nearest)
        error_set(err, ERROR_USAGE, "nothing is called {%s}; did you mean {%s}?", name, nearest);
    else
        error_set(err, ERROR_USAGE, "nothing is called {%s}", name);
    arena_fini(&arena);
    return false;
}

static bool check_line(
    const char *line, const char *end, enum template_eyes eyes, int *ret_column, struct error *err)
{
    const char *at = line, *from = line;
    struct piece piece;

    for (; next_piece(&at, end, &piece); from = at) {
        *ret_column = (int)(from - line) + 1;
        if (piece.is_name && !check_name(&piece, eyes, err))
            return false;
        if (!piece.is_name && *piece.text == '{' && piece.len > 1)
            return error_set(err, ERROR_USAGE, "a { that no } closes; write {{ for a brace");
    }
    return true;
}

bool template_check(
    const char *text, enum template_eyes eyes, int *ret_line, int *ret_column, struct error *err)
{
    for (*ret_line = 1; *text; ++*ret_line) {
        size_t len = strcspn(text, "\n");

        if (*text != '%' && !check_line(text, text + len, eyes, ret_column, err))
            return false;
        text += len + (text[len] == '\n');
    }
    return true;
}
