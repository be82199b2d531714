/* The fields above the text: when, how long, which kind, with whom, in which mood. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "ui/views/composer.h"

enum { LABELLED = 9, NARROW = 46, TOOK_COLUMNS = 12, PEOPLE_MOST = 100, GAP = 3 };

/* --- names --- */

/* The next name of `a; b, c`, without blanks around; false after the last. */
static bool next_name(const char **at, const char **ret_name, size_t *ret_len)
{
    size_t len;

    *at += strspn(*at, ";, ");
    len = strcspn(*at, ";,");
    *ret_name = *at;
    *at += len;
    while (len && (*ret_name)[len - 1] == ' ')
        len--;
    *ret_len = len;
    return len > 0;
}

void composer_names(const struct composer *composer, struct str *out)
{
    const char *at = str_text(&composer->with.text), *name;
    size_t len;

    for (bool first = true; next_name(&at, &name, &len); first = false) {
        str_add(out, first ? "" : ";");
        str_add_bytes(out, name, len);
    }
}

static bool is_of(const struct row *contact, const char *name)
{
    return text_compare_folded(row_text(contact, CONTACT_NAME), name) == 0 ||
           text_equal_nocase(row_text(contact, CONTACT_EMAIL), name) ||
           text_equal_nocase(row_text(contact, CONTACT_ID), name);
}

static bool is_known(const struct composer *composer, const char *name)
{
    const struct row_list *people = &composer->dossier.contacts;
    bool known = false;

    for (size_t i = 0; i < people->count && !known; i++)
        known = is_of(people->items[i], name);
    return known;
}

/* Names of nobody on the account yet; *last is the last of them. */
static int count_new(const struct composer *composer, struct str *last)
{
    const char *at = str_text(&composer->with.text), *name;
    size_t len;
    int count = 0;
    struct str one = {0};

    while (composer->has_side && next_name(&at, &name, &len)) {
        str_clear(&one);
        str_add_bytes(&one, name, len);
        if (is_known(composer, str_text(&one)))
            continue;
        count++;
        str_clear(last);
        str_add(last, str_text(&one));
    }
    str_fini(&one);
    return count;
}

static bool is_named(const struct composer *composer, const struct row *contact)
{
    const char *at = str_text(&composer->with.text), *name;
    struct str one = {0};
    bool named = false;
    size_t len;

    while (!named && next_name(&at, &name, &len)) {
        str_clear(&one);
        str_add_bytes(&one, name, len);
        named = is_of(contact, str_text(&one));
    }
    str_fini(&one);
    return named;
}

/* --- the people to choose from --- */

static void add_name(struct ui *ui, struct composer *composer, const char *name)
{
    struct edit *with = &composer->with;
    const char *text = str_text(&with->text);
    size_t end = with->text.len;

    while (end && strchr("; ,", text[end - 1]))
        end--;
    edit_put(with, end, with->text.len, end ? "; " : "", end ? 2 : 0);
    edit_insert(with, name, strlen(name));
    composer_typed(ui, composer);
}

/* Somebody who is not in the list: the name as it was typed. */
static void person_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct composer *composer = context;

    if (!composer->open)
        return;
    if (id >= 0 && (size_t)id < composer->dossier.contacts.count)
        add_name(ui, composer, row_text(composer->dossier.contacts.items[id], CONTACT_NAME));
    else if (!text_blank(typed))
        add_name(ui, composer, typed);
}

/* `champion, Head of Depots, met Fri 20 Nov` */
static const char *about_person(struct ui *ui, const struct row *contact, struct arena *arena)
{
    const char *parts[] = {row_text(contact, CONTACT_ROLE), row_text(contact, CONTACT_TITLE)};
    day_number today = ui_show(ui).today;
    struct str text = {0};
    const char *copy;
    char day[24];

    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (*parts[i])
            str_addf(&text, "%s%s", text.len ? ", " : "", parts[i]);
    if (!person_is_active(contact, today))
        str_addf(&text, _("%sleft"), text.len ? ", " : "");
    else if (row_knows(contact, CONTACT_LAST_TOUCH))
        str_addf(&text, _("%smet %s"), text.len ? ", " : "",
            day_words(row_day(contact, CONTACT_LAST_TOUCH), today, day));
    copy = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return copy;
}

