#include "ui/tour.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/popup.h"
#include "ui/shell.h"

static const struct tour_stop stops[] = {
    {VIEW_TODAY, N_("Today"),
        N_("Who needs you now, and why: each row bears the reason and the next step. {log} logs "
           "the call, {done} says it is done, {snooze} hides it until a day. Done for today is "
           "done.")},
    {VIEW_TODAY, N_("Why"),
        N_("Nothing is asserted without its reason: {why} on any row opens the score, the rule and "
           "the rows behind it. What is not known is shown as unknown, never as green.")},
    {VIEW_BOOK, N_("Book"),
        N_("Every account, a line each. {sort} sorts, {filter} takes an expression such as tier = "
           "mid and health < 50, {mark} marks several for one verb.")},
    {VIEW_ACCOUNT, N_("Account"),
        N_("One customer, whole: people, value, money, health, what happened. {tab-next} goes to "
           "the next tab, {task} plans a task, {playbook} starts a playbook.")},
    {VIEW_COUNT, N_("A call"), /* where one is */
        N_("During a call {log} opens a note beside what is known. A line that begins with - [ ] "
           "and ends with a day becomes a task. It is on the disk while you type; C-s files it.")},
    {VIEW_TASKS, N_("Tasks"),
        N_("What you owe and what you wait for, by day. {done} ticks, {date} moves, {add} adds "
           "one.")},
    {VIEW_PLAYBOOKS, N_("Playbooks"),
        N_("Checklists that know their days: onboarding, renewal, risk. They are YAML files of "
           "your own if you like. {start} starts one.")},
    {VIEW_RENEWALS, N_("Renewals"),
        N_("What is up for decision, by when, and what you call it. {renewal forecast} says what "
           "you expect; totals add up as shown.")},
    {VIEW_METRICS, N_("Metrics"),
        N_("The figures you are measured on, each with its numerator, denominator and, by {open}, "
           "the rows behind it.")},
    {VIEW_TODAY, N_("Finding your way"),
        N_("{palette} finds any command, account or person by typing. {help} lists the keys of the "
           "screen you are on. {undo} takes back any change, also tomorrow.")},
};

const struct tour_stop *tour_stop(size_t index)
{
    return index < COUNT_OF(stops) ? &stops[index] : NULL;
}

/* --- going from stop to stop --- */

static int64_t some_account(struct ui *ui)
{
    static const enum store_order orders[] = {ORDER_QUEUE, ORDER_NAME};
    struct store *store = session_store(ui->session);
    struct arena arena = {0};
    struct row_list rows = {0};
    struct error ignored;
    int64_t account = ui->account;

    for (size_t i = 0; i < COUNT_OF(orders) && !account; i++)
        if (store_page(store, orders[i], 0, 1, &arena, &rows, &ignored) && rows.count)
            account = rows.items[0]->key;
    arena_fini(&arena);
    return account;
}

/* The stops leave no trace in the way back. */
static void show(struct ui *ui, enum view_id id)
{
    ui_show_view(ui, id);
    ui->history_count = ui->modal.tour.history_count;
}

static void stop_at(struct ui *ui, size_t at)
{
    enum view_id id = stops[at].view;
    int64_t account = id == VIEW_ACCOUNT ? some_account(ui) : 0;

    ui->modal.tour.at = at;
    ui->is_partial = false;
    if (account)
        ui_set_account(ui, account);
    if (id != VIEW_COUNT && (id != VIEW_ACCOUNT || account))
        show(ui, id);
}

void tour_start(struct ui *ui)
{
    struct modal *modal = modal_begin(ui, MODAL_TOUR);

    modal->tour =
        (struct modal_tour){0, ui->current, ui->history_count, ui->came_from, ui->account};
    stop_at(ui, 0);
}

static void leave(struct ui *ui)
{
    const struct modal_tour tour = ui->modal.tour;

    show(ui, tour.from == VIEW_FIRST ? VIEW_TODAY : tour.from);
    modal_close(&ui->modal);
    ui->came_from = tour.came_from;
    ui->account = tour.account;
    ui->stale[VIEW_ACCOUNT] = true;
    ui_toast(ui, "the tour: :tour walks it again");
}

