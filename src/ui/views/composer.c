/* The composer: a note is written while the customer talks; what it leads to is read as it is
 * typed. */
#include "ui/views/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/drafts.h"
#include "base/text.h"
#include "core/followup.h"
#include "ui/commands_internal.h"
#include "ui/keys.h"
#include "ui/shell.h"
#include "ui/editor.h"
#include "ui/views/blocks.h"

enum { WIDE = 100, TALL = 30, NARROW = 60, DRAFT_MS = 500, SYNC_MS = 900, ECHO_BYTES = 64 << 10 };
enum composer_field { FIELD_WHEN, FIELD_KIND, FIELD_WITH, FIELD_MOOD, FIELD_BODY };

static const char *const kinds[] = {
    "call", "email", "meeting", "training", "qbr", "ebr", "milestone", "internal", "no-show"};
static const char *const moods[] = {"", "good", "mixed", "bad"};

struct composer {
    bool open; /* something is being written */
    int64_t account, note;
    const char *name; /* of the account */
    enum composer_field at;
    struct edit when, with;
    size_t when_shown, with_shown;
    size_t kind, mood;
    struct editor body;
    struct keys keys;
    struct arena arena; /* name, side pane */
    struct dossier dossier;
    struct assessment assessment;
    bool has_side;
    char draft[96]; /* its file's name, "" none yet */
    bool dirty;     /* typed since the draft was written */
    minute_number saved;
    const char *fault; /* of the draft file, in the arena */
};

static struct composer *composer_of(struct ui *ui)
{
    return ui_state(ui, VIEW_COMPOSER);
}

static bool composer_open(struct ui *ui, void *state, struct error *err)
{
    return true;
}

static void composer_clear(struct composer *composer)
{
    edit_fini(&composer->when);
    edit_fini(&composer->with);
    editor_fini(&composer->body);
    arena_fini(&composer->arena);
    memset(composer, 0, sizeof(*composer));
    composer->at = FIELD_BODY;
}

static void composer_close(void *state)
{
    composer_clear(state);
}

/* --- drafts --- */

static bool is_blank(const struct composer *composer)
{
    return text_blank(str_text(&composer->body.edit.text));
}

static void write_draft(struct ui *ui, struct composer *composer, bool sync)
{
    struct draft draft = {.name = composer->draft[0] ? composer->draft : NULL,
        .account = composer->account,
        .account_name = composer->name,
        .note = composer->note,
        .kind = kinds[composer->kind],
        .when = str_text(&composer->when.text),
        .sentiment = moods[composer->mood],
        .attendees = str_text(&composer->with.text),
        .body = str_text(&composer->body.edit.text)};
    struct arena arena = {0};
    struct error err;

    if (!drafts_save(ui_session(ui), &draft, sync, &arena, &err)) {
        ui_fault(ui, &err);
    } else if (draft.name) {
        snprintf(composer->draft, sizeof(composer->draft), "%s", draft.name);
        composer->dirty = false;
        composer->saved = session_now(ui_session(ui));
    }
    arena_fini(&arena);
}

static void sync_due(void *context)
{
    struct ui *ui = context;
    struct composer *composer = composer_of(ui);

    if (composer && composer->open && !is_blank(composer))
        write_draft(ui, composer, true);
}

static void draft_due(void *context)
{
    struct ui *ui = context;
    struct composer *composer = composer_of(ui);

    if (!composer || !composer->open || !composer->dirty || is_blank(composer))
        return;
    write_draft(ui, composer, false);
    ui_after(ui, SYNC_MS, sync_due, ui);
}

/* The first keystroke starts the clock; later ones do not push it off. */
static void typed(struct ui *ui, struct composer *composer)
{
    if (!composer->dirty)
        ui_after(ui, DRAFT_MS, draft_due, ui);
    composer->dirty = true;
}

void composer_keep(struct ui *ui)
{
    struct composer *composer = composer_of(ui);

    if (composer && composer->open && !is_blank(composer))
        write_draft(ui, composer, true);
}

static void drop_draft(struct ui *ui, struct composer *composer)
{
    struct error ignored;

    if (composer->draft[0])
        (void)!drafts_drop(ui_session(ui), composer->draft, &ignored);
}

/* --- starting --- */

static size_t word_index(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal_nocase(words[i], word))
            return i;
    return 0;
}

