/* The screen Growth: opportunities by stage with their sums; who was asked to speak for us. */
#include "ui/views/growth.h"

#include <stdlib.h>
#include "app/listing.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/views.h"

const struct growth_entry *growth_here(const struct growth_view *view)
{
    int64_t at = view->list.selected;

    return !view->references && at < (int64_t)view->entries.count ? &view->entries.items[at] : NULL;
}

const struct row *growth_reference_here(const struct growth_view *view)
{
    int64_t at = view->list.selected;

    return view->references && at < (int64_t)view->asked.count ? view->asked.items[at] : NULL;
}

static void growth_close(void *state)
{
    struct growth_view *view = state;

    arena_fini(&view->arena);
    str_fini(&view->filter.text);
}

static bool is_wanted(const struct growth_view *view, const struct growth_entry *entry)
{
    const char *const texts[] = {entry->account_name, row_text(entry->row, OPPORTUNITY_NAME),
        growth_stage_word(entry->stage), row_text(entry->row, OPPORTUNITY_HANDED_TO)};

    return word_filter_fits(&view->filter, texts, COUNT_OF(texts));
}

static bool is_reference_wanted(const struct growth_view *view, size_t at)
{
    const struct row *row = view->asked.items[at];
    const char *const texts[] = {view->asked_names[at], row_text(row, REFERENCE_KIND),
        row_text(row, REFERENCE_STATUS), row_text(row, REFERENCE_CONTACT),
        row_text(row, REFERENCE_TEXT)};

    return word_filter_fits(&view->filter, texts, COUNT_OF(texts));
}

static void leave_wanted(struct growth_view *view)
{
    size_t kept = 0, asked = 0;

    view->filter.all = view->references ? view->asked.count : view->entries.count;
    for (size_t i = 0; i < view->entries.count; i++)
        if (is_wanted(view, &view->entries.items[i]))
            view->entries.items[kept++] = view->entries.items[i];
    view->entries.count = kept;
    for (size_t i = 0; i < view->asked.count; i++)
        if (is_reference_wanted(view, i)) {
            view->asked_names[asked] = view->asked_names[i];
            view->asked.items[asked++] = view->asked.items[i];
        }
    view->asked.count = asked;
}

bool growth_is_late(struct ui *ui, const struct growth_entry *entry)
{
    day_number close = row_day(entry->row, OPPORTUNITY_CLOSE);

    return growth_stage_is_open(entry->stage) && close != DAY_NONE && close < ui_show(ui).today;
}

static int by_day(const void *a, const void *b)
{
    const struct row *const *one = a, *const *other = b;
    day_number left = row_day(*one, REFERENCE_ASKED_ON),
               right = row_day(*other, REFERENCE_ASKED_ON);

    if (left != right)
        return left > right ? -1 : 1;
    return (*one)->key < (*other)->key ? 1 : -1;
}

struct taking {
    struct growth_view *view;
    struct arena *arena;
    struct row_list rows;
};

static bool take(void *context, const struct row *row)
{
    struct taking *taking = context;

    ARRAY_PUSH(&taking->rows, row_copy(taking->arena, row));
    return true;
}

static bool read_names(
    struct ui *ui, struct growth_view *view, struct arena *arena, struct error *err)
{
    view->asked_names = arena_alloc_array(arena, view->asked.count + 1, sizeof(char *));
    for (size_t i = 0; i < view->asked.count; i++) {
        struct row *account = NULL;

        if (!store_get(session_store(ui_session(ui)), KIND_ACCOUNT,
                row_integer(view->asked.items[i], REFERENCE_ACCOUNT), arena, &account, err))
            return false;
        view->asked_names[i] = account ? part_name(account) : "";
    }
    return true;
}

static bool read_references(
    struct ui *ui, struct growth_view *view, struct arena *arena, struct error *err)
{
    struct taking taking = {.view = view, .arena = arena};
    struct store *store = session_store(ui_session(ui));
    bool ok = store_each(store, KIND_REFERENCE, take, &taking, err);

