/* The search of the screen Notes: hits of all kinds, how they look, and what each opens. */
#include "ui/views/notes_search.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/account.h"

enum { PAGE = 60, EXCERPT = 220, MEANING = 20 };

void hit_search_fini(struct hit_search *search)
{
    str_fini(&search->text);
    searching_fini(&search->searching);
    array_fini(&search->shown);
    arena_fini(&search->arena);
}

bool hit_search_is_on(const struct hit_search *search)
{
    return !text_blank(str_text(&search->text));
}

bool hit_search_start(struct ui *ui, struct hit_search *search, struct error *err)
{
    arena_clear(&search->arena);
    array_clear(&search->shown);
    return search_begin(ui_session(ui), str_text(&search->text), &search->searching, err) &&
           hit_search_want(ui, search, PAGE, err);
}

bool hit_search_want(struct ui *ui, struct hit_search *search, int64_t count, struct error *err)
{
    while (!search->searching.place.done && hit_search_count(search) < count)
        if (!search_more(ui_session(ui), &search->searching, PAGE, err))
            return false;
    while (search->shown.count < search->searching.found.count)
        ARRAY_PUSH(&search->shown, (struct shown_hit){0});
    return true;
}

int64_t hit_search_count(const struct hit_search *search)
{
    return (int64_t)search->searching.found.count;
}

const struct search_hit *hit_search_at(struct ui *ui, struct hit_search *search, int64_t index)
{
    struct shown_hit *shown;
    struct error ignored;

    if (index < 0 || index >= (int64_t)search->shown.count)
        return NULL;
    shown = &search->shown.items[index];
    if (!shown->read)
        shown->read = store_search_hit(session_store(ui_session(ui)), &search->searching.query,
            search->searching.found.items[index].entry, EXCERPT, &search->arena, &shown->hit,
            &shown->there, &ignored);
    return shown->read && shown->there ? &shown->hit : NULL;
}

/* --- how it looks --- */

static const char *kind_word(enum kind kind)
{
    return kind == KIND_CONTACT ? _("person") : _(kind_info(kind)->singular);
}

/* The text from a byte on that lets its first mark be seen in so many columns. */
static size_t first_shown(const struct search_hit *hit, int columns)
{
    size_t at = 0, mark = hit->mark_count ? hit->marks[0].to : 0, blank;

    while (text_columns_bytes(hit->text + at, mark - at) > columns * 3 / 4) {
        blank = strcspn(hit->text + at, " ");
        if (at + blank >= hit->marks[0].from)
            break;
        at += blank + 1;
    }
    return at;
}

/* Columns of the first bytes of a text, once cleaned. */
static int columns_to(struct canvas *canvas, const struct str *text, size_t len)
{
    struct str head = {0};
    int columns;

    str_add_bytes(&head, str_text(text), len);
    columns = canvas_columns_of(canvas, str_text(&head));
    str_fini(&head);
    return columns;
}

/* The line, then its marks, as far as they are in sight. */
static void put_text(const struct search_hit *hit, struct canvas *canvas, int x, int y, int end)
{
    size_t at = first_shown(hit, end - x), lead;
    struct str shown = {0};

    str_add(&shown, at > 0 ? "…" : "");
    lead = shown.len;
    str_add(&shown, hit->text + at);
    canvas_put_cut(canvas, x, y, ROLE_TEXT, str_text(&shown), end - x);
    for (int i = 0; i < hit->mark_count; i++) {
        const struct search_mark *mark = &hit->marks[i];
        int from, to;

        if (mark->from < at)
            continue;
        from = x + columns_to(canvas, &shown, lead + mark->from - at);
        to = x + columns_to(canvas, &shown, lead + mark->to - at);
        if (from < end)
            canvas_set_role(
                canvas, (struct area){from, y, (to < end ? to : end) - from, 1}, ROLE_MATCH);
    }
    str_fini(&shown);
}

/* The same columns as the list of notes. */
void hit_draw(struct ui *ui, struct account_names *names, const struct search_hit *hit,
    struct canvas *canvas, struct area line)
{
    char day[24];
    int x = 1, name = line.columns >= SCREEN_WIDE ? 24 : line.columns >= SCREEN_NARROW ? 18 : 10;