/* Those who are there, then those who left. */
static void choose_person(struct ui *ui, struct composer *composer)
{
    const struct row_list *people = &composer->dossier.contacts;
    struct ui_choice choices[PEOPLE_MOST];
    struct arena arena = {0};
    size_t count = 0;

    for (int left = 0; left < 2; left++)
        for (size_t i = 0; i < people->count && count < COUNT_OF(choices); i++) {
            const struct row *contact = people->items[i];

            if (person_is_active(contact, ui_show(ui).today) == left || is_named(composer, contact))
                continue;
            choices[count++] = (struct ui_choice){row_text(contact, CONTACT_NAME),
                about_person(ui, contact, &arena), NULL, (int64_t)i};
        }
    if (count)
        ui_choose_from(ui, &(struct ui_choosing){.title = _("With"),
                               .footer = _("another name is a new person"),
                               .choices = choices,
                               .count = count,
                               .chosen = person_chosen,
                               .context = composer});
    else
        ui_toast(ui, people->count ? N_("everybody of the account is named")
                                   : N_("nobody is known here yet: type a name"));
    arena_fini(&arena);
}

/* The first whose name holds what was typed since the last name. */
static const struct row *begun_person(const struct composer *composer, const char *word)
{
    const struct row_list *people = &composer->dossier.contacts;

    for (size_t i = 0; i < people->count; i++)
        if (text_contains_folded(row_text(people->items[i], CONTACT_NAME), word) &&
            !text_equal(row_text(people->items[i], CONTACT_NAME), word))
            return people->items[i];
    return NULL;
}

void composer_complete_with(struct ui *ui, struct composer *composer)
{
    struct edit *edit = &composer->with;
    const char *text = str_text(&edit->text);
    size_t from = edit->at;
    struct str word = {0};
    const struct row *person;

    while (from && !strchr(";,", text[from - 1]))
        from--;
    while (from < edit->at && text[from] == ' ')
        from++;
    str_add_bytes(&word, text + from, edit->at - from);
    person = word.len ? begun_person(composer, str_text(&word)) : NULL;
    if (person)
        edit_replace(edit, from, edit->at, row_text(person, CONTACT_NAME));
    else
        choose_person(ui, composer);
    str_fini(&word);
}

/* --- drawing --- */

static const char *choice_word(const char *word)
{
    return *word ? word : _("not said");
}

/* A click there: composer_keys.c. */
static void place_field(struct canvas *canvas, enum composer_field field, struct area area)
{
    char command[16];

    snprintf(command, sizeof(command), COMPOSER_PLACE " %d", (int)field);
    canvas_place(canvas, area, command);
}

/* The words in a row, from the first one on that leaves room for the chosen one. */
static void draw_choices(const struct composer *composer, struct canvas *canvas, struct area line,
    enum composer_field field)
{
    const char *const *words = field == FIELD_KIND ? composer_kinds : composer_moods;
    size_t count = field == FIELD_KIND ? COUNT_OF(composer_kinds) : COUNT_OF(composer_moods);
    size_t chosen = field == FIELD_KIND ? composer->kind : composer->mood;
    char command[32];
    int x = line.x, end = line.x + line.columns, needed = 0;
    size_t first = chosen;

    for (size_t i = chosen + 1; i-- > 0;) {
        needed += text_columns(choice_word(words[i])) + 2;
        if (needed + 4 > line.columns)
            break;
        first = i;
    }
    if (first > 0)
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, "…") + 1;
    for (size_t i = first; i < count; i++) {
        const char *word = choice_word(words[i]);

        if (x + text_columns(word) + (i + 1 < count ? 2 : 0) > end) {
            canvas_put(canvas, x, line.y, ROLE_MUTED, "…");
            break;
        }
        snprintf(command, sizeof(command), COMPOSER_PLACE " %d %zu", (int)field, i);
        canvas_place(canvas, (struct area){x, line.y, text_columns(word), 1}, command);
        x = canvas_put(canvas, x, line.y, i == chosen ? ROLE_TAB_ACTIVE : ROLE_MUTED, word) + 2;
    }
}

static void draw_text(struct composer *composer, enum composer_field field, size_t *shown,
    struct canvas *canvas, struct area line)
{
    struct edit *edit = composer_edit_at(composer, field);

    if (composer->at == field)
        edit_draw_line(edit, canvas, line, shown);
    else
        canvas_put_cut(canvas, line.x, line.y, ROLE_TEXT, str_text(&edit->text), line.columns);
}

