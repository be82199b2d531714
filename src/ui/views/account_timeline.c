/* The tab Timeline of the screen Account. */
#include "ui/views/account.h"

#include "base/words.h"

enum { KINDS_FROM = 8 /* rows from which on the kinds stand above */ };

static void narrow(struct account_view *view)
{
    array_clear(&view->stream);
    for (size_t i = 0; i < view->moments.count; i++)
        if (timeline_wants(view->kinds, view->moments.items[i].kind))
            ARRAY_PUSH(&view->stream, view->moments.items[i]);
}

bool account_read_timeline(struct ui *ui, struct account_view *view, struct error *err)
{
    array_clear(&view->moments);
    array_clear(&view->stream);
    if (!timeline_of_dossier(ui_session(ui), &view->dossier, 0, &view->arena, &view->moments, err))
        return false;
    narrow(view);
    return true;
}

void account_draw_timeline(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct timeline_picture picture = {&view->stream, &view->lists[TAB_TIMELINE], NULL};

    if (area.rows >= KINDS_FROM)
        timeline_draw_kinds(canvas, area_take_rows(&area, 1).y, view->kinds);
    if (!view->moments.count)
        account_draw_nothing(
            canvas, area.y, _("Nothing has happened here yet."), "c", _("log a call"));
    else if (!view->stream.count)
        account_draw_nothing(
            canvas, area.y, _("Nothing of this kind has happened here."), "F", _("show all"));
    timeline_draw_list(ui, &picture, canvas, area);
}

const struct moment *account_moment_here(const struct account_view *view)
{
    int64_t at = view->lists[TAB_TIMELINE].selected;

    return view->tab == TAB_TIMELINE && at < (int64_t)view->stream.count ? &view->stream.items[at]
                                                                         : NULL;
}

void account_find_moment(struct account_view *view, struct touched_row row)
{
    for (size_t i = 0; i < view->stream.count; i++)
        if (view->stream.items[i].row_kind == row.kind && view->stream.items[i].row_key == row.key)
            view->lists[TAB_TIMELINE].selected = (int64_t)i;
}

void account_show_kinds(struct ui *ui, struct account_view *view, const char *words)
{
    unsigned kinds;

    if (!view->loaded || !timeline_show_kinds(ui, words, &kinds))
        return;
    view->tab = TAB_TIMELINE;
    view->kinds = kinds;
    view->lists[TAB_TIMELINE] = (struct list){0};
    narrow(view);
}

bool account_clear_kinds(struct account_view *view)
{
    if (view->tab != TAB_TIMELINE || !view->kinds)
        return false;
    view->kinds = 0;
    view->lists[TAB_TIMELINE] = (struct list){0};
    narrow(view);
    return true;
}

void account_month(struct ui *ui, struct account_view *view, int step)
{
    if (view->tab == TAB_TIMELINE &&
        !timeline_month(&view->stream, &view->lists[TAB_TIMELINE], step))
        ui_toast(ui, step > 0 ? N_("this is the first month") : N_("this is the last month"));
}
