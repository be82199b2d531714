/* Every key of the live key map on every screen in every state of the book: nothing falls, no key
 * is dead without a sentence, and undo brings back what stood before each write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "app/looks.h"
#include "base/str.h"
#include "base/text.h"
#include "support/home.h"
#include "support/random_book.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/edit.h"
#include "ui/frame.h"
#include "ui/shell.h"

enum { COLUMNS = 80, ROWS = 24, ANSWERS_MOST = 12, UNDO_MOST = 6, FAULTS_TOLD = 40 };

static struct scene scene;
static int faults;

/* --- the screens --- */

struct screen_case {
    const char *name;
    enum view_id id, from; /* the app begins at that one */
    const char *keys;      /* that lead there */
    void (*open)(struct ui *ui);
};

static void open_checklist(struct ui *ui)
{
    ui_open_checklist(ui, 0, ui_account(ui));
}

static void open_playbook(struct ui *ui)
{
    ui_open_playbook(ui, "onboarding");
}

static void open_preview(struct ui *ui)
{
    struct key_list accounts = {0};

    if (!ui_account(ui))
        return;
    ARRAY_PUSH(&accounts, ui_account(ui));
    ui_open_preview(ui, "renewal", &accounts);
    array_fini(&accounts);
}

static void open_faults(struct ui *ui)
{
    ui_open_faults(ui, NULL);
}

static void open_first(struct ui *ui)
{
    ui_start_view(ui, VIEW_FIRST);
}

static void open_present(struct ui *ui)
{
    ui_present(ui, true);
}

static const struct screen_case screens[] = {
    {"today", VIEW_TODAY, VIEW_TODAY, "", NULL},
    {"book", VIEW_BOOK, VIEW_BOOK, "", NULL},
    {"account, overview", VIEW_ACCOUNT, VIEW_BOOK, "Enter", NULL},
    {"account, timeline", VIEW_ACCOUNT, VIEW_BOOK, "Enter ]", NULL},
    {"account, checklist", VIEW_ACCOUNT, VIEW_BOOK, "Enter ] ]", NULL},
    {"account, people", VIEW_ACCOUNT, VIEW_BOOK, "Enter ] ] ]", NULL},
    {"account, value", VIEW_ACCOUNT, VIEW_BOOK, "Enter ] ] ] ]", NULL},
    {"account, money", VIEW_ACCOUNT, VIEW_BOOK, "Enter ] ] ] ] ]", NULL},
    {"account, health", VIEW_ACCOUNT, VIEW_BOOK, "Enter ] ] ] ] ] ]", NULL},
    {"account, facts", VIEW_ACCOUNT, VIEW_BOOK, "Enter ] ] ] ] ] ] ]", NULL},
    {"tasks", VIEW_TASKS, VIEW_TASKS, "", NULL},
    {"agenda", VIEW_AGENDA, VIEW_AGENDA, "", NULL},
    {"changes", VIEW_CHANGES, VIEW_CHANGES, "", NULL},
    {"playbooks", VIEW_PLAYBOOKS, VIEW_PLAYBOOKS, "", NULL},
    {"playbook", VIEW_PLAYBOOK, VIEW_BOOK, "", open_playbook},
    {"preview", VIEW_PREVIEW, VIEW_BOOK, "", open_preview},
    {"faults", VIEW_FAULTS, VIEW_BOOK, "", open_faults},
    {"checklist", VIEW_CHECKLIST, VIEW_BOOK, "", open_checklist},
    {"renewals", VIEW_RENEWALS, VIEW_RENEWALS, "", NULL},
    {"notes", VIEW_NOTES, VIEW_NOTES, "", NULL},
    {"note", VIEW_NOTE, VIEW_NOTES, "Enter", NULL},
    {"timeline", VIEW_TIMELINE, VIEW_TIMELINE, "", NULL},
    {"composer", VIEW_COMPOSER, VIEW_BOOK, "c w o r d Left Left", NULL},
    {"feedback", VIEW_FEEDBACK, VIEW_FEEDBACK, "", NULL},
    {"risks", VIEW_RISKS, VIEW_RISKS, "", NULL},
    {"growth", VIEW_GROWTH, VIEW_GROWTH, "", NULL},
    {"metrics", VIEW_METRICS, VIEW_METRICS, "", NULL},
    {"value", VIEW_VALUE, VIEW_VALUE, "", NULL},
    {"sources", VIEW_SOURCES, VIEW_SOURCES, "", NULL},
    {"present", VIEW_PRESENT, VIEW_BOOK, "", open_present},
    {"first", VIEW_FIRST, VIEW_BOOK, "", open_first},
};

