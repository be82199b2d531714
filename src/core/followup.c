#include "core/followup.h"

#include <string.h>
#include "base/text.h"

struct line {
    const char *text;
    size_t len;
    size_t number;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void trim(struct line *line)
{
    while (line->len && is_blank(*line->text)) {
        line->text++;
        line->len--;
    }
    while (line->len && (is_blank(line->text[line->len - 1]) || line->text[line->len - 1] == '\r'))
        line->len--;
}

/* Takes `- [ ] `, `- [!] ` or a ticked `- [x] ` off; false: this line is no follow-up. */
static bool take_box(struct line *line, char *ret_mark)
{
    trim(line);
    if (line->len < 6 || (line->text[0] != '-' && line->text[0] != '*') || line->text[1] != ' ' ||
        line->text[2] != '[' || line->text[4] != ']' || !line->text[3] ||
        !strchr(" !xX", line->text[3]))
        return false;
    *ret_mark = line->text[3];
    line->text += 5;
    line->len -= 5;
    trim(line);
    return line->len > 0;
}

/* Takes `@product ` off the front: who inside is asked. */
static const char *take_asked(struct line *line, struct arena *arena)
{
    size_t len = 0;
    const char *name;

    if (line->text[0] != '@')
        return NULL;
    while (len < line->len && !is_blank(line->text[len]))
        len++;
    if (len < 2 || len == line->len)
        return NULL;
    name = arena_copy_bytes(arena, line->text + 1, len - 1);
    line->text += len;
    line->len -= len;
    trim(line);
    return name;
}

/* The title ends where the date words begin; a word that leads to them (`by`, `on`, ...) goes with
 * them. */
static size_t title_length(const char *title, size_t date_at)
{
    static const char *const leads[] = {"by", "on", "until", "before", "due"};
    size_t len = date_at;

    while (len && is_blank(title[len - 1]))
        len--;
    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
        size_t lead = strlen(leads[i]);

        if (len > lead && is_blank(title[len - lead - 1]) &&
            !strncmp(title + len - lead, leads[i], lead)) {
            len -= lead;
            break;
        }
    }
    while (len && (is_blank(title[len - 1]) || title[len - 1] == ','))
        len--;
    return len;
}

/* Where the words end that may be a date: before `#tags` and a full stop. */
static size_t words_length(const char *text)
{
    size_t len = strlen(text);

    for (;;) {
        size_t word;

        while (len && (is_blank(text[len - 1]) || strchr(".,;!?", text[len - 1])))
            len--;
        word = len;
        while (word && !is_blank(text[word - 1]))
            word--;
        if (word == len || text[word] != '#')
            return len;
        len = word;
    }
}

/* The title is what stands before the date, with the tags that stand behind it. */
static const char *title_before(const char *text, size_t date_at, size_t words, struct arena *arena)
{
    const char *tags = strchr(text + words, '#');
    int len = (int)title_length(text, date_at);

    return arena_format(arena, "%.*s%s%s", len, text, tags && len ? " " : "", tags ? tags : "");
}

static void take_date(struct followup *item, const char *text, size_t before, day_number today,
    const struct calendar *calendar, struct arena *arena)
{
    size_t words = words_length(text), date_at;
    const char *look = arena_copy_bytes(arena, text, words);
    struct error wrong;

    item->title = text;
    item->date_text = "";
    item->date_at = before + strlen(text);
    if (day_find_at_end(look, today, calendar, &item->due, &item->at_minute, &date_at) &&
        date_at > 0) {
        item->date_at = before + date_at;
        item->date_text = look + date_at;
        item->title = title_before(text, date_at, words, arena);
        return;
    }
    item->due = DAY_NONE;
    item->at_minute = -1;
    if (day_find_wrong_at_end(look, today, calendar, &wrong))
        item->fault = arena_copy_text(arena, wrong.text);
}

static bool followup_from_line(struct line line, day_number today, const struct calendar *calendar,
    struct arena *arena, struct followup *item)
{
    const char *start = line.text;
    char mark;

    if (!take_box(&line, &mark))
        return false;
    *item = (struct followup){.due = DAY_NONE, .at_minute = -1, .line = line.number};
    item->done = mark == 'x' || mark == 'X';
    item->text = arena_format(arena, "%s%.*s", mark == '!' ? "! " : "", (int)line.len, line.text);
    item->waiting_on = mark == '!' ? NULL : take_asked(&line, arena);
    item->kind = mark == '!' ? "promise" : item->waiting_on ? "ask" : "task";
    take_date(item, arena_copy_bytes(arena, line.text, line.len), (size_t)(line.text - start),
        today, calendar, arena);
    return *item->title != '\0';
}

bool followup_of_line(const char *line, size_t len, day_number today,
    const struct calendar *calendar, struct arena *arena, struct followup *ret_followup)
{
    return followup_from_line((struct line){line, len, 0}, today, calendar, arena, ret_followup) &&
           !ret_followup->done;
}

void followups_all(const char *body, day_number today, const struct calendar *calendar,
    struct arena *arena, struct followup_list *ret_followups)
{
    struct followup item;

    for (size_t number = 0; *body; number++) {
        size_t len = strcspn(body, "\n");

        if (followup_from_line((struct line){body, len, number}, today, calendar, arena, &item))
            ARRAY_PUSH(ret_followups, item);
        body += len + (body[len] == '\n');
    }
}

void followups_of(const char *body, day_number today, const struct calendar *calendar,
    struct arena *arena, struct followup_list *ret_followups)
{
    size_t first = ret_followups->count, kept = first;

    followups_all(body, today, calendar, arena, ret_followups);
    for (size_t i = first; i < ret_followups->count; i++)
        if (!ret_followups->items[i].done)
            ret_followups->items[kept++] = ret_followups->items[i];
    ret_followups->count = kept;
}

/* Letters of any script count: every byte of a multi-byte character does. */
static bool is_tag_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

static bool tag_is_listed(const struct str *tags, const char *tag, size_t len)
{
    const char *at = str_text(tags);

    while (*at) {
        size_t item = strcspn(at, ";");

        if (item == len && !strncmp(at, tag, len))
            return true;
        at += item + (at[item] == ';');
    }
    return false;
}

/* A number alone is a ticket's, not a tag. */
size_t note_tag_length(const char *text)
{
    size_t len = 0;

    while (is_tag_byte(text[len]))
        len++;
    while (len && text[len - 1] == '.')
        len--;
    return strspn(text, "0123456789") >= len ? 0 : len;
}

const char *note_tags_of(const char *body, struct arena *arena)
{
    struct str tags = {0};
    const char *result;

    for (const char *at = body; at && (at = strchr(at, '#')); at++) {
        size_t len = 0;

        if (at > body && (is_tag_byte(at[-1]) || at[-1] == '#' || at[-1] == '/' || at[-1] == '&'))
            continue;
        len = note_tag_length(at + 1);
        if (!len || tag_is_listed(&tags, at + 1, len))
            continue;
        if (tags.len)
            str_add_char(&tags, ';');
        str_add_bytes(&tags, at + 1, len);
    }
    result = arena_copy_text(arena, str_text(&tags));
    str_fini(&tags);
    return result;
}