static bool prepare(struct ui *ui, struct composer *composer, int64_t account)
{
    struct error err;

    composer_clear(composer);
    composer->account = account;
    composer->name = "";
    composer->open = true;
    if (!account)
        return true;
    if (!session_assess(ui_session(ui), account, &composer->arena, &composer->dossier,
            &composer->assessment, &err)) {
        ui_fault(ui, &err);
        return false;
    }
    composer->has_side = composer->dossier.account != NULL;
    if (composer->has_side)
        composer->name = part_name(composer->dossier.account);
    return true;
}

static struct composer *begin(struct ui *ui, int64_t account)
{
    struct composer *composer;

    ui_set_account(ui, account);
    ui_show_view(ui, VIEW_COMPOSER);
    composer = composer_of(ui);
    return composer && prepare(ui, composer, account) ? composer : NULL;
}

static void set_text(struct edit *edit, const char *text)
{
    edit_set(edit, text ? text : "", text ? strlen(text) : 0);
}

static void set_body(struct composer *composer, const char *text)
{
    editor_take(&composer->body, text ? text : "", text ? strlen(text) : 0);
}

static void take_draft(struct composer *composer, const struct draft *draft)
{
    composer->note = draft->note;
    composer->kind = word_index(kinds, COUNT_OF(kinds), draft->kind ? draft->kind : "call");
    composer->mood = word_index(moods, COUNT_OF(moods), draft->sentiment ? draft->sentiment : "");
    set_text(&composer->when, draft->when);
    set_text(&composer->with, draft->attendees);
    set_body(composer, draft->body);
    snprintf(composer->draft, sizeof(composer->draft), "%s", draft->name);
}

/* What was left on this account goes on where it stopped. */
static bool take_left_draft(struct ui *ui, struct composer *composer, int64_t account)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error ignored;
    bool found = false;

    if (drafts_left(ui_session(ui), &arena, &drafts, &ignored))
        for (size_t i = 0; i < drafts.count && !found; i++)
            if (drafts.items[i].account == account && !drafts.items[i].note) {
                take_draft(composer, &drafts.items[i]);
                found = true;
            }
    array_fini(&drafts);
    arena_fini(&arena);
    return found;
}

void composer_start(struct ui *ui, int64_t account, const char *kind, const char *text)
{
    struct composer *composer = composer_of(ui);
    char when[24];

    if (composer && composer->open && composer->account == account && !is_blank(composer)) {
        ui_show_view(ui, VIEW_COMPOSER);
        return;
    }
    composer_keep(ui);
    composer = begin(ui, account);
    if (!composer)
        return;
    if (take_left_draft(ui, composer, account)) {
        ui_toast(ui, "the draft that was kept");
        return;
    }
    composer->kind = word_index(kinds, COUNT_OF(kinds), kind);
    set_text(&composer->when, minute_iso(session_now(ui_session(ui)), when));
    composer->when.text.data[10] = ' ';
    set_body(composer, text);
}

void composer_edit(struct ui *ui, int64_t note)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct composer *composer;
    struct error err;
    char when[24];

    composer_keep(ui);
    if (!store_get(session_store(ui_session(ui)), KIND_NOTE, note, &arena, &row, &err)) {
        ui_fault(ui, &err);
    } else if (row && (composer = begin(ui, row_integer(row, NOTE_ACCOUNT)))) {
        composer->note = note;
        composer->kind = word_index(kinds, COUNT_OF(kinds), row_text(row, NOTE_KIND));
        composer->mood = word_index(moods, COUNT_OF(moods), row_text(row, NOTE_SENTIMENT));
        set_text(&composer->when, minute_iso(row_integer(row, NOTE_AT), when));
        composer->when.text.data[10] = ' ';
        set_text(&composer->with, row_text(row, NOTE_ATTENDEES));
        set_body(composer, row_text(row, NOTE_BODY));
    }
    arena_fini(&arena);
}

/* --- drafts that were left --- */

void drafts_offer(struct ui *ui)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error ignored;

    if (drafts_left(ui_session(ui), &arena, &drafts, &ignored) && drafts.count)
        ui_toast(ui,
            drafts.count == 1 ? "A draft is kept: %s. :drafts goes on with it"
                              : "Drafts are kept, the last on %s. :drafts shows them",
            drafts.items[0].account_name ? drafts.items[0].account_name : "no account");
    array_fini(&drafts);
    arena_fini(&arena);
}