/* What the words of the day come to, while they are typed: `Fri 20 Nov 2026`. */
static void draw_echo(
    struct ui *ui, const struct composer *composer, struct canvas *canvas, struct area line)
{
    const struct session *session = ui_session(ui);
    const char *text = str_text(&composer->when.text);
    int x = line.x + text_columns(text) + GAP, minute, room = line.x + line.columns - x;
    struct error err;
    day_number day;
    char words[24];

    if (composer->at != FIELD_WHEN || room < 6)
        return;
    if (day_parse_with_time(text, session_today(session), &session_settings(session)->calendar,
            &day, &minute, &err))
        canvas_put_cut(canvas, x, line.y, ROLE_ACCENT, day_head(day, words), room);
    else
        canvas_put_cut(canvas, x, line.y, ROLE_ERROR, err.text, room);
}

/* Beside the day: `took 45 min`. */
static void draw_took(
    struct composer *composer, struct canvas *canvas, struct area line, int took_x)
{
    bool is_at = composer->at == FIELD_TOOK;

    place_field(canvas, FIELD_TOOK, (struct area){took_x, line.y, line.columns, 1});
    canvas_put(canvas, took_x, line.y, is_at ? ROLE_ACCENT : ROLE_MUTED, _("took"));
    line = (struct area){took_x + 5, line.y, line.x + line.columns - took_x - 5, 1};
    if (!is_at && !composer->took.text.len && line.columns >= TOOK_COLUMNS)
        canvas_put(canvas, line.x, line.y, ROLE_MUTED, _("not said"));
    else
        draw_text(composer, FIELD_TOOK, &composer->took_shown, canvas, line);
}

static void draw_with(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area line)
{
    struct str name = {0};
    int count = count_new(composer, &name), end = line.x + line.columns;

    if (composer->at != FIELD_WITH && !composer->with.text.len) {
        canvas_put_cut(
            canvas, line.x, line.y, ROLE_MUTED, _("nobody named: Tab lists people"), line.columns);
    } else {
        if (count && composer->at != FIELD_WITH) {
            str_add(&name, _(" is new"));
            end = count == 1
                      ? canvas_put_right(canvas, end, line.y, ROLE_MUTED,
                            text_columns(str_text(&name)) * 2 < line.columns ? str_text(&name)
                                                                             : _("1 is new"))
                      : canvas_putf_right(canvas, end, line.y, ROLE_MUTED, _("%d are new"), count);
            line.columns = end - 2 - line.x;
        }
        draw_text(composer, FIELD_WITH, &composer->with_shown, canvas, line);
    }
    str_fini(&name);
}

void composer_draw_fields(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    static const struct {
        const char *label;
        enum composer_field field;
    } labels[] = {{N_("when"), FIELD_WHEN}, {N_("kind"), FIELD_KIND}, {N_("with"), FIELD_WITH},
        {N_("mood"), FIELD_MOOD}};
    struct area line = {LABELLED, area.y, area.columns - LABELLED, 1};
    int took_x = area.columns < NARROW ? 28 : area.columns - TOOK_COLUMNS - 6;
    struct area when = {LABELLED, area.y, took_x - LABELLED - 2, 1};

    for (int i = 0; i < (int)COUNT_OF(labels); i++) {
        bool is_at = composer->at == labels[i].field;

        place_field(canvas, labels[i].field, (struct area){0, area.y + i, area.columns, 1});
        canvas_put(canvas, 1, area.y + i, is_at ? ROLE_ACCENT : ROLE_MUTED, _(labels[i].label));
        if (is_at || (i == 0 && composer->at == FIELD_TOOK))
            canvas_put(canvas, 0, area.y + i, ROLE_ACCENT, "▎");
        if (is_at && !composer_edit_at(composer, composer->at))
            canvas_set_cursor(canvas, LABELLED, area.y + i, true);
    }
    draw_text(composer, FIELD_WHEN, &composer->when_shown, canvas, when);
    draw_echo(ui, composer, canvas, when);
    draw_took(composer, canvas, line, took_x);
    line.y++;
    draw_choices(composer, canvas, line, FIELD_KIND);
    line.y++;
    draw_with(ui, composer, canvas, line);
    line.y++;
    draw_choices(composer, canvas, line, FIELD_MOOD);
}