/* --- the states of the book --- */

struct state_case {
    const char *name;
    const char *filter; /* that nothing fits; where the screen has one */
    bool is_read_only;
};

static const struct state_case empty = {"empty", NULL, false}, one = {"one account", NULL, false},
                               many = {"many", NULL, false},
                               no_hit = {"without hits", "name = zzz", false},
                               frozen = {"read-only", NULL, true};

static const struct state_case *const states[] = {&many, &one, &no_hit, &empty, &frozen};

static void add_account(void)
{
    const char *fields[] = {"name=Acme", "arr=12k", "renewal=2027-03-01", NULL};
    struct outcome outcome;
    struct error err;

    if (!verb_add(scene.session, KIND_ACCOUNT, 0, fields, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    outcome_fini(&outcome);
}

static void reopen_read_only(void)
{
    char *path = home_path(scene.home, "data/daybook.db"),
         *config = home_path(scene.home, "config");
    struct session_options options = {.db_path = path,
        .config_dir = config,
        .today = session_today(scene.session),
        .read_only = true,
        .actor = ACTOR_APP};
    struct error err;

    session_close(scene.session);
    if (!session_open(&options, &scene.session, &err))
        fail_msg("%s", err.text);
    free(path);
    free(config);
}

static void begin_state(const struct state_case *state)
{
    bool is_empty = state == &empty || state == &one;

    scene_init(&scene, is_empty);
    assert_int_equal(chdir(scene.home), 0); /* a path that is typed lies there */
    setenv("SHELL", "/bin/false", 1);
    setenv("VISUAL", "/bin/false", 1);
    if (state == &one)
        add_account();
    if (state->is_read_only)
        reopen_read_only();
}

/* --- pressing --- */

static void press(key_code code)
{
    shell_key(scene.ui, &(struct key){.code = code});
    shell_draw(scene.ui);
}

static void type_text(const char *text)
{
    while (*text)
        press((key_code)(unsigned char)*text++);
}

static void press_keys(const char *names)
{
    while (*names) {
        size_t len = strcspn(names, " ");
        char name[KEY_TEXT_ROOM] = "";
        key_code code;

        memcpy(name, names, len);
        assert_true(key_from_name(name, &code));
        press(code);
        names += len + (names[len] == ' ');
    }
}

/* What the screen showed: its cells. */
static struct canvas_cell shown[COLUMNS * ROWS];

static bool is_as_shown(void)
{
    return !memcmp(shown, scene.ui->canvas.cells, sizeof(shown));
}

static void tell(const struct state_case *state, const struct screen_case *screen,
    const struct keymap_binding *binding, const char *what)
{
    char keys[KEY_SEQUENCE * KEY_TEXT_ROOM];

    if (faults++ < FAULTS_TOLD)
        fprintf(stderr, "%s, %s, %s (%s): %s\n", state->name, screen->name,
            key_sequence_text(&binding->sequence, keys, sizeof(keys)), binding->command, what);
}

static void draw_without_toast(void)
{
    memset(&scene.ui->toast, 0, sizeof(scene.ui->toast));
    scene.ui->is_partial = false;
    shell_draw(scene.ui);
}

/* A new app at the screen; false: this book has no such screen. */
static bool begin_screen(const struct state_case *state, const struct screen_case *screen)
{
    if (scene.ui)
        shell_free(scene.ui);
    scene.ui = shell_new(scene.session, COLUMNS, ROWS);
    scene.ui->is_painted = true;
    ui_start_view(scene.ui, screen->from);
    shell_draw(scene.ui);
    press_keys(screen->keys);
    if (screen->open)
        screen->open(scene.ui);
    shell_draw(scene.ui);
    if (ui_current(scene.ui) != screen->id)
        return false;
    if (state->filter && shell_view_command(view_at(screen->id), "filter", strlen("filter")))
        ui_run_about(scene.ui, "filter", state->filter);
    draw_without_toast();
    memcpy(shown, scene.ui->canvas.cells, sizeof(shown));
    return ui_current(scene.ui) == screen->id;
}

/* The last key left nothing behind: the same app serves for the next. */
static bool is_as_begun(const struct screen_case *screen)
{
    draw_without_toast();
    return ui_current(scene.ui) == screen->id && scene.ui->modal.kind == MODAL_NONE &&
           is_as_shown();
}

/* What only goes about may come to nothing at the end of a list, and what is of the terminal is
 * seen there alone. */
static bool may_do_nothing(const char *command)
{
    static const char *const words[] = {"back", "clear", "redraw", "suspend", "quit-now", "view",
        "account-next", "account-previous", "columns-left", "columns-right", "undo-typing",
        "redo-typing", "copy-text", "cut-text", "mark", "unmark", "save", "keep-draft", "next",
        "previous", "select-line-up", "select-line-down", "select-page-up", "select-page-down"};
    struct list list = {0};
    size_t len = strcspn(command, " ");

    if (list_command(&list, command) || edit_action_from_name(command) != EDIT_NONE)
        return true;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strlen(words[i]) == len && !strncmp(words[i], command, len))
            return true;
    return false;
}

static void press_all(const struct key_sequence *sequence)
{
    for (int i = 0; i < sequence->count; i++)
        press(sequence->keys[i]);
}

/* Something fit for each kind of question. */
static void answer_one(int round)
{
    static const char *const words[] = {"fri", "60 they cut the team", "adopting", "120k"};
    const struct modal *modal = &scene.ui->modal;

    switch (modal->kind) {
    case MODAL_QUESTION:
        if (round > 0) {
            press('u' | KEYMOD_CTRL);
            type_text(words[(size_t)round % COUNT_OF(words)]);
        }
        press(KEYCAP_ENTER);
        return;
    case MODAL_FORM:
        if (round > 0)
            type_text(round % 2 ? "1" : "fri");
        press('s' | KEYMOD_CTRL);
        return;
    case MODAL_CONFIRM: press('y'); return;
    case MODAL_TOUR:
    case MODAL_CHOICE: press(KEYCAP_ENTER); return;
    case MODAL_TEXT: press(modal->words ? (key_code)modal->words_key[0] : KEYCAP_ESC); return;
    case MODAL_NONE:
    case MODAL_PREFIX: return;
    }
}

static void leave_all(void)
{
    for (int i = 0; i < ANSWERS_MOST && modal_takes_keys(&scene.ui->modal); i++)
        press(KEYCAP_ESC);
}

static char *before; /* the book, as text */

static bool is_as_before(void)
{
    char *now = random_book_dump(scene.session);
    bool same = !strcmp(now, before);

    free(now);
    return same;
}

/* As often as a person would press the key, until all is back. */
static bool is_undone(bool by_redo)
{
    for (int i = 0; i < UNDO_MOST && !is_as_before(); i++) {
        struct outcome outcome = {0};
        struct error err;

        if (!(by_redo ? session_redo(scene.session, &outcome, &err)
                      : session_undo(scene.session, 0, &outcome, &err))) {
            fprintf(stderr, "%s\n", err.text);
            return false;
        }
        outcome_fini(&outcome);
    }
    return is_as_before();
}

/* What took something back is itself taken back by redo; a repeated one is either. */
static bool is_taken_back(const char *command)
{
    bool by_redo = text_starts(command, "undo");

    return is_undone(by_redo) || (text_equal(command, "repeat") && is_undone(!by_redo));
}

static void check_undo(const struct state_case *state, const struct screen_case *screen,
    const struct keymap_binding *binding, uint64_t writes)
{
    if (store_writes(session_store(scene.session)) == writes)
        return;
    if (state->is_read_only)
        tell(state, screen, binding, "wrote into a book that is read-only");
    else if (!is_taken_back(binding->command)) {
        tell(state, screen, binding, "undo does not bring back what stood before");
        free(before);
        before = random_book_dump(scene.session);
    }
}

static void check_key(const struct state_case *state, const struct screen_case *screen,
    const struct keymap_binding *binding)
{
    int rounds = state->is_read_only ? 3 : ANSWERS_MOST;
    uint64_t writes;

    if (!is_as_begun(screen) && !begin_screen(state, screen))
        return;
    writes = store_writes(session_store(scene.session));
    press_all(&binding->sequence);
    if (is_as_shown() && screen->id != VIEW_FIRST && !may_do_nothing(binding->command))
        tell(state, screen, binding, "dead, and without a word");
    if (text_equal(binding->command, "undo"))
        rounds = 0; /* what another program did is not taken back */
    for (int i = 0; i < rounds && modal_takes_keys(&scene.ui->modal); i++)
        answer_one(i);
    leave_all();
    if (modal_takes_keys(&scene.ui->modal))
        tell(state, screen, binding, "Esc does not leave");
    check_undo(state, screen, binding, writes);
}

/* Each key of each screen in one of the states, turn by turn; all of them in the long run. */
static bool is_its_turn(const struct state_case *state, size_t turn)
{
    return states[turn % COUNT_OF(states)] == state || getenv("DAYBOOK_LONG");
}

static void check_screen(const struct state_case *state, const struct screen_case *screen)
{
    size_t at = (size_t)(screen - screens);

    struct keymap keymap = {0};
    struct keymap_sections sections;
    const char *command;

    if (!begin_screen(state, screen))
        return;
    session_keymap(scene.session, &keymap);
    sections = shell_sections(scene.ui);
    for (size_t i = 0; i < keymap.bindings.count; i++) {
        const struct keymap_binding *binding = &keymap.bindings.items[i];

        if (is_its_turn(state, at + i) &&
            keymap_find(&keymap, &sections, &binding->sequence, &command) == KEYMAP_COMMAND &&
            command == binding->command)
            check_key(state, screen, binding);
    }
    keymap_fini(&keymap);
}

/* --- hints --- */

/* In the line of toasts one reads that it does not work. */
static bool is_only_told(void)
{
    const struct canvas_cell *cells = scene.ui->canvas.cells;
    size_t toast = (size_t)(ROWS - 2) * COLUMNS, after = toast + COLUMNS;

    return !memcmp(shown, cells, toast * sizeof(*cells)) &&
           !memcmp(shown + after, cells + after, sizeof(shown) - after * sizeof(*cells));
}

/* Its whole work is seen in that line. */
static bool is_told_alone(const char *command)
{
    static const char *const words[] = {"copy", "repeat", "mouse", "redraw", "reload"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_starts(command, words[i]))
            return true;
    return false;
}

static void check_hint(
    const struct state_case *state, const struct screen_case *screen, const char *command)
{
    struct keymap_sections sections = shell_sections(scene.ui);
    const struct keymap_binding *binding =
        keymap_for_command(&scene.ui->keymap, &sections, command);
    uint64_t writes = store_writes(session_store(scene.session));

    if (!binding || screen->id == VIEW_FIRST) /* leaves the program, or goes about */
        return;
    press_all(&binding->sequence);
    if (scene.ui->modal.kind == MODAL_NONE && is_only_told() && !is_told_alone(command) &&
        !text_starts(command, "view") && store_writes(session_store(scene.session)) == writes)
        tell(state, screen, binding, "is hinted at, and does not work");
    leave_all();
    if (store_writes(session_store(scene.session)) != writes)
        (void)is_undone(false);
}

static bool is_hinted(const char *command)
{
    const char *commands[FRAME_HINTS_MOST];
    size_t count = frame_hint_commands(scene.ui, commands);

    for (size_t i = 0; i < count; i++)
        if (text_equal(commands[i], command))
            return true;
    return false;
}

static void check_hints(const struct state_case *state, const struct screen_case *screen)
{
    const char *commands[FRAME_HINTS_MOST];
    size_t count;

    if (!begin_screen(state, screen))
        return;
    count = frame_hint_commands(scene.ui, commands);
    for (size_t i = 0; i < count; i++)
        if ((is_as_begun(screen) || begin_screen(state, screen)) && is_hinted(commands[i]))
            check_hint(state, screen, commands[i]);
}

/* What the last row offers works on that screen in that state. */
static void no_hint_lies(void **unused)
{
    faults = 0;
    for (size_t s = 0; s < COUNT_OF(states); s++) {
        if (states[s]->is_read_only)
            continue;
        begin_state(states[s]);
        before = random_book_dump(scene.session);
        for (size_t i = 0; i < COUNT_OF(screens); i++)
            check_hints(states[s], &screens[i]);
        free(before);
        assert_int_equal(chdir("/"), 0);
        scene_fini(&scene);
    }
    if (faults)
        fail_msg("%d hints", faults);
}

static void check_state(const struct state_case *state)
{
    faults = 0;
    begin_state(state);
    before = random_book_dump(scene.session);
    for (size_t i = 0; i < COUNT_OF(screens); i++)
        check_screen(state, &screens[i]);
    free(before);
    assert_int_equal(chdir("/"), 0);
    scene_fini(&scene);
    if (faults)
        fail_msg("%d keys", faults);
}

static void every_key_on_an_empty_book(void **state)
{
    check_state(&empty);
}

static void every_key_on_one_account(void **state)
{
    check_state(&one);
}

static void every_key_on_many(void **state)
{
    check_state(&many);
}

static void every_key_where_nothing_fits_the_filter(void **state)
{
    check_state(&no_hit);
}

static void every_key_on_a_book_that_is_read_only(void **state)
{
    check_state(&frozen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_hint_lies),
        cmocka_unit_test(every_key_on_an_empty_book),
        cmocka_unit_test(every_key_on_one_account),
        cmocka_unit_test(every_key_on_many),
        cmocka_unit_test(every_key_where_nothing_fits_the_filter),
        cmocka_unit_test(every_key_on_a_book_that_is_read_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