static void draft_chosen(struct ui *ui, int64_t id, const char *typed_text, void *context)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error err;
    struct composer *composer;

    if (id >= 0 && drafts_left(ui_session(ui), &arena, &drafts, &err) &&
        (size_t)id < drafts.count && (composer = begin(ui, drafts.items[id].account)))
        take_draft(composer, &drafts.items[id]);
    array_fini(&drafts);
    arena_fini(&arena);
}

void drafts_show(struct ui *ui)
{
    struct draft_list drafts = {0};
    struct arena arena = {0};
    struct error err;
    struct ui_choice choices[20];
    size_t count = 0;

    if (!drafts_left(ui_session(ui), &arena, &drafts, &err))
        ui_fault(ui, &err);
    for (; count < drafts.count && count < COUNT_OF(choices); count++)
        choices[count] = (struct ui_choice){
            drafts.items[count].account_name ? drafts.items[count].account_name : "no account",
            drafts.items[count].body, NULL, (int64_t)count};
    if (count)
        ui_choose(ui, "Draft", choices, count, draft_chosen, NULL);
    else
        ui_toast(ui, "no draft is kept");
    array_fini(&drafts);
    arena_fini(&arena);
}

/* --- drawing --- */

static void draw_head(struct ui *ui, const struct composer *composer, struct canvas *canvas, int y)
{
    char time[24];
    int x = canvas_put_cut(canvas, 1, y, ROLE_TITLE,
        *composer->name ? composer->name : "No account", canvas->columns / 2);

    canvas_spans(canvas, x + 3, y,
        SPANS({ROLE_MUTED, composer->note ? "changing a " : "new "},
            {ROLE_MUTED, kinds[composer->kind]}));
    if (composer->saved) {
        minute_iso(composer->saved, time);
        canvas_spans_right(canvas, canvas->columns - 1, y,
            SPANS({ROLE_MUTED, "draft kept "}, {ROLE_TEXT, time + 11}));
    }
}

static void draw_choices(
    struct canvas *canvas, int x, int y, const char *const *words, size_t count, size_t chosen)
{
    for (size_t i = 0; i < count; i++)
        x = canvas_put(canvas, x, y, i == chosen ? ROLE_TAB_ACTIVE : ROLE_MUTED,
                *words[i] ? words[i] : "not said") +
            2;
}

static void draw_fields(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    static const char *const labels[] = {"when", "kind", "with", "mood"};
    struct area line = {9, area.y, area.columns - 9, 1};

    for (int i = 0; i < FIELD_BODY; i++) {
        canvas_put(
            canvas, 1, area.y + i, i == (int)composer->at ? ROLE_ACCENT : ROLE_MUTED, labels[i]);
        if (i == (int)composer->at)
            canvas_put(canvas, 0, area.y + i, ROLE_ACCENT, "▎");
    }
    if (composer->at == FIELD_WHEN)
        edit_draw_line(&composer->when, canvas, line, &composer->when_shown);
    else
        canvas_put_cut(canvas, 9, line.y, ROLE_TEXT, str_text(&composer->when.text), line.columns);
    draw_choices(canvas, 9, area.y + 1, kinds, COUNT_OF(kinds), composer->kind);
    line.y += 2;
    if (composer->at == FIELD_WITH)
        edit_draw_line(&composer->with, canvas, line, &composer->with_shown);
    else if (composer->with.text.len)
        canvas_put_cut(canvas, 9, line.y, ROLE_TEXT, str_text(&composer->with.text), line.columns);
    else
        canvas_put_cut(
            canvas, 9, line.y, ROLE_MUTED, "nobody named: Tab completes a name", line.columns);
    draw_choices(canvas, 9, area.y + 3, moods, COUNT_OF(moods), composer->mood);
    if (composer->at == FIELD_KIND || composer->at == FIELD_MOOD)
        canvas_set_cursor(canvas, 9, area.y + (int)composer->at, true);
}

struct echo {
    struct ui *ui;
    const struct followup_list *list;
    int end_x;
};