void tour_key(struct ui *ui, const struct key *key)
{
    size_t at = ui->modal.tour.at;

    switch (key->code) {
    case KEYCAP_ENTER:
    case KEYCAP_RIGHT:
    case KEYCAP_TAB:
    case KEYCAP_DOWN:
    case ' ':
    case 'l':
    case 'j':
    case 'n':
        if (at + 1 < COUNT_OF(stops))
            stop_at(ui, at + 1);
        else
            leave(ui);
        break;
    case KEYCAP_LEFT:
    case KEYCAP_UP:
    case KEYCAP_BACKSPACE:
    case 'h':
    case 'k':
    case 'p':
        if (at)
            stop_at(ui, at - 1);
        break;
    case KEYCAP_ESC:
    case 'q':
    case 'Q':
    case 'c' | KEYMOD_CTRL:
    case 'g' | KEYMOD_CTRL: leave(ui); break;
    default: break;
    }
}

/* --- drawing --- */

/* `{log}` becomes c, or `:log` where no key is bound. */
static void add_key(struct ui *ui, const char *name, size_t len, struct str *out)
{
    struct keymap_sections sections = shell_sections(ui);
    char command[64] = "", key[KEY_SEQUENCE * KEY_TEXT_ROOM];
    const struct keymap_binding *binding;

    memcpy(command, name, len < sizeof(command) ? len : sizeof(command) - 1);
    binding = keymap_for_command(&ui->keymap, &sections, command);
    if (binding)
        str_add(out, key_sequence_text(&binding->sequence, key, sizeof(key)));
    else
        str_addf(out, ":%s", command);
}

static void fill(struct ui *ui, const char *text, struct str *out)
{
    while (*text) {
        size_t len = strcspn(text, "{");

        str_add_bytes(out, text, len);
        text += len;
        if (*text == '{') {
            len = strcspn(text, "}");
            add_key(ui, text + 1, len - 1, out);
            text += len + 1;
        }
    }
}

static void count_line(void *context, const char *start, size_t len)
{
    ++*(int *)context;
}

/* At the foot of the screen, so that what is told of stands above it. */
static struct area frame_of(const struct canvas *canvas, const char *text)
{
    int columns = canvas->columns < POPUP_COLUMNS + 2 ? canvas->columns : POPUP_COLUMNS + 2;
    int lines = 0, rows;

    text_wrap(text, columns - 4, count_line, &lines);
    rows = lines + 4; /* frame, title, keys */
    if (rows > canvas->rows - 2)
        rows = canvas->rows - 2;
    return (struct area){(canvas->columns - columns) / 2, canvas->rows - 2 - rows, columns, rows};
}

static void draw_inside(struct ui *ui, struct canvas *canvas, const char *text)
{
    const struct modal_tour *tour = &ui->modal.tour;
    struct area inside = canvas_area(canvas);
    bool is_last = tour->at + 1 == COUNT_OF(stops);

    canvas_put_cut(canvas, 1, 0, ROLE_TITLE, _(stops[tour->at].title), inside.columns - 12);
    canvas_putf_right(
        canvas, inside.columns - 1, 0, ROLE_MUTED, _("%zu of %zu"), tour->at + 1, COUNT_OF(stops));
    canvas_put_wrapped(
        canvas, (struct area){1, 1, inside.columns - 2, inside.rows - 2}, ROLE_TEXT, text);
    canvas_spans(canvas, 1, inside.rows - 1,
        SPANS({ROLE_HINT_KEY, "Enter"}, {ROLE_HINT_TEXT, is_last ? _(" end   ") : _(" next   ")},
            {ROLE_HINT_KEY, "h"}, {ROLE_HINT_TEXT, _(" back   ")}, {ROLE_HINT_KEY, "Esc"},
            {ROLE_HINT_TEXT, _(" leave")}));
}

void tour_draw(struct ui *ui, struct canvas *canvas)
{
    struct str text = {0};
    struct area frame, before;

    fill(ui, _(stops[ui->modal.tour.at].text), &text);
    frame = frame_of(canvas, str_text(&text));
    canvas_blank(canvas, frame, GROUND_POPUP);
    canvas_frame(canvas, frame);
    before = canvas_enter(
        canvas, (struct area){frame.x + 1, frame.y + 1, frame.columns - 2, frame.rows - 2});
    draw_inside(ui, canvas, str_text(&text));
    canvas_leave(canvas, before);
    str_fini(&text);
}
