#include "ui/habits.h"

#include <stdlib.h>
#include <string.h>
#include "app/kept.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/shell.h"

enum {
    THIRD = 3,
    TOLD = 99,      /* a count that says: told */
    WALK_ROWS = 25, /* row by row */
    WAY_BACK = 3,   /* screens */
};

struct habit {
    char *name;
    int count;
};

struct habits {
    bool is_read;
    struct habit_list ARRAY_OF(struct habit) list;
    int steps; /* of the walk that goes on */
    int backs;
    struct str pending; /* is still to be said */
};

static struct habits *habits_of(struct ui *ui)
{
    if (!ui->habits)
        ui->habits = mem_alloc(sizeof(*ui->habits));
    return ui->habits;
}

void habits_free(struct habits *habits)
{
    if (!habits)
        return;
    for (size_t i = 0; i < habits->list.count; i++)
        free(habits->list.items[i].name);
    array_fini(&habits->list);
    str_fini(&habits->pending);
    free(habits);
}

/* --- between sessions --- */

static void read_habits(struct ui *ui, struct habits *habits)
{
    struct arena arena = {0};
    struct kept_lines lines = {0};
    struct error ignored;

    if (habits->is_read)
        return;
    habits->is_read = true;
    (void)!kept_read(ui->session, KEPT_HABITS, &arena, &lines, &ignored);
    for (size_t i = 0; i < lines.count; i++) {
        struct habit habit = {NULL, 0};
        long long count;

        if (!text_to_int(lines.items[i].text, &count) || count < 0 || count > TOLD)
            continue;
        habit.name = mem_copy_text(lines.items[i].name);
        habit.count = (int)count;
        ARRAY_PUSH(&habits->list, habit);
    }
    array_fini(&lines);
    arena_fini(&arena);
}

static void write_habits(struct ui *ui, const struct habits *habits)
{
    struct arena arena = {0};
    struct kept_lines lines = {0};
    struct error ignored;

    for (size_t i = 0; i < habits->list.count; i++)
        ARRAY_PUSH(&lines, (struct kept_line){habits->list.items[i].name,
                               arena_format(&arena, "%d", habits->list.items[i].count)});
    (void)!kept_write(ui->session, KEPT_HABITS, &lines, &ignored);
    array_fini(&lines);
    arena_fini(&arena);
}

static struct habit *find(struct habits *habits, const char *name)
{
    struct habit habit = {NULL, 0};

    for (size_t i = 0; i < habits->list.count; i++)
        if (text_equal(habits->list.items[i].name, name))
            return &habits->list.items[i];
    habit.name = mem_copy_text(name);
    ARRAY_PUSH(&habits->list, habit);
    return &habits->list.items[habits->list.count - 1];
}

/* Once more. True: it was the third time, or more, and nothing was said about it yet. */
static bool is_third_time(struct ui *ui, const char *name)
{
    struct habits *habits = habits_of(ui);
    struct habit *habit;
    bool is_third;

    read_habits(ui, habits);
    habit = find(habits, name);
    if (habit->count >= TOLD)
        return false;
    is_third = ++habit->count >= THIRD;
    if (is_third)
        habit->count = TOLD;
    write_habits(ui, habits);
    return is_third;
}

/* --- what is the short way --- */

static const char *key_of(struct ui *ui, const char *command, char *key, size_t size)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    return binding ? key_sequence_text(&binding->sequence, key, size) : NULL;
}

void habits_palette(struct ui *ui, const char *line)
{
    struct str name = {0};
    char key[KEY_SEQUENCE * KEY_TEXT_ROOM];

    if (!key_of(ui, line, key, sizeof(key)))
        return;
    str_addf(&name, "palette %s", line);
    if (is_third_time(ui, str_text(&name))) {
        struct str *pending = &habits_of(ui)->pending;

        str_clear(pending);
        str_addf(pending, _("next time: %s  %s"), key, shell_about(ui, line));
    }
    str_fini(&name);
}

static void add_way(struct ui *ui, const char *command, const char *words, struct str *out)
{
    char key[KEY_SEQUENCE * KEY_TEXT_ROOM];

    if (key_of(ui, command, key, sizeof(key)))
        str_addf(out, "%s%s  %s", out->len ? "   " : _("next time: "), key, words);
}

static void walked(struct ui *ui)
{
    struct str *pending = &habits_of(ui)->pending;

    if (!is_third_time(ui, "walk"))
        return;
    str_clear(pending);
    if (shell_about(ui, "filter"))
        add_way(ui, "filter", _("finds it by typing"), pending);
    add_way(ui, "half-down", _("half a page"), pending);
    add_way(ui, "goto", _("goes to a name"), pending);
}

static void went_back(struct ui *ui)
{
    struct str *pending = &habits_of(ui)->pending;

    if (!is_third_time(ui, "back"))
        return;
    str_clear(pending);
    add_way(ui, "view today", _("goes to Today from anywhere"), pending);
}

void habits_command(struct ui *ui, const char *line)
{
    struct habits *habits = habits_of(ui);
    bool is_step = text_equal(line, "next") || text_equal(line, "previous");
    bool is_back =
        text_equal(line, "back") || text_equal(line, "quit") || text_equal(line, "clear");

    habits->steps = is_step ? habits->steps + 1 : 0;
    habits->backs = is_back ? habits->backs + 1 : 0;
    if (habits->steps == WALK_ROWS)
        walked(ui);
    if (habits->backs == WAY_BACK && ui->current != VIEW_TODAY)
        went_back(ui);
}

bool habits_tell(struct ui *ui)
{
    struct habits *habits = ui->habits;

    if (!habits || !habits->pending.len || ui->modal.kind != MODAL_NONE || ui->presenting ||
        toast_is_shown(&ui->toast))
        return false;
    ui_toast(ui, "%s", str_text(&habits->pending));
    str_clear(&habits->pending);
    return true;
}