static size_t line_of(const char *text, size_t at)
{
    size_t line = 0;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* Beside a follow-up stands what it will become: `promise  Tue 24 Nov`. */
static void draw_echo(void *context, struct canvas *canvas, const struct editor_row *row)
{
    const struct echo *echo = context;
    size_t line;
    char day[24];

    if (!echo || !echo->list->count || (row->text[row->end] && row->text[row->end] != '\n'))
        return;
    line = line_of(row->text, row->start);
    for (size_t i = 0; i < echo->list->count; i++) {
        const struct followup *item = &echo->list->items[i];
        int x = echo->end_x;

        if (item->line != line)
            continue;
        x = canvas_put_right(canvas, x, row->y, ROLE_ACCENT,
            item->due == DAY_NONE ? "no day" : day_words(item->due, ui_show(echo->ui).today, day));
        canvas_put_right(canvas, x - 2, row->y, ROLE_MUTED, item->kind);
    }
}

static size_t count_kind(const struct followup_list *list, const char *kind)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += text_equal(list->items[i].kind, kind);
    return count;
}

static void draw_followup_count(struct canvas *canvas, int y, const struct followup_list *list)
{
    static const char *const words[][2] = {
        {"promise", "promises"}, {"task", "tasks"}, {"ask", "asks"}};
    int x = 1;

    if (!list->count)
        return;
    x = canvas_putf(canvas, x, y, ROLE_TITLE, "%zu", list->count);
    x = canvas_put(canvas, x, y, ROLE_MUTED,
        list->count == 1 ? " follow-up will be filed: " : " follow-ups will be filed: ");
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t count = count_kind(list, words[i][0]);

        if (count)
            x = canvas_putf(canvas, x + 1, y, ROLE_TEXT, "%zu %s", count, words[i][count != 1]);
    }
}

static void draw_body(
    struct ui *ui, struct composer *composer, struct canvas *canvas, struct area area)
{
    struct followup_list list = {0};
    struct arena arena = {0};
    struct echo echo = {ui, &list, area.x + area.columns};
    struct area foot = area_take_last_rows(&area, area.rows >= 8 ? 1 : 0);
    struct area text = area;

    if (composer->body.edit.text.len <= ECHO_BYTES)
        followups_of(str_text(&composer->body.edit.text), ui_show(ui).today,
            &session_settings(ui_session(ui))->calendar, &arena, &list);
    if (list.count)
        text.columns -= area.columns >= 60 ? 22 : 0;
    composer->body.context = &echo;
    composer->body.decorate = area.columns >= 60 ? draw_echo : NULL;
    editor_draw(&composer->body, canvas, text);
    composer->body.context = NULL;
    if (!composer->body.edit.text.len && area.rows > 2)
        canvas_put_cut(canvas, area.x, area.y + 1, ROLE_MUTED,
            "A line `- [ ] send the plan fri` becomes a task, `- [!] ...` a promise.",
            area.columns);
    if (foot.rows)
        draw_followup_count(canvas, foot.y, &list);
    array_fini(&list);
    arena_fini(&arena);
}

static int block_before(struct canvas *canvas, struct area area, const struct subject *subject)
{
    const struct row_list *notes = &subject->dossier->notes;
    int rows = 1;
    char day[24];

    if (area.rows < 2 || !notes->count)
        return 0;
    part_heading(canvas, area.x, area.y, area.x + area.columns, "Before", NULL);
    for (size_t i = notes->count; i-- > 0 && rows < area.rows && rows <= 3; rows++) {
        const struct row *note = notes->items[i];

        canvas_put(canvas, area.x, area.y + rows, ROLE_MUTED,
            day_words(minute_day(row_integer(note, NOTE_AT)), subject->show.today, day));
        canvas_put_cut(canvas, area.x + 12, area.y + rows, ROLE_TEXT, row_text(note, NOTE_KIND), 9);
        canvas_put_cut(canvas, area.x + 22, area.y + rows, ROLE_MUTED, row_text(note, NOTE_BODY),
            area.columns - 22);
    }
    return rows;
}

static void draw_side(
    struct ui *ui, const struct composer *composer, struct canvas *canvas, struct area area)
{
    static const block_fn blocks[] = {
        block_title, block_clock, block_open, block_pulls_down, block_people, block_before};
    struct subject subject = {&composer->dossier, &composer->assessment, ui_show(ui)};

    if (composer->has_side)
        blocks_draw(canvas, area, &subject, blocks, COUNT_OF(blocks));
}