    if (line.columns >= SCREEN_NARROW) {
        canvas_put(canvas, x, line.y, ROLE_MUTED, day_words(hit->day, ui_show(ui).today, day));
        x = 14;
    }
    if (hit->kind != KIND_ACCOUNT)
        canvas_put_cut(
            canvas, x, line.y, ROLE_TITLE, names_of(names, ui_session(ui), hit->account), name);
    x += name + 1 + (line.columns >= SCREEN_NARROW);
    canvas_put(canvas, x, line.y, ROLE_MUTED, kind_word(hit->kind));
    x += line.columns >= SCREEN_NARROW ? 11 : 9;
    put_text(hit, canvas, x, line.y, line.columns - 1);
}

void hit_draw_head(const struct hit_search *search, struct canvas *canvas, int y)
{
    int x = canvas_putf(canvas, 1, y, ROLE_TITLE, "%lld%s", (long long)hit_search_count(search),
        search->searching.place.done ? "" : "+");

    x = canvas_put(canvas, x, y, ROLE_MUTED, _(" found"));
    canvas_spans(canvas, x + 3, y,
        SPANS({ROLE_MUTED, _("search ")}, {ROLE_ACCENT, str_text(&search->text)}));
}

/* The language, a line an idea: what is typed, then what it finds. */
static void draw_help(struct canvas *canvas, struct area area)
{
    const char *at = search_help();
    struct str words = {0};

    for (int y = area.y; *at && y < area.y + area.rows; y++) {
        size_t typed = strcspn(at, "\t"), len = strcspn(at, "\n");

        canvas_put_bytes(canvas, 1, y, ROLE_ACCENT, at, typed);
        str_clear(&words);
        str_add_bytes(&words, at + typed + 1, len - typed - 1);
        if (area.columns >= SCREEN_NARROW)
            canvas_put_cut(
                canvas, MEANING, y, ROLE_MUTED, str_text(&words), area.columns - MEANING - 1);
        at += len + 1;
    }
    str_fini(&words);
}

void hit_draw_none(const struct hit_search *search, struct canvas *canvas, struct area area)
{
    canvas_put(canvas, 1, area.y, ROLE_TEXT, _("Nothing holds all of that."));
    canvas_spans(canvas, 1, area.y + 1,
        SPANS({ROLE_HINT_KEY, "/"}, {ROLE_HINT_TEXT, _("  change it   ")}, {ROLE_HINT_KEY, "Esc"},
            {ROLE_HINT_TEXT, _("  clear it")}));
    area_take_rows(&area, 3);
    draw_help(canvas, area);
}

/* --- what it opens --- */

/* Goals and feedback have no screen of their own: all that is known of one, over its account. */
static void read_fields(struct ui *ui, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    struct str text = {0};

    for (int field = 0; field < info->stored; field++) {
        struct str words = {0};

        field_format_words(&words, row, field, session_currency(ui_session(ui)), ui_show(ui).today);
        if (words.len && field != info->account && !(info->fields[field].flags & FIELD_HIDDEN))
            str_addf(&text, "%s\t%s\n", info->fields[field].name, str_text(&words));
        str_fini(&words);
    }
    ui_read(ui, row->kind == KIND_GOAL ? _("Goal") : _("Feedback"), str_text(&text));
    str_fini(&text);
}

static void open_on_account(struct ui *ui, const struct search_hit *hit)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    ui_open_at_account(ui, hit->account, (struct touched_row){hit->kind, hit->key});
    if (hit->kind == KIND_GOAL || hit->kind == KIND_FEEDBACK) {
        if (!store_get(session_store(ui_session(ui)), hit->kind, hit->key, &arena, &row, &err))
            ui_fault(ui, &err);
        else if (row)
            read_fields(ui, row);
    }
    arena_fini(&arena);
}

void hit_open(struct ui *ui, const struct search_hit *hit)
{
    if (hit->kind == KIND_NOTE)
        ui_open_note(ui, hit->key);
    else if (hit->kind == KIND_TASK)
        ui_open_task(ui, hit->key);
    else if (hit->account)
        open_on_account(ui, hit);
}
