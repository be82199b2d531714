/* The screen while it is shared: one page of one account, from a template for the customer's eyes.
 * No other screen can be reached but the note that is being written, and that without its side. */
#include <string.h>
#include "app/verbs.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/views/views.h"

enum { MARGIN = 3, TEXT_MOST = 84 };

struct present {
    struct str page;
    int top, lines, room;
};

static void present_close(void *state)
{
    str_fini(&((struct present *)state)->page);
}

static bool present_load(struct ui *ui, void *state, struct error *err)
{
    struct present *present = state;
    struct template_order order = {
        .name = "present", .account = ui->account, .for_customer = true, .brief = true};

    str_clear(&present->page);
    return verb_template_fill(ui_session(ui), &order, &present->page, err);
}

static enum role role_of(const char *line)
{
    return *line == '#' ? ROLE_TITLE : ROLE_TEXT;
}

/* One line of the page, wrapped; returns how many rows it takes. Drawn where it is in sight. */
static int put_line(struct canvas *canvas, const char *line, size_t len, int y, struct area area)
{
    enum role role = role_of(line);
    struct str clean = {0};
    const char *at;
    int rows = 0;

    while (len && *line == '#') {
        line++;
        len--;
    }
    text_clean(&clean, line, len);
    for (at = str_text(&clean) + strspn(str_text(&clean), " "); rows == 0 || *at; rows++) {
        size_t fits = text_fit(at, strlen(at), area.columns), cut = fits;

        while (at[fits] && cut > 0 && at[cut] != ' ')
            cut--;
        if (cut > 0)
            fits = cut;
        if (y + rows >= area.y && y + rows < area.y + area.rows) {
            struct str part = {0};

            str_add_bytes(&part, at, fits);
            canvas_put_cut(canvas, area.x, y + rows, role, str_text(&part), area.columns);
            str_fini(&part);
        }
        at += fits + strspn(at + fits, " ");
        if (fits == 0)
            break;
    }
    str_fini(&clean);
    return rows;
}

static void present_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct present *present = state;
    int columns = canvas->columns - 2 * MARGIN;
    struct area area = {MARGIN, 2, columns < TEXT_MOST ? columns : TEXT_MOST,
        canvas->rows > 4 ? canvas->rows - 4 : 0};
    const char *at = str_text(&present->page);
    int y = area.y - present->top;

    canvas_put_right(canvas, canvas->columns - 1, 1, ROLE_MUTED, _("presenting"));
    while (*at) {
        size_t len = strcspn(at, "\n");

        y += put_line(canvas, at, len, y, area);
        at += len + (at[len] == '\n');
    }
    present->lines = y - area.y + present->top;
    present->room = area.rows;
}

static void scroll(struct present *present, int by)
{
    int last = present->lines > present->room ? present->lines - present->room : 0;

    present->top += by;
    if (present->top > last)
        present->top = last;
    if (present->top < 0)
        present->top = 0;
}

/* Every key is taken here: none may bring up what is not for the customer's eyes. */
static bool present_key(struct ui *ui, void *state, const struct key *key)
{
    struct present *present = state;

    if (key->code == KEYCAP_ESC || key->code == 'q')
        ui_present(ui, false);
    else if (key->code == 'c')
        composer_start(ui, ui->account, "meeting", NULL);
    else if (key->code == 'j' || key->code == KEYCAP_DOWN || key->code == KEYCAP_WHEEL_DOWN)
        scroll(present, 1);
    else if (key->code == 'k' || key->code == KEYCAP_UP || key->code == KEYCAP_WHEEL_UP)
        scroll(present, -1);
    else if (key->code == ' ' || key->code == KEYCAP_PGDN)
        scroll(present, present->room);
    else if (key->code == KEYCAP_PGUP)
        scroll(present, -present->room);
    else
        ui_toast(ui, "the screen is shared: Esc ends it, c writes a note");
    return true;
}

static int64_t present_account(struct ui *ui, void *state)
{
    return ui->account;
}

static const struct view_hint hints[] = {
    {"present", N_("end")},
    {"log", N_("note")},
};

const struct view view_present = {
    .name = "present",
    .title = N_("Presenting"),
    .state_size = sizeof(struct present),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .close = present_close,
    .load = present_load,
    .draw = present_draw,
    .key = present_key,
    .account = present_account,
};