static void composer_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct composer *composer = state;
    int y = canvas->rows >= TALL ? 2 : 1;
    struct area body;

    if (!composer->open) {
        canvas_put(canvas, 1, 3, ROLE_TEXT, "Nothing is being written.");
        return;
    }
    draw_head(ui, composer, canvas, y);
    canvas_rule(canvas, y + 1);
    body = (struct area){0, y + 2, canvas->columns, canvas->rows - y - 4};
    if (canvas->columns >= WIDE) {
        struct area side = body;

        body = area_take_columns(&side, canvas->columns * 61 / 100);
        canvas_pane_line(canvas, body.columns, body.y - 1, body.rows + 2);
        draw_side(
            ui, composer, canvas, (struct area){side.x + 2, side.y, side.columns - 3, side.rows});
    }
    draw_fields(ui, composer, canvas, body);
    draw_body(ui, composer, canvas, (struct area){1, body.y + 5, body.columns - 2, body.rows - 5});
}

/* --- keys --- */

static bool save(struct ui *ui, struct composer *composer)
{
    struct session *session = ui_session(ui);
    struct note_draft draft = {.account = composer->account,
        .note = composer->note,
        .kind = kinds[composer->kind],
        .sentiment = moods[composer->mood],
        .attendees = str_text(&composer->with.text),
        .body = str_text(&composer->body.edit.text)};
    struct outcome outcome;
    struct error err;
    day_number day;
    int minute;

    if (!day_parse_with_time(str_text(&composer->when.text), session_today(session),
            &session_settings(session)->calendar, &day, &minute, &err)) {
        composer->at = FIELD_WHEN;
        ui_fault(ui, &err);
        return false;
    }
    draft.at = minute_make(day, minute < 0 ? 12 * 60 : minute);
    if (!verb_note_log(session, &draft, &outcome, NULL, &err)) {
        composer_keep(ui);
        ui_fault(ui, &err);
        return false;
    }
    drop_draft(ui, composer);
    composer_clear(composer);
    ui_back(ui);
    ui_done(ui, &outcome);
    return true;
}

static void keep_and_leave(struct ui *ui, struct composer *composer)
{
    if (is_blank(composer)) {
        drop_draft(ui, composer);
        composer_clear(composer);
        ui_back(ui);
        return;
    }
    composer_keep(ui);
    ui_back(ui);
    ui_toast(ui, session_is_demo(ui_session(ui))
                     ? "kept until you leave the demo; c goes on with it"
                     : "draft kept; c goes on with it");
}

/* Tab in `with`: the first of the account's people whose name holds what was typed since the last
 * ;. */
static void complete_with(struct composer *composer)
{
    struct edit *edit = &composer->with;
    const char *text = str_text(&edit->text);
    size_t from = edit->at;
    struct str word = {0};

    while (from && text[from - 1] != ';')
        from--;
    while (from < edit->at && text[from] == ' ')
        from++;
    str_add_bytes(&word, text + from, edit->at - from);
    for (size_t i = 0; i < composer->dossier.contacts.count; i++) {
        const char *name = row_text(composer->dossier.contacts.items[i], CONTACT_NAME);

        if (text_contains_folded(name, str_text(&word)) && !text_equal(name, str_text(&word))) {
            edit_replace(edit, from, edit->at, name);
            break;
        }
    }
    str_fini(&word);
}

static void cycle(size_t *index, size_t count, int step)
{
    *index = (*index + count + (size_t)(step + (int)count)) % count;
}

/* Up and down go through the fields; left and right choose a kind or a mood. */
static bool field_command(struct composer *composer, const char *command)
{
    bool choice = composer->at == FIELD_KIND || composer->at == FIELD_MOOD;
    size_t *index = composer->at == FIELD_KIND ? &composer->kind : &composer->mood;
    size_t count = composer->at == FIELD_KIND ? COUNT_OF(kinds) : COUNT_OF(moods);

    if (text_equal(command, "line-up")) {
        composer->at -= composer->at > FIELD_WHEN;
        return true;
    }
    if (text_equal(command, "line-down") || text_equal(command, "new-line")) {
        composer->at++;
        return true;
    }
    if (choice && (text_equal(command, "char-forward") || text_equal(command, "complete"))) {
        cycle(index, count, 1);
        return true;
    }
    if (choice && text_equal(command, "char-back")) {
        cycle(index, count, -1);
        return true;
    }
    if (choice)
        return true;
    if (composer->at == FIELD_WITH && text_equal(command, "complete")) {
        complete_with(composer);
        return true;
    }
    return edit_do(composer->at == FIELD_WHEN ? &composer->when : &composer->with,
        edit_action_from_name(command));
}