    if (ok) {
        view->asked = (struct row_list){.count = taking.rows.count};
        view->asked.items = arena_alloc_array(arena, view->asked.count + 1, sizeof(struct row *));
        for (size_t i = 0; i < view->asked.count; i++)
            view->asked.items[i] = taking.rows.items[i];
        if (view->asked.count > 1)
            qsort(view->asked.items, view->asked.count, sizeof(struct row *), by_day);
    }
    array_fini(&taking.rows);
    return ok && read_names(ui, view, arena, err);
}

static int64_t key_at(const struct growth_view *view, int64_t at)
{
    return view->references ? view->asked.items[at]->key : view->entries.items[at].row->key;
}

static void keep_selected(struct growth_view *view)
{
    int64_t count = (int64_t)(view->references ? view->asked.count : view->entries.count);

    list_fit(&view->list, count, view->list.room);
    for (int64_t i = 0; i < count; i++)
        if (key_at(view, i) == view->selected)
            list_select(&view->list, i);
}

static bool growth_load(struct ui *ui, void *state, struct error *err)
{
    struct growth_view *view = state;
    struct growth_view fresh = *view;
    struct arena arena = {0};

    if (!growth_read(ui_session(ui), 0, &arena, &fresh.entries, err) ||
        !read_references(ui, &fresh, &arena, err)) {
        arena_fini(&arena);
        return false;
    }
    fresh.late = 0;
    for (size_t i = 0; i < fresh.entries.count; i++)
        fresh.late += growth_is_late(ui, &fresh.entries.items[i]);
    arena_fini(&view->arena);
    *view = fresh;
    view->arena = arena;
    leave_wanted(view);
    keep_selected(view);
    return true;
}

static struct list *growth_list(void *state)
{
    struct growth_view *view = state;

    return &view->list;
}

static int64_t growth_account(struct ui *ui, void *state)
{
    const struct growth_entry *entry = growth_here(state);
    const struct row *reference = growth_reference_here(state);

    if (reference)
        return row_integer(reference, REFERENCE_ACCOUNT);
    return entry ? row_integer(entry->row, OPPORTUNITY_ACCOUNT) : 0;
}

static struct touched_row growth_row(struct ui *ui, void *state)
{
    const struct growth_entry *entry = growth_here(state);
    const struct row *reference = growth_reference_here(state);

    if (reference)
        return (struct touched_row){KIND_REFERENCE, reference->key};
    return (struct touched_row){KIND_OPPORTUNITY, entry ? entry->row->key : 0};
}

static bool growth_wants(struct ui *ui, void *state, int64_t index)
{
    const struct growth_view *view = state;

    return view->references || (index < (int64_t)view->entries.count &&
                                   growth_stage_is_open(view->entries.items[index].stage));
}

static const struct view_hint hints[] = {
    {"qualify", N_("qualify")},
    {"handover", N_("hand over")},
    {"won", N_("won")},
    {"lost", N_("lost")},
    {"given", N_("they spoke")},
    {"declined", N_("declined")},
    {"add", N_("add")},
    {"show-next", N_("who speaks for us")},
};

/* Each page has keys of its own. */
static const char *hint_now(const void *state, const struct view_hint *hint)
{
    static const char *const of_references[] = {"given", "declined"};
    const struct growth_view *view = state;
    bool spoke = false;

    if (text_equal(hint->command, "show-next"))
        return view->references ? N_("opportunities") : hint->text;
    if (text_equal(hint->command, "add"))
        return hint->text;
    for (size_t i = 0; i < COUNT_OF(of_references); i++)
        spoke = spoke || text_equal(hint->command, of_references[i]);
    return spoke == view->references ? hint->text : NULL;
}

static void growth_keep(const void *state, struct str *out)
{
    if (((const struct growth_view *)state)->references)
        str_add(out, "show-next\n");
    if (((const struct growth_view *)state)->filter.text.len)
        str_addf(out, "filter %s\n", str_text(&((const struct growth_view *)state)->filter.text));
}

const struct view view_growth = {
    .name = "growth",
    .title = N_("Growth"),
    .state_size = sizeof(struct growth_view),
    .hints = hints,
    .hint_count = COUNT_OF(hints),
    .hint = hint_now,
    .commands = growth_commands,
    .command_count = GROWTH_COMMANDS,
    .close = growth_close,
    .load = growth_load,
    .draw = growth_draw,
    .list = growth_list,
    .account = growth_account,
    .row = growth_row,
    .wants = growth_wants,
    .keep = growth_keep,
};