/* The name that Tab offers after an @. */
static void complete_person(
    void *context, const char *text, size_t at, struct completion *completion)
{
    const struct composer *composer = context;
    size_t from = at;
    struct str word = {0};

    while (from && text[from - 1] != ' ' && text[from - 1] != '\n' && text[from - 1] != '@')
        from--;
    if (!from || text[from - 1] != '@')
        return;
    completion->from = from;
    str_add_bytes(&word, text + from, at - from);
    for (size_t i = 0; i < composer->dossier.contacts.count; i++) {
        const char *name = row_text(composer->dossier.contacts.items[i], CONTACT_NAME);

        if (text_contains_folded(name, str_text(&word)))
            completion_add(completion, name);
    }
    str_fini(&word);
}

static void run_command(struct ui *ui, struct composer *composer, const char *command)
{
    if (text_equal(command, "save"))
        (void)save(ui, composer);
    else if (text_equal(command, "keep-draft"))
        keep_and_leave(ui, composer);
    else if (text_equal(command, "help") || text_equal(command, "redraw") ||
             text_equal(command, "suspend"))
        ui_run(ui, command);
    else if (composer->at != FIELD_BODY)
        (void)field_command(composer, command);
}

static unsigned changes_of(const struct composer *composer)
{
    return composer->body.edit.changes + composer->with.changes + composer->when.changes +
           (unsigned)composer->kind + (unsigned)composer->mood;
}

/* Up in the first row of the text goes to the fields above it. */
static bool leaves_upwards(
    struct ui *ui, const struct composer *composer, const struct key *key, size_t before)
{
    struct keymap_sections sections = {{"composer"}, 1};
    struct key_sequence pressed = {{key->code}, 1};
    const char *command = NULL;

    return keymap_find(&ui->keymap, &sections, &pressed, &command) == KEYMAP_COMMAND &&
           text_equal(command, "line-up") && composer->body.edit.at == before &&
           edit_line_start(&composer->body.edit, before) == 0;
}

static void body_key(struct ui *ui, struct composer *composer, const struct key *key)
{
    const char *command = NULL;
    size_t before = composer->body.edit.at;
    enum editor_answer answer;

    composer->body.context = composer;
    composer->body.complete = complete_person;
    answer = editor_key(&composer->body, &ui->keymap, key, &command);
    composer->body.context = NULL;
    if (answer == EDITOR_COMMAND)
        run_command(ui, composer, command);
    else if (leaves_upwards(ui, composer, key, before))
        composer->at = FIELD_MOOD;
}

static void field_key(struct ui *ui, struct composer *composer, const struct key *key)
{
    struct keymap_sections sections = {{"composer"}, 1};
    const char *command = NULL;

    switch (keys_feed(&composer->keys, &ui->keymap, &sections, key->code, &command)) {
    case KEYMAP_COMMAND: run_command(ui, composer, command); return;
    case KEYMAP_PREFIX: return;
    case KEYMAP_NONE: break;
    }
    if (composer->at == FIELD_WHEN || composer->at == FIELD_WITH)
        (void)edit_key(composer->at == FIELD_WHEN ? &composer->when : &composer->with, key, true);
}

static bool composer_key(struct ui *ui, void *state, const struct key *key)
{
    struct composer *composer = state;
    unsigned before = changes_of(composer);

    if (!composer->open)
        return false;
    if (composer->at == FIELD_BODY)
        body_key(ui, composer, key);
    else
        field_key(ui, composer, key);
    if (composer->open && before != changes_of(composer))
        typed(ui, composer);
    return true;
}

static int64_t composer_account(struct ui *ui, void *state)
{
    return ((struct composer *)state)->account;
}

static const struct view_hint hints[] = {
    {"save", "file it"},
    {"keep-draft", "keep as draft"},
    {"complete", "complete @"},
    {"line-up", "fields above"},
    {"undo-typing", "undo"},
};

const struct view view_composer = {
    .name = "composer",
    .title = "Note",
    .edits = true,
    .state_size = sizeof(struct composer),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .open = composer_open,
    .close = composer_close,
    .draw = composer_draw,
    .key = composer_key,
    .account = composer_account,
};
